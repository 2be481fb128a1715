"""Which columns and rows speak of indicators and awards. (issue 3, item 3)"""

from collections.abc import Iterable

from danvan_cli.indicators import RATIO, Indicator
from danvan_cli.intake.draft import Coordinates
from danvan_cli.intake.headings import Reader, Says
from danvan_cli.intake.recognise import Column

_MAY_MEASURE = frozenset(("indicator", "unknown", "coordinate"))
_NO_PLACE = frozenset(("stage",))  # an indicator stands at the stage of the figure it belongs to


def mark_measured(columns: Iterable[Column], reader: Reader) -> None:
    """The columns whose headings name an indicator: "Khen thưởng › Tập thể" counts awards, not models."""
    for column in columns:
        if column.role in _MAY_MEASURE and column.path and (found := _measured(column.path, reader)):
            column.role, column.measure, column.at = "indicator", found[0].code, found[1]


def _measured(path: tuple[str, ...], reader: Reader) -> tuple[Indicator, Coordinates] | None:
    """The indicator that the innermost heading names that names one, and the coordinates of the others."""
    for place in range(len(path) - 1, -1, -1):
        named = reader.indicators.named(path[place])
        if named is None or named[0].kind == RATIO:
            continue
        indicator, level = named
        at: Coordinates = {"level": (level,)} if level else {}
        for below in path[place + 1 :]:
            meaning = reader.heading(below)
            unit = reader.indicators.unit_of(indicator, below) is not None
            if not (meaning.says in (Says.COORDINATE, Says.NEUTRAL) or unit):
                return None
            at.update(meaning.at)
        for above in path[:place]:
            meant = reader.coordinates(above) or {}
            at = {**({} if "stage" in meant else meant), **at}
        return indicator, {name: members for name, members in at.items() if name not in _NO_PLACE}
    return None


def row_indicator(label: str, reader: Reader) -> Indicator | None:
    """The indicator that a row's label names."""
    named = reader.indicators.named(label)
    return named[0] if named and named[0].kind != RATIO else None
