"""A bridge as one sentence, as a list of its parts with their files and cells, and as the document of its contract."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from danvan_cli import messages
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.ledger.store import Ledger
from danvan_cli.tables.compared.bridge import KINDS, Bridge, Part
from danvan_cli.tables.table import Listing, Note, Table
from danvan_cli.tables.trace import Source
from danvan_cli.units import Register
from danvan_cli.vietnamese import number, some, sort_key

SHOWN_CELLS = 8
SHOWN_LINES = 10
_COUNTED = ("late", "typed", "added")
"""Kinds of which the sentence says how many units they are."""


@dataclass(frozen=True, slots=True)
class Told:
    """A bridge with the two tables it leads between, each as it was known at a moment."""

    bridge: Bridge
    then: Table
    now: Table
    since: str
    until: str | None  # None: now
    paper: str | None = None  # the code of the paper it begins with
    asked_otherwise: bool = False  # the second table answers another question, not the same one later

    @property
    def changed(self) -> list[tuple[str, Number | None, Number | None]]:
        """Lines whose total changed, where both tables are split alike."""
        if self.then.by != self.now.by:
            return []
        before = {line.label: line.total for line in self.then.lines}
        after = {line.label: line.total for line in self.now.lines}
        labels = list(dict.fromkeys((*before, *after)))
        return [(one, before.get(one), after.get(one)) for one in labels if before.get(one) != after.get(one)]


def sentence_of(found: Bridge, register: Register) -> str:
    """`1.583 → 1.597: +21 (3 xã nộp sau thời điểm ấy) −4 (đính chính) −3 (trùng)`."""
    head = f"{_figure(found.then)} → {_figure(found.now)}"
    kinds: dict[str, list[Part]] = defaultdict(list)
    for part in found.parts:
        kinds[part.kind].append(part)
    told = [
        f"{signed(sum(part.delta for part in kinds[kind]))} ({_why(kind, kinds[kind], register)})"
        for kind in KINDS
        if kind in kinds
    ]
    return f"{head}: {' '.join(told)}" if told else f"{head}: {messages.text('bridge', 'nothing')}"


def signed(value: Number) -> str:
    """A difference with its sign: +21, −4, ±0."""
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return f"{sign}{number(-value if value < 0 else value)}"


def _figure(value: Number | None) -> str:
    return messages.text("bridge", "no-figure") if value is None else number(value)


def _why(kind: str, parts: Sequence[Part], register: Register) -> str:
    units = {part.unit for part in parts if part.unit}
    return messages.text("bridge", kind, units=_units(units, register) if kind in _COUNTED else "")


def _units(codes: Iterable[str], register: Register) -> str:
    """How many units, called what they are: "3 xã", "2 xã, phường", "4 đơn vị"."""
    known = [register.get(code) for code in sorted(codes)]
    words = {one.name.removesuffix(one.short).strip().lower() for one in known}
    if not all(one.is_place for one in known) or not all(words):
        words = {messages.text("bridge", "unit")}
    return f"{number(len(known))} {', '.join(sorted(words, key=sort_key, reverse=True))}"


def listing_of_bridge(ledger: Ledger, told: Told) -> Listing:
    """The sentence, and one line per part."""
    rows = tuple(
        (
            f"{signed(part.delta)} {_what(ledger, part)}",
            part.then_value,
            part.now_value,
            _places(part.then),
            _places(part.now),
        )
        for part in told.bridge.parts
    )
    heads = ("part", "then", "now", "cells-then", "cells-now")
    return Listing(
        sentence_of(told.bridge, ledger.register),
        tuple(messages.text("bridge", f"head-{head}") for head in heads),
        rows,
        tuple(_notes(told)),
    )


def _what(ledger: Ledger, part: Part) -> str:
    """The kind of a part, and of which unit."""
    kind = messages.text("bridge", f"one-{part.kind}")
    rule = messages.text("rule", part.rule) if part.rule and part.kind == "standing" else ""
    named = ledger.register.name_of(part.unit) if part.unit else ""
    return ": ".join(filter(None, (" ".join(filter(None, (kind, rule))), named)))


def _places(cells: Sequence[Source]) -> str:
    """The cells by file and sheet, as people read them: `a.xlsx › Biểu 1 › B8, B9`."""
    sheets: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in cells:
        sheets[one.path, one.sheet] += [one.cell] if one.cell else []  # "không có mô hình" stands in none
    return "; ".join(
        " › ".join(filter(None, (*place, some(list(dict.fromkeys(found)), SHOWN_CELLS))))
        for place, found in sheets.items()
    )


def _notes(told: Told) -> Iterable[Note]:
    about = {"since": _moment(told.since), "until": _moment(told.until), "paper": told.paper or ""}
    yield _note("paper-then-now" if told.paper else "then-now", **about)
    if told.asked_otherwise and told.then.title != told.now.title:
        yield _note("asked-otherwise", then=told.then.title, now=told.now.title)
    if told.changed:
        lines = [f"{label} {_figure(then)} → {_figure(now)}" for label, then, now in told.changed]
        yield _note("changed-lines", lines=some(lines, SHOWN_LINES, "; "))


def _note(code: str, **seen: str) -> Note:
    return Note(code, messages.text("bridge", code, **seen))


def _moment(stored: str | None) -> str:
    if stored is None:
        return messages.text("bridge", "today")
    return f"{datetime.fromisoformat(stored).astimezone():%d/%m/%Y %H:%M}"


def document_of_bridge(ledger: Ledger, told: Told) -> dict[str, Any]:
    """The contract of `diff --format json`: the deltas of the parts add up to the difference, their cells to each delta."""
    found = told.bridge
    return {
        "paper": told.paper,
        "then": {"value": found.then, "as_of": told.since, "title": told.then.title},
        "now": {"value": found.now, "as_of": told.until, "title": told.now.title},
        "difference": found.difference,
        "sentence": sentence_of(found, ledger.register),
        "parts": [
            {
                "kind": part.kind,
                "delta": part.delta,
                "unit": {"code": part.unit, "name": ledger.register.name_of(part.unit)} if part.unit else None,
                "then": {"value": part.then_value, "cells": [_cell(ledger, one) for one in part.then]},
                "now": {"value": part.now_value, "cells": [_cell(ledger, one) for one in part.now]},
                "message": _what(ledger, part),
            }
            for part in found.parts
        ],
        "lines": [{"label": label, "then": then, "now": now} for label, then, now in told.changed],
    }


def _cell(ledger: Ledger, one: Source) -> dict[str, Any]:
    return {
        "path": one.path,
        "sha256": one.sha256,
        "sheet": one.sheet,
        "cell": one.cell,
        "value": one.value,
        "text": one.text,
        "reporter": {"code": one.reporter, "name": ledger.register.name_of(one.reporter)},
    }
