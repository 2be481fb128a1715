"""Several tables of one reporter about the same thing: which is the base, which only splits it. (counting.md 1, 4, 5)"""

from datetime import date
from pathlib import Path

import pytest

from commanding import danvan_json
from danvan_cli.ledger.books.rows import dump_margins, load_margins
from danvan_cli.ledger.standing.margins import Margin
from danvan_cli.returns import Return
from drawing import found, understood
from returned import LIEM_SON, THANH_HA, THANH_LIEM, Desk, matrix, register
from workbooks import Row, save


def names(count: int, name: str = "Mô hình") -> list[str]:
    """So many invented names."""
    return [f"{name} {number}" for number in range(count)]


DAY, LATER = date(2024, 12, 5), date(2024, 12, 12)
FIELDS = {"field=kt": 4, "field=vhxh": 2, "field=qpan": 1, "field=htct": 0}


def test_a_list_per_holder_beside_the_whole_matrix_splits_it(desk: Desk) -> None:
    desk.file(
        register(LIEM_SON, names(4, "Tập thể"), fixed={"holder": ("tapthe",)}, dated=DAY),
        register(LIEM_SON, names(3, "Cá nhân"), fixed={"holder": ("canhan",)}, dated=DAY),
        matrix(LIEM_SON, [(LIEM_SON, {"": 7, **FIELDS})], dated=DAY),
    )
    assert desk.total() == 7
    assert desk.figures("holder") == {"tapthe": 4, "canhan": 3}
    assert desk.figures("field") == {"kt": 4, "vhxh": 2, "qpan": 1, "htct": 0}


def test_one_file_per_field_beside_the_whole_splits_it_by_field(desk: Desk) -> None:
    desk.file(
        *(
            matrix(LIEM_SON, [(LIEM_SON, {"": n})], fixed={"field": (f,)}, dated=DAY)
            for f, n in (("kt", 4), ("vhxh", 9))
        ),
        matrix(LIEM_SON, [(LIEM_SON, {"": 15, "holder=tapthe": 10, "holder=canhan": 5})], dated=DAY),
    )
    assert desk.total() == 15
    assert desk.figures("field") == {"kt": 4, "vhxh": 9, "": 2}
    assert desk.total(field="kt,vhxh") == 13


@pytest.mark.parametrize(
    ("fixed", "by", "shown"),
    [("field", "field", {"kt": 5, "": 7}), ("origin", "origin", {"moi": 5, "": 7}), ("origin", "field", {"": 12})],
)
def test_what_the_rows_of_a_list_inside_have_in_common_does_not_narrow_it(
    desk: Desk, fixed: str, by: str, shown: dict[str, int]
) -> None:
    """The 5 of "lĩnh vực kinh tế", all of them held by collectives, had no field in a table by field."""
    members = {"field": "kt", "origin": "moi"}
    common = {"holder": "tapthe", **({"field": "kt"} if fixed == "origin" else {})}
    desk.file(
        matrix(LIEM_SON, [(LIEM_SON, {"": 12})], dated=DAY),
        register(LIEM_SON, [(name, common) for name in names(5)], fixed={fixed: (members[fixed],)}, dated=DAY),
    )
    assert desk.figures(by) == shown
    assert (desk.total(), desk.total(**{fixed: members[fixed]}), desk.total(field="kt")) == (12, 5, 5)


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ({"field=kt": 2, "field=vhxh": 1, "field=qpan": 0, "field=htct": 0}, False),
        ({"field=kt": 1, "field=vhxh": 2, "field=qpan": 0, "field=htct": 0}, True),
        ({"field=kt": 1, "field=vhxh": None}, False),  # the rest may be anything
        ({"field=kt+vhxh": 3}, False),
        ({"field=qpan": 1, "field=kt": 2}, False),  # a column may hold what has none of its own
        ({"holder=tapthe": 2, "holder=canhan": 1}, True),
    ],
)
def test_a_list_and_a_table_of_as_many_that_split_it_otherwise_are_asked_about(
    desk: Desk, figures: dict[str, int | None], told: bool
) -> None:
    rows = [
        (name, {"field": field, "holder": "tapthe"}) for name, field in zip(names(3), ("kt", "kt", "vhxh"), strict=True)
    ]
    desk.file(register(LIEM_SON, rows, dated=DAY), matrix(LIEM_SON, [(LIEM_SON, {"": 3, **figures})], dated=DAY))
    assert desk.told == ["register-matrix-split-differs"] * told
    assert (desk.total(), desk.figures("field")) == (3, {"kt": 2, "vhxh": 1})


def test_margins_of_a_store_from_before_read_as_they_did() -> None:
    before = load_margins('[[["field"],false,[[{"field":["kt"]},5]]]]')
    assert [(one.total, one.narrows) for one in before] == [(5, None)]
    after = Margin(before[0].dims, closed=False, cells=before[0].cells, narrows=frozenset({"origin"}))
    assert load_margins(dump_margins((after,))) == (after,)


def test_a_list_of_another_level_than_its_commune_s_lies_inside_a_table_that_says_none(desk: Desk) -> None:
    desk.file(
        register(LIEM_SON, names(7), fixed={"level": ("huyen",)}, dated=DAY),
        matrix(LIEM_SON, [(LIEM_SON, {"": 7, **FIELDS})], dated=DAY),
    )
    assert desk.total() == desk.total(level="huyen") == 7
    assert desk.figures("field") == {"kt": 4, "vhxh": 2, "qpan": 1, "htct": 0}


def test_a_list_of_another_level_lies_inside_one_that_names_its_models_and_says_none(desk: Desk) -> None:
    desk.file(
        register(LIEM_SON, names(3), fixed={"level": ("huyen",)}, dated=DAY),
        register(LIEM_SON, names(7), dated=DAY),
    )
    assert desk.total() == 7
    assert desk.total(level="huyen") == 3


def test_a_list_of_another_level_stands_beside_a_table_that_says_the_commune_s(desk: Desk) -> None:
    desk.file(
        register(LIEM_SON, names(3), fixed={"level": ("huyen",)}, dated=DAY),
        matrix(LIEM_SON, [(LIEM_SON, {"": 7, **FIELDS})], fixed={"level": ("xa",)}, dated=DAY),
    )
    assert desk.figures("level") == {"huyen": 3, "xa": 7}


@pytest.mark.parametrize("figure", [2, 3, 5])
def test_figures_of_another_level_than_its_commune_s_beside_a_list_that_says_none_are_asked_about(
    desk: Desk, figure: int
) -> None:
    """Nobody wrote the level of the list's models: 3 named and "cấp huyện: 3" were 6 without a word."""
    desk.file(
        register(LIEM_SON, names(3), dated=DAY),
        matrix(LIEM_SON, [(LIEM_SON, {"": figure})], fixed={"level": ("huyen",)}, dated=DAY),
    )
    assert (desk.total(), desk.told) == (3, ["level-beside-list"])
    assert desk.total(stage="dangky") == 3


def test_a_list_that_says_the_commune_s_level_stands_beside_figures_of_another(desk: Desk) -> None:
    desk.file(
        register(LIEM_SON, names(3), fixed={"level": ("xa",)}, dated=DAY),
        matrix(LIEM_SON, [(LIEM_SON, {"": 3})], fixed={"level": ("huyen",)}, dated=DAY),
    )
    assert (desk.total(), desk.told) == (6, [])


@pytest.mark.parametrize(("told", "total"), [({"kt": 1, "vhxh": 2}, 3), ({"kt": 2, "vhxh": 1}, 6)])
def test_a_district_s_figures_of_its_level_beside_as_many_models_of_its_communes_are_asked_about(
    desk: Desk, told: dict[str, int], total: int
) -> None:
    rows = [("Hũ gạo", LIEM_SON, "kt"), ("Bếp ăn", THANH_HA, "vhxh"), ("Tuyến phố", THANH_HA, "vhxh")]
    figures = {"": 3, **{f"field={field}": count for field, count in told.items()}}
    desk.file(
        register(THANH_LIEM, [(name, {"unit": unit, "field": field}) for name, unit, field in rows], dated=DAY),
        matrix(THANH_LIEM, [(THANH_LIEM, figures)], fixed={"level": ("huyen",)}, dated=DAY),
    )
    assert (desk.total(), desk.told) == (total, ["level-beside-list"] if total == 3 else [])


def test_a_list_with_fields_beside_as_many_in_a_table_of_communes_without_any_is_asked_about(desk: Desk) -> None:
    rows = [(name, {"field": "kt"}) for name in names(3)]
    desk.file(register(THANH_LIEM, rows), matrix(THANH_LIEM, [(LIEM_SON, {"": 1}), (THANH_HA, {"": 2})]))
    assert (desk.total(), desk.told) == (3, ["list-names-those-below"])


def test_a_newer_matrix_by_level_replaces_one_by_field(desk: Desk) -> None:
    desk.file(
        matrix(LIEM_SON, [(LIEM_SON, {"": 7, **FIELDS})], dated=DAY),
        matrix(LIEM_SON, [(LIEM_SON, {"": 5, "level=huyen": 2, "level=xa": 3})], dated=LATER),
    )
    assert desk.figures("level") == {"huyen": 2, "xa": 3}
    assert desk.total() == 5


def test_two_tables_of_one_day_may_split_the_same_figures(desk: Desk) -> None:
    desk.file(
        matrix(LIEM_SON, [(LIEM_SON, {"": 7, **FIELDS})], dated=DAY, sheet="Biểu 1"),
        matrix(LIEM_SON, [(LIEM_SON, {"": 7, "holder=tapthe": 5, "holder=canhan": 2})], dated=DAY, sheet="Biểu 2"),
    )
    assert desk.total() == 7
    assert desk.told == []
    assert desk.figures("holder") == {"tapthe": 5, "canhan": 2}
    assert desk.figures("field") == {"kt": 4, "vhxh": 2, "qpan": 1, "htct": 0}


def test_the_not_stated_line_is_what_the_filter_none_gives(desk: Desk) -> None:
    desk.file(
        matrix(LIEM_SON, [(LIEM_SON, {"": 20, "origin=moi": 8, "origin=duytri": 12})], dated=DAY),
        matrix(LIEM_SON, [(LIEM_SON, {"": 8, "field=kt": 5, "field=vhxh": 3})], fixed={"origin": ("moi",)}, dated=DAY),
    )
    assert desk.figures("field") == {"": 20}
    assert desk.total(field="none") == 20
    assert desk.figures("field", origin="moi") == {"kt": 5, "vhxh": 3}


def test_a_rest_known_by_its_blocks_is_traced_to_them(desk: Desk) -> None:
    blocks = [(f"{THANH_LIEM} below block={code}", {"": count}) for code, count in (("xaphuong", 9), ("coquan", 8))]
    desk.file(
        matrix(THANH_LIEM, blocks, dated=DAY),
        matrix(THANH_LIEM, [(f"{THANH_LIEM} below", {"": 12})], dated=LATER),
        register(LIEM_SON, names(2)),
    )
    assert desk.total() == 17


def test_a_figure_held_for_a_question_makes_the_table_provisional(desk: Desk) -> None:
    desk.file(*(matrix(LIEM_SON, [(LIEM_SON, {"": count})], dated=DAY) for count in (20, 22)))
    desk.file(register(THANH_HA, names(3)))
    table = desk.table()
    assert (table.total, table.provisional) == (3, True)


def test_a_unit_that_has_no_model_stands_with_zero(desk: Desk) -> None:
    desk.file(register(LIEM_SON, names(2)), register(THANH_HA, []))
    assert desk.figures("unit") == {LIEM_SON: 2, THANH_HA: 0}


# --- through workbooks

HEAD = ["STT", "Đơn vị", "Tổng số", "Kinh tế", "Văn hóa - xã hội", "Quốc phòng - an ninh", "Hệ thống chính trị"]


def ingest(
    folder: Path,
    issuer: str,
    title: str,
    rows: list[Row],
    *,
    head: Row = HEAD,
    dated: str = "ngày 05 tháng 12 năm 2024",
) -> dict[str, object]:
    sent = save(folder / "bieu.xlsx", issuer, title, [head, *rows], dated=dated)
    where = ("--home", "Huyện Thanh Liêm, Tỉnh Hà Nam", "--store", str(folder / "danvan.db"))
    document: dict[str, object] = danvan_json("ingest", str(sent), *where)
    return document


def total(folder: Path) -> object:
    return danvan_json("summarize", "--year", "2024", "--store", str(folder / "danvan.db"))["total"]


@pytest.mark.parametrize("first", [True, False])
def test_a_districts_own_row_that_adds_up_its_communes_is_a_total(tmp_path: Path, *, first: bool) -> None:
    communes: list[Row] = [[1, "Xã Liêm Sơn", 20, 5, 5, 5, 5], [2, "Xã Thanh Hà", 8, 2, 2, 2, 2]]
    whole: list[Row] = [["", "Huyện Thanh Liêm", 28, 7, 7, 7, 7]]
    rows = whole + communes if first else communes + whole
    ingest(tmp_path, "BAN DÂN VẬN HUYỆN ỦY THANH LIÊM", "BIỂU TỔNG HỢP năm 2024", rows)
    assert total(tmp_path) == 28


def test_without_a_total_a_split_above_a_closed_one_is_an_error(tmp_path: Path) -> None:
    head = ["STT", "Đơn vị", *HEAD[3:], "Tập thể", "Cá nhân"]
    row: Row = [1, "Xã Liêm Sơn", 5, 5, None, 5, 10, 2]
    document = ingest(tmp_path, "ĐẢNG ỦY XÃ LIÊM SƠN", "BIỂU TỔNG HỢP năm 2024", [row], head=head)
    assert document["refused"] == 1


def test_a_row_that_leaves_its_total_open_is_no_reason_to_ask(tmp_path: Path) -> None:
    rows: list[Row] = [
        [1, "Xã Liêm Sơn", 8, 4, None, 2, 2],
        [2, "Xã Thanh Hà", None, 3, 1, 0, 0],
        ["", "Tổng cộng", 12, 7, 1, 2, 2],
    ]
    document = ingest(tmp_path, "BAN DÂN VẬN HUYỆN ỦY THANH LIÊM", "BIỂU TỔNG HỢP năm 2024", rows)
    assert (document["accepted"], document["questions"], total(tmp_path)) == (1, 0, 12)


def test_cap_xa_over_a_communes_list_makes_no_other_list_of_it(tmp_path: Path) -> None:
    row: Row = [1, "Xã Liêm Sơn", 9, 6, 2, 1, 0]
    commune = "ĐẢNG ỦY XÃ LIÊM SƠN"
    ingest(tmp_path, commune, "BIỂU TỔNG HỢP mô hình cấp xã năm 2024", [row])
    ingest(tmp_path, commune, "BIỂU TỔNG HỢP mô hình năm 2024", [row], dated="ngày 12 tháng 12 năm 2024")
    assert total(tmp_path) == 9


@pytest.mark.parametrize("persons", ["CN", "Cá nhân"])
def test_tt_beside_individuals_begins_no_table_though_the_rows_are_numbered_under_stt(persons: str) -> None:
    draft = understood(f"""
        ĐẢNG ỦY XÃ A
        KẾT QUẢ mô hình Dân vận khéo năm 2024
        | STT | Chi bộ | Tổng số mô hình | KT | VHXH | TT | {persons} | Cấp tỉnh | Cấp huyện | Cấp xã |
        | '(1) | '(2) | '(3) | '(4) | '(5) | '(6) | '(7) | '(8) | '(9) | '(10) |
        | 1 | Khu phố Hạ | 1 | 1 | 0 | 1 | 0 | 0 | 0 | 1 |
        | 2 | Chi đoàn xã | 2 | 1 | 1 | 2 | 0 | 0 | 0 | 2 |
        """)
    (table,) = draft.tables
    assert [[figure.value for figure in row.figures] for row in table.rows] == [
        [1, 1, 0, 1, 0, 0, 0, 1], [2, 1, 1, 2, 0, 0, 0, 2],
    ]  # fmt: skip
    assert found(draft) == []


KEPT, NEW = {"origin": ("duytri",)}, {"origin": ("moi",)}


@pytest.mark.parametrize("order", [1, -1])
def test_what_was_newly_registered_beside_what_goes_on_in_another_file_is_new_and_no_list_of_registrations(
    desk: Desk, order: int
) -> None:
    """The year's total lacked them: they stood under another stage."""
    desk.file(
        *(
            register(LIEM_SON, names(3, "Tuyến phố"), fixed=KEPT, dated=LATER),
            register(LIEM_SON, names(2), fixed=NEW, stage="dangky", dated=DAY),
            matrix(THANH_HA, [(THANH_HA, {"": 4, "field=kt": 4})], fixed=KEPT, dated=DAY),
            matrix(THANH_HA, [(THANH_HA, {"": 3, "field=kt": 3})], fixed=NEW, stage="dangky", dated=LATER),
        )[::order]
    )
    assert desk.figures("origin") == {"moi": 5, "duytri": 7}
    assert desk.figures("origin", stage="dangky") == {"moi": 5, "duytri": 7}
    assert desk.told == []


def test_what_was_newly_registered_on_another_sheet_than_what_goes_on_is_new_whenever_it_came(desk: Desk) -> None:
    desk.file_together(
        register(LIEM_SON, names(3, "Tuyến phố"), fixed=KEPT),
        register(LIEM_SON, names(2), fixed=NEW, stage="dangky"),
        register(LIEM_SON, names(1, "Tuyến phố"), stage="denghi"),
    )
    assert (desk.figures("origin", stage="xaydung"), desk.told) == ({"moi": 2, "duytri": 3}, [])


def test_what_was_newly_registered_beside_what_goes_on_and_what_was_copied_is_new(desk: Desk) -> None:
    desk.file(
        register(LIEM_SON, names(3, "Tuyến phố"), fixed=KEPT, dated=DAY),
        register(LIEM_SON, names(2), fixed=NEW, stage="dangky", dated=DAY),
        register(LIEM_SON, names(1, "Hũ gạo"), fixed={"origin": ("nhanrong",)}, dated=DAY),
    )
    assert desk.figures("origin", stage="xaydung") == {"moi": 2, "duytri": 3, "nhanrong": 1}


@pytest.mark.parametrize(
    ("registered", "when", "told", "total"),
    [
        (names(2), LATER, ["new-or-registered"], 5),
        (names(2), None, ["new-or-registered"], 5),
        (names(2), date(2024, 3, 12), [], 3),
        (names(2, "Tuyến phố") + names(2), LATER, [], 3),  # of all
    ],
)
def test_registrations_that_name_none_of_what_goes_on_are_asked_about_where_both_were_sent_at_one_time(
    desk: Desk, registered: list[str], when: date | None, told: list[str], total: int
) -> None:
    """Nobody says that they are new; the year's total lacked them without a word."""
    desk.file(
        register(LIEM_SON, names(3, "Tuyến phố"), fixed=KEPT, dated=DAY),
        register(LIEM_SON, registered, stage="dangky", dated=when),
    )
    assert (desk.told, desk.total(stage="xaydung")) == (told, total)


def test_what_one_commune_newly_registered_is_no_new_part_of_what_goes_on_in_another_that_it_became_one_with(
    desk: Desk,
) -> None:
    kept = register(LIEM_SON, names(3, "Tuyến phố"), fixed=KEPT, dated=DAY)
    new = register(LIEM_SON, names(2), fixed=NEW, stage="dangky", dated=DAY)
    desk.file(kept, new.model_copy(update={"former": "Xã Liêm Trung"}))
    assert (desk.figures("origin", stage="xaydung"), desk.told) == ({"duytri": 3}, [])


@pytest.mark.parametrize(
    "others",
    [
        [register(LIEM_SON, names(3, "Tuyến phố"), fixed=KEPT, dated=DAY)],  # months later
        [register(LIEM_SON, names(7), dated=date(2024, 3, 20))],  # of all
        [register(LIEM_SON, names(3, "Tuyến phố"), fixed=KEPT, dated=DAY), register(LIEM_SON, names(4), dated=DAY)],
        [register(THANH_HA, names(3, "Tuyến phố"), fixed=KEPT, dated=date(2024, 3, 20))],  # another's
    ],
)
def test_what_was_registered_in_spring_or_beside_a_list_of_all_stays_a_registration(
    desk: Desk, others: list[Return]
) -> None:
    desk.file(*others, register(LIEM_SON, names(2), fixed=NEW, stage="dangky", dated=date(2024, 3, 12)))
    assert desk.total(stage="dangky", unit=LIEM_SON) == 2
    assert "new-or-registered" not in desk.told
    assert desk.figures("origin", stage="xaydung").get("moi") is None
