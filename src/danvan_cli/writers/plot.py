"""What a chart of a table shows, whatever draws it: groups, in each a bar per series, one colour for one field everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle

from danvan_cli import messages, shipped
from danvan_cli.tables.table import Table
from danvan_cli.writers.printed import Figure, Printed

_MOST_GROUPS, _MOST_SERIES = 15, 8  # more nobody tells apart


@dataclass(frozen=True, slots=True)
class Series:
    """The bars of one colour: their name and a figure per group."""

    name: str
    colour: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """Groups along the axis, and in each a bar per series."""

    groups: tuple[str, ...]
    series: tuple[Series, ...]
    by_row: bool  # a series is a line of the table and a group a column; else the other way about
    colours: tuple[str, ...]  # of the groups, where a single series leaves them to be told apart


def plot_of(table: Table, printed: Printed) -> Plot | None:
    """Fields are the series wherever they are, else the columns are. None: more bars than one can read, or nothing to compare."""
    rows, columns = printed.rows, printed.columns
    labels = tuple(row.label for row in rows)
    by_row = bool(set(table.labels.get("field", {}).values()).intersection(labels)) and len(columns) > 1
    groups, names = (columns, labels) if by_row else (labels, columns)
    figures = [row.figures for row in rows] if by_row else [*zip(*(row.figures for row in rows), strict=True)]
    known = [any(one[place].value is not None for one in figures) for place in range(len(groups))]
    if sum(known) < 2 or len(groups) > _MOST_GROUPS or len(names) > _MOST_SERIES:
        return None
    series = tuple(map(Series, names, colours_of(table, names), figures))
    return Plot(groups, series, by_row, tuple(colours_of(table, groups)) if len(series) == 1 else ())


def colours_of(table: Table, names: Sequence[str]) -> list[str]:
    """A field's own colour by its name; other names take theirs in order, none that a field beside them has."""
    fields, others, unstated = _palette()
    codes = {label: code for code, label in table.labels.get("field", {}).items()}
    own = {name: fields[codes[name]] for name in names if codes.get(name) in fields}
    own[messages.text("screen", "not-stated")] = unstated
    free = cycle([colour for colour in others if colour not in own.values()] or others)
    return [own.get(name) or next(free) for name in names]


@cache
def _palette() -> tuple[dict[str, str], list[str], str]:
    said = shipped.toml("colours.toml")
    return said["field"], said["others"]["order"], said["others"]["unstated"]
