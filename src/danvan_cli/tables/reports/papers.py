"""Tables and reports that left, as lists and documents; the code on them; the answer back as it left."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from danvan_cli import messages
from danvan_cli.errors import UsageError
from danvan_cli.indicators import Indicators
from danvan_cli.ledger.books.papers import Paper, Printing
from danvan_cli.ledger.store import Ledger
from danvan_cli.periods import Period
from danvan_cli.tables.compared.series import SeriesInquiry, is_series
from danvan_cli.tables.inquiry import Inquiry, read_inquiry
from danvan_cli.tables.reports.report import Report, ReportInquiry, is_report, read_report_inquiry, template_of
from danvan_cli.tables.table import Listing, Note, Table


@cache
def _tables() -> TypeAdapter[Table]:
    """How a table is written and read back; made when it is needed, for most tables never leave."""
    return TypeAdapter(Table)


@cache
def _reports() -> TypeAdapter[Report]:
    """The same for a report."""
    return TypeAdapter(Report)


@dataclass(frozen=True, slots=True)
class Registered:
    """A paper with the times that it left, and its table as it was given."""

    paper: Paper
    printings: Sequence[Printing]

    @property
    def answer(self) -> Table | Report:
        """The table or the report, exactly as it left."""
        report = report_of(self.paper)
        return coded_report(report, self.paper) if report else coded(table_of(self.paper), self.paper)

    @property
    def table(self) -> Table:
        """The table; of a report the one that it is known by."""
        return coded(table_of(self.paper), self.paper)

    @property
    def title(self) -> str:
        """As it stands on the paper."""
        report, template = report_of(self.paper), template_of(self.paper.query)
        title = report.title if report else self.table.title
        return f"{title} ({messages.text('paper', 'by-template', digest=template[:8])})" if template else title

    @property
    def moment(self) -> datetime:
        """When it first left."""
        first = self.printings[0].moment if self.printings else self.paper.known_at
        return datetime.fromisoformat(first).astimezone()


def answer_of(content: Table | Report) -> str:
    """A table or report as the ledger keeps it; its sources are in the ledger anyway."""
    if isinstance(content, Report):
        return _reports().dump_json(content).decode()
    return _tables().dump_json(replace(content, sources=())).decode()


def report_of(paper: Paper) -> Report | None:
    """The report of a paper, without its code; None: it is a single table."""
    return _reports().validate_json(paper.answer) if is_report(paper.query) else None


def table_of(paper: Paper) -> Table:
    """The table of a paper, without its code; of a report the one that it is known by."""
    report = report_of(paper)
    return report.main if report else _tables().validate_json(paper.answer)


def section_of(paper: Paper, name: str) -> Table | None:
    """A table of a report by the name it is declared by; None where it was not printed."""
    sections = json.loads(paper.answer)["sections"]  # lists of many thousand models lie beside it
    found = next((one["content"] for one in sections if one["name"] == name), None)
    return _tables().validate_json(json.dumps(found)) if found else None


def inquiry_of(paper: Paper, ledger: Ledger, indicators: Indicators) -> Inquiry:
    """The question of a paper's table; of a report that of the table it is known by; UsageError where it is of several periods."""
    if is_series(paper.query):
        raise UsageError("paper-of-periods", paper=paper.code)
    if not is_report(paper.query):
        return read_inquiry(paper.query, indicators)
    report = read_report_inquiry(paper.query, indicators)
    return report.inquiry(report.shape.main, ledger, indicators)


def coded(table: Table, paper: Paper) -> Table:
    """The table with its code among the notes."""
    return replace(table, notes=(*table.notes, Note("paper", messages.text("note", "paper", code=paper.code))))


def coded_report(report: Report, paper: Paper) -> Report:
    """The report with its code and fingerprint, which stand under every page."""
    return replace(report, paper=paper.code, fingerprint=paper.fingerprint)


def register(
    ledger: Ledger, inquiry: Inquiry | ReportInquiry | SeriesInquiry, content: Table | Report, known_at: str
) -> Paper:
    """The paper that this answer is; a new one where it never left before."""
    return ledger.papers.add(
        period=content.period,
        query=inquiry.text,
        answer=answer_of(content),
        language=messages.language(),
        known_at=known_at,
    )


def printed_before(ledger: Ledger, inquiry: Inquiry, table: Table) -> Paper | None:
    """The paper that says exactly this, if there is one."""
    if not any(query == inquiry.text for _, query in ledger.papers.asked(messages.language())):
        return None
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
            one.title,
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
                "title": one.title,
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
