"""The blanks that an office writes into its own document, `{{tong}}`, and what a report puts there."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from danvan_cli import messages
from danvan_cli.periods import Period
from danvan_cli.tables.reports.report import Report
from danvan_cli.tables.reports.report_sentences import coverage_of, unit_inside
from danvan_cli.tables.table import Listing, Table
from danvan_cli.vietnamese import bare, fold, number
from danvan_cli.writers.printed import Figure, lay_out
from danvan_cli.writers.reports.report_book import groups_of
from danvan_cli.writers.safe import plain

BLANK = re.compile(r"\{\{([^{}\n]*)\}\}")
PARAGRAPHS, TABLE = "doan van", "bang"
"""The two that take the place of a whole paragraph, as `bare` gives them."""

_LONG = 80  # letters of a blank that a sentence names

_HEADINGS = {"co quan": "issuer", "co quan tren": "parent", "dia danh": "place"}
"""Blanks of the letterhead: what the workspace's settings call them, which say them themselves or by `organ`."""


def _heading(key: str, report: Report) -> str:
    return report.headings.get(key, "")


_TEXTS: Mapping[str, Callable[[Report], str]] = {
    "don vi": lambda report: unit_inside(report.unit[1] or report.headings.get("place", "")),
    "ky": lambda report: report.period_name,
    "nam": lambda report: "-".join(str(year) for year in dict.fromkeys(_ends(report.period))),
    "tong": lambda report: "" if report.main.total is None else number(report.main.total),
    "nop bao cao": lambda report: coverage_of(report.main),
    "tieu de": lambda report: report.title,
    **{name: partial(_heading, key) for name, key in _HEADINGS.items()},
    "so lieu den": lambda report: f"{report.as_of:%d/%m/%Y %H:%M}",
    "ma": lambda report: report.paper,
    "dau": groups_of,
}
"""By name, as `bare` gives it; what each is for stands in `[blank]` of the message catalogue, in this order."""


class Fault(Exception):  # noqa: N818 - it is a state of somebody's document
    """A blank that cannot be filled, told in a sentence of `[blank-fault]`."""

    def __init__(self, code: str, blank: str, known: str = "") -> None:
        shown = plain(blank)
        shown = shown if len(shown) <= _LONG else shown[: _LONG - 1] + "…"
        super().__init__(messages.text("blank-fault", code, blank=shown, known=known))


def known_blanks(report: Report) -> Iterator[str]:
    """Every blank with what it is for, then the tables that can be named."""
    yield from messages.section("blank").values()
    yield messages.text("blank-fault", "tables", names=", ".join(section.name for section in report.sections))


def parts_of(blank: str) -> list[str]:
    """`Bảng: linh-vuc-cap` as its parts."""
    return [part.strip() for part in blank.split(":")]


def content_of(report: Report, blank: str) -> Table | Listing:
    """What `{{bang:…}}` names; Fault where the report has no such table with figures."""
    return _section(report, blank, " ".join(parts_of(blank)[1:]))


def text_of(report: Report, blank: str) -> str:
    """What stands in place of a blank inside a paragraph, in capitals as the blank is; Fault where there is nothing."""
    kind, *where = parts_of(blank)
    name = bare(kind)
    if name in _TEXTS and not where:
        text = _TEXTS[name](report)
    elif name == "tong" and len(where) == 1:
        total = getattr(_section(report, blank, where[0]), "total", None)
        text = "" if total is None else number(total)
    elif name == "so" and len(where) in (2, 3):
        text = _figure(report, blank, where)
    else:
        raise Fault("not-alone" if name in (PARAGRAPHS, TABLE) else "unknown", blank)
    if not text and name in _HEADINGS:
        raise Fault("heading", blank, _HEADINGS[name])
    if not text:
        raise Fault("nothing", blank)
    if kind.isupper():
        return text.upper()
    return text[:1].upper() + text[1:] if kind[:1].isupper() else text


def _ends(period: str) -> tuple[int, int]:
    years = Period(period).years
    return years[0], years[-1]


def _section(report: Report, blank: str, name: str) -> Table | Listing:
    found = next((section.content for section in report.sections if bare(section.name) == bare(name)), None)
    if found is None:
        raise Fault("no-table", blank, ", ".join(section.name for section in report.sections))
    return found


def _figure(report: Report, blank: str, where: list[str]) -> str:
    """The figure of a line, of a column, or of both: `so:linh-vuc-cap:kinh tế:tỉnh`."""
    table = _section(report, blank, where[0])
    if not isinstance(table, Table):
        raise Fault("no-figures", blank)
    printed = lay_out(table)
    lines, heads = [row.label for row in printed.body], list(printed.heads)
    line, column = _place(where[1], lines), _place(where[-1], heads)
    figure: Figure | None = None
    if len(where) == 3 and line is not None and column is not None:
        figure = printed.body[line].all[column]
    elif len(where) == 2 and line is not None:
        row = printed.body[line]
        figure = row.total or (row.figures[0] if len(row.figures) == 1 else None)
    elif len(where) == 2 and column is not None and printed.foot:
        figure = printed.foot.all[column]
    else:
        raise Fault("no-line", blank, ", ".join([*lines, *heads]))
    return "" if figure is None or figure.value is None else number(figure.value)


def _place(name: str, labels: list[str]) -> int | None:
    """Which of the labels a person means: the very one, else the only one that differs in accents."""
    for key in (fold, bare):
        found = [place for place, label in enumerate(labels) if key(label) == key(name)]
        if len(found) == 1:
            return found[0]
    return None
