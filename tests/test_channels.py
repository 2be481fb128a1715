"""Through whom figures come: unions beside places, and a consolidator as the official channel. (counting.md 4)"""

from pathlib import Path

import pytest

from commanding import danvan, danvan_json
from danvan_cli.settings import Reporting
from returned import LIEM_SON, THANH_LIEM, Desk, at, register
from returned import matrix as list_of_figures
from workbooks import Row, matrix, save

HOME = ("--home", "Tỉnh Hà Nam")
HEAD: Row = ("STT", "Tên mô hình", "Đơn vị thực hiện", "Loại hình", "Lĩnh vực", "Ghi chú")
OFFICIAL = '[reporting]\nvia = "huyen"\n'


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    """A workspace: the store, and the folder of what came in."""
    (tmp_path / "thu-den").mkdir()
    return tmp_path / "thu-den"


def store(mail: Path) -> tuple[str, str]:
    return ("--store", str(mail.parent / "danvan.db"))


def commune(mail: Path, name: str, own: int, of_its_women: int = 0) -> None:
    """A commune's list; some rows are its women's union's."""
    rows: list[Row] = [
        (n, f"{name} việc tốt số {n}", name if n <= own else f"Hội Phụ nữ {name}", "Tập thể", "Kinh tế", None)
        for n in range(1, own + of_its_women + 1)
    ]
    path = mail / f"{name}.xlsx"
    save(path, f"ĐẢNG ỦY {name.upper()}", "DANH SÁCH mô hình “Dân vận khéo” năm 2024", [HEAD, *rows])


def district(mail: Path, *rows: tuple[str, int], name: str = "huyen.xlsx") -> None:
    """The district's matrix over its communes."""
    figures: list[Row] = [(n, unit, count, count, 0, 0, 0) for n, (unit, count) in enumerate(rows, 1)]
    matrix(mail / name, "BAN DÂN VẬN HUYỆN ỦY THANH LIÊM", figures)


def ingest(mail: Path) -> None:
    said = danvan("ingest", str(mail), *HOME, *store(mail))
    assert said.code == 0, said


def total(mail: Path, *more: str) -> int:
    found = danvan_json("summarize", "--year", "2024", *store(mail), *more)
    traced = danvan_json("trace", "--year", "2024", "--stage", "xaydung", *store(mail), *more)
    assert traced["value"] == found["total"] == sum(source["value"] for source in traced["sources"])
    return int(found["total"])


def counted(mail: Path, *more: str) -> dict[str, tuple[int, bool]]:
    """Unit to its figure, and whether it is somebody else's word."""
    cells = danvan_json("trace", "--year", "2024", *store(mail), *more)["sources"]
    found: dict[str, tuple[int, bool]] = {}
    for cell in cells:
        before, _ = found.get(cell["unit"]["name"], (0, False))
        found[cell["unit"]["name"]] = (before + cell["value"], cell["standing"] != "own")
    return found


def notes(mail: Path) -> dict[str, str]:
    found = danvan_json("summarize", "--year", "2024", *store(mail))["notes"]
    return {note["code"]: note["message"] for note in found}


@pytest.mark.parametrize("rows_are", ["their unions", "the communes"])
def test_a_union_of_the_province_speaks_for_bodies_of_silent_places_only(mail: Path, rows_are: str) -> None:
    """Xã A lists 12, 4 of them its women's union's; the province's women's union: own 2, Xã A 4, Xã B 3."""
    before = "Hội LHPN " if rows_are == "their unions" else ""
    commune(mail, "Xã Liêm Sơn", own=8, of_its_women=4)
    figures = (("Hội LHPN tỉnh Hà Nam", 2), (f"{before}xã Liêm Sơn", 4), (f"{before}xã Thanh Hà", 3))
    rows: list[Row] = [(n, unit, count, count, 0, 0, 0) for n, (unit, count) in enumerate(figures, 1)]
    matrix(mail / "phu-nu.xlsx", "HỘI LIÊN HIỆP PHỤ NỮ TỈNH HÀ NAM", rows)
    ingest(mail)
    assert total(mail) == 17
    commune(mail, "Xã Thanh Hà", own=6, of_its_women=3)
    ingest(mail)
    assert total(mail) == 23
    inside = {unit: figure for unit, figure in counted(mail).items() if "Thanh Hà" in unit}
    assert sum(figure for figure, _ in inside.values()) == 9


def test_a_union_counts_beside_lists_that_do_not_hold_it(mail: Path) -> None:
    (mail.parent / "danvan.toml").write_text("[reporting]\nplaces-include-bodies = false\n", encoding="utf-8")
    commune(mail, "Xã Liêm Sơn", own=8)
    commune(mail, "Xã Thanh Hà", own=6, of_its_women=3)
    figures = (("Hội LHPN tỉnh Hà Nam", 2), ("Hội LHPN xã Liêm Sơn", 4), ("Hội LHPN xã Thanh Hà", 5))
    rows: list[Row] = [(n, unit, count, count, 0, 0, 0) for n, (unit, count) in enumerate(figures, 1)]
    matrix(mail / "phu-nu.xlsx", "HỘI LIÊN HIỆP PHỤ NỮ TỈNH HÀ NAM", rows)
    ingest(mail)
    assert total(mail) == 8 + 9 + 2 + 4
    (mail.parent / "danvan.toml").unlink()
    assert total(mail) == 8 + 9 + 2


class TestTheOfficialChannel:
    def test_a_consolidator_s_rows_count_unmarked_and_returns_are_checked_against_them(self, mail: Path) -> None:
        (mail.parent / "danvan.toml").write_text(OFFICIAL, encoding="utf-8")
        commune(mail, "Xã Liêm Sơn", own=8, of_its_women=4)
        commune(mail, "Xã Thanh Hà", own=5)
        district(mail, ("Xã Liêm Sơn", 10), ("Xã Thanh Hà", 5))
        ingest(mail)
        assert total(mail) == 15
        assert counted(mail) == {"Xã Liêm Sơn": (10, False), "Xã Thanh Hà": (5, False)}
        said = notes(mail)
        assert "second-hand" not in said
        assert "Xã Liêm Sơn ghi 12, được tính 10" in said["official-gaps"]
        assert "Xã Thanh Hà" not in said["official-gaps"]
        found = danvan_json("reconcile", "--year", "2024", *store(mail))["checks"]
        assert [
            (one["unit"]["name"], one["stated"], one["computed"], one["verdict"])
            for one in found
            if one["kind"] == "second-hand"
        ] == [("Xã Liêm Sơn", 10, 12, "differs"), ("Xã Thanh Hà", 5, 5, "agrees")]

    def test_units_count_themselves_while_the_consolidator_is_silent(self, mail: Path) -> None:
        (mail.parent / "danvan.toml").write_text(OFFICIAL, encoding="utf-8")
        commune(mail, "Xã Liêm Sơn", own=8)
        ingest(mail)
        assert counted(mail) == {"Xã Liêm Sơn": (8, False)}
        district(mail, ("Xã Thanh Hà", 5))
        ingest(mail)
        assert counted(mail) == {"Xã Liêm Sơn": (8, False), "Xã Thanh Hà": (5, False)}
        assert total(mail, "--unit", "Xã Liêm Sơn") == 8

    def test_what_the_workspace_says_later_settles_what_came_before(self, mail: Path) -> None:
        commune(mail, "Xã Liêm Sơn", own=8)
        district(mail, ("Xã Liêm Sơn", 10))
        ingest(mail)
        assert total(mail) == 8
        (mail.parent / "danvan.toml").write_text(OFFICIAL, encoding="utf-8")
        assert total(mail) == 10
        (mail.parent / "danvan.toml").unlink()
        assert total(mail) == 8

    def test_a_level_that_is_none_is_refused(self, mail: Path) -> None:
        commune(mail, "Xã Liêm Sơn", own=8)
        (mail.parent / "danvan.toml").write_text('[reporting]\nvia = "xa"\n', encoding="utf-8")
        assert danvan("ingest", str(mail), *store(mail)).refused == "settings-unknown"


def test_decisions_stay_the_deciders(desk: Desk) -> None:
    """What a district's matrix says of the models that its commune recognised is no decision."""
    said = [
        register(LIEM_SON, [f"Việc tốt {n}" for n in range(8)], stage="congnhan", fixed=at(level="xa")),
        list_of_figures(THANH_LIEM, [(LIEM_SON, {"": 5})], stage="congnhan", fixed=at(level="xa")),
    ]
    desk.ledger.reporting = Reporting(via="huyen")
    assert desk.file(*said).figures("level", stage="congnhan") == {"xa": 8}
