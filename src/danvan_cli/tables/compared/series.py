"""One question over several periods: the figures line by line, what changed from one to the next, and what the change is made of.

A change is told by whose figures it is: of units heard in both periods, of units heard in one of them only, of units
that a reform ended. What a unit was made from, or became, counts as itself. The parts add up to the whole change.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from danvan_cli.ledger.books.rows import dump
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.ledger.store import Ledger
from danvan_cli.periods import REFORM, Period
from danvan_cli.settings import Reporting
from danvan_cli.tables.arrangement import grid_of, order_of
from danvan_cli.tables.deadlines import due
from danvan_cli.tables.inquiry import Inquiry
from danvan_cli.tables.selection.geography import bracketed
from danvan_cli.tables.selection.query import FUNNEL, Question
from danvan_cli.tables.selection.selectors import stage_needed
from danvan_cli.tables.table import Table
from danvan_cli.tables.titles import limits_of, split_of
from danvan_cli.units import Register
from danvan_cli.vietnamese import share
from danvan_cli.vocabulary import MemberSet

_PERIODS = "periods"

KINDS = ("real", "late", "first", "silent", "reform")
"""Of whom a part of a change is: heard in both periods; heard in one, and late; new; silent since; ended by a reform."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a change, with the units whose figures it is."""

    kind: str
    change: Number
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """From one period to the next. `change` None: one of the two has no figure. `broken`: the reform lies between."""

    earlier: Table
    later: Table
    change: Number | None
    parts: tuple[Part, ...]

    @property
    def broken(self) -> bool:
        """Whether units are others after than before."""
        return Period(self.earlier.period).last < REFORM <= Period(self.later.period).last


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """One line: the members it is about, and its figure in each period (None: not reported)."""

    members: MemberSet
    label: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """The answers, one per period, with their lines side by side."""

    by: str | None
    tables: tuple[Table, ...]
    lines: tuple[SeriesLine, ...]
    steps: tuple[Step, ...]
    one_geography: bool  # all periods in the units of one day
    limits: str  # what all of it is limited to, in words
    split: str  # by what it is split, in words

    @property
    def totals(self) -> tuple[Number | None, ...]:
        """The whole of each period, as its own question gives it."""
        return tuple(table.total for table in self.tables)


@dataclass(frozen=True)
class SeriesInquiry:
    """One question about several periods, as one value that can be kept."""

    inquiries: tuple[Inquiry, ...]

    @property
    def text(self) -> str:
        """As the ledger keeps it: equal questions give equal texts."""
        return dump({_PERIODS: [one.text for one in self.inquiries]})


def is_series(query: str) -> bool:
    """Whether a kept question is one about several periods."""
    return query.startswith(dump({_PERIODS: []})[:-2])


def change(earlier: Number | None, later: Number | None) -> Number | None:
    """How much a figure changed; None where one of the two is not known."""
    return None if earlier is None or later is None else later - earlier


def growth(earlier: Number | None, later: Number | None) -> Decimal | None:
    """The same in per cent of the earlier one, to one decimal."""
    if earlier is None or later is None or not earlier:
        return None
    return share(later - earlier, earlier)


def series_of(
    ledger: Ledger,
    inquiries: Sequence[Inquiry],
    reporting: Reporting,
    headings: Mapping[str, str] | None = None,
) -> Series:
    """The answers to one question put about several periods, in their order; split by one dimension or none."""
    by = inquiries[0].by[0] if inquiries[0].by else None
    questions = [one.put_to(ledger) for one in inquiries]
    stages = {question.stage for question in questions if question.by_stage}  # a period without a figure has none
    if len(stages) > 1 or FUNNEL in stages:
        raise stage_needed((stage for question in questions for stage in question.by_stage), ledger.vocabulary)
    tables = tuple(one.table(ledger, headings) for one in inquiries)
    addable = all(table.additive for table in tables) and not any(one.each_level for one in questions)
    wholes = [_Whole(question, reporting) for question in questions] if addable else []
    steps = []
    for place, (earlier, later) in enumerate(pairwise(tables)):
        whole = change(earlier.total, later.total)
        parts = _parts(ledger.register, wholes[place], wholes[place + 1]) if addable and whole is not None else []
        steps.append(Step(earlier, later, whole, tuple(parts)))
    lines, filters = tuple(_lines(by, questions, tables)), inquiries[0].selectors.filters
    one_geography = all(one.selectors.geography for one in inquiries)
    limits, split = limits_of(ledger, filters), split_of(ledger, inquiries[0].by, filters)
    return Series(by, tables, lines, tuple(steps), one_geography, limits, split)


def _lines(by: str | None, questions: Sequence[Question], tables: Sequence[Table]) -> Iterator[SeriesLine]:
    """The lines of all tables, each member's figures beside one another."""
    if by is None:
        return
    found: dict[MemberSet, dict[int, Number | None]] = defaultdict(dict)
    labels: dict[MemberSet, str] = {}
    for place, (question, table) in enumerate(zip(questions, tables, strict=True)):
        _, _, rows, _ = grid_of(question, table)
        for (members,), line in zip(rows, table.lines, strict=True):
            found[members][place] = line.total
            labels[members] = line.label
    alike = Counter(labels.values())
    for members in sorted(found, key=lambda members: order_of(questions[0], (by,), (members,))):
        label = labels[members]
        if by == "unit" and alike[label] > 1 and members:
            label = bracketed(map(questions[0].geography.full_name, members))
        yield SeriesLine(members, label, tuple(found[members].get(place) for place in range(len(tables))))


class _Whole:
    """One period's figure by the units whose it is."""

    def __init__(self, question: Question, reporting: Reporting) -> None:
        self.question = question
        self.values: dict[str, Number] = defaultdict(int)
        self.mentions: dict[str, str] = {}  # a body that only its place tells of → the place
        self.below: set[str] = set()  # units of which one figure speaks with all below them
        returns: dict[str, set[int]] = defaultdict(set)
        for asked in question.answers(()):
            if asked.answer.value is None:
                continue
            row = asked.standing
            unit = question.line_of(row)
            self.values[unit] += asked.answer.value
            returns[unit].add(row.ret)
            if unit != row.unit:
                self.mentions[row.unit] = unit
            if row.reach == "below":
                self.below.add(unit)
        late = self._late(reporting)
        self.late = {unit for unit, some in returns.items() if some <= late}

    def _late(self, reporting: Reporting) -> set[int]:
        """The returns that came after the deadline of their unit."""
        selectors = self.question.selectors
        roster = self.question.ledger.roster.listed(selectors.period, as_of=selectors.as_of) or {}
        general = due(reporting, selectors.period)
        found: set[int] = set()
        for one in self.question.ledger.deliveries.of(selectors.periods, as_of=selectors.as_of):
            expected = roster.get(one.unit or "")
            deadline = (expected and expected.deadline) or general
            if deadline and one.day > deadline:
                found.update(one.returns)
        return found

    @cached_property
    def last(self) -> date:
        """The last day of the period."""
        return Period(self.question.selectors.period).last


def _parts(register: Register, earlier: _Whole, later: _Whole) -> list[Part]:
    """The parts of a change, by kind."""
    kinds: dict[str, tuple[list[Number], list[str]]] = {kind: ([], []) for kind in KINDS}
    for before, after in _same_units(register, earlier, later):
        delta = sum(later.values[unit] for unit in after) - sum(earlier.values[unit] for unit in before)
        changes, units = kinds[_kind(register, earlier, later, before, after)]
        changes.append(delta)
        units += after or before
    return [Part(kind, sum(changes), tuple(sorted(units))) for kind, (changes, units) in kinds.items() if any(changes)]


def _kind(register: Register, earlier: _Whole, later: _Whole, before: Sequence[str], after: Sequence[str]) -> str:
    if before and after:
        return "real"
    late = later.late if after else earlier.late
    if late.issuperset(before or after):
        return "late"
    if after:
        return "first"
    ended = all(unit not in earlier.below and _ended(register, unit, later.last) for unit in before)
    return "reform" if ended else "silent"  # a figure for many is of communes, too, and these became others


def _ended(register: Register, unit: str, day: date) -> bool:
    """Whether a unit ended before that day without becoming another: districts, and the bodies of theirs."""
    until = register.get(unit).valid_until
    return until is not None and until < day and not register.successors(unit) and register.get(unit).level == "huyen"


def _same_units(register: Register, earlier: _Whole, later: _Whole) -> Iterator[tuple[list[str], list[str]]]:
    """Units of either period that are one, or were made from one another, or of which one figure speaks."""
    groups = _Groups([*earlier.values, *later.values])
    for mine, other in ((earlier, later), (later, earlier)):
        for body, place in mine.mentions.items():
            if body in other.values:
                groups.join(body, place)
        for unit in other.values if mine.below else ():
            for around in (unit, *register.predecessors(unit), *register.successors(unit)):
                for above in register.ancestors(around):
                    if above in mine.below:
                        groups.join(unit, above)
    for unit in later.values:
        for former in register.predecessors(unit):
            if former in earlier.values:
                groups.join(unit, former)
    for units in groups:
        yield [unit for unit in units if unit in earlier.values], [unit for unit in units if unit in later.values]


class _Groups:
    """Units that belong together."""

    def __init__(self, units: Iterable[str]) -> None:
        self._to: dict[str, str] = {unit: unit for unit in units}

    def _top(self, unit: str) -> str:
        while self._to[unit] != unit:
            self._to[unit] = unit = self._to[self._to[unit]]
        return unit

    def join(self, one: str, other: str) -> None:
        """Put two units, with all that belong to them, together."""
        self._to[self._top(one)] = self._top(other)

    def __iter__(self) -> Iterator[list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for unit in self._to:
            found[self._top(unit)].append(unit)
        return iter(found.values())
