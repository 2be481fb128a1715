"""Statements as they speak of an indicator: the amounts that stand beside their models and figures.

An indicator is rolled up like a count: the same statements stand, splits are never added to each other, and every
figure is the sum of its cells. What nobody states is not taken for zero.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from danvan_cli.indicators import Indicator
from danvan_cli.ledger.books.verdicts import Standing
from danvan_cli.ledger.standing.margins import At, Margin, Number, canonical, dimensions
from danvan_cli.ledger.store import Ledger
from danvan_cli.returns import Amount, Base, Model
from danvan_cli.vocabulary import OF_PLACES, MemberSet

WITHIN = "within"
"""The bound of what may hold a narrower kind that stands beside it: there are at least so many."""

_AT_HAND = 512  # lists whose rows are at hand: a year of them has too many to hold


class Piece(NamedTuple):
    """One cell of the evidence: where it belongs, what it adds, and what it says."""

    at: At
    value: Number
    cell: str
    text: str
    bound: str = ""


class Evidence:
    """The cells behind statements, of models or of one indicator."""

    def __init__(self, ledger: Ledger, measure: str | None = None, kinds: Sequence[Indicator] = ()) -> None:
        self._ledger = ledger
        self.measure = measure
        self._kinds = kinds  # what it is added up from where it is not stated itself
        self._models: dict[int, list[Model]] = {}
        self._rows = lru_cache(maxsize=_AT_HAND)(ledger.returns.rows_of)
        self._bases: dict[int, list[Base]] = {}

    def models(self, ret: int) -> list[Model]:
        """The rows of a register."""
        if ret not in self._models:
            self._models[ret] = self._ledger.returns.models_of(ret)
        return self._models[ret]

    def base(self, row: Standing) -> Base:
        """The row of a matrix that a statement is, or the first of those that part its figure."""
        return self._of_matrix(row)[0]

    def part_said(self, row: Standing, at: At) -> dict[str, MemberSet]:
        """Of which level or block coordinates of a matrix's statement are, where its rows are of more than that one."""
        return part_said(row, self._of_matrix(row), at)

    def _of_matrix(self, row: Standing) -> list[Base]:
        if row.ret not in self._bases:
            self._bases[row.ret] = self._ledger.returns.bases_of(row.ret)
        return [self._bases[row.ret][place] for place in row.rows]

    def pieces(self, row: Standing) -> Iterator[Piece]:
        """The cells of a statement, those without a figure left out."""
        if row.kind != "register":
            for base in self._of_matrix(row):
                yield from self._of_base(row, base)
        elif self.measure is None:
            yield from self._of_names(row)
        else:
            models = self.models(row.ret)
            for place in row.rows:
                if place not in row.without:
                    yield from self._of_model(row, models[place])

    def _of_names(self, row: Standing) -> Iterator[Piece]:
        """One for each row of a register; of a year's there are many, so only what they do not share is looked up row by row."""
        rows, without = self._rows(row.ret), frozenset(row.without)
        ats = [canonical(dict(row.fixed), dict(shared.at)) for shared in rows.alike]
        for place in row.rows:
            if place not in without:
                yield Piece(ats[rows.places[place]], 1, rows.cells[place], rows.names[place])

    def _of_model(self, row: Standing, model: Model) -> Iterator[Piece]:
        at = canonical(dict(row.fixed), model.at)
        for amounts in self._stated(model.indicators).values():
            for one in amounts:
                yield Piece(canonical(dict(at), one.at), _value(one), one.cell, model.name, _bound(one))

    def _of_base(self, row: Standing, base: Base) -> Iterator[Piece]:
        if self.measure is None:
            for seen in base.observations:
                if seen.value is not None:
                    yield Piece(canonical(base.scope.fixed, seen.at), seen.value, seen.cell, base.label)
            return
        yield from _added(
            [
                [
                    Piece(canonical(base.scope.fixed, one.at), _value(one), one.cell, base.label, _bound(one))
                    for one in amounts
                    if _is_of(row, base, one)
                ]
                for amounts in self._stated(base.indicators).values()
            ]
        )

    def _stated(self, indicators: Mapping[str, Sequence[Amount]]) -> dict[str, Sequence[Amount]]:
        """The amounts of the indicator; where it is not stated itself, those of its kinds.

        A kind that may lie in a wider one beside it is not added to that: then there are at least so many.
        """
        if self.measure and indicators.get(self.measure):
            return {self.measure: indicators[self.measure]}
        stated = {kind.code: indicators[kind.code] for kind in self._kinds if indicators.get(kind.code)}
        for kind in self._kinds:
            wider = [one for one in stated.get(kind.within, ()) if "level" not in one.at]
            if wider and kind.code in stated and 0 < _most(stated[kind.code]) <= _most(wider):
                del stated[kind.code]
                stated[kind.within] = [one.model_copy(update={"bound": WITHIN}) for one in stated[kind.within]]
        return stated

    def kinds_of(self, row: Standing) -> set[str]:
        """The kinds that a statement is added up from."""
        if row.kind == "register":
            models = self.models(row.ret)
            said = [models[place].indicators for place in row.rows if place not in row.without]
        else:
            said = [base.indicators for base in self._of_matrix(row)]
        return {code for indicators in said for code in self._stated(indicators) if code != self.measure}

    def measured(self, row: Standing) -> Standing | None:
        """The statement with the indicator's amounts in place of its models; None where it says nothing of it.

        A remainder cannot be shared out among indicators, so it says nothing either.
        """
        pieces = [] if row.heard else list(self.pieces(row))
        if not pieces:
            return None
        margins = _together(pieces) if row.kind == "register" else _apart(pieces)
        value = max(margin.total for margin in margins)
        return row._replace(margins=margins, value=value, nested=())


def speaking(rows: Sequence[Standing], evidence: Sequence[Evidence]) -> Iterator[Standing]:
    """The statements that state all that is needed, as they speak of the first of it."""
    for row in rows:
        said = [one.measured(row) for one in evidence]
        if said[0] is not None and all(said):
            yield said[0]


def part_said(row: Standing, bases: Sequence[Base], at: At) -> dict[str, MemberSet]:
    """Of which level or block coordinates of a statement are, where its rows in the table are of more than that one."""
    fixed = set(row.fixed)
    return {
        dimension: members
        for dimension, members in at
        if dimension in OF_PLACES
        and ((dimension, members) not in fixed or any(base.scope.fixed.get(dimension) != members for base in bases))
    }


def _is_of(row: Standing, base: Base, amount: Amount) -> bool:
    """Whether an amount of a matrix row is of the statement, which may be the row's part of one level or block."""
    fixed = dict(row.fixed)
    return all(fixed.get(name) in (base.scope.fixed.get(name), amount.at.get(name)) for name in OF_PLACES)


def _most(amounts: Sequence[Amount]) -> Number:
    return max(map(_value, amounts))


def _value(amount: Amount) -> Number:
    return int(amount.value) if amount.value == amount.value.to_integral_value() else amount.value


def _bound(amount: Amount) -> str:
    return amount.bound or ("range" if amount.upper is not None else "")


def _added(kinds: Sequence[Sequence[Piece]]) -> Iterator[Piece]:
    """The pieces of a row's kinds as pieces of their sum: a split is one only if every kind is split so."""
    if len(kinds) == 1:
        yield from kinds[0]
        return
    splits = [_splits(pieces) for pieces in kinds]
    shared = frozenset.intersection(*(frozenset(split) for split in splits)) if splits else frozenset()
    fullest = [max(split.values(), key=_total) for split in splits]
    whole = sum(map(_total, fullest))
    if not any(sum(_total(split[dims]) for split in splits) == whole for dims in shared):
        yield from (piece._replace(at=()) for pieces in fullest for piece in pieces)
        shared -= {frozenset()}
    for split in splits:
        for dims in sorted(shared, key=sorted):
            yield from split[dims]


def _splits(pieces: Sequence[Piece]) -> dict[frozenset[str], list[Piece]]:
    found: dict[frozenset[str], list[Piece]] = defaultdict(list)
    for piece in pieces:
        found[dimensions(piece.at)].append(piece)
    return found


def _total(pieces: Sequence[Piece]) -> Number:
    return sum(piece.value for piece in pieces)


def _together(pieces: Sequence[Piece]) -> tuple[Margin, ...]:
    """The rows of a list add up; what a row leaves open is not zero, so no filter finds a zero here."""
    sums: dict[At, Number] = defaultdict(int)
    for piece in pieces:
        sums[piece.at] += piece.value
    dims: frozenset[str] = frozenset().union(*(dimensions(at) for at in sums))
    return (Margin(dims, closed=False, cells=tuple(sorted(sums.items()))),)


def _apart(pieces: Sequence[Piece]) -> tuple[Margin, ...]:
    """The amounts of one row: one figure and its splits, each by dimensions of its own."""
    splits: dict[frozenset[str], dict[At, Number]] = defaultdict(lambda: defaultdict(int))
    for piece in pieces:
        splits[dimensions(piece.at)][piece.at] += piece.value
    return tuple(
        Margin(dims, closed=False, cells=tuple(sorted(cells.items())))
        for dims, cells in sorted(splits.items(), key=lambda split: sorted(split[0]))
    )
