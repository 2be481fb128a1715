"""Writes the registers of units, and what became of the old ones, in `data/units/` from an unpacked copy of the package `vietnamadminunits` (MIT).

Usage: python scripts/build_units.py FOLDER    (the folder `vietnamadminunits` that holds `data/dataset.db`)

One file per register, named after its day, with five lines of tab-separated columns, as long as there are units: levels,
codes, names, keys, aliases. Level 1 is a province, 2 a district, 3 a commune; a unit belongs to the nearest one before it
of a smaller level. The key is the name without its status word, accents and spaces (a number keeps its status word:
`quan1`); aliases are the keys of former names, separated by spaces.

`successors.txt.gz`: a line for each province and commune of the eve, and each district without communes: its code, and the
codes of those it went to on 1/7/2025, one or (where it was divided) several. What the package has wrong is corrected by
`data/units/corrections.toml`; a correction that the package has itself by now stops the script.
"""

import gzip
import json
import re
import sqlite3
import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "data" / "units"
STATUS = ("thanhpho", "thixa", "thitran", "tinh", "huyen", "quan", "xa", "phuong", "dackhu", "tp", "tx")

OLD = """select provinceCode, province, provinceAlias, districtCode, district, districtAlias, wardCode, ward, wardAlias
         from admin_units_legacy order by provinceCode, districtCode, wardCode"""
NEW = """select provinceCode, province, provinceAlias, wardCode, ward, wardAlias
         from admin_units order by provinceCode, wardCode"""


def key(name: str) -> str:
    """A name as the package writes its keys: lower case, no accents, no spaces."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(char for char in plain if char.isascii() and char.isalnum())


def own_key(name: str) -> str:
    """The key of a name without its status word; a number keeps it."""
    return re.sub(rf"^(?:{'|'.join(STATUS)})(?!\d+$)", "", key(name))


def status_as_usual(name: str) -> str:
    """Thị xã, not Thị Xã, as a few names have it."""
    return re.sub(r"^(Thị|Thành) (Xã|Trấn|Phố)\b", lambda found: found[0].capitalize(), name)


def former_names(name: str, aliases: str | None) -> Iterator[str]:
    """The aliases without their status word, the unit's own name left out."""
    listed: list[str] = json.loads(aliases) if aliases else []
    own = {key(name).removeprefix(status) for status in ("", *STATUS)}
    for alias in listed:
        without_status = {alias.removeprefix(status) for status in STATUS} - {alias}
        if not (alias in own or without_status & (own | set(listed)) or alias.startswith("district") or len(alias) < 3):
            yield alias


def units(rows: Iterable[tuple[str | None, ...]], former: Mapping[str, list[str]]) -> Iterator[tuple[str, ...]]:
    """Every unit once, under its parent; `former`: names that the package lacks."""
    seen = set()
    for row in rows:
        for place in range(0, len(row), 3):
            code, name, aliases = row[place : place + 3]
            if code is None or name is None or (place, code) in seen:  # island districts have no communes
                continue
            seen.add((place, code))
            level = 3 if place + 3 == len(row) else 1 + place // 3
            name = status_as_usual(unicodedata.normalize("NFC", name))
            names = dict.fromkeys((*former_names(name, aliases), *map(own_key, former.get(code, ()))))
            yield str(level), code, name, own_key(name), " ".join(names)


PROVINCES = "select distinct provinceKey, provinceCode from {table}"
OLD_KEYS = """select provinceKey, districtKey, wardKey, wardCode from admin_units_legacy
              where wardCode is not null order by wardCode"""
NEW_KEYS = "select provinceKey, wardKey, wardCode from admin_units"


def corrections() -> dict[str, Any]:
    """What the package has wrong, or not at all."""
    return tomllib.loads((TARGET / "corrections.toml").read_text(encoding="utf-8"))


def corrected(known: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """What units became, as corrected."""
    conversions = {entry["code"]: tuple(sorted(entry["became"])) for entry in known["conversion"]}
    return conversions | {code: (became,) for code, became in known["districts"].items()}


def successors(store: sqlite3.Connection, converter: dict[str, dict[str, dict[str, list[Any]]]]) -> Iterator[str]:
    """What each old province, commune and island district became."""
    provinces = dict(store.execute(PROVINCES.format(table="admin_units")))
    old_provinces = dict(store.execute(PROVINCES.format(table="admin_units_legacy")))
    communes = {(province, ward): code for province, ward, code in store.execute(NEW_KEYS)}
    became: dict[str, set[str]] = defaultdict(set)
    for new, olds in converter["DICT_PROVINCE"].items():
        for old in olds:
            yield f"{old_provinces[old]} {provinces[new]}"
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            for old in olds:
                became[old].add(communes[province, ward])
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            became[old] |= {communes[province, part["newWardKey"]] for part in parts}
    right = corrected(corrections())
    for province, district, ward, code in store.execute(OLD_KEYS):
        found = tuple(sorted(became.get(f"{province}_{district}_{ward}", ())))
        if found == right.get(code):
            raise SystemExit(f"{code}: the package is right by now, data/units/corrections.toml corrects nothing")
        if became_now := right.pop(code, found):
            yield " ".join((code, *became_now))
    for code, became_now in right.items():
        yield " ".join((code, *became_now))


def main(package: Path) -> None:
    """Write both registers, and what became of the old units."""
    with sqlite3.connect(f"file:{package / 'data' / 'dataset.db'}?mode=ro", uri=True) as store:
        former = corrections()["former"]
        for day, query, names in (("2025-06-30", OLD, former), ("2025-07-01", NEW, {})):
            columns = list(zip(*units(store.execute(query), names), strict=True))
            text = "\n".join("\t".join(column) for column in columns) + "\n"
            TARGET.joinpath(f"{day}.txt.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
            print(day, {level: columns[0].count(level) for level in "123"})
        converter = json.loads((package / "data" / "converter_2025.json").read_text(encoding="utf-8"))
        lines = list(successors(store, converter))
        TARGET.joinpath("successors.txt.gz").write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0))
        print("successors", len(lines), sum(len(line.split()) > 2 for line in lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
