"""The splits of a matrix row as its cells stand in the sheet: which of them are filled, which are closed. (counting.md 1)"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from danvan_cli import units
from danvan_cli.returns import Base, Observation
from danvan_cli.vocabulary import MemberSet, Vocabulary


@dataclass(frozen=True, slots=True)
class Split:
    """Cells of the same dimensions that do not overlap. `closed`: they cover the dimension, and all are filled.

    Of a member that only its parts state ("KT: Tập thể | Cá nhân") they are in it: such cells say more than its dimensions.
    """

    dims: frozenset[str]
    closed: bool
    cells: tuple[Observation, ...]  # the filled ones
    blanks: tuple[Observation, ...] = ()

    @property
    def total(self) -> int:
        """The sum of the filled cells."""
        return sum(seen.value or 0 for seen in self.cells)

    @property
    def all_cells(self) -> list[Observation]:
        """The filled ones and the blanks."""
        return [*self.cells, *self.blanks]


def row_name(base: Base) -> str:
    """What a finding calls a row of figures: its label, and where it has none the unit that it is of."""
    return base.label or units.load().name_of(base.scope.unit)


def splits_of(base: Base, vocabulary: Vocabulary, on: date) -> list[Split]:
    """All splits of a row that hold a figure; the one without dimensions is its stated whole ("Tổng số").

    Where that is nought a split of blanks alone is one, too: of none there is no part.
    """
    none = any(not seen.at and seen.value == 0 for seen in base.observations)
    grouped: dict[frozenset[str], list[Observation]] = defaultdict(list)
    for seen in base.observations:
        grouped[frozenset(seen.at)].append(seen)
    found = [_split(layer, dims, vocabulary, on) for dims, group in grouped.items() for layer in _disjoint(group)]
    shared = {one.dims & other.dims for one, other in combinations(found, 2) if one.dims != other.dims}
    for dims in sorted(shared - {frozenset()}, key=lambda names: (-len(names), sorted(names))):
        _join(found, dims, vocabulary, on)
    return [split for split in found if split.cells or none]


def _split(cells: list[Observation], dims: frozenset[str], vocabulary: Vocabulary, on: date) -> Split:
    filled = tuple(seen for seen in cells if seen.value is not None)
    blanks = tuple(seen for seen in cells if seen.value is None)
    return Split(dims, not blanks and covers(cells, dims, vocabulary, on), filled, blanks)


def _join(found: list[Split], dims: frozenset[str], vocabulary: Vocabulary, on: date) -> None:
    """Some members of an open split have no figure but parts that cover them, "KT: Tập thể | Cá nhân": these are in it.

    It is one split of the base then. The parts stay a split of their own only where others say more of what they part.
    """
    place, own = next(((at, one) for at, one in enumerate(found) if one.dims == dims), (len(found), None))
    if any(split.closed for split in found if split.dims == dims):
        return
    cells = list(own.cells) if own else []
    of: list[Split] = [own] if own else []
    for inner in sorted((split for split in found if split.dims > dims), key=lambda split: len(split.dims)):
        for parts in parts_within(inner, dims, vocabulary, on).values():
            covered = covers(parts.all_cells, parts.dims, vocabulary, on)
            if covered and not any(_overlap(seen, parts.all_cells[0], dims) for seen in cells):
                cells += parts.all_cells
                of.append(inner)
    if all(split is of[0] for split in of):
        return
    blanks = [seen for seen in (own.blanks if own else ()) if not any(_overlap(seen, one, dims) for one in cells)]
    found[place : place + 1] = [joined := _split([*cells, *blanks], dims, vocabulary, on)]
    for inner in [split for split in found if split.dims > dims and all(seen in cells for seen in split.all_cells)]:
        if all(split in (joined, inner) or not (inner.dims - dims) & split.dims for split in found):
            found.remove(inner)


def parts_within(
    split: Split, dims: frozenset[str], vocabulary: Vocabulary, on: date
) -> dict[tuple[tuple[str, MemberSet], ...], Split]:
    """A crossed split by the cell of these dimensions in which its cells lie: "Tập thể" and "Cá nhân" of KT, of VHXH."""
    found: dict[tuple[tuple[str, MemberSet], ...], list[Observation]] = defaultdict(list)
    for seen in split.all_cells:
        found[tuple(sorted((name, seen.at[name]) for name in dims))].append(seen)
    return {at: _split(cells, split.dims - dims, vocabulary, on) for at, cells in found.items()}


def covers(cells: list[Observation], dims: frozenset[str], vocabulary: Vocabulary, on: date) -> bool:
    """Whether these cells have every member that a closed split must have on that day."""
    return all(
        vocabulary[dimension].closing(on) <= {code for seen in cells for code in seen.at[dimension]}
        for dimension in dims
    )


def _disjoint(group: list[Observation]) -> list[list[Observation]]:
    """Cells inside another cell ("cấp huyện và xã", "trong đó cấp xã") make a split of their own.

    At the very same coordinates they are parts of one member that stand apart ("Văn hóa", "Xã hội"), and add up.
    """
    layers: list[list[Observation]] = []
    for seen in sorted(group, key=lambda cell: -sum(map(len, cell.at.values()))):
        home = next(
            (
                layer
                for layer in layers
                if not any(seen.at != other.at and _overlap(seen, other, seen.at) for other in layer)
            ),
            None,
        )
        if home is None:
            layers.append(home := [])
        home.append(seen)
    return layers


def _overlap(one: Observation, other: Observation, dims: Iterable[str]) -> bool:
    return all(set(one.at[name]) & set(other.at[name]) for name in dims)
