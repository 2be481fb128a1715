"""Spans of years by identity: carried on, new, ended; distinct models, the stock at the end, and occurrences. (counting.md 7)"""

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from commanding import danvan, danvan_json
from danvan_cli import vocabulary
from danvan_cli.ledger.books.rows import now
from danvan_cli.ledger.opening import open_ledger
from danvan_cli.tables.inquiry import Inquiry
from danvan_cli.tables.origins import with_sources
from danvan_cli.tables.rollup import roll_up
from danvan_cli.tables.selection.selectors import Selectors
from danvan_cli.tables.trace import trace
from returned import HA_NAM, LIEM_SON, UNITS, Desk, register
from returned import matrix as list_of_figures
from workbooks import Row, matrix, save

HOME = ("--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
HEAD: Row = ("STT", "Mã", "Tên mô hình", "Đơn vị thực hiện", "Loại hình", "Lĩnh vực", "Trạng thái")
NEW, ENDED = (70, 30, 25, 20, 15), (0, 5, 10, 8, 7)
LIEM_HA = UNITS.successors("13453")[0]
WORDS = ("gạo", "ong", "hoa", "đèn", "sách", "đường", "nước", "rừng", "trường", "chợ", "cầu", "vườn", "bếp")


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    """A workspace: the store, and the folder of what came in."""
    (tmp_path / "thu-den").mkdir()
    return tmp_path / "thu-den"


def named(number: int) -> str:
    return f"Việc {WORDS[number % 13]} {WORDS[number // 13 % 13]} số {number}"


def listed(
    mail: Path,
    year: int,
    alive: Sequence[str],
    ended: Sequence[str] = (),
    *,
    commune: str = "Xã Liêm Sơn",
    parent: str = "HUYỆN ỦY THANH LIÊM",
    codes: Mapping[str, str] | None = None,
) -> None:
    """A commune's list of a year: what is in operation, and what ended."""
    rows: list[Row] = [
        (n, (codes or {}).get(name), name, None, "Tập thể", "Kinh tế", state)
        for n, (name, state) in enumerate(
            [(one, "Đang thực hiện") for one in alive] + [(one, "Kết thúc") for one in ended], 1
        )
    ]
    title = f"DANH SÁCH mô hình “Dân vận khéo” năm {year}"
    dated = f"ngày 05 tháng 12 năm {year}"
    save(
        mail / f"{commune} {year}.xlsx", f"ĐẢNG ỦY {commune.upper()}", title, [HEAD, *rows], parent=parent, dated=dated
    )


def five_years(mail: Path) -> None:
    """New 70, 30, 25, 20, 15, ended 0, 5, 10, 8, 7: every year's list has what is in operation at its end."""
    alive: list[str] = []
    count = 0
    for year, (new, over) in enumerate(zip(NEW, ENDED, strict=True), start=2021):
        ended, alive = alive[:over], alive[over:]
        alive += [named(count + n) for n in range(new)]
        count += new
        listed(mail, year, alive, ended)


def ingest(mail: Path, home: Sequence[str] = HOME) -> None:
    said = danvan("ingest", str(mail), *home, "--store", str(mail.parent / "danvan.db"))
    assert said.code == 0, said


def asked(mail: Path, *more: str, years: str = "2021-2025") -> dict[str, Any]:
    return danvan_json("summarize", "--years", years, *more, "--store", str(mail.parent / "danvan.db"))


@pytest.mark.parametrize(
    "years", ["1-3", "0-0", "1999-2001", "2023-2021", "2021", "²-³", "2021-2099", "2021-2023-2025"]
)
def test_what_is_no_span_of_years_is_said_in_a_sentence(tmp_path: Path, years: str) -> None:
    listed(tmp_path / "thu", 2024, ["Hũ gạo"])
    ingest = danvan("ingest", str(tmp_path / "thu"), "--store", str(tmp_path / "danvan.db"))
    assert ingest.code == 0, ingest
    asked = danvan("summarize", "--years", years, "--store", str(tmp_path / "danvan.db"))
    assert asked.refused == "years-unreadable"


def note(mail: Path, code: str, *more: str, years: str = "2021-2025") -> str:
    (found,) = [one["message"] for one in asked(mail, *more, years=years)["notes"] if one["code"] == code]
    return str(found)


def test_five_years_as_distinct_models_as_stock_and_as_occurrences(mail: Path) -> None:
    five_years(mail)
    ingest(mail)
    assert asked(mail)["total"] == 160
    assert asked(mail, "--stock")["total"] == 130
    assert asked(mail, "--sum-years")["total"] == 527
    assert "lượt" in note(mail, "sum-of-years", "--sum-years")
    assert asked(mail, "--stock")["period"] == "..2025-12-31"
    lives = note(mail, "lives")
    assert "2021: tiếp tục 0, mới 70, kết thúc 0, cuối năm còn 70" in lives
    assert "2025: tiếp tục 115, mới 15, kết thúc 7, cuối năm còn 130" in lives


@pytest.mark.parametrize(("more", "total"), [((), 160), (("--stock",), 130)])
def test_every_model_of_a_span_is_listed_and_traced(mail: Path, more: tuple[str, ...], total: int) -> None:
    five_years(mail)
    ingest(mail)
    store = ("--store", str(mail.parent / "danvan.db"))
    models = danvan_json("models", "--years", "2021-2025", "--stage", "xaydung", *more, *store)["models"]
    assert len(models) == len({model["name"] for model in models}) == total
    traced = danvan_json("trace", "--years", "2021-2025", "--stage", "xaydung", *more, *store)
    assert traced["value"] == sum(source["value"] for source in traced["sources"]) == total


@pytest.mark.parametrize("kind", ["--stock", "--sum-years"])
def test_a_paper_over_years_is_asked_again_as_it_was_asked(mail: Path, kind: str) -> None:
    five_years(mail)
    ingest(mail)
    store = ("--store", str(mail.parent / "danvan.db"))
    said = danvan("summarize", "--years", "2021-2025", kind, "-o", str(mail.parent / "bang.xlsx"), *store)
    assert said.code == 0, said
    (paper,) = danvan_json("papers", *store)["papers"]
    bridge = danvan_json("diff", "--paper", paper["code"], *store)
    assert bridge["then"]["value"] == bridge["now"]["value"] == asked(mail, kind)["total"]
    assert bridge["parts"] == []


def test_two_old_communes_registered_again_by_their_successor_stay_twenty(mail: Path) -> None:
    """Xã Liêm Hà was made of three communes on 1/7/2025; its list holds again the models of two of them."""
    old, new = ("Xã Liêm Phong", "Xã Thanh Hà"), "Xã Liêm Hà"
    first, second = [named(n) for n in range(12)], [named(n) for n in range(12, 20)]
    for commune, names in zip(old, (first, second), strict=True):
        listed(mail, 2024, names, commune=commune, parent="HUYỆN ỦY THANH LIÊM")
    ingest(mail)
    listed(mail, 2025, [*first, *second], commune=new, parent="TỈNH ỦY NINH BÌNH")
    ingest(mail, ("--home", "Tỉnh Ninh Bình"))
    assert asked(mail, years="2021-2025")["total"] == 20
    assert asked(mail, "--stock", years="2021-2025")["total"] == 20
    assert asked(mail, "--unit", new, "--stock")["total"] == 20


def test_a_province_that_kept_its_name_is_asked_over_the_years_with_all_it_was_made_from(mail: Path) -> None:
    """Xã Thượng Nông was made of Xã Thượng Giáp and Xã Thượng Nông; Tỉnh Tuyên Quang of two provinces."""
    first, second = [named(n) for n in range(4)], [named(n) for n in range(4, 10)]
    for commune, names in (("Xã Thượng Giáp", first), ("Xã Thượng Nông", second)):
        listed(mail, 2024, names, commune=commune, parent="HUYỆN ỦY NA HANG")
    ingest(mail, ("--home", "Tỉnh Tuyên Quang"))
    new = [named(n) for n in range(10, 13)]
    listed(mail, 2025, [*first, *new], commune="Xã Thượng Nông", parent="TỈNH ỦY TUYÊN QUANG")
    ingest(mail, ("--home", "Tỉnh Tuyên Quang"))
    province = ("--home", "Tỉnh Tuyên Quang")
    assert asked(mail, *province, years="2021-2025")["total"] == 13
    assert asked(mail, *province, "--sum-years", years="2021-2025")["total"] == 17
    assert asked(mail, *province, "--stock", years="2021-2025")["total"] == 13
    assert (
        danvan_json("summarize", "--year", "2024", *province, "--store", str(mail.parent / "danvan.db"))["total"] == 10
    )


def test_what_the_successor_adds_is_new_and_a_name_of_both_communes_is_two_models(mail: Path) -> None:
    listed(mail, 2024, ["Hũ gạo", "Đường hoa"], commune="Xã Liêm Phong")
    listed(mail, 2024, ["Hũ gạo"], commune="Xã Thanh Hà")
    ingest(mail)
    names = ["Hũ gạo", "Hũ gạo", "Đường hoa", "Chợ sạch"]
    listed(mail, 2025, names, commune="Xã Liêm Hà", parent="TỈNH ỦY NINH BÌNH")
    ingest(mail, ("--home", "Tỉnh Ninh Bình"))
    assert asked(mail, years="2024-2025")["total"] == 4
    assert "2025: tiếp tục 3, mới 1, kết thúc 0, cuối năm còn 4" in note(mail, "lives", years="2024-2025")


def test_what_ended_and_is_named_again_is_in_operation(mail: Path) -> None:
    listed(mail, 2021, ["Hũ gạo", "Đường hoa"])
    listed(mail, 2022, ["Đường hoa"], ["Hũ gạo"])
    listed(mail, 2023, ["Hũ gạo", "Đường hoa"])
    ingest(mail)
    assert asked(mail, years="2021-2023")["total"] == 2
    assert asked(mail, "--stock", years="2021-2022")["total"] == 1
    assert asked(mail, "--stock", years="2021-2023")["total"] == 2


def test_what_nobody_names_any_more_is_counted_and_said(mail: Path) -> None:
    """In operation is last year's and new ones less what ended: silence ends nothing."""
    listed(mail, 2021, ["Hũ gạo", "Đường hoa"])
    listed(mail, 2022, ["Đường hoa"])
    ingest(mail)
    assert asked(mail, "--stock", years="2021-2022")["total"] == 2
    assert note(mail, "stock-unnamed", "--stock", years="2021-2022").startswith("1 mô hình")


def test_a_code_carries_a_model_on_under_another_name_and_keeps_two_of_one_name_apart(mail: Path) -> None:
    listed(mail, 2021, ["Hũ gạo", "Đường hoa"], codes={"Hũ gạo": "LS-21-01", "Đường hoa": "LS-21-02"})
    codes = {"Hũ gạo tình thương": "LS-21-01", "Đường hoa": "LS-22-01"}
    listed(mail, 2022, ["Hũ gạo tình thương", "Đường hoa"], codes=codes)
    ingest(mail)
    assert asked(mail, years="2021-2022")["total"] == 3


@pytest.mark.parametrize("dash", ["-", "…", "0", "không", "“"])
def test_a_dash_in_the_column_of_codes_makes_no_two_models_one(mail: Path, dash: str) -> None:
    listed(mail, 2021, ["Hũ gạo"], codes={"Hũ gạo": dash})
    listed(mail, 2022, ["Đường hoa", "Đèn đường"], codes={"Đường hoa": dash, "Đèn đường": dash})
    ingest(mail)
    told = asked(mail, years="2021-2022")
    assert (told["total"], told["provisional"]) == (3, False)


def test_a_model_listed_by_its_commune_and_later_by_its_union_is_one(mail: Path) -> None:
    listed(mail, 2021, ["Hũ gạo", "Đường hoa"])
    listed(mail, 2022, ["Hũ gạo", "Đường hoa"])
    women = "Hội Liên hiệp Phụ nữ xã Liêm Sơn"
    rows: list[Row] = [(1, None, "Hũ gạo", None, "Tập thể", "Kinh tế", "Đang thực hiện")]
    save(mail / "phu-nu.xlsx", women.upper(), "DANH SÁCH mô hình “Dân vận khéo” năm 2022", [HEAD, *rows])
    ingest(mail)
    assert asked(mail, years="2021-2022")["total"] == 2
    assert asked(mail, "--stock", years="2021-2022")["total"] == 2


def test_figures_without_names_give_the_stock_of_their_last_year(mail: Path) -> None:
    for year, count in ((2021, 6), (2022, 7)):
        issuer = "BAN DÂN VẬN HUYỆN ỦY THANH LIÊM"
        matrix(mail / f"{year}.xlsx", issuer, [(1, "Xã Thanh Hà", count, count, 0, 0, 0)], year=str(year))
    listed(mail, 2021, ["Hũ gạo"])
    ingest(mail)
    assert asked(mail, years="2021-2022")["total"] == 14
    assert asked(mail, "--stock", years="2021-2022")["total"] == 8
    assert note(mail, "stock-of-figures", "--stock", years="2021-2022")


def test_the_stock_is_of_a_span_and_no_sum(mail: Path) -> None:
    five_years(mail)
    ingest(mail)
    store = ("--store", str(mail.parent / "danvan.db"))
    assert danvan("summarize", "--year", "2025", "--stock", *store).refused == "stock-of-years"
    assert danvan("summarize", "--year", "2025", "--sum-years", *store).refused == "sum-of-one-year"
    assert danvan("summarize", "--years", "2021-2025", "--stock", "--sum-years", *store).refused == "stock-of-years"


def over(desk: Desk, unit: str | None = None, *, stock: bool = False) -> object:
    period = "..2025-12-31" if stock else "2021/2025"
    chosen = Selectors(period=period, years=tuple(range(2021, 2026)), stock=stock, unit=unit, stage="xaydung")
    table = roll_up(desk.ledger, chosen, ())
    traced = trace(desk.ledger, chosen)
    assert traced.value == table.total == sum(source.value for source in traced.sources)
    return table.total


def test_a_successor_s_return_of_the_whole_span_answers_for_the_communes_it_was_made_from(desk: Desk) -> None:
    for place, commune in enumerate(UNITS.predecessors(LIEM_HA)):
        desk.file(register(commune, [f"Việc {place}.{n}" for n in range(4)], period="2024"))
    assert over(desk) == 12
    desk.file(list_of_figures(LIEM_HA, [(LIEM_HA, {"": 15})], period="2021/2025"))
    assert over(desk) == 15


def test_a_province_over_the_reform_is_all_that_it_was_made_from(desk: Desk) -> None:
    """Over years Ninh Bình holds the communes of Hà Nam before the reform; Hà Nam does not hold those of Ninh Bình."""
    desk.file(register(LIEM_SON, ["Hũ gạo", "Đường hoa"], period="2024"))
    desk.file(register(LIEM_HA, ["Chợ sạch"], period="2025"))
    ninh_binh = UNITS.province_of(LIEM_HA)
    assert [over(desk, unit) for unit in (None, ninh_binh, HA_NAM)] == [3, 3, 2]


def test_figures_of_a_successor_take_the_place_of_the_names_before_in_a_stock(desk: Desk) -> None:
    for place, commune in enumerate(UNITS.predecessors(LIEM_HA)):
        desk.file(register(commune, [f"Việc {place}.{n}" for n in range(4)], period="2024"))
    desk.file(list_of_figures(LIEM_HA, [(LIEM_HA, {"": 10})], period="2025"))
    assert over(desk) == 22
    assert over(desk, stock=True) == 10


def test_a_list_of_what_stands_on_the_last_day_answers_before_the_years(desk: Desk) -> None:
    desk.file(register(LIEM_SON, ["Hũ gạo", "Đường hoa"], period="2024"))
    desk.file(register(LIEM_SON, ["Hũ gạo"], period="..2025-12-31"))
    assert over(desk, stock=True) == 1


@pytest.mark.parametrize("how", ["--years", "--sum-years", "--stock", "--as-of"])
def test_the_command_beside_cells_that_are_not_listed_gives_that_very_figure(mail: Path, how: str) -> None:
    five_years(mail)
    ingest(mail)
    moment, years = now(), tuple(range(2021, 2026))
    listed(mail, 2025, [named(number) for number in range(300)], commune="Xã Thanh Hà")
    ingest(mail)
    asked = Selectors(
        period="..2025-12-31" if how == "--stock" else "2021/2025",
        years=years,
        sum_years=how == "--sum-years",
        stock=how == "--stock",
        as_of=moment if how == "--as-of" else None,
    )
    inquiry = Inquiry(asked, ("field",))
    with open_ledger(mail.parent / "danvan.db", UNITS, vocabulary.load()) as ledger:
        table = with_sources(ledger, inquiry, inquiry.table(ledger), most=1)
    (figure,) = [one for one in table.sources if one.command]
    command = shlex.split(figure.command)[1:]
    assert danvan_json(*command, "--store", str(mail.parent / "danvan.db"))["value"] == figure.value


def test_figures_without_names_tell_of_no_model_whether_it_was_carried_on(mail: Path) -> None:
    """Of nought it would say that none was carried on, and nobody knows."""
    for year, count in ((2023, 3), (2024, 5)):
        matrix(
            mail / f"{year}.xlsx",
            "BAN DÂN VẬN HUYỆN ỦY THANH LIÊM",
            [(1, "Xã Thanh Hà", count, count, 0, 0, 0)],
            year=str(year),
        )
    ingest(mail)
    codes = [one["code"] for one in asked(mail, years="2023-2024")["notes"]]
    assert "lives-unnamed" in codes
    assert "lives" not in codes
    listed(mail, 2023, ["Hũ gạo"])
    listed(mail, 2024, ["Hũ gạo"])
    ingest(mail)
    told = note(mail, "lives-of-lists", years="2023-2024")
    assert "Trong các danh sách có tên" in told
    assert "2024: tiếp tục 1, mới 0, kết thúc 0, cuối năm còn 1" in told
