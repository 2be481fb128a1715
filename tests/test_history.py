"""The history of a return: taken in, refused, superseded and by which, withdrawn, typed by hand, in the order of time."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate
from openpyxl import load_workbook

from commanding import danvan, danvan_json
from danvan_cli import shipped
from workbooks import matrix, register

HOME = ("--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
COMMUNE = "Xã Liêm Sơn"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "kho"
    folder.mkdir()
    return folder / "danvan.db"


def send(store: Path, name: str, count: int, *, commune: str = COMMUNE, dated: str = "05") -> Path:
    """A commune's list arrives and is taken in."""
    path = store.parent.parent / "thu-den" / name
    register(path, commune, [(f"Mô hình {place} {commune}", "kt") for place in range(count)])
    book = load_workbook(path)
    book.worksheets[0]["E3"] = f"ngày {dated} tháng 12 năm 2024"
    book.save(path)
    run(store, "ingest", str(path))
    return path


def run(store: Path, command: str, *more: str) -> int:
    return danvan(command, *more, "--store", str(store), *([] if command == "source" else HOME)).code


def history(store: Path, *more: str) -> list[dict[str, Any]]:
    document = danvan_json("history", "--store", str(store), *HOME, *more)
    validate(document, json.loads((shipped.folder() / "schemas" / "history.schema.json").read_text(encoding="utf-8")))
    return list(document["events"])


def steps(store: Path, *more: str) -> list[tuple[str, str]]:
    return [(event["event"], Path(event["path"]).name) for event in history(store, *more)]


def test_a_correction_supersedes_and_the_history_says_which(store: Path) -> None:
    send(store, "đầu.xlsx", 3)
    send(store, "sửa.xlsx", 5, dated="09")
    assert steps(store) == [("taken-in", "đầu.xlsx"), ("taken-in", "sửa.xlsx"), ("superseded", "đầu.xlsx")]
    first, second, replaced = history(store)
    assert (first["models"], second["models"]) == (3, 5)
    assert Path(replaced["by"]["path"]).name == "sửa.xlsx"
    assert replaced["reason"] == "văn bản mới hơn"
    assert first["time"] < second["time"] < replaced["time"]


def test_an_older_document_that_comes_later_is_superseded_at_once(store: Path) -> None:
    send(store, "mới.xlsx", 5, dated="09")
    send(store, "cũ.xlsx", 3)
    assert steps(store) == [("taken-in", "mới.xlsx"), ("taken-in", "cũ.xlsx"), ("superseded", "cũ.xlsx")]


def test_a_withdrawal_its_undoing_and_what_they_bring_back_are_told_with_who_and_why(store: Path) -> None:
    send(store, "đầu.xlsx", 3)
    send(store, "sửa.xlsx", 5, dated="09")
    run(store, "withdraw", "sửa.xlsx", "--reason", "bản nháp", "--by", "văn thư")
    run(store, "withdraw", "sửa.xlsx", "--undo", "--by", "trưởng phòng")
    assert steps(store)[3:] == [
        ("withdrawn", "sửa.xlsx"),
        ("restored", "đầu.xlsx"),
        ("undone", "sửa.xlsx"),
        ("superseded", "đầu.xlsx"),
    ]
    withdrawn, _, undone, again = history(store)[3:]
    assert (withdrawn["who"], withdrawn["reason"]) == ("văn thư", "bản nháp")
    assert (undone["who"], undone["reason"]) == ("trưởng phòng", None)
    assert Path(again["by"]["path"]).name == "sửa.xlsx"


def test_a_return_withdrawn_and_brought_back_has_no_other_steps(store: Path) -> None:
    send(store, "một.xlsx", 3)
    run(store, "withdraw", "một.xlsx", "--reason", "nhầm", "--by", "văn thư")
    run(store, "withdraw", "một.xlsx", "--undo", "--by", "văn thư")
    assert [what for what, _ in steps(store)] == ["taken-in", "withdrawn", "undone"]


def test_two_documents_of_one_day_that_differ_wait_for_a_decision(store: Path) -> None:
    send(store, "a.xlsx", 3)
    send(store, "b.xlsx", 5)
    assert sorted(steps(store)[2:]) == [("held", "a.xlsx"), ("held", "b.xlsx")]
    assert history(store)[2]["reason"] == "cùng ngày mà số khác nhau"


def test_a_refused_file_is_told_with_its_error_and_the_mended_one_after_it(store: Path) -> None:
    path = matrix(store.parent.parent / "thu-den" / "xã.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", [(1, COMMUNE, 10, 4, 3, 2, 2)])
    run(store, "ingest", str(path))
    matrix(path, "ĐẢNG ỦY XÃ LIÊM SƠN", [(1, COMMUNE, 11, 4, 3, 2, 2)])
    run(store, "ingest", str(path))
    refused, taken = history(store)
    assert (refused["event"], taken["event"], taken["models"]) == ("refused", "taken-in", 11)
    assert "11" in refused["reason"]


def test_a_paper_waits_and_is_typed_by_hand(store: Path, tmp_path: Path) -> None:
    paper = tmp_path / "thu-den" / f"{COMMUNE} 2024.jpg"
    paper.parent.mkdir()
    paper.write_bytes(b"\xff\xd8\xff\xe0 anh")
    run(store, "ingest", str(paper))
    run(store, "enter", "--unit", COMMUNE, "--source", str(paper), "--total", "9", "--by", "cán bộ A")
    waiting, typed = history(store)
    assert (waiting["event"], typed["event"], typed["models"], typed["who"]) == ("waiting", "typed", 9, "cán bộ A")


def test_a_unit_and_a_period_are_told_alone(store: Path) -> None:
    send(store, "sơn.xlsx", 3)
    send(store, "túc.xlsx", 2, commune="Xã Liêm Túc")
    assert steps(store, "--unit", "Xã Liêm Túc") == [("taken-in", "túc.xlsx")]
    assert len(steps(store, "--unit", "Huyện Thanh Liêm, Tỉnh Hà Nam")) == 2
    assert steps(store, "--year", "2023") == []


@pytest.mark.parametrize("form", ["table", "csv", "md"])
def test_people_read_it_in_every_form(store: Path, form: str) -> None:
    send(store, "đầu.xlsx", 3)
    send(store, "sửa.xlsx", 5, dated="09")
    said = danvan("history", "--store", str(store), "--format", form, *HOME)
    assert said.code == 0
    assert "bị thay" in said.stdout
    if form == "csv":
        lines = list(csv.reader(StringIO(said.stdout.lstrip("\ufeff"))))
        assert any(COMMUNE in line and "5" in line for line in lines)
