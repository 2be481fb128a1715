"""A report as one page for the browser: read without scripts, nothing fetched, every figure opened down to its cells."""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from danvan_cli import messages, shipped
from danvan_cli.tables.reports.report import Report
from danvan_cli.vietnamese import number, share
from danvan_cli.writers.letterhead import Profile
from danvan_cli.writers.letterhead import profile as profile_named
from danvan_cli.writers.plot import colours_of
from danvan_cli.writers.printed import Figure, coverage_line, lay_out, left_out_by_reason
from danvan_cli.writers.printed import say as word
from danvan_cli.writers.reports.page_charts import WIDTH, Bar, Piece, say
from danvan_cli.writers.reports.page_sheets import Row, Sheet, sheet_of
from danvan_cli.writers.reports.page_sources import Cells, held, too_many
from danvan_cli.writers.reports.report_book import mark_of
from danvan_cli.writers.reports.report_book import say as report_word
from danvan_cli.writers.safe import plain

_MOST_CARDS = 8
_FEW = 10  # rows that nobody needs to filter
_HEARD = "#0072B2"


def file(report: Report, *, profile: str = "party-2018") -> bytes:
    """The page's bytes. The same report gives the same bytes."""
    sheets = [(report_word("table", number=place), sheet_of(one)) for place, one in enumerate(report.sections, start=1)]
    css, script = _source("page.css"), _source("page.js")
    printing = _printing(mark_of(report), profile_named(profile))
    shown = _environment().get_template("page.html").render(
        report=report,
        language=messages.language(),
        policy=_policy(script, css, printing),
        styles=[Markup(css), Markup(printing)],  # noqa: S704 - our own
        script=Markup(script),  # noqa: S704 - our own
        data=Markup(_data(report, sheets)),  # noqa: S704 - escaped there
        about=" · ".join(filter(None, (report.unit[1], report.period_name, report.main.stage_name))),
        cards=list(_cards(report)),
        paragraphs=[one for one in report.paragraphs if one.text],  # what a person must write has no place here
        coverage=coverage_line(report.main),
        heard=list(_heard(report)),
        missing=report.main.coverage.missing,
        sheets=sheets,
        notes=[note.message for note in report.notes],
        mark=mark_of(report),
        width=WIDTH,
        stamp=shipped.OUR_TABLE,
        say=say,
        word=word,
        report_word=report_word,
        number=number,
        too_many=too_many,
        few=_FEW,
        left_out=list(left_out_by_reason(report.main.coverage).items()),
        unnumbered=_unnumbered,
    )  # fmt: skip
    return (shown.strip() + "\n").encode()


@cache
def _environment() -> Environment:
    """The page's skeleton: every text that is put into it is made harmless and escaped, wherever it stands."""
    return Environment(
        loader=FileSystemLoader(shipped.folder() / "page"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: plain(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _source(name: str) -> str:
    return shipped.folder().joinpath("page", name).read_text(encoding="utf-8")


def _policy(script: str, *styles: str) -> str:
    """Nothing may be fetched, sent or run but what stands here."""
    css = " ".join(map(_digest, styles))
    return f"default-src 'none'; script-src {_digest(script)}; style-src {css}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _printing(mark: str, form: Profile) -> str:
    """Paper as the official form has it, with the code and the number of the page under every page."""
    margins, style = form.page["margins"], f"font: 9pt {json.dumps(form.font)}"
    sides = " ".join(f"{margins[side]}mm" for side in ("top", "right", "bottom", "left"))
    code, page = json.dumps(mark, ensure_ascii=False), json.dumps(say("page") + " ", ensure_ascii=False)
    return (
        f"@page {{ size: A4; margin: {sides};\n"
        f"  @bottom-left {{ content: {code}; {style}; }}\n"
        f'  @bottom-right {{ content: {page} counter(page) "/" counter(pages); {style}; }} }}\n'
        f"@media print {{ body {{ font-family: {json.dumps(form.font)}, serif; }} }}\n"
    )


def _unnumbered(heading: str) -> str:
    """A heading without its number: those that only a person can fill are left out, and the numbers would have gaps."""
    return re.sub(r"^[IVX]+[.]\s*", "", heading)


def _cards(report: Report) -> Iterator[tuple[str, str, str]]:
    """The figures that people look for first: label, figure, colour. The whole, then what it is made of."""
    table, printed = report.main, lay_out(report.main)
    if table.total is not None:
        yield word("count-of", what=table.counted_in), number(table.total), ""
    lines = [(row.label, row.total or row.figures[0]) for row in printed.rows if row.total or len(row.figures) == 1]
    columns = [*zip(printed.columns, printed.foot.figures, strict=True)] if printed.foot else []
    ways = (columns, lines) if table.by[:1] == ("unit",) else (lines, columns)
    parts = next((known for way in ways if 1 < len(known := _known(way)) <= _MOST_CARDS), [])
    for (label, figure), colour in zip(parts, colours_of(table, [label for label, _ in parts]), strict=True):
        yield label, str(figure), colour


def _known(figures: list[tuple[str, Figure]]) -> list[tuple[str, Figure]]:
    return [(label, figure) for label, figure in figures if figure.value is not None]


def _heard(report: Report) -> Iterator[Bar]:
    """Who has sent, of how many: of those that must, else of the places that there are."""
    coverage = report.main.coverage
    if coverage.expected:
        of_all = [("roster", coverage.received, coverage.expected)]
    else:
        of_all = [one for one in coverage.places if one[2]]
    for code, sent, known in of_all:
        words = {"sent": number(sent), "received": number(sent), "known": number(known), "expected": number(known)}
        name, part = messages.text("coverage", code, **words), f"{number(share(sent, known))}%"
        yield Bar(name, part, (Piece(0, round(sent * WIDTH / known, 1), _HEARD, f"{name}: {part}"),))


def _data(report: Report, sheets: list[tuple[str, Sheet]]) -> str:
    """What the script needs: rows beyond those in the page, the cells behind the figures, its words. No markup can be in it."""
    cells, tables = Cells(), {}
    for name, sheet in sheets:
        traced = sheet.table and not too_many(sheet.table)
        tables[sheet.id] = {
            "name": name,
            "rows": [_row(row) for row in sheet.beyond],
            "summed": len(sheet.heads) <= 2 or sheet.totals > 0,
            "figures": cells.figures(sheet.table) if sheet.table and traced else {},
        }
    data = {"tables": tables, **cells.data, "unit": plain(report.unit[1]), "words": _words()}
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written


def _row(row: Row) -> list[Any]:
    return [plain(cell.text) if cell.value is None else held(plain(cell.text), cell.value) for cell in row]


def _words() -> dict[str, str]:
    """The words that only the script says."""
    own = (
        "sort",
        "more",
        "found",
        "found-in",
        "found-none",
        "of-whole",
        "whole",
        "cells",
        "rest",
        "no-cells",
        "no-source",
        "apart",
        "cells-alone",
    )
    heads = ("text", "unit", "reporter", "path", "standing", "value")
    return {**{code: say(code) for code in own}, **{f"head-{head}": word(f"source-{head}") for head in heads}}
