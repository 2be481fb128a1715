"""The checks on one return: sums inside it that cannot be, or that must be asked about. (counting.md 1 and 8)"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations

from danvan_cli.answers import same_model
from danvan_cli.findings import Finding
from danvan_cli.intake.checks.funnel import funnel_broken
from danvan_cli.intake.checks.large_figures import figures_that_may_be_days
from danvan_cli.intake.checks.splits import Split, parts_within, row_name, splits_of
from danvan_cli.intake.grid import runs
from danvan_cli.intake.mending import mends_of
from danvan_cli.periods import Period
from danvan_cli.returns import Base, Kind, Model, Observation, Return
from danvan_cli.units import place_of
from danvan_cli.vietnamese import fold, number
from danvan_cli.vocabulary import MemberSet, Vocabulary


def check(ret: Return, vocabulary: Vocabulary, *, names_once: bool = False) -> Iterator[Finding]:
    """All that is wrong, or must be asked, inside one return. `names_once`: it came on a form of ours."""
    if ret.kind is Kind.REGISTER:
        yield from _duplicate_rows(ret, names_once=names_once)
        yield from _registered_later(ret)
        return
    yield from funnel_broken(ret, vocabulary)
    yield from _unit_on_two_rows(ret)
    on = Period(ret.period).last
    for base in ret.bases:
        splits = splits_of(base, vocabulary, on)
        yield from _parts_exceed_whole(ret, base, splits)
        yield from _closed_splits_differ(ret, base, splits)
        yield from _split_below_base(ret, base, splits)
        yield from _cell_exceeds_cell(ret, base)
        yield from _parts_of_cells(ret, base, splits, vocabulary)
        yield from figures_that_may_be_days(ret, base, splits, vocabulary)


def _parts_exceed_whole(ret: Return, base: Base, splits: list[Split]) -> Iterator[Finding]:
    """Parts of a split add up to more than their whole: the stated one, else what a closed split gives."""
    whole = _whole(splits) or next((split for split in splits if split.closed), None)
    for split in splits:
        if whole and split.dims and not (split.closed and whole.dims) and split.total > whole.total:
            seen = _seen(base, split, whole)
            yield Finding("parts-exceed-whole", ret.sheet, whole.cells[0].cell, seen)


def _closed_splits_differ(ret: Return, base: Base, splits: list[Split]) -> Iterator[Finding]:
    """Without a stated whole, two closed splits of it give two figures."""
    closed = [split for split in splits if split.dims and split.closed]
    if _whole(splits) or len({split.total for split in closed}) < 2:
        return
    seen = _seen(base, closed[0], closed[1])
    yield Finding("closed-splits-differ", ret.sheet, closed[0].cells[0].cell, seen)


def _split_below_base(ret: Return, base: Base, splits: list[Split]) -> Iterator[Finding]:
    """A closed split says less than the whole: the rest is not stated, and it must be asked."""
    whole = _whole(splits)
    for split in splits:
        if whole and split.dims and split.closed and split.total < whole.total:
            yield _below(ret, base, split, whole)


def _below(ret: Return, base: Base, split: Split, whole: Split) -> Finding:
    seen = {**_seen(base, split, whole), "gap": number(whole.total - split.total)}
    return Finding("split-below-base", ret.sheet, whole.cells[0].cell, seen)


def _cell_exceeds_cell(ret: Return, base: Base) -> Iterator[Finding]:
    """A crossed or subset cell is larger than the cell it lies in."""
    cells: dict[
        tuple[tuple[str, MemberSet], ...], tuple[Observation, int]
    ] = {}  # of parts of one member the first, and what they are together
    for seen in (seen for seen in base.observations if seen.at and seen.value is not None):
        first, before = cells.get(at := tuple(sorted(seen.at.items())), (seen, 0))
        cells[at] = first, before + (seen.value or 0)
    for inner, less in cells.values():
        for outer, more in cells.values():
            if _lies_in(inner.at, outer.at) and less > more:
                said: dict[str, str | int] = {
                    "label": row_name(base),
                    "inner": number(less),
                    "outer": number(more),
                    "outer_cell": outer.cell,
                }
                yield Finding("cell-exceeds-cell", ret.sheet, inner.cell, said)


def _parts_of_cells(ret: Return, base: Base, splits: list[Split], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Parts of one cell, "KT: Tổng số | Tập thể | Cá nhân", add up to more than it or, where they cover it, to less.

    What one part alone exceeds is told of that; a split that is closed as a whole was held against the whole.
    """
    on = Period(ret.period).last
    for outer, inner in permutations(splits, 2):
        if not outer.dims or not outer.dims < inner.dims:
            continue
        wholes = parts_within(outer, outer.dims, vocabulary, on)
        for at, parts in parts_within(inner, outer.dims, vocabulary, on).items():
            whole = wholes.get(at)
            if not whole or not whole.cells or not parts.cells:
                continue
            seen = _seen(base, parts, whole)
            if parts.total > whole.total and all((part.value or 0) <= whole.total for part in parts.cells):
                yield Finding("parts-exceed-whole", ret.sheet, whole.cells[0].cell, seen)
            elif parts.closed and parts.total < whole.total and not inner.closed:
                yield _below(ret, base, parts, whole)


def _lies_in(at: dict[str, MemberSet], around: dict[str, MemberSet]) -> bool:
    return at != around and all(
        dimension in at and set(at[dimension]) <= set(members) for dimension, members in around.items()
    )


def _whole(splits: list[Split]) -> Split | None:
    return next((split for split in splits if not split.dims), None)


def _seen(base: Base, split: Split, whole: Split) -> dict[str, str | int]:
    cells = ", ".join(seen.cell for seen in split.cells)
    parts = [(seen.cell, seen.value or 0) for seen in split.cells]
    mend = mends_of(parts, whole.total, whole.cells[0].cell) if len(whole.cells) == 1 else ""
    return {
        "label": row_name(base), "whole": number(whole.total), "sum": number(split.total), "cells": cells, "mend": mend,
    }  # fmt: skip


def _unit_on_two_rows(ret: Return) -> Iterator[Finding]:
    """One unit, or one field of the reporter's, on two rows of one matrix with the same members: both count, and it is asked.

    Villages and cells stay with the unit they are in: only rows that name the same are meant, "Xã Bắc Sơn" and "Bắc Sơn".
    They meet where both state figures at the same coordinates, not each a part of its own.
    """
    named: dict[tuple[object, ...], _FirstAt] = defaultdict(dict)  # of rows with this name
    ending: dict[tuple[object, ...], _FirstAt] = defaultdict(dict)  # of rows whose name ends so
    asked: set[str] = set()
    own = Counter(fold(base.label) for base in ret.bases if base.scope.unit == ret.reporter and base.scope.said)
    own_lines = 1 in own.values()  # no lines of villages, each with all fields
    for place, base in enumerate(ret.bases):
        scope, name = base.scope, fold(base.label)
        key: tuple[object, ...] = (scope.unit, scope.reach, scope.stage, tuple(sorted(scope.fixed.items())))
        if scope.unit == ret.reporter and not (scope.said and own_lines):
            # texts of all groups stay with it: only what says the same, too
            key = (*key, *(seen.value for seen in base.observations))
        stated = {tuple(sorted(seen.at.items())) for seen in base.observations if seen.value}
        ends = _endings(name)
        alike = [ending[key, name], *(named[key, end] for end in ends if (key, end) in named)]
        met = {first[at] for first in alike for at in stated.intersection(first)}
        before = next((ret.bases[one] for one in sorted(met) if ret.bases[one].cell != base.cell), None)
        for first in (named[key, name], *(ending[key, end] for end in ends)):
            for at in stated.difference(first):
                first[at] = place
        if before and base.cell not in asked:
            asked.add(base.cell)
            seen: dict[str, str | int] = {"label": base.label, "first": before.cell, "first_label": before.label}
            yield Finding("unit-on-two-rows", ret.sheet, base.cell, seen)


_FirstAt = dict[tuple[tuple[str, MemberSet], ...], int]
"""Coordinates to the first row that states a figure there."""

_LONGEST_NAME = 30  # words of a row's label that may name a unit


def _endings(name: str) -> list[str]:
    """A name and all that it ends in, from one of its words on: "xã bắc sơn", "bắc sơn", "sơn"."""
    words = name.split(" ")[-_LONGEST_NAME:]
    return [name, *(" ".join(words[start:]) for start in range(1, len(words)))]


def _duplicate_rows(ret: Return, *, names_once: bool) -> Iterator[Finding]:
    """One permanent code, or one name, on several rows of one register: all count, and it is asked. Codes decide first.

    A name is asked about within a place and its bodies: communes may well have chosen the same. `names_once`: anywhere,
    our forms let no name stand twice.
    """
    names = [fold(model.name) for model in ret.models]
    times = Counter(names)
    coded: dict[str, list[Model]] = defaultdict(list)
    named: dict[tuple[str, str], list[Model]] = defaultdict(list)
    for model, name in zip(ret.models, names, strict=True):
        if model.code:
            coded[fold(model.code)].append(model)
        if times[name] > 1:
            named["" if names_once else place_of(model.unit), name].append(model)
    for rows in coded.values():
        if len(rows) > 1:
            seen = _on_rows(rows) | {"code": rows[0].code or "", "name": rows[0].name, "again": rows[1].name}
            yield Finding("duplicate-code", ret.sheet, rows[1].cell, seen)
    for rows in named.values():
        if len(rows) < 2:
            continue
        apart = list({fold(model.code or model.cell): model for model in reversed(rows)}.values())[::-1]
        if len(apart) > 1 and not all(model.code for model in apart):
            yield Finding("duplicate-row", ret.sheet, apart[1].cell, _on_rows(apart) | {"name": apart[0].name})


def _registered_later(ret: Return) -> Iterator[Finding]:
    """Rows whose own year comes after the return's: written wrongly, or of the next year's list. They count, and it is asked."""
    last = Period(ret.period).last.year
    later = [one for one in ret.models if (one.registered or _begun(one.texts.get("since", ""))) > last]
    if later:
        rows = sorted({int(_ROW.search(model.cell)[0]) for model in later})  # type: ignore[index]
        seen: dict[str, str | int] = {"rows": runs(rows), "count": len(rows)}
        yield Finding("registered-later", ret.sheet, later[0].cell, seen)


@lru_cache(maxsize=1024)
def _begun(text: str) -> int:
    """The year with which a text begins: "2025", "2025-2026"; 0: none. "Đến 2025" began earlier."""
    found = _YEAR.match(text)
    return int(found[0]) if found else 0


_YEAR = re.compile(r"20\d\d(?!\d)")
_ROW = re.compile(r"\d+$")


def _on_rows(rows: list[Model]) -> dict[str, str | int]:
    """Where one model may stand several times; `same`: how the ledger knows its rows, should it be said to be one."""
    same = "\n".join(dict.fromkeys(same_model(model.unit, fold(model.name)) for model in rows))
    return {"first": rows[0].cell, "count": len(rows), "same": same}
