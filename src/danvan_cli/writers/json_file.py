"""JSON: one UTF-8 document that obeys the contract of its command (`data/schemas/`)."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from danvan_cli.tables.table import Listing, Note, Table

_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Inside a JSON string these may as well be escapes, and a terminal then obeys none of them; halves of letters are no text."""

_AT_HAND = 16384  # texts whose JSON is at hand: most come again on every line


def text(content: Table | Listing | Mapping[str, Any]) -> str:
    """The document, for stdout."""
    return "".join(pieces(content))


def pieces(content: Table | Listing | Mapping[str, Any]) -> Iterator[str]:
    """The same piece by piece: of a list that is made while it is written each member is one."""
    document = _table(content) if isinstance(content, Table) else content
    document = _listing(document) if isinstance(document, Listing) else document
    between = "{"
    for key, value in document.items():
        yield f"{between}\n  {_string(key)}: "
        yield from _members(value) if isinstance(value, Iterator) else (_json(value, "\n  "),)
        between = ","
    yield "\n}\n" if document else "{}\n"


def file(content: Table | Listing | Mapping[str, Any]) -> bytes:
    """The document, for a file."""
    return text(content).encode()


def _members(values: Iterator[Any]) -> Iterator[str]:
    between = "["
    for value in values:
        yield f"{between}\n    {_json(value, _INNER)}"
        between = ","
    yield "[]" if between == "[" else "\n  ]"


_INNER = "\n    "


def _json(value: Any, line: str = "\n") -> str:
    """A value as `json.dumps` writes it with an indent of two, in half of its time; `line`: what begins a line around it."""
    kind = type(value)
    if kind is str:
        return _string(value)
    if kind is int:
        return repr(value)
    if value is None:
        return "null"
    if kind is list or isinstance(value, tuple | list):
        within = line + "  "
        inside = [f"{within}{_json(one, within)}" for one in value]
        return f"[{','.join(inside)}{line}]" if inside else "[]"
    if isinstance(value, Mapping):
        within = line + "  "
        inside = [
            f"{within}{_string(key)}: {_string(one) if type(one) is str else _json(one, within)}"
            for key, one in value.items()
        ]
        return f"{{{','.join(inside)}{line}}}" if inside else "{}"
    if isinstance(value, str):
        return _string(value)
    return json.dumps(value, allow_nan=False, default=_amount)


@lru_cache(maxsize=_AT_HAND)
def _string(text: str) -> str:
    return _OBEYED.sub(_escaped, encode_basestring(text))


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
    """The contract of `summarize --format json` (design.md)."""
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
