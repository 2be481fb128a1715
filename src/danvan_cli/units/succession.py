"""Units of one time in the geography of another: what took over what, wholly or in part, and what lies where.

A unit that became one unit is there that unit; one that was divided is all of its parts together and never shared out
here; one that has no part there (a district after 30/6/2025) lies in the place above it that has.
"""

from collections.abc import Collection, Container
from datetime import date
from functools import cache

from danvan_cli.units import Register
from danvan_cli.units.eras import Era


class Succession:
    """What the units of a register became, and were made from."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._parts: dict[str, tuple[str, ...]] = {}

    def parts(self, code: str, era: Era) -> tuple[str, ...]:
        """The units of a geography that a unit is, became or was made from, sorted; none where it has none there."""
        if self.register.era_of(code) is era:
            return (code,)
        found = self._parts.get(code)
        if found is None:
            became = self.register.successors(code) or self.register.predecessors(code)
            found = self._parts[code] = tuple(sorted(became))
        return found

    def line(self, code: str, era: Era) -> tuple[str, ...]:
        """Where a figure of a unit stands in a geography: its one part, all parts of a divided one; else itself.

        A unit that was made of several is not led back to them: nobody knows how much is whose.
        """
        parts = self.parts(code, era)
        divided = len(parts) > 1 and era.day > self.register.era_of(code).day
        return parts if len(parts) == 1 or divided else (code,)

    def spread(self, code: str, era: Era) -> tuple[str, ...]:
        """The places of a geography over which a unit lies: its parts, else those of the nearest above it that has some."""
        for around in (code, *self.register.ancestors(code)):
            if parts := self.parts(around, era):
                return parts
        return ()

    def homes(self, place: str, day: date) -> tuple[str, ...]:
        """The places of a day's register that one goes on in, the province of its name first: a new province in all it was made of."""
        (era,) = self.register.eras_on(day)
        if self.register.era_of(place) is era:
            return (place,)
        namesake = self.register.counterpart(place, day)
        spread = self.spread(place, era)
        return tuple(dict.fromkeys((*([namesake] if namesake in spread else []), *spread))) or (place,)

    def within(self, code: str, place: str) -> bool:
        """Whether all of a unit lies in a place, of whatever time the two are."""
        if self.register.is_within(code, place):
            return True
        era = self.register.era_of(place)
        if self.register.era_of(code) is era:
            return False
        spread = self.spread(code, era)
        return bool(spread) and all(self.register.is_within(part, place) for part in spread)

    def touches(self, code: str, place: str) -> bool:
        """Whether some of a unit lies in a place, or it is divided over the place and others, of whatever time the two are."""
        spread = self.spread(code, self.register.era_of(place))
        return any(self.register.is_within(part, place) for part in spread)

    def around(self, code: str, eras: Collection[Era] = ()) -> tuple[str, ...]:
        """All places, of whatever time, that hold all of a unit: the unit itself and those above it first.

        `eras`: of other times than its own these only.
        """
        own = self.register.era_of(code)
        found = [code, *self.register.ancestors(code)]
        if eras == {own}:
            return tuple(found)
        for era in eras or self.register.eras:
            if era is not own:
                paths = [(part, *self.register.ancestors(part)) for part in self.spread(code, era)]
                found += [place for place in paths[0] if all(place in path for path in paths)] if paths else []
        return tuple(found)

    def taken_over(self, code: str, by: Container[str]) -> bool:
        """Whether all that a unit became is among these."""
        successors = self.register.successors(code)
        return bool(successors) and all(unit in by for unit in successors)

    def heard(self, code: str, spoken: Container[str]) -> bool:
        """Whether a unit has spoken, or all that it became, or all that it was made from."""
        if code in spoken or self.taken_over(code, spoken):
            return True
        made_of = self.register.predecessors(code)
        return bool(made_of) and all(unit in spoken for unit in made_of)

    def province_now(self, code: str) -> str:
        """The province in which a unit lies, by the latest register."""
        (province,) = self.parts(self.register.province_of(code), self.register.eras[-1])
        return province


@cache
def of(register: Register) -> Succession:
    """What the units of this register became."""
    return Succession(register)
