"""Which returns of one reporter stand beside each other, and which replace one another. (counting.md 5)"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from danvan_cli.answers import NONE, Answers
from danvan_cli.findings import Finding
from danvan_cli.ledger.margins import canonical
from danvan_cli.ledger.stated import Filed, figure_of, names_of, signature
from danvan_cli.returns import Base, Kind, Return
from danvan_cli.vocabulary import MemberSet


@dataclass(slots=True)
class Revised:
    """The returns that stand, why the others do not, and what must be asked."""

    standing: list[Filed] = field(default_factory=list)
    stepped_back: dict[int, tuple[str, str]] = field(default_factory=dict)  # return → (status, reason)
    replaced_by: dict[int, int] = field(default_factory=dict)
    provisional: set[int] = field(default_factory=set)
    repeated_names: dict[int, set[str]] = field(default_factory=dict)  # supplement → names that already stand
    repeated: set[tuple[int, int]] = field(default_factory=set)  # mail → a standing return that it says again
    findings: list[tuple[int, Finding]] = field(default_factory=list)
    beside: set[frozenset[int]] = field(default_factory=set)  # pairs that were said to be two lists, not two versions
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
        return "beside" if frozenset((new.id, old.id)) in self.beside else relation(new, old)


def _between(code: str, filed: Filed, against: Filed, **seen: str | int) -> Finding:
    return Finding(code, filed.ret.sheet, None, {"other": against.sha256, **seen})


def _which(one: Filed, other: Filed) -> Finding:
    """Two documents of one day contradict each other; on two sheets of one file they are versions of an annex."""
    if one.sha256 == other.sha256 and one.mail != other.mail:
        return _between("typed-differently", one, other, **_typists(one, other))
    if one.mail == other.mail:
        return _between("two-versions", one, other, one=other.ret.sheet, other=one.ret.sheet)
    return _between("same-date-differs", one, other)


def _typists(one: Filed, other: Filed) -> dict[str, str | int]:
    """Of two readings of one paper who read what, and when."""
    who, by = (filed.hand.typist if filed.hand else "danvan" for filed in (one, other))
    typed, before = (filed.hand.typed if filed.hand else "" for filed in (one, other))
    mine, theirs = (figure_of(filed.ret, len(filed.models)) for filed in (one, other))
    return {"typist": who, "other_typist": by, "typed": typed, "other_typed": before, "one": mine, "two": theirs}


_SAID = {"adds": "beside", "replaces": "replaces"}
"""Relations that somebody has decided."""

CONTEND = frozenset({"replaces", "adds-or-replaces", "overlapping-returns"})
"""Relations in which only one of two returns can stand: of one day, neither does."""


def revise(returns: Iterable[Filed], answers: Answers = NONE) -> Revised:
    """Settle the returns of one period, reporter by reporter, oldest document first; the order of ingest is nothing."""
    revised = Revised(answers=answers)
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
    for filed in sorted(own, key=_came):
        last[filed.sha256][_office(filed)] = filed
    left = []
    for filed in own:
        winner = last[filed.sha256][_office(filed)]
        if len(last[filed.sha256]) > 1 and filed.mail != winner.mail:
            revised.step_back(filed, winner, "newer-document")
        else:
            left.append(filed)
    return left


def _office(filed: Filed) -> str:
    """For whom a paper was read: the ledger it was typed for; what danvan reads itself is nobody's typing."""
    return filed.hand.origin if filed.hand else "danvan"


def _hand(filed: Filed) -> tuple[str, str]:
    return (filed.hand.origin, filed.hand.typed) if filed.hand else ("danvan", "")


def _came(filed: Filed) -> tuple[str, int]:
    """When a document came, or was typed: the order of those that answer one another, whoever brought them here."""
    return filed.hand.typed if filed.hand else filed.came, filed.mail


def _turns(own: Sequence[Filed]) -> dict[int, tuple[date, int]]:
    """When each document speaks: by its date; what was sent back for another after that one, whatever its date."""
    by_content: dict[str, list[Filed]] = defaultdict(list)
    for filed in own:
        by_content[filed.sha256].append(filed)
    turns: dict[int, tuple[date, int]] = {}
    for filed in own:
        _take_turn(filed, own, by_content, turns, frozenset())
    for same in by_content.values():
        if len({_office(filed) for filed in same}) > 1:  # of one paper every office's reading speaks at once
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
        answered = [other for other in by_content.get(filed.ret.answers or "", ()) if _precedes(other, filed)]
        seen_here = seen | {filed.id}
        before = [_take_turn(other, own, by_content, turns, seen_here) for other in answered if other.id not in seen]
        latest = max(before, default=None)
        own_turn = (filed.dated, 0)
        again = 1 + len({other.mail for other in own if _sent_back_before(other, filed)})
        turns[filed.id] = own_turn if latest is None else max(own_turn, (latest[0], latest[1] + again))
    return turns[filed.id]


def _precedes(other: Filed, filed: Filed) -> bool:
    """Whether one file came before the other that answers it; of one file entered twice by hand the earlier entry."""
    if other.mail == filed.mail or other.sha256 != filed.sha256:
        return other.mail != filed.mail
    return _office(other) == _office(filed) and _came(other) < _came(filed)


def _sent_back_before(other: Filed, filed: Filed) -> bool:
    """Whether another copy of the same marked file came back earlier: mended once more, it takes that one's place."""
    if filed.ret.answers is None or other.ret.answers != filed.ret.answers or other.mail == filed.mail:
        return False
    return _precedes(other, filed) if other.sha256 == filed.sha256 else _came(other) < _came(filed)


def _of_one_day(batch: list[Filed], superseded: list[Filed], revised: Revised) -> list[Filed]:
    """Of one day's documents: equal ones count once, silently; of two that contradict each other the one that was said to."""
    kept: list[Filed] = []
    for filed in batch:
        twin = next((other for other in kept if _same_place(filed, other) and _equal(filed, other)), None)
        if twin:
            revised.stepped_back[filed.id] = ("copy", "same-figures")
        else:
            kept.append(filed)
    pairs = [
        (filed, other, _which(filed, other))
        for place, filed in enumerate(kept)
        for other in kept[:place]
        if {relation(filed, other), relation(other, filed)} <= CONTEND
    ]
    for filed, other, finding in pairs:
        answer = revised.answers.to(finding, filed.sha256)
        if answer == "adds":
            revised.beside.add(frozenset((filed.id, other.id)))
        elif answer:
            winner, loser = (filed, other) if answer == "this" else (other, filed)
            superseded.append(loser)
            revised.step_back(loser, winner, "decided")
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
    wider_first = sorted(kept, key=lambda filed: (filed.ret.supplement, -len(_about(filed))))
    return [filed for filed in wider_first if filed.id not in clashing]


def _take_in(filed: Filed, current: list[Filed], superseded: list[Filed], revised: Revised) -> None:
    """Put a return beside, in place of, or behind those that stand so far."""
    for other in current:
        if _same_place(filed, other) and _equal(filed, other):
            revised.stepped_back[filed.id] = ("copy", "same-figures")
            revised.repeated.add((filed.mail, other.id))
            return
    stand_by_it = {other.id for other in current if other.mail == filed.mail}
    for other in superseded:
        if other.sha256 == filed.sha256 or revised.replaced_by.get(other.id) in stand_by_it:
            continue  # the same document read anew, or another table of it put the older one aside: nothing comes back
        if _same_place(filed, other) and _equal(filed, other):
            answer = revised.ask("returns-to-superseded", filed, other)
            if answer == "replaces":
                break
            revised.stepped_back[filed.id] = ("claim", "decided") if answer else ("held", "returns-to-superseded")
            return
    found = {other.id: (other, revised.relation(filed, other)) for other in current}
    for other, how in list(found.values()):
        if how in ("adds-or-replaces", "overlapping-returns"):
            answer = revised.ask(how, filed, other, **_shared(filed, other))
            if answer in _SAID:
                found[other.id] = (other, _SAID[answer])
                continue
            revised.stepped_back[filed.id] = ("claim", "decided") if answer else ("held", how)
            return
        if how == "part":
            if filed.dated > other.dated and not _agrees_in_part(filed.ret, other.ret):
                revised.ask("part-differs-from-whole", filed, other)
            revised.stepped_back[filed.id] = ("claim", "part-of-another")
            return
    for other, how in found.values():
        reason, answer = "newer-document", None
        if how == "adds-with-question":
            reason, answer = "decided", revised.ask("adds-or-replaces", filed, other, **_shared(filed, other))
        elif how == "supplement-matrix":
            reason, answer = "decided", revised.ask("supplement-matrix", filed, other)
        if answer == "replaces" or (how == "replaces" and (filed.mail, other.id) not in revised.repeated):
            current.remove(other)
            superseded.append(other)
            revised.step_back(other, filed, reason)
            _tell_vanished(filed, other, revised)
    current.append(filed)


def _count_names_once(current: list[Filed], revised: Revised) -> None:
    """A name in a supplement that stands already, in a list or in an earlier supplement, counts once."""
    supplements = [filed for filed in current if filed.ret.supplement]
    for place, filed in enumerate(supplements):
        others = [other for other in current if not other.ret.supplement] + supplements[:place]
        stand = names_of(other for other in others if stages_meet(filed, other))
        revised.repeated_names[filed.id] = names_of([filed]) & stand


def relation(new: Filed, old: Filed) -> str:
    """How a newer return of the same reporter stands to an older one.

    beside, inside, around (fixed members nest: margins), replaces, part, supplement, supplement-matrix,
    adds-with-question, adds-or-replaces, overlapping-returns.
    """
    if (new.ret.answers == old.sha256 and _precedes(old, new)) or _sent_back_before(old, new):
        return "replaces"
    alike = new.ret.kind is old.ret.kind
    if not (alike or _nil_and_figures(new, old)) or not stages_meet(new, old):
        return "beside"
    how = fixed_relation(new.ret.fixed, old.ret.fixed)
    if how in ("disjoint", "inside", "around"):
        asked = how != "disjoint" and alike and new.ret.kind is Kind.REGISTER and _registers(new, old)
        return "adds-with-question" if asked == "adds-with-question" else "beside"
    if how == "overlap":
        return "overlapping-returns"
    if not alike:
        return "beside" if new.ret.supplement else "replaces"
    return _registers(new, old) if new.ret.kind is Kind.REGISTER else _matrices(new, old)


def _nil_and_figures(one: Filed, other: Filed) -> bool:
    """Whether one document says "không có mô hình" and another counts: two words on one matter, of whatever kind."""
    nil = any(filed.ret.kind is Kind.REGISTER and not filed.models for filed in (one, other))
    return nil and one.mail != other.mail


def _registers(new: Filed, old: Filed) -> str:
    if new.ret.supplement or old.ret.supplement:
        return "beside"
    units_new, units_old = _about(new), _about(old)
    if units_new and units_old and not units_new & units_old:
        return "beside"
    names_new, names_old = names_of([new]), names_of([old])
    shared = len(names_new & names_old)
    if not names_old or not names_new:
        return "replaces"
    if not shared:
        return "beside" if new.mail == old.mail else "adds-with-question"
    return "replaces" if shared * 2 >= len(names_old) else "adds-or-replaces"


def _matrices(new: Filed, old: Filed) -> str:
    about_new, about_old = _about(new), _about(old)
    if not about_new & about_old or not _counts(new) & _counts(old) or complete_one_another(new, old):
        return "beside"
    if new.ret.supplement or old.ret.supplement:
        return "supplement-matrix"
    if about_new >= about_old:
        return "replaces"
    return "part" if about_new < about_old else "overlapping-returns"


def _counts(filed: Filed) -> set[str]:
    """What a matrix counts: models, else its indicators. A table of awards is no version of one of models."""
    if any(base.observations for base in filed.ret.bases):
        return {"models"}
    return {code for base in filed.ret.bases for code in base.indicators}


def complete_one_another(one: Filed, other: Filed) -> bool:
    """Whether two matrices of one day split the same figures differently ("Biểu 1" by field, "Biểu 2" by holder).

    Another file's must speak of all the same; a second sheet of one file may split some of the figures only.
    """
    if one.id == other.id or one.dated != other.dated or one.ret.supplement or other.ret.supplement:
        return False
    if one.mail != other.mail and _about(one) != _about(other):
        return False
    figures = {(base.scope.unit, base.scope.stage, canonical(base.scope.said)): base for base in one.ret.bases}
    pairs = [
        (figures[key], base)
        for base in other.ret.bases
        if (key := (base.scope.unit, base.scope.stage, canonical(base.scope.said))) in figures
    ]
    return bool(pairs) and all(_splits_anew(base, twin) for base, twin in pairs)


def _splits_anew(base: Base, twin: Base) -> bool:
    """What both say is the same; where they say nothing alike, their wholes are."""
    mine, theirs = dict(_figures(base)), dict(_figures(twin))
    common = mine.keys() & theirs.keys()
    if common:
        return mine != theirs and all(mine[at] == theirs[at] for at in common)
    return _whole(base) == _whole(twin) and not _split_by(base) & _split_by(twin)


def _split_by(base: Base) -> set[frozenset[str]]:
    return {frozenset(seen.at) for seen in base.observations if seen.at}


def _whole(base: Base) -> int:
    """The stated figure, else what the fullest split gives."""
    sums: dict[frozenset[str], int] = defaultdict(int)
    for seen in base.observations:
        sums[frozenset(seen.at)] += seen.value or 0
    return sums.get(frozenset(), max(sums.values(), default=0))


def fixed_relation(new: Mapping[str, MemberSet], old: Mapping[str, MemberSet]) -> str:
    """How fixed members stand to each other: equal, disjoint, inside (new narrower), around (new wider), overlap."""
    if canonical(new) == canonical(old):
        return "equal"
    if any(not set(new[dimension]) & set(old[dimension]) for dimension in new.keys() & old.keys()):
        return "disjoint"
    inside = all(dimension in new and set(new[dimension]) <= set(members) for dimension, members in old.items())
    around = all(dimension in old and set(old[dimension]) <= set(members) for dimension, members in new.items())
    return "inside" if inside else "around" if around else "overlap"


def _about(filed: Filed) -> set[tuple[object, ...]]:
    """What a return speaks about: its rows' units, and in a matrix the members that tell its rows apart."""
    if filed.ret.kind is Kind.REGISTER:
        return {(alike.unit,) for alike in filed.models.alike}
    return {(base.scope.unit, canonical(base.scope.said)) for base in filed.ret.bases}


def stages_meet(one: Filed, other: Filed) -> bool:
    """Whether two returns are lists of the same matter: titled for one stage, or showing stages in common."""
    if one.ret.stage or other.ret.stage:
        return one.ret.stage == other.ret.stage
    return bool(_stages_shown(one) & _stages_shown(other))


def _stages_shown(filed: Filed) -> set[str]:
    shown = {stage for alike in filed.models.alike for stage in alike.stages}
    shown |= {base.scope.stage for base in filed.ret.bases}
    return shown or {"xaydung"}


def _same_place(one: Filed, other: Filed) -> bool:
    return one.ret.kind is other.ret.kind and one.ret.stage == other.ret.stage


def _equal(one: Filed, other: Filed) -> bool:
    return one.ret.supplement == other.ret.supplement and signature(one) == signature(other)


def _shared(new: Filed, old: Filed) -> dict[str, str | int]:
    names_new, names_old = names_of([new]), names_of([old])
    return {"new": len(names_new), "old": len(names_old), "shared": len(names_new & names_old)}


def _agrees_in_part(part: Return, whole: Return) -> bool:
    figures = {(base.scope.unit, base.scope.stage, canonical(base.scope.said)): _figures(base) for base in whole.bases}
    return all(
        figures.get((base.scope.unit, base.scope.stage, canonical(base.scope.said))) == _figures(base)
        for base in part.bases
    )


def _figures(base: object) -> list[tuple[object, int]]:
    observations = getattr(base, "observations", ())
    return sorted((canonical(seen.at), seen.value) for seen in observations if seen.value is not None)


def _tell_vanished(new: Filed, old: Filed, revised: Revised) -> None:
    kept = names_of([new])
    gone = [name for name, key in zip(old.written().names, old.models.keys, strict=True) if key not in kept]
    if gone:
        seen: dict[str, str | int] = {"count": len(gone), "names": "; ".join(sorted(gone)[:10])}
        revised.findings.append((new.id, Finding("models-vanished", new.ret.sheet, None, seen)))
