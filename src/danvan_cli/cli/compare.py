"""`danvan compare`: one question over several years, what changed, and what the change is made of."""

from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Format, Language, Workspace, told
from danvan_cli.errors import UsageError

if TYPE_CHECKING:
    from danvan_cli.ledger.store import Ledger

_NOW = "now"

PeriodsArgument = Annotated[list[str], typer.Argument(metavar="PERIOD…", help=told("compare-periods"))]
GeographyOption = Annotated[str | None, typer.Option("--geography", help=told("compare-geography"))]
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
    geography: GeographyOption = None,
    form: options.FormatOption = Format.TABLE,
    output: options.OutputOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.delivery import deliver, is_document
    from danvan_cli.cli.leaving import leave_as_series
    from danvan_cli.tables.compared.series import series_of
    from danvan_cli.tables.compared.series_lists import document_of_series, table_of_series
    from danvan_cli.tables.inquiry import Inquiry
    from danvan_cli.tables.selection.selectors import parse_by

    lines = parse_by(by)
    if len(lines) > 1 or "stage" in lines:
        raise UsageError("compare-one-dimension", text=by)
    asked = list(dict.fromkeys(map(options.period_code, periods)))
    if len(asked) < 2:
        raise UsageError("compare-two-periods")
    space = options.workspace(store, home)
    shown = geography or (_NOW if _reformed_between(asked) else options.OF_THEIR_DAY)
    with space.ledger() as ledger:
        whose = _named_in_any(space, ledger, space.home if unit is None else unit, asked, shown)
        inquiries = [
            Inquiry(
                options.selectors(
                    space,
                    ledger,
                    year=period,
                    unit=whose,
                    stage=stage,
                    filters={"field": field, "level": level, "holder": holder, "origin": origin, "block": block},
                    measure=measure,
                    as_of=as_of,
                    geography=shown,
                ),
                lines,
                space.settings.stage,
            )
            for period in asked
        ]
        if output and output.suffix.lower() != ".json":
            leave_as_series(space, ledger, inquiries, output)
            return
        found = series_of(ledger, inquiries, space.settings.reporting, space.office(asked[-1]))
        content = document_of_series(ledger, found) if is_document(form, output) else table_of_series(ledger, found)
        deliver(content, space, form, output)


def _reformed_between(periods: list[str]) -> bool:
    """Whether some of these periods know other units than others do."""
    from danvan_cli.periods import REFORM, Period

    days = [Period(period) for period in periods]
    return min(one.first for one in days) < REFORM <= max(one.last for one in days)


def _named_in_any(space: Workspace, ledger: "Ledger", name: str | None, periods: list[str], shown: str) -> str | None:
    """The one unit that is asked about in all periods: by its latest name, else by an earlier one."""
    from danvan_cli.tables.selection.selectors import parse_geography

    if name is None:
        return None
    trouble: UsageError | None = None
    for period in sorted(periods, reverse=True):
        try:
            return options.unit_code(space, ledger, name, period, parse_geography(shown, space.register))
        except UsageError as error:
            trouble = trouble or error
    raise trouble or UsageError("unit-unknown", text=name)
