"""One run over mail: what it is asked to do, what became of every file, and what is told of it once all is settled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from danvan_cli.answers import NONE, Answers, key_of
from danvan_cli.findings import Finding, Severity
from danvan_cli.intake.identity.home import Home
from danvan_cli.ledger.books.rows import Received
from danvan_cli.ledger.store import Ledger

_SHORT = 12  # letters of a digest that tell it from all others
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
    raised: list[FileReport] = field(default_factory=list)  # files of former runs, with what is asked of them only now

    def count(self, outcome: str) -> int:
        """How many files had this outcome."""
        return sum(report.outcome == outcome for report in self.files)

    @property
    def questions(self) -> int:
        """How many questions this run asks, of its files and of former ones."""
        return sum(
            found.severity is Severity.QUESTION for report in (*self.files, *self.raised) for found in report.findings
        )


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


def settle(ledger: Ledger, kept: Mapping[int, FileReport]) -> list[FileReport]:
    """Settle what stands, and tell each file that was kept what it asks, what it replaced, and what stands in its place.

    Gives the files of former runs of which something is asked that was not asked before.
    """
    before = {(mail, key_of(found, "")) for mail, found in ledger.verdicts.asking()}
    raised: dict[int, FileReport] = {}
    newer: dict[int, list[str]] = {}  # mail of this run → what stands in its place, table by table
    for mail, told in ledger.settle().items():
        report = kept.get(mail)
        for what in told:
            if isinstance(what, int):
                if report:
                    report.outcome = "superseded"
                if what in kept and what != mail:
                    newer.setdefault(what, []).append(report.path if report else ledger.kept.numbered(mail).path)
            elif report:
                report.findings.append(what)
            elif what.severity is Severity.QUESTION and (mail, key_of(what, "")) not in before:
                if mail not in raised:
                    former = ledger.kept.numbered(mail)
                    raised[mail] = FileReport(former.path, former.sha256, former.outcome)
                raised[mail].findings.append(what)
    for mail, paths in newer.items():
        names = "; ".join(sorted({PurePath(path).name for path in paths}))
        seen: dict[str, str | int] = {"file": names, "count": len(paths), "tables": len(kept[mail].returns)}
        kept[mail].findings.append(Finding("newer-stands", seen=seen))
    return list(raised.values())


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
