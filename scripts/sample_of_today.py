"""The sample of the first December: a province of two levels, 2026 with 2025 beside it, and the other things mail brings."""

import shutil
from base64 import b64decode
from dataclasses import replace
from datetime import date
from pathlib import Path

from drawing_returns import FIELD_CLOTHES, HOLDERS, ORIGINS, Matrix, Register, counts, draw
from inventing_models import FIELDS, Inventor, Item
from offices import Office, body, columns, commune, list_of, lowered, plain
from sample_sets import named_inside, send
from truths import Truth, ask

PROVINCE = "Tỉnh Ninh Bình"
COMMUNES = (
    "Phường Châu Sơn", "Phường Tiên Sơn", "Xã Liêm Hà", "Xã Thanh Lâm", "Xã Bình Sơn", "Xã Nam Xang", "Xã Vụ Bản", "Xã Phong Doanh",
    "Xã Cổ Lễ", "Xã Xuân Trường", "Phường Tây Hoa Lư", "Xã Kim Sơn",
)  # fmt: skip
BODIES = ("Hội Nông dân tỉnh Ninh Bình", "Hội Liên hiệp Phụ nữ tỉnh Ninh Bình", "Công an tỉnh Ninh Bình", "Sở Tư pháp")
_PHOTO, _SCAN = "Xã Bình An", "Xã Gia Viễn"
_LATE, _COPIED, _SUPPLEMENTED = "Xã Bình Sơn", "Xã Liêm Hà", "Xã Cổ Lễ"
_JPEG = (
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////"
    "wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="
)


def mot_tinh(folder: Path) -> Truth:
    """Ninh Bình, 2025 and 2026: twelve communes, four provincial bodies, a late file, a copy, a supplement, a lock, a photo, a scan."""
    ink = Inventor("mot-tinh-2026", "bắc")
    before = {unit: _of_year(unit, ink, {}) for unit in (*COMMUNES, *BODIES)}
    now = {unit: _of_year(unit, ink, before) for unit in (*COMMUNES, *BODIES)}
    for year, models in (("2025", before), ("2026", now)):
        _mail(folder / year, year, models, ink)
    _oddities(folder / "2026")
    queries = [
        ask([item for items in models.values() for item in items], by, *year)
        for year, models in (((), now), (("--year", "2025"), before))
        for by in ("field", "holder", "level", "origin", "field,level")
    ]
    return Truth("2026", PROVINCE, queries)


def _of_year(unit: str, ink: Inventor, before: dict[str, list[Item]]) -> list[Item]:
    """A unit's models of a year: some carried on from the year before, the others new."""
    own = unit in BODIES
    carried = [replace(item, origin="duytri") for item in before.get(unit, []) if ink.rng.random() < 0.6]
    fresh = [
        Item(
            field=ink.rng.choices(FIELDS, (3, 6, 2, 2))[0],
            holder="canhan" if not own and ink.rng.random() < 0.12 else "tapthe",
            level="tinh" if own else "xa",
            origin="moi" if before or ink.rng.random() < 0.7 else "duytri",
        )
        for _ in range(ink.rng.randint(4, 8) if own else ink.rng.randint(7, 16))
    ]
    if own:
        return carried + [ink.named(replace(item, unit=unit), local=False) for item in fresh]
    return carried + named_inside(unit, fresh, ink)


def _office(unit: str, form: int) -> Office:
    """Since July 2025 a commune stands directly under the province."""
    return body(unit, PROVINCE, "") if unit in BODIES else commune(unit, PROVINCE, form)


def _mail(folder: Path, year: str, models: dict[str, list[Item]], ink: Inventor) -> None:
    for form, (unit, items) in enumerate(models.items(), int(year) % 2):
        office, when = _office(unit, form), f"năm {year}"
        if unit == _LATE and year == "2026":
            late = date(2027, 1, 6)
            path = send(folder, office, list_of(items, 0, year, extra="origin"), ink, when, form=0, day=late)
            path.rename(path.with_name(f"{path.stem} (nop muon).xlsx"))
        elif unit == _SUPPLEMENTED and year == "2026":
            send(folder, office, list_of(items[:-3], 5, year, extra="origin"), ink, when, form=1, day=date(2026, 12, 4))
            title = ("DANH SÁCH BỔ SUNG", "mô hình “Dân vận khéo” năm 2026")
            more = Register(items[-3:], columns("name unit holder field level origin note", 1))
            draw(folder / f"{unit} - danh sách bổ sung.xlsx", office.letter(title, date(2026, 12, 11), 214), more)
        elif form % 5 == 4:
            wide = [
                ("", "Tổng số", "tong"),
                *(("Lĩnh vực", label, code) for code, label in FIELD_CLOTHES[form % 4].items()),
            ]
            wide += [("Trong đó", label, code) for code, label in (HOLDERS | ORIGINS).items()]
            row = (unit, counts(items, "field", "holder", "origin"))
            send(folder, office, Matrix(wide, [row], total="none", formulas=False), ink, when, form=form)
        else:
            send(folder, office, list_of(items, form, year, extra="origin"), ink, when, form=form)


def _oddities(folder: Path) -> None:
    """What lies in the same folder in December and is not one more return."""
    original = next(
        path
        for path in sorted(folder.iterdir())
        if plain(_COPIED).split(" ", 1)[1].lower() in plain(path.stem).lower().replace("_", " ")
    )
    shutil.copyfile(original, original.with_name(f"{original.stem} (1){original.suffix}"))
    owner = "Van thu"
    lock = (
        bytes([len(owner)])
        + owner.encode().ljust(54)
        + bytes([len(owner), 0])
        + owner.encode("utf-16-le").ljust(108, b"\x20")
    )
    (folder / f"~${original.name[2:]}").write_bytes(lock)
    (folder / f"anh bao cao {plain(lowered(_PHOTO))}.jpg").write_bytes(b64decode(_JPEG))
    (folder / f"{_SCAN} - báo cáo DVK 2026 (bản quét).pdf").write_bytes(_pdf("Bao cao ket qua Dan van kheo nam 2026"))


def _pdf(text: str) -> bytes:
    """The smallest page that says a line."""
    stream = f"BT /F1 12 Tf 72 770 Td ({text}) Tj ET".encode()
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table + end
