"""A report as one workbook: contents with links, a sheet per table, its chart behind it, the sources of all figures last."""

import io
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook

from danvan_cli import messages
from danvan_cli.tables.reports.report import Report, Section
from danvan_cli.tables.table import Table
from danvan_cli.vietnamese import number
from danvan_cli.writers import charts, list_sheet, table_sheet, typography
from danvan_cli.writers.letterhead import Profile
from danvan_cli.writers.letterhead import profile as profile_named
from danvan_cli.writers.paper import GAP, OPTIONS, PADDING, Paper, Place, properties
from danvan_cli.writers.printed import coverage_line
from danvan_cli.writers.printed import say as word
from danvan_cli.writers.safe import cell_text
from danvan_cli.writers.source_sheet import SourceSheet

_SERIAL, _SHEET, _FIGURE = 52, 130, 130


def say(code: str, /, **seen: object) -> str:
    """A sentence or word of reports."""
    return messages.text("report", code, **seen)


def file(report: Report, *, profile: str = "party-2018") -> bytes:
    """The workbook's bytes. The same report gives the same bytes."""
    with TemporaryDirectory() as folder:  # a province's sheets as texts are hundreds of megabytes
        return _written(report, profile_named(profile), folder)


def _written(report: Report, form: Profile, folder: str) -> bytes:
    out = io.BytesIO()
    book = Workbook(out, {**OPTIONS, "in_memory": False, "tmpdir": folder})
    about = " · ".join(part for part in (report.unit[1], report.period_name) if part)
    book.set_properties(
        properties(
            report.title, report.as_of, subject=about, keywords=report.paper, comments=mark_of(report),
            company=report.headings.get("issuer", ""),
        )
    )  # fmt: skip
    _contents(book, report, form)
    numbered = list(enumerate(report.sections, start=1))
    tables = [(place, one.content) for place, one in numbered if isinstance(one.content, Table)]
    mark = mark_of(report)
    sources = SourceSheet([(f"{_name(place)}. {table.title}", table) for place, table in tables], mark)
    annexed = form.annexed(report.headings)
    office = report.headings if form.annex["signed"] == "each" else None
    order = {place: at for at, (place, _) in enumerate(tables)}
    for place, section in numbered:
        at = Place(_name(place), say("number", number=place), annexed, mark, office)
        _section(book, section, form, at, sources, order.get(place, -1))
    sources.write(book, form)
    book.close()
    return out.getvalue()


def mark_of(report: Report) -> str:
    """What every page bears: the code, and the beginning of the fingerprint in groups that can be read aloud."""
    if not report.paper:
        return ""
    return say("mark", code=report.paper, fingerprint=groups_of(report))


def groups_of(report: Report) -> str:
    """The beginning of the fingerprint, in groups."""
    return " ".join(report.fingerprint[at : at + 4] for at in range(0, 16, 4))


def general_notes(report: Report) -> list[str]:
    """What is told once for all tables: how firm the figures are and who is in them, what holds for several, which had none."""
    firm = [word("provisional-note")] if report.provisional else []
    silent = [say("silent", titles="; ".join(report.silent))] if report.silent else []
    return [*firm, coverage_line(report.main), *(note.message for note in report.notes), *silent]


MOST_ROWS = 1_000
"""Longer tables Word and PDF leave to the workbook: they take minutes or gigabytes over them, and nobody reads them on paper."""


def elsewhere(report: Report, rows: int) -> str:
    """What Word and PDF say in the place of such a table."""
    return say("list-elsewhere", count=number(rows), code=report.paper)


def _name(place: int) -> str:
    return say("table", number=place)


def _section(book: Workbook, section: Section, form: Profile, at: Place, sources: SourceSheet, order: int) -> None:
    if not isinstance(section.content, Table):
        list_sheet.fill(book, section.content, form, at)
        return
    sheet = table_sheet.fill(book, section.content, form, at, lambda figure: sources.link(order, figure))
    if section.chart:
        place = at.number.rpartition(" ")[2]
        own = Place(say("chart", number=place), say("chart-number", number=place), mark=at.mark)
        charts.fill(book, section.content, sheet, form, own)


def _contents(book: Workbook, report: Report, form: Profile) -> None:
    """What the set holds, each title a link, and how far the figures reach."""
    sizes, half = form.sizes, (form.room - _SERIAL - _SHEET - _FIGURE) // 2
    widths = [_SERIAL, half, half, _SHEET, _FIGURE]  # the titles over two, that the letterhead has a middle
    paper = Paper(book, say("contents"), form, widths, mark=mark_of(report))
    paper.letterhead(report.headings)
    paper.line(report.title.upper(), sizes["title"], bold=True)
    paper.line(" · ".join(part for part in (report.unit[1], say("contents-of")) if part), sizes["subtitle"], bold=True)
    if report.provisional:
        paper.line(f"({word('provisional')})", sizes["subtitle"], italic=True)
    paper.next()
    size, top = sizes["table"], paper.row
    paper.block((top, 1, top, 2), say("head-title"), size, bold=True, border=1)
    for column, head in ((0, word("row-number")), (3, say("head-sheet")), (4, say("head-figure"))):
        paper.text(top, column, head, size, bold=True, border=1)
    paper.next(typography.height(1, size))
    for place, section in enumerate(report.sections, start=1):
        _entry(paper, place, section)
    paper.next()
    paper.line(say("general-notes"), sizes["notes"], align="left", bold=True)
    for note in general_notes(report):
        paper.line(f"- {note}", sizes["notes"], align="left", italic=True)
    paper.signatures()
    paper.end()


def _entry(paper: Paper, place: int, section: Section) -> None:
    size = paper.profile.sizes["table"]
    text, sheet = cell_text(section.content.title), _name(place)
    paper.number(paper.row, 0, place, size, align="center", border=1)
    look = paper.style(size, align="left", indent=1, border=1, quote_prefix=True, font_color="#0000FF", underline=1)
    paper.sheet.merge_range(paper.row, 1, paper.row, 2, "", look)
    for column, shown in ((1, text), (3, sheet)):
        paper.sheet.write_url(paper.row, column, f"internal:'{sheet}'!A1", look, shown)
    paper.text(paper.row, 4, _figure(section), size, align="right", border=1, num_format=f"@{GAP}")
    lines = typography.lines(text, paper.widths[1] * 2 - PADDING, size)
    paper.next(typography.height(lines, size))


def _figure(section: Section) -> str:
    """What a table adds up to; nothing where nobody may add."""
    total = section.content.total if isinstance(section.content, Table) else None
    return "" if total is None else number(total)
