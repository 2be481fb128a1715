"""The permanent codes of models: how our forms build them, and which codes are ours."""

import re

from danvan_cli.units import Register, place_of
from danvan_cli.vietnamese import bare

_OURS = re.compile(r"(?P<stem>\w+)-\d\d-\d\d+")


def is_permanent(code: str, register: Register, units: tuple[str, ...]) -> bool:
    """Whether a code is one that a form of ours gave to a model of one of these units; others number their own lists as they like."""
    found = _OURS.fullmatch(code.upper())
    return found is not None and found["stem"] in {abbreviation(register, unit) for unit in units}


def abbreviation(register: Register, unit: str) -> str:
    """The short name of a unit in codes: LS for Xã Liêm Sơn; the whole name where a neighbour has the same letters."""
    place = place_of(unit)
    own = register.get(place)
    neighbours = [other for other in register.children(own.parent) if other != place] if own.parent else []
    short = _initials(own.short)
    if short in {_initials(register.get(other).short) for other in neighbours}:
        short = _whole(own.short)
    if short in {_whole(register.get(other).short) for other in neighbours}:
        short += place.partition("@")[0]
    return f"{_initials(register.get(unit).short)}{short}" if unit != place else short


def _initials(name: str) -> str:
    return "".join(word if word.isdigit() else word[0] for word in bare(name).split()).upper()


def _whole(name: str) -> str:
    return bare(name).replace(" ", "").upper()
