"""Any year in either geography: old units in those that took over, new ones in the old; nothing lost, nothing shared out by guess."""

import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import validate

from commanding import danvan, danvan_json
from danvan_cli import shipped
from danvan_cli.errors import DanvanError
from danvan_cli.indicators import load as indicators
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.returns import Return
from danvan_cli.tables.compared.bridge import bridge
from danvan_cli.tables.inquiry import Inquiry, read_inquiry
from danvan_cli.tables.reporting.roster import communes
from danvan_cli.tables.rollup import roll_up
from danvan_cli.tables.selection.geography import path_key
from danvan_cli.tables.selection.query import Question
from danvan_cli.tables.selection.selectors import Selectors, parse_by
from danvan_cli.tables.selection.share_keys import load as share_keys
from danvan_cli.tables.table import Table
from danvan_cli.tables.trace import trace
from danvan_cli.units import succession
from danvan_cli.vietnamese import sort_key
from returned import HA_NAM, KIM_BANG, LIEM_TUC, THANH_HA, THANH_LIEM, UNITS, Desk, body, matrix, register
from workbooks import save

EVE, AFTER = (era.day for era in UNITS.eras)
NINH_BINH, VINH_LONG, TAY_NINH = "37@2025-07-01", "86@2025-07-01", "80@2025-07-01"
LIEM_HA = UNITS.successors(THANH_HA)[0]
LIEM_PHONG, _, THANH_HUONG = UNITS.predecessors(LIEM_HA)
TIEN_NOI = "13354"  # divided between two wards
TIEN_SON, PHUONG_HA_NAM = UNITS.successors(TIEN_NOI)


def names(count: int, what: str = "Mô hình") -> list[str]:
    return [f"{what} số {place}" for place in range(count)]


def ask(desk: Desk, by: str = "", *, day: date | None = AFTER, **asked: Any) -> Table:
    return roll_up(desk.ledger, Selectors(**{"period": "2024", **asked}, geography=day), parse_by(by))


def lines(table: Table) -> dict[str, Number | None]:
    return {line.label: line.total for line in table.lines}


def note(table: Table, code: str) -> str:
    return next(one.message for one in table.notes if one.code == code)


# --- 2024 in the units of today


def test_communes_add_up_in_the_one_that_took_over(desk: Desk) -> None:
    desk.file(register(THANH_HA, names(8)), register(LIEM_PHONG, names(12, "Tổ")))
    assert lines(ask(desk, "unit")) == {"Xã Liêm Hà": 20}
    assert ask(desk, unit=LIEM_HA).total == ask(desk, unit=NINH_BINH).total == 20
    assert ask(desk, unit=THANH_LIEM).total == 20  # the old name finds what was its own
    assert lines(ask(desk, "unit", day=None)) == {"Xã Liêm Phong": 12, "Xã Thanh Hà": 8}


def test_the_communes_of_kim_bang_stand_in_their_successors_with_the_same_total(desk: Desk) -> None:
    communes = UNITS.children(KIM_BANG)
    assert len(communes) == 17
    counts = {code: 3 + place for place, code in enumerate(communes)}
    desk.file(*(matrix(code, [(code, {"": count})]) for code, count in counts.items()))
    expected: dict[str, int] = defaultdict(int)
    for code, count in counts.items():
        (new,) = UNITS.successors(code)
        expected[UNITS.name_of(new)] += count
    for unit in (KIM_BANG, NINH_BINH, None):
        table = ask(desk, "unit", unit=unit)
        assert lines(table) == expected
        assert table.total == sum(counts.values())
    ward = next(new for code in communes for new in UNITS.successors(code) if UNITS.name_of(new) == "Phường Kim Bảng")
    assert (
        ask(desk, unit=ward).total
        == expected["Phường Kim Bảng"]
        == sum(counts[code] for code in UNITS.predecessors(ward))
    )


def test_bodies_of_merged_provinces_are_one_line_and_those_of_districts_stand_with_the_province(desk: Desk) -> None:
    women = [body("Hội Liên hiệp Phụ nữ", province) for province in ("35", "36", "37")]
    police = body("Công an", THANH_LIEM)
    desk.file(*(register(code, names(3, code)) for code in women), register(police, names(4, "Tổ")))
    assert lines(ask(desk, "unit")) == {
        "Hội Liên hiệp Phụ nữ tỉnh Ninh Bình": 9,
        "Công an huyện Thanh Liêm (đến 30/06/2025)": 4,
    }


def test_a_district_has_a_line_of_its_own_in_the_province_of_today(desk: Desk) -> None:
    desk.file(register(THANH_HA, names(8)), matrix(THANH_LIEM, [(THANH_LIEM, {"": 15})]))
    table = ask(desk, "unit", unit=NINH_BINH)
    assert lines(table) == {"Huyện Thanh Liêm (đến 30/06/2025)": 15, "Xã Liêm Hà": 8}
    assert "Huyện Thanh Liêm 15" in note(table, "ended-apart")
    assert ask(desk, unit=LIEM_HA).total == 8
    assert ask(desk, "level", unit=NINH_BINH).total == 23


def test_bodies_of_districts_that_ended_stand_in_the_alphabet_of_their_districts(desk: Desk) -> None:
    districts = sorted(UNITS.children(HA_NAM), key=lambda code: sort_key(UNITS.get(code).short))
    desk.file(*(register(body("Công an", code), names(2, code)) for code in reversed(districts)))
    shown = [cell.at[0][0] for cell in ask(desk, "unit").cells]
    assert shown == [body("Công an", code) for code in districts]


def test_a_divided_unit_is_one_bracketed_line_and_never_shared_out(desk: Desk) -> None:
    desk.file(register(TIEN_NOI, names(12)), register(THANH_HA, names(8, "Tổ")))
    table = ask(desk, "unit")
    assert lines(table) == {"[Phường Tiên Sơn | Phường Hà Nam]": 12, "Xã Liêm Hà": 8}
    assert {cell.at[0] for cell in table.cells} == {(TIEN_SON, PHUONG_HA_NAM), (LIEM_HA,)}
    assert "[Phường Tiên Sơn | Phường Hà Nam] 12 (Phường Tiên Nội)" in note(table, "divided")
    part = ask(desk, unit=TIEN_SON)
    assert part.total is None
    assert "12 mô hình, Phường Tiên Nội" in note(part, "left-out-partly-inside")
    found = trace(desk.ledger, Selectors(period="2024", unit=TIEN_SON, stage="xaydung", geography=AFTER))
    assert [(one.value, one.rule) for one in found.left_out] == [(12, "partly-inside")]


def test_every_split_has_the_total_and_every_trace_adds_up(desk: Desk) -> None:
    desk.file(
        register(TIEN_NOI, [(name, {"field": "kt"}) for name in names(12)]),
        matrix(THANH_LIEM, [(f"{THANH_LIEM} below level=xa", {"": 50})]),
        register(THANH_HA, names(8, "Tổ")),
    )
    for unit in (None, NINH_BINH, HA_NAM, THANH_LIEM, LIEM_HA):
        totals = {ask(desk, by, unit=unit).total for by in ("", "unit", "field,level", "unit,field", "level,unit")}
        assert len(totals) == 1
        found = trace(desk.ledger, Selectors(period="2024", unit=unit, stage="xaydung", geography=AFTER))
        assert {found.value, sum(source.value for source in found.sources)} == totals
    part = ask(desk, unit=LIEM_HA)
    assert "42" in note(part, "left-out-not-divisible")


def test_no_new_commune_is_said_to_be_missing_in_a_year_before_it_was(desk: Desk) -> None:
    desk.file(register(THANH_HA, names(8)))
    assert ask(desk, unit=LIEM_HA).coverage.places == (("xa", 1, 3),)
    assert ask(desk, unit=LIEM_HA).coverage.missing == ()
    old = sum(len(UNITS.places_below(code)) for code in UNITS.predecessors(NINH_BINH))
    districts = sum(len(UNITS.children(code)) for code in UNITS.predecessors(NINH_BINH))
    assert ask(desk, unit=NINH_BINH).coverage.places == (("xa", 1, old - districts),)


# --- later years in the units of before


def test_what_was_made_of_several_is_not_led_back_and_stays_on_its_own_line(desk: Desk) -> None:
    desk.file(register(LIEM_HA, names(20), period="2026"))
    table = ask(desk, "unit", period="2026", day=EVE)
    assert lines(table) == {"Xã Liêm Hà (từ 01/07/2025)": 20}
    assert "Xã Liêm Hà 20" in note(table, "new-apart")
    assert ask(desk, period="2026", day=EVE, unit=THANH_LIEM).total == 20  # all of it lay there
    assert ask(desk, period="2026", day=EVE, unit=HA_NAM).total == 20
    commune = ask(desk, period="2026", day=EVE, unit=THANH_HA)
    assert commune.total is None
    assert "Xã Liêm Hà (20" in note(commune, "left-out-partly-inside")


def test_what_lies_wholly_in_one_old_unit_is_led_back_to_it(desk: Desk) -> None:
    new = next(code for code in UNITS.eras[1].codes if len(UNITS.predecessors(code)) == 1 and UNITS.parent(code))
    (old,) = UNITS.predecessors(new)
    desk.file(register(new, names(5), period="2026"))
    assert [cell.at for cell in ask(desk, "unit", period="2026", day=EVE).cells] == [((old,),)]


def test_a_unit_of_another_time_is_told_how_to_be_seen(desk: Desk) -> None:
    desk.file(register(THANH_HA, names(8)), register(LIEM_HA, names(9), period="2026"))
    assert "--geography now" in note(ask(desk, unit=LIEM_HA, day=None), "unit-not-yet")
    gone = ask(desk, unit=THANH_LIEM, period="2026", day=None)
    assert "--geography 30/06/2025" in note(gone, "unit-no-longer")


# --- the year with two halves


def test_the_year_of_the_reform_is_answered_in_both_geographies(desk: Desk) -> None:
    desk.file(register(THANH_HUONG, names(4), period="2025"), register(LIEM_TUC, names(6, "Tổ"), period="2025"))
    liem_tuc_now = UNITS.successors(LIEM_TUC)[0]
    other = next(code for code in UNITS.children(NINH_BINH) if code not in (LIEM_HA, liem_tuc_now))
    desk.file(register(other, names(5, "Việc"), period="2025"))
    assert ask(desk, period="2025", day=None).total == 15
    for day in (EVE, AFTER):
        table = ask(desk, "unit", period="2025", day=day)
        assert table.total == 15
        assert "01/07/2025" in note(table, "two-geographies")
    assert ask(desk, period="2025", unit=NINH_BINH).total == 15
    assert ask(desk, period="2025", unit=THANH_LIEM).total == 10
    assert ask(desk, period="2025", unit=LIEM_HA).total == 4


def test_in_the_year_of_the_reform_a_province_is_the_one_asked_for_with_all_that_it_was_made_of(desk: Desk) -> None:
    """Its namesake of before is a part of it; asked for by its own code, it is answered alone."""
    old = next(code for code in UNITS.places_below("37") if UNITS.successors(code) and code != LIEM_HA)
    desk.file(register(old, names(9), period="2025"), register(LIEM_TUC, names(6, "Tổ"), period="2025"))
    assert ask(desk, period="2025", unit=NINH_BINH, day=None).total == 15  # though nothing is there of the new ones yet
    desk.file(register(LIEM_HA, names(5, "Việc"), period="2025"))
    table = ask(desk, "unit", period="2025", unit=NINH_BINH, day=None)
    assert table.total == ask(desk, period="2025", unit=NINH_BINH).total == 20
    assert "01/07/2025" in note(table, "two-geographies")
    assert ask(desk, period="2025", unit="37", day=None).total == 9
    assert ask(desk, period="2025", unit=HA_NAM, day=None).total == 6


def test_a_bare_name_that_was_a_province_or_district_and_is_a_ward_is_asked_about(tmp_path: Path) -> None:
    with ExitStack() as stack:
        Desk(tmp_path, stack).file(register(TIEN_NOI, names(12)))
    asked = ("summarize", "--year", "2024", "--geography", "now", "--store", str(tmp_path / "danvan.db"), "--unit")
    for text in ("Long An", "Thủ Đức", "Hoàng Mai"):
        assert danvan(*asked, text).refused == "unit-ambiguous"
    for text, unit in (
        ("Phường Long An", "Phường Long An"),
        ("Tỉnh Long An", "Tỉnh Long An"),
        ("Huế", "Thành phố Huế"),
    ):
        assert danvan_json(*asked, text)["unit"]["name"] == unit


@pytest.mark.parametrize(
    ("home", "period", "count"),
    [
        (HA_NAM, "2024", 98),
        (HA_NAM, "2026", 33),
        (KIM_BANG, "2026", 6),
        (NINH_BINH, "2026", 129),
        (NINH_BINH, "2024", 398),
    ],
)
def test_the_communes_that_must_report_are_those_that_there_are_of_the_home(home: str, period: str, count: int) -> None:
    assert len(communes(UNITS, home, period)) == count


# --- a published key


KEY = """
[[share]]
unit = "Phường Tiên Nội, Thị xã Duy Tiên, Tỉnh Hà Nam"
source = "Nghị quyết 1686, phụ lục 2"
parts = { "Phường Tiên Sơn" = 3, "Phường Hà Nam" = 1 }
"""


def with_key(folder: Path) -> tuple[Any, ...]:
    (folder / "shares.toml").write_text(KEY, encoding="utf-8")
    return share_keys(folder, UNITS)


def test_a_published_key_shares_out_whole_numbers_and_is_printed_with_its_source(desk: Desk, tmp_path: Path) -> None:
    fields = {"": 10, "field=kt": 3, "field=vhxh": 3, "field=qpan": 2, "field=htct": 2}
    desk.file(matrix(TIEN_NOI, [(TIEN_NOI, fields)]), register(THANH_HA, names(8)))
    keys = with_key(tmp_path)
    table = ask(desk, "unit", shares=keys)
    assert lines(table) == {"Phường Hà Nam": 2, "Phường Tiên Sơn": 8, "Xã Liêm Hà": 8}
    assert "(Nghị quyết 1686, phụ lục 2): Phường Tiên Sơn 8, Phường Hà Nam 2" in note(table, "shared-out")
    assert "two-geographies" not in {one.code for one in table.notes}  # all is of before the reform
    by_field = ask(desk, "unit,field", shares=keys)
    assert by_field.total == table.total == 18
    for code, total in ((TIEN_SON, 8), (PHUONG_HA_NAM, 2)):
        part = ask(desk, "field", unit=code, shares=keys)
        assert part.total == total == sum(cell.value or 0 for cell in part.cells)
        assert not {"divided", "left-out-partly-inside"} & {one.code for one in part.notes}
        selectors = Selectors(period="2024", unit=code, stage="xaydung", geography=AFTER, shares=keys)
        found = trace(desk.ledger, selectors)
        assert found.value == total == sum(source.value for source in found.sources)
        assert "Nghị quyết 1686" in list(found.sources)[-1].text


def test_the_names_of_a_shared_list_are_nobody_s_part_but_of_the_whole(tmp_path: Path) -> None:
    with_key(tmp_path)
    with ExitStack() as stack:
        Desk(tmp_path, stack).file(register(TIEN_NOI, names(12)))
    asked = ("--year", "2024", "--geography", "now", "--store", str(tmp_path / "danvan.db"))
    assert danvan_json("models", *asked, "--unit", TIEN_SON)["models"] == []
    assert len(danvan_json("models", *asked, "--unit", NINH_BINH)["models"]) == 12
    assert danvan_json("summarize", *asked, "--unit", TIEN_SON)["total"] == 9


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        (KEY.replace("Phường Hà Nam", "Phường Duy Hà"), "shares-parts"),
        (KEY.replace(', "Phường Hà Nam" = 1', ""), "shares-parts"),
        (KEY.replace("= 1 }", "= -1 }"), "shares-parts"),
        (KEY.replace("Phường Tiên Nội,", "Phường Không Đâu,"), "shares-unit-unknown"),
        (KEY.replace('source = "Nghị quyết 1686, phụ lục 2"', ""), "shares-unreadable"),
        (KEY + KEY, "shares-twice"),
        ("[[share", "settings-unreadable"),
    ],
)
def test_a_key_that_is_not_one_is_refused(desk: Desk, tmp_path: Path, text: str, refused: str) -> None:
    desk.file(register(TIEN_NOI, names(12)))
    (tmp_path / "shares.toml").write_text(text, encoding="utf-8")
    store = ("--store", str(tmp_path / "danvan.db"))
    assert danvan("summarize", "--year", "2024", "--geography", "now", *store).refused == refused
    assert danvan("summarize", "--year", "2024", *store).code == 0


# --- commands


@pytest.fixture(
    scope="module", params=[("ha-nam-2024", NINH_BINH), ("ben-tre-2024", VINH_LONG), ("long-an-2024", TAY_NINH)]
)
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, tuple[str, ...]]:
    """A published year of a province, the province it is part of now, and its store."""
    name, province = request.param
    store = str(tmp_path_factory.mktemp(name) / "danvan.db")
    danvan_json("ingest", str(shipped.folder() / "samples" / name), "--store", store)
    return province, ("--year", "2024", "--store", store)


def test_a_province_of_2024_shows_as_part_of_the_one_of_today(sample: tuple[str, tuple[str, ...]]) -> None:
    province, asked = sample
    then = danvan_json("summarize", *asked)
    schema = json.loads((shipped.folder() / "schemas" / "summarize.schema.json").read_text(encoding="utf-8"))
    for more in ((), ("--unit", province), ("--unit", UNITS.full_name(province)), ("--unit", then["unit"]["code"])):
        for by in ("field,level", "unit"):
            now = danvan_json("summarize", *asked, "--geography", "now", "--by", by, *more)
            validate(now, schema)
            assert now["total"] == then["total"]
            if "unit" not in now["by"]:
                assert now["cells"] == then["cells"]
                continue
            assert all(
                UNITS.province_of(code) in (province, then["unit"]["code"])
                for cell in now["cells"]
                for code in cell["unit"]
            )
            assert sum(cell["value"] for cell in now["cells"]) == (
                then["total"] or sum(cell["value"] for cell in then["cells"])
            )


def test_code_80_is_long_an_then_and_tay_ninh_now_and_they_never_mix(desk: Desk) -> None:
    desk.file(
        register("80", names(5)), register("72", names(7, "Tổ")), register(TAY_NINH, names(9, "Việc"), period="2026")
    )
    assert [ask(desk, unit=code, day=None).total for code in ("80", "72", TAY_NINH)] == [5, 7, None]
    assert [ask(desk, unit=code).total for code in ("80", "72", TAY_NINH)] == [5, 7, 12]
    assert [ask(desk, unit=code, period="2026", day=EVE).total for code in ("80", "72", TAY_NINH)] == [None, None, 9]


def test_a_unit_is_found_by_its_name_in_the_geography_asked_for(desk: Desk, tmp_path: Path) -> None:
    desk.file(register("13417", names(5)))  # Xã Văn Xá, in Phường Kim Bảng now
    asked = ("--year", "2024", "--store", str(tmp_path / "danvan.db"), "--geography", "now", "--by", "unit")
    for home in ((), ("--home", "Thị xã Kim Bảng, Tỉnh Hà Nam"), ("--home", "Tỉnh Ninh Bình")):
        for unit in ("phường Kim Bảng", "tỉnh Ninh Bình"):
            found = danvan_json("summarize", *asked, "--unit", unit, *home)
            assert (found["total"], list(found["labels"]["unit"].values())) == (5, ["Phường Kim Bảng"])
    assert danvan_json("summarize", *asked, "--unit", "thị xã Kim Bảng")["total"] == 5
    assert danvan_json("summarize", *asked[:-4], "--geography", "01/10/2025", "--unit", "tỉnh Ninh Bình")["total"] == 5


def test_a_level_that_has_ended_is_not_asked_for_after(desk: Desk, tmp_path: Path) -> None:
    desk.file(matrix(THANH_LIEM, [(THANH_LIEM, {"": 15})]), register(LIEM_HA, names(9), period="2026"))
    store = ("--store", str(tmp_path / "danvan.db"))
    for geography in ("then", "now"):
        said = danvan("summarize", "--year", "2026", "--level", "huyen", "--geography", geography, *store)
        assert said.refused == "level-ended"
        earlier = danvan_json("summarize", "--year", "2024", "--level", "huyen", "--geography", geography, *store)
        assert earlier["total"] == 15
    assert danvan("summarize", "--year", "2024", "--geography", "mai", *store).refused == "geography-unreadable"


def test_a_paper_keeps_its_geography_and_its_key(desk: Desk, tmp_path: Path) -> None:
    desk.file(register(TIEN_NOI, names(12)), register(THANH_HA, names(8, "Tổ")))
    keys = with_key(tmp_path)
    asked = Inquiry(Selectors(period="2024", unit=TIEN_SON, geography=AFTER, shares=keys), ("unit",))
    assert read_inquiry(asked.text, indicators()) == asked
    assert "geography" not in Inquiry(Selectors(period="2024")).text
    store = ("--store", str(tmp_path / "danvan.db"))
    given = ("--year", "2024", "--geography", "now", "--unit", TIEN_SON, "--by", "unit", "-o", str(tmp_path / "b.xlsx"))
    assert danvan("summarize", *given, *store).code == 0
    (paper,) = danvan_json("papers", *store)["papers"]
    (tmp_path / "shares.toml").unlink()
    again = danvan_json("diff", "--paper", paper["code"], *store)
    assert (again["then"]["value"], again["now"]["value"], again["parts"]) == (9, 9, [])


def test_years_are_compared_in_one_geography(desk: Desk, tmp_path: Path) -> None:
    desk.file(register(THANH_HA, names(8)), register(LIEM_PHONG, names(12, "Tổ")))
    desk.file(register(LIEM_HA, names(23), period="2026"))
    asked = ("2024", "2026", "--by", "unit", "--geography", "now", "--store", str(tmp_path / "danvan.db"))
    (line,) = danvan_json("compare", *asked)["lines"]
    assert line["members"] == [LIEM_HA]
    assert (line["values"], line["changes"]) == ([20, 23], [3])


def test_from_one_geography_to_the_other_every_part_is_told_and_none_is_lost(desk: Desk, tmp_path: Path) -> None:
    desk.file(register(TIEN_NOI, names(12)), register(THANH_HA, names(8, "Tổ")))
    keys = with_key(tmp_path)
    then = Inquiry(Selectors(period="2024", stage="xaydung"))
    for unit, total in ((None, 20), (TIEN_SON, 9), (HA_NAM, 20)):
        found = bridge(desk.ledger, then, Inquiry(Selectors("2024", unit=unit, geography=AFTER, shares=keys)))
        assert (found.then, found.now) == (20, total)
        assert sum(part.delta for part in found.parts) == total - 20
        for part in found.parts:
            assert sum(cell.value for cell in part.now) - sum(cell.value for cell in part.then) == part.delta


def test_a_bracketed_line_reads_alike_on_screen_and_in_files(desk: Desk, tmp_path: Path) -> None:
    desk.file(register(TIEN_NOI, names(12)))
    asked = ("--year", "2024", "--geography", "now", "--by", "unit", "--store", str(tmp_path / "danvan.db"))
    for form in ("table", "csv", "md"):
        shown = danvan("summarize", *asked, "--format", form).stdout.replace("\\", "")
        assert "Phường Tiên Sơn" in shown
        assert "Phường Hà Nam]" in shown


# --- it is checked


def test_a_table_that_would_lose_a_model_is_not_given(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.file(register(THANH_HA, names(8)))
    known = succession.of(UNITS)
    monkeypatch.setattr(known, "_parts", {THANH_HA: (UNITS.children(TAY_NINH)[0],), HA_NAM: (NINH_BINH,)})
    with pytest.raises(DanvanError) as stopped:
        ask(desk, "unit")
    assert stopped.value.code == "geography-not-conserved"


def returns_anywhere(seed: int) -> list[Return]:
    """Returns of random units of either register, of three years: one before the reform, its own, one after."""
    chance = random.Random(seed)
    found = []
    for period, eras in (("2024", UNITS.eras[:1]), ("2025", UNITS.eras), ("2026", UNITS.eras[1:])):
        for era in eras:
            for code in chance.sample(era.codes, 40) + chance.sample(list(era.provinces), 4):
                count = chance.randint(0, 40)
                unit = body("Hội Nông dân", code) if chance.random() < 0.2 else code
                if unit == code and UNITS.has_places_below(code) and chance.random() < 0.4:
                    found.append(matrix(code, [(f"{code} below", {"": count})], period=period))
                    continue
                kt = chance.randint(0, count)
                found.append(
                    matrix(unit, [(unit, {"": count, "field=kt": kt, "field=vhxh": count - kt})], period=period)
                )
    return found


def of_provinces(desk: Desk, period: str, provinces: Iterator[str], day: date | None) -> dict[str, Number]:
    return {code: ask(desk, period=period, unit=code, day=day).total or 0 for code in provinces}


@given(seed=st.integers(0, 2**32))
@settings(max_examples=2, deadline=None)
def test_over_the_whole_country_nothing_is_lost_in_either_direction(seed: int) -> None:
    before, after = UNITS.eras
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        desk = Desk(Path(folder), stack).file(*returns_anywhere(seed))
        for period in ("2024", "2025", "2026"):
            total = ask(desk, period=period, day=None).total
            own = (
                {
                    code: value
                    for era in UNITS.eras
                    for code, value in of_provinces(desk, period, era.provinces, None).items()
                    if value
                }
                if period != "2025"
                else {}
            )
            for day in (EVE, AFTER):
                for by in ("", "field", "unit", "unit,field"):
                    table = ask(desk, by, period=period, day=day)
                    assert table.total == total == sum(cell.value or 0 for cell in table.cells)
            now = of_provinces(desk, period, after.provinces, AFTER)
            assert sum(now.values()) == total
            for code, value in now.items() if own else ():
                assert value == own.get(code, 0) + sum(own.get(old, 0) for old in UNITS.predecessors(code))
            then = of_provinces(desk, period, before.provinces, EVE)
            known = succession.of(UNITS)
            question = Question(desk.ledger, Selectors(period=period, stage="xaydung", geography=EVE))
            over_several = sum(
                one.answer.value or 0
                for one in question.answers(())
                if len({UNITS.province_of(part) for part in known.spread(one.standing.unit, before)}) > 1
            )
            assert sum(then.values()) + over_several == total


def test_an_office_that_took_over_another_province_takes_in_its_returns_of_the_years_before(tmp_path: Path) -> None:
    """Tỉnh Tây Ninh of today holds Long An; a file that could be of either is the one's that kept the name."""
    where = ("--store", str(tmp_path / "danvan.db"), "--home", "Tỉnh Tây Ninh")
    mail = tmp_path / "thu-den"
    for name, parent, commune in (
        ("a.xlsx", "HUYỆN ỦY CẦN GIUỘC", "Xã Phước Lý"),
        ("b.xlsx", "HUYỆN ỦY TÂN BIÊN", "Xã Tân Lập"),
        ("c.xlsx", "TỈNH ỦY LONG AN", "Huyện Châu Thành"),
    ):
        rows = [("STT", "Tên mô hình", "Lĩnh vực"), (1, f"Hũ gạo {commune}", "Kinh tế")]
        save(
            mail / name, f"ĐẢNG ỦY {commune.upper()}", "Danh sách mô hình “Dân vận khéo” năm 2024", rows, parent=parent
        )
    danvan("ingest", str(mail), *where)
    listed = danvan_json("models", "--year", "2024", *where[:2])["models"]
    found = {model["name"]: UNITS.name_of(UNITS.province_of(model["unit"]["code"])) for model in listed}
    assert found == {
        "Hũ gạo Xã Phước Lý": "Tỉnh Long An",
        "Hũ gạo Xã Tân Lập": "Tỉnh Tây Ninh",
        "Hũ gạo Huyện Châu Thành": "Tỉnh Long An",
    }
    assert danvan_json("summarize", "--year", "2024", "--by", "", "--geography", "now", *where)["total"] == 3
    of_then = danvan_json("summarize", "--year", "2024", "--by", "", *where)
    assert of_then["total"] == 1
    (told,) = [one["message"] for one in of_then["notes"] if one["code"] == "unit-holds-more-today"]
    assert "Tỉnh Long An" in told
    assert "--geography now" in told


def test_two_places_of_one_name_in_a_district_stand_in_one_order_always() -> None:
    named = ("thị trấn Hiệp Hòa, huyện Đức Hòa, tỉnh Long An", "xã Hiệp Hòa, huyện Đức Hòa, tỉnh Long An")
    town, commune = (path_key(UNITS, str(UNITS.find(name).code)) for name in named)
    assert town < commune
