"""The state of every unit that reports or should: what came of it, when, and what became of it. (counting.md 10)"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from danvan_cli.findings import Finding, by_weight
from danvan_cli.ledger.books.deliveries import Delivery
from danvan_cli.ledger.books.locks import Lock
from danvan_cli.ledger.books.roster import Expected
from danvan_cli.ledger.books.verdicts import Standing
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.ledger.standing.settled import COUNTED
from danvan_cli.ledger.standing.stated import ALONE, REGISTERING
from danvan_cli.settings import Reporting
from danvan_cli.tables.coverage import Census, after_lock, census
from danvan_cli.tables.deadlines import due
from danvan_cli.tables.selection.geography import path_key
from danvan_cli.tables.selection.query import FUNNEL, Asked, Question


class State(StrEnum):
    """Where a unit's reporting stands, the best first."""

    ACCEPTED = "accepted"
    NIL = "nil"  # received: it says that it has no model
    QUESTIONS = "questions"  # accepted; some of it waits for an answer
    WAITING = "waiting"  # sent, not counted: a photo, a PDF; or it came after the period was locked
    REFUSED = "refused"  # sent, not counted: errors
    SECOND_HAND = "second-hand"  # silent; others report of it
    NOT_SENT = "not-sent"

    @property
    def received(self) -> bool:
        """Whether the unit's own word is in the ledger."""
        return self in (State.ACCEPTED, State.NIL, State.QUESTIONS)

    @property
    def silent(self) -> bool:
        """Whether nothing of models came from the unit itself."""
        return self in (State.SECOND_HAND, State.NOT_SENT)


@dataclass(frozen=True, slots=True)
class Sent:
    """One file of a unit, and what became of it: accepted, superseded, refused or waiting."""

    delivery: Delivery
    outcome: str
    late: bool
    findings: tuple[Finding, ...] = ()  # errors and questions
    after_lock: bool = False  # it waits for its period to be unlocked, and for nothing else
    registers: bool = False  # it registers models and says no more, where a later stage is asked for


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """One unit that reports or should."""

    unit: str
    block: str | None
    expected: Expected | None  # None: not on the roster
    state: State
    deadline: date | None
    value: Number | None  # its models, as `summarize --by unit` shows them; None: nothing counts
    provisional: Number
    said_by: tuple[str, ...]  # who reports of it, where it is silent
    sent: tuple[Sent, ...]
    only_registered: bool = False  # it has registered models, and sent nothing yet of what became of them

    @property
    def after_lock(self) -> int:
        """How many of its files wait for the period to be unlocked."""
        return sum(one.after_lock for one in self.sent)

    @property
    def by_hand(self) -> bool:
        """Whether one of its files waits to be typed."""
        return any(one.outcome == "waiting" and not one.after_lock for one in self.sent)

    @property
    def only_beside(self) -> bool:
        """Whether a file of its was accepted that says nothing of its models: awards, indicators."""
        return (
            not self.state.received and not self.only_registered and any(one.outcome == "accepted" for one in self.sent)
        )

    @property
    def first_day(self) -> date | None:
        """When its first file came that tells of the stage asked for, or may."""
        return min((one.delivery.day for one in self.sent if not one.registers), default=None)

    @property
    def day_is_said(self) -> bool:
        """Whether that day is the document's own word, and not just when it was taken in."""
        return any(one.delivery.dated == self.first_day for one in self.sent if not one.registers)

    @property
    def days_late(self) -> int:
        """How many days after the deadline its first file came; 0: in time, or nothing to be late for."""
        if self.deadline is None or self.first_day is None:
            return 0
        return max((self.first_day - self.deadline).days, 0)

    @property
    def revised(self) -> int:
        """How many of its files were replaced by later ones."""
        return sum(one.outcome == "superseded" for one in self.sent)

    @property
    def questions(self) -> int:
        """How many questions stand open in what counts of it."""
        return sum(
            found.severity == "question" for one in self.sent if one.outcome == "accepted" for found in one.findings
        )


@dataclass(frozen=True, slots=True)
class Status:
    """All units of a period, the mail that nobody can place, and the counts. Counts are about the roster where there is one."""

    period: str
    around: str | None
    units: tuple[UnitStatus, ...]
    unplaced: tuple[Sent, ...]
    has_roster: bool
    census: Census  # who has sent among the places that the register knows: what can be said without a roster
    unheard: tuple[str, ...]  # those of them of whom nothing is held at all
    deadline: date | None
    day: date  # the day it is told for
    lock: Lock | None  # the lock on the period

    @property
    def told(self) -> list[UnitStatus]:
        """The units that the counts are about: those on the roster; all, where there is none."""
        return [one for one in self.units if one.expected or not self.has_roster]

    @property
    def beyond(self) -> list[UnitStatus]:
        """Units that have sent without being on the roster."""
        return [one for one in self.units if self.has_roster and not one.expected]

    def of(self, *states: State) -> list[UnitStatus]:
        """The units in one of these states."""
        return [one for one in self.told if one.state in states]

    @property
    def expected(self) -> int | None:
        """How many must report; None without a roster."""
        return len(self.told) if self.has_roster else None

    @property
    def received(self) -> int:
        """How many have sent something that counts."""
        return sum(one.state.received for one in self.told)

    @property
    def silent(self) -> list[UnitStatus]:
        """Who has sent nothing at all."""
        return [one for one in self.told if one.state.silent]

    @property
    def late(self) -> list[UnitStatus]:
        """Whose first file came after the deadline."""
        return [one for one in self.told if one.days_late]


def status_of(question: Question, reporting: Reporting) -> Status:
    """The state of every unit inside the one asked for."""
    return _Counter(question, reporting).count()


class _Counter:
    """Puts together what the roster, the mail and what stands say of each unit."""

    def __init__(self, question: Question, reporting: Reporting) -> None:
        self.question, self.ledger, self.register = question, question.ledger, question.ledger.register
        selectors = question.selectors
        self.general = due(reporting, selectors.period)
        self.roster = self.ledger.roster.listed(selectors.period, as_of=selectors.as_of)
        late = after_lock(question)
        self.after_lock = {one.mail for one in late}
        deliveries = [*self.ledger.deliveries.of(selectors.periods, as_of=selectors.as_of), *late]
        self.findings = self._unanswered(deliveries)
        self.mail: dict[str | None, list[Delivery]] = defaultdict(list)
        for delivery in deliveries:
            self.mail[delivery.unit].append(delivery)
        self.by_reporter: dict[str, list[Standing]] = defaultdict(list)
        self.standings: dict[int, set[str]] = defaultdict(set)
        self.stages: dict[int, set[str]] = defaultdict(set)
        self.silent = question.said.only_beside | question.only_registered
        for row in question.all:
            self.by_reporter[row.reporter].append(row)
            self.standings[row.ret].add(row.standing)
            self.stages[row.ret].add(row.stage)
        self.values: dict[str, Number] = {}
        lines: dict[str, list[Asked]] = defaultdict(list)
        for asked in question.answers(()) if question.stage != FUNNEL else ():
            if asked.answer.value is not None:
                lines[question.line_of(asked.standing)].append(asked)
        for line, found in lines.items():
            if not question.levels_apart(found):
                self.values[line] = sum(asked.answer.value or 0 for asked in found)
        self.others: dict[str, set[str]] = defaultdict(set)
        self.for_many: dict[str, list[Standing]] = defaultdict(list)
        for row in question.all:
            if row.standing == "rest":
                self.for_many[row.unit].append(row)
            of_models = row.stage != ALONE and row.standing == "second-hand"
            if of_models and question.line_of(row) == row.unit != row.reporter:
                self.others[row.unit].add(row.reporter)

    def _unanswered(self, deliveries: Sequence[Delivery]) -> dict[int, list[Finding]]:
        """The errors of each file, and its questions that nobody has answered."""
        as_of = self.question.asked_at
        answers = self.ledger.decisions.answers(as_of)
        digests = {one.mail: one.sha256 for one in deliveries}
        return {
            mail: [finding for finding in found if answers.to(finding, digests[mail]) is None]
            for mail, found in self.ledger.deliveries.asked(list(digests), as_of=as_of).items()
        }

    def count(self) -> Status:
        selectors = self.question.selectors
        units = [unit for unit in self._units() if self.question.inside(unit)]
        units.sort(key=lambda unit: path_key(self.register, unit))
        found = census(self.question)
        asked_at = self.question.asked_at
        moment = datetime.fromisoformat(asked_at) if asked_at else datetime.now(UTC)
        return Status(
            period=selectors.period,
            around=self.question.unit,
            units=tuple(map(self._unit, units)),
            unplaced=tuple(self._sent(one, None) for one in self.mail.get(None, ())),
            has_roster=self.roster is not None,
            census=found,
            unheard=tuple(unit for unit in found.silent if unit not in units),
            deadline=self.general,
            day=moment.astimezone().date(),
            lock=self.question.lock,
        )

    def _units(self) -> set[str]:
        senders = {unit for unit in self.mail if unit}
        return senders | (self.others.keys() if self.roster is None else self.roster.keys())

    def _unit(self, unit: str) -> UnitStatus:
        expected = (self.roster or {}).get(unit)
        deadline = (expected and expected.deadline) or self.general
        sent = tuple(self._sent(one, deadline) for one in self.mail.get(unit, ()))
        many = (row for place in self.register.ancestors(unit) for row in self.for_many.get(place, ()))
        said_by = sorted({*self.others.get(unit, ()), *(row.reporter for row in many if self._speaks_for(row, unit))})
        state = self._state(unit, sent, said_by)
        own = [row for row in self.by_reporter.get(unit, ()) if row.standing in COUNTED]
        stage = self.question.stage
        return UnitStatus(
            unit=unit,
            block=(expected and expected.block) or self.register.get(unit).block,
            expected=expected,
            state=state,
            deadline=deadline,
            value=self.values.get(unit),
            provisional=sum(row.value for row in own if row.provisional and row.stage == stage),
            said_by=tuple(said_by) if state.silent else (),
            sent=sent,
            only_registered=unit in self.question.only_registered,
        )

    def _state(self, unit: str, sent: Sequence[Sent], said_by: Sequence[str]) -> State:
        outcomes = {one.outcome for one in sent}
        if outcomes & {"accepted", "superseded"} and unit not in self.silent:
            rows = self.by_reporter.get(unit, [])
            if any(row.standing == "held" or (row.provisional and row.standing in COUNTED) for row in rows):
                return State.QUESTIONS
            return State.NIL if rows and not any(row.value for row in rows) else State.ACCEPTED
        if any(one.after_lock for one in sent):
            return State.WAITING
        if "refused" in outcomes:
            return State.REFUSED
        if "waiting" in outcomes:
            return State.WAITING
        return State.SECOND_HAND if said_by else State.NOT_SENT

    def _speaks_for(self, row: Standing, unit: str) -> bool:
        """Whether a figure for the silent rest of a place around this unit speaks for it, too."""
        fixed, known = dict(row.fixed), self.register.get(unit)
        level, block = fixed.get("level"), fixed.get("block")
        return known.is_place and not (level and known.level not in level) and not (block and known.block not in block)

    def _sent(self, delivery: Delivery, deadline: date | None) -> Sent:
        late = deadline is not None and delivery.day > deadline
        standings: set[str] = set().union(*(self.standings[ret] for ret in delivery.returns))
        outcome = "superseded" if standings == {"superseded"} else delivery.outcome
        after_lock = delivery.mail in self.after_lock and outcome == "accepted"
        found = tuple(sorted(self.findings.get(delivery.mail, ()), key=by_weight))
        stages: set[str] = set().union(*(self.stages[ret] for ret in delivery.returns))
        registers = self.question.stage not in (*REGISTERING, FUNNEL) and bool(stages) and stages <= REGISTERING
        return Sent(
            delivery, "waiting" if after_lock else outcome, late and not registers, found, after_lock, registers
        )
