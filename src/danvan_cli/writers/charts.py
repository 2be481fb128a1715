"""Native charts beside a table: clustered, the same colours for the same fields everywhere, numbers only where they fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

from xlsxwriter import Workbook

from danvan_cli import messages, shipped
from danvan_cli.tables.table import Table
from danvan_cli.writers import typography
from danvan_cli.writers.letterhead import Profile
from danvan_cli.writers.paper import COUNT, Paper, Place
from danvan_cli.writers.printed import Figure, say
from danvan_cli.writers.table_sheet import TableSheet

_HEIGHT = 530  # pixels: what a landscape page holds under a title
_MOST_GROUPS, _MOST_SERIES = 15, 8  # more nobody tells apart
_GAP = 0.8  # between groups, in bars
_COLUMNS = 10  # a chart over one wide column stands askew in LibreOffice
_EDGES = 110  # pixels of the axis and the edges
_LABEL = 10


@dataclass(frozen=True, slots=True)
class _Series:
    """One colour: its name and its figures, with the cells they stand in."""

    name: str
    figures: tuple[Figure, ...]
    head: tuple[int, int]  # the cell of its name
    cells: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Plot:
    """Groups along the axis, and in each a bar per series."""

    groups: tuple[str, ...]
    names: tuple[int, int, int, int]  # the cells of their names
    series: tuple[_Series, ...]


def fill(book: Workbook, table: Table, sheet: TableSheet, profile: Profile, at: Place) -> None:
    """Draw the table on a page of its own; nothing where it has more bars than one can read, or nothing to compare."""
    plot = _plot(table, sheet)
    known = [any(one.figures[place].value is not None for one in plot.series) for place in range(len(plot.groups))]
    if sum(known) < 2 or len(plot.groups) > _MOST_GROUPS or len(plot.series) > _MOST_SERIES:
        return
    paper = Paper(book, at.sheet, profile, [profile.room // _COLUMNS] * _COLUMNS, mark=at.mark)
    paper.line(at.number, profile.sizes["table"], bold=True, align="left")
    paper.line(table.title, profile.sizes["subtitle"], bold=True)
    paper.line(sheet.printed.subtitle, profile.sizes["table"], italic=True)
    chart = book.add_chart({"type": "column"})
    _bars(chart, table, plot, sheet.name, profile)
    chart.set_size({"width": profile.room - 8, "height": _HEIGHT})
    top = paper.row
    paper.sheet.insert_chart(top, 0, chart, {"object_position": 1, "x_offset": 4, "y_offset": 2})
    for _ in range(2):  # Excel's rows end at 546 pixels
        paper.next(_HEIGHT // 2 + 4)
    paper.end()


def _plot(table: Table, sheet: TableSheet) -> _Plot:
    """Fields are the series wherever they are, else the columns are."""
    printed, top, left = sheet.printed, sheet.row, sheet.column
    rows, columns = printed.rows, printed.columns
    if not rows or not columns:
        return _Plot((), (0, 0, 0, 0), ())
    bottom, right, heads = top + len(rows) - 1, left + len(columns) - 1, top - 2
    labels = set(table.labels.get("field", {}).values())
    if labels.intersection(row.label for row in rows) and len(columns) > 1:
        series = [
            _Series(row.label, row.figures, (place, 1), (place, left, place, right))
            for place, row in enumerate(rows, start=top)
        ]
        return _Plot(columns, (heads, left, heads, right), tuple(series))
    series = [
        _Series(name, tuple(row.figures[place - left] for row in rows), (heads, place), (top, place, bottom, place))
        for place, name in enumerate(columns, start=left)
    ]
    return _Plot(tuple(row.label for row in rows), (top, 1, bottom, 1), tuple(series))


def _bars(chart: Any, table: Table, plot: _Plot, sheet: str, profile: Profile) -> None:
    font = {"name": profile.font, "size": _LABEL}
    alone = len(plot.series) == 1
    colours = _colours(table, [one.name for one in plot.series])
    points = _colours(table, plot.groups) if alone else []
    numbered = _numbers_fit(plot, profile)
    for one, colour in zip(plot.series, colours, strict=True):
        unknown = [{"delete": True} if figure.value is None else None for figure in one.figures]
        labels = {"value": True, "num_format": COUNT, "font": font, "position": "outside_end", "custom": unknown}
        chart.add_series(
            {
                "name": [sheet, *one.head],
                "categories": [sheet, *plot.names],
                "values": [sheet, *one.cells],
                "fill": {"color": colour},
                "gap": int(_GAP * 100),
                "points": [{"fill": {"color": point}} for point in points] or None,
                "data_labels": labels if numbered else None,
            }
        )
    chart.set_title({"none": True})
    chart.set_legend({"none": True} if alone else {"position": "bottom", "font": font})
    chart.set_x_axis({"num_font": font})
    chart.set_y_axis(
        {
            "min": 0, "num_format": COUNT, "num_font": font, "name": say("count-of", what=table.counted_in),
            "name_font": {**font, "bold": False}, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
        }
    )  # fmt: skip


def _numbers_fit(plot: _Plot, profile: Profile) -> bool:
    """Whether every bar is as wide as the number over it."""
    bars = len(plot.groups) * (len(plot.series) + _GAP)
    widest = max(typography.width(str(figure), _LABEL) for one in plot.series for figure in one.figures)
    return (profile.room - _EDGES) / bars > widest + 4


def _colours(table: Table, names: Sequence[str]) -> list[str]:
    """A field's own colour by its name; other names take theirs in order."""
    fields, others, unstated = _palette()
    codes = {label: code for code, label in table.labels.get("field", {}).items()}
    free = count()

    def colour(name: str) -> str:
        if name == messages.text("screen", "not-stated"):
            return unstated
        return fields.get(codes.get(name, "")) or others[next(free) % len(others)]

    return [colour(name) for name in names]


@cache
def _palette() -> tuple[dict[str, str], list[str], str]:
    said = shipped.toml("colours.toml")
    return said["field"], said["others"]["order"], said["others"]["unstated"]
