"""Marked copies of what is no .xlsx: a Word document is marked itself, everything else as a workbook copied from it."""

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl import load_workbook

import other_files
from commanding import danvan, danvan_json
from danvan_cli import messages
from danvan_cli.findings import Finding
from danvan_cli.intake.files.file_kinds import FileKind, kind_of
from danvan_cli.intake.files.reading import read, unlocked
from danvan_cli.intake.files.stamp import read_stamp
from danvan_cli.intake.grid import Broken, Grid
from danvan_cli.writers.marked.copied import as_workbook
from danvan_cli.writers.marked.marked_copy import mark
from drawing import draw
from workbooks import locked

HOME = "Huyện Thanh Liêm, Tỉnh Hà Nam"
DIGEST = "b" * 64
HEAD = ("ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH mô hình “Dân vận khéo” năm 2024")
TABLE = """
    | STT | Tên mô hình | Lĩnh vực |
    | 1 | Hũ gạo | Kinh tế |
    | 2 | Đường hoa | Môi trường |
    | | Tổng cộng: 3 | |
    """


def sheet() -> Grid:
    return draw("".join(f"| {line} |\n" for line in HEAD) + TABLE, "Biểu 1")


AS: dict[str, Callable[[], bytes]] = {
    ".xls": lambda: other_files.old_workbook(sheet()),
    ".ods": lambda: other_files.open_document(sheet()),
    ".xlsb": lambda: other_files.binary_workbook(sheet()),
    ".csv": lambda: other_files.delimited(sheet()).encode("utf-8"),
    ".html": lambda: other_files.page(sheet()).encode("utf-8"),
}


def document() -> bytes:
    """A Word document with what must not be lost: styles, a picture of a shaded cell, an own comment, a merged head."""
    made = Document(BytesIO(other_files.word(*HEAD, draw(TABLE, "x"), "Nơi nhận: như trên")))
    made.add_comment(made.paragraphs[0].runs, "Lời của người gửi", author="Người gửi", initials="N")
    cell = made.tables[0].cell(2, 2)._tc
    cell.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="DDEEFF"/>'))
    made.sections[0].header.paragraphs[0].text = "Đầu trang"
    into = BytesIO()
    made.save(into)
    return into.getvalue()


def taken_in(tmp_path: Path, name: str, content: bytes, *more: str) -> tuple[Path, Path, Path | None]:
    """The file taken in with `--annotate`; gives the store, the letter, and the marked copy."""
    path, out, store = tmp_path / "in" / name, tmp_path / "out", tmp_path / "danvan.db"
    path.parent.mkdir()
    path.write_bytes(content)
    danvan("ingest", str(path.parent), "--home", HOME, "--store", str(store), "--annotate", str(out), *more)
    letter = next(out.glob("*công văn.docx"))
    return store, letter, next(out.glob("*cần sửa*"), None)


def words(path: Path) -> str:
    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def counted(store: Path) -> dict[str, int]:
    cells = danvan_json("summarize", "--year", "2024", "--by", "field", "--store", str(store))["cells"]
    return {"+".join(cell["field"]): cell["value"] for cell in cells if cell["value"]}


# --- a Word document


def test_a_word_document_is_marked_itself_and_everything_else_in_it_stays() -> None:
    content = document()
    found = [
        Finding("field-unknown", "Văn bản", "bảng 1 C3", {"seen": "Môi trường", "column": "Lĩnh vực"}),
        Finding("period-contradicted", "Văn bản", "đoạn 2", {}),
        Finding("empty-return", None, None),
    ]
    marked = mark(content, "thư/Xã Liêm Sơn.docx", findings=found, digest=DIGEST)
    assert marked is not None
    assert (marked.ending, marked.cells, marked.copied) == (".docx", 2, False)
    copy, own = Document(BytesIO(marked.content)), Document(BytesIO(content))
    assert [p.text for p in copy.paragraphs][-len(own.paragraphs) :] == [p.text for p in own.paragraphs]
    assert [[cell.text for cell in row.cells] for row in copy.tables[1].rows] == [
        [cell.text for cell in row.cells] for row in own.tables[0].rows
    ]
    assert copy.sections[0].header.paragraphs[0].text == "Đầu trang"
    assert [comment.author for comment in copy.comments] == ["Người gửi", "danvan", "danvan"]
    assert "“Môi trường” là lĩnh vực nào?" in [comment.text for comment in copy.comments][1]
    assert fill(copy.tables[1].cell(2, 2)) == "FFEB9C"
    before, after = parts(content), parts(marked.content)
    changed = {name for name in before if after.get(name) != before[name]}
    assert changed <= {"word/document.xml", "word/comments.xml", "_rels/.rels", "[Content_Types].xml"}


def fill(cell: object) -> str | None:
    shading = cell._tc.tcPr.find(qn("w:shd"))  # type: ignore[attr-defined]  # a test looks inside
    return None if shading is None else shading.get(qn("w:fill"))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_list_in_a_document_names_the_file_alone_and_links_to_its_cells() -> None:
    found = [Finding("field-unknown", "Văn bản", "bảng 1 C3", {"seen": "Môi trường", "column": ""})]
    marked = mark(document(), "/nhà/tôi/thư đến/Xã Liêm Sơn.docx", findings=found, digest=DIGEST)
    assert marked is not None
    copy = Document(BytesIO(marked.content))
    assert copy.paragraphs[0].text == "CẦN SỬA TRONG TỆP: Xã Liêm Sơn.docx"
    assert [cell.text for cell in copy.tables[0].rows[1].cells][:2] == ["1", "Cần làm rõ"]
    (link,) = copy.tables[0]._tbl.iter(qn("w:hyperlink"))
    marks = {mark.get(qn("w:name")) for mark in copy.element.body.iter(qn("w:bookmarkStart"))}
    assert link.get(qn("w:anchor")) in marks


def test_a_marked_document_reads_as_the_one_it_answers() -> None:
    found = [Finding("field-unknown", "Văn bản", "bảng 1 C3", {"seen": "x", "column": ""})]
    marked = mark(document(), "a.docx", findings=found, digest=DIGEST)
    assert marked is not None
    stamp = read_stamp(marked.content)
    assert stamp is not None
    assert stamp.answers == DIGEST
    (own,), (copy,) = read(document())[0], read(marked.content)[0]
    assert (copy.rows, copy.merges, copy.places) == (own.rows, own.merges, own.places)


def test_a_document_marked_again_bears_the_new_marks_only() -> None:
    one = [Finding("field-unknown", "Văn bản", "bảng 1 C3", {"seen": "x", "column": ""})]
    other = [Finding("field-unknown", "Văn bản", "bảng 1 C2", {"seen": "y", "column": ""})]
    once = mark(document(), "a.docx", findings=one, digest=DIGEST)
    assert once is not None
    twice = mark(once.content, "a.docx", findings=other, digest=DIGEST)
    assert twice is not None
    copy = Document(BytesIO(twice.content))
    assert len(copy.tables) == 2
    assert [comment.author for comment in copy.comments] == ["Người gửi", "danvan"]
    assert (fill(copy.tables[1].cell(2, 2)), fill(copy.tables[1].cell(1, 2))) == ("DDEEFF", "FFEB9C")


def test_the_mended_document_replaces_the_one_it_answers(tmp_path: Path) -> None:
    store, letter, copy = taken_in(tmp_path, "Xã Liêm Sơn.docx", document())
    assert copy is not None
    assert counted(store) == {"kt": 1, "": 1}
    assert "“Xã Liêm Sơn - cần sửa.docx”" in words(letter)
    mended = Document(str(copy))
    mended.tables[1].cell(2, 2).paragraphs[0].runs[0].text = "Kinh tế"
    mended.save(str(copy))
    (file,) = danvan_json("ingest", str(copy), "--home", HOME, "--store", str(store))["files"]
    assert file["outcome"] == "superseded"
    assert counted(store) == {"kt": 2}


# --- everything else, as a copy


@pytest.mark.parametrize("ending", AS)
def test_what_cannot_be_marked_is_given_back_as_a_marked_workbook(tmp_path: Path, ending: str) -> None:
    store, letter, copy = taken_in(tmp_path, f"Xã Liêm Sơn{ending}", AS[ending]())
    assert copy is not None
    assert copy.suffix == ".xlsx"
    assert "bản chép sang Excel" in words(letter)
    book = load_workbook(copy)
    listed = book.worksheets[0]
    assert "bản chép sang tệp Excel mới" in str(listed["A2"].value)
    for said in (words(letter), str(listed["A2"].value)):
        assert "chỉ giữ số, chữ, ngày và ô gộp" in said
        assert "ệp gốc" in said
        assert "còn nguyên như đã gửi" in said
    cell = next(row[3] for row in listed.iter_rows(min_row=4) if "Môi trường" in str(row[4].value))
    assert book.worksheets[1][cell.value].value == "Môi trường"
    assert "Môi trường" in book.worksheets[1][cell.value].comment.text
    assert cell.hyperlink is not None
    book.worksheets[1][cell.value].value = "Kinh tế"
    book.save(copy)
    (file,) = danvan_json("ingest", str(copy), "--home", HOME, "--store", str(store))["files"]
    assert file["outcome"] == "superseded"
    assert counted(store) == {"kt": 2}


def test_a_copy_holds_all_that_was_read() -> None:
    grid = Grid(
        "Biểu: số 1/2024 của Ban Dân vận Huyện ủy",
        [
            ["Tiêu đề", None, None, None],
            ["STT", "Tên", "Số", "Ngày"],
            [1, "=HYPERLINK(1)", 1.597, date(2024, 12, 5)],
            [2, "x", Broken.ERROR, True],
            [3, "y", Broken.UNCOMPUTED, None],
        ],
        merges=[(0, 0, 0, 3)],
        hidden_rows=frozenset((3,)),
        hidden_columns=frozenset((1,)),
    )
    hidden = Grid("Biểu: số 1/2024 của Ban Dân vận huyện ủy", [["ẩn", 5]], visible=False)
    content, (moved,) = as_workbook([hidden, grid], [Finding("error-cell", grid.sheet, "C4")])
    read_again = read(content)[0]
    assert [copy.visible for copy in read_again] == [False, True]
    copy = read_again[1]
    assert moved.sheet == copy.sheet
    assert copy.rows[:3] == grid.rows[:3]
    assert [copy.rows[row][2] for row in (3, 4)] == [Broken.ERROR, Broken.ERROR]
    assert (copy.merges, copy.hidden_rows, copy.hidden_columns) == (grid.merges, grid.hidden_rows, grid.hidden_columns)
    assert read_again[0].rows == hidden.rows


def test_a_file_that_cannot_be_read_gets_a_letter_only(tmp_path: Path) -> None:
    _, letter, copy = taken_in(tmp_path, "Xã Liêm Sơn.xlsb", AS[".xlsb"]()[:700])
    assert copy is None
    assert "không đánh dấu trực tiếp được" in words(letter)


def test_copies_are_told_in_vietnamese_whatever_the_screen_speaks() -> None:
    with messages.speaking("en"):
        marked = mark(AS[".csv"](), "a.csv", findings=[Finding("empty-return", "CSV", "A1")], digest=DIGEST)
    assert marked is not None
    assert load_workbook(BytesIO(marked.content)).sheetnames == ["Cần sửa", "CSV"]


# --- closed with a password


def test_a_file_with_a_password_goes_back_closed_with_it_and_comes_again_as_its_answer(tmp_path: Path) -> None:
    sent = locked(as_workbook([sheet()], [])[0], "bí mật")
    store, letter, copy = taken_in(tmp_path, "Xã Liêm Sơn.xlsx", sent, "--password", "bí mật")
    assert copy is not None
    assert kind_of(copy.read_bytes()) is FileKind.ENCRYPTED
    assert "mật khẩu mà quý đơn vị đã đặt" in words(letter)
    book = load_workbook(BytesIO(unlocked(copy.read_bytes(), "bí mật")))
    assert book.sheetnames == ["Cần sửa", "Biểu 1"]
    next(cell for row in book["Biểu 1"] for cell in row if cell.value == "Môi trường").value = "Kinh tế"
    mended = BytesIO()
    book.save(mended)
    copy.write_bytes(locked(mended.getvalue(), "bí mật"))
    again = ("ingest", str(copy), "--home", HOME, "--store", str(store), "--password", "bí mật")
    assert [file["outcome"] for file in danvan_json(*again)["files"]] == ["superseded"]
    assert counted(store) == {"kt": 2}


def test_a_file_with_a_password_that_nobody_gave_gets_a_letter_that_asks_for_one_without(tmp_path: Path) -> None:
    _, letter, copy = taken_in(tmp_path, "Xã Liêm Sơn.xlsx", locked(as_workbook([sheet()], [])[0], "bí mật"))
    assert copy is None
    assert "tệp có mật khẩu" in words(letter)
    assert "không đặt mật khẩu" in words(letter)
    assert "--password" not in words(letter)
