"""Lists that an office keeps itself (who must report, what is aimed at): read with the readers of mail, row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from danvan_cli import shipped
from danvan_cli.errors import DanvanError
from danvan_cli.findings import Finding
from danvan_cli.intake.grid import Broken, Grid, Value, address
from danvan_cli.intake.headings import Phrases, phrases
from danvan_cli.intake.numbers import broken
from danvan_cli.intake.reading import read
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
        return Finding(code, self.sheet, self.cells[column][1], {"text": self.text(column), **seen})


def read_list(content: bytes, path: str, kind: str) -> list[Line]:
    """The rows of all sheets that have the headings of this kind (`roster`, `targets`)."""
    grids, findings = read(content)
    if findings:
        raise DanvanError("file-unreadable", path=path, reason=findings[0].message)
    columns = _columns(kind)
    lines: list[Line] = []
    found = False
    for grid in grids:
        top = next((row for row, values in enumerate(grid.rows) if _heads(values, columns, kind)), None)
        if top is not None:
            found = True
            lines += _lines(grid, top, _heads(grid.rows[top], columns, kind))
    if not found:
        needed = dict.fromkeys((_known()[kind]["unit"][0], words(kind)[0]))
        raise DanvanError("list-not-understood", path=path, columns=", ".join(needed))
    return lines


def words(kind: str) -> tuple[str, ...]:
    """How the column that must be there may be called."""
    return tuple(next(iter(_known()[kind].values())))


@cache
def _known() -> dict[str, Any]:
    return shipped.toml("lists.toml")


@cache
def _columns(kind: str) -> dict[str, Phrases]:
    return {column: Phrases(names) for column, names in _known()[kind].items()}


def _heads(values: Sequence[Value], columns: dict[str, Phrases], kind: str) -> dict[str, int]:
    """Column to its place, where this is the row of headings; else nothing."""
    heads: dict[str, int] = {}
    for place, value in enumerate(values):
        if isinstance(value, str):
            column = next((name for name, known in columns.items() if known.has(fold(value))), None)
            if column:
                heads.setdefault(column, place)
    needed = next(iter(_known()[kind]))
    return heads if needed in heads and "unit" in heads else {}


def _lines(grid: Grid, top: int, heads: dict[str, int]) -> Iterator[Line]:
    totals = Phrases(_known()["rows"]["total"])
    for row in range(top + 1, len(grid.rows)):
        values = grid.rows[row]
        cells = {
            column: (values[place], address(row, place)) for column, place in heads.items() if values[place] is not None
        }
        again = cells and all(values[place] == grid.rows[top][place] for place in heads.values())
        if "unit" not in cells or again or totals.has(fold(str(cells["unit"][0]))):
            continue
        if len(cells) == 1 and phrases("rows", "foot").starts(fold(str(cells["unit"][0]))):
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
    candidates = "; ".join(register.full_name(code) for code in found.candidates[:5])
    if found.outside and home:
        return line.fault("list-unit-outside", "unit", unit=candidates, home=register.full_name(home))
    return line.fault("list-unit-unclear", "unit", candidates=f" ({candidates})" if candidates else "")
