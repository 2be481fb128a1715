"""`danvan source`: a kept original back, byte for byte."""

from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Language, path_option, told


def source(
    name: Annotated[str, typer.Argument(metavar="ID", help=told("kept-name"))],
    output: Annotated[Path, path_option("--output", "-o", help=told("source-output"))],
    force: Annotated[bool, typer.Option("--force", help=told("force"))] = False,
    store: options.StoreOption = options.DEFAULT_STORE,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.kept_files import called, several
    from danvan_cli.cli.speech import say
    from danvan_cli.messages import text
    from danvan_cli.vietnamese import number
    from danvan_cli.writers import beside
    from danvan_cli.writers.safe import plain

    space = options.workspace(store, None)
    with space.ledger() as ledger:
        found = called(ledger, name)
        if len({one.sha256 for one in found}) > 1:
            raise several(space, name, found, "source-ambiguous")
        content = ledger.archive.content(found[0].sha256)
    beside.put(output, content, over=force)
    say(text("audit", "given-back", path=plain(str(output)), original=plain(found[0].path), size=number(len(content))))
