"""Places that ended on 1/7/2025, named in a list of the time after: "Xã Đồn Xá (cũ)" is what took it over. (counting.md 4)"""

from danvan_cli.units.register import Match, Register
from danvan_cli.units.tree import is_body, place_of


def own_former(register: Register, text: str, about: str) -> Match:
    """The place spoken of, or a body of it, where the text names a place that it was made from.

    That comes before any other place of the name: a commune's list speaks of its own.
    """
    place = place_of(about)
    keys = _named(register, text)
    olds = [old for old in register.predecessors(place) if register.era_of(old).line(old).key in keys]
    named = {match.code for match in (register.find(text, old) for old in olds) if match.code}
    said = [code for code in sorted(named) if place_of(code) in olds]
    now = {register.kin_of(code, place) if is_body(code) else place for code in said}
    if len(now) != 1:
        return Match()
    renamed = any(register.get(place_of(code)).short != register.get(place).short for code in said)
    return Match(now.pop(), notes=("alias-used",) if renamed else ())


def former_in(register: Register, text: str, place: str) -> Match:
    """What took over the place that a text names, where one place inside this one did; else all that may have."""
    provinces = register.predecessors(register.province_of(place)) if _named(register, text) else ()
    codes = [code for province in provinces for code in _said(register.find(text, province))]
    became = {new for old in codes for new in register.successors(old) if register.is_within(new, place)}
    return Match(became.pop(), notes=("alias-used",)) if len(became) == 1 else Match(candidates=tuple(sorted(became)))


def _named(register: Register, text: str) -> set[str]:
    """The keys of the places' names in a text."""
    return {place.key for mention in register.read(text, expected=True).mentions for place in mention.places}


def _said(match: Match) -> tuple[str, ...]:
    return () if match.outside or match.alike else match.codes
