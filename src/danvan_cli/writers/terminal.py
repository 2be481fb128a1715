"""The screen: good at 80 columns, without colour; labels wrap, a number is never cut."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rich.cells import cell_len, chop_cells

from danvan_cli.ledger.standing.margins import Number
from danvan_cli.tables.table import Listing, Table
from danvan_cli.vietnamese import number
from danvan_cli.writers.pictures import bar, spark
from danvan_cli.writers.printed import Figure, Printed, Row, lay_out, say, unnumbered
from danvan_cli.writers.safe import plain

_GAP = 2  # spaces before every column
_LABEL_LEAST, _LABEL_GOOD = 18, 28
_MOST_LINES = 6  # of a heading
_WORD_MOST = 24  # of a heading; longer ones (addresses, machine names) are cut
_RULE = "─"
_PERIODS_DRAWN = 3  # of fewer the figures say as much
_BAR_LABEL, _BAR_LEAST, _BAR_MOST = 34, 8, 60
_AXIS = {True: "│", False: "|"}


@dataclass(frozen=True, slots=True)
class _Drawn(Figure):
    """A picture in the place of a figure."""

    picture: str = ""

    def __str__(self) -> str:
        return self.picture


def text(content: Table | Listing, *, width: int = 80, chart: bool = False, blocks: bool = True) -> str:
    """The screen's text. `chart`: with a bar per line of a table; `blocks`: the terminal knows block characters."""
    width = max(width, 40)
    lines = _table(content, width, chart, blocks) if isinstance(content, Table) else _listing(content, width)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _table(table: Table, width: int, chart: bool, blocks: bool) -> Iterable[str]:
    printed = lay_out(table)
    title = [printed.title, printed.subtitle, say("provisional") if printed.provisional else ""]
    yield from _wrap(" · ".join(part for part in title if part), width)
    shown = _with_courses(table, printed) if blocks else printed
    for block in _fitting(shown, width):
        yield ""
        yield from _block(block, width)
    yield ""
    if chart:
        yield from _bars(printed, width, blocks)
        yield ""
    for note in shown.footnotes:
        yield from _hanging(note, width)


def _with_courses(table: Table, printed: Printed) -> Printed:
    """A series of several periods with a last column that draws how each line went."""
    known = table.labels.get("period", {}) if table.by[-1:] == ("period",) else {}
    periods = {place: head.split()[-1] for place, head in enumerate(printed.columns) if head.split()[-1] in known}
    if len(periods) < _PERIODS_DRAWN:
        return printed
    marks = [printed.columns[place].removesuffix(period).strip() for place, period in periods.items()]

    def drawn(row: Row) -> Row:
        course = _Drawn(None, picture=spark([row.figures[place].value for place in periods], marks))
        return replace(row, figures=(*row.figures, course))

    return replace(
        printed,
        columns=(*printed.columns, say("course")),
        rows=tuple(map(drawn, printed.rows)),
        foot=printed.foot and drawn(printed.foot),
        footnotes=(*printed.footnotes[:1], say("course-told"), *printed.footnotes[1:]),
    )


def _bars(printed: Printed, width: int, blocks: bool) -> Iterable[str]:
    """A bar per line, as long as its total; what is not reported has none, zero has the axis alone."""
    totals = [
        row.total or (row.figures[0] if len(row.figures) == 1 else Figure(None, known=False)) for row in printed.rows
    ]
    values = [one.value for one in totals if one.value is not None]
    if not values:
        yield from _wrap(say("nothing-to-draw"), width)
        return
    around = max(len(str(one)) for one in totals) + 3 * _GAP
    label = min(max(cell_len(plain(row.label)) for row in printed.rows), _BAR_LABEL, width - around - _BAR_LEAST)
    room = min(width - around - label, _BAR_MOST)
    for row, total in zip(printed.rows, totals, strict=True):
        first, *rest = _wrap(row.label, label)
        line = " " * _GAP + first + " " * (label - cell_len(first) + _GAP)
        drawn = "" if total.value is None else _AXIS[blocks] + bar(total.value, max(values), room, blocks=blocks)
        yield f"{line}{drawn} {total}"
        yield from (" " * _GAP + more for more in rest)


def _fitting(printed: Printed, width: int) -> Iterable[Printed]:
    """The table itself where it fits; else with lines and columns changed about; else in several, one under another."""
    if _least(printed) <= width:
        return [printed]
    turned = printed.turned()
    if _least(turned) <= width:
        return [turned]
    return _folded(min(printed, turned, key=lambda one: len(one.columns)), width)


def _least(printed: Printed) -> int:
    """The screen columns needed: labels and headings wrap, numbers and words stay whole."""
    return _LABEL_LEAST + _GAP + sum(size + _GAP for size in _widths(printed, _MOST_LINES))


def _widths(printed: Printed, lines: int) -> list[int]:
    """Per column of figures the least width at which its heading takes at most so many lines."""
    figures = list(zip(*_figures(printed), strict=True)) or [()] * len(printed.heads)
    widths = []
    for head, column in zip(printed.heads, figures, strict=True):
        words = [min(cell_len(word), _WORD_MOST) for word in plain(head).split()]
        size = max([1, *words, *map(len, column)])
        while len(_wrap(head, size)) > lines and size < cell_len(plain(head)):
            size += 1
        widths.append(size)
    return widths


def _figures(printed: Printed) -> list[list[str]]:
    """The figures as texts, units under units where a column holds a marked one."""
    marks = [max(len(row.all[i].marks) for row in printed.body) for i in range(len(printed.heads))]
    return [
        [str(one) + " " * (most - len(one.marks)) for one, most in zip(row.all, marks, strict=True)]
        for row in printed.body
    ]


def _folded(printed: Printed, width: int) -> Iterable[Printed]:
    """Blocks of as many columns as fit, each with the labels; the totals stand in the last."""
    blocks: list[list[int]] = [[]]
    used = 0
    room = width - _LABEL_LEAST - _GAP
    for column, least in enumerate(_widths(printed, _MOST_LINES)):
        if blocks[-1] and used + least + _GAP > room:
            blocks.append([])
            used = 0
        blocks[-1].append(column)
        used += least + _GAP
    for block in blocks:
        yield _only(printed, block)


def _only(printed: Printed, columns: Sequence[int]) -> Printed:
    rows = [replace(row, figures=tuple(row.all[column] for column in columns), total=None) for row in printed.body]
    return replace(
        printed,
        columns=tuple(printed.heads[column] for column in columns),
        total_head=None,
        rows=tuple(rows[: len(printed.rows)]),
        foot=rows[-1] if printed.foot else None,
    )


def _block(printed: Printed, width: int) -> Iterable[str]:
    labels = [plain(row.label) for row in printed.body]
    comfort = max((cell_len(text) for text in (*labels, plain(printed.row_head))), default=0)
    for lines in range(1, _MOST_LINES + 1):  # headings as flat as leaves the labels room
        widths = _widths(printed, lines)
        label = min(comfort, width - _GAP - sum(size + _GAP for size in widths))
        if label >= min(comfort, _LABEL_GOOD):
            break
    label = max(label, min(comfort, _LABEL_LEAST))
    rule = " " * _GAP + _RULE * (label + sum(width + _GAP for width in widths))
    yield from _cells(printed.row_head, printed.heads, label, widths)
    yield rule
    for row, figures in zip(printed.body, _figures(printed), strict=True):
        if row is printed.foot and printed.rows:
            yield rule
        yield from _cells(row.label, figures, label, widths, last=True)


def _cells(label: str, cells: Sequence[str], width: int, widths: Sequence[int], *, last: bool = False) -> Iterable[str]:
    """One line of the table, of as many screen lines as its longest cell; figures stand beside the label's first."""
    columns = [_wrap(label, width), *(_wrap(cell, size) for cell, size in zip(cells, widths, strict=True))]
    height = max(map(len, columns))
    padded = [
        column + [""] * (height - len(column)) if last else [""] * (height - len(column)) + column for column in columns
    ]
    for first, *rest in zip(*padded, strict=True):
        line = " " * _GAP + first + " " * (width - cell_len(first))
        yield line + "".join(
            " " * (_GAP + size - cell_len(text)) + text for text, size in zip(rest, widths, strict=True)
        )


def _listing(listing: Listing, width: int) -> Iterable[str]:
    """A list whose columns fit is a table; else every row is a paragraph of its own."""
    yield from _wrap(listing.title, width)
    yield ""
    if not listing.rows:
        yield say("no-rows")
    if sizes := _sizes(listing, width):
        counts = [
            any(isinstance(value, int | Decimal) for value in column) for column in zip(*listing.rows, strict=True)
        ]
        yield _line([plain(head) for head in listing.headings], sizes, counts)
        yield " " * _GAP + _RULE * (sum(sizes) + _GAP * (len(sizes) - 1))
        for row in listing.rows:
            yield _line(list(map(_value, row)), sizes, counts)
    else:
        bare = unnumbered(listing)
        for place, values in enumerate(bare.rows, start=1):
            yield from _paragraph(f"{number(place)}.", bare.headings, list(map(_value, values)), width)
    yield ""
    for note in listing.notes:
        yield from _hanging(note.message, width)


def _sizes(listing: Listing, width: int) -> list[int]:
    """The columns' widths, where the lines fit; none where they do not, or there is none."""
    sizes = [cell_len(plain(head)) for head in listing.headings] if listing.rows else []
    for row in listing.rows:
        sizes = [max(size, cell_len(_value(value))) for size, value in zip(sizes, row, strict=True)]
        if sum(sizes) + _GAP * len(sizes) > width:
            return []
    return sizes


def _value(value: str | Number | None) -> str:
    return "" if value is None else plain(value) if isinstance(value, str) else number(value)


def _line(cells: Sequence[str], sizes: Sequence[int], counts: Sequence[bool]) -> str:
    return "".join(
        " " * _GAP + (" " * (size - cell_len(cell)) + cell if count else cell + " " * (size - cell_len(cell)))
        for cell, size, count in zip(cells, sizes, counts, strict=True)
    )


def _paragraph(place: str, headings: Sequence[str], row: Sequence[str], width: int) -> Iterable[str]:
    """The first value as the headline, the others named below it; what is empty is not named."""
    first, *rest = row
    named = " · ".join(f"{head}: {value}" for head, value in zip(headings[1:], rest, strict=True) if value)
    indent = " " * (len(place) + 1)
    for lead, line in zip((place + " ", *[indent] * width), _wrap(first, width - len(indent)), strict=False):
        yield lead + line
    if named:
        yield from (indent + line for line in _wrap(named, width - len(indent)))


def _hanging(note: str, width: int) -> Iterable[str]:
    first, *rest = _wrap(note, width - _GAP * 2)
    yield " " * _GAP + first
    yield from (" " * _GAP * 2 + line for line in rest)


def _wrap(content: str, width: int) -> list[str]:
    """The text in lines of at most `width`, cut between words; only a word longer than a line is cut itself."""
    lines = [""]
    filled = 0  # of the last line: measured word by word, for lists are long
    for word in plain(content).split(" "):
        size = cell_len(word)
        for piece in chop_cells(word, width) if size > width else [word]:
            size = cell_len(piece)
            if lines[-1] and filled + 1 + size > width:
                lines.append(piece)
                filled = size
            else:
                filled += size + bool(lines[-1])
                lines[-1] += f" {piece}" if lines[-1] else piece
    return lines
