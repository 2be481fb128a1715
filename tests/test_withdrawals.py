"""A document that was taken in can be taken back: it counts no more, what stood before it does, and nothing is lost."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from commanding import Said, danvan, danvan_json
from returned import LIEM_SON, THANH_LIEM, Desk, matrix, register
from workbooks import register as workbook

HOME = "Huyện Thanh Liêm, Tỉnh Hà Nam"
COMMUNE = "Xã Liêm Sơn"
WHY = ("--reason", "xã gửi nhầm bản nháp", "--by", "văn thư")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "kho"
    folder.mkdir()
    return folder / "danvan.db"


def send(store: Path, name: str, count: int, *, commune: str = COMMUNE, dated: str = "05") -> Path:
    path = store.parent.parent / "thu-den" / name
    workbook(path, commune, [(f"Mô hình {place} {commune}", "kt") for place in range(count)])
    if dated != "05":
        book = load_workbook(path)
        book.worksheets[0]["E3"] = f"ngày {dated} tháng 12 năm 2024"
        book.save(path)
    return path


def ingest(store: Path) -> dict[str, Any]:
    return danvan_json("ingest", str(store.parent.parent / "thu-den"), "--store", str(store), "--home", HOME)


def withdraw(store: Path, name: str, *more: str) -> Said:
    return danvan("withdraw", name, "--store", str(store), *more)


def total(store: Path, *more: str) -> object:
    return danvan_json("summarize", "--year", "2024", "--store", str(store), "--home", HOME, *more)["total"]


def state(store: Path) -> object:
    found = danvan_json("status", "--year", "2024", "--store", str(store), "--home", HOME)
    return next((unit["state"] for unit in found["units"] if unit["name"] == COMMUNE), None)


def test_withdrawing_the_correction_brings_back_what_it_replaced(store: Path) -> None:
    send(store, "đầu.xlsx", 3)
    send(store, "sửa.xlsx", 5, dated="09")
    ingest(store)
    assert total(store) == 5
    said = withdraw(store, "sửa.xlsx", *WHY)
    assert said.code == 0
    assert "được tính lại" in said.stdout
    assert "đầu.xlsx" in said.stdout
    assert total(store) == 3
    assert state(store) == "accepted"


def test_what_is_asked_only_after_it_is_told(store: Path) -> None:
    """Half of the second list's names stand in the third, of the first one's only one: what that does to it was asked later."""
    folder = store.parent.parent / "thu-den"
    for name, dated, first, last in (("a.xlsx", "05", 0, 4), ("b.xlsx", "09", 0, 8), ("c.xlsx", "12", 3, 10)):
        path = workbook(folder / name, COMMUNE, [(f"Mô hình {place}", "kt") for place in range(first, last)])
        book = load_workbook(path)
        book.worksheets[0]["E3"] = f"ngày {dated} tháng 12 năm 2024"
        book.save(path)
    assert ingest(store)["questions"] == 0
    said = withdraw(store, "b.xlsx", *WHY).stdout
    assert "Từ đó có thêm câu hỏi (1):" in said
    assert "c.xlsx" in said.split("Từ đó")[1]
    assert "Từ đó" not in withdraw(store, "b.xlsx", "--undo").stdout
    assert total(store) == 7


def test_withdrawing_the_only_return_leaves_its_unit_silent(store: Path) -> None:
    send(store, "một.xlsx", 3)
    send(store, "hai.xlsx", 2, commune="Xã Liêm Túc")
    ingest(store)
    assert withdraw(store, "một.xlsx", *WHY).code == 0
    assert total(store) == 2
    assert state(store) in (None, "not-sent")
    coverage = danvan_json("summarize", "--year", "2024", "--store", str(store), "--home", HOME)["coverage"]
    assert (coverage["received"], coverage["counted"]) == (1, 1)


def test_what_a_union_was_silenced_by_speaks_again_for_the_silent_commune(desk: Desk) -> None:
    desk.file(matrix(THANH_LIEM, [(LIEM_SON, {"": 7})], dated=date(2024, 12, 5)))
    desk.file(register(LIEM_SON, ["Mô hình A"], dated=date(2024, 12, 5)))
    assert desk.total() == 1
    with desk.ledger.transaction():
        desk.ledger.withdrawals.withdraw((2,), "văn thư", "nhầm")
    desk.ledger.settle()
    assert desk.total() == 7


def test_as_of_the_day_before_it_still_counts(store: Path) -> None:
    send(store, "một.xlsx", 3)
    ingest(store)
    before = datetime.now(UTC).isoformat()
    withdraw(store, "một.xlsx", *WHY)
    assert total(store) is None
    assert total(store, "--as-of", before) == 3
    found = danvan_json("status", "--year", "2024", "--store", str(store), "--home", HOME, "--as-of", before)
    assert [unit["state"] for unit in found["units"] if unit["name"] == COMMUNE] == ["accepted"]


def test_its_bytes_taken_in_again_stay_withdrawn_and_it_is_told_how_they_come_back(store: Path) -> None:
    send(store, "một.xlsx", 3)
    ingest(store)
    withdraw(store, "một.xlsx", *WHY)
    (file,) = ingest(store)["files"]
    assert (file["outcome"], [one["code"] for one in file["findings"]]) == ("unchanged", ["withdrawn-before"])
    assert total(store) is None
    shown = danvan("ingest", str(store.parent.parent / "thu-den"), "--store", str(store), "--home", HOME)
    assert "xã gửi nhầm bản nháp" in shown.stdout
    hint = file["findings"][0]["hint"]
    assert withdraw(store, hint.split()[-2], "--undo", "--by", "văn thư").code == 0
    assert total(store) == 3
    assert ingest(store)["files"][0]["findings"] == []


def test_a_copy_under_another_name_is_told_too(store: Path) -> None:
    first = send(store, "một.xlsx", 3)
    ingest(store)
    withdraw(store, "một.xlsx", *WHY)
    first.rename(first.with_name("một (1).xlsx"))
    (file,) = ingest(store)["files"]
    assert (file["outcome"], [one["code"] for one in file["findings"]]) == ("unchanged", ["withdrawn-before"])


def test_a_copy_under_another_name_is_the_document_that_was_kept(store: Path) -> None:
    first = send(store, "báo cáo.xlsx", 3)
    ingest(store)
    copy = first.rename(first.with_name("báo cáo (1).xlsx"))
    assert withdraw(store, str(copy), *WHY).code == 0
    assert total(store) is None


def test_withdrawing_twice_changes_nothing_and_says_since_when(store: Path) -> None:
    send(store, "một.xlsx", 3)
    ingest(store)
    withdraw(store, "một.xlsx", *WHY)
    again = withdraw(store, "một.xlsx", "--reason", "lần nữa")
    assert again.code == 0
    assert "văn thư, xã gửi nhầm bản nháp" in again.stdout


def test_what_cannot_be_withdrawn_says_why(store: Path) -> None:
    send(store, "một.xlsx", 3)
    (store.parent.parent / "thu-den" / "anh.jpg").write_bytes(b"\xff\xd8\xff\xe0 anh")
    ingest(store)
    assert withdraw(store, "một.xlsx").refused == "withdraw-reason-needed"
    assert withdraw(store, "một.xlsx", "--undo").refused == "not-withdrawn"
    assert withdraw(store, "anh.jpg", *WHY).refused == "nothing-to-withdraw"
    assert withdraw(store, "khác.xlsx", *WHY).refused == "kept-unknown"
    assert withdraw(store, "một.xlsx", "--year", "2023", *WHY).refused == "withdraw-another"  # it is there, of 2024


def test_one_file_of_two_units_is_withdrawn_for_the_unit_that_is_said(store: Path, tmp_path: Path) -> None:
    paper = tmp_path / "chung.jpg"
    paper.write_bytes(b"\xff\xd8\xff\xe0 anh")
    for unit, count in ((COMMUNE, "3"), ("Xã Liêm Túc", "4")):
        danvan(
            "enter", "--unit", unit, "--source", str(paper), "--year", "2024", "--total", count,
            "--store", str(store), "--home", HOME,
        )  # fmt: skip
    assert total(store) == 7
    assert withdraw(store, "chung.jpg", *WHY).refused == "withdraw-ambiguous"
    assert withdraw(store, "chung.jpg", *WHY, "--unit", "Xã Liêm Túc", "--home", HOME).code == 0
    assert total(store) == 3


def test_a_paper_typed_twice_is_withdrawn_whole_and_typing_it_again_says_so(store: Path, tmp_path: Path) -> None:
    paper = tmp_path / "giấy.jpg"
    paper.write_bytes(b"\xff\xd8\xff\xe0 anh")
    typed = (
        "enter", "--unit", COMMUNE, "--source", str(paper), "--year", "2024", "--store", str(store), "--home", HOME,
    )  # fmt: skip
    danvan(*typed, "--total", "9")
    danvan(*typed, "--total", "7")
    assert total(store) == 7
    withdraw(store, "giấy.jpg", *WHY)
    assert total(store) is None
    (file,) = danvan_json(*typed, "--total", "7")["files"]
    assert (file["outcome"], [one["code"] for one in file["findings"]]) == ("unchanged", ["withdrawn-before"])
    assert danvan(*typed, "--total", "8").code == 0
    assert total(store) == 8
