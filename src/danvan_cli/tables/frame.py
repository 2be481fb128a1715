"""A Table as a pandas frame, for the statistician (`pip install danvan[pandas]`)."""

from typing import TYPE_CHECKING

from danvan_cli.tables.table import Table

if TYPE_CHECKING:
    import pandas as pd


def frame_of(table: Table) -> "pd.DataFrame":
    """One row per finest cell: a column of codes per dimension ("huyen+xa", "" not stated), then value, second-hand, provisional.

    Values are Int64, of an indicator with fractions Float64: what is not reported is <NA>, never 0. Sum them with
    `min_count=1`.
    """
    import pandas as pd  # noqa: PLC0415 - nobody who only wants a table pays for pandas

    rows = [
        [*("+".join(members) for members in cell.at), cell.value, cell.second_hand, cell.provisional]
        for cell in table.cells
    ]
    frame = pd.DataFrame(rows, columns=[*table.by, "value", "second_hand", "provisional"])
    kind = "Int64" if all(cell.value is None or cell.value == int(cell.value) for cell in table.cells) else "Float64"
    return frame.astype(dict.fromkeys(("value", "second_hand", "provisional"), kind))
