"""`danvan compare`: one question over several years, what changed, and what the change is made of."""

from typing import Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Format, Language, told
from danvan_cli.errors import UsageError

PeriodsArgument = Annotated[list[str], typer.Argument(metavar="PERIOD…", help=told("compare-periods"))]
LineOption = Annotated[str, typer.Option("--by", help=told("compare-by"))]


def compare(
    periods: PeriodsArgument,
    unit: options.UnitOption = None,
    stage: options.StageOption = None,
    field: options.FieldOption = None,
    level: options.LevelOption = None,
    holder: options.HolderOption = None,
    origin: options.OriginOption = None,
    block: options.BlockOption = None,
    by: LineOption = "field",
    measure: options.MeasureOption = "models",
    as_of: options.AsOfOption = None,
    geography: options.GeographyOption = options.OF_THEIR_DAY,
    form: options.FormatOption = Format.TABLE,
    output: options.OutputOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.delivery import deliver, is_document
    from danvan_cli.tables.inquiry import Inquiry
    from danvan_cli.tables.selectors import parse_by
    from danvan_cli.tables.series import series_of
    from danvan_cli.tables.series_lists import document_of_series, table_of_series

    lines = parse_by(by)
    if len(lines) > 1 or "stage" in lines:
        raise UsageError("compare-one-dimension", text=by)
    asked = list(dict.fromkeys(map(options.period_code, periods)))
    if len(asked) < 2:
        raise UsageError("compare-two-periods")
    space = options.workspace(store, home)
    with space.ledger() as ledger:
        inquiries = [
            Inquiry(
                options.selectors(
                    space,
                    ledger,
                    year=period,
                    unit=unit,
                    stage=stage,
                    filters={"field": field, "level": level, "holder": holder, "origin": origin, "block": block},
                    measure=measure,
                    as_of=as_of,
                    geography=geography,
                ),
                lines,
                space.settings.stage,
            )
            for period in asked
        ]
        found = series_of(ledger, inquiries, space.settings.reporting, space.office(asked[-1]))
        content = document_of_series(ledger, found) if is_document(form, output) else table_of_series(ledger, found)
        deliver(content, space, form, output)
