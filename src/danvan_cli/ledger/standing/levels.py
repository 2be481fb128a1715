"""Decisions, level by level: whose they are, and a model recognised at several levels counted once, at the highest. (counting.md 3)"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from danvan_cli.findings import Finding
from danvan_cli.ledger.standing.margins import Margin, canonical, dimensions, margins_of_models
from danvan_cli.ledger.standing.settled import COUNTED, Settled, Verdict
from danvan_cli.ledger.standing.stated import Stated
from danvan_cli.returns import DECISIONS, Kind, Reach
from danvan_cli.units import Register
from danvan_cli.vocabulary import MemberSet


class Parts:
    """Every figure about decisions of one stage, in a part for each level whose body decided: each is another body's act."""

    def __init__(self, said: Sequence[Stated], register: Register) -> None:
        self.register = register
        self.said: list[Stated] = []
        self.of_no_level: list[
            Stated
        ] = []  # what rows of figures state beyond their levels, of which others answer one
        self._told: dict[tuple[str, str], set[int]] = defaultdict(set)  # sender or decider, level → returns
        for stated in said:
            for level in _levels(stated):
                self._told[stated.reporter, level].add(stated.filed.id)
        for stated in said:
            if stated.kind is Kind.REGISTER:
                self.said += _rows_by_level(stated)
            else:
                self._take_figures(stated)

    def _take_figures(self, stated: Stated) -> None:
        """A row of figures stays whole where its parts would lose what it states of all levels together, unless others answer one."""
        split = [margin for margin in stated.margins if "level" in margin.dims]
        together = len(split) < len(stated.margins) or stated.filed.ret.bases[stated.rows[0]].indicators
        if decided_at(stated) or (together and not any(self._answered(stated, level) for level in _levels(stated))):
            self.said.append(stated)
            return
        cells = [cell for margin in split for cell in margin.cells]
        for level in sorted({dict(at).get("level", ()) for at, _ in cells}):
            fixed = canonical(dict(stated.fixed), {"level": level})
            margins = [
                replace(margin, cells=tuple(cell for cell in margin.cells if dict(cell[0]).get("level") == level))
                for margin in split
            ]
            self.said.append(replace(stated, fixed=fixed, margins=tuple(one for one in margins if one.cells)))
        rest = stated.value - max(margin.total for margin in split)
        if rest > 0:
            beyond = Margin(dimensions(stated.fixed), closed=True, cells=((stated.fixed, rest),))
            self.of_no_level.append(replace(stated, margins=(beyond,)))

    def _answered(self, stated: Stated, level: str) -> bool:
        """Whether another return tells of that level's decisions here: its body's, or one more of the same sender."""
        decider = self.register.at_level(stated.unit, level)
        if stated.reach is Reach.BELOW and decider is None:
            tellers = [one for one, of in self._told if of == level and self.register.is_below(one, stated.unit)]
        else:
            tellers = [stated.reporter, *([decider] if decider else [])]
        return any(self._told.get((teller, level), set()) - {stated.filed.id} for teller in tellers)


class Acts:
    """What is said of decisions about single units at one stage. `restated`: said by others of bodies that spoke themselves."""

    def __init__(self, parts: Sequence[Stated], register: Register) -> None:
        self.register = register
        spoken = {decider for part in parts if (decider := self._decider(part)) == part.reporter}
        self.restated = [part for part in parts if self._decider(part) in spoken - {part.reporter}]
        again = set(map(id, self.restated))
        self._left = [part for part in parts if id(part) not in again]

    def by_level(self) -> Iterator[tuple[MemberSet, list[Stated]]]:
        """What is left to believe, a level at a time: silence is the deciding body's, per level."""
        found: dict[MemberSet, list[Stated]] = defaultdict(list)
        for part in self._left:
            found[decided_at(part)].append(part)
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
        level = decided_at(part)
        return self.register.at_level(part.unit, level[0]) if len(level) == 1 else None


def decided_at(stated: Stated) -> MemberSet:
    """The level whose decision a figure is; none where it is the unit's own act."""
    return dict(stated.fixed).get("level", ()) if stated.stage in DECISIONS else ()


def _levels(stated: Stated) -> set[str]:
    """The levels, each alone, of whose decisions a figure tells."""
    if stated.kind is Kind.REGISTER:
        found = {decided_at(stated) or dict(stated.filed.models.of(row).at).get("level", ()) for row in stated.rows}
    else:
        found = {dict(at).get("level", ()) for margin in stated.margins for at, _ in margin.cells}
    return {level[0] for level in found if len(level) == 1}


def _rows_by_level(stated: Stated) -> Iterator[Stated]:
    """A list's figure about one unit, in one part for each level of its rows."""
    models = stated.filed.models
    rows: dict[MemberSet, list[int]] = defaultdict(list)
    for row in stated.rows:
        rows[decided_at(stated) or dict(models.of(row).at).get("level", ())].append(row)
    for level, some in sorted(rows.items()):
        fixed = canonical(dict(stated.fixed), {"level": level} if level else {})
        if len(some) == len(stated.rows):
            yield replace(stated, fixed=fixed)
            return
        margins = margins_of_models(models.counted(some), stated.filed.ret.fixed)
        yield replace(stated, rows=tuple(some), fixed=fixed, margins=margins)
    if not rows:
        yield stated


def count_at_highest(
    spoken: Mapping[str, Sequence[Verdict]], register: Register, levels: Sequence[str], settled: Settled
) -> None:
    """Rows of a name that a higher level's list names too, of the same unit or of all below its sender, count there.

    A row of the higher list is one model, and so one row below, though many places may have a model of its name: whose
    it is is asked.
    """
    ordered = sorted(
        (verdict for verdicts in spoken.values() for verdict in verdicts if verdict.stated.kind is Kind.REGISTER),
        key=lambda verdict: (rank(verdict, levels), *_whatever_file(verdict)),
    )
    higher = _Higher(register, settled)
    for _, of_level in groupby(ordered, key=lambda verdict: rank(verdict, levels)):
        higher.take(list(of_level))


class _Higher:
    """The rows of higher levels' lists that are no row below yet."""

    def __init__(self, register: Register, settled: Settled) -> None:
        self.register, self.settled = register, settled
        self.named: dict[str, Counter[str]] = defaultdict(Counter)  # place → names
        self.lists: list[Verdict] = []

    def take(self, of_level: Sequence[Verdict]) -> None:
        """Count the rows of one level that are named here without them; then its own are named, too."""
        whose = {about: self._ask_whose(*about, having) for about, having in self._of_several(of_level).items()}
        told: dict[str, Counter[str]] = defaultdict(Counter)
        for verdict in of_level:
            place = self._place(verdict)
            told[place].update(verdict.names)
            verdict.leave_out(self._taken(verdict, place, whose), to_higher=True)
        for place, names in told.items():
            self.named[place] |= names
        self.lists += of_level

    def _place(self, verdict: Verdict) -> str:
        return self.register.place_around(verdict.stated.unit)

    def _taken(self, verdict: Verdict, place: str, whose: Mapping[tuple[str, str], str | None]) -> list[int]:
        """The rows of a list that higher ones name; each takes its name from all of them, but for what is another place's."""
        higher = [(above, self.named[above]) for above in (place, *self.register.ancestors(place))]
        keys = verdict.stated.filed.models.keys
        taken = []
        for row in verdict.stated.rows:
            name = keys[row]
            naming = [names for above, names in higher if names[name] > 0 and whose.get((above, name)) in (None, place)]
            if naming and row not in verdict.without:
                for names in naming:
                    names[name] -= 1
                taken.append(row)
        return taken

    def _of_several(self, of_level: Sequence[Verdict]) -> dict[tuple[str, str], list[Verdict]]:
        """The lists, one for each row, of several places with a name of which a place around them has fewer models."""
        found: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
        for verdict in of_level:
            place = self._place(verdict)
            around = [(above, names) for above in self.register.ancestors(place) if (names := self.named.get(above))]
            own = self.named.get(place, Counter[str]())
            for name in verdict.names if around else ():
                for above, names in around:
                    if names[name] > 0 and not own[name]:
                        found[above, name].append(verdict)
        return {
            (above, name): having
            for (above, name), having in found.items()
            if len(having) > self.named[above][name] and len(set(map(self._place, having))) > 1
        }

    def _ask_whose(self, above: str, name: str, having: Sequence[Verdict]) -> str | None:
        """Of which place a model of a higher list is; while nobody says it is taken for the first one's."""
        places = sorted(set(map(self._place, having)))
        filed, row = next(
            (one.stated.filed, row)
            for one in self.lists
            if self._place(one) == above
            for row in one.stated.rows
            if one.stated.filed.models.keys[row] == name
        )
        seen: dict[str, str | int] = {
            "name": filed.written().names[row],
            "unit": self.register.name_of(filed.ret.reporter),
            "count": len(places),
            "candidates": "; ".join(map(self.register.name_of, places)),
            "codes": ";".join(places) if self.named[above][name] == 1 else "",
        }
        question = Finding("recognised-of-several", filed.ret.sheet, filed.written().cells[row], seen)
        answer = self.settled.ask(filed, question)
        for verdict in having:
            verdict.provisional |= answer is None
        return answer if answer in places else None


def _whatever_file(verdict: Verdict) -> tuple[object, ...]:
    """An order by what is said: where the rows below are more than those above, the same ones take them from a copy, too."""
    stated = verdict.stated
    return stated.unit, stated.fixed, [margin.cells for margin in verdict.margins], stated.key


def rank(verdict: Verdict, levels: Sequence[str]) -> int:
    """How far down the level of a decision lies; what says no level comes last."""
    level = decided_at(verdict.stated)
    return levels.index(level[0]) if level and level[0] in levels else len(levels)


def tell_unnamed_levels(stage: str, settled: Settled, register: Register) -> None:
    """Where decisions of several levels about one place have no names to match, nobody can tell which are the same."""
    counted = [
        one
        for one in settled.verdicts
        if one.stated.stage == stage
        and one.standing in COUNTED
        and decided_at(one.stated)
        and any(margin.total for margin in one.margins)
    ]
    hidden = [one for one in counted if one.stated.kind is not Kind.REGISTER]
    told = set()
    for one in hidden:
        for other in counted:
            apart = not set(decided_at(one.stated)) & set(decided_at(other.stated))
            if apart and register.on_one_line(one.stated.unit, other.stated.unit):
                told.add(one.stated.unit)
    settled.notes += [(stage, "levels-without-names", unit, unit) for unit in sorted(told)]
