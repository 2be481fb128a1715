"""`danvan template`: forms for units to fill in, one workbook each."""

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Language, Workspace, path_option, told
from danvan_cli.cli.speech import say
from danvan_cli.errors import UsageError

if TYPE_CHECKING:
    from danvan_cli.ledger.store import Ledger
    from danvan_cli.tables.carried import Carried


_NAMED = 5  # files, where more are told together


class Layout(StrEnum):
    """What `--layout` may ask for."""

    REGISTER = "register"
    MATRIX = "matrix"
    LIFE_CYCLE = "life-cycle"


def template(
    year: Annotated[str, typer.Option("--year", help=told("template-year"))],
    folder: Annotated[Path, path_option("--output", "-o", metavar="FOLDER", help=told("template-output"))],
    unit: Annotated[list[str] | None, typer.Option("--unit", help=told("template-unit"))] = None,
    everyone: Annotated[bool, typer.Option("--all", help=told("template-all"))] = False,
    layout: Annotated[Layout, typer.Option("--layout", help=told("template-layout"))] = Layout.REGISTER,
    from_ledger: Annotated[bool, typer.Option("--from-ledger", help=told("template-from-ledger"))] = False,
    rows: Annotated[int | None, typer.Option("--rows", min=1, max=2000, help=told("template-rows"))] = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.messages import text
    from danvan_cli.periods import Period
    from danvan_cli.tables.forms import form_of
    from danvan_cli.vietnamese import some
    from danvan_cli.writers import beside
    from danvan_cli.writers.forms.form import form_file

    if from_ledger and layout is Layout.MATRIX:
        raise UsageError("carried-not-matrix")
    space = options.workspace(store, home)
    period = options.period_code(year)
    chosen = _units(space, unit or [], period, layout, everyone=everyone)
    carried = _carried(space, chosen, period) if from_ledger else {}
    beside.folder(folder)
    taken: set[str] = set()
    left = []
    for code in chosen:
        target = folder / _file_name(space, code, period, layout, taken)
        if target.exists():  # somebody may have filled it in
            left.append(target.name)
            continue
        form = form_of(space.register, code, period, layout, models=carried.get(code), lines=rows)
        beside.put(target, form_file(form, space.vocabulary, profile=space.settings.profile))
    say(text("screen", "forms-written", count=len(chosen) - len(left), period=Period(period).name, folder=str(folder)))
    if left:
        say(text("screen", "forms-left", count=len(left), names=some(left, _NAMED, "; ")))
    if from_ledger:
        filled = [models for models in carried.values() if models]
        say(text("screen", "forms-carried", models=sum(map(len, filled)), units=len(filled)))


def _units(space: Workspace, named: list[str], period: str, layout: Layout, *, everyone: bool) -> list[str]:
    """The units that get a form: those named, or every place below the home; without either, the home itself."""
    if everyone and named:
        raise UsageError("unit-or-all")
    if not everyone:
        if not (named or space.home):
            raise UsageError("unit-or-all")
        asked = named or [space.home or ""]
        around = partial(_place_of_all, space)
        return list(dict.fromkeys(options.unit_named(space, text, period, around=around) for text in asked))
    if not space.home:
        raise UsageError("all-without-home")
    place = options.unit_named(space, space.home, period)
    below = space.register.places_below(place)
    if not below:
        raise UsageError("all-without-places", home=space.register.full_name(place))
    return [place] if layout is Layout.MATRIX else list(below)


def _place_of_all(space: Workspace) -> str | None:
    """The place of all who ever reported, where there is a ledger already: forms are made before the first return comes."""
    if not space.store.is_file():
        return None
    with space.ledger() as ledger:
        return options.place_of_all(space, ledger)


def _carried(space: Workspace, units: list[str], period: str) -> "dict[str, list[Carried]]":
    """The models of the year before, by unit."""
    from danvan_cli.ledger.books.given_codes import GivenCode
    from danvan_cli.tables.carried import carried_on
    from danvan_cli.vietnamese import fold

    if not period.isdigit():
        raise UsageError("year-before-unknown", period=period)
    before = str(int(period) - 1)
    ledger: Ledger
    with space.ledger() as ledger:
        carried = {code: carried_on(ledger, code, before) for code in units}
        with ledger.transaction():
            ledger.codes.give(
                GivenCode(one.unit, fold(one.name), one.code, one.coined)
                for models in carried.values()
                for one in models
            )
        return carried


def _file_name(space: Workspace, code: str, period: str, layout: Layout, taken: set[str]) -> str:
    """The unit's name and the period, as a file is called; with the place above where two units have one name.

    Forms of other layouts than the list say theirs: a unit may get several.
    """
    from danvan_cli.intake.forms.filled_forms import words
    from danvan_cli.writers.safe import file_stem

    register = space.register
    name = register.name_of(code)
    if name in taken and (above := register.parent(code)):
        name = f"{name} ({register.name_of(above)})"
    taken.add(register.name_of(code))
    kind = "" if layout is Layout.REGISTER else f" - {words()['sheets'][layout.value]}"
    return f"{file_stem(f'{name} {period}{kind}')}.xlsx"
