"""Rows of a matrix that only compare: last year's figures, the plan, rises and falls, rates. They count nothing."""

from collections.abc import Mapping

from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.sheets.lifecycle import last_year_in
from danvan_cli.intake.words.headings import phrases, without_asides
from danvan_cli.intake.words.numbering import numbered_text
from danvan_cli.intake.words.row_texts import is_body, is_place, unbulleted
from danvan_cli.periods import readings
from danvan_cli.vietnamese import fold

_LASTING = frozenset(("stage", "origin"))  # "Duy trì từ năm 2023" counts in 2024, too


def compared_rows(table: TableReader, labels: Mapping[int, str]) -> frozenset[int]:
    """The rows of figures that compare by their labels; those of another year than the title's where none is of its own.

    A row for each year, the title's among them, is no comparison: that is asked. What was registered or recognised in an
    earlier year is so in no other, nor is what is to go on in a later one: "Đăng ký năm 2023", "Chuyển sang năm 2025" in a table of 2024.
    """
    plain = {row: unbulleted(numbered_text(label)[2]) for row, label in labels.items() if _may_compare(label)}
    named = {row: text for row, text in plain.items() if not is_place(labels[row]) and not is_body(text)}
    found = {
        row
        for row, text in named.items()
        if _compares(table, text) or _reached_before(table, text) or _is_of_later(table, text)
    }
    years = {row: said for row, text in named.items() if row not in found and (said := year_of(table, text))}
    if table.columns.year in {"", *years.values()} or len(found) + len(years) == len(labels):
        return frozenset(found)
    return frozenset(found | years.keys())


def _may_compare(label: str) -> bool:
    """Whether to look at a label more closely: most name units or members, and nothing else."""
    folded = fold(label)
    return "20" in label or any(phrases("rows", kind).inside(folded) for kind in ("compares", "plans"))


def _compares(table: TableReader, text: str) -> bool:
    said = phrases("rows", "compares").inside(fold(text)) or phrases("rows", "plans").has(without_asides(text))
    return bool(said) and not table.reader.coordinates(text, row=True)


def _reached_before(table: TableReader, text: str) -> bool:
    """Whether a label says that a stage was reached in an earlier year than the table's; what was built then may go on."""
    at = table.among_others(text, table.reader.coordinates(text, row=True) or {})
    year = last_year_in(text) if "stage" in at and "origin" not in at and _GOING_ON.isdisjoint(at["stage"]) else None
    return year is not None and year < int(table.columns.year or 0)


_GOING_ON = frozenset(("xaydung", "hieuqua"))


def _is_of_later(table: TableReader, text: str) -> bool:
    """Whether a label says that models begin or go on in a later year than the table's: "Tiếp tục duy trì năm 2025"."""
    said, own = readings(text), int(table.columns.year or 0)
    lasting = _LASTING & (table.reader.coordinates(text, row=True) or {}).keys()
    return bool(own and lasting and said) and all(code[:4].isdigit() and int(code[:4]) > own for code in said)


def year_of(table: TableReader, text: str) -> str:
    """The one year whose figures a label heads, "Duy trì từ năm 2023" none; empty: it names none."""
    said = readings(text)
    if len(said) != 1 or not said[0][:4].isdigit() or "/" in said[0]:
        return ""
    at = table.reader.coordinates(text, row=True) or {}
    return "" if _LASTING & at.keys() else said[0][:4]
