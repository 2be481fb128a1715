"""Forms of ours that come back filled in: what we wrote ourselves is put aside, what the form forbids is found. (issue 3, item 8)"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from danvan_cli import shipped
from danvan_cli.findings import Finding
from danvan_cli.intake.draft import DraftFile
from danvan_cli.intake.grid import Broken, Grid, address
from danvan_cli.intake.layout import RowClass, SheetLayout
from danvan_cli.intake.numbers import is_nil, is_tick
from danvan_cli.intake.stamp import Stamp
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Vocabulary

_EMPTY = ("empty-return", "no-table-found")


@cache
def words() -> dict[str, Any]:
    """The words and columns of our forms (`data/forms.toml`)."""
    return shipped.toml("forms.toml")


def without_ours(grids: list[Grid], stamp: Stamp) -> list[Grid]:
    """The sheets of the sender: without our own ones, and without what our own formulas say in words or have yet to say.

    A sheet of ours on which somebody has written more is read like any other; so are the results of our sums.
    """
    ours = dict(stamp.sheets)
    left = [grid for grid in grids if not (grid.sheet in ours and _filled_rows(grid) <= ours[grid.sheet])]
    for grid in left:
        for row, column in grid.ours if stamp.is_form else ():
            if row < len(grid.rows) and column < grid.width:
                value = grid.rows[row][column]
                if value is Broken.UNCOMPUTED or isinstance(value, str):
                    grid.rows[row][column] = None
    return left


def _filled_rows(grid: Grid) -> int:
    return sum(any(value is not None for value in row) for row in grid.rows)


def check_form(
    draft: DraftFile, grids: list[Grid], layouts: list[SheetLayout], stamp: Stamp, vocabulary: Vocabulary
) -> None:
    """What is wrong with a form: nothing written, choices it does not offer, names written twice, headings written over,
    models without an answer, rows below its end. What it lets be blank is no matter.
    """
    layout, carried = stamp.layout or "", stamp.carried
    shape = words()["columns"].get("carried" if carried and layout == "register" else layout, [])
    draft.findings = [found for found in draft.findings if found.code != "field-blank"]
    _forget_empty_totals(draft)
    draft.findings += _heads_changed(draft, grids, stamp)
    draft.findings += _outside(grids, layouts, shape)
    draft.findings += _not_offered(draft, grids, shape, vocabulary)
    models = [(table.sheet, model) for table in draft.tables for model in table.models]
    silent = [(sheet, model) for sheet, model in models if carried and model.code and not model.stages]
    figures = any(figure.value is not None for table in draft.tables for row in table.rows for figure in row.figures)
    said = len(models) > len(silent) or figures or any(table.none_stated for table in draft.tables)
    broken = [found for found in draft.findings if found.code not in _EMPTY and found.severity != "note"]
    if not said and not broken:
        draft.findings = [found for found in draft.findings if found.code not in _EMPTY]
        draft.findings.append(Finding("template-unfilled", words()["sheets"].get(layout)))
        return
    draft.findings += [
        Finding("model-not-answered", sheet, model.cell, {"name": model.name, "code": model.code or ""})
        for sheet, model in silent
    ]


def _forget_empty_totals(draft: DraftFile) -> None:
    """The total of a line without a figure of a field is blank, also where it says 0: LibreOffice saves the empty text
    that our formula gives there as a zero in .xls.
    """
    for table in draft.tables:
        for row in table.rows:
            if not any(figure.value is not None for figure in row.figures if "field" in figure.at):
                for figure in row.figures:
                    if not figure.at and figure.value == 0:
                        figure.value = None


def _outside(grids: list[Grid], layouts: list[SheetLayout], shape: list[dict[str, Any]]) -> Iterator[Finding]:
    """Names below the line of totals, where the form ends: they are in none of its sums."""
    label = next((place for place, column in enumerate(shape) if column["kind"] == "name"), 1)
    by_sheet = {found.sheet: found for found in layouts if found.tables}
    for grid in grids:
        classes = by_sheet[grid.sheet].classes if grid.sheet in by_sheet else []
        end = next((row for row, (row_class, _) in enumerate(classes) if row_class is RowClass.TOTAL), len(grid.rows))
        for row in range(end + 1, len(grid.rows)):
            if label < grid.width and grid.rows[row][label] is not None:
                yield Finding("row-outside-form", grid.sheet, address(row, label), {"row": row + 1})


def _heads_changed(draft: DraftFile, grids: list[Grid], stamp: Stamp) -> Iterator[Finding]:
    """Headings of the form that somebody wrote over: what stands below them is no longer what it was asked to be."""
    by_sheet = {grid.sheet: grid for grid in grids}
    ours = {fold(head) for path in stamp.heads for head in path}
    for table in draft.tables:
        first = min([*(model.row for model in table.models), *(row.row for row in table.rows)], default=0)
        head = by_sheet[table.sheet].rows[:first]
        top = next((row for row, values in enumerate(head) if any(_text(value) in ours for value in values)), first)
        there = {_text(value) for values in head for value in values}
        gone: set[str] = set()
        for place, path in enumerate(stamp.heads):
            own = [(row, head[row][place]) for row in range(top, first) if place < len(head[row]) and head[row][place]]
            for depth, wanted in enumerate(path, start=len(own) - len(path)):
                if fold(wanted) in there or wanted in gone or not 0 <= depth < len(own):
                    continue
                gone.add(wanted)
                row, seen = own[depth]
                yield Finding(
                    "form-heading-changed", table.sheet, address(row, place), {"head": wanted, "seen": str(seen)}
                )


def _text(value: Any) -> str:
    return fold(value) if isinstance(value, str) else ""


def _not_offered(
    draft: DraftFile, grids: list[Grid], shape: list[dict[str, Any]], vocabulary: Vocabulary
) -> Iterator[Finding]:
    """What was pasted over a list to choose from or a cell to tick, and was taken for some other text."""
    by_sheet = {grid.sheet: grid for grid in grids}
    seen = {(found.sheet, found.cell) for found in draft.findings}
    for table in draft.tables:
        rows = by_sheet[table.sheet].rows
        head = rows[: min((model.row for model in table.models), default=0)]
        for place, column in enumerate(shape):
            heads = [fold(str(row[place])) for row in head if place < len(row) and row[place]]
            if column["kind"] not in ("list", "tick") or fold(column["head"]) not in heads:
                continue
            for model in table.models:
                value, cell = rows[model.row][place], address(model.row, place)
                if value is None or isinstance(value, Broken) or (table.sheet, cell) in seen:
                    continue
                about: dict[str, str | int] = {"seen": str(value), "column": column["head"]}
                if column["kind"] == "list" and not (is_nil(value) or vocabulary[column["of"]].match(str(value))):
                    yield Finding(f"{column['of']}-unknown", table.sheet, cell, about)
                elif column["kind"] == "tick" and not (
                    is_nil(value) or is_tick(value) or column["member"] in model.stages
                ):
                    yield Finding("tick-not-understood", table.sheet, cell, about)
