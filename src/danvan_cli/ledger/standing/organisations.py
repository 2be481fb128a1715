"""What unions, the police, sectors and party committees say of bodies and places inside their own place. (counting.md 4)"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from danvan_cli.findings import Finding
from danvan_cli.ledger.standing.many import Many
from danvan_cli.ledger.standing.settled import Settled, Verdict
from danvan_cli.ledger.standing.stated import Stated, Via
from danvan_cli.ledger.standing.successors import Spoken
from danvan_cli.returns import Kind
from danvan_cli.settings import Reporting
from danvan_cli.units import Register, place_of, succession
from danvan_cli.units.tree import is_body

_OTHERS = ("agency", "enterprise", "school")
"""Kinds of bodies that may stand in a commune and be none of its own: the police, the unions of a commune are."""


class Organisations:
    """Judges at one stage what organisations that stand beside a place say of others, once it is known who has spoken."""

    def __init__(
        self,
        register: Register,
        reporting: Reporting,
        settled: Settled,
        spoken: Spoken,
        put: Callable[[Stated, str, str], Verdict],
    ) -> None:
        self.register, self.reporting, self.settled = register, reporting, settled
        self.spoken, self.put = spoken, put
        self.succession = succession.of(register)

    def speaks(self, stated: Stated) -> bool:
        """Whether a union, police or sector speaks of bodies or places inside its own place."""
        reporter = self.register.get(stated.reporter)
        return (
            not reporter.is_place
            and reporter.parent is not None
            and (stated.unit == reporter.parent or self.register.is_below(stated.unit, reporter.parent))
        )

    def where_silent(self, said: Sequence[Stated], many: Many | None = None) -> Iterator[tuple[str, list[Stated]]]:
        """Of what organisations say that which counts if anything does, unit by unit; the rest is a claim.

        Once any figure for a place stands, what a vertical organisation says of bodies inside it is a claim: a place's
        word about itself or its bodies; a body's own ends its own silence, not that of the bodies beside it. Where the
        workspace says that places' lists do not hold their bodies, nothing else does. What a union says of a place is of
        the union there: of it and of another's word on that union the nearer counts.
        `many`: a district's figure for all its communes stands for the silent ones, too.
        """
        heard, plainly = self._heard(), self._heard(plainly=True)
        named = {stated.unit for stated in said}
        about = {id(stated): self._union_there(stated) for stated in said}
        lines: dict[str, set[str]] = defaultdict(set)  # unit → the bodies meant by those that speak of it
        by_unit: dict[str, list[Stated]] = defaultdict(list)
        for stated in said:
            lines[stated.unit].add(about[id(stated)])
        perhaps: dict[tuple[int, str], list[Stated]] = defaultdict(list)
        silent: list[Stated] = []
        for stated in said:
            place, body = self.register.place_around(stated.unit), about[id(stated)]
            itself = body == stated.reporter  # its other rows are no word on those of its place: one list holds both
            if not itself and self.succession.heard(body, self.spoken) and not self._is_plainer(stated):
                self.put(stated, "claim", "place-has-spoken")
            elif self._speaks_of_one_beside(stated) and self._told_more_plainly(stated):
                self.put(stated, "claim", "said-by-a-nearer-one")
            elif not self.reporting.places_include_bodies or self.register.is_part(stated.unit, stated.reporter):
                silent.append(stated)
            elif self._speaks_of_one_beside(stated):
                if self.succession.heard(place, self.spoken) and self._may_be_held(stated, place):
                    perhaps[stated.filed.id, place].append(stated)
                else:
                    silent.append(stated)
            elif self._is_none_of_communes(stated) and self._names_tell(stated, place):
                silent.append(stated)
            elif self.succession.heard(place, plainly if self._is_list_of_body(stated) else heard) or (
                many is not None and many.stands_for(place, body)
            ):
                self.put(stated, "claim", "place-has-spoken")
                self._tell_left_out(stated, place)
            else:
                silent.append(stated)
        for (_, place), some in perhaps.items():
            silent += self._asked(place, some)
        silent = self._nearest(silent)
        for stated in silent:
            # of several organisations that speak of one place it is asked whose word counts
            body = about[id(stated)]
            alone = body in named and len(lines[stated.unit]) == 1
            by_unit[body if alone else stated.unit].append(stated)
        self._end_silence(silent)
        for unit in sorted(by_unit):
            yield unit, by_unit[unit]

    def distance(self, stated: Stated) -> int:
        """How far above the unit an organisation's word stands: as far as its place above the one it speaks of."""
        place = self.register.place_around(stated.unit)
        return (place, *self.register.ancestors(place)).index(self.register.place_around(stated.reporter))

    def _heard(self, *, plainly: bool = False) -> set[str]:
        """The places of which a place has told: of itself, or of bodies in it. `plainly`: not only by what others' lists imply."""
        return {
            self.register.place_around(unit)
            for unit, verdicts in self.spoken.items()
            if (
                self.register.get(unit).is_place
                or any(self.register.get(one.stated.reporter).is_place for one in verdicts)
            )
            and not (plainly and _only_implied(verdicts))
        }

    def _is_list_of_body(self, stated: Stated) -> bool:
        """Whether an organisation's list for the stage names a body: it comes before what others' lists imply of that. (counting.md 4)"""
        return stated.via is not Via.IMPLIED and is_body(stated.unit)

    def _union_there(self, stated: Stated) -> str:
        """The body that a vertical organisation speaks of: where it names a place only, its own there."""
        place = self.register.place_around(stated.unit)
        return self.register.kin_of(stated.reporter, place) if stated.unit == place else stated.unit

    def _speaks_of_one_beside(self, stated: Stated) -> bool:
        """Whether an organisation of a province or district speaks of a body beside it: the party's of the UBND of its Sở.

        A commune's one list holds all its bodies. Of a province several organs speak (MTTQ, Ban Tuyên giáo và Dân vận),
        each of those under it: what they say of some bodies is no word on the others.
        """
        place = place_of(stated.reporter)
        return is_body(stated.unit) and place_of(stated.unit) == place and self.register.has_places_below(place)

    def _may_be_held(self, stated: Stated, place: str) -> bool:
        """Whether the place's own figures may hold what is told of a body: not where all names can be compared (6).

        Nor where the place tells of the organisation in a figure apart: then no other figure of the place holds its.
        """
        named = self._names_tell(stated, place)
        return not named and not any(one.second_hand for one in self.spoken.get(stated.reporter, ()))

    def _names_tell(self, stated: Stated, place: str) -> bool:
        """Whether names tell which models an organisation and a place both list: then each counts once. (counting.md 6)"""
        told = (stated, *(one.stated for one in self.spoken.get(place, ())))
        return len(told) > 1 and all(one.kind is Kind.REGISTER for one in told)

    def _is_none_of_communes(self, stated: Stated) -> bool:
        """Whether a body that an organisation tells of only stands in a commune: the company, the hospital named after it."""
        bodies, key = self.register.bodies, stated.unit.partition("/")[2]
        return bool(key) and bodies.recall(key)[0].kind in _OTHERS and not bodies.is_of_communes(key)

    def _tell_left_out(self, stated: Stated, place: str) -> None:
        """Readers are told what is left out as a part of a place's own figures, but for names that stand there."""
        told = [one.stated for one in self.spoken.get(place, ()) if one.stated.kind is Kind.REGISTER]
        named = {one.filed.models.keys[row] for one in told for row in one.rows}
        known = stated.kind is Kind.REGISTER and named.issuperset(stated.filed.models.keys[row] for row in stated.rows)
        if stated.value and not known:
            self.settled.notes.append((stated.stage, "left-to-places", stated.unit, stated.reporter))

    def _nearest(self, said: Sequence[Stated]) -> list[Stated]:
        """Without what is said of those who tell of others beside them: a Sở's list of its schools is its word, not its committee's row."""
        lists: dict[str, set[str]] = defaultdict(set)  # who tells of bodies beside it → of which
        for stated in said:
            if self._speaks_of_one_beside(stated) and stated.via is not Via.IMPLIED:
                lists[stated.reporter].add(stated.unit)
        left = []
        for stated in said:
            if stated.unit != stated.reporter and stated.reporter not in lists.get(stated.unit, {stated.reporter}):
                self.put(stated, "claim", "said-by-a-nearer-one")
            else:
                left.append(stated)
        return left

    def _told_more_plainly(self, stated: Stated) -> bool:
        """Whether its place tells of an organisation in a list for the stage, which its own list only implies."""
        told = (one for one in self.spoken.get(stated.reporter, ()) if one.second_hand)
        return stated.via is Via.IMPLIED and any(one.stated.via is not Via.IMPLIED for one in told)

    def _is_plainer(self, stated: Stated) -> bool:
        """Whether an organisation's list tells of a body for the stage, which others' lists only imply of that body."""
        return self._is_list_of_body(stated) and _only_implied(self.spoken.get(stated.unit, ()))

    def _asked(self, place: str, said: Sequence[Stated]) -> Sequence[Stated]:
        """What a file says of bodies beside its sender, where the place itself has told figures that may hold theirs."""
        filed = said[0].filed
        seen: dict[str, str | int] = {
            "unit": self.register.name_of(place),
            "count": int(sum(stated.value for stated in said)),
            "units": len({stated.unit for stated in said}),
        }
        answer = self.settled.ask(filed, Finding("bodies-beside-place", filed.ret.sheet, None, seen))
        if answer == "both":
            return said
        for stated in said:
            self.put(stated, "claim", "place-has-spoken").provisional = answer is None
        for verdict in self.spoken.get(place, ()):
            verdict.provisional |= answer is None
        return ()

    def _end_silence(self, said: Sequence[Stated]) -> None:
        """A list of what stands under an organisation is its word, and one on those it names: what others say of them is a claim."""
        units = {
            unit for stated in said if self._speaks_of_one_beside(stated) for unit in (stated.reporter, stated.unit)
        }
        for unit in units | {stated.unit for stated in said if self._is_plainer(stated)}:
            left: list[Verdict] = []
            for verdict in self.spoken.pop(unit, ()):
                if verdict.second_hand:
                    verdict.standing, verdict.reason = "claim", "said-by-a-nearer-one"
                else:
                    left.append(verdict)
            if left:
                self.spoken[unit] = left


def _only_implied(told: Sequence[Verdict]) -> bool:
    """Whether all that is told of a unit is what others' lists for other stages imply of it."""
    return bool(told) and all(one.second_hand and one.stated.via is Via.IMPLIED for one in told)
