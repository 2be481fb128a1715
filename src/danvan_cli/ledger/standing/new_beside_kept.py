"""Documents that tell models that go on from new ones: "đăng ký mới" beside "duy trì" is an origin, no stage. (counting.md 3)

Inside one file that is seen where it is read (`intake/rows/titled_origins.py`); of several only the ledger knows.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from danvan_cli.answers import AS_READ, Answers
from danvan_cli.findings import Finding
from danvan_cli.ledger.standing.stated import UNSAID, Filed, figure_of, names_of, sent_for

_REGISTERED, _NEW, _KEPT = "dangky", ("moi",), ("duytri",)

_OF_ONE_TIME = timedelta(days=31)
"""Registrations are sent in spring, the year's models in its last weeks."""


def tell_new_from_kept(
    returns: Sequence[Filed], answers: Answers
) -> tuple[list[Filed], list[tuple[Filed, Filed, Finding]]]:
    """Returns, lists of what was newly registered as the year's new models where the others of their sender are of what goes on.

    Lists of one file or of one time are so. Of what bears no day it is asked, and of a list of registrations that does
    not say that they are new and names none that goes on; they count meanwhile. Gives the questions, each with the two
    returns that it is about.
    """
    registered = [filed for filed in returns if _lists_registrations(filed)]
    if not registered:
        return list(returns), []
    built: dict[tuple[str, str | None], list[Filed]] = defaultdict(list)
    for filed in returns:
        if sent_for(filed) == UNSAID:
            built[_sender(filed)].append(filed)
    again: dict[int, Filed] = {}
    asked: list[tuple[Filed, Filed, Finding]] = []
    for filed in registered:
        kept = built[_sender(filed)]
        if not _tell_what_goes_on(kept) or (is_new := _are_new(filed, kept)) is False:
            continue
        if is_new is None:
            other = min(kept, key=lambda one: (one.sha256, one.place))
            seen: dict[str, str | int] = {"count": figure_of(filed.ret, len(filed.models))}
            finding = Finding("new-or-registered", filed.ret.sheet, None, seen)
            asked.append((filed, other, finding))
            if answers.to(finding, filed.sha256) not in (None, AS_READ):
                continue
        again[filed.id] = _as_built(filed)
    return [again.get(filed.id, filed) for filed in returns], asked


def _lists_registrations(filed: Filed) -> bool:
    """Whether a return is of registrations alone, of new ones or of nobody says which."""
    ret = filed.ret
    if ret.stage != _REGISTERED or ret.fixed.get("origin", _NEW) != _NEW:
        return False
    shown = {stage for alike in filed.models.alike for stage in alike.stages}
    return shown.union(base.scope.stage for base in ret.bases) <= {_REGISTERED}


def _tell_what_goes_on(returns: Sequence[Filed]) -> bool:
    """Whether returns are of what goes on, or was copied too, and none of new ones, or of all."""
    origins = [filed.ret.fixed.get("origin", ()) for filed in returns]
    return _KEPT in origins and all(origins) and not any(_NEW[0] in members for members in origins)


def _are_new(filed: Filed, kept: Sequence[Filed]) -> bool | None:
    """Whether a list is of the year's new models, as the others are of those that go on; None: nobody says."""
    of_one_time = _are_of_one_time(filed, kept)
    if "origin" in filed.ret.fixed or of_one_time is False:
        return of_one_time
    names = names_of([filed])
    return None if names and not names & names_of(kept) else False


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
    """The same as new ones of the stage that needs no saying."""
    models = replace(filed.models, alike=[one._replace(stages=(UNSAID,)) for one in filed.models.alike])
    bases = tuple(
        base.model_copy(update={"scope": base.scope.model_copy(update={"stage": UNSAID})}) for base in filed.ret.bases
    )
    said = {"stage": None, "fixed": {**filed.ret.fixed, "origin": _NEW}, "bases": bases}
    return replace(filed, ret=filed.ret.model_copy(update=said), models=models)
