"""Indicators: numbers beside models that are no counts of models, and awards. Their words and units are data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from danvan_cli import messages, settings
from danvan_cli.vietnamese import clean, fold

SUM, RATIO, NOT_ADDITIVE = "sum", "ratio", "not-additive"

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SPACES = re.compile(r"[\s.]+")


@dataclass(frozen=True, slots=True)
class Measure:
    """How something is measured: its units in the canonical one; `bare`: a number without a unit is understood."""

    units: Mapping[str, Decimal]
    bare: bool
    per: tuple[str, ...] = ()  # "triệu đồng/năm" is money too
    written: tuple[str, ...] = ()  # its units as data writes them

    def factor(self, unit: str) -> Decimal | None:
        """What one of a unit is in the canonical one; None: not a unit of this."""
        plain = _plain(unit)
        for over in self.per:
            plain = plain.removesuffix(f"/{_plain(over)}").removesuffix(f"/1{_plain(over)}")
        return self.units.get(plain)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator, its sort, and the words by which it is known."""

    code: str
    label: Mapping[str, str]
    unit: Mapping[str, str]
    kind: str
    of: tuple[str, ...]
    parts: tuple["Indicator", ...]  # its kinds, which are added up where it is not stated itself
    measure: Measure
    whole: bool
    award: bool
    proposed: bool  # an award that is asked for, not given
    aliases: tuple[str, ...]
    within: str = ""  # a wider kind, whose figure may hold it already

    @property
    def codes(self) -> tuple[str, ...]:
        """What must be stated for it: itself, or both parts of a ratio. The first is what is added up."""
        return self.of or (self.code,)

    @property
    def name(self) -> str:
        """Its label in the language spoken now."""
        return messages.labelled(self.label)

    @property
    def counted_in(self) -> str:
        """Its canonical unit in the language spoken now."""
        return messages.labelled(self.unit)


class Named(NamedTuple):
    """The indicator that a text names; of an award also the level of who gives it and who holds it, if said."""

    indicator: Indicator
    level: str | None = None
    holder: str | None = None

    @property
    def at(self) -> dict[str, tuple[str, ...]]:
        """What the text says beside the indicator, as coordinates."""
        return {name: (code,) for name, code in (("level", self.level), ("holder", self.holder)) if code}


_MANY = 10_000  # headings and labels that are remembered


@dataclass(frozen=True)
class Indicators:
    """All indicators of a workspace, with the words of bounds."""

    known: Mapping[str, Indicator]
    bounds: Mapping[str, tuple[str, ...]]
    around: Mapping[str, Any]
    sized: Mapping[str, tuple[str, ...]]

    def __getitem__(self, code: str) -> Indicator:
        return self.known[code]

    @cached_property
    def _aliases(self) -> list[tuple[str, str]]:
        found = [(fold(alias), one.code) for one in self.known.values() for alias in one.aliases]
        return sorted(found, key=lambda pair: (-len(pair[0].split()), -len(pair[0]), pair[0]))

    @cached_property
    def _named(self) -> dict[str, Named | None]:
        return {}

    def named(self, text: str) -> Named | None:
        """The indicator that a heading or label names, by its longest name, and what it says of an award.

        One word more that changes what is counted ("số hộ chưa tham gia"), and it names none.
        """
        if text not in self._named:
            if len(self._named) > _MANY:
                self._named.clear()
            self._named[text] = self._look_up(text)
        return self._named[text]

    def _look_up(self, text: str) -> Named | None:
        plain = _BRACKETS.sub(" ", text)
        for tail in (plain, _without_unit(plain)):
            padded = f" {fold(tail) or fold(text)} "
            for alias, code in self._aliases:
                if f" {alias} " in padded:
                    found, rest = self.known[code], padded.replace(f" {alias} ", " ", 1)
                    if not self._left(rest, found):
                        return Named(found, self._level(rest), self._holder(rest)) if found.award else Named(found)
                    break
        return self._sized(text) if fold(plain) in map(fold, self.sized["words"]) else None

    def _sized(self, text: str) -> Named | None:
        """The indicator whose unit or name stands in the brackets of a heading that says only how much."""
        insides = [clean(inside) for inside in _BRACKETS.findall(text)]
        for code in self.sized["indicators"]:
            one = self.known[code]
            names = {fold(alias) for alias in one.aliases}
            if any(one.measure.factor(inside) is not None or fold(inside) in names for inside in insides):
                return Named(one)
        return None

    @cached_property
    def _fillers(self) -> dict[bool, list[str]]:
        words = sorted(map(fold, self.around["words"]), key=len, reverse=True)
        of_awards = [*self.around["words"], *self.around["award_words"], *self.around["holders"]]
        more = sorted(map(fold, of_awards), key=len, reverse=True)
        return {False: words, True: more}

    def _left(self, rest: str, indicator: Indicator) -> str:
        for filler in self._fillers[indicator.award]:
            rest = rest.replace(f" {filler} ", "  ") if filler in rest else rest
        words = [word for word in rest.split() if not word.isdigit()]
        unit = " ".join(words)
        return "" if indicator.measure.factor(unit) is not None or unit in self._folded_units(indicator) else unit

    @staticmethod
    def _folded_units(indicator: Indicator) -> set[str]:
        return {fold(unit) for unit in indicator.measure.written}

    def _level(self, rest: str) -> str | None:
        found = [
            (rest.find(f" {fold(word)} "), level)
            for word, level in self.around["levels"].items()
            if f" {fold(word)} " in rest
        ]
        return max(found)[1] if found else None

    def _holder(self, rest: str) -> str | None:
        found = [holder for word, holder in self.around["holders"].items() if f" {fold(word)} " in rest]
        return found[0] if len(found) == 1 else None

    def unit_of(self, indicator: Indicator, *texts: str) -> Decimal | None:
        """The unit that headings state: "Kinh phí (triệu đồng)", "ĐVT: nghìn đồng"."""
        for text in texts:
            plain = clean(text)
            parts = [part for inside in _BRACKETS.findall(plain) for part in re.split(r"[,;:]", inside)]
            outside = _BRACKETS.sub(" ", plain)
            parts += re.split(r"[,;:]|\s[-–]\s", outside)
            words = outside.split()
            parts += [" ".join(words[-size:]) for size in (3, 2, 1) if len(words) > size]
            for part in parts:
                factor = indicator.measure.factor(part.strip())
                if factor is not None:
                    return factor
        return None


def _without_unit(text: str) -> str:
    """A heading without what follows a dash or comma: "Kinh phí - triệu đồng"."""
    return re.split(r"[,;:]|\s[-–]\s", text)[0]


def _plain(unit: str) -> str:
    return _SPACES.sub("", clean(unit).lower())


@cache
def load(workspace: Path | None = None) -> Indicators:
    """The shipped indicators, overridden key by key by `indicators.toml` of the workspace."""
    own = workspace / "indicators.toml" if workspace else None
    if workspace and not (own and own.is_file()):
        return load()  # the very same: what was read of it serves all
    words = settings.words("indicators.toml", workspace)
    if own:
        from danvan_cli.own_words import check_indicators  # noqa: PLC0415 - few workspaces have words, and it is heavy

        check_indicators(words, own)
    measures = {
        name: Measure(
            {_plain(unit): Decimal(factor) for unit, factor in entry["units"].items()},
            entry["bare"],
            tuple(entry.get("per", ())),
            tuple(entry["units"]),
        )
        for name, entry in words["measures"].items()
    }
    known = {
        code: Indicator(
            code=code,
            label=entry["label"],
            unit=entry["unit"],
            kind=entry.get("kind", SUM),
            of=tuple(entry.get("of", ())),
            parts=(),
            measure=measures[entry.get("measure", "count")],
            whole=entry.get("whole", False),
            award=entry.get("award", False),
            proposed=entry.get("proposed", False),
            aliases=tuple(entry.get("aliases", ())),
            within=entry.get("within", ""),
        )
        for code, entry in words["indicators"].items()
    }
    for code, entry in words["indicators"].items():
        if "parts" in entry:
            known[code] = replace(known[code], parts=tuple(known[part] for part in entry["parts"]))
    bounds, sized = ({name: tuple(said) for name, said in words[part].items()} for part in ("bounds", "sized"))
    return Indicators(known, bounds, words["around"], sized)
