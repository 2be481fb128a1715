"""Forms of ours that another program saved: .ods, .xls, or .xlsx written anew. Known by their stamp, read as we wrote them."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import other_files
from danvan_cli.intake.files.reading import read
from danvan_cli.intake.files.stamp import Stamp, read_stamp
from danvan_cli.intake.grid import Broken, Grid
from danvan_cli.intake.understand import understand
from danvan_cli.ledger.taking_in.examination import Examined
from drawing import draw
from filling import Filled, Line
from test_forms import COMMUNE, LIFE_FILE, MATRIX_FILE, REGISTER_FILE, found, returned
from workbooks import locked

STAMP = Stamp("register", "1", COMMUNE, "2026", answers="a" * 64, sheets=(("Hướng dẫn", 12), ("Danh mục", 9)))
Write = Callable[[Grid, dict[str, str]], bytes]
AS: dict[str, Write] = {
    "ods": other_files.open_document,
    "xls": lambda grid, said: other_files.old_workbook(grid, said=said),
    "xls of LibreOffice": lambda grid, said: other_files.with_properties(other_files.old_workbook(grid), said, 65001),
}


@pytest.mark.parametrize("kind", AS)
def test_a_stamp_is_read_wherever_the_format_keeps_it(kind: str) -> None:
    assert read_stamp(AS[kind](draw("| a | b |"), {"Nơi lưu": "x", **STAMP.properties()})) == STAMP


@pytest.mark.parametrize("kind", AS)
def test_a_file_without_a_stamp_has_none(kind: str) -> None:
    assert read_stamp(AS[kind](draw("| a | b |"), {"Nơi lưu": "danvan.layout"})) is None


def test_damaged_properties_are_no_stamp_and_break_nothing() -> None:
    content = AS["xls"](draw("| a | b |"), STAMP.properties())
    start = content.index(b"danvan.layout")
    for at in range(start - 300, start + 400, 7):
        read_stamp(content[:at] + b"\xff\xff\xff\xff" + content[at + 4 :])


def test_a_formula_that_gives_an_empty_text_is_blank_in_an_open_document_and_one_never_computed_is_not() -> None:
    (grid,) = read(other_files.open_document(draw('| Tổng số | Kinh tế |\n| =IF(B3=0;"";1) | =? |')))[0]
    assert grid.rows[1] == [None, Broken.UNCOMPUTED]


MATRIX = """
TỈNH ỦY NINH BÌNH

BIỂU TỔNG HỢP số mô hình “Dân vận khéo” năm 2026
| STT | Đơn vị | Tổng số | Lĩnh vực | < | < | < |
| ^ | ^ | ^ | Kinh tế | Văn hóa - xã hội | Quốc phòng - an ninh | Xây dựng Đảng, HTCT |
| 1 | Phường Phủ Lý | 3 | 2 | 1 | | |
| 2 | Phường Phù Vân | 0 | | | | |
| 3 | Phường Châu Sơn | 0 | 0 | | | |
| Tổng cộng | < | 3 | 2 | 1 | 0 | 0 |
"""


def test_a_total_that_an_old_workbook_says_is_0_where_nothing_was_filled_in_is_no_figure() -> None:
    stamp = Stamp("matrix", "1", "37@2025-07-01", "2026")
    draft = understand(AS["xls"](draw(MATRIX, "Biểu tổng hợp"), stamp.properties()), "a.xls")
    (table,) = draft.tables
    assert [row.figures[0].value for row in table.rows] == [3, None, 0]


def test_a_form_closed_with_a_password_is_still_a_form() -> None:
    content = locked(Filled(REGISTER_FILE).fill([{"Tên mô hình": "Hũ gạo"}]).bytes(), "bí mật")
    draft = understand(content, "a.xlsx", password="bí mật")
    assert draft.stamp is not None
    assert (draft.stamp.layout, draft.findings) == ("register", [])


# --- through LibreOffice itself

SOFFICE = shutil.which("soffice")
FILLED: dict[str, tuple[bytes, list[Line]]] = {
    "register": (
        REGISTER_FILE,
        [
            {"Tên mô hình": "Hũ gạo tình thương", "Lĩnh vực": "Kinh tế", "Cấp": "Xã", "Trạng thái": "Công nhận"},
            {"Tên mô hình": "Đường hoa", "Đơn vị thực hiện": "Hội Nông dân"},
            {"Tên mô hình": "Tổng cộng 5", "Ghi chú": "như trên"},
        ],
    ),
    "matrix": (MATRIX_FILE, [{"Kinh tế": 4, "Văn hóa - xã hội": 2}, {"Kinh tế": 1, "Tập thể": 1, "Cá nhân": 0}]),
    "life-cycle": (
        LIFE_FILE,
        [
            {"Tên mô hình": "Hũ gạo tình thương", "Lĩnh vực": "Kinh tế", "Ghi nhận": "x"},
            {"Tên mô hình": "Đường hoa", "Đăng ký": "x", "Đề nghị": "x"},
        ],
    ),
}


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_form_saved_by_libreoffice_says_the_same_in_every_format_without_a_finding(tmp_path: Path) -> None:
    for layout, (content, lines) in FILLED.items():
        Filled(content).fill(lines).save(tmp_path / f"{layout}.xlsx")
        (tmp_path / f"{layout} trống.xlsx").write_bytes(content)
    saved = [examined_as(tmp_path, ending) for ending in ("xlsx", "ods", "xls")]
    for layout in FILLED:
        assert [examined[layout].findings for examined in saved] == [()] * 3
        assert len({examined[layout].received for examined in saved}) == 1
        assert [found(examined[f"{layout} trống"])[0][0] for examined in saved] == ["template-unfilled"] * 3


def examined_as(folder: Path, ending: str) -> dict[str, Examined]:
    """All workbooks of a folder as LibreOffice saves them, examined, by name."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    into = folder / ending
    files = [str(path) for path in folder.glob("*.xlsx")]
    command = [str(SOFFICE), profile, "--headless", "--convert-to", ending, "--outdir", str(into), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {path.stem: returned(path.read_bytes()) for path in into.iterdir()}
