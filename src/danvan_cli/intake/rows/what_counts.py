"""What the figures of a matrix's row are where columns beside its label say it: of which year, models of which stage, or other things."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from danvan_cli.intake.rows.row_splits import names_whole
from danvan_cli.intake.rows.table import PROPERTIES, TableReader
from danvan_cli.intake.sheets.layout import RowClass
from danvan_cli.intake.sheets.measures import counts_other_things
from danvan_cli.intake.sheets.recognise import is_ditto
from danvan_cli.intake.sheets.view import Column
from danvan_cli.intake.words.numbering import numbered_text, small_letter
from danvan_cli.intake.words.numbers import read_count
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
            measured = self.counted_in.get(row, "")
            if measured and not names_whole(self.table, measured):
                self.table.mark(row, RowClass.NOTE, "other-figures")  # "Số lớp tập huấn | lớp | 2"
            else:
                self.ask(row)
            return False
        return True

    @cached_property
    def counted_in(self) -> dict[int, str]:
        """What the rows of a list of contents are counted in, "as above" looked up: "mô hình", "nt", "hộ"."""
        column = self.table.columns.first("measure")
        found: dict[int, str] = {}
        above = ""
        for row in self.table.body if column else ():
            said = self.table.view.down(row, column.index)[0] if column else None
            found[row] = above if is_ditto(said) else str(said or "")
            above = found[row] or above
        return found

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
        """The row whose total this one parts: "- Kinh tế" below "Số mô hình đăng ký", or below "- Tập thể" of the same."""
        return self._wholes.get(row) if self._at else None

    @cached_property
    def _at(self) -> dict[int, Coordinates | None]:
        """The same of all rows, unit by unit; None: nobody knows of what."""
        table, found = self.table, dict[int, Coordinates | None]()
        rows = [row for row in self.items if self._counted and self._may_count_models(row)]
        for _, of_unit in groupby(rows, lambda row: table.view.down(row, table.label)[0] if table.label >= 0 else None):
            self._part(list(of_unit), found)
        return found

    def _may_count_models(self, row: int) -> bool:
        plain = self._said(row)
        return bool(plain) and not (self._is_of_other_things(plain) or self._is_of_another_year(row))

    def _part(self, rows: list[int], found: dict[int, Coordinates | None]) -> None:
        """The rows of one unit: "Số mô hình đăng ký 9", "- Kinh tế 5": the part is of the stage above.

        Of two splits of a stage without its total the second would be added to the first; what parts a stage, is not set
        below it and does not add up to it may be of another.
        """
        totals: dict[MemberSet, int] = {}  # stage → the row of its total
        splits: dict[MemberSet, frozenset[str]] = {}  # stage → what parts it first
        stage: MemberSet = ()  # of the row above, and what it parts
        split = frozenset[str]()
        named = {row: self._named(self._said(row)) for row in rows}
        for at, run in groupby(rows, lambda row: _kind(named[row])):
            parts = list(run)
            found |= {row: named[row] for row in parts}
            if at is None:
                continue
            dims, own = at
            if not dims:
                stage, split = own, dims
                if self._figures(parts[-1]):
                    totals[stage] = parts[-1]
                continue
            told = bool(own) or not stage or dims == split or self._is_set_below(parts[0])
            stage = own or stage
            again = splits.get(stage, dims) != dims
            if not (told or self._adds_up(parts, totals.get(stage))) or (again and stage not in totals):
                found |= dict.fromkeys(parts)
                continue
            split = dims
            splits.setdefault(stage, dims)
            found |= {row: {**(named[row] or {}), "stage": stage} if stage else named[row] for row in parts}
            if stage in totals and (again or dims <= PROPERTIES):
                self._wholes |= dict.fromkeys(parts, totals[stage])

    def _adds_up(self, parts: list[int], whole: int | None) -> bool:
        """Whether several rows give the figures of a total together."""
        told = [self._figures(row) for row in parts]
        sums = {column: sum(one.get(column, 0) for one in told) for column in set().union(*told)}
        return whole is not None and len(parts) > 1 and sums == self._figures(whole)

    def _figures(self, row: int) -> dict[int, int]:
        """The figures of a row that can be read, by column."""
        values = self.table.view.rows[row]
        read = {column.index: read_count(values[column.index]).value for column in self.table.columns.figures}
        return {column: value for column, value in read.items() if value is not None}

    def _named(self, plain: str) -> Coordinates | None:
        """What a text names; beside what goes on "đăng ký mới" is no registration."""
        at = self.table.reader.coordinates(plain, row=True)
        if not at:
            return {} if names_whole(self.table, plain) else None
        return self.table.reader.beside_origins(plain, at, self._told)

    @cached_property
    def _told(self) -> list[Coordinates]:
        """What the texts of all rows name."""
        texts = {self._said(row) for row in self.items}
        return [at for text in sorted(texts) if (at := self.table.reader.coordinates(text, row=True))]

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
        return bool(plain) and counts_other_things(plain, self.table.reader)

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


def _kind(at: Coordinates | None) -> tuple[frozenset[str], MemberSet] | None:
    """What tells rows of one split from those of another: their dimensions, and the stage that they name."""
    return None if at is None else (frozenset(at) - {"stage"}, at.get("stage", ()))
