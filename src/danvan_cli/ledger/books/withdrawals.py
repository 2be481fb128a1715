"""Documents that were taken in and taken back: they stay in the store with who, when and why, and count for nothing."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from danvan_cli.ledger.books.log import Log
from danvan_cli.ledger.books.rows import dump, now

SINCE = "CASE since WHEN '' THEN known_from ELSE since END"
"""When a document was first withdrawn, there or here: what was read again or sent along stays withdrawn since then."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a document was withdrawn."""

    mail: int
    who: str
    reason: str
    moment: str

    @property
    def day(self) -> date:
        """When, as people here say it."""
        return datetime.fromisoformat(self.moment).astimezone().date()


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What another ledger says: a document was withdrawn there, and perhaps that was undone."""

    who: str
    reason: str
    origin: str
    since: str
    undone: bool
    undone_by: str | None
    undone_why: str | None


class Withdrawals:
    """The withdrawals in an open store. Whoever changes them settles the ledger afterwards."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def document(self, mail: int) -> tuple[int, ...]:
        """All mail that is one document with this: the same bytes for the same unit and period (typed twice, say)."""
        return tuple(
            number
            for (number,) in self._db.execute(
                "SELECT other.id FROM mail m JOIN mail other ON other.sha256 = m.sha256 AND other.unit IS m.unit"
                " AND other.period IS m.period AND other.outcome = 'accepted' AND other.until IS NULL"
                " WHERE m.id = ? AND m.outcome = 'accepted' ORDER BY other.id",
                (mail,),
            )
        )

    def of(self, mails: Sequence[int]) -> list[Withdrawal]:
        """The withdrawals of these that hold now."""
        found = (
            self._db.execute(
                f"SELECT mail, who, reason, {SINCE} FROM withdrawal WHERE mail = ? AND known_until IS NULL",  # noqa: S608 - a constant
                (mail,),
            ).fetchone()
            for mail in mails
        )
        return [Withdrawal(*row) for row in found if row]

    def of_bytes(self, digest: str, unit: str | None, period: str | None) -> Withdrawal | None:
        """The withdrawal that holds of a document with these bytes, or typed from them or in them."""
        row = self._db.execute(
            f"SELECT w.mail, w.who, w.reason, {SINCE} FROM withdrawal w JOIN mail m ON m.id = w.mail"  # noqa: S608 - a constant
            " LEFT JOIN entry e ON e.mail = m.id WHERE w.known_until IS NULL AND :digest IN (m.sha256, e.form)"
            " AND m.unit IS :unit AND m.period IS :period ORDER BY w.id DESC LIMIT 1",
            {"digest": digest, "unit": unit, "period": period},
        ).fetchone()
        return Withdrawal(*row) if row else None

    def withdraw(self, mails: Sequence[int], who: str, reason: str) -> None:
        """These count no more from now on."""
        moment = now()
        self._db.executemany(
            "INSERT INTO withdrawal (mail, who, reason, known_from) VALUES (?, ?, ?, ?)",
            [(mail, who, reason, moment) for mail in mails],
        )
        Log(self._db).add("withdrawn", moment, **self._about(mails), who=who, reason=reason)
        self._unsettle(mails)

    def undo(self, mails: Sequence[int], who: str, reason: str) -> None:
        """These count again from now on."""
        moment = now()
        self._db.executemany(
            "UPDATE withdrawal SET known_until = ?, undone_by = ?, undone_why = ?"
            " WHERE mail = ? AND known_until IS NULL",
            [(moment, who, reason, mail) for mail in mails],
        )
        Log(self._db).add("withdrawal-undone", moment, **self._about(mails), who=who, reason=reason)
        self._unsettle(mails)

    def hear(self, mails: Sequence[int], said: Withdrawn, moment: str) -> bool:
        """What another ledger says of these, once; whether that was news. What it undid is undone, and stays so."""
        known = self._db.execute(
            f"SELECT id, known_until FROM withdrawal WHERE origin = ? AND {SINCE} = ?"  # noqa: S608 - a constant
            " AND mail IN (SELECT value FROM json_each(?))",
            (said.origin, said.since, dump(list(mails))),
        ).fetchall()
        ended = (moment, said.undone_by, said.undone_why) if said.undone else (None, None, None)
        standing = [(*ended, number) for number, until in known if until is None and said.undone]
        if known and not standing:
            return False
        about, log = self._about(mails), Log(self._db)
        if not known:
            self._db.executemany(
                "INSERT INTO withdrawal (mail, who, reason, known_from, origin, since, known_until, undone_by, undone_why)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(mail, said.who, said.reason, moment, said.origin, said.since, *ended) for mail in mails],
            )
            log.add("withdrawn", moment, **about, who=said.who, reason=said.reason)
        self._db.executemany(
            "UPDATE withdrawal SET known_until = ?, undone_by = ?, undone_why = ? WHERE id = ?", standing
        )
        if said.undone:
            log.add("withdrawal-undone", moment, **about, who=said.undone_by, reason=said.undone_why)
        self._unsettle(mails)
        return True

    def _about(self, mails: Sequence[int]) -> dict[str, str | None]:
        """Which document it is."""
        row = self._db.execute("SELECT path, sha256, unit, period FROM mail WHERE id = ?", tuple(mails[:1])).fetchone()
        return dict(zip(("path", "sha256", "unit", "period"), row, strict=True))

    def _unsettle(self, mails: Sequence[int]) -> None:
        self._db.executemany(
            "INSERT OR IGNORE INTO unsettled SELECT DISTINCT period FROM return WHERE mail = ?",
            [(mail,) for mail in mails],
        )
