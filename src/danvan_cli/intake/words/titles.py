"""What stands above a table: letterhead, title, and what the title fixes for all its figures. (counting.md 1, 3)"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from danvan_cli import units
from danvan_cli.intake.words.headings import LONGEST_NAME, Reader, phrases, words
from danvan_cli.intake.words.movement import without_movement
from danvan_cli.intake.words.numbering import cell_numbering, numbered_text, small_letter
from danvan_cli.intake.words.numbers import whole
from danvan_cli.intake.words.row_texts import foot_mark, is_place
from danvan_cli.intake.words.stated_counts import MODELS, number_in, without_count
from danvan_cli.units import bodies
from danvan_cli.vietnamese import bare, clean, fold
from danvan_cli.vocabulary import Coordinates

_QUOTED_MOVEMENT = re.compile(r"[“”\"'‘’]")
_CLAUSES = re.compile(r"[,;/]|\s[-–—]\s")
_EXAMINED = re.compile(r"(?<=x[ée]t)\s*,\s*(?=c[ôo]ng nh[ậa]n)", re.IGNORECASE)  # "xét, công nhận" is one act
_BRACKETED = re.compile(r"\([^()]*\)?")
_GENERIC_SHEET = re.compile(
    r"(sheet|bi[eê]u|trang t[ií]nh|worksheet|ph[uụ] l[uụ]c|b[aả]ng|pl|m[aẫ]u)[\s\d._()a-z-]*", re.IGNORECASE
)
_COUNT_TITLED = re.compile(
    rf"^(?P<before>.*?)(?P<lone>(?:[(:]|\s[–—-])\s*(?:(?:tổng (?:số|cộng)|gồm|có)(?:\s*:)?\s*)?)?"
    rf"(?<!\d)(?P<count>\d{{1,3}}(?:\.\d{{3}})+|\d+)\s*{MODELS}(?!\s*/)",
    re.IGNORECASE,
)
_SUMS = (fold("tổng"), fold("cộng "))
_NUMBER = fold("số")
_YEAR = 4  # letters: what numbers a title has fewer
_LIST, _THIS = fold("danh sách"), frozenset((fold("này"), fold("trên")))
_OPENING = 5  # words: "ấn định danh sách này"
_MODELS = fold("tổng số mô hình")
_LINES = 1024  # of which is remembered what they are: each is asked about several times, and many files have the same


@dataclass(slots=True)
class Title:
    """The title over a table, and what it says about all of it."""

    text: str = ""
    stage: str | None = None
    stage_said: bool = False  # also where it names two stages, and so fixes none
    fixed: Coordinates = field(default_factory=dict)
    supplement: bool = False


def read_title(lines: list[str], sheet: str, name: str, reader: Reader, *, over: Sequence[str] = ()) -> Title:
    """Title lines first; what they leave open the title further up says (`over`), then the sheet's name, then the file's name."""
    own, above = title_lines(lines), title_lines(list(over))
    title = _said_in(own, reader)
    title.text = " ".join(own or above)
    _complete(title, _said_in(above, reader))
    if not is_generic_sheet(sheet):
        other = _said_in([sheet], reader)
        _add_whole(other, sheet, reader)
        _complete(title, other, narrows=True)
    if name:
        spelled = re.sub(r"\.[A-Za-z]{2,5}$", "", name).replace("_", " ").replace("-", " ")
        _complete(title, _said_in([spelled], reader))
    return title


def _said_in(lines: list[str], reader: Reader) -> Title:
    title = Title()
    for run in _going_on(lines):
        _add(title, run, reader)
    _add_stage(title, lines)
    return title


def _complete(title: Title, other: Title, *, narrows: bool = False) -> None:
    """What a title leaves open, by what stands further off.

    `narrows`: it is the name of one of several sheets, each for a part of what one title holds together.
    """
    if not title.stage_said and other.stage_said:
        title.stage, title.stage_said = other.stage, True
    elif other.stage == "dangky":  # "đăng ký mới.xlsx" of a titled list may be its new version
        other.fixed.pop("origin", None)
    for dimension, members in other.fixed.items():
        titled = title.fixed.setdefault(dimension, members)
        if narrows and set(members) < set(titled):
            title.fixed[dimension] = members
    title.supplement = title.supplement or other.supplement


def is_generic_sheet(sheet: str) -> bool:
    """Whether a sheet's name says nothing: "Sheet1", "Biểu 2"."""
    return _GENERIC_SHEET.fullmatch(sheet.strip()) is not None


def names_place(sheet: str) -> bool:
    """Whether a sheet is named after a place: evidence for the identifier."""
    return is_place(sheet.strip())


def title_lines(lines: list[str]) -> list[str]:
    """The lines from the title on; without one, what is neither letterhead, number nor date."""
    kept = [
        line
        for above, line in pairwise(["", *lines])
        if not is_letterhead(line) or (_ends_open(above) and _names_no_place(line))
    ]
    opens = phrases("title", "opens")
    for position, line in enumerate(kept):
        if opens.starts(fold(numbered_text(line)[2])):
            return kept[position:]
    return kept


def _ends_open(line: str) -> bool:
    """Whether a line breaks off before what it speaks of: "… MÔ HÌNH DÂN VẬN KHÉO CẤP"."""
    last = fold(line).split()[-2:]
    return any(phrases("title", "breaks_off").has(" ".join(last[start:])) for start in range(len(last)))


def _names_no_place(line: str) -> bool:
    """Whether a line names kinds of places and none of them: "TỈNH NĂM 2024", "HUYỆN, XÃ"."""
    return all(token.isdigit() or phrases("title", "kinds").has(token) for token in fold(line).split())


def _going_on(lines: list[str]) -> list[list[str]]:
    """The lines of a title by what is one text: they go on, but for one in brackets, or that says whose the list is."""
    runs: list[list[str]] = []
    ascii_before = False
    for line in lines:
        ascii_only = _plain(line)[1]
        apart = line.lstrip().startswith("(") or phrases("title", "apart").starts(fold(line))
        if runs and ascii_only == ascii_before and not apart:
            runs[-1].append(line)
        else:
            runs.append([line])
        ascii_before = ascii_only
    return runs


@lru_cache(maxsize=_LINES)
def without_remarks(line: str) -> str:
    """A line above a table without what it remarks on the figures: in brackets, or as a line of its own ("Lũy kế đến …")."""
    plain = _BRACKETED.sub(" ", line)
    return "" if phrases("title", "remarks").starts(fold(plain)) else plain


@lru_cache(maxsize=_LINES)
def is_letterhead(line: str) -> bool:
    """Whether a line above a table is an organ's name, a number, a date, a motto: no title."""
    folded = fold(line)
    if not folded or line.strip("*-_ —–") == "":
        return True
    skip = phrases("title", "skips").starts(folded)
    if skip and (skip != fold("số") or re.match(r"\s*số\s*[:.]?\s*[\d…._/-]", line, re.IGNORECASE)):
        return True
    if line.strip().startswith("(") and phrases("title", "skips").starts(fold(line.strip("( "))):
        return True
    if foot_mark(line) == "foot":
        return True
    return is_issuer(line) and not any(word in folded for word in (fold("mô hình"), fold("danh sách")))


@lru_cache(maxsize=_LINES)
def is_motto(line: str) -> bool:
    """Whether a line holds the national motto, or the party's: a letterhead begins beside it, or before it on the line."""
    return phrases("title", "mottos").inside(fold(line)) is not None


@lru_cache(maxsize=_LINES)
def is_issuer(line: str) -> bool:
    """Whether a line of a letterhead names an organ or a place."""
    folded = fold(line)
    return bool(phrases("rows", "body").starts(folded) or phrases("title", "organs").starts(folded) or is_place(line))


@lru_cache(maxsize=_LINES)
def is_title(line: str) -> bool:
    """Whether a line opens a table of its own: DANH SÁCH …, BIỂU …, PHỤ LỤC …"""
    start = phrases("title", "opens").starts(fold(numbered_text(line)[2]))
    return start is not None and start not in (
        fold("mô hình"),
        fold("các mô hình"),
        fold("điển hình"),
        fold("đăng ký"),
        fold("kết quả"),
    )


def ranked_as(line: str) -> str:
    """How a line above a table is numbered among others: "I. …", "a) …", a title by its word ("Biểu 2: …"); empty: not at all."""
    kind, _, rest = numbered_text(line)
    opening = "" if kind else phrases("title", "opens").starts(fold(rest)) or ""
    after = [word for word in fold(rest).split()[len(opening.split()) :] if word != _NUMBER][:1]
    if opening and after and len(after[0]) < _YEAR and cell_numbering(after[0].upper()):
        return opening
    return kind or ("small" if small_letter(line) else "")


def number_titled(title: str) -> int | None:
    """How many models a title says its list holds: "DANH SÁCH công nhận 15 mô hình …", "… (gồm 15 mô hình)"; no "mỗi xã 01 mô hình"."""
    found = _COUNT_TITLED.match(title)
    if not found:
        return None
    before = fold(found["before"])
    opening = phrases("title", "opens").starts(before)
    if opening is None or not (found["lone"] or not stages_in(before[len(opening) :])[1]):
        return None
    return whole(found["count"])


def is_sum(line: str) -> bool:
    """Whether a lone line sums up the table above it: "Tổng cộng: 12 mô hình", but not "TỔNG HỢP MÔ HÌNH …"."""
    return fold(line).startswith(_SUMS) and not is_title(line) and not is_sum_to_come(line)


def counts_list(line: str) -> bool:
    """Whether a lone line closes a list with its number: "Danh sách này gồm 03 mô hình"."""
    folded = fold(line)
    first = folded.split()[:_OPENING]
    if not phrases("rows", "total").starts(folded) or _LIST not in " ".join(first):
        return False
    if not phrases("rows", "models").inside(folded):
        return False
    return not _THIS.isdisjoint(first) or number_in(line.strip("() ")) is not None


def is_sum_to_come(line: str) -> bool:
    """Whether a lone line says what the figures below it sum up, and no figure: "TỔNG SỐ MÔ HÌNH LĨNH VỰC KINH TẾ"."""
    folded = fold(line)
    return folded.startswith(f"{_MODELS} ") and without_count(line)[1] is None


def _add(title: Title, lines: list[str], reader: Reader) -> None:
    """What the lines of one text say: a phrase may begin in one and end in the next, the name of an organ does not."""
    plain, ascii_only = _plain(" ".join(lines))
    for line in lines:
        folded = fold(_plain(line)[0])
        title.supplement = title.supplement or (
            _holds(folded, "supplement", ascii_only) and not _holds(folded, "amends", ascii_only)
        )
    folded = " ".join(_without_organs(fold(_plain(line)[0])) for line in lines)
    communes = _named_by_capitals(plain)
    for marker, dimension in (("lĩnh vực", "field"), ("cấp", "level"), ("khối", "block")):
        members = _after(folded, bare(marker) if ascii_only else fold(marker), dimension, reader, communes)
        if members and dimension not in title.fixed:
            title.fixed[dimension] = members
    _add_holder(title, folded, ascii_only)
    origins = {code for code in _phrases_in(folded, "origin", ascii_only) if code}
    if len(origins) == 1 and "origin" not in title.fixed:
        title.fixed["origin"] = tuple(origins.pop().split("+"))


def _add_whole(title: Title, sheet: str, reader: Reader) -> None:
    """A sheet's name that as a whole names members: "Kinh tế", "Cấp xã", "Công nhận"."""
    at = reader.coordinates(sheet.strip())
    for dimension, members in (at or {}).items():
        if dimension == "stage":
            if not title.stage_said and len(members) == 1:
                title.stage, title.stage_said = members[0], True
        elif not (dimension in ("level", "block") and len(fold(sheet).split()) < 2):
            title.fixed.setdefault(dimension, members)


def _add_stage(title: Title, lines: list[str]) -> None:
    found: set[str] = set()
    for clause, ascii_only in _clauses(lines):
        said = clause
        for what, over, meant in _ASKED:
            said = _asks(what, over, ascii_only).sub(bare(meant) if ascii_only else fold(meant), said)
        said = _registers(ascii_only).sub(_REGISTERED[ascii_only], said)
        found |= {code for code in _phrases_in(said, "stage", ascii_only) if code}
    if found:
        title.stage, title.stage_said = found.pop() if len(found) == 1 else None, True


def _clauses(lines: list[str]) -> list[tuple[str, bool]]:
    """The clauses of a title, folded; a line's last goes on in the next line: "DANH SÁCH ĐĂNG KÝ", "xây dựng mô hình …" are one."""
    clauses: list[tuple[str, bool]] = []
    for line in lines:
        plain, ascii_only = _plain(line)
        own = [_without_organs(fold(clause)) for clause in _CLAUSES.split(_EXAMINED.sub(" ", plain))]
        if clauses and clauses[-1][1] == ascii_only and not line.lstrip().startswith("("):
            own[0] = f"{clauses.pop()[0]} {own[0]}".strip()
        clauses += [(clause, ascii_only) for clause in own]
    return clauses


def _plain(text: str) -> tuple[str, bool]:
    """A line of a title without the movement's name, and whether it is typed without accents."""
    plain = without_movement(_QUOTED_MOVEMENT.sub("", clean(text)))
    return plain, fold(plain) == bare(plain)


_ASKED = (
    ("recognises", "asks_not_over", "đề nghị công nhận"),
    ("praises", "praises_not_over", "đề nghị khen thưởng"),
)


@cache
def _asks(what: str, over: str, ascii_only: bool) -> re.Pattern[str]:
    """Asking somebody to recognise or to praise: "đề nghị cấp huyện công nhận", "đề nghị tỉnh khen thưởng"."""
    key = bare if ascii_only else fold
    asks, asked, not_over = ("|".join(map(key, words()["title"][said])) for said in ("asks", what, over))
    behind = "".join(f"(?<!{key(word)} )" for word in words()["title"]["asks_not_after"])
    return re.compile(rf"(?<!\S){behind}(?:{asks})(?: (?!(?:{not_over})(?!\S))\S+){{0,7}}? (?:{asked})(?!\S)")


_REGISTERED = (fold("đăng ký"), bare("đăng ký"))


@cache
def _registers(ascii_only: bool) -> re.Pattern[str]:
    """Registering what will be built, which nobody has built yet: "đăng ký các mô hình thực hiện", "đăng ký để xây dựng"."""
    key = bare if ascii_only else fold
    registers, models, builds = ("|".join(map(key, words()["title"][said])) for said in _TO_BUILD)
    return re.compile(rf"(?<!\S)(?:{registers})(?: (?:{models})(?!\S)){{1,6}} (?:{builds})(?!\S)")


_TO_BUILD = ("registers", "registered", "to_build")


def _add_holder(title: Title, folded: str, ascii_only: bool) -> None:
    padded = f" {folded} "
    held = [
        code
        for code, phrase in (("tapthe", "tập thể"), ("canhan", "cá nhân"))
        if f" {bare(phrase) if ascii_only else fold(phrase)} " in padded
    ]
    if len(held) == 1 and "holder" not in title.fixed:
        title.fixed["holder"] = (held[0],)
    elif len(held) == 2:
        title.fixed.pop("holder", None)


def _without_organs(folded: str) -> str:
    """The text without names of organs: "Ban Chỉ đạo xây dựng …" builds no models."""
    padded = f" {_without_owner(folded)} "
    for organ in _organs():
        start = padded.find(f" {organ} ")
        if start < 0:
            continue
        after = padded[start + len(organ) + 1 :]
        ends = [at for end in phrases("title", "organ_ends").whole if (at := after.find(f" {end} ")) >= 0]
        padded = padded[:start] + " " + (after[min(ends) :] if ends else "") + " "
    return padded.strip()


def _without_owner(folded: str) -> str:
    """The text without the agency whose list it is: "của Phòng Quản lý đăng ký kinh doanh huyện …" registers no models."""
    tokens, known = tuple(folded.split()), bodies.load()
    accents = any(not token.isascii() for token in tokens)
    for start, token in enumerate(tokens):
        organ = known.organs.at(tokens, start + 1, accents=accents) if bare(token) == "cua" else None
        if organ and organ[1].body and organ[1].body.open:
            for end in range(start + 1 + organ[0], len(tokens)):
                rest = " ".join(tokens[end:])
                if phrases("rows", "place").starts(rest):
                    return " ".join((*tokens[: start + 1], rest))
                if phrases("title", "after_owner").starts(rest):
                    break
    return folded


@cache
def _organs() -> tuple[str, ...]:
    return tuple(sorted(phrases("title", "organs").whole, key=lambda phrase: (-len(phrase), phrase)))


def _after(
    folded: str, marker: str, dimension: str, reader: Reader, communes: frozenset[str]
) -> tuple[str, ...] | None:
    """The members named after "lĩnh vực", "cấp", "khối"; "các cấp", "cấp ủy" and names of organs name none."""
    padded = f" {folded} "
    start = padded.find(f" {marker} ")
    while start >= 0:
        before = padded[:start].split()
        tokens = padded[start + len(marker) + 1 :].split()
        if dimension == "field":
            tokens = tokens[: _begins_commune(tokens, communes)]
        if not (before and before[-1] in (fold("các"), fold("theo"), fold("mọi"), fold("mỗi"), "cac")):
            for size in range(min(len(tokens), LONGEST_NAME), 0, -1):
                members = reader.folded_members(dimension, " ".join(tokens[:size]))
                if members:
                    return members
        start = padded.find(f" {marker} ", start + 1)
    return None


_XA, _VAN, _HOI = (frozenset((fold(word), bare(word))) for word in ("xã", "văn", "hội"))


_ENDS = frozenset(bare(word) for word in ("năm", "huyện", "thị", "thành", "quận", "tỉnh", "giai", "quý"))
_COMMUNE_HOI = fold("xã hội ")
_LONGEST_HOI = 3  # words: Hội An Đông


def _named_by_capitals(plain: str) -> frozenset[str]:
    """How communes are called by their capitals, two words of each: "kinh tế xã Hội Sơn"; those of "Kinh tế Xã Hội", KINH TẾ XÃ HỘI tell nothing."""
    tokens = plain.split()
    return frozenset(
        fold(f"{name} {after}")
        for xa, name, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if xa.islower() and fold(xa) in _XA and name.istitle() and after.istitle()
    )


def _begins_commune(tokens: list[str], communes: frozenset[str]) -> int:
    """Where behind a field a commune is named: "lĩnh vực kinh tế Xã Văn Tiến" is of no "văn xã", which is so written alone.

    A commune that is called Hội … is one by its capitals (`communes`), or where nothing else follows its name.
    """
    for place, (token, after) in enumerate(pairwise(tokens)):
        if token not in _XA or (place and tokens[place - 1] in _VAN):
            continue
        if after not in _HOI or " ".join(tokens[place + 1 : place + 3]) in communes or _is_hoi(tokens[place + 1 :]):
            return place
    return len(tokens)


def _is_hoi(tokens: list[str]) -> bool:
    """Whether these words, the first of them "hội", are the name of a commune, and no more than its district and a year follow."""
    for size in range(2, min(_LONGEST_HOI, len(tokens)) + 1):
        ended = size == len(tokens) or tokens[size].isdigit() or bare(tokens[size]) in _ENDS
        if ended and bare("".join(tokens[1:size])) in _hoi():
            return True
    return False


@cache
def _hoi() -> frozenset[str]:
    """What the communes of the register that are called Hội … are called beside it."""
    register, hoi = units.load(), bare("hội")
    return frozenset(
        key.removeprefix(hoi)
        for era in register.eras
        for key, codes in era.named.items()
        if key.startswith(hoi) and any(fold(register.get(code).name).startswith(_COMMUNE_HOI) for code in codes)
    )


@cache
def _title_phrases(kind: str, ascii_only: bool) -> dict[str, list[tuple[list[str], str, bool]]]:
    """Phrases of a kind by their first word, the longest first; and whether they speak of building, which may be of something else."""
    found: dict[str, list[tuple[list[str], str, bool]]] = {}
    key = bare if ascii_only else fold
    said: dict[str, str] = words()["title"][kind]
    built = [text for text, code in said.items() if code == "xaydung"]
    planned = (f"{plan} {text}" for plan in words()["title"]["planned"] for text in built if plan not in text)
    told = {**dict.fromkeys(planned, "dangky"), **said}
    split = [(key(text).split(), code, code == "xaydung" or text not in said) for text, code in told.items()]
    for phrase, code, builds in sorted(split, key=lambda item: -len(item[0])):
        found.setdefault(phrase[0], []).append((phrase, code, builds))
    return found


def stages_in(text: str) -> tuple[list[str], list[str]]:
    """The stages that a text names, from left to right, and the words that name none."""
    plain = without_movement(text)
    codes, rest = _parsed(fold(plain), "stage", fold(plain) == bare(plain))
    return [code for code in codes if code], rest


def _phrases_in(folded: str, kind: str, ascii_only: bool) -> list[str]:
    """The codes of the phrases of a kind, from left to right, the longest at each place."""
    return _parsed(folded, kind, ascii_only)[0]


def _parsed(folded: str, kind: str, ascii_only: bool) -> tuple[list[str], list[str]]:
    """The codes of the phrases of a kind, and the words outside of them."""
    tokens = folded.split()
    starts = _title_phrases(kind, ascii_only)
    codes: list[str] = []
    rest: list[str] = []
    position = 0
    while position < len(tokens):
        for phrase, code, builds in starts.get(tokens[position], ()):
            if tokens[position : position + len(phrase)] == phrase:
                position += len(phrase)
                codes.append("" if builds and _has_theme(tokens[position:]) else code)
                break
        else:
            rest.append(tokens[position])
            position += 1
    return codes, rest


def _has_theme(after: list[str]) -> bool:
    """Whether something else than models is built or done: "xây dựng đời sống văn hóa", "thực hiện phong trào"."""
    return bool(after) and not after[0].isdigit() and phrases("title", "built").starts(" ".join(after)) is None


def _holds(folded: str, kind: str, ascii_only: bool) -> bool:
    key = bare if ascii_only else fold
    return any(f" {key(phrase)} " in f" {folded} " for phrase in words()["title"][kind])
