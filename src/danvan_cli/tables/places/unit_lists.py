"""What `danvan units` answers, as lists and documents: places found by a name, one place, what lies below, events."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from danvan_cli.tables.places.unit_trees import lives_on, other_names
from danvan_cli.tables.places.unit_words import day_of, named, say, sureness, what, when
from danvan_cli.tables.table import Listing, Note
from danvan_cli.units import ACCENTLESS, ALIAS, OTHER_STATUS, Match, Register, place_of
from danvan_cli.units.eras import key_of
from danvan_cli.units.history import Event, History, Party
from danvan_cli.vietnamese import bare, clean

_MOST_FORMER = 5
_FITS: dict[int | None, str] = {OTHER_STATUS: "other-status", ALIAS: "former", ACCENTLESS: "accentless"}


@dataclass(frozen=True, slots=True)
class Found:
    """The places that a name may mean, each with how it fits, and places of earlier lists that were called so."""

    text: str
    on: date | None
    candidates: tuple[tuple[str, str], ...]  # code; same, other-status, former, accentless, outside
    former: tuple[tuple[Party, Event], ...]


def find(register: Register, history: History, text: str, within: str | None, on: date | None) -> Found:
    """All places that a name may mean, on a day, or (without one) in either register."""
    found: dict[str, str] = {}
    for day in [on] if on else [era.day for era in register.eras]:
        around = register.in_time(within, day)
        for match in (
            register.find(text, within, day),
            register.find(text, None, day),
        ):  # not only what lies right below
            for code in match.codes:
                if match.outside or around is None or register.is_within(code, around):
                    found.setdefault(code, _how(register, match, text, code))
    key = key_of(clean(text).partition(",")[0].strip())
    former = [
        (party, event)
        for events in history.former.values()
        for event in events
        if event.kind in ("merge", "divide", "end") and _is_near(register, event, within)
        for party in event.before
        if key and key_of(party.name) == key and party.name not in map(register.name_of, found)
    ]
    return Found(text, on, tuple(found.items()), tuple(dict.fromkeys(former)))


def _is_near(register: Register, event: Event, within: str | None) -> bool:
    """Whether an event before the eve belongs to a place of the eve, or to one of those that a place of today was made from."""
    places = (within, *register.predecessors(within)) if within else ()
    codes = [party.code for party in (*event.became, *event.before) if party.code]
    return within is None or any(register.is_within(code, place) for code in codes for place in places)


def _how(register: Register, match: Match, text: str, code: str) -> str:
    if match.outside:
        return "outside"
    if "unit-status-differs" in match.notes:
        return "other-status"
    if "alias-used" in match.notes:
        typed = bare(text.partition(",")[0]).replace(" ", "")
        former = map(key_of, other_names(register, place_of(code)))
        return "former" if any(map(typed.endswith, former)) else "accentless"
    if match.code:
        return "same"
    if len(match.candidates) == 1:
        return "accentless"
    return _FITS.get(register.how_named(text, code), "same")


def listing_of_found(register: Register, found: Found) -> Listing:
    """One line per place; more than one is a question."""
    rows = []
    for code, how in found.candidates:
        unit = register.get(code)
        times = (day_of(unit.valid_from), day_of(unit.valid_until))
        rows.append((register.full_name(code), code, *times, say(f"match-{how}")))
    return Listing(
        say("found-title", name=found.text, count=len(rows)),
        tuple(say(f"head-{head}") for head in ("name", "code", "from", "until", "match")),
        tuple(rows),
        tuple(Note(code, message) for code, message in _notes(register, found)),
    )


def _notes(register: Register, found: Found) -> Iterable[tuple[str, str]]:
    codes = [code for code, _ in found.candidates]
    if len(codes) > 1:
        yield "unit-ambiguous", say("found-several")
    elif codes and found.candidates[0][1] in ("accentless", "outside"):
        yield "unit-ambiguous", say("found-alike")
    elif not codes:
        yield "unit-unknown", say("found-none")
    for code in codes:
        yield from (("lives-on", sentence) for sentence in lives_on(register, code))
    for party, event in found.former[:_MOST_FORMER]:
        into = ", ".join(map(named, event.became)) or say("unknown")
        yield "former-unit", say("former", name=named(party), what=what(event), when=when(event), into=into)


def document_of_found(register: Register, found: Found) -> dict[str, Any]:
    """The contract of `units find --format json`. `decided`: the code, where the name means one place only."""
    sure = [code for code, how in found.candidates if how not in ("accentless", "outside")]
    return {
        "name": found.text,
        "on": found.on.isoformat() if found.on else None,
        "decided": sure[0] if len(found.candidates) == len(sure) == 1 else None,
        "candidates": [document_of_place(register, code) | {"match": how} for code, how in found.candidates],
        "former": [
            {"code": party.official, "name": party.name, "event": _document_of(event)} for party, event in found.former
        ],
        "notes": [{"code": code, "message": message} for code, message in _notes(register, found)],
    }


def document_of_place(register: Register, code: str) -> dict[str, Any]:
    """A place in its time."""
    unit = register.get(code)
    return {
        "code": code,
        "name": unit.name,
        "full_name": register.full_name(code),
        "kind": unit.kind,
        "level": unit.level,
        "parent": unit.parent,
        "valid_from": unit.valid_from.isoformat() if unit.valid_from else None,
        "valid_until": unit.valid_until.isoformat() if unit.valid_until else None,
    }


def document_of_history(register: Register, history: History, code: str) -> dict[str, Any]:
    """The contract of `units show --format json`."""
    place = place_of(code)
    return {
        "unit": document_of_place(register, code),
        "aliases": other_names(register, place),
        "predecessors": list(register.predecessors(code)),
        "successors": list(register.successors(code)),
        "events": [_document_of(event) for event in events_of(history, place)],
    }


def events_of(history: History, place: str) -> list[Event]:
    """The events of one place, and of those it came from, in time."""
    found: dict[Event, None] = {}

    def gather(party: Party, day: date | None) -> None:
        for event in history.origins(party, day):
            found[event] = None
            for earlier in event.before:
                gather(earlier, event.day)

    gather(history.party(place), None)
    found |= dict.fromkeys(history.outcomes(place))
    return sorted(found, key=lambda event: event.day)


def listing_of_events(events: Sequence[Event], title: str, notes: tuple[Note, ...] = ()) -> Listing:
    """One line per event."""
    rows = tuple(
        (
            f"{when(event)} · {what(event)}",
            "; ".join(map(named, event.before)),
            "; ".join(map(named, event.became)),
            event.resolution or say("unknown"),
            sureness(event) or say("certainty-of-text"),
        )
        for event in events
    )
    heads = ("event", "before", "became", "resolution", "certainty")
    return Listing(title, tuple(say(f"head-{head}") for head in heads), rows, notes)


def document_of_events(events: Sequence[Event]) -> dict[str, Any]:
    """The contract of `units events --format json`."""
    return {"events": [_document_of(event) for event in events]}


def _document_of(event: Event) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "day": event.day.isoformat(),
        "after": event.after.isoformat() if event.after else None,
        "before": [_party(party) for party in event.before],
        "became": [_party(party) for party in event.became],
        "resolution": event.resolution,
        "certainty": event.certainty,
        "source": event.source,
    }


def _party(party: Party) -> dict[str, Any]:
    return {"code": party.code, "official": party.official, "name": party.name, "partly": party.partly}


def listing_of_places(register: Register, codes: Sequence[str], on: date | None, title: str) -> Listing:
    """Places, each with what it lies under."""
    rows = tuple(
        (register.name_on(code, on), code, say(f"level-{register.get(code).level}"), register.parent(code) or "")
        for code in codes
    )
    return Listing(title, tuple(say(f"head-{head}") for head in ("name", "code", "level", "parent")), rows)
