"""`danvan send`: what this ledger knows of a unit and all below it, in one file for the office above."""

from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Language, path_option, told
from danvan_cli.errors import UsageError


def send(
    unit: Annotated[str, typer.Option("--unit", help=told("sent-unit"))],
    output: Annotated[Path, path_option("--output", "-o", help=told("send-output"))],
    by: Annotated[str | None, typer.Option("--by", help=told("sender"))] = None,
    force: Annotated[bool, typer.Option("--force", help=told("force"))] = False,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.by_hand import login
    from danvan_cli.cli.speech import say
    from danvan_cli.ledger.exchange.sending import send as write
    from danvan_cli.messages import text
    from danvan_cli.vietnamese import number
    from danvan_cli.writers import beside
    from danvan_cli.writers.safe import plain

    if output.suffix.lower() != ".zip":  # nothing else is opened as what it is where it arrives
        raise UsageError("output-ending-unknown", path=str(output), known=".zip")
    space = options.workspace(store, home)
    with space.ledger() as ledger:
        code = options.unit_code(space, ledger, unit, next(reversed(ledger.periods()), None))
        maker = (by or "").strip() or login()
        with beside.drafted(output, over=force) as draft:
            contents, left = write(ledger, code, maker, draft)
    counts = {
        "files": number(len(contents.mail)),
        "decisions": number(len(contents.decisions)),
        "withdrawals": number(len(contents.withdrawals)),
    }
    say(text("exchange", "sent", path=plain(str(output)), unit=space.register.full_name(code), **counts))
    if left:
        say(text("exchange", "not-sent", count=number(left)))
    say(text("exchange", "next-receive", path=plain(output.name)))
