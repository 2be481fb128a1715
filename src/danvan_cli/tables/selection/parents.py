"""Members that the workspace counts under another: figures by these are put there, and filters for a parent take them."""

from collections.abc import Mapping
from dataclasses import replace

from danvan_cli.ledger.books.verdicts import Standing
from danvan_cli.ledger.standing.margins import At, Filter
from danvan_cli.vocabulary import Vocabulary


def parents_of(vocabulary: Vocabulary) -> Mapping[tuple[str, str], str]:
    """Members that the workspace counts under another, by dimension and code."""
    return {
        (dimension, code): member.parent
        for dimension in vocabulary.dimensions
        for code, member in vocabulary[dimension].members.items()
        if member.parent
    }


def with_wider(dimension: str, chosen: Filter, parents: Mapping[tuple[str, str], str]) -> Filter:
    """A filter that knows the parents of its members: what is told of a parent may be of these."""
    wider = {parents[dimension, code] for code in chosen.members if (dimension, code) in parents}
    return replace(chosen, wider=frozenset(wider)) if wider else chosen


def lifted(row: Standing, parents: Mapping[tuple[str, str], str]) -> Standing:
    """A statement with members put under their parents, where the workspace gives them one."""
    if not parents:
        return row
    margins = tuple(
        replace(margin, cells=tuple((lift(at, parents), value) for at, value in margin.cells)) for margin in row.margins
    )
    return row._replace(margins=margins, fixed=lift(row.fixed, parents))


def lift(at: At, parents: Mapping[tuple[str, str], str]) -> At:
    """Coordinates with members put under their parents."""
    return tuple(
        (dimension, tuple(sorted({parents.get((dimension, code), code) for code in members})))
        for dimension, members in at
    )
