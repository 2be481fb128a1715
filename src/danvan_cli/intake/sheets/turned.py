"""Lists turned on their side: the headings stand under one another, a model beside them, or one in each column.

"PHIẾU ĐĂNG KÝ": Tên mô hình | Hũ gạo, Lĩnh vực | Kinh tế, Cấp | Cấp xã, …; several such under one another are one list.
They are read as the list that they are, and what is said of it goes back to the cells where it stands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from danvan_cli.intake.grid import Value, address
from danvan_cli.intake.sheets.layout import RowClass
from danvan_cli.intake.sheets.rearranged import Rearranged
from danvan_cli.intake.sheets.recognise import Header, find_headers
from danvan_cli.intake.sheets.view import View
from danvan_cli.intake.words.headings import Meaning, Reader, Says, phrases
from danvan_cli.intake.words.numbering import cell_numbering, numbered_text
from danvan_cli.intake.words.row_texts import foot_mark, is_place
from danvan_cli.intake.words.title_lines import is_letterhead
from danvan_cli.vietnamese import fold

_NAME, _MODEL = fold("tên"), fold("mô hình")
_FEWEST = 3  # headings that a form has, the name among them
_LONGEST_LABEL = 60
_TOP = 60  # rows in which the first form names its model
_DIGITS_OF_A_YEAR = 4
_REPORTING = frozenset(("unit", "registering_unit"))


@dataclass(frozen=True, slots=True)
class _Line:
    """A heading of a form, where it stands, and what stands beside it: by column, with its place."""

    row: int
    column: int
    label: str
    said: dict[int, tuple[Value, int, int]]


_Form = list[_Line]


def turned(view: View, reader: Reader) -> Rearranged | None:
    """The upright list of a sheet that holds such a one, and no other table."""
    names = _named(view, reader, range(min(view.height, _TOP)))
    names += _named(view, reader, range(_TOP, view.height)) if names else []
    if not names:
        return None
    floors = [0, *(line.row + 1 for line in names)]
    ends = [*(line.row for line in names[1:]), view.height]
    forms = [_form(view, reader, line, floor, end) for line, floor, end in zip(names, floors, ends, strict=False)]
    forms = [form for form in forms if form]
    if len(forms) < len(names) or not _alike(view, forms):
        return None
    rows = {line.row for form in forms for line in form}
    firsts = {form[0].row for form in forms}
    headings = [header for header in find_headers(view, reader) if header.first not in rows]
    if not all(_heads_form(header, firsts) for header in headings):
        return None  # of a table beside them nobody would hear
    return _upright(view, forms, headings, {line.row for line in names})


def _heads_form(header: Header, firsts: set[int]) -> bool:
    """Whether a header only heads the lines of a form: "STT | Nội dung | Thông tin" right above them."""
    told = any(column.role in _TELLING or is_place(column.heading) for column in header.columns.values())
    return header.last + 1 in firsts and not told


_TELLING = frozenset(("name", "unit", "coordinate"))  # over a model they would say something of it


def _named(view: View, reader: Reader, rows: range) -> list[_Line]:
    """The lines among these rows that say what a model is called."""
    may = (row for row in rows if _may_name(view, row))
    return [line for row in may if (line := _line(view, row)) and _names_model(line, reader)]


def _may_name(view: View, row: int) -> bool:
    """Whether one of the first cells of a row begins as the heading of a name does: the most rows need no closer look."""
    values = view.rows[row]
    for column in view.filled[row][:2]:
        text = values[column]
        if type(text) is str and _BEGINS_AS_NAME.match(text):
            return True
    return False


_BEGINS_AS_NAME = re.compile(r"[\d.)\-+*• ]*(?:tên|mô hình)", re.IGNORECASE)


def _line(view: View, row: int) -> _Line | None:
    """A line that may be one of a form: a label, perhaps behind a number, and what is said of it, beside it or behind a colon."""
    filled, values = view.filled[row], view.rows[row]
    numbered = len(filled) > 1 and cell_numbering(values[filled[0]], "") != ""
    column = filled[numbered] if filled else 0
    text = values[column] if filled else None
    if type(text) is not str:
        return None
    plain = numbered_text(text)[2].strip(" -+*•")
    label, _, behind = plain.partition(":")
    beside: dict[int, tuple[Value, int, int]] = {one: (values[one], row, one) for one in filled if one > column}
    if len(label) > _LONGEST_LABEL or (behind.strip() and beside):
        return None
    if behind.strip():
        beside = {column + 1: (behind.strip(), row, column)}
    return _Line(row, column, label.strip(), beside)


def _names_model(line: _Line, reader: Reader) -> bool:
    """Whether a line says what a model is called, and is no row of headings."""
    said = [value for value, _, _ in line.said.values()]
    folded = fold(line.label)
    if not said or not (folded.startswith(_NAME) or folded == _MODEL):
        return False
    meaning = reader.heading(line.label)
    named = all(type(value) is str and reader.heading(value).says is Says.UNKNOWN for value in said)
    return named and meaning.exact and meaning.name == "name"


def _form(view: View, reader: Reader, name: _Line, floor: int, end: int) -> _Form:
    """The lines around a name that are one form; none where too few of them head anything that a list could say."""
    above = list(_going_on(view, name, range(name.row - 1, floor - 1, -1), reader, known=True))
    headed = any(is_letterhead(text) for row in range(floor, name.row - len(above)) for text in _texts(view, row))
    if not headed and all(reader.heading(line.label).name in _REPORTING for line in above):
        above = []  # "Đơn vị đăng ký: Đảng ủy xã …" is all that tells whose it is
    form = [*reversed(above), name, *_going_on(view, name, range(name.row + 1, end), reader, known=False)]
    said = [meaning.name for line in form if _heads(meaning := reader.heading(line.label))]
    return form if len(said) >= _FEWEST and said.count("name") == 1 else []


def _going_on(view: View, name: _Line, rows: Sequence[int], reader: Reader, *, known: bool) -> Iterator[_Line]:
    """The lines of a form from its name on; above it only those right there that head something."""
    for row in rows:
        if not view.filled[row] and not known:
            continue
        line = _line(view, row)
        if (
            line is None
            or line.column != name.column
            or foot_mark(line.label)
            or not line.said.keys() <= name.said.keys()
        ):
            return
        if known and not (line.said and _heads(reader.heading(line.label))):
            return
        if not (line.said or _heads(reader.heading(line.label))) and _begins_head(line.label):
            return
        yield line


def _begins_head(text: str) -> bool:
    return is_letterhead(text) or phrases("title", "opens").starts(fold(text)) is not None


def _heads(meaning: Meaning) -> bool:
    return meaning.exact and meaning.says in (Says.ATTRIBUTE, Says.DIMENSION, Says.INDICATOR)


def _alike(view: View, forms: Sequence[_Form]) -> bool:
    """Whether what stands between forms is their head printed again: nothing is said of one that is not of the others."""
    first = forms[0][0].row
    known = {_unnumbered(text) for row in range(first) for text in _texts(view, row)}
    ends = [*(form[0].row for form in forms[1:])]
    between = (
        text
        for form, end in zip(forms, ends, strict=False)
        for row in range(form[-1].row + 1, end)
        for text in _texts(view, row)
    )
    return all(_unnumbered(text) in known or foot_mark(text) for text in between)


def _texts(view: View, row: int) -> list[str]:
    return [str(view.rows[row][column]) for column in view.filled[row]]


def _unnumbered(text: str) -> str:
    """A line of a head without its number: "PHIẾU SỐ 2". A year is none."""
    return " ".join(word for word in fold(text).split() if not word.isdigit() or len(word) >= _DIGITS_OF_A_YEAR)


def _upright(view: View, forms: Sequence[_Form], headings: Sequence[Header], names: set[int]) -> Rearranged:
    first = min([forms[0][0].row, *(header.first for header in headings)])
    heads: dict[str, int] = {}
    cells: dict[str, str] = {}
    models: list[dict[int, tuple[Value, int, int]]] = []
    for form in forms:
        columns = sorted({column for line in form for column in line.said})
        of_form = [dict[int, tuple[Value, int, int]]() for _ in columns]
        for line in form:
            place = heads.setdefault(fold(line.label), len(heads))
            for model, column in zip(of_form, columns, strict=True):
                if column in line.said:
                    model[place] = line.said[column]
        models += of_form
    labels = {heads[fold(line.label)]: line for form in reversed(forms) for line in form}
    width = max(len(heads), view.width)
    rows: list[list[Value]] = [[*row, *[None] * (width - len(row))] for row in view.grid.rows[:first]]
    rows.append([labels[place].label if place in labels else None for place in range(width)])
    for place, line in labels.items():
        cells[address(first, place)] = address(line.row, line.column)
    for number, model in enumerate(models, 1):
        rows.append([model[place][0] if place in model else None for place in range(width)])
        named = next((said for said in model.values() if said[1] in names), None)
        for place, line in labels.items():
            _, row, column = model.get(place) or named or (None, line.row, line.column)
            cells[address(first + number, place)] = address(row, column)
    of_forms = {line.row: (RowClass.NOTE, "part-of-above") for form in forms for line in form}
    data = dict.fromkeys(names, (RowClass.DATA, ""))
    between = {
        row: (RowClass.NOTE, "below-table") if view.filled[row] else (RowClass.BLANK, "")
        for row in range(first, view.height)
    }
    headed = {row: (RowClass.HEADER, "") for header in headings for row in range(header.first, header.last + 1)}
    merges = [merge for merge in view.grid.merges if merge[2] < first]
    grid = replace(
        view.grid, rows=rows, merges=merges, hidden_rows=frozenset(), hidden_columns=frozenset(), findings=[], places=(),
        ours=frozenset(), lists=frozenset(), struck=frozenset(),
    )  # fmt: skip
    return Rearranged(grid, cells, between | headed | of_forms | data, first)
