"""JSON: one UTF-8 document that obeys the contract of its command (`data/schemas/`)."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from danvan_cli.tables.table import Listing, Note, Table

_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Inside a JSON string these may as well be escapes, and a terminal then obeys none of them; halves of letters are no text."""


def text(content: Table | Listing | Mapping[str, Any]) -> str:
    """The document, for stdout."""
    return "".join(pieces(content))


def pieces(content: Table | Listing | Mapping[str, Any]) -> Iterator[str]:
    """The same piece by piece: of a list that is made while it is written each member is one, and a line."""
    document = _table(content) if isinstance(content, Table) else content
    document = _listing(document) if isinstance(document, Listing) else document
    between = "{"
    for key, value in document.items():
        yield f"{between}\n  {_json(key)}: "
        yield from _members(value) if isinstance(value, Iterator) else (_json(value),)
        between = ","
    yield "\n}\n" if document else "{}\n"


def file(content: Table | Listing | Mapping[str, Any]) -> bytes:
    """The document, for a file."""
    return text(content).encode()


def _members(values: Iterator[Any]) -> Iterator[str]:
    between = "["
    for value in values:
        yield f"{between}\n    {_escape(json.dumps(value, ensure_ascii=False, allow_nan=False, default=_amount))}"
        between = ","
    yield "[]" if between == "[" else "\n  ]"


def _json(value: Any) -> str:
    """A value of the document, its lines inside the document's."""
    written = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False, default=_amount)
    return _escape(written.replace("\n", "\n  "))


def _escape(written: str) -> str:
    return _OBEYED.sub(_escaped, written)


def _escaped(found: re.Match[str]) -> str:
    r"""An escape; of a half of a letter its text: \xNN, a byte of a file name that is not UTF-8, or \uNNNN."""
    code = ord(found[0])
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\\\x{code - 0xDC00:02x}"
    return f"\\\\u{code:04x}" if 0xD800 <= code <= 0xDFFF else f"\\u{code:04x}"


def _amount(value: object) -> float | int:
    """An amount with a fraction; anything else is no part of a document."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value).__name__)


def _table(table: Table) -> dict[str, Any]:
    """The contract of `summarize --format json` (data/schemas/summarize.schema.json)."""
    code, name = table.unit
    coverage = table.coverage
    return {
        "title": table.title,
        "period": table.period,
        "unit": {"code": code or None, "name": name or None},
        "stage": table.stage,
        "measure": table.measure,
        "by": list(table.by),
        "cells": [
            {**{dim: sorted(at) for dim, at in zip(table.by, cell.at, strict=True)}, "value": cell.value}
            for cell in table.cells
        ],
        "total": table.total,
        "provisional": table.provisional,
        "coverage": {
            "expected": coverage.expected,
            "received": coverage.received,
            "counted": coverage.counted,
            "second_hand": coverage.second_hand,
            "left_out": [{"code": unit, "name": named, "reason": why} for unit, named, why in coverage.left_out],
            "missing": [{"code": unit, "name": named} for unit, named in coverage.missing],
        },
        "notes": _notes(table.notes),
        "labels": table.labels,
        "as_of": table.as_of.astimezone(table.as_of.tzinfo).isoformat(timespec="seconds"),
    }


def _listing(listing: Listing) -> dict[str, Any]:
    return {
        "title": listing.title,
        "rows": [dict(zip(listing.headings, row, strict=True)) for row in listing.rows],
        "notes": _notes(listing.notes),
    }


def _notes(notes: tuple[Note, ...]) -> list[dict[str, str]]:
    return [{"code": note.code, "message": note.message} for note in notes]
