"""Pictures made of characters: a bar for a figure, a sign per period for how a line went. Both begin at zero."""

from collections.abc import Sequence

from danvan_cli.ledger.standing.margins import Number

_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL = "█"
_STEPS = "▁▂▃▄▅▆▇█"  # the lowest is zero's own
_PLAIN = "#"


def bar(value: Number, most: Number, room: int, *, blocks: bool) -> str:
    """A bar, of `room` signs for the largest value; only zero has none. `blocks` False: of signs that every terminal has."""
    if value <= 0 or most <= 0:
        return ""
    if not blocks:
        return _PLAIN * max(1, round(value * room / most))
    whole, rest = divmod(max(1, round(value * room * 8 / most)), 8)
    return _FULL * whole + _EIGHTHS[rest].strip()


def spark(values: Sequence[Number | None], marks: Sequence[str]) -> str:
    """One sign per period, a gap where it is not reported; `marks`: what stands before each, as where a series breaks."""
    most = max((value for value in values if value is not None), default=0)
    return "".join(mark + _step(value, most) for value, mark in zip(values, marks, strict=True))


def _step(value: Number | None, most: Number) -> str:
    if value is None:
        return " "
    if value <= 0:
        return _STEPS[0]
    return _STEPS[max(1, round(value * (len(_STEPS) - 1) / most))]
