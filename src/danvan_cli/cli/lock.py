"""`danvan lock` and `danvan unlock`: a period's figures stay as they are known; what comes later is kept and waits."""

from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Language, told
from danvan_cli.cli.speech import emit, say
from danvan_cli.errors import UsageError
from danvan_cli.messages import text

if TYPE_CHECKING:
    from danvan_cli.ledger.store import Ledger

YearOption = Annotated[str, typer.Option("--year", help=told("lock-year"))]
ReasonOption = Annotated[str, typer.Option("--reason", help=told("lock-reason"))]
UnlockReasonOption = Annotated[str, typer.Option("--reason", help=told("unlock-reason"))]
ByOption = Annotated[str | None, typer.Option("--by", help=told("lock-by"))]


def lock(
    year: YearOption,
    reason: ReasonOption = "",
    by: ByOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.periods import Period

    period, who, why = _said(year, by, reason)
    name = Period(period).name
    space = options.workspace(store, None)
    with space.ledger() as ledger, ledger.transaction():
        held = ledger.locks.at(period)
        if held:
            raise UsageError("locked-already", period=name, day=held.day, who=held.who, reason=held.reason)
        if period not in ledger.periods():
            raise UsageError("lock-nothing", period=name)
        if count := _open_questions(ledger, period):
            raise UsageError("lock-questions-open", period=name, count=count)
        ledger.locks.lock(period, who, why)
        left = {
            outcome: sum(one.outcome == outcome for one in ledger.deliveries.of([period]))
            for outcome in ("refused", "waiting")
        }
    emit(text("paper", "locked", period=name, code=period) + "\n")
    if any(left.values()):
        say(text("paper", "locked-without", **left))
    say(text("audit", "next-summarize", period=period))


def unlock(
    year: YearOption,
    reason: UnlockReasonOption = "",
    by: ByOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.periods import Period
    from danvan_cli.tables.coverage import after_lock
    from danvan_cli.tables.selection.query import Question
    from danvan_cli.tables.selection.selectors import Selectors

    period, who, why = _said(year, by, reason)
    name = Period(period).name
    space = options.workspace(store, None)
    with space.ledger() as ledger, ledger.transaction():
        if ledger.locks.at(period) is None:
            raise UsageError("not-locked", period=name)
        waiting = [one for one in after_lock(Question(ledger, Selectors(period))) if one.outcome == "accepted"]
        ledger.locks.unlock(period, who, why)
    emit(text("paper", "unlocked", period=name, count=len(waiting)) + "\n")
    say(text("audit", "next-summarize", period=period))


def _said(year: str, by: str | None, reason: str) -> tuple[str, str, str]:
    """The period, who it is, and why: there must be a reason."""
    from danvan_cli.cli.by_hand import login

    if not reason.strip():
        raise UsageError("lock-reason-needed")
    return options.period_code(year), (by or "").strip() or login(), reason.strip()


def _open_questions(ledger: "Ledger", period: str) -> int:
    """How many questions about the mail of a period nobody has answered."""
    from danvan_cli.ledger.asking import open_questions

    mails = {one.mail for one in ledger.deliveries.of([period])}
    return sum(any(place.mail in mails for place in asked.places) for asked in open_questions(ledger))
