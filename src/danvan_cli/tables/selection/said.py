"""What was said for the periods of a question, and what came of it: each stage is read when it is first asked for."""

from collections.abc import Mapping
from functools import cached_property

from danvan_cli.ledger.books.verdicts import Standing
from danvan_cli.ledger.standing.stated import ALONE, REGISTERING
from danvan_cli.ledger.store import Ledger


class Said:
    """All verdicts of some periods. Most tables are about one stage: of the others they only need to know that they are there."""

    def __init__(self, ledger: Ledger, moments: Mapping[str, str | None]) -> None:
        """`moments`: the periods, each with the moment of which it is told; None: now."""
        self._verdicts = ledger.verdicts
        self._moments = moments
        self._read: dict[tuple[str, str], list[Standing]] = {}  # by period and stage

    @cached_property
    def stages(self) -> dict[str, bool]:
        """The stages that anybody speaks of, sorted, and whether as more than what follows from another stage."""
        found: dict[str, bool] = {}
        for period, moment in self._moments.items():
            for stage, explicit in self._verdicts.stages(period, as_of=moment).items():
                found[stage] = found.get(stage, False) or explicit
        return dict(sorted(found.items()))

    @cached_property
    def units(self) -> set[tuple[str, str]]:
        """The units that anybody speaks of, each with what came of it."""
        return {one for period, moment in self._moments.items() for one in self._verdicts.units(period, as_of=moment)}

    def at(self, stage: str) -> list[Standing]:
        """The verdicts at a stage, period by period."""
        return [row for period in self._moments for row in self._of(period, stage)]

    @cached_property
    def all(self) -> list[Standing]:
        """The verdicts at all stages, period by period."""
        return [row for period in self._moments for stage in self.stages for row in self._of(period, stage)]

    @cached_property
    def only_beside(self) -> set[str]:
        """Units that sent awards or indicators alone: of their models they have said nothing, not that there are none."""
        beside = {row.reporter for row in self.at(ALONE)}
        return beside and beside - {row.reporter for row in self.all if row.stage != ALONE}

    @cached_property
    def only_registered(self) -> set[str]:
        """Units that told of registered models alone: of what became of them they have said nothing yet."""
        if REGISTERING.isdisjoint(self.stages):
            return set()
        told: dict[bool, set[str]] = {True: set(), False: set()}
        for period, moment in self._moments.items():
            for reporter, stage in self._verdicts.reporters(period, as_of=moment):
                if stage != ALONE:
                    told[stage in REGISTERING].add(reporter)
        return told[True] - told[False]

    def _of(self, period: str, stage: str) -> list[Standing]:
        if (period, stage) not in self._read:
            moment = self._moments[period]
            self._read[period, stage] = self._verdicts.standing([period], stage=stage, as_of=moment)
        return self._read[period, stage]
