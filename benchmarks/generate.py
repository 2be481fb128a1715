"""N realistic returns of 2024 with the figures they must give: `python benchmarks/generate.py N OUTDIR`.

The first thousand are Long An's; beyond, other provinces follow, each in a folder of its own, until there are enough.

Communes and their unions send lists (L1, L2, L3) of 124 to 246 models with the columns that such lists have (domain.md),
500 returns about 90.000 rows; every fortieth return is a district's matrix (L4) over its communes, with their own
figures, which must not count twice. Seeded: the same N gives the same files.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

import real_units
from danvan_cli import units
from danvan_cli.units.eras import OLD_UNTIL
from drawing_returns import FIELD_CLOTHES, HOLDERS, Groups, Matrix, Register, Table, Ticks, counts, draw, holder_bands
from inventing_models import FIELDS, Inventor, Item
from offices import any_day, board, body, columns, commune, headed, lowered
from sample_sets import COUNTED, LIST, split_columns, titled

PROVINCE, WHEN, YEAR = "Tỉnh Long An", "năm 2024", "2024"
SENDERS = ("", "Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Hội Cựu chiến binh", "Công an", "Đoàn Thanh niên")
"""Who sends in a commune: itself first, then its bodies, which its own list does not name."""

_TAKEN: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
"""Names drawn in a commune: its bodies invent others, for one name of both would be one model. (counting.md 6)"""
MATRIX_EVERY = 40
LONG_AN = len(SENDERS) * sum(map(len, real_units.LONG_AN.values()))
NOTES = ("", "", "Duy trì, nhân rộng trong năm sau", "Đã có báo cáo kết quả kèm theo", "Kinh phí do Nhân dân đóng góp")


@dataclass
class _Mail:
    """What was sent so far."""

    folder: Path
    field_by_level: Counter[tuple[str, str]] = field(default_factory=Counter)
    holders: Counter[str] = field(default_factory=Counter)
    rows: int = 0

    def count(self, items: list[Item]) -> None:
        """Adds a list to the truth."""
        self.field_by_level.update((item.field, item.level) for item in items)
        self.holders.update(item.holder for item in items)
        self.rows += len(items)


def generate(number: int, folder: Path) -> dict[str, object]:
    """The returns and their truth."""
    mail = _Mail(folder)
    places = list(_places(number))
    districts = list(dict.fromkeys((above, district) for above, district, _ in places))
    senders = [(union, *place) for union in SENDERS for place in places]
    matrices = min(number // MATRIX_EVERY, len(districts))
    if number - matrices > len(senders):
        raise SystemExit(f"at most {len(senders) + len(districts)} returns")
    own: dict[tuple[str, str], dict[str, list[Item]]] = defaultdict(dict)
    for turn, (union, above, district, unit) in enumerate(senders[: number - matrices]):
        items = _send(mail, union, (above, district), unit, turn)
        if not union:
            own[above, district][unit] = items
    for where in districts[:matrices]:
        _consolidate(mail, where, own[where])
    home = PROVINCE if all(not above for above, _, _ in places) else None
    return _truth(mail, number, home)


def _places(number: int) -> Iterator[tuple[str, str, str]]:
    """(Folder above the district's, district, commune), province after province, until so many returns have a sender.

    One province needs no folder; of several each has its own.
    """
    found, alone = 0, number <= LONG_AN
    for province, districts in _provinces():
        above = "" if alone else province
        for district, communes in districts.items():
            yield from ((above, district, unit) for unit in communes)
            found += len(communes) * len(SENDERS)
        if found >= number:
            return


def _provinces() -> Iterator[tuple[str, Mapping[str, Sequence[str]]]]:
    """Long An, then the other provinces that have no quận, by their code."""
    yield PROVINCE, real_units.LONG_AN
    register = units.load()
    for province in register.eras_on(OLD_UNTIL)[0].provinces:
        name = register.name_of(province)
        districts = {
            register.name_of(code): [register.name_of(unit) for unit in register.children(code)]
            for code in register.children(province)
        }
        if name not in (PROVINCE, "") and not any(district.startswith("Quận ") for district in districts):
            yield name, districts


def _send(mail: _Mail, union: str, where: tuple[str, str], unit: str, turn: int) -> list[Item]:
    """One list of named models."""
    above, district = where
    ink = Inventor(f"{unit} {district} {above}{union}", _taken=_TAKEN[unit, district, above])
    name = f"{union} {lowered(unit)}" if union else unit
    office = (
        body(f"{union} {lowered(unit)}, {lowered(district)}", district, district)
        if union
        else commune(unit, district, turn)
    )
    items = [
        Item(
            field=ink.rng.choices(FIELDS, (3, 9, 2, 3))[0],
            holder="canhan" if ink.rng.random() < 0.05 else "tapthe",
            level="xa",
            unit=name if union else _village(ink),
            note=ink.rng.choice(NOTES),
        )
        for _ in range(ink.rng.randint(124, 246))
    ]
    named = [ink.named(item) for item in items]
    letter = office.letter(titled(LIST, WHEN), any_day(ink.rng, int(YEAR)), 10 + turn)
    number = f"{turn:04d}" if turn < 1900 else f"{turn:05d}"  # 2024 is a year
    draw(mail.folder / above / district / f"{number} {name}.xlsx", letter, _list(named, turn))
    mail.count(named)
    return named


def _list(items: list[Item], form: int) -> Table:
    """A list in one of the layouts L1, L2, L3, with the columns of a full one: what a layout says otherwise has no column."""
    clothes, rest = FIELD_CLOTHES[form % len(FIELD_CLOTHES)], "level registered state note"
    match form % 6:
        case 1:
            marked = columns(f"name unit {rest}", form, year=YEAR)
            return Ticks(items, marked, holder_bands(clothes), mark=("x", "X", "✓", 1)[form // 6 % 4])
        case 2 | 4:
            outer = ("holder", HOLDERS) if form % 6 == 4 else None
            beside = columns(f"name unit {'' if outer else 'holder'} {rest}", form, year=YEAR)
            return Groups(items, beside, "field", headed(clothes), outer=outer)
        case 3:
            grouped = sorted(items, key=lambda item: item.unit)
            return Register(grouped, columns(f"name unit holder field {rest}", form, year=YEAR), merge_units=True)
        case _:
            whole = columns(f"name unit holder field {rest}", form, year=YEAR)
            return Register(items, whole, numbered_columns=form % 6 == 0, repeat_every=40 if form % 6 else 0)


def _village(ink: Inventor) -> str:
    drawn = ink.village
    return drawn[0].upper() + drawn[1:]


def _consolidate(mail: _Mail, where: tuple[str, str], sent: dict[str, list[Item]]) -> None:
    """A district's matrix over those of its communes that sent their own; adds nothing to the truth."""
    above, district = where
    rows = [(unit, counts(items, "field", "holder")) for unit, items in sent.items()]
    letter = board(district).letter(titled(COUNTED, WHEN), date(int(YEAR), 12, 22), 300, unit_of_count=True)
    draw(mail.folder / above / district / f"{district} tong hop.xlsx", letter, Matrix(split_columns(1), rows))


def _truth(mail: _Mail, number: int, home: str | None) -> dict[str, object]:
    """Totals by field and level, by holder, and how much there was to read."""
    by_level = [
        {"field": [code], "level": [level], "value": value}
        for (code, level), value in sorted(mail.field_by_level.items())
    ]
    by_holder = [{"holder": [code], "value": value} for code, value in sorted(mail.holders.items())]
    queries = [
        {"args": ["--by", "field,level"], "cells": by_level, "total": mail.rows},
        {"args": ["--by", "holder"], "cells": by_holder, "total": mail.rows},
    ]
    return {"period": YEAR, "home": home, "files": number, "rows": mail.rows, "queries": queries}


if __name__ == "__main__":
    out = Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    truth = generate(int(sys.argv[1]), out)
    out.with_name(out.name + ".truth.json").write_text(
        json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    print(f"{truth['files']} returns, {truth['rows']} rows: {out}")
