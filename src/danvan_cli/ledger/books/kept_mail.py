"""Mail that was kept: found by its bytes, by what became of it, with what was found in it."""

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from pathlib import PurePath

from danvan_cli.findings import Finding
from danvan_cli.ledger.books.other_ledgers import Exchange
from danvan_cli.ledger.books.rows import ALWAYS


@dataclass(frozen=True, slots=True)
class KeptMail:
    """One kept file: where it came from, and what became of it."""

    id: int
    path: str
    sha256: str
    outcome: str
    unit: str | None
    period: str | None
    taken_in: str

    def is_document(self, path: str, unit: str | None, period: str | None) -> bool:
        """Whether a file with the same bytes is this document: lying there, or about the same as far as both tell.

        Bytes alone do not tell: two communes may send one paper.
        """
        here, there = PurePath(self.path.replace("\\", "/")).parts, PurePath(path.replace("\\", "/")).parts
        shared = min(len(here), len(there))
        if here[-shared:] == there[-shared:]:
            return True
        return all(
            known is None or told is None or known == told for known, told in ((self.unit, unit), (self.period, period))
        )


class KeptMails:
    """The kept mail in an open store. It is written in `Ledger.keep`."""

    def __init__(self, connection: sqlite3.Connection, exchange: Exchange) -> None:
        self._db = connection
        self._exchange = exchange

    def of(self, content: bytes) -> list[KeptMail]:
        """All kept mail with exactly these bytes, as last read."""
        return self.with_digest(hashlib.sha256(content).hexdigest())

    def with_digest(self, digest: str) -> list[KeptMail]:
        """The same, by the digest of the bytes."""
        return [
            KeptMail(*row)
            for row in self._db.execute(
                "SELECT id, path, sha256, outcome, unit, period, taken_in FROM mail"
                " WHERE sha256 = ? AND until IS NULL ORDER BY id",
                (digest,),
            )
        ]

    def numbered(self, mail: int) -> KeptMail:
        """One kept file."""
        row = self._db.execute(
            "SELECT id, path, sha256, outcome, unit, period, taken_in FROM mail WHERE id = ?", (mail,)
        ).fetchone()
        return KeptMail(*row)

    def entries(self, digest: str) -> list[KeptMail]:
        """What was typed by hand from a file with these bytes, or in a workbook with these bytes; the latest first."""
        return [
            KeptMail(*row)
            for row in self._db.execute(
                "SELECT m.id, path, sha256, outcome, unit, period, taken_in FROM entry e JOIN mail m ON m.id = e.mail"
                " WHERE sha256 = :digest OR form = :digest ORDER BY m.id DESC",
                {"digest": digest},
            )
        ]

    def brought(self, digest: str) -> list[KeptMail]:
        """Accepted mail with these bytes that lower offices sent."""
        return [
            kept
            for kept in self.with_digest(digest)
            if kept.outcome == "accepted" and self._exchange.through(digest, kept.unit, kept.period)
        ]

    def with_outcome(self, outcome: str) -> list[KeptMail]:
        """Kept mail of one outcome."""
        return [
            KeptMail(*row)
            for row in self._db.execute(
                "SELECT id, path, sha256, outcome, unit, period, taken_in FROM mail"
                " WHERE outcome = ? AND until IS NULL ORDER BY id",
                (outcome,),
            )
        ]

    def refused_later(self, period: str, *, as_of: str | None) -> set[str]:
        """Units of which a file was refused after the last one that was accepted for a period: not put right since.

        By when they came: of many a refused file no date can be read. Of the files of one run the refused are kept last.
        """
        known = "taken_in <= :moment AND (until IS NULL OR until > :moment)"
        rows = self._db.execute(
            "WITH refused AS (SELECT unit, max(taken_in) AS came FROM mail WHERE outcome = 'refused'"  # noqa: S608 - a constant
            f" AND unit IS NOT NULL AND ifnull(period, :period) = :period AND {known} GROUP BY unit),"
            " heard AS (SELECT unit, max((SELECT min(first.taken_in) FROM mail first WHERE first.sha256 = m.sha256))"
            " AS came FROM mail m WHERE outcome = 'accepted' AND period = :period AND unit IN (SELECT unit FROM refused)"
            f" AND {known} GROUP BY unit)"
            " SELECT unit FROM refused JOIN heard USING (unit) WHERE refused.came > heard.came",
            {"period": period, "moment": as_of or ALWAYS},
        )
        return {unit for (unit,) in rows}

    def findings(self, mail: int) -> list[Finding]:
        """What was found in one kept file."""
        return [
            Finding(code, sheet, cell, json.loads(seen))
            for code, sheet, cell, seen in self._db.execute(
                "SELECT code, sheet, cell, seen FROM finding WHERE mail = ?", (mail,)
            )
        ]
