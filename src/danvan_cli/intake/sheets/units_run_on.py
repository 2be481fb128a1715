"""Matrices that name a unit once for several rows: "1 | Xã A | Tập thể | 7", and below it " | | Cá nhân | 2"."""

from collections.abc import Sequence

from danvan_cli.intake.sheets.view import Column, Columns, View
from danvan_cli.intake.words.headings import HEADING_ORDER, Reader
from danvan_cli.vietnamese import fold

_Tops = dict[int, int]
"""Columns to the rows whose cells in them hold."""


def units_run_on(view: View, columns: Columns, body: list[int], reader: Reader) -> None:
    """Rows that leave number and unit blank are of the unit above, as if its cell were merged over them.

    Only where the members beside it tell them from its rows above, and nothing stands between. Of several columns of
    members those further left run on, too: "Cấp huyện | Kinh tế", and below it " | Văn hóa - xã hội".
    """
    label, beside = columns.label, members_beside(columns)
    if label is None or label.hint != "unit" or not beside:
        return
    blank = {label.index, *(column.index for column in columns.of("stt"))}
    spans: dict[tuple[int, int], int] = {}  # column and row of a cell → the last row that it holds for
    tops: _Tops = {}
    told: set[tuple[object, ...]] = set()
    for row in body:
        if not view.filled[row]:
            continue
        above = tops if tops and blank.isdisjoint(view.filled[row]) else {}
        held = _held(view, row, beside, above)
        members = _members(view, held, beside, reader)
        if above and members and members not in told:
            tops = {label.index: tops[label.index], **held}
            spans |= {(index, top): row for index, top in tops.items() if top < row}
        else:
            tops = {label.index: row, **held} if members and label.index in view.filled[row] else {}
            told = set()
        told.add(members)
    for (index, top), last in spans.items():
        view.merge_down(top, last, index)


def members_beside(columns: Columns) -> list[Column]:
    """The columns whose texts say members of the rows of a matrix, or what they count, beside what a row is about."""
    return [column for column in columns.all if column.role in (*HEADING_ORDER, "counted")]


def _held(view: View, row: int, beside: Sequence[Column], above: _Tops) -> _Tops:
    """Where what holds for a row stands in each column of members: in the row itself, or above in one further left."""
    held: _Tops = {}
    for column in reversed(beside):
        if column.index in view.filled[row]:
            held[column.index] = row
        elif held and column.index in above:
            held[column.index] = above[column.index]
    return held


def _members(view: View, held: _Tops, beside: Sequence[Column], reader: Reader) -> tuple[object, ...]:
    """What these cells say, column by column; nothing where one says what nobody knows."""
    said: list[object] = []
    for column in beside:
        text = view.rows[held[column.index]][column.index] if column.index in held else None
        known = fold(str(text)) if column.role == "counted" else reader.members(column.role, str(text))
        if text is not None and not known:
            return ()
        said.append(known if text is not None else None)
    return tuple(said) if any(said) else ()
