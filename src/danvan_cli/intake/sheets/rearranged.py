"""A sheet set in another order, so that it reads as any table does, and the way back to the cells of the sheet itself."""

import re
from dataclasses import dataclass, field, replace

from danvan_cli.findings import Finding
from danvan_cli.intake.draft import DraftModel, DraftTable
from danvan_cli.intake.grid import Grid, address
from danvan_cli.intake.sheets.layout import RowClass, TableLayout

_PLACES = ("first", "mend", "columns", "places")  # what findings say of cells and columns besides their own
_CELL = re.compile(r"\b[A-Z]{1,3}[1-9]\d*\b")
_COLUMN = re.compile(r"\b[A-Z]{1,3}(?= “)")


@dataclass(slots=True)
class Rearranged:
    """A sheet set in another order, so that it reads as any list does."""

    grid: Grid
    cells: dict[str, str]  # where what stands there stood
    rows: dict[int, tuple[RowClass, str]] = field(default_factory=dict)  # what rows of the sheet itself are
    first: int | None = None  # row of the headings, of a list set upright: what stands above it kept its place
    added: int | None = None  # a column that the sheet itself has not: those from it on stand one further left there
    groups: dict[int, str] = field(
        default_factory=dict
    )  # lines of the sheet itself, as it numbers them, that name units

    def back(self, table: DraftTable) -> None:
        """A table of the new order, with the cells of the sheet itself."""
        for model in table.models:
            self._model(model)
        for row in table.rows:
            row.cell = self.cells.get(row.cell, row.cell)
            for figure in row.figures:
                figure.cell = self.cells.get(figure.cell, figure.cell)
            for amount in row.amounts:
                amount.cell = self.cells.get(amount.cell, amount.cell)
        for said in table.statements:
            said.cell = self.cells.get(said.cell, said.cell)
        table.head = [(self.cells.get(cell, cell), text) for cell, text in table.head]
        table.captions = [(self.cells.get(cell, cell), unit) for cell, unit in table.captions]
        table.members = [(self.cells.get(cell, cell), text) for cell, text in table.members]

    def finding(self, found: Finding) -> Finding:
        """The same for what was found, and for the cells and columns that it speaks of."""
        seen = {
            key: self._placed(value) if key in _PLACES and isinstance(value, str) else value
            for key, value in found.seen.items()
        }
        return replace(found, cell=self.cells.get(found.cell or "", found.cell), seen=seen)

    def _placed(self, text: str) -> str:
        """A text of ours with the cells and columns of the sheet itself: "B9", "C “Tập thể”"."""
        moved = self._letters
        placed = _CELL.sub(lambda cell: self.cells.get(cell[0], cell[0]), text)
        return _COLUMN.sub(lambda column: moved.get(column[0], column[0]), placed)

    @property
    def _letters(self) -> dict[str, str]:
        """The letters of columns that a column more has moved, to those of the sheet itself."""
        moved = () if self.added is None else range(self.added, self.grid.width)
        return {address(0, at + 1)[:-1]: address(0, at)[:-1] for at in moved}

    def layout(self, table: TableLayout) -> None:
        """A table as it was understood: no form explains it, and the columns of an upright list are the cells of its headings."""
        table.read_as = []
        table.groups |= self.groups
        if self.first is not None:
            heads = (f"{one.letter}{self.first + 1}" for one in table.columns)
            table.columns = [
                replace(one, letter=self.cells.get(head, one.letter))
                for one, head in zip(table.columns, heads, strict=True)
            ]
        if self.added is None:
            table.header_rows = ()
            return
        moved = self._letters
        table.columns = [replace(one, letter=moved.get(one.letter, one.letter)) for one in table.columns]

    def _model(self, model: DraftModel) -> None:
        for name in ("cell", "unit_cell", "level_cell", "parent_cell"):
            if cell := getattr(model, name):
                setattr(model, name, self.cells.get(cell, cell))
        model.amounts = [replace(one, cell=self.cells.get(one.cell, one.cell)) for one in model.amounts]


def with_column(grid: Grid, column: int) -> Grid:
    """The same sheet with one blank column more before another."""

    def moved(places: frozenset[tuple[int, int]]) -> frozenset[tuple[int, int]]:
        return frozenset((row, one + (one >= column)) for row, one in places)

    return replace(
        grid,
        rows=[[*row[:column], None, *row[column:]] for row in grid.rows],
        merges=[(top, left + (left >= column), bottom, right + (right >= column)) for top, left, bottom, right in grid.merges],
        hidden_columns=frozenset(one + (one >= column) for one in grid.hidden_columns),
        ours=moved(grid.ours), lists=moved(grid.lists), struck=moved(grid.struck), findings=[],
    )  # fmt: skip
