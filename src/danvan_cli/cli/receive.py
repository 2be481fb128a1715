"""`danvan receive`: a lower office's ledger comes into this one, read again from its originals."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Format, Language, Workspace, path_argument, told
from danvan_cli.errors import UsageError

if TYPE_CHECKING:
    from danvan_cli.ledger.exchange.bundle import Manifest
    from danvan_cli.ledger.exchange.receiving import Taken


def receive(
    bundle: Annotated[Path, path_argument(metavar="FILE", help=told("received-file"))],
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, max=64, help=told("jobs"))] = None,
    password: Annotated[str | None, typer.Option("--password", envvar="DANVAN_PASSWORD", help=told("password"))] = None,
    form: options.ToldFormatOption = Format.TABLE,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.reception import document_of, lines_of, make_ready, refusing
    from danvan_cli.cli.speech import Exit, emit, leave
    from danvan_cli.ledger.deciding import Setting
    from danvan_cli.ledger.exchange.bundle import open_bundle
    from danvan_cli.ledger.exchange.receiving import receive as take_in
    from danvan_cli.writers import render

    if form not in (Format.TABLE, Format.JSON):
        raise UsageError("format-not-here", format=str(form))
    space = options.workspace(store, home)
    if not bundle.exists():
        raise UsageError("path-missing", path=str(bundle))
    make_ready(space)
    with open_bundle(bundle) as opened, space.ledger(create=True) as ledger:
        taken = take_in(ledger, opened, Setting(space.store.parent, space.settings.severity, password), jobs)
        manifest, digest = opened.manifest, opened.sha256
    if form is Format.JSON:
        emit(render(_said(space, manifest, digest, taken) | document_of(space, taken.run), "json"))
    else:
        emit("".join(f"{line}\n" for line in (*_lines(space, manifest, taken), *lines_of(space, taken.run))))
    if refusing(taken.run):
        leave(Exit.ERRORS_IN_DATA)


def _said(space: Workspace, manifest: "Manifest", digest: str, taken: "Taken") -> dict[str, Any]:
    """What is told of a bundle beside the files in it."""
    return {
        "bundle": {
            "sha256": digest,
            "unit": {"code": manifest.unit, "name": space.register.name_of(manifest.unit)},
            "by": manifest.maker,
            "made": manifest.made,
        },
        "decisions": taken.decisions,
        "contested": taken.contested,
        "decisions_left_out": taken.left_out,
        "withdrawals": taken.withdrawals,
    }


def _lines(space: Workspace, manifest: "Manifest", taken: "Taken") -> Iterator[str]:
    """Whose bundle it is, and what it says beside the files in it."""
    from danvan_cli.messages import text
    from danvan_cli.vietnamese import number
    from danvan_cli.writers.safe import plain

    day = datetime.fromisoformat(manifest.made).astimezone().strftime("%d/%m/%Y %H:%M")
    unit, count = space.register.full_name(manifest.unit), number(len(taken.run.files))
    yield text("exchange", "received", unit=unit, who=plain(manifest.maker), day=day, count=count)
    told = (
        ("new-decisions", taken.decisions),
        ("new-withdrawals", taken.withdrawals),
        ("decisions-left-out", taken.left_out),
        ("contested", taken.contested),
    )
    yield from (f"  {text('exchange', code, count=number(many))}" for code, many in told if many)
