"""Communes merged before 1/7/2025 that had each sent lists of their own: none of them is a revision of another. (counting.md 5)"""

from contextlib import ExitStack
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

import workbooks
from commanding import danvan_json
from danvan_cli import units
from danvan_cli.returns import Return
from danvan_cli.units.merged import kept_its_name, merged_name
from returned import Desk, matrix, register

UNITS = units.load()
TAY_SON, NINH_GIANG = (
    "13090",
    "11203",
)  # Vũ Tây and Vũ Sơn under a new name; Đồng Tâm and Ninh Giang, under one of theirs
FIVE = {"": 5, "field=kt": 2, "field=vhxh": 3, "field=qpan": 0, "field=htct": 0}
EIGHT = {"": 8, "field=kt": 4, "field=vhxh": 4, "field=qpan": 0, "field=htct": 0}


def under(name: str | None, ret: Return) -> Return:
    return ret.model_copy(update={"former": name})


def counted(unit: str, figures: dict[str, int], former: str | None, day: int = 5) -> Return:
    return under(former, matrix(unit, [(unit, figures)], dated=date(2024, 12, day)))


def listed(unit: str, count: int, former: str | None, stem: str) -> Return:
    return under(former, register(unit, [f"{stem} số {number}" for number in range(count)], dated=date(2024, 12, 7)))


@pytest.mark.parametrize(
    ("text", "year", "name"),
    [
        ("ĐẢNG ỦY XÃ VŨ SƠN", 2019, "vuson"),
        ("UBND xã Vũ Tây", 2019, "vutay"),
        ("UBND xã Tây Sơn", 2019, None),
        ("Xã Tây Sơn (Vũ Sơn cũ), xã Tây Sơn", 2019, None),
        ("UBND xã Vũ Tây", 2023, None),  # after the merger an old head is only that
    ],
)
def test_a_list_is_of_the_commune_in_whose_name_it_was_sent_before_the_merger(
    text: str, year: int, name: str | None
) -> None:
    assert merged_name(UNITS, [text], TAY_SON, date(year, 1, 1)) == name
    assert [kept_its_name(UNITS, code) for code in (TAY_SON, NINH_GIANG, "13483")] == [False, True, False]


def test_matrices_of_communes_that_were_merged_since_add_up_in_whatever_order_they_come(tmp_path: Path) -> None:
    """The newer had taken the other's place in silence: 5 and 8 had been 8."""
    returns = (counted(TAY_SON, FIVE, "vutay", 5), counted(TAY_SON, EIGHT, "vuson", 9))
    for place, order in enumerate(permutations(returns)):
        folder = tmp_path / str(place)
        folder.mkdir()
        with ExitStack() as stack:
            desk = Desk(folder, stack).file(*order)
            assert (desk.total(), desk.told) == (13, [])
            assert desk.figures("field") == {"kt": 6, "vhxh": 7, "qpan": 0, "htct": 0}


def test_also_a_list_beside_a_matrix_and_two_with_the_same_figures(desk: Desk) -> None:
    desk.file(listed(TAY_SON, 4, "vutay", "Tổ"), counted(TAY_SON, EIGHT, "vuson"))
    assert (desk.total(), desk.told) == (12, [])
    desk.file(counted(NINH_GIANG, FIVE, None), counted(NINH_GIANG, FIVE, "dongtam"))
    assert (desk.total(unit=NINH_GIANG), desk.told) == (10, ["adds-or-replaces"])


def test_each_of_them_may_send_a_correction_of_its_own(desk: Desk) -> None:
    desk.file(
        counted(TAY_SON, FIVE, "vutay", 5), counted(TAY_SON, EIGHT, "vuson", 6), counted(TAY_SON, EIGHT, "vutay", 9)
    )
    assert (desk.total(), desk.told) == (16, [])


def test_under_the_name_that_one_of_them_kept_it_is_asked_whether_that_is_the_whole(desk: Desk) -> None:
    desk.file(counted(NINH_GIANG, FIVE, None, 5), listed(NINH_GIANG, 8, "dongtam", "Đường hoa"))
    assert (desk.total(), desk.told) == (13, ["adds-or-replaces"])


def test_the_whole_under_its_new_name_takes_the_place_of_a_part(desk: Desk) -> None:
    desk.file(counted(TAY_SON, FIVE, "vutay", 5), counted(TAY_SON, EIGHT, None, 9))
    assert (desk.total(), desk.told) == (8, [])


def drawn(
    folder: Path, commune: str, figures: tuple[int, ...], dated: str, parent: str = "HUYỆN ỦY KIẾN XƯƠNG"
) -> Path:
    head: list[workbooks.Row] = [("STT", "Đơn vị", "Tổng số", *workbooks.FIELDS), (1, commune, sum(figures), *figures)]
    return workbooks.save(folder / f"{commune}.xlsx", f"ĐẢNG ỦY {commune.upper()}", "BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2019",
                          head, parent=parent, dated=dated)  # fmt: skip


def test_files_of_communes_that_are_one_today_are_kept_side_by_side(tmp_path: Path) -> None:
    store = ("--store", str(tmp_path / "danvan.db"))
    one = drawn(tmp_path, "Xã Vũ Tây", (1, 2, 0, 3), "ngày 05 tháng 12 năm 2019")
    two = drawn(tmp_path, "Xã Vũ Sơn", (2, 2, 2, 2), "ngày 08 tháng 12 năm 2019")
    home = ("--home", "Huyện Kiến Xương, Tỉnh Thái Bình")
    said = danvan_json("ingest", str(one), str(two), *home, *store)
    assert (said["accepted"], said["superseded"], said["questions"]) == (2, 0, 0)
    table: dict[str, Any] = danvan_json("summarize", "--year", "2019", "--by", "field", *store)
    assert {cell["field"][0]: cell["value"] for cell in table["cells"]} == {"kt": 3, "vhxh": 4, "qpan": 2, "htct": 5}
    again = danvan_json("ingest", str(one), str(two), *home, *store)
    assert again["unchanged"] == 2


def of_district(folder: Path, rows: tuple[tuple[str, int], ...], *, names: bool) -> Path:
    district = {"parent": "TỈNH ỦY", "dated": "ngày 10 tháng 12 năm 2019"}
    if names:
        listed = [(f"Tổ tự quản số {place} {who}", who) for who, count in rows for place in range(count)]
        told: list[workbooks.Row] = [("STT", "Tên mô hình", "Đơn vị")]
        told += [(number, name, who) for number, (name, who) in enumerate(listed, 1)]
    else:
        told = [("STT", "Đơn vị", "Số mô hình")]
        told += [(number, who, count) for number, (who, count) in enumerate(rows, 1)]
    return workbooks.save(
        folder / "huyen.xlsx", "HUYỆN ỦY", "DANH SÁCH mô hình “Dân vận khéo” năm 2019", told, **district
    )


@pytest.mark.parametrize("names", [False, True])
@pytest.mark.parametrize(
    ("sent", "rows", "total"),
    [
        (["Xã Vũ Tây"], (("Xã Vũ Tây", 7), ("Xã Vũ Sơn", 3), ("Xã Bình Nguyên", 2)), 11),
        (["Xã Vũ Tây"], (("Xã Vũ Tây", 7), ("Xã Bình Nguyên", 2)), 8),
        (["Xã Vũ Tây", "Xã Vũ Sơn"], (("Xã Vũ Tây", 7), ("Xã Vũ Sơn", 3)), 12),
        (["Xã Tây Sơn"], (("Xã Vũ Tây", 7), ("Xã Vũ Sơn", 3)), 6),
        (["Xã Vũ Tây"], (("Xã Tây Sơn", 10),), 6),
    ],
)  # fmt: skip
def test_a_row_about_a_commune_that_was_silent_counts_beside_the_list_of_the_one_it_was_merged_with(
    tmp_path: Path, names: bool, sent: list[str], rows: tuple[tuple[str, int], ...], total: int
) -> None:
    """Both rows had given way to the one list: 3 models were lost without a word."""
    where = ("--home", "Huyện Kiến Xương, Tỉnh Thái Bình", "--store", str(tmp_path / "danvan.db"))
    files = [drawn(tmp_path, who, (1, 2, 0, 3), "ngày 05 tháng 12 năm 2019") for who in sent]
    danvan_json("ingest", str(of_district(tmp_path, rows, names=names)), *map(str, files), *where)
    assert danvan_json("summarize", "--year", "2019", *where)["total"] == total


@pytest.mark.parametrize(
    ("rows", "total"), [((("Xã Ninh Giang", 9), ("Xã Đồng Tâm", 4)), 10), ((("Xã Ninh Giang", 9),), 6)]
)
def test_where_one_of_them_kept_its_name_the_table_that_tells_of_both_parts_them(
    tmp_path: Path, rows: tuple[tuple[str, int], ...], total: int
) -> None:
    where = ("--home", "Huyện Ninh Giang, Tỉnh Hải Dương", "--store", str(tmp_path / "danvan.db"))
    own = drawn(tmp_path, "Xã Ninh Giang", (1, 2, 0, 3), "ngày 05 tháng 12 năm 2019", "HUYỆN ỦY NINH GIANG")
    danvan_json("ingest", str(own), str(of_district(tmp_path, rows, names=False)), *where)
    assert danvan_json("summarize", "--year", "2019", *where)["total"] == total
