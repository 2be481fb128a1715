"""Days that a sheet holds as bare numbers, 45341 for 19/02/2024, and years that it holds as days, 16/07/1905 for 2024."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from danvan_cli.intake.grid import Value
from danvan_cli.intake.sheets.recognise import Header
from danvan_cli.intake.sheets.view import Column, View
from danvan_cli.intake.words.numbers import is_number, is_tick
from danvan_cli.vietnamese import bare

DAY_ZERO = date(1899, 12, 30)
"""The day that Excel counts from."""
_FIRST, _LAST = ((day - DAY_ZERO).days for day in (date(2010, 1, 1), date(2035, 12, 31)))
_DIGITS = len(str(_LAST))
_DAYS_ZERO = (DAY_ZERO, date(1904, 1, 1))  # the latter of workbooks that come from a Mac
_NAMED_YEARS = range(1990, 2101)  # as days they lie in 1905, or 1909: no two of them are one
_YEAR = bare("năm")
_OF_DAYS = frozenset(("registered", "since", "decided"))
_NAMES = frozenset(("name", "content"))


def restore_days(view: View, header: Header, rows: Sequence[int]) -> None:
    """Write as days the numbers under a stage or a date: in a list of names at once, else where all are days.

    And as years the days of a column of years that were typed as such, into cells that show dates.

    No model is 45.341 models, and figures of a stage that are all such numbers are none. What is left is asked where
    figures are checked (`checks/large_figures.py`).
    """
    for column in header.columns.values():
        if column.role in _OF_DAYS and _YEAR in bare(column.heading).split():
            dated = [(row, day) for row in rows if isinstance(day := view.rows[row][column.index], date)]
            for row, day in dated:
                view.rows[row][column.index] = _year(day)
        if not ("stage" in column.at or column.role in _OF_DAYS):
            continue
        cells = list(_cells(view, column, rows))
        days = {row: day for row, value in cells if (day := _day(value))}
        if not days:
            continue
        numbers = sum(is_number(value) and not is_tick(value) for _, value in cells)
        if len(days) == numbers > 1 or _lists_names(view, header, rows):
            for row, day in days.items():
                view.rows[row][column.index] = day


def _lists_names(view: View, header: Header, rows: Sequence[int]) -> bool:
    return any(column.role in _NAMES and _mostly_texts(view, column, rows) for column in header.columns.values())


def _cells(view: View, column: Column, rows: Sequence[int]) -> Iterator[tuple[int, Value]]:
    return ((row, value) for row in rows if (value := view.rows[row][column.index]) is not None)


def _mostly_texts(view: View, column: Column, rows: Sequence[int]) -> bool:
    values = [value for _, value in _cells(view, column, rows)]
    return sum(isinstance(value, str) and not is_number(value) for value in values) * 2 > len(values)


def _day(value: Value) -> date | None:
    if isinstance(value, str):
        value = int(value) if len(value) == _DIGITS and value.isdecimal() else None
    return DAY_ZERO + timedelta(value) if type(value) is int and _FIRST <= value <= _LAST else None


def _year(day: date) -> int | date:
    """The year that was typed into a cell which shows a date; else that date."""
    numbers = (day.toordinal() - zero.toordinal() for zero in _DAYS_ZERO)
    return next((number for number in numbers if number in _NAMED_YEARS), day)
