"""The cells behind a figure: every one with its file, sheet and address, adding up to the figure. (counting.md 9)"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from danvan_cli import messages
from danvan_cli.errors import UsageError
from danvan_cli.indicators import RATIO
from danvan_cli.ledger.books.verdicts import Standing
from danvan_cli.ledger.standing.margins import Answer, At, Filter, Margin, Number, ask, canonical, dimensions
from danvan_cli.ledger.standing.settled import STEPPED_BACK
from danvan_cli.ledger.store import Ledger
from danvan_cli.returns import Base
from danvan_cli.tables.selection.measured import Evidence, Piece
from danvan_cli.tables.selection.query import FUNNEL, Asked, Question
from danvan_cli.tables.selection.selectors import Selectors, stage_needed
from danvan_cli.vocabulary import OF_PLACES, MemberSet

_ASIDE = STEPPED_BACK | {"claim"}
"""Standings of what was said and does not count; margins are splits of what does."""

_AT_HAND = 512  # files of which it is known at hand who brought them


class Source(NamedTuple):
    """One cell that contributes to a figure."""

    path: str
    sha256: str
    sheet: str
    cell: str | None  # None: the return as a whole says it ("không có mô hình")
    value: Number
    unit: str
    reporter: str
    text: str
    standing: str
    at: At = ()
    through: str | None = None  # the lower office whose bundle brought the file


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was said of the same and is not in the figure, and the rule by which it is not."""

    path: str
    sha256: str
    sheet: str
    cell: str | None  # of one row; None: a whole table's figure about the unit
    value: Number | None  # what it would give; None: it cannot say
    unit: str
    reporter: str
    text: str
    standing: str
    rule: str


class Behind:
    """The cells behind a figure, found anew each time they are asked for: a year has more of them than a memory should hold."""

    def __init__(self, question: Question, answers: Sequence[Asked]) -> None:
        self._question = question
        self._answers = answers

    def __iter__(self) -> Iterator[Source]:
        """One after the other."""
        behind, filters = Sources(self._question), self._question.selectors.filters
        brought_by = self._question.ledger.exchange.brought_by
        brought = lru_cache(maxsize=_AT_HAND)(lambda sha: brought_by([sha]))
        for asked in self._answers:
            if asked.answer.value is None:
                continue
            for source in behind.of(asked.standing, filters):
                office = brought(source.sha256).get((source.sha256, source.reporter))
                yield source._replace(through=office) if office else source


@dataclass(frozen=True, slots=True)
class Trace:
    """A figure, the cells that sum to it, and what is not in it. Sources are read from the ledger while it is open."""

    value: Number | None
    sources: Iterable[Source]
    question: Question
    left_out: tuple[LeftOut, ...] = ()


def trace(ledger: Ledger, selectors: Selectors, *, default_stage: str | None = None) -> Trace:
    """The cells behind the one figure that these selectors give."""
    question = Question(ledger, selectors, default_stage=default_stage)
    if selectors.measure and selectors.measure.kind == RATIO:
        raise UsageError("ratio-not-traced", measure=selectors.measure.name, parts=", ".join(selectors.measure.of))
    if question.stage == FUNNEL:
        raise stage_needed(question.by_stage, question.ledger.vocabulary)
    if question.each_level and not selectors.one_level:
        raise UsageError("level-needed")
    answers = question.answers(())
    left_out = tuple(_left_out(question, answers))
    return Trace(question.together(answers), Behind(question, answers), question, left_out)


def _left_out(question: Question, answers: Sequence[Asked]) -> Iterator[LeftOut]:
    """Statements that do not stand, rows that stand elsewhere, figures that cannot say, figures that cannot be shared out."""
    filters = question.selectors.filters
    for row in question.told:
        if row.standing in _ASIDE and question.inside(row.unit):
            value = None if question.selectors.measure else ask(row.margins, filters, (), row.fixed).value
            yield _aside(question, row, value, row.reason)
    for asked in answers:
        if question.cannot_say(asked):
            yield _aside(question, asked.standing, None, "cannot-say")
        elif asked.standing.without and asked.standing.kind == "register":
            yield from _told_elsewhere(question, asked.standing)
    for row in question.beyond(question.stage):
        yield _aside(question, row, row.value, "not-divisible" if row.reach == "below" else "partly-inside")


def _aside(question: Question, row: Standing, value: Number | None, rule: str) -> LeftOut:
    path, sha, sheet, reporter = question.ledger.returns.source(row.ret)
    return LeftOut(path, sha, sheet, None, value, row.unit, reporter, "", row.standing, rule)


def _told_elsewhere(question: Question, row: Standing) -> Iterator[LeftOut]:
    """The rows of a list that count where somebody else names them, or at a higher level, or in an earlier year."""
    path, sha, sheet, reporter = question.ledger.returns.source(row.ret)
    models = question.ledger.returns.models_of(row.ret)
    usual = "carried-on" if question.selectors.years else "told-elsewhere"
    for place in row.without:
        rule = "higher-level" if place in row.higher else usual
        model = models[place]
        yield LeftOut(path, sha, sheet, model.cell, 1, row.unit, reporter, model.name, row.standing, rule)


class Sources:
    """Finds the cells of statements."""

    def __init__(self, question: Question) -> None:
        self.ledger = question.ledger
        self.question = question
        self.shared = question.shared
        self.evidence = question.said_by[0] if question.said_by else Evidence(self.ledger)

    @cached_property
    def by_key(self) -> Mapping[str, Standing]:
        """What others were settled with: few figures are made of others."""
        return {row.key: row for row in self.question.all}

    def of(self, row: Standing, filters: Mapping[str, Filter]) -> Iterator[Source]:
        """The cells whose values add up to what a statement says under these filters."""
        return (source for _, source in self.split(row, filters, ()))

    def split(self, row: Standing, filters: Mapping[str, Filter], by: Sequence[str]) -> Iterator[tuple[At, Source]]:
        """The same for a statement split by dimensions: every cell with the coordinates under which the answer has it."""
        answer = ask(row.margins, filters, by, row.fixed)
        if row.key in self.shared:
            yield from self._part(row, answer, filters, by)
            return
        if row.kind == "register" and not (row.rows or row.nested) and answer.value is not None:
            path, sha, sheet, reporter = self.ledger.returns.source(row.ret)
            text = messages.text("screen", "no-model")
            yield row.fixed, Source(path, sha, sheet, None, answer.value, row.unit, reporter, text, row.standing)
            return
        if answer.value is None or answer.shown is None or answer.whole is None:
            return
        if row.heard:
            for at, value in answer.cells:  # one, or one for each level
                yield from ((at, source) for source in self._rest(row, at, value))
            return
        lines = {dimension: chosen for dimension, chosen in filters.items() if chosen.is_line}
        plain = {dimension: chosen for dimension, chosen in filters.items() if dimension not in lines}
        shown = [at for at, _ in answer.shown.cells if _takes(at, plain)]
        yield from self._cells(row, answer.shown, [at for at in shown if _takes(at, lines)], 1)
        gap = sum(value for at, value in answer.whole.cells if _takes(at, plain)) - sum(
            value for at, value in answer.shown.cells if at in set(shown)
        )
        if gap and _takes(row.fixed, lines):  # the not-stated remainder: the whole less what is shown
            whole = [at for at, _ in answer.whole.cells if _takes(at, plain)]
            for _, source in (*self._cells(row, answer.whole, whole, 1), *self._cells(row, answer.shown, shown, -1)):
                yield row.fixed, source

    def _part(
        self, row: Standing, answer: Answer, filters: Mapping[str, Filter], by: Sequence[str]
    ) -> Iterator[tuple[At, Source]]:
        """A part that a published key gives: the cells of the whole, less what of them is of the other parts."""
        shared = self.shared[row.key]
        left: dict[At, Number] = defaultdict(int, answer.cells)
        for at, source in self.split(shared.whole, filters, by):
            left[at] -= source.value
            yield at, source
        path, sha, sheet, reporter = self.ledger.returns.source(row.ret)
        text = messages.text("trace", "shared-out", source=shared.key.source)
        for at, value in left.items():
            if value:
                yield at, Source(path, sha, sheet, None, value, row.unit, reporter, text, row.standing, at)

    def _rest(self, row: Standing, at: At, left: Number) -> Iterator[Source]:
        """A remainder: what was stated for many, less what is heard of them, of the members that the figure fixes.

        Of a figure that its table tells level by level, or block by block, that of one alone.
        """
        within = {
            dimension: Filter(frozenset(members)) for dimension, members in row.fixed if dimension not in OF_PLACES
        }
        part = self.evidence.part_said(row, at)
        if part:
            yield from self._left_of(row, part, within, left)
            return
        heard: list[Source] = []
        for key in row.heard:
            other = self.by_key[key]
            says = ask(other.margins, within, (), other.fixed).value is not None
            heard += self.of(other, within if says else {})
        yield from self._stated(row, row.value + sum(source.value for source in heard))
        yield from (source._replace(value=-source.value) for source in heard)

    def _left_of(
        self, row: Standing, part: Mapping[str, MemberSet], within: Mapping[str, Filter], left: Number
    ) -> Iterator[Source]:
        of = {**within, **{dimension: Filter(frozenset(members)) for dimension, members in part.items()}}
        heard = [source for key in row.heard for source in self.of(self.by_key[key], of)]
        figure = left + sum(source.value for source in heard)
        splits: dict[frozenset[str], list[Piece]] = defaultdict(list)
        for piece in self._pieces(row):
            if part.items() <= dict(piece.at).items():
                splits[dimensions(piece.at)].append(piece)
        told = [pieces for pieces in splits.values() if sum(piece.value for piece in pieces) == figure]
        pieces = min(told, key=len, default=[])
        yield from (source for _, source in self._sources(row, pieces, {piece.at for piece in pieces}, 1))
        yield from (source._replace(value=-source.value) for source in heard)

    def _stated(self, row: Standing, figure: Number) -> Iterator[Source]:
        """The cells that state a figure for many: the row's own, or those of the figures inside it where they say more."""
        own = max(_margins(self.evidence.base(row)), key=lambda margin: margin.total)
        if own.total == figure:
            yield from (source for _, source in self._cells(row, own, [at for at, _ in own.cells], 1))
            return
        splits: dict[frozenset[str], list[tuple[Standing, Margin]]] = {}
        for key in row.nested:
            for margin in self.by_key[key].margins:
                splits.setdefault(margin.dims, []).append((self.by_key[key], margin))
        for parts in splits.values():
            if sum(margin.total for _, margin in parts) == figure:
                for inner, margin in parts:
                    yield from (source for _, source in self._cells(inner, margin, [at for at, _ in margin.cells], 1))
                return

    def _cells(self, row: Standing, margin: Margin, ats: Sequence[At], sign: int) -> Iterator[tuple[At, Source]]:
        wanted = set(ats)
        pieces = self._pieces(row)
        if row.kind == "register":
            mine = margin in row.margins[:1]
        else:
            own: dict[At, Number] = defaultdict(int)
            for piece in pieces:
                own[piece.at] += piece.value
            mine = all(own.get(at) == value for at, value in margin.cells if value and at in wanted) or not row.nested
        if not mine:
            yield from self._nested(row, margin, wanted, sign)
            return
        yield from self._sources(row, pieces, wanted, sign)

    def _pieces(self, row: Standing) -> list[Piece]:
        pieces = [piece for piece in self.evidence.pieces(row) if piece.value]
        if self.question.parents:
            return [piece._replace(at=self.question.counted_at(piece.at)) for piece in pieces]
        return pieces

    def _sources(
        self, row: Standing, pieces: Iterable[Piece], wanted: set[At], sign: int
    ) -> Iterator[tuple[At, Source]]:
        path, sha, sheet, reporter = self.ledger.returns.source(row.ret)
        for piece in pieces:
            if piece.at in wanted:
                value = sign * piece.value
                source = Source(
                    path, sha, sheet, piece.cell, value, row.unit, reporter, piece.text, row.standing, piece.at
                )
                yield piece.at, source

    def _nested(self, row: Standing, margin: Margin, wanted: set[At], sign: int) -> Iterator[tuple[At, Source]]:
        for inner, own in self._parts(row, margin):
            yield from self._cells(inner, own, [at for at, _ in own.cells if at in wanted], sign)

    def _parts(self, row: Standing, margin: Margin) -> list[tuple[Standing, Margin]]:
        """The figures inside another that make this split of it together; of those that split it alike they stand in one run."""
        inside = [
            (inner, own)
            for inner in (self.question.as_shown(self.by_key[key]) for key in row.nested)
            for own in inner.margins
            if own.dims == margin.dims
        ]
        for first in range(len(inside)):
            made: dict[At, Number] = defaultdict(int)
            for last, (_, own) in enumerate(inside[first:], start=first + 1):
                for at, value in own.cells:
                    made[at] += value
                if made == dict(margin.cells):
                    return inside[first:last]
        return inside


def _margins(base: Base) -> list[Margin]:
    """The plain splits of a matrix row, as its cells give them."""
    cells: dict[frozenset[str], list[tuple[At, Number]]] = {}
    for seen in base.observations:
        if seen.value is not None:
            at = canonical(base.scope.fixed, seen.at)
            cells.setdefault(frozenset(seen.at), []).append((at, seen.value))
    return [Margin(dims, closed=False, cells=tuple(found)) for dims, found in cells.items()]


def _takes(at: At, filters: Mapping[str, Filter]) -> bool:
    known = dict(at)
    return all(chosen.takes(known.get(dimension, ())) for dimension, chosen in filters.items())
