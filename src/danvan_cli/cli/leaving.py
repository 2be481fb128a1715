"""A table or report leaves: registered as a paper, its code printed on it, its bytes kept, or it does not leave."""

from pathlib import Path
from typing import TYPE_CHECKING

from danvan_cli.cli.options import Workspace
from danvan_cli.cli.speech import say
from danvan_cli.messages import text
from danvan_cli.vietnamese import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from danvan_cli.ledger.books.papers import Paper
    from danvan_cli.ledger.store import Ledger
    from danvan_cli.tables.inquiry import Inquiry
    from danvan_cli.tables.reports.report import Report, ReportInquiry
    from danvan_cli.tables.reports.reporter import Reporter
    from danvan_cli.tables.table import Table
    from danvan_cli.writers.reports.filled_document import OfficeDocument


def leave_as_paper(space: Workspace, ledger: "Ledger", inquiry: "Inquiry", output: Path) -> "Table":
    """Answer, register and write, all at one moment of the ledger; gives the table as it left."""
    from danvan_cli import indicators
    from danvan_cli.ledger.books.rows import now
    from danvan_cli.tables.reports.marks import ToldBefore
    from danvan_cli.tables.reports.papers import coded, register
    from danvan_cli.writers import compose
    from danvan_cli.writers.safe import plain

    office = office_of(space, inquiry.selectors.period)
    with ledger.transaction():
        known_at = now()
        told = ToldBefore(ledger, indicators.load(space.store.parent))
        table = told.marked(inquiry, inquiry.table(ledger, office))
        paper = register(ledger, inquiry, table, known_at)
        table = coded(table, paper)
        content = compose(for_file(ledger, inquiry, table, output), output, profile=space.settings.profile)
        _print(ledger, paper, content, output)
    say(text("paper", "written", path=plain(str(output)), code=paper.code))
    return table


def for_file(ledger: "Ledger", inquiry: "Inquiry", table: "Table", output: Path) -> "Table":
    """A table as its file needs it: a workbook and a page list the cells behind every figure."""
    from danvan_cli.tables.origins import with_sources
    from danvan_cli.writers import ON_PAPER

    return with_sources(ledger, inquiry, table) if output.suffix.lower() in ON_PAPER else table


def leave_as_series(space: Workspace, ledger: "Ledger", inquiries: "Sequence[Inquiry]", output: Path) -> None:
    """The same for a comparison of periods."""
    from danvan_cli.ledger.books.rows import now
    from danvan_cli.tables.compared.series import SeriesInquiry, series_of
    from danvan_cli.tables.compared.series_lists import table_of_series
    from danvan_cli.tables.reports.papers import coded, register
    from danvan_cli.writers import compose
    from danvan_cli.writers.safe import plain

    office = office_of(space, inquiries[-1].selectors.period)
    with ledger.transaction():
        known_at = now()
        found = series_of(ledger, inquiries, space.settings.reporting, office)
        table = table_of_series(ledger, found)
        paper = register(ledger, SeriesInquiry(tuple(inquiries)), table, known_at)
        _print(ledger, paper, compose(coded(table, paper), output, profile=space.settings.profile), output)
    say(text("paper", "written-periods", path=plain(str(output)), code=paper.code))


def leave_as_report(
    space: Workspace,
    ledger: "Ledger",
    inquiry: "ReportInquiry",
    output: Path,
    profile: str,
    own: "OfficeDocument | None" = None,
) -> "Report":
    """The same for a report. `own`: the office's document that it fills."""
    from danvan_cli import indicators
    from danvan_cli.ledger.books.rows import now
    from danvan_cli.tables.reports.papers import coded_report, register
    from danvan_cli.tables.reports.reporter import Reporter
    from danvan_cli.writers import compose_report
    from danvan_cli.writers.reports.report_pdf import font_instead
    from danvan_cli.writers.safe import plain

    office = office_of(space, inquiry.asked.selectors.period)
    reporter = Reporter(ledger, inquiry, space.settings, indicators.load(space.store.parent), office)
    with ledger.transaction():
        known_at = now()
        report = reporter.report()
        paper = register(ledger, inquiry, report, known_at)
        report = coded_report(report, paper)
        shown = as_filed(reporter, report, output)
        _print(ledger, paper, own.fill(shown) if own else compose_report(shown, output, profile=profile), output)
    where = plain(str(output))
    if own:
        say(text("paper", "written", path=where, code=paper.code))
        if not own.bears_code:
            say(text("report", "template-without-code", code=paper.code))
        return report
    say(text("report", "written", path=where, code=paper.code, tables=number(len(report.sections))))
    if output.suffix.lower() == ".pdf" and (fonts := font_instead(profile)):
        say(text("report", "font-instead", wanted=fonts[0], instead=fonts[1]))
    if report.silent:
        say(text("report", "nothing-of", titles="; ".join(map(plain, report.silent))))
    return report


def as_filed(reporter: "Reporter", report: "Report", output: Path) -> "Report":
    """A report as its file needs it: a workbook and a page lead from every figure to its cells."""
    ending = output.suffix.lower()
    if ending in (".html", ".htm"):
        from danvan_cli.writers.reports.page_sources import MOST

        return reporter.sourced(report, MOST)
    return reporter.sourced(report) if ending == ".xlsx" else report


def office_of(space: Workspace, period: str) -> dict[str, str]:
    """The office that writes about a period; lines of its letterhead that had ended are told."""
    from danvan_cli.writers.safe import plain

    office = space.office(period)
    for name, line in space.office(None).items():
        if name not in office:
            say(text("units", "organ-ended", line=plain(line)))
    return office


def _print(ledger: "Ledger", paper: "Paper", content: bytes, output: Path) -> None:
    """Keep the bytes and write the file; where it cannot be written nothing is kept of it."""
    from danvan_cli.writers import beside
    from danvan_cli.writers.safe import plain

    ledger.papers.leave(paper, plain(str(output)), content)
    beside.put(output, content)
