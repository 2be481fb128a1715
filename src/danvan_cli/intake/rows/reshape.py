"""Matrices whose rows are no units, put in the shape of those whose rows are: one row of figures for each base."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from danvan_cli.findings import Finding
from danvan_cli.indicators import Indicators
from danvan_cli.intake.draft import DraftAmount, DraftFigure, DraftFile, DraftRow, DraftStatement, DraftTable
from danvan_cli.intake.grid import address
from danvan_cli.intake.rows.row_splits import names_whole
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.rows.totals import statement
from danvan_cli.intake.sheets.layout import RowClass
from danvan_cli.intake.sheets.view import Column
from danvan_cli.intake.words.groups import Group
from danvan_cli.intake.words.movement import TitledAwards
from danvan_cli.intake.words.row_texts import is_body, is_place, unbulleted
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import OF_PLACES, Coordinates


def one_base(table: TableReader, rows: list[DraftRow], whole: list[DraftStatement]) -> DraftRow:
    """A list that splits one total in several ways, row by row, is one base with its margins."""
    ask_about_same_members(table, rows)
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
    amounts = [replace(amount, at={**draft.at, **amount.at}) for draft in rows for amount in draft.amounts]
    table.mark(row, RowClass.DATA)
    _without(table, whole, {said.cell for said in whole})
    return DraftRow(row, cell, label, None, None, {}, figures, amounts)


def parted_groups(
    table: TableReader, rows: list[DraftRow], own_at: Mapping[int, Coordinates], statements: list[DraftStatement]
) -> tuple[list[DraftRow], list[DraftStatement]]:
    """A group's total that the rows below it part in several ways is one base with its margins, and no sum of them all.

    "Số mô hình đăng ký 10", by level 3 and 7, by field 4 and 6. Levels and blocks speak of others too: theirs must add up.
    """
    by_row = {row.row: row for row in rows}
    innermost = {row: group.row for group in table.groups.seen if group.stated for row in group.members}
    places: dict[int, list[str]] = {}
    for group in table.groups.seen:
        for row in group.members if group.place else ():
            places.setdefault(row, []).append(group.place or "")
    cells: set[str] = set()
    over: dict[
        int, dict[int, int]
    ] = {}  # first row of a parted group → by how much its splits are more than it, by column
    for group in table.groups.seen:
        parts = [by_row[row] for row in group.members if row in by_row] if group.stated else []
        at = _parted(table, group, parts, own_at)
        if at is None or any(innermost[row.row] != group.row for row in parts):
            continue
        stated = _stated(group)
        sums = _sums(table, parts, stated)
        over[parts[0].row] = {column: sums[column] - whole for column, whole in stated.items()}
        cells |= {cell for _, cell, _, _ in group.stated}
        for part in parts[1:]:
            del by_row[part.row]
        by_row[parts[0].row] = _base_of(table, group, parts, at, own_at, places.get(parts[0].row, []))
    if not over:
        return rows, statements
    statements = [_counted_once(table, said, over) for said in _without(table, statements, cells)]
    return [by_row[row.row] for row in rows if row.row in by_row], statements


def _parted(
    table: TableReader, group: Group, parts: list[DraftRow], own_at: Mapping[int, Coordinates]
) -> Coordinates | None:
    """Where the rows of a group part its total in several ways, or by level, what is said around them; else None.

    Each level recognises for itself: only the whole says how many models they are together.
    """
    splits: dict[frozenset[str], list[DraftRow]] = {}
    for row in parts:
        splits.setdefault(frozenset(own_at.get(row.row, ())), []).append(row)
    stated = _stated(group)
    several = len(splits) > 1 or splits.keys() == {frozenset(("level",))}
    if not several or not stated or not all(splits) or any(row.unit_text for row in parts):
        return None
    adding = [dimensions for dimensions, split in splits.items() if _sums(table, split, stated) == stated]
    if not adding or any(OF_PLACES & dimensions for dimensions in splits if dimensions not in adding):
        return None
    around = [{name: members for name, members in row.at.items() if name not in own_at[row.row]} for row in parts]
    return around[0] if all(at == around[0] for at in around) else None


def _stated(group: Group) -> dict[int, int]:
    return {column: whole for whole, _, _, column in group.stated if column is not None}


def _sums(table: TableReader, rows: list[DraftRow], stated: Mapping[int, int]) -> dict[int, int]:
    """What rows of one split give together in the columns in which their group states a number."""
    sums = dict.fromkeys(stated, 0)
    for row in rows:
        for column, figure in zip(table.columns.figures, row.figures, strict=False):
            if column.index in sums:
                sums[column.index] += figure.value or 0
    return sums


def _counted_once(table: TableReader, said: DraftStatement, over: Mapping[int, Mapping[int, int]]) -> DraftStatement:
    """A total over several groups, each of which counts by its own total and not by all of its splits."""
    column = next((one.index for one in table.columns.figures if one.at == said.at), None)
    twice = sum(over[row].get(column, 0) for row in said.rows if row in over) if column is not None else 0
    if said.computed is None or not twice:
        return said
    _without(table, [], {said.cell})
    return statement(
        table, said.kind, said.cell, said.text, said.at, said.stated, said.computed - twice, list(said.rows)
    )


def _base_of(
    table: TableReader,
    group: Group,
    parts: list[DraftRow],
    at: Coordinates,
    own_at: Mapping[int, Coordinates],
    places: list[str],
) -> DraftRow:
    headings = {column.index: column.heading for column in table.columns.figures}
    figures = [
        DraftFigure(dict(over), whole, cell, headings[column])
        for whole, cell, over, column in group.stated
        if column is not None
    ]
    amounts: list[DraftAmount] = []
    for row in parts:
        own = own_at[row.row]
        figures += [
            DraftFigure({**own, **one.at}, one.value, one.cell, f"{row.label} › {one.text}") for one in row.figures
        ]
        amounts += [replace(amount, at={**own, **amount.at}) for amount in row.amounts]
    outer = places[-2] if group.place and len(places) > 1 else None if group.place else parts[0].parent_text
    table.mark(group.row, RowClass.DATA)
    return DraftRow(group.row, group.cell, group.text, group.place, outer, at, figures, amounts)


def by_units(
    table: TableReader,
    rows: list[DraftRow],
    statements: list[DraftStatement],
    amounts: list[tuple[str, Column, DraftAmount]],
) -> tuple[list[DraftRow], list[DraftStatement]]:
    """Members in the rows, units over the columns: one column or more is what a unit says, the total row its base."""
    totals = {total.row: dict(total.figures) for total in table.totals}
    cells: set[str] = set()
    units: dict[str, DraftRow] = {}
    over_units: list[DraftStatement] = []
    several = len({tuple(sorted(row.at)) for row in rows}) > 1  # splits under one another: their sum is no total
    strange = [row for row in rows if not row.at and (totals or not names_whole(table, unbulleted(row.label)))]
    for row in strange:
        table.findings.append(Finding("group-not-understood", table.sheet, row.cell, {"seen": row.label, "column": ""}))
    rows = [row for row in rows if row not in strange]
    ask_about_same_members(table, rows)
    for position, column in enumerate(table.columns.figures):
        if not column.unit:
            if several:
                whole = [(row, stated[column.index]) for row, stated in totals.items() if column.index in stated]
                statements = _without(table, statements, {address(row, column.index) for row, _ in whole})
                over_units += [_total_over_units(table, row, column.index, said, totals[row]) for row, said in whole]
            over_units += [_over_units(table, row, position) for row in rows if row.figures[position].value is not None]
            continue
        bases = [
            DraftFigure({**column.at}, stated[column.index], address(row, column.index), column.unit)
            for row, stated in totals.items()
            if column.index in stated
        ]
        cells |= {base.cell for base in bases}
        parts = [
            DraftFigure({**row.at, **column.at}, row.figures[position].value, row.figures[position].cell, row.label)
            for row in rows
        ]
        cell = address(column.heading_row, column.index)
        unit = units.setdefault(column.unit, DraftRow(column.heading_row, cell, column.unit, column.unit, None, {}, []))
        unit.figures += bases[-1:] + parts
        unit.amounts += [amount for _, over, amount in amounts if over is column]
    return [*units.values()], [*_without(table, statements, cells), *over_units]


def ask_about_same_members(table: TableReader, rows: list[DraftRow]) -> None:
    """Two rows of the same members that are no different parts of one ("Văn hóa", "Xã hội"): both count, and it is asked.

    Of rows that stay apart what is called the same is asked about by the rules.
    """
    seen: dict[tuple[object, ...], list[DraftRow]] = defaultdict(list)
    for row in rows:
        alike = seen[tuple(sorted(row.at.items()))]
        if first := next((one for one in alike if not table.reader.are_parts(row.label, one.label)), None):
            said: dict[str, str | int] = {"label": row.label, "first": first.cell, "first_label": first.label}
            table.findings.append(Finding("unit-on-two-rows", table.sheet, row.cell, said))
        alike.append(row)


def _over_units(table: TableReader, row: DraftRow, position: int) -> DraftStatement:
    """What a column of totals says about all units together."""
    own = table.columns.figures[position].at
    units = [
        figure.value
        for figure, column in zip(row.figures, table.columns.figures, strict=True)
        if column.unit and column.at == own and figure.value is not None
    ]
    said = row.figures[position]
    computed = sum(units) if units else None
    return statement(table, "group", said.cell, row.label, row.at, said.value or 0, computed, [row.row])


def _total_over_units(
    table: TableReader, row: int, column: int, stated: int, figures: dict[int, int]
) -> DraftStatement:
    """What the total row says about all units together."""
    columns = table.columns.figures
    own = next(one.at for one in columns if one.index == column)
    units = [figures[one.index] for one in columns if one.unit and one.at == own and one.index in figures]
    text = next(total.text for total in table.totals if total.row == row)
    computed = sum(units) if units else None
    return statement(table, "total", address(row, column), text, {}, stated, computed, [row])


def name_awards(table: DraftTable, awards: TitledAwards, indicators: Indicators) -> None:
    """A list of who was awarded: every row is an award of its unit, none is a model."""
    for model in table.models:
        stated = [amount for amount in model.amounts if indicators[amount.code].award]
        if awards.proposed or not stated:
            stated = [DraftAmount(awards.code, {}, Decimal(1), "", None, model.cell)]
        others = [] if awards.proposed else [one for one in model.amounts if not indicators[one.code].award]
        at = {name: members for name, members in model.at.items() if name != "stage"}
        body = model.name if is_body(model.name) or is_place(model.name) else None  # under "Tập thể, cá nhân"
        table.rows.append(
            DraftRow(
                model.row,
                model.cell,
                model.name,
                model.unit_text or body,
                model.parent_text,
                at,
                [],
                [*stated, *others],
            )
        )
    if table.models:
        table.kind, table.models, table.statements = "matrix", [], []


def _without(table: TableReader, statements: list[DraftStatement], cells: set[str]) -> list[DraftStatement]:
    """Cells that turned out to be figures of a base are no totals: how they compare is the rules' business."""
    table.findings = [f for f in table.findings if not (f.code == "stated-total-differs" and f.cell in cells)]
    return [said for said in statements if said.cell not in cells]


def one_list(tables: list[DraftTable], draft: DraftFile) -> list[DraftTable]:
    """Tables beside one another under one title go on from each other, and totals are over all.

    Matrices that split otherwise (by field, by holder) or name the same rows again do not: what they are to each other
    is the ledger's business, as with tables under one another.
    """
    first = tables[0]
    if any(_said_of(table) != _said_of(first) for table in tables) or not all(
        _goes_on(table, other) for table, other in pairwise(tables)
    ):
        return tables
    for table in tables[1:]:
        first.models += table.models
        first.rows += table.rows
        first.statements += table.statements
        first.none_stated = first.none_stated and table.none_stated
    whole = len(first.models) if first.kind == "register" else None
    for said in first.statements:
        if said.kind == "total" and not said.at and said.computed != said.stated == whole:
            said.computed = whole
            draft.findings = [f for f in draft.findings if (f.code, f.cell) != ("stated-total-differs", said.cell)]
    return [first]


def _goes_on(table: DraftTable, other: DraftTable) -> bool:
    """Whether another table may be the rest of one: more models, or further rows that are told apart and count alike."""
    rows, others = ({(row.parent_text, fold(row.label), *row.at.items()) for row in one.rows} for one in (table, other))
    if not rows or not others:
        return True
    said, again = ({frozenset(row.at) for row in one.rows} for one in (table, other))
    return table.split_by == other.split_by and bool(said & again) and not (rows <= others or others <= rows)


def _said_of(table: DraftTable) -> tuple[object, ...]:
    """What holds for all of a table."""
    return table.kind, table.title, table.stage, sorted(table.fixed.items()), table.supplement
