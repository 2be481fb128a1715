"""`danvan nil`: a unit says that it has no model; its letter is kept."""

from danvan_cli.cli import enter as asked
from danvan_cli.cli import options
from danvan_cli.cli.options import Format, Language


def nil(
    source: asked.SourceOption,
    unit: asked.OfUnitOption,
    year: asked.OfYearOption = None,
    stage: asked.TitledOption = None,
    dated: asked.DatedOption = None,
    by: asked.TypistOption = None,
    form: options.ToldFormatOption = Format.TABLE,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.by_hand import Hand, take_by_hand
    from danvan_cli.intake.typed import none_at_all
    from danvan_cli.ledger.taking_in.examination import examine_typed
    from danvan_cli.tables.selection.selectors import parse_stage

    space = options.workspace(store, home)
    titled = parse_stage(stage, space.vocabulary) if stage else None
    take_by_hand(
        space,
        Hand(source, unit, year, dated, by),
        form,
        lambda path, _, terms: examine_typed(none_at_all(titled), path, terms),
        head="entered-nil",
    )
