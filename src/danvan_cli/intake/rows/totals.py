"""Totals over rows: which rows a total covers, and what they give. Never counted, always checked. (counting.md 1)"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time

from danvan_cli.findings import Finding
from danvan_cli.intake.draft import DraftRow, DraftStatement
from danvan_cli.intake.files.sheet_xml import column as index
from danvan_cli.intake.grid import Value, address
from danvan_cli.intake.mending import mends_of
from danvan_cli.intake.rows.shifts import Failing, hints
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.rows.total_rows import misread, number_stated, of_all_models, total_text
from danvan_cli.intake.sheets.lifecycle import read_cell
from danvan_cli.intake.sheets.view import Column
from danvan_cli.intake.words.groups import Group, Total
from danvan_cli.intake.words.headings import HEADING_ORDER
from danvan_cli.intake.words.movement import speaks_of_models
from danvan_cli.intake.words.numbers import MOST, TOO_LARGE, Count, is_fraction, read_count
from danvan_cli.intake.words.row_texts import bulleted, unbulleted, within
from danvan_cli.intake.words.stated_counts import (
    counts_all_models,
    is_total,
    is_whole_total,
    part_counted,
    parts_listed,
    parts_stated,
    summed_for,
    total_scope,
    turns_page,
    without_count,
)
from danvan_cli.intake.words.title_lines import number_titled
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Coordinates, MemberSet

Sum = Callable[[int | None, list[int]], int | None]
"""What the rows of a list give in a column (None: in number); None: not comparable."""


def check(
    table: TableReader, give: Sum, at_of: Callable[[int], Coordinates], apart: Collection[int] = ()
) -> list[DraftStatement]:
    """All totals and group headings of a table as statements, in the order of its rows.

    `apart`: rows of totals of parts that have no row of their own (`parts_of_totals`).
    """
    found: list[tuple[int, DraftStatement]] = []
    for group in table.groups.seen:
        rows = group.members
        if rows and table.columns.kind == "matrix":
            misread_figures(table, group.row, group.text)
        if _sums_up(table, group) and (parts := _parts_below(table, group, at_of)):
            found += [(group.row, said) for said in parts]
            continue
        found += [(group.row, said) for said in _parts_of_group(table, group, at_of)]
        for stated, cell, at, column in group.stated:
            compared = table.columns.kind == "register" or column is not None or counts_all_models(group.text)
            computed = give(column, rows) if compared else None
            said = statement(table, "group", cell, group.text, at, stated, computed, rows, column)
            found.append((group.row, said))
    for total in (one for one in table.totals if one.row not in apart):
        kind, rows = _covers(table, total, give, at_of)
        if table.data:  # else all its rows are amounts, with number rules of their own
            misread_figures(table, total.row, total.text)
        found += [(total.row, said) for said in _parts_of_total(table, total, rows, at_of)]
        _ask_where_rows_are_blank(table, total, give)
        for column, stated in total.figures:
            cell = address(total.row, column if column >= 0 else -1 - column)
            ruled = next((c for c in table.columns.figures if c.index == column), None)
            computed = give(column if ruled else None, rows)
            at = ruled.at if ruled else {}
            said = statement(table, kind, cell, total.text, at, stated, computed, rows, column if ruled else None)
            found.append((total.row, said))
    _hint_at_shifts(table)
    return [one for _, one in sorted(found, key=lambda item: item[0])]


def stated_above(table: TableReader, lines: Iterable[tuple[str, str]], models: int | None) -> list[DraftStatement]:
    """The totals that a title and other lines over a table of so many models state, where it is the only one below them."""
    found = []
    register = table.columns.kind == "register"
    for cell, line in lines:
        text = total_text(line)
        if is_total(text, table.reader, figures=False):
            told = speaks_of_models(text) if register else of_all_models(table, text)
            stated = number_stated(text) if told else None
        else:
            stated = number_titled(text)
        if stated is not None:
            found.append(statement(table, "total", cell, text, {}, stated, models, list(table.data)))
    return found


def misread_figures(table: TableReader, row: int, text: str = "") -> None:
    """What cannot be read among the figures of a total or group row, whose text may stand in a column of figures."""
    for column in table.columns.figures:
        value = table.view.rows[row][column.index]
        if value is None or value == text or (table.columns.kind == "register" and _tells(table, column, value)):
            continue
        misread(table, row, column.index)


def _tells(table: TableReader, column: Column, value: Value) -> bool:
    """Whether a cell of a register names somebody, or says when and how a stage was reached: it is no figure."""
    if not isinstance(value, str):
        return isinstance(value, (date, time))
    if not value[:1].isdigit() or "stage" not in column.at:
        return (column.named or "stage" in column.at) and not value[:1].isdigit()
    if read_cell(value, column.at["stage"], table.reader) is not None:
        return True
    days = (text for text in table.view.column(column.index) if isinstance(text, str) and text != value)
    return "." in value and any("." in text and is_fraction(text) for text in days)  # "5.12" among others written so


def _parts(
    table: TableReader,
    cell: str,
    parts: list[tuple[str, int]],
    rows: list[int],
    at_of: Callable[[int], Coordinates],
) -> list[DraftStatement]:
    """The parts of a number of models, where they are members of one dimension that all rows state."""
    named = [table.reader.coordinates(label, row=True) or {} for label, _ in parts]
    dimensions = {dimension for at in named for dimension in at}
    if len(dimensions) != 1 or not all(named) or not all(dimensions <= at_of(row).keys() for row in rows):
        return []
    (dimension,) = dimensions
    found = []
    for (label, stated), at in zip(parts, named, strict=True):
        inside = [row for row in rows if set(at_of(row)[dimension]) <= set(at[dimension])]
        found.append(statement(table, "group", cell, label, at, stated, len(inside), inside))
    return found


def _parts_of_total(
    table: TableReader, total: Total, rows: list[int], at_of: Callable[[int], Coordinates]
) -> list[DraftStatement]:
    """The parts that a total over models states in its text, or under what parts them: "7 TT, 2 CN" under "Loại hình"."""
    if table.columns.kind != "register":
        return []
    found = [
        said
        for column in table.columns.all
        if column.role in HEADING_ORDER and isinstance(text := table.view.rows[total.row][column.index], str)
        for said in _parts(table, address(total.row, column.index), parts_listed(text) or _one(text), rows, at_of)
    ]
    if not total.figures or total.figures[0][0] >= 0:
        return found
    return found + _parts(table, address(total.row, -1 - total.figures[0][0]), parts_stated(total.text), rows, at_of)


def _parts_of_group(table: TableReader, group: Group, at_of: Callable[[int], Coordinates]) -> list[DraftStatement]:
    """The parts that a heading over models states; where its rows do not tell them apart, their sum: "(4 tập thể, 0 cá nhân)"."""
    parts = parts_stated(group.text) if table.columns.kind == "register" and group.members else []
    found = _parts(table, group.cell, parts, group.members, at_of)
    if found or not parts or group.stated:
        return found
    named = [table.reader.coordinates(label, row=True) or {} for label, _ in parts]
    members = [code for at in named for codes in at.values() for code in codes]
    closes = {*members} >= table.reader.vocabulary["holder"].closing() and len({*members}) == len(members)
    if not closes or any(at.keys() != {"holder"} for at in named):
        return []
    total, rows = sum(stated for _, stated in parts), group.members
    return [statement(table, "group", group.cell, group.text, {}, total, len(rows), rows)]


def _one(text: str) -> list[tuple[str, int]]:
    part = part_counted(text)
    return [part] if part else []


def _sums_up(table: TableReader, group: Group) -> bool:
    """Whether a line that names a member heads no rows, but stands below all models of a list: "- Kinh tế: 2 mô hình"."""
    below = bool(table.data) and group.row > table.data[-1]
    return table.columns.kind == "register" and below and not (group.members or group.numbering)


def _parts_below(table: TableReader, group: Group, at_of: Callable[[int], Coordinates]) -> list[DraftStatement]:
    """What such a line states: its parts against the rows of each; what the rows do not tell, compared with nothing."""
    plain = unbulleted(group.text)
    label, stated = without_count(plain)
    alone = [] if stated is None else [(label, stated)]
    for parts in (parts_listed(plain), alone):
        if parts and (found := _parts(table, group.cell, parts, table.data, at_of)):
            return found
    heads = any(other.members and other.says == group.says for other in table.groups.seen)
    if within(plain) or (bulleted(group.text) and not group.place) or (group.at and not heads):
        return [statement(table, "group", cell, group.text, at, one, None, []) for one, cell, at, _ in group.stated]
    return []


def _hint_at_shifts(table: TableReader) -> None:
    """Tell of totals that differ what stands one row or one column off: one slip explains more than a hint for each."""
    places = [
        (total.row, column if column >= 0 else -1 - column) for total in table.totals for column, _ in total.figures
    ]
    places += [
        (group.row, index(cell.rstrip("0123456789").encode()))
        for group in table.groups.seen
        for _, cell, _, _ in group.stated
    ]
    cells = {address(*place): place for place in places}
    differing = {
        number: finding
        for number, finding in enumerate(table.findings)
        if finding.code == "stated-total-differs" and finding.cell in cells
    }
    failing = [
        Failing(*cells[finding.cell or ""], int(finding.seen["stated"]), int(finding.seen["computed"]))
        for finding in differing.values()
    ]
    if len(failing) < 2:
        return
    columns = [column.index for column in table.columns.figures] if table.columns.kind == "matrix" else []
    told = hints(failing, table.data, columns, lambda row, column: _figure(table, row, column))
    for number, finding in differing.items():
        if finding.cell in told:
            table.findings[number] = replace(finding, seen={**finding.seen, "mend": told[finding.cell or ""]})


def _figure(table: TableReader, row: int, column: int) -> int | None:
    values = table.view.rows[row]
    return read_count(values[column]).value if 0 <= column < len(values) else None


def _ask_where_rows_are_blank(table: TableReader, total: Total, give: Sum) -> None:
    """A split that stands on the total row alone is in no row: it must not vanish unseen."""
    alone = {
        column: stated
        for column, stated in total.figures
        if stated and column in table.ruled and table.columns.kind == "matrix" and give(column, table.data) is None
        and all((found := read_count(table.view.rows[row][column])).value is None and not found.wrong for row in table.data)
    }  # fmt: skip
    if alone and table.data:
        seen: dict[str, str | int] = {
            "text": " ".join(total.text.split()),
            "columns": ", ".join(f"{c.letter} “{c.path[-1]}”" for c in table.columns.figures if c.index in alone),
            "stated": ", ".join(map(str, alone.values())),
        }
        table.findings.append(Finding("total-alone", table.sheet, address(total.row, min(alone)), seen))


def _covers(table: TableReader, total: Total, give: Sum, at_of: Callable[[int], Coordinates]) -> tuple[str, list[int]]:
    """The rows a total speaks about: all, those of the group it stands in, those of the group or member it names."""
    everything = table.data
    pages = [other.row for other in table.totals if other.row < total.row and turns_page(other.text)]
    if turning := turns_page(total.text):
        so_far = [row for row in everything if row < total.row]
        page = [row for row in so_far if row > max(pages, default=-1)]
        either = (so_far, page) if turning == "carried" else (page, so_far)
        return "group", next((rows for rows in either if _agrees(total, give, rows)), either[0])
    numbering, named = total_scope(total.text, table.reader)
    if whose := fold(summed_for(total.text)):
        for group in reversed([group for group in table.groups.seen if group.row < total.row]):
            if fold(group.place or "") == whose:
                return "group", group.members
    if named:
        for group in reversed([group for group in table.groups.seen if group.row < total.row]):
            if named.items() <= group.at.items():
                return "group", group.members
        rows = [row for row in everything if named.items() <= at_of(row).items()]
        if rows:
            return "group", rows
    staged = [row for row in everything if "stage" in at_of(row)] if total.of_models else []
    if staged:
        return "group", [row for row in everything if row not in staged]
    later = any(row > total.row for row in everything)
    stack = list(reversed(total.stack))
    if numbering:
        for group in stack:
            if _label(group) == numbering:
                return "group", group.members
    inner: list[tuple[str, list[int]]] = [("group", group.members) for group in stack if group.members]
    whole: tuple[str, list[int]] = ("total", everything)
    follows = any(other.row > total.row for other in table.totals)
    grand = fold(total.text).startswith((fold("tổng cộng"), fold("toàn"))) and not follows
    ends = [other.row for other in table.totals if other.row < total.row and other.row not in pages]
    if stack:
        candidates = [*inner, whole] if (later or follows) and not grand else [whole, *inner]
    elif total.before and (later or ends) and not grand and not (later and _ends_all(table, total, follows=follows)):
        since = max(ends, default=-1)
        so_far = [row for row in everything if row < total.row]
        parts = [[row for row in so_far if row > since], so_far]
        of_some = not is_whole_total(total.text)  # "Tổng số năm 2023" right below "Tổng cộng" is of none of the rows
        candidates = [whole, *(("group", rows) for rows in parts if rows or of_some)]
        candidates.sort(key=lambda one: _far_off(total, give, one[1]))  # "Cộng cụm 1" is of its rows though one be off
    else:
        candidates = [whole]
    last = max((other.row for other in table.totals if other.row < total.row), default=-1)
    empty = bool(stack) and not stack[0].members and not grand
    none_since = follows and not any(last < row < total.row for row in everything)
    if (empty or none_since) and not any(stated for _, stated in total.figures):
        candidates.append(("group", []))  # "Cộng: 0 mô hình" below a group that holds none
    for kind, rows in candidates:
        if _agrees(total, give, rows):
            return kind, rows
    return candidates[0]


def _ends_all(table: TableReader, total: Total, *, follows: bool) -> bool:
    """Whether a total is of the whole table though rows follow it: no other total and no group of their own takes those in.

    "Cộng" of a matrix may be of the units above it; a list without groups has no parts.
    """
    if follows or any(group.row > total.row for group in table.groups.seen):
        return False
    listed = table.columns.kind == "register" and not table.groups.seen
    return listed or fold(total.text).startswith((fold("tổng"), fold("toàn")))


def _agrees(total: Total, give: Sum, rows: list[int]) -> bool:
    return bool(total.figures) and all(_given(give, column, rows) in (stated, None) for column, stated in total.figures)


def _far_off(total: Total, give: Sum, rows: list[int]) -> tuple[int, int]:
    """How many figures of a total rows do not give, and how much they miss all of them by."""
    gaps = [
        abs(given - stated) for column, stated in total.figures if (given := _given(give, column, rows)) is not None
    ]
    return sum(map(bool, gaps)), sum(gaps)


def _given(give: Sum, column: int, rows: list[int]) -> int | None:
    return give(column if column >= 0 else None, rows)


def _label(group: Group) -> str:
    return group.text.split(".")[0].split(" ")[0].strip(".):")


def statement(
    table: TableReader,
    kind: str,
    cell: str,
    text: str,
    at: Coordinates,
    stated: int,
    computed: int | None,
    rows: list[int],
    column: int | None = None,
) -> DraftStatement:
    """A total over rows, and the question where it differs from them."""
    if stated > MOST:
        table.findings.append(Count(None, TOO_LARGE, " ".join(text.split())).finding(table.sheet, cell))
    elif computed is not None and computed != stated:
        seen: dict[str, str | int] = {"stated": stated, "computed": computed, "text": " ".join(text.split())}
        parts = _figures(table, column, rows)
        if parts and sum(value for _, value in parts) == computed:
            seen |= {"mend": mends_of(parts, stated, cell)}
        table.findings.append(Finding("stated-total-differs", table.sheet, cell, seen))
    return DraftStatement(kind, cell, " ".join(text.split()), dict(at), stated, computed, tuple(rows))


def _figures(table: TableReader, column: int | None, rows: list[int]) -> list[tuple[str, int]]:
    """The figures that a total adds up, with their cells: those of a matrix."""
    if column is None or table.columns.kind != "matrix":
        return []
    read = ((address(row, column), read_count(table.view.rows[row][column]).value) for row in rows)
    return [(cell, value) for cell, value in read if value is not None]


def parts_of_totals(
    table: TableReader, said: Sequence[tuple[int, str, Coordinates]], rows: Sequence[DraftRow]
) -> Iterator[DraftStatement]:
    """What totals state of parts that have no row of their own, "Tổng", "- Tập thể": row, text and member; against what rows give for it.

    One that names no stage is of one of those of which rows state the part.
    """
    given: dict[frozenset[tuple[str, MemberSet]], dict[MemberSet, int]] = defaultdict(dict)
    figures = [(row.at, figure) for row in rows for figure in row.figures if figure.value is not None] if said else []
    for around, figure in figures:
        part = frozenset((name, members) for name, members in figure.at.items() if name != "stage")
        stage = {**around, **figure.at}.get("stage", ())
        given[part][stage] = given[part].get(stage, 0) + (figure.value or 0)
    for place, text, own in said:
        misread_figures(table, place)
        for column in table.columns.figures:
            stated = read_count(table.view.rows[place][column.index]).value
            if stated is not None:
                at = {**own, **column.at}
                sums = given[frozenset((name, members) for name, members in at.items() if name != "stage")]
                staged = [sums[at["stage"]]] if at.get("stage") in sums else list(sums.values())
                computed = stated if stated in staged else next(iter(staged), None)
                cell = address(place, column.index)
                yield statement(table, "group", cell, text, at, stated, computed, [one.row for one in rows])
