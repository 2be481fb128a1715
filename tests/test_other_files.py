"""Mail that is no .xlsx: the same table gives the same figures, whatever the file is."""

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

import other_files
from commanding import danvan, danvan_json
from danvan_cli.findings import Finding
from danvan_cli.intake.draft import DraftFile
from danvan_cli.intake.files.legacy_text import convert, surely_of
from danvan_cli.intake.files.reading import read
from danvan_cli.intake.grid import Broken, Grid
from danvan_cli.intake.understand import understand
from danvan_cli.writers.marked.marked_copy import mark
from drawing import draw
from workbooks import locked, register

HOME = "Huyện Thanh Liêm, Tỉnh Hà Nam"
HEAD = """
HUYỆN ỦY THANH LIÊM
ĐẢNG ỦY XÃ LIÊM SƠN

BIỂU TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024

"""
TABLE = """
| TT | Đơn vị | Tổng số | Lĩnh vực | < | < | < |
| ^ | ^ | ^ | KT | VHXH | QPAN | HTCT |
| 1 | Hội Nông dân | 10 | 4 | 3 | 2 | 1 |
| 2 | Hội Phụ nữ | 6 | 2 | 2 | 1 | 1 |
| | Tổng cộng | 16 | 6 | 5 | 3 | 2 |
"""
FIELDS = {"kt": 6, "vhxh": 5, "qpan": 3, "htct": 2}
AS: dict[str, Callable[[Grid], bytes]] = {
    "a.xls": other_files.old_workbook,
    "a.xlsb": other_files.binary_workbook,
    "a.ods": other_files.open_document,
    "a.docx": lambda grid: other_files.word(*HEAD.split("\n"), draw(TABLE)),
    "a.csv": lambda grid: other_files.delimited(grid).encode("utf-8-sig"),
    "b.csv": lambda grid: ("sep=,\n" + other_files.delimited(grid, ",")).encode("utf-16"),
    "b.xls": lambda grid: other_files.page(grid).encode(),
    "c.html": lambda grid: other_files.page(draw(TABLE), "".join(f"<p>{line}</p>" for line in HEAD.split("\n"))).encode(),
    "sai đuôi.xlsx": other_files.old_workbook,
}  # fmt: skip


def summarized(store: str) -> tuple[Any, dict[str, Any]]:
    table = danvan_json("summarize", "--year", "2024", "--by", "field", "--store", store)
    return table["total"], {cell["field"][0]: cell["value"] for cell in table["cells"]}


def taken_in(path: Path, *more: str) -> tuple[str, Any]:
    store = str(path.parent / "danvan.db")
    return store, danvan_json("ingest", str(path), "--store", store, "--home", HOME, *more)


@pytest.mark.parametrize("name", AS)
def test_a_matrix_gives_the_same_figures_whatever_the_file_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(AS[name](draw(HEAD + TABLE, "Biểu 1")))
    store, told = taken_in(tmp_path / name)
    assert told["files"][0]["outcome"] == "accepted", told
    assert summarized(store) == (16, FIELDS)


@pytest.mark.parametrize("kind", ["a.xls", "a.xlsb", "a.ods"])
def test_errors_and_what_is_hidden_are_seen_in_every_kind_of_workbook(kind: str) -> None:
    grid = draw("| A | B |\n| 1 | #REF! |\n| 2 | 3 |", "Biểu 1", hidden=(3,))
    grid.hidden_columns = frozenset((1,))
    (seen,) = read(AS[kind](grid))[0]
    assert seen.rows == [["A", "B"], [1, Broken.ERROR], [2, 3]]
    assert seen.hidden_rows == {2}
    assert seen.hidden_columns == {1}


@pytest.mark.parametrize("write", [AS["a.xls"], AS["a.csv"], other_files.word])
@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!"])
def test_an_error_that_was_written_out_as_text_is_an_error(write: Callable[[Grid], bytes], error: str) -> None:
    grid = draw("| STT | Tên mô hình |\n| 1 | Hũ gạo |\n| 2 | SAI |", "Biểu 1")
    grid.rows[2][1] = error
    (seen,) = read(write(grid))[0]
    assert seen.rows[:3] == [["STT", "Tên mô hình"], [1, "Hũ gạo"], [2, Broken.ERROR]]


def test_places_in_a_document_are_told_by_table_row_and_column(tmp_path: Path) -> None:
    letterhead = draw(
        "| HUYỆN ỦY THANH LIÊM | ĐẢNG CỘNG SẢN VIỆT NAM |\n| ĐẢNG ỦY XÃ LIÊM SƠN | Liêm Sơn, ngày 05 tháng 12 năm 2024 |"
    )
    rows = draw("| STT | Tên mô hình | Lĩnh vực |\n| 1 | Nuôi ong | Kinh tế |\n| 2 | Hũ gạo | Chuyện lạ |")
    path = tmp_path / "bao cao.docx"
    path.write_bytes(
        other_files.word(letterhead, "DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024", rows, "Nơi nhận: Huyện ủy")
    )
    store, told = taken_in(path)
    (found,) = [one for one in told["files"][0]["findings"] if one["severity"] == "question"]
    assert (found["code"], found["cell"]) == ("field-unknown", "bảng 2 C3")
    sources = danvan_json("trace", "--year", "2024", "--store", store)["sources"]
    assert [source["cell"] for source in sources] == ["bảng 2 B2", "bảng 2 B3"]


def test_a_row_in_a_document_is_told_by_its_table_not_by_the_lines_before_it() -> None:
    rows = draw(
        "| STT | Tên mô hình | Lĩnh vực |\n| 1 | Nuôi ong | Kinh tế |\n| 2 | | Kinh tế |\n| 3 | Hũ gạo | Kinh tế |"
    )
    title = "DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024"
    content = other_files.word(draw("| ĐẢNG ỦY XÃ LIÊM SƠN | Liêm Sơn |"), title, rows)
    (found,) = [one for one in understand(content, "a.docx").findings if one.code == "row-without-name"]
    assert found.cell == "bảng 2 B3"
    assert found.message.startswith("dòng 3 của bảng 2 ")


@pytest.mark.parametrize("only_first", [True, False])
@pytest.mark.parametrize("in_table", [True, False])
def test_a_letterhead_in_the_head_of_the_page_is_the_documents_head(*, only_first: bool, in_table: bool) -> None:
    lines = [("HUYỆN ỦY THANH LIÊM", "ĐẢNG CỘNG SẢN VIỆT NAM"), ("ĐẢNG ỦY XÃ LIÊM SƠN", ""), ("*", "")]
    document = Document(BytesIO(other_files.word("DANH SÁCH MÔ HÌNH", draw("| STT | Tên mô hình |\n| 1 | Nuôi ong |"))))
    section = document.sections[0]
    section.different_first_page_header_footer = only_first
    head = section.first_page_header if only_first else section.header
    if in_table:
        table = head.add_table(len(lines), 2, Cm(17))
        for row, texts in zip(table.rows, lines, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    else:
        for left, right in lines:
            head.add_paragraph(f"{left}\t\t{right}")
    into = BytesIO()
    document.save(into)
    draft = understand(into.getvalue(), "a.docx")
    assert "ĐẢNG ỦY XÃ LIÊM SƠN" in [text for _, text in draft.tables[0].head]
    assert draft.tables[0].models[0].cell == "bảng 1 B2"


def test_a_number_or_a_title_in_the_head_of_the_page_says_nothing() -> None:
    document = Document(BytesIO(other_files.word("DANH SÁCH MÔ HÌNH", draw("| STT | Tên mô hình |\n| 1 | Nuôi ong |"))))
    document.sections[0].header.paragraphs[0].text = "Trang 2 - Phụ lục của Xã Liêm Túc"
    into = BytesIO()
    document.save(into)
    assert [text for _, text in understand(into.getvalue(), "a.docx").tables[0].head] == ["DANH SÁCH MÔ HÌNH"]


def test_the_first_of_two_ticks_in_a_document_is_told_by_its_table_too() -> None:
    rows = draw("| STT | Tên mô hình | Lĩnh vực | < |\n| ^ | ^ | KT | VHXH |\n| 1 | Nuôi ong | x | x |")
    content = other_files.word("ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024", rows)
    (found,) = [one for one in understand(content, "a.docx").findings if one.code == "two-ticks"]
    assert (found.cell, found.seen["first"]) == ("bảng 1 D3", "bảng 1 C3")


def test_the_years_of_a_table_in_a_document_are_told_where_they_stand_in_it() -> None:
    table = draw("| STT | Nội dung | Tổng số |\n| 1 | Năm 2023 | 12 |\n| 2 | Năm 2024 | 14 |")
    draft = understand(other_files.word("BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024", table), "a.docx")
    (found,) = [one for one in draft.findings if one.code == "several-years"]
    assert found.seen["places"] == "bảng 1 B2 “Năm 2023”, bảng 1 B3 “Năm 2024”"


def test_a_formula_that_gives_a_day_is_a_day_where_the_sheet_shows_one() -> None:
    with zipfile.ZipFile(BytesIO(AS["a.ods"](draw("| Ngày gửi | 46353 |\n| Số hộ | 46353 |")))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    shown = parts["content.xml"].replace(b"<text:p>46353<", b"<text:p>11/27/26<", 1)
    (seen,) = read(other_files.zipped({**parts, "content.xml": shown}))[0]
    assert seen.rows == [["Ngày gửi", date(2026, 11, 27)], ["Số hộ", 46353]]


def test_numbers_that_word_writes_itself_and_tracked_changes_are_read_as_people_see_them() -> None:
    document = Document()
    table = document.add_table(rows=3, cols=2)
    for row, (number, name) in enumerate((("STT", "Tên mô hình"), ("", "Nuôi ong"), ("", "Hũ gạo"))):
        table.cell(row, 0).text, table.cell(row, 1).text = number, name
    for row in (1, 2):
        table.cell(row, 0).paragraphs[0].style = document.styles["List Number"]
    paragraph = table.cell(2, 1).paragraphs[0]._p
    paragraph.append(
        parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t xml:space='preserve'> tình thương</w:t></w:r></w:ins>")
    )
    paragraph.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>bỏ đi</w:delText></w:r></w:del>"))
    into = BytesIO()
    document.save(into)
    (grid,) = read(into.getvalue())[0]
    assert grid.rows[:3] == [["STT", "Tên mô hình"], [1, "Nuôi ong"], [2, "Hũ gạo tình thương"]]


SIGN = '<w:r {0}><w:sym w:font="{1}" w:char="{2}"/></w:r>'
BOX = '<w:r {0}><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{1}</w:checkBox></w:ffData></w:fldChar></w:r>'


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        (SIGN.format(nsdecls("w"), "Wingdings", "F0FC"), SIGN.format(nsdecls("w"), "Wingdings", "F0A8")),
        (SIGN.format(nsdecls("w"), "Wingdings 2", "F052"), SIGN.format(nsdecls("w"), "Wingdings 2", "F0A3")),
        (BOX.format(nsdecls("w"), "<w:checked/>"), BOX.format(nsdecls("w"), '<w:default w:val="0"/>')),
    ],
)
def test_ticks_that_word_keeps_as_signs_or_boxes_of_a_form_are_ticks(yes: str, no: str) -> None:
    draft = signed({(1, 2): yes, (1, 3): no, (2, 2): no, (2, 3): yes})
    assert [model.at["field"] for model in draft.tables[0].models] == [("kt",), ("vhxh",)]
    assert [found.code for found in draft.findings] == []


def test_a_sign_that_nobody_knows_is_asked_about_where_it_stands_alone() -> None:
    sign = SIGN.format(nsdecls("w"), "Webdings", "F061")
    draft = signed({(1, 1): sign, (1, 2): sign})
    assert draft.tables[0].models[0].name == "Hũ gạo tình thương"
    assert [(found.code, found.cell) for found in draft.findings if found.severity == "question"] == [
        ("tick-not-understood", "bảng 1 C2")
    ]


def signed(signs: dict[tuple[int, int], str]) -> DraftFile:
    """A list in Word, with signs put into its cells."""
    table = "| STT | Tên mô hình | KT | VHXH |\n| 1 | Hũ gạo tình thương | | |\n| 2 | Đường hoa thôn Nội | | |"
    document = Document(BytesIO(other_files.word("DANH SÁCH mô hình “Dân vận khéo” năm 2024", draw(table))))
    for (row, column), sign in signs.items():
        document.tables[0].cell(row, column).paragraphs[0]._p.append(parse_xml(sign))
    into = BytesIO()
    document.save(into)
    return understand(into.getvalue(), "a.docx")


@pytest.mark.parametrize(
    ("first", "third"),
    [
        ('"Hũ gạo', '"Đường hoa'),
        ('"Hũ gạo', "Đường hoa"),
        ('"Dân vận khéo" với hũ gạo', "Đường hoa"),
        ("Hũ gạo", 'Đường "hoa"'),
    ],
)
def test_a_quote_of_the_senders_swallows_no_row_of_a_text(first: str, third: str) -> None:
    lines = ["STT;Tên mô hình;Lĩnh vực", f"1;{first};KT", "2;Camera;QPAN", f"3;{third};KT", "4;Đèn đường;KT"]
    draft = understand("\n".join(lines).encode(), "Dân vận khéo 2024.csv")
    assert [(model.name.strip('"'), model.cell) for model in draft.tables[0].models] == [
        (first.strip('"'), "B2"), ("Camera", "B3"), (third.strip('"'), "B4"), ("Đèn đường", "B5"),
    ]  # fmt: skip


def test_a_quote_of_the_senders_is_its_own_row_s_alone() -> None:
    lines = [
        "STT,Tên mô hình,Lĩnh vực",
        '1,"Dân vận khéo" với hũ gạo,KT',
        '2,"Đường hoa, ngõ\nsạch",VHXH',
        '3,"Camera,QPAN',
    ]
    draft = understand("\n".join(lines).encode(), "Dân vận khéo 2024.csv")
    assert [(model.name, model.at["field"]) for model in draft.tables[0].models] == [
        ('"Dân vận khéo" với hũ gạo', ("kt",)), ("Đường hoa, ngõ sạch", ("vhxh",)), ('"Camera', ("qpan",)),
    ]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), [("KT", "QPAN"), (None, "QPAN"), ("KT", None)])
def test_quotes_of_the_senders_around_two_rows_swallow_none(before: str | None, after: str | None) -> None:
    first, second = (";".join(filter(None, cells)) for cells in (("1", '"Hũ gạo', before), ("2", 'Camera"', after)))
    draft = understand(
        f"STT;Tên mô hình;Lĩnh vực\n{first}\n{second}\n3;Đường hoa;VHXH".encode(), "Dân vận khéo 2024.csv"
    )
    models = [(model.name.strip('"'), model.cell) for model in draft.tables[0].models]
    assert models == [("Hũ gạo", "B2"), ("Camera", "B3"), ("Đường hoa", "B4")]


def test_a_quoted_cell_of_a_text_may_have_lines_and_signs_inside() -> None:
    text = 'STT;Tên mô hình;Lĩnh vực\n1;"Hũ gạo; thùng ""quỹ""\ntình thương";KT\n2;Camera;QPAN\n'
    draft = understand(text.encode(), "Dân vận khéo 2024.csv")
    assert [model.name for model in draft.tables[0].models] == ['Hũ gạo; thùng "quỹ" tình thương', "Camera"]


def test_a_quantity_on_a_line_of_a_quoted_cell_begins_no_row() -> None:
    text = 'STT,Tên mô hình,Lĩnh vực\n1,"Trồng rau\n2,5 ha",KT\n2,Camera,QPAN\n'
    draft = understand(text.encode(), "Dân vận khéo 2024.csv")
    assert [model.name for model in draft.tables[0].models] == ["Trồng rau 2,5 ha", "Camera"]


def test_a_document_without_a_table_is_to_be_entered_by_hand() -> None:
    _, findings = read(other_files.word("Năm 2024 xã có 12 mô hình."))
    assert findings[0].seen["why"] == "no-table-in-word"


# --- text from before Unicode

TCVN3 = {
    "Thø tù": "Thứ tự",
    "V¨n hãa - x· héi": "Văn hóa - xã hội",
    "§¨ng ký": "Đăng ký",
    "d©n vËn khÐo": "dân vận khéo",
}
VNI = {"Thöù töï": "Thứ tự", "Vaên hoùa - xaõ hoäi": "Văn hóa - xã hội", "ÑAÛNG UÛY XAÕ": "ĐẢNG ỦY XÃ"}
UNICODE = ("Mô hình · 5", "Hà Nam", "Lý Nhân", "Xã Hòa Bình", "Café ©", "10 m²", "“À Ơi”", "Núi Thành", "Số 5°")


@pytest.mark.parametrize(("written", "meant"), [*TCVN3.items(), *VNI.items()])
def test_text_from_before_unicode_is_told_by_its_letters(written: str, meant: str) -> None:
    encoding = surely_of(written)
    assert encoding
    assert convert(written, encoding) == meant


@pytest.mark.parametrize("text", UNICODE)
def test_unicode_is_never_taken_for_something_older(text: str) -> None:
    assert surely_of(text) is None


def test_a_cell_in_an_old_font_is_read_by_its_font_and_its_neighbours_are_not_touched() -> None:
    grid = draw("| Sè hé | 35 |\n| Tæng sè | 3 |", "S")
    (seen,) = read(other_files.old_workbook(grid, ".VnTime"))[0]
    assert [row[0] for row in seen.rows] == ["Số hộ", "Tổng số"]
    assert [found.code for found in seen.findings] == ["legacy-text"]
    (plain,) = read(other_files.old_workbook(draw("| Sè hé | 35 |\n| Bố Hạ | 3 |", "S")))[0]
    assert [row[0] for row in plain.rows] == ["Sè hé", "Bố Hạ"]


def test_a_sheet_that_is_surely_old_is_old_in_its_doubtful_cells_too() -> None:
    text = "TT;Tªn m« h×nh;LÜnh vùc\n1;Nu«i ong;Kinh tÕ\n2;Hò g¹o;V¨n hãa\n3;Sè hé;x· héi"
    (grid,) = read(text.encode("latin-1"))[0]
    assert grid.rows[0] == ["TT", "Tên mô hình", "Lĩnh vực"]
    assert grid.rows[3] == [3, "Số hộ", "xã hội"]


def test_windows_1258_is_read() -> None:
    text = "STT;Tên;Kinh tê\u0301\n1;Nuôi ong;x"
    (grid,) = read(text.encode("cp1258"))[0]
    assert grid.rows[0] == ["STT", "Tên", "Kinh tế"]


# --- closed and bundled


def test_a_file_with_a_password_opens_with_it_and_is_refused_without(tmp_path: Path) -> None:
    plain = register(tmp_path / "plain.xlsx", "xã Liêm Sơn", [("Nuôi ong", "kt")]).read_bytes()
    path = tmp_path / "thư" / "a.xlsx"
    path.parent.mkdir()
    path.write_bytes(locked(plain, "mật khẩu"))
    for more, why in (((), "encrypted"), (("--password", "sai"), "wrong-password")):
        _, told = taken_in(path, *more)
        assert [found["code"] for found in told["files"][0]["findings"]] == ["unreadable-file"]
        assert why in str(read(path.read_bytes(), more[-1] if more else None)[1][0].seen["why"])
    store, told = taken_in(path, "--password", "mật khẩu")
    assert told["accepted"] == 1
    assert summarized(store)[0] == 1


ODD = Path(__file__).parent / "odd"  # saved by LibreOffice
OPENED = [["STT", "Tên mô hình", "Lĩnh vực"], [1, "Nuôi ong", "Kinh tế"], [2, "Hũ gạo", "VHXH"]]


def test_an_old_workbook_with_a_password_opens_with_it_and_is_refused_without() -> None:
    content = (ODD / "locked.xls").read_bytes()
    assert read(content, "bí mật")[0][0].rows == OPENED
    assert [read(content, password)[1][0].seen["why"] for password in (None, "sai")] == ["encrypted", "wrong-password"]


@pytest.mark.parametrize("password", [None, "của tệp khác"])
def test_a_workbook_that_excel_closed_by_itself_opens_unasked_and_is_not_closed_again(password: str | None) -> None:
    content = (ODD / "locked-by-excel.xls").read_bytes()
    assert read(content, password)[0][0].rows == OPENED
    marked = mark(
        content, "a.xls", findings=[Finding("empty-return", "Biểu 1", "A1")], digest="c" * 64, password=password
    )
    assert marked is not None
    assert (marked.locked, read(marked.content)[0][-1].rows) == (False, OPENED)


def test_returns_in_an_archive_are_returns_of_their_own(tmp_path: Path) -> None:
    one = register(tmp_path / "1.xlsx", "xã Liêm Sơn", [("Nuôi ong", "kt")]).read_bytes()
    two = register(tmp_path / "2.xlsx", "xã Liêm Túc", [("Hũ gạo", "vhxh"), ("Đọc sách", "vhxh")]).read_bytes()
    path = tmp_path / "thư" / "Huyện Thanh Liêm.zip"
    path.parent.mkdir()
    inner = {"xã Liêm Sơn.xlsx": one, "khối xã/xã Liêm Túc.xlsx": two, "ảnh.jpg": b"\xff\xd8\xff", "Thumbs.db": b"x"}
    path.write_bytes(other_files.zipped(inner))
    store, told = taken_in(path)
    assert {Path(file["path"]).name: file["outcome"] for file in told["files"]} == {
        "xã Liêm Sơn.xlsx": "accepted",
        "xã Liêm Túc.xlsx": "accepted",
        "ảnh.jpg": "waiting",
        "Thumbs.db": "ignored",
    }
    assert summarized(store) == (3, {"kt": 1, "vhxh": 2})
    again = danvan_json("ingest", str(path), "--store", store, "--home", HOME)
    assert again["unchanged"] == 2


@pytest.mark.parametrize("kind", [name for name in AS if name != "a.docx"])
def test_a_damaged_file_of_any_kind_is_refused_and_nothing_breaks(tmp_path: Path, kind: str) -> None:
    content = AS[kind](draw(HEAD + TABLE, "Biểu 1"))
    for cut in (len(content) // 3, len(content) // 2, len(content) - 20):
        grids, findings = read(content[:cut])
        assert grids or [found.code for found in findings] == ["unreadable-file"]
    path = tmp_path / f"hỏng{Path(kind).suffix}"
    path.write_bytes(content[: len(content) // 2] + bytes(50))
    assert danvan("check", str(path)).code in (0, 1)


def test_a_bomb_in_a_document_is_refused() -> None:
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w>" + b" " * (129 * 1024 * 1024))
    assert read(into.getvalue())[1][0].seen["why"] == "too-large-inflated"


# --- tables inside tables, and text boxes

LIST = "| STT | Tên mô hình | Lĩnh vực | Ghi chú |\n| 1 | Nuôi ong | Kinh tế | |\n| 2 | Hũ gạo | VHXH | |"
BOX = (
    "<w:p {names}><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{inside}</w:txbxContent></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)
NAMES = nsdecls("w") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def saved(document: Any) -> bytes:
    into = BytesIO()
    document.save(into)
    return into.getvalue()


def test_a_small_table_inside_a_cell_of_a_list_is_a_text_of_that_cell() -> None:
    document = Document(BytesIO(other_files.word(draw(LIST))))
    inner = document.tables[0].cell(1, 3).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "số hộ", "35"
    page = other_files.page(draw(LIST)).replace(
        "<td rowspan=1 colspan=1></td>", "<td><table><tr><td>số hộ<td>35</table>", 1
    )
    for content in (saved(document), page.encode()):
        (grid,) = read(content)[0]
        assert [row[1] for row in grid.rows[:3]] == ["Tên mô hình", "Nuôi ong", "Hũ gạo"]
        assert str(grid.rows[1][3]).replace(" ", "") == "sốhộ35"


def test_a_table_that_frames_letterhead_and_list_is_read_as_what_is_in_it() -> None:
    document = Document()
    frame = document.add_table(5, 1)
    frame.cell(0, 0).text = "ĐẢNG ỦY XÃ LIÊM SƠN"
    rows = draw(LIST).rows
    inner = frame.cell(4, 0).add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            inner.cell(r, c).text = str(value or "")
    (grid,) = read(saved(document))[0]
    assert grid.rows[0][0] == "ĐẢNG ỦY XÃ LIÊM SƠN"
    assert [row[1] for row in grid.rows[1:4]] == ["Tên mô hình", "Nuôi ong", "Hũ gạo"]


def test_what_stands_in_a_text_box_is_read_once_line_by_line_and_marked_where_the_box_hangs() -> None:
    lines = "".join(
        f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("HUYỆN ỦY THANH LIÊM", "ĐẢNG ỦY XÃ LIÊM SƠN")
    )
    document = Document(BytesIO(other_files.word("DANH SÁCH", draw(LIST))))
    document.element.body.insert(0, parse_xml(BOX.format(names=NAMES, inside=lines)))
    content = saved(document)
    (grid,) = read(content)[0]
    assert [row[0] for row in grid.rows[:4]] == ["HUYỆN ỦY THANH LIÊM", "ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH", "STT"]
    marked = mark(
        content, "a.docx", findings=[Finding("reporter-unknown", "Văn bản", "đoạn 2", {"text": "x"})], digest="c" * 64
    )
    assert marked is not None
    assert marked.cells == 1
    boxes = Document(BytesIO(marked.content)).element.body.iter(qn("w:txbxContent"))
    assert not any(one.tag == qn("w:commentReference") for box in boxes for one in box.iter())


def test_a_table_in_a_text_box_is_a_table_like_any_other() -> None:
    table = Document(BytesIO(other_files.word(draw(LIST)))).element.body.find(qn("w:tbl"))
    document = Document()
    document.element.body.insert(0, parse_xml(BOX.format(names=NAMES, inside=table.xml)))
    (grid,) = read(saved(document))[0]
    assert [row[1] for row in grid.rows[:3]] == ["Tên mô hình", "Nuôi ong", "Hũ gạo"]


def test_our_own_word_for_a_document_names_no_unit(tmp_path: Path) -> None:
    rows = "| STT | Tên mô hình |\n| 1 | Nuôi ong lấy mật |"
    path = tmp_path / "Huyện Cẩm Khê 2024.docx"
    path.write_bytes(
        other_files.word("BAN DÂN VẬN HUYỆN ỦY CẨM KHÊ", "DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024", draw(rows))
    )
    told = danvan_json("check", str(path), "--home", "Huyện Cẩm Khê, Tỉnh Phú Thọ")
    assert [one["reporter"]["name"] for one in told["files"][0]["returns"]] == ["Huyện Cẩm Khê"]
