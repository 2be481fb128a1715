"""The splits of a matrix row as its cells stand in the sheet: which of them are filled, which are closed. (counting.md 1)"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from danvan_cli.returns import Base, Observation
from danvan_cli.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Split:
    """Cells of the same dimensions that do not overlap. `closed`: they cover the dimension, and all are filled."""

    dims: frozenset[str]
    closed: bool
    cells: tuple[Observation, ...]  # the filled ones
    blanks: tuple[Observation, ...] = ()

    @property
    def total(self) -> int:
        """The sum of the filled cells."""
        return sum(seen.value or 0 for seen in self.cells)


def splits_of(base: Base, vocabulary: Vocabulary, on: date) -> list[Split]:
    """All splits of a row that hold a figure; the one without dimensions is its stated whole ("Tổng số").

    Where that is nought a split of blanks alone is one, too: of none there is no part.
    """
    none = any(not seen.at and seen.value == 0 for seen in base.observations)
    grouped: dict[frozenset[str], list[Observation]] = defaultdict(list)
    for seen in base.observations:
        grouped[frozenset(seen.at)].append(seen)
    found = []
    for dims, group in grouped.items():
        for layer in _disjoint(group):
            filled = tuple(seen for seen in layer if seen.value is not None)
            blanks = tuple(seen for seen in layer if seen.value is None)
            if filled or none:
                closed = not blanks and covers(layer, dims, vocabulary, on)
                found.append(Split(dims, closed, filled, blanks))
    return found


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
            (layer for layer in layers if not any(seen.at != other.at and _overlap(seen, other) for other in layer)),
            None,
        )
        if home is None:
            layers.append(home := [])
        home.append(seen)
    return layers


def _overlap(one: Observation, other: Observation) -> bool:
    return all(set(members) & set(other.at[dimension]) for dimension, members in one.at.items())
