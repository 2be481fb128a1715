"""Rows that somebody gave up and did not delete: struck out, or with "(bỏ)", "trùng với số 3" at the name or in a remark."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from danvan_cli.findings import Finding
from danvan_cli.intake.grid import Value, address
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.words.headings import phrases
from danvan_cli.vietnamese import fold

_BRACKET = re.compile(r"\(([^()]{2,60})\)")
_REMARKS = frozenset(("note", "comment", "outcome", "unknown"))
_LONGEST = 200  # letters of a remark that could be one


OUT = frozenset(("ketthuc", "khongghinhan", "khongcongnhan"))
"""Stages of rows whose status tells itself that they ended or were refused."""


def ask_given_up(table: TableReader, settled: Collection[int]) -> Iterator[Finding]:
    """A question for each row that counts and may have been given up; `settled` are those whose status tells what became of them."""
    rows, struck = table.view.rows, table.view.grid.struck
    told = {row: str(rows[row][table.label]) for row in table.data if (row, table.label) in struck}
    for column in table.columns.all:
        if column.index == table.label or column.role in _REMARKS:
            cells, whole = table.view.column(column.index), column.index != table.label
            texts = {cell for cell in cells if type(cell) is str and (whole or "(" in cell)}
            says = {text for text in texts if _gives_up(text, whole=whole)}
            for row in table.data if says else ():
                if cells[row] in says:
                    told.setdefault(row, str(cells[row]))
    for row, text in sorted(told.items()):
        if row not in settled:
            seen: dict[str, str | int] = {"rows": str(row + 1), "seen": text}
            yield Finding("row-given-up", table.sheet, address(row, max(table.label, 0)), seen)


def giving_up(values: Sequence[Value]) -> str:
    """Of a row that was asked about the text that says so; the first, where a line through it does."""
    texts = [value for value in values if isinstance(value, str)]
    return next((text for text in texts if _gives_up(text, whole=True)), next(iter(texts), ""))


def _gives_up(text: str, *, whole: bool) -> bool:
    """Whether a bracket in a text says that its row was given up, or all of it does."""
    if len(text) > _LONGEST:
        return False
    said = _BRACKET.findall(text) if "(" in text else []
    return any(map(_says_so, [*said, text] if whole else said))


@lru_cache(maxsize=4096)
def _says_so(text: str) -> bool:
    folded = fold(text)
    return phrases("rows", "given_up").has(folded) or phrases("rows", "given_up_for").starts(folded) is not None
