"""Columns and rows of indicators and awards: which they are, and their amounts. Never a model."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from danvan_cli.findings import Finding
from danvan_cli.indicators import Indicator, Named
from danvan_cli.intake.draft import DraftAmount
from danvan_cli.intake.grid import Broken, Value, address
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.sheets.layout import RowClass
from danvan_cli.intake.sheets.lifecycle import as_text
from danvan_cli.intake.sheets.measures import place_of, row_indicator
from danvan_cli.intake.sheets.view import Column
from danvan_cli.intake.words.amounts import Amount, read_amount
from danvan_cli.intake.words.numbers import broken, is_nil
from danvan_cli.intake.words.stated_counts import turns_page
from danvan_cli.vietnamese import clean, fold, number
from danvan_cli.vocabulary import Coordinates

AMOUNTS = RowClass.DATA, "amounts"
"""What a row of an indicator is."""


@dataclass
class Measured:
    """Reads the amounts of one table, row by row."""

    table: TableReader
    columns: list[Column] = field(init=False)
    unread: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))  # column → row → text
    pointed: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))  # the same of "20.5"
    sums: dict[int, dict[int, Amount]] = field(default_factory=lambda: defaultdict(dict))  # column → row → amount
    parted: dict[tuple[int, int], frozenset[str]] = field(
        default_factory=dict
    )  # row, column → what parts its amount first

    def __post_init__(self) -> None:
        self.columns = [column for column in self.table.columns.all if column.measure]
        catalogue = self.table.reader.indicators
        self.catalogue = catalogue
        self.units = {
            column.index: catalogue.unit_of(catalogue[column.measure], *_units_said(column), self.table.unit_line)
            for column in self.columns
        }

    def amounts(self, row: int, at: Coordinates | None = None, of: int | None = None) -> list[DraftAmount]:
        """The amounts of a row; what is no amount is kept as a text by whoever asks for `texts`.

        `of`: the row whose parts it states; a total counts them where that row leaves the whole open.
        """
        found = []
        for column in self.columns:
            value, source = self.table.view.down(row, column.index)
            if value is None or source != row:
                continue
            if isinstance(value, Broken):
                self.table.found(broken(value), row, column.index, column=column.heading)
                continue
            indicator = self.catalogue[column.measure]
            amount = read_amount(value, indicator, self.units[column.index], self.catalogue)
            if amount is not None:
                if of is None or (of not in self.sums[column.index] and self._parts(of, column.index, at)):
                    self.sums[column.index][row] = amount
                self._note_point(amount, value, row, column)
                found.append(_draft(indicator, {**(at or {}), **column.at}, amount, address(row, column.index)))
            elif award := self._award(indicator, value, {**(at or {}), **column.at}, address(row, column.index)):
                found.append(award)
            else:
                self.unread[column.index][row] = as_text(value)
        return found

    def _parts(self, of: int, column: int, at: Coordinates | None) -> bool:
        """Whether parts by these dimensions give the amount that their row leaves open: those that come first do."""
        said = frozenset(at or ())
        return self.parted.setdefault((of, column), said) == said

    def texts(self, row: int) -> dict[str, str]:
        """What stands under indicators of a row and is no amount."""
        return {column.heading: text for column in self.columns if (text := self.unread.get(column.index, {}).get(row))}

    def _award(self, indicator: Indicator, value: Value, at: Coordinates, cell: str) -> DraftAmount | None:
        """An award in words: "Bằng khen của UBND tỉnh" under "Hình thức khen thưởng"."""
        named = self.catalogue.named(value) if indicator.award and isinstance(value, str) else None
        if named is None or not named.indicator.award or named.indicator.whole is False:
            return None
        given = indicator if indicator.proposed else named.indicator
        return _draft(given, {**at, **named.at}, Amount(Decimal(1)), cell)

    def row_of(self, label: str) -> Named | None:
        """The indicator that the label of a row names."""
        return row_indicator(label, self.table.reader)

    def of_row(self, named: Named, row: int, column: Column, unit: str) -> DraftAmount | None:
        """The amount of a row that is an indicator, under a column of figures."""
        indicator = named.indicator
        value, source = self.table.view.down(row, column.index)
        if value is None or source != row:
            return None
        if isinstance(value, Broken):
            self.table.found(broken(value), row, column.index, column=column.heading)
            return None
        label = str(self.table.view.down(row, max(self.table.label, 0))[0] or "")
        factor = self.catalogue.unit_of(indicator, unit, label, *reversed(column.path), self.table.unit_line)
        amount = read_amount(value, indicator, factor, self.catalogue)
        if amount is None:
            self.unread[column.index][row] = as_text(value)
            return None
        self._note_point(amount, value, row, column)
        return _draft(indicator, {**named.at, **place_of(column.at)}, amount, address(row, column.index))

    def _note_point(self, amount: Amount, value: Value, row: int, column: Column) -> None:
        if amount.pointed:
            self.pointed[column.index][row] = as_text(value)

    def close(self) -> list[Finding]:
        """What is said once per column: how many cells are no amounts or have a point; and totals that differ from their rows."""
        found = []
        for code, columns in (("amount-not-read", self.unread), ("amount-with-point", self.pointed)):
            for index, cells in sorted(columns.items()):
                shown = [(row, text) for row, text in cells.items() if not is_nil(text)]
                if shown:
                    column = next(column for column in self.table.columns.all if column.index == index)
                    seen: dict[str, str | int] = {
                        "column": column.heading, "count": len(shown), "seen": clean(shown[0][1])[:60]
                    }  # fmt: skip
                    if columns is self.pointed:
                        seen["read"] = str(seen["seen"]).replace(".", ",", 1)
                    found.append(Finding(code, self.table.sheet, address(shown[0][0], index), seen))
        return [*found, *self._totals()]

    def _totals(self) -> list[Finding]:
        """A grand total over amounts that is not their sum."""
        grand = [
            total for total in self.table.totals if fold(total.text).startswith(_GRAND) and not turns_page(total.text)
        ]
        found = []
        for total in grand[-1:]:
            for column in self.columns:
                rows = self.sums.get(column.index, {})
                indicator = self.catalogue[column.measure]
                value = self.table.view.rows[total.row][column.index]
                stated = read_amount(value, indicator, self.units[column.index], self.catalogue)
                exact = rows and not self.unread.get(column.index) and not any(one.bound for one in rows.values())
                if stated is None or stated.bound or not exact or indicator.kind != "sum":
                    continue
                computed = sum((one.value for one in rows.values()), Decimal(0))
                if computed != stated.value:
                    seen: dict[str, str | int] = {
                        "column": column.heading, "stated": number(stated.value),
                        "computed": number(computed),
                    }  # fmt: skip
                    cell = address(total.row, column.index)
                    found.append(Finding("stated-amount-differs", self.table.sheet, cell, seen))
        return found


_GRAND = (fold("tổng"), fold("cộng"), fold("toàn"))


def _units_said(column: Column) -> list[str]:
    """The texts that may name its unit: its headings from below, and the brackets of a declaration: "kinh phí (triệu đồng)"."""
    return [*reversed(column.path), *([column.declared] if "(" in column.declared else [])]


def _draft(indicator: Indicator, at: Coordinates, amount: Amount, cell: str) -> DraftAmount:
    return DraftAmount(indicator.code, at, amount.value, amount.bound, amount.upper, cell)
