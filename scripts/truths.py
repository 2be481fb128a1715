"""What a sample must give: queries with their cells, reckoned from the invented models and checked against the papers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from inventing_models import Item


@dataclass
class Truth:
    """The content of a sample's `truth.json`. `select` names the period on the command line."""

    period: str
    home: str
    queries: list[dict[str, Any]]
    select: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.select = self.select or ["--year", self.period]


def answer(args: Sequence[str], dimensions: str, figures: Mapping[str, int], total: int) -> dict[str, Any]:
    """A query with its cells. Keys are members by dimension, joined by a comma; merged ones by `+`; empty: not stated."""
    names = dimensions.split(",") if dimensions else []
    cells = []
    for key, value in figures.items():
        members = [sorted(filter(None, part.split("+"))) for part in key.split(",")]
        cells.append(dict(zip(names, members, strict=False)) | {"value": value})
    return {"args": list(args), "cells": cells, "total": total}


def ask(items: Sequence[Item], dimensions: str, *filters: str) -> dict[str, Any]:
    """The query that splits these items by the dimensions."""
    names = dimensions.split(",") if dimensions else []
    figures = Counter(",".join(getattr(item, name) for name in names) for item in items)
    return answer([*filters, "--by", dimensions], dimensions, dict(sorted(figures.items())), len(items))


def published(items: Sequence[Item], total: int, **splits: Mapping[str, int]) -> None:
    """Nothing is written unless the items hold the printed figures to the digit."""
    assert len(items) == total, (len(items), total)
    for dimension, figures in splits.items():
        assert Counter(getattr(item, dimension) for item in items) == figures, dimension
