"""The letter that goes back to a unit with its return: what to mend, where, and how. A Word file on the office's own form."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from danvan_cli import messages, shipped
from danvan_cli.findings import RANK, Finding
from danvan_cli.writers.letterhead import BLANK, Line, Profile
from danvan_cli.writers.letterhead import profile as profile_named
from danvan_cli.writers.marked_list import advice, say
from danvan_cli.writers.safe import cell_text

_MOST_LINES = 60
_MOST_CELLS = 12
_WIDTHS = (14, 36, 64, 51)  # millimetres between the margins


@dataclass(frozen=True, slots=True)
class Letter:
    """What one letter is about."""

    file: str  # the sender's file
    unit: str  # "Xã Liêm Sơn"; empty: not known
    period: str  # "năm 2024"; empty: not known
    findings: tuple[Finding, ...]
    marked: str  # the name of the marked copy; empty: the file could not be marked
    copied: bool  # the marked copy is in another format than the file
    refused: bool
    headings: dict[str, str]  # parent, issuer, place of the office that writes


def letter_file(letter: Letter, *, profile: str = "party-2018") -> bytes:
    """The letter's bytes, in Vietnamese."""
    with messages.speaking("vi"):
        return _written(letter, profile_named(profile))


def _written(letter: Letter, form: Profile) -> bytes:
    document = Document()
    _set_up(document, form)
    _halves(document, [*form.heads(letter.headings, "letter")], form)
    _paragraph(document, "", 8)
    _paragraph(document, say("about", period=letter.period), 13, italic=True, centre=True, after=8)
    unit = letter.unit or BLANK
    _paragraph(document, say("to", unit=unit), 14, bold=True, centre=True, after=10)
    severe = sum(RANK[found.severity] == 0 for found in letter.findings)
    asked = len(letter.findings) - severe
    _paragraph(document, say("received", file=letter.file, period=letter.period), 14, indent=True)
    verdict = ("refused" if asked else "refused-plainly") if letter.refused else "provisional"
    _paragraph(document, say(verdict, errors=severe, questions=asked), 14, indent=True)
    how = ("use-copy" if letter.copied else "use-marked") if letter.marked else "use-table"
    _paragraph(document, say(how, file=letter.marked), 14, indent=True)
    _paragraph(document, say("send-back"), 14, indent=True, after=8)
    _table(document, letter.findings)
    _paragraph(document, "", 8)
    _signatures(document, form)
    _paragraph(document, "", 1, after=0)  # Word wants one behind a table; a line of its own may open another page
    document.core_properties.category = shipped.OUR_TABLE  # no mail, wherever it lies
    document.core_properties.author = "danvan"
    document.core_properties.title = cell_text(say("about", period=letter.period))[:255]
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Any, form: Profile) -> None:
    """A4 upright with the margins and the font of the form."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side, size in form.page["margins"].items():
        setattr(section, f"{side}_margin", Mm(size))
    style = document.styles["Normal"]
    style.font.name, style.font.size = form.font, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), form.font)
    style.paragraph_format.space_after = Pt(0)


def _write(paragraph: Any, text: str, size: float, *, bold: bool = False, italic: bool = False) -> None:
    run = paragraph.add_run(cell_text(text))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _paragraph(
    document: Any, text: str, size: float, *, bold: bool = False, italic: bool = False, centre: bool = False,
    indent: bool = False, after: float = 4,
) -> None:  # fmt: skip
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centre else WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.space_after = Pt(after)
    if indent:
        paragraph.paragraph_format.first_line_indent = Mm(10)
    _write(paragraph, " ".join(text.split()), size, bold=bold, italic=italic)
    if not text:
        paragraph.paragraph_format.line_spacing = Pt(size)


def _halves(document: Any, lines: Sequence[tuple[Line, Line]], form: Profile, *, left: bool = False) -> None:
    """Two columns, line by line, as letterheads and signatures stand. `left`: the first one begins at the margin."""
    table = document.add_table(rows=len(lines), cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    margins = form.page["margins"]
    room = 210 - margins["left"] - margins["right"]
    widths = (room * 0.42, room * 0.58)
    _set_widths(table, widths)
    for row, pair in zip(table.rows, lines, strict=True):
        for place, (cell, line) in enumerate(zip(row.cells, pair, strict=True)):
            paragraph = cell.paragraphs[0]
            at_margin = left and place == 0
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if at_margin else WD_ALIGN_PARAGRAPH.CENTER
            text = line.text[: len(line.text) * 2 // 3] if line.text.startswith("—") else line.text
            _write(paragraph, text, min(line.size, 13.0), bold=line.bold, italic=line.italic)


def _set_widths(table: Any, widths: Sequence[float]) -> None:
    """Word asks the cells, LibreOffice the columns."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _signatures(document: Any, form: Profile) -> None:
    copies = [Line(say("addressees"), 12, bold=True, italic=True), Line(say("as-above"), 11), Line(say("filed"), 11)]
    signed = [Line(text, 14, bold=True) for text in form.signature["right"]]
    signed += [Line("", 14)] * 3 + [Line(BLANK, 14)]
    copies += [Line("", 11)] * (len(signed) - len(copies))
    _halves(document, list(zip(copies, signed, strict=True)), form, left=True)


def _table(document: Any, findings: Sequence[Finding]) -> None:
    """What was found: one line for what is said alike, with its cells."""
    grouped: dict[tuple[int, str, str, str], list[Finding]] = {}
    for found in findings:
        grouped.setdefault((RANK[found.severity], found.sheet or "", found.message, advice(found)), []).append(found)
    shown = sorted(grouped.items(), key=lambda item: item[0][0])
    table = document.add_table(rows=1, cols=len(_WIDTHS))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    heads = [say(f"head-{code}") for code in ("number", "place", "message", "hint")]
    _line(table.rows[0], heads, bold=True)
    _repeat(table.rows[0])
    for number, ((rank, sheet, message, hint), same) in enumerate(shown[:_MOST_LINES], start=1):
        cells = [found.cell for found in same if found.cell]
        more = "" if len(cells) <= _MOST_CELLS else f" … ({len(cells)})"
        place = " › ".join(part for part in (sheet, ", ".join(cells[:_MOST_CELLS]) + more) if part)
        weight = say("error" if rank == 0 else "question")
        _line(table.add_row(), [str(number), place or say("whole-file"), f"{weight}: {message}", hint])
    if len(shown) > _MOST_LINES:
        _line(table.add_row(), ["", "", say("more", count=len(shown) - _MOST_LINES), ""])
    _set_widths(table, _WIDTHS)


def _line(row: Any, texts: Sequence[str], *, bold: bool = False) -> None:
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        if bold or place == 0:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _write(paragraph, text, 12, bold=bold)
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)  # noqa: SLF001 - python-docx has no other way


def _repeat(row: Any) -> None:
    """The row is printed again on every page."""
    head = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(head)  # noqa: SLF001
