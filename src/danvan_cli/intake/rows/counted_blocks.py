"""Numbers of models in a list, where every row is one all the same; some stand once for a block: "Xã Liêm Sơn | 3" beside the first of its three."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from danvan_cli.intake.draft import DraftTable
from danvan_cli.intake.grid import address
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.sheets.view import Column
from danvan_cli.intake.words.numbers import BLANK, NEGATIVE, TOO_LARGE, is_number, read_count


@dataclass(slots=True)
class NumbersBeside:
    """What the columns of numbers of a list state beside its models."""

    table: TableReader
    columns: list[Column]
    unit: Column | None
    texts: list[Column]  # columns that state members
    _counts: dict[int, dict[int, int]] = field(default_factory=dict)  # column → row → what it states

    def read(self, row: int) -> None:
        """The numbers beside one model."""
        for column in self.columns:
            value = self.table.view.rows[row][column.index]
            count = read_count(value) if is_number(value) else BLANK
            if count.wrong in (TOO_LARGE, NEGATIVE):
                self.table.findings.append(count.finding(self.table.sheet, address(row, column.index)))
            elif count.value is not None:
                self._counts.setdefault(column.index, {})[row] = count.value

    def settle(self, draft: DraftTable) -> None:
        """Numbers of a block tell that its unit is also that of the rows below; other rows that state several are asked about."""
        rows = [model.row for model in draft.models]
        for column in self.columns:
            counts = self._counts.get(column.index, {})
            if _counts_blocks(self.table, counts, rows, (self.unit, *self.texts)):
                if self.unit and _counts_blocks(self.table, counts, rows, (self.unit,)):
                    for above, model in pairwise(draft.models):
                        if model.row not in counts:
                            model.unit_text, model.unit_cell = above.unit_text, above.unit_cell
                continue
            for row, count in counts.items():
                if count > 1:
                    self.table.found("row-states-number", row, column.index, seen=count, column=column.heading)


def _counts_blocks(
    table: TableReader, counts: Mapping[int, int], rows: Sequence[int], said: Iterable[Column | None]
) -> bool:
    """Whether each number is that of the models from its row to the next number, and somebody is named where they stand.

    `counts`: row → its number; `rows`: those of the models; `said`: the columns that may name whose they are, or their field.
    """
    starts = [place for place, row in enumerate(rows) if row in counts]
    if not starts or starts[0] > 0 or max(counts.values()) < 2:
        return False
    lengths = [end - start for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]
    if lengths != [counts[rows[start]] for start in starts]:
        return False
    columns = [table.view.rows[row] for row in rows]
    return any(
        all((values[column.index] is not None) == (row in counts) for row, values in zip(rows, columns, strict=True))
        for column in said
        if column
    )
