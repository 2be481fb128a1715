"""From mail to the ledger: every file of a run is read, identified, checked, and then kept whole, refused, or waits."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from danvan_cli.errors import UsageError
from danvan_cli.findings import Finding, Severity, by_weight
from danvan_cli.intake.draft import DraftFile
from danvan_cli.intake.home import Home, settle_home
from danvan_cli.intake.identify import period_of_name, unit_of_name
from danvan_cli.intake.mail import Mail, MailKind, read_bytes
from danvan_cli.intake.unreadable import Unreadable
from danvan_cli.intake.workers import Crew, Task, at_work, understand_all
from danvan_cli.ledger.examination import Examined, Terms, examine, outline
from danvan_cli.ledger.rows import Received, received
from danvan_cli.ledger.store import KeptMail, Ledger
from danvan_cli.units import Register

OUTCOMES = ("accepted", "unchanged", "superseded", "refused", "ignored", "waiting")


@dataclass(slots=True)
class FileReport:
    """What became of one file."""

    path: str
    sha256: str | None
    outcome: str
    returns: tuple[Received, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    unit: str | None = None
    period: str | None = None


@dataclass(slots=True)
class Run:
    """What became of all files of one run, in the order of the input."""

    files: list[FileReport] = field(default_factory=list)
    home: Home | None = None

    def count(self, outcome: str) -> int:
        """How many files had this outcome."""
        return sum(report.outcome == outcome for report in self.files)

    @property
    def questions(self) -> int:
        """How many questions this run asks."""
        return sum(found.severity is Severity.QUESTION for report in self.files for found in report.findings)


@dataclass(frozen=True)
class Request:
    """What a run is asked to do."""

    home: str | None = None
    period: str | None = None
    unit: str | None = None
    strict: bool = False
    jobs: int | None = None
    workspace: Path | None = None


@dataclass(slots=True)
class _Read:
    """One file, read but not yet identified. `draft` is None for what is no return, or is kept already."""

    mail: Mail
    content: bytes | None
    draft: DraftFile | None


def receive(
    mails: Sequence[Mail],
    request: Request,
    register: Register,
    *,
    ledger: Ledger | None,
    told: Callable[[int], None] = lambda _: None,
) -> Run:
    """Read, identify and check all mail; with a ledger, keep it and settle what stands."""
    run = Run()
    fresh = sum(mail.kind is MailKind.RETURN for mail in mails)
    first = partial(outline, workspace=request.workspace)
    with at_work(first, fresh, request.jobs) as crew:
        reads = list(_read(mails, request, ledger, crew, told))
        drafts = [(read.mail.shown, read.draft) for read in reads if read.draft is not None]
        run.home = settle_home(drafts, request.home, register, ledger.reporters() if ledger else [])
        clerk = _Clerk(run, register, ledger)
        terms = Terms(run.home, request.period, request.unit, request.strict, request.workspace)
        tasks = (Task(read.mail.shown, read.draft.parcel or None if read.draft else None, read) for read in reads)
        for task in crew.do(partial(examine, terms=terms), tasks):
            run.files.append(clerk.take(task.subject, task.answer, task.finding))
    if ledger:
        clerk.settle(ledger)
    for report in run.files:
        report.findings.sort(key=by_weight)
    return run


def _read(
    mails: Sequence[Mail], request: Request, ledger: Ledger | None, crew: Crew, told: Callable[[int], None]
) -> Iterator[_Read]:
    """All mail in the order of the input: returns through the workers, unless the ledger knows them already."""
    known: set[int] = set()
    if ledger and not (request.unit or request.period):
        known = {id(mail) for mail in mails if mail.kind is MailKind.RETURN and _kept_before(mail, ledger)}
    fresh = [mail for mail in mails if mail.kind is MailKind.RETURN and id(mail) not in known]
    understood = understand_all(fresh, partial(outline, workspace=request.workspace), crew=crew)
    for done, mail in enumerate(mails, start=1):
        if mail.kind is MailKind.RETURN and id(mail) not in known:
            yield _Read(*next(understood))
        else:
            yield _Read(mail, None if mail.kind is MailKind.IGNORED else _bytes(mail), None)
        told(done)


def _bytes(mail: Mail) -> bytes | None:
    try:
        return read_bytes(mail)
    except Unreadable:
        return None


def _kept_before(mail: Mail, ledger: Ledger) -> bool:
    content = _bytes(mail)
    return content is not None and any(
        kept.path == mail.shown and kept.outcome == "accepted" for kept in ledger.mail_of(content)
    )


class _Clerk:
    """Takes one file after the other, in the order of the input."""

    def __init__(self, run: Run, register: Register, ledger: Ledger | None) -> None:
        self.run = run
        self.register = register
        self.ledger = ledger
        self.kept: dict[int, FileReport] = {}
        self.seen: set[tuple[str, str | None, str | None]] = set()  # contents of a run without a ledger

    def take(self, read: _Read, examined: Examined | None, failure: Finding | None) -> FileReport:
        """Decide about one file and keep it accordingly."""
        digest = hashlib.sha256(read.content).hexdigest() if read.content is not None else None
        report = FileReport(read.mail.shown, digest, "ignored")
        if read.mail.kind is MailKind.WAITING:
            self._wait(read, report)
        elif read.mail.kind is MailKind.RETURN:
            if examined is not None:
                self._decide(read, examined, report)
            elif read.draft is not None:
                findings = [failure] if failure else read.draft.findings
                self._refuse(read, report, Examined(tuple(findings), None, None, refused=True))
            else:
                self._unchanged(report, self._held(read, "accepted"))
        return report

    def _wait(self, read: _Read, report: FileReport) -> None:
        report.outcome = "waiting"
        report.unit = unit_of_name(read.mail.shown, self.run.home, self.register)
        if read.content is None:
            report.findings = [Finding("unreadable-file", seen={"reason": read.mail.reason, "why": read.mail.reason})]
        elif self.ledger and not self._held(read, "waiting"):
            self.ledger.keep(
                path=report.path,
                content=read.content,
                outcome="waiting",
                unit=report.unit,
                period=period_of_name(read.mail.shown),
                findings=[],
            )

    def _decide(self, read: _Read, examined: Examined, report: FileReport) -> None:
        if examined.stopped:
            code, seen = examined.stopped
            raise UsageError(code, **seen)
        if examined.refused:
            self._refuse(read, report, examined)
            return
        report.findings, report.unit = list(examined.findings), examined.reporter
        report.period = examined.period
        same = self._same(report, examined)
        if same:
            self._unchanged(report, same)
            return
        report.outcome, report.returns = "accepted", examined.received
        if self.ledger and read.content is not None:
            self.kept[self._keep(read.content, report, examined)] = report

    def _refuse(self, read: _Read, report: FileReport, examined: Examined) -> None:
        """Kept with its findings, without figures, and read again at the next ingest."""
        report.outcome, report.findings, report.unit = "refused", list(examined.findings), examined.reporter
        report.period = examined.period
        if report.unit is None:
            report.unit = unit_of_name(read.mail.shown, self.run.home, self.register)
        if self.ledger and read.content is not None and not self._held(read, "refused"):
            self._keep(read.content, report, examined)

    def _keep(self, content: bytes, report: FileReport, examined: Examined) -> int:
        if self.ledger is None:
            return 0
        return self.ledger.keep(
            path=report.path,
            content=content,
            outcome=report.outcome,
            unit=report.unit,
            period=examined.period,
            findings=report.findings,
            returns=examined.returns,
        )

    def _held(self, read: _Read, outcome: str) -> KeptMail | None:
        """The very file, kept before with the same outcome."""
        held = self.ledger.mail_of(read.content) if self.ledger and read.content is not None else []
        return next((kept for kept in held if kept.path == read.mail.shown and kept.outcome == outcome), None)

    def _same(self, report: FileReport, examined: Examined) -> KeptMail | bool | None:
        """The same bytes for the same reporter and period, kept before or in this run. (counting.md 5)"""
        place = (report.sha256 or "", examined.reporter, examined.period)
        if self.ledger is None:
            again = place in self.seen
            self.seen.add(place)
            return again or None
        held = self.ledger.mail_by_digest(place[0])
        return next(
            (kept for kept in held if kept.outcome == "accepted" and (kept.unit, kept.period) == place[1:]), None
        )

    def _unchanged(self, report: FileReport, kept: KeptMail | bool | None) -> None:
        report.outcome = "unchanged"
        if self.ledger and isinstance(kept, KeptMail):
            report.unit, report.period = kept.unit, kept.period
            report.returns = tuple(received(ret) for ret in self.ledger.returns_of(kept.id))
            report.findings = self.ledger.findings_of(kept.id)

    def settle(self, ledger: Ledger) -> None:
        """Settle what stands, and tell each file what it asks and what it replaced."""
        for mail, told in ledger.settle().items():
            report = self.kept.get(mail)
            for what in told if report else ():
                if report and isinstance(what, Finding):
                    report.findings.append(what)
                elif report:
                    report.outcome = "superseded"
