"""Whose the rows of a district's list are that names its communes in groups, by their names alone. (counting.md 4)"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from commanding import danvan_json
from workbooks import Row, save

HEAD: Row = ("TT", "Tên mô hình", "Lĩnh vực")
HOME = "Huyện Thanh Liêm, Tỉnh Hà Nam"


def told(
    folder: Path,
    rows: Sequence[Row],
    *,
    issuer: str = "HUYỆN ỦY THANH LIÊM",
    home: str = HOME,
    year: int = 2024,
    head: Row = HEAD,
) -> tuple[dict[str, int], list[str]]:
    """The models of a list by the units they count for, and what is asked."""
    title = f"DANH SÁCH TỔNG HỢP mô hình “Dân vận khéo” năm {year}"
    save(folder / "TH.xlsx", issuer, title, [head, *rows], parent="", dated=f"ngày 20 tháng 12 năm {year}")
    store = ("--store", str(folder / "danvan.db"))
    (file,) = danvan_json("ingest", str(folder / "TH.xlsx"), "--home", home, *store)["files"]
    asked = [f"{one['code']} {one['cell']}" for one in file["findings"] if one["severity"] != "note"]
    said = danvan_json("summarize", "--year", str(year), "--by", "unit", *store)
    return {said["labels"]["unit"][cell["unit"][0]]: cell["value"] for cell in said["cells"]}, asked


@pytest.mark.parametrize(
    ("one", "other", "numbers"),
    [
        (("I", "Thanh Hà"), ("II", "Liêm Sơn"), (1, 2, 1)),
        (("I", "THANH HÀ"), ("II", "LIÊM SƠN (1 mô hình)"), (1, 2, 1)),
        (("I. Thanh Hà",), ("II. Liêm Sơn",), (1, 2, 3)),
        ((1, "Thanh Hà"), (2, "Liêm Sơn"), ("1.1", "1.2", "2.1")),
        ((1, "Thanh Hà"), (2, "Liêm Sơn"), ("-", "-", "-")),
        (("I", "Xã Thanh Hà"), ("II", "Liêm Sơn"), (1, 2, 1)),
    ],
)
def test_groups_that_are_names_of_communes_are_these(tmp_path: Path, one: Row, other: Row, numbers: Row) -> None:
    """Each was asked about, and all that stood there was the district's, and counted again beside the communes' lists."""
    first, second, third = numbers
    rows = [one, (first, "Hũ gạo", "KT"), (second, "Nuôi ong", "KT"), other, (third, "Vườn mẫu", "KT")]
    assert told(tmp_path, rows) == ({"Xã Thanh Hà": 2, "Xã Liêm Sơn": 1}, [])


def test_what_a_name_heads_is_around_the_bodies_that_its_rows_name(tmp_path: Path) -> None:
    """In a district's list a "Hội LHPN xã" was of any of its communes."""
    head: Row = ("TT", "Tên mô hình", "Đơn vị", "Lĩnh vực")
    rows: list[Row] = [
        ("I", "Thanh Hà"), (1, "Hũ gạo", "Hội LHPN xã", "KT"), (2, "Nuôi ong", None, "KT"),
        ("II", "Liêm Sơn"), (1, "Vườn mẫu", "Thôn 3", "KT"),
    ]  # fmt: skip
    assert told(tmp_path, rows, head=head) == ({"Xã Thanh Hà": 2, "Xã Liêm Sơn": 1}, [])


def test_the_district_s_own_rows_stand_in_a_group_beside_its_communes(tmp_path: Path) -> None:
    rows = [
        ("I", "Cấp huyện"),
        (1, "Đường cờ", "KT"),
        ("II", "Thanh Hà"),
        (1, "Hũ gạo", "KT"),
        ("III", "Liêm Sơn"),
        (1, "Nuôi ong", "KT"),
    ]
    assert told(tmp_path, rows) == ({"Huyện Thanh Liêm": 1, "Xã Thanh Hà": 1, "Xã Liêm Sơn": 1}, [])


def test_a_name_that_nobody_knows_among_communes_is_asked_alone(tmp_path: Path) -> None:
    rows = [
        (number, name) for number, name in zip(("I", "II", "III"), ("Thanh Hà", "Liêm Sơn", "Liêm Xơn"), strict=True)
    ]
    lines = [line for row in rows for line in (row, (1, f"Mô hình của {row[0]}", "KT"))]
    assert told(tmp_path, lines) == (
        {"Huyện Thanh Liêm": 1, "Xã Thanh Hà": 1, "Xã Liêm Sơn": 1},
        ["group-not-understood B12"],
    )


@pytest.mark.parametrize(
    "names",
    [
        ("Thanh Hà", "Chung Sức", "Sáng Tạo"),  # a commune may be called like a word
        ("Thanh Hà", "Mô hình của các tổ tự quản"),
        ("Thanh Hà", "Kinh tế"),
        ("Kim Bảng", "Liên Sơn"),  # a neighbour, and a commune of it
        ("Thanh Hà",),
    ],
)
def test_a_commune_s_name_among_other_words_is_asked(tmp_path: Path, names: Sequence[str]) -> None:
    lines: list[Row] = []
    for number, name in zip(("I", "II", "III"), names, strict=False):
        lines += [(number, name), (1, f"Mô hình của {number}", None), (2, f"Cách làm của {number}", None)]
    units, asked = told(tmp_path, lines)
    assert units == {"Huyện Thanh Liêm": 2 * len(names)}
    assert any(one.endswith("-understood B8") or one == "field-unknown B8" for one in asked)


def test_names_below_a_district_s_group_are_its_own_affair(tmp_path: Path) -> None:
    """Of a province's list only the names right below it are read so: Liên Sơn is a commune of a district."""
    rows = [("I", "Thanh Hà"), (1, "Hũ gạo", "KT"), ("II", "Liên Sơn"), (1, "Nuôi ong", "KT")]
    units, asked = told(tmp_path, rows, issuer="TỈNH ỦY HÀ NAM", home="Tỉnh Hà Nam")
    assert units == {"Tỉnh Hà Nam": 2}
    assert len(asked) == 2


def test_names_of_the_new_communes_are_right_below_their_province(tmp_path: Path) -> None:
    rows = [("I", "Liêm Hà"), (1, "Hũ gạo", "KT"), ("II", "Thanh Liêm"), (1, "Nuôi ong", "KT")]
    assert told(tmp_path, rows, issuer="TỈNH ỦY NINH BÌNH", home="Tỉnh Ninh Bình", year=2026) == (
        {"Xã Liêm Hà": 1, "Xã Thanh Liêm": 1},
        [],
    )


def test_a_commune_s_groups_are_no_places_of_the_register(tmp_path: Path) -> None:
    """Its villages may be called like its neighbours."""
    rows = [("I", "Liêm Sơn"), (1, "Hũ gạo", "KT"), ("II", "Liêm Cần"), (1, "Nuôi ong", "KT")]
    units, asked = told(tmp_path, rows, issuer="ĐẢNG ỦY XÃ THANH HÀ")
    assert units == {"Xã Thanh Hà": 2}
    assert len(asked) == 2
