"""A Listing as a working sheet: numbered rows, filter, headings that stay; printable on A4 landscape."""

import math
from collections.abc import Sequence
from decimal import Decimal

from xlsxwriter import Workbook

from danvan_cli.ledger.standing.margins import Number
from danvan_cli.tables.table import Listing
from danvan_cli.vietnamese import number
from danvan_cli.writers import typography
from danvan_cli.writers.column_widths import shown
from danvan_cli.writers.letterhead import Profile
from danvan_cli.writers.paper import PADDING, Paper, Place
from danvan_cli.writers.printed import say, unnumbered
from danvan_cli.writers.safe import cell_text

_SIZE = 12
_SERIAL, _LEAST, _MOST = 56, 60, 340
_ROWS_A_SHEET = 1_000_000  # Excel ends at 1.048.576
_SAMPLE = 2_000  # rows that are measured for the widths

Row = tuple[str | Number | None, ...]


def fill(book: Workbook, listing: Listing, profile: Profile, at: Place) -> None:
    """Write the list, on as many sheets as it needs."""
    listing = unnumbered(listing)
    starts = range(0, max(len(listing.rows), 1), _ROWS_A_SHEET)
    widths = [_SERIAL, *_widths(listing, profile.room - _SERIAL)]
    for part, start in enumerate(starts, start=1):
        name = at.sheet if len(starts) == 1 else f"{at.sheet[:25]} ({part})"
        paper = Paper(book, name, profile, widths, mark=at.mark)
        _sheet(paper, listing, start, listing.rows[start : start + _ROWS_A_SHEET], at)


def _widths(listing: Listing, room: int) -> list[int]:
    """As wide as the texts ask; where there is room for more the page is filled."""
    sizes = []
    for column, head in enumerate(listing.headings):
        texts = [shown(row[column]) for row in listing.rows[:_SAMPLE]]
        widest = max((typography.width(text, _SIZE) for text in texts), default=0.0)
        word = typography.longest_word(cell_text(head), _SIZE) + 18  # the filter's button
        sizes.append(math.ceil(min(max(widest, word, _LEAST), _MOST)) + PADDING)
    spare = max(room - sum(sizes), 0) // len(sizes)
    return [size + spare for size in sizes]


def _lines(row: Row, widths: Sequence[int], *, bold: bool = False) -> int:
    """How many lines the row's longest text takes."""
    return max(
        typography.lines(shown(value), width - PADDING, _SIZE, bold=bold)
        for value, width in zip(row, widths, strict=True)
    )


def _sheet(paper: Paper, listing: Listing, start: int, rows: Sequence[Row], at: Place) -> None:
    """The title and the rows; a list in a report says which annex it is, one of its own how long it is."""
    if at.office is not None:
        paper.letterhead(at.office)
    if at.number:
        paper.line(at.number, _SIZE, bold=True, align="left")
    paper.line(listing.title.upper(), 14, bold=True)
    if listing.about:
        paper.line(listing.about, 14, bold=True)
    paper.line(at.annexed or say("rows", count=number(len(listing.rows))), _SIZE, italic=True)
    top, above = paper.row, paper.height
    for column, head in enumerate((say("row-number"), *listing.headings)):
        paper.text(top, column, head, _SIZE, bold=True, border=1)
    paper.next(
        typography.height(_lines(listing.headings, [width - 18 for width in paper.widths[1:]], bold=True), _SIZE)
    )
    heads = paper.height - above
    for serial, row in enumerate(rows, start=start + 1):
        bold = listing.summed and serial == len(listing.rows)
        if bold:
            paper.text(paper.row, 0, "", _SIZE, border=1)
        else:
            paper.number(paper.row, 0, serial, _SIZE, align="center", border=1)
        for column, value in enumerate(row, start=1):
            if isinstance(value, int | Decimal):
                paper.number(paper.row, column, value, _SIZE, border=1, bold=bold)
            else:
                paper.text(paper.row, column, value or "", _SIZE, align="left", indent=1, border=1, bold=bold)
        paper.next(typography.height(_lines(row, paper.widths[1:]), _SIZE))  # LibreOffice fits no heights by itself
    if at.office is None:  # a letterhead would take the screen
        paper.sheet.freeze_panes(top + 1, 0)
    paper.sheet.autofilter(top, 0, max(paper.row - 1, top), paper.last)
    paper.sheet.repeat_rows(top)
    paper.next()
    if listing.notes:
        paper.line(say("notes"), _SIZE, align="left", bold=True)
    for note in listing.notes:
        paper.line(f"- {note.message}", _SIZE, align="left", italic=True)
    if at.office is not None:
        paper.signatures()
    paper.end(heads)
