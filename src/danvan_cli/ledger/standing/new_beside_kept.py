"""Documents that tell models that go on from new ones: "đăng ký mới" beside "duy trì" is an origin, no stage. (counting.md 3)

Inside one file that is seen where it is read (`intake/rows/titled_origins.py`); of several only the ledger knows.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from danvan_cli.answers import AS_READ, Answers
from danvan_cli.findings import Finding
from danvan_cli.ledger.standing.stated import UNSAID, Filed, figure_of, sent_for

_REGISTERED, _NEW, _KEPT = "dangky", ("moi",), ("duytri",)

_OF_ONE_TIME = timedelta(days=31)
"""Registrations are sent in spring, the year's models in its last weeks."""


def tell_new_from_kept(
    returns: Sequence[Filed], answers: Answers
) -> tuple[list[Filed], list[tuple[Filed, Filed, Finding]]]:
    """Returns, lists of what was newly registered as the year's new models where the others of their reporter are of what goes on.

    Lists of one file or of one time are so; of what bears no day it is asked, and counts meanwhile. Gives the questions,
    each with the two returns that it is about.
    """
    new = [filed for filed in returns if _lists_new(filed)]
    if not new:
        return list(returns), []
    built: dict[tuple[str, str | None], list[Filed]] = defaultdict(list)
    for filed in returns:
        if sent_for(filed) == UNSAID:
            built[_sender(filed)].append(filed)
    again: dict[int, Filed] = {}
    asked: list[tuple[Filed, Filed, Finding]] = []
    for filed in new:
        kept = built[_sender(filed)]
        if not kept or any(one.ret.fixed.get("origin") != _KEPT for one in kept):
            continue
        of_one_time = _are_of_one_time(filed, kept)
        if of_one_time is None:
            other = min(kept, key=lambda one: (one.sha256, one.place))
            finding = Finding(
                "new-or-registered", filed.ret.sheet, None, {"count": figure_of(filed.ret, len(filed.models))}
            )
            asked.append((filed, other, finding))
            of_one_time = answers.to(finding, filed.sha256) in (None, AS_READ)
        if of_one_time:
            again[filed.id] = _as_built(filed)
    return [again.get(filed.id, filed) for filed in returns], asked


def _lists_new(filed: Filed) -> bool:
    ret = filed.ret
    if ret.stage != _REGISTERED or ret.fixed.get("origin") != _NEW:
        return False
    shown = {stage for alike in filed.models.alike for stage in alike.stages}
    return shown.union(base.scope.stage for base in ret.bases) <= {_REGISTERED}


def _sender(filed: Filed) -> tuple[str, str | None]:
    """Who sent it: of communes that became one each is itself."""
    return filed.ret.reporter, filed.ret.former


def _are_of_one_time(filed: Filed, kept: Sequence[Filed]) -> bool | None:
    """Whether a list was written when one of the others was; None: nobody says."""
    if any(other.mail == filed.mail for other in kept):
        return True
    days = [other.ret.dated for other in kept if other.ret.dated]
    if filed.ret.dated is None or not days:
        return None
    return any(abs(filed.ret.dated - day) <= _OF_ONE_TIME for day in days)


def _as_built(filed: Filed) -> Filed:
    """The same of the stage that needs no saying."""
    models = replace(filed.models, alike=[one._replace(stages=(UNSAID,)) for one in filed.models.alike])
    bases = tuple(
        base.model_copy(update={"scope": base.scope.model_copy(update={"stage": UNSAID})}) for base in filed.ret.bases
    )
    return replace(filed, ret=filed.ret.model_copy(update={"stage": None, "bases": bases}), models=models)
