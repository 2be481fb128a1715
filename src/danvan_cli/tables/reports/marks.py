"""Marks on figures: r, revised since the last paper that answered the same question, or since the period was locked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from danvan_cli import messages
from danvan_cli.indicators import Indicators
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.ledger.store import Ledger
from danvan_cli.tables.inquiry import Inquiry
from danvan_cli.tables.reports.papers import section_of, table_of
from danvan_cli.tables.reports.report import is_report, read_report_inquiry
from danvan_cli.tables.table import Note, Table
from danvan_cli.vietnamese import fold


class ToldBefore:
    """What papers and locks told of a period before: single tables, and the tables of reports."""

    def __init__(self, ledger: Ledger, indicators: Indicators) -> None:
        self._ledger, self._indicators = ledger, indicators
        self._tables: dict[str, dict[str, str]] = {}  # of a report's code: the question of each table → its name

    def marked(self, inquiry: Inquiry, table: Table) -> Table:
        """The table with its revised figures marked, and said since when."""
        for former, note in self._before(inquiry):
            places = tuple(_differing(former, table))
            if places:
                return replace(table, revised=places, notes=(*table.notes, note))
        return table

    def _before(self, inquiry: Inquiry) -> Iterator[tuple[Table, Note]]:
        """What was told of the same before, the latest first: papers; the figures of a lock that is over.

        Papers of the language spoken now only: figures are known by the labels of their lines and columns.
        """
        ledger, asked = self._ledger, inquiry.selectors
        for code, query in ledger.papers.asked(messages.language()):
            if query == inquiry.text or (is_report(query) and inquiry.text in self._tables_of(code, query)):
                former = self._former(code, inquiry)
                if former:
                    yield former
        if asked.as_of is None and ledger.locks.at(asked.period) is None:
            for lock in ledger.locks.of(asked.period)[:1]:
                yield inquiry.at(lock.since).table(ledger), _note("revised-since-lock", lock.since)

    def _tables_of(self, code: str, query: str) -> dict[str, str]:
        """The counting tables of a report by their questions."""
        if code not in self._tables:
            asked = read_report_inquiry(query, self._indicators)
            counting = [one for one in asked.shape.tables if one.kind == "counts"]
            found = {asked.inquiry(one, self._ledger, self._indicators).text: one.id for one in counting}
            self._tables[code] = found
        return self._tables[code]

    def _former(self, code: str, inquiry: Inquiry) -> tuple[Table, Note] | None:
        """The table as that paper told it; None where the report did not print it."""
        paper = self._ledger.papers.find(code)
        if paper is None:
            return None
        name = self._tables.get(code, {}).get(inquiry.text)
        table = section_of(paper, name) if name else table_of(paper)
        return (table, _note("revised", paper.known_at, paper=paper.code)) if table else None


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
    """Every figure by the labels of its line and column (none: the total) however they are written, with its place and value."""
    last, heads = len(table.columns), [fold(label) for label in table.columns]
    for number, line in enumerate(table.lines):
        label = fold(line.label)
        for column, (head, value) in enumerate(zip(heads, line.values, strict=False)):
            yield (label, head), (number, column), value
        yield (label, None), (number, last), line.total
    for column, (label, value) in enumerate(zip(heads, table.column_totals, strict=False)):
        yield (None, label), (len(table.lines), column), value
    yield (None, None), (len(table.lines), last), table.total
