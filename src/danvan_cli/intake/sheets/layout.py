"""How a sheet was understood: its tables, the meaning of each column, the class of each row and why."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from danvan_cli import messages
from danvan_cli.intake.draft import DraftStatement
from danvan_cli.intake.sheets.view import Column
from danvan_cli.vocabulary import Coordinates, Vocabulary


class RowClass(StrEnum):
    """What a row of a sheet is. Every row has one; only `data` rows count."""

    HEAD = "head"
    HEADER = "header"
    NUMBERS = "numbers"  # (1) (2) (3)
    DATA = "data"
    GROUP = "group"
    TOTAL = "total"
    REPEATED = "repeated-header"
    BLANK = "blank"
    NOTE = "note"
    FOOT = "foot"
    UNKNOWN = "not-understood"


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """One column: its letter, the path of its headings, what danvan takes it for."""

    letter: str
    heading: str
    meaning: str
    over: str = ""  # the dimension whose members it and its neighbours head


@dataclass(slots=True)
class TableLayout:
    """One table of a sheet. Rows are numbered as the sheet shows them."""

    kind: str
    first_row: int
    last_row: int
    header_rows: tuple[int, ...]
    columns: list[ColumnLayout]
    statements: list[DraftStatement] = field(default_factory=list)
    counted: int = 0  # models named, or rows of figures
    read_as: list[Column] = field(
        default_factory=list
    )  # the same columns as they were read, and those that hold nothing
    form: str = ""  # the saved form that explains its columns
    titled: str = ""  # what holds for all of it, by its title, its sheet or its file
    groups: dict[int, str] = field(default_factory=dict)  # what each group row says for the rows below it


class RowLayout(NamedTuple):
    """One row: its number as the sheet shows it, its class, and why (a code of the catalogue's `layout-why`)."""

    number: int
    row_class: RowClass
    why: str = ""


@dataclass(slots=True)
class SheetLayout:
    """One sheet as it was understood."""

    sheet: str
    visible: bool
    tables: list[TableLayout] = field(default_factory=list)
    classes: list[tuple[RowClass, str]] = field(default_factory=list)  # of every row, with the reason

    @property
    def rows(self) -> list[RowLayout]:
        """Every row with its number."""
        return [RowLayout(number, *said) for number, said in enumerate(self.classes, 1)]


def describe(layout: SheetLayout) -> list[tuple[str, str]]:
    """The sheet in lines to show: a range of rows (empty on the first line, which names the sheet) and what they are."""
    lines = [("", f"{layout.sheet}   {_summary(layout)}")]
    titled = dict.fromkeys(table.titled for table in layout.tables if table.titled)
    lines += [("", _text("titled", said=said)) for said in titled]
    tables: dict[int, list[TableLayout]] = {}
    for table in layout.tables:
        for row in table.header_rows:
            tables.setdefault(row, []).append(table)
    statements = [statement for table in layout.tables for statement in table.statements]
    groups = {row: says for table in layout.tables for row, says in table.groups.items()}
    for first, last, row_class, why in _runs(layout.rows, apart=groups.keys()):
        span = str(first) if first == last else f"{first}-{last}"
        if row_class is RowClass.HEADER and first in tables:
            form = next((table.form for table in tables[first] if table.form), "")
            head = _text("header-known", form=form) if form else _text("header")
            text = f"{head}   {' ‖ '.join(map(_columns, tables[first]))}"
        elif row_class is RowClass.TOTAL:
            text = _totals([s for s in statements if first <= _row_of(s.cell) <= last])
        elif row_class is RowClass.GROUP:
            found = [s for s in statements if first <= _row_of(s.cell) <= last]
            said = " ".join(filter(None, (groups.get(first, ""), _verdicts(found) if found else "")))
            text = _text("group") + (f": {said}" if said else "")
        else:
            text = _text(str(row_class), count=last - first + 1)
        reason = messages.text("layout-why", why) if why else ""
        lines.append((span, f"{text}: {reason}" if reason else text))
    return lines


def meaning_of(role: str, at: Coordinates, vocabulary: Vocabulary) -> tuple[str, str]:
    """What a column is taken for, and the dimension it is a member of, in the language spoken now."""
    if role != "coordinate":
        return messages.text("layout-column", role) or role, ""
    if not at:
        return messages.text("layout-column", "total"), ""
    over = next(iter(at)) if len(at) == 1 else ""
    return members_named(at, vocabulary, short=True), messages.text("layout-column", over) if over else ""


def members_named(at: Coordinates, vocabulary: Vocabulary, *, short: bool = False) -> str:
    """Coordinates by the names of their members, in the language spoken now."""
    return ", ".join(_members(dimension, at, vocabulary, short=short) for dimension in at)


def titled_for(at: Coordinates, vocabulary: Vocabulary) -> str:
    """Coordinates that hold for a whole table, each with its dimension: "trạng thái Đăng ký · cấp Tỉnh"."""
    said = ((messages.text("layout-column", dimension), _members(dimension, at, vocabulary)) for dimension in at)
    return " · ".join(" ".join(filter(None, pair)) for pair in said)


def _members(dimension: str, at: Coordinates, vocabulary: Vocabulary, *, short: bool = False) -> str:
    return " + ".join(vocabulary[dimension].name(code, short=short) for code in at[dimension])


def _text(code: str, **seen: object) -> str:
    return messages.text("layout", code, **seen)


def _summary(layout: SheetLayout) -> str:
    parts = [] if layout.visible else [_text("hidden")]
    if all(row_class is RowClass.BLANK for row_class, _ in layout.classes):
        parts.append(_text("empty"))
    elif not layout.tables:
        parts.append(_text("no-table"))
    parts += [_text(f"kind-{table.kind}", count=table.counted) for table in layout.tables]
    return ", ".join(parts)


def _runs(rows: list[RowLayout], apart: Collection[int]) -> list[tuple[int, int, RowClass, str]]:
    """Rows of one class and reason, collapsed to ranges; blank rows inside a run of data do not part it.

    `apart`: rows that each say something of their own.
    """
    runs: list[tuple[int, int, RowClass, str]] = []
    for row in rows:
        goes_on = bool(runs) and runs[-1][2:] == (row.row_class, row.why) and runs[-1][1] == row.number - 1
        if goes_on and row.number not in apart:
            runs[-1] = (runs[-1][0], row.number, row.row_class, row.why)
        else:
            runs.append((row.number, row.number, row.row_class, row.why))
    return [run for run in runs if run[2] is not RowClass.BLANK or run[3]]


def _columns(table: TableLayout) -> str:
    """The columns in order, neighbours of one dimension together: `A STT · B tên mô hình · D-G lĩnh vực: …`."""
    ticks = _text("ticks") if table.kind == "register" else ""
    shown = []
    for over, run in groupby(table.columns, key=lambda column: column.over or column.letter):
        columns = list(run)
        meanings = ", ".join(column.meaning for column in columns)
        letters = "-".join(dict.fromkeys((columns[0].letter, columns[-1].letter)))
        shown.append(f"{letters} {over}: {meanings}{ticks}" if columns[0].over else f"{letters} {meanings}")
    return " · ".join(shown)


def _totals(statements: list[DraftStatement]) -> str:
    return f"{_text('total')}: {_verdicts(statements)}" if statements else _text("total")


def _verdicts(statements: list[DraftStatement]) -> str:
    """Stated figures; what agrees is said once, what differs is shown beside its count."""
    shown = []
    for statement in statements:
        if statement.computed is None:
            shown.append(_text("unchecked", stated=statement.stated))
        elif statement.computed == statement.stated:
            shown.append(str(statement.stated))
        else:
            shown.append(_text("differs", stated=statement.stated, computed=statement.computed))
    agrees = all(statement.computed == statement.stated for statement in statements)
    return ", ".join(shown) + (f" ({_text('agrees')})" if agrees else "")


def _row_of(cell: str) -> int:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
