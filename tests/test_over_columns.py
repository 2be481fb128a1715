"""What headings over several columns of figures say of those below them. (domain.md L4; counting.md 8)"""

import pytest

from danvan_cli.intake.draft import DraftFile
from danvan_cli.vocabulary import Coordinates
from drawing import found, understood

TITLE = "BIỂU TỔNG HỢP MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2024"


def drawn(*lines: str, title: str = TITLE) -> DraftFile:
    return understood("\n".join((title, *lines)))


def figures(draft: DraftFile) -> list[tuple[Coordinates, int | None]]:
    """What the first row of the first table counts, and of what."""
    return [(figure.at, figure.value) for figure in draft.tables[0].rows[0].figures]


@pytest.mark.parametrize(
    "over",
    [
        "Mô hình chưa triển khai", "Mô hình không thực hiện được", "Mô hình đạt yêu cầu", "Mô hình được nghiệm thu", "Mô hình được phê duyệt",
        "Mô hình có phát sinh trong năm", "Số lớp tập huấn", "Đơn vị có mô hình", "Kết quả phê duyệt", "Xếp loại", "Dự kiến",
    ],
)  # fmt: skip
def test_under_a_heading_that_nobody_understands_nothing_is_the_tables_own(over: str) -> None:
    """They were carried out, or a split of the total."""
    draft = drawn(
        f"| TT | Đơn vị | Số mô hình đăng ký | < | < | {over} | < | < |",
        "| ^ | ^ | Tổng số | Tập thể | Cá nhân | Tổng số | Tập thể | Cá nhân |",
        "| 1 | Xã A | 10 | 8 | 2 | 4 | 3 | 1 |",
    )
    assert {code for code, _ in found(draft)} == {"column-holds-numbers"}
    assert {cell for _, cell in found(draft)} == {"F3", "G3", "H3"}
    assert [value for _, value in figures(draft)] == [10, 8, 2]
    part = drawn(
        f"| TT | Đơn vị | Tổng số | {over} | < |", "| ^ | ^ | ^ | Tập thể | Cá nhân |", "| 1 | Xã A | 10 | 3 | |"
    )
    assert figures(part) == [({}, 10)]


@pytest.mark.parametrize(
    "over",
    [
        "Trong đó", "Chia ra", "Phân loại mô hình", "Cơ cấu", "Trong tổng số có", "Theo từng lĩnh vực", "Lĩnh vực công tác",
        "Kết quả năm 2024", "Kết quả", "Nội dung", "Năm 2024", "Số lượng mô hình", "Mô hình “Dân vận khéo” hiện có", "Toàn huyện",
        "Phong trào thi đua “Dân vận khéo” năm 2024", "Kết quả phong trào thi đua “Dân vận khéo”", "Tính đến 30/11/2024",
        "Các lĩnh vực thực hiện", "A. Theo lĩnh vực", "Mô hình trên địa bàn xã", "Xã Liêm Sơn",
    ],
)  # fmt: skip
def test_what_only_leads_over_to_the_columns_says_nothing_of_them(over: str) -> None:
    draft = drawn(
        f"| TT | Đơn vị | Tổng số | {over} | < |", "| ^ | ^ | ^ | Kinh tế | VHXH |", "| 1 | Xã Liêm Sơn | 5 | 3 | 2 |"
    )
    assert found(draft) == []
    assert figures(draft) == [({}, 5), ({"field": ("kt",)}, 3), ({"field": ("vhxh",)}, 2)]


def test_units_over_members_are_whose_these_are_whatever_they_are_called() -> None:
    draft = drawn(
        "| TT | Nội dung | Xã Liêm Sơn | < | Xã Liêm Túc | < |",
        "| ^ | ^ | Đăng ký | Công nhận | Đăng ký | Công nhận |",
        "| 1 | Kinh tế | 5 | 3 | 4 | 2 |",
    )
    assert found(draft) == []


@pytest.mark.parametrize(
    ("over", "of"),
    [
        ("Mô hình mới chia theo lĩnh vực", {"origin": ("moi",)}),
        ("Lĩnh vực của mô hình mới", {"origin": ("moi",)}),
        ("Mô hình mới theo lĩnh vực", {"origin": ("moi",)}),
        ("Lĩnh vực của mô hình tập thể", {"holder": ("tapthe",)}),
        ("Số mô hình cá nhân phân theo lĩnh vực", {"holder": ("canhan",)}),
        ("Mô hình công nhận chia theo lĩnh vực", {"stage": ("congnhan",)}),
    ],
)
def test_whose_fields_a_heading_says_they_are_they_are(over: str, of: Coordinates) -> None:
    """They were the fields of all."""
    draft = drawn(
        f"| TT | Đơn vị | Tổng số | {over} | < |", "| ^ | ^ | ^ | Kinh tế | VHXH |", "| 1 | Xã A | 10 | 2 | 2 |"
    )
    assert found(draft) == []
    assert figures(draft) == [({}, 10), ({"field": ("kt",), **of}, 2), ({"field": ("vhxh",), **of}, 2)]


@pytest.mark.parametrize(
    "said", ["Mô hình được các cấp công nhận", "Mô hình được cấp có thẩm quyền công nhận", "Được cấp trên công nhận"]
)
def test_recognised_by_whatever_level_is_recognised(said: str) -> None:
    """Over a total and members, as a line over rows and as a caption they were carried out."""
    over = drawn(
        f"| TT | Đơn vị | Số mô hình đăng ký | < | < | {said} | < | < |",
        "| ^ | ^ | Tổng số | Tập thể | Cá nhân | Tổng số | Tập thể | Cá nhân |",
        "| 1 | Xã A | 10 | 8 | 2 | 4 | 3 | 1 |",
    )
    assert [at.get("stage") for at, _ in figures(over)] == [("dangky",)] * 3 + [("congnhan",)] * 3
    lines = drawn(
        "| TT | Nội dung | Số lượng |",
        "| I | Số mô hình đăng ký | 16 |", "| 1 | Kinh tế | 9 |", "| 2 | VHXH | 7 |",
        f"| II | {said} | 7 |", "| 1 | Kinh tế | 4 |", "| 2 | VHXH | 3 |",
    )  # fmt: skip
    assert {row.at.get("stage") for row in lines.tables[0].rows} == {("dangky",), ("congnhan",)}
    captions = drawn(
        "I. Mô hình đăng ký", "| TT | Đơn vị | Tổng số |", "| 1 | Xã A | 10 |", "",
        f"II. {said}", "| TT | Đơn vị | Tổng số |", "| 1 | Xã A | 4 |",
    )  # fmt: skip
    assert [table.stage for table in captions.tables] == ["dangky", "congnhan"]
    assert not any(map(found, (over, lines, captions)))


def test_proposed_to_whatever_level_is_proposed_only() -> None:
    draft = drawn("| TT | Đơn vị | Tổng số | Đề nghị các cấp công nhận |", "| 1 | Xã A | 10 | 4 |")
    assert figures(draft) == [({}, 10), ({"stage": ("denghi",)}, 4)]
