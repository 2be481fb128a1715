"""Texts that are the name of a body, or of what is inside a commune, and nothing else: such a line of a list is no model's name."""

import re
from functools import lru_cache

from danvan_cli.intake.words.headings import phrases
from danvan_cli.units import bodies
from danvan_cli.units.words import WORD
from danvan_cli.vietnamese import fold, has_accents

_BETWEEN = re.compile(r",|;|\s[-–]\s|\svà\s", re.IGNORECASE)
_MOST_WORDS = 12
_LONGEST_NAME = 4  # words of a place, or of a school's own name


def names_body_only(text: str) -> bool:
    """Whether a text names a body, several, or a village, and goes on with nothing: "Hội Nông dân xã", no "Công an xã gần dân"."""
    return names_bodies(text) or names_village(text)


@lru_cache(maxsize=16384)
def names_bodies(text: str) -> bool:
    """Whether a text is the name of a body, or of several: "Hội Nông dân và Hội Phụ nữ xã"."""
    words, loud = WORD.findall(text), text.isupper()
    if not 0 < len(words) <= _MOST_WORDS or "(" in text:
        return False
    parts = [WORD.findall(part) for part in _BETWEEN.split(text)]
    return _is_body(words, loud) or (len(parts) > 1 and all(part and _is_body(part, loud) for part in parts))


@lru_cache(maxsize=16384)
def names_village(text: str) -> bool:
    """Whether a text is a kind of what is inside a commune with its name or number, or several of a kind.

    "Chi bộ thôn Đoài", "Cụm thi đua số 1", "Các thôn"; "Thôn thông minh" is a model.
    """
    words, loud = WORD.findall(text), text.isupper()
    if not 0 < len(words) <= _MOST_WORDS or "(" in text:
        return False
    own = words
    while own and (kind := phrases("rows", "together").starts(fold(" ".join(own)))):
        own = own[len(kind.split()) :]
        weak = bodies.load().organs.at(tuple(map(fold, own)), 0, accents=True) if own else None
        own = own[weak[0] :] if weak and weak[1].weak else own  # "Chi hội Phụ nữ thôn 2"
    if not own:
        return fold(words[0]) in _SEVERAL
    return len(own) < len(words) and _is_proper(own, loud)


_SEVERAL = (fold("các"), fold("khối"))


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
    if organ.body and organ.body.kind == "enterprise" and own[-1][0].isupper():
        return True  # "HTX nông nghiệp Liêm Sơn"
    if asks and own[0][0].isupper():
        return not known.texts.at(folded, 0, accents=accents)  # "Phòng Văn hóa và Thông tin"
    return _is_proper(_behind_status(own), loud)


def _behind_status(words: list[str]) -> list[str]:
    status = phrases("rows", "place").starts(fold(" ".join(words)))
    return words[len(status.split()) :] if status else words


def _is_proper(words: list[str], loud: bool) -> bool:
    """Whether words are a proper name by their print, or a number: "Liêm Sơn", "số 2"; in capitals by their number alone."""
    if len(words) > _LONGEST_NAME:
        return False
    return loud or all(word[0].isupper() or word.isdigit() or fold(word) == _NUMBER for word in words)


_NUMBER = fold("số")
