"""Spans of years: which return answers for which unit, and models carried on counted once. (counting.md 7)"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from danvan_cli.ledger.margins import canonical, margins_of_models
from danvan_cli.ledger.store import Ledger
from danvan_cli.ledger.verdicts import Standing
from danvan_cli.tables.selectors import Selectors
from danvan_cli.vietnamese import fold


def over_span(ledger: Ledger, rows: Sequence[Standing], selectors: Selectors) -> list[Standing]:
    """Per unit and stage the exact span's own return, else the years', else the span's second-hand; never two."""
    by_unit: dict[tuple[str, str], list[Standing]] = defaultdict(list)
    for row in rows:
        by_unit[row.stage, row.unit].append(row)
    kept: list[Standing] = []
    for group in by_unit.values():
        exact = [row for row in group if row.period == selectors.period]
        own = [row for row in exact if row.standing == "own"]
        yearly = [row for row in group if row.period != selectors.period]
        if own or not yearly:
            kept += own or exact
        else:
            kept += yearly if selectors.sum_years else _carried_on_once(ledger, yearly)
    return kept


def _carried_on_once(ledger: Ledger, rows: list[Standing]) -> list[Standing]:
    """A model with the code or name of one of an earlier year counts in its first year only. Matrices name none."""
    seen: set[str] = set()
    given = ledger.codes_given()
    kept: list[Standing] = []
    for _, year in sorted(_by_period(rows).items()):
        named: set[str] = set()
        for row in year:
            if row.kind != "register":
                kept.append(row)
                continue
            models = ledger.models_of(row.ret)
            again = []
            left = []
            for place in row.rows:
                model = models[place]
                code = model.code or given.get((model.unit, fold(model.name)))
                marks = {fold(model.name), *([f"code:{code.upper()}"] if code else [])}
                if place in row.without or marks & seen:
                    again.append(place)
                else:
                    left.append(canonical(model.at))
                named |= marks
            margins = (*margins_of_models(Counter(left).items(), dict(row.fixed)), *row.margins[1:])
            kept.append(replace(row, margins=margins, without=tuple(again), value=len(left)))
        seen |= named
    return kept


def _by_period(rows: list[Standing]) -> dict[str, list[Standing]]:
    found: dict[str, list[Standing]] = defaultdict(list)
    for row in rows:
        found[row.period].append(row)
    return found
