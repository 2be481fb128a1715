"""Rows of a matrix that sum up the rows below them: what adds up, what only seems to, and what stands beside. (L4)"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile

from danvan_cli.intake.grid import Broken
from danvan_cli.intake.rows.group_rows import names_kinds_of_places
from danvan_cli.intake.rows.table import PROPERTIES, TableReader
from danvan_cli.intake.words.headings import HEADING_ORDER, phrases
from danvan_cli.intake.words.numbering import numbered_text, small_letter
from danvan_cli.intake.words.numbers import read_count
from danvan_cli.intake.words.row_texts import (
    LETTER,
    bullet_of,
    bulleted,
    is_body,
    is_one_body,
    is_place,
    place_rank,
    unbulleted,
    within,
    without_bare_number,
)
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Coordinates

_BLANK = " "
_ENOUGH_TO_ADD_UP = 2  # figures of a row that must be the sums of the rows below, lest it be chance


@dataclass
class SumRows:
    """Looks for sums among the rows of one matrix."""

    table: TableReader
    items: list[int]  # its rows; positions are places in this list

    def label(self, row: int) -> str | None:
        """What the row is about; where the label's cell is blank, the only text before the figures, if it is no member's."""
        table = self.table
        value = table.view.down(row, table.label)[0] if table.label >= 0 else None
        if value is None:
            first = min(table.ruled | table.measured)
            groups = table.numbering(row) in ("roman", "letter")
            texts = [
                table.view.rows[row][c]
                for c in table.view.filled[row]
                if c < first and (groups or c == table.label or table.roles[c] not in HEADING_ORDER)
            ]
            value = next((text for text in texts if isinstance(text, str) and len(text) > 4), None)
        return None if value is None or isinstance(value, Broken) else without_bare_number(str(value))

    @cached_property
    def marks(self) -> dict[int, str]:
        """What sets each row below the one above, where its number stands or before its label: a dash, "a" for any letter.

        Empty: it has none, or a number.
        """
        return {row: self._mark(row) for row in self.items}

    def _mark(self, row: int) -> str:
        number, label = self.table.stt_value(row), self.label(row) or ""
        if number is not None:
            return bullet_of(number) if isinstance(number, str) else ""
        if small_letter(label):
            return LETTER
        return label.strip()[0] if bulleted(label) else ""

    def _unmarked(self, row: int) -> str:
        """How a row is set below a numbered one that has no number itself, and no dash."""
        table = self.table
        unnumbered = bool(table.stt) and table.stt_value(row) is None and not numbered_text(self.label(row) or "")[0]
        return _BLANK if unnumbered and not table.view.down(row, table.stt[0])[0] else ""

    def _only_parts(self, row: int) -> bool:
        """Whether a row without figures only says that the rows below it part the one above: "Trong đó:"."""
        if any(c in self.table.ruled for c in self.table.view.filled[row]):
            return False
        return within(unbulleted(self.label(row) or ""))

    @cached_property
    def _depths(self) -> dict[int, int]:
        """How deep dashes put each row: "1 Xã A", "- Hội Nông dân", "+ Chi hội Đông" are 0, 1, 2."""
        depths, open_marks = {}, list[str]()
        for row in self.items:
            if self._only_parts(row):
                depths[row] = len(open_marks) + 1
                continue
            mark = self.marks[row] or self._unmarked(row)
            del open_marks[open_marks.index(mark) if mark in open_marks else len(open_marks) if mark else 0 :]
            open_marks += [mark] if mark else []
            depths[row] = len(open_marks)
        return depths

    def dashed_below(self, position: int, row: int) -> list[int]:
        """All rows with a dash right below a row that has none, or another."""
        own = self._depths[row]
        below = (self.items[place] for place in range(position + 1, len(self.items)))
        return list(takewhile(lambda one: self._depths[one] > own, below))

    def parts_among(self, row: int, dashed: list[int]) -> list[int]:
        """Of the rows with a dash below a row those that part it, and not one another."""
        return [one for one in dashed if self._depths[one] == self._depths[row] + 1]

    def is_item(self, position: int, row: int) -> bool:
        """Whether a row is one of several with the same dash, the next of which stands right below."""
        below = self.items[position + 1 : position + 2]
        return bool(self.marks[row]) and [self.marks[one] for one in below] == [self.marks[row]]

    def whether_parts(self, row: int, parts: list[int]) -> str:
        """What rows with a dash are to the row above them. (counting.md 1)

        "parts": it adds them up, or should; "within": the row is a unit's, whose total they tell again; "": units beside it.
        """
        heads = self.names_block(row)
        whole, told = self._counts(row), [self._counts(part) for part in parts]
        sums = {column: sum(one.get(column, 0) for one in told) for column in set().union(*told)}
        both = sums.keys() & whole.keys()
        with_parts, without = both & self._all_are_totalled, both & self._undashed_are_totalled
        if not both or with_parts - without or not (heads or not any(self._is_beside(row, part) for part in parts)):
            return ""
        if not self.marks[parts[0]] and not (self._are_sum(row, parts) or (sums == whole and without - with_parts)):
            return ""
        if heads or not self._is_unit_over(row, parts):
            return "parts"
        made_up = all(added == whole.get(column) for column, added in sums.items())
        inside = all(added <= whole.get(column, 0) for column, added in sums.items())
        return "within" if made_up or (inside and without - with_parts) else "parts"

    def _are_sum(self, row: int, parts: list[int]) -> bool:
        """Whether rows that nothing sets off from those above give a row's figures all the same, and not by chance."""
        whole, told = self._counts(row), [self._counts(part) for part in parts]
        sums = {column: sum(one.get(column, 0) for one in told) for column in whole}
        return sums == whole and len([column for column in sums if sums[column]]) >= _ENOUGH_TO_ADD_UP

    def _is_unit_over(self, row: int, parts: list[int]) -> bool:
        """Whether a row is a unit's own: a commune's over its bodies and villages, no district's over its communes."""
        plain, at = self.named(row)
        unit = is_place(plain) or (is_body(plain) and (not at or is_one_body(plain, at)))
        return unit and not any(is_place(self.named(part)[0]) for part in parts)

    def _counts(self, row: int) -> dict[int, int]:
        """The figures of a row that can be read, by column."""
        columns = [c.index for c in self.table.columns.figures if c.index in self.table.view.filled[row]]
        read = ((column, read_count(self.table.view.rows[row][column]).value) for column in columns)
        return {column: whole for column, whole in read if whole is not None}

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
        return bool(self._all_are_totalled)

    @cached_property
    def _all_are_totalled(self) -> frozenset[int]:
        """The columns in which a total of the table is the sum of all its rows, those that look like sums among them."""
        return self._totalled(self.items)

    @cached_property
    def _undashed_are_totalled(self) -> frozenset[int]:
        """Those in which it is the sum of its rows without a dash: rows with one are a part of them."""
        units = (item for item in self.items if not self._depths[item])
        return self._totalled([item for item in units if self._numbering(item) not in ("roman", "letter")])

    def _totalled(self, items: list[int]) -> frozenset[int]:
        stated = {figure for total in self.table.totals for figure in total.figures if figure[0] >= 0 and figure[1]}
        rows = [self.table.view.rows[item] for item in items]
        sums = {column: sum(read_count(row[column]).value or 0 for row in rows) for column, _ in stated}
        return frozenset(column for column, whole in stated if sums[column] == whole)

    def _numbering(self, row: int) -> str:
        return self.table.numbering(row) or numbered_text(self.label(row) or "")[0]

    def named(self, row: int) -> tuple[str, Coordinates]:
        """The label of a row without its numbering, and the members that it names."""
        plain = unbulleted(numbered_text(self.label(row) or "")[2])
        return plain, self.table.reader.coordinates(plain, row=True) or {}

    @cached_property
    def parts_of_units(self) -> frozenset[int]:
        """Rows of members below units, without a number or a dash, that part these, as each unit's give all its figures.

        "1 | Xã A | 6", "| Tập thể | 4", "| Cá nhân | 2". Where one unit's do not they may be of all.
        """
        units = [place for place, row in enumerate(self.items) if self.table.numbering(row) == "arabic"]
        parts: list[int] = []
        for place, end in pairwise([*units, len(self.items)]):
            row, *below = self.items[place:end]
            if not below:
                continue
            told = [self.named(one)[1] for one in below]
            of_one = len({tuple(at) for at in told}) == 1 and told[0].keys() <= PROPERTIES and len(told[0]) == 1
            apart = of_one and len({*map(str, told)}) == len(told) > 1 and not any(map(self._mark, below))
            plain, own = self.named(row)
            if not apart or own or not (is_place(plain) or is_body(plain)) or not self._give(row, below):
                return frozenset()
            parts += below
        return frozenset(parts)

    def _give(self, row: int, parts: list[int]) -> bool:
        """Whether rows give a row's figures in every column, in which it or they state one."""
        whole, told = self._counts(row), [self._counts(part) for part in parts]
        return bool(whole) and all(
            sum(one.get(column, 0) for one in told) == whole.get(column) for column in whole.keys() | set().union(*told)
        )

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
