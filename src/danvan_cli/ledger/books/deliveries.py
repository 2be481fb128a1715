"""What units have sent for a period, file by file: counted, replaced, refused or waiting, and what was found in each."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from danvan_cli.findings import Finding, Severity
from danvan_cli.ledger.books.rows import ALWAYS, dump
from danvan_cli.periods import Period, day_of

HELD = ("refused", "waiting")
"""Outcomes of mail that is kept and not counted."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file that came. `unit` None: nobody knows yet whose it is; `period` None: nor for when."""

    mail: int
    path: str
    sha256: str
    outcome: str  # accepted, refused, waiting
    unit: str | None
    period: str | None
    taken_in: str  # when its bytes were first taken in, here or by a lower office
    dated: date | None  # as the document says, where it could be read
    returns: tuple[int, ...]

    @property
    def day(self) -> date:
        """When it came: the document's date; an undated one came the day it was first taken in. (counting.md 5)"""
        return self.dated or day_of(self.taken_in)


class Deliveries:
    """The mail of an open store, by whose and when it is."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def of(self, periods: Sequence[str], *, as_of: str | None = None) -> list[Delivery]:
        """All mail of these periods as it was known then, without what was withdrawn, the oldest first.

        And mail of which nobody can tell the period, but of none that had not begun when it came.
        """
        return list(self._read(periods, as_of or ALWAYS, ("accepted", *HELD)))

    def held(self, periods: Sequence[str], *, as_of: str | None = None) -> list[Delivery]:
        """Those of them that are kept and not counted."""
        return list(self._read(periods, as_of or ALWAYS, HELD))

    def _read(self, periods: Sequence[str], moment: str, outcomes: Sequence[str]) -> Iterator[Delivery]:
        for mail, path, sha, outcome, unit, period, taken_in, dated, returns in self._db.execute(
            "SELECT m.id, m.path, m.sha256, m.outcome, m.unit, m.period,"
            " min((SELECT min(first.taken_in) FROM mail first WHERE first.sha256 = m.sha256),"
            " ifnull((SELECT min(b.came) FROM brought b JOIN bundle of ON of.id = b.bundle"
            " WHERE b.sha256 = m.sha256 AND of.received <= :moment), '9999')),"
            " ifnull((SELECT max(r.dated) FROM return r WHERE r.mail = m.id), m.dated),"
            " (SELECT json_group_array(r.id) FROM return r WHERE r.mail = m.id)"
            " FROM mail m WHERE m.taken_in <= :moment AND (m.until IS NULL OR m.until > :moment)"
            " AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.mail = m.id AND w.known_from <= :moment"
            " AND (w.known_until IS NULL OR w.known_until > :moment))"
            " AND m.outcome IN (SELECT value FROM json_each(:outcomes))"
            " AND (m.period IS NULL OR m.period IN (SELECT value FROM json_each(:periods))) ORDER BY m.id",
            {"moment": moment, "periods": dump(list(periods)), "outcomes": dump(list(outcomes))},
        ):
            day = date.fromisoformat(dated) if dated else None
            one = Delivery(mail, path, sha, outcome, unit, period, taken_in, day, tuple(json.loads(returns)))
            if period or any(_has_begun(code, day_of(taken_in)) for code in periods):
                yield one

    def asked(self, mails: Sequence[int], *, as_of: str | None = None) -> dict[int, list[Finding]]:
        """The errors and questions of these files, those between returns among them."""
        moment = as_of or ALWAYS
        found: dict[int, list[Finding]] = {}
        for mail, code, sheet, cell, seen in self._db.execute(
            "SELECT f.mail, f.code, f.sheet, f.cell, f.seen FROM finding f"
            " WHERE f.severity <> :note AND f.mail IN (SELECT value FROM json_each(:mails))"
            " UNION SELECT r.mail, q.code, q.sheet, q.cell, q.seen FROM question q JOIN return r ON r.id = q.return"
            " WHERE r.mail IN (SELECT value FROM json_each(:mails))"
            " AND q.known_from <= :moment AND (q.known_until IS NULL OR q.known_until > :moment)",
            {"note": str(Severity.NOTE), "mails": dump(list(mails)), "moment": moment},
        ):
            found.setdefault(mail, []).append(Finding(code, sheet, cell, json.loads(seen)))
        return found


def _has_begun(period: str, day: date) -> bool:
    """Whether something that came on a day may tell of a period: of next year's nobody can say yet what became of it."""
    known = Period(period)
    return known.is_stock or known.first <= day
