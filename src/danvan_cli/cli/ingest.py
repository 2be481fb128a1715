"""`danvan ingest`: read the files as they come, check them, keep them, and say what became of each."""

from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Format, Language, path_argument, path_option, told

PathsArgument = Annotated[list[Path], path_argument(help=told("paths"))]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=told("dry-run"))]
StrictOption = Annotated[bool, typer.Option("--strict", help=told("strict"))]
JobsOption = Annotated[int | None, typer.Option("--jobs", min=1, max=64, help=told("jobs"))]
IngestYearOption = Annotated[str | None, typer.Option("--year", help=told("ingest-year"))]
PasswordOption = Annotated[str | None, typer.Option("--password", envvar="DANVAN_PASSWORD", help=told("password"))]
FindingsOption = Annotated[Path | None, path_option("--findings", help=told("findings"))]
AnnotateOption = Annotated[Path | None, path_option("--annotate", metavar="FOLDER", help=told("annotate"))]
CrossCheckOption = Annotated[bool, typer.Option("--cross-check", help=told("cross-check"))]
IngestUnitOption = Annotated[str | None, typer.Option("--unit", help=told("ingest-unit"))]


def ingest(
    paths: PathsArgument,
    year: IngestYearOption = None,
    unit: IngestUnitOption = None,
    dry_run: DryRunOption = False,
    strict: StrictOption = False,
    jobs: JobsOption = None,
    annotate: AnnotateOption = None,
    password: PasswordOption = None,
    cross_check: CrossCheckOption = False,
    findings: FindingsOption = None,
    form: options.ToldFormatOption = Format.TABLE,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.reception import receive

    space = options.workspace(store, home)
    receive(
        space, paths, year=year, unit=unit, keep=not dry_run, strict=strict, jobs=jobs, form=form, annotate=annotate,
        password=password, cross_check=cross_check, findings=findings,
    )  # fmt: skip
