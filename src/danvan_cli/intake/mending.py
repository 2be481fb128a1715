"""What would solve a finding: the cells whose change makes a sum right, the names that may be meant. Hints, never applied.

Nothing here decides anything: a person looks at the cell that is named.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches
from itertools import combinations

from danvan_cli import messages
from danvan_cli.units.eras import STATUSES
from danvan_cli.vietnamese import fold, number
from danvan_cli.vocabulary import Vocabulary

_MOST = 2  # more ways than this, and none of them tells anything
_LIKELY, _VERY_LIKELY, _LIKELY_WORD = 0.75, 0.85, 0.5
_STATUS = re.compile(rf"(?:{'|'.join(map(fold, STATUSES))}|x|p|tt|h|q|tx|tp|t) ")
_SLIP = 1000  # 1.597 read as 1,597, or the other way

Cells = Sequence[tuple[str, int]]
"""Addresses with their figures."""


def mends_of(parts: Cells, stated: int, stated_at: str) -> str:
    """How the stated sum of these cells would be right, as one sentence; empty where no way or too many are found.

    The likelier ways come first; of the others only what leaves few enough to look at.
    """
    computed = sum(value for _, value in parts)
    told: list[str] = []
    for ways in _ways(parts, stated, computed, stated_at) if stated != computed else ():
        if len(told) + len(ways) > _MOST:
            break
        told += ways
    return "; ".join(told) + "." if told else ""


def _ways(parts: Cells, stated: int, computed: int, stated_at: str) -> Iterator[list[str]]:
    """The ways kind by kind: a slip in the sum itself, a cell added twice or not at all, a slip in a cell."""
    gap = stated - computed
    yield [_say(kind, stated_at, stated, meant) for meant, kind in _slips(stated) if meant == computed]
    missed = "counted-twice" if gap > 0 else "left-out"
    yield [messages.text("mend", missed, cell=cell, value=number(value)) for cell, value in parts if value == abs(gap)]
    yield [
        _say(kind, cell, value, meant) for cell, value in parts for meant, kind in _slips(value) if meant - value == gap
    ]


def _slips(value: int) -> Iterator[tuple[int, str]]:
    """What a number may be a slip of: two digits exchanged, a point of thousands lost or put in."""
    for one, other in combinations(range(len(str(value))), 2):
        digits = list(str(value))
        digits[one], digits[other] = digits[other], digits[one]
        if digits[0] != "0" and int("".join(digits)) != value:
            yield int("".join(digits)), "digits"
    if value and value % _SLIP == 0:
        yield value // _SLIP, "thousands"
    if value:
        yield value * _SLIP, "thousands"


def _say(kind: str, cell: str, value: int, meant: int) -> str:
    return messages.text("mend", kind, cell=cell, value=number(value), meant=number(meant))


def member_like(dimension: str, text: str, vocabulary: Vocabulary) -> str:
    """The question “Có phải là …?”: the members whose names are written much like this text."""
    known = {
        fold(alias): member.code
        for member in vocabulary[dimension].members.values()
        for alias in (*member.aliases, member.label["vi"])
    }
    return _perhaps(text, known, vocabulary[dimension].name)


def name_like(text: str, names: Iterable[str]) -> str:
    """The same among names of units: what follows the status word must be written much like theirs."""
    own = _own(text)
    known = {written: name for name in names if _is_near(own, written := _own(name))}
    return _perhaps(own, known, str)


def _own(name: str) -> str:
    return _STATUS.sub("", fold(name), count=1)


def _is_near(text: str, name: str) -> bool:
    """Word by word: "Diễn Lạ Hoắc" shares with "Diễn Phúc" what all communes around share."""
    pairs = list(zip(text.split(), name.split(), strict=False))
    if len(text.split()) != len(name.split()):
        return SequenceMatcher(None, text, name).ratio() >= _VERY_LIKELY
    return all(SequenceMatcher(None, one, other).ratio() >= _LIKELY_WORD for one, other in pairs)


def _perhaps(text: str, known: Mapping[str, str], name: Callable[[str], str]) -> str:
    near = get_close_matches(fold(text), known, _MOST + 1, _LIKELY)
    found = list(dict.fromkeys(known[one] for one in near))[:_MOST]
    names = [name(code) for code in found]
    joiner = f" {messages.text('mend', 'or')} "
    return messages.text("mend", "perhaps", names=joiner.join(f"“{one}”" for one in names)) if names else ""
