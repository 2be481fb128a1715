"""What remarks and results beside models, or brackets behind their names, say of models that run no more: "Đã giải thể"."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.sheets.view import Column
from danvan_cli.intake.words.headings import Reader, phrases
from danvan_cli.vietnamese import fold, in_doubt

_ROLES = ("note", "outcome", "comment", "unknown")
_BEHIND_NAME = re.compile(r"\(([^()]*)\)\s*$")
_STOP = re.compile(r"[,;.:()–]|\s-\s")
_LONGEST = 5  # words that may say it


class Ended(NamedTuple):
    """What a text beside a model says of it: the stages, or none where it is not clear which."""

    column: int
    heading: str
    text: str
    stages: tuple[str, ...]
    asked: bool  # it is not clear, or was not until somebody answered


def ended_rows(table: TableReader) -> dict[int, Ended]:
    """The rows whose texts say that their model runs no more, or does not run yet."""
    found: dict[int, Ended] = {}
    for column in table.columns.all:
        told = dict(_telling(table, column)) if column.role in _ROLES or column.index == table.label else {}
        for row, value in enumerate(table.view.column(column.index)) if told else ():
            if type(value) is str and value in told:
                found.setdefault(row, told[value])
    return found


def _telling(table: TableReader, column: Column) -> Iterator[tuple[str, Ended]]:
    """Of the different texts of a column those that say so; of names what stands in brackets behind them."""
    for value in {value for value in table.view.column(column.index) if type(value) is str}:
        text = value
        if column.index == table.label:
            behind = _BEHIND_NAME.search(value) if value.endswith(")") else None
            text = behind[1].strip() if behind else ""
        if text[:1] in _BEGIN and says_ended(text):
            stages, asked = _stages(text, table.reader)
            yield value, Ended(column.index, column.heading, text, stages, asked)


_BEGIN = frozenset("dngktcđDNGKTCĐ")  # of what `ended` holds: most texts need no closer look


def _stages(text: str, reader: Reader) -> tuple[tuple[str, ...], bool]:
    """The stages that such a text says, and whether it must be asked."""
    if members := reader.decided(text).get("stage"):
        return members, True
    known = None if in_doubt(text) else reader.members("stage", text)
    return (known, False) if known == ("ketthuc",) else ((), True)


@lru_cache(maxsize=4096)
def says_ended(text: str) -> bool:
    """Whether a text begins with a model's end and goes on with nothing but when or why: "Ngừng hoạt động từ tháng 6".

    "Đã giải thể 2 tụ điểm" is a result.
    """
    head = _STOP.split(text, maxsplit=1)[0]
    words = fold(head[: _LONGEST * 20]).split()
    ends = phrases("answer", "ended")
    for size in range(min(len(words), _LONGEST), 0, -1):
        if ends.has(" ".join(words[:size])):
            behind, *number = [*words[size : size + 2], ""]
            dated = phrases("answer", "dated").has(behind) and number[0][:1].isdigit()
            return not behind or dated or phrases("answer", "when_or_why").has(behind)
    return False
