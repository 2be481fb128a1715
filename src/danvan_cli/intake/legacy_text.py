"""Vietnamese from before Unicode (TCVN3, VNI) made Unicode: by the font where it tells, else by tell-tale letters.

Real Unicode is never touched: a text is converted only where its font says so, or where it holds letters that no
Vietnamese text has, nothing that only Unicode has, and reads as Vietnamese syllables afterwards. (domain.md "Text")
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import chain
from typing import Any
from unicodedata import normalize

from danvan_cli import shipped

Fonts = Callable[[int, int], str]
"""The font of a cell."""

_WORD = re.compile(r"[^\W\d_]+")
_AMONG_LETTERS = re.compile(r"(?:(?<=[A-Za-z])[^\x00-\x7f]|[^\x00-\x7f](?=[A-Za-z]))")  # "X·", but not "5 · 6"
_PLAIN = re.compile(r"[\x00-\x7f]*")
_UNICODE_ONLY = frozenset("ăĂđĐĩĨũŨơƠưƯ") | frozenset(map(chr, range(0x1EA0, 0x1EFA)))
_OWN = frozenset("àáãâèéêìíòóõôùúýÀÁÃÂÈÉÊÌÍÒÓÕÔÙÚÝ")
"""Letters of Windows-1252 that Vietnamese Unicode text has too: alone they tell nothing."""
_SYLLABLE = re.compile(
    r"(?:b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|q|r|s|th|tr|t|v|x)?(?:"
    r"(?:a|oa)(?:ch|nh|ng|c|m|n|p|t)?|(?:ă|â|oă|uâ)(?:ng|c|m|n|p|t)|(?:e|o|ô|u|oe|oo)(?:ng|c|m|n|p|t)?|"
    r"(?:ê|i|y|uy|uê)(?:ch|nh|m|n|p|t)?|ơ(?:m|n|p|t)?|ư(?:ng|c|m|n|t)?|(?:iê|yê|uô|ươ)(?:ng|c|m|n|p|t)|uyê(?:n|t)|"
    r"ia|ua|ưa|uơ|ai|ao|au|ay|âu|ây|eo|êu|iu|iêu|yêu|oi|ôi|ơi|ui|uôi|ưi|ươi|ưu|ươu|oai|oay|oao|oeo|uây|uya|uyu|uêu)"
)
"""The syllables of Vietnamese without their tones, a little wider than they are."""
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_ENOUGH = 3  # texts of a sheet that are surely of before Unicode: the others of their kind are too


@cache
def _tables() -> dict[str, dict[str, str]]:
    """Per encoding what is written to what is meant, longest first."""
    data = shipped.toml("legacy.toml")
    tcvn3 = dict(zip(data["tcvn3"]["from"], data["tcvn3"]["to"], strict=True))
    vni = dict(data["vni"]["alone"])
    for letter in ("a", "e", "o", "u", "y", "ô", "ö"):
        vni |= {
            letter + mark: made
            for mark, made in zip(data["vni"]["marks"], data["vni"][letter], strict=True)
            if made != "_"
        }
    vni |= {written.upper(): meant.upper() for written, meant in vni.items()}
    vni |= {written[0].upper() + written[1:]: meant.upper() for written, meant in vni.items() if len(written) > 1}
    return {"tcvn3": tcvn3, "vni": dict(sorted(vni.items(), key=lambda pair: -len(pair[0])))}


@cache
def _pattern(encoding: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _tables()[encoding])))


def convert(text: str, encoding: str, *, capitals: bool = False) -> str:
    """A text of an encoding in Unicode."""
    table = _tables()[encoding]
    meant = _pattern(encoding).sub(lambda found: table[found[0]], text)
    return meant.upper() if capitals else meant


def encoding_of_font(font: str) -> tuple[str, bool] | None:
    """The encoding that a font's name tells, and whether it shows capitals."""
    name = font.lower()
    for encoding, about in shipped.toml("legacy.toml").items():
        if name.startswith(tuple(about["fonts"])):
            return encoding, bool(about.get("capitals")) and name.endswith(about["capitals"])
    return None


def surely_of(text: str) -> str | None:
    """The encoding of a text without a font, where it can be no other: tell-tale letters, and syllables afterwards."""
    if text.isascii() or _UNICODE_ONLY & set(text) or normalize("NFC", text) != text:
        return None
    foreign = {letter for letter in text if ord(letter) > 127}
    if not foreign <= _latin():
        return None
    fitting = [encoding for encoding in _tables() if _reads(text, encoding, foreign)]
    return fitting[0] if len(fitting) == 1 else None


@cache
def _latin() -> frozenset[str]:
    return frozenset("".join(written for table in _tables().values() for written in table))


def _reads(text: str, encoding: str, foreign: set[str]) -> bool:
    """Whether a text is all of an encoding, and holds something that Unicode would not."""
    telling = any(letter in foreign - _OWN for letter in _AMONG_LETTERS.findall(text))
    telling = telling or any(map(_odd_case, _WORD.findall(text)))
    return telling and _is_all_of(text, encoding)


def _is_all_of(text: str, encoding: str) -> bool:
    """Whether an encoding has all letters of a text, and they read as Vietnamese."""
    rest = _pattern(encoding).sub("", text)
    return rest.isascii() and all(map(_is_syllable, _WORD.findall(convert(text, encoding))))


def _odd_case(word: str) -> bool:
    """A capital inside a small word: "tÕ" is no Unicode."""
    return any(letter.isupper() for letter in word[1:]) and any(letter.islower() for letter in word)


def _is_syllable(word: str) -> bool:
    plain = normalize("NFC", normalize("NFD", word.lower()).translate(_TONES))
    return bool(_PLAIN.fullmatch(word)) or bool(_SYLLABLE.fullmatch(plain))


def modernise(raw: list[list[Any]], fonts: Fonts | None) -> dict[tuple[int, int], str]:
    """Convert the cells of a sheet in place. Gives the places that were converted, with what stood there.

    A cell whose font tells is of that encoding. Of the others those that surely are; and where a sheet has several of
    these and nothing that only Unicode has, also those that could be both ("Sè hé").
    """
    if fonts is None and not _may_be_old({value for value in chain.from_iterable(raw) if type(value) is str}):
        return {}
    candidates = [
        (r, c, value)
        for r, row in enumerate(raw)
        for c, value in enumerate(row)
        if type(value) is str and not value.isascii()
    ]
    told = {(r, c): encoding_of_font(fonts(r, c)) for r, c, _ in candidates} if fonts else {}
    sure = {(r, c): surely_of(value) for r, c, value in candidates if not told.get((r, c))}
    common = _of_all(value for _, _, value in candidates) if sum(map(bool, sure.values())) >= _ENOUGH else None
    changed: dict[tuple[int, int], str] = {}
    for r, c, value in candidates:
        by_font = told.get((r, c))
        encoding, capitals = by_font or (sure.get((r, c)) or common, False)
        if encoding is None or (by_font and _UNICODE_ONLY & set(value)):
            continue
        meant = convert(value, encoding, capitals=capitals)
        if meant != value:
            changed[r, c] = value
            raw[r][c] = meant
    return changed


def _may_be_old(texts: Iterable[str]) -> bool:
    """A glance at all texts of a sheet together: most sheets are Unicode and cost no more than this."""
    return bool(_telling().search("\n".join(texts)))


@cache
def _telling() -> re.Pattern[str]:
    foreign = re.escape("".join(sorted(letter for letter in _latin() - _OWN if ord(letter) > 127)))
    return re.compile(f"[{foreign}]")


def _of_all(texts: Iterable[str]) -> str | None:
    """The one encoding that every text of a sheet can be of."""
    every = list(texts)
    fitting = [encoding for encoding in _tables() if all(_is_all_of(text, encoding) for text in every)]
    return fitting[0] if len(fitting) == 1 else None
