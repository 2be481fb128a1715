"""Lists that an office keeps itself (who must report, what is aimed at): read with the readers of mail, row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from danvan_cli import shipped
from danvan_cli.errors import DanvanError
from danvan_cli.findings import Finding
from danvan_cli.intake.files.reading import read
from danvan_cli.intake.grid import Broken, Grid, Value, address
from danvan_cli.intake.sheets.view import View
from danvan_cli.intake.words.headings import Phrases, phrases
from danvan_cli.intake.words.numbers import broken
from danvan_cli.units import Register
from danvan_cli.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Line:
    """One row under the headings: its values by column, as far as the list has that column and the cell is filled."""

    sheet: str
    cells: dict[str, tuple[Value, str]]  # column → value and address

    def text(self, column: str) -> str:
        """A cell as text; empty where it is blank."""
        value, _ = self.cells.get(column, (None, ""))
        return "" if value is None else str(value)

    @property
    def broken(self) -> list[Finding]:
        """Its cells that hold no value though the office saw one."""
        return [
            Finding(broken(value), self.sheet, cell) for value, cell in self.cells.values() if isinstance(value, Broken)
        ]

    def fault(self, code: str, column: str, **seen: str) -> Finding:
        """What is wrong with a cell of this row."""
        _, cell = self.cells.get(column) or next(iter(self.cells.values()))
        return Finding(code, self.sheet, cell, {"text": self.text(column) or "…", **seen})

    def lack(self, kind: str, column: str) -> Finding:
        """That a cell of this row is blank which a list of this kind needs: named as the heading calls it, at what the row has."""
        _, cell = next(iter(self.cells.values()))
        return Finding("list-value-missing", self.sheet, cell, {"column": words(kind, column)[0]})


def read_list(content: bytes, path: str, kind: str) -> list[Line]:
    """The rows of all sheets that have the headings of this kind (`roster`, `targets`)."""
    grids, findings = read(content)
    if findings:
        raise DanvanError("file-unreadable", path=path, reason=findings[0].seen.get("reason", findings[0].message))
    columns, needed = _columns(kind), next(iter(_known()[kind]))
    lines: list[Line] = []
    found = False
    for grid in grids:
        top = next((row for row, values in enumerate(grid.rows) if _heads(values, columns, needed)), None)
        if top is not None:
            found = True
            lines += _lines(grid, top, _heads(grid.rows[top], columns, needed), needed)
    if not found:
        named = dict.fromkeys(words(kind, column)[0] for column in ("unit", needed))
        raise DanvanError("list-not-understood", path=path, columns=", ".join(named))
    return lines


def words(kind: str, column: str) -> tuple[str, ...]:
    """How a column may be called."""
    return tuple(_known()[kind][column])


@cache
def _known() -> dict[str, Any]:
    return shipped.toml("lists.toml")


@cache
def _columns(kind: str) -> dict[str, Phrases]:
    return {column: Phrases(names) for column, names in _known()[kind].items()}


def _heads(values: Sequence[Value], columns: dict[str, Phrases], needed: str) -> dict[str, int]:
    """Column to its place, where this is the row of headings; else nothing."""
    heads: dict[str, int] = {}
    for place, value in enumerate(values):
        if isinstance(value, str):
            column = next((name for name, known in columns.items() if known.has(fold(value))), None)
            if column:
                heads.setdefault(column, place)
    return heads if needed in heads and "unit" in heads else {}


def _lines(grid: Grid, top: int, heads: dict[str, int], needed: str) -> Iterator[Line]:
    """The rows below the headings, units merged down read in each: one that says what is needed, of no unit, is unclear."""
    totals, view = Phrases(_known()["rows"]["total"]), View(grid)
    for row in range(top + 1, len(grid.rows)):
        said = {column: view.down(row, place)[0] for column, place in heads.items()}
        cells: dict[str, tuple[Value, str]] = {
            column: (value, address(row, heads[column])) for column, value in said.items() if value is not None
        }
        again = all(value == grid.rows[top][heads[column]] for column, value in said.items())
        texts = grid.rows[row] if said["unit"] is None else [said["unit"]]
        if not {"unit", needed} & cells.keys() or again or any(totals.has(fold(str(text))) for text in texts):
            continue
        if len(cells) == 1 and phrases("rows", "foot").starts(fold(str(said["unit"]))):
            return
        yield Line(grid.sheet, cells)


def unit_of(line: Line, register: Register, home: str | None, day: date | None) -> str | Finding:
    """The unit that a row names, or what is unclear about it."""
    text = line.text("unit")
    if text in register:
        return text
    found = register.find(text, home, day, home)
    if found.code:
        return found.code
    candidates = register.full_names(found.candidates)
    if found.outside and home:
        return line.fault("list-unit-outside", "unit", unit=candidates, home=register.full_name(home))
    return line.fault("list-unit-unclear", "unit", candidates=f" ({candidates})" if candidates else "")
