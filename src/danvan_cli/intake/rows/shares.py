"""Percentages beside counts: one that no whole numbers of its row can give is noted; none is ever counted."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from danvan_cli.findings import Finding
from danvan_cli.intake.draft import DraftRow
from danvan_cli.intake.grid import Value, address
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.sheets.view import Column
from danvan_cli.intake.words.headings import Reader, Says, phrases
from danvan_cli.vietnamese import fold

_WRITTEN = re.compile(r"(\d{1,3})(?:[.,](\d{1,10}))?\s*(%?)")
_FINEST = 10  # decimals: beyond them a cell holds what a division left over
_HUNDRED = Decimal(100)
_MANY_ROWS = 3  # where that many rows fail and none agrees, the whole they are parts of is not in the table
_SHOWN = 6  # counts named in a finding
_BESIDE = frozenset(("indicator", "unknown"))


def impossible_shares(table: TableReader, rows: Sequence[DraftRow]) -> list[Finding]:
    """The percentages of a matrix that are parts of no count beside them: neither of the row's own, nor of a total."""
    ratios = [column for column in table.columns.all if _of_models(column, table.reader)]
    return [found for column in ratios for found in _impossible(table, column, ratios, rows)]


def _of_models(column: Column, reader: Reader) -> bool:
    """Whether a column states a ratio that may be one of models: "Tỷ lệ (%)", not "Tỷ lệ hộ tham gia"."""
    if column.role != "indicator" or column.measure:
        return False
    ratios = phrases("ratio", "holds")
    ratio = next((text for text in column.path if "%" in text or ratios.inside(fold(text))), None)
    if ratio is None:
        return False
    rest = f" {fold(ratio)} "
    for phrase in ratios.whole:
        rest = rest.replace(f" {phrase} ", " ")
    return not rest.strip() or reader.heading(rest.strip()).says is not Says.INDICATOR


def _impossible(
    table: TableReader, column: Column, ratios: list[Column], rows: Sequence[DraftRow]
) -> Iterable[Finding]:
    """The rows of one column that fail, read as parts of the rows' own counts or of totals, whichever explains more."""
    own: dict[int, list[int]] = {}
    read: dict[int, Decimal] = {}
    beside = [one.index for one in table.columns.all if (one.role in _BESIDE or one.measure) and one not in ratios]
    for row in rows:
        percent = percentage(table.view.rows[row.row][column.index])
        counts = _counts(row, [table.view.rows[row.row][index] for index in beside])
        if percent is not None and counts:
            read[row.row], own[row.row] = percent, counts
    totals = [stated for total in table.totals for _, stated in total.figures] or _sums(rows)
    failing = [row for row, percent in read.items() if not _possible(percent, own[row])]
    of_totals = [row for row, percent in read.items() if not _possible(percent, totals)]
    if len(of_totals) < len(failing):
        failing = of_totals
    if len(failing) == len(read) >= _MANY_ROWS:
        return
    for at in failing:
        shown = f"{read[at]:f}%".replace(".", ",")
        beside_it = ", ".join(map(str, own[at][:_SHOWN]))
        yield Finding(
            "percentage-impossible", table.sheet, address(at, column.index), {"seen": shown, "counts": beside_it}
        )


def percentage(value: Value) -> Decimal | None:
    """The percentage that a cell writes, with its decimals: a fraction in a cell is a share, a text says what it says.

    None where it writes none, or nothing that a part of a whole could not be: 0, 1, more than 100.
    """
    if isinstance(value, float) and 0 < value < 1:
        percent = Decimal(repr(value)) * 100
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        percent = Decimal(repr(value))
    elif isinstance(value, str) and (found := _WRITTEN.fullmatch(value.strip())):
        percent = Decimal(f"{found[1]}.{found[2]}" if found[2] else found[1])
        if percent < 1 and not found[3]:
            return None
        return percent if percent <= _HUNDRED else None
    else:
        return None
    if not (0 < percent < _HUNDRED) or percent == 1:
        return None
    return round(percent, min(_FINEST, max(0, -int(percent.normalize().as_tuple().exponent))))


def _counts(row: DraftRow, beside: Iterable[Value]) -> list[int]:
    """The whole numbers of a row that a percentage may be a part of: its counts, what they add up to, numbers beside them."""
    stated = [figure.value for figure in row.figures if figure.value]
    if not stated:
        return []
    sums: dict[tuple[str, ...], int] = {}
    for figure in row.figures:
        key = tuple(sorted(figure.at))
        sums[key] = sums.get(key, 0) + (figure.value or 0)
    others = [value for value in beside if type(value) is int and value > 0]
    return list(dict.fromkeys([*stated, *(one for key, one in sums.items() if key and one), *others]))


def _sums(rows: Sequence[DraftRow]) -> list[int]:
    sums: dict[int, int] = {}
    for row in rows:
        for place, figure in enumerate(row.figures):
            sums[place] = sums.get(place, 0) + (figure.value or 0)
    return [one for one in sums.values() if one]


def _possible(percent: Decimal, counts: Iterable[int]) -> bool:
    """Whether the percentage is that of a whole part of one of the counts, rounded to its decimals."""
    slack = Decimal(1).scaleb(int(percent.as_tuple().exponent)) / 2
    for whole in counts:
        least = int(percent * whole / 100)
        if any(abs(100 * part - percent * whole) <= slack * whole for part in (least, least + 1) if part <= whole):
            return True
    return False
