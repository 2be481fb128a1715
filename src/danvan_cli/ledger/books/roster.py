"""The roster: who must report for a period. Several sources add up; who is taken off stays off, with the reason."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from danvan_cli.ledger.books.log import Log
from danvan_cli.ledger.books.rows import ALWAYS, now
from danvan_cli.periods import Period


@dataclass(frozen=True, slots=True)
class Expected:
    """One unit that must report, and what the list says of it."""

    unit: str
    block: str | None = None  # where the list says another than the unit's kind
    contact: str = ""
    deadline: date | None = None  # its own, where it is not everybody's
    source: str = ""
    reason: str = ""  # why it was put on the list, or taken off it

    def with_news(self, news: "Expected") -> "Expected":
        """What is known once another source has spoken: it adds, and overrules where it says something."""
        known = replace(
            self,
            block=news.block or self.block,
            contact=news.contact or self.contact,
            deadline=news.deadline or self.deadline,
        )
        return self if known == self else replace(known, source=news.source, reason=news.reason)


@dataclass(slots=True)
class Change:
    """What a source did to a roster, by unit."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    taken_off: list[Expected] = field(default_factory=list)  # named again, and left off: somebody took them off


class Roster:
    """The rosters of an open store. Write inside `Ledger.transaction`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def listed(self, period: str, *, as_of: str | None = None) -> dict[str, Expected] | None:
        """Who must report for a period, as it was known then; a part of a year has its year's. None: no roster."""
        for code in _with_its_year(period):
            known = {entry.unit: entry for entry, listed in self._known(code, as_of) if listed}
            if known:
                return known
        return None

    def own(self, period: str) -> dict[str, Expected]:
        """The same for this very period, as it is known now; empty without a roster."""
        return {entry.unit: entry for entry, listed in self._known(period) if listed}

    def taken_off(self, period: str) -> list[Expected]:
        """Who was taken off, and why."""
        return [entry for entry, listed in self._known(period) if not listed]

    def add(self, period: str, entries: Sequence[Expected], *, by_hand: bool = False) -> Change:
        """Put units on the list. Who was taken off comes back only `by_hand`; the same again changes nothing."""
        change, moment = Change(), now()
        known = {entry.unit: (entry, listed) for entry, listed in self._known(period)}
        for said in entries:
            former, listed = known.get(said.unit, (said, False))
            if said.unit in known and not listed and not by_hand:
                change.taken_off.append(former)
                continue
            kept = former.with_news(said) if listed else said
            if listed and kept is former:
                change.same.append(said.unit)
                continue
            (change.changed if listed else change.added).append(said.unit)
            self._renew(period, kept, moment, listed=True)
            known[said.unit] = (kept, True)
        Log(self._db).add("roster", moment, period=period)
        return change

    def take_off(self, period: str, units: Iterable[str], reason: str) -> list[str]:
        """Take units off the list; gives those that stood on it."""
        known, moment = self.own(period), now()
        gone = [unit for unit in units if unit in known]
        for unit in gone:
            self._renew(period, replace(known[unit], reason=reason), moment, listed=False)
        Log(self._db).add("roster", moment, period=period, reason=reason)
        return gone

    def _known(self, period: str, as_of: str | None = None) -> Iterator[tuple[Expected, bool]]:
        moment = as_of or ALWAYS
        for unit, listed, block, contact, deadline, source, reason in self._db.execute(
            "SELECT unit, listed, block, contact, deadline, source, reason FROM roster"
            " WHERE period = ? AND known_from <= ? AND (known_until IS NULL OR known_until > ?) ORDER BY id",
            (period, moment, moment),
        ):
            due = date.fromisoformat(deadline) if deadline else None
            yield Expected(unit, block, contact, due, source, reason), bool(listed)

    def _renew(self, period: str, entry: Expected, moment: str, *, listed: bool) -> None:
        self._db.execute(
            "UPDATE roster SET known_until = ? WHERE period = ? AND unit = ? AND known_until IS NULL",
            (moment, period, entry.unit),
        )
        due = entry.deadline.isoformat() if entry.deadline else None
        row: tuple[Any, ...] = (
            period, entry.unit, int(listed), entry.block, entry.contact, due, entry.source, entry.reason, moment
        )  # fmt: skip
        self._db.execute(
            "INSERT INTO roster (period, unit, listed, block, contact, deadline, source, reason, known_from)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )


def _with_its_year(period: str) -> tuple[str, ...]:
    """The period itself, then the year it is a part of."""
    held = Period(period)
    year = str(held.first.year)
    inside = len(held.years) == 1 and year != period and not period.startswith("..")
    return (period, year) if inside else (period,)
