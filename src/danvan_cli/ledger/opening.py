"""Opening a store: its tables brought up to date, what a cut-short run left behind settled, trouble said in a sentence."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from danvan_cli.errors import DanvanError
from danvan_cli.ledger.log import Log
from danvan_cli.ledger.rows import now
from danvan_cli.ledger.schema import MIGRATIONS, THE_LOG
from danvan_cli.ledger.store import Ledger
from danvan_cli.settings import USUAL, Reporting
from danvan_cli.units import Register
from danvan_cli.vocabulary import Vocabulary

BUSY_SECONDS = 30


@contextmanager
def open_ledger(
    path: Path, register: Register, vocabulary: Vocabulary, reporting: Reporting = USUAL, *, create: bool = False
) -> Iterator[Ledger]:
    """Open the store, bring its tables up to date, settle what a cut-short run left behind or other settings change."""
    if not create and not path.is_file():
        raise DanvanError("store-missing", path=str(path))
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    except sqlite3.Error as error:
        raise DanvanError("store-unreadable", path=str(path), reason=str(error)) from error
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        _migrate(connection, path)
        ledger = Ledger(connection, register, vocabulary, reporting)
        ledger.keep_to_practice()
        if ledger.unsettled:
            ledger.settle()
        yield ledger
    except sqlite3.OperationalError as error:
        code = "store-busy" if "locked" in str(error) or "busy" in str(error) else "store-failed"
        raise DanvanError(code, path=str(path), reason=str(error)) from error
    except sqlite3.DatabaseError as error:
        raise DanvanError("store-damaged", path=str(path), reason=str(error)) from error
    finally:
        connection.close()


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(MIGRATIONS):
        raise DanvanError("store-newer", path=str(path))
    for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
        connection.executescript(f"BEGIN IMMEDIATE; {script}; PRAGMA user_version = {number};")
        if script is THE_LOG:
            Log(connection).begin(now())
        connection.execute("COMMIT")
