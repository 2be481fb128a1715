"""The reader of web pages, which many a program saves as .xls: each table with the text before it is a sheet."""

from collections.abc import Iterator
from typing import Any

from lxml import html
from lxml.etree import ParserError

from danvan_cli.intake.cells import Range
from danvan_cli.intake.encodings import decoded
from danvan_cli.intake.grid import Grid
from danvan_cli.intake.stacked import Block, Table, frames, stack
from danvan_cli.intake.unreadable import Unreadable, limits, too_large

_LINES = frozenset(("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "center", "caption", "title"))
_UNSEEN = frozenset(("script", "style", "head", "template", "noscript"))
_CELLS = "./td | ./th"
_SPAN = 16_384  # columns of Excel; rows end with the table


def read_markup(content: bytes) -> list[Grid]:
    """One Grid of everything in the order of the page."""
    try:
        page = html.fromstring(decoded(content), parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (ParserError, ValueError) as error:
        raise Unreadable("damaged") from error
    return stack(list(_blocks(page)))


def _blocks(node: Any) -> Iterator[Block]:
    """Tables and lines of text, in order; a table that holds tables is a frame around them."""
    if not isinstance(node.tag, str) or node.tag in _UNSEEN:
        return
    if node.tag == "table" and not frames(_widths(node), list(map(_widths, node.xpath(".//table")))):
        for caption in node.xpath("./caption"):
            yield _text(caption)
        yield _table(node)
        return
    if node.text and node.text.strip():
        yield node.text
    for child in node:
        if child.tag in _LINES and not child.xpath(".//table"):
            yield _text(child)
        else:
            yield from _blocks(child)
        if child.tail and child.tail.strip():
            yield child.tail


def _table(node: Any) -> Table:
    """The cells of a table at their places, spans as merges."""
    cells: dict[tuple[int, int], str] = {}
    taken: set[tuple[int, int]] = set()
    merges: list[Range] = []
    rows = _rows(node)
    for r, row in enumerate(rows):
        c = 0
        for cell in row.xpath(_CELLS):
            while (r, c) in taken:
                c += 1
            down, across = _span(cell, "rowspan", len(rows) - r), _span(cell, "colspan", _SPAN)
            if len(taken) + down * across > limits().cells:
                raise too_large("cells")
            cells[r, c] = _text(cell)
            taken |= {(r + i, c + j) for i in range(down) for j in range(across)}
            if down > 1 or across > 1:
                merges.append(((r, c), (r + down - 1, c + across - 1)))
            c += across
    width = max((c for _, c in taken), default=-1) + 1
    return Table([[cells.get((r, c), "") for c in range(width)] for r in range(len(rows))], merges)


def _rows(node: Any) -> list[Any]:
    found: list[Any] = node.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")
    return found


def _widths(node: Any) -> list[int]:
    return [len(row.xpath(_CELLS)) for row in _rows(node)]


def _span(cell: Any, name: str, most: int) -> int:
    said = (cell.get(name) or "").strip()
    return max(1, min(int(said), most)) if said.isdigit() and len(said) < 6 else 1


def _text(node: Any) -> str:
    return " ".join(node.xpath("string(.)").split())
