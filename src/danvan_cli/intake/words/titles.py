"""What a title fixes for all figures of the table below it: stage, field, level, holder, origin. (counting.md 1, 3)"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from danvan_cli import units
from danvan_cli.intake.words.headings import LONGEST_NAME, Reader, phrases, words
from danvan_cli.intake.words.movement import without_movement
from danvan_cli.intake.words.title_lines import is_generic_sheet, title_lines
from danvan_cli.intake.words.title_phrases import holds, phrases_in
from danvan_cli.units import bodies
from danvan_cli.vietnamese import bare, clean, fold
from danvan_cli.vocabulary import Coordinates

_QUOTED_MOVEMENT = re.compile(r"[“”\"'‘’]")
_CLAUSES = re.compile(r"[,;/]|\s[-–—]\s")
_EXAMINED = re.compile(r"(?<=x[ée]t)\s*,\s*(?=c[ôo]ng nh[ậa]n)", re.IGNORECASE)  # "xét, công nhận" is one act


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


def _add(title: Title, lines: list[str], reader: Reader) -> None:
    """What the lines of one text say: a phrase may begin in one and end in the next, the name of an organ does not."""
    plain, ascii_only = _plain(" ".join(lines))
    for line in lines:
        folded = fold(_plain(line)[0])
        title.supplement = title.supplement or (
            holds(folded, "supplement", ascii_only) and not holds(folded, "amends", ascii_only)
        )
    folded = " ".join(_without_organs(fold(_plain(line)[0])) for line in lines)
    communes, places = _named_by_capitals(plain), _named_places(plain)
    for marker, dimension in (("lĩnh vực", "field"), ("cấp", "level"), ("khối", "block")):
        members = _after(folded, bare(marker) if ascii_only else fold(marker), dimension, reader, communes, places)
        if members and dimension not in title.fixed:
            title.fixed[dimension] = members
    _add_holder(title, folded, ascii_only)
    origins = {code for code in phrases_in(folded, "origin", ascii_only) if code}
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
        found |= _stages_said(said, ascii_only)
    if found:
        title.stage, title.stage_said = found.pop() if len(found) == 1 else None, True


def _stages_said(clause: str, ascii_only: bool) -> set[str]:
    """The stages that a clause says; what the models of an act are called is none: "tiêu biểu được công nhận", "đăng ký mô hình tiêu biểu"."""
    found = {code for code in phrases_in(clause, "stage", ascii_only) if code}
    parts = (set(phrases_in(part, "stage", ascii_only)) for part in clause.split(f" {_AND[ascii_only]} "))
    return found - {_CALLED} if any(_CALLED in part and part & _ACTS for part in parts) else found


_CALLED, _ACTS = "tieubieu", frozenset({"dangky", "denghi", "congnhan", "chonnhanrong"})
_AND = (fold("và"), bare("và"))


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
    folded: str, marker: str, dimension: str, reader: Reader, communes: frozenset[str], places: frozenset[str]
) -> tuple[str, ...] | None:
    """The members named after "lĩnh vực", "cấp", "khối"; "các cấp", "cấp ủy" and names of organs name none."""
    padded = f" {folded} "
    start = padded.find(f" {marker} ")
    while start >= 0:
        before = padded[:start].split()
        tokens = padded[start + len(marker) + 1 :].split()
        if dimension == "field":
            tokens = tokens[: _begins_commune(tokens, communes)]
        elif dimension == "level":
            tokens = tokens[: _begins_place(tokens, places)]
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


def _named_places(plain: str) -> frozenset[str]:
    """The names of the places that a title names, without their status words."""
    mentions = units.load().read(plain, expected=False).mentions
    return frozenset(place.name for mention in mentions for place in mention.places)


def _begins_place(tokens: list[str], places: frozenset[str]) -> int:
    """Where behind a level a place is named: "cấp huyện xã Liêm Sơn" is of one level, "cấp huyện, xã" of two."""
    for at in range(1, len(tokens)):
        status = phrases("rows", "place").starts(" ".join(tokens[at:]))
        name = " ".join(tokens[at + len(status.split()) :]) if status else ""
        if any(f"{name} ".startswith(f"{place} ") for place in places):
            return at
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
