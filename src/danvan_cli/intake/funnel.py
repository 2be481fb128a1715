"""The funnel: what is proposed was endorsed, what is recognised was proposed. (domain.md "Bến Tre"; counting.md 3)"""

from collections import defaultdict
from collections.abc import Iterator

from danvan_cli.findings import Finding
from danvan_cli.returns import Base, Observation, Return
from danvan_cli.vietnamese import number
from danvan_cli.vocabulary import Vocabulary

_WITHIN = (("ghinhan", ("denghi",)), ("denghi", ("congnhan", "khongcongnhan")))
"""A stage, and those that together cannot be more."""


def funnel_broken(ret: Return, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Figures of one row that a model's life cannot give: more recognised than proposed, đăng ký ≠ ghi nhận + không ghi nhận."""
    rows: dict[tuple[str, str], dict[str, Observation]] = defaultdict(dict)
    for base in ret.bases:
        whole = _whole(base)
        if whole:
            rows[base.cell, base.label][base.scope.stage] = whole
    for (_, label), at in rows.items():
        if {"dangky", "ghinhan", "khongghinhan"} <= at.keys():
            parts = [at["ghinhan"], at["khongghinhan"]]
            if sum(seen.value or 0 for seen in parts) != at["dangky"].value:
                yield _finding(ret, label, "dangky", ("ghinhan", "khongghinhan"), at, vocabulary)
        for stage, later in _WITHIN:
            inner = tuple(code for code in later if code in at)
            outer = at.get(stage)
            if outer and inner and sum(at[code].value or 0 for code in inner) > (outer.value or 0):
                yield _finding(ret, label, stage, inner, at, vocabulary)


def _whole(base: Base) -> Observation | None:
    return next((seen for seen in base.observations if not seen.at and seen.value is not None), None)


def _finding(
    ret: Return, label: str, stage: str, parts: tuple[str, ...], at: dict[str, Observation], vocabulary: Vocabulary
) -> Finding:
    name = vocabulary["stage"].name
    seen: dict[str, str | int] = {
        "label": label,
        "stage": name(stage).lower(),
        "figure": number(at[stage].value or 0),
        "parts": " + ".join(f"{name(code).lower()} {number(at[code].value or 0)}" for code in parts),
    }
    return Finding("funnel-broken", ret.sheet, at[stage].cell, seen)
