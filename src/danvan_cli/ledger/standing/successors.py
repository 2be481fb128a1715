"""A unit that took over speaks for what it was made of: of the two only one counts at a stage of a period."""

from collections.abc import MutableMapping, Sequence

from danvan_cli.ledger.standing.settled import Settled, Verdict
from danvan_cli.ledger.standing.stated import Stated, Via
from danvan_cli.returns import Reach
from danvan_cli.units import Register, place_of, succession

Spoken = MutableMapping[str, list[Verdict]]
"""Unit to what counts for it at one stage; empty where it sent a list that names others only."""

_BEST = (False, False)


def leave_to_successors(stage: str, spoken: Spoken, register: Register, settled: Settled) -> None:
    """What counts for a unit becomes a claim once all that it became have spoken; 12 + 8 registered again as 20 stay 20.

    A successor's weaker word (only implied, or by others) gives way where all that it was made of have said more plainly.
    What a commune says of the bodies inside it goes the way of its own figure.
    """
    if len({register.era_of(unit).day for unit in spoken}) < 2:
        return  # nobody took over from anybody here
    known = succession.of(register)
    plainness = {unit: _plainness(verdicts) for unit, verdicts in spoken.items()}
    for unit in sorted(spoken):
        made_of = register.predecessors(unit)
        if made_of and all(plainness.get(code, plainness[unit]) < plainness[unit] for code in made_of):
            _leave(spoken.pop(unit), "predecessors-have-spoken")
    sent = {
        unit
        for unit, verdicts in spoken.items()
        if not verdicts or any(one.stated.reporter == unit for one in verdicts)
    }
    for unit in sorted(spoken):
        if known.taken_over(unit, spoken):
            _leave(spoken.pop(unit), "successor-has-spoken")
            continue
        settled.notes += [
            (stage, "divided-partly-spoken", unit, code) for code in register.successors(unit) if code in spoken
        ]
        place = place_of(unit)
        if place != unit and known.taken_over(place, sent):
            told = [one for one in spoken[unit] if one.stated.reporter == place]
            _leave(told, "successor-has-spoken")
            spoken[unit] = [one for one in spoken[unit] if one not in told]
            if not spoken[unit]:
                del spoken[unit]


def left_to_successors(many: Sequence[Stated], register: Register) -> list[Stated]:
    """Figures for many that their place's successor states of the same members: only the successor's is judged."""
    stated = {(one.unit, one.fixed) for one in many}
    return [
        one
        for one in many
        if one.reach is Reach.BELOW
        and (became := register.successors(one.unit))
        and all((unit, one.fixed) in stated for unit in became)
    ]


def _plainness(verdicts: Sequence[Verdict]) -> tuple[bool, bool]:
    """How plainly a unit was heard, the plainest first: in a list for the stage before implied, by itself before by others."""
    return min(((one.stated.via is Via.IMPLIED, one.second_hand) for one in verdicts), default=_BEST)


def _leave(verdicts: Sequence[Verdict], reason: str) -> None:
    for verdict in verdicts:
        verdict.standing, verdict.reason = "claim", reason
