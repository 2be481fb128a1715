"""Columns of figures that are each of another period: last year's beside this year's, "6 tháng" beside "cả năm". (counting.md 7)"""

import re
from collections import defaultdict
from functools import lru_cache

from danvan_cli.intake.grid import Value
from danvan_cli.intake.sheets.profiles import Profile
from danvan_cli.intake.sheets.view import Column, Columns, View
from danvan_cli.intake.words.headings import Reader, phrases
from danvan_cli.intake.words.numbers import is_number, read_count
from danvan_cli.periods import parse, readings
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Coordinates

ONLY_YEAR = re.compile(r"\s*(?:năm\s+)?(?:19|20)\d\d\s*", re.IGNORECASE)
_ANY_YEAR = "2000"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def periods_as_figures(columns: Columns, profiles: dict[int, Profile], reader: Reader, period: str) -> None:
    """“Năm trước | Năm nay” over figures: this year's count, last year's compare.

    `period`: the table's own, which alone over figures is what they are of.
    """
    if columns.first("name"):
        return
    told = [c for c in columns.all if c.role in ("unknown", "coordinate") and _holds_numbers(c, profiles)]
    years = [(column, said) for column in told if (said := _year_said(column, reader))]
    for column, (year, at) in years:
        if year == "this" and column.role == "unknown":
            column.role, column.at = "coordinate", {**column.at, **at}
    before = {column.index for column, (year, _) in years if year == "before"}
    if any(column.index not in before for column in columns.figures):
        for column in columns.all:
            if column.index in before and not column.declared:
                column.role, column.at = "indicator", {}
    if columns.figures:
        return
    parts = {c.index: part for c in columns.of("unknown") if (part := part_of_year(c, profiles))}  # no plan, no money
    named = {part.replace(_ANY_YEAR, period[:4]) for part in parts.values()}
    if len(named) > 1 or named == {period}:
        for column in columns.all:
            if column.index in parts:
                column.role = "coordinate"


def _holds_numbers(column: Column, profiles: dict[int, Profile]) -> bool:
    profile = profiles.get(column.index, Profile())
    return not column.measure and profile.texting <= profile.ticks + profile.numbers


def _year_said(column: Column, reader: Reader) -> tuple[str, Coordinates] | None:
    """Whether the headings of a column speak of this year or of the one before, without its number, and at which coordinates."""
    return next((said for text in column.path if (said := reader.this_or_before(text))), None)


def names_time(text: str, reader: Reader) -> bool:
    """Whether a heading is of a period, as figures of several have: "Tháng 6", "Năm 2024", "Năm nay"."""
    return bool(ONLY_YEAR.fullmatch(text) or part_named(text) or reader.this_or_before(text))


def part_of_year(column: Column, profiles: dict[int, Profile]) -> str:
    """The part of a year, or the whole of it, that the heading over figures names; over members the headings above them. Empty: none."""
    if not _holds_numbers(column, profiles):
        return ""
    return part_named(" › ".join(column.path[:-1]) if column.at else column.heading)


@lru_cache(maxsize=4096)
def part_named(text: str) -> str:
    """The part of a year, or the whole of it, that a text names: "Tháng 6", "Quý I/2024", "Đến 30/6", "Đầu năm". A year alone is none."""
    if _YEAR.search(text):
        codes = readings(text)
        return codes[0] if len(codes) == 1 and "-" in codes[0] else ""
    folded = fold(text)
    for edge in _EDGES:
        if folded.endswith(edge) and not any(map(str.isdigit, folded)):
            return f"{_ANY_YEAR}-{edge}"
    day = _DAY.search(text)
    codes = readings(f"{text[: day.end()]}/{_ANY_YEAR}" if day else f"{text} {_ANY_YEAR}")
    whole = codes == (_ANY_YEAR,) and folded.endswith(fold("năm"))
    return codes[0] if len(codes) == 1 and (whole or "-" in codes[0]) else ""


@lru_cache(maxsize=4096)
def only_period(text: str) -> str:
    """The period that a text names and nothing else, as rows do: "Năm 2024", "Tháng 6", "6 tháng đầu năm". Empty: it says more."""
    if ONLY_YEAR.fullmatch(text):
        return "".join(filter(str.isdigit, text))
    words = (word for word in fold(text).split() if not word.isdigit())
    return part_named(text) if phrases("rows", "around_periods").whole.issuperset(words) else ""


_DAY = re.compile(r"\b\d{1,2}/\d{1,2}\b(?!/)")
_EDGES = (fold("đầu năm"), fold("cuối năm"))


_ONWARD = re.compile(
    r"\bsang\s+(?:năm\s+)?((?:19|20)\d\d)\b", re.IGNORECASE
)  # "Năm 2024 chuyển sang năm 2025" is of 2025
_MODELS_OF = re.compile(r"(?:mô hình|điển hình|dân vận khéo)\W*\bnăm\s+(\d{4})\W*$", re.IGNORECASE)


def years_of(column: Column, profiles: dict[int, Profile]) -> set[str]:
    """The one year that the heading of a column of figures or ticks names; a span of years is none."""
    profile = profiles.get(column.index)
    if (
        profile is None
        or column.role not in ("coordinate", "unknown", "stage")
        or profile.texting > profile.ticks + profile.numbers
    ):
        return set()
    years = set(_ONWARD.findall(column.heading)) or set(_YEAR.findall(column.heading))
    return years if len(years) == 1 else set()


def of_years(columns: Columns, profiles: dict[int, Profile]) -> list[Column]:
    """The columns of figures that are each of the year in their headings; "Duy trì từ năm 2023" is of the later year beside it."""
    dated = [c for c in columns.all if years_of(c, profiles) and not (columns.year and c.role == "unknown")]
    begun = [c for c in dated if c.at.get("origin") == ("duytri",)]
    rest = [c for c in dated if c not in begun]
    told = {columns.year} - {""} | {year for column in rest for year in years_of(column, profiles)}
    carried_on = len(told) == 1 and all(max(years_of(column, profiles)) < max(told) for column in begun)
    return rest if carried_on else dated


def of_another_year(columns: Columns, profiles: dict[int, Profile]) -> Column | None:
    """The first column of a table whose headings all say another year than its title: over its models, or over all its figures."""
    if not columns.year:
        return None
    named = columns.first("name")
    if named and (said := _MODELS_OF.search(named.heading)) and said[1] != columns.year:
        return named
    dated = {column.index for column in of_years(columns, profiles) if years_of(column, profiles) != {columns.year}}
    figures = [column for column in columns.figures if column.index in profiles]
    whole = columns.kind == "matrix" or all(
        "field" in column.at for column in figures
    )  # "Công nhận năm 2022" is told of a row
    if whole and figures and all(column.index in dated for column in figures):
        return figures[0]
    sums = (c for c in figures if columns.kind == "matrix" and c.index in dated and _is_whole(c) and not c.declared)
    return next(sums, None)  # which would be left if it did not sum the others up


def part_by_years(columns: Columns, profiles: dict[int, Profile], view: View, body: list[int]) -> None:
    """What was built in earlier years goes on beside what was built in this one, where a total adds both up in every row.

    "Xây dựng năm 2023 | Xây dựng năm 2024 | Tổng": without the total last year's may only compare.
    """
    dated = {
        column.index: max(said)
        for column in columns.figures
        if column.at.get("stage") == _BUILT and "origin" not in column.at and (said := years_of(column, profiles))
    }
    wholes = [
        c for c in columns.figures if c.index not in dated and _is_whole(c) and c.at.get("stage", _BUILT) == _BUILT
    ]
    if len(wholes) != 1 or len({*dated.values()}) < 2 or max(dated.values()) != columns.year:
        return
    stated = {row: count for row in body if (count := _count(view.rows[row][wholes[0].index]))}
    if not stated or any(sum(_count(view.rows[row][index]) for index in dated) != stated.get(row, 0) for row in body):
        return
    for column in columns.figures:
        if year := dated.get(column.index):
            members = {name: said for name, said in column.at.items() if name != "stage"}
            column.at = {**members, "origin": ("moi",) if year == columns.year else ("duytri",)}


_BUILT = ("xaydung",)


def leave_what_goes_on_later(columns: Columns, profiles: dict[int, Profile]) -> None:
    """What is to go on in a later year than the table's is nobody's origin yet: "Tiếp tục duy trì năm 2025" under a title of 2024."""
    for column in columns.figures:
        later = columns.year and max(years_of(column, profiles), default="") > columns.year
        if later and column.at.get("origin") == ("duytri",) and not column.declared:
            column.role, column.at = "unknown", {}


def leave_other_years(columns: Columns, profiles: dict[int, Profile], view: View, body: list[int]) -> None:
    """Last year's figures beside this year's, or beside those that name no year, under a title of this year only compare.

    They count nothing. What is carried on since last year is of this year; of a later year it is not clear what is meant.
    What sums up figures that name no year is no comparison: these are of its year, too, or it is of theirs.
    """
    year = columns.year
    dated = {
        column.index: said
        for column in columns.all
        if (said := years_of(column, profiles)) and "origin" not in column.at
    }
    if not any(dated.get(column.index, {year}) == {year} for column in columns.figures):
        return
    undated = [column for column in columns.figures if dated.get(column.index, {year}) == {year}]
    for column in columns.all:
        if dated.get(column.index, {year}) != {year} and not column.declared:
            if _sums_up(column, undated, view, body):
                continue
            column.role, column.at = "unknown" if max(dated[column.index]) > year else "indicator", {}


def _is_whole(column: Column) -> bool:
    """Whether a column of figures is of all models, or of all at a stage."""
    return column.role == "coordinate" and not column.unit and not column.at.keys() - {"stage"}


def _sums_up(column: Column, others: list[Column], view: View, body: list[int]) -> bool:
    """Whether a column is the one total of a table, and in all its rows the sum of those beside it that split it."""
    if not _is_whole(column) or any(map(_is_whole, others)):
        return False
    stated = {row: count for row in body if (count := _count(view.rows[row][column.index]))}
    parts: dict[str, list[Column]] = defaultdict(list)
    for other in others:
        if len(kept := other.at.keys() - {"stage"}) == 1:
            parts[next(iter(kept))].append(other)
    sums = (
        {row: sum(_count(view.rows[row][part.index]) for part in split) for row in stated} for split in parts.values()
    )
    return bool(stated) and stated in sums


def _count(value: Value) -> int:
    return (read_count(value).value or 0) if is_number(value) else 0


def leave_parts(columns: Columns, profiles: dict[int, Profile], period: str, view: View, body: list[int]) -> None:
    """Parts of the table's own period beside the whole of it only compare: "Quý I | Quý II | Quý III | Quý IV | Cả năm".

    They count nothing. Without the whole it is not guessed whether they add up: "Tháng 6 | Tháng 12" may both be of what there is;
    nor where a part is more than it in any row, or stands beside a blank: then nobody knows what the whole is.
    """
    whole = parse(period)
    if whole is None or whole.is_span or whole.is_stock:
        return
    said = {
        column.index: part.replace(_ANY_YEAR, period[:4])
        for column in columns.figures
        if not column.declared and (part := part_of_year(column, profiles))
    }
    own = {
        tuple(sorted(column.at.items())): column
        for column in columns.figures
        if said.get(column.index) == period and not phrases("rows", "estimates").inside(fold(column.heading))
    }
    for column in columns.figures:
        within = parse(said.get(column.index, ""))
        beside = own.get(tuple(sorted(column.at.items())))
        if beside and within and within != whole and whole.contains(within):
            rows = (view.rows[row] for row in body)
            if all(_count(row[column.index]) <= _count(row[beside.index]) for row in rows):
                column.role, column.at = "indicator", {}
