"""A report in Word: letterhead, what the figures say, fields for what a person must write, signatures; the tables as annex."""

import io
import zipfile
from datetime import UTC

from danvan_cli.tables.report import Report, Section
from danvan_cli.tables.table import Listing, Table
from danvan_cli.writers.column_widths import fits
from danvan_cli.writers.document_table import put_list, put_table
from danvan_cli.writers.letter_page import LetterPage
from danvan_cli.writers.letterhead import profile as profile_named
from danvan_cli.writers.printed import lay_out
from danvan_cli.writers.printed import say as word
from danvan_cli.writers.report_book import MOST_ROWS, elsewhere, general_notes, mark_of, say
from danvan_cli.writers.safe import cell_text

_BODY, _TABLE, _NOTES = 14, 13, 11


def file(report: Report, *, profile: str = "party-2018") -> bytes:
    """The document's bytes. The same report gives the same bytes."""
    page = LetterPage(profile_named(profile))
    page.footer(mark_of(report))
    page.heads(report.headings, kind="report")
    page.paragraph("", 8)
    page.paragraph(say("heading"), page.form.sizes["title"], bold=True, centre=True)
    page.paragraph(report.title, page.form.sizes["subtitle"], bold=True, centre=True, after=0)
    page.paragraph("—————", _BODY, centre=True, after=8)
    for told in report.paragraphs:
        if told.heading:
            page.paragraph(told.heading, _BODY, bold=True, indent=True)
        if told.text:
            page.paragraph(told.text, _BODY, indent=True)
        if told.write:
            page.to_write(say("write", what=told.write), _BODY)
    page.paragraph("", 8)
    page.signatures(say("copies-to"))
    page.turn()
    _contents(page, report)
    for place, section in enumerate(report.sections, start=1):
        _section(page, report, section, say("table", number=place))
    about = " · ".join(part for part in (report.unit[1], report.period_name) if part)
    moment = report.as_of.astimezone(UTC).replace(tzinfo=None)
    content = page.file(
        report.title, subject=cell_text(about)[:255], keywords=report.paper, comments=mark_of(report),
        created=moment, modified=moment,
    )  # fmt: skip
    return _same_every_time(content)


def _contents(page: LetterPage, report: Report) -> None:
    """The list of tables, and the notes that hold for several."""
    page.paragraph(say("annex"), page.form.sizes["title"], bold=True, centre=True)
    page.paragraph(say("annexed"), _TABLE, italic=True, centre=True, after=8)
    page.paragraph(say("contents"), _TABLE, bold=True)
    for place, section in enumerate(report.sections, start=1):
        page.paragraph(f"{say('table', number=place)}. {section.content.title}", _TABLE, after=0)
    page.paragraph(say("general-notes"), _TABLE, bold=True)
    for note in general_notes(report):
        page.paragraph(f"- {note}", _NOTES, italic=True, after=0)


def _section(page: LetterPage, report: Report, section: Section, name: str) -> None:
    """One table with what stands above and below it, on a page of its own."""
    page.paragraph(name, _TABLE, bold=True, opens_page=True)
    page.paragraph(section.content.title.upper(), _BODY, bold=True, centre=True)
    notes = (
        _table(page, report, section.content)
        if isinstance(section.content, Table)
        else _list(page, report, section.content)
    )
    page.paragraph("", 6)
    for note in notes:
        page.paragraph(f"- {note}", _NOTES, italic=True, after=0)


def _table(page: LetterPage, report: Report, table: Table) -> tuple[str, ...]:
    """The table; gives its footnotes."""
    printed = lay_out(table)
    if printed.column_head and not fits(printed, page.room):
        printed = printed.turned()
    about = printed.subtitle + (f" ({word('provisional')})" if printed.provisional else "")
    page.paragraph(about, _TABLE, bold=True, centre=True)
    page.paragraph(word("unit-of-count", what=printed.counted_in), _TABLE, italic=True, centre=True)
    if len(printed.body) > MOST_ROWS:
        return (elsewhere(report, len(printed.body)), *printed.footnotes)
    put_table(page.document, printed, page.room)
    return printed.footnotes


def _list(page: LetterPage, report: Report, listing: Listing) -> tuple[str, ...]:
    """The list; gives its notes."""
    notes = tuple(note.message for note in listing.notes)
    if len(listing.rows) > MOST_ROWS:
        return (elsewhere(report, len(listing.rows)), *notes)
    put_list(page.document, listing, page.room)
    return notes


def _same_every_time(content: bytes) -> bytes:
    """The same package without the time at which its parts were packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in parts.infolist():
            packed.writestr(zipfile.ZipInfo(part.filename), parts.read(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()
