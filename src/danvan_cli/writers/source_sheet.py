"""The sheet of sources: under every figure of the table the cells that add up to it; the figures link there."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xlsxwriter import Workbook

from danvan_cli.ledger.standing.margins import Number
from danvan_cli.tables.table import Table
from danvan_cli.writers import typography
from danvan_cli.writers.letterhead import Profile
from danvan_cli.writers.paper import AMOUNT, COUNT, PADDING, Paper
from danvan_cli.writers.printed import say

_SIZE = 11
_WIDTHS = (80, 300, 260, 110, 70, 230, 230, 120)
_TOP = 4  # the row below the headings
_HEADS = ("value", "path", "sheet", "cell", "unit", "reporter", "standing")


class _Row(NamedTuple):
    """One row: the name of a table or a figure (bold), or a cell behind it."""

    place: tuple[int, int] | None
    value: Number | None
    texts: tuple[str, ...]


class SourceSheet:
    """Where the source of each figure will stand, known before the sheet is written. Tables of a report have names."""

    def __init__(self, tables: Sequence[tuple[str, Table]], mark: str = "") -> None:
        self.rows: list[_Row] = []
        self.cut = any(one.more for _, table in tables for one in table.sources)
        self._mark = mark
        self._places: dict[tuple[int, tuple[int, int]], int] = {}
        for number, (name, table) in enumerate(tables):
            rows = list(_rows(table))
            if name and rows:
                self.rows.append(_Row(None, None, (name,)))
            for place, row in enumerate(rows, start=_TOP + len(self.rows)):
                if row.place:
                    self._places[number, row.place] = place
            self.rows += rows

    def link(self, table: int, place: tuple[int, int] | None) -> str | None:
        """The link to the source of a figure of one of the tables; None where it has none."""
        row = self._places.get((table, place)) if place else None
        return None if row is None else f"internal:'{say('sources')}'!A{row + 1}"

    def write(self, book: Workbook, profile: Profile) -> None:
        """Write the sheet, behind those that are there."""
        if not self.rows:
            return
        paper = Paper(book, say("sources"), profile, _WIDTHS, mark=self._mark)
        paper.line(say("sources").upper(), 14, bold=True)
        paper.line(say("sources-told"), _SIZE, italic=True)
        paper.line(say("sources-cut") if self.cut else "", _SIZE, italic=True)
        for column, head in enumerate(("value", "text", *_HEADS[1:])):
            paper.text(paper.row, column, say(f"source-{head}"), _SIZE, bold=True, border=1)
        paper.next(typography.height(1, _SIZE))
        for row in self.rows:
            self._write(paper, row)
        paper.sheet.freeze_panes(_TOP, 0)
        paper.sheet.repeat_rows(_TOP - 1)

    def _write(self, paper: Paper, row: _Row) -> None:
        if row.value is None:
            paper.line(row.texts[0], _SIZE, bold=True, align="left")
            return
        bold = row.place is not None
        shown = COUNT if isinstance(row.value, int) else AMOUNT
        paper.number(paper.row, 0, row.value, _SIZE, bold=bold, border=1, num_format=shown)
        for column, text in enumerate(row.texts, start=1):
            paper.text(paper.row, column, text, _SIZE, bold=bold, align="left", indent=1, border=1)
        lines = max(
            (
                typography.lines(text, width - PADDING, _SIZE)
                for text, width in zip(row.texts, _WIDTHS[1:], strict=False)
            ),
            default=1,
        )
        paper.next(typography.height(lines, _SIZE))


def _rows(table: Table) -> Iterator[_Row]:
    for figure in table.sources:
        yield _Row(
            figure.place, figure.value, (figure.label if figure.cells else f"{figure.label}: {say('source-sum')}",)
        )
        for one in figure.cells:
            yield _Row(None, one.value, (one.text, one.path, one.sheet, one.cell, one.unit, one.reporter, one.standing))
        if figure.more:
            yield _Row(None, figure.rest, (say("source-more", count=figure.more, command=figure.command),))
