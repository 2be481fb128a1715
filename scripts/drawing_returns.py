"""Draws returns as offices send them: head block, register (L1), ticks (L2), groups (L3) or matrix (L4), foot. (domain.md)"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter

from drawing_page import Letter, Page
from inventing_models import FIELDS, Item

FIELD_CLOTHES: tuple[dict[str, str], ...] = (
    {"kt": "Kinh tế", "vhxh": "Văn hóa - xã hội", "qpan": "Quốc phòng - an ninh", "htct": "Xây dựng hệ thống chính trị"},
    {"kt": "KT", "vhxh": "VH-XH", "qpan": "QP-AN", "htct": "HTCT"},
    {"kt": "Phát triển kinh tế", "vhxh": "Văn hoá – xã hội", "qpan": "An ninh - quốc phòng", "htct": "Xây dựng Đảng và hệ thống chính trị"},
    {"kt": "Kinh tế", "vhxh": "Văn hóa, xã hội", "qpan": "Quốc phòng, an ninh", "htct": "XD Đảng, HTCT"},
)  # fmt: skip
HOLDERS = {"tapthe": "Tập thể", "canhan": "Cá nhân"}
LEVELS = {"tinh": "Tỉnh", "huyen": "Huyện", "xa": "Xã"}
ORIGINS = {"moi": "Mới", "duytri": "Duy trì"}
STAGES = {
    "ghinhan": "Ghi nhận", "khongghinhan": "Không ghi nhận", "congnhan": "Công nhận", "khongcongnhan": "Không công nhận",
}  # fmt: skip
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_THOUSANDS = "[$-42A]#,##0"


@dataclass(frozen=True)
class Column:
    """A column of a register: its heading, its width, and what it shows of an item."""

    heading: str
    width: float
    show: Callable[[Item], str]


@dataclass(frozen=True)
class Register:
    """L1: a row per model."""

    items: Sequence[Item]
    columns: Sequence[Column]
    total: str = "Tổng cộng: {count} mô hình"
    numbered_columns: bool = False
    repeat_every: int = 0
    spacers: bool = False
    merge_units: bool = False


@dataclass(frozen=True)
class Ticks:
    """L2: a row per model, marks in columns under `Lĩnh vực` and `Loại hình`."""

    items: Sequence[Item]
    columns: Sequence[Column]
    bands: Sequence[tuple[str, str, dict[str, str]]]  # heading, attribute of the item, labels
    mark: str | int = "x"


@dataclass(frozen=True)
class Groups:
    """L3: a row per model under group headings, which may stand inside other groups."""

    items: Sequence[Item]
    columns: Sequence[Column]
    by: str
    labels: dict[str, str]
    outer: tuple[str, dict[str, str]] | None = None
    counted: bool = True
    number_on: bool = False


@dataclass(frozen=True)
class Matrix:
    """L4: a row per unit. `columns` are (upper heading, heading, key); a row without figures is a group's heading."""

    columns: Sequence[tuple[str, str, str]]
    rows: Sequence[tuple[str, dict[str, int] | None]]
    first_heading: str = "Đơn vị"
    total: str = "last"  # first, last, none
    formulas: bool = True
    zero: str | int | None = 0
    padded: bool = False  # figures below ten as the text 03
    numbered_columns: bool = False


Table = Register | Ticks | Groups | Matrix


def holder_bands(clothes: dict[str, str]) -> list[tuple[str, str, dict[str, str]]]:
    """The two bands that tick sheets usually have."""
    return [("Lĩnh vực", "field", clothes), ("Loại hình", "holder", HOLDERS)]


def draw(path: Path, letter: Letter, table: Table, sheet: str = "Biểu 1") -> None:
    """One workbook with one sheet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2024, 1, 2, 8, 0)})  # noqa: DTZ001 - the day does not matter, only that it stays
    page = Page(book, book.add_worksheet(sheet), _width(table))
    page.head(letter)
    match table:
        case Register():
            _register(page, table)
        case Ticks():
            _ticks(page, table)
        case Groups():
            _groups(page, table)
        case Matrix():
            _matrix(page, table)
    page.foot(letter)
    book.close()


def _width(table: Table) -> int:
    """How many columns the table takes, the numbering included."""
    match table:
        case Ticks():
            return 1 + len(table.columns) + sum(len(labels) for _, _, labels in table.bands)
        case Matrix():
            return 2 + len(table.columns)
        case _:
            return 1 + len(table.columns)


def _register_header(page: Page, columns: Sequence[Column], rows: int = 1) -> None:
    page.heading(0, "STT" if page.width % 2 else "TT", 6, rows)
    for place, column in enumerate(columns, 1):
        page.heading(place, column.heading, column.width, rows)


def _item(page: Page, number: int, item: Item, columns: Sequence[Column]) -> None:
    page.write(0, number, align="center")
    for place, column in enumerate(columns, 1):
        page.write(place, column.show(item), align="left" if column.width > 15 else "center")


def _register(page: Page, table: Register) -> None:
    _register_header(page, table.columns)
    page.sheet.repeat_rows(page.row)
    page.end_row()
    if table.numbered_columns:
        page.column_numbers()
    start = page.row
    for number, item in enumerate(table.items, 1):
        if table.repeat_every and number > 1 and number % table.repeat_every == 1:
            _register_header(page, table.columns)
            page.end_row()
        if table.spacers and number > 1 and number % 10 == 1:
            page.row += 1
        _item(page, number, item, table.columns)
        page.end_row()
    if table.merge_units and not (table.repeat_every or table.spacers):
        _merge_units(page, table, start)
    if table.total:
        text = table.total.format(count=len(table.items))
        page.sheet.merge_range(page.row, 0, page.row, page.width - 1, text, page.boxed(bold=True, align="center"))
        page.row += 1


def _merge_units(page: Page, table: Register, start: int) -> None:
    """Equal neighbours in the unit column as one merged cell."""
    place = next(
        at for at, column in enumerate(table.columns, 1) if column.heading.startswith(("Đơn vị", "Tên đơn vị"))
    )
    units = [item.unit for item in table.items]
    first = 0
    for here in range(1, len(units) + 1):
        if here == len(units) or units[here] != units[first]:
            if here - first > 1:
                page.sheet.merge_range(start + first, place, start + here - 1, place, units[first], page.boxed())
            first = here


def _ticks(page: Page, table: Ticks) -> None:
    _register_header(page, table.columns[:-1], 2)
    first = len(table.columns)
    for over, _, labels in table.bands:
        page.band(first, list(labels.values()), over, 9)
        first += len(labels)
    page.heading(first, table.columns[-1].heading, table.columns[-1].width, 2)
    page.sheet.repeat_rows(page.row, page.row + 1)
    page.row += 2
    for number, item in enumerate(table.items, 1):
        _item(page, number, item, table.columns[:-1])
        place = len(table.columns)
        for _, attribute, labels in table.bands:
            for code in labels:
                page.write(place, table.mark if getattr(item, attribute) == code else None, align="center")
                place += 1
        page.write(place, table.columns[-1].show(item))
        page.end_row()
    page.sheet.merge_range(
        page.row, 0, page.row, len(table.columns) - 1, "Tổng cộng", page.boxed(bold=True, align="center")
    )
    place = len(table.columns)
    for _, attribute, labels in table.bands:
        for code in labels:
            page.write(place, sum(getattr(item, attribute) == code for item in table.items), bold=True, align="center")
            place += 1
    page.write(place, None)
    page.row += 1


def _groups(page: Page, table: Groups) -> None:
    _register_header(page, table.columns)
    page.end_row()
    number = 0
    outer_attribute, outer_labels = table.outer or ("", {"": ""})
    letters = iter("ABCD")
    for outer_code, outer_label in outer_labels.items():
        inside = [item for item in table.items if not outer_attribute or getattr(item, outer_attribute) == outer_code]
        if outer_label and inside:
            _group_heading(page, next(letters), outer_label.upper(), None)
        roman = iter(ROMAN)
        for code, label in table.labels.items():
            members = [item for item in inside if getattr(item, table.by) == code]
            if not members:
                continue
            _group_heading(page, next(roman), label.upper(), len(members) if table.counted else None)
            number = number if table.number_on else 0
            for item in members:
                number += 1
                _item(page, number, item, table.columns)
                page.end_row()
    text = f"Tổng cộng: {len(table.items)} mô hình"
    page.sheet.merge_range(page.row, 0, page.row, page.width - 1, text, page.boxed(bold=True, align="center"))
    page.row += 1


def _group_heading(page: Page, mark: str, label: str, count: int | None) -> None:
    page.write(0, mark, bold=True, align="center")
    text = f"{label} ({count:02d} mô hình)" if count is not None else label
    page.sheet.merge_range(page.row, 1, page.row, page.width - 1, text, page.boxed(bold=True))
    page.row += 1


def _matrix(page: Page, table: Matrix) -> None:
    deep = 2 if any(over for over, _, _ in table.columns) else 1
    page.heading(0, "STT", 6, deep)
    page.heading(1, table.first_heading, 30, deep)
    place = 2
    while place < page.width:
        over = table.columns[place - 2][0]
        if not over:
            page.heading(place, table.columns[place - 2][1], 11, deep)
            place += 1
            continue
        under = [heading for above, heading, _ in table.columns if above == over]
        page.band(place, under, over, 10)
        place += len(under)
    if deep == 1:
        page.end_row()
    else:
        page.row += deep
    if table.numbered_columns:
        page.column_numbers()
    if table.total == "first":
        _matrix_total(page, table, page.row + 1, page.row + len(table.rows))
    start = page.row
    number, groups = 0, 0
    for label, figures in table.rows:
        if figures is None:
            page.write(0, ROMAN[groups], bold=True, align="center")
            page.sheet.merge_range(page.row, 1, page.row, page.width - 1, label, page.boxed(bold=True))
            groups += 1
            number = 0
        else:
            number += 1
            page.write(0, number, align="center")
            page.write(1, label)
            for place, (_, _, key) in enumerate(table.columns, 2):
                page.write(place, _figure(table, figures.get(key)), align="center", num_format=_THOUSANDS)
        page.end_row()
    if table.total == "last":
        _matrix_total(page, table, start, page.row - 1)


def _figure(table: Matrix, value: int | None) -> str | int | None:
    if value == 0:
        return table.zero
    return f"{value:02d}" if table.padded and value is not None and value < 10 else value


def _matrix_total(page: Page, table: Matrix, first: int, last: int) -> None:
    page.sheet.merge_range(page.row, 0, page.row, 1, "Tổng cộng", page.boxed(bold=True, align="center"))
    style = page.boxed(bold=True, align="center", num_format=_THOUSANDS)
    for place, (_, _, key) in enumerate(table.columns, 2):
        value = sum(figures.get(key, 0) for _, figures in table.rows if figures)
        if table.formulas and not table.padded:
            letter = chr(65 + place)
            page.sheet.write_formula(page.row, place, f"=SUM({letter}{first + 1}:{letter}{last + 1})", style, value)
        else:
            page.sheet.write_number(page.row, place, value, style)
    page.row += 1


def counts(items: Sequence[Item], *dimensions: str) -> dict[str, int]:
    """The figures of a matrix row: `tong`, and a figure per member of the dimensions."""
    members = {"field": FIELDS, "holder": tuple(HOLDERS), "origin": tuple(ORIGINS)}
    figures = {"tong": len(items)}
    for dimension in dimensions:
        for code in members[dimension]:
            figures[code] = sum(getattr(item, dimension) == code for item in items)
    return figures
