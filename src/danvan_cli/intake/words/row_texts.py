"""What a row of a table is told by: numbering, group texts, totals, notes, signatures. (domain.md "How returns look")"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from danvan_cli.intake.words.headings import Reader, phrases
from danvan_cli.intake.words.numbering import cell_numbering, numbered_text
from danvan_cli.intake.words.numbers import whole
from danvan_cli.units.words import without_former
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Coordinates

# "05 mô hình tập thể và 03 mô hình cá nhân" states no total; what follows a comma or "gồm" is a part of it
MODELS = r"(?:mô hình|điển hình|mh)\b(?!\s+(?!gồm|bao|trong|chia)\w[^(),;:]*\d\s*(?:mô hình|điển hình|mh)\b)"
_COUNT = re.compile(rf"[(:\-–—=]\s*(?:có\s+)?(\d[\d.]*)\s*(?:{MODELS}[^()]*)?\)?\s*\.?$", re.IGNORECASE)
_TRAILING_COUNT = re.compile(
    rf"(?:\s(?:hiện có|có|gồm có|gồm|xây dựng được))?\s(\d[\d.]*)\s*{MODELS}[^()]*\.?$", re.IGNORECASE
)
# in brackets: models, or a figure before a stop, or one figure alone; "(01 tập thể, 01 cá nhân)" states no total
_BRACKETED_COUNT = re.compile(rf"\(\s*(\d[\d.]*)\s*(?:{MODELS}[^()]*|[^\s\w()][^()]*|[^()\d]*)\)", re.IGNORECASE)
_BEFORE_BRACKET = re.compile(
    rf"(?:[:=\-–—]\s*(?:có\s+)?|\s)(\d[\d.]*)\s*{MODELS}[^()]*$|[:=]\s*(?:có\s+)?(?!(?:19|20)\d\d\s*$)(\d[\d.]*)\s*\.?$",
    re.IGNORECASE,
)
_NONE_BEHIND = re.compile(r"\s*[(:\-–—]\s*(?:không|không có|chưa có)(?:\s+mô hình)?\s*\)?\s*\.?$", re.IGNORECASE)
_BRACKET = re.compile(r"\(([^()]*\d[^()]*)\)")
_PART = re.compile(
    r"(?P<said>\D+?)\s*:?\s*(?P<of>\d[\d.]*)(?:\s*(?:mô hình|điển hình|mh))?|(?P<count>\d[\d.]*)\s*(?P<label>\D+)",
    re.IGNORECASE,
)
_BETWEEN_PARTS = re.compile(r"[;,+]|\bvà\b")
_NUMBERS_ELSE = re.compile(r"\b(?:năm|tháng|quý|trang(?:\s+số)?|mục|phần|nhóm)\s*\d+", re.IGNORECASE)
_FIRST_OF_SEVERAL = re.compile(rf"\D*\d[\d.]*\s*(?:{MODELS}|[^\s\w]|trong đó\b|gồm\b)", re.IGNORECASE)
_DATE_LINE = re.compile(r"ngày\s*[\d.…_ ]*\s*tháng\s*[\d.…_ ]*\s*năm", re.IGNORECASE)
_DATE_IN_FIGURES = re.compile(  # a line of its own: "Gia Tân 1, ngày 05/12/2024", no "QĐ số 12 ngày 05/12/2024"
    r"(?:[^\d,;:()]{1,40}(?:\d{1,2})?\s*,)?\s*ngày\s*[\d…_ ]*[/.-][\d.…_ ]*[/.-]\s*[\d.…_]*\W*", re.IGNORECASE
)
_FOR = re.compile(r"(?:T\s*/\s*M|TM\.|K\s*/\s*T|KT\.|T\s*/\s*L|TL\.|T\s*/\s*U|TUQ\.|Q\.)\s*\S{2,}")
_BULLET = re.compile(r"^\s*[-+*•–—]\s*")
_WHOLE_PLACES = (fold("toàn"), "toan", fold("cả nước"), "chung")
_TOTAL_STARTS = frozenset(
    (
        "tổn",
        "tiể",
        "tie",
        "tôn",
        "ton",
        "toà",
        "tòa",
        "toa",
        "cộn",
        "con",
        "cả ",
        "ca ",
        "chu",
        "man",
        "tra",
        "số ",
        "so ",
        "lũy",
        "luy",
        "dan",
        "ấn ",
        "an ",
        "tc",
        "tc:",
        "tcộ",
        "t. ",
        "t.c",
        "t/c",
    )
)
_SENTENCE_STARTS = frozenset(  # how `sentence` in headings.toml begins: a look that every name of a model costs
    (*["năm", "nam", "tro", "tín", "tin", "đến", "den", "hiệ", "hie", "trê", "tre", "toà", "tòa", "toa", "gồm", "gom", "bao"],
     "cả ", "ca ", "số ", "so ", "có ", "co ")
)  # fmt: skip
_TOTAL_LETTERS = frozenset("tTcCmMsSlLdDấẤaA -+*•–—\xa0\t\n")
_DIGITS = re.compile(r"\d[\d.]*")
_AFTER_MEMBERS = re.compile(r"\s\d+(?:\s+\D+)?$")  # folded: "cộng kinh tế 5", "cộng kinh tế 5 mô hình"


@dataclass(slots=True)
class Group:
    """A row that speaks for the rows below it: a member, a place, or a text nobody knows."""

    row: int
    cell: str
    text: str
    numbering: str  # "roman", "letter", "arabic", "dotted"; empty: none
    at: Coordinates = field(default_factory=dict)
    place: str | None = None
    sorts: bool = False  # it names kinds of units, as a block does, and says nothing of their figures
    stated: list[tuple[int, str, Coordinates, int | None]] = field(default_factory=list)  # count, cell, at, column
    members: list[int] = field(default_factory=list)  # the rows it turned out to hold

    @property
    def says(self) -> frozenset[str]:
        """The dimensions it speaks about; places are one per rank: a commune's group stands inside its district's.

        A body that is a block, too, stands beside other bodies: "Công an xã", "Hội Phụ nữ xã".
        """
        if self.place:
            return frozenset(self.at.keys() - {"block"}) | {place_rank(self.place)}
        return frozenset(self.at) | ({"block"} if self.sorts else set())


@dataclass(slots=True)
class Groups:
    """The group rows around the row being read, outer ones first."""

    stack: list[Group] = field(default_factory=list)
    seen: list[Group] = field(default_factory=list)

    def enter(self, group: Group) -> None:
        """A group of the same numbering or dimension replaces the former, with all that was inside it."""
        self.leave(group)
        self.stack.append(group)
        self.seen.append(group)

    def open(self, captions: list[Group]) -> None:
        """The captions over a header: what was open before has ended, but for what is around a group of the innermost's kind.

        "A. TẬP THỂ", I, II, III, and the header of the next page below "IV. …": that is still of the collectives.
        """
        own = captions[-1] if captions else None
        fellow = next((depth for depth, other in enumerate(self.stack) if own and other.says == own.says), None)
        if own and fellow is None and self.stack and self.stack[-1].row == own.row - 1:
            known = any(other.says == own.says for other in self.seen)  # "B. CÁ NHÂN", and below it "1. …" as under A
            fellow = len(self.stack) if known else None
        self.stack = list(captions) if own is None or fellow is None else [*self.stack[:fellow], own]
        self.seen += [group for group in captions if not any(group is other for other in self.seen)]

    def leave(self, group: Group, *, data: bool = False) -> None:
        """What was open ends before a group of its kind, and before a row of figures that is shaped like one."""
        for depth, other in enumerate(self.stack):
            same_number = bool(group.numbering) and other.numbering == group.numbering
            same_words = bool(group.says) and other.says == group.says and (bool(group.at) or not data)
            beside = bool(other.place) and place_rank(other.place or "") == "place" and not _of_a_body(group.text)
            inside = other.says and stands_together(group.text) and not beside
            says_nothing = not data and not group.says and not inside
            if same_number or same_words or (says_nothing and not group.numbering and not other.numbering):
                del self.stack[depth:]
                break

    @property
    def at(self) -> Coordinates:
        """The coordinates that the groups give, inner before outer."""
        found: Coordinates = {}
        for group in self.stack:
            found.update(group.at)
        return found

    @property
    def places(self) -> list[Group]:
        """The groups that name places or bodies, outer ones first."""
        return [group for group in self.stack if group.place]


@dataclass(slots=True)
class Total:
    """A total row that was met: its text, its figures, the groups it stood in, the data rows before it."""

    row: int
    text: str
    figures: list[tuple[int, int]]  # column, stated
    stack: list[Group]
    before: int  # data rows above it


@lru_cache(maxsize=16384)
def without_count(text: str) -> tuple[str, int | None]:
    """A group's text without the number of models it states: "LĨNH VỰC KINH TẾ (12 mô hình)".

    What stands before a bracket is the number, the figures inside are its parts: "02 mô hình (TT: 01; CN: 01)".
    """
    if none := _NONE_BEHIND.search(text):
        return text[: none.start()].strip(" :-–.,;"), 0  # "LĨNH VỰC QUỐC PHÒNG - AN NINH: Không"
    unparted = _BRACKET.sub(" ", text).strip()
    whole_text = _BRACKET.sub(lambda one: " " if len(_DIGITS.findall(one[1])) > 1 else one[0], text).strip()
    tried = ((_BEFORE_BRACKET, unparted),) if unparted != text.strip() else ()
    for pattern, said in (*tried, (_BRACKETED_COUNT, text), (_COUNT, whole_text), (_TRAILING_COUNT, whole_text)):
        found = pattern.search(said)
        if found:
            rest = (said[: found.start()] + " " + said[found.end() :]).strip(" :-–.,;")
            return " ".join(rest.split()), whole(found[1] or found[2])
    return text.strip(" :-–.;"), None


def parts_stated(text: str) -> list[tuple[str, int]]:
    """The parts of its number that a bracket states: "(TT: 01; CN: 01)", "(01 tập thể, 01 cá nhân)"; all of it, or nothing."""
    return [part for bracket in _BRACKET.findall(text) for part in parts_listed(bracket)]


def parts_listed(text: str) -> list[tuple[str, int]]:
    """The parts that a whole text lists, two at least: "Trong đó: KT: 2 mô hình; QPAN: 0 mô hình"."""
    read = [_PART.fullmatch(" ".join(part.strip(" .").split())) for part in _BETWEEN_PARTS.split(text)]
    parts = [one for one in read if one]
    if len(parts) != len(read) or len(parts) < 2:
        return []
    return [((one["said"] or one["label"]).strip(), whole(one["of"] or one["count"])) for one in parts]


def tells_counts(text: str) -> bool:
    """Whether a sentence says how many models there are: "Đã xây dựng 3 mô hình", "KT: 3; VH: 2", "15 (tập thể 10, cá nhân 5)"."""
    if len(text) > _LONGEST_SENTENCE or not _DIGITS.search(text):
        return False
    return bool(_SOME_MODELS.search(text) or _BEFORE_PARTS.match(text) or parts_listed(text))


_SOME_MODELS = re.compile(r"\d\s*(?:mô hình|điển hình|mh)\b", re.IGNORECASE)
_BEFORE_PARTS = re.compile(r"\d[\d.]*\s*\([^()]*\d")


@lru_cache(maxsize=4096)
def turns_page(text: str) -> str:
    """Whether a row only takes a sum over the end of a page: "page" ("Cộng trang 1"), "carried" ("Mang sang"), or nothing."""
    words = [word for word in fold(_BULLET.sub("", text)).split() if not word.isdecimal()]
    folded = " ".join(words)
    if not words or not all(phrases("rows", "around_carried").has(word) for word in words):
        return ""
    if phrases("rows", "carried").inside(folded):
        return "carried"
    return "page" if phrases("rows", "page").inside(folded) else ""


@lru_cache(maxsize=4096)
def is_page_number(text: str) -> bool:
    """Whether a lone line only numbers the page: "Trang 2", "- Page 2/3 -"."""
    tokens = fold(text).split()
    words = [token for token in tokens if not token.isdecimal()]
    return len(words) < len(tokens) <= len(words) + 2 and phrases("rows", "page_number").has(" ".join(words))


@lru_cache(maxsize=16384)
def is_place(text: str) -> bool:
    """Whether a whole text looks like a place: "Xã Liên Sơn", "H. Kim Bảng", "XÃ LIÊN SƠN"."""
    tokens = without_former(text)[0].replace(".", ". ").split()
    if not 2 <= len(tokens) <= 7:
        return False
    folded = [fold(token) for token in tokens]
    for size in (2, 1):
        if " ".join(folded[:size]) in phrases("rows", "place").whole and len(tokens) > size:
            names = [token for token in tokens[size:] if token not in ("-", "–")]
            return bool(names) and all(name[:1].isupper() or name[:1].isdigit() for name in names)
    return False


def place_rank(place: str) -> str:
    """The rank of a place by its first words; bodies are a rank of their own."""
    start = phrases("rows", "place").starts(fold(place))
    for rank in ("province", "district", "commune"):
        if start and phrases("rows", rank).has(start):
            return f"place-{rank}"
    return "place"


@lru_cache(maxsize=16384)
def is_body(text: str) -> bool:
    """Whether a text begins like the name of an agency, union, school, force; "Hội nghị" is no "Hội"."""
    folded = fold(text)
    return (
        phrases("rows", "body").starts(folded) is not None and phrases("rows", "unlike_bodies").starts(folded) is None
    )


def is_total(text: str, reader: Reader, *, figures: bool) -> bool:
    """Whether a text says "total". "Cộng Hòa" is a commune, the national motto a motto; `figures`: a row of figures."""
    if text[:3].lower() in _SENTENCE_STARTS and tells_number(text):
        return True
    if text[:1] not in _TOTAL_LETTERS or len(text) > 160 or _BULLET.sub("", text)[:3].lower() not in _TOTAL_STARTS:
        return False
    return _is_total(_plain_total(text), text.isupper() or figures, reader) or turns_page(text) != ""


def tells_number(text: str) -> bool:
    """Whether a sentence about a place or a time says how many models there are: "Năm 2024, toàn xã có 03 mô hình, trong đó …".

    "Toàn xã chung tay làm 05 mô hình nhà sạch" is the name of one.
    """
    if len(text) > _LONGEST_SENTENCE or not _TELLS_NUMBER.search(text):
        return False
    folded = fold(text)
    return (
        phrases("rows", "sentence").starts(folded) is not None and phrases("rows", "tells").inside(folded) is not None
    )


_LONGEST_SENTENCE = 200
_TELLS_NUMBER = re.compile(
    r"\d\s*(?:\([^()\d]{1,30}\)\s*)?(?:mô hình|điển hình|mh)\b\s*"
    r"(?:$|[^\w\s]|dân vận|dvk|trong đó|được|đã|đang|hoạt động|hiệu quả|tiêu biểu|đăng ký|gồm|bao gồm|chia|như sau|cụ thể|mới|tập thể|cá nhân)"
    r"|^số (?:lượng )?(?:mô hình|điển hình|mh)[^\d]{0,20}\d+\W*$",
    re.IGNORECASE,
)


def is_whole_total(text: str) -> bool:
    """Whether a text says "total" and nothing else: no model is called so, though it has a number ("4 | Tổng cộng: 3 mô hình")."""
    if text[:1] not in _TOTAL_LETTERS or text[:3].lower() not in _TOTAL_STARTS:
        return False
    first, *words = fold(without_count(text)[0]).split() or [""]
    return first in _TOTALS and _TOTAL_WORDS.issuperset(words)


def models_named(name: str) -> int:
    """How many models a name says it stands for: "05 mô hình thu gom rác" is five; "5 không, 3 sạch" is one."""
    found = _SEVERAL.match(name) if name[0] in _BEFORE_SEVERAL else None
    return int(found[1]) if found else 1


_SEVERAL = re.compile(r"(?:(?:gồm|có|bao gồm)\s+)?(\d{1,3})\s+(?:mô hình|điển hình|mh)\b", re.IGNORECASE)
_BEFORE_SEVERAL = frozenset("0123456789gGcCbB")

_TOTALS = frozenset((fold("tổng"), fold("cộng")))
_TOTAL_WORDS = frozenset(fold("cộng số chung mô hình mh lượng").split())


@lru_cache(maxsize=16384)
def _plain_total(text: str) -> str:
    return fold(_BRACKET.sub(" ", _BULLET.sub("", text)))


def _is_total(folded: str, figures: bool, reader: Reader) -> bool:
    start = phrases("rows", "total").starts(folded)
    if start is None or folded.startswith(fold("cộng hòa xã hội chủ nghĩa")):
        return False
    rest = folded[len(start) :].strip()
    if not rest or (phrases("rows", "after_total").starts(rest) and not start.startswith(_WHOLE_PLACES)):
        return True
    if _DIGITS.match(rest):
        return True
    if start.startswith(_WHOLE_PLACES):
        return figures and len(rest.split()) <= 5
    return reader.coordinates(_AFTER_MEMBERS.sub("", rest), row=True) is not None


def total_scope(text: str, reader: Reader) -> tuple[str, Coordinates]:
    """What is left of a total's text: its numbering ("Cộng I") and the members it names ("Cộng lĩnh vực kinh tế")."""
    plain, _ = without_count(text)
    tokens = plain.replace("(", " ").replace(")", " ").split()
    while tokens and fold(tokens[0]) in (
        "tông̉",
        fold("tổng"),
        fold("cộng"),
        fold("số"),
        fold("chung"),
        fold("toàn"),
        fold("mục"),
        fold("phần"),
        fold("nhóm"),
    ):
        tokens.pop(0)
    rest = " ".join(tokens)
    if not rest:
        return "", {}
    return (cell_numbering(rest) and rest.strip(".):")) or "", reader.coordinates(rest, row=True) or {}


@lru_cache(maxsize=16384)
def foot_mark(text: str) -> str:
    """Whether a text belongs to the foot: "note" (a remark), "foot" (addressees, signatures, dates), or nothing."""
    folded = fold(text)
    if (
        dates_document(text)
        or _FOR.match(text)
        or text.strip().startswith(("(Ký", "(ký", "(Đã ký", "(đã ký", "(Chữ ký"))
    ):
        return "foot"
    start = phrases("rows", "foot").starts(folded)
    if start and (len(folded.split()) <= len(start.split()) + 4 or start == fold("nơi nhận")):
        return "foot"
    if phrases("rows", "note").starts(folded):
        return "note"
    return "note" if text.lstrip().startswith(("*", "(*", "Ghi chú")) and len(text) > 3 else ""


def heads_notes(text: str) -> bool:
    """Whether a text heads what stands below a table, and says nothing else: "* Ghi chú:", "Nơi nhận:"."""
    if len(text) > _LONGEST_NONE or text[:1] not in _NOTE_STARTS:
        return False
    folded = fold(text)
    return folded == fold("nơi nhận") or phrases("rows", "note").has(folded)


_NOTE_STARTS = frozenset("gGlLcCnN*-+• (")


@lru_cache(maxsize=4096)
def heads_section(text: str) -> bool:
    """Whether a text only heads what an office writes below its table: "II. KIẾN NGHỊ, ĐỀ XUẤT", "* Nhiệm vụ năm 2025"."""
    if len(text) > _LONGEST_SECTION:
        return False
    tokens = fold(numbered_text(unbulleted(text))[2]).split()
    place, headed = 0, False
    while place < len(tokens):
        section = phrases("rows", "sections").starts(" ".join(tokens[place:]))
        if section is None and not (
            phrases("rows", "around_sections").has(tokens[place]) or _YEAR.fullmatch(tokens[place])
        ):
            return False
        headed = headed or section is not None
        place += len(section.split()) if section else 1
    return headed


_LONGEST_SECTION = 80  # letters
_YEAR = re.compile(r"20\d\d")


def compares(text: str) -> bool:
    """Whether a line compares, or only says what goes with a letter: "So với năm 2023 giảm 3 mô hình", "Kèm theo: 02 báo cáo"."""
    folded = fold(text)
    return any(phrases("rows", said).starts(folded) is not None for said in ("compares", "cites"))


def may_remark(text: str) -> bool:
    """Whether a line may be a remark rather than a model's name: a whole sentence, or words behind a heading of their own."""
    plain = text.strip()
    return plain.endswith((".", ";")) or ": " in plain or len(plain.split()) > _MOST_WORDS_OF_A_NAME


_MOST_WORDS_OF_A_NAME = 20


def dates_document(text: str) -> bool:
    """Whether a line gives the day of a document: "Liêm Sơn, ngày 05 tháng 12 năm 2024", "Liêm Sơn, ngày 05/12/2024"."""
    return _DATE_LINE.search(text) is not None or _DATE_IN_FIGURES.fullmatch(text) is not None


def dates_letter(text: str) -> bool:
    """Whether a day stands behind a place, as over a signature: no "Ra mắt ngày 05 tháng 12 năm 2024"."""
    return text.lower().partition("ngày")[0].rstrip().endswith(",")


def cites(text: str) -> bool:
    """Whether a line only says what letter a table goes with: "(Kèm theo Báo cáo số 12-BC/BDV)"."""
    return text.lstrip().startswith("(") and phrases("rows", "cites").starts(fold(text)) is not None


def in_brackets(text: str) -> bool:
    """Whether a whole line stands in brackets, as remarks between the rows do: "(Các mô hình dưới đây là mô hình mới)"."""
    return text.startswith("(") and text.endswith(")") and ")" not in text[:-1] and " " in text


@lru_cache(maxsize=16384)
def says_none(text: str) -> bool:
    """Whether a text says there is no model to report."""
    folded = fold(text)
    return folded in (fold("không"), fold("không có")) or any(
        f" {phrase} " in f" {folded} "
        for phrase in phrases("rows", "none_stated").whole
        if " " in phrase and phrase != fold("không có")
    )


def names_none(text: str) -> bool:
    """Whether all that stands where a name belongs is that there is none: "Không có", or dots that nobody wrote over."""
    if len(text) > _LONGEST_NONE or text[0] not in _NONE_STARTS:
        return False
    folded = fold(text)
    return not folded or folded == fold("không") or folded in phrases("rows", "none_stated").whole


_LONGEST_NONE = 40  # letters
_NONE_STARTS = frozenset("kKcC([-–—.…_*+")


def bulleted(text: str) -> bool:
    """Whether a label is an item under the row above it: "- Tập thể"."""
    return _BULLET.match(text) is not None and len(text.strip()) > 2


def bullet_of(text: str) -> str:
    """The dash, or "a" for any small letter, that is all of a cell: it stands where the row above has its number."""
    plain = text.strip(" .)(")
    if len(plain) != 1:
        return ""
    return plain if plain in _BULLETS else LETTER if plain.isalpha() and plain.islower() else ""


LETTER = "a"
_BULLETS = frozenset("-+*•–—")


def without_bare_number(text: str) -> str:
    """A unit without the number before it that no stop ends: "1 Xã Liêm Sơn"; "5 không 3 sạch" is a name."""
    number, _, rest = text.partition(" ")
    numbered = number.isdecimal() and len(number) <= _DIGITS_OF_A_ROW and rest[:1].isupper()
    return rest if numbered and (is_place(rest) or is_body(rest)) else text


_DIGITS_OF_A_ROW = 3


def stands_together(text: str) -> bool:
    """Whether a group only says which rows stand together, by a word of clusters or of what is inside a commune."""
    return phrases("rows", "together").starts(fold(text)) is not None


def _of_a_body(text: str) -> bool:
    """Whether a group is inside a body's, as its "Chi hội thôn Đông"; a village stands beside bodies."""
    return fold(text).startswith(fold("chi"))


def within(text: str) -> bool:
    """Whether a line says by its first words that it parts what stands before: "Trong đó: ..."."""
    return phrases("within", "exact").starts(fold(text)) is not None


def part_of_above(text: str) -> str:
    """What a row is, of the row above it: "Trong đó: Tập thể" is its collectives; empty: it is no part by its words."""
    plain = unbulleted(text)
    start = phrases("within", "exact").starts(fold(plain))
    return " ".join(plain.split()[len(start.split()) :]).lstrip(" :-–") if start else ""


def unbulleted(text: str) -> str:
    """A label without its dash."""
    return _BULLET.sub("", text)


def is_one_body(plain: str, at: Coordinates) -> bool:
    """Whether a block's text is the name of one body, too: "CÔNG AN", not "MTTQ và các đoàn thể"."""
    return (
        at.keys() == {"block"}
        and not {fold("khối"), fold("và"), fold("các")} & set(fold(plain).split())
        and "," not in plain
    )


def marked(plain: str) -> bool:
    """Whether a text says by its first words that it heads a group."""
    return plain.lower().startswith(("lĩnh vực", "khối", "cấp", "mô hình đã", "mô hình mới", "các mô hình"))


_OF_MODELS = re.compile(r"\b(?:mô hình|điển hình|mh|số|tổng|cộng|là|có|gồm)\b", re.IGNORECASE)


def number_in(text: str) -> int | None:
    """The number that the text of a total states: "Tổng cộng: 35 mô hình"; of parts alone ("10 TT, 5 CN") none."""
    plain = _NUMBERS_ELSE.sub(" ", _BRACKET.sub(" ", text))
    tail = plain.partition(":")[2] or plain
    parts = parts_listed(tail)
    if parts and not any(_OF_MODELS.search(label) for label, _ in parts):
        return None  # "Cấp xã 2, cấp huyện 3"
    numbers = _DIGITS.findall(tail)
    if not numbers or (len(numbers) > 1 and not _FIRST_OF_SEVERAL.match(tail)):
        return None
    return whole(numbers[0])
