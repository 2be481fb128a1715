"""Documents whose tables stand between paragraphs (Word, web pages): read as one sheet, from top to bottom.

Every mechanism for sheets then serves them: heads above tables, several tables under one another, a table that goes on
after a page break. Their places are told as people count them: the table, then row and column in it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from danvan_cli import messages
from danvan_cli.intake.files.cells import Range, merge, to_grid
from danvan_cli.intake.files.unreadable import limits, too_large
from danvan_cli.intake.grid import Grid

_WHOLE = re.compile(r"\d{1,9}")


@dataclass(slots=True)
class Table:
    """The cells of one table, with its merges."""

    rows: list[list[str]]
    merges: list[Range] = field(default_factory=list)


Block = str | Table
"""A paragraph, or a table."""


def stack(blocks: Sequence[Block]) -> list[Grid]:
    """All blocks under one another, as one sheet; a paragraph is a row."""
    rows: list[list[Any]] = []
    merges: list[Range] = []
    places: list[tuple[int, int]] = []
    tables = 0
    for block in blocks:
        if isinstance(block, str):
            for line in filter(None, map(str.strip, block.split("\n"))):
                rows.append([line])
                places.append((0, 0))
            continue
        tables += 1
        top = len(rows)
        rows += [list(map(whole_or_text, row)) for row in block.rows]
        places += [(tables, row) for row in range(len(block.rows))]
        merges += [((top + a, b), (top + c, d)) for (a, b), (c, d) in block.merges]
        rows.append([])  # tables that touch are two
        places.append((0, 0))
    width = max(map(len, rows), default=0)
    if len(rows) * width > limits().cells:
        raise too_large("cells")
    grid = to_grid(document_name(), [row + [""] * (width - len(row)) for row in rows])
    merge(grid, merges)
    grid.places = tuple(places)
    return [grid]


def document_name() -> str:
    """What we call the one sheet of a document: no word of the sender's, whatever unit it sounds like ("Văn bản", "Xã Văn Bán")."""
    return _named("document")


def frames(widths: Sequence[int], inside: Sequence[Sequence[int]]) -> bool:
    """Whether a table only frames the tables inside it, else they are texts of its cells. Tables by the cells of each row.

    It has two columns at most, as letterheads have, or one of those inside is as long as itself.
    """
    return bool(inside) and (max(widths, default=0) <= 2 or max(map(len, inside)) >= len(widths))


def whole_or_text(text: str) -> int | str:
    """A cell as a sheet would hold it: whole numbers without leading zeros are numbers, everything else is text."""
    plain = text.strip()
    return int(plain) if _WHOLE.fullmatch(plain) and (plain == "0" or plain[0] != "0") else text


def line_name(number: int) -> str:
    """How a paragraph is told: its place among the lines of the document, from 1."""
    return _named("line", number=number)


def cell_name(table: int, cell: str) -> str:
    """How a cell is told: its table, from 1, and its address in it."""
    return _named("table-cell", table=table, cell=cell)


def row_name(places: Sequence[tuple[int, int]], number: int) -> str | int:
    """How a row of the stacked sheet, from 1, is told: its place in its table; outside tables among the lines."""
    table, inside = places[number - 1] if number <= len(places) else (0, 0)
    return _named("table-row", table=table, row=inside + 1) if table else number


def _named(code: str, **seen: object) -> str:
    """Vietnamese, whatever the screen speaks: places are kept, and answers hold by them."""
    with messages.speaking("vi"):
        return messages.text("reading", code, **seen)
