"""Results against targets, unit by unit: reached, below, none at all, not counted, not sent; nobody's silence is a zero."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from danvan_cli.ledger.standing.margins import Filter, Number
from danvan_cli.tables.reporting.aims import Aim
from danvan_cli.tables.reporting.status import State, Status
from danvan_cli.tables.rollup import per_cent
from danvan_cli.tables.selection.geography import path_key
from danvan_cli.tables.selection.query import FUNNEL, Asked, Question
from danvan_cli.vietnamese import share


class Outcome(StrEnum):
    """How a unit stands to an aim."""

    REACHED = "reached"
    BELOW = "below"
    ZERO = "zero"  # it says that it has none
    HELD = "held"  # sent, not counted
    NOT_SENT = "not-sent"
    UNKNOWN = "unknown"  # what it sent does not say


@dataclass(frozen=True, slots=True)
class Result:
    """One unit's result under one aim."""

    unit: str
    block: str | None
    state: State | None  # None: it is no unit that reports by itself
    value: Number | None  # a count; of a share its per cent
    per_cent: Number | None  # of the target
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Measured:
    """An aim with the results of all units it is about; the stage of tables put in where it names none."""

    aim: Aim
    results: tuple[Result, ...]

    def of(self, outcome: Outcome) -> list[Result]:
        """The units of one outcome."""
        return [one for one in self.results if one.outcome is outcome]


def measure(question: Question, status: Status, aims: Sequence[Aim]) -> list[Measured]:
    """Every aim measured over the units it is about: those that must report, or without a roster those known."""
    default = question.stage if question.stage != FUNNEL else "xaydung"
    known = {one.unit: (one.block, one.state) for one in status.told}
    register = question.ledger.register
    known |= {unit: (register.get(unit).block, State.NOT_SENT) for unit in status.unheard if not status.has_roster}

    @cache
    def values(stage: str, field: tuple[str, ...]) -> dict[str, Number]:
        return _values(question, stage, field)

    measured = []
    for said in aims:
        aim = replace(said, stage=said.stage or default)
        about = [unit for unit, (block, _) in known.items() if aim.is_about(unit, block, register)]
        if aim.unit and not about:
            about = [aim.unit]
        results = []
        for unit in sorted(about, key=lambda code: path_key(register, code)):
            block, state = known.get(unit, (register.get(unit).block, None))
            part = _said(values(aim.stage, aim.field).get(unit), state)
            if aim.whole:
                part = per_cent(part, _said(values(aim.whole, aim.field).get(unit), state))
            reached = None if part is None or not aim.target else share(part, aim.target)
            results.append(Result(unit, block, state, part, reached, _outcome(part, aim, state)))
        measured.append(Measured(aim, tuple(results)))
    return measured


def _values(question: Question, stage: str, field: tuple[str, ...]) -> dict[str, Number]:
    """What counts at a stage, for every unit with all inside it."""
    filters = {"field": Filter(frozenset(field))} if field else {}
    asked = Question(question.ledger, replace(question.selectors, stage=stage, filters=filters))
    inside: dict[str, list[Asked]] = defaultdict(list)
    for one in asked.answers(()):
        for unit in (one.standing.unit, *question.ledger.register.ancestors(one.standing.unit)):
            inside[unit].append(one)
    told = {unit: asked.together(answers) for unit, answers in inside.items()}
    return {unit: value for unit, value in told.items() if value is not None}


def _said(value: Number | None, state: State | None) -> Number | None:
    """A unit that says it has no model has none at any stage."""
    return 0 if value is None and state is State.NIL else value


def _outcome(value: Number | None, aim: Aim, state: State | None) -> Outcome:
    if value is None:
        if state in (State.WAITING, State.REFUSED):
            return Outcome.HELD
        return Outcome.NOT_SENT if state and state.silent else Outcome.UNKNOWN
    if value >= aim.target:
        return Outcome.REACHED
    return Outcome.BELOW if value else Outcome.ZERO
