"""All checks of a period, the gravest first."""

from collections.abc import Iterator

from danvan_cli.findings import RANK
from danvan_cli.tables.geography import path_key
from danvan_cli.tables.query import Question
from danvan_cli.tables.reconcile.between import between_returns
from danvan_cli.tables.reconcile.check import Check, Kinds, Outcome
from danvan_cli.tables.reconcile.decided import told_of_decisions
from danvan_cli.tables.reconcile.ground import Ground
from danvan_cli.tables.reconcile.identities import identities
from danvan_cli.tables.reconcile.inside import inside_returns
from danvan_cli.tables.reconcile.published import published_figures

_OUTCOMES = list(Outcome)


def reconcile(question: Question, kinds: Kinds) -> list[Check]:
    """Every check that can be made of what the ledger holds: what differs first, errors before all."""
    ground = Ground(question, kinds)
    return sorted(_all(ground), key=lambda check: _order(ground, check))


def _all(ground: Ground) -> Iterator[Check]:
    yield from inside_returns(ground)
    yield from between_returns(ground)
    yield from told_of_decisions(ground)
    yield from identities(ground)
    yield from published_figures(ground)


def _order(ground: Ground, check: Check) -> tuple[object, ...]:
    grave = RANK[check.severity] if check.severity else len(RANK)
    unit = path_key(ground.register, check.unit)
    return (_OUTCOMES.index(check.outcome), grave, ground.kinds.order(check.kind.code), unit, check.stage)
