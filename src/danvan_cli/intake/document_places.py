"""Places in a document, told as people count them there: "bảng 2 C4" where a sheet has C9."""

import re
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, TypeGuard

from danvan_cli.intake.draft import DraftFile
from danvan_cli.intake.files.stacked import cell_name, line_name, row_name
from danvan_cli.intake.grid import Grid

_CELL = re.compile(r"\b([A-Z]{1,3})([1-9]\d{0,6})\b(?![^“]*”)")  # what is quoted is the sender's: “Quý Q1”
_ADDRESSES = frozenset(("cell", "unit_cell", "level_cell"))


def name_places(draft: DraftFile, grids: Sequence[Grid]) -> None:
    """Tell every place of a stacked document by its table: "bảng 2 C4"."""
    for grid in grids:
        if grid.places:
            _rename(draft, grid.sheet, _naming(grid.places))
            for found in draft.findings:
                if found.sheet == grid.sheet and "row" in found.seen:
                    found.seen["row"] = row_name(grid.places, int(found.seen["row"]))


def _naming(places: Sequence[tuple[int, int]]) -> Callable[[str], str]:
    def one(found: re.Match[str]) -> str:
        row = int(found[2]) - 1
        table, inside = places[row] if row < len(places) else (0, 0)
        if not table:
            return line_name(row + 1)
        return cell_name(table, f"{found[1]}{inside + 1}")

    return lambda text: _CELL.sub(one, text)


def _rename(value: Any, sheet: str, naming: Callable[[str], str]) -> Any:
    """Every address inside a draft, in place; texts that only look like one are no attribute of these names."""
    if isinstance(value, list):
        value[:] = [_rename(one, sheet, naming) for one in value]
    elif isinstance(value, tuple) and len(value) in (2, 3) and all(isinstance(one, str) for one in value):
        return (*value[:-2], naming(value[-2]), value[-1])  # (cell, text) and (sheet, cell, text) of heads
    elif is_dataclass(value) and not isinstance(value, type):
        for about in fields(value):
            inside = getattr(value, about.name)
            if about.name in _ADDRESSES and isinstance(inside, str):
                object.__setattr__(value, about.name, naming(inside))
            elif about.name == "seen":
                inside |= {key: naming(text) for key, text in inside.items() if _tells_cells(key, text)}
            elif isinstance(inside, list):
                _rename(inside, sheet, naming)
    return value


def _tells_cells(key: str, text: object) -> TypeGuard[str]:
    """Whether a detail of a finding names cells: a hint, several places, or the cell of a first tick."""
    return isinstance(text, str) and (
        key in ("mend", "places") or (key == "first" and _CELL.fullmatch(text) is not None)
    )
