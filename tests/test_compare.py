"""Several periods side by side: what changed from one to the next, and whose figures the change is."""

import csv
import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import validate
from openpyxl import load_workbook

from commanding import danvan, danvan_json
from danvan_cli import shipped
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.settings import Reporting
from danvan_cli.tables.compared.series import Series, series_of
from danvan_cli.tables.inquiry import Inquiry
from danvan_cli.tables.selection.selectors import Selectors
from returned import HA_NAM, LIEM_SON, LIEM_TUC, THANH_HA, THANH_LIEM, UNITS, Desk, body, matrix, register
from workbooks import register as list_of

HOME = ("--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
LIEM_HA = UNITS.successors(THANH_HA)[0]
OLD = UNITS.predecessors(LIEM_HA)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with ExitStack() as stack:
        yield Desk(tmp_path, stack)


def names(count: int, what: str = "Mô hình") -> list[str]:
    return [f"{what} số {place}" for place in range(count)]


def series(desk: Desk, *periods: str, by: str | None = None, reporting: Reporting | None = None) -> Series:
    inquiries = [Inquiry(Selectors(period=period), (by,) if by else ()) for period in periods]
    return series_of(desk.ledger, inquiries, reporting or Reporting())


def made_of(found: Series) -> dict[str, Number]:
    """The parts of the one step; they add up to its change."""
    (step,) = found.steps
    assert step.change == sum(part.change for part in step.parts)
    return {part.kind: part.change for part in step.parts}


def test_units_heard_in_both_years_really_changed(desk: Desk) -> None:
    desk.file(register(LIEM_SON, names(5), period="2023"), register(LIEM_SON, names(8)))
    found = series(desk, "2023", "2024")
    assert found.totals == (5, 8)
    assert made_of(found) == {"real": 3}


def test_units_heard_in_one_year_only_are_told_apart(desk: Desk) -> None:
    desk.file(register(LIEM_SON, names(5), period="2023"), register(THANH_HA, names(4), period="2023"))
    desk.file(register(LIEM_SON, names(5)), register(LIEM_TUC, names(7)))
    assert made_of(series(desk, "2023", "2024")) == {"first": 7, "silent": -4}


def test_what_only_one_year_has_because_it_came_late_is_told_as_late(desk: Desk) -> None:
    desk.file(register(LIEM_SON, names(5), period="2023", dated=date(2023, 12, 1)))
    desk.file(register(LIEM_SON, names(6), dated=date(2024, 12, 1)))
    desk.file(register(THANH_HA, names(3), dated=date(2024, 12, 28)), register(LIEM_TUC, [], dated=date(2024, 12, 2)))
    assert made_of(series(desk, "2023", "2024", reporting=Reporting(deadline="12-15"))) == {"real": 1, "late": 3}


def test_a_body_that_only_its_place_told_of_belongs_to_its_place(desk: Desk) -> None:
    women = body("Hội Phụ nữ xã Liêm Sơn", LIEM_SON)
    desk.file(register(LIEM_SON, [*names(8), *[(name, {"unit": women}) for name in names(4, "Tổ")]], period="2023"))
    desk.file(register(LIEM_SON, names(8)), register(women, names(6, "Tổ")))
    assert made_of(series(desk, "2023", "2024")) == {"real": 2}


def test_a_district_that_spoke_for_its_communes_is_no_change_of_who_speaks(desk: Desk) -> None:
    desk.file(matrix(THANH_LIEM, [(f"{THANH_LIEM} below level=xa", {"": 50})], period="2023"))
    desk.file(register(LIEM_SON, names(30)), register(THANH_HA, names(25)))
    assert made_of(series(desk, "2023", "2024")) == {"real": 5}


def test_what_old_communes_had_and_their_successor_has_is_one_unit(desk: Desk) -> None:
    desk.file(*(register(code, names(4, code)) for code in OLD[:2]))
    desk.file(register(LIEM_HA, names(11), period="2026"))
    found = series(desk, "2024", "2026")
    assert made_of(found) == {"real": 3}
    assert found.steps[0].broken


def test_what_districts_and_their_bodies_had_ended_with_them(desk: Desk) -> None:
    desk.file(register(THANH_LIEM, names(6)), register(body("Công an", THANH_LIEM), names(3, "Tổ")))
    desk.file(register(LIEM_SON, names(2)), register(LIEM_HA, names(2), period="2026"))
    (liem_son,) = {UNITS.successors(LIEM_SON)[0]}
    desk.file(register(liem_son, names(3), period="2026"))
    assert made_of(series(desk, "2024", "2026")) == {"real": 1, "first": 2, "reform": -9}


def test_what_a_district_said_for_its_communes_did_not_end_with_it(desk: Desk) -> None:
    desk.file(matrix(THANH_LIEM, [(f"{THANH_LIEM} below level=xa", {"": 50})]))
    desk.file(register(UNITS.successors("13291")[0], names(2), period="2026"))
    assert made_of(series(desk, "2024", "2026")) == {"first": 2, "silent": -50}


def test_a_year_without_a_figure_is_compared_with_none(desk: Desk) -> None:
    desk.file(register(LIEM_SON, names(5)))
    found = series(desk, "2023", "2024", by="field")
    assert found.totals == (None, 5)
    assert found.steps[0].change is None
    assert found.steps[0].parts == ()
    assert all(line.values[0] is None for line in found.lines)


def test_lines_of_all_years_stand_side_by_side(desk: Desk) -> None:
    desk.file(register(LIEM_SON, [("A", {"field": "kt"}), "B"], period="2023"), register(THANH_HA, ["C"]))
    lines = {line.label: line.values for line in series(desk, "2023", "2024", by="unit").lines}
    assert lines == {"Xã Liêm Sơn": (2, None), "Xã Thanh Hà": (None, 1)}
    fields = {line.members: line.values for line in series(desk, "2023", "2024", by="field").lines}
    assert fields[("kt",)] == (1, None)
    assert fields[()] == (1, 1)


REPORTERS = [LIEM_SON, THANH_HA, LIEM_TUC, *OLD, THANH_LIEM, HA_NAM, body("Công an", THANH_LIEM)]
NEW = [LIEM_HA, *UNITS.successors(LIEM_SON), *UNITS.successors(HA_NAM)]
sent = st.lists(st.tuples(st.sampled_from(REPORTERS), st.integers(0, 5), st.booleans()), max_size=6)


@given(first=sent, second=sent, after=st.lists(st.tuples(st.sampled_from(NEW), st.integers(0, 5)), max_size=4))
@settings(max_examples=40, deadline=None)
def test_the_parts_of_every_step_add_up_to_its_change(
    tmp_path_factory: pytest.TempPathFactory, first: Any, second: Any, after: Any
) -> None:
    with ExitStack() as stack:
        desk = Desk(tmp_path_factory.mktemp("kho"), stack)
        for period, said in (("2023", first), ("2024", second)):
            for reporter, count, below in said:
                if below and UNITS.has_places_below(reporter):
                    desk.file(matrix(reporter, [(f"{reporter} below level=xa", {"": count * 9})], period=period))
                else:
                    desk.file(register(reporter, names(count, reporter), period=period))
        for reporter, count in after:
            desk.file(register(reporter, names(count, reporter), period="2026"))
        found = series(desk, "2023", "2024", "2026", by="unit")
        for step in found.steps:
            if step.change is not None:
                assert sum(part.change for part in step.parts) == step.change
        for place, total in enumerate(found.totals):
            known = [value for line in found.lines if (value := line.values[place]) is not None]
            assert (sum(known) if known else None) == total


@pytest.fixture
def store(tmp_path: Path) -> Path:
    mail = tmp_path / "thu-den"
    for year, count in (("2023", 5), ("2024", 8)):
        list_of(mail / f"{year}.xlsx", "Xã Liêm Sơn", [(name, "kt") for name in names(count)], year=year)
    list_of(mail / "th.xlsx", "Xã Thanh Hà", [(name, "vhxh") for name in names(4)], year="2024")
    assert danvan("ingest", str(mail), *HOME, "--store", str(tmp_path / "danvan.db")).code == 0
    return tmp_path / "danvan.db"


def test_the_screen_says_what_changed_and_whose_figures_that_is(store: Path) -> None:
    said = danvan("compare", "2023", "2024", "--store", str(store), *HOME)
    assert said.code == 0
    assert ["Kinh", "tế", "5", "8", "3", "60"] in [line.split() for line in said.stdout.splitlines()]
    told = " ".join(said.stdout.split())
    assert (
        "2023 → 2024: 5 → 12, +7 (140%): +3 ở 1 đơn vị có số cả hai kỳ; +4 ở 1 đơn vị kỳ trước chưa có số (Xã Thanh Hà)"
        in told
    )
    assert "2023: 1/16 xã" in told


def test_what_is_counted_beside_models_is_told_as_theirs(store: Path) -> None:
    said = danvan("compare", "2023", "2024", "--measure", "ho", "--store", str(store), *HOME)
    assert said.stdout.startswith("So sánh 2023, 2024 · số hộ của mô hình “Dân vận khéo” · Huyện Thanh Liêm")


def test_the_document_obeys_its_contract(store: Path) -> None:
    for by in ("field", "unit", ""):
        document = danvan_json("compare", "2023", "2024", "--by", by, "--store", str(store), *HOME)
        schema = json.loads((shipped.folder() / "schemas" / "compare.schema.json").read_text(encoding="utf-8"))
        validate(document, schema)
        assert [one["total"] for one in document["periods"]] == [5, 12]
        assert sum(part["change"] for part in document["steps"][0]["parts"]) == 7


def test_the_same_figures_go_to_a_workbook_and_to_csv(store: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "so-sanh.xlsx", tmp_path / "so-sanh.csv"):
        assert danvan("compare", "2023", "2024", "-o", str(path), "--store", str(store), *HOME).code == 0
    sheet = load_workbook(tmp_path / "so-sanh.xlsx").worksheets[0]
    values = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    assert ["Kinh tế", 5, 8, 3, 60] in [row[-5:] for row in values]
    rows = list(csv.reader(StringIO((tmp_path / "so-sanh.csv").read_text(encoding="utf-8-sig"))))
    assert rows[0] == ["Lĩnh vực", "field", "Kỳ", "period", "Số mô hình"]
    assert {("kt", "2023"): "5", ("kt", "2024"): "8", ("vhxh", "2024"): "4"}.items() <= {
        (row[1], row[3]): row[4] for row in rows
    }.items()


def test_a_wide_comparison_keeps_its_labels_and_folds(store: Path) -> None:
    years = [str(year) for year in range(2015, 2025)]
    said = danvan("compare", *years, "--by", "unit", "--store", str(store), *HOME)
    assert max(map(len, said.stdout.splitlines())) <= 80
    assert said.stdout.count("Xã Thanh Hà") >= 2


def test_what_cannot_be_compared_is_said(store: Path) -> None:
    where = ("--store", str(store), *HOME)
    assert danvan("compare", "2024", "2024", *where).refused == "compare-two-periods"
    assert danvan("compare", "2023", "2024", "--by", "field,level", *where).refused == "compare-one-dimension"
    assert danvan("compare", "2023", "2024", "--by", "stage", *where).refused == "compare-one-dimension"
    assert danvan("compare", "hôm qua", "2024", *where).refused == "period-unreadable"


def test_the_workbook_has_the_offices_letterhead(store: Path, tmp_path: Path) -> None:
    (tmp_path / "danvan.toml").write_text('issuer = "BAN DÂN VẬN"\nparent = "HUYỆN ỦY THANH LIÊM"\n', encoding="utf-8")
    path = tmp_path / "so-sanh.xlsx"
    assert danvan("compare", "2023", "2024", "-o", str(path), "--store", str(store), *HOME).code == 0
    values = [cell.value for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert {"BAN DÂN VẬN", "HUYỆN ỦY THANH LIÊM"} <= set(values)


def test_years_on_both_sides_of_the_reform_stand_in_the_units_of_now(tmp_path: Path) -> None:
    mail, where = tmp_path / "thu-den", ("--store", str(tmp_path / "danvan.db"))
    for commune, count in (("Xã Liêm Phong", 4), ("Xã Thanh Hà", 3)):
        list_of(mail / f"{commune}.xlsx", commune, [(f"{commune} {name}", "kt") for name in names(count)])
    assert danvan("ingest", str(mail), *HOME, *where).code == 0
    later = tmp_path / "2026"
    save = list_of(later / "Xã Liêm Hà.xlsx", "Xã Liêm Hà", [(name, "kt") for name in names(9)], year="2026")
    assert danvan("ingest", str(save), "--home", "Tỉnh Ninh Bình", *where).code == 0
    asked = ("compare", "2024", "2026", "--by", "unit", "--unit", "Tỉnh Ninh Bình", *where)
    document = danvan_json(*asked)
    assert [(line["label"], line["values"]) for line in document["lines"]] == [("Xã Liêm Hà", [7, 9])]
    assert [part["kind"] for part in document["steps"][0]["parts"]] == ["real"]
    assert document["steps"][0]["break"]
    told = {note["code"]: note["message"] for note in document["notes"]}
    assert "theo cùng một địa giới" in told["break"]
    of_their_day = danvan_json(*asked[:5], *where, "--geography", "then")
    labels = {line["label"]: line["values"] for line in of_their_day["lines"]}
    assert labels == {"Xã Liêm Phong": [4, None], "Xã Thanh Hà": [3, None], "Xã Liêm Hà": [None, 9]}


def test_a_province_that_ended_is_asked_for_by_its_name(tmp_path: Path) -> None:
    where = ("--store", str(tmp_path / "danvan.db"))
    for sample in ("ha-nam-2024", "mot-tinh-2026"):
        danvan("ingest", str(shipped.folder() / "samples" / sample), *where)
    whole, part = (
        danvan_json("compare", "2024", "2026", "--by", "", "--unit", name, *where)["periods"]
        for name in ("Tỉnh Ninh Bình", "Tỉnh Hà Nam")
    )
    assert whole[0]["total"] == part[0]["total"] == 1597
    assert 0 < part[1]["total"] < whole[1]["total"]
    assert danvan("compare", "2024", "2026", "--unit", "Tỉnh Không Có", *where).refused == "unit-unknown"


def test_what_a_geography_leaves_out_or_shares_out_of_a_year_is_told_beside_it(tmp_path: Path) -> None:
    divided = "13354"
    part = UNITS.successors(divided)[0]
    with ExitStack() as stack:
        desk = Desk(tmp_path, stack)
        desk.file(register(divided, names(12)), register(part, names(5), period="2026"))
    asked = ("compare", "2024", "2026", "--unit", part, "--store", str(tmp_path / "danvan.db"))
    left = danvan_json(*asked)
    assert [period["total"] for period in left["periods"]] == [None, 5]
    assert [one["message"][:6] for one in left["notes"] if one["code"] == "left-out-partly-inside"] == ["2024: "]
    (tmp_path / "shares.toml").write_text(
        f'[[share]]\nunit = "{divided}"\nsource = "Phụ lục 2"\n'
        'parts = { "Phường Tiên Sơn" = 3, "Phường Hà Nam" = 1 }\n',
        encoding="utf-8",
    )
    shared = danvan_json(*asked)
    assert [period["total"] for period in shared["periods"]] == [9, 5]
    (told,) = (one["message"] for one in shared["notes"] if one["code"] == "shared-out")
    assert "Phụ lục 2" in told


def test_a_comparison_that_leaves_is_a_paper_and_comes_back_as_it_left(store: Path, tmp_path: Path) -> None:
    where = ("--store", str(store), *HOME)
    path, again = tmp_path / "so-sanh.xlsx", tmp_path / "in-lai.xlsx"
    assert danvan("compare", "2023", "2024", "-o", str(path), *where).code == 0
    (paper,) = danvan_json("papers", *where[:2])["papers"]
    assert paper["code"] in str([cell.value for row in load_workbook(path).worksheets[0].iter_rows() for cell in row])
    assert danvan("papers", paper["code"], "-o", str(again), *where[:2]).code == 0
    assert again.read_bytes() == path.read_bytes()
    assert "2023 → 2024: 5 → 12" in danvan("papers", paper["code"], *where[:2]).stdout
    assert danvan("diff", "--paper", paper["code"], *where).refused == "paper-of-periods"
    assert danvan("compare", "2023", "2024", "-o", str(path), *where).code == 0
    assert len(danvan_json("papers", *where[:2])["papers"]) == 1
