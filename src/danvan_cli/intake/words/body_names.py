"""Texts that are the name of a body, or of what is inside a commune, and nothing else: such a line of a list is no model's name."""

import re
from functools import lru_cache

from danvan_cli.intake.words.headings import phrases
from danvan_cli.units import bodies
from danvan_cli.vietnamese import fold, has_accents

_WORD = re.compile(r"[^\W\d_]+|\d+")
_BETWEEN = re.compile(r",|;|\s[-–]\s|\svà\s", re.IGNORECASE)
_MOST_WORDS = 12
_LONGEST_NAME = 4  # words of a place, or of a school's own name


@lru_cache(maxsize=16384)
def names_body_only(text: str) -> bool:
    """Whether a text names a body, several, or a village, and goes on with nothing: "Hội Nông dân xã", no "Công an xã gần dân"."""
    words = _WORD.findall(text)
    if not 0 < len(words) <= _MOST_WORDS or "(" in text:
        return False
    if _is_body(words, text.isupper()) or _is_village(words, text.isupper()):
        return True
    parts = [_WORD.findall(part) for part in _BETWEEN.split(text)]
    return len(parts) > 1 and all(part and _is_body(part, text.isupper()) for part in parts)


def _is_body(words: list[str], loud: bool) -> bool:
    known, folded, accents = bodies.load(), tuple(map(fold, words)), has_accents(" ".join(words))
    found = known.organs.at(folded, 0, accents=accents)
    if not found or found[1].weak:
        return False
    length, organ = found
    if noise := known.noise.at(folded, length, accents=accents):
        length += noise[0]  # "Ủy ban MTTQ Việt Nam xã"
    own, asks = words[length:], bool(organ.body and organ.body.open and not organ.body.proper)
    if not own:
        return not asks
    if asks and own[0][0].isupper():
        return not known.texts.at(folded, 0, accents=accents)  # "Phòng Văn hóa và Thông tin"
    return _is_proper(_behind_status(own), loud)


def _is_village(words: list[str], loud: bool) -> bool:
    """Whether words begin with a kind of what is inside a commune, and a name or number follows: "Chi bộ thôn Đoài"; "Thôn thông minh" is a model."""
    own = words
    while own and (kind := phrases("rows", "together").starts(fold(" ".join(own)))):
        own = own[len(kind.split()) :]
        weak = bodies.load().organs.at(tuple(map(fold, own)), 0, accents=True) if own else None
        own = own[weak[0] :] if weak and weak[1].weak else own  # "Chi hội Phụ nữ thôn 2"
    return 0 < len(own) < len(words) and _is_proper(own, loud)


def _behind_status(words: list[str]) -> list[str]:
    status = phrases("rows", "place").starts(fold(" ".join(words)))
    return words[len(status.split()) :] if status else words


def _is_proper(words: list[str], loud: bool) -> bool:
    """Whether words are a proper name by their print, or a number: "Liêm Sơn", "số 2"; in capitals by their number alone."""
    if len(words) > _LONGEST_NAME:
        return False
    return loud or all(word[0].isupper() or word.isdigit() or fold(word) == _NUMBER for word in words)


_NUMBER = fold("số")
