"""Whether an open store still holds what was taken in: originals, returns, what stands, every row by the log of changes."""

import errno
import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from danvan_cli.ledger.books.log import ALL_ROWS, Fault, Log
from danvan_cli.ledger.books.rows import checksum_of
from danvan_cli.ledger.books.verdicts import STORED, key_of, standing_of


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is not as it was taken in, with what it touches as far as that can still be read."""

    kind: str  # store, original, return, standing, log; or the table of rows that the log has otherwise
    reason: str
    path: str | None = None
    sha256: str | None = None
    sheet: str | None = None
    unit: str | None = None
    period: str | None = None
    told: str | None = None  # what SQLite says; when the log was written


@dataclass(slots=True)
class Verified:
    """How much was looked at, and what of it is damaged."""

    originals: int = 0
    returns: int = 0
    standing: int = 0
    log: int = 0
    damaged: list[Damage] = field(default_factory=list)


_ERRNO = {sqlite3.SQLITE_FULL: errno.ENOSPC}

_COLUMNS = "reporter, period, stage, kind, sheet, title, fixed, supplement, dated, number, answers, models, bases, claims, former, front, part"


class Audit:
    """The checks on an open store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def verify(self) -> Verified:
        """Look at everything; what is damaged is named, and stops nothing."""
        found = Verified()
        with self._as_it_lies():
            found.damaged += self._whole()
            for number in self._numbers("original", found):
                found.originals += 1
                found.damaged += self._safely(number, "original", found)
            for number in self._numbers("return", found):
                found.returns += 1
                found.damaged += self._safely(number, "return", found)
            for number in self._numbers("standing", found):
                found.standing += 1
                found.damaged += self._safely(number, "standing", found)
            found.damaged += self._lost_originals()
            found.damaged += self._against_the_log(found)
        found.damaged = list(dict.fromkeys(found.damaged))
        return found

    def copy_to(self, draft: Path) -> Verified:
        """Copy the store as it is at one moment, whoever writes meanwhile; gives what looking through the copy finds.

        Raises OSError where the copy cannot be written.
        """
        copy = sqlite3.connect(draft, isolation_level=None)
        try:
            self._db.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, also where nothing can be written beside it
            return Audit(copy).verify()
        except sqlite3.OperationalError as error:  # of the copy: the store itself only answers
            raise OSError(_ERRNO.get(error.sqlite_errorcode, errno.EIO), str(error)) from error
        finally:
            copy.close()

    @contextmanager
    def _as_it_lies(self) -> Iterator[None]:
        """Texts byte for byte: a damaged one need not be UTF-8 any more."""
        before = self._db.text_factory
        self._db.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        try:
            yield
        finally:
            self._db.text_factory = before

    def _whole(self) -> list[Damage]:
        """What SQLite finds in its own pages and indexes."""
        try:
            told = [row[0] for row in self._db.execute("PRAGMA integrity_check")]
        except sqlite3.DatabaseError as error:
            told = [str(error)]
        return [Damage("store", "sqlite-says", told=_shown(line)) for line in told if line != "ok"]

    def _numbers(self, table: str, found: Verified) -> list[int]:
        try:
            return [number for (number,) in self._db.execute(f"SELECT rowid FROM {table}")]  # noqa: S608 - one of three
        except sqlite3.DatabaseError as error:
            found.damaged.append(Damage("store", "sqlite-says", told=_shown(str(error))))
            return []

    def _safely(self, number: int, kind: str, found: Verified) -> list[Damage]:
        """The check on one row; where it cannot even be read, that is what is said."""
        check = {"original": self._original, "return": self._return, "standing": self._standing}[kind]
        try:
            return check(number)
        except sqlite3.DatabaseError as error:
            found.damaged.append(Damage("store", "sqlite-says", told=_shown(str(error))))
            return []

    def _original(self, number: int) -> list[Damage]:
        digest, content, size = self._one("SELECT sha256, content, size FROM original WHERE rowid = ?", number)
        if hashlib.sha256(content).hexdigest() == digest and len(content) == size:
            return []
        return self._about_original(digest, "bytes-changed")

    def _about_original(self, digest: str, reason: str) -> list[Damage]:
        """An original with all that came from it: one line for each place it was taken in from."""
        owners = self._db.execute(
            "SELECT path, unit, period FROM mail WHERE sha256 = :digest UNION SELECT e.form_path, m.unit, m.period"
            " FROM entry e JOIN mail m ON m.id = e.mail WHERE e.form = :digest"
            " UNION SELECT p.path, NULL, paper.period FROM printing p JOIN paper ON paper.code = p.paper"
            " WHERE p.sha256 = :digest",
            {"digest": digest},
        ).fetchall()
        return [
            Damage("original", reason, _shown(path), _shown(digest), None, _shown(unit), _shown(period))
            for path, unit, period in owners or [(None, None, None)]
        ]

    def _return(self, number: int) -> list[Damage]:
        *columns, checksum, mail = self._one(
            f"SELECT {_COLUMNS}, checksum, mail FROM return WHERE rowid = ?",  # noqa: S608 - fixed columns
            number,
        )
        sent = self._db.execute("SELECT path, sha256 FROM mail WHERE id = ?", (mail,)).fetchone()
        if checksum_of(columns) != checksum:
            reason = "return-changed"
        elif sent is None:
            reason = "mail-lost"
        else:
            return []
        return [self._about_return("return", reason, columns, sent)]

    def _about_return(
        self, kind: str, reason: str, columns: Sequence[str | None], sent: tuple[str, str] | None
    ) -> Damage:
        path, digest = sent or (None, None)
        reporter, period, sheet = columns[0], columns[1], columns[4]
        return Damage(kind, reason, _shown(path), _shown(digest), _shown(sheet), _shown(reporter), _shown(period))

    def _standing(self, number: int) -> list[Damage]:
        """What stands says what was settled, of a return that exists."""
        row = self._one(f"SELECT {STORED} FROM standing WHERE rowid = ?", number)  # noqa: S608 - fixed columns
        said = dict(zip(STORED.split(", "), row, strict=True))
        sent = self._db.execute(
            "SELECT r.reporter, r.period, r.sheet, m.path, m.sha256 FROM return r LEFT JOIN mail m ON m.id = r.mail"
            " WHERE r.id = ?",
            (said["return"],),
        ).fetchone()
        if sent is None:
            reason = "return-lost"
        elif not _is_settled(row) or sent[:2] != (said["reporter"], said["period"]):
            reason = "figure-changed"
        else:
            return []
        *_, sheet, path, digest = sent or (None, None, None)
        unit, period = said["unit"], said["period"]
        return [Damage("standing", reason, _shown(path), _shown(digest), _shown(sheet), _shown(unit), _shown(period))]

    def _one(self, question: str, number: int) -> tuple[Any, ...]:
        """The one row of a number; a row that its table lists and cannot find is damage of the store."""
        row = self._db.execute(question, (number,)).fetchone()
        if row is None:
            raise sqlite3.DatabaseError(f"row {number} missing")
        return tuple(row)

    def _lost_originals(self) -> list[Damage]:
        """Files that were kept and are gone."""
        try:
            lost = self._db.execute(
                "SELECT sha256 FROM mail UNION SELECT form FROM entry WHERE form IS NOT NULL"
                " UNION SELECT sha256 FROM printing EXCEPT SELECT sha256 FROM original"
            ).fetchall()
            return [damage for (digest,) in lost for damage in self._about_original(digest, "original-lost")]
        except sqlite3.DatabaseError as error:
            return [Damage("store", "sqlite-says", told=_shown(str(error)))]

    def _against_the_log(self, found: Verified) -> list[Damage]:
        """The chain of the log, and rows that it has otherwise or does not know."""
        log = Log(self._db)
        try:
            found.log = log.length
            return [_about_fault(fault) for fault in log.faults()]
        except sqlite3.DatabaseError as error:
            return [Damage("store", "sqlite-says", told=_shown(str(error)))]


def _about_fault(fault: Fault) -> Damage:
    about = fault.entry.about if fault.entry else {}
    path, digest, unit, period = (_shown(about.get(name)) for name in ("path", "sha256", "unit", "period"))
    table = ALL_ROWS[fault.rows].table if fault.rows else "log"
    return Damage(table, fault.reason, path, digest, None, unit, period, told=_when(fault.moment))


def _when(moment: str) -> str:
    """A moment as people here say it; a damaged one as it lies there."""
    try:
        return f"{datetime.fromisoformat(moment).astimezone():%d/%m/%Y %H:%M:%S}"
    except ValueError:
        return _shown(moment) or ""


def _is_settled(row: Sequence[Any]) -> bool:
    """Whether a verdict still says what its key was made from."""
    try:
        return key_of(standing_of(row)) == str(row[0])
    except (ValueError, TypeError, KeyError, AttributeError):
        return False


def _shown(text: str | None) -> str | None:
    """A text that may be damaged, as far as it can be shown."""
    return None if text is None else text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
