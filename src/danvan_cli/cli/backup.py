"""`danvan backup`: the store in one file, as it is at one moment, checked before it appears."""

from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Language, path_argument, told


def backup(
    target: Annotated[Path, path_argument(metavar="FILE", help=told("backup-file"))],
    force: Annotated[bool, typer.Option("--force", help=told("force"))] = False,
    store: options.StoreOption = options.DEFAULT_STORE,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.speech import say
    from danvan_cli.errors import DanvanError, UsageError
    from danvan_cli.messages import text
    from danvan_cli.vietnamese import number
    from danvan_cli.writers import beside
    from danvan_cli.writers.safe import plain

    space = options.workspace(store, None)
    with space.ledger() as ledger:
        if target.exists() and target.samefile(store):
            raise UsageError("backup-onto-itself", path=plain(str(target)))
        with beside.drafted(target, over=force) as draft:
            found = ledger.audit.copy_to(draft)
            if found.damaged:
                raise DanvanError("backup-damaged", count=len(found.damaged))
    counts = {"originals": number(found.originals), "returns": number(found.returns)}
    say(text("audit", "copied", path=plain(str(target)), **counts))
