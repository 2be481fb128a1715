"""Native charts beside a table: clustered, the same colours for the same fields everywhere, numbers only where they fit."""

from typing import Any

from xlsxwriter import Workbook

from danvan_cli.tables.table import Table
from danvan_cli.writers import typography
from danvan_cli.writers.letterhead import Profile
from danvan_cli.writers.paper import COUNT, Paper, Place
from danvan_cli.writers.plot import Plot, plot_of
from danvan_cli.writers.printed import say
from danvan_cli.writers.table_sheet import TableSheet

_HEIGHT = 530  # pixels: what a landscape page holds under a title
_GAP = 0.8  # between groups, in bars
_COLUMNS = 10  # a chart over one wide column stands askew in LibreOffice
_EDGES = 110  # pixels of the axis and the edges
_LABEL = 10


def fill(book: Workbook, table: Table, sheet: TableSheet, profile: Profile, at: Place) -> None:
    """Draw the table on a page of its own; nothing where it has more bars than one can read, or nothing to compare."""
    plot = plot_of(table, sheet.printed)
    if plot is None:
        return
    paper = Paper(book, at.sheet, profile, [profile.room // _COLUMNS] * _COLUMNS, mark=at.mark)
    paper.line(at.number, profile.sizes["table"], bold=True, align="left")
    paper.line(table.title, profile.sizes["subtitle"], bold=True)
    firm = f"({say('provisional')})" if sheet.printed.provisional else ""
    paper.line(" ".join(filter(None, (sheet.printed.subtitle, firm))), profile.sizes["table"], italic=True)
    chart = book.add_chart({"type": "column"})
    _bars(chart, table, plot, sheet, profile)
    chart.set_size({"width": profile.room - 8, "height": _HEIGHT})
    top = paper.row
    paper.sheet.insert_chart(top, 0, chart, {"object_position": 1, "x_offset": 4, "y_offset": 2})
    for _ in range(2):  # Excel's rows end at 546 pixels
        paper.next(_HEIGHT // 2 + 4)
    paper.end()


def _bars(chart: Any, table: Table, plot: Plot, sheet: TableSheet, profile: Profile) -> None:
    font = {"name": profile.font, "size": _LABEL}
    numbered = _numbers_fit(plot, profile)
    for place, one in enumerate(plot.series):
        name, groups, cells = _cells(plot, place, sheet)
        unknown = [{"delete": True} if figure.value is None else None for figure in one.figures]
        labels = {"value": True, "num_format": COUNT, "font": font, "position": "outside_end", "custom": unknown}
        chart.add_series(
            {
                "name": [sheet.name, *name],
                "categories": [sheet.name, *groups],
                "values": [sheet.name, *cells],
                "fill": {"color": one.colour},
                "gap": int(_GAP * 100),
                "points": [{"fill": {"color": colour}} for colour in plot.colours] or None,
                "data_labels": labels if numbered else None,
            }
        )
    chart.set_title({"none": True})
    chart.set_legend({"none": True} if plot.colours else {"position": "bottom", "font": font})
    chart.set_x_axis({"num_font": font})
    chart.set_y_axis(
        {
            "min": 0, "num_format": COUNT, "num_font": font, "name": say("count-of", what=table.counted_in),
            "name_font": {**font, "bold": False}, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
        }
    )  # fmt: skip


def _cells(plot: Plot, place: int, sheet: TableSheet) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """The cells of a series' name, of the names of the groups, of the series' figures."""
    top, left, heads = sheet.row, sheet.column, sheet.row - 2
    last = len(plot.groups) - 1
    if plot.by_row:
        return (top + place, 1), (heads, left, heads, left + last), (top + place, left, top + place, left + last)
    return (heads, left + place), (top, 1, top + last, 1), (top, left + place, top + last, left + place)


def _numbers_fit(plot: Plot, profile: Profile) -> bool:
    """Whether every bar is as wide as the number over it."""
    bars = len(plot.groups) * (len(plot.series) + _GAP)
    widest = max(typography.width(str(figure), _LABEL) for one in plot.series for figure in one.figures)
    return (profile.room - _EDGES) / bars > widest + 4
