"""`danvan export`: the official set of a period under one paper code."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Language, Workspace, path_option, told
from danvan_cli.errors import UsageError

if TYPE_CHECKING:
    from danvan_cli.ledger.store import Ledger
    from danvan_cli.tables.inquiry import Inquiry
    from danvan_cli.tables.reports.report_shapes import ReportShape
    from danvan_cli.writers.reports.filled_document import OfficeDocument


def export(
    year: Annotated[str, typer.Option("--year", help=told("year"))],
    output: Annotated[Path, path_option("--output", "-o", help=told("export-output"))],
    report: Annotated[str, typer.Option("--report", help=told("report"))] = "tong-hop-nam",
    profile: Annotated[str | None, typer.Option("--profile", help=told("profile"))] = None,
    template: Annotated[Path | None, path_option("--template", help=told("own-document"))] = None,
    unit: options.UnitOption = None,
    stage: options.StageOption = None,
    field: options.FieldOption = None,
    as_of: options.AsOfOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.leaving import leave_as_report
    from danvan_cli.tables.inquiry import Inquiry
    from danvan_cli.tables.reports.report import ReportInquiry
    from danvan_cli.tables.reports.report_shapes import load

    space = options.workspace(store, home)
    own, digest = _own_document(template, output) if template else (None, "")
    shape = load(report, space.store.parent)
    filters = {"field": field}
    with space.ledger() as ledger:
        asked = options.selectors(space, ledger, year=year, unit=unit, stage=stage, filters=filters, as_of=as_of)
        inquiry = Inquiry(asked, (), space.settings.stage)
        compared = _compared(space, ledger, shape, inquiry)
        asked_of = ReportInquiry(report, shape, inquiry, compared, digest)
        leave_as_report(space, ledger, asked_of, output, profile or space.settings.profile, own)


def _own_document(template: Path, output: Path) -> "tuple[OfficeDocument, str]":
    """The office's own document, and its fingerprint."""
    import hashlib

    from danvan_cli.cli.by_hand import one_file
    from danvan_cli.writers.reports.filled_document import OfficeDocument
    from danvan_cli.writers.safe import plain

    if output.suffix.lower() != ".docx":
        raise UsageError("template-for-word-only")
    _, content = one_file(template)
    return OfficeDocument(content, plain(str(template))), hashlib.sha256(content).hexdigest()


def _compared(space: Workspace, ledger: "Ledger", shape: "ReportShape", asked: "Inquiry") -> "tuple[Inquiry, ...]":
    """The period before and this one, where a table compares them: after the reform both in the units of today."""
    from dataclasses import replace

    from danvan_cli.periods import REFORM, Period

    period = Period(asked.selectors.period)
    before = period.year_before
    if before is None or all(table.kind != "compare" for table in shape.tables):
        return ()
    shown = "now" if Period(before).first < REFORM <= period.last else options.OF_THEIR_DAY
    now = options.selectors(space, ledger, year=period.code, unit=asked.selectors.unit, geography=shown)
    filters, stage, known = asked.selectors.filters, asked.selectors.stage, asked.selectors.as_of
    both = (replace(now, period=code, filters=filters, stage=stage, as_of=known) for code in (before, period.code))
    return tuple(replace(asked, selectors=one) for one in both)
