"""What a list says behind its names, and nowhere else: "Trồng mận hậu (kinh tế)", "Hũ gạo - xã Chiềng Sơn"."""

import re

from danvan_cli.intake.draft import DraftModel
from danvan_cli.intake.words.headings import Reader
from danvan_cli.intake.words.row_texts import is_body, is_place

_IN_BRACKETS = re.compile(r"\(([^()]{2,80})\)[\s.;]*$")
_BETWEEN = re.compile(r"[,;]| - | – ")
_DIMENSIONS = ("field", "holder")  # "(cấp tỉnh)" may be who honoured it, "(mới)" part of a name


def told_in_names(models: list[DraftModel], reader: Reader) -> None:
    """Read it where half of the names have one: a single "(an ninh)" among many names is part of it.

    Where a column or a group says the same of any model it is their business, and a name tells no more.
    """
    brackets = [found[1] if ")" in m.name[-3:] and (found := _IN_BRACKETS.search(m.name)) else "" for m in models]
    for dimension in _DIMENSIONS if sum(map(bool, brackets)) * 2 >= len(models) else ():
        if not any(dimension in model.at for model in models):
            told = [reader.members(dimension, text) if text else None for text in brackets]
            if sum(map(bool, told)) * 2 >= len(models):
                for model, members in zip(models, told, strict=True):
                    model.at = {**model.at, dimension: members} if members else model.at
    if not any(model.unit_text or model.unit_cell or model.parent_text for model in models):
        units = [_unit_behind(model.name, text) for model, text in zip(models, brackets, strict=True)]
        if sum(map(bool, units)) * 2 >= len(models):
            for model, unit in zip(models, units, strict=True):
                model.unit_text, model.unit_cell = unit or None, model.cell if unit else None


def _unit_behind(name: str, bracket: str) -> str:
    """The place or body that a name ends with: "(xã Liêm Phong)", "- xã Liêm Phong, huyện Thanh Liêm"; empty: none."""
    parts = _BETWEEN.split(bracket or name)
    if bracket:
        return bracket if is_place(parts[0].strip()) or is_body(parts[0].strip()) else ""
    first = next((n for n, part in enumerate(parts) if n and is_place(part.strip())), 0)
    return ", ".join(part.strip() for part in parts[first:]) if first else ""
