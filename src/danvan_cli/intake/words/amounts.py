"""Amounts as people write them: "1,9 tỷ đồng", "300-500tr.đ/năm", "hơn 3.100" read into value, unit and bound.

Nothing is guessed: what is not surely a number of a known unit stays a text. (domain.md "Text")
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from danvan_cli.indicators import Indicator, Indicators
from danvan_cli.intake.grid import Broken, Value
from danvan_cli.intake.words.numbers import is_nil, is_tick
from danvan_cli.vietnamese import clean

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_ONE = re.compile(rf"({_NUMBER})(?![.,]?\d)\s*(.*?)\s*", re.DOTALL)
_RANGE = re.compile(
    rf"({_NUMBER})\s*([^\d\s–-][^\d]*?)?\s*(?:-|–|đến|tới)\s*({_NUMBER})(?![.,]?\d)\s*(.*?)\s*", re.DOTALL
)
_MORE = re.compile(rf"({_NUMBER})\s*([^\d]+?)\s*(?=\d|$)")
_POINT = re.compile(r"(\d+)\.(\d{1,2})(\s*[^\d\s].*)?", re.DOTALL)  # three digits after it would be thousands
_THOUSANDS = re.compile(r"\d{1,3},\d{3}")
_FINEST = Decimal("0.001")
_MOST = Decimal(10) ** 15  # in any unit: beyond it nothing is an amount, and sums would lose their last digits


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in the canonical unit. `bound`: "" exact, at-least, at-most, about; `upper`: the end of a range.

    `pointed`: its fraction was written with a point.
    """

    value: Decimal
    bound: str = ""
    upper: Decimal | None = None
    pointed: bool = False


def read_amount(value: Value, indicator: Indicator, unit: Decimal | None, indicators: Indicators) -> Amount | None:
    """What a cell says of an indicator whose heading states this unit; None: it stays a text."""
    if isinstance(value, (Broken, bool, date)) or value is None:
        return Amount(Decimal(1)) if indicator.award and value is True else None
    if indicator.award and isinstance(value, str) and is_tick(value):
        return Amount(Decimal(1))
    if is_nil(value):
        return Amount(Decimal(0))
    if isinstance(value, int):
        return _scaled(Decimal(value), unit, indicator)
    if isinstance(value, float):
        number = Decimal(repr(value))
        if not number.is_finite() or number > _MOST:
            return None
        slipped = value >= 1 and number == number.quantize(_FINEST) and number != number.quantize(Decimal("0.01"))
        return None if slipped else _scaled(number, unit, indicator)
    return _read_text(clean(str(value)), indicator, unit, indicators) if isinstance(value, str) else None


def _read_text(text: str, indicator: Indicator, unit: Decimal | None, indicators: Indicators) -> Amount | None:
    plain, bound = _without_bound(text.strip(" .;"), indicators)
    if found := _RANGE.fullmatch(plain):
        first, between, last, after = found.groups()
        low = _amount(first, between or after, indicator, unit)
        high = _amount(last, after, indicator, unit)
        if low is None or high is None or low > high or bound not in ("", "at-least", "about"):
            return None
        return Amount(low, "at-least", high)
    if not bound and (found := _POINT.fullmatch(plain)):
        one = _amount(f"{found[1]},{found[2]}", found[3] or "", indicator, unit)
        return Amount(one, pointed=True) if one is not None else None
    if found := _ONE.fullmatch(plain):
        one = _amount(found[1], found[2], indicator, unit)
        if one is not None:
            return Amount(one, bound)
    return _several(plain, bound, indicator)


def _several(plain: str, bound: str, indicator: Indicator) -> Amount | None:
    """Parts of falling units: "1 tỷ 200 triệu"."""
    parts = _MORE.findall(plain)
    if len(parts) < 2 or "".join("".join(part) for part in parts).replace(" ", "") != plain.replace(" ", ""):
        return None
    factors = [indicator.measure.factor(unit) for _, unit in parts]
    if None in factors or any(a <= b for a, b in pairwise(factors) if a and b):
        return None
    read = [_amount(number, unit, indicator, None) for number, unit in parts]
    known = [one for one in read if one is not None]
    return Amount(sum(known, Decimal(0)), bound) if len(known) == len(read) else None


def _without_bound(text: str, indicators: Indicators) -> tuple[str, str]:
    """The text without a word that makes its number a bound, and which bound that is."""
    lower = text.lower()
    for after in indicators.bounds["at-least-after"]:
        if lower.endswith(f" {after}"):
            return text[: -len(after)].strip().removeprefix("từ ").removeprefix("Từ "), "at-least"
    for bound in ("at-least", "at-most", "about"):
        for word in sorted(indicators.bounds[bound], key=len, reverse=True):
            if lower.startswith(word) and (not word[-1].isalpha() or lower[len(word) : len(word) + 1].isspace()):
                return text[len(word) :].strip(), bound
    return text, ""


def _amount(number: str, unit: str, indicator: Indicator, headed: Decimal | None) -> Decimal | None:
    """One number with the unit beside it, else with the heading's; a comma before three digits is not surely a fraction."""
    if _THOUSANDS.fullmatch(number):
        return None
    value = Decimal(number.replace(".", "").replace(" ", "").replace(",", "."))
    unit = unit.strip(" .;()")
    factor = indicator.measure.factor(unit) if unit else headed
    if unit and factor is None:
        return None
    amount = _scaled(value, factor, indicator)
    return amount.value if amount else None


def _scaled(value: Decimal, factor: Decimal | None, indicator: Indicator) -> Amount | None:
    if factor is None and not indicator.measure.bare:
        return None
    amount = value * (factor or 1)
    if (
        not 0 <= amount <= _MOST
        or amount != amount.quantize(_FINEST)
        or (indicator.whole and amount != amount.to_integral_value())
    ):
        return None
    return Amount(amount.normalize() + 0)
