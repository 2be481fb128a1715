"""Marks on figures: r, revised since the last paper that answered the same question, or since the period was locked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from danvan_cli import messages
from danvan_cli.ledger.margins import Number
from danvan_cli.ledger.store import Ledger
from danvan_cli.tables.inquiry import Inquiry
from danvan_cli.tables.papers import table_of
from danvan_cli.tables.table import Note, Table


def marked(ledger: Ledger, inquiry: Inquiry, table: Table) -> Table:
    """The table with its revised figures marked, and said since when."""
    for former, note in _before(ledger, inquiry):
        places = tuple(_differing(former, table))
        if places:
            return replace(table, revised=places, notes=(*table.notes, note))
    return table


def _before(ledger: Ledger, inquiry: Inquiry) -> Iterator[tuple[Table, Note]]:
    """What was told of the same before, the latest first: papers; the figures of a lock that is over."""
    for paper in ledger.papers.last_asked(inquiry.text):
        yield table_of(paper), _note("revised", paper.known_at, paper=paper.code)
    asked = inquiry.selectors
    if asked.as_of is None and ledger.locks.at(asked.period) is None:
        for lock in ledger.locks.of(asked.period)[:1]:
            yield inquiry.at(lock.since).table(ledger), _note("revised-since-lock", lock.since)


def _note(code: str, moment: str, **seen: str) -> Note:
    day = f"{datetime.fromisoformat(moment).astimezone():%d/%m/%Y}"
    return Note(code, messages.text("note", code, day=day, **seen))


def _differing(former: Table, table: Table) -> Iterator[tuple[int, int]]:
    """The places of the figures that were others, by the labels of their lines and columns."""
    before = {name: value for name, _, value in _figures(former)}
    for name, place, value in _figures(table):
        if before.get(name) != value:
            yield place


def _figures(table: Table) -> Iterator[tuple[tuple[str | None, str | None], tuple[int, int], Number | None]]:
    """Every figure by the labels of its line and column (none: the total), with its place and its value."""
    last = len(table.columns)
    for number, line in enumerate(table.lines):
        for column, (label, value) in enumerate(zip(table.columns, line.values, strict=False)):
            yield (line.label, label), (number, column), value
        yield (line.label, None), (number, last), line.total
    for column, (label, value) in enumerate(zip(table.columns, table.column_totals, strict=False)):
        yield (None, label), (len(table.lines), column), value
    yield (None, None), (len(table.lines), last), table.total
