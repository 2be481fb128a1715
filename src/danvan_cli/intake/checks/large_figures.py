"""Counts that look like something else: a day as Excel keeps it, 45341, or the year of the table. (counting.md 8)"""

from collections.abc import Iterator
from datetime import date, timedelta

from danvan_cli.findings import Finding
from danvan_cli.intake.checks.splits import Split, parts_within
from danvan_cli.intake.sheets.days import DAY_ZERO
from danvan_cli.periods import Period
from danvan_cli.returns import Base, Observation, Return
from danvan_cli.vocabulary import Vocabulary

_FIRST_DAY = date(2015, 1, 1)


def figures_that_may_be_days(ret: Return, base: Base, splits: list[Split], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Figures in the range of the days, or at the year, around the period: nothing else in the row makes them up.

    A total that only adds such a cell up, as formulas do, is no word for that cell; parts that make it are.
    """
    on = Period(ret.period).last
    years = range(on.year - 1, on.year + 2)
    days = range((_FIRST_DAY - DAY_ZERO).days, (date(on.year + 1, 12, 31) - DAY_ZERO).days + 1)
    for split in splits:
        for seen in split.cells:
            value = seen.value or 0
            if (value not in years and value not in days) or _made_up(seen, split, splits, vocabulary, on):
                continue
            said: dict[str, str | int] = {"label": base.label, "seen": str(value)}
            if value in years:
                yield Finding("figure-may-be-year", ret.sheet, seen.cell, said)
            else:
                day = DAY_ZERO + timedelta(value)
                said |= {"column": seen.cell.rstrip("0123456789"), "day": f"{day:%d/%m/%Y}"}
                yield Finding("figure-may-be-day", ret.sheet, seen.cell, said)


def _made_up(seen: Observation, split: Split, splits: list[Split], vocabulary: Vocabulary, on: date) -> bool:
    """Whether parts of this cell make it, or another split without it makes all that its own makes."""
    for other in splits:
        if other is split or not other.dims or seen in other.cells:
            continue
        if other.total == split.total:
            return True
        if split.dims < other.dims:
            parts = parts_within(other, split.dims, vocabulary, on).get(tuple(sorted(seen.at.items())))
            if parts and parts.total == seen.value:
                return True
    return False
