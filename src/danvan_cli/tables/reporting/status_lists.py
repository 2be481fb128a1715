"""The state of units for people: counts by block with the units of each state beside them; the list unit by unit; the document."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from typing import Any, TypeVar

from danvan_cli import messages
from danvan_cli.ledger.store import Ledger
from danvan_cli.periods import Period
from danvan_cli.tables.coverage import in_words
from danvan_cli.tables.reporting.status import Sent, State, Status, UnitStatus
from danvan_cli.tables.table import Listing, Note
from danvan_cli.units import Register, place_of
from danvan_cli.vietnamese import number

_SHOWN, _PRINTED = 12, 60

Key = TypeVar("Key")
About = Callable[[UnitStatus], str]
"""What stands in brackets behind a unit's name."""


def say(code: str, /, **seen: object) -> str:
    """A sentence or word about the state of units."""
    return messages.text("status", code, **seen)


def title_of(ledger: Ledger, status: Status) -> str:
    """What is told, of whom, how far it is, and until when there is time."""
    whose = ledger.register.name_of(status.around) if status.around else ""
    sent = in_words(status.expected, status.received, status.census.places, status.census.bodies)
    due = say("due", day=f"{status.deadline:%d/%m/%Y}") if status.deadline else ""
    parts = (say("title", period=Period(status.period).name), whose, sent, due)
    return " · ".join(part for part in parts if part)


# --- counts by block, and who is in which state


def overview(ledger: Ledger, status: Status, *, on_paper: bool = False) -> Listing:
    """Counts by block and district, and below them the units of each state; `on_paper`: as many as a reader bears."""
    register = ledger.register
    rows: list[tuple[str | int | None, ...]] = []
    blocks = _grouped(status.told, lambda one: _block(ledger, one))
    for name, units in sorted(blocks.items()):
        rows.append(_counts(name[1], units, status))
        inside = _grouped(units, lambda one: _under(register, one.unit, status.around))
        if len(inside) > 1:
            rows += [_counts(f"  {register.name_of(parent)}", below, status) for parent, below in inside.items()]
    if len(blocks) > 1:
        rows.append(_counts(say("all"), status.told, status))
    heads = [say(f"head-{code}") for code in ("group", "expected", "received", "held", "missing", "late")]
    told = _notes(ledger, status, most=_PRINTED if on_paper else _SHOWN, more="more-printed" if on_paper else "more")
    return Listing(title_of(ledger, status), tuple(heads), tuple(rows), tuple(told), summed=len(blocks) > 1)


def _grouped(units: Sequence[UnitStatus], key: Callable[[UnitStatus], Key]) -> dict[Key, list[UnitStatus]]:
    groups: dict[Key, list[UnitStatus]] = {}
    for one in units:
        groups.setdefault(key(one), []).append(one)
    return groups


def _under(register: Register, unit: str, around: str | None) -> str:
    """The district (or, of the whole country, the province) that a unit is or lies in; else the place told of."""
    if around is None:
        return register.province_of(unit)
    path = (place_of(unit), *register.ancestors(place_of(unit)))
    step = next((place for place in path if register.parent(place) == around), around)
    return step if register.has_places_below(step) else around


def _block(ledger: Ledger, one: UnitStatus) -> tuple[int, str]:
    """A unit's block and its place in print; provinces and districts, which have none, stand first by their level."""
    blocks, levels = ledger.vocabulary["block"], ledger.vocabulary["level"]
    if one.block:
        return list(blocks.members).index(one.block), blocks.name(one.block)
    level = ledger.register.get(one.unit).level
    return list(levels.members).index(level) - len(levels.members), levels.name(level)


def _counts(name: str, units: Sequence[UnitStatus], status: Status) -> tuple[str | int | None, ...]:
    return (
        name,
        len(units) if status.has_roster else None,
        sum(one.state.received for one in units),
        sum(one.state in (State.WAITING, State.REFUSED) for one in units),
        sum(one.state.silent for one in units) if status.has_roster else None,
        sum(one.days_late > 0 for one in units),
    )


def _notes(ledger: Ledger, status: Status, *, most: int = _SHOWN, more: str = "more") -> Iterator[Note]:
    """What must be said of units, by what is wrong with them; of each kind so many by name."""
    name = ledger.register.name_of

    def told(code: str, units: Sequence[UnitStatus], said: About | None = None, **seen: object) -> Iterator[Note]:
        if units:
            about = [(name(one.unit), said(one) if said else "") for one in units[:most]]
            listed = [f"{who} ({what})" if what else who for who, what in about]
            yield Note(code, say(code, count=number(len(units)), units=_some(listed, len(units), more), **seen))

    yield from told("not-sent", status.of(State.NOT_SENT) if status.has_roster else [])
    yield from told("second-hand", status.of(State.SECOND_HAND), lambda one: ", ".join(map(name, one.said_by)))
    if status.lock:
        lock = status.lock
        yield Note("locked", say("locked", day=lock.day, who=lock.who, reason=lock.reason))
    held = [one for one in status.units if one.after_lock]
    yield from told("after-lock", held, lambda one: _last(one, "waiting"), period=status.period)
    by_hand = [one for one in status.of(State.WAITING) if one.by_hand]
    yield from told("waiting", by_hand, lambda one: _last(one, "waiting"))
    yield from told("refused", status.of(State.REFUSED), lambda one: _last(one, "refused"))
    asked = status.of(State.QUESTIONS)
    yield from told("questions", asked, provisional=number(sum(one.provisional for one in asked)))
    yield from told("nil", status.of(State.NIL))
    yield from told("only-registered", [one for one in status.told if one.only_registered and one.state.silent])
    yield from told("only-beside", [one for one in status.told if one.only_beside])
    yield from told(
        "late", status.late, lambda one: say("days" if one.day_is_said else "days-by-arrival", count=one.days_late)
    )
    yield from told("revised", [one for one in status.told if one.revised], lambda one: say("times", count=one.revised))
    yield from told("beyond", status.beyond, lambda one: "" if one.state.received else say(f"state-{one.state}"))
    if not status.has_roster and (silent := status.unheard):
        units = _some([name(unit) for unit in silent[:most]], len(silent), more)
        yield Note("known-silent", say("known-silent", count=number(len(silent)), units=units))
    if unplaced := status.unplaced:
        files = _some([PurePath(one.delivery.path).name for one in unplaced[:most]], len(unplaced), more)
        yield Note("unplaced", say("unplaced", count=len(unplaced), files=files))


def _some(listed: Sequence[str], count: int, more: str) -> str:
    """What is listed, and how many more there are."""
    return ", ".join(listed) + (say(more, count=number(count - len(listed))) if count > len(listed) else "")


def _last(one: UnitStatus, outcome: str) -> str:
    """The last file of this outcome: its name, what is wrong with it, when it came."""
    sent = [found for found in one.sent if found.outcome == outcome][-1]
    errors = [found for found in sent.findings if found.severity == "error"]
    wrong = say("errors", count=len(errors), first=errors[0].message) if errors else ""
    day = f"{sent.delivery.day:%d/%m}"
    return ", ".join(part for part in (PurePath(sent.delivery.path).name, wrong, day) if part)


# --- unit by unit


def listing_of_status(ledger: Ledger, status: Status) -> Listing:
    """Every unit with all that is known of it: one line each."""
    register, blocks = ledger.register, ledger.vocabulary["block"]
    rows: list[tuple[str | int | None, ...]] = []
    for place, one in enumerate((*status.told, *status.beyond), start=1):
        above = register.parent(one.unit)
        rows.append(
            (
                place,
                register.name_of(one.unit),
                blocks.name(one.block) if one.block else "",
                register.name_of(above) if above else "",
                state_in_words(one, status),
                one.value if isinstance(one.value, int) else None,
                f"{one.first_day:%d/%m/%Y}" if one.first_day else "",
                f"{one.deadline:%d/%m/%Y}" if one.deadline else "",
                one.days_late or None,
                one.questions or None,
                one.revised or None,
                one.expected.contact if one.expected else "",
                "; ".join(_file_in_words(sent) for sent in one.sent) or ", ".join(map(register.name_of, one.said_by)),
            )
        )
    heads = (
        "number", "unit", "block", "above", "state", "models", "day", "deadline", "days-late", "questions", "revised",
        "contact", "files",
    )  # fmt: skip
    notes = tuple(_notes(ledger, status))
    return Listing(title_of(ledger, status), tuple(say(f"head-{head}") for head in heads), tuple(rows), notes)


def state_in_words(one: UnitStatus, status: Status) -> str:
    """A unit's state; whether it must report at all; whether it came late."""
    after_lock = one.state is State.WAITING and not one.by_hand
    said = [say("state-after-lock" if after_lock else f"state-{one.state}")]
    if one.days_late:
        said.append(say("state-late"))
    if one in status.beyond:
        said.append(say("state-beyond"))
    return ", ".join(said)


def _file_in_words(sent: Sent) -> str:
    outcome = say("outcome-after-lock" if sent.after_lock else f"outcome-{sent.outcome}")
    found = [f"{one.sheet or ''} {one.cell or ''} {one.message}".strip() for one in sent.findings]
    return f"{sent.delivery.path} ({outcome}, {sent.delivery.day:%d/%m/%Y})" + "".join(f" – {one}" for one in found)


# --- the document


def document_of_status(ledger: Ledger, status: Status) -> dict[str, Any]:
    """The contract of `status --format json`."""
    register = ledger.register

    def named(code: str | None) -> dict[str, str] | None:
        return {"code": code, "name": register.name_of(code)} if code else None

    return {
        "period": status.period,
        "unit": named(status.around),
        "deadline": status.deadline.isoformat() if status.deadline else None,
        "expected": status.expected,
        "received": status.received,
        "missing": len(status.silent) if status.has_roster else None,
        "refused": len(status.of(State.REFUSED)),
        "waiting": len(status.of(State.WAITING)),
        "late": len(status.late),
        "locked": _document_of_lock(status),
        "units": [
            {
                "code": one.unit,
                "name": register.name_of(one.unit),
                "block": one.block,
                "parent": named(register.parent(one.unit)),
                "expected": one.expected is not None if status.has_roster else None,
                "state": str(one.state),
                "deadline": one.deadline.isoformat() if one.deadline else None,
                "late": one.days_late > 0,
                "days_late": one.days_late,
                "models": one.value,
                "provisional": one.provisional,
                "questions": one.questions,
                "revised": one.revised,
                "second_hand_by": [named(code) for code in one.said_by],
                "returns": [_document_of_file(sent) for sent in one.sent],
            }
            for one in status.units
        ],
        "unplaced": [_document_of_file(sent) for sent in status.unplaced],
        "summary": in_words(status.expected, status.received, status.census.places, status.census.bodies),
    }


def _document_of_lock(status: Status) -> dict[str, Any] | None:
    lock = status.lock
    waiting = sum(one.after_lock for one in status.units)
    return {"since": lock.since, "who": lock.who, "reason": lock.reason, "waiting": waiting} if lock else None


def _document_of_file(sent: Sent) -> dict[str, Any]:
    delivery = sent.delivery
    return {
        "path": delivery.path,
        "sha256": delivery.sha256,
        "outcome": sent.outcome,
        "after_lock": sent.after_lock,
        "day": delivery.day.isoformat(),
        "dated": delivery.dated.isoformat() if delivery.dated else None,
        "taken_in": delivery.taken_in,
        "late": sent.late,
        "findings": [found.document for found in sent.findings],
    }
