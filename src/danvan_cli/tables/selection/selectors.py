"""What a question to the ledger is about: the one type that every command's filters become."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from danvan_cli import messages
from danvan_cli.errors import UsageError
from danvan_cli.indicators import NOT_ADDITIVE, Indicator, Indicators
from danvan_cli.ledger.standing.margins import Filter
from danvan_cli.periods import Period, parse_day
from danvan_cli.tables.selection.share_keys import ShareKey
from danvan_cli.units import Register
from danvan_cli.vietnamese import bare, fold
from danvan_cli.vocabulary import DIMENSIONS, Dimension, Vocabulary

_YEARS = re.compile(r"(20[0-9]{2})\s*-\s*(20[0-9]{2})")
_MOST_YEARS = 50

BY = (*(dimension for dimension in DIMENSIONS if dimension != "stage"), "stage", "unit")
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Selectors:
    """Period, unit, stage, filters by dimension, time of knowledge."""

    period: str
    years: tuple[int, ...] = ()  # --years A-B: the span's years, where the span itself is `period`
    sum_years: bool = False
    stock: bool = False  # what of the span's models is in operation at its end, the day that `period` names
    unit: str | None = None
    stage: str | None = None
    filters: Mapping[str, Filter] = field(default_factory=dict)
    as_of: str | None = None
    each_level: bool = False  # decisions: what each level did, which nobody adds up
    measure: Indicator | None = None  # what is added up, where it is not models
    geography: date | None = (
        None  # the first or last day of the division in which units are shown; None: of their own day
    )
    shares: tuple[ShareKey, ...] = ()  # published keys by which divided units are shared out there

    @property
    def periods(self) -> tuple[str, ...]:
        """All periods that may answer."""
        return (self.period, *(str(year) for year in self.years if str(year) != self.period))

    @property
    def one_level(self) -> bool:
        """Whether a single level is asked for."""
        chosen = self.filters.get("level")
        return chosen is not None and len(chosen.members) == 1


def parse_filter(dimension: str, text: str, vocabulary: Vocabulary) -> Filter:
    """`a,b` the union, `a+b` exactly the merged line, `none` the not-stated line; codes or the words themselves."""
    if text.strip().lower() == _NONE:
        return Filter(frozenset())
    known, parts = vocabulary[dimension], text.split("+")
    if _NONE in (word.strip().lower() for part in parts for word in part.split(",")):
        raise UsageError("none-stands-alone", dimension=known.title, text=text)
    if len(parts) > 1:
        return Filter(frozenset(_member(known, part) for part in parts), exact=True)
    listed = text.split(",")
    return Filter(frozenset(_member(known, part, *([_NONE] if len(listed) == 1 else [])) for part in listed))


def _member(known: Dimension, text: str, *besides: str) -> str:
    """A member by its code or its words. `besides`: what else may be said here, for who asks for what is none."""
    word = text.strip()
    if word in known.members:
        return word
    found = known.match(word)
    if found is None or len(found) != 1:
        members = [f"{code} ({known.name(code)})" for code in known.members]
        raise UsageError("member-unknown", dimension=known.title, text=word, members=", ".join([*members, *besides]))
    return found[0]


def parse_stage(text: str, vocabulary: Vocabulary) -> str:
    """One stage, by code or by its words."""
    return _member(vocabulary["stage"], text)


def stage_needed(stages: Iterable[str], vocabulary: Vocabulary) -> UsageError:
    """What is said where one stage must be chosen of several: they are never added. (counting.md 3)"""
    known, there = vocabulary["stage"], set(stages)
    codes = [code for code in known.members if code in there] or list(known.members)
    named = ", ".join(f"{code} ({known.name(code).lower()})" for code in codes)
    return UsageError("stage-needed", stages=named, example=codes[0])


def parse_measure(text: str, indicators: Indicators) -> Indicator | None:
    """`models`, or an indicator by code or by name; one that cannot be added is in no table."""
    word = text.strip()
    if word == "models":
        return None
    named = indicators.known.get(word) or next(
        (one for one in indicators.known.values() if fold(one.name) == fold(word)), None
    )
    if named is None and (said := indicators.named(word)):
        named = said.indicator
    if named is None:
        known = ", ".join(f"{code} ({one.name})" for code, one in indicators.known.items())
        raise UsageError("measure-unknown", measure=word, known=known)
    if named.kind == NOT_ADDITIVE:
        raise UsageError("measure-not-additive", measure=named.name)
    return named


THEN, NOW = "then", "now"


def parse_geography(text: str, register: Register) -> date | None:
    """`then`: every unit as it was in its day; `now`, or a day: all units as the country was divided on it."""
    word = text.strip().lower()
    if word == THEN:
        return None
    day = date.today() if word == NOW else parse_day(word)  # noqa: DTZ011 - a day of the user's calendar
    if day is None:
        raise UsageError("geography-unreadable", text=text)
    return register.eras_on(day)[0].day


def check_level(period: str, filters: Mapping[str, Filter], vocabulary: Vocabulary) -> None:
    """A level that had ended before the period has no figures there to ask for: "cấp huyện" in 2026."""
    chosen = filters.get("level")
    if chosen is None or len(chosen.members) != 1:
        return
    (code,) = chosen.members
    known = vocabulary["level"]
    until = known.members[code].until
    if until and until < Period(period).first:
        raise UsageError(
            "level-ended", level=known.name(code).lower(), day=f"{until:%d/%m/%Y}", period=Period(period).name
        )


def parse_by(text: str) -> tuple[str, ...]:
    """The dimensions of a table, in order; empty: one figure."""
    by = tuple(_dimension(part.strip()) for part in text.split(",") if part.strip())
    if len(set(by)) < len(by):
        raise UsageError("dimension-twice", text=text)
    return by


def _dimension(text: str) -> str:
    """A dimension by its code or by its name, "Lĩnh vực", "linhvuc"."""
    if text in BY:
        return text
    names = {code: messages.text("dimension", code) for code in BY}
    found = [code for code, name in names.items() if _written_as_one(name) == _written_as_one(text)]
    if len(found) != 1:
        known = ", ".join(f"{code} ({name})" for code, name in names.items())
        raise UsageError("dimension-unknown", text=text, dimensions=known)
    return found[0]


def _written_as_one(text: str) -> str:
    return bare(text).replace(" ", "")


def parse_years(text: str) -> tuple[str, tuple[int, ...]]:
    """`2021-2023`: the span's period code and its years."""
    said = _YEARS.fullmatch(text.strip())
    years = tuple(range(int(said[1]), int(said[2]) + 1)) if said else ()
    if not 1 <= len(years) <= _MOST_YEARS:
        raise UsageError("years-unreadable", text=text)
    return str(years[0]) if len(years) == 1 else f"{years[0]}/{years[-1]}", years
