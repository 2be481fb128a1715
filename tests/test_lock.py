"""A locked period keeps its figures; what comes later is kept and waits; marks tell what is preliminary and what was revised."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate
from openpyxl import load_workbook

from commanding import Said, danvan, danvan_json
from danvan_cli import messages, shipped
from danvan_cli.ledger.opening import open_ledger
from returned import UNITS, WORDS
from workbooks import register

HOME = ("--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
WHY = ("--reason", "đã ký báo cáo năm", "--by", "Lan")


class Office:
    """A store and the commands of an office."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "kho").mkdir()
        self.store = ("--store", str(folder / "kho" / "danvan.db"))

    def send(self, commune: str, count: int, *, day: str = "05") -> dict[str, Any]:
        """A commune's list comes in."""
        path = self.folder / "thu-den" / f"{commune} {count}.xlsx"
        register(path, commune, [(f"{commune} {n}", "kt") for n in range(count)])
        book = load_workbook(path)
        book.worksheets[0]["E3"] = f"ngày {day} tháng 12 năm 2024"
        book.save(path)
        return danvan_json("ingest", str(path), *self.store, *HOME)

    def run(self, *arguments: str) -> Said:
        return danvan(*arguments, *self.store)

    def lock(self, *more: str) -> Said:
        return self.run("lock", "--year", "2024", *(more or WHY))

    def unlock(self) -> Said:
        return self.run("unlock", "--year", "2024", "--reason", "tỉnh yêu cầu bổ sung", "--by", "Mai")

    def table(self, *more: str) -> dict[str, Any]:
        return danvan_json("summarize", "--year", "2024", *HOME, *self.store, *more)

    def shown(self) -> str:
        return self.run("summarize", "--year", "2024", *HOME, "--by", "unit").stdout

    def status(self) -> dict[str, Any]:
        document = danvan_json("status", "--year", "2024", *HOME, *self.store)
        schema = json.loads((shipped.folder() / "schemas" / "status.schema.json").read_text(encoding="utf-8"))
        validate(document, schema)
        return document


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    office.send("Xã Liêm Sơn", 4)
    office.send("Xã Liêm Túc", 3)
    return office


def test_what_comes_after_the_lock_is_kept_and_waits_until_it_is_unlocked(office: Office) -> None:
    assert office.lock().code == 0
    told = office.send("Xã Thanh Hà", 5)
    assert told["accepted"] == 1
    assert [one["code"] for one in told["files"][0]["findings"]] == ["period-locked"]
    assert office.table()["total"] == 7
    assert office.unlock().code == 0
    assert office.table()["total"] == 12


def test_a_correction_and_a_withdrawal_wait_too(office: Office) -> None:
    office.lock()
    office.send("Xã Liêm Sơn", 6, day="12")
    said = office.run("withdraw", "Xã Liêm Túc 3.xlsx", *WHY)
    assert "danvan unlock" in said.stderr
    assert office.table("--by", "unit")["total"] == 7
    assert (office.status()["received"], office.table()["coverage"]["received"]) == (2, 2)
    office.unlock()
    assert office.table("--by", "unit")["total"] == 6


def test_the_status_says_who_waits_for_the_unlock(office: Office) -> None:
    office.lock()
    office.send("Xã Thanh Hà", 5)
    status = office.status()
    assert (status["received"], status["waiting"], status["locked"]["waiting"]) == (2, 1, 1)
    assert (status["locked"]["who"], status["locked"]["reason"]) == ("Lan", "đã ký báo cáo năm")
    unit = next(one for one in status["units"] if one["name"] == "Xã Thanh Hà")
    assert (unit["state"], unit["models"], unit["returns"][0]["after_lock"]) == ("waiting", None, True)
    told = office.run("status", "--year", "2024", *HOME).stdout
    assert "chờ mở khóa (1; danvan unlock --year 2024" in told
    assert "chờ nhập tay" not in told


def test_a_refused_file_beside_the_one_that_waits_changes_nothing(office: Office) -> None:
    office.lock()
    office.send("Xã Thanh Hà", 5)
    torn = office.folder / "thu-den" / "xã Thanh Hà.xlsx"
    torn.write_bytes(b"PK\x03\x04")
    danvan_json("ingest", str(torn), *office.store, *HOME)
    unit = next(one for one in office.status()["units"] if one["name"] == "Xã Thanh Hà")
    assert (unit["state"], len(unit["returns"])) == ("waiting", 2)
    assert "1 bản gửi sau đang chờ mở khóa" in " ".join(office.shown().split())


def test_a_table_of_a_locked_period_says_so_and_is_not_preliminary(office: Office) -> None:
    assert "p: sơ bộ, kỳ chưa khóa" in office.shown()
    office.lock()
    office.send("Xã Thanh Hà", 5)
    shown = " ".join(office.shown().split())
    assert "sơ bộ" not in shown
    assert "Lan: đã ký báo cáo năm" in shown
    assert "1 bản gửi sau đang chờ mở khóa" in shown


def test_the_figures_of_the_lock_are_known_after_it_is_over(office: Office) -> None:
    office.lock()
    office.send("Xã Thanh Hà", 5)
    locked = office.table()
    with open_ledger(Path(office.store[1]), UNITS, WORDS) as ledger:
        lock = ledger.locks.at("2024")
    assert lock is not None
    office.unlock()
    assert office.table("--as-of", lock.since)["cells"] == locked["cells"]


def test_an_open_question_forbids_the_lock(office: Office) -> None:
    register(office.folder / "a.xlsx", "Xã Thanh Hà", [("Nuôi ong", "Môi trường")])
    danvan_json("ingest", str(office.folder / "a.xlsx"), *office.store, *HOME)
    assert office.lock().refused == "lock-questions-open"
    office.run("decide", "1", "vhxh", "--why", "công văn 12", "--by", "Lan")
    assert office.lock().code == 0


def test_a_lock_needs_a_reason_and_something_to_lock_and_is_not_put_twice(office: Office) -> None:
    assert office.lock("--by", "Lan").refused == "lock-reason-needed"
    assert office.run("lock", "--year", "2023", *WHY).refused == "lock-nothing"
    assert office.unlock().refused == "not-locked"
    assert office.lock().code == 0
    assert office.lock().refused == "locked-already"


def test_locks_stand_in_the_log_and_in_the_history(office: Office) -> None:
    office.lock()
    office.unlock()
    with open_ledger(Path(office.store[1]), UNITS, WORDS) as ledger:
        said = [(entry.what, entry.about.get("who")) for entry in ledger.log.entries()][-2:]
    assert said == [("locked", "Lan"), ("unlocked", "Mai")]
    document = danvan_json("history", "--year", "2024", *office.store, *HOME)
    schema = json.loads((shipped.folder() / "schemas" / "history.schema.json").read_text(encoding="utf-8"))
    validate(document, schema)
    assert [(one["event"], one["who"]) for one in document["events"]][-2:] == [("locked", "Lan"), ("unlocked", "Mai")]
    assert danvan_json("verify", *office.store)["damaged"] == []


def test_another_years_mail_does_not_wait(office: Office) -> None:
    office.lock()
    register(office.folder / "a.xlsx", "Xã Liêm Sơn", [("Hũ gạo", "kt")], year="2023")
    told = danvan_json("ingest", str(office.folder / "a.xlsx"), *office.store, *HOME)
    assert [one["code"] for one in told["files"][0]["findings"]] == []
    assert danvan_json("summarize", "--year", "2023", *office.store, *HOME)["total"] == 1


def test_a_span_of_years_counts_a_locked_year_as_it_was_locked(office: Office) -> None:
    register(office.folder / "2023.xlsx", "Xã Liêm Sơn", [("Hũ gạo", "kt")], year="2023")
    danvan_json("ingest", str(office.folder / "2023.xlsx"), *office.store, *HOME)
    office.lock()
    office.send("Xã Thanh Hà", 5)
    assert danvan_json("summarize", "--years", "2023-2024", *office.store, *HOME)["total"] == 8


# --- marks


def figures(office: Office) -> list[str]:
    return [line.split()[-1] for line in office.shown().splitlines() if "Xã Liêm" in line or "Xã Thanh" in line]


def test_figures_that_changed_since_the_last_paper_are_marked_as_revised(office: Office) -> None:
    asked = ("summarize", "--year", "2024", *HOME, "--by", "unit")
    office.run(*asked, "-o", str(office.folder / "a.xlsx"))
    assert "r:" not in office.shown()
    office.send("Xã Liêm Sơn", 6, day="12")
    office.send("Xã Thanh Hà", 5)
    shown = office.shown()
    assert figures(office)[:3] == ["6r", "3", "5r"]
    assert "r: đã sửa so với bản in P-" in shown
    office.run(*asked, "-o", str(office.folder / "b.xlsx"))
    sheet = load_workbook(office.folder / "b.xlsx").worksheets[0]
    marked = [cell.value for row in sheet.iter_rows() for cell in row if '"r"' in cell.number_format]
    assert [value for value in marked if isinstance(value, int)] == [6, 5]
    assert office.table("--by", "unit")["total"] == 14


def test_a_paper_in_another_language_revises_nothing(office: Office) -> None:
    asked = ("summarize", "--year", "2024", *HOME)
    office.run(*asked, "-o", str(office.folder / "a.md"))
    with messages.speaking("en"):
        office.run(*asked, "-o", str(office.folder / "b.md"))
    assert "revised since" not in (office.folder / "b.md").read_text(encoding="utf-8")
    office.run(*asked, "-o", str(office.folder / "c.md"))
    assert (office.folder / "c.md").read_bytes() == (office.folder / "a.md").read_bytes()


def test_the_same_revised_table_again_is_the_same_paper(office: Office) -> None:
    asked = ("summarize", "--year", "2024", *HOME)
    office.run(*asked, "-o", str(office.folder / "a.xlsx"))
    office.send("Xã Thanh Hà", 5)
    for name in ("b.xlsx", "c.xlsx"):
        office.run(*asked, "-o", str(office.folder / name))
    assert [len(one["printings"]) for one in danvan_json("papers", *office.store)["papers"]] == [2, 1]


def test_figures_that_changed_since_the_lock_are_marked_where_no_paper_left(office: Office) -> None:
    office.lock()
    office.send("Xã Liêm Sơn", 6, day="12")
    office.unlock()
    assert figures(office)[:2] == ["6r", "3"]
    assert "r: đã sửa so với số đã khóa ngày" in office.shown()
