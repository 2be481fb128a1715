"""`danvan summarize`: roll counts up and print or export the table."""

from typing import Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Format, Language, told
from danvan_cli.cli.speech import say
from danvan_cli.errors import UsageError
from danvan_cli.messages import text

ByOption = Annotated[str, typer.Option("--by", help=told("by"))]
ChartOption = Annotated[bool, typer.Option("--chart", help=told("chart"))]

_LEAD_ON = ("contradicted", "twins-once")
"""Notes of which another command says more: paper names no commands, so they are told beside the table."""


def summarize(
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
    by: ByOption = "field,level",
    measure: options.MeasureOption = "models",
    each_level: options.EachLevelOption = False,
    as_of: options.AsOfOption = None,
    geography: options.GeographyOption = options.OF_THEIR_DAY,
    chart: ChartOption = False,
    form: options.FormatOption = Format.TABLE,
    output: options.OutputOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli import indicators
    from danvan_cli.cli.delivery import deliver
    from danvan_cli.cli.leaving import leave_as_paper
    from danvan_cli.tables.inquiry import Inquiry
    from danvan_cli.tables.reports.marks import ToldBefore
    from danvan_cli.tables.reports.papers import coded, printed_before
    from danvan_cli.tables.selection.selectors import parse_by

    if chart and (output or form is not Format.TABLE):
        raise UsageError("chart-on-screen-only")
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
        inquiry = Inquiry(chosen, parse_by(by), space.settings.stage)
        if output:
            table = leave_as_paper(space, ledger, inquiry, output)
        else:
            told = ToldBefore(ledger, indicators.load(space.store.parent))
            table = told.marked(inquiry, inquiry.table(ledger, space.office(inquiry.selectors.period)))
            before = printed_before(ledger, inquiry, table) if form is Format.TABLE else None
            deliver(coded(table, before) if before else table, space, form, None, chart=chart)
        notes = {note.code for note in table.notes}
        waiting = [unit for unit, _, reason in table.coverage.left_out if reason == "waiting"]
        mails = [mail for mail in ledger.kept.with_outcome("waiting") if mail.unit in waiting]
    if mails:
        from danvan_cli.cli.reception import next_enter

        say(next_enter(space, mails[0].unit, mails[0].period or chosen.period, mails[0].path))
    for code in _LEAD_ON:
        if code in notes:
            say(text("note-next", code, period=chosen.period))
