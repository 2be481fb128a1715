"""What was said for the periods of a question, and what came of it: each stage is read when it is first asked for."""

from collections.abc import Mapping
from functools import cached_property

from danvan_cli.ledger.stated import ALONE
from danvan_cli.ledger.store import Ledger
from danvan_cli.ledger.verdicts import Outline, Standing


class Said:
    """All verdicts of some periods. Most tables are about one stage: of the others they only need to know who speaks."""

    def __init__(self, ledger: Ledger, moments: Mapping[str, str | None]) -> None:
        """`moments`: the periods, each with the moment of which it is told; None: now."""
        self._verdicts = ledger.verdicts
        self._moments = moments
        self._read: dict[tuple[str, str], list[Standing]] = {}  # by period and stage

    @cached_property
    def outline(self) -> list[Outline]:
        """Who speaks of whom at which stage, without the figures."""
        return [row for period, moment in self._moments.items() for row in self._verdicts.outline(period, as_of=moment)]

    @cached_property
    def stages(self) -> list[str]:
        """The stages that anybody speaks of."""
        return sorted({row.stage for row in self.outline})

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

    def _of(self, period: str, stage: str) -> list[Standing]:
        if (period, stage) not in self._read:
            moment = self._moments[period]
            self._read[period, stage] = self._verdicts.standing([period], stage=stage, as_of=moment)
        return self._read[period, stage]
