"""Who should report, who has, who has not: rosters, the state of every unit, reminders, coverage. (counting.md 10)"""

import io
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from jsonschema import validate
from openpyxl import Workbook, load_workbook

from commanding import Said, danvan, danvan_json
from danvan_cli import shipped, units
from danvan_cli.ledger.books.roster import Expected
from danvan_cli.settings import Reporting
from danvan_cli.tables.reporting.status import status_of
from danvan_cli.tables.selection.query import Question
from danvan_cli.tables.selection.selectors import Selectors
from danvan_cli.vietnamese import sort_key
from danvan_cli.writers.reminder import Reminder, merge_list
from returned import THANH_LIEM, UNITS, Desk
from returned import matrix as figures
from returned import register as listed
from workbooks import matrix, register, save

HOME = "Huyện Hải Hậu, Tỉnh Nam Định"
REGISTER = units.load()
DISTRICT = REGISTER.find(HOME).code or ""
COMMUNES = [REGISTER.name_of(code) for code in REGISTER.places_below(DISTRICT)]
YEAR = ("--year", "2024")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "kho"
    folder.mkdir()
    return folder / "danvan.db"


def run(store: Path, command: str, *more: str) -> Said:
    return danvan(command, *YEAR, "--store", str(store), "--home", HOME, *more)


def document(store: Path, command: str, *more: str) -> dict[str, Any]:
    return danvan_json(command, *YEAR, "--store", str(store), "--home", HOME, *more)


def states(store: Path, *more: str) -> dict[str, str]:
    return {unit["name"]: unit["state"] for unit in document(store, "status", *more)["units"]}


def send(
    store: Path,
    commune: str,
    count: int = 2,
    *,
    dated: str = "ngày 05 tháng 12 năm 2024",
    title: str = "DANH SÁCH mô hình “Dân vận khéo” năm 2024",
) -> Path:
    """A commune's list, in the folder of the mail."""
    table = [("STT", "Tên mô hình", "Lĩnh vực")]
    rows = [(number, f"Mô hình {commune} {number}", "Kinh tế") for number in range(1, count + 1)]
    path = store.parent.parent / "thu-den" / f"{commune} {count}.xlsx"
    return save(path, f"ĐẢNG ỦY {commune.upper()}", title, [*table, *rows], parent="HUYỆN ỦY HẢI HẬU", dated=dated)


def spoilt(store: Path, commune: str, dated: str) -> Path:
    """A commune's list that is refused: it counts what nobody can count."""
    table = [("STT", "Đơn vị", "Tổng số"), (1, commune, -3)]
    path, title = store.parent.parent / "thu-den" / f"{commune}.xlsx", "BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024"
    return save(path, f"ĐẢNG ỦY {commune.upper()}", title, table, parent="HUYỆN ỦY HẢI HẬU", dated=dated)


def ingest(store: Path, folder: Path) -> dict[str, Any]:
    return danvan_json("ingest", str(folder), "--store", str(store), "--home", HOME)


def schema(name: str) -> dict[str, Any]:
    found = json.loads((shipped.folder() / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return dict(found)


def district(store: Path) -> dict[str, str]:
    """Twenty communes as December leaves them: what state each must be in."""
    folder = store.parent.parent / "thu-den"
    wanted = dict.fromkeys(COMMUNES[:14], "accepted")
    for commune in wanted:
        send(store, commune)
    refused, photo, scan, second, nil, silent = COMMUNES[14:20]
    matrix(folder / f"{refused}.xlsx", f"ĐẢNG ỦY {refused.upper()}", [(1, refused, 1.597, 1, 0, 0, 0)])
    (folder / f"{photo} 2024.jpg").write_bytes(b"\xff\xd8\xff\xe0 anh")
    (folder / f"{scan} 2024.pdf").write_bytes(b"%PDF-1.7 trang 1")
    rows = [(1, COMMUNES[0], 2, 2, 0, 0, 0), (2, second, 6, 6, 0, 0, 0)]
    matrix(folder / "bieu huyen.xlsx", "BAN DÂN VẬN HUYỆN ỦY HẢI HẬU", rows)
    ingest(store, folder)
    letter = store.parent.parent / "cong van.pdf"
    letter.write_bytes(b"%PDF-1.7 khong co mo hinh")
    assert run(store, "nil", "--unit", nil, "--source", str(letter), "--dated", "06/12/2024").code == 0
    return wanted | {refused: "refused", photo: "waiting", scan: "waiting"} | {
        second: "second-hand", nil: "nil", silent: "not-sent"
    }  # fmt: skip


def only_twenty(store: Path) -> None:
    run(store, "roster", "--from-register")
    rest = [argument for commune in COMMUNES[20:] for argument in ("--remove", commune)]
    assert run(store, "roster", *rest, "--reason", "huyện gửi riêng").code == 0


def settings(store: Path, text: str) -> None:
    (store.parent / "danvan.toml").write_text(text, encoding="utf-8")


# --- the state of every unit


def test_a_district_of_twenty_communes_with_a_roster_from_the_register(store: Path) -> None:
    wanted = district(store)
    only_twenty(store)
    told = document(store, "status")
    validate(told, schema("status"))
    listed = {unit["name"]: unit["state"] for unit in told["units"] if unit["expected"]}
    assert listed == wanted
    counts = {name: told[name] for name in ("expected", "received", "refused", "waiting", "missing")}
    assert counts == {"expected": 20, "received": 15, "refused": 1, "waiting": 2, "missing": 2}
    by_name = {unit["name"]: unit for unit in told["units"]}
    nil, second, refused = by_name[COMMUNES[18]], by_name[COMMUNES[17]], by_name[COMMUNES[14]]
    assert nil["models"] == 0
    assert (second["models"], [one["name"] for one in second["second_hand_by"]]) == (6, ["Huyện Hải Hậu"])
    assert [(one["code"], one["cell"]) for one in refused["returns"][0]["findings"]] == [("count-not-whole", "C8")]
    assert by_name["Huyện Hải Hậu"]["expected"] is False
    assert "15/20 đơn vị báo cáo" in told["summary"]


def test_tables_say_how_many_have_reported_and_who_is_missing(store: Path) -> None:
    district(store)
    only_twenty(store)
    table = document(store, "summarize")
    validate(table, schema("summarize"))
    coverage = table["coverage"]
    assert (coverage["expected"], coverage["received"]) == (20, 15)
    assert {one["name"] for one in coverage["missing"]} == {COMMUNES[17], COMMUNES[19]}
    assert {one["name"] for one in coverage["left_out"]} == set(COMMUNES[14:17])
    notes = {note["code"]: note["message"] for note in table["notes"]}
    assert COMMUNES[19] in notes["missing"]
    assert "Huyện Hải Hậu" in notes["beyond-roster"]
    printed = run(store, "summarize").stdout
    assert "15/20 đơn vị báo cáo" in printed
    assert f"Đã nộp, chưa tính: chờ nhập tay (2): {', '.join(sorted(COMMUNES[15:17], key=sort_key))}" in " ".join(
        printed.split()
    )
    assert printed.count(COMMUNES[19]) == 1


def test_mail_that_cannot_be_read_is_not_held_for_a_year_that_had_not_begun_when_it_came(store: Path) -> None:
    """A damaged file of one December was said to be next year's return, whose unit nobody reminded any more."""
    damaged = store.parent.parent / "thu-den" / f"BC {COMMUNES[0]}.xlsx"
    damaged.parent.mkdir()
    damaged.write_bytes(b"PK\x03\x04")
    ingest(store, damaged)
    now = datetime.now(UTC).astimezone().year
    for year, held in ((now, 1), (now + 1, 0)):
        asked = ("--year", str(year), "--store", str(store), "--home", HOME)
        assert danvan_json("status", *asked)["refused"] == held
        assert len(danvan_json("summarize", *asked)["coverage"]["left_out"]) == held


def test_mail_that_is_held_is_never_called_not_sent(store: Path) -> None:
    district(store)
    without_roster = document(store, "status")
    only_twenty(store)
    for told in (without_roster, document(store, "status")):
        held = {unit["name"] for unit in told["units"] if unit["state"] in ("waiting", "refused")}
        assert held == set(COMMUNES[14:17])
    lines = run(store, "status").stdout.replace("\n    ", " ").splitlines()
    silent = next(line for line in lines if line.startswith("  Chưa gửi ("))
    assert not any(commune in silent for commune in COMMUNES[14:17])


def test_without_a_roster_the_register_tells_how_many_communes_there_are(store: Path) -> None:
    district(store)
    told = document(store, "status")
    validate(told, schema("status"))
    assert (told["expected"], told["missing"], told["summary"]) == (
        None,
        None,
        f"15/{len(COMMUNES)} xã đã gửi (chưa có danh sách phải gửi)",
    )
    assert told["summary"] in run(store, "summarize").stdout
    lines = run(store, "status").stdout.replace("\n    ", " ").splitlines()
    unheard = next(line for line in lines if "Chưa thấy gửi" in line)
    assert COMMUNES[19] in unheard
    assert COMMUNES[17] not in unheard  # the district speaks of it


def test_bodies_are_counted_beside_the_communes_without_a_roster(store: Path) -> None:
    save(
        store.parent.parent / "thu-den" / "ca.xlsx",
        "CÔNG AN HUYỆN HẢI HẬU",
        "DANH SÁCH mô hình “Dân vận khéo” năm 2024",
        [("STT", "Tên mô hình", "Lĩnh vực"), (1, "Tiếng kẻng an ninh", "Kinh tế")],
        parent="CÔNG AN TỈNH NAM ĐỊNH",
    )
    send(store, COMMUNES[0])
    ingest(store, store.parent.parent / "thu-den")
    assert document(store, "status")["summary"].startswith(f"1/{len(COMMUNES)} xã; 1 cơ quan")


def test_open_questions_and_revisions_are_told(store: Path) -> None:
    folder = store.parent.parent / "thu-den"
    register(folder / "a.xlsx", COMMUNES[0], [("Nuôi ong", "Môi trường"), ("Hũ gạo", "kt")])
    send(store, COMMUNES[1], 3)
    send(store, COMMUNES[1], 5, dated="ngày 09 tháng 12 năm 2024")
    ingest(store, folder)
    by_name = {unit["name"]: unit for unit in document(store, "status")["units"]}
    asked, revised = by_name[COMMUNES[0]], by_name[COMMUNES[1]]
    assert (asked["state"], asked["questions"]) == ("questions", 1)
    assert asked["provisional"] > 0
    assert (revised["state"], revised["revised"], revised["models"]) == ("accepted", 1, 5)
    assert sorted(one["outcome"] for one in revised["returns"]) == ["accepted", "superseded"]


def test_who_has_only_registered_has_not_sent_what_became_of_it(store: Path) -> None:
    """After March's registrations nobody was silent or late in December any more, and nobody was reminded."""
    folder = store.parent.parent / "thu-den"
    for commune in COMMUNES[:3]:
        send(
            store,
            commune,
            3,
            dated="ngày 10 tháng 3 năm 2024",
            title="DANH SÁCH ĐĂNG KÝ mô hình “Dân vận khéo” năm 2024",
        )
    ingest(store, folder)
    run(store, "roster", "--from-register")
    assert document(store, "status")["received"] == document(store, "summarize")["coverage"]["received"] == 3
    settings(store, '[reporting]\ndeadline = "12-04"')
    send(store, COMMUNES[0])
    ingest(store, folder)
    told = document(store, "status")
    assert (told["received"], told["late"]) == (1, 1)
    assert {name: states(store)[name] for name in COMMUNES[:3]} == {
        COMMUNES[0]: "accepted", COMMUNES[1]: "not-sent", COMMUNES[2]: "not-sent"
    }  # fmt: skip
    assert f"Mới gửi đăng ký, chưa gửi kết quả (2): {COMMUNES[1]}, {COMMUNES[2]}" in " ".join(
        run(store, "status").stdout.split()
    )
    coverage = document(store, "summarize")["coverage"]
    assert coverage["received"] == 1
    assert {one["name"] for one in coverage["missing"]} >= set(COMMUNES[1:3])
    assert document(store, "summarize", "--stage", "dangky")["coverage"]["received"] == 3


def test_mail_of_nobody_is_named(store: Path) -> None:
    folder = store.parent.parent / "thu-den"
    send(store, COMMUNES[0])
    (folder / "scan0001.pdf").write_bytes(b"%PDF-1.7 x")
    ingest(store, folder)
    assert [Path(one["path"]).name for one in document(store, "status")["unplaced"]] == ["scan0001.pdf"]
    assert "scan0001.pdf" in run(store, "status").stdout


def test_a_figure_for_all_communes_speaks_for_the_silent_without_a_figure_of_their_own(desk: Desk) -> None:
    communes = UNITS.children(THANH_LIEM)
    desk.file(listed(communes[0], ["A", "B"]), figures(THANH_LIEM, [(f"{THANH_LIEM} below level=xa", {"": 50})]))
    with desk.ledger.transaction():
        desk.ledger.roster.add("2024", [Expected(code) for code in communes])
    told = status_of(Question(desk.ledger, Selectors(period="2024", unit=THANH_LIEM)), Reporting())
    assert (told.expected, told.received, len(told.silent)) == (len(communes), 1, len(communes) - 1)
    assert {(one.state, one.said_by, one.value) for one in told.silent} == {("second-hand", (THANH_LIEM,), None)}


def test_a_province_is_told_district_by_district(store: Path) -> None:
    send(store, COMMUNES[0])
    here = ("--store", str(store), "--home", "Tỉnh Nam Định")
    danvan("ingest", str(store.parent.parent / "thu-den"), *here)
    danvan("roster", *YEAR, *here, "--from-register", "--add", "Công an xã Hải Anh", "--reason", "theo công văn")
    lines = [" ".join(line.split()) for line in danvan("status", *YEAR, *here).stdout.splitlines()]
    assert f"Huyện Hải Hậu {len(COMMUNES)} 1 0 {len(COMMUNES) - 1} 0" in lines
    assert "Lực lượng vũ trang 1 0 0 1 0" in lines


# --- deadlines


def test_what_came_after_the_deadline_is_late_and_a_later_revision_is_not(store: Path) -> None:
    settings(store, '[reporting]\ndeadline = "12-15"\n')
    for commune, day in ((COMMUNES[0], "15"), (COMMUNES[1], "16")):
        send(store, commune, dated=f"ngày {day} tháng 12 năm 2024")
    send(store, COMMUNES[2], 2, dated="ngày 10 tháng 12 năm 2024")
    send(store, COMMUNES[2], 4, dated="ngày 28 tháng 12 năm 2024")
    ingest(store, store.parent.parent / "thu-den")
    told = document(store, "status")
    assert told["deadline"] == "2024-12-15"
    assert {unit["name"]: unit["days_late"] for unit in told["units"] if unit["late"]} == {COMMUNES[1]: 1}
    assert told["late"] == 1


def test_what_was_refused_came_on_the_day_that_it_bears_where_that_can_be_read(store: Path) -> None:
    """In an official letter a commune had been 714 days late, by the day on which its file was tried."""
    settings(store, '[reporting]\ndeadline = "12-15"\n')
    days = {COMMUNES[0]: "ngày 05 tháng 12 năm 2024", COMMUNES[1]: "ngày 20 tháng 12 năm 2024", COMMUNES[2]: ""}
    for commune, dated in days.items():
        spoilt(store, commune, dated)
    ingest(store, store.parent.parent / "thu-den")
    told = {unit["name"]: unit for unit in document(store, "status")["units"]}
    assert {told[commune]["state"] for commune in days} == {"refused"}
    in_time, late, received = (told[commune]["days_late"] for commune in days)
    assert (in_time, late, received > 600) == (0, 5, True)
    assert [told[commune]["returns"][0]["dated"] for commune in days] == ["2024-12-05", "2024-12-20", None]
    assert danvan("verify", "--store", str(store)).code == 0


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ('deadline = "12-15"', "2024-12-15"),
        ('deadline = "01-10"', "2025-01-10"),
        ('deadline = "12-15"\n[reporting.deadlines]\n2024 = 2024-12-20', "2024-12-20"),
        ("[reporting.deadlines]\n2023 = 2023-12-20", None),
    ],
)
def test_a_deadline_is_a_day_of_every_year_or_of_one_period(store: Path, said: str, due: str | None) -> None:
    send(store, COMMUNES[0])
    ingest(store, store.parent.parent / "thu-den")
    settings(store, f"[reporting]\n{said}\n")
    assert document(store, "status")["deadline"] == due


@pytest.mark.parametrize("said", ['deadline = "31-12"', 'deadline = "02-29"', 'cut-off = "x"', "cutoff = 1"])
def test_a_day_that_is_none_stops_the_run(store: Path, said: str) -> None:
    settings(store, f"[reporting]\n{said}\n")
    assert run(store, "status").refused == "settings-unknown"


# --- rosters


def test_several_sources_add_up_and_the_same_twice_changes_nothing(store: Path, tmp_path: Path) -> None:
    path = roster_file(tmp_path / "ds.xlsx", [("Công an huyện", None, "0912", None)])
    assert "thêm 24" in run(store, "roster", "--from-register").stdout
    assert "thêm 1, sửa 0" in run(store, "roster", str(path)).stdout
    before = document(store, "roster")
    validate(before, schema("roster"))
    said = run(store, "roster", "--from-register", str(path)).stdout
    assert "thêm 0, sửa 0, không đổi 25" in said
    assert document(store, "roster") == before


def roster_file(path: Path, rows: Sequence[tuple[object, ...]]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DANH SÁCH ĐƠN VỊ PHẢI BÁO CÁO"])
    sheet.append(["STT", "Tên đơn vị", "Khối", "Người liên hệ", "Hạn nộp"])
    for number, row in enumerate(rows, start=1):
        sheet.append([number, *row])
    book.save(path)
    return path


def test_a_list_gives_blocks_contacts_and_deadlines(store: Path, tmp_path: Path) -> None:
    rows = [
        ("KHỐI LỰC LƯỢNG VŨ TRANG", None, None, None),
        ("Công an huyện", None, "0912", "10/12/2024"),
        ("Hải Anh", "Xã, phường", "a@b", None),
        ("Tổng cộng", None, "2", None),
    ]
    assert run(store, "roster", str(roster_file(tmp_path / "ds.xlsx", rows))).code == 0
    listed = {unit["name"]: unit for unit in document(store, "roster")["units"]}
    assert {name: (unit["block"], unit["contact"], unit["deadline"]) for name, unit in listed.items()} == {
        "Công an huyện Hải Hậu": ("llvt", "0912", "2024-12-10"),
        "Xã Hải Anh": ("xaphuong", "a@b", None),
    }
    csv = tmp_path / "ds.csv"
    csv.write_text("Đơn vị;Hạn nộp\nXã Hải Anh;12/12/2024\n", encoding="utf-8")
    assert "sửa 1" in run(store, "roster", str(csv)).stdout
    anh = next(unit for unit in document(store, "roster")["units"] if unit["name"] == "Xã Hải Anh")
    assert (anh["contact"], anh["deadline"]) == ("a@b", "2024-12-12")


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (("Xã Không Có", None, None, None), "không rõ", "B4"),
        (("Xã Liêm Sơn, huyện Thanh Liêm, tỉnh Hà Nam", None, None, None), "ngoài", "B4"),
        (("Xã Hải Tây", "Khối gì đó", None, None), "không hiểu", "C4"),
        (("Xã Hải Tây", None, None, "giữa tháng"), "không hiểu", "E4"),
        (("Xã Hải Anh", None, "khác", None), "đứng hai lần", "B4"),
        (("Xã Hải Tây", None, "#REF!", None), "ô báo lỗi Excel", "D4"),
        (("#N/A", None, None, None), "ô báo lỗi Excel", "B4"),
    ],
)
def test_a_list_with_one_unclear_cell_is_not_taken_at_all(
    store: Path, tmp_path: Path, row: tuple[object, ...], code: str, cell: str
) -> None:
    said = run(store, "roster", str(roster_file(tmp_path / "ds.xlsx", [("Xã Hải Anh", None, None, None), row])))
    assert said.code == 1
    assert code in said.stderr
    assert f"› {cell} " in said.stderr
    assert document(store, "roster")["units"] == []


def test_a_file_without_the_headings_of_a_roster_stops_the_run(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    assert run(store, "roster", str(path)).refused == "list-not-understood"


def test_who_is_taken_off_stays_off_until_added_by_hand(store: Path) -> None:
    run(store, "roster", "--from-register")
    assert run(store, "roster", "--remove", COMMUNES[0]).refused == "reason-needed"
    run(store, "roster", "--remove", COMMUNES[0], "--reason", "đã sáp nhập")
    again = run(store, "roster", "--from-register")
    assert "đã sáp nhập" in again.stderr
    told = document(store, "roster")
    assert len(told["units"]) == len(COMMUNES) - 1
    assert [(unit["name"], unit["reason"]) for unit in told["taken_off"]] == [(COMMUNES[0], "đã sáp nhập")]
    run(store, "roster", "--add", COMMUNES[0], "--reason", "nhầm")
    assert len(document(store, "roster")["units"]) == len(COMMUNES)


def test_last_years_senders_are_expected_again(store: Path) -> None:
    send(store, COMMUNES[0])
    send(store, COMMUNES[3])
    ingest(store, store.parent.parent / "thu-den")
    here = ("--store", str(store), "--home", HOME)
    said = danvan("roster", "--year", "2025", *here, "--from-senders", "2024")
    assert said.code == 0
    assert "2 đơn vị trong số này kết thúc giữa năm 2025" in said.stderr  # districts and their communes end on 30/6
    told = danvan_json("status", "--year", "2025", *here)
    assert {unit["name"]: unit["state"] for unit in told["units"]} == {
        COMMUNES[0]: "not-sent",
        COMMUNES[3]: "not-sent",
    }
    assert danvan("roster", "--year", "2025", *here, "--from-senders", "2022").refused == "nobody-sent"


def test_a_part_of_a_year_has_the_roster_of_its_year(store: Path) -> None:
    run(store, "roster", "--from-register")
    told = danvan_json("status", "--year", "2024-H1", "--store", str(store), "--home", HOME)
    assert (told["expected"], told["received"]) == (len(COMMUNES), 0)


def test_a_table_as_of_an_earlier_day_knows_the_roster_of_that_day(store: Path) -> None:
    send(store, COMMUNES[0])
    ingest(store, store.parent.parent / "thu-den")
    run(store, "roster", "--from-register")
    assert document(store, "summarize")["coverage"]["expected"] == len(COMMUNES)
    assert document(store, "summarize", "--as-of", "2020-01-01")["coverage"]["expected"] is None


# --- reminders


def test_every_silent_or_late_unit_gets_a_letter_and_stands_on_the_list(store: Path, tmp_path: Path) -> None:
    settings(
        store,
        'parent = "Tỉnh ủy Nam Định"\nissuer = "Ban Dân vận Huyện ủy"\n'
        '[reporting]\ndeadline = "12-15"\ncut-off = "12-14"\n',
    )
    send(store, COMMUNES[0])
    send(store, COMMUNES[1], dated="ngày 20 tháng 12 năm 2024")
    ingest(store, store.parent.parent / "thu-den")
    folder = tmp_path / "don-doc"
    assert run(store, "status", "--letters", str(folder)).refused == "letters-without-roster"
    run(store, "roster", "--from-register")
    assert run(store, "status", "--letters", str(folder)).code == 0
    assert json.loads(run(store, "status", "--letters", str(folder), "--format", "json").stdout)["units"]
    letters = sorted(path.name for path in folder.glob("*.docx"))
    assert letters == sorted(f"Nhắc báo cáo - {commune}.docx" for commune in COMMUNES[1:])

    def words(commune: str) -> str:
        document = Document(str(folder / f"Nhắc báo cáo - {commune}.docx"))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])

    silent, late = words(COMMUNES[2]), words(COMMUNES[1])
    assert f"Kính gửi: {COMMUNES[2]}" in silent
    assert "Số ……-CV/……" in silent
    assert "TỈNH ỦY NAM ĐỊNH" in silent
    assert "chưa nhận được báo cáo" in silent
    assert "từ ngày 15/12/2023 đến hết ngày 14/12/2024" in silent
    assert "ngày 20/12/2024, sau hạn 15/12/2024 là 5 ngày" in late
    sheet = load_workbook(next(folder.glob("*.xlsx"))).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:2] == ("STT", "Kính gửi")
    assert [row[8] for row in rows[1:]] == [f"Nhắc báo cáo - {row[1]}.docx" for row in rows[1:]]
    assert len(rows) == len(letters) + 1


def test_a_unit_whose_late_return_was_refused_is_asked_to_mend_it(store: Path, tmp_path: Path) -> None:
    settings(store, '[reporting]\ndeadline = "12-15"\n')
    late, refused, folder = *COMMUNES[:2], tmp_path / "don-doc"
    mail = send(store, late, dated="ngày 20 tháng 12 năm 2024").parent
    spoilt(store, refused, "ngày 21 tháng 12 năm 2024")
    ingest(store, mail)
    run(store, "roster", "--from-register")
    run(store, "status", "--letters", str(folder))

    def asked(commune: str) -> bool:
        document = Document(str(folder / f"Nhắc báo cáo - {commune}.docx"))
        return any("chưa được tính vì tệp còn lỗi" in paragraph.text for paragraph in document.paragraphs)

    assert (asked(late), asked(refused)) == (False, True)
    sheet = load_workbook(next(folder.glob("*.xlsx"))).worksheets[0]
    told = {str(row[1]): row[7] for row in sheet.iter_rows(values_only=True)}
    assert (told[late], told[refused]) == ("gửi muộn", "gửi muộn, bị từ chối")


def test_every_row_of_the_list_of_reminders_is_as_high_as_its_texts() -> None:
    long = "Hội Liên hiệp Phụ nữ và Hội Cựu chiến binh thị trấn Yên Định"
    silent = Reminder(
        unit="Xã Hải Anh", above="", block="", contact="", period="năm 2024", covers=None, deadline=None,
        day=date(2024, 12, 20), came=None, refused=False, said_by="", file="a.docx", headings={},
    )  # fmt: skip
    content = merge_list([silent, replace(silent, unit=long)])
    rows = load_workbook(io.BytesIO(content)).worksheets[0].row_dimensions
    assert rows[3].height > rows[2].height * 1.5


def test_letters_and_lists_of_reminders_are_no_mail(store: Path, tmp_path: Path) -> None:
    run(store, "roster", "--from-register")
    run(store, "status", "--letters", str(tmp_path / "don-doc"))
    assert ingest(store, tmp_path / "don-doc")["ignored"] == len(COMMUNES) + 1


# --- forms of the answer


def test_the_list_unit_by_unit_goes_to_files(store: Path, tmp_path: Path) -> None:
    district(store)
    only_twenty(store)
    path = tmp_path / "tinh-hinh.xlsx"
    run(store, "status", "-o", str(path))
    said = [cell.value for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert {"chưa gửi", "đã gửi, 0 mô hình", "đã nộp, chưa tính (bị từ chối)"} <= set(said)
    lines = run(store, "status", "--format", "csv").stdout.splitlines()
    assert len(lines) == 20 + 1 + 1  # headings, and the district, which is on no roster


def test_the_screen_keeps_to_eighty_columns(store: Path) -> None:
    district(store)
    only_twenty(store)
    assert max(map(len, run(store, "status").stdout.splitlines())) <= 80


def test_one_unit_is_told_alone(store: Path) -> None:
    district(store)
    only_twenty(store)
    assert states(store, "--unit", COMMUNES[15]) == {COMMUNES[15]: "waiting"}


def test_the_light_command_stays_light(store: Path) -> None:
    send(store, COMMUNES[0])
    ingest(store, store.parent.parent / "thu-den")
    look = (
        "import sys; sys.argv = ['danvan', 'status', '--year', '2024', '--store', sys.argv[1]]\n"
        "from danvan_cli.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'openpyxl', 'numpy', 'xlsxwriter', 'jinja2', 'python_calamine', 'docx'} & sys.modules.keys()\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", look, str(store)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_question_that_was_answered_no_longer_holds_its_unit(tmp_path: Path) -> None:
    store = str(tmp_path / "danvan.db")
    models = [(f"Mô hình số {number}", "kt") for number in range(12)]
    register(tmp_path / "thu-den" / "BC DVK Xã Liêm Sơn.xlsx", "Xã Liêm Sơn", models, total="Tổng cộng: 13 mô hình")
    home = "Huyện Thanh Liêm, Tỉnh Hà Nam"
    danvan_json("ingest", str(tmp_path / "thu-den"), "--store", store, "--home", home)

    def state() -> str:
        units = danvan_json("status", "--year", "2024", "--store", store, "--home", home)["units"]
        return next(str(unit["state"]) for unit in units if unit["name"] == "Xã Liêm Sơn")

    assert state() == "questions"
    assert danvan("decide", "1", "as-read", "--by", "Lan", "--store", store, "--home", home).code == 0
    assert state() == "accepted"
