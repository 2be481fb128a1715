"""A return as the store keeps it: made where the file is examined, written where the ledger is, and read back."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import repeat
from typing import Any

from pydantic_core import to_json

from danvan_cli.ledger.standing.margins import At, Margin
from danvan_cli.ledger.standing.stated import Alike, Named, Rows, Written
from danvan_cli.returns import Amount, Amounts, Base, Claim, Model, Observation, Reach, Return, Scope, columns_of
from danvan_cli.vietnamese import fold

ALWAYS = "9999"
"""Later than any moment: what is known now."""

_MARGINS = json.JSONDecoder(object_pairs_hook=lambda pairs: tuple([(dim, tuple(members)) for dim, members in pairs]))
"""Coordinates are stored in canonical order: they need not be sorted again."""

_FIGURES = re.compile(r"\},(-?(?:0|[1-9][0-9]*))\]")
"""The figure behind the coordinates of a stored cell; codes of members hold no brackets (vocabulary)."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@dataclass(frozen=True, slots=True)
class Prepared:
    """One return as the store keeps it, whole: `columns` in the order of its table, without the numbers the store gives.

    Its rows are bytes of UTF-8 up to the store: to make texts of them on the way takes longer than to write them.
    """

    sheet: str
    period: str
    columns: tuple[object, ...]

    @property
    def checksum(self) -> object:
        """Over all of it: equal returns have equal ones."""
        return self.columns[-1]


@dataclass(frozen=True, slots=True)
class Received:
    """One return of a file, as it is told to the user."""

    reporter: str
    period: str
    stage: str | None
    models: int
    observations: int


def now() -> str:
    """The moment now, as it is stored: UTC, sortable as text."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def prepare(ret: Return) -> Prepared:
    """A return as the store keeps it, with a checksum over all of it."""
    columns = (
        ret.reporter, ret.period, ret.stage, ret.kind.value, ret.sheet, ret.title, dump(ret.fixed), int(ret.supplement),
        ret.dated.isoformat() if ret.dated else None, ret.number, ret.answers,
        _dump_models(ret.models), _dump_bases(ret.bases), _dump_claims(ret.claims), ret.former, int(ret.front) or None,
        ret.part,
    )  # fmt: skip
    return Prepared(ret.sheet, ret.period, (*columns, checksum_of(columns)))


def checksum_of(columns: Sequence[object]) -> str:
    """Over all that is kept of a return. No text holds the character between them: texts are cleaned at the door.

    The last columns are younger than the first stores: where they say nothing, it is as if there were none.
    """
    while columns[-1] is None:
        columns = columns[:-1]
    parts = (one if isinstance(one, bytes) else str(one).encode("utf-8", "backslashreplace") for one in columns)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _dump_models(models: Sequence[Model]) -> bytes:
    """A register by columns: what rows share stands once, before them; a column that no row fills is empty."""
    names, cells, units, stages, unit_texts, ats, years, codes, texts, indicators = columns_of(models)
    numbers: dict[At, int] = {}  # of coordinates: few, and shared by many rows
    coordinates = {id(at): at for at in ats}
    of = {one: numbers.setdefault(tuple(at.items()), len(numbers)) for one, at in coordinates.items()}
    shared: dict[tuple[Any, ...], int] = {}
    places = [
        shared.setdefault(row, len(shared))
        for row in zip(units, unit_texts, map(of.get, map(id, ats)), stages, years, strict=True)
    ]
    alike = [dict(at) for at in numbers]
    columns = [
        places,
        names,
        list(map(fold, names)),
        cells,
        _filled(codes),
        _filled(texts),
        _filled([_dump_indicators(one) if one else None for one in indicators]),
    ]
    return _dump_rows([[(unit, text, alike[at], stages, year) for unit, text, at, stages, year in shared], columns])


def _filled(column: Sequence[Any]) -> Sequence[Any]:
    return column if any(column) else ()


def _columns(text: str) -> tuple[list[Any], Iterator[tuple[Any, ...]]]:
    """What is shared, and the rows: place of what they share, name, key, cell, code, texts, indicators."""
    shared, (places, names, keys, cells, *rare) = json.loads(text)
    return shared, zip(
        places, names, keys, cells, *(column or repeat(None, len(places)) for column in rare), strict=True
    )


def load_models(text: str) -> list[Model]:
    """The rows of a register back from the store."""
    shared, rows = _columns(text)
    alike = [
        (unit, tuple(stages), unit_text, dict(load_members(at)), registered)
        for unit, unit_text, at, stages, registered in shared
    ]
    return [
        Model._make((name, cell, *alike[place], code, texts or {}, _load_indicators(beside or {})))
        for place, name, _, cell, code, texts, beside in rows
    ]


def load_rows(text: str) -> Rows:
    """The same, as far as settling needs them."""
    shared, (places, names, keys, cells, codes, _, beside) = json.loads(text)
    numbers: dict[Alike, int] = {}  # rows that differ in the text of their unit only are alike
    of = [
        numbers.setdefault(Alike(unit, _the_same(load_members(at)), tuple(stages), year), len(numbers))
        for unit, _, at, stages, year in shared
    ]
    whose = _unit_texts(shared, places)
    if len(numbers) < len(of):
        places = list(map(of.__getitem__, places))
    beside = [dump(one) if one else "" for one in beside]
    return Rows(list(numbers), places, names, keys, beside, cells, codes, whose)


def load_named(text: str) -> Named:
    """Of the same what tells one model from another."""
    shared, (places, _, keys, _, codes, *_) = json.loads(text)
    return Named(keys, codes, places, [load_members(at) for _, _, at, _, _ in shared])


def load_written(text: str) -> Written:
    """Of the same the names as they are written, where they stand, and what they write of their unit."""
    shared, (places, names, _, cells, *_) = json.loads(text)
    return Written(names, cells, _unit_texts(shared, places))


def _unit_texts(shared: Sequence[Sequence[Any]], places: Sequence[int]) -> list[str | None]:
    texts = [text for _, text, *_ in shared]
    return list(map(texts.__getitem__, places))


@lru_cache(maxsize=65536)
def _the_same(at: At) -> At:
    """One object for equal coordinates: lists are many, and what they state of their rows is little."""
    return at


def _dump_bases(bases: Sequence[Base]) -> bytes:
    return _dump_rows(
        [
            (
                base.scope.unit, base.scope.reach.value, base.scope.stage,
                {**dict.fromkeys(base.scope.unclear, ()), **base.scope.fixed}, base.scope.inferred,
                base.cell, base.label,
                [(seen.at, seen.value, seen.cell) for seen in base.observations], _dump_indicators(base.indicators),
            )
            for base in bases
        ]
    )  # fmt: skip


_OBSERVATIONS = 7  # their place in a stored base


def load_bases(text: str) -> list[Base]:
    """The rows of a matrix back from the store, where an unclear dimension is one without members."""
    return [
        Base.model_construct(
            scope=Scope.model_construct(
                unit=unit,
                reach=Reach(reach),
                stage=stage,
                fixed={dimension: members for dimension, members in load_members(fixed) if members},
                inferred=tuple(inferred),
                unclear=tuple(dimension for dimension, members in fixed.items() if not members),
            ),
            cell=cell,
            label=label,
            observations=tuple(
                Observation.model_construct(at=dict(load_members(at)), value=value, cell=place)
                for at, value, place in observations
            ),
            indicators=_load_indicators(beside),
        )
        for unit, reach, stage, fixed, inferred, cell, label, observations, beside in json.loads(text)
    ]


def _dump_indicators(indicators: Amounts) -> Mapping[str, object]:
    """The amounts beside a row; most rows have none."""
    return {
        code: [(one.at, str(one.value), one.bound, str(one.upper or ""), one.cell) for one in amounts]
        for code, amounts in indicators.items()
    }


def _load_indicators(stored: Mapping[str, Sequence[Sequence[Any]]]) -> Amounts:
    return {
        code: tuple(
            Amount.model_construct(
                at=dict(load_members(at)), value=Decimal(value), bound=bound, upper=Decimal(upper) if upper else None,
                cell=cell,
            )
            for at, value, bound, upper, cell in amounts
        )
        for code, amounts in stored.items()
    }  # fmt: skip


def _dump_claims(claims: Sequence[Claim]) -> bytes:
    return _dump_rows([(said.kind, said.cell, said.text, said.at, said.stated, said.computed) for said in claims])


def received(ret: Return) -> Received:
    """What is told of a return."""
    observations = sum(seen.value is not None for base in ret.bases for seen in base.observations)
    return Received(ret.reporter, ret.period, ret.stage, len(ret.models), len(ret.models) + observations)


def received_of(reporter: str, period: str, stage: str | None, models: str, bases: str) -> Received:
    """The same of a return that is stored."""
    _, (places, *_) = json.loads(models)
    seen = sum(value is not None for base in json.loads(bases) for _, value, _ in base[_OBSERVATIONS])
    return Received(reporter, period, stage, len(places), len(places) + seen)


def dump(value: object) -> str:
    """A value as the store keeps it: equal values give equal texts."""
    return _ENCODER.encode(value)


def _dump_rows(rows: object) -> bytes:
    """The same for the many rows of a return, whose mappings have an order already: a quarter of the time."""
    return to_json(rows)


@lru_cache(maxsize=1024)
def dump_margins(margins: tuple[Margin, ...]) -> str:
    """Margins as the store keeps them; short lists have few."""
    return dump(
        [
            [
                sorted(margin.dims), margin.closed, [[dict(at), value] for at, value in margin.cells],
                *([] if margin.narrows is None else [sorted(margin.narrows)]),
            ]
            for margin in margins
        ]
    )  # fmt: skip


@lru_cache(maxsize=1024)
def dump_at(at: At) -> str:
    """Coordinates as the store keeps them."""
    return dump(dict(at))


def dump_numbers(numbers: Iterable[int]) -> str:
    """The places of rows as the store keeps them."""
    return f"[{','.join(map(str, numbers))}]"


@lru_cache(maxsize=65536)
def load_margins(text: str) -> tuple[Margin, ...]:
    """Margins back from the store; what a list shows and what it implies have the same.

    Most differ from others in their figures only: what is the same is read once.
    """
    figures = list(map(int, _FIGURES.findall(text)))
    shapes, at = _shapes(_FIGURES.sub("}]", text)), 0
    margins = []
    for dims, closed, ats, narrows in shapes:
        cells = tuple(zip(ats, figures[at : at + len(ats)], strict=True))
        margins.append(Margin(dims, closed, cells, narrows))
        at += len(ats)
    return tuple(margins)


@lru_cache(maxsize=4096)
def _shapes(text: str) -> list[tuple[frozenset[str], bool, list[At], frozenset[str] | None]]:
    """Margins without their figures: dimensions, whether they are closed, the coordinates of the cells, and what narrows them."""
    return [
        (frozenset(dims), closed, [at for (at,) in cells], frozenset(narrows[0]) if narrows else None)
        for dims, closed, cells, *narrows in _MARGINS.decode(text)
    ]


@lru_cache(maxsize=65536)
def load_numbers(text: str) -> tuple[int, ...]:
    """The places of rows back from the store."""
    return tuple(json.loads(text))


def load_keys(text: str) -> tuple[str, ...]:
    """The keys of other verdicts back from the store; most name none."""
    return () if text == "[]" else tuple(json.loads(text))


def load_members(at: Mapping[str, Sequence[str]]) -> At:
    """Coordinates in canonical form."""
    return tuple(sorted([(dimension, tuple(members)) for dimension, members in at.items()]))


@lru_cache(maxsize=65536)
def load_at(text: str) -> At:
    """Coordinates back from the store."""
    return load_members(json.loads(text))
