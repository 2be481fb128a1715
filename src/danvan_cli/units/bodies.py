"""Bodies that are no places (unions, police, agencies, schools …) and the words that go with them. The words are data."""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any, Generic, TypeVar

from danvan_cli import shipped
from danvan_cli.vietnamese import bare, clean, fold, has_accents

_BLOCKS = {"union": "doanthe", "front": "doanthe", "police": "llvt", "military": "llvt"}
_PARTY_STATUS = {
    "tỉnh": "tinh",
    "thành": "thanhpho",
    "thị": "thixa",
    "huyện": "huyen",
    "quận": "quan",
    "xã": "xa",
    "phường": "phuong",
}
_YOUTH_STATUS = {
    "tỉnh": "tinh",
    "huyện": "huyen",
    "quận": "quan",
    "xã": "xa",
    "phường": "phuong",
    "thị trấn": "thitran",
    "thị xã": "thixa",
}

Words = tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Body:
    """A sort of body. `open`: a name of its own follows ("Sở Tư pháp"); `level`: it stands under a place of that level.

    `wide`: a place's name in its own does not say that it stands there: "Trường Đại học Hoa Lư" is the province's.
    `either`: the bodies that its word alone may mean: the Văn phòng of the committee, or of the UBND.
    `over`: kinds or names of the bodies beside it that stand under it: the Sở under the Đảng ủy UBND.
    """

    name: str
    kind: str
    level: str | None = None
    open: bool = False
    proper: bool = False
    wide: bool = False
    either: tuple[str, ...] = ()
    over: tuple[str, ...] = ()

    @property
    def vague(self) -> bool:
        """Whether its word is also an everyday word ("phòng chống", "ban hành"): believed only where a unit is expected."""
        return self.open and not self.proper and self.level is None

    @property
    def block(self) -> str:
        """The block of reporting units it belongs to."""
        return _BLOCKS.get(self.kind, "coquan")


@dataclass(frozen=True, slots=True)
class Organ:
    """What an alias means: a body, or (None) a voice of its place; `status` where the alias bears the place's status."""

    body: Body | None
    status: str | None = None
    weak: bool = False


class Phrases(Generic[T]):
    """Phrases of folded words, the longest found first; for text typed without accents, without accents."""

    def __init__(self, phrases: Iterable[tuple[str, T]], *, shortest: int = 4) -> None:
        self._exact: dict[Words, T] = {}
        self._bare: dict[Words, T] = {}
        self._longest: dict[str, int] = {}  # by the first word
        for phrase, meaning in phrases:
            words, without = tuple(fold(phrase).split()), tuple(bare(phrase).split())
            self._exact.setdefault(words, meaning)
            if len("".join(without)) >= shortest:  # "so" is not yet "sở", nor "ba" "bà"
                self._bare.setdefault(without, meaning)
            for first in (words[0], without[0]):
                self._longest[first] = max(len(words), self._longest.get(first, 0))

    def at(self, words: Words, start: int, *, accents: bool) -> tuple[int, T] | None:
        """The longest phrase that begins at `start`: its length and meaning."""
        longest = self._longest.get(words[start], 0) if start < len(words) else 0
        for length in range(min(longest, len(words) - start), 0, -1):
            phrase = words[start : start + length]
            meaning = self._exact.get(phrase)
            if meaning is None and not accents:
                meaning = self._bare.get(phrase)
            if meaning is not None:
                return length, meaning
        return None


class Bodies:
    """All words about bodies, organs, and texts that are no units."""

    def __init__(self, words: dict[str, Any]) -> None:
        self._words = words
        self._recalled: dict[str, tuple[Body, str]] = {}
        self.entries = [
            (
                Body(
                    entry["name"],
                    entry["kind"],
                    entry.get("level"),
                    entry.get("open", False),
                    entry.get("proper", False),
                    entry.get("wide", False),
                    tuple(map(_key, entry.get("either", ()))),
                    tuple(entry.get("over", ())),
                ),
                entry,
            )
            for entry in words["body"]
        ]

    @cached_property
    def organs(self) -> Phrases[Organ]:
        """Names of bodies and voices."""
        voices = self._words["voices"]
        party, youth = voices["party"], voices["youth"]
        found = [(name, Organ(None)) for name in (*voices["names"], *voices["front"])]
        found += [(f"{word} {party}", Organ(None, status)) for word, status in _PARTY_STATUS.items()]
        for body, entry in self.entries:
            found += [(alias, Organ(body)) for alias in (body.name, *entry.get("aliases", ()))]
            found += [(alias, Organ(body, weak=True)) for alias in entry.get("weak", ())]
            if entry.get("party"):
                offices = ("văn phòng", "vp")
                found += [
                    (f"{office} {word} {party}", Organ(body, status))
                    for office in offices
                    for word, status in _PARTY_STATUS.items()
                ]
            if entry.get("youth"):
                found += [(f"{word} {youth}", Organ(body, status)) for word, status in _PARTY_STATUS.items()]
                found += [(f"{youth} {word}", Organ(body, status)) for word, status in _YOUTH_STATUS.items()]
        return Phrases(found)

    @cached_property
    def _fronts(self) -> Phrases[bool]:
        names = ((name, True) for name in self._words["voices"]["front"])
        return Phrases([*names, ("cơ quan", False)])

    def is_front(self, voice: Words) -> bool:
        """Whether the organs that speak for a place are the Front's alone: "Cơ quan UB MTTQ", and not "UBND, UB MTTQ"."""
        words, at, named = tuple(map(fold, voice)), 0, False
        while at < len(words):
            found = self._fronts.at(words, at, accents=has_accents(" ".join(voice)))
            if found is None:
                return False
            at, named = at + found[0], named or found[1]
        return named

    @cached_property
    def front(self) -> str:
        """The part of a code that names the Front."""
        return _key(next(body.name for body, _ in self.entries if body.kind == "front"))

    @cached_property
    def noise(self) -> Phrases[bool]:
        """Words that say nothing."""
        return Phrases((word, True) for word in self._words["noise"]["words"])

    @cached_property
    def departments(self) -> Phrases[bool]:
        """Departments that sign for the body above them."""
        return Phrases((name, True) for name in self._words["departments"]["names"])

    def is_department(self, key: str) -> bool:
        """Whether a key names a department that most bodies have, and says not whose it is."""
        words = tuple(fold(key).split())
        return self.departments.at(words, 0, accents=True) == (len(words), True)

    def is_in_every_body(self, body: Body) -> bool:
        """Whether it is a union that offices, schools and barracks have of their own: a Đoàn Thanh niên, a Công đoàn."""
        return body.name in self._words["inside"]["unions"]

    def is_room(self, body: Body, of: Body) -> bool:
        """Whether, named without its place in the list of a province's body, it is one of the rooms there: a Phòng, a union's Ban."""
        inside = self._words["inside"]
        rooms = [*inside["rooms"]]
        rooms += inside["offices"] if _BLOCKS.get(of.kind) != "llvt" else []  # their Phòng report by themselves
        rooms += inside["branches"] if of.kind != "agency" or of.over else []  # as a Sở's Trung tâm does
        return body.name in rooms

    @cached_property
    def _of_communes(self) -> Phrases[bool]:
        return Phrases((name, True) for name in self._words["of_communes"]["names"])

    def is_of_communes(self, key: str) -> bool:
        """Whether a key names a body of a kind that communes have, and no province: a Trường THCS, a Trạm Y tế."""
        words = tuple(fold(key).split())
        higher = {fold(word) for name in self._words["of_communes"]["but"] for word in name.split()}
        accents = has_accents(self.own_name(key))
        return bool(self._of_communes.at(words, 0, accents=accents)) and higher.isdisjoint(words)

    def stands_beside(self, body: Body, own: Words) -> bool:
        """Whether a body is where the one named beside it is: every place has its unions and police, and a commune its Trạm Y tế."""
        key = self.key(body, " ".join(own))
        if body.kind in _BLOCKS:
            return not body.open and body.level is None and not self.is_of_districts(key)
        return body.kind != "school" and self.is_of_communes(key)

    @cached_property
    def _of_districts(self) -> Phrases[bool]:
        return Phrases((name, True) for name in self._words["of_districts"]["names"])

    def is_of_districts(self, key: str) -> bool:
        """Whether a key names a body of a kind that districts have, and no commune: a Kho bạc, a Tòa án."""
        return self._of_districts.at(tuple(fold(key).split()), 0, accents=has_accents(key)) is not None

    @cached_property
    def texts(self) -> Phrases[bool]:
        """Words that begin what is no unit: villages, party cells, families, parishes."""
        return Phrases((word, True) for word in self._words["texts"]["words"])

    @cached_property
    def parts(self) -> Phrases[bool]:
        """Words that begin the name of a part of a unit which may send lists of its own: a hamlet, a party cell, a branch."""
        return Phrases((word, True) for word in self._words["parts"]["words"])

    @cached_property
    def parts_in_heads(self) -> Phrases[bool]:
        """Those that do so in letterheads, elsewhere only before a number: "tổ 5", "khu 3"."""
        return Phrases((word, True) for word in self._words["parts"]["in_heads"])

    @cached_property
    def voices_of_all(self) -> Phrases[bool]:
        """What begins like a part and writes for the whole: a tổ giúp việc, the Đội Tham mưu."""
        return Phrases((word, True) for word in self._words["parts"]["of_all"])

    @cached_property
    def before_parts(self) -> Phrases[bool]:
        """What stands in titles and names before the part whose list it is."""
        return Phrases(((word, True) for word in self._words["parts"]["before"]), shortest=3)

    @cached_property
    def after_parts(self) -> Phrases[bool]:
        """What stands behind such a word where it names none: "thôn xóm", "chi bộ trực thuộc"."""
        return Phrases(((word, True) for word in self._words["parts"]["after"]), shortest=2)

    @cached_property
    def persons(self) -> Phrases[bool]:
        """How a person's name begins that stands without a word before it: "Nguyễn Văn …"."""
        texts = self._words["texts"]
        return Phrases(
            (" ".join(names), True) for names in itertools.product(texts["family_names"], texts["middle_names"])
        )

    @cached_property
    def _family_names(self) -> frozenset[str]:
        return frozenset(map(fold, self._words["texts"]["family_names"]))

    def is_family_name(self, word: str) -> bool:
        """Whether a word is a family name, as it is written with its accents."""
        return fold(word) in self._family_names

    @cached_property
    def everyday(self) -> Phrases[bool]:
        """What begins with the word of a body in running text and is none: "phòng chống", "ban hành"."""
        return Phrases((word, True) for word in self._words["everyday"]["begins"])

    @cached_property
    def never_own(self) -> frozenset[str]:
        """Words that no agency's own name holds: "phòng học thông minh của …"."""
        return frozenset(map(fold, self._words["everyday"]["inside"]))

    @cached_property
    def spellings(self) -> Phrases[Words]:
        """Short and other ways to write words, without accents too, and what they stand for, in lower case."""
        return Phrases(
            (written, tuple(_in_words(entry["name"])))
            for entry in self._words["spelling"]
            for written in (entry["name"], *entry.get("aliases", ()))
        )

    @cached_property
    def printed(self) -> Phrases[str]:
        """Those words in full, as they are printed; names of places are none of an agency's own."""
        return Phrases((entry["name"], entry["name"]) for entry in self._words["spelling"] if not entry.get("place"))

    @cached_property
    def names(self) -> Phrases[bool]:
        """What names of files, folders and sheets say beside the unit."""
        return Phrases((word, True) for word in self._words["names"]["words"])

    @cached_property
    def ends(self) -> Phrases[bool]:
        """What begins something else after the own name of a body in running text."""
        return Phrases((word, True) for word in self._words["names"]["ends"])

    @cached_property
    def whole(self) -> Phrases[bool]:
        """Words of two syllables whose second alone would be a body: "thị trường"."""
        return Phrases((word, True) for word in self._words["everyday"]["whole"])

    @cached_property
    def beside(self) -> Phrases[bool]:
        """What stands before a place in titles and names of files and is no body ("… Hồ Chí Minh xã …"); False: a body with such words in it."""
        names, everyday = self._words["names"], self._words["everyday"]
        said = ((word, True) for word in (*names["words"], *names["ends"], *everyday["beside"]))
        return Phrases([*said, *((word, False) for word in everyday["strange"])], shortest=2)

    @cached_property
    def after(self) -> Phrases[bool]:
        """What stands behind a place in titles and names of files and is no part of its name: "XÃ LIÊM SƠN THAM GIA …"."""
        return Phrases((word, True) for word in self._words["everyday"]["after"])

    @cached_property
    def together(self) -> Phrases[bool]:
        """Words between two that do something together."""
        return Phrases((word, True) for word in self._words["together"]["words"])

    @cached_property
    def _by_key(self) -> dict[str, Body]:
        return {_key(body.name): body for body, _ in self.entries}

    def key(self, body: Body, own_name: str) -> str:
        """The part of a code that names a body: the same for every way of writing it."""
        return _key(f"{body.name} {own_name}")

    @cached_property
    def _called(self) -> dict[tuple[str, str], str]:
        keys = [
            (entry["level"], _key(entry["name"]), _key(other))
            for entry in self._words["called"]
            for other in entry["also"]
        ]
        return {(level, written): name for level, name, other in keys for written in (bare(other), other)}

    def called(self, key: str, level: str) -> str:
        """The key of a body as it is called at a level: the Ban Chỉ huy Quân sự of a province is a Bộ Chỉ huy."""
        typed = bare(key) if self.own_name(key).isascii() else key  # "Phong Giao duc.xlsx"
        return self._called.get((level, key)) or self._called.get((level, typed), key)

    def own_name(self, key: str) -> str:
        """What a key says beyond the sort of body: "nội vụ"."""
        body, _ = self.recall(key)
        return key.removeprefix(self.key(body, "")).strip()

    def recall(self, key: str) -> tuple[Body, str]:
        """The body that a key names, and its name in print; in every place the same ones come again."""
        if key not in self._recalled:
            self._recalled[key] = self._recall(key)
        return self._recalled[key]

    def _recall(self, key: str) -> tuple[Body, str]:
        words = key.split(" ")
        for length in range(len(words), 0, -1):
            body = self._by_key.get(" ".join(words[:length]))
            if body and (body.open or length == len(words)):
                return body, self._in_print(words, length, body)
        return Body(key, "agency"), key.capitalize()

    def _in_print(self, words: Sequence[str], at: int, body: Body) -> str:
        """A body's name with its own: a proper name ("Hòa Bình"), or what it looks after ("Giáo dục và Đào tạo")."""
        folded = tuple(map(fold, words))
        whole = self.printed.at(folded, 0, accents=True)  # "Phòng Văn hóa và Thông tin"
        printed, at, first = ([whole[1]], whole[0], -1) if whole and whole[0] > at else ([body.name], at, at)
        while at < len(words):
            known = self.printed.at(folded, at, accents=True)
            if known:
                printed.append(known[1])
                at += known[0]
                continue
            word = words[at]
            if not _VOWEL.search(bare(word)) and not word.isdecimal():  # THPT, TNHH
                printed.append(word.upper())
            else:
                printed.append(word.capitalize() if body.proper or at == first or words[at - 1] == "và" else word)
            at += 1
        return " ".join(printed)


def _key(name: str) -> str:
    return plain_tones(name.lower()).strip()


def _in_words(text: str) -> list[str]:
    return re.findall(r"\w+", clean(text).lower())


_VOWEL = re.compile("[aeiouy]")


_TONED = [
    (f"{first}{toned}", f"{moved}{second}")
    for first, second, marks in (("o", "a", "àáảãạòóỏõọ"), ("o", "e", "èéẻẽẹòóỏõọ"), ("u", "y", "ỳýỷỹỵùúủũụ"))
    for toned, moved in zip(marks[:5], marks[5:], strict=True)
]


@lru_cache(maxsize=65536)
def plain_tones(text: str) -> str:
    """One placement of tone marks in words that end on oa, oe, uy: hòa, not hoà."""
    words = clean(text).split(" ")
    for place, word in enumerate(words):
        if not word.isascii() and not word.startswith("qu"):
            for typed, usual in _TONED:
                if word.endswith(typed):
                    words[place] = word[: -len(typed)] + usual
    return " ".join(words)


def load(own: Sequence[Mapping[str, Any]] = ()) -> Bodies:
    """The shipped words, and the bodies that a workspace adds, which are believed first."""
    if not own:
        return _shipped()
    words = shipped.toml("bodies.toml")
    return Bodies(words | {"body": [*own, *words["body"]]})


@cache
def _shipped() -> Bodies:
    return Bodies(shipped.toml("bodies.toml"))
