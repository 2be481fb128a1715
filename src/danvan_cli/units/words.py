"""A text as the words that names are read from: folded, with what stands between them, and the short ones spelled out."""

import itertools
import re

from danvan_cli.units.bodies import Bodies
from danvan_cli.vietnamese import bare, clean, fold, has_accents

LINE = 3
"""The break between two lines, as those of a letterhead: the organ above, and the one below it."""

WORD = re.compile(r"[^\W\d_]+|\d+")
_HARD = re.compile(r"[,;/()\[\]:+&•*]")
_LINE = re.compile(r"[|\n]")
_STATUS_BEHIND = re.compile(
    r"(?P<name>.*\S)\s*\((?P<status>xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)\)", re.IGNORECASE
)
_STATUS_BEFORE = re.compile(r"(?:xã|phường|thị|đặc|huyện|quận|thành|tỉnh)\b|(?:x|p|tt|h|q|tx|tp|t)\.", re.IGNORECASE)
_TERM = re.compile(  # of an organ, and says nothing about its place: "KHÓA XXI, NHIỆM KỲ 2020-2025", "LẦN THỨ XX"
    r"[,(\s]*\b(?:(?:khóa|khoá|(?:đại hội\s+)?lần\s+thứ)\s+(?:thứ\s+)?(?:\d{1,3}|[ivxl]+)\b"
    r"|(?:nhiệm\s+k[ỳì]|nhiem\s+ky)\s+\d{4}\s*[-–—]\s*\d{4}\b)\)?",
    re.IGNORECASE,
)
_FORMER = re.compile(r" ?\(cũ\)| cũ(?= ?[),;]| ?$)", re.IGNORECASE)  # of texts whose spaces are single


def without_former(text: str) -> tuple[str, bool]:
    """A text without the word that says of its place that it is no more, and whether it had one: "Xã Đồn Xá (cũ)"."""
    named, times = _FORMER.subn("", clean(text))
    return named, times > 0


class Words:
    """One text, word by word. `accents`: it is written out, though it bears no accents: "Sa Pa" beside "Sa Pả"."""

    def __init__(self, bodies: Bodies, text: str, *, accents: bool = False) -> None:
        self._bodies = bodies
        self._accents = accents or has_accents(text)
        typed = _status_first(_TERM.sub("", clean(text)))
        cleaned = typed.lower()
        found = list(WORD.finditer(cleaned))
        self._in_capitals = typed.isupper()
        self._capitals = [typed[match.start() : match.end()][:1].isupper() for match in found]
        self._lower = tuple(match[0] for match in found)
        self._words = tuple(fold(match[0]) for match in found)
        gaps = [cleaned[one.end() : other.start()] for one, other in itertools.pairwise(found)]
        self._breaks = [LINE, *map(_break, gaps), LINE]  # before every word, and at the end
        self._dotted = [*(gap.startswith(".") for gap in gaps), False]
        self._spell_out()
        self._bare = tuple(map(bare, self._words))

    def _spell_out(self) -> None:
        """Put the words that a short one stands for in its place: "Sở NN&PTNT" is "Sở Nông nghiệp và Phát triển nông thôn"."""
        at = 0
        while at < len(self._words):
            found = self._bodies.spellings.at(self._words, at, accents=self._accents)
            if found and found[1] != self._lower[at : at + found[0]]:
                length, words = found
                after, joined = at + length, [0] * (len(words) - 1)
                self._lower = (*self._lower[:at], *words, *self._lower[after:])
                self._words = (*self._words[:at], *map(fold, words), *self._words[after:])
                self._breaks[at + 1 : after] = joined
                self._dotted[at:after] = [False] * len(words)
                self._capitals[at:after] = [self._capitals[at]] * len(words)
            at += len(found[1]) if found else 1


def _status_first(text: str) -> str:
    """Put the status before the name: "Long Phú (thị trấn)" is "thị trấn Long Phú"; "TT. Long Phú (Thị trấn)" says it twice."""
    found = _STATUS_BEHIND.fullmatch(text)
    if not found:
        return text
    name = found["name"]
    return name if _STATUS_BEFORE.match(name) else f"{found['status']} {name}"


def _break(gap: str) -> int:
    """0: the words belong together; 1: a dash with a space; 2: a comma, a bracket; LINE: the end of a line."""
    if _LINE.search(gap):
        return LINE
    if _HARD.search(gap):
        return 2
    return 1 if re.search(r"[-‐-―−]", gap) else 0
