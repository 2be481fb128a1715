"""What all checks of a period look at: what stands and what does not, read once and grouped, never row by row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from danvan_cli.ledger.books.contents import Content
from danvan_cli.ledger.books.verdicts import Standing
from danvan_cli.ledger.standing.margins import At, Filter, Number, ask, canonical
from danvan_cli.ledger.standing.settled import COUNTED, STEPPED_BACK
from danvan_cli.ledger.standing.stated import ALONE, Via
from danvan_cli.returns import Kind as TableKind
from danvan_cli.tables.reconcile.check import Check, Kinds, Outcome, Place, Relation, weigh
from danvan_cli.tables.selection.measured import part_said
from danvan_cli.tables.selection.query import Question
from danvan_cli.units import succession
from danvan_cli.vietnamese import some
from danvan_cli.vocabulary import MemberSet

_PLACED = ("level", "block")
"""Dimensions that say which units a figure is about, not which of their models."""
_NAMED = 5  # units


class Ground:
    """The rows of one period, as a question to the ledger found them.

    `stage`: only that one, and without names of units and places of figures: enough for the notes of a table.
    """

    def __init__(self, question: Question, kinds: Kinds, *, stage: str | None = None) -> None:
        self.question = question
        self.kinds = kinds
        self.ledger = question.ledger
        self.register = question.ledger.register
        self.vocabulary = question.ledger.vocabulary
        self.period = question.selectors.period
        self.rows = [
            row
            for row in (question.all if stage is None else question.said.at(stage))
            if row.standing not in STEPPED_BACK and (stage is not None or row.stage != ALONE)
        ]
        self.by_key = {row.key: row for row in self.rows}
        self.told = stage is None
        self._bases_of = lru_cache(maxsize=64)(question.ledger.returns.bases_of)

    @cached_property
    def contents(self) -> dict[int, Content]:
        """What the returns behind the rows say themselves, by return."""
        known = {row.ret for row in self.rows}
        return {ret: one for ret, one in self.ledger.contents.of([self.period]).items() if ret in known}

    @property
    def explicit(self) -> Iterator[Standing]:
        """Rows that somebody stated; what they only imply contradicts nobody."""
        return (row for row in self.rows if row.via != Via.IMPLIED)

    @cached_property
    def counted_in(self) -> dict[tuple[str, str], list[Standing]]:
        """Stage and place to all counted figures about it and about what lies inside it."""
        found: dict[tuple[str, str], list[Standing]] = defaultdict(list)
        around = succession.of(self.register).around
        for row in self.rows:
            if row.standing in COUNTED:
                for place in around(row.unit):
                    found[row.stage, place].append(row)
        return found

    @cached_property
    def said_itself(self) -> dict[tuple[str, str], list[Standing]]:
        """Stage and reporter to what its lists say of itself and of others, unit by unit; restatements left out."""
        found: dict[tuple[str, str], list[Standing]] = defaultdict(list)
        for row in self.explicit:
            if row.reach == "own" and row.standing != "margin" and row.reason not in _RESTATED:
                found[row.stage, row.reporter].append(row)
        return found

    def name(self, unit: str) -> str:
        """A unit's name, where checks are told."""
        return self.register.name_of(unit) if self.told else unit

    def names(self, units: Sequence[str]) -> str:
        """The first of several units, and how many more."""
        return some([self.name(unit) for unit in units], _NAMED)

    def members(self, fixed: Mapping[str, MemberSet]) -> str:
        """Members in words: "Mới, Kinh tế"."""
        known = [(dim, codes) for dim, codes in fixed.items() if dim in self.vocabulary.dimensions]
        return ", ".join(self.vocabulary[dim].name(code, short=True) for dim, codes in known for code in codes)

    def figure(self, row: Standing) -> Number:
        """What a row states, before anything was taken off it: rows that stand elsewhere, figures of those who spoke."""
        if row.kind == TableKind.REGISTER:
            return len(row.rows)
        if row.nested and not row.heard:
            return self._stated(row)
        return row.value + sum(self._taken_off(self.by_key[key], row) for key in row.heard if key in self.by_key)

    def _taken_off(self, heard: Standing, row: Standing) -> Number:
        """How much of what is heard is of the members that a figure for many fixes, of a part of one of its level or block."""
        part = part_said(row, [self._bases_of(row.ret)[place] for place in row.rows], row.fixed)
        if not part:
            return within(heard, row) or 0
        fixed = {**of_units_left_out(dict(row.fixed)), **part}
        filters = {dim: Filter(frozenset(members)) for dim, members in fixed.items()}
        return ask(heard.margins, filters, (), heard.fixed).value or 0

    def _stated(self, row: Standing) -> Number:
        """What the cells of a figure say that others lie inside: these may say more than it."""
        bases = self._bases_of(row.ret)
        cells: dict[At, int] = defaultdict(int)
        for base in map(bases.__getitem__, row.rows):
            for seen in base.observations:
                cells[canonical(base.scope.fixed, seen.at)] += seen.value or 0
        own = [margin for margin in row.margins if all(cells.get(at) == value for at, value in margin.cells if value)]
        return max(margin.total for margin in own)

    def place_of(self, row: Standing) -> Place:
        """Where a row stands: the cell of a matrix's figure, the sheet of a list."""
        content = self.contents[row.ret]
        if row.kind == TableKind.REGISTER:
            return Place(content.path, content.sheet, None, self.figure(row))
        bases = [content.bases[place] for place in row.rows]
        told = [(base, seen) for base in bases for seen in base.observations if seen.value is not None]
        whole = [seen.cell for base, seen in told if canonical(base.scope.fixed, seen.at) == row.fixed]
        whole += [seen.cell for _, seen in told if not seen.at]
        return Place(content.path, content.sheet, whole[0] if whole else bases[0].cell, self.figure(row))

    def places_of(self, rows: Iterable[Standing]) -> tuple[Place, ...]:
        """Where rows stand, each place once."""
        return tuple(dict.fromkeys(map(self.place_of, rows))) if self.told else ()

    def check(
        self,
        kind: str,
        unit: str,
        stage: str,
        stated: Number | None,
        parts: Sequence[Number | None],
        *,
        places: tuple[Place, ...] = (),
        relation: Relation = Relation.EQUAL,
        adds: bool = True,
        **seen: object,
    ) -> Iterator[Check]:
        """One check, where its kind lists it with these figures. `seen`: for its sentence; `why`, `if_more`, `if_less` explain."""
        known = self.kinds[kind]
        weighed = weigh(stated, parts, known.missing, relation, adds=adds)
        if weighed is None:
            return
        why = ""
        if weighed.outcome is Outcome.NOT_COMPARABLE:
            why = str(seen.get("why", ""))
        elif weighed.outcome is Outcome.DIFFERS:
            why = str(seen.get("if_more" if weighed.is_more else "if_less", ""))
        yield Check(
            known, unit, self.period, stage, weighed.stated, weighed.computed, weighed.outcome, seen, why, places
        )


def within(row: Standing, other: Standing) -> Number | None:
    """How much of a row is of the members that another one fixes; None where it cannot say."""
    return of_members(row, dict(other.fixed))


def of_members(row: Standing, fixed: Mapping[str, MemberSet]) -> Number | None:
    """How much of a row is of these members; None where it cannot say."""
    filters = {dim: Filter(frozenset(members)) for dim, members in of_units_left_out(fixed).items()}
    if not filters:
        return max((margin.total for margin in row.margins), default=0)
    return ask(row.margins, filters, (), row.fixed).value


def of_units_left_out(fixed: Mapping[str, MemberSet]) -> dict[str, MemberSet]:
    """Members that tell models apart; level and block say which units a figure is about."""
    return {dim: members for dim, members in fixed.items() if dim not in _PLACED}


_RESTATED = frozenset({"restated-in-another-list", "register-before-matrix", "others-imply-more", "decided"})
"""Reasons for which a reporter's own figure is no second statement beside its others."""
