"""What a file offers about whose and when it is: letterhead, titles, names of sheets, file and folders, in that order."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import IntEnum
from functools import cache, lru_cache
from itertools import chain
from pathlib import PurePath

from danvan_cli import periods
from danvan_cli.intake.draft import DraftFile, DraftTable
from danvan_cli.intake.files.stacked import document_name
from danvan_cli.intake.words import headings
from danvan_cli.intake.words.row_texts import dates_document
from danvan_cli.intake.words.title_lines import is_letterhead, is_motto, without_remarks
from danvan_cli.periods import Period
from danvan_cli.units import Match, Register, succession
from danvan_cli.units.eras import STATUSES
from danvan_cli.units.names import Reading
from danvan_cli.units.tree import is_body
from danvan_cli.vietnamese import bare, clean, fold, has_accents

_LONGEST_SHEET = 31
"""Letters that the name of a sheet may have."""


class Source(IntEnum):
    """Where a clue stands, the most trusted first."""

    STAMP = 0  # our own, on a form that we filled in
    LETTERHEAD = 1
    TITLE = 2
    SHEET = 3
    FILE = 4
    FOLDER = 5


@dataclass(frozen=True, slots=True)
class Clue:
    """A text that may tell a unit or a period, with its place. `table` is None for the names of file and folders."""

    source: Source
    text: str
    sheet: str | None = None
    cell: str | None = None
    table: int | None = None
    lines: tuple[tuple[str, str], ...] = ()  # of a letterhead, each with its cell


@dataclass(slots=True)
class Evidence:
    """All clues of one file."""

    path: str
    clues: list[Clue] = field(default_factory=list)
    captions: list[Clue] = field(default_factory=list)  # units over their tables: whom it speaks of, not who speaks
    dated: date | None = None  # the day of the document, if it states one
    stamped_unit: str | None = None
    stamped_period: str | None = None

    @property
    def names(self) -> list[str]:
        """What the head, the sheets and the file call themselves."""
        return [clue.text for clue in self.clues if clue.source < Source.FOLDER]

    @property
    def folders(self) -> list[Clue]:
        """The folders, the nearest first."""
        return [clue for clue in self.clues if clue.source is Source.FOLDER]


@dataclass(frozen=True, slots=True)
class Head:
    """Date and number of the document a table belongs to."""

    dated: date | None
    number: str | None


_STATE_AND_PARTY = re.compile(
    r"cộng\s+h(?:òa|oà)\s+xã\s+hội\s+chủ\s+nghĩa\s+việt\s+nam|độc\s+lập\s*[-–—]?\s*tự\s+do\s*[-–—]?\s*hạnh\s+phúc|chxhcn(?:\s+việt\s+nam)?|đảng\s+(?:cộng\s+sản\s+việt\s+nam|csvn)",
    re.IGNORECASE,
)
_DATED = re.compile(r"ngày\s*(\d{1,2})\s*(?:tháng|[/.-])\s*(\d{1,2})\s*(?:năm|[/.-])\s*(\d{4})", re.IGNORECASE)
_NUMBER = re.compile(r"số\s*[:.]?\s*([\d.…_\s]*[-–—/]\s*\w[\w/.&–—-]*)", re.IGNORECASE)
_CITES = re.compile(
    r"^\W*(?:kèm theo|ban hành kèm|kính gửi|đơn vị tính|nơi nhận|căn cứ|ghi chú|theo\s(?!dõi))", re.IGNORECASE
)
_REPORTING_UNIT = re.compile(
    r"^\W*(?:tên\s+)?(?:đơn vị|cơ quan|địa phương)(?:\s+(?:báo cáo|lập biểu|gửi|lập|nộp|đăng ký|thực hiện))*\s*:\s*(?P<unit>.+)$",
    re.IGNORECASE,
)
_UNFILLED = re.compile(r"[^:]{1,40}:\W*")
"""A line of a form that nobody filled in: "Đơn vị: ………"."""


def gather(draft: DraftFile, path: str) -> Evidence:
    """The clues of a draft and of the path it came by."""
    evidence = Evidence(path)
    if draft.stamp:
        evidence.stamped_unit, evidence.stamped_period = draft.stamp.unit, draft.stamp.period
    heads = [list(_of_head(draft, table, number)) for number, table in enumerate(draft.tables)]
    untold = _untold(chain.from_iterable(heads))
    for number, table in enumerate(draft.tables):
        evidence.clues += heads[number]
        if draft.cover:
            evidence.clues += (clue for clue in _of_head(draft, draft.cover, number) if clue.source in untold)
        evidence.captions += [Clue(Source.TITLE, unit, table.sheet, cell, number) for cell, unit in table.captions]
        evidence.dated = evidence.dated or next(
            filter(None, (_date(text) for _, text in head_lines(draft, table))), None
        )
        if table.sheet != document_name():
            named = _uncut(table.sheet, (clue.text for clue in heads[number]))
            evidence.clues.append(Clue(Source.SHEET, named, table.sheet, None, number))
    evidence.clues += of_path(path)
    return evidence


def _uncut(sheet: str, heads: Iterable[str]) -> str:
    """The name of a sheet as far as it tells: Excel cuts it at 31 letters, "Phòng Văn hóa và Thông tin huyệ".

    What its head says in full it tells no more; else the beginning of a status word behind it is none of a body's name.
    """
    if len(sheet) < _LONGEST_SHEET:
        return sheet
    if any(clean(sheet).lower() in clean(head).lower() for head in heads):
        return ""
    begun, _, last = sheet.rpartition(" ")
    words = (word.split()[0].lower() for word in STATUSES)
    return begun if any(last != word and word.startswith(last) for word in words) else sheet


def _untold(heads: Iterable[Clue]) -> set[Source]:
    """What the heads of all tables leave to a cover sheet: its letterhead where they have none, its title where they tell no period."""
    told = list(heads)
    untold = set() if any(clue.source is Source.LETTERHEAD for clue in told) else {Source.LETTERHEAD}
    return untold if any(map(periods_of, told)) else untold | {Source.TITLE}


def of_path(path: str) -> Iterator[Clue]:
    """The names of a file and of the folders above it, the nearest first."""
    parts = PurePath(path.replace("\\", "/"))
    yield Clue(Source.FILE, parts.stem)
    for folder in reversed(parts.parts[:-1]):
        if folder not in ("/", ".", ".."):
            yield Clue(Source.FOLDER, folder)


def head_lines(draft: DraftFile, table: DraftTable) -> list[tuple[str, str]]:
    """The lines above a table; where it has none of its own, those of its sheet."""
    return table.head or [(cell, text) for sheet, cell, text in draft.head if sheet == table.sheet]


def _of_head(draft: DraftFile, table: DraftTable, number: int) -> Iterator[Clue]:
    title = fold(table.title)
    captions = {fold(text) for _, text in table.members}
    letterhead: list[tuple[str, str]] = []
    rest: list[tuple[str, str]] = []
    lines = head_lines(draft, table)
    begun = next((place for place, (_, text) in enumerate(lines) if is_motto(text)), 0)
    ended = False  # by a title; "PHỤ LỤC 1" may stand above the whole head
    for place, (cell, text) in enumerate(lines):
        line = _STATE_AND_PARTY.sub(" ", clean(text)).strip(" *-_–—")
        if not fold(line) or _CITES.match(line) or (_REPORTING_UNIT.match(line) and _UNFILLED.fullmatch(line)):
            continue
        is_title = bool(title) and fold(line) in title and not is_letterhead(line)  # an issuer may be named in both
        if ended or is_title or fold(text) in captions or _REPORTING_UNIT.match(line):
            rest.append((cell, line))
            ended = place >= begun
            continue
        line = _NUMBER.sub(" ", line).partition("*")[0]
        if fold(line) and not dates_document(line):
            letterhead.append((cell, line))
    if letterhead:
        cells = " | ".join(text for _, text in letterhead)  # no name reaches over the end of a line
        yield Clue(Source.LETTERHEAD, cells, table.sheet, letterhead[-1][0], number, tuple(letterhead))
    for cell, line in rest:
        yield Clue(Source.TITLE, line, table.sheet, cell, number)
    if table.title and not rest:
        yield Clue(Source.TITLE, table.title, table.sheet, None, number)


def document_head(draft: DraftFile, table: DraftTable) -> Head:
    """Date and number of the document, as its head states them."""
    dated, number = None, None
    cover = draft.cover.head if draft.cover else []
    for _, text in [*head_lines(draft, table), *((cell, text) for _, cell, text in draft.head), *cover]:
        line = clean(text)
        if _CITES.match(line):
            continue
        dated = dated or _date(line)
        if (
            number is None
            and (said := _NUMBER.search(line))
            and any(char.isdigit() for char in re.split("[-–—]", said[1])[0])
        ):
            number = re.sub(r"\s+", "", said[1])
    return Head(dated, number)


def _date(line: str) -> date | None:
    return day_in(line) if "20" in line and dates_document(clean(line)) else None


def day_in(line: str) -> date | None:
    """The first day that a line names: "ngày 05/12/2024"."""
    found = _DATED.search(clean(line))
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def periods_of(clue: Clue) -> tuple[str, ...]:
    """The periods a clue tells."""
    return periods.readings(clue.text)


def unit_said(text: str) -> str | None:
    """The unit in "Đơn vị báo cáo: Chi bộ thôn 1"."""
    said = _REPORTING_UNIT.match(text)
    return said["unit"] if said else None


def is_beside(code: str, clue: Clue) -> bool:
    """Whether a clue tells a stock or a span only in an aside: "(Số liệu tính đến ngày 30/11/2023)"; a title itself tells its period."""
    held = Period(code)
    return (held.is_stock or held.is_span) and code not in periods.readings(without_remarks(clue.text))


def in_quarters(clue: Clue, register: Register, within: str | None, on: date | None = None) -> Clue:
    """A name with its "Q3" spelled as a quarter of the year, unless it is read in a city that has such a quận, or in that quận."""
    if clue.source < Source.SHEET or not _Q.search(clue.text):
        return clue
    day = periods.REFORM - timedelta(days=1)  # the last one with quận
    homes = succession.of(register).homes(within, day) if within and (on is None or on <= day) else ()

    def spelled_out(found: re.Match[str]) -> str:
        quan = register.find(f"Quận {found['number']}", None, day).code if homes else None
        there = quan and any(register.on_one_line(quan, home) for home in homes)
        return found[0] if there else f"quý {found['number']}"

    return replace(clue, text=_Q.sub(spelled_out, clue.text))


def units_of(clue: Clue, register: Register, within: str | None, on: date | None) -> tuple[Match, ...]:
    """The units a clue tells; of a letterhead all organs from above, the issuer last."""
    clue = in_quarters(clue, register, within, on)
    if clue.source is Source.LETTERHEAD:
        return register.scan(clue.text, within, on, expected=True)
    if clue.source is Source.TITLE:
        said = unit_said(clue.text)
        if said:
            reading = register.read(said, expected=True)
            return (_placed_as_said(register.find(said, within, on), reading),)
        return register.scan(clue.text, within, on)
    without, listed = without_version(clean(clue.text)), clue.source is not Source.FILE
    fitting = _units_of_name(without, register, within, on, listed)
    inside = [code for match in fitting for code in match.codes if within is None or register.is_within(code, within)]
    if without != clean(clue.text) and not inside:
        # a Xã Tân Lập 1, where there is no Xã Tân Lập
        fitting = _units_of_name(clue.text, register, within, on, listed)
    if not fitting and clue.source is Source.SHEET and fold(without) in _STATUSES:
        fitting = (register.find(without, within, on, within),)  # "Thị trấn" among the sheets of a district's communes
        return tuple(match for match in fitting if match.codes and not match.outside)
    return fitting


_Q = re.compile(r"(?<![^\W_])Q[\s.-]*(?P<number>[1-4]|I{1,3}|IV)(?![^\W_])", re.IGNORECASE)  # "Q3", "Q.III"; no "Q10"
_NAM_OF_YEAR = re.compile(r" nam 20\d\d$", re.IGNORECASE)
_TIMES = r"(?:v|(?:phiên bản|phien ban|bản|ban|lần|lan|ver|version)[ .]?(?:th[ứu] )?)\d{1,2}(?:\.\d)?"
_YEAR_BEHIND = re.compile(r"(?<=[ _-])nam(?=[ _]20\d\d(?!\d))")  # of a name with accents: as "năm" typed in haste
_STATUSES = frozenset(map(fold, STATUSES))


@lru_cache(maxsize=65536)
def without_version(name: str) -> str:
    """A file's name without what it says of its version: "Trường THCS Thanh Hà (bản 2) năm 2024".

    Without brackets a word with a capital is a name's: "Trường Mầm non Bản Mới", "Trường Tiểu học Bản 2".
    """
    bracketed, bare_marks = _version_marks()
    plain = bracketed.sub("", name)
    plain = bare_marks.sub(lambda mark: " " if _is_version(mark[0], plain) else mark[0], plain).rstrip()
    return _YEAR_BEHIND.sub("năm", plain) if has_accents(plain) else plain


def _is_version(mark: str, name: str) -> bool:
    words = mark.split()
    small = mark.islower() or any(word.islower() for word in words[1:])
    return small or mark[0] in "vV" or (name.isupper() and not words[-1].isdigit())


@cache
def _version_marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What names a version in brackets, where a number is enough, and what does without them: more than one word, or a number."""
    told = [phrase for phrases in headings.words()["versions"].values() for phrase in phrases]
    told = sorted({*told, *map(bare, told)}, key=len, reverse=True)
    alone = "|".join(re.escape(phrase) for phrase in told if " " in phrase)
    anyhow = "|".join(map(re.escape, told))
    times = rf"(?:[ ,-]*{_TIMES})?"
    return (
        re.compile(
            rf"\s*[(\[]\s*(?:\d{{1,2}}|{_TIMES}|(?:{anyhow}){times}(?:\s[^()\[\]]{{0,20}})?)\s*[)\]](?=[\s_-]|$)",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<![^\W_])(?:{_TIMES}|(?:{alone}){times})(?![^\W_])", re.IGNORECASE),
    )


@lru_cache(maxsize=65536)
def _units_of_name(
    name: str, register: Register, within: str | None, on: date | None, listed: bool
) -> tuple[Match, ...]:
    """The units that a file's, folder's or sheet's name tells: with a status word anywhere, else what is left of it.

    `listed`: a bare name stands among others, and means a place right below the home before one further down.
    """
    plain = spelled(name)
    inside = register.in_time(within, on)

    def exactly(part: str) -> Match:
        names = register.whole_names(part, inside) if " " in part else ()
        return Match(names[0], notes=("alias-used",)) if len(names) == 1 else Match(candidates=names)

    def somehow(part: str) -> Match:
        reading = register.read(part, expected=True)
        names = any(mention.places or mention.body or mention.organ for mention in reading.mentions)
        if not names or reading.unexplained or reading.is_text:
            return Match()
        match = register.find(part, within, on)
        alike = () if listed else register.whole_names(part, inside)
        if len(alike) > 1 and match.code in alike:
            return Match(candidates=alike)
        return _placed_as_said(match, reading)

    parts = _parts(plain, register)
    said = [match for match in register.scan(plain, within, on) if match.codes or match.strange_at]
    if not has_accents(plain):  # "Doan Xa", "Truong Thanh": communes of the home before a union or a school
        placed = [match for match in said if match.code and match.placed]
        whole = [match for part in parts if (match := _of_part(part, exactly)).codes and (match.code or not placed)]
        if whole:
            return _on_one_line([*whole, *placed], register)
    return tuple(said or [match for part in parts if (match := _of_part(part, somehow)).codes])


def _placed_as_said(match: Match, reading: Reading) -> Match:
    """A body that does not say where it is waits for the clue that does; a place is where it is."""
    placed = any(mention.placed for mention in reading.mentions)
    return replace(match, placed=placed or not any(map(is_body, match.codes)))


def _of_part(part: str, look: Callable[[str], Match]) -> Match:
    """What a part of a name means; the year behind it, typed without accents, may lend a place its last word: Quy Nhơn Nam."""
    name = _NAM_OF_YEAR.sub("", part)
    match = look(name)
    longer = look(part.rpartition(" ")[0]) if name != part else Match()
    if not longer.codes or any(map(is_body, longer.codes)):
        return match
    return _one_of(match, longer) if match.codes else longer


def _on_one_line(found: Sequence[Match], register: Register) -> tuple[Match, ...]:
    """The same, where one is below all others or nobody knows yet; else one question: "Phuong Duc Thang", Phượng Dực, Đức Thắng."""
    decided = [match.code for match in found if match.code]
    return tuple(found) if len(decided) < len(found) or register.lowest(decided) else (_one_of(*found),)


def _one_of(*matches: Match) -> Match:
    """What several readings of one name may mean."""
    codes = tuple(dict.fromkeys(code for match in matches for code in match.codes))
    return matches[0] if codes == matches[0].codes else Match(candidates=codes)


@lru_cache(maxsize=65536)
def spelled(name: str) -> str:
    """A name of a file as words: `BC_DVK-xaLiemSon(1)` is "BC DVK xa Liem Son 1"."""
    text = clean(name)
    apart = "".join(
        f" {char}" if char.isupper() and before.islower() and after.islower() else char
        for before, char, after in zip(f" {text}", text, f"{text[1:]} ", strict=False)
    )
    return clean(re.sub(r"[_.\-–—()\[\]]+", " ", apart))


def _parts(name: str, register: Register) -> list[str]:
    """What stands between numbers and words that tell no unit; with a year that may lend it a word: "Quy Nhon nam 2026"."""
    words = re.findall(r"[^\W\d_]+|\d+|[,;]", name)
    folded = tuple(fold(word) for word in words)
    accents, bodies = has_accents(name), register.bodies
    parts: list[list[str]] = [[]]
    at, in_body = 0, False
    while at < len(words):
        noise = (bodies.ends if in_body else bodies.names).at(folded, at, accents=accents)
        organ = bodies.organs.at(folded, at, accents=accents)
        length = max(organ[0] if organ else 1, register.name_length(folded[at : at + 5], accents=accents))
        if noise and noise[0] >= length:
            parts.append([])
            at, in_body = at + noise[0], False
        elif words[at].isdigit() and not (len(words[at]) < 3 and parts[-1] and fold(parts[-1][-1]) in _NUMBERED):
            if not accents and parts[-1] and _NAM_OF_YEAR.search(f" {parts[-1][-1]} {words[at]}"):
                parts[-1].append(words[at])
            parts.append([])
            at, in_body = at + 1, False
        else:
            in_body = in_body or bool(organ and organ[1].body and organ[1].body.open)
            parts[-1] += words[at : at + length]
            at += length
    return [" ".join(part) for part in parts if part]


_NUMBERED = {fold(word) for word in ("phường", "quận", "phuong", "quan", "p", "q")}
