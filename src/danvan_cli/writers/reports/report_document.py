"""A report in Word: letterhead, what the figures say, fields for what a person must write, signatures; the tables as annex."""

import io
import zipfile
from datetime import UTC

from danvan_cli.tables.reports.report import Report, Section
from danvan_cli.tables.table import Listing, Table
from danvan_cli.writers.column_widths import facing
from danvan_cli.writers.document_table import put_list, put_table
from danvan_cli.writers.letter_page import LetterPage
from danvan_cli.writers.letterhead import profile as profile_named
from danvan_cli.writers.printed import lay_out
from danvan_cli.writers.printed import say as word
from danvan_cli.writers.reports.report_book import MOST_ROWS, elsewhere, general_notes, mark_of, say
from danvan_cli.writers.safe import cell_text


def file(report: Report, *, profile: str = "party-2018") -> bytes:
    """The document's bytes. The same report gives the same bytes."""
    page = LetterPage(profile_named(profile))
    body = page.form.sizes["body"]
    page.number_pages(mark_of(report))
    page.heads(report.headings, kind="report")
    page.paragraph("", 8)
    page.paragraph(say("heading"), page.form.sizes["title"], bold=True, centre=True)
    page.paragraph(report.title, page.form.sizes["subtitle"], bold=True, centre=True, after=0)
    page.paragraph("—————", body, centre=True, after=8)
    for told in report.paragraphs:
        if told.heading:
            page.paragraph(told.heading, body, bold=True, indent=True, before=4, keep=True)
        if told.text:
            page.paragraph(told.text, body, indent=True)
        if told.write:
            page.to_write(say("write", what=told.write), body)
    page.paragraph("", 8, keep=True)
    page.signatures(say("copies-to"))
    page.turn()
    _contents(page, report)
    for place, section in enumerate(report.sections, start=1):
        _section(page, report, section, say("number", number=place))
    about = " · ".join(part for part in (report.unit[1], report.period_name) if part)
    moment = report.as_of.astimezone(UTC).replace(tzinfo=None)
    content = page.file(
        report.title, subject=cell_text(about)[:255], keywords=report.paper, comments=mark_of(report),
        created=moment, modified=moment,
    )  # fmt: skip
    return _same_every_time(content)


def _contents(page: LetterPage, report: Report) -> None:
    """The list of tables, and the notes that hold for several."""
    sizes = page.form.sizes
    page.paragraph(say("annex"), sizes["title"], bold=True, centre=True)
    page.paragraph(page.form.annexed(report.headings), sizes["table"], italic=True, centre=True, after=8)
    page.paragraph(say("contents"), sizes["table"], bold=True, keep=True)
    for place, section in enumerate(report.sections, start=1):
        page.paragraph(f"{say('number', number=place)}. {section.content.title}", sizes["table"], after=0)
    page.paragraph(say("general-notes"), sizes["notes"], bold=True, before=8, after=0, keep=True)
    for note in general_notes(report):
        page.paragraph(f"- {note}", sizes["notes"], italic=True, after=0)


def _section(page: LetterPage, report: Report, section: Section, name: str) -> None:
    """One table with what stands above and below it, on a page of its own."""
    sizes = page.form.sizes
    title, _, about = section.content.title.partition(" · ")
    page.paragraph(name, sizes["table"], bold=True, opens_page=True, keep=True)
    page.paragraph(title.upper(), sizes["title"], bold=True, centre=True, after=0, keep=True)
    notes = (
        _table(page, report, section.content, about)
        if isinstance(section.content, Table)
        else _list(page, report, section.content, about)
    )
    page.paragraph("", 6, keep=bool(notes))
    if notes:
        page.paragraph(word("notes"), sizes["notes"], bold=True, after=0, keep=True)
    for note in notes:
        page.paragraph(f"- {note}", sizes["notes"], italic=True, after=0)


def _below_title(page: LetterPage, report: Report, *about: str) -> None:
    """Whom and when it is about, and which report it goes with."""
    text, sizes = " · ".join(filter(None, about)), page.form.sizes
    if text:
        page.paragraph(text[:1].upper() + text[1:], sizes["subtitle"], bold=True, centre=True, after=0, keep=True)
    page.paragraph(page.form.annexed(report.headings), sizes["table"], italic=True, centre=True, keep=True)


def _table(page: LetterPage, report: Report, table: Table, about: str) -> tuple[str, ...]:
    """The table; gives its footnotes."""
    printed = lay_out(table)
    rows, printed = len(printed.rows), facing(printed, page.room)
    _below_title(page, report, about, printed.subtitle + (f" ({word('provisional')})" if printed.provisional else ""))
    counted = word("unit-of-count", what=printed.counted_in)
    page.paragraph(counted, page.form.sizes["table"], italic=True, right=True, after=0, keep=True)
    if rows > MOST_ROWS:
        return (elsewhere(report, rows), *printed.footnotes)
    put_table(page.document, printed, page.room)
    return printed.footnotes


def _list(page: LetterPage, report: Report, listing: Listing, about: str) -> tuple[str, ...]:
    """The list; gives its notes."""
    _below_title(page, report, about, listing.about)
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
