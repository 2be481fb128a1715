"""What stands, as it is stored: every verdict with its reason and the interval in which it was known."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from danvan_cli.findings import Finding
from danvan_cli.ledger.books.rows import (
    ALWAYS,
    dump,
    dump_at,
    dump_margins,
    dump_numbers,
    load_at,
    load_keys,
    load_margins,
    load_numbers,
)
from danvan_cli.ledger.standing.margins import At, Margin, Number
from danvan_cli.ledger.standing.settled import Settled, Twin, Verdict
from danvan_cli.ledger.standing.stated import Via


class Standing(NamedTuple):
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
    value: Number
    fixed: At
    margins: tuple[Margin, ...]
    rows: tuple[int, ...]
    without: tuple[int, ...]
    heard: tuple[str, ...]
    nested: tuple[str, ...]
    higher: tuple[int, ...]
    acts: tuple[Margin, ...]


class Verdicts:
    """The verdicts in an open store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def write(self, period: str, settled: Settled, moment: str) -> None:
        """Close the verdicts of a period that do not hold any more, open those that hold now."""
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
                    dump_at(stated.fixed), dump_margins(verdict.margins), dump_numbers(stated.rows),
                    dump_numbers(verdict.without), _dump_keys(verdict.heard, keys), _dump_keys(verdict.nested, keys),
                    moment, dump_numbers(verdict.higher), dump_margins(verdict.acts) if verdict.acts else "",
                )
            )  # fmt: skip
        self._db.executemany(
            "UPDATE standing SET known_until = ? WHERE id = ?",
            [(moment, number) for key, number in known.items() if key not in kept],
        )
        self._db.executemany(
            "INSERT INTO standing (key, period, stage, unit, reach, reporter, return, kind, via, standing, reason,"
            " provisional, value, fixed, margins, rows, without, heard, nested, known_from, higher, acts)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        self._renew("remark", period, {(period, *note) for note in settled.notes}, moment)
        self._renew("replacement", period, {(old, period, new) for old, new in settled.replaced_by.items()}, moment)
        self._renew("twin", period, {(period, *twin[:-1], dump_at(twin.at)) for twin in settled.twins}, moment)
        self._write_questions(period, settled, moment)

    def _write_questions(self, period: str, settled: Settled, moment: str) -> None:
        rows = {
            (ret, period, finding.code, finding.sheet, finding.cell, dump(finding.seen))
            for ret, finding in settled.findings
        }
        self._renew("question", period, rows, moment)

    def asking(self) -> list[tuple[int, Finding]]:
        """Mail and finding, of all that was found between returns when they were settled last."""
        rows = self._db.execute(
            "SELECT r.mail, code, q.sheet, cell, seen FROM question q JOIN return r ON r.id = q.return"
            " WHERE known_until IS NULL"
        )
        return [(mail, Finding(code, sheet, cell, json.loads(seen))) for mail, code, sheet, cell, seen in rows]

    def _renew(self, table: str, period: str, rows: set[tuple[Any, ...]], moment: str) -> None:
        """Close what is no longer so, open what is so now."""
        width = {"question": 6, "remark": 5, "replacement": 3, "twin": 10}[table]
        known = {
            tuple(row[1:]): row[0]
            for row in self._db.execute(
                f"SELECT rowid, * FROM {table} WHERE period = ? AND known_until IS NULL",  # noqa: S608 - one of four
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

    def standing(self, periods: Iterable[str], *, stage: str | None = None, as_of: str | None = None) -> list[Standing]:
        """What stood in these periods at that moment, and what did not and why; `stage`: of one only."""
        moment = as_of or ALWAYS
        rows = self._db.execute(
            f"SELECT {STORED} FROM standing"  # noqa: S608 - fixed columns
            " WHERE period IN (SELECT value FROM json_each(:periods)) AND stage = ifnull(:stage, stage)"
            " AND known_from <= :moment AND (known_until IS NULL OR known_until > :moment)",
            {"periods": dump(list(periods)), "stage": stage, "moment": moment},
        )
        return list(map(standing_of, sorted(rows, key=_order)))

    def stages(self, period: str, *, as_of: str | None = None) -> dict[str, bool]:
        """The stages that anybody spoke of then, and whether as more than what follows from another stage."""
        moment = as_of or ALWAYS
        rows = self._db.execute(
            "SELECT stage, min(via) FROM standing"
            " WHERE period = ? AND known_from <= ? AND (known_until IS NULL OR known_until > ?) GROUP BY stage",
            (period, moment, moment),
        )
        return {stage: via != Via.IMPLIED for stage, via in rows}

    def units(self, period: str, *, as_of: str | None = None) -> set[tuple[str, str]]:
        """The units that anybody spoke of then, with what came of it."""
        return self._pairs("unit, standing", period, as_of)

    def reporters(self, period: str, *, as_of: str | None = None) -> set[tuple[str, str]]:
        """Who spoke then, with the stages that they spoke of."""
        return self._pairs("reporter, stage", period, as_of)

    def _pairs(self, columns: str, period: str, as_of: str | None) -> set[tuple[str, str]]:
        moment = as_of or ALWAYS
        rows = self._db.execute(
            f"SELECT DISTINCT {columns} FROM standing"  # noqa: S608 - of the two above
            " WHERE period = ? AND known_from <= ? AND (known_until IS NULL OR known_until > ?)",
            (period, moment, moment),
        )
        return set(rows)

    def remarks(self, periods: Iterable[str], *, as_of: str | None = None) -> list[tuple[str, str, str, str]]:
        """(stage, code, unit, other unit) of what readers must be told."""
        moment = as_of or ALWAYS
        return [
            tuple(row)
            for period in periods
            for row in self._db.execute(
                "SELECT stage, code, unit, other FROM remark"
                " WHERE period = ? AND known_from <= ? AND (known_until IS NULL OR known_until > ?)",
                (period, moment, moment),
            )
        ]

    def twins(self, periods: Iterable[str], *, as_of: str | None = None) -> list[Twin]:
        """The rows of places that are, or may be, those of bodies inside them, as it was known then."""
        moment = as_of or ALWAYS
        rows = self._db.execute(
            "SELECT stage, place, body, return, row, other, other_row, how, at FROM twin"
            " WHERE period IN (SELECT value FROM json_each(?)) AND known_from <= ?"
            " AND (known_until IS NULL OR known_until > ?) ORDER BY place, body, return, row, other, other_row",
            (dump(list(periods)), moment, moment),
        )
        return [Twin._make((*row[:-1], load_at(row[-1]))) for row in rows]


def _key(verdict: Verdict, keys: dict[int, str]) -> str:
    """The identity of a verdict by all it says, whenever and in whatever order it was reached."""
    if id(verdict) not in keys:
        stated = verdict.stated
        content = (
            stated.filed.id, stated.stage, stated.unit, str(stated.reach), str(stated.kind), int(stated.via),
            stated.rows, stated.fixed, verdict.standing, verdict.reason, verdict.provisional, verdict.value,
            verdict.without,
        )  # fmt: skip
        parts = [_key(part, keys) for part in (*verdict.heard, *verdict.nested)]
        keys[id(verdict)] = _digest(content, verdict.margins, parts, verdict.higher)
    return keys[id(verdict)]


def key_of(row: Standing) -> str:
    """The identity that a stored verdict has by all it says: its key, unless something changed it since."""
    content = (
        row.ret, row.stage, row.unit, row.reach, row.kind, row.via, row.rows, row.fixed, row.standing, row.reason,
        row.provisional, row.value, row.without,
    )  # fmt: skip
    return _digest(content, row.margins, [*row.heard, *row.nested], row.higher)


def _digest(content: tuple[object, ...], margins: tuple[Margin, ...], parts: list[str], higher: tuple[int, ...]) -> str:
    said = f"{repr(content)[:-1]}, {_said(margins)}, {parts!r}, {higher!r})"  # as one tuple
    return hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest()


@lru_cache(maxsize=1024)
def _said(margins: tuple[Margin, ...]) -> str:
    said = repr([(sorted(margin.dims), margin.closed, margin.cells) for margin in margins])
    narrowed = [sorted(margin.narrows) for margin in margins if margin.narrows is not None]
    return said + (repr(narrowed) if narrowed else "")  # most have none: stores of before know them so


def _dump_keys(verdicts: Sequence[Verdict], keys: Mapping[int, str]) -> str:
    return dump([keys[id(one)] for one in verdicts]) if verdicts else "[]"


STORED = (
    "key, period, stage, unit, reach, reporter, return, kind, via, standing, reason, provisional,"
    " value, fixed, margins, rows, without, heard, nested, higher, acts"
)
"""The columns of a stored verdict, in the order of `Standing`."""


def standing_of(row: Sequence[Any]) -> Standing:
    """A stored verdict, read back."""
    fixed, margins, rows, without, heard, nested, higher, acts = row[_PLAIN:]
    return Standing._make(
        (
            *row[:_PROVISIONAL], bool(row[_PROVISIONAL]), row[_PROVISIONAL + 1], load_at(fixed), load_margins(margins),
            load_numbers(rows), load_numbers(without), load_keys(heard), load_keys(nested), load_numbers(higher),
            load_margins(acts) if acts else (),
        )
    )  # fmt: skip


_order = itemgetter(*map(Standing._fields.index, ("stage", "unit", "key")))
_PROVISIONAL, _PLAIN = Standing._fields.index("provisional"), Standing._fields.index("fixed")
