"""Numbers of models that stand once for all rows of a block: "Xã Liêm Sơn | 3" beside the first of its three models."""

from collections.abc import Iterable, Mapping, Sequence

from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.sheets.view import Column


def counts_blocks(
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
