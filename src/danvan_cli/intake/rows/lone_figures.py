"""Figures of a matrix that stand alone: rows without a label, and a total over no rows. (counting.md 1)"""

from collections.abc import Sequence
from dataclasses import dataclass

from danvan_cli.intake.draft import DraftRow
from danvan_cli.intake.grid import address
from danvan_cli.intake.rows.measured import AMOUNTS
from danvan_cli.intake.rows.row_figures import RowFigures
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.rows.totals import misread_figures
from danvan_cli.intake.sheets.layout import RowClass
from danvan_cli.intake.words.headings import phrases
from danvan_cli.intake.words.numbers import is_nil, is_number, read_count
from danvan_cli.intake.words.row_texts import unbulleted
from danvan_cli.intake.words.stated_counts import total_scope
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Coordinates


@dataclass
class LoneFigures:
    """Places what stands alone once the other rows are read: it may be the figure itself."""

    table: TableReader
    figures: RowFigures
    rows: list[DraftRow]
    own_at: dict[int, Coordinates]  # row → what its label alone names

    def place_unlabelled(self, unlabelled: Sequence[int]) -> None:
        """Figures without a label: the reporter's own if they are all there is, a total if they add up, else asked."""
        table = self.table
        for row in unlabelled:
            if not table.data and len(unlabelled) == 1:
                self.rows.append(
                    DraftRow(
                        row,
                        address(row, table.view.filled[row][0]),
                        "",
                        None,
                        None,
                        dict(table.groups.at),
                        self.figures.of_row(row),
                    )
                )
                self.own_at[row] = {}
                table.data.append(row)
                table.mark(row, RowClass.DATA)
                continue
            stated = {c: count for c in table.ruled if (count := read_count(table.view.rows[row][c]).value) is not None}
            texts = (table.view.rows[row][c] for c in table.view.filled[row] if c not in table.stt)
            named = any(isinstance(text, str) and not (is_number(text) or is_nil(text)) for text in texts)
            adding = stated and all(self.figures.sum(column, table.data) == count for column, count in stated.items())
            if adding and not named:
                misread_figures(table, row)
                table.mark(row, RowClass.TOTAL, "adds-up")
                continue
            table.mark(row, RowClass.UNKNOWN, "no-label")
            table.nameless(row)

    def place_total(self, *, beside_amounts: bool) -> None:
        """A total over nothing is no claim about rows: it is the figure itself, of the reporter; of several nobody knows which."""
        table = self.table
        stated = [total for total in table.totals if not table.ruled.isdisjoint(table.view.filled[total.row])]
        if beside_amounts:  # "Tổng số", and below it "Số hộ tham gia": the first is no sum of the other
            first = min(row for row, said in table.classes.items() if said == AMOUNTS)
            models = phrases("rows", "models")
            stated = [total for total in stated if total.row < first or models.inside(fold(total.text))]
        if self.rows or not stated:
            return
        table.totals = [total for total in table.totals if total not in stated]
        if len(stated) > 1:
            for total in stated:
                table.mark(total.row, RowClass.UNKNOWN, "no-label")
                table.nameless(total.row)
            return
        (total,) = stated
        around: Coordinates = {}
        for group in total.stack:
            around.update(group.at)
        own = total_scope(unbulleted(total.text), table.reader)[1]
        cell = address(total.row, table.view.filled[total.row][0])
        figures = self.figures.of_row(total.row)
        self.rows.append(DraftRow(total.row, cell, total.text, None, None, {**around, **own}, figures))
        self.own_at[total.row] = own
        table.data.append(total.row)
        table.mark(total.row, RowClass.DATA)
