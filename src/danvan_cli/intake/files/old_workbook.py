"""The reader of .xls (Excel 97-2003), through xlrd: it knows errors, hidden rows, merges and fonts."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import xlrd
from xlrd.book import Book
from xlrd.compdoc import CompDocError
from xlrd.sheet import Sheet

from danvan_cli.intake.files.cells import merge, put, to_grid
from danvan_cli.intake.files.file_kinds import FileKind
from danvan_cli.intake.files.legacy_text import Fonts
from danvan_cli.intake.files.second_reader import differing
from danvan_cli.intake.files.unreadable import Unreadable, limits, too_large
from danvan_cli.intake.grid import Broken, Grid

_DATE, _BOOLEAN, _ERROR, _EMPTY = (
    xlrd.XL_CELL_DATE, xlrd.XL_CELL_BOOLEAN, xlrd.XL_CELL_ERROR, (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK),
)  # fmt: skip


def read_old_workbook(content: bytes) -> list[Grid]:
    """All worksheets in their order; Unreadable where the file cannot be trusted.

    Some programs write containers whose streams overlap: Excel takes no notice. Such a file is read if a second
    library reads the same numbers in it.
    """
    try:
        return _read(content, strict=True)
    except CompDocError as error:
        grids = _read(content, strict=False)
        if differing(content, FileKind.OLD_WORKBOOK, grids):
            raise Unreadable("damaged") from error
        return grids


def _read(content: bytes, *, strict: bool) -> list[Grid]:
    try:
        # Its warnings about odd files go nowhere: what they mean for a cell is seen in the cell.
        with xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, on_demand=True, logfile=StringIO(),
            ignore_workbook_corruption=not strict,
        ) as book:  # fmt: skip
            return [_grid(book, sheet) for sheet in _sheets(book)]
    except CompDocError:
        raise
    except xlrd.XLRDError as error:
        raise Unreadable("encrypted" if "encrypt" in str(error).lower() else "damaged") from error


def _sheets(book: Book) -> Iterator[Sheet]:
    """One after the other, as long as there is room for their cells."""
    cells = 0
    for place in range(book.nsheets):
        sheet = book.sheet_by_index(place)
        cells += sheet.nrows * sheet.ncols
        if cells > limits().cells:
            raise too_large("cells")
        yield sheet
        book.unload_sheet(place)


def _grid(book: Book, sheet: Sheet) -> Grid:
    errors: list[tuple[int, int]] = []
    raw = [[_value(book, sheet, row, column, errors) for column in range(sheet.ncols)] for row in range(sheet.nrows)]
    grid = to_grid(sheet.name.strip(), raw, visible=sheet.visibility == 0, fonts=_fonts(book, sheet))
    put(grid, errors, Broken.ERROR)
    grid.hidden_rows = frozenset(row for row, about in sheet.rowinfo_map.items() if about.hidden and row < sheet.nrows)
    grid.hidden_columns = frozenset(
        column for column, about in sheet.colinfo_map.items() if about.hidden and column < sheet.ncols
    )
    merge(grid, [((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in sheet.merged_cells])
    return grid


def _value(book: Book, sheet: Sheet, row: int, column: int, errors: list[tuple[int, int]]) -> Any:
    if column >= sheet.row_len(row):
        return ""
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind in _EMPTY:
        return ""
    if kind == _ERROR:
        errors.append((row, column))
        return ""
    if kind == _BOOLEAN:
        return bool(value)
    if kind == _DATE:
        try:
            moment = xlrd.xldate_as_datetime(value, book.datemode)
        except (ValueError, OverflowError):
            return value
        return moment.date() if moment.time().isoformat() == "00:00:00" else moment
    return value


def _fonts(book: Book, sheet: Sheet) -> Fonts:
    """The font of each cell; read only where a book knows fonts of before Unicode."""

    def font(row: int, column: int) -> str:
        style = book.xf_list[sheet.cell_xf_index(row, column)]
        return str(book.font_list[style.font_index].name)

    return font
