"""The marked copy of a Word document: the sender's own, with cells shaded, comments on them, and a list of them in front.

Nothing of the sender's is touched but the shading of a cell, whose own colour is kept beside ours.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from danvan_cli.findings import RANK, Finding, Severity
from danvan_cli.intake.files.stamp import Stamp, read_stamp
from danvan_cli.intake.files.word import LIST_HEADS, list_in_front, places
from danvan_cli.writers.marked.marked_list import advice, own_name, say
from danvan_cli.writers.package import Marked, NotMarkable, Package
from danvan_cli.writers.safe import cell_text

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_MAIN}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_AUTHOR = "danvan"
_BOOKMARK = "danvan"
_FILLS = {Severity.ERROR: "FFC7CE", Severity.QUESTION: "FFEB9C"}
_MOST = 2_000  # places that are marked in one document
_WIDTHS = (400, 700, 900, 1650, 1350)  # fiftieths of a per cent of the page, together all of it
_BEHIND_SHADING = ("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark", "cellIns", "cellDel",
                   "cellMerge", "tcPrChange")  # fmt: skip


def mark_document(content: bytes, name: str, findings: Sequence[Finding], digest: str) -> Marked:
    """The marked copy of a document; NotMarkable where it cannot be changed without harm."""
    return _Marking(content).mark(name, findings, digest)


class _Marking:
    """One document being marked."""

    def __init__(self, content: bytes) -> None:
        self.package, self.stamp = Package(content), read_stamp(content)
        kinds = dict(self.package.related("").values())
        self.main = kinds.get("officeDocument", "word/document.xml")
        self.root = self.package.tree(self.main)
        if self.root.tag != f"{_W}document" or self.root.find(f"{_W}body") is None:
            raise NotMarkable  # the strict dialect, or no document
        self.comments = self._comments()
        self._take_off()
        self.places = places(self.root, content)
        self.names = {element: said for said, element in reversed(self.places.items())}

    def mark(self, name: str, findings: Sequence[Finding], digest: str) -> Marked:
        """All marks, the list in front, the stamp."""
        found: dict[Any, list[Finding]] = defaultdict(list)
        for finding in findings:
            element = self.places.get(finding.cell or "")
            if element is not None and (element in found or len(found) < _MOST):
                found[element].append(finding)
        for number, (element, said) in enumerate(found.items(), start=1):
            self._mark(element, said, number)
        numbers = {element: number for number, element in enumerate(found, start=1)}
        self._put_in_front(name, findings, numbers)
        known = self.stamp or Stamp()
        self.package.stamp(
            Stamp(known.layout, known.version, known.unit, known.period, known.carried, digest, known.sheets)
        )
        return Marked(self.package.bytes(), ".docm" if self.package.has_macros else ".docx", len(found))

    # --- one place

    def _mark(self, element: Any, findings: Sequence[Finding], number: int) -> None:
        worst = Severity.ERROR if any(found.severity is Severity.ERROR for found in findings) else Severity.QUESTION
        paragraph = element
        if element.tag == f"{_W}tc":
            _shade(element, _FILLS[worst])
            paragraph = next(element.iter(f"{_W}p"))
        comment = self._comment([line for one in findings for line in (one.message, f"→ {advice(one)}")])
        start = [
            _made("bookmarkStart", id=str(900_000 + number), name=f"{_BOOKMARK}{number}"),
            _made("commentRangeStart", id=comment),
        ]
        place = 1 if len(paragraph) and paragraph[0].tag == f"{_W}pPr" else 0
        for offset, made in enumerate(start):
            paragraph.insert(place + offset, made)
        paragraph.append(_made("commentRangeEnd", id=comment))
        paragraph.append(_made("bookmarkEnd", id=str(900_000 + number)))
        etree.SubElement(etree.SubElement(paragraph, f"{_W}r"), f"{_W}commentReference", {f"{_W}id": comment})

    def _comments(self) -> Any:
        kinds = dict(self.package.related(self.main).values())
        if "comments" not in kinds:
            empty = f'<w:comments xmlns:w="{_MAIN}"/>'.encode()
            kinds["comments"] = self.package.add("word/comments.xml", empty, _COMMENTS)
            self.package.relate(self.main, "comments", kinds["comments"])
        return self.package.tree(kinds["comments"])

    def _comment(self, lines: Sequence[str]) -> str:
        """A comment of these paragraphs; gives its number."""
        taken = [int(number) for one in self.comments if (number := one.get(f"{_W}id", "")).isdecimal()]
        number = str(max(taken, default=-1) + 1)
        comment = _made("comment", id=number, author=_AUTHOR, initials="dv")
        comment.extend(_paragraph(line, 20) for line in lines)
        self.comments.append(comment)
        return number

    # --- the list in front

    def _put_in_front(self, name: str, findings: Sequence[Finding], numbers: dict[Any, int]) -> None:
        table = etree.fromstring(
            f'<w:tbl xmlns:w="{_MAIN}"><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>'
            + "".join(
                f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
                for side in ("top", "left", "bottom", "right", "insideH", "insideV")
            )
            + '</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
            + "".join(f'<w:gridCol w:w="{width * 2}"/>' for width in _WIDTHS)
            + "</w:tblGrid></w:tbl>"
        )
        table.append(
            _row([_paragraph(say(f"head-{code}"), 24, bold=True, centre=True) for code in LIST_HEADS], head=True)
        )
        for number, finding in enumerate(findings, start=1):
            element = self.places.get(finding.cell or "")
            spot = self.names.get(element, "") if element is not None else finding.cell or ""
            link = f"{_BOOKMARK}{numbers[element]}" if element in numbers else ""
            weight = say("question" if RANK[finding.severity] else "error")
            cells = [_paragraph(str(number), 24, centre=True), _paragraph(weight, 24), _paragraph(spot, 24, link=link)]
            table.append(_row([*cells, _paragraph(finding.message, 24), _paragraph(advice(finding), 24)]))
        behind = _made("p")
        etree.SubElement(etree.SubElement(behind, f"{_W}r"), f"{_W}br", {f"{_W}type": "page"})
        title = _paragraph(say("title", file=own_name(name)), 28, bold=True)
        body = self.root.find(f"{_W}body")
        for place, made in enumerate((title, _paragraph(say("advice"), 24), table, behind)):
            body.insert(place, made)

    # --- taken off again

    def _take_off(self) -> None:
        """What an earlier marking left, where the file is a marked copy that came back."""
        if self.stamp is None or self.stamp.answers is None:
            return
        for ours in list_in_front(self.root):
            ours.getparent().remove(ours)
        gone = {one.get(f"{_W}id") for one in self.comments if one.get(f"{_W}author") == _AUTHOR}
        for one in [one for one in self.comments if one.get(f"{_W}id") in gone]:
            self.comments.remove(one)
        for one in list(self._traces(gone)):
            holder = one.getparent()
            holder.remove(one)
            if holder.tag == f"{_W}r" and not [left for left in holder if left.tag != f"{_W}rPr"]:
                holder.getparent().remove(holder)
        for shading in list(self.root.iter(f"{_W}shd")):
            if shading.getparent().tag == f"{_W}tcPr" and shading.get(f"{_W}fill") in _FILLS.values():
                own = shading.get(f"{_W}color", "auto")
                shading.set(f"{_W}fill", own)
                shading.set(f"{_W}color", "auto")
                if own == "auto":
                    shading.getparent().remove(shading)

    def _traces(self, gone: set[str | None]) -> Iterator[Any]:
        """Where our comments and bookmarks stand in the text."""
        marks = {
            one.get(f"{_W}id")
            for one in self.root.iter(f"{_W}bookmarkStart")
            if re.fullmatch(rf"{_BOOKMARK}\d+", one.get(f"{_W}name", ""))
        }
        for name, numbers in (
            ("commentRangeStart", gone), ("commentRangeEnd", gone), ("commentReference", gone),
            ("bookmarkStart", marks), ("bookmarkEnd", marks),
        ):  # fmt: skip
            yield from (one for one in self.root.iter(f"{_W}{name}") if one.get(f"{_W}id") in numbers)


def _made(tag: str, **about: str) -> Any:
    return etree.Element(f"{_W}{tag}", {f"{_W}{name}": value for name, value in about.items()}, nsmap={"w": _MAIN})


def _shade(cell: Any, fill: str) -> None:
    """The colour of a cell; its own one is remembered as the colour of a pattern that is not drawn."""
    about = cell.find(f"{_W}tcPr")
    if about is None:
        about = _made("tcPr")
        cell.insert(0, about)
    old = about.find(f"{_W}shd")
    own = old.get(f"{_W}fill", "auto") if old is not None else "auto"
    if old is not None:
        about.remove(old)
    behind = {f"{_W}{name}" for name in _BEHIND_SHADING}
    place = next((place for place, one in enumerate(about) if one.tag in behind), len(about))
    about.insert(place, _made("shd", val="clear", color=own, fill=fill))


def _paragraph(text: str, size: int, *, bold: bool = False, centre: bool = False, link: str = "") -> Any:
    """A paragraph of our own; `size` in half points, `link` a bookmark."""
    paragraph = _made("p")
    about = etree.SubElement(paragraph, f"{_W}pPr")
    about.append(_made("spacing", before="0", after="40", line="240", lineRule="auto"))
    about.append(_made("ind", left="0", right="0", firstLine="0"))
    about.append(_made("jc", val="center" if centre else "left"))
    holder = paragraph
    if link:
        holder = etree.SubElement(paragraph, f"{_W}hyperlink", {f"{_W}anchor": link, f"{_W}history": "1"})
    run = etree.SubElement(holder, f"{_W}r")
    look = etree.SubElement(run, f"{_W}rPr")
    look.append(_made("rFonts", ascii="Times New Roman", hAnsi="Times New Roman", cs="Times New Roman"))
    if bold:
        look.append(_made("b"))
    if link:
        look.append(_made("color", val="0563C1"))
    look.append(_made("sz", val=str(size)))
    if link:
        look.append(_made("u", val="single"))
    shown = etree.SubElement(run, f"{_W}t")
    shown.text = cell_text(text)
    shown.set(_SPACE, "preserve")
    return paragraph


def _row(paragraphs: Sequence[Any], *, head: bool = False) -> Any:
    row = _made("tr")
    about = etree.SubElement(row, f"{_W}trPr")
    about.append(_made("cantSplit"))
    if head:
        about.append(_made("tblHeader"))
    for width, paragraph in zip(_WIDTHS, paragraphs, strict=True):
        cell = etree.SubElement(row, f"{_W}tc")
        etree.SubElement(cell, f"{_W}tcPr").append(_made("tcW", w=str(width), type="pct"))
        cell.append(paragraph)
    return row
