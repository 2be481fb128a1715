"""A matrix: every row counts, for a unit or for a member, and every column says at which coordinates. (L4)"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile

from danvan_cli.intake.draft import DraftAmount, DraftFigure, DraftRow, DraftStatement
from danvan_cli.intake.grid import address
from danvan_cli.intake.mending import member_like
from danvan_cli.intake.rows.compared import compared_rows
from danvan_cli.intake.rows.group_rows import group_of, names_kinds_of_places
from danvan_cli.intake.rows.lone_figures import LoneFigures
from danvan_cli.intake.rows.measured import AMOUNTS, Measured
from danvan_cli.intake.rows.plain_rows import settle_plain
from danvan_cli.intake.rows.row_figures import RowFigures
from danvan_cli.intake.rows.row_splits import names_models, names_whole, splits_of_rows
from danvan_cli.intake.rows.shares import impossible_shares
from danvan_cli.intake.rows.sum_rows import SumRows
from danvan_cli.intake.rows.table import PROPERTIES, TableReader
from danvan_cli.intake.rows.totals import check, misread_figures, parts_of_totals
from danvan_cli.intake.rows.what_counts import WhatCounts
from danvan_cli.intake.rows.whole_matrix import WholeMatrix
from danvan_cli.intake.sheets.layout import RowClass
from danvan_cli.intake.sheets.view import Column
from danvan_cli.intake.words.body_names import names_body_only
from danvan_cli.intake.words.groups import Group
from danvan_cli.intake.words.headings import HEADING_ORDER, Says, phrases
from danvan_cli.intake.words.numbering import numbered_text
from danvan_cli.intake.words.numbers import read_count
from danvan_cli.intake.words.row_texts import (
    LETTER,
    is_body,
    is_commune_without_accents,
    is_one_body,
    is_place,
    part_of_above,
    unbulleted,
)
from danvan_cli.intake.words.stated_counts import is_total, total_scope
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Coordinates


@dataclass
class MatrixReader:
    """Reads the rows of one matrix."""

    table: TableReader
    rows: list[DraftRow] = field(default_factory=list)
    own_at: dict[int, Coordinates] = field(default_factory=dict)  # row → what its label alone names
    items: list[int] = field(default_factory=list)
    unlabelled: list[int] = field(default_factory=list)
    parents: dict[int, tuple[Group, int]] = field(default_factory=dict)  # row → the unmarked group, its last row
    within: set[int] = field(default_factory=set)  # rows that tell some figures of the row above once more
    figures: RowFigures = field(init=False)
    measured: Measured = field(init=False)
    what: WhatCounts = field(init=False)
    sums: SumRows = field(init=False)
    rows_of_amounts: list[tuple[str, Column, DraftAmount]] = field(default_factory=list)  # rows that are indicators
    within_host: frozenset[str] = frozenset()  # the dimension of "Trong đó: Tập thể" above: "Cá nhân" goes on with it
    of_totals: list[tuple[int, str, Coordinates]] = field(default_factory=list)  # rows that part a total: text, member
    aside: bool = False  # the row above counts no models, and so do the parts under it

    def __post_init__(self) -> None:
        self.figures = RowFigures(self.table)
        self.measured = Measured(self.table)
        self.what = WhatCounts(self.table, self.items)
        self.sums = SumRows(self.table, self.items)

    def read(self) -> list[DraftStatement]:
        """Row by row; then totals over what was read."""
        table = self.table
        for row in table.body:
            if row in table.classes:
                continue
            if row not in table.captions and settle_plain(table, row):
                continue
            self.items.append(row)
        totals = table.totals
        for total in totals:
            total.stack = []
        pending = {total.row: total for total in totals}
        for position, row in enumerate(self.items):
            for above in [r for r in pending if r < row]:
                total = pending.pop(above)
                total.stack, total.before = list(table.groups.stack), len(table.data)
            self._row(position, row)
        for total in pending.values():
            total.stack, total.before = list(table.groups.stack), len(table.data)
        lone = LoneFigures(table, self.figures, self.rows, self.own_at)
        lone.place_unlabelled(self.unlabelled)
        lone.place_total(beside_amounts=bool(self.rows_of_amounts))
        at = {row.row: row.at for row in self.rows}
        of_parts = list(self._totals_of_parts())
        statements = [
            *check(table, self.figures.sum, lambda row: at.get(row, {}), {row for row, _, _ in of_parts}),
            *parts_of_totals(table, [*self.of_totals, *of_parts], self.rows),
        ]
        table.findings += [*self.measured.close(), *impossible_shares(table, self.rows)]
        whole = WholeMatrix(table, self.rows, self.own_at, self.rows_of_amounts)
        statements = whole.settle(statements)
        self.rows = whole.rows
        return statements

    def _row(self, position: int, row: int) -> None:
        table = self.table
        self._leave_parents(row)
        if row in table.captions:
            table.groups.open(table.captions[row])
            table.mark(row, RowClass.GROUP)
            return
        figured = any(c in table.ruled or c in table.measured for c in table.view.filled[row])
        label = self.sums.label(row)
        if label is None:
            if figured:
                self.unlabelled.append(row)
            else:
                table.mark(row, RowClass.NOTE, "no-label")
            return
        if figured and not self.what.counts_models(row):
            return
        if not figured and self._parts(label):
            table.groups.enter(Group(row, address(row, max(table.label, 0)), label, ""))
            table.mark(row, RowClass.GROUP)
            return
        if figured and not table.numbering(row) and self._is_of_somebody_above(label):
            table.mark(row, RowClass.NOTE, "part-of-above")
            return
        if figured and (row in self._splits or row in self._splits.values()):
            self._data(row, label, figured=True)
            return
        item = figured and self.sums.is_item(position, row)  # "- Công an" over "- Hội Nông dân" heads nothing
        group = None if item else group_of(table, row, lone_is_data=not table.numbered)
        if group and self._heads(position, group, figured=figured):
            table.groups.enter(group)
            table.mark(row, RowClass.GROUP)
            return
        if self.aside and self.sums.marks[row] not in ("", LETTER):
            table.mark(row, RowClass.NOTE, "other-figures")
            return
        self.aside = table.of_contents
        if self._measures(row, label):
            table.mark(row, *AMOUNTS)
            return
        if (figured and row in self._compared) or self._counts_other_things(row, label):
            table.mark(row, RowClass.NOTE, "other-figures")
            return
        self.aside = False
        if row in self.within:
            misread_figures(table, row)
            table.mark(row, RowClass.NOTE, "part-of-above")
            return
        if self._parted_by_dashes(position, row, figured=figured):
            return
        if figured and group is None and (last := self.sums.last_part(position, row)):
            self._enter_parent(self._sum_of_rows(row, label), last)
            return
        if group:
            table.groups.leave(group, data=True)
        unnumbered = table.numbering(row) == "" and not self._ends_parts(position)
        if not figured and table.numbered and unnumbered and table.label in table.view.filled[row]:
            if group is None:
                group = Group(row, address(row, table.label), label, "")
                group.place = label if is_place(label) or is_body(label) else None
            table.groups.enter(group)
            table.mark(row, RowClass.GROUP)
            return
        self._data(row, label, figured=figured)

    def _is_of_somebody_above(self, label: str) -> bool:
        """Whether a row states what one of those within the unit above it has: "Trong đó: MTTQ xã"."""
        part = part_of_above(label)
        if not part or not self.rows or not self.rows[-1].unit_text:
            return False
        at = self.table.reader.coordinates(part, row=True) or {}
        return not at or (is_body(part) and not at.keys() <= PROPERTIES)

    def _counts_other_things(self, row: int, label: str) -> bool:
        """Whether a row of a list of contents counts money or households: "Kinh phí | triệu đồng | 300"."""
        column, unit = self.table.columns.label, self.what.counted_in.get(row, "")
        if column is None or column.hint == "unit":
            return False
        plain = unbulleted(numbered_text(label)[2])
        if names_models(self.table, plain):
            return False
        if unit and not names_whole(self.table, unit):
            return True
        return self.table.reader.heading(plain).says is Says.INDICATOR or self._numbers_other_things(plain)

    def _numbers_other_things(self, plain: str) -> bool:
        """Whether a label says that it is the number of something, and of no models: "Số thôn có mô hình"."""
        folded = fold(plain)
        start = phrases("rows", "numbers").starts(folded)
        if start is None or self.table.reader.coordinates(plain, row=True):
            return False
        return not phrases("rows", "models").starts(folded[len(start) :].strip())

    def _measures(self, row: int, label: str) -> bool:
        """Whether a row is an indicator or award, over columns that count: "Số hộ tham gia | hộ | 35"."""
        column = self.table.columns.label
        named = self.measured.row_of(unbulleted(numbered_text(label)[2]))
        if named is None or column is None or column.hint == "unit" or is_place(label):
            return False
        for one in self.table.columns.figures:
            if amount := self.measured.of_row(named, row, one, self.what.counted_in.get(row, "")):
                self.rows_of_amounts.append((label, one, amount))
        return True

    def _parts(self, label: str) -> bool:
        """Whether a row without figures only says how the rows below part the total: "Chia theo lĩnh vực", "Trong đó"."""
        meaning = self.table.reader.heading(unbulleted(numbered_text(label)[2]).rstrip(": "))
        return meaning.says in (Says.WITHIN, Says.DIMENSION) and meaning.exact

    def _heads(self, position: int, group: Group, *, figured: bool) -> bool:
        """Whether a row that looks like a group has rows of its own below it; with figures and none below, it is data."""
        table, below = self.table, self.items[position + 1 :]
        if not below:
            return not figured and group.numbering not in ("arabic", "dotted")
        numbering, following = group.numbering, table.numbering(below[0])
        label = self.sums.label(below[0]) or ""
        following = following or numbered_text(label, table.last_letter)[0]
        numberings = [other.numbering for other in table.groups.stack]
        outer = {*takewhile(lambda other: other != numbering, numberings)}  # "B" ends "A" with the "I", "II" inside it
        if not figured:
            if self._ends_parts(position):
                return False
            if numbering not in ("arabic", "dotted"):
                return True
            inner = (
                {"arabic", "dotted"} - outer - {numbering}
            )  # a unit before "I" or "A" is a silent one, it heads nothing
            return following in inner
        if numbering == "letter" and table.of_contents and following == "arabic" and not table.starts_anew(below[0]):
            return False  # "d | Xây dựng Đảng", and "2 | Tổng số được công nhận" goes on from 1
        if numbering in ("roman", "letter"):
            return following != numbering and following not in outer
        if numbering == "arabic":
            return following == "dotted"
        if numbering == "dotted":
            return False
        if any(last == group.row for _, last in self.parents.values()):
            return False  # the last part of an office is no head of the next office
        if "block" in group.at and not (self.table.reader.coordinates(unbulleted(label), row=True)):
            return True
        return self.sums.add_up(position, group.row)

    def _ends_parts(self, position: int) -> bool:
        """Whether a blank row is one of the parts above it: "d | HTCT |" after "c | QPAN | 1", before "2 | Mô hình tập thể"."""
        table, items = self.table, self.items
        if not table.of_contents or position == 0:
            return False
        lettered = all(self.sums.marks[row] == LETTER for row in items[position - 1 : position + 1])
        below = next((row for row in items[position + 1 :] if self.sums.marks[row] != LETTER), None)
        anew = below is not None and (table.numbering(below) != "arabic" or table.starts_anew(below))
        return lettered and not anew

    def _field_is_unit(self, plain: str) -> bool:
        """Whether a field's name is a unit's: among units "An Ninh" is a commune; fields stand under one another, or alone."""
        return self._one_field_among_others and not fold(plain).startswith(fold("lĩnh vực"))

    @cached_property
    def _compared(self) -> frozenset[int]:
        return compared_rows(self.table, {row: label for row in self.items if (label := self.sums.label(row))})

    @cached_property
    def _one_field_among_others(self) -> bool:
        table = self.table
        column = table.columns.label
        labels = [text for row in self.items if isinstance(text := table.view.rows[row][table.label], str)]
        named = [table.reader.coordinates(unbulleted(numbered_text(label)[2]), row=True) for label in labels]
        fields = {at["field"] for at in named if at and "field" in at}
        return len(fields) < 2 and (not all(named) or (column is not None and column.hint == "unit"))

    @cached_property
    def _splits(self) -> dict[int, int]:
        figured = {row for row in self.items if any(c in self.table.ruled for c in self.table.view.filled[row])}
        named = {row: self.sums.named(row)[1] for row in self.items if not self._is_shaped(row)}
        return splits_of_rows({row: at for row, at in named.items() if at or row in figured})

    def _is_shaped(self, row: int) -> bool:
        """Whether a row is numbered as groups are: its figures are statements about the rows below it."""
        numbering = self.table.numbering(row) or numbered_text(self.sums.label(row) or "", self.table.last_letter)[0]
        return numbering in ("roman", "letter")

    def _sum_of_rows(self, row: int, label: str) -> Group:
        """A row of figures that only sums up the rows below it, told by its figures alone."""
        group = Group(row, address(row, max(self.table.label, 0)), label, "", place=label if is_place(label) else None)
        plain, at = self.sums.named(row)
        group.sorts = "block" not in at and names_kinds_of_places(plain)
        group.at = at if self.sums.names_block(row) and not group.sorts else {}
        return group

    def _parted_by_dashes(self, position: int, row: int, *, figured: bool) -> bool:
        """Whether rows with a dash below a row without one are what it is made of: it heads them, and counts no second time."""
        dashed = self.sums.dashed_below(position, row)
        parts = [one for one in self.sums.parts_among(row, dashed) if self._may_be_part(one)]
        if not parts or self.table.of_contents:
            return False
        what = self.sums.whether_parts(row, parts) if figured else "parts"
        if what == "within":
            self.within.update(one for one in dashed if self._may_be_part(one))
        if what != "parts":
            return False
        plain, at = self.sums.named(row)
        group = Group(row, address(row, max(self.table.label, 0)), plain, "")
        group.sorts = "block" not in at and names_kinds_of_places(plain)
        group.at = {} if group.sorts or ("field" in at and self._field_is_unit(plain)) else at
        if is_place(plain) or (is_body(plain) and not group.sorts and (not at or is_one_body(plain, at))):
            group.place = plain
        self._enter_parent(group, dashed[-1])
        return True

    def _may_be_part(self, row: int) -> bool:
        """Whether a row with a dash counts models of a unit: "- Tập thể" splits the row above, "- Số hộ" counts others."""
        plain, at = self.sums.named(row)
        figured = any(column in self.table.ruled for column in self.table.view.filled[row])
        split = bool(at.keys() & {*PROPERTIES, "level"})
        return figured and not split and row not in self._compared and self.measured.row_of(plain) is None

    def _enter_parent(self, group: Group, last: int) -> None:
        """A row that only sums up the rows below it, up to the last of them: a group, and its figures are statements."""
        table, row = self.table, group.row
        for column in table.columns.figures:
            stated = read_count(table.view.rows[row][column.index]).value
            if stated is not None:
                group.stated.append((stated, address(row, column.index), column.at, column.index))
        table.groups.enter(group)
        self.parents[row] = (group, last)
        table.mark(row, RowClass.GROUP, "sums-up")

    def _leave_parents(self, row: int) -> None:
        stack = self.table.groups.stack
        for depth, group in enumerate(stack):
            if group.row in self.parents and self.parents[group.row][1] < row:
                del stack[depth:]
                return

    def _leave_bodies(self) -> None:
        """A commune ends an unnumbered block of bodies without figures: "Lực lượng vũ trang", "Công an huyện", "Xã A"."""
        stack = self.table.groups.stack
        for depth, group in enumerate(stack):
            unmarked = group.says == {"block"} and not (group.sorts or group.numbering or group.stated)
            if unmarked and group.members and "xaphuong" not in group.at["block"]:
                members = set(group.members)
                bodies = [row.label for row in self.rows if row.row in members]
                if bodies and not any(map(is_place, bodies)):
                    del stack[depth:]
                    return

    def _data(self, row: int, label: str, *, figured: bool) -> None:
        table = self.table
        column = table.columns.label
        hint = column.hint if column and column.hint in HEADING_ORDER else ""
        part = part_of_above(label)
        plain = part or (unbulleted(numbered_text(label)[2]) if not is_place(label) else label)
        if is_place(plain):
            self._leave_bodies()
        own = table.among_others(plain, table.reader.coordinates(plain, hint, row=True) or {})
        if ("field" in own and not hint and self._field_is_unit(plain)) or is_commune_without_accents(plain):
            own = {}
        if own and self.sums.marks[row] and own.keys() <= PROPERTIES and self._is_part_of_total(row, plain, own):
            return
        figures = self.figures.of_row(row)
        self.figures.of_one_stage(row, own, figures)
        if self._parts_whole(row, plain, figures):
            return
        if (self.rows and self._splits.get(row) == self.rows[-1].row) or (
            own
            and self.rows
            and (self.rows[-1].unit_text or is_body(unbulleted(numbered_text(self.rows[-1].label)[2])))
            and figured
            and (
                self.sums.marks[row]
                or row in self.sums.parts_of_units
                or ((part or own.keys() == self.within_host) and not table.numbering(row))
            )
            and own.keys() <= PROPERTIES
        ):
            host = self.rows[-1]
            self.within_host = frozenset(own) if part else self.within_host
            host.figures += [
                DraftFigure({**own, **figure.at}, figure.value, figure.cell, f"{plain} › {figure.text}")
                for figure in figures
            ]
            table.mark(row, RowClass.DATA, "split-of-above")
            host.amounts += self.measured.amounts(row, own, of=host.row)
            self.figures.leave_out(row)
            return
        self.within_host = frozenset()
        said, unclear = self._texts_at(row)
        at = {**table.groups.at, **own, **said}
        places = [group.place for group in table.groups.places]
        parent = table.columns.first("parent")
        given = table.view.down(row, parent.index)[0] if parent else None
        parent_text = str(given) if given is not None else places[-1] if places else None
        cell = (
            address(table.view.down(row, table.label)[1], table.label)
            if table.label in table.view.filled[row]
            else address(row, max(table.label, 0))
        )
        self.own_at[row] = own
        amounts = self.measured.amounts(row)
        unit_text = None if own or self._names_model(plain) or names_whole(table, plain) else plain
        numbered = bool(table.numbering(row) or numbered_text(label)[0])
        self.rows.append(DraftRow(row, cell, label, unit_text, parent_text, at, figures, amounts, unclear, numbered))
        table.data.append(row)
        for group in table.groups.stack:
            group.members.append(row)
        table.mark(row, RowClass.DATA, "" if figured else "no-figures")

    def _totals_of_parts(self) -> Iterator[tuple[int, str, Coordinates]]:
        """The totals of what no row or group is of, only parts of rows: "Tổng cộng | - Tập thể | 12"."""
        columns = [column.at for column in self.table.columns.figures]
        rows = [row.at for row in self.rows] + [group.at for group in self.table.groups.seen]
        parts = [{**row.at, **one.at} for row in self.rows for one in row.figures if one.at not in columns]
        for total in self.table.totals:
            named = total_scope(total.text, self.table.reader)[1].items()
            if named and not any(named <= at.items() for at in rows) and any(named <= at.items() for at in parts):
                yield total.row, total.text, dict(named)

    def _parts_whole(self, row: int, plain: str, figures: list[DraftFigure]) -> bool:
        """A row that parts the total of its unit is a margin of that: of two splits added to one another all would count twice."""
        whole = self.what.whole_of(row)
        host = next((draft for draft in reversed(self.rows) if draft.row == whole), None) if whole is not None else None
        if host is None:
            return False
        at = {dimension: members for dimension, members in self.what.at(row).items() if dimension != "stage"}
        host.figures += [replace(one, at={**at, **one.at}, text=f"{plain} › {one.text}") for one in figures]
        host.amounts += self.measured.amounts(row, at, of=host.row)
        self.table.mark(row, RowClass.DATA, "split-of-above")
        self.figures.leave_out(row)
        return True

    def _is_part_of_total(self, row: int, plain: str, own: Coordinates) -> bool:
        """A row with a dash below a total that ends all above it says what of that is the member's: "Tổng", "- Tập thể"."""
        above = [total for total in self.table.totals if total.row < row]
        if not above or not self.rows or self.rows[-1].row > above[-1].row or not self.rows[-1].unit_text:
            return False
        self.of_totals.append((row, f"{above[-1].text} › {plain}", own))
        self.table.mark(row, RowClass.TOTAL)
        return True

    def _names_model(self, label: str) -> bool:
        """Whether a row counts models of one name, "Tên mô hình | Số lượng", and no unit's."""
        column = self.table.columns.label
        return column is not None and column.hint == "name" and not (is_place(label) or names_body_only(label))

    def _texts_at(self, row: int) -> tuple[Coordinates, tuple[str, ...]]:
        """Members stated by other text columns of the row, "Xã A | Kinh tế | 5"; and of which dimensions they are not known."""
        at = self.what.at(row)
        unclear: list[str] = []
        for column in self.table.columns.all:
            if column.role in HEADING_ORDER:
                value = self.table.view.down(row, column.index)[0]
                if isinstance(value, str):
                    whole = is_total(value, self.table.reader, figures=True)  # "Tổng số" beside members is all of them
                    members = self.table.reader.members(column.role, value)
                    if whole and not members:
                        members = total_scope(value, self.table.reader)[1].get(column.role)
                    if members:
                        at[column.role] = members
                    elif not whole:
                        unclear += [column.role] if column.role != "block" else []
                        self.table.found(
                            f"{column.role}-unknown" if column.role != "block" else "column-not-understood",
                            row,
                            column.index,
                            seen=value,
                            column=column.heading,
                            mend=member_like(column.role, value, self.table.reader.vocabulary),
                        )
        return at, tuple(unclear)
