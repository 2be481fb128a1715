"""One list over several tables of a file, a sheet per page perhaps: a total on one of them is of all. (counting.md 1)"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from danvan_cli.intake.draft import DraftFile, DraftStatement, DraftTable
from danvan_cli.vocabulary import Coordinates

_DIFFERS = "stated-total-differs"


def check_continued(draft: DraftFile) -> None:
    """A total that differs from its own table is checked against those before it on which its rows are numbered on.

    The only totals under the same headings are checked against all tables under them.
    """
    asked = {(found.sheet, found.cell) for found in draft.findings if found.code == _DIFFERS}
    if not asked:
        return
    settled: set[tuple[str, str | None]] = set()
    for tables in _lists(draft.tables):
        stating = [table for table in tables if any(said.kind == "total" for said in table.statements)]
        first = 0
        for place, table in enumerate(tables):
            first = first if table.numbered_on else place
            so_far = tables[first : place + 1] if first < place else []
            totals = [said for said in table.statements if said.kind == "total"]
            whole = [said for said in totals if so_far and said.computed != said.stated == _given(so_far, said)]
            alone = len(tables) > 1 and [table] == stating
            if alone and not whole and all(said.stated == _given(tables, said) for said in totals):
                whole = totals
            for said in whole:
                said.computed = said.stated
                settled.add((table.sheet, said.cell))
    draft.findings = [f for f in draft.findings if f.code != _DIFFERS or (f.sheet, f.cell) not in settled]


def _lists(tables: Sequence[DraftTable]) -> Iterator[list[DraftTable]]:
    """The tables that may be one list: the rows go on being numbered, or the headings are the same."""
    run: list[DraftTable] = []
    for table, after in pairwise([*tables, None]):
        assert table is not None
        run.append(table)
        if after is None or not (after.numbered_on or (table.kind, table.headings) == (after.kind, after.headings)):
            yield run
            run = []


def _given(tables: Sequence[DraftTable], said: DraftStatement) -> int | None:
    """What all the tables give where a total states its own."""
    if said.computed is None:
        return said.stated  # not comparable
    return sum(_of_table(table, said.at) for table in tables)


def _of_table(table: DraftTable, at: Coordinates) -> int:
    if table.kind == "register":  # a row ticked twice is in both totals
        return sum(
            all({*members} <= {*model.at.get(name, ())} for name, members in at.items()) for model in table.models
        )
    return sum(figure.value or 0 for row in table.rows for figure in row.figures if figure.at == at)
