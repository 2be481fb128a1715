"""Names beside figures about the same: whether a list and a table agree, in all and in each field. (counting.md 1 and 4)"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from danvan_cli.findings import Finding
from danvan_cli.ledger.standing.margins import Number, ask
from danvan_cli.ledger.standing.nesting import of_rows
from danvan_cli.ledger.standing.relations import ENOUGH_AGAIN
from danvan_cli.ledger.standing.stated import Stated
from danvan_cli.vocabulary import MemberSet


def give_the_same(lists: Sequence[Stated], counted: Sequence[Stated]) -> bool:
    """Whether names and figures are as many, in each field; where one of the two says no field, enough of them."""
    one, other = map(by_field, (lists, counted))
    if () in (tuple(one), tuple(other)):
        return False
    if {()} in (one.keys(), other.keys()):
        return sum(one.values()) == sum(other.values()) >= ENOUGH_AGAIN
    return one == other


def unlike(lists: Sequence[Stated], counted: Sequence[Stated]) -> Finding | None:
    """How a list and figures about the same differ: in all, or as many in other fields, by other holders, of other origin."""
    if not lists:
        return None
    figure = int(sum(one.value for one in counted))
    named = _named_of(lists, counted[0]) if len(counted) == 1 else int(sum(one.value for one in lists))
    first = counted[0].filed.ret.bases[counted[0].rows[0]]
    sheet = counted[0].filed.ret.sheet
    if named != figure:
        return Finding("register-matrix-differ", sheet, first.cell, {"rows": named, "figure": figure})
    if any(map(partial(_splits_differ, lists, counted), _SPLITS)):
        return Finding("register-matrix-split-differs", sheet, first.cell, {"count": named})
    return None


def lists_of_parts(lists: Sequence[Stated], counted: Stated) -> list[Stated]:
    """Lists of one member each that together name what a figure counts: one for every field in which it counts any.

    Such a figure is their sum; one that counts more fields than lists were sent of holds these. (counting.md 1 and 4)
    """
    whole = counted.filed.ret.fixed
    for dimension in _SPLITS:
        split = _split([counted], dimension)
        parts = [one for one in lists if _is_of_one_member(one.filed.ret.fixed, whole, dimension)]
        listed = {member for one in parts for member in one.filed.ret.fixed[dimension]}
        if len(parts) > 1 and all(members and listed.issuperset(members) for members, value in split.items() if value):
            return parts
    return []


def _is_of_one_member(fixed: Mapping[str, MemberSet], whole: Mapping[str, MemberSet], dimension: str) -> bool:
    """Whether a list fixes a member of a dimension beside what a figure does: "lĩnh vực kinh tế"."""
    return dimension not in whole and {name: fixed[name] for name in fixed if name != dimension} == whole != fixed


def _named_of(lists: Sequence[Stated], row: Stated) -> int:
    """How many models of a row's own members lists name, or may: "Kinh tế 2" alone is no word on those of other fields."""
    own = _own_members(row)
    if len(own) != 1:
        return int(sum(one.value for one in lists))
    ((dimension, members),) = own.items()
    return int(sum(value for said, value in _split(lists, dimension).items() if not said or {*said} & {*members}))


def _own_members(row: Stated) -> dict[str, MemberSet]:
    """What a row says of its figure that its table does not: "Kinh tế"."""
    return {name: members for name, members in row.said if name not in row.filed.ret.fixed}


def of_row(stated: Stated, counted: Sequence[Stated]) -> tuple[Stated | None, Stated | None]:
    """Of a list what a figure about the same counts, and what it does not: "Kinh tế 5" alone is no word on other fields' models."""
    own = _own_members(counted[0]) if len(counted) == 1 else {}
    if len(own) != 1:
        return stated, None
    ((dimension, members),) = own.items()
    models = stated.filed.models

    def counts(row: int) -> bool:
        said = dict((*stated.fixed, *models.of(row).at)).get(dimension, ())
        return not said or bool({*said} & {*members})

    return of_rows(stated, counts), of_rows(stated, lambda row: not counts(row))


_SPLITS = ("field", "holder", "origin")  # no level: that of a row may only follow from its unit


def _splits_differ(lists: Sequence[Stated], counted: Sequence[Stated], dimension: str) -> bool:
    """Whether a member's figure cannot be made of what a list names of it, whatever is not stated or merged on either side."""
    named, figures = (_split(some, dimension) for some in (lists, counted))
    alone = {members for members in figures if len(members) == 1}
    open_names = sum(value for members, value in named.items() if members not in alone)
    open_figures = sum(value for members, value in figures.items() if members not in alone)
    return any(
        figures[members] + open_figures < named.get(members, 0) or figures[members] > named.get(members, 0) + open_names
        for members in alone
    )


def by_field(said: Iterable[Stated]) -> dict[MemberSet, Number]:
    """How many models figures give together, field by field."""
    return {field: value for field, value in _split(said, "field").items() if value}


def _split(said: Iterable[Stated], dimension: str) -> dict[MemberSet, Number]:
    found: dict[MemberSet, Number] = defaultdict(int)
    for stated in said:
        for at, value in ask(stated.margins, {}, (dimension,), stated.fixed).cells:
            found[dict((*stated.fixed, *at)).get(dimension, ())] += value
    return found
