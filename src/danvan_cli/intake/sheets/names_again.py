"""Columns that say a stage by naming the model once more: "Mô hình đăng ký | Mô hình được công nhận" over the same names, or blanks."""

from collections.abc import Sequence

from danvan_cli.intake.sheets.view import Column, View
from danvan_cli.intake.words.headings import Reader
from danvan_cli.intake.words.numbers import is_nil
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Coordinates

_NAME, _MODEL = fold("tên"), f"{fold('mô hình')} "


def names_again(columns: Sequence[Column], view: View, body: list[int], reader: Reader) -> None:
    """Such columns beside that of the names: their cells are ticks, though they are texts."""
    name = next((column for column in columns if column.role == "name"), None)
    if name is None:
        return
    for column in columns:
        if column is not name and (at := _of_stage(column, reader)) and repeats(view, body, name, column):
            column.role, column.at, column.named = "coordinate", at, True


def repeats(view: View, body: list[int], name: Column, column: Column) -> bool:
    """Whether most texts of a column are the names beside them."""
    names, texts = view.column(name.index), view.column(column.index)
    told = [(row, text) for row in body if type(text := texts[row]) is str and not is_nil(text)]
    if len({text for _, text in told}) * 2 <= len(told):
        return False  # crosses and statuses come again and again
    return sum(names_same(text, names[row]) for row, text in told) * 2 > len(told)


def names_same(text: object, name: object) -> bool:
    """Whether two cells name one model: "Nuôi ong", "Mô hình nuôi ong"."""
    return type(text) is type(name) is str and fold(text).removeprefix(_MODEL) == fold(name).removeprefix(_MODEL)


def _of_stage(column: Column, reader: Reader) -> Coordinates:
    """The stage that a heading over names says: "Mô hình được công nhận", "Tên mô hình được công nhận"; none: it says no other thing."""
    if column.declared or not column.path:
        return {}
    if column.role == "coordinate":
        return column.at if "stage" in column.at else {}
    first, _, rest = column.path[-1].partition(" ")
    at = reader.coordinates(rest) if column.role == "name" and fold(first) == _NAME else None
    return at if at and "stage" in at else {}
