"""From mail to the ledger: every file of a run is read, identified, checked, and then kept whole, refused, or waits."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from danvan_cli.answers import NONE, Answers
from danvan_cli.errors import DanvanError, UsageError
from danvan_cli.findings import Finding, Severity, by_weight
from danvan_cli.intake.home import Home, Voice, folder_of, settle_home, voice_of_name
from danvan_cli.intake.identify import period_of_name, unit_of_name
from danvan_cli.intake.knowledge import fingerprint
from danvan_cli.intake.mail import Mail, MailKind, read_bytes
from danvan_cli.intake.unreadable import Unreadable
from danvan_cli.intake.workers import Crew, Task, at_work
from danvan_cli.ledger.examination import Examined, Terms, examine
from danvan_cli.ledger.in_hand import Held, InHand
from danvan_cli.ledger.kept_mail import KeptMail
from danvan_cli.ledger.readings import Reading
from danvan_cli.ledger.rereading import terms_again
from danvan_cli.ledger.rows import Received
from danvan_cli.ledger.store import Ledger
from danvan_cli.units import Register

_SHORT = 12  # letters of a digest that tell it from all others
_ENOUGH_TO_BELIEVE = 8  # files of a folder; what they say themselves decides

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
    read_again: bool = False  # kept before, but danvan knows more now, and it reads otherwise


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
    password: str | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)
    answers: Answers = NONE  # where no ledger is at hand that knows them


def receive(
    mails: Sequence[Mail],
    request: Request,
    register: Register,
    *,
    ledger: Ledger | None,
    told: Callable[[int], None] = lambda _: None,
) -> Run:
    """Read, identify and check all mail; with a ledger, keep it and settle what stands.

    A home is believed by the names of files alone, and settled by what they say; what was examined under another
    belief is examined again.
    """
    run = Run()
    reporters = ledger.reporters() if ledger else []
    decided = ledger.decisions.last if ledger else 0
    answers = ledger.decisions.answers() if ledger else request.answers
    with closing(Held()) as held:
        with at_work(examine, len(mails), request.jobs) as crew:
            knowledge = fingerprint(request.workspace, request.severities)
            believed = _believed(mails, request, register, reporters)
            reads = list(_examined(mails, _terms(request, believed, answers), knowledge, ledger, crew, held, told))
            voices = [_voice(read, register) for read in reads if read.mail.kind is MailKind.RETURN and not read.kept]
            run.home = settle_home(voices, request.home, register, reporters)
            again = [read for read in reads if read.is_examined and _around(run.home, read) != _around(believed, read)]
            terms = _terms(request, run.home, answers)
            work = partial(examine, terms=terms)
            for task in crew.do(work, (_once_more(read) for read in again)):
                _done_again(task, held)
            if ledger:
                _read_again([read for read in reads if read.stale], terms, ledger, crew, held)
        clerk = _Clerk(run, register, ledger, terms, decided, knowledge, held)
        run.files += map(clerk.take, reads)
    if ledger:
        settle(ledger, clerk.kept)
    for report in run.files:
        if ledger:
            tell_withdrawn(ledger, report)
            tell_locked(ledger, report)
        report.findings.sort(key=by_weight)
    return run


def settle(ledger: Ledger, kept: Mapping[int, FileReport]) -> None:
    """Settle what stands, and tell each file that was kept what it asks and what it replaced."""
    for mail, told in ledger.settle().items():
        report = kept.get(mail)
        for what in told if report else ():
            if report and isinstance(what, Finding):
                report.findings.append(what)
            elif report:
                report.outcome = "superseded"


def tell_withdrawn(ledger: Ledger, report: FileReport) -> None:
    """A document that was withdrawn stays so, though its bytes come again: say it, and how it comes back."""
    if report.outcome != "unchanged" or report.sha256 is None:
        return
    withdrawal = ledger.withdrawals.of_bytes(report.sha256, report.unit, report.period)
    if withdrawal:
        seen: dict[str, str | int] = {
            "day": f"{withdrawal.day:%d/%m/%Y}",
            "who": withdrawal.who,
            "reason": withdrawal.reason,
            "digest": report.sha256[:_SHORT],
        }
        report.findings.append(Finding("withdrawn-before", seen=seen))


def tell_locked(ledger: Ledger, report: FileReport) -> None:
    """What comes for a locked period is kept and waits: say it, and how it comes to count."""
    lock = ledger.locks.at(report.period) if report.period and report.outcome in ("accepted", "superseded") else None
    if lock:
        seen: dict[str, str | int] = {"day": lock.day, "who": lock.who, "period": lock.period}
        report.findings.append(Finding("period-locked", seen=seen))


def _believed(mails: Sequence[Mail], request: Request, register: Register, reporters: Sequence[str]) -> Home | None:
    """The home by the names of some files of each folder."""
    folders: dict[str, list[Voice]] = {}
    for mail in mails:
        some = folders.setdefault(folder_of(mail.shown), [])
        if len(some) < _ENOUGH_TO_BELIEVE and mail.kind is MailKind.RETURN:
            some.append(voice_of_name(mail.shown, register))
    try:
        return settle_home([voice for some in folders.values() for voice in some], request.home, register, reporters)
    except UsageError:  # the home that is said may be clear once the year is known
        return None


def _voice(read: InHand, register: Register) -> Voice:
    return read.voice or voice_of_name(read.mail.shown, register)


def _around(home: Home | None, read: InHand) -> tuple[str, str] | None:
    return home.around(read.mail.shown) if home else None


def _terms(request: Request, home: Home | None, answers: Answers) -> Terms:
    return Terms(
        home, request.period, request.unit, request.strict, request.workspace, request.password, request.severities,
        answers=answers,
    )  # fmt: skip


def _examined(
    mails: Sequence[Mail],
    terms: Terms,
    knowledge: str,
    ledger: Ledger | None,
    crew: Crew,
    held: Held,
    told: Callable[[int], None],
) -> Iterator[InHand]:
    """All mail in the order of the input: returns through the workers, unless the ledger knows them already."""
    asked_anew = bool(terms.unit or terms.period)
    tasks = (_taken_up(mail, None if asked_anew else ledger, knowledge) for mail in mails)
    for done, task in enumerate(crew.do(partial(examine, terms=terms), tasks), start=1):
        read: InHand = task.subject
        read.examined, read.failure = task.answer, read.failure or task.finding
        read.voice = read.examined.voice if read.examined else None
        held.hold(read)
        yield read
        told(done)


def _read_again(reads: Sequence[InHand], terms: Terms, ledger: Ledger, crew: Crew, held: Held) -> None:
    """Files that were kept, with what is known now, each under the terms of its first reading."""
    alike: dict[tuple[Reading, str], list[InHand]] = {}
    for read in reads:
        if read.kept:
            alike.setdefault((ledger.readings.of(read.kept.id), folder_of(read.mail.shown)), []).append(read)
    for group in alike.values():
        mail, path = group[0].kept, group[0].mail.shown
        work = partial(examine, terms=terms_again(ledger, mail.id if mail else 0, path, terms))
        for task in crew.do(work, (_once_more(read) for read in group)):
            _done_again(task, held)


def _once_more(read: InHand) -> Task:
    read.fetch()
    return Task(read.mail.shown, read.content or b"", read, done=read.content is None)


def _done_again(task: Task, held: Held) -> None:
    read: InHand = task.subject
    if read.content is not None:
        read.examined, read.failure, read.aside = task.answer, task.finding, None
    held.hold(read)


def _taken_up(mail: Mail, ledger: Ledger | None, knowledge: str) -> Task:
    """Read the bytes here; only returns that nobody knows go to a worker."""
    read = InHand(mail)
    if mail.kind is not MailKind.IGNORED:
        try:
            read.content = read_bytes(mail)
        except Unreadable as unreadable:
            read.failure = unreadable.finding
    if mail.kind is MailKind.RETURN and read.content is not None:
        read.kept = _held(read, "accepted", ledger)
        read.stale = bool(ledger and read.kept and not ledger.readings.reads_so_with(read.kept.id, knowledge))
    work = mail.kind is MailKind.RETURN and read.content is not None and not read.kept
    return Task(mail.shown, read.content or b"", read, done=not work)


def _held(read: InHand, outcome: str, ledger: Ledger | None) -> KeptMail | None:
    """The very file, kept before with the same outcome."""
    held = ledger.kept.of(read.content) if ledger and read.content is not None else []
    return next((kept for kept in held if kept.path == read.mail.shown and kept.outcome == outcome), None)


class _Clerk:
    """Takes one file after the other, in the order of the input."""

    def __init__(
        self,
        run: Run,
        register: Register,
        ledger: Ledger | None,
        terms: Terms,
        decided: int,
        knowledge: str,
        held: Held,
    ) -> None:
        self.run = run
        self.held = held
        self.knowledge = knowledge
        self.decided = decided  # the last decision that the files were read with
        self.terms = terms
        self.register = register
        self.ledger = ledger
        self.kept: dict[int, FileReport] = {}
        self.seen: set[tuple[str, str | None, str | None]] = set()  # contents of a run without a ledger

    def take(self, read: InHand) -> FileReport:
        """Decide about one file and keep it accordingly."""
        self.held.back(read)
        digest = hashlib.sha256(read.content).hexdigest() if read.content is not None else read.digest
        report = FileReport(read.mail.shown, digest, "ignored")
        if read.kept and not read.stale:
            self._unchanged(report, read.kept)
        elif read.mail.kind is not MailKind.IGNORED:
            # at once: another run that takes in the same file sees all of this or nothing
            with self.ledger.transaction() if self.ledger else nullcontext():
                self._take(read, report)
        read.content = read.examined = None
        return report

    def _take(self, read: InHand, report: FileReport) -> None:
        if read.mail.kind is MailKind.WAITING:
            self._wait(read, report)
        elif read.failure:
            self._refuse(read, report, Examined((read.failure,), None, None, refused=True))
        elif read.examined:
            self._decide(read, read.examined, report)

    def _wait(self, read: InHand, report: FileReport) -> None:
        report.outcome = "waiting"
        report.unit = unit_of_name(read.mail.shown, self.run.home, self.register)
        report.period = period_of_name(read.mail.shown)
        typed = self._typed(report)
        if typed:
            self._unchanged(report, typed)
        elif read.failure:
            report.findings = [read.failure]
        elif self.ledger and read.content is not None and not _held(read, "waiting", self.ledger):
            self.ledger.keep(
                path=report.path,
                content=read.content,
                outcome="waiting",
                unit=report.unit,
                period=report.period,
                findings=[],
            )

    def _typed(self, report: FileReport) -> KeptMail | None:
        """What a person typed from this file (or in it), or a lower office read in it: it is no longer waited for."""
        if self.ledger is None or report.sha256 is None:
            return None
        known = [*self.ledger.kept.entries(report.sha256), *self.ledger.kept.brought(report.sha256)]
        return next((kept for kept in known if kept.is_document(report.path, report.unit, report.period)), None)

    def _decide(self, read: InHand, examined: Examined, report: FileReport) -> None:
        if examined.stopped:
            code, seen = examined.stopped
            raise UsageError(code, **seen)
        if examined.refused:
            self._refuse(read, report, examined)
            return
        report.findings, report.unit = self._unanswered(examined.findings, report), examined.reporter
        report.period = examined.period
        same = read.kept or self._same(report, examined)
        former = same if isinstance(same, KeptMail) and not self._reads_so(same, examined) else None
        if same and not former:
            self._unchanged(report, same)
            return
        report.outcome, report.returns = "superseded" if former else "accepted", examined.received
        report.read_again = former is not None
        if self.ledger and read.content is not None:
            self.kept[self._keep(read.content, report, examined, former)] = report

    def _reads_so(self, kept: KeptMail, examined: Examined) -> bool:
        """Whether a kept file still reads as it did. What was taken back is left alone."""
        if self.ledger is None or self.ledger.readings.reads_so_with(kept.id, self.knowledge):
            return True
        if not self.ledger.reads_as(kept.id, examined.returns, examined.findings):
            return bool(self.ledger.withdrawals.of([kept.id]))
        self.ledger.readings.note(kept.id, self.knowledge)
        return True

    def _refuse(self, read: InHand, report: FileReport, examined: Examined) -> None:
        """Kept with its findings, without figures, and read again at the next ingest."""
        report.outcome, report.findings, report.unit = "refused", list(examined.findings), examined.reporter
        report.period = examined.period
        if report.unit is None:
            report.unit = unit_of_name(read.mail.shown, self.run.home, self.register)
        typed = self._typed(report)
        if typed:
            self._unchanged(report, typed)
        elif self.ledger and read.content is not None and not _held(read, "refused", self.ledger):
            self._keep(read.content, report, examined)

    def _keep(self, content: bytes, report: FileReport, examined: Examined, former: KeptMail | None = None) -> int:
        if self.ledger is None:
            return 0
        if self.ledger.decisions.last != self.decided:
            raise DanvanError("changed-meanwhile")  # what was kept stays; the rest is read with the new answers
        if former:
            self.ledger.settle_again([former.id])
        return self.ledger.keep(
            path=former.path if former else report.path,
            content=content,
            outcome="accepted" if former else report.outcome,
            unit=report.unit,
            period=examined.period,
            findings=examined.findings,
            returns=examined.returns,
            reading=self.ledger.readings.of(former.id) if former else reading_of(self.terms, report.path),
            knowledge=self.knowledge,
            instead_of=former.id if former else None,
        )

    def _unanswered(self, findings: Iterable[Finding], report: FileReport) -> list[Finding]:
        """What is still to be told: not the questions that somebody has answered."""
        return [found for found in findings if self.terms.answers.to(found, report.sha256 or "") is None]

    def _same(self, report: FileReport, examined: Examined) -> KeptMail | bool | None:
        """The same bytes for the same reporter and period, kept before or in this run. (counting.md 5)"""
        place = (report.sha256 or "", examined.reporter, examined.period)
        if self.ledger is None:
            again = place in self.seen
            self.seen.add(place)
            return again or None
        held = [*self.ledger.kept.with_digest(place[0]), *self.ledger.kept.entries(place[0])]
        return next(
            (kept for kept in held if kept.outcome == "accepted" and (kept.unit, kept.period) == place[1:]), None
        )

    def _unchanged(self, report: FileReport, kept: KeptMail | bool | None) -> None:
        report.outcome = "unchanged"
        if self.ledger and isinstance(kept, KeptMail):
            report.unit, report.period = kept.unit, kept.period
            report.returns = self.ledger.received(kept.id)
            report.findings = self._unanswered(self.ledger.kept.findings(kept.id), report)


def reading_of(terms: Terms, path: str) -> Reading:
    """The terms under which a file was read, as far as it must be read in the same way again."""
    code, around = terms.home.around(path) if terms.home else (None, None)
    return Reading(code, bool(terms.home and terms.home.said), around, terms.period, terms.unit)
