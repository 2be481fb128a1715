"""From one figure to another: every statement that counts in one and not in the other, with the kind of its change.

The parts are differences of answers of single statements, so they add up to the whole difference and leave no rest.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from danvan_cli.errors import UsageError
from danvan_cli.indicators import RATIO
from danvan_cli.ledger.books.fates import Fate
from danvan_cli.ledger.books.verdicts import Standing
from danvan_cli.ledger.standing.margins import Number, ask, canonical, margins_of_models
from danvan_cli.ledger.store import Ledger
from danvan_cli.tables.inquiry import Inquiry
from danvan_cli.tables.selection.parents import lifted
from danvan_cli.tables.selection.query import FUNNEL, Asked, Question
from danvan_cli.tables.selection.selectors import stage_needed
from danvan_cli.tables.trace import Source, Sources

KINDS = (
    "late",
    "typed",
    "added",
    "correction",
    "reclassification",
    "reform",
    "duplicate",
    "higher",
    "carried-on",
    "second-hand",
    "decision",
    "withdrawal",
    "question",
    "standing",
    "query",
    "rules",
)
"""Why a figure changes, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a difference: whose figure changed and why, with the cells that one side has and the other has not."""

    kind: str
    delta: Number
    unit: str | None
    then_value: Number
    now_value: Number
    then: tuple[Source, ...] = ()
    now: tuple[Source, ...] = ()
    rule: str | None = None  # standing: the reason with which it counts now, or does not


@dataclass(frozen=True, slots=True)
class Bridge:
    """Two figures and the parts that add up to their difference."""

    then: Number | None
    now: Number | None
    parts: tuple[Part, ...]

    @property
    def difference(self) -> Number:
        """What the parts add up to."""
        return (self.now or 0) - (self.then or 0)


@dataclass(frozen=True, slots=True)
class _Said:
    """What one statement gives at one side. `whole`: the same with the rows that stand elsewhere."""

    row: Standing
    whole: Standing
    value: Number
    gross: Number

    @property
    def base(self) -> Number:
        """All that it states, whatever the filters."""
        return max((margin.total for margin in self.whole.margins), default=0)

    @property
    def splits(self) -> list[str]:
        """Its splits, in a form that compares."""
        return sorted(repr((sorted(margin.dims), sorted(margin.cells))) for margin in self.whole.margins)


def bridge(ledger: Ledger, then: Inquiry, now: Inquiry, *, stated: Number | None = None) -> Bridge:
    """The bridge between two questions, each with its own moment of knowledge.

    What was asked first is followed to the second moment; then the question itself is changed. `stated`: what the paper
    says, where the same question at the same moment must give that.
    """
    first, last = _side(ledger, then), _side(ledger, now)
    followed = _side(ledger, then.at(now.selectors.as_of)) if asks(then) != asks(now) else last
    parts = [*_revised(ledger, first, followed)]
    if followed is not last:
        parts += _asked_otherwise(followed, last)
    if stated is not None and stated != (first.total or 0):
        parts.append(Part("rules", (first.total or 0) - stated, None, stated, first.total or 0))
    before = first.total if stated is None else stated
    parts.sort(key=lambda part: (KINDS.index(part.kind), -abs(Decimal(part.delta)), part.unit or ""))
    return Bridge(before, last.total, tuple(parts))


def asks(inquiry: Inquiry) -> str:
    """What is asked, whenever and however it is split."""
    return replace(inquiry.at(None), by=()).text


class _Side:
    """One figure: the statements it is the sum of."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.sources = Sources(question)
        self.asked = {(one.standing.key, one.standing.period): one for one in question.answers(())}
        self.total: Number | None = question.together(list(self.asked.values()))

    def said(self, asked: Asked) -> _Said:
        """What a statement gives, and what it would with the rows that stand elsewhere."""
        row, value = asked.standing, asked.answer.value or 0
        shared = row.key in self.question.shared
        if row.kind != "register" or not row.without or shared or self.question.selectors.measure:
            return _Said(row, row, value, value)
        models = self.question.ledger.returns.models_of(row.ret)
        counts = Counter(canonical(models[place].at) for place in row.rows)
        margins = margins_of_models(counts.items(), dict(row.fixed))
        whole = row._replace(margins=(*margins, *row.margins[1:]), without=())
        whole = lifted(whole, self.question.parents)
        gross = ask(whole.margins, self.question.selectors.filters, (), whole.fixed).value
        return _Said(row, whole, value, gross or 0)

    def cells(self, rows: Iterable[Standing]) -> list[Source]:
        """The cells behind what statements give."""
        return [source for row in rows for source in self.sources.of(row, self.question.selectors.filters)]


def _side(ledger: Ledger, inquiry: Inquiry) -> _Side:
    measure = inquiry.selectors.measure
    if measure and measure.kind == RATIO:
        raise UsageError("ratio-not-traced", measure=measure.name, parts=", ".join(measure.of))
    question = inquiry.put_to(ledger)
    if question.stage == FUNNEL:
        raise stage_needed(question.by_stage, question.ledger.vocabulary)
    if question.each_level and not question.selectors.one_level:
        raise UsageError("level-needed")
    return _Side(question)


def _revised(ledger: Ledger, then: _Side, now: _Side) -> Iterator[Part]:
    """One question at two moments."""
    before = {key: one for key, one in then.asked.items() if not _same(one, now.asked.get(key))}
    after = {key: one for key, one in now.asked.items() if not _same(one, then.asked.get(key))}
    groups: dict[tuple[str, str, str], tuple[list[_Said], list[_Said]]] = defaultdict(lambda: ([], []))
    for place, (side, changed) in enumerate(((then, before), (now, after))):
        for one in changed.values():
            row = one.standing
            groups[row.period, now.question.line_of(row), row.reporter][place].append(side.said(one))
    _join_reformed(ledger, groups)
    judge = _Judge(ledger, then, now, [one.row.ret for olds, news in groups.values() for one in (*olds, *news)])
    for (_, unit, _), (olds, news) in groups.items():
        for said in (olds, news):
            said.sort(
                key=lambda one: one.row.standing != "own"
            )  # a place's own word tells for what it says of its bodies
        yield from _parts_of(judge, unit, olds, news)


def _same(one: Asked, other: Asked | None) -> bool:
    return (
        other is not None and one.answer.value == other.answer.value and one.standing.without == other.standing.without
    )


def _join_reformed(ledger: Ledger, groups: dict[tuple[str, str, str], tuple[list[_Said], list[_Said]]]) -> None:
    """A unit that a reform ended, and what took its place or goes on under its name, are one."""
    register = ledger.register
    gone = {key: group for key, group in groups.items() if group[0] and not group[1] and register.get(key[1]).is_place}
    for key, group in list(groups.items()):
        if group[0] or not group[1] or not register.get(key[1]).is_place:
            continue
        for other in list(gone):
            named = register.name_of(other[1]) == register.name_of(key[1])
            another = other[1] != key[1] and register.era_of(other[1]) is not register.era_of(key[1])
            if key[1] in register.successors(other[1]) or (named and another):
                group[0].extend(groups.pop(other)[0])
                del gone[other]


def _parts_of(judge: "_Judge", unit: str, olds: Sequence[_Said], news: Sequence[_Said]) -> Iterator[Part]:
    """What one reporter's figure about one unit gave and gives: the figure itself, and what of it stands elsewhere."""
    kind, rule = judge.kind_of(olds, news)
    gross = (sum(one.gross for one in olds), sum(one.gross for one in news))
    whole = (judge.then.cells(one.whole for one in olds), judge.now.cells(one.whole for one in news))
    if gross[0] != gross[1] or kind == "reclassification":
        yield Part(kind, gross[1] - gross[0], unit, *gross, *_differing(*whole), rule)
    left = (sum(one.value - one.gross for one in olds), sum(one.value - one.gross for one in news))
    if left[0] != left[1]:
        net = (judge.then.cells(one.row for one in olds), judge.now.cells(one.row for one in news))
        out = [
            [one._replace(value=-one.value) for one in _differing(mine, all_of_it)[1]]
            for mine, all_of_it in zip(net, whole, strict=True)
        ]
        yield Part(judge.kind_of_left_out(olds, news), left[1] - left[0], unit, *left, *_differing(*out))


def _differing(then: Iterable[Source], now: Iterable[Source]) -> tuple[tuple[Source, ...], tuple[Source, ...]]:
    """The cells of either side without those that say the same on both."""
    mine, theirs = Counter(map(_says, then := list(then))), Counter(map(_says, now := list(now)))
    return _beyond(then, theirs), _beyond(now, mine)


def _beyond(cells: Iterable[Source], others: Counter[tuple[object, ...]]) -> tuple[Source, ...]:
    left = Counter(others)
    found = []
    for cell in cells:
        if left[_says(cell)] > 0:
            left[_says(cell)] -= 1
        else:
            found.append(cell)
    return tuple(found)


def _says(cell: Source) -> tuple[object, ...]:
    return cell.text, cell.value, cell.unit, cell.at


def _asked_otherwise(then: _Side, now: _Side) -> Iterator[Part]:
    """Two questions at one moment: what each unit gives to one and not to the other."""
    units: dict[str, tuple[list[Asked], list[Asked]]] = defaultdict(lambda: ([], []))
    for place, (side, other) in enumerate(((then, now), (now, then))):
        for key, one in side.asked.items():
            if not _same(one, other.asked.get(key)):
                units[one.standing.unit][place].append(one)
    for unit, asked in units.items():
        values = [sum(one.answer.value or 0 for one in side) for side in asked]
        if values[0] != values[1]:
            cells = (side.cells(one.standing for one in mine) for side, mine in zip((then, now), asked, strict=True))
            yield Part("query", values[1] - values[0], unit, values[0], values[1], *_differing(*cells))


class _Judge:
    """Says why a reporter's figure about a unit changed."""

    def __init__(self, ledger: Ledger, then: _Side, now: _Side, returns: Iterable[int]) -> None:
        self.ledger, self.then, self.now = ledger, then, now
        self.moments = (then.question.selectors.as_of, now.question.selectors.as_of)
        involved = set(returns)
        self.fates = ledger.fates.of(involved)
        self.decided = ledger.fates.decided(involved, *self.moments)
        periods = then.question.selectors.periods
        self.had_sent = ledger.reporters_in(periods, as_of=self.moments[0])

    def kind_of(self, olds: Sequence[_Said], news: Sequence[_Said]) -> tuple[str, str | None]:
        """The kind of a change; the rule where only that can be said."""
        if not olds:
            return self._arrived(news[0].row)
        if not news:
            return self._left(olds[0].row)
        if olds[0].row.unit != news[0].row.unit:
            return "reform", None
        before, after = {one.row.ret for one in olds}, {one.row.ret for one in news}
        if before == after:
            if self.then.question.selectors.years:
                return "carried-on", None
            return ("second-hand" if news[0].row.standing != "own" else self._known_before(news[0].row)), news[
                0
            ].row.reason
        fate = self.fates[max(after - before or after)]
        if self._read_anew(fate):
            return "decision", None
        if any(self._withdrawn_since(self.fates[ret]) for ret in before - after):
            return "withdrawal", None
        if not self._is_news(fate):
            return self._known_before(news[0].row), news[0].row.reason
        whole = [sum(one.base for one in side) for side in (olds, news)]
        if whole[0] != whole[1]:
            return "correction", None
        moved = sorted(split for one in olds for split in one.splits) != sorted(
            split for one in news for split in one.splits
        )
        return ("reclassification" if moved else "correction"), None

    def kind_of_left_out(self, olds: Sequence[_Said], news: Sequence[_Said]) -> str:
        """Why rows of a list stand elsewhere: they are told twice, carried on from an earlier year, or a higher level's."""
        rows = [one.row for one in (*olds, *news)]
        if self.then.question.selectors.years or self.now.question.selectors.years:
            return "carried-on"
        if any(row.higher for row in rows):
            return "higher"
        return "decision" if any(self.fates[row.ret].mail in self.decided for row in rows) else "duplicate"

    def _arrived(self, row: Standing) -> tuple[str, str | None]:
        """A figure that counts now and did not before."""
        fate = self.fates[row.ret]
        if row.standing != "own":
            return "second-hand", None
        if self._read_anew(fate):
            return "decision", None
        if self._is_news(fate):
            sent = self.had_sent.get(row.period, ())
            return ("typed" if fate.typed else "added" if row.reporter in sent else "late"), None
        return self._known_before(row), row.reason

    def _known_before(self, row: Standing) -> str:
        """Why a document that was there before counts otherwise."""
        fate = self.fates[row.ret]
        if self.ledger.fates.withdrawn(fate.mail, self.moments[0]):
            return "withdrawal"
        former = self.ledger.fates.replaced_by(row.ret, self.moments[0])
        if former is not None and self._withdrawn_since(self.ledger.fates.of([former])[former]):
            return "withdrawal"
        return "decision" if fate.mail in self.decided else "standing"

    def _left(self, row: Standing) -> tuple[str, str | None]:
        """A figure that counted before and does not now."""
        fate = self.fates[row.ret]
        if self._withdrawn_since(fate):
            return "withdrawal", None
        if fate.mail in self.decided:
            return "decision", None
        if self.ledger.fates.replaced_by(row.ret, self.moments[1]) is not None:
            return "correction", None
        now = [
            other
            for other in self.now.question.all
            if (other.ret, other.unit, other.stage, other.reach) == (row.ret, row.unit, row.stage, row.reach)
        ]
        if any(other.standing == "held" for other in now):
            return "question", None
        if row.standing != "own":
            return "second-hand", None
        if any(other.standing == "copy" for other in now):
            return "duplicate", None
        return "standing", now[0].reason if now else None

    def _read_anew(self, fate: Fate) -> bool:
        """Whether a document that was there before is read otherwise: one that came since is news, however often it was read."""
        return fate.rereads is not None and not (self.moments[0] and fate.first_taken_in > self.moments[0])

    def _is_news(self, fate: Fate) -> bool:
        return self.moments[0] is not None and fate.taken_in > self.moments[0]

    def _withdrawn_since(self, fate: Fate) -> bool:
        then, now = self.moments
        return self.ledger.fates.withdrawn(fate.mail, now) and not self.ledger.fates.withdrawn(fate.mail, then)
