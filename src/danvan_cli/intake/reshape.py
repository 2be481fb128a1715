"""Matrices whose rows are no units, put in the shape of those whose rows are: one row of figures for each base."""

from danvan_cli.intake.draft import DraftFigure, DraftRow, DraftStatement
from danvan_cli.intake.grid import address
from danvan_cli.intake.layout import RowClass
from danvan_cli.intake.table import TableReader
from danvan_cli.intake.totals import statement


def one_base(table: TableReader, rows: list[DraftRow], whole: list[DraftStatement]) -> DraftRow:
    """A list that splits one total in several ways, row by row, is one base with its margins."""
    first = rows[0]
    row, cell, label = (
        (min(total.row for total in table.totals), whole[0].cell, whole[0].text)
        if whole
        else (first.row, first.cell, first.label)
    )
    figures = [DraftFigure(said.at, said.stated, said.cell, said.text) for said in whole]
    for draft in rows:
        figures += [
            DraftFigure({**draft.at, **f.at}, f.value, f.cell, f"{draft.label} › {f.text}") for f in draft.figures
        ]
    table.mark(row, RowClass.DATA)
    _forget(table, {said.cell for said in whole})
    return DraftRow(row, cell, label, None, None, {}, figures)


def by_units(
    table: TableReader, rows: list[DraftRow], statements: list[DraftStatement]
) -> tuple[list[DraftRow], list[DraftStatement]]:
    """Members in the rows, units over the columns: every column is what one unit says, the total row its base."""
    totals = {total.row: dict(total.figures) for total in table.totals}
    cells: set[str] = set()
    units: list[DraftRow] = []
    over_units: list[DraftStatement] = []
    for position, column in enumerate(table.columns.figures):
        if not column.unit:
            over_units += [_over_units(table, row, position) for row in rows if row.figures[position].value is not None]
            continue
        bases = [
            DraftFigure({}, stated[column.index], address(row, column.index), column.unit)
            for row, stated in totals.items()
            if column.index in stated
        ]
        cells |= {base.cell for base in bases}
        parts = [
            DraftFigure({**row.at, **column.at}, row.figures[position].value, row.figures[position].cell, row.label)
            for row in rows
        ]
        cell = address(column.heading_row, column.index)
        units.append(DraftRow(column.heading_row, cell, column.unit, column.unit, None, {}, bases[-1:] + parts))
    _forget(table, cells)
    return units, [*(said for said in statements if said.cell not in cells), *over_units]


def _over_units(table: TableReader, row: DraftRow, position: int) -> DraftStatement:
    """What a column of totals says about all units together."""
    units = [
        figure.value
        for figure, column in zip(row.figures, table.columns.figures, strict=True)
        if column.unit and figure.value is not None
    ]
    said = row.figures[position]
    computed = sum(units) if units else None
    return statement(table, "group", said.cell, row.label, row.at, said.value or 0, computed, [row.row])


def _forget(table: TableReader, cells: set[str]) -> None:
    """Cells that turned out to be figures of a base are no totals: how they compare is the rules' business."""
    table.findings = [f for f in table.findings if not (f.code == "stated-total-differs" and f.cell in cells)]
