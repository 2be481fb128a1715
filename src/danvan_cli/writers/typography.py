"""How wide a text is in Times New Roman, well enough to choose column widths and row heights: nothing may overflow."""

import math
import unicodedata
from functools import cache

# Thousandths of the size, as Times New Roman and the fonts cut after it have them; letters not named are 500.
_WIDTHS = {
    char: thousandths
    for thousandths, chars in {
        250: " .,\u00a0",
        278: "ijlt/:;",
        333: "frI-()[]!'‘’",
        389: "sJ",
        444: "acez“”",
        556: "FPS",
        611: "ELTZ",
        667: "BCR",
        722: "wADGHKNOQUVXYĐ",
        778: "m",
        833: "%",
        889: "M",
        944: "W@",
        1000: "…—",
    }.items()
    for char in chars
}
_BREADTH = 1.03  # printers and other cuts of the font differ a little
_BOLD = 1.07
_PIXELS = 96 / 72  # per point
_EVEN_MOST = 4  # lines: of more nobody sees whether they are even


@cache
def _em(char: str) -> float:
    base = unicodedata.normalize("NFD", char)[0]
    if unicodedata.combining(base):
        return 0.0
    wide = 1000 if unicodedata.east_asian_width(base) in "WF" else 500
    return _WIDTHS.get(base, wide) / 1000


def width(text: str, points: float, *, bold: bool = False) -> float:
    """Pixels of a line of text."""
    return sum(map(_em, text)) * points * _PIXELS * _BREADTH * (_BOLD if bold else 1.0)


def longest_word(text: str, points: float) -> float:
    """Pixels of its longest word, in bold as heads are: a column may not be narrower."""
    return max((width(word, points, bold=True) for word in text.split()), default=0.0)


def lines(text: str, room: float, points: float, *, bold: bool = False) -> int:
    """How many lines the text takes in so many pixels."""
    if width(text, points, bold=bold) <= room:
        return 1
    count, used = 1, 0.0
    space = width(" ", points, bold=bold)
    for word in text.split():
        size = width(word, points, bold=bold)
        if used and used + space + size > room:
            count, used = count + 1, 0.0
        if size > room:  # cut within the word
            count += math.ceil(size / room) - 1
            size %= room
        used += (space if used else 0.0) + size
    return count


def balanced(text: str, room: float, points: float, *, bold: bool = False) -> list[str]:
    """The text cut into as few lines as it takes, about equally long: a name in a letterhead leaves no word alone."""
    count = lines(text, room, points, bold=bold)
    if not 1 < count <= _EVEN_MOST:
        return [text]
    while lines(text, room * 0.98, points, bold=bold) == count:
        room *= 0.98
    cut: list[str] = []
    for word in text.split():
        longer = f"{cut[-1]} {word}" if cut else word
        if cut and width(longer, points, bold=bold) > room and len(cut) < count:
            cut.append(word)
        else:
            cut[-1:] = [longer]
    return cut


def height(count: int, points: float) -> int:
    """Pixels of so many lines."""
    return math.ceil(count * points * _PIXELS * 1.22) + 6
