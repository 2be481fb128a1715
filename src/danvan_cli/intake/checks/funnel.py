"""The funnel: each step in a model's life has no more models than the one before. (domain.md "The funnel"; counting.md 3)"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from danvan_cli.findings import Finding
from danvan_cli.intake.checks.splits import row_name
from danvan_cli.returns import Base, Observation, Return
from danvan_cli.vietnamese import number
from danvan_cli.vocabulary import Vocabulary

_ROADS = (("dangky", "ghinhan", "denghi"), ("xaydung", "denghi"), ("xaydung", "hieuqua"))
"""Steps that lie in those before them. More may be built than was registered: models carried on from earlier years."""

_OUT_OF_PROPOSED = (("congnhan", "khongcongnhan"), ("tieubieu",), ("chonnhanrong",))
"""What becomes of what is proposed: stages that together cannot be more."""


def funnel_broken(ret: Return, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Figures of one row that a model's life cannot give: more recognised than proposed, đăng ký ≠ ghi nhận + không ghi nhận."""
    rows: dict[tuple[str, str], dict[str, Observation]] = defaultdict(dict)
    for base in ret.bases:
        whole = _whole(base)
        if whole:
            rows[base.cell, row_name(base)][base.scope.stage] = whole
    for (_, label), at in rows.items():
        if {"dangky", "ghinhan", "khongghinhan"} <= at.keys():
            parts = [at["ghinhan"], at["khongghinhan"]]
            if sum(seen.value or 0 for seen in parts) != at["dangky"].value:
                yield _finding(ret, label, "dangky", ("ghinhan", "khongghinhan"), at, vocabulary, "dangky")
        for stage, later in dict.fromkeys(_steps(at)):
            if sum(at[code].value or 0 for code in later) > (at[stage].value or 0):
                yield _finding(ret, label, stage, later, at, vocabulary, later[0])


def _steps(at: Mapping[str, Observation]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every step that a row states, after the nearest one before it that is stated."""
    for road in _ROADS:
        steps = [(stage,) for stage in road]
        for place, step in enumerate([*steps, *(_OUT_OF_PROPOSED if road[-1] == "denghi" else ())]):
            before = next((stage for stage in reversed(road[:place]) if stage in at), None)
            later = tuple(stage for stage in step if stage in at)
            if before and later and not (later == ("ghinhan",) and "khongghinhan" in at):
                yield before, later


def _whole(base: Base) -> Observation | None:
    return next((seen for seen in base.observations if not seen.at and seen.value is not None), None)


def _finding(
    ret: Return,
    label: str,
    stage: str,
    parts: tuple[str, ...],
    at: Mapping[str, Observation],
    vocabulary: Vocabulary,
    place: str,
) -> Finding:
    name = vocabulary["stage"].name
    seen: dict[str, str | int] = {
        "label": label,
        "before": stage,
        "stage": name(stage).lower(),
        "figure": number(at[stage].value or 0),
        "parts": " + ".join(f"{name(code).lower()} {number(at[code].value or 0)}" for code in parts),
    }
    return Finding("funnel-broken", ret.sheet, at[place].cell, seen)
