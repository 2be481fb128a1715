"""Rows of a matrix that sum up the rows below them: what adds up, what only seems to, and what stands beside. (L4)"""

from dataclasses import dataclass
from functools import cached_property

from danvan_cli.intake.grid import Broken
from danvan_cli.intake.rows.group_rows import names_kinds_of_places
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.words.headings import phrases
from danvan_cli.intake.words.numbering import numbered_text
from danvan_cli.intake.words.numbers import read_count
from danvan_cli.intake.words.row_texts import is_body, is_one_body, is_place, place_rank, unbulleted
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Coordinates

_ENOUGH_TO_ADD_UP = 2  # figures of a row that must be the sums of the rows below, lest it be chance


@dataclass
class SumRows:
    """Looks for sums among the rows of one matrix."""

    table: TableReader
    items: list[int]  # its rows; positions are places in this list

    def label(self, row: int) -> str | None:
        """What the row is about; where the label's cell is blank, the only text before the figures."""
        table = self.table
        value = table.view.down(row, table.label)[0] if table.label >= 0 else None
        if value is None:
            first = min(table.ruled | table.measured)
            texts = [table.view.rows[row][c] for c in table.view.filled[row] if c < first]
            value = next((text for text in texts if isinstance(text, str) and len(text) > 4), None)
        return None if value is None or isinstance(value, Broken) else str(value)

    def add_up(self, position: int, row: int) -> bool:
        """Whether the figures of a row are the sum of the rows below it, as far as one goes; of a place all its figures."""
        table = self.table
        columns = [c.index for c in table.columns.figures if c.index in table.view.filled[row]]
        figures = [(column, whole) for column in columns if (whole := read_count(table.view.rows[row][column]).value)]
        if not is_place(self.named(row)[0]):
            del figures[1:]
        end = self._end_of_parts(position, row, figures) if figures else None
        return end is not None and end != self.items[position + 1]

    def _end_of_parts(self, position: int, row: int, figures: list[tuple[int, int]]) -> int | None:
        """The row with which the rows below add up to these figures of a row, column by column; None where they never do."""
        sums = [0] * len(figures)
        for below in self.items[position + 1 :]:
            if self._is_beside(row, below):
                return None
            values = self.table.view.rows[below]
            sums = [
                added + (read_count(values[column]).value or 0)
                for added, (column, _) in zip(sums, figures, strict=True)
            ]
            over = [added - whole for added, (_, whole) in zip(sums, figures, strict=True)]
            if not any(over):
                return below
            if max(over) > 0:
                return None
        return None

    def last_part(self, position: int, row: int) -> int | None:
        """The last of the rows right below that add up to this one, column by column: it is no unit beside them."""
        table = self.table
        columns = [c.index for c in table.columns.figures if c.index in table.view.filled[row]]
        figures = [
            (column, whole)
            for column in columns
            if (whole := read_count(table.view.rows[row][column]).value) is not None
        ]
        if len([whole for _, whole in figures if whole]) < _ENOUGH_TO_ADD_UP or len(figures) < len(columns):
            return None
        if table.numbering(row) or self._counted_in_totals(row):
            return None
        end = self._end_of_parts(position, row, figures)
        below = self.items[position + 1 : self.items.index(end) + 1] if end is not None else []
        if any(table.numbering(one) not in ("", "arabic") or self.label(one) is None for one in below):
            return None
        return end if len(below) > 1 or self.names_block(row) else None

    def _counted_in_totals(self, row: int) -> bool:
        """Whether the totals of the table count this row, too; without totals, whether it names a unit."""
        table = self.table
        if not table.totals:
            label = self.label(row) or ""
            return is_place(label) or (is_body(label) and not self.names_block(row))
        return self._all_are_totalled

    @cached_property
    def _all_are_totalled(self) -> bool:
        """Whether a total of the table is the sum of all its rows, those that look like sums among them."""
        stated = {figure for total in self.table.totals for figure in total.figures if figure[0] >= 0}
        rows = [self.table.view.rows[item] for item in self.items]
        return any(sum(read_count(row[column]).value or 0 for row in rows) == whole for column, whole in stated)

    def named(self, row: int) -> tuple[str, Coordinates]:
        """The label of a row without its numbering, and the members that it names."""
        plain = unbulleted(numbered_text(self.label(row) or "")[2])
        return plain, self.table.reader.coordinates(plain, row=True) or {}

    def _is_beside(self, row: int, below: int) -> bool:
        """Whether a row names another member of one whole than a row above: QPAN is no part of VHXH, though 2 be 1 and 1."""
        (plain, at), (label, other) = self.named(row), self.named(below)
        commune = is_place(plain) and place_rank(plain) == "place-commune"
        if commune and is_place(label) and place_rank(label) == "place-commune":
            return True
        body = is_body(plain) and not phrases("rows", "kinds").starts(
            fold(plain)
        )  # a "Huyện ủy" may head the blocks below it
        if (commune or body) and not at and not names_kinds_of_places(plain) and self.names_block(below):
            return True
        dimensions = self.table.reader.vocabulary
        return any(
            not set(other[name]) <= set(at[name]) and all(dimensions[name].members[code].closes for code in other[name])
            for name in at.keys() & other.keys()
        )

    def names_block(self, row: int) -> bool:
        """Whether a row names nothing but a block of units: "Lực lượng vũ trang", "Đảng ủy các xã, phường"."""
        plain, at = self.named(row)
        named = at.keys() == {"block"} and not (is_body(plain) and is_one_body(plain, at))
        return named or names_kinds_of_places(plain)
