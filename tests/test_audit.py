"""What is damaged in a store is found and named; a backup is whole, sound, and taken while others write."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate

from commanding import Said, danvan, danvan_json
from danvan_cli import shipped
from danvan_cli.ledger.opening import open_ledger
from returned import UNITS, WORDS
from workbooks import matrix, register

HOME = "Huyện Thanh Liêm, Tỉnh Hà Nam"
COMMUNES = ("Xã Liêm Sơn", "Xã Liêm Túc")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with two communes' lists and a district's matrix."""
    folder, mail = tmp_path / "kho", tmp_path / "thu-den"
    folder.mkdir()
    for commune in COMMUNES:
        register(mail / f"{commune}.xlsx", commune, [(f"Mô hình {commune} {n}", "kt") for n in range(3)])
    matrix(mail / "huyện.xlsx", "HUYỆN ỦY THANH LIÊM", [(1, "Xã Thanh Hà", 4, 1, 1, 1, 1)])
    store = folder / "danvan.db"
    assert danvan_json("ingest", str(mail), "--store", str(store), "--home", HOME)["accepted"] == 3
    return store


def verify(store: Path) -> dict[str, Any]:
    document = danvan_json("verify", "--store", str(store))
    validate(document, json.loads((shipped.folder() / "schemas" / "verify.schema.json").read_text(encoding="utf-8")))
    return document


def change(store: Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(store)
    with connection:
        assert connection.execute(statement, values).rowcount
    connection.close()


def flip(store: Path, where: bytes) -> None:
    """Flip one bit of the file, in the first place where these bytes lie."""
    content = bytearray(store.read_bytes())
    content[content.index(where)] ^= 1
    store.write_bytes(content)


def damage(store: Path) -> list[tuple[str, str, str | None, str | None, str | None]]:
    return [
        (one["kind"], one["reason"], one["path"] and Path(one["path"]).name, one["sheet"], one["period"])
        for one in verify(store)["damaged"]
    ]


# --- verify


def test_a_sound_store_is_said_to_be_sound(store: Path) -> None:
    said = danvan("verify", "--store", str(store))
    assert said.code == 0
    assert "3 bản gốc, 3 báo cáo" in said.stdout
    document = verify(store)
    assert (document["originals"], document["returns"], document["damaged"]) == (3, 3, [])
    assert document["standing"] >= 3


def test_a_flipped_bit_in_an_original_is_found_and_its_file_named(store: Path, tmp_path: Path) -> None:
    flip(store, (tmp_path / "thu-den" / "Xã Liêm Túc.xlsx").read_bytes()[200:240])
    assert damage(store) == [("original", "bytes-changed", "Xã Liêm Túc.xlsx", None, "2024")]
    assert danvan("verify", "--store", str(store)).code == 1


def test_a_flipped_bit_in_a_stored_return_is_found_with_its_sheet_unit_and_period(store: Path) -> None:
    flip(store, "Mô hình Xã Liêm Sơn 1".encode())
    assert damage(store) == [("return", "return-changed", "Xã Liêm Sơn.xlsx", "Biểu 1", "2024")]
    assert verify(store)["damaged"][0]["unit"]["name"] == "Xã Liêm Sơn"


@pytest.mark.parametrize("asked", [("summarize", "--by", "field"), ("models",), ("status",), ("trace",)])
def test_a_figure_that_is_kept_as_no_figure_any_more_is_told_as_damage(store: Path, asked: tuple[str, ...]) -> None:
    change(store, "UPDATE standing SET margins = substr(margins, 3)")
    said = danvan(*asked, "--year", "2024", "--store", str(store))
    assert (said.refused, said.code) == ("store-damaged", 3)


def test_a_bit_that_leaves_no_utf8_stops_nothing(store: Path) -> None:
    content = bytearray(store.read_bytes())
    place = content.index("ô hình Xã Liêm Sơn 1".encode())
    content[place] ^= 0x80  # the first byte of a letter of two
    store.write_bytes(content)
    assert [kind for kind, *_ in damage(store)] == ["return"]


@pytest.mark.parametrize(
    ("column", "value"),
    [("reporter", "13483"), ("period", "2023"), ("dated", "2024-12-06"), ("supplement", 1), ("checksum", "0" * 64)],
)
def test_every_column_of_a_return_is_under_its_checksum(store: Path, column: str, value: object) -> None:
    change(store, f"UPDATE return SET {column} = ? WHERE reporter <> '13483' AND kind = 'register'", value)
    assert ("return", "return-changed") in [(kind, reason) for kind, reason, *_ in damage(store)]


@pytest.mark.parametrize(
    "changed",
    [
        "value = value + 1",
        "unit = '13480'",
        "margins = replace(margins, '3', '2')",
        "standing = 'claim'",
        "rows = '[]'",
    ],
)
def test_a_changed_figure_of_what_stands_is_found(store: Path, changed: str) -> None:
    change(store, f"UPDATE standing SET {changed} WHERE reporter = '13483' AND stage = 'xaydung'")
    assert damage(store) == [("standing", "figure-changed", "Xã Liêm Sơn.xlsx", "Biểu 1", "2024")]


def test_a_return_that_is_gone_is_missed_by_what_stands_on_it(store: Path) -> None:
    change(store, "DELETE FROM return WHERE reporter = '13483'")
    assert {(kind, reason) for kind, reason, *_ in damage(store)} == {
        ("standing", "return-lost"),
        ("return", "not-as-logged"),
    }


def test_an_original_that_is_gone_is_missed(store: Path) -> None:
    change(store, "DELETE FROM original WHERE sha256 = (SELECT sha256 FROM mail WHERE path LIKE '%Liêm Túc%')")
    assert damage(store) == [("original", "original-lost", "Xã Liêm Túc.xlsx", None, "2024")]


def test_broken_pages_of_the_file_are_told_in_a_sentence(store: Path) -> None:
    content = bytearray(store.read_bytes())
    page = int.from_bytes(content[16:18], "big")
    connection = sqlite3.connect(store)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'return'").fetchone()
    connection.close()
    content[(root - 1) * page : root * page] = bytes(page)
    store.write_bytes(content)
    said = danvan("verify", "--store", str(store))
    assert said.code == 1
    assert "SQLite báo" in said.stdout


def test_what_is_damaged_is_told_on_the_screen_with_what_to_do(store: Path) -> None:
    flip(store, "Mô hình Xã Liêm Sơn 1".encode())
    said = danvan("verify", "--store", str(store))
    assert "Kho hỏng 1 chỗ" in said.stdout
    assert "danvan verify --store" in said.stderr


# --- backup


def backup(store: Path, target: Path, *more: str) -> Said:
    return danvan("backup", str(target), "--store", str(store), *more)


def total(store: Path) -> object:
    return danvan_json("summarize", "--year", "2024", "--store", str(store), "--home", HOME)["total"]


def test_a_backup_is_one_sound_file_with_the_same_figures(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "usb" / "sao.db"
    copy.parent.mkdir()
    assert backup(store, copy).code == 0
    assert list(copy.parent.iterdir()) == [copy]
    assert verify(copy)["damaged"] == []
    assert total(copy) == total(store) == 10


def test_a_backup_is_taken_while_another_command_writes_and_holds_what_was_whole_before(
    store: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "sao.db"
    with open_ledger(store, UNITS, WORDS) as ledger, ledger.transaction():
        ledger._db.execute("INSERT INTO original VALUES ('nua', x'00', 1)")
        assert backup(store, copy).code == 0
    assert verify(copy)["originals"] == 3


def test_an_older_backup_is_written_over_only_on_demand(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "sao.db"
    copy.write_bytes(b"cu")
    assert backup(store, copy).refused == "output-exists"
    assert copy.read_bytes() == b"cu"
    assert backup(store, copy, "--force").code == 0
    assert verify(copy)["originals"] == 3


def test_a_damaged_store_leaves_no_backup_and_the_older_one_untouched(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "usb" / "sao.db"
    copy.parent.mkdir()
    copy.write_bytes(b"cu")
    flip(store, "Mô hình Xã Liêm Sơn 1".encode())
    assert backup(store, copy, "--force").refused == "backup-damaged"
    assert copy.read_bytes() == b"cu"
    assert list(copy.parent.iterdir()) == [copy]


def test_a_backup_where_nothing_can_be_written_says_so(store: Path, tmp_path: Path) -> None:
    assert backup(store, tmp_path / "khong-co" / "sao.db").refused == "output-not-writable"


def test_a_backup_that_finds_no_room_leaves_nothing_behind(store: Path, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    folder = tmp_path / "usb"
    folder.mkdir()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, before[1]))
    try:
        said = backup(store, folder / "sao.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert said.refused in ("output-disk-full", "output-not-writable")
    assert list(folder.iterdir()) == []


def test_a_store_is_no_backup_of_itself(store: Path) -> None:
    assert backup(store, store, "--force").refused == "backup-onto-itself"
