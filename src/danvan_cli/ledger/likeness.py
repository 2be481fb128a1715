"""Names that are almost one: compared without the words that tell no model from another. Likeness asks, it never decides. (counting.md 6)"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from danvan_cli import shipped
from danvan_cli.vietnamese import bare

ALIKE = 90
"""Per cent of likeness from which it is asked whether two names are one."""

Words = tuple[str, ...]


class Near(NamedTuple):
    """A name that is almost the one looked for."""

    name: str
    likeness: int  # per cent; 100 where only such words or accents differ


class Neighbours:
    """Names to be compared with others, of one place and the bodies in it."""

    def __init__(self, names: Iterable[str], places: Collection[str]) -> None:
        self._places = {tuple(bare(place).split()) for place in places}
        by_numbers: dict[Words, list[tuple[str, str]]] = defaultdict(list)
        for name in sorted(names):
            words = self._telling(name)
            for form in dict.fromkeys((" ".join(words), " ".join(sorted(words)))):
                by_numbers[_numbers(words)].append((form, name))
        self._forms = {numbers: sorted(forms, key=lambda pair: len(pair[0])) for numbers, forms in by_numbers.items()}
        self._lengths = {numbers: [len(form) for form, _ in forms] for numbers, forms in self._forms.items()}

    def near(self, name: str) -> list[Near]:
        """The names almost like this one, the nearest first. Other numbers ("thôn 1", "thôn 2") make another name."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where names are compared

        words = self._telling(name)
        forms = self._forms.get(_numbers(words), [])
        lengths = self._lengths.get(_numbers(words), [])
        found: dict[str, int] = {}
        for form in dict.fromkeys((" ".join(words), " ".join(sorted(words)))):
            shortest, longest = len(form) * ALIKE / (200 - ALIKE), len(form) * (200 - ALIKE) / ALIKE
            some = forms[bisect_left(lengths, shortest) : bisect_right(lengths, longest)]
            alike = process.extract(
                form, [one for one, _ in some], scorer=fuzz.ratio, processor=None, score_cutoff=ALIKE, limit=None
            )
            for _, likeness, place in alike:
                other = some[place][1]
                found[other] = max(found.get(other, 0), int(likeness))
        return sorted(
            (Near(*pair) for pair in found.items() if pair[0] != name), key=lambda one: (-one.likeness, one.name)
        )

    def _telling(self, name: str) -> Words:
        """The words of a name that tell it from others, without accents; all of them where none does."""
        whole = words = tuple(map(_plain, name.split()))
        openings, endings = _idle()
        while length := _longest(openings.get(words[0], ()), words, at_end=False) if words else 0:
            words = words[length:]
        while length := self._ending(endings, words) if words else 0:
            words = words[:-length]
        return words or whole

    def _ending(self, endings: dict[str, Sequence[Words]], words: Words) -> int:
        named = max((len(place) for place in self._places if words[-len(place) :] == place), default=0)
        return max(named, _longest(endings.get(words[-1], ()), words, at_end=True))


@cache
def _idle() -> tuple[dict[str, Sequence[Words]], dict[str, Sequence[Words]]]:
    """The words that tell nothing: openings by their first word, endings by their last."""
    openings: dict[str, list[Words]] = defaultdict(list)
    endings: dict[str, list[Words]] = defaultdict(list)
    known = shipped.toml("likeness.toml")
    for phrase in (tuple(bare(text).split()) for text in known["openings"]):
        openings[phrase[0]].append(phrase)
    for phrase in (tuple(bare(text).split()) for text in known["endings"]):
        endings[phrase[-1]].append(phrase)
    return dict(openings), dict(endings)


def _longest(phrases: Iterable[Words], words: Words, *, at_end: bool) -> int:
    fitting = (
        len(phrase) for phrase in phrases if (words[-len(phrase) :] if at_end else words[: len(phrase)]) == phrase
    )
    return max(fitting, default=0)


def _numbers(words: Words) -> Words:
    return tuple(sorted(word for word in words if any(char.isdigit() for char in word)))


_PLAIN: dict[str, str] = {}


def _plain(word: str) -> str:
    """A word without accents, worked out once: words are few."""
    plain = _PLAIN.get(word)
    if plain is None:
        plain = _PLAIN[word] = bare(word)
    return plain
