"""The commands of danvan, each in a module of its own."""

from collections.abc import Sequence

import typer

from danvan_cli.cli import options
from danvan_cli.cli.backup import backup
from danvan_cli.cli.check import check
from danvan_cli.cli.claim import claim
from danvan_cli.cli.command_line import Command, Group
from danvan_cli.cli.compare import compare
from danvan_cli.cli.decide import decide
from danvan_cli.cli.diff import diff
from danvan_cli.cli.enter import enter
from danvan_cli.cli.explain import explain
from danvan_cli.cli.export import export
from danvan_cli.cli.history import history
from danvan_cli.cli.ingest import ingest
from danvan_cli.cli.layout import layout
from danvan_cli.cli.lock import lock, unlock
from danvan_cli.cli.models import models
from danvan_cli.cli.nil import nil
from danvan_cli.cli.options import told
from danvan_cli.cli.papers import papers
from danvan_cli.cli.receive import receive
from danvan_cli.cli.reconcile import reconcile
from danvan_cli.cli.roster import roster
from danvan_cli.cli.send import send
from danvan_cli.cli.source import source
from danvan_cli.cli.status import status
from danvan_cli.cli.summarize import summarize
from danvan_cli.cli.template import template
from danvan_cli.cli.trace import trace
from danvan_cli.cli.units import units
from danvan_cli.cli.verify import verify
from danvan_cli.cli.withdraw import withdraw

app = typer.Typer(
    name="danvan",
    cls=Group,
    help=told("danvan"),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def _before(lang: options.LanguageOption = options.Language.VI) -> None: ...  # read before the command line is


for _command in (
    ingest, check, decide, enter, nil, withdraw, layout, roster, status, summarize, compare, export, models, trace, reconcile, papers, diff, lock, unlock,
    source,
    history, send, receive, verify, backup, template, explain,
):  # fmt: skip
    app.command(_command.__name__, cls=Command, help=told(_command.__name__))(_command)
for _group, _name in ((claim, "claim"), (units, "units")):
    app.add_typer(_group, name=_name, help=told(_name), callback=_before)


def only(arguments: Sequence[str]) -> typer.Typer:
    """The same for one command line: of the commands that it does not name only the names, for help and for what is mistyped.

    What a command takes costs time to work out, and that of all of them a fifth of the start.
    """
    names = {command.name for command in app.registered_commands}
    named = next((word for word in arguments if word in names), None)
    for command in app.registered_commands:
        if command.name != named:
            command.callback = _elsewhere
    return app


def _elsewhere() -> None: ...
