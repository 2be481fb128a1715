"""Charts of a page: bars beside their names and numbers, so that nothing is cut on a narrow screen or told by colour alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danvan_cli import messages
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.tables.table import Table
from danvan_cli.vietnamese import number, share
from danvan_cli.writers.plot import colours_of, plot_of
from danvan_cli.writers.printed import Figure, Printed, Row

WIDTH = 1000
"""What the longest bar measures."""
_MOST_SHARES = 40  # units; all of them are in the table


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar: where it begins, how long it is, its colour, what it says when pointed at."""

    left: float
    length: float
    colour: str
    says: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its name before and its number behind it; `line`: the row of the table that it shows."""

    name: str
    value: str
    pieces: tuple[Piece, ...]
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Bars that belong together; without a name where all do."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, the colours to be told apart, and what is left out of it."""

    groups: tuple[Group, ...]
    legend: tuple[tuple[str, str], ...] = ()  # name, colour
    note: str = ""


def say(code: str, /, **seen: object) -> str:
    """A word or sentence of the page."""
    return messages.text("page", code, **seen)


def chart_of(table: Table, printed: Printed) -> Chart | None:
    """The chart that the workbook has of this table, as bars below one another."""
    plot = plot_of(table, printed)
    if plot is None:
        return None
    most = max((one.value or 0 for series in plot.series for one in series.figures), default=0)
    if plot.colours:
        figures = plot.series[0].figures
        bars = tuple(
            _bar(name, figure, most, colour, f"{name}: {figure}")
            for name, figure, colour in zip(plot.groups, figures, plot.colours, strict=True)
        )
        return Chart((Group("", bars),))
    told = [series for series in plot.series if any(one.value is not None for one in series.figures)]
    groups = []
    for place, group in enumerate(plot.groups):
        named = [(one.name, one.figures[place], one.colour) for one in told]
        bars = tuple(
            _bar(name, figure, most, colour, say("bar", group=group, name=name, value=figure))
            for name, figure, colour in named
        )
        groups.append(Group(group, bars))
    return Chart(tuple(groups))


def _bar(name: str, figure: Figure, most: Number, colour: str, says: str) -> Bar:
    value = figure.value or 0
    pieces = (Piece(0, _length(value, most), colour, says),) if value > 0 and most > 0 else ()
    return Bar(name, str(figure), pieces)


def shares_of(table: Table, printed: Printed) -> Chart | None:
    """What share of the whole each unit has, the greatest first; its bar in pieces where the columns add up to it."""
    whole = table.total
    if not whole or not table.additive:
        return None
    known = [(line, row, sum_) for line, row in enumerate(printed.rows) if (sum_ := _sum(row)) and sum_.value]
    if len(known) < 2 or any((sum_.value or 0) < 0 for _, _, sum_ in known):
        return None
    known.sort(key=lambda one: -(one[2].value or 0))  # of equals the first in the table stays first
    shown = known[:_MOST_SHARES]
    most = shown[0][2].value or 0
    colours = colours_of(table, printed.columns)
    bars = tuple(
        Bar(
            row.label,
            say("part-of", value=sum_, share=number(share(sum_.value or 0, whole))),
            tuple(_pieces(row, sum_, most, colours, printed.columns)),
            line,
        )
        for line, row, sum_ in shown
    )
    split = len(printed.columns) > 1
    legend = tuple(zip(printed.columns, colours, strict=True)) if split else ()
    left = say("share-cut", shown=number(len(shown)), count=number(len(known))) if len(shown) < len(known) else ""
    return Chart((Group("", bars),), legend, left)


def _sum(row: Row) -> Figure | None:
    """What a unit has in all."""
    return row.total or (row.figures[0] if len(row.figures) == 1 else None)


def _pieces(row: Row, sum_: Figure, most: Number, colours: Sequence[str], names: Sequence[str]) -> Iterator[Piece]:
    parts = [(one.value or 0) for one in row.figures]
    if sum_.differs or sum(parts) != sum_.value or min(parts) < 0:
        yield Piece(0, _length(sum_.value or 0, most), colours[0], f"{row.label}: {sum_}")
        return
    left: Number = 0
    for figure, value, name, colour in zip(row.figures, parts, names, colours, strict=True):
        if value:
            says = say("bar", group=row.label, name=name, value=figure)
            yield Piece(_length(left, most), _length(value, most), colour, says)
        left += value


def _length(value: Number, most: Number) -> float:
    return round(float(value) * WIDTH / float(most), 1)
