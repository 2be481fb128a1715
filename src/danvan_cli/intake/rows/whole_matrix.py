"""A matrix once all its rows are read: which of them are units, which split one total, and what only stands beside. (counting.md 1)"""

from collections.abc import Mapping
from dataclasses import dataclass

from danvan_cli.findings import Finding
from danvan_cli.intake.draft import DraftAmount, DraftRow, DraftStatement
from danvan_cli.intake.rows.compared import year_of
from danvan_cli.intake.rows.reshape import ask_about_same_members, by_units, one_base, parted_groups
from danvan_cli.intake.rows.row_splits import join_splits, names_models, onto_totals
from danvan_cli.intake.rows.strange_labels import ask_about_labels
from danvan_cli.intake.rows.table import PROPERTIES, TableReader
from danvan_cli.intake.sheets.column_periods import only_period
from danvan_cli.intake.sheets.layout import RowClass
from danvan_cli.intake.sheets.lifecycle import last_year_in
from danvan_cli.intake.sheets.view import Column
from danvan_cli.intake.words.movement import speaks_of_models
from danvan_cli.intake.words.row_texts import is_body, is_place, unbulleted
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import OF_PLACES, Coordinates, MemberSet


@dataclass
class WholeMatrix:
    """The rows of one matrix together."""

    table: TableReader
    rows: list[DraftRow]
    own_at: Mapping[int, Coordinates]  # row → what its label alone names
    rows_of_amounts: list[tuple[str, Column, DraftAmount]]  # rows that are indicators

    def settle(self, statements: list[DraftStatement]) -> list[DraftStatement]:
        """Rows that are no units: members under columns of units, or a list that splits one total. Gives what is left to check."""
        self._units_among_members()
        self._ask_about_years()
        if self.table.of_contents:
            join_splits(self.table, self.rows, self.own_at)
        if any(column.unit for column in self.table.columns.figures):
            self.rows, statements = by_units(self.table, self.rows, statements, self.rows_of_amounts)
            return statements
        self.rows, statements = parted_groups(self.table, self.rows, self.own_at, statements)
        self._keep_amounts()
        ask_about_labels(self.table, self.rows, self.own_at, statements)
        if self.table.of_contents:
            self._leave_out_other_contents()
        self._ask_about_second_splits()
        keys = {tuple(sorted(self.own_at[row.row])) for row in self.rows if row.row in self.own_at}
        if not keys or any(row.unit_text or row.parent_text for row in self.rows):
            return statements
        if () in keys:
            self.rows = onto_totals(self.table, self.rows, self.own_at) if self.table.of_contents else self.rows
            return statements
        whole = [said for said in statements if said.kind == "total"]
        if len(keys) < 2 and not self._are_new_ones(whole):
            if not any(said.computed == said.stated for said in whole):
                firsts = {(fold(row.label), *sorted(row.at.items())): row for row in reversed(self.rows)}
                ask_about_same_members(self.table, sorted(firsts.values(), key=lambda row: row.row))
            return statements
        if any(said.computed == said.stated for said in whole) or (
            not whole and any(not PROPERTIES.issuperset(key) for key in keys)
        ):
            return statements
        self.rows = [one_base(self.table, self.rows, whole)]
        return [said for said in statements if said not in whole]

    def _units_among_members(self) -> None:
        """Among rows of units, "Công an" or "Mặt trận Tổ quốc" is a unit too, not a block."""
        if not any(row.unit_text for row in self.rows):
            return
        for row in self.rows:
            own = self.own_at.get(row.row, {})
            said = fold(row.label).split()
            if (
                own
                and own.keys() <= {"block", "level"}
                and fold("khối") not in said
                and fold("cấp") not in said
                and "level" not in own
            ):
                for dimension in own:
                    del row.at[dimension]
                    outer = next(
                        (
                            group.at[dimension]
                            for group in self.table.groups.seen
                            if row.row in group.members and dimension in group.at
                        ),
                        None,
                    )
                    if outer:
                        row.at[dimension] = outer
                row.unit_text = unbulleted(row.label)

    def _leave_out_other_contents(self) -> None:
        """A row of contents that names neither members, models nor a unit counts nobody knows what: it is asked, and no model.

        Under "Số mô hình" it counts models, whatever it names.
        """
        table, kept = self.table, []
        if any(speaks_of_models(column.heading) for column in table.columns.figures):
            return
        for row in self.rows:
            text = row.unit_text or ""
            if not text or names_models(table, text) or is_place(text) or is_body(text):
                kept.append(row)
                continue
            table.findings.append(Finding("group-not-understood", table.sheet, row.cell, {"seen": text, "column": ""}))
            table.mark(row.row, RowClass.NOTE, "other-figures")
            table.data.remove(row.row)
        self.rows = kept

    def _ask_about_second_splits(self) -> None:
        """Under a unit's line what parts it in a second way, where its total stands nowhere, would be added to the first: it is asked.

        Levels and blocks stand beside one another: "Cấp huyện 4", "Khối xã, thị trấn 10" are two.
        """
        first: dict[tuple[str | None, MemberSet], frozenset[str]] = {}
        whole = {(row.parent_text, row.at.get("stage", ())) for row in self.rows if not self._parted(row)}
        kept: list[DraftRow] = []
        for row in self.rows:
            unit, parted = (row.parent_text, row.at.get("stage", ())), self._parted(row)
            known = row.unit_text or not row.parent_text or not parted or unit in whole
            before = parted if known else first.setdefault(unit, parted)
            if before == parted or before | parted <= OF_PLACES:
                kept.append(row)
                continue
            table = self.table
            table.found("column-holds-numbers", row.row, max(table.label, 0), column=row.label)
            table.mark(row.row, RowClass.UNKNOWN, "no-label")
            table.data.remove(row.row)
        self.rows = kept

    def _parted(self, row: DraftRow) -> frozenset[str]:
        return frozenset(self.own_at.get(row.row, ())) - {"stage"}

    def _are_new_ones(self, whole: list[DraftStatement]) -> bool:
        """Whether the rows name some of the origins only, and their total states more: "Tổng số 10, trong đó mới 4"."""
        origins = {code for row in self.rows for code in row.at.get("origin", ())}
        if not whole or any(row.at.keys() != {"origin"} for row in self.rows):
            return False
        named_all = origins >= self.table.reader.vocabulary["origin"].closing()
        return not named_all and all(said.stated > (said.computed or 0) for said in whole)

    def _keep_amounts(self) -> None:
        """Indicators in rows of their own are the reporter's: they stand beside its first figure."""
        amounts = [amount for _, _, amount in self.rows_of_amounts]
        host = next((row for row in self.rows if not row.unit_text and not row.at), None)
        if amounts and host is None:
            label, cell = self.rows_of_amounts[0][0], amounts[0].cell
            host = DraftRow(self.table.body[-1], cell, label, None, None, {}, [])
            self.rows.append(host)
        if host:
            host.amounts += amounts

    def _ask_about_years(self) -> None:
        """A row per year, or a group of rows, of one stage perhaps: figures of several periods are never added up."""
        rows = {(row.cell, row.label): only_period(row.unit_text) for row in self.rows if row.unit_text}
        groups = [(group.cell, group.text) for group in self.table.groups.seen if group.members and not group.place]
        headed = {(cell, text): only_period(text) or year_of(self.table, text) for cell, text in groups}
        staged: dict[MemberSet, dict[tuple[str, str], str]] = {}
        for group in self.table.groups.seen:
            if group.members and "stage" in group.at and "origin" not in group.at and not self.table.columns.spans:
                year = last_year_in(group.text)
                staged.setdefault(group.at["stage"], {})[group.cell, group.text] = str(year or "")
        for named in (rows, headed, *staged.values()):
            years = [said for said, period in named.items() if period]
            if len(set(filter(None, named.values()))) > 1:
                places = ", ".join(f"{cell} “{text}”" for cell, text in years)
                self.table.findings.append(Finding("several-years", self.table.sheet, years[-1][0], {"places": places}))
