"""Deciding: answers are kept, files whose reading they change are read again, and what stands is settled at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from danvan_cli.answers import AS_READ, Answers, changes_reading, key_of
from danvan_cli.errors import DanvanError
from danvan_cli.findings import Finding, Severity
from danvan_cli.intake.crew.workers import Task, at_work
from danvan_cli.intake.knowledge import fingerprint
from danvan_cli.ledger.books.decisions import Asked, Decision
from danvan_cli.ledger.books.rows import now
from danvan_cli.ledger.store import Ledger
from danvan_cli.ledger.taking_in.examination import Examined, Paper, Terms, examine
from danvan_cli.ledger.taking_in.rereading import terms_again


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says about one question. `answer` None: what was decided is taken back."""

    key: str
    answer: str | None
    finding: Finding
    path: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What reading a file again needs beside what is stored of its first reading."""

    workspace: Path
    severities: Mapping[str, Severity] = field(default_factory=dict)
    password: str | None = None

    def terms(self, answers: Answers) -> Terms:
        """What holds for all files that are read again."""
        return Terms(
            None,
            None,
            None,
            strict=False,
            workspace=self.workspace,
            password=self.password,
            severities=self.severities,
            answers=answers,
        )


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of it: the answers that were news, and how many files were read again."""

    news: tuple[Given, ...]
    read_again: int


def decide(ledger: Ledger, given: Sequence[Given], decider: str, setting: Setting) -> Decided:
    """Keep answers and act on them, all or nothing. What was decided so already is no news. Errors: DanvanError."""
    last, standing = ledger.decisions.last, ledger.decisions.standing()
    before = {key: decision.answer for key, decision in standing.items() if decision.answer}
    news = tuple(one for one in given if before.get(one.key) != one.answer)
    after = {key: answer for key, answer in (before | {one.key: one.answer for one in news}).items() if answer}
    change = change_of(ledger, before, after, setting)
    moment = now()
    with ledger.transaction():
        if last != ledger.decisions.last or change.asked != _asked(ledger, change.keys):
            raise DanvanError("changed-meanwhile")
        ledger.decisions.add(
            [Decision(one.key, one.answer, one.finding, one.path, decider, one.why, moment) for one in news]
        )
        change.keep(ledger)
        ledger.settle(moment)
    return Decided(news, len(change.again))


@dataclass(frozen=True, slots=True)
class Change:
    """What other answers do to files that are kept: who asked, and which of them read otherwise."""

    keys: set[str]
    asked: list[Asked]
    again: list[tuple[Asked, Examined]]
    knowledge: str

    def keep(self, ledger: Ledger) -> None:
        """Keep the new readings in the place of the old ones; what stands must be settled after it."""
        for former, examined in self.again:
            ledger.keep(
                path=former.path,
                content=ledger.readings.original(former.sha256),
                outcome="accepted",
                unit=examined.reporter,
                period=examined.period,
                findings=examined.findings,
                returns=examined.returns,
                reading=ledger.readings.of(former.mail),
                knowledge=self.knowledge,
                instead_of=former.mail,
            )
        ledger.settle_again({one.mail for one in self.asked})
        if self.keys - {key_of(one.finding, one.sha256) for one in self.asked}:
            ledger.settle_all_again()  # another answer closed the question: this one may open it again


def change_of(
    ledger: Ledger, before: Mapping[str, str], after: Mapping[str, str], setting: Setting, but: Collection[int] = ()
) -> Change:
    """What it changes that these answers hold after those. `but`: mail that was read with them already."""
    keys = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    asked = _asked(ledger, keys)
    moved = {key for key in keys if _moves(before.get(key)) or _moves(after.get(key))}
    files = {
        one.mail: one
        for one in asked
        if changes_reading(one.finding.code) and key_of(one.finding, one.sha256) in moved and one.mail not in but
    }
    again = _read_again(ledger, files.values(), Answers(after), setting)
    return Change(keys, asked, again, fingerprint(setting.workspace, setting.severities))


def _asked(ledger: Ledger, keys: set[str]) -> list[Asked]:
    return [one for one in ledger.decisions.asked() if key_of(one.finding, one.sha256) in keys]


def _moves(answer: str | None) -> bool:
    return answer not in (None, AS_READ)


def _read_again(
    ledger: Ledger, files: Iterable[Asked], answers: Answers, setting: Setting
) -> list[tuple[Asked, Examined]]:
    """The files as they read with these answers. One that cannot be read any more stops all: nothing was decided."""
    found = []
    ordered = sorted(files, key=lambda one: one.mail)
    with at_work(examine, len(ordered), 1) as crew:
        for asked in ordered:
            typed, form = ledger.readings.typed_form(asked.mail)
            if typed and form is None:
                continue  # figures that were typed one by one hold no texts
            content = ledger.readings.original(form or asked.sha256)
            paper = Paper(asked.sha256, ledger.returns.of_mail(asked.mail)[0].dated) if typed else None
            terms = terms_again(ledger, asked.mail, asked.path, setting.terms(answers), paper)
            task = next(iter(crew.do(partial(examine, terms=terms), [Task(asked.path, content)])))
            examined: Examined | None = task.answer
            if examined is None or examined.refused:
                faults = [task.finding] if task.finding else list(examined.findings if examined else ())
                worst = next((one for one in faults if one and one.severity is Severity.ERROR), None)
                raise DanvanError("not-read-again", path=asked.path, reason=worst.message if worst else "")
            kept = ledger.returns.of_mail(asked.mail)
            if {(ret.reporter, ret.period) for ret in kept} != {(examined.reporter, examined.period)}:
                raise DanvanError("read-as-another", path=asked.path)
            found.append((asked, examined))
    return found
