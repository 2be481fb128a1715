"""Offices that send returns: their letterheads, the bodies in their rows, the names they give to files."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from random import Random

from drawing_returns import (
    FIELD_CLOTHES,
    HOLDERS,
    LEVELS,
    ORIGINS,
    STAGES,
    Column,
    Groups,
    Letter,
    Register,
    Table,
    Ticks,
    holder_bands,
)
from inventing_models import Inventor, Item

_COMMITTEE = {"Tỉnh": "TỈNH ỦY", "Huyện": "HUYỆN ỦY", "Thị xã": "THỊ ỦY", "Thành phố": "THÀNH ỦY"}
_KINDS = ("Thành phố", "Thị trấn", "Thị xã", "Phường", "Huyện", "Tỉnh", "Xã")


@dataclass(frozen=True)
class Office:
    """One that sends returns: `name` is the unit's, the rest is what its paper shows."""

    name: str
    parent: str
    issuer: str
    symbol: str
    place: str
    speaker: str  # who writes, as the line under the title says it
    party: bool = True
    signer: tuple[str, ...] = ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ")

    def letter(self, title: tuple[str, ...], day: date, number: int, **more: object) -> Letter:
        """A letter of this office, its title naming the report that the table belongs to."""
        attached = f"(Kèm theo Báo cáo số {number}-{self.symbol} ngày {day:%d/%m/%Y} của {self.speaker})"
        written = f"{number}-{self.symbol}" if self.party else f"{number}/{self.symbol}"
        settings = {"attached": attached, "signer": self.signer, "party": self.party} | more
        return Letter(self.parent, self.issuer, written, self.place, day, title, **settings)  # type: ignore[arg-type]


def split(unit: str) -> tuple[str, str]:
    """`Xã Hòa Phú` as kind and name."""
    kind = next(kind for kind in _KINDS if unit.startswith(kind + " "))
    return kind, unit.removeprefix(kind + " ")


def lowered(unit: str) -> str:
    """`xã Hòa Phú`, as inside a sentence."""
    return unit[0].lower() + unit[1:]


def committee(unit: str) -> str:
    """`HUYỆN ỦY CHÂU THÀNH` for Huyện Châu Thành."""
    kind, name = split(unit)
    return f"{_COMMITTEE[kind]} {name.upper()}"


def commune(unit: str, parent: str, form: int = 0) -> Office:
    """A commune's Party committee, its steering board or its people's committee, by `form`."""
    name = split(unit)[1] if not split(unit)[1].isdigit() else unit
    low, above = lowered(unit), lowered(parent)
    match form % 4:
        case 1:
            issuer = f"BAN CHỈ ĐẠO PHONG TRÀO THI ĐUA\n“DÂN VẬN KHÉO” {unit.upper()}"
            signer = ("T/M BAN CHỈ ĐẠO", "TRƯỞNG BAN")
            return Office(
                unit, f"ĐẢNG ỦY {unit.upper()}", issuer, "BC/BCĐ", name, f"Ban Chỉ đạo {low}, {above}", signer=signer
            )
        case 3:
            parts = (f"UBND {parent.upper()}", f"ỦY BAN NHÂN DÂN {unit.upper()}", "BC-UBND", name, f"UBND {low}")
            return Office(unit, *parts, party=False, signer=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"))
        case _:
            return Office(unit, committee(parent), f"ĐẢNG ỦY {unit.upper()}", "BC/ĐU", name, f"Đảng ủy {low}")


def board(unit: str, speaker: str = "Ban Dân vận") -> Office:
    """The Party's mobilisation board of a province or a district, or its steering board: speaks for the place."""
    name, organ = split(unit)[1], committee(unit)
    if speaker == "Ban Chỉ đạo":
        issuer = f"BAN CHỈ ĐẠO PHONG TRÀO THI ĐUA\n“DÂN VẬN KHÉO” {unit.upper()}"
        return Office(
            unit,
            organ,
            issuer,
            "BC/BCĐ",
            name,
            f"Ban Chỉ đạo {lowered(unit)}",
            signer=("T/M BAN CHỈ ĐẠO", "TRƯỞNG BAN"),
        )
    symbol = "BC/BDV" + ("TU" if unit.startswith(("Tỉnh", "Thành")) else "HU" if unit.startswith("Huyện") else "TXU")
    speaks = f"{speaker} {organ.split(' ')[0].capitalize()} ủy {name}"
    return Office(unit, organ, speaker.upper(), symbol, name, speaks, signer=("TRƯỞNG BAN", ""))


_PARENTS = {
    "Hội Nông dân": "HỘI NÔNG DÂN",
    "Hội Liên hiệp Phụ nữ": "HỘI LIÊN HIỆP PHỤ NỮ",
    "Hội Cựu chiến binh": "HỘI CỰU CHIẾN BINH",
    "Liên đoàn Lao động": "LIÊN ĐOÀN LAO ĐỘNG",
    "Công an": "CÔNG AN",
}


def body(name: str, place: str, above: str) -> Office:
    """An agency, a union, a force of `place`: a unit of its own, under its own organ or the people's committee."""
    organ = next((organ for start, organ in _PARENTS.items() if name.startswith(start)), "")
    top = "BỘ CÔNG AN" if organ == "CÔNG AN" else f"{organ} VIỆT NAM"
    parent = f"UBND {place.upper()}" if not organ else f"{organ} {above.upper()}" if above else top
    signer = (
        ("THỦ TRƯỞNG CƠ QUAN", "")
        if name.startswith(("Sở", "Công an", "Bộ"))
        else ("TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH")
    )
    return Office(name, parent, name.upper(), "BC-VP", split(place)[1], name, party=False, signer=signer)


def inside(unit: str, ink: Inventor, *, short: bool = False, alone: bool = False) -> str:
    """Who carries a model out inside a commune: a body of it, a village, a party cell, the commune itself; `alone`: an individual, so a village."""
    low = lowered(unit).split(" ")[0] if short else lowered(unit)
    if low == "thị":
        low = "thị trấn"
    bodies = (
        "Hội Nông dân",
        "Hội Liên hiệp Phụ nữ",
        "Hội Cựu chiến binh",
        "Công an",
        "UBND",
        "Ủy ban MTTQ",
        "Đoàn Thanh niên",
        "Trạm Y tế",
    )
    drawn = ink.rng.random()
    if drawn < 0.55 and not alone:
        return f"{ink.rng.choice(bodies)} {low}"
    village = ink.village
    return f"Chi bộ {village}" if drawn < 0.65 and not alone else village[0].upper() + village[1:]


def plain(text: str) -> str:
    """Without marks, as file names are often typed."""
    bare = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(char for char in bare if not unicodedata.combining(char))


def file_name(office: Office, year: str, form: int) -> str:
    """A file name as people write it."""
    low = office.name if not office.name.startswith(_KINDS) else lowered(office.name)
    return (
        f"BC DVK {plain(low)}.xlsx",
        f"{office.name} - danh sách mô hình DVK {year}.xlsx",
        f"{plain(low).replace(' ', '_').lower()}_dvk_{year}.xlsx",
        f"Biểu DVK {'' if '-' in year else 'năm '}{year} ({low}).xlsx",
        f"{plain(office.name)} DVK {year} gui tinh.XLSX",
    )[form % 5]


_HEADINGS = {
    "name": (("Tên mô hình", 46), ("Tên mô hình, điển hình", 46), ("Tên mô hình “Dân vận khéo”", 46)),
    "unit": (("Đơn vị, địa chỉ thực hiện", 28), ("Đơn vị thực hiện", 28), ("Tên đơn vị thực hiện", 28)),
    "holder": (("Tập thể/Cá nhân", 11), ("Loại hình", 11), ("Tập thể/ cá nhân", 11)),
    "field": (("Lĩnh vực", 15), ("Lĩnh vực", 15), ("Thuộc lĩnh vực", 15)),
    "level": (("Cấp", 9), ("Cấp mô hình", 9), ("Cấp", 9)),
    "origin": (("Mới/Duy trì", 11), ("Tính chất", 11), ("Mô hình mới/duy trì", 11)),
    "stage": (("Kết quả", 14), ("Trạng thái", 14), ("Kết quả", 14)),
    "state": (("Trạng thái", 13), ("Trạng thái", 13), ("Tình trạng", 13)),
    "registered": (("Năm đăng ký", 10), ("Năm đăng ký", 10), ("Năm đăng ký", 10)),
    "note": (("Ghi chú", 16), ("Ghi chú", 16), ("Ghi chú", 16)),
}


def columns(
    keys: str, form: int, *, year: str = "", state: str = "Đang thực hiện", levels: dict[str, str] = LEVELS
) -> tuple[Column, ...]:
    """Columns of a register by their keys ("name unit field …"), dressed by `form`."""
    clothes = FIELD_CLOTHES[form % len(FIELD_CLOTHES)]
    shows = {
        "name": lambda item: item.name,
        "unit": lambda item: item.unit,
        "holder": lambda item: HOLDERS.get(item.holder, ""),
        "field": lambda item: clothes.get(item.field, ""),
        "level": lambda item: levels.get(item.level, ""),
        "origin": lambda item: ORIGINS.get(item.origin, ""),
        "stage": lambda item: STAGES.get(item.stage, ""),
        "state": lambda _: state,
        "registered": lambda _: year,
        "note": lambda item: item.note,
    }
    return tuple(Column(*_HEADINGS[key][form % 3], shows[key]) for key in keys.split())


def list_of(items: list[Item], form: int, year: str, *, extra: str = "") -> Table:
    """A list of named models in one of the layouts L1, L2, L3, by `form`: field and holder always, level where there is room."""
    clothes = FIELD_CLOTHES[form % len(FIELD_CLOTHES)]
    match form % 6:
        case 0:
            keys = f"name unit holder field level {extra} {'registered' if year else ''} state note"
            return Register(items, columns(keys, form, year=year), numbered_columns=True)
        case 1:
            return Ticks(
                items,
                columns(f"name unit {extra} note", form),
                holder_bands(clothes),
                mark=("x", "X", "✓", 1)[form // 6 % 4],
            )
        case 2:
            return Groups(
                items,
                columns(f"name unit holder {extra} note", form),
                "field",
                headed(clothes),
                number_on=form % 4 == 0,
            )
        case 3:
            grouped = sorted(items, key=lambda item: item.unit)
            return Register(grouped, columns(f"name unit holder field {extra} note", form), merge_units=True)
        case 4:
            outer = ("holder", HOLDERS)
            return Groups(
                items,
                columns(f"name unit {extra} note", form),
                "field",
                headed(clothes),
                outer=outer,
                counted=form % 4 != 0,
            )
        case _:
            keys = f"name unit holder field level {extra} note"
            return Register(
                items,
                columns(keys, form),
                repeat_every=12 if form % 4 else 0,
                spacers=True,
                total="Cộng: {count:02d} mô hình",
            )


def headed(clothes: dict[str, str]) -> dict[str, str]:
    """Group headings: `Lĩnh vực kinh tế`."""
    return {code: f"Lĩnh vực {label}" for code, label in clothes.items()}


def any_day(rng: Random, year: int) -> date:
    """A day on which returns trickle in."""
    return date(year, rng.choice((11, 12, 12)), rng.randint(1, 20))
