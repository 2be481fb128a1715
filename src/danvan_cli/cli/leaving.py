"""A table leaves: it is registered as a paper, its code is printed on it, and its bytes are kept, or it does not leave."""

from pathlib import Path
from typing import TYPE_CHECKING

from danvan_cli.cli.options import Workspace
from danvan_cli.cli.speech import say
from danvan_cli.messages import text

if TYPE_CHECKING:
    from danvan_cli.ledger.papers import Paper
    from danvan_cli.ledger.store import Ledger
    from danvan_cli.tables.inquiry import Inquiry
    from danvan_cli.tables.table import Table


def leave_as_paper(space: Workspace, ledger: "Ledger", inquiry: "Inquiry", output: Path) -> "Table":
    """Answer, register and write, all at one moment of the ledger; gives the table as it left."""
    from danvan_cli.ledger.rows import now
    from danvan_cli.tables.marks import marked
    from danvan_cli.tables.papers import coded, register
    from danvan_cli.writers.safe import plain

    office = space.office(inquiry.selectors.period)
    for name, line in space.office(None).items():
        if name not in office:
            say(text("units", "organ-ended", line=plain(line)))
    with ledger.transaction():
        known_at = now()
        table = marked(ledger, inquiry, inquiry.table(ledger, office))
        paper = register(ledger, inquiry, table, known_at)
        table = coded(table, paper)
        _print(space, ledger, paper, for_file(ledger, inquiry, table, output), output)
    say(text("paper", "written", path=plain(str(output)), code=paper.code))
    return table


def for_file(ledger: "Ledger", inquiry: "Inquiry", table: "Table", output: Path) -> "Table":
    """A table as its file needs it: a workbook lists the cells behind every figure."""
    from danvan_cli.tables.origins import with_sources

    return with_sources(ledger, inquiry, table) if output.suffix.lower() == ".xlsx" else table


def _print(space: Workspace, ledger: "Ledger", paper: "Paper", table: "Table", output: Path) -> None:
    """Keep the bytes and write the file; where it cannot be written nothing is kept of it."""
    from danvan_cli.writers import beside, compose
    from danvan_cli.writers.safe import plain

    content = compose(table, output, profile=space.settings.profile)
    ledger.papers.leave(paper, plain(str(output)), content)
    beside.put(output, content)
