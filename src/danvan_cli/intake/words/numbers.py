"""Counts and ticks as people write them in cells: Vietnamese rules, nothing guessed. (domain.md "Text")"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from danvan_cli.findings import Finding
from danvan_cli.intake.grid import Broken, Value
from danvan_cli.vietnamese import number

_WHOLE = re.compile(  # "2,000" may be two, or two thousand as English writes it
    r"(?!\d{1,3},000(?!\d))(\d+|\d{1,3}(?:[. ]\d{3})+)(?:,0+)?(?:\s*(?:mô hình|điển hình|mh))?\.?", re.IGNORECASE
)
_FRACTION = re.compile(r"(\d+[.,]\d+)(?:\s*(?:mô hình|điển hình|mh))?", re.IGNORECASE)
_NEGATIVE = re.compile(r"[-\u2013\u2212]\s*\d[\d.]*(?:\s*(?:mô hình|điển hình|mh))?", re.IGNORECASE)
_TICKS = frozenset(
    ("x", "v", "✓", "✔", "√", "1", "01", "+", "có", "☑", "☒", "✗", "✘", "●", "•", "*", "xx", "yes", "ü", "þ")
)
_NONE = frozenset(("không", "không có", "ko", "khong", "khong co"))
_NOT_REPORTED = frozenset(
    (
        "chưa báo cáo", "chưa có báo cáo", "không báo cáo", "chưa gửi", "chưa gửi báo cáo", "không gửi báo cáo",
        "chưa nộp", "chưa nộp báo cáo", "chưa có số liệu", "không có số liệu", "chưa có số",
    )
)  # fmt: skip
NIL = frozenset(("-", "–", "—", "−", "0", "00", "--", "o", "/", ".", "☐", "□")) | _NONE
TOO_LARGE, UNREADABLE, NEGATIVE = "count-too-large", "count-unreadable", "count-negative"
YEARS = range(1900, 2100)
MOST = 1_000_000  # models that one figure can count: beyond it somebody typed something else
_MOST_DIGITS = 15
_SHOWN = 30  # letters of a figure that is too long to be one
_NIL_COUNTS = frozenset(("-", "–", "—", "−", "--", "- -"))


@dataclass(frozen=True, slots=True)
class Count:
    """A cell of figures, read: its value (None: blank), or what is wrong with it."""

    value: int | None
    wrong: str = ""
    seen: str = ""
    offer: str = ""

    def finding(self, sheet: str, cell: str) -> Finding:
        """What is wrong with it, at its cell."""
        return Finding(self.wrong, sheet, cell, {"seen": self.seen, "offer": self.offer})


BLANK = Count(None)


def read_count(value: Value) -> Count:
    """What a cell of a count column says. A bound ("hơn 30") is not a value, a fraction is never rounded."""
    if value is None:
        return BLANK
    if isinstance(value, Broken):
        return Count(None, broken(value), "")
    if isinstance(value, bool):
        return Count(None, UNREADABLE, shown(value))
    if isinstance(value, int):
        return _whole(value, shown(value)) if value >= 0 else Count(None, NEGATIVE, shown(value))
    if isinstance(value, float):
        return _read_float(value)
    if isinstance(value, str):
        return _read_text(value)
    return Count(None, UNREADABLE, shown(value))


def shown(value: Value) -> str:
    """A cell's value as a sheet shows it: TRUE, 03/02/2023, 48:00:00, 1E+308."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) or (isinstance(value, int) and abs(value) >= 10**_MOST_DIGITS):
        return f"{max(-_LARGEST, min(value, _LARGEST)):.{_MOST_DIGITS}G}".replace(".", ",")
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}" if value.time() != time() else f"{value:%d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value)


_LARGEST = 10**308  # what a float holds


def _whole(number: int, shown: str) -> Count:
    return Count(number) if number <= MOST else Count(None, TOO_LARGE, shown[:_SHOWN])


def whole(digits: str) -> int:
    """The number that digits write, grouped or not; where they are more than any number of models has, only a large one."""
    plain = digits.replace(".", "").replace(" ", "").lstrip("0")
    return int(plain or 0) if len(plain) <= _MOST_DIGITS else 10**_MOST_DIGITS


def _read_float(value: float) -> Count:
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - NaN is the one value unlike itself
        return Count(None, UNREADABLE, str(value))
    if value.is_integer():
        return read_count(int(value))
    seen = shown(value)
    if value < 0:
        return Count(None, NEGATIVE, seen)
    thousand = round(value * 1000)
    whole = abs(value * 1000 - thousand) < 1e-6
    return Count(None, "count-not-whole", seen, f" ({number(thousand)}?)" if whole else "")


def _read_text(text: str) -> Count:
    stripped = text.strip()
    if not stripped:
        return BLANK
    if stripped in _NIL_COUNTS or stripped.lower().removesuffix(" mô hình") in _NONE:
        return Count(0)
    if stripped.lower().strip("(). ") in _NOT_REPORTED:
        return BLANK  # which is no nought
    found = _WHOLE.fullmatch(stripped)
    if found:
        return _whole(whole(found[1]), stripped)
    if _NEGATIVE.fullmatch(stripped):
        return Count(None, NEGATIVE, stripped)
    if broken_up := _FRACTION.fullmatch(stripped):
        digits = re.sub(r"[.,]", "", broken_up[1])
        offer = f" ({number(whole(digits))}?)" if re.fullmatch(r"\d{1,3},\d{3}", broken_up[1]) else ""
        return Count(None, "count-not-whole", stripped.replace(".", ","), offer)
    return Count(None, UNREADABLE, stripped)


def broken(value: Broken) -> str:
    """The finding's code for a cell that holds no value though the sender saw one."""
    return "error-cell" if value is Broken.ERROR else "formula-without-value"


def is_number(value: Value) -> bool:
    """Whether a cell holds a figure, as number or as text."""
    if isinstance(value, str):
        return value[:1].isdigit() and _WHOLE.fullmatch(value) is not None
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_fraction(value: Value) -> bool:
    """Whether a cell holds a broken number as text, which counts nothing and is no word: "6,5"."""
    return isinstance(value, str) and value[:1].isdigit() and _FRACTION.fullmatch(value.strip()) is not None


def is_tick(value: Value) -> bool:
    """Whether a cell says yes."""
    if isinstance(value, str):
        return len(value) <= 4 and value.strip(" ().").lower() in _TICKS
    return value is True or (isinstance(value, (int, float)) and not isinstance(value, bool) and value == 1)


def is_nil(value: Value) -> bool:
    """Whether a cell says no: 0, a dash, "không có"."""
    if isinstance(value, str):
        return len(value) <= 8 and value.strip().lower() in NIL
    return value is False or (isinstance(value, (int, float)) and value == 0)
