"""What the paragraphs of a report say: every figure out of its tables, a sentence left unsaid where they know nothing."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter

from danvan_cli import messages
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.periods import Period
from danvan_cli.tables.coverage import in_words
from danvan_cli.tables.reports.report_shapes import Paragraph, Sentence
from danvan_cli.tables.table import Cell, Listing, Table
from danvan_cli.units import eras
from danvan_cli.vietnamese import inside, number

_ROOM = re.compile(r" ([.,;:])")


@dataclass(frozen=True, slots=True)
class Told:
    """One paragraph: its heading, what it says, and what a person must write there."""

    heading: str
    text: str
    write: str


def paragraphs(
    declared: Sequence[Paragraph], tables: Mapping[str, Table | Listing], scope: Mapping[str, str]
) -> tuple[Told, ...]:
    """The paragraphs that have something to say; `scope`: the period and the unit in words."""
    return tuple(found for one in declared if (found := _told(one, tables, scope)))


def _told(declared: Paragraph, tables: Mapping[str, Table | Listing], scope: Mapping[str, str]) -> Told | None:
    text = ""
    for one in declared.sentences:
        text = _joined(text, _said(one, tables.get(one.of), scope))
    write = filled(str(declared.write), scope) if declared.write else ""
    if not text and not write:
        return None
    return Told(filled(str(declared.heading), scope) if declared.heading else "", text, write)


def _joined(text: str, more: str) -> str:
    """One sentence after another; one that begins with a semicolon goes on from it, or stands alone."""
    if not more.startswith(";"):
        more = more[:1].upper() + more[1:]
        return f"{text} {more}" if text and more else text or more
    return text.rstrip(".") + more if text else _joined("", more.lstrip("; "))


def _said(declared: Sentence, table: Table | Listing | None, scope: Mapping[str, str]) -> str:
    """The sentence with its figures; empty where one of them is not known."""
    if not isinstance(table, Table):
        return ""
    other = declared.stage is not None and table.stage != declared.stage
    if other and declared.otherwise is None:
        return ""
    says = str(declared.otherwise if other else declared.says)
    wanted = {name for _, name, _, _ in Formatter().parse(says) if name}
    known = {
        **scope,
        "stage": messages.text("report", f"stage-{table.stage}") or table.stage_name.lower(),
        "total": None if table.total is None else number(table.total),
        "lines": _lines(declared, table) if "lines" in wanted else None,
        "change": _change(table) if "change" in wanted else None,
        "coverage": coverage_of(table),
    }
    if any(known[name] is None for name in wanted):
        return ""
    return filled(says, known)


def filled(says: str, known: Mapping[str, object]) -> str:
    """A wording with its gaps filled; one that is filled with nothing leaves no room behind, and no comma before it."""
    return _ROOM.sub(r"\1", " ".join(says.format_map(known).split())).removesuffix(",")


def _lines(declared: Sentence, table: Table) -> str | None:
    """`kinh tế 139, quốc phòng - an ninh 84`, what is not stated last; None where nothing but that or one part is known."""
    known = [cell for cell in table.cells if cell.value is not None]
    if len(table.by) != 1 or not any(cell.at[0] for cell in known) or len([one for one in known if one.value]) < 2:
        return None
    if table.by == ("stage",) and len({cell.value for cell in known}) == 1:
        return None  # the steps before only follow from the last one: nobody has told of them
    each = str(declared.each) if declared.each else "{name} {value}"
    named = [(_name(table, cell), cell.value) for cell in known if cell.at[0]]
    told = [each.format(name=name, value=_figure(value)) for name, value in named]
    told += [
        f"{messages.text('report', 'not-stated', what=table.row_head.lower())} {_figure(cell.value)}"
        for cell in known
        if not cell.at[0] and cell.value
    ]
    return ("; " if any("," in one for one in told) else ", ").join(told)


def _name(table: Table, cell: Cell) -> str:
    """A set of members inside a sentence: "huyện và xã"."""
    names = [inside(label) for code, label in table.labels[table.by[0]].items() if code in cell.at[0]]
    last = f" {messages.text('screen', 'and')} "
    return last.join(filter(None, (", ".join(names[:-1]), names[-1])))


def unit_inside(unit: str) -> str:
    """A unit's name inside a sentence: "tỉnh Hà Nam", but "Ban Dân vận" as it is."""
    return unit[:1].lower() + unit[1:] if eras.status_of(unit) else unit


def _figure(value: Number | None) -> str:
    return "" if value is None else number(value)


def _change(table: Table) -> str | None:
    """`tăng 127 (8,6%) so với năm 2023 (1.470)`; None where one of the two periods has no figure."""
    if table.by[-1:] != ("period",):
        return None
    earlier, _, delta, rate = (*table.column_totals, None, None, None, None)[:4]
    if earlier is None or delta is None:
        return None
    seen = {
        "period": Period(table.columns[0]).name,
        "value": number(earlier),
        "by": number(max(delta, -delta)),
        "rate": "" if rate is None else f" ({number(max(rate, -rate))}%)",
    }
    return messages.text("report", "change-up" if delta > 0 else "change-down" if delta else "change-none", **seen)


def coverage_of(table: Table) -> str:
    """Who is in a table's figures: `118/120 đơn vị báo cáo`."""
    return "; ".join(_heard(table))


def _heard(table: Table) -> Iterator[str]:
    """Who is in the figures, and how firm they are."""
    coverage = table.coverage
    yield in_words(coverage.expected, coverage.received, coverage.places, coverage.bodies)
    if coverage.second_hand:
        yield messages.text("writers", "coverage-second-hand", count=number(coverage.second_hand))
    if coverage.left_out:
        yield messages.text("report", "left-out", count=number(len(coverage.left_out)))
    if table.provisional:
        yield messages.text("report", "provisional")
