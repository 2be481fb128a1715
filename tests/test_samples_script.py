"""The samples are what their script makes, and hold the published figures of the five seeds."""

import json
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

REPOSITORY = Path(__file__).parents[1]
SAMPLES = REPOSITORY / "data" / "samples"
WORKBOOKS = {".xlsx"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All samples, made anew by the script."""
    folder = tmp_path_factory.mktemp("samples")
    subprocess.run([sys.executable, REPOSITORY / "scripts" / "make_samples.py", folder], check=True)
    return folder


def contents(folder: Path) -> dict[str, object]:
    """Path below the folder to what the file says: cells for a workbook, bytes for anything else."""
    return {
        file.relative_to(folder).as_posix(): cells(file) if is_workbook(file) else file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def is_workbook(file: Path) -> bool:
    return file.suffix.lower() in WORKBOOKS and not file.name.startswith("~$")


def cells(file: Path) -> dict[str, object]:
    book = CalamineWorkbook.from_filelike(BytesIO(file.read_bytes()))
    sheets = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
    return {name: (sheet.to_python(), sheet.merged_cell_ranges) for name, sheet in sheets.items()}


def numbered_rows(file: Path) -> Iterator[list[Any]]:
    """Rows of a list that begin with a number of their own."""
    book = CalamineWorkbook.from_filelike(BytesIO(file.read_bytes()))
    for row in book.get_sheet_by_index(0).to_python():
        if isinstance(row[0], float) and row[0] >= 1:
            yield row


def truth(name: str) -> dict[tuple[str, ...], Any]:
    """A sample's queries by their arguments."""
    queries = json.loads((SAMPLES / name / "truth.json").read_text(encoding="utf-8"))["queries"]
    return {tuple(query["args"]): query for query in queries}


def test_the_script_makes_the_files_that_are_shipped(made: Path) -> None:
    assert contents(made) == contents(SAMPLES)


@pytest.mark.parametrize(
    ("sample", "args", "total"),
    [
        ("long-an-2024", ("--by", "holder"), 990),
        ("ha-nam-2024", ("--by", "level"), 1597),
        ("ha-nam-2024", ("--origin", "moi", "--by", "field"), 239),
        ("kim-bang-2021-2023", ("--by", "field"), 211),
        ("ben-tre-2024", ("--stage", "dangky", "--by", "field"), 272),
        ("ben-tre-2024", ("--stage", "ghinhan", "--by", ""), 242),
        ("ben-tre-2024", ("--stage", "congnhan", "--by", "field"), 187),
        ("hoang-mai-2022", ("--by", "field"), 385),
    ],
)
def test_the_truth_is_the_published_figure(sample: str, args: tuple[str, ...], total: int) -> None:
    query = truth(sample)[args]
    assert query["total"] == total
    assert sum(cell["value"] for cell in query["cells"]) == total


def test_merged_members_stay_merged_in_the_truth() -> None:
    assert {"level": ["huyen", "xa"], "value": 1470} in truth("ha-nam-2024")[("--by", "level")]["cells"]
    assert {"field": ["htct", "qpan"], "value": 79} in truth("ben-tre-2024")[("--stage", "dangky", "--by", "field")][
        "cells"
    ]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("DS dang ky mo hinh DVK cap tinh 2024.xlsx", 272),
        ("Kết quả thẩm định mô hình DVK cấp tỉnh 2024.xlsx", 272),
        ("Danh sách xét công nhận DVK cấp tỉnh 2024.xlsx", 191),
    ],
)
def test_the_lists_of_a_year_hold_their_rows(name: str, rows: int) -> None:
    assert len(list(numbered_rows(SAMPLES / "ben-tre-2024" / name))) == rows


def test_a_model_keeps_its_name_and_unit_through_the_lists_of_the_year() -> None:
    registered, appraised, proposed = (
        {(row[1], row[2]) for row in numbered_rows(SAMPLES / "ben-tre-2024" / name)}
        for name in (
            "DS dang ky mo hinh DVK cap tinh 2024.xlsx",
            "Kết quả thẩm định mô hình DVK cấp tỉnh 2024.xlsx",
            "Danh sách xét công nhận DVK cấp tỉnh 2024.xlsx",
        )
    )
    assert registered == appraised
    assert proposed < registered


def test_the_district_table_repeats_what_its_communes_sent() -> None:
    """Châu Thành of Long An: the sum of the communes' lists stands in the district's table, too."""
    folder = SAMPLES / "long-an-2024" / "Huyện Châu Thành"
    table = folder / "Huyen Chau Thanh DVK 2024 gui tinh.XLSX"
    communes = sum(len(list(numbered_rows(file))) for file in folder.iterdir() if file != table)
    stated = sum(int(row[2]) for row in numbered_rows(table) if str(row[1]).startswith(("Xã", "Thị trấn")))
    assert communes == stated


def test_the_samples_are_small() -> None:
    assert sum(file.stat().st_size for file in SAMPLES.rglob("*") if file.is_file()) < 3_000_000


def test_every_sample_says_what_it_holds() -> None:
    for sample in SAMPLES.iterdir():
        assert (sample / "README.md").read_text(encoding="utf-8").strip()
