"""Figures that a person typed from mail that cannot be read: kept like any return, with the paper as their original."""

from danvan_cli.findings import by_weight
from danvan_cli.ledger.store import Entry, Ledger
from danvan_cli.ledger.taking_in.clerk import reading_of
from danvan_cli.ledger.taking_in.examination import Examined, Terms
from danvan_cli.ledger.taking_in.run import FileReport, Run, settle, tell_locked, tell_withdrawn


def keep_typed(
    ledger: Ledger, *, path: str, content: bytes, digest: str, examined: Examined, entry: Entry, terms: Terms
) -> Run:
    """Keep what was typed, or nothing of it: where it has errors, and where the same was typed last time."""
    report = FileReport(path, digest, "refused", findings=list(examined.findings))
    run = Run([report])
    report.unit, report.period = examined.reporter, examined.period
    if not examined.refused:
        report.returns = examined.received
        place = (examined.reporter, examined.period)
        former = next((kept for kept in ledger.kept.entries(digest) if (kept.unit, kept.period) == place), None)
        if former and ledger.returns.holds(former.id, examined.returns):
            report.outcome = "unchanged"
            tell_withdrawn(ledger, report)
        else:
            report.outcome = "accepted"
            mail = ledger.keep(
                path=path,
                content=content,
                outcome="accepted",
                unit=examined.reporter,
                period=examined.period,
                findings=examined.findings,
                returns=examined.returns,
                entry=entry,
                reading=reading_of(terms, path),
            )
            run.raised = settle(ledger, {mail: report})
            tell_locked(ledger, report)
    report.findings = [one for one in report.findings if terms.answers.to(one, digest) is None]
    report.findings.sort(key=by_weight)
    return run
