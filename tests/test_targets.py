"""Results against targets: reached, below, none, not counted, not sent are five things."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate
from openpyxl import Workbook

from commanding import Said, danvan, danvan_json
from danvan_cli import shipped
from test_status import COMMUNES, HOME, district, ingest, only_twenty, run, send, store
from workbooks import Row, save

__all__ = ["store"]


def aims(folder: Path, *rows: str) -> str:
    path = folder / "chi-tieu.csv"
    path.write_text("\n".join(["Đơn vị;Trạng thái;Lĩnh vực;Chỉ tiêu", *rows]), encoding="utf-8")
    return str(path)


def measured(store: Path, path: str) -> list[dict[str, Any]]:
    told = danvan_json("status", "--year", "2024", "--store", str(store), "--home", HOME, "--targets", path)
    schema = json.loads((shipped.folder() / "schemas" / "targets.schema.json").read_text(encoding="utf-8"))
    validate(told, schema)
    return list(told["targets"])


def outcomes(aim: dict[str, Any]) -> dict[str, str]:
    return {unit["name"]: unit["outcome"] for unit in aim["units"]}


def test_at_least_one_per_commune_keeps_no_models_apart_from_not_sent(store: Path, tmp_path: Path) -> None:
    district(store)
    only_twenty(store)
    (aim,) = measured(store, aims(tmp_path, "Mỗi xã, phường;;;ít nhất 1"))
    assert aim["counts"] == {"reached": 15, "below": 0, "zero": 1, "held": 3, "not-sent": 1, "unknown": 0}
    found = outcomes(aim)
    assert (found[COMMUNES[17]], found[COMMUNES[18]], found[COMMUNES[19]]) == ("reached", "zero", "not-sent")
    assert {found[commune] for commune in COMMUNES[14:17]} == {"held"}


def test_a_unit_below_says_its_result_and_its_share_of_the_target(store: Path, tmp_path: Path) -> None:
    send(store, COMMUNES[0], 3)
    ingest(store, store.parent.parent / "thu-den")
    one, two, three = measured(
        store, aims(tmp_path, f"{COMMUNES[0]};;;4", f"{COMMUNES[0]};;Văn hóa - xã hội;1", "Toàn huyện;;kt;2")
    )
    assert [(aim["units"][0]["result"], aim["units"][0]["per_cent"]) for aim in (one, two, three)] == [
        (3, 75),
        (0, 0),
        (3, 150),
    ]
    assert [next(iter(outcomes(aim).values())) for aim in (one, two, three)] == ["below", "zero", "reached"]


def test_targets_are_read_inside_the_place_of_all_who_sent_where_no_home_is_said(store: Path, tmp_path: Path) -> None:
    for commune, count in zip(COMMUNES[:2], (3, 4), strict=True):
        send(store, commune, count)
    ingest(store, store.parent.parent / "thu-den")
    path = aims(tmp_path, "Toàn huyện;;;ít nhất 7")
    (aim,) = danvan_json("status", "--year", "2024", "--store", str(store), "--targets", path)["targets"]
    assert outcomes(aim) == {"Huyện Hải Hậu": "reached"}


def test_a_target_of_one_field_is_not_missed_by_what_stands_on_a_merged_line(store: Path, tmp_path: Path) -> None:
    """How many of the merged ones are of the field nobody says: that is unknown, and not 0 models."""
    send(store, COMMUNES[0], 3)
    save(
        store.parent.parent / "thu-den" / "b.xlsx",
        f"ĐẢNG ỦY {COMMUNES[1].upper()}",
        "DANH SÁCH mô hình “Dân vận khéo” năm 2024",
        [("STT", "Tên mô hình", "Lĩnh vực"), (1, "Tổ tự quản", "Quốc phòng - an ninh, văn hóa - xã hội")],
        parent="HUYỆN ỦY HẢI HẬU",
    )
    ingest(store, store.parent.parent / "thu-den")
    (aim,) = measured(store, aims(tmp_path, "Toàn huyện;;qpan;2"))
    assert outcomes(aim) == {"Huyện Hải Hậu": "unknown"}


def stages(store: Path, commune: str, statuses: list[str]) -> None:
    rows = [(n, f"Mô hình {n}", "Kinh tế", status) for n, status in enumerate(statuses, start=1)]
    save(
        store.parent.parent / "thu-den" / "a.xlsx",
        f"ĐẢNG ỦY {commune.upper()}",
        "DANH SÁCH mô hình “Dân vận khéo” năm 2024",
        [("STT", "Tên mô hình", "Lĩnh vực", "Trạng thái"), *rows],
        parent="HUYỆN ỦY HẢI HẬU",
    )


@pytest.mark.parametrize(("target", "outcome"), [("60%", "reached"), ("70%", "below"), ("0,7", "below")])
def test_recognised_of_registered_is_a_share_of_each_unit(
    store: Path, tmp_path: Path, target: str, outcome: str
) -> None:
    stages(store, COMMUNES[0], ["công nhận"] * 6 + ["đăng ký"] * 4)
    ingest(store, store.parent.parent / "thu-den")
    (aim,) = measured(store, aims(tmp_path, f"{COMMUNES[0]};công nhận/đăng ký;;{target}"))
    assert aim["units"][0]["result"] == 60
    assert outcomes(aim) == {COMMUNES[0]: outcome}


def test_a_block_and_a_kind_are_those_of_the_roster(store: Path, tmp_path: Path) -> None:
    here = ("--add", "Công an huyện", "--add", "Hội Nông dân huyện", "--reason", "công văn 12")
    run(store, "roster", "--from-register", *here)
    force, union, town = measured(store, aims(tmp_path, "Lực lượng vũ trang;;;1", "Đoàn thể;;;1", "Thị trấn;;;1"))
    assert outcomes(force) == {"Công an huyện Hải Hậu": "not-sent"}
    assert outcomes(union) == {"Hội Nông dân huyện Hải Hậu": "not-sent"}
    assert set(outcomes(town)) == {commune for commune in COMMUNES if commune.startswith("Thị trấn")}


def asked(store: Path, path: str, *more: str) -> Said:
    return danvan("status", "--year", "2024", "--store", str(store), "--home", HOME, "--targets", path, *more)


@pytest.mark.parametrize(
    ("row", "cell"), [("Xã Không Có;;;1", "A2"), ("Xã;xong;;1", "B2"), ("Xã;;đẹp;1", "C2"), ("Xã;;;nhiều", "D2")]
)
def test_an_unclear_target_is_told_with_its_cell(store: Path, tmp_path: Path, row: str, cell: str) -> None:
    run(store, "roster", "--from-register")
    said = asked(store, aims(tmp_path, row))
    assert said.code == 1
    assert f"› {cell} " in said.stderr
    assert not said.stdout


def test_a_row_without_its_target_says_what_it_lacks(store: Path, tmp_path: Path) -> None:
    run(store, "roster", "--from-register")
    said = asked(store, aims(tmp_path, "Xã;;;1", "Xã Hải Minh;;kt;"))
    assert said.code == 1
    assert "› A3  chưa ghi “chỉ tiêu”" in said.stderr


def in_a_workbook(folder: Path, *rows: Row, merged: str) -> str:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("STT", "Đơn vị", "Lĩnh vực", "Chỉ tiêu"), *rows):
        sheet.append(row)
    sheet.merge_cells(merged)
    book.save(folder / "chi-tieu.xlsx")
    return str(folder / "chi-tieu.xlsx")


def test_a_unit_merged_down_over_its_targets_has_them_all(store: Path, tmp_path: Path) -> None:
    rows: list[Row] = [(1, COMMUNES[0], "kt", 3), (None, None, "qpan", 2), (None, "Tổng cộng", None, 5)]
    run(store, "roster", "--from-register")
    found = measured(store, in_a_workbook(tmp_path, *rows, merged="B2:B3"))
    assert [(aim["field"], aim["target"]) for aim in found] == [(["kt"], 3), (["qpan"], 2)]


def test_a_target_of_no_unit_is_unclear_and_a_sum_is_none(store: Path, tmp_path: Path) -> None:
    rows: list[Row] = [(1, COMMUNES[0], "kt", 3), (2, None, "kt", 9), ("Tổng cộng", None, None, 12)]
    run(store, "roster", "--from-register")
    path = in_a_workbook(tmp_path, *rows, merged="A4:B4")
    said = asked(store, path)
    assert said.code == 1
    assert "1 chỗ chưa rõ" in said.stderr
    assert "› C3 " in said.stderr


def test_the_screen_names_who_falls_short(store: Path, tmp_path: Path) -> None:
    district(store)
    only_twenty(store)
    path = aims(tmp_path, "Xã;;;1")
    printed = asked(store, path).stdout
    assert max(map(len, printed.splitlines())) <= 80
    flat = " ".join(printed.split())
    assert f"0 mô hình (1): {COMMUNES[18]}" in flat
    assert f"chưa nộp (1): {COMMUNES[19]}" in flat
    lines = asked(store, path, "--format", "csv").stdout.splitlines()
    assert len(lines) == 21
    assert asked(store, path, "--letters", str(tmp_path / "x")).refused == "targets-or-letters"
