"""Two days of an office, drawn as the workbooks, Word files and scans that came: Monday's mail, and three lists of decisions."""

import shutil
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from commanding import danvan, danvan_json
from danvan_cli import units
from drawing import draw
from other_files import word
from workbooks import Row, register, save

PDF, PHOTO = b"%PDF-1.7 trang 1", b"\xff\xd8\xff\xe0 anh"
FIELDS = ("kt", "vhxh", "qpan", "htct")

# --- Monday's mail

HOME = "Huyện Hải Hậu, Tỉnh Nam Định"
_REGISTER = units.load()
COMMUNES = [_REGISTER.name_of(code) for code in _REGISTER.places_below(_REGISTER.find(HOME).code or "")][:20]
CLEAN, ANNEXES, UNSURE, PDF_SENDER, PHOTO_SENDER = COMMUNES[:14], COMMUNES[14:17], *COMMUNES[17:]
OF_CLEAN = [10, 11, 12, 9, 10, 11, 12, 13, 10, 9, 11, 12, 10, 10]  # 150
OF_ANNEXES = [10, 12, 9]  # 31


def models(commune: str, count: int) -> list[tuple[str, str]]:
    return [(f"Mô hình {commune} {number}", FIELDS[number % 4]) for number in range(count)]


def annex(path: Path, commune: str, count: int) -> None:
    rows = "\n".join(f"| {n} | Mô hình {commune} {n} | Văn hóa - xã hội |" for n in range(1, count + 1))
    table = draw(f"| STT | Tên mô hình | Lĩnh vực |\n{rows}")
    title = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
    path.write_bytes(word("HUYỆN ỦY HẢI HẬU", f"ĐẢNG ỦY {commune.upper()}", f"PHỤ LỤC\n{title}", table, "Nơi nhận:"))


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The folder of the mail: 20 files of 20 communes, four of them a second time."""
    mail = tmp_path / "thu-den"
    for commune, count in zip(CLEAN, OF_CLEAN, strict=True):
        register(mail / f"BC DVK {commune}.xlsx", commune, models(commune, count))
    for commune, count in zip(ANNEXES, OF_ANNEXES, strict=True):
        annex(mail / f"Phu luc {commune}.docx", commune, count)
    register(mail / f"danh sách {UNSURE}.xlsx", UNSURE, models(UNSURE, 12), total="Tổng cộng: 13 mô hình")
    (mail / f"{PDF_SENDER} 2024.pdf").write_bytes(PDF)
    (mail / f"{PHOTO_SENDER} 2024.jpg").write_bytes(PHOTO)
    for name in (CLEAN[0], CLEAN[5]):
        shutil.copy(mail / f"BC DVK {name}.xlsx", mail / f"BC DVK {name} (1).xlsx")
    shutil.copy(mail / f"Phu luc {ANNEXES[0]}.docx", mail / f"Phu luc {ANNEXES[0]} (1).docx")
    shutil.copy(mail / f"danh sách {UNSURE}.xlsx", mail / f"danh sách {UNSURE} - Copy.xlsx")
    return tmp_path


def at(office: Path, command: str, *more: str) -> dict[str, Any]:
    return danvan_json(command, *more, "--store", str(office / "danvan.db"), "--home", HOME)


def expect_all(office: Path) -> None:
    listed = office / "phai-gui.csv"
    lines = ["Đơn vị,Liên hệ", *(f"{commune},văn thư" for commune in COMMUNES)]
    listed.write_text("\n".join(lines) + "\n", encoding="utf-8")
    store = ("--store", str(office / "danvan.db"), "--home", HOME)
    assert danvan("roster", str(listed), "--year", "2024", *store).code == 0


def enter(office: Path, commune: str, name: str, total: int) -> None:
    paper = ("--source", str(office / "thu-den" / name), "--total", str(total))
    store = ("--store", str(office / "danvan.db"), "--home", HOME)
    assert danvan("enter", "--unit", commune, "--year", "2024", *paper, "--by", "Lan", *store).code == 0


def test_monday_s_mail_is_counted_in_one_go(office: Path) -> None:
    told = at(office, "ingest", str(office / "thu-den"))
    outcomes = (told["accepted"], told["unchanged"], told["waiting"], told["refused"], told["ignored"])
    assert outcomes == (18, 4, 2, 0, 0)
    expect_all(office)
    table = at(office, "summarize", "--year", "2024", "--by", "unit")
    names = table["labels"]["unit"]
    by_unit = {names[cell["unit"][0]]: cell["value"] for cell in table["cells"]}
    assert by_unit == dict(zip([*CLEAN, *ANNEXES, UNSURE], [*OF_CLEAN, *OF_ANNEXES, 12], strict=True))
    assert (table["total"], table["provisional"]) == (193, True)
    coverage = table["coverage"]
    assert (coverage["expected"], coverage["counted"], coverage["missing"]) == (20, 18, [])
    assert {(one["name"], one["reason"]) for one in coverage["left_out"]} == {
        (PDF_SENDER, "waiting"), (PHOTO_SENDER, "waiting"),
    }  # fmt: skip
    status = at(office, "status", "--year", "2024")
    assert (status["expected"], status["missing"], status["waiting"]) == (20, 0, 2)
    asked = {unit["name"]: unit["provisional"] for unit in status["units"] if unit["provisional"]}
    assert asked == {UNSURE: 12}
    (question,) = at(office, "decide")["questions"]
    assert question["code"] == "stated-total-differs"


def test_monday_s_two_scans_are_typed_and_stand_in_the_trace(office: Path) -> None:
    at(office, "ingest", str(office / "thu-den"))
    enter(office, PDF_SENDER, f"{PDF_SENDER} 2024.pdf", 9)
    enter(office, PHOTO_SENDER, f"{PHOTO_SENDER} 2024.jpg", 7)
    assert at(office, "summarize", "--year", "2024", "--by", "")["total"] == 209
    traced = at(office, "trace", "--year", "2024")
    assert sum(one["value"] for one in traced["sources"]) == traced["value"] == 209
    scans = {Path(one["path"]).suffix: one["value"] for one in traced["sources"] if one["sheet"] == "nhập tay"}
    assert scans == {".pdf": 9, ".jpg": 7}
    again = at(office, "ingest", str(office / "thu-den"))
    assert (again["unchanged"], again["accepted"], again["waiting"]) == (24, 0, 0)
    assert at(office, "summarize", "--year", "2024", "--by", "")["total"] == 209


# --- three lists of decisions

PROVINCE, COMMUNE = "Tỉnh Hà Nam", "Xã Liêm Sơn"
TEN = [f"Mô hình số {number}" for number in range(1, 11)]


def decided(path: Path, issuer: str, parent: str, names: Sequence[str], level: str) -> Path:
    head: list[Row] = [("STT", "Tên mô hình", "Đơn vị thực hiện", "Lĩnh vực")]
    rows: list[Row] = [(n, name, "Xã Liêm Sơn, huyện Thanh Liêm", "Kinh tế") for n, name in enumerate(names, start=1)]
    title = f"DANH SÁCH mô hình “Dân vận khéo” được công nhận cấp {level} năm 2024"
    return save(path, issuer, title, [*head, *rows], parent=parent)


def lists(folder: Path) -> list[Path]:
    """Ten models of a commune; it recognises 8, the district 5 of them, the province 2 of those."""
    return [
        register(folder / f"BC {COMMUNE}.xlsx", COMMUNE, [(name, "kt") for name in TEN]),
        decided(folder / "QĐ xã.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", "HUYỆN ỦY THANH LIÊM", TEN[:8], "xã"),
        decided(folder / "QĐ huyện.xlsx", "HUYỆN ỦY THANH LIÊM", "TỈNH ỦY HÀ NAM", TEN[:5], "huyện"),
        decided(folder / "QĐ tỉnh.xlsx", "TỈNH ỦY HÀ NAM", "", TEN[:2], "tỉnh"),
    ]


@pytest.mark.parametrize("order", [*permutations(range(1, 4))])
def test_decisions_of_three_levels_count_each_model_once(tmp_path: Path, order: tuple[int, ...]) -> None:
    papers = lists(tmp_path / "thu")
    store = ("--store", str(tmp_path / "danvan.db"), "--home", PROVINCE)
    for place in (*order, 0):
        told = danvan_json("ingest", str(papers[place]), *store)
        assert told["accepted"] == 1, told
    ask = ("summarize", "--year", "2024", *store)
    assert danvan_json(*ask, "--stage", "xaydung", "--by", "")["total"] == 10

    def by_level(*more: str) -> tuple[dict[str, int], int | None]:
        table = danvan_json(*ask, "--stage", "congnhan", "--by", "level", *more)
        return {"+".join(cell["level"]): cell["value"] for cell in table["cells"]}, table["total"]

    assert by_level() == ({"tinh": 2, "huyen": 3, "xa": 3}, 8)
    assert by_level("--each-level") == ({"tinh": 2, "huyen": 5, "xa": 8}, None)
    assert danvan_json(*ask, "--stage", "congnhan", "--by", "field")["total"] == 8
    traced = danvan_json("trace", "--year", "2024", "--stage", "congnhan", *store)
    assert traced["value"] == sum(one["value"] for one in traced["sources"]) == 8
