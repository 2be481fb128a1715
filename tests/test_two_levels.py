"""The first years without districts: last year's workbooks, and places named as they were before 1/7/2025. (counting.md 4)"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from commanding import danvan_json
from workbooks import Row, save

HOME = "Tỉnh Ninh Bình"
HEADS: Row = ("STT", "Tên mô hình", "Đơn vị thực hiện", "Lĩnh vực")


class Office:
    """A province's desk in December 2026."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = ("--store", str(folder / "danvan.db"))

    def mail(
        self,
        file: str,
        issuer: str,
        table: Sequence[Row],
        *,
        parent: str = "TỈNH ỦY NINH BÌNH",
        title: str = "Danh sách mô hình “Dân vận khéo” năm 2026",
        **more: Any,
    ) -> None:
        """One workbook that came in."""
        save(self.folder / "thu" / file, issuer, title, table, parent=parent, **more)

    def found(self) -> list[tuple[str, str]]:
        """What is found in all that came in, but for the notes: the severity and the code."""
        files = danvan_json("ingest", str(self.folder / "thu"), "--home", HOME, *self.store)["files"]
        findings = [finding for file in files for finding in file["findings"]]
        return [(one["severity"], one["code"]) for one in findings if one["severity"] != "note"]

    def counted(self, by: str = "") -> dict[str, int]:
        """The figures of 2026, under the names of their members."""
        table = danvan_json("summarize", "--year", "2026", "--by", by, "--home", HOME, *self.store)
        if not by:
            return {"": table["total"]}
        names = table["labels"][by]
        return {"+".join(names[code] for code in cell[by]): cell["value"] for cell in table["cells"] if cell["value"]}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A desk with an empty ledger."""
    return Office(tmp_path)


def listed(*units: str) -> list[Row]:
    """A list of models, one for each unit that carries one out."""
    return [HEADS, *((number, f"Mô hình số {number}", unit, "Kinh tế") for number, unit in enumerate(units, 1))]


def counts(*units: str) -> list[Row]:
    """A matrix of three models a row."""
    rows: list[Row] = [(number, unit, 3, 2, 1, 0, 0) for number, unit in enumerate(units, 1)]
    return [("STT", "Đơn vị", "Tổng số", "Kinh tế", "Văn hóa - xã hội", "QP-AN", "HTCT"), *rows]


# places named as they were


@pytest.mark.parametrize(
    "former",
    [
        "Xã Đồn Xá",
        "Xã Đồn Xá (cũ)",
        "xã Đồn Xá cũ",
        "Địa bàn xã Đồn Xá cũ",
        "Thôn 2, xã Đồn Xá (cũ)",
        "Chi bộ thôn Đoài (xã Đồn Xá cũ)",
        "Hội Nông dân xã Đồn Xá cũ",
    ],
)
def test_a_row_of_a_commune_that_names_one_it_was_made_from_is_its_own(office: Office, former: str) -> None:
    office.mail("a.xlsx", "ĐẢNG ỦY XÃ BÌNH MỸ", listed(former, "Thôn 1"))
    assert not office.found()
    assert office.counted("unit") == {"Xã Bình Mỹ": 2}


def test_a_row_of_a_former_commune_is_not_of_its_namesake_of_today(office: Office) -> None:
    office.mail("a.xlsx", "ĐẢNG ỦY XÃ VẠN THẮNG", counts("Xã Yên Lương", "Xã Yên Tiến", "Xã Yên Thắng"))
    assert not office.found()
    assert office.counted("unit") == {"Xã Vạn Thắng": 9}


def test_a_former_commune_whose_name_lives_on_in_another_province_does_not_lie_outside(office: Office) -> None:
    office.mail("a.xlsx", "ĐẢNG ỦY PHƯỜNG LÝ THƯỜNG KIỆT", counts("Xã Liên Sơn", "Phường Thi Sơn", "Xã Thanh Sơn"))
    assert not office.found()
    assert office.counted("unit") == {"Phường Lý Thường Kiệt": 9}


@pytest.mark.parametrize("issuer", ["ĐẢNG ỦY XÃ ĐỒN XÁ", "UBND XÃ ĐỒN XÁ"])
def test_a_former_commune_s_letterhead_is_asked_about_by_the_name_of_today(office: Office, issuer: str) -> None:
    """It lay "outside the home"; as the new commune's it would take the place of what another former one sent."""
    office.mail("a.xlsx", issuer, listed("Thôn 1", "Thôn 2"))
    path = str(office.folder / "thu" / "a.xlsx")
    (file,) = danvan_json("ingest", path, "--home", HOME, *office.store)["files"]
    (error,) = [one for one in file["findings"] if one["severity"] == "error"]
    assert (error["code"], error["cell"]) == ("reporter-no-longer", "A2")
    assert "chỉ có đến 30/06/2025; nay là Xã Bình Mỹ" in error["message"]
    danvan_json("ingest", path, "--home", HOME, "--unit", "Xã Bình Mỹ", *office.store)
    assert office.counted("unit") == {"Xã Bình Mỹ": 2}


@pytest.mark.parametrize("word", ["", " (cũ)"])
def test_rows_of_former_communes_are_of_the_one_that_took_them_over(office: Office, word: str) -> None:
    rows = counts("Thị trấn Bình Mỹ" + word, "Xã Đồn Xá" + word, "Xã La Sơn" + word, "Xã Liêm Hà")
    office.mail("a.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", rows)
    assert not office.found()
    assert office.counted("unit") == {"Xã Bình Mỹ": 9, "Xã Liêm Hà": 3}


@pytest.mark.parametrize(("year", "commune"), [("2024", "GIA HƯNG"), ("2026", "BÌNH MỸ")])
def test_a_village_whose_name_ends_as_former_places_are_called_is_a_village(
    office: Office, year: str, commune: str
) -> None:
    title = f"Danh sách mô hình “Dân vận khéo” năm {year}"
    rows = listed("Thôn Chợ Cũ", "Khu phố Chợ Cũ", "Tổ dân phố Chợ cũ")
    office.mail("a.xlsx", f"ĐẢNG ỦY XÃ {commune}", rows, title=title)
    assert not office.found()


def test_a_commune_called_former_is_not_its_namesake_of_today(office: Office) -> None:
    office.mail("a.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", counts("Xã Yên Thắng (cũ), huyện Ý Yên", "Phường Yên Thắng"))
    assert not office.found()
    assert office.counted("unit") == {"Xã Vạn Thắng": 3, "Phường Yên Thắng": 3}


def test_rows_of_the_provinces_that_were_joined_are_of_the_new_one(office: Office) -> None:
    office.mail(
        "a.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", counts("Tỉnh Hà Nam (cũ)", "Tỉnh Nam Định (cũ)", "Tỉnh Ninh Bình cũ")
    )
    assert not office.found()
    assert office.counted() == {"": 9}


# bodies


@pytest.mark.parametrize("where", ["Thôn 2, xã Bình Mỹ", "Thôn 2 xã Bình Mỹ, tỉnh Ninh Bình", "Xã Bình Mỹ"])
def test_a_bodys_row_that_says_where_in_its_place_it_is_stays_the_bodys(office: Office, where: str) -> None:
    office.mail("xã.xlsx", "ĐẢNG ỦY XÃ BÌNH MỸ", [HEADS, (1, "Hũ gạo", "Thôn 1", "Kinh tế")])
    office.mail("ca.xlsx", "CÔNG AN XÃ BÌNH MỸ", listed(where, where), parent="CÔNG AN TỈNH NINH BÌNH")
    assert not office.found()
    assert office.counted("unit") == {"Xã Bình Mỹ": 1, "Công an xã Bình Mỹ": 2}


def test_a_bodys_list_counts_what_it_names_of_its_place_beside_its_own_while_the_place_is_silent(
    office: Office,
) -> None:
    rows = listed("Ủy ban MTTQ xã Bình Mỹ", "Thôn 3", "UBND xã Bình Mỹ", "Công an xã")
    office.mail("a.xlsx", "VĂN PHÒNG ĐẢNG ỦY", rows, parent="ĐẢNG ỦY XÃ BÌNH MỸ")
    assert not office.found()
    assert office.counted() == {"": 4}


# forms of last year

LEVELS: Row = ("STT", "Đơn vị", "Tổng số", "Cấp tỉnh", "Cấp huyện", "Cấp xã")


@pytest.mark.parametrize("districts", [None, 0, "-"])
def test_an_old_forms_column_of_districts_without_models_is_not_asked_about(office: Office, districts: object) -> None:
    rows: list[Row] = [LEVELS, (1, "Xã Bình Mỹ", 5, 0, districts, 5), (2, "Xã Liêm Hà", 4, 1, districts, 3)]
    office.mail("a.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", rows)
    assert not office.found()
    assert office.counted("level") == {"Tỉnh": 1, "Xã": 8}


def test_models_in_an_old_forms_column_of_districts_are_asked_about(office: Office) -> None:
    office.mail("a.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", [LEVELS, (1, "Xã Bình Mỹ", 5, 0, 2, 3)])
    assert office.found() == [("question", "level-without-existence")]


@pytest.mark.parametrize("body", ["Trung tâm Phục vụ hành chính công", "Phòng Văn hóa - Xã hội", "Ban Chỉ huy Quân sự"])
def test_a_files_name_that_tells_the_body_alone_is_of_the_place_above_it_on_the_letterhead(
    office: Office, body: str
) -> None:
    office.mail(f"BC {body}.xlsx", body.upper(), listed("Tổ 1", "Tổ 2"), parent="UBND XÃ THANH LIÊM")
    assert not office.found()
    assert office.counted("unit") == {f"{body} xã Thanh Liêm": 2}


def test_departments_and_unions_in_an_agencys_list_are_its_own(office: Office) -> None:
    own = listed("Phòng Tổ chức", "Văn phòng", "Phòng Nghiệp vụ Dược", "Đoàn Thanh niên", "Công đoàn cơ quan")
    office.mail("yt.xlsx", "SỞ Y TẾ", own, parent="UBND TỈNH NINH BÌNH")
    other = listed("Phòng Tổ chức", "Công đoàn cơ quan")
    office.mail("tp.xlsx", "SỞ TƯ PHÁP", other, parent="UBND TỈNH NINH BÌNH")
    office.mail("đu.xlsx", "ĐẢNG ỦY UBND TỈNH", counts("Sở Y tế", "Sở Tư pháp", "Sở Nội vụ"))
    assert not office.found()
    assert office.counted() == {"": 5 + 2 + 3}


def test_offices_that_a_party_committee_over_agencies_lists_are_bodies_by_themselves(office: Office) -> None:
    office.mail("a.xlsx", "ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH", listed("Ban Tổ chức", "Ban Nội chính"))
    assert not office.found()
    assert office.counted() == {"": 2}
    office.mail("b.xlsx", "BAN TỔ CHỨC", listed("Ban Tổ chức"))
    assert not office.found()
    assert office.counted() == {"": 2}


@pytest.mark.parametrize("group", ["Huyện Bình Lục (cũ)", "Khu vực Hà Nam (cũ)", "Địa bàn huyện Bình Lục cũ"])
def test_a_group_of_what_was_a_district_or_province_only_says_which_communes_stand_together(
    office: Office, group: str
) -> None:
    heads, *rows = counts("Xã Bình Mỹ", "Xã Bình Lục")
    office.mail("a.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", [heads, ("I", group, 6, 4, 2, 0, 0), *rows])
    assert not office.found()
    assert office.counted("unit") == {"Xã Bình Mỹ": 3, "Xã Bình Lục": 3}


def test_a_commune_groups_its_villages_beside_its_bodies(office: Office) -> None:
    heads, *rows = counts("Hội Nông dân", "Thôn 1", "Thôn 2")
    groups: list[Row] = [("I", "KHỐI MTTQ VÀ ĐOÀN THỂ", *[None] * 5), ("II", "KHỐI THÔN, TỔ DÂN PHỐ", *[None] * 5)]
    office.mail("a.xlsx", "ĐẢNG ỦY XÃ BÌNH MỸ", [heads, groups[0], rows[0], groups[1], *rows[1:]])
    assert not office.found()
    assert office.counted() == {"": 9}


def test_levels_and_what_is_equal_to_them_are_the_levels(office: Office) -> None:
    heads: Row = ("STT", "Đơn vị", "Tổng số", "Cấp tỉnh và tương đương", "Cấp xã và tương đương")
    office.mail("a.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", [heads, (1, "Xã Bình Mỹ", 5, 1, 4)])
    assert not office.found()
    assert office.counted("level") == {"Tỉnh": 1, "Xã": 4}


def test_a_column_of_districts_that_nobody_filled_leaves_the_communes_their_level(office: Office) -> None:
    heads: Row = ("STT", "Huyện, thị xã, thành phố", "Xã, phường, thị trấn", "Tổng số")
    office.mail("a.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", [heads, (1, None, "Xã Bình Mỹ", 5), (2, None, "Xã Liêm Hà", 4)])
    assert not office.found()
    assert office.counted("level") == {"Xã": 9}


def test_a_school_that_bears_a_person_s_name_stands_in_no_commune_called_as_that_person(office: Office) -> None:
    """Where a Xã Bình An is elsewhere, "Nguyễn Bình An" was asked about."""
    office.mail("a.xlsx", "ĐẢNG ỦY XÃ LIÊM HÀ", listed("TRƯỜNG THPT NGUYỄN BÌNH AN", "Trường THCS Lê Bình An"))
    assert not office.found()
    assert office.counted("unit") == {"Xã Liêm Hà": 2}
