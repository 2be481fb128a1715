"""What stands one row or one column off: totals that are their neighbours', a row whose figures slipped sideways. Hints only."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from danvan_cli import messages
from danvan_cli.intake.grid import address
from danvan_cli.vietnamese import number

_ENOUGH = 2  # places that one slip explains: one alone may be chance
_MOST = 20  # lines of totals that are looked into: where more differ, no row that slipped is to blame


@dataclass(frozen=True, slots=True)
class Failing:
    """A stated total that its rows do not give."""

    row: int
    column: int
    stated: int
    computed: int

    @property
    def cell(self) -> str:
        """Its address."""
        return address(self.row, self.column)


def hints(
    failing: Sequence[Failing], rows: Iterable[int], columns: Sequence[int], figure: Callable[[int, int], int | None]
) -> dict[str, str]:
    """A sentence for each cell of a total that one slip explains. `rows`, `columns`: where the figures of the table stand."""
    found = dict(_of_totals(failing))
    by_row: dict[int, list[Failing]] = defaultdict(list)
    for one in failing:
        by_row[one.row].append(one)
    lines = [said for said in by_row.values() if len(said) >= _ENOUGH]
    for said in lines if len(lines) <= _MOST else ():
        found |= _of_figures(said, rows, columns, figure)
    return found


def _of_totals(failing: Sequence[Failing]) -> Iterator[tuple[str, str]]:
    """Totals of groups that stand where the next or the last one's should: at least two of them, all the same way."""
    by_column: dict[int, list[Failing]] = defaultdict(list)
    for one in sorted(failing, key=lambda one: one.row):
        by_column[one.column].append(one)
    pairs = [pair for said in by_column.values() for pair in pairwise(said)]
    up = [(one, other) for one, other in pairs if one.stated == other.computed]
    down = [(other, one) for one, other in pairs if other.stated == one.computed]
    exchanged = [(one, other) for one, other in up if (other, one) in down]
    slipped = [*(up if len(up) >= _ENOUGH else exchanged)]
    slipped += down if len(down) >= _ENOUGH else [(other, one) for one, other in exchanged]
    for one, meant in slipped:
        seen = {"cell": one.cell, "value": number(one.stated), "other": meant.cell}
        yield one.cell, messages.text("mend", "total-shifted", **seen)


def _of_figures(
    said: Sequence[Failing], rows: Iterable[int], columns: Sequence[int], figure: Callable[[int, int], int | None]
) -> dict[str, str]:
    """The one row whose figures, moved back by one column, make every total of a line right."""
    gaps = dict.fromkeys(columns, 0) | {one.column: one.stated - one.computed for one in said}
    ways = [
        (row, step)
        for row in rows
        for step in (1, -1)
        if all((figure(row, c + step) or 0) - (figure(row, c) or 0) == gap for c, gap in gaps.items())
    ]
    if len(ways) != 1:
        return {}
    ((row, step),) = ways
    way = messages.text("mend", "to-left" if step > 0 else "to-right")
    text = messages.text("mend", "row-shifted", cell=address(row, min(gaps)), way=way)
    return {one.cell: text for one in said}
