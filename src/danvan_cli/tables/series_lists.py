"""A series as people read it, years side by side with what changed and why, and as the document of its contract."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from danvan_cli import messages
from danvan_cli.ledger.margins import Number
from danvan_cli.ledger.store import Ledger
from danvan_cli.periods import REFORM, Period
from danvan_cli.tables.bridge_lists import signed
from danvan_cli.tables.coverage import in_words
from danvan_cli.tables.rollup import head_of
from danvan_cli.tables.series import Series, Step, change, growth
from danvan_cli.tables.table import Listing, Note, Table
from danvan_cli.vietnamese import number

_BREAK = "‖"
_NAMES_SHOWN = 5


def listing_of_series(ledger: Ledger, series: Series) -> Listing:
    """A line per member and one for the whole: each period's figure, and beside it the change from the one before."""
    heads = [head_of(ledger, series.by) if series.by else _say("figure")]
    for place, table in enumerate(series.tables):
        mark = f"{_BREAK} " if place and series.steps[place - 1].broken else ""
        heads += [mark + table.period, *((_say("change"), _say("per-cent")) if place else ())]
    lines = [(line.label, line.values) for line in series.lines]
    rows = [
        (label, *_side_by_side(values))
        for label, values in (*lines, (messages.text("writers", "total"), series.totals))
    ]
    return Listing(_title(ledger, series), tuple(heads), tuple(rows), tuple(_notes(ledger, series)))


def _say(code: str, **seen: str | int) -> str:
    return messages.text("series", code, **seen)


def _side_by_side(values: Sequence[Number | None]) -> Iterator[str | Number | None]:
    yield _figure(values[0])
    for earlier, later in pairwise(values):
        yield from (_figure(later), change(earlier, later), growth(earlier, later))


def _figure(value: Number | None) -> str | Number:
    return _say("not-reported") if value is None else value


def _title(ledger: Ledger, series: Series) -> str:
    first = series.tables[0]
    parts = [
        _say("title", periods=", ".join(table.period for table in series.tables), what=first.counted_in),
        first.unit[1],
        first.stage_name.lower(),
        _say("by", by=head_of(ledger, series.by).lower()) if series.by else "",
    ]
    return " · ".join(filter(None, parts))


def _notes(ledger: Ledger, series: Series) -> Iterator[Note]:
    for step in series.steps:
        yield Note("change", sentence_of(ledger, step))
    if any(step.broken for step in series.steps):
        yield Note("break", _say("break", mark=_BREAK, day=f"{REFORM:%d/%m/%Y}"))
    if any(value is None for line in series.lines for value in line.values):
        yield Note("not-reported", _say("legend", sign=_say("not-reported")))
    for table in series.tables:
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
    rate = f" ({number(grown)} %)" if grown is not None else ""
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
        "title": _title(ledger, series),
        "unit": {"code": first.unit[0] or None, "name": first.unit[1] or None},
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
