"""The kept files of an open store: found by the digest of their bytes or by where they came from, given back as they came."""

import hashlib
import re
import sqlite3
import unicodedata
from dataclasses import dataclass

from danvan_cli.errors import DanvanError

SHORTEST = 6
"""So many letters of a digest tell one file from the others of a year."""

_DIGEST = re.compile(rf"[0-9a-f]{{{SHORTEST},64}}")


@dataclass(frozen=True, slots=True)
class Kept:
    """One file as it came: whose and for when, where that is known, and what became of it."""

    mail: int
    sha256: str
    path: str
    outcome: str
    unit: str | None
    period: str | None
    taken_in: str


class Archive:
    """The originals in an open store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def put(self, content: bytes) -> str:
        """Keep bytes, once; gives their digest."""
        digest = hashlib.sha256(content).hexdigest()
        self._db.execute("INSERT OR IGNORE INTO original VALUES (?, ?, ?)", (digest, content, len(content)))
        return digest

    def find(self, called: str) -> list[Kept]:
        """All files that are called so: by the digest or its beginning, else by the path or its end; the oldest first.

        A workbook in which the figures of a paper were typed is a file of its own.
        """
        kept = [
            Kept(*row)
            for row in self._db.execute(
                "SELECT id, sha256, path, outcome, unit, period, taken_in FROM mail"
                " UNION ALL SELECT m.id, e.form, e.form_path, m.outcome, m.unit, m.period, m.taken_in"
                " FROM entry e JOIN mail m ON m.id = e.mail WHERE e.form IS NOT NULL ORDER BY 1"
            )
        ]
        digest = called.strip().lower()
        by_digest = [one for one in kept if one.sha256.startswith(digest)] if _DIGEST.fullmatch(digest) else []
        wanted = _steps(called)
        exact = [one for one in kept if _steps(one.path) == wanted]
        return by_digest or exact or [one for one in kept if _steps(one.path)[-len(wanted) :] == wanted]

    def content(self, digest: str) -> bytes:
        """The bytes of a kept file, proven to be those that came."""
        row = self._db.execute("SELECT content FROM original WHERE sha256 = ?", (digest,)).fetchone()
        if row is None or hashlib.sha256(row[0]).hexdigest() != digest:
            raise DanvanError("original-damaged", sha256=digest)
        return bytes(row[0])


def _steps(path: str) -> tuple[str, ...]:
    """A path step by step, whichever system wrote it."""
    steps = unicodedata.normalize("NFC", path).replace("\\", "/").split("/")
    return tuple(step for step in steps if step not in ("", "."))
