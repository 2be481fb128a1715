"""What tables and lists say of themselves: a part is never printed as if it were the whole."""

from pathlib import Path

import openpyxl
import pytest
from docx import Document

from commanding import danvan_json
from danvan_cli import messages
from danvan_cli.errors import UsageError
from danvan_cli.tables.models import list_models
from danvan_cli.tables.selection.query import Question
from danvan_cli.tables.selection.selectors import Selectors
from offices import HA, SON, THANH_LIEM, Office
from returned import LIEM_SON, THANH_HA, Desk, register
from workbooks import SHORT, save

WHOLE = "Mô hình “Dân vận khéo” năm 2024 · Huyện Thanh Liêm · xây dựng"
HEAD = ("STT", "Tên mô hình", "Loại hình", "Lĩnh vực")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Three models of a commune, one of them of an individual; two of another, in the year before."""
    office = Office(tmp_path, THANH_LIEM)
    listed(
        office.mail, SON, [("Hũ gạo", "Tập thể", "vhxh"), ("Đường hoa", "Tập thể", "kt"), ("Ông Ba", "Cá nhân", "kt")]
    )
    listed(office.mail, HA, [("Tổ tự quản", "Tập thể", "qpan"), ("Bà Tư", "Cá nhân", "kt")], year="2023")
    office.ingest()
    return office


def listed(mail: Path, commune: str, models: list[tuple[str, str, str]], year: str = "2024") -> None:
    rows = [(number, name, holder, SHORT[field]) for number, (name, holder, field) in enumerate(models, 1)]
    title = f"DANH SÁCH mô hình “Dân vận khéo” năm {year}"
    dated = f"ngày 05 tháng 12 năm {year}"
    save(mail / f"{commune} {year}.xlsx", f"ĐẢNG ỦY {commune.upper()}", title, [HEAD, *rows], dated=dated)


def texts(path: Path) -> list[str]:
    sheets = openpyxl.load_workbook(path).worksheets
    return [cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


class TestFilters:
    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            (("--holder", "canhan", "--by", "level"), " · loại hình cá nhân, theo cấp"),
            (("--field", "kt", "--holder", "tapthe", "--by", ""), " · lĩnh vực kinh tế, loại hình tập thể"),
            (("--field", "kt,vhxh"), " · lĩnh vực kinh tế và văn hóa - xã hội, theo lĩnh vực và cấp"),
            (("--level", "huyen,xa", "--by", "field"), " · cấp huyện và xã, theo lĩnh vực"),
            (("--level", "huyen+xa", "--by", "field"), " · cấp huyện và xã (dòng ghép), theo lĩnh vực"),
            (("--holder", "none", "--by", "field"), " · chưa nêu loại hình, theo lĩnh vực"),
            (("--block", "xaphuong", "--by", "unit"), " · khối xã, phường, theo đơn vị"),
            (("--origin", "moi", "--by", "field"), " · tính chất mới, theo lĩnh vực"),
        ],
    )
    def test_a_table_names_every_filter(self, office: Office, asked: tuple[str, ...], said: str) -> None:
        assert office.document("summarize", "--year", "2024", *asked)["title"] == WHOLE + said

    def test_a_table_of_all_is_titled_as_ever(self, office: Office) -> None:
        assert office.document("summarize", "--year", "2024")["title"] == f"{WHOLE}, theo lĩnh vực và cấp"
        assert office.document("summarize", "--year", "2024", "--by", "")["title"] == WHOLE

    @pytest.mark.parametrize("name", ["b.xlsx", "b.html", "b.md"])
    def test_every_file_names_them(self, office: Office, name: str) -> None:
        path = office.folder / name
        assert office.say("summarize", "--year", "2024", "--holder", "canhan", "-o", str(path)).code == 0
        written = texts(path) if name.endswith("xlsx") else [path.read_text(encoding="utf-8")]
        assert any("loại hình cá nhân" in one for one in written)
        assert (
            "loại hình cá nhân"
            in danvan_json("papers", "--store", str(office.folder / "danvan.db"))["papers"][0]["title"]
        )

    def test_a_list_of_models_says_of_which(self, office: Office) -> None:
        head = "Danh sách mô hình “Dân vận khéo” năm 2024 · Huyện Thanh Liêm · xây dựng"
        assert office.say("models", "--year", "2024", "--format", "md").stdout.startswith(f"# {head}: 3 mô hình")
        said = office.say("models", "--year", "2024", "--holder", "canhan", "--find", "ba", "--format", "md").stdout
        assert said.startswith(f"# {head} · loại hình cá nhân · tên có “ba”: 1 mô hình")
        twice = office.say("models", "--year", "2024", "--twins", "--holder", "canhan", "--format", "md").stdout
        assert twice.startswith("# Mô hình kê hai lần, năm 2024 · Huyện Thanh Liêm · xây dựng · loại hình cá nhân: 0 ")

    def test_a_comparison_names_them_on_screen_and_on_paper(self, office: Office) -> None:
        title = "So sánh 2023, 2024 · mô hình “Dân vận khéo” · Huyện Thanh Liêm · xây dựng"
        assert office.document("compare", "2023", "2024")["title"] == f"{title} · theo lĩnh vực"
        asked = ("2023", "2024", "--holder", "canhan")
        assert office.document("compare", *asked)["title"] == f"{title} · loại hình cá nhân · theo lĩnh vực"
        assert office.say("compare", *asked, "-o", str(office.folder / "s.xlsx")).code == 0
        assert any("loại hình cá nhân" in one for one in texts(office.folder / "s.xlsx"))

    def test_they_are_named_in_english_too(self, desk: Desk) -> None:
        desk.file(register(THANH_HA, [("Hũ gạo", {"holder": "tapthe"})]))
        with messages.speaking("en"):
            assert desk.table("field", holder="tapthe").title.endswith(" · carried out · holder collective, by field")


class TestSplits:
    def test_three_dimensions_are_told_as_one_tells_them(self, desk: Desk) -> None:
        desk.file(register(THANH_HA, [("Hũ gạo", {"field": "kt"})]))
        assert desk.table("unit,field,level").title.endswith(", theo đơn vị, lĩnh vực và cấp")

    def test_what_a_filter_leaves_one_line_of_is_no_split(self, desk: Desk) -> None:
        desk.file(register(THANH_HA, [("Hũ gạo", {"field": "kt"})]))
        assert desk.table("field,level", field="kt").title.endswith(" · xây dựng · lĩnh vực kinh tế, theo cấp")
        assert desk.table("field", field="kt,vhxh").title.endswith(", theo lĩnh vực")


class TestProvisionalSets:
    """A set of which figures wait for an answer says so wherever it is signed or drawn, not only over its tables."""

    def exported(self, office: Office, name: str) -> Path:
        path = office.folder / name
        assert office.say("export", "--year", "2024", "-o", str(path)).code == 0
        return path

    def open_a_question(self, office: Office) -> None:
        head = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
        rows = [(1, "Tổ hòa giải", "Tập thể", "Kinh tế"), (None, "Tổng cộng: 5 mô hình")]
        save(office.mail / "ha.xlsx", f"ĐẢNG ỦY {HA.upper()}", head, [HEAD, *rows])
        office.ingest()

    def test_the_contents_and_the_charts_of_the_workbook_say_so(self, office: Office) -> None:
        self.open_a_question(office)
        book = openpyxl.load_workbook(self.exported(office, "s.xlsx"))
        for name in ("Mục lục", "Biểu 1", "Biểu đồ 1"):
            assert any("(tạm tính)" in str(cell.value) for row in book[name].iter_rows() for cell in row), name

    def test_the_common_notes_of_the_document_say_so(self, office: Office) -> None:
        self.open_a_question(office)
        said = [one.text for one in Document(str(self.exported(office, "s.docx"))).paragraphs]
        assert said[said.index("Ghi chú chung:") + 1] == "- Số liệu tạm tính: còn câu hỏi chưa trả lời."

    def test_a_set_without_open_questions_is_not_called_so(self, office: Office) -> None:
        assert not any("tạm tính" in one for one in texts(self.exported(office, "s.xlsx")))


class TestOfficialSets:
    """Titles in a set say by what its tables are split indeed."""

    def titles(self, office: Office, *asked: str) -> list[str]:
        path = office.folder / "s.xlsx"
        assert office.say("export", "--year", "2024", "-o", str(path), *asked).code == 0
        contents = openpyxl.load_workbook(path)["Mục lục"]
        return [str(row[1].value) for row in contents.iter_rows() if row[1].hyperlink]

    def test_they_name_what_figures_state(self, office: Office) -> None:
        titles = self.titles(office)
        assert titles[0] == "Mô hình “Dân vận khéo” chia theo lĩnh vực và cấp"
        assert "Mô hình “Dân vận khéo” của từng đơn vị, chia theo lĩnh vực" in titles
        assert "So với năm trước, chia theo lĩnh vực" in titles

    def test_a_field_that_nobody_states_is_in_no_title(self, tmp_path: Path) -> None:
        office = Office(tmp_path, THANH_LIEM)
        head = ("STT", "Tên mô hình", "Loại hình", "Tính chất")
        rows = [(1, "Hũ gạo", "Tập thể", "Mới"), (2, "Đường hoa", "Tập thể", None)]
        title = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
        save(office.mail / "a.xlsx", f"ĐẢNG ỦY {SON.upper()}", title, [head, *rows])
        office.ingest()
        titles = self.titles(office)
        assert titles[0] == "Mô hình “Dân vận khéo” chia theo cấp"
        assert "Mô hình “Dân vận khéo” của từng đơn vị" in titles
        assert "Mô hình “Dân vận khéo” chia theo tính chất" in titles  # only "mới" is stated
        assert not any("lĩnh vực" in one for one in titles)

    def test_one_field_asked_for_is_what_a_set_is_of_and_not_its_split(self, office: Office) -> None:
        titles = self.titles(office, "--field", "kt")
        assert titles[0] == "Mô hình “Dân vận khéo” chia theo cấp · lĩnh vực kinh tế"
        assert "Mô hình “Dân vận khéo” của từng đơn vị · lĩnh vực kinh tế" in titles
        assert not any("theo lĩnh vực" in one for one in titles)

    def test_two_fields_asked_for_are_its_split_too(self, office: Office) -> None:
        titles = self.titles(office, "--field", "kt,vhxh")
        assert titles[0] == "Mô hình “Dân vận khéo” chia theo lĩnh vực và cấp · lĩnh vực kinh tế và văn hóa - xã hội"

    def test_tables_without_figures_are_named_by_what_they_would_show(self, office: Office) -> None:
        path = office.folder / "s.xlsx"
        said = office.say("export", "--year", "2024", "-o", str(path)).stderr
        assert "Mô hình “Dân vận khéo” chia theo tính chất" in said
        assert "Mô hình mới chia theo lĩnh vực" in said


class TestStagesToChoose:
    def test_they_are_asked_for_in_words_with_what_to_type(self, desk: Desk) -> None:
        desk.file(register(LIEM_SON, ["Hũ gạo"], stage="dangky"), register(THANH_HA, ["Đường hoa"], stage="congnhan"))
        with pytest.raises(UsageError) as asked:
            list_models(Question(desk.ledger, Selectors("2024")))
        said = messages.text("error", asked.value.code, **asked.value.seen)
        assert "dangky (đăng ký), xaydung (xây dựng), " in said
        assert "congnhan (công nhận)" in said
        assert said.endswith(": --stage dangky")


class TestStagesThatOnlyFollow:
    """A stage of which nobody sent a list is told as what it is: what later stages imply. (counting.md 3)"""

    def said(self, desk: Desk, by: str = "", stage: str | None = None) -> list[str]:
        return [note.message for note in desk.table(by, stage=stage).notes if note.code == "implied"]

    def test_nobody_sent_a_registration(self, desk: Desk) -> None:
        desk.file(register(THANH_HA, ["Hũ gạo", "Đường hoa"]))
        told = "2 mô hình chỉ suy từ các trạng thái sau, không có danh sách “đăng ký” gửi riêng."
        assert desk.total(stage="dangky") == 2
        assert self.said(desk, stage="dangky") == [told]
        assert self.said(desk, by="stage") == [f"Đăng ký: {told}"]

    def test_some_sent_one_and_some_did_not(self, desk: Desk) -> None:
        desk.file(register(LIEM_SON, ["Hũ gạo"], stage="dangky"), register(THANH_HA, ["Đường hoa", "Tổ tự quản"]))
        assert desk.total(stage="dangky") == 3
        assert [said[:9] for said in self.said(desk, stage="dangky")] == ["2 mô hình"]

    def test_what_was_sent_for_a_stage_or_shows_it_follows_from_nothing(self, desk: Desk) -> None:
        desk.file(
            register(LIEM_SON, ["Hũ gạo"], stage="dangky"),
            register(THANH_HA, [("Đường hoa", {"stages": "dangky+xaydung"}), ("Tổ tự quản", {"stages": "dangky"})]),
        )
        assert desk.total(stage="dangky") == 3
        assert self.said(desk, stage="dangky") == []
        assert self.said(desk) == []
