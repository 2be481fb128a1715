"""The reader of .ods: values as they stand in the XML, with merges, what is hidden and what was not computed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from lxml import etree

from danvan_cli.intake.files import sheet_xml
from danvan_cli.intake.files.cells import Range, merge, put, to_grid
from danvan_cli.intake.files.stamp import OURS
from danvan_cli.intake.files.unreadable import Unreadable, limits, too_large
from danvan_cli.intake.grid import Broken, Grid

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_NUMBERS = frozenset(("float", "percentage", "currency"))
_ERRORS = ("#", "Err:")
_REPEATED = 1_000_000
_ROWS = 1_048_576  # more no program keeps in a sheet
_DAY = re.compile(r"\d{1,4}[/-]\d{1,2}[/-]\d{2,4}")  # a formula's day is kept as a number, and shown as a day
_DAY_ZERO, _LAST_DAY = date(1899, 12, 30), 100_000


def read_open_document(content: bytes) -> list[Grid]:
    """All sheets in their order."""
    parts = sheet_xml.unpack(content)
    if "META-INF/manifest.xml".lower() in parts and b"encryption-data" in parts["meta-inf/manifest.xml"]:
        raise Unreadable("encrypted")
    root = etree.fromstring(parts["content.xml"], etree.XMLParser(resolve_entities=False, no_network=True))
    unseen = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        if any(about.get(f"{_TABLE}display") == "false" for about in style)
    }
    found = []
    room = limits().cells
    for table in root.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table"):
        sheet = _Sheet(room)
        sheet.read(table)
        room -= sum(map(len, sheet.raw))
        found.append(sheet.grid(table.get(f"{_TABLE}name", "").strip(), table.get(f"{_TABLE}style-name") not in unseen))
    return found


@dataclass
class _Sheet:
    """One sheet being read. Blank cells and rows come many at once, and only those before something are laid out."""

    room: int
    raw: list[list[Any]] = field(default_factory=list)
    merges: list[Range] = field(default_factory=list)
    errors: list[tuple[int, int]] = field(default_factory=list)
    uncomputed: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    ours: set[tuple[int, int]] = field(default_factory=set)
    blank_rows: int = 0

    def read(self, table: Any) -> None:
        """Columns and rows, in whatever groups they stand."""
        place = 0
        for column in table.iter(f"{_TABLE}table-column"):
            repeated = _repeated(column, "columns")
            if column.get(f"{_TABLE}visibility") in ("collapse", "filter"):
                self.hidden_columns |= set(range(place, min(place + repeated, 16_384)))
            place += repeated
        for row in table.iter(f"{_TABLE}table-row"):
            cells = list(self._cells(row))
            repeated = _repeated(row, "rows")
            if not cells:
                self.blank_rows += repeated
                continue
            self._room((self.blank_rows + repeated) * max(len(cells), 1))
            if len(self.raw) + self.blank_rows + repeated > _ROWS:
                raise too_large("cells")
            self.raw += [[] for _ in range(self.blank_rows)]
            self.blank_rows = 0
            for _ in range(repeated):
                self._lay(row, cells)

    def _cells(self, row: Any) -> list[tuple[int, Any]]:
        found = []
        place = 0
        for cell in row:
            if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                continue
            repeated = _repeated(cell, "columns")
            told = cell.get(f"{_OFFICE}value-type") or cell.find(f"{_TEXT}p") is not None
            spans = cell.get(f"{_TABLE}number-columns-spanned") or cell.get(f"{_TABLE}formula")
            if told or spans:
                self._room(repeated)
                found += [(place + more, cell) for more in range(repeated)]
            place += repeated
        return found

    def _room(self, cells: int) -> None:
        self.room -= cells
        if self.room < 0:
            raise too_large("cells")

    def _lay(self, row: Any, cells: list[tuple[int, Any]]) -> None:
        number = len(self.raw)
        if row.get(f"{_TABLE}visibility") in ("collapse", "filter"):
            self.hidden_rows.add(number)
        self._room(cells[-1][0])
        values: list[Any] = [""] * (cells[-1][0] + 1)
        for place, cell in cells:
            values[place] = self._value(cell, (number, place))
            across, down = _span(cell, "columns"), _span(cell, "rows")
            if across > 1 or down > 1:
                self.merges.append(((number, place), (number + down - 1, place + across - 1)))
        self.raw.append(values)

    def _value(self, cell: Any, place: tuple[int, int]) -> Any:
        kind = cell.get(f"{_OFFICE}value-type", "")
        text = "\n".join(_lines(cell))
        if cell.get(f"{_CALC}value-type") == "error" or (cell.get(f"{_TABLE}formula") and text.startswith(_ERRORS)):
            self.errors.append(place)
            return ""
        if f'"{OURS}"' in cell.get(f"{_TABLE}formula", ""):
            self.ours.add(place)
        if cell.get(f"{_TABLE}formula") and not kind and cell.find(f"{_TEXT}p") is None:  # an empty text is a result
            self.uncomputed.append(place)
            return ""
        if kind in _NUMBERS:
            said = float(cell.get(f"{_OFFICE}value", "nan"))
            return _DAY_ZERO + timedelta(int(said)) if _DAY.fullmatch(text) and 0 < said < _LAST_DAY else said
        if kind == "boolean":
            return cell.get(f"{_OFFICE}boolean-value") == "true"
        if kind == "date":
            day = cell.get(f"{_OFFICE}date-value", "")
            return datetime.fromisoformat(day) if "T" in day else date.fromisoformat(day)
        return cell.get(f"{_OFFICE}string-value") or text

    def grid(self, name: str, visible: bool) -> Grid:
        """The sheet, filled up to a rectangle."""
        width = max(map(len, self.raw), default=0)
        if len(self.raw) * width > limits().cells:
            raise too_large("cells")
        grid = to_grid(name, [row + [""] * (width - len(row)) for row in self.raw], visible=visible)
        put(grid, self.errors, Broken.ERROR)
        put(grid, self.uncomputed, Broken.UNCOMPUTED)
        grid.hidden_rows = frozenset(self.hidden_rows)
        grid.hidden_columns = frozenset(column for column in self.hidden_columns if column < grid.width)
        grid.ours = frozenset(self.ours)
        merge(grid, self.merges)
        return grid


def _repeated(node: Any, what: str) -> int:
    return _number(node.get(f"{_TABLE}number-{what}-repeated"))


def _span(node: Any, what: str) -> int:
    return _number(node.get(f"{_TABLE}number-{what}-spanned"))


def _number(said: str | None) -> int:
    return max(1, min(int(said), _REPEATED)) if said and said.isdecimal() and len(said) < 9 else 1


def _lines(cell: Any) -> Iterator[str]:
    """The paragraphs of a cell, without its comment."""
    for line in cell.iterfind(f"{_TEXT}p"):
        spaces = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
        yield "".join(
            [
                line.text or "",
                *((spaces.get(node.tag, node.text or "")) + (node.tail or "") for node in line.iterdescendants()),
            ]
        )
