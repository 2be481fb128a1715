"""The sheet "Cần sửa" in front of a marked copy: what is to be mended, in order, each with a link to its cell."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from lxml import etree

from danvan_cli import messages
from danvan_cli.findings import Finding, Severity
from danvan_cli.writers import typography
from danvan_cli.writers.safe import cell_text

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WIDTHS = (6, 13, 18, 9, 54, 42)  # in letters; A4 across
_SIZE = 12.0
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def say(code: str, /, **seen: object) -> str:
    """A word of marked copies and letters."""
    return messages.text("marked", code, **seen)


def own_name(path: str) -> str:
    """The name by which the sender knows the file: where it lies with us is none of its business."""
    return PurePath(path.replace("\\", "/")).name


def advice(finding: Finding) -> str:
    """What the unit that sent the file should do."""
    own = messages.text("hint-unit", finding.code, **finding.seen)
    return " ".join(filter(None, (own, finding.mend))) if own else finding.hint


def list_sheet(
    name: str, findings: Sequence[Finding], sheets: set[str], looks: Mapping[str, int], *, copied: bool
) -> bytes:
    """The sheet's XML. `looks`: the numbers of its formats in the workbook; links only to `sheets` that are there."""
    root = etree.Element(f"{{{_MAIN}}}worksheet", nsmap={None: _MAIN})
    properties = etree.SubElement(root, f"{{{_MAIN}}}sheetPr")
    etree.SubElement(properties, f"{{{_MAIN}}}tabColor", rgb="FFC00000")
    etree.SubElement(properties, f"{{{_MAIN}}}pageSetUpPr", fitToPage="1")
    views = etree.SubElement(root, f"{{{_MAIN}}}sheetViews")
    view = etree.SubElement(views, f"{{{_MAIN}}}sheetView", showGridLines="0", tabSelected="1", workbookViewId="0")
    pane = {"ySplit": "3", "topLeftCell": "A4", "activePane": "bottomLeft", "state": "frozen"}
    etree.SubElement(view, f"{{{_MAIN}}}pane", pane)
    columns = etree.SubElement(root, f"{{{_MAIN}}}cols")
    for place, width in enumerate(_WIDTHS, start=1):
        about = {"min": str(place), "max": str(place), "width": str(width), "customWidth": "1"}
        etree.SubElement(columns, f"{{{_MAIN}}}col", about)
    data = etree.SubElement(root, f"{{{_MAIN}}}sheetData")
    _row(data, 1, [say("title", file=own_name(name))], [looks["title"]], 24)
    _row(
        data, 2, [say("advice-copied" if copied else "advice")], [looks["advice"]] * len(_WIDTHS), 66 if copied else 34
    )
    _row(
        data,
        3,
        [say(f"head-{code}") for code in ("number", "weight", "sheet", "cell", "message", "hint")],
        [looks["head"]] * 6,
        22,
    )
    links: list[tuple[str, str]] = []
    for number, finding in enumerate(findings, start=1):
        row = number + 3
        weight = say("error" if finding.severity is Severity.ERROR else "question")
        texts = [str(number), weight, finding.sheet or "", finding.cell or "", finding.message, advice(finding)]
        linked = bool(finding.sheet in sheets and finding.cell)
        styles = [
            looks["number"],
            looks["text"],
            looks["text"],
            looks["link" if linked else "text"],
            looks["text"],
            looks["text"],
        ]
        lines = max(typography.lines(text, width * 7, _SIZE) for text, width in zip(texts, _WIDTHS, strict=True))
        _row(data, row, texts, styles, lines * 16 + 6)
        if linked:
            quoted = (finding.sheet or "").replace("'", "''")
            links.append((f"D{row}", f"'{quoted}'!{finding.cell}"))
    merges = etree.SubElement(root, f"{{{_MAIN}}}mergeCells", count="2")
    for area in ("A1:F1", "A2:F2"):
        etree.SubElement(merges, f"{{{_MAIN}}}mergeCell", ref=area)
    if links:
        inside = etree.SubElement(root, f"{{{_MAIN}}}hyperlinks")
        for at, target in links:
            about = {"ref": at, "location": target, "display": target.rpartition("!")[2]}
            etree.SubElement(inside, f"{{{_MAIN}}}hyperlink", about)
    margins = {"left": "0.6", "right": "0.4", "top": "0.6", "bottom": "0.6", "header": "0.3", "footer": "0.3"}
    etree.SubElement(root, f"{{{_MAIN}}}pageMargins", margins)
    page = {"paperSize": "9", "orientation": "landscape", "fitToWidth": "1", "fitToHeight": "0"}
    etree.SubElement(root, f"{{{_MAIN}}}pageSetup", page)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _row(data: etree._Element, number: int, texts: Sequence[str], looks: Sequence[int], points: float) -> None:
    """One row of texts; none of them can run as a formula."""
    about = {"r": str(number), "ht": str(min(points, 400)), "customHeight": "1"}
    row = etree.SubElement(data, f"{{{_MAIN}}}row", about)
    for place, look in enumerate(looks):
        cell = etree.SubElement(row, f"{{{_MAIN}}}c", r=f"{chr(65 + place)}{number}", s=str(look))
        text = cell_text(texts[place]) if place < len(texts) else ""
        if text:
            cell.set("t", "inlineStr")
            shown = etree.SubElement(etree.SubElement(cell, f"{{{_MAIN}}}is"), f"{{{_MAIN}}}t")
            shown.text = text
            shown.set(_SPACE, "preserve")
