"""The same model told by a place and by a body inside it: codes first, then names; what is almost one name is asked. (counting.md 6)"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate
from openpyxl import load_workbook

from commanding import danvan, danvan_json
from danvan_cli import shipped
from danvan_cli.ledger.standing.likeness import near_names
from danvan_cli.vietnamese import fold
from workbooks import Row, matrix, register, save

HOME = ("--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
WOMEN, FARMERS = "Hội Liên hiệp Phụ nữ xã Liêm Sơn", "Hội Nông dân xã Liêm Sơn"
PLACES = ("Liêm Sơn", "Thanh Liêm", "Hà Nam")


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    """A workspace: the store, and the folder of what came in."""
    (tmp_path / "thu-den").mkdir()
    return tmp_path / "thu-den"


def store(mail: Path) -> tuple[str, str]:
    return ("--store", str(mail.parent / "danvan.db"))


def listed(mail: Path, issuer: str, *names: str, year: int = 2024, codes: tuple[str, ...] = ()) -> None:
    """A list of names, with codes where it has any."""
    head: Row = ("STT", "Mã", "Tên mô hình", "Đơn vị thực hiện", "Loại hình", "Lĩnh vực")
    rows: list[Row] = [
        (n, code, name, None, "Tập thể", "Kinh tế")
        for n, (name, code) in enumerate(zip(names, codes or [None] * len(names), strict=True), 1)
    ]
    office = issuer.upper() if issuer.startswith("Hội") else f"ĐẢNG ỦY {issuer.upper()}"
    title = f"DANH SÁCH mô hình “Dân vận khéo” năm {year}"
    dated = f"ngày 05 tháng 12 năm {year}"
    save(mail / f"{issuer} {year}.xlsx", office, title, [head, *rows], dated=dated)


def ingest(mail: Path) -> None:
    said = danvan("ingest", str(mail), *HOME, *store(mail))
    assert said.code == 0, said


def table(mail: Path, *more: str, year: int = 2024) -> dict[str, Any]:
    return danvan_json("summarize", "--year", str(year), *more, *store(mail))


def counted(mail: Path, *more: str, year: int = 2024) -> tuple[int, bool]:
    said = table(mail, *more, year=year)
    return said["total"], said["provisional"]


def notes(mail: Path, *more: str) -> dict[str, str]:
    return {note["code"]: note["message"] for note in table(mail, *more)["notes"]}


def questions(mail: Path) -> list[dict[str, Any]]:
    return list(danvan_json("decide", *store(mail))["questions"])


def decide(mail: Path, *more: str) -> None:
    assert danvan("decide", *more, *store(mail), "--by", "Lan").code == 0


def twins(mail: Path, *more: str) -> dict[str, Any]:
    return danvan_json("models", "--year", "2024", "--twins", *more, *store(mail))


class TestAlmostOneName:
    def test_it_is_asked_once_and_both_count_meanwhile(self, mail: Path) -> None:
        listed(mail, "Xã Liêm Sơn", "Hũ gạo tiết kiệm", "Đường hoa", "Chợ sạch")
        listed(mail, WOMEN, "Mô hình “Hủ gạo tiết kiệm”", "Nhà sạch vườn đẹp")
        ingest(mail)
        assert counted(mail) == (5, True)
        (question,) = questions(mail)
        assert question["code"] == "names-alike"
        assert [place["text"] for place in question["places"]] == ["Hũ gạo tiết kiệm", "Mô hình “Hủ gạo tiết kiệm”"]
        assert [place["cell"] for place in question["places"]] == ["C8", "C8"]
        assert "5 → 4" in notes(mail)["twins-possible"]

    def test_its_answer_counts_and_can_be_taken_back(self, mail: Path) -> None:
        listed(mail, "Xã Liêm Sơn", "Hũ gạo tiết kiệm", "Đường hoa")
        listed(mail, WOMEN, "Mô hình “Hủ gạo tiết kiệm”", "Nhà sạch vườn đẹp")
        ingest(mail)
        number = str(questions(mail)[0]["number"])
        decide(mail, number, "same", "--why", "gọi điện")
        assert counted(mail) == (3, False)
        assert notes(mail)["twins-once"].endswith("4 → 3.")
        told = danvan("summarize", "--year", "2024", *store(mail)).stderr
        assert "danvan models --year 2024 --twins" in told
        assert "gọi điện" in notes(mail)["decided-why"]
        by_unit = {cell["unit"][0]: cell["value"] for cell in table(mail, "--by", "unit")["cells"]}
        assert sorted(by_unit.values()) == [1, 2]
        decide(mail, "--undo", number)
        assert counted(mail) == (4, True)
        decide(mail, number, "as-read")
        assert counted(mail) == (4, False)
        assert "twins-possible" not in notes(mail)

    def test_its_answer_holds_for_corrections_and_for_the_next_year(self, mail: Path) -> None:
        listed(mail, "Xã Liêm Sơn", "Hũ gạo tiết kiệm", "Đường hoa")
        listed(mail, WOMEN, "Mô hình “Hủ gạo tiết kiệm”")
        ingest(mail)
        decide(mail, str(questions(mail)[0]["number"]), "same")
        listed(mail, "Xã Liêm Sơn", "Hũ gạo tiết kiệm", "Đường hoa", "Chợ sạch", year=2025)
        listed(mail, WOMEN, "Mô hình “Hủ gạo tiết kiệm”", year=2025)
        ingest(mail)
        assert questions(mail) == []
        assert counted(mail, year=2025) == (3, False)

    def test_it_can_be_answered_in_the_workbook(self, mail: Path) -> None:
        listed(mail, "Xã Liêm Sơn", "Hũ gạo tiết kiệm")
        listed(mail, WOMEN, "Mô hình “Hủ gạo tiết kiệm”")
        ingest(mail)
        book = mail.parent / "viec.xlsx"
        decide(mail, "-o", str(book))
        opened = load_workbook(book)
        sheet = opened.worksheets[0]
        (head,) = [row for row in sheet.iter_rows() if any(cell.value == "Trả lời" for cell in row)]
        column = next(cell.column for cell in head if cell.value == "Trả lời")
        sheet.cell(head[0].row + 1, column).value = f"một mô hình: tính một lần, theo {WOMEN}"
        opened.save(book)
        decide(mail, str(book))
        assert counted(mail) == (1, False)

    def test_the_next_nearest_is_asked_where_the_nearest_is_another_model(self, mail: Path) -> None:
        listed(mail, "Xã Liêm Sơn", "Hũ gạo tiết kiệm")
        listed(mail, WOMEN, "Mô hình hũ gạo tiết kiệm")
        listed(mail, FARMERS, "Hũ gạo tiết kiện")
        ingest(mail)
        (first,) = questions(mail)
        assert "Phụ nữ" in first["message"]
        decide(mail, str(first["number"]), "as-read")
        (second,) = questions(mail)
        assert "Nông dân" in second["message"]
        decide(mail, str(second["number"]), "same")
        assert counted(mail) == (2, False)

    @pytest.mark.parametrize("other", ["Xã Thanh Hà", FARMERS])
    def test_it_is_asked_of_a_place_and_its_own_bodies_only(self, mail: Path, other: str) -> None:
        """Two communes, or two unions of one, may well run models of almost one name."""
        listed(mail, other, "Hũ gạo tiết kiệm")
        listed(mail, WOMEN, "Mô hình hũ gạo tiết kiệm")
        ingest(mail)
        assert questions(mail) == []
        assert counted(mail) == (2, False)


class TestCodesAndNames:
    def test_one_name_counts_once_unasked_and_the_listing_shows_both_rows(self, mail: Path) -> None:
        listed(mail, "Xã Liêm Sơn", "Hũ gạo", "Đường hoa", "Chợ sạch")
        listed(mail, WOMEN, "“Hũ gạo”", "Nhà sạch")
        ingest(mail)
        assert counted(mail) == (4, False)
        assert "5 → 4" in notes(mail)["twins-once"]
        found = twins(mail)
        validate(found, json.loads((shipped.folder() / "schemas" / "twins.schema.json").read_text(encoding="utf-8")))
        assert (found["before"], found["total"], found["least"]) == (5, 4, 4)
        ((one,),) = [found["twins"]]
        assert (one["name"], one["other"]["name"], one["how"]) == ("Hũ gạo", "“Hũ gạo”", "name")
        assert (one["unit"]["name"], one["other"]["unit"]["name"]) == ("Xã Liêm Sơn", WOMEN)
        shown = danvan("models", "--year", "2024", "--twins", *store(mail)).stdout
        assert "cùng tên: tính một lần" in " ".join(shown.split())

    def test_notes_and_listing_follow_the_filters(self, mail: Path) -> None:
        listed(mail, "Xã Liêm Sơn", "Hũ gạo", "Đường hoa")
        listed(mail, WOMEN, "“Hũ gạo”")
        ingest(mail)
        assert "twins-once" in notes(mail, "--field", "kt")
        assert "twins-once" not in notes(mail, "--field", "vhxh")
        assert twins(mail, "--field", "vhxh")["twins"] == []
        for more in (("--years", "2023-2024"), ("--year", "2024", "--find", "gạo"), ("--year", "2024", "--top", "1")):
            assert danvan("models", "--twins", *more, *store(mail)).refused == "twins-of-a-year"

    def test_the_first_models_of_a_list_say_that_there_are_more(self, mail: Path) -> None:
        listed(mail, "Xã Liêm Sơn", "Hũ gạo", "Đường hoa", "Chợ sạch")
        ingest(mail)
        first = danvan("models", "--year", "2024", "--top", "2", *store(mail)).stdout
        assert "còn 1 mô hình nữa" in first
        assert "mô hình nữa" not in danvan("models", "--year", "2024", "--top", "3", *store(mail)).stdout

    def test_a_code_of_our_forms_decides_before_any_name(self, mail: Path) -> None:
        listed(mail, "Xã Liêm Sơn", "Hũ gạo", "Đường hoa", codes=("LS-24-01", "LS-24-02"))
        listed(mail, WOMEN, "Tiết kiệm mỗi ngày", "Đường hoa", codes=("LS-24-01", "HLHPNLS-24-01"))
        ingest(mail)
        assert counted(mail) == (3, False)
        ((one,),) = [twins(mail)["twins"]]
        assert (one["name"], one["other"]["name"], one["how"]) == ("Hũ gạo", "Tiết kiệm mỗi ngày", "code")

    def test_numbers_that_lists_give_their_own_rows_are_no_codes(self, mail: Path) -> None:
        listed(mail, "Xã Liêm Sơn", "Hũ gạo", "Đường hoa", codes=("MH-01", "MH-02"))
        listed(mail, WOMEN, "Nhà sạch", "Đường hoa", codes=("MH-01", "MH-05"))
        ingest(mail)
        assert counted(mail) == (3, False)

    def test_a_name_counts_as_often_as_the_list_that_has_it_most(self, mail: Path) -> None:
        listed(mail, "Xã Liêm Sơn", "Hũ gạo", "Hũ gạo", "Hũ gạo")
        listed(mail, WOMEN, "Hũ gạo", "Hũ gạo")
        ingest(mail)
        assert counted(mail)[0] == 3

    def test_figures_hide_names_and_that_is_said(self, mail: Path) -> None:
        listed(mail, WOMEN, "Hũ gạo")
        matrix(mail / "xa.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", [(1, "Xã Liêm Sơn", 9, 9, 0, 0, 0)])
        ingest(mail)
        assert counted(mail) == (10, False)
        assert "overlap-possible" in notes(mail)

    @pytest.mark.parametrize(
        ("title", "own", "said"),
        [
            ("DANH SÁCH mô hình “Dân vận khéo” năm 2024", [], True),
            ("DANH SÁCH mô hình “Dân vận khéo” cấp huyện năm 2024", [], False),
            ("DANH SÁCH mô hình “Dân vận khéo” năm 2024", [(2, "Cơ quan huyện Thanh Liêm", 2, 0, 2, 0, 0)], False),
        ],
    )
    def test_it_is_said_of_a_list_beside_other_figures_of_those_below(
        self, mail: Path, title: str, own: list[Row], *, said: bool
    ) -> None:
        """Both may be right: the list may be of the district's own models."""
        rows: list[Row] = [(1, "Hũ gạo", "VH-XH"), (2, "Cổng làng", "VH-XH")]
        save(mail / "ds.xlsx", "HUYỆN ỦY THANH LIÊM", title, [("STT", "Tên mô hình", "Lĩnh vực"), *rows], parent="")
        matrix(mail / "huyen.xlsx", "HUYỆN ỦY THANH LIÊM", [(1, "Xã Liêm Sơn", 3, 2, 1, 0, 0), *own])
        ingest(mail)
        assert counted(mail)[0] == 5
        assert ("overlap-possible" in notes(mail)) is said

    def test_it_is_said_of_a_body_that_only_the_district_counts_too(self, mail: Path) -> None:
        rows = [(1, "Xã Liêm Sơn", 9, 9, 0, 0, 0), (2, "Hội Nông dân xã Liêm Sơn", 4, 4, 0, 0, 0)]
        matrix(mail / "xa.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", rows[:1])
        matrix(mail / "huyen.xlsx", "HUYỆN ỦY THANH LIÊM", rows)
        ingest(mail)
        assert counted(mail)[0] == 13
        assert "overlap-possible" in notes(mail)

    def test_it_is_said_of_a_body_of_a_silent_commune_that_the_district_counts(self, mail: Path) -> None:
        """Whether the district's nine hold the two nobody says, and nothing told that they were added."""
        listed(mail, WOMEN, "Hũ gạo", "Đường hoa")
        matrix(mail / "huyen.xlsx", "HUYỆN ỦY THANH LIÊM", [(1, "Xã Liêm Sơn", 9, 9, 0, 0, 0)])
        ingest(mail)
        assert counted(mail)[0] == 11
        assert "overlap-possible" in notes(mail)

    @pytest.mark.parametrize("sender", ["HUYỆN ỦY THANH LIÊM", "HỘI LHPN HUYỆN THANH LIÊM"])
    @pytest.mark.parametrize(("below", "heard", "said"), [(6, True, True), (0, True, False), (6, False, False)])
    def test_it_is_said_of_a_union_s_figure_for_a_level_below_its_own_beside_lists_of_that_level(
        self, mail: Path, sender: str, below: int, *, heard: bool, said: bool
    ) -> None:
        """Whose the six are nobody says: perhaps those that the communes list."""
        heads: Row = ("STT", "Đơn vị", "Tổng số", "Cấp huyện", "Cấp xã")
        title = "BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024"
        save(mail / "pn.xlsx", sender, title, [heads, (1, "Hội LHPN huyện", 2 + below, 2, below)], parent="")
        if heard:
            listed(mail, "Xã Liêm Sơn", "Hũ gạo", "Đường hoa")
        ingest(mail)
        assert counted(mail)[0] == 2 + below + 2 * heard
        assert ("overlap-possible" in notes(mail)) is said


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Liên xã Liêm Sơn – Liêm Túc giữ gìn trật tự", True),
        ("Xã Liêm Túc phối hợp xã Liêm Sơn trồng hoa", True),
        ("Tổ liên xã giữ đê", True),
        ("Đường hoa Liêm Sơn", False),
        ("Hũ gạo tình thương", False),
    ],
)
def test_a_model_of_two_communes_by_its_name_on_the_list_of_each_is_asked_about(
    mail: Path, name: str, *, asked: bool
) -> None:
    """Other names are chosen by many. It counted twice without a word."""
    listed(mail, "Xã Liêm Sơn", name, "Nuôi ong")
    listed(mail, "Xã Liêm Túc", name, "Cổng làng")
    ingest(mail)
    assert counted(mail) == (4, asked)
    assert [one["code"] for one in questions(mail)] == ["names-alike"] * asked
    if asked:
        decide(mail, str(questions(mail)[0]["number"]), "same")
        assert counted(mail) == (3, False)
        (twin,) = twins(mail)["twins"]
        assert (twin["name"], twin["other"]["name"]) == (name, name)


@pytest.mark.parametrize(("told", "asked"), [(1, True), (2, False)])
def test_a_name_that_a_commune_tells_once_and_two_of_its_bodies_each_is_asked_about(
    mail: Path, told: int, *, asked: bool
) -> None:
    """One model of both, "Hội Nông dân và Hội LHPN xã", or one of each: it counted twice without a word."""
    head: Row = ("STT", "Tên mô hình", "Đơn vị thực hiện", "Lĩnh vực")
    units = ["Hội Nông dân và Hội LHPN xã"] if told == 1 else [None, None]
    title = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
    own: list[Row] = [(number, "Hũ gạo", unit, "Kinh tế") for number, unit in enumerate(units, 1)]
    save(mail / "xa.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", title, [head, *own, (3, "Nuôi ong", None, "Kinh tế")])
    listed(mail, WOMEN, "Hũ gạo")
    listed(mail, FARMERS, "Hũ gạo")
    ingest(mail)
    assert counted(mail)[0] == 3
    alike = [one for one in questions(mail) if one["code"] == "names-alike"]
    assert len(alike) == asked
    for one in alike:
        decide(mail, str(one["number"]), "same")
        assert counted(mail) == (2, False)


def test_what_the_district_recognises_of_two_bodies_of_a_commune_is_the_commune_s(mail: Path) -> None:
    """It was the district's own, and counted again beside the commune's list."""
    listed(mail, "Xã Liêm Sơn", "Hũ gạo", "Nuôi ong")
    head: Row = ("STT", "Tên mô hình", "Đơn vị thực hiện", "Lĩnh vực")
    title = "DANH SÁCH mô hình “Dân vận khéo” được công nhận năm 2024"
    rows: list[Row] = [head, (1, "Hũ gạo", "Hội LHPN, Đoàn TN xã Liêm Sơn", "Kinh tế")]
    save(mail / "QD.xlsx", "HUYỆN ỦY THANH LIÊM", title, rows, dated="ngày 27 tháng 12 năm 2024")
    ingest(mail)
    assert counted(mail, "--stage", "xaydung") == (2, False)
    (recognised,) = table(mail, "--stage", "congnhan", "--by", "unit")["cells"]
    assert (recognised["unit"], recognised["value"]) == (["13483"], 1)


ONE = [
    ("Hũ gạo tiết kiệm", "Hủ gạo tiết kiệm"),  # an accent
    ("Hu gao tiet kiem", "Hũ gạo tiết kiệm"),
    ("Hũ gạo tiết kiệm", "Mô hình Dân vận khéo về hũ gạo tiết kiệm của xã Liêm Sơn"),
    ("Hũ gạo tiết kiệm", "Tiết kiệm hũ gạo"),
    ("Camera an ninh", "Ca mê ra an ninh"),
    ("Vận động nhân dân hiến đất làm đường", "Vận động nhân dân hiến đất mở đường"),
    ("Thắp sáng đường quê thôn Trung", "Thắp sáng đường quê"),
]
TWO = [
    ("Camera an ninh thôn 1", "Camera an ninh thôn 2"),
    ("Thắp sáng đường quê thôn Trung", "Thắp sáng đường quê thôn Đông"),
    ("Vận động hội viên phụ nữ thu gom rác thải nhựa", "Vận động hội viên nông dân thu gom rác thải nhựa"),
    ("Mô hình A", "Mô hình B"),
    ("Dân vận khéo xã Liêm Sơn", "Hũ gạo xã Liêm Sơn"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_names_that_are_almost_one(one: str, other: str) -> None:
    for mine, theirs in ((fold(one), fold(other)), (fold(other), fold(one))):
        assert [near.name for near in near_names([mine], [theirs], PLACES)[mine]] == [theirs]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_names_that_are_two(one: str, other: str) -> None:
    assert near_names([fold(one)], [fold(other)], PLACES) == {}


def test_a_name_without_village_is_not_asked_of_every_village(mail: Path) -> None:
    listed(mail, "Xã Liêm Sơn", *(f"Thắp sáng đường quê thôn {name}" for name in ("Trung", "Đông", "Đoài")))
    listed(mail, WOMEN, "Thắp sáng đường quê")
    ingest(mail)
    assert questions(mail) == []


def test_light_commands_do_not_load_what_compares_names(mail: Path) -> None:
    register(mail / "a.xlsx", "Xã Liêm Sơn", [("Hũ gạo tiết kiệm", "kt")])
    ingest(mail)
    arguments = ["summarize", "--year", "2024", *store(mail)]
    program = (
        "import sys, json; from danvan_cli.cli.app import app\n"
        f"try: app({json.dumps(arguments)})\n"
        "finally: print('rapidfuzz' in sys.modules, file=sys.stderr)"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert said.stderr.strip().endswith("False"), said.stderr


def test_what_a_place_lists_itself_is_not_taken_from_what_a_district_says_of_a_body(mail: Path) -> None:
    """The district tells of the silent body, the commune of itself: the model counts once, as the commune that sent it says."""
    listed(mail, "Xã Liêm Sơn", "Hũ gạo tiết kiệm", "Đường hoa")
    head: Row = ("STT", "Tên mô hình", "Đơn vị thực hiện", "Loại hình", "Lĩnh vực")
    rows: list[Row] = [
        (1, "Hũ gạo tiết kiệm", WOMEN, "Cá nhân", "Văn hóa - xã hội"),
        (2, "Tổ thêu", WOMEN, "Cá nhân", "Văn hóa - xã hội"),
    ]
    save(mail / "huyen.xlsx", "HUYỆN ỦY THANH LIÊM", "DANH SÁCH mô hình “Dân vận khéo” năm 2024", [head, *rows])
    ingest(mail)
    by_field = {tuple(cell["field"]): cell["value"] for cell in table(mail, "--by", "field")["cells"]}
    assert by_field == {("kt",): 2, ("vhxh",): 1}
    (twin,) = twins(mail)["twins"]
    assert (twin["name"], twin["other"]["name"]) == ("Hũ gạo tiết kiệm", "Hũ gạo tiết kiệm")
    assert (twins(mail)["before"], twins(mail)["total"]) == (4, 3)
