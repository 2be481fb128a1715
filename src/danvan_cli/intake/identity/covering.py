"""The day of the report that a table goes with, where its own head bears none. (counting.md 5)"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from danvan_cli.intake.draft import DraftFile, DraftTable
from danvan_cli.intake.identity.evidence import day_in, head_lines
from danvan_cli.intake.words.headings import phrases
from danvan_cli.units import Register
from danvan_cli.units.tree import place_of
from danvan_cli.vietnamese import fold


def day_of_report(draft: DraftFile, table: DraftTable, register: Register, reporter: str) -> date | None:
    """The day in "(Kèm theo Báo cáo số 12-BC/ĐU ngày 05/12/2024 của Đảng ủy xã Liêm Sơn)"; not of another's report."""
    place = place_of(reporter)
    own = register.era_of(place).line(place).key
    for text in _covering([line for _, line in head_lines(draft, table)]):
        named = [one.key for mention in register.read(text, expected=False).mentions for one in mention.places]
        if (day := day_in(text)) and (own in named or not named):
            return day
    return None


def _covering(lines: Sequence[str]) -> Iterator[str]:
    """The lines that name the report; in an open bracket it goes on in the next."""
    for line, after in pairwise([*lines, ""]):
        if phrases("title", "covered_by").starts(fold(line)):
            yield f"{line} {after}" if line.lstrip().startswith("(") and ")" not in line else line
