"""Figures that add up though they may hold the same models, for nothing tells which they are: readers are told. (counting.md 6)"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, product

from danvan_cli.ledger.standing.many import GRASS_ROOTS
from danvan_cli.ledger.standing.names_and_figures import by_field
from danvan_cli.ledger.standing.settled import Settled, Verdict
from danvan_cli.returns import Kind, Return
from danvan_cli.units import Register
from danvan_cli.vietnamese import fold

Spoken = Mapping[str, Sequence[Verdict]]
"""Unit to what counts for it at one stage."""


def tell_overlap(stage: str, spoken: Spoken, place: str, inside: Sequence[str], settled: Settled) -> None:
    """Where matrices hide names, a place and its bodies add up, whoever tells of them; the reader is told."""
    own = spoken.get(place, ())
    tellers = {place, *(verdict.stated.reporter for verdict in own)}
    for unit in inside:
        theirs = [verdict for verdict in spoken[unit] if verdict.stated.reporter not in tellers]
        hidden = any(verdict.stated.kind is Kind.MATRIX for verdict in (*own, *theirs))
        if own and theirs and hidden:
            settled.notes.append((stage, "overlap-possible", place, unit))


def tell_list_beside_sums(stage: str, spoken: Spoken, settled: Settled) -> None:
    """Where a list that names no unit counts beside what its reporter counts for others, and neither says whose the names are.

    A list of a level is of that level; what agrees in each field was asked about. (docs/decisions/0026)
    """
    told: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in chain.from_iterable(spoken.values()):
        told[verdict.stated.reporter].append(verdict)
    for reporter, verdicts in told.items():
        sums = [one.stated for one in verdicts if one.stated.kind is Kind.MATRIX and one.second_hand]
        if not sums or any(base.scope.unit == reporter for one in sums for base in one.filed.ret.bases):
            continue  # its own models have a row among them
        registers = [one.stated for one in verdicts if one.stated.kind is Kind.REGISTER]
        naming = {one.filed.id for one in registers if one.unit != reporter}
        lists = [one for one in registers if one.filed.id not in naming and not _says_level(one.filed.ret)]
        fields, counted = by_field(lists), by_field(sums)
        if fields and fields != counted and (fields.keys() & counted.keys() or () in {*fields, *counted}):
            units = {one.unit for one in sums if one.value}
            settled.notes += [(stage, "overlap-possible", reporter, unit) for unit in sorted(units)]


def tell_levels_below(stage: str, spoken: Spoken, register: Register, settled: Settled) -> None:
    """Where a province's or district's body tells of a level below its own ("cấp xã 6") and places of that level have told, too.

    Whose the six are it does not say: they may be those of the unions in the communes, which these list. (counting.md 6)
    """
    said: list[tuple[str, Verdict, set[str]]] = []  # by a body of a place, and of which levels
    for unit, verdicts in spoken.items():
        place = register.place_around(unit)
        if place != unit and register.has_places_below(place):
            own = {register.get(place).level}
            said += [(unit, one, levels) for one in verdicts if (levels := _levels_of(one) - own)]
    if not said:
        return
    told: dict[tuple[str, str], bool] = {}  # place and the level of those below it that have told; whether by figures
    for unit, verdicts in spoken.items():
        if verdicts and register.get(unit).is_place:
            lowest = () if register.has_places_below(unit) else (GRASS_ROOTS,)
            hidden = any(one.stated.kind is Kind.MATRIX for one in verdicts)
            for key in product(register.ancestors(unit), (register.get(unit).level, *lowest)):
                told[key] = told.get(key, False) or hidden
    for unit, one, levels in said:
        place = register.place_around(unit)
        hides = one.stated.kind is Kind.MATRIX
        if any((place, level) in told and (hides or told[place, level]) for level in levels):
            settled.notes.append((stage, "overlap-possible", place, unit))


def _levels_of(verdict: Verdict) -> set[str]:
    """The levels of which a verdict counts anything."""
    cells = (cell for margin in verdict.margins for cell in margin.cells)
    return {level for at, value in cells if value for level in dict(at).get("level", ())}


def _says_level(ret: Return) -> bool:
    """Whether a list is titled for a level; over a place's own list it sets nothing apart, and is not kept as a member."""
    return "level" in ret.fixed or fold("cấp") in fold(ret.title).split()
