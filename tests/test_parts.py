"""Parts of a unit that the register does not know send lists of their own: hamlets, party cells, branches, teams. (counting.md 5)"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from commanding import danvan, danvan_json
from danvan_cli import units
from danvan_cli.units.parts import part_named
from danvan_cli.vietnamese import fold
from test_two_levels import HOME, Office
from workbooks import Row

UNITS = units.load()
COMMUNE = "ĐẢNG ỦY XÃ LIÊM HÀ"
ASKED = [("question", "adds-or-replaces")]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A desk with an empty ledger."""
    return Office(tmp_path)


def names(*models: str, hamlet: str | None = None) -> list[Row]:
    """A list of models; `hamlet`: what its column of units says in every row."""
    heads: Row = ("STT", "Tên mô hình", "Lĩnh vực", *(["Đơn vị thực hiện"] if hamlet else []))
    more = [hamlet] if hamlet else []
    return [heads, *((number, name, "Kinh tế", *more) for number, name in enumerate(models, 1))]


def figures(economy: int, culture: int) -> list[Row]:
    return [("STT", "Lĩnh vực", "Số mô hình"), (1, "Kinh tế", economy), (2, "VH-XH", culture)]


def cell_s(office: Office, cell: str, day: int, table: Sequence[Row], *, parent: str = COMMUNE, file: str = "") -> None:
    """A paper of a part of a unit, `parent`."""
    office.mail(file or f"{cell}.xlsx", cell, table, parent=parent, dated=f"ngày {day:02d} tháng 12 năm 2026")


def whole_s(office: Office, day: int, table: Sequence[Row], *, file: str = "xa.xlsx") -> None:
    office.mail(file, COMMUNE, table, dated=f"ngày {day:02d} tháng 12 năm 2026")


@pytest.mark.parametrize(
    ("head", "part"),
    [
        ("ĐẢNG ỦY XÃ THANH HÀ | CHI BỘ THÔN 01", "chi bộ thôn 1"),
        ("THÔN ĐÔNG-TRUNG XÃ THANH HÀ", "thôn đông trung"),
        ("ĐẢNG ỦY XÃ THANH HÀ | TỔ DÂN VẬN THÔN 3", "thôn 3"),
        ("CÔNG AN XÃ THANH HÀ | TỔ AN NINH THÔN 1", "tổ an ninh thôn 1"),
        ("HỘI LHPN XÃ THANH HÀ | CHI HỘI THÔN 1", "chi hội thôn 1"),
        ("ĐẢNG ỦY XÃ THANH HÀ", None),
        ("ĐẢNG ỦY XÃ THANH HÀ | KHỐI DÂN VẬN", None),  # these write for all of it
        ("UBND XÃ THANH HÀ | TỔ GIÚP VIỆC BAN CHỈ ĐẠO", None),
        ("CÔNG AN HUYỆN THANH LIÊM | ĐỘI THAM MƯU", None),
        ("ĐẢNG ỦY XÃ BẢN QUA", None),
    ],
)
def test_the_last_part_of_a_letterhead_sent_the_list(head: str, part: str | None) -> None:
    found = part_named(UNITS, head, "Thanh Hà", heads=True)
    assert found == (None if part is None else fold(part))


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO” CỦA THÔN 1 NĂM 2024", "thôn 1"),
        ("Danh sách mô hình “Dân vận khéo” của chi bộ thôn 1, 2", "chi bộ thôn 1 2"),
        ("DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO” CỦA CÁC THÔN NĂM 2024", None),
        ("DANH SÁCH MÔ HÌNH TỔ TỰ QUẢN, KHU DÂN CƯ KIỂU MẪU NĂM 2024", None),
        ("DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO” CỦA CHI BỘ, ĐẢNG BỘ NĂM 2024", None),
        ("DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO” TẠI KHU DÂN CƯ NĂM 2024", None),
        ("BẢN ĐĂNG KÝ MÔ HÌNH DÂN VẬN KHÉO", None),
    ],
)
def test_a_title_names_a_part_only_where_it_says_whose_the_list_is(title: str, part: str | None) -> None:
    found = part_named(UNITS, title, "Thanh Hà")
    assert found == (None if part is None else fold(part))


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Thon 1 xa Thanh Ha", "thon 1"),
        ("BC DVK 2024 chi bo thon 2 Thanh Ha sua", "chi bo thon 2"),
        ("Tổ 5", "tổ 5"),
        ("Danh sach cac chi bo xa Thanh Ha", None),
        ("5 thon xa Thanh Ha", None),
        ("Bản tổng hợp", None),
        ("Xa Thanh Ha", None),
    ],
)
def test_names_of_files_and_sheets_name_parts_too(name: str, part: str | None) -> None:
    found = part_named(UNITS, name, "Thanh Hà", strung=True)
    assert found == (None if part is None else fold(part))


@pytest.mark.parametrize("day", [1, 9])
def test_a_party_cell_s_list_is_no_version_of_its_commune_s(office: Office, day: int) -> None:
    """Dated later, half of the commune's list had gone in silence."""
    whole_s(office, 5, names("Một", "Hai", "Ba", "Bốn"))
    cell_s(office, "CHI BỘ THÔN 1", day, names("Một", "Hai"))
    assert not office.found()
    assert office.counted() == {"": 4}


def test_of_a_part_only_some_of_whose_models_the_whole_lists_it_is_asked(office: Office) -> None:
    whole_s(office, 5, names("Một", "Hai", "Ba", "Bốn"))
    cell_s(office, "CHI BỘ THÔN 1", 9, names("Một", "Năm"))
    assert office.found() == ASKED
    assert office.counted() == {"": 5}
    assert danvan("decide", "1", "replaces", "--home", HOME, *office.store).code == 0
    assert office.counted() == {"": 2}


@pytest.mark.parametrize(
    ("parent", "one", "other"),
    [
        (COMMUNE, "CHI BỘ THÔN 1", "CHI BỘ THÔN 2"),
        ("UBND XÃ LIÊM HÀ", "THÔN ĐÔNG", "THÔN TRUNG"),
        ("HỘI LHPN XÃ LIÊM HÀ", "CHI HỘI PHỤ NỮ THÔN 1", "CHI HỘI PHỤ NỮ THÔN 2"),
        ("CÔNG AN XÃ LIÊM HÀ", "TỔ CẢNH SÁT KHU VỰC", "TỔ AN NINH"),
    ],
)
def test_lists_of_two_parts_both_count_and_a_name_in_both_is_asked(
    office: Office, parent: str, one: str, other: str
) -> None:
    cell_s(office, one, 1, names("Một", "Hai", "Ba"), parent=parent)
    cell_s(office, other, 2, names("Một", "Hai", "Bốn"), parent=parent)
    assert office.found() == ASKED
    assert office.counted() == {"": 6}
    assert danvan("decide", "1", "adds", "--home", HOME, *office.store).code == 0
    assert office.counted() == {"": 6}


def test_the_same_list_of_two_hamlets_is_no_copy(office: Office) -> None:
    for hamlet in ("THÔN 1", "THÔN 2"):
        cell_s(office, hamlet, 1, names("Một", "Hai"))
    assert office.found() == ASKED
    assert office.counted() == {"": 4}


def test_lists_of_two_parts_that_share_no_name_ask_nothing(office: Office) -> None:
    cell_s(office, "CHI BỘ THÔN 1", 1, names("Một", "Hai"))
    cell_s(office, "CHI BỘ THÔN 2", 2, names("Ba", "Bốn"))
    assert not office.found()
    assert office.counted() == {"": 4}


def test_a_part_s_later_list_is_a_version_of_its_own_alone(office: Office) -> None:
    whole_s(office, 1, names("Một", "Hai"))
    cell_s(office, "CHI BỘ THÔN 1", 2, names("Ba", "Bốn", "Năm"))
    cell_s(office, "CHI BỘ THÔN 01", 9, names("Ba", "Bốn"), file="lan 2.xlsx")
    assert not office.found()
    assert office.counted() == {"": 4}


def test_the_whole_s_later_list_is_a_version_of_its_own_as_before(office: Office) -> None:
    whole_s(office, 1, names("Một", "Hai", "Ba"))
    whole_s(office, 9, names("Một", "Hai"), file="lan 2.xlsx")
    assert not office.found()
    assert office.counted() == {"": 2}


def test_figures_of_two_parts_add_up_and_the_whole_s_hold_them(office: Office) -> None:
    cell_s(office, "CHI BỘ THÔN 1", 1, figures(2, 1))
    cell_s(office, "CHI BỘ THÔN 2", 2, figures(1, 1))
    assert not office.found()
    assert office.counted() == {"": 5}
    whole_s(office, 9, figures(4, 2))
    assert not office.found()
    assert office.counted() == {"": 6}
    cell_s(office, "CHI BỘ THÔN 3", 12, figures(1, 0))
    assert office.found() == [("question", "overlapping-returns")]
    assert office.counted() == {"": 6}


def test_a_whole_that_counts_less_than_its_parts_together_is_asked_about(office: Office) -> None:
    """It is more than each of them alone, and had taken the place of both without a word."""
    cell_s(office, "CHI BỘ THÔN 1", 1, figures(2, 1))
    cell_s(office, "CHI BỘ THÔN 2", 2, figures(1, 1))
    whole_s(office, 9, figures(3, 1))
    assert office.found() == [("question", "overlapping-returns")]
    assert office.counted() == {"": 5}
    for question in ("1", "2"):
        assert danvan("decide", question, "replaces", "--home", HOME, *office.store).code == 0
    assert office.counted() == {"": 4}


@pytest.mark.parametrize(
    ("papers", "question", "total"),
    [
        ((names("Một", "Hai"), names("Ba", "Bốn")), "adds-or-replaces", 4),
        ((figures(2, 1), figures(1, 1)), "overlapping-returns", 3),
    ],
)
def test_a_hamlet_and_its_party_cell_are_not_added_up_unasked(
    office: Office, papers: tuple[list[Row], list[Row]], question: str, total: int
) -> None:
    cell_s(office, "THÔN 1", 1, papers[0])
    cell_s(office, "CHI BỘ THÔN 1", 2, papers[1])
    assert office.found() == [("question", question)]
    assert office.counted() == {"": total}


def test_a_list_of_one_part_and_figures_of_another_are_not_one(office: Office) -> None:
    cell_s(office, "CHI BỘ THÔN 1", 1, names("Một", "Hai"))
    cell_s(office, "CHI BỘ THÔN 2", 2, figures(2, 0))
    assert not office.found()
    assert office.counted() == {"": 4}


@pytest.mark.parametrize(("table", "total"), [(names("Một", "Hai"), 2), (figures(2, 1), 3)])
def test_a_part_that_has_no_model_says_nothing_of_the_rest(office: Office, table: list[Row], total: int) -> None:
    whole_s(office, 1, table)
    cell_s(office, "CHI BỘ THÔN 2", 9, [("STT", "Tên mô hình", "Lĩnh vực"), (None, "Không có mô hình")])
    assert not office.found()
    assert office.counted() == {"": total}


def test_lists_whose_rows_all_name_another_hamlet_are_asked_about(office: Office) -> None:
    whole_s(office, 1, names("Một", "Hai", "Ba", hamlet="Thôn 1"))
    whole_s(office, 2, names("Một", "Hai", "Bốn", hamlet="Thôn 2"), file="ds2.xlsx")
    assert office.found() == ASKED
    assert office.counted() == {"": 6}


def test_a_row_s_hamlet_put_right_makes_no_other_list(office: Office) -> None:
    whole_s(office, 1, [*names("Một", "Hai", hamlet="Thôn 1"), (3, "Ba", "Kinh tế", "Thôn 2")])
    whole_s(office, 2, [*names("Một", "Hai", hamlet="Chi bộ thôn 1"), (3, "Ba", "Kinh tế", "Thôn 3")], file="sửa.xlsx")
    assert not office.found()
    assert office.counted() == {"": 3}


def test_a_hamlet_s_list_inside_its_commune_s_is_no_gap_to_the_province_s_figure(office: Office) -> None:
    """The commune's own word was taken for both lists together."""
    whole_s(office, 1, names("A", "B", "C", "D"))
    cell_s(office, "CHI BỘ THÔN 1", 5, names("A", "B"))
    province: list[Row] = [("STT", "Đơn vị", "Tổng số"), (1, "Xã Liêm Hà", 4), (2, "Xã Bình Lục", 3)]
    office.mail("tinh.xlsx", "BAN DÂN VẬN", province, title="Biểu tổng hợp mô hình “Dân vận khéo” năm 2026")
    assert office.found() == []
    assert office.counted() == {"": 7}
    checks = danvan_json("reconcile", "--year", "2026", "--home", HOME, *office.store)["checks"]
    assert [one["verdict"] for one in checks if one["kind"] == "second-hand"] == ["agrees"]
