"""Tables of earlier years on the sheet of a later one: "Năm 2023" over the one, "Năm 2024" over the other, 2024 in the title over both.

The earlier ones only compare: they count nothing, as columns and rows of last year's figures do. (counting.md 7)
"""

from dataclasses import dataclass, replace

from danvan_cli.findings import Finding
from danvan_cli.intake.grid import Grid, Value, address
from danvan_cli.intake.sheets.column_periods import only_period
from danvan_cli.intake.sheets.recognise import Header
from danvan_cli.intake.sheets.view import View
from danvan_cli.intake.words.numbering import numbered_text
from danvan_cli.intake.words.title_lines import title_lines
from danvan_cli.periods import readings


@dataclass(frozen=True, slots=True)
class OwnYear:
    """A sheet without its tables of earlier years, and without the caption that says of which year its own is."""

    grid: Grid
    left: tuple[int, ...]  # the rows that were left out
    findings: tuple[Finding, ...]


def own_year(view: View, headers: list[Header]) -> OwnYear | None:
    """The table of the title's year alone, where each table stands under a year of its own, and none of them is later."""
    if len(headers) < 2:
        return None
    captions = [_caption(view, header, floor) for header, floor in zip(headers, _floors(headers), strict=True)]
    told = [caption for caption in captions if caption]
    if len(told) < len(captions):
        return None
    above = [str(view.rows[row][column]) for row in range(told[0][0]) for column in view.filled[row]]
    titled = readings(" ".join(title_lines(above)))
    years = [year for _, year in told]
    if len(titled) != 1 or max(years) != titled[0] or len(set(years)) < len(years):
        return None
    ends = [*(row for row, _ in told[1:]), view.height]
    earlier = [(row, end, year) for (row, year), end in zip(told, ends, strict=True) if year != titled[0]]
    left = tuple(row for first, end, _ in earlier for row in range(first, end))
    blank = {*left, *(row for row, year in told if year == titled[0])}
    rows: list[list[Value]] = [[None] * len(row) if place in blank else row for place, row in enumerate(view.grid.rows)]
    merges = [merge for merge in view.grid.merges if blank.isdisjoint(range(merge[0], merge[2] + 1))]
    said = (
        Finding("earlier-year-compares", view.grid.sheet, address(row, view.filled[row][0]), {"year": year})
        for row, _, year in earlier
    )
    return OwnYear(replace(view.grid, rows=rows, merges=merges, findings=[]), left, tuple(said))


def _floors(headers: list[Header]) -> list[int]:
    return [0, *(header.last + 1 for header in headers[:-1])]


def _caption(view: View, header: Header, floor: int) -> tuple[int, str] | None:
    """The line right above a header that names a year and nothing else, with the year."""
    row = next((row for row in range(header.first - 1, floor - 1, -1) if view.filled[row]), None)
    if row is None or len(view.filled[row]) != 1:
        return None
    text = view.rows[row][view.filled[row][0]]
    year = only_period(numbered_text(text)[2].strip(" :*-")) if type(text) is str else ""
    return (row, year) if year.isdigit() else None
