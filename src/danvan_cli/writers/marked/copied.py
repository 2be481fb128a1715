"""What was read of a file that cannot be marked itself (.xls, .ods, .csv, web pages) as a workbook of Excel's own format."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from danvan_cli.findings import Finding
from danvan_cli.intake.files.stacked import cell_name, document_name, line_name
from danvan_cli.intake.grid import Broken, Grid, Value, address
from danvan_cli.writers import typography
from danvan_cli.writers.safe import cell_text, sheet_name

_SIZE = 12
_LEAST, _MOST = 40, 320  # pixels of a column
_SAMPLE = 500  # rows that are measured
_FORMATS = {datetime: "dd/mm/yyyy hh:mm", date: "dd/mm/yyyy", time: "hh:mm", timedelta: "[h]:mm"}
_ERROR = "#N/A"  # what Excel could not compute stays an error: a blank would be a figure less


def as_workbook(grids: Sequence[Grid], findings: Sequence[Finding]) -> tuple[bytes, list[Finding]]:
    """All sheets with their values, merges and what is hidden; the findings told by the sheets and cells of the copy."""
    into = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(into, options)
    names: dict[str, str] = {}
    for grid in grids:
        names[grid.sheet] = _free(sheet_name(grid.sheet, document_name()), names)
        _Copy(book, grid, names[grid.sheet]).write()
    shown = next((place for place, grid in enumerate(grids) if grid.visible), 0)
    book.worksheets()[shown].activate()
    book.worksheets()[shown].set_first_sheet()
    book.close()
    return into.getvalue(), [_moved(finding, grids, names) for finding in findings]


def _free(name: str, taken: dict[str, str]) -> str:
    used = {other.casefold() for other in taken.values()}
    number, free = 1, name
    while free.casefold() in used:
        number += 1
        free = f"{name[:26]} ({number})"
    return free


def _moved(finding: Finding, grids: Sequence[Grid], names: dict[str, str]) -> Finding:
    """A finding where it stands in the copy: there a cell of a document's table has an address of its own."""
    grid = next((grid for grid in grids if grid.sheet == finding.sheet or (grid.places and finding.sheet)), None)
    if grid is None:
        return finding
    cell = _addresses(grid).get(finding.cell or "", finding.cell) if grid.places else finding.cell
    return replace(finding, sheet=names[grid.sheet], cell=cell)


def _addresses(grid: Grid) -> dict[str, str]:
    """What findings call the places of a document to the addresses of the copy."""
    found = {}
    for row, (table, inside) in enumerate(grid.places):
        if not table:
            found[line_name(row + 1)] = address(row, 0)
            continue
        for column in range(grid.width):
            found[cell_name(table, address(inside, column))] = address(row, column)
    return found


class _Copy:
    """One sheet being written."""

    def __init__(self, book: Any, grid: Grid, name: str) -> None:
        self.book, self.grid = book, grid
        self.sheet = book.add_worksheet(name)
        self.looks: dict[tuple[str, bool], Any] = {}
        full = [row for row, values in enumerate(grid.rows) if sum(value is not None for value in values) > 2]
        self.table = range(full[0], full[-1] + 1) if full else range(0)  # what gets lines around its cells

    def write(self) -> None:
        """Values, then merges over them, widths, what is hidden."""
        for row, values in enumerate(self.grid.rows):
            for column, value in enumerate(values):
                self._put(row, column, value)
        for top, left, bottom, right in self.grid.merges:
            self.sheet.merge_range(top, left, bottom, right, "", self._look(self.grid.rows[top][left], top))
            self._put(top, left, self.grid.rows[top][left])
        for column in range(self.grid.width):
            hidden = {"hidden": True} if column in self.grid.hidden_columns else {}
            self.sheet.set_column_pixels(column, column, self._width(column), None, hidden)
        for row in self.grid.hidden_rows:
            self.sheet.set_row(row, None, None, {"hidden": True})
        self.sheet.set_paper(9)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        if not self.grid.visible:
            self.sheet.hide()

    def _put(self, row: int, column: int, value: Value) -> None:
        look = self._look(value, row)
        if value is None:
            if row in self.table:
                self.sheet.write_blank(row, column, None, look)
        elif isinstance(value, Broken):
            self.sheet.write_formula(row, column, "=NA()", look, _ERROR)
        elif isinstance(value, bool):
            self.sheet.write_boolean(row, column, value, look)
        elif isinstance(value, int | float) and math.isfinite(value):
            self.sheet.write_number(row, column, value, look)
        elif isinstance(value, str):
            self.sheet.write_string(row, column, cell_text(value), look)
        else:
            self.sheet.write_datetime(row, column, value, look)

    def _look(self, value: Value, row: int) -> Any:
        form = _FORMATS.get(type(value), "")
        key = form, row in self.table
        if key not in self.looks:
            about = {"font_name": "Times New Roman", "font_size": _SIZE, "valign": "vcenter"}
            about |= {"border": 1, "text_wrap": True} if key[1] else {}
            self.looks[key] = self.book.add_format(about | ({"num_format": form} if form else {}))
        return self.looks[key]

    def _width(self, column: int) -> int:
        texts = [str(self.grid.rows[row][column] or "") for row in self.table[:_SAMPLE]]
        return int(min(max((typography.width(text, _SIZE) for text in texts), default=0) + 12, _MOST)) or _LEAST
