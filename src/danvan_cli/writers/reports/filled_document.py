"""The office's own Word document with its blanks filled: `{{tong}}` in a sentence, `{{bang:…}}` in a paragraph of its own.

A blank is a name, never an expression. Parts without a blank go on byte for byte; nothing is written where one cannot be filled.
"""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from danvan_cli import shipped
from danvan_cli.errors import UsageError
from danvan_cli.intake.files import sheet_xml
from danvan_cli.intake.files.unreadable import Unreadable
from danvan_cli.tables.reports.report import GENERAL, Report
from danvan_cli.tables.table import Listing, Table
from danvan_cli.vietnamese import bare
from danvan_cli.writers.column_widths import facing, fits
from danvan_cli.writers.document_table import put_list, put_table
from danvan_cli.writers.package import NotMarkable, Package
from danvan_cli.writers.printed import lay_out
from danvan_cli.writers.reports.blanks import (
    BLANK,
    PARAGRAPHS,
    TABLE,
    Fault,
    content_of,
    known_blanks,
    parts_of,
    text_of,
)
from danvan_cli.writers.reports.report_book import MOST_ROWS, elsewhere, mark_of
from danvan_cli.writers.reports.report_book import say as word
from danvan_cli.writers.safe import cell_text

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_MAIN}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PARTS = ("header", "footer", "footnotes", "endnotes")
_UNSEEN = tuple(
    f"{_W}{name}" for name in ("p", "pPr", "rPr", "del", "moveFrom")
)  # paragraphs of text boxes are their own
_NOTES = 11
_NOWHERE: Any = None  # what a run of no document yet is part of
_TWIPS = 1440 / 25.4  # per millimetre
_A4 = 165.0  # millimetres between the margins of the official form
_NARROWEST, _WIDEST = 25.0, 559.0  # no table stands in less; Word knows no wider page
_MARGIN = 108  # twips that Word leaves beside a cell's text
_BEHIND_BORDERS = ("shd", "tblLayout", "tblCellMar", "tblLook")


class OfficeDocument:
    """A document of the office's with blanks in it. `bears_code`: the paper's code will stand on it."""

    def __init__(self, content: bytes, name: str) -> None:
        """UsageError where it is no Word document that can be filled."""
        self.name = name
        try:
            sheet_xml.unpack(content)  # the limits of what is read from outside
            self._package, self._main = _opened(content)
            others = [path for kind, path in self._package.related(self._main).values() if kind in _PARTS]
            every = dict.fromkeys((self._main, *others))  # a part that two refer to is filled once
            self._paths = [path for path in every if path in self._package and _texts(self._package, path)]
        except (Unreadable, NotMarkable, etree.XMLSyntaxError) as error:
            raise UsageError("template-unusable", path=name) from error
        texts = (text for path in self._paths for text in _texts(self._package, path))
        self.bears_code = any(bare(blank) == "ma" for text in texts for blank in BLANK.findall(text))

    def fill(self, report: Report) -> bytes:
        """The document with all blanks filled; UsageError that names all that cannot be, and why."""
        faults: list[str] = []
        if not self._paths:
            faults.append(str(Fault("none", "")))
        for path in self._paths:
            for paragraph in list(_paragraphs(self._package.tree(path))):
                faults += map(str, _Filling(report, paragraph, in_body=path == self._main).fill())
        if faults:
            told = "\n".join(f"  - {fault}" for fault in dict.fromkeys(faults))
            known = "\n".join(f"  {line}" for line in known_blanks(report))
            raise UsageError("template-unfillable", path=self.name, faults=told, known=known)
        self._package.retype(self._main, "template.main", "document.main")
        self._package.describe(category=shipped.OUR_TABLE, keywords=report.paper, description=mark_of(report))
        return self._package.bytes()


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is read of a paragraph: a text node, or what stands between two."""

    node: Any
    text: str


def _opened(content: bytes) -> tuple[Package, str]:
    """The parts of a document and the path of its main one; NotMarkable where it is none, or bears macros."""
    package = Package(content)
    main = next((path for kind, path in package.related("").values() if kind == "officeDocument"), "")
    if main not in package or package.bears_macros or package.look(main).find(f"{_W}body") is None:
        raise NotMarkable
    return package, main


def _paragraphs(root: Any) -> Iterator[Any]:
    yield from root.iter(f"{_W}p")


def _pieces(paragraph: Any) -> Iterator[_Piece]:
    """The texts of a paragraph in their order, not those of text boxes hanging on it."""
    for child in paragraph:
        if child.tag == f"{_W}t":
            yield _Piece(child, child.text or "")
        elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            yield _Piece(None, "\n")
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
            yield from _pieces(child)


def _texts(package: Package, path: str) -> list[str]:
    """The paragraphs of a part in which a blank begins."""
    every = ("".join(piece.text for piece in _pieces(one)) for one in _paragraphs(package.look(path)))
    return [text for text in every if "{{" in text or "}}" in text]


class _Filling:
    """One paragraph being filled."""

    def __init__(self, report: Report, paragraph: Any, *, in_body: bool) -> None:
        self.report, self.paragraph, self.in_body = report, paragraph, in_body
        self.pieces = list(_pieces(paragraph))
        self.text = "".join(piece.text for piece in self.pieces)

    def fill(self) -> Iterator[Fault]:
        """Put texts in place of its blanks, or a table or paragraphs in its own; gives what cannot be filled."""
        found = list(BLANK.finditer(self.text))
        rest = BLANK.sub("", self.text)
        if "{{" in rest or "}}" in rest:
            yield Fault("open", " ".join(self.text.split())[:60])
        whole = next((one[1] for one in found if bare(parts_of(one[1])[0]) in (PARAGRAPHS, TABLE)), None)
        try:
            if whole is not None and not rest.strip() and len(found) == 1:
                self._put(whole)
                return
        except Fault as fault:
            yield fault
            return
        for one in reversed(found):  # the last first: the places of those before it stay
            try:
                self._replace(one.start(), one.end(), cell_text(text_of(self.report, one[1])))
            except Fault as fault:
                yield fault

    def _replace(self, start: int, end: int, text: str) -> None:
        """The text in the run in which the blank begins; nothing of the blank in the runs behind."""
        at = 0
        for place, piece in enumerate(self.pieces):
            first, last = max(start - at, 0), min(end - at, len(piece.text))
            at += len(piece.text)
            if first >= last:
                continue
            changed = piece.text[:first] + text + piece.text[last:]
            text = ""
            self.pieces[place] = _Piece(piece.node, changed)
            piece.node.text = changed
            piece.node.set(_SPACE, "preserve")

    # --- what takes the place of the paragraph

    def _put(self, blank: str) -> None:
        if bare(parts_of(blank)[0]) == PARAGRAPHS:
            self._put_paragraphs(blank)
        else:
            self._put_table(blank)

    def _put_paragraphs(self, blank: str) -> None:
        runs = []
        for told in self.report.paragraphs:
            runs += [self._run(told.heading, bold=True)] if told.heading else []
            runs += [self._run(told.text)] if told.text else []
            runs += [self._run(f"[{word('write', what=told.write)}]", italic=True, marked=True)] if told.write else []
        if not runs:
            raise Fault("nothing", blank)
        self._become(runs)

    def _put_table(self, blank: str) -> None:
        content = _whole(content_of(self.report, blank), self.report)
        holder = self.paragraph.getparent()
        if not self.in_body or holder.tag != f"{_W}body":
            raise Fault("table-inside", blank)
        ours = Document()
        notes = _build(ours, content, _room(self.paragraph), self.report, blank)
        for table in ours.tables:
            self.paragraph.addprevious(self._dressed(table._tbl))  # noqa: SLF001 - python-docx has no other way
        self._become([self._run(f"- {note}", italic=True, size=_NOTES) for note in notes])

    def _become(self, runs: Sequence[Any]) -> None:
        """As many paragraphs as runs, all like this one; it is the last itself, for a section may end with it."""
        look = self.paragraph.find(f"{_W}pPr")
        for run in runs[:-1]:
            before = etree.Element(f"{_W}p")
            if look is not None:
                own = deepcopy(look)
                for section in own.findall(f"{_W}sectPr"):
                    own.remove(section)
                before.append(own)
            before.append(run)
            self.paragraph.addprevious(before)
        for child in list(self.paragraph):
            if child is not look:
                self.paragraph.remove(child)
        for run in runs[-1:]:
            self.paragraph.append(run)

    def _run(
        self, text: str, *, bold: bool = False, italic: bool = False, marked: bool = False, size: float = 0
    ) -> Any:
        """A run that looks like the blank's first one, but for what is said here."""
        run = Run(OxmlElement("w:r"), _NOWHERE)
        look = self._look()
        if look is not None:
            run._r.insert(0, parse_xml(etree.tostring(look)))  # noqa: SLF001 - python-docx has no other way
        run.text = cell_text(text)
        run.bold, run.italic = bold or run.bold, italic or run.italic
        if marked:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        if size:
            run.font.size = Pt(size)
        return run._r  # noqa: SLF001

    def _look(self) -> Any:
        """How the run looks in which the blank begins."""
        first = next(piece.node for piece in self.pieces if piece.text.strip())
        return next(first.iterancestors(f"{_W}r")).find(f"{_W}rPr")

    def _dressed(self, table: Any) -> Any:
        """A table that asks for no style of the document, in the font of the blank, without the indents of its paragraphs."""
        about = table.tblPr
        for style in about.findall(f"{_W}tblStyle"):
            about.remove(style)
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        ruled = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides)
        beside = "".join(f'<w:{side} w:w="{_MARGIN}" w:type="dxa"/>' for side in ("left", "right"))
        behind = next((one for one in about if one.tag in {f"{_W}{name}" for name in _BEHIND_BORDERS}), None)
        borders = parse_xml(f'<w:tblBorders xmlns:w="{_MAIN}">{ruled}</w:tblBorders>')
        if behind is None:
            about.append(borders)
        else:
            behind.addprevious(borders)
        margins = parse_xml(f'<w:tblCellMar xmlns:w="{_MAIN}">{beside}</w:tblCellMar>')
        look = about.find(f"{_W}tblLook")
        about.append(margins) if look is None else look.addprevious(margins)
        for one in table.iter(f"{_W}p"):
            lines = Paragraph(one, _NOWHERE).paragraph_format
            lines.space_before, lines.space_after, lines.line_spacing = Pt(0), Pt(0), 1.0
            lines.left_indent, lines.right_indent, lines.first_line_indent = Mm(0), Mm(0), Mm(0)
        own = self._look()
        fonts = own.find(f"{_W}rFonts") if own is not None else None
        for one in table.iter(f"{_W}rPr") if fonts is not None else ():
            one.insert(0, parse_xml(etree.tostring(fonts)))
        return table


def _whole(content: Table | Listing, report: Report) -> Table | Listing:
    """A table with all its notes under it: there is no list of contents that those for several would stand on."""
    notes = [report.notes if note.code == GENERAL else (note,) for note in content.notes]
    return replace(content, notes=tuple(chain.from_iterable(notes)))


def _build(ours: Any, content: Table | Listing, room: float, report: Report, blank: str) -> tuple[str, ...]:
    """Build a table in a document of our own; gives what must be said under it."""
    if isinstance(content, Listing):
        notes = tuple(note.message for note in content.notes)
        if len(content.rows) > MOST_ROWS:
            return (elsewhere(report, len(content.rows)), *notes)
        put_list(ours, content, room)
        return notes
    printed = lay_out(content)
    rows, printed = len(printed.rows), facing(printed, room)
    if not fits(printed, room):
        raise Fault("too-wide", blank)
    if rows > MOST_ROWS:
        return (elsewhere(report, rows), *printed.footnotes)
    put_table(ours, printed, room)
    return printed.footnotes


def _room(paragraph: Any) -> float:
    """Millimetres between the margins where the paragraph stands: its section is described at its end."""
    later = (one for after in (paragraph, *paragraph.itersiblings()) for one in after.iter(f"{_W}sectPr"))
    section = next(later, None)
    size = section.find(f"{_W}pgSz") if section is not None else None
    margins = section.find(f"{_W}pgMar") if section is not None else None
    if size is None or margins is None:
        return _A4
    told = [size.get(f"{_W}w"), margins.get(f"{_W}left"), margins.get(f"{_W}right")]
    width, left, right = (int(re.sub(r"\D.*", "", one or "") or 0) for one in told)
    room = (width - left - right) / _TWIPS
    return room if _NARROWEST <= room <= _WIDEST else _A4  # no page that Word knows: nobody can say
