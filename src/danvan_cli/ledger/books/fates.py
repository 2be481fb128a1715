"""What became of single returns between two moments: first taken in, read again, typed, replaced, withdrawn, decided about."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from danvan_cli.answers import key_of
from danvan_cli.ledger.books.decisions import Decision, Decisions
from danvan_cli.ledger.books.rows import ALWAYS, dump


@dataclass(frozen=True, slots=True)
class Fate:
    """One return: its document, and how that came."""

    ret: int
    mail: int
    path: str
    sha256: str
    sheet: str
    reporter: str
    period: str
    taken_in: str  # when this reading was
    first_taken_in: str  # when the document itself was: a reading anew is no news of it
    rereads: int | None  # the earlier reading of the same document that this one took the place of
    typed: int  # whether a person typed it


class Fates:
    """The fates of returns in an open store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def of(self, returns: Iterable[int]) -> dict[int, Fate]:
        """Return to its fate."""
        return {
            row[0]: Fate(*row)
            for row in self._db.execute(
                "SELECT r.id, m.id, m.path, m.sha256, r.sheet, r.reporter, r.period, m.taken_in,"
                " (SELECT min(first.taken_in) FROM mail first WHERE first.sha256 = m.sha256),"
                " (SELECT max(before.id) FROM mail before WHERE before.until = m.taken_in AND before.replaced_by = m.id"
                " AND before.outcome = 'accepted'), EXISTS (SELECT 1 FROM entry e WHERE e.mail = m.id)"
                " FROM return r JOIN mail m ON m.id = r.mail WHERE r.id IN (SELECT value FROM json_each(?))",
                (dump(sorted(returns)),),
            )
        }

    def withdrawn(self, mail: int, moment: str | None) -> bool:
        """Whether a document was withdrawn at that moment."""
        moment = moment or ALWAYS
        row = self._db.execute(
            "SELECT 1 FROM withdrawal WHERE mail = ? AND known_from <= ? AND (known_until IS NULL OR known_until > ?)",
            (mail, moment, moment),
        ).fetchone()
        return row is not None

    def replaced_by(self, ret: int, moment: str | None) -> int | None:
        """The return that had taken a return's place at that moment."""
        moment = moment or ALWAYS
        row = self._db.execute(
            "SELECT other FROM replacement WHERE return = ? AND known_from <= ?"
            " AND (known_until IS NULL OR known_until > ?)",
            (ret, moment, moment),
        ).fetchone()
        return row[0] if row else None

    def decided(self, returns: Iterable[int], then: str | None, now: str | None) -> dict[int, list[Decision]]:
        """Mail to what was decided about it between two moments, or taken back."""
        decisions = Decisions(self._db)
        before, after = decisions.standing(then), decisions.standing(now)
        answers = {key: (one.answer, one.moment) for key, one in before.items()}
        changed = {key: one for key, one in after.items() if answers.get(key) != (one.answer, one.moment)}
        changed |= {key: one for key, one in before.items() if key not in after}
        if not changed:
            return {}
        found: dict[int, list[Decision]] = {}
        asked = [*decisions.asked_of(returns, then), *decisions.asked_of(returns, now)]
        for one in asked:
            key = key_of(one.finding, one.sha256)
            if key in changed and changed[key] not in found.setdefault(one.mail, []):
                found[one.mail].append(changed[key])
        return found
