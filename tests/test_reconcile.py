"""Every figure that can be checked against another: agrees, differs by how much, or cannot be compared and why."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate
from openpyxl import Workbook, load_workbook

from commanding import danvan, danvan_json
from danvan_cli import shipped
from danvan_cli.tables.reconcile.check import Missing, Outcome, Relation, load, weigh
from danvan_cli.tables.reconcile.checks import reconcile
from danvan_cli.tables.reconcile.lists import message_of
from danvan_cli.tables.selection.query import Question
from danvan_cli.tables.selection.selectors import Selectors
from returned import HA_NAM, LIEM_SON, THANH_LIEM, UNITS, Desk, at
from returned import matrix as drawn_matrix
from returned import register as drawn_register
from workbooks import FIELDS, SHORT, Row, matrix, register, save

Mail = Path
BOARD = "BAN DÂN VẬN HUYỆN ỦY THANH LIÊM"
COMMUNE = "ĐẢNG ỦY XÃ LIÊM SƠN"


@pytest.fixture
def mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mail:
    """A folder for what units send, and a ledger of one district."""
    monkeypatch.setenv("DANVAN_STORE", str(tmp_path / "danvan.db"))
    monkeypatch.setenv("DANVAN_HOME", "Huyện Thanh Liêm, Tỉnh Hà Nam")
    return tmp_path / "thu"


def checks(mail: Mail, kind: str = "", *, year: str = "2024", unit: str = "") -> list[dict[str, Any]]:
    """What reconcile says once everything is taken in."""
    taken = danvan("ingest", str(mail))
    assert taken.code == 0, taken
    asked = ["--unit", unit] if unit else []
    return [one for one in danvan_json("reconcile", "--year", year, *asked)["checks"] if kind in ("", one["kind"])]


def verdicts(found: Sequence[dict[str, Any]]) -> list[tuple[str, int | None, int | None, str]]:
    return [(one["unit"]["name"], one["stated"], one["computed"], one["verdict"]) for one in found]


def names(count: int, word: str = "Mô hình") -> list[tuple[str, str]]:
    return [(f"{word} số {number}", "kt") for number in range(1, count + 1)]


def named(path: Path, issuer: str, title: str, rows: Sequence[Row], heads: Row = ()) -> Path:
    """A list with a title of its own: name, unit, field and what else its heads say."""
    table: list[Row] = [("STT", "Tên mô hình", "Đơn vị thực hiện", "Lĩnh vực", *heads)]
    return save(path, issuer, title, [*table, *((number, *row) for number, row in enumerate(rows, start=1))])


# --- what a missing part means


@pytest.mark.parametrize(
    ("mode", "some_missing", "all_missing"),
    [
        ("non_null", None, None),
        ("non_zero", "differs", "differs"),
        ("partial_null", "not-comparable", None),
        ("partial_zero", "differs", None),
        ("always_null", "not-comparable", "not-comparable"),
        ("always_zero", "differs", "differs"),
    ],
)
def test_each_mode_says_what_a_missing_part_means(mode: str, some_missing: str | None, all_missing: str | None) -> None:
    found = [weigh(10, parts, Missing(mode)) for parts in ([4, None], [None, None])]
    assert [one and str(one.outcome) for one in found] == [some_missing, all_missing]


def test_parts_that_are_stated_and_exceed_their_total_differ_whatever_is_missing() -> None:
    found = weigh(10, [11, None], Missing.PARTIAL_NULL)
    assert found
    assert found.outcome is Outcome.DIFFERS


def test_a_total_that_nobody_states_is_no_zero() -> None:
    found = weigh(None, [4, 6], Missing.ALWAYS_ZERO)
    assert found
    assert found.outcome is Outcome.NOT_COMPARABLE


def test_a_bound_holds_below_and_at_it_and_not_above() -> None:
    found = [weigh(10, [parts], Missing.PARTIAL_NULL, Relation.AT_MOST) for parts in (9, 10, 11)]
    assert [one and str(one.outcome) for one in found] == ["agrees", "agrees", "differs"]


# --- parts and totals inside a return


def test_a_breakdown_that_makes_its_total_agrees(mail: Mail) -> None:
    matrix(mail / "liem-son.xlsx", COMMUNE, [(1, "Xã Liêm Sơn", 10, 4, 3, 2, 1)])
    assert verdicts(checks(mail, "parts-total")) == [("Xã Liêm Sơn", 10, 10, "agrees")]


def test_a_closed_breakdown_below_its_total_differs_by_what_is_not_stated(mail: Mail) -> None:
    matrix(mail / "liem-son.xlsx", COMMUNE, [(1, "Xã Liêm Sơn", 385, 10, 24, 10, 11)])
    (found,) = checks(mail, "parts-total")
    assert (found["stated"], found["computed"], found["gap"], found["per_cent"]) == (385, 55, 330, 85.7)
    assert (found["verdict"], found["reason"], found["severity"]) == ("differs", "rest-not-stated", "question")
    assert [(place["cell"], place["value"]) for place in found["places"]][:2] == [("C8", 385), ("D8", 10)]


def test_a_breakdown_with_a_blank_cell_is_not_comparable_and_says_which(mail: Mail) -> None:
    matrix(mail / "liem-son.xlsx", COMMUNE, [(1, "Xã Liêm Sơn", 10, 4, 3, None, 1)])
    (found,) = checks(mail, "parts-total")
    assert (found["verdict"], found["stated"], found["computed"], found["gap"]) == ("not-comparable", 10, 8, None)
    assert "Quốc phòng - an ninh" in found["message"]


def test_blanks_beside_parts_that_make_the_total_are_zeros(mail: Mail) -> None:
    matrix(mail / "liem-son.xlsx", COMMUNE, [(1, "Xã Liêm Sơn", 5, 5, None, None, None)])
    assert verdicts(checks(mail, "parts-total")) == [("Xã Liêm Sơn", 5, 5, "agrees")]


def test_fields_of_new_models_are_no_parts_of_all_models(mail: Mail) -> None:
    """Hà Nam: 1.597 in all, 239 new by field: two bases, no contradiction. (counting.md 1)"""
    heads: list[Row] = [
        ("STT", "Đơn vị", "Tổng số", "Mô hình mới", None, None),
        (None, None, None, *FIELDS[:2], FIELDS[3]),
    ]
    save(
        mail / "a.xlsx",
        COMMUNE,
        "BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024",
        [*heads, (1, "Xã Liêm Sơn", 40, 5, 3, 2)],
    )
    inside, alone = sorted(checks(mail, "parts-total"), key=lambda one: one["verdict"])
    assert (inside["stated"], inside["computed"], inside["verdict"]) == (40, 10, "agrees")
    assert (alone["stated"], alone["computed"], alone["reason"]) == (None, 10, "total-missing")


def test_a_total_under_a_list_agrees_or_differs(mail: Mail) -> None:
    register(mail / "liem-son.xlsx", "xã Liêm Sơn", names(3), total="Tổng cộng: 3 mô hình")
    register(mail / "kien-khe.xlsx", "thị trấn Kiện Khê", names(12, "Tổ"), total="Tổng cộng: 13 mô hình")
    assert verdicts(checks(mail, "stated-total")) == [
        ("Thị trấn Kiện Khê", 13, 12, "differs"),
        ("Xã Liêm Sơn", 3, 3, "agrees"),
    ]


# --- lists and figures of one sender


def both(mail: Mail, figure: int) -> list[dict[str, Any]]:
    register(mail / "danh-sach.xlsx", "xã Liêm Sơn", names(3))
    matrix(mail / "bieu.xlsx", COMMUNE, [(1, "Xã Liêm Sơn", figure, figure, 0, 0, 0)])
    return checks(mail, "register-matrix")


def test_a_list_and_a_matrix_of_the_same_agree(mail: Mail) -> None:
    assert verdicts(both(mail, 3)) == [("Xã Liêm Sơn", 3, 3, "agrees")]


def test_a_list_and_a_matrix_of_the_same_differ(mail: Mail) -> None:
    (found,) = both(mail, 5)
    assert (found["gap"], found["verdict"]) == (2, "differs")
    assert {Path(place["path"]).name for place in found["places"]} == {"danh-sach.xlsx", "bieu.xlsx"}


def test_figures_of_one_field_are_not_comparable_with_a_list_that_says_no_field(mail: Mail) -> None:
    table: list[Row] = [("STT", "Tên mô hình", "Đơn vị thực hiện"), (1, "Hũ gạo", None), (2, "Tổ tự quản", None)]
    save(mail / "danh-sach.xlsx", COMMUNE, "DANH SÁCH mô hình “Dân vận khéo” năm 2024", table)
    title = "BIỂU TỔNG HỢP mô hình “Dân vận khéo” lĩnh vực kinh tế năm 2024"
    save(mail / "kinh-te.xlsx", COMMUNE, title, [("STT", "Đơn vị", "Tổng số"), (1, "Xã Liêm Sơn", 2)])
    (found,) = checks(mail, "register-matrix")
    assert (found["verdict"], found["reason"]) == ("not-comparable", "names-cannot-say")


def test_a_districts_rows_about_communes_are_no_figures_for_its_own_list(mail: Mail) -> None:
    register(mail / "rieng.xlsx", "huyện Thanh Liêm", names(3))
    matrix(mail / "tong-hop.xlsx", BOARD, [(1, "Xã Liêm Sơn", 9, 9, 0, 0, 0)])
    assert checks(mail, "register-matrix") == []


# --- a parent and its children


def district(mail: Mail, whole: int) -> list[dict[str, Any]]:
    """The district's one figure for all below it; two communes sent 3 and 4."""
    register(mail / "liem-son.xlsx", "xã Liêm Sơn", names(3))
    register(mail / "liem-tuc.xlsx", "xã Liêm Túc", names(4, "Tổ"))
    head: list[Row] = [("STT", "Đơn vị", "Tổng số")]
    title = "BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024"
    save(mail / "huyen.xlsx", BOARD, title, [*head, (1, "Huyện Thanh Liêm", whole)], parent="TỈNH ỦY HÀ NAM")
    return checks(mail, "parent-children")


def test_a_parent_says_as_much_as_its_children(mail: Mail) -> None:
    assert verdicts(district(mail, 7)) == [("Huyện Thanh Liêm", 7, 7, "agrees")]


def test_a_parent_says_more_where_returns_are_missing(mail: Mail) -> None:
    (found,) = district(mail, 10)
    assert (found["gap"], found["verdict"], found["reason"]) == (3, "differs", "children-silent")
    assert "Liêm Túc" not in found["message"]


def test_a_parent_says_less_where_children_overlap_or_corrected_late(mail: Mail) -> None:
    (found,) = district(mail, 5)
    assert (found["gap"], found["verdict"], found["reason"]) == (-2, "differs", "overlap-or-late")


def test_a_workspace_may_want_silent_children_not_compared(mail: Mail) -> None:
    (mail.parent / "danvan.toml").write_text('[reconcile]\nparent-children = "partial_null"\n', encoding="utf-8")
    (found,) = district(mail, 10)
    assert (found["verdict"], found["missing"]) == ("not-comparable", "partial_null")


def test_a_mode_for_a_check_that_does_not_exist_is_refused(mail: Mail) -> None:
    checks_file = mail.parent / "danvan.toml"
    district(mail, 7)
    checks_file.write_text('[reconcile]\nsums = "non_null"\n', encoding="utf-8")
    assert danvan("reconcile", "--year", "2024").refused == "check-unknown"
    checks_file.write_text('[reconcile]\nstock = "sometimes"\n', encoding="utf-8")
    assert danvan("reconcile", "--year", "2024").refused == "settings-unknown"


def of_desk(desk: Desk, kind: str) -> list[tuple[Any, ...]]:
    made = reconcile(Question(desk.ledger, Selectors(period="2024")), load())
    return [(one.unit, one.stated, one.computed, str(one.outcome), one.why) for one in made if one.kind.code == kind]


def told_of(desk: Desk, kind: str) -> list[str]:
    made = reconcile(Question(desk.ledger, Selectors(period="2024")), load())
    return [message_of(one) for one in made if one.kind.code == kind]


def test_new_ones_that_are_more_than_all_differ_from_the_figure_as_it_stands_in_its_cell(desk: Desk) -> None:
    desk.file(
        drawn_matrix(THANH_LIEM, [(THANH_LIEM, {"": 10})]),
        drawn_matrix(THANH_LIEM, [(THANH_LIEM, {"": 13})], fixed=at(origin="moi")),
    )
    (found,) = reconcile(Question(desk.ledger, Selectors(period="2024")), load())
    assert (found.stated, found.computed, found.outcome) == (10, 13, Outcome.DIFFERS)
    assert sorted(place.value or 0 for place in found.places) == [10, 13]
    assert "contradicted" in desk.notes()


def test_a_levels_figure_is_compared_with_the_places_of_that_level(desk: Desk) -> None:
    """A district: cấp huyện 15, cấp xã 50, and all its communes have sent 47. (counting.md 4)"""
    communes = UNITS.places_below(THANH_LIEM)
    lists = [
        drawn_register(code, [f"{code} {number}" for number in range(3 if place else 2)])
        for place, code in enumerate(communes)
    ]
    levels = drawn_matrix(
        THANH_LIEM, [(f"{THANH_LIEM} below level=huyen", {"": 15}), (f"{THANH_LIEM} below level=xa", {"": 50})]
    )
    desk.file(levels, *lists)
    assert of_desk(desk, "parent-children") == [(THANH_LIEM, 50, 47, "differs", "return-missing")]


def test_files_of_all_fields_beside_the_whole_must_make_it(desk: Desk) -> None:
    fields = {"kt": 41, "vhxh": 112, "qpan": 35, "htct": 23}
    whole = f"{THANH_LIEM} below"
    desk.file(
        drawn_matrix(THANH_LIEM, [(whole, {"": 215})]),
        *(drawn_matrix(THANH_LIEM, [(whole, {"": count})], fixed=at(field=code)) for code, count in fields.items()),
    )
    assert of_desk(desk, "parts-total") == [(THANH_LIEM, 215, 211, "differs", "rest-not-stated")]


def test_a_file_of_one_field_beside_the_whole_lies_inside_it(desk: Desk) -> None:
    whole = f"{THANH_LIEM} below"
    desk.file(
        drawn_matrix(THANH_LIEM, [(whole, {"": 215})]),
        drawn_matrix(THANH_LIEM, [(whole, {"": 41})], fixed=at(field="kt")),
    )
    assert of_desk(desk, "parts-total") == [(THANH_LIEM, 215, 41, "agrees", "")]


# --- what one says of another


def consolidated(mail: Mail, figure: int) -> list[dict[str, Any]]:
    register(mail / "liem-son.xlsx", "xã Liêm Sơn", names(3))
    rows: list[Row] = [(1, "Xã Liêm Sơn", figure, figure, 0, 0, 0), (2, "Xã Liêm Túc", 9, 9, 0, 0, 0)]
    matrix(mail / "huyen.xlsx", BOARD, rows)
    return checks(mail, "second-hand")


def test_what_a_district_says_of_a_commune_agrees_with_its_list(mail: Mail) -> None:
    assert verdicts(consolidated(mail, 3)) == [("Xã Liêm Sơn", 3, 3, "agrees")]


def test_what_a_district_says_of_a_commune_differs_and_tables_note_it(mail: Mail) -> None:
    (found,) = consolidated(mail, 8)
    assert (found["gap"], found["verdict"], found["severity"]) == (5, "differs", "note")
    table = danvan_json("summarize", "--year", "2024")
    assert table["total"] == 3 + 9
    (note,) = [note["message"] for note in table["notes"] if note["code"] == "contradicted"]
    assert "danvan" not in note  # a table is signed: the command is told beside it
    assert "danvan reconcile --year 2024" in danvan("summarize", "--year", "2024").stderr


def test_who_speaks_of_a_silent_commune_is_not_said_to_speak_of_itself(desk: Desk) -> None:
    desk.file(drawn_matrix(HA_NAM, [(LIEM_SON, {"": 6})]), drawn_matrix(THANH_LIEM, [(LIEM_SON, {"": 4})]))
    (said,) = told_of(desk, "second-hand")
    assert said.startswith("Tỉnh Hà Nam ghi Xã Liêm Sơn 6, Huyện Thanh Liêm ghi 4:")
    desk.file(drawn_register(LIEM_SON, ["A", "B"]))
    assert all(", Xã Liêm Sơn tự báo 2:" in one for one in told_of(desk, "second-hand"))


# --- decisions


def decisions(mail: Mail, told: int, decided: int) -> list[dict[str, Any]]:
    """A commune tells of models that the district recognised; the district's decision lists some."""
    title = "BIỂU TỔNG HỢP mô hình “Dân vận khéo” được công nhận cấp huyện năm 2024"
    save(mail / "xa.xlsx", COMMUNE, title, [("STT", "Đơn vị", "Tổng số"), (1, "Xã Liêm Sơn", told)])
    if decided:
        rows = [(f"Mô hình {number}", "Xã Liêm Sơn", SHORT["kt"]) for number in range(decided)]
        listed = "DANH SÁCH mô hình “Dân vận khéo” được công nhận cấp huyện năm 2024"
        named(mail / "huyen.xlsx", BOARD, listed, rows)
    return checks(mail, "decisions")


def test_what_a_commune_tells_of_the_districts_decision_agrees(mail: Mail) -> None:
    assert verdicts(decisions(mail, 3, 3)) == [("Xã Liêm Sơn", 3, 3, "agrees")]


def test_twelve_told_and_nine_decided_are_a_gap_of_three(mail: Mail) -> None:
    (found,) = decisions(mail, 12, 9)
    assert (found["stated"], found["computed"], found["gap"], found["verdict"]) == (12, 9, 3, "differs")


def test_a_column_of_the_districts_decisions_is_compared_with_these_and_not_with_the_communes_own(mail: Mail) -> None:
    title = "BIỂU TỔNG HỢP mô hình “Dân vận khéo” được công nhận năm 2024"
    heads = ("STT", "Đơn vị", "Số mô hình được công nhận cấp huyện")
    save(mail / "bieu.xlsx", COMMUNE, title, [heads, (1, "Xã Liêm Sơn", 7)])
    listed = "DANH SÁCH mô hình “Dân vận khéo” được công nhận năm 2024"
    rows = [(f"Mô hình {number}", "Xã Liêm Sơn", SHORT["kt"]) for number in range(8)]
    named(mail / "xa.xlsx", COMMUNE, listed, rows)
    named(mail / "huyen.xlsx", BOARD, listed, rows[:5])
    assert verdicts(checks(mail, "decisions")) == [("Xã Liêm Sơn", 7, 5, "differs")]
    assert checks(mail, "register-matrix") == []
    assert danvan_json("decide")["questions"] == []


def test_a_decision_that_nobody_sent_cannot_be_compared(mail: Mail) -> None:
    (found,) = decisions(mail, 12, 0)
    assert (found["verdict"], found["reason"]) == ("not-comparable", "decider-silent")


# --- the funnel


def funnel(mail: Mail, registered: int, endorsed: int, not_endorsed: int) -> list[dict[str, Any]]:
    """The district's lists: what the commune registered, and what became of it."""
    rows = [
        (f"Mô hình {number}", "Xã Liêm Sơn", SHORT["kt"]) for number in range(max(registered, endorsed + not_endorsed))
    ]
    title = "DANH SÁCH đăng ký mô hình “Dân vận khéo” năm 2024"
    named(mail / "dang-ky.xlsx", BOARD, title, rows[:registered])
    seen = [(*row, "Ghi nhận" if place < endorsed else "Không ghi nhận") for place, row in enumerate(rows)]
    title = "KẾT QUẢ thẩm định mô hình “Dân vận khéo” năm 2024"
    named(mail / "tham-dinh.xlsx", BOARD, title, seen[: endorsed + not_endorsed], ("Trạng thái",))
    return checks(mail, "funnel")


def test_registered_are_those_endorsed_and_those_not(mail: Mail) -> None:
    assert ("Huyện Thanh Liêm", 5, 5, "agrees") in verdicts(funnel(mail, 5, 4, 1))


def test_a_funnel_that_loses_a_model_is_an_error_and_the_exit_code_says_so(mail: Mail) -> None:
    found = funnel(mail, 6, 4, 1)
    assert ("Huyện Thanh Liêm", 6, 5, "differs") in verdicts(found)
    assert danvan("reconcile", "--year", "2024").code == 1


def test_stages_of_other_units_are_not_compared(mail: Mail) -> None:
    title = "DANH SÁCH đăng ký mô hình “Dân vận khéo” năm 2024"
    named(mail / "a.xlsx", BOARD, title, [("Tổ hợp tác", "Xã Liêm Sơn", SHORT["kt"])])
    seen = [("Nhà sạch", "Xã Liêm Túc", SHORT["kt"], "Ghi nhận"), ("Vườn mẫu", "Xã Liêm Túc", SHORT["kt"], "Ghi nhận")]
    named(mail / "b.xlsx", BOARD, "KẾT QUẢ thẩm định mô hình “Dân vận khéo” năm 2024", seen, ("Trạng thái",))
    found = checks(mail, "funnel")
    assert ("Huyện Thanh Liêm", "not-comparable", "other-units") in [
        (one["unit"]["name"], one["verdict"], one["reason"]) for one in found
    ]


# --- stock


def stock(mail: Mail, now: int, ended: int | None) -> list[dict[str, Any]]:
    """10 last year; 4 new this year."""
    matrix(mail / "2023.xlsx", COMMUNE, [(1, "Xã Liêm Sơn", 10, 10, 0, 0, 0)], year="2023")
    head: Row = ("STT", "Đơn vị", "Tổng số", "Mới", "Duy trì", "Kết thúc")
    title = "BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024"
    save(mail / "2024.xlsx", COMMUNE, title, [head, (1, "Xã Liêm Sơn", now, 4, now - 4, ended)])
    return checks(mail, "stock")


def test_in_operation_is_last_year_and_new_less_ended(mail: Mail) -> None:
    assert verdicts(stock(mail, 12, 2)) == [("Xã Liêm Sơn", 12, 12, "agrees")]


def test_a_stock_that_does_not_come_out_differs(mail: Mail) -> None:
    assert verdicts(stock(mail, 13, 2)) == [("Xã Liêm Sơn", 13, 12, "differs")]


def test_a_stock_without_what_ended_cannot_be_compared(mail: Mail) -> None:
    (found,) = stock(mail, 12, None)
    assert (found["verdict"], found["reason"]) == ("not-comparable", "stock-missing")
    assert "kết thúc" in found["message"]


# --- published figures


def published(mail: Mail, *arguments: str) -> None:
    said = danvan("claim", "add", *arguments)
    assert said.code == 0, said


WHOSE = ("--year", "2024", "--unit", "Xã Liêm Sơn", "--who", "Báo Hà Nam")


def test_a_published_figure_agrees_with_what_stands(mail: Mail) -> None:
    register(mail / "a.xlsx", "xã Liêm Sơn", names(3))
    danvan("ingest", str(mail))
    published(mail, "3", *WHOSE, "--source", "số ra ngày 12/12")
    assert verdicts(checks(mail, "published")) == [("Xã Liêm Sơn", 3, 3, "agrees")]
    assert danvan("reconcile", "--year", "2024").code == 0


def test_a_published_figure_that_differs_is_an_error_and_stands_in_the_notes_of_its_table(mail: Mail) -> None:
    register(mail / "a.xlsx", "xã Liêm Sơn", names(3))
    danvan("ingest", str(mail))
    published(mail, "1.597", *WHOSE)
    (found,) = checks(mail, "published")
    assert (found["gap"], found["verdict"], found["severity"]) == (1594, "differs", "error")
    assert danvan("reconcile", "--year", "2024").code == 1
    notes = danvan_json("summarize", "--year", "2024", "--unit", "Xã Liêm Sơn")["notes"]
    assert "published-differs" in [note["code"] for note in notes]


def test_a_published_figure_of_one_field_is_compared_with_that_field(mail: Mail) -> None:
    register(mail / "a.xlsx", "xã Liêm Sơn", [*names(3), ("Tổ tự quản", "qpan")])
    danvan("ingest", str(mail))
    published(mail, "1", *WHOSE, "--field", "qpan")
    published(mail, "2", *WHOSE, "--origin", "moi")
    assert [(one["stated"], one["computed"], one["verdict"]) for one in checks(mail, "published")] == [
        (2, None, "not-comparable"),
        (1, 1, "agrees"),
    ]


def test_a_published_figure_is_not_held_against_a_merged_line(mail: Mail) -> None:
    """How many of the merged ones are of the field nobody says: it is not 0, and the paper is not wrong."""
    register(mail / "a.xlsx", "xã Liêm Sơn", names(3))
    register(mail / "b.xlsx", "xã Thanh Hà", [("Tổ tự quản", "Quốc phòng - an ninh, văn hóa - xã hội")])
    danvan("ingest", str(mail))
    published(mail, "1", "--year", "2024", "--unit", "Huyện Thanh Liêm", "--who", "Báo Hà Nam", "--field", "qpan")
    (found,) = checks(mail, "published")
    assert (found["computed"], found["verdict"], found["reason"]) == (None, "not-comparable", "figures-cannot-say")


def test_a_newer_figure_of_the_same_body_takes_the_place_of_the_older_which_stays(mail: Mail) -> None:
    register(mail / "a.xlsx", "xã Liêm Sơn", names(3))
    danvan("ingest", str(mail))
    for figure in ("5", "3", "3"):
        published(mail, figure, *WHOSE)
    assert [one["stated"] for one in checks(mail, "published")] == [3]
    kept = danvan_json("claim", "list", "--all")["claims"]
    assert [(one["stated"], one["replaced_by"]) for one in kept] == [(5, 2), (3, None)]


def test_a_figure_taken_back_is_compared_no_more_and_stays_with_the_reason(mail: Mail) -> None:
    register(mail / "a.xlsx", "xã Liêm Sơn", names(3))
    danvan("ingest", str(mail))
    published(mail, "5", *WHOSE)
    assert danvan("claim", "take-back", "1").refused == "claim-why-needed"
    assert danvan("claim", "take-back", "1", "--why", "báo đính chính", "--by", "Lan").code == 0
    assert danvan("claim", "take-back", "1", "--why", "báo đính chính").refused == "claim-unknown"
    assert checks(mail, "published") == []
    (kept,) = danvan_json("claim", "list", "--all")["claims"]
    assert (kept["taken_back_by"], kept["taken_back_why"]) == ("Lan", "báo đính chính")
    assert danvan_json("claim", "list")["claims"] == []


def listed(path: Path, rows: Sequence[Row]) -> str:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return str(path)


def test_a_list_of_published_figures_is_kept_whole(mail: Mail, tmp_path: Path) -> None:
    register(mail / "a.xlsx", "xã Liêm Sơn", names(3))
    danvan("ingest", str(mail))
    heads: Row = ("Đơn vị", "Năm", "Số công bố", "Lĩnh vực", "Nơi công bố", "Nguồn")
    rows: list[Row] = [
        heads,
        ("Xã Liêm Sơn", 2024, 3, None, "Đảng ủy xã", "Báo cáo 12"),
        ("Xã Liêm Sơn", 2024, "2", "Kinh tế", "Đảng ủy xã", None),
    ]
    published(mail, listed(tmp_path / "cong-bo.xlsx", rows))
    assert [(one["stated"], one["computed"]) for one in checks(mail, "published")] == [(2, 3), (3, 3)]


def test_a_list_with_an_unclear_cell_is_told_and_nothing_of_it_is_kept(mail: Mail, tmp_path: Path) -> None:
    register(mail / "a.xlsx", "xã Liêm Sơn", names(3))
    danvan("ingest", str(mail))
    rows: list[Row] = [("Đơn vị", "Năm", "Số công bố"), ("Xã Liêm Sơn", 2024, 3), ("Xã Liêm Túc", 2024, "hơn 20")]
    said = danvan("claim", "add", listed(tmp_path / "cong-bo.xlsx", rows))
    assert said.code == 1
    assert "C3" in said.stderr
    assert danvan_json("claim", "list")["claims"] == []


def test_a_row_of_published_figures_that_says_no_figure_or_no_year_says_what_it_lacks(
    mail: Mail, tmp_path: Path
) -> None:
    register(mail / "a.xlsx", "xã Liêm Sơn", names(3))
    danvan("ingest", str(mail))
    rows: list[Row] = [("Đơn vị", "Năm", "Số công bố"), ("Xã Liêm Sơn", None, 3), ("Xã Liêm Túc", 2024, None)]
    said = danvan("claim", "add", listed(tmp_path / "cong-bo.xlsx", rows))
    assert said.code == 1
    assert "› A2  chưa ghi “kỳ”" in said.stderr
    assert "› A3  chưa ghi “số công bố”" in said.stderr


def test_what_is_said_beside_a_list_of_published_figures_is_not_dropped_in_silence(mail: Mail, tmp_path: Path) -> None:
    register(mail / "a.xlsx", "xã Liêm Sơn", names(3))
    danvan("ingest", str(mail))
    rows: list[Row] = [("Đơn vị", "Năm", "Số công bố", "Nơi công bố"), ("Xã Liêm Sơn", 2024, 3, "Đảng ủy xã")]
    said = danvan("claim", "add", listed(tmp_path / "cong-bo.xlsx", rows), "--field", "kt", "--stage", "congnhan")
    assert said.refused == "claim-list-says"
    assert danvan_json("claim", "list")["claims"] == []


def test_a_figure_that_is_none_and_one_without_its_body_are_refused(mail: Mail) -> None:
    register(mail / "a.xlsx", "xã Liêm Sơn", names(3))
    danvan("ingest", str(mail))
    assert danvan("claim", "add", "hơn-20", *WHOSE).refused == "claim-figure-unreadable"
    assert danvan("claim", "add", "20", "--year", "2024").refused == "claim-needs"
    assert danvan("claim", "add", "20", *WHOSE, "--field", "kt+vhxh").refused == "claim-part"


# --- everything together


def test_only_the_unit_asked_for_is_checked(mail: Mail) -> None:
    register(mail / "a.xlsx", "xã Liêm Sơn", names(3), total="Tổng cộng: 3")
    register(mail / "b.xlsx", "xã Liêm Túc", names(4, "Tổ"), total="Tổng cộng: 4")
    assert {one["unit"]["name"] for one in checks(mail, unit="xã Liêm Túc")} == {"Xã Liêm Túc"}


def test_what_was_withdrawn_is_checked_no_more(mail: Mail) -> None:
    register(mail / "a.xlsx", "xã Liêm Sơn", names(3), total="Tổng cộng: 4")
    assert checks(mail, "stated-total")
    assert danvan("withdraw", str(mail / "a.xlsx"), "--reason", "gửi nhầm").code == 0
    assert danvan_json("reconcile", "--year", "2024")["checks"] == []


def test_a_person_sees_how_many_agree_and_each_difference_and_the_list_has_every_check(
    mail: Mail, tmp_path: Path
) -> None:
    consolidated(mail, 8)
    said = danvan("reconcile", "--year", "2024")
    assert "Báo thay với tự báo" in said.stdout
    assert "lệch 5 (62,5%)" in said.stdout
    assert all(len(line) <= 80 for line in said.stdout.splitlines())
    made = len(danvan_json("reconcile", "--year", "2024")["checks"])
    danvan("reconcile", "--year", "2024", "-o", str(tmp_path / "doi-chieu.xlsx"))
    sheet = load_workbook(tmp_path / "doi-chieu.xlsx").worksheets[0]
    assert [row[0].value for row in sheet.iter_rows() if isinstance(row[0].value, int)] == list(range(1, made + 1))
    listed_as = danvan("reconcile", "--year", "2024", "--format", "csv").stdout
    assert len(list(csv.reader(listed_as.splitlines()))) == made + 1


def test_it_asks_the_store_as_often_for_many_returns_as_for_few(desk: Desk) -> None:
    asked: list[str] = []
    desk.ledger._db.set_trace_callback(asked.append)

    def often() -> int:
        asked.clear()
        of_desk(desk, "parent-children")
        return len(asked)

    communes = UNITS.places_below(THANH_LIEM)
    district = drawn_matrix(THANH_LIEM, [(code, {"": 2, "field=kt": 2}) for code in communes])
    desk.file(district, drawn_register(communes[0], ["một", "hai"]))
    few = often()
    desk.file(*(drawn_register(code, [f"{code} một", f"{code} hai"]) for code in communes[1:]))
    assert often() == few


def test_what_is_printed_obeys_its_contract(mail: Mail) -> None:
    decisions(mail, 12, 9)
    published(mail, "3", *WHOSE)
    for document, name in (
        (danvan_json("reconcile", "--year", "2024"), "reconcile"),
        (danvan_json("claim", "list"), "claims"),
    ):
        assert document
        schema = json.loads((shipped.folder() / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
        validate(document, schema)


# --- the samples


def sample(name: str, period: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What reconcile says of a shipped sample."""
    monkeypatch.setenv("DANVAN_STORE", str(tmp_path / "danvan.db"))
    danvan("ingest", str(shipped.folder() / "samples" / name))
    return list(danvan_json("reconcile", "--year", period)["checks"])


def test_hoang_mai_says_385_and_its_fields_give_55(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = sample("hoang-mai-2022", "2022", tmp_path, monkeypatch)
    parts = [one for one in found if one["kind"] == "parts-total"]
    assert [(one["stated"], one["computed"], one["gap"], one["verdict"]) for one in parts] == [
        (385, 55, 330, "differs"),
        (385, 385, 0, "agrees"),
    ]
    assert "lĩnh vực" in parts[0]["message"]


def test_ha_nams_new_models_lie_inside_all_and_are_no_contradiction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = sample("ha-nam-2024", "2024", tmp_path, monkeypatch)
    assert [one for one in found if one["verdict"] == "differs"] == []
    province = [one for one in found if one["unit"]["name"] == "Tỉnh Hà Nam" and one["kind"] == "parts-total"]
    assert (1597, 239, "agrees") in [(one["stated"], one["computed"], one["verdict"]) for one in province]
    of_new = [one for one in found if one["reason"] == "total-missing"]
    assert sum(one["computed"] for one in of_new) == 239
    assert all("Mới" in one["message"] and one["stated"] is None for one in of_new)


def test_ben_tres_funnel_agrees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = sample("ben-tre-2024", "2024", tmp_path, monkeypatch)
    steps = [one for one in found if one["kind"] == "funnel"]
    assert {one["verdict"] for one in steps} == {"agrees"}
    province = [(one["stated"], one["computed"]) for one in steps if one["unit"]["name"] == "Tỉnh Bến Tre"]
    assert sorted(province) == [(191, 187), (242, 191), (272, 272)]
