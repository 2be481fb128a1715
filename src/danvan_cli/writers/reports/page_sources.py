"""The cells behind the figures of a page, each told once however many figures it is in."""

from typing import Any

from danvan_cli.ledger.standing.margins import Number
from danvan_cli.tables.table import Behind, Table
from danvan_cli.vietnamese import number
from danvan_cli.writers.safe import plain

MOST = 20_000
"""So many cells of one table are held; of more the page says where they are."""


class Cells:
    """Cells by their numbers, with texts by theirs."""

    def __init__(self) -> None:
        self._cells: dict[tuple[Any, ...], int] = {}
        self._texts: dict[str, int] = {}

    def figures(self, table: Table) -> dict[str, list[Any]]:
        """Line and column → the numbers of its cells, and what is not listed of them: how many, their sum, what lists them."""
        found = {}
        for one in table.sources:
            if one.cells:
                more = [number(one.more), number(one.rest), plain(one.command)] if one.more else []
                found["{},{}".format(*one.place)] = [[self._cell(cell) for cell in one.cells], *more]
        return found

    @property
    def data(self) -> dict[str, list[Any]]:
        """All of them: text, unit, reporter, file, sheet, cell, standing by the numbers of their texts, and the value."""
        return {"texts": list(self._texts), "cells": [list(cell) for cell in self._cells]}

    def _cell(self, cell: Behind) -> int:
        words = (cell.text, cell.unit, cell.reporter, cell.path, cell.sheet, cell.cell, cell.standing)
        key = (
            *(self._texts.setdefault(plain(word), len(self._texts)) for word in words),
            held(number(cell.value), cell.value),
        )
        return self._cells.setdefault(key, len(self._cells))


def too_many(table: Table) -> int:
    """How many cells a table has, where that is more than a page can hold; else 0."""
    count = sum(len(one.cells) + one.more for one in table.sources)
    listed = sum(len(one.cells) for one in table.sources)
    return count if listed > MOST else 0


def held(text: str, value: Number) -> Any:
    """A figure in the data of the page: its number, with what is printed of it where that is not the same."""
    plain_number = int(value) if value == int(value) else float(value)
    return plain_number if text == str(plain_number) else (text, plain_number)
