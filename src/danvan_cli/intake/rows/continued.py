"""One list over several tables of a file, a sheet per page perhaps: the total on one of them is of all. (counting.md 1)"""

from itertools import groupby

from danvan_cli.intake.draft import DraftFile, DraftStatement, DraftTable
from danvan_cli.vocabulary import Coordinates

_DIFFERS = "stated-total-differs"


def check_continued(draft: DraftFile) -> None:
    """Under the same headings the only totals, where they differ from their own table, are checked against all of them."""
    asked = {(found.sheet, found.cell) for found in draft.findings if found.code == _DIFFERS}
    if not asked:
        return
    for _, alike in groupby(draft.tables, key=lambda table: (table.kind, table.headings)):
        tables = list(alike)
        stating = [table for table in tables if any(said.kind == "total" for said in table.statements)]
        if len(tables) < 2 or len(stating) != 1:
            continue
        totals = [said for said in stating[0].statements if said.kind == "total"]
        if all(said.stated == _given(tables, said) for said in totals):
            settled = {(stating[0].sheet, said.cell) for said in totals}
            draft.findings = [f for f in draft.findings if f.code != _DIFFERS or (f.sheet, f.cell) not in settled]
            for said in totals:
                said.computed = said.stated


def _given(tables: list[DraftTable], said: DraftStatement) -> int | None:
    """What all the tables give where a total states its own."""
    if said.computed is None:
        return said.stated  # not comparable
    return sum(_of_table(table, said.at) for table in tables)


def _of_table(table: DraftTable, at: Coordinates) -> int:
    if table.kind == "register":
        return sum(at.items() <= model.at.items() for model in table.models)
    return sum(figure.value or 0 for row in table.rows for figure in row.figures if figure.at == at)
