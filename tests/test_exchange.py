"""A lower office's ledger goes into the province's: in any order, any number of times, nothing counts twice, conflicts are asked."""

import json
import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import validate
from openpyxl import load_workbook

from danvan_cli import shipped
from danvan_cli.ledger.books.rows import now
from offices import HA, KIM_BANG, PROVINCE, SON, THANH_LIEM, TUC, TUONG, Office, dated
from workbooks import matrix, register


def schema(name: str) -> Any:
    return json.loads((shipped.folder() / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def district(tmp_path: Path) -> Office:
    office = Office(tmp_path / "huyen", THANH_LIEM)
    register(office.mail / f"BC {SON}.xlsx", SON, [("Hũ gạo", "kt"), ("Nuôi ong", "Môi trường")])
    register(office.mail / f"BC {HA}.xlsx", HA, [("Đường hoa", "vhxh"), ("Camera", "qpan"), ("Hòa giải", "htct")])
    (office.mail / f"{TUC} 2024.jpg").write_bytes(b"\xff\xd8\xff\xe0 anh")
    return office


@pytest.fixture
def province(tmp_path: Path) -> Office:
    return Office(tmp_path / "tinh", PROVINCE)


# --- what comes along


def test_a_district_counts_in_the_province_as_it_does_at_home(district: Office, province: Office) -> None:
    district.ingest()
    district.enter(TUC, district.mail / f"{TUC} 2024.jpg", 9, "Lan")
    district.answer("Môi trường", "vhxh")
    told = province.receive(district.send("thanh-liem.zip"))
    validate(told, schema("receive"))
    assert (told["accepted"], told["decisions"], told["bundle"]["by"]) == (3, 1, "Lan")
    assert (province.total(), province.questions()) == (14, [])
    here, there = district.figures(), province.figures()
    assert (here["field"][:3], here["cells"]) == (there["field"][:3], there["cells"])


def test_what_a_cell_and_a_command_line_hold_goes_into_a_bundle_whatever_its_length(
    district: Office, province: Office
) -> None:
    strange, why, by = "Việc lạ " * 900, "vì " * 2000, "Lan " * 200
    register(district.mail / f"BC {SON}.xlsx", SON, [("Hũ gạo", "kt"), ("Nuôi ong", strange)])
    district.ingest()
    (asked,) = district.document("decide")["questions"]
    assert district.say("decide", str(asked["number"]), "vhxh", "--why", why, "--by", by).code == 0
    assert province.receive(district.send("thanh-liem.zip"))["decisions"] == 1
    assert province.questions() == []


def test_decisions_that_nobody_was_shown_here_are_called_by_their_numbers(district: Office, province: Office) -> None:
    fields = [f"Việc lạ {letter}" for letter in "ABCDEFG"]
    register(district.mail / f"BC {SON}.xlsx", SON, [(f"Mô hình {field}", field) for field in fields])
    district.ingest(district.mail / f"BC {SON}.xlsx")
    for field in fields:
        district.answer(field, "vhxh")
    assert province.receive(district.send("thanh-liem.zip"))["decisions"] == len(fields)
    notes = province.document("summarize", "--year", "2024")["notes"]
    (more,) = [note["message"] for note in notes if note["code"] == "decided-more"]
    assert "(số 6, 7)" in more


def test_a_bundle_is_a_zip_file_and_one_that_is_not_there_is_told_so(district: Office, province: Office) -> None:
    district.ingest()
    assert district.say("send", "--unit", district.home, "-o", "thanh-liem.rar").refused == "output-ending-unknown"
    assert province.say("receive", "thanh-liem.zip").refused == "path-missing"


def test_what_was_received_shows_through_whom_it_came(district: Office, province: Office) -> None:
    district.ingest()
    district.answer("Môi trường", "vhxh")
    province.receive(district.send("thanh-liem.zip"))
    traced = province.document("trace", "--year", "2024")
    validate(traced, schema("trace"))
    assert {one["through"]["name"] for one in traced["sources"]} == {"Huyện Thanh Liêm"}
    told = province.document("history", "--year", "2024")
    validate(told, schema("history"))
    brought = [one for one in told["events"] if one["event"] == "brought"]
    assert len(brought) == 3  # the photo that waits among them
    assert all(one["who"] == "Lan" and "Huyện Thanh Liêm" in one["reason"] for one in brought)
    notes = province.document("summarize", "--year", "2024")["notes"]
    assert any("Lan, Huyện Thanh Liêm" in note["message"] for note in notes)


def test_what_was_received_is_whole_and_can_be_given_back(tmp_path: Path, district: Office, province: Office) -> None:
    district.ingest()
    province.receive(district.send("thanh-liem.zip"))
    assert province.say("verify").code == 0
    assert province.say("backup", str(tmp_path / "sao.db")).code == 0
    back = tmp_path / "lai.jpg"
    assert province.say("source", f"{TUC} 2024.jpg", "-o", str(back)).code == 0
    assert back.read_bytes() == (district.mail / f"{TUC} 2024.jpg").read_bytes()


def test_only_the_unit_and_those_below_it_go(tmp_path: Path, province: Office, district: Office) -> None:
    register(district.mail / f"BC {TUONG}.xlsx", TUONG, [("Bến sạch", "kt")])
    (district.mail / "scan0001.pdf").write_bytes(b"%PDF-1.7 x")
    whole = Office(tmp_path / "ca-tinh", PROVINCE)
    whole.ingest(district.mail)
    said = whole.say("send", "--unit", "Huyện Thanh Liêm", "-o", str(tmp_path / "goi.zip"), "--by", "Lan")
    assert "3 tệp của Huyện Thanh Liêm" in said.stderr
    assert "Không gửi 1 tệp" in said.stderr
    assert province.receive(tmp_path / "goi.zip")["accepted"] == 2
    assert whole.say("send", "--unit", "Huyện Bình Lục", "-o", str(tmp_path / "không.zip")).refused == "nothing-to-send"
    assert not (tmp_path / "không.zip").exists()


def test_figures_typed_in_a_workbook_come_with_it_and_with_their_paper(district: Office, province: Office) -> None:
    form = matrix(district.folder / "form.xlsx", f"ĐẢNG ỦY {TUC.upper()}", [(1, TUC, 9, 4, 5, 0, 0)])
    paper = district.mail / f"{TUC} 2024.jpg"
    district.ingest(paper)
    assert district.say("enter", "--unit", TUC, "--source", str(paper), str(form)).code == 0
    province.receive(district.send("thanh-liem.zip"))
    assert province.total("--field", "kt") == 4
    traced = province.document("trace", "--year", "2024", "--field", "kt")["sources"]
    assert [(Path(one["path"]).name, one["cell"]) for one in traced] == [(paper.name, "D8")]
    assert {row[1] for row in province.rows()["original"]} == {paper.read_bytes(), form.read_bytes()}


@pytest.mark.parametrize(
    "typed",
    [
        ("--total", "9", "--count", "kt=4", "--count", "vhxh=5", "--count", "tapthe=7"),
        ("--total", "9", "--count", "congnhan=3", "--count", "congnhan,kt=2"),
        ("--stage", "congnhan", "--total", "3"),
        ("--count", "kt+vhxh=6", "--dated", "04/12/2024"),
    ],
)
def test_every_way_of_typing_comes_as_it_was_typed(district: Office, province: Office, typed: Sequence[str]) -> None:
    paper = district.mail / f"{TUC} 2024.jpg"
    assert district.say("enter", "--unit", TUC, "--source", str(paper), "--year", "2024", *typed).code == 0
    province.receive(district.send("thanh-liem.zip"))
    kept = [[row[2:] for row in office.rows()["return"]] for office in (district, province)]
    assert kept[0] == kept[1] != []


def test_no_model_is_sent_too(district: Office, province: Office) -> None:
    paper = district.mail / f"{TUC} 2024.jpg"
    assert district.say("nil", "--unit", TUC, "--source", str(paper), "--year", "2024").code == 0
    province.receive(district.send("thanh-liem.zip"))
    assert province.total() == 0


# --- the codes by which models are known


def formed(office: Office, commune: str, renamed: tuple[str, str]) -> Path:
    """The form of 2025 that an office made for a commune, with all that goes on ticked and one model renamed."""
    folder = office.folder / "bieu-mau"
    asked = ("--year", "2025", "--unit", commune, "--from-ledger", "-o", str(folder))
    assert office.say("template", *asked).code == 0
    (form,) = folder.glob("*.xlsx")
    book = load_workbook(form)
    sheet = book.worksheets[0]
    for code, name in [row for row in sheet.iter_rows(min_col=2, max_col=3) if "-24-" in str(row[0].value)]:
        sheet.cell(code.row, 9).value = "x"  # Đang thực hiện
        name.value = renamed[1] if name.value == renamed[0] else name.value
    book.save(form)
    return form


def test_a_model_renamed_on_the_form_of_its_district_is_one_model_in_the_province_too(
    district: Office, province: Office
) -> None:
    district.ingest()
    district.ingest(formed(district, SON, ("Hũ gạo", "Gạo nghĩa tình trao tay")))
    years = ("summarize", "--years", "2024-2025", "--unit", SON, "--by", "")
    assert district.document(*years)["total"] == 2
    bundle = district.send("thanh-liem.zip")
    province.receive(bundle)
    assert province.document(*years)["total"] == 2
    before = province.rows()
    province.receive(bundle)
    assert province.rows() == before
    further = Office(province.folder / "trung-uong", PROVINCE)
    further.receive(province.send("ha-nam.zip"))
    assert further.document(*years)["total"] == 2
    assert [office.say("verify").code for office in (province, further)] == [0, 0]


def test_a_code_that_two_offices_gave_to_different_models_tells_nothing(district: Office, province: Office) -> None:
    province.ingest(dated(register(province.mail / f"BC {SON} đầu.xlsx", SON, [("Nuôi ong", "kt")]), "01"))
    formed(province, SON, ("", ""))  # Nuôi ong has the first code here, Hũ gạo there
    district.ingest()
    district.ingest(formed(district, SON, ("Hũ gạo", "Gạo nghĩa tình trao tay")))
    province.receive(district.send("thanh-liem.zip"))
    told = province.document("summarize", "--years", "2024-2025", "--unit", SON, "--by", "")
    assert told["total"] == 3
    (note,) = [one["message"] for one in told["notes"] if one["code"] == "codes-contested"]
    assert "LIEMSON-24-01" in note or "LS-24-01" in note


def test_a_code_that_becomes_known_later_does_not_change_what_was_known_before(
    district: Office, province: Office
) -> None:
    district.ingest()
    province.ingest(district.mail, formed(district, SON, ("Hũ gạo", "Gạo nghĩa tình trao tay")))
    years = ("summarize", "--years", "2024-2025", "--unit", SON, "--by", "")
    before = now()
    province.receive(district.send("thanh-liem.zip"))
    then, told = (province.document(*years, *more)["total"] for more in (("--as-of", before), ()))
    assert (then, told) == (3, 2)


# --- again, later, otherwise


def test_receiving_twice_changes_nothing(district: Office, province: Office) -> None:
    district.ingest()
    district.enter(TUC, district.mail / f"{TUC} 2024.jpg", 9, "Lan")
    district.answer("Môi trường", "vhxh")
    bundle = district.send("thanh-liem.zip")
    province.receive(bundle)
    before = province.rows()
    again = province.receive(bundle)
    assert (again["unchanged"], again["decisions"], again["withdrawals"]) == (3, 0, 0)
    assert province.rows() == before


def test_a_later_bundle_brings_what_is_new_and_what_was_taken_back(district: Office, province: Office) -> None:
    district.ingest()
    province.receive(district.send("1.zip"))
    assert province.total() == 5
    register(district.mail / f"BC {HA} sửa.xlsx", HA, [("Đường hoa", "vhxh"), ("Camera", "qpan")])
    dated(district.mail / f"BC {HA} sửa.xlsx", "09")
    district.ingest()
    district.enter(TUC, district.mail / f"{TUC} 2024.jpg", 9, "Lan")
    assert district.say("withdraw", f"BC {SON}.xlsx", "--reason", "gửi nhầm", "--by", "Lan").code == 0
    later = district.send("2.zip")
    told = province.receive(later)
    assert (told["withdrawals"], province.total()) == (1, 11)
    assert province.figures()["cells"] == district.figures()["cells"]
    province.receive(district.folder / "1.zip")
    assert province.total() == 11
    assert district.say("withdraw", f"BC {SON}.xlsx", "--undo", "--by", "Lan").code == 0
    assert province.receive(district.send("3.zip"))["withdrawals"] == 1
    province.receive(later)
    assert province.total() == district.total() == 13


def test_the_same_return_sent_directly_and_in_the_bundle_is_one(district: Office, province: Office) -> None:
    district.ingest()
    bundle = district.send("thanh-liem.zip")
    province.ingest(district.mail)
    told = province.receive(bundle)
    assert (told["unchanged"], told["accepted"], told["waiting"]) == (2, 0, 1)
    assert province.total() == 5
    assert {one["through"] for one in province.document("trace", "--year", "2024")["sources"]} == {None}


def test_undated_revisions_are_as_old_as_the_day_they_came_to_the_district(district: Office, province: Office) -> None:
    first = dated(district.mail / f"BC {HA}.xlsx", None)
    mended = register(district.mail / f"BC {HA} sửa.xlsx", HA, [("Đường hoa", "vhxh"), ("Camera", "qpan")])
    dated(mended, None)
    district.ingest(first)
    with sqlite3.connect(district.folder / "danvan.db") as kept:
        kept.execute("UPDATE mail SET taken_in = '2024-12-05T08:00:00.000000+00:00'")
    district.ingest(mended)
    bundle = district.send("thanh-liem.zip")
    province.receive(bundle)
    assert (province.total(), province.questions()) == (2, [])
    direct = Office(province.folder / "khac", PROVINCE)
    direct.ingest(mended)
    direct.ingest(first)
    assert direct.total() is None  # two of one day, and they differ
    direct.receive(bundle)
    assert (direct.total(), direct.questions()) == (2, [])


# --- conflicts


def test_two_answers_to_one_question_leave_it_open_until_somebody_here_decides(
    tmp_path: Path, district: Office, province: Office
) -> None:
    other = Office(tmp_path / "kim-bang", KIM_BANG)
    register(other.mail / f"BC {TUONG}.xlsx", TUONG, [("Bến sạch", "Môi trường")])
    for office, answer in ((district, "vhxh"), (other, "kt")):
        office.ingest()
        office.answer("Môi trường", answer)
    bundles = [district.send("a.zip"), other.send("b.zip")]
    second = Office(tmp_path / "tinh2", PROVINCE)
    assert [province.receive(bundle)["contested"] for bundle in bundles] == [0, 1]
    assert [second.receive(bundle)["contested"] for bundle in reversed(bundles)] == [0, 1]
    assert province.figures() == second.figures()
    assert province.questions() == ["field-unknown"]
    (asked,) = province.document("decide")["questions"]
    assert "Văn hóa - xã hội" in asked["contested"]
    assert "Thị xã Kim Bảng" in asked["contested"]
    assert "trả lời khác nhau" in province.say("decide").stdout
    province.answer("Môi trường", "kt", "Minh")
    for bundle in bundles:
        assert province.receive(bundle)["contested"] == 0
    assert (province.questions(), province.total("--field", "kt")) == ([], 3)


def test_an_answer_given_here_before_the_other_was_known_is_asked_again(district: Office, province: Office) -> None:
    district.ingest()
    province.ingest(district.mail)
    province.answer("Môi trường", "kt", "Minh")
    district.answer("Môi trường", "vhxh")
    province.receive(district.send("thanh-liem.zip"))
    assert province.questions() == ["field-unknown"]
    province.answer("Môi trường", "vhxh", "Minh")
    assert province.total("--field", "vhxh") == 2


def test_one_paper_typed_differently_by_both_counts_for_neither(district: Office, province: Office) -> None:
    paper = district.mail / f"{TUC} 2024.jpg"
    district.enter(TUC, paper, 7, "Lan")
    province.enter(TUC, paper, 9, "Minh")
    province.receive(district.send("thanh-liem.zip"))
    assert province.total() is None
    (asked,) = province.document("decide")["questions"]
    assert asked["code"] == "typed-differently"
    assert all(said in asked["message"] for said in ("Lan", "Minh", "7", "9"))
    province.answer("Lan", next(one["code"] for one in asked["answers"] if "Minh" in one["label"]), "Minh")
    assert province.total() == 9
    district.enter(TUC, paper, 9, "Lan")
    province.receive(district.send("2.zip"))
    assert (province.total(), province.questions()) == (9, [])


def test_of_two_typings_that_differ_the_question_tells_how_many_models_each_read(
    district: Office, province: Office
) -> None:
    paper = district.mail / f"{TUC} 2024.jpg"
    for office, by, total, culture in ((district, "Lan", "1010", "6"), (province, "Minh", "1011", "7")):
        typed = ("--total", total, "--count", "kt=1004", "--count", f"vhxh={culture}")
        said = office.say("enter", "--unit", TUC, "--year", "2024", "--source", str(paper), "--by", by, *typed)
        assert said.code == 0, said
    province.receive(district.send("thanh-liem.zip"))
    (asked,) = province.document("decide")["questions"]
    assert all(told in asked["message"] for told in ("Lan", "Minh", "1.010 ", "1.011;"))


def test_a_split_that_reads_otherwise_there_is_asked_about_though_the_whole_is_the_same(
    district: Office, province: Office
) -> None:
    matrix(district.mail / f"BC {SON}.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", [(1, SON, 8, 5, 3, 0, 0)])
    district.ingest(district.mail / f"BC {SON}.xlsx")
    province.receive(district.send("thanh-liem.zip"))
    with sqlite3.connect(province.folder / "danvan.db") as kept:
        assert kept.execute("UPDATE brought SET said = '[[8,15]]' WHERE said = '[[8,16]]'").rowcount == 1
        kept.execute("INSERT OR IGNORE INTO unsettled VALUES ('2024')")
    (asked,) = province.document("decide")["questions"]
    assert asked["code"] == "read-otherwise-there"


def test_one_paper_typed_alike_by_both_counts_once(district: Office, province: Office) -> None:
    paper = district.mail / f"{TUC} 2024.jpg"
    district.enter(TUC, paper, 9, "Lan")
    province.enter(TUC, paper, 9, "Minh")
    province.receive(district.send("thanh-liem.zip"))
    assert (province.total(), province.questions()) == (9, [])


def test_a_file_that_reads_otherwise_there_is_asked_about(district: Office, province: Office) -> None:
    words = '[field.members.kt]\naliases = ["Môi trường"]\n'
    (district.folder / "vocabulary.toml").write_text(words, encoding="utf-8")
    district.ingest()
    with sqlite3.connect(district.folder / "danvan.db") as kept:  # a lower office whose danvan reads one row less
        kept.execute("DELETE FROM read_with")
        kept.execute("UPDATE return SET models = replace(models, 'x', 'x')")
    bundle = district.send("thanh-liem.zip")
    told = province.receive(bundle)
    assert told["questions"] == 1  # the word that only the district knows
    assert province.questions() == ["field-unknown"]
    with sqlite3.connect(province.folder / "danvan.db") as kept:
        kept.execute("UPDATE brought SET said = '[[12,12]]' WHERE said = '[[3,3]]'")
        kept.execute("INSERT OR IGNORE INTO unsettled VALUES ('2024')")
    assert province.questions() == ["field-unknown", "read-otherwise-there"]
    assert province.document("summarize", "--year", "2024")["provisional"]
    province.answer("Huyện Thanh Liêm", "as-read", "Minh")
    assert province.questions() == ["field-unknown"]


def test_a_withdrawn_document_stays_withdrawn_when_an_answer_has_it_read_again(district: Office) -> None:
    district.ingest()
    assert district.say("withdraw", f"BC {SON}.xlsx", "--reason", "gửi nhầm", "--by", "Lan").code == 0
    register(district.mail / "x" / f"BC {TUC}.xlsx", TUC, [("Vườn rau", "Môi trường")])
    district.ingest()
    district.answer("Môi trường", "vhxh")
    assert district.total() == 4
    assert district.say("verify").code == 0


def nameless(folder: Path) -> Path:
    """A list of three models that does not say whose it is."""
    path = dated(register(folder / "danh sách.xlsx", SON, [("Hũ gạo", "kt"), ("Camera", "qpan"), ("Chợ", "kt")]), "05")
    book = load_workbook(path)
    book.worksheets[0]["A1"] = book.worksheets[0]["A2"] = None
    book.save(path)
    return path


@pytest.mark.parametrize("first", ["district", "province"])
def test_one_file_taken_for_two_communes_is_asked_about(
    tmp_path: Path, district: Office, province: Office, first: str
) -> None:
    """A wrong --unit here or there would count every model of it twice."""
    file = nameless(tmp_path / "x")
    assert district.document("ingest", str(file), "--unit", SON)["accepted"] == 1
    bundle = district.send("thanh-liem.zip")
    if first == "district":
        province.receive(bundle)
    assert province.document("ingest", str(file), "--unit", HA)["accepted"] == 1
    if first == "province":
        province.receive(bundle)
    assert (province.questions(), province.total()) == (["file-of-two-units"], 6)
    assert province.document("summarize", "--year", "2024")["provisional"]
    assert (
        province.say("lock", "--year", "2024", "--reason", "đã báo cáo", "--by", "Mai").refused == "lock-questions-open"
    )
    said = province.say("withdraw", str(file), "--unit", HA, "--reason", "nhầm đơn vị", "--by", "Mai")
    assert said.code == 0
    assert (province.questions(), province.total()) == ([], 3)


def test_two_communes_that_sent_one_file_count_both_once_somebody_says_so(tmp_path: Path, province: Office) -> None:
    file = nameless(tmp_path / "x")
    for commune in (SON, HA):
        province.document("ingest", str(file), "--unit", commune)
    province.answer("đúng một tệp này", "as-read")
    assert (province.questions(), province.total()) == ([], 6)
    assert not province.document("summarize", "--year", "2024")["provisional"]


def test_an_answer_that_two_names_are_one_model_goes_along(tmp_path: Path, province: Office) -> None:
    district = Office(tmp_path / "huyen", THANH_LIEM)
    women = "Hội Liên hiệp Phụ nữ xã Liêm Sơn"
    register(
        district.mail / f"{SON} 2024.xlsx", SON, [("Hũ gạo tiết kiệm", "kt"), ("Đường hoa", "vhxh"), ("Chợ sạch", "kt")]
    )
    register(district.mail / f"{women}.xlsx", women, [("Hủ gạo tiết kiệm", "kt"), ("Nhà sạch vườn đẹp", "vhxh")])
    district.ingest()
    assert (district.questions(), district.total()) == (["names-alike"], 5)
    district.answer("Hủ gạo", "same")
    told = province.receive(district.send("thanh-liem.zip"))
    assert (told["decisions"], told["decisions_left_out"]) == (1, 0)
    assert (province.questions(), province.total(), district.total()) == ([], 4, 4)
    assert province.say("verify").code == 0


def test_what_comes_for_a_locked_period_waits_and_is_told(district: Office, province: Office) -> None:
    register(province.mail / f"BC {TUC}.xlsx", TUC, [("Bến sạch", "kt")])
    province.ingest()
    assert province.say("lock", "--year", "2024", "--reason", "đã báo cáo", "--by", "Mai").code == 0
    district.ingest()
    told = province.receive(district.send("thanh-liem.zip"))
    assert "period-locked" in {one["code"] for file in told["files"] for one in file["findings"]}
    assert province.total() == 1


@pytest.mark.parametrize(
    ("changed", "kind", "reason"),
    [
        ("UPDATE entry SET typed = '2024-01-01'", "entry", "not-as-logged"),
        ("UPDATE entry SET origin = ''", "entry", "not-as-logged"),
        ("UPDATE decision SET decided = '2024-01-01'", "decision", "not-as-logged"),
        ("UPDATE decision SET origin = '', decided = ''", "decision", "not-as-logged"),
        ("UPDATE withdrawal SET since = '2024-01-01'", "withdrawal", "not-as-logged"),
        ("UPDATE bundle SET unit = '35'", "bundle", "not-as-logged"),
        ("UPDATE brought SET came = '2024-01-01'", "brought", "not-as-logged"),
        ("DELETE FROM brought", "brought", "not-as-logged"),
        ("UPDATE code SET origin = ''", "code", "not-as-logged"),
        ("DELETE FROM code", "code", "not-as-logged"),
        ("UPDATE brought SET noted = '2099-01-01'", "brought", "not-in-log"),
    ],
)
def test_what_another_ledger_said_cannot_be_changed_unseen(
    district: Office, province: Office, changed: str, kind: str, reason: str
) -> None:
    district.ingest()
    district.enter(TUC, district.mail / f"{TUC} 2024.jpg", 9, "Lan")
    district.answer("Môi trường", "vhxh")
    assert district.say("withdraw", f"BC {HA}.xlsx", "--reason", "gửi nhầm", "--by", "Lan").code == 0
    formed(district, SON, ("", ""))
    province.receive(district.send("thanh-liem.zip"))
    assert province.say("verify").code == 0
    with sqlite3.connect(province.folder / "danvan.db") as kept:
        kept.execute(changed)
    damaged = json.loads(province.say("verify", "--format", "json").stdout)["damaged"]
    assert (kind, reason) in {(one["kind"], one["reason"]) for one in damaged}


# --- the law


@dataclass(frozen=True)
class World:
    """Bundles of two districts and the mail that also came to the province, ready to be taken in in any order."""

    bundles: dict[str, Path]
    mail: dict[str, list[Path]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("world")
    a, b = Office(folder / "a", THANH_LIEM), Office(folder / "b", KIM_BANG)
    register(a.mail / f"BC {SON}.xlsx", SON, [("Hũ gạo", "kt"), ("Nuôi ong", "Môi trường")])
    register(a.mail / f"BC {HA}.xlsx", HA, [("Đường hoa", "vhxh"), ("Camera", "qpan"), ("Hòa giải", "htct")])
    photo = a.mail / f"{TUC} 2024.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0 anh")
    a.ingest()
    bundles = {"a1": a.send("a1.zip")}
    mended = dated(register(a.mail / f"BC {HA} sửa.xlsx", HA, [("Đường hoa", "vhxh"), ("Camera", "qpan")]), "09")
    draft = dated(register(a.mail / f"BC {SON} nháp.xlsx", SON, [("Hũ gạo", "kt")]), "11")
    a.ingest()
    a.enter(TUC, photo, 9, "Lan")
    a.enter(TUC, photo, 8, "Lan")
    assert a.say("withdraw", draft.name, "--reason", "bản nháp", "--by", "Lan").code == 0
    a.answer("Môi trường", "vhxh")
    bundles["a2"] = a.send("a2.zip")
    scan = b.mail / f"{TUONG} 2024.pdf"
    matrix(b.mail / "BC huyện.xlsx", "HUYỆN ỦY KIM BẢNG", [(1, "Xã Nhật Tân", 4, 1, 1, 1, 1)], year="2024")
    scan.write_bytes(b"%PDF-1.7 x")
    b.ingest()
    b.enter(TUONG, scan, 5, "Hoa")
    bundles["b1"] = b.send("b1.zip")
    mail = {"son": [a.mail / f"BC {SON}.xlsx", draft], "ha": [mended, a.mail / f"BC {HA}.xlsx"], "scans": [photo, scan]}
    shutil.copy(mended, folder / "bản sao.xlsx")
    mail["copy"] = [folder / "bản sao.xlsx"]
    return World(bundles, mail)


def after(world: World, folder: Path, order: Sequence[str]) -> dict[str, Any]:
    office = Office(folder, PROVINCE)
    for act in order:
        if act in world.bundles:
            office.receive(world.bundles[act])
        else:
            office.ingest(*world.mail[act])
    return office.figures()


@pytest.fixture(scope="module")
def expected(world: World, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return after(world, tmp_path_factory.mktemp("expected"), ["a2", "b1", *world.mail])


def test_the_expected_figures_are_those_of_the_districts(expected: dict[str, Any]) -> None:
    assert expected[""][1] == 2 + 2 + 8 + 4 + 5
    assert expected["questions"] == []


@given(data=st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_and_any_repetition_give_the_same_figures(
    world: World, expected: dict[str, Any], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    needed = ["a2", "b1", *world.mail]
    more = data.draw(st.lists(st.sampled_from([*world.bundles, *world.mail]), max_size=4))
    order = data.draw(st.permutations([*needed, *more]))
    assert after(world, tmp_path_factory.mktemp("order"), order) == expected


@pytest.fixture(scope="module")
def disputed(world: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    """The same, and another district that answers otherwise, and a person in the province who types a photo otherwise."""
    other = Office(tmp_path_factory.mktemp("c"), "Huyện Bình Lục, Tỉnh Hà Nam")
    register(other.mail / "BC Xã Bồ Đề.xlsx", "Xã Bồ Đề", [("Bến sạch", "Môi trường"), ("Hũ gạo", "kt")])
    other.ingest()
    other.answer("Môi trường", "kt")
    return World({**world.bundles, "c1": other.send("c1.zip")}, {**world.mail, "bồ đề": [*other.mail.iterdir()]})


@given(data=st.data())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_contradicts_is_asked_in_any_order(
    disputed: World, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    needed = ["a2", "b1", "c1", "son", "bồ đề", "type"]
    more = data.draw(st.lists(st.sampled_from(["a1", "a2", "c1", "ha", "scans", "type"]), max_size=3))
    order = data.draw(st.permutations([*needed, *more]))
    office = Office(tmp_path_factory.mktemp("order"), PROVINCE)
    for act in order:
        if act in disputed.bundles:
            office.receive(disputed.bundles[act])
        elif act in disputed.mail:
            office.ingest(*disputed.mail[act])
        else:
            office.enter(TUC, disputed.mail["scans"][0], 6, "Minh")
    said = office.figures()
    assert said["questions"] == ["field-unknown", "typed-differently"]
    assert (said[""][1], said[""][2]) == (2 + 2 + 4 + 5 + 2, True)  # neither 8 nor 6
    assert {"".join(cell["field"]): cell["value"] for cell in said["field"][0]}[
        ""
    ] == 5 + 2  # typed whole; two of no field


def test_a_bundle_goes_on_to_the_office_above(tmp_path: Path, district: Office, province: Office) -> None:
    commune = Office(tmp_path / "xa", THANH_LIEM)
    paper = district.mail / f"{TUC} 2024.jpg"
    commune.enter(TUC, paper, 9, "Tư")
    small = commune.send("xa.zip", TUC)
    district.ingest()
    district.receive(small)
    large = district.send("huyen.zip")
    for order in ([small, large], [large, small], [large], [large, small, large]):
        office = Office(tmp_path / f"tinh{len(order)}{order[0].name}", PROVINCE)
        for bundle in order:
            office.receive(bundle)
        assert (office.total(), office.questions()) == (14, ["field-unknown"])


def test_a_bundle_received_again_is_read_with_what_danvan_knows_since(district: Office, province: Office) -> None:
    district.ingest()
    bundle = district.send("thanh-liem.zip")
    province.receive(bundle)
    assert province.total("--field", "kt") == 1
    words = '[field.members.kt]\naliases = ["Môi trường"]\n'
    (province.folder / "vocabulary.toml").write_text(words, encoding="utf-8")
    assert province.receive(bundle)["superseded"] == 1
    assert (province.total("--field", "kt"), province.questions()) == (2, [])


def test_a_file_refused_here_and_read_there_counts_once(district: Office, province: Office, tmp_path: Path) -> None:
    nameless = register(tmp_path / "x" / "danh sách.xlsx", SON, [("Hũ gạo", "kt"), ("Nuôi ong", "vhxh")])
    dated(nameless, "05")
    book = load_workbook(nameless)
    book.worksheets[0]["A1"] = book.worksheets[0]["A2"] = None
    book.save(nameless)
    assert district.document("ingest", str(nameless), "--unit", SON)["accepted"] == 1
    bundle = district.send("thanh-liem.zip")
    assert province.ingest(nameless)["refused"] == 1
    assert province.receive(bundle)["accepted"] == 1
    assert province.ingest(nameless)["refused"] == 0
    assert province.total() == 2
    states = province.document("status", "--year", "2024")["units"]
    assert [unit["state"] for unit in states if unit["name"] == SON] == ["accepted"]
