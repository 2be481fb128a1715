"""`danvan trace`: the cells behind a figure."""

from danvan_cli.cli import options
from danvan_cli.cli.options import Format, Language


def trace(
    year: options.YearOption = None,
    years: options.YearsOption = None,
    sum_years: options.SumYearsOption = False,
    stock: options.StockOption = False,
    unit: options.UnitOption = None,
    stage: options.StageOption = None,
    field: options.FieldOption = None,
    level: options.LevelOption = None,
    holder: options.HolderOption = None,
    origin: options.OriginOption = None,
    block: options.BlockOption = None,
    measure: options.MeasureOption = "models",
    each_level: options.EachLevelOption = False,
    as_of: options.AsOfOption = None,
    geography: options.GeographyOption = options.OF_THEIR_DAY,
    form: options.FormatOption = Format.TABLE,
    output: options.OutputOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.delivery import deliver, is_document
    from danvan_cli.tables.listings import ON_SCREEN, document_of_trace, listing_of_trace
    from danvan_cli.tables.trace import trace as follow

    space = options.workspace(store, home)
    with space.ledger() as ledger:
        chosen = options.selectors(
            space,
            ledger,
            year=year,
            years=years,
            sum_years=sum_years,
            stock=stock,
            unit=unit,
            stage=stage,
            filters={"field": field, "level": level, "holder": holder, "origin": origin, "block": block},
            measure=measure,
            each_level=each_level,
            as_of=as_of,
            geography=geography,
        )
        found = follow(ledger, chosen, default_stage=space.settings.stage)
        most = ON_SCREEN if output is None and form is Format.TABLE else None
        content = (
            document_of_trace(ledger, found) if is_document(form, output) else listing_of_trace(ledger, found, most)
        )
        deliver(content, space, form, output)
