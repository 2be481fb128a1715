"""From raw cells to a Grid, for all readers of files: texts cleaned and repaired, numbers ours, merges uncovered."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, filterfalse
from math import isfinite
from typing import Any
from unicodedata import is_normalized, normalize

from danvan_cli.findings import Finding
from danvan_cli.intake.files.legacy_text import Fonts, may_be_old, modernise
from danvan_cli.intake.files.unreadable import limits, too_large
from danvan_cli.intake.grid import Broken, Grid, Merge, Value, address
from danvan_cli.intake.words.several_names import lists_several
from danvan_cli.vietnamese import RARE_DASHES, clean

Range = tuple[tuple[int, int], tuple[int, int]]
"""A merge as readers give it: top left and bottom right cell, zero-based, inclusive."""


def to_grid(sheet: str, raw: list[list[Any]], *, visible: bool = True, fonts: Fonts | None = None) -> Grid:
    """The cells of one sheet, from A1, each at its place. `fonts`: where they may tell text from before Unicode."""
    if bool in set(map(type, chain.from_iterable(raw))):
        raw[:] = [[_TRUTH[value] if type(value) is bool else value for value in row] for row in raw]
    different, texts = _different(raw)
    modern = modernise(raw, fonts) if fonts or may_be_old(" ".join(texts)) else {}
    if modern:
        different, texts = _different(raw)
    meant, repaired = _meanings(different, texts)
    grid = Grid(sheet, [list(map(meant.get, row, row)) for row in raw], visible=visible)
    if modern:
        grid.findings.append(Finding("legacy-text", sheet, address(*min(modern)), {"count": len(modern)}))
    if repaired:
        grid.findings.append(_first_repaired(sheet, raw, repaired))
    listed = {text for text in texts if ("\n" in text or ";" in text) and lists_several(text)}
    if listed:
        grid.lists = frozenset((r, c) for r, row in enumerate(raw) for c, value in enumerate(row) if value in listed)
    return grid


def merge(grid: Grid, ranges: Iterable[Range]) -> None:
    """Lay merges over a grid that holds all its values."""
    grid.merges = list(_merges(grid, ranges))
    _uncover(grid)


# ── values ───────────────────────────────────────────────────────────────────────────────────────────────────────

_MISSHAPEN = re.compile("[Ðð\u0300-\u036f]")  # NFC text still has a mark of its own: typed in the wrong order
_MAY_BE_MISSHAPEN = (b"\xcc", b"\xcd", "Ð".encode(), "ð".encode())  # where such marks and letters begin
_RARE_DASHES = tuple(dash.encode() for dash in RARE_DASHES)
_ERROR = re.compile(r"#(?:REF!|N/A|DIV/0!|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!)|Err:\d{3}")  # written out by an export
_SPACES = re.compile("[\\s\u200b-\u200f\u2060\ufeff]+")


_WHOLE = {float(number): number for number in range(2_100)}  # row numbers, counts and years, made once
_TRUTH = (object(), object())  # False and True would be taken for 0 and 1


def _different(raw: list[list[Any]]) -> tuple[set[Any], list[str]]:
    """Each different value of a sheet, and those that are texts."""
    different = set(chain.from_iterable(raw))
    return different, [value for value in different if type(value) is str and value]


def _meanings(different: set[Any], texts: list[str]) -> tuple[dict[Any, Value], set[str]]:
    """What each different value means where it is not what it is; and the texts whose letters had to be repaired.

    Each is worked out once, and what most texts are (tidy) is asked of all together: this is the busiest place of all.
    """
    meant: dict[Any, Value] = {
        value: _number(value) if (whole := _WHOLE.get(value)) is None else whole
        for value in different
        if type(value) is float
    }
    meant |= {truth: bool(value) for value, truth in enumerate(_TRUTH)}
    together = " ".join(["", *texts, ""])  # where a text begins or ends with a space there are two
    written = together.encode("utf-8", "replace")  # what is rare in Vietnamese is found at once among bytes
    misshapen = any(begins in written for begins in _MAY_BE_MISSHAPEN) and _MISSHAPEN.search(together)
    if misshapen or not is_normalized("NFC", together):
        untidy: Iterable[str] = texts
        repaired = {text for text in texts if _is_repaired(text)}
    elif any(dash in written for dash in _RARE_DASHES):
        untidy, repaired = texts, set()
    elif b"  " in written:
        untidy, repaired = [text for text in texts if not text.isprintable() or text != " ".join(text.split())], set()
    else:
        untidy, repaired = filterfalse(str.isprintable, texts), set()
    meant |= {text: clean(text) or None for text in untidy}
    meant |= {text: Broken.ERROR for text in texts if text[0] in "#E" and _ERROR.fullmatch(text.strip())}
    meant[""] = None
    return meant, repaired


def _number(raw: float) -> Value:
    """Whole floats are whole numbers, as sheets show them: in 15 digits (4.0000000000000009 is 4). NaN and infinity are broken."""
    if not isfinite(raw):
        return Broken.ERROR
    seen = raw if raw.is_integer() else float(f"{raw:.15g}")
    return int(seen) if seen.is_integer() else raw


def _is_repaired(text: str) -> bool:
    """Whether cleaning changed letters, and not only the spaces between them or their encoding."""
    composed = normalize("NFC", text)
    return bool(_MISSHAPEN.search(composed)) and _SPACES.sub("", composed) != _SPACES.sub("", clean(text))


def _first_repaired(sheet: str, raw: list[list[Any]], repaired: set[str]) -> Finding:
    cells = [address(r, c) for r, row in enumerate(raw) for c, value in enumerate(row) if value in repaired]
    return Finding("repaired-text", sheet, cells[0], {"count": len(cells)})


def put(grid: Grid, places: Iterable[tuple[int, int]], broken: Broken) -> None:
    """Mark cells as broken, where the reader has shown a blank or a nought; the grid grows where it must."""
    for row, column in places:
        if (row + 1) * (column + 1) > limits().cells:
            raise too_large("cells")
        _grow(grid, row + 1, column + 1)
        if grid.rows[row][column] in (None, 0):
            grid.rows[row][column] = broken


def _grow(grid: Grid, height: int, width: int) -> None:
    width = max(width, grid.width)
    if grid.width < width:
        for row in grid.rows:
            row.extend([None] * (width - len(row)))
    grid.rows.extend([None] * width for _ in range(height - len(grid.rows)))


# ── merges ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _merges(grid: Grid, ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> Iterator[Merge]:
    """The merges as far as they lie on the used part of the sheet."""
    last_row, last_column = len(grid.rows) - 1, grid.width - 1
    for (top, left), (bottom, right) in ranges:
        merge = top, left, min(bottom, last_row), min(right, last_column)
        if top <= merge[2] and left <= merge[3] and merge[:2] != merge[2:]:
            yield merge


def _uncover(grid: Grid) -> None:
    """Of merged cells only the top left one counts; what stands under a merge nobody has seen, and it is said."""
    under: list[str] = []
    room = limits().cells
    for top, left, bottom, right in grid.merges:
        room -= (bottom - top + 1) * (right - left + 1)
        if room < 0:
            raise too_large("cells")  # thousands of merges over one another
        shown = grid.rows[top][left]
        for r in range(top, bottom + 1):
            row = grid.rows[r]
            for c in range(left, right + 1):
                if row[c] is not None and (r, c) != (top, left):
                    if row[c] != shown:
                        under.append(address(r, c))
                    row[c] = None
    if under:
        grid.findings.append(Finding("value-under-merge", grid.sheet, under[0], {"count": len(under)}))
