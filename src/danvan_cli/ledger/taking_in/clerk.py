"""Whoever takes in file after file of a run: kept whole, refused, unchanged, or waiting, in the order of the input."""

import hashlib
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path

from danvan_cli.errors import DanvanError, UsageError
from danvan_cli.findings import Finding
from danvan_cli.intake.identity.identify import period_of_name, unit_of_name
from danvan_cli.intake.mail import MailKind
from danvan_cli.ledger.books.kept_mail import KeptMail
from danvan_cli.ledger.books.readings import Reading
from danvan_cli.ledger.store import Ledger
from danvan_cli.ledger.taking_in.examination import Examined, Terms
from danvan_cli.ledger.taking_in.in_hand import Held, InHand
from danvan_cli.ledger.taking_in.run import FileReport, Run
from danvan_cli.units import Register


def kept_before(read: InHand, outcome: str, ledger: Ledger | None) -> KeptMail | None:
    """The very file, kept before with the same outcome."""
    held = ledger.kept.of(read.content) if ledger and read.content is not None else []
    return next((kept for kept in held if kept.path == read.mail.shown and kept.outcome == outcome), None)


class Clerk:
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
        report.period = period_of_name(read.mail.shown, self.run.home, self.register)
        typed = self._typed(report)
        if typed:
            self._unchanged(report, typed)
        elif read.failure:
            report.findings = [read.failure]
        elif self.ledger and read.content is not None and not kept_before(read, "waiting", self.ledger):
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
        if not self.ledger.returns.reads_as(kept.id, examined.returns, examined.findings):
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
        elif self.ledger and read.content is not None and not kept_before(read, "refused", self.ledger):
            self._keep(read.content, report, examined)

    def _keep(self, content: bytes, report: FileReport, examined: Examined, former: KeptMail | None = None) -> int:
        if self.ledger is None:
            return 0
        if self.ledger.decisions.last != self.decided:
            raise DanvanError("changed-meanwhile")  # what was kept stays; the rest is read with the new answers
        if former:
            self.ledger.settle_again([former.id])
        accepted = former or report.outcome == "accepted"
        return self.ledger.keep(
            path=former.path if former else report.path,
            content=content,
            outcome="accepted" if former else report.outcome,
            unit=report.unit,
            period=examined.period,
            findings=examined.findings,
            dated=examined.dated,
            returns=examined.returns,
            reading=self.ledger.readings.of(former.id) if former else reading_of(self.terms, report.path),
            knowledge=self.knowledge,
            instead_of=former.id if former else None,
            renamed=_renamed(content, self.ledger) if accepted else (),
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
            report.returns = self.ledger.returns.received(kept.id)
            report.findings = self._unanswered(self.ledger.kept.findings(kept.id), report)


def _renamed(content: bytes, ledger: Ledger) -> list[int]:
    """What was refused of these bytes, for the name of its file or without it, and lies no more where it lay.

    Only where its folder is seen from here: what came inside an archive, or was taken in from another place, is not gone.
    """
    refused = ((kept.id, Path(kept.path)) for kept in ledger.kept.of(content) if kept.outcome == "refused")
    return [mail for mail, path in refused if path.parent.is_dir() and not path.exists()]


def reading_of(terms: Terms, path: str) -> Reading:
    """The terms under which a file was read, as far as it must be read in the same way again."""
    code, around = terms.home.around(path) if terms.home else (None, None)
    return Reading(code, bool(terms.home and terms.home.said), around, terms.period, terms.unit)
