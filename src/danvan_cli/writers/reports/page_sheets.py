"""The tables of a report as its page shows them: rows in the page, more of them in its data, the rest left to the workbook."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from danvan_cli.ledger.standing.margins import Number
from danvan_cli.tables.reports.report import Section
from danvan_cli.tables.table import Listing, Note, Table
from danvan_cli.vietnamese import number
from danvan_cli.writers.printed import Printed, lay_out, say, unnumbered
from danvan_cli.writers.printed import Row as PrintedRow
from danvan_cli.writers.reports.page_charts import Chart, chart_of, shares_of

IN_PAGE = 1_000
"""So many rows stand in the page itself and are read without scripts."""
HELD = 20_000
"""Of a table with more rows the page holds the first ones only: a browser would take too long over the others."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell; a figure stands to the right, and is sorted by its number where it has one."""

    text: str
    value: Number | None = None
    figure: bool = False


Row = tuple[Cell, ...]
"""The name of the row, then what it says."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of the page."""

    id: str
    title: str
    about: str  # whose figures, of when, counted in what
    heads: Row
    over: str  # the common heading of the columns between the first and `totals`; empty: none
    totals: int  # columns of totals, the last ones
    rows: tuple[Row, ...]
    foot: Row | None
    notes: tuple[str, ...]
    table: Table | None = None  # with the cells behind its figures
    chart: Chart | None = None
    shares: Chart | None = None

    @property
    def count(self) -> int:
        """How many rows there are, wherever they are."""
        return len(self.rows)

    @property
    def in_page(self) -> tuple[Row, ...]:
        """The rows that are written into the page."""
        return self.rows[:IN_PAGE]

    @property
    def beyond(self) -> tuple[Row, ...]:
        """The rows that only its data hold."""
        return self.rows[IN_PAGE:] if self.count <= HELD else ()

    @property
    def held(self) -> int:
        """How many rows can be seen with scripts."""
        return len(self.in_page) + len(self.beyond)


def sheet_of(section: Section) -> Sheet:
    """A section as the page shows it."""
    own = _without_code(section.content.notes)  # the code stands once, at the foot of the page
    if isinstance(section.content, Table):
        return _of_table(section, replace(section.content, notes=own))
    return _of_list(section, replace(section.content, notes=own))


def _without_code(notes: Sequence[Note]) -> tuple[Note, ...]:
    return tuple(note for note in notes if note.code != "paper")


def _of_table(section: Section, table: Table) -> Sheet:
    printed = lay_out(table)
    counted = say("unit-of-count", what=printed.counted_in)
    provisional = f"({say('provisional')})" if printed.provisional else ""
    return Sheet(
        id=section.name,
        title=printed.title,
        about=" ".join(filter(None, (printed.subtitle, provisional, counted))),
        heads=(Cell(printed.row_head), *(Cell(head, figure=True) for head in printed.heads)),
        over=printed.column_head,
        totals=1 if printed.total_head else 0,
        rows=tuple(map(_line, printed.rows)),
        foot=_line(printed.foot) if printed.foot else None,
        notes=printed.footnotes,
        table=table,
        chart=chart_of(table, printed) if section.chart else None,
        shares=_shares(table, printed),
    )


def _shares(table: Table, printed: Printed) -> Chart | None:
    return shares_of(table, printed) if table.by[:1] == ("unit",) and len(table.by) <= 2 else None


def _line(row: PrintedRow) -> Row:
    return (Cell(row.label), *(Cell(str(one), one.value, figure=True) for one in row.all))


def _of_list(section: Section, listing: Listing) -> Sheet:
    listing = unnumbered(listing)
    rows = [tuple(map(_cell, row)) for row in listing.rows]
    figures = [any(row[column].figure for row in rows) for column in range(len(listing.headings))]
    foot = rows.pop() if listing.summed else None
    return Sheet(
        id=section.name,
        title=listing.title,
        about=listing.about,
        heads=tuple(Cell(head, figure=figure) for head, figure in zip(listing.headings, figures, strict=True)),
        over="",
        totals=0,
        rows=tuple(rows),
        foot=foot,
        notes=tuple(note.message for note in listing.notes),
    )


def _cell(value: str | Number | None) -> Cell:
    if value is None or isinstance(value, str):
        return Cell(value or "")
    return Cell(number(value), value, figure=True)
