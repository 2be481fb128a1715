"""Periods: codes, what people type, what titles and file names say, and what says none. (counting.md 7)"""

from datetime import date

import pytest

from danvan_cli import messages
from danvan_cli.periods import Period, parse, readings, register_day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("năm 2024", "2024"),
        ("NĂM 2024", "2024"),
        ("giai đoạn 2021-2023", "2021/2023"),
        ("giai đoạn 2021 – 2023", "2021/2023"),
        ("từ năm 2021 đến năm 2023", "2021/2023"),
        ("6 tháng đầu năm 2024", "2024-H1"),
        ("6 tháng cuối năm 2024", "2024-H2"),
        ("quý III/2024", "2024-Q3"),
        ("quý 3 năm 2024", "2024-Q3"),
        ("9 tháng năm 2024", "2024-09M"),
        ("1 tháng đầu năm 2024", "2024-01"),
        ("chín tháng đầu năm 2024", "2024-09M"),
        ("tháng 11 năm 2024", "2024-11"),
        ("tháng 11/2024", "2024-11"),
        ("tính đến ngày 15/6/2022", "..2022-06-15"),
        ("tính đến tháng 10/2024", "..2024-10-31"),
        ("đến hết tháng 2 năm 2024", "..2024-02-29"),
        ("từ tháng 1 đến hết tháng 9/2024", "2024-09M"),
        ("từ đầu năm đến hết tháng 10/2024", "2024-10M"),
        ("từ ngày 01/01/2024 đến hết tháng 6/2024", "2024-H1"),
        ("tổng kết năm 2024 (số liệu tính đến hết tháng 10/2024)", "2024"),
        ("từ ngày 01/01/2024 đến ngày 31/12/2024", "2024"),
        ("từ 01/01 đến hết 31/12/2024", "2024"),
        ("từ ngày 01 tháng 01 năm 2024 đến ngày 31 tháng 12 năm 2024", "2024"),
        ("từ tháng 1 đến tháng 12 năm 2024", "2024"),
        ("từ tháng 01/2024 đến tháng 12/2024", "2024"),
        ("từ 01/01/2024 đến 30/6/2024", "2024-H1"),
        ("từ tháng 7 đến tháng 12 năm 2024", "2024-H2"),
        ("từ ngày 1/4/2024 đến ngày 30/6/2024", "2024-Q2"),
        ("từ tháng 1 đến tháng 9/2024", "2024-09M"),
        ("từ 01/11/2024 đến 30/11/2024", "2024-11"),
        ("từ 01/01/2021 đến 31/12/2023", "2021/2023"),
        ("từ 15/12/2023 đến 14/12/2024", "2024"),  # as reports of the state are closed
        ("từ ngày 15 tháng 12 năm 2023 đến ngày 14 tháng 6 năm 2024", "2024-H1"),
        ("từ 15/10/2024 đến 14/11/2024", "2024-11"),
        ("từ 01/12/2023 đến 30/11/2024", "2024"),
        ("Từ 01/01/2024 đến 15/12/2024", "2024"),
        ("từ 01/01/2024 đến 15/11/2024", "..2024-11-15"),
        ("từ 15/6/2021 đến 14/12/2022", "..2022-12-14"),
        ("năm 2024 (từ 01/01/2024 đến 30/11/2024)", "2024"),
        ("quý I, II năm 2024", "2024-H1"),
        ("quý I và quý II năm 2024", "2024-H1"),
        ("quý I+II+III/2024", "2024-09M"),
        ("quý I đến quý III năm 2024", "2024-09M"),
        ("quý III, IV năm 2024", "2024-H2"),
        ("đến hết quý III năm 2024", "..2024-09-30"),
        ("tháng 01, 02, 03 năm 2024", "2024-Q1"),
        ("hai quý đầu năm 2024", "2024-H1"),
        ("3 tháng cuối năm 2024", "2024-Q4"),
        ("nửa đầu năm 2024", "2024-H1"),
        ("nửa cuối năm 2024", "2024-H2"),
        ("9T/2024", "2024-09M"),
        ("6T đầu năm 2024", "2024-H1"),
        ("Q2/2024", "2024-Q2"),
        ("tính đến ngày 15 tháng 6 năm 2022", "..2022-06-15"),
        ("xã Bát 2024", "2024"),
        ("BC DVK 2024", "2024"),
        ("BC_DVK_2024_xa_Liem_Son", "2024"),
        ("Danh sách đăng ký năm 2024", "2024"),
        ("Kế hoạch năm 2024", "2024"),
    ],
)
def test_titles_and_names_tell_one_period(text: str, code: str) -> None:
    assert readings(text) == (code,)


@pytest.mark.parametrize(
    "text",
    [
        "Kim Bảng, ngày 05 tháng 12 năm 2024",
        "Số 12-BC/BDVHU",
        "Kế hoạch số 07-KH/BCĐ, ngày 22/02/2021",
        "Nghị quyết 25",
        "Nghị quyết số 25-NQ/TW năm 2013",
        "nhiệm kỳ 2020-2025",
        "năm học 2023-2024",
        "niên khóa 2023 - 2024",
        "Năm đăng ký: 2023",
        "(Kèm theo Báo cáo số 12-BC/HU năm 2023)",
        "so với năm 2023",
        "2024-12-05 xa Liem Son",
        "quý I và quý III năm 2024",
        "4 tháng cuối năm 2024",
        "bán niên 2024",
    ],
)
def test_dates_documents_terms_and_registrations_are_no_reading(text: str) -> None:
    """Nor are parts of a year that make no period of ours: least of all the year."""
    assert readings(text) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mô hình năm 2024, giai đoạn 2021-2025", "2024"),
        ("Kết quả năm 2024, phương hướng năm 2025", "2024"),
        ("theo Kế hoạch số 07-KH/BCĐ ngày 22/02/2021, năm 2024", "2024"),
        ("số liệu năm 2024, tính đến ngày 30/11/2024", "2024"),
        ("giai đoạn 2021-2023, nhiệm kỳ 2020-2025", "2021/2023"),
        ("mô hình năm 2025 (tiếp tục thực hiện từ năm 2024)", "2025"),
        ("đăng ký mới năm 2025 và tiếp tục duy trì các mô hình năm 2024", "2025"),
        ("tiếp tục duy trì các mô hình năm 2025", "2025"),
    ],
)
def test_beside_a_year_other_years_stand_back(text: str, code: str) -> None:
    assert readings(text) == (code,)


def test_two_years_are_two_readings() -> None:
    assert readings("năm 2024 và năm 2025") == ("2024", "2025")
    assert readings("mô hình năm 2024 tiếp tục duy trì trong năm 2025") == ("2024", "2025")
    assert readings("mô hình năm 2024, tiếp tục duy trì các mô hình năm 2025") == ("2024", "2025")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2024", "2024"),
        ("2024-h1", "2024-H1"),
        ("2021/2023", "2021/2023"),
        ("2021-2023", "2021/2023"),
        ("..2022-06-15", "..2022-06-15"),
        ("quý III/2024", "2024-Q3"),
        ("2024-06M", "2024-H1"),
        ("2024-03m", "2024-Q1"),
        ("2024-12M", "2024"),
        ("2024-01M", "2024-01"),
        ("2024/2024", "2024"),
    ],
)
def test_what_a_user_types(typed: str, code: str) -> None:
    assert parse(typed) == Period(code)


@pytest.mark.parametrize(
    "typed", ["", "năm nay", "24", "2024-13", "2023/2021", "năm 2024 và 2025", "..2022-02-31", "2024-00M"]
)
def test_what_is_no_period(typed: str) -> None:
    assert parse(typed) is None


@pytest.mark.parametrize(
    ("code", "first", "last", "name"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "năm 2024"),
        ("2024-H2", date(2024, 7, 1), date(2024, 12, 31), "6 tháng cuối năm 2024"),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31), "quý I/2024"),
        ("2024-09M", date(2024, 1, 1), date(2024, 9, 30), "9 tháng năm 2024"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "tháng 2/2024"),
        ("2021/2023", date(2021, 1, 1), date(2023, 12, 31), "giai đoạn 2021-2023"),
        ("..2022-06-15", date(2022, 6, 15), date(2022, 6, 15), "tính đến 15/06/2022"),
    ],
)
def test_days_and_names(code: str, first: date, last: date, name: str) -> None:
    messages.speak("vi")
    period = Period(code)
    assert (period.first, period.last, period.name) == (first, last, name)


def test_before_the_first_year_there_is_none() -> None:
    codes = ("2024", "2024-H1", "2001-09M", "2000", "2000-Q1", "2021/2023", "..2022-06-15")
    assert [Period(code).year_before for code in codes] == ["2023", "2023-H1", "2000-09M", None, None, None, None]


def test_a_year_contains_its_quarters() -> None:
    assert Period("2024").contains(Period("2024-Q3"))
    assert not Period("2024-H1").contains(Period("2024-Q3"))
    assert Period("2021/2023").years == (2021, 2022, 2023)


def test_only_2025_as_a_whole_may_mean_either_register() -> None:
    days = [register_day(code) for code in ("2024", "2025-H1", "2025", "2025-H2", "2026", "2024/2026", None)]
    assert days == [
        date(2025, 6, 30),
        date(2025, 6, 30),
        None,
        date(2025, 7, 1),
        date(2025, 7, 1),
        date(2025, 7, 1),
        None,
    ]


@pytest.mark.parametrize(
    "place", ["xã Hải Quy", "Hải Quy", "xa Hai Quy", "xã Nam Thắng", "Nam_Thang", "xã Tam Thăng", "phuong Tam Thang", "xã Thanh Nưa", "TT. Nua", "Thanh Nua"]
)  # fmt: skip
def test_a_commune_called_like_a_run_of_months_is_no_part_of_the_year(place: str) -> None:
    year = "2023" if place == "Thanh Nua" else "năm 2023"
    assert readings(f"Danh sách mô hình Dân vận khéo {place} {year}") == ("2023",)


@pytest.mark.parametrize(
    ("text", "code"),
    [("năm tháng đầu năm 2023", "2023-05M"), ("tam thang dau nam 2023", "2023-08M"), ("hai quy dau nam 2023", "2023-H1"), ("nua dau 2023", "2023-H1")],
)  # fmt: skip
def test_runs_in_words_are_runs(text: str, code: str) -> None:
    assert readings(text) == (code,)


@pytest.mark.parametrize(
    ("text", "codes"),
    [("BIỂU SO SÁNH KẾT QUẢ MÔ HÌNH DÂN VẬN KHÉO NĂM 2024", ("2024",)), ("Biểu mô hình năm 2024 so sánh năm 2023", ("2024",)), ("BẢNG SO SÁNH NĂM 2024 VỚI NĂM 2023", ())],
)  # fmt: skip
def test_a_table_of_comparison_is_of_the_year_in_its_title(text: str, codes: tuple[str, ...]) -> None:
    assert readings(text) == codes
