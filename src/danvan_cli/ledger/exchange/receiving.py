"""Receiving a lower office's ledger: every file is read again from its original; all of a bundle is kept, or nothing of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from danvan_cli import vocabulary
from danvan_cli.answers import Answers, changes_reading, key_of
from danvan_cli.errors import DanvanError, UsageError
from danvan_cli.findings import Finding, by_weight
from danvan_cli.intake.crew.workers import Crew, Task, at_work
from danvan_cli.intake.identity.home import folder_of
from danvan_cli.intake.knowledge import fingerprint
from danvan_cli.ledger.asking import is_answer
from danvan_cli.ledger.books.decisions import Decision, weighed
from danvan_cli.ledger.books.given_codes import GivenCode
from danvan_cli.ledger.books.other_ledgers import Held
from danvan_cli.ledger.books.readings import Reading
from danvan_cli.ledger.books.rows import now
from danvan_cli.ledger.books.withdrawals import Withdrawn
from danvan_cli.ledger.deciding import Setting, change_of
from danvan_cli.ledger.exchange.brought import check_sent, day_of, examine_figures, is_about, is_unit
from danvan_cli.ledger.exchange.bundle import Bundle, SentCode, SentEntry, SentMail
from danvan_cli.ledger.store import Entry, Ledger
from danvan_cli.ledger.taking_in.examination import Examined, Paper, examine
from danvan_cli.ledger.taking_in.rereading import rank, terms_of
from danvan_cli.ledger.taking_in.run import FileReport, Run, settle, tell_locked, tell_withdrawn


@dataclass(slots=True)
class Taken:
    """What came of a bundle."""

    run: Run
    decisions: int = 0  # that were news
    contested: int = 0  # of them those that contradict an answer that held
    left_out: int = 0  # that answer nothing that was asked
    withdrawals: int = 0


@dataclass(slots=True)
class _Item:
    """One file of the bundle, and how far it has come."""

    sent: SentMail
    reading: Reading
    held: Held | None = None  # the same document, read here before in the same way
    known: Held | None = None  # the same document, however it was read
    examined: Examined | None = None
    failure: Finding | None = None
    report: FileReport = field(init=False)

    def __post_init__(self) -> None:
        self.report = FileReport(self.sent.path, self.sent.sha256, self.sent.outcome)


def receive(ledger: Ledger, bundle: Bundle, setting: Setting, jobs: int | None = None) -> Taken:
    """Read, compare and keep. What is there already changes nothing. Errors: DanvanError, and nothing is kept."""
    register, manifest = ledger.register, bundle.manifest
    if not is_unit(manifest.unit, register):
        raise DanvanError("bundle-unit-unknown", unit=manifest.unit_name)
    if manifest.ledger == ledger.exchange.identity:
        raise UsageError("bundle-own")
    reception = _Reception(ledger, bundle, setting)
    return reception.take(jobs)


class _Reception:
    """One bundle on its way in."""

    def __init__(self, ledger: Ledger, bundle: Bundle, setting: Setting) -> None:
        self.ledger, self.bundle, self.setting = ledger, bundle, setting
        self._left_out = 0
        self.knowledge = fingerprint(setting.workspace, setting.severities)
        self.here: dict[str, list[Held]] = {}
        for held in ledger.exchange.mail([sent.sha256 for sent in bundle.contents.mail]):
            self.here.setdefault(held.sha256, []).append(held)
        self.items = [self._item(sent) for sent in bundle.contents.mail]
        self.codes = [self._code(sent) for sent in bundle.contents.codes]

    def take(self, jobs: int | None) -> Taken:
        """Read what must be read, then keep all in one transaction."""
        ledger = self.ledger
        last, standing = ledger.decisions.last, ledger.decisions.standing()
        before = {key: one.answer for key, one in standing.items() if one.answer}
        with at_work(examine, len(self.items), jobs) as crew:
            self._read(self.items, Answers(before), crew)
            decisions = list(self._decisions())
            log = [*ledger.decisions.log(), *decisions]
            after = {key: said[0].answer or "" for key, said in weighed(log).items() if len(said) == 1}
            moved = {key for key in {*before, *after} if before.get(key) != after.get(key)}
            self._read([item for item in self.items if _asks(item, moved)], Answers(after), crew)
        kept: dict[int, FileReport] = {}
        with ledger.transaction():
            if last != ledger.decisions.last:
                raise DanvanError("changed-meanwhile")
            moment = now()
            manifest = self.bundle.manifest
            made_by = (manifest.ledger, manifest.unit, manifest.maker, manifest.made)
            number = ledger.exchange.receive(self.bundle.sha256, *made_by, moment)
            for item in self.items:
                self._keep(item, kept)
                self._note(item, number, moment)
            ledger.log.add("received", moment, unit=manifest.unit, who=manifest.maker)
            ledger.decisions.add(decisions)
            change_of(ledger, before, after, self.setting, but=kept).keep(ledger)
            withdrawals = self._withdrawals(moment)
            ledger.codes.give(self.codes, moment)
            ledger.settle_again([held.mail for held in ledger.exchange.mail([item.sent.sha256 for item in self.items])])
            raised = settle(ledger, {mail: report for mail, report in kept.items() if report.outcome != "unchanged"})
        reports = [item.report for item in self.items]
        for report in reports:
            tell_withdrawn(ledger, report)
            tell_locked(ledger, report)
            report.findings = [one for one in report.findings if Answers(after).to(one, report.sha256 or "") is None]
            report.findings.sort(key=by_weight)
        contested = weighed(log).keys() & {one.key for one in decisions} - after.keys()
        return Taken(Run(reports, raised=raised), len(decisions), len(contested), self._left_out, withdrawals)

    # --- reading

    def _item(self, sent: SentMail) -> _Item:
        self._inside(sent.unit, sent.path)
        check_sent(sent, vocabulary.load(self.setting.workspace))
        said = sent.reading
        reading = Reading(said.home, said.home_said, said.around, said.period, said.unit) if said else Reading()
        for code in (reading.home, reading.around):
            if code is not None and not is_unit(code, self.ledger.register):
                raise DanvanError("bundle-unit-unknown", unit=code)
        item = _Item(sent, reading)
        same = [held for held in self.here.get(sent.sha256, ()) if held.place == (sent.unit, sent.period)]
        accepted = [held for held in same if held.outcome == "accepted"]
        hand = self._hand(sent.entry) if sent.entry else None
        item.known = next((held for held in accepted if held.by_hand == hand), None)
        if item.known and not hand:
            item.reading = self._better(item.known, item.reading)
        if item.known and (hand or self._reads_so(item.known, item.reading)):
            item.held = item.known
        return item

    def _hand(self, entry: SentEntry) -> tuple[str, str]:
        return ("" if entry.origin == self.ledger.exchange.identity else entry.origin), entry.typed

    def _better(self, known: Held, there: Reading) -> Reading:
        """The terms under which a document that is here is read: the bundle's, or the better ones of another bundle.

        Terms of a lower office are better than those of a folder of mixed mail, the narrower home than the wider; so
        whoever brings a document first, it is read in one way.
        """
        here, register = self.ledger.readings.of(known.mail), self.ledger.register
        brought = self.ledger.exchange.through(known.sha256, known.unit, known.period)
        return here if brought and rank(here, register) >= rank(there, register) else there

    def _reads_so(self, known: Held, reading: Reading) -> bool:
        """Whether a document was read under these terms with all that danvan knows. What was withdrawn is left alone."""
        same = self.ledger.readings.of(known.mail) == reading
        newest = self.ledger.readings.reads_so_with(known.mail, self.knowledge)
        return (same and newest) or bool(self.ledger.withdrawals.of([known.mail]))

    def _read(self, items: Iterable[_Item], answers: Answers, crew: Crew) -> None:
        """Read files anew, each under the terms of the lower office; those of one folder together."""
        general = self.setting.terms(answers)
        alike: dict[tuple[Reading, str, str], list[_Item]] = {}
        for item in items:
            sent, entry = item.sent, item.sent.entry
            if sent.outcome == "waiting" or item.held:
                continue
            if entry and entry.form is None:
                terms = terms_of(item.reading, sent.path, general, Paper(sent.sha256, day_of(entry)))
                item.examined = examine_figures(entry, sent, terms, self.ledger.register)
            else:
                alike.setdefault((item.reading, folder_of(sent.path), sent.sha256 if entry else ""), []).append(item)
        for group in alike.values():
            sent, entry = group[0].sent, group[0].sent.entry
            paper = Paper(sent.sha256, day_of(entry)) if entry else None
            work = partial(examine, terms=terms_of(group[0].reading, sent.path, general, paper))
            for task in crew.do(work, (Task(item.sent.path, self._content(item), item) for item in group)):
                task.subject.examined, task.subject.failure = task.answer, task.finding
        for item in self.items:
            if item.examined and item.examined.stopped:
                code, seen = item.examined.stopped
                raise DanvanError(code, **seen)
            if item.examined and item.examined.reporter is not None and not item.examined.refused:
                self._inside(item.examined.reporter, item.sent.path)

    def _content(self, item: _Item) -> bytes:
        entry = item.sent.entry
        return self.bundle.original(entry.form if entry and entry.form else item.sent.sha256)

    def _inside(self, unit: str, path: str) -> None:
        """Only what a unit and those below it report may come in its bundle."""
        whose = self.bundle.manifest.unit
        if not is_unit(unit, self.ledger.register):
            raise DanvanError("bundle-unit-unknown", unit=unit)
        if not self.ledger.register.is_within(unit, whose):
            name = self.ledger.register.full_name
            raise DanvanError("bundle-outside", path=path, unit=name(unit), office=name(whose))

    # --- keeping

    def _keep(self, item: _Item, kept: dict[int, FileReport]) -> None:
        report, sent = item.report, item.sent
        report.unit, report.period = sent.unit, sent.period
        if item.held or sent.outcome == "waiting":
            self._as_it_was(item)
            return
        examined = item.examined or Examined((item.failure,) if item.failure else (), None, None, refused=True)
        report.findings = list(examined.findings)
        if examined.refused:
            self._refuse(item, examined)
            return
        report.unit, report.period, report.returns = examined.reporter, examined.period, examined.received
        former, entry = self._former(item, examined), sent.entry
        if former and (entry or self.ledger.returns.reads_as(former.mail, examined.returns, examined.findings)):
            report.outcome = "unchanged"
            if entry or self.ledger.readings.of(former.mail) == item.reading:
                self.ledger.readings.note(former.mail, self.knowledge)
                return
        else:
            report.outcome, report.read_again = ("superseded" if former else "accepted"), former is not None
        if former:
            self.ledger.settle_again([former.mail])
        number = self.ledger.keep(
            path=sent.path,
            content=self.bundle.original(sent.sha256),
            outcome="accepted",
            unit=examined.reporter,
            period=examined.period,
            findings=examined.findings,
            returns=examined.returns,
            entry=self._entry(entry) if entry else None,
            reading=item.reading,
            knowledge=None if entry else self.knowledge,
            instead_of=former.mail if former else None,
            brought=True,
        )
        kept[number] = report

    def _entry(self, entry: SentEntry) -> Entry:
        form = self.bundle.original(entry.form) if entry.form else None
        origin, typed = self._hand(entry)
        return Entry(entry.typist, form, entry.form_path, typed, origin)

    def _former(self, item: _Item, examined: Examined) -> Held | None:
        """The same document as it was read here before: nobody's typing takes the place of a reading, nor the other way."""
        hand = self._hand(item.sent.entry) if item.sent.entry else None
        place = (examined.reporter, examined.period)
        same = self.ledger.exchange.mail([item.sent.sha256])
        return next(
            (held for held in same if held.outcome == "accepted" and held.place == place and held.by_hand == hand),
            None,
        )

    def _as_it_was(self, item: _Item) -> None:
        """What is there already, and what nobody can read."""
        report, sent = item.report, item.sent
        known = item.held or next(
            (held for held in self.here.get(sent.sha256, ()) if held.is_document(sent.unit, sent.period)), None
        )
        if known:
            report.outcome = "unchanged" if known.outcome == "accepted" else known.outcome
            report.returns = self.ledger.returns.received(known.mail)
            report.findings = self.ledger.kept.findings(known.mail)
            return
        self.ledger.keep(
            path=sent.path,
            content=self.bundle.original(sent.sha256),
            outcome="waiting",
            unit=sent.unit,
            period=sent.period,
            findings=[],
            brought=True,
        )

    def _refuse(self, item: _Item, examined: Examined) -> None:
        """Kept with its findings, without figures, unless it is there already: as a refusal, or with what was read of it."""
        report, sent = item.report, item.sent
        same = [held for held in self.here.get(sent.sha256, ()) if held.is_document(sent.unit, sent.period)]
        report.outcome = "unchanged" if any(held.outcome == "accepted" for held in same) else "refused"
        if same:
            return
        self.ledger.keep(
            path=sent.path,
            content=self.bundle.original(sent.sha256),
            outcome="refused",
            unit=sent.unit,
            period=sent.period,
            findings=examined.findings,
            reading=item.reading,
            knowledge=self.knowledge,
            brought=True,
        )

    def _note(self, item: _Item, number: int, moment: str) -> None:
        sent, report = item.sent, item.report
        said = sent.said if sent.outcome != "waiting" and not sent.entry else None
        self.ledger.exchange.bring(number, sent.sha256, report.unit, report.period, sent.came, said, moment)

    # --- codes, answers and withdrawals

    def _code(self, sent: SentCode) -> GivenCode:
        """A code that a form of another ledger gave, or of this one, which then came back."""
        self._inside(sent.unit, sent.code)
        origin = "" if sent.origin == self.ledger.exchange.identity else sent.origin
        return GivenCode(sent.unit, sent.key, sent.code, sent.coined, origin)

    def _decisions(self) -> Iterator[Decision]:
        """The answers of other ledgers that are news here, to what these files ask."""
        own, register = self.ledger.exchange.identity, self.ledger.register
        known = {(one.key, one.origin, one.decided or one.moment) for one in self.ledger.decisions.log()}
        digests = {sent.sha256 for sent in self.bundle.contents.mail}
        asked = {key for item in self.items for key in self._asked(item)}
        words, moment = vocabulary.load(self.setting.workspace), now()
        for sent in self.bundle.contents.decisions:
            finding = Finding(sent.code, sent.sheet, sent.cell, dict(sent.seen))
            fits = is_about(sent, finding, digests, asked, register, self.bundle.manifest.unit) and (
                sent.answer is None or is_answer(sent.answer, finding, words, register)
            )
            origin = "" if sent.origin == own else sent.origin
            if not fits:
                self._left_out += 1
            elif (sent.key, origin, sent.decided) not in known and origin:
                who = f"{sent.decider}, {register.name_of(self.bundle.manifest.unit)}"
                decider = who if sent.origin == self.bundle.manifest.ledger else sent.decider
                told = (sent.path, decider, sent.why, moment, origin, sent.decided)
                yield Decision(sent.key, sent.answer, finding, *told)

    def _asked(self, item: _Item) -> Iterator[str]:
        examined = item.examined.findings if item.examined else ()
        held = self.ledger.kept.findings(item.held.mail) if item.held else ()
        for found in (*examined, *held):
            yield key_of(found, item.sent.sha256)

    def _withdrawals(self, moment: str) -> int:
        """Withdrawals that are news here."""
        own, count = self.ledger.exchange.identity, 0
        here: dict[tuple[str, str | None, str | None], list[int]] = {}
        for held in self.ledger.exchange.mail([item.sent.sha256 for item in self.items]):
            here.setdefault((held.sha256, held.unit, held.period), []).append(held.mail)
        for sent in self.bundle.contents.withdrawals:
            mails = here.get((sent.sha256, sent.unit, sent.period), [])
            origin = "" if sent.origin == own else sent.origin
            undone = sent.undone is not None
            said = Withdrawn(sent.who, sent.reason, origin, sent.since, undone, sent.undone_by, sent.undone_why)
            count += bool(mails) and self.ledger.withdrawals.hear(mails, said, moment)
        return count


def _asks(item: _Item, keys: set[str]) -> bool:
    """Whether answers to these questions change how a file reads."""
    found = item.examined.findings if item.examined else ()
    return any(changes_reading(one.code) and key_of(one, item.sent.sha256) in keys for one in found)
