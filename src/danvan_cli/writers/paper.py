"""One sheet of paper in a workbook: page set-up, styles, and texts that Excel only ever shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from xlsxwriter import Workbook

from danvan_cli import shipped
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.writers import typography
from danvan_cli.writers.letterhead import Line, Profile
from danvan_cli.writers.printed import say
from danvan_cli.writers.safe import cell_text

COUNT = "[$-42A]#,##0"  # shows 1.597 on any computer
AMOUNT = "[$-42A]#,##0.###"  # shows 9,8
GAP = "_)"  # behind a number that stands to the right: an indent is lost in LibreOffice where styles alternate
EXACT = 10**15  # beyond this Excel rounds
PADDING = 20  # pixels a cell keeps free beside its text, indent included
_ROW = 20  # pixels of a row that nothing is said of
_MOST_PAGES = 3
_CLOSER = 0.4  # of a page: so much is drawn onto the pages before rather than that a few lines need another

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
    # columns are measured in digits of this font; in one that a computer lacks they come out wider or narrower
    "default_format_properties": {"font_name": "Times New Roman", "font_size": 11, "font_scheme": "none"},
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table or list stands: its sheet; in a report its number there, and the code printed on every page."""

    sheet: str
    number: str = ""  # "Biểu số 1"
    annexed: str = ""  # "(Kèm theo Báo cáo …)"
    mark: str = ""
    office: Mapping[str, str] | None = None  # whose letterhead and signatures stand around it; None: nobody's


def properties(title: str, created: datetime | None, **more: str) -> dict[str, Any]:
    """What a workbook says of itself: it is ours, and no mail wherever it lies."""
    about = {name: cell_text(text)[:255] for name, text in {"title": title, **more}.items() if text}
    known = {"created": created.astimezone(UTC).replace(tzinfo=None)} if created else {}
    return {**about, **known, "author": "danvan", "category": shipped.OUR_TABLE}


class Paper:
    """A worksheet that is laid out from top to bottom; `row` is the next free row. `mark`: printed on every page."""

    def __init__(self, book: Workbook, name: str, profile: Profile, widths: Sequence[int], mark: str = "") -> None:
        self.book, self.profile, self.widths, self.mark = book, profile, widths, mark
        self.sheet = book.add_worksheet(name)
        self.row, self.height = 0, 0  # the height: pixels of what is above
        self.last = len(widths) - 1
        self._styles: dict[tuple[tuple[str, Any], ...], Any] = {}
        for column, pixels in enumerate(widths):
            self.sheet.set_column_pixels(column, column, pixels)
        self._set_up()

    def letterhead(self, known: Mapping[str, str]) -> None:
        """Who writes, and when; dotted blanks for what is not known."""
        for left, right in self.profile.heads(known):
            self.halves(left, right)
        self.next()

    def signatures(self) -> None:
        """Who has made it and who signs, with room for their hands."""
        self.next()
        for left, right in self.profile.signatures():
            self.halves(left, right)
        for _ in range(4):
            self.next()

    def end(self, repeated: int = 0) -> None:
        """What is printed ends here. A few lines too many are drawn onto the pages before; `repeated`: pixels of each page's heads."""
        self.sheet.print_area(0, 0, self.row - 1, self.last)
        page = self.profile.page_height
        whole = 1 + max(0, (self.height - page) // (page - repeated))
        closer = self.height / (page + (whole - 1) * (page - repeated))
        if whole <= _MOST_PAGES and 1 < closer <= 1 + _CLOSER / whole:
            self.sheet.fit_to_pages(1, whole)

    def _set_up(self) -> None:
        margins = self.profile.page["margins"]
        self.sheet.set_paper(9)  # A4
        self.sheet.set_landscape()
        self.sheet.set_margins(**{side: millimetres / 25.4 for side, millimetres in margins.items()})
        self.sheet.fit_to_pages(1, 0)
        self.sheet.center_horizontally()
        self.sheet.hide_gridlines(2)
        italic = f'&"{self.profile.font},Italic"'
        mark = f"&L{italic}&9{self.mark}" if self.mark else ""
        self.sheet.set_footer(f"{mark}&C{italic}&11{say('page')} &P/&N", {"margin": 0.3})

    def style(self, size: float, **look: Any) -> Any:
        """A cell format, made once. `quote_prefix`: a text stays a text even when somebody edits its cell."""
        look = {"align": "center", "valign": "vcenter", "text_wrap": True} | look | {"font_size": size}
        key = tuple(sorted(look.items()))
        if key not in self._styles:
            self._styles[key] = self.book.add_format({"font_name": self.profile.font, **look})
        return self._styles[key]

    def text(self, row: int, column: int, text: str, size: float, **look: Any) -> None:
        """A text in one cell, never taken for anything else."""
        self.sheet.write_string(row, column, cell_text(text), self.style(size, quote_prefix=True, **look))

    def number(self, row: int, column: int, value: Number, size: float, **look: Any) -> None:
        """A number, shown as 1.597; as a text where Excel would round it."""
        look = {"align": "right", "num_format": COUNT} | look
        if look["align"] == "right":
            look["num_format"] += GAP
        if -EXACT < value < EXACT:
            self.sheet.write_number(row, column, value, self.style(size, **look))
        else:
            self.text(row, column, str(value), size, **look)

    def block(self, area: tuple[int, int, int, int], text: str, size: float, **look: Any) -> None:
        """A text over several merged cells: first row, first column, last row, last column."""
        if area[:2] != area[2:]:
            self.sheet.merge_range(*area, "", self.style(size, quote_prefix=True, **look))
        self.text(area[0], area[1], text, size, **look)

    def line(self, text: str, size: float, **look: Any) -> None:
        """A text across the sheet on a row of its own, as high as it needs."""
        bold = bool(look.get("bold"))
        count = typography.lines(cell_text(text), sum(self.widths) - PADDING, size, bold=bold)
        self.block((self.row, 0, self.row, self.last), text, size, **look)
        self.next(typography.height(count, size))

    def halves(self, left: Line, right: Line) -> None:
        """Two texts side by side, as letterheads and signatures stand."""
        split = self.middle
        count = 1
        for line, first, last in ((left, 0, split - 1), (right, split, self.last)):
            look = {"bold": line.bold, "italic": line.italic, "text_wrap": not line.text.startswith("—")}
            self.block((self.row, first, self.row, last), line.text, line.size, **look)
            room = sum(self.widths[first : last + 1]) - PADDING
            if look["text_wrap"]:
                count = max(count, typography.lines(line.text, room, line.size, bold=line.bold))
        self.next(typography.height(count, max(left.size, right.size)))

    @property
    def middle(self) -> int:
        """The column at which the right half begins."""
        return min(range(1, self.last + 1), key=lambda at: abs(sum(self.widths[:at]) - sum(self.widths[at:])))

    def next(self, pixels: int = 0) -> None:
        """Go on to the next row; the present one becomes so high."""
        if pixels:
            self.sheet.set_row_pixels(self.row, min(pixels, 540))  # Excel's rows end at 546
        self.row, self.height = self.row + 1, self.height + (pixels or _ROW)
