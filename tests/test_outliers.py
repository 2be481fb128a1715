"""A unit whose figure is far from its own of the year before is asked, whichever year came in first."""

from pathlib import Path

import pytest

from commanding import danvan_json
from workbooks import register

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
    assert questions == ([f"báo {now} mô hình, trong khi năm 2023 báo {then}"] if far else [])
    assert provisional(store, 2024) is far
    assert provisional(store, 2023) is False


def test_the_year_that_came_in_last_makes_no_difference(tmp_path: Path) -> None:
    store = tmp_path / "danvan.db"
    asked(store, sent(tmp_path, 2024, 60))
    assert provisional(store, 2024) is False
    asked(store, sent(tmp_path, 2023, 12))
    assert provisional(store, 2024) is True
