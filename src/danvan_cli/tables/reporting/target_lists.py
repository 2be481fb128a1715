"""Results against targets for people: one line an aim with the units that fall short, the list unit by unit, the document."""

from collections.abc import Iterator, Sequence
from typing import Any

from danvan_cli import messages
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.ledger.store import Ledger
from danvan_cli.periods import Period
from danvan_cli.tables.reporting.aims import Aim
from danvan_cli.tables.reporting.targets import Measured, Outcome, Result
from danvan_cli.tables.table import Listing, Note
from danvan_cli.vietnamese import number

_SHOWN = 12
_SHORT = (Outcome.BELOW, Outcome.ZERO, Outcome.HELD, Outcome.NOT_SENT, Outcome.UNKNOWN)


def say(code: str, /, **seen: object) -> str:
    """A sentence or word about targets."""
    return messages.text("targets", code, **seen)


def label_of(ledger: Ledger, aim: Aim) -> str:
    """An aim in a line: "Xã, phường · xây dựng ≥ 1", "Xã, phường · công nhận/đăng ký ≥ 70%"."""
    words = ledger.vocabulary
    stages = "/".join(words["stage"].name(code).lower() for code in (aim.stage, aim.whole) if code)
    fields = ", ".join(words["field"].name(code) for code in aim.field)
    what = " · ".join(part for part in (aim.about, stages, fields) if part)
    return f"{what} ≥ {_shown(aim, aim.target)}"


def _shown(aim: Aim, value: Number) -> str:
    return number(value) + ("%" if aim.whole else "")


def overview_of_targets(ledger: Ledger, measured: Sequence[Measured], period: str) -> Listing:
    """One line an aim; below them who falls short, and how."""
    rows: list[tuple[str | Number | None, ...]] = []
    for one in measured:
        short = [len(one.of(outcome)) or None for outcome in _SHORT]
        rows.append((label_of(ledger, one.aim), len(one.results), len(one.of(Outcome.REACHED)), *short))
    heads = ("aim", "units", "reached", *_SHORT)
    notes = tuple(note for one in measured for note in _notes(ledger, one))
    return Listing(_title(period), tuple(say(f"head-{head}") for head in heads), tuple(rows), notes)


def _title(period: str) -> str:
    return say("title", period=Period(period).name)


def _notes(ledger: Ledger, measured: Measured) -> Iterator[Note]:
    label = label_of(ledger, measured.aim)
    if not measured.results:
        yield Note("targets-nobody", say("nobody", aim=label))
    for outcome in _SHORT:
        units = measured.of(outcome)
        if units:
            listed = ", ".join(_unit(ledger, measured.aim, one) for one in units[:_SHOWN])
            more = say("more", count=number(len(units) - _SHOWN)) if len(units) > _SHOWN else ""
            yield Note(
                f"targets-{outcome}", say(str(outcome), aim=label, count=number(len(units)), units=listed + more)
            )


def _unit(ledger: Ledger, aim: Aim, one: Result) -> str:
    name = ledger.register.name_of(one.unit)
    return f"{name} ({_shown(aim, one.value)})" if one.outcome is Outcome.BELOW and one.value is not None else name


def listing_of_targets(ledger: Ledger, measured: Sequence[Measured], period: str) -> Listing:
    """Every aim for every unit it is about, one line each."""
    register, blocks = ledger.register, ledger.vocabulary["block"]
    rows: list[tuple[str | Number | None, ...]] = []
    for found in measured:
        for one in found.results:
            above = register.parent(one.unit)
            rows.append(
                (
                    len(rows) + 1,
                    register.name_of(one.unit),
                    blocks.name(one.block) if one.block else "",
                    register.name_of(above) if above else "",
                    label_of(ledger, found.aim),
                    one.value,
                    found.aim.target,
                    one.per_cent,
                    say(f"outcome-{one.outcome}"),
                )
            )
    heads = ("number", "unit", "block", "above", "aim", "result", "target", "per-cent", "outcome")
    notes = tuple(note for one in measured for note in _notes(ledger, one))
    return Listing(_title(period), tuple(say(f"head-{head}") for head in heads), tuple(rows), notes)


def document_of_targets(ledger: Ledger, measured: Sequence[Measured], period: str) -> dict[str, Any]:
    """The contract of `status --targets --format json`."""
    register = ledger.register
    return {
        "period": period,
        "targets": [
            {
                "label": label_of(ledger, one.aim),
                "stage": one.aim.stage,
                "of_stage": one.aim.whole or None,
                "field": list(one.aim.field),
                "target": one.aim.target,
                "counts": {str(outcome): len(one.of(outcome)) for outcome in Outcome},
                "units": [
                    {
                        "code": result.unit,
                        "name": register.name_of(result.unit),
                        "state": str(result.state) if result.state else None,
                        "result": result.value,
                        "per_cent": result.per_cent,
                        "outcome": str(result.outcome),
                    }
                    for result in one.results
                ],
            }
            for one in measured
        ],
    }
