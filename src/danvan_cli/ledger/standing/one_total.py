"""Documents that part one total in several ways, members down the side: by field in the first, by holder in the next. (counting.md 1)

Inside one file that is seen where it is read (`intake/rows/one_total.py`); of several only the ledger knows. Each such table
becomes one base with its split: whether it completes the other or contradicts it is then told as of tables with columns.
So does one that holds a table or list of some of its models, whose rows lie in none of its own: all by field, new ones by holder.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from danvan_cli.ledger.standing.margins import At, canonical, margins_of_base
from danvan_cli.ledger.standing.relations import fixed_relation
from danvan_cli.ledger.standing.stated import UNSAID, Filed, sent_for, whole_of
from danvan_cli.periods import Period
from danvan_cli.returns import Amount, Base, Kind, Observation
from danvan_cli.units import Register
from danvan_cli.vocabulary import OF_PLACES, MemberSet, Vocabulary


def part_one_total(returns: Sequence[Filed], register: Register, vocabulary: Vocabulary) -> list[Filed]:
    """Returns, the tables that part one unit's total in different ways each as one base."""
    alike: dict[tuple[object, ...], list[tuple[Filed, str]]] = defaultdict(list)
    about: dict[int, tuple[object, ...]] = {}
    sent: dict[str, list[Filed]] = defaultdict(list)
    for filed in returns:
        sent[filed.ret.reporter].append(filed)
        by = _parted_by(filed)
        if by is not None:
            ret, scope = filed.ret, filed.ret.bases[0].scope
            about[filed.id] = (
                ret.reporter,
                scope.unit,
                scope.reach,
                scope.stage,
                ret.stage or UNSAID,
                canonical(ret.fixed),
                ret.supplement,
                ret.part,
            )
            alike[about[filed.id]].append((filed, by))
    parted: dict[int, Filed] = {}
    whole: set[tuple[object, ...]] = set()  # of tables that hold others across their rows, and of such others
    for key, group in alike.items():
        if len({by for _, by in group}) > 1:
            ways = [_way(filed, by, vocabulary) for filed, by in group]
            for way in ways:
                if any(_is_word_on_it(way, other, register) for other in ways):
                    parted[way.filed.id] = _as_one_base(way)
        ours = sent[group[0][0].ret.reporter]
        across = {other.id for filed, by in group if by for other in ours if _lies_across(other, filed, by, register)}
        whole |= {key, *(about[one] for one in across & about.keys())} if across else set()
    for filed, by in (one for key in whole for one in alike[key]):
        if by:
            parted[filed.id] = _as_one_base(_way(filed, by, vocabulary))
    return [parted.get(filed.id, filed) for filed in returns]


def _lies_across(other: Filed, table: Filed, by: str, register: Register) -> bool:
    """Whether a list or table of some of the models crosses a table's rows: "cá nhân" by name, "mới" by holder, beside all by field.

    It lies inside the table's one total, and in none of its rows.
    """
    scope = table.ret.bases[0].scope
    if other.ret.supplement != table.ret.supplement:
        return False
    if other.ret.kind is Kind.REGISTER:
        told = [dict(other.ret.fixed)] if sent_for(other) == scope.stage else []
        units = {alike.unit for alike in other.models.alike}
    else:
        rows = [base.scope for base in other.ret.bases if base.scope.stage == scope.stage and base.observations]
        told, units = [row.said for row in rows], {row.unit for row in rows}
    around, shared = _shared([base.scope.said for base in table.ret.bases]), _shared(told)
    if not told or all(by in said for said in told) or fixed_relation(shared, around) != "inside":
        return False
    return all(register.is_within(unit, scope.unit) for unit in units)


def _shared(told: Sequence[Mapping[str, MemberSet]]) -> dict[str, MemberSet]:
    """What several rows say alike."""
    pairs = [set(said.items()) for said in told]
    return dict(set.intersection(*pairs)) if pairs else {}


def _speak_of_others(by: str, unit: str, register: Register) -> bool:
    """Whether rows are levels or blocks of whoever has others below: each stands for those it is about."""
    return by in OF_PLACES and not (register.get(unit).is_place and not register.has_places_below(unit))


class _Way(NamedTuple):
    """How a table of one unit's own figures parts its total: by members of a dimension, by villages; "": not at all."""

    filed: Filed
    by: str
    base: Base
    closed: bool


def _is_word_on_it(way: _Way, other: _Way, register: Register) -> bool:
    """Whether a table is a word on the total that another one parts otherwise.

    A few members beside the whole lie inside it; so do levels and blocks of whoever has others below, but not levels in blocks.
    """
    of_others = [_speak_of_others(by, way.base.scope.unit, register) for by in (way.by, other.by)]
    if way.by == other.by or (way.filed.mail == other.filed.mail and not all(of_others)):
        return False  # what else one file parts is joined where it is read
    mine, theirs = whole_of(way.base), whole_of(other.base)
    if mine == theirs:
        return True
    if any(of_others) and not all(of_others):
        return way.by not in OF_PLACES  # it is the total, in which the others lie
    if "" not in (way.by, other.by):
        return True
    part, whole = (way, other) if other.by == "" else (other, way)
    return part.closed or whole_of(part.base) > whole_of(whole.base)


def _parted_by(filed: Filed) -> str | None:
    """The way of a table whose rows are of one unit alone, and of one dimension's members or of none; None: of no such table."""
    scopes = [base.scope for base in filed.ret.bases]
    if filed.ret.kind is not Kind.MATRIX or not scopes or len({(scope.unit, scope.stage) for scope in scopes}) > 1:
        return None
    if len({scope.reach for scope in scopes}) > 1 or any(scope.unclear for scope in scopes):
        return None
    said = {frozenset(scope.said.keys() - filed.ret.fixed.keys()) for scope in scopes}
    dimensions = said.pop()
    if said or len(dimensions) > 1 or not any(base.observations for base in filed.ret.bases):
        return None
    by = "".join(dimensions)
    members = [member for scope in scopes for member in scope.fixed.get(by, ())]
    return None if len(set(members)) < len(members) or (by and len(scopes) < 2) else by


def _way(filed: Filed, by: str, vocabulary: Vocabulary) -> _Way:
    base = _joined(filed.ret.bases)
    margins = margins_of_base(base, vocabulary, Period(filed.ret.period).last)
    return _Way(filed, by, base, any(margin.closed for margin in margins))


def _as_one_base(way: _Way) -> Filed:
    rows = way.filed.ret.bases
    if len(rows) == 1:
        return way.filed
    return replace(way.filed, ret=way.filed.ret.model_copy(update={"bases": (way.base,)}), joined=len(rows))


def _joined(rows: Sequence[Base]) -> Base:
    """The base of which rows are the parts: what they do not all fix alike is where their cells stand."""
    first = rows[0]
    fixed = {
        dimension: members
        for dimension, members in first.scope.fixed.items()
        if all(row.scope.fixed.get(dimension) == members for row in rows)
    }
    cells: dict[At, Observation] = {}  # those of villages are of one figure
    indicators: dict[str, tuple[Amount, ...]] = {}
    for row in rows:
        apart = {name: members for name, members in row.scope.fixed.items() if name not in fixed}
        for seen in row.observations:
            at = {**apart, **seen.at}
            before = cells.get(canonical(at))
            value = seen.value if before is None or before.value is None else before.value + (seen.value or 0)
            cells[canonical(at)] = Observation(at=at, value=value, cell=before.cell if before else seen.cell)
        for code, amounts in row.indicators.items():
            these = tuple(one.model_copy(update={"at": {**apart, **one.at}}) for one in amounts)
            indicators[code] = (*indicators.get(code, ()), *these)
    inferred = tuple(name for name in first.scope.inferred if name in fixed)
    scope = first.scope.model_copy(update={"fixed": fixed, "inferred": inferred})
    return first.model_copy(update={"scope": scope, "observations": tuple(cells.values()), "indicators": indicators})
