"""A series as people read it, years side by side with what changed and why, and as the document of its contract."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from danvan_cli import messages
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.ledger.store import Ledger
from danvan_cli.periods import REFORM, Period
from danvan_cli.tables.arrangement import head_of
from danvan_cli.tables.compared.bridge_lists import signed
from danvan_cli.tables.compared.series import Series, Step, change, growth
from danvan_cli.tables.coverage import in_words
from danvan_cli.tables.table import Cell, Line, Note, Table
from danvan_cli.vietnamese import number

_BREAK = "‖"
_NAMES_SHOWN = 5
_KEPT = ("shared-out", "left-out-partly-inside", "divided-partly-spoken")
"""What is said of one period's figures in a geography, and holds for its column."""


def table_of_series(ledger: Ledger, series: Series) -> Table:
    """A line per member and one for the whole: each period's figure, and beside it the change from the one before."""
    heads: list[str] = []
    for place, table in enumerate(series.tables):
        mark = f"{_BREAK} " if place and series.steps[place - 1].broken else ""
        heads += [mark + table.period, *((_say("change"), _say("per-cent")) if place else ())]
    lines = [Line(line.label, tuple(_side_by_side(line.values)), None) for line in series.lines]
    whole = tuple(_side_by_side(series.totals))
    return replace(
        series.tables[-1],
        title=_title(series),
        period_name=", ".join(table.period for table in series.tables),
        by=(*([series.by] if series.by else []), "period"),
        cells=tuple(_cells(series)),
        labels=_labels(series),
        total=None,
        provisional=any(table.provisional for table in series.tables),
        notes=tuple(_notes(ledger, series)),
        row_head=head_of(ledger, series.by) if series.by else "",
        column_head="",
        columns=tuple(heads),
        lines=tuple(lines) or (Line(messages.text("screen", "total"), whole, None),),
        column_totals=whole,
        additive=False,
        covered=series.tables[-1].period,
    )


def _cells(series: Series) -> Iterator[Cell]:
    """Every line's figure in every period; of the total alone, that."""
    for place, table in enumerate(series.tables):
        for line in series.lines:
            yield Cell((line.members, (table.period,)), line.values[place])
        if series.by is None:
            yield Cell(((table.period,),), table.total)


def _labels(series: Series) -> dict[str, dict[str, str]]:
    periods = {table.period: table.period for table in series.tables}
    if series.by is None:
        return {"period": periods}
    known = {code: label for table in series.tables for code, label in table.labels[series.by].items()}
    return {series.by: known, "period": periods}


def _say(code: str, **seen: str | int) -> str:
    return messages.text("series", code, **seen)


def _unit(series: Series) -> tuple[str, str]:
    """The unit asked for, or around all; of a year without figures nobody can tell."""
    return next((table.unit for table in series.tables if table.unit[0]), series.tables[-1].unit)


def _side_by_side(values: Sequence[Number | None]) -> Iterator[Number | None]:
    yield values[0]
    for earlier, later in pairwise(values):
        yield from (later, change(earlier, later), growth(earlier, later))


def _title(series: Series) -> str:
    first = series.tables[0]
    title = "title" if first.measure == "models" else "title-measured"
    parts = [
        _say(title, periods=", ".join(table.period for table in series.tables), what=first.counted_in),
        _unit(series)[1],
        first.stage_name.lower(),
        series.limits,
        _say("by", by=series.split) if series.split else "",
    ]
    return " · ".join(filter(None, parts))


def _notes(ledger: Ledger, series: Series) -> Iterator[Note]:
    for step in series.steps:
        yield Note("change", sentence_of(ledger, step))
    if any(step.broken for step in series.steps):
        code = "break-shown" if series.one_geography else "break"
        yield Note("break", _say(code, mark=_BREAK, day=f"{REFORM:%d/%m/%Y}"))
    for table in series.tables:
        yield from (Note(one.code, f"{table.period}: {one.message}") for one in table.notes if one.code in _KEPT)
    for table in series.tables[:-1]:
        yield Note("coverage", f"{table.period}: {'; '.join(_standing(table))}")


def _standing(table: Table) -> Iterator[str]:
    """Who is in a period's figures and who is not, and how firm they are."""
    coverage = table.coverage
    yield in_words(coverage.expected, coverage.received, coverage.places, coverage.bodies)
    if coverage.left_out:
        names = [name for _, name, _ in coverage.left_out]
        yield _say("left-out", names=_some(names), count=len(names))
    if table.provisional:
        yield _say("provisional")


def sentence_of(ledger: Ledger, step: Step) -> str:
    """`2023 → 2024: 1.470 → 1.597, +127 (8,6 %): +90 thực tăng (85 đơn vị); +30 năm trước chưa có số (4: …)`."""
    earlier, later = step.earlier, step.later
    head = f"{earlier.period} → {later.period}: "
    if step.change is None:
        none = ", ".join(table.period for table in (earlier, later) if table.total is None)
        return head + _say("no-figure", periods=none)
    grown = growth(earlier.total, later.total)
    rate = f" ({number(grown).replace('-', '−')}%)" if grown is not None else ""
    told = f"{number(earlier.total or 0)} → {number(later.total or 0)}, {signed(step.change)}{rate}"
    parts = [
        f"{signed(part.change)} {_say(part.kind, units=number(len(part.units)))}{_named(ledger, part.kind, part.units)}"
        for part in step.parts
    ]
    return head + told + (f": {'; '.join(parts)}" if parts else "")


def _named(ledger: Ledger, kind: str, units: Sequence[str]) -> str:
    """The units by name, where the change is not that of everybody."""
    if kind == "real":
        return ""
    return f" ({_some([ledger.register.name_of(unit) for unit in units])})"


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMES_SHOWN]) + (", …" if len(names) > _NAMES_SHOWN else "")


def document_of_series(ledger: Ledger, series: Series) -> dict[str, Any]:
    """The contract of `compare --format json`: the parts of a step add up to its change."""
    first = series.tables[0]
    return {
        "title": _title(series),
        "unit": dict(zip(("code", "name"), (part or None for part in _unit(series)), strict=True)),
        "stage": first.stage,
        "measure": first.measure,
        "by": series.by,
        "periods": [_period(table) for table in series.tables],
        "lines": [
            {
                "members": list(line.members),
                "label": line.label,
                "values": list(line.values),
                "changes": [change(*pair) for pair in pairwise(line.values)],
            }
            for line in series.lines
        ],
        "steps": [_step(ledger, step) for step in series.steps],
        "notes": [{"code": one.code, "message": one.message} for one in _notes(ledger, series)],
    }


def _period(table: Table) -> dict[str, Any]:
    return {
        "period": table.period,
        "name": Period(table.period).name,
        "total": table.total,
        "provisional": table.provisional,
        "received": table.coverage.received,
        "expected": table.coverage.expected,
    }


def _step(ledger: Ledger, step: Step) -> dict[str, Any]:
    return {
        "from": step.earlier.period,
        "to": step.later.period,
        "change": step.change,
        "per_cent": growth(step.earlier.total, step.later.total),
        "break": step.broken,
        "parts": [
            {
                "kind": part.kind,
                "change": part.change,
                "units": [{"code": unit, "name": ledger.register.name_of(unit)} for unit in part.units],
            }
            for part in step.parts
        ],
        "sentence": sentence_of(ledger, step),
    }
