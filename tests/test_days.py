"""Days that lost their format, 45341 for 19/02/2024: under a stage they are never counted as models. (counting.md 3)"""

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from danvan_cli.intake.checks.rules import check
from danvan_cli.intake.extract import understand_grids
from danvan_cli.intake.files.reading import read
from danvan_cli.vocabulary import load
from drawing import draw, found, understood
from other_files import old_workbook
from returned import LIEM_SON, matrix

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


def asked(figures: Mapping[str, int | None], period: str = "2024") -> list[tuple[str, str | None]]:
    """What is asked about one row of figures, which stand from C10 on."""
    ret = matrix(LIEM_SON, [(LIEM_SON, figures)], period=period)
    return [(one.code, one.cell) for one in check(ret, load())]


FIELDS = {"field=kt": 4, "field=vhxh": 3, "field=qpan": 2, "field=htct": 1}


@pytest.mark.parametrize("figures", [{"": 45341}, {"stage=dangky": 45341}, {"field=kt": 45341}])
def test_one_figure_that_may_be_a_day_is_asked_in_every_column_of_counts(figures: dict[str, int]) -> None:
    assert asked(figures) == [("figure-may-be-day", "C10")]
    assert asked(dict.fromkeys(figures, 120)) == []


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_the_year_of_the_table_in_a_cell_of_counts_is_asked(year: int) -> None:
    assert asked(FIELDS | {"field=kt": year}) == [("figure-may-be-year", "C10")]
    assert asked(FIELDS | {"field=kt": year}, period="2021") == []


@pytest.mark.parametrize("value", [45341, 2024])
def test_a_total_that_adds_a_day_or_a_year_up_is_no_word_for_it(value: int) -> None:
    (only,) = asked({"": value + 6} | FIELDS | {"field=kt": value})
    assert only[1] == "D10"


def test_a_large_figure_that_others_make_is_none_that_may_be_a_year() -> None:
    """The total of a province is the sum of its fields; of two ways to part it each bears the other out."""
    province = {"field=kt": 500, "field=vhxh": 900, "field=qpan": 400, "field=htct": 224}
    assert asked({"": 2024} | province) == []
    assert asked({"": 2064, "holder=tapthe": 2024, "holder=canhan": 40} | province | {"field=htct": 264}) == []
    new_and_kept = {"field=kt,origin=moi": 24, "field=kt,origin=duytri": 2000}
    assert asked(FIELDS | {"field=kt": 2024} | new_and_kept) == []
    assert asked({"": 1597} | province) == [("parts-exceed-whole", "C10")]


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
