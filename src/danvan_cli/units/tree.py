"""The tree of Vietnam's units on the eve of 1/7/2025 and after: provinces, districts, communes, and the bodies under them.

Codes are opaque and unique over all times: the official code alone on the eve ("13432"), with the day after ("80@2025-07-01");
a body stands under its place ("351/công an").
"""

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from danvan_cli import shipped
from danvan_cli.periods import REFORM
from danvan_cli.units import facts
from danvan_cli.units.bodies import Bodies
from danvan_cli.units.eras import MARK, OLD_UNTIL, Era, Line, status_of
from danvan_cli.units.own_units import NOTHING, OwnUnits
from danvan_cli.vietnamese import bare, fold

_SHOWN = 5  # names of many, in a sentence
_FORCES = ("police", "military")
_LEVEL = {"1": "tinh", "2": "huyen", "3": "xa"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A place, or a body under one, as it was in its time; of names that it bore one after another, the last."""

    code: str
    name: str  # "Xã Liên Sơn", "Công an huyện Thanh Liêm"
    short: str  # "Liên Sơn", "Công an"
    kind: str  # tinh thanhpho huyen quan thixa xa phuong thitran dackhu; of bodies: agency union police military …
    level: str  # tinh huyen xa
    parent: str | None
    valid_from: date | None
    valid_until: date | None
    is_place: bool
    block: str | None  # xaphuong coquan llvt doanthe; None for provinces and districts


def place_of(code: str) -> str:
    """The place a unit is, or stands under."""
    return code.partition("/")[0]


def is_body(code: str) -> bool:
    """Whether a unit is a body under a place, and no place itself."""
    return "/" in code


class UnitTree:
    """All units of all times: what lies under what. Bodies come to be by being named."""

    def __init__(self, bodies: Bodies, own: OwnUnits = NOTHING) -> None:
        self.bodies = bodies
        self.own = own
        last = {code: taken[-1].name for code, taken in self._renamed.items()}
        named = replace(own, names=last | {**own.names})
        self.eras = (Era(OLD_UNTIL, "", None, OLD_UNTIL, named), Era(REFORM, MARK, REFORM, None, named))
        self._units: dict[str, Unit] = {}
        self._ancestors: dict[str, tuple[str, ...]] = {}

    @cached_property
    def last_words(self) -> frozenset[str]:
        """The words that names of places end on, folded, with accents and without."""
        names = {era.line(code).name.rpartition(" ")[2] for era in self.eras for code in era.codes}
        return frozenset(word for name in names for word in (fold(name), bare(name)))

    def era_of(self, code: str) -> Era:
        """The register a code belongs to."""
        return self.eras[MARK in code]

    def eras_on(self, day: date | None) -> tuple[Era, ...]:
        """The registers that may be meant: of that day; both, the later first, where no day is known."""
        return (self.eras[1], self.eras[0]) if day is None else (self.eras[day >= REFORM],)

    def _line(self, code: str) -> Line:
        return self.era_of(code).line(place_of(code))

    def _parent_place(self, place: str) -> str | None:
        return self.era_of(place).parents.get(place)

    def __contains__(self, code: str) -> bool:
        return place_of(code) in self.era_of(code)

    def get(self, code: str) -> Unit:
        """The unit of a code; KeyError if there is no such place."""
        unit = self._units.get(code)
        if unit is None:
            unit = self._units[code] = self._body(code) if is_body(code) else self._place(code)
        return unit

    @cached_property
    def _renamed(self) -> dict[str, list[facts.Renaming]]:
        """The names that places took in their time, in time."""
        renamed: dict[str, list[facts.Renaming]] = {}
        for one in facts.load().renamings:
            if one.certainty in facts.APPLIED:
                renamed.setdefault(one.code, []).append(one)
        return renamed

    def name_on(self, place: str, day: date | None) -> str:
        """The name that a place bore on a day of its time; None: its last."""
        if place in self.own.names:
            return self.own.names[place]
        taken = [one.name for one in self._renamed.get(place, ()) if day is None or one.day <= day]
        return taken[-1] if taken else self._line(place).name

    def kinds(self, place: str) -> tuple[str, ...]:
        """The kinds that a place was of in its time: Đồng Nai was a tỉnh, and is a thành phố."""
        if place not in self._renamed:
            return (self.get(place).kind,)
        names = (self._line(place).name, *(one.name for one in self._renamed[place]), self.get(place).name)
        return tuple(dict.fromkeys(said[0] for name in names if (said := status_of(name))))

    def _place(self, code: str) -> Unit:
        era, line = self.era_of(code), self._line(code)
        name = self.name_on(code, None)
        kind, short = status_of(name) or ("", name)
        return Unit(
            code=code,
            name=name,
            short=short,
            kind=kind,
            level=_LEVEL[line.level],
            parent=self._parent_place(code),
            valid_from=era.since,
            valid_until=era.until,
            is_place=True,
            block="xaphuong" if line.level == "3" else None,
        )

    def _body(self, code: str) -> Unit:
        place = self.get(place_of(code))
        body, name = self.bodies.recall(code.partition("/")[2])
        return Unit(
            code=code,
            name=f"{name} {place.name[0].lower()}{place.name[1:]}",
            short=name,
            kind=body.kind,
            level=place.level,
            parent=place.code,
            valid_from=place.valid_from,
            valid_until=place.valid_until,
            is_place=False,
            block=body.block,
        )

    def name_of(self, code: str) -> str:
        """The name of a unit; an unknown code stands for itself."""
        return self.get(code).name if code in self else code

    def full_name(self, code: str) -> str:
        """The name with those of the places above it: "Xã Liên Sơn, Thị xã Kim Bảng, Tỉnh Hà Nam"."""
        above = self.ancestors(place_of(code))
        return ", ".join([self.name_of(code), *map(self.name_of, above)])

    def full_names(self, codes: Sequence[str]) -> str:
        """The full names of units that may be meant: the first few, and how many more there are."""
        more = f"; … (+{len(codes) - _SHOWN})" if len(codes) > _SHOWN else ""
        return "; ".join(map(self.full_name, codes[:_SHOWN])) + more

    def name_in_register(self, code: str) -> str:
        """The full name of a place as its register has it, whatever became of the names."""
        return ", ".join(self._line(place).name for place in (code, *self.ancestors(code)))

    def parent(self, code: str) -> str | None:
        """What a unit lies directly under: of a body its place."""
        return place_of(code) if "/" in code else self._parent_place(code)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """All places a unit lies under, the nearest first."""
        above = self._ancestors.get(code)
        if above is None:
            above = self._ancestors[code] = tuple(self._above(code))
        return above

    def _above(self, code: str) -> Iterator[str]:
        parents = self.era_of(code).parents
        place, _, body = code.partition("/")
        parent = place if body else parents.get(place)
        while parent:
            yield parent
            parent = parents.get(parent)

    def is_below(self, code: str, ancestor: str) -> bool:
        """Whether a unit lies strictly below another."""
        return ancestor in self.ancestors(code)

    def place_around(self, code: str) -> str:
        """The place itself, or the one that a body stands under."""
        unit = self.get(code)
        return code if unit.is_place or unit.parent is None else unit.parent

    def is_within(self, code: str, ancestor: str) -> bool:
        """Whether a unit is another or lies below it."""
        return code == ancestor or ancestor in self.ancestors(code)

    def on_one_line(self, one: str, other: str) -> bool:
        """Whether one of two units is the other or lies below it."""
        return self.is_within(one, other) or self.is_within(other, one)

    def same_but_accents(self, one: str, other: str) -> bool:
        """Whether two codes name one body, one of them typed with fewer accents: Trường THPT "Duy Tan" and Duy Tân."""
        return one != other and "/" in one and place_of(one) == place_of(other) and bare(one) == bare(other)

    def province_of(self, code: str) -> str:
        """The province a unit is or lies in."""
        return (place_of(code), *self.ancestors(place_of(code)))[-1]

    def at_level(self, code: str, level: str) -> str | None:
        """The place of that level which a unit is or lies in."""
        places = (place_of(code), *self.ancestors(place_of(code)))
        return next((place for place in places if _LEVEL[self._line(place).level] == level), None)

    def body_of(self, code: str, key: str) -> str:
        """The code of a body of a unit's place: under the place of its level, by the name that it has there."""
        level = self.bodies.recall(key)[0].level
        return self.kin_of(f"/{key}", (self.at_level(code, level) if level else None) or place_of(code))

    def kin_of(self, body: str, place: str) -> str:
        """The code of the same body under another place: of the province's military the commune's.

        The Front speaks for its place (counting.md 4), but of a province over communes is a body beside other organs: since
        1/7/2025 the unions are inside it.
        """
        key = body.partition("/")[2]
        if key == self.bodies.front and not self._is_over_communes(place):
            return place
        return f"{place}/{self.bodies.called(key, self.get(place).level)}"

    def _is_over_communes(self, place: str) -> bool:
        """Whether a place is a province without districts, as all are since 1/7/2025."""
        return self.get(place).level == "tinh" and not any(map(self.has_places_below, self.children(place)))

    def without_front(self, code: str) -> str:
        """The place that a Front speaks in; of any other unit itself."""
        place, _, key = code.partition("/")
        return place if key == self.bodies.front else code

    def stands_over(self, code: str) -> tuple[str, ...]:
        """The kinds and names of bodies that stand under a body of the same place: under its Front the unions."""
        return self.bodies.recall(code.partition("/")[2])[0].over if "/" in code else ()

    def is_under(self, code: str, of: str) -> bool:
        """Whether a body stands under another of its place."""
        place, _, key = code.partition("/")
        if not key or place != place_of(of) or code == of:
            return False
        body = self.bodies.recall(key)[0]
        return not {body.kind, body.name}.isdisjoint(self.stands_over(of))

    def is_part(self, code: str, of: str) -> bool:
        """Whether a body is a part of the police or military of its own place: the Phòng Cảnh sát giao thông of the Công an tỉnh.

        A Đồn Biên phòng is, in whatever commune it stands; the police and military of communes are these communes'.
        """
        place, _, key = code.partition("/")
        whole, _, above = of.partition("/")
        if not (key and above) or code == of:
            return False
        kind, part = self.bodies.recall(above)[0].kind, self.bodies.recall(key)[0]
        if place != whole:
            return part.kind == kind and part.open and kind in _FORCES and self.is_within(place, whole)
        return kind in _FORCES and part.kind in (kind, "agency")

    def children(self, code: str) -> tuple[str, ...]:
        """The places directly below a place; a body has none."""
        return () if "/" in code else tuple(self.era_of(code).children.get(code, ()))

    def has_places_below(self, code: str) -> bool:
        """Whether a unit is a place that is divided further."""
        return "/" not in code and code in self.era_of(code).children

    def places_below(self, code: str) -> tuple[str, ...]:
        """All places below a place, of every level."""
        found: list[str] = []
        for child in self.children(code):
            found += [child, *self.places_below(child)]
        return tuple(found)

    def name_length(self, words: Sequence[str], *, accents: bool) -> int:
        """How many of the folded words, from the first on, may be the name of a place; 0 where fewer than two may."""
        lengths = range(len(words), 1, -1)
        return next((length for length in lengths if self._is_name("".join(words[:length]), accents=accents)), 0)

    def _is_name(self, written: str, *, accents: bool) -> bool:
        named = (code for era in self.eras for code in era.named.get(bare(written), ()))
        return any(not accents or fold(self.get(code).short).replace(" ", "") == written for code in named)

    @cached_property
    def _successors(self) -> dict[str, tuple[str, ...]]:
        """What each province, commune and island district of the eve became; those that nobody tells for certain are not there."""
        packed = shipped.folder().joinpath("units", "successors.txt.gz").read_bytes()
        lines = (line.split() for line in gzip.decompress(packed).decode().splitlines())
        return {old: tuple(code + MARK for code in new) for old, *new in lines}

    @cached_property
    def _predecessors(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for old, new in self._successors.items():
            for code in new:
                found.setdefault(code, []).append(old)
        return {code: tuple(olds) for code, olds in found.items()}

    def successors(self, code: str) -> tuple[str, ...]:
        """The units that one of the eve became, several where it was divided; of a body those of its kind under them.

        A district became none: it ended, and its communes became others. Island districts without communes became special zones.
        """
        return self._under(code, self._successors.get(place_of(code), ()))

    def predecessors(self, code: str) -> tuple[str, ...]:
        """The units of the eve that one was made from, whole or in part; of a body those of its kind under them."""
        return self._under(code, self._predecessors.get(place_of(code), ())) if MARK in code else ()

    @staticmethod
    def _under(code: str, places: Sequence[str]) -> tuple[str, ...]:
        _, body, key = code.partition("/")
        return tuple(f"{place}/{key}" for place in places) if body else tuple(places)

    def counterpart(self, code: str, day: date) -> str | None:
        """The province of the same name in the register of another day: Tỉnh Nghệ An before and after."""
        era = self.eras[day >= REFORM]
        if era is self.era_of(code):
            return code
        name = self._line(code).name
        return next((other for other in era.provinces if era.line(other).name == name), None)
