"""Whose return a file is: the unit that its clues tell together, and of whom each sheet speaks. (reading.md "Reading names and dates")"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations, pairwise

from danvan_cli import messages
from danvan_cli.errors import UsageError
from danvan_cli.findings import Finding
from danvan_cli.intake.draft import DraftFile
from danvan_cli.intake.identity.around import Around
from danvan_cli.intake.identity.evidence import Clue, Evidence, Source, units_of
from danvan_cli.intake.identity.home import Home
from danvan_cli.units import Register, place_of, succession
from danvan_cli.units.eras import OLD_UNTIL
from danvan_cli.vietnamese import bare, fold, has_accents

_MISSPELT = 80
"""How alike a name in a letterhead is to the one in the title where one hand wrote the same twice: "Tân Mĩ", "Tân Mỹ"."""


def stamp() -> Clue:
    """Our stamp, where it is set against another clue."""
    return Clue(Source.STAMP, messages.text("identify", "stamp"))


@dataclass(slots=True)
class Told:
    """One clue and the unit, or units, it may mean."""

    clue: Clue
    codes: tuple[str, ...]
    sure: bool
    weak: bool = False  # a bare name read without a home: too little to contradict
    placed: bool = True  # else a body whose place others must tell
    alike: bool = False  # it is written with other accents than what it may mean
    strange_at: tuple[str, ...] = ()  # what the place of a body of no known kind may be


@dataclass
class Whose:
    """Settles the reporter of one file."""

    register: Register
    settled_home: Home | None
    day: date | None
    evidence: Evidence
    subjects: dict[int, str] = field(
        default_factory=dict
    )  # tables about a unit below the reporter (a sheet per commune)

    def __post_init__(self) -> None:
        self.around = Around(self.register, self.settled_home, self.day, self.evidence)

    def said(self, text: str, found: list[Finding]) -> str | None:
        """The unit that the user names; a finding where our own stamp tells another."""
        code = self._named(text)
        stamped = self._stamped()
        if stamped and stamped.codes[0] != code:
            found.append(self._two_units(stamped, Told(Clue(Source.STAMP, f"--unit {text}"), (code,), sure=True)))
            return None
        return code

    def typed(self, text: str, found: list[Finding]) -> str | None:
        """The unit for which somebody filled in this workbook; a finding where what is written in it tells another.

        Nothing else says whose the paper is: `--unit` overrules no head here. The name of the file is the paper's.
        """
        code = self.said(text, found)
        if code is None:
            return None
        said = Told(Clue(Source.STAMP, f"--unit {self.register.name_of(code)}"), (code,), sure=True)
        told = [item for clue in self.evidence.clues if clue.source < Source.FILE for item in self._told(clue)]
        self._narrow([said, *told])
        self._place_bodies([said, *told])
        other = next((item for item in told if self._is_another(code, item)), None)
        if other:
            found.append(self._two_units(said, other))
        return None if other else code

    def _is_another(self, code: str, item: Told) -> bool:
        """Whether what a head plainly says is neither a unit nor above it, and what a sheet says not on its line; of whatever time."""
        if not item.sure or item.weak or self._lies_in(code, item.codes[0]):
            return False
        return item.clue.source <= Source.TITLE or not self._lies_in(item.codes[0], code)

    def _named(self, text: str) -> str:
        if text in self.register:
            return text
        match = self.register.find(text, self.around.home, self.around.day)
        code = match.code or self.register.find(text, None, self.around.day).code
        if code is None:
            candidates = self.register.full_names(match.candidates)
            raise UsageError("unit-ambiguous" if match.candidates else "unit-unknown", text=text, candidates=candidates)
        return code

    def reporter(self, found: list[Finding]) -> str | None:
        """The unit that all clues tell, the lowest named; a finding where they tell none, or two."""
        told = [item for clue in self.evidence.clues if clue.source < Source.FOLDER for item in self._told(clue)]
        stamped = self._stamped()
        if stamped:
            return self._by_stamp(stamped, told, found)
        self._narrow(told)
        self._place_bodies(told)
        told = list(self._below_head(self._as_written(told)))
        if self._unheard_of(told, found) or self._in_doubt(told, found) or self._out_of_line(found):
            return None
        sure = [item for item in told if item.sure]
        strong = [item for item in sure if not item.weak] or sure
        if not strong:
            code = self._from_folder() or self._above_captions()
            if code is None:
                self._none(told, found)
            return code
        chosen = self._one_line(strong, found)
        if chosen and self._captioned_otherwise(chosen, found):
            return None
        if self.subjects:
            unsure = (item for item in told if item.clue.source is Source.SHEET and not item.sure and item.codes)
            found += [self._ambiguous(item, "unit-ambiguous") for item in unsure]
        if chosen and self.around.is_outside(chosen.codes):
            self._outside(chosen, found)
        return chosen.codes[0] if chosen else None

    def _captioned(self) -> Iterator[Told]:
        """The units that captions over tables name: whom the file speaks of."""
        for clue in self.evidence.captions:
            match = self.register.find(clue.text, self.around.context, self.around.day)
            if match.code:
                yield Told(clue, (match.code,), sure=True)

    def _above_captions(self) -> str | None:
        """Who lists several units, where nothing else tells: the place right above all of them."""
        places = {place_of(item.codes[0]) for item in self._captioned()}
        above = {self.register.parent(place) for place in places}
        return self.around.context if len(places) > 1 and above == {self.around.context} else None

    def _captioned_otherwise(self, chosen: Told, found: list[Finding]) -> bool:
        """Whether a caption over a table names a unit of which the reporter has nothing to say."""
        place = place_of(chosen.codes[0])
        for item in self._captioned():
            if not self.register.on_one_line(place_of(item.codes[0]), place):
                found.append(self._two_units(chosen, item))
                return True
        return False

    def _stamped(self) -> Told | None:
        code = self.evidence.stamped_unit
        return Told(stamp(), (code,), sure=True) if code and code in self.register else None

    def _by_stamp(self, stamped: Told, told: list[Told], found: list[Finding]) -> str | None:
        """The unit of our own form; what its head, its name or its folder's name plainly say must not be another."""
        self._narrow([stamped, *told])
        self._place_bodies([stamped, *told])
        code = stamped.codes[0]
        for item in told:
            head = item.clue.source <= Source.TITLE
            meets = self.register.is_within if head else self.register.on_one_line
            if item.sure and not item.weak and not meets(code, item.codes[0]):
                found.append(self._two_units(stamped, item))
                return None
        if self.around.is_outside([code]):
            self._outside(stamped, found)
        return code

    def _outside(self, told: Told, found: list[Finding]) -> None:
        named = self.register.full_names(told.codes)
        became = [after for code in told.codes for after in self.register.successors(place_of(code))]
        if became and not self.around.is_outside(became):  # an old letterhead, or a wrong year: both would be guessed
            seen: dict[str, str | int] = {
                "text": told.clue.text, "unit": named, "day": f"{OLD_UNTIL:%d/%m/%Y}",
                "became": self.register.full_names(became), "name": self.register.name_of(became[0]),
            }  # fmt: skip
            found.append(Finding("reporter-no-longer", told.clue.sheet, told.clue.cell, seen))
            return
        home = ", ".join(map(self.register.full_name, self.around.homes))
        seen = {"text": told.clue.text, "unit": named, "home": home}
        found.append(Finding("unit-outside-home", told.clue.sheet, told.clue.cell, seen))

    def _told(self, clue: Clue) -> Iterator[Told]:
        matches = units_of(clue, self.register, self.around.context, self.around.day)
        if self.around.context != self.around.home and not any(match.code for match in matches):
            matches = units_of(clue, self.register, self.around.home, self.around.day) or matches
        strange_at = next((match.strange_at for match in matches if match.strange_at), ())
        if strange_at and clue.source <= Source.FILE:
            yield Told(clue, (), sure=False, strange_at=strange_at)
            return
        if clue.source is not Source.LETTERHEAD and len(matches) > 1:
            said = [match.code for match in matches if match.code]
            lowest = self.register.lowest(said) if len(said) == len(matches) else None
            matches = tuple(match for match in matches if lowest and match.code == lowest)
        for match in matches[-1:]:
            weak = self.around.context is None and clue.source >= Source.SHEET
            sure = match.code is not None or (match.outside and len(match.codes) == 1)
            if match.codes or (match.placed and clue.source <= Source.TITLE and not match.is_text):
                near = tuple(filter(self.around.inside, match.codes))
                above = {place_of(code) for other in matches if other.placed for code in other.codes}
                placed = match.placed or bool(match.code and place_of(match.code) in above)  # by the organ above it
                yield Told(clue, match.codes if sure else near or match.codes, sure, weak, placed, match.alike)

    def _place_bodies(self, told: Sequence[Told]) -> None:
        """A body without a place stands under the place that the other clues tell: "Hội Nông dân.xlsx" of Xã Liêm Sơn.

        Where they tell none its folder does: a school's file in the folder of a commune is of no school of the province.
        Nor is that of a Trường THCS elsewhere, whatever it lies beside.
        """
        places = [item.codes[0] for item in told if item.sure and item.placed and not item.weak]
        place = self.register.lowest(places) if places else self._from_folder()
        sure = [item for item in told if item.sure]
        if not places and place is None and all(map(self._is_of_communes, sure)):
            place = self.around.beside
            for item in sure if place is None else ():
                item.codes, item.sure = (), False
        for item in told:
            if place and item.sure and not item.placed and "/" in item.codes[0]:
                kin = self.register.kin_of(item.codes[0], place_of(place))  # "Ban CHQS": of a commune no Bộ CHQS
                item.codes = (kin if kin in places else self.register.body_of(place, item.codes[0].partition("/")[2]),)

    def _is_of_communes(self, item: Told) -> bool:
        """Whether a body of a kind that communes have was read as the province's, for nobody says where it is: it is asked."""
        place, _, body = item.codes[0].partition("/")
        placed = item.placed or self.register.get(place).level != "tinh"
        return not placed and self.register.bodies.is_of_communes(body)

    def _below_head(self, told: Sequence[Told]) -> Iterator[Told]:
        """Beside a plain head unknown words in a name make no unit of their own: "fw xã Liêm Sơn" is that place, or another."""
        issuer = self._issuer(told) if any(item.strange_at for item in told) else None
        for item in told:
            if issuer and item.strange_at and item.clue.source > Source.TITLE:
                if any(self.register.is_below(code, issuer) for code in item.strange_at):
                    yield item
                elif not any(self.register.is_within(issuer, code) for code in item.strange_at):
                    sure = len(item.strange_at) == 1
                    yield replace(
                        item, codes=item.strange_at, sure=sure, strange_at=(), weak=self.around.context is None
                    )
            else:
                yield item

    def _issuer(self, told: Sequence[Told]) -> str | None:
        """Whom the head plainly tells: below its superior, or with no place below; a superior alone may head others' lists."""
        heads = [item for item in told if item.sure and item.clue.source <= Source.TITLE]
        issuer = self.register.lowest([item.codes[0] for item in heads])
        letters = [item.clue for item in heads if item.clue.source is Source.LETTERHEAD]
        under = any(len(units_of(clue, self.register, self.around.home, self.around.day)) > 1 for clue in letters)
        return issuer if issuer and (under or not self.register.has_places_below(issuer)) else None

    def _as_written(self, told: Sequence[Told]) -> list[Told]:
        """A name typed without accents is the one that is written with them elsewhere; a mere guess yields to the head."""
        sure = [item for item in told if item.sure and item.codes]
        heads = [item for item in sure if item.clue.source <= Source.TITLE]
        kept = []
        for item in told:
            if item.sure and not has_accents(item.clue.text):
                twins = (one.codes[0] for one in sure if self.register.same_but_accents(item.codes[0], one.codes[0]))
                item.codes = (next(twins, item.codes[0]),)
                if any(head is not item for head in heads) and self.register.is_guess(item.codes[0]):
                    continue
            if not (item.codes and any(self._signs_for(item, head) or self._sorts(item, head) for head in heads)):
                kept.append(item)
        return kept

    def _signs_for(self, item: Told, head: Told) -> bool:
        """Whether a title or a name tells only the department that signs on the letterhead: "Van phong.xlsx" of the Văn phòng UBND."""
        (place, _, body), (other, _, above) = item.codes[0].partition("/"), head.codes[0].partition("/")
        if place != other or body == above or not self.register.bodies.is_department(body):
            return False
        return head.clue.source is Source.LETTERHEAD and bool(above) and bare(body) in bare(head.clue.text)

    def _sorts(self, item: Told, head: Told) -> bool:
        """Whether a clue only tells the sort of a body that the head names: "THPT.xlsx" of the Trường THPT Thanh Liêm A."""
        (place, _, body), (other, _, named) = item.codes[0].partition("/"), head.codes[0].partition("/")
        if item.placed or not body or not named or item.codes[0] == head.codes[0]:
            return False
        bodies = self.register.bodies
        sort, of_head = (f"{fold(bodies.recall(key)[0].name)} " for key in (body, named))
        alike = of_head.startswith(sort) and not bodies.own_name(body)  # "Trường.xlsx" of a Trường Mầm non
        return alike and self.register.is_within(other, place)

    def as_rows_write(self, reporter: str, draft: DraftFile) -> str:
        """A body that only a file's name tells, without accents, is the one that the rows write with them."""
        body = reporter.partition("/")[2]
        if not body or has_accents(self.register.bodies.own_name(body)):
            return reporter
        place = place_of(reporter)
        texts = {text for table in draft.tables for text in table.unit_texts}
        written = (self.register.find(text, place, self.around.day, place).code or "" for text in sorted(texts))
        return next((code for code in written if self.register.same_but_accents(reporter, code)), reporter)

    def _unheard_of(self, told: Sequence[Told], found: list[Finding]) -> bool:
        """Letterhead or title name a unit that the register does not know: names of files do not heal that."""
        sure = [item for item in told if item.sure]
        unknown = [item for item in told if item.strange_at and not self._settled_below(item.strange_at, sure)]
        if not unknown and not any(item.clue.source <= Source.TITLE for item in sure):
            unknown = [item for item in told if not item.codes and not item.strange_at]
        unknown = unknown or [item for item in told if self._heads_of_another(item, sure)]
        if not unknown:
            return False
        clue = unknown[0].clue
        found.append(Finding("reporter-unknown", clue.sheet, self._unknown_in(clue), {"text": clue.text}))
        return True

    def _heads_of_another(self, item: Told, sure: Sequence[Told]) -> bool:
        """Whether a letterhead names a place that nobody knows, over a title that was copied: no misspelling of the one it tells."""
        if item.clue.source is not Source.LETTERHEAD or item.codes or item.strange_at:
            return False
        from rapidfuzz import fuzz  # noqa: PLC0415 - only where names are compared

        names = [bare(self.register.get(place_of(one.codes[0])).short) for one in sure]
        return not any(fuzz.partial_ratio(name, bare(item.clue.text)) >= _MISSPELT for name in names)

    def _unknown_in(self, clue: Clue) -> str | None:
        """The cell that names the unit which nobody knows: of a letterhead the line, though others follow it."""
        for cell, line in clue.lines:
            named = self.register.scan(line, self.around.context, self.around.day, expected=True)
            if any(match.placed and not match.codes for match in named):
                return cell
        return clue.cell

    def _settled_below(self, places: Sequence[str], sure: Sequence[Told]) -> bool:
        """Whether a known unit below the place of an unknown body reports: the other is only spoken of."""
        return any(self.register.is_below(code, places[0]) for item in sure for code in item.codes)

    def _narrow(self, told: Sequence[Told]) -> None:
        """Decide what is ambiguous alone by what is sure, or by the folders above."""
        strong = [(item.codes[0], item.clue) for item in told if item.sure and not item.weak]
        folders = [
            (code, clue)
            for clue in self.evidence.folders
            for match in units_of(clue, self.register, self.around.home, self.around.day)
            for code in match.codes
        ]
        beside = [(self.around.beside, Clue(Source.FOLDER, ""))] if self.around.beside else []
        for item in told:
            for others in ([(item.codes[0], item.clue) for item in told if item.sure], strong, folders, beside):
                if item.sure:
                    break
                fitting = [code for code in item.codes if any(self._confirms(*other, code, item) for other in others)]
                if len(fitting) == 1:
                    item.codes, item.sure = (fitting[0],), True

    def _confirms(self, other: str, clue: Clue, code: str, item: Told) -> bool:
        """Whether another clue tells which one is meant: from above, or below; of a twin but for accents, only its own name does."""
        if item.alike:
            return has_accents(clue.text) and self.register.is_within(other, code)
        return self.register.on_one_line(code, other)

    def _in_doubt(self, told: Sequence[Told], found: list[Finding]) -> bool:
        """Whether a letterhead stays ambiguous: a place named elsewhere is then no reporter in its stead."""
        unsure = [item for item in told if item.clue.source is Source.LETTERHEAD and item.codes and not item.sure]
        if unsure:
            self._none(unsure, found)
        return bool(unsure)

    def _out_of_line(self, found: list[Finding]) -> bool:
        """Whether a letterhead sets a place under one in which it does not lie, at whatever time: one of the two is mistyped.

        Where somebody said the home, what lies outside of it was copied from another office's paper.
        """
        said = self.settled_home is not None and self.settled_home.said
        for clue in self.evidence.clues:
            heads = (
                units_of(clue, self.register, self.around.context, self.around.day)
                if clue.source is Source.LETTERHEAD
                else ()
            )
            told = [match.codes[0] for match in heads if match.code or (match.outside and len(match.codes) == 1)]
            places = [code for code in told if code == place_of(code) and (self.around.inside(code) or not said)]
            for above, below in pairwise(places):
                if not (self._lies_in(below, above) or self._lies_in(above, below)):
                    found.append(self._two_units(*(Told(clue, (code,), sure=True) for code in (above, below))))
                    return True
        return False

    def _lies_in(self, code: str, place: str) -> bool:
        namesake = self.register.counterpart(place, self.register.era_of(code).day)
        touches = succession.of(self.register).touches
        return any(touches(code, around) for around in (place, namesake) if around)

    def _one_line(self, told: Sequence[Told], found: list[Finding]) -> Told | None:
        """The lowest where all lie on one line; with a unit per sheet, the unit above all of them."""
        lowest = self.register.lowest([item.codes[0] for item in told])
        by_table = {
            number: [item for item in told if item.clue.table == number]
            for number in {item.clue.table for item in told}
        }
        files = by_table.pop(None, [])
        tables = {number: self._lowest(items) for number, items in by_table.items()}
        own = {item.codes[0] for item in tables.values() if item}
        if lowest and (len(own) < 2 or len(by_table) < 2):
            return next(item for item in told if item.codes[0] == lowest)
        if len(own) > 1 and all(tables.values()):
            top = self._top(told, files, own)
            if top:
                self.subjects = {
                    number: item.codes[0]
                    for number, item in tables.items()
                    if number is not None and item and item.codes[0] != top.codes[0]
                }
                return top
        apart = (
            (one, two)
            for one, two in combinations(told, 2)
            if not self.register.on_one_line(one.codes[0], two.codes[0])
        )
        first, other = next(apart, (told[0], told[-1]))
        if other.clue.sheet is None and first.clue.sheet:
            first, other = other, first
        found.append(self._two_units(first, other))
        return None

    def _two_units(self, first: Told, other: Told) -> Finding:
        seen: dict[str, str | int] = {
            "one": self.register.full_name(first.codes[0]),
            "one_text": first.clue.text,
            "other": self.register.full_name(other.codes[0]),
            "other_text": other.clue.text,
        }
        return Finding("reporter-contradicted", other.clue.sheet, other.clue.cell, seen)

    def _ambiguous(self, told: Told, code: str) -> Finding:
        candidates = self.register.full_names(told.codes)
        seen: dict[str, str | int] = {"text": told.clue.text, "candidates": candidates}
        return Finding(code, told.clue.sheet, told.clue.cell, seen)

    def _lowest(self, told: Sequence[Told]) -> Told | None:
        lowest = self.register.lowest([item.codes[0] for item in told])
        return next((item for item in told if item.codes[0] == lowest), None)

    def _top(self, told: Sequence[Told], files: Sequence[Told], own: set[str]) -> Told | None:
        """Who sends a file with a sheet per unit: who is named and lies above all others; else the folder's unit."""
        for item in [*files, *told]:
            if all(self.register.is_within(code, item.codes[0]) for code in own):
                return item
        place = self.around.context
        above = place and all(self.register.parent(place_of(code)) == place for code in own)
        folders = self.evidence.folders
        return (
            Told(folders[0] if folders else Clue(Source.FOLDER, ""), (place,), sure=True) if place and above else None
        )

    def _from_folder(self) -> str | None:
        """A folder of one unit's own; a district's folder only tells the home."""
        for clue in self.evidence.folders[:1]:
            for match in units_of(clue, self.register, self.around.context, self.around.day):
                if match.code and not self.register.has_places_below(match.code):
                    return match.code
        return None

    def _none(self, told: Sequence[Told], found: list[Finding]) -> None:
        named = [item for item in told if item.codes]
        if named:
            first = named[0]
            if self.around.is_outside(first.codes):
                self._outside(first, found)
                return
            found.append(self._ambiguous(first, "reporter-ambiguous"))
            return
        head = next((clue for clue in self.evidence.clues if clue.source in (Source.LETTERHEAD, Source.TITLE)), None)
        found.append(
            Finding(
                "reporter-unknown",
                head.sheet if head else None,
                head.cell if head else None,
                {"text": head.text if head else ""},
            )
        )
