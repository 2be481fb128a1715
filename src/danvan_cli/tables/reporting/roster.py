"""Who must report: the units that the register and last year name, and the roster as a list and as a document."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from danvan_cli import messages
from danvan_cli.errors import UsageError
from danvan_cli.ledger.books.roster import Expected
from danvan_cli.ledger.store import Ledger
from danvan_cli.periods import Period, register_day
from danvan_cli.tables.selection.geography import path_key
from danvan_cli.tables.table import Listing, Note
from danvan_cli.units import Register, place_of, succession


def communes(register: Register, around: str | None, period: str) -> list[Expected]:
    """All communes, wards and towns that there are of the home in the period."""
    if around is None:
        raise UsageError("roster-without-home")
    day, known = register_day(period), succession.of(register)
    homes = known.homes(around, day) if day else (around,)
    below = [code for place in homes for code in register.places_below(place) if register.get(code).level == "xa"]
    found = [code for code in below if around in homes or known.touches(code, around)]
    if not found:
        raise UsageError("all-without-places", home=register.full_name(around))
    return [Expected(code, source=messages.text("roster", "register")) for code in found]


def senders(ledger: Ledger, around: str | None, before: str, period: str) -> tuple[list[Expected], list[str]]:
    """Who reported for an earlier period, as units of this one; and those whom this period's home no longer knows."""
    register = ledger.register
    sent = ledger.reporters_in([before])[before]
    if not sent:
        raise UsageError("nobody-sent", period=Period(before).name)
    source = messages.text("roster", "senders", period=Period(before).name)
    kept: list[Expected] = []
    lost: list[str] = []
    for code in sorted(sent, key=lambda code: path_key(register, code)):
        unit = _in_time(register, code, period)
        if unit is None or (around and not register.is_within(unit, around)):
            lost.append(code)
        else:
            kept.append(Expected(unit, source=source))
    return kept, lost


def ended_within(register: Register, units: Iterable[str], period: str) -> list[str]:
    """Units that end within a period of which both registers speak, 2025: after that day others report in their place."""
    last = Period(period).last
    return [
        code
        for code in units
        if (until := register.era_of(place_of(code)).until)
        and until < last
        and register.counterpart(place_of(code), until + timedelta(days=1)) is None
    ]


def _in_time(register: Register, code: str, period: str) -> str | None:
    """The same unit in the register of that period: a province and its bodies go on; communes were drawn anew."""
    day, place = register_day(period), place_of(code)
    now = register.counterpart(place, day) if day else place
    return None if now is None else now + code[len(place) :]


def _ordered(ledger: Ledger, period: str) -> list[Expected]:
    entries = (ledger.roster.listed(period) or {}).values()
    return sorted(entries, key=lambda entry: path_key(ledger.register, entry.unit))


def listing_of_roster(ledger: Ledger, period: str) -> Listing:
    """The roster as people read it; who was taken off stands in the notes."""
    register, blocks = ledger.register, ledger.vocabulary["block"]
    entries = _ordered(ledger, period)
    rows = []
    for place, entry in enumerate(entries, start=1):
        unit = register.get(entry.unit)
        block = entry.block or unit.block
        above = register.parent(entry.unit)
        rows.append(
            (
                place, unit.name, blocks.name(block) if block else "", register.name_of(above) if above else "",
                entry.contact, f"{entry.deadline:%d/%m/%Y}" if entry.deadline else "", entry.source,
            )
        )  # fmt: skip
    heads = ("number", "unit", "block", "above", "contact", "deadline", "source")
    title = messages.text("roster", "title", period=Period(period).name, count=len(rows))
    notes = [
        Note("taken-off", messages.text("roster", "off", unit=register.name_of(entry.unit), reason=entry.reason))
        for entry in ledger.roster.taken_off(period)
    ]
    return Listing(title, tuple(messages.text("roster", f"head-{head}") for head in heads), tuple(rows), tuple(notes))


def document_of_roster(ledger: Ledger, period: str) -> dict[str, Any]:
    """The contract of `roster --format json`."""
    register = ledger.register

    def about(entry: Expected) -> dict[str, Any]:
        return {
            "code": entry.unit,
            "name": register.name_of(entry.unit),
            "block": entry.block or register.get(entry.unit).block,
            "contact": entry.contact,
            "deadline": entry.deadline.isoformat() if entry.deadline else None,
            "source": entry.source,
            "reason": entry.reason,
        }

    return {
        "period": period,
        "units": [about(entry) for entry in _ordered(ledger, period)],
        "taken_off": [about(entry) for entry in ledger.roster.taken_off(period)],
    }
