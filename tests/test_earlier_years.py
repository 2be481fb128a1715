"""Tables of earlier years beside the title's own, each under its year: they compare, and count nothing."""

import pytest

from danvan_cli.intake.sheets.layout import RowClass
from drawing import read

TITLE = "DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024"
HEADER = "| STT | Tên mô hình | Lĩnh vực |"
BEFORE = ["| 1 | Tuyến đường hoa | VH-XH |", "| 2 | Nuôi gà thả vườn | Kinh tế |"]
NOW = ["| 1 | Trồng hoa cúc | Kinh tế |", "| 2 | Hũ gạo tình thương | VH-XH |"]


@pytest.mark.parametrize(
    ("tables", "cell"),
    [
        (["Năm 2023", HEADER, *BEFORE, "", "Năm 2024", HEADER, *NOW], "A2"),
        (["II. Năm 2024:", HEADER, *NOW, "", "I. Năm 2023:", HEADER, *BEFORE, "", "Nơi nhận:"], "A7"),
    ],
)
def test_only_the_table_of_the_titles_year_counts_beside_those_of_years_before(tables: list[str], cell: str) -> None:
    draft, (layout,) = read("\n".join([TITLE, *tables]))
    (table,) = draft.tables
    assert [model.name for model in table.models] == ["Trồng hoa cúc", "Hũ gạo tình thương"]
    assert [(found.code, found.cell, found.seen) for found in draft.findings] == [
        ("earlier-year-compares", cell, {"year": "2023"})
    ]
    classes = [row.row_class for row in layout.rows]
    assert classes.count(RowClass.DATA) == len(NOW)
    assert RowClass.UNKNOWN not in classes


def test_figures_of_the_year_before_in_a_table_of_their_own_compare() -> None:
    figures = "| Lĩnh vực | Tổng số |\n| Kinh tế | {} |\n| VH-XH | {} |"
    drawing = f"{TITLE}\nNăm 2023\n{figures.format(5, 3)}\n\nNăm 2024\n{figures.format(6, 4)}"
    (table,) = read(drawing)[0].tables
    assert [figure.value for row in table.rows for figure in row.figures] == [6, 4]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO",
            "Năm 2023",
            HEADER,
            *BEFORE,
            "",
            "Năm 2024",
            HEADER,
            *NOW,
        ],  # whose year it is
        [TITLE, "Năm 2025", HEADER, *BEFORE, "", "Năm 2024", HEADER, *NOW],
        [TITLE, "Năm 2023", HEADER, *BEFORE, "", "Năm 2022", HEADER, *NOW],  # none is of the title's
        [TITLE, "Năm 2024", HEADER, *BEFORE, "", "Năm 2024", HEADER, *NOW],
    ],
)
def test_where_it_is_not_told_which_table_is_the_years_own_none_is_left_out(lines: list[str]) -> None:
    draft, _ = read("\n".join(lines))
    assert sum(len(table.models) for table in draft.tables) == len(BEFORE) + len(NOW)
    assert "earlier-year-compares" not in [found.code for found in draft.findings]
