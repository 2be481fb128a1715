"""A Table as an official sheet: letterhead, merged headings, live totals, notes, signatures. A4 landscape, one page wide."""

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from xlsxwriter import Workbook

from danvan_cli.intake.grid import address
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.tables.table import Table
from danvan_cli.writers import typography
from danvan_cli.writers.letterhead import Profile
from danvan_cli.writers.paper import AMOUNT, COUNT, EXACT, GAP, PADDING, Paper, Place
from danvan_cli.writers.printed import Figure, Printed, lay_out, say
from danvan_cli.writers.safe import cell_text

_SERIAL = 52
_LABEL_LEAST, _LABEL_MOST, _FIGURE_MOST = 190, 400, 170
_FIRST = 2  # the first column of figures, after the serial number and the label

Link = Callable[[tuple[int, int] | None], str | None]
"""From a figure's place in its table to the place of its source in the workbook; None: it has none."""


class TableSheet(NamedTuple):
    """Where a table stands in the workbook: what charts point at."""

    name: str
    printed: Printed
    row: int  # the first line of figures
    column: int  # the first column of figures


def fill(book: Workbook, table: Table, profile: Profile, at: Place, link: Link) -> TableSheet:
    """Write a table on a sheet of its own; `link`: where the source of a figure stands."""
    printed = lay_out(table)
    if _least(printed, profile) > 2 * profile.room and printed.column_head:
        printed = min(printed, printed.turned(), key=lambda one: _least(one, profile))
    paper = Paper(book, at.sheet, profile, _widths(printed, profile), mark=at.mark)
    if at.office is not None:
        paper.letterhead(at.office)
    _title(paper, printed, at)
    top, above = paper.row, paper.height
    _head(paper, printed)
    paper.sheet.repeat_rows(top, paper.row - 1)
    first, heads = paper.row, paper.height - above
    _body(paper, printed, link)
    _notes(paper, printed)
    if at.office is not None:
        paper.signatures()
    paper.end(heads)
    return TableSheet(at.sheet, printed, first, _FIRST)


def _sizes(printed: Printed, profile: Profile) -> list[int]:
    """Per column of figures the least width in pixels: its longest number, its heading's longest word."""
    size = profile.sizes["table"]
    columns = list(zip(*(row.all for row in printed.body), strict=True)) or [()] * len(printed.heads)
    least = []
    for head, column in zip(printed.heads, columns, strict=True):
        numbers = max((typography.width(str(figure), size, bold=True) for figure in column), default=0.0)
        word = min(typography.longest_word(cell_text(head), size), _FIGURE_MOST)
        least.append(max(54, math.ceil(max(numbers + 10, word)) + PADDING))
    return least


def _least(printed: Printed, profile: Profile) -> int:
    return _SERIAL + _LABEL_LEAST + sum(_sizes(printed, profile))


def _widths(printed: Printed, profile: Profile) -> list[int]:
    """Columns that fill the page, figures evenly; wider than the page where numbers and words need it."""
    size = profile.sizes["table"]
    sizes = _sizes(printed, profile)
    count = len(sizes)
    longest = max((typography.width(cell_text(row.label), size) for row in printed.rows), default=0.0)
    for most in (_LABEL_MOST, 300, _LABEL_LEAST):  # longer labels wrap
        label = min(max(math.ceil(longest) + 2 * PADDING, _LABEL_LEAST), most)
        even = min((profile.room - _SERIAL - label) // count, max(_FIGURE_MOST, int(profile.room * 0.45) // count))
        if even >= max(sizes):
            sizes = [even] * count
            break
    rest = profile.room - _SERIAL - sum(sizes)
    return [_SERIAL, max(rest, min(label, _LABEL_LEAST)), *sizes]


def _title(paper: Paper, printed: Printed, at: Place) -> None:
    """The title; in a report between the table's number and what it goes with."""
    sizes = paper.profile.sizes
    name, _, about = printed.title.partition(" · ")
    if at.number:
        paper.line(at.number, sizes["table"], bold=True, align="left")
    about = " · ".join(part for part in (about, printed.subtitle) if part)
    paper.line(name.upper(), sizes["title"], bold=True)
    if about:
        paper.line(about[0].upper() + about[1:], sizes["subtitle"], bold=True)
    if printed.provisional:
        paper.line(f"({say('provisional')})", sizes["subtitle"], italic=True)
    if at.annexed:
        paper.line(at.annexed, sizes["table"], italic=True)
    paper.next()
    paper.line(say("unit-of-count", what=printed.counted_in), sizes["table"], italic=True, align="right")


def _head(paper: Paper, printed: Printed) -> None:
    """The headings, in two rows where the columns have a common one, and the row of column numbers."""
    size, top = paper.profile.sizes["table"], paper.row
    look = {"bold": True, "border": 1}
    deep = 1 if printed.column_head else 0
    paper.block((top, 0, top + deep, 0), say("row-number"), size, **look)
    paper.block((top, 1, top + deep, 1), printed.row_head, size, **look)
    if deep:
        over = _FIRST + len(printed.columns) - 1
        paper.block((top, _FIRST, top, over), printed.column_head, size, **look)
        if printed.total_head:
            paper.block((top, paper.last, top + 1, paper.last), printed.total_head, size, **look)
        room = sum(paper.widths[_FIRST : over + 1]) - PADDING
        paper.next(typography.height(typography.lines(cell_text(printed.column_head), room, size, bold=True), size))
    heads = printed.columns if deep else printed.heads
    count = 1
    for column, head in enumerate(heads, start=_FIRST):
        paper.text(paper.row, column, head, size, **look)
        count = max(count, _lines(paper, column, head, bold=True))
    paper.next(typography.height(count, size))
    for column in range(paper.last + 1):
        paper.text(paper.row, column, f"({column + 1})", size - 2, italic=True, border=1)
    paper.next(typography.height(1, size - 2))


def _body(paper: Paper, printed: Printed, link: Link) -> None:
    """The lines and the line of totals: totals are live sums wherever they are the sum of what is shown."""
    size, top, right = paper.profile.sizes["table"], paper.row, paper.last
    last = right - 1 if printed.total_head else right  # the last column that is no total
    for serial, row in enumerate(printed.rows, start=1):
        paper.number(paper.row, 0, serial, size, align="center", border=1)
        paper.text(paper.row, 1, row.label, size, align="left", indent=1, border=1)
        for column, figure in enumerate(row.figures, start=_FIRST):
            _figure(paper, column, figure, link)
        if row.total:
            _figure(paper, right, row.total, link, _Sum(row.figures, (paper.row, _FIRST, paper.row, last)), bold=True)
        paper.next(typography.height(_lines(paper, 1, row.label), size))
    if not printed.foot:
        return
    paper.block((paper.row, 0, paper.row, 1), printed.foot.label, size, bold=True, border=1)
    bottom = paper.row - 1
    columns = zip(*(row.all for row in printed.rows), strict=True) if printed.rows else [()] * len(printed.heads)
    for column, (figure, above) in enumerate(zip(printed.foot.all, columns, strict=True), start=_FIRST):
        sums = [_Sum(above, (top, column, bottom, column))]
        if column > last:
            sums.append(_Sum(printed.foot.figures, (paper.row, _FIRST, paper.row, last)))
        _figure(paper, column, figure, link, *sums, bold=True)
    paper.next(typography.height(1, size))


class _Sum(NamedTuple):
    """Cells that a total may be the sum of: what they hold and where they stand."""

    parts: Sequence[Figure]
    area: tuple[int, int, int, int]

    def gives(self, total: Number) -> bool:
        known = [part.value for part in self.parts if part.value is not None]
        return bool(known) and sum(known) == total and max(known) < EXACT > total

    def formula(self) -> str:
        first_row, first, last_row, last = self.area
        return f"=SUM({address(first_row, first)}:{address(last_row, last)})"


def _figure(paper: Paper, column: int, figure: Figure, link: Link, *sums: _Sum, bold: bool = False) -> None:
    """One figure, with the link to its source. A formula only where it gives the very number: a total known otherwise stays a plain, marked number."""
    size = paper.profile.sizes["table"]
    look: dict[str, Any] = {"bold": bold, "border": 1, "align": "right", "text_wrap": False}
    if figure.value is None:
        paper.sheet.write_string(paper.row, column, str(figure), paper.style(size, **look, num_format=f"@{GAP}"))
        return
    formula = next((way.formula() for way in sums if figure.added and way.gives(figure.value)), None)
    shown = (COUNT if isinstance(figure.value, int) else AMOUNT) + (f'"{figure.marks}"' if figure.marks else "")
    style = paper.style(size, **look, num_format=shown + GAP)
    source = link(figure.place)
    if source:  # the link stays where the figure is written over its text
        paper.sheet.write_url(paper.row, column, source, style, " ", say("source-tip"))
    if formula:
        paper.sheet.write_formula(paper.row, column, formula, style, figure.value)
    else:
        paper.number(paper.row, column, figure.value, size, **look, num_format=shown)


def _lines(paper: Paper, column: int, text: str, *, bold: bool = False) -> int:
    room = paper.widths[column] - PADDING
    return typography.lines(cell_text(text), room, paper.profile.sizes["table"], bold=bold)


def _notes(paper: Paper, printed: Printed) -> None:
    sizes = paper.profile.sizes
    paper.next()
    paper.line(say("notes"), sizes["notes"], align="left", bold=True)
    for note in printed.footnotes:
        paper.line(f"- {note}", sizes["notes"], align="left", italic=True)
