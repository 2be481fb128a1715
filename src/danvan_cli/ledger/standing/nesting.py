"""Which of one reporter's figures lie inside another of its own: "new" within all, one field beside the whole. (counting.md 1)"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from danvan_cli.ledger.standing.levels import decided_at
from danvan_cli.ledger.standing.margins import margins_of_models
from danvan_cli.ledger.standing.relations import complete_one_another, fixed_relation
from danvan_cli.ledger.standing.stated import Stated
from danvan_cli.returns import Kind, Reach
from danvan_cli.units import Register
from danvan_cli.vocabulary import MemberSet


@dataclass(slots=True)
class Inside:
    """Figures that lie in no other, in their order; and for each that holds others, the splits these make of it."""

    outermost: list[Stated]
    _hosts: dict[int, tuple[Stated, list[list[Stated]]]] = field(default_factory=dict)

    def hosts(self) -> Iterator[tuple[Stated, list[list[Stated]]]]:
        """Figures that hold others, with these."""
        yield from self._hosts.values()

    def put(self, stated: Stated, host: Stated) -> None:
        """Put a figure to those that make one split with it: of the same list, of lists that share nothing (one per field), or a list and what adds to it."""
        _, splits = self._hosts.setdefault(id(host), (host, []))
        for parts in splits:
            if all(map(partial(_side_by_side, stated), parts)):
                parts.append(stated)
                return
        splits.append([stated])


def _side_by_side(stated: Stated, other: Stated) -> bool:
    """Whether two figures inside another are parts of one split of it."""
    how = fixed_relation(dict(stated.said), dict(other.said))
    lists = stated.kind is other.kind is Kind.REGISTER
    return stated.filed.id == other.filed.id or how == "disjoint" or (how == "equal" and lists)


def lying_inside(said: Sequence[Stated], register: Register) -> Inside:
    """Every figure of one stage that lies inside another of its reporter goes to the outermost that holds it."""
    inside: dict[int, Stated] = {}
    by_reporter: dict[str, list[Stated]] = defaultdict(list)
    for stated in said:
        by_reporter[stated.reporter].append(stated)
    for group in by_reporter.values():
        if len(group) < 2:
            continue
        for stated in group:
            around = [other for other in group if other is not stated and _lies_inside(stated, other, register)]
            if around:
                narrowest = max(around, key=lambda other: (len(other.fixed), other.reach is Reach.OWN, other.key))
                inside[id(stated)] = narrowest
    found = Inside([stated for stated in said if id(stated) not in inside])
    for stated in said:
        if id(stated) in inside:
            found.put(stated, _outermost(stated, inside))
    return found


def apart(stated: Stated, host: Stated) -> tuple[Stated | None, Stated | None]:
    """A list beside a wider one of its reporter: its rows that the wider one names too, and those that it does not.

    Every row is one model: what the wider list does not name is no part of it, whatever else the two have in common.
    """
    if {stated.kind, host.kind} != {Kind.REGISTER} or _denied_beside(stated, host):
        return stated, None
    keys, named = stated.filed.models.keys, {host.filed.models.keys[row] for row in host.rows}
    return of_rows(stated, lambda row: keys[row] in named), of_rows(stated, lambda row: keys[row] not in named)


def _denied_beside(stated: Stated, host: Stated) -> bool:
    """Whether one document lists some, and says on another sheet that there is none at all: more inside than the whole."""
    return not host.rows and stated.filed.mail == host.filed.mail


def of_rows(stated: Stated, takes: Callable[[int], bool]) -> Stated | None:
    """A list's figure as far as some of its rows make it."""
    rows = tuple(row for row in stated.rows if takes(row))
    if not rows or rows == stated.rows:
        return stated if rows else None
    margins = margins_of_models(stated.filed.models.counted(rows), stated.filed.ret.fixed)
    return replace(stated, rows=rows, margins=margins)


def _outermost(stated: Stated, inside: dict[int, Stated]) -> Stated:
    seen = {id(stated)}
    host = inside[id(stated)]
    while id(host) in inside and id(host) not in seen:
        seen.add(id(host))
        host = inside[id(host)]
    return host


def _lies_inside(stated: Stated, other: Stated, register: Register) -> bool:
    level, another = decided_at(stated), decided_at(other)
    if level and another and not set(level) & set(another):
        return False  # decisions of two bodies
    if other.filed.ret.part not in (None, stated.filed.ret.part):
        return False  # another part, or the whole, lies in no part
    if stated.unit == other.unit and stated.reach is other.reach:
        if stated.said == other.said:
            return _splits_the_same(stated, other)
        inside = fixed_relation(dict(stated.said), dict(other.said)) == "inside" and not _supplements(other, stated)
        return inside and not _shows_others_only(other, stated, register) and not _names_others_only(other, stated)
    if other.reach is Reach.OWN or stated.filed.id == other.filed.id:
        return False
    covered = stated.unit == other.unit or register.is_below(stated.unit, other.unit)
    return covered and fixed_relation(stated.filed.ret.fixed, dict(other.fixed)) == "inside"


def _supplements(outer: Stated, inner: Stated) -> bool:
    """Whether a list adds to another: neither is a whole that holds it, and it leaves out by itself the names it repeats."""
    adds = outer.filed.ret.supplement or outer.filed.ret.part != inner.filed.ret.part
    return adds and outer.kind is inner.kind is Kind.REGISTER


def _splits_the_same(stated: Stated, other: Stated) -> bool:
    """Whether a matrix only splits the figure of another one anew: the base is the one that fixes less, or the first."""
    if {stated.kind, other.kind} != {Kind.MATRIX} or stated.filed.id == other.filed.id:
        return False
    if (len(other.fixed), other.key) > (len(stated.fixed), stated.key):
        return False
    return complete_one_another(stated.filed, other.filed)


def _shows_others_only(outer: Stated, inner: Stated, register: Register) -> bool:
    """Whether every figure of a list states members other than those the inner one fixes: "cấp xã" holds no "cấp huyện".

    What follows from the unit alone is no statement: it contradicts nothing that somebody said.
    """
    said = dict(inner.said)
    if _level_only_follows(outer, inner, register):
        del said["level"]
    return any(_shows_others(outer, dimension, members) for dimension, members in said.items())


def _level_only_follows(outer: Stated, inner: Stated, register: Register) -> bool:
    """Whether the outer list's level, beside one that is said of the inner, is but that of its unit.

    The rows of a list keep not whether somebody said it: there the names must tell that two lists are about the same.
    """
    own = (register.get(outer.unit).level,)
    if "level" not in dict(inner.said) or "level" in dict(outer.said):
        return False
    if outer.kind is Kind.MATRIX:
        return dict(outer.fixed).get("level") == own
    return inner.kind is Kind.REGISTER and {
        dict(at).get("level") for margin in outer.margins for at, _ in margin.cells
    } == {own}


def _shows_others(outer: Stated, dimension: str, members: MemberSet) -> bool:
    for margin in outer.margins:
        shown = [dict(at).get(dimension, ()) for at, _ in margin.cells]
        if margin.closed and shown and all(shown) and not any(set(members) & set(said) for said in shown):
            return True
    return False


def _names_others_only(outer: Stated, inner: Stated) -> bool:
    """Whether two lists share no name: lists are compared by names, and what the one names lies not inside the other."""
    if not outer.kind is inner.kind is Kind.REGISTER:
        return False
    names, others = ({one.filed.models.keys[row] for row in one.rows} for one in (outer, inner))
    return bool(names and others) and not names & others
