"""What a workspace's own files of words may hold: what means nothing in one of them is named, not passed over."""

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from danvan_cli.errors import UsageError


class _Shape(BaseModel):
    """A part of a file; nothing is taken for what it is not: a day in quotes is a text."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Label(_Shape):
    vi: str
    en: str | None = None


class _Member(_Shape):
    label: _Label
    short: _Label | None = None
    aliases: list[str] | None = None
    parent: str | None = None
    closes: bool = True
    until: date | None = None
    parts: list[list[str]] | None = None


class _Dimension(_Shape):
    label: _Label
    members: dict[str, _Member]
    noise: list[str] | None = None


class _Measure(_Shape):
    units: dict[str, int]
    bare: bool
    per: list[str] | None = None


class _Indicator(_Shape):
    label: _Label
    unit: _Label
    kind: Literal["sum", "ratio", "not-additive"] = "sum"
    of: list[str] | None = None
    parts: list[str] | None = None
    measure: str = "count"
    whole: bool = False
    award: bool = False
    proposed: bool = False
    aliases: list[str] | None = None
    within: str | None = None


class _Indicators(_Shape):
    measures: dict[str, _Measure]
    bounds: dict[str, list[str]]
    around: dict[str, list[str] | dict[str, str]]
    sized: dict[str, list[str]]
    indicators: dict[str, _Indicator]


class _Models(_Shape):
    words: list[str]
    followed_by: list[str]


class _Words(_Shape):
    words: list[str]


class _Others(_Shape):
    movements: list[str]
    beside: list[str]
    themes: list[str]
    joins: list[str]
    matters: list[str]


class _Persons(_Shape):
    listed: list[str]
    others: list[str]


class _Counted(_Shape):
    plans: list[str]
    undone: list[str]
    things: list[str]
    beside: list[str]


class _Awarding(_Shape):
    any: str
    proposed: str
    proposes: list[str]
    joins: list[str]
    names: list[str]
    fields: list[str]
    beside: list[str]


class _Movement(_Shape):
    names: list[str]
    led_by: list[str]
    models: _Models
    persons: _Persons
    unsaid: _Words
    others: _Others
    counted: _Counted
    awards: dict[str, str]
    awarding: _Awarding


class _Name(_Shape):
    name: str
    since: date | None = None


class _Organ(_Shape):
    levels: list[str]
    names: list[_Name] = Field(min_length=1)
    since: dict[str, date] = {}


class _Organs(_Shape):
    committees: dict[str, str]
    organ: dict[str, _Organ]


def check_vocabulary(words: Mapping[str, Any], dimensions: Sequence[str], file: Path) -> None:
    """Raises UsageError, which names the entries of a vocabulary that mean nothing."""
    _refuse(file, [name for name in words if name not in dimensions])
    for dimension, about in words.items():
        _fit(_Dimension, about, file, dimension)
        members = about["members"]
        orphans = [code for code, entry in members.items() if entry.get("parent", code) not in members]
        _refuse(file, [f"{dimension}.members.{code}.parent" for code in orphans])


def check_indicators(words: Mapping[str, Any], file: Path) -> None:
    """The same of indicators."""
    _fit(_Indicators, words, file)
    _refuse(file, list(_strange(words["indicators"], words["measures"])))


def check_movement(words: Mapping[str, Any], indicators: Container[str], file: Path) -> None:
    """The same of what texts say of the movement; its awards are indicators."""
    _fit(_Movement, words, file)
    awarding = words["awarding"]
    codes = {f"awarding.{name}": awarding[name] for name in ("any", "proposed")}
    codes |= {f"awards.{phrase}": code for phrase, code in words["awards"].items()}
    _refuse(file, [name for name, code in codes.items() if code not in indicators])


def check_organs(words: Mapping[str, Any], file: Path) -> None:
    """The same of organs and their names."""
    _fit(_Organs, words, file)


def _strange(known: Mapping[str, Mapping[str, Any]], measures: Mapping[str, Any]) -> Iterator[str]:
    """What names an indicator or a measure that is none."""
    for code, entry in known.items():
        if entry.get("measure", "count") not in measures:
            yield f"indicators.{code}.measure"
        for part in ("of", "parts"):
            if not known.keys() >= {*entry.get(part, ())}:
                yield f"indicators.{code}.{part}"
        if entry.get("within", code) not in known:
            yield f"indicators.{code}.within"


def _fit(shape: type[_Shape], said: object, file: Path, *around: str) -> None:
    try:
        shape.model_validate(said)
    except ValidationError as error:
        _refuse(file, [".".join(map(str, (*around, *fault["loc"]))) for fault in error.errors()])


def _refuse(file: Path, names: Sequence[str]) -> None:
    if names:
        raise UsageError("settings-unknown", file=str(file), names=", ".join(dict.fromkeys(names)))
