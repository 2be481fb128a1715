"""Of which total a split is, where only the total says its stage: columns behind it, rows under it. (counting.md 1, 3)"""

from pathlib import Path

import pytest

from commanding import danvan_json
from danvan_cli.intake.checks.splits import row_name
from danvan_cli.vocabulary import Coordinates
from drawing import found, understood
from returned import LIEM_SON, matrix
from workbooks import Row, save

Stated = list[tuple[Coordinates, int | None]]
DANGKY, CONGNHAN = {"stage": ("dangky",)}, {"stage": ("congnhan",)}
KT, VHXH, QPAN, HTCT = ({"field": (code,)} for code in ("kt", "vhxh", "qpan", "htct"))
TAPTHE, CANHAN = ({"holder": (code,)} for code in ("tapthe", "canhan"))


def stated(drawing: str) -> list[Stated]:
    """The figures of each row of a drawn table with all their coordinates."""
    (table,) = understood(drawing).tables
    return [[({**row.at, **figure.at}, figure.value) for figure in row.figures] for row in table.rows]


@pytest.mark.parametrize(
    ("total", "stage"),
    [
        ("Tổng số mô hình đăng ký", DANGKY),
        ("Số mô hình đăng ký năm 2024", DANGKY),
        ("Tổng số mô hình được công nhận", CONGNHAN),
    ],
)
def test_a_split_behind_a_total_that_says_its_stage_is_of_that_stage(total: str, stage: Coordinates) -> None:
    rows = stated(f"""
        | STT | Đơn vị | {total} | KT | VH-XH | QP-AN | HTCT | Tập thể | Cá nhân |
        | 1 | Xã Liêm Cần | 12 | 3 | 5 | 2 | 2 | 10 | 2 |
        | 2 | Xã Thanh Hà | 9 | 2 | 4 | 2 | 1 | 7 | 2 |
        """)
    parts = [KT, VHXH, QPAN, HTCT, TAPTHE, CANHAN]
    assert [at for at, _ in rows[0]] == [stage, *({**part, **stage} for part in parts)]


def test_of_two_totals_before_a_split_it_is_of_that_to_which_it_adds_up() -> None:
    rows = stated("""
        | STT | Đơn vị | Số đăng ký | Số được công nhận | Tập thể | Cá nhân |
        | 1 | Xã Liêm Cần | 12 | 9 | 10 | 2 |
        | 2 | Xã Thanh Hà | 9 | 6 | 7 | 2 |
        """)
    assert rows[0][2:] == [({**TAPTHE, **DANGKY}, 10), ({**CANHAN, **DANGKY}, 2)]


def test_a_split_behind_a_split_of_a_stage_is_of_it_where_both_add_up_alike() -> None:
    rows = stated("""
        | STT | Đơn vị | Số mô hình đăng ký | < | Lĩnh vực | < | < | < |
        | ^ | ^ | Tập thể | Cá nhân | KT | VH-XH | QP-AN | HTCT |
        | 1 | Xã Liêm Cần | 10 | 2 | 3 | 5 | 2 | 2 |
        | 2 | Xã Thanh Hà | 7 | 2 | 2 | 4 | 2 | 1 |
        """)
    assert [at for at, _ in rows[0]] == [{**part, **DANGKY} for part in (TAPTHE, CANHAN, KT, VHXH, QPAN, HTCT)]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Tổng số mô hình | KT | VH-XH | QP-AN | HTCT | Số được công nhận", "12 | 3 | 5 | 2 | 2 | 12"),
        ("Số mô hình đăng ký | Tổng số mô hình | KT | VH-XH | QP-AN | HTCT", "12 | 12 | 3 | 5 | 2 | 2"),
        ("KT | VH-XH | QP-AN | HTCT | Số được công nhận", "3 | 5 | 2 | 2 | 12"),
        ("Số đăng ký | Số được công nhận | KT | VH-XH | QP-AN | HTCT", "12 | 9 | 3 | 5 | 2 | 1"),
    ],
)
def test_a_split_beside_a_total_without_a_stage_or_before_one_or_of_neither_of_two_keeps_none(
    head: str, row: str
) -> None:
    (figures,) = stated(f"| STT | Đơn vị | {head} |\n| 1 | Xã Liêm Cần | {row} |")
    assert [at for at, _ in figures if "field" in at] == [KT, VHXH, QPAN, HTCT]


def test_a_split_that_does_not_add_up_is_of_the_total_before_it_unless_the_title_says_of_which_stage_all_is() -> None:
    drawing = """
        BIỂU TỔNG HỢP {matter} “DÂN VẬN KHÉO” NĂM 2024
        | STT | Đơn vị | Số mô hình đăng ký | KT | VH-XH | QP-AN | HTCT |
        | 1 | Xã Liêm Cần | 12 | 3 | 5 | 2 | 1 |
        """
    assert stated(drawing.format(matter="MÔ HÌNH"))[0][1] == ({**KT, **DANGKY}, 3)
    assert stated(drawing.format(matter="KẾT QUẢ XÂY DỰNG MÔ HÌNH"))[0][1] == (KT, 3)


@pytest.mark.parametrize(("head", "stage"), [("Trong đó: Mới", DANGKY), ("Số mô hình mới", {})])
def test_one_column_alone_is_a_part_of_the_total_before_it_where_it_says_so(head: str, stage: Coordinates) -> None:
    (figures,) = stated(f"| STT | Đơn vị | Số mô hình đăng ký | {head} |\n| 1 | Xã Liêm Cần | 12 | 3 |")
    assert figures[1] == ({"origin": ("moi",), **stage}, 3)


def test_levels_headed_by_their_recognition_are_of_those_recognised_beside_a_total_of_all() -> None:
    drawing = """
        | STT | Đơn vị | Tổng số mô hình | Cấp công nhận | < | < | {last} |
        | ^ | ^ | ^ | Cấp tỉnh | Cấp huyện | Cấp xã | ^ |
        | 1 | Xã Liêm Cần | {whole} | 1 | 2 | 6 | 9 |
        """
    rows = stated(drawing.format(whole=12, last="Tổng số mô hình được công nhận"))
    assert [at for at, _ in rows[0]][1:4] == [{"level": (level,), **CONGNHAN} for level in ("tinh", "huyen", "xa")]
    alone = stated(drawing.format(whole=9, last="Ghi chú"))
    assert [at for at, _ in alone[0]][1:4] == [{"level": (level,)} for level in ("tinh", "huyen", "xa")]


def contents(rows: str, head: str = "TT | Nội dung | Số lượng") -> Stated:
    """All figures of a drawn list of contents."""
    return [figure for row in stated(f"| {head} |\n{rows}") for figure in row]


@pytest.mark.parametrize("total", ["Số mô hình “Dân vận khéo” đăng ký", "Tổng số mô hình đăng ký", "Mô hình đăng ký"])
@pytest.mark.parametrize("part", ["| | - ", "| | + ", "| a | ", "| 1.1f | ", "| | Lĩnh vực "])
def test_rows_under_a_total_that_says_its_stage_are_of_that_stage(total: str, part: str) -> None:
    rows = f"| 1 | {total} | 14 |\n{part}Kinh tế | 4 |\n{part}VH-XH | 10 |".replace("| a | VH", "| b | VH")
    said = contents(f"{rows}\n| 2 | Tổng số mô hình được công nhận | 11 |")
    assert [(at, value) for at, value in said if at != DANGKY] == [
        ({**KT, **DANGKY}, 4), ({**VHXH, **DANGKY}, 10), (CONGNHAN, 11),
    ]  # fmt: skip


def test_each_of_two_totals_has_the_rows_under_it() -> None:
    said = contents("""
        | 1 | Số mô hình đăng ký | 14 |
        | | - Kinh tế | 4 |
        | | - VH-XH | 10 |
        | 2 | Số mô hình được công nhận | 11 |
        | | - Kinh tế | 3 |
        | | - VH-XH | 8 |
        """)
    assert said == [
        (DANGKY, 14), ({**KT, **DANGKY}, 4), ({**VHXH, **DANGKY}, 10),
        (CONGNHAN, 11), ({**KT, **CONGNHAN}, 3), ({**VHXH, **CONGNHAN}, 8),
    ]  # fmt: skip


@pytest.mark.parametrize(("number", "stage"), [("- ", DANGKY), ("Số mô hình ", DANGKY)])
def test_rows_below_two_totals_are_of_that_to_which_they_add_up(number: str, stage: Coordinates) -> None:
    said = contents(f"""
        | 1 | Số mô hình đăng ký | 14 |
        | 2 | Số mô hình được công nhận | 11 |
        | 3 | {number}tập thể | 12 |
        | 4 | {number}cá nhân | 2 |
        """)
    assert said[2:] == [({**TAPTHE, **stage}, 12), ({**CANHAN, **stage}, 2)]


def test_rows_beside_two_totals_that_add_up_to_neither_keep_the_stage_of_the_table() -> None:
    said = contents("""
        | 1 | Số mô hình đăng ký | 14 |
        | 2 | Số mô hình được công nhận | 11 |
        | 3 | Số mô hình tập thể | 9 |
        """)
    assert said[2:] == [(TAPTHE, 9)]


def test_rows_over_their_total_are_of_its_stage() -> None:
    said = contents("| 1 | Kinh tế | 4 |\n| 2 | VH-XH | 6 |\n| | Tổng số mô hình đăng ký | 10 |")
    assert said == [({**KT, **DANGKY}, 4), ({**VHXH, **DANGKY}, 6), (DANGKY, 10)]


def test_a_total_of_the_units_below_it_stays_a_total() -> None:
    draft = understood("""
        | TT | Nội dung | Số lượng |
        | | Tổng số mô hình đăng ký | 10 |
        | 1 | MTTQ xã | 4 |
        | 2 | Hội Nông dân xã | 6 |
        """)
    assert [(said.stated, said.computed) for said in draft.tables[0].statements] == [(10, 10)]
    assert not found(draft)


def test_totals_of_stages_over_columns_of_units_are_of_each_unit() -> None:
    draft = understood("""
        | TT | Nội dung | Xã An Nội | Xã Bồ Đề | Toàn huyện |
        | 1 | Tổng số mô hình đăng ký | 8 | 10 | 18 |
        | | - Kinh tế | 3 | 4 | 7 |
        | | - VH-XH | 5 | 6 | 11 |
        | 2 | Tổng số mô hình được công nhận | 4 | 5 | 9 |
        """)
    figures = [(figure.at, figure.value) for figure in draft.tables[0].rows[0].figures]
    assert figures == [(DANGKY, 8), ({**KT, **DANGKY}, 3), ({**VHXH, **DANGKY}, 5), (CONGNHAN, 4)]
    assert not found(draft)


@pytest.mark.parametrize(
    ("other", "unit"),
    [
        ("Số văn bản lãnh đạo, chỉ đạo về công tác dân vận", "Văn bản"),
        ("Số thôn có mô hình", "Thôn"),
        ("Số đơn vị đăng ký", "Đơn vị"),
        ("Lãnh đạo, chỉ đạo", "Văn bản"),
        ("Số văn bản chỉ đạo", ""),
        ("Số thôn có mô hình", ""),
    ],
)
def test_a_row_of_contents_that_counts_other_things_counts_no_model(other: str, unit: str) -> None:
    said = contents(
        f"| 1 | {other} | {unit} | 35 |\n| | - Nghị quyết | {unit} | 9 |\n{FOURTEEN}", "TT | Nội dung | ĐVT | Kết quả"
    )
    assert said == [({}, 14), (KT, 4), (VHXH, 10)]


FOURTEEN = """
    | 2 | Số mô hình “Dân vận khéo” | Mô hình | 14 |
    | | - Kinh tế | Mô hình | 4 |
    | | - VH-XH | Mô hình | 10 |
    """


@pytest.mark.parametrize("unit", ["Cái", "Đơn vị", "MH", '"'])
def test_a_row_that_says_itself_that_it_counts_models_does_so_whatever_its_unit(unit: str) -> None:
    assert contents(f"| 1 | Số mô hình đăng ký | {unit} | 14 |", "TT | Nội dung | ĐVT | Kết quả") == [(DANGKY, 14)]


@pytest.mark.parametrize("ditto", ["nt", "-nt-", "//", '"'])
def test_as_above_in_the_unit_of_contents_is_what_the_row_above_is_counted_in(ditto: str) -> None:
    """Rows marked so counted nothing, in silence; and a blank last field headed the holders below it."""
    said = contents(
        f"""
        | 1 | Tổng số mô hình “Dân vận khéo” | Mô hình | 3 |
        | | Trong đó: | | |
        | a | Kinh tế | Mô hình | 1 |
        | b | VH-XH | {ditto} | 2 |
        | c | QP-AN | {ditto} | |
        | d | HTCT | {ditto} | |
        | 2 | Mô hình tập thể | Mô hình | 3 |
        | 3 | Số hộ tham gia | Hộ | 45 |
        | 4 | Số buổi họp dân | {ditto} | 9 |
        """,
        "TT | Nội dung | ĐVT | Số lượng",
    )
    assert [one for one in said if one[1] is not None] == [({}, 3), (KT, 1), (VHXH, 2), ({"holder": ("tapthe",)}, 3)]


def test_contents_that_nobody_knows_among_those_that_count_models_are_asked_and_are_no_models() -> None:
    draft = understood("""
        | TT | Nội dung | Kết quả |
        | 1 | Hội nghị tuyên truyền | 21 |
        | 2 | Số mô hình đăng ký | 14 |
        | | - Kinh tế | 4 |
        | | - VH-XH | 10 |
        """)
    assert [row.label for row in draft.tables[0].rows] == ["Số mô hình đăng ký"]
    assert found(draft) == [("group-not-understood", "B2")]


def test_an_annex_of_leadership_models_and_awards_is_read_without_a_question() -> None:
    draft = understood("""
        PHỤ LỤC SỐ LIỆU
        Kết quả thực hiện phong trào thi đua “Dân vận khéo” năm 2024
        | TT | Nội dung | Đơn vị tính | Kết quả |
        | I | Công tác lãnh đạo, chỉ đạo | | |
        | 1 | Số văn bản ban hành | Văn bản | 14 |
        | 2 | Số lượt người tham dự | Lượt người | 1840 |
        | II | Kết quả xây dựng mô hình “Dân vận khéo” | | |
        | 1 | Tổng số mô hình đăng ký | Mô hình | 96 |
        | | - Lĩnh vực kinh tế | Mô hình | 55 |
        | | - Lĩnh vực văn hóa - xã hội | Mô hình | 41 |
        | 2 | Tổng số mô hình được công nhận | Mô hình | 70 |
        | | - Tập thể | Mô hình | 62 |
        | | - Cá nhân | Mô hình | 8 |
        | III | Khen thưởng | | |
        | 1 | Tập thể được khen thưởng | Tập thể | 9 |
        | 2 | Cá nhân được khen thưởng | Cá nhân | 11 |
        """)
    (row,) = draft.tables[0].rows
    assert [(figure.at, figure.value) for figure in row.figures] == [
        (DANGKY, 96), ({**KT, **DANGKY}, 55), ({**VHXH, **DANGKY}, 41),
        (CONGNHAN, 70), ({**TAPTHE, **CONGNHAN}, 62), ({**CANHAN, **CONGNHAN}, 8),
    ]  # fmt: skip
    assert [(amount.at, int(amount.value)) for amount in row.amounts] == [(TAPTHE, 9), (CANHAN, 11)]
    assert not found(draft)


TWO_WAYS = """
    | TT | Nội dung | Số mô hình |
    | I | Số mô hình đăng ký | 10 |
    | | Trong đó: theo cấp | |
    | - | Cấp huyện | 3 |
    | - | Cấp xã | 7 |
    | | Theo lĩnh vực | |
    | - | Kinh tế | 4 |
    | - | VHXH | 6 |
    | II | Số mô hình được công nhận | 5 |
    | 1 | Theo cấp | |
    | - | Cấp huyện | 3 |
    | - | Cấp xã | 2 |
    | 2 | Theo lĩnh vực | |
    | - | Kinh tế | 4 |
    | - | VHXH | 1 |
    """
HUYEN, XA = {"level": ("huyen",)}, {"level": ("xa",)}


def test_a_group_parted_in_two_ways_is_one_base_and_not_the_sum_of_both() -> None:
    assert stated(TWO_WAYS) == [
        [(DANGKY, 10), *(({**DANGKY, **at}, n) for at, n in ((HUYEN, 3), (XA, 7), (KT, 4), (VHXH, 6)))],
        [(CONGNHAN, 5), *(({**CONGNHAN, **at}, n) for at, n in ((HUYEN, 3), (XA, 2), (KT, 4), (VHXH, 1)))],
    ]
    assert found(understood(TWO_WAYS)) == []


def test_a_total_over_groups_parted_in_two_ways_counts_each_of_them_once() -> None:
    drawing = """
        | TT | Đơn vị | Số mô hình |
        | I | Xã Liêm Cần | 10 |
        | - | Tập thể | 4 |
        | - | Cá nhân | 6 |
        | - | Kinh tế | 9 |
        | - | VHXH | 1 |
        | II | Xã Thanh Hà | 5 |
        | - | Tập thể | 5 |
        | - | Cá nhân | 0 |
        | - | Kinh tế | 2 |
        | - | VHXH | 3 |
        | | Tổng cộng | 15 |
        """
    draft = understood(drawing)
    assert [(row.unit_text, row.figures[0].value) for row in draft.tables[0].rows] == [
        ("Xã Liêm Cần", 10),
        ("Xã Thanh Hà", 5),
    ]
    assert found(draft) == []
    assert found(understood(drawing.replace("| 15 |", "| 16 |"))) == [("stated-total-differs", "C12")]


def test_levels_that_do_not_add_up_to_their_group_are_asked() -> None:
    draft = understood(TWO_WAYS.replace("| - | Cấp xã | 7 |", "| - | Cấp xã | 5 |"))
    assert found(draft) == [("stated-total-differs", "C2")]


# rows that part the row above them


@pytest.mark.parametrize("mark", ["| | - {}", "| | {}", "| a | {}", "| 1.1f | {}"])
@pytest.mark.parametrize("total", ["| | Tổng số | 9 |", ""])
def test_members_under_each_row_of_another_dimension_are_its_parts(mark: str, total: str) -> None:
    holders = "\n".join(f"{mark.format(label)} | {{}} |" for label in ("Tập thể", "Cá nhân"))
    rows = [f"| {n} | {f} | {a + b} |\n{holders.format(a, b)}" for n, f, a, b in ((1, "KT", 4, 1), (2, "QP-AN", 3, 1))]
    said = contents("\n".join([*rows, total]), "STT | Lĩnh vực | Tổng số")
    assert said == [
        (KT, 5), ({**KT, **TAPTHE}, 4), ({**KT, **CANHAN}, 1),
        (QPAN, 4), ({**QPAN, **TAPTHE}, 3), ({**QPAN, **CANHAN}, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("parted", ["Kinh tế", "VH-XH"])
def test_members_under_one_row_only_are_its_parts_where_rows_of_its_kind_go_on(parted: str) -> None:
    parts = "| | Tập thể | 2 |\n| | Cá nhân | 1 |"
    rows = [f"| {n} | {f} | 3 |\n{parts if f == parted else ''}" for n, f in enumerate(("Kinh tế", "VH-XH", "HTCT"), 1)]
    said = contents("\n".join(rows), "STT | Lĩnh vực | Tổng số")
    assert [at for at, _ in said if "holder" in at] == [
        {**(KT if parted == "Kinh tế" else VHXH), **holder} for holder in (TAPTHE, CANHAN)
    ]


@pytest.mark.parametrize("dash", ["", "- "])
def test_members_behind_the_last_row_of_another_dimension_split_all_of_them(dash: str) -> None:
    rows = f"| 1 | KT | 5 |\n| 2 | QP-AN | 4 |\n| | {dash}Tập thể | 7 |\n| | {dash}Cá nhân | 2 |"
    assert contents(rows, "STT | Lĩnh vực | Tổng số") == [(KT, 5), (QPAN, 4), (TAPTHE, 7), (CANHAN, 2)]


def test_parts_that_are_more_than_their_row_are_refused(tmp_path: Path) -> None:
    rows: list[Row] = [(1, "Kinh tế", 5), (None, "- Tập thể", 4), (None, "- Cá nhân", 2), (2, "QP-AN", 1)]
    table = [("STT", "Lĩnh vực", "Tổng số"), *rows]
    save(tmp_path / "thu" / "a.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", "Tổng hợp mô hình “Dân vận khéo” năm 2024", table)
    (file,) = danvan_json(
        "ingest", str(tmp_path / "thu"), "--home", "Tỉnh Hà Nam", "--store", str(tmp_path / "danvan.db")
    )["files"]
    assert [(one["code"], one["cell"]) for one in file["findings"] if one["severity"] == "error"] == [
        ("parts-exceed-whole", "C8")
    ]


@pytest.mark.parametrize(
    ("first", "second", "dimension"), [("Tập thể", "Cá nhân", "holder"), ("Mới", "Duy trì", "origin")]
)
def test_the_second_part_goes_on_with_the_first_though_only_that_one_says_within(
    first: str, second: str, dimension: str
) -> None:
    (table,) = understood(f"""
        | TỔNG HỢP mô hình “Dân vận khéo” năm 2024 |
        | TT | Đơn vị | Số mô hình |
        | 1 | Xã Liêm Sơn | 12 |
        | | Trong đó: {first} | 8 |
        | | {second} | 4 |
        | 2 | Xã Liêm Túc | 5 |
        """).tables
    assert [(row.unit_text, [figure.value for figure in row.figures]) for row in table.rows] == [
        ("Xã Liêm Sơn", [12, 8, 4]),
        ("Xã Liêm Túc", [5]),
    ]
    assert [set(figure.at) for figure in table.rows[0].figures] == [set(), {dimension}, {dimension}]


@pytest.mark.parametrize("built", ["Đang thực hiện", "Số mô hình đang hoạt động", "Xây dựng"])
def test_a_total_without_a_stage_is_not_added_to_those_carried_out_beside_it(built: str) -> None:
    drawing = f"""
        | TỔNG HỢP mô hình “Dân vận khéo” năm 2024 |
        | TT | Đơn vị | Tổng số | Đăng ký | {built} |
        | 1 | Xã Liêm Sơn | {{}} | 15 | 12 |
        | 2 | Xã Liêm Túc | {{}} | 7 | 6 |
        """
    assert found(understood(drawing.format(14, 7))) == [("two-columns-one-meaning", "E2")]
    for total in ((12, 6), (15, 7)):  # it is one of the two, and says it once more
        assert stated(drawing.format(*total)) == [
            [(DANGKY, 15), ({"stage": ("xaydung",)}, 12)],
            [(DANGKY, 7), ({"stage": ("xaydung",)}, 6)],
        ]


def test_a_total_of_a_table_titled_for_a_stage_stands_beside_another_stage() -> None:
    draft = understood("""
        | TỔNG HỢP đăng ký mô hình “Dân vận khéo” năm 2024 |
        | TT | Đơn vị | Tổng số | Đã xây dựng |
        | 1 | Xã Liêm Sơn | 15 | 12 |
        """)
    assert (draft.tables[0].stage, [f.value for f in draft.tables[0].rows[0].figures]) == ("dangky", [15, 12])
    assert found(draft) == []


@pytest.mark.parametrize("whole", ["Mô hình dân vận khéo", "Số lượng mô hình, điển hình dân vận khéo"])
def test_a_row_of_all_models_beside_rows_of_members_is_no_member_that_nobody_knows(whole: str) -> None:
    drawing = f"""
        | TỔNG HỢP mô hình “Dân vận khéo” năm 2024 |
        | TT | Nội dung | Số lượng |
        | 1 | {whole} | 12 |
        | 2 | Tập thể | 8 |
        | 3 | Cá nhân | 4 |
        """
    draft = understood(drawing)
    (row,) = draft.tables[0].rows
    assert [(figure.at, figure.value) for figure in row.figures] == [({}, 12), (TAPTHE, 8), (CANHAN, 4)]
    assert found(draft) == []


@pytest.mark.parametrize("title", ["BÁO CÁO mô hình “Dân vận khéo” năm 2024"])
@pytest.mark.parametrize(
    ("lines", "figures"),
    [
        ("| Tổng số mô hình: | 12 |", [12]),
        ("| Tổng số mô hình: | 1 |", [1]),
        ("| Tổng số mô hình | | | 12 |", [12]),
        ("| 1 | Tổng số mô hình | 12 |\n| 2 | Số hộ tham gia | 40 |", [12]),
        ("| Đơn vị: | Xã An Nội |\n| Tổng số mô hình: | 12 |\n| Số hộ tham gia: | 40 |\n| Người lập biểu | |", [12]),
        ("| Tổng số mô hình: | 12 |\n| Trong đó: tập thể | 8 |\n| cá nhân | 4 |", [8, 4]),
        ("| Tổng số mô hình | 12 | mô hình |\n| Tập thể | 8 | mô hình |\n| Cá nhân | 4 | mô hình |", [8, 4]),
        ("| Tổng số mô hình: | 12 |\n| Trong đó: | |\n| - Kinh tế: | 8 |\n| - Văn hóa - xã hội: | 4 |", [8, 4]),
        ("| Số mô hình đăng ký: | 15 |\n| Số mô hình được công nhận: | 12 |", [15, 12]),
        ("| Kinh tế | 4 |\n| Văn hóa - xã hội | 6 |\n| Tổng số mô hình | 10 |", [4, 6]),
    ],
)
def test_figures_beside_their_names_need_no_heading(title: str, lines: str, figures: list[int]) -> None:
    draft = understood(f"{title}\n{lines}")
    assert [figure.value for row in draft.tables[0].rows for figure in row.figures] == figures
    assert found(draft) == []


@pytest.mark.parametrize(
    "lines", ["| Tổng số hộ: | 12 |", "| Số: | 12 |\n| Năm: | 2024 |", "| Số thôn có mô hình: | 12 |"]
)
def test_a_figure_beside_a_name_that_counts_no_models_is_no_table(lines: str) -> None:
    assert found(understood(f"BÁO CÁO mô hình “Dân vận khéo” năm 2024\n{lines}")) == [("no-table-found", None)]


@pytest.mark.parametrize("total", ["Tổng số mô hình", "Tổng số"])
def test_a_total_above_households_is_of_the_models_and_counts(total: str) -> None:
    draft = understood(f"| Nội dung | Số lượng |\n| {total} | 12 |\n| Số hộ tham gia | 40 |")
    (row,) = draft.tables[0].rows
    assert [figure.value for figure in row.figures] == [12]
    assert [amount.value for amount in row.amounts] == [40]


@pytest.mark.parametrize(
    ("title", "heads", "figures", "asked"),
    [
        ("", "Tổng số | Duy trì | Không duy trì", "5 | 4 | 1", True),
        ("", "Tổng số | Mới | Duy trì | Đã giải thể", "5 | 2 | 2 | 1", True),
        ("", "Tổng số | Ngừng hoạt động", "5 | 1", True),
        ("", "Tổng số | Mới | Duy trì | Ngừng hoạt động", "5 | 2 | 3 | 1", False),
        ("đăng ký", "Tổng số | Ngừng hoạt động", "5 | 1", False),
        ("", "Tổng số | Đăng ký | Công nhận | Kết thúc", "5 | 6 | 3 | 1", False),
    ],
)
def test_a_total_may_hold_those_that_ended_and_is_asked_unless_what_runs_gives_it(
    title: str, heads: str, figures: str, asked: bool
) -> None:
    draft = understood(
        f"BIỂU TỔNG HỢP mô hình “Dân vận khéo” {title} năm 2024\n| TT | Đơn vị | {heads} |\n| 1 | Xã An Nội | {figures} |"
    )
    assert [code for code, _ in found(draft)] == ["column-holds-numbers"] * asked
    ended = [figure.value for figure in draft.tables[0].rows[0].figures if figure.at == {"stage": ("ketthuc",)}]
    assert ended == ([] if asked else [1])


def test_a_row_of_figures_without_a_label_is_called_by_its_unit() -> None:
    """What was wrong with it stood in brackets of nothing: "(; ô B6, C6)"."""
    (base,) = matrix(LIEM_SON, [(LIEM_SON, {"": 9})]).bases
    assert row_name(base.model_copy(update={"label": ""})) == "Xã Liêm Sơn"
    assert row_name(base.model_copy(update={"label": "Toàn xã"})) == "Toàn xã"
