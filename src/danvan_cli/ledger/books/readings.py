"""How kept mail was read: its original, the terms, and who typed it where nobody could read it. So it can be read again."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """Under which terms a file was read: where names were looked up, and what the user said of it."""

    home: str | None = None
    home_said: bool = False
    around: str | None = None  # the narrower home of its folder
    period: str | None = None
    unit: str | None = None


class Readings:
    """The readings in an open store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def add(self, mail: int, reading: Reading) -> None:
        """Keep the terms of a file just kept."""
        self._db.execute(
            "INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?)",
            (mail, reading.home, int(reading.home_said), reading.around, reading.period, reading.unit),
        )

    def of(self, mail: int) -> Reading:
        """The terms under which a file was read."""
        row = self._db.execute(
            "SELECT home, home_said, around, period, unit FROM reading WHERE mail = ?", (mail,)
        ).fetchone()
        return Reading(row[0], bool(row[1]), *row[2:]) if row else Reading()

    def note(self, mail: int, knowledge: str) -> None:
        """With this knowledge a file reads as it is kept."""
        self._db.execute("INSERT OR IGNORE INTO read_with VALUES (?, ?)", (mail, knowledge))

    def reads_so_with(self, mail: int, knowledge: str) -> bool:
        """Whether a file is known to read as it is kept with this knowledge. What a person read stays as typed."""
        return (
            self._db.execute(
                "SELECT 1 FROM read_with WHERE mail = :mail AND knowledge = :knowledge"
                " UNION ALL SELECT 1 FROM entry WHERE mail = :mail",
                {"mail": mail, "knowledge": knowledge},
            ).fetchone()
            is not None
        )

    def original(self, digest: str) -> bytes:
        """The file as it came, byte for byte."""
        (content,) = self._db.execute("SELECT content FROM original WHERE sha256 = ?", (digest,)).fetchone()
        return bytes(content)

    def typed_form(self, mail: int) -> tuple[bool, str | None]:
        """Whether a person typed what is known of a file, and the digest of the workbook it was typed in, if in one."""
        row = self._db.execute("SELECT form FROM entry WHERE mail = ?", (mail,)).fetchone()
        return row is not None, row[0] if row else None
