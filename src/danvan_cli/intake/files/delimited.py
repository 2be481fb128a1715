"""The reader of .csv and .tsv: whatever the encoding and whichever the sign between cells."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from danvan_cli.intake.files.cells import to_grid
from danvan_cli.intake.files.encodings import decoded
from danvan_cli.intake.files.stacked import whole_or_text
from danvan_cli.intake.files.unreadable import Unreadable, limits, too_large
from danvan_cli.intake.grid import Grid

_SIGNS = ";\t,|"
_LONGEST = 1_000_000  # letters of one line
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_LOOKED_AT = 200  # lines
_NUMBERED = re.compile(r" *(\d{1,6}) *(.)(?!\d)", re.ASCII)  # a row, and no "2,5 ha"


def read_delimited(content: bytes) -> list[Grid]:
    """One sheet. A file without cells beside one another is a text, not a table."""
    text = decoded(content)
    csv.field_size_limit(_LONGEST)
    try:
        rows = list(_few_enough(_rows(text, _sign(text))))
    except csv.Error as error:
        raise Unreadable("damaged") from error
    width = max(map(len, rows), default=0)
    if len(rows) * width > limits().cells:
        raise too_large("cells")
    if width < 2:
        raise Unreadable("not-a-workbook")
    return [to_grid("CSV", [[*map(whole_or_text, row), *[""] * (width - len(row))] for row in rows])]


def _rows(text: str, sign: str) -> Iterator[list[str]]:
    """The cells of each row. A line whose quotes do not enclose whole cells is a row of its own: one would swallow those below it."""
    lines, at = list(_lines(text)), 0
    while at < len(lines):
        rows = csv.reader((lines[place] for place in range(at, len(lines))), delimiter=sign, strict=True)
        read = 0
        try:
            for row in rows:
                first, read = at + read, rows.line_num
                if _go_on(lines[first : at + read], sign):
                    yield from (_alone(line, sign) for line in lines[first : at + read])
                else:
                    yield row
            at += read
        except csv.Error:
            at += read + 1
            yield _alone(lines[at - 1], sign)


def _go_on(lines: list[str], sign: str) -> bool:
    """Whether the lines that quotes make one row are rows of their own, numbered on: "1;…", and inside of it "2;…"."""
    if len(lines) < 2:
        return False
    first, *rest = (found[1] if (found := _NUMBERED.match(line)) and found[2] == sign else "" for line in lines)
    return bool(first) and any(number and int(number) == int(first) + 1 for number in rest)


def _alone(line: str, sign: str) -> list[str]:
    """The cells of a line whose quotes are the sender's: kept as typed, unless in pairs they enclose signs, "Hũ gạo, thùng quỹ"."""
    typed = next(csv.reader([line], delimiter=sign, quoting=csv.QUOTE_NONE))
    enclosed = next(csv.reader([line], delimiter=sign))
    return typed if line.count('"') % 2 or len(typed) == len(enclosed) else enclosed


def _lines(text: str) -> Iterator[str]:
    """One after the other: a file of one line without end is refused before anything is made of it."""
    for found in _LINE.finditer(text):
        if found.end() - found.start() > _LONGEST:
            raise Unreadable("damaged")
        yield found[0]


def _few_enough(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """The rows as long as there is room for their cells: in a file of one sign over and over there are many."""
    cells = 0
    for row in rows:
        cells += max(len(row), 1)
        if cells > limits().cells:
            raise too_large("cells")
        yield row


def _sign(text: str) -> str:
    """The sign that parts most lines into the same number of cells; Excel's own line `sep=;` decides."""
    first = text.lstrip("\ufeff").split("\n", 1)[0].strip().lower()
    if first.startswith("sep=") and len(first) == len("sep=;"):
        return first[-1]
    found = {}
    for sign in _SIGNS:
        rows = csv.reader(islice(_lines(text), _LOOKED_AT), delimiter=sign)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        found[sign] = max(((count, width) for width, count in widths.items()), default=(0, 0))
    return max(_SIGNS, key=lambda sign: found[sign])
