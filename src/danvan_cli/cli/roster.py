"""`danvan roster`: who must report in a year, from the register, from lists, from last year's senders, or one by one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Format, Language, Workspace, path_argument, told
from danvan_cli.cli.speech import emit, say
from danvan_cli.errors import UsageError
from danvan_cli.messages import text

if TYPE_CHECKING:
    from danvan_cli.ledger.books.roster import Change


_NAMED = 5


def roster(
    year: Annotated[str, typer.Option("--year", help=told("roster-year"))],
    lists: Annotated[list[Path] | None, path_argument(help=told("roster-lists"))] = None,
    from_register: Annotated[bool, typer.Option("--from-register", help=told("from-register"))] = False,
    from_senders: Annotated[str | None, typer.Option("--from-senders", help=told("from-senders"))] = None,
    add: Annotated[list[str] | None, typer.Option("--add", help=told("roster-add"))] = None,
    remove: Annotated[list[str] | None, typer.Option("--remove", help=told("roster-remove"))] = None,
    reason: Annotated[str, typer.Option("--reason", help=told("roster-reason"))] = "",
    form: options.FormatOption = Format.TABLE,
    output: options.OutputOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from functools import partial

    from danvan_cli.cli.delivery import deliver, is_document
    from danvan_cli.cli.office_lists import read_whole
    from danvan_cli.ledger.books.roster import Expected
    from danvan_cli.ledger.roster_file import expected_of
    from danvan_cli.periods import register_day
    from danvan_cli.tables.reporting.roster import (
        communes,
        document_of_roster,
        ended_within,
        listing_of_roster,
        senders,
    )

    space = options.workspace(store, home)
    period = options.period_code(year)
    if (add or remove) and not reason.strip():
        raise UsageError("reason-needed")
    writing = bool(lists or from_register or from_senders or add or remove)
    with space.ledger(create=writing) as ledger:
        if writing:
            around = options.place_around(space, ledger, period)
            meaning = partial(
                expected_of, register=space.register, vocabulary=space.vocabulary, home=around, day=register_day(period)
            )
            entries: list[Expected] = read_whole(lists, "roster", meaning) if lists else []
            if from_register:
                entries += communes(space.register, around, period)
            if from_senders:
                came, lost = senders(ledger, around, options.period_code(from_senders), period)
                entries += came
                _tell_lost(space, lost)
                _tell_ended(space, ended_within(space.register, [entry.unit for entry in came], period), period)
            named = [options.unit_code(space, ledger, one, period) for one in add or []]
            gone = [options.unit_code(space, ledger, one, period) for one in remove or []]
            by_hand = [Expected(unit, source=text("roster", "by-hand"), reason=reason.strip()) for unit in named]
            with ledger.transaction():
                change = ledger.roster.add(period, entries)
                back = ledger.roster.add(period, by_hand, by_hand=True)
                left = ledger.roster.take_off(period, gone, reason.strip())
            _tell(space, period, change, back, left, asked=len(gone), now=len(ledger.roster.own(period)))
        document = is_document(form, output)
        content = (document_of_roster if document else listing_of_roster)(ledger, period)
    if not writing or output or form is not Format.TABLE:
        deliver(content, space, form, output)


def _tell_lost(space: Workspace, lost: list[str]) -> None:
    if lost:
        names = ", ".join(space.register.name_of(code) for code in lost)
        say(text("roster", "lost", count=len(lost), names=names))


def _tell_ended(space: Workspace, ended: list[str], period: str) -> None:
    from danvan_cli.periods import Period
    from danvan_cli.vietnamese import some

    if ended:
        names = some([space.register.name_of(code) for code in ended], _NAMED)
        say(text("roster", "ended", count=len(ended), names=names, name=Period(period).name, period=period))


def _tell(
    space: Workspace, period: str, change: "Change", back: "Change", left: list[str], *, asked: int, now: int
) -> None:
    from danvan_cli.periods import Period

    counts = {"added": len(change.added) + len(back.added), "changed": len(change.changed) + len(back.changed)}
    same = len(change.same) + len(back.same)
    emit(text("roster", "told", period=Period(period).name, same=same, gone=len(left), count=now, **counts) + "\n")
    for entry in change.taken_off:
        say(text("roster", "stays-off", unit=space.register.name_of(entry.unit), reason=entry.reason))
    if len(left) < asked:
        say(text("roster", "not-on-it", count=asked - len(left)))
    if not change.added and not change.same and not change.changed and not back.added and not left:
        return
    say(text("roster", "next", period=period))
