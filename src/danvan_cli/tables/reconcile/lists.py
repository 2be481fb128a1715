"""Checks for people: how many agree and what differs on a screen, every check as a list, the document of the contract."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from danvan_cli import messages
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.ledger.store import Ledger
from danvan_cli.periods import Period
from danvan_cli.tables.reconcile.check import Check, Outcome, Place
from danvan_cli.tables.selection.geography import common_place
from danvan_cli.tables.selection.query import Question
from danvan_cli.tables.table import NOT_REPORTED, Listing, Note
from danvan_cli.vietnamese import number, some

SHOWN = 4
"""Differences of one kind on a screen; the list has all."""

_SHEETS = 5


def say(code: str, /, **seen: object) -> str:
    """A sentence or word about checks."""
    return messages.text("reconcile", code, **seen)


def message_of(check: Check) -> str:
    """A check as one sentence: what is compared, what came of it, and why."""
    seen = {**check.seen, "stated": check.stated, "computed": check.computed}
    figures = {name: _shown(value) for name, value in seen.items()}
    compared = messages.text("check", str(check.seen["says"]), **figures)
    why = messages.text("check-why", check.why, **figures) if check.why else ""
    return say(check.outcome, compared=compared, gap=_gap(check), why=f": {why}" if why else "")


def _shown(value: object) -> str:
    if isinstance(value, int | Decimal):
        return number(value)
    return NOT_REPORTED if value is None else str(value)


def _gap(check: Check) -> str:
    if not check.gap:
        return ""
    return number(max(check.gap, -check.gap)) + (f" ({number(check.per_cent)}%)" if check.per_cent is not None else "")


def overview(ledger: Ledger, checks: Sequence[Check], question: Question, *, most: int | None = SHOWN) -> Listing:
    """How many checks of each kind agree; below, what differs, the gravest first; so many of each kind, None: all."""
    counts = Counter((check.kind.code, check.outcome) for check in checks)
    kinds = dict.fromkeys(check.kind.code for check in checks)
    order = [code for code in messages.section("check-kind") if code in kinds]
    rows = tuple(
        (messages.text("check-kind", code), *(counts[code, outcome] or None for outcome in _ACROSS)) for code in order
    )
    heads = (say("head-kind"), *(say(f"head-{outcome}") for outcome in _ACROSS))
    return Listing(_title(question, len(checks)), heads, rows, tuple(_notes(ledger, checks, most)))


_ACROSS = (Outcome.AGREES, Outcome.DIFFERS, Outcome.NOT_COMPARABLE)


def _title(question: Question, count: int) -> str:
    """Of which period and place, and how many checks; nothing to compare is said, too."""
    register, period = question.ledger.register, Period(question.selectors.period).name
    unit = question.unit or common_place(register, {row.unit for row in question.all})
    name = register.full_name(unit) if unit else messages.text("screen", "several-units")
    if count:
        return say("title", period=period, unit=name, count=number(count))
    others = ", ".join(
        Period(code).name for code in question.ledger.periods() if code not in question.selectors.periods
    )
    return " ".join(filter(None, (say("nothing", period=period), others and say("periods-there", periods=others))))


def _notes(ledger: Ledger, checks: Sequence[Check], most: int | None) -> Iterator[Note]:
    """What differs, the gravest first, a few of each kind."""
    groups: dict[tuple[str, str], list[Check]] = {}
    for check in checks:
        if check.severity:
            groups.setdefault((check.severity, check.kind.code), []).append(check)
    for (severity, kind), group in groups.items():
        for check in group[:most]:
            said = say(f"note-{severity}", unit=ledger.register.name_of(check.unit), message=message_of(check))
            yield Note(f"{kind}-differs", said)
        if most is not None and len(group) > most:
            more = number(len(group) - most)
            yield Note("more-differ", say("more", count=more, kind=messages.text("check-kind", kind).lower()))


def listing(ledger: Ledger, checks: Sequence[Check], question: Question) -> Listing:
    """Every check, one line each."""
    name, stages = ledger.register.name_of, ledger.vocabulary["stage"]
    rows: list[tuple[str | Number | None, ...]] = [
        (
            place,
            messages.text("check-kind", check.kind.code),
            name(check.unit),
            stages.name(check.stage),
            check.stated,
            check.computed,
            check.gap,
            check.per_cent,
            say(f"verdict-{check.outcome}") + (f" ({say(f'severity-{check.severity}')})" if check.severity else ""),
            message_of(check),
            _placed(check.places),
        )
        for place, check in enumerate(checks, start=1)
    ]
    heads = ("number", "kind", "unit", "stage", "stated", "computed", "gap", "per-cent", "verdict", "message", "places")
    return Listing(_title(question, len(checks)), tuple(say(f"head-{head}") for head in heads), tuple(rows))


def _placed(places: Sequence[Place]) -> str:
    """Where the figures stand, sheet by sheet: "a.xlsx › Biểu 1 › C8, D8; b.xlsx › Biểu 1"."""
    sheets: dict[str, list[str]] = {}
    for place in places:
        cells = sheets.setdefault(" › ".join(part for part in (place.path, place.sheet) if part), [])
        cells += [place.cell] if place.cell else []
    listed = [sheet + (f" › {', '.join(cells)}" if cells else "") for sheet, cells in sheets.items()]
    return some(listed, _SHEETS, "; ")


def document(ledger: Ledger, checks: Sequence[Check]) -> dict[str, Any]:
    """The contract of `reconcile --format json`."""
    return {
        "checks": [
            {
                "kind": check.kind.code,
                "unit": {"code": check.unit, "name": ledger.register.name_of(check.unit)},
                "period": check.period,
                "stage": check.stage,
                "stated": check.stated,
                "computed": check.computed,
                "gap": check.gap,
                "per_cent": check.per_cent,
                "verdict": str(check.outcome),
                "severity": str(check.severity) if check.severity else None,
                "reason": check.why or None,
                "missing": str(check.kind.missing),
                "places": [
                    {"path": place.path, "sheet": place.sheet, "cell": place.cell, "value": place.value}
                    for place in check.places
                ],
                "message": message_of(check),
            }
            for check in checks
        ]
    }
