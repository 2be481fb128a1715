"""An old and a new version of one annex in one workbook: where the sheets' names say which, the older is left out."""

import re

from danvan_cli.findings import Finding
from danvan_cli.intake.draft import DraftFile, DraftTable
from danvan_cli.intake.words.headings import phrases
from danvan_cli.intake.words.title_lines import names_place
from danvan_cli.vietnamese import bare, fold

_TIMES = re.compile(r"(?<!\w)(?:lan|ban|v|ver|version)\s*(?:thu\s*)?(\d{1,2})(?!\w)")
_UNMARKED, _NEWER = 1, 50


def leave_out_older(draft: DraftFile) -> None:
    """Of tables that are versions of each other only the newest stays; where no name tells, both stay and are asked."""
    older: list[DraftTable] = []
    for table in draft.tables:
        for other in draft.tables:
            if table is other or table in older or other in older or not _versions(table, other):
                continue
            if (mine := _age(table.sheet)) > (theirs := _age(other.sheet)):
                older.append(other)
                _not_by_name(table, other)
                seen: dict[str, str | int] = {"other": table.sheet}
                draft.findings = [
                    f for f in draft.findings if f.sheet != other.sheet or _sheet_still_counts(draft, other, older)
                ]
                draft.findings.append(Finding("older-version-left-out", other.sheet, None, seen))
            elif mine == theirs:
                _not_by_name(table, other)
    draft.tables = [table for table in draft.tables if table not in older]


def _sheet_still_counts(draft: DraftFile, table: DraftTable, older: list[DraftTable]) -> bool:
    """Whether another table of the same sheet still counts."""
    return any(other.sheet == table.sheet and other not in older for other in draft.tables)


def _versions(one: DraftTable, other: DraftTable) -> bool:
    """Whether two tables of different sheets say the same of largely the same names."""
    if one.sheet == other.sheet or one.kind != other.kind or one.stage != other.stage:
        return False
    if names_place(one.sheet) and names_place(other.sheet):
        return False  # a sheet for each commune
    if one.supplement or other.supplement or _fixed(one) != _fixed(other) or _title(one) != _title(other):
        return False
    names, others = _names(one), _names(other)
    shared = len(names & others)
    return bool(shared) and shared * 2 >= max(min(len(names), len(others)), 1) and one.split_by == other.split_by


def _names(table: DraftTable) -> set[str]:
    return {fold(model.name) for model in table.models} | {fold(row.label) for row in table.rows}


def _fixed(table: DraftTable) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((dimension, members) for dimension, members in table.fixed.items() if dimension != "origin")


def _title(table: DraftTable) -> str:
    padded = f" {fold(table.title)} "
    for phrase in sorted(
        phrases("versions", "newer").whole | phrases("versions", "older").whole, key=len, reverse=True
    ):
        padded = padded.replace(f" {phrase} ", " ")
    return " ".join(padded.split())


def _age(sheet: str) -> int:
    """How late a version the name of a sheet says it is."""
    folded, plain = fold(sheet), bare(sheet)
    if found := _TIMES.search(plain):
        return int(found[1])
    if phrases("versions", "older").inside(folded):
        return 0
    return _NEWER if phrases("versions", "newer").inside(folded) else _UNMARKED


def _not_by_name(*tables: DraftTable) -> None:
    """As names of versions "Cũ" and "Mới" say nothing of the models."""
    for table in tables:
        table.fixed.pop("origin", None)
