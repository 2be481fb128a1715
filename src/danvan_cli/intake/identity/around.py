"""Where and when the names of one file are read: its home on the file's day, and the narrowest place that folders tell. (counting.md 7)"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from danvan_cli.intake.identity.evidence import Evidence, Source, units_of
from danvan_cli.intake.identity.home import Home
from danvan_cli.units import Register, place_of, succession

_NONE = (0, 0, 0)


@dataclass
class Around:
    """What lies around the names of one file.

    `home`: the place inside which they are read, on `day`; `homes`: all that the home was then, of which none may be taken;
    `context`: the narrowest of these places; `beside`: the one commune of which are the files beside it.
    """

    register: Register
    settled_home: Home | None
    day: date | None
    evidence: Evidence

    def __post_init__(self) -> None:
        """The home in the register of the day; and inside it the narrowest place that folders tell."""
        self.home: str | None = None
        self.homes: tuple[str, ...] = ()
        if self.settled_home:
            self._settle_in_time(place_of(self.settled_home.code))
        elif self.day is None and self.evidence.dated:
            days = [self.evidence.dated, *(era.day for era in self.register.eras)]
            self.day = max(days, key=lambda day: self._names_inside(None, day)[:2])
        narrow = self.settled_home.around(self.evidence.path)[1] if self.settled_home else None
        commune = narrow and not self.register.has_places_below(narrow)
        self.beside = self.inside(narrow) if commune else None
        self.context = self.inside(self.register.parent(narrow) if narrow and commune else narrow) or self.home
        for clue in self.evidence.folders:
            for match in units_of(clue, self.register, self.context, self.day):
                code = match.code and place_of(match.code)
                if code and self.register.has_places_below(code) and self.inside(code):
                    self.context = code
                    return

    def _settle_in_time(self, home: str) -> None:
        """What the home was on the file's day: of several places, or in 2025 of two times, where most of its names lie.

        Where two places have them alike none is taken: what names mean in both is asked. A name that is several units of
        one lies there, too, though it decides nothing: "Phường 4" of Thành phố Hồ Chí Minh is not Vũng Tàu's only one.
        """
        dated = self.evidence.dated
        known = [*([dated] if dated else []), self.register.era_of(home).day, *(era.day for era in self.register.eras)]
        homes = succession.of(self.register).homes
        wheres = [(place, day) for day in ([self.day] if self.day else known) for place in homes(home, day)]
        inside = {where: self._names_inside(*where) for where in wheres} if len(wheres) > 1 else {}
        best, self.day = max(wheres, key=lambda where: inside.get(where, _NONE)[:2])
        self.homes = homes(home, self.day)
        _, sure, _ = inside.get((best, self.day), _NONE)
        alike = [place for place in self.homes if sum(inside.get((place, self.day), _NONE)[1:]) >= sure > 0]
        self.home = best if len(alike) < 2 else None

    def _names_inside(self, place: str | None, day: date) -> tuple[int, int, int]:
        """How often letterheads name a unit in a place as it is called, all clues one, and one of several; without a place, in the register of that day.

        Names are counted, not units: one name that is read as two units would speak for the day on which it is so.
        """
        told = [(clue, match) for clue in self.evidence.clues for match in units_of(clue, self.register, place, day)]
        found = [match for _, match in told]
        (era,) = self.register.eras_on(day)

        def lies(code: str) -> bool:
            return self.register.is_within(code, place) if place else place_of(code) in era

        sure = sum(lies(match.code) for match in found if match.code)
        heads = [match for clue, match in told if clue.source is Source.LETTERHEAD and match.code and not match.notes]
        plainly = sum(lies(match.code) for match in heads if match.code)
        return plainly, sure, sum(any(map(lies, match.candidates)) for match in found if not match.code)

    def inside(self, code: str | None) -> str | None:
        """The unit itself, where it lies in the home, or nobody knows one."""
        homes = (self.home,) if self.home else self.homes
        inside = not homes or any(self.register.is_within(code or "", home) for home in homes)
        return code if code and inside else None

    def is_outside(self, codes: Sequence[str]) -> bool:
        """Whether none of these units lies where the home was on the file's day."""
        inside = (self.register.is_within(code, home) for code in codes for home in self.homes)
        return bool(self.homes) and not any(inside)
