"""All checks of a period, the gravest first."""

from collections.abc import Iterator, Sequence

from danvan_cli.findings import RANK
from danvan_cli.tables.reconcile.between import between_returns, registers_and_matrices, second_hand, taken_over
from danvan_cli.tables.reconcile.check import Check, Kinds, Outcome, load
from danvan_cli.tables.reconcile.decided import told_of_decisions
from danvan_cli.tables.reconcile.ground import Ground
from danvan_cli.tables.reconcile.identities import identities
from danvan_cli.tables.reconcile.inside import inside_others, inside_returns
from danvan_cli.tables.reconcile.published import published_figures
from danvan_cli.tables.selection.geography import path_key
from danvan_cli.tables.selection.query import Question

_OUTCOMES = list(Outcome)


def reconcile(question: Question, kinds: Kinds) -> list[Check]:
    """Every check that can be made of what the ledger holds: what differs first, errors before all."""
    ground = Ground(question, kinds)
    made = list(_all(ground))
    places = {unit: path_key(ground.register, unit) for unit in {check.unit for check in made}}
    return sorted(made, key=lambda check: (*_weight(kinds, check), places[check.unit], check.stage))


def _all(ground: Ground) -> Iterator[Check]:
    yield from inside_returns(ground)
    yield from between_returns(ground)
    yield from told_of_decisions(ground)
    yield from identities(ground)
    yield from published_figures(ground)


def contradictions(question: Question) -> Sequence[Check]:
    """What differs between the returns behind a table; figures for many have a note of their own."""
    if all(row.standing not in ("claim", "margin") for row in question.told):
        return ()
    ground = Ground(question, load(), stage=question.stage)
    made = (
        *registers_and_matrices(ground),
        *taken_over(ground),
        *second_hand(ground),
        *told_of_decisions(ground),
        *inside_others(ground),
    )
    return [check for check in made if check.outcome is Outcome.DIFFERS]


def _weight(kinds: Kinds, check: Check) -> tuple[int, int, int]:
    grave = RANK[check.severity] if check.severity else len(RANK)
    return _OUTCOMES.index(check.outcome), grave, kinds.order(check.kind.code)
