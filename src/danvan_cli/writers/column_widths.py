"""How wide the columns of a table are on a page, in millimetres: Word and PDF set them alike."""

from collections.abc import Sequence

from danvan_cli.ledger.standing.margins import Number
from danvan_cli.tables.table import Listing
from danvan_cli.vietnamese import number
from danvan_cli.writers import typography
from danvan_cli.writers.printed import Printed
from danvan_cli.writers.safe import cell_text

SIZE = 12
"""Points of the text in a table."""

_SERIAL = 12.0
_LABEL_LEAST, _LABEL_MOST, _FIGURE_LEAST, _FIGURE_MOST = 60.0, 90.0, 16.0, 40.0
_NARROWEST = 9.0  # of a column in small print
_MILLIMETRES = 25.4 / 96  # a pixel
_BESIDE = 5  # what a cell keeps free
_WORD_MOST, _TEXT_MOST = 130, 340  # pixels of a column that its longest word or text may ask for


def fits(printed: Printed, room: float) -> bool:
    """Whether a table's columns are wide enough there."""
    return _SERIAL + _LABEL_LEAST + figure_least(printed) * len(printed.heads) <= room


def facing(printed: Printed, room: float) -> Printed:
    """The table as it stands better there: lines and columns changed about where that leaves fewer columns to a narrow page."""
    if fits(printed, room) or not printed.column_head:
        return printed
    return min(printed, printed.turned(), key=lambda one: len(one.heads))


def figure_least(printed: Printed) -> float:
    """What a column of figures needs: no number is ever cut."""
    figures = (str(one) for row in printed.body for one in row.all)
    widest = max((typography.width(text, SIZE, bold=True) for text in figures), default=0.0)
    return max(_FIGURE_LEAST, widest * _MILLIMETRES + _BESIDE)


def figure_widths(printed: Printed, room: float) -> list[float]:
    """Of the row number, the label, and each column of figures; of a table that does not fit narrower than its figures ask."""
    figures, needed = len(printed.heads), figure_least(printed)
    longest = max((typography.width(row.label, SIZE) for row in printed.rows), default=0.0) * _MILLIMETRES + _BESIDE
    label = min(max(longest, _LABEL_LEAST), _LABEL_MOST)
    each = (room - _SERIAL - label) / figures
    each = min(max(each, needed if fits(printed, room) else _NARROWEST), max(_FIGURE_MOST, needed))
    return [_SERIAL, room - _SERIAL - each * figures, *[each] * figures]


def print_size(printed: Printed, widths: Sequence[float]) -> float:
    """Points of the text in a table of these widths: small print rather than a number cut."""
    return SIZE * min(1.0, widths[-1] / figure_least(printed))


def list_widths(listing: Listing, room: float) -> list[float]:
    """Of the row number, then shares by the longest texts, none narrower than its longest word."""
    asked, room = _asked(listing), room - _SERIAL
    least, most = sum(one for one, _ in asked), sum(one for _, one in asked)
    if most <= least:
        return [_SERIAL, *(one * room / least for one, _ in asked)]
    share = (room - least) / (most - least)
    return [_SERIAL, *(one + (other - one) * share for one, other in asked)]


def list_fits(listing: Listing, room: float) -> bool:
    """Whether a list's texts stand on few lines there."""
    return _SERIAL + sum((least + most) / 2 for least, most in _asked(listing)) <= room


def _asked(listing: Listing) -> list[tuple[float, float]]:
    """What each column must have and what it would like."""
    asked = []
    for column, head in enumerate(listing.headings):
        texts = [shown(row[column]) for row in listing.rows[:500]]
        word = max(typography.longest_word(text, SIZE) for text in (head, *texts))
        whole = max((typography.width(text, SIZE) for text in (head, *texts)), default=0.0)
        least, most = min(word, _WORD_MOST), min(max(whole, word), _TEXT_MOST)
        asked.append((least * _MILLIMETRES + _BESIDE, most * _MILLIMETRES + _BESIDE))
    return asked


def shown(value: str | Number | None) -> str:
    """A value of a list as it is printed."""
    return "" if value is None else cell_text(value) if isinstance(value, str) else number(value)
