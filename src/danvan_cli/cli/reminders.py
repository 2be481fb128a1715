"""Reminders of a year: a letter for every unit that is silent or came late, and the list of them all."""

from pathlib import Path
from typing import TYPE_CHECKING

from danvan_cli.cli.annotation import free_name
from danvan_cli.cli.options import Workspace
from danvan_cli.cli.speech import say
from danvan_cli.errors import UsageError
from danvan_cli.messages import speaking, text
from danvan_cli.periods import Period
from danvan_cli.tables.deadlines import span
from danvan_cli.tables.reporting.status import State, Status, UnitStatus
from danvan_cli.writers import beside
from danvan_cli.writers.reminder import Reminder, merge_list, reminder_file
from danvan_cli.writers.safe import file_stem

if TYPE_CHECKING:
    from datetime import date


def remind(space: Workspace, status: Status, folder: Path) -> None:
    """Write all letters and the list, and say how many."""
    if not status.has_roster:
        raise UsageError("letters-without-roster", period=status.period)
    asked = [*status.silent, *status.late]
    if not asked:
        say(text("reminder", "nobody"))
        return
    beside.folder(folder)
    taken: set[str] = set()
    with speaking("vi"):
        reminders = [_reminder(space, status, one, taken) for one in asked]
        name = f"{file_stem(text('reminder', 'list-file', period=Period(status.period).name))}.xlsx"
    for one in reminders:
        beside.put(folder / one.file, reminder_file(one, profile=space.settings.profile))
    beside.put(folder / name, merge_list(reminders))
    say(text("reminder", "written", folder=str(folder), letters=len(reminders), name=name))


def _reminder(space: Workspace, status: Status, one: UnitStatus, taken: set[str]) -> Reminder:
    register = space.register
    name = register.name_of(one.unit)
    above = register.parent(one.unit)
    blocks = space.vocabulary["block"]
    covers: tuple[date, date] | None = span(space.settings.reporting, status.period)
    held = Period(status.period)
    return Reminder(
        unit=name,
        above=register.name_of(above) if above else "",
        block=blocks.name(one.block) if one.block else "",
        contact=one.expected.contact if one.expected else "",
        period=held.name,
        covers=None if covers == (held.first, held.last) else covers,
        deadline=one.deadline,
        day=status.day,
        came=None if one.state.silent else one.first_day,
        refused=one.state is State.REFUSED,
        said_by=", ".join(map(register.name_of, one.said_by)),
        file=f"{free_name(file_stem(text('reminder', 'letter-file', unit=name)), taken)}.docx",
        headings=space.office(status.period),
    )
