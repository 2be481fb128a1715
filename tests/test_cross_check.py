"""`--cross-check`: every workbook is read by two libraries, and none counts in which they see different numbers."""

from pathlib import Path

import pytest

from commanding import danvan, danvan_json
from danvan_cli import shipped
from danvan_cli.cli import reception
from danvan_cli.intake.files.file_kinds import FileKind, kind_of
from danvan_cli.intake.files.reading import read
from danvan_cli.intake.files.second_reader import differing
from danvan_cli.intake.grid import Grid
from other_files import old_workbook
from test_workbook import SHEET, drawn, patched
from workbooks import matrix, register

HOME = ("--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")


def found(*arguments: str) -> list[tuple[str, str | None]]:
    document = danvan_json("check", *arguments, "--cross-check", *HOME)
    return [(one["code"], one["cell"]) for file in document["files"] for one in file["findings"]]


def test_usual_workbooks_read_alike() -> None:
    for sample in ("ha-nam-2024", "kim-bang-2021-2023"):
        folder = shipped.folder() / "samples" / sample
        document = danvan_json("check", str(folder), "--cross-check")
        codes = {one["code"] for file in document["files"] for one in file["findings"]}
        assert not codes & {"readers-differ", "read-by-one"}


def test_a_number_that_only_one_reader_sees_refuses_the_file_at_its_cell(tmp_path: Path) -> None:
    path = matrix(
        tmp_path / "a.xlsx",
        "HUYỆN ỦY THANH LIÊM",
        [(1, "Xã Thanh Hà", 4, 1, 1, 1, 1), (2, "Xã Liêm Túc", 8, 2, 2, 2, 2)],
    )
    odd = patched(path.read_bytes(), lambda part: part.replace(b' t="n"><v>8</v>', b"><v> 8 </v>"))
    path.write_bytes(odd)
    assert [one for one in found(str(path)) if one[0] == "readers-differ"] == [("readers-differ", "C9")]
    said = danvan("check", str(path), "--cross-check", *HOME)
    assert said.code == 1


def test_what_has_one_reader_counts_and_says_so(tmp_path: Path) -> None:
    register(tmp_path / "a.xlsx", "Xã Liêm Sơn", [("Hũ gạo", "kt")])
    (tmp_path / "b.csv").write_text("STT;Tên mô hình Dân vận khéo năm 2024 xã Liêm Túc\n1;Hũ gạo\n", encoding="utf-8")
    assert ("read-by-one", None) in found(str(tmp_path / "b.csv"))
    assert found(str(tmp_path / "a.xlsx")) == []


def test_old_workbooks_are_read_twice_too() -> None:
    content = old_workbook(Grid("Biểu 1", [["Tên", "Số"], ["a", 1], ["b", 2.5]]))
    grids, _ = read(content)
    assert differing(content, kind_of(content), grids) == []
    grids[0].rows[2][1] = 25
    (told,) = differing(content, FileKind.OLD_WORKBOOK, grids)
    assert (told.code, told.cell, told.seen) == ("readers-differ", "B3", {"first": "25", "second": "2.5"})


def test_a_sheet_that_one_reader_does_not_know_of_is_told() -> None:
    content = drawn([["a", 1]])
    grids, _ = read(content)
    (told,) = differing(content, FileKind.WORKBOOK, [*grids, *grids])
    assert told.code == "readers-differ"


@pytest.mark.filterwarnings("ignore:File contains an invalid specification")
def test_a_dialect_in_which_one_reader_sees_no_sheet_was_read_by_one() -> None:
    usual, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    content = drawn([["a", 1]])
    for path in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels", SHEET):
        content = patched(
            content,
            lambda part: part.replace(usual + b"spreadsheetml/2006/main", strict + b"spreadsheetml/main").replace(
                usual + b"officeDocument/2006/relationships", strict + b"officeDocument/relationships"
            ),
            path,
        )
    grids, _ = read(content)
    assert grids[0].rows == [["a", 1]]
    (told,) = differing(content, FileKind.WORKBOOK, grids)
    assert told.code == "read-by-one"


def test_without_the_second_reader_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "find_spec", lambda _: None)
    path = register(tmp_path / "a.xlsx", "Xã Liêm Sơn", [("Hũ gạo", "kt")])
    assert danvan("check", str(path), "--cross-check", *HOME).refused == "cross-check-needs"
