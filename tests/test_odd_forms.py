"""Forms that are easily misread: what is in them is never merged, doubled or lost in silence."""

import pytest
from pydantic import ValidationError

from danvan_cli.intake.understand import understand
from danvan_cli.intake.words import headings
from danvan_cli.intake.words.stated_counts import is_total, tells_number
from danvan_cli.returns import Observation
from danvan_cli.vietnamese import bare
from danvan_cli.vocabulary import Coordinates, load
from drawing import draw, found, understood
from test_workbook import drawn


def test_letters_before_numbers_number_the_columns_too() -> None:
    draft = understood("""
        | TT | Tên mô hình | Đơn vị |
        | A | B | 1 |
        | I. KINH TẾ: 1 mô hình | < | < |
        | 01 | Nuôi ong dưới tán rừng | Thôn Đông |
        """)
    assert [m.at for m in draft.tables[0].models] == [{"field": ("kt",)}]
    assert not found(draft)


@pytest.mark.parametrize(("label", "next_one"), [("KT", "VH-XH"), ("TT", "CN"), ("A", "B")])
def test_a_short_label_between_its_number_and_its_figure_numbers_no_columns(label: str, next_one: str) -> None:
    draft = understood(
        """
        BIỂU TỔNG HỢP số lượng mô hình Dân vận khéo năm 2022
        | TT | Nội dung | Số mô hình |
        | 1 | KT | 2 |
        | 2 | VH-XH | 3 |
        | | Tổng cộng | 5 |
        """.replace("KT", label)
        .replace("VH-XH", next_one)
        .replace("Nội dung", "Thôn" if label == "A" else "Nội dung")
    )
    assert [figure.value for row in draft.tables[0].rows for figure in row.figures] == [2, 3]
    assert not found(draft)


def test_a_signature_below_an_unticked_column_does_not_make_it_a_column_of_units() -> None:
    draft = understood("""
        | TT | Tên mô hình | Cấp | < | < |
        | ^ | ^ | tỉnh | huyện | Xã |
        | 1 | Nuôi ong dưới tán rừng | | x | |
        | 2 | Hũ gạo tình thương | | | x |
        | | Tổng cộng | - | 1 | 1 |
        | Nơi nhận: | | TM. ỦY BAN NHÂN DÂN | | |
        | | | CHỦ TỊCH | TRƯỞNG BAN | |
        """)
    assert [m.at for m in draft.tables[0].models] == [{"level": ("huyen",)}, {"level": ("xa",)}]
    assert [s.stated for s in draft.tables[0].statements] == [0, 1, 1]
    assert not found(draft)


def test_few_ticks_under_the_head_cap_are_ticks_whatever_stands_beside_them() -> None:
    draft = understood("""
        | TT | Tên mô hình | Cấp | < |
        | ^ | ^ | huyện | Xã |
        | 1 | Nuôi ong dưới tán rừng | v | |
        | 2 | Hũ gạo tình thương | xem lại | |
        | 3 | Camera an ninh | chưa rõ | |
        """)
    assert [m.at for m in draft.tables[0].models] == [{"level": ("huyen",)}, {}, {}]
    assert found(draft) == [("tick-not-understood", "C4"), ("tick-not-understood", "C5")]


@pytest.mark.parametrize("below_none", ["-1", "'-1", "'- 2"])
def test_a_number_below_nought_is_no_tick_and_no_number_of_models(below_none: str) -> None:
    """It was asked about, and the model counted without a field."""
    ticks = understood(f"""
        | TT | Tên mô hình | KT | VHXH |
        | 1 | Nuôi ong dưới tán rừng | 1 | |
        | 2 | Hũ gạo tình thương | {below_none} | |
        | 3 | Camera an ninh | | 1 |
        """)
    assert found(ticks) == [("count-negative", "C3")]


def test_a_number_of_models_below_nought_beside_a_name_is_no_number() -> None:
    numbers = understood("""
        | TT | Tên mô hình | Số lượng mô hình |
        | 1 | Nuôi ong dưới tán rừng | 1 |
        | 2 | Hũ gạo tình thương | -1 |
        """)
    assert found(numbers) == [("count-negative", "C3")]


def test_a_tick_merged_over_two_fields_is_of_both_and_asked() -> None:
    draft = understood("""
        | TT | Tên mô hình | KT | VHXH | QPAN |
        | 1 | Nuôi ong dưới tán rừng | x | | |
        | 2 | Hũ gạo tình thương | x | < | |
        | 3 | Camera an ninh | | | x |
        """)
    assert [m.at.get("field") for m in draft.tables[0].models] == [("kt",), ("kt", "vhxh"), ("qpan",)]
    assert found(draft) == [("two-ticks", "D3")]


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ("| 1 | Xã A | 12 | 5 | < | 7 |\n| 2 | Xã B | 4 | 1 | 2 | 1 |", "D2"),
        ("| 1 | Xã A | 16 | 6 | 5 | 5 |\n| 2 | Xã B | ^ | 1 | 2 | 1 |", "C2"),
        ("| 1 | Xã A | 12 | 4 | 3 | 5 |\n| 2 | Xã B | 8 | 1 | 2 | ^ |", "F2"),
    ],
)
def test_one_figure_merged_over_several_counts_is_of_nobody_knows_which(rows: str, cell: str) -> None:
    assert found(understood(f"| TT | Đơn vị | Tổng số | KT | VHXH | QPAN |\n{rows}")) == [("count-merged", cell)]


def test_a_total_of_a_unit_merged_over_its_fields_is_not_of_the_first_field() -> None:
    draft = understood("""
        | TT | Đơn vị | Lĩnh vực | Tổng số | Mới |
        | 1 | Xã A | Kinh tế | 5 | 2 |
        | ^ | ^ | VH-XH | ^ | 1 |
        """)
    assert found(draft) == [("count-merged", "D2")]


@pytest.mark.parametrize(
    "table",
    [
        "| TT | Đơn vị | Tổng số | KT | VHXH |\n| 1 | Xã A | 5 | 3 | 2 |\n| 2 | Xã B | không có | < | < |",
        "| TT | Đơn vị | Tổng số | Mới |\n| 1 | Xã A | 5 | 3 |\n| | - Tập thể | ^ | 2 |\n| | - Cá nhân | ^ | 1 |",
        "| TT | Đơn vị | Tổng số | < |\n| 1 | Xã A | 5 | < |\n| 2 | Xã B | 4 | < |",
    ],
)
def test_a_figure_merged_over_one_count_is_read(table: str) -> None:
    assert found(understood(table)) == []


@pytest.mark.parametrize(
    ("drawing", "cell"),
    [
        ("| TT | Đơn vị | Năm 2023 | Năm 2024 |\n| 1 | Xã An Nội | 3 | 4 |", "D1"),
        ("| TT | Đơn vị | Số mô hình | < |\n| ^ | ^ | 2023 | 2024 |\n| 1 | Xã An Nội | 3 | 4 |", "D2"),
        (
            "| TT | Đơn vị | Năm 2023 | < | Năm 2024 | < |\n| ^ | ^ | KT | VHXH | KT | VHXH |\n| 1 | Xã An Nội | 3 | 4 | 5 | 6 |",
            "F2",
        ),
        ("| TT | Nội dung | Số lượng |\n| 1 | Năm 2023 | 3 |\n| 2 | Năm 2024 | 5 |", "B3"),
        ("| Đơn vị | Năm 2023 | Năm 2024 |\n| Xã An Nội | 3 | 4 |", "C1"),
    ],
)
def test_figures_of_several_years_are_never_added_up(drawing: str, cell: str) -> None:
    assert found(understood(drawing)) == [("several-years", cell)]


@pytest.mark.parametrize(
    ("half", "whole"),
    [
        ("Tháng 6", "Tháng 12"),
        ("6 tháng đầu năm", "9 tháng"),
        ("Tháng 6/2024", "Tháng 12/2024"),
        ("6 tháng", "Ước cả năm"),
        ("Đến 30/6", "Đến 31/12"),
        ("Đầu năm", "Cuối năm"),
        ("Quý I", "Quý II"),
    ],
)
def test_of_two_periods_of_one_year_one_contains_the_other_and_they_are_never_added_up(half: str, whole: str) -> None:
    title = "BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024"
    units = f"{title}\n| TT | Đơn vị | {half} | {whole} |\n| 1 | Xã An Nội | 3 | 5 |\n| 2 | Xã Bồ Đề | 4 | 6 |"
    bare_units = f"{title}\n| Đơn vị | {half} | {whole} |\n| Xã An Nội | 3 | 5 |\n| Xã Bồ Đề | 4 | 6 |"
    contents = f"{title}\n| TT | Nội dung | {half} | {whole} |\n| 1 | Số mô hình đăng ký | 3 | 5 |\n| 2 | Số mô hình công nhận | 4 | 6 |"
    parted = f"{title}\n| TT | Đơn vị | {half} | < | {whole} | < |\n| ^ | ^ | KT | VHXH | KT | VHXH |\n| 1 | Xã An Nội | 3 | 5 | 4 | 6 |"
    for drawing in (units, bare_units, contents, parted):
        assert [code for code, _ in found(understood(drawing))] == ["several-years"]
    if "Số" not in half:
        rows = f"{title}\n| TT | Nội dung | Số lượng |\n| 1 | {half} | 3 |\n| 2 | {whole} | 5 |"
        assert found(understood(rows)) == [("several-years", "B4")]


@pytest.mark.parametrize(
    ("period", "parts", "whole"),
    [
        ("năm 2024", ["6 tháng đầu năm"], "Cả năm"),
        ("năm 2024", ["Số mô hình 6 tháng"], "Số mô hình cả năm"),
        ("năm 2024", ["Quý I", "Quý II", "Quý III", "Quý IV"], "Cả năm"),
        ("6 tháng đầu năm 2024", ["Quý I", "Quý II"], "6 tháng đầu năm"),
    ],
)
def test_parts_of_the_tables_own_period_beside_the_whole_of_it_only_compare_and_it_is_said(
    period: str, parts: list[str], whole: str
) -> None:
    halves = " | ".join("3" for _ in parts)
    for label, row in (("Đơn vị", "Xã An Nội"), ("Lĩnh vực", "Kinh tế")):
        draft = understood(
            f"BIỂU TỔNG HỢP mô hình “Dân vận khéo” {period}\n"
            f"| TT | {label} | {' | '.join(parts)} | {whole} |\n| 1 | {row} | {halves} | 12 |"
        )
        assert [[figure.value for figure in row.figures] for row in draft.tables[0].rows] == [[12]]
        assert [f.seen["column"] for f in draft.findings if f.code == "column-not-understood"] == parts
        assert found(draft) == []


@pytest.mark.parametrize(("half", "whole"), [("7", "5"), ("3", "")])
def test_a_part_that_is_more_than_the_whole_or_stands_alone_leaves_two_periods(half: str, whole: str) -> None:
    draft = understood(
        "BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024\n| TT | Đơn vị | 6 tháng | Cả năm |\n"
        f"| 1 | Xã An Nội | 2 | 6 |\n| 2 | Xã Bồ Đề | {half} | {whole} |"
    )
    assert found(draft) == [("several-years", "D2")]


@pytest.mark.parametrize(
    ("period", "heading", "read"),
    [
        ("6 tháng đầu năm 2024", "6 tháng đầu năm", True),
        ("6 tháng đầu năm 2024", "6 tháng đầu năm 2024", True),
        ("năm 2024", "Cả năm", True),
        ("năm 2024", "6 tháng đầu năm", False),
        ("năm 2024", "Kế hoạch cả năm", False),
        ("6 tháng đầu năm 2024", "6 tháng đầu năm 2023", False),
    ],
)
def test_figures_under_the_period_of_their_table_are_its_own(period: str, heading: str, read: bool) -> None:
    draft = understood(
        f"BIỂU TỔNG HỢP mô hình “Dân vận khéo” {period}\n| TT | Đơn vị | {heading} |\n| 1 | Xã An Nội | 3 |"
    )
    assert found(draft) == ([] if read else [("no-table-found", None)])
    assert [figure.value for table in draft.tables for row in table.rows for figure in row.figures] == [3] * read


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Năm trước", "Năm nay"),
        ("Cùng kỳ năm trước", "Kỳ này"),
        ("Số mô hình năm trước", "Số mô hình năm nay"),
        ("Năm 2023", "Năm 2024"),
        ("Năm trước", "Năm 2024"),
        ("Năm trước", "Tổng số"),
        ("6 tháng đầu năm 2023", "6 tháng đầu năm 2024"),
    ],
)
@pytest.mark.parametrize("label", ["Đơn vị | {} | {}", "TT | Lĩnh vực | {} | {}", "TT | Đơn vị | {} | {} | Tăng, giảm"])
def test_last_years_figures_beside_this_years_only_compare_and_it_is_said(label: str, before: str, now: str) -> None:
    heads = label.format(before, now)
    rows = [("Xã An Nội", 3, 5), ("Xã Bồ Đề", 4, 6)] if "Đơn" in label else [("Kinh tế", 3, 5), ("QP-AN", 4, 6)]
    lines = [
        f"| {'1 | ' if 'TT' in label else ''}{name} | {one} | {two} |{' 2 |' if 'Tăng' in label else ''}"
        for name, one, two in rows
    ]
    draft = understood("\n".join(("BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024", f"| {heads} |", *lines)))
    assert [[figure.value for figure in row.figures] for row in draft.tables[0].rows] == [[5], [6]]
    assert before in [f.seen.get("column") for f in draft.findings if f.code == "column-not-understood"]
    assert found(draft) == []


def test_what_is_carried_on_from_last_year_is_of_this_one() -> None:
    draft = understood("""
        BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024
        | TT | Đơn vị | Tổng số | Duy trì từ năm trước | Mới |
        | 1 | Xã An Nội | 5 | 3 | 2 |
        """)
    assert [figure.at for figure in draft.tables[0].rows[0].figures] == [
        {},
        {"origin": ("duytri",)},
        {"origin": ("moi",)},
    ]


def test_what_is_registered_in_january_is_recognised_in_december() -> None:
    draft = understood("""
        BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024
        | TT | Đơn vị | Đăng ký đầu năm | < | Công nhận cuối năm | < |
        | ^ | ^ | KT | VHXH | KT | VHXH |
        | 1 | Xã An Nội | 3 | 5 | 2 | 4 |
        """)
    assert found(draft) == []


def test_units_over_the_columns_and_fields_in_the_rows() -> None:
    draft = understood("""
        | TT | Lĩnh vực | Xã An Nội | Xã Bồ Đề | Tổng cộng |
        | 1 | Kinh tế | 3 | 4 | 7 |
        | 2 | Văn hóa - xã hội | 5 | 6 | 12 |
        | | Tổng | 8 | 10 | 18 |
        """)
    assert [(r.unit_text, r.cell, [(f.at, f.value, f.cell) for f in r.figures]) for r in draft.tables[0].rows] == [
        ("Xã An Nội", "C1", [({}, 8, "C4"), ({"field": ("kt",)}, 3, "C2"), ({"field": ("vhxh",)}, 5, "C3")]),
        ("Xã Bồ Đề", "D1", [({}, 10, "D4"), ({"field": ("kt",)}, 4, "D2"), ({"field": ("vhxh",)}, 6, "D3")]),
    ]
    assert found(draft) == [("stated-total-differs", "E4"), ("stated-total-differs", "E3")]


@pytest.mark.parametrize(
    "heads",
    [
        "| STT | Lĩnh vực | Xã Liêm Sơn | < | Xã Liêm Túc | < |\n| ^ | ^ | Đăng ký | Công nhận | Đăng ký | Công nhận |",
        "| STT | Lĩnh vực | Xã Liêm Sơn | | Xã Liêm Túc | |\n| | | Đăng ký | Công nhận | Đăng ký | Công nhận |",
    ],
)
def test_stages_under_units_over_the_columns_are_of_each_unit(heads: str) -> None:
    draft = understood(
        f"{heads}\n| 1 | Kinh tế | 5 | 3 | 1 | 0 |\n| 2 | VHXH | 4 | 2 | 0 | 0 |\n| | Cộng | 9 | 5 | 1 | 0 |"
    )
    assert found(draft) == []
    said = {row.unit_text: {tuple(f.at.items()): f.value for f in row.figures} for row in draft.tables[0].rows}
    registered, recognised = ("stage", ("dangky",)), ("stage", ("congnhan",))
    kt, vhxh = ("field", ("kt",)), ("field", ("vhxh",))
    assert said["Xã Liêm Sơn"] == {
        (registered,): 9, (kt, registered): 5, (vhxh, registered): 4,
        (recognised,): 5, (kt, recognised): 3, (vhxh, recognised): 2,
    }  # fmt: skip
    assert said["Xã Liêm Túc"][registered,] == 1


def test_units_under_stages_over_the_columns_are_of_each_stage() -> None:
    draft = understood("""
        | STT | Nội dung | Đăng ký | < | Công nhận | < |
        | ^ | ^ | Xã Liêm Sơn | Xã Liêm Túc | Xã Liêm Sơn | Xã Liêm Túc |
        | 1 | Kinh tế | 5 | 1 | 3 | 0 |
        | 2 | VHXH | 4 | 0 | 2 | 0 |
        """)
    assert found(draft) == []
    assert [(row.unit_text, [f.value for f in row.figures]) for row in draft.tables[0].rows] == [
        ("Xã Liêm Sơn", [5, 4, 3, 2]),
        ("Xã Liêm Túc", [1, 0, 0, 0]),
    ]


def test_units_over_the_columns_need_no_number_before_the_rows() -> None:
    draft = understood("""
        | Lĩnh vực | Xã An Nội | Xã Bồ Đề |
        | Kinh tế | 3 | 4 |
        | Văn hóa - xã hội | 5 | 6 |
        """)
    assert [(r.unit_text, [f.value for f in r.figures]) for r in draft.tables[0].rows] == [
        ("Xã An Nội", [3, 5]),
        ("Xã Bồ Đề", [4, 6]),
    ]
    assert not found(draft)


CONTENTS = """
    | TT | Nội dung | Xã An Nội | Xã Bồ Đề | Toàn huyện |
    | A | Tổng số mô hình | 8 | 10 | 18 |
    | I | {by_field} | | | |
    | 1 | Kinh tế | 3 | 4 | 7 |
    | 2 | Văn hóa - xã hội | 5 | 6 | 11 |
    | II | {by_other} | | | |
    | 1 | {one} | 7 | 8 | 15 |
    | 2 | {other} | 1 | 2 | 3 |
    """


@pytest.mark.parametrize(("whole", "units"), [(5, {"An Nội": [2, 1], "TT Bình Mỹ": [3, 2]}), (6, None)])
def test_bare_names_over_columns_that_make_up_the_total_are_units(
    whole: int, units: dict[str, list[int]] | None
) -> None:
    draft = understood(f"""
        BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024
        | TT | Lĩnh vực | An Nội | TT Bình Mỹ | Tổng số |
        | 1 | Kinh tế | 2 | 3 | {whole} |
        | 2 | QP-AN | 1 | 2 | 3 |
        """)
    told = {row.unit_text: [figure.value for figure in row.figures] for row in draft.tables[0].rows}
    if units:
        assert (told, found(draft)) == (units, [])
    else:  # what makes up no total may be anything
        assert [row.figures[0].value for row in draft.tables[0].rows] == [6, 3]
        assert {code for code, _ in found(draft)} == {"column-holds-numbers"}


@pytest.mark.parametrize("words", ["Theo", "Chia theo", "Phân theo"])
def test_group_rows_between_contents_part_the_figures_of_the_units_over_the_columns(words: str) -> None:
    drawing = CONTENTS.format(
        by_field=f"{words} lĩnh vực", by_other=f"{words} đối tượng", one="Tập thể", other="Cá nhân"
    )
    draft = understood(drawing)
    assert draft.tables[0].kind == "matrix"
    assert [(r.unit_text, [f.value for f in r.figures]) for r in draft.tables[0].rows] == [
        ("Xã An Nội", [8, 3, 5, 7, 1]),
        ("Xã Bồ Đề", [10, 4, 6, 8, 2]),
    ]
    assert not found(draft)


def test_contents_that_nobody_understands_are_asked_and_are_neither_models_nor_figures() -> None:
    draft = understood(
        CONTENTS.format(by_field="Theo lĩnh vực", by_other="Theo địa bàn", one="Đồng bằng", other="Ven biển")
    )
    assert not draft.tables[0].models
    assert [(r.unit_text, [f.value for f in r.figures]) for r in draft.tables[0].rows] == [
        ("Xã An Nội", [8, 3, 5]),
        ("Xã Bồ Đề", [10, 4, 6]),
    ]
    assert found(draft) == [
        ("group-not-understood", "B7"),
        ("group-not-understood", "B8"),
        ("group-not-understood", "B6"),
    ]


def test_a_row_that_sums_up_the_rows_below_it_is_no_unit_beside_them() -> None:
    draft = understood("""
        | Đơn vị | Tổng số | KT | VHXH |
        | Các chi bộ nông thôn | 10 | 6 | 4 |
        | Chi bộ thôn Đông | 4 | 3 | 1 |
        | Chi bộ thôn Đoài | 6 | 3 | 3 |
        | Chi bộ trường học | 3 | 1 | 2 |
        | Tổng cộng | 13 | 7 | 6 |
        """)
    assert [r.cell for r in draft.tables[0].rows] == ["A3", "A4", "A5"]
    assert all(s.stated == s.computed for s in draft.tables[0].statements)
    assert not found(draft)


def test_a_unit_whose_figures_happen_to_be_the_sum_of_the_next_two_stays_a_unit() -> None:
    with_total = """
        | Đơn vị | Tổng số | KT | VHXH |
        | Trường Tiểu học | 2 | 1 | 1 |
        | Trạm Y tế | 1 | 1 | 0 |
        | Hợp tác xã | 1 | 0 | 1 |
        | Tổng cộng | 4 | 2 | 2 |
        """
    without = with_total.replace("| Tổng cộng | 4 | 2 | 2 |", "").replace("Trạm Y tế", "Hội Nông dân xã An Nội")
    assert len(understood(with_total).tables[0].rows) == 3
    assert len(understood(without).tables[0].rows) == 3


def test_a_register_row_that_states_several_models_counts_as_one_and_is_asked() -> None:
    draft = understood("""
        | TT | Tên mô hình | Số lượng | Lĩnh vực |
        | 1 | Thu gom rác thải | 1 | KT |
        | 2 | Camera an ninh thôn | 2 | QPAN |
        | 3 | Hũ gạo tình thương | 1 | VHXH |
        """)
    assert len(draft.tables[0].models) == 3
    assert found(draft) == [("row-states-number", "C3")]


@pytest.mark.parametrize("below", ["| ^ | ^ | ^ |", "| | | |"])
def test_a_number_that_stands_once_for_all_rows_of_a_commune_is_their_count(below: str) -> None:
    drawing = f"""
        BAN DÂN VẬN HUYỆN ỦY
        | STT | Xã, thị trấn | Số mô hình | Tên mô hình | Lĩnh vực |
        | 1 | Liêm Sơn | 3 | Trồng nấm | KT |
        {below} Nuôi ốc | KT |
        {below} Xây nhà văn hóa | VHXH |
        | 2 | Thanh Hà | 2 | Camera an ninh | QPAN |
        {below} Chi bộ kiểu mẫu | HTCT |
        | Cộng | | 5 | | |
        """
    draft = understood(drawing)
    assert [model.unit_text for model in draft.tables[0].models] == ["Liêm Sơn"] * 3 + ["Thanh Hà"] * 2
    assert not found(draft)
    wrong = understood(drawing.replace("| 3 |", "| 4 |"))
    assert ("row-states-number", "C3") in found(wrong)


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("05 mô hình thu gom rác", 5),
        ("2 mô hình “Hũ gạo tình thương”", 2),
        ("Gồm 4 mô hình: nuôi ong, trồng chè, đan lát, làm nón", 4),
        ("Có 12 điển hình nuôi ong", 12),
        ("01 mô hình thu gom rác", None),
        ("5 không, 3 sạch", None),
        ("Mô hình 2 không", None),
        ("3 tổ tự quản của mô hình “Hũ gạo”", None),
    ],
)
def test_a_name_that_stands_for_several_models_counts_as_one_and_is_asked(name: str, several: int | None) -> None:
    draft = understood(f"""
        | TT | Tên mô hình | Lĩnh vực |
        | 1 | {name} | KT |
        | 2 | Camera an ninh thôn | QPAN |
        """)
    asked = [(f.cell, f.seen["seen"]) for f in draft.findings if f.code == "row-states-number"]
    assert (len(draft.tables[0].models), asked) == (2, [("B2", several)] if several else [])


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("- Nuôi ong\n- Trồng chè", True),
        ("1. Nuôi ong lấy mật\n2. Trồng chè sạch", True),
        ("+ Nuôi ong\n\n+ Trồng chè\n+ Hũ gạo", True),
        ("Tuyến đường\nSáng - Xanh - Sạch - Đẹp", False),
        ("- Tuyến đường sáng - xanh\n  sạch - đẹp", False),
        ("Phong trào 5 không\n3 sạch", False),
        ("Hũ gạo tình thương; Nuôi ong lấy mật;", True),
        ("Chợ sạch; không rác, không túi ni lông", False),
        ("Xóm 3; Xóm 4: đường hoa", True),
        ("Camera; an ninh", False),
        ("Hũ gạo tình thương\nNuôi ong lấy mật", True),
        ("Camera an ninh gia đình\nTổ liên gia an toàn\n\nTiếng loa bình yên", True),
        ("Hũ gạo tình thương\ngiúp hộ nghèo", False),  # broken over two lines for its looks
        ("Mô hình dân vận khéo\nNuôi ong lấy mật", False),
        ("Vận động nhân dân tham gia\nHiến đất làm đường", False),
        ("Vận động nhân dân hiến đất,\nXây dựng đường hoa", False),
        ("Xây dựng đời sống văn hóa\nGắn với gia đình hạnh phúc", False),
        ("Nuôi ong lấy mật\nHội Nông dân xã", False),
        ("Nuôi ong lấy mật\nThôn Đông Liêm Túc", False),
        ("Nuôi ong lấy mật\nChủ nhiệm: ông Na", False),
        ("Mô hình “Dân vận khéo\nVùng đồng bào có đạo”", False),
        ("HŨ GẠO TÌNH THƯƠNG\nNUÔI ONG LẤY MẬT", False),
        ("Ba cùng với dân\n- Nội dung: sửa nhà\n- Kết quả: 2 nhà", False),
        ("Ba cùng với dân\n- Nội dung: sửa nhà\n- Xóm sáng", True),
    ],
)
def test_a_cell_that_lists_several_names_counts_as_one_and_is_asked(name: str, asked: bool) -> None:
    rows: list[list[object]] = [
        ["DANH SÁCH mô hình “Dân vận khéo” năm 2024"],
        ["STT", "Tên mô hình", "Lĩnh vực"],
        [1, name, "Kinh tế"],
        [2, "Hũ gạo tình thương", "Kinh tế"],
    ]
    draft = understand(drawn(rows), "a.xlsx")
    assert len(draft.tables[0].models) == 2
    assert [one for one in found(draft) if one[0] == "row-names-several"] == [("row-names-several", "B3")] * asked


def test_figures_beside_a_list_that_no_heading_explains_are_told() -> None:
    draft = understood("| TT | Tên mô hình | Lĩnh vực | |\n| 1 | Hũ gạo | KT | 5 |\n| 2 | Camera | QPAN | 3 |")
    assert [(f.code, f.cell, f.seen["column"]) for f in draft.findings] == [("column-not-understood", "D1", "D")]


def test_hidden_columns_with_figures_count_and_it_is_said() -> None:
    grid = draw("""
        | TT | Đơn vị | Tổng số | Tập thể | Cá nhân |
        | 1 | Xã An Nội | 3 | 2 | 1 |
        """)
    grid.hidden_columns = frozenset((3, 4))
    draft = understood(grid)
    assert [(f.code, f.cell) for f in draft.findings] == [
        ("hidden-columns-with-data", "D2"),
        ("hidden-columns-with-data", "E2"),
    ]
    assert [f.value for f in draft.tables[0].rows[0].figures] == [3, 2, 1]


def test_a_hidden_column_of_fields_counts_and_it_is_said() -> None:
    grid = draw("| TT | Tên mô hình | Đơn vị | Lĩnh vực | Ghi chú |\n| 1 | Hũ gạo | Xã An Nội | Kinh tế | tốt |")
    grid.hidden_columns = frozenset((3, 4))
    draft = understood(grid)
    assert [(f.code, f.cell) for f in draft.findings] == [("hidden-columns-with-data", "D2")]
    assert draft.tables[0].models[0].at == {"field": ("kt",)}


def test_a_group_of_two_long_fields_with_its_count_is_understood() -> None:
    draft = understood("""
        | TT | Tên mô hình | Đơn vị |
        | II | LĨNH VỰC AN NINH - QUỐC PHÒNG, XÂY DỰNG ĐẢNG, XÂY DỰNG HỆ THỐNG CHÍNH TRỊ (1 mô hình) | |
        | 1 | Camera an ninh thôn | Xã An Nội |
        """)
    assert draft.tables[0].models[0].at == {"field": ("htct", "qpan")}
    assert not found(draft)


def test_a_title_of_two_fields_fixes_both_merged() -> None:
    draft = understood("""
        DANH SÁCH MÔ HÌNH LĨNH VỰC KINH TẾ VÀ LĨNH VỰC VĂN HÓA - XÃ HỘI NĂM 2024
        | TT | Tên mô hình | Đơn vị |
        | 1 | Camera an ninh thôn | Xã An Nội |
        """)
    assert draft.tables[0].fixed == {"field": ("kt", "vhxh")}


def test_a_commune_called_like_a_field_is_a_unit() -> None:
    draft = understood("""
        | Biểu tổng hợp mô hình năm 2024 |
        | STT | Đơn vị | Tổng số | KT | VHXH | QPAN | HTCT |
        | 1 | Xã Vạn Ninh | 14 | 1 | 5 | 5 | 3 |
        | 2 | Xã An Ninh | 20 | 2 | 3 | 6 | 9 |
        | 3 | Văn Hóa | 4 | 1 | 1 | 1 | 1 |
        """)
    rows = [(row.unit_text, row.at) for row in draft.tables[0].rows]
    assert rows == [("Xã Vạn Ninh", {}), ("Xã An Ninh", {}), ("Văn Hóa", {})]


def test_a_table_with_fields_down_the_side_keeps_its_fields() -> None:
    draft = understood("""
        | Biểu tổng hợp mô hình năm 2024 |
        | STT | Lĩnh vực | Số mô hình |
        | 1 | Kinh tế | 4 |
        | 2 | An ninh - quốc phòng | 3 |
        """)
    assert [row.at for row in draft.tables[0].rows] == [{"field": ("kt",)}, {"field": ("qpan",)}]


# rows over the end of a page


CARRIED = """
    | TT | Tên mô hình | Lĩnh vực |
    | 1 | Nuôi ong dưới tán rừng | KT |
    | 2 | Hũ gạo tình thương | VHXH |
    | | {below} | |
    | TT | Tên mô hình | Lĩnh vực |
    | | {above} | |
    | 3 | Camera an ninh thôn | QPAN |
    | | Cộng trang 2: 01 | |
    | | Tổng cộng: 03 mô hình | |
    """


@pytest.mark.parametrize(
    ("below", "above"),
    [
        ("Cộng trang 1: 02", "Mang sang: 2"),
        ("Chuyển sang trang sau: 2", "Trang trước chuyển sang: 2"),
        ("Cộng chuyển sang: 02 mô hình", "Cộng mang sang: 02 mô hình"),
        ("CỘNG MANG SANG TRANG SAU (2)", "Lũy kế trang trước (2)"),
        ("Cộng chuyển sang", "Cộng mang sang"),
    ],
)
def test_what_is_carried_over_the_end_of_a_page_is_checked_and_no_model(below: str, above: str) -> None:
    draft = understood(CARRIED.format(below=below, above=above))
    assert [m.name for m in draft.tables[0].models] == [
        "Nuôi ong dưới tán rừng",
        "Hũ gạo tình thương",
        "Camera an ninh thôn",
    ]
    assert all(s.stated == s.computed for s in draft.tables[0].statements)
    assert not draft.findings


def test_a_wrong_sum_carried_to_the_next_page_is_asked_by_what_stands_above_it() -> None:
    draft = understood(CARRIED.format(below="Cộng trang 1: 02", above="Mang sang: 4"))
    assert found(draft) == [("stated-total-differs", "B6")]
    assert draft.findings[0].seen["computed"] == 2


def test_pages_that_end_inside_a_group_part_neither_the_group_nor_its_sum() -> None:
    draft = understood("""
        | TT | Tên mô hình | Đơn vị |
        | I | LĨNH VỰC KINH TẾ (3 mô hình) | |
        | 1 | Nuôi ong dưới tán rừng | Xã A |
        | 2 | Hũ gạo tình thương | Xã A |
        | | Cộng trang 1: 2 | |
        | | Mang sang: 2 | |
        | 3 | Vườn mẫu | Xã A |
        | | Cộng: 3 | |
        | II | LĨNH VỰC QUỐC PHÒNG - AN NINH (1 mô hình) | |
        | 4 | Camera an ninh thôn | Xã A |
        | | Cộng trang 2: 2 | |
        """)
    assert [m.at["field"] for m in draft.tables[0].models] == [("kt",), ("kt",), ("kt",), ("qpan",)]
    assert [(s.stated, s.computed) for s in draft.tables[0].statements] == [
        (3, 3),
        (2, 2),
        (2, 2),
        (3, 3),
        (1, 1),
        (2, 2),
    ]
    assert not found(draft)


def test_figures_carried_to_the_next_page_of_a_matrix_are_no_unit() -> None:
    draft = understood("""
        | TT | Đơn vị | Tổng số | KT | VHXH |
        | 1 | Xã An Nội | 5 | 3 | 2 |
        | 2 | Xã Bồ Đề | 4 | 1 | 3 |
        | | Cộng chuyển sang | 9 | 4 | 5 |
        | | Trang trước chuyển sang | 9 | 4 | 5 |
        | 3 | Xã Đồng Du | 1 | 1 | 0 |
        | | Tổng cộng | 10 | 5 | 5 |
        """)
    assert [r.label for r in draft.tables[0].rows] == ["Xã An Nội", "Xã Bồ Đề", "Xã Đồng Du"]
    assert not found(draft)


@pytest.mark.parametrize(
    "name", ["Chuyển sang trồng cây ăn quả", "Chuyển đổi số", "Trang trại xanh", "Mang sách về thôn"]
)
def test_a_model_may_sound_like_the_end_of_a_page(name: str) -> None:
    draft = understood(f"| TT | Tên mô hình | Lĩnh vực |\n| 1 | Hũ gạo | KT |\n| | {name} | KT |")
    assert [m.name for m in draft.tables[0].models] == ["Hũ gạo", name]


# totals with their parts


@pytest.mark.parametrize(
    "total",
    [
        "Tổng số: 02 mô hình (TT: 01; CN: 01)",
        "Tổng cộng: 02 mô hình (01 tập thể, 01 cá nhân)",
        "Tổng cộng: 02 (tập thể 01 và cá nhân 01)",
        "Tổng số (tập thể: 01, cá nhân: 01): 02 mô hình",
        "Tổng số mô hình năm 2024: 02",
    ],
)
def test_the_figure_before_a_bracket_is_the_total_and_those_inside_are_its_parts(total: str) -> None:
    draft = understood(
        f"| TT | Tên mô hình | Loại hình |\n| 1 | Hũ gạo | TT |\n| 2 | Nuôi bò | CN |\n| {total} | < | < |"
    )
    assert [(s.stated, s.computed) for s in draft.tables[0].statements if not s.at] == [(2, 2)]
    assert [(s.stated, s.computed) for s in draft.tables[0].statements if s.at] in ([], [(1, 1), (1, 1)])
    assert not draft.findings


def test_a_part_of_a_total_that_differs_from_its_rows_is_asked() -> None:
    draft = understood("""
        | TT | Tên mô hình | Loại hình |
        | 1 | Hũ gạo | TT |
        | 2 | Nuôi bò | TT |
        | | Tổng số: 02 mô hình (tập thể: 01; cá nhân: 01) | |
        """)
    assert [(f.code, f.cell, f.seen["text"], f.seen["stated"], f.seen["computed"]) for f in draft.findings] == [
        ("stated-total-differs", "B4", "tập thể", 1, 2),
        ("stated-total-differs", "B4", "cá nhân", 1, 0),
    ]


_LISTED = """
    | TT | Tên mô hình | Lĩnh vực |
    | 1 | Hũ gạo | KT |
    | 2 | Nuôi bò | KT |
    """


@pytest.mark.parametrize(
    "below",
    [
        "Trong đó: KT: {} mô hình; QPAN: {} mô hình",
        "Trong đó KT {} mô hình, QPAN {} mô hình",
        "KT: {} mô hình; QPAN: {} mô hình",
        "Tổng số: 02 mô hình. Trong đó:\n- Kinh tế: {} mô hình\n- Lĩnh vực QPAN: {} mô hình",
        "| | Trong đó: Kinh tế: {} mô hình | |\n| | QPAN: {} mô hình | |",
    ],
)
@pytest.mark.parametrize(("kt", "qpan", "asked"), [(2, 0, []), (3, 1, [(3, 2), (1, 0)])])
def test_a_line_of_parts_below_a_list_sums_up_its_rows_and_heads_none(
    below: str, kt: int, qpan: int, asked: list[tuple[int, int]]
) -> None:
    draft = understood(_LISTED + below.format(kt, qpan))
    assert [model.at for model in draft.tables[0].models] == [{"field": ("kt",)}] * 2
    said = [(s.at, s.stated, s.computed) for s in draft.tables[0].statements if s.kind == "group"]
    assert said == [({"field": ("kt",)}, kt, 2), ({"field": ("qpan",)}, qpan, 0)]
    assert [(f.seen["stated"], f.seen["computed"]) for f in draft.findings] == asked


@pytest.mark.parametrize("below", ["Trong đó: tập thể: 1 mô hình; cá nhân: 1 mô hình", "- Mô hình mới: 1 mô hình"])
def test_parts_that_no_row_tells_are_compared_with_nothing(below: str) -> None:
    draft = understood(_LISTED + below)
    assert [(s.stated, s.computed) for s in draft.tables[0].statements] == [(1, None)]
    assert not draft.findings


@pytest.mark.parametrize("heading", ["| II | QPAN (3 mô hình) | |", "LĨNH VỰC QPAN (3 mô hình)", "- QPAN: 3 mô hình"])
def test_a_last_heading_that_lost_its_rows_is_asked(heading: str) -> None:
    draft = understood(_LISTED + heading)
    assert [(f.code, f.seen["stated"], f.seen["computed"]) for f in draft.findings] == [("stated-total-differs", 3, 0)]


@pytest.mark.parametrize(
    "text", ["Tổng: 1 tập thể, 1 cá nhân", "Tổng số (01 tập thể, 01 cá nhân)", "Tổng số mô hình năm 2024", "Cộng mục 2"]
)
def test_a_total_that_states_only_parts_or_a_year_states_no_number(text: str) -> None:
    draft = understood(f"| TT | Tên mô hình | Đơn vị |\n| 1 | Hũ gạo | Xã A |\n| 2 | Nuôi bò | Xã A |\n| | {text} | |")
    assert draft.tables[0].statements == []
    assert not found(draft)


# lists under one another


@pytest.mark.parametrize("person", ["Họ và tên, tên điển hình", "Họ và tên", "Tên cá nhân điển hình"])
def test_a_second_list_headed_in_its_own_words_is_a_list_and_its_header_no_model(person: str) -> None:
    draft = understood(f"""
        I. TẬP THỂ
        | TT | Tên mô hình | Lĩnh vực |
        | 1 | Hũ gạo tình thương | KT |
        | 2 | Nuôi ong dưới tán rừng | KT |
        | Cộng: 2 | | |
        | | | |
        II. CÁ NHÂN
        | TT | {person} | Lĩnh vực |
        | 1 | Vườn mẫu của ông Ba | VHXH |
        """)
    models = [model for table in draft.tables for model in table.models]
    assert [(m.name, m.at["holder"]) for m in models] == [
        ("Hũ gạo tình thương", ("tapthe",)),
        ("Nuôi ong dưới tán rừng", ("tapthe",)),
        ("Vườn mẫu của ông Ba", ("canhan",)),
    ]
    assert not found(draft)


def test_a_list_of_persons_that_is_no_list_of_models_stays_none() -> None:
    draft = understood("""
        | TT | Họ và tên | Chức vụ | Đơn vị |
        | 1 | Nguyễn Văn A | Trưởng ban | Xã An Nội |
        """)
    assert found(draft) == [("no-table-found", None)]


def test_a_row_that_heads_its_columns_in_other_words_is_no_model() -> None:
    draft = understood("""
        | TT | Tên mô hình | Đơn vị |
        | 1 | Hũ gạo tình thương | Xã An Nội |
        | TT | Người nêu gương | Nơi ở |
        | 2 | Vườn mẫu của ông Ba | Xã An Nội |
        """)
    assert [m.name for m in draft.tables[0].models] == ["Hũ gạo tình thương", "Vườn mẫu của ông Ba"]


@pytest.mark.parametrize("umbrella", ["Nội dung đăng ký", "Mô hình đăng ký", "Phân loại mô hình", "Tên gọi"])
def test_ticks_under_an_umbrella_that_is_not_merged_over_them(umbrella: str) -> None:
    draft = understood(f"""
        | TT | Tên mô hình | {umbrella} | | | |
        | | | Lĩnh vực | | Loại hình | |
        | | | KT | VH-XH | TT | CN |
        | 1 | Hũ gạo tình thương | x | | x | |
        | 2 | Nuôi ong dưới tán rừng | | x | | x |
        """)
    assert [m.at for m in draft.tables[0].models] == [
        {"field": ("kt",), "holder": ("tapthe",)},
        {"field": ("vhxh",), "holder": ("canhan",)},
    ]
    assert not draft.findings


def test_a_column_of_contents_beside_the_names_names_no_second_list() -> None:
    draft = understood("""
        | TT | Tên mô hình | Nội dung đăng ký | Lĩnh vực |
        | 1 | Hũ gạo tình thương | Mỗi hộ góp một lon gạo | VHXH |
        """)
    assert [(m.name, m.texts) for m in draft.tables[0].models] == [
        ("Hũ gạo tình thương", {"content": "Mỗi hộ góp một lon gạo"})
    ]
    assert not draft.findings


# figures that cannot be


@pytest.mark.parametrize("figure", ["1000001", "100000000000000000000", "'99999999999999999999", "'9.999.999", "1e300"])
def test_a_count_beyond_all_models_is_refused_at_its_cell(figure: str) -> None:
    grid = draw("| TT | Đơn vị | Tổng số | KT |\n| 1 | Xã An Nội | 1000000 | 1 |\n| 2 | Xã Bồ Đề | ? | 1 |")
    grid.rows[2][2] = float(figure) if "e" in figure else figure[1:] if figure[0] == "'" else int(figure)
    assert found(understood(grid)) == [("count-too-large", "C3")]


@pytest.mark.parametrize(
    ("drawing", "cell"),
    [
        ("| TT | Tên mô hình | Đơn vị |\n| 1 | Hũ gạo | Xã A |\n| | Tổng cộng: 99999999999999999999 | |", "B3"),
        (
            "| TT | Tên mô hình | Đơn vị |\n| I | KINH TẾ (99999999999999999999 mô hình) | |\n| 1 | Hũ gạo | Xã A |",
            "B2",
        ),
        ("| TT | Đơn vị | Tổng số | KT |\n| 1 | Xã A | 1 | 1 |\n| | Tổng cộng | 99999999999999999999 | 1 |", "C3"),
        ("| TT | Đơn vị | Tổng số | KT |\n| I | KHỐI XÃ | 99999999999999999999 | |\n| 1 | Xã A | 1 | 1 |", "C2"),
        (
            "| TT | Tên mô hình | Số lượng |\n| 1 | Hũ gạo | 99999999999999999999 |\n| 2 | Nuôi bò | 1 |\n| 3 | Vườn | 1 |",
            "C2",
        ),
    ],
)
def test_a_total_or_group_beyond_all_models_is_refused_too(drawing: str, cell: str) -> None:
    assert ("count-too-large", cell) in found(understood(drawing))


def test_no_figure_is_kept_that_a_store_or_a_table_could_not_hold() -> None:
    Observation(value=2**53 - 1, cell="C2")
    with pytest.raises(ValidationError):
        Observation(value=2**53, cell="C2")


@pytest.mark.parametrize("amount", [10**30, 1e300, "9" * 5000, "9" * 40 + " hộ"])
def test_an_amount_beyond_all_measure_stays_a_text(amount: float | str) -> None:
    grid = draw("| TT | Tên mô hình | Số hộ tham gia |\n| 1 | Hũ gạo | ? |\n| 2 | Nuôi bò | 35 |")
    grid.rows[1][2] = amount
    draft = understood(grid)
    assert [[a.value for a in m.amounts] for m in draft.tables[0].models] == [[], [35]]
    assert [(f.code, f.cell) for f in draft.findings] == [("amount-not-read", "C2")]


def test_a_blank_field_is_noted_at_the_blank_cell() -> None:
    draft = understood("""
        | TT | Tên mô hình | Đơn vị | Loại hình | Lĩnh vực |
        | 1 | Hũ gạo | Xã A | TT | KT |
        | 2 | Nuôi bò | Xã A | TT | |
        | 3 | Vườn mẫu | Xã A | TT | |
        """)
    assert [(f.code, f.cell, f.seen["count"]) for f in draft.findings] == [("field-blank", "E3", 2)]


def test_a_model_whose_text_states_two_fields_is_asked_where_others_state_one() -> None:
    draft = understood("""
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Hũ gạo tình thương | KT |
        | 2 | Đường hoa phụ nữ | KT; QPAN |
        """)
    assert [model.at for model in draft.tables[0].models] == [{"field": ("kt",)}, {"field": ("kt", "qpan")}]
    assert found(draft) == [("two-ticks", "C3")]


def test_fields_that_a_list_keeps_merged_throughout_are_not_asked() -> None:
    draft = understood("""
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Hũ gạo tình thương | KT |
        | 2 | Tổ tự quản an ninh | Quốc phòng - an ninh, xây dựng hệ thống chính trị |
        """)
    assert not found(draft)


@pytest.mark.parametrize("name", ["15", "'15", "12345", "'12345"])
def test_a_number_names_no_model(name: str) -> None:
    draft = understood(f"""
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Hũ gạo tình thương | KT |
        | 2 | {name} | KT |
        """)
    assert [model.name for model in draft.tables[0].models] == ["Hũ gạo tình thương"]
    assert found(draft) == [("row-without-name", "B3")]


def test_a_line_between_two_prints_of_a_list_that_cites_its_letter_is_a_note() -> None:
    draft = understood("""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Hũ gạo tình thương | KT |

        (Kèm theo Báo cáo số 12-BC/BDV ngày 05/12/2024)
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Đường hoa phụ nữ | KT |
        """)
    assert [model.name for table in draft.tables for model in table.models] == [
        "Hũ gạo tình thương",
        "Đường hoa phụ nữ",
    ]
    assert not found(draft)


@pytest.mark.parametrize(
    "heads", ["Tập thể thực hiện | Cá nhân thực hiện", "Tên tập thể | Họ và tên cá nhân", "Tập thể | Cá nhân"]
)
def test_who_is_named_in_one_of_two_columns_holds_the_model(heads: str) -> None:
    drawing = f"""
        | STT | Tên mô hình | Lĩnh vực | {heads} |
        | 1 | Hũ gạo tình thương | VHXH | Chi hội Phụ nữ thôn 2 | |
        | 2 | Nuôi ong lấy mật | KT | | Ông Vi Văn Định |
        """
    draft = understood(drawing)
    assert [model.at["holder"] for model in draft.tables[0].models] == [("tapthe",), ("canhan",)]
    assert draft.tables[0].models[0].unit_text == "Chi hội Phụ nữ thôn 2"
    assert draft.tables[0].stage is None
    assert not found(draft)


def test_a_collective_and_a_person_named_in_one_row_tell_no_holder() -> None:
    draft = understood("""
        | STT | Tên mô hình | Lĩnh vực | Tập thể thực hiện | Cá nhân thực hiện |
        | 1 | Hũ gạo tình thương | VHXH | Chi hội Phụ nữ thôn 2 | Bà Lò Thị Pánh |
        | 2 | Nuôi ong lấy mật | KT | | Ông Vi Văn Định |
        """)
    assert all("holder" not in model.at for model in draft.tables[0].models)


def test_a_row_of_a_matrix_that_says_when_in_the_year_names_its_stage() -> None:
    draft = understood("""
        ĐẢNG ỦY XÃ LIÊM SƠN
        BIỂU TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Nội dung | KT | VHXH |
        | 1 | Đăng ký đầu năm | 5 | 4 |
        | 2 | BCĐ công nhận | 3 | 2 |
        """)
    assert [row.at["stage"] for row in draft.tables[0].rows] == [("dangky",), ("congnhan",)]
    assert not found(draft)


@pytest.mark.parametrize("number", ["T.T", "TT", "S.TT", "Số TT"])
def test_the_column_of_numbers_is_known_however_it_is_shortened(number: str) -> None:
    draft = understood(f"""
        | {number} | Tên mô hình | Lĩnh vực |
        | 1 | Nuôi ong | KT |
        | 2 | | |
        """)
    assert [model.name for model in draft.tables[0].models] == ["Nuôi ong"]
    assert not found(draft)


def test_a_list_without_numbers_under_the_heading_of_its_contents_keeps_its_first_row() -> None:
    draft = understood("""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | Nội dung mô hình | Lĩnh vực | Ghi chú |
        | Hũ gạo tình thương | VHXH | |
        | Nuôi ong | Kinh tế | |
        | Nội dung mô hình | Lĩnh vực | Ghi chú |
        | Chi bộ bốn tốt | HTCT | |
        """)
    assert [model.at for table in draft.tables for model in table.models] == [
        {"field": ("vhxh",)},
        {"field": ("kt",)},
        {"field": ("htct",)},
    ]
    assert not found(draft)


def test_a_row_of_shortened_members_is_no_header_where_collectives_are_shortened_as_numbers_are() -> None:
    draft = understood("""
        | Tên mô hình | Lĩnh vực | Tập thể/cá nhân | Mới/duy trì | Năm đăng ký |
        | Nuôi ong | Kinh tế | TT | Mới | 2024 |
        | Hũ gạo | VHXH | CN | Duy trì | 2022 |
        | Đan lát | Kinh tế | TT | Duy trì | 2021 |
        """)
    assert [model.at["holder"] for model in draft.tables[0].models] == [("tapthe",), ("canhan",), ("tapthe",)]
    assert not found(draft)


def test_a_group_right_above_the_header_of_the_next_page_stays_inside_the_group_around_it() -> None:
    draft = understood("""
        | TT | Tên mô hình | Đơn vị |
        | A | TẬP THỂ | |
        | I | LĨNH VỰC KINH TẾ | |
        | 1 | Nuôi ong | Thôn Đông |
        | B | CÁ NHÂN | |
        | I | LĨNH VỰC KINH TẾ | |
        | 1 | Đan lát | Thôn Đông |
        II. LĨNH VỰC VĂN HÓA - XÃ HỘI
        | TT | Tên mô hình | Đơn vị |
        | 1 | Hũ gạo | Thôn Đoài |
        """)
    assert [model.at for table in draft.tables for model in table.models] == [
        {"field": ("kt",), "holder": ("tapthe",)},
        {"field": ("kt",), "holder": ("canhan",)},
        {"field": ("vhxh",), "holder": ("canhan",)},
    ]
    assert not found(draft)


def test_a_subtotal_of_none_below_a_group_that_holds_none_is_right() -> None:
    draft = understood("""
        | TT | Tên mô hình | Đơn vị |
        | I | LĨNH VỰC KINH TẾ | |
        | 1 | Nuôi ong | Thôn Đông |
        | | Cộng: 1 mô hình | |
        | II | LĨNH VỰC QUỐC PHÒNG - AN NINH | |
        | | Cộng: 0 mô hình | |
        | III | LĨNH VỰC VĂN HÓA - XÃ HỘI | |
        | 1 | Hũ gạo | Thôn Đoài |
        | | Cộng: 1 mô hình | |
        | | Tổng cộng: 2 mô hình | |
        """)
    assert [(s.stated, s.computed) for s in draft.tables[0].statements] == [(1, 1), (0, 0), (1, 1), (2, 2)]
    assert not found(draft)


@pytest.mark.parametrize(("closing", "asked"), [("Tổng: 00", []), ("Tổng cộng: 00", [("stated-total-differs", "B7")])])
def test_none_in_the_last_group_is_its_own_unless_it_closes_the_list(
    closing: str, asked: list[tuple[str, str]]
) -> None:
    draft = understood(f"""
        | TT | Tên mô hình | Đơn vị |
        | I | LĨNH VỰC KINH TẾ | |
        | 1 | Nuôi ong | Thôn Đông |
        | 2 | Nuôi bò | Thôn Đông |
        | | Tổng: 02 | |
        | II | LĨNH VỰC QUỐC PHÒNG - AN NINH | |
        | | {closing} | |
        """)
    assert found(draft) == asked


def test_a_remark_in_brackets_between_the_rows_is_no_model() -> None:
    draft = understood("""
        | TT | Tên mô hình | Đơn vị |
        | 1 | Nuôi ong (điểm) | Thôn Đông |
        | | (Các mô hình dưới đây xây dựng mới trong năm) | |
        | 2 | Hũ gạo | Thôn Đoài |
        """)
    assert [model.name for model in draft.tables[0].models] == ["Nuôi ong (điểm)", "Hũ gạo"]
    assert not found(draft)


@pytest.mark.parametrize("group", ["Lĩnh vực {n}: {field}", "LĨNH VỰC {n}. {loud}", "Phần {n}. {field}"])
def test_a_group_may_number_its_field_in_words(group: str) -> None:
    first, second = (
        group.format(n=n, field=field, loud=field.upper()) for n, field in ((1, "Kinh tế"), (2, "Văn hóa - xã hội"))
    )
    draft = understood(f"""
        | TT | Tên mô hình | Đơn vị |
        {first}
        | 1 | Nuôi ong | Thôn Đông |
        {second}
        | 2 | Hũ gạo | Thôn Đoài |
        """)
    assert [model.at["field"] for model in draft.tables[0].models] == [("kt",), ("vhxh",)]
    assert not found(draft)


def test_a_health_station_heads_a_group_as_other_bodies_do() -> None:
    draft = understood("""
        | TT | Tên mô hình | Lĩnh vực |
        | I | Hội Nông dân xã | |
        | 1 | Nuôi ong | KT |
        | II | Trạm Y tế xã | |
        | 1 | Hũ gạo | VHXH |
        """)
    assert [model.unit_text for model in draft.tables[0].models] == ["Hội Nông dân xã", "Trạm Y tế xã"]
    assert not found(draft)


@pytest.mark.parametrize("group", ["* Lĩnh vực {}", "- {}", "* {}: 1 mô hình", "+ {}"])
def test_a_group_behind_a_star_or_a_dash_is_no_note(group: str) -> None:
    draft = understood(f"""
        | TT | Tên mô hình | Đơn vị |
        | | {group.format("kinh tế")} | |
        | 1 | Nuôi ong | Thôn Đông |
        | | {group.format("văn hóa - xã hội")} | |
        | 2 | Hũ gạo | Thôn Đoài |
        | | * Ghi chú: mô hình của Thôn Đông là mô hình điểm | |
        """)
    assert [model.at.get("field") for model in draft.tables[0].models] == [("kt",), ("vhxh",)]
    assert not found(draft)


@pytest.mark.parametrize(
    "total", ["Cộng kinh tế: 1", "Cộng lĩnh vực kinh tế: 1 mô hình", "Cộng phát triển kinh tế: 01"]
)
def test_a_subtotal_that_names_its_field_is_no_model(total: str) -> None:
    draft = understood(f"""
        | TT | Tên mô hình | Đơn vị |
        | I | LĨNH VỰC KINH TẾ | |
        | 1 | Nuôi ong | Thôn Đông |
        | | {total} | |
        | II | LĨNH VỰC VĂN HÓA - XÃ HỘI | |
        | 2 | Cộng đồng tự quản | Thôn Đoài |
        """)
    assert [model.name for model in draft.tables[0].models] == ["Nuôi ong", "Cộng đồng tự quản"]
    assert [(s.stated, s.computed) for s in draft.tables[0].statements] == [(1, 1)]
    assert not found(draft)


def test_two_groups_right_above_the_header_of_the_next_page_stay_inside_one_another() -> None:
    draft = understood("""
        | TT | Tên mô hình | Đơn vị |
        | A | TẬP THỂ | |
        1/ Kinh tế
        | 1 | Nuôi ong | Thôn Đông |
        | B | CÁ NHÂN | |
        1/ Kinh tế
        | TT | Tên mô hình | Đơn vị |
        | 2 | Đan lát | Thôn Đoài |
        """)
    assert [model.at for table in draft.tables for model in table.models] == [
        {"field": ("kt",), "holder": ("tapthe",)},
        {"field": ("kt",), "holder": ("canhan",)},
    ]
    assert not found(draft)


@pytest.mark.parametrize(
    ("level", "field", "status", "asked"),
    [
        ("Xã", "KT?", "Đăng ký", ("field-unknown", "D2")),
        ("Xã", "1. Kinh tế (?)", "Đăng ký", ("field-unknown", "D2")),
        ("Xã?", "KT", "Đăng ký", ("level-unknown", "C2")),
        ("Xã", "KT", "Công nhận?", ("stage-unknown", "E2")),
    ],
)
def test_a_question_mark_behind_what_a_cell_states_is_a_doubt_and_asked(
    level: str, field: str, status: str, asked: tuple[str, str]
) -> None:
    draft = understood(f"""
        | TT | Tên mô hình | Cấp | Lĩnh vực | Tình trạng |
        | 1 | Nuôi ong dưới tán rừng | {level} | {field} | {status} |
        | 2 | Hũ gạo tình thương | Xã | VHXH | Đăng ký |
        """)
    assert found(draft) == [asked]
    assert asked[0].partition("-")[0] not in draft.tables[0].models[0].at


def test_a_question_mark_behind_the_field_of_a_group_is_asked() -> None:
    draft = understood("""
        | TT | Tên mô hình | Đơn vị |
        | I | KINH TẾ? | |
        | 1 | Nuôi ong dưới tán rừng | Xã A |
        | II | VHXH | |
        | 1 | Hũ gạo tình thương | Xã A |
        """)
    assert found(draft) == [("field-unknown", "B2")]
    assert [model.at for model in draft.tables[0].models] == [{}, {"field": ("vhxh",)}]


@pytest.mark.parametrize(
    ("title", "heading", "fixed"),
    [
        ("CẤP TỈNH", "Cấp", {"level": ("tinh",)}),
        ("LĨNH VỰC KINH TẾ", "Lĩnh vực", {"field": ("kt",)}),
        ("TẬP THỂ", "Tập thể/Cá nhân", {"holder": ("tapthe",)}),
    ],
)
def test_a_column_left_blank_takes_nothing_from_the_title(title: str, heading: str, fixed: Coordinates) -> None:
    draft = understood(f"""
        DANH SÁCH MÔ HÌNH {title} NĂM 2024
        | STT | Tên mô hình | Đơn vị | {heading} |
        | 1 | Camera an ninh thôn | Xã An Nội | |
        | 2 | Hũ gạo tiết kiệm | Xã An Nội | |
        """)
    assert (draft.tables[0].fixed, [model.at for model in draft.tables[0].models]) == (fixed, [{}, {}])


@pytest.mark.parametrize(
    ("first", "second", "fixed", "levels"),
    [
        ("Cấp tỉnh", "", {"level": ("tinh",)}, [{}, {}]),
        ("Cấp tỉnh", "Tỉnh", {"level": ("tinh",)}, [{}, {}]),
        ("Cấp huyện", "", {}, [{"level": ("huyen",)}, {}]),
        ("Cấp lạ", "", {}, [{}, {"level": ("tinh",)}]),
    ],
)
def test_what_rows_say_as_the_title_does_is_fixed_and_what_one_says_otherwise_is_not(
    first: str, second: str, fixed: Coordinates, levels: list[Coordinates]
) -> None:
    """Nor does the title say of the others what one row says otherwise; a text nobody knows stays not stated."""
    draft = understood(f"""
        DANH SÁCH MÔ HÌNH CẤP TỈNH NĂM 2024
        | STT | Tên mô hình | Đơn vị | Cấp |
        | 1 | Camera an ninh thôn | Xã An Nội | {first} |
        | 2 | Hũ gạo tiết kiệm | Xã An Nội | {second} |
        """)
    assert (draft.tables[0].fixed, [model.at for model in draft.tables[0].models]) == (fixed, levels)


@pytest.mark.parametrize(("first", "noted"), [("Kinh tế", []), ("", []), ("Quốc phòng - an ninh", ["D4"])])
def test_a_blank_that_takes_the_titles_member_is_not_noted_as_not_stated(first: str, noted: list[str]) -> None:
    draft = understood(f"""
        DANH SÁCH MÔ HÌNH LĨNH VỰC KINH TẾ NĂM 2024
        | STT | Tên mô hình | Đơn vị | Lĩnh vực |
        | 1 | Camera an ninh thôn | Xã An Nội | {first} |
        | 2 | Hũ gạo tiết kiệm | Xã An Nội | |
        """)
    assert [found.cell for found in draft.findings if found.code == "field-blank"] == noted


_SENTENCES = (
    "Trên đây là danh sách 03 mô hình", "Toàn xã có 03 mô hình", "Năm 2024, toàn xã xây dựng được 03 (ba) mô hình, trong đó:",
    "Trong năm, xã đã xây dựng 03 mô hình mới", "Tính đến 30/11/2024, toàn xã có 03 mô hình đang hoạt động", "Số lượng: 03 mô hình",
    "Số mô hình: 3", "Danh sách này gồm 03 mô hình./.", "Có 03 mô hình", "Tổng số: 3 mô hình, trong đó 2 tập thể, 1 cá nhân",
)  # fmt: skip


@pytest.mark.parametrize("sentence", _SENTENCES)
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("heads", ["Tên mô hình | Lĩnh vực", "TT | Tên mô hình | Lĩnh vực"])
def test_a_sentence_that_opens_or_closes_a_list_is_a_claim_and_no_model(heads: str, first: bool, sentence: str) -> None:
    numbers = [f"| {n} " if heads.startswith("TT") else "" for n in (1, 2, 3)]
    names = ("Nuôi ong | Kinh tế |", "Hũ gạo | VH-XH |", "Camera an ninh | QP-AN |")
    rows = [f"{number}| {name}" for number, name in zip(numbers, names, strict=True)]
    line = f"| {sentence} |{' |' * heads.count('|')}"
    table = understood("\n".join([f"| {heads} |", *([line, *rows] if first else [*rows, line])])).tables[0]
    assert [model.name for model in table.models] == ["Nuôi ong", "Hũ gạo", "Camera an ninh"]
    assert [said.stated for said in table.statements] == [3]


def test_a_sentence_that_gives_a_model_a_name_is_none_about_their_number() -> None:
    draft = understood("""
        | Tên mô hình | Lĩnh vực |
        | Toàn xã chung tay làm 05 mô hình nhà sạch | VH-XH |
        | Hũ gạo tình thương | VH-XH |
        """)
    assert len(draft.tables[0].models) == 2


@pytest.mark.parametrize("line", ["Trong đó: Kinh tế 1, VH-XH 1", "Bằng chữ: Hai mô hình"])
def test_what_is_said_of_the_number_above_a_list_is_no_model(line: str) -> None:
    draft = understood(f"""
        | Tên mô hình | Lĩnh vực |
        | Tổng số: 2 mô hình | |
        | {line} | |
        | Nuôi ong | Kinh tế |
        | Hũ gạo | VH-XH |
        """)
    assert [model.name for model in draft.tables[0].models] == ["Nuôi ong", "Hũ gạo"]


@pytest.mark.parametrize("said", ["có 01 mô hình", "(có 01 mô hình)", "gồm 01 mô hình"])
def test_a_group_may_say_its_number_in_a_sentence(said: str) -> None:
    table = understood(f"""
        | Tên mô hình | Lĩnh vực |
        | Xã Liêm Sơn {said} | |
        | Nuôi ong | Kinh tế |
        | Xã Liêm Túc {said} | |
        | Hũ gạo | VH-XH |
        """).tables[0]
    assert [(model.name, model.unit_text) for model in table.models] == [
        ("Nuôi ong", "Xã Liêm Sơn"), ("Hũ gạo", "Xã Liêm Túc"),
    ]  # fmt: skip
    assert [said.stated for said in table.statements] == [1, 1]


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize(
    ("scopes", "addresses", "units"),
    [
        (("Liên thôn", "Toàn xã"), ("Xã Liêm Túc", "Thôn 3, xã Liêm Cần"), ("Xã Liêm Túc", "Thôn 3, xã Liêm Cần")),
        (("Liên thôn", "Toàn xã"), ("Nhà văn hóa thôn 2 xã Liêm Túc", "Đường 3"), ("Nhà văn hóa thôn 2 xã Liêm Túc", "Đường 3")),
        (("Xã Liêm Túc", "Xã Liêm Cần"), ("Thôn Đông", "Thôn Đoài"), ("Xã Liêm Túc", "Xã Liêm Cần")),
        (("Liên thôn", "Liên thôn"), ("Hội Nông dân xã", "Trạm Y tế xã"), ("Hội Nông dân xã", "Trạm Y tế xã")),
    ],
)  # fmt: skip
def test_of_scope_and_address_the_one_that_names_places_is_the_unit_in_any_order(
    scopes: tuple[str, str], addresses: tuple[str, str], units: tuple[str, str], swapped: bool
) -> None:
    columns = [("Phạm vi", *scopes), ("Địa chỉ", *addresses)]
    heads, one, other = (" | ".join(cells) for cells in zip(*(columns[::-1] if swapped else columns), strict=True))
    table = understood(
        f"| TT | Tên mô hình | {heads} |\n| 1 | Nuôi ong lấy mật | {one} |\n| 2 | Hũ gạo nghĩa tình | {other} |"
    ).tables[0]
    assert tuple(model.unit_text for model in table.models) == units


@pytest.mark.parametrize(
    ("group", "other"),
    [
        ("Hội Nông dân xã", "Đoàn Thanh niên xã"),
        ("HỘI NÔNG DÂN XÃ", "CÔNG AN XÃ"),
        ("Hội LHPN xã Liêm Sơn", "Ủy ban MTTQ Việt Nam xã"),
        ("Trường THCS Liêm Sơn", "Trạm Y tế xã"),
        ("Thôn Đoài", "Chi bộ thôn 3"),
        ("Hội Nông dân và Hội Phụ nữ xã", "UBND xã"),
        ("Xã Liêm Túc", "Xã Liêm Cần"),
    ],
)
@pytest.mark.parametrize("heads", ["Tên mô hình | Lĩnh vực", "Tên mô hình | Ghi chú", "TT | Tên mô hình | Lĩnh vực"])
def test_a_line_that_names_who_carries_the_models_out_is_none(heads: str, group: str, other: str) -> None:
    told = ("Kinh tế", "QP-AN") if "Lĩnh vực" in heads else ("", "")
    first = "TT" in heads
    lines = [group, ("Nuôi ong", told[0]), ("Trồng sen", told[0]), other, ("Camera an ninh", told[1])]
    number, rows = 0, [f"| {heads} |"]
    for line in lines:
        number += isinstance(line, tuple)
        cells = ("", line, "") if isinstance(line, str) else (str(number), *line)  # the numbers go on and on
        rows.append(f"| {' | '.join(cells if first else cells[1:])} |")
    draft = understood("\n".join(rows))
    assert [model.name for model in draft.tables[0].models] == ["Nuôi ong", "Trồng sen", "Camera an ninh"]
    if "hôn" not in group:
        assert [model.unit_text for model in draft.tables[0].models] == [group, group, other]


@pytest.mark.parametrize(
    "name", ["Công an xã gần dân", "Trường học hạnh phúc", "Thôn thông minh", "Đoàn kết lương giáo", "Chi bộ bốn tốt"]
)
def test_a_model_called_like_a_body_is_a_model(name: str) -> None:
    draft = understood(f"| Tên mô hình | Lĩnh vực |\n| {name} | |\n| Nuôi ong | Kinh tế |\n| Trồng sen | Kinh tế |")
    assert len(draft.tables[0].models) == 3


def test_where_bodies_are_listed_one_without_more_is_listed_too() -> None:
    draft = understood("""
        | Tên mô hình, điển hình | Lĩnh vực |
        | Hội Nông dân xã | Kinh tế |
        | Công an xã | |
        | Camera an ninh | QP-AN |
        """)
    assert [model.name for model in draft.tables[0].models] == ["Hội Nông dân xã", "Công an xã", "Camera an ninh"]


def test_a_body_without_a_model_below_the_groups_of_others_is_a_group_that_holds_none() -> None:
    draft = understood("""
        | Tên mô hình | Lĩnh vực |
        | Hội Nông dân xã | |
        | Nuôi ong | Kinh tế |
        | Hội Cựu chiến binh xã | |
        | Tổng cộng: 1 mô hình | |
        """)
    assert [model.name for model in draft.tables[0].models] == ["Nuôi ong"]


_PERSONS = "DANH SÁCH cá nhân điển hình “Dân vận khéo” năm 2024"
_MODELS = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"


@pytest.mark.parametrize(
    ("title", "heads", "cells"),
    [
        (_PERSONS, "TT | Họ và tên", "1 | Nguyễn Văn An"),
        (_PERSONS, "TT | Họ và tên | Địa chỉ", "1 | Nguyễn Văn An | Thôn Đông"),
        (_PERSONS, "Họ và tên | Địa chỉ", "Nguyễn Văn An | Thôn Đông"),
        (_PERSONS, "TT | Tên cá nhân | Chức vụ | Đơn vị", "1 | Nguyễn Văn An | Trưởng thôn | Thôn Đông"),
        (_MODELS, "TT | Cá nhân", "1 | Nguyễn Văn An"),
        (_MODELS, "Cá nhân | Đơn vị", "Nguyễn Văn An | Thôn Đông"),
        (_MODELS, "Cá nhân | Ghi chú", "Nguyễn Văn An | "),
        (_MODELS, "Tên cá nhân | Địa chỉ | Lĩnh vực", "Nguyễn Văn An | Thôn Đông | Kinh tế"),
    ],
)
def test_persons_are_the_models_of_a_list_that_names_nothing_else(title: str, heads: str, cells: str) -> None:
    draft = understood(f"{title}\n| {heads} |\n| {cells} |\n| {cells.replace('1 |', '2 |').replace('An', 'Ba')} |")
    (table,) = draft.tables
    assert [model.name for model in table.models] == ["Nguyễn Văn An", "Nguyễn Văn Ba"]
    assert {(table.fixed | model.at).get("holder") for model in table.models} == {("canhan",)}
    assert found(draft) == []


@pytest.mark.parametrize("heads", ["TT | Họ và tên | Chức vụ", "TT | Tên cá nhân | Chức vụ", "TT | Cá nhân | Chức vụ"])
@pytest.mark.parametrize("whose", ["Ban Chỉ đạo", "thành viên Tổ giúp việc Ban Chỉ đạo", "đội ngũ cán bộ"])
def test_persons_of_a_committee_are_no_models(whose: str, heads: str) -> None:
    title = f"DANH SÁCH {whose} “Dân vận khéo” năm 2024"
    draft = understood(f"{title}\n| {heads} |\n| 1 | Nguyễn Văn An | Trưởng ban |\n| 2 | Lê Thị Ba | Phó ban |")
    assert not any(table.models for table in draft.tables)


def test_a_group_of_a_village_may_stand_where_the_numbers_stand() -> None:
    draft = understood("""
        | TT | Tên mô hình | Lĩnh vực |
        | Thôn Đông | | |
        | 1 | Nuôi ong | Kinh tế |
        | Thôn Tây | | |
        | 2 | Hũ gạo | VH-XH |
        """)
    assert [model.name for model in draft.tables[0].models] == ["Nuôi ong", "Hũ gạo"]
    assert found(draft) == []


def test_one_name_merged_over_numbered_rows_names_a_model_in_each() -> None:
    draft = understood("""
        | TT | Tên mô hình | Đơn vị thực hiện |
        | 1 | Nhà sạch vườn đẹp | Hội Phụ nữ xã Liêm Túc |
        | 2 | ^ | Hội Phụ nữ xã Liêm Cần |
        | 3 | Nuôi ong | Xã Liêm Phong |
        """)
    assert [model.unit_text for model in draft.tables[0].models] == [
        "Hội Phụ nữ xã Liêm Túc", "Hội Phụ nữ xã Liêm Cần", "Xã Liêm Phong",
    ]  # fmt: skip


def test_a_second_unit_beside_a_name_merged_down_is_no_group() -> None:
    draft = understood("""
        | TT | Tên mô hình | Đơn vị thực hiện |
        | 1 | Nhà sạch vườn đẹp | Hội Phụ nữ xã Liêm Túc |
        | ^ | ^ | Hội Phụ nữ xã Liêm Cần |
        | 2 | Nuôi ong | |
        """)
    assert [(model.name, model.unit_text, model.parent_text) for model in draft.tables[0].models] == [
        ("Nhà sạch vườn đẹp", "Hội Phụ nữ xã Liêm Túc", None), ("Nuôi ong", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("groups", "dimension", "members"),
    [
        (("Kinh tế", "Văn hóa - xã hội"), "field", ("kt", "vhxh")),
        (("Tập thể", "Cá nhân"), "holder", ("tapthe", "canhan")),
    ],
)
def test_a_bare_list_that_opens_with_a_member_is_parted_by_its_dimension(
    groups: tuple[str, str], dimension: str, members: tuple[str, str]
) -> None:
    table = understood(f"""
        | Tên mô hình | Ghi chú |
        | {groups[0]} | |
        | Nuôi ong | |
        | Trồng sen | |
        | {groups[1]} | |
        | Hũ gạo | |
        """).tables[0]
    assert [(model.name, model.at[dimension]) for model in table.models] == [
        ("Nuôi ong", (members[0],)), ("Trồng sen", (members[0],)), ("Hũ gạo", (members[1],)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [
        ("Nuôi ong", "An ninh trật tự", "Xây dựng nông thôn mới"),
        ("An ninh trật tự", "Xây dựng nông thôn mới", "Camera"),
    ],
)
def test_models_of_a_bare_list_may_be_called_like_fields(names: tuple[str, ...]) -> None:
    rows = "\n".join(f"| {name} | |" for name in names)
    assert len(understood(f"| Tên mô hình | Ghi chú |\n{rows}").tables[0].models) == len(names)


@pytest.mark.parametrize(
    "group",
    [
        "Cụm thi đua số 1",
        "Khu 5",
        "Plei Bông",
        "Khối thôn",
        "Các trường học",
        "HTX nông nghiệp Liêm Sơn",
        "Bưu điện xã",
    ],
)
def test_a_line_of_a_cluster_or_of_any_body_is_a_group_of_a_list_that_nobody_numbers(group: str) -> None:
    draft = understood(f"| Tên mô hình | Lĩnh vực |\n| {group} | |\n| Nuôi ong | Kinh tế |\n| Trồng sen | Kinh tế |")
    assert [model.name for model in draft.tables[0].models] == ["Nuôi ong", "Trồng sen"]
    assert found(draft) == []


def test_a_field_before_an_empty_place_of_names_has_no_model() -> None:
    draft = understood("""
        | TT | Lĩnh vực | Tên mô hình | Đơn vị |
        | 1 | Kinh tế | Nuôi ong | Thôn Đông |
        | 2 | QP-AN | | |
        | 3 | HTCT | Tiếp dân | UBND xã |
        """)
    assert [model.name for model in draft.tables[0].models] == ["Nuôi ong", "Tiếp dân"]
    assert found(draft) == []


@pytest.mark.parametrize("none", [": Không", ": không có", " (không có mô hình)", " - chưa có"])
def test_a_group_may_say_that_it_holds_no_model(none: str) -> None:
    draft = understood(f"""
        | TT | Tên mô hình | Đơn vị |
        | I | LĨNH VỰC KINH TẾ | |
        | 1 | Nuôi ong | Thôn Đông |
        | II | LĨNH VỰC QUỐC PHÒNG - AN NINH{none} | |
        """)
    assert [model.name for model in draft.tables[0].models] == ["Nuôi ong"]
    assert found(draft) == []


@pytest.mark.parametrize(
    ("total", "stated"),
    [
        ("Tổng số mô hình năm 2024 là 02, tăng 01 mô hình so với năm 2023", [2]),
        ("Tổng cộng: 02 mô hình, đạt 100% kế hoạch", [2]),
        ("TỔNG CỘNG: Cấp xã 01, cấp huyện 01", []),
        ("Tổng cộng: KT 1, VHXH 1", []),
    ],
)
def test_the_number_of_a_total_is_neither_a_part_of_it_nor_what_it_is_compared_with(
    total: str, stated: list[int]
) -> None:
    draft = understood(f"""
        | TT | Tên mô hình | Lĩnh vực |
        | 1 | Nuôi ong | Kinh tế |
        | 2 | Hũ gạo | VHXH |
        | {total} | < | < |
        """)
    assert [said.stated for said in draft.tables[0].statements if said.kind == "total"] == stated
    assert found(draft) == []


@pytest.mark.parametrize(
    ("remark", "asked"),
    [
        ("So với năm 2023 giảm 03 mô hình", []),
        ("Kèm theo: 02 báo cáo thành tích", []),
        ("Mô hình tiêu biểu: Nuôi ong", [("row-may-be-note", "A4")]),
        ("Các mô hình đều hoạt động hiệu quả.", [("row-may-be-note", "A4")]),
    ],
)
def test_a_remark_below_a_list_that_nobody_numbers_is_no_model_or_asked_about(
    remark: str, asked: list[tuple[str, str]]
) -> None:
    draft = understood(f"""
        | Tên mô hình | Lĩnh vực | Đơn vị |
        | Nuôi ong | Kinh tế | Thôn Đông |
        | Hũ gạo | VHXH | Thôn Tây |
        | {remark} | | |
        """)
    assert found(draft) == asked
    assert len(draft.tables[0].models) == 2 + len(asked)


@pytest.mark.parametrize(
    "line", ["- Mục tiêu: 20 đàn", "- Kết quả: 25 đàn", "Chủ nhiệm: Ông Nguyễn Văn An", "Địa chỉ: thôn Đông"]
)
def test_a_line_between_numbered_models_that_says_what_a_column_could_is_about_the_one_above(line: str) -> None:
    draft = understood(f"""
        | TT | Tên mô hình | Lĩnh vực |
        | 1 | Nuôi ong | Kinh tế |
        | | {line} | |
        | 2 | Hũ gạo | VHXH |
        """)
    assert [model.name for model in draft.tables[0].models] == ["Nuôi ong", "Hũ gạo"]
    assert found(draft) == []


def test_a_name_without_a_number_between_numbered_ones_counts_and_is_asked_about() -> None:
    draft = understood("""
        | TT | Tên mô hình | Lĩnh vực |
        | 1 | Nuôi ong | Kinh tế |
        | | - 20 đàn mới | |
        | 2 | Hũ gạo | VHXH |
        """)
    assert len(draft.tables[0].models) == 3
    assert found(draft) == [("row-may-be-note", "B3")]


@pytest.mark.parametrize("heading", ["Số hộ", "Kinh phí (triệu đồng)"])
def test_sums_beside_the_group_of_a_body_make_it_no_model(heading: str) -> None:
    draft = understood(f"""
        | Tên mô hình | Lĩnh vực | {heading} |
        | Hội Nông dân xã | | 50 |
        | Nuôi ong | Kinh tế | 20 |
        | Trồng sen | Kinh tế | 30 |
        | Thôn Tây | | 10 |
        | Hũ gạo | VHXH | 10 |
        | Tổng | | 60 |
        """)
    assert [model.name for model in draft.tables[0].models] == ["Nuôi ong", "Trồng sen", "Hũ gạo"]
    assert found(draft) == []


def test_a_year_alone_is_no_model() -> None:
    draft = understood("| Tên mô hình | Lĩnh vực |\n| Năm 2024 | |\n| Nuôi ong | Kinh tế |\n| Hũ gạo | VHXH |")
    assert [model.name for model in draft.tables[0].models] == ["Nuôi ong", "Hũ gạo"]


def test_a_body_alone_at_the_end_of_a_list_is_asked_about() -> None:
    draft = understood(
        "| Tên mô hình | Lĩnh vực |\n| Nuôi ong | Kinh tế |\n| Hũ gạo | VHXH |\n| Đoàn Thanh niên xã | |"
    )
    assert found(draft) == [("row-may-be-note", "A4")]


def test_the_number_beside_the_group_of_a_body_is_checked_and_counts_no_model() -> None:
    draft = understood("""
        | Tên mô hình | Lĩnh vực | Số lượng |
        | Hội Nông dân | | 2 |
        | Nuôi ong | Kinh tế | 1 |
        | Trồng sen | Kinh tế | 1 |
        | Hội Phụ nữ | | 1 |
        | Hũ gạo | VHXH | 1 |
        | Tổng | | 3 |
        """)
    assert [model.name for model in draft.tables[0].models] == ["Nuôi ong", "Trồng sen", "Hũ gạo"]
    assert [said.stated for said in draft.tables[0].statements] == [2, 1, 3]
    assert found(draft) == []


def test_a_village_stands_beside_bodies_and_inside_communes() -> None:
    draft = understood("""
        | Tên mô hình | Lĩnh vực |
        | Xã Liêm Túc | |
        | Thôn Đông | |
        | Nuôi ong | Kinh tế |
        | Xã Liêm Cần | |
        | Hội Phụ nữ xã | |
        | Chi hội thôn Tây | |
        | Dân vũ | VHXH |
        | Thôn Đoài | |
        | Hũ gạo | VHXH |
        """)
    assert [(model.name, model.unit_text) for model in draft.tables[0].models] == [
        ("Nuôi ong", "Xã Liêm Túc"), ("Dân vũ", "Hội Phụ nữ xã"), ("Hũ gạo", "Xã Liêm Cần"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("Mô hình dân vận khéo", "Kinh tế: 3 mô hình; Văn hóa: 2 mô hình"),
        ("Mô hình dân vận khéo", "KT: 3; VHXH: 2"),
        ("Số mô hình đăng ký", "15 (tập thể 10, cá nhân 5)"),
        ("- Kinh tế", "Đã xây dựng 3 mô hình"),
    ],
)
def test_a_row_of_contents_that_tells_its_number_in_a_sentence_is_no_model_and_its_number_is_not_guessed(
    what: str, told: str
) -> None:
    draft = understood(f"""
        | KẾT QUẢ phong trào “Dân vận khéo” năm 2024 | < |
        | Nội dung | Kết quả |
        | {what} | {told} |
        """)
    assert ([table.models for table in draft.tables], found(draft)) == ([[]], [("count-unreadable", "B3")])


_CONTENTS = "DANH SÁCH mô hình “Dân vận khéo” năm 2024\n| TT | Nội dung | Đơn vị | Ghi chú |\n"


def test_groups_tell_their_numbers_among_the_remarks_of_contents() -> None:
    """Numbered on and in one another they were rows of contents, and refused the file."""
    draft = understood(f"""{_CONTENTS}
        | A | TẬP THỂ | | 2 mô hình |
        | I | Lĩnh vực kinh tế | | 1 mô hình |
        | 1 | Đỡ đầu trẻ mồ côi | Thôn 4 | |
        | II | Lĩnh vực QP-AN | | 1 mô hình |
        | 2 | Tàu thuyền an toàn | Công an xã | |
        | B | CÁ NHÂN | | 0 mô hình |
        """)
    said = [(model.name, model.at) for model in draft.tables[0].models]
    assert said == [
        ("Đỡ đầu trẻ mồ côi", {"field": ("kt",), "holder": ("tapthe",)}),
        ("Tàu thuyền an toàn", {"field": ("qpan",), "holder": ("tapthe",)}),
    ]
    assert found(draft) == []


@pytest.mark.parametrize(
    "row", ["| 1 | Tập thể | | 2 mô hình |", "| 1 | Tập thể | | |", "| II | Lĩnh vực QP-AN | | 1 mô hình |"]
)
def test_contents_whose_numbered_rows_name_no_model_stay_contents(row: str) -> None:
    draft = understood(f"{_CONTENTS}| I | Lĩnh vực kinh tế | | Đã xây dựng 3 mô hình |\n{row}")
    assert "count-unreadable" in [code for code, _ in found(draft)]


def test_a_row_of_contents_that_names_a_model_is_one_whatever_its_result_tells() -> None:
    draft = understood("""
        | KẾT QUẢ phong trào “Dân vận khéo” năm 2024 | < |
        | Nội dung | Kết quả |
        | Hũ gạo tình thương | Giúp 3 hộ, nhân ra 2 mô hình |
        """)
    assert ([model.name for model in draft.tables[0].models], found(draft)) == (["Hũ gạo tình thương"], [])


def test_every_sentence_that_tells_a_number_is_looked_at_whatever_it_begins_with() -> None:
    beginnings = headings.words()["rows"]["sentence"]
    texts = [f"{written} có 03 mô hình" for one in beginnings for written in (one, one.upper(), bare(one))]
    telling = [text for text in texts if tells_number(text)]
    assert len(telling) > len(beginnings)
    assert all(is_total(text, headings.reader(load()), figures=False) for text in telling)


_NUMBERED = "| TT | Tên mô hình | Địa chỉ | Lĩnh vực | Ghi chú |"


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [
        ("| | Hội Nông dân xã | Trụ sở UBND xã | | |", "| | Hội Phụ nữ xã | Thôn Nam | | |", (1, 2, 3)),
        ("| | Hội Nông dân xã | | | Bà Lê Thị Na phụ trách |", "| | Công an xã | | | Ông Đỗ Văn Na phụ trách |", (1, 2, 1)),
        ("| I | Hội Nông dân xã | Trụ sở UBND xã | | |", "| II | Hội Phụ nữ xã | Trụ sở UBND xã | | |", (1, 2, 1)),
        ("| I | LĨNH VỰC KINH TẾ | | | Do Hội Nông dân chỉ đạo |", "| II | VĂN HÓA - XÃ HỘI | | | Do Hội Phụ nữ chỉ đạo |", (1, 2, 1)),
        ("| | Lĩnh vực kinh tế | | | Do Hội Nông dân chỉ đạo |", "| | Lĩnh vực văn hóa - xã hội | | | |", (1, 2, 3)),
        ("| | Thôn Đông | | | Ông Đỗ Văn Na phụ trách |", "| | Thôn Đoài | | | |", (1, 2, 3)),
        ("| 1 | Hội Nông dân xã | Trụ sở UBND xã | | |", "| 2 | Hội Phụ nữ xã | Trụ sở UBND xã | | |", ("1.1", "1.2", "2.1")),
    ],
)  # fmt: skip
def test_a_line_that_heads_numbered_models_counts_none_whatever_stands_beside_it(
    first: str, second: str, numbers: tuple[int | str, ...]
) -> None:
    one, two, three = numbers
    draft = understood(f"""
        {_NUMBERED}
        {first}
        | {one} | Nuôi ong lấy mật | Thôn Đông | | |
        | {two} | Trồng chè sạch | Thôn Đoài | | |
        {second}
        | {three} | Hũ gạo tình thương | Thôn Nam | | |
        """)
    models = draft.tables[0].models
    assert [model.name for model in models] == ["Nuôi ong lấy mật", "Trồng chè sạch", "Hũ gạo tình thương"]
    if "VỰC" in first.upper():
        assert [model.at for model in models] == [{"field": ("kt",)}] * 2 + [{"field": ("vhxh",)}]
    elif "Thôn" not in first:
        assert {model.parent_text for model in models} == {first.split("|")[2].strip(), second.split("|")[2].strip()}


@pytest.mark.parametrize(
    ("name", "said", "after"),
    [
        ("Công an xã gần dân", "Thôn Đoài | |", 2),  # goes on with more than a body's name
        ("An ninh trật tự", "Thôn Đoài | |", 2),  # a model called like a field says where it is
        ("Hội Phụ nữ xã", "Thôn Đoài | Kinh tế |", 2),  # a field of its own
        ("Hội Phụ nữ xã", "Thôn Đoài | |", 3),  # the numbers leave one out for it
    ],
)
def test_a_row_without_a_number_that_says_what_a_model_does_is_one(name: str, said: str, after: int) -> None:
    draft = understood(f"""
        {_NUMBERED}
        | 1 | Nuôi ong lấy mật | Thôn Đông | Kinh tế | |
        | | {name} | {said} |
        | {after} | Hũ gạo tình thương | Thôn Nam | VH-XH | |
        """)
    assert [model.name for model in draft.tables[0].models] == ["Nuôi ong lấy mật", name, "Hũ gạo tình thương"]


def test_a_body_without_a_number_is_listed_where_the_numbered_ones_are_bodies() -> None:
    draft = understood(f"""
        {_NUMBERED.replace("mô hình", "mô hình, điển hình")}
        | 1 | Hội Nông dân xã | Thôn Đông | Kinh tế | |
        | | Hội Phụ nữ xã | Thôn Đoài | | |
        | 2 | Hũ gạo tình thương | Thôn Nam | VH-XH | |
        """)
    assert len(draft.tables[0].models) == 3


@pytest.mark.parametrize("name", ["Mô hình an ninh trật tự", "An ninh trật tự"])
def test_a_model_called_like_a_field_heads_no_rows_and_is_asked_about(name: str) -> None:
    draft = understood(f"""
        | Tên mô hình | Đơn vị thực hiện |
        | Nuôi ong lấy mật | Hội Nông dân xã |
        | {name} | |
        | Hũ gạo tình thương | Hội Phụ nữ xã |
        | Trồng chè sạch | Hội Nông dân xã |
        """)
    assert [model.at for model in draft.tables[0].models] == [{}] * 4
    assert found(draft) == [("row-may-be-note", "A3")]


@pytest.mark.parametrize(("field", "asked"), [("", True), ("Kinh tế", False)])
def test_a_body_that_states_no_field_among_models_that_do_may_head_them_and_is_asked(field: str, asked: bool) -> None:
    draft = understood(f"""
        | Tên mô hình | Địa chỉ | Lĩnh vực |
        | Hội Nông dân xã | Trụ sở UBND xã | {field} |
        | Nuôi ong lấy mật | Thôn Đông | Kinh tế |
        | Trồng chè sạch | Thôn Đoài | Kinh tế |
        """)
    assert (len(draft.tables[0].models), found(draft)) == (3, [("row-may-be-note", "A2")] * asked)


@pytest.mark.parametrize(
    ("heading", "first", "below", "asked"),
    [
        ("Tên mô hình | Địa chỉ", "Hội Nông dân xã | Trụ sở UBND xã", "Thôn Đông", True),
        ("Tên mô hình | Địa chỉ", "Hội Nông dân xã | Trụ sở UBND xã", "", True),
        ("Tên mô hình | Ghi chú", "Chi bộ thôn Đoài | 2 mô hình", "", True),
        ("Tên mô hình | Địa chỉ", "Công an xã gần dân | Trụ sở UBND xã", "Thôn Đông", False),
        ("Tên mô hình, điển hình | Địa chỉ", "Hội Nông dân xã | Trụ sở UBND xã", "Thôn Đông", False),
    ],
)
def test_a_body_with_its_address_above_models_that_say_no_field_either_may_head_them_and_is_asked(
    heading: str, first: str, below: str, asked: bool
) -> None:
    """It counted as a model without a word."""
    draft = understood(f"""
        | {heading} |
        | {first} |
        | Nuôi ong lấy mật | {below} |
        | Trồng chè sạch | {below} |
        """)
    assert (len(draft.tables[0].models), found(draft)) == (3, [("row-may-be-note", "A2")] * asked)


def test_bodies_with_their_addresses_and_nothing_below_them_are_what_is_listed() -> None:
    draft = understood("""
        | Tên mô hình | Địa chỉ |
        | Nuôi ong lấy mật | Thôn Đông |
        | Hội Nông dân xã | Trụ sở UBND xã |
        | Trường Mầm non Liêm Sơn | Thôn Đoài |
        """)
    assert (len(draft.tables[0].models), found(draft)) == (3, [])


@pytest.mark.parametrize(
    ("heading", "held"),
    [
        ("Tên mô hình (tập thể)", {"holder": ("tapthe",)}),
        ("Tên mô hình (cá nhân)", {"holder": ("canhan",)}),
        ("Tên mô hình (tập thể, cá nhân)", {}),
        ("Tên mô hình (ghi rõ)", {}),
        ("Tên mô hình (tập thể) | Loại hình", {"holder": ("canhan",)}),
    ],
)
def test_a_heading_of_names_says_in_brackets_who_holds_them(heading: str, held: dict[str, tuple[str, ...]]) -> None:
    draft = understood(f"| TT | {heading} |\n| 1 | Nuôi ong | Cá nhân |\n| 2 | Trồng chè | Cá nhân |")
    assert [model.at for model in draft.tables[0].models] == [held] * 2


@pytest.mark.parametrize(
    "group", ["KHỐI ĐẢNG, MTTQ, ĐOÀN THỂ", "Khối Đảng, MTTQ và các đoàn thể", "KHỐI ĐẢNG – MẶT TRẬN – ĐOÀN THỂ"]
)
def test_the_block_of_the_party_the_front_and_the_unions_is_known(group: str) -> None:
    draft = understood(
        f"| TT | Tên mô hình |\n| I | {group} |\n| 1 | Nuôi ong |\n| II | Khối lực lượng vũ trang |\n| 1 | Cổng |"
    )
    assert [model.at["block"] for model in draft.tables[0].models] == [("coquan", "doanthe"), ("llvt",)]
    assert found(draft) == []


def test_the_numbers_of_a_list_tell_whether_a_line_called_like_a_field_is_a_model() -> None:
    drawing = "| TT | Tên mô hình | Địa chỉ |\n| 1 | Nuôi ong | Thôn Đông |\n| | Mô hình an ninh trật tự | |\n| {} | Trồng chè | Thôn Đoài |"
    assert len(understood(drawing.format(3)).tables[0].models) == 3
    assert [model.at for model in understood(drawing.format(2)).tables[0].models] == [{}, {"field": ("qpan",)}]


def test_several_fields_among_models_part_them_though_the_first_have_none_above_them() -> None:
    draft = understood("""
        | Tên mô hình | Đơn vị thực hiện |
        | Nuôi ong lấy mật | Hội Nông dân xã |
        | Văn hóa - xã hội | |
        | Hũ gạo tình thương | Hội Phụ nữ xã |
        | Quốc phòng - an ninh | |
        | Camera an ninh | Công an xã |
        """)
    assert [model.at for model in draft.tables[0].models] == [{}, {"field": ("vhxh",)}, {"field": ("qpan",)}]


@pytest.mark.parametrize("around", ["", "| Xã Liêm Túc | |\n"])
def test_lines_that_say_a_field_each_part_a_list_whatever_place_is_around_them(around: str) -> None:
    draft = understood(
        f"| Tên mô hình | Địa chỉ |\n{around}| Mô hình kinh tế | |\n| Nuôi ong | Thôn Đông |\n| Trồng chè | Thôn Đoài |\n"
        f"| Mô hình văn hóa - xã hội | |\n| Hũ gạo | Thôn Nam |\n{around.replace('Túc', 'Cần')}| Mô hình kinh tế | |\n| Nuôi gà | Thôn Bắc |"
    )
    fields = [model.at["field"] for model in draft.tables[0].models]
    assert (fields, found(draft)) == ([("kt",), ("kt",), ("vhxh",), ("kt",)], [])


def test_a_row_that_says_it_was_given_up_counts_and_is_asked() -> None:
    draft = understood("""
        | TT | Tên mô hình | Lĩnh vực | Ghi chú |
        | 1 | Nuôi vịt trời | KT | (bỏ) |
        | 2 | Câu lạc bộ dưỡng sinh (đã hủy) | VHXH | |
        | 3 | Tổ thu gom rác (bỏ túi ni lông) | VHXH | Bỏ rác đúng nơi quy định |
        | 4 | Xóm sáng | VHXH | Đã dừng hoạt động từ tháng 6 |
        """)
    assert len(draft.tables[0].models) == 4
    assert found(draft) == [("stage-unknown", "D5"), ("row-given-up", "B2"), ("row-given-up", "B3")]


@pytest.mark.parametrize("said", ["Thôi công nhận", "Ngừng công nhận", "Dừng đăng ký"])
def test_a_status_that_takes_a_stage_back_is_asked_and_is_not_that_stage(said: str) -> None:
    """“Thôi công nhận” was read as two stages, ended and recognised: the model counted as recognised."""
    draft = understood(f"""
        | TT | Tên mô hình | Lĩnh vực | Trạng thái |
        | 1 | Nuôi vịt trời | KT | Công nhận |
        | 2 | Xóm sáng | VHXH | {said} |
        """)
    assert [model.stages for model in draft.tables[0].models] == [("congnhan",), ()]
    assert found(draft) == [("stage-unknown", "D3")]


def test_a_row_struck_out_counts_and_is_asked_in_a_list_and_in_a_table_of_figures() -> None:
    listed = draw("""
        | TT | Tên mô hình | Lĩnh vực |
        | 1 | Nuôi vịt trời | KT |
        | 2 | Xóm sáng | VHXH |
        """)
    counted = draw("""
        | TT | Đơn vị | Số mô hình |
        | 1 | Xã Liêm Sơn | 5 |
        | 2 | Xã Liêm Túc | 3 |
        """)
    listed.struck = counted.struck = frozenset({(2, 1)})
    for grid in (listed, counted):
        assert found(understood(grid)) == [("row-given-up", "B3")]


def test_a_status_that_says_a_model_ended_is_no_mere_result_though_nobody_knows_the_others() -> None:
    draft = understood("""
        | TT | Tên mô hình | Lĩnh vực | Tình trạng |
        | 1 | Nuôi trai | KT | Duy trì tốt |
        | 2 | Nuôi vẹm | KT | Đã dừng |
        | 3 | Câu lạc bộ | VHXH | Sôi nổi |
        | 4 | Tổ gác | QPAN | Tạm nghỉ |
        """)
    assert [m.stages for m in draft.tables[0].models] == [(), ("ketthuc",), (), ()]
    assert found(draft) == [("stage-unknown", "D2"), ("stage-unknown", "D4"), ("stage-unknown", "D5")]


@pytest.mark.parametrize(
    ("heading", "at"),
    [
        ("Số mô hình (tập thể)", {"holder": ("tapthe",)}),
        ("Số mô hình (được công nhận)", {"stage": ("congnhan",)}),
        ("Kinh tế (mô hình mới)", {"field": ("kt",), "origin": ("moi",)}),
        ("Tổng số (cấp huyện)", {"level": ("huyen",)}),
        ("Tổng số (xã)", {}),
        ("Tổng số (KT, VHXH)", {}),
        ("Đăng ký (mới)", {"stage": ("dangky",)}),
    ],
)
def test_what_brackets_add_to_a_heading_over_figures_is_not_lost(heading: str, at: Coordinates) -> None:
    draft = understood(f"""
        | STT | Đơn vị | {heading} |
        | 1 | Xã Thanh Hà | 3 |
        | 2 | Xã Liêm Túc | 4 |
        """)
    assert [figure.at for row in draft.tables[0].rows for figure in row.figures] == [at, at]
    assert not found(draft)


def test_models_of_collectives_beside_those_of_persons_are_no_names_over_figures() -> None:
    draft = understood("""
        | TT | Lĩnh vực | Mô hình (tập thể) | Điển hình (cá nhân) | Cộng |
        | 1 | Kinh tế | 2 | 3 | 5 |
        | 2 | VHXH | 4 | 1 | 5 |
        """)
    assert not found(draft)


def test_a_village_numbered_over_a_header_printed_again_heads_its_models() -> None:
    draft = understood("""
        1. Thôn Mai Cầu
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Thu gom rác thải | VHXH |
        |
        2. Thôn Phú Gia
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Cổng trường an toàn | QPAN |
        """)
    assert sum(len(table.models) for table in draft.tables) == 2
    assert not found(draft)


@pytest.mark.parametrize("told", ["{}: {}", "{} - {}", "{} ({})", "{} {}"])
def test_a_holder_may_be_named_behind_its_kind(told: str) -> None:
    draft = understood(f"""
        | STT | Tập thể, cá nhân | Nội dung mô hình | Lĩnh vực |
        | 1 | {told.format("Tập thể", "Hội Phụ nữ xã")} | Biến rác thành tiền | VHXH |
        | 2 | {told.format("Cá nhân", "ông Vũ Văn Bình")} | Nuôi trâu vỗ béo | KT |
        """)
    assert [(m.unit_text, m.unit_cell, m.at["holder"]) for m in draft.tables[0].models] == [
        ("Hội Phụ nữ xã", "B2", ("tapthe",)),
        (None, None, ("canhan",)),
    ]
    assert not found(draft)


@pytest.mark.parametrize(
    "heads", ["Tập thể đăng ký | Cá nhân đăng ký", "Đơn vị (tập thể) | Họ tên (cá nhân)", "Của tập thể | Của cá nhân"]
)
def test_two_columns_of_names_tell_the_holder_of_models_without_a_name(heads: str) -> None:
    draft = understood(f"""
        | STT | Nội dung đăng ký | {heads} | Lĩnh vực |
        | 1 | Vận động làm cầu | Chi bộ ấp 1 | | VHXH |
        | 2 | Giúp hội viên thoát nghèo | | Bà Nguyễn Thị Hoa | KT |
        | Cộng | | 1 | 1 | |
        """)
    assert [model.at["holder"] for model in draft.tables[0].models] == [("tapthe",), ("canhan",)]
    assert not found(draft)


def test_who_has_not_reported_is_blank_and_no_nought() -> None:
    draft = understood("""
        | STT | Đơn vị | Số mô hình |
        | 1 | Xã Thanh Hà | 3 |
        | 2 | Xã Liêm Túc | Không |
        | 3 | Xã Thanh Tâm | chưa báo cáo |
        | | Tổng cộng | 3 |
        """)
    assert [[f.value for f in row.figures] for row in draft.tables[0].rows] == [[3], [0], [None]]
    assert not found(draft)


def test_models_listed_by_name_with_their_number_are_no_units() -> None:
    draft = understood("""
        | STT | Tên mô hình | Lĩnh vực | Số lượng |
        | 1 | Tổ tiết kiệm | KT | 2 |
        | 2 | Nhà sạch vườn đẹp | VHXH | 3 |
        | 3 | Hội Phụ nữ xã | VHXH | 4 |
        | | Cộng | | 9 |
        """)
    assert [(row.unit_text, [f.value for f in row.figures]) for row in draft.tables[0].rows] == [
        (None, [2]),
        (None, [3]),
        ("Hội Phụ nữ xã", [4]),
    ]
    assert not found(draft)


def test_contents_that_say_what_is_counted_under_headings_nobody_knows_are_no_list_of_models() -> None:
    draft = understood("""
        | Nội dung | Kỳ trước | Trong kỳ | Lũy kế |
        | Mô hình kinh tế | 3 | 2 | 5 |
        | Mô hình VHXH | 4 | 1 | 5 |
        """)
    assert not draft.tables


@pytest.mark.parametrize("heading", ["ĐVTH", "ĐV thực hiện", "ĐV", "CQ, ĐV", "Nơi có mô hình", "Của"])
def test_a_column_of_places_says_whose_the_models_are_under_whatever_heading(heading: str) -> None:
    draft = understood(f"""
        | STT | Tên MH | {heading} | LV |
        | 1 | Tổ tiết kiệm | Xã Thanh Hà | KT |
        | 2 | Cổng sáng | Thị trấn Kiện Khê | VHXH |
        """)
    assert [m.unit_text for m in draft.tables[0].models] == ["Xã Thanh Hà", "Thị trấn Kiện Khê"]


@pytest.mark.parametrize(
    ("headings", "at"),
    [
        ("| Số MH ĐK | Số MH CN |", [{"stage": ("dangky",)}, {"stage": ("congnhan",)}]),
        ("| Số MH | MH được CN |", [{}, {"stage": ("congnhan",)}]),
        ("| TT | CN |", [{"holder": ("tapthe",)}, {"holder": ("canhan",)}]),
        ("| Tập thể | CN |", [{"holder": ("tapthe",)}, {"holder": ("canhan",)}]),
    ],
)
def test_cn_is_recognised_beside_registered_and_else_a_person(headings: str, at: list[Coordinates]) -> None:
    draft = understood(f"""
        | STT | Đơn vị {headings}
        | 1 | Xã Thanh Hà | 5 | 3 |
        | 2 | Xã Liêm Túc | 4 | 4 |
        """)
    assert [figure.at for figure in draft.tables[0].rows[0].figures] == at


def test_cn_is_recognised_beside_registered_within_each_field() -> None:
    draft = understood("""
        | STT | Đơn vị | Kinh tế | < | VHXH | < |
        | ^ | ^ | Đăng ký | Công nhận | ĐK | CN |
        | 1 | Xã Thanh Hà | 5 | 3 | 4 | 2 |
        """)
    assert [figure.at for figure in draft.tables[0].rows[0].figures] == [
        {"field": (field,), "stage": (stage,)} for field in ("kt", "vhxh") for stage in ("dangky", "congnhan")
    ]


def test_cn_with_a_level_is_recognised_by_that_level() -> None:
    draft = understood("""
        | STT | Đơn vị | Tổng số | Cấp huyện CN | CN cấp xã |
        | 1 | Xã Thanh Hà | 12 | 3 | 7 |
        """)
    assert [figure.at for figure in draft.tables[0].rows[0].figures] == [
        {},
        {"level": ("huyen",), "stage": ("congnhan",)},
        {"level": ("xa",), "stage": ("congnhan",)},
    ]


def test_cn_beside_neither_registered_nor_collectives_is_asked() -> None:
    draft = understood("""
        | STT | Đơn vị | Tổng số | CN |
        | 1 | Xã Thanh Hà | 12 | 7 |
        """)
    assert [figure.at for figure in draft.tables[0].rows[0].figures] == [{}]
    assert found(draft) == [("column-holds-numbers", "D1")]


def test_xd_is_carried_out() -> None:
    draft = understood("""
        | STT | Đơn vị | ĐK | XD | CN |
        | 1 | Xã Thanh Hà | 12 | 10 | 7 |
        """)
    assert [figure.at["stage"] for figure in draft.tables[0].rows[0].figures] == [
        ("dangky",),
        ("xaydung",),
        ("congnhan",),
    ]


def test_cn_over_collectives_and_persons_is_recognised() -> None:
    draft = understood("""
        | STT | Đơn vị | Số MH ĐK | < | Số MH CN | < |
        | ^ | ^ | TT | CN | TT | CN |
        | 1 | Xã Thanh Hà | 5 | 3 | 4 | 2 |
        """)
    assert [figure.at.get("stage") for figure in draft.tables[0].rows[0].figures] == [
        *[("dangky",)] * 2,
        *[("congnhan",)] * 2,
    ]
    assert not found(draft)


def test_registered_but_not_recognised_is_no_list_of_the_registered() -> None:
    draft = understood("""
        DANH SÁCH MÔ HÌNH ĐĂNG KÝ NHƯNG KHÔNG ĐẠT
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Nuôi cua | KT |
        | 2 | Nuôi ốc | KT |
        """)
    assert draft.tables[0].stage == "khongcongnhan"


def test_members_over_all_columns_of_figures_head_them_where_nothing_heads_the_labels() -> None:
    draft = understood("""
        | | Tập thể | < | Cá nhân | < |
        | | KT | VHXH | KT | VHXH |
        | Số mô hình | 2 | 3 | 1 | 0 |
        """)
    assert [(f.at["holder"], f.at["field"], f.value) for f in draft.tables[0].rows[0].figures] == [
        (("tapthe",), ("kt",), 2),
        (("tapthe",), ("vhxh",), 3),
        (("canhan",), ("kt",), 1),
        (("canhan",), ("vhxh",), 0),
    ]
    assert not found(draft)


@pytest.mark.parametrize(
    ("group", "asked"),
    [
        ("MÔ HÌNH ĐĂNG KÝ NĂM 2025", [("several-years", "B6")]),
        ("MÔ HÌNH DUY TRÌ TỪ NĂM 2022", []),
        ("MÔ HÌNH MỚI NĂM 2024", []),
    ],
)
def test_a_group_of_the_next_year_is_no_part_of_this_years_list(group: str, asked: list[tuple[str, str]]) -> None:
    draft = understood(f"""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | Lĩnh vực |
        | I | MÔ HÌNH THỰC HIỆN NĂM 2024 | |
        | 1 | Tổ tiết kiệm | KT |
        | 2 | Cổng sáng | VHXH |
        | II | {group} | |
        | 1 | Tổ rau sạch | KT |
        """)
    assert found(draft) == asked


def test_registered_anew_beside_carried_on_is_an_origin() -> None:
    draft = understood("""
        | STT | Tên mô hình | Đăng ký mới | Duy trì | Nhân rộng |
        | 1 | Tổ tiết kiệm | x | | |
        | 2 | Cổng sáng | | x | |
        """)
    assert [m.at for m in draft.tables[0].models] == [{"origin": ("moi",)}, {"origin": ("duytri",)}]


def test_a_group_of_another_movement_is_asked_as_such() -> None:
    draft = understood("""
        | STT | Tên mô hình | Lĩnh vực |
        | A | MÔ HÌNH DÂN VẬN KHÉO | |
        | 1 | Làm căn cước tại nhà | HTCT |
        | B | MÔ HÌNH PHONG TRÀO TOÀN DÂN BẢO VỆ ANTQ | |
        | 1 | Cổng an ninh | QPAN |
        """)
    assert found(draft) == [("other-movement-named", "B4")]


@pytest.mark.parametrize(
    "new",
    ["MÔ HÌNH ĐĂNG KÝ MỚI", "Mô hình mới đăng ký", "Mô hình đăng ký xây dựng mới năm 2024", "Mô hình đăng ký năm 2024"],
)
@pytest.mark.parametrize("first", ["kept", "new"])
def test_what_was_newly_registered_beside_what_goes_on_is_new_and_no_list_of_registrations(
    new: str, first: str
) -> None:
    kept = "| I | Mô hình tiếp tục duy trì | |\n| 1 | Tuyến phố văn minh | VHXH |\n| 2 | Tổ dân phố 3 không | QPAN |"
    listed = f"| II | {new} | |\n| 1 | Chuyển đổi số tiểu thương | KT |"
    parts = [kept, listed] if first == "kept" else [listed.replace("II", "I"), kept.replace("I |", "II |")]
    draft = understood("| STT | Tên mô hình | Lĩnh vực |\n" + "\n".join(parts))
    told = {model.name: (model.at["origin"], model.stages) for model in draft.tables[0].models}
    assert told == {
        "Tuyến phố văn minh": (("duytri",), ()),
        "Tổ dân phố 3 không": (("duytri",), ()),
        "Chuyển đổi số tiểu thương": (("moi",), ()),
    }
    assert not found(draft)


def test_the_same_told_by_captions_by_a_status_by_rows_and_by_titles() -> None:
    heads = "| STT | Tên mô hình | Lĩnh vực |"
    captions = understood(f"""
        DANH SÁCH MÔ HÌNH (ĐĂNG KÝ MỚI VÀ DUY TRÌ) NĂM 2024
        I. CÁC MÔ HÌNH DUY TRÌ
        {heads}
        | 1 | Tuyến phố văn minh | VHXH |

        II. CÁC MÔ HÌNH ĐĂNG KÝ MỚI
        {heads}
        | 1 | Chuyển đổi số tiểu thương | KT |
        """)
    status = understood("""
        | STT | Tên mô hình | Lĩnh vực | Tình trạng |
        | 1 | Tuyến phố văn minh | VHXH | Duy trì |
        | 2 | Chuyển đổi số tiểu thương | KT | Đăng ký mới |
        """)
    for draft in (captions, status):
        models = [model for table in draft.tables for model in table.models]
        assert [(model.at["origin"], model.stages) for model in models] == [(("duytri",), ()), (("moi",), ())]
    rows = understood("""
        | STT | Nội dung | Số mô hình |
        | 1 | Mô hình duy trì | 2 |
        | 2 | Mô hình đăng ký mới | 1 |
        | | Cộng | 3 |
        """)
    assert [row.at for row in rows.tables[0].rows] == [{"origin": ("duytri",)}, {"origin": ("moi",)}]
    titled = understood(f"""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO DUY TRÌ NĂM 2024
        {heads}
        | 1 | Tuyến phố văn minh | VHXH |

        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO ĐĂNG KÝ MỚI NĂM 2024
        {heads}
        | 1 | Chuyển đổi số tiểu thương | KT |
        """)
    named = understood(
        *(
            draw(f"DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024\n{heads}\n| 1 | {name} | KT |", sheet)
            for sheet, name in (("Duy trì", "Tuyến phố văn minh"), ("Đăng ký mới", "Chuyển đổi số tiểu thương"))
        )
    )
    for draft in (titled, named):
        assert [(table.stage, table.fixed) for table in draft.tables] == [
            (None, {"origin": ("duytri",)}),
            (None, {"origin": ("moi",)}),
        ]
    assert not any(map(found, (captions, status, rows, titled, named)))


def test_alone_or_beside_other_stages_what_was_newly_registered_is_a_list_of_registrations() -> None:
    alone = understood("DANH SÁCH MÔ HÌNH ĐĂNG KÝ MỚI NĂM 2024\n| STT | Tên mô hình |\n| 1 | Tuyến phố văn minh |")
    assert alone.tables[0].stage == "dangky"
    staged = understood("""
        | STT | Tên mô hình | Lĩnh vực |
        | I | Mô hình đăng ký mới | |
        | 1 | Tuyến phố văn minh | VHXH |
        | II | Mô hình được công nhận | |
        | 1 | Chuyển đổi số tiểu thương | KT |
        """)
    assert [model.stages for model in staged.tables[0].models] == [("dangky",), ("congnhan",)]


@pytest.mark.parametrize(
    "row",
    [
        "| VD | Thu gom rác thải | VHXH | Chi hội Phụ nữ thôn 1 |",
        "| | Ví dụ: Thu gom rác thải | VHXH | Chi hội Phụ nữ thôn 1 |",
        "| 1 | VD: Thu gom rác thải | VHXH | |",
        "| | (Ghi rõ tên mô hình) | (Ghi 1 trong 4 lĩnh vực) | |",
    ],
)
def test_an_example_that_a_form_shows_is_no_model(row: str) -> None:
    draft = understood(f"""
        | STT | Tên mô hình | Lĩnh vực | Đơn vị |
        {row}
        | 1 | Vườn hoa cộng đồng | VHXH | Thôn 2 |
        | 2 | Vi sinh khử mùi chuồng trại | KT | Thôn 3 |
        """)
    assert [model.name for model in draft.tables[0].models] == ["Vườn hoa cộng đồng", "Vi sinh khử mùi chuồng trại"]
    assert not found(draft)


def test_a_row_that_says_of_what_there_is_no_model_is_none() -> None:
    draft = understood("""
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Không có tảo hôn | VHXH |
        | 2 | Không có mô hình lĩnh vực quốc phòng - an ninh | |
        """)
    assert [model.name for model in draft.tables[0].models] == ["Không có tảo hôn"]


def test_a_group_that_names_an_earlier_year_dates_its_stage() -> None:
    draft = understood("""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | Lĩnh vực |
        | I | Mô hình được công nhận năm 2022, 2023 | |
        | 1 | Tuyến phố văn minh | VHXH |
        | II | Mô hình được công nhận năm 2024 | |
        | 1 | Chuyển đổi số tiểu thương | KT |
        """)
    assert [(m.stages, m.years) for m in draft.tables[0].models] == [
        (("congnhan",), {"congnhan": 2023}),
        (("congnhan",), {"congnhan": 2024}),
    ]


def test_groups_of_what_was_registered_in_several_years_tell_what_goes_on_from_what_is_new() -> None:
    draft = understood("""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | Lĩnh vực |
        | I | Mô hình đăng ký năm 2023 | |
        | 1 | Tuyến phố văn minh | VHXH |
        | II | Mô hình đăng ký năm 2024 | |
        | 1 | Chuyển đổi số tiểu thương | KT |
        """)
    assert [(m.at["origin"], m.stages, m.registered) for m in draft.tables[0].models] == [
        (("duytri",), (), 2023),
        (("moi",), (), 2024),
    ]


BUILT_IN = """
    DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO {period}
    | STT | Tên mô hình | Lĩnh vực |
    | I | {first} | |
    | 1 | Tuyến phố văn minh | VHXH |
    | II | {second} | |
    | 2 | Chuyển đổi số tiểu thương | KT |
    """


@pytest.mark.parametrize(
    ("first", "second", "origins"),
    [
        ("Mô hình xây dựng năm 2023", "Mô hình xây dựng năm 2024", ("duytri", "moi")),
        ("Mô hình xây dựng năm 2023", "Mô hình xây dựng mới", ("duytri", "moi")),
        ("Mô hình xây dựng năm 2022", "Mô hình xây dựng năm 2023", ("duytri", "duytri")),
        ("Mô hình đăng ký năm 2023", "Mô hình mới", ("duytri", "moi")),
        ("Mô hình đăng ký năm 2023", "Mô hình duy trì", ("duytri", "duytri")),
        ("Mô hình duy trì", "Mô hình đăng ký năm 2024", ("duytri", "moi")),
    ],
)
def test_groups_of_what_was_begun_before_the_year_of_the_list_go_on(
    first: str, second: str, origins: tuple[str, str]
) -> None:
    """“Xây dựng năm 2023” told no origin at all, and what was registered in 2023 was new in 2024 beside what goes on."""
    models = understood(BUILT_IN.format(period="NĂM 2024", first=first, second=second)).tables[0].models
    assert [(model.at["origin"], model.stages) for model in models] == [((origin,), ()) for origin in origins]


def test_what_was_built_in_the_year_is_new_beside_what_goes_on_and_without_a_year_it_is_not_told() -> None:
    drawing = """
        TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | TT | Nội dung | Số lượng |
        | 1 | Mô hình xây dựng năm 2023 tiếp tục duy trì | 5 |
        | 2 | Mô hình xây dựng năm 2024 | 4 |
        | | Tổng cộng | 9 |
        """
    rows = understood(drawing).tables[0].rows
    assert [(row.at, row.figures[0].value) for row in rows] == [({"origin": ("duytri",)}, 5), ({"origin": ("moi",)}, 4)]
    groups = {"first": "Mô hình duy trì", "second": "Mô hình xây dựng"}
    models = understood(BUILT_IN.format(period="NĂM 2024", **groups)).tables[0].models
    assert [(model.at.get("origin"), model.stages) for model in models] == [(("duytri",), ()), (None, ("xaydung",))]


@pytest.mark.parametrize("stage", ["xây dựng", "đăng ký"])
def test_in_a_list_of_several_years_none_of_them_is_the_new_one(stage: str) -> None:
    groups = {"first": f"Mô hình {stage} năm 2021", "second": f"Mô hình {stage} năm 2022"}
    models = understood(BUILT_IN.format(period="GIAI ĐOẠN 2021-2022", **groups)).tables[0].models
    assert ["origin" in model.at for model in models] == [False, False]


@pytest.mark.parametrize(("total", "told"), [("| | Tổng cộng | 3 | 7 |", True), ("", False)])
def test_rows_and_columns_of_what_was_built_in_several_years_part_the_total_that_adds_them_up(
    total: str, told: bool
) -> None:
    """Without a total nobody knows whether last year's figures are of those that still run, or only compare."""
    rows = understood(f"""
        TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | TT | Nội dung | Kinh tế | Tổng |
        | 1 | Mô hình xây dựng năm 2023 | 1 | 4 |
        | 2 | Mô hình xây dựng năm 2024 | 2 | 3 |
        {total}
        """)
    origins = [row.at.get("origin") for row in rows.tables[0].rows]
    origins += [figure.at.get("origin") for row in rows.tables[0].rows for figure in row.figures]
    assert ({("duytri",), ("moi",)} <= {*origins}, found(rows)) == (
        told, [] if told else [("unit-on-two-rows", "B4")]
    )  # fmt: skip
    heads = ("| TT | Lĩnh vực | Xây dựng năm 2023 | Xây dựng năm 2024 |", " Tổng |" if total else "")
    cells = ("| 1 | Kinh tế | 3 | 2 |", " 5 |" if total else "")
    columns = understood(f"TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024\n{''.join(heads)}\n{''.join(cells)}")
    figures = [(figure.at, figure.value) for figure in columns.tables[0].rows[0].figures]
    parted = [({"origin": ("duytri",)}, 3), ({"origin": ("moi",)}, 2), ({}, 5)]
    assert figures == (parted if told else [({"stage": ("xaydung",)}, 2)])


@pytest.mark.parametrize("stage", ["đăng ký", "được công nhận"])
def test_what_was_registered_or_recognised_in_an_earlier_year_is_no_figure_of_this_one(stage: str) -> None:
    """Rows of 2023 and 2024 were added up as registered, or recognised, in 2024."""
    rows = f"""
        TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | TT | Nội dung | Số lượng |
        | 1 | Mô hình {stage} năm 2023 | 3 |
        | 2 | Mô hình {stage} năm 2024 | 4 |
        """
    assert [[figure.value for figure in row.figures] for row in understood(rows).tables[0].rows] == [[4]]
    assert found(understood(rows)) == []
    assert found(understood(f"{rows}| | Tổng cộng | 7 |")) == [("stated-total-differs", "C5")]
    headed = f"""
        TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | TT | Lĩnh vực | Số lượng |
        | I | Mô hình {stage} năm 2023 | 3 |
        | 1 | Kinh tế | 3 |
        | II | Mô hình {stage} năm 2024 | 4 |
        | 1 | Kinh tế | 4 |
        """
    assert found(understood(headed)) == [("several-years", "B5")]


@pytest.mark.parametrize(
    ("group", "stage"), [("được công nhận mới năm 2024", "congnhan"), ("đề nghị công nhận mới", "denghi")]
)
def test_what_was_decided_or_proposed_stays_so_beside_what_goes_on(group: str, stage: str) -> None:
    draft = understood(f"""
        | STT | Tên mô hình | Lĩnh vực |
        | I | Mô hình duy trì | |
        | 1 | Tuyến phố văn minh | VHXH |
        | II | Mô hình {group} | |
        | 1 | Chuyển đổi số tiểu thương | KT |
        """)
    assert [model.stages for model in draft.tables[0].models] == [(), (stage,)]
    figures = understood("""
        TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Lĩnh vực | Duy trì | Công nhận mới |
        | 1 | Kinh tế | 3 | 2 |
        """)
    assert figures.tables[0].rows[0].figures[1].at == {"stage": ("congnhan",), "origin": ("moi",)}


def test_the_term_of_a_plan_is_no_count_and_no_year_of_registration() -> None:
    draft = understood("""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | Lĩnh vực |
        | I | Mô hình đăng ký giai đoạn 2021-2025 | |
        | 1 | Tuyến phố văn minh | VHXH |
        | II | Mô hình đăng ký năm 2024 | |
        | 1 | Chuyển đổi số tiểu thương | KT |
        """)
    assert [(model.stages, model.registered) for model in draft.tables[0].models] == [((), None), (("dangky",), 2024)]
    assert not draft.tables[0].statements
    assert [code for code, _ in found(draft)] == ["group-not-understood"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (
            ["Trồng mận hậu (kinh tế)", "Hũ gạo (VH-XH)", "Đường hoa"],
            [{"field": ("kt",)}, {"field": ("vhxh",)}, {}],
        ),
        (["Trồng mận (tập thể)", "Nuôi ong (cá nhân)."], [{"holder": ("tapthe",)}, {"holder": ("canhan",)}]),
        (["Camera (an ninh)", "Hũ gạo", "Đường hoa"], [{}, {}, {}]),  # one among many is part of its name
        (["Nuôi ong (bản 2)", "Hũ gạo (20 hộ)"], [{}, {}]),
    ],
)
def test_brackets_behind_most_names_say_what_no_column_says(names: list[str], told: list[Coordinates]) -> None:
    rows = "".join(f"\n| {n} | {name} | Thôn Đông |" for n, name in enumerate(names, 1))
    draft = understood(f"| TT | Tên mô hình | Đơn vị |{rows}")
    assert [m.at for m in draft.tables[0].models] == told


@pytest.mark.parametrize(
    ("names", "units"),
    [
        (
            ["Trồng mận hậu (xã An Nội)", "Camera (Công an huyện)", "Đường hoa"],
            ["xã An Nội", "Công an huyện", None],
        ),
        (["Trồng mận hậu - xã An Nội", "Hũ gạo, xã Bồ Đề, huyện Bình Lục"], ["xã An Nội", "xã Bồ Đề, huyện Bình Lục"]),
        (["Trồng mận hậu (xã An Nội)", "Hũ gạo", "Đường hoa"], [None, None, None]),
        (["Chung tay vì xã An Nội xanh", "Vì xã An Nội sạch đẹp"], [None, None]),
    ],
)
def test_places_behind_most_names_are_the_units_that_no_column_names(names: list[str], units: list[str | None]) -> None:
    rows = "".join(f"\n| {n} | {name} | Kinh tế |" for n, name in enumerate(names, 1))
    draft = understood(f"| TT | Tên mô hình | Lĩnh vực |{rows}")
    assert [m.unit_text for m in draft.tables[0].models] == units


def test_brackets_behind_names_say_nothing_where_a_column_says_it_of_some() -> None:
    draft = understood("""
        | TT | Tên mô hình | Lĩnh vực |
        | 1 | Trồng mận hậu (kinh tế) | QP-AN |
        | 2 | Hũ gạo (VH-XH) | |
        """)
    assert [m.at for m in draft.tables[0].models] == [{"field": ("qpan",)}, {}]


@pytest.mark.parametrize(("short", "field"), [("VH", "vhxh"), ("XH", "vhxh"), ("QP", "qpan")])
def test_half_of_a_field_by_its_letters_is_that_field(short: str, field: str) -> None:
    draft = understood(f"| TT | Tên mô hình | LV |\n| 1 | Hũ gạo | {short} |\n| 2 | Trồng mận | KT |")
    assert [m.at["field"] for m in draft.tables[0].models] == [(field,), ("kt",)]
    assert not found(draft)


@pytest.mark.parametrize(
    ("remark", "origin"),
    [
        ("Mới", "moi"),
        ("MH mới", "moi"),
        ("Xây dựng mới", "moi"),
        ("Duy trì", "duytri"),
        ("Tiếp tục duy trì", "duytri"),
        ("Duy trì tốt, hiệu quả", None),
        ("Cần duy trì thường xuyên", None),
        ("Mới thành lập chi hội", None),
        ("Tiếp tục thực hiện", None),  # what goes on, or what is proposed
        ("Nhân rộng", None),
    ],
)
def test_a_remark_that_is_an_origin_and_nothing_else_tells_it(remark: str, origin: str | None) -> None:
    draft = understood(f"""
        | STT | Tên mô hình | Lĩnh vực | Ghi chú |
        | 1 | Tuyến phố văn minh | VHXH | {remark} |
        | 2 | Chuyển đổi số tiểu thương | KT | |
        """)
    assert [model.at.get("origin") for model in draft.tables[0].models] == [(origin,) if origin else None, None]
    taken = origin is not None and remark not in ("Mới", "Duy trì")
    assert [(said.code, said.cell) for said in draft.findings if said.code == "alias-used"] == (
        [("alias-used", "D2")] if taken else []
    )
    assert not found(draft)


def test_a_remark_is_no_second_word_where_a_column_or_a_group_tells_the_origin() -> None:
    column = understood("""
        | STT | Tên mô hình | Tính chất | Ghi chú |
        | 1 | Tuyến phố văn minh | Duy trì | Mới |
        """)
    group = understood("""
        | STT | Tên mô hình | Lĩnh vực | Ghi chú |
        | I | Mô hình duy trì | | |
        | 1 | Tuyến phố văn minh | VHXH | Mới |
        """)
    assert [draft.tables[0].models[0].at["origin"] for draft in (column, group)] == [("duytri",), ("duytri",)]


@pytest.mark.parametrize(
    ("columns", "rows", "asked"),
    [
        ("Tổng số mô hình năm 2023", ["6", "4"], ["several-years"]),
        ("Năm 2023", ["6", "4"], ["several-years"]),
        ("Tổng số mô hình năm 2023", ["5", "7"], []),  # last year's beside this year's fields
        ("Tổng số năm 2023 | Tổng số", ["6 | 6", "4 | 4"], []),
        ("Tổng số mô hình năm 2024", ["6", "4"], []),
        ("Tổng số", ["6", "4"], []),
    ],
)
def test_a_total_of_another_year_that_sums_up_the_fields_beside_it_is_no_comparison(
    columns: str, rows: list[str], asked: list[str]
) -> None:
    """The fields are of the year of their total, or this was written wrong: they had counted for the title's year."""
    draft = understood(f"""
        TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Đơn vị | {columns} | KT | VHXH | QPAN | HTCT |
        | 1 | Xã Thanh Hải | {rows[0]} | 3 | 1 | 1 | 1 |
        | 2 | Xã Thanh Tâm | {rows[1]} | 2 | 1 | 1 | 0 |
        """)
    assert [code for code, _ in found(draft)] == asked


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("DANH SÁCH MÔ HÌNH SẼ XÂY DỰNG NĂM 2024", "dangky"),
        ("DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO DỰ KIẾN TRIỂN KHAI THỰC HIỆN NĂM 2024", "dangky"),
        ("DANH SACH MO HINH DU KIEN XAY DUNG NAM 2024", "dangky"),
        ("MÔ HÌNH DÂN VẬN KHÉO TRONG KẾ HOẠCH XÂY DỰNG NĂM 2024", "dangky"),
        ("MÔ HÌNH DÂN VẬN KHÉO DỰ KIẾN CÔNG NHẬN NĂM 2024", "denghi"),
        ("DANH SÁCH MÔ HÌNH ĐÃ XÂY DỰNG NĂM 2024", "xaydung"),
        ("KẾT QUẢ THỰC HIỆN KẾ HOẠCH XÂY DỰNG MÔ HÌNH NĂM 2024", "xaydung"),
        ("DANH SÁCH MÔ HÌNH PHẤN ĐẤU XÂY DỰNG NÔNG THÔN MỚI NĂM 2024", None),  # what they are about
        ("DANH SÁCH MÔ HÌNH XÂY DỰNG THEO KẾ HOẠCH XÂY DỰNG NĂM 2024", "xaydung"),
    ],
)
def test_what_somebody_means_to_build_is_registered_and_not_built(title: str, stage: str | None) -> None:
    draft = understood(f"""
        {title}
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Tuyến phố văn minh | VHXH |
        """)
    assert draft.tables[0].stage == stage


def test_what_somebody_means_to_build_stands_so_in_groups_and_statuses_too() -> None:
    groups = understood("""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | Lĩnh vực |
        | I | Mô hình đã xây dựng | |
        | 1 | Tuyến phố văn minh | VHXH |
        | II | Mô hình dự kiến xây dựng | |
        | 1 | Chuyển đổi số tiểu thương | KT |
        """)
    statuses = understood("""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | Trạng thái |
        | 1 | Tuyến phố văn minh | Đã xây dựng |
        | 2 | Chuyển đổi số tiểu thương | Sẽ xây dựng |
        """)
    for draft in (groups, statuses):
        assert [model.stages for model in draft.tables[0].models] == [("xaydung",), ("dangky",)]
        assert not found(draft)


FIELDS = ("Kinh tế", "Văn hóa - xã hội", "Quốc phòng - an ninh", "Kinh tế")


def _four(title: str, below: str = "") -> str:
    rows = "".join(f"\n| {n} | Việc số {n} | {said} |" for n, said in enumerate(FIELDS, 1))
    return f"{title}\n| STT | Tên mô hình | Lĩnh vực |{rows}{below}"


LISTED = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"


@pytest.mark.parametrize("title", ["05 mô hình “Dân vận khéo” năm 2024", f"{LISTED}, gồm 05 mô hình"])
def test_a_title_that_begins_or_ends_with_its_number_is_compared_with_the_list(title: str) -> None:
    assert found(understood(_four(title))) == [("stated-total-differs", "A1")]
    assert found(understood(_four(title.replace("05", "04")))) == []


@pytest.mark.parametrize(
    "line", ["03 mô hình/xã", "05 mô hình tập thể và 03 mô hình cá nhân", f"{LISTED}, mỗi xã 01 mô hình"]
)
def test_a_line_above_a_list_that_counts_something_else_is_no_total_of_it(line: str) -> None:
    assert found(understood(_four(line if line.startswith("DANH") else f"{line}\n{LISTED}"))) == []


@pytest.mark.parametrize(
    "parts",
    [
        "Trong đó: Kinh tế {}; văn hóa - xã hội 1; quốc phòng - an ninh 1",
        "trong đó: KT: {}; VH-XH: 1; QP-AN: 1",
        "trong đó 0{} mô hình kinh tế, 01 mô hình văn hóa - xã hội, 01 mô hình QP-AN",
        "gồm: KT {}, VHXH 1, QPAN 1",
    ],
)
def test_the_parts_of_a_total_are_compared_with_the_rows_in_brackets_or_not(parts: str) -> None:
    line = "\n| | Tổng cộng: 4 mô hình, " + parts + " |"
    assert found(understood(_four(LISTED, line.format(3)))) == [("stated-total-differs", "B7")]
    assert found(understood(_four(LISTED, line.format(2)))) == []


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("Lĩnh vực kinh tế (2 tập thể, 1 cá nhân)", True),
        ("Lĩnh vực kinh tế (2 tập thể, 0 cá nhân)", False),
        ("Lĩnh vực kinh tế (2 tập thể, 4 hộ tham gia)", False),
        ("3 mô hình lĩnh vực kinh tế", True),
        ("2 mô hình lĩnh vực kinh tế", False),
    ],
)
def test_what_a_heading_says_of_the_number_of_its_models_is_compared(heading: str, asked: bool) -> None:
    draft = understood(f"{LISTED}\n| STT | Tên mô hình |\n| I | {heading} |\n| 1 | Hũ gạo |\n| 2 | Camera |")
    assert [model.at for model in draft.tables[0].models] == [{"field": ("kt",)}] * 2
    assert found(draft) == ([("stated-total-differs", "B3")] if asked else [])


@pytest.mark.parametrize("line", ["Tổng hợp: 2 mô hình", "Tổng hợp (02 mô hình)"])
def test_tong_hop_with_a_number_is_a_total(line: str) -> None:
    drawing = f"{LISTED}\n| STT | Tên mô hình |\n| 1 | Hũ gạo |\n| 2 | Camera |\n| | {line} |"
    assert [model.name for model in understood(drawing).tables[0].models] == ["Hũ gạo", "Camera"]
    assert found(understood(drawing)) == []
    assert found(understood(drawing.replace("2 mô hình", "3 mô hình"))) == [("stated-total-differs", "B5")]
    named = understood(drawing.replace(line, "Tổng hợp ý kiến nhân dân"))
    assert len(named.tables[0].models) == 3
