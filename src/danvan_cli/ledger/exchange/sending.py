"""Sending: what a ledger knows of a unit and all below it, as a bundle for the office above."""

from collections.abc import Iterable
from pathlib import Path

from danvan_cli.answers import key_of
from danvan_cli.errors import UsageError
from danvan_cli.findings import Finding
from danvan_cli.ledger.books.other_ledgers import Held
from danvan_cli.ledger.books.rows import now
from danvan_cli.ledger.exchange.bundle import (
    Contents,
    SentCode,
    SentDecision,
    SentEntry,
    SentFigure,
    SentMail,
    SentReading,
    SentWithdrawal,
    write_bundle,
)
from danvan_cli.ledger.standing.stated import read_of
from danvan_cli.ledger.store import Ledger
from danvan_cli.returns import Return

_BUILT = "xaydung"


def send(ledger: Ledger, unit: str, maker: str, draft: Path) -> tuple[Contents, int]:
    """Write the bundle of a unit into an empty file. Gives what is in it, and how many files have no known unit and stay."""
    with ledger.transaction():  # one moment, whoever writes meanwhile
        mail = ledger.exchange.mail()
        mine = [held for held in mail if held.unit and ledger.register.is_within(held.unit, unit)]
        if not mine:
            raise UsageError("nothing-to-send", unit=ledger.register.full_name(unit))
        digests = sorted({held.sha256 for held in mine})
        units = {(held.sha256, held.unit, held.period) for held in mine}
        contents = Contents(
            mail=[_mail(ledger, held) for held in mine],
            decisions=_decisions(ledger, digests),
            withdrawals=[
                SentWithdrawal(
                    sha256=str(sha), unit=str(of), period=period, who=str(who), reason=str(reason),
                    origin=origin or ledger.exchange.identity, since=str(since), undone=until, undone_by=by,
                    undone_why=why,
                )
                for sha, of, period, who, reason, origin, since, until, by, why in ledger.exchange.withdrawals(digests)
                if (sha, of, period) in units
            ],
            codes=[
                SentCode(
                    unit=one.unit, key=one.key, code=one.code, coined=one.coined,
                    origin=one.origin or ledger.exchange.identity,
                )
                for one in ledger.codes.all()
                if ledger.register.is_within(one.unit, unit)
            ],
        )  # fmt: skip
        forms = {held.form for held in mine if held.form}
        head = {
            "ledger": ledger.exchange.identity,
            "unit": unit,
            "unit_name": ledger.register.full_name(unit),
            "maker": maker,
            "made": now(),
        }
        sizes = ledger.exchange.sizes([*digests, *forms])
        write_bundle(draft, head, contents, sizes, ledger.archive.content)
    return contents, sum(held.unit is None for held in mail)


def _mail(ledger: Ledger, held: Held) -> SentMail:
    reading = ledger.readings.of(held.mail)
    returns = ledger.returns.of_mail(held.mail)
    return SentMail(
        path=held.path,
        sha256=held.sha256,
        outcome=held.outcome,  # type: ignore[arg-type]  # one of three, says the table
        unit=held.unit or "",
        period=held.period,
        came=held.came,
        reading=None
        if held.outcome == "waiting"
        else SentReading(
            home=reading.home,
            home_said=reading.home_said,
            around=reading.around,
            period=reading.period,
            unit=reading.unit,
        ),
        entry=_entry(ledger, held, returns) if held.by_hand else None,
        said=sorted(read_of(ret, len(ret.models)) for ret in returns),
    )


def _entry(ledger: Ledger, held: Held, returns: Iterable[Return]) -> SentEntry:
    """What a person typed: the workbook, else figure by figure."""
    first = next(iter(returns))
    figures = [] if held.form else [figure for ret in returns for figure in _figures(ret)]
    return SentEntry(
        typist=held.typist or "",
        typed=held.typed or held.came,
        origin=held.origin or ledger.exchange.identity,
        form=held.form,
        form_path=held.form_path,
        stage=first.stage,
        dated=first.dated.isoformat() if first.dated else None,
        figures=figures,
    )


def _figures(ret: Return) -> Iterable[SentFigure]:
    for base in ret.bases:
        stage = {} if base.scope.stage == (ret.stage or _BUILT) else {"stage": (base.scope.stage,)}
        for seen in base.observations:
            if seen.value is not None:
                yield SentFigure(at={**seen.at, **stage}, value=seen.value)


def _decisions(ledger: Ledger, digests: list[str]) -> list[SentDecision]:
    """All that was ever answered to what these files asked, by whatever ledger."""
    asked = {
        key_of(Finding(code, sheet, cell, seen), digest)  # type: ignore[arg-type]  # as it was stored
        for digest, code, sheet, cell, seen in ledger.exchange.asked_ever(digests)
    }
    return [
        SentDecision(
            key=one.key, answer=one.answer, code=one.finding.code, sheet=one.finding.sheet, cell=one.finding.cell,
            seen=dict(one.finding.seen), path=one.path, decider=one.decider, why=one.why,
            origin=one.origin or ledger.exchange.identity, decided=one.decided or one.moment,
        )
        for one in ledger.decisions.log()
        if one.key in asked
    ]  # fmt: skip
