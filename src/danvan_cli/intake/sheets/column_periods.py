"""Columns of figures that are each of another period: last year's beside this year's, "6 tháng" beside "cả năm". (counting.md 7)"""

import re

from danvan_cli.intake.sheets.profiles import Profile
from danvan_cli.intake.sheets.view import Column, Columns
from danvan_cli.periods import readings
from danvan_cli.vietnamese import fold

_ANY_YEAR = "2000"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def parts_of_year_as_figures(columns: Columns, profiles: dict[int, Profile]) -> None:
    """“6 tháng | Cả năm” alone over figures: how many there were in several periods; which of them counts is not guessed."""
    if columns.first("name") or columns.figures:
        return
    parts = {c.index: part for c in columns.all if (part := part_of_year(c, profiles))}
    if len(set(parts.values())) > 1:
        for column in columns.all:
            if column.index in parts:
                column.role = "coordinate"


def part_of_year(column: Column, profiles: dict[int, Profile]) -> str:
    """The part of a year, or the whole of it, that the heading over figures names without a year; empty: none."""
    profile = profiles.get(column.index, Profile())
    if column.at or column.measure or profile.texting > profile.ticks + profile.numbers:
        return ""
    codes = readings(f"{column.heading} {_ANY_YEAR}")
    whole = codes == (_ANY_YEAR,) and fold(column.heading).endswith(fold("năm"))
    return codes[0] if len(codes) == 1 and (whole or "-" in codes[0]) else ""


def years_of(column: Column, profiles: dict[int, Profile]) -> set[str]:
    """The one year that the heading of a column of figures or ticks names; a span of years is none."""
    profile = profiles.get(column.index)
    if (
        profile is None
        or column.role not in ("coordinate", "unknown", "stage")
        or profile.texting > profile.ticks + profile.numbers
    ):
        return set()
    years = set(_YEAR.findall(column.heading))
    return years if len(years) == 1 else set()


def of_years(columns: Columns, profiles: dict[int, Profile]) -> list[Column]:
    """The columns of figures that are each of the year in their headings; "Duy trì từ năm 2023" is of the later year beside it."""
    dated = [c for c in columns.all if years_of(c, profiles) and not (columns.year and c.role == "unknown")]
    begun = [c for c in dated if c.at.get("origin") == ("duytri",)]
    rest = [c for c in dated if c not in begun]
    told = {columns.year} - {""} | {year for column in rest for year in years_of(column, profiles)}
    carried_on = len(told) == 1 and all(max(years_of(column, profiles)) < max(told) for column in begun)
    return rest if carried_on else dated


def leave_other_years(columns: Columns, profiles: dict[int, Profile], year: str) -> None:
    """Last year's figures beside this year's, or beside those that name no year, under a title of this year only compare.

    They count nothing. What is carried on since last year is of this year; of a later year it is not clear what is meant.
    """
    dated = {
        column.index: said
        for column in columns.all
        if (said := years_of(column, profiles)) and "origin" not in column.at
    }
    if not any(dated.get(column.index, {year}) == {year} for column in columns.figures):
        return
    for column in columns.all:
        if dated.get(column.index, {year}) != {year} and not column.declared:
            column.role, column.at = "unknown" if max(dated[column.index]) > year else "indicator", {}
