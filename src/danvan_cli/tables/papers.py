"""Tables that left, as lists and documents; the code on a table; the table back as it left."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from danvan_cli import messages
from danvan_cli.ledger.papers import Paper, Printing
from danvan_cli.ledger.store import Ledger
from danvan_cli.periods import Period
from danvan_cli.tables.inquiry import Inquiry
from danvan_cli.tables.table import Listing, Note, Table

_TABLES = TypeAdapter(Table)


@dataclass(frozen=True, slots=True)
class Registered:
    """A paper with the times that it left, and its table as it was given."""

    paper: Paper
    printings: Sequence[Printing]

    @property
    def table(self) -> Table:
        """The table, exactly as it left."""
        return coded(table_of(self.paper), self.paper)

    @property
    def moment(self) -> datetime:
        """When it first left."""
        first = self.printings[0].moment if self.printings else self.paper.known_at
        return datetime.fromisoformat(first).astimezone()


def answer_of(table: Table) -> str:
    """A table as the ledger keeps it; its sources are in the ledger anyway."""
    return _TABLES.dump_json(replace(table, sources=())).decode()


def table_of(paper: Paper) -> Table:
    """The table of a paper, without its code."""
    return _TABLES.validate_json(paper.answer)


def coded(table: Table, paper: Paper) -> Table:
    """The table with its code among the notes."""
    return replace(table, notes=(*table.notes, Note("paper", messages.text("note", "paper", code=paper.code))))


def register(ledger: Ledger, inquiry: Inquiry, table: Table, known_at: str) -> Paper:
    """The paper that this table is; a new one where it never left before."""
    return ledger.papers.add(
        period=table.period,
        query=inquiry.text,
        answer=answer_of(table),
        language=messages.language(),
        known_at=known_at,
    )


def printed_before(ledger: Ledger, inquiry: Inquiry, table: Table) -> Paper | None:
    """The paper that says exactly this, if there is one."""
    return ledger.papers.same(inquiry.text, answer_of(table), messages.language())


def papers_of(ledger: Ledger) -> list[Registered]:
    """All papers, the latest first."""
    return [Registered(paper, printings) for paper, printings in ledger.papers.all()]


def listing_of_papers(found: Sequence[Registered]) -> Listing:
    """One line per paper."""
    rows = tuple(
        (
            one.paper.code,
            f"{one.moment:%d/%m/%Y %H:%M}",
            Period(one.paper.period).name,
            one.table.total,
            one.table.title,
            "; ".join(dict.fromkeys(printing.path for printing in one.printings)),
        )
        for one in found
    )
    heads = ("code", "moment", "period", "total", "title", "path")
    title = messages.text("paper", "title", count=len(rows))
    return Listing(title, tuple(messages.text("paper", f"head-{head}") for head in heads), rows)


def document_of_papers(found: Sequence[Registered]) -> dict[str, Any]:
    """The contract of `papers --format json`."""
    return {
        "papers": [
            {
                "code": one.paper.code,
                "title": one.table.title,
                "period": one.paper.period,
                "total": one.table.total,
                "known_at": one.paper.known_at,
                "printings": [
                    {"time": printing.moment, "path": printing.path, "sha256": printing.sha256}
                    for printing in one.printings
                ],
            }
            for one in found
        ]
    }
