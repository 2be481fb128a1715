"""Documents that were taken in and taken back: they stay in the store with who, when and why, and count for nothing."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from danvan_cli.ledger.log import Log
from danvan_cli.ledger.rows import now


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
                "SELECT mail, who, reason, known_from FROM withdrawal WHERE mail = ? AND known_until IS NULL", (mail,)
            ).fetchone()
            for mail in mails
        )
        return [Withdrawal(*row) for row in found if row]

    def of_bytes(self, digest: str, unit: str | None, period: str | None) -> Withdrawal | None:
        """The withdrawal that holds of a document with these bytes, or typed from them or in them."""
        row = self._db.execute(
            "SELECT w.mail, w.who, w.reason, w.known_from FROM withdrawal w JOIN mail m ON m.id = w.mail"
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

    def _about(self, mails: Sequence[int]) -> dict[str, str | None]:
        """Which document it is."""
        row = self._db.execute("SELECT path, sha256, unit, period FROM mail WHERE id = ?", tuple(mails[:1])).fetchone()
        return dict(zip(("path", "sha256", "unit", "period"), row, strict=True))

    def _unsettle(self, mails: Sequence[int]) -> None:
        self._db.executemany(
            "INSERT OR IGNORE INTO unsettled SELECT DISTINCT period FROM return WHERE mail = ?",
            [(mail,) for mail in mails],
        )
