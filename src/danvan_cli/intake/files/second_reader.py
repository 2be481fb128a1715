"""The same bytes read by another library: where the two differ in a number, nobody knows which is right. (hostile.md)"""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import Any

from danvan_cli.findings import Finding
from danvan_cli.intake.files.file_kinds import FileKind
from danvan_cli.intake.files.macro_sheets import without_macro_sheets
from danvan_cli.intake.files.sheet_xml import listed, unpack
from danvan_cli.intake.grid import Grid, address

Rows = Sequence[Sequence[Any]]
"""The values of one sheet from A1, as another library gives them."""

_SHOWN = 50  # differences told of one sheet


def differing(content: bytes, kind: FileKind, grids: Sequence[Grid]) -> list[Finding]:
    """An error at every cell in which two readers differ in a number; a note where no second one can read the file."""
    reader = _READERS.get(kind)
    if reader is None:
        return [Finding("read-by-one", seen={"kind": str(kind)})]
    try:
        sheets = reader(content)
    except Exception as error:  # noqa: BLE001 - whatever it dies of, it has not read the file
        return [Finding("read-by-one", seen={"kind": type(error).__name__})]
    if not sheets:  # a dialect that it does not know: it says nothing, and sees nothing (hostile.md)
        return [Finding("read-by-one", seen={"kind": str(kind)})]
    if len(sheets) != len(grids):
        return [Finding("readers-differ", seen={"first": len(grids), "second": len(sheets)})]
    return [
        finding
        for grid, rows in zip(grids, sheets, strict=True)
        for finding, _ in zip(_differences(grid, rows), range(_SHOWN), strict=False)
    ]


def _differences(grid: Grid, rows: Rows) -> Iterator[Finding]:
    covered = {
        (row, column)
        for top, left, bottom, right in grid.merges
        for row in range(top, min(bottom + 1, len(grid.rows)))
        for column in range(left, min(right + 1, grid.width))
        if (row, column) != (top, left)
    }
    for row in range(max(len(grid.rows), len(rows))):
        mine = grid.rows[row] if row < len(grid.rows) else ()
        theirs = rows[row] if row < len(rows) else ()
        for column in range(max(len(mine), len(theirs))):
            first = mine[column] if column < len(mine) else None
            second = theirs[column] if column < len(theirs) else None
            if (row, column) not in covered and _differ(first, second):
                seen: dict[str, str | int] = {"first": _shown(first), "second": _shown(second)}
                yield Finding("readers-differ", grid.sheet, address(row, column), seen)


def _differ(first: object, second: object) -> bool:
    """Whether one of two values is a number that the other is not. What one reads as a day is one to both."""
    if not (_is_number(first) or _is_number(second)):
        return False
    if _is_number(first) and _is_number(second):
        return first != second
    other = second if _is_number(first) else first
    return other is None or isinstance(other, str)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _by_openpyxl(content: bytes) -> list[Rows]:
    from openpyxl import load_workbook  # noqa: PLC0415 - the extra `cross-check`

    parts = unpack(content)
    plain, _ = without_macro_sheets(content, parts, listed(parts))  # which it takes for worksheets
    book = load_workbook(BytesIO(plain), data_only=True)
    return [list(sheet.iter_rows(min_row=1, min_col=1, values_only=True)) for sheet in book.worksheets]


def _by_calamine(content: bytes) -> list[Rows]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum  # noqa: PLC0415 - the first reader of .xls and .ods is another

    with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        return [
            [[None if value == "" else value for value in row] for row in sheet.to_python(skip_empty_area=False)]
            for place, about in enumerate(book.sheets_metadata)
            if about.typ == SheetTypeEnum.WorkSheet and (sheet := book.get_sheet_by_index(place))
        ]


_READERS: dict[FileKind, Callable[[bytes], list[Rows]]] = {
    FileKind.WORKBOOK: _by_openpyxl,
    FileKind.OLD_WORKBOOK: _by_calamine,
    FileKind.OPEN_DOCUMENT: _by_calamine,
}
