"""What one row of a register says of its model: coordinates, ticks, stages, unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from danvan_cli.findings import Finding
from danvan_cli.intake.draft import DraftModel
from danvan_cli.intake.grid import Broken, Value, address
from danvan_cli.intake.mending import member_like
from danvan_cli.intake.rows.attributes import Attributes
from danvan_cli.intake.rows.counted_blocks import NumbersBeside
from danvan_cli.intake.rows.meanings import Meanings
from danvan_cli.intake.rows.remarks import Remarks
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.sheets.layout import RowClass
from danvan_cli.intake.sheets.lifecycle import (
    Life,
    Said,
    examined_as,
    examines,
    read_act,
    read_cell,
    read_status,
    without_what_ended,
    year_in,
)
from danvan_cli.intake.sheets.names_again import names_same
from danvan_cli.intake.sheets.recognise import is_ditto
from danvan_cli.intake.sheets.view import Column
from danvan_cli.intake.words.groups import Group
from danvan_cli.intake.words.headings import HEADING_ORDER, phrases
from danvan_cli.intake.words.numbers import (
    NEGATIVE,
    YEARS,
    broken,
    is_nil,
    is_tick,
    read_count,
    shown,
)
from danvan_cli.intake.words.stated_counts import models_named
from danvan_cli.returns import DECISIONS
from danvan_cli.vietnamese import fold, in_doubt
from danvan_cli.vocabulary import Coordinates, MemberSet

_DECIDED = frozenset(("denghi", *DECISIONS))  # of such stages a model's origin takes nothing back
_TICK = "x"
_DASHES = re.compile(r"\s[-+*•–—]\s*(?=\w)")


class _Said(NamedTuple):
    """What a row says beside its name and its unit. Few rows differ in it, so it is read once for all that are alike."""

    at: Coordinates
    life: Life | None  # where columns show stages
    level: int | str | None  # the column that says the level, or the cell of the group that does
    ticked: frozenset[int]
    blank: tuple[str, ...]  # dimensions that it should state


@dataclass(slots=True)
class RegisterReader:
    """Reads the rows of one register."""

    table: TableReader
    titled: str | None = None  # the stage that the table is titled for
    blanks: dict[str, list[int]] = field(default_factory=dict)  # dimension → rows of models that do not state it
    last: dict[int, Value] = field(default_factory=dict)  # what a ditto repeats
    said: dict[tuple[Value, ...], _Said] = field(default_factory=dict)  # what rows with these cells say, in this group
    given: Coordinates = field(default_factory=dict)  # what the groups around the row say
    given_stages: tuple[str, ...] = ()
    given_years: dict[str, int] = field(default_factory=dict)  # the years in which they were reached
    places: list[Group] = field(default_factory=list)  # the groups around the row that name places, inner ones first
    texts: list[Column] = field(init=False)  # columns of texts that state members
    ticks: dict[int, list[tuple[Column, Value]]] = field(init=False)  # row → its filled cells under members to tick
    named: list[Column] = field(init=False)  # of them: ticked by naming the collective
    naming: list[Column] = field(init=False)  # columns of holders that name them, too: "Tập thể: Hội Phụ nữ"
    meanings: Meanings = field(init=False)
    remarks: Remarks = field(init=False)
    numbers: NumbersBeside = field(init=False)
    attributes: Attributes = field(init=False)  # what a row says that is no coordinate
    unit: Column | None = field(init=False)
    parent: Column | None = field(init=False)
    cells: dict[int, list[Value]] = field(init=False)  # what stands in the columns of texts and units, row by row
    alone: dict[int, set[MemberSet]] = field(init=False)  # of the texts: members that some row states alone
    dittoed: set[int] = field(init=False)  # of them: those where somebody wrote "as above"
    told: list[tuple[Value, ...]] = field(init=False)  # row → all cells that say something beside its name and its unit
    letters: dict[int, str] = field(init=False)  # the letters of their columns
    alike: bool = field(init=False)  # whether equal cells say the same in every row
    merged: set[int] = field(init=False)  # the rows in which texts or units are merged
    plain: list[str | None] | None = field(init=False)  # the texts of units, row by row, that stand in their own row
    own: list[str | None] | None = field(init=False)  # the same where nothing around a row adds to them
    letter: str = field(init=False)  # the letter of the name's column
    heading: str = field(init=False)  # what stands over the names
    listed: Coordinates = field(init=False)  # what the heading of the names says of all: "Cá nhân"
    asked_for: tuple[str, ...] = field(init=False)  # dimensions whose blanks are worth a note
    of_cities: dict[int, Finding] = field(init=False, default_factory=dict)  # rows of a level that their place tells

    def __post_init__(self) -> None:
        columns, view = self.table.columns, self.table.view
        self.texts = [column for column in columns.all if column.role in HEADING_ORDER]
        ticks = [column for column in columns.figures if column.at]
        self.ticks = self.table.filled_in(ticks)
        self._ask_of_unknown([column for column in columns.all if column.role == "unknown" and column.hint])
        again = {column.index: self._names_again(column) for column in ticks if column.named and "stage" in column.at}
        self.named = [column for column in ticks if column.named and column.at.get("holder") == ("tapthe",)]
        self.attributes = Attributes(self.table, self.titled)
        self.unit, self.parent = columns.first("unit"), columns.first("parent")
        self.meanings = Meanings(self.table.reader)
        self.remarks = Remarks(self.table, self.meanings)
        counting = [column for column in columns.figures if not column.at]
        self.numbers = NumbersBeside(self.table, counting, self.unit, self.texts)
        read = [*self.texts, *(column for column in (self.unit, self.parent) if column)]
        self.cells = {column.index: view.column(column.index) for column in read}
        holders = (column for column in self.texts if column.role == "holder")
        told = self.table.reader.holder_told
        self.naming = [c for c in holders if any(type(t) is str and told(t) for t in set(self.cells[c.index]))]
        self.alone = {column.index: set(self._alone(column)) for column in self.texts if column.role != "stage"}
        self.dittoed = {index for index, values in self.cells.items() if any(map(is_ditto, set(values)))}
        self.letter = address(0, self.table.label)[:-1]
        name = columns.label
        self.heading, self.listed = (name.heading, name.at) if name else ("", {})
        telling = [again.get(column.index) or view.column(column.index) for column in (*self.texts, *ticks)]
        for index, meant in self.remarks.columns.items():
            telling.append([value if value in meant else None for value in view.column(index)])
        self.told = list(zip(*telling, strict=True)) if telling else [()] * view.height
        self._merged_ticks({column.index: column for column in ticks})
        self.letters = {column.index: address(0, column.index)[:-1] for column in [*read, *ticks]}
        self.alike = self.dittoed.isdisjoint(column.index for column in self.texts) and not any(
            bool in map(type, values) for values in telling
        )  # True equals 1
        self.merged = {row for row, column in view.covered if column in self.cells}
        self.plain = self._plain_units()
        self._look_around()
        self.asked_for = tuple(d for d in ("field", "level", "holder") if d in self.table.stated_dimensions)

    def _ask_of_unknown(self, columns: list[Column]) -> None:
        """Of a row with something under "Cấp › …", a heading that nobody knows and that is asked about, the level is not stated."""
        for row, filled in self.table.filled_in(columns).items():
            for column, value in filled:
                if not is_nil(value):
                    self.table.ask(row, column.hint)

    def _names_again(self, column: Column) -> list[Value]:
        """The cells of a stage that name the model of their row once more, as ticks; what else stands there stays."""
        names = self.table.view.column(self.table.label)
        cells: list[Value] = [
            _TICK if names_same(value, name) else value
            for value, name in zip(self.table.view.column(column.index), names, strict=True)
        ]
        for row, filled in self.ticks.items():
            self.ticks[row] = [(one, cells[row] if one is column else value) for one, value in filled]
        return cells

    def _merged_ticks(self, ticks: dict[int, Column]) -> None:
        """A tick merged over several columns ticks each of them."""
        for top, left, bottom, right in self.table.view.merges:
            if left < right and is_tick(value := self.table.view.rows[top][left]):
                for index in ticks.keys() & range(left + 1, right + 1) if left in ticks else ():
                    for row in range(top, bottom + 1):
                        self.ticks[row].append((ticks[index], value))
                        self.told[row] = (*self.told[row], index)  # unlike a row with the first of them ticked

    def enter(self, group: Group) -> None:
        """A group row: what it says holds for the rows below it."""
        self.table.groups.enter(group)
        self._look_around()

    def open(self, row: int) -> None:
        """A caption over the header printed again."""
        self.table.groups.open(self.table.captions[row])
        self.table.mark(row, RowClass.GROUP)
        self._look_around()

    def _look_around(self) -> None:
        self.said.clear()
        listed = {name: members for name, members in self.listed.items() if name != "stage" or not self.titled}
        self.given = {
            **listed,
            **self.table.groups.at,
        }  # the stage of the title comes before that of the names' heading
        self.given_stages = self.given.pop("stage", ())
        self.given_years = {}
        for group in self.table.groups.stack:
            self.given_years |= group.years
        self.places = self.table.groups.places[::-1]
        self.own = None if self.places or self.parent else self.plain

    def model(self, row: int, name: str) -> DraftModel:
        """The model that a row names."""
        said = self.said.get(self.told[row]) or self._said(row)
        unit_text, unit_cell, parent_text = self._unit_named(row)
        letter = f"{self.letter}{row + 1}"
        model = DraftModel(row, letter, name, unit_text, unit_cell, parent_text, said.at, self.given_stages)
        if parent_text is not None and self.parent and self._unit(row, self.parent) == parent_text:
            model.parent_cell = self._written_at(row, self.parent.index)
        model.unclear = tuple(sorted(self.table.asked.get(row, ())))
        model.of_city = self.of_cities.get(row)
        if said.level is not None:
            model.level_cell = said.level if isinstance(said.level, str) else self._written_at(row, said.level)
        if said.ticked:
            self.table.ticked[row] = said.ticked
        self.attributes.read(model, said.life)
        if self.given_years:
            model.years = {**self.given_years, **model.years}
            model.registered = model.registered or self.given_years.get("dangky")
        if (row, self.table.label) in self.table.view.grid.lists and not self._describes(name):
            self.table.found("row-names-several", row, self.table.label, seen=name)
        elif (several := models_named(name)) > 1:
            self.table.found("row-states-number", row, self.table.label, seen=several, column=self.heading)
        self.numbers.read(row)
        for dimension in said.blank:
            self.blanks.setdefault(dimension, []).append(row)
        return model

    def _describes(self, name: str) -> bool:
        """Whether all that follows a name behind dashes says more of it: "Ba cùng - Nội dung: sửa nhà - Kết quả: 2 nhà"."""
        _, *more = _DASHES.split(name)
        said = (self.table.reader.heading(part.partition(":")[0].strip()) for part in more if ":" in part)
        told = [meaning for meaning in said if meaning.exact and meaning.name != "name"]
        return 0 < len(told) == len(more)

    def _said(self, row: int) -> _Said:
        told = self.told[row]
        said = self.said.get(told)
        if said is None:
            found = len(self.table.findings)
            said = self._say(row)
            if self.alike and len(self.table.findings) == found:  # what is asked, is asked at every row
                self.said[told] = said
        return said

    def _say(self, row: int) -> _Said:
        at = dict(self.given)
        life = Life() if self.attributes.staged else None
        self._texts(row, at, life)
        if "origin" not in at:
            self.remarks.tell(row, at)
        ticked: set[int] = set()
        if row in self.ticks:
            self._ticks(row, at, ticked, life)
        if len(at) > 1:
            at = dict(sorted(at.items()))
        asked = self.table.asked.get(row, ())
        blank = tuple(dimension for dimension in self.asked_for if dimension not in at and dimension not in asked)
        level = self._level(row, ticked) if "level" in at else None
        return _Said(at, life, level, frozenset(ticked), blank)

    def _unit_named(self, row: int) -> tuple[str | None, str | None, str | None]:
        """The unit that a row or the groups around it name, where that stands, and the place around it that a column or group names."""
        if self.own is not None and (own := self.own[row]) is not None:
            return own, f"{self.letters[self.unit.index]}{row + 1}" if self.unit else None, None
        text, column = (self._unit(row, self.unit), self.unit.index) if self.unit else (None, None)
        parent = self._unit(row, self.parent) if self.parent else None
        if text is None and (self.named or self.naming):
            named, at = self._named(row)
            text, column = (named, at) if named else (text, column)
        cell = None if column is None else self._written_at(row, column)
        for place in self.places:
            if text is None:
                text, cell = place.place, place.cell
            elif parent is None:
                parent = place.place
        return text, cell, parent

    def _plain_units(self) -> list[str | None] | None:
        """The column of units; None for a cell that holds no text of its own, or for all: there it must be read."""
        if self.unit is None or self.unit.index in self.dittoed:
            return None
        plain = [value if type(value) is str else None for value in self.cells[self.unit.index]]
        for row in self.merged:
            plain[row] = None
        return plain

    def _level(self, row: int, ticked: set[int]) -> int | str | None:
        """Where the row's level is said: the column of its tick or text, or the group around it."""
        columns = [column for column in self.table.columns.figures if column.index in ticked and "level" in column.at]
        columns += [one for one in self.texts if one.role == "level" and self.cells[one.index][row] is not None]
        groups = (group.cell for group in self.table.groups.stack[::-1] if "level" in group.at)
        return columns[0].index if columns else next(groups, None)

    def _written_at(self, row: int, column: int) -> str:
        """Where a row's text is written: under a merge, in its first row."""
        first = self.table.view.down(row, column)[1] if row in self.merged else row
        return f"{self.letters[column]}{first + 1}"

    def _value(self, row: int, column: Column) -> Value:
        """The cell's value through merges and dittos."""
        value = self.cells[column.index][row]
        if value is None or column.index not in self.dittoed:
            return value
        if is_ditto(value):
            return self.last.get(column.index)
        self.last[column.index] = value
        return value

    def _unit(self, row: int, column: Column) -> str | None:
        value = self._value(row, column)
        if value is None or isinstance(value, bool):
            return None
        if isinstance(value, Broken):
            self._broken(value, row, column)
            return None
        return str(value).strip() or None

    def _named(self, row: int) -> tuple[str | None, int | None]:
        """The collective named in a column that is ticked by naming it, and the column."""
        for column in self.named:
            value = self.table.view.rows[row][column.index]
            if isinstance(value, str) and len(value) > 2:
                return value, column.index
        for column in self.naming:
            told = self.table.reader.holder_told(str(self._value(row, column) or ""))
            if told and told[0] == ("tapthe",):
                return told[1], column.index
        return None, None

    def _broken(self, value: Broken, row: int, column: Column) -> None:
        self.table.found(broken(value), row, column.index, column=column.heading)

    def _texts(self, row: int, at: Coordinates, life: Life | None) -> None:
        """Adds what the row's texts state; a text nobody knows is asked and stays not stated."""
        for column in self.texts:
            value = self._value(row, column)
            if value is None:
                continue
            if isinstance(value, Broken):
                self._broken(value, row, column)
                continue
            members = self.meanings.members(column.role, str(value))
            if members and column.role in self.table.reader.decided(str(value)):
                self._unknown(row, column, str(value))
            if column.role == "stage" and life is not None:
                self._status(row, column, value, members, at, life)
            elif members is None:
                if not (isinstance(value, str) and is_nil(value)):
                    self._unknown(row, column, str(value))
            else:
                at[column.role] = members
                if len(members) > 1 and not self.alone[column.index].isdisjoint((member,) for member in members):
                    self._two_stated(row, column, members)

    def _alone(self, column: Column) -> Iterator[MemberSet]:
        texts = {value for value in self.cells[column.index] if isinstance(value, str)}
        return (
            members for text in texts if (members := self.meanings.members(column.role, text)) and len(members) == 1
        )

    def _two_stated(self, row: int, column: Column, members: MemberSet) -> None:
        """A text of several members, in a column that keeps them apart, is asked as two ticks are."""
        between = f"{column.role}={'+'.join(members)}"
        first, *more = map(self.table.reader.vocabulary[column.role].name, members)
        self.table.found("two-ticks", row, column.index, seen=", ".join(more), first=f"“{first}”", between=between)

    def _status(
        self, row: int, column: Column, value: Value, members: MemberSet | None, at: Coordinates, life: Life
    ) -> None:
        """A status in words: a stage, perhaps with its decision, perhaps with the level that decided."""
        doubted = in_doubt(str(value))
        year = year_in(str(value))  # "Công nhận năm 2023" is no decision of 2024
        if members and (left := without_what_ended({"stage": members})["stage"]) != members:
            members, year = left, None
        said = Said(members, year=year) if members else None if doubted else read_status(str(value), self.table.reader)
        if said is None and not doubted and (act := read_act(str(value), self.table.reader)):
            said = Said(act["stage"], year=year)
            at.setdefault("level", act["level"])
        origin = None
        if said is None or said.stages == ("xaydung",):  # of those that run, how they came: "Mới", "Đang duy trì"
            origin = self.table.reader.members("origin", str(value))
        elif said.stages == ("dangky",):  # "Đăng ký mới" is registered and new, as in a title
            origin = self.table.reader.beside_origins(str(value), {"stage": said.stages}, [{"origin": ()}]).get(
                "origin"
            )
        if origin:
            at.setdefault("origin", origin)
        if said is None:
            if not (origin or is_nil(value)):
                self._unknown(row, column, str(value))
            return
        if origin and _DECIDED.intersection((*self.given_stages, self.titled)):
            return  # "Duy trì" in a list of the recognised says how they came to be there
        if column.examines:
            said = replace(said, stages=examined_as(said.stages))
        life.by_status = life.by_status or not examines(column)
        life.add(said, column.index)

    def _unknown(self, row: int, column: Column, text: str) -> None:
        code = f"{column.role}-unknown" if column.role != "block" else "column-not-understood"
        self.table.ask(row, column.role)
        mend = member_like(column.role, text, self.table.reader.vocabulary)
        self.table.found(code, row, column.index, seen=text, column=column.heading, mend=mend)
        if column.role == "level" and phrases("rows", "of_cities").has(fold(text)):
            self.of_cities[row] = self.table.findings[-1]

    def _ticks(self, row: int, at: Coordinates, yes: set[int], life: Life | None) -> None:
        """Adds what the row's ticks state, and to `yes` their columns. Several in one dimension: the merged set, and one question."""
        first: dict[str, Column] = {}
        more: dict[str, list[Column]] = {}  # what is ticked beside the first
        ticked: Coordinates = {}
        for column, value in self.ticks[row]:
            staged = column.at.get("stage", ())
            said = read_cell(value, staged, self.table.reader) if staged and life is not None else None
            if said is not None and life is not None:
                life.add(said, column.index)
            if not (said.stages == staged if said is not None else self._ticked(row, column, value)):
                continue
            yes.add(column.index)
            for dimension, members in column.at.items():
                if dimension == "stage":
                    continue
                before = ticked.get(dimension)
                if before is None or before == members:
                    ticked[dimension] = members
                    first.setdefault(dimension, column)
                elif staged:  # recognised at several levels: the highest (counting.md 3)
                    order = self.table.reader.vocabulary.order
                    ticked[dimension] = min(before, members, key=lambda one, d=dimension: order(d, one))  # type: ignore[misc]
                else:
                    ticked[dimension] = tuple(sorted({*before, *members}))
                    more.setdefault(dimension, []).append(column)
        for dimension, columns in more.items():
            named = ", ".join(column.path[-1] for column in columns)
            between = f"{dimension}={'+'.join(ticked[dimension])}"
            other = address(row, first[dimension].index)
            self.table.found("two-ticks", row, columns[0].index, seen=named, first=other, between=between)
        at.update(ticked)

    def _ticked(self, row: int, column: Column, value: Value) -> bool:
        if is_tick(value) or (type(value) is int and value in YEARS):
            return True
        if is_nil(value):
            return False
        if isinstance(value, Broken):
            self._broken(value, row, column)
            return False
        if column.named and "stage" not in column.at and isinstance(value, str) and len(value) > 2:
            return True
        if isinstance(value, str) and self.table.reader.coordinates(value) == column.at:
            return True
        if (count := read_count(value)).wrong == NEGATIVE:
            self.table.findings.append(count.finding(self.table.sheet, address(row, column.index)))
            return False
        for dimension in column.at:
            self.table.ask(row, dimension)
        self.table.found("tick-not-understood", row, column.index, seen=shown(value), column=column.heading)
        return False

    def _label(self, dimension: str) -> str:
        return self.table.reader.vocabulary[dimension].title.lower()

    def close(self) -> list[Finding]:
        """What is said once per table: how many models leave a dimension blank that the table has, at the blank cell."""
        columns = {column.role: column.index for column in self.texts}
        return self.remarks.notes() + [
            Finding(
                "field-blank",
                self.table.sheet,
                address(rows[0], columns.get(dimension, self.table.label)),  # of ticks it is not one cell: at the name
                {"dimension": self._label(dimension), "count": len(rows)},
            )
            for dimension, rows in self.blanks.items()
        ]
