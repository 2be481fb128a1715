"""A grid seen through its merges, and the columns of a table on it."""

from dataclasses import dataclass, field

from danvan_cli.findings import Finding
from danvan_cli.intake.grid import Grid, Value, address
from danvan_cli.vocabulary import Coordinates


class View:
    """A grid seen through its merges: what stands at a cell, and which cells of a row have something of their own."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.rows = grid.rows
        self.height = len(grid.rows)
        self.width = grid.width
        self.merges = [
            (top, left, min(bottom, self.height - 1), min(right, self.width - 1))
            for top, left, bottom, right in grid.merges
        ]  # as far as they lie on the grid
        self.covered = {
            (row, column): merge
            for merge in self.merges
            for row in range(merge[0], merge[2] + 1)
            for column in range(merge[1], merge[3] + 1)
        }
        self._columns: dict[int, list[Value]] = {}
        self.filled = [[column for column, value in enumerate(row) if value is not None] for row in grid.rows]
        for r in {row for row, _ in self.covered}:
            self.filled[r] = [c for c in self.filled[r] if self.covered.get((r, c), (r, c))[:2] == (r, c)]

    def at(self, row: int, column: int) -> Value:
        """The value at a cell; under a merge, the merge's."""
        merge = self.covered.get((row, column))
        return self.rows[merge[0]][merge[1]] if merge else self.rows[row][column]

    def down(self, row: int, column: int) -> tuple[Value, int]:
        """The value at a cell and the row it stands in: of a merge only in its first column, for all its rows."""
        merge = self.covered.get((row, column)) if self.covered else None
        if merge is None:
            return self.rows[row][column], row
        return (self.rows[merge[0]][column], merge[0]) if merge[1] == column else (None, row)

    def column(self, index: int) -> list[Value]:
        """What stands in a column, row by row, merges filled down."""
        if index not in self._columns:
            values = self._columns[index] = [row[index] for row in self.rows]
            for top, left, bottom, right in self.merges:
                if left <= index <= right and top <= bottom:
                    values[top : bottom + 1] = [self.rows[top][left] if left == index else None] * (bottom + 1 - top)
        return self._columns[index]

    def merge_down(self, top: int, bottom: int, column: int) -> None:
        """Have a cell stand for the blank ones below it, as if they were merged."""
        merge = (top, column, bottom, column)
        self.merges.append(merge)
        self.covered |= {(row, column): merge for row in range(top, bottom + 1)}
        self._columns.pop(column, None)

    def text(self, row: int, column: int) -> str:
        """The text at a cell, through merges; a year as a heading is a text too."""
        value = self.at(row, column)
        if isinstance(value, str):
            return value
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""

    def span(self, row: int, column: int) -> int:
        """How many columns a cell stands over."""
        merge = self.covered.get((row, column))
        return merge[3] - merge[1] + 1 if merge else 1


@dataclass(slots=True)
class Column:
    """One column of a table: what its headings say."""

    index: int
    path: tuple[str, ...]
    role: str  # an attribute or dimension of headings.toml, "coordinate", "indicator", "unknown"
    at: Coordinates = field(default_factory=dict)
    heading_row: int = 0
    exact: bool = True
    hint: str = ""  # the dimension that a heading above names
    unit: str = ""  # whose figures it holds, where the fields stand in the rows and the units over the columns
    named: bool = False  # its cells say yes by naming somebody, or the model again: "Tập thể | Cá nhân" over names
    measure: str = ""  # the indicator whose amounts it holds
    examines: bool = False  # its "đạt" says that a registration was endorsed
    declared: str = ""  # the words of a saved form, which say what it means: nothing is recognised here

    @property
    def heading(self) -> str:
        """The path of its headings as one line."""
        return " › ".join(self.path)

    @property
    def letter(self) -> str:
        """Its letter in the sheet."""
        return address(0, self.index)[:-1]


@dataclass(slots=True)
class Columns:
    """The columns of one table by what they are for."""

    kind: str | None  # "register", "matrix", or None: no table
    all: list[Column]
    findings: list[Finding] = field(default_factory=list)
    side_by_side: bool = False
    measures_only: bool = False  # a matrix of indicators or awards, without a count of models
    year: str = ""  # the one that the title names
    spans: bool = False  # the title names several years: "giai đoạn 2021-2023"

    def of(self, role: str) -> list[Column]:
        """The columns of a role."""
        return [column for column in self.all if column.role == role]

    def first(self, role: str) -> Column | None:
        """The first column of a role, if any."""
        return next((column for column in self.all if column.role == role), None)

    @property
    def figures(self) -> list[Column]:
        """The columns whose cells are figures or ticks at coordinates."""
        return self.of("coordinate")

    @property
    def label(self) -> Column | None:
        """The column that says what a row is about."""
        return self.first("name" if self.kind == "register" else "label")
