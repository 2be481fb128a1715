"""How two returns of one reporter stand to one another: the same, one a part of the other, about other things. (counting.md 5)"""

import re
from collections import defaultdict
from collections.abc import Mapping

from danvan_cli.intake.words.headings import phrases
from danvan_cli.ledger.standing.margins import At, canonical
from danvan_cli.ledger.standing.stated import (
    IMPLIES,
    UNSAID,
    Filed,
    figure_of,
    names_of,
    sent_for,
    signature,
    stages_shown,
    whole_of,
)
from danvan_cli.returns import Base, Kind, Reach, Return
from danvan_cli.units import Register
from danvan_cli.units.merged import kept_its_name
from danvan_cli.units.parts import part_named
from danvan_cli.units.tree import is_body, place_of
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import MemberSet

_NUMBER_PARTS = re.compile(r"[-–/]")

_CELL = fold("chi bộ") + " "

ENOUGH_AGAIN = 3
"""Names that a district's list and those of its communes share; one or two may be alike by chance."""


def relation(new: Filed, old: Filed, register: Register) -> str:
    """How a newer return of the same reporter stands to an older one.

    beside, inside, around (fixed members nest: margins), replaces, part, supplement, supplement-matrix,
    adds-with-question, adds-or-replaces, overlapping-returns.
    """
    if (new.ret.answers == old.sha256 and precedes(old, new)) or sent_back_before(old, new):
        return "replaces"
    if new.ret.former != old.ret.former and (apart := _before_a_merger(new, old, register)):
        return apart
    alike, meet = new.ret.kind is old.ret.kind, stages_meet(new, old)
    if not (alike or _nil_and_figures(new, old)) or not (meet or _nil_and_implied(new, old)):
        return "beside"
    if new.ret.part != old.ret.part:
        return _of_other_parts(new, old)
    how = fixed_relation(new.ret.fixed, old.ret.fixed)
    adds = new.ret.supplement or old.ret.supplement
    if _is_nil(new) and how != "disjoint" and not adds and (not meet or _tells_of_those_below(old, register)):
        return "overlapping-returns"
    if how in ("equal", "around") and _denies(new, old) and figure_of(old.ret, len(old.models)):
        return "overlapping-returns"  # it shares no name with what was told, which goes not unasked
    if how == "inside" and _denies(old, new):
        return "replaces"
    if how in ("disjoint", "inside", "around"):
        asked = how != "disjoint" and alike and new.ret.kind is Kind.REGISTER and _registers(new, old, register)
        return "adds-with-question" if asked == "adds-with-question" else "beside"
    if how == "overlap":
        return "overlapping-returns"
    if not alike:
        found = "beside" if new.ret.supplement else "replaces"
    else:
        found = _registers(new, old, register) if new.ret.kind is Kind.REGISTER else _matrices(new, old, register)
    if found == "replaces" and _is_the_front_s(new, register) is not _is_the_front_s(old, register):
        if not alike or new.ret.kind is Kind.MATRIX:
            return "overlapping-returns"
        return found if names_of([old]) <= names_of([new]) else "adds-or-replaces"
    return found


def _is_the_front_s(filed: Filed, register: Register) -> bool:
    """Whether a document is the Front's, by its head or its number, "45/BC-MTTQ-BTT": it and its committee correct each other seldom."""
    ret = filed.ret
    parts = _NUMBER_PARTS.split(ret.number or "")
    return ret.front or any(register.bodies.is_front((part.lower(),)) for part in parts if part)


def _before_a_merger(new: Filed, old: Filed, register: Register) -> str:
    """How lists stand that two communes sent, each under its name of then, before they were one; empty: as any others.

    Under the name that the one commune kept either may have been sent: by that part of it, or later by the whole.
    """
    if new.ret.former and old.ret.former:
        return "beside"
    disjoint = fixed_relation(new.ret.fixed, old.ret.fixed) == "disjoint"
    if disjoint or new.ret.supplement or old.ret.supplement or not stages_meet(new, old):
        return ""
    asked = kept_its_name(register, new.ret.reporter) and not names_of([new]) & names_of([old])
    return "adds-with-question" if asked else ""


def are_of_two_parts(one: Filed, other: Filed) -> bool:
    """Whether two returns are of different parts of one reporter: a hamlet's, and another's."""
    return None not in (one.ret.part, other.ret.part) and one.ret.part != other.ret.part


def _cell_of(part: str | None) -> str:
    """The hamlet for which its party cell speaks: "chi bộ thôn 1", "thôn 1"."""
    return (part or "").removeprefix(_CELL)


def _of_other_parts(new: Filed, old: Filed) -> str:
    """How returns stand that different parts of a unit sent, or a part and the whole: none is a version of another.

    Names of a part that the whole's list has stand already, and a part that shares none with it is of others; where only
    some are the same, the others may be, too. Parts copy names of one another. Figures of the whole hold those of its parts.
    A hamlet and its party cell may be one: nobody adds them up unasked.
    """
    both = new.ret.kind is old.ret.kind
    shared = names_of([new]) & names_of([old]) if both else set()
    supplement = new.ret.supplement or old.ret.supplement
    if are_of_two_parts(new, old):
        if both and not supplement and _cell_of(new.ret.part) == _cell_of(old.ret.part):
            figures = new.ret.kind is Kind.MATRIX and _counts(new) & _counts(old)
            return "overlapping-returns" if figures else "adds-with-question"
        return "adds-with-question" if shared and not supplement else "beside"
    whole, part = (new, old) if new.ret.part is None else (old, new)
    if _is_nil(whole) and not _is_nil(part) and not supplement:
        return "overlapping-returns"
    if both and new.ret.kind is Kind.MATRIX and _counts(new) & _counts(old):
        larger = figure_of(whole.ret, 0) >= figure_of(part.ret, 0)
        return "supplement-matrix" if supplement else "replaces" if whole is new and larger else "overlapping-returns"
    return "adds-with-question" if shared and shared != names_of([part]) and not supplement else "beside"


def _nil_and_figures(one: Filed, other: Filed) -> bool:
    """Whether one document says "không có mô hình" and another counts: two words on one matter, of whatever kind."""
    return any(map(_is_nil, (one, other))) and one.mail != other.mail


def _nil_and_implied(new: Filed, old: Filed) -> bool:
    """Whether one document says "không có mô hình" and nothing of a stage, and another tells of models further on: proposed, recognised."""
    if new.mail == old.mail or _is_nil(new) == _is_nil(old) or new.ret.supplement or old.ret.supplement:
        return False
    nil, listed = (new, old) if _is_nil(new) else (old, new)
    own = place_of(new.ret.reporter)
    of_itself = listed is old or any(place_of(unit) == own for unit in _units(listed))
    built = any(UNSAID in IMPLIES.get(stage, ()) for stage in stages_shown(listed))
    return sent_for(nil) == UNSAID and of_itself and built


def _is_nil(filed: Filed) -> bool:
    return filed.ret.kind is Kind.REGISTER and not filed.models


def _denies(one: Filed, other: Filed) -> bool:
    """Whether one document says that there is none at all, and another tells of some members: none of them either."""
    supplements = one.ret.supplement or other.ret.supplement
    return _is_nil(one) and not _is_nil(other) and one.mail != other.mail and not supplements


def _tells_of_those_below(filed: Filed, register: Register) -> bool:
    """Whether a return tells of other places than its reporter's, by name or in one figure: who has no models itself says nothing of theirs."""
    own = place_of(filed.ret.reporter)
    if any(place_of(unit) != own for unit in _units(filed)):
        return True
    return bool(_wholes(filed)) and register.has_places_below(own)


def _registers(new: Filed, old: Filed, register: Register) -> str:
    units_new, units_old = ({alike.unit for alike in filed.models.alike} for filed in (new, old))
    if new.ret.supplement or old.ret.supplement:
        return _supplements(new, old) if units_new & units_old else "beside"
    names_new, names_old = names_of([new]), names_of([old])
    shared = len(names_new & names_old)
    if units_new and units_old and not units_new & units_old:
        if not 0 < min(len(names_new), len(names_old)) <= shared * 2:
            return "beside"
        if not _of_one_place(units_new, units_old):
            if shared < ENOUGH_AGAIN or not _says_whose(units_new, units_old, new.ret.reporter):
                return "beside"
            return "replaces" if shared * 2 >= max(len(names_new), len(names_old)) else "adds-or-replaces"
    if not names_old or not names_new:
        return "replaces"
    if not shared:
        return "beside" if new.mail == old.mail else "adds-with-question"
    if _of_other_villages(new, old, names_new & names_old, register):
        return "adds-with-question"
    return "replaces" if shared * 2 >= len(names_old) else "adds-or-replaces"


def _supplements(new: Filed, old: Filed) -> str:
    """How two lists stand of which one supplements others: what has all names of a supplement takes it in, whatever else it has.

    A newer list that has some of them, or says that it takes the place of others and has none, may leave out the rest.
    """
    if not old.ret.supplement:
        return "beside"
    left, replaces = names_of([old]) - names_of([new]), _says_it_replaces(new)
    if not left:
        return "replaces" if new.ret.supplement else "beside"
    shared = left < names_of([old])
    if shared and replaces and new.ret.supplement:
        return "replaces"
    return "adds-with-question" if shared or replaces else "beside"


def _says_it_replaces(filed: Filed) -> bool:
    """Whether a list is titled as one that takes the place of others."""
    return phrases("title", "replaces").inside(fold(filed.ret.title)) is not None


def _of_other_villages(new: Filed, old: Filed, shared: set[str], register: Register) -> bool:
    """Whether every name that two lists share stands in another village in each: they are of two parts of their reporter."""
    here, there = (_villages(filed, shared, register) for filed in (new, old))
    both = here.keys() & there.keys()
    return both == shared and not any(_is_one(one, other) for key in both for one in here[key] for other in there[key])


def _villages(filed: Filed, names: set[str], register: Register) -> dict[str, set[str]]:
    """The villages, party cells that rows of these names write for their unit, folded."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, text in zip(filed.models.keys, filed.written().whose, strict=True):
        if key in names and text and part_named(register, text, "", heads=True):
            found[key].add(fold(text))
    return found


def _is_one(one: str, other: str) -> bool:
    """Whether two texts may mean one village: "thôn 1" and "chi bộ thôn 1"."""
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _of_one_place(one: set[str], other: set[str]) -> bool:
    """Whether one list is of a place, another of bodies inside it: one of the two only says who carries the models out."""
    both = (one, other), (other, one)
    return any(place_of(unit) in places for units, places in both for unit in units if is_body(unit))


def _says_whose(one: set[str], other: set[str], reporter: str) -> bool:
    """Whether one list names no unit but its reporter, another only others: a district lists its models, then says where they are."""
    return {reporter} in (one, other)


def _matrices(new: Filed, old: Filed, register: Register) -> str:
    about_new, about_old = about(new), about(old)
    if not _counts(new) & _counts(old) or complete_one_another(new, old):
        return "beside"
    adds = new.ret.supplement or old.ret.supplement
    if not about_new & about_old:
        return "overlapping-returns" if not adds and _says_less(new, old, register) else "beside"
    if adds:
        return "supplement-matrix"
    if about_new >= about_old:
        return "overlapping-returns" if _leaves_out_some_below(new, old, register) else "replaces"
    if about_new < about_old and _holds(new, old, register):
        if _leaves_out_some_below(old, new, register):
            return "replaces"
        return "beside" if all(_make(old, base, register) for base in new.ret.bases) else "overlapping-returns"
    return "part" if about_new < about_old else "overlapping-returns"


def _says_less(whole: Filed, rows: Filed, register: Register) -> bool:
    """Whether another document's rows of units make more than a figure for all that lie in its place: they stand for none of the rest."""
    if whole.mail == rows.mail or not _holds(whole, rows, register):
        return False
    return any(
        base.scope.reach is Reach.BELOW and whole_of(base) < sum(map(whole_of, _rows_in(rows, base, register)))
        for base in whole.ret.bases
    )


def _rows_in(rows: Filed, whole: Base, register: Register) -> list[Base]:
    """The rows of a table that a figure for many holds, without those that lie in others of them."""
    wholes = _wholes(rows)
    return [
        one
        for one in rows.ret.bases
        if (one.scope.stage, canonical(one.scope.said)) == (whole.scope.stage, canonical(whole.scope.said))
        and not any(register.is_below(one.scope.unit, other) for other in wholes)
    ]


def _wholes(filed: Filed) -> set[str]:
    """The units that a matrix gives with all below them."""
    return {base.scope.unit for base in filed.ret.bases if base.scope.reach is Reach.BELOW}


def _leaves_out_some_below(part: Filed, whole: Filed, register: Register) -> bool:
    """Whether a unit that one matrix gives with all below it stands in another by itself, and some below it do not at all.

    Where the rows make that figure, those that are not named have none.
    """
    again = _wholes(part)
    if _wholes(whole) <= again:
        return False
    told = {place_of(unit) for unit in _units(part)}
    told.update(below for unit in again for below in register.places_below(place_of(unit)))
    return any(
        base.scope.reach is Reach.BELOW
        and base.scope.unit not in again
        and any(
            below not in told and not register.has_places_below(below)
            for below in register.places_below(place_of(base.scope.unit))
        )
        and not _make(part, base, register)
        for base in whole.ret.bases
    )


def _make(part: Filed, whole: Base, register: Register) -> bool:
    """Whether a matrix's rows of a unit and of places below it make the figure of that unit with all below it."""
    unit, stage = whole.scope.unit, whole.scope.stage
    rows = [one for one in part.ret.bases if one.scope.stage == stage and register.is_within(one.scope.unit, unit)]
    return any(place_of(one.scope.unit) != unit for one in rows) and sum(map(whole_of, rows)) == whole_of(whole)


def _holds(whole: Filed, part: Filed, register: Register) -> bool:
    """Whether all units of a matrix lie inside those that another one gives with all below them."""
    return all(any(register.is_within(unit, around) for around in _wholes(whole)) for unit in _units(part))


def _counts(filed: Filed) -> set[str]:
    """What a matrix counts: models, else its indicators. A table of awards is no version of one of models."""
    if any(base.observations for base in filed.ret.bases):
        return {"models"}
    return {code for base in filed.ret.bases for code in base.indicators}


def complete_one_another(one: Filed, other: Filed) -> bool:
    """Whether two matrices of one day split the same figures differently ("Biểu 1" by field, "Biểu 2" by holder).

    Another file's must speak of all the same; a second sheet of one file may split some of the figures only.
    """
    if one.id == other.id or one.dated != other.dated or one.ret.supplement or other.ret.supplement:
        return False
    if one.mail != other.mail and about(one) != about(other):
        return False
    figures = {(base.scope.unit, base.scope.stage, canonical(base.scope.said)): base for base in one.ret.bases}
    pairs = [
        (figures[key], base)
        for base in other.ret.bases
        if (key := (base.scope.unit, base.scope.stage, canonical(base.scope.said))) in figures
    ]
    return bool(pairs) and all(_splits_anew(base, twin) for base, twin in pairs)


def _splits_anew(base: Base, twin: Base) -> bool:
    """What both say is the same; where they say nothing alike, their wholes are."""
    mine, theirs = dict(_figures(base)), dict(_figures(twin))
    common = mine.keys() & theirs.keys()
    if common:
        return mine != theirs and all(mine[at] == theirs[at] for at in common)
    return whole_of(base) == whole_of(twin) and not _split_by(base) & _split_by(twin)


def _split_by(base: Base) -> set[frozenset[str]]:
    return {frozenset(seen.at) for seen in base.observations if seen.at}


def fixed_relation(new: Mapping[str, MemberSet], old: Mapping[str, MemberSet]) -> str:
    """How fixed members stand to each other: equal, disjoint, inside (new narrower), around (new wider), overlap."""
    if canonical(new) == canonical(old):
        return "equal"
    if any(not set(new[dimension]) & set(old[dimension]) for dimension in new.keys() & old.keys()):
        return "disjoint"
    inside = all(dimension in new and set(new[dimension]) <= set(members) for dimension, members in old.items())
    around = all(dimension in old and set(old[dimension]) <= set(members) for dimension, members in new.items())
    return "inside" if inside else "around" if around else "overlap"


def _units(filed: Filed) -> set[str]:
    return {alike.unit for alike in filed.models.alike} | {base.scope.unit for base in filed.ret.bases}


def about(filed: Filed) -> set[tuple[object, ...]]:
    """What a return speaks about: its rows' units, and in a matrix the members that tell its rows apart."""
    if filed.ret.kind is Kind.REGISTER:
        return {(alike.unit,) for alike in filed.models.alike}
    return {(base.scope.unit, canonical(base.scope.said)) for base in filed.ret.bases}


def stages_meet(one: Filed, other: Filed) -> bool:
    """Whether two returns are lists of the same matter: sent for one stage, or showing stages in common."""
    if one.ret.stage or other.ret.stage:
        return sent_for(one) == sent_for(other)
    return bool(stages_shown(one) & stages_shown(other))


def same_place(one: Filed, other: Filed) -> bool:
    """Whether two returns are lists of one kind for one stage, sent under one name, by the whole or by one part of it."""
    alike = one.ret.kind is other.ret.kind
    alike = alike and (one.ret.former, one.ret.part) == (other.ret.former, other.ret.part)
    return alike and (one.ret.stage == other.ret.stage or sent_for(one) == sent_for(other))


def equal(one: Filed, other: Filed) -> bool:
    """Whether two returns say the same."""
    return one.ret.supplement == other.ret.supplement and signature(one) == signature(other)


def names_shared(new: Filed, old: Filed) -> dict[str, str | int]:
    """How many models each of two returns names, or counts, and how many names both."""
    names_new, names_old = names_of([new]), names_of([old])
    told = {"new": (new, names_new), "old": (old, names_old)}
    figures = {key: figure_of(one.ret, len(names)) for key, (one, names) in told.items()}
    return {**figures, "shared": len(names_new & names_old)}


def agrees_in_part(part: Return, whole: Return) -> bool:
    """Whether each row of figures stands in the other return, too, with the same figures."""
    figures = {(base.scope.unit, base.scope.stage, canonical(base.scope.said)): _figures(base) for base in whole.bases}
    return all(
        figures.get((base.scope.unit, base.scope.stage, canonical(base.scope.said))) == _figures(base)
        for base in part.bases
    )


def _figures(base: Base) -> list[tuple[At, int]]:
    return sorted((canonical(seen.at), seen.value) for seen in base.observations if seen.value is not None)


def precedes(other: Filed, filed: Filed) -> bool:
    """Whether one file came before the other that answers it; of one file entered twice by hand the earlier entry."""
    if other.mail == filed.mail or other.sha256 != filed.sha256:
        return other.mail != filed.mail
    return office(other) == office(filed) and came(other) < came(filed)


def sent_back_before(other: Filed, filed: Filed) -> bool:
    """Whether another copy of the same marked file came back earlier: mended once more, it takes that one's place.

    Earlier is first of all an earlier date, in whatever order they were taken in.
    """
    if filed.ret.answers is None or other.ret.answers != filed.ret.answers or other.mail == filed.mail:
        return False
    return (
        precedes(other, filed)
        if other.sha256 == filed.sha256
        else (other.dated, came(other)) < (filed.dated, came(filed))
    )


def office(filed: Filed) -> str:
    """For whom a paper was read: the ledger it was typed for; what danvan reads itself is nobody's typing."""
    return filed.hand.origin if filed.hand else "danvan"


def came(filed: Filed) -> tuple[str, int]:
    """When a document came, or was typed: the order of those that answer one another, whoever brought them here."""
    return filed.hand.typed if filed.hand else filed.came, filed.mail
