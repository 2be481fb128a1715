"""What the figures of a matrix's row are where columns beside its label say it: of which year, models of which stage, or other things."""

from dataclasses import dataclass
from functools import cached_property

from danvan_cli.intake.rows.row_splits import names_whole
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.sheets.layout import RowClass
from danvan_cli.intake.sheets.measures import row_indicator
from danvan_cli.intake.sheets.view import Column
from danvan_cli.intake.words.headings import Says
from danvan_cli.intake.words.numbering import numbered_text
from danvan_cli.intake.words.row_texts import unbulleted
from danvan_cli.vocabulary import Coordinates


@dataclass
class WhatCounts:
    """Reads "Xã A | Số mô hình đăng ký | 7", "Xã A | Số hộ tham gia | 500", "Xã A | 2023 | 8", row by row of `items`."""

    table: TableReader
    items: list[int]

    def counts_models(self, row: int) -> bool:
        """Whether a row counts models of the table's year: no households, and nothing that nobody knows, which is asked."""
        table, plain = self.table, self._said(row)
        another = self._years.get(row, "") not in ("", table.columns.year)
        if another or (plain and self._is_of_other_things(plain)):
            table.mark(row, RowClass.NOTE, "other-figures")
            return False
        if self._counted is None or not plain or names_whole(table, plain) or self.at(row):
            return True
        index = self._counted.index
        text = table.view.down(row, index)[0]
        table.found("column-holds-numbers", row, index, column=f"{self._counted.heading} › {text}")
        table.mark(row, RowClass.UNKNOWN, "no-label")
        return False

    def at(self, row: int) -> Coordinates:
        """The coordinates that the text beside the label names."""
        return dict(self.table.reader.coordinates(self._said(row), row=True) or {}) if self._counted else {}

    @cached_property
    def _counted(self) -> Column | None:
        return self.table.columns.first("counted")

    def _said(self, row: int) -> str:
        text = self.table.view.down(row, self._counted.index)[0] if self._counted else None
        return unbulleted(numbered_text(text)[2]) if isinstance(text, str) else ""

    def _is_of_other_things(self, plain: str) -> bool:
        reader = self.table.reader
        return row_indicator(plain, reader) is not None or reader.heading(plain).says is Says.INDICATOR

    @cached_property
    def _years(self) -> dict[int, str]:
        """Of which year the figures of rows are, where a column says it; one of the title's there must be."""
        table, column = self.table, self.table.columns.first("year")
        if column is None:
            return {}
        said = {row: str(value) for row in self.items if (value := table.view.down(row, column.index)[0]) is not None}
        named = {*said.values()}
        if len(named) > 1 - bool(table.columns.year) and table.columns.year not in named:
            places = ", ".join(f"{column.letter} “{year}”" for year in sorted(named))
            table.found("several-years", column.heading_row, column.index, places=places)
        return said
