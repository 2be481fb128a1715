"""A return as rows of the store: made where the file is examined, written where the ledger is."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from danvan_cli.ledger.margins import At, Margin, canonical
from danvan_cli.returns import Return
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import MemberSet

ALWAYS = "9999"
"""Later than any moment: what is known now."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@dataclass(frozen=True, slots=True)
class Prepared:
    """The rows of one return, in the order of the store's columns, without the numbers that the store gives."""

    sheet: str
    period: str
    head: tuple[object, ...]
    models: list[tuple[object, ...]]
    bases: list[tuple[object, ...]]
    claims: list[tuple[object, ...]]
    checksum: str


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
    """The rows of a return, with a checksum over all of them."""
    head = (
        ret.reporter, ret.period, ret.stage, ret.kind.value, ret.sheet, ret.title, dump(ret.fixed), int(ret.supplement),
        ret.dated.isoformat() if ret.dated else None, ret.number, ret.answers,
    )  # fmt: skip
    models: list[tuple[object, ...]] = [
        (
            place, model.name, fold(model.name), model.cell, model.unit, model.unit_text, dump_at(canonical(model.at)),
            ",".join(model.stages), model.registered, model.code, dump(model.texts) if model.texts else "{}",
        )
        for place, model in enumerate(ret.models)
    ]  # fmt: skip
    bases: list[tuple[object, ...]] = [
        (
            place, base.scope.unit, base.scope.reach.value, base.scope.stage, dump(base.scope.fixed), base.cell,
            base.label, dump([[seen.at, seen.value, seen.cell] for seen in base.observations]),
        )
        for place, base in enumerate(ret.bases)
    ]  # fmt: skip
    claims: list[tuple[object, ...]] = [
        (said.kind, said.cell, said.text, dump(said.at), said.stated, said.computed) for said in ret.claims
    ]
    digest = hashlib.sha256(repr((head, models, bases, claims)).encode("utf-8", "backslashreplace")).hexdigest()
    return Prepared(ret.sheet, ret.period, head, models, bases, claims, digest)


def received(ret: Return) -> Received:
    """What is told of a return."""
    observations = sum(seen.value is not None for base in ret.bases for seen in base.observations)
    return Received(ret.reporter, ret.period, ret.stage, len(ret.models), len(ret.models) + observations)


def dump(value: object) -> str:
    """A value as the store keeps it."""
    return _ENCODER.encode(value)


@lru_cache(maxsize=65536)
def dump_at(at: At) -> str:
    """Coordinates as the store keeps them; few differ among very many."""
    return _ENCODER.encode(dict(at))


def dump_margins(margins: Sequence[Margin]) -> str:
    """Margins as the store keeps them."""
    return dump(
        [[sorted(margin.dims), margin.closed, [[dict(at), value] for at, value in margin.cells]] for margin in margins]
    )


def load_margins(text: str) -> tuple[Margin, ...]:
    """Margins back from the store."""
    return tuple(
        Margin(frozenset(dims), closed, tuple((load_members(at), value) for at, value in cells))
        for dims, closed, cells in json.loads(text)
    )


def load_members(at: Mapping[str, Sequence[str]]) -> At:
    """Coordinates in canonical form."""
    return tuple(sorted((dimension, tuple(members)) for dimension, members in at.items()))


@lru_cache(maxsize=65536)
def load_at(text: str) -> At:
    """Coordinates back from the store."""
    return load_members(json.loads(text))


@lru_cache(maxsize=65536)
def load_coordinates(text: str) -> dict[str, MemberSet]:
    """The same as a mapping."""
    return dict(load_at(text))
