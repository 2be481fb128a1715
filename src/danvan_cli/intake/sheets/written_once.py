"""What is written once for several rows, in cells that are not merged: "1 | Xã A | Tập thể | 7", and below it " | | Cá nhân | 2"."""

from collections.abc import Sequence

from danvan_cli.intake.sheets.view import Column, Columns, View
from danvan_cli.intake.words.headings import HEADING_ORDER, Reader
from danvan_cli.intake.words.stated_counts import is_total
from danvan_cli.vietnamese import fold

_Tops = dict[int, int]
"""Columns to the rows whose cells in them hold."""


def units_run_on(view: View, columns: Columns, body: list[int], reader: Reader) -> None:
    """Rows that leave number and unit blank are of the unit above, as if its cell were merged over them.

    Only where the members beside it tell them from its rows above, and nothing stands between. Of several columns of
    members those further left run on, too: "Cấp huyện | Kinh tế", and below it " | Văn hóa - xã hội".
    """
    label, beside = columns.label, members_beside(columns)
    if label is None or label.hint not in ("unit", *HEADING_ORDER) or not beside:
        return
    contents = any(column.role == "counted" for column in beside)  # "- Kinh tế" may part each of several totals
    blank = {label.index, *(column.index for column in columns.of("stt"))}
    spans: dict[tuple[int, int], int] = {}  # column and row of a cell → the last row that it holds for
    tops: _Tops = {}
    told: set[tuple[object, ...]] = set()
    for row in body:
        if not view.filled[row]:
            continue
        above = tops if tops and blank.isdisjoint(view.filled[row]) else {}
        held = _held(view, row, beside, above)
        members = _members(view, held, beside, label.index, reader)
        if above and members and (members not in told or contents):
            tops = {label.index: tops[label.index], **held}
            spans |= {(index, top): row for index, top in tops.items() if top < row}
        else:
            tops = {label.index: row, **held} if members and label.index in view.filled[row] else {}
            told = set()
        told.add(members)
    for (index, top), last in spans.items():
        view.merge_down(top, last, index)


def members_run_on(view: View, columns: Columns, body: list[int], reader: Reader) -> None:
    """Members left of what the rows are about run on over those that leave them blank, where these are plainly numbered so.

    Either rows have a number where they have a member, "1 | Kinh tế | Nuôi dê", " | | Nuôi bò", "2 | VHXH | …", or they are
    numbered anew with each. A matrix may have no numbers; in a list a blank field is then one that nobody stated.
    """
    about = columns.label
    roles = (*HEADING_ORDER, "unit") if columns.kind == "register" else HEADING_ORDER
    left = [one for one in columns.all if about and one.role in roles and one.index < about.index]
    if about is None or not left:
        return
    numbers = next((column.index for column in columns.of("stt")), -1)
    runs = _runs(view, about.index, body, reader, matrix=columns.kind == "matrix")
    spans: dict[tuple[int, int], int] = {}
    outer: set[int] = set()  # rows that go on with what stands further left
    for column in left:
        blank = {row for run in runs for row in run if view.down(row, column.index)[0] is None}
        if not blank or not (outer or _numbered_so(view, runs, column.index, numbers, matrix=columns.kind == "matrix")):
            continue
        for run in runs:
            top = -1
            for row in run:
                if row not in blank or (outer and row not in outer):
                    top = view.down(row, column.index)[1]
                elif top >= 0:
                    spans[column.index, top] = row
        outer = blank
    for (index, top), last in spans.items():
        view.merge_down(top, last, index)


def _runs(view: View, about: int, body: list[int], reader: Reader, *, matrix: bool) -> list[list[int]]:
    """The rows that are about something, up to the next that is not: a group, a total. Of a matrix also those of a unit above."""
    runs: list[list[int]] = [[]]
    for row in body:
        text = view.down(row, about)[0] if matrix else view.rows[row][about]
        if (
            text is None
            or len(view.filled[row]) < 2
            or (isinstance(text, str) and is_total(text, reader, figures=True))
        ):
            runs.append([])
        else:
            runs[-1].append(row)
    return [run for run in runs if run]


def _numbered_so(view: View, runs: list[list[int]], index: int, numbers: int, *, matrix: bool) -> bool:
    """Whether rows bear numbers only where they bear what stands in a column, or begin with it to be numbered anew."""
    rows = [row for run in runs for row in run]
    blank = {row for row in rows if view.rows[row][index] is None}
    if rows[0] in blank:
        return False
    told = {row: view.rows[row][numbers] for row in rows} if numbers >= 0 else {}
    if not any(value is not None for value in told.values()):
        return matrix
    if all((told[row] is None) == (row in blank) for row in rows):
        return True
    anew = [row for row in rows if str(told[row]) == "1"]
    return (
        len(anew) > 1 and None not in told.values() and blank.isdisjoint(anew) and len(rows) == len(anew) + len(blank)
    )


def members_beside(columns: Columns) -> list[Column]:
    """The columns that say members of the rows of a matrix, what they count, or of which year, beside what a row is about."""
    return [column for column in columns.all if column.role in (*HEADING_ORDER, *_AS_WRITTEN)]


_AS_WRITTEN = ("counted", "year")


def _held(view: View, row: int, beside: Sequence[Column], above: _Tops) -> _Tops:
    """Where what holds for a row stands in each column of members: in the row itself, or above in one further left."""
    held: _Tops = {}
    for column in reversed(beside):
        if column.index in view.filled[row]:
            held[column.index] = row
        elif held and column.index in above:
            held[column.index] = above[column.index]
    return held


def _members(view: View, held: _Tops, beside: Sequence[Column], label: int, reader: Reader) -> tuple[object, ...]:
    """What these cells say, column by column; nothing where one says what nobody knows. Behind the label "Cộng" is all of it."""
    said: list[object] = []
    for column in beside:
        if column.index not in held:
            said.append(None)
            continue
        text = str(view.rows[held[column.index]][column.index])
        whole = column.role in _AS_WRITTEN or (column.index > label and is_total(text, reader, figures=True))
        known = fold(text) if whole else reader.members(column.role, text)
        if not known:
            return ()
        said.append(known)
    return tuple(said) if any(said) else ()
