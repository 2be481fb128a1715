"""Tables that left are known again by their code, come back as they were, and tell why today's figure differs."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate
from openpyxl import load_workbook

import danvan_cli
from commanding import Said, danvan, danvan_json
from danvan_cli import messages, shipped
from danvan_cli.ledger.opening import open_ledger
from danvan_cli.tables import listings, origins
from danvan_cli.tables.inquiry import Inquiry
from danvan_cli.tables.origins import with_sources
from danvan_cli.tables.selection.selectors import Selectors, parse_by
from returned import UNITS, WORDS
from workbooks import SHORT, Row, matrix, register, save

HOME = "Huyện Thanh Liêm, Tỉnh Hà Nam"
LATE = {"Xã Liêm Sơn": 9, "Xã Thanh Hà": 7, "Xã Liêm Túc": 5}
TITLE = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
TOLD = "1.583 → 1.597: +21 (3 xã nộp sau thời điểm ấy) −4 (đính chính) −3 (trùng)"


def listed(models: list[tuple[str, str]]) -> list[Row]:
    """The rows of a list, its header first: names in B, from row 8 on."""
    head: Row = ("STT", "Tên mô hình", "Đơn vị thực hiện", "Loại hình", "Lĩnh vực", "Ghi chú")
    return [head, *((n, name, None, "Tập thể", SHORT[field], None) for n, (name, field) in enumerate(models, 1))]


class Office:
    """A store, its mail, and the commands of an office."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "kho").mkdir()
        self.store = str(folder / "kho" / "danvan.db")
        self.runs = 0

    def mail(self) -> Path:
        """A new folder for what comes in."""
        self.runs += 1
        return self.folder / f"dot-{self.runs}"

    def ingest(self, mail: Path, accepted: int) -> None:
        told = danvan_json("ingest", str(mail), "--store", self.store, "--home", HOME)
        assert told["accepted"] + told["superseded"] == accepted, told

    def run(self, *arguments: str) -> Said:
        said = danvan(*arguments, "--store", self.store)
        assert said.code == 0, said
        return said

    def leave(self, path: str = "bang.xlsx", *more: str) -> str:
        """Write the table of the year; gives the code of the paper."""
        said = self.run("summarize", "--year", "2024", "--home", HOME, "-o", str(self.folder / path), *more)
        found = re.search(r"P-[0-9A-Z]{4,}", said.stderr)
        assert found, said
        return found[0]

    def diff(self, *arguments: str) -> dict[str, Any]:
        document = danvan_json("diff", *arguments, "--store", self.store)
        schema = json.loads((shipped.folder() / "schemas" / "diff.schema.json").read_text(encoding="utf-8"))
        validate(document, schema)
        assert sum(part["delta"] for part in document["parts"]) == document["difference"]
        for part in document["parts"]:
            cells = sum(one["value"] for one in part["now"]["cells"]) - sum(
                one["value"] for one in part["then"]["cells"]
            )
            assert part["kind"] == "rules" or cells == part["delta"], part
        return document


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def december(office: Office) -> None:
    """1.583 models, while three communes are silent; a union inside one of them has sent."""
    mail = office.mail()
    register(mail / "thanh nghi.xlsx", "Xã Thanh Nghị", [(f"Nghị {n}", "kt") for n in range(12)])
    register(mail / "thanh tan.xlsx", "Xã Thanh Tân", [(f"Tân {n}", "vhxh") for n in range(18)])
    women = [(f"Xã Liêm Sơn {n}", "kt") for n in range(3)] + [(f"Phụ nữ {n}", "kt") for n in range(3)]
    save(
        mail / "hpn.xlsx", "HỘI LIÊN HIỆP PHỤ NỮ XÃ LIÊM SƠN", TITLE, listed(women), parent="HỘI LHPN HUYỆN THANH LIÊM"
    )
    matrix(mail / "liem can.xlsx", "ĐẢNG ỦY XÃ LIÊM CẦN", [(1, "Xã Liêm Cần", 1547, 1000, 500, 40, 7)])
    office.ingest(mail, 4)


def later(office: Office) -> None:
    """Three communes send late, one of them three models that its union has listed; another corrects itself."""
    mail = office.mail()
    for commune, count in LATE.items():
        register(mail / f"{commune}.xlsx", commune, [(f"{commune} {n}", "kt") for n in range(count)])
    corrected = listed([(f"Tân {n}", "vhxh") for n in range(14)])
    save(mail / "thanh tan sua.xlsx", "ĐẢNG ỦY XÃ THANH TÂN", TITLE, corrected, dated="ngày 12 tháng 12 năm 2024")
    office.ingest(mail, 4)


# --- the scenario d of the issue


def test_from_the_code_on_the_paper_to_the_bridge_and_the_old_table_again_identical(office: Office) -> None:
    december(office)
    code = office.leave("bao-cao.xlsx")
    before = (office.folder / "bao-cao.xlsx").read_bytes()
    shown = office.run("summarize", "--year", "2024", "--home", HOME).stdout
    assert code in shown
    assert "1.583" in shown

    later(office)
    assert "1.597" in office.run("summarize", "--year", "2024", "--home", HOME).stdout
    assert TOLD in office.run("diff", "--paper", code).stdout
    assert office.run("papers", code).stdout == shown
    assert office.run("papers", code, "-o", str(office.folder / "in-lai.xlsx")).code == 0
    assert (office.folder / "in-lai.xlsx").read_bytes() == before


def test_the_bridge_names_files_and_cells_and_their_values_add_up(office: Office) -> None:
    december(office)
    code = office.leave()
    later(office)
    document = office.diff("--paper", code)
    assert document["sentence"] == TOLD
    assert (document["then"]["value"], document["now"]["value"], document["difference"]) == (1583, 1597, 14)
    parts = [
        (part["kind"], part["delta"], part["unit"]["name"], len(part["then"]["cells"]), len(part["now"]["cells"]))
        for part in document["parts"]
    ]
    assert parts == [
        ("late", 9, "Xã Liêm Sơn", 0, 9),
        ("late", 7, "Xã Thanh Hà", 0, 7),
        ("late", 5, "Xã Liêm Túc", 0, 5),
        ("correction", -4, "Xã Thanh Tân", 4, 0),
        ("duplicate", -3, "Xã Liêm Sơn", 0, 3),
    ]
    corrected = document["parts"][3]["then"]["cells"]
    assert {(Path(one["path"]).name, one["sheet"]) for one in corrected} == {("thanh tan.xlsx", "Biểu 1")}
    assert [one["cell"] for one in corrected] == ["B22", "B23", "B24", "B25"]
    assert {"label": "Kinh tế", "then": 1018, "now": 1036} in document["lines"]


def test_the_same_two_moments_give_the_same_bridge_without_a_paper(office: Office) -> None:
    december(office)
    code = office.leave()
    paper = next(one for one in danvan_json("papers", "--store", office.store)["papers"] if one["code"] == code)
    later(office)
    between = office.diff("--as-of", paper["known_at"], "nay", "--year", "2024", "--home", HOME)
    assert between["sentence"] == TOLD
    assert between["paper"] is None
    only = office.diff("--as-of", paper["known_at"], "nay", "--year", "2024", "--home", HOME, "--field", "vhxh")
    assert only["sentence"] == "518 → 514: −4 (đính chính)"


def test_another_question_than_the_papers_is_a_part_of_its_own(office: Office) -> None:
    december(office)
    code = office.leave("kt.xlsx", "--field", "kt")
    later(office)
    document = office.diff("--paper", code, "--field", "kt,vhxh")
    assert document["then"]["value"] == 1018
    kinds = {part["kind"] for part in document["parts"]}
    assert kinds == {"late", "duplicate", "query"}
    assert sum(part["delta"] for part in document["parts"] if part["kind"] == "query") == 514


# --- the register of papers


def test_the_same_table_again_is_one_paper_and_a_changed_one_another(office: Office) -> None:
    december(office)
    code = office.leave("mot.xlsx")
    assert office.leave("hai.csv") == code
    later(office)
    assert office.leave("ba.xlsx") != code
    papers = danvan_json("papers", "--store", office.store)
    schema = json.loads((shipped.folder() / "schemas" / "papers.schema.json").read_text(encoding="utf-8"))
    validate(papers, schema)
    assert [len(paper["printings"]) for paper in papers["papers"]] == [1, 2]
    assert [paper["total"] for paper in papers["papers"]] == [1597, 1583]


def test_the_code_stands_on_the_paper_in_every_form_that_has_notes(office: Office) -> None:
    december(office)
    code = office.leave("bang.md")
    assert f"Mã bản in {code}" in (office.folder / "bang.md").read_text(encoding="utf-8").replace("\\", "")
    office.leave("bang.json")
    document = json.loads((office.folder / "bang.json").read_text(encoding="utf-8"))
    assert {"code": "paper", "message": f"Mã bản in {code}."} in document["notes"]
    office.leave("bang.xlsx")
    sheet = load_workbook(office.folder / "bang.xlsx").worksheets[0]
    assert any(code in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_a_code_is_found_as_people_type_it_and_an_unknown_one_is_said(office: Office) -> None:
    december(office)
    code = office.leave()
    typed = code.lower().replace("-", "").replace("0", "o").replace("1", "l")
    assert office.run("papers", typed).stdout == office.run("papers", code).stdout
    assert danvan("papers", "P-ZZZZ", "--store", office.store).refused == "paper-unknown"
    assert danvan("diff", "--paper", "P-ZZZZ", "--store", office.store).refused == "paper-unknown"


def test_a_paper_that_could_not_be_written_never_left(office: Office) -> None:
    december(office)
    nowhere = str(office.folder / "khong-co" / "bang.xlsx")
    said = danvan("summarize", "--year", "2024", "--home", HOME, "-o", nowhere, "--store", office.store)
    assert said.refused == "output-not-writable"
    assert danvan_json("papers", "--store", office.store)["papers"] == []


def test_an_english_paper_comes_back_in_english(office: Office) -> None:
    december(office)
    with messages.speaking("en"):
        code = office.leave("table.md")
    assert "fields and levels" in office.run("papers", code).stdout or "by field" in office.run("papers", code).stdout


def test_a_looked_at_table_is_no_paper(office: Office) -> None:
    december(office)
    office.run("summarize", "--year", "2024", "--home", HOME)
    assert danvan_json("papers", "--store", office.store)["papers"] == []


def test_a_changed_or_lost_paper_is_told_by_verify(office: Office) -> None:
    december(office)
    office.leave()
    for statement in ("UPDATE paper SET answer = replace(answer, '1583', '1584')", "DELETE FROM printing"):
        with closing(sqlite3.connect(office.store)) as connection, connection:
            connection.execute(statement)
    found = danvan_json("verify", "--store", office.store)["damaged"]
    assert {(one["kind"], one["reason"]) for one in found} == {
        ("paper", "not-as-logged"),
        ("printing", "not-as-logged"),
    }


# --- kinds of change


def sentence(office: Office, code: str) -> str:
    return str(office.diff("--paper", code)["sentence"])


def test_a_withdrawn_return_is_told_as_withdrawn(office: Office) -> None:
    december(office)
    code = office.leave()
    office.run("withdraw", "thanh nghi.xlsx", "--reason", "gửi nhầm", "--by", "Lan")
    assert sentence(office, code) == "1.583 → 1.571: −12 (rút báo cáo)"


def test_what_a_unit_says_itself_takes_the_place_of_what_was_said_of_it(office: Office) -> None:
    mail = office.mail()
    matrix(mail / "huyen.xlsx", "HUYỆN ỦY THANH LIÊM", [(1, "Xã Thanh Hà", 6, 1, 2, 2, 1)])
    office.ingest(mail, 1)
    code = office.leave()
    mail = office.mail()
    register(mail / "thanh ha.xlsx", "Xã Thanh Hà", [(f"Hà {n}", "kt") for n in range(9)])
    office.ingest(mail, 1)
    assert sentence(office, code) == "6 → 9: +9 (1 xã nộp sau thời điểm ấy) −6 (số báo thay)"


def test_an_answer_is_told_as_a_decision(office: Office) -> None:
    mail = office.mail()
    register(mail / "a.xlsx", "Xã Thanh Hà", [("Nuôi ong", "Môi trường"), ("Hũ gạo", "kt")])
    office.ingest(mail, 1)
    code = office.leave("a.xlsx", "--field", "vhxh")
    office.run("decide", "1", "vhxh", "--why", "công văn 12", "--by", "Lan")
    assert sentence(office, code) == "chưa có → 1: +1 (quyết định)"


def test_a_file_that_came_since_is_late_though_an_answer_had_it_read_again(office: Office) -> None:
    """Before it came nothing was known of the unit: no decision made its figure; and it is one question at two moments."""
    mail = office.mail()
    register(mail / "a.xlsx", "Xã Thanh Hà", [("Nuôi ong", "Môi trường"), ("Hũ gạo", "kt")])
    office.ingest(mail, 1)
    office.run("decide", "1", "vhxh", "--why", "công văn 12", "--by", "Lan")
    told = office.run("diff", "--as-of", "2024-11-15", "nay", "--year", "2024", "--home", HOME).stdout
    assert "chưa có → 2: +2 (1 xã nộp sau thời điểm ấy)" in told
    assert "Hai câu hỏi khác nhau" not in told


def test_a_table_of_nobody_does_not_say_that_it_is_of_several(office: Office) -> None:
    december(office)
    told = danvan_json("summarize", "--year", "2019", "--store", office.store)
    assert "2019 · chưa có đơn vị nào gửi · " in told["title"]


def test_models_that_moved_between_fields_are_reclassified(office: Office) -> None:
    mail = office.mail()
    register(mail / "a.xlsx", "Xã Thanh Hà", [("Nuôi ong", "kt"), ("Hũ gạo", "kt"), ("Ánh sáng", "qpan")])
    office.ingest(mail, 1)
    all_of_it, one = office.leave("a.xlsx"), office.leave("b.xlsx", "--field", "kt")
    mail = office.mail()
    moved = listed([("Nuôi ong", "kt"), ("Hũ gạo", "vhxh"), ("Ánh sáng", "qpan")])
    save(mail / "b.xlsx", "ĐẢNG ỦY XÃ THANH HÀ", TITLE, moved, dated="ngày 12 tháng 12 năm 2024")
    office.ingest(mail, 1)
    assert sentence(office, one) == "2 → 1: −1 (phân loại lại)"
    assert sentence(office, all_of_it) == "3 → 3: ±0 (phân loại lại)"
    assert {"label": "Kinh tế", "then": 2, "now": 1} in office.diff("--paper", all_of_it)["lines"]


def test_a_supplement_is_told_as_one(office: Office) -> None:
    mail = office.mail()
    register(mail / "a.xlsx", "Xã Thanh Hà", [(f"Hà {n}", "kt") for n in range(5)])
    office.ingest(mail, 1)
    code = office.leave()
    mail = office.mail()
    title = "DANH SÁCH BỔ SUNG mô hình “Dân vận khéo” năm 2024"
    more = listed([("Hũ gạo", "kt"), ("Ánh sáng", "kt")])
    save(mail / "b.xlsx", "ĐẢNG ỦY XÃ THANH HÀ", title, more, dated="ngày 12 tháng 12 năm 2024")
    office.ingest(mail, 1)
    assert sentence(office, code) == "5 → 7: +2 (1 xã gửi bổ sung)"


def test_nothing_changed_is_said(office: Office) -> None:
    december(office)
    code = office.leave()
    assert sentence(office, code) == "1.583 → 1.583: không đổi"


def test_a_bridge_needs_one_beginning(office: Office) -> None:
    december(office)
    assert danvan("diff", "--store", office.store).refused == "diff-from-where"
    both = ("--paper", office.leave(), "--as-of", "2024-01-01", "nay", "--year", "2024")
    assert danvan("diff", *both, "--store", office.store).refused == "diff-from-where"


def test_a_paper_of_several_stages_is_asked_for_one_of_them(office: Office) -> None:
    samples = shipped.folder() / "samples" / "ben-tre-2024"
    danvan("ingest", str(samples), "--store", office.store, "--jobs", "1")
    said = office.run("summarize", "--year", "2024", "-o", str(office.folder / "a.xlsx"))
    found = re.search(r"P-[0-9A-Z]{4,}", said.stderr)
    assert found
    assert danvan("diff", "--paper", found[0], "--store", office.store).refused == "stage-needed"
    danvan("withdraw", "Kết quả thẩm định mô hình DVK cấp tỉnh 2024.xlsx", "--reason", "nhầm", "--store", office.store)
    assert office.diff("--paper", found[0], "--stage", "congnhan")["sentence"] == "187 → 187: không đổi"
    changed = office.diff("--paper", found[0], "--stage", "ghinhan")
    assert (changed["then"]["value"], changed["parts"][0]["kind"]) == (242, "withdrawal")


# --- the sheet of sources, and what was left out


def blocks(path: Path) -> dict[int, tuple[int, list[tuple[Any, ...]]]]:
    """Row of a figure on the sheet of sources to its value and the cells below it (value, text, file, sheet, cell …)."""
    sheet = load_workbook(path)["Nguồn số liệu"]
    found: dict[int, tuple[int, list[tuple[Any, ...]]]] = {}
    for number, row in enumerate(sheet.iter_rows(min_row=5, values_only=True), start=5):
        if row[0] is None:
            continue
        if sheet.cell(number, 1).font.bold:
            latest = found[number] = (row[0], [])
        else:
            latest[1].append(row)
    return found


def linked(path: Path) -> dict[str, int]:
    """Address of every figure to the row of its source."""
    sheet = load_workbook(path).worksheets[0]
    return {
        cell.coordinate: int(cell.hyperlink.location.rpartition("!A")[2])
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    }


def test_every_figure_of_the_workbook_links_to_the_cells_that_add_up_to_it(office: Office) -> None:
    december(office)
    later(office)
    office.leave("bang.xlsx", "--by", "unit,field")
    path = office.folder / "bang.xlsx"
    links, found = linked(path), blocks(path)
    sheet = load_workbook(path, data_only=True).worksheets[0]
    assert len(links) >= 20
    for address, row in links.items():
        value, cells = found[row]
        assert sheet[address].value == value
        assert not cells or sum(cell[0] for cell in cells) == value
    corner = max(links, key=lambda one: sheet[one].value or 0)
    assert sheet[corner].value == 1597
    named = [cell for _, cells in found.values() for cell in cells if cell[1] == "Tân 3"]
    assert [(Path(one[2]).name, *one[3:6]) for one in named] == [
        ("thanh tan sua.xlsx", "Biểu 1", "B11", "Xã Thanh Tân")
    ]


def test_a_table_of_very_many_cells_lists_the_first_and_adds_up_the_others(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    december(office)
    monkeypatch.setattr(origins, "MOST", 12)
    office.leave("bang.xlsx", "--by", "field")
    path = office.folder / "bang.xlsx"
    found = blocks(path)
    assert all(not cells or sum(cell[0] for cell in cells) == value for value, cells in found.values())
    assert max(len(cells) for _, cells in found.values()) == 6
    said = " ".join(str(cell[1]) for _, cells in found.values() for cell in cells)
    assert 'danvan trace --year 2024 --field "kt"' in said
    assert "Có quá nhiều ô" in str(load_workbook(path)["Nguồn số liệu"]["A3"].value)


def test_the_samples_figures_all_have_sources_that_add_up(tmp_path: Path) -> None:
    office = Office(tmp_path)
    samples = shipped.folder() / "samples" / "ha-nam-2024"
    danvan("ingest", str(samples), "--store", office.store, "--jobs", "1")
    for by in ("level", "field", "unit,level", ""):
        with open_ledger(Path(office.store), UNITS, WORDS) as ledger:
            inquiry = Inquiry(Selectors("2024"), parse_by(by))
            table = with_sources(ledger, inquiry, inquiry.table(ledger))
        traced = {one.place: one for one in table.sources}
        for number, line in enumerate(table.lines):
            for column, value in enumerate((*line.values, line.total)):
                one = traced.get((number, column))
                assert (one.value if one else 0) == (value or 0)
                assert one is None or not one.cells or sum(cell.value for cell in one.cells) == value


def test_the_trace_says_what_was_left_out_and_by_which_rule(office: Office) -> None:
    december(office)
    later(office)
    asked = ("trace", "--year", "2024", "--home", HOME)
    document = danvan_json(*asked, "--store", office.store)
    schema = json.loads((shipped.folder() / "schemas" / "trace.schema.json").read_text(encoding="utf-8"))
    validate(document, schema)
    assert sum(source["value"] for source in document["sources"]) == document["value"] == 1597
    left = [
        (Path(one["path"]).name, one["cell"], one["value"], one["standing"], one["rule"])
        for one in document["left_out"]
    ]
    assert left == [
        ("thanh tan.xlsx", None, 18, "superseded", "newer-document"),
        ("Xã Liêm Sơn.xlsx", "B8", 1, "own", "told-elsewhere"),
        ("Xã Liêm Sơn.xlsx", "B9", 1, "own", "told-elsewhere"),
        ("Xã Liêm Sơn.xlsx", "B10", 1, "own", "told-elsewhere"),
    ]
    shown = " ".join(office.run(*asked).stdout.split())
    assert "Không tính trong con số này (4)" in shown
    assert "18 Xã Thanh Tân: có văn bản mới hơn" in shown


def test_the_list_of_models_says_how_many_count_without_a_name(office: Office) -> None:
    """1.583 in the table and 36 in the list are no contradiction: a matrix has no names."""
    december(office)
    shown = " ".join(office.run("models", "--year", "2024").stdout.split())
    assert "36 mô hình" in shown
    assert "còn 1.547 mô hình chỉ có số, không có tên" in shown
    alone = office.run("models", "--year", "2024", "--unit", "Xã Thanh Tân").stdout
    assert "không có tên" not in alone
    workbook = office.folder / "bo-bieu.xlsx"
    office.run("export", "--year", "2024", "-o", str(workbook))
    said = [str(cell.value) for sheet in load_workbook(workbook) for row in sheet.iter_rows() for cell in row]
    assert any("còn 1.547 mô hình chỉ có số" in one for one in said)


def test_a_screen_lists_the_first_cells_of_a_long_trace_and_a_file_all_of_them(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    december(office)
    monkeypatch.setattr(listings, "ON_SCREEN", 10)
    asked = ("trace", "--year", "2024", "--home", HOME)
    shown = office.run(*asked).stdout
    assert "Nguồn của con số 1.583: 37 ô" in shown
    assert ("\n10. 1\n" in shown, "\n11. 1\n" in shown) == (True, False)
    assert "… và 27 ô nữa: -o nguon.xlsx, hoặc --format json" in shown
    office.run(*asked, "-o", str(office.folder / "nguon.csv"))
    assert len((office.folder / "nguon.csv").read_text(encoding="utf-8-sig").splitlines()) == 38


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_rule_of_counting_is_said_in_words(language: str) -> None:
    folder = Path(danvan_cli.__file__).parent / "ledger" / "standing"
    source = "".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.py")))
    put = r'(?:_put|self\.put)\([^,]+, "(?:claim|superseded|copy|held|margin)"[^,]*, "([a-z-]+)"|stepped_back\[[^\]]+\] = \("[a-z]+", "([a-z-]+)"'
    rules = {one or other for one, other in re.findall(put, source)}
    assert len(rules) > 10
    with messages.speaking(language):
        assert {rule for rule in rules if not messages.text("rule", rule)} == set()
