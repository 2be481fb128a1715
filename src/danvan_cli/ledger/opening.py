"""Opening a store: its tables brought up to date, what a cut-short run left behind settled, trouble said in a sentence."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import Path, PureWindowsPath

from danvan_cli.errors import DanvanError
from danvan_cli.ledger.books.log import Log
from danvan_cli.ledger.books.rows import now
from danvan_cli.ledger.books.schema import MIGRATIONS, THE_LOG
from danvan_cli.ledger.store import Ledger
from danvan_cli.ledger.waiting import patiently
from danvan_cli.settings import USUAL, Reporting
from danvan_cli.units import Register
from danvan_cli.vocabulary import Vocabulary

BUSY_SECONDS = 30

_TROUBLE = {
    sqlite3.SQLITE_BUSY: "store-busy",
    sqlite3.SQLITE_LOCKED: "store-busy",
    sqlite3.SQLITE_FULL: "store-full",
    sqlite3.SQLITE_READONLY: "store-read-only",
    sqlite3.SQLITE_PERM: "store-read-only",
    sqlite3.SQLITE_CANTOPEN: "store-read-only",
    sqlite3.SQLITE_PROTOCOL: "store-on-share",
    sqlite3.SQLITE_NOLFS: "store-full",
    sqlite3.SQLITE_CORRUPT: "store-damaged",
    sqlite3.SQLITE_NOTADB: "store-damaged",
}
"""What SQLite reports, in the words of an official; the rest is told as it is."""

_NO_LOCKS = {
    sqlite3.SQLITE_IOERR_LOCK, sqlite3.SQLITE_IOERR_UNLOCK, sqlite3.SQLITE_IOERR_RDLOCK,
    sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK, sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMLOCK,
    sqlite3.SQLITE_IOERR_SHMMAP,
}  # fmt: skip
"""What it reports where the disk is a network share that cannot lock."""

_NO_ROOM = {
    sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_SHMSIZE,
}  # fmt: skip
"""What it reports where a limit on the size of files, or a disk, stops it."""


@contextmanager
def open_ledger(
    path: Path,
    register: Register,
    vocabulary: Vocabulary,
    reporting: Reporting = USUAL,
    *,
    create: bool = False,
    waits: Callable[[], None] = lambda: None,
) -> Iterator[Ledger]:
    """Open the store, bring its tables up to date, settle what a cut-short run left behind or other settings change.

    `waits` is told where another run writes into the store, and this one waits for it.
    """
    if not create and not (path.is_file() and path.stat().st_size):  # no store was ever written into an empty file
        raise DanvanError("store-missing", path=str(path))
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    except sqlite3.Error as error:
        raise _told(error, path) from error
    try:
        patiently(connection, "SELECT 1 FROM sqlite_master", waits)
        _leave_anothers(connection, path)
        patiently(connection, f"PRAGMA journal_mode = {_journal(path)}", waits)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        _migrate(connection, path, waits)
        ledger = Ledger(connection, register, vocabulary, reporting, waits=waits)
        ledger.keep_to_practice()
        if ledger.unsettled:
            ledger.settle()
        yield ledger
    except sqlite3.DatabaseError as error:
        raise _told(error, path) from error
    except JSONDecodeError as error:  # what was kept as JSON is none any more
        raise DanvanError("store-damaged", path=str(path), reason=str(error)) from error
    finally:
        connection.close()


def _journal(path: Path) -> str:
    r"""How changes are written: beside the store, so that readers never wait; on a share (`\\server\…`) under its locks alone.

    Two machines share no memory, without which what is written beside a store damages it unseen. (sqlite.org/wal.html)
    """
    lies = PureWindowsPath(os.path.realpath(path))  # a drive that is connected to a share is told as the share
    return "DELETE" if lies.drive.startswith(r"\\") else "WAL"


def _told(error: sqlite3.Error, path: Path) -> DanvanError:
    """The trouble of a store as a sentence."""
    code = getattr(error, "sqlite_errorcode", None) or 0
    if code in _NO_LOCKS:
        named = "store-on-share"
    elif code in _NO_ROOM:
        named = "store-full"
    else:
        named = _TROUBLE.get(
            code & 0xFF, "store-failed" if isinstance(error, sqlite3.OperationalError) else "store-damaged"
        )
    return DanvanError(named, path=str(path), reason=str(error))


def _leave_anothers(connection: sqlite3.Connection, path: Path) -> None:
    """Nothing is written into a database of another program: a store is empty, or holds originals."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and "original" not in tables:
        raise DanvanError("store-of-another", path=str(path))


def _migrate(connection: sqlite3.Connection, path: Path, waits: Callable[[], None]) -> None:
    """Run what this store has not seen; of two that open it at once the second finds it done."""
    while (version := _version(connection)) < len(MIGRATIONS):
        patiently(connection, "BEGIN IMMEDIATE", waits)
        try:
            if _version(connection) == version:
                for statement in _statements(MIGRATIONS[version]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
                if MIGRATIONS[version] is THE_LOG:
                    Log(connection).begin(now())
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    if version > len(MIGRATIONS):
        raise DanvanError("store-newer", path=str(path))


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _statements(script: str) -> Iterator[str]:
    """The statements of a migration, one by one: run as a script they would end the transaction first."""
    found = ""
    for line in script.splitlines(keepends=True):
        found += line
        if sqlite3.complete_statement(found):
            yield found
            found = ""
    if found.strip():
        yield found
