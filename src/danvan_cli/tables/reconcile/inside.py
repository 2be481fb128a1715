"""Checks inside returns: parts against their total, each breakdown against its own base; stated totals against rows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from danvan_cli.intake.checks.splits import Split, splits_of
from danvan_cli.ledger.books.contents import Content
from danvan_cli.ledger.books.verdicts import Standing
from danvan_cli.ledger.standing.margins import At, Filter, canonical, dimensions
from danvan_cli.ledger.standing.stated import UNSAID
from danvan_cli.messages import text
from danvan_cli.periods import Period
from danvan_cli.returns import Base, Observation
from danvan_cli.tables.reconcile.check import Check, Place, Relation
from danvan_cli.tables.reconcile.ground import Ground, of_members, of_units_left_out
from danvan_cli.tables.selection.geography import common_place


def inside_returns(ground: Ground) -> Iterator[Check]:
    """All checks of figures against others of the same sender that belong to them."""
    apart: dict[tuple[str, At], set[str]] = defaultdict(set)  # stage and members of a base of its own → its units
    for content in ground.contents.values():
        for base in content.bases:
            if ground.question.inside(base.scope.unit):
                breakdowns = _Breakdowns(ground, content, base)
                yield from breakdowns.checks()
                for members in breakdowns.apart:
                    apart[base.scope.stage, members].add(base.scope.unit)
        if ground.question.inside(content.reporter):
            yield from _stated_totals(ground, content)
    yield from inside_others(ground)
    for (stage, members), units in apart.items():
        if len(units) > 1:
            yield from _apart_together(ground, stage, members)


class _Breakdowns:
    """The breakdowns of one figure, each with the base it is of: all of it, or some members only ("new" by field)."""

    def __init__(self, ground: Ground, content: Content, base: Base) -> None:
        self.ground, self.content, self.base = ground, content, base
        self.period = Period(content.period)
        self.splits = splits_of(base, ground.vocabulary, self.period.last)
        self.whole = next((split for split in self.splits if not split.dims), None) or next(
            (split for split in self.splits if split.closed and len(self.splits) > 1), None
        )
        self.apart = dict.fromkeys(
            members for split in self.splits if split is not self.whole and (members := self._members(split))
        )

    def checks(self) -> Iterator[Check]:
        """Each breakdown against its own base; a base of some members only is inside the whole, and no part of its sum."""
        for split in self.splits:
            members = self._members(split)
            if split is not self.whole and split.dims != dimensions(members):
                yield from self._against(split, self._base_of(members), members)
        for members in self.apart if self.whole else ():
            yield from self._inside(members)

    def _members(self, split: Split) -> At:
        """The members that all cells of a breakdown share, of dimensions it does not cover: it is of those only."""
        cells = [seen.at for seen in (*split.cells, *split.blanks)]
        shared = {dim: codes for dim, codes in cells[0].items() if all(seen.get(dim) == codes for seen in cells)}
        closing = {dim: self.ground.vocabulary[dim].closing(self.period.last) for dim in shared}
        return canonical({dim: codes for dim, codes in shared.items() if not closing[dim] <= set(codes)})

    def _base_of(self, members: At) -> Split | None:
        """The figure that a breakdown is of: the whole, or what states these members."""
        if not members:
            return self.whole
        for split in self.splits:
            if split.dims == dimensions(members):
                cells = tuple(seen for seen in split.cells if canonical(seen.at) == members)
                if cells:
                    return Split(split.dims, split.closed, cells)
        return None

    def _against(self, split: Split, whole: Split | None, members: At) -> Iterator[Check]:
        missing = _missing(self.ground, split, dimensions(members), self.period)
        if whole and split.total == whole.total:  # blanks beside parts that make the total are zeros
            missing = []
        cells = (*(whole.cells if whole else ()), *split.cells)
        yield from self.ground.check(
            "parts-total",
            self.base.scope.unit,
            self.base.scope.stage,
            whole.total if whole else None,
            [*(seen.value for seen in split.cells), *[None] * len(missing)],
            places=self._places(cells),
            says="parts" if whole else "parts-alone",
            dimension=", ".join(text("dimension", dim) for dim in sorted(split.dims - dimensions(members))),
            base=_of(self.ground, canonical(self.base.scope.said, dict(members))),
            missing=", ".join(missing),
            why="part-missing" if whole else "total-missing",
            if_more="rest-not-stated",
            if_less="parts-exceed",
        )

    def _inside(self, members: At) -> Iterator[Check]:
        """A figure of some members only lies inside the whole; nothing says that it should make it."""
        of_these = [split for split in self.splits if self._members(split) == members and split is not self.whole]
        widest = max(of_these, key=lambda split: split.total)
        yield from self.ground.check(
            "parts-total",
            self.base.scope.unit,
            self.base.scope.stage,
            self.whole.total if self.whole else None,
            [widest.total],
            relation=Relation.AT_MOST,
            places=self._places((*(self.whole.cells if self.whole else ()), *widest.cells)),
            says="inside",
            base=self.ground.members(dict(members)),
            if_less="parts-exceed",
        )

    def _places(self, cells: Sequence[Observation]) -> tuple[Place, ...]:
        return tuple(Place(self.content.path, self.content.sheet, seen.cell, seen.value) for seen in cells)


def _missing(ground: Ground, split: Split, shared: frozenset[str], period: Period) -> list[str]:
    """The parts of a breakdown that nobody states, in words: blank cells, and members without a column."""
    dims = split.dims - shared
    blank = [ground.members({dim: seen.at[dim] for dim in sorted(dims)}) for seen in split.blanks]
    absent = []
    for dim in sorted(dims):
        have = {code for seen in (*split.cells, *split.blanks) for code in seen.at[dim]}
        closing = ground.vocabulary[dim].closing(period.last)
        absent += [ground.members({dim: (code,)}) for code in ground.vocabulary[dim].members if code in closing - have]
    return [*blank, *absent]


def _of(ground: Ground, members: At) -> str:
    """Which figure a breakdown is of: " (Mới)"; nothing where it is of all."""
    return f" ({ground.members(dict(members))})" if members else ""


def _apart_together(ground: Ground, stage: str, members: At) -> Iterator[Check]:
    """The same for all units together: what stands of some members only, inside what stands of all."""
    rows = ground.question.at(stage)
    around = ground.question.unit or common_place(ground.register, {row.unit for row in rows})
    filters = {dim: Filter(frozenset(codes)) for dim, codes in members}
    whole, part = (
        [asked.answer.value for asked in ground.question.answers((), rows, chosen) if asked.answer.value is not None]
        for chosen in ({}, filters)
    )
    if around and whole and part:
        yield from ground.check(
            "parts-total",
            around,
            stage,
            sum(whole),
            [sum(part)],
            relation=Relation.AT_MOST,
            places=ground.places_of(rows),
            says="inside",
            base=ground.members(dict(members)),
            if_less="parts-exceed",
        )


def inside_others(ground: Ground) -> Iterator[Check]:
    """Figures against others of the same sender that they lie inside."""
    for host in ground.explicit:
        if host.nested and ground.question.inside(host.unit):
            yield from _inside_another(ground, host)


def _inside_another(ground: Ground, host: Standing) -> Iterator[Check]:
    """Figures that lie inside another one of the same sender ("new" within all): other bases, never more than it.

    Where they are members of one dimension that cover it (one file per field), they must give it.
    """
    groups: dict[str, list[Standing]] = defaultdict(list)
    for key in host.nested:
        inner = ground.by_key.get(key)
        if inner:
            extra = sorted(of_units_left_out(dict(inner.fixed)).keys() - {dim for dim, _ in host.fixed})
            groups[",".join(extra)].append(inner)
    for dims, inners in groups.items():
        together = _one_split(inners, dims)
        for parts in [inners] if together else [[inner] for inner in inners]:
            complete = together and _covers(ground, parts, dims)
            yield from ground.check(
                "parts-total",
                host.unit,
                host.stage,
                ground.figure(host),
                [of_members(inner, {}) for inner in parts],
                relation=Relation.EQUAL if complete else Relation.AT_MOST,
                places=ground.places_of([host, *parts]),
                says="parts" if complete else "inside",
                dimension=text("dimension", dims),
                base="" if complete else "; ".join(dict.fromkeys(_told_apart(ground, inner) for inner in parts)),
                if_more="rest-not-stated",
                if_less="parts-exceed",
            )


def _told_apart(ground: Ground, inner: Standing) -> str:
    """By which members a figure is one of its own; of which units it is, follows where nothing else does."""
    fixed = dict(inner.fixed)
    return ground.members(of_units_left_out(fixed) or fixed)


def _one_split(inners: Sequence[Standing], dims: str) -> bool:
    """Whether figures are disjoint members of one dimension."""
    if not dims or "," in dims:
        return False
    members = [dict(inner.fixed)[dims] for inner in inners]
    return len({code for codes in members for code in codes}) == sum(map(len, members))


def _covers(ground: Ground, parts: Sequence[Standing], dim: str) -> bool:
    have = {code for inner in parts for code in dict(inner.fixed)[dim]}
    return ground.vocabulary[dim].closing(Period(ground.period).last) <= have


def _stated_totals(ground: Ground, content: Content) -> Iterator[Check]:
    """What a return says about sums of its own rows."""
    for claim in content.claims:
        yield from ground.check(
            "stated-total",
            content.reporter,
            content.stage or UNSAID,
            claim.stated,
            [claim.computed],
            places=(Place(content.path, content.sheet, claim.cell, claim.stated),),
            says="stated-total",
            text=" ".join(claim.text.split()),
            why="rows-not-stated",
        )
