"""One table being read: its rows one by one, the groups around them, the totals over them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from danvan_cli.findings import Finding
from danvan_cli.intake.grid import Broken, Value, address
from danvan_cli.intake.sheets.layout import RowClass
from danvan_cli.intake.sheets.lifecycle import last_year_in, without_what_ended
from danvan_cli.intake.sheets.view import Column, Columns, View
from danvan_cli.intake.words.body_names import names_body_only
from danvan_cli.intake.words.groups import Group, Groups, Total
from danvan_cli.intake.words.headings import HEADING_ORDER, Reader
from danvan_cli.intake.words.numbering import cell_numbering, numbered_text
from danvan_cli.intake.words.numbers import YEARS, is_number, read_count
from danvan_cli.intake.words.row_texts import (
    dates_document,
    dates_letter,
    foot_mark,
    heads_notes,
    heads_section,
    is_body,
    is_place,
    names_no_model,
    unbulleted,
)
from danvan_cli.intake.words.stated_counts import is_total, is_whole_total, without_count
from danvan_cli.vocabulary import Coordinates

_DECISIONS = frozenset(("decision", "decided"))
_POSTS = frozenset(("head", "contact", "decider"))
PROPERTIES = frozenset(("field", "holder", "origin", "stage"))
"""Dimensions by which a unit's own figure is split."""

_NEW, _KEPT = ("moi",), ("duytri",)
_BUILT = ("xaydung",)
_BEGUN = (("dangky",), _BUILT)
_PARTS = frozenset(("field", "holder", "origin", "level"))
_REMARKS = frozenset(("note", "registered", "since"))
_OF_OTHER_THINGS = frozenset(
    (*_REMARKS, "indicator", "score", "unknown", "decision", "contact", "measure", "code", "unused")
)
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
    met: set[RowClass] = field(default_factory=set)  # the classes of the rows that were told so far, but for models
    findings: list[Finding] = field(default_factory=list)
    asked: dict[int, set[str]] = field(default_factory=dict)
    ticked: dict[int, frozenset[int]] = field(default_factory=dict)  # row → columns whose cell says yes
    totals: list[Total] = field(default_factory=list)
    groups: Groups = field(default_factory=Groups)
    data: list[int] = field(default_factory=list)  # rows that count, in order
    stated_dimensions: frozenset[str] = frozenset()
    numbered: bool = False  # the table numbers its rows
    bare: bool = False  # most rows of a list hold nothing but one text, beside a number perhaps
    last_strong: int = -1  # the last row that is surely no note
    last_letter: str = ""  # behind which "I" is a letter; none where it is the first number inside a letter's group
    letter: str = ""  # of the group around the row
    outer: str = ""  # the numbering of the first group: "letter" where I, II stand inside A, B
    numbered_inside: bool = False  # so they do
    lists_bodies: bool | None = None  # whether its models are bodies by their names; looked for where it matters
    parted_by: str | None = None  # the dimension by whose members a bare list is parted; looked for where it matters
    parted_by_fields: bool | None = None  # whether lines that say a field each part it; looked for where it matters
    lines_beside: list[tuple[str, Coordinates]] | None = (
        None  # what its lines say of others; looked for where it matters
    )
    sections: set[int] = field(default_factory=set)  # rows that head what stands below a list: "II | KIẾN NGHỊ"
    label: int = field(init=False)  # the column that says what a row is about
    stt: list[int] = field(init=False)  # the columns that number rows
    strong: frozenset[int] = field(init=False)  # the rows that are surely data by their shape
    sure: frozenset[int] = field(init=False)  # numbered rows of a register with a name and more: models without a doubt
    heads: frozenset[int] = field(init=False)  # lines of units or members that are numbered apart from the models below
    ruled: set[int] = field(init=False)  # the columns of figures or ticks
    measured: set[int] = field(init=False)  # the columns of amounts
    roles: dict[int, str] = field(init=False)  # what each column is for
    of_contents: bool = field(init=False)  # its rows part the reporter's totals: "Nội dung | Số lượng"
    remarks: frozenset[int] = field(init=False)  # the columns of remarks and years in which no row holds a figure

    def __post_init__(self) -> None:
        label = self.columns.label
        self.label = label.index if label else -1
        self.stt = [column.index for column in self.columns.all if column.role in ("stt", "stt-more")]
        self.ruled = {column.index for column in self.columns.figures}
        self.roles = {column.index: column.role for column in self.columns.all}
        self.measured = {column.index for column in self.columns.all if column.measure}
        self.of_contents = label is not None and label.hint == "content" and self._lists_members()
        self.stated_dimensions = frozenset(
            column.role for column in self.columns.all if column.role in HEADING_ORDER
        ) | frozenset(dimension for column in self.columns.figures for dimension in column.at)
        self.sure = frozenset(self._sure_rows()) if self.columns.kind == "register" else frozenset()
        self.heads = frozenset(self._numbered_among_themselves()) if self.columns.kind == "register" else frozenset()
        self.sure -= self.heads.union(self._heads_of_own_numbers())
        remarks = [column.index for column in self.columns.all if column.role in _REMARKS]
        self.remarks = frozenset(
            column for column in remarks if not any(map(_is_figure, self._distinct(column, self.sure)))
        )
        strong = list(self._strong_rows())
        self.strong = frozenset(strong)
        self.last_strong = strong[-1] if strong else -1
        self.sections = {row for row in self.sections if row > self.last_strong}  # over models it is a group
        numbers = sum(1 for row in strong if row in self.sure or self.numbering(row) in ("arabic", "dotted"))
        self.numbered = numbers * 2 > len(strong)

    def _distinct(self, column: int, rows: Iterable[int]) -> list[Value]:
        """The values of a column's cells in these rows, each once: many rows say the same year. 1 is not TRUE."""
        values = (self.view.rows[row][column] for row in rows)
        return list({(type(value), value): value for value in values}.values())

    def _lists_members(self) -> bool:
        """Whether rows are named for members, or for several stages: "Kinh tế" under "Số mô hình đăng ký"."""
        texts = {text for row in self.body if isinstance(text := self.view.rows[row][self.label], str)}
        named = [self.reader.coordinates(unbulleted(numbered_text(text)[2]), row=True) or {} for text in texts]
        return any(_PARTS & at.keys() for at in named) or len({at["stage"] for at in named if "stage" in at}) > 1

    def among_others(self, text: str, at: Coordinates) -> Coordinates:
        """What a line says that could name a stage or an origin: "Đăng ký mới" is an origin where another line is "Duy trì".

        So is "Đăng ký năm 2024" over models of a list where no line names another stage or the new ones. What was begun in
        an earlier year than others, or than the table's own beside new ones, goes on: "Xây dựng năm 2023 | Xây dựng năm 2024".
        """
        if "stage" not in at:
            return at
        at = without_what_ended(at)
        if self.lines_beside is None:
            self.lines_beside = [line for row in self.body if (line := self._told_by_line(row))]
        origins = {said["origin"] for _, said in self.lines_beside if said.keys() == {"origin"}}
        told = self.reader.beside_origins(text, at, [said for _, said in self.lines_beside])
        begun = told.get("stage", ())
        years = {year for line, said in self.lines_beside if "stage" in said and (year := last_year_in(line))}
        others = any(said["stage"] != begun for _, said in self.lines_beside if "stage" in said)
        year, apart = last_year_in(text), len(years) > 1
        dated = begun == _BUILT and bool(year and (apart or origins))
        if begun not in _BEGUN or others or not self._lists_on(dated=dated):
            return told
        own = int(self.columns.year or 0)
        if year and year < max(year, own, *years) and (apart or origins or begun == _BUILT):
            return {"origin": _KEPT}
        if (apart and year) or (origins and _NEW not in origins and (year or begun != _BUILT)):
            return {"origin": _NEW}
        return told

    def _lists_on(self, *, dated: bool) -> bool:
        """Whether lines of what was begun then and now part one whole: models in a list; figures of years that a total adds up.

        In a list of several years each of them is its own.
        """
        if self.columns.spans:
            return False
        return self.columns.kind == "register" or (dated and len(self.totals) == 1)

    def _told_by_line(self, row: int) -> tuple[str, Coordinates] | None:
        """What a line that is no model says: of a list one with nothing beside it, of figures their label."""
        filled = self.view.filled[row]
        if len(filled) > len(self.stt) + 1 and self.columns.kind == "register":
            return None
        texts = ((c, text) for c in filled if isinstance(text := self.view.rows[row][c], str) and len(text) > 2)
        line = next(
            (text for c, text in texts if not (c in self.stt and cell_numbering(text))), ""
        )  # "II." says nothing
        at = self.reader.coordinates(without_count(unbulleted(numbered_text(line)[2]))[0], row=True)
        return (line, at) if at else None

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

    def empty(self) -> None:
        """Headings with nothing below them are asked about, where the rows would say what they are of: blank is no nought."""
        about = self.columns.label or self.columns.all[0]
        self.found("empty-return", about.heading_row, about.index)

    def ask(self, row: int, dimension: str) -> None:
        """A dimension of a row is asked about already: its blank is not noted too."""
        self.asked.setdefault(row, set()).add(dimension)

    def mark(self, row: int, row_class: RowClass, why: str = "") -> None:
        """What a row is."""
        self.classes[row] = (row_class, why)
        self.met.add(row_class)

    def counts_rows(self, column: int) -> bool:
        """Whether a bare number in the total row of a register counts its rows, and nothing else that the column is about."""
        return column not in self.ruled and self.roles.get(column) not in _OF_OTHER_THINGS

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

    def met_group(self, numbering: str, label: str) -> None:
        """How a group was numbered, for the next "I": behind H it is the next letter, or the first inside H as in A to G."""
        self.outer = self.outer or numbering
        if numbering == "letter":
            self.letter = label
            self.last_letter = "" if self.numbered_inside else label
        elif numbering == "roman" and self.outer == "letter":
            self.numbered_inside, self.last_letter = True, self.letter

    def starts_anew(self, row: int) -> bool:
        """Whether a row is the first of a numbering."""
        return str(self.stt_value(row)).strip(".) ") in ("1", "01")

    def is_strong(self, row: int) -> bool:
        """Whether a row is surely data by its shape: a label with a number before it, figures or attributes beside it."""
        filled = self.view.filled[row]
        label = self.view.down(row, self.label)[0] if self.label >= 0 else ""
        if label is None or (not filled):
            return False
        if self.columns.kind == "matrix":
            ruled = [self.view.rows[row][c] for c in filled if c in self.ruled or c in self.measured]
            if any(is_number(value) or isinstance(value, Broken) for value in ruled):
                return True
            if not ruled or self.label not in filled:
                return False
            numbering = self.numbering(row)  # "2 | Xã A | nhiều" is numbered, "VH-XH | không có" says how many
            return numbering == "arabic" or (not numbering and self._counts_in_words(row, str(label), ruled))
        if self.label in filled and self.numbering(row) == "arabic":
            return True
        if foot_mark(str(label)) and not self.numbering(row):
            return False
        others = [c for c in filled if c != self.label and c not in self.stt]
        own = self.label in filled
        return len(others) >= (1 if own else 2) and not any(
            foot_mark(value) and not (own and (len(others) > 1 or self._tells_of_model(value, c)))
            for c in others
            if isinstance(value := self.view.rows[row][c], str)
        )

    def _counts_in_words(self, row: int, label: str, ruled: list[Value]) -> bool:
        """Whether a row's figures are words: a nought ("không có"), or whatever stands beside a unit or member; no signature."""
        texts = [value for c in self.view.filled[row] if isinstance(value := self.view.rows[row][c], str)]
        if any(map(foot_mark, texts)) or any(
            is_place(text) or is_body(text) for text in ruled if isinstance(text, str)
        ):
            return False
        plain = unbulleted(label)
        if any(read_count(value).value is not None for value in ruled):
            return True
        return is_place(plain) or is_body(plain) or bool(self.reader.coordinates(plain, row=True))

    def _tells_of_model(self, text: str, column: int) -> bool:
        """Whether a day or a post beside a name is its model's, and no signature's: "Bí thư chi bộ" under "Người phụ trách"."""
        if dates_document(text):
            return self.roles.get(column) in _DECISIONS or not dates_letter(text)
        return self.roles.get(column) in _POSTS and not text.isupper()

    def _strong_rows(self) -> Iterator[int]:
        """The rows that are surely data; below a signature only those with a number or figures, below notes none numbered anew."""
        signed = noted = listed = met = False
        for row in self.body:
            listed = noted and row not in self.sure and (listed or self.starts_anew(row)) and self._is_lone(row)
            if listed:  # "Ghi chú:", and below it "1 | Số liệu do các thôn gửi"
                continue
            if met and row not in self.sure and self._heads_section(row):
                noted = listed = True  # "Kiến nghị", and below it "3 | Đề nghị cấp trên hỗ trợ" goes on numbering
                self.sections.add(row)
                continue
            if row in self.sure or (
                self.is_strong(row)
                and not (signed and self.columns.kind == "register" and self.numbering(row) != "arabic")
            ):
                met = True
                yield row
            elif self.view.filled[row]:
                texts = [value for c in self.view.filled[row] if isinstance(value := self.view.rows[row][c], str)]
                signed = signed or any(foot_mark(text) == "foot" for text in texts)
                noted = self.columns.kind == "register" and any(map(heads_notes, texts))

    def _heads_section(self, row: int) -> bool:
        """Whether a row of a list holds one text that heads what is no list any more: "II | KIẾN NGHỊ, ĐỀ XUẤT"."""
        texts = [self.view.rows[row][c] for c in self.view.filled[row] if c not in self.stt] or [self.stt_value(row)]
        return self.columns.kind == "register" and len(texts) == 1 and type(texts[0]) is str and heads_section(texts[0])

    def _is_lone(self, row: int) -> bool:
        """Whether a row holds a number and one text beside it."""
        return self.numbering(row) == "arabic" and len([c for c in self.view.filled[row] if c not in self.stt]) == 1

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
            if names_no_model(name) or is_whole_total(name):
                continue
            number = values[lone] if lone is not None else self.stt_value(row)
            numbered = type(number) is int and number > 0
            if not (numbered or (type(number) is str and number.isdecimal() and int(number))):
                continue
            if self.view.covered and self.label not in filled[row]:
                continue
            if len(filled[row]) == enough and self._counts_member(row, name):
                continue
            yield row

    def _heads_of_own_numbers(self) -> Iterator[int]:
        """The numbered rows that name a body, a place or a member over rows numbered inside them: "1 | Công an xã" over 1.1."""
        for above, row in pairwise(self.body):
            if above in self.sure and row not in self.sure and self.numbering(row) == "dotted":
                own, first = (str(self.stt_value(one)).strip(".) ") for one in (above, row))
                name = str(self.view.rows[above][self.label])
                known = names_body_only(name) or is_place(name) or self.reader.coordinates(name, row=True)
                if known and first in (f"{own}.1", f"{own}.01"):
                    yield above

    def _numbered_among_themselves(self) -> Iterator[int]:
        """The lines of units or members that are numbered 1, 2, 3 whatever the numbers of the models between them.

        "1 | Xã Thanh Hà | 2", "2 | Xã Liêm Sơn | 1", counts of their models beside them or not. Beside models that are named
        like units or members their numbers would leave those of the others out.
        """
        runs: list[list[int]] = [[]]  # inside "I", "II" they begin anew
        over: list[int] = []
        rows = [row for row in self.body if self.view.filled[row]]
        for row, below in zip_longest(rows, rows[1:]):
            numbering = self.numbering(row)
            if numbering in ("roman", "letter"):
                runs.append([])
            elif numbering == "arabic" and self._names_unit_or_member(row):
                runs[-1].append(row)
                if below is not None and not self._names_unit_or_member(below) and self._is_named(below):
                    over.append(row)
        counted = [run for run in runs if self._count_up(run)]
        if any(len(set(run).intersection(over)) > 1 for run in counted):
            for run in counted:
                yield from run

    def _count_up(self, rows: list[int]) -> bool:
        """Whether rows are numbered 1, 2, 3 in their order."""
        return [str(self.stt_value(row)).strip(".)/ ") for row in rows] == [str(n + 1) for n in range(len(rows))]

    def _names_unit_or_member(self, row: int) -> bool:
        """Whether a row names a unit or a member and, counts of its models aside, says no more."""
        values = self.view.rows[row]
        name = values[self.label]
        if type(name) is not str or not all(
            is_number(values[c]) for c in self.view.filled[row] if c != self.label and c not in self.stt
        ):
            return False
        plain = unbulleted(without_count(name)[0])
        return is_place(plain) or names_body_only(plain) or bool(self.reader.coordinates(plain, row=True))

    def _is_named(self, row: int) -> bool:
        """Whether a row holds a name that is no total's."""
        name = self.view.rows[row][self.label]
        return type(name) is str and not is_total(name, self.reader, figures=False)

    def _counts_member(self, row: int, name: str) -> bool:
        """Whether a row says no more than how many models a member has: "1 | Kinh tế | 5"."""
        beside = (self.view.rows[row][c] for c in self.view.filled[row] if c != self.label and c not in self.stt)
        return all(map(is_number, beside)) and bool(self.reader.coordinates(without_count(name)[0], row=True))


def _is_figure(value: Value) -> bool:
    """Whether a cell of remarks holds a number that a total row may add up: no year."""
    return value is not None and is_number(value) and read_count(value).value not in YEARS
