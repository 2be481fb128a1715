"""What the words of headings, group rows and labels mean: an attribute, a coordinate, or nothing. The words are data."""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from danvan_cli import indicators, shipped
from danvan_cli.indicators import Indicators
from danvan_cli.intake.words.numbering import unnumbered
from danvan_cli.vietnamese import as_asked, bare, fold, in_doubt
from danvan_cli.vocabulary import Coordinates, MemberSet, Vocabulary

HEADING_ORDER = ("field", "holder", "origin", "stage", "level", "block")
ROW_ORDER = ("field", "holder", "origin", "stage", "block", "level")
_MARKERS = (("lĩnh vực", "field"), ("cấp", "level"), ("khối", "block"))
LONGEST_NAME = 24  # words of merged members: "an ninh - quốc phòng, xây dựng Đảng, xây dựng hệ thống chính trị"
_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]|[⁰¹²³⁴-⁹]+")  # and the mark of a note: "Tổng số¹"
_BETWEEN = re.compile(r"[,;/]|\s(?:hay|hoặc|và)\s", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:năm\s+)?(?:19|20)\d\d\b", re.IGNORECASE)


class Says(StrEnum):
    """What a heading names."""

    ATTRIBUTE = "attribute"
    DIMENSION = "dimension"
    COORDINATE = "coordinate"
    NEUTRAL = "neutral"  # the number itself
    WITHIN = "within"  # "Trong đó": only over other headings
    INDICATOR = "indicator"  # a number that is no count of models
    UNKNOWN = "unknown"


_TOLD_BY_BRACKETS = (Says.DIMENSION, Says.WITHIN, Says.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of one heading text."""

    says: Says
    name: str = ""  # the attribute or dimension
    at: Coordinates = field(default_factory=dict, hash=False)
    exact: bool = True  # the whole heading is a known one


class Phrases:
    """A set of folded phrases, found whole, at the start, or inside a text; texts without accents match without."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.whole = frozenset(fold(phrase) for phrase in phrases)
        self._bare = frozenset(bare(phrase) for phrase in phrases)

    def has(self, folded: str) -> bool:
        """Whether the whole text is one of the phrases."""
        return folded in self.whole or (folded.isascii() and folded in self._bare)

    def starts(self, folded: str) -> str | None:
        """The longest phrase that begins the text, or None."""
        words = folded.split(" ", 4)
        pool = self._bare if folded.isascii() else self.whole
        for size in range(min(len(words), 4), 0, -1):
            start = " ".join(words[:size])
            if start in pool or start in self.whole:
                return start
        return None

    def inside(self, folded: str) -> str | None:
        """A phrase that the text holds, or None."""
        padded = f" {folded} "
        for phrase in self._bare if folded.isascii() else self.whole:
            if f" {phrase} " in padded:
                return phrase
        return None


@cache
def words() -> Mapping[str, Any]:
    """The shipped `headings.toml`."""
    return shipped.toml("headings.toml")


@cache
def phrases(*path: str) -> Phrases:
    """The phrases at a path of `headings.toml`."""
    found: Any = words()
    for key in path:
        found = found.get(key, ())
    return Phrases(found)


def without_asides(text: str) -> str:
    """A heading without its brackets and years, folded; the brackets stay where nothing else is there."""
    plain = fold(_YEAR.sub(" ", _BRACKETS.sub(" ", text))) or fold(text)
    padded = f" {plain} "
    for phrase in phrases("noise").whole:
        padded = padded.replace(f" {phrase} ", " ")
    for short, spelled in _shortened():
        padded = padded.replace(short, spelled)
    return padded.strip() or plain


@cache
def _shortened() -> tuple[tuple[str, str], ...]:
    """Shortened words of headings and what they stand for, between spaces; the longest first."""
    found = ((f" {fold(short)} ", f" {fold(spelled)} ") for short, spelled in words()["short"].items())
    return tuple(sorted(found, key=lambda one: -len(one[0])))


@cache
def _grammar() -> frozenset[str]:
    """What adds nothing to a heading over others."""
    paths = (("over", "nothing"), ("within", "exact"), ("parting",), ("relative", "this"), ("relative", "before"))
    return frozenset().union(*(phrases(*path).whole for path in paths))


def _is_period(folded: str) -> bool:
    """Whether a text is of nothing but a period; what is only expected is of none: "Dự kiến"."""
    told = _without(folded, phrases("rows", "estimates").whole).split()
    return bool(told) and all(word.isdigit() or phrases("rows", "around_periods").has(word) for word in told)


_STATUSES = tuple(
    fold(word)
    for word in ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tỉnh", "x", "p", "tt")
)


def _names_a_place(folded: str, at: Coordinates, fields: Container[frozenset[str]]) -> bool:
    """Whether a text is a commune called like a field: "Xã An Ninh" is no level with a field, but "xã hội - văn hóa" is one."""
    if "field" not in at or frozenset(folded.split()) in fields:
        return False
    return any(folded.startswith(f"{status} ") for status in _STATUSES)


def _takes_back(folded: str) -> bool:
    """Whether a text ends a stage instead of naming two: "thôi công nhận"; "dừng hoạt động, công nhận" names two."""
    said = f" {folded} "
    return any(f" {fold(text)} " in said for text in words()["title"]["takes_back"])


def _without(folded: str, asides: Iterable[str]) -> str:
    padded = f" {folded} "
    for phrase in sorted(map(bare, asides) if folded.isascii() else asides, key=lambda one: -len(one)):
        padded = padded.replace(f" {phrase} ", " ")
    return padded.strip()


class Reader:
    """Reads headings, group rows and labels with one vocabulary; every text is read once."""

    def __init__(self, vocabulary: Vocabulary, indicators: Indicators) -> None:
        self.vocabulary = vocabulary
        self.indicators = indicators
        self._members: dict[tuple[str, str], MemberSet | None] = {}
        self._folded_members: dict[tuple[str, str], MemberSet | None] = {}
        self._coordinates: dict[tuple[str, str, bool], Coordinates | None] = {}
        self._headings: dict[tuple[str, str], Meaning] = {}
        self._given = {
            fold(text): {dimension: tuple(sorted(codes)) for dimension, codes in at.items()}
            for text, at in words()["coordinate"].items()
        }
        self._attributes = [(Says.ATTRIBUTE, name) for name in words()["attribute"]]
        self._attributes += [(Says.DIMENSION, name) for name in words()["dimension"]]
        self._decided: dict[str, Coordinates] = {}
        for dimension, folded, members in vocabulary.decided:
            if vocabulary[dimension].match_folded(folded) is None:
                self._decided.setdefault(folded, {})[dimension] = members
        fields = vocabulary["field"].members.values()
        self._fields = frozenset(frozenset(fold(alias).split()) for member in fields for alias in member.aliases)
        self._known: dict[str, bool] = {}
        self._over: dict[str, Coordinates | None] = {}
        self._whole: dict[str, Meaning] = {}  # whole headings; without accents only where nobody else is meant
        for key in (fold, bare):
            for says, name in self._attributes:
                before = ("", *words()["parting"]) if says is Says.DIMENSION else ("",)
                for text in words()[says.value][name].get("exact", ()):
                    for start in before:
                        self._whole.setdefault(key(f"{start} {text}".strip()), Meaning(says, name))
        self._filler = sorted(phrases("filler").whole, key=lambda phrase: -len(phrase))

    def members(self, dimension: str, text: str) -> MemberSet | None:
        """The members of one dimension that a whole text means."""
        key = (dimension, text)
        if key not in self._members and in_doubt(text):
            self._members[key] = self.decided(text).get(dimension)
        elif key not in self._members:
            found = self.folded_members(dimension, fold(text))
            self._members[key] = found or self.folded_members(dimension, fold(unnumbered(text)))
        return self._members[key]

    def folded_members(self, dimension: str, folded: str) -> MemberSet | None:
        """The same for a text that is folded already."""
        key = (dimension, folded)
        if key not in self._folded_members:
            found = self.vocabulary[dimension].match_folded(folded)
            if dimension == "stage" and found and self._says_two_things(folded, found):
                found = None
            self._folded_members[key] = found or self._decided.get(folded, {}).get(dimension)
        return self._folded_members[key]

    def _says_two_things(self, folded: str, found: MemberSet) -> bool:
        """Whether a text takes a stage back, or leaves both outcomes of an act to choose from: "Đạt / Không đạt"."""
        if len(found) > 1:
            return _takes_back(folded)
        tokens, match = folded.split(), self.vocabulary["stage"].match_folded
        return len(set(tokens)) < len(tokens) and any(
            (before := match(" ".join(tokens[:cut]))) and (after := match(" ".join(tokens[cut:]))) and before != after
            for cut in range(1, len(tokens))
        )

    def are_parts(self, text: str, other: str) -> bool:
        """Whether two texts name different parts of one member: "Văn hóa" and "Xã hội"."""
        fields = self.vocabulary["field"]
        one, beside = (fields.part(without_asides(unnumbered(said))) for said in (text, other))
        return bool(one and beside) and one != beside

    def decided(self, text: str) -> Coordinates:
        """What a text means only because somebody said so when it was asked."""
        return self._decided.get(as_asked(text), {}) if self._decided else {}

    def coordinates(self, text: str, hint: str = "", *, row: bool = False) -> Coordinates | None:
        """The coordinates that a text names, of one dimension or of several ("Cấp huyện công nhận"); None: it names none.

        `hint` is the dimension that a heading above names; `row` says it is a label or group row, not a heading.
        """
        key = (text, hint, row)
        if key not in self._coordinates and row and in_doubt(text):
            self._coordinates[key] = dict(self.decided(text)) or None
        elif key not in self._coordinates:
            folded = without_asides(text)
            found = dict(self.decided(text)) or self._read_coordinates(folded, hint, row)
            found = found or self._read_coordinates(without_asides(unnumbered(text)), hint, row)
            if found and found.keys() == {"stage"} and len(found["stage"]) > 1 and not _BETWEEN.search(text):
                found = self._carried_on(folded) or found
            if row and not found:
                found = self._stage_of_somebody(folded) or self._in_bracket(text, folded)
            self._coordinates[key] = None if found and _names_a_place(folded, found, self._fields) else found
        return self._coordinates[key]

    def _carried_on(self, folded: str) -> Coordinates | None:
        """A stage with the origin before or behind it, where the origin's word may be a stage, too: "Duy trì được công nhận"."""
        tokens = self._without_filler(folded).split()
        for cut in range(1, len(tokens)):
            parts = [" ".join(tokens[:cut]), " ".join(tokens[cut:])]
            for of_origin, of_stage in (parts, reversed(parts)):
                origin, stage = self.folded_members("origin", of_origin), self.folded_members("stage", of_stage)
                if origin and stage and len(stage) == 1:
                    return {"origin": origin, "stage": stage}
        return None

    def _in_bracket(self, text: str, folded: str) -> Coordinates | None:
        """What a label says in its bracket, where it says nothing else: "MÔ HÌNH (TẬP THỂ)", "Điển hình (cá nhân)"."""
        inside = _BRACKETS.findall(text)
        if len(inside) != 1 or self._without_filler(folded) or any(letter.isdigit() for letter in inside[0]):
            return None
        return self._read_coordinates(fold(inside[0]), "", row=True)

    def _read_coordinates(self, folded: str, hint: str, row: bool) -> Coordinates | None:
        if not folded:
            return None
        given = self._given.get(folded) or self._given.get(self._without_filler(folded))
        if given:
            return dict(given)
        if hint and (members := self.folded_members(hint, folded)):
            return {hint: members}
        at: Coordinates = {}
        rest = folded
        for marker, dimension in _MARKERS:
            if f" {fold(marker)} " in f" {rest} ":
                chunk = self._after(marker, dimension, rest)
                if chunk is None:
                    return None
                at[dimension], rest = chunk
        return self._cover(rest, at, ROW_ORDER if row else HEADING_ORDER)

    def _after(self, marker: str, dimension: str, folded: str) -> tuple[MemberSet, str] | None:
        """The longest text after "lĩnh vực", "cấp", "khối" that its dimension knows, and what is left of the text."""
        before, _, after = f" {folded} ".partition(f" {fold(marker)} ")
        tokens = after.split()
        for size in range(min(len(tokens), LONGEST_NAME), 0, -1):
            members = self.folded_members(dimension, " ".join(tokens[:size]))
            if members:
                return members, " ".join((before.strip(), *tokens[size:])).strip()
        return None

    def _cover(self, folded: str, at: Coordinates, order: tuple[str, ...]) -> Coordinates | None:
        """What is left of a text, as one more dimension or as two."""
        text = self._without_filler(folded)
        if not text:
            return at or None
        for candidate in (folded, text):
            one = self._one(candidate, at, order)
            if one:
                return {**at, **one}
        tokens = text.split()
        for cut in range(1, len(tokens)) if len(tokens) <= 9 else ():
            first = self._one(" ".join(tokens[:cut]), at, order)
            second = self._one(" ".join(tokens[cut:]), {**at, **first}, order) if first else None
            if first and second and not {"block", "level"} <= {*first, *second}:  # "Công an huyện" is a unit
                return {**at, **first, **second}
        return None

    def _one(self, text: str, taken: Coordinates, order: tuple[str, ...]) -> Coordinates | None:
        given = self._given.get(text)
        if given and not given.keys() & taken.keys():
            return dict(given)
        for dimension in order:
            if dimension not in taken and (members := self.folded_members(dimension, text)):
                return {dimension: members}
        return None

    def _without_filler(self, folded: str) -> str:
        padded = f" {folded} "
        for phrase in self._filler:
            while f" {phrase} " in padded:
                padded = padded.replace(f" {phrase} ", " ")
        return padded.strip()

    def is_known(self, text: str) -> bool:
        """Whether a whole text is a known heading, members aside: asked of every line that might head a table."""
        if text not in self._known:
            folded = without_asides(text)
            self._known[text] = (
                folded in self._whole
                or phrases("within", "exact").has(folded)
                or phrases("neutral", "exact").has(folded)
            )
        return self._known[text]

    def heading(self, text: str, hint: str = "") -> Meaning:
        """What a heading names, under a heading that names the dimension `hint`."""
        key = (text, hint)
        if key not in self._headings:
            said = self._read_heading(text, hint)
            listed = self._dimension_listed(text, said.name) if said.says in _TOLD_BY_BRACKETS else ""
            self._headings[key] = Meaning(Says.DIMENSION, listed) if listed else said
        return self._headings[key]

    def _dimension_listed(self, text: str, named: str) -> str:
        """The dimension, another than the heading names, whose members its brackets list: "Tình trạng (mới, duy trì)"."""
        for listed in _BRACKETS.findall(text):
            parts = [part for part in _BETWEEN.split(listed[1:-1]) if part.strip()]
            for dimension in (named, *HEADING_ORDER) if len(parts) > 1 else ():
                if dimension and all(self.members(dimension, part) for part in parts):
                    return "" if dimension == named else dimension
        return ""

    def told_in_brackets(self, text: str) -> Coordinates:
        """The members, one of a dimension, that brackets add to what stands over figures: "Số mô hình (tập thể)"."""
        at: Coordinates = {}
        for bracket in _BRACKETS.findall(text):
            for dimension, members in (self.coordinates(bracket[1:-1]) or {}).items():
                unclear = (
                    dimension in ("block", "level") and fold("cấp") not in fold(bracket).split()
                )  # "(xã)": of what?
                if len(members) == 1 and not unclear:
                    at.setdefault(dimension, members)
        return at

    def _read_heading(self, text: str, hint: str) -> Meaning:
        folded = without_asides(text)
        if "%" in text or phrases("ratio", "holds").inside(folded):
            return Meaning(Says.INDICATOR)
        if hint and (members := self.folded_members(hint, folded)):
            return Meaning(Says.COORDINATE, at={hint: members})
        if phrases("within", "exact").has(folded):
            return Meaning(Says.WITHIN)
        if phrases("neutral", "exact").has(folded) or phrases("neutral", "exact").has(fold(unnumbered(text))):
            return Meaning(Says.NEUTRAL)
        if phrases("indicator", "exact").has(folded):
            return Meaning(Says.INDICATOR)
        if whole := self._whole.get(folded):
            return whole
        at = self.coordinates(text, hint) or self._dated_stage(folded) or self._stage_of_somebody(folded)
        if at and not (hint and hint != "field" and at.get("field") == ("khac",)):
            return Meaning(Says.COORDINATE, at=at)
        for says, name in self._attributes:
            if phrases(says.value, name, "holds").inside(folded):
                return Meaning(says, name, exact=False)
        if phrases("indicator", "holds").inside(folded):
            return Meaning(Says.INDICATOR, exact=False)
        if not self._without_filler(folded):
            return Meaning(Says.NEUTRAL, exact=False)
        return Meaning(Says.UNKNOWN, exact=False)

    def over(self, text: str) -> Coordinates | None:
        """What a heading over others adds to what `heading` tells of it; None: what the columns below are, nobody knows.

        "Lĩnh vực của mô hình mới" is of the new ones. That models are carried out says nothing: they all are.
        """
        if text not in self._over:
            self._over[text] = self._read_over(text)
        return self._over[text]

    def _read_over(self, text: str) -> Coordinates | None:
        said = self._read_heading(text, "")
        attribute = said.says is Says.ATTRIBUTE
        if said.says not in _TOLD_BY_WORDS or (attribute and self.coordinates(text)):
            return {}
        if known := self._whole.get(without_asides(text)):
            return {} if known.says is Says.DIMENSION or known.name in (*_NAMING_ROWS, *_NAMING_UNITS) else None
        if attribute and said.name not in _NAMING_ROWS:
            return None
        held = map(fold, words()[said.says.value][said.name]["holds"]) if said.name else ()
        nothing = {*held, *_grammar(), *self._filler}
        for plain in (text, unnumbered(text)):
            rest = _without(without_asides(plain), nothing)
            if not rest or _is_period(rest):
                return {}
            at = None if attribute else self._read_coordinates(rest, "", row=False)
            if at == {"stage": ("xaydung",)}:
                return {}
            if at and (said.says is Says.DIMENSION or at.keys() <= {"origin", "holder"}):
                return at
        return None

    def beside_origins(self, text: str, at: Coordinates, others: Iterable[Coordinates]) -> Coordinates:
        """What a text that names a stage says beside others that name origins: "Đăng ký mới" beside "Duy trì" is new.

        Beside "Duy trì đăng ký" it is new and registered. What was proposed or decided stays so: "Công nhận mới" is
        recognised, whatever stands beside it.
        """
        if at.keys() - {"origin"} != {"stage"} or not {*at["stage"]} <= _BEGUN:
            return at
        beside = [other.get("stage") for other in others if "origin" in other]
        if None not in beside and at["stage"] not in beside:
            return at
        plain = self._without_filler(without_asides(unnumbered(text)))
        members = at.get("origin") or self.folded_members("origin", plain)
        stage: Coordinates = {} if None in beside else {"stage": at["stage"]}
        return {"origin": members, **stage} if members else at

    def holder_named(self, text: str) -> MemberSet | None:
        """The holder whose name a column asks for: "Tập thể thực hiện", "Họ và tên cá nhân"."""
        return self.folded_members("holder", _without(without_asides(text), phrases("around_holder").whole))

    def holder_told(self, text: str) -> tuple[MemberSet, str] | None:
        """The holder that a text begins with, and who it is: "Tập thể: Hội Phụ nữ", "CN - Trần Văn Út", "Tập thể Chi bộ ấp 1".

        Without a mark between them only words in full are one: "TT Y tế" is a centre.
        """
        if self.members("holder", text):
            return None
        for mark in _BEHIND_HOLDERS:
            kind, found, name = text.partition(mark)
            if found and name.strip(" )") and (members := self.members("holder", kind)):
                return members, name.strip(" )") if mark == "(" else name.strip()
        kind, name = " ".join(text.split()[:2]), " ".join(text.split()[2:])
        members = self.members("holder", kind) if name else None
        return (members, name) if members else None

    def this_or_before(self, text: str) -> tuple[str, Coordinates] | None:
        """Whether a heading speaks of this year or of the one before without a number, and at which coordinates; None: of neither.

        What is carried on from the year before is of this one.
        """
        folded = without_asides(text)
        for year in ("before", "this"):
            if phrases("relative", year).inside(folded):
                rest = self._without_filler(_without(folded, phrases("relative", year).whole))
                at = self.coordinates(rest) if rest else {}
                return (year, at) if at is not None and "origin" not in at else None
        return None

    def heads_days(self, text: str) -> bool:
        """Whether a heading only says that days stand below it: "Ngày", "Thời điểm"."""
        return phrases("title", "days").has(without_asides(text))

    def _dated_stage(self, folded: str) -> Coordinates | None:
        """The stage of a column of days: "Ngày công nhận". Days of carrying out are no stage, and an end may be meant only."""
        start = phrases("title", "days").starts(folded)
        members = self.folded_members("stage", folded[len(start) :].strip()) if start else None
        return {"stage": members} if members and members not in _CARRIED_OUT else None

    def asks_for_end(self, text: str) -> bool:
        """Whether a heading asks when models end, which may be meant only, or be so: "Ngày kết thúc", "Năm kết thúc"."""
        folded = without_asides(text)
        start = phrases("title", "days").starts(folded) or phrases("title", "years").starts(folded)
        return bool(start) and self.folded_members("stage", folded[len(start or "") :].strip()) == ("ketthuc",)

    def stage_of_years(self, text: str) -> MemberSet | None:
        """The stage in whose years a column asks: "Năm công nhận", "Được công nhận năm"; that of registering is an attribute."""
        folded = without_asides(text)
        start, year = phrases("title", "years").starts(folded), f" {fold('năm')}"
        if not (start or folded.endswith(year)):
            return None
        at = self._read_coordinates(folded[len(start) :].strip() if start else folded.removesuffix(year), "", row=False)
        members = at["stage"] if at and at.keys() == {"stage"} else None
        return None if members in (*_CARRIED_OUT, ("dangky",)) else members

    def _stage_of_somebody(self, folded: str) -> Coordinates | None:
        """The stage of a column that also says who or when in the year: "BCĐ ghi nhận", "Công nhận cuối năm"."""
        rest = _without(folded, phrases("around_stage").whole)
        at = self._read_coordinates(rest, "", row=False) if rest != folded else None
        return at if at and "stage" in at else None


_TOLD_BY_WORDS = (Says.DIMENSION, Says.ATTRIBUTE, Says.UNKNOWN)

_NAMING_ROWS = ("name", "content", "address", "outcome", "measure", "since", "registered")
_NAMING_UNITS = ("unit", "registering_unit")
"""Attributes whose names over figures say no more than that models are counted: "Nội dung", "Mô hình"; "Đơn vị có mô hình" counts units."""

_CARRIED_OUT = (("xaydung",), ("hieuqua",), ("ketthuc",))

_BEGUN = {"dangky", "xaydung"}
"""Stages whose words also tell new models from those that go on."""

_BEHIND_HOLDERS = (":", " - ", " – ", "(")

_readers: dict[int, Reader] = {}


def reader(vocabulary: Vocabulary, known: Indicators | None = None) -> Reader:
    """The one reader of a vocabulary, with all it has read so far. `known`: the indicators, else the shipped ones."""
    known = known or indicators.load()
    found = _readers.get(id(vocabulary))
    if found is None or found.vocabulary is not vocabulary or found.indicators is not known:
        found = _readers[id(vocabulary)] = Reader(vocabulary, known)
    return found
