"""A Table as it goes on paper: figures that know whether they add up, headings, footnotes. Shared by all printed forms."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from danvan_cli import messages
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.tables.coverage import in_words
from danvan_cli.tables.table import NOT_REPORTED, Coverage, Listing, Table
from danvan_cli.vietnamese import fold, number, sort_key

DIFFERS = "*"
REVISED = "r"
_NAMES_SHOWN = 5


def say(code: str, /, **seen: object) -> str:
    """A sentence or word of the printed forms."""
    return messages.text("writers", code, **seen)


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure. `differs`: it is a total, and the cells it stands under or beside add up to something else."""

    value: Number | None
    differs: bool = False
    known: bool = True  # False: never added up (stages), so nothing is printed
    added: bool = True  # False: a total of shares, which is no sum of them
    revised: bool = False  # an earlier paper has it otherwise
    place: tuple[int, int] | None = field(default=None, compare=False)  # where it stands in its Table

    @property
    def marks(self) -> str:
        """What stands behind the number."""
        return DIFFERS * self.differs + REVISED * self.revised if self.value is not None else ""

    def __str__(self) -> str:
        """As Vietnamese papers print it."""
        if self.value is None:
            return NOT_REPORTED if self.known else ""
        return number(self.value) + self.marks


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line: its label, its figures, its total where the table has a column of totals."""

    label: str
    figures: tuple[Figure, ...]
    total: Figure | None = None

    @property
    def all(self) -> tuple[Figure, ...]:
        """The figures as printed, the total last."""
        return (*self.figures, self.total) if self.total else self.figures


@dataclass(frozen=True, slots=True)
class Printed:
    """Lines × columns with totals, and everything around them."""

    title: str
    subtitle: str  # unit, period, stage, where the title does not say them
    counted_in: str  # "mô hình"
    provisional: bool
    row_head: str
    column_head: str
    columns: tuple[str, ...]
    total_head: str | None
    rows: tuple[Row, ...]
    foot: Row | None
    footnotes: tuple[str, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """The headings over the figures, the total's last."""
        return (*self.columns, self.total_head) if self.total_head else self.columns

    @property
    def body(self) -> tuple[Row, ...]:
        """All lines, the total's last."""
        return (*self.rows, self.foot) if self.foot else self.rows

    def turned(self) -> "Printed":
        """Lines as columns, columns as lines."""
        lines = list(zip(*(row.all for row in self.body), strict=True))
        split = len(self.rows)
        turned = [
            Row(head, tuple(figures[:split]), figures[split] if self.foot else None)
            for head, figures in zip(self.heads, lines, strict=True)
        ]
        return replace(
            self,
            row_head=self.column_head,
            column_head=self.row_head,
            columns=tuple(row.label for row in self.rows),
            total_head=self.foot.label if self.foot else None,
            rows=tuple(turned[: len(self.columns)]),
            foot=turned[-1] if self.total_head else None,
        )


def lay_out(table: Table) -> Printed:
    """What is printed of a Table, whatever the form."""
    columns, rows, foot = _placed(table, *_figures(table))
    total_head = say("total") if any(row.total for row in (*rows, foot) if row) else None
    printed = Printed(
        title=table.title,
        subtitle=_left_unsaid(table),
        counted_in=table.counted_in,
        provisional=table.provisional,
        row_head=table.row_head,
        column_head=table.column_head,
        columns=columns,
        total_head=total_head,
        rows=rows,
        foot=foot,
        footnotes=(),
    )
    return replace(printed, footnotes=tuple(_footnotes(table, printed)))


def _placed(
    table: Table, columns: tuple[str, ...], rows: tuple[Row, ...], foot: Row | None
) -> tuple[tuple[str, ...], tuple[Row, ...], Row | None]:
    """The figures with their places in the Table, those marked that a paper before has otherwise."""
    revised, last = set(table.revised), len(table.columns)

    def placed(figure: Figure, number: int, column: int) -> Figure:
        return replace(figure, place=(number, column), revised=(number, column) in revised)

    def line(number: int, row: Row) -> Row:
        figures = tuple(placed(one, number, column) for column, one in enumerate(row.figures))
        return replace(row, figures=figures, total=row.total and placed(row.total, number, last))

    return columns, tuple(line(*row) for row in enumerate(rows)), foot and line(len(table.lines), foot)


def _figures(table: Table) -> tuple[tuple[str, ...], tuple[Row, ...], Row | None]:
    """Columns, lines, and the line of totals; totals only in the directions that may be added."""
    if table.columns:
        columns, values = table.columns, [line.values for line in table.lines]
        sums = table.column_totals or (None,) * len(columns)
    else:
        columns = (say("count-of", what=table.counted_in),)
        values = [line.values or (line.total,) for line in table.lines]
        sums = table.column_totals or (table.total,)
    totals = [line.total for line in table.lines]

    across = len(columns) > 1 or any(total != row[0] for total, row in zip(totals, values, strict=True))
    down = not (len(values) == 1 and sums == values[0] and (not across or table.total == totals[0]))
    if not table.additive:
        return columns, *_shares(
            table, values, sums, across=len(columns) > 1 and any(one is not None for one in totals)
        )
    apart = _apart(table, values)
    across = across and not (apart and table.columns and apart == table.by[-1])
    down = down and not (apart and (not table.columns or apart != table.by[-1]))

    rows = tuple(
        Row(line.label, tuple(map(Figure, row)), _sum(line.total, row) if across else None)
        for line, row in zip(table.lines, values, strict=True)
    )
    if not down:
        return columns, rows, None
    by_column = zip(*values, strict=True) if values else [()] * len(columns)
    bottom = tuple(_sum(total, column) for total, column in zip(sums, by_column, strict=True))
    foot = Row(say("total"), bottom, _corner(table.total, totals, sums) if across else None)
    return columns, rows, foot


def _shares(
    table: Table, values: Sequence[Sequence[Number | None]], sums: Sequence[Number | None], *, across: bool
) -> tuple[tuple[Row, ...], Row | None]:
    """Lines and totals of shares: each stands for itself."""

    def total(value: Number | None) -> Figure:
        return Figure(value, added=False)

    rows = tuple(
        Row(line.label, tuple(map(Figure, row)), total(line.total) if across else None)
        for line, row in zip(table.lines, values, strict=True)
    )
    if len(values) < 2:
        return rows, None
    return rows, Row(say("total"), tuple(map(total, sums)), total(table.total) if across else None)


def _apart(table: Table, values: Sequence[Sequence[Number | None]]) -> str | None:
    """The dimension whose members nobody may add up, in a table without a total: stages, else levels. (counting.md 3)"""
    known = any(value is not None for row in values for value in row)
    if table.total is not None or not known:
        return None
    return next((dimension for dimension in ("stage", "level") if dimension in table.by), None)


def _sum(total: Number | None, parts: Sequence[Number | None]) -> Figure:
    """A total beside its parts. Without parts it stands for itself."""
    known = [part for part in parts if part is not None]
    if total is None:
        return Figure(None, known=not known)
    return Figure(total, differs=bool(parts) and total != sum(known))


def _corner(total: Number | None, down: Sequence[Number | None], along: Sequence[Number | None]) -> Figure:
    """The grand total: right if it is the sum of either the column above it or the line beside it."""
    one, other = _sum(total, down), _sum(total, along)
    return other if one.differs else one


def _left_unsaid(table: Table) -> str:
    """Unit, period and stage, as far as the title is silent on them: no number stands without them."""
    said = f" {fold(table.title)} "
    parts = [table.unit[1], table.period_name or table.period, table.stage_name]
    return " · ".join(part for part in parts if part and f" {fold(part)} " not in said)


def _footnotes(table: Table, printed: Printed) -> Iterable[str]:
    yield coverage_line(table)
    names = [name for _, name in table.coverage.missing]
    if names and not any(note.code == "missing" for note in table.notes):
        yield say("missing", names=_some(names), count=len(names))
    for reason, left in left_out_by_reason(table.coverage).items():
        yield say("left-out", reason=reason, count=number(len(left)), names=", ".join(left))
    if table.provisional and not any(note.code == "provisional" for note in table.notes):
        waiting = sum(cell.provisional for cell in table.cells)
        yield say("provisional-count", count=number(waiting)) if waiting else say("provisional-note")
    figures = [figure for row in printed.body for figure in row.all]
    if any(figure.value is None and figure.known for figure in figures):
        yield say("legend-not-reported", sign=NOT_REPORTED)
    if any(figure.differs for figure in figures):
        yield say("legend-differs", sign=DIFFERS)
    for note in table.notes:
        yield note.message


def left_out_by_reason(coverage: Coverage) -> dict[str, list[str]]:
    """Whose mail is held but not counted, by why: one line each, however many they are."""
    found: dict[str, list[str]] = {}
    for _, name, reason in sorted(coverage.left_out, key=lambda one: sort_key(one[1])):
        found.setdefault(messages.text("left-out", reason) or reason, []).append(name)
    return dict(sorted(found.items()))


def coverage_line(table: Table) -> str:
    """Who is in the figures, and when they were known. (counting.md 10)"""
    coverage: Coverage = table.coverage
    heard = in_words(coverage.expected, coverage.received, coverage.places, coverage.bodies)
    parts = [f"{table.covered}: {heard}" if table.covered else heard]
    if coverage.second_hand:
        parts.append(say("coverage-second-hand", count=number(coverage.second_hand)))
    parts.append(say("as-of", time=table.as_of.strftime("%d/%m/%Y %H:%M")))
    if table.preliminary:
        parts.append(say("preliminary"))
    return " · ".join(parts)


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_NAMES_SHOWN])
    return f"{shown}, …" if len(names) > _NAMES_SHOWN else shown


def unnumbered(listing: Listing) -> Listing:
    """The list without a first column that only counts its rows: the forms that number rows do so themselves."""
    numbered = all(row[0] == place for place, row in enumerate(listing.rows, start=1))
    if not numbered or (not listing.rows and listing.headings[:1] != (say("row-number"),)):
        return listing
    return replace(listing, headings=listing.headings[1:], rows=tuple(row[1:] for row in listing.rows))
