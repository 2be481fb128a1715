"""Vietnamese text and numbers: cleaned once at the door, folded for matching only, sorted by the alphabet."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))
_ETH = str.maketrans({"Ð": "Đ", "ð": "đ"})
RARE_DASHES = "\u2010\u2011\u2012\u2015\u2043\u207b\u2212\ufe58\ufe63\uff0d"
"""What Word and other keyboards put for a dash; beside these - – — are left as typed."""
_DASHES = dict.fromkeys(map(ord, RARE_DASHES), "-")
_RARE = re.compile(f"[Ðð\u200b-\u200f\u2060\ufeff{RARE_DASHES}]")
_MARK = re.compile("[\u0300-\u036f]")
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: their order in the dictionary
_BETWEEN_WORDS = re.compile("[^\\w\u0300-\u036f]+|_+")  # loose marks stay: what is folded folds to itself


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """The text as people see it: NFC (marks in any order), Đ for Ð, rare dashes as -, single spaces, nothing invisible."""
    if not text.isascii():
        if _RARE.search(text):
            text = text.translate(_ETH).translate(_DASHES).translate(_INVISIBLE)
        text = unicodedata.normalize("NFC", text)
        if _MARK.search(text):  # a mark that found no letter: typed in the wrong order
            text = unicodedata.normalize("NFC", _reorder(unicodedata.normalize("NFD", text)))
    return " ".join(text.split())


def _reorder(decomposed: str) -> str:
    """Shape marks before tone marks: `e + sắc + mũ` is `ế` too, though Unicode keeps their order as typed."""
    out: list[str] = []
    run: list[str] = []
    for char in decomposed:
        if unicodedata.combining(char):
            run.append(char)
            continue
        out += sorted(run, key=lambda mark: (mark in _TONES, mark))
        run = []
        out.append(char)
    out += sorted(run, key=lambda mark: (mark in _TONES, mark))
    return "".join(out)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The key for matching: lower case, words only, every word's tone mark at its end (hòa = hoà, thủy = thuỷ)."""
    folded = " ".join(map(_FOLDED.__getitem__, text.split()))
    return " ".join(folded.split()) if "  " in f" {folded} " else folded  # a dash alone folds to nothing


def in_doubt(text: str) -> bool:
    """Whether somebody wrote a question mark behind what a text says: "KT?", "Kinh tế (?)"."""
    return text.endswith(("?", "?)", "? ", "?]")) and any(map(str.isalnum, text))


def as_asked(text: str) -> str:
    """A text as an answer is kept for it: folded, but "KT?" is asked of its own, and no answer about "KT"."""
    return f"{fold(text)} ?" if in_doubt(text) else fold(text)


class _Folded(dict[str, str]):
    """What each word folds to. Texts are many and their words few: a word is worked out once."""

    def __missing__(self, written: str) -> str:
        if len(self) > _MANY_WORDS:
            self.clear()
        plain = _BETWEEN_WORDS.sub(" ", clean(written).lower())
        folded = self[written] = " ".join(map(_fold_word, plain.split()))
        return folded


_MANY_WORDS = 200_000
_FOLDED = _Folded()


def _fold_word(word: str) -> str:
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    tone = "".join(char for char in decomposed if char in _TONES)
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in _TONES)) + tone


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """The key without any accent: `ba to` for Ba Tô and Ba Tơ alike. A bare match asks, it never decides."""
    plain = "".join(char for char in unicodedata.normalize("NFD", fold(text)) if not unicodedata.combining(char))
    return plain.replace("đ", "d")


def has_accents(text: str) -> bool:
    """Whether somebody wrote Vietnamese letters at all."""
    return fold(text) != bare(text)


_LETTERS = {letter: order for order, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}


@lru_cache(maxsize=65536)
def sort_key(text: str) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...], str]:
    """Vietnamese alphabetical order, word by word: ă â after a, đ after d …; tones only break ties."""
    words = [_ORDERED[word] for word in clean(text).lower().split(" ")]
    return tuple([shape for shape, _ in words]), tuple([tone for _, tone in words]), text


class _Ordered(dict[str, tuple[tuple[int, ...], tuple[int, ...]]]):
    """The shapes of a word's letters and their tones, as the alphabet orders them; each word is worked out once."""

    def __missing__(self, word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        if len(self) > _MANY_WORDS:
            self.clear()
        shape: list[int] = []
        tone: list[int] = []
        for char in unicodedata.normalize("NFC", word):
            decomposed = unicodedata.normalize("NFD", char)
            base = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
            shape.append(
                _LETTERS.get(base, -1 if base.isdigit() else -2) * 100
                + (ord(base[0]) % 100 if base and base not in _LETTERS else 0)  # a tone may stand alone
            )
            tone.append(max((_TONES.index(c) + 1 for c in decomposed if c in _TONES), default=0))
        ordered = self[word] = tuple(shape), tuple(tone)
        return ordered


_ORDERED = _Ordered()


def inside(label: str) -> str:
    """A label inside a sentence: "kinh tế"; MTTQ and KT stay as they are."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def enumerated(names: Sequence[str], last: str) -> str:
    """Names as one label: "Huyện và xã"; abbreviations keep their capitals."""
    first, *others = names
    *before, end = first[:1].upper() + first[1:], *map(inside, others)
    return f"{', '.join(before)} {last} {end}" if before else first


def some(texts: Sequence[str], most: int, between: str = ", ") -> str:
    """The first of several texts, and how many more there are: "Xã A, Xã B … (+3)"."""
    more = f" … (+{len(texts) - most})" if len(texts) > most else ""
    return between.join(texts[:most]) + more


def number(value: int | Decimal) -> str:
    """A number as Vietnamese papers print it: 1.597, 9,8."""
    whole, _, rest = f"{abs(value):f}".partition(".") if isinstance(value, Decimal) else (str(abs(value)), "", "")
    grouped = f"{'-' if value < 0 else ''}{int(whole):,}".replace(",", ".")
    return f"{grouped},{rest.rstrip('0')}" if rest.strip("0") else grouped


def share(part: int | Decimal, whole: int | Decimal) -> Decimal:
    """A part in per cent of a whole, to one decimal, halves away from zero as offices round: 5 of 16 is 31,3."""
    exact = Decimal(part) * 100 / Decimal(whole)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP).normalize() + 0
