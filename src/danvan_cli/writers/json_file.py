"""JSON: one UTF-8 document that obeys the contract of its command (`data/schemas/`)."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from danvan_cli.tables.table import Listing, Note, Table

# Inside a JSON string these may as well be escapes, and a terminal then obeys none of them.
_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_NO_TEXT = re.compile("[\ud800-\udfff]")


def text(content: Table | Listing | Mapping[str, Any]) -> str:
    """The document, for stdout."""
    document = _table(content) if isinstance(content, Table) else content
    document = _listing(document) if isinstance(document, Listing) else document
    written = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False, default=_amount)
    written = _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
    return _NO_TEXT.sub(_byte, written) + "\n"


def file(content: Table | Listing | Mapping[str, Any]) -> bytes:
    """The document, for a file."""
    return text(content).encode()


def _byte(found: re.Match[str]) -> str:
    r"""A byte of a file name that is not UTF-8, as \xNN; any other half of a letter, as \uNNNN."""
    code = ord(found[0])
    return f"\\\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\\\u{code:04x}"


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
