"""Lists in which a model's name stands in one of two columns, "Tập thể | Cá nhân", and so says who holds it.

They are read as a list of names beside who holds each, and what is said of it goes back to the cells where it stands.
"""

from dataclasses import replace

from danvan_cli.intake.grid import Value, address
from danvan_cli.intake.sheets.rearranged import Rearranged
from danvan_cli.intake.sheets.recognise import Header
from danvan_cli.intake.sheets.view import Column, View
from danvan_cli.intake.words.numbering import cell_numbering
from danvan_cli.intake.words.numbers import is_number, is_tick
from danvan_cli.intake.words.row_texts import is_body, is_place

_HOLDERS = [("tapthe",), ("canhan",)]
_HEADINGS = ("Tên mô hình", "Loại hình")
_NAMING = frozenset(("name", "content", "label"))


def names_in_two(view: View, headers: list[Header]) -> Rearranged | None:
    """The same sheet with all names in one column, where its only list has them in two."""
    columns = _two(headers[0]) if len(headers) == 1 else None
    if columns is None or any(
        merge[1] <= columns[1].index and merge[3] >= columns[0].index and merge[2] > headers[0].last
        for merge in view.merges
    ):
        return None
    left, right = (column.index for column in columns)
    named: dict[int, int] = {}
    for row in range(headers[0].last + 1, view.height):
        filled = view.filled[row]
        said = [column for column in (left, right) if column in filled]
        if not said or filled[0] >= left or cell_numbering(view.rows[row][filled[0]], "") != "arabic":
            continue  # a group, a total, the foot
        if len(said) > 1 or not _may_name(view.rows[row][said[0]]):
            return None
        named[row] = said[0]
    texts = [(str(view.rows[row][column]), column) for row, column in named.items()]
    if {column for _, column in texts} != {left, right} or any(
        _names_somebody(text, column == right) for text, column in texts
    ):
        return None
    rows = [list(row) for row in view.grid.rows]
    cells: dict[str, str] = {}
    for row, at in named.items():
        rows[row][left], rows[row][right] = rows[row][at], columns[at == right].path[-1]
        cells |= {address(row, one): address(row, at) for one in (left, right)}
    counts = [list(named.values()).count(one) for one in (left, right)]
    for values in rows[max(named) + 1 :]:
        if [values[left], values[right]] == counts:  # what it says of each is right, and of both
            values[left], values[right] = sum(counts), None
    for one, heading in zip(columns, _HEADINGS, strict=True):
        rows[headers[0].last][one.index] = heading
        for row in range(headers[0].first, headers[0].last):
            rows[row][one.index] = None
    over = range(headers[0].first, headers[0].last + 1)
    merges = [m for m in view.grid.merges if m[0] not in over or m[3] < left or m[1] > right]
    return Rearranged(replace(view.grid, rows=rows, merges=merges, findings=[]), cells)


def _two(header: Header) -> tuple[Column, Column] | None:
    """The columns of collectives and of persons, where nothing else names what a row is about."""
    if header.form or any(column.role in _NAMING for column in header.columns.values()):
        return None
    held = [
        column for column in header.columns.values() if column.at.keys() == {"holder"} and column.role == "coordinate"
    ]
    held.sort(key=lambda column: column.index)
    if [column.at["holder"] for column in held] != _HOLDERS or held[1].index != held[0].index + 1:
        return None
    others = [c for c in header.columns.values() if c.role == "coordinate" and not c.at]  # "Tổng số"
    return None if others else (held[0], held[1])


def _may_name(value: Value) -> bool:
    return type(value) is str and " " in value.strip() and not is_number(value) and not is_tick(value)


def _names_somebody(text: str, person: bool) -> bool:
    """Whether a text may be who holds a model, and not what it is called: a body, a place, "Nguyễn Văn An"."""
    words = [word for word in text.split() if word[:1].isalpha()]
    return is_body(text) or is_place(text) or (person and all(word[:1].isupper() for word in words))
