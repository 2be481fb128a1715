"""Models and traces as lists for people, and as the documents of the contracts."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from danvan_cli import messages
from danvan_cli.indicators import Indicator, Indicators
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.ledger.store import Ledger
from danvan_cli.tables.arrangement import label_of
from danvan_cli.tables.models import ListedModel
from danvan_cli.tables.selection.query import Question
from danvan_cli.tables.table import NOT_REPORTED, Listing, Note
from danvan_cli.tables.titles import scope_of
from danvan_cli.tables.trace import Trace
from danvan_cli.vietnamese import number
from danvan_cli.vocabulary import MemberSet

_SHOWN = 20
ON_SCREEN = 1000
"""As many cells as a screen lists of a figure: nobody reads those of a whole province there."""


def _head(*codes: str) -> tuple[str, ...]:
    return tuple(messages.text("screen", f"head-{code}") for code in codes)


def listing_of_models(
    question: Question,
    found: Sequence[ListedModel],
    indicators: Indicators,
    *,
    find: str | None = None,
    of: int | None = None,
    unnamed: Number | None = 0,
) -> Listing:
    """The list of models as people read it, with the cell each stands in, and a column for each indicator they state.

    `find`: what they were looked for by. `of`: how many there are, where these may be the first of them only. `unnamed`: how many more count without a name;
    None where some do, and nobody can add them.
    """
    ledger = question.ledger
    stated = [indicators[code] for code in sorted({code for model in found for code in model.indicators})]

    def label(dimension: str, members: MemberSet) -> str:
        return label_of(ledger, dimension, members) if members else ""

    rows: tuple[tuple[str | Number | None, ...], ...] = tuple(
        (
            place,
            model.name,
            ledger.register.name_of(model.unit),
            label("field", model.field),
            label("level", model.level),
            label("holder", model.holder),
            *(_amounts(model, one) for one in stated),
            f"{model.path} › {model.sheet} › {model.cell}",
        )
        for place, model in enumerate(found, start=1)
    )
    about = scope_of(question) + (f" · {messages.text('screen', 'limit-find', text=find)}" if find else "")
    title = messages.text("screen", "models-title", period=about, count=len(found))
    heads = _head("number", "name", "unit", "field", "level", "holder")
    left = (of or len(found)) - len(found)
    notes = [
        Note(code, messages.text("screen", f"models-{code}", count=number(count)))
        for code, count in (("more", left), ("unnamed", unnamed or 0))
        if count
    ]
    if unnamed is None:
        notes.append(Note("unnamed", messages.text("screen", "models-unnamed-levels")))
    return Listing(title, (*heads, *(one.name for one in stated), *_head("source")), rows, tuple(notes))


def _amounts(model: ListedModel, indicator: Indicator) -> str:
    """What a model states of an indicator, as people write it: "≥ 300.000.000 – 500.000.000 đồng"."""
    said = []
    for one in model.indicators.get(indicator.code, ()):
        value = number(one.value) + (f" – {number(one.upper)}" if one.upper is not None else "")
        said.append(" ".join(part for part in (_SIGNS.get(one.bound if one.upper is None else "", ""), value) if part))
    return f"{'; '.join(said)} {indicator.counted_in}" if said else ""


_SIGNS = {"at-least": "≥", "at-most": "≤", "about": "≈"}


def document_of_models(ledger: Ledger, found: Sequence[ListedModel]) -> dict[str, Any]:
    """The contract of `models --format json`; the models are made while they are written."""
    unit = cache(lambda code: _unit(ledger, code))
    return {
        "models": (
            {
                "code": model.code,
                "name": model.name,
                "unit": unit(model.unit),
                "reporter": unit(model.reporter),
                "field": list(model.field),
                "level": list(model.level),
                "holder": list(model.holder),
                "stages": list(model.stages),
                "period": model.period,
                "path": model.path,
                "sheet": model.sheet,
                "cell": model.cell,
                "indicators": {
                    code: [
                        {"value": one.value, "bound": one.bound, "upper": one.upper, "cell": one.cell}
                        for one in amounts
                    ]
                    for code, amounts in model.indicators.items()
                },
            }
            for model in found
        )
    }


def listing_of_trace(ledger: Ledger, found: Trace, most: int | None = None) -> Listing:
    """The cells behind a figure as people read them; their values add up to the figure. `most`: list no more, and say so."""
    name, sources = ledger.register.name_of, iter(found.sources)
    rows = tuple(
        (
            source.value,
            source.text,
            name(source.unit),
            name(source.reporter),
            messages.text("standing", source.standing),
            " › ".join(part for part in (source.path, source.sheet, source.cell) if part)
            + (f" ({messages.text('exchange', 'through', unit=name(source.through))})" if source.through else ""),
        )
        for source in islice(sources, most)
    )
    more = sum(1 for _ in sources)
    notes = [Note("sources-more", messages.text("trace", "sources-more", count=number(more)))] if more else []
    value = NOT_REPORTED if found.value is None else number(found.value)
    title = messages.text("screen", "trace-title", value=value, count=len(rows) + more)
    heads = _head("value", "text", "unit", "reporter", "standing", "source")
    return Listing(title, heads, rows, (*notes, *_left_out(ledger, found)))


def _left_out(ledger: Ledger, found: Trace) -> Iterator[Note]:
    """What is not in the figure, the whole tables before single rows; the rest is in the JSON document."""
    if not found.left_out:
        return
    count = number(len(found.left_out))
    yield Note("left-out", messages.text("trace", "left-out", count=count))
    for one in sorted(found.left_out, key=lambda one: one.cell is not None)[:_SHOWN]:
        seen = {
            "value": messages.text("trace", "cannot-say") if one.value is None else number(one.value),
            "text": one.text or ledger.register.name_of(one.unit),
            "place": " › ".join(filter(None, (one.path, one.sheet, one.cell))),
            "rule": messages.text("rule", one.rule) or one.rule,
        }
        yield Note(one.rule, messages.text("trace", "left-out-one", **seen))
    if len(found.left_out) > _SHOWN:
        yield Note("left-out-more", messages.text("trace", "left-out-more", count=number(len(found.left_out) - _SHOWN)))


def document_of_trace(ledger: Ledger, found: Trace) -> dict[str, Any]:
    """The contract of `trace --format json`; its sources are made while they are written."""
    unit = cache(lambda code: _unit(ledger, code))
    return {
        "value": found.value,
        "sources": (
            {
                "path": source.path,
                "sha256": source.sha256,
                "sheet": source.sheet,
                "cell": source.cell,
                "value": source.value,
                "unit": unit(source.unit),
                "reporter": unit(source.reporter),
                "text": source.text,
                "standing": source.standing,
                "through": unit(source.through) if source.through else None,
            }
            for source in found.sources
        ),
        "left_out": [
            {
                "path": one.path,
                "sha256": one.sha256,
                "sheet": one.sheet,
                "cell": one.cell,
                "value": one.value,
                "unit": unit(one.unit),
                "reporter": unit(one.reporter),
                "text": one.text or None,
                "standing": one.standing,
                "rule": one.rule,
                "message": messages.text("rule", one.rule) or one.rule,
            }
            for one in found.left_out
        ],
    }


def _unit(ledger: Ledger, code: str) -> dict[str, str]:
    return {"code": code, "name": ledger.register.name_of(code)}
