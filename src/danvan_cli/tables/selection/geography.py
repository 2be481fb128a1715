"""Units as a table shows them, in the geography of their own day or of another; their order, and the place around several."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from danvan_cli import messages
from danvan_cli.errors import DanvanError
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.units import Register, place_of, succession
from danvan_cli.vietnamese import number, sort_key
from danvan_cli.vocabulary import MemberSet


@lru_cache(maxsize=65536)
def path_key(register: Register, code: str) -> tuple[object, ...]:
    """Parents before children, a place's own line first, then its bodies and places by the alphabet."""
    unit, parent = register.get(code), register.parent(code)
    above = path_key(register, parent) if parent else ()
    return (*above, (unit.is_place, sort_key(unit.short), code))  # two places of one name keep their order


def common_place(register: Register, codes: Iterable[str]) -> str | None:
    """The lowest place that all these units are, or lie below; None where no one place holds them."""
    shared: list[str] | None = None
    for code in set(map(place_of, codes)):  # bodies stand where their place is
        path = [*reversed(register.ancestors(code)), code]
        if shared is None:
            shared = path
        else:
            length = next(
                (n for n, (a, b) in enumerate(zip(shared, path, strict=False)) if a != b), min(len(shared), len(path))
            )
            shared = shared[:length]
    return shared[-1] if shared else None


class Geography:
    """The units of a table: each as it was in its day, or all as the country was divided on one day."""

    def __init__(self, register: Register, day: date | None) -> None:
        self.register = register
        self.era = register.eras_on(day)[0] if day else None
        self.succession = succession.of(register)

    def line(self, unit: str) -> MemberSet:
        """Where a unit's figure stands: under one unit, or under all parts of one that was divided."""
        return self.succession.line(unit, self.era) if self.era else (unit,)

    def inside(self, unit: str, place: str) -> bool:
        """Whether all of a unit lies in a place; across times only where a geography is asked for."""
        return self.succession.within(unit, place) if self.era else self.register.is_within(unit, place)

    def speaks_beyond(self, unit: str, place: str, *, for_many: bool) -> bool:
        """Whether a figure about a unit speaks of a place and of others: it cannot be shared out."""
        if self.era is None:
            return for_many and self.register.is_below(place, unit)
        if self.succession.within(unit, place):
            return False
        return self.succession.touches(unit, place) or (for_many and self.succession.touches(place, unit))

    def around(self, units: Iterable[str]) -> str | None:
        """The lowest place that holds all these units."""
        if self.era is None:
            return common_place(self.register, units)
        return common_place(self.register, {part for unit in units for part in self.succession.spread(unit, self.era)})

    def name(self, code: str) -> str:
        """A unit's name; of one that is not of this geography with the day on which it ended, or began."""
        return self._dated(code, self.register.name_of(code))

    def full_name(self, code: str) -> str:
        """The same with the places above it."""
        return self._dated(code, self.register.full_name(code))

    def titled(self, name: str) -> str:
        """A name as titles have it: with the geography, where one was asked for."""
        if self.era is None:
            return name
        code = "in-geography-since" if self.era.since else "in-geography-until"
        return messages.text("geography", code, name=name, day=f"{self.era.since or self.era.until:%d/%m/%Y}")

    def _dated(self, code: str, name: str) -> str:
        if not self.is_foreign(code):
            return name
        unit = self.register.get(code)
        if unit.valid_until:
            return messages.text("geography", "until", name=name, day=f"{unit.valid_until:%d/%m/%Y}")
        return messages.text("geography", "since", name=name, day=f"{unit.valid_from:%d/%m/%Y}")

    def is_foreign(self, code: str) -> bool:
        """Whether a unit is of another time than the geography shown."""
        return self.era is not None and code in self.register and self.register.era_of(code) is not self.era

    def order(self, members: MemberSet) -> tuple[object, ...]:
        """The place of a line among others; a unit of another time stands in the place it lies in here."""
        if not members:
            return ()
        if self.era is None or not self.is_foreign(members[0]):
            return path_key(self.register, members[0])
        above = self.succession.spread(members[0], self.era)
        own = self.register.get(members[0])
        place = self.register.get(place_of(own.code))
        mine = (own.is_place, sort_key(own.short), "", sort_key(place.short), own.code)
        return (*path_key(self.register, above[0]), mine)

    def check(self, said: Iterable[tuple[str, Number]], shown: Iterable[tuple[MemberSet, Number]]) -> None:
        """DanvanError where a province, old ones with the new one they went to, has another figure shown than its units said."""
        province = self.succession.province_now
        sums: dict[str, Number] = defaultdict(int)
        for unit, value in said:
            sums[province(unit)] += value
        for members, value in shown:
            provinces = {province(code) for code in members}
            if len(provinces) != 1:
                raise DanvanError("geography-across", units=bracketed([self.register.name_of(one) for one in members]))
            sums[provinces.pop()] -= value
        for code, left in sums.items():
            if left:
                raise DanvanError(
                    "geography-not-conserved", unit=self.register.name_of(code), gap=number(max(left, -left))
                )


def bracketed(names: Iterable[str]) -> str:
    """One name as it is; several that are one line, and that nobody can share out: "[Xã A | Xã B]"."""
    listed = list(names)
    return listed[0] if len(listed) == 1 else f"[{' | '.join(listed)}]"
