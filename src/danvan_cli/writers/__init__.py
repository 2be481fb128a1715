"""A Table, Listing or Report to the screen or to a file: one module per form, chosen here by name or by ending."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from danvan_cli.errors import UsageError
from danvan_cli.tables.table import Listing, Table
from danvan_cli.writers import beside

if TYPE_CHECKING:
    from danvan_cli.tables.reports.report import Report

FORMATS = {"table": "terminal", "json": "json_file", "csv": "csv_file", "md": "markdown"}
"""What `--format` may ask for, and the module that does it; modules are loaded when asked for."""

ENDINGS = {".xlsx": "workbook", ".csv": "csv_file", ".json": "json_file", ".md": "markdown"}
"""What `-o` may end with."""

OF_TABLES = {**ENDINGS, ".html": "reports.table_page", ".htm": "table_page"}
"""The same for a table, which has more forms than a list."""

ON_PAPER = (".xlsx", ".html", ".htm")
"""Forms that follow the official one, and lead from every figure to its cells."""

OF_REPORTS = {
    ".xlsx": "reports.report_book",
    ".docx": "reports.report_document",
    ".pdf": "reports.report_pdf",
    ".html": "reports.report_page",
    ".htm": "reports.report_page",
}
"""The same for a whole report."""


def render(content: Table | Listing | Mapping[str, Any], form: str, **screen: int) -> str:
    """The whole text for stdout, ending in one line break. `screen`: width, chart, blocks; they matter to `table` only.

    A Mapping is the document of a contract (trace, models, ingest …) and goes to `json` only. The text holds nothing
    a terminal or a browser would obey; write it as it is, not through rich.
    """
    return "".join(pieces(content, form, **screen))


def pieces(content: Table | Listing | Mapping[str, Any], form: str, **screen: int) -> Iterator[str]:
    """The same piece by piece: a JSON document need never be whole."""
    if form not in FORMATS:
        raise UsageError("format-unknown", format=form, known=", ".join(FORMATS))
    writer = import_module(f"{__name__}.{FORMATS[form]}")
    if form == "json":
        yield from writer.pieces(content)
    else:
        yield writer.text(content, **screen) if form == "table" else writer.text(content)


def compose(content: Table | Listing | Mapping[str, Any], path: Path, *, profile: str = "party-2018") -> bytes:
    """The bytes of a file whose ending says its form. `profile` names the official form of those that follow one."""
    known = OF_TABLES if isinstance(content, Table) else ENDINGS
    ending = known_ending(path, known)
    make: Callable[..., bytes] = import_module(f"{__name__}.{known[ending]}").file
    return make(content, profile=profile) if ending in ON_PAPER else make(content)


def compose_report(report: "Report", path: Path, *, profile: str) -> bytes:
    """The bytes of a report in the form that the file's ending says, on the official form `profile`."""
    make: Callable[..., bytes] = import_module(f"{__name__}.{OF_REPORTS[known_ending(path, OF_REPORTS)]}").file
    return make(report, profile=profile)


def known_ending(path: Path, known: Mapping[str, str] = ENDINGS) -> str:
    """What the file's name ends with; UsageError where it is none of these."""
    ending = path.suffix.lower()
    if ending not in known and ending in OF_REPORTS and known is OF_TABLES:
        raise UsageError("output-of-reports-only", path=path, ending=ending)
    if ending not in known:
        raise UsageError("output-ending-unknown", path=path, known=", ".join(known))
    return ending


def write(content: Table | Listing | Mapping[str, Any], path: Path, *, profile: str = "party-2018") -> None:
    """Write the file. It is written beside the target and renamed, so that nobody ever sees half of it."""
    beside.put(path, compose(content, path, profile=profile))
