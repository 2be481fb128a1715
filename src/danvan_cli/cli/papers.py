"""`danvan papers`: the tables that left; with a code that table, exactly as it left."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli import messages
from danvan_cli.cli import options
from danvan_cli.cli.options import Format, Language, Workspace, path_option, told
from danvan_cli.cli.speech import say
from danvan_cli.errors import UsageError
from danvan_cli.messages import text

if TYPE_CHECKING:
    from danvan_cli.ledger.books.papers import Paper
    from danvan_cli.ledger.store import Ledger
    from danvan_cli.tables.reports.papers import Registered


def papers(
    code: Annotated[str | None, typer.Argument(metavar="CODE", help=told("paper-code"))] = None,
    form: options.FormatOption = Format.TABLE,
    output: Annotated[Path | None, path_option("--output", "-o", help=told("papers-output"))] = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.delivery import deliver, is_document
    from danvan_cli.tables.reports.papers import document_of_papers, listing_of_papers, papers_of

    space = options.workspace(store, None)
    with space.ledger() as ledger:
        found = papers_of(ledger)
        if code is None:
            content = document_of_papers(found) if is_document(form, output) else listing_of_papers(found)
            deliver(content, space, form, output)
            return
        paper = paper_called(ledger, code)
        meant = next(one for one in found if one.paper == paper)
        with messages.speaking(paper.language):
            if output is None:
                deliver(meant.table, space, form, None)
                return
            _again(space, ledger, meant, output)


def paper_called(ledger: "Ledger", code: str) -> "Paper":
    """The paper of a code as people type it."""
    paper = ledger.papers.find(code)
    if paper is None:
        raise UsageError("paper-unknown", text=code)
    return paper


def _again(space: Workspace, ledger: "Ledger", meant: "Registered", output: Path) -> None:
    """The very bytes that left, where the paper left in this form; else its table or report in another form."""
    from danvan_cli.writers import beside
    from danvan_cli.writers.safe import plain

    ending = output.suffix.lower()
    left = [one for one in meant.printings if Path(one.path).suffix.lower() == ending]
    with ledger.transaction():
        content = ledger.archive.content(left[-1].sha256) if left else _otherwise(space, ledger, meant, output)
        ledger.papers.leave(meant.paper, plain(str(output)), content)
        beside.put(output, content)
    say(text("paper", "again" if left else "again-otherwise", path=plain(str(output)), code=meant.paper.code))


def _otherwise(space: Workspace, ledger: "Ledger", meant: "Registered", output: Path) -> bytes:
    """The answer as it left, in a form in which it never did."""
    from danvan_cli import indicators
    from danvan_cli.cli.leaving import as_filed, for_file
    from danvan_cli.tables.inquiry import read_inquiry
    from danvan_cli.tables.reports.report import Report, read_report_inquiry
    from danvan_cli.tables.reports.reporter import Reporter
    from danvan_cli.writers import compose, compose_report

    answer, known = meant.answer, indicators.load(space.store.parent)
    if isinstance(answer, Report):
        asked = read_report_inquiry(meant.paper.query, known)
        asked = asked.at(asked.asked.selectors.as_of or meant.paper.known_at)
        reporter = Reporter(ledger, asked, space.settings, known, answer.headings)
        return compose_report(as_filed(reporter, answer, output), output, profile=space.settings.profile)
    inquiry = read_inquiry(meant.paper.query, known)
    since = inquiry.selectors.as_of or meant.paper.known_at
    table = for_file(ledger, inquiry.at(since), answer, output)
    return compose(table, output, profile=space.settings.profile)
