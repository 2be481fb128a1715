"""A report as PDF: what the Word report holds, set by typst from `data/pdf/report.typ`. Texts go in as data, never as markup."""

import json
from collections.abc import Sequence
from datetime import UTC
from functools import cache
from importlib.util import find_spec
from itertools import zip_longest
from typing import Any

from danvan_cli import messages, shipped
from danvan_cli.errors import UsageError
from danvan_cli.tables.reports.report import Report, Section
from danvan_cli.tables.table import Listing
from danvan_cli.writers.column_widths import (
    SIZE,
    facing,
    figure_widths,
    fits,
    list_fits,
    list_widths,
    print_size,
    shown,
)
from danvan_cli.writers.letterhead import Line, Profile
from danvan_cli.writers.letterhead import profile as profile_named
from danvan_cli.writers.printed import Printed, Row, lay_out, unnumbered
from danvan_cli.writers.printed import say as word
from danvan_cli.writers.reports.report_book import MOST_ROWS, elsewhere, general_notes, mark_of, say
from danvan_cli.writers.safe import cell_text

_SHARES, _GUTTER = (0.4, 0.6), 2.0  # of the halves of letterhead and signatures, and what is free between them
_TEXT_MOST = 250  # letters of what a document says of itself

Cell = dict[str, Any]


def file(report: Report, *, profile: str = "party-2018") -> bytes:
    """The document's bytes; the same report gives the same on one machine. UsageError where typst is not there."""
    if find_spec("typst") is None:
        raise UsageError("pdf-needs")
    import typst  # noqa: PLC0415 - an extra

    folder = shipped.folder() / "pdf"
    said = json.dumps(_document(report, profile_named(profile)), ensure_ascii=True)
    return typst.compile(
        str(folder / "report.typ"),
        root=str(folder),
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"report": said},
        timestamp=report.as_of.astimezone(UTC).replace(microsecond=0),
    )


def font_instead(profile: str) -> tuple[str, str] | None:
    """The font of a form, and the one that is printed where this machine has not got it; None where it has."""
    wanted, *others = _wanted(profile_named(profile))
    known = set(_fonts().families())
    return None if wanted in known else (wanted, next(font for font in others if font in known))


@cache
def _fonts() -> Any:
    import typst  # noqa: PLC0415 - an extra

    return typst.Fonts()


def _wanted(form: Profile) -> list[str]:
    return [form.font, *shipped.toml("pdf", "fonts.toml")["instead"]]


def _document(report: Report, form: Profile) -> dict[str, Any]:
    """All that `report.typ` prints."""
    about = " · ".join(part for part in (report.unit[1], report.period_name, mark_of(report)) if part)
    moment = report.as_of.astimezone(UTC)
    return {
        "title": cell_text(report.title),
        "author": "danvan",
        "about": cell_text(about)[:_TEXT_MOST],
        "keywords": [shipped.OUR_TABLE, *([report.paper] if report.paper else [])],
        "date": [moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second],
        "language": messages.language(),
        "fonts": _wanted(form),
        "sizes": form.sizes,
        "margins": form.page["margins"],
        "mark": mark_of(report),
        "heads": _lines(form.heads(report.headings), form),
        "heading": say("heading"),
        "paragraphs": [
            {
                "heading": cell_text(told.heading),
                "text": cell_text(told.text),
                "write": f"[{cell_text(say('write', what=told.write))}]" if told.write else "",
            }
            for told in report.paragraphs
        ],
        "closing": _lines(_level(*form.closes(say("copies-to"))), form),
        "annex": {
            "heading": say("annex"),
            "under": form.annexed(report.headings),
            "contents": say("contents"),
            "general": say("general-notes"),
            "notes": list(map(cell_text, general_notes(report))),
        },
        "notes-head": word("notes"),
        "tables": [
            _table(report, section, say("number", number=place), form)
            for place, section in enumerate(report.sections, start=1)
        ],
    }


def _lines(pairs: Sequence[tuple[Line, Line]], form: Profile) -> list[list[dict[str, Any]]]:
    """The two halves of a letterhead or of signatures, line by line."""
    room = _rooms(form)[0] - _GUTTER

    def half(one: Line, share: float) -> dict[str, Any]:
        text = "\n".join(map(cell_text, one.broken(room * share)))
        return {"text": text, "size": one.size, "bold": one.bold, "italic": one.italic, "underline": one.underline}

    return [[half(one, share) for one, share in zip(pair, _SHARES, strict=True)] for pair in pairs]


def _level(left: list[Line], right: list[Line]) -> list[tuple[Line, Line]]:
    """Two halves line by line, the shorter one filled up."""
    nothing = Line("", left[-1].size)
    return list(zip_longest(left, right, fillvalue=nothing))


def _rooms(form: Profile) -> tuple[float, float]:
    """Millimetres between the margins, upright and on the side."""
    beside = form.page["margins"]["left"] + form.page["margins"]["right"]
    return form.page["height"] - beside, form.page["width"] - beside


def _table(report: Report, section: Section, name: str, form: Profile) -> dict[str, Any]:
    """One table with what stands around it; no grid where it is left to the workbook."""
    content, counted = section.content, ""
    title, _, about = content.title.partition(" · ")
    if isinstance(content, Listing):
        notes, rows = [note.message for note in content.notes], len(content.rows)
        about = " · ".join(filter(None, (about, content.about)))
        aside, grid = _list_grid(unnumbered(content), form) if rows <= MOST_ROWS else (False, None)
    else:
        printed = lay_out(content)
        rows, notes = len(printed.rows), list(printed.footnotes)
        about = " · ".join(filter(None, (about, _about(printed))))
        counted = word("unit-of-count", what=printed.counted_in)
        aside, grid = _figure_grid(printed, form) if rows <= MOST_ROWS else (False, None)
    if grid is None:
        notes.insert(0, elsewhere(report, rows))
    return {
        "name": name,
        "title": cell_text(content.title),
        "head": cell_text(title.upper()),
        "about": cell_text(about[:1].upper() + about[1:]),
        "annexed": form.annexed(report.headings),
        "counted": cell_text(counted),
        "aside": aside,
        "grid": grid,
        "notes": list(map(cell_text, notes)),
    }


def _about(printed: Printed) -> str:
    """Whom and when a table is about."""
    return printed.subtitle + (f" ({word('provisional')})" if printed.provisional else "")


def _cell(text: str, align: str, *, bold: bool = False, italic: bool = False, across: int = 1, down: int = 1) -> Cell:
    shape = {"across": across, "down": down} if across > 1 or down > 1 else {}
    return {"text": cell_text(text), "align": align, "bold": bold, "italic": italic, **shape}


def _figure_grid(printed: Printed, form: Profile) -> tuple[bool, dict[str, Any]]:
    """Headings in one row or two, the row of column numbers, the lines; on its side where it is too wide upright."""
    upright, aside = _rooms(form)
    printed = facing(printed, aside)
    lies = not fits(printed, upright)
    widths = figure_widths(printed, aside if lies else upright)
    body = [
        [_cell(str(place), "center"), _cell(row.label, "left"), *_figures(row)]
        for place, row in enumerate(printed.rows, start=1)
    ]
    if printed.foot:
        body.append([_cell(printed.foot.label, "center", bold=True, across=2), *_figures(printed.foot, bold=True)])
    return lies, {"widths": widths, "size": print_size(printed, widths), "heads": _heads(printed), "rows": body}


def _heads(printed: Printed) -> list[list[Cell]]:
    """A common heading stands over the columns that it is about."""
    deep = 2 if printed.column_head else 1
    first = [_cell(text, "center", bold=True, down=deep) for text in (word("row-number"), printed.row_head)]
    if deep == 2:
        over = [_cell(printed.column_head, "center", bold=True, across=len(printed.columns))]
        over += [_cell(printed.total_head, "center", bold=True, down=2)] if printed.total_head else []
        rows = [[*first, *over], [_cell(text, "center", bold=True) for text in printed.columns]]
    else:
        rows = [[*first, *(_cell(text, "center", bold=True) for text in printed.heads)]]
    count = 2 + len(printed.heads)
    return [*rows, [_cell(f"({place})", "center", italic=True) for place in range(1, count + 1)]]


def _figures(row: Row, *, bold: bool = False) -> list[Cell]:
    return [_cell(str(one), "right", bold=bold or one is row.total) for one in row.all]


def _list_grid(listing: Listing, form: Profile) -> tuple[bool, dict[str, Any]]:
    """A list: numbered rows, each column as wide as its texts ask; on its side where they are long."""
    upright, aside = _rooms(form)
    lies = not list_fits(listing, upright)
    heads = [[_cell(text, "center", bold=True) for text in (word("row-number"), *listing.headings)]]
    body = []
    for place, row in enumerate(listing.rows, start=1):
        bold = listing.summed and place == len(listing.rows)
        texts = (
            _cell(shown(one), "left" if one is None or isinstance(one, str) else "right", bold=bold) for one in row
        )
        body.append([_cell("" if bold else str(place), "center"), *texts])
    return lies, {
        "widths": list_widths(listing, aside if lies else upright),
        "size": SIZE,
        "heads": heads,
        "rows": body,
    }
