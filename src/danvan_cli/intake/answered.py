"""What was answered about cells of one file, where it changes how the file is read. (counting.md 8)"""

import re
from collections.abc import Sequence
from dataclasses import replace

from danvan_cli.findings import Finding
from danvan_cli.intake.draft import DraftFile
from danvan_cli.intake.grid import Grid, Value, rows_of
from danvan_cli.intake.rows.given_up import giving_up
from danvan_cli.intake.words.movement import other_movement

Answered = Sequence[tuple[str, str, str, str, str]]
"""Code, sheet, cell, what else tells it, answer. The question is found again all the same: it is answered, not gone."""

_COLUMN = re.compile(r"[A-Z]+(?=\d+$)")


def leave_out(grids: Sequence[Grid], answered: Answered) -> tuple[list[Grid], list[Finding]]:
    """The sheets without the rows and sheets that were hidden, given up, of another year or movement, and do not count."""
    kept, found = list(grids), []
    for code, sheet, cell, told, _ in answered:
        if code == "hidden-sheet-with-data":
            kept = [grid for grid in kept if grid.sheet != sheet or grid.visible]
            found.append(Finding(code, sheet))
        elif code in ("hidden-rows-with-data", "registered-later", "other-movement-named"):
            spans = rows_of(told)
            said: dict[str, str | int] = {"rows": told, "count": sum(map(len, spans))}
            if code == "other-movement-named":
                said |= next((_naming(grid.rows[spans[0][0]]) for grid in kept if grid.sheet == sheet), {})
            for rows in spans:
                kept = [_without(grid, rows) if grid.sheet == sheet else grid for grid in kept]
            found.append(Finding(code, sheet, cell, said))
        elif code == "row-given-up":
            row = int(told) - 1
            seen = next((giving_up(grid.rows[row]) for grid in kept if grid.sheet == sheet), "")
            found.append(Finding(code, sheet, cell, {"rows": told, "seen": seen}))
            kept = [_without(grid, range(row, row + 1)) if grid.sheet == sheet else grid for grid in kept]
    return kept, found


def _naming(values: Sequence[Value]) -> dict[str, str | int]:
    """The text of a row that names another movement, and which."""
    texts = [value for value in values if isinstance(value, str)]
    title = next(filter(other_movement, texts), next(iter(texts), ""))
    return {"title": title, "about": other_movement(title) or ""}


def _without(grid: Grid, rows: range) -> Grid:
    """The sheet with these rows blank; what a merge says of rows below them is said in the first that is left."""
    blank: list[Value] = [None] * grid.width
    kept = [blank if row in rows else values for row, values in enumerate(grid.rows)]
    merges = list(grid.merges)
    for place, (top, left, bottom, right) in enumerate(merges):
        if top in rows and bottom >= rows.stop:
            kept[rows.stop] = [*kept[rows.stop][:left], grid.rows[top][left], *kept[rows.stop][left + 1 :]]
            merges[place] = (rows.stop, left, bottom, right)
    return replace(grid, rows=kept, merges=merges)


def run_units_on(draft: DraftFile, answered: Answered) -> None:
    """A unit written once for all rows below it that leave theirs blank."""
    cells = {(sheet, cell) for code, sheet, cell, *_ in answered if code == "unit-blank"}
    for table in draft.tables if cells else ():
        table.units_run_on = any((table.sheet, model.unit_cell) in cells for model in table.models)


def choose_ticks(draft: DraftFile, answered: Answered) -> None:
    """Of two ticks in one row the one that holds."""
    for code, sheet, cell, _, answer in answered:
        if code != "two-ticks":
            continue
        dimension, _, member = answer.partition("=")
        for table in draft.tables:
            for model in table.models if table.sheet == sheet else ():
                if _COLUMN.sub("", model.cell) == _COLUMN.sub("", cell):
                    model.at = {**model.at, dimension: (member,)}
