"""The marked copy of a workbook: the sender's own, with the cells to mend coloured and explained, and a list of them in front.

No value, formula or style is touched: the colour is a conditional format of ours, known again by its formula.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from danvan_cli.findings import Finding, Severity
from danvan_cli.intake.files.stamp import Stamp, read_stamp
from danvan_cli.writers.marked.marked_cells import Notes
from danvan_cli.writers.marked.marked_list import advice, list_sheet, say
from danvan_cli.writers.package import RELATIONSHIPS, Marked, NotMarkable, Package

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ALWAYS = 'N("danvan")=0'  # true, and ours
_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
_MOST = 2_000  # cells that are marked in one workbook
_SIDES = ("left", "right", "top", "bottom")
_ROWS = 999_999  # the list is ours, whatever is ticked off on it

# The order in which the parts of a sheet stand. (ECMA-376, CT_Worksheet)
_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks",
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties",
    "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF",
    "picture", "oleObjects", "controls", "AlternateContent", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip


def mark_workbook(
    content: bytes, name: str, findings: Sequence[Finding], digest: str, *, copied: bool, stamp: Stamp | None = None
) -> Marked:
    """The marked copy of a workbook; NotMarkable where it is none, or cannot be changed without harm.

    `stamp`: of the file that the workbook was copied from.
    """
    return _Marking(Package(content), stamp or read_stamp(content)).mark(name, findings, digest, copied=copied)


class _Marking:
    """One workbook being marked."""

    def __init__(self, package: Package, stamp: Stamp | None) -> None:
        self.package, self.stamp = package, stamp
        self.book = next(
            (path for kind, path in package.related("").values() if kind == "officeDocument"), "xl/workbook.xml"
        )
        self.root = package.tree(self.book)
        if self.root.tag != f"{{{MAIN}}}workbook":
            raise NotMarkable  # the strict dialect, or no workbook
        self.notes = Notes(package)

    def mark(self, name: str, findings: Sequence[Finding], digest: str, *, copied: bool) -> Marked:
        """All marks, then the list, the styles of both, and the stamp."""
        self._take_off()
        places = self._sheets()
        formats = _Styles(self.package, self.book)
        marked = 0
        for sheet, found in self._by_sheet(findings, places).items():
            marked += self._mark_sheet(places[sheet], found, formats)
        title, number = say("sheet"), 1
        while title in places:
            number += 1
            title = f"{say('sheet')} {number}"
        self._put_in_front(title, list_sheet(name, findings, set(places), formats.list_looks, copied=copied))
        self._stamp(title, digest)
        ending = ".xlsm" if self.package.has_macros else ".xlsx"
        return Marked(self.package.bytes(), ending, marked, copied)

    def _sheets(self) -> dict[str, str]:
        """Worksheets by name to their parts."""
        related = self.package.related(self.book)
        found = {}
        for sheet in self.root.iterfind(f"{{{MAIN}}}sheets/{{{MAIN}}}sheet"):
            kind, path = related.get(sheet.get(f"{{{RELATIONSHIPS}}}id", ""), ("", ""))
            if kind == "worksheet" and path in self.package:
                found[sheet.get("name", "")] = path
        return found

    def _by_sheet(self, findings: Sequence[Finding], places: dict[str, str]) -> dict[str, dict[str, list[Finding]]]:
        """Findings by sheet and cell, as many as can be marked."""
        found: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
        room = _MOST
        for finding in findings:
            if finding.sheet in places and finding.cell and _CELL.fullmatch(finding.cell):
                cells = found[finding.sheet]
                room -= finding.cell not in cells
                if room >= 0:
                    cells[finding.cell].append(finding)
        return found

    def _mark_sheet(self, path: str, cells: dict[str, list[Finding]], formats: "_Styles") -> int:
        root = self.package.tree(path)
        worst: dict[Severity, list[str]] = defaultdict(list)
        for cell, found in cells.items():
            severe = any(finding.severity is Severity.ERROR for finding in found)
            worst[Severity.ERROR if severe else Severity.QUESTION].append(cell)
        for rule in root.iter("{*}cfRule"):  # the sender's own colours come after ours, in their order
            if rule.get("priority"):
                rule.set("priority", str(int(rule.get("priority")) + len(worst)))
        for priority, (severity, marked) in enumerate(worst.items(), start=1):
            block = etree.Element(f"{{{MAIN}}}conditionalFormatting", sqref=" ".join(marked))
            about = {"type": "expression", "dxfId": str(formats.colours[severity]), "priority": str(priority)}
            rule = etree.SubElement(block, f"{{{MAIN}}}cfRule", about)
            etree.SubElement(rule, f"{{{MAIN}}}formula").text = _ALWAYS
            _insert(root, block)
        texts = {
            cell: "\n".join(f"{found.message}\n→ {advice(found)}" for found in all_) for cell, all_ in cells.items()
        }
        drawing = self.notes.write(path, texts)
        if drawing:
            _insert(root, etree.Element(f"{{{MAIN}}}legacyDrawing", {f"{{{RELATIONSHIPS}}}id": drawing}))
        return len(cells)

    # --- the list in front

    def _put_in_front(self, title: str, sheet: bytes) -> None:
        """The list as the first and only selected sheet; names that hold for one sheet follow theirs."""
        for path in self._sheets().values():
            if b"tabSelected" in self.package.raw(path):  # two selected sheets are changed together
                for view in self.package.tree(path).iter(f"{{{MAIN}}}sheetView"):
                    view.attrib.pop("tabSelected", None)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
        path = self.package.add("xl/worksheets/can-sua.xml", sheet, kind)
        sheets = self.root.find(f"{{{MAIN}}}sheets")
        number = max((int(one.get("sheetId", "0")) for one in sheets), default=0) + 1
        about = {
            "name": title,
            "sheetId": str(number),
            f"{{{RELATIONSHIPS}}}id": self.package.relate(self.book, "worksheet", path),
        }
        sheets.insert(0, etree.Element(f"{{{MAIN}}}sheet", about))
        self._shift(0, 1)
        for view in self.root.iter(f"{{{MAIN}}}workbookView"):
            view.set("activeTab", "0")
            view.set("firstSheet", "0")

    def _shift(self, since: int, by: int) -> None:
        for name in self.root.iter(f"{{{MAIN}}}definedName"):
            place = name.get("localSheetId")
            if place is not None and int(place) >= since:
                name.set("localSheetId", str(int(place) + by))

    def _take_off(self) -> None:
        """What an earlier marking left, where the file is a marked copy that came back."""
        if self.stamp is None or self.stamp.answers is None:
            return
        ours = {name for name, rows in self.stamp.sheets if rows == _ROWS}
        related = self.package.related(self.book)
        sheets = self.root.find(f"{{{MAIN}}}sheets")
        for place, sheet in reversed(list(enumerate(sheets))):
            if sheet.get("name") in ours and len(sheets) > 1:
                name = sheet.get(f"{{{RELATIONSHIPS}}}id", "")
                self.package.drop(related[name][1])
                self.package.unrelate(self.book, name)
                sheets.remove(sheet)
                self._shift(place, -1)
        for path in self._sheets().values():
            for block in list(self.package.tree(path).iter(f"{{{MAIN}}}conditionalFormatting")):
                if any(formula.text == _ALWAYS for formula in block.iter(f"{{{MAIN}}}formula")):
                    block.getparent().remove(block)
            self.notes.take_off(path)

    # --- the stamp

    def _stamp(self, title: str, digest: str) -> None:
        """Whose answer the copy will be; a form's own stamp stays."""
        known = self.stamp or Stamp()
        sheets = (*(one for one in known.sheets if one[1] != _ROWS), (title, _ROWS))
        self.package.stamp(replace(known, answers=digest, sheets=sheets))


class _Styles:
    """The formats that marks and list need, added to those of the workbook."""

    def __init__(self, package: Package, book: str) -> None:
        path = next((path for kind, path in package.related(book).values() if kind == "styles"), "")
        if path not in package:
            raise NotMarkable  # no program writes a workbook without styles
        self.root = package.tree(path)
        self.colours = {
            Severity.ERROR: self._colour("FFFFC7CE", "FF9C0006"),
            Severity.QUESTION: self._colour("FFFFEB9C", "FF7F6000"),
        }
        sides = "".join(f'<{side} style="thin"><color auto="1"/></{side}>' for side in _SIDES)
        border = self._add("borders", f"<border>{sides}<diagonal/></border>")
        fonts = [self._font(size, *marks) for size, *marks in ((14, "b"), (12,), (12, "b"), (12, "u"))]
        title, plain, bold, link = fonts
        self.list_looks = {
            "title": self._look(title),
            "advice": self._look(plain, wrap=True),
            "head": self._look(bold, border, wrap=True, centre=True),
            "text": self._look(plain, border, wrap=True),
            "link": self._look(link, border),
            "number": self._look(plain, border, centre=True),
        }

    def _part(self, name: str) -> etree._Element:
        """A list of formats; made where there is none."""
        found = self.root.find(f"{{{MAIN}}}{name}")
        if found is None:
            order = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"]
            behind = {f"{{{MAIN}}}{one}" for one in order[: order.index(name)]}
            place = max((at for at, one in enumerate(self.root) if one.tag in behind), default=-1)
            found = etree.Element(f"{{{MAIN}}}{name}")
            self.root.insert(place + 1, found)
        return found

    def _add(self, name: str, xml: str) -> int:
        """One format more; gives its number."""
        part = self._part(name)
        part.append(etree.fromstring(f'<part xmlns="{MAIN}">{xml}</part>')[0])
        part.set("count", str(len(part)))
        return len(part) - 1

    def _colour(self, fill: str, font: str) -> int:
        return self._add(
            "dxfs",
            f'<dxf><font><color rgb="{font}"/></font>'
            f'<fill><patternFill patternType="solid"><fgColor rgb="{fill}"/><bgColor rgb="{fill}"/></patternFill></fill></dxf>',
        )

    def _font(self, size: int, *marks: str) -> int:
        shown = "".join(f"<{mark}/>" for mark in marks)
        colour = '<color rgb="FF0563C1"/>' if "u" in marks else ""
        return self._add(
            "fonts", f'<font>{shown}<sz val="{size}"/>{colour}<name val="Times New Roman"/><family val="1"/></font>'
        )

    def _look(self, font: int, border: int = 0, *, wrap: bool = False, centre: bool = False) -> int:
        align = 'vertical="center" horizontal="center"' if centre else 'vertical="center"'
        wrapped = ' wrapText="1"' if wrap else ""
        return self._add(
            "cellXfs",
            f'<xf numFmtId="0" fontId="{font}" fillId="0" borderId="{border}" xfId="0" quotePrefix="1" applyFont="1"'
            f' applyBorder="1" applyAlignment="1"><alignment {align}{wrapped}/></xf>',
        )


def _insert(root: etree._Element, element: etree._Element) -> None:
    """A part of a sheet at its place, before others of its kind."""
    rank = _ORDER.index(etree.QName(element).localname)
    for place, other in enumerate(root):
        if isinstance(other.tag, str):
            name = etree.QName(other).localname
            if name in _ORDER and _ORDER.index(name) >= rank:
                root.insert(place, element)
                return
    root.append(element)
