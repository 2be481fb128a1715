"""Decisions, level by level: whose they are, and a model recognised at several levels counted once, at the highest. (counting.md 3)"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from danvan_cli.ledger.margins import canonical, margins_of_models
from danvan_cli.ledger.settled import COUNTED, Settled, Verdict
from danvan_cli.ledger.stated import Stated
from danvan_cli.returns import Kind
from danvan_cli.units import Register
from danvan_cli.vocabulary import MemberSet


class Acts:
    """What is said of decisions about single units at one stage. `restated`: said by others of bodies that spoke themselves."""

    def __init__(self, said: Iterable[Stated], register: Register) -> None:
        self.register = register
        parts = [part for stated in said for part in _by_level(stated)]
        spoken = {decider for part in parts if (decider := self._decider(part)) == part.reporter}
        self.restated = [part for part in parts if self._decider(part) in spoken - {part.reporter}]
        again = set(map(id, self.restated))
        self._left = [part for part in parts if id(part) not in again]

    def by_level(self) -> Iterator[tuple[MemberSet, list[Stated]]]:
        """What is left to believe, a level at a time: silence is the deciding body's, per level."""
        found: dict[MemberSet, list[Stated]] = defaultdict(list)
        for part in self._left:
            found[_level(part)].append(part)
        yield from sorted(found.items())

    def deciders(self, spoken: Mapping[str, Sequence[Verdict]]) -> dict[str, list[Verdict]]:
        """What counts, by the body whose decision it is: figures for many speak for the bodies that are silent."""
        found: dict[str, list[Verdict]] = defaultdict(list)
        for verdicts in spoken.values():
            for verdict in verdicts:
                found[self._decider(verdict.stated) or verdict.stated.unit].append(verdict)
        return found

    def _decider(self, part: Stated) -> str | None:
        """The place of the decision's level around the unit; None where no one level is said."""
        level = _level(part)
        return self.register.at_level(part.unit, level[0]) if len(level) == 1 else None


def _level(stated: Stated) -> MemberSet:
    return dict(stated.fixed).get("level", ())


def _by_level(stated: Stated) -> Iterator[Stated]:
    """A figure about one unit, in one part for each level of its rows, or of the columns that state it."""
    if stated.kind is not Kind.REGISTER:
        yield from _columns_by_level(stated)
        return
    models = stated.filed.models
    rows: dict[MemberSet, list[int]] = defaultdict(list)
    for row in stated.rows:
        rows[dict(stated.fixed).get("level") or dict(models.of(row).at).get("level", ())].append(row)
    for level, some in sorted(rows.items()):
        fixed = canonical(dict(stated.fixed), {"level": level} if level else {})
        if len(some) == len(stated.rows):
            stated.fixed = fixed  # the very figure, with what lies inside it
            yield stated
            return
        margins = margins_of_models(models.counted(some), stated.filed.ret.fixed)
        yield replace(stated, rows=tuple(some), fixed=fixed, margins=margins)
    if not rows:
        yield stated


def _columns_by_level(stated: Stated) -> Iterator[Stated]:
    """The same for a row of figures: "cấp xã 8, cấp huyện 3" are the decisions of two bodies."""
    split = [margin for margin in stated.margins if "level" in margin.dims]
    found = {dict(at).get("level", ()) for margin in split for at, _ in margin.cells}
    whole = max((margin.total for margin in split), default=0)
    more = any(margin.total > whole for margin in stated.margins)
    if _level(stated) or not found or more or not all(len(level) == 1 for level in found):
        yield stated  # fixed already, not stated, or more than the levels make
        return
    for level in sorted(found):
        fixed = canonical(dict(stated.fixed), {"level": level})
        if len(found) == 1:
            stated.fixed = fixed
            yield stated
            return
        margins = tuple(
            replace(margin, cells=cells)
            for margin in split
            if (cells := tuple((at, value) for at, value in margin.cells if dict(at).get("level") == level))
        )
        yield replace(stated, fixed=fixed, margins=margins)


def count_at_highest(spoken: Mapping[str, Sequence[Verdict]], register: Register, levels: Sequence[str]) -> None:
    """Rows of a name that a higher level's list names too, of the same unit or of all below its sender, count there."""
    ordered = sorted(
        (verdict for verdicts in spoken.values() for verdict in verdicts if verdict.stated.kind is Kind.REGISTER),
        key=lambda verdict: (_rank(verdict, levels), verdict.stated.key),
    )
    named: dict[str, Counter[str]] = defaultdict(Counter)  # place → names at higher levels
    pending: dict[str, Counter[str]] = defaultdict(Counter)  # … at the level being counted
    rank = None
    for verdict in ordered:
        if _rank(verdict, levels) != rank:
            rank = _rank(verdict, levels)
            for place, names in pending.items():
                named[place] |= names
            pending.clear()
        place = register.place_around(verdict.stated.unit)
        left: Counter[str] = Counter()
        for around in (place, *register.ancestors(place)):
            left |= named.get(around, Counter())
        pending[place].update(verdict.names)
        verdict.leave_to_higher(_taken(verdict, left))


def _rank(verdict: Verdict, levels: Sequence[str]) -> int:
    level = _level(verdict.stated)
    return levels.index(level[0]) if level and level[0] in levels else len(levels)


def _taken(verdict: Verdict, left: Counter[str]) -> list[int]:
    keys = verdict.stated.filed.models.keys
    taken = []
    for row in verdict.stated.rows:
        name = keys[row]
        if row not in verdict.without and left[name] > 0:
            left[name] -= 1
            taken.append(row)
    return taken


def tell_unnamed_levels(stage: str, settled: Settled, register: Register) -> None:
    """Where decisions of several levels about one place have no names to match, nobody can tell which are the same."""
    counted = [
        one
        for one in settled.verdicts
        if one.stated.stage == stage
        and one.standing in COUNTED
        and _level(one.stated)
        and any(margin.total for margin in one.margins)
    ]
    hidden = [one for one in counted if one.stated.kind is not Kind.REGISTER]
    told = set()
    for one in hidden:
        for other in counted:
            apart = not set(_level(one.stated)) & set(_level(other.stated))
            if apart and register.on_one_line(one.stated.unit, other.stated.unit):
                told.add(one.stated.unit)
    settled.notes += [(stage, "levels-without-names", unit, unit) for unit in sorted(told)]
