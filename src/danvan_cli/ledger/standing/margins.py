"""Bases and margins: one figure and its splits, which are never added to each other. (counting.md 1 and 2)"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from danvan_cli.intake.checks.splits import covers, splits_of
from danvan_cli.returns import Base
from danvan_cli.vocabulary import DIMENSIONS, MemberSet, Vocabulary

At = tuple[tuple[str, MemberSet], ...]
"""Coordinates in canonical form: sorted pairs of dimension and members."""

Number = int | Decimal
"""A count of models, or what an indicator adds up to in its unit."""


def canonical(*coordinates: Mapping[str, MemberSet]) -> At:
    """Coordinates joined, the later ones overruling, in the one form that compares and stores."""
    joined: dict[str, MemberSet] = {}
    for part in coordinates:
        joined.update(part)
    return tuple(sorted(joined.items()))


def dimensions(at: At) -> frozenset[str]:
    """The dimensions these coordinates state."""
    return frozenset(dimension for dimension, _ in at)


@dataclass(frozen=True, slots=True)
class Margin:
    """One split of a base: cells of the same dimensions, disjoint. `closed`: it covers the base. (counting.md 1)

    `narrows`: of a base inside this one the dimensions that its scope says more of, "new", "economy"; None: its cells tell.
    """

    dims: frozenset[str]
    closed: bool
    cells: tuple[tuple[At, Number], ...]
    narrows: frozenset[str] | None = None

    @property
    def total(self) -> Number:
        """The sum of its cells."""
        return sum([value for _, value in self.cells])  # there are thousands: a list is the faster sum


def margins_of_base(base: Base, vocabulary: Vocabulary, on: date) -> tuple[Margin, ...]:
    """The splits of a matrix row. A blank in a split that already makes the stated base is a proven zero."""
    splits = splits_of(base, vocabulary, on)
    whole = next((split.total for split in splits if not split.dims), None)
    found: list[Margin] = []
    for split in splits:
        proven = split.blanks if whole is not None and split.dims and split.total == whole else ()
        sums: dict[At, int] = {}  # parts of one member stand in cells of their own
        for seen in (*split.cells, *proven):
            at = canonical(base.scope.fixed, seen.at)
            sums[at] = sums.get(at, 0) + (seen.value or 0)
        cells = tuple(sums.items())
        closed = (
            split.closed
            or not split.dims
            or (bool(proven) and covers([*split.cells, *proven], split.dims, vocabulary, on))
        )
        elsewhere: frozenset[str] = frozenset().union(*(other.dims for other in splits if other is not split))
        shown = split.dims.union(base.scope.fixed, *(seen.at.keys() - elsewhere for seen in split.all_cells))
        found.append(Margin(shown, closed, cells))
    return tuple(found)


def margins_of_models(counts: Iterable[tuple[At, int]], fixed: Mapping[str, MemberSet]) -> tuple[Margin, ...]:
    """A register's one margin: its rows counted by all they state. A dimension that no row states is not shown.

    Without a row ("không có mô hình") it shows every dimension: there is none of any kind.
    """
    counted: Counter[At] = Counter()
    for at, count in counts:
        counted[canonical(fixed, dict(at))] += count
    shown: frozenset[str] = frozenset().union(*(dimensions(at) for at in counted) if counted else [DIMENSIONS])
    return (Margin(shown, closed=True, cells=tuple(sorted(counted.items()))),)


@dataclass(frozen=True, slots=True)
class Filter:
    """One selector on one dimension: members by union, one exact merged line (`huyen+xa`), or the not-stated line."""

    members: frozenset[str]
    exact: bool = False
    wider: frozenset[str] = frozenset()  # members under which a workspace counts these: what states them may hold some

    @property
    def none(self) -> bool:
        """Whether the not-stated line is asked for."""
        return not self.members

    @property
    def is_line(self) -> bool:
        """Whether one line of a table is asked for, as it stands there: the not-stated one, or a merged one."""
        return self.none or self.exact

    def shuts_out(self, members: MemberSet) -> bool:
        """Whether a figure with this set is none of what is asked for, wholly and by its own word."""
        if not members or self.is_line:
            return bool(members) and not self.takes(members)
        return (self.members | self.wider).isdisjoint(members)

    def takes(self, members: MemberSet) -> bool:
        """Whether a figure with this set belongs to the answer."""
        if self.none:
            return not members
        return (
            members == tuple(sorted(self.members)) if self.exact else bool(members) and self.members.issuperset(members)
        )


class Answer(NamedTuple):
    """What one base says to one query. `value` None: it cannot say. `overlap`: what only overlaps the filters."""

    value: Number | None
    cells: tuple[tuple[At, Number], ...] = ()
    overlap: Number = 0
    shown: Margin | None = None  # the margin that was chosen
    whole: Margin | None = None  # the margin that gives the figure


def ask(margins: Sequence[Margin], filters: Mapping[str, Filter], by: Sequence[str], fixed: At) -> Answer:
    """One base's figure under filters, and of it what the one best margin shows. (counting.md 1)

    The figure is the largest that any margin gives and does not depend on `by`; what the chosen margin does not
    show is not stated, in a cell of its own.
    """
    if not margins:
        return Answer(0)
    if len(margins) == 1 and not filters:  # most lists, most of the time
        (margin,) = margins
        return Answer(margin.total, margin.cells, 0, margin, margin)
    answer = _answer(margins, filters, by, fixed)
    if by and any(chosen.is_line for chosen in filters.values()):
        alone = _answer(margins, filters, (), fixed)
        return answer if answer.value == alone.value else alone  # another margin would give the line otherwise
    return answer


def _answer(margins: Sequence[Margin], filters: Mapping[str, Filter], by: Sequence[str], fixed: At) -> Answer:
    plain = {dimension: chosen for dimension, chosen in filters.items() if not chosen.is_line}
    lines = [dimension for dimension in filters if dimension not in plain]
    able = [margin for margin in margins if margin.dims >= plain.keys()]
    if not able:
        return Answer(None)
    taken = [(margin, _taken(margin, plain)) for margin in able]
    sums = [
        sum(value for _, value in cells) if cells or _silent_zero(margin, plain, fixed) else None
        for margin, cells in taken
    ]
    if all(value is None for value in sums):
        return Answer(None, overlap=max(_overlapping(margin, plain) for margin in able))
    biggest = figure = max(value for value in sums if value is not None)
    asked = [*lines, *(dimension for dimension in by if dimension not in lines)]
    choice = [pair for pair in zip(taken, sums, strict=True) if pair[1] is not None]
    plainly = frozenset(filters) | frozenset(by) | dimensions(fixed)
    own = max(margin.total for margin in margins)
    whole_by = frozenset().union(*(margin.dims for margin in margins if margin.total == own))
    choice = [
        pair for pair in choice if pair[0][0].total == own or _speaks_only_of(pair[0][0], whole_by) <= plainly
    ] or choice
    choice = [pair for pair in choice if pair[0][0].dims.issuperset(lines)] or choice
    (margin, cells), shown = min(
        choice,
        key=lambda pair: (
            -sum(dimension in pair[0][0].dims for dimension in asked),
            pair[1] != figure if not lines else -(pair[1] or 0),
            not pair[0][0].closed,
            len(pair[0][0].dims),
            [dimension not in pair[0][0].dims for dimension in asked],
            -len(pair[0][0].cells),  # of two that say the same the one that also says where there is none
            pair[0][0].cells,  # and never by which of them came first
        ),
    )
    rest = figure - (shown or 0)
    everything = [*cells, (tuple(pair for pair in fixed), rest)] if rest else list(cells)
    if lines:
        everything = [
            (at, value)
            for at, value in everything
            if all(filters[dimension].takes(dict(at).get(dimension, ())) for dimension in lines)
        ]
        if not everything:
            return Answer(None)
        figure = sum(value for _, value in everything)
    overlap = max(_overlapping(other, plain) for other in able) if plain else 0
    whole = next(other for (other, _), value in zip(taken, sums, strict=True) if value == biggest)
    return Answer(figure, tuple(everything), overlap, margin, whole)


def _speaks_only_of(margin: Margin, whole_by: frozenset[str]) -> frozenset[str]:
    """Dimensions on which all cells have one set of members: the margin speaks of those members only ("new ones").

    Such a base inside another is used only where its extra members are filtered or shown. (counting.md 1) Of a margin of
    one cell all dimensions are such; those that also split the whole (`whole_by`) then only say where that cell lies.
    What rows of a list inside happen to have in common is none: it speaks only of what its scope says.
    """
    if margin.narrows is not None:
        return margin.narrows
    first = dict(margin.cells[0][0]) if margin.cells else {}
    same = frozenset(
        dimension
        for dimension in margin.dims
        if all(dict(at).get(dimension) == first.get(dimension) for at, _ in margin.cells)
    )
    return same - whole_by or same


def _taken(margin: Margin, filters: Mapping[str, Filter]) -> list[tuple[At, Number]]:
    if not filters:
        return list(margin.cells)
    return [
        (at, value)
        for at, value in margin.cells
        if all(chosen.takes(dict(at).get(dimension, ())) for dimension, chosen in filters.items())
    ]


def _silent_zero(margin: Margin, filters: Mapping[str, Filter], fixed: At) -> bool:
    """Whether no matching cell means none: the split covers its base, and every cell states a member outside the filter.

    Of members that are fixed for all of it, it speaks only; without any cell it says "none" of all that it speaks about.
    """
    if not all(filters[dimension].takes(members) for dimension, members in fixed if dimension in filters):
        return False
    return not margin.cells or (
        margin.closed
        and all(
            any(chosen.shuts_out(dict(at).get(dimension, ())) for dimension, chosen in filters.items())
            for at, _ in margin.cells
        )
    )


def lies_elsewhere(margins: Sequence[Margin], filters: Mapping[str, Filter], fixed: At) -> bool:
    """Whether a base says of all that it counts that it is none of what is asked for: then nothing of it is left out.

    It does by its margins, or by what is fixed for all of it: a list of one field says nothing of another.
    """
    if any(dimension in filters and filters[dimension].shuts_out(members) for dimension, members in fixed):
        return True
    own = max((margin.total for margin in margins), default=0)
    return any(
        margin.closed
        and margin.total == own
        and all(
            any(chosen.shuts_out(dict(at).get(dimension, ())) for dimension, chosen in filters.items())
            for at, _ in margin.cells
        )
        for margin in margins
    )


def _overlapping(margin: Margin, filters: Mapping[str, Filter]) -> Number:
    """How much stands on lines that overlap the filters without lying inside them."""
    return sum(
        value
        for at, value in margin.cells
        if all(set(dict(at).get(dimension, ())) & chosen.members for dimension, chosen in filters.items())
        and not all(chosen.takes(dict(at).get(dimension, ())) for dimension, chosen in filters.items())
    )
