"""A workspace that counts a field under another: "Nông thôn mới" under "Văn hóa - xã hội". (domain.md "Dimensions")"""

from pathlib import Path
from typing import Any

import pytest

from commanding import danvan, danvan_json
from workbooks import matrix, register, save

YEAR = ("--year", "2024")


@pytest.fixture
def mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list of three models, one of them of the field that is counted under another."""
    monkeypatch.setenv("DANVAN_STORE", str(tmp_path / "danvan.db"))
    (tmp_path / "vocabulary.toml").write_text('[field.members.ntm]\nparent = "vhxh"\n', encoding="utf-8")
    register(
        tmp_path / "thu" / "lien-son.xlsx",
        "Xã Liêm Sơn",
        [("Hũ gạo", "kt"), ("Đường hoa", "Nông thôn mới"), ("Bếp ăn", "vhxh")],
    )
    return tmp_path / "thu"


def ingest(mail: Path) -> None:
    assert danvan("ingest", str(mail), "--home", "Huyện Thanh Liêm, Tỉnh Hà Nam").code == 0


def total(*asked: str) -> Any:
    return danvan_json("summarize", *YEAR, *asked)["total"]


def names(*asked: str) -> list[str]:
    return [model["name"] for model in danvan_json("models", *YEAR, *asked)["models"]]


def test_the_list_of_models_is_the_list_of_those_that_the_table_counts(mail: Path) -> None:
    ingest(mail)
    assert total("--field", "vhxh") == danvan_json("trace", *YEAR, "--field", "vhxh")["value"] == 2
    assert names("--field", "vhxh") == ["Bếp ăn", "Đường hoa"]


def test_what_is_asked_for_by_its_own_name_is_found_under_it(mail: Path) -> None:
    ingest(mail)
    assert total("--field", "ntm") == danvan_json("trace", *YEAR, "--field", "ntm")["value"] == 1
    assert names("--field", "ntm") == ["Đường hoa"]
    assert total("--field", "ntm,vhxh") == 2


def test_what_a_level_recognised_is_counted_under_it_where_a_higher_one_recognised_it_too(mail: Path) -> None:
    for issuer, level in (("ĐẢNG ỦY XÃ LIÊM SƠN", "xã"), ("HUYỆN ỦY THANH LIÊM", "huyện")):
        title = f"DANH SÁCH mô hình “Dân vận khéo” được công nhận cấp {level} năm 2024"
        rows = [
            ("STT", "Tên mô hình", "Đơn vị thực hiện", "Lĩnh vực"),
            (1, "Đường hoa", "Xã Liêm Sơn", "Nông thôn mới"),
        ]
        save(mail / f"{level}.xlsx", issuer, title, rows)
    ingest(mail)
    asked = (*YEAR, "--stage", "congnhan", "--each-level", "--by", "level,field")
    cells = danvan_json("summarize", *asked)["cells"]
    assert [(cell["level"], cell["field"], cell["value"]) for cell in cells] == [
        (["huyen"], ["vhxh"], 1),
        (["xa"], ["vhxh"], 1),
    ]
    codes = [note["code"] for note in danvan_json("summarize", *YEAR, "--stage", "xaydung", "--each-level")["notes"]]
    assert "each-level-undecided" in codes


def test_figures_of_the_wider_field_do_not_say_that_there_are_none_of_the_narrower(mail: Path) -> None:
    matrix(mail / "thanh-ha.xlsx", "ĐẢNG ỦY XÃ THANH HÀ", [(1, "Xã Thanh Hà", 8, 5, 3, 0, 0)])
    ingest(mail)
    assert total("--unit", "Xã Thanh Hà", "--field", "vhxh") == 3
    assert total("--unit", "Xã Thanh Hà", "--field", "ntm") is None


def test_a_published_figure_of_the_narrower_field_is_compared_with_what_stands_of_it(mail: Path) -> None:
    ingest(mail)
    said = ("--unit", "Xã Liêm Sơn", "--field", "ntm", "--who", "Báo Hà Nam")
    assert danvan("claim", "add", "2", *YEAR, *said).code == 0
    checks = danvan_json("reconcile", *YEAR)["checks"]
    assert [(one["stated"], one["computed"]) for one in checks if one["kind"] == "published"] == [(2, 1)]
