"""Rows of a table that bear the name of the whole: its total, or what that unit does itself. (counting.md 1, 4)"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from commanding import danvan_json
from workbooks import Row, save

HEAD: Row = ("STT", "Đơn vị", "Tổng số", "KT", "VH-XH", "QP-AN", "HTCT")
COMMUNE, DISTRICT, PROVINCE = "ĐẢNG ỦY XÃ LIÊM SƠN", "HUYỆN ỦY THANH LIÊM", "TỈNH ỦY HÀ NAM"
HAMLETS: list[Row] = [(1, "Thôn 1", 10, 4, 3, 2, 1), (2, "Thôn 2", 8, 2, 2, 2, 2)]
BODIES: list[Row] = [(1, "Hội Phụ nữ xã", 10, 4, 3, 2, 1), (2, "Đoàn Thanh niên xã", 8, 2, 2, 2, 2)]
COMMUNES: list[Row] = [
    (1, "Xã Liêm Sơn", 10, 4, 3, 2, 1), (2, "Xã Thanh Hà", 8, 2, 2, 2, 2), (3, "Xã Liêm Túc", 6, 1, 2, 1, 2),
]  # fmt: skip


def told(folder: Path, rows: Sequence[Row], *, issuer: str = DISTRICT, head: Row = HEAD) -> tuple[int, list[str]]:
    """How many models a table gives, and what is asked."""
    parent = "" if issuer in (PROVINCE, DISTRICT) else DISTRICT
    path = save(
        folder / "a.xlsx", issuer, "BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024", [head, *rows], parent=parent
    )
    store = ("--store", str(folder / "danvan.db"))
    (file,) = danvan_json("ingest", str(path), "--home", "Tỉnh Hà Nam", *store)["files"]
    assert file["outcome"] == "accepted"
    asked = [f"{one['code']} {one['cell']}" for one in file["findings"] if one["severity"] != "note"]
    return danvan_json("summarize", "--year", "2024", *store)["total"], asked


@pytest.mark.parametrize("name", ["Xã Liêm Sơn", "XÃ LIÊM SƠN", "Xã Liêm Sơn, huyện Thanh Liêm", "Cả xã", "Xã"])
@pytest.mark.parametrize("parts", [HAMLETS, BODIES])
def test_a_communes_row_that_adds_up_its_parts_is_their_total(tmp_path: Path, name: str, parts: list[Row]) -> None:
    """Below them it counted once more without a word."""
    assert told(tmp_path, [*parts, (None, name, 18, 6, 5, 4, 3)], issuer=COMMUNE) == (18, [])


def test_above_its_parts_it_is_no_less_their_total(tmp_path: Path) -> None:
    assert told(tmp_path, [(None, "Xã Liêm Sơn", 18, 6, 5, 4, 3), *HAMLETS], issuer=COMMUNE) == (18, [])


def test_so_it_is_where_no_row_has_a_number(tmp_path: Path) -> None:
    rows: list[Row] = [("Thôn 1", 10), ("Thôn 2", 8), ("Xã Liêm Sơn", 18)]
    assert told(tmp_path, rows, issuer=COMMUNE, head=("Đơn vị", "Tổng số")) == (18, [])


@pytest.mark.parametrize("name", ["Huyện Thanh Liêm", "Cả huyện", "Huyện", "Tổng hợp", "H. Thanh Liêm"])
@pytest.mark.parametrize("first", [True, False])
def test_a_row_of_the_whole_that_nearly_adds_up_the_others_is_a_total_that_differs(
    tmp_path: Path, name: str, *, first: bool
) -> None:
    """Both were counted, 49 models without a question."""
    whole: Row = (None, name, 25, 8, 7, 5, 5)
    rows, line = ([whole, *COMMUNES], 8) if first else ([*COMMUNES, whole], 11)
    total, asked = told(tmp_path, rows)
    assert (total, asked) == (24, [f"stated-total-differs C{line}", f"stated-total-differs D{line}"])


@pytest.mark.parametrize("name", ["Huyện", "Tổng hợp"])
def test_a_row_of_the_whole_that_names_no_place_and_adds_up_the_others_is_their_total(
    tmp_path: Path, name: str
) -> None:
    assert told(tmp_path, [*COMMUNES, (None, name, 24, 7, 7, 5, 5)]) == (24, [])


def test_a_province_below_its_districts_is_their_total(tmp_path: Path) -> None:
    rows: list[Row] = [(1, "Huyện Thanh Liêm", 10, 4, 3, 2, 1), (2, "Huyện Kim Bảng", 8, 2, 2, 2, 2)]
    whole: Row = (None, "Tỉnh Hà Nam", 19, 7, 5, 4, 3)
    assert told(tmp_path, [*rows, whole], issuer=PROVINCE) == (
        18,
        ["stated-total-differs C10", "stated-total-differs D10"],
    )


@pytest.mark.parametrize("name", ["Hội Nông dân huyện Thanh Liêm", "Hội Nông dân huyện"])
def test_a_union_below_the_communes_it_lists_is_their_total(tmp_path: Path, name: str) -> None:
    rows: list[Row] = [*COMMUNES, (None, name, 25, 8, 7, 5, 5)]
    total, asked = told(tmp_path, rows, issuer="HỘI NÔNG DÂN HUYỆN THANH LIÊM")
    assert (total, asked) == (24, ["stated-total-differs C11", "stated-total-differs D11"])


@pytest.mark.parametrize(("stated", "counted"), [(18, 18), (19, 37)])
def test_a_party_organisation_below_its_cells_is_their_total_only_where_it_adds_them_up(
    tmp_path: Path, stated: int, counted: int
) -> None:
    """Else the committee may have models of its own."""
    rows: list[Row] = [(1, "Chi bộ Thôn 1", 10), (2, "Chi bộ Thôn 2", 8), (None, "Đảng bộ xã Liêm Sơn", stated)]
    assert told(tmp_path, rows, issuer=COMMUNE, head=HEAD[:3]) == (counted, [])


def test_a_commune_below_the_models_it_counts_is_their_total(tmp_path: Path) -> None:
    rows: list[Row] = [(1, "Hũ gạo tình thương", 2), (2, "Camera an ninh", 3), (None, "Xã Liêm Sơn", 5)]
    assert told(tmp_path, rows, issuer=COMMUNE, head=("STT", "Tên mô hình", "Số lượng")) == (5, [])


@pytest.mark.parametrize("name", ["Thanh Hà", "Xã Thanh Hà"])
def test_a_hamlet_or_another_place_that_makes_as_much_as_the_others_is_none(tmp_path: Path, name: str) -> None:
    """In the district's table a commune, whatever it is called."""
    rows: list[Row] = [("Xã Liêm Sơn", 10), ("Xã Liêm Túc", 8), (name, 18)]
    assert told(tmp_path, rows, head=("Đơn vị", "Tổng số")) == (36, [])


@pytest.mark.parametrize(
    "last",
    [
        (4, "Huyện Thanh Liêm", 3, 1, 1, 1, 0),
        (4, "Huyện Thanh Liêm", 25, 8, 7, 5, 5),
        (None, "Huyện Thanh Liêm", 3, 1, 1, 1, 0),
        (None, "Khối cơ quan huyện", 3, 1, 1, 1, 0),
        (None, "Cơ quan huyện", 25, 8, 7, 5, 5),
        (None, "Huyện ủy Thanh Liêm", 12, 3, 3, 3, 3),
        (4, "Xã Thanh Phong", 24, 7, 7, 5, 5),
        (None, "Xã Thanh Phong", 24, 7, 7, 5, 5),
    ],
)
def test_what_a_district_does_itself_and_one_more_commune_count_beside_the_communes(tmp_path: Path, last: Row) -> None:
    """A row numbered as the others, one too small to add them up, one of an organ, one of another place."""
    assert told(tmp_path, [*COMMUNES, last]) == (24 + int(str(last[2])), [])


@pytest.mark.parametrize("own", [(1, "Xã Liêm Sơn", 5, 2, 1, 1, 1), (3, "Xã Liêm Sơn", 18, 6, 5, 4, 3)])
def test_a_communes_own_numbered_row_counts_beside_its_hamlets(tmp_path: Path, own: Row) -> None:
    rows = [own, *HAMLETS] if own[0] == 1 else [*HAMLETS, own]
    assert told(tmp_path, rows, issuer=COMMUNE) == (18 + int(str(own[2])), [])


def test_a_row_of_the_whole_that_the_total_counts_is_its_own(tmp_path: Path) -> None:
    rows: list[Row] = [("Hội Phụ nữ xã", 2), ("Đoàn Thanh niên xã", 1), ("Xã Liêm Sơn", 3), ("Tổng cộng", 6)]
    assert told(tmp_path, rows, issuer=COMMUNE, head=("Đơn vị", "Tổng số")) == (6, [])


def test_a_row_of_the_whole_over_blank_rows_is_no_total(tmp_path: Path) -> None:
    rows: list[Row] = [(1, "Xã Liêm Sơn"), (2, "Xã Thanh Hà"), (None, "Huyện Thanh Liêm", 24)]
    assert told(tmp_path, rows, head=("STT", "Đơn vị", "Tổng số"))[0] == 24
