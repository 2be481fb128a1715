"""From mail to the ledger: every file of a run is read, identified, checked, and then kept whole, refused, or waits."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from danvan_cli.findings import Finding, Severity, by_weight
from danvan_cli.intake.draft import DraftFile
from danvan_cli.intake.identify import Home, Identified, identify, settle_home, unit_of_name
from danvan_cli.intake.mail import Mail, MailKind, read_bytes
from danvan_cli.intake.rules import check
from danvan_cli.intake.understand import understand
from danvan_cli.intake.unreadable import Unreadable
from danvan_cli.intake.workers import understand_all
from danvan_cli.ledger.store import KeptMail, Ledger
from danvan_cli.returns import Return
from danvan_cli.units import Register
from danvan_cli.vocabulary import Vocabulary

OUTCOMES = ("accepted", "unchanged", "superseded", "refused", "ignored", "waiting")


@dataclass(frozen=True, slots=True)
class Received:
    """One return of a file, as it is told to the user."""

    reporter: str
    period: str
    stage: str | None
    models: int
    observations: int


@dataclass(slots=True)
class FileReport:
    """What became of one file."""

    path: str
    sha256: str | None
    outcome: str
    returns: tuple[Received, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    unit: str | None = None


@dataclass(slots=True)
class Run:
    """What became of all files of one run, in the order of the input."""

    files: list[FileReport] = field(default_factory=list)
    home: Home | None = None
    home_said: bool = True  # False: danvan found it out by itself, and says so

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
    """One file, read but not yet identified."""

    mail: Mail
    content: bytes | None
    draft: DraftFile | None


def examine(
    mails: Sequence[Mail],
    request: Request,
    register: Register,
    vocabulary: Vocabulary,
    *,
    ledger: Ledger | None,
    told: Callable[[int], None] = lambda _: None,
) -> Run:
    """Read, identify and check all mail; with a ledger, keep it and settle what stands."""
    run = Run()
    reads = list(_read(mails, request, ledger, told))
    drafts = [(read.mail.shown, read.draft) for read in reads if read.draft is not None]
    reporters = ledger.reporters() if ledger else []
    run.home = settle_home(drafts, request.home, register, reporters)
    run.home_said = request.home is not None or run.home is None
    clerk = _Clerk(request, register, vocabulary, run, ledger)
    for read in reads:
        run.files.append(clerk.take(read))
    if ledger:
        mail_of = {number: report for report, number in clerk.kept}
        for mail, told_of in ledger.settle().items():
            report = mail_of.get(mail)
            if report is None:
                continue
            for what, detail in told_of:
                if what == "replaces":
                    report.outcome = "superseded"
                elif isinstance(detail, Finding):
                    report.findings.append(detail)
    for report in run.files:
        report.findings.sort(key=by_weight)
    return run


def _read(
    mails: Sequence[Mail], request: Request, ledger: Ledger | None, told: Callable[[int], None]
) -> Iterator[_Read]:
    """All mail in the order of the input: returns through the workers, unless the ledger knows them already."""
    understand_here = partial(understand, workspace=request.workspace)
    returns = [mail for mail in mails if mail.kind is MailKind.RETURN]
    known: set[int] = set()
    if ledger and not (request.unit or request.period):
        known = {place for place, mail in enumerate(returns) if _kept_before(mail, ledger)}
    fresh = [mail for place, mail in enumerate(returns) if place not in known]
    understood = understand_all(fresh, understand_here, request.jobs)
    fresh_mails = {id(mail) for mail in fresh}
    for done, mail in enumerate(mails, start=1):
        if id(mail) in fresh_mails:
            _, content, draft = next(understood)
            yield _Read(mail, content, draft)
        elif mail.kind is MailKind.IGNORED:
            yield _Read(mail, None, None)
        else:
            yield _Read(mail, _bytes(mail), None)
        told(done)


def _bytes(mail: Mail) -> bytes | None:
    try:
        return read_bytes(mail)
    except (OSError, Unreadable):
        return None  # the worker's turn says why


def _kept_before(mail: Mail, ledger: Ledger) -> bool:
    content = _bytes(mail)
    return content is not None and any(
        kept.path == mail.shown and kept.outcome == "accepted" for kept in ledger.mail_of(content)
    )


class _Clerk:
    """Takes one file after the other, in the order of the input."""

    def __init__(
        self, request: Request, register: Register, vocabulary: Vocabulary, run: Run, ledger: Ledger | None
    ) -> None:
        self.request = request
        self.register = register
        self.vocabulary = vocabulary
        self.run = run
        self.ledger = ledger
        self.kept: list[tuple[FileReport, int]] = []
        self.seen: set[tuple[str, str, str]] = set()  # contents taken in this run, for a check without a ledger

    def take(self, read: _Read) -> FileReport:
        """Decide about one file and keep it accordingly."""
        digest = hashlib.sha256(read.content).hexdigest() if read.content is not None else None
        report = FileReport(read.mail.shown, digest, "ignored")
        if read.mail.kind is MailKind.IGNORED:
            return report
        if read.mail.kind is MailKind.WAITING:
            return self._wait(read, report)
        if read.draft is None:
            return self._unchanged(report, self._accepted_mail(read))
        return self._decide(read, read.draft, report)

    def _wait(self, read: _Read, report: FileReport) -> FileReport:
        report.outcome = "waiting"
        report.unit = unit_of_name(read.mail.shown, self.run.home, self.register)
        if self.ledger and read.content is not None and not self._held(read, "waiting"):
            self.ledger.keep(
                path=report.path, content=read.content, outcome="waiting", unit=report.unit, period=None, findings=[]
            )
        return report

    def _decide(self, read: _Read, draft: DraftFile, report: FileReport) -> FileReport:
        found: Identified = identify(
            draft,
            read.mail.shown,
            home=self.run.home,
            register=self.register,
            vocabulary=self.vocabulary,
            period=self.request.period,
            unit=self.request.unit,
        )
        checks = [breach for ret in found.returns for breach in check(ret, self.vocabulary)]
        report.findings = [*draft.findings, *found.findings, *checks]
        report.unit = found.reporter
        worst = {finding.severity for finding in report.findings}
        refused = Severity.ERROR in worst or (self.request.strict and Severity.QUESTION in worst)
        if not refused and not found.returns:
            refused = True
            report.findings.append(Finding("no-table-found"))
        content = read.content if read.content is not None else b""
        if refused:
            report.outcome = "refused"
            if self.ledger and read.content is not None and not self._held(read, "refused"):
                self._keep(report, content, "refused", found, ())
            return report
        same = self._same(report, found)
        if same:
            return self._unchanged(report, same)
        report.outcome = "accepted"
        report.returns = tuple(_received(ret) for ret in found.returns)
        if self.ledger:
            number = self._keep(report, content, "accepted", found, found.returns)
            self.kept.append((report, number))
        return report

    def _keep(
        self, report: FileReport, content: bytes, outcome: str, found: Identified, returns: Sequence[Return]
    ) -> int:
        if self.ledger is None:
            return 0
        return self.ledger.keep(
            path=report.path,
            content=content,
            outcome=outcome,
            unit=found.reporter,
            period=found.period,
            findings=report.findings,
            returns=returns,
        )

    def _held(self, read: _Read, outcome: str) -> bool:
        """Whether this file is kept already with the same outcome."""
        held = self.ledger.mail_of(read.content) if self.ledger and read.content is not None else []
        return any(kept.path == read.mail.shown and kept.outcome == outcome for kept in held)

    def _accepted_mail(self, read: _Read) -> KeptMail | None:
        held = self.ledger.mail_of(read.content) if self.ledger and read.content is not None else []
        return next((kept for kept in held if kept.path == read.mail.shown and kept.outcome == "accepted"), None)

    def _same(self, report: FileReport, found: Identified) -> KeptMail | bool | None:
        """The same bytes for the same reporter and period, kept before or in this run. (counting.md 5)"""
        place = (report.sha256 or "", found.reporter or "", found.period or "")
        if self.ledger is None:
            again = place in self.seen
            self.seen.add(place)
            return again or None
        held = self.ledger.mail_by_digest(place[0])
        return next(
            (
                kept
                for kept in held
                if kept.outcome == "accepted" and (kept.unit, kept.period) == (found.reporter, found.period)
            ),
            None,
        )

    def _unchanged(self, report: FileReport, kept: KeptMail | bool | None) -> FileReport:
        report.outcome = "unchanged"
        if self.ledger and isinstance(kept, KeptMail):
            report.unit = kept.unit
            report.returns = tuple(_received(ret) for ret in self.ledger.returns_of(kept.id))
            report.findings = self.ledger.findings_of(kept.id)
        return report


def _received(ret: Return) -> Received:
    observations = sum(seen.value is not None for base in ret.bases for seen in base.observations)
    return Received(ret.reporter, ret.period, ret.stage, len(ret.models), len(ret.models) + observations)
