"""Communes merged before the eve: other names of what took them over, though each once sent lists of its own. (counting.md 5)"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from danvan_cli.units import facts
from danvan_cli.units.eras import MARK, key_of
from danvan_cli.units.facts import Past
from danvan_cli.units.register import Register
from danvan_cli.units.tree import place_of


def merged_name(register: Register, texts: Iterable[str], code: str, since: date) -> str | None:
    """The commune under whose name texts speak of what took it over, if they are of a time before that; None: under its own.

    `since`: the first day of what they tell of. Afterwards an old name is only an old habit.
    """
    parts = {key for key, merger in _parts(place_of(code)) if merger.by > since}
    if not parts:
        return None
    named = {place.key for text in texts for one in register.read(text, expected=True).mentions for place in one.places}
    own = _own_key(register, code)
    before = named & parts - {own}
    return before.pop() if len(before) == 1 and own not in named else None


def kept_its_name(register: Register, code: str) -> bool:
    """Whether a commune bears the name of one of those it was made of: who sends under it may be the one or the other."""
    return _own_key(register, code) in dict(_parts(place_of(code)))


def _own_key(register: Register, code: str) -> str:
    place = place_of(code)
    return register.era_of(place).line(place).key


def _parts(code: str) -> Iterator[tuple[str, Past]]:
    """The names of the communes that one was made of, and of those that these were made of."""
    for merger in _mergers().get(code, ()) if MARK not in code else ():
        for official, name in merger.before:
            yield key_of(name), merger
            if official != code:
                yield from _parts(official)


@cache
def _mergers() -> dict[str, tuple[Past, ...]]:
    """The mergers before the eve by the official code of what came out of them."""
    found: dict[str, list[Past]] = defaultdict(list)
    for past in facts.past():
        if past.kind == "merge":
            found[past.became[0]].append(past)
    return {code: tuple(some) for code, some in found.items()}
