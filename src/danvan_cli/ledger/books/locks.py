"""Locks: a locked period is read as it was known when it was locked. What comes later is kept, settled, and waits."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from danvan_cli.ledger.books.log import Log
from danvan_cli.ledger.books.rows import ALWAYS, now


@dataclass(frozen=True, slots=True)
class Lock:
    """That a period was locked: by whom, why, since when; and until when, where it was unlocked."""

    period: str
    who: str
    reason: str
    since: str
    until: str | None = None
    undone_by: str | None = None
    undone_why: str | None = None

    @property
    def day(self) -> str:
        """When, as people here say it."""
        return f"{datetime.fromisoformat(self.since).astimezone():%d/%m/%Y %H:%M}"


_COLUMNS = "period, who, reason, known_from, known_until, undone_by, undone_why"


class Locks:
    """The locks of an open store. Write inside `Ledger.transaction`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def at(self, period: str, moment: str | None = None) -> Lock | None:
        """The lock that held on a period at that moment; now, where none is said."""
        moment = moment or ALWAYS
        return next(
            (one for one in self.of(period) if one.since <= moment and (one.until is None or one.until > moment)), None
        )

    def of(self, period: str) -> list[Lock]:
        """All locks of a period, the latest first."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM lock WHERE period = ? ORDER BY id DESC",  # noqa: S608 - fixed columns
            (period,),
        )
        return [Lock(*row) for row in rows]

    def all(self) -> list[Lock]:
        """Every lock that ever was, in the order of time."""
        return [Lock(*row) for row in self._db.execute(f"SELECT {_COLUMNS} FROM lock ORDER BY id")]  # noqa: S608

    def lock(self, period: str, who: str, reason: str) -> None:
        """From now on the period stays as it is known."""
        moment = now()
        self._db.execute(
            "INSERT INTO lock (period, who, reason, known_from) VALUES (?, ?, ?, ?)", (period, who, reason, moment)
        )
        Log(self._db).add("locked", moment, period=period, who=who, reason=reason)

    def unlock(self, period: str, who: str, reason: str) -> None:
        """From now on what waited counts."""
        moment = now()
        self._db.execute(
            "UPDATE lock SET known_until = ?, undone_by = ?, undone_why = ? WHERE period = ? AND known_until IS NULL",
            (moment, who, reason, period),
        )
        Log(self._db).add("unlocked", moment, period=period, who=who, reason=reason)
