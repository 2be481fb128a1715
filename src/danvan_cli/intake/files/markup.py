"""The reader of web pages, which many a program saves as .xls: each table with the text before it is a sheet."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import html
from lxml.etree import ParserError, XPath

from danvan_cli.intake.files.cells import Range
from danvan_cli.intake.files.encodings import decoded
from danvan_cli.intake.files.stacked import Block, Table, frames, stack
from danvan_cli.intake.files.unreadable import Unreadable, limits, too_large
from danvan_cli.intake.grid import Grid

_LINES = frozenset(("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "center", "caption", "title"))
_UNSEEN = frozenset(("script", "style", "head", "template", "noscript"))
_CELLS = ("td", "th")
_STRING = XPath("string(.)")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")  # what it says of the encoding no longer holds
_SPAN = 16_384  # columns of Excel; rows end with the table


def read_markup(content: bytes) -> list[Grid]:
    """One Grid of everything in the order of the page."""
    try:
        page = html.fromstring(
            _DECLARATION.sub("", decoded(content), count=1), parser=html.HTMLParser(no_network=True, huge_tree=False)
        )
    except (ParserError, ValueError) as error:
        raise Unreadable("damaged") from error
    return stack(list(_blocks(page)))


def _blocks(node: Any) -> Iterator[Block]:
    """Tables and lines of text, in order; a table that holds tables is a frame around them."""
    if not isinstance(node.tag, str) or node.tag in _UNSEEN:
        return
    if node.tag == "table" and not frames(_widths(node), list(map(_widths, node.iterdescendants("table")))):
        for caption in node.iterchildren("caption"):
            yield _text(caption)
        yield _table(node)
        return
    if node.text and node.text.strip():
        yield node.text
    for child in node:
        if child.tag in _LINES and next(child.iterdescendants("table"), None) is None:
            yield _text(child)
        else:
            yield from _blocks(child)
        if child.tail and child.tail.strip():
            yield child.tail


def _table(node: Any) -> Table:
    """The cells of a table at their places, spans as merges."""
    cells: dict[tuple[int, int], str] = {}
    taken: dict[int, int] = {}  # column → the last row that a cell there reaches down to
    room, width = limits().cells, 0
    merges: list[Range] = []
    rows = _rows(node)
    for r, row in enumerate(rows):
        c = 0
        for cell in row.iterchildren(*_CELLS):
            while taken.get(c, -1) >= r:
                c += 1
            down, across = _span(cell, "rowspan", len(rows) - r), _span(cell, "colspan", _SPAN)
            room -= down * across
            if room < 0:
                raise too_large("cells")
            cells[r, c] = _text(cell)
            taken |= dict.fromkeys(range(c, c + across), r + down - 1)
            if down > 1 or across > 1:
                merges.append(((r, c), (r + down - 1, c + across - 1)))
            c += across
            width = max(width, c)
    if len(rows) * width > limits().cells:
        raise too_large("cells")
    return Table([[cells.get((r, c), "") for c in range(width)] for r in range(len(rows))], merges)


def _rows(node: Any) -> list[Any]:
    parts = node.iterchildren("tr", "thead", "tbody", "tfoot")
    return [row for part in parts for row in ([part] if part.tag == "tr" else part.iterchildren("tr"))]


def _widths(node: Any) -> list[int]:
    return [sum(1 for _ in row.iterchildren(*_CELLS)) for row in _rows(node)]


def _span(cell: Any, name: str, most: int) -> int:
    said = (cell.get(name) or "").strip()
    return max(1, min(int(said), most)) if said.isdecimal() and len(said) < 6 else 1


def _text(node: Any) -> str:
    return " ".join(_STRING(node).split())
