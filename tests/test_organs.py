"""A province of many organs: MTTQ, the Ban Tuyên giáo và Dân vận, party committees, the police, each of those under it. (counting.md 4)"""

import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from commanding import danvan, danvan_json
from returned import HA_NAM, LIEM_SON, THANH_LIEM, Desk, body, matrix, register
from test_two_levels import HOME, Office, counts, listed
from workbooks import Row

UNIONS = listed("Hội Nông dân tỉnh", "Hội LHPN tỉnh", "Tỉnh đoàn")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A desk with an empty ledger."""
    return Office(tmp_path)


def test_what_the_unions_of_a_province_did_is_no_word_on_its_agencies(office: Office) -> None:
    office.mail("mt.xlsx", "BAN THƯỜNG TRỰC", UNIONS, parent="ỦY BAN MTTQ VIỆT NAM TỈNH NINH BÌNH")
    office.mail("đu.xlsx", "ĐẢNG ỦY UBND TỈNH", counts("Sở Nội vụ", "Trường Đại học Hoa Lư"))
    office.mail("cq.xlsx", "ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH", listed("Văn phòng Tỉnh ủy", "Ban Nội chính Tỉnh ủy"))
    assert not office.found()
    assert office.counted("unit") == {
        "Ủy ban MTTQ tỉnh Ninh Bình": 3,
        "Sở Nội vụ tỉnh Ninh Bình": 3,
        "Trường Đại học Hoa Lư tỉnh Ninh Bình": 3,
        "Đảng ủy các cơ quan Đảng tỉnh Ninh Bình": 2,
    }


def test_departments_of_the_police_are_the_police_whatever_the_province_has_told(office: Office) -> None:
    office.mail("bdv.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", [("STT", "Tên mô hình", "Lĩnh vực"), (1, "Một", "Kinh tế")])
    rows = listed("Phòng Cảnh sát giao thông", "Phòng PC06", "Phòng Hậu cần")
    office.mail("ca.xlsx", "CÔNG AN TỈNH NINH BÌNH", rows, parent="BỘ CÔNG AN")
    assert not office.found()
    assert office.counted("unit") == {"Tỉnh Ninh Bình": 1, "Công an tỉnh Ninh Bình": 3}
    own = listed("Phòng Cảnh sát giao thông")
    office.mail("csgt.xlsx", "PHÒNG CẢNH SÁT GIAO THÔNG", own, parent="CÔNG AN TỈNH NINH BÌNH")
    assert not office.found()
    assert office.counted() == {"": 4}


def test_the_line_of_a_body_is_what_is_told_of_it_alone(office: Office) -> None:
    """Its departments and agencies have no lines: whoever asks for the body, or traces it, is shown them."""
    office.mail("ca.xlsx", "CÔNG AN TỈNH NINH BÌNH", listed("Phòng PC06", "Phòng Hậu cần"), parent="BỘ CÔNG AN")
    office.mail("cq.xlsx", "ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH", listed("Văn phòng Tỉnh ủy", "Ban Nội chính Tỉnh ủy"))
    office.mail("đu.xlsx", "ĐẢNG ỦY UBND TỈNH", counts("Sở Nội vụ"))
    assert not office.found()
    lines = danvan_json("summarize", "--year", "2026", "--by", "unit", "--home", HOME, *office.store)["cells"]
    assert sorted(line["value"] for line in lines) == [2, 2, 3]
    for line in lines:
        asked = ("--year", "2026", "--unit", *line["unit"], "--home", HOME, *office.store)
        assert danvan_json("summarize", *asked)["total"] == line["value"]
        assert danvan_json("trace", *asked)["value"] == line["value"]
        assert len(danvan_json("models", *asked)["models"]) == (line["value"] if line["value"] == 2 else 0)


FRONT = "ỦY BAN MTTQ VIỆT NAM TỈNH NINH BÌNH"


def test_the_front_s_table_of_itself_and_its_unions_takes_the_place_of_the_province_s_row_about_it(
    office: Office,
) -> None:
    """Both were the province's of one day, and neither counted; without a row of its own both did, its unions twice."""
    rows = counts("Ủy ban MTTQ tỉnh", "Công an tỉnh", "Xã Liêm Hà")
    office.mail("tg.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", rows)
    front = counts("Cơ quan Ủy ban MTTQ tỉnh", "Hội Nông dân", "Tỉnh đoàn")
    office.mail("mt.xlsx", "BAN THƯỜNG TRỰC", front, parent=FRONT)
    assert not office.found()
    assert office.counted("unit") == {
        "Ủy ban MTTQ tỉnh Ninh Bình": 3,
        "Hội Nông dân tỉnh Ninh Bình": 3,
        "Đoàn Thanh niên tỉnh Ninh Bình": 3,
        "Công an tỉnh Ninh Bình": 3,
        "Xã Liêm Hà": 3,
    }


def test_the_front_s_table_of_its_unions_alone_takes_the_place_of_the_province_s_row_about_it(office: Office) -> None:
    office.mail("tg.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", counts("Ủy ban MTTQ tỉnh", "Công an tỉnh", "Xã Liêm Hà"))
    office.mail("mt.xlsx", "BAN THƯỜNG TRỰC", counts("Hội Nông dân", "Hội LHPN"), parent=FRONT)
    office.mail("nd.xlsx", "HỘI NÔNG DÂN", listed("Hội Nông dân"), parent=FRONT)
    assert not office.found()
    assert office.counted() == {"": 10}


def test_the_front_s_own_models_are_no_word_on_the_province_s_agencies(office: Office) -> None:
    """It was asked whether the agencies' nine were among them."""
    office.mail("mt.xlsx", "BAN THƯỜNG TRỰC", listed("Ủy ban MTTQ tỉnh", "Hội Nông dân", "Tỉnh đoàn"), parent=FRONT)
    office.mail("đu.xlsx", "ĐẢNG ỦY UBND TỈNH", counts("Sở Nội vụ", "Sở Y tế", "Sở Tài chính"))
    assert not office.found()
    assert office.counted() == {"": 12}


def test_the_front_s_list_and_the_commission_s_are_those_of_two_bodies(office: Office) -> None:
    general = [("STT", "Tên mô hình", "Lĩnh vực"), *((n, f"Việc tốt số {n}", "Kinh tế") for n in range(1, 6))]
    office.mail("mt.xlsx", "BAN THƯỜNG TRỰC", general, parent=FRONT)
    office.mail("tg.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", listed("Ban Tuyên giáo và Dân vận", "Ủy ban MTTQ tỉnh"))
    assert not office.found()
    assert office.counted("unit") == {"Tỉnh Ninh Bình": 1, "Ủy ban MTTQ tỉnh Ninh Bình": 5}


def test_what_the_front_of_a_province_says_of_communes_counts_while_they_are_silent(office: Office) -> None:
    rows = counts("Ủy ban MTTQ tỉnh", "Xã Bình Mỹ", "Ủy ban MTTQ xã Liêm Hà")
    office.mail("mt.xlsx", "BAN THƯỜNG TRỰC", rows, parent=FRONT)
    assert not office.found()
    assert office.counted("unit") == {"Ủy ban MTTQ tỉnh Ninh Bình": 3, "Xã Bình Mỹ": 3, "Xã Liêm Hà": 3}
    office.mail("bm.xlsx", "ỦY BAN MTTQ VIỆT NAM XÃ BÌNH MỸ", listed("Thôn 1", "Hội Nông dân"), parent=FRONT)
    assert not office.found()
    assert office.counted("unit") == {"Ủy ban MTTQ tỉnh Ninh Bình": 3, "Xã Bình Mỹ": 2, "Xã Liêm Hà": 3}


def test_a_commune_s_front_does_not_correct_its_committee_without_a_question(office: Office) -> None:
    """The Front's later list of four took the place of the committee's six, its figure that of the committee's."""
    later = {"parent": FRONT, "dated": "ngày 09 tháng 12 năm 2026", "number": "Số: 45/BC-MTTQ-BTT"}
    villages = [f"Thôn {number}" for number in range(1, 7)]
    office.mail("a.xlsx", "ĐẢNG ỦY XÃ LIÊM HÀ", listed(*villages))
    office.mail("b.xlsx", "ỦY BAN MTTQ VIỆT NAM XÃ LIÊM HÀ", listed(*villages[:4]), **later)
    office.mail("c.xlsx", "ĐẢNG ỦY XÃ BÌNH MỸ", [*counts("Xã Bình Mỹ")[:1], (1, "Xã Bình Mỹ", 6, 3, 1, 1, 1)])
    office.mail("d.xlsx", "ỦY BAN MTTQ VIỆT NAM XÃ BÌNH MỸ", counts("Xã Bình Mỹ"), **later)
    assert sorted(office.found()) == [("question", "adds-or-replaces"), ("question", "overlapping-returns")]
    assert office.counted("unit") == {"Xã Liêm Hà": 6, "Xã Bình Mỹ": 6}


@pytest.mark.parametrize("files_first", [1, -1])
def test_nor_where_no_number_but_the_head_or_the_name_of_the_file_tells_whose_it_is(
    office: Office, files_first: int
) -> None:
    later = {"parent": FRONT, "dated": "ngày 09 tháng 12 năm 2026", "number": ""}
    villages = [f"Thôn {number}" for number in range(1, 7)]
    mails = [
        ("a.xlsx", "ĐẢNG ỦY XÃ LIÊM HÀ", listed(*villages), {"number": ""}),
        ("b.xlsx", "ỦY BAN MTTQ VIỆT NAM XÃ LIÊM HÀ", listed(*villages[:4]), later),
        ("Khối Dân vận xã Bình Mỹ.xlsx", "XÃ BÌNH MỸ", listed(*villages), {"number": ""}),
        ("UBMTTQ xã Bình Mỹ.xlsx", "XÃ BÌNH MỸ", listed(*villages[:4]), {**later, "parent": "TỈNH NINH BÌNH"}),
    ]
    for file, issuer, table, more in mails[::files_first]:
        office.mail(file, issuer, table, **more)
        office.found()
    asked = danvan_json("decide", "--home", HOME, *office.store)["questions"]
    assert [one["code"] for one in asked] == ["adds-or-replaces"] * 2
    assert office.counted("unit") == {"Xã Liêm Hà": 6, "Xã Bình Mỹ": 6}


def test_a_commune_s_party_committee_and_its_people_s_committee_speak_with_one_voice(office: Office) -> None:
    villages = [f"Thôn {number}" for number in range(1, 7)]
    office.mail("a.xlsx", "ĐẢNG ỦY XÃ LIÊM HÀ", listed(*villages), number="")
    later = "ngày 09 tháng 12 năm 2026"
    office.mail(
        "b.xlsx", "UBND XÃ LIÊM HÀ", listed(*villages[:4]), parent="UBND TỈNH NINH BÌNH", dated=later, number=""
    )
    assert not office.found()
    assert office.counted("unit") == {"Xã Liêm Hà": 4}


@pytest.mark.parametrize("first", ["the committee", "the province"])
def test_a_party_committee_s_agencies_take_the_place_of_the_province_s_row_about_it(office: Office, first: str) -> None:
    mails = [
        ("a.xlsx", "ĐẢNG ỦY UBND TỈNH", counts("Sở Nội vụ", "Sở Xây dựng")),
        ("b.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", counts("Ủy ban MTTQ tỉnh", "Đảng ủy UBND tỉnh", "Xã Liêm Hà")),
    ]
    for file, issuer, table in mails if first == "the committee" else mails[::-1]:
        office.mail(file, issuer, table)
        assert not office.found()
    assert office.counted("unit") == {
        "Ủy ban MTTQ tỉnh Ninh Bình": 3,
        "Sở Nội vụ tỉnh Ninh Bình": 3,
        "Sở Xây dựng tỉnh Ninh Bình": 3,
        "Xã Liêm Hà": 3,
    }


def test_a_department_s_list_of_its_schools_takes_the_place_of_its_committee_s_row_about_it(office: Office) -> None:
    office.mail("a.xlsx", "ĐẢNG ỦY UBND TỈNH", counts("Sở Giáo dục và Đào tạo", "Sở Tư pháp"))
    schools = counts("Văn phòng Sở", "Trường THPT Lê Quý Đôn", "Trường THPT chuyên Hoàng Lê Kha")
    office.mail("b.xlsx", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", schools[:1] + schools[2:], parent="UBND TỈNH NINH BÌNH")
    assert not office.found()
    assert office.counted() == {"": 9}
    office.mail(
        "b.xlsx", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", schools, parent="UBND TỈNH NINH BÌNH", dated="ngày 09 tháng 12 năm 2026"
    )
    assert not office.found()
    assert office.counted()[""] == 12
    assert office.counted("unit")["Sở Giáo dục và Đào tạo tỉnh Ninh Bình"] == 3


def test_names_that_a_union_and_the_front_above_it_both_list_count_once(office: Office) -> None:
    def named(*numbers: int) -> list[Row]:
        return [("STT", "Tên mô hình", "Lĩnh vực"), *((n, f"Việc tốt số {n}", "Kinh tế") for n in numbers)]

    office.mail("mt.xlsx", "BAN THƯỜNG TRỰC", named(1, 2, 3, 4), parent=FRONT)
    office.mail("nd.xlsx", "HỘI NÔNG DÂN", named(3, 4, 5), parent=FRONT)
    office.mail("đu.xlsx", "ĐẢNG ỦY UBND TỈNH", named(6, 7))
    office.mail("nv.xlsx", "SỞ NỘI VỤ", named(7, 8), parent="UBND TỈNH NINH BÌNH")
    assert not office.found()
    assert office.counted() == {"": 8}


@pytest.mark.parametrize("over", ["Ủy ban MTTQ tỉnh", "Đảng ủy UBND tỉnh"])
def test_a_figure_of_one_who_stands_over_others_beside_theirs_is_told(office: Office, over: str) -> None:
    office.mail("tg.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", counts(over, "Xã Liêm Hà"))
    office.mail("a.xlsx", "HỘI NÔNG DÂN", listed("Hội Nông dân"), parent=FRONT)
    office.mail("b.xlsx", "SỞ NỘI VỤ", listed("Sở Nội vụ"), parent="UBND TỈNH NINH BÌNH")
    assert not office.found()
    table = danvan_json("summarize", "--year", "2026", "--home", HOME, *office.store)
    (told,) = [note["message"] for note in table["notes"] if note["code"] == "overlap-possible"]
    under = "Hội Nông dân" if "MTTQ" in over else "Sở Nội vụ"
    assert (table["total"], f"(1 cặp): {over.replace('UBND', 'Ủy ban nhân dân')} Ninh Bình – {under}" in told) == (
        8,
        True,
    )


def test_a_union_s_figure_of_its_communes_beside_what_communes_have_sent_is_told(office: Office) -> None:
    """The union's twenty and the communes' lists, which hold some of them, were added without a word."""
    rows = [("STT", "Cấp", "Số mô hình"), (1, "Cấp tỉnh", 2), (2, "Cấp xã", 20)]
    office.mail("nd.xlsx", "HỘI NÔNG DÂN TỈNH NINH BÌNH", rows, parent=FRONT)
    office.mail("lh.xlsx", "ĐẢNG ỦY XÃ LIÊM HÀ", listed("Thôn 1", "Hội Nông dân"))
    assert not office.found()
    table = danvan_json("summarize", "--year", "2026", "--home", HOME, *office.store)
    (told,) = [note["message"] for note in table["notes"] if note["code"] == "overlap-possible"]
    assert "(1 cặp): Tỉnh Ninh Bình – Hội Nông dân tỉnh Ninh Bình" in told


def test_a_union_s_list_that_names_again_what_communes_list_is_asked_about(office: Office) -> None:
    rows: list[Row] = [("STT", "Tên mô hình", "Lĩnh vực", "Cấp")]
    rows += [(n, f"Mô hình số {n}", "Kinh tế", "Cấp xã" if n < 6 else "Cấp tỉnh") for n in range(1, 8)]
    office.mail("nd.xlsx", "HỘI NÔNG DÂN TỈNH NINH BÌNH", rows, parent=FRONT)
    office.mail("lh.xlsx", "ĐẢNG ỦY XÃ LIÊM HÀ", listed("Thôn 1", "Thôn 2", "Thôn 3", "Thôn 4"))
    assert office.found() == [("question", "repeats-lists-below")]
    assert office.counted() == {"": 11}


def test_names_of_companies_in_a_commune_count_beside_its_own_list(office: Office) -> None:
    """The commune had spoken, and what it did not list was lost without a word."""
    general = [("STT", "Tên mô hình", "Lĩnh vực"), (1, "Việc tốt", "Kinh tế"), (2, "Mô hình số 2", "Kinh tế")]
    office.mail("a.xlsx", "ĐẢNG ỦY XÃ LIÊM HÀ", general)
    office.mail(
        "b.xlsx",
        "ĐẢNG ỦY CÁC DOANH NGHIỆP TỈNH",
        listed("Công ty CP May Liêm Hà", "Điện lực Liêm Hà", "Công ty CP Một"),
    )
    assert not office.found()
    assert office.counted() == {"": 4}


def test_a_border_post_is_the_province_s_in_whatever_commune_it_stands(office: Office) -> None:
    office.mail("a.xlsx", "ĐẢNG ỦY XÃ LIÊM HÀ", listed("Thôn 1", "Công an xã"))
    posts = counts("Đồn Biên phòng Liêm Hà", "Đồn Biên phòng Cồn Thoi")
    office.mail("b.xlsx", "BỘ CHỈ HUY BỘ ĐỘI BIÊN PHÒNG TỈNH NINH BÌNH", posts, parent="BỘ TƯ LỆNH BỘ ĐỘI BIÊN PHÒNG")
    assert not office.found()
    assert office.counted() == {"": 8}


def test_what_the_police_say_of_a_commune_s_that_has_spoken_is_left_out_and_told(office: Office) -> None:
    office.mail("a.xlsx", "ĐẢNG ỦY XÃ LIÊM HÀ", listed("Thôn 1", "Thôn 2"))
    office.mail("b.xlsx", "CÔNG AN TỈNH NINH BÌNH", counts("Phòng PC06", "Công an xã Liêm Hà"), parent="BỘ CÔNG AN")
    assert not office.found()
    table = danvan_json("summarize", "--year", "2026", "--home", HOME, *office.store)
    (told,) = [note["message"] for note in table["notes"] if note["code"] == "left-to-places"]
    assert (table["total"], "(1): Công an tỉnh Ninh Bình – Công an xã Liêm Hà" in told) == (5, True)


def test_agencies_beside_a_list_of_the_province_that_may_hold_theirs_are_asked_about(office: Office) -> None:
    general = [("STT", "Tên mô hình", "Lĩnh vực"), *((n, f"Việc tốt số {n}", "Kinh tế") for n in range(1, 8))]
    office.mail("a.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", general)
    office.mail("b.xlsx", "ĐẢNG ỦY UBND TỈNH", counts("Sở Nội vụ", "Sở Xây dựng"))
    assert office.found() == [("question", "bodies-beside-place")]
    assert office.counted() == {"": 7}


def test_agencies_by_name_beside_names_of_the_province_count_each_name_once(office: Office) -> None:
    general = [("STT", "Tên mô hình", "Lĩnh vực"), *((n, f"Mô hình số {n}", "Kinh tế") for n in range(2, 8))]
    office.mail("a.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", general)
    office.mail("b.xlsx", "ĐẢNG ỦY UBND TỈNH", listed("Sở Nội vụ", "Sở Xây dựng"))
    assert not office.found()
    assert office.counted() == {"": 7}


def test_names_of_the_unions_are_those_of_the_place_s_figure_though_its_police_has_one_beside_it(
    office: Office,
) -> None:
    """The three were counted twice, once by name and once in the row of the MTTQ."""
    office.mail("mt.xlsx", "BAN THƯỜNG TRỰC", UNIONS, parent="ỦY BAN MTTQ VIỆT NAM TỈNH NINH BÌNH")
    heads = ("STT", "Đơn vị", "Tổng số")
    rows = [heads, (1, "Ủy ban MTTQ tỉnh", 3), (2, "Công an tỉnh", 2), (3, "Xã Liêm Hà", 4)]
    office.mail("tg.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", rows)
    assert not office.found()
    assert office.counted("unit") == {"Ủy ban MTTQ tỉnh Ninh Bình": 3, "Công an tỉnh Ninh Bình": 2, "Xã Liêm Hà": 4}


def test_a_place_s_list_for_a_stage_comes_before_what_a_committee_s_list_implies(desk: Desk) -> None:
    committee = body("Đảng ủy Khối các cơ quan tỉnh", HA_NAM)
    agencies = [(body(name, HA_NAM), {"": 3}) for name in ("Sở Y tế", "Sở Tư pháp")]
    desk.file(matrix(committee, agencies), matrix(HA_NAM, [(committee, {"": 8})], stage="dangky"))
    assert (desk.total(stage="dangky"), desk.total(stage="xaydung"), desk.told) == (8, 6, [])


def test_what_a_province_s_decisions_imply_of_an_agency_gives_way_to_its_committee_s_list(desk: Desk) -> None:
    """Of an agency's two models the province recognised one; that one was all that counted as built."""
    committee = body("Đảng ủy Khối các cơ quan tỉnh", HA_NAM)
    health, justice = (body(name, HA_NAM) for name in ("Sở Y tế", "Sở Tư pháp"))
    recognised = [("Một cửa", {"unit": health}), ("Xóm sáng", {"unit": LIEM_SON})]
    built = [("Một cửa", {"unit": health}), ("Trả lời ngay", {"unit": health}), ("Hòa giải", {"unit": justice})]
    desk.file(register(HA_NAM, recognised, stage="congnhan"), register(committee, built))
    assert (desk.total(stage="congnhan"), desk.total(stage="xaydung"), desk.told) == (2, 4, [])


@pytest.mark.parametrize(
    ("decider", "beside", "own", "built"),
    [
        (THANH_LIEM, [], [], 3),
        (HA_NAM, [], [], 3),
        (LIEM_SON, [], [], 3),
        (THANH_LIEM, ["Xóm sáng"], [], 4),  # the commune's own, recognised, too
        (
            THANH_LIEM,
            [],
            ["Nuôi ong", "Cổng làng"],
            3,
        ),  # the commune's list speaks for its union: two, and the one recognised
    ],
)
def test_what_decisions_imply_of_a_commune_s_union_gives_way_to_the_district_s_union_s_list(
    desk: Desk, decider: str, beside: list[str], own: list[str], built: int
) -> None:
    """Of its three models one was recognised; that one was all that counted as built."""
    union, below = (body("Hội Liên hiệp Phụ nữ", place) for place in (THANH_LIEM, LIEM_SON))
    recognised = [("Hũ gạo", {"unit": below}), *((name, {"unit": LIEM_SON}) for name in beside)]
    listed = [(name, {"unit": below}) for name in ("Hũ gạo", "Đường hoa", "Tổ thêu")]
    desk.file(register(decider, recognised, stage="congnhan"), register(union, listed))
    if own:
        desk.file(register(LIEM_SON, own))
    assert (desk.total(stage="congnhan"), desk.total(stage="xaydung"), desk.told) == (len(recognised), built, [])


def test_a_commune_s_figures_of_itself_and_a_body_are_those_of_its_list_row_by_row(desk: Desk) -> None:
    school, women = body("Trường THCS Liêm Sơn", LIEM_SON), body("Hội Phụ nữ", LIEM_SON)
    desk.file(
        register(LIEM_SON, [("Một", {}), ("Hai", {}), ("Ba", {"unit": women}), ("Bốn", {"unit": school})]),
        matrix(LIEM_SON, [(LIEM_SON, {"": 2}), (women, {"": 1}), (school, {"": 1})]),
    )
    assert (desk.total(), desk.told) == (4, [])


def test_what_stood_by_an_older_rule_is_settled_anew_when_the_store_is_opened(tmp_path: Path) -> None:
    with ExitStack() as stack:
        Desk(tmp_path, stack).file(register(LIEM_SON, ["Một", "Hai"]))
    with closing(sqlite3.connect(tmp_path / "danvan.db")) as store, store:
        store.execute("UPDATE standing SET key = 'of then', standing = 'claim', reason = 'place-has-spoken'")
    with ExitStack() as stack:
        assert Desk(tmp_path, stack).total() is None
    with closing(sqlite3.connect(tmp_path / "danvan.db")) as store, store:
        store.execute("UPDATE practice SET said = 'the rules of another danvan'")
    with ExitStack() as stack:
        assert Desk(tmp_path, stack).total() == 2


def test_a_supplement_to_a_province_s_figures_for_all_of_it_is_added(office: Office) -> None:
    """It was said to be, and the larger of the two was all that counted."""

    def by_field(*counted: int) -> list[Row]:
        fields = ("Kinh tế", "Văn hóa - xã hội", "Quốc phòng - an ninh", "Xây dựng hệ thống chính trị")
        return [
            ("STT", "Lĩnh vực", "Số mô hình"),
            *((n, *row) for n, row in enumerate(zip(fields, counted, strict=True), 1)),
        ]

    office.mail("a.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", by_field(10, 10, 10, 10))
    title = "Biểu tổng hợp bổ sung mô hình “Dân vận khéo” năm 2026"
    dated = "ngày 12 tháng 12 năm 2026"
    office.mail("b.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", by_field(2, 1, 1, 1), title=title, dated=dated)
    office.mail("c.xlsx", "ĐẢNG ỦY XÃ LIÊM HÀ", listed("Thôn 1", "Thôn 2", "Thôn 3"))
    assert office.found() == [("question", "supplement-matrix")]
    assert office.counted() == {"": 45}


def test_figures_for_all_of_a_province_that_were_said_to_be_two_are_added(office: Office) -> None:
    heads = ("STT", "Lĩnh vực", "Số mô hình")
    office.mail("a.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", [heads, (1, "Kinh tế", 4), (2, "QP-AN", 3)])
    office.mail("b.xlsx", "BAN TUYÊN GIÁO VÀ DÂN VẬN", [heads, (1, "Kinh tế", 2), (2, "QP-AN", 2)])
    assert office.found() == [("question", "same-date-differs")]
    assert danvan("decide", "1", "adds", "--home", HOME, *office.store).code == 0
    assert office.counted() == {"": 11}
