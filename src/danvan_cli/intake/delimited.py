"""The reader of .csv and .tsv: whatever the encoding and whichever the sign between cells."""

import csv
from collections import Counter
from io import StringIO

from danvan_cli.intake.cells import to_grid
from danvan_cli.intake.encodings import decoded
from danvan_cli.intake.grid import Grid
from danvan_cli.intake.stacked import whole_or_text
from danvan_cli.intake.unreadable import Unreadable, limits, too_large

_SIGNS = ";\t,|"
_LONGEST = 1_000_000  # letters of one cell
_LOOKED_AT = 200  # lines


def read_delimited(content: bytes) -> list[Grid]:
    """One sheet. A file without cells beside one another is a text, not a table."""
    text = decoded(content)
    csv.field_size_limit(_LONGEST)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=_sign(text)))
    except csv.Error as error:
        raise Unreadable("damaged") from error
    width = max(map(len, rows), default=0)
    if len(rows) * width > limits().cells:
        raise too_large("cells")
    if width < 2:
        raise Unreadable("not-a-workbook")
    return [to_grid("CSV", [[*map(whole_or_text, row), *[""] * (width - len(row))] for row in rows])]


def _sign(text: str) -> str:
    """The sign that parts most lines into the same number of cells; Excel's own line `sep=;` decides."""
    first = text.lstrip("\ufeff").split("\n", 1)[0].strip().lower()
    if first.startswith("sep=") and len(first) == len("sep=;"):
        return first[-1]
    found = {}
    for sign in _SIGNS:
        rows = csv.reader(StringIO("\n".join(text.splitlines()[:_LOOKED_AT])), delimiter=sign)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        found[sign] = max(((count, width) for width, count in widths.items()), default=(0, 0))
    return max(_SIGNS, key=lambda sign: found[sign])
