"""Members that a list says in brackets behind its names, and nowhere else: "Trồng mận hậu (kinh tế)"."""

import re

from danvan_cli.intake.draft import DraftModel
from danvan_cli.intake.words.headings import Reader
from danvan_cli.vocabulary import MemberSet

_BEHIND = re.compile(r"\(([^()]{2,60})\)[\s.;]*$")
_DIMENSIONS = ("field", "holder")  # "(cấp tỉnh)" may be who honoured it, "(mới)" part of a name


def told_in_names(models: list[DraftModel], reader: Reader) -> None:
    """Read them where half of the names have one: a single "(an ninh)" among many names is part of it.

    Where a column or a group says the same dimension of any model it is their business, and a bracket tells no more.
    """
    behind = {id(model): said[1] for model in models if ")" in model.name[-3:] and (said := _BEHIND.search(model.name))}
    if len(behind) * 2 < len(models) or not behind:
        return
    for dimension in _DIMENSIONS:
        if any(dimension in model.at for model in models):
            continue
        told: dict[int, MemberSet] = {
            model: members for model, text in behind.items() if (members := reader.members(dimension, text))
        }
        if len(told) * 2 >= len(models):
            for model in models:
                if id(model) in told:
                    model.at = {**model.at, dimension: told[id(model)]}
