"""One table as a page for the browser: a report of this table alone."""

from danvan_cli.tables.reports.report import Report, Section
from danvan_cli.tables.table import Table
from danvan_cli.writers.reports import report_page


def file(table: Table, *, profile: str = "party-2018") -> bytes:
    """The page's bytes. The same table gives the same bytes."""
    report = Report(
        title=table.title,
        period=table.period,
        period_name=table.period_name,
        unit=table.unit,
        as_of=table.as_of,
        headings=table.headings,
        main=table,
        sections=(Section("table", table, chart=True),),
        silent=(),
        notes=tuple(note for note in table.notes if note.code == "paper"),  # its code: reports bear theirs elsewhere
        paragraphs=(),
    )
    return report_page.file(report, profile=profile)
