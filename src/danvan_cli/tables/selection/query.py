"""From what stands to the statements that answer a question: period, unit, stage. Rules of counting are not repeated here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from danvan_cli.ledger.books.locks import Lock
from danvan_cli.ledger.books.verdicts import Standing
from danvan_cli.ledger.standing.margins import Answer, At, Filter, Number, ask, lies_elsewhere
from danvan_cli.ledger.standing.settled import COUNTED
from danvan_cli.ledger.standing.stated import ALONE, REGISTERING, UNSAID, Named, Via
from danvan_cli.ledger.store import Ledger
from danvan_cli.returns import DECISIONS
from danvan_cli.tables.selection.geography import Geography
from danvan_cli.tables.selection.lives import Lives
from danvan_cli.tables.selection.measured import Evidence, speaking
from danvan_cli.tables.selection.parents import lift, lifted, parents_of, with_wider
from danvan_cli.tables.selection.said import Said
from danvan_cli.tables.selection.selectors import Selectors
from danvan_cli.tables.selection.share_keys import ShareKey, share_out
from danvan_cli.tables.selection.spans import ENDED, Span, over_span
from danvan_cli.tables.selection.unit_asked import UnitAsked
from danvan_cli.units import place_of
from danvan_cli.units.tree import is_body
from danvan_cli.vocabulary import MemberSet

FUNNEL = ""
"""The stage of an answer that shows all stages, and adds none of them."""


class Asked(NamedTuple):
    """One standing statement and what it answers."""

    standing: Standing
    answer: Answer


@dataclass(frozen=True, slots=True)
class SharedOut:
    """A statement about a divided unit whose figure its parts have, and the published key by which they have it."""

    whole: Standing
    key: ShareKey


class Question:
    """Selectors put to a ledger: which statements count, which stage answers, what was left out and why."""

    def __init__(
        self,
        ledger: Ledger,
        selectors: Selectors,
        *,
        default_stage: str | None = None,
        said: Said | None = None,
    ) -> None:
        """`said`: what was said for these periods, where it was read already (several questions are put together)."""
        self.ledger = ledger
        self.asked_at = selectors.as_of
        self.locks = {period: ledger.locks.at(period, selectors.as_of) for period in selectors.periods}
        parents = parents_of(ledger.vocabulary)
        filters = {name: with_wider(name, chosen, parents) for name, chosen in selectors.filters.items()}
        self.parents = {  # what is asked for by its own name is not put under another
            (name, code): parent
            for (name, code), parent in parents.items()
            if name not in filters or code not in filters[name].members
        }
        self.selectors = selectors = replace(selectors, as_of=self.known_at(selectors.period), filters=filters)
        self.said = said or Said(ledger, {period: self.known_at(period) for period in selectors.periods})
        self.geography = Geography(ledger.register, selectors.geography)
        self.shared: dict[str, SharedOut] = {}  # by the keys of the parts
        self._keys = {key.unit: key for key in selectors.shares}
        self._unit_asked = UnitAsked(selectors, self.geography, ledger.register, self.said)
        self._spans: dict[str, Span] = {}
        self._counting: dict[str, list[Standing]] = {}
        self._read: dict[int, Named] = {}  # of lists, while models are followed over years
        self.stage = selectors.stage or self._default_stage(default_stage)
        self.each_level = self.stage in DECISIONS and (selectors.each_level or self._levels_without_names())
        measure = selectors.measure
        self.said_by = [Evidence(ledger, code, measure.parts) for code in measure.codes] if measure else []
        self.silent = 0  # statements that count models, and say nothing of the indicator asked for
        self.alone_left_out = 0  # tables of the indicator alone that nothing can be added to
        self.statements = self.at(self.stage)

    @property
    def unit(self) -> str | None:
        """The unit asked for; None: all."""
        return self._unit_asked.code

    # --- what was said, stage by stage

    @property
    def all(self) -> list[Standing]:
        """What was said at any stage, of any unit, whatever came of it."""
        return self.said.all

    @cached_property
    def told(self) -> list[Standing]:
        """What was said at the stage asked for, of any unit, whatever came of it."""
        return self.said.at(self.stage)

    def at(self, stage: str) -> list[Standing]:
        """What counts at a stage."""
        if stage not in self._counting:
            rows = self._lifted(self._span(stage).rows)
            if self.said_by:
                rows = self._measured(stage, rows)
            if self._keys:
                parts = (part for row in rows for part in self._parts_of(row))
                rows = [part for part in parts if self.inside(part.unit)]
            self._counting[stage] = rows
        return self._counting[stage]

    @cached_property
    def by_stage(self) -> dict[str, list[Standing]]:
        """What counts, for every stage that anything counts at, and the one asked for where it has lines of its own."""
        spoken = [stage for stage in self.said.stages if stage != ALONE and self._span(stage).rows]
        own = [self.stage] if self.each_level or self._alone_is_added else []
        return {stage: self.at(stage) for stage in dict.fromkeys((*spoken, *own))}

    def _span(self, stage: str) -> Span:
        """What answers at a stage, before it is put as the question wants it; over years, its models followed."""
        if stage not in self._spans:
            apart = self.each_level and stage == self.stage
            self._spans[stage] = self._acts(stage) if apart else self._answering(stage, self._counted(stage))
        return self._spans[stage]

    def _answering(self, stage: str, rows: list[Standing]) -> Span:
        if not self.selectors.years:
            return Span(rows)
        return over_span(self.ledger, stage, rows, self._counted(ENDED), self.selectors, self._read)

    def _acts(self, stage: str) -> Span:
        """Decisions with all that their level did, each level's models followed over years by themselves."""
        by_level: dict[MemberSet, list[Standing]] = defaultdict(list)
        for row in map(_act, self._counted(stage)):
            by_level[dict(row.fixed).get("level", ())].append(row)
        return Span([row for _, rows in sorted(by_level.items()) for row in self._answering(stage, rows).rows])

    @property
    def lives(self) -> Lives | None:
        """The models named over the years, at the stage asked for."""
        return self._span(self.stage).lives

    def _counted(self, stage: str) -> list[Standing]:
        return [row for row in self.said.at(stage) if row.standing in COUNTED and self._is_within(row)]

    def _is_within(self, row: Standing) -> bool:
        return self.unit is None or self.holds(row) or self._is_shared_into(row)

    def _lifted(self, rows: Iterable[Standing]) -> list[Standing]:
        return [lifted(row, self.parents) for row in rows] if self.parents else list(rows)

    def as_shown(self, inner: Standing) -> Standing:
        """A figure inside another one as the answer shows it: like that one."""
        return lifted(_act(inner) if self.each_level else inner, self.parents)

    def counted_at(self, at: At) -> At:
        """Coordinates as the answer counts them: with members under their parents."""
        return lift(at, self.parents) if self.parents else at

    def beyond(self, *stages: str) -> list[Standing]:
        """What counts at these stages of the unit asked for and of others together: it is not in the answer."""
        if self.unit is None:
            return []
        for stage in stages:  # what of it is shared out is found with what counts
            self.at(stage)
        wholes = {one.whole.key for one in self.shared.values()}
        said = (row for stage in stages for row in self.said.at(stage))
        return [row for row in said if row.standing in COUNTED and row.key not in wholes and self._around(row)]

    def _levels_without_names(self) -> bool:
        """Whether decisions of several levels have no names to match here: then no model can be counted at its highest."""
        return bool(self.remarked("levels-without-names"))

    @cached_property
    def _unmatched(self) -> frozenset[str]:
        """The stages at which levels decided without names to match: what one level did is not added to another's."""
        own: set[str] = {self.stage} if self.each_level else set()
        return frozenset(own.union(stage for stage in DECISIONS if self.remarked("levels-without-names", stage)))

    def levels_apart(self, asked: Iterable[Asked]) -> dict[MemberSet, Number]:
        """What each of several levels decided, where nobody can tell which models are the same; else nothing. (counting.md 3)"""
        if not self._unmatched:
            return {}
        acts: dict[MemberSet, Number] = defaultdict(int)
        for one in asked:
            if one.standing.stage in self._unmatched and one.answer.value is not None:
                acts[dict(one.standing.fixed).get("level", ())] += one.answer.value
        return dict(acts) if len(acts) > 1 else {}

    def remarked(self, asked: str, at: str | None = None) -> list[tuple[str, str]]:
        """(unit, other unit) of what readers must be told under a code, of a stage (the one asked for) and the unit asked for."""
        said = self.ledger.verdicts.remarks
        remarks = (one for period in self.selectors.periods for one in said([period], as_of=self.known_at(period)))
        return sorted(
            {
                (unit, other)
                for stage, code, unit, other in remarks
                if code == asked and stage == (at or self.stage) and self.inside(unit)
            }
        )

    @property
    def lock(self) -> Lock | None:
        """The lock on the period asked for."""
        return self.locks[self.selectors.period]

    def known_at(self, period: str) -> str | None:
        """The moment of which a period is told: a locked one stays as it was known when it was locked."""
        lock = self.locks[period]
        return lock.since if lock else self.asked_at

    def _measured(self, stage: str, rows: Sequence[Standing]) -> list[Standing]:
        """Statements about models become statements about the indicator; what stands alone speaks for whoever is silent."""
        said = self._lifted(speaking(rows, self.said_by))
        if stage != self.stage:
            return said
        self.silent = len(rows) - len(said)
        beside = list(speaking(self._lifted(self._span(ALONE).rows), self.said_by))
        if not self._alone_is_added:
            self.alone_left_out = len(beside)
            return said
        heard = {row.unit for row in said}
        whole = {row.unit for row in beside if not self.said_by[0].kinds_of(row)}
        left = [
            row
            for row in beside
            if not any(self._speaks_of(row, unit) for unit in heard)
            and not (row.unit in whole and self.said_by[0].kinds_of(row))  # its kinds are in what it states itself
        ]
        self.alone_left_out = len(beside) - len(left)
        return [*said, *self._lifted(left)]

    @property
    def _alone_is_added(self) -> bool:
        """Whether tables of the indicator alone are added to it: they know no stage."""
        return bool(self.said_by) and self.stage != FUNNEL and self.selectors.stage is None

    def _speaks_of(self, row: Standing, unit: str) -> bool:
        return row.unit == unit or (row.reach == "below" and self.ledger.register.is_below(unit, row.unit))

    def inside(self, unit: str) -> bool:
        """Whether a unit is the one asked for, or below it."""
        return self._unit_asked.inside(unit)

    def holds(self, row: Standing) -> bool:
        """Whether a figure is of the unit asked for, or below it, or stands in its line: what a body's list names beside it."""
        return self.inside(row.unit) or (
            self.unit is not None and is_body(self.unit) and self.line_of(row) == self.unit
        )

    def _around(self, row: Standing) -> bool:
        """Whether a figure speaks of the unit asked for and of others: it cannot be shared out."""
        many = row.reach == "below"
        return self.unit is not None and self.geography.speaks_beyond(row.unit, self.unit, for_many=many)

    def _is_shared_into(self, row: Standing) -> bool:
        """Whether a published key may give the unit asked for a part of a figure."""
        return self._key_of(row.unit) is not None and self._around(row)

    def _key_of(self, unit: str) -> ShareKey | None:
        """The published key of a unit, or of the place that a body stands under, where the geography shown has its parts."""
        return self._keys.get(place_of(unit)) if self.geography.is_foreign(unit) else None

    def _parts_of(self, row: Standing) -> Iterator[Standing]:
        unit = self.line_of(row)
        key = self._key_of(unit)
        shares = share_out(row.margins, key) if key else None
        if key is None or shares is None:
            yield row
            return
        for (code, _), margins in zip(key.parts, shares, strict=True):
            value = max((margin.total for margin in margins), default=0)
            part = row._replace(
                key=f"{row.key}/{code}", unit=code + unit[len(key.unit) :], margins=margins, value=value
            )
            self.shared[part.key] = SharedOut(row, key)
            yield part

    def _default_stage(self, preferred: str | None) -> str:
        """The workspace's, else xaydung if a list was sent for it, else the only one, else the funnel. (counting.md 3)"""
        if preferred and self._counted(preferred):
            return preferred
        if self._is_listed(UNSAID):
            return UNSAID
        listed = [stage for stage, explicit in self.said.stages.items() if explicit and self._is_listed(stage)]
        return listed[0] if len(listed) == 1 else FUNNEL if listed else UNSAID

    def _is_listed(self, stage: str) -> bool:
        """Whether a list was sent for a stage: what only follows from another stage is none."""
        return stage != ALONE and any(row.via != Via.IMPLIED for row in self._counted(stage))

    @property
    def held(self) -> bool:
        """Whether a figure of the stage asked for waits for an answer without counting meanwhile."""
        return any(row.standing == "held" and self._is_within(row) for row in self.told)

    def answers(
        self,
        by: Sequence[str],
        rows: Iterable[Standing] | None = None,
        filters: Mapping[str, Filter] | None = None,
    ) -> list[Asked]:
        """What each counting statement says under the filters, split by these dimensions."""
        dims = [dimension for dimension in by if dimension not in ("unit", "stage")]
        chosen = self.selectors.filters if filters is None else filters
        return [
            Asked(row, ask(row.margins, chosen, dims, row.fixed)) for row in (self.statements if rows is None else rows)
        ]

    def cannot_say(self, asked: Asked) -> bool:
        """Whether some of a statement may be what is asked for, and it does not tell: a figure of another level is none."""
        return asked.answer.value is None and not lies_elsewhere(
            asked.standing.margins, self.selectors.filters, asked.standing.fixed
        )

    def together(self, asked: Sequence[Asked]) -> Number | None:
        """What statements give together, however it is split; null where none can say.

        Null, too, where all that is known is that some have none, and what may be asked for is left out: where the only
        figure stands on a merged line, it is not 0. (counting.md 2) And where levels decided without names to match.
        """
        if self.levels_apart(asked):
            return None
        known = [one.answer.value for one in asked if one.answer.value is not None]
        if not known:
            return None
        total = sum(known)
        if total or any(one.answer.cells for one in asked):
            return total
        return None if any(one.answer.overlap or (one.standing.value and self.cannot_say(one)) for one in asked) else 0

    def line_of(self, row: Standing) -> str:
        """Under `--by unit`: places have lines of their own; bodies have where they report or have a row in a matrix.

        What another list names stands with the place, and with the body beside it whose list that is.
        """
        if row.kind == "matrix" or row.unit in self.accepted or row.key in self.shared:
            return row.unit
        place = place_of(row.unit)
        return row.reporter if place_of(row.reporter) == place else place

    def shown_at(self, row: Standing) -> MemberSet:
        """The same in the geography asked for: one unit, or all parts of one that was divided."""
        return self.geography.line(self.line_of(row))

    @cached_property
    def lines(self) -> dict[MemberSet, list[Standing]]:
        """What counts at the stage asked for, line by line."""
        found: dict[MemberSet, list[Standing]] = defaultdict(list)
        for row in self.statements:
            found[self.shown_at(row)].append(row)
        return found

    @cached_property
    def reporting(self) -> set[str]:
        """Every unit whose accepted returns say something at the stage asked for. (counting.md 10)"""
        return self.accepted - self.only_registered

    @cached_property
    def only_registered(self) -> set[str]:
        """Units that have registered models and said no more, where a later stage is asked for."""
        return set() if self.stage in (*REGISTERING, FUNNEL) else self.said.only_registered

    @cached_property
    def accepted(self) -> set[str]:
        """Every unit whose return was accepted for these periods: with a word on models, where they are asked for."""
        accepted = {
            unit
            for period in self.selectors.periods
            for unit in self.ledger.reporters_in([period], as_of=self.known_at(period))[period]
        }
        return accepted if self.selectors.measure else accepted - self.said.only_beside


def _act(row: Standing) -> Standing:
    """A decision with all that its level did, whatever a higher one did too."""
    if not row.acts:
        return row
    without = tuple(place for place in row.without if place not in row.higher)
    return row._replace(margins=row.acts, without=without, value=max(margin.total for margin in row.acts))
