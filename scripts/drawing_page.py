"""A sheet written from top to bottom: head block, cells of a table, foot. (domain.md "How returns look")"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil

import xlsxwriter

_MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@dataclass(frozen=True)
class Letter:
    """Everything around the table: who writes, when, under which title, who signs."""

    parent: str
    issuer: str
    number: str
    place: str
    day: date
    title: tuple[str, ...]
    attached: str = ""
    signer: tuple[str, ...] = ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ")
    party: bool = True
    unit_of_count: bool = False
    notes: tuple[str, ...] = ()


@dataclass
class Page:
    """A sheet, written from top to bottom."""

    book: xlsxwriter.Workbook
    sheet: xlsxwriter.worksheet.Worksheet
    width: int
    row: int = 0
    _widths: dict[int, float] = field(default_factory=dict)
    _lines: int = 1
    _formats: dict[tuple[tuple[str, object], ...], object] = field(default_factory=dict)

    def style(self, **look: object) -> object:
        """A cell format in Times New Roman, made once."""
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            base = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
            self._formats[key] = self.book.add_format(base | look)
        return self._formats[key]

    def boxed(self, **look: object) -> object:
        """A cell of the table."""
        return self.style(border=1, text_wrap=True, **look)

    def across(self, first: int, last: int, text: str, **look: object) -> None:
        """A text centred over some columns of this row."""
        style = self.style(align="center", text_wrap=True, **look)
        if first == last:
            self.sheet.write_string(self.row, first, text, style)
        else:
            self.sheet.merge_range(self.row, first, self.row, last, text, style)

    def head(self, letter: Letter) -> None:
        """The head block and the title."""
        last, half = self.width - 1, max(0, (self.width - 1) // 2)
        right = half + 1
        self.across(0, half, letter.parent)
        self.across(right, last, "ĐẢNG CỘNG SẢN VIỆT NAM" if letter.party else _MOTTO[0], bold=True)
        self.row += 1
        self.across(0, half, letter.issuer, bold=True)
        if not letter.party:
            self.across(right, last, _MOTTO[1], bold=True)
        self.sheet.set_row(self.row, 34 if len(letter.issuer) > 34 else 18)
        self.row += 1
        self.across(0, half, "*" if letter.party else "_______")
        self.row += 1
        self.across(0, half, f"Số {letter.number}" if letter.party else f"Số: {letter.number}")
        written = f"{letter.place}, ngày {letter.day.day:02d} tháng {_month(letter.day.month)} năm {letter.day.year}"
        self.across(right, last, written, italic=True)
        self.row += 2
        for place, line in enumerate(letter.title):
            self.across(0, last, line, bold=True, font_size=14 if place == 0 else 13)
            self.row += 1
        if letter.attached:
            self.across(0, last, letter.attached, italic=True)
            self.row += 1
        if letter.unit_of_count:
            self.sheet.write_string(self.row, last, "Đơn vị tính: mô hình", self.style(italic=True, align="right"))
        self.row += 1
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)

    def foot(self, letter: Letter) -> None:
        """Notes, recipients, signatures."""
        self.row += 1
        for note in letter.notes:
            self.sheet.write_string(self.row, 0, note, self.style(italic=True))
            self.row += 1
        last, middle = self.width - 1, max(1, self.width // 2)
        self.sheet.write_string(self.row, 0, "Nơi nhận:", self.style(bold=True, italic=True, font_size=11))
        self.across(middle, last, letter.signer[0], bold=True)
        self.row += 1
        for place, text in enumerate(("- Cấp trên trực tiếp (báo cáo);", "- Thành viên Ban Chỉ đạo;", "- Lưu VT.")):
            self.sheet.write_string(self.row, 0, text, self.style(font_size=11))
            if place + 1 < len(letter.signer):
                self.across(middle, last, letter.signer[place + 1], bold=True)
            self.row += 1

    def end_row(self) -> None:
        """On to the next row; this one is as high as its longest text needs."""
        if self._lines > 1:
            self.sheet.set_row(self.row, 16 * self._lines)
        self.row, self._lines = self.row + 1, 1

    def _fit(self, place: int, text: str) -> None:
        self._lines = max(self._lines, ceil(len(text) * 1.12 / self._widths.get(place, 40)))

    def heading(self, place: int, text: str, width: float, rows: int = 1) -> None:
        """A column heading over one or two rows."""
        style = self.boxed(bold=True, align="center", bg_color="#F2F2F2")
        self.sheet.set_column(place, place, width)
        self._widths[place] = width
        if rows == 1:
            self._fit(place, text)
            self.sheet.write_string(self.row, place, text, style)
        else:
            self.sheet.merge_range(self.row, place, self.row + rows - 1, place, text, style)

    def band(self, first: int, headings: Sequence[str], over: str, width: float) -> None:
        """Headings in the second header row under one in the first."""
        style = self.boxed(bold=True, align="center", bg_color="#F2F2F2")
        if len(headings) > 1:
            self.sheet.merge_range(self.row, first, self.row, first + len(headings) - 1, over, style)
        else:
            self.sheet.write_string(self.row, first, over, style)
        for place, text in enumerate(headings, first):
            self.sheet.write_string(self.row + 1, place, text, style)
            self.sheet.set_column(place, place, width)
            self._widths[place] = width
            self.sheet.set_row(self.row + 1, 16 * ceil(max(map(len, headings)) * 1.3 / width))

    def column_numbers(self) -> None:
        """The row (1) (2) (3) under the header."""
        for place in range(self.width):
            self.sheet.write_string(
                self.row, place, f"({place + 1})", self.boxed(italic=True, align="center", font_size=10)
            )
        self.row += 1

    def write(self, place: int, value: str | int | None, **look: object) -> None:
        """A cell of the table; nothing is a blank cell with its border."""
        style = self.boxed(**look)
        if value is None or value == "":
            self.sheet.write_blank(self.row, place, None, style)
        elif isinstance(value, int):
            self.sheet.write_number(self.row, place, value, style)
        else:
            self._fit(place, value)
            self.sheet.write_string(self.row, place, value, style)


def _month(month: int) -> str:
    return f"{month:02d}" if month < 3 else str(month)
