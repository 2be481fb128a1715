"""The marked copy: the sender's own file with what to mend shown in it, a letter, and the mended copy known again."""

import base64
import re
import warnings
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter import Workbook as Drawn

from commanding import danvan, danvan_json
from danvan_cli.findings import CATALOGUE, Finding
from danvan_cli.intake.files.reading import read as read_workbook
from danvan_cli.intake.files.stamp import read_stamp
from danvan_cli.writers.marked.marked_copy import mark
from danvan_cli.writers.marked.marked_list import advice
from filling import Filled
from workbooks import matrix, register

HOME = "Huyện Thanh Liêm, Tỉnh Hà Nam"
DIGEST = "a" * 64
FOUND = [
    Finding("count-not-whole", "Biểu 1", "C8", {"seen": "1,597", "offer": " (1.597?)"}),
    Finding("field-unknown", "Biểu 1", "D9", {"seen": '=HYPERLINK("http://x")', "column": "Lĩnh vực"}),
    Finding(
        "period-contradicted", None, None, {"one": "năm 2024", "one_text": "a", "other": "năm 2023", "other_text": "b"}
    ),
]
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)


def rich() -> bytes:
    """A workbook with all that a library that writes it anew would lose."""
    out = BytesIO()
    book = Drawn(out, {"in_memory": True})
    sheet, other = book.add_worksheet("Biểu 1"), book.add_worksheet("Phụ lục 'B' 1")
    for row in range(6, 12):
        sheet.write_row(row, 0, [row, f"Xã {row}", 1.597, 4])
    sheet.write_formula("E8", "=SUM(C8:D8)", None, 5.597)
    sheet.write_formula("E9", '=IF(D9>3,"nhiều","ít")', None, "nhiều")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Biểu 1'!$D$8:$D$12"})
    sheet.insert_chart("G2", chart)
    sheet.insert_textbox("G20", "Ghi chú trong khung")
    sheet.insert_image("K2", "dot.png", {"image_data": BytesIO(DOT)})
    sheet.write_comment("A7", "Lời của người gửi")
    sheet.conditional_format("D8:D12", {"type": "data_bar"})
    sheet.data_validation("B8:B12", {"validate": "list", "source": ["Xã 7", "Xã 8"]})
    sheet.repeat_rows(5)
    sheet.protect()
    other.repeat_rows(1)
    other.write("A1", "x")
    other.activate()
    hidden = book.add_worksheet("Ẩn")
    hidden.hide()
    book.close()
    return out.getvalue()


def copy_of(content: bytes, found: list[Finding] = FOUND) -> bytes:
    marked = mark(content, "xa.xlsx", findings=found, digest=DIGEST)
    assert marked is not None
    return marked.content


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def comments(sheet: Worksheet) -> dict[str, str]:
    return {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}


# --- nothing is lost


def test_every_part_that_is_not_marked_goes_on_byte_for_byte() -> None:
    content = rich()
    before, after = parts(content), parts(copy_of(content))
    changed = {name for name in before if after.get(name) != before[name]}
    assert changed == {
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
        "xl/workbook.xml",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",  # the marks
        "xl/worksheets/sheet2.xml",  # is no longer the sheet in front
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }
    assert before.keys() <= after.keys()


def test_values_formulas_and_styles_are_those_of_the_sender() -> None:
    content = rich()
    assert [(grid.sheet, grid.rows) for grid in read_workbook(content)[0]] == [
        (grid.sheet, grid.rows) for grid in read_workbook(copy_of(content))[0][1:]
    ]
    before, after = load_workbook(BytesIO(content)), load_workbook(BytesIO(copy_of(content)))
    for sheet in before:
        for row in sheet.iter_rows():
            for cell in row:
                same = after[sheet.title][cell.coordinate]
                assert (same.value, same.style_id, same.number_format) == (
                    cell.value,
                    cell.style_id,
                    cell.number_format,
                )


def test_names_that_hold_for_one_sheet_follow_it() -> None:
    book = load_workbook(BytesIO(copy_of(rich())))
    assert book["Biểu 1"].print_title_rows == "$6:$6"
    assert book["Phụ lục 'B' 1"].print_title_rows == "$2:$2"
    assert book["Ẩn"].sheet_state == "hidden"


def test_only_the_list_is_selected_and_in_front() -> None:
    book = load_workbook(BytesIO(copy_of(rich())))
    assert book.sheetnames[0] == "Cần sửa"
    assert book.active is not None
    assert book.active.title == "Cần sửa"
    assert [bool(sheet.sheet_view.tabSelected) for sheet in book] == [True, False, False, False]


def test_macros_stay_and_the_name_says_so() -> None:
    content = parts(rich())
    content["xl/vbaProject.bin"] = b"\xd0\xcf macro"
    types = content["[Content_Types].xml"].replace(
        b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
    )
    content["[Content_Types].xml"] = types
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    marked = mark(out.getvalue(), "xa.xlsm", findings=FOUND, digest=DIGEST)
    assert marked is not None
    assert marked.ending == ".xlsm"
    assert parts(marked.content)["xl/vbaProject.bin"] == b"\xd0\xcf macro"


# --- what is shown


def test_each_cell_has_its_comment_and_its_colour() -> None:
    sheet = load_workbook(BytesIO(copy_of(rich())))["Biểu 1"]
    said = comments(sheet)
    assert said["C8"] == "danvan:\nsố lẻ trong cột đếm: 1,597\n→ Sửa thành số nguyên (1.597?) trong tệp rồi gửi lại."
    assert said["D9"].startswith("danvan:\n“=HYPERLINK")
    assert said["A7"] == "Lời của người gửi"
    ours = {
        str(area.sqref): rule.dxf.fill.bgColor.rgb
        for area in sheet.conditional_formatting
        for rule in area.rules
        if rule.type == "expression"
    }
    assert ours == {"C8": "FFFFC7CE", "D9": "FFFFEB9C"}


def test_a_cell_that_has_a_comment_keeps_it() -> None:
    found = [Finding("field-unknown", "Biểu 1", "A7", {"seen": "abc", "column": ""})]
    said = comments(load_workbook(BytesIO(copy_of(rich(), found)))["Biểu 1"])
    assert said == {
        "A7": "Lời của người gửi\n“abc” là lĩnh vực nào?\n→ Chọn một lĩnh vực trong các lĩnh vực của phong trào."
    }


def test_every_comment_has_its_box() -> None:
    after = parts(copy_of(rich()))
    boxes = re.findall(rb"<x:Row>(\d+)</x:Row>\s*<x:Column>(\d+)</x:Column>", after["xl/drawings/vmlDrawing1.vml"])
    assert sorted(boxes) == [(b"6", b"0"), (b"7", b"2"), (b"8", b"3")]
    numbers = re.findall(rb'<v:shape [^>]*id="_x0000_s(\d+)"', after["xl/drawings/vmlDrawing1.vml"])
    assert len(set(numbers)) == 3


def test_the_list_names_all_and_links_to_the_cells() -> None:
    sheet = load_workbook(BytesIO(copy_of(rich())))["Cần sửa"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [row[1:4] for row in rows] == [
        ["Phải sửa", "Biểu 1", "C8"],
        ["Cần làm rõ", "Biểu 1", "D9"],
        ["Phải sửa", None, None],
    ]
    assert sheet["D4"].hyperlink.location == "'Biểu 1'!C8"


def test_the_list_names_the_file_and_not_where_it_lies_with_us() -> None:
    marked = mark(rich(), "/nhà/cán bộ/thư đến/Xã Liêm Sơn.xlsx", findings=FOUND, digest=DIGEST)
    assert marked is not None
    assert load_workbook(BytesIO(marked.content))["Cần sửa"]["A1"].value == "CẦN SỬA TRONG TỆP: Xã Liêm Sơn.xlsx"


def test_links_hold_for_sheets_with_quotes_in_their_names() -> None:
    found = [Finding("field-unknown", "Phụ lục 'B' 1", "A1", {"seen": "x", "column": ""})]
    sheet = load_workbook(BytesIO(copy_of(rich(), found)))["Cần sửa"]
    assert sheet["D4"].hyperlink.location == "'Phụ lục ''B'' 1'!A1"


def test_nothing_we_write_is_a_formula() -> None:
    sheet = load_workbook(BytesIO(copy_of(rich())))["Cần sửa"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert b"<f>" not in parts(copy_of(rich()))["xl/worksheets/can-sua.xml"]


def test_a_sheet_of_the_sender_called_like_the_list_stays() -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = "Cần sửa"
    book.active["A1"] = "của người gửi"
    out = BytesIO()
    book.save(out)
    after = load_workbook(BytesIO(copy_of(out.getvalue())))
    assert after.sheetnames == ["Cần sửa 2", "Cần sửa"]
    assert after["Cần sửa"]["A1"].value == "của người gửi"


def test_marked_again_the_old_marks_are_gone() -> None:
    once = copy_of(rich())
    found = [Finding("field-unknown", "Biểu 1", "B10", {"seen": "x", "column": ""})]
    twice = copy_of(once, found)
    book = load_workbook(BytesIO(twice))
    assert book.sheetnames == ["Cần sửa", "Biểu 1", "Phụ lục 'B' 1", "Ẩn"]
    assert comments(book["Biểu 1"]).keys() == {"A7", "B10"}
    assert book["Biểu 1"].print_title_rows == "$6:$6"
    ours = [str(area.sqref) for area in book["Biểu 1"].conditional_formatting if area.rules[0].type == "expression"]
    assert ours == ["B10"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nothing", b"%PDF-1.4", b"\xd0\xcf\x11\xe0" + b"0" * 600])
def test_what_is_no_workbook_is_not_marked(content: bytes) -> None:
    assert mark(content, "x.xlsx", findings=FOUND, digest=DIGEST) is None


def test_a_form_keeps_its_stamp_in_the_marked_copy(tmp_path: Path) -> None:
    danvan("template", "--year", "2024", "--unit", "Xã Liêm Sơn", "--home", HOME, "-o", str(tmp_path))
    content = next(tmp_path.iterdir()).read_bytes()
    before, after = read_stamp(content), read_stamp(copy_of(content, [Finding("template-unfilled", "Danh sách")]))
    assert before is not None
    assert after is not None
    assert (after.unit, after.period, after.layout) == (before.unit, before.period, before.layout)
    assert after.answers == DIGEST
    assert after.sheets[:2] == before.sheets


# --- through the command line


@pytest.fixture
def store(tmp_path: Path) -> str:
    return str(tmp_path / "danvan.db")


def faulty(folder: Path, name: str = "Liêm Sơn.xlsx") -> Path:
    """A list that is asked about: an unknown field, a stated total that differs."""
    models = [("Hũ gạo", "kt"), ("Đường hoa", "Môi trường"), ("Đèn đường", "kt")]
    return register(folder / name, "Xã Liêm Sơn", models, total="Tổng cộng: 5")


def given_back(tmp_path: Path, store: str, *more: str) -> dict[str, Path]:
    out = tmp_path / "tra-lai"
    said = danvan("ingest", str(tmp_path / "in"), "--home", HOME, "--store", store, "--annotate", str(out), *more)
    assert said.code in (0, 1), said
    return {path.name: path for path in sorted(out.iterdir())} if out.exists() else {}


def test_every_file_with_errors_or_questions_gets_a_copy_and_a_letter(tmp_path: Path, store: str) -> None:
    faulty(tmp_path / "in")
    register(tmp_path / "in" / "Thanh Hà.xlsx", "Xã Thanh Hà", [("Không rác", "kt")])
    matrix(tmp_path / "in" / "huyen.xlsx", "BAN DÂN VẬN HUYỆN ỦY THANH LIÊM", [(1, "Xã Liêm Túc", 1.597, 1, 2, 3, 4)])
    assert set(given_back(tmp_path, store)) == {
        "Liêm Sơn - cần sửa.xlsx",
        "Liêm Sơn - công văn.docx",
        "huyen - cần sửa.xlsx",
        "huyen - công văn.docx",
    }


def test_a_folder_that_is_a_file_is_told_before_anything_is_read(tmp_path: Path, store: str) -> None:
    faulty(tmp_path / "in")
    taken = tmp_path / "tra-lai"
    taken.touch()
    said = danvan("ingest", str(tmp_path / "in"), "--home", HOME, "--store", store, "--annotate", str(taken / "in"))
    assert said.refused == "folder-not-usable"
    assert not Path(store).exists()


def test_no_folder_is_made_under_the_name_of_a_file(tmp_path: Path, store: str) -> None:
    faulty(tmp_path / "in")
    where = ("--home", HOME, "--store", store)
    said = danvan("ingest", str(tmp_path / "in"), *where, "--annotate", str(tmp_path / "tra-lai.xlsx"))
    assert (said.code, said.refused) == (2, "folder-named-as-file")
    form = danvan("template", "--year", "2026", "--unit", "Xã Liêm Hà", *where, "-o", str(tmp_path / "bieu.XLSX"))
    assert form.refused == "folder-named-as-file"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


def test_files_of_one_name_do_not_overwrite_each_other(tmp_path: Path, store: str) -> None:
    faulty(tmp_path / "in" / "a")
    models = [("Sân chơi", "kt"), ("Vườn rau", "Trồng trọt")]
    register(tmp_path / "in" / "b" / "Liêm Sơn.xlsx", "Xã Liêm Sơn", models, year="2023")
    assert {"Liêm Sơn - cần sửa.xlsx", "Liêm Sơn (2) - cần sửa.xlsx"} <= set(given_back(tmp_path, store))


def test_no_unit_gets_the_file_of_another_though_an_archive_has_both_under_one_name(tmp_path: Path, store: str) -> None:
    (tmp_path / "in").mkdir()
    with zipfile.ZipFile(tmp_path / "in" / "thu.zip", "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a name comes twice is what this is about
        for commune in ("Xã Liêm Sơn", "Xã Thanh Hà"):
            archive.write(register(tmp_path / "a.xlsx", commune, [("Đường hoa", "Môi trường")]), "bao cao.xlsx")
    out = given_back(tmp_path, store)
    for name, commune in (("bao cao", "Xã Liêm Sơn"), ("bao cao (2)", "Xã Thanh Hà")):
        assert commune in text_of(out[f"{name} - công văn.docx"])
        assert load_workbook(out[f"{name} - cần sửa.xlsx"]).worksheets[1]["A2"].value == f"ĐẢNG ỦY {commune.upper()}"


def test_a_file_that_cannot_be_marked_gets_a_letter_that_says_so(tmp_path: Path, store: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "Xã Liêm Sơn.xlsx").write_bytes(b"PK\x03\x04" + b"0" * 200)
    out = given_back(tmp_path, store)
    assert list(out) == ["Xã Liêm Sơn - công văn.docx"]
    assert "không đánh dấu trực tiếp được" in text_of(out["Xã Liêm Sơn - công văn.docx"])


def text_of(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_letter_says_to_whom_what_and_where(tmp_path: Path, store: str) -> None:
    faulty(tmp_path / "in")
    (tmp_path / "danvan.toml").write_text(
        'issuer = "Ban Dân vận Huyện ủy Thanh Liêm"\nplace = "Thanh Liêm"\n', encoding="utf-8"
    )
    text = " ".join(text_of(given_back(tmp_path, store)["Liêm Sơn - công văn.docx"]).split())  # names break in two
    for said in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số ……-CV/……",
        "BAN DÂN VẬN HUYỆN ỦY THANH LIÊM",
        "Thanh Liêm, ngày …… tháng …… năm ……",
        "Kính gửi: Xã Liêm Sơn",
        "năm 2024",
        "“Liêm Sơn - cần sửa.xlsx”",
        "Biểu 1 › E9",
        "“Môi trường” là lĩnh vực nào?",
        "TRƯỞNG BAN",
    ):
        assert said in text, said
    assert "{" not in text


def test_letters_are_vietnamese_whatever_the_screen_speaks(tmp_path: Path, store: str) -> None:
    from danvan_cli import messages

    faulty(tmp_path / "in")
    with messages.speaking("en"):
        out = given_back(tmp_path, store)
    assert "Kính gửi" in text_of(out["Liêm Sơn - công văn.docx"])
    assert load_workbook(out["Liêm Sơn - cần sửa.xlsx"]).sheetnames[0] == "Cần sửa"


def test_advice_to_a_unit_never_speaks_of_our_commands() -> None:
    for code in CATALOGUE:
        if CATALOGUE[code] != "note":
            said = advice(Finding(code))
            assert said
            assert not re.search(r"--|danvan|[Hh]ỏi đơn vị|chạy lại", said), code


def test_letters_are_no_mail(tmp_path: Path, store: str) -> None:
    faulty(tmp_path / "in")
    given_back(tmp_path, store)
    document = danvan_json("check", str(tmp_path / "tra-lai"))
    assert document["ignored"] == 1


# --- the mended copy comes back


def mended(copy: Path, to: Path, **cells: object) -> Path:
    book = load_workbook(copy)
    for address, value in cells.items():
        book["Biểu 1"][address].value = value
    to.parent.mkdir(parents=True, exist_ok=True)
    book.save(to)
    return to


def total(store: str, *more: str) -> tuple[int | None, bool]:
    table = danvan_json("summarize", "--year", "2024", "--by", "", "--store", store, *more)
    return table["total"], table["provisional"]


def test_the_mended_copy_replaces_what_it_answers_though_both_bear_one_date(tmp_path: Path, store: str) -> None:
    faulty(tmp_path / "in")
    copy = given_back(tmp_path, store)["Liêm Sơn - cần sửa.xlsx"]
    assert total(store) == (3, True)
    mended(copy, tmp_path / "lai" / "Liêm Sơn sửa.xlsx", E9="Kinh tế", B11="Tổng cộng: 4", B10="Đèn đường", C10=None)
    (file,) = danvan_json("ingest", str(tmp_path / "lai"), "--home", HOME, "--store", store)["files"]
    assert [finding["code"] for finding in file["findings"] if finding["severity"] != "note"] == [
        "stated-total-differs"
    ]
    assert file["outcome"] == "superseded"
    assert total(store, "--field", "kt") == (3, True)


def test_a_mended_copy_that_counts_the_same_leaves_no_question_open(tmp_path: Path, store: str) -> None:
    """Only the stated total was wrong: the unit put it right, and nobody need decide about the older file any more."""
    models = [("Hũ gạo", "kt"), ("Đường hoa", "vhxh"), ("Đèn đường", "kt")]
    register(tmp_path / "in" / "Liêm Sơn.xlsx", "Xã Liêm Sơn", models, total="Tổng cộng: 5")
    copy = given_back(tmp_path, store)["Liêm Sơn - cần sửa.xlsx"]
    assert total(store) == (3, True)
    mended(copy, tmp_path / "lai" / "Liêm Sơn.xlsx", B11="Tổng cộng: 3")
    (file,) = danvan_json("ingest", str(tmp_path / "lai"), "--home", HOME, "--store", store)["files"]
    assert (file["outcome"], total(store)) == ("superseded", (3, False))
    assert danvan_json("decide", "--store", store)["questions"] == []
    again = str(tmp_path / "lai" / "nua.xlsx")
    mended(copy, Path(again), B11="Tổng cộng: 4")
    danvan_json("ingest", again, "--home", HOME, "--store", store)
    assert total(store) == (3, False)  # what is asked about again takes no place


def test_the_mended_copy_answers_even_where_it_shares_no_name(tmp_path: Path, store: str) -> None:
    faulty(tmp_path / "in")
    copy = given_back(tmp_path, store)["Liêm Sơn - cần sửa.xlsx"]
    mended(copy, tmp_path / "lai" / "a.xlsx", B8="Sân chơi", B9="Vườn rau", B10="Ao cá", E9="Kinh tế", B11=None)
    (file,) = danvan_json("ingest", str(tmp_path / "lai"), "--home", HOME, "--store", store)["files"]
    assert file["outcome"] == "superseded"
    assert total(store) == (3, False)
    names = {model["name"] for model in danvan_json("models", "--year", "2024", "--store", store)["models"]}
    assert names == {"Sân chơi", "Vườn rau", "Ao cá"}


def test_the_order_of_ingest_is_nothing_to_a_mended_copy(tmp_path: Path, store: str) -> None:
    faulty(tmp_path / "in")
    copy = given_back(tmp_path, store)["Liêm Sơn - cần sửa.xlsx"]
    mended(copy, tmp_path / "in" / "a.xlsx", E9="Kinh tế", B11=None, B10=None, C10=None, D10=None, E10=None, A10=None)
    other = str(tmp_path / "anders.db")
    document = danvan_json("ingest", str(tmp_path / "in"), "--home", HOME, "--store", other)
    assert document["accepted"] + document["superseded"] == 2
    assert total(other) == (2, False)


def test_the_mended_copy_of_a_refused_file_is_taken_in(tmp_path: Path, store: str) -> None:
    rows = [(1, "Xã Liêm Túc", 10, 1, 2, 3, 7)]
    matrix(tmp_path / "in" / "huyen.xlsx", "BAN DÂN VẬN HUYỆN ỦY THANH LIÊM", rows)
    copy = given_back(tmp_path, store)["huyen - cần sửa.xlsx"]
    assert danvan_json("check", str(copy), "--home", HOME)["refused"] == 1
    mended(copy, tmp_path / "lai" / "huyen.xlsx", G8=4)
    (file,) = danvan_json("ingest", str(tmp_path / "lai"), "--home", HOME, "--store", store)["files"]
    assert (file["outcome"], [finding["code"] for finding in file["findings"]]) == ("accepted", [])
    assert total(store) == (10, False)


def test_a_form_mended_and_sent_again_is_a_revision(tmp_path: Path, store: str) -> None:
    danvan("template", "--year", "2024", "--unit", "Xã Liêm Sơn", "--home", HOME, "-o", str(tmp_path / "mau"))
    form = Filled(next((tmp_path / "mau").iterdir()))
    form.fill([{"Tên mô hình": "Hũ gạo", "Lĩnh vực": "Lạ"}, {"Tên mô hình": "Đường hoa"}]).save(
        tmp_path / "in" / "a.xlsx"
    )
    copy = given_back(tmp_path, store)["a - cần sửa.xlsx"]
    book = load_workbook(copy)
    book["Danh sách"][form.cell(0, "Lĩnh vực")].value = "Kinh tế"
    (tmp_path / "lai").mkdir()
    book.save(tmp_path / "lai" / "a.xlsx")
    (file,) = danvan_json("ingest", str(tmp_path / "lai"), "--store", store)["files"]
    assert file["outcome"] == "superseded"
    assert total(store) == (2, False)
