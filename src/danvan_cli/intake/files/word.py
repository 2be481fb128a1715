"""The reader of .docx: paragraphs and tables in their order, as one sheet. Automatic numbers are written out.

Read from the XML, because what people see counts: text that was inserted with changes tracked, and not what was deleted.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from lxml import etree

from danvan_cli import messages
from danvan_cli.intake.files import sheet_xml
from danvan_cli.intake.files.cells import Range
from danvan_cli.intake.files.legacy_text import convert, encoding_of_font
from danvan_cli.intake.files.stacked import Block, Table, cell_name, frames, line_name, stack
from danvan_cli.intake.files.stamp import read_stamp
from danvan_cli.intake.files.unreadable import Unreadable, limits, too_large
from danvan_cli.intake.grid import Grid, address
from danvan_cli.intake.words.title_lines import is_issuer, is_motto

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_UNSEEN = ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "tblPr", "sectPr")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_SYMBOLS = {
    "wingdings": {"6f": "☐", "a8": "☐", "fb": "✗", "fc": "✓", "fd": "☒", "fe": "☑"},
    "wingdings 2": {"4f": "✗", "50": "✓", "51": "☒", "52": "☑", "53": "☒", "54": "☒", "a3": "☐"},
    "symbol": {"2d": "-", "b7": "•", "d6": "√"},
}
"""What Insert › Symbol puts into a cell to tick: a place in a font, no letter."""
_NOBODY_KNOWS = "\ufffd"
_GRID = 16_384
LIST_HEADS = ("number", "weight", "spot", "message", "hint")
"""The columns of our list in front of a marked copy, by the codes of their words."""


def read_word(content: bytes) -> list[Grid]:
    """One Grid of the document; Unreadable where there is no table in it: a person must read it then."""
    parts = sheet_xml.unpack(content)
    if "word/document.xml" not in parts:
        raise Unreadable("damaged")
    root = _parsed(parts["word/document.xml"])
    stamp = read_stamp(content)
    if stamp and stamp.answers:
        for ours in list_in_front(root):
            ours.getparent().remove(ours)
    document = _Document(root, _numbering(parts), _numbered_styles(parts))
    blocks = [block for block, _ in document.blocks()]
    if not any(isinstance(block, Table) for block in blocks):
        raise Unreadable("no-table-in-word")
    return stack([*document.letterhead(parts), *blocks])


def places(root: Any, content: bytes) -> dict[str, Any]:
    """What findings call the places of a document to the paragraphs and cells there; `root`: its main part."""
    parts = sheet_xml.unpack(content)
    found: dict[str, Any] = {}
    document = _Document(root, _numbering(parts), _numbered_styles(parts))
    row, table = len(document.letterhead(parts)), 0  # no comment goes into the head of a page
    for block, origin in document.blocks():
        if isinstance(block, str):
            lines = sum(1 for line in block.split("\n") if line.strip())
            found |= {line_name(row + number): origin for number in range(1, lines + 1)}
            row += lines
        else:
            table += 1
            found |= {cell_name(table, address(*at)): cell for at, cell in origin.items()}
            row += len(block.rows) + 1
    return found


def _hung(origin: Any, paragraph: Any) -> Any:
    """Where what stands in a text box can be marked: at the paragraph it hangs on, for no comment goes inside."""
    return dict.fromkeys(origin, paragraph) if isinstance(origin, dict) else paragraph


def list_in_front(root: Any) -> list[Any]:
    """What a marked copy has in front of the sender's own text: from the title of our list to the break behind it."""
    body = root.find(f"{_W}body")
    with messages.speaking("vi"):  # as all that goes to units is
        head = [messages.text("marked", f"head-{code}") for code in LIST_HEADS]
        title, advice = messages.text("marked", "title", file="\0").split("\0")[0], messages.text("marked", "advice")
    table = next((child for child in body if child.tag == f"{_W}tbl"), None)
    first = table.find(f"{_W}tr") if table is not None else None
    if table is None or first is None or [_plain(cell) for cell in first.iterfind(f"{_W}tc")] != head:
        return []
    before = [child for child in table.itersiblings(preceding=True) if child.tag == f"{_W}p"]
    ours = [child for child in before if _plain(child) and (_plain(child).startswith(title) or _plain(child) == advice)]
    behind = table.getnext()
    breaks = behind is not None and not _plain(behind) and behind.find(f".//{_W}br") is not None
    return [*ours, table, *([behind] if breaks else [])]


def _plain(node: Any) -> str:
    return "".join(text.text or "" for text in node.iter(f"{_W}t"))


def _parsed(part: bytes) -> Any:
    plain = part.replace(_STRICT[1:-1].encode(), _W[1:-1].encode())
    return etree.fromstring(plain, etree.XMLParser(resolve_entities=False, no_network=True))


def _numbering(parts: sheet_xml.Parts) -> dict[str, dict[str, tuple[str, str, int]]]:
    """Per list and level: the sort of number, its text ("%1."), and where it starts."""
    if "word/numbering.xml" not in parts:
        return {}
    root = _parsed(parts["word/numbering.xml"])
    kinds = {
        about.get(f"{_W}abstractNumId"): {
            level.get(f"{_W}ilvl"): (
                _value(level, "numFmt"),
                _value(level, "lvlText"),
                int(_value(level, "start") or 1),
            )
            for level in about.iterfind(f"{_W}lvl")
        }
        for about in root.iterfind(f"{_W}abstractNum")
    }
    return {num.get(f"{_W}numId"): kinds.get(_value(num, "abstractNumId"), {}) for num in root.iterfind(f"{_W}num")}


def _page_head(root: Any, parts: sheet_xml.Parts) -> list[Any]:
    """The head of the document's first page, of which it has one at most."""
    section = next(root.iter(f"{_W}sectPr"), None)
    if section is None:
        return []
    heads = {node.get(f"{_W}type"): node for node in section.iterfind(f"{_W}headerReference")}
    head = heads.get("first" if section.find(f"{_W}titlePg") is not None else "default")
    named = [value for name, value in head.attrib.items() if name.endswith("}id")] if head is not None else []
    targets = parts.get("word/_rels/document.xml.rels")
    related = {node.get("Id"): node.get("Target", "") for node in _parsed(targets)} if targets else {}
    files = (f"word/{related[name]}".lower() for name in named if name in related)
    return [_parsed(parts[file]) for file in files if file in parts]


def _numbered_styles(parts: sheet_xml.Parts) -> dict[str, Any]:
    """The numbering that a paragraph's style brings along, by the style."""
    if "word/styles.xml" not in parts:
        return {}
    root = _parsed(parts["word/styles.xml"])
    found = ((style, style.find(f"{_W}pPr/{_W}numPr")) for style in root.iterfind(f"{_W}style"))
    return {str(style.get(f"{_W}styleId")): about for style, about in found if about is not None}


def _value(node: Any, name: str) -> str:
    found = node.find(f"{_W}{name}")
    return "" if found is None else str(found.get(f"{_W}val", ""))


class _Document:
    """A document being read from top to bottom: numbers count on."""

    def __init__(
        self, root: Any, numbering: dict[str, dict[str, tuple[str, str, int]]], styles: dict[str, Any]
    ) -> None:
        self.root = root
        self.styles = styles
        self.numbering = numbering
        self.counted: dict[str, dict[int, int]] = defaultdict(dict)
        self.cells = 0

    def blocks(self) -> Iterator[tuple[Block, Any]]:
        """Paragraphs and tables in their order, with where they stand: the paragraph; the cells by row and column."""
        body = self.root.find(f"{_W}body")
        if body is not None:
            yield from self._blocks(body)

    def letterhead(self, parts: sheet_xml.Parts) -> list[str]:
        """The lines of the letterhead that stands in the head of the first page instead of on it; other heads say nothing."""
        blocks = (block for head in _page_head(self.root, parts) for block, _ in self._blocks(head))
        cells = (
            [block] if isinstance(block, str) else [text for row in block.rows for text in row] for block in blocks
        )
        lines = [line.strip() for texts in cells for text in texts for line in text.split("\n") if line.strip()]
        return lines if any(is_motto(line) or is_issuer(line) for line in lines) else []

    def _blocks(self, node: Any) -> Iterator[tuple[Block, Any]]:
        for child in node:
            if child.tag == f"{_W}p":
                for box in self._inside(child, "txbxContent"):  # they float: what they say is told where they hang
                    yield from ((block, _hung(origin, child)) for block, origin in self._blocks(box))
                yield self._paragraph(child), child
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif isinstance(child.tag, str) and not self._unseen(child):
                yield from self._blocks(child)  # content controls, tracked insertions

    @staticmethod
    def _unseen(node: Any) -> bool:
        return node.tag == _FALLBACK or node.tag in {f"{_W}{name}" for name in _UNSEEN}

    # --- tables

    def _table(self, node: Any) -> Iterator[tuple[Block, Any]]:
        """The table; one that only frames other tables gives what is in it."""
        if frames(self._widths(node), [self._widths(one) for one in node.iterdescendants(f"{_W}tbl")]):
            for cell in self._inside(node, "tc"):
                yield from self._blocks(cell)
            return
        rows: list[list[str]] = []
        cells: dict[tuple[int, int], Any] = {}
        merges: list[Range] = []
        open_at: dict[int, tuple[int, int]] = {}  # column → where a merge downwards began, and its width
        for row in self._inside(node, "tr"):
            if row.find(f"{_W}trPr/{_W}del") is not None:
                continue
            texts: list[str] = [""] * self._number(row.find(f"{_W}trPr"), "gridBefore", 0)
            for cell in self._inside(row, "tc"):
                place, across = len(texts), max(1, self._number(cell.find(f"{_W}tcPr"), "gridSpan", 1))
                self._room(across)
                down = cell.find(f"{_W}tcPr/{_W}vMerge")
                text = "\n".join(filter(None, self._lines(cell)))
                if down is not None and down.get(f"{_W}val") != "restart" and place in open_at:
                    text = ""
                else:
                    cells[len(rows), place] = cell
                    self._close(open_at, place, len(rows) - 1, merges)
                    if down is not None:
                        open_at[place] = (len(rows), across)
                    elif across > 1:
                        merges.append(((len(rows), place), (len(rows), place + across - 1)))
                texts += [text, *[""] * (across - 1)]
            rows.append(texts)
        for place in list(open_at):
            self._close(open_at, place, len(rows) - 1, merges)
        width = max(map(len, rows), default=0)
        if len(rows) * width > limits().cells:
            raise too_large("cells")
        yield Table([texts + [""] * (width - len(texts)) for texts in rows], merges), cells

    def _inside(self, node: Any, name: str) -> Iterator[Any]:
        """Rows or cells, also those in content controls."""
        for child in node:
            if child.tag == f"{_W}{name}":
                yield child
            elif child.tag != f"{_W}tbl" and isinstance(child.tag, str) and not self._unseen(child):
                yield from self._inside(child, name)

    def _widths(self, node: Any) -> list[int]:
        return [sum(1 for _ in self._inside(row, "tc")) for row in self._inside(node, "tr")]

    def _lines(self, node: Any) -> Iterator[str]:
        """The paragraphs of a cell, with those of tables and text boxes in it."""
        for child in node:
            if child.tag == f"{_W}p":
                yield self._paragraph(child)
            if isinstance(child.tag, str) and not self._unseen(child):
                yield from self._lines(child)

    def _room(self, cells: int) -> None:
        self.cells += cells
        if self.cells > limits().cells:
            raise too_large("cells")

    @staticmethod
    def _close(open_at: dict[int, tuple[int, int]], place: int, last: int, merges: list[Range]) -> None:
        if place in open_at:
            first, across = open_at.pop(place)
            if last > first or across > 1:
                merges.append(((first, place), (last, place + across - 1)))

    @staticmethod
    def _number(about: Any, name: str, usual: int) -> int:
        said = _value(about, name) if about is not None else ""
        return min(int(said), _GRID) if said.isdecimal() and len(said) < 6 else usual

    # --- texts

    def _paragraph(self, node: Any) -> str:
        written = "".join(self._texts(node))
        text = written.replace(_NOBODY_KNOWS, "").strip() or written.strip()  # alone it says something: it is asked
        label = self._label(node)
        return f"{label} {text}".strip() if label and text else label.rstrip(".)") or text

    def _texts(self, node: Any) -> Iterator[str]:
        for child in node:
            if child.tag == f"{_W}t":
                yield self._modern(child)
            elif child.tag == f"{_W}tab":
                yield "\t"
            elif child.tag in (f"{_W}br", f"{_W}cr"):
                yield "\n"
            elif child.tag == f"{_W}noBreakHyphen":
                yield "-"
            elif child.tag == f"{_W}sym":
                known = _SYMBOLS.get(child.get(f"{_W}font", "").lower(), {})
                yield known.get(child.get(f"{_W}char", "")[-2:].lower(), _NOBODY_KNOWS)
            elif child.tag == f"{_W}checkBox":
                yield "☑" if _is_checked(child) else "☐"
            elif isinstance(child.tag, str) and not self._unseen(child) and child.tag != f"{_W}txbxContent":
                yield from self._texts(child)

    @staticmethod
    def _modern(node: Any) -> str:
        """The text of a run; Unicode where its own font is from before Unicode."""
        text = node.text or ""
        fonts = node.getparent().find(f"{_W}rPr/{_W}rFonts")
        told = encoding_of_font(fonts.get(f"{_W}ascii", "")) if fonts is not None and not text.isascii() else None
        return convert(text, told[0], capitals=told[1]) if told else text

    def _label(self, node: Any) -> str:
        """The number that Word writes before a paragraph of a list: "1.", "II."; bullets say nothing."""
        about = node.find(f"{_W}pPr/{_W}numPr")
        if about is None:
            style = node.find(f"{_W}pPr/{_W}pStyle")
            about = self.styles.get(style.get(f"{_W}val", "")) if style is not None else None
        if about is None:
            return ""
        number, level = _value(about, "numId"), _value(about, "ilvl") or "0"
        levels = self.numbering.get(number, {})
        if level not in levels:
            return ""
        counted = self.counted[number]
        depth = int(level)
        counted[depth] = counted.get(depth, levels[level][2] - 1) + 1
        for deeper in [other for other in counted if other > depth]:
            del counted[deeper]
        if levels[level][0] in ("bullet", "none"):
            return ""
        text = levels[level][1]
        for other in range(depth + 1):
            kind, _, start = levels.get(str(other), ("decimal", "", 1))
            text = text.replace(f"%{other + 1}", _written(counted.get(other, start), kind))
        return text.strip()


def _is_checked(box: Any) -> bool:
    """Whether a box of a form is ticked: by whoever filled it in, else as it was drawn."""
    said = [box.find(f"{_W}{name}") for name in ("checked", "default")]
    about = next((one for one in said if one is not None), None)
    return about is not None and about.get(f"{_W}val", "1") in ("1", "true", "on")


def _written(number: int, kind: str) -> str:
    if kind.endswith("Roman"):
        text = ""
        for value, sign in _ROMAN:
            text += sign * (number // value)
            number %= value
        return text if kind == "upperRoman" else text.lower()
    if kind.endswith("Letter") and number > 0:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if kind == "upperLetter" else letter.lower()
    return f"{number:02d}" if kind == "decimalZero" else str(number)
