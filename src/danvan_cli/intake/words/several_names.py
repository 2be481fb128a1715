"""Texts that list several things where one belongs: lines with dashes, names between semicolons, a name in every line."""

import re

from danvan_cli.intake.words.body_names import names_body_only
from danvan_cli.intake.words.headings import phrases
from danvan_cli.intake.words.row_texts import is_place
from danvan_cli.vietnamese import fold

_LISTED = re.compile(r"^[^\S\n]*(?:[-+*•·–—]|\d{1,2}[.)/])[^\S\n]*\w", re.MULTILINE)  # "- Nuôi ong", "2. Trồng chè"
_PAIRS = (("(", ")"), ("“", "”"), ("[", "]"))
_MOST_LINES = 12
_WORDS_OF_A_NAME = range(3, 13)


def lists_several(text: str) -> bool:
    """Whether a text names several things: each in a line with a dash or number, "Hũ gạo tình thương; Nuôi ong lấy mật", or in its own line."""
    parts = [part.strip() for part in text.rstrip("; .").split(";")]
    parted = len(parts) > 1 and all(" " in part and part[0].isupper() for part in parts)
    return parted or len(_LISTED.findall(text)) > 1 or _every_line_names(text)


def _every_line_names(text: str) -> bool:
    """Whether each line is a name by its looks, so that it is not one that is broken in two: "Hũ gạo tình thương⏎Nuôi ong lấy mật"."""
    lines = [line.strip() for line in text.split("\n", _MOST_LINES) if line.strip()]
    return 1 < len(lines) < _MOST_LINES and all(map(_may_be_name, lines)) and all(map(_is_whole, lines))


def _may_be_name(line: str) -> bool:
    """Whether a line begins as a sentence does and holds nothing but words: no proper name, figure or remark goes on with what is above."""
    words = line.split()
    if len(words) not in _WORDS_OF_A_NAME or not words[0][0].isupper() or not words[1][0].islower():
        return False
    balanced = all(line.count(one) == line.count(other) for one, other in _PAIRS) and not line.count('"') % 2
    return balanced and line[-1] not in ",-–—/&+" and ":" not in line and not any(map(str.isdigit, line))


def _is_whole(line: str) -> bool:
    """Whether a line is neither broken off before its end nor goes on with another, names nobody and says more than "mô hình"."""
    folded = fold(line)
    first, *_, last = folded.split()
    if phrases("lines", "break_off").has(last) or phrases("lines", "go_on").has(first):
        return False
    names_nothing = phrases("lines", "generic").whole.issuperset(folded.split())
    return not (names_nothing or is_place(line) or names_body_only(line))
