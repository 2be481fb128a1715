"""Findings as a catalogue: each is explained in both languages, printed whole on request, raised by a workspace."""

import json
import runpy
from pathlib import Path

import pytest
from openpyxl import load_workbook

from commanding import danvan, danvan_json
from danvan_cli import messages
from danvan_cli.cli.explain import explain
from danvan_cli.errors import UsageError
from danvan_cli.findings import CATALOGUE, Finding, by_weight, explanations
from workbooks import register

HOME = ("--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_finding_is_explained_and_nothing_else_is(language: str) -> None:
    with messages.speaking(language):
        found = explanations()
        assert sorted(one.code for one in found) == sorted(CATALOGUE)
        assert all(one.seen and one.why and one.advice and one.group for one in found)
        assert not any("{" in one.seen + one.advice for one in found)


def test_the_page_of_findings_is_up_to_date() -> None:
    script = runpy.run_path(str(Path(__file__).parents[1] / "scripts" / "write_findings.py"))
    assert script["PAGE"].read_text(encoding="utf-8") == script["page"]()


def test_a_code_is_explained_and_a_mistyped_one_is_told_its_neighbours() -> None:
    said = danvan("explain", "stated-total-differs").stdout
    assert "câu hỏi" in said
    assert "Tổng không bao giờ được cộng" in said
    assert danvan("explain", "stated-total-difers").refused == "finding-unknown"
    for typed, near in (
        ("sstated-total-difers", " Gần giống: stated-total-differs, stated-amount-differs, same-date-differs."),
        ("qqqq", ""),
    ):
        with pytest.raises(UsageError) as stopped:
            explain(typed)
        assert str(stopped.value.seen["near"]) == near
    assert all(code in danvan("explain").stdout for code in CATALOGUE)


def mail(folder: Path) -> str:
    register(
        folder / "a.xlsx",
        "xã Liêm Sơn",
        [("Nuôi ong", "Môi trường"), ("Hũ gạo", "kt")],
        total="Tổng cộng: 5 mô hình",
    )
    return str(folder / "a.xlsx")


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_all_findings_go_to_a_file_and_none_runs_as_a_formula(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"tat-ca.{ending}"
    danvan("check", mail(tmp_path), *HOME, "--findings", str(path))
    if ending == "xlsx":
        sheet = load_workbook(path).worksheets[0]
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"]
        said = " ".join(str(cell.value) for cell in cells)
    else:
        said = path.read_text(encoding="utf-8-sig")
    assert "field-unknown" in said
    assert "stated-total-differs" in said
    if ending == "json":
        assert {row["Ô"] for row in json.loads(said)["rows"]} >= {"E8", "B10"}


def test_a_workspace_takes_a_finding_more_seriously_and_never_less(tmp_path: Path) -> None:
    path, store = mail(tmp_path), str(tmp_path / "kho" / "danvan.db")
    (tmp_path / "kho").mkdir()
    settings = tmp_path / "kho" / "danvan.toml"
    assert danvan_json("ingest", path, *HOME, "--store", store)["accepted"] == 1
    settings.write_text('[severity]\nfield-unknown = "error"\n', encoding="utf-8")
    told = danvan_json("ingest", path, *HOME, "--store", str(tmp_path / "kho" / "2.db"))
    assert told["refused"] == 1
    assert {f["severity"] for f in told["files"][0]["findings"] if f["code"] == "field-unknown"} == {"error"}
    settings.write_text('[severity]\ncount-not-whole = "note"\n', encoding="utf-8")
    assert danvan("ingest", path, "--store", store).refused == "severity-lowered"
    settings.write_text('[severity]\nnothing-such = "error"\n', encoding="utf-8")
    assert danvan("ingest", path, "--store", store).refused == "severity-unknown"


def test_a_name_that_says_no_form_is_told_before_anything_is_read(tmp_path: Path) -> None:
    store = tmp_path / "danvan.db"
    said = danvan("ingest", mail(tmp_path), *HOME, "--store", str(store), "--findings", str(tmp_path / "tat-ca.txt"))
    assert said.refused == "output-ending-unknown"
    assert not store.exists()


def test_what_was_kept_is_told_though_the_findings_could_not_be_written(tmp_path: Path) -> None:
    store, nowhere = tmp_path / "danvan.db", tmp_path / "khong-co" / "tat-ca.xlsx"
    said = danvan("ingest", mail(tmp_path), *HOME, "--store", str(store), "--findings", str(nowhere))
    assert said.refused == "output-not-writable"
    assert "Câu hỏi" in said.stdout


def test_findings_of_one_kind_are_told_down_the_sheet() -> None:
    cells = ["C10", "C9", None, "bảng 10 C2", "bảng 2 C11", "bảng 2 C3"]
    found = sorted((Finding("field-blank", "Biểu 1", cell) for cell in cells), key=by_weight)
    assert [one.cell for one in found] == [None, "C9", "C10", "bảng 2 C3", "bảng 2 C11", "bảng 10 C2"]
