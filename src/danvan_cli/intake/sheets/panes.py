"""Tables that stand beside one another on one sheet: where each begins and ends, and which titles are whose.

Every pane is the sheet with all other cells blank: what is read of it keeps its address.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from danvan_cli.intake.grid import Grid, Value
from danvan_cli.intake.sheets.captions import names_member
from danvan_cli.intake.sheets.columns import settle
from danvan_cli.intake.sheets.contents import person_beside
from danvan_cli.intake.sheets.recognise import Header, find_headers
from danvan_cli.intake.sheets.view import View
from danvan_cli.intake.words.headings import HEADING_ORDER, Reader
from danvan_cli.intake.words.numbers import is_number
from danvan_cli.intake.words.row_texts import foot_mark
from danvan_cli.intake.words.stated_counts import turns_page
from danvan_cli.intake.words.title_lines import is_letterhead, is_sum, is_title
from danvan_cli.vietnamese import fold

Holds = Callable[[int, int], bool]
"""Whether a cell belongs to a pane."""

Block = tuple[int, int]
"""First and last column."""

_OPENS = frozenset(("stt", "name", "unit", "address", "code", *HEADING_ORDER))


@dataclass(slots=True)
class Band:
    """Rows of a sheet that hold one table, or several beside one another."""

    first: int
    last: int
    header: Header
    blocks: tuple[Block, ...]
    titled: bool  # somebody wrote a title over it


def bands(view: View, headers: Sequence[Header], reader: Reader) -> list[Band]:
    """The bands of a sheet from top to bottom; none where no table stands beside another."""
    found: list[Band] = []
    for position, header in enumerate(headers):
        first = 0 if position == 0 else _head_start(view, header, headers[position - 1].last + 1, reader)
        if found:
            found[-1].last = first - 1
        found.append(Band(first, view.height - 1, header, (), first < header.first))
    for band in found:
        band.blocks = () if band.header.form else _blocks(view, band, reader)
    if all(len(band.blocks) < 2 for band in found):
        return []
    joined: list[Band] = []
    for band in found:
        above = joined[-1] if joined else None
        if above and ((len(above.blocks) < 2 and len(band.blocks) < 2) or _printed_again(above, band)):
            above.last = band.last
        else:
            joined.append(band)
    return joined


def _printed_again(above: Band, band: Band) -> bool:
    return not band.titled and above.blocks == band.blocks and above.header.signature == band.header.signature


def panes(view: View, band: Band) -> list[Grid]:
    """The tables of a band, each as a sheet of its own."""
    if len(band.blocks) < 2:
        return [_masked(view.grid, band, lambda row, _: band.first <= row <= band.last)]
    edges = [(0, band.blocks[0][1])] + [(left[1] + 1, right[1]) for left, right in pairwise(band.blocks)]
    edges[-1] = (edges[-1][0], view.width - 1)
    parted = _parted_lines(view, band, edges)
    found = []
    for edge in edges:

        def holds(row: int, column: int, edge: Block = edge) -> bool:
            if not band.first <= row <= band.last:
                return False
            if row < band.header.first and row not in parted:
                return True
            left, right = _span(view, row, column)
            return left <= edge[1] and edge[0] <= right

        found.append(_masked(view.grid, band, holds))
    return found


def _masked(grid: Grid, band: Band, holds: Holds) -> Grid:
    rows: list[list[Value]] = [
        [value if value is not None and holds(r, c) else None for c, value in enumerate(row)]
        if band.first <= r <= band.last
        else [None] * len(row)
        for r, row in enumerate(grid.rows)
    ]
    merges = [merge for merge in grid.merges if holds(merge[0], merge[1])]
    return replace(grid, rows=rows, merges=merges, findings=[])


def _span(view: View, row: int, column: int) -> Block:
    merge = view.covered.get((row, column))
    return (merge[1], merge[3]) if merge else (column, column)


def _head_start(view: View, header: Header, floor: int, reader: Reader) -> int:
    """The first of the lines of text right above a later header."""
    first = header.first
    for row in range(header.first - 1, floor - 1, -1):
        values = [view.rows[row][column] for column in view.filled[row]]
        texts = [value for value in values if isinstance(value, str) and not is_number(value)]
        if len(texts) < len(values) or any(foot_mark(text) or is_sum(text) or turns_page(text) for text in texts):
            break
        captions = all(names_member(text, reader) for text in texts)
        if values and not any(is_title(text) for text in texts) and not captions and len(texts) > 1:
            break
        if values:
            first = row
    return first


_OF_A_FOOT = 3  # cells that stand beside one another where people sign


def _blocks(view: View, band: Band, reader: Reader) -> tuple[Block, ...]:
    """The columns of each table of a band: parted by blank columns, or where the first heading stands again."""
    used = set(band.header.columns)
    run = min(used), max(used)
    if len(used) == run[1] - run[0] + 1 and len(_repeats(band.header, run)) < 2 and _all_within(view, band, run):
        return ()
    for row in range(band.header.first, band.last + 1):
        filled = view.filled[row]
        few = row > band.header.last and len(filled) <= _OF_A_FOOT
        if few and any(
            isinstance(value := view.rows[row][column], str) and foot_mark(value) == "foot" for column in filled
        ):
            break
        used.update(filled)
    used |= {
        column
        for top, left, _, right in view.grid.merges
        if band.header.first <= top <= band.last
        for column in range(left, right + 1)
    }
    candidates = [block for run in _runs(sorted(used)) for block in _repeats(band.header, run)]
    if len(candidates) < 2:
        return ()
    found: list[Block] = []
    for block in candidates:
        if found and not _is_table(view, band, block, reader):
            found[-1] = (found[-1][0], block[1])
        else:
            found.append(block)
    if len(found) > 1 and not _is_table(view, band, found[0], reader):
        found[:2] = [(found[0][0], found[1][1])]
    return tuple(found) if len(found) > 1 else ()


def _all_within(view: View, band: Band, run: Block) -> bool:
    """Whether nothing stands beside the headed columns: most sheets hold one table."""
    return all(
        not filled or (run[0] <= filled[0] and filled[-1] <= run[1])
        for filled in view.filled[band.header.first : band.last + 1]
    ) and all(run[0] <= left and right <= run[1] for _, left, _, right in view.grid.merges)


def _runs(columns: list[int]) -> Iterator[Block]:
    start = last = None
    for column in columns:
        if start is None or last is None or column != last + 1:
            if start is not None and last is not None:
                yield start, last
            start = column
        last = column
    if start is not None and last is not None:
        yield start, last


def _repeats(header: Header, run: Block) -> list[Block]:
    """A run of columns, cut before every column that is headed like the first."""
    columns = [header.columns[index] for index in range(run[0], run[1] + 1) if index in header.columns]
    first = columns[0] if columns else None
    if first is None or first.role not in _OPENS:
        return [run]
    key = fold(first.heading)
    cuts = [
        column.index
        for place, (before, column) in enumerate(pairwise(columns), start=1)
        if column.role == first.role
        and not person_beside(columns, place, numbered=True)
        and before.role != column.role
        and (fold(column.heading) == key or (column.role == "stt" and len(column.path) == len(first.path) == 1))
    ]
    starts = [run[0], *cuts]
    return list(zip(starts, [*(cut - 1 for cut in cuts), run[1]], strict=True))


def _is_table(view: View, band: Band, block: Block, reader: Reader) -> bool:
    """Whether a block of columns is a table by itself: it says what its rows are about, and something of them."""
    if block[0] == block[1]:
        return False

    def holds(row: int, column: int) -> bool:
        return row >= band.header.first and block[0] <= column <= block[1]

    alone = View(_masked(view.grid, band, holds))
    headers = find_headers(alone, reader)
    if not headers:
        return False
    body = [row for row in range(headers[0].last + 1, band.last + 1) if alone.filled[row]]
    columns = settle(alone, headers[0], body, view.grid.sheet, reader)
    return bool(body) and columns.kind is not None and columns.label is not None and not columns.side_by_side


def _parted_lines(view: View, band: Band, edges: Sequence[Block]) -> set[int]:
    """The lines above the header that speak of one table only; letterheads speak of all."""
    starts: dict[int, list[tuple[int, str]]] = {}
    for row in range(band.first, band.header.first):
        for column in view.filled[row]:
            value = view.rows[row][column]
            left, right = _span(view, row, column)
            over = [place for place, edge in enumerate(edges) if left <= edge[1] and edge[0] <= right]
            if isinstance(value, str) and len(over) == 1 and not is_letterhead(value):
                starts.setdefault(row, []).append((over[0], value))
    titled = {place for said in starts.values() for place, text in said if is_title(text)}
    return {
        row
        for row, said in starts.items()
        if len({place for place, _ in said}) > 1 or said[0][0] > 0 or len(titled) > 1
    }
