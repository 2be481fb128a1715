"""How rows, groups, captions and headings are numbered: 1, 1.2, II, A, a); with their words, or alone in a cell."""

import re
from functools import lru_cache
from itertools import takewhile

from danvan_cli.intake.grid import Value
from danvan_cli.units.eras import STATUSES, status_of

_ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_CELL_NUMBER = re.compile(r"\(?(\d{1,4}(?:[.,]\d{1,3})*|[IVXL]{1,7}|[A-ZĐ])\s*[.):/–—-]?", re.ASCII)
_IN_TEXT = re.compile(  # "II. Lĩnh vực …", "II - …", "II- …", "II-LĨNH VỰC …"; no "4-5 hộ", no "X-quang"
    r"(?:(?i:mục|phần|lĩnh vực)\s+)?([IVXL]{1,7}|[A-ZĐ]|\d{1,3}(?:\.\d{1,3})*)\s*"
    r"(?:[.)/:]|(?<=\s)[-–—]|[-–—](?=\s+\D)|[-–—](?=[A-ZĐ]\w))\s*(\S.*)",
    re.DOTALL,
)
_SMALL = re.compile(r"([a-zđ])\s*[.)]\s*(\S.*)", re.DOTALL)
_BEFORE_WORDS = re.compile(  # "P. Kinh tế" is an office, "X. An Ninh" a commune
    r"\s*(?:lv|lĩnh vực)?\s*\(?(?:\d{1,2}(?:\.\d{1,2})*|(?!x\.)[ivx]{1,4}|[a-gđ])\s*[.):–—-]+\s*(?=\w)",
    re.IGNORECASE,
)
_STATUS_LETTERS = frozenset("XPHQT")
_STATUS_WORDS = frozenset(status.lower().split()[0] for status in STATUSES)
_BEFORE_A_COUNT = re.compile(r"\s*[(\[:;,\d]")
_LETTERS_LIKE_NUMBERS = ("HI", "UV", "VX", "WX")  # each behind the letter before it; there is no W in Vietnamese


def cell_numbering(value: Value, last_letter: str = "") -> str:
    """How the STT cell numbers its row: roman, letter, arabic, dotted; empty: not at all."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int):
        return "arabic"
    if isinstance(value, float):
        return "dotted"
    if not isinstance(value, str):
        return ""
    found = _CELL_NUMBER.fullmatch(value.strip())
    return _kind(found[1], last_letter) if found else ""


def _kind(label: str, last_letter: str) -> str:
    if label[0].isdigit():
        return "dotted" if "." in label or "," in label else "arabic"
    if len(label) == 1 and (label not in "IVX" or last_letter + label in _LETTERS_LIKE_NUMBERS):
        return "letter"
    return "roman" if _ROMAN.fullmatch(label) else ""


@lru_cache(maxsize=16384)
def numbered_text(text: str, last_letter: str = "") -> tuple[str, str, str]:
    """Numbering inside a text: its kind, its label, the text without it ("II. Lĩnh vực …"). "X. Liên Sơn" is a place."""
    found = _IN_TEXT.fullmatch(text.strip())
    if found:
        label, rest = found[1], found[2]
        kind = _kind(label, last_letter)
        place = label in _STATUS_LETTERS and text.strip()[1:2] == "." and _is_bare_place(label, rest)
        if kind and not (place and kind in ("roman", "letter") and (kind == "roman" or not last_letter)):
            return kind, label, rest
    return "", "", text.strip()


def _is_bare_place(label: str, text: str) -> bool:
    """Whether "X." may be the status of what follows: "Liên Sơn", not "Xã Liên Sơn", "LIÊN SƠN (5 mô hình)", "Trường THPT Liên Sơn"."""
    name = _BEFORE_A_COUNT.split(text, maxsplit=1)[0].strip()
    if not name[:1].isupper() or name.isupper() or status_of(name.title()):
        return False
    own = takewhile(lambda word: word not in _STATUS_WORDS, name.split())
    return label != "X" or all(word[:1].isupper() and not (len(word) > 1 and word.isupper()) for word in own)


def row_number(text: str) -> tuple[str, str]:
    """How the first text of a row numbers it, and with what: alone in its cell ("II.") or before its words ("II. Lĩnh vực …")."""
    kind, label, _ = numbered_text(text)
    return (kind, label) if kind else (cell_numbering(text), text.strip("( .):/–—-"))


def small_letter(text: str) -> str | None:
    """What a small letter numbers: "a) Lĩnh vực kinh tế"; None: it begins with none."""
    found = _SMALL.fullmatch(text.strip())
    return found[2] if found else None


def unnumbered(text: str) -> str:
    """A text without the number that stands before it: "1. Kinh tế", "a) Kinh tế", "Lĩnh vực 1: Kinh tế"."""
    found = _BEFORE_WORDS.match(text)
    return text[found.end() :] if found else text
