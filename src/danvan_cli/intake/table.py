"""One table being read: its rows one by one, the groups around them, the totals over them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time

from danvan_cli.findings import Finding
from danvan_cli.intake.columns import Columns
from danvan_cli.intake.grid import Broken, Value, address
from danvan_cli.intake.headings import HEADING_ORDER, Reader
from danvan_cli.intake.layout import RowClass
from danvan_cli.intake.lifecycle import stages_of_group
from danvan_cli.intake.numbers import UNREADABLE, is_nil, is_number, is_tick, read_count
from danvan_cli.intake.recognise import is_column_numbers
from danvan_cli.intake.rows import (
    Group,
    Groups,
    Total,
    cell_numbering,
    cites,
    foot_mark,
    is_body,
    is_one_body,
    is_page_number,
    is_place,
    is_total,
    marked,
    number_in,
    numbered_text,
    unbulleted,
    without_count,
)
from danvan_cli.intake.view import Column, View

_SHORT_NAME = 4  # letters that name no model


@dataclass(slots=True)
class TableReader:
    """What all rows of one table share."""

    view: View
    columns: Columns
    reader: Reader
    sheet: str
    body: list[int]
    unit_line: str = ""  # "Đơn vị tính: triệu đồng"
    captions: dict[int, list[Group]] = field(
        default_factory=dict
    )  # over a header printed again: row → what is in force
    classes: dict[int, tuple[RowClass, str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    asked: dict[int, set[str]] = field(default_factory=dict)
    ticked: dict[int, frozenset[int]] = field(default_factory=dict)  # row → columns whose cell says yes
    totals: list[Total] = field(default_factory=list)
    groups: Groups = field(default_factory=Groups)
    data: list[int] = field(default_factory=list)  # rows that count, in order
    stated_dimensions: frozenset[str] = frozenset()
    numbered: bool = False  # the table numbers its rows
    last_strong: int = -1  # the last row that is surely no note
    last_letter: str = ""
    label: int = field(init=False)  # the column that says what a row is about
    stt: list[int] = field(init=False)  # the columns that number rows
    strong: frozenset[int] = field(init=False)  # the rows that are surely data by their shape
    sure: frozenset[int] = field(init=False)  # numbered rows of a register with a name and more: models without a doubt
    bodily: frozenset[int] = field(init=False)  # the rows of the body, to look one up
    ruled: set[int] = field(init=False)  # the columns of figures or ticks
    measured: set[int] = field(init=False)  # the columns of amounts

    def __post_init__(self) -> None:
        label = self.columns.label
        self.label = label.index if label else -1
        self.bodily = frozenset(self.body)
        self.stt = [column.index for column in self.columns.all if column.role in ("stt", "stt-more")]
        self.ruled = {column.index for column in self.columns.figures}
        self.measured = {column.index for column in self.columns.all if column.measure}
        self.stated_dimensions = frozenset(
            column.role for column in self.columns.all if column.role in HEADING_ORDER
        ) | frozenset(dimension for column in self.columns.figures for dimension in column.at)
        self.sure = frozenset(self._sure_rows()) if self.columns.kind == "register" else frozenset()
        strong = list(self._strong_rows())
        self.strong = frozenset(strong)
        self.last_strong = strong[-1] if strong else -1
        numbers = sum(1 for row in strong if row in self.sure or self.numbering(row) in ("arabic", "dotted"))
        self.numbered = numbers * 2 > len(strong)

    def filled_in(self, columns: list[Column]) -> dict[int, list[tuple[Column, Value]]]:
        """The filled cells of columns, row by row; merged ones in all their rows."""
        found: dict[int, list[tuple[Column, Value]]] = {}
        for column in columns:
            for row, value in enumerate(self.view.column(column.index)):
                if value is not None:
                    found.setdefault(row, []).append((column, value))
        return found

    def found(self, code: str, row: int, column: int, /, **seen: str | int) -> None:
        """Something found at a cell."""
        self.findings.append(Finding(code, self.sheet, address(row, column), seen))

    def nameless(self, row: int) -> None:
        """A row that says something, of nobody knows what: asked at the cell of its name, if that is its own."""
        own = self.label >= 0 and (row, self.label) not in self.view.covered
        self.found("row-without-name", row, self.label if own else self.view.filled[row][0], row=row + 1)

    def ask(self, row: int, dimension: str) -> None:
        """A dimension of a row is asked about already: its blank is not noted too."""
        self.asked.setdefault(row, set()).add(dimension)

    def mark(self, row: int, row_class: RowClass, why: str = "") -> None:
        """What a row is."""
        self.classes[row] = (row_class, why)

    def stt_value(self, row: int) -> Value:
        """What stands in the numbering column."""
        values = self.view.rows[row]
        for column in self.stt:
            if values[column] is not None:
                return values[column]
        return None

    def is_paragraph(self, row: int) -> bool:
        """Whether a line of a document stands there, outside its tables: no row, though what it heads or sums up counts."""
        places = self.view.grid.places
        return bool(places) and not places[row][0]

    def numbering(self, row: int) -> str:
        """How the row is numbered."""
        return cell_numbering(self.stt_value(row), self.last_letter)

    def is_strong(self, row: int) -> bool:
        """Whether a row is surely data by its shape: a label with a number before it, figures or attributes beside it."""
        filled = self.view.filled[row]
        label = self.view.down(row, self.label)[0] if self.label >= 0 else ""
        if label is None or (not filled):
            return False
        if self.columns.kind == "matrix":
            ruled = [self.view.rows[row][c] for c in filled if c in self.ruled or c in self.measured]
            return any(is_number(value) or isinstance(value, Broken) for value in ruled) or bool(
                ruled and self.label in filled and self.numbering(row) == "arabic"  # "nhiều" in a cell of counts
            )
        if self.label in filled and self.numbering(row) == "arabic":
            return True
        if foot_mark(str(label)) and not self.numbering(row):
            return False
        others = len([c for c in filled if c != self.label and c not in self.stt])
        return others >= (1 if self.label in filled else 2) and not any(
            foot_mark(value) for c in filled if isinstance(value := self.view.rows[row][c], str)
        )

    def _strong_rows(self) -> Iterator[int]:
        """The rows that are surely data; below a signature only those with a number or figures."""
        signed = False
        for row in self.body:
            if row in self.sure or (
                self.is_strong(row)
                and not (signed and self.columns.kind == "register" and self.numbering(row) != "arabic")
            ):
                yield row
            elif not signed and self.view.filled[row]:
                texts = [value for c in self.view.filled[row] if isinstance(value := self.view.rows[row][c], str)]
                signed = any(foot_mark(text) == "foot" for text in texts)

    def _sure_rows(self) -> Iterator[int]:
        """The rows with a number, a name in its own cell, and more."""
        rows, filled = self.view.rows, self.view.filled
        enough = len(self.stt) + 2
        if not self.stt:
            return
        lone = self.stt[0] if len(self.stt) == 1 else None
        for row in self.body:
            values = rows[row]
            name = values[self.label]
            if type(name) is not str or len(name) <= _SHORT_NAME or len(filled[row]) < enough or is_number(name):
                continue
            number = values[lone] if lone is not None else self.stt_value(row)
            numbered = type(number) is int and number > 0
            if not (numbered or (type(number) is str and number.isdecimal() and int(number))):
                continue
            if not self.view.covered or self.label in filled[row]:
                yield row

    def plain_class(self, row: int) -> bool:
        """Rows that are told at once: blank, column numbers, totals, notes. True: the row is settled."""
        filled = self.view.filled[row]
        if not filled:
            self.mark(row, RowClass.BLANK)
            return True
        if all(c in self.stt for c in filled) and not (
            isinstance(self.stt_value(row), str) and len(str(self.stt_value(row))) > 4
        ):
            self.mark(row, RowClass.BLANK, "only-number")
            return True
        if len(filled) >= 3 and len(filled) * 2 >= len(self.columns.all) and is_column_numbers(self.view, row):
            self.mark(row, RowClass.NUMBERS)
            return True
        if len(filled) == 1 and is_page_number(str(self.view.rows[row][filled[0]])):
            self.mark(row, RowClass.NOTE, "page-number")
            return True
        if self._headings_again(row, filled):
            self.mark(row, RowClass.REPEATED)
            return True
        return self._total(row, filled) or self._foot(row, filled)

    def _headings_again(self, row: int, filled: list[int]) -> bool:
        """Whether a row heads columns, in words of its own: "TT" stands where rows are numbered."""
        number = self.stt_value(row) if len(filled) > 1 else None
        return type(number) is str and number.isalpha() and self.reader.heading(number).name == "stt"

    def _total(self, row: int, filled: list[int]) -> bool:
        edge = max(self.label, *self.stt, filled[0]) if self.stt else max(self.label, filled[0])
        register = self.columns.kind == "register"
        number = self.stt_value(row)
        if register and self.numbering(row) == "arabic" and str(number).strip("0.") and self.label in filled:
            return False
        for column in filled[:3]:
            value = self.view.rows[row][column]
            if column > edge + (1 if register else 0):
                break
            if not isinstance(value, str) or not is_total(unbulleted(value), self.reader, figures=not register):
                continue
            texts = [
                c
                for c in filled
                if c != column
                and isinstance(v := self.view.rows[row][c], str)
                and not is_number(v)
                and c not in self.stt
            ]
            if register and len([c for c in texts if c not in self.ruled]) > 2:
                return False
            figures = self._total_figures(row, column, filled)
            self.totals.append(Total(row, value, figures, list(self.groups.stack), len(self.data)))
            self.mark(row, RowClass.TOTAL)
            return True
        return False

    def _total_figures(self, row: int, text_column: int, filled: list[int]) -> list[tuple[int, int]]:
        """The figures of a total row: one per ruled column; of a register also the number of its rows."""
        found: list[tuple[int, int]] = []
        rest = {
            c.index
            for c in self.columns.all
            if c.role
            in (
                "indicator",
                "note",
                "registered",
                "since",
                "score",
                "unknown",
                "decision",
                "contact",
                "measure",
                "code",
                "unused",
            )
        }
        whole: tuple[int, int] | None = None
        for column in filled:
            value = self.view.rows[row][column]
            if column == text_column:
                stated = without_count(str(value))[1]
                stated = stated if stated is not None else number_in(str(value))
                if stated is not None:
                    whole = (column, stated)
                continue
            count = read_count(value)
            if column in self.stt:
                continue
            if column in self.ruled:
                if count.value is not None:
                    found.append((column, count.value))
            elif column not in rest and whole is None and self.columns.kind == "register":
                if count.value is not None:
                    whole = (column, count.value)
                elif not isinstance(value, (str, date, time)):
                    self.misread(row, column)
        if self.columns.kind == "register" and whole is not None:
            found.insert(0, (-1 - whole[0], whole[1]))
        return found

    def misread(self, row: int, column: int) -> None:
        """A figure of a total or group that cannot be read: an error as in any cell of counts; words are asked about."""
        value = self.view.rows[row][column]
        count = read_count(value)
        if value is Broken.UNCOMPUTED:
            self.found("total-not-computed", row, column)
        elif count.wrong == UNREADABLE:
            if not is_tick(value) and not is_nil(value):  # "x": none belongs there
                self.found("total-unreadable", row, column, seen=count.seen)
        elif count.wrong:
            self.findings.append(count.finding(self.sheet, address(row, column)))

    def _foot(self, row: int, filled: list[int]) -> bool:
        texts = [value for c in filled if isinstance(value := self.view.rows[row][c], str)]
        if not texts or row in self.strong:
            return False
        marks = {foot_mark(text) for text in texts}
        if "foot" in marks and (row > self.last_strong or self.numbering(row) == ""):
            self.mark(row, RowClass.FOOT, "signature")
            return True
        if len(filled) == 1 and cites(texts[0]):
            self.mark(row, RowClass.NOTE, "note")
            return True
        if "note" in marks and not (self.numbering(row) or foot_mark(texts[0]) == ""):
            self.mark(row, RowClass.NOTE, "note")
            return True
        if row > self.last_strong >= 0 and not self._may_group(row, filled) and not self._may_count(row, filled):
            closed = any(c is RowClass.FOOT for c, _ in self.classes.values())
            self.mark(row, RowClass.FOOT if closed else RowClass.NOTE, "below-table")
            return True
        return False

    def _may_count(self, row: int, filled: list[int]) -> bool:
        """Whether a row below the last sure one may still be a model: a name in its column, or values without one."""
        if self.columns.kind == "matrix" or any(c in (RowClass.FOOT, RowClass.NOTE) for c, _ in self.classes.values()):
            return False
        lone = [c for c in filled if c not in self.stt]
        if self.numbering(row) == "arabic" and lone:
            return True
        closed = any(total.row > self.last_strong for total in self.totals)
        return not closed and self.view.span(row, filled[0]) == 1 and (lone == [self.label] or len(lone) > 1)

    def _may_group(self, row: int, filled: list[int]) -> bool:
        return self.columns.kind == "register" and self.numbering(row) in ("roman", "letter") and len(filled) <= 3

    def group(self, row: int, *, lone_is_data: bool) -> Group | None:
        """The group that a row opens, or None: the row is a model, or figures."""
        filled = self.view.filled[row]
        values = self.view.rows[row]
        text_column = (
            self.label
            if self.label in filled
            else next((c for c in filled if isinstance(values[c], str) and c not in self.stt), filled[0])
        )
        text = values[text_column]
        if not isinstance(text, str):
            return None
        extras = [c for c in filled if c != text_column and c not in self.stt and c not in self.measured]
        register = self.columns.kind == "register"
        if register and any(isinstance(values[c], str) and not is_number(values[c]) for c in extras):
            return None
        numbers = [
            c
            for c in extras
            if read_count(values[c]).value is not None and not (isinstance(values[c], str) and not is_number(values[c]))
        ]
        if register and (len(extras) > len(numbers) or any(c not in self.ruled for c in numbers[1:])):
            return None
        numbering = self.numbering(row) if text_column not in self.stt else ""
        inner, label, rest = numbered_text(text, self.last_letter)
        if numbering and inner and numbering != inner:
            inner, rest = "", text
        plain, count = without_count(rest)
        numbering = numbering or inner
        group = Group(row, address(row, text_column), text, numbering)
        group.at = self.reader.coordinates(unbulleted(plain), row=True) or {}
        if not group.at and (stages := stages_of_group(unbulleted(plain))):
            group.at = {"stage": stages}
        if is_place(plain) or (is_body(plain) and (not group.at or is_one_body(plain, group))):
            group.place = plain
        if not self._is_group(row, group, text_column, plain, extras, lone_is_data=lone_is_data):
            return None
        if numbering == "letter":
            self.last_letter = str(label or self.stt_value(row)).strip(".) ")[:1]
        if count is not None:
            group.stated.append((count, group.cell, {}, None))
        for column in numbers:
            stated = read_count(values[column]).value
            if stated is not None and not (column not in self.ruled and group.stated):
                at = next((c.at for c in self.columns.figures if c.index == column), {})
                group.stated.append((stated, address(row, column), at, column if column in self.ruled else None))
        return group

    def _is_group(
        self, row: int, group: Group, column: int, plain: str, extras: list[int], *, lone_is_data: bool
    ) -> bool:
        shaped = group.numbering in ("roman", "letter")
        span = self.view.span(row, column)
        wide = (
            span >= 3
            or (column not in (self.label, *self.stt) and column < self.label)
            or (column in self.stt and self.label not in self.view.filled[row])
        )
        known = bool(group.at or group.place)
        loud = plain.isupper() and len(plain) > 2
        if self.columns.kind == "matrix" and group.numbering == "arabic":
            return True  # rows numbered 1.1 may follow: the reader of matrices looks
        if group.numbering in ("arabic", "dotted") and self.stt_value(row) is not None and column not in self.stt:
            return bool(group.place) and is_place(plain) and not extras and (wide or self._followed_by_items(row))
        if shaped:
            return True
        if group.numbering:
            return known and (not extras)
        if self.columns.kind == "register" and extras and not known:
            return False
        if wide and (known or loud or plain.endswith(":") or span >= 3):
            return True
        if plain.endswith(":") or group.text.rstrip().endswith(":"):
            return True
        if not known:
            return False
        strong_text = loud or self.stt_value(row) is None
        if group.at:
            return strong_text and (self.numbered or loud or not lone_is_data or marked(plain))
        return strong_text and is_place(plain) and (self.numbered or loud or not lone_is_data)

    def _followed_by_items(self, row: int) -> bool:
        """Whether the rows below a numbered place number anew: it heads them, it is no model."""
        position = self.body.index(row)
        for below in self.body[position + 1 : position + 6]:
            if self.view.filled[below]:
                value, own = self.stt_value(below), self.stt_value(row)
                return (
                    value is None
                    or value == 1
                    or str(value).strip(". ") == "1"
                    or cell_numbering(value) == "dotted"
                    or (isinstance(value, str) and not cell_numbering(value) and value != own)
                )
        return False
