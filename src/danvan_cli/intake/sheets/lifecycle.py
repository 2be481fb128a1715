"""Life-cycle lists: what the cells under stages say, and at which stages a row then stands. (L5; counting.md 3)"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from danvan_cli.intake.grid import Broken, Value
from danvan_cli.intake.sheets.profiles import Profile
from danvan_cli.intake.sheets.view import Column
from danvan_cli.intake.words.headings import Reader, phrases, without_asides
from danvan_cli.intake.words.numbers import is_nil, is_tick
from danvan_cli.intake.words.title_phrases import stages_in
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Coordinates, MemberSet

REFUSAL = {"ghinhan": "khongghinhan", "congnhan": "khongcongnhan"}
_EXAMINED = {"congnhan": "ghinhan", "khongcongnhan": "khongghinhan"}
_BEFORE = {"ghinhan": ("dangky",), "congnhan": ("denghi",)}  # what both outcomes of an act imply
ENDED = ("ketthuc",)
AFTER = {
    "khongghinhan": ("denghi", "congnhan", "khongcongnhan", "tieubieu", "chonnhanrong"),
    "khongcongnhan": ("tieubieu", "chonnhanrong"),
}
"""Stages that do not follow a refusal."""

DECISION = re.compile(
    r"(?:(?:theo|tại|bằng)\s+)?(?:số\s*:?\s*)?(?:(?:QĐ|quyết định)\b.*|\d[\d/.-]*\s*[-/]?\s*QĐ.*)",
    re.IGNORECASE | re.DOTALL,
)
_PROOF = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d+/|\b(?:tháng|quý|năm|ngày)\s*[\dIVX]", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell under a stage says: the stages it shows (none: it says no), its own words, its year."""

    stages: tuple[str, ...] = ()
    words: str = ""
    decision: str = ""
    year: int | None = None


@dataclass(slots=True)
class Life:
    """What one row shows of the life of its model."""

    shown: dict[str, int] = field(default_factory=dict)  # stage → the column that shows it
    texts: dict[str, str] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)
    by_status: bool = False  # a status says where the model stands: no title adds to it

    def copy(self) -> "Life":
        """The same for a row alike, which may say more in other columns."""
        return Life(dict(self.shown), dict(self.texts), dict(self.years), self.by_status)

    def add(self, said: Said, column: int) -> None:
        """One more cell."""
        for stage in said.stages:
            self.shown.setdefault(stage, column)
            if said.words:
                self.texts.setdefault(stage, said.words)
            if said.year:
                self.years.setdefault(stage, said.year)
        if said.decision:
            self.texts.setdefault("decision", said.decision)

    def contradiction(self) -> tuple[str, str] | None:
        """Two outcomes of one act, of which neither then counts, or a stage that does not follow a refusal."""
        for yes, no in REFUSAL.items():
            if yes in self.shown and no in self.shown:
                return yes, no
        for no, later in AFTER.items():
            for stage in later if no in self.shown else ():
                if stage in self.shown:
                    return no, stage
        return None

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages at which the row stands; of two outcomes of one act neither, only what both imply."""
        found = list(self.shown)
        for yes, no in REFUSAL.items():
            if yes in self.shown and no in self.shown:
                found = [stage for stage in found if stage not in (yes, no)]
                found += [stage for stage in _BEFORE[yes] if stage not in found]
        return tuple(found)


def read_cell(value: Value, heads: tuple[str, ...], reader: Reader) -> Said | None:
    """What a cell in the column of a stage says: a tick, a date, a decision, a word; None: nobody knows."""
    if is_tick(value):
        return Said(heads)
    if is_nil(value):
        return Said()
    if isinstance(value, Broken):
        return None
    if isinstance(value, date):
        return Said(heads, as_text(value), year=value.year)
    text = str(value).strip()
    folded = fold(text)
    if phrases("answer", "no").has(folded) or _not_yet(folded, heads, reader):
        return Said()
    if phrases("answer", "yes").has(folded):
        return Said(heads)
    if phrases("answer", "refused").has(folded):
        refused = tuple(REFUSAL[stage] for stage in heads if stage in REFUSAL)
        return Said(refused) if len(refused) == len(heads) else None
    if type(value) is int:
        return Said(heads, text, year=value) if _YEAR.fullmatch(text) else None
    if members := _members(text, reader):
        return (
            Said(members, year=year_in(text))
            if set(members) & {*heads, *(REFUSAL.get(stage, "") for stage in heads)}
            else None
        )
    status = read_status(text, reader)
    if status and (not status.stages or set(status.stages) <= {*heads, "congnhan", *REFUSAL.values()}):
        return Said(status.stages if _members(_before_decision(text), reader) else heads, "", text, year_in(text))
    return Said(heads, text, year=year_in(text)) if _PROOF.search(text) else None


def _not_yet(folded: str, heads: tuple[str, ...], reader: Reader) -> bool:
    """Whether a cell says that its own stage is still to come: "Chưa công nhận" under "Công nhận"."""
    start = phrases("answer", "not_yet").starts(folded)
    return bool(start) and reader.folded_members("stage", folded[len(start or "") :].strip()) == heads


def read_status(text: str, reader: Reader) -> Said | None:
    """A status with the decision that proves it: "Đạt (QĐ số 12-QĐ/BDV)"; the decision alone says "công nhận"."""
    found = DECISION.search(text)
    if found is None:
        return None
    before = _before_decision(text)
    stages = _members(before, reader) if before else ("congnhan",)
    return Said(stages, "", text[found.start() :].strip(" ()"), year_in(text)) if stages else None


def read_act(text: str, reader: Reader) -> Coordinates | None:
    """A stage with the level that decided: "Công nhận cấp huyện"."""
    at = reader.coordinates(text, "stage")
    return at if at and at.keys() == {"stage", "level"} else None


def tells(profile: Profile, heads: tuple[str, ...], reader: Reader) -> bool:
    """Whether half of a column's texts say something about its stage; of a status one is enough where its words
    come again and again, or say that the model ended.
    """
    known = sum(
        count
        for text, count in profile.texts.items()
        if (read_cell(text, heads, reader) if heads else _is_status(text, reader))
    )
    enough = 1 if not heads and 2 * len(profile.texts) <= profile.texting else profile.texting / 2
    return known > 0 and (
        known >= enough or (not heads and any(_members(text, reader) == ENDED for text in profile.texts))
    )


def is_asked(heading: str, profile: Profile, reader: Reader) -> bool:
    """Whether what stands under a heading of nothing but the stage is asked where nobody knows it: beside a status, or as short as one.

    "Tình trạng" over sentences alone, "Vận động 30 hộ hiến đất làm đường, đã xong", says what came of the models.
    """
    if not phrases("dimension", "stage", "plain").has(without_asides(heading)):
        return False
    short = sum(count for text, count in profile.texts.items() if is_short(text))
    return 2 * short > profile.texting or any(_is_status(text, reader) for text in profile.texts)


def is_short(text: str) -> bool:
    """Whether a text may be a status by its length, and tells no amounts: "Vận động 20 hộ" does."""
    return len(text.split()) <= _LONGEST_STATUS and not any(map(str.isdigit, text))


_LONGEST_STATUS = 6  # words: "Chưa đủ điều kiện công nhận"


def _is_status(text: str, reader: Reader) -> bool:
    return bool(read_status(text, reader) or _members(text, reader) or read_act(text, reader))


def _before_decision(text: str) -> str:
    found = DECISION.search(text)
    return text[: found.start()].strip(" ,;:(–-") if found else text


def _members(text: str, reader: Reader) -> tuple[str, ...] | None:
    members = reader.members("stage", text)
    if members is None:
        at = reader.coordinates(text, "stage")
        members = at["stage"] if at and at.keys() == {"stage"} else None
    return members or planned(text)


@lru_cache(maxsize=4096)
def planned(text: str) -> MemberSet | None:
    """The stage of what somebody means to build, as a status: "Dự kiến xây dựng" is registered."""
    return stages_of_group(text) or None if phrases("title", "planned").starts(fold(text)) else None


def year_in(text: str) -> int | None:
    """The one year that a text names."""
    years = set(_YEAR.findall(text))
    return int(years.pop()) if len(years) == 1 else None


def last_year_in(text: str) -> int | None:
    """The last of the years that a text names: "Công nhận năm 2022, 2023"; none of a term: "giai đoạn 2021-2025"."""
    return None if _TERM.search(text) else max(map(int, _YEAR.findall(text)), default=None)


_TERM = re.compile(r"(?:19|20)\d\d\s*(?:[-–—]|đến)\s*(?:hết\s+)?(?:năm\s+)?(?:19|20)\d\d", re.IGNORECASE)


def years_of(at: Coordinates, text: str) -> dict[str, int]:
    """The stages of a line with the last year that it names: "Mô hình được công nhận năm 2023"."""
    year = last_year_in(text) if "stage" in at else None
    return dict.fromkeys(at["stage"], year) if year else {}


def without_what_ended(at: Coordinates) -> Coordinates:
    """What was built and has ended since runs no more: "Xây dựng năm 2022, đã dừng". A year beside it is that of its building."""
    stages = at.get("stage", ())
    return {**at, "stage": ENDED} if {*stages} == {"xaydung", *ENDED} else at


def as_text(value: Value) -> str:
    """An attribute as people write it: 05/12/2024."""
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value).strip()


def proves(column: Column) -> str | None:
    """The stage that a decision's number in this column shows: "Số QĐ công nhận", "Kết quả › Số QĐ"."""
    if column.role not in ("decision", "decided"):
        return None
    said = f" {fold(column.heading)} "
    recognised = f" {fold('công nhận')} " in said and f" {fold('không công nhận')} " not in said
    outcome = f" {fold('kết quả')} " in said and f" {fold('thẩm định')} " not in said
    return "congnhan" if recognised or outcome else None


def settle_outcomes(columns: list[Column]) -> None:
    """Where "Đạt" under "Thẩm định" is "ghi nhận": another column says whether the model was recognised."""
    staged = [column for column in columns if "stage" in column.at or column.role == "stage"]
    examined = [column for column in staged if examines(column)]
    others = [column for column in staged if column not in examined]
    if not any(column.role == "stage" or {"congnhan", "khongcongnhan"} & {*column.at["stage"]} for column in others):
        return
    for column in examined:
        column.examines = True
        if "stage" in column.at:
            column.at = {**column.at, "stage": examined_as(column.at["stage"])}


def examined_as(stages: tuple[str, ...]) -> tuple[str, ...]:
    """What "đạt" and "không đạt" mean where a registration is examined."""
    return tuple(_EXAMINED.get(stage, stage) for stage in stages)


def examines(column: Column) -> bool:
    """Whether a column says how a registration was examined."""
    said = f" {fold(column.heading)} "
    return f" {fold('thẩm định')} " in said and f" {fold('công nhận')} " not in said


def stages_of_group(plain: str) -> tuple[str, ...]:
    """The stages that a group row names in a sentence: "Mô hình đăng ký nhưng không được ghi nhận"."""
    found, rest = stages_in(plain)
    return tuple(dict.fromkeys(found)) if found and phrases("rows", "around_stages").whole.issuperset(rest) else ()
