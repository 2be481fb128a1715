"""Fills in forms of ours as a unit would, with another program than the one that made them."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

Line = Mapping[str, object]
"""Heading to value; of a heading under another its own words."""


class Filled:
    """A form opened to be filled in."""

    def __init__(self, source: Path | bytes) -> None:
        self.book: Workbook = load_workbook(BytesIO(source) if isinstance(source, bytes) else source)
        self.sheet: Worksheet = self.book.worksheets[0]
        column = [self.sheet.cell(row, 1).value for row in range(1, 30)]
        self.top = column.index(1) + 1
        self.heads = {
            " ".join(str(self.sheet.cell(row, place).value).split()): place
            for row in (self.top - 2, self.top - 1)
            for place in range(1, self.sheet.max_column + 1)
            if self.sheet.cell(row, place).value
        }

    def write(self, line: int, values: Line) -> "Filled":
        """One line of the form, the first is 0. Texts stay texts, whatever they look like."""
        for head, value in values.items():
            cell = self.sheet.cell(self.top + line, self.heads[head])
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
        return self

    def cell(self, line: int, head: str) -> str:
        """The address of a cell."""
        return str(self.sheet.cell(self.top + line, self.heads[head]).coordinate)

    def fill(self, lines: Sequence[Line]) -> "Filled":
        """All lines from the first on."""
        for place, values in enumerate(lines):
            self.write(place, values)
        return self

    def is_open(self, line: int, head: str) -> bool:
        """Whether the lock lets somebody write there."""
        return not self.sheet.cell(self.top + line, self.heads[head]).protection.locked

    def bytes(self) -> bytes:
        """The file as it is sent back."""
        out = BytesIO()
        self.book.save(out)
        return out.getvalue()

    def save(self, path: Path) -> Path:
        """The same, into a folder of mail."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.bytes())
        return path
