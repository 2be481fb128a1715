"""Forms that are easily misread: what is in them is never merged, doubled or lost in silence."""

import pytest

from drawing import draw, found, understood


def test_letters_before_numbers_number_the_columns_too() -> None:
    draft = understood("""
        | TT | Tên mô hình | Đơn vị |
        | A | B | 1 |
        | I. KINH TẾ: 1 mô hình | < | < |
        | 01 | Nuôi ong dưới tán rừng | Thôn Đông |
        """)
    assert [m.at for m in draft.tables[0].models] == [{"field": ("kt",)}]
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
    ],
)
def test_figures_of_several_years_are_never_added_up(drawing: str, cell: str) -> None:
    assert found(understood(drawing)) == [("several-years", cell)]


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
