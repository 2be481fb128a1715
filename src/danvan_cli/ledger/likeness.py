"""Names that are almost one: compared without the words that tell no model from another. Likeness asks, it never decides. (counting.md 6)"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache
from itertools import chain
from typing import NamedTuple

from danvan_cli import shipped
from danvan_cli.vietnamese import bare, fold

ALIKE = 90
"""Per cent of likeness from which it is asked whether two names are one."""

Words = tuple[str, ...]


class Near(NamedTuple):
    """A name that is almost the one looked for. `vaguer`: only one of the two says in which village."""

    name: str
    likeness: int  # per cent; 100 where only words that tell nothing, or accents, differ
    vaguer: bool


def near_names(own: Iterable[str], theirs: Iterable[str], places: Collection[str]) -> dict[str, list[Near]]:
    """For each name of a place the almost equal ones of the bodies in it, the nearest first; of folded names.

    `places`: the names of the place and of those above it. Other numbers and other villages make other names.
    """
    reader = _Reader(places)
    mine = {name: reader.read(name) for name in own}
    marks = {name: _marks(read.words) for name, read in mine.items()}
    known = set(chain.from_iterable(marks.values()))
    candidates = [
        (other, read, common)
        for other in theirs
        if (common := known.intersection(_marks((read := reader.read(other)).words)))
    ]
    in_question = frozenset().union(*(common for _, _, common in candidates))  # few names have something in common
    marked: dict[int, list[str]] = defaultdict(list)
    for name, each in marks.items():
        for mark in in_question.intersection(each):
            marked[mark].append(name)
    found: dict[str, list[Near]] = defaultdict(list)
    for other, read, shared in candidates:
        for name in {name for mark in shared for name in marked[mark]} - {other}:
            likeness = _likeness(mine[name], read)
            if likeness >= ALIKE:
                found[name].append(Near(other, likeness, vaguer=mine[name].village != read.village))
    return {
        name: sorted(near, key=lambda one: (one.vaguer, -one.likeness, one.name))
        for name, near in sorted(found.items())
    }


class _Name(NamedTuple):
    """A name without accents, and without what tells nothing: its words, their numbers, the village at its end."""

    words: Words
    numbers: Words
    village: Words

    @property
    def forms(self) -> Words:
        """As it is written, with its words in the order of the alphabet (some put other words first), and its letters alone."""
        return " ".join(self.words), " ".join(sorted(self.words)), "".join(self.words)


def _marks(words: Words) -> list[int]:
    """What names that are almost one have in common: all words, all but one, in any order; or all letters."""
    each = list(map(hash, words))
    whole = sum(each)
    marks = [whole - one for one in each]
    marks += (whole, hash("".join(words)))
    return marks


def _likeness(one: _Name, other: _Name) -> int:
    from rapidfuzz import fuzz  # noqa: PLC0415 - only where names are compared

    if one.numbers != other.numbers or (one.village and other.village and one.village != other.village):
        return 0  # "thôn 1" and "thôn 2" are two
    return int(max(fuzz.ratio(mine, theirs) for mine, theirs in zip(one.forms, other.forms, strict=True)))


class _Reader:
    """Reads names of one place: what tells them from others."""

    def __init__(self, places: Collection[str]) -> None:
        self._endings = {word: list(phrases) for word, phrases in _idle().endings.items()}
        for place in (tuple(bare(place).split()) for place in places):
            self._endings[place[-1]] = sorted([*self._endings.get(place[-1], ()), place], key=len, reverse=True)

    def read(self, name: str) -> _Name:
        """A name without what tells nothing; all of it where nothing is left."""
        written = name.split()
        words = tuple(map(_PLAIN.__getitem__, written))
        idle = _idle()
        start, end = 0, len(words)
        while start < end and words[start] in idle.openings:
            length = _longest(idle.openings[words[start]], words[start:end], at_end=False)
            if not length:
                break
            start += length
        while start < end and words[end - 1] in self._endings:
            length = _longest(self._endings[words[end - 1]], words[start:end], at_end=True)
            if not length:
                break
            end -= length
        village: Words = ()
        if not idle.villages.keys().isdisjoint(written):
            for place in range(max(start + 1, end - _LONGEST_VILLAGE), end):
                phrases = idle.villages.get(written[place])
                if phrases and (length := _longest(phrases, tuple(written[place:end]), at_end=False)):
                    village, end = words[place + length : end], place
                    break
        core = (words[start:end] or words) if end - start < len(words) else words
        numbers = () if _NUMERALS.isdisjoint(words) else tuple(sorted(filter(_NUMERALS.__contains__, core)))
        return _Name(core, numbers, village)


_LONGEST_VILLAGE = 5  # words, those before its name among them
_DIGIT = re.compile(r"\d")


class _Idle(NamedTuple):
    """Words that tell nothing: openings by their first word, endings by their last; and what begins a village's name."""

    openings: dict[str, list[Words]]
    endings: dict[str, list[Words]]
    villages: dict[str, list[Words]]


@cache
def _idle() -> _Idle:
    known = shipped.toml("likeness.toml")
    openings, endings = ([tuple(bare(text).split()) for text in known[key]] for key in ("openings", "endings"))
    villages = [tuple(fold(text).split()) for text in known["villages"]]
    return _Idle(_by_word(openings, 0), _by_word(endings, -1), _by_word(villages, 0))


def _by_word(phrases: Iterable[Words], place: int) -> dict[str, list[Words]]:
    found: dict[str, list[Words]] = defaultdict(list)
    for phrase in phrases:
        found[phrase[place]].append(phrase)
    return {word: sorted(some, key=len, reverse=True) for word, some in found.items()}


def _longest(phrases: Iterable[Words], words: Words, *, at_end: bool) -> int:
    """How many words the longest of these phrases takes away; they are given the longest first."""
    for phrase in phrases:
        length = len(phrase)
        if (words[-length:] if at_end else words[:length]) == phrase:
            return length
    return 0


class _Plain(dict[str, str]):
    """Words without accents, each worked out once: names are many and their words few."""

    def __missing__(self, word: str) -> str:
        plain = self[word] = bare(word)
        if _DIGIT.search(plain):
            _NUMERALS.add(plain)
        return plain


_PLAIN = _Plain()
_NUMERALS: set[str] = set()  # of these words: those with a digit
