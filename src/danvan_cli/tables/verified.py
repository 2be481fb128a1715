"""What a check of the store found, as a list for people and as the document of its contract."""

from typing import Any

from danvan_cli import messages
from danvan_cli.ledger.books.audit import Damage, Verified
from danvan_cli.periods import Period
from danvan_cli.tables.table import Listing
from danvan_cli.units import Register
from danvan_cli.vietnamese import number


def listing_of_verified(found: Verified, register: Register) -> Listing:
    """What is damaged, one line each; how much was looked at stands above."""
    counts = {
        "originals": number(found.originals),
        "returns": number(found.returns),
        "standing": number(found.standing),
        "log": number(found.log),
        "count": number(len(found.damaged)),
    }
    title = messages.text("audit", "damaged-title" if found.damaged else "sound-title", **counts)
    heads = ("what", "path", "sheet", "unit", "period", "reason")
    rows = tuple(
        (
            messages.text("audit", f"kind-{one.kind}"), one.path, one.sheet, _name(one.unit, register),
            _period(one.period), message_of(one),
        )
        for one in found.damaged
    )  # fmt: skip
    return Listing(title, tuple(messages.text("audit", f"head-{head}") for head in heads), rows)


def document_of_verified(found: Verified, register: Register) -> dict[str, Any]:
    """The contract of `verify --format json`."""
    return {
        "originals": found.originals,
        "returns": found.returns,
        "standing": found.standing,
        "log": found.log,
        "damaged": [
            {
                "kind": one.kind,
                "reason": one.reason,
                "path": one.path,
                "sha256": one.sha256,
                "sheet": one.sheet,
                "unit": {"code": one.unit, "name": _name(one.unit, register)} if one.unit else None,
                "period": one.period,
                "message": message_of(one),
            }
            for one in found.damaged
        ],
    }


def message_of(damage: Damage) -> str:
    """What is wrong, as one sentence."""
    return messages.text("audit", damage.reason, told=damage.told or "")


def _name(unit: str | None, register: Register) -> str | None:
    return register.name_of(unit) if unit and unit in register else unit


def _period(code: str | None) -> str | None:
    """The period's name; what is no period any more as it lies there."""
    if code is None:
        return None
    try:
        return Period(code).name
    except ValueError:
        return code
