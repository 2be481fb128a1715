"""Vietnamese from before Unicode (TCVN3, VNI) made Unicode: by the font where it tells, else by tell-tale letters.

Real Unicode is never touched: a text is converted only where its font says so, or where it holds letters that no
Vietnamese text has, nothing that only Unicode has, and reads as Vietnamese syllables afterwards. What every writing has
(quotes, dashes, ticks, a lone Đ, abbreviations) decides nothing. (domain.md "Text")
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any
from unicodedata import normalize

from danvan_cli import shipped

Fonts = Callable[[int, int], str]
"""The font of a cell."""

_WORD = re.compile(r"[^\W\d_]+")
_AMONG_LETTERS = re.compile(r"(?:(?<=[A-Za-z])[^\x00-\x7f]|[^\x00-\x7f](?=[A-Za-z]))")  # "X·", but not "5 · 6"
_BETWEEN = re.compile(r"[\x00-\x40\x5b-\x60\x7b-\xa0\u2000-\u2bff]+")
_UNICODE_ONLY = frozenset("ăĂĩĨũŨơƠưƯ") | frozenset(map(chr, range(0x1EA0, 0x1EFA)))
_EITHER = frozenset("Đđ")  # typed from another keyboard into a text of before Unicode, too
_OWN = frozenset("àáãâèéêìíòóõôùúýÀÁÃÂÈÉÊÌÍÒÓÕÔÙÚÝÐ×")
"""Letters and signs of Windows-1252 that Vietnamese Unicode text has too: alone they tell nothing."""
_SYLLABLE = re.compile(
    r"(?:b|ch|c(?![eêiy])|d|đ|gh(?=[eêi])|gi|g(?![eêy])|h|kh|k(?=[eêiy])|l|m|ngh(?=[eêi])|ng(?![eêi])|nh|n|ph|p|qu|q|r|s"
    r"|th|tr|t|v|x)?(?:"
    r"(?:a|oa)(?:ch|nh|ng|c|m|n|p|t)?|(?:ă|â|oă|uâ)(?:ng|c|m|n|p|t)|(?:e|o|ô|u|oe|oo)(?:ng|c|m|n|p|t)?|"
    r"(?:ê|i|y|uy|uê)(?:ch|nh|m|n|p|t)?|ơ(?:m|n|p|t)?|ư(?:ng|c|m|n|t)?|(?:iê|yê|uô|ươ)(?:ng|c|m|n|p|t)|uyê(?:n|t)|"
    r"ia|ua|ưa|uơ|ai|ao|au|ay|âu|ây|eo|êu|iu|iêu|yêu|oi|ôi|ơi|ui|uôi|ưi|ươi|ưu|ươu|oai|oay|oao|oeo|uây|uya|uyu|uêu)"
)
"""The syllables of Vietnamese without their tones, a little wider than they are."""
_ABBREVIATION = re.compile("[BCDĐGHKLMNPQRSTVX]{2,6}")  # QĐ, HĐND, BCĐ
_MISPLACED = re.compile("[aeo][\u0302\u0306\u031b]?[iouy][\u0300\u0301\u0303\u0309\u0323]$")
"""A tone on the closing sound: "xaõ" is no Unicode."""
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
    foreign = _foreign(text)
    if not foreign or _is_unicode(text, foreign) or not _tells(text):
        return None
    fitting = [encoding for encoding in _tables() if _is_all_of(text, encoding)]
    return fitting[0] if len(fitting) == 1 else None


def syllables(text: str, encoding: str | None = None) -> int:
    """How many different words with marks are Vietnamese if a text is of this encoding; None: if it is Unicode."""
    words = [word for word in set(_words(text)) if _foreign(word)]
    return sum(_is_all_of(word, encoding) if encoding else _is_vietnamese(word) for word in words)


@cache
def _latin() -> frozenset[str]:
    return frozenset("".join(written for table in _tables().values() for written in table))


def _foreign(text: str) -> set[str]:
    """The letters of a text that some encoding must explain."""
    if text.isascii():
        return set()
    return {sign for sign in text if ord(sign) > 127 and (sign.isalpha() or sign in _latin())} - _EITHER


def _is_unicode(text: str, foreign: set[str]) -> bool:
    """Whether a text has what only Unicode has."""
    return bool(_UNICODE_ONLY & foreign) or not foreign <= _latin() or normalize("NFC", text) != text


def _tells(text: str) -> bool:
    """Whether a text holds something that Unicode would not."""
    telling = any(letter in _latin() and letter not in _OWN for letter in _AMONG_LETTERS.findall(text))
    return telling or any(map(_odd_case, _WORD.findall(text)))


def _words(text: str) -> list[str]:
    """The words of a text in any encoding: many of their letters are signs in Unicode."""
    return _BETWEEN.split(text)


def _is_all_of(text: str, encoding: str) -> bool:
    """Whether an encoding has all letters of a text, and they read as Vietnamese."""
    rest = _pattern(encoding).sub("", text)
    return not _foreign(rest) and all(map(_is_syllable, _WORD.findall(convert(text, encoding))))


def _is_mostly_of(text: str, encoding: str) -> bool:
    """Whether half of what an encoding must explain, or more, is of it: people mistype, and use foreign words."""
    words = [word for word in _words(text) if _foreign(word)]
    return 2 * sum(_is_all_of(word, encoding) for word in words) >= len(words) > 0


def _is_vietnamese(text: str) -> bool:
    """Whether a text as it stands reads as Vietnamese."""
    words = _WORD.findall(text)
    return all(
        _is_syllable(word) and not _odd_case(word) and not _MISPLACED.search(normalize("NFD", word.lower()))
        for word in words
    )


def _odd_case(word: str) -> bool:
    """A capital with marks inside a small word: "tÕ" is no Unicode."""
    return any(one.islower() and other.isupper() and not other.isascii() for one, other in pairwise(word))


def _is_syllable(word: str) -> bool:
    plain = normalize("NFC", normalize("NFD", word.lower()).translate(_TONES))
    return word.isascii() or bool(_SYLLABLE.fullmatch(plain) or _ABBREVIATION.fullmatch(word))


def modernise(raw: list[list[Any]], fonts: Fonts | None) -> dict[tuple[int, int], str]:
    """Convert the cells of a sheet in place. Gives the places that were converted, with what stood there.

    A cell whose font tells is of that encoding. Of the others those that surely are; and where a sheet has several of
    these, also those that could be both ("Sè hé"): all of them, or where there is real Unicode on the sheet too, those
    that are no Vietnamese as they stand ("Céng").
    """
    candidates = [
        (r, c, value)
        for r, row in enumerate(raw)
        for c, value in enumerate(row)
        if type(value) is str and not value.isascii()
    ]
    told = {(r, c): encoding_of_font(fonts(r, c)) for r, c, _ in candidates} if fonts else {}
    untold = Counter(value for r, c, value in candidates if not told.get((r, c)))
    by_text = _encodings(untold)
    changed: dict[tuple[int, int], str] = {}
    for r, c, value in candidates:
        by_font = told.get((r, c))
        encoding, capitals = by_font or (by_text.get(value), False)
        if encoding is None or (by_font and _UNICODE_ONLY & set(value)):
            continue
        meant = convert(value, encoding, capitals=capitals)
        if meant != value:
            changed[r, c] = value
            raw[r][c] = meant
    return changed


def _encodings(texts: Counter[str]) -> dict[str, str | None]:
    """The encoding of each text of a sheet that no font tells."""
    found = {text: surely_of(text) for text in texts}
    sure: Counter[str] = Counter()
    for text, encoding in found.items():
        if encoding:
            sure[encoding] += texts[text]
    common, number = max(sure.items(), key=lambda one: one[1], default=("", 0))
    if number < _ENOUGH:
        return found
    foreign = {text: letters for text in texts if not found[text] and (letters := _foreign(text))}
    either = [text for text, letters in foreign.items() if not _is_unicode(text, letters)]
    mixed = any(_UNICODE_ONLY & set(normalize("NFC", text)) for text in foreign)
    mixed = mixed or any(_is_vietnamese(text) and not _is_all_of(text, common) for text in either)
    for text in either:
        if _is_mostly_of(text, common) and not (mixed and _is_vietnamese(text)):
            found[text] = common
    return found


def may_be_old(texts: str) -> bool:
    """A glance at all texts of a sheet together: most sheets are Unicode and cost no more than this."""
    return bool(texts.encode("latin-1", "ignore").translate(None, _untelling()))


@cache
def _untelling() -> bytes:
    """The letters of Latin-1 that tell nothing; all that tell something are among the others."""
    return bytes(code for code in range(256) if code < 128 or chr(code) not in _latin() - _OWN)
