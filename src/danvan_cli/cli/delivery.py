"""An answer to where it was asked for: a file named by `-o`, else stdout in the form of `--format`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from danvan_cli import writers
from danvan_cli.cli.options import Format, Workspace
from danvan_cli.cli.speech import draws_blocks, emit_all, say
from danvan_cli.messages import text
from danvan_cli.tables.table import Listing, Table


def is_document(form: Format, output: Path | None) -> bool:
    """Whether the answer is wanted as the one JSON document of its contract."""
    return output.suffix.lower() == ".json" if output else form is Format.JSON


def deliver(
    content: Table | Listing | Mapping[str, Any],
    space: Workspace,
    form: Format,
    output: Path | None,
    *,
    chart: bool = False,
) -> None:
    """Write the file and say so, or print. `chart`: on the screen with a bar per line."""
    if output is None:
        emit_all(writers.pieces(content, form, chart=chart, blocks=draws_blocks()))
        return
    writers.write(content, output, profile=space.settings.profile)
    say(text("screen", "written", path=str(output)))
