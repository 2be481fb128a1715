"""The two registers of Vietnam's places, of the eve of 1/7/2025 and of the day: codes, names, what lies under what. (data/units/README.md)"""

import gzip
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, cached_property
from typing import NamedTuple

from danvan_cli import shipped
from danvan_cli.periods import REFORM
from danvan_cli.units.own_units import NOTHING, OwnUnits
from danvan_cli.vietnamese import bare

OLD_UNTIL = REFORM - timedelta(days=1)
MARK = f"@{REFORM.isoformat()}"
"""What codes of the later register end on, so that no code ever means two places."""

STATUSES = {
    "Tỉnh": "tinh",
    "Thành phố": "thanhpho",
    "Thị xã": "thixa",
    "Thị trấn": "thitran",
    "Huyện": "huyen",
    "Quận": "quan",
    "Xã": "xa",
    "Phường": "phuong",
    "Đặc khu": "dackhu",
}
"""The status words of places and their kinds."""


def status_of(name: str) -> tuple[str, str] | None:
    """The kind that a place's name begins with, and the name without it; None where it begins with none."""
    word = next((word for word in STATUSES if name.startswith(word + " ")), None)
    return (STATUSES[word], name[len(word) + 1 :]) if word else None


def key_of(name: str) -> str:
    """A name as places are found by: without status word, accents and spaces; a number keeps its status word."""
    kind, short = status_of(name) or ("", name)
    key = bare(short).replace(" ", "")
    return f"{kind}{key}" if key.isdecimal() else key


class Line(NamedTuple):
    """A place as its register file has it."""

    level: str
    code: str
    name: str
    key: str  # the name without status word, accents and spaces
    aliases: str  # keys of former names


@cache
def _columns_of(day: date) -> list[list[str]]:
    """The columns of a register's file."""
    packed = shipped.folder().joinpath("units", f"{day.isoformat()}.txt.gz").read_bytes()
    return [column.split("\t") for column in gzip.decompress(packed).decode().splitlines()]


class Era:
    """One register of places, read when it is first needed. `own`: names that its places took, or that a workspace gives them."""

    def __init__(self, day: date, mark: str, since: date | None, until: date | None, own: OwnUnits = NOTHING) -> None:
        self.day, self.mark, self.since, self.until = day, mark, since, until
        self._own = own

    @property
    def _columns(self) -> list[list[str]]:
        return _columns_of(self.day)

    @cached_property
    def codes(self) -> list[str]:
        """All places, each after what it belongs to."""
        return [code + self.mark for code in self._columns[1]] if self.mark else self._columns[1]

    @cached_property
    def _rank(self) -> dict[str, int]:
        return {code: rank for rank, code in enumerate(self.codes)}

    def __contains__(self, code: str) -> bool:
        return code in self._rank

    def line(self, code: str) -> Line:
        """A place's line; KeyError if there is none."""
        rank = self._rank[code]
        return Line(*(column[rank] for column in self._columns))

    @property
    def provinces(self) -> Iterator[str]:
        """The provinces."""
        return (code for code, level in zip(self.codes, self._columns[0], strict=True) if level == "1")

    @cached_property
    def parents(self) -> dict[str, str]:
        """The place that each place belongs to: the nearest line above it of a smaller level."""
        parents: dict[str, str] = {}
        above = ["", "", "", ""]
        for code, depth in zip(self.codes, self._columns[0], strict=True):
            level = int(depth)
            above[level:] = [code] * (4 - level)
            if level > 1:
                parents[code] = above[level - 1]
        return parents

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """The places directly below each place."""
        children: dict[str, list[str]] = {}
        for code, parent in self.parents.items():
            children.setdefault(parent, []).append(code)
        return children

    @cached_property
    def named(self) -> dict[str, list[str]]:
        """Places by the key of their name without its status word."""
        named: dict[str, list[str]] = {}
        taken = {code: key_of(name) for code, name in self._own.names.items()}
        for code, key in zip(self.codes, self._columns[3], strict=True):
            named.setdefault(taken.get(code, key), []).append(code)
        return named

    @cached_property
    def aliased(self) -> dict[str, list[str]]:
        """Places by the keys of their former names."""
        aliased: dict[str, list[str]] = {}
        for code, aliases in zip(self.codes, self._columns[4], strict=True):
            for alias in aliases.split():
                aliased.setdefault(alias, []).append(code)
        for code, key in [(code, self.line(code).key) for code in self._own.names if code in self]:
            if code not in self.named.get(key, ()):  # it took another name
                aliased.setdefault(key, []).append(code)
        for code, names in self._own.aliases.items():
            for name in names if code in self else ():
                aliased.setdefault(key_of(name), []).append(code)
        return aliased
