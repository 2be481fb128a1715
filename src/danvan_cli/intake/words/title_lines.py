"""What kind of line stands above a table: letterhead, motto, title, a sum of the table above it."""

import re
from functools import lru_cache
from itertools import pairwise

from danvan_cli.intake.words.headings import phrases
from danvan_cli.intake.words.numbering import cell_numbering, numbered_text, small_letter
from danvan_cli.intake.words.numbers import whole
from danvan_cli.intake.words.row_texts import foot_mark, is_place
from danvan_cli.intake.words.stated_counts import MODELS, number_in, without_count
from danvan_cli.intake.words.title_phrases import stages_in
from danvan_cli.vietnamese import fold

_BRACKETED = re.compile(r"\([^()]*\)?")
_GENERIC_SHEET = re.compile(
    r"(sheet|bi[eê]u|trang t[ií]nh|worksheet|ph[uụ] l[uụ]c|b[aả]ng|pl|m[aẫ]u)[\s\d._()a-z-]*", re.IGNORECASE
)
_IN_ALL = r"(?:tổng (?:số|cộng)|gồm|có)(?:\s*:)?\s*"
_COUNT_TITLED = re.compile(
    rf"^(?P<before>.*?)(?P<lone>(?:[(:]|\s[–—-])\s*(?:{_IN_ALL})?|[,;]\s*{_IN_ALL})?"
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
    opening = phrases("title", "opens").starts(before) if before else before
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
