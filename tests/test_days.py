"""Days that lost their format, 45341 for 19/02/2024: under a stage they are never counted as models. (counting.md 3)"""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from danvan_cli.intake.extract import understand_grids
from danvan_cli.intake.files.reading import read
from danvan_cli.vocabulary import load
from drawing import draw, found, understood
from other_files import old_workbook

LIFE = """
DANH SÁCH THEO DÕI MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
| STT | Tên mô hình | Đơn vị | Lĩnh vực | Đăng ký | Ghi nhận | Công nhận |
| 1 | Hũ gạo | Xã Liêm Sơn | KT | 45341 | 45371 | 45581 |
| 2 | Bếp ăn | Xã Thanh Hà | KT | 45342 | 45372 | |
| 3 | Tuyến phố | Xã Thanh Hà | KT | 45343 | | |
"""
SHOWN = [("congnhan", "dangky", "ghinhan"), ("dangky", "ghinhan"), ("dangky",)]


def test_serial_days_beside_names_of_models_are_days_and_a_row_is_one_model() -> None:
    draft = understood(LIFE)
    (table,) = draft.tables
    assert table.kind == "register"
    assert [tuple(sorted(model.stages)) for model in table.models] == SHOWN
    assert table.models[0].texts["dangky"] == "19/02/2024"
    assert not found(draft)


def test_serial_days_are_days_in_an_old_workbook_too() -> None:
    grids, _ = read(old_workbook(draw(LIFE)))
    draft, _ = understand_grids(grids, "bao-cao.xls", load())
    assert [tuple(sorted(model.stages)) for model in draft.tables[0].models] == SHOWN


def test_ticks_beside_serial_days_stay_ticks_and_a_total_of_rows_is_no_day() -> None:
    draft = understood(LIFE.replace("45343", "x") + "| | Tổng cộng | | | 3 | 2 | 1 |\n")
    assert [tuple(sorted(model.stages)) for model in draft.tables[0].models] == SHOWN
    assert [(s.stated, s.computed) for s in draft.tables[0].statements] == [(3, 3), (2, 2), (1, 1)]


def test_a_table_of_units_whose_every_figure_of_a_stage_is_a_serial_day_is_refused() -> None:
    draft = understood("""
        BIỂU TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Đơn vị | Tổng số | Công nhận |
        | 1 | Xã Liêm Sơn | 4 | 45341 |
        | 2 | Xã Thanh Hà | 3 | 45342 |
        """)
    assert ("count-unreadable", "D3") in found(draft)


@pytest.mark.parametrize(("figures", "asked"), [((45341, 12), [("figure-may-be-day", "C3")]), ((120, 80), [])])
def test_one_figure_among_others_that_may_be_a_day_is_asked(
    figures: tuple[int, int], asked: list[tuple[str, str]]
) -> None:
    draft = understood(f"""
        BIỂU TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Đơn vị | Đăng ký |
        | 1 | Xã Liêm Sơn | {figures[0]} |
        | 2 | Xã Thanh Hà | {figures[1]} |
        """)
    assert [row.figures[0].value for row in draft.tables[0].rows] == [*figures]
    assert found(draft) == asked


@pytest.mark.parametrize("epoch", [CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904])
@pytest.mark.parametrize("shown", ["dd/mm/yyyy", "yyyy"])
def test_a_year_typed_into_a_cell_that_shows_a_date_is_that_year(epoch: object, shown: str, tmp_path: Path) -> None:
    book = Workbook()
    book.epoch = epoch
    sheet = book.worksheets[0]
    sheet.append(["DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024"])
    sheet.append(["STT", "Tên mô hình", "Đơn vị", "Lĩnh vực", "Năm đăng ký", "Năm"])
    sheet.append([1, "Hũ gạo", "Xã Liêm Sơn", "KT", 2024, 2019])
    sheet["E3"].number_format = sheet["F3"].number_format = shown
    book.save(tmp_path / "a.xlsx")
    grids, _ = read((tmp_path / "a.xlsx").read_bytes())
    draft, _ = understand_grids(grids, "bao-cao.xlsx", load())
    (model,) = draft.tables[0].models
    assert (model.registered, model.texts, found(draft)) == (2024, {"since": "2019"}, [])


def test_a_model_is_counted_as_registered_in_the_year_typed_into_a_date() -> None:
    draft = understood("""
        DANH SÁCH THEO DÕI MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | Đơn vị | Lĩnh vực | Năm đăng ký | Ghi nhận | Công nhận |
        | 1 | Hũ gạo | Xã Liêm Sơn | KT | 1905-07-16 | x | |
        | 2 | Bếp ăn | Xã Thanh Hà | KT | 1905-07-15 | x | x |
        """)
    assert [(model.registered, model.years) for model in draft.tables[0].models] == [(2024, {}), (2023, {})]


def test_a_day_of_1905_is_no_year_where_none_is_asked_for() -> None:
    draft = understood("""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | Đơn vị | Lĩnh vực | Ngày đăng ký |
        | 1 | Hũ gạo | Xã Liêm Sơn | KT | 1905-07-16 |
        """)
    assert draft.tables[0].models[0].texts["registered"] == "16/07/1905"
