"""Units whose figure is far from that of the year before: asked, for a lost digit looks like a good year. (counting.md 8)"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from danvan_cli.findings import Finding
from danvan_cli.ledger.books.verdicts import Standing
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.ledger.standing.settled import Settled, Verdict
from danvan_cli.ledger.standing.stated import ALONE, Via
from danvan_cli.periods import Period
from danvan_cli.returns import Kind
from danvan_cli.units import Register
from danvan_cli.vietnamese import number

TIMES = 4  # so many times the year before's figure, or as small a part of it …
APART = 10  # … and at least so many models apart: 1 and 5 are no outliers

_OF_ONE = frozenset({"own", "second-hand"})  # standings of figures about one unit

Known = Mapping[tuple[str, str], Number]
"""(unit, stage) to what stood for the unit by its own word."""


def figures_of_units(standing: Iterable[Standing]) -> Known:
    """What stood for single units in the year before, by their own word or by another's."""
    found: dict[tuple[str, str], Number] = defaultdict(int)
    for one in standing:
        if one.standing in _OF_ONE and one.reach == "own" and one.via != Via.IMPLIED and one.stage != ALONE:
            found[one.unit, one.stage] += one.value
    return found


def ask_about_outliers(settled: Settled, before: Known, period: str, register: Register) -> None:
    """A question at the return that tells, and its figures provisional, where a unit's two years are far apart."""
    own: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for verdict in settled.verdicts:
        stated = verdict.stated
        if verdict.standing in _OF_ONE and stated.reach == "own" and stated.via is not Via.IMPLIED:
            own[stated.unit, stated.stage].append(verdict)
    asked: set[str] = set()
    for (unit, stage), verdicts in sorted(own.items(), key=lambda item: (item[0][0], item[1][0].stated.via)):
        then, now = _year_before(unit, stage, before, register), sum(verdict.value for verdict in verdicts)
        if unit in asked or then is None or not _far_apart(then, now):
            continue
        asked.add(unit)
        stated = verdicts[0].stated
        filed = stated.filed
        cell = filed.ret.bases[stated.rows[0]].cell if stated.kind is Kind.MATRIX else None
        seen: dict[str, str | int] = {
            "unit": register.name_of(unit), "now": number(now), "then": number(then), "period": Period(period).name,
        }  # fmt: skip
        if settled.ask(filed, Finding("outlier", filed.ret.sheet, cell, seen)) is None:
            for verdict in verdicts:
                verdict.provisional = True


def _year_before(unit: str, stage: str, before: Known, register: Register) -> Number | None:
    """What stood for a unit in the year before; for one that took over whole units, for these together, if for all."""
    made_of = register.predecessors(unit)
    if (unit, stage) in before or not made_of or any(register.successors(code) != (unit,) for code in made_of):
        return before.get((unit, stage))
    known = [before.get((code, stage)) for code in made_of]
    return None if None in known else sum(figure for figure in known if figure is not None)


def _far_apart(one: Number, other: Number) -> bool:
    low, high = sorted((one, other))
    return high - low >= APART and high >= TIMES * low
