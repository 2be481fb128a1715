"""What the figures of a matrix's row are where columns beside its label say it: of which year, models of which stage, or other things."""

from dataclasses import dataclass, field
from functools import cached_property

from danvan_cli.intake.rows.row_splits import names_whole
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.sheets.layout import RowClass
from danvan_cli.intake.sheets.measures import row_indicator
from danvan_cli.intake.sheets.view import Column
from danvan_cli.intake.words.headings import Says
from danvan_cli.intake.words.numbering import numbered_text, small_letter
from danvan_cli.intake.words.row_texts import bulleted, part_of_above, unbulleted
from danvan_cli.periods import readings
from danvan_cli.vocabulary import Coordinates, MemberSet

_WHOLE: Coordinates = {}


@dataclass
class WhatCounts:
    """Reads "Xã A | Số mô hình đăng ký | 7", "Xã A | Số hộ tham gia | 500", "Xã A | 2023 | 8", row by row of `items`."""

    table: TableReader
    items: list[int]
    _wholes: dict[int, int] = field(default_factory=dict)  # of what `whole_of` tells: filled with `_at`

    def counts_models(self, row: int) -> bool:
        """Whether a row counts models of the table's year: no households, and nothing that nobody knows, which is asked."""
        if self._is_of_another_year(row) or self._is_of_other_things(self._said(row)):
            self.table.mark(row, RowClass.NOTE, "other-figures")
            return False
        if self._at.get(row, _WHOLE) is None:
            self.ask(row)
            return False
        return True

    def ask(self, row: int) -> None:
        """Nobody knows of what the figures of a row are: they do not count."""
        if column := self._counted:
            text = self.table.view.down(row, column.index)[0]
            self.table.found("column-holds-numbers", row, column.index, column=f"{column.heading} › {text}")
            self.table.mark(row, RowClass.UNKNOWN, "no-label")

    def at(self, row: int) -> Coordinates:
        """The coordinates that the text beside the label names, and those of the total that it parts."""
        return dict(self._at.get(row) or _WHOLE)

    def whole_of(self, row: int) -> int | None:
        """The row whose total this one parts in another way than the rows between them: "- Kinh tế" below "- Tập thể"."""
        return self._wholes.get(row) if self._at else None

    @cached_property
    def _at(self) -> dict[int, Coordinates | None]:
        """The same of all rows, unit by unit; None: nobody knows of what.

        "Số mô hình đăng ký 9", "- Kinh tế 5": the part is of the stage above. Of two splits of a stage without its total the
        second would be added to the first; what parts a stage and is not set below it may be of another.
        """
        table, found = self.table, dict[int, Coordinates | None]()
        unit: object = None
        totals: dict[MemberSet, int] = {}  # stage → the row of its total
        splits: dict[MemberSet, frozenset[str]] = {}  # stage → what parts it first
        stage: MemberSet = ()  # of the row above, and what it parts
        split = frozenset[str]()
        for row in self.items if self._counted else ():
            plain = self._said(row)
            if not plain or self._is_of_other_things(plain) or self._is_of_another_year(row):
                continue
            about = table.view.down(row, table.label)[0] if table.label >= 0 else None
            if about != unit:
                unit, totals, splits, stage, split = about, {}, {}, (), frozenset()
            found[row] = at = self._named(plain)
            if at is None:
                continue
            dims = frozenset(at) - {"stage"}
            if not dims:
                stage, split = at.get("stage", ()), dims
                totals[stage] = row
                continue
            if "stage" in at:
                stage = at["stage"]
            elif stage and dims != split and not self._is_set_below(row):
                found[row] = None
                continue
            split, found[row] = dims, {**at, "stage": stage} if stage else at
            if splits.setdefault(stage, dims) != dims:
                if stage in totals:
                    self._wholes[row] = totals[stage]
                else:
                    found[row] = None
        return found

    def _named(self, plain: str) -> Coordinates | None:
        """What a text names; beside what goes on "đăng ký mới" is no registration."""
        at = self.table.reader.coordinates(plain, row=True)
        if not at:
            return {} if names_whole(self.table, plain) else None
        return self.table.reader.as_origin(plain, at) if self._tells_origins else at

    @cached_property
    def _tells_origins(self) -> bool:
        texts = {self._said(row) for row in self.items}
        return any((self.table.reader.coordinates(text, row=True) or {}).keys() == {"origin"} for text in texts if text)

    def _is_set_below(self, row: int) -> bool:
        text = str(self.table.view.down(row, self._counted.index)[0]) if self._counted else ""
        return bulleted(text) or bool(part_of_above(text) or small_letter(text))

    @cached_property
    def _counted(self) -> Column | None:
        return self.table.columns.first("counted")

    def _said(self, row: int) -> str:
        text = self.table.view.down(row, self._counted.index)[0] if self._counted else None
        return unbulleted(numbered_text(text)[2]) if isinstance(text, str) else ""

    def _is_of_other_things(self, plain: str) -> bool:
        reader = self.table.reader
        return bool(plain) and (
            row_indicator(plain, reader) is not None or reader.heading(plain).says is Says.INDICATOR
        )

    def _is_of_another_year(self, row: int) -> bool:
        return self._years.get(row, "") not in ("", self.table.columns.year)

    @cached_property
    def _years(self) -> dict[int, str]:
        """Of which year the figures of rows are, where a column says it; one of the title's there must be."""
        table, column = self.table, self.table.columns.first("year")
        if column is None:
            return {}
        texts = {row: table.view.down(row, column.index)[0] for row in self.items}
        said = {row: (*readings(str(text)), str(text))[0] for row, text in texts.items() if text is not None}
        named = {*said.values()}
        if len(named) > 1 - bool(table.columns.year) and table.columns.year not in named:
            places = ", ".join(f"{column.letter} “{year}”" for year in sorted(named))
            table.found("several-years", column.heading_row, column.index, places=places)
        return said
