"""The reader of .xlsb: values by calamine; errors, hidden rows and columns, merges, which it keeps to itself, from the records."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import join

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from danvan_cli.intake.files.cells import Range, merge, put, to_grid
from danvan_cli.intake.files.unreadable import Unreadable, limits, too_large
from danvan_cli.intake.files.zips import open_zip
from danvan_cli.intake.grid import Broken, Grid

_ROW, _ERROR, _FORMULA_ERROR, _COLUMNS, _MERGE = 0, 3, 11, 60, 176
_CELLS = range(2, 12)  # all that hold something
_HIDDEN, _HIDDEN_COLUMNS = 0x10, 0x01  # of the flags of a row, of a run of columns
_BUNDLED = 156  # a sheet in the list of sheets
_RELATIONSHIP = re.compile(rb"<Relationship\s[^>]*>")
_TARGET = re.compile(rb"(?=.*\bId=[\"']([^\"']*)[\"']).*\bTarget=[\"']([^\"']*)[\"']")


@dataclass(slots=True)
class _Look:
    errors: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)  # first and last of each run
    merges: list[Range] = field(default_factory=list)
    height: int = 0
    width: int = 0


def read_binary_workbook(content: bytes) -> list[Grid]:
    """All worksheets in their order; Unreadable where a sheet's records cannot be found beside its values."""
    grids = []
    cells = 0
    looks = _looks(content)
    with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
        worksheets = [about for about in workbook.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
        for about in worksheets:
            look = looks.get(about.name)
            if look is None:
                raise Unreadable("damaged")
            cells += look.height * look.width
            if cells > limits().cells:  # the library would lay them out
                raise too_large("cells")
            sheet = workbook.get_sheet_by_name(about.name)
            raw = sheet.to_python(skip_empty_area=False)
            grid = to_grid(about.name, raw, visible=about.visible == SheetVisibleEnum.Visible)
            put(grid, look.errors, Broken.ERROR)
            grid.hidden_rows = frozenset(row for row in look.hidden_rows if row < len(grid.rows))
            grid.hidden_columns = frozenset(
                column for first, last in look.hidden_columns for column in range(first, min(last + 1, grid.width))
            )
            merge(grid, look.merges)
            grids.append(grid)
    return grids


def _looks(content: bytes) -> dict[str, _Look]:
    """What stands in the records of each worksheet, by its name."""
    found = {}
    with open_zip(BytesIO(content)) as archive:
        if sum(member.file_size for member in archive.infolist()) > limits().inflated:
            raise too_large("inflated")
        targets = {
            match[1].decode(): match[2].decode()
            for tag in _RELATIONSHIP.findall(archive.read("xl/_rels/workbook.bin.rels"))
            if (match := _TARGET.search(tag))
        }
        for name, key in _bundled(archive.read("xl/workbook.bin")):
            target = targets.get(key, "")
            if "worksheets/" in target:
                found[name] = _look(archive.read(join("xl", target).lstrip("/") if target[0] != "/" else target[1:]))
    return found


def _bundled(book: bytes) -> Iterator[tuple[str, str]]:
    """The names of all sheets with the keys of their parts."""
    for kind, start, _ in _records(book):
        if kind == _BUNDLED:
            key, after = _text(book, start + 8)
            yield _text(book, after)[0], key


def _text(part: bytes, at: int) -> tuple[str, int]:
    length = struct.unpack_from("<I", part, at)[0]
    end = at + 4 + 2 * length
    return part[at + 4 : end].decode("utf-16-le", "replace"), end


def _look(part: bytes) -> _Look:
    look = _Look()
    row = 0
    for kind, start, size in _records(part):
        if kind == _ROW and size >= 12:
            row = struct.unpack_from("<I", part, start)[0]
            if part[start + 11] & _HIDDEN:
                look.hidden_rows.add(row)
        elif kind in _CELLS and size >= 4:
            column = struct.unpack_from("<I", part, start)[0]
            look.height, look.width = max(look.height, row + 1), max(look.width, column + 1)
            if kind in (_ERROR, _FORMULA_ERROR):
                look.errors.append((row, column))
        elif kind == _COLUMNS and size >= 18:
            if part[start + 16] & _HIDDEN_COLUMNS:
                look.hidden_columns.append(struct.unpack_from("<2I", part, start))
        elif kind == _MERGE and size >= 16:
            top, bottom, left, right = struct.unpack_from("<4I", part, start)
            look.merges.append(((top, left), (bottom, right)))
    return look


def _records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Sort, start and size of each record: both numbers come seven bits to a byte."""
    at = 0
    try:
        while at < len(part):
            kind = part[at]
            at += 1
            if kind & 0x80:
                kind = (kind & 0x7F) | (part[at] << 7)
                at += 1
            size = shift = 0
            while True:
                byte = part[at]
                at += 1
                size |= (byte & 0x7F) << shift
                shift += 7
                if not byte & 0x80 or shift > 21:
                    break
            yield kind, at, size
            at += size
    except IndexError as error:
        raise Unreadable("damaged") from error
