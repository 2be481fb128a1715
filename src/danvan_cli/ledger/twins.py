"""The same model told by two: a place's row and a body's own count once; a district's copy of its communes' is asked. (counting.md 6)

Codes that our forms gave decide first, then names that are equal; names that are almost equal are asked, and both count.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from danvan_cli.findings import Finding
from danvan_cli.ledger.codes import is_permanent
from danvan_cli.ledger.likeness import Near, Neighbours
from danvan_cli.ledger.margins import canonical
from danvan_cli.ledger.settled import Settled, Twin, Verdict
from danvan_cli.returns import Kind
from danvan_cli.units import Register

_ENOUGH_AGAIN = 3  # names; one or two may be alike by chance
_SAME = "same"

Spoken = Mapping[str, Sequence[Verdict]]
"""Unit to what counts for it at one stage."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One row that counts: whose, its name for matching, its permanent code where it has one."""

    verdict: Verdict
    row: int
    key: str
    code: str | None


class Twins:
    """Counts models once that a place and a body inside it both tell of, stage by stage of one period."""

    def __init__(self, register: Register, settled: Settled) -> None:
        self.register = register
        self.settled = settled
        self._near: dict[
            tuple[str, frozenset[str], frozenset[str]], dict[str, list[Near]]
        ] = {}  # most stages name the same

    def count_once(self, stage: str, spoken: Spoken) -> None:
        """A place's row and a body's row of one code or name, from different reporters, count once; the body's attributes hold."""
        bodies: dict[str, list[str]] = defaultdict(list)
        for unit in spoken:
            place = self.register.place_around(unit)
            if place != unit:
                bodies[place].append(unit)
        _ask_about_lists_below(spoken, self.register, self.settled)
        for place, inside in bodies.items():
            theirs = [verdict for unit in inside for verdict in spoken[unit]]
            for reporter, own in _by_reporter(spoken.get(place, ())):
                self._leave_to_bodies(place, own, [one for one in theirs if one.stated.reporter != reporter])
            _tell_overlap(stage, spoken, place, inside, self.settled)

    def _leave_to_bodies(self, place: str, own: Sequence[Verdict], theirs: Sequence[Verdict]) -> None:
        """The rows of one reporter about a place against those that others have of the bodies in it."""
        mine, others = self._rows(place, own), self._rows(place, theirs)
        if not (mine and others):
            return
        found: list[tuple[_Row, _Row, str]] = []
        for how in ("code", "name"):
            pairs = list(_pairs(mine, others, how))
            found += [(one, other, how) for one, other in pairs]
            told = {id(row) for pair in pairs for row in pair}
            mine = [row for row in mine if id(row) not in told]
            others = [row for row in others if id(row) not in told]
        found += self._ask_about_names(place, mine, others)
        dropped: dict[int, list[int]] = defaultdict(list)
        for one, other, how in found:
            if how != "asked":
                dropped[id(one.verdict)].append(one.row)
            self.settled.twins.append(_twin(place, one, other, how))
        for verdict in own:
            verdict.leave_out(list(dict.fromkeys(dropped[id(verdict)])))

    def _rows(self, place: str, verdicts: Iterable[Verdict]) -> list[_Row]:
        found = []
        for verdict in sorted(verdicts, key=lambda one: (one.stated.unit, one.stated.key)):
            stated, models, without = verdict.stated, verdict.stated.filed.models, frozenset(verdict.without)
            if stated.kind is not Kind.REGISTER:
                continue
            for row in stated.rows:
                if row not in without:
                    code = models.codes[row] if models.codes else None
                    ours = code and is_permanent(code, self.register, (place, stated.unit))
                    found.append(_Row(verdict, row, models.keys[row], code.upper() if code and ours else None))
        return found

    def _ask_about_names(
        self, place: str, mine: Sequence[_Row], others: Sequence[_Row]
    ) -> Iterator[tuple[_Row, _Row, str]]:
        """Names that are almost one, the nearest first; the next one where that was said to be another model."""
        own: dict[str, list[_Row]] = defaultdict(list)
        for row in mine:
            own[row.key].append(row)
        theirs: dict[str, dict[str, list[_Row]]] = defaultdict(lambda: defaultdict(list))  # name, body
        for row in others:
            theirs[row.key][row.verdict.stated.unit].append(row)
        for key, near in self._nearest(place, frozenset(own), frozenset(theirs)).items():
            rows = own[key]
            for twins, likeness in ((some, one.likeness) for one in near for some in theirs[one.name].values()):
                if all(row.code and twin.code for row in rows for twin in twins):
                    continue  # their codes say that they are two
                answer = self._ask(place, rows[0], twins[0], likeness)
                if answer in (None, _SAME):
                    how = "asked" if answer is None else "decided"
                    for row, twin in zip(rows, twins, strict=False):
                        row.verdict.provisional |= answer is None
                        twin.verdict.provisional |= answer is None
                        yield row, twin, how
                    break

    def _nearest(self, place: str, own: frozenset[str], theirs: frozenset[str]) -> dict[str, list[Near]]:
        if not (own and theirs):
            return {}
        if (place, own, theirs) not in self._near:
            around = [self.register.get(code).short for code in (place, *self.register.ancestors(place))]
            neighbours = Neighbours(theirs, around)
            near = {key: neighbours.near(key) for key in sorted(own)}
            self._near[place, own, theirs] = {key: found for key, found in near.items() if found}
        return self._near[place, own, theirs]

    def _ask(self, place: str, row: _Row, twin: _Row, likeness: int) -> str | None:
        """Whether two rows are one model; asked once for their names, in whatever files and years they stand."""
        filed, other = row.verdict.stated.filed, twin.verdict.stated.filed
        body = twin.verdict.stated.unit
        seen: dict[str, str | int] = {
            "name": filed.models.names[row.row],
            "unit": self.register.name_of(place),
            "other_name": other.models.names[twin.row],
            "other_unit": self.register.name_of(body),
            "likeness": likeness,
            "place": place,
            "body": body,
            "other": other.sha256,
            "other_sheet": other.ret.sheet,
            "other_cell": other.models.cells[twin.row],
        }
        return self.settled.ask(filed, Finding("names-alike", filed.ret.sheet, filed.models.cells[row.row], seen))


def _by_reporter(verdicts: Iterable[Verdict]) -> list[tuple[str, list[Verdict]]]:
    found: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        found[verdict.stated.reporter].append(verdict)
    return sorted(found.items())


def _pairs(mine: Sequence[_Row], others: Sequence[_Row], how: str) -> Iterator[tuple[_Row, _Row]]:
    """Rows of one code, or of one name where not both have codes; as often as both tell it."""
    waiting: dict[str, list[_Row]] = defaultdict(list)
    for other in others:
        if mark := other.code if how == "code" else other.key:
            waiting[mark].append(other)
    for row in mine:
        mark = row.code if how == "code" else row.key
        fitting = waiting.get(mark, []) if mark else []
        twin = next((other for other in fitting if how == "code" or not (row.code and other.code)), None)
        if twin:
            fitting.remove(twin)
            yield row, twin


def _twin(place: str, row: _Row, twin: _Row, how: str) -> Twin:
    stated, other = row.verdict.stated, twin.verdict.stated
    at = canonical(stated.filed.ret.fixed, dict(stated.filed.models.of(row.row).at))
    return Twin(stated.stage, place, other.unit, stated.filed.id, row.row, other.filed.id, twin.row, how, at)


def _ask_about_lists_below(spoken: Spoken, register: Register, settled: Settled) -> None:
    """A district's list that names again what its communes list: both count, and it is asked. No rule tells them one."""
    names = {
        unit: {name for one in verdicts if one.stated.reporter == unit for name in one.names}
        for unit, verdicts in spoken.items()
        if register.get(unit).is_place
    }
    for unit, own in names.items():
        if not (own and register.has_places_below(unit)):
            continue
        below = [other for other in names if register.is_below(other, unit)]
        again = own & set().union(*(names[other] for other in below))
        if len(again) < _ENOUGH_AGAIN or 2 * len(again) < len(own):
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


def _tell_overlap(stage: str, spoken: Spoken, place: str, inside: Sequence[str], settled: Settled) -> None:
    """Where matrices hide names, a place and its bodies add up; the reader is told."""
    own = [verdict for verdict in spoken.get(place, ()) if verdict.stated.reporter == place]
    for unit in inside:
        theirs = [verdict for verdict in spoken[unit] if verdict.stated.reporter == unit]
        hidden = any(verdict.stated.kind is Kind.MATRIX for verdict in (*own, *theirs))
        if own and theirs and hidden:
            settled.notes.append((stage, "overlap-possible", place, unit))
