"""`danvan models`: the list of models that stand."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Format, Language, told
from danvan_cli.errors import UsageError

if TYPE_CHECKING:
    from danvan_cli.tables.table import Listing


def models(
    year: options.YearOption = None,
    years: options.YearsOption = None,
    stock: options.StockOption = False,
    unit: options.UnitOption = None,
    stage: options.StageOption = None,
    field: options.FieldOption = None,
    level: options.LevelOption = None,
    holder: options.HolderOption = None,
    origin: options.OriginOption = None,
    block: options.BlockOption = None,
    find: Annotated[str | None, typer.Option("--find", help=told("find"))] = None,
    top: Annotated[int | None, typer.Option("--top", min=1, help=told("top"))] = None,
    twins: Annotated[bool, typer.Option("--twins", help=told("twins"))] = False,
    each_level: options.EachLevelOption = False,
    as_of: options.AsOfOption = None,
    geography: options.GeographyOption = options.OF_THEIR_DAY,
    form: options.FormatOption = Format.TABLE,
    output: options.OutputOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli import indicators
    from danvan_cli.cli.delivery import deliver, is_document
    from danvan_cli.tables.listings import document_of_models, listing_of_models
    from danvan_cli.tables.models import list_models, unnamed
    from danvan_cli.tables.selection.query import Question
    from danvan_cli.tables.twins import ToldTwice

    if twins and (years or find is not None or top is not None):
        raise UsageError("twins-of-a-year")
    space = options.workspace(store, home)
    with space.ledger() as ledger:
        chosen = options.selectors(
            space,
            ledger,
            year=year,
            years=years,
            stock=stock,
            unit=unit,
            stage=stage,
            filters={"field": field, "level": level, "holder": holder, "origin": origin, "block": block},
            each_level=each_level,
            as_of=as_of,
            geography=geography,
        )
        as_document = is_document(form, output)
        content: Listing | dict[str, Any]
        if twins:
            told_twice = ToldTwice(Question(ledger, chosen, default_stage=space.settings.stage))
            content = told_twice.document() if as_document else told_twice.listing()
        else:
            question = Question(ledger, chosen, default_stage=space.settings.stage)
            every = list_models(question, find=find)
            found = every[:top]
            content = (
                document_of_models(ledger, found)
                if as_document
                else listing_of_models(
                    question,
                    found,
                    indicators.load(store.parent),
                    find=find,
                    of=len(every),
                    unnamed=0 if find else unnamed(question),
                )
            )
        deliver(content, space, form, output)
