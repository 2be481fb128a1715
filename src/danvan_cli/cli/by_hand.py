"""What `enter` and `nil` share: the paper, whose and when it is, and what is told of the figures typed from it."""

import getpass
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from danvan_cli.cli.options import Format, Workspace, day_of, period_code, unit_code
from danvan_cli.cli.reception import tell
from danvan_cli.cli.speech import emit, say
from danvan_cli.errors import DanvanError, UsageError
from danvan_cli.findings import raise_severities
from danvan_cli.intake.files.unreadable import Unreadable
from danvan_cli.intake.identity.home import settle_home, voice_of_name
from danvan_cli.intake.identity.identify import period_of_name, unit_of_name
from danvan_cli.intake.mail import Mail, MailKind, collect, read_bytes
from danvan_cli.ledger.store import Entry
from danvan_cli.ledger.taking_in.acceptance import receive
from danvan_cli.ledger.taking_in.entering import keep_typed
from danvan_cli.ledger.taking_in.examination import Examined, Paper, Terms
from danvan_cli.ledger.taking_in.run import Request
from danvan_cli.messages import text
from danvan_cli.periods import Period
from danvan_cli.writers.safe import plain

Reader = Callable[[str, str, Terms], Examined]
"""The paper's path, the period and the terms to what was typed."""


@dataclass(frozen=True, slots=True)
class Hand:
    """What both commands are asked: which paper, of whom, of when, typed by whom."""

    source: Path
    unit: str
    year: str | None
    dated: str | None
    by: str | None


def one_file(path: Path) -> tuple[Mail, bytes]:
    """The one file that a path names, and its bytes."""
    mails = collect([path])
    if len(mails) != 1:
        raise UsageError("not-one-file", path=str(path), count=len(mails))
    try:
        content = read_bytes(mails[0])
    except Unreadable as unreadable:
        raise DanvanError("file-unreadable", path=str(path), reason=unreadable.finding.seen["reason"]) from unreadable
    if not content:
        raise DanvanError("file-unreadable", path=str(path), reason=text("reason", "no-bytes"))
    return mails[0], content


def take_by_hand(
    space: Workspace,
    hand: Hand,
    form: Format,
    read: Reader,
    *,
    typed_in: tuple[Mail, bytes] | None = None,
    head: str = "entered",
) -> None:
    """Keep what a person reads off a paper, tell it, and leave with the exit code of what was found."""
    if form not in (Format.TABLE, Format.JSON):
        raise UsageError("format-not-here", format=str(form))
    mail, content = one_file(hand.source)
    path, digest = mail.shown, hashlib.sha256(content).hexdigest()
    said = period_code(hand.year) if hand.year else None
    named_home = settle_home([voice_of_name(path, space.register)], space.home, space.register, ())
    period = said or period_of_name(path, named_home, space.register)
    if period is None:
        raise UsageError("period-needed", path=path)
    paper = Paper(digest, day_of(hand.dated) if hand.dated else None)
    typist = (hand.by or "").strip() or login()
    raise_severities(space.settings.severity)
    with space.ledger(create=True) as ledger:
        unit = unit_code(space, ledger, hand.unit, period)
        if mail.kind is MailKind.RETURN and _is_read(space, mail, unit, period):
            raise UsageError("paper-readable", path=path)
        place = settle_home([voice_of_name(path, space.register)], space.home, space.register, ledger.reporters())
        named = unit_of_name(path, place, space.register)
        if named and not space.register.on_one_line(named, unit):
            say(text("screen", "paper-names-other", path=plain(path), named=space.register.full_name(named)))
        terms = Terms(
            place,
            period=said,
            unit=unit,
            strict=False,
            workspace=space.store.parent,
            severities=space.settings.severity,
            paper=paper,
            answers=ledger.decisions.answers(),
        )
        entry = Entry(typist, typed_in[1], typed_in[0].shown) if typed_in else Entry(typist)
        examined = read(path, period, terms)
        run = keep_typed(ledger, path=path, content=content, digest=digest, examined=examined, entry=entry, terms=terms)
    (report,) = run.files
    if form is Format.TABLE and report.outcome != "refused":
        name = space.register.full_name(unit)
        emit(text("screen", head, unit=name, period=Period(report.period or period).name, path=plain(path)) + "\n")
    tell(space, run, form, kept=True, mend="next-type-again")


def _is_read(space: Workspace, mail: Mail, unit: str, period: str) -> bool:
    """Whether danvan reads the file by itself: then nobody need type it, and it must not count twice."""
    request = Request(home=space.home, period=period, unit=unit, workspace=space.store.parent)
    return receive([mail], request, space.register, ledger=None).count("accepted") > 0


def login() -> str:
    """Who works on this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:  # a machine may not know who works on it
        raise UsageError("typist-unknown") from error
