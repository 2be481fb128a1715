"""Total rows: which they are, the figures they state, and what cannot be read among them. `totals` checks them. (counting.md 1)"""

import re
from datetime import date, time

from danvan_cli.intake.grid import Broken, Value, address
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.sheets.layout import RowClass
from danvan_cli.intake.sheets.lifecycle import year_in
from danvan_cli.intake.sheets.measures import counts_other_things
from danvan_cli.intake.words.groups import Total
from danvan_cli.intake.words.headings import HEADING_ORDER
from danvan_cli.intake.words.movement import speaks_of_models
from danvan_cli.intake.words.numbers import UNREADABLE, YEARS, Count, is_nil, is_number, is_tick, read_count
from danvan_cli.intake.words.row_texts import in_brackets, is_body, is_place, unbulleted
from danvan_cli.intake.words.stated_counts import (
    counts_all_models,
    is_total,
    is_whole_total,
    no_count_in,
    number_in,
    part_counted,
    total_scope,
    without_count,
)
from danvan_cli.intake.words.title_phrases import stages_in


def total_text(text: str) -> str:
    """What the text of a line says, without the brackets around all of it: "(Tổng số: 15 mô hình)"."""
    return text[1:-1] if in_brackets(text) else text


def number_stated(text: str) -> int | None:
    """The number that the text of a total states, before it compares it: "… là 3, tăng 1 mô hình so với năm 2023"."""
    if no_count_in(text):
        return None
    said = _COMPARED.sub("", text)
    stated = without_count(said)[1]
    return stated if stated is not None else number_in(said)


def of_all_models(table: TableReader, text: str) -> bool:
    """Whether the number in a total's text is of all that a table of figures counts: of no stage, member or other year alone."""
    if not (counts_all_models(text) or is_whole_total(text)):
        return False
    year = year_in(_COMPARED.sub("", text))
    other_year = year and table.columns.year and str(year) != table.columns.year
    return not (other_year or total_scope(text, table.reader)[1] or {*stages_in(text)[0]} - {"xaydung"})


_COMPARED = re.compile(r"[,;(]\s*(?:tăng|giảm|so với|đạt|bằng)\b.*", re.IGNORECASE | re.DOTALL)


def settle_total(table: TableReader, row: int, filled: list[int]) -> bool:
    """Note a row that says "Tổng cộng" with its figures. True: it is one."""
    edge = max(table.label, *table.stt, filled[0]) if table.stt else max(table.label, filled[0])
    register = table.columns.kind == "register"
    number = table.stt_value(row)
    numbered = register and table.numbering(row) == "arabic" and str(number).strip("0.") and table.label in filled
    if numbered and not is_whole_total(str(table.view.rows[row][table.label])):
        return False
    over = [table.label] if not register and _merged_over(table, row) else []  # "Tổng" over "Tập thể" and "Cá nhân"
    for column in [*over, *filled[:3]]:
        value = table.view.down(row, column)[0]
        if column > edge + (1 if register else 0):
            break
        if not isinstance(value, str):
            continue
        text = total_text(value) if len(filled) == 1 else value
        if not is_total(unbulleted(text), table.reader, figures=not register):
            continue
        beside = not register and column != table.label and table.roles.get(column, "") in _SAYING_OF_WHAT
        if beside and (speaks_of_models(text) or _names_somebody(table, row)):
            continue  # what the row counts: "Tổng số mô hình" of a unit, of a field
        if table.of_contents and "stage" in total_scope(unbulleted(text), table.reader)[1]:
            return False  # "Tổng số mô hình được công nhận" is what it says, and no sum of the rows around it
        texts = [
            c
            for c in filled
            if c != column and isinstance(v := table.view.rows[row][c], str) and not is_number(v) and c not in table.stt
        ]
        if register and len([c for c in texts if c not in table.ruled]) > 2:
            return False
        beside_it: list[str] = []
        if not register:
            beside_it = _members(table, row, texts)
            if any(counts_other_things(unbulleted(one), table.reader) for one in beside_it):
                table.mark(row, RowClass.NOTE, "other-figures")  # "Tổng cộng | Số hộ tham gia | 1500"
                return True
            text = " ".join([text, *beside_it])
        figures = _figures(table, row, column, text, filled)
        tell_no_count(table, row, column, text)
        of_models = any(map(speaks_of_models, beside_it)) and not total_scope(text, table.reader)[1]
        table.totals.append(Total(row, text, figures, list(table.groups.stack), len(table.data), of_models))
        table.mark(row, RowClass.TOTAL)
        return True
    return False


def _names_somebody(table: TableReader, row: int) -> bool:
    """Whether the label of a row is a unit or a member; it may be merged over several, as the file has it."""
    text = table.view.rows[row][table.label]
    if text is None and table.view.covered.get((row, table.label)) in table.view.grid.merges:
        text = table.view.down(row, table.label)[0]
    return isinstance(text, str) and bool(is_place(text) or is_body(text) or table.reader.coordinates(text, row=True))


_SAYING_OF_WHAT = frozenset((*HEADING_ORDER, "counted"))


def _merged_over(table: TableReader, row: int) -> bool:
    """Whether the label of a row is that of a row above."""
    return table.label >= 0 and table.view.down(row, table.label)[1] < row


def _members(table: TableReader, row: int, texts: list[int]) -> list[str]:
    """Of whom the total of a matrix says that it is: "Tổng | Tập thể | 13"."""
    values = table.view.rows[row]
    return [str(values[c]) for c in texts if table.roles.get(c, "") in _SAYING_OF_WHAT]


def _figures(table: TableReader, row: int, text_column: int, text: str, filled: list[int]) -> list[tuple[int, int]]:
    """The figures of a total row: one per ruled column; of a register also the number of its rows."""
    values = table.view.rows[row]
    beside = [column for column in filled if column != text_column and column not in table.stt]
    read = [(column, count) for column in beside if (count := _count(table, row, column).value) is not None]
    found = [(column, count) for column, count in read if column in table.ruled]
    stated = number_stated(text)
    if table.columns.kind != "register":
        return [(-1 - text_column, stated), *found] if stated is not None and of_all_models(table, text) else found
    if stated is not None:
        whole: tuple[int, int] | None = (text_column, stated)
    else:
        whole = _number_of_rows(table, row, [one for one in read if one[0] not in table.ruled])
    if whole is None:
        for column in beside:
            if _in_words(values[column]) or (
                table.counts_rows(column) and not isinstance(values[column], (str, date, time))
            ):
                misread(table, row, column)
        if len(found) == 1 and _in_words(values[found[0][0]]):
            whole = found.pop()
    if whole is not None:
        found.insert(0, (-1 - whole[0], whole[1]))
    return found


def _count(table: TableReader, row: int, column: int) -> Count:
    """A figure of a total row; "7 TT" over ticks of collectives is their number."""
    value = table.view.rows[row][column]
    count = read_count(value)
    part = part_counted(value) if count.wrong == UNREADABLE and isinstance(value, str) else None
    if part and column in table.ruled and (at := table.reader.coordinates(part[0], row=True)):
        ruled = next(one for one in table.columns.figures if one.index == column)
        return Count(part[1]) if at.items() <= ruled.at.items() else count
    return count


def _number_of_rows(table: TableReader, row: int, read: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Where a total row states how many models its list has: in words anywhere, bare where nothing else can be meant."""
    values = table.view.rows[row]
    in_words = (one for one in read if _in_words(values[one[0]]) and table.roles.get(one[0]) != "decision")
    bare = (
        (column, count)
        for column, count in read
        if table.counts_rows(column) or (column in table.remarks and count not in YEARS)
    )
    return next(in_words, None) or next(bare, None)


def _in_words(value: Value) -> bool:
    """Whether a cell says what it counts: "18 mô hình" alone beside "Tổng cộng" is of the list, whatever column it lies in."""
    return isinstance(value, str) and speaks_of_models(value)


def tell_no_count(table: TableReader, row: int, column: int, text: str) -> bool:
    """Whether the text of a total or group states a fraction, or less than none: an error as in any cell of counts."""
    seen = no_count_in(text)
    if seen:
        table.findings.append(read_count(seen).finding(table.sheet, address(row, column)))
    return bool(seen)


def misread(table: TableReader, row: int, column: int) -> None:
    """A figure of a total or group that cannot be read: an error as in any cell of counts; words are asked about."""
    value = table.view.rows[row][column]
    count = _count(table, row, column)
    if value is Broken.UNCOMPUTED:
        table.found("total-not-computed", row, column)
    elif count.wrong == UNREADABLE:
        if not is_tick(value) and not is_nil(value):  # "x": none belongs there
            table.found("total-unreadable", row, column, seen=count.seen)
    elif count.wrong:
        table.findings.append(count.finding(table.sheet, address(row, column)))
