"""`danvan history`: what became of every document, step by step."""

from typing import Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Format, Language, told


def history(
    unit: options.UnitOption = None,
    year: Annotated[str | None, typer.Option("--year", help=told("year"))] = None,
    form: options.FormatOption = Format.TABLE,
    output: options.OutputOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.delivery import deliver, is_document
    from danvan_cli.tables.reporting.history import History

    space = options.workspace(store, home)
    period = options.period_code(year) if year else None
    with space.ledger() as ledger:
        latest = period or next(reversed(ledger.periods()), None)
        code = options.unit_code(space, ledger, unit, latest) if unit else None
        found = History(ledger, unit=code, period=period)
    deliver(found.document() if is_document(form, output) else found.listing(), space, form, output)
