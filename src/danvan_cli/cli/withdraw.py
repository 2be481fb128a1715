"""`danvan withdraw`: a document that was taken in counts no more; what stood before it comes back."""

from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Language, Workspace, told
from danvan_cli.cli.speech import emit, say
from danvan_cli.errors import UsageError
from danvan_cli.messages import text

if TYPE_CHECKING:
    from danvan_cli.ledger.books.archive import Kept
    from danvan_cli.ledger.store import Ledger


def withdraw(
    name: Annotated[str, typer.Argument(metavar="ID", help=told("kept-name"))],
    reason: Annotated[str, typer.Option("--reason", help=told("withdraw-reason"))] = "",
    by: Annotated[str | None, typer.Option("--by", help=told("withdraw-by"))] = None,
    undo: Annotated[bool, typer.Option("--undo", help=told("withdraw-undo"))] = False,
    unit: Annotated[str | None, typer.Option("--unit", help=told("withdraw-unit"))] = None,
    year: Annotated[str | None, typer.Option("--year", help=told("withdraw-year"))] = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli import questions
    from danvan_cli.cli.by_hand import login

    why = reason.strip()
    if not why and not undo:
        raise UsageError("withdraw-reason-needed")
    space = options.workspace(store, home)
    with space.ledger() as ledger:
        meant = _meant(space, ledger, name, unit, year)
        mails = ledger.withdrawals.document(meant.mail)
        held = ledger.withdrawals.of(mails)
        if undo and not held:
            raise UsageError("not-withdrawn", path=_path(meant))
        if held and not undo:
            emit(_said(space, "withdrawn-already", meant, who=held[0].who, reason=held[0].reason, day=held[0].day))
            return
        before, asked = _counted(ledger, meant), questions.keys_open(ledger)
        who = (by or "").strip() or login()
        with ledger.transaction():
            (ledger.withdrawals.undo if undo else ledger.withdrawals.withdraw)(mails, who, why)
        ledger.settle()
        emit(_said(space, "withdrawal-undone" if undo else "withdrawn", meant))
        after = _counted(ledger, meant)
        for code, paths in (("comes-back", after - before), ("steps-back", before - after)):
            emit("".join(text("audit", code, path=path) + "\n" for path in sorted(paths - {_path(meant)})))
        emit("".join(f"{line}\n" for line in questions.lines_of_raised(ledger, asked)))
        if ledger.locks.at(meant.period or ""):
            say(text("paper", "locked-no-change", code=meant.period))
        say(text("audit", "next-summarize", period=meant.period))


def _meant(space: Workspace, ledger: "Ledger", name: str, unit: str | None, year: str | None) -> "Kept":
    """The one document with figures that is called so."""
    from danvan_cli.cli.kept_files import called, several

    period = options.period_code(year) if year else None
    found = called(ledger, name)
    known = [one for one in found if ledger.withdrawals.document(one.mail)]
    if not known:
        raise UsageError("nothing-to-withdraw", path=_path(found[-1]))
    taken = [one for one in known if period in (None, one.period)]
    if unit:
        taken = [one for one in taken if one.unit == options.unit_code(space, ledger, unit, one.period)]
    if not taken:
        raise several(space, name, known, "withdraw-another")
    if len({ledger.withdrawals.document(one.mail) for one in taken}) > 1:
        raise several(space, name, taken, "withdraw-ambiguous")
    return taken[-1]


def _counted(ledger: "Ledger", meant: "Kept") -> set[str]:
    """The files of the same unit whose figures are counted."""
    from danvan_cli.ledger.standing.settled import COUNTED
    from danvan_cli.writers.safe import plain

    return {
        plain(ledger.returns.source(row.ret)[0])
        for row in ledger.verdicts.standing([meant.period or ""])
        if row.reporter == meant.unit and row.standing in COUNTED
    }


def _path(kept: "Kept") -> str:
    from danvan_cli.writers.safe import plain

    return plain(kept.path)


def _said(space: Workspace, code: str, meant: "Kept", **more: object) -> str:
    from danvan_cli.periods import Period

    named = space.register.full_name(meant.unit) if meant.unit else ""
    return text("audit", code, path=_path(meant), unit=named, period=Period(meant.period or "").name, **more) + "\n"
