"""One reporter often tells the same twice, in several lists: which of them answers a stage. (counting.md 3 and 4)"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from danvan_cli.answers import AS_READ
from danvan_cli.findings import Finding
from danvan_cli.ledger.standing.levels import decided_at
from danvan_cli.ledger.standing.margins import At, canonical, margins_of_models
from danvan_cli.ledger.standing.names_and_figures import give_the_same, lists_of_parts, of_row, unlike
from danvan_cli.ledger.standing.nesting import lying_inside
from danvan_cli.ledger.standing.relations import complete_one_another, fixed_relation, stages_meet
from danvan_cli.ledger.standing.revisions import Revised
from danvan_cli.ledger.standing.settled import Settled, Verdict
from danvan_cli.ledger.standing.stated import Stated, Via, act_of, sent_for
from danvan_cli.ledger.standing.told_around import ToldAround, are_of_other_members, are_parts_of_one_list, levels_said
from danvan_cli.returns import DECISIONS, Kind, Reach
from danvan_cli.units import Register
from danvan_cli.units.merged import kept_its_name
from danvan_cli.units.tree import is_body, place_of


class OneList:
    """The decisions about the lists of each reporter alone, at one stage."""

    def __init__(
        self,
        register: Register,
        settled: Settled,
        revised: Revised,
        put: Callable[[Stated, str, str], Verdict],
    ) -> None:
        self.register = register
        self.settled = settled
        self.revised = revised
        self.put = put
        self.left: list[Stated] = []  # of lists what figures that were said to be right do not count

    def of_each_reporter(self, said: Sequence[Stated]) -> list[Stated]:
        """Titled before shown before implied; a register before a matrix about the same. (counting.md 3 and 4)

        A figure about a place holds the bodies inside it that have none of their own beside it: a list of the place that
        names them is about the same. Not where the list tells of the place itself, too: then so does the figure.
        """
        said = self._of_a_level_or_of_all(self._named_or_counted(self._told_once(said)))
        counted = {(stated.reporter, stated.unit) for stated in said if stated.kind is Kind.MATRIX}
        apart = {(reporter, self.register.place_around(unit)) for reporter, unit in counted if is_body(unit)}
        whole = counted - (apart & {(one.reporter, one.unit) for one in said if one.kind is Kind.REGISTER})
        apart_before = self._before_mergers(said)
        of_parts = _sent_by_parts_alone(said)
        groups: dict[tuple[object, ...], list[Stated]] = defaultdict(list)
        for stated in said:
            place = self.register.place_around(stated.unit) if whole else stated.unit
            held = (stated.reporter, place) in whole and (stated.reporter, stated.unit) not in counted
            unit = place if held else stated.unit
            former = stated.filed.ret.former if stated.reporter in apart_before else None
            part = stated.filed.ret.part if stated.reporter in of_parts else None
            groups[stated.reporter, unit, stated.reach, decided_at(stated), former, part].append(stated)
        kept: list[Stated] = []
        for group in groups.values():
            best = min(stated.via for stated in group)
            sent = [stated for stated in group if stated.via == best or _is_named_for(stated, group)]
            others = [stated for stated in group if not any(stated is other for other in sent)]
            beside = [stated for stated in others if are_parts_of_one_list(stated, sent)]
            for stated in others:
                if not any(stated is other for other in beside):
                    self.put(stated, "claim", "restated-in-another-list")
            kept += self._widest(sent) if best is Via.IMPLIED else self._register_before_matrix(self._sent_for_it(sent))
            for stated in self._widest([one for one in beside if self._is_left(one, sent)]):
                stated.via = best  # they answer for the stage together, table by table
                kept.append(stated)
        _answer_with_their_document(kept)
        return kept

    def _before_mergers(self, said: Sequence[Stated]) -> set[str]:
        """Who stands for communes that each sent lists of their own before they were one: none of them tells the same twice."""
        under: dict[str, set[str | None]] = defaultdict(set)
        for stated in said:
            under[stated.reporter].add(stated.filed.ret.former)
        several = {reporter: names for reporter, names in under.items() if names != {None}}
        return {
            reporter
            for reporter, names in several.items()
            if None not in names or kept_its_name(self.register, reporter)
        }

    def _told_once(self, said: Sequence[Stated]) -> list[Stated]:
        """What is said, without what a list implies and another of its reporter tells of a wider or narrower unit.

        A list of a place is often followed by one that says which bodies, or which places below, carry its models out.
        """
        by_reporter: dict[str, list[Stated]] = defaultdict(list)
        for stated in said:
            by_reporter[stated.reporter].append(stated)
        again: dict[int, Stated | None] = {}
        for group in by_reporter.values():
            implied = sorted((one for one in group if one.via is Via.IMPLIED), key=lambda one: (-one.value, one.key))
            if implied and len({stated.unit for stated in group}) > 1:
                told = ToldAround(self.register, [one for one in group if one.via is not Via.IMPLIED])
                for stated in implied:
                    restated, left = told.apart(stated)
                    if restated is not None:
                        self.put(restated, "claim", "restated-in-another-list")
                        again[id(stated)] = left
                    if left is not None:
                        told.hear(left)
        kept = (again.get(id(stated), stated) for stated in said)
        return [stated for stated in kept if stated is not None]

    def _named_or_counted(self, said: Sequence[Stated]) -> list[Stated]:
        """What is said, without a reporter's list that no unit is named in, where it names what its figures of those below count.

        It is taken to do so where both give the same in each field, and asked. The figures stand: where those below send
        their own they give way unit by unit, as such a list could not. (counting.md 4 and 8)
        """
        by_reporter: dict[tuple[str, bool], list[Stated]] = defaultdict(list)
        for stated in said:
            by_reporter[stated.reporter, stated.via is Via.IMPLIED].append(stated)
        named: set[int] = set()
        for (reporter, _), group in by_reporter.items():
            registers = [one for one in group if one.kind is Kind.REGISTER]
            whose = {one.filed.id for one in registers if one.unit != reporter}  # they name units
            lists = [one for one in registers if one.filed.id not in whose]
            counted = [one for one in group if one.kind is Kind.MATRIX]
            of_itself = any(one.unit == reporter for one in counted) or any(
                "level" in one.filed.ret.fixed for one in lists
            )
            if not lists or not counted or of_itself:
                continue
            place = place_of(reporter)
            below = lying_inside([one for one in counted if self.register.is_within(one.unit, place)], self.register)
            if not give_the_same(lists, below.outermost):
                continue
            seen: dict[str, str | int] = {
                "count": int(sum(one.value for one in lists)), "units": len({one.unit for one in below.outermost}),
            }  # fmt: skip
            filed = min(lists, key=lambda one: one.key).filed
            finding = Finding("list-names-those-below", filed.ret.sheet, None, seen)
            answer = self.settled.ask(filed, finding)
            if answer == "both":
                continue
            if answer is None:
                self.revised.provisional |= {one.filed.id for one in below.outermost}
            for one in lists:
                self.put(one, "claim", "restated-in-another-list")
                named.add(id(one))
        return [stated for stated in said if id(stated) not in named]

    def _of_a_level_or_of_all(self, said: Sequence[Stated]) -> list[Stated]:
        """What is said, without a reporter's figures of a level beside a list that says none, where that may name the same.

        Nobody knows the level of its models: of one unit the list may hold those figures, whatever they are; of other
        units inside theirs it may where both give the same. It is asked, and the list counts. (counting.md 2, 4 and 8)
        """
        by_reporter: dict[tuple[str, bool], list[Stated]] = defaultdict(list)
        for stated in said:
            if stated.stage not in DECISIONS:  # there a list that says no level speaks of its reporter's
                by_reporter[stated.reporter, stated.via is Via.IMPLIED].append(stated)
        held: set[int] = set()
        for group in by_reporter.values():
            lists = _by_table(one for one in group if one.kind is Kind.REGISTER)
            tables = _by_table(one for one in group if one.kind is Kind.MATRIX and "level" in dict(one.said))
            for table in tables if lists else ():
                for rows in lists:
                    if any(id(one) in held for one in table) or not self._may_name(rows, table):
                        continue
                    filed = table[0].filed
                    figure = int(sum(one.value for one in lying_inside(table, self.register).outermost))
                    seen: dict[str, str | int] = {
                        "count": int(sum(one.value for one in rows)), "figure": figure, "other": rows[0].filed.sha256,
                    }  # fmt: skip
                    answer = self.settled.ask(filed, Finding("level-beside-list", filed.ret.sheet, None, seen))
                    if answer == "both":
                        continue
                    if answer is None:
                        self.revised.provisional |= {filed.id, rows[0].filed.id}
                    for one in table:
                        self.put(one, "claim", "register-before-matrix")
                        held.add(id(one))
        return [stated for stated in said if id(stated) not in held]

    def _may_name(self, rows: Sequence[Stated], table: Sequence[Stated]) -> bool:
        """Whether a list in which no level need be said may name the models of figures of another level."""
        whole = {canonical(one.filed.ret.fixed, {"level": ()}) for one in (rows[0], table[0])}
        if "level" in rows[0].filed.ret.fixed or len(whole) > 1:
            return False
        own = {(self.register.get(one.unit).level,) for one in rows}
        if own != set().union(*map(levels_said, rows)) or own & {dict(one.said)["level"] for one in table}:
            return False
        places = {self.register.place_around(one.unit) for one in rows}
        if any(one.unit in places and one.reach is Reach.OWN for one in table):
            return "level" in table[0].filed.ret.fixed  # else it is a table of all, in rows by level
        inside = all(any(self.register.is_within(one.unit, other.unit) for other in table) for one in rows)
        return inside and give_the_same(rows, lying_inside(table, self.register).outermost)

    def _sent_for_it(self, group: list[Stated]) -> list[Stated]:
        """What is sent for the stage, without a matrix of several stages beside one titled for this one. (counting.md 3)"""
        matrices = [stated for stated in group if stated.kind is Kind.MATRIX]
        alone = [stated for stated in matrices if sent_for(stated.filed) == stated.stage]
        restated = [
            stated
            for stated in matrices
            if sent_for(stated.filed) is None and any(_are_two_words(stated, other) for other in alone)
        ]
        for stated in restated:
            self.put(stated, "claim", "restated-in-another-list")
        return [stated for stated in group if not any(stated is other for other in restated)]

    def _widest(self, group: list[Stated]) -> list[Stated]:
        """Of what is only implied: all names that the lists give together, or the matrices where they say more.

        Lists for different stages (one for recognition, one for all) name the same models: each name counts once. Of a
        list and a matrix for one stage it is decided there which counts.
        """
        group = self._of_the_fullest_act(self._register_before_matrix(group))
        registers = sorted((stated for stated in group if stated.kind is Kind.REGISTER), key=lambda one: -one.value)
        matrices = [stated for stated in group if stated.kind is Kind.MATRIX]
        for place, stated in enumerate(registers):
            if not self._is_left(stated, registers[:place]):
                group = [other for other in group if other is not stated]
        registers = [stated for stated in registers if any(stated is other for other in group)]
        beside = [stated for stated in registers if any(stated is left for left in self.left)]
        registers = [stated for stated in registers if not any(stated is left for left in beside)]
        if not registers or not matrices:
            return group
        counted = sum(stated.value for stated in matrices) > sum(stated.value for stated in registers)
        for stated in registers if counted else matrices:
            self.put(stated, "claim", "others-imply-more")
        return [*(matrices if counted else registers), *beside]

    def _is_left(self, stated: Stated, others: Sequence[Stated]) -> bool:
        """Take off a list the names that lists for other stages give, too; whether any is left. (counting.md 3)"""
        wider = [
            other
            for other in others
            if Kind.MATRIX not in (stated.kind, other.kind)
            and not stages_meet(stated.filed, other.filed)
            and not are_of_other_members(stated, other)
        ]
        named = {other.filed.models.keys[row] for other in wider for row in other.rows}
        models = stated.filed.models
        left = tuple(row for row in stated.rows if models.keys[row] not in named) if named else stated.rows
        if stated.rows and not left:  # none is left, which is not to say that there is none
            self.put(stated, "claim", "restated-in-another-list")
            return False
        if left != stated.rows:
            stated.rows = left
            stated.margins = margins_of_models(models.counted(left), stated.filed.ret.fixed)
        return True

    def _of_the_fullest_act(self, group: list[Stated]) -> list[Stated]:
        """Of matrices of one unit for different stages the ones that imply most: each counts models of the others. (counting.md 3)

        Those recognised and those refused are not the same. What splits a kept figure otherwise stays with it.
        """
        acts: dict[At, dict[tuple[str, ...], list[Stated]]] = defaultdict(lambda: defaultdict(list))
        for stated in group:
            if stated.kind is Kind.MATRIX:
                acts[canonical(stated.filed.ret.fixed)][act_of(stated.filed)].append(stated)
        again: set[int] = set()
        for of_one in acts.values():
            implied = {
                act: sum(one.value for one in lying_inside(said, self.register).outermost)
                for act, said in of_one.items()
            }
            fullest = max(of_one, key=lambda act: (implied[act], act))
            for stated in chain.from_iterable(said for act, said in of_one.items() if act != fullest):
                meeting = [other for other in of_one[fullest] if not _are_apart(stated, other)]
                if meeting and not any(complete_one_another(stated.filed, other.filed) for other in meeting):
                    self.put(stated, "claim", "others-imply-more")
                    again.add(id(stated))
        return [stated for stated in group if id(stated) not in again]

    def _register_before_matrix(self, group: list[Stated]) -> list[Stated]:
        registers = [stated for stated in group if stated.kind is Kind.REGISTER]
        matrices = [stated for stated in group if stated.kind is Kind.MATRIX]
        if not registers or not matrices:
            return group
        kept = registers[:]
        for stated in matrices:
            implied = stated.via is Via.IMPLIED
            meeting = [other for other in kept if not implied or stages_meet(other.filed, stated.filed)]
            meeting = [other for other in meeting if other.rows or other.filed.ret.part == stated.filed.ret.part]
            twins = [other for other in meeting if _of_the_same(other, stated)]
            beside = [other for other in matrices if other.filed.id == stated.filed.id]
            if not twins:  # a list of one field beside the table's row of that field
                twins = [other for other in meeting if _of_the_same_row(other, stated)]
                beside = [stated]
            if not twins and unlike(parts := lists_of_parts(meeting, stated), [stated]):
                twins = parts  # where they agree they are the figure's splits
            if all(_supplements(other, stated) for other in twins):  # or there is none
                kept.append(stated)
                continue
            if stated is beside[0]:
                wholes = lying_inside(beside, self.register).outermost  # "new ones" in a row of their own are of all
                finding = unlike(twins, wholes)
                before = [other for other in twins if not _supplements(other, stated)]
                if finding and len(before) < len(twins) and unlike(before, wholes) is None:
                    finding = None  # the figures are of the list that it supplements
                if finding and not implied:  # it is asked at the stage that they were sent for
                    self.settled.ask(stated.filed, finding)
                answer = self.settled.answers.to(finding, stated.filed.sha256) if finding else AS_READ
                if answer is None:
                    self.revised.provisional |= {stated.filed.id, *(other.filed.id for other in twins)}
                elif answer == "matrix":
                    kept = [other for other in kept if not any(other is twin for twin in twins)] + [stated]
                    for other in twins:
                        counted, left = of_row(other, wholes)
                        self.left += [left] if left else []
                        kept += [left] if left else []
                        if counted:
                            self.put(counted, "claim", "decided")
                    continue
            self.put(stated, "claim", "register-before-matrix")
        return kept


def _sent_by_parts_alone(said: Sequence[Stated]) -> set[str]:
    """Whose lists are all of parts of it: none of them answers for another part. (counting.md 5)"""
    whole = {stated.reporter for stated in said if stated.filed.ret.part is None}
    return {stated.reporter for stated in said} - whole


def _supplements(listed: Stated, counted: Stated) -> bool:
    """Whether a list adds to what figures count: titled so, and not of a day before them. (counting.md 5)"""
    told = listed.filed.ret.dated and counted.filed.ret.dated
    return listed.filed.ret.supplement and not (told and listed.filed.dated < counted.filed.dated)


def _by_table(said: Iterable[Stated]) -> list[list[Stated]]:
    """Figures by the table that gives them."""
    found: dict[int, list[Stated]] = defaultdict(list)
    for stated in said:
        found[stated.filed.id].append(stated)
    return list(found.values())


def _is_named_for(stated: Stated, group: Iterable[Stated]) -> bool:
    """Whether a list names the models of a sum beside it: neither says a stage, though some of its rows were recognised."""
    titled = [other for other in group if other.via is Via.TITLED]
    sums = all(other.kind is Kind.MATRIX and other.filed.ret.stage is None for other in titled)
    names = stated.kind is Kind.REGISTER and stated.via is Via.SHOWN and stated.filed.ret.stage is None
    return names and bool(titled) and sums


def _answer_with_their_document(said: Sequence[Stated]) -> None:
    """A table of one field answers for a stage though only that of another field, about a body of its place, shows it."""
    sent: dict[str, list[Stated]] = defaultdict(list)
    for stated in said:
        if stated.via is not Via.IMPLIED:
            sent[stated.reporter].append(stated)
    for stated in said:
        others = sent.get(stated.reporter)
        if stated.via is Via.IMPLIED and others and are_parts_of_one_list(stated, others):
            stated.via = min(other.via for other in others)


def _are_apart(stated: Stated, other: Stated) -> bool:
    """Whether figures are of different members: of one level, of another."""
    return fixed_relation(dict(stated.said), dict(other.said)) == "disjoint"


def _are_two_words(stated: Stated, other: Stated) -> bool:
    """Whether matrices of two documents count the same."""
    return stated.filed.mail != other.filed.mail and (stated.unit, stated.said) == (other.unit, other.said)


def _of_the_same(stated: Stated, other: Stated) -> bool:
    """Whether a register speaks about the same as a matrix."""
    level = decided_at(stated)
    fixed, theirs = (canonical(one.filed.ret.fixed, {"level": level} if level else {}) for one in (stated, other))
    return stated.kind is Kind.REGISTER and fixed == theirs


def _of_the_same_row(stated: Stated, other: Stated) -> bool:
    """Whether a register names the models of one row of a table by members: "lĩnh vực kinh tế" and the row "Kinh tế"."""
    own = other.unit == other.reporter and bool(other.said)
    return own and stated.kind is Kind.REGISTER and canonical(dict(stated.said)) == canonical(dict(other.said))
