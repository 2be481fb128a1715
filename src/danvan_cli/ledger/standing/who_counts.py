"""What stands: who counts for whom, decided in one place, in plain Python, whenever the ledger changes.

The rules are counting.md 1 (nested bases), 3 (which list answers a stage), 4 (who is believed), 6 (the same model
twice) and 9. Queries never repeat them: they read verdicts, choose margins and group.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from danvan_cli.answers import NONE, Answers, same_model
from danvan_cli.findings import Finding
from danvan_cli.ledger.standing.former_names import FormerNames
from danvan_cli.ledger.standing.levels import Acts, Parts, count_at_highest, tell_unnamed_levels
from danvan_cli.ledger.standing.many import Many
from danvan_cli.ledger.standing.nesting import apart, lying_inside
from danvan_cli.ledger.standing.new_beside_kept import tell_new_from_kept
from danvan_cli.ledger.standing.one_list import OneList
from danvan_cli.ledger.standing.one_total import part_one_total
from danvan_cli.ledger.standing.organisations import Organisations
from danvan_cli.ledger.standing.revisions import Revised, revise
from danvan_cli.ledger.standing.settled import COUNTED, Settled, Verdict, joined
from danvan_cli.ledger.standing.stated import UNSAID, Filed, Stated, Via, names_at, statements
from danvan_cli.ledger.standing.successors import leave_to_successors, left_to_successors
from danvan_cli.ledger.standing.told_around import answers_for
from danvan_cli.ledger.standing.twins import Twins
from danvan_cli.returns import DECISIONS, Kind, Reach
from danvan_cli.settings import USUAL, Reporting
from danvan_cli.units import Register
from danvan_cli.units.tree import is_body, place_of
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Vocabulary


def settle(
    returns: Iterable[Filed],
    register: Register,
    vocabulary: Vocabulary,
    answers: Answers = NONE,
    reporting: Reporting = USUAL,
) -> Settled:
    """Decide what stands of all returns of one period."""
    told, unsure = tell_new_from_kept(list(returns), answers)
    everything = part_one_total(told, register, vocabulary)
    mistaken = {filed.id: ("claim", "sent-by-mistake") for filed in everything if _sent_by_mistake(filed)}
    revised = revise((filed for filed in everything if filed.id not in mistaken), register, answers)
    revised.stepped_back.update(mistaken)
    for filed, other, finding in unsure:
        revised.put(finding, filed, other)
    settled = Settled(findings=list(revised.findings), replaced_by=dict(revised.replaced_by), answers=answers)
    for filed in everything:
        if filed.id in revised.stepped_back:
            standing, reason = revised.stepped_back[filed.id]
            for stated in statements(filed, vocabulary):
                settled.verdicts.append(Verdict(stated, standing, reason, stated.margins))
    said: dict[str, list[Stated]] = defaultdict(list)
    for filed in revised.standing:
        for stated in statements(filed, vocabulary):
            said[stated.stage].append(stated)
    levels = list(vocabulary["level"].members)
    twins = Twins(register, settled, levels)
    for stage in sorted(said):
        _Stage(stage, register, revised, settled, levels, twins, reporting).decide(said[stage])
    settled.findings = list(dict.fromkeys(settled.findings))  # one question, though it touches several stages
    for verdict in settled.verdicts:
        filed = verdict.stated.filed
        verdict.provisional = filed.questioned or filed.id in revised.provisional or verdict.provisional
        verdict.value = max((margin.total for margin in verdict.margins), default=0)
    return settled


_OFFICIAL, _ITSELF, _OTHERS = range(3)  # who is believed first
_Rank = tuple[bool, int, int]
"""Whether it is only implied, whose word it is, how far above the unit: the least is believed."""


class _Stage:
    """The decisions about one stage of one period."""

    def __init__(
        self,
        stage: str,
        register: Register,
        revised: Revised,
        settled: Settled,
        levels: Sequence[str],
        twins: Twins,
        reporting: Reporting,
    ) -> None:
        self.stage = stage
        self.twins = twins
        self.reporting = reporting
        self.levels = levels  # the highest first
        self.register = register
        self.revised = revised
        self.settled = settled
        self.spoken: dict[str, list[Verdict]] = defaultdict(list)  # unit → what counts for it
        self.organisations = Organisations(register, reporting, settled, self.spoken, self._put)
        self.met: dict[int, set[int]] = defaultdict(set)  # return → models that it was said to name twice, once counted
        self.splits: dict[int, list[tuple[Verdict, ...]]] = defaultdict(list)  # statement → what lies inside it

    def decide(self, said: Sequence[Stated]) -> None:
        ordered = sorted(said, key=lambda stated: stated.key)
        if self.stage in DECISIONS:
            parts = Parts(ordered, self.register)
            ordered = parts.said
            for stated in parts.of_no_level:
                self._put(stated, "claim", "decided-by-another")
        kept = self._nest(OneList(self.register, self.settled, self.revised, self._put).of_each_reporter(ordered))
        own = [stated for stated in kept if stated.reach is Reach.OWN]
        many = [stated for stated in kept if stated.reach is Reach.BELOW]
        if self.stage in DECISIONS:
            self._decisions(own, many)
            return
        vertical = self._units(own)
        self._where_silent(vertical, self._spoken_for(many))
        leave_to_successors(self.stage, self.spoken, self.register, self.settled)
        self.twins.count_once(self.stage, self.spoken)
        self._many(many, self.spoken)

    def _decisions(self, own: Sequence[Stated], many: Sequence[Stated]) -> None:
        """Level by level: a body's word on its own decisions; what others say of them, while it is silent. (counting.md 3)"""
        acts = Acts(own, self.register)
        for act in acts.restated:
            self._put(act, "claim", "decided-by-another")
        for _, said in acts.by_level():
            before = {id(verdict) for verdicts in self.spoken.values() for verdict in verdicts}
            self._where_silent(self._units(said))
            self._level_to_successors(before)
        self.twins.count_once(self.stage, self.spoken)
        count_at_highest(self.spoken, self.register, self.levels, self.settled)
        self._many(many, acts.deciders(self.spoken))
        tell_unnamed_levels(self.stage, self.settled, self.register)

    def _level_to_successors(self, before: set[int]) -> None:
        """Decisions of one level, those not heard before: a level's word on a unit is no word of another level's on it."""
        of_level = {
            unit: some
            for unit, verdicts in self.spoken.items()
            if (some := [one for one in verdicts if id(one) not in before])
        }
        leave_to_successors(self.stage, of_level, self.register, self.settled)
        for unit, verdicts in list(self.spoken.items()):
            left = [one for one in verdicts if one.standing in COUNTED]
            if verdicts and not left:
                del self.spoken[unit]
            else:
                self.spoken[unit] = left

    def _many(self, many: Sequence[Stated], spoken: Mapping[str, list[Verdict]]) -> None:
        """Figures for many, once it is known who has spoken for itself."""
        left = left_to_successors(many, self.register)
        for stated in left:
            self._put(stated, "claim", "successor-has-spoken")
        judged = [stated for stated in many if not any(stated is one for one in left)]
        Many(self.register, spoken, self.settled, self._put, self.revised.added).decide(judged)

    def _spoken_for(self, many: Sequence[Stated]) -> Many | None:
        """What places' figures for many would stand, if only places and bodies themselves had been heard."""
        of_places = [stated for stated in many if self.register.get(stated.reporter).is_place]
        if not of_places:
            return None
        settled = Settled(answers=self.settled.answers)
        heard = Many(self.register, self.spoken, settled, _unsettled, self.revised.added)
        heard.decide(of_places)
        return heard

    def _put(self, stated: Stated, standing: str, reason: str) -> Verdict:
        verdict = Verdict(stated, standing, reason, stated.margins, splits=tuple(self.splits.get(id(stated), ())))
        added_to = self.revised.added_to.get(stated.filed.id)
        if added_to and stated.kind is Kind.REGISTER:
            keys, standing_already = stated.filed.models.keys, names_at(stated.stage, added_to)
            verdict.leave_out([row for row in stated.rows if keys[row] in standing_already])
        met = self.met[stated.filed.id] if standing in COUNTED else set[int]()
        verdict.leave_out(_written_twice(stated, met))
        self.settled.verdicts.append(verdict)
        return verdict

    # --- one reporter: what lies inside what

    def _nest(self, said: Sequence[Stated]) -> list[Stated]:
        """A base inside another of the same reporter is a margin of it: never added. (counting.md 1)"""
        inside = lying_inside(said, self.register)
        beside: list[Stated] = []
        for host, splits in inside.hosts():
            for parts in splits:
                within = [part for stated in parts if (part := self._within(stated, host, beside))]
                if self._more_than_all(within, host):
                    for stated in within:
                        self._put(stated, "claim", "decided")
                    continue
                put = tuple(self._put(stated, "margin", "inside-another-figure") for stated in within)
                host.margins = (*host.margins, *joined(put, host))
                self.splits[id(host)].append(put)
        return [*inside.outermost, *beside]

    def _more_than_all(self, within: Sequence[Stated], host: Stated) -> bool:
        """Whether new ones are more than all, and somebody said that all is right; the larger counts until then. (counting.md 1)"""
        count = sum(stated.value for stated in within)
        if count <= host.value:
            return False
        last = max(within, key=lambda stated: stated.key)
        cell = last.filed.ret.bases[last.rows[0]].cell if last.kind is Kind.MATRIX else None
        seen: dict[str, str | int] = {"count": int(count), "of": int(host.value), "other": host.filed.sha256}
        answer = self.settled.ask(last.filed, Finding("inside-exceeds-whole", last.filed.ret.sheet, cell, seen))
        if answer is None:
            self.revised.provisional |= {host.filed.id, *(stated.filed.id for stated in within)}
        return answer == "whole"

    def _within(self, stated: Stated, host: Stated, beside: list[Stated]) -> Stated | None:
        """What of a figure lies inside another; a list's rows that the wider list does not name stand beside it."""
        named, unnamed = apart(stated, host)
        if unnamed is None:
            return named
        if named is not None:
            seen: dict[str, str | int] = {
                "count": len(unnamed.rows),
                "of": len(stated.rows),
                "sheet": host.filed.ret.sheet,
            }
            answer = self.settled.ask(stated.filed, Finding("names-beside-whole", stated.filed.ret.sheet, None, seen))
            if answer == "within":
                return stated
            if answer is None:
                self.revised.provisional |= {stated.filed.id, host.filed.id}
        beside.append(unnamed)
        return named

    # --- figures about single units

    def _units(self, said: Sequence[Stated]) -> list[Stated]:
        """First-hand outranks second-hand; a second-hand figure counts only while its unit is silent. (counting.md 4)

        Gives what vertical organisations say, which is judged when it is known for which places somebody speaks.
        """
        by_unit: dict[str, list[Stated]] = defaultdict(list)
        heard = self._heard_places(said)
        told = self._told_officially(said)
        held = self._held_in_figures(said) | self._told_from_above(said, heard)
        for stated in said:
            if stated.reporter in told and stated.reporter != stated.unit:
                self._put(stated, "claim", "official-channel")
            elif id(stated) in held:
                self._put(stated, "claim", "place-has-spoken")
            else:
                by_unit[stated.unit].append(stated)
        vertical: list[Stated] = []
        former = FormerNames(said, self.register)
        for unit in sorted(by_unit):
            of_it, of_silent_ones = former.apart(unit, by_unit[unit])
            vertical += self._nearest(unit, of_it, heard.get(unit))
            vertical += self._nearest(unit, of_silent_ones, None)
        return vertical

    def _nearest(self, unit: str, said: Sequence[Stated], implied: bool | None) -> list[Stated]:
        """Believe the nearest word on a unit. `implied`: whether all is that the unit itself says; None: it says nothing."""
        vertical: list[Stated] = []
        channel = self._channel(unit)
        believed: list[tuple[_Rank, Stated]] = []
        for stated in said:
            distance = self._distance(stated)
            if distance is None:
                if self.organisations.speaks(stated):
                    vertical.append(stated)
                else:
                    self._leave_out_another(stated)
                continue
            nearness = _OFFICIAL if stated.reporter == channel else _OTHERS if distance else _ITSELF
            rank = (_only_implied(stated), nearness, distance)
            if implied is not None and (implied, _ITSELF, 0) < rank:
                self._put(stated, "claim", "said-by-a-nearer-one")
            else:
                believed.append((rank, stated))
        self._believe(unit, believed)
        return vertical

    def _channel(self, unit: str) -> str | None:
        """The place whose rows the workspace takes for the official word about a unit; of decisions nobody's but the decider's."""
        if self.reporting.via is None or self.stage in DECISIONS:
            return None
        place = self.register.at_level(unit, self.reporting.via)
        return place if place != unit else None

    def _told_officially(self, said: Sequence[Stated]) -> set[str]:
        """Places about which the official channel sent rows: these hold what their own lists say of the bodies inside them."""
        return {
            stated.unit
            for stated in said
            if stated.via is not Via.IMPLIED
            and stated.reporter == self._channel(stated.unit)
            and self.register.get(stated.unit).is_place
        }

    def _heard_places(self, said: Sequence[Stated]) -> dict[str, bool]:
        """Communes that sent a list, though it may name their bodies only; True where all it says is implied.

        A list ends their silence: nobody's row about them adds to it. (counting.md 4)
        """
        heard: dict[str, bool] = {}
        for stated in said:
            sender = stated.reporter
            if self.register.get(sender).is_place and not self.register.has_places_below(sender):
                heard[sender] = heard.get(sender, True) and _only_implied(stated)
        for sender in sorted(heard):
            if not heard[sender]:
                self.spoken[sender] += []
        return heard

    def _held_in_figures(self, said: Sequence[Stated]) -> set[int]:
        """What tables from above tell of bodies inside a commune, where with what they tell of itself it makes its own figures.

        These name nobody, so that no names can be compared; where the sums differ both count. (counting.md 4 and 6)
        """
        own: dict[str, list[Stated]] = defaultdict(list)
        above: dict[tuple[str, int], list[Stated]] = defaultdict(list)
        counted = {one.reporter for one in said if one.kind is Kind.MATRIX and not is_body(one.reporter)}
        for stated in said:
            place = place_of(stated.unit)
            if stated.reporter == place:
                own[place].append(stated)
            elif place in counted and self.register.is_below(place, stated.reporter):
                above[place, stated.filed.id].append(stated)
        return {
            id(one)
            for (place, _), told in above.items()
            if all(one.kind is Kind.MATRIX for one in own[place])
            and sum(one.value for one in told) == sum(one.value for one in own[place])
            for one in told
            if is_body(one.unit)
        }

    def _told_from_above(self, said: Sequence[Stated], heard: Mapping[str, bool]) -> set[int]:
        """What a commune's lists only imply of bodies in it, where a list for the stage from above tells of the commune.

        That list answers the stage for the place; what a body says itself stands beside it. (counting.md 3 and 4)
        """
        above: dict[str, list[Stated]] = defaultdict(list)
        for stated in said:
            if stated.via is not Via.IMPLIED and self.register.is_below(stated.unit, stated.reporter):
                above[stated.unit].append(stated)
        return {
            id(stated)
            for stated in said
            if _only_implied(stated)
            and heard.get(stated.reporter)
            and any(answers_for(one, stated) for one in above.get(stated.reporter, ()))
        }

    def _leave_out_another(self, stated: Stated) -> None:
        """What is said of a unit neither the reporter's own nor below it is a claim; somebody must be told."""
        self._put(stated, "claim", "neither-own-nor-below")
        filed = stated.filed
        if stated.kind is Kind.MATRIX:
            cell = filed.ret.bases[stated.rows[0]].cell
        else:  # the first about that unit, whatever the stage: it is asked once
            first = next(row for row in range(len(filed.models)) if filed.models.of(row).unit == stated.unit)
            cell = filed.written().cells[first]
        seen: dict[str, str | int] = {"unit": self.register.full_name(stated.unit), "count": len(stated.rows)}
        if self.settled.ask(filed, Finding("row-of-another-unit", filed.ret.sheet, cell, seen)) is None:
            self.revised.provisional.add(filed.id)

    def _believe(self, unit: str, believed: list[tuple[_Rank, Stated]]) -> None:
        if not believed:
            return
        best = min(rank for rank, _ in believed)
        chosen = [stated for rank, stated in believed if rank == best]
        for rank, stated in believed:
            if rank != best:
                self._put(stated, "claim", "official-channel" if best[1] == _OFFICIAL else "said-by-a-nearer-one")
        if len({stated.reporter for stated in chosen}) > 1:
            chosen = self._of_equally_near(unit, chosen)
        for stated in chosen:
            own = self._decides(stated) if self.stage in DECISIONS else best[1] != _OTHERS
            reason = "official-channel" if best[1] == _OFFICIAL else "first-hand" if own else "silent"
            self.spoken[stated.unit].append(self._put(stated, "own" if own else "second-hand", reason))

    def _of_equally_near(self, unit: str, said: list[Stated]) -> list[Stated]:
        """Of several equally near that speak for a silent unit the one that somebody chose; else none counts."""
        reporters = sorted({stated.reporter for stated in said})
        last = max(said, key=lambda stated: stated.key).filed
        seen: dict[str, str | int] = {
            "unit": self.register.name_of(unit),
            "count": len(said),
            "codes": ";".join(reporters),
        }
        answer = self.settled.ask(last, Finding("equally-near-claims", last.ret.sheet, None, seen))
        for stated in said:
            if stated.reporter != answer:
                verdict = self._put(stated, "held" if answer is None else "claim", "equally-near")
                verdict.provisional = answer is None
        return [stated for stated in said if stated.reporter == answer]

    def _distance(self, stated: Stated) -> int | None:
        """0: about itself; else how many places the reporter stands above the unit; None: neither own nor below."""
        if stated.unit == stated.reporter:
            return 0
        above = self.register.ancestors(stated.unit)
        return above.index(stated.reporter) + 1 if stated.reporter in above else None

    def _decides(self, stated: Stated) -> bool:
        """Whether the reporter is the body whose decision the figure is: of its level. (counting.md 3)"""
        level = dict(stated.fixed).get("level")
        return level in (None, (self.register.get(stated.reporter).level,))

    def _where_silent(self, vertical: Sequence[Stated], many: Many | None = None) -> None:
        """What organisations say of others, where nobody nearer has spoken."""
        for unit, said in self.organisations.where_silent(vertical, many):
            ranks = ((stated.via is Via.IMPLIED, *self._whose_word(stated)) for stated in said)
            self._believe(unit, list(zip(ranks, said, strict=True)))

    def _whose_word(self, stated: Stated) -> tuple[int, int]:
        """The police's word on its own departments is first-hand, though these may send lists themselves, which come first."""
        if self.register.is_part(stated.unit, stated.reporter):
            return _ITSELF, 1
        return _OTHERS, self.organisations.distance(stated)


def _only_implied(stated: Stated) -> bool:
    """Whether a figure only follows from stages further on. A list of the year's models, titled for none, tells itself what was built.

    "Công nhận" in such a list is what became of its models: whoever sent it is not silent on them. (counting.md 4)
    """
    ret = stated.filed.ret
    general = ret.kind is Kind.REGISTER and ret.stage is None and stated.stage == UNSAID
    return stated.via is Via.IMPLIED and not general


def _unsettled(stated: Stated, standing: str, reason: str) -> Verdict:
    return Verdict(stated, standing, reason, stated.margins)


def _sent_by_mistake(filed: Filed) -> bool:
    """Whether an empty return was said to be no return at all: its unit stays silent."""
    return any(answer == "mistake" for _, answer in filed.decided)


def _written_twice(stated: Stated, met: set[int]) -> list[int]:
    """Rows that were said to be one model written several times: all but the first of each such model.

    `met`: those of its return that count already, at another unit; it learns what is met here.
    """
    models = stated.filed.models
    said = [found.seen for found, answer in stated.filed.decided if answer == "one"]
    if not said or stated.kind is not Kind.REGISTER:
        return []
    # a question from before rows were told by their units names the model alone
    once = [set(str(seen.get("same", fold(str(seen["name"])))).split("\n")) for seen in said]
    again: set[int] = set()
    for row in stated.rows:
        told = {models.keys[row], same_model(models.of(row).unit, models.keys[row])}
        groups = {place for place, same in enumerate(once) if same & told}
        if groups & met:
            again.add(row)
        met.update(groups)
    return sorted(again)
