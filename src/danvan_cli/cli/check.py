"""`danvan check`: like `ingest --dry-run`; nothing is kept, and there need be no store."""

from danvan_cli.cli import ingest as asked
from danvan_cli.cli import options
from danvan_cli.cli.options import Format, Language


def check(
    paths: asked.PathsArgument,
    year: asked.IngestYearOption = None,
    unit: asked.IngestUnitOption = None,
    strict: asked.StrictOption = False,
    jobs: asked.JobsOption = None,
    password: asked.PasswordOption = None,
    cross_check: asked.CrossCheckOption = False,
    findings: asked.FindingsOption = None,
    form: options.ToldFormatOption = Format.TABLE,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.reception import receive

    space = options.workspace(store, home)
    receive(
        space,
        paths,
        year=year,
        unit=unit,
        keep=False,
        strict=strict,
        jobs=jobs,
        form=form,
        password=password,
        cross_check=cross_check,
        findings=findings,
    )
