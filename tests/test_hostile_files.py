"""What strangers send to harm: each is refused with its reason, soon and in little room, and the returns beside it count."""

import gc
import os
import random
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
import xlwt

from commanding import danvan, danvan_json
from danvan_cli.intake.crew import workers
from danvan_cli.intake.crew.workers import Task, at_work
from danvan_cli.intake.files.file_kinds import kind_of
from danvan_cli.intake.files.reading import read
from danvan_cli.intake.files.unreadable import Unreadable
from danvan_cli.intake.identity import home
from danvan_cli.intake.mail import collect, read_bytes
from danvan_cli.ledger.taking_in import acceptance, in_hand
from danvan_cli.writers.marked.letter import letter_file
from other_files import word, zipped
from test_workbook import drawn, patched
from workbooks import register, save

HOME = ("--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
HEAD = ("STT", "Tên mô hình", "Lĩnh vực")
SOON = 5.0  # seconds; what is refused late takes minutes
MEBIBYTE = 1 << 20
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit the address space")
POSIX = pytest.mark.skipif(os.name != "posix", reason="only POSIX has these")


def read_named(content: bytes, _: str) -> int:
    """What workers are sent: how many sheets a file has."""
    return len(read(content)[0])


def why(content: bytes) -> str:
    """The reason for which a file is refused; it must come soon."""
    began = time.monotonic()
    _, findings = read(content)
    assert time.monotonic() - began < SOON
    return str(findings[0].seen["why"]) if findings else ""


# --- what the main process does with a stranger's file


@pytest.mark.parametrize(
    "text",
    [b"a;" * (8 * MEBIBYTE), b"a;b\n" * (4 * MEBIBYTE), b'"' + b"a" * (16 * MEBIBYTE), "đ;".encode() * MEBIBYTE],
    ids=["one line", "many lines", "one cell", "letters of two bytes"],
)
def test_of_a_text_only_the_beginning_is_looked_at_before_a_worker_has_it(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "x.txt").write_bytes(text)
    began = time.monotonic()
    (found,) = collect([tmp_path])
    assert (found.kind.value, found.reason) == ("waiting", "text")
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8"])
def test_a_long_table_saved_as_text_is_known_by_its_beginning(tmp_path: Path, encoding: str) -> None:
    head = "DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024\t\t\r\nSTT\tTên mô hình\tLĩnh vực\r\n"
    rows = "".join(f"{number}\tHũ gạo ở đường số {number}\tKinh tế\r\n" for number in range(1, 4_000))
    for odd in ("", "x"):  # wherever the look ends
        (tmp_path / "Xã Liêm Sơn.txt").write_bytes(
            ("\ufeff" * (encoding == "utf-16-be") + odd + head + rows).encode(encoding)
        )
        (found,) = collect([tmp_path])
        assert found.kind.value == "return"


def test_comments_over_comments_before_a_page_are_passed_over_once() -> None:
    began = time.monotonic()
    assert kind_of(b"<!-- -->" * 4_000 + b"<htm") == "text"
    assert kind_of(b"<!-- -->" * 4_000 + b"<html>") == "markup"
    assert time.monotonic() - began < 1


def overlapping(files: int, size: int) -> bytes:
    """A zip whose files all are the same few bytes: small, and without end when unpacked."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = packer.compress(bytes(size)) + packer.flush()
    about = struct.pack("<3H4L", 0, 8, 0, 0x21, zlib.crc32(bytes(size)), len(data), size)[2:]
    body = (
        b"PK\x03\x04"
        + struct.pack("<2H", 20, 0)
        + about[:2]
        + struct.pack("<H", 0)
        + about[4:]
        + struct.pack("<2H", 1, 0)
        + b"a"
        + data
    )
    listed = b""
    for number in range(files):
        name = f"{number:05}.xlsx".encode()
        listed += struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0x21, zlib.crc32(bytes(size)), len(data), size, len(name), 0, 0, 0, 0, 0, 0) + name  # fmt: skip
    return body + listed + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, files, files, len(listed), len(body), 0)


def directory(entries: int, wide: bool = False) -> bytes:
    """A zip of nothing but a long directory."""
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0x21, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    size, at = len(entry) * entries, 4
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF if wide else size, at, 0)
    if wide:
        far = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, entries, entries, size, at)
        end = far + struct.pack("<4sLQL", b"PK\x06\x07", 0, at + size, 1) + end
    return b"PK\x03\x04" + entry * entries + end


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("ending", [".zip", ".xlsx"])
def test_a_directory_of_a_million_entries_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, wide: bool
) -> None:
    (tmp_path / f"x{ending}").write_bytes(directory(1_000_000, wide))
    monkeypatch.setattr(zipfile, "ZipFile", None)
    (found,) = collect([tmp_path])
    assert found.kind.value == "return"
    reasons = {why(directory(1_000_000, wide)), found.reason} - {""}
    assert reasons == {"too-large-members"}


def test_of_an_archive_of_many_files_the_directory_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for number in range(20):
            archive.writestr(f"{number:02}.xlsx", b"PK\x03\x04 %d" % number)
    opened = []
    real = zipfile.ZipFile

    def counted(file: object, *how: object) -> zipfile.ZipFile:
        opened.append(file)
        return real(file, *how)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(zipfile, "ZipFile", counted)
    found = collect([tmp_path])
    assert [read_bytes(mail) for mail in found] == [b"PK\x03\x04 %d" % number for number in range(20)]
    assert sum(not isinstance(file, BytesIO) for file in opened) == 2  # to see what it is, and what is inside


def test_an_archive_that_unpacks_without_end_is_refused_unopened_and_the_limit_is_named(tmp_path: Path) -> None:
    (tmp_path / "bom.zip").write_bytes(overlapping(3_000, MEBIBYTE))
    register(tmp_path / "Xã Liêm Sơn.xlsx", "Xã Liêm Sơn", [("Nuôi ong", "kt")])
    told = danvan_json("check", str(tmp_path), *HOME)
    bomb, good = told["files"]
    assert (bomb["outcome"], good["outcome"]) == ("refused", "accepted")
    assert "archive-mb" in bomb["findings"][0]["message"]


@POSIX
def test_a_file_of_the_system_that_gives_nothing_now_is_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link to a log of the kernel: the system calls it a regular file."""

    class Silent(BytesIO):
        def fileno(self) -> int:
            return os.open(tmp_path / "x.xlsx", os.O_RDONLY)

        def read(self, size: int | None = -1, /) -> bytes:
            return None  # type: ignore[return-value]  # as an unbuffered read that would block

    (tmp_path / "x.xlsx").write_bytes(b"PK")
    monkeypatch.setattr(os, "fdopen", lambda *_: Silent())
    with pytest.raises(Unreadable, match="not-regular"):
        read_bytes(collect([tmp_path / "x.xlsx"])[0])


def test_of_large_files_only_few_are_held_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "IN_HAND", MEBIBYTE)
    begun: list[int] = []

    def coming() -> Iterator[Task]:
        for number in range(12):
            begun.append(number)
            yield Task(str(number), bytes(MEBIBYTE), done=True)

    with at_work(read, 12, 2) as crew:
        for number, _ in enumerate(crew.do(read, coming())):
            assert len(begun) <= number + 2
    assert len(begun) == 12


def test_the_bytes_of_a_large_file_are_not_held_until_it_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_hand, "_SMALL", 10)
    folder, store = tmp_path / "thư", str(tmp_path / "danvan.db")
    register(folder / "Xã Liêm Sơn.xlsx", "Xã Liêm Sơn", [("Nuôi ong", "kt")])
    (folder / "Xã Liêm Túc.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    told = danvan_json("ingest", str(folder), "--store", store, *HOME)
    assert [file["outcome"] for file in told["files"]] == ["accepted", "waiting"]
    assert danvan_json("verify", "--store", store)["damaged"] == []
    assert danvan_json("ingest", str(folder), "--store", store, *HOME)["unchanged"] == 1


def test_a_file_that_grows_while_the_run_goes_on_is_refused_and_the_others_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_hand, "_SMALL", 10)
    folder, store = tmp_path / "thư", str(tmp_path / "danvan.db")
    for commune in ("Xã Liêm Sơn", "Xã Liêm Túc"):
        register(folder / f"{commune}.xlsx", commune, [(f"Mô hình {commune}", "kt")])
    settled = home.settle_home

    def meanwhile(*known: object) -> object:
        with (folder / "Xã Liêm Sơn.xlsx").open("ab") as file:
            file.write(b"x")
        return settled(*known)  # type: ignore[arg-type]

    with monkeypatch.context() as patched_in:
        patched_in.setattr(acceptance, "settle_home", meanwhile)
        told = danvan_json("ingest", str(folder), "--store", store, *HOME)
    assert [file["outcome"] for file in told["files"]] == ["refused", "accepted"]
    assert "bị thay đổi" in told["files"][0]["findings"][0]["message"]


def test_what_may_harm_whoever_opens_it_does_not_go_back_marked(tmp_path: Path) -> None:
    folder, given_back = tmp_path / "thư", tmp_path / "trả"
    folder.mkdir()
    (folder / "Xã Liêm Sơn.xlsx").write_bytes(
        patched(drawn([["x"]]), lambda part: part.replace(b"\n<", b'\n<!DOCTYPE a [<!ENTITY b "c">]><', 1))
    )
    (folder / "Xã Liêm Túc.docx").write_bytes(word("không có bảng"))
    said = danvan("ingest", str(folder), "--annotate", str(given_back), "--store", str(tmp_path / "danvan.db"), *HOME)
    assert said.code == 1
    marked = [file.name for file in given_back.iterdir() if "cần sửa" in file.name]
    assert marked == ["Xã Liêm Túc - cần sửa.docx"]
    assert len(list(given_back.iterdir())) == 3  # a letter for each


def test_letters_do_not_stay_in_memory_once_they_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter is a web of cycles of some megabytes; a run looks for cycles only once it writes letters."""
    collecting: list[bool] = []

    def watched(*about: object, **how: object) -> bytes:
        collecting.append(gc.isenabled())
        return letter_file(*about, **how)  # type: ignore[arg-type]

    monkeypatch.setattr("danvan_cli.cli.annotation.letter_file", watched)
    (tmp_path / "a.xlsx").write_bytes(b"PK")
    told = ("--annotate", str(tmp_path / "trả"), "--store", str(tmp_path / "danvan.db"))
    danvan("ingest", str(tmp_path / "a.xlsx"), *told, *HOME)
    assert collecting == [True]


# --- what readers do


def test_two_sheets_that_are_one_part_never_count_twice() -> None:
    twice = patched(
        drawn([["x"]]),
        lambda part: part.replace(b"</sheets>", b'<sheet name="Hai" sheetId="2" r:id="rId1"/></sheets>'),
        "xl/workbook.xml",
    )
    assert why(twice) == "unsafe"


@pytest.mark.parametrize("garbage", [b"<c ", b' t="e"', b"<v ", b"<!--", b'<row hidden="1" ', b"<f ", b"<col "])
def test_tags_that_never_end_cost_no_more_than_their_length(garbage: bytes) -> None:
    salt = random.Random(1).randbytes(100_000).hex().encode()  # else it would be refused as a bomb
    spoilt = patched(drawn([["x"]]), lambda part: part.replace(b"</sheetData>", garbage * 300_000 + salt))
    assert why(spoilt) == "damaged"


@pytest.mark.parametrize(
    "title",
    [
        "DANH SÁCH " + "9" * 30_000,
        "DANH SÁCH (gồm" + " " * 30_000 + "x",
        "DANH SÁCH mô hình “Dân vận khéo” " + "1 mh a " * 4_000,
        "DANH SÁCH mô hình " + "tiếp tục mô hình năm " * 1_500 + ", 2024",
    ],
    ids=["digits", "spaces", "counts", "years since when"],
)
def test_a_title_without_end_is_read_in_no_more_time_than_its_length_asks_for(tmp_path: Path, title: str) -> None:
    save(tmp_path / "Xã Liêm Sơn 2024.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", title, [HEAD, (1, "Hũ gạo", "Kinh tế")])
    run = danvan_json("ingest", str(tmp_path), *HOME, "--store", str(tmp_path / "d.db"))
    assert [file["outcome"] for file in run["files"]] == ["accepted"], run


def test_an_old_workbook_with_one_cell_in_the_far_corner_of_many_sheets_is_refused_at_the_first() -> None:
    book = xlwt.Workbook()
    for number in range(4):
        sheet = book.add_sheet(f"S{number}")
        sheet.write(0, 0, "x")
        sheet.write(65_535, 255, "x")
    into = BytesIO()
    book.save(into)
    assert why(into.getvalue()) == "too-large-cells"


def test_rows_of_an_old_workbook_that_end_early_are_filled_up() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for row, column in ((0, 0), (1, 3), (2, 1)):
        sheet.write(row, column, "x")
    into = BytesIO()
    book.save(into)
    assert read(into.getvalue())[0][0].rows == [
        ["x", None, None, None], [None, None, None, "x"], [None, "x", None, None],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"a;b\n" * 60_000, "too-large-cells"),
        (b"a," * 1_000_000, "damaged"),
        (b"a;b\n" + b'"' + b"a" * 2_000_000, "damaged"),
    ],
    ids=["rows without end", "a line without end", "a cell without end"],
)
def test_a_text_without_end_is_refused(content: bytes, reason: str, allowed: Callable[..., None]) -> None:
    allowed(cells=100_000)
    assert why(content) == reason


def test_spans_without_end_in_a_web_page_are_refused_before_they_are_laid_out(allowed: Callable[..., None]) -> None:
    allowed(cells=500_000)
    assert why(b"<table>" + b"<tr><td colspan=16384>x</td></tr>" * 500 + b"</table>") == "too-large-cells"
    assert why(b"<table>" + b"<tr>" + b"<td rowspan=99999 colspan=16384>x" * 400 + b"</table>") == "too-large-cells"


@LINUX
@pytest.mark.parametrize(
    "page", [b"<html><table><tr>" + b"<td>x" * 3_000_000, b"<html><table>" + b"<tr><td>x" * 2_000_000]
)
def test_a_web_page_of_millions_of_cells_is_refused_for_want_of_memory_and_names_that_limit(page: bytes) -> None:
    with at_work(read, 1) as crew:
        (task,) = crew.do(read_named, [Task("x.xls", page)])
    assert task.finding
    assert "memory-mb" in task.finding.message


def test_cells_that_reach_down_in_a_web_page_push_the_next_rows_aside() -> None:
    page = b"<table><tr><td rowspan=3>a<td colspan=2>b<tr><td rowspan=2>c<td>d<tr><td>e</table>"
    grid = read(page)[0][0]
    assert grid.rows[:3] == [["a", "b", None], [None, "c", "d"], [None, None, "e"]]


def _document(inside: str) -> bytes:
    with zipfile.ZipFile(BytesIO(word("x"))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts["word/document.xml"] = f"<w:document {names}><w:body>{inside}</w:body></w:document>".encode()
    return zipped(parts)


def test_a_document_of_one_wide_and_many_narrow_rows_is_refused_before_it_is_laid_out() -> None:
    wide = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="16384"/></w:tcPr><w:p/></w:tc></w:tr>'
    assert why(_document(f"<w:tbl>{wide}{'<w:tr><w:tc><w:p/></w:tc></w:tr>' * 20_000}</w:tbl>")) == "too-large-cells"


def test_tables_in_tables_in_a_document_cost_no_more_than_their_number() -> None:
    nested = "<w:tbl><w:tr><w:tc>" * 60 + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 60
    assert not why(_document(nested * 100))


def test_rows_said_to_be_repeated_without_end_are_refused() -> None:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    blank = '<table:table-row table:number-rows-repeated="99999999"><table:table-cell/></table:table-row>'
    row = '<table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    xml = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{blank * 2}{row}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    assert why(zipped({"mimetype": kind, "content.xml": xml.encode()})) == "too-large-cells"


# --- what is said of it


def test_of_a_text_without_end_a_question_shows_the_beginning(tmp_path: Path) -> None:
    fields = ["a" * 32_000, "b " * 16_000]
    register(tmp_path / "thư" / "Xã Liêm Sơn.xlsx", "Xã Liêm Sơn", [("Nuôi ong", field) for field in fields])
    where = ("--store", str(tmp_path / "danvan.db"), *HOME)
    for said in (
        danvan("ingest", str(tmp_path / "thư"), *where),
        danvan("decide", *where),
        danvan("layout", str(tmp_path / "thư" / "Xã Liêm Sơn.xlsx"), *where),
    ):
        assert " …” là lĩnh vực nào?" in said.stdout
        assert max(map(len, said.stdout.splitlines())) < 400
