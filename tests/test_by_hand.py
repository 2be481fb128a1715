"""Figures typed from scans and letters: kept with the paper, counted like any return, never twice."""

import os
import sqlite3
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from commanding import Said, danvan, danvan_json
from danvan_cli import units
from workbooks import matrix, register, save

HOME = "Huyện Thanh Liêm, Tỉnh Hà Nam"
PDF, PHOTO = b"%PDF-1.7 trang 1", b"\xff\xd8\xff\xe0 anh"
TUC = "Xã Liêm Túc"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "kho"
    folder.mkdir()
    return folder / "danvan.db"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    file = tmp_path / "thu-den" / f"{TUC} 2024.jpg"
    file.parent.mkdir()
    file.write_bytes(PHOTO)
    return file


def enter(store: Path, scan: Path, *more: str, unit: str = TUC, answers: str = "") -> Said:
    return danvan(
        "enter", "--unit", unit, "--source", str(scan), "--store", str(store), "--home", HOME, *more, answers=answers
    )


def ingest(store: Path, *paths: Path) -> dict[str, Any]:
    return danvan_json("ingest", *map(str, paths), "--store", str(store), "--home", HOME)


def outcomes(document: dict[str, Any]) -> dict[str, str]:
    return {Path(file["path"]).name: file["outcome"] for file in document["files"]}


def summarize(store: Path, *more: str) -> dict[str, Any]:
    return danvan_json("summarize", "--year", "2024", "--store", str(store), *more)


def by_field(store: Path) -> dict[str, int | None]:
    cells = summarize(store, "--by", "field")["cells"]
    return {"+".join(cell["field"]) or "-": cell["value"] for cell in cells}


def sources(store: Path, *more: str) -> list[tuple[str, str, str, int]]:
    found = danvan_json("trace", "--year", "2024", "--store", str(store), *more)["sources"]
    return [(Path(one["path"]).name, one["sheet"], one["cell"], one["value"]) for one in found]


# --- a district whose communes write as they like


def test_a_district_with_a_pdf_and_a_photo_is_whole_once_they_are_typed(tmp_path: Path, store: Path) -> None:
    register_of_units = units.load()
    district = register_of_units.find("Huyện Hải Hậu, Tỉnh Nam Định").code or ""
    communes = [register_of_units.name_of(code) for code in register_of_units.places_below(district)][:20]
    home = ["--home", "Huyện Hải Hậu, Tỉnh Nam Định", "--store", str(store)]
    assert len(communes) >= 17
    folder = tmp_path / "thu-den"
    for place, commune in enumerate(communes[2:]):
        register(folder / f"BC DVK {commune}.xlsx", commune, [(f"Mô hình {place} {n}", "kt") for n in range(3)])
    papers = {communes[0]: (folder / f"{communes[0]} 2024.pdf", 9), communes[1]: (folder / f"{communes[1]}.jpg", 7)}
    for (paper, _), content in zip(papers.values(), (PDF, PHOTO), strict=True):
        paper.write_bytes(content)
    document = danvan_json("ingest", str(folder), *home)
    assert (document["accepted"], document["waiting"]) == (len(communes) - 2, 2)
    before = danvan_json("summarize", "--year", "2024", *home)
    assert {(one["name"], one["reason"]) for one in before["coverage"]["left_out"]} == {
        (commune, "waiting") for commune in communes[:2]
    }
    assert all(commune in danvan("summarize", "--year", "2024", *home).stdout for commune in communes[:2])

    for commune, (paper, total) in papers.items():
        said = danvan(
            "enter", "--unit", commune, "--source", str(paper), "--year", "2024", "--total", str(total), *home
        )
        assert said.code == 0, said
    after = danvan_json("summarize", "--year", "2024", "--by", "", *home)
    assert after["total"] == before["total"] + 16
    assert (after["coverage"]["received"], after["coverage"]["left_out"]) == (len(communes), [])
    traced = sources(store)
    assert sum(value for *_, value in traced) == after["total"]
    assert {(name, cell, value) for name, sheet, cell, value in traced if sheet == "nhập tay"} == {
        (paper.name, "Tổng số", total) for paper, total in papers.values()
    }

    again = danvan_json("ingest", str(folder), *home)
    assert (again["unchanged"], again["waiting"], again["accepted"]) == (len(communes), 0, 0)
    assert danvan_json("summarize", "--year", "2024", "--by", "", *home) == after


# --- typing


def test_typed_figures_are_one_base_with_its_splits(store: Path, scan: Path) -> None:
    figures = ["--total", "9", "--count", "kt=4", "--count", "Văn hóa - xã hội=5", "--count", "tập thể=7"]
    assert enter(store, scan, *figures).code == 0
    assert summarize(store, "--by", "")["total"] == 9
    assert by_field(store) == {"kt": 4, "vhxh": 5, "qpan": 0, "htct": 0}
    assert sources(store, "--field", "kt") == [(scan.name, "nhập tay", "Kinh tế", 4)]
    assert sources(store, "--holder", "tapthe") == [(scan.name, "nhập tay", "Tập thể", 7)]


def test_figures_are_asked_for_one_by_one(store: Path, scan: Path) -> None:
    answers = ["9", "4", "3", "", "2", *[""] * 6, "7", "2"]
    said = enter(store, scan, answers="\n".join(answers) + "\n")
    assert said.code == 0, said
    assert "Kinh tế" in said.stderr
    assert "Kinh tế" not in said.stdout
    assert by_field(store) == {"kt": 4, "vhxh": 3, "qpan": 0, "htct": 2}
    assert summarize(store, "--by", "holder")["total"] == 9


def test_answers_may_stand_in_a_file_that_notepad_saved(store: Path, scan: Path) -> None:
    """On a Windows whose code page is Vietnamese: with a mark before them, in UTF-8."""
    said = subprocess.run(
        [
            sys.executable,
            "-m",
            "danvan_cli",
            "enter",
            "--unit",
            TUC,
            "--source",
            scan,
            "--store",
            store,
            "--home",
            HOME,
        ],
        input="\ufeff9\r\n4\r\n5\r\n".encode(),
        env=os.environ | {"PYTHONIOENCODING": "cp1258"},
        capture_output=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr.decode()
    assert summarize(store, "--by", "")["total"] == 9


def test_blank_is_not_reported_and_zero_is_zero(store: Path, scan: Path) -> None:
    enter(store, scan, answers="9\n4\n\n0\n")
    assert by_field(store) == {"kt": 4, "qpan": 0, "-": 5}


def test_the_order_of_typing_and_the_way_of_typing_are_nothing(store: Path, scan: Path) -> None:
    enter(store, scan, "--count", "canhan=2", "--count", "kt=9", "--total", "9")
    said = enter(store, scan, "--format", "json", answers="\n".join(["9", "9", *[""] * 10, "2"]))
    assert '"unchanged": 1' in said.stdout


@pytest.mark.parametrize(
    ("figures", "code"),
    [
        (["--total", "9", "--count", "kt=6", "--count", "vhxh=5"], "parts-exceed-whole"),
        (["--total", "1,597"], "count-not-whole"),
        (["--total", "-3"], "count-negative"),
        (["--count", "kt=nhiều"], "count-unreadable"),
        (["--total", "99999999999999999999"], "count-too-large"),
    ],
)
def test_figures_that_cannot_be_are_told_and_not_kept(store: Path, scan: Path, figures: list[str], code: str) -> None:
    ingest(store, scan)
    said = enter(store, scan, *figures, "--format", "json")
    assert said.code == 1
    assert code in said.stdout
    assert summarize(store)["coverage"]["received"] == 0
    assert outcomes(ingest(store, scan)) == {scan.name: "waiting"}


def test_a_split_below_the_total_is_asked_and_counts_meanwhile(store: Path, scan: Path) -> None:
    figures = [word for one in ("kt=1", "vhxh=2", "qpan=0", "htct=1") for word in ("--count", one)]
    said = enter(store, scan, "--total", "9", *figures)
    assert said.code == 0
    assert "nhập tay › Tổng số" in said.stdout
    table = summarize(store, "--by", "")
    assert (table["total"], table["provisional"]) == (9, True)


@pytest.mark.parametrize(
    ("arguments", "refused"),
    [
        (["--count", "thể thao=3"], "member-not-counted"),
        (["--count", "xã=3"], "member-ambiguous"),
        (["--count", "kt"], "figure-unreadable"),
        (["--count", "kt=3", "--count", "kinh tế=4"], "figure-twice"),
        (["--count", "kt,tapthe,vhxh=3"], "dimension-twice"),
        (["--dated", "hôm qua", "--total", "1"], "day-unreadable"),
        ([], "nothing-typed"),
    ],
)
def test_what_cannot_be_asked_is_said_and_nothing_is_kept(
    store: Path, scan: Path, arguments: list[str], refused: str
) -> None:
    said = enter(store, scan, *arguments)
    assert (said.code, said.refused) == (2, refused)
    assert outcomes(ingest(store, scan)) == {scan.name: "waiting"}


def test_a_paper_whose_name_tells_no_year_needs_one(tmp_path: Path, store: Path) -> None:
    scan = tmp_path / "anh.jpg"
    scan.write_bytes(PHOTO)
    assert enter(store, scan, "--total", "9").refused == "period-needed"
    assert enter(store, scan, "--total", "9", "--year", "2024").code == 0


def test_a_return_that_danvan_reads_is_not_typed(tmp_path: Path, store: Path) -> None:
    own = register(tmp_path / "a" / "2024.xlsx", TUC, [("A", "kt")])
    assert enter(store, own, "--total", "9").refused == "paper-readable"


def test_a_letter_in_word_without_a_table_is_no_longer_refused_once_it_is_typed(tmp_path: Path, store: Path) -> None:
    from docx import Document

    letter = tmp_path / f"Công văn {TUC} 2024.docx"
    document = Document()
    document.add_paragraph("Năm 2024 xã có 3 mô hình.")
    document.save(str(letter))
    assert outcomes(ingest(store, letter)) == {letter.name: "refused"}
    assert enter(store, letter, "--total", "3").code == 0
    assert outcomes(ingest(store, letter)) == {letter.name: "unchanged"}
    assert summarize(store)["coverage"]["left_out"] == []


def test_whoever_types_for_another_unit_than_the_paper_names_is_told(store: Path, scan: Path) -> None:
    assert TUC in enter(store, scan, "--total", "9", unit="Xã Liêm Sơn").stderr
    assert enter(store, scan, "--total", "9").stderr == ""


# --- once, and again


def test_the_paper_may_be_typed_before_it_is_ever_taken_in(store: Path, scan: Path) -> None:
    enter(store, scan, "--total", "9")
    before = summarize(store)
    assert outcomes(ingest(store, scan.parent)) == {scan.name: "unchanged"}
    assert summarize(store) == before


def test_other_figures_for_the_same_paper_take_the_place_of_the_former(store: Path, scan: Path) -> None:
    ingest(store, scan)
    for total in ("9", "7", "9", "9"):
        assert enter(store, scan, "--total", total).code == 0
        assert summarize(store, "--by", "")["total"] == int(total)
    assert len(sources(store)) == 1
    with sqlite3.connect(store) as kept:
        assert kept.execute("SELECT count(*) FROM entry").fetchone() == (3,)


def test_what_was_known_before_stays_known(store: Path, scan: Path) -> None:
    ingest(store, scan)
    enter(store, scan, "--total", "9", "--by", "Văn thư")
    with sqlite3.connect(store) as kept:
        ((until, outcome, taken_in, typist),) = kept.execute(
            "SELECT old.until, new.outcome, new.taken_in, typist FROM mail old"
            " JOIN mail new ON new.id = old.replaced_by JOIN entry ON entry.mail = new.id WHERE old.outcome = 'waiting'"
        )
        (content,) = kept.execute("SELECT content FROM original").fetchone()
    assert (outcome, typist, content) == ("accepted", "Văn thư", PHOTO)
    assert until == taken_in
    assert [one["reason"] for one in summarize(store, "--as-of", _before(until))["coverage"]["left_out"]] == ["waiting"]


def _before(moment: str) -> str:
    from datetime import datetime, timedelta

    return (datetime.fromisoformat(moment) - timedelta(microseconds=1)).isoformat()


def test_one_paper_of_two_communes_is_waited_for_until_both_are_typed(tmp_path: Path, store: Path) -> None:
    for commune in (TUC, "Xã Liêm Sơn"):
        (tmp_path / f"{commune} 2024.pdf").write_bytes(PDF)
    ingest(store, *sorted(tmp_path.glob("*.pdf")))
    enter(store, tmp_path / f"{TUC} 2024.pdf", "--total", "9")
    assert [one["name"] for one in summarize(store)["coverage"]["left_out"]] == ["Xã Liêm Sơn"]
    enter(store, tmp_path / "Xã Liêm Sơn 2024.pdf", "--total", "5", unit="Xã Liêm Sơn")
    assert summarize(store, "--by", "")["total"] == 14
    assert set(outcomes(ingest(store, *sorted(tmp_path.glob("*.pdf")))).values()) == {"unchanged"}


@pytest.mark.parametrize(("day", "total"), [("04/12/2024", 12), ("06/12/2024", 9)])
def test_a_real_return_and_a_paper_are_told_apart_by_their_dates(
    tmp_path: Path, store: Path, scan: Path, day: str, total: int
) -> None:
    row = (1, TUC, 12, 3, 3, 3, 3)
    matrix(tmp_path / "sau" / f"BC {TUC}.xlsx", f"ĐẢNG ỦY {TUC.upper()}", [row])  # of 05/12/2024
    enter(store, scan, "--total", "9", "--dated", day)
    ingest(store, tmp_path / "sau")
    assert summarize(store, "--by", "")["total"] == total


def test_a_paper_is_as_old_as_the_day_it_first_came_not_the_day_it_was_typed(
    tmp_path: Path, store: Path, scan: Path
) -> None:
    ingest(store, scan)
    with sqlite3.connect(store) as kept:
        kept.execute("UPDATE mail SET taken_in = '2024-12-01T08:00:00.000000+00:00'")
    ingest(store, typed_form(tmp_path / "sau" / f"{TUC}.xlsx", {"năm 2024": 12}))
    enter(store, scan, "--total", "9")
    assert summarize(store, "--by", "")["total"] == 12


# --- a filled form


def typed_form(path: Path, sheets: dict[str, int]) -> Path:
    """A plain workbook as an official would type it: no letterhead, a total by sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, figure in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append((f"Biểu số mô hình “Dân vận khéo” {name}",))
        sheet.append(())
        sheet.append(("STT", "Đơn vị", "Tổng số"))
        sheet.append((1, TUC, figure))
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def test_a_filled_form_gives_the_figures_and_the_scan_is_their_source(tmp_path: Path, store: Path, scan: Path) -> None:
    form = matrix(tmp_path / "form.xlsx", f"ĐẢNG ỦY {TUC.upper()}", [(1, TUC, 9, 4, 5, 0, 0)])
    ingest(store, scan)
    assert enter(store, scan, str(form)).code == 0
    assert sources(store, "--field", "kt") == [(scan.name, "Biểu 1", "D8", 4)]
    with sqlite3.connect(store) as kept:
        originals = {content for (content,) in kept.execute("SELECT content FROM original")}
        assert kept.execute("SELECT form_path FROM entry").fetchone() == (str(form),)
    assert originals == {PHOTO, form.read_bytes()}
    assert outcomes(ingest(store, scan, form)) == {scan.name: "unchanged", form.name: "unchanged"}
    assert summarize(store, "--by", "")["total"] == 9


def test_a_form_of_a_year_that_the_scan_denies_is_not_kept(tmp_path: Path, store: Path, scan: Path) -> None:
    form = matrix(tmp_path / "form.xlsx", "", [(1, TUC, 9, 4, 5, 0, 0)], year="2023")
    said = enter(store, scan, str(form))
    assert said.code == 1
    assert "2023" in said.stdout


@pytest.mark.parametrize(
    ("head", "year"),
    [("ĐẢNG ỦY XÃ LIÊM SƠN", "2024"), ("HỘI PHỤ NỮ XÃ LIÊM SƠN", "2024"), (f"ĐẢNG ỦY {TUC.upper()}", "2023")],
)
def test_a_form_headed_by_another_unit_or_titled_of_another_year_is_not_the_scan_s(
    tmp_path: Path, store: Path, scan: Path, head: str, year: str
) -> None:
    """The commune beside had sent the very same file: its models would count twice."""
    form = matrix(tmp_path / "form.xlsx", head, [(1, "Xã Liêm Sơn", 9, 4, 5, 0, 0)], year=year)
    paper = scan.rename(scan.with_name("cv.pdf"))
    said = enter(store, paper, str(form), "--year", "2024")
    assert said.code == 1
    assert "hai đơn vị báo cáo khác nhau" in said.stdout or "hai kỳ báo cáo khác nhau" in said.stdout
    assert summarize(store, "--by", "")["total"] is None


@pytest.mark.parametrize(
    ("head", "parent", "unit"),
    [
        (f"ĐẢNG ỦY {TUC.upper()}", "HUYỆN ỦY THANH LIÊM", TUC),
        ("BAN DÂN VẬN", "HUYỆN ỦY THANH LIÊM", TUC),  # the district's form, filled in for one of its communes
        (f"HỘI PHỤ NỮ {TUC.upper()}", "HUYỆN ỦY THANH LIÊM", f"Hội Phụ nữ {TUC}"),
        ("", "", TUC),
        ("ĐẢNG ỦY XÃ LIÊM TÙNG", "", TUC),  # known to nobody: misspelt
    ],
)
def test_a_form_whose_head_is_the_unit_above_it_or_nobody_is_the_scan_s(
    tmp_path: Path, store: Path, scan: Path, head: str, parent: str, unit: str
) -> None:
    table = [("STT", "Tên mô hình", "Lĩnh vực"), (1, "Hũ gạo tiết kiệm", "Kinh tế")]
    form = save(tmp_path / "form.xlsx", head, "DANH SÁCH mô hình “Dân vận khéo” năm 2024", table, parent=parent)
    assert enter(store, scan, str(form), unit=unit).code == 0
    assert summarize(store, "--by", "")["total"] == 1


def test_a_form_under_the_old_name_of_a_merged_commune_is_still_its_own(tmp_path: Path, store: Path) -> None:
    paper = tmp_path / "cv.pdf"
    paper.write_bytes(PDF)
    register_of_units = units.load()
    old = register_of_units.find(f"{TUC}, {HOME}").code or ""
    (after,) = register_of_units.successors(old)
    form = register(tmp_path / "form.xlsx", TUC, [("Hũ gạo tiết kiệm", "kt")], year="2025")
    said = danvan(
        "enter", str(form), "--unit", after, "--source", str(paper), "--year", "2025", "--store", str(store),
    )  # fmt: skip
    assert said.code == 0, said


def test_a_form_and_figures_together_are_too_much(tmp_path: Path, store: Path, scan: Path) -> None:
    form = matrix(tmp_path / "form.xlsx", "", [(1, TUC, 9, 4, 5, 0, 0)])
    assert enter(store, scan, str(form), "--total", "9").refused == "form-or-figures"


@pytest.mark.parametrize("mended", ["đăng ký năm 2024", "xây dựng năm 2024"])
def test_a_mended_form_keeps_the_sheet_that_was_right(tmp_path: Path, store: Path, scan: Path, mended: str) -> None:
    said = {"đăng ký năm 2024": 12, "xây dựng năm 2024": 9}
    enter(store, scan, str(typed_form(tmp_path / "1.xlsx", said)))
    said[mended] += 1
    assert enter(store, scan, str(typed_form(tmp_path / "2.xlsx", said))).code == 0
    for stage, title in (("dangky", "đăng ký năm 2024"), ("xaydung", "xây dựng năm 2024")):
        assert summarize(store, "--by", "", "--stage", stage)["total"] == said[title]


# --- no model


def nil(store: Path, paper: Path, *more: str) -> Said:
    return danvan("nil", "--unit", TUC, "--source", str(paper), "--store", str(store), "--home", HOME, *more)


def test_a_unit_without_models_is_heard_with_zero(store: Path, scan: Path) -> None:
    ingest(store, scan)
    assert nil(store, scan).code == 0
    table = summarize(store, "--by", "unit")
    assert [cell["value"] for cell in table["cells"]] == [0]
    assert (table["coverage"]["received"], table["coverage"]["left_out"]) == (1, [])
    assert outcomes(ingest(store, scan)) == {scan.name: "unchanged"}
    assert nil(store, scan, "--format", "json").stdout.count('"unchanged"') == 2


def test_no_model_is_zero_in_every_column_beside_those_who_have_some(tmp_path: Path, store: Path, scan: Path) -> None:
    nil(store, scan)
    register(tmp_path / "khac" / "BC Xã Liêm Sơn.xlsx", "Xã Liêm Sơn", [("Hũ gạo", "kt"), ("Tuyến đường hoa", "vhxh")])
    ingest(store, tmp_path / "khac")
    table = summarize(store, "--by", "unit,field")
    tuc = next(code for code, name in table["labels"]["unit"].items() if name == TUC)
    said = {cell["field"][0]: cell["value"] for cell in table["cells"] if cell["unit"] == [tuc]}
    assert said == {"kt": 0, "vhxh": 0}
    assert (table["total"], len(table["cells"])) == (2, 4)
    assert summarize(store, "--by", "unit,level", "--unit", TUC)["total"] == 0
    assert summarize(store, "--by", "", "--unit", TUC, "--field", "kt")["total"] == 0
    assert summarize(store, "--by", "", "--unit", TUC, "--level", "xa")["total"] == 0
    assert summarize(store, "--by", "unit,field", "--unit", TUC)["cells"] == [{"unit": [tuc], "field": [], "value": 0}]


def test_no_model_is_traced_to_the_paper_that_says_so(store: Path, scan: Path) -> None:
    nil(store, scan)
    found = danvan_json("trace", "--year", "2024", "--unit", TUC, "--store", str(store))
    (source,) = found["sources"]
    assert (found["value"], source["value"], source["cell"], source["text"]) == (0, 0, None, "không có mô hình")
    assert (Path(source["path"]).name, source["sha256"]) == (scan.name, sha256(PHOTO).hexdigest())
    assert (source["unit"]["name"], source["reporter"]["name"], source["standing"]) == (TUC, TUC, "own")
    shown = danvan("trace", "--year", "2024", "--unit", TUC, "--store", str(store), "--format", "csv").stdout
    assert f"{scan.name} › nhập tay\n" in shown.replace("\r", "")


def test_figures_sent_after_no_model_count_whatever_their_kind(tmp_path: Path, store: Path, scan: Path) -> None:
    nil(store, scan, "--dated", "01/12/2024")
    matrix(tmp_path / "sau" / f"BC {TUC}.xlsx", f"ĐẢNG ỦY {TUC.upper()}", [(1, TUC, 5, 5, 0, 0, 0)])
    ingest(store, tmp_path / "sau")
    table = summarize(store, "--by", "")
    assert (table["total"], table["provisional"]) == (5, False)


def test_no_model_typed_by_mistake_gives_way_to_the_figures_of_the_same_paper(store: Path, scan: Path) -> None:
    nil(store, scan)
    enter(store, scan, "--total", "9")
    assert summarize(store, "--by", "")["total"] == 9


def test_no_model_typed_over_a_list_that_counts_is_asked_about_as_other_figures_are(
    tmp_path: Path, store: Path, scan: Path
) -> None:
    register(
        tmp_path / "truoc" / f"BC {TUC}.xlsx", TUC, [("Hũ gạo", "kt"), ("Đường hoa", "vhxh"), ("Tổ tự quản", "qpan")]
    )
    ingest(store, tmp_path / "truoc")
    said = nil(store, scan)
    assert (said.code, "(0 và 3 mô hình)" in said.stdout) == (0, True), said
    table = summarize(store, "--by", "")
    assert (table["total"], table["provisional"]) == (3, True)
    danvan("decide", "1", "replaces", "--why", "đã hỏi xã", "--store", str(store))
    table = summarize(store, "--by", "")
    assert (table["total"], table["provisional"]) == (0, False)


# --- what to do next


def test_whoever_meets_a_waiting_paper_is_told_how_to_type_it(store: Path, scan: Path) -> None:
    told = danvan("ingest", str(scan), "--store", str(store), "--home", HOME).stdout
    assert f'danvan enter --unit "{TUC}" --year 2024 --source "{scan}"' in told
    said = danvan("summarize", "--year", "2024", "--store", str(store))
    assert "danvan enter" in said.stderr
    assert "danvan enter" not in said.stdout
