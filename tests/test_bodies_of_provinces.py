"""Of which province's bodies a file or a row is: as it was called that day. (counting.md 4, domain.md "Units")"""

from pathlib import Path

import pytest

from commanding import danvan_json
from workbooks import Row, save

LIST: Row = ("STT", "Tên mô hình", "Đơn vị thực hiện", "Lĩnh vực")
TABLE: Row = ("STT", "Đơn vị", "Tổng số", "KT", "VH-XH", "QP-AN", "HTCT")


def senders(folder: Path, home: str) -> tuple[list[str], list[str]]:
    """Whose the files of a folder are, and what is asked of them."""
    read = danvan_json("ingest", str(folder / "in"), "--home", home, "--store", str(folder / "danvan.db"))["files"]
    asked = [one["code"] for file in read for one in file["findings"] if one["severity"] != "note"]
    return [ret["reporter"]["code"] for file in read for ret in file["returns"]], asked


def total(folder: Path, year: int) -> int:
    """All models of a year."""
    said: int = danvan_json("summarize", "--year", str(year), "--by", "", "--store", str(folder / "danvan.db"))["total"]
    return said


@pytest.mark.parametrize(
    ("province", "code"),
    [
        ("Tỉnh Đồng Nai", "75"),
        ("Tỉnh Bắc Ninh", "24"),
        ("Tỉnh Quảng Ninh", "22"),
        ("Tỉnh Hưng Yên", "33"),
        ("Thành phố Hải Phòng", "31"),
        ("Thành phố Huế", "46"),
    ],
)
def test_a_province_that_became_a_city_in_2026_is_of_december_2025_s_register(
    tmp_path: Path, province: str, code: str
) -> None:
    """Its body "… tỉnh" was that of the province abolished on 30/6/2025, and silenced by the table of the new one."""
    kind, name = ("TỈNH", province[5:]) if province.startswith("Tỉnh") else ("THÀNH PHỐ", province[10:])
    committee = f"{kind.split()[0]} ỦY {name.upper()}"
    own: list[Row] = [(1, "Hũ gạo", "Chi bộ 1", "KT"), (2, "Camera", "Chi bộ 2", "QP-AN"), (3, "Ao cá", None, "KT")]
    save(
        tmp_path / "in" / "a.xlsx", f"ĐẢNG ỦY UBND {kind}", "DANH SÁCH mô hình “Dân vận khéo” năm 2025", [LIST, *own],
        parent=committee, dated="ngày 15 tháng 12 năm 2025",
    )  # fmt: skip
    save(
        tmp_path / "in" / "b.xlsx", committee, "BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2025",
        [TABLE, (1, f"Đảng ủy UBND {kind.lower()}", 2, 1, 0, 1, 0)],
        parent=f"ĐẢNG BỘ {kind} {name.upper()}", dated="ngày 20 tháng 12 năm 2025",
    )  # fmt: skip
    now = f"{code}@2025-07-01"
    assert senders(tmp_path, province) == ([f"{now}/đảng ủy ủy ban nhân dân", now], [])
    assert total(tmp_path, 2025) == 3


def test_a_list_of_before_the_reform_is_the_old_province_s(tmp_path: Path) -> None:
    """Of the year 2025 both registers may be meant: the districts that its letterhead names were there on its day."""
    save(
        tmp_path / "in" / "a.xlsx", "CÔNG AN TỈNH", "DANH SÁCH mô hình “Dân vận khéo” năm 2025",
        [LIST, (1, "Hũ gạo", "Công an huyện Xuân Lộc", "KT")], parent="TỈNH ỦY ĐỒNG NAI", dated="ngày 15 tháng 5 năm 2025",
    )  # fmt: skip
    assert senders(tmp_path, "Tỉnh Đồng Nai") == (["75/công an"], [])
