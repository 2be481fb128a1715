"""How places, days and events of the register are said: names with codes, spans, resolutions, how sure a thing is."""

from datetime import date

from danvan_cli import messages
from danvan_cli.units.history import Event, Party


def say(code: str, /, **seen: object) -> str:
    """A sentence or word of the `units` commands."""
    return messages.text("units", code, **seen)


def day_of(day: date | None) -> str:
    """A day as papers write it; nothing for none."""
    return f"{day:%d/%m/%Y}" if day else ""


def when(event: Event) -> str:
    """Its day, or the days between which it lies."""
    if event.after is None:
        return day_of(event.day)
    return say("between", after=day_of(event.after), by=day_of(event.day))


def named(party: Party) -> str:
    """A place with its code; "một phần" where only a part of it is meant."""
    part = f" ({say('partly')})" if party.partly else ""
    return f"{party.name}{part} [{party.official}]"


def sureness(event: Event) -> str:
    """How it is known, where that is not the resolution itself."""
    return say(f"certainty-{event.certainty}")


def what(event: Event) -> str:
    """What happened: "sáp nhập"."""
    return say(f"kind-{event.kind}")


def headline(event: Event) -> str:
    """Day, what, resolution, and how sure it is, on one line."""
    resolution = say("resolution", number=event.resolution) if event.resolution else say("resolution-unknown")
    return " · ".join(part for part in (when(event), what(event), resolution, sureness(event)) if part)
