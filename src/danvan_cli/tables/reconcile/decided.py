"""Checks of decisions: what units say of them, and the lists of the bodies that decided. (counting.md 3)"""

from collections import defaultdict
from collections.abc import Iterator

from danvan_cli.ledger.books.verdicts import Standing
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.ledger.standing.settled import COUNTED
from danvan_cli.returns import DECISIONS
from danvan_cli.tables.reconcile.check import Check
from danvan_cli.tables.reconcile.ground import Ground


def told_of_decisions(ground: Ground) -> Iterator[Check]:
    """What units say of decisions of one level, each against what that level's body decided about the unit."""
    told: dict[tuple[str, str, str, str], list[Standing]] = defaultdict(list)
    decided: dict[tuple[str, str], list[Standing]] = defaultdict(list)
    acts: dict[tuple[str, str, str], list[Standing]] = defaultdict(list)  # of a decider, about a unit and all below it
    for row in ground.explicit:
        if row.stage not in DECISIONS or row.standing == "margin":
            continue
        levels = dict(row.fixed).get("level", ())
        if len(levels) != 1:
            continue
        decider = ground.register.at_level(row.unit, levels[0])
        if decider == row.reporter and row.standing in COUNTED:
            decided[row.stage, decider].append(row)
            for unit in (row.unit, *ground.register.ancestors(row.unit)):
                acts[row.stage, decider, unit].append(row)
        elif row.reach == "own" and (row.reason == "decided-by-another" or row.standing == "second-hand"):
            told[row.stage, row.unit, row.reporter, levels[0]].append(row)
    for (stage, unit, reporter, level), rows in told.items():
        if not ground.question.inside(unit):
            continue
        decider = ground.register.at_level(unit, level)
        lists = decided[stage, decider] if decider else []
        about = acts[stage, decider, unit] if decider else []
        by_unit = any(row.unit != decider for row in lists)
        parts: list[Number | None] = [_act(row) for row in about] or [0 if by_unit else None]
        yield from ground.check(
            "decisions",
            unit,
            stage,
            sum(map(ground.figure, rows)),
            parts,
            places=ground.places_of([*rows, *about]),
            says="decisions",
            reporter=ground.name(reporter),
            level=ground.vocabulary["level"].name(level).lower(),
            decider=ground.name(decider) if decider else "",
            why="decision-names-no-unit" if lists else "decider-silent",
        )


def _act(row: Standing) -> Number:
    """All that a level decided, whatever a higher one decided too."""
    return max((margin.total for margin in (row.acts or row.margins)), default=0)
