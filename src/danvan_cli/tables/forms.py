"""What a form for one unit says: its names, its lines, the units it offers. Filled in by the register and the ledger."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from danvan_cli.intake.forms.filled_forms import words
from danvan_cli.periods import register_day
from danvan_cli.tables.carried import Carried
from danvan_cli.units import Register, place_of


@dataclass(frozen=True, slots=True)
class Form:
    """One form to be sent to one unit."""

    layout: str
    unit: str
    name: str
    full_name: str
    parent: str  # the letterhead's first line
    place: str  # beside the date
    period: str
    units: tuple[str, ...]  # offered where a model's unit is asked for; of a matrix its lines
    lines: int
    models: tuple[Carried, ...] = ()
    carried: bool = False  # made from the ledger


def form_of(
    register: Register,
    unit: str,
    period: str,
    layout: str,
    *,
    models: Sequence[Carried] | None = None,
    lines: int | None = None,
) -> Form:
    """The form of a unit for a period. `models`: those of the year before, where it is made from the ledger."""
    known, place = register.get(unit), register.get(place_of(unit))
    above = register.parent(unit)
    offered = tuple(_lines(register, unit, period) if layout == "matrix" else _offered(register, unit, period))
    listed = tuple(models or ())
    room = len(offered) if layout == "matrix" else (lines or words()["limits"]["rows"]) + len(listed)
    return Form(
        layout=layout,
        unit=unit,
        name=known.name,
        full_name=register.full_name(unit),
        parent=register.name_of(above) if above else "",
        place=place.short,
        period=period,
        units=offered,
        lines=room,
        models=listed,
        carried=models is not None,
    )


def _lines(register: Register, unit: str, period: str) -> Iterator[str]:
    """The lines of a matrix: the places below the unit, by name; else the unit alone."""
    below = register.children(unit)
    if not below:
        yield register.name_of(unit)
    for code in below:
        yield _readable(register, code, unit, register_day(period)) or register.full_name(code)


def _offered(register: Register, unit: str, period: str) -> Iterator[str]:
    """Units that carry models out: itself, the places below it, the bodies that stand in most places."""
    day = register_day(period)
    usual: list[str] = words()["bodies"]["names"]
    bodies = [body for body, _ in register.bodies.entries if body.name in usual and "/" not in unit]
    codes = [unit, *register.children(unit)]
    codes += [register.body_of(unit, register.bodies.key(body, "")) for body in bodies]
    for code in codes:
        name = _readable(register, code, unit, day)
        if name:
            yield name


def _readable(register: Register, code: str, unit: str, day: date | None) -> str | None:
    """The name by which the reader of returns will know a unit again; None where no name is clear."""
    place = place_of(unit)
    within = place if register.has_places_below(place) else register.parent(place)
    for name in (register.name_of(code), register.full_name(code)):
        if register.find(name, within, day, unit).code == code:
            return name
    return None
