"""A unit whose figure is far from its own of the year before is asked, whichever year came in first."""

from pathlib import Path

import pytest

from commanding import danvan_json
from workbooks import matrix, register

FIELDS = ("kt", "vhxh", "qpan", "htct")


def sent(folder: Path, year: int, count: int) -> Path:
    models = [(f"Mô hình {year} số {number}", FIELDS[number % 4]) for number in range(count)]
    return register(folder / f"{year}" / "BC DVK Xã Liêm Sơn.xlsx", "Xã Liêm Sơn", models, year=str(year))


def asked(store: Path, *files: Path) -> list[str]:
    """Ingests file after file; which outliers were asked about, as the question says it."""
    found = []
    for file in files:
        home = "Huyện Thanh Liêm, Tỉnh Hà Nam"
        document = danvan_json("ingest", str(file), "--store", str(store), "--home", home)
        found += [one["message"] for each in document["files"] for one in each["findings"] if one["code"] == "outlier"]
    return found


def provisional(store: Path, year: int) -> bool:
    return bool(danvan_json("summarize", "--year", str(year), "--store", str(store))["provisional"])


@pytest.mark.parametrize(("then", "now", "far"), [(12, 60, True), (60, 12, True), (12, 40, False), (2, 11, False)])
def test_four_times_the_year_before_is_asked(tmp_path: Path, then: int, now: int, far: bool) -> None:
    store = tmp_path / "danvan.db"
    questions = asked(store, sent(tmp_path, 2023, then), sent(tmp_path, 2024, now))
    assert questions == ([f"Xã Liêm Sơn: {now} mô hình, trong khi năm 2023 có {then}"] if far else [])
    assert provisional(store, 2024) is far
    assert provisional(store, 2023) is False


def test_the_year_that_came_in_last_makes_no_difference(tmp_path: Path) -> None:
    store = tmp_path / "danvan.db"
    asked(store, sent(tmp_path, 2024, 60))
    assert provisional(store, 2024) is False
    asked(store, sent(tmp_path, 2023, 12))
    assert provisional(store, 2024) is True


def test_a_row_of_a_district_is_held_against_its_own_of_the_year_before(tmp_path: Path) -> None:
    store = tmp_path / "danvan.db"
    for year, figure in (("2023", 20), ("2024", 2000)):
        rows = [(1, "Xã Liêm Sơn", figure, figure, 0, 0, 0), (2, "Xã Thanh Hà", 22, 22, 0, 0, 0)]
        file = matrix(tmp_path / year / "Huyện Thanh Liêm.xlsx", "BAN DÂN VẬN", rows, year=year)
        questions = asked(store, file)
    assert questions == ["Xã Liêm Sơn: 2.000 mô hình, trong khi năm 2023 có 20"]
