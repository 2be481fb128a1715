"""Questions are asked once for all files, answered once, and the answers hold, can be read, and can be taken back."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate
from openpyxl import load_workbook

from commanding import Said, danvan, danvan_json
from danvan_cli import indicators, shipped, units, vocabulary
from danvan_cli.answers import ANSWERS, AS_READ, DIMENSION_OF, OF_UNITS
from danvan_cli.errors import UsageError
from danvan_cli.findings import CATALOGUE, Severity
from danvan_cli.intake.identity.home import settle_home
from danvan_cli.intake.words.movement import speak_as
from danvan_cli.messages import LANGUAGES, speaking, text
from danvan_cli.units import organs
from drawing import draw
from other_files import word
from workbooks import Row, locked, matrix, register, save

HOME = "Huyện Thanh Liêm, Tỉnh Hà Nam"
COMMUNES = ("Xã Liêm Sơn", "Xã Liêm Túc", "Xã Thanh Hà", "Xã Liêm Cần", "Xã Liêm Phong")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "kho"
    folder.mkdir()
    return folder / "danvan.db"


def ingest(store: Path, *paths: Path, more: tuple[str, ...] = ()) -> dict[str, Any]:
    return danvan_json("ingest", *map(str, paths), "--store", str(store), "--home", HOME, *more)


def decide(store: Path, *more: str, by: str = "Lan") -> Said:
    return danvan("decide", *more, "--store", str(store), "--by", by)


def questions(store: Path) -> list[dict[str, Any]]:
    return list(danvan_json("decide", "--store", str(store))["questions"])


def number_of(store: Path, code: str) -> str:
    (number,) = [str(one["number"]) for one in questions(store) if one["code"] == code]
    return number


def decisions(store: Path) -> list[dict[str, Any]]:
    return list(danvan_json("decide", "--list", "--store", str(store))["decisions"])


def summarize(store: Path, *more: str) -> dict[str, Any]:
    return danvan_json("summarize", "--year", "2024", "--store", str(store), *more)


def figures(store: Path, *more: str) -> tuple[int | None, bool]:
    said = summarize(store, *more)
    return said["total"], said["provisional"]


def by_field(store: Path, *more: str) -> dict[str, int | None]:
    return {"+".join(cell["field"]) or "-": cell["value"] for cell in summarize(store, "--by", "field", *more)["cells"]}


def notes(store: Path, *more: str) -> list[str]:
    return [one["message"] for one in summarize(store, *more)["notes"] if one["code"].startswith("decided")]


def environment(folder: Path) -> Path:
    """Five communes with 17 rows "Môi trường" among 30."""
    for place, commune in enumerate(COMMUNES):
        unknown = 4 if place < 2 else 3
        models = [(f"Mô hình {commune} {n}", "Môi trường" if n < unknown else "kt") for n in range(6)]
        register(folder / f"BC DVK {commune}.xlsx", commune, models)
    return folder


def twelve(folder: Path) -> Path:
    """A list of 12 that says 13."""
    models = [(f"Hũ gạo {n}", "kt") for n in range(12)]
    return register(folder / "BC DVK Xã Thanh Tâm.xlsx", "Xã Thanh Tâm", models, total="Tổng cộng: 13 mô hình")


def of_one_day(folder: Path) -> Path:
    """Two matrices of one commune and one day: 10 and 12."""
    for name, row in (("x", (10, 4, 3, 2, 1)), ("y", (12, 6, 3, 2, 1))):
        matrix(folder / f"{name}.xlsx", "ĐẢNG ỦY XÃ THANH NGUYÊN", [(1, "Xã Thanh Nguyên", *row)])
    return folder


# --- one list, one answer


def test_seventeen_rows_over_five_files_are_one_question_and_one_answer(tmp_path: Path, store: Path) -> None:
    ingest(store, environment(tmp_path / "thu-den"))
    (question,) = questions(store)
    assert (len(question["places"]), question["files"]) == (17, 5)
    assert question["places"][0]["text"] == "Mô hình Xã Liêm Cần 0"
    assert by_field(store) == {"kt": 13, "-": 17}
    said = decide(store, str(question["number"]), "vhxh", "--why", "công văn 12")
    assert "Văn hóa - xã hội" in said.stdout
    assert by_field(store) == {"kt": 13, "vhxh": 17}
    assert figures(store) == (30, False)
    assert questions(store) == []
    (note,) = notes(store)
    assert "“Môi trường”" in note
    assert "Lan" in note
    assert "công văn 12" in note


def test_rows_without_a_unit_are_given_to_the_unit_above_them_and_back(tmp_path: Path, store: Path) -> None:
    named = ("Xã Liêm Sơn", None, "Xã Thanh Hà", None, None)
    rows = [(n, f"Mô hình thử {n}", unit, "Kinh tế") for n, unit in enumerate(named, 1)]
    head = ("STT", "Tên mô hình", "Đơn vị thực hiện", "Lĩnh vực")
    title = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
    ingest(store, save(tmp_path / "a.xlsx", "HUYỆN ỦY THANH LIÊM", title, [head, *rows], parent="TỈNH ỦY HÀ NAM"))

    def by_unit() -> dict[str, int | None]:
        said = summarize(store, "--by", "unit,level")
        names = said["labels"]["unit"]
        return {f"{names[cell['unit'][0]]} {cell['level'][0]}": cell["value"] for cell in said["cells"]}

    meanwhile = {"Huyện Thanh Liêm huyen": 3, "Xã Liêm Sơn xa": 1, "Xã Thanh Hà xa": 1}
    assert (by_unit(), figures(store)) == (meanwhile, (5, True))
    decide(store, number_of(store, "unit-blank"), "above", "--why", "huyện trả lời")
    assert (by_unit(), figures(store)) == ({"Xã Liêm Sơn xa": 2, "Xã Thanh Hà xa": 3}, (5, False))
    assert questions(store) == []
    decide(store, "--undo", str(decisions(store)[0]["number"]))
    assert (by_unit(), figures(store)) == (meanwhile, (5, True))
    decide(store, number_of(store, "unit-blank"), AS_READ)
    assert (by_unit(), figures(store)) == (meanwhile, (5, False))


def test_a_question_mark_behind_a_field_is_asked_and_its_answer_says_nothing_of_the_field(
    tmp_path: Path, store: Path
) -> None:
    models = [("Nuôi ong", "KT?"), ("Hũ gạo", "kt ?"), ("Đường hoa", "KT"), ("Ngõ sáng", "VHXH")]
    ingest(store, register(tmp_path / "BC Xã Liêm Sơn.xlsx", "Xã Liêm Sơn", models))
    (question,) = questions(store)
    assert (question["code"], len(question["places"])) == ("field-unknown", 2)
    assert by_field(store) == {"kt": 1, "vhxh": 1, "-": 2}
    decide(store, str(question["number"]), "vhxh")
    assert by_field(store) == {"kt": 1, "vhxh": 3}
    assert figures(store) == (4, False)
    decide(store, "--learn")
    assert not (store.parent / "vocabulary.toml").exists()


def test_an_answer_holds_for_files_that_come_later(tmp_path: Path, store: Path) -> None:
    ingest(store, environment(tmp_path / "thu-den"))
    decide(store, number_of(store, "field-unknown"), "Văn hóa - xã hội")
    later = register(tmp_path / "BC DVK Xã Thanh Tâm.xlsx", "Xã Thanh Tâm", [("Sạch làng", "Môi trường")])
    told = ingest(store, later, more=("--strict",))
    assert (told["accepted"], told["questions"]) == (1, 0)
    assert by_field(store) == {"kt": 13, "vhxh": 18}
    assert len(notes(store, "--unit", "Xã Thanh Tâm")) == 1
    assert notes(store, "--unit", "Xã Thanh Tâm", "--as-of", "2024-12-31") == []


def test_mail_that_is_only_looked_at_is_read_with_the_answers_too(tmp_path: Path, store: Path) -> None:
    ingest(store, environment(tmp_path / "thu-den"))
    decide(store, number_of(store, "field-unknown"), "Văn hóa - xã hội")
    later = register(tmp_path / "BC DVK Xã Thanh Tâm.xlsx", "Xã Thanh Tâm", [("Sạch làng", "Môi trường")])
    assert ingest(store, later, more=("--dry-run",))["questions"] == 0


def test_a_text_may_stay_not_stated(tmp_path: Path, store: Path) -> None:
    ingest(store, environment(tmp_path / "thu-den"))
    decide(store, number_of(store, "field-unknown"), "1")
    assert by_field(store) == {"kt": 13, "-": 17}
    assert figures(store) == (30, False)


def test_a_list_of_twelve_that_says_thirteen_is_confirmed(tmp_path: Path, store: Path) -> None:
    ingest(store, twelve(tmp_path))
    assert figures(store) == (12, True)
    decide(store, number_of(store, "stated-total-differs"), "1", "--why", "đã gọi điện")
    assert figures(store) == (12, False)
    assert len(notes(store)) == 1


@pytest.mark.parametrize(("answer", "total"), [("tính x.xlsx", 10), ("tính y.xlsx", 12), ("hai danh sách", 22)])
def test_of_two_documents_of_one_day_somebody_says_which(tmp_path: Path, store: Path, answer: str, total: int) -> None:
    ingest(store, of_one_day(tmp_path / "thu-den"))
    assert figures(store)[0] is None
    decide(store, number_of(store, "same-date-differs"), answer)
    assert figures(store) == (total, False)
    assert questions(store) == []
    assert len(notes(store)) == 1


def test_what_is_asked_only_after_an_answer_is_told_with_it(tmp_path: Path, store: Path) -> None:
    """A later list shares the names of one of two of a day: once that is no more the one that stands, it is asked about."""
    folder = tmp_path / "thu"
    for name, day, first, last in (("a", "05", 0, 4), ("b", "09", 0, 8), ("b2", "09", 1, 9), ("c", "12", 3, 10)):
        models = [(number, f"Mô hình {number}") for number in range(first, last)]
        title = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
        rows: list[Row] = [("STT", "Tên mô hình"), *models]
        save(folder / f"{name}.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", title, rows, dated=f"ngày {day} tháng 12 năm 2024")
    ingest(store, folder)
    same_day = number_of(store, "same-date-differs")
    chosen = next(one for one in questions(store) if one["code"] == "same-date-differs")
    answer = "this" if chosen["places"][0]["path"].endswith("b.xlsx") else "other"
    assert "Từ đó" not in decide(store, same_day, answer).stdout
    back = decide(store, "--undo", same_day).stdout
    assert "Từ đó có thêm câu hỏi (1):" in back
    assert "c.xlsx" in back.split("Từ đó")[1]


@pytest.mark.parametrize(("answer", "total"), [("adds", 5), ("replaces", 2)])
def test_another_list_of_one_unit_adds_or_replaces(tmp_path: Path, store: Path, answer: str, total: int) -> None:
    head = ("STT", "Tên mô hình", "Lĩnh vực")
    title = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
    for day, names in (("05", "ABC"), ("09", "DE")):
        rows = [(n, f"Mô hình {name}", "Kinh tế") for n, name in enumerate(names, start=1)]
        dated = f"ngày {day} tháng 12 năm 2024"
        save(tmp_path / "thu" / f"{day}.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", title, [head, *rows], dated=dated)
    ingest(store, tmp_path / "thu")
    assert figures(store) == (5, True)
    decide(store, number_of(store, "adds-or-replaces"), answer)
    assert figures(store) == (total, False)


def test_one_model_written_twice_counts_once_where_somebody_says_so(tmp_path: Path, store: Path) -> None:
    models = [("Nuôi ong", "kt"), ("Nuôi ong", "kt"), ("Cổng làng", "vhxh")]
    ingest(store, register(tmp_path / "a.xlsx", "Xã Liêm Sơn", models))
    number = number_of(store, "duplicate-row")
    decide(store, number, "one")
    assert figures(store) == (2, False)
    traced = danvan_json("trace", "--year", "2024", "--store", str(store))
    assert sum(one["value"] for one in traced["sources"]) == 2
    decide(store, number, "1")
    assert figures(store) == (3, False)


def bodies(folder: Path, first: str | None, second: str) -> Path:
    """A commune's list with one name at two units."""
    head = ("STT", "Tên mô hình", "Đơn vị thực hiện", "Lĩnh vực")
    rows = [(1, "Nuôi ong", first, "Kinh tế"), (2, "Cổng làng", None, "Kinh tế"), (3, "Nuôi ong", second, "Kinh tế")]
    title = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
    return save(folder / "a.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", title, [head, *rows])


@pytest.mark.parametrize("first", [None, "Hội Nông dân xã"])
def test_one_name_at_a_place_and_its_bodies_counts_as_two_and_is_asked(
    tmp_path: Path, store: Path, first: str | None
) -> None:
    ingest(store, bodies(tmp_path, first, "Hội Phụ nữ xã"))
    assert figures(store) == (3, True)
    decide(store, number_of(store, "duplicate-row"), "one")
    assert figures(store) == (2, False)


def test_one_name_at_two_communes_is_two_models_and_no_question(tmp_path: Path, store: Path) -> None:
    head = ("STT", "Tên mô hình", "Đơn vị", "Lĩnh vực")
    rows = [(n, "Nuôi ong", commune, "Kinh tế") for n, commune in enumerate(COMMUNES[:2], start=1)]
    title = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
    ingest(store, save(tmp_path / "a.xlsx", "HUYỆN ỦY THANH LIÊM", title, [head, *rows]))
    assert [one for one in questions(store) if one["code"] == "duplicate-row"] == []


def test_hidden_rows_are_left_out_where_somebody_says_so(tmp_path: Path, store: Path) -> None:
    path = register(tmp_path / "a.xlsx", "Xã Liêm Sơn", [(f"Mô hình {n}", "kt") for n in range(5)])
    book = load_workbook(path)
    for row in (9, 10):
        book.worksheets[0].row_dimensions[row].hidden = True
    book.save(path)
    ingest(store, path)
    number = number_of(store, "hidden-rows-with-data")
    assert figures(store) == (5, True)
    decide(store, number, "không tính")
    assert figures(store) == (3, False)
    assert len(notes(store)) == 1
    decide(store, "--undo", number)
    assert figures(store) == (5, True)


def test_a_row_that_was_given_up_is_left_out_where_somebody_says_so(tmp_path: Path, store: Path) -> None:
    path = register(
        tmp_path / "a.xlsx", "Xã Liêm Sơn", [("Nuôi ong", "kt"), ("Nuôi nhím (bỏ)", "kt"), ("Hũ gạo", "kt")]
    )
    ingest(store, path)
    number = number_of(store, "row-given-up")
    assert figures(store) == (3, True)
    decide(store, number, "không tính")
    assert figures(store)[0] == 2
    decide(store, "--undo", number)
    assert figures(store) == (3, True)


def dated(path: Path, heading: str, years: Sequence[object]) -> Path:
    """A list of 2024 whose rows tell years."""
    rows = [(n, f"Mô hình {n}", "Kinh tế", year) for n, year in enumerate(years, start=1)]
    title = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
    return save(path, "ĐẢNG ỦY XÃ LIÊM SƠN", title, [("STT", "Tên mô hình", "Lĩnh vực", heading), *rows])


@pytest.mark.parametrize(
    ("heading", "years"),
    [
        ("Năm đăng ký", (2024, "2025", 2023, 2025, 2025)),
        ("Ngày đăng ký", ("05/03/2024", "10/03/2025", "01/02/2024", "2/1/2025", "2/1/2025")),
        ("Năm thực hiện", ("2024-2025", "2025", "đến 2025", "2025-2026", 2025)),
    ],
)
def test_rows_of_a_later_year_than_their_list_count_and_are_left_out_where_somebody_says_so(
    tmp_path: Path, store: Path, heading: str, years: Sequence[object]
) -> None:
    ingest(store, dated(tmp_path / "a.xlsx", heading, years))
    (asked,) = [one for one in questions(store) if one["code"] == "registered-later"]
    assert asked["places"][0]["cell"] == "B9"
    assert "9, 11-12" in asked["message"]
    assert figures(store) == (5, True)
    decide(store, number_of(store, "registered-later"), "leave-out")
    assert figures(store) == (2, False)
    decide(store, "--undo", str(asked["number"]))
    assert figures(store) == (5, True)


def test_the_models_of_another_movement_in_a_group_of_our_list_are_left_out_where_somebody_says_so(
    tmp_path: Path, store: Path
) -> None:
    """Nothing could be answered but that they are ours."""
    rows = [
        ("STT", "Tên mô hình", "Lĩnh vực"),
        ("A", "MÔ HÌNH DÂN VẬN KHÉO", None), (1, "Căn cước tại nhà", "HTCT"),
        ("B", "MÔ HÌNH PHONG TRÀO TOÀN DÂN BẢO VỆ ANTQ", None), (1, "Cổng an ninh", "QPAN"), (2, "Camera", "QPAN"),
        ("C", "MÔ HÌNH CỦA ĐOÀN THỂ", None), (1, "Hũ gạo", "Kinh tế"),
    ]  # fmt: skip
    title = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
    ingest(store, save(tmp_path / "a.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", title, rows))
    (asked,) = [one for one in questions(store) if one["code"] == "other-movement-named"]
    assert summarize(store)["total"] == 4
    decide(store, str(asked["number"]), "không tính")
    assert summarize(store)["total"] == 2
    assert "other-movement-named" not in [one["code"] for one in questions(store)]
    decide(store, "--undo", str(asked["number"]))
    assert summarize(store)["total"] == 4


def test_a_title_of_two_movements_says_no_rows_that_could_be_left_out(tmp_path: Path, store: Path) -> None:
    rows = [("STT", "Tên mô hình", "Lĩnh vực"), (1, "Hũ gạo", "Kinh tế")]
    title = "DANH SÁCH mô hình Dân vận khéo và khuyến học năm 2024"
    ingest(store, save(tmp_path / "a.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", title, rows))
    assert danvan("decide", number_of(store, "other-movement-named"), "leave-out", "--store", str(store)).code == 2
    decide(store, number_of(store, "other-movement-named"), "as-read")
    assert figures(store) == (1, False)


def test_rows_of_their_list_s_year_or_an_earlier_one_are_not_asked_about(tmp_path: Path, store: Path) -> None:
    ingest(store, dated(tmp_path / "a.xlsx", "Năm đăng ký", (2024, 2021, None, "2023-2025")))
    assert (questions(store), figures(store)) == ([], (4, False))


def test_hidden_rows_that_are_left_out_take_no_name_from_the_rows_below_them(tmp_path: Path, store: Path) -> None:
    head = ("STT", "Đơn vị", "Tên mô hình", "Lĩnh vực")
    units = ("Xã Liêm Túc", "Xã Liêm Sơn", None, None)
    rows = [(number, unit, f"Mô hình {number}", "Kinh tế") for number, unit in enumerate(units, start=1)]
    title = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
    path = save(tmp_path / "a.xlsx", "BAN DÂN VẬN HUYỆN ỦY", title, [head, *rows])
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet.merge_cells("B9:B11")
    sheet.row_dimensions[9].hidden = True
    book.save(path)
    ingest(store, path)
    decide(store, number_of(store, "hidden-rows-with-data"), "leave-out")
    said = summarize(store, "--by", "unit")
    named = {said["labels"]["unit"][cell["unit"][0]]: cell["value"] for cell in said["cells"] if cell["value"]}
    assert named == {"Xã Liêm Túc": 1, "Xã Liêm Sơn": 2}


def test_a_hidden_sheet_is_left_out_where_somebody_says_so(tmp_path: Path, store: Path) -> None:
    path = register(tmp_path / "a.xlsx", "Xã Liêm Sơn", [("Nuôi ong", "kt")])
    book = load_workbook(path)
    sheet = book.create_sheet("Nháp")
    for row in (("STT", "Tên mô hình", "Lĩnh vực"), (1, "Cổng làng", "Kinh tế"), (2, "Hũ gạo", "Kinh tế")):
        sheet.append(row)
    sheet.sheet_state = "hidden"
    book.save(path)
    ingest(store, path)
    before = figures(store)[0]
    decide(store, number_of(store, "hidden-sheet-with-data"), "leave-out")
    assert (before, figures(store)) == (3, (1, False))


def test_of_two_ticks_one_holds(tmp_path: Path, store: Path) -> None:
    head = ("STT", "Tên mô hình", "Kinh tế", "Văn hóa - xã hội", "Quốc phòng - an ninh", "Hệ thống chính trị")
    rows = [(1, "Nuôi ong", "x", "x", None, None), (2, "Cổng làng", None, "x", None, None)]
    title = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
    ingest(store, save(tmp_path / "a.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", title, [head, *rows]))
    assert by_field(store) == {"kt+vhxh": 1, "vhxh": 1}
    decide(store, number_of(store, "two-ticks"), "kt")
    assert by_field(store) == {"kt": 1, "vhxh": 1}
    assert figures(store) == (2, False)


def test_questions_at_one_cell_are_asked_and_answered_one_by_one(tmp_path: Path, store: Path) -> None:
    tables: dict[str, tuple[str, list[Row]]] = {
        "XÃ LIÊM SƠN": ("BIỂU TỔNG HỢP", [
            ("STT", "Đơn vị", "Tổng số", "Kinh tế", "VH-XH", "QP-AN", "HTCT", "Tập thể", "Cá nhân"),
            (1, "Xã Liêm Sơn", 10, 2, 2, 2, 2, 4, 5),
        ]),
        "XÃ LIÊM TÚC": ("DANH SÁCH", [
            ("STT", "Tên mô hình", "Lĩnh vực", "Loại hình"),
            (1, "Hũ gạo", "Kinh tế", "Tập thể"),
            (None, "Tổng cộng: 02 mô hình (TT: 02; CN: 01)"),
        ]),
        "XÃ THANH HÀ": ("BIỂU TỔNG HỢP", [
            ("STT", "Đơn vị", "Số đăng ký", "Số xây dựng", "Số đề nghị công nhận"),
            (1, "Xã Thanh Hà", 10, 8, 12),
        ]),
    }  # fmt: skip
    for commune, (kind, rows) in tables.items():
        title = f"{kind} mô hình “Dân vận khéo” năm 2024"
        ingest(store, save(tmp_path / f"{commune}.xlsx", f"ĐẢNG ỦY {commune}", title, rows))
    asked = sorted(one["code"] for one in questions(store))
    assert asked == ["funnel-broken"] * 2 + ["split-below-base"] * 2 + ["stated-total-differs"] * 3
    decide(store, next(str(one["number"]) for one in questions(store) if one["code"] == "split-below-base"), AS_READ)
    assert [one["code"] for one in questions(store)].count("split-below-base") == 1


def test_answers_about_a_word_document_hold_whatever_the_screen_speaks(tmp_path: Path, store: Path) -> None:
    rows = draw("""
        | STT | Tên mô hình | Kinh tế | VH-XH | QP-AN | HTCT |
        | 1 | Hũ gạo tình thương | x | x | | |
        | 2 | Camera an ninh | | x | x | |
    """)
    path = tmp_path / "a.docx"
    path.write_bytes(word("ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH mô hình “Dân vận khéo” năm 2024", rows))
    ingest(store, path)
    first, second = sorted(str(one["number"]) for one in questions(store))
    decide(store, first, "kt")
    with speaking("en"):
        decide(store, second, "qpan")
    assert by_field(store) == {"kt": 1, "qpan": 1}
    assert questions(store) == []


def test_a_unit_that_nobody_knows_is_named_once(tmp_path: Path, store: Path) -> None:
    head = ("STT", "Tên mô hình", "Đơn vị thực hiện", "Lĩnh vực")
    rows = [(n, f"Mô hình {n}", unit, "Kinh tế") for n, unit in enumerate(("Xã Liêm Xuân", "Xã Liêm Túc"), start=1)]
    title = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
    path = save(tmp_path / "a.xlsx", "HUYỆN ỦY THANH LIÊM", title, [head, *rows], parent="TỈNH ỦY HÀ NAM")
    ingest(store, path)
    number = number_of(store, "unit-unknown")
    decide(store, number, "Xã Liêm Sơn")
    assert figures(store) == (2, False)
    assert figures(store, "--unit", "Xã Liêm Sơn") == (1, False)
    decide(store, "--undo", number)
    assert figures(store, "--unit", "Xã Liêm Sơn")[0] is None


@pytest.mark.parametrize("listed", [True, False])
def test_rows_of_a_name_that_is_no_unit_are_left_out_of_all_files_when_somebody_says_so(
    tmp_path: Path, store: Path, *, listed: bool
) -> None:
    if listed:
        head: Row = ("STT", "Tên mô hình", "Đơn vị thực hiện", "Lĩnh vực")
        rows: list[Row] = [(1, "Ong", "Liêm Xuân Đông", "Kinh tế"), (2, "Cổng làng", "Xã Liêm Túc", "Kinh tế")]
        title = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
        path = save(tmp_path / "a.xlsx", "HUYỆN ỦY THANH LIÊM", title, [head, *rows], parent="TỈNH ỦY HÀ NAM")
    else:
        path = matrix(
            tmp_path / "a.xlsx",
            "BAN DÂN VẬN",
            [(1, "Liêm Xuân Đông", 1, 1, 0, 0, 0), (2, "Xã Liêm Túc", 1, 1, 0, 0, 0)],
        )
    ingest(store, path)
    assert figures(store) == (2, True)
    number = number_of(store, "unit-unknown")
    decide(store, number, "không tính các dòng ấy")
    assert figures(store) == (1, False)
    decide(store, "--undo", number)
    assert figures(store) == (2, True)
    decide(store, number, "leave-out")
    assert figures(store) == (1, False)
    assert [one["answer"] for one in decisions(store)][-1:] == ["leave-out"]


def empty(folder: Path) -> Path:
    return register(folder / "BC DVK Xã Liêm Sơn.xlsx", "Xã Liêm Sơn", [])


@pytest.mark.parametrize(("answer", "received"), [("as-read", 1), ("mistake", 0)])
def test_an_empty_list_is_no_model_or_a_mistake(tmp_path: Path, store: Path, answer: str, received: int) -> None:
    ingest(store, empty(tmp_path))
    decide(store, number_of(store, "empty-return"), answer)
    said = summarize(store)
    assert (said["coverage"]["received"], said["provisional"]) == (received, False)
    assert said["total"] == (0 if received else None)


@pytest.mark.parametrize(("answer", "total"), [("danh sách đúng", 2), ("biểu số đúng", 5)])
def test_a_list_and_a_matrix_that_differ(tmp_path: Path, store: Path, answer: str, total: int) -> None:
    folder = tmp_path / "thu-den"
    register(folder / "ds.xlsx", "Xã Liêm Sơn", [("Nuôi ong", "kt"), ("Cổng làng", "vhxh")])
    matrix(folder / "bieu.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", [(1, "Xã Liêm Sơn", 5, 2, 1, 1, 1)])
    ingest(store, folder)
    assert figures(store) == (2, True)
    decide(store, number_of(store, "register-matrix-differ"), answer)
    assert figures(store) == (total, False)


def test_groups_that_nobody_understood_are_named_once(tmp_path: Path, store: Path) -> None:
    head = ("STT", "Tên mô hình", "Ghi chú")
    rows = [
        ("I", "Lĩnh vực môi trường", None),
        (1, "Sạch làng", "a"),
        ("II", "Lĩnh vực kinh tế", None),
        (1, "Ong", "b"),
    ]
    title = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
    for commune in COMMUNES[:2]:
        save(tmp_path / "thu" / f"{commune}.xlsx", f"ĐẢNG ỦY {commune.upper()}", title, [head, *rows])
    ingest(store, tmp_path / "thu")
    (question,) = questions(store)
    assert question["files"] == 2
    decide(store, str(question["number"]), "vhxh")
    assert by_field(store) == {"kt": 2, "vhxh": 2}
    assert questions(store) == []


def test_a_column_to_tick_that_nobody_understood_is_named_once(tmp_path: Path, store: Path) -> None:
    path = tmp_path / "a.xlsx"
    head = ("STT", "Tên mô hình", "Lĩnh vực", None, None)
    rows = [(None, None, "Kinh tế", "Môi trường", "VH-XH"), (1, "Ong", "x", None, None), (2, "Sạch", None, "x", None)]
    save(path, "ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH mô hình “Dân vận khéo” năm 2024", [head, *rows])
    book = load_workbook(path)
    book.worksheets[0].merge_cells("C7:E7")
    book.save(path)
    ingest(store, path)
    assert by_field(store) == {"kt": 1, "-": 1}
    decide(store, number_of(store, "field-unknown"), "vhxh")
    assert by_field(store) == {"kt": 1, "vhxh": 1}
    assert figures(store) == (2, False)


def test_what_was_typed_in_a_workbook_is_read_again_too(tmp_path: Path, store: Path) -> None:
    scan = tmp_path / "thu" / "Xã Liêm Sơn 2024.jpg"
    scan.parent.mkdir()
    scan.write_bytes(b"\xff\xd8\xff\xe0 anh")
    form = register(tmp_path / "nhap.xlsx", "Xã Liêm Sơn", [("Sạch làng", "Môi trường"), ("Ong", "kt")])
    said = danvan(
        "enter", "--unit", "Xã Liêm Sơn", "--source", str(scan), str(form), "--store", str(store), "--home", HOME
    )
    assert said.code == 0, said
    decide(store, number_of(store, "field-unknown"), "vhxh")
    assert by_field(store) == {"kt": 1, "vhxh": 1}
    traced = danvan_json("trace", "--year", "2024", "--store", str(store))
    assert {Path(one["path"]).name for one in traced["sources"]} == {scan.name}
    assert ingest(store, scan.parent)["unchanged"] == 1
    assert figures(store) == (2, False)


def test_a_file_with_a_password_is_read_again_with_it(tmp_path: Path, store: Path) -> None:
    path = tmp_path / "thu" / "BC DVK Xã Liêm Sơn.xlsx"
    plain = register(path, "Xã Liêm Sơn", [("Sạch làng", "Môi trường")])
    plain.write_bytes(locked(plain.read_bytes(), "bimat"))
    ingest(store, path, more=("--password", "bimat"))
    number = number_of(store, "field-unknown")
    assert decide(store, number, "vhxh").refused == "not-read-again"
    assert decisions(store) == []
    decide(store, number, "vhxh", "--password", "bimat")
    assert by_field(store) == {"vhxh": 1}


def test_the_documents_keep_their_contract(tmp_path: Path, store: Path) -> None:
    ingest(store, everything(tmp_path / "thu-den"))
    schema = json.loads((shipped.folder() / "schemas" / "decide.schema.json").read_text(encoding="utf-8"))
    validate(danvan_json("decide", "--store", str(store)), schema)
    decide(store, number_of(store, "field-unknown"), "vhxh")
    decide(store, "--undo", "1")
    validate(danvan_json("decide", "--list", "--store", str(store)), schema)


# --- the laws


def test_the_order_of_answers_is_irrelevant(tmp_path: Path) -> None:
    said = []
    for place, order in enumerate(((0, 1, 2), (2, 0, 1))):
        store = tmp_path / f"{place}" / "danvan.db"
        store.parent.mkdir()
        folder = environment(tmp_path / "thu-den")
        twelve(folder)
        of_one_day(folder)
        ingest(store, folder)
        answers = [("field-unknown", "vhxh"), ("stated-total-differs", "1"), ("same-date-differs", "tính y.xlsx")]
        for one in order:
            decide(store, number_of(store, answers[one][0]), answers[one][1])
        said.append((by_field(store), figures(store)))
    assert said[0] == said[1] == ({"kt": 31, "vhxh": 20, "qpan": 2, "htct": 1}, (54, False))


def test_deciding_twice_is_once_and_taking_back_restores(tmp_path: Path, store: Path) -> None:
    folder = environment(tmp_path / "thu-den")
    of_one_day(folder)
    ingest(store, folder)
    before, asked = summarize(store), questions(store)
    numbers = [number_of(store, code) for code in ("field-unknown", "same-date-differs")]
    for number, answer in zip(numbers, ("vhxh", "this"), strict=True):
        decide(store, number, answer)
    decided = summarize(store)
    assert "Không có gì mới" in decide(store, numbers[0], "vhxh").stdout
    assert len(decisions(store)) == 2
    for number in numbers:
        decide(store, "--undo", number, by="Minh")
    after = summarize(store)
    assert [after[key] for key in ("cells", "total", "provisional")] == [
        before[key] for key in ("cells", "total", "provisional")
    ]
    assert decided["total"] != after["total"]
    assert [one["number"] for one in questions(store)] == [one["number"] for one in asked]
    assert [(one["by"], one["stands"]) for one in decisions(store)] == [
        ("Lan", False), ("Lan", False), ("Minh", False), ("Minh", False),
    ]  # fmt: skip
    assert decide(store, "--undo", numbers[0]).refused == "decision-unknown"


def test_a_unit_whose_lists_of_one_day_differ_is_named_as_not_counted(store: Path, tmp_path: Path) -> None:
    for name, models in (("a", ["Nuôi ong", "Cổng làng"]), ("b", ["Nuôi ong", "Cổng làng", "Chợ sạch"])):
        register(tmp_path / "in" / f"{name}.xlsx", "Xã Liêm Sơn", [(model, "kt") for model in models])
    register(tmp_path / "in" / "c.xlsx", "Xã Thanh Hà", [("Hũ gạo", "kt")])
    ingest(store, tmp_path / "in")
    asked = summarize(store)
    assert (asked["total"], asked["provisional"], asked["coverage"]["received"], asked["coverage"]["counted"]) == (
        1,
        True,
        2,
        1,
    )
    assert [(one["name"], one["reason"]) for one in asked["coverage"]["left_out"]] == [("Xã Liêm Sơn", "question")]
    assert "provisional" not in {note["code"] for note in asked["notes"]}  # of what counts nothing waits
    shown = danvan("summarize", "--year", "2024", "--store", str(store)).stdout
    assert "Đã nộp, chưa tính: còn câu hỏi (1): Xã Liêm Sơn" in shown
    assert "Số liệu tạm tính" in shown
    assert decide(store, number_of(store, "same-date-differs"), "2").code == 0
    assert summarize(store)["coverage"]["left_out"] == []


@pytest.mark.parametrize("more", [("-o", "viec.xlsx"), ("--undo", "1"), ("--list",)])
def test_an_answer_beside_something_else_is_not_dropped_in_silence(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    register(tmp_path / "a.xlsx", "xã Liêm Sơn", [("Hũ gạo", "Môi trường")])
    ingest(store, tmp_path / "a.xlsx")
    assert decide(store, number_of(store, "field-unknown"), "vhxh", *more).refused == "decide-one-thing"
    assert decisions(store) == []
    assert not (tmp_path / "viec.xlsx").exists()


def test_the_past_does_not_change(tmp_path: Path, store: Path) -> None:
    ingest(store, environment(tmp_path / "thu-den"))
    earlier, moment = summarize(store), datetime.now(UTC).isoformat()
    number = number_of(store, "field-unknown")
    decide(store, number, "vhxh")
    (made,) = decisions(store)
    then = summarize(store, "--as-of", moment)
    assert [then[key] for key in ("cells", "total", "provisional")] == [
        earlier[key] for key in ("cells", "total", "provisional")
    ]
    assert notes(store, "--as-of", moment) == []
    decide(store, "--undo", number)
    assert len(notes(store, "--as-of", made["at"])) == 1
    assert by_field(store, "--as-of", made["at"]) == {"kt": 13, "vhxh": 17}


def test_a_file_taken_in_again_changes_nothing(tmp_path: Path, store: Path) -> None:
    folder = environment(tmp_path / "thu-den")
    ingest(store, folder)
    decide(store, number_of(store, "field-unknown"), "vhxh")
    told = ingest(store, folder)
    assert (told["unchanged"], told["questions"]) == (5, 0)
    assert by_field(store) == {"kt": 13, "vhxh": 17}


def test_an_answer_that_would_refuse_a_file_decides_nothing(tmp_path: Path, store: Path) -> None:
    path = register(tmp_path / "a.xlsx", "Xã Liêm Sơn", [("Nuôi ong", "kt"), ("Cổng làng", "kt")])
    book = load_workbook(path)
    book.worksheets[0].sheet_state = "hidden"
    book.create_sheet("Ghi chú")
    book.active = 1
    book.save(path)
    ingest(store, path)
    number = number_of(store, "hidden-sheet-with-data")
    assert decide(store, number, "leave-out").refused == "not-read-again"
    assert decisions(store) == []
    assert figures(store) == (2, True)


def test_what_is_decided_while_mail_comes_in_stops_the_mail_and_nothing_is_read_by_halves(
    tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(store, environment(tmp_path / "thu-den"))
    number = number_of(store, "field-unknown")
    later = register(tmp_path / "BC DVK Xã Thanh Tâm.xlsx", "Xã Thanh Tâm", [("Sạch làng", "Môi trường")])
    place = "danvan_cli.ledger.taking_in.acceptance.settle_home"

    def deciding_meanwhile(*told: Any) -> Any:
        monkeypatch.setattr(place, settle_home)
        decide(store, number, "vhxh")
        return settle_home(*told)

    monkeypatch.setattr(place, deciding_meanwhile)
    said = danvan("ingest", str(later), "--store", str(store), "--home", HOME)
    assert said.refused == "changed-meanwhile"
    ingest(store, later)
    assert by_field(store) == {"kt": 13, "vhxh": 18}


# --- what can be typed


def test_what_is_not_understood_decides_nothing(tmp_path: Path, store: Path) -> None:
    ingest(store, twelve(tmp_path))
    number = number_of(store, "stated-total-differs")
    assert decide(store, number, "có lẽ").refused == "answer-unknown"
    assert decide(store, number).refused == "answer-needed"
    assert decide(store, number, "").refused == decide(store, number, " ").refused == "answer-unknown"
    assert decide(store, "99", "1").refused == "question-unknown"
    assert decisions(store) == []


def test_merged_members_are_an_answer_too(tmp_path: Path, store: Path) -> None:
    ingest(store, environment(tmp_path / "thu-den"))
    decide(store, number_of(store, "field-unknown"), "vhxh+kt")
    assert by_field(store) == {"kt": 13, "kt+vhxh": 17}


def test_errors_cannot_be_decided_away(tmp_path: Path, store: Path) -> None:
    ingest(store, matrix(tmp_path / "a.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", [(1, "Xã Liêm Sơn", 10, 4, 3, 2, 2)]))
    assert questions(store) == []


def test_a_newer_document_settles_the_question_of_the_older(tmp_path: Path, store: Path) -> None:
    ingest(store, twelve(tmp_path))
    head = ("STT", "Tên mô hình", "Lĩnh vực")
    rows = [(n, f"Hũ gạo {n}", "Kinh tế") for n in range(12)]
    title = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
    newer = save(tmp_path / "b.xlsx", "ĐẢNG ỦY XÃ THANH TÂM", title, [head, *rows], dated="ngày 9 tháng 12 năm 2024")
    ingest(store, newer)
    assert questions(store) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_has_answers_in_words(language: str) -> None:
    asked = [code for code, severity in CATALOGUE.items() if severity is Severity.QUESTION]
    with speaking(language):
        for code in asked:
            for answer in ANSWERS.get(code, (AS_READ,)):
                assert text(f"answer-{code}", answer) or text("answer", answer), (code, answer)
    assert {*ANSWERS, *DIMENSION_OF, *OF_UNITS} <= set(asked)


def test_ingest_says_where_questions_are_answered(tmp_path: Path, store: Path) -> None:
    said = danvan("ingest", str(twelve(tmp_path)), "--store", str(store), "--home", HOME)
    assert "danvan decide" in said.stdout


def test_the_screen_lists_questions_with_their_answers_and_then_the_decisions(tmp_path: Path, store: Path) -> None:
    folder = environment(tmp_path / "thu-den")
    ingest(store, folder)
    said = danvan("decide", "--store", str(store)).stdout
    assert "“Môi trường” là lĩnh vực nào?" in said
    assert "17 chỗ, 5 tệp" in said
    assert "3 Văn hóa - xã hội" in said
    assert "danvan decide 1 TRẢ_LỜI" in said
    decide(store, "1", "3")
    assert "Không còn câu hỏi nào" in danvan("decide", "--store", str(store)).stdout
    assert "Lan" in danvan("decide", "--list", "--store", str(store)).stdout


def test_on_a_terminal_questions_are_answered_one_by_one(
    tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = environment(tmp_path / "thu-den")
    twelve(folder)
    of_one_day(folder)
    ingest(store, folder)
    monkeypatch.setattr("danvan_cli.cli.decide.on_terminal", lambda: True)
    said = danvan("decide", "--store", str(store), "--by", "Lan", answers="abc\nvhxh\n\nq\n")
    assert "Không hiểu" in said.stderr
    assert [one["answer"] for one in decisions(store)] == ["field=vhxh"]
    assert len(questions(store)) == 2


# --- the workbook


def workbook(store: Path, path: Path, answers: dict[str, str]) -> Path:
    """The questions as a workbook, filled in: the beginning of a question to its answer."""
    assert danvan("decide", "-o", str(path), "--store", str(store)).code == 0
    book = load_workbook(path)
    for row in book.worksheets[0].iter_rows(min_row=4):
        for begins, answer in answers.items():
            if str(row[1].value).startswith(begins):
                row[4].value, row[5].value = answer, "đã hỏi"
    book.save(path)
    return path


def everything(folder: Path) -> Path:
    of_one_day(folder)
    twelve(folder)
    return environment(folder)


def test_the_command_that_a_workbook_of_questions_tells_can_be_typed_as_it_stands(tmp_path: Path, store: Path) -> None:
    """A name with spaces stood there without quotation marks, and was refused when typed."""
    ingest(store, everything(tmp_path / "thu-den"))
    path = tmp_path / "việc cần quyết.xlsx"
    assert danvan("decide", "-o", str(path), "--store", str(store)).code == 0
    assert f'danvan decide "{path.name}"' in str(load_workbook(path).worksheets[0]["A2"].value)


def test_the_workbook_shows_evidence_and_a_drop_down_for_each_question(tmp_path: Path, store: Path) -> None:
    ingest(store, everything(tmp_path / "thu-den"))
    path = workbook(store, tmp_path / "viec-can-quyet.xlsx", {})
    sheet, evidence, lists = load_workbook(path).worksheets
    assert [row[0].value for row in sheet.iter_rows(min_row=4)] == ["1", "2", "3"]
    assert "BC DVK Xã Liêm Cần.xlsx › Biểu 1 › E8: Mô hình Xã Liêm Cần 0" in str(sheet["D4"].value)
    assert "13 chỗ nữa" in str(sheet["D4"].value)
    assert evidence.max_row == 2 + 17 + 1 + 2
    assert lists.sheet_state == "hidden"
    offered = {
        str(rule.sqref): {cell.value for (cell,) in lists[rule.formula1.split("!")[1].replace("$", "")]}
        for rule in sheet.data_validations.dataValidation
    }
    assert offered["E4"] > {"giữ “chưa nêu”", "Kinh tế", "Văn hóa - xã hội"}
    assert {"tính y.xlsx", "tính x.xlsx", "hai danh sách khác nhau: cộng cả hai"} in offered.values()
    assert len(offered) == 3


def test_a_filled_workbook_decides_and_twice_is_once(tmp_path: Path, store: Path) -> None:
    ingest(store, everything(tmp_path / "thu-den"))
    answers = {"“Môi trường”": "Văn hóa - xã hội", "hai bản": "tính y.xlsx"}
    path = workbook(store, tmp_path / "viec-can-quyet.xlsx", answers)
    said = decide(store, str(path))
    assert "Để trống 1 câu" in said.stderr
    assert "Còn 1 câu hỏi" in said.stdout
    assert by_field(store) == {"kt": 31, "vhxh": 20, "qpan": 2, "htct": 1}
    assert {one["why"] for one in decisions(store)} == {"đã hỏi"}
    assert "Không có gì mới" in decide(store, str(path)).stdout
    assert len(decisions(store)) == 2
    assert ingest(store, path)["ignored"] == 1


def test_a_question_that_is_no_longer_open_is_passed_over_and_said(tmp_path: Path, store: Path) -> None:
    ingest(store, everything(tmp_path / "thu-den"))
    answers = {"“Môi trường”": "Kinh tế", "ghi “Tổng": "các dòng đúng, tổng ghi sai"}
    path = workbook(store, tmp_path / "viec-can-quyet.xlsx", answers)
    number = number_of(store, "field-unknown")
    decide(store, number, "vhxh")
    said = decide(store, str(path))
    assert f"Câu {number} không còn chờ" in said.stderr
    assert [one["code"] for one in decisions(store)] == ["field-unknown", "stated-total-differs"]
    assert by_field(store)["vhxh"] == 17


def test_a_workbook_with_an_answer_that_is_not_understood_decides_nothing(tmp_path: Path, store: Path) -> None:
    ingest(store, everything(tmp_path / "thu-den"))
    answers = {"“Môi trường”": "Văn hóa - xã hội", "ghi “Tổng": "chắc thế"}
    path = workbook(store, tmp_path / "viec-can-quyet.xlsx", answers)
    assert decide(store, str(path)).refused == "answers-several"
    assert decisions(store) == []


def test_a_workbook_of_another_store_decides_nothing(tmp_path: Path, store: Path) -> None:
    other = tmp_path / "khac" / "danvan.db"
    other.parent.mkdir()
    ingest(other, twelve(tmp_path / "mot"))
    ingest(store, environment(tmp_path / "hai"))
    path = workbook(other, tmp_path / "viec-can-quyet.xlsx", {"ghi “Tổng": "1"})
    assert decide(store, str(path)).refused == "answers-of-another"
    assert decide(store, str(tmp_path / "hai" / "BC DVK Xã Liêm Sơn.xlsx")).refused == "answers-of-another"
    assert decisions(store) == []


def test_nothing_in_the_workbook_runs_as_a_formula(tmp_path: Path, store: Path) -> None:
    file = register(tmp_path / "a.xlsx", "Xã Liêm Sơn", [("Hũ gạo", "kt"), ("Nuôi ong", "kt")])
    book = load_workbook(file)
    for cell in (book.worksheets[0]["B8"], book.worksheets[0]["E8"]):
        cell.value, cell.data_type = "=1+1", "s"
    book.save(file)
    ingest(store, file)
    assert [one["message"] for one in questions(store)] == ["“=1+1” là lĩnh vực nào?"]
    path = workbook(store, tmp_path / "viec-can-quyet.xlsx", {})
    cells = [cell for sheet in load_workbook(path).worksheets for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


# --- names learnt


@pytest.mark.parametrize(
    "there",
    [
        "",
        '# của chúng tôi\n[field.members.kt]\naliases = ["trồng trọt"]\n',
        '[field.members.vhxh]\naliases = [\n  "văn nghệ",\n]\n\n[level.noise]\n',
        '[field.members.vhxh]\nshort = { vi = "VH", en = "C" }',
    ],
)
def test_names_that_were_answered_go_to_the_vocabulary_on_request(tmp_path: Path, store: Path, there: str) -> None:
    ingest(store, environment(tmp_path / "thu-den"))
    file = store.parent / "vocabulary.toml"
    if there:
        file.write_text(there.replace("[level.noise]\n", ""), encoding="utf-8")
    decide(store, number_of(store, "field-unknown"), "vhxh", "--learn")
    learnt = file.read_text(encoding="utf-8")
    assert "Môi trường" in learnt
    assert all(line in learnt for line in there.replace("[level.noise]\n", "").splitlines() if "[" not in line)
    decide(store, "--learn")
    assert file.read_text(encoding="utf-8") == learnt
    elsewhere = tmp_path / "khac"
    elsewhere.mkdir()
    (elsewhere / "vocabulary.toml").write_text(learnt, encoding="utf-8")
    ingest(elsewhere / "danvan.db", tmp_path / "thu-den")
    assert questions(elsewhere / "danvan.db") == []
    assert by_field(elsewhere / "danvan.db") == {"kt": 13, "vhxh": 17}


def test_who_takes_back_an_answer_that_was_learnt_is_told_where_it_still_stands(tmp_path: Path, store: Path) -> None:
    ingest(store, environment(tmp_path / "thu-den"))
    file, number = store.parent / "vocabulary.toml", number_of(store, "field-unknown")
    decide(store, number, "vhxh", "--learn")
    for said in (decide(store, number, "kt"), decide(store, "--undo", number)):
        assert f"“Môi trường” vẫn được tính là Văn hóa - xã hội, vì {file} nói vậy ([field.members.vhxh]" in said.stdout
        assert by_field(store) == {"kt": 13, "vhxh": 17}
    file.write_text(file.read_text(encoding="utf-8").replace('"Môi trường"', ""), encoding="utf-8")
    ingest(store, tmp_path / "thu-den")
    assert number_of(store, "field-unknown") == number
    assert by_field(store) == {"kt": 13, "-": 17}


def test_who_takes_back_an_answer_that_nobody_learnt_is_told_of_no_file(tmp_path: Path, store: Path) -> None:
    ingest(store, environment(tmp_path / "thu-den"))
    (store.parent / "vocabulary.toml").write_text('[field.members.kt]\naliases = ["trồng trọt"]\n', encoding="utf-8")
    number = number_of(store, "field-unknown")
    decide(store, number, "vhxh")
    assert "vẫn được tính" not in decide(store, "--undo", number).stdout
    assert by_field(store) == {"kt": 13, "-": 17}


@pytest.mark.parametrize(
    ("file", "words", "named"),
    [
        ("vocabulary.toml", '[field.members.duong]\naliases = ["NTM"]', "field.members.duong.label"),
        ("vocabulary.toml", '[field.members.kt]\nalias = ["NTM"]', "field.members.kt.alias"),
        ("vocabulary.toml", '[field.members.kt]\naliases = "NTM"', "field.members.kt.aliases"),
        ("vocabulary.toml", '[field.members.kt]\nparent = "kinh-te"', "field.members.kt.parent"),
        ("vocabulary.toml", '[level.members.huyen]\nuntil = "2025-06-30"', "level.members.huyen.until"),
        ("vocabulary.toml", '[linhvuc.members.kt]\naliases = ["NTM"]', "linhvuc"),
        ("indicators.toml", '[indicators.ong]\naliases = ["đàn ong"]', "indicators.ong.label, indicators.ong.unit"),
        ("indicators.toml", '[indicators.ho]\nmeasure = "nha"', "indicators.ho.measure"),
        ("indicators.toml", '[indicators.ho]\nwithin = "nha"', "indicators.ho.within"),
        ("movement.toml", 'names = "dân vận giỏi"', "names"),
        ("movement.toml", '[others]\nmovement = ["ca đoàn"]', "others.movement"),
        ("movement.toml", '[awards]\n"bằng vàng" = ["giaykhen"]', "awards.bằng vàng"),
        ("movement.toml", '[awards]\n"bằng vàng" = "bangvang"', "awards.bằng vàng"),
        ("organs.toml", '[organ.dan-van]\nnames = ["Ban Dân vận"]', "organ.dan-van.names.0"),
        ("organs.toml", '[organ.dan-van.since]\n24 = "1/3/2025"', "organ.dan-van.since.24"),
    ],
)
def test_words_of_a_workspace_that_mean_nothing_stop_the_run_and_are_named(
    tmp_path: Path, file: str, words: str, named: str
) -> None:
    (tmp_path / file).write_text(words, encoding="utf-8")
    readers: list[Callable[[Path], object]] = [vocabulary.load, indicators.load, speak_as]
    readers.append(partial(organs.load, units.load()))
    with pytest.raises(UsageError) as stopped:
        _ = [load(tmp_path) for load in readers]
    assert (stopped.value.code, stopped.value.seen["names"]) == ("settings-unknown", named)


@pytest.mark.parametrize("code", ["kt+vhxh", "kinh tế", "KT", "x},5]", "a,b", "moi=1"])
def test_a_member_s_code_is_one_that_can_be_typed_and_kept(tmp_path: Path, code: str) -> None:
    words = f'[field.members."{code}"]\nlabel = {{ vi = "Môi trường", en = "Environment" }}\n'
    (tmp_path / "vocabulary.toml").write_text(words, encoding="utf-8")
    returned = register(tmp_path / "a.xlsx", "Xã Liêm Sơn", [("Nuôi ong", "Kinh tế")])
    said = danvan("ingest", str(returned), "--store", str(tmp_path / "danvan.db"))
    assert said.refused == "member-code"
