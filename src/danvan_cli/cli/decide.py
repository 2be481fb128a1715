"""`danvan decide`: the one list of questions, and the decisions about them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Format, Language, path_option, told
from danvan_cli.errors import UsageError

if TYPE_CHECKING:
    from danvan_cli.cli.deciding import Desk


def decide(
    what: Annotated[str | None, typer.Argument(help=told("what"))] = None,
    answer: Annotated[str | None, typer.Argument(help=told("answer"))] = None,
    why: Annotated[str, typer.Option("--why", help=told("why"))] = "",
    by: Annotated[str | None, typer.Option("--by", help=told("decider"))] = None,
    undo: Annotated[int | None, typer.Option("--undo", help=told("undo"))] = None,
    listed: Annotated[bool, typer.Option("--list", help=told("decided-list"))] = False,
    learn: Annotated[bool, typer.Option("--learn", help=told("learn"))] = False,
    password: Annotated[str | None, typer.Option("--password", help=told("password"))] = None,
    form: options.ToldFormatOption = Format.TABLE,
    output: Annotated[Path | None, path_option("--output", "-o", help=told("decide-output"))] = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.deciding import Desk

    if form not in (Format.TABLE, Format.JSON):
        raise UsageError("format-not-here", format=str(form))
    if sum((what is not None, undo is not None, listed, output is not None)) > 1:
        raise UsageError("decide-one-thing")
    space = options.workspace(store, home)
    with space.ledger() as ledger:
        desk = Desk(space, ledger, by, password)
        if undo is not None:
            desk.take_back(undo, why)
        elif listed:
            desk.show_decisions(form)
        elif output:
            desk.write(output)
        elif what is not None:
            _apply(desk, what, answer, why)
        elif on_terminal() and form is Format.TABLE and not learn:
            desk.ask_all()
        elif not learn:
            desk.show(form)
        if learn:
            desk.learn()


def _apply(desk: "Desk", what: str, answer: str | None, why: str) -> None:
    if what.isdecimal():
        desk.answer(int(what), answer, why)
    else:
        desk.apply(Path(what))


def on_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()
