"""Files as odd programs write them, found among public test files of readers: sound ones are read, and the others say why not."""

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

import other_files
from commanding import danvan, danvan_json
from danvan_cli.intake.crew.workers import Task, at_work
from danvan_cli.intake.files.file_kinds import FileKind, kind_of
from danvan_cli.intake.files.old_container import root_names
from danvan_cli.intake.files.reading import read
from danvan_cli.intake.files.second_reader import differing
from danvan_cli.intake.mail import collect
from drawing import draw
from test_hostile_files import read_named, why
from test_workbook import drawn, patched

HOME = ("--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
ROWS: list[list[object]] = [["STT", "Tên mô hình"], [1, "Hũ gạo"]]
BOOK, RELS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SOUND = drawn(ROWS)


def added(content: bytes, parts: dict[str, bytes]) -> bytes:
    into = BytesIO(content)
    with zipfile.ZipFile(into, "a") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return into.getvalue()


def rows(content: bytes) -> list[list[object]]:
    grids, findings = read(content)
    assert findings == []
    return [list(row) for row in grids[0].rows]


# --- new workbooks


def test_a_module_that_excel_kept_as_a_sheet_without_a_part_is_no_sheet() -> None:
    module = b'<sheet name="Module1" sheetId="9" state="veryHidden" r:id=""/></sheets>'
    assert rows(patched(SOUND, lambda part: part.replace(b"</sheets>", module), BOOK)) == ROWS


def test_a_sheet_of_macros_is_no_sheet_of_ours() -> None:
    sheet = b'<sheet name="Macro1" sheetId="9" r:id="rId99"/></sheets>'
    kind = b"http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
    link = b'<Relationship Id="rId99" Type="' + kind + b'" Target="macrosheets/sheet1.xml"/></Relationships>'
    macros = b'<?xml version="1.0"?><xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"/>'
    listed = patched(SOUND, lambda part: part.replace(b"</sheets>", sheet), BOOK)
    linked = patched(listed, lambda part: part.replace(b"</Relationships>", link), RELS)
    content = added(linked, {"xl/macrosheets/sheet1.xml": macros})
    assert rows(content) == ROWS
    assert not [
        found for found in differing(content, FileKind.WORKBOOK, read(content)[0]) if found.code == "readers-differ"
    ]


def test_a_sheet_whose_part_is_missing_still_refuses_the_file() -> None:
    lost = b'<sheet name="Hai" sheetId="9" r:id="rId99"/></sheets>'
    assert why(patched(SOUND, lambda part: part.replace(b"</sheets>", lost), BOOK)) == "damaged"


def test_a_query_that_excel_keeps_in_another_encoding_says_nothing_of_the_sheets() -> None:
    query = '<?xml version="1.0" encoding="utf-16"?><DataMashup/>'.encode("utf-16")
    assert rows(added(SOUND, {"customXml/item1.xml": query})) == ROWS


@pytest.mark.parametrize("path", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_part_that_is_not_as_it_was_packed_refuses_the_file(path: str) -> None:
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A5:B5"/></mergeCells>'
    content = patched(
        drawn([["mô hình", row] for row in range(2_000)]), lambda part: part.replace(b"</sheetData>", merged)
    )
    with zipfile.ZipFile(BytesIO(content)) as package:
        packed = struct.pack("<L", package.getinfo(path).CRC)
    assert why(content.replace(packed, b"\1\2\3\4")) == "damaged"


# --- other kinds


def test_macros_beside_the_sheets_of_an_open_document_do_not_refuse_it() -> None:
    library = b'<?xml version="1.0"?><!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd"><a/>'
    content = other_files.open_document(draw("| STT | Tên |\n| 1 | Hũ gạo |", "S"))
    assert rows(added(content, {"Basic/script-lc.xml": library})) == [["STT", "Tên"], [1, "Hũ gạo"]]
    evil = patched(content, lambda part: part.replace(b"<office", b"<!DOCTYPE a><office", 1), "content.xml")
    assert why(evil) == "unsafe"


def test_a_web_page_may_say_that_it_is_xml() -> None:
    page = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html><table><tr><td>Tên<td>1</table></html>'
    assert rows(page.encode())[0] == ["Tên", 1]


def test_a_binary_workbook_with_a_cell_in_the_far_corner_is_refused_before_it_is_laid_out() -> None:
    far = draw("| x |", "S")
    far.rows += [[None] * 16_384 for _ in range(400)]
    far.rows[-1][-1] = 1
    assert why(other_files.binary_workbook(far)) == "too-large-cells"


def test_a_workbook_on_which_its_reader_breaks_down_says_what_to_do(tmp_path: Path) -> None:
    far = b'<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    content = patched(SOUND, lambda part: part.replace(b"<sheetData>", far))
    with at_work(read, 1) as crew:
        (task,) = crew.do(read_named, [Task("x.xlsx", content)])
    assert task.finding
    assert "Ctrl+End" in task.finding.hint
    assert "--password" not in task.finding.hint


# --- old workbooks


def old(rows_: str = "| STT | Tên |\n| 1 | Hũ gạo |") -> bytes:
    return other_files.old_workbook(draw(rows_, "S"))


def test_the_name_of_the_stream_may_be_in_capitals(tmp_path: Path) -> None:
    content = other_files.renamed(old(), 1, "WORKBOOK")
    (tmp_path / "x").write_bytes(content)
    assert collect([tmp_path / "x"])[0].kind.value == "return"
    assert kind_of(content) is FileKind.OLD_WORKBOOK
    assert rows(content) == [["STT", "Tên"], [1, "Hũ gạo"]]


def test_a_workbook_that_holds_a_document_is_a_workbook_and_the_other_way_round(tmp_path: Path) -> None:
    none = 0xFFFFFFFF
    holds = other_files.renamed(
        other_files.renamed(old(), 1, "Workbook", right=2), 2, "MBD00010203", kind=1, left=none, right=none, child=3
    )
    holds = other_files.renamed(holds, 3, "WordDocument", kind=2, left=none, right=none, child=none, size=0)
    assert root_names(holds) == {"workbook", "mbd00010203"}
    (tmp_path / "x.xls").write_bytes(holds)
    assert collect([tmp_path / "x.xls"])[0].kind.value == "return"
    assert rows(holds) == [["STT", "Tên"], [1, "Hũ gạo"]]
    held = other_files.renamed(other_files.renamed(holds, 1, "WordDocument"), 3, "Workbook")
    assert kind_of(held) is FileKind.OTHER


@pytest.mark.parametrize("cut", [600, 1_500, 3_000])
def test_a_container_that_was_cut_off_is_damaged(cut: int) -> None:
    assert why(old()[:cut]) == "damaged"


def overlapping(content: bytes) -> bytes:
    """As some programs write it: the place for short streams is that of the workbook."""
    data, root = bytearray(content), other_files.directory(content)
    struct.pack_into("<II", data, root + 116, struct.unpack_from("<I", data, root + 128 + 116)[0], 512)
    return bytes(data)


def test_a_container_whose_streams_overlap_is_read_where_two_readers_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    content = overlapping(old())
    assert rows(content) == [["STT", "Tên"], [1, "Hũ gạo"]]
    monkeypatch.setattr("danvan_cli.intake.files.old_workbook.differing", lambda *_: ["one differs"])
    assert why(content) == "damaged"


# --- what is said


@pytest.mark.parametrize("language", ["vi", "en"])
def test_only_a_file_with_a_password_is_asked_for_one(tmp_path: Path, language: str) -> None:
    (tmp_path / "x.xlsx").write_bytes(SOUND[:500])
    said = danvan("check", str(tmp_path), "--lang", language, *HOME)
    assert "--password" not in said.stdout
    told = danvan_json("check", str(tmp_path), *HOME)["files"][0]["findings"][0]
    assert "Excel" in told["hint"]


def test_a_binary_workbook_with_damaged_properties_is_refused_for_them(tmp_path: Path) -> None:
    """Its stamp stands there, and is looked for when its cells have been read."""
    sheet = draw("| STT | Tên mô hình |\n| 1 | Nuôi ong lấy mật |", "Biểu 1")
    parts = BytesIO(other_files.binary_workbook(sheet))
    with zipfile.ZipFile(parts, "a") as package:
        package.writestr("docProps/custom.xml", "<Properties/>" * 9, zipfile.ZIP_DEFLATED)
    content = parts.getvalue()
    begins = content.index(b"docProps/custom.xml") + len("docProps/custom.xml")
    (tmp_path / "a.xlsb").write_bytes(content[:begins] + b"\xff\xff\xff\xff" + content[begins + 4 :])
    (file,) = danvan_json("check", str(tmp_path / "a.xlsb"))["files"]
    assert [found["code"] for found in file["findings"]] == ["unreadable-file"]
    assert "hỏng" in file["findings"][0]["message"]
