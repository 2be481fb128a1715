"""Tables of one file that part one total in several ways: by field in the first, by holder in the next. (counting.md 1)

Every such table becomes one row with its split, so that the ledger sees splits of one base and never adds them up.
"""

from collections import defaultdict
from dataclasses import replace

from danvan_cli.intake.draft import DraftFigure, DraftFile, DraftRow, DraftTable
from danvan_cli.vocabulary import OF_PLACES

_BUILT = "xaydung"  # the stage of a table that says none (counting.md 3)


def part_one_total(draft: DraftFile) -> None:
    """Find the tables whose rows are members of one dimension each, and make each one base."""
    alike: dict[tuple[object, ...], list[tuple[str, DraftTable]]] = defaultdict(list)
    for table in draft.tables:
        dimension = _rows_of(table)
        if dimension:
            alike[table.stage or _BUILT, tuple(sorted(table.fixed.items())), table.supplement].append(
                (dimension, table)
            )
    for group in alike.values():
        if len({dimension for dimension, _ in group}) < 2:
            continue
        total = next((_total(table) for dimension, table in group if dimension not in OF_PLACES), None)
        for dimension, table in group:
            if total is not None and (dimension not in OF_PLACES or _total(table) == total):
                table.rows = [_one_base(table)]


def _rows_of(table: DraftTable) -> str | None:
    """The one dimension whose members are the rows of a table of figures."""
    if table.kind != "matrix" or len(table.rows) < 2:
        return None
    keys = {tuple(row.at) for row in table.rows}
    if len(keys) != 1 or any(row.unit_text or row.parent_text for row in table.rows):
        return None
    key = keys.pop()
    return key[0] if len(key) == 1 and key[0] != "stage" else None


def _total(table: DraftTable) -> int:
    return sum(figure.value or 0 for row in table.rows for figure in row.figures if not figure.at)


def _one_base(table: DraftTable) -> DraftRow:
    first = table.rows[0]
    figures = [
        DraftFigure({**row.at, **figure.at}, figure.value, figure.cell, f"{row.label} › {figure.text}")
        for row in table.rows
        for figure in row.figures
    ]
    amounts = [replace(amount, at={**row.at, **amount.at}) for row in table.rows for amount in row.amounts]
    return DraftRow(first.row, first.cell, first.label, None, None, {}, figures, amounts)
