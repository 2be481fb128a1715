"""What is known of changes of places, with days, resolutions and sources: facts, no thinking. (data/units/README.md)"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from danvan_cli import shipped

APPLIED = ("text", "told")
"""How certain a change of name must be to change names; what is less certain is told, and changes nothing."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """A place that took another name, or another kind, and stayed what it was."""

    code: str
    day: date
    name: str  # "Thành phố Đồng Nai"
    resolution: str | None
    certainty: str  # text told unconfirmed
    source: str


@dataclass(frozen=True, slots=True)
class Known:
    """Day and resolution of an event that the lists of units show; None where only they tell."""

    day: date | None
    resolution: str
    source: str


@dataclass(frozen=True, slots=True)
class Reform:
    """What decided the reform of 1/7/2025, by level; of communes by their new province."""

    provinces: str
    districts: str
    communes: Mapping[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of `events.toml`."""

    reform: Reform
    renamings: tuple[Renaming, ...]  # in time
    known: Mapping[str, Known]  # by the code of what there was after the event
    sources: Mapping[str, str]


Named = tuple[str, str]
"""A place of an earlier list: its official code, and its name."""


@dataclass(frozen=True, slots=True)
class Past:
    """What two lists of units before the eve show: something happened after the day of the one, by the day of the other."""

    kind: str  # merge divide rename status move found end
    after: date
    by: date
    became: Named  # no code: nobody tells what became of it, or several
    before: tuple[Named, ...]


@cache
def load() -> Facts:
    """The shipped facts."""
    said = shipped.toml("units", "events.toml")
    changes: list[dict[str, Any]] = said["change"]
    renamings = [
        Renaming(code, entry["day"], name, entry.get("resolution"), entry["certainty"], entry["source"])
        for entry in changes
        for code, name in entry["names"].items()
    ]
    known = {
        code: Known(entry.get("day"), entry["resolution"], entry["source"])
        for entry in said["known"]
        for code in entry["codes"]
    }
    return Facts(Reform(**said["reform"]), tuple(sorted(renamings, key=lambda one: one.day)), known, said["sources"])


@cache
def past() -> tuple[Past, ...]:
    """What the earlier lists show."""
    packed = shipped.folder().joinpath("units", "history.txt.gz").read_bytes()
    return tuple(map(_past, gzip.decompress(packed).decode().splitlines()))


def _past(line: str) -> Past:
    kind, after, by, code, name, *before = line.split("\t")
    olds = tuple((old, called) for old, _, called in (one.partition(" ") for one in before))
    return Past(kind, date.fromisoformat(after), date.fromisoformat(by), (code, name), olds)
