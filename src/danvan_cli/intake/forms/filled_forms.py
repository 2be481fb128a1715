"""Forms of ours that come back filled in: what we wrote ourselves is put aside, what the form forbids is found."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from itertools import zip_longest
from typing import Any

from danvan_cli import shipped
from danvan_cli.findings import Finding
from danvan_cli.intake.draft import DraftFile
from danvan_cli.intake.files.stamp import Stamp
from danvan_cli.intake.grid import Broken, Grid, address
from danvan_cli.intake.sheets.layout import RowClass, SheetLayout
from danvan_cli.intake.words.numbers import is_nil, is_number, is_tick
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Vocabulary

_EMPTY = ("empty-return", "no-table-found")
_HEADS_BELOW_GUIDE = 2  # rows: the line of live figures stands between


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
    """What is wrong with a form: nothing written, choices it does not offer, headings written over,
    models without an answer or taken out, rows below its end. What it lets be blank is no matter.
    """
    layout, carried = stamp.layout or "", stamp.carried
    shape = words()["columns"].get("carried" if carried and layout == "register" else layout, [])
    draft.findings = [found for found in draft.findings if found.code != "field-blank"]
    _forget_empty_totals(draft)
    draft.findings += _heads_changed(draft, grids, stamp)
    read = any(table.models or table.rows or table.none_stated for table in draft.tables)
    if not read and (gone := list(_heads_gone(grids, stamp, shape))):
        draft.findings = [*(found for found in draft.findings if found.code not in _EMPTY), *gone]
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
    there = {fold(model.code) for _, model in models if model.code}
    if lost := [code for code in stamp.codes if fold(code) not in there]:
        sheet = words()["sheets"].get(layout)
        draft.findings.append(Finding("model-taken-out", sheet, None, {"codes": ", ".join(lost), "count": len(lost)}))


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
    """Names in or below the line of totals, where the form ends: they are in none of its sums."""
    label = next((place for place, column in enumerate(shape) if column["kind"] == "name"), 1)
    by_sheet = {found.sheet: found for found in layouts if found.tables}
    for grid in grids:
        classes = by_sheet[grid.sheet].classes if grid.sheet in by_sheet else []
        end = next((row for row, (row_class, _) in enumerate(classes) if row_class is RowClass.TOTAL), len(grid.rows))
        for row in range(end, len(grid.rows)):
            value = grid.rows[row][label] if label < grid.width else None
            counted = row == end and not (isinstance(value, str) and not is_number(value) and label > 0)
            if value is not None and not counted:
                yield Finding("row-outside-form", grid.sheet, address(row, label), {"row": row + 1})


def _heads_changed(draft: DraftFile, grids: list[Grid], stamp: Stamp) -> Iterator[Finding]:
    """Headings of the form that somebody wrote over: what stands below them is no longer what it was asked to be.

    A column that was put in moves the others: they are known by their order. One that was taken out is missed.
    """
    by_sheet = {grid.sheet: grid for grid in grids}
    ours = {fold(head) for path in stamp.heads for head in path}
    for table in draft.tables:
        first = min([*(model.row for model in table.models), *(row.row for row in table.rows)], default=0)
        head = by_sheet[table.sheet].rows[:first]
        top = next((row for row, values in enumerate(head) if any(_text(value) in ours for value in values)), first)
        width = by_sheet[table.sheet].width if first else 0
        heads = [[(row, head[row][place]) for row in range(top, first) if head[row][place]] for place in range(width)]
        gone: set[str] = set()
        for path, place in _aligned(stamp.heads, heads) if first else ():
            if place is None:
                yield Finding("form-column-missing", table.sheet, None, {"head": path[-1]})
                continue
            own = heads[place]
            for depth, wanted in enumerate(path, start=len(own) - len(path)):
                if (
                    not 0 <= depth < len(own)
                    or _text(own[depth][1]) == fold(wanted)
                    or (depth < len(own) - 1 and wanted in gone)
                ):
                    continue
                gone.add(wanted)
                row, seen = own[depth]
                yield Finding(
                    "form-heading-changed", table.sheet, address(row, place), {"head": wanted, "seen": str(seen)}
                )


def _aligned(
    wanted: tuple[tuple[str, ...], ...], heads: list[list[tuple[int, Any]]]
) -> Iterator[tuple[tuple[str, ...], int | None]]:
    """Each column of the form with the one that stands in its place now; None: it was taken out."""
    leaves = [fold(path[-1]) for path in wanted]
    seen = [_text(own[-1][1]) if own else "" for own in heads]
    while seen and not seen[-1]:
        seen.pop()
    if len(seen) == len(leaves):
        yield from zip(wanted, range(len(seen)), strict=True)
        return
    for kind, i, end, j, stop in SequenceMatcher(None, leaves, seen, autojunk=False).get_opcodes():
        if kind != "insert":
            yield from zip_longest(wanted[i:end], range(j, min(stop, j + end - i)))


def _heads_gone(grids: list[Grid], stamp: Stamp, shape: list[dict[str, Any]]) -> Iterator[Finding]:
    """No table is left of the form, for its row of headings was taken out: told where its names were asked for."""
    leaves = {fold(path[-1]) for path in stamp.heads}
    place = next((place for place, column in enumerate(shape) if column["kind"] in ("name", "unit")), 1)
    guide = fold(words()["guide_line"])
    for grid in grids:
        rows = [{_text(value) for value in values} for values in grid.rows]
        top = next((row + _HEADS_BELOW_GUIDE for row, texts in enumerate(rows) if guide in texts), len(rows))
        if (
            top < len(rows)
            and place < min(grid.width, len(stamp.heads))
            and all(2 * len(texts & leaves) < len(leaves) for texts in rows)
        ):
            about: dict[str, str | int] = {"head": stamp.heads[place][-1], "seen": str(grid.rows[top][place] or "")}
            yield Finding("form-heading-changed", grid.sheet, address(top, place), about)


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
