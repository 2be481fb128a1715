"""Published keys by which a workspace shares out the figures of divided units (`shares.toml`), and whole numbers shared by them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from danvan_cli import settings
from danvan_cli.errors import UsageError
from danvan_cli.ledger.standing.margins import At, Margin, Number
from danvan_cli.units import Register, succession

FILE = "shares.toml"


@dataclass(frozen=True, slots=True)
class ShareKey:
    """How the figures of one unit are shared out over its parts in the other geography, and who says so."""

    unit: str
    parts: tuple[tuple[str, Decimal], ...]  # code and weight, sorted
    source: str


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    unit: str
    source: str = Field(min_length=1)
    parts: dict[str, Decimal]


class _Entries(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    share: tuple[_Entry, ...] = ()


def load(workspace: Path, register: Register) -> tuple[ShareKey, ...]:
    """The keys of the workspace, none without the file. UsageError: what cannot be read, an unknown unit, parts that are not all of its parts."""
    file = workspace / FILE
    if not file.is_file():
        return ()
    try:
        found = _Entries.model_validate(settings.read(file))
    except ValidationError as error:
        names = ", ".join(".".join(map(str, fault["loc"])) for fault in error.errors())
        raise UsageError("shares-unreadable", file=str(file), names=names) from error
    keys = sorted((_key(entry, register, file) for entry in found.share), key=lambda key: key.unit)
    for one, other in pairwise(keys):
        if one.unit == other.unit:
            raise UsageError("shares-twice", file=str(file), unit=register.full_name(one.unit))
    return tuple(keys)


def _key(entry: _Entry, register: Register, file: Path) -> ShareKey:
    unit = entry.unit if entry.unit in register else register.find(entry.unit).code
    if unit is None:
        raise UsageError("shares-unit-unknown", file=str(file), text=entry.unit)
    other = next(era for era in register.eras if era is not register.era_of(unit))
    parts = succession.of(register).parts(unit, other)
    named = {name: code for code in parts for name in (code, register.name_of(code))}
    weights = {named[name]: weight for name, weight in entry.parts.items() if name in named}
    whole = len(parts) > 1 and weights.keys() == set(parts) and len(entry.parts) == len(parts)
    if not whole or any(weight < 0 for weight in weights.values()) or not sum(weights.values()):
        names = ", ".join(map(register.name_of, parts))
        raise UsageError("shares-parts", file=str(file), unit=register.full_name(unit), parts=names)
    return ShareKey(unit, tuple(sorted(weights.items())), entry.source)


def shared(value: Number, weights: Sequence[Number], step: Fraction = Fraction(1)) -> list[Number]:
    """A number shared out by largest remainder, in steps of which it is so many: the shares add up to it."""
    whole = sum(map(Fraction, weights))
    exact = [Fraction(value) / step * Fraction(weight) / whole for weight in weights]
    steps = [int(quota) for quota in exact]
    left = int(Fraction(value) / step) - sum(steps)
    for place in sorted(range(len(exact)), key=lambda place: (steps[place] - exact[place], place))[:left]:
        steps[place] += 1
    return [count if step == 1 else Decimal(count * step.numerator) / step.denominator for count in steps]


def share_out(margins: Sequence[Margin], key: ShareKey) -> list[tuple[Margin, ...]] | None:
    """The margins of a figure for each part of a key, or None where they cannot be shared out alike.

    The base is shared out first, every split inside it, every crossed cell inside the cell it lies in: whatever is
    asked, the parts add up to the whole.
    """
    step = min((_step(value) for margin in margins for _, value in margin.cells), default=Fraction(1))
    base = max((margin.total for margin in margins), default=0)
    of_base = shared(base, [weight for _, weight in key.parts], step)
    done: list[tuple[Margin, list[list[Number]]]] = []
    for margin in sorted(margins, key=lambda one: (len(one.dims), -one.total)):
        outer = next((found for found in reversed(done) if found[0].dims <= margin.dims), None)
        left = shared(margin.total, of_base, step) if base else of_base
        rooms = _rooms(outer, left)
        shares = []
        for at, value in margin.cells:
            room = rooms.get(_seen_from(at, outer[0].dims if outer else frozenset()))
            if room is None or value > sum(room):
                return None
            share: list[Number] = shared(value, room, step) if value else [0] * len(room)
            room[:] = [most - one for most, one in zip(room, share, strict=True)]
            shares.append(share)
        done.append((margin, shares))
    if not all(_lies_inside(inner, outer) for inner in done for outer in done if outer[0].dims < inner[0].dims):
        return None
    shares_of = {id(margin): shares for margin, shares in done}
    return [
        tuple(
            replace(
                margin,
                cells=tuple(
                    (at, share[place]) for (at, _), share in zip(margin.cells, shares_of[id(margin)], strict=True)
                ),
            )
            for margin in margins
        )
        for place in range(len(key.parts))
    ]


_Shared = tuple[Margin, list[list[Number]]]
"""A split and the shares of its cells."""


def _step(value: Number) -> Fraction:
    """The smallest step of a number: 1, or that of its last decimal."""
    if isinstance(value, Decimal) and value != value.to_integral_value():
        return Fraction(Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)))
    return Fraction(1)


def _rooms(outer: _Shared | None, left: list[Number]) -> dict[At, list[Number]]:
    """What may be shared out inside each cell of an outer split, or inside the base."""
    if outer is None or not outer[0].dims:
        return {(): left}
    found: dict[At, list[Number]] = {}
    for (at, _), share in zip(outer[0].cells, outer[1], strict=True):
        known = found.get(at, [0] * len(share))
        found[at] = [one + other for one, other in zip(known, share, strict=True)]
    return found


def _seen_from(at: At, dims: frozenset[str]) -> At:
    return tuple(pair for pair in at if pair[0] in dims)


def _lies_inside(inner: _Shared, outer: _Shared) -> bool:
    """Whether the shares of crossed cells nowhere add up to more than those of the cell they lie in."""
    sums: dict[At, list[Number]] = {}
    for (at, _), share in zip(inner[0].cells, inner[1], strict=True):
        place = _seen_from(at, outer[0].dims)
        sums[place] = [one + other for one, other in zip(sums.get(place, [0] * len(share)), share, strict=True)]
    rooms = _rooms(outer, outer[1][0] if outer[1] else [])
    return all(
        place in rooms and all(one <= most for one, most in zip(share, rooms[place], strict=True))
        for place, share in sums.items()
    )
