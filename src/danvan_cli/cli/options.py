"""The options that commands share, and what they become: a workspace, selectors."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danvan_cli import messages
from danvan_cli.errors import UsageError

if TYPE_CHECKING:
    from danvan_cli.ledger.store import Ledger
    from danvan_cli.settings import Settings
    from danvan_cli.tables.selection.selectors import Selectors
    from danvan_cli.units import Register
    from danvan_cli.vocabulary import Vocabulary


def told(code: str) -> str:
    """A help text of the catalogue."""
    return messages.text("help", code)


class Format(StrEnum):
    """What `--format` may ask for."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


class Language(StrEnum):
    """What `--lang` may ask for."""

    VI = "vi"
    EN = "en"


def path_option(*names: str, **said: Any) -> Any:
    """An option that takes a path. Whether it can be read shows when it is: typer would refuse all for one file of many."""
    return typer.Option(*names, readable=False, **said)


def path_argument(**said: Any) -> Any:
    """The same for what is typed without an option."""
    return typer.Argument(readable=False, **said)


StoreOption = Annotated[Path, path_option("--store", envvar="DANVAN_STORE", help=told("store"))]
HomeOption = Annotated[str | None, typer.Option("--home", envvar="DANVAN_HOME", help=told("home"))]
LanguageOption = Annotated[Language, typer.Option("--lang", envvar="DANVAN_LANG", help=told("lang"))]
FormatOption = Annotated[Format, typer.Option("--format", help=told("format"))]
ToldFormatOption = Annotated[Format, typer.Option("--format", metavar="<table|json>", help=told("told-format"))]
"""Of commands that tell what they did: that is no table."""
OutputOption = Annotated[Path | None, path_option("--output", "-o", help=told("output"))]
YearOption = Annotated[str | None, typer.Option("--year", help=told("year"))]
YearsOption = Annotated[str | None, typer.Option("--years", help=told("years"))]
SumYearsOption = Annotated[bool, typer.Option("--sum-years", help=told("sum-years"))]
StockOption = Annotated[bool, typer.Option("--stock", help=told("stock"))]
UnitOption = Annotated[str | None, typer.Option("--unit", help=told("unit"))]
StageOption = Annotated[str | None, typer.Option("--stage", help=told("stage"))]
FieldOption = Annotated[str | None, typer.Option("--field", help=told("field"))]
LevelOption = Annotated[str | None, typer.Option("--level", help=told("level"))]
HolderOption = Annotated[str | None, typer.Option("--holder", help=told("holder"))]
OriginOption = Annotated[str | None, typer.Option("--origin", help=told("origin"))]
BlockOption = Annotated[str | None, typer.Option("--block", help=told("block"))]
MeasureOption = Annotated[str, typer.Option("--measure", help=told("measure"))]
EachLevelOption = Annotated[bool, typer.Option("--each-level", help=told("each-level"))]
AsOfOption = Annotated[str | None, typer.Option("--as-of", help=told("as-of"))]
GeographyOption = Annotated[str, typer.Option("--geography", metavar="then|now|DATE", help=told("geography"))]

DEFAULT_STORE = Path("danvan.db")
OF_THEIR_DAY = "then"
"""The geography of tables that ask for none: every unit as it was in its day."""


@dataclass(frozen=True)
class Workspace:
    """The store and what its folder says."""

    store: Path
    settings: "Settings"
    vocabulary: "Vocabulary"
    register: "Register"
    home: str | None

    def office(self, period: str | None) -> dict[str, str]:
        """The office that writes about a period, as its letterhead reads at the end of it: parent, issuer, place."""
        from danvan_cli.periods import Period, register_day
        from danvan_cli.units import organs

        said = self.settings
        written = organs.Letterhead(said.organ, said.parent, said.issuer, said.place)
        if period is None:
            return written.lines()
        home = self.register.find(self.home, on=register_day(period)).code if self.home else None
        return organs.load(self.register, self.store.parent).lines(written, home, Period(period).last)

    @contextmanager
    def ledger(self, *, create: bool = False) -> "Iterator[Ledger]":
        """The open ledger."""
        from danvan_cli.cli.speech import say
        from danvan_cli.ledger.opening import open_ledger

        def waits() -> None:
            say(messages.text("screen", "store-waits", path=str(self.store)))

        practice = self.settings.reporting
        with open_ledger(self.store, self.register, self.vocabulary, practice, create=create, waits=waits) as ledger:
            yield ledger


def workspace(store: Path, home: str | None) -> Workspace:
    """The workspace around a store; `--home` overrules its settings."""
    from danvan_cli import settings, units, vocabulary
    from danvan_cli.intake.files.unreadable import keep_to

    folder = store.parent
    own = settings.load(folder)
    keep_to(own.limits)
    return Workspace(store, own, vocabulary.load(folder), units.load(folder), home or own.home)


def selectors(
    space: Workspace,
    ledger: "Ledger",
    *,
    year: str | None,
    years: str | None = None,
    sum_years: bool = False,
    stock: bool = False,
    unit: str | None = None,
    stage: str | None = None,
    filters: dict[str, str | None] | None = None,
    measure: str = "models",
    each_level: bool = False,
    as_of: str | None = None,
    geography: str = OF_THEIR_DAY,
) -> "Selectors":
    """The filters of a command as one value."""
    from danvan_cli import indicators
    from danvan_cli.tables.selection import selectors as parts
    from danvan_cli.tables.selection import share_keys

    if bool(year) == bool(years):
        raise UsageError("year-or-years")
    if stock and (sum_years or not years):
        raise UsageError("stock-of-years")
    if sum_years and not years:
        raise UsageError("sum-of-one-year")
    whose = space.home if unit is None else unit
    period, span = parts.parse_years(years) if years else (period_code(year or ""), ())
    shown = parts.parse_geography(geography, space.register)
    chosen = {
        dimension: parts.parse_filter(dimension, text, space.vocabulary)
        for dimension, text in (filters or {}).items()
        if text is not None
    }
    parts.check_level(period, chosen, space.vocabulary)
    return parts.Selectors(
        period=f"..{span[-1]}-12-31" if stock else period,
        years=span,
        sum_years=sum_years,
        stock=stock,
        unit=None if whose is None else unit_code(space, ledger, whose, period, shown),
        stage=None if stage is None else parts.parse_stage(stage, space.vocabulary),
        filters=chosen,
        as_of=None if as_of is None else moment(as_of),
        each_level=each_level,
        measure=parts.parse_measure(measure, indicators.load(space.store.parent)) if measure != "models" else None,
        geography=shown,
        shares=share_keys.load(space.store.parent, space.register) if shown else (),
    )


def period_code(text: str) -> str:
    """The period a person types: `2024`, `2024-H1`, `6 tháng đầu năm 2024`."""
    from danvan_cli.periods import parse

    found = parse(text)
    if found is None:
        raise UsageError("period-unreadable", text=text)
    return found.code


def unit_code(space: Workspace, ledger: "Ledger", text: str, period: str | None, shown: date | None = None) -> str:
    """The unit a person names: by code, or by name inside the home, or else inside the place of all who reported.

    `shown`: the day of the geography asked for, whose names come before those of the period.
    """

    def around() -> str | None:
        return place_of_all(space, ledger)

    named = _unit_shown(space, text, shown, around) if shown and text not in space.register else None
    if named and (larger := _larger_before(space.register, text, named, period)):
        candidates = "; ".join(map(space.register.full_name, [named, *larger[:4]]))
        raise UsageError("unit-ambiguous", text=text, candidates=candidates)
    return named or unit_named(space, text, period, around=around)


def place_around(space: Workspace, ledger: "Ledger", period: str | None) -> str | None:
    """The place inside which the names of a list are read: the home, else the place of all who ever reported."""
    return unit_code(space, ledger, space.home, period) if space.home else place_of_all(space, ledger)


def place_of_all(space: Workspace, ledger: "Ledger") -> str | None:
    """The place of all who ever reported."""
    from danvan_cli.tables.selection.geography import common_place

    return common_place(space.register, ledger.reporters())


def _larger_before(register: "Register", text: str, named: str, period: str | None) -> list[str]:
    """What a name meant in the period asked for, of a higher level: "Long An" was a province, and is a ward."""
    from danvan_cli.periods import register_day

    levels = ("tinh", "huyen", "xa")
    rank = levels.index(register.get(named).level)
    codes = register.find(text, on=register_day(period)).codes
    return [code for code in codes if levels.index(register.get(code).level) < rank]


def _unit_shown(space: Workspace, text: str, day: date, around: Callable[[], str | None]) -> str | None:
    """The unit of a name in the geography of a day: inside what the home is there, else anywhere."""
    from danvan_cli.units import succession

    register = space.register
    home = (register.find(space.home).code if space.home else None) or around()
    (era,) = register.eras_on(day)
    places = succession.of(register).spread(home, era) if home else ()
    tries = [register.find(text, within=places[0], on=day)] if len(places) == 1 else []
    for found in (*tries, register.find(text, on=day)):
        if found.code and register.era_of(found.code) is era:
            return found.code
    return None


def unit_named(
    space: Workspace, text: str, period: str | None, *, around: Callable[[], str | None] = lambda: None
) -> str:
    """The unit a person names, where no ledger may help; `around`: the place to look in, where there is no home."""
    from danvan_cli.periods import register_day

    if text in space.register:
        return text
    on = register_day(period)
    home = space.register.find(space.home, on=on).code if space.home else None
    within = home or around()
    found = space.register.find(text, within=None if text == space.home else within, on=on)
    if found.code is None and within:
        wider = space.register.find(text, on=on)
        found = wider if wider.code or not found.candidates else found
    if found.code is None:
        candidates = space.register.full_names(found.candidates)
        raise UsageError("unit-ambiguous" if found.candidates else "unit-unknown", text=text, candidates=candidates)
    return found.code


def day_of(text: str) -> date:
    """The day a person types: 5/12/2024, 2024-12-05."""
    from danvan_cli.periods import parse_day

    day = parse_day(text)
    if day is None:
        raise UsageError("day-unreadable", text=text)
    return day


def moment(text: str) -> str:
    """A time of knowledge as the store keeps it; a bare day means its end. Local time where no zone is said."""
    from danvan_cli.periods import parse_day

    day = parse_day(text)
    try:
        if day is None:
            with suppress(ValueError):
                day = date.fromisoformat(text)  # 20241115
        parsed = datetime.combine(day, time.max) if day else datetime.fromisoformat(text)
        return parsed.astimezone(UTC).isoformat(timespec="microseconds")
    # or before and after all years, where time zones end: on Windows 1970
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError("time-unreadable", text=text) from error
