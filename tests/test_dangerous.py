"""What a prankster writes into names of models, units, sheets and files comes out of every command as plain text. (hostile.md)"""

import csv
import io
import json
import re
import unicodedata
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook

from commanding import Said, danvan
from test_writers import PAYLOADS

HOME = ("--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
NAMES = [*PAYLOADS, "x" * 40_000, "\u202eHũ gạo", "a\u200bb", "Hũ gạo" + "\u0301" * 300]
OURS = re.compile(r"(SUM|SUBTOTAL|COUNTA|COUNTIFS?|SUMPRODUCT|IF|IFERROR|INDEX|ROWS|MATCH|HYPERLINK)\(|^[A-Z$]+\d+")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with what they sent: names, units, fields, notes, a sheet and a file called by them."""
    place = tmp_path_factory.mktemp("kho")
    mail = place / "=thu đến"
    mail.mkdir()
    book = xlsxwriter.Workbook(
        mail / "=cmd [red]a[_red] - Xã Liêm Sơn 2024.xlsx", {"strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("=1+1 <b>")
    for row, text in enumerate(
        [
            "HUYỆN ỦY THANH LIÊM",
            "ĐẢNG ỦY XÃ LIÊM SƠN",
            "ngày 05 tháng 12 năm 2024",
            "",
            "DANH SÁCH mô hình “Dân vận khéo” năm 2024",
        ]
    ):
        sheet.write_string(row, 0, text)
    for column, text in enumerate(["STT", "Tên mô hình", "Đơn vị thực hiện", "Loại hình", "Lĩnh vực", "Ghi chú"]):
        sheet.write_string(6, column, text)
    for row, name in enumerate(NAMES, start=7):
        shown = name.encode("utf-8", "replace").decode()[:32_000]
        sheet.write_number(row, 0, row - 6)
        sheet.write_string(row, 1, f"{shown} {row}" if row % 2 else shown)
        sheet.write_string(row, 2, f"Trường THPT {shown[:200]}")
        sheet.write_string(row, 3, "Tập thể")
        sheet.write_string(row, 4, "Kinh tế" if row % 3 else shown[:200])
        sheet.write_string(row, 5, shown[:200])
    book.close()
    said = danvan("ingest", str(mail), "--store", str(place / "danvan.db"), *HOME, "--annotate", str(place / "tra-lai"))
    assert "mô hình có tên" in said.stdout
    harmless(said)
    return place


def harmless(said: Said) -> None:
    """Nothing in it moves a cursor, turns a text round, or fails on a file name."""
    for text in (said.stdout, said.stderr):
        assert not [char for char in text if unicodedata.category(char) in ("Cc", "Cs") and char != "\n"]
        assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
        assert "Traceback" not in text


COMMANDS = [
    ("summarize", "--year", "2024", "--by", "unit"),
    ("summarize", "--year", "2024", "--by", "unit,field"),
    ("models", "--year", "2024"),
    ("models", "--year", "2024", "--twins"),
    ("trace", "--year", "2024"),
    ("status", "--year", "2024"),
    ("reconcile", "--year", "2024"),
    ("compare", "2023", "2024", "--by", "unit"),
    ("history",),
    ("decide",),
    ("papers",),
]


@pytest.mark.parametrize("form", ["table", "csv", "md", "json"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_on_the_screen(folder: Path, command: tuple[str, ...], form: str) -> None:
    said = danvan(*command, "--format", form, "--store", str(folder / "danvan.db"), *HOME)
    assert said.refused in ("", "format-not-here"), said
    harmless(said)
    if form == "json" and said.stdout:
        json.loads(said.stdout)
    if form == "csv":
        for row in csv.reader(io.StringIO(said.stdout)):
            assert not any(cell.lstrip().startswith(("=", "+", "@", "＝")) for cell in row)


@pytest.mark.parametrize("command", [one for one in COMMANDS if one[0] not in ("decide", "papers")], ids=" ".join)
def test_in_a_workbook(folder: Path, command: tuple[str, ...]) -> None:
    path = folder / f"{'-'.join(command).replace(',', '')}.xlsx"
    said = danvan(*command, "-o", str(path), "--store", str(folder / "danvan.db"), *HOME)
    assert said.code in (0, 1), said
    harmless(said)
    safe_workbook(path)


def test_in_the_workbook_of_questions_the_marked_copy_and_the_forms(folder: Path) -> None:
    where = ("--store", str(folder / "danvan.db"), *HOME)
    assert danvan("decide", "-o", str(folder / "viec.xlsx"), *where).code == 0
    assert (
        danvan(
            "template", "--year", "2025", "--unit", "Xã Liêm Sơn", "--from-ledger", "-o", str(folder / "mau"), *where
        ).code
        == 0
    )
    assert danvan("roster", "--year", "2024", "--from-register", *where).code == 0
    assert danvan("status", "--year", "2024", "--letters", str(folder / "thu"), *where).code == 0
    made = [folder / "viec.xlsx", *(folder / "mau").rglob("*.xlsx"), *(folder / "tra-lai").rglob("*.xlsx")]
    assert len(made) >= 2
    for path in made:
        safe_workbook(path)
    for path in [*(folder / "thu").rglob("*.docx"), *(folder / "tra-lai").rglob("*.docx")]:
        with zipfile.ZipFile(path) as package:
            text = package.read("word/document.xml").decode()
            rels = package.read("word/_rels/document.xml.rels").decode()
        assert "w:instrText" not in text
        assert 'TargetMode="External"' not in rels


def safe_workbook(path: Path) -> None:
    """No formula but our own, no link out of the workbook, no name that Excel would run."""
    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert OURS.search(str(cell.value).lstrip("=")), (path.name, cell.coordinate, cell.value)
                    assert not re.search(r"cmd|http|calc'|example", str(cell.value))
                if cell.hyperlink and cell.hyperlink.target:
                    raise AssertionError((path.name, cell.coordinate, cell.hyperlink.target))
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        assert not [name for name in names if "vba" in name.lower() or "externalLink" in name]
        for name in names:
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in package.read(name), name


def test_layout_of_such_a_file(folder: Path) -> None:
    (path,) = (folder / "=thu đến").iterdir()
    harmless(danvan("layout", str(path), "--store", str(folder / "danvan.db")))
    harmless(danvan("check", str(path), *HOME))
