"""One writer at a time: whoever finds the store being written waits, says so, and gives up only after long."""

import sqlite3
from collections.abc import Callable
from time import monotonic

PATIENCE = 600.0
"""Seconds after which nobody waits any longer: the other run has hung."""

SILENT = 1.0
"""Seconds of waiting that need no word."""


def patiently(connection: sqlite3.Connection, statement: str, waits: Callable[[], None]) -> None:
    """Run a statement that needs the store for itself. `waits` is told once, where somebody else has it for long.

    Raises sqlite3.OperationalError where the store cannot be written, or is not free in the end.
    """
    until = monotonic() + PATIENCE
    told = False
    (usual,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute(f"PRAGMA busy_timeout = {int(SILENT * 1000)}")
    try:
        while True:
            try:
                connection.execute(statement)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() >= until:
                    raise
            else:
                return
            if not told:
                waits()
                told = True
    finally:
        connection.execute(f"PRAGMA busy_timeout = {usual}")
