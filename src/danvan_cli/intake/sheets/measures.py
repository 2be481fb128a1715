"""Which columns and rows speak of indicators and awards."""

from collections.abc import Iterable, Mapping

from danvan_cli.indicators import RATIO, Indicator, Named
from danvan_cli.intake.sheets.profiles import Profile
from danvan_cli.intake.sheets.view import Column
from danvan_cli.intake.words.headings import Reader, Says
from danvan_cli.intake.words.movement import TitledAwards, speaks_of_models
from danvan_cli.vocabulary import Coordinates

_MAY_MEASURE = frozenset(("indicator", "unknown", "coordinate"))


def mark_measured(columns: Iterable[Column], reader: Reader) -> None:
    """The columns whose headings name an indicator: "Khen thưởng › Tập thể" counts awards, not models."""
    for column in columns:
        if column.role in _MAY_MEASURE and column.path and (found := _measured(column.path, reader)):
            column.role, column.measure, column.at = "indicator", found[0].code, found[1]


def mark_awarded(
    columns: Iterable[Column], profiles: Mapping[int, Profile], awards: TitledAwards, reader: Reader
) -> None:
    """Under a title of awards figures count awards: "Tập thể | Cá nhân" are its holders. A column of models is asked."""
    known = reader.indicators
    counted = False
    for column in columns:
        if column.role == "coordinate" and not column.named and not any(map(speaks_of_models, column.path)):
            column.role, column.measure, column.at, counted = "indicator", awards.code, place_of(column.at), True
        elif column.role == "coordinate" and not column.named:
            column.role, column.at = "unknown", {}
        elif column.measure and awards.proposed and known[column.measure].award:
            column.measure = awards.code if known[column.measure].proposed else ""
    for column in columns:
        profile = profiles.get(column.index, Profile())
        if counted and column.measure and known[column.measure].award and profile.texting > profile.numbers:
            column.role, column.measure = "outcome", ""  # says of which form the counted awards are


def _measured(path: tuple[str, ...], reader: Reader) -> tuple[Indicator, Coordinates] | None:
    """The indicator that the innermost heading names that names one, and the coordinates of the others."""
    for place in range(len(path) - 1, -1, -1):
        named = reader.indicators.named(path[place])
        if named is None or named.indicator.kind == RATIO:
            continue
        indicator = named.indicator
        at: Coordinates = dict(named.at)
        for below in path[place + 1 :]:
            meaning = reader.heading(below)
            unit = reader.indicators.unit_of(indicator, below) is not None
            if not (meaning.says in (Says.COORDINATE, Says.NEUTRAL) or unit):
                return None
            at.update(meaning.at)
        for above in path[:place]:
            over = reader.indicators.named(above)
            if over and over.indicator.proposed and not indicator.proposed:
                return None  # "Đề nghị khen thưởng › Bằng khen" is no award yet
            meant = reader.coordinates(above) or {}
            at = {**({} if "stage" in meant else meant), **at}
        return indicator, place_of(at)
    return None


def place_of(at: Coordinates) -> Coordinates:
    """Where an indicator stands: it has no stage but that of the figure it belongs to."""
    return {name: members for name, members in at.items() if name != "stage"}


def row_indicator(label: str, reader: Reader) -> Named | None:
    """The indicator that a row's label names, with what it says of an award."""
    named = reader.indicators.named(label)
    return named if named and named.indicator.kind != RATIO else None


def counts_other_things(text: str, reader: Reader) -> bool:
    """Whether a content is of households, money, awards, and of no models: "Số hộ tham gia"."""
    return row_indicator(text, reader) is not None or reader.heading(text).says is Says.INDICATOR
