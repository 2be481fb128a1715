"""What a row of a table is told by: places and bodies, dashes, notes, signatures. (domain.md "How returns look")"""

import re
from functools import lru_cache

from danvan_cli.intake.words.headings import phrases
from danvan_cli.intake.words.numbering import numbered_text
from danvan_cli.units.words import without_former
from danvan_cli.vietnamese import bare, fold, has_accents
from danvan_cli.vocabulary import Coordinates

_DATE_LINE = re.compile(r"ngày\s*[\d.…_ ]*\s*tháng\s*[\d.…_ ]*\s*năm", re.IGNORECASE)
_DATE_IN_FIGURES = re.compile(  # a line of its own: "Gia Tân 1, ngày 05/12/2024", no "QĐ số 12 ngày 05/12/2024"
    r"(?:[^\d,;:()]{1,40}(?:\d{1,2})?\s*,)?\s*ngày\s*[\d…_ ]*[/.-][\d.…_ ]*[/.-]\s*[\d.…_]*\W*", re.IGNORECASE
)
_FOR = re.compile(r"(?:T\s*/\s*M|TM\.|K\s*/\s*T|KT\.|T\s*/\s*L|TL\.|T\s*/\s*U|TUQ\.|Q\.)\s*\S{2,}")
_BULLET = re.compile(r"^\s*[-+*•–—]\s*")


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


@lru_cache(maxsize=16384)
def is_commune_without_accents(text: str) -> bool:
    """Whether a whole text looks like a commune typed without accents: "Xa Duong Xa", "P. Duong Quan"; "Xa Hoi" is none."""
    if has_accents(text):
        return False
    kinds = {bare(kind) for kind in phrases("rows", "commune").whole}
    tokens = re.split(r"[\s.,/-]+", text.strip())
    for size in (2, 1):
        if bare(" ".join(tokens[:size])) in kinds:
            names = tokens[size:]
            own = [name for name in names if not any(bare(name) in kind.split() for kind in kinds)]
            return bool(own) and own[0].lower() != "hoi" and all(name[:1].isupper() or name.isdigit() for name in names)
    return False


def is_bare_name(text: str) -> bool:
    """Whether a text is written as names of places are: "Hà Thượng", "Tân Phú 2", and no "MN Hoa Sen"."""
    words = text.split()
    return (
        len(words) <= _MOST_WORDS_OF_A_PLACE
        and not text.isdigit()
        and all(word.isdigit() or (word[0].isupper() and (len(word) < 2 or not word.isupper())) for word in words)
    )


_MOST_WORDS_OF_A_PLACE = 4


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
    """Whether all that stands where a name belongs is that there is none: "Không có", or dots that nobody wrote over.

    "Không có mô hình lĩnh vực QPAN" says of what there is none; "Không có tảo hôn" is a model's name.
    """
    if len(text) > _LONGEST_NONE or text[0] not in _NONE_STARTS:
        return False
    folded = fold(text)
    told = phrases("rows", "none_stated")
    if not folded or folded == fold("không") or folded in told.whole:
        return True
    return _OF_MODELS in folded and _OF_MODELS in (told.starts(folded) or "")


_LONGEST_NONE = 80  # letters
_NONE_STARTS = frozenset("kKcC([-–—.…_*+")
_OF_MODELS = fold("mô hình")


def is_example(text: str) -> bool:
    """Whether a row of a form so begun shows how to fill it in: "VD: …", "(Ghi rõ tên mô hình)"."""
    if text[:1] not in _EXAMPLE_LETTERS or (text[0] != "(" and text[:2].lower() not in _EXAMPLE_STARTS):
        return False
    opened = phrases("rows", "instruction") if in_brackets(text) else phrases("rows", "example")
    return opened.starts(fold(text)) is not None


_EXAMPLE_STARTS = frozenset(("ví", "vi", "vd"))
_EXAMPLE_LETTERS = frozenset("vV(")


def names_no_model(text: str) -> bool:
    """Whether what stands where a model's name belongs is none: that there is none, dots, or a form's example."""
    return text[0] in _NO_NAMES and (names_none(text) or is_example(text))


_NO_NAMES = _NONE_STARTS | _EXAMPLE_LETTERS  # most names begin otherwise


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


def of_a_body(text: str) -> bool:
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
