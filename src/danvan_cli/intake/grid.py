"""A sheet as it stands in the file: values that know their place, merges, what is hidden, what Excel failed to compute."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum

from danvan_cli.findings import Finding


class Broken(Enum):
    """A cell that holds no value though the sender saw one. Never a blank."""

    ERROR = "error"  # #REF!, #DIV/0! …
    UNCOMPUTED = "uncomputed"  # a formula saved without its result


Value = str | int | float | bool | date | datetime | time | timedelta | Broken | None
"""Texts are cleaned (`vietnamese.clean`), blank texts are None, whole floats are int; 1.597 typed as a number stays a float."""

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column: zero-based, inclusive."""


@dataclass(slots=True)
class Grid:
    """One sheet. `rows[r][c]` is the value at zero-based row and column; all rows are equally long, from A1."""

    sheet: str
    rows: list[list[Value]]
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    visible: bool = True
    ours: frozenset[tuple[int, int]] = frozenset()  # cells with formulas that danvan wrote (`stamp.OURS`)
    lists: frozenset[tuple[int, int]] = frozenset()  # cells whose text names several things, each in a line of its own
    struck: frozenset[tuple[int, int]] = frozenset()  # cells whose text somebody struck out
    findings: list[Finding] = field(default_factory=list)  # text repaired, values under merges …
    places: tuple[tuple[int, int], ...] = ()  # of a stacked document: per row its table (0: none) and the row in it

    @property
    def width(self) -> int:
        """How many columns the sheet uses."""
        return len(self.rows[0]) if self.rows else 0


def address(row: int, column: int) -> str:
    """The A1 address of a zero-based row and column."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def runs(rows: Sequence[int]) -> str:
    """Numbers of rows as people write them: "8, 10-12"."""
    found: list[list[int]] = []
    for row in rows:
        if found and row == found[-1][-1] + 1:
            found[-1].append(row)
        else:
            found.append([row])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in found)


def rows_of(text: str) -> list[range]:
    """The same back, as places of rows."""
    ends = (run.partition("-") for run in text.split(","))
    return [range(int(first) - 1, int(last or first)) for first, _, last in ends]
