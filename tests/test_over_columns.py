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


def test_units_under_a_heading_that_nobody_understands_are_asked_about_too() -> None:
    said = "| ^ | ^ | Xã Liêm Sơn | Xã Liêm Túc |", "| 1 | Kinh tế | 5 | 3 |", "| 2 | VHXH | 5 | 3 |"
    draft = drawn("| TT | Nội dung | Mô hình chưa triển khai | < |", *said)
    assert {code for code, _ in found(draft)} >= {"column-holds-numbers"}
    for over in ("Cụm thi đua số 1", "Các xã", "Đơn vị", "Số mô hình", "Đơn vị trực thuộc"):
        assert found(drawn(f"| TT | Nội dung | {over} | < |", *said)) == []


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


def unasked(draft: DraftFile) -> list[tuple[Coordinates, int | None]]:
    """What a table says that nobody need be asked about."""
    assert found(draft) == []
    return figures(draft)


_NEW, _KEPT = {"origin": ("moi",)}, {"origin": ("duytri",)}
_BOTH = {"tt": {"holder": ("tapthe",)}, "cn": {"holder": ("canhan",)}}


@pytest.mark.parametrize("new", ["Đăng ký mới", "Mới đăng ký", "Đăng ký mới năm 2024"])
@pytest.mark.parametrize("kept", ["Duy trì", "Tiếp tục duy trì"])
def test_newly_registered_beside_carried_on_is_new_over_members_and_under_them(new: str, kept: str) -> None:
    """They were of another stage, and the year's models lacked them."""
    over = drawn(
        f"| TT | Đơn vị | {new} | < | {kept} | < |", "| ^ | ^ | Tập thể | Cá nhân | Tập thể | Cá nhân |",
        "| 1 | Xã A | 3 | 1 | 5 | 1 |",
    )  # fmt: skip
    assert unasked(over) == [
        ({**_NEW, **_BOTH["tt"]}, 3), ({**_NEW, **_BOTH["cn"]}, 1), ({**_KEPT, **_BOTH["tt"]}, 5), ({**_KEPT, **_BOTH["cn"]}, 1),
    ]  # fmt: skip
    under = drawn(
        "| TT | Đơn vị | Tập thể | < | Cá nhân | < |", f"| ^ | ^ | {new} | {kept} | {new} | {kept} |",
        "| 1 | Xã A | 3 | 5 | 1 | 1 |",
    )  # fmt: skip
    assert unasked(under) == [
        ({**_NEW, **_BOTH["tt"]}, 3), ({**_KEPT, **_BOTH["tt"]}, 5), ({**_NEW, **_BOTH["cn"]}, 1), ({**_KEPT, **_BOTH["cn"]}, 1),
    ]  # fmt: skip


def test_under_a_title_of_registrations_new_and_carried_on_are_both_registered() -> None:
    """The file was refused: two columns of one field said one thing."""
    draft = drawn(
        "| TT | Đơn vị | Tổng số | < | Kinh tế | < |",
        "| ^ | ^ | Đăng ký mới | Tiếp tục duy trì | Đăng ký mới | Tiếp tục duy trì |",
        "| 1 | Xã A | 6 | 7 | 2 | 3 |",
        title="TỔNG HỢP ĐĂNG KÝ MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2024",
    )
    assert draft.tables[0].stage == "dangky"
    assert unasked(draft) == [
        (_NEW, 6), (_KEPT, 7), ({**_NEW, "field": ("kt",)}, 2), ({**_KEPT, "field": ("kt",)}, 3)
    ]  # fmt: skip


def test_what_new_ones_became_stays_their_stage() -> None:
    draft = drawn(
        "| TT | Đơn vị | Đăng ký mới | < | Duy trì | < |", "| ^ | ^ | Đăng ký | Công nhận | Đăng ký | Công nhận |",
        "| 1 | Xã A | 3 | 1 | 5 | 1 |",
    )  # fmt: skip
    registered, recognised = {"stage": ("dangky",)}, {"stage": ("congnhan",)}
    assert [at for at, _ in unasked(draft)] == [
        {**_NEW, **registered}, {**_NEW, **recognised}, {**_KEPT, **registered}, {**_KEPT, **recognised},
    ]  # fmt: skip


def test_of_which_stage_a_heading_says_new_ones_are_they_are() -> None:
    """Those recognised were registered."""
    draft = drawn(
        "| TT | Đơn vị | Số mô hình đăng ký | < | Số mô hình được công nhận | < |",
        "| ^ | ^ | Đăng ký mới | Duy trì | Đăng ký mới | Duy trì |",
        "| 1 | Xã A | 9 | 5 | 3 | 1 |",
    )
    registered, recognised = {"stage": ("dangky",)}, {"stage": ("congnhan",)}
    assert [at for at, _ in unasked(draft)] == [
        {**_NEW, **registered}, {**_KEPT, **registered}, {**_NEW, **recognised}, {**_KEPT, **recognised},
    ]  # fmt: skip


def test_newly_registered_beside_what_was_recognised_is_registered_over_members_too() -> None:
    draft = drawn(
        "| TT | Đơn vị | Đăng ký mới | < | Công nhận | < |", "| ^ | ^ | Tập thể | Cá nhân | Tập thể | Cá nhân |",
        "| 1 | Xã A | 3 | 1 | 2 | 1 |",
    )  # fmt: skip
    assert [at["stage"] for at, _ in unasked(draft)] == [("dangky",)] * 2 + [("congnhan",)] * 2


@pytest.mark.parametrize(
    "later",
    ["Mô hình chuyển sang năm 2025", "Tiếp tục duy trì năm 2025", "Duy trì sang 2025", "Năm 2024 chuyển sang năm 2025"],
)
def test_what_goes_on_next_year_is_none_of_this_years_that_were_carried_on(later: str) -> None:
    """It was carried out, or carried on from the year before."""
    flat = drawn(f"| TT | Đơn vị | Tổng số | {later} |", "| 1 | Xã A | 10 | 7 |")
    parted = drawn(f"| TT | Đơn vị | Tổng số | {later} | < |", "| ^ | ^ | ^ | KT | VHXH |", "| 1 | Xã A | 10 | 3 | 4 |")
    for draft in (flat, parted):
        assert {code for code, _ in found(draft)} == {"column-holds-numbers"}
        assert figures(draft) == [({}, 10)]
    ticked = drawn(f"| TT | Tên mô hình | {later} |", "| 1 | Cổng sáng | x |", "| 2 | Cổng tre | |")
    assert [code for code, _ in found(ticked)] == ["column-holds-ticks"]
    assert all("origin" not in model.at for model in ticked.tables[0].models)


@pytest.mark.parametrize(
    "kept", ["Năm 2023 chuyển sang", "Chuyển sang năm 2024", "Năm 2023 chuyển sang năm 2024", "Duy trì từ năm 2023"]
)
def test_what_came_over_into_this_year_was_carried_on(kept: str) -> None:
    draft = drawn(f"| TT | Đơn vị | Tổng số | {kept} | Xây dựng mới |", "| 1 | Xã A | 10 | 6 | 4 |")
    assert unasked(draft) == [({}, 10), (_KEPT, 6), (_NEW, 4)]


@pytest.mark.parametrize("merged", ["", "<"])
@pytest.mark.parametrize(("before", "this"), [("Năm 2023", "Năm 2024"), ("Năm trước", "Năm nay")])
def test_years_right_below_what_they_are_of_are_headings_though_nothing_is_merged(
    before: str, this: str, merged: str
) -> None:
    """They were a row without a name, and last year's figures counted, or the file was refused."""
    whole = drawn(
        f"| TT | Đơn vị | Tổng số mô hình | {merged} |", f"| | | {before} | {this} |",
        "| 1 | Xã A | 9 | 10 |", "| 2 | Xã B | 5 | 6 |",
    )  # fmt: skip
    assert unasked(whole) == [({}, 10)]
    parted = drawn(
        f"| TT | Đơn vị | Tập thể | {merged} | Cá nhân | {merged} |", f"| | | {before} | {this} | {before} | {this} |",
        "| 1 | Xã A | 7 | 8 | 2 | 1 |",
    )  # fmt: skip
    assert unasked(parted) == [(_BOTH["tt"], 8), (_BOTH["cn"], 1)]


def test_a_line_of_one_period_over_rows_and_periods_that_are_rows_are_no_headings() -> None:
    line = drawn("| TT | Đơn vị | Tổng số | KT |", "| | | Năm 2024 | |", "| 1 | Xã A | 9 | 3 |")
    assert [row.label for row in line.tables[0].rows] == ["Xã A"]
    assert found(line) == [("row-without-name", "B3")]
    rows = drawn("| TT | Kỳ | Tổng số | KT |", "| 1 | Quý I | 5 | 3 |", "| 2 | Quý II | 8 | 4 |")
    assert [code for code, _ in found(rows)] == ["several-years"]


def test_headings_without_accents_are_understood_as_those_with_them() -> None:
    draft = drawn(
        "| TT | Don vi | Tong so | Phan chia theo linh vuc | < | Linh vuc cua mo hinh moi | < | Mo hinh chua trien khai | < |",
        "| ^ | ^ | ^ | Kinh te | VHXH | Kinh te | VHXH | Kinh te | VHXH |",
        "| 1 | Xa A | 5 | 3 | 2 | 1 | 1 | 2 | 2 |",
    )
    assert {cell for _, cell in found(draft)} == {"H3", "I3"}
    assert [at for at, _ in figures(draft)] == [
        {}, {"field": ("kt",)}, {"field": ("vhxh",)}, {"field": ("kt",), **_NEW}, {"field": ("vhxh",), **_NEW},
    ]  # fmt: skip
