"""What about the columns of a table must be said: of several years, two of one meaning, a heading that nobody knows."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from danvan_cli.findings import Finding
from danvan_cli.intake.grid import address
from danvan_cli.intake.sheets.column_periods import of_another_year, of_years, part_of_year, years_of
from danvan_cli.intake.sheets.profiles import Profile, reads
from danvan_cli.intake.sheets.view import Column, Columns
from danvan_cli.intake.words.headings import HEADING_ORDER, Reader, Says
from danvan_cli.intake.words.row_texts import is_body, is_place
from danvan_cli.periods import Period
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import MemberSet

_ONCE = ("unit", "field", "level", "holder", "origin", "block", "code", "registered")

_Profiles = dict[int, Profile]
_Said = tuple[str, Column, Mapping[str, str | int]]
"""The code of a finding, the column whose heading it is found at, what was seen beside its heading."""


def ask_about(columns: Columns, profiles: _Profiles, sheet: str, reader: Reader) -> None:
    """Adds to the findings of the columns. What holds several years, or two tables, is asked about that alone."""
    said = [*_several_years(columns, profiles), *_two_tables(columns)][:1]
    if not said:
        said += _one_meaning(columns, profiles)
        said += _one_place(columns, profiles, reader)
        apart = list(_amounts_alike(columns, profiles))
        said += _amounts_apart(columns, apart)
        asked = {column.index for alike in apart for column in alike}
        left = {index: profile for index, profile in profiles.items() if columns.measures_only or index not in asked}
        said += _not_understood(columns, left, reader)
    for code, column, seen in said:
        cell = address(column.heading_row, column.index)
        columns.findings.append(Finding(code, sheet, cell, {"column": column.heading or column.letter, **seen}))


def _several_years(columns: Columns, profiles: _Profiles) -> Iterator[_Said]:
    """The figures of several years, or of several parts of one, stand beside one another."""
    years = of_years(columns, profiles)
    apart = [(years, {year for column in years for year in years_of(column, profiles)})]
    by_stage: dict[MemberSet, list[Column]] = defaultdict(
        list
    )  # what is registered in January is recognised in December
    for column in columns.figures if columns.kind == "matrix" else ():
        if part_of_year(column, profiles):
            by_stage[column.at.get("stage", ())].append(column)
    apart += [(some, {part_of_year(column, profiles) for column in some}) for some in by_stage.values()]
    other = of_another_year(columns, profiles)
    if other:
        yield "several-years", other, {"places": f"{Period(columns.year).name}; {other.letter} “{other.heading}”"}
        return
    for some, named in apart:
        if len(named) > 1:
            yield "several-years", some[-1], {"places": ", ".join(f"{c.letter} “{c.heading}”" for c in some)}


def _two_tables(columns: Columns) -> Iterator[_Said]:
    if columns.side_by_side:
        yield "side-by-side-tables", (columns.of("name") + columns.of("stt"))[-1], {}


def _one_meaning(columns: Columns, profiles: _Profiles) -> Iterator[_Said]:
    """Two columns say one thing of each row; or one says it in words, and others tick it."""
    for role in _ONCE:
        same = [column for column in columns.of(role) if column.index in profiles]
        ticked = [c for c in columns.figures if columns.kind == "register" and role in c.at and c.index in profiles]
        if len(same) > 1:
            yield "two-columns-one-meaning", same[1], {"other": same[0].heading}
        elif same and ticked:
            yield "two-columns-one-meaning", ticked[0], {"other": same[0].heading}


def _one_place(columns: Columns, profiles: _Profiles, reader: Reader) -> Iterator[_Said]:
    """Two columns of figures or ticks stand at the same coordinates, and are no parts of them."""
    taken: dict[tuple[object, ...], list[Column]] = defaultdict(list)
    for column in (c for c in columns.figures if columns.kind == "matrix" or "stage" not in c.at):
        meaning = (column.unit, *sorted(column.at.items()))
        if columns.kind == "register":  # "Văn hóa" and "Xã hội" may both be ticked
            meaning += tuple(map(fold, column.path))
        if column.index in profiles:
            other = next((one for one in taken[meaning] if not _are_parts(column, one, reader)), None)
            if other:
                yield "two-columns-one-meaning", column, {"other": other.heading}
            taken[meaning].append(column)


def _are_parts(column: Column, other: Column, reader: Reader) -> bool:
    """Whether columns beside one another are of different parts of one field, and add up: "Văn hóa | Xã hội"."""
    (*over, leaf), (*other_over, other_leaf) = column.path or ("",), other.path or ("",)
    return over == other_over and reader.are_parts(leaf, other_leaf)


def _amounts_alike(columns: Columns, profiles: _Profiles) -> Iterator[list[Column]]:
    """Columns whose headings name one indicator of the same units: of two years, of two stages, of all and of those who take part."""
    alike: dict[tuple[object, ...], list[Column]] = defaultdict(list)
    for column in (c for c in columns.all if c.measure and c.index in profiles):
        whose = [text for text in column.path[:-1] if is_place(text) or is_body(text)]
        alike[column.measure, *whose, *sorted(column.at.items())].append(column)
    yield from (same for same in alike.values() if len(same) > 1)


def _amounts_apart(columns: Columns, apart: list[list[Column]]) -> Iterator[_Said]:
    """To add them is to count twice, to choose one is to guess: beside a count of models they are left out, and asked."""
    for alike in apart:
        for column in () if columns.measures_only else alike:
            column.role, column.measure, column.at = "unknown", "", {}
        code = "two-columns-one-meaning" if columns.measures_only else "amounts-alike"
        yield code, alike[1], {"other": alike[0].heading}


def _not_understood(columns: Columns, profiles: _Profiles, reader: Reader) -> Iterator[_Said]:
    """Columns that hold something, under headings that do not tell what."""
    for column in (c for c in columns.all if c.index in profiles):
        profile = profiles[column.index]
        figures = profile.numbers + profile.ticks
        asked = column.role == "unknown" and column.hint == "field" and columns.kind == "register" and figures
        if asked or (column.path and "field" in reader.decided(column.path[-1])):
            yield "field-unknown", column, {"seen": column.path[-1]}
        elif columns.kind == "matrix" and (
            (figures > profile.texting and _says_nothing(column)) or _counts_in_words(column, profile, reader)
        ):
            yield "column-holds-numbers", column, {}
        elif column.path and _may_show_a_stage(column, profile, reader):
            yield "column-holds-ticks", column, {}
        elif (column.role == "indicator" and not column.measure and columns.kind == "matrix") or (
            column.role == "unknown" and (column.path or profile.texting or figures)
        ):
            yield "column-not-understood", column, {}


def _may_show_a_stage(column: Column, profile: Profile, reader: Reader) -> bool:
    """Whether ticks, days or statuses under a heading that nobody knows may say what became of a model.

    So may levels under "Đề nghị công nhận cấp", and when it ends, which may be a plan.
    """
    if column.role == "unknown" and (
        profile.ticks + profile.dates > profile.texting or reads(profile, "stage", reader)
    ):
        return True
    heading = column.path[-1]
    if column.role == "level" and reader.heading(heading).says is Says.UNKNOWN:
        return reader.members("stage", " ".join(_LEVEL.sub(" ", heading).split())) is not None
    return column.role in ("unknown", "since") and reader.asks_for_end(heading)


_LEVEL = re.compile(r"\bcấp\b", re.IGNORECASE)


def _counts_in_words(column: Column, profile: Profile, reader: Reader) -> bool:
    """Whether texts under a stage hold numbers, and so may count what was left as a result: "3 tổ", "hơn 3" under "Công nhận"."""
    if column.role != "outcome" or not column.path or "stage" not in reader.heading(column.path[-1]).at:
        return False
    numbered = sum(times for text, times in profile.texts.items() if any(map(str.isdigit, text)))
    return numbered * 2 > profile.texting


def _says_nothing(column: Column) -> bool:
    """Whether a heading does not tell what the figures under it are: nobody knows it, or it only names a dimension."""
    return column.role.removesuffix("-more") in ("unknown", *HEADING_ORDER)
