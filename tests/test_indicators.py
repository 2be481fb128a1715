"""Indicators and awards beside models: read, kept, rolled up, traced; never a model, never a wrong sum."""

from decimal import Decimal
from pathlib import Path

import pytest

from commanding import danvan, danvan_json
from danvan_cli import indicators
from danvan_cli.intake.words.amounts import Amount, read_amount
from drawing import understood
from test_many_tables import BOARD, OWN, Desk

KNOWN = indicators.load()
LIST = OWN + "DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024\n"


def amount(text: object, code: str, unit: str = "") -> tuple[Decimal, str, Decimal | None] | None:
    """What a cell says of an indicator under a heading that states this unit."""
    factor = KNOWN.unit_of(KNOWN[code], f"Cột ({unit})") if unit else None
    read = read_amount(text, KNOWN[code], factor, KNOWN)  # type: ignore[arg-type]
    return (read.value, read.bound, read.upper) if isinstance(read, Amount) else None


@pytest.mark.parametrize(
    ("text", "code", "unit", "value", "bound", "upper"),
    [
        ("35 hộ", "ho", "", 35, "", None),
        (35, "ho", "", 35, "", None),
        ("1,9 tỷ đồng", "kinhphi", "", 1_900_000_000, "", None),
        (1.9, "kinhphi", "tỷ đồng", 1_900_000_000, "", None),
        ("9,8 tấn", "sanluong", "", 9_800, "", None),
        ("300-500tr.đ/năm", "kinhphi", "", 300_000_000, "at-least", 500_000_000),
        ("hơn 3.100", "ho", "", 3_100, "at-least", None),
        ("gần 500 hộ", "ho", "", 500, "at-most", None),
        ("khoảng 1,5 ha", "dientich", "", 15_000, "about", None),
        ("1 tỷ 200 triệu", "kinhphi", "", 1_200_000_000, "", None),
        (0, "ho", "", 0, "", None),
        ("x", "khenthuong", "", 1, "", None),
        ("1.597", "ho", "", 1_597, "", None),
        ("20.5", "kinhphi", "triệu đồng", 20_500_000, "", None),
        ("20.5 triệu đồng", "kinhphi", "", 20_500_000, "", None),
        ("1.75", "dientich", "ha", 17_500, "", None),
    ],
)
def test_amounts_are_read_with_unit_and_bound(
    text: object, code: str, unit: str, value: int, bound: str, upper: int | None
) -> None:
    assert amount(text, code, unit) == (Decimal(value), bound, None if upper is None else Decimal(upper))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (500, "kinhphi"),  # of what: đồng, triệu đồng?
        ("1,500", "ho"),  # a fraction or a thousand?
        ("35,5 hộ", "ho"),
        ("35 người", "ho"),
        ("nhiều hộ", "ho"),
        ("3 hộ, 5 người", "ho"),
        ("-3", "ho"),
        (1.597, "ho"),
        ("12/2024", "ho"),
        ("20.5", "ho"),
        ("hơn 20.5 triệu đồng", "kinhphi"),
        ("12.5.2024", "dientich"),
    ],
)
def test_what_is_not_surely_an_amount_is_none(text: object, code: str) -> None:
    assert amount(text, code) is None


def measured(desk: Desk, measure: str, by: str = "") -> tuple[object, dict[str, object]]:
    """Total and cells of an indicator."""
    table = danvan_json("summarize", "--year", "2024", "--by", by, "--measure", measure, *desk.store)
    cells = {" ".join("+".join(cell[d]) for d in table["by"]): cell["value"] for cell in table["cells"]}
    return table["total"], cells


def test_households_and_money_of_a_list_are_added_up_by_field(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        B=LIST
        + """
| STT | Tên mô hình | Lĩnh vực | Số hộ tham gia | Kinh phí (triệu đồng) | Khen thưởng |
| 1 | Nuôi ong | Kinh tế | 35 | 120 | x |
| 2 | Hũ gạo | Văn hóa - xã hội | 20 hộ | 1,9 tỷ đồng | |
| 3 | Đọc sách | Văn hóa - xã hội | | 30,5 | Bằng khen của UBND tỉnh |
| 4 | Nhà sạch | Kinh tế | chưa thống kê | | |
""",
    )
    assert desk.ask("field") == (4, {"kt": 2, "vhxh": 2})  # an award is never a model
    assert measured(desk, "ho", "field") == (55, {"kt": 35, "vhxh": 20})
    assert measured(desk, "Số hộ")[0] == 55
    assert measured(desk, "kinhphi", "field") == (2_050_500_000, {"kt": 120_000_000, "vhxh": 1_930_500_000})
    assert measured(desk, "bangkhen") == (1, {"": 1})
    assert measured(desk, "khenthuong")[0] == 2  # one without a form, one certificate
    assert "amount-not-read" in desk.found
    sources = danvan_json("trace", "--year", "2024", "--measure", "ho", "--field", "kt", *desk.store)
    assert sources["value"] == 35
    assert [(s["cell"], s["value"]) for s in sources["sources"]] == [("D6", 35)]


def test_bounds_and_silence_are_said_beside_the_sum(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        B=BOARD
        + "BIỂU TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024\n"
        + """
| TT | Đơn vị | Tổng số | Số hộ | Diện tích (ha) |
| 1 | Xã Liêm Sơn | 10 | hơn 300 | 1,5 |
| 2 | Xã Liêm Túc | 6 | 40 | |
| | Tổng cộng | 16 | | |
""",
    )
    table = danvan_json("summarize", "--year", "2024", "--by", "unit", "--measure", "ho", *desk.store)
    assert table["total"] == 340
    assert {note["code"] for note in table["notes"]} >= {"measure-bounded"}
    area = danvan_json("summarize", "--year", "2024", "--by", "unit", "--measure", "dientich", *desk.store)
    assert (area["total"], [cell["value"] for cell in area["cells"]]) == (15_000, [15_000])
    assert "measure-said-by" in {note["code"] for note in area["notes"]}
    money = danvan_json("summarize", "--year", "2024", "--measure", "kinhphi", *desk.store)
    assert (money["total"], "measure-said-by-nobody" in {note["code"] for note in money["notes"]}) == (None, True)


def test_a_matrix_of_awards_alone_counts_no_model(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        B=BOARD
        + "KẾT QUẢ KHEN THƯỞNG PHONG TRÀO DÂN VẬN KHÉO NĂM 2024\n"
        + """
| TT | Đơn vị | Bằng khen | < | Giấy khen | < |
| ^ | ^ | Tập thể | Cá nhân | Tập thể | Cá nhân |
| 1 | Xã Liêm Sơn | 1 | 0 | 3 | 2 |
| 2 | Xã Liêm Túc | 0 | 1 | 1 | 0 |
""",
    )
    assert desk.ask()[0] in (None, 0)
    assert measured(desk, "giaykhen", "holder") == (6, {"tapthe": 4, "canhan": 2})
    assert measured(desk, "bangkhen", "unit")[0] == 2


def test_households_beside_columns_of_several_levels_decisions_are_added_once(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        B=OWN
        + """BIỂU TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO ĐƯỢC CÔNG NHẬN NĂM 2024
| TT | Đơn vị | Công nhận cấp xã | Công nhận cấp huyện | Số hộ |
| 1 | Xã Liêm Sơn | 8 | 7 | 30 |
""",
    )
    assert measured(desk, "ho")[0] == 30


AWARDS = BOARD + "BIỂU TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024\n"


def test_awards_are_the_sum_of_their_forms_where_only_these_stand(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        B=AWARDS
        + """
| TT | Đơn vị | Tổng số mô hình | Khen thưởng | < |
| ^ | ^ | ^ | Bằng khen của UBND tỉnh | Giấy khen |
| 1 | Xã Liêm Sơn | 10 | 2 | 3 |
| 2 | Xã Liêm Túc | 20 | 4 | 5 |
""",
    )
    assert desk.ask()[0] == 30
    assert measured(desk, "khenthuong", "unit")[0] == 14
    assert [measured(desk, form)[0] for form in ("bangkhen", "giaykhen")] == [6, 8]
    sources = danvan_json("trace", "--year", "2024", "--measure", "khenthuong", *desk.store)
    assert (sources["value"], sum(source["value"] for source in sources["sources"])) == (14, 14)
    said = danvan_json("summarize", "--year", "2024", "--by", "", "--measure", "khenthuong", *desk.store)["notes"]
    assert "measure-by-kinds" in {note["code"] for note in said}


def test_awards_stated_beside_their_forms_are_not_added_to_them(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        B=AWARDS
        + """
| TT | Đơn vị | Tổng số mô hình | Tổng số khen thưởng | Bằng khen | Giấy khen |
| 1 | Xã Liêm Sơn | 10 | 5 | 2 | 3 |
| 2 | Xã Liêm Túc | 20 | | 4 | 5 |
""",
    )
    assert measured(desk, "khenthuong")[0] == 14


@pytest.mark.parametrize(
    ("giver", "central", "total", "notes"),
    [("", 1, 3, {"measure-within"}), ("", 0, 3, set()), ("", 4, 7, set()), (" của UBND tỉnh", 1, 4, set())],
)
def test_a_wider_form_of_award_may_hold_the_one_beside_it(
    tmp_path: Path, giver: str, central: int, total: int, notes: set[str]
) -> None:
    desk = Desk(
        tmp_path,
        B=AWARDS
        + f"""
| TT | Đơn vị | Tổng số mô hình | Bằng khen{giver} | Bằng khen Thủ tướng |
| 1 | Xã Liêm Sơn | 10 | 3 | {central} |
""",
    )
    assert [measured(desk, form)[0] for form in ("bangkhen", "bangkhentw")] == [3, central]
    said = danvan_json("summarize", "--year", "2024", "--by", "", "--measure", "khenthuong", *desk.store)
    assert (said["total"], {note["code"] for note in said["notes"]} & {"measure-within"}) == (total, notes)
    traced = danvan_json("trace", "--year", "2024", "--measure", "khenthuong", *desk.store)["sources"]
    assert sum(source["value"] for source in traced) == total


def test_forms_of_awards_split_alike_are_split_in_their_sum(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        B=AWARDS
        + """
| TT | Đơn vị | Tổng số mô hình | Bằng khen | < | Giấy khen | < |
| ^ | ^ | ^ | Tập thể | Cá nhân | Tập thể | Cá nhân |
| 1 | Xã Liêm Sơn | 10 | 1 | 0 | 3 | 2 |
| 2 | Xã Liêm Túc | 6 | 0 | 1 | 1 | 0 |
""",
    )
    assert measured(desk, "khenthuong", "holder") == (8, {"tapthe": 5, "canhan": 3})


def test_a_form_split_by_holder_beside_one_that_is_not_gives_only_the_sum(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        B=AWARDS
        + """
| TT | Đơn vị | Tổng số mô hình | Bằng khen | < | Giấy khen |
| ^ | ^ | ^ | Tập thể | Cá nhân | ^ |
| 1 | Xã Liêm Sơn | 10 | 1 | 2 | 4 |
""",
    )
    assert measured(desk, "khenthuong") == (7, {"": 7})
    sources = danvan_json("trace", "--year", "2024", "--measure", "khenthuong", *desk.store)["sources"]
    assert sorted(source["value"] for source in sources) == [1, 2, 4]


@pytest.mark.parametrize(
    ("heading", "code"),
    [("Quy mô (số hộ)", "ho"), ("Quy mô (hộ)", "ho"), ("Quy mô (người)", "nguoi"), ("Quy mô (ha)", "dientich")],
)
def test_a_heading_that_says_only_how_much_is_the_indicator_of_its_unit(heading: str, code: str) -> None:
    named = KNOWN.named(heading)
    assert named is not None
    assert named.indicator.code == code


@pytest.mark.parametrize("heading", ["Quy mô", "Quy mô (con)", "Số hộ chưa tham gia (hộ)", "Kết quả (hộ)"])
def test_a_unit_does_not_make_an_indicator_of_another_heading(heading: str) -> None:
    assert KNOWN.named(heading) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Số hộ tham gia năm 2023", "Số hộ tham gia năm 2024"),
        ("Kinh phí (triệu đồng)", "Kinh phí (triệu đồng)"),
        ("Số hộ", "Số hộ tham gia"),
    ],
)
@pytest.mark.parametrize("head", ["Đơn vị | Tổng số", "Tên mô hình | Lĩnh vực"])
def test_amounts_of_two_years_or_of_one_meaning_are_never_added(one: str, other: str, head: str) -> None:
    """Nor is one of them chosen; the models beside them count."""
    rows = ("Xã Liêm Sơn | 5", "Xã Thanh Hà | 4") if "Đơn vị" in head else ("Hũ gạo | Kinh tế", "Camera | Kinh tế")
    draft = understood(f"""
        DANH SÁCH mô hình “Dân vận khéo” năm 2024
        | STT | {head} | {one} | {other} |
        | 1 | {rows[0]} | 50 | 70 |
        | 2 | {rows[1]} | 60 | 80 |
    """)
    assert [(found.code, found.cell) for found in draft.findings] == [("amounts-alike", "E2")]
    (table,) = draft.tables
    assert [*(model.amounts for model in table.models), *(row.amounts for row in table.rows)] == [[], []]


def test_households_at_two_stages_are_never_added() -> None:
    draft = understood("""
        BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024
        | STT | Đơn vị | Đăng ký | < | Công nhận | < |
        | ^ | ^ | Số mô hình | Số hộ | Số mô hình | Số hộ |
        | 1 | Xã Liêm Sơn | 10 | 100 | 6 | 60 |
        | 2 | Xã Thanh Hà | 8 | 80 | 5 | 50 |
    """)
    assert [(found.code, found.cell) for found in draft.findings] == [("amounts-alike", "F3")]


@pytest.mark.parametrize(
    ("own", "stated", "asked"),
    [("100", 150, []), ("100", 160, ["D9"]), ("", 150, []), ("", 170, ["D9"])],
    ids=["agrees", "differs", "open", "open and differs"],
)
def test_a_total_counts_the_amount_of_a_unit_once_though_rows_below_part_it(
    own: str, stated: int, asked: list[str]
) -> None:
    draft = understood(f"""
        BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024
        | STT | Đơn vị | Tổng số | Số hộ tham gia (hộ) |
        | 1 | Xã Liêm Sơn | 10 | {own} |
        |   | - Tập thể | 6 | 60 |
        |   | - Cá nhân | 4 | 40 |
        | 2 | Xã Thanh Hà | 5 | 50 |
        |   | - Tập thể | 3 | 30 |
        |   | - Cá nhân | 2 | 20 |
        |   | Tổng cộng | 15 | {stated} |
    """)
    assert [found.cell for found in draft.findings if found.code == "stated-amount-differs"] == asked


def test_a_decimal_point_is_read_and_said(tmp_path: Path) -> None:
    rows = "| STT | Tên mô hình | Kinh phí (triệu đồng) |\n| 1 | Nuôi ong | 20.5 |\n| 2 | Hũ gạo | 7,5 |\n"
    desk = Desk(tmp_path, B=LIST + rows)
    assert measured(desk, "kinhphi")[0] == 28_000_000
    assert "amount-with-point" in desk.found


def test_a_share_is_that_of_those_who_state_both_parts(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        B=BOARD
        + "BIỂU TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024\n"
        + """
| TT | Đơn vị | Tổng số | Hồ sơ tiếp nhận | Hồ sơ trực tuyến |
| 1 | Xã Liêm Sơn | 2 | 200 | 150 |
| 2 | Xã Liêm Túc | 1 | 1000 | |
| 3 | Xã Thanh Hà | 1 | 100 | 60 |
""",
    )
    assert measured(desk, "tyletructuyen")[0] == 70  # 210 of 300
    table = danvan("summarize", "--year", "2024", "--by", "unit", "--measure", "tyletructuyen", *desk.store).stdout
    assert "75" in table
    assert "70" in table
    assert "*" not in table


def test_what_cannot_be_added_is_refused_with_a_sentence(tmp_path: Path) -> None:
    desk = Desk(tmp_path, B=LIST + "| STT | Tên mô hình | Thu nhập |\n| 1 | Nuôi ong | 5 triệu đồng |\n")
    for measure, refused in (("thunhap", "measure-not-additive"), ("gì đó", "measure-unknown")):
        assert danvan("summarize", "--year", "2024", "--measure", measure, *desk.store).refused == refused
    listed = danvan_json("models", "--year", "2024", *desk.store)["models"]
    assert [model["indicators"] for model in listed] == [
        {"thunhap": [{"value": 5_000_000, "bound": "", "upper": None, "cell": "C5"}]}
    ]
    assert "5.000.000 đồng" in danvan("models", "--year", "2024", *desk.store).stdout
