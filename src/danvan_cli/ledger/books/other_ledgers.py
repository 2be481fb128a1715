"""What a store knows of other ledgers: who it is to them, what goes to them, and what came from them."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from danvan_cli.ledger.books.rows import dump
from danvan_cli.ledger.books.withdrawals import SINCE


@dataclass(frozen=True, slots=True)
class Held:
    """One live piece of mail, with what a person typed from it."""

    mail: int
    path: str
    sha256: str
    outcome: str
    unit: str | None
    period: str | None
    came: str
    typist: str | None
    typed: str | None
    origin: str  # '' this very ledger
    form: str | None
    form_path: str | None

    @property
    def by_hand(self) -> tuple[str, str] | None:
        """Which typing it is, of all typings of one paper; None: danvan read it."""
        return (self.origin, self.typed or "") if self.typist is not None else None

    @property
    def place(self) -> tuple[str | None, str | None]:
        """Whose it is, and for when."""
        return self.unit, self.period

    def is_document(self, unit: str | None, period: str | None) -> bool:
        """Whether mail with the same bytes is this document, as far as both tell whose it is."""
        pairs = ((self.unit, unit), (self.period, period))
        return all(known is None or told is None or known == told for known, told in pairs)


@dataclass(frozen=True, slots=True)
class Through:
    """The bundle by which a document came."""

    bundle: int
    unit: str
    maker: str
    made: str
    received: str


class Exchange:
    """The other ledgers in an open store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @property
    def identity(self) -> str:
        """By which other ledgers know this one."""
        (found,) = self._db.execute("SELECT id FROM identity").fetchone()
        return str(found)

    # --- what goes

    def mail(self, digests: Sequence[str] | None = None) -> list[Held]:
        """All live mail in the order in which it was kept; of these digests, where some are given."""
        chosen = "" if digests is None else " AND m.sha256 IN (SELECT value FROM json_each(?))"
        return [
            Held(*row)
            for row in self._db.execute(
                "SELECT m.id, m.path, m.sha256, m.outcome, m.unit, m.period,"  # noqa: S608 - one of two
                " min((SELECT min(first.taken_in) FROM mail first WHERE first.sha256 = m.sha256),"
                " ifnull((SELECT min(b.came) FROM brought b WHERE b.sha256 = m.sha256), '9999')),"
                " e.typist, e.typed, ifnull(e.origin, ''), e.form, e.form_path"
                f" FROM mail m LEFT JOIN entry e ON e.mail = m.id WHERE m.until IS NULL{chosen} ORDER BY m.id",
                () if digests is None else (dump(list(digests)),),
            )
        ]

    def sizes(self, digests: Sequence[str]) -> dict[str, int]:
        """How long these originals are."""
        return dict(
            self._db.execute(
                "SELECT sha256, size FROM original WHERE sha256 IN (SELECT value FROM json_each(?))",
                (dump(list(digests)),),
            ).fetchall()
        )

    def asked_ever(
        self, digests: Sequence[str]
    ) -> Iterator[tuple[str, str, str | None, str | None, dict[str, object]]]:
        """All that was ever found in files with these bytes, or between them: digest, code, sheet, cell, what was seen."""
        for digest, code, sheet, cell, seen in self._db.execute(
            "SELECT m.sha256, f.code, f.sheet, f.cell, f.seen FROM finding f JOIN mail m ON m.id = f.mail"
            " WHERE f.severity = 'question' AND m.sha256 IN (SELECT value FROM json_each(:digests))"
            " UNION SELECT m.sha256, q.code, q.sheet, q.cell, q.seen FROM question q JOIN return r ON r.id = q.return"
            " JOIN mail m ON m.id = r.mail WHERE m.sha256 IN (SELECT value FROM json_each(:digests))",
            {"digests": dump(list(digests))},
        ):
            yield digest, code, sheet, cell, json.loads(seen)

    def withdrawals(self, digests: Sequence[str]) -> list[tuple[str | None, ...]]:
        """Digest, unit, period, who, reason, origin, since, until, undone by, undone why: of documents with these bytes."""
        return self._db.execute(
            "SELECT DISTINCT m.sha256, m.unit, m.period, w.who, w.reason, w.origin,"  # noqa: S608 - a constant
            f" {SINCE}, w.known_until, w.undone_by, w.undone_why"
            " FROM withdrawal w JOIN mail m ON m.id = w.mail"
            " WHERE m.until IS NULL AND m.sha256 IN (SELECT value FROM json_each(?)) ORDER BY w.id",
            (dump(list(digests)),),
        ).fetchall()

    # --- what came

    def receive(self, digest: str, ledger: str, unit: str, maker: str, made: str, moment: str) -> int:
        """Note a bundle, once; gives its number."""
        self._db.execute(
            "INSERT OR IGNORE INTO bundle (sha256, ledger, unit, maker, made, received) VALUES (?, ?, ?, ?, ?, ?)",
            (digest, ledger, unit, maker, made, moment),
        )
        (number,) = self._db.execute("SELECT id FROM bundle WHERE sha256 = ?", (digest,)).fetchone()
        return int(number)

    def bring(
        self,
        bundle: int,
        digest: str,
        unit: str | None,
        period: str | None,
        came: str,
        said: Sequence[tuple[int, int]] | None,
        moment: str,
    ) -> None:
        """Note that a bundle holds a document; the same from the same ledger says nothing new. `said`: what was read in it."""
        said_so = dump(None if said is None else sorted(said))
        self._db.execute(
            "INSERT INTO brought SELECT :bundle, :digest, :unit, :period, :came, :said, :moment WHERE NOT EXISTS"
            " (SELECT 1 FROM brought b JOIN bundle of ON of.id = b.bundle JOIN bundle mine ON mine.id = :bundle"
            " WHERE b.sha256 = :digest AND b.unit IS :unit AND b.period IS :period AND of.ledger = mine.ledger"
            " AND b.came <= :came AND (b.said = :said OR of.made > mine.made))",
            {
                "bundle": bundle, "digest": digest, "unit": unit, "period": period, "came": came, "said": said_so,
                "moment": moment,
            },
        )  # fmt: skip

    def through(self, digest: str, unit: str | None, period: str | None) -> list[Through]:
        """The bundles that brought a document, the first first."""
        return [
            Through(*row)
            for row in self._db.execute(
                "SELECT DISTINCT b.id, b.unit, b.maker, b.made, b.received FROM brought o JOIN bundle b ON b.id = o.bundle"
                " WHERE o.sha256 = ? AND o.unit IS ? AND o.period IS ? ORDER BY b.id",
                (digest, unit, period),
            )
        ]

    def brought_by(self, digests: Iterable[str]) -> dict[tuple[str, str], str]:
        """Digest and reporter of documents with these bytes to the office that brought them, where they came no other way."""
        return {
            (digest, unit): office
            for digest, unit, office in self._db.execute(
                "SELECT o.sha256, o.unit, b.unit FROM brought o JOIN bundle b ON b.id = o.bundle"
                " WHERE o.sha256 IN (SELECT value FROM json_each(?)) AND NOT EXISTS (SELECT 1 FROM mail m"
                " WHERE m.sha256 = o.sha256 AND m.unit IS o.unit AND m.taken_in < b.received) ORDER BY b.id DESC",
                (dump(sorted(set(digests))),),
            )
        }

    def said(self, period: str) -> dict[tuple[str, str | None], tuple[str, list[tuple[int, int]] | None]]:
        """Digest and unit of this period's documents to who read them elsewhere, and what they read; the latest word."""
        return {
            (digest, unit): (
                office,
                None if said == "null" else [(figure, cells) for figure, cells in json.loads(said)],
            )
            for digest, unit, office, said in self._db.execute(
                "SELECT o.sha256, o.unit, b.unit, o.said FROM brought o JOIN bundle b ON b.id = o.bundle"
                " WHERE o.period = ? ORDER BY b.made",
                (period,),
            )
        }
