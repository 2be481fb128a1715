"""`danvan reconcile`: every figure that can be checked against another."""

from typing import Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Format, Language, told


def reconcile(
    year: Annotated[str, typer.Option("--year", help=told("year"))],
    unit: options.UnitOption = None,
    as_of: options.AsOfOption = None,
    geography: options.GeographyOption = options.OF_THEIR_DAY,
    form: options.FormatOption = Format.TABLE,
    output: options.OutputOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.delivery import deliver, is_document
    from danvan_cli.cli.speech import Exit, leave, say
    from danvan_cli.findings import Severity
    from danvan_cli.messages import text
    from danvan_cli.tables.reconcile import check, checks, lists
    from danvan_cli.tables.selection.query import Question

    space = options.workspace(store, home)
    kinds = check.load(space.settings.reconcile)
    with space.ledger() as ledger:
        chosen = options.selectors(space, ledger, year=year, unit=unit, as_of=as_of, geography=geography)
        question = Question(ledger, chosen)
        made = checks.reconcile(question, kinds)
        on_screen = form is Format.TABLE and output is None
        if is_document(form, output):
            deliver(lists.document(ledger, made), space, form, output)
        else:
            shown = lists.overview if on_screen else lists.listing
            deliver(shown(ledger, made, question), space, form, output)
    if on_screen and made:
        say(text("reconcile", "next-list", period=chosen.period))
    if any(one.severity is Severity.ERROR for one in made):
        leave(Exit.ERRORS_IN_DATA)
