"""A cell that Excel could not work out is never a figure: it is found at its place, whatever the kind of file, and nothing counts."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

import other_files
from commanding import danvan_json
from danvan_cli.intake.grid import Broken, Grid
from drawing import draw
from test_workbook import patched

HOME = ("--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
HEAD = """
ĐẢNG ỦY XÃ LIÊM SƠN

MÔ HÌNH DÂN VẬN KHÉO NĂM 2024

"""
ALL_OVER = """
| TT | Đơn vị | Tổng số | Lĩnh vực | < | < | < | Được công nhận |
| ^ | ^ | ^ | KT | VHXH | QPAN | HTCT | ^ |
| 1 | Hội Nông dân | {} | 4 | 3 | 2 | 1 | 2 |
| 2 | Hội Phụ nữ | 6 | {} | 2 | 1 | 1 | {} |
| | Tổng cộng | 16 | 6 | {} | 3 | 2 | 3 |
"""
TICKED = """
| TT | Tên mô hình | KT | VHXH | QPAN | HTCT | Cấp công nhận |
| 1 | Hũ gạo tình thương | x | | | | Xã |
| 2 | Camera an ninh | | | {} | | Huyện |
| 3 | Đường hoa | {} | | | | Xã |
"""
LISTED = """
| TT | Tên mô hình | Lĩnh vực | Số hộ tham gia | Năm công nhận |
| 1 | Hũ gạo tình thương | {} | 12 | 2024 |
| 2 | {} | Kinh tế | 30 | 2024 |
| 3 | Đường hoa | Kinh tế | {} | {} |
"""


def modern_workbook(grid: Grid) -> bytes:
    """An .xlsx in which formulas failed, or have never been worked out."""
    into = BytesIO()
    book = xlsxwriter.Workbook(into, {"in_memory": True})
    sheet = book.add_worksheet(grid.sheet)
    for top, left, bottom, right in grid.merges:
        sheet.merge_range(top, left, bottom, right, "")
    for r, row in enumerate(grid.rows):
        for c, value in enumerate(row):
            if value is Broken.ERROR:
                sheet.write_formula(r, c, "=1/0", None, "#DIV/0!")
            elif value is Broken.UNCOMPUTED:
                sheet.write_formula(r, c, "=1+1", None, "987")
            elif value is not None:
                sheet.write(r, c, value)
    book.close()
    return patched(into.getvalue(), lambda part: part.replace(b"<v>987</v>", b""))


AS: dict[str, Callable[[Grid], bytes]] = {
    "a.xlsx": modern_workbook,
    "a.xls": other_files.old_workbook,
    "a.xlsb": other_files.binary_workbook,
    "a.ods": other_files.open_document,
}


def places(grid: Grid, broken: Broken) -> list[str]:
    return sorted(
        f"{chr(ord('A') + c)}{r + 1}"
        for r, row in enumerate(grid.rows)
        for c, value in enumerate(row)
        if value is broken
    )


CASES = [(name, broken) for name in AS for broken in Broken if broken is Broken.ERROR or name in ("a.xlsx", "a.ods")]
"""In the other kinds a formula always has a result."""


@pytest.mark.parametrize(("name", "broken"), CASES)
@pytest.mark.parametrize("table", [ALL_OVER, TICKED, LISTED], ids=["matrix", "ticks", "list"])
def test_what_could_not_be_worked_out_is_found_at_its_cell_and_nothing_counts(
    tmp_path: Path, name: str, table: str, broken: Broken
) -> None:
    drawn = draw(HEAD + table.replace("{}", "#REF!"), "Biểu 1")
    for row in drawn.rows:
        row[:] = [broken if value is Broken.ERROR else value for value in row]
    expected = places(drawn, broken)
    assert len(expected) > 1
    (tmp_path / name).write_bytes(AS[name](drawn))
    (told,) = danvan_json("check", str(tmp_path / name), *HOME)["files"]
    codes = ("error-cell",) if broken is Broken.ERROR else ("formula-without-value", "total-not-computed")
    assert (told["outcome"], told["returns"]) == ("refused", [])
    assert sorted(one["cell"] for one in told["findings"] if one["code"] in codes) == expected
