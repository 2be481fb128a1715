"""Nothing is lost: killed, out of room, or with others writing too, a store holds whole files, and the next run goes on."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from commanding import danvan, danvan_json
from danvan_cli import messages
from danvan_cli.cli import speech
from danvan_cli.errors import DanvanError
from danvan_cli.ledger import opening, waiting
from danvan_cli.ledger.books import schema
from danvan_cli.ledger.opening import open_ledger
from danvan_cli.ledger.store import Ledger
from danvan_cli.tables.rollup import roll_up
from danvan_cli.tables.selection.selectors import Selectors
from danvan_cli.vietnamese import sort_key
from returned import THANH_LIEM, UNITS, WORDS
from workbooks import register

HOME = ("--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
COMMUNES = ("Xã Liêm Sơn", "Xã Liêm Túc", "Xã Thanh Hà", "Xã Thanh Tâm", "Xã Liêm Phong")
TOTAL = 4 * len(COMMUNES)
FIGURES = [(((UNITS.find(name, within=THANH_LIEM).code,), ("kt",)), 4) for name in sorted(COMMUNES, key=sort_key)]


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    """A folder of lists: each commune's four models."""
    folder = tmp_path / "thu-den"
    for commune in COMMUNES:
        register(folder / f"{commune}.xlsx", commune, [(f"Mô hình {commune} {n}", "kt") for n in range(4)])
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "danvan.db"


def begun(mail: Path, store: Path, prelude: str = "pass") -> subprocess.Popen[bytes]:
    """An ingest as a process of its own, in a group of its own."""
    command = f"{prelude}; import sys; from danvan_cli.__main__ import main; sys.argv[0] = 'danvan'; main()"
    return subprocess.Popen(
        [sys.executable, "-c", command, "ingest", str(mail), "--store", str(store), *HOME],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def total(store: Path) -> Any:
    return danvan_json("summarize", "--year", "2024", "--by", "", "--store", str(store), *HOME)["total"]


def sound(store: Path) -> bool:
    return not danvan_json("verify", "--store", str(store))["damaged"]


def test_several_that_begin_on_one_new_store_at_once_take_in_every_file_once(mail: Path, store: Path) -> None:
    runs = [begun(mail, store) for _ in range(4)]
    said = [run.communicate()[1].decode() for run in runs]
    assert [run.returncode for run in runs] == [0] * 4, said
    assert total(store) == TOTAL
    verified = danvan_json("verify", "--store", str(store))
    assert (verified["damaged"], verified["returns"]) == ([], len(COMMUNES))


def test_who_finds_the_store_being_written_waits_and_says_so(
    mail: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "SILENT", 0.05)
    assert danvan("ingest", str(mail / "Xã Liêm Sơn.xlsx"), "--store", str(store), *HOME).code == 0
    holding, told = threading.Event(), threading.Event()
    speak = speech.say

    def say(text: str = "") -> None:
        speak(text)
        told.set()

    monkeypatch.setattr(speech, "say", say)

    def write() -> None:
        with closing(sqlite3.connect(store, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            holding.set()
            told.wait(60)
            other.execute("COMMIT")

    writer = threading.Thread(target=write)
    writer.start()
    holding.wait()
    said = danvan("ingest", str(mail), "--store", str(store), *HOME)
    writer.join()
    assert said.code == 0
    assert said.stderr.count("đang được lệnh khác ghi, đang chờ") == 1
    assert total(store) == TOTAL


def test_who_waits_in_vain_says_so_and_changes_nothing(
    mail: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "SILENT", 0.05)
    monkeypatch.setattr(waiting, "PATIENCE", 0.2)
    assert danvan("ingest", str(mail / "Xã Liêm Sơn.xlsx"), "--store", str(store), *HOME).code == 0
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        said = danvan("ingest", str(mail), "--store", str(store), *HOME)
        assert (said.code, said.refused) == (3, "store-busy")
    assert total(store) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_killed_at_any_moment_a_run_leaves_whole_files_and_the_next_one_goes_on(mail: Path, store: Path) -> None:
    for delay in (0.25, 0.4, 0.55, 0.7, 0.85):
        run = begun(mail, store)
        time.sleep(delay)
        os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
        if store.exists() and store.stat().st_size:
            assert sound(store)
            assert total(store) in (None, *range(0, TOTAL + 1, 4))
    run = begun(mail, store)
    said = run.communicate()[1]
    assert run.returncode == 0, said.decode()
    assert total(store) == TOTAL
    assert sound(store)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("room", [4_096, 40_000, 250_000, 330_000])
def test_without_room_a_run_says_so_and_what_was_stored_is_whole(mail: Path, store: Path, room: int) -> None:
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))"
    run = begun(mail, store, limit)
    said = run.communicate()[1].decode()
    if run.returncode:
        assert run.returncode == 3, said
        assert "ổ đĩa đầy" in said
        assert "Traceback" not in said
    assert danvan("ingest", str(mail), "--store", str(store), *HOME).code == 0
    assert total(store) == TOTAL
    assert sound(store)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("files", [6, 8, 12])
def test_without_files_to_open_a_run_says_so_in_a_sentence(mail: Path, store: Path, files: int) -> None:
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_NOFILE, ({files}, {files}))"
    run = begun(mail, store, limit)
    said = run.communicate()[1].decode()
    assert (run.returncode, said.startswith("Máy báo lỗi: quá nhiều tệp đang mở")) == (3, True), said
    assert danvan("ingest", str(mail), "--store", str(store), *HOME).code == 0
    assert total(store) == TOTAL


FAULTS = [MemoryError(), OSError(5, "I/O"), KeyboardInterrupt(), ValueError("x"), BaseException()]


@pytest.fixture(params=FAULTS, ids=lambda fault: type(fault).__name__)
def fault(request: pytest.FixtureRequest) -> BaseException:
    found: BaseException = request.param
    return found


@pytest.mark.parametrize("at", [1, 3, 5])
def test_a_fault_at_any_file_leaves_those_before_it_whole(
    mail: Path, store: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException, at: int
) -> None:
    """In the middle of storing a file, after its rows were written."""
    held = 0
    stored = Ledger.keep

    def failing(ledger: Ledger, **what: Any) -> int:
        nonlocal held
        number = stored(ledger, **what)
        held += 1
        if held == at:
            raise fault
        return number

    with monkeypatch.context() as patched, suppress(type(fault)):
        patched.setattr(Ledger, "keep", failing)
        danvan("ingest", str(mail), "--store", str(store), *HOME)
    assert held == at
    assert sound(store)
    assert total(store) == ((at - 1) * 4 or None)
    assert danvan("ingest", str(mail), "--store", str(store), *HOME).code == 0
    assert total(store) == TOTAL


def test_a_fault_while_settling_is_made_up_for_by_the_next_run(
    mail: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched, suppress(MemoryError):
        patched.setattr("danvan_cli.ledger.books.verdicts.Verdicts.write", failing)
        danvan("ingest", str(mail), "--store", str(store), *HOME)
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("SELECT count(*) FROM standing").fetchone() == (0,)
    assert total(store) == TOTAL


def test_files_wait_for_the_disk_together_before_anything_is_told_of_them(
    mail: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The transaction that settles them ends when the disk has it and all before it: SQLite's FULL, else its NORMAL."""
    asked: list[tuple[str, int]] = []

    def asking(name: str) -> Any:
        was = getattr(Ledger, name)

        def ask(ledger: Ledger, *said: Any, **what: Any) -> Any:
            (synchronous,) = ledger._db.execute("PRAGMA synchronous").fetchone()
            asked.append((name, synchronous))
            return was(ledger, *said, **what)

        return ask

    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "keep", asking("keep"))
        patched.setattr(Ledger, "settle", asking("settle"))
        danvan("ingest", str(mail), "--store", str(store), *HOME)
    assert asked == [("keep", 1)] * len(COMMUNES) + [("settle", 2)]


@pytest.mark.parametrize("lies", [r"\\may-chu\chung\danvan.db", r"\\?\UNC\may-chu\chung\danvan.db"])
def test_a_store_on_a_share_needs_no_memory_that_its_machines_would_have_to_share(
    mail: Path, store: Path, monkeypatch: pytest.MonkeyPatch, lies: str
) -> None:
    """Where it lay on a disk before, too; and no file of a run is kept before the share has those before it."""
    danvan("ingest", str(mail / "Xã Liêm Sơn.xlsx"), "--store", str(store), *HOME)
    synchronous: list[object] = []
    keep = Ledger.keep

    def asking(ledger: Ledger, **what: Any) -> int:
        synchronous.extend(ledger._db.execute("PRAGMA synchronous").fetchone())
        return keep(ledger, **what)

    monkeypatch.setattr(opening, "os", SimpleNamespace(path=SimpleNamespace(realpath=lambda _: lies)))
    monkeypatch.setattr(Ledger, "keep", asking)
    assert danvan("ingest", str(mail), "--store", str(store), *HOME).code == 0
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert synchronous == [2] * (len(COMMUNES) - 1)
    assert total(store) == TOTAL


def _error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("trouble")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (sqlite3.SQLITE_FULL, "store-full"),
        (sqlite3.SQLITE_IOERR_WRITE, "store-full"),
        (sqlite3.SQLITE_IOERR_SHMSIZE, "store-full"),
        (sqlite3.SQLITE_READONLY, "store-read-only"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "store-read-only"),
        (sqlite3.SQLITE_CANTOPEN, "store-read-only"),
        (sqlite3.SQLITE_IOERR_LOCK, "store-on-share"),
        (sqlite3.SQLITE_IOERR_SHMMAP, "store-on-share"),
        (sqlite3.SQLITE_PROTOCOL, "store-on-share"),
        (sqlite3.SQLITE_CORRUPT, "store-damaged"),
        (sqlite3.SQLITE_INTERRUPT, "store-failed"),
    ],
)
@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_what_the_disk_refuses_is_a_sentence(
    mail: Path, store: Path, monkeypatch: pytest.MonkeyPatch, code: int, sentence: str, language: str
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise _error(code)

    monkeypatch.setattr(Ledger, "keep", failing)
    said = danvan("ingest", str(mail / "Xã Liêm Sơn.xlsx"), "--store", str(store), *HOME, "--lang", language)
    assert (said.code, said.refused) == (3, sentence)


@pytest.fixture
def other_store(mail: Path, store: Path) -> Iterator[sqlite3.Connection]:
    assert danvan("ingest", str(mail), "--store", str(store), *HOME).code == 0
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        yield connection


def test_a_store_of_a_newer_danvan_is_left_alone(store: Path, other_store: sqlite3.Connection) -> None:
    other_store.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    assert danvan("summarize", "--year", "2024", "--store", str(store), *HOME).refused == "store-newer"


def test_what_is_no_store_is_said_to_be_none(tmp_path: Path, mail: Path) -> None:
    other = tmp_path / "danvan.db"
    other.write_bytes(b"day la mot tep khac" * 100)
    before = other.read_bytes()
    assert danvan("ingest", str(mail), "--store", str(other), *HOME).refused == "store-damaged"
    assert danvan("ingest", str(mail), "--store", str(tmp_path / "không có" / "danvan.db"), *HOME).code == 3
    assert other.read_bytes() == before


@pytest.mark.parametrize("version", [0, 1, len(schema.MIGRATIONS), 1_000])
def test_a_database_of_another_program_is_left_as_it_is(tmp_path: Path, mail: Path, version: int) -> None:
    other = tmp_path / "danvan.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE letters (number INTEGER)")
        connection.execute(f"PRAGMA user_version = {version}")
    before = other.read_bytes()
    for command in (("ingest", str(mail), *HOME), ("summarize", "--year", "2024"), ("verify",)):
        assert danvan(*command, "--store", str(other)).refused == "store-of-another"
    assert other.read_bytes() == before


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    mail: Path, store: Path, other_store: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = "CREATE TABLE half (a TEXT) STRICT; CREATE TABLE half (a TEXT) STRICT;"
    with monkeypatch.context() as patched:
        patched.setattr(opening, "MIGRATIONS", (*schema.MIGRATIONS, broken))
        assert danvan("summarize", "--year", "2024", "--store", str(store), *HOME).code == 3
    assert other_store.execute("SELECT name FROM sqlite_master WHERE name = 'half'").fetchall() == []
    assert total(store) == TOTAL


def test_a_flipped_bit_never_changes_a_figure_unseen(mail: Path, store: Path, tmp_path: Path) -> None:
    """A thousand flips, each in a copy: the figure is right, or opening or `verify` tells that the store is damaged."""
    assert danvan("ingest", str(mail), "--store", str(store), *HOME).code == 0
    whole = store.read_bytes()
    chance = random.Random(2026)
    copy = tmp_path / "ban-sao.db"
    seen = 0
    for _ in range(1_000):
        flipped = bytearray(whole)
        flipped[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        copy.write_bytes(flipped)
        for beside in ("-wal", "-shm"):
            copy.with_name(copy.name + beside).unlink(missing_ok=True)
        try:
            with open_ledger(copy, UNITS, WORDS) as ledger:
                figures = roll_up(ledger, Selectors(period="2024"), ("unit", "field"))
                found = [(cell.at, cell.value) for cell in figures.cells]
                damaged = ledger.audit.verify().damaged
        except (DanvanError, ValueError, KeyError, TypeError, UnicodeError):
            seen += 1
            continue
        seen += bool(damaged)
        assert damaged or found == FIGURES
    assert seen > 100
