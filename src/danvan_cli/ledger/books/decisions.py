"""Questions that were asked, and what was decided about them: kept with who, when and why, and never overwritten."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from danvan_cli.answers import NONE, Answers
from danvan_cli.findings import Finding, Severity
from danvan_cli.ledger.books.log import Log
from danvan_cli.ledger.books.rows import ALWAYS, dump


@dataclass(frozen=True, slots=True)
class Asked:
    """One question at one place of one kept file."""

    mail: int
    path: str
    sha256: str
    finding: Finding
    matters: bool = True  # False: something took the place of what it is about


@dataclass(frozen=True, slots=True)
class Decision:
    """An answer to one question, wherever the same is asked. `answer` None: the answer before it was taken back."""

    key: str
    answer: str | None
    finding: Finding
    path: str
    decider: str
    why: str
    moment: str  # since when it is known here
    origin: str = ""  # the ledger it was made in, where not this one
    decided: str = ""  # when it was made there


_COLUMNS = "key, answer, code, sheet, cell, seen, path, decider, why, moment, origin, decided"


class Decisions:
    """The decisions in an open store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def add(self, decided: Sequence[Decision]) -> None:
        """Keep what was decided, and became known at one moment. What was decided before about the same stays, with its time.

        Tables call what was decided by its number, though another ledger asked it and nobody was shown it here.
        """
        self.numbers(one.key for one in decided)
        self._db.executemany(
            f"INSERT INTO decision ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - a constant
            [
                (
                    one.key, one.answer, one.finding.code, one.finding.sheet, one.finding.cell, dump(one.finding.seen),
                    one.path, one.decider, one.why, one.moment, one.origin, one.decided,
                )
                for one in decided
            ],
        )  # fmt: skip
        for one in decided[:1]:
            Log(self._db).add("decided", one.moment, who=one.decider, path=one.path)

    def log(self) -> list[Decision]:
        """All that was ever decided or taken back, in its order."""
        return [
            _decision(row)
            for row in self._db.execute(f"SELECT {_COLUMNS} FROM decision ORDER BY id")  # noqa: S608 - a constant
        ]

    def standing(self, as_of: str | None = None) -> dict[str, Decision]:
        """What was decided about each question at that moment."""
        return {key: said[0] for key, said in self._weighed(as_of).items() if len(said) == 1}

    def contested(self) -> dict[str, list[Decision]]:
        """Questions that ledgers have answered differently: they are open until somebody here decides."""
        return {key: said for key, said in self._weighed(None).items() if len(said) > 1}

    def _weighed(self, as_of: str | None) -> dict[str, list[Decision]]:
        moment = as_of or ALWAYS
        return weighed(decision for decision in self.log() if decision.moment <= moment)

    def answers(self, as_of: str | None = None) -> Answers:
        """The answers that stand now, or stood then."""
        found = {key: decision.answer for key, decision in self.standing(as_of).items() if decision.answer is not None}
        return Answers(found) if found else NONE

    @property
    def last(self) -> int:
        """The number of the last entry: whether something was decided meanwhile."""
        (number,) = self._db.execute("SELECT ifnull(max(id), 0) FROM decision").fetchone()
        return int(number)

    def asked(self) -> list[Asked]:
        """Every question in files as they were last read, and between them, answered or not."""
        rows = self._db.execute(
            "SELECT m.id, m.path, m.sha256, f.code, f.sheet, f.cell, f.seen, m.id IN (SELECT mail FROM considered)"
            " FROM finding f JOIN mail m ON m.id = f.mail"
            " WHERE f.severity = 'question' AND m.until IS NULL AND m.outcome = 'accepted'"
            " ORDER BY m.path, m.id, f.rowid"
        ).fetchall()
        rows += self._db.execute(
            "SELECT m.id, m.path, m.sha256, q.code, q.sheet, q.cell, q.seen,"
            " max(r.id IN (SELECT return FROM considered)) FROM question q JOIN return r ON r.id = q.return"
            " JOIN mail m ON m.id = r.mail WHERE q.known_until IS NULL"
            " GROUP BY m.id, q.code, q.sheet, q.cell, q.seen ORDER BY m.path, m.id, q.code, q.sheet, q.cell"
        ).fetchall()
        return [one for one in map(_asked, rows) if one.finding.severity is Severity.QUESTION]

    def asked_of(self, returns: Iterable[int], as_of: str | None = None) -> list[Asked]:
        """The questions that these returns and their files raised, as it was known then."""
        moment, numbers = as_of or ALWAYS, dump(sorted(returns))
        rows = self._db.execute(
            "SELECT m.id, m.path, m.sha256, f.code, f.sheet, f.cell, f.seen FROM finding f JOIN mail m ON m.id = f.mail"
            " WHERE f.severity = 'question' AND m.id IN"
            " (SELECT mail FROM return WHERE id IN (SELECT value FROM json_each(?)))",
            (numbers,),
        ).fetchall()
        rows += self._db.execute(
            "SELECT m.id, m.path, m.sha256, q.code, q.sheet, q.cell, q.seen FROM question q"
            " JOIN return r ON r.id = q.return JOIN mail m ON m.id = r.mail"
            " WHERE r.id IN (SELECT value FROM json_each(?)) AND q.known_from <= ?"
            " AND (q.known_until IS NULL OR q.known_until > ?)",
            (numbers, moment, moment),
        ).fetchall()
        return [_asked(row) for row in rows]

    def numbers(self, keys: Iterable[str]) -> dict[str, int]:
        """The numbers by which these questions are called; who asks for one first, gives it."""
        self._db.executemany("INSERT OR IGNORE INTO asked (key) VALUES (?)", [(key,) for key in keys])
        return dict(self._db.execute("SELECT key, number FROM asked"))


def weighed(log: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Question to the answers that hold: one, or several that contradict each other, of whatever order they came in.

    Every ledger's last word is its answer. What was decided here outranks what was known of others then; what others
    were known to answer only later, and differently, is a contradiction.
    """
    said: dict[str, dict[str, Decision]] = {}
    for decision in log:
        of_key = said.setdefault(decision.key, {})
        if decision.origin not in of_key or of_key[decision.origin].decided <= decision.decided:
            of_key[decision.origin] = decision
    found = {}
    for key, of_key in said.items():
        own = of_key.pop("", None)
        others = sorted(of_key.values(), key=lambda one: (one.decided, one.origin))
        news = [one for one in others if one.answer is not None and (own is None or one.moment > own.moment)]
        spoken = [*([own] if own and own.answer is not None else []), *news]
        by_answer = {one.answer: one for one in reversed(spoken)}
        found[key] = [one for one in spoken if by_answer[one.answer] is one]
    return {key: answers for key, answers in found.items() if answers}


def _asked(row: Sequence[object]) -> Asked:
    mail, path, sha256, code, sheet, cell, seen, *matters = row
    return Asked(int(str(mail)), str(path), str(sha256), _finding(code, sheet, cell, seen), all(matters))


def _decision(row: Sequence[object]) -> Decision:
    key, answer, code, sheet, cell, seen, path, *told = row
    answered = None if answer is None else str(answer)
    return Decision(str(key), answered, _finding(code, sheet, cell, seen), str(path), *map(str, told))


def _finding(code: object, sheet: object, cell: object, seen: object) -> Finding:
    return Finding(
        str(code), None if sheet is None else str(sheet), None if cell is None else str(cell), json.loads(str(seen))
    )
