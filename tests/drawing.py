"""Draws Grids from text: `| STT | Tên mô hình | …`, one line a row, as somebody would sketch a sheet."""

from datetime import date

from danvan_cli.intake.draft import DraftFile
from danvan_cli.intake.extract import understand_grids
from danvan_cli.intake.grid import Broken, Grid, Merge, Value
from danvan_cli.intake.sheets.layout import SheetLayout
from danvan_cli.vocabulary import load


def draw(
    text: str,
    sheet: str = "Sheet1",
    *,
    visible: bool = True,
    hidden: tuple[int, ...] = (),
    merges: tuple[str, ...] = (),
) -> Grid:
    """A sheet from its drawing.

    A line without bars is a text in column A. `<` joins a cell to the one on its left, `^` to the one above;
    digits are numbers (`'1` is the text 1), `1.5f` a float, `#REF!` an error, `=?` a formula without its result,
    `2024-12-05` a date, an empty line a blank row. `hidden`: rows as the sheet numbers them.
    """
    lines = text.strip("\n").split("\n")
    cells = [_cells(line) for line in lines]
    width = max(len(row) for row in cells)
    cells = [[*row, *[""] * (width - len(row))] for row in cells]
    rows: list[list[Value]] = [[_value(cell) for cell in row] for row in cells]
    return Grid(
        sheet,
        rows,
        [*_merges(cells), *(_merge(merge) for merge in merges)],
        frozenset(row - 1 for row in hidden),
        visible=visible,
    )


def understood(*drawings: str | Grid, name: str = "bao-cao.xlsx") -> DraftFile:
    """What drawn sheets say."""
    return read(*drawings, name=name)[0]


def read(*drawings: str | Grid, name: str = "bao-cao.xlsx") -> tuple[DraftFile, list[SheetLayout]]:
    """What drawn sheets say, and how they were understood."""
    grids = [draw(d, f"Sheet{i}") if isinstance(d, str) else d for i, d in enumerate(drawings, 1)]
    return understand_grids(grids, name, load())


def found(draft: DraftFile) -> list[tuple[str, str | None]]:
    """The findings as code and cell, notes left out."""
    return [(f.code, f.cell) for f in draft.findings if f.severity != "note"]


def _cells(line: str) -> list[str]:
    line = line.strip()
    if not line.startswith("|"):
        return [line]
    return [cell.strip() for cell in line.strip("|").split("|")]


def _value(cell: str) -> Value:
    if cell in ("", "<", "^", "<^"):
        return None
    if cell.startswith("'"):
        return cell[1:]
    if cell == "#REF!":
        return Broken.ERROR
    if cell == "=?":
        return Broken.UNCOMPUTED
    if cell.endswith("f") and cell[:-1].replace(".", "").replace("-", "").isdigit():
        return float(cell[:-1])
    if len(cell) == 10 and cell[4] == cell[7] == "-":
        return date.fromisoformat(cell)
    if cell.lstrip("-").isdigit() and not (len(cell) > 1 and cell.lstrip("-")[0] == "0"):
        return int(cell)
    return cell.replace("\\n", " ")


def _merges(cells: list[list[str]]) -> list[Merge]:
    found = []
    for r, row in enumerate(cells):
        for c, cell in enumerate(row):
            if cell in ("<", "^", "<^"):
                continue
            right = c
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            bottom = r
            while bottom + 1 < len(cells) and cells[bottom + 1][c] == "^":
                bottom += 1
            if (right, bottom) != (c, r):
                found.append((r, c, bottom, right))
    return found


def _merge(text: str) -> Merge:
    first, _, last = text.partition(":")

    def place(cell: str) -> tuple[int, int]:
        letters = cell.rstrip("0123456789")
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        return int(cell[len(letters) :]) - 1, column - 1

    return (*place(first), *place(last))
