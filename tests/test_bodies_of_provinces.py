"""Which body a file is of, and a row that names a part of it: its Đoàn Thanh niên, its Phòng. (counting.md 4, domain.md "Units")"""

from collections.abc import Mapping, Sequence
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


def listed(folder: Path, *files: tuple[str, str, Sequence[str]], year: int = 2026) -> tuple[int, list[str]]:
    """All models of a year where each (parent, issuer) sent a list with one model for every unit it names; and what is asked."""
    for number, (parent, issuer, named) in enumerate(files):
        rows: list[Row] = [(row, f"Mô hình {number}.{row}", unit, "KT") for row, unit in enumerate(named, 1)]
        save(
            folder / "in" / f"{number}.xlsx", issuer, f"DANH SÁCH mô hình “Dân vận khéo” năm {year}", [LIST, *rows],
            parent=parent, dated=f"ngày 15 tháng 12 năm {year}",
        )  # fmt: skip
    _, asked = senders(folder, "Tỉnh Hưng Yên" if year == 2026 else "Huyện Thanh Liêm, Tỉnh Hà Nam")
    return total(folder, year), asked


def figures(folder: Path, by: str) -> Mapping[str, int]:
    """A year's models by a dimension."""
    said = danvan_json("summarize", "--year", "2026", "--by", by, "--store", str(folder / "danvan.db"))
    return {"+".join(cell[by]): cell["value"] for cell in said["cells"] if cell["value"]}


SCHOOL = ("UBND XÃ ÂN THI", "TRƯỜNG THCS ÂN THI")
POLICE = ("CÔNG AN TỈNH HƯNG YÊN", "CÔNG AN XÃ ÂN THI")
WOMEN = ("HỘI LHPN VIỆT NAM", "HỘI LIÊN HIỆP PHỤ NỮ TỈNH HƯNG YÊN")
YOUTH_THERE = ("TỈNH ĐOÀN HƯNG YÊN", "ĐOÀN THANH NIÊN XÃ ÂN THI", ("",))
WOMEN_THERE = ("HỘI LHPN TỈNH HƯNG YÊN", "HỘI LIÊN HIỆP PHỤ NỮ XÃ ÂN THI", ("",))
WORKERS = ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", "LIÊN ĐOÀN LAO ĐỘNG TỈNH HƯNG YÊN", ("",))


@pytest.mark.parametrize(
    ("sender", "named", "other"),
    [
        (SCHOOL, "Đoàn Thanh niên", YOUTH_THERE),
        (POLICE, "Hội Phụ nữ", WOMEN_THERE),
        (WOMEN, "Công đoàn", WORKERS),
        (("BỘ CÔNG AN", "CÔNG AN TỈNH HƯNG YÊN"), "Công đoàn", WORKERS),
    ],
)
def test_a_union_in_the_list_of_a_body_that_has_its_own_is_that_one(
    tmp_path: Path, sender: tuple[str, str], named: str, other: tuple[str, str, Sequence[str]]
) -> None:
    """It was the place's, and silent beside the list of that one: two for three."""
    assert listed(tmp_path, (*sender, (named, "Tổ 1")), other) == (3, [])


@pytest.mark.parametrize(
    ("sender", "named", "counted"),
    [
        (("TỈNH ỦY HƯNG YÊN", "ĐẢNG ỦY XÃ ÂN THI"), "Đoàn Thanh niên", 2),  # who speaks for the place
        (SCHOOL, "Đoàn Thanh niên xã Ân Thi", 2),
        (SCHOOL, "Đoàn Thanh niên xã", 2),
    ],
)
def test_a_union_of_the_place_is_heard_first_hand_alone(
    tmp_path: Path, sender: tuple[str, str], named: str, counted: int
) -> None:
    assert listed(tmp_path, (*sender, (named, "Thôn 1")), YOUTH_THERE) == (counted, [])


def test_the_front_of_a_province_lists_the_province_s_unions(tmp_path: Path) -> None:
    front = ("", "ỦY BAN MTTQ VIỆT NAM TỈNH HƯNG YÊN", ("Liên đoàn Lao động", "Ban Phong trào"))
    assert listed(tmp_path, front, WORKERS) == (2, [])


@pytest.mark.parametrize(
    ("parent", "issuer", "year"),
    [
        ("HỘI LHPN TỈNH HƯNG YÊN", "HỘI LIÊN HIỆP PHỤ NỮ XÃ ÂN THI", 2026),
        ("UBND HUYỆN THANH LIÊM", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", 2024),
        ("TỈNH ỦY HƯNG YÊN", "ĐẢNG ỦY UBND TỈNH", 2026),
    ],
)
def test_a_body_beside_a_union_may_tell_of_that_one_or_of_its_own(
    tmp_path: Path, parent: str, issuer: str, year: int
) -> None:
    assert listed(tmp_path, (parent, issuer, ("Đoàn Thanh niên", "")), year=year) == (2, ["unit-ambiguous"])


ROOMS = ("Phòng Tổ chức", "Phòng Tham mưu", "Văn phòng Đảng ủy", "Ban Tuyên huấn")


def test_rooms_of_several_bodies_never_meet(tmp_path: Path) -> None:
    """All of them were rooms of the province, two or three for four and partly without a word."""
    senders_of_rooms = [
        ("TỈNH ỦY HƯNG YÊN", "ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH"),
        ("TỈNH ỦY HƯNG YÊN", "ĐẢNG ỦY UBND TỈNH"),
        ("BỘ CÔNG AN", "CÔNG AN TỈNH HƯNG YÊN"),
        WOMEN,
        ("UBND TỈNH HƯNG YÊN", "TÒA ÁN NHÂN DÂN TỈNH"),
    ]
    assert listed(tmp_path, *[(*one, ROOMS) for one in senders_of_rooms[1:]]) == (16, [])
    assert listed(tmp_path / "2", (*senders_of_rooms[0], ROOMS[:3]), (*senders_of_rooms[1], ROOMS[:3])) == (6, [])
    rooms = ("Trung tâm Tin học", "Ban Gia đình - Xã hội")
    assert listed(tmp_path / "3", (*senders_of_rooms[2], rooms), (*WOMEN, rooms)) == (4, [])


@pytest.mark.parametrize("issuer", ["ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH", "ĐẢNG ỦY UBND TỈNH"])
def test_the_bare_office_may_be_the_committee_s_own_or_the_one_under_it(tmp_path: Path, issuer: str) -> None:
    assert listed(tmp_path, ("TỈNH ỦY HƯNG YÊN", issuer, ("Văn phòng", ""))) == (2, ["unit-ambiguous"])


@pytest.mark.parametrize(
    ("above", "named", "parent", "own"),
    [
        (("TỈNH ỦY HƯNG YÊN", "ĐẢNG ỦY UBND TỈNH"), "Thanh tra", "UBND TỈNH HƯNG YÊN", "THANH TRA TỈNH"),
        (("TỈNH ỦY HƯNG YÊN", "ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH"), "Ban Tổ chức", "TỈNH ỦY HƯNG YÊN", "BAN TỔ CHỨC"),
        (
            ("UBND TỈNH HƯNG YÊN", "SỞ Y TẾ"), "Trung tâm Kiểm soát bệnh tật",
            "SỞ Y TẾ HƯNG YÊN", "TRUNG TÂM KIỂM SOÁT BỆNH TẬT",
        ),
    ],
)  # fmt: skip
def test_who_stands_under_a_body_is_none_of_its_rooms(
    tmp_path: Path, above: tuple[str, str], named: str, parent: str, own: str
) -> None:
    assert listed(tmp_path, (*above, (named, "Chi bộ 1")), (parent, own, ("", ""))) == (3, [])


def test_rooms_are_of_the_block_of_whose_they_are(tmp_path: Path) -> None:
    """A Phòng of the police was an agency."""
    police = ("BỘ CÔNG AN", "CÔNG AN TỈNH HƯNG YÊN", ("Phòng Cảnh sát giao thông", "Phòng PC06", "Phòng Tham mưu"))
    listed(tmp_path, police, (*WOMEN, ("Văn phòng Hội", "Ban Gia đình - Xã hội")))
    assert figures(tmp_path, "block") == {"llvt": 3, "doanthe": 2}


def test_an_agency_in_another_s_list_keeps_its_block(tmp_path: Path) -> None:
    listed(tmp_path, ("", "ỦY BAN MTTQ VIỆT NAM TỈNH HƯNG YÊN", ("Sở Tư pháp", "Công an tỉnh", "Hội Nông dân")))
    assert figures(tmp_path, "block") == {"coquan": 1, "llvt": 1, "doanthe": 1}
