"""The reader of .xlsx and .xlsm: bytes to Grids, with what the reading library hides put back."""

from io import BytesIO

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from danvan_cli.intake.files import sheet_xml
from danvan_cli.intake.files.cell_fonts import fonts_of, old_fonts, striking, struck_in
from danvan_cli.intake.files.cells import merge, put, to_grid
from danvan_cli.intake.files.legacy_text import Fonts
from danvan_cli.intake.files.macro_sheets import without_macro_sheets
from danvan_cli.intake.files.stamp import OURS
from danvan_cli.intake.files.unreadable import Unreadable, limits, too_large
from danvan_cli.intake.grid import Broken, Grid


def read_workbook(content: bytes) -> list[Grid]:
    """All worksheets in their order; Unreadable where the file cannot be trusted."""
    parts = sheet_xml.unpack(content)
    content, listed = without_macro_sheets(content, parts, sheet_xml.listed(parts))
    sheets = sheet_xml.sheets(parts, listed)
    for _, part in sheets:
        if part and sheet_xml.extent(part, limits().cells) > limits().cells:
            raise too_large("cells")
    try:
        computed = not sheet_xml.never_computed(parts, sheets)
        return _read_sheets(content, sheets, old_fonts(parts), striking(parts), computed=computed)
    except PasswordError as error:
        raise Unreadable("encrypted") from error


def _read_sheets(
    content: bytes,
    sheets: list[tuple[str, bytes | None]],
    fonts: list[str] | None,
    struck: frozenset[int],
    *,
    computed: bool,
) -> list[Grid]:
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
            if sheet_xml.misleads(part):
                raise Unreadable("unsafe")
            sheet = workbook.get_sheet_by_index(index)
            cells += sheet.total_height * sheet.total_width
            if cells > limits().cells:
                raise too_large("cells")
            visible = about.visible == SheetVisibleEnum.Visible
            look = sheet_xml.look(part, OURS.encode(), computed=computed)
            grid = _grid(name, sheet, part, look, fonts_of(part, fonts) if fonts else None, visible=visible)
            grid.struck = struck_in(part, struck) if struck else grid.struck
            grids.append(grid)
    return grids


def _grid(
    name: str, sheet: CalamineSheet, part: bytes, look: sheet_xml.Look, fonts: Fonts | None, *, visible: bool
) -> Grid:
    raw = sheet.to_python(skip_empty_area=False)
    if not raw and sheet_xml.values_written(part) > len(look.errors):
        raise Unreadable("damaged")  # the reader saw nothing where something stands
    grid = to_grid(name, raw, visible=visible, fonts=fonts)
    put(grid, look.errors, Broken.ERROR)
    put(grid, look.uncomputed, Broken.UNCOMPUTED)
    grid.hidden_rows = frozenset(row for row in look.hidden_rows if row < len(grid.rows))
    grid.hidden_columns = frozenset(
        column for first, last in look.hidden_columns for column in range(first, min(last + 1, grid.width))
    )
    grid.ours = look.ours
    merge(grid, sheet.merged_cell_ranges or [])
    return grid
