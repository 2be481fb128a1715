"""Spans of years: which return answers for which unit, and models carried on counted once. (counting.md 7)"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from danvan_cli.ledger.books.verdicts import Standing
from danvan_cli.ledger.standing.margins import margins_of_models
from danvan_cli.ledger.standing.stated import Named
from danvan_cli.ledger.store import Ledger
from danvan_cli.tables.selection.lives import Lives, Row
from danvan_cli.tables.selection.selectors import Selectors
from danvan_cli.units import succession

ENDED = "ketthuc"


@dataclass(slots=True)
class Span:
    """What answers for a span of years at a stage, and the lives of the models that its years' lists name."""

    rows: list[Standing]
    lives: Lives | None = None


def over_span(
    ledger: Ledger,
    stage: str,
    said: Sequence[Standing],
    ended: Sequence[Standing],
    selectors: Selectors,
    read: dict[int, Named],
) -> Span:
    """Per unit the exact span's own return, else the years', else the span's second-hand; never two.

    Of the years' lists each model counts once; of a stock, once where nobody says that it ended. `said`: what counts at
    the stage in all periods; `ended`: the same of models that ended; `read`: the models of returns that were read
    already, for another stage.
    """
    exact, yearly = _answering(ledger, said, selectors)
    if selectors.sum_years or not yearly:
        return Span([*exact, *yearly])
    over = _answering(ledger, ended, selectors)[1] if stage != ENDED else []
    stock = selectors.stock and stage != ENDED
    named, figures = _last_figures(ledger, yearly) if stock else (yearly, [])
    lives = Lives(ledger, named, over, named=read, as_of=selectors.as_of)
    kept = [life.last for life in lives.alive] if stock else [life.first for life in lives.lives]
    return Span([*exact, *_kept(lives, named, kept), *figures], lives if stage != ENDED else None)


def _answering(ledger: Ledger, rows: Sequence[Standing], selectors: Selectors) -> tuple[list[Standing], list[Standing]]:
    """Of one stage: the returns of the exact span that answer, and those of its years."""
    by_unit: dict[str, list[Standing]] = defaultdict(list)
    for row in rows:
        by_unit[row.unit].append(row)
    covered = _covered(ledger, by_unit, selectors)
    spanning: list[Standing] = []
    yearly: list[Standing] = []
    for unit, group in by_unit.items():
        exact = [row for row in group if row.period == selectors.period]
        own = [row for row in exact if row.standing == "own"]
        years = [row for row in group if row.period != selectors.period]
        if own or not years:
            spanning += own or exact
        elif unit not in covered:
            yearly += years
    return spanning, yearly


def _covered(ledger: Ledger, by_unit: Mapping[str, Sequence[Standing]], selectors: Selectors) -> set[str]:
    """Old units for which all that they became answer with a return of the exact span."""
    exact = {
        unit
        for unit, group in by_unit.items()
        if any(row.period == selectors.period and row.standing == "own" for row in group)
    }
    known, made_of = succession.of(ledger.register), ledger.register.predecessors
    return {old for unit in exact for old in made_of(unit) if known.taken_over(old, exact)}


def _last_figures(ledger: Ledger, said: Sequence[Standing]) -> tuple[list[Standing], list[Standing]]:
    """Of a stock: what can be followed by names, and the last figures of units whose matrices hide them."""
    latest: dict[str, str] = {}
    for row in said:
        latest[row.unit] = max(row.period, latest.get(row.unit, ""))
    hidden = {row.unit for row in said if row.kind == "matrix"}
    since = {last: {code for code, one in latest.items() if one > last} for last in set(latest.values())}
    known, became = succession.of(ledger.register), ledger.register.successors
    gone = {  # what they became has spoken since, and one of the two in figures only
        unit
        for unit, last in latest.items()
        if known.taken_over(unit, since[last]) and (unit in hidden or hidden.intersection(became(unit)))
    }
    named = [row for row in said if row.unit not in hidden | gone]
    return named, [row for row in said if row.unit in hidden - gone and row.period == latest[row.unit]]


def _kept(lives: Lives, said: Sequence[Standing], kept: Sequence[Row]) -> list[Standing]:
    """The years' statements with these rows only; matrices, which name none, as they are."""
    left: dict[str, set[int]] = defaultdict(set)
    for key, _, place in kept:
        left[key].add(place)
    found = []
    for row in said:
        if row.kind != "register":
            found.append(row)
            continue
        mine = left[row.key]
        if len(mine) == len(row.rows) - len(set(row.without)):  # all that count anyway
            found.append(row)
            continue
        without = tuple(place for place in row.rows if place not in mine)
        margins = margins_of_models(lives.counted(row.ret, mine), dict(row.fixed))
        found.append(row._replace(margins=margins, without=without, value=len(mine)))
    return found
