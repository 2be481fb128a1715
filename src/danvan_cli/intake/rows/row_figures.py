"""The counts of a matrix, cell by cell: what is no count, what stands for several, and what rows give together."""

from dataclasses import dataclass, field

from danvan_cli.intake.draft import DraftFigure
from danvan_cli.intake.grid import Broken, address
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.words.headings import HEADING_ORDER
from danvan_cli.intake.words.numbers import broken, read_count
from danvan_cli.intake.words.row_texts import bulleted
from danvan_cli.vocabulary import Coordinates


@dataclass
class RowFigures:
    """The figures of one matrix, as far as its rows were read."""

    table: TableReader
    unreadable: set[tuple[int, int]] = field(default_factory=set)  # row, column
    values: dict[tuple[int, int], int] = field(default_factory=dict)

    def of_row(self, row: int) -> list[DraftFigure]:
        """The figures of a row, one for each column that counts."""
        found = []
        for column in self.table.columns.figures:
            value, source = self.table.view.down(row, column.index)
            count = read_count(value if source == row else None)
            cell = address(row, column.index)
            if count.wrong:
                self.unreadable.add((row, column.index))
                if isinstance(value, Broken):
                    self.table.found(broken(value), row, column.index, column=column.heading)
                else:
                    self.table.findings.append(count.finding(self.table.sheet, cell))
            elif count.value and self._stands_for_several(row, column.index):
                self.unreadable.add((row, column.index))
                self.table.found("count-merged", row, column.index, seen=count.value)
            elif count.value is not None:
                self.values[row, column.index] = count.value
            found.append(DraftFigure(dict(column.at), count.value, cell, column.heading))
        return found

    def of_one_stage(self, row: int, own: Coordinates, figures: list[DraftFigure]) -> None:
        """What a row says to be of one stage and its column of another is of nobody knows which: it is asked, and does not count."""
        for column, figure in zip(self.table.columns.figures, figures, strict=True) if "stage" in own else ():
            if figure.value and figure.at.get("stage", own["stage"]) != own["stage"]:
                self.table.found("column-holds-numbers", row, column.index, column=column.heading)
                self.unreadable.add((row, column.index))
                figure.value = None

    def _stands_for_several(self, row: int, column: int) -> bool:
        """Whether one figure is merged over several columns of figures, or over rows that are each of another unit or member."""
        table = self.table
        merge = table.view.covered.get((row, column)) if table.view.covered else None
        if merge is None:
            return False
        _, left, bottom, right = merge
        if not table.ruled.isdisjoint(range(left + 1, right + 1)):
            return True
        says = {table.label, *(c.index for c in table.columns.all if c.role in HEADING_ORDER)}
        return any(
            index in says and not bulleted(str(table.view.rows[other][index]))
            for other in range(row + 1, bottom + 1)
            for index in table.view.filled[other]
        )

    def leave_out(self, row: int) -> None:
        """A row that only splits the one above it adds nothing to a column."""
        for index in self.table.ruled:
            self.values.pop((row, index), None)

    def sum(self, column: int | None, rows: list[int]) -> int | None:
        """What rows give in a column, or (None) in all; None: they say nothing, or one cannot be read."""
        if column is None:
            return self._whole(rows)
        if any((row, column) in self.unreadable for row in rows):
            return None
        values = [self.values[row, column] for row in rows if (row, column) in self.values]
        plain = next((c.index for c in self.table.columns.figures if not c.at), None)
        if column == plain and any((row, column) not in self.values and self._parted(row) for row in rows):
            return None  # a row that leaves its total open, and states its parts
        return sum(values) if values else None

    def _whole(self, rows: list[int]) -> int | None:
        """What rows count in all: their total, else their closed split, all of it filled. (counting.md 1)"""
        columns = self.table.columns.figures
        if any(column.unit for column in columns):
            return None
        plain = [column.index for column in columns if not column.at]
        if plain:
            return self.sum(plain[0], rows) if len(plain) == 1 else None
        for dimension in HEADING_ORDER:
            split = [column for column in columns if column.at.keys() == {dimension}]
            members = [code for column in split for code in column.at[dimension]]
            filled = all((row, column.index) in self.values for row in rows for column in split)
            closed = self.table.reader.vocabulary[dimension].closing() <= {*members}
            if dimension != "stage" and split and closed and filled and len(members) == len({*members}):
                return sum(self.values[row, column.index] for row in rows for column in split)
        return None

    def _parted(self, row: int) -> bool:
        return any(self.values.get((row, c.index)) for c in self.table.columns.figures if c.at)
