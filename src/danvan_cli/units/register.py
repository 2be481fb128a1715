"""The register of units: what a text means inside a home, on a day. (reading.md "Reading names and dates")"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from danvan_cli.periods import REFORM
from danvan_cli.units import bodies, own_units
from danvan_cli.units.eras import Era, status_of
from danvan_cli.units.names import Mention, Reader, Reading
from danvan_cli.units.own_units import NOTHING, OwnUnits
from danvan_cli.units.places import LEVELS_OF_STATUS, Place, is_numeral, same_name
from danvan_cli.units.tree import Unit, UnitTree, is_body, place_of
from danvan_cli.vietnamese import bare, fold, has_accents

_RENAMED = {
    *itertools.permutations(("xa", "phuong", "thitran"), 2),
    *itertools.permutations(("huyen", "thixa", "quan"), 2),
    *(("thixa", "thanhpho"), ("thanhpho", "thixa"), ("huyen", "thanhpho"), ("quan", "thanhpho"), ("tinh", "thanhpho")),
}
"""Status words written for units whose status the register gives otherwise. "Thành phố" inside a huyện is none of these."""

SAME, OTHER_STATUS, ALIAS, ACCENTLESS = range(4)
"""How well a name fits a place, the best first."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a text means: one unit, or several that it may mean, or none."""

    code: str | None = None
    candidates: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # unit-status-differs, alias-used
    outside: bool = False  # means a unit (the candidates) that does not lie within
    together: bool = False  # names two units that are not one
    shared: str | None = None  # of two together the one place that both are of
    is_text: bool = False  # a village, a party cell, a family …: no unit of the register
    placed: bool = True  # says where it is; else it stands under the place spoken of
    alike: bool = False  # the candidates are written with other accents: who confirms them must name them as they are
    strange_at: tuple[str, ...] = ()  # what a known place inside an unknown name may mean: "VNPT huyện …"

    @property
    def codes(self) -> tuple[str, ...]:
        """What it may mean."""
        return (self.code,) if self.code else self.candidates

    @property
    def ambiguous(self) -> bool:
        """Whether it may mean several units, or one that only looks alike without accents."""
        return self.code is None and bool(self.candidates) and not self.outside


class Register(UnitTree):
    """All units, found by their names."""

    def __init__(self, own: OwnUnits = NOTHING) -> None:
        super().__init__(bodies.load(own.bodies), own)
        self._found: dict[tuple[str, str | None, bool | None, str | None, bool], Match] = {}
        self._scanned: dict[tuple[str, str | None, bool | None, bool], tuple[Match, ...]] = {}
        self._readings: dict[tuple[str, bool, bool], Reading] = {}

    def find(
        self,
        text: str,
        within: str | None = None,
        on: date | None = None,
        about: str | None = None,
        *,
        accents: bool = False,
    ) -> Match:
        """The unit that a whole text means, inside `within`, on a day. A body without a place stands under `about`.

        `accents`: it is written out, though it bears no accents: "Sa Pa" beside "Sa Pả".
        """
        key = (text, within, None if on is None else on >= REFORM, about, accents)
        found = self._found.get(key)
        if found is None:
            if about and all(mention.places for mention in self.read(text, expected=True, accents=accents).mentions):
                found = self.find(text, within, on, accents=accents)  # says itself where it is, or is no unit
            else:
                found = self._find(text, self.in_time(within, on), on, about, accents=accents)
            self._found[key] = found
        return found

    def scan(
        self, text: str, within: str | None = None, on: date | None = None, *, expected: bool = False
    ) -> tuple[Match, ...]:
        """The units named in running text (titles, letterheads), in order; each is read under the place named before it."""
        key = (text, within, None if on is None else on >= REFORM, expected)
        scanned = self._scanned.get(key)
        if scanned is None:
            reading = self.read(text, expected=expected)
            scanned = self._scanned[key] = tuple(self._scan(reading, self.in_time(within, on), on))
        return scanned

    def _scan(self, reading: Reading, within: str | None, on: date | None) -> Iterator[Match]:
        about: str | None = None
        unsettled: Match | None = None  # the place named last that nobody knows: organs behind it are its own
        for mention in reading.mentions:
            if unsettled and not mention.places:
                yield self._embody(unsettled, mention, within, about) if mention.body else unsettled
                continue
            if not (mention.placed or mention.body):
                if mention.organ and about:
                    yield Match(about)
                continue
            found = self._mention(mention, about, on, about) if about else Match()
            if not found.code:
                found = self._best((found, self._mention(mention, within, on, about or within)))
            if (within and not (found.code or found.candidates)) or found.outside:
                found = self._best((found, self._mention(mention, None, on, about)))
            if mention.strange and found.codes:
                found = Match(strange_at=found.codes)
            if mention.places:
                unsettled = None if found.code else found
            if found.code:
                about = place_of(found.code)
            yield found if mention.placed else replace(found, placed=False)

    def _best(self, matches: Iterable[Match]) -> Match:
        """The first that is decided; else the first with candidates inside; else the last."""
        listed = list(matches)
        decided = next((match for match in listed if match.code), None)
        return decided or next((match for match in listed if match.ambiguous), None) or listed[-1]

    def in_time(self, within: str | None, on: date | None) -> str | None:
        """The place of the same name on that day; where there is none, the place as it is: nothing is refused for dates alone."""
        if within is None or on is None:
            return within
        return self.counterpart(place_of(within), on) or within

    def read(self, text: str, *, expected: bool, accents: bool = False) -> Reading:
        """The names a text is made of."""
        key = (text, expected, accents)
        reading = self._readings.get(key)
        if reading is None:
            reading = self._readings[key] = Reader(self, text, expected=expected, accents=accents).read()
        return reading

    def _find(self, text: str, within: str | None, on: date | None, about: str | None, *, accents: bool) -> Match:
        whole = self.whole_names(text, within, accents=accents)
        if len(whole) == 1:
            exact = same_name(fold(text), self.get(whole[0]).short)
            return Match(whole[0], notes=() if exact else ("alias-used",))
        reading = self.read(text, expected=True, accents=accents)
        if not reading.mentions or (reading.unexplained and not reading.is_text):
            says_nothing = not reading.unexplained and bool(fold(text))  # "Số mô hình “Dân vận khéo”"
            return Match(is_text=not reading.mentions and (reading.is_text or says_nothing))
        found = [self._mention(_said_once(mention), within, on, about or within) for mention in reading.mentions]
        if reading.is_text and not all(match.code or (match.outside and self._said_fully(reading)) for match in found):
            return Match(is_text=True)
        if len(found) == 1:
            is_place = not (whole and found[0].code and is_body(found[0].code))  # "Trạm Tấu": of two places no Trạm
            return found[0] if is_place else Match(candidates=whole)
        codes = [match.code for match in found]
        lowest = self.lowest([code for code in codes if code])
        if all(codes) and lowest and not reading.together:
            return next(match for match in found if match.code == lowest)
        shared = self._shared_place(reading.mentions, found)
        return next((match for match in found if match.outside), Match(together=True, shared=shared))

    def _shared_place(self, mentions: Sequence[Mention], found: Sequence[Match]) -> str | None:
        """The place that units named together are of: "Hội LHPN, Đoàn TN xã Thanh Hà", each of the same. (counting.md 4)

        A union, the police, a health station that does not say where it is stands where the others do; a Phòng or a bank
        may be the district's, and a school bears the name of another place.
        """
        said = {
            match.code and place_of(match.code)
            for mention, match in zip(mentions, found, strict=True)
            if mention.places
        }
        place = said.pop() if len(said) == 1 else None
        if place is None:
            return None
        for mention in mentions:
            if mention.status and not mention.places and self._around(place, mention.status).code != place:
                return None
            if not mention.placed and not (mention.body and self.bodies.stands_beside(mention.body, mention.own)):
                return None
        return place

    def whole_names(self, text: str, within: str | None, *, accents: bool = False) -> tuple[str, ...]:
        """The places of the home whose name is exactly the text, whatever else its words may mean: Toàn Thắng, "Ban Sen"."""
        key = bare(text).replace(" ", "")
        if within is None or is_numeral(key):
            return ()
        named = self.era_of(within).named.get(key, ())
        inside = [code for code in named if self.is_within(code, within)]
        if accents or has_accents(text):
            inside = [code for code in inside if same_name(fold(text), self.get(code).short)]
        return tuple(inside)

    @staticmethod
    def _said_fully(reading: Reading) -> bool:
        return all(place.status for mention in reading.mentions for place in mention.places)

    def lowest(self, codes: Sequence[str]) -> str | None:
        """The unit below (or the same as) all others, where they lie on one line; else None.

        A Front lies above what its place does: HỘI NÔNG DÂN, ỦY BAN MTTQ XÃ below ỦY BAN MTTQ TỈNH.
        """
        around = [self.without_front(code) for code in codes]
        for code in around:
            if all(self.is_within(code, other) for other in around):
                return next((one for one in codes if one != code and self.without_front(one) == code), code)
        return None

    def is_guess(self, code: str) -> bool:
        """Whether a code names an agency by everyday letters alone: "ban Sen" typed without accents may be anything."""
        key = code.partition("/")[2]
        own = self.bodies.own_name(key)
        return self.bodies.recall(key)[0].vague and bool(own) and not has_accents(own)

    # one mention

    def _mention(self, mention: Mention, within: str | None, on: date | None, about: str | None) -> Match:
        if mention.places:
            found = self._places(mention.places, within, on)
            if (
                not found.code
                and mention.body
                and not found.candidates
                and not any(place.status for place in mention.places)
            ):
                return Match()
        elif mention.status:
            found = self._around(about, mention.status) if about else Match()
        else:
            found = Match(place_of(about) if about else None)
        if mention.body:
            return self._embody(found, mention, within, about)
        if found.code and mention.voice and self.bodies.is_front(mention.voice):
            found = replace(found, code=self.kin_of(f"/{self.bodies.front}", found.code))
        if found.code and within and not self.is_within(found.code, within):
            return Match(candidates=(found.code,), outside=True)
        return found

    def _around(self, about: str, status: str) -> Match:
        """The unit of that status, or that once had it: the one spoken of or above it, the nearest first; else right below: a district's "thị trấn"."""
        around = (place_of(about), *self.ancestors(place_of(about)))
        of_status = next((code for code in around if status in self.kinds(code)), None)
        if of_status:
            return Match(of_status)
        renamed = next((code for code in around if (status, self.get(code).kind) in _RENAMED), None)
        if renamed and self.get(renamed).level in LEVELS_OF_STATUS[status]:
            return Match(renamed, notes=("unit-status-differs",))
        below = tuple(code for code in self.children(place_of(about)) if self.get(code).kind == status)
        return Match(below[0]) if len(below) == 1 else Match(candidates=below)

    def _embody(self, found: Match, mention: Mention, within: str | None, about: str | None) -> Match:
        """The body under the place that was found."""
        body, own = mention.body, mention.own
        assert body is not None
        if not mention.placed and own and within:
            placed, short = self._placed_by_own_name(found, mention, within)
            around = found.code and placed.code and self.is_within(found.code, placed.code)
            if found.code and placed.code and not body.wide and not self.on_one_line(found.code, placed.code):
                return self._named_after(found.code, placed.code, mention, short, about)
            if around or not body.wide:
                found, own = placed, short
        elif own and found.code:
            own = self._without_name_of(found.code, own, mention)
        key = self.bodies.key(body, " ".join(own))
        if found.code is None:
            districts = [place for place in found.candidates if self.get(place).level == "huyen"]
            if len(districts) == 1 and self.bodies.is_of_districts(key):
                return Match(self.body_of(districts[0], key), notes=found.notes)
            return replace(found, candidates=tuple(self.body_of(place, key) for place in found.candidates))
        if body.either and not own and not (about and is_body(about)):
            return Match(candidates=tuple(self.body_of(found.code, one) for one in body.either))
        code = self.body_of(found.code, key)
        if within and not self.is_within(code, within):
            return Match(candidates=(code,), outside=True)
        return replace(found, code=code)

    def _named_after(self, here: str, place: str, mention: Mention, short: tuple[str, ...], about: str | None) -> Match:
        """What "Trường THCS Lê Lợi" of a commune is, where a Xã Lê Lợi is elsewhere: its own, which bears the name of a person, or that one's."""
        assert mention.body is not None
        own = self.body_of(here, self.bodies.key(mention.body, " ".join(mention.own)))
        other = self.body_of(place, self.bodies.key(mention.body, " ".join(short)))
        return Match(own) if own == about else Match(candidates=(own, other))

    def _without_name_of(self, place: str, own: tuple[str, ...], mention: Mention) -> tuple[str, ...]:
        """Own name without the place: "Trường THCS Liêm Sơn, xã Liêm Sơn" is named after its place, and says so twice."""
        shortest = 1 if mention.body and mention.body.proper else 2
        for start in range(len(own) - shortest + 1):
            if same_name(fold(" ".join(own[start:])), self.get(place).short):
                return own[:start]
        return own

    def _placed_by_own_name(self, found: Match, mention: Mention, within: str) -> tuple[Match, tuple[str, ...]]:
        """A school named after a place of the home stands there: "Trường Tiểu học Liêm Sơn"; so does "Sở Tư pháp Hà Nam".

        Behind a name of its own the name of a district and of its town is the district's: "Trường THPT Lê Lợi Hương Khê".
        """
        own = mention.own
        shortest = 1 if mention.body and mention.body.proper else 2
        for start in range(max(0, len(own) - 4), len(own) - shortest + 1):
            if start == 1 and mention.body and mention.body.proper and self.bodies.is_family_name(own[0]):
                continue  # a person's: "Trường THPT Nguyễn An Ninh" is in no Xã An Ninh
            name = " ".join(own[start:])
            place = Place(None, fold(name), bare(name).replace(" ", ""), accents=mention.accents)
            match = self._places([place], within, None)
            if not match.code:
                either = match.candidates if start else ()
                around = (code for code in either if all(self.is_within(other, code) for other in either))
                above = (code for code in self.ancestors(within) if same_name(place.name, self.get(code).short))
                match = Match(next(itertools.chain(around, above), None))
            plainly = not match.notes or (match.notes == ("alias-used",) and not mention.accents)
            if match.code and plainly and not place.key.isdecimal():
                return match, own[:start]
        return found, own

    # places

    def _places(self, places: Sequence[Place], within: str | None, on: date | None) -> Match:
        """The place meant by a name with those above it, in either order."""
        eras = (self.era_of(within),) if within else self.eras_on(on)
        decided = self._chain(places, eras, within)
        if decided and decided.code and decided.notes and not within:
            decided = self._or_of_another_time(decided, places, eras)
        if decided is None and not within and on is not None:
            decided = self._chain(places, self.eras, None)  # nothing is refused for validity dates alone
        if decided is not None:
            return decided
        if within and (places[0].status or len(places) > 1):
            for era in (*eras, *(other for other in self.eras if other not in eras)):
                elsewhere = self._chain(places, (era,), None)
                if elsewhere and elsewhere.codes and not self._only_alike(places, elsewhere):
                    return Match(
                        candidates=elsewhere.codes, outside=era in eras
                    )  # a unit of another time is asked about
        return Match(together=self._are_siblings(places, eras))

    def _or_of_another_time(self, decided: Match, places: Sequence[Place], eras: Sequence[Era]) -> Match:
        """The same, unless another time has a place of exactly this name and status: Phường Kim Bảng, in 2024."""
        others = [era for era in self.eras if era not in eras]
        elsewhere = self._chain(places, others, None) if others else None
        if elsewhere is None or elsewhere.notes or not elsewhere.codes:
            return decided
        return Match(candidates=tuple(dict.fromkeys((*decided.codes, *elsewhere.codes))))

    def _only_alike(self, places: Sequence[Place], match: Match) -> bool:
        """Whether a match rests on likeness without accents, or on a former name: too little to call it a unit elsewhere."""
        fitting = [self._fitting(place, self.eras) for place in places]
        return not any(grades.get(code) in (SAME, OTHER_STATUS) for grades in fitting for code in match.codes)

    def _are_siblings(self, places: Sequence[Place], eras: Sequence[Era]) -> bool:
        return (
            len(places) > 1
            and all(self._fitting(place, eras) for place in places)
            and len({place.status for place in places}) == 1
        )

    def _chain(self, places: Sequence[Place], eras: Sequence[Era], within: str | None) -> Match | None:
        """The place that lies below all the others named; None where no place fits."""
        fitting = [self._fitting(place, eras) for place in places]
        for target in dict.fromkeys((0, len(places) - 1)):
            above = [codes for number, codes in enumerate(fitting) if number != target]
            graded: dict[str, int] = {}
            for code, grade in fitting[target].items():
                if within and not self.is_within(code, within):
                    continue
                worst = [
                    min((g for other, g in codes.items() if self.is_below(code, other)), default=None)
                    for codes in above
                ]
                if None not in worst:
                    graded[code] = max([grade, *(g for g in worst if g is not None and g > ALIAS)])
            if graded:
                return self._decide(graded, places[target], within)
        return None

    def _decide(self, graded: dict[str, int], place: Place, within: str | None) -> Match:
        by_grade = [[code for code, grade in graded.items() if grade == wanted] for wanted in range(4)]
        same, other, alias, alike = by_grade
        if same:
            exact = place.accents or all(self._typed_exactly(place, code) for code in same)
            return self._only(same, place, within, "" if exact else "alias-used")
        if other:
            return self._only(other, place, within, "unit-status-differs")
        if alike:
            return Match(candidates=tuple(alike + alias), alike=True)
        return self._only(alias, place, within, "alias-used")

    def _only(self, codes: list[str], place: Place, within: str | None, note: str) -> Match:
        if len(codes) > 1:
            if len({self.name_in_register(code) for code in codes}) == 1:  # in both registers: the later one
                codes = codes[:1]
            elif not (place.status or note) and within and within not in codes:
                codes = [
                    code for code in codes if self.parent(code) == within
                ] or codes  # a list names the units right below
        return Match(codes[0], notes=(note,) if note else ()) if len(codes) == 1 else Match(candidates=tuple(codes))

    def _typed_exactly(self, place: Place, code: str) -> bool:
        return same_name(place.name, self.get(code).short)

    def _fitting(self, place: Place, eras: Sequence[Era]) -> dict[str, int]:
        """All places a name may mean, with how well it fits."""
        fitting = self._fitting(place.perhaps, eras) if place.perhaps else {}
        for era in eras:
            named = era.named.get(place.key, ())
            for code in (*named, *era.aliased.get(place.key, ())):
                unit = self.get(code)
                if place.status == "thanhpho" and self.kinds(code) == ("tinh",):
                    continue  # the city is never the province of its name
                if not place.status or unit.level in LEVELS_OF_STATUS[place.status]:
                    fitting.setdefault(code, self._grade(place, unit) if code in named else ALIAS)
        return fitting

    def how_named(self, text: str, code: str) -> int | None:
        """How well the place that a text names, or one above it, fits a place; None where it does not."""
        for place in (place for mention in self.read(text, expected=True).mentions for place in mention.places):
            grade = self._fitting(place, self.eras).get(place_of(code))
            if grade is not None:
                typed = place.accents or grade == ALIAS or self._typed_exactly(place, place_of(code))
                return grade if typed or place.key[-1].isdecimal() else ACCENTLESS
        return None

    def _grade(self, place: Place, unit: Unit) -> int:
        if place.accents and not same_name(place.name, unit.short) and not place.key[-1].isdecimal():
            return ACCENTLESS
        return SAME if place.status in (None, unit.kind, *self.kinds(unit.code)) else OTHER_STATUS


def _said_once(mention: Mention) -> Mention:
    """A mention without what it says again of where it is: "Hội CCB xã Thanh Hà xã Thanh Hà"."""
    places = [one for number, one in enumerate(mention.places) if not one.status or one not in mention.places[:number]]
    return mention if len(places) == len(mention.places) else replace(mention, places=places)


@cache
def load(workspace: Path | None = None) -> Register:
    """The shipped register, with the names and agencies of `units.toml` of the workspace."""
    own = own_units.load(workspace) if workspace else NOTHING
    if own is NOTHING:
        return load() if workspace else Register()  # the very same: what was read of it serves all
    register = Register(own)
    own_units.check(own, is_code=register.__contains__, is_name=lambda name: status_of(name) is not None)
    return register
