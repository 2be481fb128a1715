"""A Table or Listing in a Word document: ruled, headings that come again on every page, numbers to the right."""

from collections.abc import Sequence
from copy import copy
from decimal import Decimal
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from danvan_cli.tables.table import Listing
from danvan_cli.writers.column_widths import SIZE, figure_widths, list_widths, print_size, shown
from danvan_cli.writers.printed import Printed, Row, say, unnumbered
from danvan_cli.writers.safe import cell_text

_WITH_TOTAL = 2  # lines that stay on the page of their total and of the notes
_ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}


def put_table(document: Any, printed: Printed, room: float) -> None:
    """Headings in one row or two, the row of column numbers, the lines, the line of totals."""
    deep = 2 if printed.column_head else 1
    widths = figure_widths(printed, room)
    size = print_size(printed, widths)
    table = _ruled(document, deep + 1 + len(printed.body), widths)
    _heads(table, printed, deep, size)
    for place, row in enumerate(printed.rows, start=1):
        cells = table.rows[deep + place].cells
        _write(cells[0], str(place), "center", size=size)
        _write(cells[1], row.label, "left", size=size)
        _figures(cells[2:], row, size)
    if printed.foot:
        cells = list(table.rows[len(table.rows) - 1].cells)
        _write(cells[0].merge(cells[1]), printed.foot.label, "center", size=size, bold=True)
        _figures(cells[2:], printed.foot, size, bold=True)
        for row in list(table.rows)[-1 - _WITH_TOTAL :]:
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True


def _heads(table: Any, printed: Printed, deep: int, size: float) -> None:
    """The headings; a common one stands over the columns that it is about."""
    rows = [list(row.cells) for row in list(table.rows)[: deep + 1]]
    for column, text in ((0, say("row-number")), (1, printed.row_head)):
        cell = rows[0][column].merge(rows[deep - 1][column])
        _write(cell, text, "center", size=size, bold=True)
    if deep == 2:
        over = 1 + len(printed.columns)
        _write(rows[0][2].merge(rows[0][over]), printed.column_head, "center", size=size, bold=True)
        if printed.total_head:
            _write(rows[0][over + 1].merge(rows[1][over + 1]), printed.total_head, "center", size=size, bold=True)
    for column, text in enumerate(printed.columns if deep == 2 else printed.heads, start=2):
        _write(rows[deep - 1][column], text, "center", size=size, bold=True)
    for column, cell in enumerate(rows[deep], start=1):
        _write(cell, f"({column})", "center", size=size - 2, italic=True)
    for row in list(table.rows)[: deep + 1]:
        _property(row, "w:tblHeader")
        for cell in row.cells:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _figures(cells: Sequence[Any], figures: Row, size: float, *, bold: bool = False) -> None:
    for cell, figure in zip(cells, figures.all, strict=True):
        _write(cell, str(figure), "right", size=size, bold=bold or figure is figures.total)


def put_list(document: Any, listing: Listing, room: float) -> None:
    """A list: numbered rows, each column as wide as its texts ask."""
    listing = unnumbered(listing)
    table = _ruled(document, 1 + len(listing.rows), list_widths(listing, room))
    rows = list(table.rows)
    for cell, head in zip(rows[0].cells, (say("row-number"), *listing.headings), strict=True):
        _write(cell, head, "center", bold=True)
    _property(rows[0], "w:tblHeader")
    for place, (row, values) in enumerate(zip(rows[1:], listing.rows, strict=True), start=1):
        cells, bold = row.cells, listing.summed and place == len(listing.rows)
        _write(cells[0], "" if bold else str(place), "center")
        for cell, value in zip(cells[1:], values, strict=True):
            _write(cell, shown(value), "right" if isinstance(value, int | Decimal) else "left", bold=bold)


def _ruled(document: Any, rows: int, widths: Sequence[float]) -> Any:
    """A ruled table of these widths: Word asks the cells, LibreOffice the columns."""
    table: Any = document.add_table(rows=rows, cols=len(widths))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        _property(row, "w:cantSplit")
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def _property(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - python-docx has no other way


def _write(cell: Any, text: str, align: str, *, size: float = SIZE, bold: bool = False, italic: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = _ALIGN[align]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)
    run = paragraph.add_run(cell_text(text))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    if not text:  # then the mark of the paragraph makes the height of the row
        mark = OxmlElement("w:rPr")
        mark.append(copy(run.font.element.rPr.find(qn("w:sz"))))
        paragraph.paragraph_format.element.get_or_add_pPr().append(mark)
