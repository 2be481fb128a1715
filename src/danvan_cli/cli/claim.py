"""`danvan claim`: figures that somebody published, kept to be compared with what stands."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.command_line import Command, Group
from danvan_cli.cli.options import Format, Language, told
from danvan_cli.cli.speech import emit, say
from danvan_cli.errors import UsageError
from danvan_cli.messages import text

if TYPE_CHECKING:
    from danvan_cli.ledger.books.published import Published
    from danvan_cli.ledger.store import Ledger

claim = typer.Typer(cls=Group, no_args_is_help=True, add_completion=False, rich_markup_mode=None)


@claim.command(cls=Command, help=told("claim-add"))
def add(
    figure: Annotated[str, typer.Argument(help=told("claim-figure"))],
    year: options.YearOption = None,
    unit: options.UnitOption = None,
    who: Annotated[str | None, typer.Option("--who", help=told("claim-who"))] = None,
    source: Annotated[str, typer.Option("--source", help=told("claim-source"))] = "",
    stage: Annotated[str | None, typer.Option("--stage", help=told("claim-stage"))] = None,
    field: options.FieldOption = None,
    level: options.LevelOption = None,
    holder: options.HolderOption = None,
    origin: options.OriginOption = None,
    block: options.BlockOption = None,
    by: Annotated[str | None, typer.Option("--by", help=told("claim-by"))] = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from functools import partial

    from danvan_cli.cli.by_hand import login
    from danvan_cli.cli.office_lists import read_whole
    from danvan_cli.periods import register_day
    from danvan_cli.tables.reconcile.published_list import Terms, figure_of, published_of, whole_number

    space = options.workspace(store, home)
    period = options.period_code(year) if year else None
    keeper = (by or "").strip() or login()
    with space.ledger() as ledger:
        terms = Terms(space.vocabulary, period, space.settings.stage, (who or "").strip(), source.strip())
        parts = {"stage": stage, "field": field, "level": level, "holder": holder, "origin": origin, "block": block}
        if (stated := whole_number(figure)) is not None:
            whose = unit or space.home
            needed = {"--year": period, "--unit": whose, "--who": terms.who}
            if missing := [option for option, given in needed.items() if not given]:
                raise UsageError("claim-needs", options=", ".join(missing))
            code = options.unit_code(space, ledger, whose or "", period)
            figures = [figure_of(terms, stated, code, {dim: said for dim, said in parts.items() if said})]
        elif Path(figure).is_file():
            if given := [f"--{name}" for name, said in {"unit": unit, **parts}.items() if said is not None]:
                raise UsageError("claim-list-says", options=", ".join(given))
            around = options.place_around(space, ledger, period)
            meaning = partial(published_of, terms=terms, register=space.register, home=around, day=register_day(period))
            figures = read_whole([Path(figure)], "published", meaning)
        else:
            raise UsageError("claim-figure-unreadable", text=figure)
        with ledger.transaction():
            told_of = ledger.published.add(figures, keeper)
        for one, (number, what) in zip(figures, told_of, strict=True):
            emit(text("claim", what, number=number, figure=_shown(ledger, one)) + "\n")
    for kept in sorted({one.period for one in figures}):
        say(text("claim", "next", period=kept))


@claim.command(name="list", cls=Command, help=told("claim-list"))
def list_(
    year: options.YearOption = None,
    everything: Annotated[bool, typer.Option("--all", help=told("claim-all"))] = False,
    form: options.FormatOption = Format.TABLE,
    output: options.OutputOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.delivery import deliver, is_document
    from danvan_cli.tables.reconcile.published_list import document_of_published, listing_of_published

    space = options.workspace(store, None)
    period = options.period_code(year) if year else None
    with space.ledger() as ledger:
        found = [kept for kept in ledger.published.all(period) if everything or kept.until is None]
        make = document_of_published if is_document(form, output) else listing_of_published
        content = make(ledger, found)
    deliver(content, space, form, output)


@claim.command(name="take-back", cls=Command, help=told("claim-take-back"))
def take_back(
    number: Annotated[int, typer.Argument(help=told("claim-number"))],
    why: Annotated[str, typer.Option("--why", help=told("claim-why"))] = "",
    by: Annotated[str | None, typer.Option("--by", help=told("claim-by"))] = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.by_hand import login

    if not why.strip():
        raise UsageError("claim-why-needed")
    space = options.workspace(store, None)
    with space.ledger() as ledger:
        with ledger.transaction():
            taken = ledger.published.take_back(number, (by or "").strip() or login(), why.strip())
        if taken is None:
            raise UsageError("claim-unknown", number=number)
        emit(text("claim", "taken-back", number=number, figure=_shown(ledger, taken.figure)) + "\n")


def _shown(ledger: "Ledger", figure: "Published") -> str:
    from danvan_cli.tables.reconcile.published_list import about
    from danvan_cli.vietnamese import number
    from danvan_cli.writers.safe import plain

    what = about(ledger, figure)
    return text("claim", "figure", who=plain(figure.who), stated=number(figure.stated), what=what)
