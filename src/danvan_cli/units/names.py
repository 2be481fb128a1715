"""Reads texts into the names they are made of: organs and bodies, places with their status words, villages and persons."""

from dataclasses import dataclass, field
from typing import Any

from danvan_cli.units.bodies import Bodies, Body, Organ, Phrases, Words
from danvan_cli.units.places import LONGEST_NAME, Place, PlaceNames
from danvan_cli.units.tree import UnitTree
from danvan_cli.units.words import LINE
from danvan_cli.vietnamese import bare, fold

_YEAR_DIGITS = 4
_MORE_WORDS = 2  # that a name may have beyond a known one's
_LONGEST_VOICE = 12  # words of the organs above a body by which its kind is told

_OF = frozenset((fold("của"), "cua"))
_VILLAGES = frozenset(map(fold, ("thôn", "xóm", "ấp", "buôn", "khóm", "phum", "sóc")))


@dataclass(slots=True)
class Mention:
    """One unit as written: perhaps a body, perhaps its place with the places above it."""

    body: Body | None = None
    own: tuple[str, ...] = ()  # the body's own name, in lower case
    places: list[Place] = field(default_factory=list)
    status: str | None = None  # the level alone: "Đảng ủy xã"
    organ: bool = False
    voice: tuple[str, ...] = ()  # the organs that speak for the place, as written: "tỉnh ủy", "hđnd ubnd"
    accents: bool = True
    strange: bool = False  # words beside its place make it a unit that nobody knows: "VNPT huyện …", "Xã Nghĩa Kỳ Đông"

    @property
    def placed(self) -> bool:
        """Whether it says where it is."""
        return bool(self.places or self.status)


@dataclass(slots=True)
class Reading:
    """A text, read: the units it names, and whether words stayed unexplained."""

    mentions: list[Mention] = field(default_factory=list)
    together: bool = False
    is_text: bool = False  # names a village, a party cell, a family, a parish …
    unexplained: bool = False


class Reader(PlaceNames):
    """One pass over one text. `expected`: the whole text should be a unit; else units are looked for in running text."""

    def __init__(self, tree: UnitTree, text: str, *, expected: bool, accents: bool = False) -> None:
        super().__init__(tree, text, expected=expected, accents=accents)
        self._unknown: set[int] = set()  # words of running text that nothing explains
        self._said = Reading()

    def read(self) -> Reading:
        """The reading of the whole text."""
        at, words = 0, self._words
        pending_break = True  # nothing but noise since the last break, organ or place
        while at < len(words):
            if self._breaks[at]:
                pending_break = True
            at, pending_break = self._step(at, fresh=pending_break)
        return self._said

    def _step(self, at: int, *, fresh: bool) -> tuple[int, bool]:
        """Take the longest thing that begins here; return where to go on, and whether a name may stand there."""
        bodies: Bodies = self._bodies
        text = self._text(at) if fresh and self._expected else None
        whole_word = None if text else bodies.whole.at(self._words, at, accents=self._accents)
        if whole_word:
            self._said.unexplained = True
            self._unknown.update(range(at, at + whole_word[0]))
            return at + whole_word[0], False
        organ = self._organ(at)
        status = self._status(at)
        noise = bodies.noise.at(self._words, at, accents=self._accents)
        together = bodies.together.at(self._words, at, accents=self._accents) if self._expected and at else None
        longest = max((found[0] for found in (organ, status, text, noise) if found), default=0)
        if status:  # "Xã Đoàn Kết" is no "xã đoàn"
            end, place = self._name_after(at + status[0], status[1])
            if end - at > longest and not (organ and place and not self._may_be(place)):
                return self._take_status(at, at + status[0], status[1])
        if organ and organ[1].body and organ[1].body.open:
            if (end := self._bare_name(at)) > at + organ[0]:
                return self._take_bare_name(at, end, fresh=fresh)
            if (end := self._end_of_name_around(at)) > at:
                self._unknown.update(range(at, end))
                return end, False
        if organ and (end := self._end_of_department(at, organ[1])):
            return end, True
        if organ and organ[0] == longest:
            return self._take_organ(at, at + organ[0], organ[1]), True
        if status and status[0] == longest:
            return self._take_status(at, at + status[0], status[1])
        if text and text[0] == longest:
            return self._take_text(at, text[0])
        if noise and noise[0] == longest:
            return at + noise[0], fresh
        if together:
            self._said.together = True
            return at + together[0], True
        after_organ = bool(self._said.mentions) and self._said.mentions[-1].organ and not self._said.mentions[-1].placed
        if fresh and (after_organ or self._expected):
            end, place = self._name(at, None)
            if place and not self._is_begun_word(at, end) and not self._is_everyday(at, end):
                self._take_place(place)
                return end, True
        self._said.unexplained |= not self._is_address(at)
        whole = bodies.organs.at(self._words, at, accents=self._accents) if organ is None else None
        end = at + (whole[0] if whole and not whole[1].weak else 1)  # the end of "chi cục" is no Cục
        self._unknown.update(range(at, end))
        return end, False

    def _text(self, at: int) -> tuple[int, bool] | None:
        """A village, a person … that begins here, or some of them: "5 thôn"."""
        start = at
        while start + 1 < len(self._words) and self._words[start].isdecimal():
            start += 1
        found = self._bodies.texts.at(self._words, start, accents=self._accents)
        if not found and not self._breaks[min(at + 2, len(self._words))]:
            found = self._bodies.persons.at(self._words, at, accents=self._accents)
        return (found[0] + start - at, True) if found else None

    def _end_of_name_around(self, at: int) -> int:
        """Where a place's name ends of which the words before are the beginning: "Xuân Trường - Đà Lạt" holds no school."""
        start = at
        while start - 1 in self._unknown and at - start < LONGEST_NAME and not self._breaks[start]:
            start -= 1
            if (end := self._bare_name(start)) > at:
                return end
        return at

    def _take_bare_name(self, at: int, end: int, *, fresh: bool) -> tuple[int, bool]:
        place = self._name(at, None)[1]
        if place and fresh and self._expected:
            self._take_place(place)
            return end, True
        self._said.unexplained = True
        return end, False

    def _is_begun_word(self, at: int, end: int) -> bool:
        """One syllable that others follow begins a word, though a place is called so: DỰ THẢO is of no Xã Dự."""
        return end == at + 1 and not self._breaks[end] and not self._is_known(end)

    def _is_everyday(self, at: int, end: int) -> bool:
        """Whether one word typed without accents is more likely an everyday one: "co quan dang" is of no Xã Dang."""
        return (
            end == at + 1 and not self._accents and self._bodies.beside.at(self._words, at, accents=False) == (1, True)
        )

    def _is_address(self, at: int) -> bool:
        """Words of an address before a place that follows behind a comma are explained by it: "Số 5 đường A, phường B"."""
        later = next((place for place in range(at + 1, len(self._words)) if self._breaks[place] >= 2), None)
        return later is not None and not self._said.mentions and self._named_status(later) is not None

    # organs

    def _organ(self, at: int) -> tuple[int, Organ] | None:
        found = self._bodies.organs.at(self._words, at, accents=self._accents)
        if found and found[1].weak and found[0] == 1 and not self._tells_whose(at + 1, found[1]):
            return None
        if not found or self._expected:
            return found
        if found[1].weak:
            usual = self._bodies.beside.at(self._words, at, accents=self._accents) == (found[0], True)  # TH: tổng hợp
            return found if not usual and self._opens_a_name(at) and self._named_status(at + found[0]) else None
        everyday = found[1].body and found[1].body.vague and not self._is_agency(at, at + found[0])
        return None if everyday else found

    def _tells_whose(self, at: int, organ: Organ) -> bool:
        """Whether what follows a weak word of one syllable lets it be a body: "Báo Hà Nam", "CA xã"; "báo cáo" is none."""
        if self._breaks[at] or self._status(at) or (organ.body and organ.body.open):
            return True
        place = self._name(at, None)[1]
        lists: tuple[Phrases[Any], ...] = (self._bodies.organs, self._bodies.texts, self._bodies.noise)
        known = any(one.at(self._words, at, accents=self._accents) for one in lists)
        return known or (place is not None and (not self._accents or self._is_written(place)))

    def _opens_a_name(self, at: int) -> bool:
        """Whether a word of running text is printed like the first of a name: "của CA xã …", or opens a line."""
        return self._breaks[at] >= 2 or (self._capitals[at] and not self._in_capitals)

    def _is_agency(self, start: int, at: int) -> bool:
        """Whether an everyday word begins an agency in running text: its own name leads to a place, or it is whose the list is."""
        if self._bodies.everyday.at(self._words, start, accents=self._accents):
            return False
        end = self._own_name(at)
        place_end = self._bare_name(start) if self._accents else self._name(start, None)[0]
        if end in (at, place_end) or not self._bodies.never_own.isdisjoint(self._words[at:end]):
            return False
        owner = bool(start) and self._words[start - 1] in _OF
        return owner or self._named_status(end) is not None or self._lone_status(end) or self._party_status(end)

    def _party_status(self, at: int) -> bool:
        """Whether an organ that bears its place's status stands here: "Ban Tổ chức Huyện ủy"."""
        found = self._bodies.organs.at(self._words, at, accents=self._accents)
        return bool(found and found[1].status)

    def _take_organ(self, start: int, at: int, organ: Organ) -> int:
        mentions = self._said.mentions
        end = self._own_name(at) if organ.body and organ.body.open else at
        if organ.body and organ.body.open and end == at and not self._expected and not self._named_status(at):
            return at  # "trường", "sở" alone in running text
        last = mentions[-1] if mentions else None
        own = self._lower[at:end]
        if last and last.voice and not last.body and organ.body and organ.body.vague and end == at:
            organ, own = self._of_voice(organ.body, last.voice)
        if last is None or not last.organ or last.placed or (last.body and organ.body):
            mentions.append(last := Mention(organ=True, accents=self._accents))
        if organ.body:
            last.body = organ.body
            last.own = own
            at = end
        else:
            last.voice += self._lower[start:at]
        if organ.status and not self._says_again(at, organ.status):
            return self._take_status(at, at, organ.status)[0]
        return at

    def _says_again(self, at: int, status: str) -> bool:
        """Whether the place's status follows though the organ bears it: THÀNH ỦY THÀNH PHỐ HỒ CHÍ MINH."""
        said = self._status(at)
        return said is not None and said[1] == status and self._named_status(at) is not None

    def _end_of_department(self, at: int, organ: Organ) -> int:
        """Where a line ends that says no more than whose it is of the body above: CÔNG AN TỈNH | VĂN PHÒNG, TỈNH ĐOÀN | BAN THƯỜNG VỤ."""
        last = self._said.mentions[-1] if self._said.mentions else None
        if not last or not last.body or self._breaks[at] != LINE:
            return 0
        phrases = self._bodies.departments if organ.body else self._bodies.organs
        found = phrases.at(self._words, at, accents=self._accents)
        return at + found[0] if found and self._breaks[at + found[0]] == LINE and not organ.status else 0

    def _of_voice(self, body: Body, voice: Words) -> tuple[Organ, Words]:
        """Whose a body is that says its sort alone, below the organ whose it is: UBND TỈNH | VĂN PHÒNG is Văn phòng UBND."""
        sort = (fold if self._accents else bare)(body.name).split()
        for start in range(max(0, len(voice) - _LONGEST_VOICE), len(voice)):
            name = (*sort, *map(fold, voice[start:]))
            found = self._bodies.organs.at(name, 0, accents=self._accents)
            if found and found[0] == len(name):
                return Organ(found[1].body), ()
        return Organ(body), voice

    def _own_name(self, at: int) -> int:
        """Where the own name of a body ends: "Nội vụ", "Tài chính - Kế hoạch", "Văn hóa, Thể thao và Du lịch"."""
        end = at
        while end < len(self._words):
            if end > at and self._breaks[end] == LINE and self._names_organ(end):
                break  # SỞ Y TẾ HÀ NAM | TRUNG TÂM Y TẾ HUYỆN …
            if known := self._bodies.printed.at(self._words, end, accents=self._accents):
                end += known[0]  # "Phát triển nông thôn" names no village
                continue
            timed = self._names_year(end) or self._names_months(end)
            if timed or (not self._expected and self._ends_own_name(end)):
                break
            if (named := self._bare_name(end)) > end + 1:
                end = named  # nor does Xã Nội Thôn
                continue
            begins_other = (
                self._named_status(end) is not None
                or self._lone_status(end)
                or self._begins_organ(end)
                or self._bodies.texts.at(self._words, end, accents=self._accents)
            )
            if end > at and begins_other and not self._bodies_word(end):
                break
            if end == at and (self._named_status(end) or self._lone_status(end)):
                break
            if end > at and self._breaks[end] >= 2 and (not self._expected or self._name(end, None)[1]):
                break
            end += 1
        return end

    def _names_organ(self, at: int) -> bool:
        found = self._bodies.organs.at(self._words, at, accents=self._accents)
        return bool(found) and not found[1].weak  # type: ignore[index]

    def _begins_agency(self, at: int) -> bool:
        """Whether a body with a name of its own stands where a place's name is none that is known: "UBND tỉnh Sở Nội vụ"."""
        found = self._bodies.organs.at(self._words, at, accents=self._accents)
        if not found or found[1].weak or not found[1].body or not found[1].body.open or found[1].body.proper:
            return False
        return self._own_name(at + found[0]) > at + found[0]

    def _bodies_word(self, at: int) -> bool:
        """A word of the own name that could also begin a village ("Khu công nghiệp", "tổ chức"): no break before it."""
        text = None if self._breaks[at] else self._bodies.texts.at(self._words, at, accents=self._accents)
        return text is not None and text[0] == 1 and self._words[at] not in _VILLAGES and not self._status(at)

    # places

    def _take_status(self, start: int, at: int, status: str) -> tuple[int, bool]:
        end, place = self._name_after(at, status)
        if place:
            if start < at and self._stranger(start):
                self._said.mentions.append(Mention(accents=self._accents, strange=True))
            self._take_place(place)
            self._said.mentions[-1].strange |= self._goes_on(at, end)
            return end, True
        last = self._said.mentions[-1] if self._said.mentions else None
        if (
            at >= len(self._words)
            or self._ends_here(at)
            or self._begins_organ(at)
            or self._begins_agency(at)
            or self._status(at)
        ):
            if last and last.organ and not last.placed:
                last.status = status
            elif self._expected and not last and not self._said.is_text:
                self._said.mentions.append(Mention(status=status))
            elif self._expected:
                self._said.unexplained = True
            return at, True
        if self._expected or (last and last.organ and not last.placed):
            end = at + 1
            while (
                end < len(self._words)
                and not self._breaks[end]
                and not self._begins_organ(end)
                and not self._status(end)
            ):
                end += 1
            self._take_place(self._place(at, end, status))
            return end, True
        organ = self._bodies.organs.at(self._words, at, accents=self._accents)
        if organ and organ[1].body and organ[1].body.open:  # "xã Trường Xuânn" is nowhere, and no school
            at += organ[0]
        return at, False

    def _goes_on(self, at: int, end: int) -> bool:
        """Whether more words belong to the name that stands here, which so is none that is known: "Xã Nghĩa Kỳ Đông".

        In a letterhead all that mean nothing else, and a number ("XÃ LIÊM SƠN 2"); in running text a word or two, printed like the name or, where capitals
        tell nothing, the ends of places' names.
        """
        after = end + 1 if self._expected and self._numbers(end) else end
        while not self._breaks[after] and not self._is_known(after):
            after += 1
        if self._expected:
            return after > end
        if not end < after <= end + _MORE_WORDS:
            return False
        telling = self._capitals[at] and not self._in_capitals
        if telling:
            return all(self._capitals[end:after])
        return all(word in self._tree.last_words for word in self._words[end:after])

    def _numbers(self, at: int) -> bool:
        """Whether a number stands right behind a name, as in Tân Lập 1: no year."""
        return not self._breaks[at] and self._words[at].isdecimal() and len(self._words[at]) < _YEAR_DIGITS

    def _is_known(self, at: int) -> bool:
        """Whether a word behind a place begins something that has a meaning of its own."""
        bodies, word = self._bodies, self._words[at]
        if word.isdecimal() or self._names_year(at) or self._status(at) or self._name(at, None)[0] > at + 1:
            return True
        if self._expected:
            return self._begins_line(at)
        lists: tuple[Phrases[Any], ...] = (
            bodies.beside, bodies.after, bodies.noise, bodies.ends, bodies.texts, bodies.whole, bodies.everyday,
            bodies.organs, bodies.persons, bodies.together,
        )  # fmt: skip
        return word in bodies.never_own or any(one.at(self._words, at, accents=self._accents) for one in lists)

    def _begins_line(self, at: int) -> bool:
        """Whether a word behind a place begins what letterheads say next; alone "BAN", "ANH" end a name that nobody knows."""
        bodies, accents = self._bodies, self._accents
        text = bodies.texts.at(self._words, at, accents=accents)
        organ = bodies.organs.at(self._words, at, accents=accents)
        alone = at + 1 == len(self._words) or self._breaks[at + 1] > 0
        if alone and (text or (organ and organ[1].body and organ[1].body.vague and organ[0] == 1)):
            return False
        plain = (bodies.noise, bodies.ends, bodies.together)
        return bool(text or organ) or any(one.at(self._words, at, accents=accents) for one in plain)

    def _take_place(self, place: Place) -> None:
        mentions = self._said.mentions
        if not mentions or (self._said.together and mentions[-1].placed):
            mentions.append(Mention(accents=self._accents))
        mentions[-1].places.append(place)

    def _stranger(self, at: int) -> bool:
        """Whether the unknown words before a place in running text name a body of its own: "… của Thư viện huyện …".

        It is printed with a capital, or is whose the list is, or opens the name of the file; villages and everyday words are none.
        """
        start = at
        while (
            start - 1 in self._unknown
            and (not self._breaks[start] or self._joins(start))
            and self._words[start - 1] not in self._bodies.never_own
        ):
            start -= 1
        place = start
        while place < at:
            beside = self._bodies.beside.at(self._words, place, accents=False)  # "Bao cao Xã …": typed both ways
            named = min(self._name(place, None)[0], at) - place  # "Nghệ An huyện …": the place above
            length, everyday = beside or ((named, True) if named > 1 else (1, self._words[place].isdecimal()))
            if beside is None and self._bodies.texts.at(self._words, place, accents=self._accents):
                return False
            place += length
            start = place if everyday else start
        if start >= at:
            return False
        owner = start > 0 and self._words[start - 1] in _OF
        return start == 0 or (owner if self._in_capitals else any(self._capitals[start:at]))

    def _joins(self, at: int) -> bool:
        """Whether a dash stands inside one everyday term: "QP-AN xã …"."""
        return self._breaks[at] == 1 and self._bodies.beside.at(self._words, at - 1, accents=False) == (2, True)

    # texts

    def _take_text(self, at: int, length: int) -> tuple[int, bool]:
        """Skip a village, party cell, family … up to a break or a place; unless the whole is a place's name ("Cô Tô")."""
        stop, place = self._name(at, None)
        if place and self._breaks[stop] and stop > at + length:
            self._take_place(Place(None, place.name, place.key, place.accents))
            return stop, True
        end = at + length
        while end < len(self._words) and not self._breaks[end] and not self._named_status(end):
            end += 1
        self._said.is_text = True
        return end, True
