"""A return as the store keeps it: made where the file is examined, written where the ledger is, and read back."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import repeat
from typing import Any

from pydantic_core import to_json

from danvan_cli.ledger.margins import At, Margin
from danvan_cli.ledger.stated import Alike, Named, Rows, Written
from danvan_cli.returns import Amount, Amounts, Base, Claim, Model, Observation, Reach, Return, Scope
from danvan_cli.vietnamese import fold

ALWAYS = "9999"
"""Later than any moment: what is known now."""

_MARGINS = json.JSONDecoder(object_pairs_hook=lambda pairs: tuple([(dim, tuple(members)) for dim, members in pairs]))
"""Coordinates are stored in canonical order: they need not be sorted again."""

_FIGURES = re.compile(r"\},(-?(?:0|[1-9][0-9]*))\]")
"""The figure behind the coordinates of a stored cell; names of members hold no brackets."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@dataclass(frozen=True, slots=True)
class Prepared:
    """One return as the store keeps it, whole: `columns` in the order of its table, without the numbers the store gives."""

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
        _dump_models(ret.models), _dump_bases(ret.bases), _dump_claims(ret.claims),
    )  # fmt: skip
    return Prepared(ret.sheet, ret.period, (*columns, checksum_of(columns)))


def checksum_of(columns: Sequence[object]) -> str:
    """Over all that is kept of a return. No text holds the character between them: texts are cleaned at the door."""
    return hashlib.sha256("\0".join(map(str, columns)).encode("utf-8", "backslashreplace")).hexdigest()


def _dump_models(models: Sequence[Model]) -> str:
    """A register by columns: what rows share stands once, before them; a column that no row fills is empty."""
    shared: dict[tuple[str, str | None, int, tuple[str, ...], int | None], int] = {}
    numbers: dict[At, int] = {}  # of coordinates: few, and shared by many rows
    of = [numbers.setdefault(tuple(model.at.items()), len(numbers)) for model in models]
    places = [
        shared.setdefault((model.unit, model.unit_text, at, model.stages, model.registered), len(shared))
        for model, at in zip(models, of, strict=True)
    ]
    ats = [dict(at) for at in numbers]
    names = [model.name for model in models]
    columns = [
        places,
        names,
        list(map(fold, names)),
        [model.cell for model in models],
        _filled([model.code for model in models]),
        _filled([model.texts for model in models]),
        _filled([_dump_indicators(model.indicators) if model.indicators else None for model in models]),
    ]
    return _dump_rows([[(unit, text, ats[at], stages, year) for unit, text, at, stages, year in shared], columns])


def _filled(column: list[Any]) -> list[Any]:
    return column if any(column) else []


def _columns(text: str) -> tuple[list[Any], Iterator[tuple[Any, ...]]]:
    """What is shared, and the rows: place of what they share, name, key, cell, code, texts, indicators."""
    shared, (places, names, keys, cells, *rare) = json.loads(text)
    return shared, zip(
        places, names, keys, cells, *(column or repeat(None, len(places)) for column in rare), strict=True
    )


def load_models(text: str) -> list[Model]:
    """The rows of a register back from the store."""
    shared, rows = _columns(text)
    # What is stored was validated when it was taken in: it is only put together again.
    return [
        Model.model_construct(
            name=name, cell=cell, unit=unit, unit_text=unit_text, at=dict(load_members(at)), stages=tuple(stages),
            registered=registered, code=code, texts=texts or {}, indicators=_load_indicators(beside or {}),
        )
        for place, name, _, cell, code, texts, beside in rows
        for unit, unit_text, at, stages, registered in (shared[place],)
    ]  # fmt: skip


def load_rows(text: str, *, written: bool = True) -> Rows:
    """The same, as far as settling needs them; not `written`: without names and cells."""
    shared, (places, names, keys, cells, codes, _, beside) = json.loads(text)
    alike = [Alike(unit, load_members(at), tuple(stages), year) for unit, _, at, stages, year in shared]
    beside = [dump(one) if one else "" for one in beside]
    names, cells = (names, cells) if written else ((), ())
    return Rows(alike, places, names, keys, beside, cells, codes)


def load_named(text: str) -> Named:
    """Of the same what tells one model from another."""
    shared, (places, _, keys, _, codes, *_) = json.loads(text)
    return Named(keys, codes, places, [load_members(at) for _, _, at, _, _ in shared])


def load_written(text: str) -> Written:
    """Of the same the names as they are written, and where they stand."""
    _, (_, names, _, cells, *_) = json.loads(text)
    return Written(names, cells)


def _dump_bases(bases: Sequence[Base]) -> str:
    return _dump_rows(
        [
            (
                base.scope.unit, base.scope.reach.value, base.scope.stage, base.scope.fixed, base.scope.inferred,
                base.cell, base.label,
                [(seen.at, seen.value, seen.cell) for seen in base.observations], _dump_indicators(base.indicators),
            )
            for base in bases
        ]
    )  # fmt: skip


_OBSERVATIONS = 7  # their place in a stored base


def load_bases(text: str) -> list[Base]:
    """The rows of a matrix back from the store."""
    return [
        Base.model_construct(
            scope=Scope.model_construct(
                unit=unit, reach=Reach(reach), stage=stage, fixed=dict(load_members(fixed)), inferred=tuple(inferred)
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


def _dump_claims(claims: Sequence[Claim]) -> str:
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


def _dump_rows(rows: object) -> str:
    """The same for the many rows of a return, whose mappings have an order already: a quarter of the time."""
    return to_json(rows).decode()


def dump_margins(margins: Sequence[Margin]) -> str:
    """Margins as the store keeps them."""
    return dump(
        [[sorted(margin.dims), margin.closed, [[dict(at), value] for at, value in margin.cells]] for margin in margins]
    )


@lru_cache(maxsize=65536)
def load_margins(text: str) -> tuple[Margin, ...]:
    """Margins back from the store; what a list shows and what it implies have the same.

    Most differ from others in their figures only: what is the same is read once.
    """
    figures = map(int, _FIGURES.findall(text))
    shapes = _shapes(_FIGURES.sub("}]", text))
    return tuple([Margin(dims, closed, tuple(zip(ats, figures))) for dims, closed, ats in shapes])  # noqa: B905 - of all


@lru_cache(maxsize=4096)
def _shapes(text: str) -> list[tuple[frozenset[str], bool, list[At]]]:
    """Margins without their figures: dimensions, whether they are closed, the coordinates of the cells."""
    return [(frozenset(dims), closed, [at for (at,) in cells]) for dims, closed, cells in _MARGINS.decode(text)]


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
