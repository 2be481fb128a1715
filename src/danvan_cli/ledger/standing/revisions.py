"""Which returns of one reporter stand beside each other, and which replace one another. (counting.md 5)"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from danvan_cli.answers import NONE, Answers
from danvan_cli.findings import Finding
from danvan_cli.ledger.standing.relations import (
    about,
    agrees_in_part,
    are_of_two_parts,
    came,
    equal,
    names_shared,
    office,
    precedes,
    relation,
    same_place,
    sent_back_before,
    stages_meet,
)
from danvan_cli.ledger.standing.stated import Filed, figure_of, names_of
from danvan_cli.units import Register
from danvan_cli.vietnamese import number


@dataclass(slots=True)
class Revised:
    """The returns that stand, why the others do not, and what must be asked."""

    register: Register
    standing: list[Filed] = field(default_factory=list)
    stepped_back: dict[int, tuple[str, str]] = field(default_factory=dict)  # return → (status, reason)
    replaced_by: dict[int, int] = field(default_factory=dict)
    provisional: set[int] = field(default_factory=set)
    added_to: dict[int, list[Filed]] = field(default_factory=dict)  # supplement → the lists whose names stand already
    repeated: set[tuple[int, int]] = field(default_factory=set)  # mail → a standing return that it says again
    findings: list[tuple[int, Finding]] = field(default_factory=list)
    beside: set[frozenset[int]] = field(default_factory=set)  # pairs that were said to be two lists, not two versions
    added: set[int] = field(default_factory=set)  # lists that were said to add to another, as much as one titled so
    answers: Answers = NONE

    def ask(self, code: str, filed: Filed, against: Filed, **seen: str | int) -> str | None:
        """A question about two returns: shown at the later one; while nobody has answered, both are provisional."""
        return self.put(_between(code, filed, against, **seen), filed, against)

    def put(self, finding: Finding, filed: Filed, against: Filed) -> str | None:
        """The same, for a question that is worded already."""
        self.findings.append((filed.id, finding))
        answer = self.answers.to(finding, filed.sha256)
        if answer is None:
            self.provisional |= {filed.id, against.id}
        return answer

    def step_back(self, loser: Filed, winner: Filed, reason: str) -> None:
        """One return takes another's place."""
        self.stepped_back[loser.id] = ("superseded", reason)
        self.replaced_by[loser.id] = winner.id

    def relation(self, new: Filed, old: Filed) -> str:
        """How two returns stand to each other, unless somebody has said it."""
        return "beside" if frozenset((new.id, old.id)) in self.beside else relation(new, old, self.register)


def _between(code: str, filed: Filed, against: Filed, **seen: str | int) -> Finding:
    return Finding(code, filed.ret.sheet, None, {"other": against.sha256, **seen})


def _which(one: Filed, other: Filed) -> Finding:
    """Two documents of one day contradict each other; on two sheets of one file they are versions of an annex."""
    if one.sha256 == other.sha256 and one.mail != other.mail:
        return _between("typed-differently", one, other, **_typists(one, other))
    if one.mail == other.mail:
        return _between("two-versions", one, other, one=_where(other, one), other=_where(one, other))
    return _between("same-date-differs", one, other)


def _where(filed: Filed, other: Filed) -> str:
    """The sheet that a table stands on; of two on one sheet with its first cell."""
    if filed.ret.sheet != other.ret.sheet:
        return filed.ret.sheet
    cells = filed.written().cells or [seen.cell for base in filed.ret.bases for seen in base.observations]
    return " ".join([filed.ret.sheet, *cells[:1]])


def _typists(one: Filed, other: Filed) -> dict[str, str | int]:
    """Of two readings of one paper who read what, and when."""
    who, by = (filed.hand.typist if filed.hand else "danvan" for filed in (one, other))
    typed, before = (filed.hand.typed if filed.hand else "" for filed in (one, other))
    mine, theirs = (number(figure_of(filed.ret, len(filed.models))) for filed in (one, other))
    return {"typist": who, "other_typist": by, "typed": typed, "other_typed": before, "one": mine, "two": theirs}


_SAID = {"adds": "beside", "replaces": "replaces"}
"""Relations that somebody has decided."""

CONTEND = frozenset({"replaces", "adds-or-replaces", "overlapping-returns"})
"""Relations in which only one of two returns can stand: of one day, neither does."""


def revise(returns: Iterable[Filed], register: Register, answers: Answers = NONE) -> Revised:
    """Settle the returns of one period, reporter by reporter, oldest document first; the order of ingest is nothing."""
    revised = Revised(register, answers=answers)
    by_reporter: dict[str, list[Filed]] = defaultdict(list)
    for filed in returns:
        by_reporter[filed.ret.reporter].append(filed)
    for sent in by_reporter.values():
        own = _last_of_each_hand(sent, revised)
        turns = _turns(own)
        ordered = sorted(own, key=lambda filed: (turns[filed.id], filed.sha256, filed.ret.sheet, _hand(filed)))
        current: list[Filed] = []
        superseded: list[Filed] = []
        for _, same_day in groupby(ordered, key=lambda filed: turns[filed.id]):
            for filed in _of_one_day(list(same_day), superseded, revised):
                _take_in(filed, current, superseded, revised)
        _count_names_once(current, revised)
        revised.standing += current
    return revised


def _last_of_each_hand(own: Sequence[Filed], revised: Revised) -> list[Filed]:
    """Of papers that several offices typed only the last typing of each: none of them takes the place of another's."""
    last: dict[str, dict[str, Filed]] = defaultdict(dict)
    for filed in sorted(own, key=came):
        last[filed.sha256][office(filed)] = filed
    left = []
    for filed in own:
        winner = last[filed.sha256][office(filed)]
        if len(last[filed.sha256]) > 1 and filed.mail != winner.mail:
            revised.step_back(filed, winner, "newer-document")
        else:
            left.append(filed)
    return left


def _hand(filed: Filed) -> tuple[str, str]:
    return (filed.hand.origin, filed.hand.typed) if filed.hand else ("danvan", "")


def _turns(own: Sequence[Filed]) -> dict[int, tuple[date, int]]:
    """When each document speaks: by its date; what was sent back for another after that one, whatever its date."""
    by_content: dict[str, list[Filed]] = defaultdict(list)
    for filed in own:
        by_content[filed.sha256].append(filed)
    turns: dict[int, tuple[date, int]] = {}
    for filed in own:
        _take_turn(filed, own, by_content, turns, frozenset())
    for same in by_content.values():
        if len({office(filed) for filed in same}) > 1:  # of one paper every office's reading speaks at once
            turns.update(dict.fromkeys((filed.id for filed in same), max(turns[filed.id] for filed in same)))
    return turns


def _take_turn(
    filed: Filed,
    own: Sequence[Filed],
    by_content: Mapping[str, Sequence[Filed]],
    turns: dict[int, tuple[date, int]],
    seen: frozenset[int],
) -> tuple[date, int]:
    """Note a document's turn, and before it those of the documents that it answers."""
    if filed.id not in turns:
        answered = [other for other in by_content.get(filed.ret.answers or "", ()) if precedes(other, filed)]
        seen_here = seen | {filed.id}
        before = [_take_turn(other, own, by_content, turns, seen_here) for other in answered if other.id not in seen]
        latest = max(before, default=None)
        own_turn = (filed.dated, 0)
        again = 1 + len({other.mail for other in own if sent_back_before(other, filed)})
        turns[filed.id] = own_turn if latest is None else max(own_turn, (latest[0], latest[1] + again))
    return turns[filed.id]


def _of_one_day(batch: list[Filed], superseded: list[Filed], revised: Revised) -> list[Filed]:
    """Of one day's documents: equal ones count once, silently; of two that contradict each other the one that was said to."""
    kept: list[Filed] = []
    for filed in batch:
        twin = next((other for other in kept if same_place(filed, other) and equal(filed, other)), None)
        if twin:
            revised.stepped_back[filed.id] = ("copy", "same-figures")
        else:
            kept.append(filed)
    pairs = [
        (filed, other, _which(filed, other))
        for place, filed in enumerate(kept)
        for other in kept[:place]
        if {relation(filed, other, revised.register), relation(other, filed, revised.register)} <= CONTEND
    ]
    chosen: list[tuple[Filed, Filed]] = []
    for filed, other, finding in pairs:
        answer = revised.answers.to(finding, filed.sha256)
        if answer == "adds":
            revised.beside.add(frozenset((filed.id, other.id)))
            revised.added.add(filed.id)
        elif answer:
            chosen.append((filed, other) if answer == "this" else (other, filed))
    circle = _in_a_circle([(winner.id, loser.id) for winner, loser in chosen])
    for winner, loser in chosen:
        if loser.id not in circle:
            superseded.append(loser)
            revised.step_back(loser, winner, "decided")
    _hold([filed for filed in kept if filed.id in circle], revised)
    clashing: set[int] = set()
    for filed, other, finding in pairs:
        answered = revised.answers.to(finding, filed.sha256) is not None
        if (
            answered or not {filed.id, other.id} & revised.stepped_back.keys()
        ):  # the loser of another pair is asked no more
            revised.put(finding, filed, other)
            clashing |= set() if answered else {filed.id, other.id}
    kept = [filed for filed in kept if filed.id not in revised.stepped_back]
    for filed in kept:
        if filed.id in clashing:
            revised.stepped_back[filed.id] = ("held", "same-date-differs")
    wider_first = sorted(kept, key=lambda filed: (filed.ret.adds, -len(about(filed))))
    return [filed for filed in wider_first if filed.id not in clashing]


def _in_a_circle(chosen: Sequence[tuple[int, int]]) -> set[int]:
    """Documents each of which was said to give way to another of them (a to b, b to c, c to a). `chosen`: winner, loser."""
    left = list(chosen)
    while True:
        winners, losers = {winner for winner, _ in left}, {loser for _, loser in left}
        within = [(winner, loser) for winner, loser in left if winner in losers and loser in winners]
        if len(within) == len(left):
            return winners
        left = within


def _hold(circle: Sequence[Filed], revised: Revised) -> None:
    """What the answers say of these documents contradicts itself: none counts until one of the answers is taken back."""
    for filed in circle:
        revised.stepped_back[filed.id] = ("held", "decided-in-a-circle")
    if circle:
        *before, last = circle
        revised.put(_between("decided-in-a-circle", last, before[-1], count=len(circle)), last, before[-1])


def _take_in(filed: Filed, current: list[Filed], superseded: list[Filed], revised: Revised) -> None:
    """Put a return beside, in place of, or behind those that stand so far."""
    for other in current:
        if same_place(filed, other) and equal(filed, other):
            if other.questioned and not filed.questioned:  # the same again, and what was asked about put right
                current[current.index(other)] = filed
                superseded.append(other)
                revised.step_back(other, filed, "newer-document")
                return
            revised.stepped_back[filed.id] = ("copy", "same-figures")
            revised.repeated.add((filed.mail, other.id))
            return
    stand_by_it = {other.id for other in current if other.mail == filed.mail}
    for other in superseded:
        if other.sha256 == filed.sha256 or revised.replaced_by.get(other.id) in stand_by_it:
            continue  # the same document read anew, or another table of it put the older one aside: nothing comes back
        if same_place(filed, other) and equal(filed, other):
            answer = revised.ask("returns-to-superseded", filed, other)
            if answer == "replaces":
                break
            revised.stepped_back[filed.id] = ("claim", "decided") if answer else ("held", "returns-to-superseded")
            return
    found = {other.id: (other, revised.relation(filed, other)) for other in current}
    found.update((other.id, (other, "overlapping-returns")) for other in _parts_that_say_more(filed, found.values()))
    for other, how in list(found.values()):
        if how in ("adds-or-replaces", "overlapping-returns"):
            answer = revised.ask(how, filed, other, **names_shared(filed, other))
            if answer in _SAID:
                found[other.id] = (other, _SAID[answer])
                if answer == "adds":
                    revised.added.add(filed.id)
                continue
            revised.stepped_back[filed.id] = ("claim", "decided") if answer else ("held", how)
            return
        if how == "part":
            differs = filed.dated > other.dated and not agrees_in_part(filed.ret, other.ret)
            if differs and revised.ask("part-differs-from-whole", filed, other) == "replaces":
                found[other.id] = (other, "replaces")
                continue
            revised.stepped_back[filed.id] = ("claim", "part-of-another")
            return
    said = [other for other, how in found.values() if how == "adds-with-question"]
    replaced = _said_to_replace(filed, said, revised)
    for other, how in found.values():
        reason, answer = ("decided", "replaces") if other.id in replaced else ("newer-document", None)
        if how == "supplement-matrix":
            reason, answer = "decided", revised.ask("supplement-matrix", filed, other)
        if answer == "replaces" or (how == "replaces" and (filed.mail, other.id) not in revised.repeated):
            current.remove(other)
            superseded.append(other)
            revised.step_back(other, filed, reason)
            _tell_vanished(filed, other, revised)
    current.append(filed)


def _parts_that_say_more(filed: Filed, found: Iterable[tuple[Filed, str]]) -> list[Filed]:
    """The tables of a unit's parts that one of the whole would replace, where together they count more than it."""
    if filed.ret.part is not None:
        return []
    parts = [other for other, how in found if how == "replaces" and other.ret.part is not None]
    return parts if sum(figure_of(other.ret, 0) for other in parts) > figure_of(filed.ret, 0) else []


def _said_to_replace(filed: Filed, others: Sequence[Filed], revised: Revised) -> set[int]:
    """Which of the lists that may add to a newer one it was said to replace. `others`: as they stand, the oldest first.

    A unit that sends a file for each model is asked of each once, beside the one before it: what adds to a list adds to
    those that this one was added to, and shares no name with.
    """
    replaced: set[int] = set()
    beside: list[Filed] = []
    for other in reversed(others):
        seen = names_shared(filed, other)
        finding = _between("adds-or-replaces", filed, other, **seen)
        added = not seen["shared"] and any(
            relation(nearer, other, revised.register) == "adds-with-question" for nearer in beside
        )
        if added and revised.answers.to(finding, filed.sha256) is None:
            continue
        if revised.put(finding, filed, other) == "replaces":
            replaced.add(other.id)
        else:
            beside.append(other)
    return replaced


def _count_names_once(current: list[Filed], revised: Revised) -> None:
    """A name in what adds to others, or was said to, that stands at a stage already, in a list or an earlier supplement, counts there once.

    Of two parts of a unit each carries its own out, whatever its name.
    """
    supplements = [filed for filed in current if filed.ret.adds or filed.id in revised.added]
    adding = {filed.id for filed in supplements}
    for place, filed in enumerate(supplements):
        others = [other for other in current if other.id not in adding] + supplements[:place]
        revised.added_to[filed.id] = [
            one for one in others if stages_meet(filed, one) and not are_of_two_parts(filed, one)
        ]


def _tell_vanished(new: Filed, old: Filed, revised: Revised) -> None:
    kept = names_of([new])
    gone = [name for name, key in zip(old.written().names, old.models.keys, strict=True) if key not in kept]
    if gone:
        seen: dict[str, str | int] = {"count": len(gone), "names": "; ".join(sorted(gone)[:10])}
        revised.findings.append((new.id, Finding("models-vanished", new.ret.sheet, None, seen)))
