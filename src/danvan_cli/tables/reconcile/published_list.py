"""Published figures: what a list or a command line says of them, and the list of those that are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from danvan_cli.errors import UsageError
from danvan_cli.findings import Finding
from danvan_cli.intake.office_lists import Line, unit_of
from danvan_cli.intake.words.numbers import read_count
from danvan_cli.ledger.books.published import KeptFigure, Published
from danvan_cli.ledger.standing.margins import canonical
from danvan_cli.ledger.store import Ledger
from danvan_cli.messages import text
from danvan_cli.periods import Period, parse
from danvan_cli.tables.selection.selectors import parse_filter, parse_stage
from danvan_cli.tables.table import Listing
from danvan_cli.units import Register
from danvan_cli.vocabulary import MemberSet, Vocabulary

_BUILT = "xaydung"
_PARTS = ("field", "level", "holder", "origin", "block")


@dataclass(frozen=True, slots=True)
class Terms:
    """What is said of all figures of a run, and how its words are read."""

    vocabulary: Vocabulary
    period: str | None
    stage: str | None
    who: str
    source: str


def whole_number(typed: str) -> int | None:
    """A figure as people write it: 1597, 1.597."""
    return read_count(typed).value


def figure_of(
    terms: Terms, stated: int, unit: str, parts: Mapping[str, str], *, period: str = "", who: str = "", source: str = ""
) -> Published:
    """One published figure. Raises UsageError where a part names no member."""
    fixed: dict[str, MemberSet] = {}
    for dim in _PARTS:
        if said := parts.get(dim):
            chosen = parse_filter(dim, said, terms.vocabulary)
            if chosen.is_line:
                raise UsageError("claim-part", text=said)
            fixed[dim] = tuple(sorted(chosen.members))
    stage = parse_stage(parts["stage"], terms.vocabulary) if parts.get("stage") else terms.stage or _BUILT
    return Published(
        period or terms.period or "", unit, stage, canonical(fixed), stated, who or terms.who, source or terms.source
    )


def published_of(
    lines: Sequence[Line], source: str, *, terms: Terms, register: Register, home: str | None, day: date | None
) -> tuple[list[Published], list[Finding]]:
    """The figures of a list, and what is unclear in it."""
    figures: list[Published] = []
    faults: list[Finding] = []
    for line in lines:
        found = _of_line(line, source, terms, register, home, day)
        (faults if isinstance(found, Finding) else figures).append(found)  # type: ignore[arg-type] # one of the two
    return figures, faults


def _of_line(
    line: Line, source: str, terms: Terms, register: Register, home: str | None, day: date | None
) -> Published | Finding:
    unit = unit_of(line, register, home, day)
    if isinstance(unit, Finding):
        return unit
    count, period = read_count(line.cells.get("stated", (None, ""))[0]).value, _period(line, terms)
    for column, value in (("stated", count), ("period", period)):
        if value is None and not line.text(column):
            return line.lack("published", column)
    if count is None or period is None:
        return line.fault("list-value-unreadable", "stated" if count is None else "period")
    who = line.text("who") or terms.who or source
    for column in ("stage", *_PARTS):
        try:
            figure_of(terms, count, unit, {column: line.text(column)})
        except UsageError:
            return line.fault("list-value-unreadable", column)
    parts = {column: line.text(column) for column in ("stage", *_PARTS)}
    said = line.text("source") or terms.source or source
    return figure_of(terms, count, unit, parts, period=period, who=who, source=said)


def _period(line: Line, terms: Terms) -> str | None:
    said = line.text("period").removesuffix(".0")
    found = parse(said) if said else None
    return found.code if found else None if said else terms.period


def about(ledger: Ledger, figure: Published) -> str:
    """What a figure is about, in words: "mô hình năm 2024, Tỉnh Hà Nam, xây dựng (Mới)"."""
    stage = ledger.vocabulary["stage"].name(figure.stage).lower()
    only = _only(ledger, figure)
    named = (Period(figure.period).name, ledger.register.full_name(figure.unit), stage)
    return f"{text('screen', 'models')} {', '.join(named)}" + (f" ({only})" if only else "")


def _only(ledger: Ledger, figure: Published) -> str:
    return ", ".join(ledger.vocabulary[dim].name(code) for dim, codes in figure.fixed for code in codes)


def listing_of_published(ledger: Ledger, found: Sequence[KeptFigure]) -> Listing:
    """The kept figures as people read them."""
    heads = ("who", "stated", "number", "period", "unit", "stage", "about", "source", "keeper", "state")
    rows = tuple(
        (
            kept.figure.who,
            kept.figure.stated,
            str(kept.number),
            Period(kept.figure.period).name,
            ledger.register.name_of(kept.figure.unit),
            ledger.vocabulary["stage"].name(kept.figure.stage),
            _only(ledger, kept.figure),
            kept.figure.source,
            kept.keeper,
            _state(kept),
        )
        for kept in found
    )
    return Listing(
        text("claim", "title", count=len(rows)), tuple(text("claim", f"head-{head}") for head in heads), rows
    )


def _state(kept: KeptFigure) -> str:
    if kept.until is None:
        return text("claim", "holds")
    if kept.replaced_by is not None:
        return text("claim", "was-replaced", number=kept.replaced_by)
    return text("claim", "was-taken-back", who=kept.taken_back_by or "", why=kept.taken_back_why or "")


def document_of_published(ledger: Ledger, found: Sequence[KeptFigure]) -> dict[str, Any]:
    """The contract of `claim list --format json`."""
    return {
        "claims": [
            {
                "number": kept.number,
                "period": kept.figure.period,
                "unit": {"code": kept.figure.unit, "name": ledger.register.name_of(kept.figure.unit)},
                "stage": kept.figure.stage,
                "of": {dim: list(codes) for dim, codes in kept.figure.fixed},
                "stated": kept.figure.stated,
                "who": kept.figure.who,
                "source": kept.figure.source,
                "keeper": kept.keeper,
                "since": kept.since,
                "until": kept.until,
                "replaced_by": kept.replaced_by,
                "taken_back_by": kept.taken_back_by,
                "taken_back_why": kept.taken_back_why,
            }
            for kept in found
        ]
    }
