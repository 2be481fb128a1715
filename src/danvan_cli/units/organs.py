"""The organs' names on letterheads: which one is right on a day, at a place. The names and days are data. (data/organs.toml)"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from danvan_cli import settings
from danvan_cli.errors import UsageError
from danvan_cli.periods import REFORM
from danvan_cli.units import Register, place_of
from danvan_cli.units.eras import OLD_UNTIL, status_of
from danvan_cli.vietnamese import fold

_COMMITTEE = re.compile(r"\b(Tỉnh|Thành|Huyện|Thị|Quận) [uUủỦ][yỷYỶ] (\S.*)", re.IGNORECASE)
_PLACES = {"tỉnh": "Tỉnh", "thành": "Thành phố", "huyện": "Huyện", "thị": "Thị xã", "quận": "Quận"}


@dataclass(frozen=True)
class Letterhead:
    """What an office says of itself in `danvan.toml`: an organ by its code, or the two lines as written."""

    organ: str | None = None
    parent: str | None = None
    issuer: str | None = None
    place: str | None = None

    def lines(self) -> dict[str, str]:
        """As written."""
        said = {"parent": self.parent, "issuer": self.issuer, "place": self.place}
        return {name: value for name, value in said.items() if value}


class Organs:
    """Organs and committees, named as on a day."""

    def __init__(self, words: Mapping[str, Any], register: Register) -> None:
        self._organs: Mapping[str, Mapping[str, Any]] = words["organ"]
        self._committees: Mapping[str, str] = words["committees"]
        self._register = register

    def lines(self, said: Letterhead, home: str | None, day: date) -> dict[str, str]:
        """Parent, issuer and place of a letterhead dated that day; what had ended by then is left out, for the clerk to write."""
        place, day = self._in_time(place_of(home), day) if home else (None, day)
        found = {name: self._as_of(line, place or home, day) for name, line in said.lines().items()}
        if said.organ:
            found = self._derived(said.organ, place, day) | found
        return {name: line for name, line in found.items() if line}

    def _derived(self, organ: str, place: str | None, day: date) -> dict[str, str]:
        """The letterhead of an organ of a place; without a name where the place's level has none that is known."""
        entry = self._organs.get(organ)
        if entry is None:
            raise UsageError("organ-unknown", organ=organ, known=", ".join(self._organs))
        if place is None:
            return {}
        unit = self._register.get(place)
        issuer = self.name_on(organ, place, day) if unit.level in entry["levels"] else ""
        name = self._register.name_on(place, day)
        return {"parent": self.committee_of(name), "issuer": issuer, "place": (status_of(name) or ("", name))[1]}

    def name_on(self, organ: str, place: str, day: date) -> str:
        """What an organ of a place was called on a day."""
        entry = self._organs[organ]
        own = entry.get("since", {}).get(self._register.province_of(place))
        names = [one["name"] for one in entry["names"] if "since" not in one or (own or one["since"]) <= day]
        return str(names[-1])

    def committee_of(self, name: str) -> str:
        """The Party committee of a place that bears this name: Tỉnh ủy Hà Nam."""
        kind, short = status_of(name) or ("", name)
        return self._committees[kind].format(name=short)

    def _in_time(self, place: str, day: date) -> tuple[str | None, date]:
        """The place that speaks on a day: itself, else what it became whole; none where it ended.

        A place of today that reports about the time before it speaks as on its first day.
        """
        if place in self._register.eras[1]:
            return place, max(day, REFORM)
        if day <= OLD_UNTIL:
            return place, day
        became = self._register.successors(place)
        return (became[0] if len(became) == 1 else None), day

    def _as_of(self, line: str, home: str | None, day: date) -> str:
        """A line as it reads on a day; empty where its committee had ended."""
        found = _COMMITTEE.search(line)
        if found:
            committee = self._committee_on(found[1].lower(), found[2], home, day)
            line = line[: found.start()] + (found[0] if committee is None else committee)
            if committee == "":
                return ""
        return self._organ_on(line, home, day)

    def _committee_on(self, word: str, name: str, home: str | None, day: date) -> str | None:
        """The committee of that name on a day: empty where it had ended with its place; None: as written, nothing is known."""
        if day <= OLD_UNTIL:
            return None
        place = self._register.find(f"{_PLACES[word]} {name}", on=OLD_UNTIL).code
        if place is None and home:
            near = self._register.predecessors(self._register.province_of(home))
            inside = {self._register.find(f"{_PLACES[word]} {name}", old, OLD_UNTIL).code for old in near} - {None}
            place = inside.pop() if len(inside) == 1 else None
        if place is None or place not in self._register.eras[0]:
            return None
        then, day = self._in_time(place, day)
        return self._like(self.committee_of(self._register.name_on(then, day)), name) if then else ""

    def _organ_on(self, line: str, home: str | None, day: date) -> str:
        """The line with its organ named as on that day."""
        for code, entry in self._organs.items():
            for name in sorted((one["name"] for one in entry["names"]), key=len, reverse=True):
                if fold(line) == fold(name) or fold(line).startswith(f"{fold(name)} "):
                    now = self.name_on(code, home, day) if home else name
                    return line if now == name else self._like(now, line) + line[len(name) :]
        return line

    @staticmethod
    def _like(name: str, written: str) -> str:
        """In capitals where the line is written so."""
        return name.upper() if written.isupper() else name


@cache
def load(register: Register, workspace: Path | None = None) -> Organs:
    """The shipped names and days, overridden key by key by `organs.toml` of the workspace."""
    words = settings.words("organs.toml", workspace, added=())
    if workspace and (own := workspace / "organs.toml").is_file():
        from danvan_cli.own_words import check_organs  # noqa: PLC0415 - few workspaces have words, and it is heavy

        check_organs(words, own)
    return Organs(words, register)
