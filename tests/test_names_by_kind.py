"""Lists whose names stand under a heading of their kind: "Mô hình tiêu biểu", "Mô hình mới"."""

import pytest

from danvan_cli.vocabulary import Coordinates
from drawing import found, understood

TITLE = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"


@pytest.mark.parametrize(
    ("headed", "at", "stages"),
    [
        ("Mô hình tiêu biểu", {}, ("tieubieu",)),
        ("Các mô hình được công nhận", {}, ("congnhan",)),
        ("Mô hình mới", {"origin": ("moi",)}, ()),
        ("Mô hình tập thể", {"holder": ("tapthe",)}, ()),
        ("Mô hình cấp xã", {"level": ("xa",)}, ()),
        ("Mô hình điểm", {}, ()),
        ("Gương điển hình", {}, ()),
        ("Mô hình kinh tế", {}, ()),  # the column of fields says which each is of
    ],
)
@pytest.mark.parametrize("beside", ["", " | Hình thức khen thưởng"])
def test_the_heading_of_the_names_says_of_which_kind_all_are(
    headed: str, at: Coordinates, stages: tuple[str, ...], beside: str
) -> None:
    awarded = " | Giấy khen" if beside else ""
    draft = understood(f"""
        {TITLE}
        | TT | {headed} | Đơn vị | Lĩnh vực{beside} |
        | 1 | Trồng sen | Thôn Đông | Kinh tế{awarded} |
        | 2 | Đường cờ | Thôn Đoài | VH-XH{awarded} |
        """)
    (table,) = draft.tables
    assert [(model.name, model.at, model.stages) for model in table.models] == [
        ("Trồng sen", {**at, "field": ("kt",)}, stages),
        ("Đường cờ", {**at, "field": ("vhxh",)}, stages),
    ]
    assert found(draft) == []


def test_the_stage_of_the_title_comes_before_that_of_the_heading() -> None:
    draft = understood(f"""
        {TITLE.replace("mô hình", "công nhận mô hình")}
        | TT | Mô hình đề nghị | Đơn vị |
        | 1 | Trồng sen | Thôn Đông |
        """)
    assert (draft.tables[0].stage, draft.tables[0].models[0].stages) == ("congnhan", ())


@pytest.mark.parametrize("cells", [("3", "2"), ("Thôn Đông", "Thôn Đông"), ("Xã A", "Hội Nông dân xã A")])
def test_figures_statuses_and_units_under_such_a_heading_are_no_names(cells: tuple[str, str]) -> None:
    draft = understood(
        f"{TITLE}\n| TT | Mô hình tiêu biểu | Lĩnh vực |\n| 1 | {cells[0]} | KT |\n| 2 | {cells[1]} | VHXH |"
    )
    assert not any(table.models for table in draft.tables)


def test_two_such_columns_are_no_column_of_names() -> None:
    draft = understood(f"{TITLE}\n| TT | Mô hình hay | Mô hình lạ | Lĩnh vực |\n| 1 | Trồng sen | Đường cờ | Kinh tế |")
    assert found(draft) == [("no-table-found", None)]


def test_rows_that_say_their_field_beside_awards_are_no_list_of_who_was_awarded() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Tấm gương | Đơn vị | Lĩnh vực | Khen thưởng |
        | 1 | Trồng sen | Thôn Đông | Kinh tế | Giấy khen |
        """)
    assert found(draft) == [("no-table-found", None)]
