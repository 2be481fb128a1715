"""Which unit a row means. What is not found stays with the reporter, and is asked. (counting.md 4, 8)"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from danvan_cli.answers import AS_READ, LEAVE_OUT, NONE, Answers
from danvan_cli.findings import Finding
from danvan_cli.intake.mending import name_like
from danvan_cli.intake.words import row_texts
from danvan_cli.periods import REFORM
from danvan_cli.units import Match, Register, place_of, succession
from danvan_cli.units.former import former_in, own_former
from danvan_cli.units.tree import is_body
from danvan_cli.units.words import without_former
from danvan_cli.vietnamese import fold, has_accents

_OF_UNIONS = ("union", "front")  # a Front lists the unions of its place
_WITH_OWN_UNIONS = ("school", "police", "military", "enterprise")  # others in a commune tell of its unions, too
_OFFICE = fold("phòng")


class RowUnits:
    """Reads the units of a file's rows, and collects what is found on the way."""

    def __init__(
        self,
        register: Register,
        reporter: str,
        home: str | None,
        day: date | None,
        answers: Answers = NONE,
        *,
        accents: bool = False,
    ) -> None:
        self.register, self.reporter, self.home, self.day = register, reporter, home, day
        self.outermost = home or register.province_of(reporter)  # nothing outside of it is anybody's here
        self.accents = accents  # most rows are written with them
        self.answers = answers
        self.findings: list[Finding] = []
        self._noted: set[tuple[str, str]] = set()
        self._read: dict[tuple[str, str], Match] = {}
        self._units: dict[
            tuple[str | None, str | None, str | None, bool, bool], str
        ] = {}  # found before, and nothing more to say

    def unit(
        self,
        text: str | None,
        sheet: str,
        cell: str | None,
        *,
        parent: str | None = None,
        parent_cell: str | None = None,
        subject: str | None = None,
        listed: bool = False,
        of_parts: bool = False,
    ) -> str | None:
        """The unit of a row, inside its group's place; without a text (or with one that is no unit) the one spoken of.

        None: somebody answered that rows of this name do not count. Two together stay with the one spoken of, but bodies of
        one place below it are that place's. (counting.md 4)

        `parent_cell`: a column of the row names what is around it, and so is asked about where it names nothing known.
        `listed`: the row stands among the places below the one spoken of, so it is one of them.
        `of_parts`: it stands under a heading of villages, addresses, cells of the party: a commune's are no units. Nor is,
        under any heading, a bare name that nobody knows: nothing of the register lies below a commune.
        """
        key = (text, parent, subject, listed, of_parts)
        known = self._units.get(key)
        if known is not None:
            return known
        whom = subject or self.reporter
        about = self._place_of_group(parent, whom)
        match = self._match(text, about) if text else None
        if match and match.ambiguous and (whom != self.reporter or (parent and self._match(parent, whom).code)):
            match = self._there(match, about)
        if text and match and match.code and parent and (either := self._of_either(text, match.code, whom)):
            if parent_cell:
                match, about = either, whom
            elif self._is_office_of_district(text):
                match, about = Match(either.candidates[1]), whom
        elif parent and parent_cell and not (match and (match.code or match.outside)):
            around = self._match(parent, whom)
            if not (around.code or around.together or around.is_text):
                # of "Ông Đấu | Xã Liêm Sơm" the place is what is not found
                text, cell, match = parent, parent_cell, around
        if match and listed:
            match = self._below(match, about)
        named = of_parts or (
            match is not None and not (match.codes or match.is_text) and row_texts.is_bare_name(text or "")
        )
        if (
            match
            and text
            and ((named and self._is_own_village(text, match, about)) or self._is_village_called_so(text, match))
        ):
            match = Match(is_text=True)
        if match and not (match.code or match.together or match.is_text):
            asked = self._asked(match, text or "", sheet, cell)
            self.findings.append(asked)  # asked at every row
            answer = self.answers.to(asked, "")
            if answer == LEAVE_OUT:
                return None
            return about if answer in (None, AS_READ) else str(answer)
        if match and match.shared and self.register.is_below(match.shared, about):
            match = Match(match.shared)
        if match and match.code:
            self._note(match, text or "", sheet, cell)
        self._units[key] = match.code or about if match else about
        return self._units[key]

    def _is_own_village(self, text: str, match: Match, about: str) -> bool:
        """Whether a bare name is that of a part of a commune, whatever places are called so elsewhere."""
        if self.register.has_places_below(place_of(about)) or row_texts.is_place(text) or row_texts.is_body(text):
            return False
        return not (match.code and self.register.on_one_line(match.code, about))

    def _is_village_called_so(self, text: str, match: Match) -> bool:
        """Whether a part of a commune bears the word of an enterprise for its name: "Nông Trường", "Nông Trường 2".

        The enterprise itself has a name of its own behind the word; a school or a police force may be the only one there.
        """
        place, _, key = (match.code or "").partition("/")
        if not key or not row_texts.is_bare_name(text) or self.register.has_places_below(place):
            return False
        body = self.register.bodies.recall(key)[0]
        word = " ".join(part for part in key.split() if not part.isdigit())
        return body.kind == "enterprise" and body.proper and fold(word) == fold(body.name)

    def lists_places(self, texts: Iterable[str], subject: str) -> bool:
        """Whether one of the texts of a table names a place right below the one it is about: then it lists such places."""
        below = set(self.register.children(subject))
        return bool(below) and any(self._match(text, subject).code in below for text in texts)

    def is_right_below(self, text: str, subject: str) -> bool:
        """Whether a text is exactly the name of one place right below the one a table is about, without its kind."""
        place = place_of(subject)
        return [self.register.parent(code) for code in self.register.whole_names(text, place)] == [place]

    def is_namesake(self, text: str | None, subject: str) -> bool:
        """Whether a text may mean the place a table is about or one right below it of the same name: "Đô Lương"."""
        match = self._match(text, subject) if text else Match()
        return match.code is None and subject in match.candidates and bool(self._below(match, subject).code)

    def _there(self, match: Match, about: str) -> Match:
        """Of a body of the place that is told around and one elsewhere, after whose place it may be named, the former."""
        place = place_of(about)
        there = [code for code in match.candidates if self.register.on_one_line(place_of(code), place)]
        return Match(there[0]) if len(there) == 1 and is_body(there[0]) else match

    def _below(self, match: Match, about: str) -> Match:
        """Of a place and one right below it of the same name the latter."""
        if about not in match.candidates:
            return match
        below = [code for code in match.candidates if self.register.parent(code) == about]
        return Match(below[0]) if len(below) == 1 else match

    def _of_either(self, text: str, code: str, whom: str) -> Match | None:
        """An agency beside a commune is the commune's, or a higher one's that sits there: "Phòng Tư pháp | Thị trấn Kiện Khê"."""
        place, _, body = code.partition("/")
        if not body or self.register.get(place).level != "xa" or self.register.bodies.recall(body)[0].kind != "agency":
            return None
        other = self._match(text, whom).code
        return Match(candidates=(code, other)) if other and other != code else None

    def _is_office_of_district(self, text: str) -> bool:
        """Whether a text names a Phòng before July 2025: no commune had any, whatever commune's line stands above it."""
        eve = self.day is not None and self.day < REFORM
        return eve and fold(text).startswith(f"{_OFFICE} ")

    def _place_of_group(self, parent: str | None, about: str) -> str:
        """The unit that a group row around names; about whom the table is where it names none."""
        return (parent and self._match(parent, about).code) or about

    def _match(self, text: str, about: str) -> Match:
        match = self._read.get((text, about))
        if match is None:
            match = self._read[text, about] = self._look(text, about)
        return match

    def _look(self, text: str, about: str) -> Match:
        named, ended = without_former(text) if self.day is None or self.day >= REFORM else (text, False)
        commune = self.register.get(place_of(about)).level == "xa"
        found = own_former(self.register, named, about) if ended or commune else Match()
        if not (found.code or ended):
            found = self._look_around(text, about)
        if self._is_address(text, found, about):
            return Match(is_text=True)
        if own := self._own_part(text, found, about):
            return own
        if found.code or found.is_text or found.together:
            return found
        bare = not has_accents(text)
        if found.ambiguous and (bare or about in found.candidates):
            return found  # "Xa Ba To" may be today's Ba Tơ or Ba Tô, "Phú Thọ" the ward of a province of that name
        if bare and (loose := self.register.find(named, self.home or about, self.day, about)).ambiguous:
            return loose
        former = former_in(self.register, named, self.home or about)
        if former.codes:
            return former
        whole = self._look_around(text, about) if ended else found
        return whole if whole.is_text else found  # "Ấp Chợ Cũ" is the name of a village

    def _is_address(self, text: str, found: Match, about: str) -> bool:
        """Whether a body's row says no more than where in its own place it is: "Thôn 2, xã Liêm Sơn", of the commune's police."""
        if not is_body(about) or found.code != place_of(about):
            return False
        return not any(mention.organ for mention in self.register.read(text, expected=True).mentions)

    def _own_part(self, text: str, found: Match, about: str) -> Match | None:
        """What a body's row names without a place that may be a part of its own: the body itself, or that and another; else None.

        A school's "Đoàn Thanh niên", a Sở's "Phòng Tổ chức" are theirs. What stands under the body is none of its rooms: a party
        committee over agencies lists these. The police's Phòng Cảnh sát giao thông reports by itself.
        """
        place, _, key = (found.code or "").partition("/")
        if not (key and is_body(about)) or place != place_of(about) or found.code == about:
            return None
        named = any(mention.placed for mention in self.register.read(text, expected=True).mentions)
        if named or self.register.is_under(f"{place}/{key}", about):
            return None
        bodies = self.register.bodies
        whose, what = bodies.recall(about.partition("/")[2])[0], bodies.recall(key)[0]
        province = self.register.get(place).level == "tinh"
        if what.kind == "union":
            every = bodies.is_in_every_body(what)
            own = whose.kind != "front" and (every or (province and not whose.over and whose.kind not in _OF_UNIONS))
            unsure = bool(whose.over) or not (province or whose.kind in _WITH_OWN_UNIONS)
            others = [f"{place}/{key}"] if unsure else []
        else:
            own = bodies.is_department(key) or (province and bodies.is_room(what, whose))
            meant = [self.register.body_of(place, one) for one in what.either]
            others = [code for code in meant if self.register.is_under(code, about)]
        if not own:
            return None
        return Match(candidates=(about, *others)) if others else Match(is_text=True)

    def _look_around(self, text: str, about: str) -> Match:
        best = Match()
        for within in self._contexts(about):
            match = self.register.find(text, within, self.day, about)
            if match.ambiguous and self.accents:
                match = self.register.find(text, within, self.day, about, accents=True)
            if match.code and best.ambiguous and match.code in best.candidates:
                continue  # what is ambiguous near by is not decided from afar
            if match.code or match.is_text:
                twin = match.code and self.register.same_but_accents(match.code, self.reporter)
                return replace(match, code=self.reporter) if twin else match
            if (
                match.together
                or match.is_text
                or (not (best.ambiguous or best.together or best.is_text) and (match.candidates or not best.candidates))
            ):
                best = match
        return best

    def _contexts(self, about: str) -> Iterator[str]:
        """From near to far: the place spoken of, what is around it, the home."""
        register, place = self.register, place_of(about)
        near = [place if register.has_places_below(place) else None, register.parent(place), self.outermost]
        for within in dict.fromkeys(near):
            if within and register.is_within(within, self.outermost):
                yield within

    def _asked(self, match: Match, text: str, sheet: str, cell: str | None) -> Finding:
        candidates = self.register.full_names(match.candidates)
        codes = ";".join(match.candidates)
        seen: dict[str, str | int] = {
            "text": text, "candidates": candidates, "codes": codes, "within": self.home or "",
        }  # fmt: skip
        if (match.outside and (self.home or len(match.candidates) == 1)) or self._lies_elsewhere(match, text):
            seen = {"text": text, "unit": candidates, "home": self.register.full_name(self.outermost)}
            return Finding("unit-outside-home", sheet, cell, seen)
        if match.candidates:
            return Finding("unit-ambiguous", sheet, cell, seen)
        below = self.register.places_below(self.home) if self.home else ()
        names = [self.register.name_of(code) for code in below]
        return Finding("unit-unknown", sheet, cell, {**seen, "mend": name_like(text, names)})

    def _lies_elsewhere(self, match: Match, text: str) -> bool:
        """Whether a text names one place by its kind that lies in none of the home at whatever time: "xã Đông Hưng, tỉnh Thái Bình" in 2026."""
        if len(match.candidates) != 1:
            return False
        mentions = self.register.read(text, expected=True).mentions
        named = any(place.status for one in mentions if one.accents for place in one.places)
        return named and not succession.of(self.register).touches(match.candidates[0], self.outermost)

    def _note(self, match: Match, text: str, sheet: str, cell: str | None) -> None:
        code = match.code or ""
        seen: dict[str, str | int] = {"text": text, "unit": self.register.name_of(code)}
        notes = [*match.notes, *(["unit-new"] if "/" in code else [])]
        for note in notes:
            once = (note, code if note == "unit-new" else text)
            if once not in self._noted:
                self._noted.add(once)
                self.findings.append(Finding(note, sheet, cell, seen))
