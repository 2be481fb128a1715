"""How many models a text says there are: totals, groups with their number, sentences, parts. (counting.md 1)"""

import re
from functools import lru_cache

from danvan_cli.intake.words.body_names import names_body_only
from danvan_cli.intake.words.headings import Reader, phrases
from danvan_cli.intake.words.numbering import cell_numbering
from danvan_cli.intake.words.numbers import read_count, whole
from danvan_cli.intake.words.row_texts import is_place, unbulleted
from danvan_cli.units.eras import STATUSES
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Coordinates

# "05 mô hình tập thể và 03 mô hình cá nhân" states no total; what follows a comma or "gồm" is a part of it
MODELS = r"(?:mô hình|điển hình|mh)\b(?!\s+(?!gồm|bao|trong|chia)\w[^(),;:]*\d\s*(?:mô hình|điển hình|mh)\b)"
# "giai đoạn 2021-2025" ends in no count
_COUNT = re.compile(
    rf"(?:[(:=]|[\-–—](?!\s*20\d\d\s*\)?\s*\.?$))\s*(?:có\s+)?(\d[\d.]*)\s*(?:{MODELS}[^()]*)?\)?\s*\.?$", re.IGNORECASE
)
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
_WHOLE_PLACES = (fold("toàn"), "toan", fold("cả nước"), "chung")
_PLACES = frozenset(map(fold, STATUSES))
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


@lru_cache(maxsize=16384)
def without_count(text: str) -> tuple[str, int | None]:
    """A group's text without the number of models it states: "LĨNH VỰC KINH TẾ (12 mô hình)".

    What stands before a bracket is the number, the figures inside are its parts: "02 mô hình (TT: 01; CN: 01)".
    """
    text = _in_digits(text)
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


def _in_digits(text: str) -> str:
    """A text whose number of models is written in words, with figures: "LĨNH VỰC KINH TẾ: ba mô hình"."""
    return _IN_WORDS.sub(lambda found: found[1] + str(_spelled(found[2])), text)


def _spelled(words: str) -> int:
    """The number that is spelled out: "mười hai", "hai mươi lăm"."""
    value = 0
    for word in words.lower().split():
        value = value * 10 if word == "mươi" else value + _SPELLED[word]
    return value


_SPELLED = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_ONE_TO_NINE = "|".join(word for word in _SPELLED if word != "mười")
_IN_WORDS = re.compile(
    rf"([:(=]\s*(?:có\s+)?)((?:(?:{_ONE_TO_NINE})\s+mươi|mười)(?:\s+(?:{_ONE_TO_NINE}))?|(?:{_ONE_TO_NINE}))(?=\s+(?:mô hình|điển hình|mh)\b)",
    re.IGNORECASE,
)


def no_count_in(text: str) -> str:
    """What the text of a total or group gives for its number that can be none: "(3,5 mô hình)", "Tổng cộng: -2"; else nothing."""
    found = _NO_COUNT.search(text)
    seen = next(filter(None, found.groups())) if found else ""
    return seen if seen and read_count(seen).wrong else ""


_NO_COUNT = re.compile(  # "- 2" behind words is a dash; "1.597" is whole
    r"(?<![\d.,/])(\d+(?:,\d+|\.\d{1,2}))\s*(?:mô hình|điển hình|mh)\b"
    r"|[:(=]\s*(\d+(?:,\d+|\.\d{1,2}))\s*\)?\s*\.?$"
    r"|[:(=]\s*([-\u2212]\d+)(?![\d.,/-])",
    re.IGNORECASE,
)


def parts_stated(text: str) -> list[tuple[str, int]]:
    """The parts of its number that a text states, in brackets or behind "trong đó": "(TT: 01; CN: 01)"; all of it, or nothing."""
    behind = _BEFORE_PARTS_OF_IT.split(_BRACKET.sub(" ", text), maxsplit=1)[1:]
    return [part for listed in _BRACKET.findall(text) or behind for part in parts_listed(listed)]


_BEFORE_PARTS_OF_IT = re.compile(r"\b(?:trong đó|bao gồm|gồm|chia ra|cụ thể)(?:\s+có)?\b\s*:?", re.IGNORECASE)


def parts_listed(text: str) -> list[tuple[str, int]]:
    """The parts that a whole text lists, two at least: "Trong đó: KT: 2 mô hình; QPAN: 0 mô hình"."""
    read = [_PART.fullmatch(" ".join(part.strip(" .").split())) for part in _BETWEEN_PARTS.split(text)]
    parts = [one for one in read if one]
    if len(parts) != len(read) or len(parts) < 2:
        return []
    return [((one["said"] or one["label"]).strip(), whole(one["of"] or one["count"])) for one in parts]


def part_counted(text: str) -> tuple[str, int] | None:
    """A number and of whom it is: "7 TT", "02 cá nhân"; what stands there may be any word."""
    found = _ONE_PART.fullmatch(text.strip())
    return (found[2].strip(), whole(found[1])) if found else None


_ONE_PART = re.compile(r"(\d[\d.]*)\s*([^\W\d][^\d]*)")


def counts_all_models(text: str) -> bool:
    """Whether a text says how many models there are, of no stage, field or level of their own: "Toàn huyện có 25 mô hình".

    "3 xã có mô hình" counts others, and "5 mô hình được công nhận" some of them.
    """
    return _ALL_MODELS.search(text) is not None


_ALL_MODELS = re.compile(
    r"\d\s*(?:mô hình|điển hình|mh)\b(?:\s*[“\"']?\s*(?:dân vận khéo|dvk)\b\s*[”\"']?)?"
    r"\s*(?:$|[^\w\s“\"']|trong đó\b|gồm\b|bao gồm\b|chia\b|cụ thể\b|như sau\b)",
    re.IGNORECASE,
)


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
    words = [word for word in fold(unbulleted(text)).split() if not word.isdecimal()]
    folded = " ".join(words)
    if not words or not all(phrases("rows", "around_carried").has(word) for word in words):
        return ""
    if phrases("rows", "carried").inside(folded):
        return "carried"
    return "page" if phrases("rows", "page").inside(folded) else ""


def is_total(text: str, reader: Reader, *, figures: bool) -> bool:
    """Whether a text says "total". "Cộng Hòa" is a commune, the national motto a motto; `figures`: a row of figures."""
    if text[:3].lower() in _SENTENCE_STARTS and tells_number(text):
        return True
    if text[:1] not in _TOTAL_LETTERS or len(text) > 160 or unbulleted(text)[:3].lower() not in _TOTAL_STARTS:
        return False
    if _is_total(_plain_total(text), text.isupper() or figures, reader) or turns_page(text) or _sums_up(text):
        return True
    return summed_for(text) != ""


def _sums_up(text: str) -> bool:
    """Whether a text is nothing but a word of tables with their number: "Tổng hợp: 3 mô hình"; without it, that is a title."""
    plain, stated = without_count(unbulleted(text))
    return stated is not None and phrases("rows", "sums_up").has(fold(plain))


def summed_for(text: str) -> str:
    """The place or body whose sum a total says it is: "Cộng Phòng Tư pháp: 2 mô hình"; empty: none."""
    plain = unbulleted(text)
    start = _SUM_OF.match(plain)
    whose = without_count(plain[start.end() :])[0] if start else ""
    return whose if names_body_only(whose) or is_place(whose) else ""


_SUM_OF = re.compile(  # "Tổng" alone begins names: "Tổng Công ty Điện lực", "Tổng hội"
    r"(?:(?:tổng |tiểu )?cộng|tổng số)(?: của)? (?=\w)", re.IGNORECASE
)


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
    return fold(_BRACKET.sub(" ", unbulleted(text)))


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
    """What is left of a total's text: its numbering ("Cộng I") and the members it names ("Cộng lĩnh vực kinh tế").

    "Toàn huyện" is all that lies in it, and no level.
    """
    plain, _ = without_count(text)
    tokens = plain.replace("(", " ").replace(")", " ").split()
    place = False
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
        place = fold(tokens.pop(0)) == _WHOLE_PLACES[0]
    rest = " ".join(tokens)
    if not rest or (place and fold(rest) in _PLACES):
        return "", {}
    return (cell_numbering(rest) and rest.strip(".):")) or "", reader.coordinates(rest, row=True) or {}


_OF_MODELS = re.compile(r"\b(?:mô hình|điển hình|mh|số|tổng|cộng|là|có|gồm)\b", re.IGNORECASE)


def number_in(text: str) -> int | None:
    """The number that the text of a total states: "Tổng cộng: 35 mô hình"; of parts alone ("10 TT, 5 CN") none."""
    plain = _NUMBERS_ELSE.sub(" ", _BRACKET.sub(" ", _in_digits(text)))
    tail = plain.partition(":")[2] or plain
    parts = parts_listed(tail)
    if parts and not any(_OF_MODELS.search(label) for label, _ in parts):
        return None  # "Cấp xã 2, cấp huyện 3"
    numbers = _DIGITS.findall(tail)
    if not numbers or (len(numbers) > 1 and not _FIRST_OF_SEVERAL.match(tail)):
        return None
    return whole(numbers[0])
