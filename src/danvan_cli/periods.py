"""Periods: what a user types, what titles and file names say, and which days a code covers. (counting.md 7)"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cached_property, lru_cache

from danvan_cli import messages
from danvan_cli.vietnamese import clean

_YEAR = r"(20\d\d)(?!\d)"
_FIRST_YEAR = "2000"
_CODE = re.compile(
    r"(?P<year>20\d\d)(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<run>\d\d)M|(?P<month>\d\d)))?"
    r"|(?P<since>20\d\d)/(?P<till>20\d\d)|\.\.(?P<stock>20\d\d-\d\d-\d\d)"
)


@dataclass(frozen=True)
class Period:
    """A period code: `2024`, `2024-H1`, `2024-Q3`, `2024-09M`, `2024-11`, `2021/2023`, `..2022-06-15` (a stock)."""

    code: str

    @cached_property
    def _said(self) -> dict[str, str]:
        found = _CODE.fullmatch(self.code)
        if not found:
            raise ValueError(self.code)
        return {part: text for part, text in found.groupdict().items() if text}

    @cached_property
    def _months(self) -> tuple[int, int]:
        """First and last month inside its year."""
        said = self._said
        if "half" in said:
            return int(said["half"]) * 6 - 5, int(said["half"]) * 6
        if "quarter" in said:
            return int(said["quarter"]) * 3 - 2, int(said["quarter"]) * 3
        if "run" in said:
            return 1, int(said["run"])
        if "month" in said:
            return int(said["month"]), int(said["month"])
        return 1, 12

    @property
    def first(self) -> date:
        """Its first day; of a stock, the day itself."""
        if "stock" in self._said:
            return date.fromisoformat(self._said["stock"])
        return date(int(self._said.get("year") or self._said["since"]), self._months[0], 1)

    @property
    def last(self) -> date:
        """Its last day."""
        if "stock" in self._said:
            return self.first
        year, month = int(self._said.get("year") or self._said["till"]), self._months[1]
        return date(year, month, monthrange(year, month)[1])

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years it touches."""
        return tuple(range(self.first.year, self.last.year + 1))

    @property
    def year_before(self) -> str | None:
        """The same part of the year before; None for spans and stocks, and for the first year there is."""
        year = self._said.get("year")
        return f"{int(year) - 1}{self.code[4:]}" if year and year > _FIRST_YEAR else None

    def contains(self, other: "Period") -> bool:
        """Whether the other lies within this one."""
        return self.first <= other.first and other.last <= self.last

    @property
    def is_stock(self) -> bool:
        """Whether it is what there is at a day, and no stretch of time."""
        return "stock" in self._said

    @property
    def is_span(self) -> bool:
        """Whether it is several years as one."""
        return "since" in self._said

    @property
    def name(self) -> str:
        """As people say it: "năm 2024", "giai đoạn 2021-2023"."""
        said = self._said
        for shape in ("half", "quarter", "run", "month"):
            if shape in said:
                number = _ROMAN[int(said[shape])] if shape == "quarter" else int(said[shape])
                return messages.text(
                    "period", f"{shape}{number}" if shape == "half" else shape, n=number, year=said["year"]
                )
        if "since" in said:
            return messages.text("period", "span", since=said["since"], till=said["till"])
        if "stock" in said:
            return messages.text("period", "stock", day=f"{self.first:%d/%m/%Y}")
        return messages.text("period", "year", year=said["year"])


_ROMAN = ("", "I", "II", "III", "IV")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WORDS = {"ba": 3, "sau": 6, "chin": 9, "mot": 1, "hai": 2, "bon": 4, "nam": 5, "bay": 7, "tam": 8, "muoi": 10}

# What holds a year and is no reading of the period: dates, numbers of documents, terms, years of schools (of
# which year is their list?), registrations, plans, comparisons.
_NO_READING = [
    re.compile(pattern)
    for pattern in (
        r"\(?\s*(?:ban hanh )?kem theo\b[^)]*\)?",
        r"\b(?:ngay|dd)?\s*\d{1,2} thang \d{1,2} nam \d{4}",
        r"\bngay[ .…_]*thang[ .…_]*nam[ .…_]*(?:\d{4})?",
        r"\b(?:ngay )?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}",
        r"(?<!\d)\d{4}([-._])\d{1,2}\1\d{1,2}(?!\d)",
        (
            r"\b(?:quyet dinh|ke hoach|nghi quyet|chi thi|huong dan|nghi dinh|thong tu|thong bao|cong van|quy dinh|ket luan|de an|qd|kh|nq|ct)"
            r"\s+(?:so\s*:?\s*)?(?!20\d\d(?![\w/-]))\d+[\w/-]*(?:,? nam \d{4})?"
        ),
        r"\bso\s*:?[ .…_]*\d*\s*[-/]\s*[a-z][\w/-]*",
        r"(?<![\w])\d+[-/](?:\d{4}/)?[a-z]{1,4}[-/][\w/-]*",
        r"\bnhiem ky\s*:?\s*\d{4}\s*-\s*\d{4}",
        r"\b(?:nam hoc|nien hoc|nien khoa)\s*:?\s*\d{4}\s*(?:-|/|_|den)\s*\d{4}",
        r"\bnam dang k[yi]\s*:?\s*\d{4}",
        r"\b(?:phuong huong|nhiem vu|du kien|chi tieu)\b.*",
        # what is compared with; "BIỂU SO SÁNH … NĂM 2024" is of its only year
        r"\b(?:so voi|(?<!bieu )(?<!bang )so sanh|so sanh(?=[^,;)\d]{0,80}20\d\d[^,;)\d]{1,40}20\d\d))\b[^,;)]*",
    )
]
# "Phường Hương Long" is no "phương hướng"; without accents, unless the words of a plan follow.
_WARD = re.compile(r"\bphường |\bphuong (?=huong (?!(?:va|nhiem|nam|cong|hoat|thuc|xay|phat|trien|ke|den)\b|\d)\w)")
# "Xã Nam Thắng", "Tam Thăng", "Hải Quy" are no five months, eight months, two quarters, and "Thanh Nưa" is no half ("nửa").
_PLACE = re.compile(
    r"\b(?:hải|nam|tam|tâm|hai) (?:thắng|thăng|thang|quy)\b(?! (?:đầu|cuối|dau|cuoi|\d{1,2}\b))|\b\w+ nưa\b"
    r"|\b(?:xa|x|thi tran|tt)[ .] ?(?:\w+ )?nua\b"
)
_STAGE_OF_YEARS = re.compile(rf"\bgiai doan\s*:?\s*(?:tu )?(?:nam )?{_YEAR}\s*(?:-|den)\s*(?:nam )?{_YEAR}")
_SPAN = re.compile(rf"\b(?:tu )?(?:nam )?{_YEAR}\s*(?:-|/|_|den)\s*(?:het )?(?:nam )?{_YEAR}")
# months, quarters or a half from the beginning of a year ("6 tháng", "9T/", "hai quý đầu") or up to its end
_RUN = re.compile(
    rf"\b0?(?:(\d{{1,2}}(?=t| )|{'|'.join(_WORDS)})(?: thang| quy|(?<=\d)t)|nua(?: nam|(?= dau| cuoi)))(?: (dau|cuoi))?(?: cua)?(?: nam)?(?: |\s*[/.-]\s*){_YEAR}"
)
_HALF_YEARLY = re.compile(rf"\bban nien (?:nam )?{_YEAR}")
_QUARTER = re.compile(rf"\bquy\s*(iii|ii|iv|i|[1-4])\s*[/.,_-]?\s*(?:nam )?{_YEAR}")
_Q = r"(?:iii|ii|iv|i|[1-4])(?!\w)"
# parts of a year told together
_QUARTERS_OF = re.compile(
    rf"\bquy\s*({_Q}(?:\s*(?:,|;|\+|&|-|va|den)\s*(?:het )?(?:quy )?{_Q}){{1,3}})\s*[/.,_-]?\s*(?:cua )?(?:nam )?{_YEAR}"
)
_MONTHS_OF = re.compile(
    rf"\bthang\s*(\d{{1,2}}(?:\s*(?:,|;|\+|&|va)\s*(?:thang )?\d{{1,2}}){{1,11}})(?:\s*[/.-]\s*|,? nam ){_YEAR}"
)
_SHORT_QUARTER = re.compile(rf"\bq\s?([1-4])\s*/\s*{_YEAR}")  # "Q3-2024" in a file's name may be Quận 3
_MONTH = re.compile(rf"\b(?:thang|t)\s*(\d{{1,2}})\s*[/._-]?\s*(?:nam )?{_YEAR}")
# of a later list the year since when its models go on: "(tiếp tục thực hiện từ năm 2024)", "duy trì các mô hình năm 2024"
_BEGUN = re.compile(
    r"\b(?:tiep tuc|duy tri|chuyen tiep)\b[^,;()\d]{0,80}"
    rf"(?:\btu (?:dau )?nam|\b(?:mo hinh|dien hinh)\b[^,;()\d]{{0,80}}\bnam) {_YEAR}(?!\s*(?:-|/|den\b))"
)
# the term of a plan that models carry out: "Thực hiện Đề án … giai đoạn 2021-2025"
_TERM_OF_PLAN = re.compile(
    rf"\b(?:de an|ke hoach|chuong trinh|nghi quyet|chi thi)\b[^;()]{{0,80}}?\bgiai doan\s*:?\s*(?:tu )?(?:nam )?{_YEAR}"
)
_PLAIN_YEAR = re.compile(rf"(?<!\d){_YEAR}")
_STOCK = re.compile(
    r"\b(?:den|tinh den|den het)\s+(?:het )?(?:ngay )?(\d{1,2})(?:[/.-]| thang )(\d{1,2})(?:[/.-]| nam )(20\d\d)"
)
_STOCK_OF_MONTH = re.compile(rf"\b(?:tinh den|den het)\s+(?:het )?thang (\d{{1,2}})(?:\s*[/.-]\s*| nam ){_YEAR}")
_STOCK_OF_QUARTER = re.compile(rf"\b(?:tinh den|den het)\s+(?:het )?quy\s*({_Q})\s*[/.,-]?\s*(?:nam )?{_YEAR}")
_SINCE_NEW_YEAR = re.compile(
    rf"\btu (?:dau nam|(?:ngay )?0?1[/.-]0?1)(?:[/.-]| )?(20\d\d)?\s*(?:-|den)\s*(?:het )?thang (\d{{1,2}})(?:\s*[/.-]\s*| nam ){_YEAR}"
)
_DAY = r"(?:ngay )?(\d{1,2})(?:[/.-]| thang )(\d{1,2})"
_TO = r"\s*(?:-|den)\s*(?:het )?"
_OF_YEAR = rf"(?:[/.-]| nam |, nam ){_YEAR}"
_DAYS = re.compile(rf"(?<!\d){_DAY}(?:{_OF_YEAR})?{_TO}{_DAY}{_OF_YEAR}")
_MONTHS = re.compile(rf"\bthang (\d{{1,2}})(?:{_OF_YEAR})?{_TO}(?:thang )?(\d{{1,2}}){_OF_YEAR}")


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[str, ...]:
    """The period codes that a title, a sheet's, a file's or a folder's name says; dates and cited documents say none."""
    if "20" not in text:  # no year, no reading: most lines of a letterhead
        return ()
    plain = _plain(text)
    between: list[str] = []
    days = _take(_DAYS, plain, between, _between_days)
    stocks = [stock for found in _STOCK.finditer(days) if (stock := _stock(found))]
    plain = _take(_MONTHS, plain, between, _between_months)
    plain = _take(_SINCE_NEW_YEAR, plain, between, _since_new_year)
    plain = _take(_STOCK_OF_MONTH, plain, stocks, _stock_of_month)
    plain = _take(_STOCK_OF_QUARTER, plain, stocks, _stock_of_quarter)
    for pattern in _NO_READING:
        plain = pattern.sub(" ; ", plain)
    spans: list[str] = []
    plain = _take(_STAGE_OF_YEARS, plain, spans, lambda found: _span(found[1], found[2]))
    codes: list[str] = []
    begun = _BEGUN.findall(plain)
    for pattern, code in _SHAPES:
        plain = _take(pattern, plain, codes, code)
    between = [code for code in between if code]
    codes = [code for code in codes if code and (code not in begun or not is_later(codes, code))]
    return tuple(dict.fromkeys(codes or spans or between or stocks))


def is_later(codes: Iterable[str], year: str) -> bool:
    """Whether one of the periods lies after a year since when models go on."""
    return any(Period(code).last.year > int(year) for code in codes)


def begun(text: str) -> tuple[str, ...]:
    """The years since when a title says that models go on; they are its period only where no later one is told."""
    return tuple(_BEGUN.findall(_plain(text))) if "20" in text else ()


def is_term_of_plan(text: str) -> bool:
    """Whether a text names years as the term of a plan that is carried out; each of them has a list of its own."""
    return "20" in text and _TERM_OF_PLAN.search(_plain(text)) is not None


def parse(text: str) -> Period | None:
    """What a user types: a code, "2021-2023", "quý III/2024" … None if it says no period, or two."""
    typed = clean(text)
    found = _CODE.fullmatch(typed.upper())
    if found and not (found["since"] and found["since"] > found["till"]):
        return _sound(typed.upper())
    codes = readings(typed)
    return _sound(codes[0]) if len(codes) == 1 else None


def _sound(code: str) -> Period | None:
    """The period of a code, by the one code that its days have: `2024-06M` is 2024-H1, `2024/2024` is 2024."""
    try:
        first, last = Period(code).first, Period(code).last
    except ValueError:
        return None
    return Period(code if first == last else _between(first, last))


def _plain(text: str) -> str:
    """Lower case without accents, punctuation kept, all dashes one."""
    typed = _PLACE.sub(" ; ", _WARD.sub("phuong ; ", clean(text).lower().replace("_", " ")))
    decomposed = unicodedata.normalize("NFD", typed.replace("đ", "d"))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[‐-―−]", "-", plain)


def _take(pattern: re.Pattern[str], text: str, codes: list[str], code: object) -> str:
    """Read all that the pattern finds into `codes`, and take it out of the text."""

    def read(found: re.Match[str]) -> str:
        said = code(found)  # type: ignore[operator]
        if said is None:
            return found[0]
        codes.append(said)
        return " ; "

    return pattern.sub(read, text)


def _span(since: str, till: str) -> str | None:
    return None if since > till else since if since == till else f"{since}/{till}"


def _run(found: re.Match[str]) -> str | None:
    """From the beginning of a year, or up to its end; "4 tháng cuối năm" is no period of ours, and no year either."""
    said, one = found[1] or "6", 3 if " quy" in found[0] else 1
    months = (int(said) if said.isdecimal() else _WORDS[said]) * one
    if not 1 <= months <= 12:
        return None
    first, last = (13 - months, 12) if found[2] == "cuoi" else (1, months)
    return _between(date(int(found[3]), first, 1), date(int(found[3]), last, 1))


def _between_days(found: re.Match[str]) -> str | None:
    """The period of the days from the first of a month to the last of one, or as reports are closed; other days make none.

    Figures of a month are those from the 15th before it to its 14th (Nghị định 09/2019/NĐ-CP, Điều 12). A year's are
    often closed in December, or run from December to November.
    """
    try:
        since = date(int(found[3] or found[6]), int(found[2]), int(found[1]))
        till = date(int(found[6]), int(found[5]), int(found[4]))
    except ValueError:
        return None
    closed = (since.day, till.day) == (15, 14)
    if closed:
        since += timedelta(days=17)  # some day of the month after
    if closed or (since.day == 1 and (till + timedelta(days=1)).day == 1):
        months = 12 * (till.year - since.year) + till.month - since.month + 1
        return _between(since, till) or (str(till.year) if (months, till.month) == (12, 11) else None)
    return str(till.year) if since == date(till.year, 1, 1) and till.month == 12 else None


def _between_months(found: re.Match[str]) -> str | None:
    """The same from month to month; months that are no period of ours say none, and no single month either."""
    try:
        since, till = date(int(found[2] or found[4]), int(found[1]), 1), date(int(found[4]), int(found[3]), 1)
    except ValueError:
        return None
    return _between(since, till)


def _between(since: date, till: date) -> str:
    """The code of whole months; empty where they make no period of ours."""
    year, first, last = till.year, since.month, till.month
    if since > till or (since.year != year and (first, last) != (1, 12)):
        return ""
    if since.year != year:
        return f"{since.year}/{year}"
    halves = {(1, 12): "", (1, 6): "-H1", (7, 12): "-H2"} | {(3 * n - 2, 3 * n): f"-Q{n}" for n in range(1, 5)}
    if (first, last) in halves:
        return f"{year}{halves[first, last]}"
    return f"{year}-{last:02}" if first == last else f"{year}-{last:02}M" if first == 1 else ""


def _since_new_year(found: re.Match[str]) -> str | None:
    """From the first of January on it is no stock: "từ đầu năm đến hết tháng 10/2024"."""
    try:
        till = date(int(found[3]), int(found[2]), 1)
    except ValueError:
        return None
    return _between(date(int(found[1] or till.year), 1, 1), till)


def _month(found: re.Match[str]) -> str | None:
    """One month; "tháng 13 năm 2024" is none, and no year either."""
    if 1 <= int(found[1]) <= 12:
        return f"{found[2]}-{int(found[1]):02}"
    return "" if found[0].startswith("thang") else None


def _stock(found: re.Match[str]) -> str | None:
    try:
        return f"..{date(int(found[3]), int(found[2]), int(found[1])).isoformat()}"
    except ValueError:
        return None


def _stock_of_month(found: re.Match[str]) -> str | None:
    """At the end of a month: "tính đến hết tháng 10/2024" is not October alone."""
    year, month = int(found[2]), int(found[1])
    return f"..{date(year, month, monthrange(year, month)[1]).isoformat()}" if 1 <= month <= 12 else None


def _stock_of_quarter(found: re.Match[str]) -> str | None:
    till = date(int(found[2]), _QUARTERS[found[1]] * 3, 1)
    return f"..{till.replace(day=monthrange(till.year, till.month)[1]).isoformat()}"


def _quarters_of(found: re.Match[str]) -> str:
    """Quarters told together ("quý I, II", "quý I-III"); such as leave one out are no period, and no year either."""
    named = [_QUARTERS[one] for one in re.findall(_Q, found[1])]
    run = len(named) == 2 and re.search(r"-|den", found[1]) is not None
    return _of_months([3 * one - 2 for one in named], [3 * one for one in named], found[2], run=run)


def _months_of(found: re.Match[str]) -> str:
    """Months told together: "tháng 01, 02, 03"."""
    named = [int(one) for one in re.findall(r"\d+", found[1])]
    return _of_months(named, named, found[2], run=False)


def _of_months(first: list[int], last: list[int], year: str, *, run: bool) -> str:
    """The code of parts of a year that follow one another; empty where they do not, or are no months."""
    follow = all(after == before + 1 for before, after in zip(last, first[1:], strict=False))
    if not (run or follow) or not 1 <= first[0] <= last[-1] <= 12:
        return ""
    return _between(date(int(year), first[0], 1), date(int(year), last[-1], 1))


_SHAPES = (
    (_QUARTERS_OF, _quarters_of),
    (_MONTHS_OF, _months_of),
    (_RUN, _run),
    (_HALF_YEARLY, lambda _: ""),  # which half is not said
    (_SHORT_QUARTER, lambda found: f"{found[2]}-Q{found[1]}"),
    (_QUARTER, lambda found: f"{found[2]}-Q{_QUARTERS[found[1]]}"),
    (_SPAN, lambda found: _span(found[1], found[2])),
    (_MONTH, _month),
    (_PLAIN_YEAR, lambda found: found[1]),
)


_VIETNAM = timezone(timedelta(hours=7))


def day_of(moment: str) -> date:
    """The day of a stored moment in Vietnam, wherever danvan runs: by days it is told which document is the newer."""
    return datetime.fromisoformat(moment).astimezone(_VIETNAM).date()


REFORM = date(2025, 7, 1)
"""The day on which districts ended and the communes were drawn anew. (domain.md "Units")"""


def register_day(period: str | None) -> date | None:
    """The day whose register of units the period speaks of; None where both may be meant ("2025" as a whole, no period)."""
    if period is None:
        return None
    held = Period(period)
    if held.last < REFORM:
        return REFORM - timedelta(days=1)
    return REFORM if held.first >= REFORM or held.last.year > REFORM.year else None


def parse_day(text: str) -> date | None:
    """A day as people write it: 05/12/2024, 2024-12-05; None where it is no day."""
    for shape in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text.strip(), shape).date()  # noqa: DTZ007 - a day on paper has no zone
        except ValueError:
            continue
    return None
