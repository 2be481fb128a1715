"""The log of changes is only added to, and tells every row that was changed from outside."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from commanding import danvan, danvan_json
from danvan_cli.ledger import opening
from danvan_cli.ledger.books import schema
from danvan_cli.ledger.opening import open_ledger
from returned import UNITS, WORDS
from workbooks import register

HOME = ("--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
SON = "BC DVK xã Liêm Sơn.xlsx"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store in which everything has happened once: mail, a question and its answer, a roster, a withdrawal."""
    store = tmp_path / "kho" / "danvan.db"
    store.parent.mkdir()
    mail = tmp_path / "thu-den"
    register(mail / SON, "xã Liêm Sơn", [("Nuôi ong", "Môi trường"), ("Hũ gạo", "kt")])
    register(mail / "BC DVK xã Liêm Túc.xlsx", "xã Liêm Túc", [("Thắp sáng", "qpan")])
    assert danvan_json("ingest", str(mail), "--store", str(store), *HOME)["accepted"] == 2
    asked = ("--store", str(store))
    assert danvan("decide", "1", "vhxh", "--why", "công văn 12", "--by", "Lan", *asked).code == 0
    assert danvan("roster", "--year", "2024", "--add", "Xã Liêm Sơn", "--reason", "phải gửi", *asked, *HOME).code == 0
    assert danvan("withdraw", "BC DVK xã Liêm Túc.xlsx", "--reason", "gửi nhầm", "--by", "Lan", *asked).code == 0
    return store


def change(store: Path, *statements: str) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def damage(store: Path) -> set[tuple[str, str]]:
    return {(one["kind"], one["reason"]) for one in danvan_json("verify", "--store", str(store))["damaged"]}


def entries(store: Path) -> list[tuple[str, dict[str, Any]]]:
    with open_ledger(store, UNITS, WORDS) as ledger:
        return [(entry.what, dict(entry.about)) for entry in ledger.log.entries()]


def test_every_change_of_figures_is_one_entry_in_its_order(store: Path) -> None:
    said = entries(store)
    assert [what for what, _ in said] == [
        "begun", "accepted", "accepted", "settled", "decided", "accepted", "settled", "roster", "withdrawn", "settled"
    ]  # fmt: skip
    assert said[4][1]["who"] == "Lan"
    assert (said[8][1]["who"], said[8][1]["reason"], said[8][1]["period"]) == ("Lan", "gửi nhầm", "2024")
    assert damage(store) == set()


def test_the_same_mail_again_is_no_change(store: Path, tmp_path: Path) -> None:
    before = len(entries(store))
    assert danvan_json("ingest", str(tmp_path / "thu-den"), "--store", str(store), *HOME)["unchanged"] == 2
    assert len(entries(store)) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET about = '{}' WHERE id = 2",
        "DELETE FROM log WHERE id = 2",
        "INSERT OR REPLACE INTO log SELECT id, moment, what, about, hash FROM log WHERE id = 2",
    ],
)
def test_no_entry_is_changed_or_taken_away(store: Path, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        change(store, statement)


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ("UPDATE decision SET answer = 'field=kt'", "decision"),
        ("UPDATE decision SET decider = 'Ai khác'", "decision"),
        ("DELETE FROM decision", "decision"),
        ("UPDATE roster SET deadline = '2025-01-01'", "roster"),
        ("DELETE FROM roster", "roster"),
        ("UPDATE withdrawal SET reason = 'khác'", "withdrawal"),
        ("DELETE FROM withdrawal", "withdrawal"),
        ("UPDATE mail SET period = '2023' WHERE path LIKE '%Túc%'", "mail"),
        ("DELETE FROM finding", "finding"),
        ("UPDATE return SET mail = 1 WHERE id = 2", "return"),
        ("UPDATE standing SET acts = '[]' WHERE id = 1", "standing"),
    ],
)
def test_a_row_changed_from_outside_is_told_by_its_table(store: Path, changed: str, kind: str) -> None:
    change(store, changed)
    assert (kind, "not-as-logged") in damage(store)


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ("UPDATE standing SET known_from = '2024-01-01T00:00:00.000000+00:00' WHERE id = 1", "standing"),
        ("UPDATE standing SET known_until = NULL WHERE known_until IS NOT NULL", "standing"),
        ("UPDATE withdrawal SET known_until = '2025-01-01T00:00:00.000000+00:00'", "withdrawal"),
    ],
)
def test_a_changed_time_of_knowledge_is_told(store: Path, changed: str, kind: str) -> None:
    change(store, changed)
    assert kind in {kind for kind, _ in damage(store)}


def test_rows_that_no_entry_knows_are_told(store: Path) -> None:
    change(
        store,
        "INSERT INTO decision (key, answer, code, seen, path, decider, why, moment)"
        " SELECT key, NULL, code, seen, path, decider, why, '2099-01-01T00:00:00.000000+00:00' FROM decision",
    )
    assert damage(store) == {("decision", "not-in-log")}


def test_a_changed_entry_breaks_the_chain_and_is_told_alone(store: Path) -> None:
    change(store, "DROP TRIGGER log_is_not_changed", "UPDATE log SET about = replace(about, 'Lan', 'Mai') WHERE id = 5")
    assert damage(store) == {("log", "chain-broken")}


def test_an_entry_that_was_taken_away_is_missed_with_the_rows_it_vouched_for(store: Path) -> None:
    change(store, "DROP TRIGGER log_is_not_shortened", "DELETE FROM log WHERE what = 'decided'")
    assert damage(store) == {("log", "chain-broken"), ("decision", "not-in-log")}


def test_the_end_of_the_log_cannot_be_cut_off(store: Path) -> None:
    change(store, "DROP TRIGGER log_is_not_shortened", "DELETE FROM log WHERE id > 7")
    assert {("roster", "not-in-log"), ("withdrawal", "not-in-log"), ("standing", "not-in-log")} <= damage(store)


def test_a_log_that_is_gone_whole_is_missed(store: Path) -> None:
    change(store, "DROP TRIGGER log_is_not_shortened", "DELETE FROM log")
    assert ("log", "chain-broken") in damage(store)


def test_what_is_damaged_is_named_as_the_log_knows_it(store: Path) -> None:
    change(store, "UPDATE mail SET unit = '13480' WHERE path LIKE '%Sơn%'")
    told = [one for one in danvan_json("verify", "--store", str(store))["damaged"] if one["kind"] == "mail"]
    assert {Path(one["path"]).name for one in told} == {SON}
    assert {one["unit"]["name"] for one in told} == {"Xã Liêm Sơn"}


def test_the_log_of_a_store_from_before_it_begins_with_all_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "danvan.db"
    place = schema.MIGRATIONS.index(schema.THE_LOG)
    with monkeypatch.context() as before, closing(sqlite3.connect(store, isolation_level=None)) as connection:
        before.setattr(opening, "MIGRATIONS", schema.MIGRATIONS[:place])
        opening._migrate(connection, store, lambda: None)
        connection.execute("INSERT INTO original VALUES (?, x'00', 1)", ("6" * 64,))
        connection.execute(
            "INSERT INTO mail (path, sha256, taken_in, outcome) VALUES ('a.pdf', ?, '2024-12-05T00:00:00', 'waiting')",
            ("6" * 64,),
        )
    register(tmp_path / SON, "xã Liêm Sơn", [("Hũ gạo", "kt")])
    assert danvan_json("ingest", str(tmp_path / SON), "--store", str(store), *HOME)["accepted"] == 1
    assert [what for what, _ in entries(store)] == ["begun", "accepted", "settled"]
    assert {one for one in damage(store) if one[0] != "original"} == set()
    change(store, "UPDATE mail SET path = 'b.pdf' WHERE path = 'a.pdf'")
    assert ("mail", "not-as-logged") in damage(store)


def test_a_log_that_began_before_ledgers_were_exchanged_vouches_on(store: Path, tmp_path: Path) -> None:
    paper = tmp_path / "Xã Liêm Sơn 2024.jpg"
    paper.write_bytes(b"\xff\xd8\xff\xe0 anh")
    typing = ("--source", str(paper), "--year", "2024", "--total", "9", "--by", "Lan", "--store", str(store))
    assert danvan("enter", "--unit", "Xã Liêm Sơn", *typing, *HOME).code == 0
    added = {
        "entry": ("typed", "origin"),
        "decision": ("origin", "decided"),
        "withdrawal": ("origin", "since"),
        "return": ("former", "front", "part"),
        "mail": ("dated",),
    }
    place = next(place for place, script in enumerate(schema.MIGRATIONS) if "CREATE TABLE brought" in script)
    change(  # as it was before
        store,
        *(f"DROP TABLE {table}" for table in ("brought", "bundle", "identity")),
        *(f"ALTER TABLE {table} DROP COLUMN {column}" for table, columns in added.items() for column in columns),
        f"PRAGMA user_version = {place}",
    )
    assert damage(store) == set()
    change(store, "UPDATE decision SET origin = 'x'")
    assert damage(store) == {("decision", "not-in-log")}


def test_a_flipped_bit_in_the_log_is_found(store: Path) -> None:
    change(store, "DROP TRIGGER log_is_not_changed", "UPDATE log SET about = 'x' || substr(about, 2) WHERE id = 2")
    assert ("log", "chain-broken") in damage(store)
    assert json.loads(danvan("verify", "--store", str(store), "--format", "json").stdout)["log"] == 10
