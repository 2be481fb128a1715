"""What became of places, event by event: the reform of 1/7/2025 and what came after, and, as lists show it, what was before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from danvan_cli.periods import REFORM
from danvan_cli.units import facts
from danvan_cli.units.eras import status_of
from danvan_cli.units.facts import Named, Past
from danvan_cli.units.tree import UnitTree, place_of


@dataclass(frozen=True, slots=True)
class Party:
    """A place that an event is about. `code`: None for one of an earlier list that no register holds."""

    code: str | None
    name: str
    official: str  # its official code in its time
    partly: bool = False  # only a part of it


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day, to whom, by which resolution, and how that is known. `resolution`: None where nobody tells."""

    kind: str  # merge divide rename status move abolish found end
    day: date  # from when it holds; where only a span is known, by when at the latest
    after: date | None  # where only a span is known: the day on which it did not hold yet
    before: tuple[Party, ...]
    became: tuple[Party, ...]  # empty: nothing, or nobody tells
    resolution: str | None
    certainty: str  # text told inferred unconfirmed
    source: str  # its code among the sources

    @property
    def level(self) -> str:
        """The level of the places that it is about, by the length of their official codes."""
        official = (*self.before, *self.became)[0].official.partition("@")[0]
        return {2: "tinh", 3: "huyen"}.get(len(official), "xa")

    def may_have_happened(self, until: date) -> bool:
        """Whether it may have been by the end of a day: on the day `after` it was not yet."""
        return self.day <= until or (self.after is not None and self.after < until)

    def is_about(self, codes: frozenset[str]) -> bool:
        """Whether one of these places is among those it is about."""
        return any(party.code in codes for party in (*self.before, *self.became))


class History:
    """The events of all places."""

    def __init__(self, tree: UnitTree) -> None:
        self._tree = tree
        self._facts = facts.load()

    def events(
        self, around: str | None = None, since: date | None = None, until: date | None = None
    ) -> tuple[Event, ...]:
        """The events of a place and all below it, or of the country, in time; of a span, those that may lie in it."""
        within = frozenset((place_of(around), *self._tree.places_below(place_of(around)))) if around else None
        found = [
            event
            for event in (*self._early, *self._reform, *self._later)
            if (within is None or event.is_about(within))
            and (until is None or event.may_have_happened(until))
            and (since is None or event.day >= since)
        ]
        return tuple(sorted(found, key=lambda event: event.day))

    def origins(self, party: Party, before: date | None = None) -> Iterator[Event]:
        """The events that a place came out of, the latest first, up to the one that made it of several: their own come before."""
        for event in reversed(self._by_origin.get(party.official, ())):
            if before is None or event.day < before:
                yield event
                if len(event.before) != 1:
                    return

    def outcomes(self, code: str) -> tuple[Event, ...]:
        """The events of the reform and after that a place went into, and the changes of its name."""
        return self._by_end.get(place_of(code), ())

    def party(self, code: str) -> Party:
        """A place of the registers as events name it."""
        place = place_of(code)
        return Party(place, self._tree.full_name(place), place)

    # the reform, and after

    @cached_property
    def _later(self) -> tuple[Event, ...]:
        """The changes of name and kind since the reform."""
        events = []
        for one in self._facts.renamings:
            before = self._tree.name_on(one.code, date.fromordinal(one.day.toordinal() - 1))
            kinds = [said[0] for name in (before, one.name) if (said := status_of(name))]
            events.append(
                Event(
                    "rename" if len(set(kinds)) == 1 else "status",
                    one.day,
                    None,
                    (Party(one.code, before, one.code),),
                    (Party(one.code, one.name, one.code),),
                    one.resolution,
                    one.certainty,
                    one.source,
                )
            )
        return tuple(events)

    @cached_property
    def _reform(self) -> tuple[Event, ...]:
        """What became of every place on 1/7/2025."""
        old, new = self._tree.eras
        formed = [event for code in new.codes if (event := self._formed(code))]
        divided = [
            self._of_reform("divide", [code], self._tree.successors(code))
            for code in old.codes
            if len(self._tree.successors(code)) > 1
        ]
        ended = [
            self._of_reform("abolish", [code], ())
            for code in old.codes
            if self._tree.get(code).level == "huyen" and not self._tree.successors(code)
        ]
        return (*formed, *divided, *ended)

    def _formed(self, code: str) -> Event | None:
        """How a place of today came to be; None where it only went on."""
        olds = self._tree.predecessors(code)
        was = self._tree.eras[1].line(code).name
        if len(olds) != 1:
            return self._of_reform("merge", olds, (code,))
        before = self._tree.eras[0].line(olds[0]).name
        if len(self._tree.successors(olds[0])) > 1 or before == was:
            return None
        kinds = {said[0] for name in (before, was) if (said := status_of(name))}
        return self._of_reform("rename" if len(kinds) == 1 else "status", olds, (code,))

    def _of_reform(self, kind: str, before: Iterable[str], became: Iterable[str]) -> Event:
        olds = tuple(
            Party(code, self._tree.full_name(code), code, partly=kind == "merge" and self._is_divided(code))
            for code in before
        )
        news = tuple(Party(code, self._name_then(code), code) for code in became)
        return Event(
            kind, REFORM, None, olds, news, self._resolution(kind, olds, news), "text", self._facts.reform.source
        )

    def _is_divided(self, code: str) -> bool:
        return len(self._tree.successors(code)) > 1

    def _name_then(self, code: str) -> str:
        """The full name of a place of today as it was on its first day."""
        return ", ".join(self._tree.name_on(place, REFORM) for place in (code, *self._tree.ancestors(code)))

    def _resolution(self, kind: str, before: tuple[Party, ...], became: tuple[Party, ...]) -> str:
        reform = self._facts.reform
        if kind == "abolish":
            return reform.districts
        code = (became or before)[0].official
        if self._tree.get(code).level == "tinh":
            return reform.provinces
        return reform.communes[self._tree.province_of(code).partition("@")[0]]

    # before the eve

    @cached_property
    def _early(self) -> tuple[Event, ...]:
        """What the lists before the eve show."""
        return tuple(map(self._as_event, facts.past()))

    def _as_event(self, past: Past) -> Event:
        code = past.became[0]
        known = self._facts.known.get(code)
        before = (
            past.before if past.kind != "move" else ((past.before[0][0], ", ".join(name for _, name in past.before)),)
        )
        certain = known if known and (known.day is None or past.after < known.day <= past.by) else None
        day = certain.day if certain else None
        return Event(
            past.kind,
            day or past.by,
            None if day else past.after,
            tuple(map(self._listed, before)),
            (self._listed(past.became),) if code else (),
            certain.resolution if certain else None,
            "told" if certain else "inferred",
            certain.source if certain else "danh-muc",
        )

    def _listed(self, named: Named) -> Party:
        """A place of an earlier list; with a code, where the register still has its official one."""
        return Party(named[0] if named[0] in self._tree.eras[0] else None, named[1], named[0])

    @cached_property
    def _by_origin(self) -> dict[str, list[Event]]:
        """Events in time by the official code of what came out of them."""
        found: dict[str, list[Event]] = {}
        for event in self.events():
            for party in event.became if event.kind != "divide" else ():
                found.setdefault(party.official, []).append(event)
        return found

    @cached_property
    def _by_end(self) -> dict[str, tuple[Event, ...]]:
        """Events of the reform and after by the code of what there was before; a divided place has its division only."""
        found: dict[str, list[Event]] = {}
        for event in (*self._reform, *self._later):
            for party in event.before:
                if party.code and not party.partly:
                    found.setdefault(party.code, []).append(event)
        return {code: tuple(events) for code, events in found.items()}

    @cached_property
    def former(self) -> dict[str, list[Event]]:
        """Events before the eve by the official code of places that they ended."""
        found: dict[str, list[Event]] = {}
        for event in self._early:
            for party in event.before:
                if party.code is None or (event.became and party.name != event.became[0].name):
                    found.setdefault(party.official, []).append(event)
        return found
