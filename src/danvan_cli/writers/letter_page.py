"""A letter or report on the office's own form: letterhead, paragraphs, tables, signatures, footers. A Word file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from danvan_cli import shipped
from danvan_cli.writers.letterhead import Line, Profile
from danvan_cli.writers.safe import cell_text

_SHARES = (0.4, 0.6)  # of the halves of letterhead and signatures: the national name stands on one line
_BESIDE = 4.0  # millimetres that a cell keeps free


class LetterPage:
    """An A4 page that is written from top to bottom, with the margins and the font of the form."""

    def __init__(self, form: Profile) -> None:
        self.form = form
        self.document = Document()
        section = self.document.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(210), Mm(297)
        for side, size in form.page["margins"].items():
            setattr(section, f"{side}_margin", Mm(size))
        style: Any = self.document.styles["Normal"]
        style.font.name, style.font.size = form.font, Pt(14)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), form.font)
        style.paragraph_format.space_after = Pt(0)

    def heads(self, known: Mapping[str, str], about: str = "", *, kind: str = "letter") -> None:
        """The letterhead; under the number what a letter is about."""
        lines = self.form.heads(known, kind=kind)
        self._halves([*lines, (Line(about, 12, italic=True), Line("", 12))] if about else lines)

    def to_write(self, text: str, size: float) -> None:
        """A field that a person must fill: marked, so that nobody sends it empty."""
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(10)
        paragraph.paragraph_format.space_after = Pt(4)
        _write(paragraph, f"[{text}]", size, italic=True)
        paragraph.runs[0].font.highlight_color = WD_COLOR_INDEX.YELLOW

    def footer(self, mark: str) -> None:
        """Under every page: a mark, and the page's number."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _write(paragraph, f"{mark}  ·  " if mark else "", 9, italic=True)
        for name in ("PAGE", "NUMPAGES"):
            _write(paragraph, "1", 11)
            field: Any = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), name)
            field.append(paragraph.runs[-1]._r)  # noqa: SLF001 - python-docx has no other way
            paragraph._p.append(field)  # noqa: SLF001
            if name == "PAGE":
                _write(paragraph, "/", 11)

    def turn(self) -> None:
        """Go on with pages that lie on their side, as wide tables need them."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        *_, last, ended, _ = self.document.element.body
        last.get_or_add_pPr().append(ended.pPr.sectPr)  # a paragraph of its own may come to stand alone on a page
        self.document.element.body.remove(ended)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)

    @property
    def room(self) -> float:
        """Millimetres between the margins."""
        section, margins = self.document.sections[-1], self.form.page["margins"]
        return float((section.page_width or Mm(210)) / Mm(1) - margins["left"] - margins["right"])

    def paragraph(
        self, text: str, size: float, *, bold: bool = False, italic: bool = False, centre: bool = False,
        indent: bool = False, after: float = 4, opens_page: bool = False,
    ) -> None:  # fmt: skip
        """One paragraph, justified; `indent`: with a first line that begins further in."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.page_break_before = opens_page or None
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centre else WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.space_after = Pt(after)
        if indent:
            paragraph.paragraph_format.first_line_indent = Mm(10)
        _write(paragraph, " ".join(text.split()), size, bold=bold, italic=italic)
        if not text:
            paragraph.paragraph_format.line_spacing = Pt(size)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """A ruled table whose heads come again on every page; widths in millimetres."""
        table = self.document.add_table(rows=1, cols=len(widths))
        table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
        _line(table.rows[0], heads, bold=True)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - python-docx has no other way
        for row in rows:
            _line(table.add_row(), row)
        _set_widths(table, widths)

    def signatures(self, to: str = "") -> None:
        """To whom it goes, and who signs; no page ends between."""
        self._halves(self.form.closes(to), left=True)
        for row in self.document.tables[-1].rows[:-1]:
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True

    def file(self, title: str, **more: Any) -> bytes:
        """The bytes, marked as ours: it is no mail, wherever it lies. `more`: other properties of the document."""
        properties = self.document.core_properties
        for name, value in more.items():
            setattr(properties, name, value)
        properties.category, properties.author, properties.title = shipped.OUR_TABLE, "danvan", cell_text(title)[:255]
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    def _halves(self, lines: Sequence[tuple[Line, Line]], *, left: bool = False) -> None:
        """Two columns, line by line, as letterheads and signatures stand. `left`: the first one begins at the margin."""
        table: Any = self.document.add_table(rows=len(lines), cols=2)
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        margins = self.form.page["margins"]
        room = 210 - margins["left"] - margins["right"]
        widths = [room * share for share in _SHARES]
        _set_widths(table, widths)
        for row, pair in zip(table.rows, lines, strict=True):
            for place, (cell, line) in enumerate(zip(row.cells, pair, strict=True)):
                paragraph = cell.paragraphs[0]
                at_margin = left and place == 0
                paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if at_margin else WD_ALIGN_PARAGRAPH.CENTER
                text = line.text[: len(line.text) * 2 // 3] if line.text.startswith("—") else line.text
                size = min(line.size, 13.0)
                first, *others = replace(line, text=text, size=size).broken(widths[place] - _BESIDE)
                _write(paragraph, first, size, bold=line.bold, italic=line.italic)
                for more in others:
                    paragraph.runs[-1].add_break()
                    _write(paragraph, more, size, bold=line.bold, italic=line.italic)
        self.paragraph("", 1, after=0)  # Word wants one behind a table; a line of its own may open another page


def _write(paragraph: Any, text: str, size: float, *, bold: bool = False, italic: bool = False) -> None:
    run = paragraph.add_run(cell_text(text))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _set_widths(table: Any, widths: Sequence[float]) -> None:
    """Word asks the cells, LibreOffice the columns."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _line(row: Any, texts: Sequence[str], *, bold: bool = False) -> None:
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        if bold or place == 0:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _write(paragraph, text, 12, bold=bold)
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)  # noqa: SLF001 - python-docx has no other way
