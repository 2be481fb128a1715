"""`danvan enter`: figures taken by hand from mail that cannot be read, which is kept as their source."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Format, Language, path_argument, path_option, told
from danvan_cli.cli.speech import ask, say
from danvan_cli.errors import UsageError
from danvan_cli.messages import text

if TYPE_CHECKING:
    from danvan_cli.intake.typed import Typed
    from danvan_cli.ledger.taking_in.examination import Examined, Terms

FormArgument = Annotated[Path | None, path_argument(help=told("entered-form"))]
SourceOption = Annotated[Path, path_option("--source", help=told("entered-source"))]
OfUnitOption = Annotated[str, typer.Option("--unit", help=told("entered-unit"))]
OfYearOption = Annotated[str | None, typer.Option("--year", help=told("entered-year"))]
TitledOption = Annotated[str | None, typer.Option("--stage", help=told("entered-stage"))]
TotalOption = Annotated[str | None, typer.Option("--total", help=told("total"))]
CountOption = Annotated[list[str] | None, typer.Option("--count", help=told("count"))]
DatedOption = Annotated[str | None, typer.Option("--dated", help=told("dated"))]
TypistOption = Annotated[str | None, typer.Option("--by", help=told("typist"))]


def enter(
    source: SourceOption,
    unit: OfUnitOption,
    workbook: FormArgument = None,
    year: OfYearOption = None,
    stage: TitledOption = None,
    total: TotalOption = None,
    count: CountOption = None,
    dated: DatedOption = None,
    by: TypistOption = None,
    form: options.ToldFormatOption = Format.TABLE,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.by_hand import Hand, one_file, take_by_hand
    from danvan_cli.intake.typed import Typed, draft_of, parse_figure
    from danvan_cli.intake.words.numbers import read_count
    from danvan_cli.ledger.taking_in.examination import examine_typed
    from danvan_cli.tables.selection.selectors import parse_stage

    space = options.workspace(store, home)
    words = space.vocabulary
    given = [Typed({}, read_count(total))] if total is not None else []
    given += [parse_figure(one, words) for one in count or []]
    if workbook and (given or stage):
        raise UsageError("form-or-figures")
    titled = parse_stage(stage, words) if stage else None
    typed_in = one_file(workbook) if workbook else None

    def read(path: str, period: str, terms: "Terms") -> "Examined":
        if typed_in:
            return _form(typed_in[1], path, terms)
        name = space.register.name_of(terms.unit or "")
        wide = space.register.has_places_below(terms.unit or "")
        figures = given or _asked(space, path, terms.unit or "", period, with_levels=wide)
        if all(typed.count.value is None and not typed.count.wrong for typed in figures):
            raise UsageError("nothing-typed")
        return examine_typed(draft_of(figures, name, titled, period, words), path, terms)

    take_by_hand(space, Hand(source, unit, year, dated, by), form, read, typed_in=typed_in)


def _form(content: bytes, path: str, terms: "Terms") -> "Examined":
    """What a workbook says, as if it lay where the paper does."""
    from functools import partial

    from danvan_cli.intake.crew.workers import Task, at_work
    from danvan_cli.ledger.taking_in.examination import Examined, examine

    with at_work(examine, 1) as crew:  # a file that kills its reader must not kill the command
        task = next(iter(crew.do(partial(examine, terms=terms), [Task(path, content)])))
    if task.finding:
        return Examined((task.finding,), terms.unit, terms.period, refused=True)
    examined: Examined = task.answer
    if examined.stopped:
        code, seen = examined.stopped
        raise UsageError(code, **seen)
    return examined


def _asked(space: options.Workspace, path: str, unit: str, period: str, *, with_levels: bool) -> "list[Typed]":
    """The figures as a person answers one question after the other; where answers end, the rest is not reported."""
    from danvan_cli.intake.typed import Typed, asked, label_of
    from danvan_cli.intake.words.numbers import read_count
    from danvan_cli.periods import Period
    from danvan_cli.writers.safe import plain

    words = space.vocabulary
    name = space.register.full_name(unit)
    say(text("typed", "how", unit=name, period=Period(period).name, path=plain(path)))
    figures: list[Typed] = []
    dimension = None
    for at in asked(words, period, with_levels=with_levels):
        if at and dimension not in at:
            dimension = next(iter(at))
            say(f"{text('typed', 'by')} {text('dimension', dimension)}")
        prompt = f"{'  ' if at else ''}{label_of(at, words)}: "
        answer = ask(prompt)
        count = read_count(answer)
        while count.wrong and sys.stdin.isatty():
            say(f"    {count.finding('', '').message}")
            count = read_count(ask(prompt))
        if answer is None:
            say()
            break
        figures.append(Typed(at, count))
    return figures
