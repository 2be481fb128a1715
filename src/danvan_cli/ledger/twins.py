"""The same model told by two: a place's row and a body's own count once; a district's copy of its communes' is asked. (counting.md 6)"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from danvan_cli.findings import Finding
from danvan_cli.ledger.settled import Settled, Verdict
from danvan_cli.returns import Kind
from danvan_cli.units import Register

_ENOUGH_AGAIN = 3  # names; one or two may be alike by chance

Spoken = Mapping[str, Sequence[Verdict]]
"""Unit to what counts for it at one stage."""


def count_names_once(stage: str, spoken: Spoken, register: Register, settled: Settled) -> None:
    """A place's row and a body's own row of one name, from different reporters, count once; the body's attributes hold."""
    bodies: dict[str, list[str]] = defaultdict(list)
    for unit in spoken:
        place = register.place_around(unit)
        if place != unit:
            bodies[place].append(unit)
    _ask_about_lists_below(spoken, register, settled)
    for place, inside in bodies.items():
        theirs: Counter[str] = Counter()
        for unit in inside:
            for verdict in spoken[unit]:
                if verdict.stated.reporter == unit:
                    theirs.update(verdict.names)
        for verdict in spoken.get(place, ()):
            if verdict.stated.kind is Kind.REGISTER:
                _leave_to_bodies(verdict, theirs)
        _tell_overlap(stage, spoken, place, inside, settled)


def _ask_about_lists_below(spoken: Spoken, register: Register, settled: Settled) -> None:
    """A district's list that names again what its communes list: both count, and it is asked. No rule tells them one."""
    names = {
        unit: {name for one in verdicts if one.stated.reporter == unit for name in one.names}
        for unit, verdicts in spoken.items()
        if register.get(unit).is_place
    }
    for unit, own in names.items():
        if not (own and register.has_places_below(unit)):
            continue
        below = [other for other in names if register.is_below(other, unit)]
        again = own & set().union(*(names[other] for other in below))
        if len(again) < _ENOUGH_AGAIN or 2 * len(again) < len(own):
            continue
        repeating = [verdict for verdict in spoken[unit] if again.intersection(verdict.names)]
        filed = repeating[0].stated.filed
        seen: dict[str, str | int] = {
            "unit": register.name_of(unit),
            "count": len(again),
            "units": sum(bool(names[other] & again) for other in below),
        }
        answer = settled.ask(filed, Finding("repeats-lists-below", filed.ret.sheet, None, seen))
        for verdict in repeating:
            verdict.provisional = answer is None
            if answer == "once":
                keys = verdict.stated.filed.models.keys
                verdict.leave_out([row for row in verdict.stated.rows if keys[row] in again])


def _leave_to_bodies(verdict: Verdict, theirs: Counter[str]) -> None:
    keys = verdict.stated.filed.models.keys
    dropped = []
    for row in verdict.stated.rows:
        name = keys[row]
        if row not in verdict.without and theirs[name] > 0:
            theirs[name] -= 1
            dropped.append(row)
    verdict.leave_out(dropped)


def _tell_overlap(stage: str, spoken: Spoken, place: str, inside: Sequence[str], settled: Settled) -> None:
    """Where matrices hide names, a place and its bodies add up; the reader is told."""
    own = [verdict for verdict in spoken.get(place, ()) if verdict.stated.reporter == place]
    for unit in inside:
        theirs = [verdict for verdict in spoken[unit] if verdict.stated.reporter == unit]
        hidden = any(verdict.stated.kind is Kind.MATRIX for verdict in (*own, *theirs))
        if own and theirs and hidden:
            settled.notes.append((stage, "overlap-possible", place, unit))
