"""`danvan status`: who has sent, who has not, what was refused or waits, what came late; reminders; targets."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Format, Language, Workspace, path_option, told
from danvan_cli.cli.speech import say
from danvan_cli.errors import UsageError
from danvan_cli.messages import text

if TYPE_CHECKING:
    from danvan_cli.findings import Finding
    from danvan_cli.intake.office_lists import Line
    from danvan_cli.tables.reporting.aims import Aim
    from danvan_cli.tables.reporting.status import Status
    from danvan_cli.tables.selection.query import Question
    from danvan_cli.tables.table import Listing


def status(
    year: Annotated[str, typer.Option("--year", help=told("year"))],
    unit: options.UnitOption = None,
    letters: Annotated[Path | None, path_option("--letters", metavar="FOLDER", help=told("letters"))] = None,
    targets: Annotated[Path | None, path_option("--targets", help=told("targets"))] = None,
    as_of: options.AsOfOption = None,
    form: options.FormatOption = Format.TABLE,
    output: options.OutputOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.delivery import deliver, is_document
    from danvan_cli.tables.reporting.status import status_of
    from danvan_cli.tables.reporting.status_lists import document_of_status, listing_of_status, overview
    from danvan_cli.tables.selection.query import Question

    if targets and letters:
        raise UsageError("targets-or-letters")
    space = options.workspace(store, home)
    with space.ledger() as ledger:
        chosen = options.selectors(space, ledger, year=year, unit=unit, as_of=as_of)
        question = Question(ledger, chosen, default_stage=space.settings.stage)
        found = status_of(question, space.settings.reporting)
        content: Listing | dict[str, Any]
        if targets:
            content = _measured(space, question, found, targets, form, output)
        elif is_document(form, output):
            content = document_of_status(ledger, found)
        else:
            shown = overview if form is Format.TABLE and output is None else listing_of_status
            content = shown(ledger, found)
    if letters:
        from danvan_cli.cli.reminders import remind

        remind(space, found, letters)
    if output or form is not Format.TABLE or not letters:
        deliver(content, space, form, output)
    if output is None and not (letters or targets) and form is Format.TABLE:
        _next(found)


def _measured(
    space: Workspace, question: "Question", found: "Status", path: Path, form: Format, output: Path | None
) -> "Listing | dict[str, Any]":
    """The results against the targets of a list, in the form asked for."""
    from danvan_cli.cli.delivery import is_document
    from danvan_cli.cli.office_lists import read_whole
    from danvan_cli.periods import register_day
    from danvan_cli.tables.reporting.aims import aims_of
    from danvan_cli.tables.reporting.target_lists import document_of_targets, listing_of_targets, overview_of_targets
    from danvan_cli.tables.reporting.targets import measure

    home = question.unit or options.place_around(space, question.ledger, found.period)
    day = register_day(found.period)

    def meaning(lines: "list[Line]", _: str) -> "tuple[list[Aim], list[Finding]]":
        return aims_of(lines, register=space.register, vocabulary=space.vocabulary, home=home, day=day)

    results = measure(question, found, read_whole([path], "targets", meaning))
    if is_document(form, output):
        return document_of_targets(question.ledger, results, found.period)
    shown = overview_of_targets if form is Format.TABLE and output is None else listing_of_targets
    return shown(question.ledger, results, found.period)


def _next(found: "Status") -> None:
    """What to do next: make a list where there is none, remind where somebody is silent."""
    if not found.has_roster:
        say(text("status", "next-roster", period=found.period))
    elif count := len(found.silent) + len(found.late):
        say(text("status", "next-letters", period=found.period, count=count))
