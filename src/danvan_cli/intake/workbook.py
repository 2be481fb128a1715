"""The only reader of workbooks: bytes of an .xlsx or .xlsm to Grids, with what the reading library hides put back."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain, filterfalse
from math import isfinite
from typing import Any
from unicodedata import is_normalized, normalize

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from danvan_cli.findings import Finding
from danvan_cli.intake import sheet_xml
from danvan_cli.intake.grid import Broken, Grid, Merge, Value, address
from danvan_cli.intake.unreadable import MAX_CELLS, MAX_FILE, Unreadable, too_large
from danvan_cli.vietnamese import clean

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_workbook(content: bytes) -> tuple[list[Grid], list[Finding]]:
    """All worksheets in their order; no grid and the finding `unreadable-file` where the file cannot be trusted.

    The findings are about the file as a whole; what is found on one sheet stands in its Grid.
    """
    try:
        return _read(content), []
    except Unreadable as unreadable:
        return [], [unreadable.finding]


def _read(content: bytes) -> list[Grid]:
    _recognise(content)
    parts = sheet_xml.unpack(content)
    sheets = sheet_xml.sheets(parts)
    for _, part in sheets:
        if part and sheet_xml.extent(part, MAX_CELLS) > MAX_CELLS:
            raise too_large("cells", MAX_CELLS)
    try:
        grids = _read_sheets(content, sheets)
    except (Unreadable, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except PasswordError as error:
        raise Unreadable("encrypted") from error
    except BaseException as error:  # a Rust panic is no Exception
        raise Unreadable("damaged") from error
    if not any(value is not None for grid in grids for row in grid.rows for value in row):
        raise Unreadable("empty")
    return grids


def _recognise(content: bytes) -> None:
    """Refuse by the first bytes what cannot be a workbook of ours, whatever its name says."""
    if not content:
        raise Unreadable("no-bytes")
    if len(content) > MAX_FILE:
        raise too_large("file", MAX_FILE, "bytes")
    if content.startswith(_OLE):
        raise Unreadable("encrypted" if _ENCRYPTED in content else "old-workbook")
    if not content.startswith(_ZIP):
        raise Unreadable("not-a-workbook")


def _read_sheets(content: bytes, sheets: list[tuple[str, bytes | None]]) -> list[Grid]:
    grids: list[Grid] = []
    cells = 0
    with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
        metadata = workbook.sheets_metadata
        if [name for name, _ in sheets] != [sheet.name for sheet in metadata]:
            raise Unreadable("damaged")  # two readings of one list of sheets
        for index, (about, (name, part)) in enumerate(zip(metadata, sheets, strict=True)):
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            if part is None:
                raise Unreadable("damaged")
            sheet = workbook.get_sheet_by_index(index)
            cells += sheet.total_height * sheet.total_width
            if cells > MAX_CELLS:
                raise too_large("cells", MAX_CELLS)
            grids.append(_grid(name, sheet, part, visible=about.visible == SheetVisibleEnum.Visible))
    return grids


def _grid(name: str, sheet: CalamineSheet, part: bytes, *, visible: bool) -> Grid:
    raw = sheet.to_python(skip_empty_area=False)
    look = sheet_xml.look(part)
    if not raw and sheet_xml.values_written(part) > len(look.errors):
        raise Unreadable("damaged")  # the reader saw nothing where something stands
    meant, repaired = _meanings(raw)
    grid = Grid(name, [list(map(meant.get, row, row)) for row in raw], visible=visible)
    if repaired:
        grid.findings.append(_first_repaired(name, raw, repaired))
    _put(grid, look.errors, Broken.ERROR)
    _put(grid, look.uncomputed, Broken.UNCOMPUTED)
    grid.hidden_rows = frozenset(row for row in look.hidden_rows if row < len(grid.rows))
    grid.hidden_columns = frozenset(
        column for first, last in look.hidden_columns for column in range(first, min(last + 1, grid.width))
    )
    grid.merges = list(_merges(grid, sheet.merged_cell_ranges or []))
    _uncover(grid)
    return grid


# ── values ───────────────────────────────────────────────────────────────────────────────────────────────────────

_MISSHAPEN = re.compile("[Ðð\u0300-\u036f]")  # NFC text still has a mark of its own: typed in the wrong order
_SPACES = re.compile("[\\s\u200b-\u200f\u2060\ufeff]+")


_WHOLE = {float(number): number for number in range(2_100)}  # row numbers, counts and years, made once
_TRUTH = (object(), object())  # False and True would be taken for 0 and 1
_BESIDE_ONE_ANOTHER = "·"  # between texts that are looked at together: a letter that no check minds
_STRAY_SPACES = ("  ", f" {_BESIDE_ONE_ANOTHER}", f"{_BESIDE_ONE_ANOTHER} ")


def _meanings(raw: list[list[Any]]) -> tuple[dict[Any, Value], set[str]]:
    """What each different value means where it is not what it is; and the texts whose letters had to be repaired.

    Each is worked out once, and what most texts are (tidy) is asked of all together: this is the busiest place of all.
    """
    for row in raw:
        if bool in map(type, row):
            row[:] = [_TRUTH[value] if type(value) is bool else value for value in row]
    different = set(chain.from_iterable(raw))
    meant: dict[Any, Value] = {
        value: _number(value) if (whole := _WHOLE.get(value)) is None else whole
        for value in different
        if type(value) is float
    }
    meant |= {truth: bool(value) for value, truth in enumerate(_TRUTH)}
    texts = [value for value in different if type(value) is str]
    together = _BESIDE_ONE_ANOTHER.join(["", *texts, ""])
    if not is_normalized("NFC", together) or _MISSHAPEN.search(together):
        untidy: Iterable[str] = texts
        repaired = {text for text in texts if _is_repaired(text)}
    elif any(stray in together for stray in _STRAY_SPACES):
        untidy, repaired = [text for text in texts if not text.isprintable() or text != " ".join(text.split())], set()
    else:
        untidy, repaired = filterfalse(str.isprintable, texts), set()
    meant |= {text: clean(text) or None for text in untidy}
    meant[""] = None
    return meant, repaired


def _number(raw: float) -> Value:
    """Whole floats are whole numbers; what no sheet can mean (NaN, infinity) is broken."""
    if not isfinite(raw):
        return Broken.ERROR
    return int(raw) if raw.is_integer() else raw


def _is_repaired(text: str) -> bool:
    """Whether cleaning changed letters, and not only the spaces between them or their encoding."""
    composed = normalize("NFC", text)
    return bool(_MISSHAPEN.search(composed)) and _SPACES.sub("", composed) != _SPACES.sub("", clean(text))


def _first_repaired(sheet: str, raw: list[list[Any]], repaired: set[str]) -> Finding:
    cells = [address(r, c) for r, row in enumerate(raw) for c, value in enumerate(row) if value in repaired]
    return Finding("repaired-text", sheet, cells[0], {"count": len(cells)})


def _put(grid: Grid, places: Iterable[tuple[int, int]], broken: Broken) -> None:
    """Mark cells as broken, where the reader has shown a blank; the grid grows where it must."""
    for row, column in places:
        if (row + 1) * (column + 1) > MAX_CELLS:
            raise too_large("cells", MAX_CELLS)
        _grow(grid, row + 1, column + 1)
        if grid.rows[row][column] is None:
            grid.rows[row][column] = broken


def _grow(grid: Grid, height: int, width: int) -> None:
    width = max(width, grid.width)
    if grid.width < width:
        for row in grid.rows:
            row.extend([None] * (width - len(row)))
    grid.rows.extend([None] * width for _ in range(height - len(grid.rows)))


# ── merges ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _merges(grid: Grid, ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> Iterator[Merge]:
    """The merges as far as they lie on the used part of the sheet."""
    last_row, last_column = len(grid.rows) - 1, grid.width - 1
    for (top, left), (bottom, right) in ranges:
        merge = top, left, min(bottom, last_row), min(right, last_column)
        if top <= merge[2] and left <= merge[3] and merge[:2] != merge[2:]:
            yield merge


def _uncover(grid: Grid) -> None:
    """Of merged cells only the top left one counts; what stands under a merge nobody has seen, and it is said."""
    under: list[str] = []
    room = MAX_CELLS
    for top, left, bottom, right in grid.merges:
        room -= (bottom - top + 1) * (right - left + 1)
        if room < 0:
            raise too_large("cells", MAX_CELLS)  # thousands of merges over one another
        shown = grid.rows[top][left]
        for r in range(top, bottom + 1):
            row = grid.rows[r]
            for c in range(left, right + 1):
                if row[c] is not None and (r, c) != (top, left):
                    if row[c] != shown:
                        under.append(address(r, c))
                    row[c] = None
    if under:
        grid.findings.append(Finding("value-under-merge", grid.sheet, under[0], {"count": len(under)}))
