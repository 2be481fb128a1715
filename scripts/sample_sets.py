"""The samples of provinces and districts of before 1/7/2025: invented returns that hold the figures of `domain.md` "Published figures"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import real_units
from drawing_returns import FIELD_CLOTHES, HOLDERS, Groups, Matrix, Register, Table, Ticks, counts, draw
from inventing_models import Inventor, Item, bag, marked
from offices import Office, any_day, board, body, columns, commune, file_name, inside, list_of
from truths import Truth, answer, ask, published

LIST = ("DANH SÁCH", "mô hình “Dân vận khéo” {when}")
COUNTED = ("BIỂU TỔNG HỢP", "số lượng mô hình “Dân vận khéo” {when}")


def titled(lines: tuple[str, ...], when: str) -> tuple[str, ...]:
    """Title lines with their period."""
    return tuple(line.format(when=when) for line in lines)


def send(
    folder: Path, office: Office, table: Table, ink: Inventor, when: str, *, form: int, day: date | None = None
) -> Path:
    """One return of the office, drawn into the folder."""
    year = when.rsplit(" ", maxsplit=1)[-1]
    day = day or any_day(ink.rng, int(year[-4:]))
    lines = COUNTED if isinstance(table, Matrix) else LIST
    letter = office.letter(titled(lines, when), day, ink.rng.randint(8, 260), unit_of_count=isinstance(table, Matrix))
    path = folder / file_name(office, year, form)
    draw(path, letter, table, sheet=("Sheet1", "Biểu 1", "DVK", "Danh sách")[form % 4])
    return path


def named_inside(unit: str, items: Sequence[Item], ink: Inventor, *, short: bool = False) -> list[Item]:
    """The items of a commune with names and with those who carry them out."""
    return [
        ink.named(replace(item, unit=inside(unit, ink, short=short, alone=item.holder == "canhan"))) for item in items
    ]


def split_columns(form: int) -> list[tuple[str, str, str]]:
    """Columns of a matrix: the total, the fields, the holders."""
    labels = FIELD_CLOTHES[form % len(FIELD_CLOTHES)]
    band = ("", "Lĩnh vực", "Chia theo lĩnh vực")[form % 3]
    holders = [("Trong đó", label, code) for code, label in HOLDERS.items()]
    return [("", "Tổng số", "tong"), *((band, label, code) for code, label in labels.items()), *holders]


def one_row(unit: str, items: Sequence[Item], form: int) -> Matrix:
    """A unit's own matrix of one row."""
    return Matrix(
        split_columns(form),
        [(unit, counts(items, "field", "holder"))],
        total=("none", "last")[form % 2],
        zero=(0, "-", None)[form % 3],
    )


LONG_AN = {
    "tinh": {"kt": 12, "vhxh": 28, "qpan": 9, "htct": 15},
    "huyen": {"kt": 31, "vhxh": 102, "qpan": 17, "htct": 40},
    "xa": {"kt": 96, "vhxh": 469, "qpan": 58, "htct": 113},
}
LONG_AN_DISTRICTS = {
    district: real_units.LONG_AN[district]
    for district in ("Huyện Châu Thành", "Huyện Tân Trụ", "Huyện Thủ Thừa", "Thành phố Tân An")
}
_UNIONS = ("Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Hội Cựu chiến binh", "Công an", "Liên đoàn Lao động")


def long_an(folder: Path) -> Truth:
    """990 in 2024: communes, district bodies and provincial bodies; every figure with its field and its holder."""
    ink, when, place = Inventor("long-an-2024"), "năm 2024", "Tỉnh Long An"
    at = {level: bag(fields, level=level, holder="tapthe") for level, fields in LONG_AN.items()}
    at["xa"] = marked(at["xa"], 41, ink.rng, holder="canhan")
    own = [
        "Sở Tư pháp",
        "Sở Giáo dục và Đào tạo",
        *(f"{union} tỉnh Long An" for union in _UNIONS[:4]),
        "Bộ Chỉ huy Quân sự tỉnh Long An",
    ]
    silent = ["Sở Y tế", "Sở Nông nghiệp và Phát triển nông thôn", "Liên đoàn Lao động tỉnh Long An"]
    provincial = ink.deal(at["tinh"], own + silent)
    for form, name in enumerate(own):
        items = [ink.named(replace(item, unit=name), local=False) for item in provincial[name]]
        send(folder / "cap-tinh", body(name, place, ""), list_of(items, form, "2024"), ink, when, form=form)
    rows = [(name, counts(provincial[name], "field", "holder")) for name in silent]
    send(folder / "cap-tinh", board(place), Matrix(split_columns(1), rows, total="first"), ink, when, form=3)

    bodies = {
        district: [f"{union} {district[0].lower()}{district[1:]}" for union in _UNIONS]
        for district in LONG_AN_DISTRICTS
    }
    of_bodies = ink.deal(at["huyen"], [name for names in bodies.values() for name in names], least=4)
    homes = [f"{district}|{unit}" for district, communes in LONG_AN_DISTRICTS.items() for unit in communes]
    of_communes = ink.deal(at["xa"], homes, least=6)
    for district, communes in LONG_AN_DISTRICTS.items():
        mail = folder / district
        theirs = {unit: of_communes[f"{district}|{unit}"] for unit in communes}
        if district != "Huyện Thủ Thừa":
            for form, unit in enumerate(communes):
                matrix = district == "Thành phố Tân An" and form % 3 == 0
                items = named_inside(unit, theirs[unit], ink, short=form % 4 == 2)
                table = one_row(unit, theirs[unit], form) if matrix else list_of(items, form, "2024")
                send(mail, commune(unit, district, form), table, ink, when, form=form)
        if district in ("Huyện Tân Trụ", "Thành phố Tân An"):
            for form, name in enumerate(bodies[district], 2):
                items = [ink.named(replace(item, unit=name), local=False) for item in of_bodies[name]]
                send(mail, body(name, district, place), list_of(items, form, "2024"), ink, when, form=form)
            continue
        rows: list[tuple[str, dict[str, int] | None]] = [("KHỐI XÃ, THỊ TRẤN", None)]
        rows += [(unit, counts(items, "field", "holder")) for unit, items in theirs.items()]
        if district == "Huyện Châu Thành":
            rows.append(("KHỐI CƠ QUAN, ĐOÀN THỂ", None))
            rows += [(name, counts(of_bodies[name], "field", "holder")) for name in bodies[district]]
        else:
            items = [
                ink.named(replace(item, unit=name), local=False)
                for name in bodies[district]
                for item in of_bodies[name]
            ]
            form = Groups(items, columns("name unit holder level note", 1), "field", FIELD_CLOTHES[2], number_on=True)
            send(mail, board(district), form, ink, when, form=1)
        wide = Matrix(split_columns(2), rows, numbered_columns=True, zero="-", padded=district == "Huyện Thủ Thừa")
        send(mail, board(district), wide, ink, when, form=4)

    everything = [item for items in at.values() for item in items]
    published(everything, 990, field={"kt": 139, "vhxh": 599, "qpan": 84, "htct": 168})
    published(everything, 990, holder={"tapthe": 949, "canhan": 41}, level={"tinh": 64, "huyen": 190, "xa": 736})
    by = ("field", "holder", "level", "field,level")
    return Truth("2024", "Tỉnh Long An", [ask(everything, dimensions) for dimensions in by])


HA_NAM = {
    "Thành phố Phủ Lý": (286, {"kt": 6, "vhxh": 34, "htct": 5}),
    "Thị xã Duy Tiên": (251, {"kt": 7, "vhxh": 29, "htct": 4}),
    "Thị xã Kim Bảng": (262, {"kt": 8, "vhxh": 31, "htct": 5}),
    "Huyện Thanh Liêm": (218, {"kt": 6, "vhxh": 25, "htct": 4}),
    "Huyện Bình Lục": (205, {"kt": 6, "vhxh": 24, "htct": 4}),
    "Huyện Lý Nhân": (248, {"kt": 7, "vhxh": 29, "htct": 5}),
}


def ha_nam(folder: Path) -> Truth:
    """1.597 in 2024: 127 of the province, 1.470 of districts and communes together; of new ones only, three fields."""
    ink, when, place = Inventor("ha-nam-2024", "bắc"), "năm 2024", "Tỉnh Hà Nam"
    own = [
        "Sở Tư pháp",
        "Sở Nội vụ",
        "Sở Y tế",
        "Sở Giáo dục và Đào tạo",
        *(f"{union} tỉnh Hà Nam" for union in _UNIONS),
    ]
    silent = ["Sở Công Thương", "Sở Giao thông vận tải", "Cục Thuế tỉnh Hà Nam", "Bộ Chỉ huy Quân sự tỉnh Hà Nam"]
    items = marked([Item(level="tinh", holder="tapthe")] * 127, 9, ink.rng, holder="canhan")
    dealt = ink.deal(items, own + silent, least=5)
    for form, name in enumerate(own):
        theirs = [ink.named(replace(item, unit=name), local=False) for item in dealt[name]]
        send(folder, body(name, place, ""), _without_fields(theirs, form), ink, when, form=form)
    rows = [(name, counts(dealt[name], "holder")) for name in silent]
    holders = [("", "Tổng số", "tong"), ("Trong đó", "Tập thể", "tapthe"), ("Trong đó", "Cá nhân", "canhan")]
    send(folder, board(place), Matrix(holders, rows, numbered_columns=True), ink, when, form=1)

    for form, (district, (total, new)) in enumerate(HA_NAM.items()):
        labels = FIELD_CLOTHES[(0, 3, 2)[form % 3]]
        band = ("Trong đó: mô hình mới", "Trong đó: Mô hình mới năm 2024")[form % 2]
        both = [("", "Mô hình cấp huyện và xã", "tong")] if form >= 4 else []
        wide = [("", "Tổng số", "tong"), *both, *((band, labels[code], code) for code in new)]
        office = board(district, ("Ban Dân vận", "Ban Chỉ đạo")[form % 2])
        title = ("BIỂU TỔNG HỢP", "mô hình “Dân vận khéo” cấp huyện và cấp xã năm 2024")
        letter = office.letter(title, any_day(ink.rng, 2024), ink.rng.randint(8, 260), unit_of_count=True)
        table = Matrix(
            wide,
            [(district, {"tong": total} | new)],
            first_heading=("Đơn vị", "Huyện, thị xã, thành phố")[form % 2],
            total="none",
        )
        draw(folder / file_name(office, "2024", form), letter, table)

    below = sum(total for total, _ in HA_NAM.values())
    new = {code: sum(fields[code] for _, fields in HA_NAM.values()) for code in ("htct", "kt", "vhxh")}
    published(items, 127)
    assert (below, new) == (1470, {"htct": 27, "kt": 40, "vhxh": 172})
    levels = {"tinh": 127, "huyen+xa": below}
    return Truth(
        "2024",
        place,
        [
            answer(["--by", "level"], "level", levels, 1597),
            answer(["--by", "field"], "field", {"": 1597}, 1597),
            answer(["--by", ""], "", {"": 1597}, 1597),
            answer(["--origin", "moi", "--by", "field"], "field", new, 239),
        ],
    )


def _without_fields(items: list[Item], form: int) -> Table:
    """Lists that say nothing of fields, as provincial bodies of that year sent them."""
    match form % 3:
        case 0:
            return Register(
                items,
                columns("name unit holder level registered note", form, year="2024"),
                numbered_columns=form % 2 == 0,
            )
        case 1:
            return Ticks(items, columns("name unit note", form), [("Loại hình", "holder", HOLDERS)], mark="X")
        case _:
            return Groups(items, columns("name unit level note", form), "holder", HOLDERS)


_KIM_BANG = real_units.HA_NAM["Thị xã Kim Bảng"]


def kim_bang(folder: Path) -> Truth:
    """211 in the span 2021-2023: fourteen communes and two bodies by themselves, three communes by the town's table."""
    ink, when, place = Inventor("kim-bang-2021-2023", "bắc"), "giai đoạn 2021-2023", "Thị xã Kim Bảng"
    items = marked(bag({"kt": 41, "vhxh": 112, "qpan": 35, "htct": 23}, holder="tapthe"), 12, ink.rng, holder="canhan")
    bodies = ["Hội Nông dân thị xã Kim Bảng", "Công an thị xã Kim Bảng"]
    dealt = ink.deal(items, [*_KIM_BANG, *bodies], least=5)
    for form, unit in enumerate(_KIM_BANG[:14]):
        level = [replace(item, level="xa") for item in dealt[unit]]
        table = one_row(unit, level, form) if form in (5, 9) else list_of(named_inside(unit, level, ink), form, "")
        send(folder, commune(unit, place, form), table, ink, when, form=form)
    for form, name in enumerate(bodies, 1):
        theirs = [ink.named(replace(item, unit=name, level="huyen"), local=False) for item in dealt[name]]
        send(folder, body(name, place, "Tỉnh Hà Nam"), list_of(theirs, form, ""), ink, when, form=form)
    rows: list[tuple[str, dict[str, int] | None]] = [("KHỐI XÃ, PHƯỜNG", None)]
    rows += [(unit, counts(dealt[unit], "field", "holder")) for unit in _KIM_BANG]
    rows += [("KHỐI CƠ QUAN, ĐƠN VỊ", None), *((name, counts(dealt[name], "field", "holder")) for name in bodies)]
    send(folder, board(place, "Ban Chỉ đạo"), Matrix(split_columns(1), rows, zero="-"), ink, when, form=3)
    published(items, 211, field={"kt": 41, "vhxh": 112, "qpan": 35, "htct": 23})
    return Truth(
        "2021/2023", "Thị xã Kim Bảng, Tỉnh Hà Nam", [ask(items, "field"), ask(items, "")], ["--years", "2021-2023"]
    )


_OWN_REGISTRATIONS = {
    "Hội Liên hiệp Phụ nữ tỉnh Bến Tre": "Tỉnh Bến Tre",
    "Sở Tư pháp": "Tỉnh Bến Tre",
    "Hội Nông dân huyện Ba Tri": "Huyện Ba Tri",
    "Công an huyện Giồng Trôm": "Huyện Giồng Trôm",
}
_MERGED = {"kt": "kt+vhxh", "vhxh": "kt+vhxh", "qpan": "htct+qpan", "htct": "htct+qpan"}
_MERGED_HEADINGS = {
    "kt+vhxh": "Lĩnh vực kinh tế, văn hóa - xã hội",
    "htct+qpan": "Lĩnh vực an ninh - quốc phòng, xây dựng Đảng, xây dựng hệ thống chính trị",
}


def ben_tre(folder: Path) -> Truth:
    """187 of 272 at the level of the province: registration, appraisal and recognition of one year, by three lists."""
    ink, place = Inventor("ben-tre-2024"), "Tỉnh Bến Tre"
    units = [*_OWN_REGISTRATIONS, "Sở Y tế", "Hội Cựu chiến binh tỉnh Bến Tre", "Liên đoàn Lao động tỉnh Bến Tre"]
    for district, communes in real_units.BEN_TRE.items():
        low = district[0].lower() + district[1:]
        units += [f"Hội Liên hiệp Phụ nữ {low}", f"Liên đoàn Lao động {low}"]
        for here, unit in enumerate(communes):
            office = ("Hội Nông dân", "UBND", "Hội Cựu chiến binh", "Ủy ban MTTQ Việt Nam", "Công an")[here]
            units.append(f"{office} {unit[0].lower()}{unit[1:]}, {low}")
    recognised = bag({"kt": 106, "vhxh": 42, "qpan": 19, "htct": 20}, stage="congnhan")
    refused = bag({"kt": 1, "vhxh": 2, "qpan": 1}, stage="khongcongnhan")
    noted = bag({"kt": 16, "vhxh": 10, "qpan": 14, "htct": 11}, stage="ghinhan")
    not_noted = bag({"kt": 9, "vhxh": 7, "qpan": 8, "htct": 6}, stage="khongghinhan")
    dealt = ink.deal(recognised + refused + noted + not_noted, units)
    models = [
        ink.named(replace(item, unit=unit, level="tinh"), local=False)
        for unit, items in dealt.items()
        for item in items
    ]

    def lists(office: Office, title: tuple[str, ...], day: date, table: Table, name: str) -> None:
        letter = office.letter(title, day, ink.rng.randint(8, 260))
        draw(folder / name, letter, table)

    registration = ("DANH SÁCH ĐĂNG KÝ", "mô hình “Dân vận khéo” cấp tỉnh năm 2024")
    registered = [replace(item, field=_MERGED[item.field]) for item in models]
    for day, (name, seat) in enumerate(_OWN_REGISTRATIONS.items(), 12):
        own = Groups(
            [item for item in registered if item.unit == name],
            columns("name unit note", day),
            "field",
            _MERGED_HEADINGS,
        )
        sender = body(name, seat, "" if seat == place else place)
        lists(sender, registration, date(2024, 2, day), own, f"Đăng ký mô hình DVK cấp tỉnh 2024 - {name}.xlsx")
    province = board(place, "Ban Chỉ đạo")
    whole = Groups(registered, columns("name unit note", 0), "field", _MERGED_HEADINGS, number_on=True)
    lists(province, registration, date(2024, 2, 28), whole, "DS dang ky mo hinh DVK cap tinh 2024.xlsx")
    order = ink.rng.sample(models, len(models))
    seen = [item if item.stage == "khongghinhan" else replace(item, stage="ghinhan") for item in order]
    appraised = Register(seen, columns("name unit level stage note", 0), repeat_every=40)
    title = ("KẾT QUẢ THẨM ĐỊNH", "mô hình “Dân vận khéo” cấp tỉnh năm 2024")
    lists(province, title, date(2024, 4, 15), appraised, "Kết quả thẩm định mô hình DVK cấp tỉnh 2024.xlsx")
    proposed = [item for item in models if item.stage in ("congnhan", "khongcongnhan")]
    result = Register(proposed, columns("name unit field level stage note", 3), numbered_columns=True)
    title = ("DANH SÁCH", "mô hình “Dân vận khéo” đề nghị công nhận cấp tỉnh năm 2024")
    lists(province, title, date(2024, 12, 20), result, "Danh sách xét công nhận DVK cấp tỉnh 2024.xlsx")

    published(registered, 272, field={"kt+vhxh": 193, "htct+qpan": 79})
    published(proposed, 191)
    won = [item for item in proposed if item.stage == "congnhan"]
    published(won, 187, field={"kt": 106, "vhxh": 42, "qpan": 19, "htct": 20})
    queries = [ask(registered, "field", "--stage", "dangky"), ask(registered, "level", "--stage", "dangky")]
    queries += [
        ask([item for item in seen if item.stage == stage], "", "--stage", stage)
        for stage in ("ghinhan", "khongghinhan")
    ]
    queries += [
        ask(proposed, "", "--stage", "denghi"),
        ask(won, "field", "--stage", "congnhan"),
        ask(won, "level", "--stage", "congnhan"),
    ]
    queries.append(ask([item for item in proposed if item.stage == "khongcongnhan"], "", "--stage", "khongcongnhan"))
    assert [query["total"] for query in queries] == [272, 272, 242, 30, 191, 187, 187, 4]
    return Truth("2024", place, queries)


def hoang_mai(folder: Path) -> Truth:
    """385 in 2022 by the town's one row, of which fields account for 55; beside it one model registered at the province."""
    place, year = "Thị xã Hoàng Mai", 2022
    office = board(place, "Ban Chỉ đạo")
    blocks = {"xaphuong": "Khối xã, phường", "coquan": "Khối cơ quan, đơn vị"}
    fields, parts = {"kt": 10, "vhxh": 24, "qpan": 10, "htct": 11}, {"xaphuong": 366, "coquan": 19}
    wide = [("", "Tổng số", "tong"), *(("Lĩnh vực", label, code) for code, label in FIELD_CLOTHES[0].items())]
    wide += [("Trong đó", label, code) for code, label in blocks.items()]
    table = Matrix(wide, [(place, {"tong": 385} | fields | parts)], total="none", numbered_columns=True)
    letter = office.letter(titled(COUNTED, "năm 2022"), date(year, 12, 9), 61, unit_of_count=True)
    draw(folder / "TX Hoang Mai - bieu tong hop DVK 2022.xlsx", letter, table)
    ink = Inventor("hoang-mai-2022", "bắc")
    one = ink.named(Item(unit="Công an phường Quỳnh Xuân", field="qpan", holder="tapthe", level="tinh"))
    letter = office.letter(("DANH SÁCH ĐĂNG KÝ", "mô hình “Dân vận khéo” cấp tỉnh năm 2022"), date(year, 3, 4), 12)
    draw(
        folder / "Đăng ký mô hình cấp tỉnh 2022.xlsx",
        letter,
        Register([one], columns("name unit holder field level note", 0)),
    )
    queries = [
        answer(["--by", "field"], "field", fields | {"": 330}, 385),
        answer(["--by", "block"], "block", parts, 385),
        answer(["--by", ""], "", {"": 385}, 385),
        ask([one], "level", "--stage", "dangky", "--level", "tinh"),
    ]
    assert sum(parts.values()) == 385
    assert sum(fields.values()) + 330 == 385
    return Truth("2022", "Thị xã Hoàng Mai, Tỉnh Nghệ An", queries)
