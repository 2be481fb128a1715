"""The ledger: originals, returns, findings and what stands, in one SQLite file. The only SQL of danvan.

Nothing stored is overwritten: a later reading, a later verdict takes the place of an earlier one, with its time.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from danvan_cli.errors import DanvanError
from danvan_cli.findings import Finding
from danvan_cli.ledger.margins import At, Margin
from danvan_cli.ledger.rows import Prepared, dump, dump_margins, load_at, load_coordinates, load_margins, load_members
from danvan_cli.ledger.schema import MIGRATIONS
from danvan_cli.ledger.standing import Settled, Verdict, settle
from danvan_cli.ledger.stated import Filed, Row
from danvan_cli.returns import Base, Kind, Model, Observation, Reach, Return, Scope
from danvan_cli.units import Register
from danvan_cli.vocabulary import Vocabulary

BUSY_SECONDS = 30
_ALWAYS = "9999"  # later than any moment: what is known now


def now() -> str:
    """The moment now, as it is stored: UTC, sortable as text."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


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


@dataclass(frozen=True, slots=True)
class Standing:
    """One verdict as it is stored: what stands (or why not), with its margins. Queries read these and nothing else."""

    key: str
    period: str
    stage: str
    unit: str
    reach: str
    reporter: str
    ret: int
    kind: str
    via: int
    standing: str
    reason: str
    provisional: bool
    value: int
    fixed: At
    margins: tuple[Margin, ...]
    rows: tuple[int, ...]
    without: tuple[int, ...]
    heard: tuple[str, ...]
    nested: tuple[str, ...]


class Ledger:
    """An open store. Use `open_ledger`."""

    def __init__(self, connection: sqlite3.Connection, register: Register, vocabulary: Vocabulary) -> None:
        self._db = connection
        self.register = register
        self.vocabulary = vocabulary

    # --- keeping mail

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def keep(
        self,
        *,
        path: str,
        content: bytes,
        outcome: str,
        unit: str | None,
        period: str | None,
        findings: Sequence[Finding],
        returns: Sequence[Prepared] = (),
    ) -> int:
        """Keep one file whole: its bytes, findings and returns, in one transaction. Gives the mail's number."""
        digest = hashlib.sha256(content).hexdigest()
        moment = now()
        with self.transaction():
            self._db.execute("INSERT OR IGNORE INTO original VALUES (?, ?, ?)", (digest, content, len(content)))
            self._db.execute(
                "UPDATE mail SET until = ? WHERE sha256 = ? AND path = ? AND until IS NULL AND outcome != 'accepted'",
                (moment, digest, path),
            )
            mail = self._db.execute(
                "INSERT INTO mail (path, sha256, taken_in, outcome, unit, period) VALUES (?, ?, ?, ?, ?, ?)",
                (path, digest, moment, outcome, unit, period),
            ).lastrowid
            self._db.executemany(
                "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?)",
                [(mail, found.code, found.severity, found.sheet, found.cell, dump(found.seen)) for found in findings],
            )
            asked = {found.sheet for found in findings if found.severity == "question"}
            for ret in returns:
                self._keep_return(mail, ret, questioned=bool(asked & {ret.sheet, None}))
        return int(mail or 0)

    def _keep_return(self, mail: int | None, ret: Prepared, *, questioned: bool) -> None:
        number = self._db.execute(
            "INSERT INTO return (mail, reporter, period, stage, kind, sheet, title, fixed, supplement, dated, number,"
            " questioned, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (mail, *ret.head, int(questioned), ret.checksum),
        ).lastrowid
        for table, width, rows in (("model", 12, ret.models), ("base", 9, ret.bases), ("claim", 7, ret.claims)):
            marks = ", ".join("?" * width)
            self._db.executemany(
                f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608 - one of three
                [(number, *row) for row in rows],
            )
        self._db.execute("INSERT OR IGNORE INTO unsettled VALUES (?)", (ret.period,))

    def mail_of(self, content: bytes) -> list[KeptMail]:
        """All kept mail with exactly these bytes, as last read."""
        return self.mail_by_digest(hashlib.sha256(content).hexdigest())

    def mail_by_digest(self, digest: str) -> list[KeptMail]:
        """The same, by the digest of the bytes."""
        return [
            KeptMail(*row)
            for row in self._db.execute(
                "SELECT id, path, sha256, outcome, unit, period, taken_in FROM mail"
                " WHERE sha256 = ? AND until IS NULL ORDER BY id",
                (digest,),
            )
        ]

    def mail(self, *, outcome: str, as_of: str | None = None) -> list[KeptMail]:
        """Kept mail of one outcome, as it was known then."""
        moment = as_of or _ALWAYS
        return [
            KeptMail(*row)
            for row in self._db.execute(
                "SELECT id, path, sha256, outcome, unit, period, taken_in FROM mail"
                " WHERE outcome = ? AND taken_in <= ? AND (until IS NULL OR until > ?) ORDER BY id",
                (outcome, moment, moment),
            )
        ]

    def findings_of(self, mail: int) -> list[Finding]:
        """What was found in one kept file."""
        return [
            Finding(code, sheet, cell, json.loads(seen))
            for code, sheet, cell, seen in self._db.execute(
                "SELECT code, sheet, cell, seen FROM finding WHERE mail = ?", (mail,)
            )
        ]

    def returns_of(self, mail: int) -> list[Return]:
        """The returns of one accepted file."""
        rows = self._db.execute(
            "SELECT id, reporter, period, stage, kind, sheet, title, fixed, supplement, dated, number FROM return"
            " WHERE mail = ? ORDER BY id",
            (mail,),
        ).fetchall()
        return [_return(row, tuple(self.models_of(number)), tuple(self.bases_of(number))) for number, *row in rows]

    def reporters(self) -> list[str]:
        """All units that have ever reported."""
        return [code for (code,) in self._db.execute("SELECT DISTINCT reporter FROM return ORDER BY 1")]

    def periods(self) -> list[str]:
        """All periods with accepted returns."""
        return [code for (code,) in self._db.execute("SELECT DISTINCT period FROM return ORDER BY 1")]

    # --- settling

    def settle(self) -> dict[int, list[Finding | int]]:
        """Decide anew what stands in every period that changed. Gives, by mail, its questions and the mail it replaced."""
        told: dict[int, list[Finding | int]] = {}
        with self.transaction():
            changed = [period for (period,) in self._db.execute("SELECT period FROM unsettled ORDER BY 1")]
            moment = now()
            for period in changed:
                returns = self._filed(period)
                mail_of = {filed.id: filed.mail for filed in returns}
                settled = settle(returns, self.register, self.vocabulary)
                self._write_standing(period, settled, moment)
                for ret, finding in self._write_questions(period, settled, moment):
                    told.setdefault(mail_of[ret], []).append(finding)
                for old, new in settled.replaced_by.items():
                    told.setdefault(mail_of[new], []).append(mail_of[old])
            self._db.execute("DELETE FROM unsettled")
        return told

    @property
    def unsettled(self) -> bool:
        """Whether returns were kept that nobody has settled yet (a run was cut short)."""
        return self._db.execute("SELECT 1 FROM unsettled LIMIT 1").fetchone() is not None

    def _write_standing(self, period: str, settled: Settled, moment: str) -> None:
        known = dict(
            self._db.execute("SELECT key, id FROM standing WHERE period = ? AND known_until IS NULL", (period,))
        )
        keys: dict[int, str] = {}
        rows = []
        kept = set()
        for verdict in settled.verdicts:
            key = _key(verdict, keys)
            kept.add(key)
            if key in known:
                continue
            stated = verdict.stated
            rows.append(
                (
                    key, period, stated.stage, stated.unit, stated.reach, stated.reporter, stated.filed.id, stated.kind,
                    int(stated.via), verdict.standing, verdict.reason, int(verdict.provisional), verdict.value,
                    dump(dict(stated.fixed)), dump_margins(verdict.margins), dump(stated.rows),
                    dump(verdict.without), dump([keys[id(part)] for part in verdict.heard]),
                    dump([keys[id(part)] for part in verdict.nested]), moment,
                )
            )  # fmt: skip
        self._db.executemany(
            "UPDATE standing SET known_until = ? WHERE id = ?",
            [(moment, number) for key, number in known.items() if key not in kept],
        )
        self._db.executemany(
            "INSERT INTO standing (key, period, stage, unit, reach, reporter, return, kind, via, standing, reason,"
            " provisional, value, fixed, margins, rows, without, heard, nested, known_from)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        self._renew("remark", period, {(period, *remark) for remark in _staged(settled)}, moment)

    def _write_questions(self, period: str, settled: Settled, moment: str) -> list[tuple[int, Finding]]:
        rows = {
            (ret, period, finding.code, finding.sheet, finding.cell, dump(finding.seen))
            for ret, finding in settled.findings
        }
        self._renew("question", period, rows, moment)
        return settled.findings

    def _renew(self, table: str, period: str, rows: set[tuple[Any, ...]], moment: str) -> None:
        """Close what is no longer so, open what is so now."""
        width = {"question": 6, "remark": 5}[table]
        known = {
            tuple(row[1:]): row[0]
            for row in self._db.execute(
                f"SELECT rowid, * FROM {table} WHERE period = ? AND known_until IS NULL",  # noqa: S608 - one of two
                (period,),
            )
        }
        open_now = {row[:width]: number for row, number in known.items()}
        for row, number in open_now.items():
            if row not in rows:
                self._db.execute(f"UPDATE {table} SET known_until = ? WHERE rowid = ?", (moment, number))  # noqa: S608
        marks = ", ".join("?" * (width + 2))
        self._db.executemany(
            f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608
            [(*row, moment, None) for row in sorted(rows - open_now.keys(), key=repr)],
        )

    def _filed(self, period: str) -> list[Filed]:
        returns = {
            number: (row, mail, sha, taken_in, questioned)
            for number, mail, sha, taken_in, questioned, *row in self._db.execute(
                "SELECT r.id, r.mail, m.sha256, m.taken_in, r.questioned, r.reporter, r.period, r.stage, r.kind,"
                " r.sheet, r.title, r.fixed, r.supplement, r.dated, r.number"
                " FROM return r JOIN mail m ON m.id = r.mail WHERE r.period = ? ORDER BY r.id",
                (period,),
            )
        }
        models: dict[int, list[Row]] = {number: [] for number in returns}
        for number, name, key, unit, at, stages, registered in self._db.execute(
            "SELECT x.return, x.name, x.key, x.unit, x.at, x.stages, x.registered"
            " FROM model x JOIN return r ON r.id = x.return WHERE r.period = ? ORDER BY x.return, x.place",
            (period,),
        ):
            models[number].append(Row(name, key, unit, load_at(at), _stages(stages), registered))
        bases: dict[int, list[Base]] = {number: [] for number in returns}
        for number, *base in self._db.execute(
            "SELECT x.return, x.unit, x.reach, x.stage, x.fixed, x.cell, x.label, x.observations"
            " FROM base x JOIN return r ON r.id = x.return WHERE r.period = ? ORDER BY x.return, x.place",
            (period,),
        ):
            bases[number].append(_base(*base))
        return [
            Filed(
                id=number,
                ret=_return(row, (), tuple(bases[number])),
                models=tuple(models[number]),
                taken_in=date.fromisoformat(taken_in[:10]),
                sha256=sha,
                mail=mail,
                questioned=bool(questioned),
            )
            for number, (row, mail, sha, taken_in, questioned) in returns.items()
        ]

    # --- reading what stands

    def standing(self, periods: Iterable[str], *, as_of: str | None = None) -> list[Standing]:
        """What stood in these periods at that moment, and what did not and why."""
        moment = as_of or _ALWAYS
        return [
            _standing(row)
            for row in self._db.execute(
                "SELECT key, period, stage, unit, reach, reporter, return, kind, via, standing, reason, provisional,"
                " value, fixed, margins, rows, without, heard, nested FROM standing"
                " WHERE period IN (SELECT value FROM json_each(?))"
                " AND known_from <= ? AND (known_until IS NULL OR known_until > ?) ORDER BY stage, unit, key",
                (dump(list(periods)), moment, moment),
            )
        ]

    def remarks(self, periods: Iterable[str], *, as_of: str | None = None) -> list[tuple[str, str, str, str]]:
        """(stage, code, unit, other unit) of what readers must be told."""
        moment = as_of or _ALWAYS
        return [
            tuple(row)
            for period in periods
            for row in self._db.execute(
                "SELECT stage, code, unit, other FROM remark"
                " WHERE period = ? AND known_from <= ? AND (known_until IS NULL OR known_until > ?)",
                (period, moment, moment),
            )
        ]

    def questions(self, periods: Iterable[str]) -> list[tuple[str, Finding]]:
        """Open questions of these periods: those inside files, and those between returns. With their files' paths."""
        found = []
        for period in periods:
            rows = self._db.execute(
                "SELECT DISTINCT m.path, f.code, f.sheet, f.cell, f.seen FROM finding f JOIN mail m ON m.id = f.mail"
                " JOIN return r ON r.mail = m.id WHERE r.period = ? AND f.severity = 'question'"
                " UNION ALL SELECT m.path, q.code, q.sheet, q.cell, q.seen FROM question q"
                " JOIN return r ON r.id = q.return JOIN mail m ON m.id = r.mail"
                " WHERE q.period = ? AND q.known_until IS NULL",
                (period, period),
            )
            found += [(path, Finding(code, sheet, cell, json.loads(seen))) for path, code, sheet, cell, seen in rows]
        return found

    def source(self, ret: int) -> tuple[str, str, str, str]:
        """(path, sha256, sheet, reporter) of a return."""
        row = self._db.execute(
            "SELECT m.path, m.sha256, r.sheet, r.reporter FROM return r JOIN mail m ON m.id = r.mail WHERE r.id = ?",
            (ret,),
        ).fetchone()
        return tuple(row)

    def models_of(self, ret: int) -> list[Model]:
        """The rows of a register."""
        return [
            _model(name, cell, unit, at, stages, registered, code, unit_text, texts)
            for name, cell, unit, at, stages, registered, code, unit_text, texts in self._db.execute(
                "SELECT name, cell, unit, at, stages, registered, code, unit_text, texts FROM model"
                " WHERE return = ? ORDER BY place",
                (ret,),
            )
        ]

    def bases_of(self, ret: int) -> list[Base]:
        """The rows of a matrix."""
        return [
            _base(*row)
            for row in self._db.execute(
                "SELECT unit, reach, stage, fixed, cell, label, observations FROM base WHERE return = ? ORDER BY place",
                (ret,),
            )
        ]

    def reporters_in(self, periods: Iterable[str], *, as_of: str | None = None) -> dict[str, set[str]]:
        """Period to the units whose returns were accepted by then."""
        moment = as_of or _ALWAYS
        return {
            period: {
                code
                for (code,) in self._db.execute(
                    "SELECT DISTINCT r.reporter FROM return r JOIN mail m ON m.id = r.mail"
                    " WHERE r.period = ? AND m.taken_in <= ?",
                    (period, moment),
                )
            }
            for period in periods
        }

    def last_change(self) -> str | None:
        """When mail was last taken in."""
        row = self._db.execute("SELECT max(taken_in) FROM mail").fetchone()
        return row[0] if row else None


@contextmanager
def open_ledger(path: Path, register: Register, vocabulary: Vocabulary, *, create: bool = False) -> Iterator[Ledger]:
    """Open the store, bring its tables up to date, settle what a cut-short run left behind."""
    if not create and not path.is_file():
        raise DanvanError("store-missing", path=str(path))
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    except sqlite3.Error as error:
        raise DanvanError("store-unreadable", path=str(path), reason=str(error)) from error
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        _migrate(connection, path)
        ledger = Ledger(connection, register, vocabulary)
        if ledger.unsettled:
            ledger.settle()
        yield ledger
    except sqlite3.OperationalError as error:
        code = "store-busy" if "locked" in str(error) or "busy" in str(error) else "store-failed"
        raise DanvanError(code, path=str(path), reason=str(error)) from error
    except sqlite3.DatabaseError as error:
        raise DanvanError("store-damaged", path=str(path), reason=str(error)) from error
    finally:
        connection.close()


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(MIGRATIONS):
        raise DanvanError("store-newer", path=str(path))
    for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
        connection.executescript(f"BEGIN IMMEDIATE; {script}; PRAGMA user_version = {number}; COMMIT;")


def _key(verdict: Verdict, keys: dict[int, str]) -> str:
    """The identity of a verdict by all it says, whenever and in whatever order it was reached."""
    if id(verdict) not in keys:
        stated = verdict.stated
        content = (
            stated.filed.id, stated.stage, stated.unit, str(stated.reach), str(stated.kind), int(stated.via),
            stated.rows, stated.fixed, verdict.standing, verdict.reason, verdict.provisional, verdict.value,
            verdict.without, [(sorted(margin.dims), margin.closed, margin.cells) for margin in verdict.margins],
            [_key(part, keys) for part in (*verdict.heard, *verdict.nested)],
        )  # fmt: skip
        keys[id(verdict)] = hashlib.sha256(repr(content).encode()).hexdigest()
    return keys[id(verdict)]


def _staged(settled: Settled) -> list[tuple[str, str, str, str]]:
    return [(stage, code, unit, other) for stage, code, unit, other in settled.notes]


@lru_cache(maxsize=65536)
def _stages(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


def _standing(row: Sequence[Any]) -> Standing:
    key, period, stage, unit, reach, reporter, ret, kind, via, standing, reason, provisional, value, *texts = row
    fixed, margins, rows, without, heard, nested = texts
    return Standing(
        key=key, period=period, stage=stage, unit=unit, reach=reach, reporter=reporter, ret=ret, kind=kind, via=via,
        standing=standing, reason=reason, provisional=bool(provisional), value=value, fixed=load_at(fixed),
        margins=load_margins(margins), rows=tuple(json.loads(rows)), without=tuple(json.loads(without)),
        heard=tuple(json.loads(heard)), nested=tuple(json.loads(nested)),
    )  # fmt: skip


def _model(
    name: str, cell: str, unit: str, at: str, stages: str, registered: int | None, code: str | None,
    unit_text: str | None = None, texts: str | None = None,
) -> Model:  # fmt: skip
    # What is stored was validated when it was taken in: it is only put together again.
    return Model.model_construct(
        name=name, cell=cell, unit=unit, unit_text=unit_text, at=load_coordinates(at), stages=_stages(stages),
        registered=registered, code=code, texts=json.loads(texts) if texts else {},
    )  # fmt: skip


def _base(unit: str, reach: str, stage: str, fixed: str, cell: str, label: str, observations: str) -> Base:
    scope = Scope.model_construct(unit=unit, reach=Reach(reach), stage=stage, fixed=load_coordinates(fixed))
    seen = tuple(
        Observation.model_construct(at=dict(load_members(at)), value=value, cell=place)
        for at, value, place in json.loads(observations)
    )
    return Base.model_construct(scope=scope, cell=cell, label=label, observations=seen)


def _return(row: Sequence[Any], models: tuple[Model, ...], bases: tuple[Base, ...]) -> Return:
    reporter, period, stage, kind, sheet, title, fixed, supplement, dated, number = row
    return Return.model_construct(
        reporter=reporter, period=period, stage=stage, kind=Kind(kind), sheet=sheet, title=title,
        fixed=load_coordinates(fixed), supplement=bool(supplement), dated=date.fromisoformat(dated) if dated else None,
        number=number, models=models, bases=bases, claims=(),
    )  # fmt: skip
