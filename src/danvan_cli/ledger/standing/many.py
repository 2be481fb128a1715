"""Figures for many units: a place with all below it, a level, a block. They speak for those who are silent. (counting.md 4)"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from danvan_cli.findings import Finding
from danvan_cli.ledger.standing.margins import At, Filter, Margin, Number, ask, canonical, dimensions
from danvan_cli.ledger.standing.relations import fixed_relation
from danvan_cli.ledger.standing.settled import Settled, Verdict
from danvan_cli.ledger.standing.stated import Stated
from danvan_cli.returns import DECISIONS
from danvan_cli.units import Register, succession
from danvan_cli.vocabulary import MemberSet

GRASS_ROOTS = "coso"
"""A level at which no place stands: the lowest places speak for it."""

_Told = Sequence[tuple[Verdict, Number]]
"""What counts of others, and how much of it is of the members that a figure for many fixes."""


class _Accepted(NamedTuple):
    """A figure for many that stands, whole or level by level."""

    stated: Stated
    verdicts: list[Verdict]


class Many:
    """The decisions about figures for many, once it is known who has spoken for itself."""

    def __init__(
        self,
        register: Register,
        spoken: Mapping[str, list[Verdict]],
        settled: Settled,
        put: Callable[[Stated, str, str], Verdict],
        added: Collection[int],
    ) -> None:
        self.register = register
        self.added = added  # returns that were said to add to others of their reporter
        self.succession = succession.of(register)
        self.spoken = spoken
        self.settled = settled
        self.put = put
        self.accepted: list[_Accepted] = []
        self.counted_off: dict[tuple[int, str, int, At | None], Number] = defaultdict(
            int
        )  # table, unit, verdict, members

    def decide(self, said: Sequence[Stated]) -> None:
        """A figure for many stands, less what is heard of the others, while some of them are silent. (counting.md 4)"""
        accepted = self.accepted
        for stated in sorted(said, key=self._innermost_first):
            clash = next((one for one in accepted if self._clashes(stated, one.stated)), None)
            if clash:
                claim = self.put(stated, "claim", "said-by-a-nearer-one")
                if stated.reporter != clash.stated.reporter and not self._same_scope(stated, clash.stated):
                    is_open = self._ask_about_overlap(stated)
                    for verdict in (claim, *clash.verdicts):
                        verdict.provisional |= is_open
                continue
            inner = [one for one in accepted if self._covers_scope(stated, one.stated)]
            added_to = any(self._adds_up(stated, one.stated) for one in accepted)
            heard = [*self._heard(stated), *(verdict for one in inner for verdict in one.verdicts)]
            told = [] if added_to else self._told_of(stated, heard)  # what is heard is counted off once
            verdicts = self._stand(stated, told, [one.stated for one in inner])
            if verdicts:
                accepted.append(_Accepted(stated, verdicts))

    def _told_of(self, stated: Stated, heard: Sequence[Verdict]) -> _Told:
        """What is heard of the members of a figure; of several rows of a table about one place it is counted off once.

        What cannot say of which members it is may be of any of these rows.
        """
        said = [(verdict, _within(verdict, stated)) for verdict in heard]
        told: list[tuple[Verdict, Number]] = []
        room = stated.value
        for verdict, count in sorted(said, key=lambda one: one[1] is None):
            whole = max((margin.total for margin in verdict.margins), default=0) if count is None else count
            row = (stated.filed.id, stated.unit, id(verdict), None if count is None else stated.fixed)
            if left := whole - self.counted_off[row]:
                told.append((verdict, left))
                taken = min(left, max(room, 0))
                self.counted_off[row] += taken
                room -= taken
        return told

    def _stand(self, stated: Stated, told: _Told, inner: Sequence[Stated]) -> list[Verdict]:
        """What stands of a figure: of one that its reporter splits by level or block, what does of each as of rows of their own."""
        parts = _parts(stated, told)
        if all(not of_it and self._somebody_silent(part, inner) for part, of_it in parts):
            parts = [(stated, told)]  # whole: it may say more than each
        stand = []
        for part, of_it in parts:
            if not self._somebody_silent(part, inner):
                self.put(part, "claim", "all-have-spoken")
            elif verdict := self._rest(part, of_it):
                stand.append(verdict)
        return stand

    def stands_for(self, place: str, body: str) -> bool:
        """Whether one of the figures that stand speaks for a silent place, and so for this body inside it."""
        silent = not self.succession.heard(place, self.spoken)
        told = (one.stated for one in self.accepted)
        return silent and any(self._covers(stated, place) and self._covers(stated, body) for stated in told)

    def _ask_about_overlap(self, stated: Stated) -> bool:
        """Ask about a figure for some of whom a nearer one speaks, too; whether nobody has answered."""
        seen: dict[str, str | int] = {"unit": self.register.name_of(stated.unit)}
        found = Finding("overlapping-claims", stated.filed.ret.sheet, None, seen)
        return self.settled.ask(stated.filed, found) is None

    @cached_property
    def _heard_in(self) -> dict[str, list[str]]:
        """Place to the units inside it that have spoken."""
        found: dict[str, list[str]] = defaultdict(list)
        for unit in self.spoken:
            for place in self.succession.around(unit):
                found[place].append(unit)
        return found

    def _heard(self, stated: Stated) -> Iterator[Verdict]:
        """What counts of those of whom a figure for many speaks."""
        decider = self._decider_above(stated)
        if decider:
            yield from (one for one in self.spoken.get(decider, ()) if self._speaks_of(one.stated, stated.unit))
            return
        for unit in self._heard_in.get(stated.unit, ()):
            if self._covers(stated, unit):
                yield from self.spoken[unit]

    def _rest(self, stated: Stated, told: _Told) -> Verdict | None:
        left = stated.value - sum(count for _, count in told)
        if told and left <= 0:
            self.put(stated, "claim", "others-say-as-much")
            return None
        itself = stated.unit == stated.reporter and self._about_itself(stated)
        standing = "own" if itself or self._decider_above(stated) == stated.reporter else "rest"
        verdict = self.put(stated, standing, "first-hand" if standing == "own" else "silent-rest")
        if told:
            cells = _left_by_level(stated, told) or ((stated.fixed, left),)
            verdict.margins = (Margin(dimensions(cells[0][0]), closed=True, cells=cells),)
            verdict.heard = tuple(one for one, _ in told)
        return verdict

    def _about_itself(self, stated: Stated) -> bool:
        """A level's figure where the reporter is the only place of that level is about the reporter itself."""
        return dict(stated.fixed).get("level") == (self.register.get(stated.unit).level,)

    def _innermost_first(self, stated: Stated) -> tuple[object, ...]:
        depth = len(self.register.ancestors(stated.unit))
        nearness = len(self.register.ancestors(stated.reporter))
        day = self.register.era_of(stated.unit).day  # an old place lies in the one that took over
        another = self._decider_above(stated) not in (None, stated.reporter)  # the deciding body's own word comes first
        return (-depth, day, another, -len(stated.fixed), -nearness, stated.via, -stated.value, stated.key)

    def _covers(self, stated: Stated, unit: str) -> bool:
        """Whether a figure for many speaks about this unit: below its place, of its level and block."""
        if not self.succession.within(unit, stated.unit):
            return False
        known = self.register.get(unit)
        fixed = dict(stated.fixed)
        level, block = fixed.get("level"), fixed.get("block")
        lowest = known.is_place and not self.register.has_places_below(unit)
        if level and known.level not in level and not (lowest and GRASS_ROOTS in level):
            return False
        return not (block and known.block is not None and known.block not in block)

    def _covers_scope(self, outer: Stated, inner: Stated) -> bool:
        how = fixed_relation(dict(inner.fixed), dict(outer.fixed))
        if inner.unit == outer.unit:
            return how == "inside"
        return self.succession.within(inner.unit, outer.unit) and how in ("inside", "equal")

    def _clashes(self, stated: Stated, other: Stated) -> bool:
        """Whether two figures for many speak of some of the same, and neither lies inside the other."""
        if stated.filed.id == other.filed.id and stated.fixed == other.fixed and stated.unit == other.unit:
            return False  # two rows of one table add up
        if self._same_scope(stated, other):
            return not self._adds_up(stated, other)
        within = self.succession.within
        related = within(stated.unit, other.unit) or within(other.unit, stated.unit)
        if not related or fixed_relation(dict(stated.fixed), dict(other.fixed)) == "disjoint":
            return False
        if self._covers_scope(stated, other) or self._covers_scope(other, stated):
            return False
        lower = stated.unit if within(stated.unit, other.unit) else other.unit
        levels = [level for one in (stated, other) if (level := dict(one.fixed).get("level"))]
        inside = {self.register.get(place).level for place in (lower, *self.register.places_below(lower))}
        return any(all(own in level for level in levels) for own in inside)  # no district holds any of "cấp tỉnh"

    def _adds_up(self, stated: Stated, other: Stated) -> bool:
        """Whether one figure supplements another of its reporter: titled so, or said to. (counting.md 5)"""
        supplements = any(one.filed.ret.adds or one.filed.id in self.added for one in (stated, other))
        same = stated.reporter == other.reporter and stated.filed.id != other.filed.id
        return supplements and same and self._same_scope(stated, other)

    @staticmethod
    def _same_scope(stated: Stated, other: Stated) -> bool:
        return stated.unit == other.unit and canonical(dict(stated.fixed)) == canonical(dict(other.fixed))

    def _somebody_silent(self, stated: Stated, inner: Sequence[Stated]) -> bool:
        """Only places end silence; in a block whose bodies are not known some are taken to be silent."""
        block = dict(stated.fixed).get("block")
        if block and block != ("xaphuong",):
            return True
        if self._level_above(stated):
            return self._of_level_above(stated)
        places = [stated.unit, *self.register.places_below(stated.unit)]
        if block:  # no district is of a block
            places = [place for place in places if self.register.get(place).block]
        return any(
            self._covers(stated, place)
            and not self.succession.heard(place, self.spoken)
            and not any(self._covers(other, place) for other in inner)
            for place in places
        )

    def _level_above(self, stated: Stated) -> str | None:
        """The level of which a figure for many speaks, where it lies above the figure's place: "cấp tỉnh" in a district's table."""
        level = dict(stated.fixed).get("level", ())
        above = [self.register.get(place).level for place in self.register.ancestors(stated.unit)]
        return level[0] if len(level) == 1 and level[0] in above else None

    def _decider_above(self, stated: Stated) -> str | None:
        """Whose decisions a figure for many tells of, where that body stands above the figure's place. (counting.md 3)"""
        level = self._level_above(stated)
        return self.register.at_level(stated.unit, level) if level and stated.stage in DECISIONS else None

    def _of_level_above(self, stated: Stated) -> bool:
        """No place inside is of that level. Decisions of the body above: its own word, or it has said none of this place.

        Of models of that level: nobody inside names any, and the place of that level is silent.
        """
        decider = self._decider_above(stated)
        if decider:
            heard = (one.stated for one in self.spoken.get(decider, ()) if one.stated.reporter == decider)
            return decider == stated.reporter or not any(self._speaks_of(one, stated.unit) for one in heard)
        level = dict(stated.fixed)["level"]
        above = self.register.at_level(stated.unit, level[0])
        if above and above != stated.reporter and self.succession.heard(above, self.spoken):
            return False  # the place of that level has told of its own
        inside = (one for unit in self._heard_in.get(stated.unit, ()) for one in self.spoken[unit])
        return not any(
            dict(at).get("level") == level for one in inside for margin in one.margins for at, _ in margin.cells
        )

    def _speaks_of(self, stated: Stated, place: str) -> bool:
        return self.succession.within(stated.unit, place)


def _parts(stated: Stated, told: _Told) -> list[tuple[Stated, _Told]]:
    """A figure that is split by level, else by block, as one for each, with what is told of it; nothing where that cannot be.

    Not what decisions imply: their level is that of the decision. (counting.md 3)
    """
    if stated.filed.ret.bases[stated.rows[0]].scope.stage in DECISIONS:
        return []
    for dimension in ("level", "block"):
        told_of = _told_by_member(stated, dimension, told)
        if told_of is None:
            continue
        of_places = [one for one in stated.margins if dimension in one.dims and one.narrows is None]
        return [
            (
                replace(
                    stated,
                    fixed=canonical(dict(stated.fixed), {dimension: members}),
                    margins=tuple(part for margin in of_places if (part := _of_members(margin, dimension, members))),
                ),
                of_it,
            )
            for members, of_it in told_of.items()
        ]
    return []


def _of_members(margin: Margin, dimension: str, members: MemberSet) -> Margin | None:
    """A split of a figure as far as it is of one level or block: of that it is no "at least"."""
    cells = tuple(cell for cell in margin.cells if dict(cell[0])[dimension] == members)
    return replace(margin, closed=margin.closed or len(cells) == 1, cells=cells) if cells else None


def _split_by(stated: Stated, dimension: str) -> dict[MemberSet, Number]:
    """The figure's parts by level or block, where all of it is split so."""
    if dimension in dimensions(stated.fixed):
        return {}
    splits = [one for one in stated.margins if dimension in one.dims and one.narrows is None]
    parts: dict[MemberSet, Number] = defaultdict(int)
    for at, value in min((one.cells for one in splits if one.total == stated.value), key=len, default=()):
        parts[dict(at)[dimension]] += value  # they may be split by field, too
    apart = len({code for members in parts for code in members}) == sum(map(len, parts))
    return parts if apart else {}  # not "cấp huyện" beside "cấp huyện và xã"


def _told_by_member(
    stated: Stated, dimension: str, told: _Told
) -> dict[MemberSet, list[tuple[Verdict, Number]]] | None:
    """What is told of each level or block that a figure is split by; None where it is not, or somebody heard says none of them."""
    found: dict[MemberSet, list[tuple[Verdict, Number]]] = {members: [] for members in _split_by(stated, dimension)}
    for verdict, _ in told if found else ():
        answer = ask(verdict.margins, _fixed_by(stated), (dimension,), verdict.stated.fixed)
        counts: dict[MemberSet, Number] = defaultdict(int)
        for at, value in answer.cells:
            said = dict(at).get(dimension, ())
            around = next((one for one in found if said and set(said) <= set(one)), None)
            if around is None:
                return None
            counts[around] += value
        if answer.value is None:
            return None
        for members, count in counts.items():
            if count:
                found[members].append((verdict, count))
    return found or None


def _left_by_level(stated: Stated, told: _Told) -> tuple[tuple[At, Number], ...]:
    """What is left of a figure that is split by level, level by level; nothing where somebody heard says more of one than it does."""
    told_of, parts = _told_by_member(stated, "level", told), _split_by(stated, "level")
    left = {level: parts[level] - sum(count for _, count in of_it) for level, of_it in (told_of or {}).items()}
    if any(value < 0 for value in left.values()):
        return ()
    return tuple((canonical(dict(stated.fixed), {"level": level}), value) for level, value in left.items())


def _fixed_by(stated: Stated) -> dict[str, Filter]:
    """What a figure for many fixes beside of whom it speaks."""
    return {
        dimension: Filter(frozenset(members))
        for dimension, members in stated.fixed
        if dimension not in ("level", "block")
    }


def _within(verdict: Verdict, stated: Stated) -> Number | None:
    """How much of a figure is of the members that a figure for many fixes; None where it cannot say."""
    return ask(verdict.margins, _fixed_by(stated), (), verdict.stated.fixed).value
