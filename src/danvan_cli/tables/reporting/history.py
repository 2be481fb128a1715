"""The history of returns, unit by unit in the order of time, as a list for people and as the document of its contract."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from danvan_cli import messages
from danvan_cli.findings import Finding, Severity, by_weight
from danvan_cli.ledger.books.chronicle import Event
from danvan_cli.ledger.store import Ledger
from danvan_cli.periods import Period
from danvan_cli.tables.selection.geography import path_key
from danvan_cli.tables.table import Listing


class History:
    """What happened to the documents of a unit (and all below it) and of a period; of all, where neither is said."""

    def __init__(self, ledger: Ledger, *, unit: str | None = None, period: str | None = None) -> None:
        self.register = ledger.register
        self.events: list[Event] = [
            event
            for event in ledger.chronicle.events()
            if (period is None or event.period == period)
            and (unit is None or (event.unit is not None and self.register.is_within(event.unit, unit)))
        ]
        self.events.sort(key=self._place)  # keeps the order of time inside each unit and period
        refused = [event.mail for event in self.events if event.mail and event.what == "refused"]
        self.found = ledger.deliveries.asked(refused) if refused else {}

    def _place(self, event: Event) -> tuple[bool, Any, str]:
        return event.unit is None, path_key(self.register, event.unit) if event.unit else (), event.period or ""

    def listing(self) -> Listing:
        """One line per event."""
        rows = tuple(
            (
                f"{datetime.fromisoformat(event.moment).astimezone():%d/%m/%Y %H:%M}",
                self.register.name_of(event.unit) if event.unit else None,
                Period(event.period).name if event.period else None,
                messages.text("history", event.what),
                event.path,
                event.sheet,
                event.models,
                self.why(event),
            )
            for event in self.events
        )
        title = messages.text("history", "title", count=len(rows))
        heads = ("moment", "unit", "period", "what", "path", "sheet", "models", "why")
        return Listing(title, tuple(messages.text("history", f"head-{head}") for head in heads), rows)

    def document(self) -> dict[str, Any]:
        """The contract of `history --format json`."""
        return {
            "events": [
                {
                    "time": event.moment,
                    "event": event.what,
                    "unit": {"code": event.unit, "name": self.register.name_of(event.unit)} if event.unit else None,
                    "period": event.period,
                    "stage": event.stage,
                    "path": event.path,
                    "sha256": event.sha256,
                    "sheet": event.sheet,
                    "models": event.models,
                    "by": {"path": event.other[0], "sha256": event.other[1]} if event.other else None,
                    "who": event.who,
                    "reason": self._reason(event),
                }
                for event in self.events
            ]
        }

    def why(self, event: Event) -> str:
        """Who, why, and in favour of what, as one sentence."""
        if event.what == "brought":
            return self._reason(event) or ""
        by = messages.text("history", "by", path=event.other[0]) if event.other else None
        return "; ".join(filter(None, (event.who, by, self._reason(event))))

    def _reason(self, event: Event) -> str | None:
        """Why: in the words of who withdrew it, or as the ledger settled it, or what the file was refused for."""
        if event.what == "refused":
            return _refusal(self.found.get(event.mail or 0, ()))
        if event.what in ("withdrawn", "undone", "locked", "unlocked"):
            return event.reason
        if event.what == "brought":
            day = f"{datetime.fromisoformat(event.reason or event.moment).astimezone():%d/%m/%Y}"
            office = self.register.name_of(event.through or "")
            return messages.text("exchange", "brought", unit=office, who=event.who, day=day)
        return (event.reason and messages.text("history-reason", event.reason)) or None


def _refusal(found: Sequence[Finding]) -> str | None:
    errors = sorted((one for one in found if one.severity is Severity.ERROR), key=by_weight)
    if not errors:
        return None
    more = messages.text("history", "more-errors", count=len(errors) - 1) if len(errors) > 1 else ""
    return errors[0].message + more
