"""The same model told by two: a place's row and a body's own count once; a district's copy of its communes' is asked. (counting.md 6)

Codes that our forms gave decide first, then names that are equal; names that are almost equal are asked, and both count.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from danvan_cli.findings import Finding
from danvan_cli.ledger.standing.codes import is_permanent
from danvan_cli.ledger.standing.levels import decided_at, rank
from danvan_cli.ledger.standing.likeness import Near, is_joint, joint_names, near_names
from danvan_cli.ledger.standing.margins import canonical
from danvan_cli.ledger.standing.overlaps import Spoken, tell_levels_below, tell_list_beside_sums, tell_overlap
from danvan_cli.ledger.standing.relations import ENOUGH_AGAIN
from danvan_cli.ledger.standing.settled import Settled, Twin, Verdict
from danvan_cli.returns import Kind
from danvan_cli.units import Register

_SAME = "same"
_EQUAL = 100  # per cent of likeness


class _Row(NamedTuple):
    """One row that counts."""

    verdict: Verdict
    row: int


class _Rows:
    """The named rows that count in some verdicts. `told`: those that are known to be another's."""

    def __init__(self, verdicts: Iterable[Verdict]) -> None:
        registers = [one for one in verdicts if one.stated.kind is Kind.REGISTER]
        self._verdicts = sorted(registers, key=lambda one: (one.stated.unit, one.stated.key))
        self.names = frozenset().union(*(verdict.names for verdict in self._verdicts))
        self.told: set[_Row] = set()

    def of(self, names: Collection[str]) -> dict[str, list[_Row]]:
        """The rows of some names that are no other's: they are few, and looked for together."""
        found: dict[str, list[_Row]] = {name: [] for name in names}
        for verdict in self._verdicts if found else ():
            keys, without = verdict.stated.filed.models.keys, frozenset(verdict.without)
            rows = (_Row(verdict, row) for row in verdict.stated.rows if keys[row] in found and row not in without)
            for row in rows:
                if row not in self.told:
                    found[keys[row.row]].append(row)
        return found

    def left(self) -> frozenset[str]:
        """The names of which a row is no other's."""
        told = {row.verdict.stated.filed.models.keys[row.row] for row in self.told}
        return self.names.difference(name for name, rows in self.of(told).items() if not rows)

    def coded(self) -> Iterator[_Row]:
        """The rows with a code, of whatever kind."""
        for verdict in self._verdicts:
            codes, without = verdict.stated.filed.models.codes, frozenset(verdict.without)
            yield from (
                _Row(verdict, row) for row in verdict.stated.rows if codes and codes[row] and row not in without
            )


class Twins:
    """Counts models once that a place and a body inside it both tell of, stage by stage of one period."""

    def __init__(self, register: Register, settled: Settled, levels: Sequence[str]) -> None:
        self.register = register
        self.settled = settled
        self.levels = levels  # the highest first
        self._near: dict[
            tuple[str, frozenset[str], frozenset[str]], dict[str, list[Near]]
        ] = {}  # most stages name the same
        self._asked: dict[tuple[str, int, int, int, int], Finding] = {}  # and ask the same

    def count_once(self, stage: str, spoken: Spoken) -> None:
        """A place's row and a body's row of one code or name, from different reporters, count once, as `_told_worse` settles.

        Decisions of two levels are two acts on one model, which counts at the higher: of one name that is settled later, by
        `count_at_highest`. (counting.md 3)
        """
        bodies: dict[str, list[str]] = defaultdict(list)
        for unit in spoken:
            place = self.register.place_around(unit)
            if place != unit:
                bodies[_place_heard(place, spoken, self.register)].append(unit)
        _ask_about_lists_below(spoken, self.register, self.settled)
        for unit, inside in (*self._under_others(spoken), *bodies.items()):
            theirs = [verdict for one in inside for verdict in spoken[one]]
            for reporter, own in _by_reporter(spoken.get(unit, ())):
                self._leave_to_bodies(unit, own, [one for one in theirs if one.stated.reporter != reporter])
            tell_overlap(stage, spoken, unit, inside, self.settled)
        self._ask_about_joint(spoken)
        tell_list_beside_sums(stage, spoken, self.settled)
        tell_levels_below(stage, spoken, self.register, self.settled)

    def _under_others(self, spoken: Spoken) -> Iterator[tuple[str, list[str]]]:
        """Bodies that stand over others of their place (its Front, the Đảng ủy UBND), and those of them that have spoken.

        Not those of which the one over them tells apart, whose own word takes the place of that.
        """
        over = [unit for unit in spoken if self.register.stands_over(unit)]
        told = {(one.stated.reporter, one.stated.unit) for one in self.settled.verdicts} if over else set()
        for unit in over:
            by = {unit, *(one.stated.reporter for one in spoken[unit])}
            under = [other for other in spoken if self.register.is_under(other, unit)]
            if apart := [other for other in under if not any((one, other) in told for one in by)]:
                yield unit, apart

    def _leave_to_bodies(self, place: str, own: Sequence[Verdict], theirs: Sequence[Verdict]) -> None:
        """The rows of one reporter about a place against those that others have of the bodies in it."""
        mine, others = _Rows(own), _Rows(theirs)
        if not (mine.names and others.names):
            return
        found: list[tuple[_Row, _Row, str]] = []
        for how in ("code", "name", "act"):
            pairs = list(self._pairs(place, mine, others, how))
            found += [(one, other, how) for one, other in pairs if how != "act"]
            mine.told.update(one for one, _ in pairs)
            others.told.update(other for _, other in pairs)
        again = list(self._ask_about_others(place, found, others))
        found += self._ask_about_names(place, mine, others)
        dropped: dict[int, list[int]] = defaultdict(list)
        higher: dict[int, list[int]] = defaultdict(list)
        for one, other, how in found:
            left = self._told_worse(one, other)
            if how != "asked":
                (higher if _are_two_acts(one, other) else dropped)[id(left.verdict)].append(left.row)
            self.settled.twins.append(_twin(place, one, other, how, left))
        for one, other, how in again:
            if how != "asked":
                dropped[id(other.verdict)].append(other.row)
            self.settled.twins.append(_twin(place, one, other, how, other))
        for verdict in (*own, *theirs):
            verdict.leave_out(list(dict.fromkeys(dropped[id(verdict)])))
            verdict.leave_out(list(dict.fromkeys(higher[id(verdict)])), to_higher=True)

    def _told_worse(self, row: _Row, twin: _Row) -> _Row:
        """Which of a place's row and a body's is left out: the place's, unless another tells of the body what the place tells itself.

        Of two levels' decisions the lower one.
        """
        if _are_two_acts(row, twin):
            return max(row, twin, key=lambda one: rank(one.verdict, self.levels))
        return twin if twin.verdict.second_hand and not row.verdict.second_hand else row

    def _pairs(self, place: str, mine: _Rows, others: _Rows, how: str) -> Iterator[tuple[_Row, _Row]]:
        """Rows of one code, or of one name where not both have codes; as often as both tell it.

        "act": of one name, too, but decided by two levels.
        """
        if how == "code":
            coded = [{code: row for row in rows.coded() if (code := self._code(place, row))} for rows in (mine, others)]
            yield from ((coded[0][code], coded[1][code]) for code in sorted(coded[0].keys() & coded[1].keys()))
            return
        both = mine.names & others.names
        own, theirs = mine.of(both), others.of(both)
        for name in sorted(both):
            fitting = theirs[name]
            for row in own[name]:
                code = self._code(place, row)
                twin = next(
                    (
                        other
                        for other in fitting
                        if _are_two_acts(row, other) is (how == "act") and not (code and self._code(place, other))
                    ),
                    None,
                )
                if twin:
                    fitting.remove(twin)
                    yield row, twin

    def _code(self, place: str, row: _Row) -> str | None:
        """The permanent code of a row, where a form of ours gave it one."""
        codes = row.verdict.stated.filed.models.codes
        code = codes[row.row] if codes else None
        ours = code and is_permanent(code, self.register, (place, row.verdict.stated.unit))
        return code.upper() if code and ours else None

    def _ask_about_names(self, place: str, mine: _Rows, others: _Rows) -> Iterator[tuple[_Row, _Row, str]]:
        """Names that are almost one, the nearest first; the next one where that was said to be another model."""
        nearest = self._nearest(place, mine.left(), others.left())
        own, theirs = mine.of(nearest.keys()), others.of({one.name for near in nearest.values() for one in near})
        for key, near in nearest.items():
            rows = own[key]
            for twins, likeness in ((some, one.likeness) for one in near for some in _by_unit(theirs[one.name])):
                if all(self._code(place, row) and self._code(place, twin) for row in rows for twin in twins):
                    continue  # their codes say that they are two
                answer = self._ask(place, rows[0], twins[0], likeness)
                if answer in (None, _SAME):
                    how = "asked" if answer is None else "decided"
                    for row, twin in zip(rows, twins, strict=False):
                        row.verdict.provisional |= answer is None
                        twin.verdict.provisional |= answer is None
                        yield row, twin, how
                    break

    def _ask_about_others(
        self, place: str, found: Sequence[tuple[_Row, _Row, str]], others: _Rows
    ) -> Iterator[tuple[_Row, _Row, str]]:
        """A name that a place tells once and two of its bodies each: one model of both ("Hội Nông dân và Hội LHPN xã"), or two; both count."""
        told = {row.verdict.stated.filed.models.keys[row.row]: (row, twin) for row, twin, how in found if how == "name"}
        for name, rows in others.of(told.keys() & others.left()).items():
            row, twin = told[name]
            for other in rows:
                if other.verdict.stated.unit == twin.verdict.stated.unit:
                    continue
                answer = self._ask(place, row, other, _EQUAL)
                if answer is None:
                    twin.verdict.provisional = other.verdict.provisional = True
                if answer in (None, _SAME):
                    yield row, other, "asked" if answer is None else "decided"

    def _ask_about_joint(self, spoken: Spoken) -> None:
        """A model whose name says that several places carry it out together, on the list of each: all count, and it is asked.

        Other names are chosen by many ("Hũ gạo"): equal ones of two places are two models.
        """
        told: dict[str, list[str]] = defaultdict(list)  # name → places that list it
        for unit, verdicts in spoken.items():
            if self.register.get(unit).is_place:
                names = frozenset().union(*(verdict.names for verdict in verdicts))
                for name in joint_names(names, self._short(unit)):
                    told[name].append(unit)
        for name, places in sorted(told.items()):
            first, *others = sorted(places)
            together = [one for one in others if is_joint(name, *map(self._short, (first, one)))]
            around = (
                self.register.ancestors(first) if together else ()
            )  # a district that names both keeps its row itself
            together += [place for place in around if any(name in one.names for one in spoken.get(place, ()))]
            for other in dict.fromkeys(together):
                row, twin = (_Rows(spoken[place]).of([name])[name][0] for place in (other, first))
                answer = self._ask(other, row, twin, _EQUAL)
                if answer == _SAME:
                    row.verdict.leave_out([row.row])
                elif answer is None:
                    row.verdict.provisional = twin.verdict.provisional = True
                if answer in (None, _SAME):
                    how = "asked" if answer is None else "decided"
                    self.settled.twins.append(_twin(other, row, twin, how, row))

    def _short(self, unit: str) -> str:
        return self.register.get(unit).short

    def _nearest(self, place: str, own: frozenset[str], theirs: frozenset[str]) -> dict[str, list[Near]]:
        if not (own and theirs):
            return {}
        if (place, own, theirs) not in self._near:
            around = [self.register.get(code).short for code in (place, *self.register.ancestors(place))]
            near = near_names(own, theirs, around)
            vaguer = Counter(one.name for found in near.values() for one in found if one.vaguer)
            self._near[place, own, theirs] = {
                key: [one for one in found if not one.vaguer or (vaguer[one.name] == 1 and len(found) == 1)]
                for key, found in near.items()
            }  # "Camera" is none of "Camera thôn 1", "Camera thôn 2"
        return self._near[place, own, theirs]

    def _ask(self, place: str, row: _Row, twin: _Row, likeness: int) -> str | None:
        """Whether two rows are one model; asked once for their names, in whatever files and years they stand."""
        filed = row.verdict.stated.filed
        asked = (place, filed.id, row.row, twin.verdict.stated.filed.id, twin.row)
        if asked not in self._asked:
            self._asked[asked] = self._question(place, row, twin, likeness)
        return self.settled.ask(filed, self._asked[asked])

    def _question(self, place: str, row: _Row, twin: _Row, likeness: int) -> Finding:
        filed, other = row.verdict.stated.filed, twin.verdict.stated.filed
        body = twin.verdict.stated.unit
        mine, theirs = filed.written(), other.written()
        seen: dict[str, str | int] = {
            "name": mine.names[row.row],
            "unit": self.register.name_of(place),
            "other_name": theirs.names[twin.row],
            "other_unit": self.register.name_of(body),
            "likeness": likeness,
            "place": place,
            "body": body,
            "other": other.sha256,
            "other_sheet": other.ret.sheet,
            "other_cell": theirs.cells[twin.row],
        }
        return Finding("names-alike", filed.ret.sheet, mine.cells[row.row], seen)


def _place_heard(place: str, spoken: Spoken, register: Register) -> str:
    """The place itself, or the one that took it over whole and has spoken in its stead."""
    became = register.successors(place)
    return became[0] if place not in spoken and len(became) == 1 and became[0] in spoken else place


def _by_reporter(verdicts: Iterable[Verdict]) -> list[tuple[str, list[Verdict]]]:
    found: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        found[verdict.stated.reporter].append(verdict)
    return sorted(found.items())


def _by_unit(rows: Iterable[_Row]) -> list[list[_Row]]:
    return [list(some) for _, some in groupby(rows, key=lambda row: row.verdict.stated.unit)]


def _are_two_acts(row: _Row, twin: _Row) -> bool:
    """Whether two rows are decisions of two levels."""
    levels = {decided_at(one.verdict.stated) for one in (row, twin)}
    return len(levels) == 2 and () not in levels


def _twin(place: str, row: _Row, twin: _Row, how: str, left: _Row) -> Twin:
    stated, other, told = row.verdict.stated, twin.verdict.stated, left.verdict.stated
    at = canonical(told.filed.ret.fixed, dict(told.filed.models.of(left.row).at))
    return Twin(stated.stage, place, other.unit, stated.filed.id, row.row, other.filed.id, twin.row, how, at)


def _ask_about_lists_below(spoken: Spoken, register: Register, settled: Settled) -> None:
    """A district's list, or its union's, that names again what its communes list: both count, and it is asked. No rule tells them one."""
    names = {
        unit: own
        for unit, verdicts in spoken.items()
        if (own := {name for one in verdicts if one.stated.reporter == unit for name in one.names})
    }
    listed = [unit for unit in names if register.get(unit).is_place]
    around: dict[str, list[str]] = {}  # place to those below it that list something
    told: dict[str, frozenset[str]] = {}  # place to what they list
    for unit, own in names.items():
        place = register.place_around(unit)
        if not register.has_places_below(place):
            continue
        if place not in told:
            around[place] = [other for other in listed if register.is_below(other, place)]
            told[place] = frozenset().union(*(names[other] for other in around[place]))
        below, again = around[place], own & told[place]
        if len(again) < ENOUGH_AGAIN or 2 * len(again) < len(own):
            continue
        repeating = [verdict for verdict in spoken[unit] if again.intersection(verdict.names)]
        filed = repeating[0].stated.filed
        seen: dict[str, str | int] = {
            "unit": register.name_of(unit),
            "count": len(again),
            "units": sum(bool(names[other] & again) for other in below),
        }
        answer = settled.ask(filed, Finding("repeats-lists-below", filed.ret.sheet, None, seen))
        for verdict in repeating:
            verdict.provisional = answer is None
            if answer == "once":
                keys = verdict.stated.filed.models.keys
                verdict.leave_out([row for row in verdict.stated.rows if keys[row] in again])
