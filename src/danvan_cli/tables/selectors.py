"""What a question to the ledger is about: the one type that every command's filters become."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from danvan_cli.errors import UsageError
from danvan_cli.indicators import NOT_ADDITIVE, Indicator, Indicators
from danvan_cli.ledger.margins import Filter
from danvan_cli.periods import Period
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import DIMENSIONS, Vocabulary

BY = (*(dimension for dimension in DIMENSIONS if dimension != "stage"), "stage", "unit")


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
    if text.strip().lower() == "none":
        return Filter(frozenset())
    parts = text.split("+")
    if len(parts) > 1:
        return Filter(frozenset(_member(dimension, part, vocabulary) for part in parts), exact=True)
    return Filter(frozenset(_member(dimension, part, vocabulary) for part in text.split(",")))


def _member(dimension: str, text: str, vocabulary: Vocabulary) -> str:
    known = vocabulary[dimension]
    word = text.strip()
    if word in known.members:
        return word
    found = known.match(word)
    if found is None or len(found) != 1:
        raise UsageError("member-unknown", dimension=dimension, text=word, members=", ".join(known.members))
    return found[0]


def parse_stage(text: str, vocabulary: Vocabulary) -> str:
    """One stage, by code or by its words."""
    return _member("stage", text, vocabulary)


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


def parse_by(text: str) -> tuple[str, ...]:
    """The dimensions of a table, in order; empty: one figure."""
    by = tuple(part.strip() for part in text.split(",") if part.strip())
    for dimension in by:
        if dimension not in BY:
            raise UsageError("dimension-unknown", text=dimension, dimensions=", ".join(BY))
    if len(set(by)) < len(by):
        raise UsageError("dimension-twice", text=text)
    return by


def parse_years(text: str) -> tuple[str, tuple[int, ...]]:
    """`2021-2023`: the span's period code and its years."""
    first, dash, last = text.partition("-")
    if not (dash and first.strip().isdigit() and last.strip().isdigit()) or int(first) > int(last):
        raise UsageError("years-unreadable", text=text)
    years = tuple(range(int(first), int(last) + 1))
    if len(years) > 50:
        raise UsageError("years-unreadable", text=text)
    code = str(years[0]) if len(years) == 1 else f"{years[0]}/{years[-1]}"
    return Period(code).code, years
