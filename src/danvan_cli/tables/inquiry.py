"""A question to the ledger as one value that can be kept: selectors, dimensions, the workspace's default stage."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from danvan_cli.indicators import Indicators
from danvan_cli.ledger.books.rows import dump
from danvan_cli.ledger.standing.margins import Filter
from danvan_cli.ledger.store import Ledger
from danvan_cli.tables.rollup import roll_up
from danvan_cli.tables.selection.query import Question
from danvan_cli.tables.selection.selectors import Selectors
from danvan_cli.tables.selection.share_keys import ShareKey
from danvan_cli.tables.table import Table


@dataclass(frozen=True)
class Inquiry:
    """What a table answers."""

    selectors: Selectors
    by: tuple[str, ...] = ()
    default_stage: str | None = None

    def at(self, moment: str | None) -> "Inquiry":
        """The same as it was known at another moment; None: now."""
        return replace(self, selectors=replace(self.selectors, as_of=moment))

    def put_to(self, ledger: Ledger) -> Question:
        """The question."""
        return Question(ledger, self.selectors, default_stage=self.default_stage)

    def table(self, ledger: Ledger, headings: Mapping[str, str] | None = None) -> Table:
        """The answer."""
        return roll_up(ledger, self.selectors, self.by, default_stage=self.default_stage, headings=headings)

    @cached_property
    def text(self) -> str:
        """As the ledger keeps it: equal questions give equal texts."""
        asked = self.selectors
        return dump(
            {
                "period": asked.period,
                "years": asked.years,
                "sum_years": asked.sum_years,
                "stock": asked.stock,
                "unit": asked.unit,
                "stage": asked.stage,
                "filters": {name: [sorted(one.members), one.exact] for name, one in asked.filters.items()},
                "as_of": asked.as_of,
                "each_level": asked.each_level,
                "measure": asked.measure.code if asked.measure else None,
                "by": self.by,
                "default_stage": self.default_stage,
                **_shown_in(asked),
            }
        )


def _shown_in(asked: Selectors) -> dict[str, object]:
    """The geography and the keys used in it; nothing where units are those of their day, so that such texts stay as they are."""
    if asked.geography is None:
        return {}
    keys = [[key.unit, [[code, str(weight)] for code, weight in key.parts], key.source] for key in asked.shares]
    return {"geography": asked.geography.isoformat(), "shares": keys}


def read_inquiry(text: str, indicators: Indicators) -> Inquiry:
    """A question back from the ledger."""
    said = json.loads(text)
    selectors = Selectors(
        period=said["period"],
        years=tuple(said["years"]),
        sum_years=said["sum_years"],
        stock=said["stock"],
        unit=said["unit"],
        stage=said["stage"],
        filters={name: Filter(frozenset(members), exact) for name, (members, exact) in said["filters"].items()},
        as_of=said["as_of"],
        each_level=said["each_level"],
        measure=indicators.known[said["measure"]] if said["measure"] else None,
        geography=date.fromisoformat(said["geography"]) if "geography" in said else None,
        shares=tuple(
            ShareKey(unit, tuple((code, Decimal(weight)) for code, weight in parts), source)
            for unit, parts, source in said.get("shares", ())
        ),
    )
    return Inquiry(selectors, tuple(said["by"]), said["default_stage"])
