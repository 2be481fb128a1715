"""Names that are almost one: compared without the words that tell no model from another. Likeness asks, it never decides. (counting.md 6)"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
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
    marks = dict(reader.marks(own))
    known = set(chain.from_iterable(marks.values()))
    alike = {other: known.intersection(each) for other, each in reader.marks(theirs) if not known.isdisjoint(each)}
    in_question = frozenset().union(*alike.values())  # few names have something in common
    mine: dict[str, _Name] = {}
    marked: dict[int, list[str]] = defaultdict(list)
    for name, each in marks.items():
        if not in_question.isdisjoint(each):
            mine[name] = reader.read(name)
            for mark in in_question.intersection(each):
                marked[mark].append(name)
    found: dict[str, list[Near]] = defaultdict(list)
    for other, shared in alike.items():
        read = reader.read(other)
        akin = {name for mark in shared if mark >= 0 for name in marked[mark]}
        same = [name for mark in shared if mark < 0 for name in marked[mark]]  # letters, in whatever order
        akin.update(name for name in same if mine[name].letters == read.letters)
        for name in akin - {other}:
            likeness = _likeness(mine[name], read)
            if likeness >= ALIKE:
                found[name].append(Near(other, likeness, vaguer=mine[name].village != read.village))
    return {
        name: sorted(near, key=lambda one: (one.vaguer, -one.likeness, one.name))
        for name, near in sorted(found.items())
    }


def joint_names(names: Collection[str], place: str) -> list[str]:
    """Of a place's models those whose folded names may tell of several places: its own name is in them, or "liên xã"."""
    together = f" {' | '.join(names)} "
    telling = [words for words in (f" {fold(place)} ", *_joint()) if words in together]  # most lists have no such word
    return [name for name in names if _says(telling, name)] if telling else []


def is_joint(name: str, place: str, other: str) -> bool:
    """Whether a folded name tells of two places, each by its own: "Đường hoa Liêm Sơn – Liêm Túc"; or says "liên xã"."""
    longer, shorter = sorted((fold(place), fold(other)), key=len, reverse=True)
    before, own, after = f" {name} ".partition(f" {longer} ")
    return _says(_joint(), name) or (bool(own) and any(f" {shorter} " in f"{part} " for part in (before, f" {after}")))


def _says(telling: Iterable[str], name: str) -> bool:
    return any(words in f" {name} " for words in telling)


@cache
def _joint() -> tuple[str, ...]:
    return tuple(f" {fold(words)} " for words in shipped.toml("likeness.toml")["joint"])


class _Name(NamedTuple):
    """A name without accents, and without what tells nothing: its words, their numbers, the village at its end."""

    words: Words
    numbers: Words
    village: Words

    @property
    def letters(self) -> str:
        """Its letters alone, in whatever words they stand."""
        return "".join(self.words)

    @property
    def forms(self) -> Words:
        """As it is written, with its words in the order of the alphabet (some put other words first), and its letters alone."""
        return " ".join(self.words), " ".join(sorted(self.words)), self.letters


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
        self._idle = _idle()
        begin = (self._idle.openings, self._endings, self._idle.villages)
        self._openings, self._closings, self._villages = (frozenset(map(_VALUES.__getitem__, words)) for words in begin)

    def marks(self, names: Iterable[str]) -> Iterator[tuple[str, list[int]]]:
        """Names with what those that are almost one have in common: all words, all but one, in any order; or all letters."""
        value, openings, closings, villages = _VALUES.__getitem__, self._openings, self._closings, self._villages
        for name in names:
            written = name.split()
            words = list(map(value, written))
            if words and (
                words[0] in openings or words[-1] in closings or not villages.isdisjoint(words[-_LONGEST_VILLAGE:])
            ):
                start, end, _ = self._told(written)
                words = words[start:end] or words
            whole = sum(words)
            marks = [whole - word for word in words]
            marks += (whole, ~(whole & _LETTERS))  # below zero: no sum of words
            yield name, marks

    def read(self, name: str) -> _Name:
        """A name without what tells nothing; all of it where nothing is left."""
        written = name.split()
        start, end, village = self._told(written)
        words = tuple(map(_PLAIN.__getitem__, written))
        core = words[start:end] or words
        numbers = () if _NUMERALS.isdisjoint(words) else tuple(sorted(filter(_NUMERALS.__contains__, core)))
        return _Name(core, numbers, words[village])

    def _told(self, written: list[str]) -> tuple[int, int, slice]:
        """Where what tells a name from others begins and ends among its words, and where its village stands."""
        openings, villages, endings, plain = self._idle.openings, self._idle.villages, self._endings, _PLAIN
        start, end = 0, len(written)
        while start < end and plain[written[start]] in openings:
            words = tuple(map(plain.__getitem__, written[start:end]))
            length = _longest(openings[words[0]], words, at_end=False)
            if not length:
                break
            start += length
        while start < end and plain[written[end - 1]] in endings:
            words = tuple(map(plain.__getitem__, written[start:end]))
            length = _longest(endings[words[-1]], words, at_end=True)
            if not length:
                break
            end -= length
        first = max(start + 1, end - _LONGEST_VILLAGE)
        for place, word in enumerate(written[first:end], first):
            for phrase in villages.get(word, ()):
                name = place + len(phrase)
                if name <= end and tuple(written[place:name]) == phrase:
                    return start, place, slice(name, end)
        return start, end, _NOWHERE


_NOWHERE = slice(0, 0)
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


class _Values(dict[str, int]):
    """Words as numbers, whose sums tell which words names have: above a number of the word, below one of its letters."""

    def __missing__(self, word: str) -> int:
        plain = _PLAIN[word]
        letters = sum(hash(letter) & 0xFFFF for letter in plain)
        value = self[word] = (hash(plain) & _WORD) * (_LETTERS + 1) + letters
        return value


_WORD, _LETTERS = 2**35 - 1, 2**24 - 1  # a dozen of them add up to less than 2^63: that sum is the fastest
_VALUES = _Values()
