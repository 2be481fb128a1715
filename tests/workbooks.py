"""Real workbooks, drawn in a few lines: a letterhead, a title, a table, a foot."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook

Row = Sequence[object]
FIELDS = ("Kinh tế", "Văn hóa - xã hội", "Quốc phòng - an ninh", "Xây dựng hệ thống chính trị")
SHORT = {"kt": "Kinh tế", "vhxh": "VH-XH", "qpan": "An ninh - quốc phòng", "htct": "XD Đảng, HTCT"}


def save(
    path: Path,
    issuer: str,
    title: str,
    table: Sequence[Row],
    *,
    parent: str = "HUYỆN ỦY THANH LIÊM",
    dated: str = "ngày 05 tháng 12 năm 2024",
    number: str = "Số 12-BC/ĐU",
) -> Path:
    """One sheet: letterhead in rows 1-3, title in row 5, the table from row 7 on, a foot."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Biểu 1"
    sheet["A1"], sheet["E1"] = parent, "ĐẢNG CỘNG SẢN VIỆT NAM"
    sheet["A2"] = issuer
    sheet["A3"], sheet["E3"] = number, dated
    sheet["A5"] = title
    for row, values in enumerate(table, start=7):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value
    foot = 7 + len(table) + 1
    sheet.cell(foot, 1).value = "Nơi nhận:"
    sheet.cell(foot, 5).value = "T/M BAN THƯỜNG VỤ"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def register(
    path: Path, commune: str, models: Sequence[tuple[str, str]], *, year: str = "2024", total: str = ""
) -> Path:
    """A list: name and field; rows from 8 on."""
    head: list[Row] = [("STT", "Tên mô hình", "Đơn vị thực hiện", "Loại hình", "Lĩnh vực", "Ghi chú")]
    rows: list[Row] = [
        (number, name, None, "Tập thể", SHORT.get(field, field), None)
        for number, (name, field) in enumerate(models, start=1)
    ]
    last: list[Row] = [(None, total)] if total else []
    issuer = f"ĐẢNG ỦY {commune.upper()}"
    return save(path, issuer, f"DANH SÁCH mô hình “Dân vận khéo” năm {year}", [*head, *rows, *last])


def matrix(path: Path, issuer: str, rows: Sequence[Row], *, year: str = "2024") -> Path:
    """A matrix: unit, total, four fields; rows from 8 on, total in C, fields in D-G."""
    head: list[Row] = [("STT", "Đơn vị", "Tổng số", *FIELDS)]
    return save(path, issuer, f"BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm {year}", [*head, *rows])


def locked(content: bytes, password: str) -> bytes:
    """The same workbook, closed with a password."""
    into = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(password, into)
    return into.getvalue()
