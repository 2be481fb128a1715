"""Rows that are told at once: blank, numbers of columns, headings again, totals, notes and signatures."""

from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.rows.total_rows import settle_total
from danvan_cli.intake.sheets.layout import RowClass
from danvan_cli.intake.sheets.recognise import is_column_numbers
from danvan_cli.intake.words.headings import phrases
from danvan_cli.intake.words.numbers import read_count
from danvan_cli.intake.words.row_texts import (
    cites,
    foot_mark,
    in_brackets,
    is_body,
    is_example,
    is_page_number,
    is_place,
    names_none,
    unbulleted,
)
from danvan_cli.intake.words.stated_counts import without_count
from danvan_cli.vietnamese import fold

_MOST_OF_A_GROUP = 3  # cells


def settle_plain(table: TableReader, row: int) -> bool:
    """Rows that are told at once: blank, column numbers, totals, notes. True: the row is settled."""
    filled = table.view.filled[row]
    if not filled:
        table.mark(row, RowClass.BLANK)
        return True
    if all(c in table.stt for c in filled) and not (
        isinstance(table.stt_value(row), str) and len(str(table.stt_value(row))) > 4
    ):
        table.mark(row, RowClass.BLANK, "only-number")
        return True
    if len(filled) >= 3 and len(filled) * 2 >= len(table.columns.all) and is_column_numbers(table.view, row):
        table.mark(row, RowClass.NUMBERS)
        return True
    if any(
        type(text) is str and is_example(text) for text in (table.stt_value(row), table.view.rows[row][table.label])
    ):
        table.mark(row, RowClass.NOTE, "example")
        return True
    if len(filled) == 1 and is_page_number(str(table.view.rows[row][filled[0]])):
        table.mark(row, RowClass.NOTE, "page-number")
        return True
    if _headings_again(table, row, filled):
        table.mark(row, RowClass.REPEATED)
        return True
    if _states_shares(table, row, filled):
        table.mark(row, RowClass.NOTE, "other-figures")
        return True
    return settle_total(table, row, filled) or _settle_foot(table, row, filled)


def _headings_again(table: TableReader, row: int, filled: list[int]) -> bool:
    """Whether a row heads columns, in words of its own: "TT" stands where rows are numbered."""
    number = table.stt_value(row) if len(filled) > 1 else None
    return type(number) is str and number.isalpha() and table.reader.heading(number).name == "stt"


def _states_shares(table: TableReader, row: int, filled: list[int]) -> bool:
    """Whether a row of a list only says in per cent what its total says in numbers: "Tỷ lệ %"."""
    if table.columns.kind != "register" or table.numbering(row) or not table.ruled.intersection(filled):
        return False
    text = table.view.rows[row][filled[0]]
    return type(text) is str and phrases("rows", "ratio").has(fold(text))


def _settle_foot(table: TableReader, row: int, filled: list[int]) -> bool:
    texts = [value for c in filled if isinstance(value := table.view.rows[row][c], str)]
    if not texts or row in table.strong:
        return False
    if row in table.sections:
        table.mark(row, RowClass.NOTE, "below-table")
        return True
    marks = {foot_mark(text) for text in texts}
    if "foot" in marks and (row > table.last_strong or table.numbering(row) == ""):
        table.mark(row, RowClass.FOOT, "signature")
        return True
    if len(filled) == 1 and _says_of_rows(table, texts[0]):
        return False
    if len(filled) == 1 and (cites(texts[0]) or in_brackets(texts[0])):
        table.mark(row, RowClass.NOTE, "note")
        return True
    if "note" in marks and not (table.numbering(row) or foot_mark(texts[0]) == ""):
        table.mark(row, RowClass.NOTE, "note")
        return True
    if table.last_strong < 0 and not table.numbering(row) and RowClass.FOOT in table.met:
        table.mark(row, RowClass.FOOT, "below-table")
        return True
    if row > table.last_strong >= 0 and not _may_group(table, row, filled) and not _may_count(table, row, filled):
        table.mark(row, RowClass.FOOT if RowClass.FOOT in table.met else RowClass.NOTE, "below-table")
        return True
    return False


def _says_of_rows(table: TableReader, text: str) -> bool:
    """Whether a line behind a star or in brackets heads rows, or is one: "* Lĩnh vực kinh tế", "(Không có mô hình)"."""
    plain = unbulleted(without_count(text.strip("()"))[0])
    return (is_place(plain) and plain != text) or names_none(text) or bool(table.reader.coordinates(plain, row=True))


def _may_count(table: TableReader, row: int, filled: list[int]) -> bool:
    """Whether a row below the last sure one may still be a model: a name in its column, or values without one; of a matrix a unit."""
    if not table.met.isdisjoint((RowClass.FOOT, RowClass.NOTE)):
        return False
    if table.columns.kind == "matrix":  # the last units of a list have nothing to tell, too
        values, label = table.view.rows[row], _label(table, row)
        if any(c in table.ruled and read_count(values[c]).value for c in filled):
            return True  # a figure of nobody is asked about
        return table.numbering(row) == "arabic" and (is_place(label) or is_body(label))
    lone = [c for c in filled if c not in table.stt]
    if table.numbering(row) == "arabic" and lone:
        return True
    closed = any(total.row > table.last_strong for total in table.totals)
    return not closed and table.view.span(row, filled[0]) == 1 and (lone == [table.label] or len(lone) > 1)


def _may_group(table: TableReader, row: int, filled: list[int]) -> bool:
    """Whether a row below the last sure one may head rows that are none; of a matrix only one that names something."""
    if table.numbering(row) not in ("roman", "letter") or len(filled) > _MOST_OF_A_GROUP:
        return False
    label = _label(table, row)
    return table.columns.kind == "register" or is_place(label) or bool(table.reader.coordinates(label, row=True))


def _label(table: TableReader, row: int) -> str:
    return str(table.view.rows[row][table.label] or "") if table.label >= 0 else ""
