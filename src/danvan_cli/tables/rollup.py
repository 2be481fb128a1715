"""The roll-up: answers of single statements, grouped into the Table that every writer prints."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

from danvan_cli import messages
from danvan_cli.errors import DanvanError
from danvan_cli.indicators import RATIO, SUM
from danvan_cli.ledger.books.verdicts import Standing
from danvan_cli.ledger.standing import margins
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.ledger.store import Ledger
from danvan_cli.periods import Period
from danvan_cli.tables.arrangement import At, apart_of, lay_out, order_of
from danvan_cli.tables.coverage import coverage_of
from danvan_cli.tables.notes.all_notes import notes_of
from danvan_cli.tables.selection.query import FUNNEL, Asked, Question
from danvan_cli.tables.selection.selectors import Selectors
from danvan_cli.tables.table import Cell, Line, Table
from danvan_cli.tables.titles import title_of
from danvan_cli.vietnamese import number, share
from danvan_cli.vocabulary import MemberSet


@dataclass(slots=True)
class _Sum:
    value: Number = 0
    second_hand: Number = 0
    provisional: Number = 0


def roll_up(
    ledger: Ledger,
    selectors: Selectors,
    by: Sequence[str],
    *,
    default_stage: str | None = None,
    headings: Mapping[str, str] | None = None,
) -> Table:
    """Roll counts up by these dimensions. A table by stage (or the funnel) has no total: stages are never added."""
    measure = selectors.measure
    if measure and measure.kind == RATIO:
        return _share(ledger, selectors, by, default_stage=default_stage, headings=headings)
    question = Question(ledger, selectors, default_stage=default_stage)
    by = tuple(by)
    if question.stage == FUNNEL and "stage" not in by:
        by = ("stage",)
    if question.each_level and "level" not in by and not selectors.one_level:
        by = (*by, "level")
    sums, answered = _group(question, by)
    total = None if apart_of(question, by) else question.together(answered)
    unsaid = _never_added(question, by, answered)
    cells = tuple(
        Cell(at, None if at in unsaid else found.value, found.second_hand, found.provisional)
        for at, found in sorted(sums.items(), key=lambda item: order_of(question, by, item[0]))
    )
    if (
        not by and not cells
    ):  # nobody states anything but that there is none, or nobody speaks: the one cell is the total
        cells = (Cell((), total, 0, 0),)
    if question.geography.era:
        _check_conserved(question, by, cells, answered, total)
    labels = {dimension: _labels(question, dimension, cells, place) for place, dimension in enumerate(by)}
    unit = _unit_of(ledger, question)
    period = Period(selectors.period)
    table = Table(
        title="",
        period=period.code,
        period_name=period.name,
        unit=unit,
        stage=None if "stage" in by else question.stage,
        stage_name="" if "stage" in by else ledger.vocabulary["stage"].name(question.stage),
        measure=measure.code if measure else "models",
        counted_in=measure.counted_in
        if measure
        else messages.text("screen", "occurrences" if selectors.sum_years else "models"),
        by=by,
        cells=cells,
        total=total,
        provisional=question.held or any(row.standing.provisional for row in answered if row.answer.value is not None),
        coverage=coverage_of(question, answered),
        notes=(),
        labels=labels,
        as_of=_moment(ledger, question.selectors),
        preliminary=question.lock is None,
        headings=dict(headings or {}),
    )
    table = replace(table, title=title_of(question, table))
    table = lay_out(question, table)
    return replace(table, notes=notes_of(question, table, answered))


def _share(
    ledger: Ledger,
    selectors: Selectors,
    by: Sequence[str],
    *,
    default_stage: str | None,
    headings: Mapping[str, str] | None,
) -> Table:
    """A ratio: its two parts rolled up over those who state both, one divided by the other wherever both are known."""
    measure = selectors.measure
    if measure is None:
        raise ValueError
    parts = [replace(measure, kind=SUM, of=of) for of in (measure.of, tuple(reversed(measure.of)))]
    part, whole = (
        roll_up(ledger, replace(selectors, measure=one), by, default_stage=default_stage, headings=headings)
        for one in parts
    )
    cells = {cell.at: cell.value for cell in part.cells}
    lines = {line.label: line for line in part.lines}

    def line(of: Line) -> Line:
        mine = lines.get(of.label)
        over = dict(zip(part.columns, mine.values, strict=True)) if mine else {}
        shares = [per_cent(over.get(column), value) for column, value in zip(whole.columns, of.values, strict=True)]
        return Line(of.label, tuple(shares), per_cent(mine.total if mine else None, of.total))

    totals = dict(zip(part.columns, part.column_totals, strict=True))
    return replace(
        whole,
        cells=tuple(Cell(cell.at, per_cent(cells.get(cell.at), cell.value)) for cell in whole.cells),
        total=per_cent(part.total, whole.total),
        lines=tuple(line(one) for one in whole.lines),
        column_totals=tuple(
            per_cent(totals.get(column), value)
            for column, value in zip(whole.columns, whole.column_totals, strict=True)
        ),
        additive=False,
        notes=tuple(note for note in whole.notes if note.code.startswith("measure-")),  # the others count the whole
    )


def per_cent(part: Number | None, whole: Number | None) -> Number | None:
    """A share in per cent to one decimal; None where it cannot be said, or the part is more than the whole."""
    if part is None or not whole or part > whole:
        return None
    return share(part, whole)


def _group(question: Question, by: tuple[str, ...]) -> tuple[dict[At, _Sum], list[Asked]]:
    rows = [row for rows in question.by_stage.values() for row in rows] if "stage" in by else None
    answered = question.answers(by, rows)
    sums: dict[At, _Sum] = defaultdict(_Sum)
    own = {"unit", "stage"}.intersection(by)  # what the statement says, and not its cells
    places: dict[margins.At, At] = {}  # of cells that say the same
    for asked in answered:
        row = asked.standing
        if asked.answer.value is None:
            continue
        if own:
            places = {}
        for at, value in asked.answer.cells:
            key = places.get(at)
            if key is None:
                known = dict(at)
                key = places[at] = tuple([members_of(question, row, dimension, known) for dimension in by])
            found = sums[key]
            found.value += value
            if row.standing != "own":
                found.second_hand += value
            if row.provisional:
                found.provisional += value
    if "unit" in by:
        for key in _of_none(question, by, answered, set(sums)):
            sums[key].value += 0
    return sums, answered


def _never_added(question: Question, by: tuple[str, ...], answered: Sequence[Asked]) -> set[At]:
    """Where a table by stage would add what several levels decided of models that nobody named. (counting.md 3)"""
    if "stage" not in by or "level" in by:
        return set()
    meeting: dict[At, list[Asked]] = defaultdict(list)
    for asked in answered:
        for at in {
            tuple(members_of(question, asked.standing, one, dict(at)) for one in by) for at, _ in asked.answer.cells
        }:
            meeting[at].append(asked)
    return {at for at, found in meeting.items() if question.levels_apart(found)}


def _of_none(question: Question, by: tuple[str, ...], answered: Sequence[Asked], stated: set[At]) -> Iterator[At]:
    """Where units stand that say "không có mô hình": heard, with 0 wherever others have a figure.

    Of the members that its own return fixes each speaks only.
    """

    @cache
    def others(own: frozenset[str]) -> set[At]:
        """Where others have a figure, as far as a unit does not say it itself."""
        return {
            tuple(() if dimension in own else members for dimension, members in zip(by, at, strict=True))
            for at in stated or {((),) * len(by)}
        }

    for asked in answered:
        if asked.answer.value is None or asked.answer.cells:
            continue
        fixed = dict(asked.standing.fixed)
        own = {
            dimension: members_of(question, asked.standing, dimension, fixed)
            for dimension in by
            if dimension in ("unit", "stage") or dimension in fixed
        }
        for at in others(frozenset(own)):
            yield tuple(own.get(dimension, members) for dimension, members in zip(by, at, strict=True))


def members_of(question: Question, row: Standing, dimension: str, at: Mapping[str, MemberSet]) -> MemberSet:
    """Where a table puts a figure on a dimension."""
    if dimension == "unit":
        return question.shown_at(row)
    return (row.stage,) if dimension == "stage" else at.get(dimension, ())


def _check_conserved(
    question: Question, by: Sequence[str], cells: Sequence[Cell], answered: Sequence[Asked], total: Number | None
) -> None:
    """In another geography every province, and the whole, has what its units said, or there is no table."""
    geography = question.geography
    said = [(question.line_of(one.standing), one.answer.value or 0) for one in answered]
    if "unit" in by:
        shown = [(cell.at[by.index("unit")], cell.value or 0) for cell in cells]
    else:
        shown = [(question.shown_at(one.standing), one.answer.value or 0) for one in answered]
    geography.check(said, shown)
    added = sum(cell.value or 0 for cell in cells)
    if total is not None and added != total:
        gap = number(max(added - total, total - added))
        raise DanvanError("geography-not-conserved", unit=messages.text("screen", "total"), gap=gap)


def _labels(question: Question, dimension: str, cells: Sequence[Cell], place: int) -> dict[str, str]:
    codes = {code for cell in cells for code in cell.at[place]}
    if dimension == "unit":
        return _names(question, sorted(codes))
    known = question.ledger.vocabulary[dimension]
    return {code: known.name(code) for code in known.members if code in codes}


def _names(question: Question, codes: Sequence[str]) -> dict[str, str]:
    """Names of units; where two are alike, with what is above them."""
    names = {code: question.geography.name(code) for code in codes}
    alike = Counter(names.values())
    return {code: name if alike[name] == 1 else question.geography.full_name(code) for code, name in names.items()}


def _unit_of(ledger: Ledger, question: Question) -> tuple[str, str]:
    """The unit asked for, else the one place around all who are in the answer."""
    code = question.unit or question.geography.around({unit for unit, _ in question.said.units} | question.reporting)
    return (code, ledger.register.name_of(code)) if code else ("", "")


def _moment(ledger: Ledger, selectors: Selectors) -> datetime:
    stored = ledger.last_change(selectors.as_of) or selectors.as_of
    return datetime.fromisoformat(stored) if stored else datetime.now(UTC)
