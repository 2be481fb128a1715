"""A letter or report on the office's own form: letterhead, paragraphs, tables, signatures, footers. A Word file."""

from collections.abc import Mapping, Sequence
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
from danvan_cli.writers import typography
from danvan_cli.writers.letterhead import Line, Profile
from danvan_cli.writers.safe import cell_text

_MILLIMETRES = 25.4 / 96  # a pixel
_BETWEEN = 4.0  # millimetres that are free beside the right half, which stands on one line
_MOST_OF_ROOM = 0.65  # however long the name of a place is


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
        section.header_distance = section.footer_distance = Mm(form.page["margins"]["top"] / 2)
        style: Any = self.document.styles["Normal"]
        style.font.name, style.font.size = form.font, Pt(form.sizes["body"])
        style.element.rPr.rFonts.set(qn("w:eastAsia"), form.font)
        style.paragraph_format.space_after = Pt(0)

    def heads(self, known: Mapping[str, str], about: str = "", *, kind: str = "letter") -> None:
        """The letterhead; under the number what a letter is about."""
        *names, signs = self.form.heads(known, kind=kind)
        below = [((Line(about, 12, italic=True),), (Line("", 12),))] if about else []
        self._halves([tuple(zip(*names, strict=True)), ((signs[0],), (signs[1],)), *below])

    def to_write(self, text: str, size: float) -> None:
        """A field that a person must fill: marked, so that nobody sends it empty."""
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(10)
        paragraph.paragraph_format.space_after = Pt(4)
        _write(paragraph, f"[{text}]", size, italic=True)
        paragraph.runs[0].font.highlight_color = WD_COLOR_INDEX.YELLOW

    def number_pages(self, mark: str) -> None:
        """Above every page but the first its number, as all forms ask; below every page a mark."""
        section = self.document.sections[0]
        section.different_first_page_header_footer = True
        for footer in (section.first_page_footer, section.footer):
            footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            _write(footer.paragraphs[0], mark, 9, italic=True)
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _write(paragraph, "2", self.form.sizes["page"])
        field: Any = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        field.append(paragraph.runs[-1]._r)  # noqa: SLF001 - python-docx has no other way
        paragraph._p.append(field)  # noqa: SLF001

    def turn(self) -> None:
        """Go on with pages that lie on their side, as wide tables need them."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        *_, last, ended, _ = self.document.element.body
        last.get_or_add_pPr().append(ended.pPr.sectPr)  # a paragraph of its own may come to stand alone on a page
        self.document.element.body.remove(ended)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.different_first_page_header_footer = False

    @property
    def room(self) -> float:
        """Millimetres between the margins."""
        section, margins = self.document.sections[-1], self.form.page["margins"]
        return float((section.page_width or Mm(210)) / Mm(1) - margins["left"] - margins["right"])

    def paragraph(
        self, text: str, size: float, *, bold: bool = False, italic: bool = False, centre: bool = False, right: bool = False,
        indent: bool = False, before: float = 0, after: float = 4, opens_page: bool = False, keep: bool = False,
    ) -> None:  # fmt: skip
        """One paragraph, justified; `indent`: with a first line that begins further in; `keep`: never parted from the next."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.keep_with_next = Pt(before), keep or None
        paragraph.paragraph_format.page_break_before = opens_page or None
        paragraph.alignment = (
            WD_ALIGN_PARAGRAPH.CENTER if centre else WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.JUSTIFY
        )
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
        """To whom it goes, and who signs."""
        self._halves([self.form.closes(to)], left=True)

    def file(self, title: str, **more: Any) -> bytes:
        """The bytes, marked as ours: it is no mail, wherever it lies. `more`: other properties of the document."""
        properties = self.document.core_properties
        for name, value in more.items():
            setattr(properties, name, value)
        properties.category, properties.author, properties.title = shipped.OUR_TABLE, "danvan", cell_text(title)[:255]
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    def _halves(self, rows: Sequence[Sequence[Sequence[Line]]], *, left: bool = False) -> None:
        """Two columns, as letterheads and signatures stand: per row the lines of each. `left`: the first one begins at the margin."""
        table: Any = self.document.add_table(rows=len(rows), cols=2)
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        _without_margins(table)
        widest = max(typography.width(line.text, line.size, bold=line.bold) for _, lines in rows for line in lines)
        right = min(max(widest * _MILLIMETRES + _BETWEEN, self.room / 2), self.room * _MOST_OF_ROOM)
        widths = (self.room - right, right)
        _set_widths(table, widths)
        for row, pair in zip(table.rows, rows, strict=True):
            _keep_whole(row)
            for place, (cell, lines, room) in enumerate(zip(row.cells, pair, widths, strict=True)):
                for number, line in enumerate(lines):
                    paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
                    paragraph.paragraph_format.keep_with_next = True
                    at_margin = left and place == 0
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if at_margin else WD_ALIGN_PARAGRAPH.CENTER
                    _write_line(paragraph, line, room - _BETWEEN / 2)  # the other half keeps as much free
        self.paragraph("", 4, after=0)  # Word wants one behind a table; a line of its own may open another page


def _write_line(paragraph: Any, line: Line, room: float) -> None:
    """A line of a half; one that is too long is cut into equal ones."""
    for part in line.broken(room):
        if paragraph.runs:
            paragraph.runs[-1].add_break()
        _write(paragraph, part, line.size, bold=line.bold, italic=line.italic)
        paragraph.runs[-1].underline = line.underline or None


def _without_margins(table: Any) -> None:
    """The halves reach to the margins of the page."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.append(margins)  # noqa: SLF001 - python-docx has no other way


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
    _keep_whole(row)


def _keep_whole(row: Any) -> None:
    """A row that no page break cuts."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - python-docx has no other way
