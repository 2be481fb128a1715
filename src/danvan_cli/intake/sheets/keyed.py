"""Tables that are none by their shape: figures beside their names under no heading at all, and a column of names alone."""

from danvan_cli.intake.sheets.recognise import Header, header_at
from danvan_cli.intake.sheets.view import Column, View
from danvan_cli.intake.words.headings import Reader, Says, phrases
from danvan_cli.intake.words.numbers import is_number
from danvan_cli.vietnamese import fold

_HEADINGS = (("Nội dung", "content"), ("Số lượng", "coordinate"))
"""What the columns would be headed, and what they are."""


def keyed(view: View, reader: Reader) -> list[Header]:
    """The header that such a list would have: right above the row that says how many models there are, and those like it."""
    for row in range(view.height):
        columns = _name_and_figure(view, row)
        if columns and _counts_models(view.text(row, columns[0]), reader):
            first = row
            while first and _name_and_figure(view, first - 1) == columns:
                first -= 1  # "Kinh tế | 4" over "Tổng số mô hình | 10"
            headed = zip(columns, _HEADINGS, strict=True)
            found = {index: Column(index, (heading,), role, heading_row=first) for index, (heading, role) in headed}
            return [Header(first, first - 1, found)]
    return []


def lone_names(view: View, reader: Reader) -> list[Header]:
    """The header of a list of nothing but names: "Tên mô hình" alone on its line, and a name in each of the next lines.

    A line that heads something else below it, "Nội dung", tells that all is about one model.
    """
    for row in range(view.height - 1 if not view.grid.places else 0):
        filled = view.filled[row]
        if len(filled) == 1 and view.filled[row + 1] == filled and type(view.rows[row + 1][filled[0]]) is str:
            heading, column = view.text(row, filled[0]), filled[0]
            if fold(heading).startswith(_NAME) and phrases("rows", "models").inside(fold(heading)):
                said, below = reader.heading(heading), (view.text(one, column) for one in range(row + 1, view.height))
                if said.exact and said.name == "name" and not any(map(reader.is_known, filter(None, below))):
                    return [header_at(view, reader, row, row)]
    return []


_NAME = fold("tên")


def _name_and_figure(view: View, row: int) -> list[int]:
    """The columns of a row's name and its figure, where it holds nothing else but perhaps its number and "mô hình"."""
    filled, values = view.filled[row], view.rows[row]
    if not 2 <= len(filled) <= 4:
        return []
    last = values[filled[-1]]
    if type(last) is str and phrases("rows", "models").has(fold(last)):
        filled = filled[:-1]
    label, figure = filled[-2:] if len(filled) > 1 else filled * 2
    numbered = filled[:-2]
    if len(numbered) > 1 or not all(is_number(values[column]) for column in (*numbered, figure)):
        return []
    return [label, figure] if type(values[label]) is str and not is_number(values[label]) else []


def _counts_models(key: str, reader: Reader) -> bool:
    """Whether a text says that what stands beside it is a number of models: "Tổng số mô hình:", "Số mô hình đăng ký"."""
    plain = key.rstrip(": ")
    return (
        phrases("rows", "numbers").starts(fold(plain)) is not None
        and phrases("rows", "models").inside(fold(plain)) is not None
        and reader.heading(plain).says in (Says.NEUTRAL, Says.COORDINATE)
    )
