"""`danvan units`: the register of places, by name, by code, as a tree, through time."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.command_line import Command, Group
from danvan_cli.cli.options import Format, Language, Workspace, told
from danvan_cli.cli.speech import emit
from danvan_cli.errors import UsageError
from danvan_cli.messages import text

if TYPE_CHECKING:
    from danvan_cli.units.history import History

units = typer.Typer(cls=Group, no_args_is_help=True, add_completion=False, rich_markup_mode=None)

OnOption = Annotated[str | None, typer.Option("--on", help=told("units-on"))]
CodeArgument = Annotated[str, typer.Argument(help=told("units-code"))]


@units.command(cls=Command, help=told("units-find"))
def find(
    name: Annotated[str, typer.Argument(help=told("units-name"))],
    on: OnOption = None,
    within: Annotated[str | None, typer.Option("--within", help=told("units-within"))] = None,
    form: options.FormatOption = Format.TABLE,
    output: options.OutputOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.delivery import deliver, is_document
    from danvan_cli.tables.places.unit_lists import document_of_found, listing_of_found
    from danvan_cli.tables.places.unit_lists import find as find_all

    space, history = _opened(store)
    day = None if on is None else options.day_of(on)
    around = _named(space, within, day) if within else None
    found = find_all(space.register, history, name, around, day)
    make = document_of_found if is_document(form, output) else listing_of_found
    deliver(make(space.register, found), space, form, output)


@units.command(cls=Command, help=told("units-show"))
def show(
    code: CodeArgument,
    form: options.FormatOption = Format.TABLE,
    output: options.OutputOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.delivery import deliver, is_document
    from danvan_cli.tables.places.unit_lists import document_of_history, events_of
    from danvan_cli.tables.places.unit_lists import listing_of_events as listed
    from danvan_cli.tables.places.unit_trees import history_of
    from danvan_cli.units import place_of
    from danvan_cli.writers import branches

    space, history = _opened(store)
    unit = _named(space, code, None)
    if is_document(form, output):
        deliver(document_of_history(space.register, history, unit), space, form, output)
    elif form is Format.TABLE and output is None:
        emit(branches.text(history_of(space.register, history, unit)))
    else:
        title = space.register.full_name(unit)
        deliver(listed(events_of(history, place_of(unit)), title), space, form, output)


@units.command(cls=Command, help=told("units-tree"))
def tree(
    code: Annotated[str | None, typer.Argument(help=told("units-code"))] = None,
    on: OnOption = None,
    form: options.FormatOption = Format.TABLE,
    output: options.OutputOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.delivery import deliver
    from danvan_cli.tables.places.unit_lists import listing_of_places
    from danvan_cli.tables.places.unit_trees import below
    from danvan_cli.units import place_of
    from danvan_cli.writers import branches

    space, _ = _opened(store)
    day = None if on is None else options.day_of(on)
    register = space.register
    root = place_of(_named(space, code, day)) if code else None
    if root and day and root not in register.eras_on(day)[0]:
        raise UsageError("unit-of-another-time", unit=register.full_name(root), place=root, day=f"{day:%d/%m/%Y}")
    drawn = below(register, root, day)
    if form is Format.TABLE and output is None:
        emit(branches.text(drawn))
        return
    codes = (root, *register.places_below(root)) if root else register.eras_on(day)[0].codes
    deliver(listing_of_places(register, codes, day, drawn.label), space, form, output)


@units.command(cls=Command, help=told("units-events"))
def events(
    code: Annotated[str | None, typer.Argument(help=told("units-code"))] = None,
    since: Annotated[str | None, typer.Option("--from", help=told("units-from"))] = None,
    until: Annotated[str | None, typer.Option("--to", help=told("units-to"))] = None,
    form: options.FormatOption = Format.TABLE,
    output: options.OutputOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.delivery import deliver, is_document
    from danvan_cli.tables.places.unit_lists import document_of_events, listing_of_events
    from danvan_cli.tables.table import Note

    space, history = _opened(store)
    unit = _named(space, code, None) if code else None
    first, last = (None if said is None else options.day_of(said) for said in (since, until))
    if first and last and last < first:
        raise UsageError("days-reversed", first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")
    found = history.events(unit, first, last)
    if is_document(form, output):
        deliver(document_of_events(found), space, form, output)
        return
    where = space.register.full_name(unit) if unit else text("units", "whole-country")
    title = text("units", "events-title", where=where, count=len(found))
    notes: tuple[Note, ...] = ()
    if unit is None and form is Format.TABLE and output is None:
        shown = tuple(event for event in found if event.level != "xa")
        notes = (Note("communes-left-out", text("units", "communes-left-out", count=len(found) - len(shown))),)
        found = shown
    deliver(listing_of_events(found, title, notes), space, form, output)


def _opened(store: Path) -> tuple[Workspace, "History"]:
    """The workspace, and the history of its register."""
    from danvan_cli.units.history import History

    space = options.workspace(store, None)
    return space, History(space.register)


def _named(space: Workspace, said: str, on: date | None) -> str:
    """The one unit of a code, or of a name; several are asked about, with their codes."""
    register = space.register
    if said in register:
        return said
    days = [on] if on else [era.day for era in register.eras]
    matches = [register.find(said, on=day) for day in days]
    codes = list(dict.fromkeys(code for match in matches for code in match.codes))
    if len(codes) == 1 and any(match.code for match in matches):
        return codes[0]
    ended = {one: register.get(one).valid_until for one in codes}
    told = (
        f"{register.full_name(one)} [{one}]" + (f" {text('units', 'until', day=f'{day:%d/%m/%Y}')}" if day else "")
        for one, day in ended.items()
    )
    candidates = "; ".join(told)
    raise UsageError("unit-ambiguous" if codes else "unit-unknown", text=said, candidates=candidates)
