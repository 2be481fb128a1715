"""`danvan diff`: why a figure changed, from a paper or from one moment to another."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Format, Language, Workspace, told
from danvan_cli.errors import UsageError

if TYPE_CHECKING:
    from danvan_cli.ledger.store import Ledger
    from danvan_cli.tables.compared.bridge_lists import Told
    from danvan_cli.tables.selection.selectors import Selectors

_BY = ("field", "level")  # the lines that are told where no paper says which
_NOW = ("nay", "now")


def diff(
    paper: Annotated[str | None, typer.Option("--paper", metavar="PAPER", help=told("diff-paper"))] = None,
    as_of: Annotated[
        tuple[str, str] | None, typer.Option("--as-of", metavar="BEFORE AFTER", help=told("diff-as-of"))
    ] = None,
    year: options.YearOption = None,
    years: options.YearsOption = None,
    unit: options.UnitOption = None,
    stage: options.StageOption = None,
    field: options.FieldOption = None,
    level: options.LevelOption = None,
    holder: options.HolderOption = None,
    origin: options.OriginOption = None,
    block: options.BlockOption = None,
    geography: Annotated[
        str | None, typer.Option("--geography", metavar="then|now|DATE", help=told("geography"))
    ] = None,
    measure: Annotated[str | None, typer.Option("--measure", help=told("measure"))] = None,
    each_level: options.EachLevelOption = False,
    form: options.FormatOption = Format.TABLE,
    output: options.OutputOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.delivery import deliver, is_document
    from danvan_cli.tables.compared.bridge_lists import document_of_bridge, listing_of_bridge

    if bool(paper) == bool(as_of):
        raise UsageError("diff-from-where")
    space = options.workspace(store, home)
    given: dict[str, Any] = {
        "year": year,
        "years": years,
        "unit": unit,
        "stage": stage,
        "filters": {"field": field, "level": level, "holder": holder, "origin": origin, "block": block},
        "measure": measure or "models",
        "each_level": each_level,
        "geography": geography,
    }
    with space.ledger() as ledger:
        if as_of:
            found = _between(space, ledger, as_of, options.selectors(space, ledger, **_shown(given, None)))
        else:
            found = _from_paper(space, ledger, paper or "", given, measured=measure is not None)
        content = document_of_bridge(ledger, found) if is_document(form, output) else listing_of_bridge(ledger, found)
    deliver(content, space, form, output)


def _between(space: Workspace, ledger: "Ledger", moments: tuple[str, str], asked: "Selectors") -> "Told":
    """One question at two moments."""
    from danvan_cli.ledger.books.rows import now
    from danvan_cli.tables.compared.bridge import bridge
    from danvan_cli.tables.compared.bridge_lists import Told
    from danvan_cli.tables.inquiry import Inquiry

    since, until = (now() if one.strip().lower() in _NOW else options.moment(one) for one in moments)
    last = Inquiry(replace(asked, as_of=until), _BY, space.settings.stage)
    resolved = last.put_to(ledger).stage
    last = replace(last, default_stage=resolved or last.default_stage)
    first = last.at(since)
    return Told(bridge(ledger, first, last), first.table(ledger), last.table(ledger), since, until)


def _from_paper(space: Workspace, ledger: "Ledger", code: str, given: dict[str, Any], *, measured: bool) -> "Told":
    """From what a paper says to what its question, or another one, gives now."""
    from danvan_cli import indicators
    from danvan_cli.cli.papers import paper_called
    from danvan_cli.tables.compared.bridge import asks, bridge
    from danvan_cli.tables.compared.bridge_lists import Told
    from danvan_cli.tables.reports.papers import inquiry_of, table_of

    paper = paper_called(ledger, code)
    table = table_of(paper)
    asked = inquiry_of(paper, ledger, indicators.load(space.store.parent))
    since = asked.selectors.as_of or paper.known_at
    asked = replace(asked, default_stage=table.stage or asked.default_stage)  # as it was answered
    last = replace(asked, selectors=_asked_now(space, ledger, asked.selectors, given, measured=measured))
    # a paper without a total (stages, levels) is asked for one of its figures: the selectors say which
    first = (last if table.total is None else asked).at(since)
    found = bridge(ledger, first, last, stated=table.total)
    return Told(found, table, last.table(ledger), since, None, paper.code, asks(asked) != asks(last))


def _asked_now(
    space: Workspace, ledger: "Ledger", base: "Selectors", given: dict[str, Any], *, measured: bool
) -> "Selectors":
    """The paper's question as of now, with what is asked otherwise."""
    year = given["year"] or (None if given["years"] else base.period)
    said = options.selectors(space, ledger, **(_shown(given, base) | {"year": year}))
    new_period = bool(given["year"] or given["years"])
    return replace(
        base,
        as_of=None,
        period=said.period if new_period else base.period,
        years=said.years if new_period else base.years,
        unit=said.unit if given["unit"] else base.unit,
        stage=said.stage or base.stage,
        filters={**base.filters, **said.filters},
        measure=said.measure if measured else base.measure,
        geography=said.geography,
        shares=said.shares if given["geography"] else base.shares,
        each_level=said.each_level or base.each_level,
    )


def _shown(given: dict[str, Any], base: "Selectors | None") -> dict[str, Any]:
    """What was given, in the geography asked for, else in that of the paper."""
    of_paper = base.geography.isoformat() if base and base.geography else options.OF_THEIR_DAY
    return given | {"geography": given["geography"] or of_paper}
