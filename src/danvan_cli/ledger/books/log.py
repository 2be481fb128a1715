"""The log of what changed figures: only ever added to, every entry chained by its hash to the one before.

An entry vouches for the rows that its change wrote, by one digest per kind of row over what never changes of them.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from danvan_cli.ledger.books.rows import dump


class Rows(NamedTuple):
    """One kind of row that changes write: its columns that stay as they were written, and the moment they were."""

    table: str
    columns: str
    moment: str
    through: str = ""  # the join that leads to the moment
    only: str = ""  # of columns that came after the log began: the rows in which they say something

    def read(self, condition: str) -> str:
        """The rows of a condition, the moment first, in the order they were written."""
        chosen = f"{condition} AND ({self.only})" if self.only else condition
        return f"SELECT {self.moment}, {self.columns} FROM {self.table} {self.through} WHERE {chosen} ORDER BY {self.table}.rowid"  # noqa: S608 - constants


_OF_MAIL = "JOIN mail ON mail.id = {0}.mail"

MAIL = {
    "mail": Rows("mail", "id, path, sha256, outcome, unit, period", "taken_in"),
    "mail-replaced": Rows("mail", "id, replaced_by", "until"),
    "mail-dated": Rows("mail", "id, dated", "taken_in", only="dated IS NOT NULL"),
    "finding": Rows("finding", "mail, code, severity, sheet, cell, seen", "mail.taken_in", _OF_MAIL.format("finding")),
    "return": Rows("return", "return.id, mail, checksum, questioned", "mail.taken_in", _OF_MAIL.format("return")),
    "entry": Rows("entry", "mail, typist, form, form_path", "mail.taken_in", _OF_MAIL.format("entry")),
    "entry-elsewhere": Rows(
        "entry", "mail, typed, origin", "mail.taken_in", _OF_MAIL.format("entry"), "typed <> taken_in OR origin <> ''"
    ),
    "reading": Rows(
        "reading",
        "mail, home, home_said, around, reading.period, reading.unit",
        "mail.taken_in",
        _OF_MAIL.format("reading"),
    ),
}
SETTLED = {
    "standing": Rows("standing", "id, key, period, return, acts", "known_from"),
    "standing-over": Rows("standing", "id", "known_until"),
    "question": Rows("question", "return, period, code, sheet, cell, seen", "known_from"),
    "question-over": Rows("question", "return, code", "known_until"),
    "remark": Rows("remark", "period, stage, code, unit, other", "known_from"),
    "remark-over": Rows("remark", "period, code", "known_until"),
    "twin": Rows("twin", "period, stage, place, body, return, row, other, other_row, how, at", "known_from"),
    "twin-over": Rows("twin", "return, row, other, other_row", "known_until"),
    "replacement": Rows("replacement", "return, period, other", "known_from"),
    "replacement-over": Rows("replacement", "return, other", "known_until"),
}
CHANGES: Mapping[str, Mapping[str, Rows]] = {
    "accepted": MAIL,
    "refused": MAIL,
    "waiting": MAIL,
    "settled": SETTLED,
    "decided": {
        "decision": Rows("decision", "id, key, answer, code, sheet, cell, seen, path, decider, why", "moment"),
        "decision-elsewhere": Rows("decision", "id, origin, decided", "moment", only="origin <> '' OR decided <> ''"),
    },
    "withdrawn": {
        "withdrawal": Rows("withdrawal", "id, mail, who, reason", "known_from"),
        "withdrawal-elsewhere": Rows(
            "withdrawal", "id, origin, since", "known_from", only="origin <> '' OR since <> ''"
        ),
    },
    "withdrawal-undone": {"withdrawal-over": Rows("withdrawal", "id, undone_by, undone_why", "known_until")},
    "received": {
        "bundle": Rows("bundle", "id, sha256, ledger, unit, maker, made", "received"),
        "brought": Rows("brought", "bundle, sha256, unit, period, came, said", "noted"),
    },
    "roster": {
        "roster": Rows("roster", "id, period, unit, listed, block, contact, deadline, source, reason", "known_from"),
        "roster-over": Rows("roster", "id", "known_until"),
    },
    "locked": {"lock": Rows("lock", "id, period, who, reason", "known_from")},
    "unlocked": {"lock-over": Rows("lock", "id, undone_by, undone_why", "known_until")},
    "printed": {
        "paper": Rows("paper", "code, fingerprint, period, query, answer, language", "known_at"),
        "printing": Rows("printing", "id, paper, path, sha256", "moment"),
    },
    "published": {
        "published": Rows("published", "id, period, unit, stage, fixed, stated, who, source, keeper", "known_from"),
        "published-over": Rows("published", "id, replaced_by, taken_back_by, taken_back_why", "known_until"),
    },
    "codes": {
        "code": Rows("code", "unit, key, code", "given"),
        "code-elsewhere": Rows("code", "unit, key, origin, coined", "given", only="origin <> '' OR coined = 0"),
    },
}
"""What may change figures, and the kinds of rows that such a change writes."""

ALL_ROWS = {name: rows for kinds in CHANGES.values() for name, rows in kinds.items()}
"""Every kind of row, whichever change writes it."""

BEGUN = "begun"
"""The first entry: it vouches for all that stood in the store when its log began."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One change: when, what, and what it was about (whose, of when, by whom), with the digests of its rows."""

    number: int
    moment: str
    what: str
    about: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as the log has it. `entry` None: no entry knows of these rows."""

    reason: str  # chain-broken, not-as-logged, not-in-log
    rows: str | None  # the kind of rows; None: the entry itself
    moment: str
    entry: LogEntry | None


class Log:
    """The log of an open store. Write inside the transaction of the change, after its rows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def add(self, what: str, moment: str, **about: object) -> None:
        """Vouch for what a change wrote at this moment; a change that wrote nothing is none."""
        digests = {name: self._digest(rows.read(f"{rows.moment} = ?"), moment) for name, rows in CHANGES[what].items()}
        written = {name: digest for name, digest in digests.items() if digest}
        if written:
            self._append(what, moment, {**about, "rows": written})

    def begin(self, moment: str) -> None:
        """The first entry, for what the store holds already."""
        held = {name for (name,) in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        digests = {
            name: self._digest(rows.read(f"{rows.moment} <= ?"), moment)
            for name, rows in ALL_ROWS.items()
            if rows.table in held and not rows.only
        }
        self._append(BEGUN, moment, {"rows": {name: digest for name, digest in digests.items() if digest}})

    def entries(self) -> Iterator[LogEntry]:
        """All entries in their order."""
        return (entry for entry, _ in self._links())

    def faults(self) -> Iterator[Fault]:
        """Where the chain is broken, and which rows are not those that an entry vouches for.

        A broken entry is told alone: what it says of its rows proves nothing.
        """
        vouched: dict[tuple[str, str], tuple[str | None, LogEntry]] = {}
        begun = ""
        for entry, sound in self._links():
            if not sound:
                yield Fault("chain-broken", None, entry.moment, entry)
            begun = entry.moment if entry.what == BEGUN else begun
            kind = BEGUN if entry.what == BEGUN else entry.moment
            for name in CHANGES.get(entry.what, ALL_ROWS):
                digest = entry.about.get("rows", {}).get(name)
                if digest or not sound:  # of entries of one moment the last vouches for all of it
                    vouched[name, kind] = (digest if sound else None, entry)
        if not begun:
            yield Fault("chain-broken", None, "", None)  # every store's log has begun
        found: dict[tuple[str, str], Any] = {}
        for name, rows in ALL_ROWS.items():
            for row in self._db.execute(rows.read(f"{rows.moment} IS NOT NULL")):
                known = (name, row[0]) in vouched
                kind = BEGUN if not known and row[0] <= begun else row[0]
                found.setdefault((name, kind), hashlib.sha256()).update(_canonical(row))
        for (name, kind), (digest, entry) in vouched.items():
            if digest and ((name, kind) not in found or found[name, kind].hexdigest() != digest):
                yield Fault("not-as-logged", name, entry.moment, entry)
        for name, kind in sorted(found.keys() - vouched.keys()):
            yield Fault("not-in-log", name, begun if kind == BEGUN else kind, None)

    @property
    def length(self) -> int:
        """How many entries there are."""
        (count,) = self._db.execute("SELECT count(*) FROM log").fetchone()
        return int(count)

    def _append(self, what: str, moment: str, about: Mapping[str, object]) -> None:
        number, former = self._db.execute(
            "SELECT id, hash FROM log UNION ALL SELECT 0, '' ORDER BY id DESC LIMIT 1"
        ).fetchone()
        content = (number + 1, moment, what, dump(about))
        self._db.execute("INSERT INTO log VALUES (?, ?, ?, ?, ?)", (*content, _link(former, content)))

    def _digest(self, question: str, moment: str) -> str:
        """Over the rows that a question gives; empty where it gives none."""
        rows = self._db.execute(question, (moment,)).fetchall()
        return hashlib.sha256(b"".join(map(_canonical, rows))).hexdigest() if rows else ""

    def _links(self) -> Iterator[tuple[LogEntry, bool]]:
        """Every entry, and whether it is what its hash was made of and follows the one before."""
        former, last = "", 0
        for number, moment, what, about, link in self._db.execute("SELECT * FROM log ORDER BY id"):
            sound = number == last + 1 and _link(former, (number, moment, what, about)) == link
            former, last = link, number
            yield LogEntry(number, moment, what, _object(about)), sound


def _canonical(row: Iterable[object]) -> bytes:
    return dump(list(row)).encode("utf-8", "surrogatepass")


def _link(former: str, content: Iterable[object]) -> str:
    return hashlib.sha256(_canonical([former, *content])).hexdigest()


def _object(text: str) -> dict[str, Any]:
    """What an entry is about; of a text that was damaged, nothing."""
    try:
        said = json.loads(text)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
