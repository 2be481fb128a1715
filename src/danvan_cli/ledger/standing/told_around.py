"""The lists of one reporter about units that lie in one another: a list of a place, then one of the bodies in it. (counting.md 3)"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from danvan_cli.ledger.standing.margins import canonical
from danvan_cli.ledger.standing.nesting import of_rows
from danvan_cli.ledger.standing.relations import about, are_of_two_parts, fixed_relation, stages_meet
from danvan_cli.ledger.standing.stated import UNSAID, Filed, Stated, Via, names_of
from danvan_cli.returns import Kind
from danvan_cli.units import Register
from danvan_cli.units.tree import is_body, place_of
from danvan_cli.vocabulary import MemberSet


class ToldAround:
    """The lists of one reporter about units that lie in one another: what an implied figure tells of theirs once more."""

    def __init__(self, register: Register, sent: Sequence[Stated]) -> None:
        self._register = register
        self._at: dict[str, list[Stated]] = defaultdict(list)
        self._inside: dict[str, list[Stated]] = defaultdict(list)  # unit → lists about those inside it
        self._names: dict[int, frozenset[str]] = {}
        self._levels_of: dict[int, set[MemberSet]] = {}
        self._titled = [stated for stated in sent if stated.via is Via.TITLED]
        for stated in sent:
            self.hear(stated)
        told_apart = {unit for stated in sent for unit in self._around(stated)}
        self._whole: dict[str, list[Stated]] = {  # unit → lists that name none inside it
            unit: list(self._at[unit]) for unit in self._at.keys() - told_apart
        }

    def hear(self, stated: Stated) -> None:
        """Take in a list that counts."""
        if stated.kind is Kind.REGISTER:
            self._at[stated.unit].append(stated)
            for unit in self._around(stated):
                self._inside[unit].append(stated)

    def apart(self, stated: Stated) -> tuple[Stated | None, Stated | None]:
        """What of an implied figure is told already, and what is not.

        A list that names no unit inside its place speaks of all that lies in it, though not of the fields that tables
        beside it are of; another of the models that it names. A place's list of registrations speaks of its bodies, too.
        """
        if stated.stage == _REGISTERED and any(answers_for(other, stated) for other in self._titled):
            return stated, None
        around = self._around(stated)
        level = self._register.get(stated.unit).level
        whole = chain.from_iterable(self._whole.get(unit, ()) for unit in around)
        if any(
            any(not said or level in said for said in self._levels(other))
            and not are_parts_of_one_list(stated, [other])
            for other in whole
        ):
            return stated, None
        if stated.kind is not Kind.REGISTER:
            return None, stated
        others = chain(self._inside.get(stated.unit, ()), *(self._at.get(unit, ()) for unit in around))
        names = [self._named(other) for other in others if not _of_one_matter(stated, other)]
        keys = stated.filed.models.keys
        told = {row for row in stated.rows if any(keys[row] in some for some in names)} if names else set[int]()
        if not told:
            return None, stated
        return of_rows(stated, lambda row: row in told), of_rows(stated, lambda row: row not in told)

    def _around(self, stated: Stated) -> set[str]:
        """The units in which that of a figure lies: its places, and its reporter, who may be the union of a district."""
        others = stated.unit != stated.reporter
        return {*self._register.ancestors(stated.unit), stated.reporter} if others else set()

    def _levels(self, stated: Stated) -> set[MemberSet]:
        if id(stated) not in self._levels_of:
            self._levels_of[id(stated)] = levels_said(stated)
        return self._levels_of[id(stated)]

    def _named(self, stated: Stated) -> frozenset[str]:
        if id(stated) not in self._names:
            self._names[id(stated)] = frozenset(stated.filed.models.keys[row] for row in stated.rows)
        return self._names[id(stated)]


def answers_for(sent: Stated, stated: Stated) -> bool:
    """Whether a list for a stage, a place's or one that tells of it, speaks of a body that only another list of the place names. (counting.md 3)"""
    place, ret = stated.reporter, sent.filed.ret
    inside = is_body(stated.unit) and place_of(stated.unit) == place == place_of(sent.unit)
    whole = not ret.adds and ret.former == stated.filed.ret.former
    return inside and whole and fixed_relation(dict(stated.said), dict(sent.said)) in ("equal", "inside")


def levels_said(stated: Stated) -> set[MemberSet]:
    """The levels of which a list speaks, where it says any: one of "cấp huyện" holds no commune's models."""
    models = stated.filed.models
    ats = [models.alike[place].at for place in {models.places[row] for row in stated.rows}] or [()]
    return {dict((*stated.fixed, *at)).get("level", ()) for at in ats}


def _of_one_matter(stated: Stated, other: Stated) -> bool:
    """Whether two figures stand side by side: of one list, or implied by lists of one stage."""
    return stated.filed.id == other.filed.id or (other.via is Via.IMPLIED and stages_meet(stated.filed, other.filed))


def are_parts_of_one_list(stated: Stated, sent: Iterable[Stated]) -> bool:
    """Whether a table makes one list with those that were sent: what it implies is no restatement of theirs. (counting.md 3 and 5)"""
    return all(_go_together(stated, other) for other in sent)


def _go_together(stated: Stated, other: Stated) -> bool:
    """Whether two tables stand side by side: of other fields or holders, or one added to the other.

    Of two documents neither is a list for a later stage: such a one restates what the other says of earlier ones.
    """
    one, two = stated.filed, other.filed
    apart = are_of_other_members(stated, other)
    if one.mail == two.mail and apart:
        return True
    return {one.ret.stage, two.ret.stage} <= {None, UNSAID} and (apart or _add_up(one, two))


def _add_up(one: Filed, other: Filed) -> bool:
    """Whether two lists that both stand are no versions of one another, and none is a part of the other. (counting.md 5)"""
    if not one.ret.kind is other.ret.kind is Kind.REGISTER:
        return False
    if one.ret.part != other.ret.part:
        return are_of_two_parts(one, other)
    if one.ret.supplement or other.ret.supplement:
        return True
    if canonical(one.ret.fixed) != canonical(other.ret.fixed):
        return False
    if stages_meet(one, other):
        return True
    units, others = about(one), about(other)
    own = {place_of(str(unit)) for (unit,) in units | others} <= {place_of(one.ret.reporter)}
    return own and not units & others and not names_of([one]) & names_of([other])


def are_of_other_members(stated: Stated, other: Stated) -> bool:
    """Whether two tables are of fields, holders … that have nothing in common."""
    own = dict(stated.fixed)
    return any(name in own and not {*own[name]} & {*members} for name, members in other.fixed if name in _TELL_APART)


_REGISTERED = "dangky"

_TELL_APART = ("field", "holder", "origin", "block")  # no level: beside a stage of decisions it is that of the decision
