"""What became of every document, step by step: taken in, refused, replaced, withdrawn, counted again."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danvan_cli.ledger.books.locks import Locks
from danvan_cli.ledger.books.rows import ALWAYS
from danvan_cli.ledger.standing.settled import STEPPED_BACK


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a file, or to one return in it."""

    moment: str
    what: str  # taken-in, read-again, typed, refused, waiting · superseded, copy, held, restored · withdrawn, undone · brought
    #            locked, unlocked
    mail: int | None  # None: it happened to a period
    path: str | None
    sha256: str | None
    unit: str | None
    period: str | None
    sheet: str | None = None
    stage: str | None = None
    models: int | None = None
    who: str | None = None
    reason: str | None = None
    through: str | None = None  # brought: the office that sent the bundle; `reason` is when it was made
    other: tuple[str, str] | None = None  # superseded: path and digest of the document that took its place


@dataclass(frozen=True, slots=True)
class _Filed:
    """One stored return, as far as its story needs it."""

    number: int
    sheet: str
    stage: str | None
    models: int | None


class Chronicle:
    """The story of an open store, as its tables tell it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def events(self) -> list[Event]:
        """All that happened, in the order of time."""
        found: list[Event] = []
        stood, replaced, returns = self._stood(), self._replaced(), self._returns()
        for mail, path, sha, outcome, unit, period, taken_in, typist, again in self._db.execute(
            "SELECT m.id, m.path, m.sha256, m.outcome, m.unit, m.period, m.taken_in, e.typist,"
            " EXISTS (SELECT 1 FROM mail before WHERE before.replaced_by = m.id) FROM mail m"
            " LEFT JOIN entry e ON e.mail = m.id ORDER BY m.id"
        ):
            about = (mail, path, sha, unit, period)
            if outcome != "accepted":
                found.append(Event(taken_in, outcome, *about))
                continue
            what = "typed" if typist else "read-again" if again else "taken-in"
            for filed in returns.get(mail, ()):
                part = (filed.sheet, filed.stage, filed.models)
                found.append(Event(taken_in, what, *about, *part, who=typist))
                for moment, state, reason in _turns(stood.get(filed.number, ())):
                    other = _by(replaced.get(filed.number, ()), moment) if state == "superseded" else None
                    found.append(Event(moment, state, *about, *part, reason=reason, other=other))
        found += self._withdrawals()
        found += self._bundles()
        found += self._locks()
        return sorted(found, key=lambda event: event.moment)

    def _returns(self) -> dict[int, list[_Filed]]:
        """Mail to its returns. How many models: the names of a list; of a matrix its figure, where it stands for itself."""
        figures = self._figures()
        found: dict[int, list[_Filed]] = defaultdict(list)
        for number, mail, sheet, stage, names in self._db.execute(
            "SELECT id, mail, sheet, stage, CASE kind WHEN 'register' THEN json_array_length(models, '$[1][1]') END"
            " FROM return ORDER BY id"
        ):
            found[mail].append(_Filed(number, sheet, stage, figures.get(number) if names is None else names))
        return found

    def _figures(self) -> dict[int, int]:
        """Of each matrix what it states, by the stage where that is most; none where part of it is a remainder only."""
        return dict(
            self._db.execute(
                "SELECT return, max(figure) FROM (SELECT s.return, s.stage, sum(s.value) AS figure FROM standing s"
                " WHERE s.kind = 'matrix' AND s.standing <> 'margin' AND s.known_from ="
                " (SELECT min(first.known_from) FROM standing first WHERE first.return = s.return)"
                " GROUP BY s.return, s.stage HAVING sum(s.standing = 'rest') = 0) GROUP BY return"
            ).fetchall()
        )

    def _stood(self) -> dict[int, list[tuple[str, str, str, str | None]]]:
        """Return to its verdicts: standing, reason, from when, until when."""
        found: dict[int, list[tuple[str, str, str, str | None]]] = defaultdict(list)
        for ret, *verdict in self._db.execute("SELECT return, standing, reason, known_from, known_until FROM standing"):
            standing, reason, known_from, known_until = verdict
            found[ret].append((standing, reason, known_from, known_until))
        return found

    def _replaced(self) -> dict[int, list[tuple[str, tuple[str, str]]]]:
        """Return to the documents that took its place, each with when, in the order of time."""
        found: dict[int, list[tuple[str, tuple[str, str]]]] = defaultdict(list)
        for ret, moment, path, sha in self._db.execute(
            "SELECT p.return, p.known_from, m.path, m.sha256 FROM replacement p JOIN return r ON r.id = p.other"
            " JOIN mail m ON m.id = r.mail ORDER BY p.known_from"
        ):
            found[ret].append((moment, (path, sha)))
        return found

    def _bundles(self) -> Iterator[Event]:
        """Documents that lower offices sent along, whether they were here already or not."""
        for mail, path, sha, unit, period, office, maker, made, received in self._db.execute(
            "SELECT m.id, m.path, m.sha256, m.unit, m.period, b.unit, b.maker, b.made, b.received FROM brought o"
            " JOIN bundle b ON b.id = o.bundle JOIN mail m ON m.id = (SELECT min(same.id) FROM mail same"
            " WHERE same.sha256 = o.sha256 AND same.unit IS o.unit AND same.period IS o.period) ORDER BY b.id, m.id"
        ):
            about = (mail, path, sha, unit, period)
            yield Event(received, "brought", *about, who=maker, reason=made, through=office)

    def _withdrawals(self) -> Iterator[Event]:
        for mail, path, sha, unit, period, since, who, reason, until, undone_by, undone_why in self._db.execute(
            "SELECT m.id, m.path, m.sha256, m.unit, m.period, w.known_from, w.who, w.reason, w.known_until,"
            " w.undone_by, w.undone_why FROM withdrawal w JOIN mail m ON m.id = w.mail ORDER BY w.id"
        ):
            about = (mail, path, sha, unit, period)
            yield Event(since, "withdrawn", *about, who=who, reason=reason)
            if until:
                yield Event(until, "undone", *about, who=undone_by, reason=undone_why or None)

    def _locks(self) -> Iterator[Event]:
        """Periods locked and unlocked: no document's story, and part of all of them."""
        for lock in Locks(self._db).all():
            about = (None, None, None, None, lock.period)
            yield Event(lock.since, "locked", *about, who=lock.who, reason=lock.reason)
            if lock.until:
                yield Event(lock.until, "unlocked", *about, who=lock.undone_by, reason=lock.undone_why)


def _turns(verdicts: Sequence[tuple[str, str, str, str | None]]) -> Iterator[tuple[str, str, str | None]]:
    """When a return was put aside and why, and when it counted again. While it is withdrawn it has no verdict."""
    moments = sorted({moment for _, _, since, until in verdicts for moment in (since, until) if moment})
    last = "stands"
    for moment in moments:
        held = [
            (standing, reason) for standing, reason, since, until in verdicts if since <= moment < (until or ALWAYS)
        ]
        if not held:
            continue
        state, reason = (
            held[0] if held[0][0] in STEPPED_BACK and len({one for one, _ in held}) == 1 else ("stands", None)
        )
        if state != last:
            yield moment, "restored" if state == "stands" else state, reason
        last = state


def _by(replaced: Sequence[tuple[str, tuple[str, str]]], moment: str) -> tuple[str, str] | None:
    """The document that took a return's place then; of a store that did not note it then, the first that it notes."""
    until_then = [other for since, other in replaced if since <= moment]
    return until_then[-1] if until_then else next((other for _, other in replaced), None)
