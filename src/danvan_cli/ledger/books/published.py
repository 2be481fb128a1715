"""Figures that somebody published: kept beside the ledger and compared with what stands, never counted.

Only ever added to: a newer figure takes the place of the same body's older one about the same; what was taken back stays.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from danvan_cli.ledger.books.log import Log
from danvan_cli.ledger.books.rows import ALWAYS, dump, load_at, now
from danvan_cli.ledger.standing.margins import At


@dataclass(frozen=True, slots=True)
class Published:
    """One published figure: how many, about what, who says it and where."""

    period: str
    unit: str
    stage: str
    fixed: At
    stated: int
    who: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class KeptFigure:
    """A published figure as it is kept. `until` and what became of it: None while it holds."""

    number: int
    figure: Published
    keeper: str
    since: str
    until: str | None
    replaced_by: int | None
    taken_back_by: str | None
    taken_back_why: str | None


class PublishedFigures:
    """The published figures of an open store. Write inside `Ledger.transaction`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def all(self, period: str | None = None) -> list[KeptFigure]:
        """All that were ever kept, of one period or of all, the oldest first."""
        return self._read("(:period IS NULL OR period = :period)", {"period": period})

    def holding(self, periods: Iterable[str], *, as_of: str | None) -> list[KeptFigure]:
        """Those that held then, or hold now."""
        return self._read(
            "period IN (SELECT value FROM json_each(:periods)) AND known_from <= :moment"
            " AND (known_until IS NULL OR known_until > :moment)",
            {"periods": dump(list(periods)), "moment": as_of or ALWAYS},
        )

    def add(self, figures: Sequence[Published], keeper: str) -> list[tuple[int, str]]:
        """Keep figures; gives for each its number and what happened: added, replaced (an older one), unchanged."""
        moment = now()
        told = []
        for figure in figures:
            before = self._same_matter(figure)
            if before and before.figure == figure:
                told.append((before.number, "unchanged"))
                continue
            number = self._db.execute(
                "INSERT INTO published (period, unit, stage, fixed, stated, who, source, keeper, known_from)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    figure.period, figure.unit, figure.stage, dump(dict(figure.fixed)), figure.stated, figure.who,
                    figure.source, keeper, moment,
                ),
            ).lastrowid  # fmt: skip
            if before:
                self._db.execute(
                    "UPDATE published SET known_until = ?, replaced_by = ? WHERE id = ?",
                    (moment, number, before.number),
                )
            told.append((int(number or 0), "replaced" if before else "added"))
        Log(self._db).add("published", moment, who=keeper)
        return told

    def take_back(self, number: int, who: str, why: str) -> KeptFigure | None:
        """A figure holds no more; None where none of that number does."""
        moment = now()
        found = self._read("id = :number AND known_until IS NULL", {"number": number})
        self._db.execute(
            "UPDATE published SET known_until = ?, taken_back_by = ?, taken_back_why = ?"
            " WHERE id = ? AND known_until IS NULL",
            (moment, who, why, number),
        )
        Log(self._db).add("published", moment, who=who, reason=why)
        return found[0] if found else None

    def _same_matter(self, figure: Published) -> KeptFigure | None:
        """What the same body says now about the same."""
        found = self._read(
            "period = :period AND unit = :unit AND stage = :stage AND fixed = :fixed AND who = :who"
            " AND known_until IS NULL",
            {
                "period": figure.period, "unit": figure.unit, "stage": figure.stage,
                "fixed": dump(dict(figure.fixed)), "who": figure.who,
            },
        )  # fmt: skip
        return found[0] if found else None

    def _read(self, where: str, seen: dict[str, Any]) -> list[KeptFigure]:
        return [
            KeptFigure(number, Published(period, unit, stage, load_at(fixed), stated, who, source), *rest)
            for number, period, unit, stage, fixed, stated, who, source, *rest in self._db.execute(
                "SELECT id, period, unit, stage, fixed, stated, who, source, keeper, known_from, known_until,"  # noqa: S608 - ours
                f" replaced_by, taken_back_by, taken_back_why FROM published WHERE {where} ORDER BY id",
                seen,
            )
        ]
