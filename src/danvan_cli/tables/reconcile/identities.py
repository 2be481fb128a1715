"""Identities between stages and years: the steps of the funnel; in operation = last year's + new − ended."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from danvan_cli.ledger.books.verdicts import Standing
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.ledger.standing.stated import Via
from danvan_cli.messages import text
from danvan_cli.periods import Period
from danvan_cli.returns import DECISIONS
from danvan_cli.tables.reconcile.check import Check, Outcome, Relation, Step
from danvan_cli.tables.reconcile.ground import Ground, of_members
from danvan_cli.tables.selection.geography import common_place
from danvan_cli.tables.selection.query import Question

_BUILT, _ENDED = "xaydung", "ketthuc"
_NEW = {"origin": ("moi", "nhanrong")}
"""What is new in a year: new ones, and copies of models from elsewhere. (counting.md 3)"""


def identities(ground: Ground) -> Iterator[Check]:
    """The funnel of everybody together and of every unit, and the stock of every unit."""
    stages = _Stages(ground.question)
    for step in ground.kinds.funnel:
        yield from _funnel(ground, stages, step)
    yield from _stock(ground, stages)


class _Stages:
    """What counts at each stage, unit by unit, as far as somebody stated it."""

    def __init__(self, question: Question) -> None:
        self.rows: dict[tuple[str, str], list[Standing]] = defaultdict(list)  # stage and unit
        self.senders: dict[str, set[str]] = defaultdict(set)  # stage to those whose lists show it
        for stage, rows in question.by_stage.items():
            for row in rows:
                if row.via != Via.IMPLIED:
                    self.rows[stage, row.unit].append(row)
                    self.senders[stage].add(row.reporter)

    def units(self, stage: str) -> set[str]:
        """Who has figures at a stage."""
        return {unit for found, unit in self.rows if found == stage}

    def of(self, stage: str, units: Sequence[str]) -> list[Standing]:
        """The rows of these units."""
        return [row for unit in units for row in self.rows.get((stage, unit), ())]

    def silent_zero(self, stage: str, beside: Sequence[Standing]) -> bool:
        """Whether no row at a stage means none: those who say the others have shown that stage of somebody."""
        return bool(beside) and {row.reporter for row in beside} <= self.senders[stage]


def _funnel(ground: Ground, stages: _Stages, step: Step) -> Iterator[Check]:
    whole, parts = stages.units(step.whole), [stages.units(part) for part in step.parts]
    units = sorted(whole.union(*parts))
    around = ground.question.unit or common_place(ground.register, units)
    strange = sorted(set().union(*parts) - whole)
    if around and any(parts):
        apart = step.relation is Relation.EQUAL and sorted(whole - set().union(*parts))
        named = [ground.vocabulary["stage"].name(stage).lower() for stage in (step.whole, *step.parts)]
        unnamed = [stage for stage in (step.whole, *step.parts) if _unnamed_levels(ground, stage)]
        checks = _step(ground, stages, step, around, units, why="levels-unnamed" if unnamed else "stage-missing")
        for check in checks:
            if unnamed or (check.outcome is Outcome.DIFFERS and (strange or apart)):
                left = strange or apart or []
                why = "levels-unnamed" if unnamed else "other-units"
                yield _not_comparable(
                    check, why, units=ground.names(left), stage=named[0] if strange else " + ".join(named[1:])
                )
            else:
                yield check
    for unit in units if len(units) > 1 else ():
        yield from _step(ground, stages, step, unit, [unit], why="stage-missing")


def _unnamed_levels(ground: Ground, stage: str) -> bool:
    """Whether several levels decided without naming models: then nobody can add them. (counting.md 3)"""
    if stage not in DECISIONS:
        return False
    said = ground.ledger.verdicts.remarks([ground.period], as_of=ground.question.selectors.as_of)
    return any(found == stage and code == "levels-without-names" for found, code, _, _ in said)


def _not_comparable(check: Check, why: str, **seen: object) -> Check:
    return replace(check, outcome=Outcome.NOT_COMPARABLE, why=why, seen={**check.seen, **seen})


def _step(
    ground: Ground, stages: _Stages, step: Step, about: str, units: Sequence[str], *, why: str
) -> Iterator[Check]:
    name = ground.vocabulary["stage"].name
    rows = {stage: stages.of(stage, units) for stage in (step.whole, *step.parts)}
    parts = [
        _sum(rows[stage]) if rows[stage] else 0 if stages.silent_zero(stage, _other_parts(step, rows)) else None
        for stage in step.parts
    ]
    missing = [stage for stage in (step.whole, *step.parts) if not rows[stage]]
    yield from ground.check(
        "funnel",
        about,
        step.whole,
        _sum(rows[step.whole]) if rows[step.whole] else None,
        parts,
        relation=step.relation,
        places=ground.places_of([row for found in rows.values() for row in found]),
        says="funnel-equal" if step.relation is Relation.EQUAL else "funnel-at-most",
        whole=name(step.whole).lower(),
        steps=" + ".join(name(stage).lower() for stage in step.parts),
        missing=", ".join(name(stage).lower() for stage in missing),
        why=why,
    )


def _other_parts(step: Step, rows: dict[str, list[Standing]]) -> list[Standing]:
    """The rows of the other parts: whoever endorses some of a list and refuses none has refused none."""
    return [row for stage in step.parts for row in rows[stage]]


def _sum(rows: Sequence[Standing]) -> Number:
    return sum(row.value for row in rows)


def _stock(ground: Ground, stages: _Stages) -> Iterator[Check]:
    before = Period(ground.period).year_before
    if before is None or not stages.units(_BUILT):
        return
    selectors = replace(ground.question.selectors, period=before, years=(), unit=ground.question.unit)
    last_year = _Stages(Question(ground.ledger, selectors))
    for unit in sorted(stages.units(_BUILT) & last_year.units(_BUILT)):
        now, last = stages.of(_BUILT, [unit]), last_year.of(_BUILT, [unit])
        new = _known(now, lambda row: of_members(row, _NEW))
        ended = stages.of(_ENDED, [unit])
        gone = _sum(ended) if ended else 0 if stages.silent_zero(_ENDED, now) else None
        missing = [code for code, value in (("new", new), ("ended", gone)) if value is None]
        yield from ground.check(
            "stock",
            unit,
            _BUILT,
            _sum(now),
            [_sum(last), new, None if gone is None else -gone],
            places=ground.places_of([*now, *ended]),
            says="stock",
            last=_sum(last),
            year=Period(before).name,
            new=new,
            ended=gone,
            missing=", ".join(text("check", f"stock-{code}") for code in missing),
            adds=False,
            why="stock-missing",
        )


def _known(rows: Sequence[Standing], of: Callable[[Standing], Number | None]) -> Number | None:
    """A sum over rows that all can say; None where one cannot."""
    found = [of(row) for row in rows]
    known = [value for value in found if value is not None]
    return sum(known) if len(known) == len(rows) else None
