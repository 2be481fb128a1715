"""Registers, ticks, groups, matrices: what the rows of a sheet say, exactly. (domain.md "How returns look")"""

import pytest

from danvan_cli.intake.grid import Grid, Value
from danvan_cli.vocabulary import Coordinates, MemberSet
from drawing import found, understood


def models(drawing: str) -> list[tuple[str, str | None, Coordinates, tuple[str, ...]]]:
    """Name, unit, coordinates and stages of the models of the first table."""
    return [(m.name, m.unit_text, m.at, m.stages) for m in understood(drawing).tables[0].models]


def fields(drawing: str) -> dict[str, MemberSet | None]:
    """Name and field of the models of the first table."""
    return {m.name: m.at.get("field") for m in understood(drawing).tables[0].models}


def statements(drawing: str) -> list[tuple[str, str, int, int | None]]:
    """Kind, cell, stated, computed of the first table's statements."""
    return [(s.kind, s.cell, s.stated, s.computed) for s in understood(drawing).tables[0].statements]


def rows(drawing: str) -> list[tuple[str, str | None, Coordinates, list[int | None]]]:
    """Label, unit, coordinates and figures by column of the first table's rows."""
    return [(r.label, r.unit_text, r.at, [f.value for f in r.figures]) for r in understood(drawing).tables[0].rows]


def columns(drawing: str) -> list[Coordinates]:
    """The coordinates of the columns of a matrix."""
    return [f.at for f in understood(drawing).tables[0].rows[0].figures]


# L1


REGISTER = """
    | HUYỆN ỦY THANH LIÊM | | | ĐẢNG CỘNG SẢN VIỆT NAM |
    DANH SÁCH
    mô hình “Dân vận khéo” năm 2024
    | STT | Tên mô hình | Đơn vị, địa chỉ thực hiện | Tập thể/Cá nhân | Lĩnh vực | Cấp | Năm đăng ký | Trạng thái | Ghi chú |
    | 1 | Hũ gạo | Hội Phụ nữ xã | Tập thể | Kinh tế | Xã | 2024 | Đăng ký | |
    | 2 | Đường hoa | ^ | Cá nhân | VH-XH | Cấp xã | 2023 | Công nhận | tốt |
    | 3 | Tiếng kẻng | nt | Tập thể | Môi trường | Xã Liên Sơn | | | |
    | 4 | Ánh sáng | | Tập thể | an ninh - quốc phòng | Xã | | | |
    | Tổng cộng: 05 mô hình | < | < | < | < | < | < | < | < |
    | | Nơi nhận: | | | T/M BAN CHỈ ĐẠO | | | | |
    | | - Lưu VP | | | Nguyễn Văn Ký | | | | |
    """


def test_a_register_gives_models_with_their_attributes() -> None:
    assert models(REGISTER) == [
        ("Hũ gạo", "Hội Phụ nữ xã", {"field": ("kt",), "holder": ("tapthe",), "level": ("xa",)}, ("dangky",)),
        ("Đường hoa", "Hội Phụ nữ xã", {"field": ("vhxh",), "holder": ("canhan",), "level": ("xa",)}, ("congnhan",)),
        ("Tiếng kẻng", "Hội Phụ nữ xã", {"holder": ("tapthe",)}, ()),
        ("Ánh sáng", None, {"field": ("qpan",), "holder": ("tapthe",), "level": ("xa",)}, ()),
    ]


def test_two_columns_under_one_heading_that_nobody_knows_are_both_kept() -> None:
    draft = understood("""
        | STT | Tên mô hình | Lĩnh vực | Thông tin khác | < |
        | 1 | Hũ gạo tình thương | Kinh tế | từ tháng 3 | cả xã |
        | 2 | Camera an ninh | QPAN | | hai thôn |
    """)
    assert [model.texts["Thông tin khác"] for model in draft.tables[0].models] == ["từ tháng 3; cả xã", "hai thôn"]


def test_unknown_texts_and_a_wrong_total_are_asked_at_their_cells() -> None:
    draft = understood(REGISTER)
    assert found(draft) == [("field-unknown", "E7"), ("level-unknown", "F7"), ("stated-total-differs", "A9")]
    total = next(f for f in draft.findings if f.code == "stated-total-differs")
    assert (total.seen["stated"], total.seen["computed"]) == (5, 4)
    assert [m.registered for m in draft.tables[0].models] == [2024, 2023, None, None]
    assert draft.tables[0].models[1].texts == {"note": "tốt"}
    assert draft.tables[0].models[1].unit_cell == "C5"


def test_a_row_without_a_name_is_asked_and_a_preprinted_number_is_not() -> None:
    draft = understood("""
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Hũ gạo | KT |
        | 2 | | KT |
        | 3 | | |
        """)
    assert found(draft) == [("row-without-name", "B3")]


def test_a_lone_name_is_a_model_and_data_below_a_note_is_found() -> None:
    draft = understood("""
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Hũ gạo | KT |
        | | Chỉ có tên | |
        | 2 | Đường hoa | KT |
        | | Ghi chú: các mô hình sau mới gửi | |
        | 3 | Ánh sáng | VHXH |
        """)
    assert [m.name for m in draft.tables[0].models] == ["Hũ gạo", "Chỉ có tên", "Đường hoa", "Ánh sáng"]


def test_broken_cells_of_a_model_are_named() -> None:
    draft = understood("""
        | STT | Tên mô hình | Đơn vị | Lĩnh vực |
        | =? | Hũ gạo | #REF! | =? |
        """)
    assert sorted(found(draft)) == [("error-cell", "C2"), ("formula-without-value", "D2")]


@pytest.mark.parametrize("total", ["Tổng cộng", "Cộng", "TỔNG SỐ", "Toàn xã", "Cộng khối xã, phường", "Cộng (A+B)"])
def test_a_total_row_is_no_model(total: str) -> None:
    assert len(models(f"| STT | Tên mô hình | Đơn vị |\n| 1 | Hũ gạo | Xã A |\n| | {total} | 1 |")) == 1


@pytest.mark.parametrize(
    "name",
    [
        "Cộng đồng chung tay",
        "Toàn xã chung tay xây dựng nông thôn mới",
        "Tổng vệ sinh đường làng",
        "Xã không rác",
        "Phát triển kinh tế",
    ],
)
def test_a_model_may_sound_like_a_total_a_place_or_a_field(name: str) -> None:
    assert [m[0] for m in models(f"| STT | Tên mô hình | Đơn vị |\n| 1 | {name} | Xã A |\n| 2 | Hũ gạo | Xã A |")] == [
        name,
        "Hũ gạo",
    ]


def test_the_motto_is_no_total() -> None:
    assert statements("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n| STT | Tên mô hình |\n| 1 | Hũ gạo |") == []


# L2


TICKS = """
    | TT | Tên mô hình | Lĩnh vực | < | < | < | Loại hình | < |
    | ^ | ^ | KT | VH-XH | QP-AN | HTCT | Tập thể | Cá nhân |
    | 1 | Hũ gạo | x | | | | X | |
    | 2 | Đường hoa | v | ✓ | | | | √ |
    | 3 | Ánh sáng | - | 0 | ✔ | | 1 | |
    | 4 | Tổ tự quản | | | | ? | + | |
    | 5 | Không đánh dấu | | | | | có | |
    | | Tổng cộng | 2 | 1 | 1 | 0 | 4 | 2 |
    """


def test_ticks_state_members_and_totals_are_checked_against_ticks() -> None:
    assert fields(TICKS) == {
        "Hũ gạo": ("kt",),
        "Đường hoa": ("kt", "vhxh"),
        "Ánh sáng": ("qpan",),
        "Tổ tự quản": None,
        "Không đánh dấu": None,
    }
    assert found(understood(TICKS)) == [
        ("two-ticks", "D4"),
        ("tick-not-understood", "F6"),
        ("stated-total-differs", "H8"),
    ]
    assert [(s[2], s[3]) for s in statements(TICKS)] == [(2, 2), (1, 1), (1, 1), (0, 0), (4, 4), (2, 1)]
    blanks = [f for f in understood(TICKS).findings if f.code == "field-blank"]
    assert [(f.cell, f.seen["count"]) for f in blanks] == [("B7", 1)]


def test_several_ticks_of_one_model_are_one_question() -> None:
    draft = understood("""
        | TT | Tên mô hình | KT | VH-XH | QP-AN | HTCT | Tập thể | Cá nhân |
        | 1 | Hũ gạo | x | x | x | | x | x |
        """)
    assert draft.tables[0].models[0].at == {"field": ("kt", "qpan", "vhxh"), "holder": ("canhan", "tapthe")}
    assert found(draft) == [("two-ticks", "D2"), ("two-ticks", "H2")]
    assert draft.findings[0].message == "một mô hình ghi hơn một mục (“VH-XH, QP-AN” và C2); tính một, ghi chung"


@pytest.mark.parametrize("over", ["", "Lĩnh vực"])
@pytest.mark.parametrize("word", ["Đạt", "Không đạt", "Công nhận", "Đang thực hiện", "Tập thể"])
def test_a_word_of_another_kind_in_a_column_of_a_field_is_asked(over: str, word: str) -> None:
    """It made the column one of statuses: the model was recognised, of no field, and nobody asked."""
    draft = understood(f"""
        | TT | Tên mô hình | {over} | {"<" if over else ""} | {"<" if over else ""} |
        | ^ | ^ | KT | VH-XH | QP-AN |
        | 1 | Hũ gạo | x | | |
        | 2 | Đường hoa | | {word} | |
        | 3 | Ánh sáng | | | x |
        """)
    assert [(model.at, model.stages) for model in draft.tables[0].models] == [
        ({"field": ("kt",)}, ()), ({}, ()), ({"field": ("qpan",)}, ()),
    ]  # fmt: skip
    assert found(draft) == [("tick-not-understood", "D4")]


def test_a_word_in_a_column_of_results_is_the_status() -> None:
    draft = understood("""
        | TT | Tên mô hình | KT | VH-XH | Công nhận |
        | 1 | Hũ gạo | x | | Đạt |
        | 2 | Đường hoa | | x | Không đạt |
        """)
    assert [model.stages for model in draft.tables[0].models] == [("congnhan",), ("khongcongnhan",)]
    assert found(draft) == []


def test_stage_columns_may_hold_ticks_dates_and_decisions() -> None:
    drawing = """
        | TT | Tên mô hình | Đăng ký | Thẩm định | < | < | Đề nghị | Kết quả | < | Ghi chú |
        | ^ | ^ | ^ | Ghi nhận | Không ghi nhận | Góp ý | ^ | Đạt | Không đạt | ^ |
        | 1 | Hũ gạo | 2024-03-05 | x | | | x | QĐ 12 | | |
        | 2 | Đường hoa | 12/3/2024 | | x | sửa tên | | | | |
        """
    assert [m[3] for m in models(drawing)] == [("dangky", "ghinhan", "denghi", "congnhan"), ("dangky", "khongghinhan")]


def test_recognised_at_several_levels_is_the_highest() -> None:
    drawing = """
        | TT | Tên mô hình | Cấp tỉnh công nhận | Cấp huyện công nhận | Cấp xã công nhận |
        | 1 | Hũ gạo | | x | x |
        """
    assert models(drawing) == [("Hũ gạo", None, {"level": ("huyen",)}, ("congnhan",))]


def test_an_unknown_field_column_is_asked() -> None:
    draft = understood("""
        | STT | Tên mô hình | Lĩnh vực | < |
        | ^ | ^ | KT | Môi trường |
        | 1 | Hũ gạo | x | |
        | 2 | Đường hoa | | x |
        """)
    assert found(draft) == [("field-unknown", "D2")]


# L3


GROUPS = """
    | STT | Tên mô hình | Đơn vị |
    | A | TẬP THỂ | |
    | I | LĨNH VỰC KINH TẾ (2 mô hình) | |
    | 1 | Phát triển kinh tế vườn | Xã A |
    | 2 | Phát triển kinh tế | Xã B |
    | II | Lĩnh vực văn hóa - xã hội: 03 mô hình | |
    | 1 | Ánh sáng | Xã A |
    | B | CÁ NHÂN (1 mô hình) | |
    | 1 | Nuôi bò | Xã C |
    """


def test_groups_give_coordinates_and_an_outer_one_resets_the_inner() -> None:
    assert [(name, at) for name, _, at, _ in models(GROUPS)] == [
        ("Phát triển kinh tế vườn", {"field": ("kt",), "holder": ("tapthe",)}),
        ("Phát triển kinh tế", {"field": ("kt",), "holder": ("tapthe",)}),
        ("Ánh sáng", {"field": ("vhxh",), "holder": ("tapthe",)}),
        ("Nuôi bò", {"holder": ("canhan",)}),
    ]


@pytest.mark.parametrize("total", ["Tổng cộng: 2 mô hình", "Cộng: 02 mô hình", "(Tổng số: 2)"])
def test_a_model_below_the_total_of_a_list_is_in_no_total_and_asked(total: str) -> None:
    assert statements(f"""
        | STT | Tên mô hình | Số hộ | Lĩnh vực |
        | 1 | Hũ gạo | 12 | KT |
        | 2 | Đường hoa | 7 | VHXH |
        | {total} |
        | 3 | Tiếng kẻng | 9 | QPAN |
        """) == [("total", "A4", 2, 3)]


def test_a_unit_below_the_total_of_all_is_asked_and_below_the_sum_of_some_is_not() -> None:
    def computed(total: str, after: str) -> list[int | None]:
        said = statements(f"""
            | STT | Đơn vị | Tổng số | KT | VHXH |
            | 1 | Xã A | 5 | 3 | 2 |
            | 2 | Xã B | 4 | 2 | 2 |
            | | {total} | 9 | 5 | 4 |
            {after}
            """)
        return [one for _, _, _, one in said]

    after = "| 3 | Công an huyện | 2 | 1 | 1 |"
    assert computed("Tổng cộng", after) == computed("Toàn huyện", after) == [11, 6, 5]
    assert computed("Cộng", after) == [9, 5, 4]
    assert computed("Tổng số", f"{after}\n| | Tổng cộng | 11 | 6 | 5 |") == [9, 5, 4, 11, 6, 5]
    assert computed("Tổng số", f"| B | Khối cơ quan | | | |\n{after}") == [9, 5, 4]


@pytest.mark.parametrize(
    ("total", "computed"),
    [("Toàn huyện", 17), ("Tổng cộng toàn huyện", 17), ("Cộng toàn tỉnh", 17), ("Cộng cấp huyện", 4)],
)
def test_the_total_of_a_whole_place_is_of_all_levels_and_that_of_a_level_of_its_rows(total: str, computed: int) -> None:
    """The 17 of "Toàn huyện" had been asked about as if it were the sum of "Cấp huyện"."""
    rows = ["| 1 | Cấp tỉnh | 4 |", "| 2 | Cấp huyện | 4 |", "| 3 | Cấp xã | 9 |"]
    for lines in ([f"| | {total} | 17 |", *rows], [*rows, f"| | {total} | 17 |"]):
        said = statements("\n".join(["| TT | Cấp công nhận | Tổng số |", *lines]))
        assert [(stated, given) for _, _, stated, given in said] == [(17, computed)]


def test_the_count_in_a_group_heading_is_checked_against_its_rows() -> None:
    assert statements(GROUPS) == [("group", "B3", 2, 2), ("group", "B6", 3, 1), ("group", "B8", 1, 1)]
    assert found(understood(GROUPS)) == [("stated-total-differs", "B6")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("LĨNH VỰC KINH TẾ: hai mô hình", "LĨNH VỰC QP - AN: một mô hình"),
        ("Lĩnh vực kinh tế (Hai mô hình)", "Lĩnh vực QP - AN (mười mốt mô hình)"),
    ],
)
def test_the_count_in_a_group_heading_may_be_in_words(first: str, second: str) -> None:
    drawing = f"""
        | STT | Tên mô hình |
        | I | {first} |
        | 1 | Hũ gạo |
        | 2 | Nuôi bò |
        | II | {second} |
        | 1 | Tiếng kẻng |
        | | Tổng cộng: ba mô hình |
        """
    assert [m[2] for m in models(drawing)] == [{"field": ("kt",)}] * 2 + [{"field": ("qpan",)}]
    stated = 11 if "mốt" in second else 1
    assert statements(drawing) == [("group", "B2", 2, 2), ("group", "B5", stated, 1), ("total", "B7", 3, 3)]


def test_a_group_may_say_in_its_bracket_what_it_holds() -> None:
    """Nothing was asked, and the models had no holder."""
    drawing = """
        | STT | Tên mô hình |
        | A | MÔ HÌNH (TẬP THỂ): 01 |
        | 1 | Hũ gạo |
        | B | ĐIỂN HÌNH (CÁ NHÂN) |
        | 1 | Nuôi bò |
        """
    assert [m[2] for m in models(drawing)] == [{"holder": ("tapthe",)}, {"holder": ("canhan",)}]


def test_fields_around_holders() -> None:
    drawing = """
        | STT | Tên mô hình |
        | I. LĨNH VỰC KINH TẾ | < |
        | A. Tập thể | < |
        | 1 | Hũ gạo |
        | B. Cá nhân | < |
        | 2 | Nuôi bò |
        | II. Lĩnh vực quốc phòng - an ninh | < |
        | A. Tập thể | < |
        | 3 | Tiếng kẻng |
        """
    assert [(m[0], m[2]) for m in models(drawing)] == [
        ("Hũ gạo", {"field": ("kt",), "holder": ("tapthe",)}),
        ("Nuôi bò", {"field": ("kt",), "holder": ("canhan",)}),
        ("Tiếng kẻng", {"field": ("qpan",), "holder": ("tapthe",)}),
    ]


def test_groups_name_levels_blocks_stages_origins() -> None:
    drawing = """
        | STT | Tên mô hình | Đơn vị |
        | CẤP TỈNH | < | < |
        | 1 | Hũ gạo | Sở X |
        | CẤP XÃ | < | < |
        | 2 | Đường hoa | Xã A |
        | KHỐI XÃ, PHƯỜNG | < | < |
        | Mô hình đã được công nhận | < | < |
        | Mô hình mới | < | < |
        | 3 | Ánh sáng | Xã A |
        """
    assert [(m[2], m[3]) for m in models(drawing)] == [
        ({"level": ("tinh",)}, ()),
        ({"level": ("xa",)}, ()),
        ({"block": ("xaphuong",), "level": ("xa",), "origin": ("moi",)}, ("congnhan",)),
    ]


@pytest.mark.parametrize("group", ["{} (2 mô hình)", "{}: 2 mô hình", "{} - 02 mô hình"])
def test_a_body_with_its_number_of_models_heads_them_where_nothing_numbers_the_rows(group: str) -> None:
    rows = [
        f"| {group.format(body)} | |\n| Đường hoa {body} | Kinh tế |\n| Ngõ sáng {body} | QP-AN |"
        for body in ("Hội Nông dân xã", "Trường THCS Thanh Hà")
    ]
    draft = understood("\n".join(["| Tên mô hình | Lĩnh vực |", *rows]))
    assert [model.unit_text for model in draft.tables[0].models] == [
        *["Hội Nông dân xã"] * 2, *["Trường THCS Thanh Hà"] * 2,
    ]  # fmt: skip
    assert [(said.stated, said.computed) for said in draft.tables[0].statements] == [(2, 2)] * 2
    assert not found(draft)


def test_groups_name_places() -> None:
    draft = understood("""
        | STT | Tên mô hình | Đơn vị |
        | HUYỆN KIM BẢNG | < | < |
        | 1 | Hũ gạo | Hội Nông dân |
        | 2 | Đường hoa | |
        | 1. Xã Thanh Sơn | < | < |
        | 3 | Ánh sáng | |
        | X. Liên Sơn | < | < |
        | 4 | Tổ tự quản | |
        """)
    assert [(m.unit_text, m.parent_text) for m in draft.tables[0].models] == [
        ("Hội Nông dân", "HUYỆN KIM BẢNG"),
        ("HUYỆN KIM BẢNG", None),
        ("Xã Thanh Sơn", "HUYỆN KIM BẢNG"),
        ("X. Liên Sơn", "HUYỆN KIM BẢNG"),
    ]


def test_numbered_places_over_their_models() -> None:
    draft = understood("""
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Xã Liên Sơn | |
        | 1 | Hũ gạo | KT |
        | 2 | Đường hoa | KT |
        | 2 | Xã An Nội | |
        | 1 | Ánh sáng | VHXH |
        """)
    assert [(m.name, m.unit_text) for m in draft.tables[0].models] == [
        ("Hũ gạo", "Xã Liên Sơn"),
        ("Đường hoa", "Xã Liên Sơn"),
        ("Ánh sáng", "Xã An Nội"),
    ]


@pytest.mark.parametrize(
    "marks", [("a)", "b)"), ("a", "b"), ("-", "-"), ("+", "+"), ("1", "2"), ("1.1", "1.2"), ("I.1", "I.2")]
)
@pytest.mark.parametrize(
    ("one", "other", "dimension", "members"),
    [
        ("Tập thể", "Cá nhân", "holder", ("tapthe", "canhan")),
        ("Lĩnh vực kinh tế", "Xã hội - văn hóa", "field", ("kt", "vhxh")),
        ("Cấp huyện", "Cấp xã", "level", ("huyen", "xa")),
        ("Mô hình mới", "Mô hình duy trì", "origin", ("moi", "duytri")),
    ],
)
def test_a_group_is_no_model_whatever_stands_before_it(
    marks: tuple[str, str], one: str, other: str, dimension: str, members: tuple[str, str]
) -> None:
    drawn = models(f"""
        | STT | Tên mô hình | Ghi chú |
        | {marks[0]} | {one} | |
        | 1 | Đường hoa bờ sông | tốt |
        | 2 | Ngõ sáng ven đê | |
        | {marks[1]} | {other} | |
        | 1 | Hũ gạo tình thương | |
    """)
    assert [(name, at[dimension]) for name, _, at, _ in drawn] == [
        ("Đường hoa bờ sông", (members[0],)), ("Ngõ sáng ven đê", (members[0],)), ("Hũ gạo tình thương", (members[1],)),
    ]  # fmt: skip


@pytest.mark.parametrize("letters", ["ABCDĐEGHIK", "ABCDEFGHIJ"])
@pytest.mark.parametrize("inside", [{"I": "kt", "II": "qpan"}, {"I": "kt"}, {"": ""}])
@pytest.mark.parametrize("row", ["| {} | {} | |", "| | {}. {} | |"])
def test_behind_h_an_i_is_the_next_letter_or_the_first_number_inside_as_in_the_groups_before(
    row: str, inside: dict[str, str], letters: str
) -> None:
    names, lines = {"kt": "Kinh tế", "qpan": "QP-AN"}, ["| STT | Tên mô hình | Ghi chú |"]
    said: list[tuple[str, tuple[str, ...] | None]] = []
    for place, letter in enumerate(letters):
        lines.append(row.format(letter, f"Trường Tiểu học số {place}"))
        for number, code in inside.items():
            lines += [row.format(number, names[code])] if number else []
            lines.append(f"| {len(said) + 1} | Đường hoa bờ sông | |")
            said.append((f"Trường Tiểu học số {place}", (code,) if code else None))
    (table,) = understood("\n".join(lines)).tables
    assert [(model.unit_text, model.at.get("field")) for model in table.models] == said


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_roman_groups_are_told_whatever_dash_follows_their_number(dash: str) -> None:
    assert fields(f"""
        | STT | Tên mô hình | Ghi chú |
        | I | Kinh tế | |
        | 1 | Đường hoa bờ sông | |
        | | II {dash} Văn hóa xã hội | |
        | 1 | Ngõ sáng ven đê | |
    """) == {"Đường hoa bờ sông": ("kt",), "Ngõ sáng ven đê": ("vhxh",)}  # fmt: skip


def test_numbered_headings_over_rows_numbered_inside_them_are_asked_where_nobody_knows_them() -> None:
    draft = understood("""
        | STT | Tên mô hình | Ghi chú |
        | 1 | Mô hình của các tổ tự quản | |
        | 1.1 | Đường hoa bờ sông | tốt |
        | 1.2 | Ngõ sáng ven đê | |
        | 2 | Hũ gạo tình thương | |
    """)
    assert [model.name for model in draft.tables[0].models] == [
        "Đường hoa bờ sông",
        "Ngõ sáng ven đê",
        "Hũ gạo tình thương",
    ]
    assert found(draft) == [("group-not-understood", "B2")]


@pytest.mark.parametrize("mark", ["-", "+", "*", ""])
@pytest.mark.parametrize("beside", ["Hội Nông dân xã", ""])
def test_numbered_fields_head_the_models_that_stand_under_them_without_a_number(mark: str, beside: str) -> None:
    assert fields(f"""
        | STT | Tên mô hình | Đơn vị |
        | 1 | Xây dựng hệ thống chính trị | |
        | 2 | Kinh tế | |
        | {mark} | Đường hoa bờ sông | {beside} |
        | {mark} | Ngõ sáng ven đê | {beside} |
        | 3 | Văn hóa - xã hội | |
        | {mark} | Hũ gạo tình thương | {beside} |
        | 4 | Quốc phòng - an ninh | |
    """) == {"Đường hoa bờ sông": ("kt",), "Ngõ sáng ven đê": ("kt",), "Hũ gạo tình thương": ("vhxh",)}  # fmt: skip


@pytest.mark.parametrize("count", ["2", "02 mô hình"])
def test_a_numbered_field_that_states_its_count_in_a_column_of_its_own_is_no_model(count: str) -> None:
    draft = understood(f"""
        | STT | Tên mô hình | Số lượng |
        | 1 | Kinh tế | {count} |
        | - | Đường hoa bờ sông | 1 |
        | - | Ngõ sáng ven đê | 1 |
        | 2 | Văn hóa - xã hội | 1 |
        | - | Hũ gạo tình thương | 1 |
    """)
    assert [(model.name, model.at) for model in draft.tables[0].models] == [
        ("Đường hoa bờ sông", {"field": ("kt",)}),
        ("Ngõ sáng ven đê", {"field": ("kt",)}),
        ("Hũ gạo tình thương", {"field": ("vhxh",)}),
    ]
    assert found(draft) == []


@pytest.mark.parametrize("marks", [("-", "-"), ("1.1", "1.2"), ("", "")])
@pytest.mark.parametrize(
    "heads", [("Hội Nông dân xã", "Đoàn Thanh niên xã"), ("Thôn Đông", "Thôn Đoài"), ("Xã A", "Xã B")]
)
def test_numbered_bodies_and_villages_head_the_models_that_stand_under_them(
    heads: tuple[str, str], marks: tuple[str, str]
) -> None:
    draft = understood(f"""
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | {heads[0]} | |
        | {marks[0]} | Đường hoa bờ sông | Kinh tế |
        | {marks[1]} | Ngõ sáng ven đê | Kinh tế |
        | 2 | {heads[1]} | |
        | {marks[0].replace("1.", "2.")} | Hũ gạo tình thương | Kinh tế |
    """)
    assert [model.name for model in draft.tables[0].models] == [
        "Đường hoa bờ sông", "Ngõ sáng ven đê", "Hũ gạo tình thương"
    ]  # fmt: skip
    assert found(draft) == []


def test_numbered_lines_nobody_knows_over_the_models_are_asked() -> None:
    draft = understood("""
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Phong trào của các tổ tự quản | |
        | - | Đường hoa bờ sông | Kinh tế |
        | 2 | Phong trào khác | |
        | - | Hũ gạo tình thương | Kinh tế |
    """)
    assert [model.name for model in draft.tables[0].models] == ["Đường hoa bờ sông", "Hũ gạo tình thương"]
    assert found(draft) == [("group-not-understood", "B2"), ("group-not-understood", "B4")]


def test_a_numbered_name_over_a_line_without_a_number_is_a_model_where_numbered_rows_say_more() -> None:
    draft = understood("""
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Đường hoa bờ sông | Kinh tế |
        | 2 | Hội Nông dân giúp nhau | |
        | | Hũ gạo tình thương | Kinh tế |
    """)
    assert len(draft.tables[0].models) == 3


@pytest.mark.parametrize("heading", ["Chủ thể thực hiện", "Tập thể/cá nhân thực hiện", "Đơn vị"])
def test_a_column_of_holders_says_who_holds_the_models_whatever_heads_it(heading: str) -> None:
    drawn = models(f"""
        | STT | Tên mô hình | {heading} |
        | 1 | Đường hoa bờ sông | Tập thể |
        | 2 | Ngõ sáng ven đê | Cá nhân |
    """)
    assert [(unit, at) for _, unit, at, _ in drawn] == [
        (None, {"holder": ("tapthe",)}), (None, {"holder": ("canhan",)})
    ]  # fmt: skip


def test_new_and_carried_on_are_told_under_any_heading() -> None:
    drawn = models("""
        | STT | Tên mô hình | Phân loại |
        | 1 | Đường hoa bờ sông | Xây dựng mới |
        | 2 | Ngõ sáng ven đê | Duy trì |
    """)
    assert [at for _, _, at, _ in drawn] == [{"origin": ("moi",)}, {"origin": ("duytri",)}]


def test_a_name_and_what_is_told_of_it_go_on_over_rows_without_a_number() -> None:
    draft = understood("""
        | STT | Tên mô hình | Nội dung | Lĩnh vực |
        | 1 | Vận động nhân dân | - Họp thôn | Kinh tế |
        | | hiến đất mở đường | | |
        | 2 | Ngõ sáng ven đê | - Tuyên truyền | VH-XH |
        | | | - Lắp bóng đèn | |
        | | | - Kiểm tra hằng tháng | |
        | 3 | Hũ gạo tình thương | - Góp gạo | Kinh tế |
        | | Tổng cộng: 03 mô hình | | |
    """)
    names = [model.name for model in draft.tables[0].models]
    assert names == ["Vận động nhân dân hiến đất mở đường", "Ngõ sáng ven đê", "Hũ gạo tình thương"]
    assert found(draft) == []


@pytest.mark.parametrize("row", ["| | Đường hoa | | |", "| | hiến đất | | Kinh tế |", "| 2 | hiến đất | | |"])
def test_a_row_that_begins_anew_or_says_more_goes_on_with_no_name(row: str) -> None:
    draft = understood(f"""
        | STT | Tên mô hình | Nội dung | Lĩnh vực |
        | 1 | Vận động nhân dân | - Họp thôn | Kinh tế |
        {row}
        | 3 | Hũ gạo tình thương | - Góp gạo | Kinh tế |
    """)
    assert len(draft.tables[0].models) == 3


def test_who_signs_under_a_bare_list_is_no_model() -> None:
    draft = understood("""
        | STT | Tên mô hình | Đơn vị | | |
        | I | Kinh tế | | | |
        | - | Đường hoa bờ sông | | | |
        | - | Ngõ sáng ven đê | | | |
        | Nơi nhận: | | | | T/M BAN THƯỜNG VỤ |
        | - Lưu VP. | | | | |
        | | | | | Nguyễn Văn Khánh |
    """)
    assert len(draft.tables[0].models) == 2
    assert found(draft) == []


def test_a_year_under_new_and_carried_on_ticks_it_and_is_no_number_of_models() -> None:
    drawn = models("""
        | STT | Tên mô hình | Xây dựng mới (năm) | Duy trì (từ năm) |
        | 1 | Đường hoa bờ sông | 2024 | |
        | 2 | Ngõ sáng ven đê | | 2022 |
        | 3 | Hũ gạo tình thương | | 2021 |
    """)
    assert [at for _, _, at, _ in drawn] == [{"origin": ("moi",)}, {"origin": ("duytri",)}, {"origin": ("duytri",)}]


def test_parts_counted_below_a_list_that_does_not_tell_them_are_compared_with_nothing() -> None:
    draft = understood("""
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Đường hoa bờ sông | Kinh tế |
        | 2 | Ngõ sáng ven đê | Kinh tế |
        | | Tổng số: 02 mô hình | |
        | | Tập thể: 2 | |
        | | Cá nhân: 0 | |
    """)
    assert len(draft.tables[0].models) == 2
    assert found(draft) == []


@pytest.mark.parametrize("name", ["Tập thể", "Kinh tế", "Bảo vệ môi trường"])
def test_a_numbered_row_among_others_is_a_model_whatever_it_is_called(name: str) -> None:
    assert len(models(f"""
        | STT | Tên mô hình | Ghi chú |
        | 1 | Đường hoa bờ sông | |
        | 2 | {name} | |
        | 3 | Ngõ sáng ven đê | |
    """)) == 3  # fmt: skip


@pytest.mark.parametrize("total", ["Tổng cộng", "CỘNG", "Tổng số: 2", "Tổng cộng: 2 mô hình", "Tổng số mô hình"])
def test_a_total_that_goes_on_numbering_is_no_model(total: str) -> None:
    drawing = f"""
        | STT | Tên mô hình | Lĩnh vực | Ghi chú |
        | 1 | Đường hoa bờ sông | KT | |
        | 2 | Cộng đồng tự quản | KT | |
        | 3 | {total} | | |
    """
    assert [name for name, *_ in models(drawing)] == ["Đường hoa bờ sông", "Cộng đồng tự quản"]


def test_a_total_that_goes_on_numbering_is_checked() -> None:
    draft = understood("""
        | STT | Tên mô hình | Lĩnh vực | Ghi chú |
        | 1 | Đường hoa bờ sông | KT | |
        | 2 | Tổng cộng | 3 mô hình | |
    """)
    assert [(s.stated, s.computed) for s in draft.tables[0].statements] == [(3, 1)]


@pytest.mark.parametrize("head", ["Ghi chú:", "* Ghi chú:", "Nơi nhận:", "Lưu ý"])
def test_numbered_lines_under_notes_are_no_models(head: str) -> None:
    assert [name for name, *_ in models(f"""
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Đường hoa bờ sông | KT |
        | 2 | Ngõ sáng ven đê | KT |
        | {head} | | |
        | 1 | Số liệu do các thôn gửi | |
        | 2 | Chưa tính xóm 5 | |
    """)] == ["Đường hoa bờ sông", "Ngõ sáng ven đê"]  # fmt: skip


@pytest.mark.parametrize("total", ["", "| | Tổng cộng: 2 mô hình | |"])
@pytest.mark.parametrize(
    "head",
    [
        "| | KIẾN NGHỊ | |",
        "| II | KIẾN NGHỊ, ĐỀ XUẤT | |",
        "| 3 | Khó khăn, vướng mắc | |",
        "| | * Phương hướng, nhiệm vụ năm 2025: | |",
        "| B. ĐÁNH GIÁ CHUNG | | |",
    ],
)
@pytest.mark.parametrize("numbers", [("1", "2"), ("4", "5"), ("-", "-"), ("", "")])
def test_what_an_office_writes_below_its_list_is_no_model(head: str, numbers: tuple[str, str], total: str) -> None:
    draft = understood(f"""
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Đường hoa bờ sông | KT |
        | 2 | Ngõ sáng ven đê | KT |
        {total}
        {head}
        | {numbers[0]} | Đề nghị cấp trên hỗ trợ kinh phí | |
        | {numbers[1]} | Mở lớp tập huấn cho cán bộ thôn | |
    """)
    assert [model.name for model in draft.tables[0].models] == ["Đường hoa bờ sông", "Ngõ sáng ven đê"]
    assert found(draft) == []


@pytest.mark.parametrize(
    "parts",
    [
        "| | Trong đó: Theo cấp: huyện 1, xã 1; theo lĩnh vực: KT 1, VHXH 1 | |",
        "| | Trong đó theo cấp: huyện 1, xã 1 | |",
        "| Trong đó: tập thể 1, cá nhân 1; theo lĩnh vực KT 1, VHXH 1 | | |",
    ],
)
def test_a_line_that_parts_a_list_in_several_ways_is_no_model(parts: str) -> None:
    draft = understood(f"""
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Đường hoa bờ sông | KT |
        | 2 | Ngõ sáng ven đê | VHXH |
        {parts}
    """)
    assert [model.name for model in draft.tables[0].models] == ["Đường hoa bờ sông", "Ngõ sáng ven đê"]
    assert found(draft) == []


def test_a_model_called_for_sharing_is_one() -> None:
    assert len(models("""
        | Tên mô hình | Lĩnh vực |
        | Đường hoa bờ sông | KT |
        | Chia sẻ yêu thương | |
        | Gồm 5 không 3 sạch | VHXH |
    """)) == 3  # fmt: skip


def test_what_may_head_remarks_is_a_group_over_models() -> None:
    draft = understood("""
        | STT | Tên mô hình | Đơn vị |
        | I | KINH TẾ | |
        | 1 | Hũ gạo tình thương | Thôn Đông |
        | II | NHIỆM VỤ TRỌNG TÂM | |
        | 1 | Đường hoa bờ sông | Thôn Đoài |
        """)
    assert [model.at for model in draft.tables[0].models] == [{"field": ("kt",)}, {}]
    assert [cell for _, cell in found(draft)] == ["B4"]


def test_a_model_called_for_a_task_is_one() -> None:
    assert len(models("""
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Đường hoa bờ sông | KT |
        | 2 | Thực hiện nhiệm vụ chính trị ở cơ sở | |
        | 3 | Tháo gỡ khó khăn cho hộ nghèo | |
    """)) == 3  # fmt: skip


def test_a_list_that_goes_on_behind_notes_of_a_page_is_counted() -> None:
    assert len(models("""
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Đường hoa bờ sông | KT |
        | Ghi chú: | | |
        | 2 | Ngõ sáng ven đê | |
        | 3 | Hũ gạo tình thương | KT |
    """)) == 3  # fmt: skip


def test_a_group_nobody_knows_is_asked_like_its_fellows() -> None:
    draft = understood("""
        | STT | Tên mô hình | Đơn vị |
        | I | KINH TẾ | |
        | 1 | Hũ gạo | Xã A |
        | II | MÔI TRƯỜNG | |
        | 1 | Đường hoa | Xã A |
        """)
    assert found(draft) == [("field-unknown", "B4")]
    assert [m.at for m in draft.tables[0].models] == [{"field": ("kt",)}, {}]


def test_a_header_printed_again_for_each_group() -> None:
    drawing = """
        DANH SÁCH
        A. TẬP THỂ
        | STT | Tên mô hình | Lĩnh vực | | Đơn vị |
        | | | KT | VHXH | |
        | 1 | Hũ gạo | x | | Xã A |
        B. CÁ NHÂN
        | STT | Tên mô hình | Lĩnh vực | | Đơn vị |
        | | | KT | VHXH | |
        | 1 | Nuôi bò | | x | Xã C |
        | | Cộng | 1 | 1 | |
        """
    assert [(m[2]["holder"], m[2]["field"]) for m in models(drawing)] == [
        (("tapthe",), ("kt",)),
        (("canhan",), ("vhxh",)),
    ]
    assert [s[0] for s in statements(drawing)] == ["total", "total"]


def test_subtotals_and_totals_of_totals() -> None:
    drawing = """
        | STT | Tên mô hình | Số lượng |
        | A | TẬP THỂ | |
        | 1 | Hũ gạo | 1 |
        | 2 | Đường hoa | 1 |
        | | Cộng | 2 |
        | B | CÁ NHÂN | |
        | 1 | Nuôi bò | 1 |
        | | Cộng | 1 |
        | | Tổng cộng (A+B) | 4 |
        """
    assert statements(drawing) == [("group", "C5", 2, 2), ("group", "C8", 1, 1), ("total", "C9", 4, 3)]


# L4


MATRIX = """
    BIỂU TỔNG HỢP
    | STT | Đơn vị | Tổng số | Lĩnh vực | < | Trong đó | < | Tỷ lệ % | Ghi chú |
    | ^ | ^ | ^ | KT | VHXH | Tập thể | Cá nhân | ^ | ^ |
    | (1) | (2) | (3)=(4)+(5) | (4) | (5) | (6) | (7) | (8) | (9) |
    | 00 | Toàn huyện | 37 | 17 | 20 | 35 | 2 | 100 | |
    | I | Khối xã, phường | 27 | 12 | 15 | 25 | 2 | | |
    | 1 | Xã Liên Sơn | 10 | 5 | 5 | 10 | - | | |
    | 2 | Xã Cộng Hòa | '17 | 7 | '10 mô hình | 15 | 02 | | |
    | 3 | Xã Chưa Gửi | | | | | | | |
    | II | Khối cơ quan | 10 | 5 | 5 | 10 | | | |
    | | Cộng | 37 | 17 | 20 | 35 | 2 | | |
    """


def test_a_matrix_gives_rows_of_figures_and_totals_are_statements() -> None:
    assert rows(MATRIX) == [
        ("Xã Liên Sơn", "Xã Liên Sơn", {"block": ("xaphuong",)}, [10, 5, 5, 10, 0]),
        ("Xã Cộng Hòa", "Xã Cộng Hòa", {"block": ("xaphuong",)}, [17, 7, 10, 15, 2]),
        ("Xã Chưa Gửi", "Xã Chưa Gửi", {"block": ("xaphuong",)}, [None] * 5),
        ("Khối cơ quan", None, {"block": ("coquan",)}, [10, 5, 5, 10, None]),
    ]
    assert columns(MATRIX) == [
        {},
        {"field": ("kt",)},
        {"field": ("vhxh",)},
        {"holder": ("tapthe",)},
        {"holder": ("canhan",)},
    ]
    assert all(stated == computed for _, _, stated, computed in statements(MATRIX))
    assert [s[0] for s in statements(MATRIX)] == ["total"] * 5 + ["group"] * 5 + ["total"] * 5
    assert not found(understood(MATRIX))


@pytest.mark.parametrize(
    "block", ["Khối sở, ngành", "Khối các sở, ban, ngành thành phố", "KHỐI CƠ QUAN THÀNH PHỐ", "Khối UBND", "Khối các trường đại học, cao đẳng"]
)  # fmt: skip
def test_agencies_are_one_block_whatever_an_office_calls_them(block: str) -> None:
    named = MATRIX.replace("Khối cơ quan", block)
    assert rows(named)[-1] == (block, None, {"block": ("coquan",)}, [10, 5, 5, 10, None])
    assert not found(understood(named))


@pytest.mark.parametrize(
    ("table", "figures"),
    [
        ("| STT | Đơn vị | Số mô hình |\n| | Tổng cộng | 12 |", [({}, 12)]),
        (
            "| STT | Đơn vị | Tổng số | KT | VHXH |\n| | Toàn xã | 12 | 5 | 7 |",
            [({}, 12), ({"field": ("kt",)}, 5), ({"field": ("vhxh",)}, 7)],
        ),
        ("| STT | Nội dung | Số mô hình |\n| 1 | Tổng số mô hình | 12 |", [({}, 12)]),
        (
            "| STT | Lĩnh vực | Tập thể | Cá nhân |\n| | Tổng số | 12 | 5 |",
            [({"holder": ("tapthe",)}, 12), ({"holder": ("canhan",)}, 5)],
        ),
    ],
)
def test_a_total_over_nothing_is_the_figure_itself(table: str, figures: list[tuple[Coordinates, int]]) -> None:
    draft = understood(table)
    (row,) = draft.tables[0].rows
    assert [(figure.at, figure.value) for figure in row.figures] == figures
    assert not found(draft)


def test_the_last_model_of_a_list_is_no_group_though_it_is_called_like_a_field() -> None:
    draft = understood("""
        | STT | Tên mô hình | Đơn vị |
        | I | Kinh tế | |
        | 1 | Hũ gạo tình thương | |
        | II | Quốc phòng - an ninh | |
        | 1 | Mô hình an ninh trật tự | |
        """)
    assert [model.name for model in draft.tables[0].models] == ["Hũ gạo tình thương", "Mô hình an ninh trật tự"]
    assert not found(draft)


def test_what_totals_over_nothing_say_is_never_dropped_without_a_word() -> None:
    several = understood("| STT | Đơn vị | Số mô hình |\n| | Cộng | 5 |\n| | Tổng cộng | 12 |")
    assert found(several) == [("row-without-name", "B2"), ("row-without-name", "B3")]
    broken = understood("| STT | Đơn vị | Số mô hình |\n| | Tổng cộng | 1.5 |")
    assert found(broken) == [("count-not-whole", "C2")]


@pytest.mark.parametrize("total", ["", "\n| | Tổng cộng | |", "\n| | Tổng cộng: 12 mô hình | |"])
def test_a_table_without_a_figure_is_asked_about(total: str) -> None:
    """Blank, nought and not reported are three things."""
    assert [code for code, _ in found(understood("| STT | Lĩnh vực | Số mô hình |" + total))] == ["empty-return"]


def test_a_wrong_total_is_asked_at_its_cell_and_what_a_total_states_over_blanks_too() -> None:
    draft = understood("""
        | Khối | Tổng số | KT | VHXH | QPAN | HTCT |
        | Xã, phường | 366 | | | | |
        | Cơ quan | 19 | | | | |
        | Tổng cộng | 386 | 10 | 24 | 10 | 11 |
        """)
    assert [r.at for r in draft.tables[0].rows] == [{"block": ("xaphuong",)}, {"block": ("coquan",)}]
    assert [s.computed for s in draft.tables[0].statements] == [385, None, None, None, None]
    assert found(draft) == [("total-alone", "C4"), ("stated-total-differs", "B4")]


def test_stage_over_field() -> None:
    drawing = """
        | TT | Đơn vị | Đăng ký | | | Công nhận | | |
        | | | KT | VHXH | Tổng số | KT | VHXH | Tổng số |
        | A | B | 1 | 2 | 3 | 4 | 5 | 6 |
        | 1 | Xã Liên Sơn | 5 | 4 | 9 | 3 | 2 | 5 |
        """
    dangky, congnhan = {"stage": ("dangky",)}, {"stage": ("congnhan",)}
    assert columns(drawing) == [
        {**dangky, "field": ("kt",)}, {**dangky, "field": ("vhxh",)}, dangky,
        {**congnhan, "field": ("kt",)}, {**congnhan, "field": ("vhxh",)}, congnhan,
    ]  # fmt: skip


def test_new_ones_over_fields() -> None:
    drawing = """
        | Đơn vị | Tổng số | Trong đó mô hình mới | < |
        | ^ | ^ | KT | VHXH |
        | Xã A | 9 | 1 | 2 |
        """
    assert columns(drawing) == [{}, {"origin": ("moi",), "field": ("kt",)}, {"origin": ("moi",), "field": ("vhxh",)}]


def test_rows_of_levels_fields_and_merged_members() -> None:
    drawing = """
        | Cấp | Tổng số |
        | Cấp tỉnh | 127 |
        | Cấp huyện và xã | 1470 |
        | Tổng cộng | 1597 |
        """
    assert [(r[2], r[1]) for r in rows(drawing)] == [({"level": ("tinh",)}, None), ({"level": ("huyen", "xa")}, None)]


def test_units_that_sound_like_blocks_are_units_among_units() -> None:
    drawing = """
        | TT | Đơn vị | Tổng số | KT |
        | 1 | Công an | 3 | 1 |
        | 2 | MTTQ | 3 | 1 |
        | 3 | Hội Nông dân | 3 | 1 |
        """
    assert [r[1] for r in rows(drawing)] == ["Công an", "MTTQ", "Hội Nông dân"]


def test_units_merged_down_are_read_however_much_else_is_merged() -> None:
    head: list[Value] = ["STT", "Tên mô hình", "Đơn vị thực hiện", "Lĩnh vực", "Nội dung", *[None] * 99]
    rows = [head]
    for number in range(1, 4_501):
        unit = "Hội Nông dân xã Liêm Sơn" if number % 2 else None
        rows.append([number, f"Mô hình giúp dân số {number}", unit, "Kinh tế", *[None] * 100])
    merges = [(row, 4, row, 103) for row in range(len(rows))]  # 450.000 cells
    merges += [(row, 2, row + 1, 2) for row in range(1, len(rows), 2)]
    (table,) = understood(Grid("Biểu 1", rows, merges)).tables
    assert {model.unit_text for model in table.models} == {"Hội Nông dân xã Liêm Sơn"}


def test_a_row_per_unit_and_field_with_units_merged_down() -> None:
    drawing = """
        | Đơn vị | Lĩnh vực | Số mô hình |
        | Xã A | Kinh tế | 3 |
        | ^ | VHXH | 4 |
        | Xã B | Kinh tế | 5 |
        """
    assert [(r[1], r[2], r[3]) for r in rows(drawing)] == [
        ("Xã A", {"field": ("kt",)}, [3]), ("Xã A", {"field": ("vhxh",)}, [4]), ("Xã B", {"field": ("kt",)}, [5]),
    ]  # fmt: skip


def test_one_row_of_figures_without_a_label_is_the_reporters() -> None:
    assert rows("| Tổng số | KT | VHXH |\n| 211 | 99 | 112 |") == [("", None, {}, [211, 99, 112])]


def test_places_numbered_like_chapters_have_their_sum_as_a_statement() -> None:
    drawing = """
        | TT | Đơn vị | Tổng số | KT |
        | 1 | Huyện Kim Bảng | 10 | 8 |
        | 1.1f | Xã A | 4 | 3 |
        | 1.2f | Xã B | 6 | 5 |
        | 2 | Huyện Lý Nhân | 7 | 6 |
        | | Tổng | 17 | 14 |
        """
    assert [r[1] for r in rows(drawing)] == ["Xã A", "Xã B", "Huyện Lý Nhân"]
    assert [(s[0], s[2], s[3]) for s in statements(drawing)] == [
        ("group", 10, 10),
        ("group", 8, 8),
        ("total", 17, 17),
        ("total", 14, 14),
    ]
    assert [r.parent_text for r in understood(drawing).tables[0].rows] == ["Huyện Kim Bảng", "Huyện Kim Bảng", None]


def test_a_list_that_splits_one_total_in_several_ways_is_one_base() -> None:
    drawing = """
        | Nội dung | Đơn vị tính | Số lượng |
        | Tổng số mô hình | mô hình | 35 |
        | Chia theo lĩnh vực | | |
        | - Kinh tế | mô hình | 10 |
        | - Văn hóa - xã hội | mô hình | 25 |
        | Chia theo loại hình | | |
        | - Tập thể | mô hình | 30 |
        | - Cá nhân | mô hình | 5 |
        | Kinh phí | triệu đồng | 300 |
        """
    table = understood(drawing).tables[0]
    assert [(f.at, f.value) for row in table.rows for f in row.figures] == [
        ({}, 35), ({"field": ("kt",)}, 10), ({"field": ("vhxh",)}, 25), ({"holder": ("tapthe",)}, 30), ({"holder": ("canhan",)}, 5),
    ]  # fmt: skip
    assert not found(understood(drawing))


def test_none_written_out_is_a_zero_and_no_mark() -> None:
    figures = understood("""
        | TT | Đơn vị | Tổng số | KT | VHXH | QPAN | HTCT |
        | 1 | Xã A | 5 | 5 | không | Không có | - |
        | 2 | Xã B | Không có mô hình | | | | |
        """)
    models = understood("""
        | TT | Mã | Tên mô hình | KT | VHXH |
        | 1 | Không có | Hũ gạo | có | Không có |
        | 2 | Không có | Đường hoa | Không có | có |
        """)
    first, second = figures.tables[0].rows
    assert [figure.value for figure in first.figures] == [5, 5, 0, 0, 0]
    assert [figure.value for figure in second.figures] == [0, None, None, None, None]
    assert [(model.code, model.at) for model in models.tables[0].models] == [
        (None, {"field": ("kt",)}), (None, {"field": ("vhxh",)}),
    ]  # fmt: skip
    assert found(figures) == found(models) == []


def test_unreadable_figures_are_named_at_their_cells() -> None:
    draft = understood("""
        | TT | Đơn vị | Tổng số | Số hộ | KT | Mới | Môi trường |
        | 1 | Xã A | 1.597f | 5 | '1.597 | 01 | 2 |
        | 2 | Xã B | -3 | 5 | hơn 30 | x | 2 |
        | 3 | Xã C | #REF! | | =? | 2024-12-05 | |
        | | Cộng | =? | | 5 | 13 | |
        """)
    assert sorted(found(draft)) == sorted(
        [
            ("column-holds-numbers", "G1"),
            ("count-not-whole", "C2"),
            ("count-negative", "C3"),
            ("count-unreadable", "E3"),
            ("count-unreadable", "F3"),
            ("error-cell", "C4"),
            ("formula-without-value", "E4"),
            ("count-unreadable", "F4"),
        ]
    )
    notes = {f.code: f.cell for f in draft.findings if f.severity == "note"}
    assert notes == {"total-not-computed": "C5"}  # "Số hộ" is an indicator
    assert all(s.computed is None for s in draft.tables[0].statements)


def test_a_matrix_that_names_its_best_models_is_still_a_matrix() -> None:
    drawing = """
        | TT | Đơn vị | Tổng số | KT | VHXH | Tên mô hình tiêu biểu |
        | 1 | Xã A | 10 | 5 | 5 | Hũ gạo |
        | 2 | Xã B | 12 | 6 | 6 | Đường hoa |
        """
    assert [(r[1], r[3]) for r in rows(drawing)] == [("Xã A", [10, 5, 5]), ("Xã B", [12, 6, 6])]


def test_a_body_of_a_level_is_a_unit_not_a_block_of_that_level() -> None:
    drawing = """
        | TT | Đơn vị | Tổng số |
        | I | Lực lượng vũ trang | |
        | 1 | Công an huyện | 3 |
        | 2 | Quân sự huyện | 4 |
        """
    assert [(r[1], r[2]) for r in rows(drawing)] == [
        ("Công an huyện", {"block": ("llvt",)}),
        ("Quân sự huyện", {"block": ("llvt",)}),
    ]


def test_collectives_and_individuals_may_be_named_in_their_columns() -> None:
    drawing = """
        | STT | Tên mô hình | Tập thể | Cá nhân |
        | 1 | Hũ gạo | Hội Phụ nữ | |
        | 2 | Nuôi bò | | Ông Bùi Văn C |
        """
    assert [(m[1], m[2]) for m in models(drawing)] == [
        ("Hội Phụ nữ", {"holder": ("tapthe",)}),
        (None, {"holder": ("canhan",)}),
    ]


def test_a_group_that_is_one_body_is_the_unit_of_its_models() -> None:
    drawing = """
        | STT | Tên mô hình | Lĩnh vực |
        | I | CÔNG AN | |
        | 1 | Hũ gạo | KT |
        | II | Hội Nông dân huyện | |
        | 1 | Nuôi bò | KT |
        """
    assert [m[1] for m in models(drawing)] == ["CÔNG AN", "Hội Nông dân huyện"]


_TOTALLED = """
    | BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024 |
    | TT | Đơn vị | Tổng số | KT | VHXH |
    | 1 | Xã A | 2 | 1 | 1 |
    | 2 | Xã B | 4 | 2 | 2 |
    | | Tổng cộng | {} | 3 | 3 |
    """
_TICKED = """
    | DANH SÁCH mô hình “Dân vận khéo” năm 2024 |
    | TT | Tên mô hình | Đơn vị | KT | VHXH |
    | 1 | Tiếng kẻng an ninh | Xã A | x | |
    | 2 | Hũ gạo tình thương | Xã B | | x |
    | | Tổng cộng | | {} | 1 |
    """
_LISTED = """
    | DANH SÁCH mô hình “Dân vận khéo” năm 2024 |
    | TT | Tên mô hình | Đơn vị |
    | 1 | Tiếng kẻng an ninh | Xã A |
    | | Tổng cộng | {} |
    """


@pytest.mark.parametrize(("table", "cell"), [(_TOTALLED, "C5"), (_TICKED, "D5"), (_LISTED, "C4")])
@pytest.mark.parametrize(
    ("figure", "code"),
    [
        ("1.597f", "count-not-whole"),
        ("2.5f", "count-not-whole"),
        ("-3", "count-negative"),
        ("#REF!", "error-cell"),
    ],
)
def test_a_total_is_checked_for_what_can_be_no_number_of_models(table: str, cell: str, figure: str, code: str) -> None:
    assert found(understood(table.format(figure))) == [(code, cell)]


def test_a_fraction_as_text_in_the_total_of_a_stage_s_ticks_is_no_day_of_it() -> None:
    """It was accepted in silence."""
    draft = understood("""
        | DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2024 |
        | STT | Tên mô hình | Lĩnh vực | Thực hiện | < |
        | ^ | ^ | ^ | Mới | Tiếp tục duy trì |
        | 1 | Hũ gạo | KT | x | |
        | 2 | Nuôi bò | KT | | x |
        | | Tổng | | 1 | '6,5 |
        """)
    assert found(draft) == [("count-not-whole", "E6")]


def test_a_total_that_lost_its_thousands_is_offered_the_number_meant() -> None:
    (finding,) = understood(_TOTALLED.format("1.597f")).findings
    assert finding.hint == "Sửa thành số nguyên (1.597?) trong tệp rồi gửi lại."


@pytest.mark.parametrize(("table", "cell"), [(_TOTALLED, "C5"), (_TICKED, "D5")])
@pytest.mark.parametrize("words", ["mười hai", "hơn 30"])
def test_a_total_in_words_is_asked_and_the_rows_count(table: str, cell: str, words: str) -> None:
    assert found(understood(table.format(words))) == [("total-unreadable", cell)]


@pytest.mark.parametrize("said", ["x", "/", ""])
def test_a_total_that_says_that_none_belongs_there_is_not_asked(said: str) -> None:
    assert found(understood(_TOTALLED.format(said))) == []


@pytest.mark.parametrize("said", ["-", "không"])
def test_a_total_of_none_over_rows_that_count_is_asked(said: str) -> None:
    assert found(understood(_TOTALLED.format(said))) == [("stated-total-differs", "C5")]


def test_a_group_of_rows_is_checked_as_a_total_is() -> None:
    draft = understood("""
        | BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024 |
        | TT | Đơn vị | Tổng số |
        | I | KHỐI XÃ, PHƯỜNG | 1.597f |
        | 1 | Xã A | 2 |
        | 2 | Xã B | 4 |
        """)
    assert found(draft) == [("count-not-whole", "C3")]


def test_a_total_without_a_label_is_checked_in_all_its_figures() -> None:
    draft = understood("""
        | BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024 |
        | TT | Đơn vị | Tổng số | KT | VHXH |
        | 1 | Xã A | 2 | 1 | 1 |
        | 2 | Xã B | 4 | 2 | 2 |
        | | | 1.597f | 3 | 3 |
        """)
    assert found(draft) == [("count-not-whole", "C5")]


def test_totals_of_money_and_land_keep_their_own_numbers() -> None:
    beside = understood("""
        | BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024 |
        | TT | Đơn vị | Tổng số | Kinh phí (triệu đồng) | Diện tích (ha) |
        | 1 | Xã A | 2 | 12.5f | 1.25f |
        | 2 | Xã B | 4 | 20 | 2 |
        | | Tổng cộng | 6 mô hình | 32.5f | 3.25f |
        """)
    down = understood("""
        | BIỂU TỔNG HỢP kết quả phong trào “Dân vận khéo” năm 2024 |
        | TT | Nội dung | Xã A | Xã B |
        | 1 | Kinh phí vận động (triệu đồng) | 10 | 10 |
        | 2 | Kinh phí xã hội hóa (triệu đồng) | 2.5f | 3.5f |
        | | Tổng cộng | 12.5f | 13.5f |
        """)
    assert (found(beside), found(down)) == ([], [])


def test_the_total_of_a_list_may_name_its_unit_its_place_and_its_day() -> None:
    draft = understood("""
        | DANH SÁCH mô hình “Dân vận khéo” năm 2024 |
        | TT | Tên mô hình | Đơn vị | Lĩnh vực | Đăng ký |
        | 1 | Tiếng kẻng an ninh | Xã A | Kinh tế | 2024-03-05 |
        | 2 | Hũ gạo tình thương | Xã B | Kinh tế | 2024-03-05 |
        | | Tổng cộng: 2 | mô hình | Xã A | 2024-12-05 |
        """)
    assert found(draft) == []


@pytest.mark.parametrize("head", ["S T T", "S\u00a0T\u00a0T", "Số T T"])
def test_a_heading_spaced_letter_by_letter_numbers_the_rows_and_signs_the_groups(head: str) -> None:
    draft = understood(f"""
        DANH SÁCH mô hình “Dân vận khéo” năm 2024
        | {head} | Tên mô hình |
        | I | LĨNH VỰC KINH TẾ (02 mô hình) |
        | 1 | Nuôi ong |
        | 2 | Vườn mẫu |
        | II | LĨNH VỰC VĂN HÓA - XÃ HỘI (01 mô hình) |
        | 1 | Hũ gạo |
        """)
    assert [model.at["field"] for model in draft.tables[0].models] == [("kt",), ("kt",), ("vhxh",)]
    assert not found(draft)


@pytest.mark.parametrize(("said", "field"), [("P/t kinh tế", "kt"), ("XD hệ thống CT", "htct")])
def test_fields_shortened_in_the_middle_are_known(said: str, field: str) -> None:
    draft = understood(f"DANH SÁCH NĂM 2024\n| STT | Tên mô hình | Lĩnh vực |\n| 1 | Nuôi ong | {said} |")
    assert (draft.tables[0].models[0].at["field"], found(draft)) == ((field,), [])


@pytest.mark.parametrize("head", ["Tình trạng", "Tình trạng (mới, duy trì)", "Mô hình mới hay duy trì"])
def test_new_and_carried_on_are_origins_under_whatever_heading(head: str) -> None:
    draft = understood(f"""
        DANH SÁCH mô hình “Dân vận khéo” năm 2024
        | STT | Tên mô hình | {head} |
        | 1 | Nuôi ong | Mới |
        | 2 | Hũ gạo | Duy trì |
        """)
    assert [model.at.get("origin") for model in draft.tables[0].models] == [("moi",), ("duytri",)]
    assert not found(draft)


def test_a_heading_that_lists_its_members_is_of_their_dimension_though_all_rows_say_one() -> None:
    draft = understood("""
        DANH SÁCH mô hình “Dân vận khéo” năm 2024
        | STT | Tên mô hình | Tình trạng (mới/duy trì) |
        | 1 | Nuôi ong | Duy trì |
        | 2 | Hũ gạo | Duy trì |
        """)
    assert [model.at.get("origin") for model in draft.tables[0].models] == [("duytri",)] * 2


def test_carried_on_beside_new_is_an_origin_to_tick_and_no_stage() -> None:
    draft = understood("""
        DANH SÁCH mô hình “Dân vận khéo” năm 2024
        | STT | Tên mô hình | Tình trạng | < |
        | ^ | ^ | Mới | Duy trì |
        | 1 | Nuôi ong | x | |
        | 2 | Hũ gạo | | x |
        """)
    assert [model.at.get("origin") for model in draft.tables[0].models] == [("moi",), ("duytri",)]
    assert not found(draft)


@pytest.mark.parametrize("pair", [("TT", "Cá nhân"), ("Cá nhân", "TT"), ("TT", "C.nhân")])
def test_tt_beside_individuals_is_the_collective_where_another_column_numbers_the_rows(pair: tuple[str, str]) -> None:
    draft = understood(f"""
        BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024
        | Số TT | Đơn vị | Tổng số | KT | VHXH | {pair[0]} | {pair[1]} |
        | 1 | Thôn Đoài | 5 | 3 | 2 | 4 | 1 |
        | 2 | Thôn Đông | 4 | 1 | 3 | 1 | 3 |
        """)
    holders = [figure.at["holder"] for figure in draft.tables[0].rows[0].figures if "holder" in figure.at]
    assert sorted(holders) == [("canhan",), ("tapthe",)]
    assert not found(draft)


def test_a_title_right_above_a_table_that_begins_further_right_is_no_heading() -> None:
    draft = understood("""
        | | BIỂU TỔNG HỢP | < | < | < | |
        | | kết quả mô hình “Dân vận khéo” năm 2024 | < | < | < | |
        | | TT | Đơn vị | Tổng số | KT | VHXH |
        | | 1 | Thôn Đoài | 5 | 3 | 2 |
        """)
    assert draft.tables[0].title.endswith("năm 2024")
    assert draft.tables[0].rows[0].label == "Thôn Đoài"


@pytest.mark.parametrize(("heading", "field"), [("P/t kinh tế", "kt"), ("Xã hội", "vhxh")])
def test_a_field_that_begins_like_a_communes_kind_may_head_figures(heading: str, field: str) -> None:
    draft = understood(f"""
        BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024
        | TT | Đơn vị | Tổng số | {heading} | QPAN |
        | 1 | Thôn Đoài | 5 | 3 | 2 |
        """)
    assert {"field": (field,)} in [figure.at for figure in draft.tables[0].rows[0].figures]
    assert not found(draft)


@pytest.mark.parametrize(("said", "stated"), [("3 mô hình", 3), ("4 mô hình", 4), ("03 mô hình", 3)])
def test_a_lone_number_of_models_beside_the_total_of_ticks_is_of_the_list_in_whatever_column_it_lies(
    said: str, stated: int
) -> None:
    drawing = f"""
    | Danh sách mô hình Dân vận khéo năm 2026 | < | < | < |
    | STT | Tên mô hình | Lĩnh vực | < |
    | ^ | ^ | KT | VHXH |
    | 1 | Hũ gạo | x | |
    | 2 | Đường hoa | | x |
    | 3 | Mẹ đỡ đầu | | x |
    | | Tổng cộng | {said} | |
    """
    assert statements(drawing) == [("total", "C7", stated, 3)]


def test_figures_in_the_total_row_of_ticks_are_of_their_columns_though_one_is_said_in_words() -> None:
    drawing = """
    | Danh sách mô hình Dân vận khéo năm 2026 | < | < | < |
    | STT | Tên mô hình | Lĩnh vực | < |
    | ^ | ^ | KT | VHXH |
    | 1 | Hũ gạo | x | |
    | 2 | Đường hoa | | x |
    | 3 | Mẹ đỡ đầu | | x |
    | | Tổng cộng | 1 mô hình | 2 mô hình |
    """
    assert statements(drawing) == [("total", "C7", 1, 1), ("total", "D7", 2, 2)]


_REMARKED = """
    DANH SÁCH mô hình “Dân vận khéo” năm 2024
    | STT | Tên mô hình | Lĩnh vực | Năm đăng ký | Số hộ | Ghi chú |
    | 1 | Hũ gạo | KT | 2023 | 12 | {0} |
    | 2 | Đường hoa | HTCT | 2024 | 20 | Làm tốt |
    | | Tổng cộng | | {1} | 32 | {2} |
    """


@pytest.mark.parametrize(
    ("registered", "remark", "cell"),
    [("", "5 mô hình", "F5"), ("", "5", "F5"), ("5", "", "D5"), ("05 mô hình", "", "D5"), ("2024", "5 mô hình", "F5")],
)
def test_a_total_states_how_many_models_there_are_under_remarks_and_years_too(
    registered: str, remark: str, cell: str
) -> None:
    assert statements(_REMARKED.format("", registered, remark)) == [("total", cell, 5, 2)]


def test_a_year_beside_a_total_and_a_sum_of_what_the_remarks_count_are_no_numbers_of_models() -> None:
    assert statements(_REMARKED.format("", "2024", "2024")) == []
    assert statements(_REMARKED.format("15", "", "15")) == []


def test_a_total_in_words_under_remarks_is_checked_beside_those_of_ticks() -> None:
    drawing = """
    | Danh sách mô hình Dân vận khéo năm 2026 | < | < | < | < |
    | STT | Tên mô hình | Lĩnh vực | < | Ghi chú |
    | ^ | ^ | KT | VHXH | ^ |
    | 1 | Hũ gạo | x | | |
    | 2 | Đường hoa | | x | |
    | | Cộng | 1 | 1 | 3 mô hình |
    """
    assert statements(drawing) == [("total", "E6", 3, 2), ("total", "C6", 1, 1), ("total", "D6", 1, 1)]


def test_a_name_of_a_unit_holds_for_the_rows_it_is_merged_over_and_for_no_blank_one_below() -> None:
    draft = understood("""
        | TT | Đơn vị | Tên mô hình |
        | 1 | Xã A | Hũ gạo |
        | 2 | ^ | Đường hoa |
        | 3 | | Ánh sáng |
        """)
    assert [(one.unit_text, one.unit_cell) for one in draft.tables[0].models] == [
        ("Xã A", "B2"),
        ("Xã A", "B2"),
        (None, "B4"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("| 1 | Kinh tế | Nuôi dê | x |", "| | | Nuôi bò | x |", "| 2 | VHXH | Đường hoa | x |", "| | | Hũ gạo | x |"),
        (
            "| 1 | Kinh tế | Nuôi dê | x |",
            "| 2 | | Nuôi bò | x |",
            "| 1 | VHXH | Đường hoa | x |",
            "| 2 | | Hũ gạo | x |",
        ),
    ],
)
def test_a_field_runs_on_over_the_rows_that_it_numbers(lines: tuple[str, ...]) -> None:
    draft = understood("\n".join(("| TT | Lĩnh vực | Tên mô hình | Tập thể |", *lines)))
    assert [model.at["field"] for model in draft.tables[0].models] == [("kt",), ("kt",), ("vhxh",), ("vhxh",)]


def test_a_field_does_not_run_on_over_rows_with_numbers_of_their_own() -> None:
    draft = understood("""
        | TT | Lĩnh vực | Tên mô hình | Tập thể |
        | 1 | Kinh tế | Nuôi dê | x |
        | 2 | | Nuôi bò | x |
        | 3 | VHXH | Đường hoa | x |
        """)
    assert [model.at.get("field") for model in draft.tables[0].models] == [("kt",), None, ("vhxh",)]


def test_a_unit_runs_on_over_the_rows_that_it_numbers() -> None:
    draft = understood("""
        | TT | Đơn vị | Tên mô hình | Lĩnh vực |
        | 1 | Xã A | Hũ gạo | KT |
        | | | Đường hoa | VHXH |
        | 2 | Xã B | Ánh sáng | VHXH |
        """)
    assert [model.unit_text for model in draft.tables[0].models] == ["Xã A", "Xã A", "Xã B"]


_BELOW_TICKS = """
    | TT | Tên mô hình | Loại hình | < |
    | ^ | ^ | Tập thể | Cá nhân |
    | 1 | Hũ gạo | x | |
    | 2 | Đường hoa | x | |
    """


@pytest.mark.parametrize("label", ["TC", "TC:", "T/C", "T. cộng", "TCộng"])
def test_an_abbreviated_total_of_ticks_is_a_total_and_no_model(label: str) -> None:
    draft = understood(f"{_BELOW_TICKS}| | {label} | 3 | 0 |")
    assert len(draft.tables[0].models) == 2
    assert found(draft) == [("stated-total-differs", "C5")]


@pytest.mark.parametrize("place", ["| | {} |", "| {} | < |"])
@pytest.mark.parametrize("label", ["Tỷ lệ", "Tỷ lệ %", "Tỉ lệ (%)"])
def test_shares_below_the_total_of_ticks_are_no_model_though_all_be_one(place: str, label: str) -> None:
    draft = understood(f"{_BELOW_TICKS}| | Tổng cộng | 2 | 0 |\n{place.format(label)} 1 | 0 |")
    assert len(draft.tables[0].models) == 2
    assert found(draft) == []


@pytest.mark.parametrize(("figures", "asked"), [("3 | 1", []), ("4 | 1", ["row-without-name"])])
def test_figures_without_a_name_below_ticks_are_their_total_where_they_add_up(figures: str, asked: list[str]) -> None:
    more = "| 3 | Ngõ sáng | x | |\n| 4 | Camera an ninh | | x |"
    draft = understood(f"{_BELOW_TICKS}{more}\n| | | {figures} |")
    assert [code for code, _ in found(draft)] == asked


@pytest.mark.parametrize(
    ("heading", "cells", "levels"),
    [
        ("Quy mô", ("Xã", "Cấp xã", "Huyện"), ["xa", "xa", "huyen"]),
        ("Phạm vi", ("Thôn", "Xã", "Cấp huyện"), ["coso", "xa", "huyen"]),
        ("Quy mô, phạm vi (cấp)", ("xã", "", "huyện"), ["xa", "", "huyen"]),
        ("Quy mô", ("Xã", "120 hộ dân", "Huyện"), ["", "", ""]),
        ("Phạm vi", ("Xã", "Thôn Đông và thôn Tây", "Huyện"), ["", "", ""]),
        ("Phạm vi | Cấp", ("Xã | Huyện", "Thôn | Xã", "Xã | Xã"), ["huyen", "xa", "xa"]),
    ],
)
def test_the_scale_of_a_model_is_its_level_where_all_cells_name_levels(
    heading: str, cells: tuple[str, str, str], levels: list[str]
) -> None:
    names = ("Tổ rau sạch", "Hũ gạo tình thương", "Câu lạc bộ dân ca")
    rows = "\n".join(
        f"| {n} | {name} | Kinh tế | {cell} |" for n, (name, cell) in enumerate(zip(names, cells, strict=True), 1)
    )
    draft = understood(
        f"DANH SÁCH mô hình “Dân vận khéo” năm 2024\n| STT | Tên mô hình | Lĩnh vực | {heading} |\n{rows}"
    )
    assert ["+".join(model.at.get("level", ())) for model in draft.tables[0].models] == levels
    assert found(draft) == []


@pytest.mark.parametrize(
    ("groups", "numbers"),
    [
        (("1. | CÔNG AN XÃ |", "2. | HỘI PHỤ NỮ XÃ |"), (1, 2, 1)),  # each body's models are numbered anew
        (("1. | CÔNG AN XÃ |", "2. | HỘI PHỤ NỮ XÃ |"), (1, 2, 3)),  # or go on
        (("1. | XÃ LIÊM SƠN |", "2. | XÃ LIÊM TÚC |"), (1, 2, 3)),
        (
            ("1. | TẬP THỂ | 2", "2. | CÁ NHÂN | 1"),
            (1, 2, 1),
        ),  # the number of models beside it, where no number belongs
        ((" | 1. TẬP THỂ | 2", " | 2. CÁ NHÂN | 1"), (1, 2, 1)),
        ((" | CÔNG AN XÃ (2 mô hình) |", " | HỘI PHỤ NỮ XÃ (1 mô hình) |"), (1, 2, 3)),
        ((" | THÔN ĐOÀI (2 mô hình) |", " | THÔN TRUNG (1 mô hình) |"), (1, 2, 3)),
        ((" | THÔN ĐOÀI |", " | THÔN TRUNG |"), (1, 2, 1)),
    ],
)
def test_a_body_or_member_over_rows_of_another_numbering_is_no_model(
    groups: tuple[str, str], numbers: tuple[int, int, int]
) -> None:
    """Such rows counted as models beside those that they head, without a word."""
    drawing = f"""
        | STT | Tên mô hình | Lĩnh vực |
        | {groups[0]} |
        | {numbers[0]} | Xóa nhà tạm | HTCT |
        | {numbers[1]} | Nuôi ong lấy mật | Kinh tế |
        | {groups[1]} |
        | {numbers[2]} | Ngõ sáng ven đê | VHXH |
    """
    draft = understood(drawing)
    assert [model.name for model in draft.tables[0].models] == ["Xóa nhà tạm", "Nuôi ong lấy mật", "Ngõ sáng ven đê"]
    assert found(draft) == []


def test_members_numbered_inside_members_head_models_that_are_numbered_on() -> None:
    drawn = models("""
        | STT | Tên mô hình | Đơn vị |
        | 1. | KINH TẾ | |
        | '1.1 | MÔ HÌNH DUY TRÌ | |
        | 1 | Hũ gạo tình thương | Thôn Đoài |
        | 2. | QUỐC PHÒNG - AN NINH | |
        | '2.1 | MÔ HÌNH DUY TRÌ | |
        | 2 | Ngõ sáng ven đê | Thôn Đoài |
        | '2.2 | MÔ HÌNH NHÂN RỘNG | |
        | 3 | Tiếng kẻng an ninh | Thôn Đoài |
    """)
    assert [(name, at) for name, _, at, _ in drawn] == [
        ("Hũ gạo tình thương", {"field": ("kt",), "origin": ("duytri",)}),
        ("Ngõ sáng ven đê", {"field": ("qpan",), "origin": ("duytri",)}),
        ("Tiếng kẻng an ninh", {"field": ("qpan",), "origin": ("nhanrong",)}),
    ]


def test_a_village_that_heads_models_of_a_field_does_not_end_the_field() -> None:
    drawing = """
        | STT | Tên mô hình | Ghi chú |
        | | KINH TẾ | |
        | | THÔN ĐOÀI | |
        | 1 | Hũ gạo tình thương | tốt |
        | | THÔN TRUNG | |
        | 1 | Nuôi ong lấy mật | tốt |
    """
    assert fields(drawing) == {"Hũ gạo tình thương": ("kt",), "Nuôi ong lấy mật": ("kt",)}


@pytest.mark.parametrize(
    ("collectives", "persons"),
    [(("x", "x", ""), ("", "", "x")), (("Hội Nông dân xã", "Hội Phụ nữ xã", ""), ("", "", "Ông Trần Văn Út"))],
)
@pytest.mark.parametrize(
    ("stated", "asked"),
    [
        ("7 TT | 1 CN", [("stated-total-differs", "C6")]),
        ("02 tập thể | 01 cá nhân", []),
        ("7 xã | 1", [("total-unreadable", "C6")]),
        ("'6.5 | 1", [("count-not-whole", "C6")]),
    ],
)
def test_a_total_in_words_over_ticks_is_checked(
    collectives: tuple[str, ...], persons: tuple[str, ...], stated: str, asked: list[tuple[str, str]]
) -> None:
    """“7 TT” over columns that are ticked by naming somebody was somebody's name."""
    rows = "".join(
        f"\n| {n} | Việc số {n} | {one} | {other} |"
        for n, (one, other) in enumerate(zip(collectives, persons, strict=True), 1)
    )
    head = "DANH SÁCH MÔ HÌNH NĂM 2024\n| STT | Tên mô hình | Tập thể | Cá nhân |"
    assert found(understood(f"{head}{rows}\n| | Tổng cộng | {stated} |")) == asked


def test_a_total_in_words_under_what_parts_the_models_is_checked() -> None:
    head = "DANH SÁCH MÔ HÌNH NĂM 2024\n| STT | Tên mô hình | Loại hình |\n| 1 | Nuôi ong | TT |\n| 2 | Hũ gạo | CN |\n"
    assert found(understood(f"{head}| | Tổng cộng | 1 TT, 1 CN |")) == []
    assert found(understood(f"{head}| | Tổng cộng | 1 TT, 7 CN |")) == [("stated-total-differs", "C5")]
    assert found(understood(f"{head}| | Tổng cộng | 7 TT |")) == [("stated-total-differs", "C5")]


@pytest.mark.parametrize(
    ("stated", "asked"), [("6.5", ["count-not-whole"]), ("7 lượt", ["total-unreadable"]), ("3", [])]
)
def test_a_total_under_a_stage_is_a_figure_though_it_is_written_as_text(stated: str, asked: list[str]) -> None:
    head = "DANH SÁCH MÔ HÌNH NĂM 2024\n| STT | Tên mô hình | Đăng ký | Công nhận |\n"
    rows = "| 1 | Nuôi ong | x | x |\n| 2 | Hũ gạo | x | |\n| 3 | Đường hoa | 5/2/2024 | |\n"
    assert [code for code, _ in found(understood(f"{head}{rows}| | Tổng cộng | '{stated} | 1 |"))] == asked


def test_counts_of_a_stage_that_are_all_broken_numbers_as_text_are_refused_each_at_its_cell() -> None:
    """They were texts, and the column a result: nobody was recognised, without a word."""
    draft = understood("""
        TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Đơn vị | Đăng ký | Công nhận |
        | 1 | Xã An Nội | 7 | 6,5 |
        | 2 | Xã Bồ Đề | 4 | 3.5 |
        """)
    assert found(draft) == [("count-not-whole", "D3"), ("count-not-whole", "D4")]


@pytest.mark.parametrize("cells", [("7 TT", "4 TT"), ("3 tổ", "2 hội"), ("hơn 3", "khoảng 2"), ("2-3", "4-5")])
def test_numbers_in_words_under_a_stage_of_figures_are_asked_about(cells: tuple[str, str]) -> None:
    draft = understood(f"""
        TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Đơn vị | Đăng ký | Công nhận |
        | 1 | Xã An Nội | 7 | {cells[0]} |
        | 2 | Xã Bồ Đề | 4 | {cells[1]} |
        """)
    assert found(draft) == [("column-holds-numbers", "D2")]


@pytest.mark.parametrize(
    "groups",
    [
        ("| I. Lĩnh vực kinh tế | | 2 mô hình |", "| II. Lĩnh vực quốc phòng - an ninh | | {} |"),
        ("| I | LĨNH VỰC KINH TẾ | 02 mô hình |", "| II | LĨNH VỰC QUỐC PHÒNG - AN NINH | {} |"),
    ],
)
def test_a_groups_number_may_stand_among_the_remarks(groups: tuple[str, str]) -> None:
    kt, qpan = groups
    drawing = f"""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2023
        | STT | Tên mô hình | Ghi chú |
        {kt}
        | 1 | Hũ gạo tình thương | |
        | 2 | Cánh đồng lúa | 2 mô hình cũ |
        {qpan}
        | 1 | Camera an ninh | 2 mô hình |
        """
    draft = understood(drawing.replace("{}", "1 mô hình"))
    assert [one.at["field"] for one in draft.tables[0].models] == [("kt",), ("kt",), ("qpan",)]
    assert found(draft) == []
    assert "stated-total-differs" in [code for code, _ in found(understood(drawing.replace("{}", "3 mô hình")))]
