"""Lists turned on their side: "PHIẾU ĐĂNG KÝ MÔ HÌNH" of one model, several of them, a model in each column."""

import pytest

from danvan_cli.intake.sheets.layout import RowClass
from drawing import read

HEAD = """
ĐẢNG ỦY XÃ LIÊM SƠN
PHIẾU ĐĂNG KÝ MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
"""
FORM = """
| Tên mô hình | Trồng hoa cúc |
| Lĩnh vực | Kinh tế |
| Đơn vị | Hội Phụ nữ xã |
| Cấp | Cấp xã |
| Loại hình | Tập thể |
| Thời gian thực hiện | 2024 |
"""
OTHER = FORM.replace("Trồng hoa cúc", "Camera").replace("Kinh tế", "QP-AN").replace("Tập thể", "Cá nhân")
NUMBERED = """
| 1 | Tên mô hình: | Trồng hoa cúc |
| 2 | Lĩnh vực: | Kinh tế |
| 3 | Đơn vị thực hiện: | Hội Phụ nữ xã |
| 4 | Cấp: | Cấp xã |
| 5 | Loại hình: | Tập thể |
"""
SENTENCES = """
1. Tên mô hình: Trồng hoa cúc
2. Lĩnh vực: Kinh tế
3. Nội dung thực hiện: trồng 5 ha hoa cúc
4. Đơn vị thực hiện: Hội Phụ nữ xã
5. Cấp: xã
6. Loại hình: Tập thể

Liêm Sơn, ngày 5 tháng 3 năm 2024
T/M ĐẢNG ỦY
"""
HEADED = "| STT | Nội dung | Thông tin |" + NUMBERED.replace(":", "")
AT = {"field": ("kt",), "level": ("xa",), "holder": ("tapthe",)}


def drawn(*parts: str) -> str:
    return "\n".join(part.strip("\n") for part in parts)


@pytest.mark.parametrize(
    ("form", "cell"),
    [(FORM, "B3"), (NUMBERED, "C3"), (SENTENCES, "A3"), (HEADED, "C4"), (HEADED.replace("Thông tin", "Kết quả"), "C4")],
)
def test_a_registration_form_is_a_list_of_one_model(form: str, cell: str) -> None:
    draft, (layout,) = read(drawn(HEAD, form))
    (table,) = draft.tables
    (model,) = table.models
    assert (model.name, model.unit_text, model.cell, model.at) == ("Trồng hoa cúc", "Hội Phụ nữ xã", cell, AT)
    assert table.stage == "dangky"
    assert not draft.findings
    assert [row.number for row in layout.rows if row.row_class is RowClass.DATA] == [int(cell[1:])]


def test_what_a_form_leaves_unclear_is_asked_where_it_stands() -> None:
    draft, _ = read(drawn(HEAD, FORM.replace("Kinh tế", "lâm sinh")))
    assert [(found.code, found.cell) for found in draft.findings] == [("field-unknown", "B4")]


def test_forms_under_one_another_are_one_list() -> None:
    draft, _ = read(drawn(HEAD, FORM, HEAD, OTHER))
    (table,) = draft.tables
    assert [(model.name, model.cell, model.at["field"]) for model in table.models] == [
        ("Trồng hoa cúc", "B3", ("kt",)),
        ("Camera", "B11", ("qpan",)),
    ]


def test_a_form_on_each_sheet_is_a_model_of_each() -> None:
    draft, _ = read(drawn(HEAD, FORM), drawn(HEAD, OTHER))
    assert [model.name for table in draft.tables for model in table.models] == ["Trồng hoa cúc", "Camera"]


def test_a_list_with_a_model_in_each_column_is_read_as_one_with_a_model_in_each_row() -> None:
    turned = """
    | STT | 1 | 2 | 3 |
    | Tên mô hình | Trồng hoa cúc | Hũ gạo | Camera |
    | Lĩnh vực | Kinh tế | | QP-AN |
    | Loại hình | Tập thể | Tập thể | Cá nhân |
    """
    draft, _ = read(drawn(HEAD.replace("PHIẾU ĐĂNG KÝ", "DANH SÁCH"), turned))
    (table,) = draft.tables
    assert [(model.name, model.cell, model.at) for model in table.models] == [
        ("Trồng hoa cúc", "B4", {"field": ("kt",), "holder": ("tapthe",)}),
        ("Hũ gạo", "C4", {"holder": ("tapthe",)}),
        ("Camera", "D4", {"field": ("qpan",), "holder": ("canhan",)}),
    ]


def test_what_stands_over_the_models_of_a_form_is_not_passed_over() -> None:
    over = "| STT | Nội dung | Tập thể | Cá nhân |"
    turned = ["| 1 | Tên mô hình | Hũ gạo | Nuôi gà |", "| 2 | Lĩnh vực | VH-XH | Kinh tế |", "| 3 | Cấp | Xã | Xã |"]
    draft, _ = read(drawn(HEAD, over, *turned))
    assert [model.name for table in draft.tables for model in table.models] != ["Hũ gạo", "Nuôi gà"]


@pytest.mark.parametrize(
    "other",
    [
        drawn(HEAD, FORM, HEAD.replace("2024", "2023"), OTHER),  # of another year
        drawn(HEAD, FORM, HEAD.replace("LIÊM SƠN", "LIÊM TÚC"), OTHER),  # of another commune
        drawn(HEAD, *("| Tên mô hình | |", "| Lĩnh vực | |", "| Cấp | |")),  # nobody filled it in
        drawn(HEAD, "| Tên mô hình | Trồng hoa cúc |", "| Số điện thoại | 0912 |"),
    ],
)
def test_what_is_no_such_form_is_not_read_as_one(other: str) -> None:
    draft, _ = read(other)
    assert not draft.tables
    assert [found.code for found in draft.findings] == ["no-table-found"]


def test_a_form_beside_another_table_hides_none_of_its_rows() -> None:
    draft, _ = read(drawn(HEAD, FORM, "", "| STT | Tên mô hình | Lĩnh vực |", "| 1 | Hũ gạo | Kinh tế |"))
    assert "Hũ gạo" in [model.name for table in draft.tables for model in table.models]
