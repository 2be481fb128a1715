"""Total rows: which they are, the figures they state, and what cannot be read among them. `totals` checks them. (counting.md 1)"""

from datetime import date, time

from danvan_cli.intake.grid import Broken, Value, address
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.sheets.layout import RowClass
from danvan_cli.intake.words.movement import speaks_of_models
from danvan_cli.intake.words.numbers import UNREADABLE, is_nil, is_number, is_tick, read_count
from danvan_cli.intake.words.row_texts import (
    Total,
    in_brackets,
    is_total,
    is_whole_total,
    number_in,
    total_scope,
    unbulleted,
    without_count,
)


def total_text(text: str) -> str:
    """What the text of a line says, without the brackets around all of it: "(Tổng số: 15 mô hình)"."""
    return text[1:-1] if in_brackets(text) else text


def number_stated(text: str) -> int | None:
    """The number that the text of a total states."""
    stated = without_count(text)[1]
    return stated if stated is not None else number_in(text)


def settle_total(table: TableReader, row: int, filled: list[int]) -> bool:
    """Note a row that says "Tổng cộng" with its figures. True: it is one."""
    edge = max(table.label, *table.stt, filled[0]) if table.stt else max(table.label, filled[0])
    register = table.columns.kind == "register"
    number = table.stt_value(row)
    numbered = register and table.numbering(row) == "arabic" and str(number).strip("0.") and table.label in filled
    if numbered and not is_whole_total(str(table.view.rows[row][table.label])):
        return False
    for column in filled[:3]:
        value = table.view.rows[row][column]
        if column > edge + (1 if register else 0):
            break
        if not isinstance(value, str):
            continue
        text = total_text(value) if len(filled) == 1 else value
        if not is_total(unbulleted(text), table.reader, figures=not register):
            continue
        if table.of_contents and "stage" in total_scope(unbulleted(text), table.reader)[1]:
            return False  # "Tổng số mô hình được công nhận" is what it says, and no sum of the rows around it
        texts = [
            c
            for c in filled
            if c != column and isinstance(v := table.view.rows[row][c], str) and not is_number(v) and c not in table.stt
        ]
        if register and len([c for c in texts if c not in table.ruled]) > 2:
            return False
        figures = _figures(table, row, column, text, filled)
        table.totals.append(Total(row, text, figures, list(table.groups.stack), len(table.data)))
        table.mark(row, RowClass.TOTAL)
        return True
    return False


def _figures(table: TableReader, row: int, text_column: int, text: str, filled: list[int]) -> list[tuple[int, int]]:
    """The figures of a total row: one per ruled column; of a register also the number of its rows."""
    found: list[tuple[int, int]] = []
    rest = {
        c.index
        for c in table.columns.all
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
        value = table.view.rows[row][column]
        if column == text_column:
            stated = number_stated(text)
            if stated is not None:
                whole = (column, stated)
            continue
        count = read_count(value)
        if column in table.stt:
            continue
        if column in table.ruled:
            if count.value is not None:
                found.append((column, count.value))
        elif column not in rest and whole is None and table.columns.kind == "register":
            if count.value is not None:
                whole = (column, count.value)
            elif not isinstance(value, (str, date, time)):
                misread(table, row, column)
    if table.columns.kind != "register":
        return found
    if whole is None and len(found) == 1 and _in_words(table.view.rows[row][found[0][0]]):
        whole = found.pop()
    if whole is not None:
        found.insert(0, (-1 - whole[0], whole[1]))
    return found


def _in_words(value: Value) -> bool:
    """Whether a cell says what it counts: "18 mô hình" alone beside "Tổng cộng" is of the list, whatever column it lies in."""
    return isinstance(value, str) and speaks_of_models(value)


def misread(table: TableReader, row: int, column: int) -> None:
    """A figure of a total or group that cannot be read: an error as in any cell of counts; words are asked about."""
    value = table.view.rows[row][column]
    count = read_count(value)
    if value is Broken.UNCOMPUTED:
        table.found("total-not-computed", row, column)
    elif count.wrong == UNREADABLE:
        if not is_tick(value) and not is_nil(value):  # "x": none belongs there
            table.found("total-unreadable", row, column, seen=count.seen)
    elif count.wrong:
        table.findings.append(count.finding(table.sheet, address(row, column)))
