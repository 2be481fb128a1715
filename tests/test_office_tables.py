"""Tables of numbers as offices draw them: what heads units, what stands beside, what is of another year. (domain.md L4)"""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from commanding import danvan_json
from danvan_cli.intake.draft import DraftFile
from drawing import draw, found, understood
from workbooks import Row, save

TITLE = "BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024"


def figures(draft: DraftFile) -> dict[str, list[int | None]]:
    """The rows of a table by their labels."""
    return {row.label: [figure.value for figure in row.figures] for row in draft.tables[0].rows}


@pytest.mark.parametrize("heading", ["TS", "TS mô hình", "TS MH"])
def test_ts_over_figures_is_the_total(heading: str) -> None:
    draft = understood(f"{TITLE}\n| TT | Đơn vị | {heading} | KT | VHXH |\n| 1 | Xã A | 5 | 3 | 2 |")
    assert next(figure.at for figure in draft.tables[0].rows[0].figures) == {}
    assert found(draft) == []


@pytest.mark.parametrize("last_year", ["Năm 2023", "Số mô hình năm 2023", "Kết quả năm 2023"])
def test_last_years_figures_beside_this_years_only_compare(last_year: str) -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Tổng số | KT | VHXH | {last_year} |
        | 1 | Xã A | 5 | 3 | 2 | 9 |
        | 2 | Xã B | 4 | 2 | 2 | 8 |
        """)
    assert figures(draft) == {"Xã A": [5, 3, 2], "Xã B": [4, 2, 2]}
    assert found(draft) == []
    assert [finding.code for finding in draft.findings] == ["column-not-understood"]


@pytest.mark.parametrize("last_year", ["Năm 2023", "Tổng số năm 2023"])
@pytest.mark.parametrize(("sheet", "name"), [("Biểu 1", "Biểu DVK năm 2024.xlsx"), ("Năm 2024", "Biểu DVK.xlsx")])
def test_last_years_figures_only_compare_where_the_sheets_or_the_files_name_says_this_year(
    last_year: str, sheet: str, name: str
) -> None:
    """They were taken for the total, where the title named no year."""
    drawing = f"""
        TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO
        | TT | Đơn vị | Tập thể | Cá nhân | {last_year} |
        | 1 | Xã A | 3 | 2 | 9 |
        | 2 | Xã B | 2 | 2 | 8 |
    """
    draft = understood(draw(drawing, sheet), name=name)
    assert figures(draft) == {"Xã A": [3, 2], "Xã B": [2, 2]}


@pytest.mark.parametrize(
    ("label", "figures_of_it"),
    [
        ("Cùng kỳ năm 2023", "| 40 | 30 | 10 |"),
        ("Năm 2023", "| 40 | 30 | 10 |"),
        ("Tổng số năm 2023", "| 40 | 30 | 10 |"),
        ("Năm trước", "| 40 | 30 | 10 |"),
        ("So với năm 2023", "| -3 | 1 | -4 |"),
        ("Tăng (+), giảm (-)", "| +3 | -1 | 4 |"),
        ("Tỷ lệ (%)", "| 100 | 55,5 | 44,5 |"),
        ("Kế hoạch năm 2024", "| 40 | 30 | 10 |"),
    ],
)
@pytest.mark.parametrize("rows", [("Xã A", "Xã B", "Xã C"), ("Kinh tế", "VH-XH", "QP-AN")])
def test_a_row_that_only_compares_counts_nothing(label: str, figures_of_it: str, rows: tuple[str, ...]) -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Nội dung | Tổng số | Tập thể | Cá nhân |
        | 1 | {rows[0]} | 5 | 3 | 2 |
        | 2 | {rows[1]} | 4 | 2 | 2 |
        | 3 | {rows[2]} | 2 | 2 | 0 |
        | | Tổng cộng | 11 | 7 | 4 |
        | | {label} {figures_of_it}
        """)
    assert figures(draft) == {rows[0]: [5, 3, 2], rows[1]: [4, 2, 2], rows[2]: [2, 2, 0]}
    assert found(draft) == []


@pytest.mark.parametrize("total", [[], [("", "Tổng cộng", 11)]])
@pytest.mark.parametrize(
    ("dimension", "labels", "strange"),
    [
        ("field", ("Kinh tế", "Thể thao dưới nước", "QP-AN", "HTCT"), "Thể thao dưới nước"),
        ("field", ("Kinh tê", "VH-XH", "QP-AN", "HTCT"), "Kinh tê"),
        ("field", ("Kinh tế", "VH-XH", "QP-AN", "Thôn Nà Pàn"), "Thôn Nà Pàn"),
        ("holder", ("Tập thể", "Cá nhân", "Tổ, nhóm"), "Tổ, nhóm"),
    ],
)
def test_a_label_nobody_knows_among_members_is_a_part_beside_its_fellows(
    tmp_path: Path, dimension: str, labels: tuple[str, ...], strange: str, total: list[Row]
) -> None:
    figures_of = (5, 3, 2, 1) if len(labels) == 4 else (5, 3, 3)
    rows = [(n, label, figure) for n, (label, figure) in enumerate(zip(labels, figures_of, strict=True), 1)]
    path = tmp_path / "Xã Thanh Hà.xlsx"
    save(path, "ĐẢNG ỦY XÃ THANH HÀ", TITLE, [("STT", "Nội dung", "Số mô hình"), *rows, *total])
    store = ("--store", str(tmp_path / "danvan.db"))
    said = danvan_json("ingest", str(path), *store, "--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
    (file,) = said["files"]
    questions = [(one["code"], one["cell"]) for one in file["findings"] if one["severity"] == "question"]
    assert questions == [(f"{dimension}-unknown", f"B{8 + labels.index(strange)}")]
    told = danvan_json("summarize", "--year", "2024", "--by", dimension, *store)
    not_stated = [cell["value"] for cell in told["cells"] if not cell[dimension]]
    assert (told["total"], not_stated) == (11, [figures_of[labels.index(strange)]])
    assert told["provisional"]


@pytest.mark.parametrize("total", [[], [("", "Tổng cộng", 9)]])
def test_under_fields_a_label_nobody_knows_is_a_field_though_its_fellows_are_few(
    tmp_path: Path, total: list[Row]
) -> None:
    """Beside "Kinh tế 4" alone "Liên kết vùng 3" was a unit's figure, of which the four were more than the whole."""
    path = tmp_path / "Xã Thanh Hà.xlsx"
    rows = [(1, "Kinh tế", 4), (2, "Liên kết vùng", 3), (3, "Khởi nghiệp", 2)]
    save(path, "ĐẢNG ỦY XÃ THANH HÀ", TITLE, [("STT", "Lĩnh vực", "Số mô hình"), *rows, *total])
    store = ("--store", str(tmp_path / "danvan.db"))
    (file,) = danvan_json("ingest", str(path), *store, "--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")["files"]
    questions = [(one["code"], one["cell"]) for one in file["findings"] if one["severity"] == "question"]
    assert questions == [("field-unknown", "B9"), ("field-unknown", "B10")]
    told = danvan_json("summarize", "--year", "2024", "--by", "field", *store)
    assert (told["total"], [cell["value"] for cell in told["cells"]]) == (9, [4, 5])


def test_a_label_nobody_knows_beside_one_field_is_none_where_no_heading_says_so() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Nội dung | Số mô hình |
        | 1 | Kinh tế | 4 |
        | 2 | Liên kết vùng | 3 |
        """)
    assert [row.unclear for row in draft.tables[0].rows] == [(), ()]


def test_under_fields_communes_and_what_the_total_leaves_out_are_no_fields() -> None:
    communes = understood(f"{TITLE}\n| TT | Lĩnh vực | Số mô hình |\n| 1 | Kinh tế | 4 |\n| 2 | Xã Tăng Thành | 3 |")
    beside = understood(f"""
        {TITLE}
        | TT | Lĩnh vực | Số mô hình |
        | 1 | Kinh tế | 4 |
        | 2 | Biểu dương đột xuất | 3 |
        | | Tổng cộng | 4 |
        """)
    assert [row.unclear for draft in (communes, beside) for row in draft.tables[0].rows] == [()] * 4


def test_a_row_that_the_total_leaves_out_is_no_part_of_it() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Nội dung | Số mô hình |
        | 1 | Kinh tế | 5 |
        | 2 | VH-XH | 3 |
        | 3 | QP-AN | 2 |
        | 4 | Biểu dương đột xuất | 4 |
        | | Tổng cộng | 10 |
        """)
    assert ("stated-total-differs", "C7") in found(draft)
    assert [row.unclear for row in draft.tables[0].rows] == [(), (), (), ()]


def test_a_field_nobody_knows_in_its_own_column_lies_beside_the_other_fields_of_the_unit(tmp_path: Path) -> None:
    rows = [(1, "Hội Nông dân", "Kinh tế", 5), (2, "Hội Nông dân", "Lạ lùng", 3), (3, "Hội Nông dân", "QP-AN", 2)]
    path = tmp_path / "Xã Thanh Hà.xlsx"
    save(path, "ĐẢNG ỦY XÃ THANH HÀ", TITLE, [("STT", "Đơn vị", "Lĩnh vực", "Số mô hình"), *rows])
    store = ("--store", str(tmp_path / "danvan.db"))
    danvan_json("ingest", str(path), *store, "--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
    told = danvan_json("summarize", "--year", "2024", "--by", "field", *store)
    assert (told["total"], [cell["value"] for cell in told["cells"] if not cell["field"]]) == (10, [3])


def test_models_carried_on_from_last_year_and_an_office_for_plans_count() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Tổng số |
        | 1 | Xã Tăng Thành | 5 |
        | 2 | Kế hoạch và Đầu tư | 4 |
        """)
    assert figures(draft) == {"Xã Tăng Thành": [5], "Kế hoạch và Đầu tư": [4]}
    draft = understood(f"{TITLE}\n| TT | Nội dung | Số lượng |\n| 1 | Mới | 5 |\n| 2 | Duy trì từ năm 2023 | 4 |")
    assert figures(draft) == {"Mới": [5], "Duy trì từ năm 2023": [4]}


@pytest.mark.parametrize("headed", ["Năm 2023 | Năm 2024", "Thực hiện năm 2023 | Thực hiện năm 2024"])
def test_last_year_beside_this_year_only_compares_where_the_title_names_this_year(headed: str) -> None:
    table = f"| TT | Đơn vị | {headed} |\n| 1 | Xã A | 3 | 4 |"
    draft = understood(f"{TITLE}\n{table}")
    assert (found(draft), figures(draft)) == ([], {"Xã A": [4]})
    assert found(understood(table)) == [("several-years", "D1")]


def test_the_splits_beside_the_totals_of_two_years_are_of_the_year_that_the_title_names() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Tổng số mô hình | < | Lĩnh vực | < | < | < |
        | ^ | ^ | Năm 2023 | Năm 2024 | KT | VHXH | QPAN | HTCT |
        | 1 | Xã A | 12 | 4 | 1 | 1 | 1 | 1 |
        """)
    assert (found(draft), figures(draft)) == ([], {"Xã A": [4, 1, 1, 1, 1]})


def test_figures_of_a_year_to_come_beside_this_year_s_are_asked_about() -> None:
    draft = understood(f"{TITLE}\n| TT | Đơn vị | Năm 2024 | Năm 2025 |\n| 1 | Xã A | 3 | 4 |")
    assert (found(draft), figures(draft)) == ([("column-holds-numbers", "D2")], {"Xã A": [3]})


@pytest.mark.parametrize(
    ("first", "last"),
    [("Kết quả 6 tháng", "Kết quả 9 tháng"), ("6 tháng đầu năm", "6 tháng cuối năm"), ("Quý I", "Quý II")],
)
@pytest.mark.parametrize("label", ["| 1 | Xã A | 3 | 4 |", "| 1 | Kinh tế | 3 | 4 |\n| 2 | VH-XH | 1 | 1 |"])
def test_parts_of_a_year_beside_one_another_are_two_periods_and_rows_of_fields_are_no_models(
    first: str, last: str, label: str
) -> None:
    draft = understood(f"{TITLE}\n| TT | Nội dung | {first} | {last} |\n{label}")
    assert (found(draft), draft.tables[0].models) == ([("several-years", "D2")], [])


@pytest.mark.parametrize(("this_year", "last_year"), [("| |", "| |"), ("| 8 |", "| 6 |")])
@pytest.mark.parametrize("headed", ["Năm 2023", "Số liệu năm 2023", "Cùng kỳ năm 2023"])
def test_rows_of_two_years_under_headings_of_their_own_stay_two_periods(
    headed: str, this_year: str, last_year: str
) -> None:
    draft = understood(f"""
        {TITLE}
        | STT | Lĩnh vực | Số mô hình |
        | I | Năm 2024 {this_year}
        | 1 | Kinh tế | 5 |
        | 2 | VH-XH | 3 |
        | II | {headed} {last_year}
        | 1 | Kinh tế | 4 |
        | 2 | VH-XH | 2 |
        """)
    assert ("several-years", "B6") in found(draft)


@pytest.mark.parametrize(
    "earlier", ["xây dựng từ những năm trước", "xây dựng từ các năm trước", "các năm trước chuyển sang"]
)
def test_what_was_built_in_years_before_goes_on_and_compares_with_nothing(earlier: str) -> None:
    """“Năm trước” in it made it last year's figure."""
    draft = understood(f"""
        {TITLE}
        | TT | Nội dung | Số lượng |
        | 1 | Tổng số mô hình | 9 |
        | | - Mô hình {earlier} | 5 |
        | | - Mô hình xây dựng mới trong năm | 4 |
        """)
    figures = [(row.at, figure.value) for row in draft.tables[0].rows for figure in row.figures]
    assert figures == [({"origin": ("duytri",)}, 5), ({"origin": ("moi",)}, 4)]


def test_few_models_by_field_are_counted_and_not_listed() -> None:
    draft = understood(f"""
        {TITLE}
        | STT | Nội dung | Số lượng mô hình | Trong đó | < |
        | ^ | ^ | ^ | Tập thể | Cá nhân |
        | 1 | Kinh tế | 1 | 1 | 0 |
        | 2 | VH-XH | 1 | 0 | 1 |
        | 3 | Quốc phòng - an ninh | 0 | 0 | 0 |
        | 4 | Xây dựng Đảng, HTCT | 1 | 1 | 0 |
        | | Cộng | 3 | 2 | 1 |
        """)
    assert [row.figures[0].value for row in draft.tables[0].rows] == [1, 1, 0, 1]
    assert not draft.tables[0].models
    assert found(draft) == []


@pytest.mark.parametrize("labels", [("Lĩnh vực văn hóa - xã hội", "QPAN", "HTCT"), ("VH-XH", "QP-AN", "HTCT")])
@pytest.mark.parametrize("total", ["", "| | Cộng | 9 | 6 | 3 |"])
def test_a_field_is_no_sum_of_the_fields_below_it_though_its_figure_be(labels: tuple[str, ...], total: str) -> None:
    draft = understood(f"""
        {TITLE}
        | STT | Lĩnh vực | Tổng số | Tập thể | Cá nhân |
        | | Lĩnh vực kinh tế | 5 | 3 | 2 |
        | | {labels[0]} | 2 | 1 | 1 |
        | | {labels[1]} | 1 | 1 | 0 |
        | | {labels[2]} | 1 | 0 | 1 |
        {total}
        """)
    assert [row.figures[0].value for row in draft.tables[0].rows] == [5, 2, 1, 1]


@pytest.mark.parametrize("written", [str, str.upper])
def test_a_commune_is_no_sum_of_what_stands_below_it_though_its_figures_be(written: Callable[[str], str]) -> None:
    draft = understood(f"""
        {TITLE}
        | Đơn vị | Tổng số | KT | VHXH |
        | Khối xã | | | |
        | {written("Xã Đăk Man")} | 2 | 1 | 1 |
        | {written("Xã Xốp")} | 1 | 1 | 0 |
        | {written("Xã Đăk Long")} | 1 | 0 | 1 |
        | {written("Xã Đăk Môn")} | 3 | 2 | 1 |
        | Cộng | 7 | 4 | 3 |
        | KHỐI CƠ QUAN, ĐƠN VỊ | | | |
        | Phòng Tư pháp | 2 | 1 | 1 |
        | Phòng Y tế | 1 | 1 | 0 |
        | Cộng | 3 | 2 | 1 |
        | Tổng cộng | 10 | 6 | 4 |
        """)
    assert [row.figures[0].value for row in draft.tables[0].rows] == [2, 1, 1, 3, 2, 1]
    assert found(draft) == []


def test_an_office_is_no_sum_of_an_office_and_the_next_block_though_its_figures_be() -> None:
    draft = understood(f"""
        {TITLE}
        | Đơn vị | Tổng số | KT | VHXH |
        | Tổng số | 6 | 2 | 4 |
        | Khối cơ quan | 4 | 1 | 3 |
        | Phòng Giáo dục | 3 | 1 | 2 |
        | Phòng Tài chính - Kế hoạch | 1 | 0 | 1 |
        | KHỐI LLVT | 2 | 1 | 1 |
        | Ban CHQS huyện | 2 | 1 | 1 |
        """)
    assert [row.figures[0].value for row in draft.tables[0].rows] == [3, 1, 2]
    assert found(draft) == []


@pytest.mark.parametrize(
    "heading", ["CÁC HUYỆN, THỊ XÃ, THÀNH PHỐ", "Khối các huyện, thành phố", "Các huyện ủy, thành ủy", "KHỐI HUYỆN"]
)
@pytest.mark.parametrize("stated", ["| |", "| 9 | 5 |"])
def test_districts_under_their_heading_are_units_and_not_a_level_of_models(heading: str, stated: str) -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Tổng số | KT |
        | I | {heading} {stated}
        | 1 | Huyện Kim Bảng | 5 | 3 |
        | 2 | Huyện Thanh Liêm | 4 | 2 |
        | II | Khối các cơ quan | | |
        | 3 | Sở Tư pháp | 2 | 1 |
        """)
    assert [(row.unit_text, row.at) for row in draft.tables[0].rows] == [
        ("Huyện Kim Bảng", {}),
        ("Huyện Thanh Liêm", {}),
        ("Sở Tư pháp", {"block": ("coquan",)}),
    ]
    assert found(draft) == []


@pytest.mark.parametrize(
    "heading",
    [
        "KHỐI CÁC ĐẢNG ỦY TRỰC THUỘC TỈNH ỦY",
        "Các đảng bộ trực thuộc",
        "KHỐI ĐẢNG ỦY XÃ, PHƯỜNG",
        "Các chi, đảng bộ trực thuộc",
    ],
)
def test_party_committees_under_their_heading_are_units_of_no_block_that_it_says(heading: str) -> None:
    draft = understood(f"""
        {TITLE}
        | STT | Đơn vị | Tổng số | KT | VHXH |
        | I | KHỐI XÃ, PHƯỜNG | 5 | 2 | 3 |
        | 1 | Đảng ủy xã Liêm Hà | 5 | 2 | 3 |
        | II | {heading} | 7 | 3 | 4 |
        | 1 | Đảng ủy UBND tỉnh | 3 | 1 | 2 |
        | 2 | Đảng ủy Công an tỉnh | 4 | 2 | 2 |
        | | TỔNG CỘNG | 12 | 5 | 7 |
        """)
    assert found(draft) == []
    assert [(row.label, row.at) for row in draft.tables[0].rows] == [
        ("Đảng ủy xã Liêm Hà", {"block": ("xaphuong",)}),
        ("Đảng ủy UBND tỉnh", {}),
        ("Đảng ủy Công an tỉnh", {}),
    ]
    register = understood(f"""
        DANH SÁCH mô hình “Dân vận khéo” năm 2024
        | STT | Tên mô hình | Đơn vị | Lĩnh vực |
        | I | {heading} | | |
        | 1 | Hũ gạo tình thương | Đảng ủy Công an tỉnh | VHXH |
        """)
    assert found(register) == []
    assert [model.at for model in register.tables[0].models] == [{"field": ("vhxh",)}]


def test_a_party_committee_of_a_bloc_is_no_heading_over_committees() -> None:
    draft = understood(f"""
        {TITLE}
        | STT | Đơn vị | Tổng số |
        | 1 | Đảng ủy Khối tỉnh | 7 |
        | 2 | Đảng ủy Công an tỉnh | 7 |
        """)
    assert figures(draft) == {"Đảng ủy Khối tỉnh": [7], "Đảng ủy Công an tỉnh": [7]}


@pytest.mark.parametrize(
    ("heading", "block"),
    [
        ("KHỐI ĐẢNG, ĐOÀN THỂ", ("coquan", "doanthe")),
        ("KHỐI CÁC BAN XÂY DỰNG ĐẢNG", ("coquan",)),
        ("CÁC CƠ QUAN, ĐƠN VỊ TRỰC THUỘC", ("coquan",)),
        ("ỦY BAN MTTQ VIỆT NAM VÀ CÁC TỔ CHỨC CHÍNH TRỊ - XÃ HỘI", ("doanthe",)),
        ("KHỐI MTTQ VÀ CÁC TỔ CHỨC CT-XH", ("doanthe",)),
        ("LỰC LƯỢNG VŨ TRANG TỈNH", ("llvt",)),
        ("KHỐI CÔNG AN, QUÂN SỰ, BIÊN PHÒNG", ("llvt",)),
    ],
)
def test_the_blocks_of_a_province_of_2026_are_known(heading: str, block: tuple[str, ...]) -> None:
    draft = understood(f"""
        {TITLE}
        | STT | Đơn vị | Tổng số | KT | VHXH |
        | I | {heading} | 7 | 3 | 4 |
        | 1 | Cơ quan A | 3 | 1 | 2 |
        | 2 | Cơ quan B | 4 | 2 | 2 |
        """)
    assert found(draft) == []
    assert [row.at for row in draft.tables[0].rows] == [{"block": block}] * 2


def test_a_level_over_units_stays_the_level_of_their_models() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Tổng số | KT |
        | I | Cấp huyện | | |
        | 1 | Huyện Kim Bảng | 5 | 3 |
        """)
    assert draft.tables[0].rows[0].at == {"level": ("huyen",)}


@pytest.mark.parametrize(
    ("block", "bodies"),
    [
        ("Lực lượng vũ trang", {"Ban CHQS huyện": [4, 2, 2]}),
        ("MTTQ và các đoàn thể", {"Hội LHPN huyện": [2, 1, 1], "Hội Nông dân huyện": [3, 2, 1]}),
        ("Đảng ủy các xã, phường", {"XÃ EA KAR": [2, 1, 1], "PHƯỜNG PHÚ YÊN": [1, 0, 1]}),
        ("Các cơ quan, ban, ngành", {"Phòng Tư pháp": [2, 1, 1], "Phòng Y tế": [1, 0, 1]}),
    ],
)
@pytest.mark.parametrize("summed", [True, False])
def test_a_block_over_its_units_is_no_unit_beside_them(block: str, bodies: dict[str, list[int]], summed: bool) -> None:
    own = [str(sum(column)) if summed else "" for column in zip(*bodies.values(), strict=True)]
    lines = [f"| {name} | {' | '.join(map(str, values))} |" for name, values in bodies.items()]
    draft = understood("\n".join([
        TITLE, "| Đơn vị | Tổng số | KT | VHXH |", "| Xã A | 5 | 3 | 2 |", f"| {block} | {' | '.join(own)} |", *lines,
    ]))  # fmt: skip
    assert figures(draft) == {"Xã A": [5, 3, 2], **bodies}
    assert found(draft) == []


def test_an_office_whose_name_speaks_of_plans_is_counted_whatever_the_heading_over_units() -> None:
    draft = understood(f"""
        {TITLE}
        | STT | Đơn vị báo cáo | Tổng số | KT | VHXH |
        | 1 | Phòng Tài chính - Kế hoạch | 2 | 1 | 1 |
        | 2 | Xã A | 3 | 2 | 1 |
        """)
    assert figures(draft) == {"Phòng Tài chính - Kế hoạch": [2, 1, 1], "Xã A": [3, 2, 1]}
    assert found(draft) == []


@pytest.mark.parametrize(("total", "part"), [("Tổng số mô hình", "Trong đó: mô hình mới"), ("Tổng số", "Mới")])
def test_a_part_below_its_total_is_no_total_itself(total: str, part: str) -> None:
    """What the rows leave out of the total is not stated, as in a table that has them side by side. (counting.md 1)"""
    draft = understood(f"{TITLE}\n| TT | Nội dung | Số lượng |\n| 1 | {total} | 10 |\n| 2 | {part} | 4 |")
    (row,) = draft.tables[0].rows
    assert [(figure.at, figure.value) for figure in row.figures] == [({}, 10), ({"origin": ("moi",)}, 4)]
    assert found(draft) == []


def test_all_parts_below_a_total_that_differs_are_asked_about() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Nội dung | Số lượng |
        | 1 | Tổng số | 10 |
        | 2 | Kinh tế | 4 |
        | 3 | Văn hóa - xã hội | 2 |
        | 4 | Quốc phòng - an ninh | 1 |
        | 5 | Xây dựng hệ thống chính trị | 1 |
        """)
    assert sum(row.figures[0].value or 0 for row in draft.tables[0].rows) == 8
    assert found(draft) == [("stated-total-differs", "C3")]


def test_results_that_are_numbers_are_counts_and_no_fate_of_models() -> None:
    draft = understood("""
        KẾT QUẢ mô hình “Dân vận khéo” năm 2024
        | TT | Nội dung | Kết quả |
        | 1 | Số mô hình đăng ký | 12 |
        | 2 | Số mô hình được công nhận | 8 |
        """)
    assert (draft.tables[0].kind, found(draft)) == ("matrix", [])
    assert [(row.at, row.figures[0].value) for row in draft.tables[0].rows] == [
        ({"stage": ("dangky",)}, 12),
        ({"stage": ("congnhan",)}, 8),
    ]


def test_results_beside_names_of_models_are_no_counts() -> None:
    draft = understood("""
        DANH SÁCH mô hình “Dân vận khéo” năm 2024
        | TT | Nội dung | Kết quả |
        | 1 | Cánh đồng một giống | 95 |
        | 2 | Đường hoa tự quản | 90 |
        """)
    (table,) = draft.tables
    assert (table.kind, len(table.models)) == ("register", 2)
    assert {finding.code for finding in draft.findings} == {"stage-unknown"}


def test_results_count_among_more_indicators_than_members_too() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Chỉ tiêu | Kết quả |
        | 1 | Số mô hình đăng ký | 10 |
        | 2 | Số hộ tham gia | 600 |
        | 3 | Số ngày công | 300 |
        """)
    assert not draft.tables[0].models
    assert [(row.at, row.figures[0].value) for row in draft.tables[0].rows if row.figures] == [
        ({"stage": ("dangky",)}, 10),
    ]  # fmt: skip


@pytest.mark.parametrize("headed", ["Lĩnh vực | Kết quả", "Lĩnh vực | Kết quả thực hiện", "Lĩnh vực | Con số"])
def test_results_beside_each_field_once_count(headed: str) -> None:
    draft = understood(f"{TITLE}\n| TT | {headed} |\n| 1 | Kinh tế | 05 mô hình |\n| 2 | QPAN | 0 |\n| 3 | VHXH | 6 |")
    assert [(row.at, row.figures[0].value) for row in draft.tables[0].rows] == [
        ({"field": ("kt",)}, 5),
        ({"field": ("qpan",)}, 0),
        ({"field": ("vhxh",)}, 6),
    ]


def test_results_beside_one_field_twice_may_be_scores_and_are_no_counts() -> None:
    draft = understood(f"{TITLE}\n| TT | Lĩnh vực | Kết quả |\n| 1 | Kinh tế | 95 |\n| 2 | Kinh tế | 90 |")
    assert found(draft) == [("no-table-found", None)]


def test_results_of_units_beside_their_fields_may_be_scores_and_are_no_counts() -> None:
    draft = understood(
        f"{TITLE}\n| TT | Đơn vị | Lĩnh vực | Kết quả |\n| 1 | Xã A | Kinh tế | 95 |\n| 2 | Xã B | VH-XH | 90 |"
    )
    assert not any(row.figures for table in draft.tables for row in table.rows)


def test_scores_of_models_are_no_counts_though_one_is_called_like_a_field() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Nội dung | Kết quả |
        | 1 | An ninh trật tự | 95 |
        | 2 | Thắp sáng đường quê | 90 |
        """)
    assert [model.name for model in draft.tables[0].models] == ["An ninh trật tự", "Thắp sáng đường quê"]


def test_a_ticked_model_that_is_called_like_a_field_is_a_model() -> None:
    draft = understood(f"""
        {TITLE}
        | STT | Tên mô hình | Đơn vị | KT | QPAN |
        | 1 | An ninh trật tự | Xã A | | x |
        """)
    assert [(model.name, model.at) for model in draft.tables[0].models] == [("An ninh trật tự", {"field": ("qpan",)})]
    assert found(draft) == []


def test_what_is_carried_on_since_last_year_is_of_this_year() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Tổng số | Duy trì từ năm 2023 | Mới |
        | 1 | Xã A | 9 | 4 | 5 |
        """)
    assert [figure.at for figure in draft.tables[0].rows[0].figures] == [
        {}, {"origin": ("duytri",)}, {"origin": ("moi",)},
    ]  # fmt: skip


@pytest.mark.parametrize("title", [TITLE, "BIỂU TỔNG HỢP mô hình “Dân vận khéo”"])
@pytest.mark.parametrize(
    "headed", ["Duy trì từ năm 2023 | Xây dựng mới năm 2024", "Số mô hình chuyển tiếp năm 2023 | Số mô hình mới 2024"]
)
def test_carried_on_since_last_year_beside_new_this_year_are_two_origins_of_one_year(title: str, headed: str) -> None:
    draft = understood(f"{title}\n| TT | Đơn vị | Tổng số | {headed} |\n| 1 | Xã A | 9 | 4 | 5 |")
    assert [figure.at for figure in draft.tables[0].rows[0].figures] == [
        {}, {"origin": ("duytri",)}, {"origin": ("moi",)},
    ]  # fmt: skip
    assert found(draft) == []


@pytest.mark.parametrize(
    "headed",
    [
        "Mới năm 2023 | Duy trì năm 2024",
        "Duy trì từ năm 2022 | Mới năm 2023",
        "Duy trì từ năm 2023 | Mới năm 2025",
        "Nhân rộng năm 2023 | Mới năm 2024",
    ],
)
def test_origins_of_two_years_stay_two_periods(headed: str) -> None:
    draft = understood(f"{TITLE}\n| TT | Đơn vị | Tổng số | {headed} |\n| 1 | Xã A | 9 | 4 | 5 |")
    assert found(draft) == [("several-years", "E2")]


def test_figures_of_a_year_to_come_are_asked_about() -> None:
    draft = understood(f"{TITLE}\n| TT | Đơn vị | Tổng số | Đăng ký năm 2025 |\n| 1 | Xã A | 9 | 4 |")
    assert figures(draft) == {"Xã A": [9]}
    assert found(draft) == [("column-holds-numbers", "D2")]


@pytest.mark.parametrize("over", ["Lĩnh vực", "Trong đó: mô hình mới", "Tập thể"])
def test_figures_without_a_heading_of_their_own_under_one_over_several_are_asked_about(over: str) -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Tổng số | {over} | < | < |
        | ^ | ^ | ^ | Kinh tế | | HTCT |
        | 1 | Xã A | 12 | 4 | 5 | 3 |
        | 2 | Xã B | 6 | 2 | 3 | 1 |
        """)
    assert (found(draft), figures(draft)) == ([("column-holds-numbers", "E2")], {"Xã A": [12, 4, 3], "Xã B": [6, 2, 1]})


def test_under_a_total_over_several_a_column_without_a_heading_is_the_total() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Tổng số mô hình | < | Kinh tế |
        | ^ | ^ | | Mới | ^ |
        | 1 | Xã A | 12 | 4 | 5 |
        """)
    assert (found(draft), figures(draft)) == ([], {"Xã A": [12, 4, 5]})


def test_kinds_of_places_over_members_are_a_level() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Nội dung | Tổng số | KT |
        | I | Huyện, thị xã | 14 | 6 |
        | 1 | Tập thể | 10 | 4 |
        | 2 | Cá nhân | 4 | 2 |
        """)
    assert [row.at for row in draft.tables[0].rows] == [
        {"level": ("huyen",), "holder": ("tapthe",)}, {"level": ("huyen",), "holder": ("canhan",)},
    ]  # fmt: skip


def test_a_commune_is_of_no_block_of_bodies() -> None:
    draft = understood(f"""
        {TITLE}
        | Đơn vị | Tổng số | KT |
        | Công an và quân sự | | |
        | Xã A | 4 | 2 |
        | Lực lượng vũ trang | | |
        | Công an huyện | 3 | 1 |
        | Xã B | 5 | 2 |
        """)
    assert {row.label: row.at for row in draft.tables[0].rows} == {
        "Công an và quân sự": {}, "Xã A": {}, "Công an huyện": {"block": ("llvt",)}, "Xã B": {},
    }  # fmt: skip


def test_the_last_block_of_an_office_heads_no_other_office() -> None:
    draft = understood(f"""
        {TITLE}
        | Đơn vị | Tổng số | KT | VHXH |
        | Huyện ủy Kim Bảng | 14 | 6 | 8 |
        | Khối xã, thị trấn | 10 | 4 | 6 |
        | Khối cơ quan | 4 | 2 | 2 |
        | Huyện ủy Thanh Liêm | 7 | 3 | 4 |
        | Khối xã, thị trấn | 5 | 2 | 3 |
        | Khối cơ quan | 2 | 1 | 1 |
        | Tổng cộng | 21 | 9 | 12 |
        """)
    assert [row.figures[0].value for row in draft.tables[0].rows] == [10, 4, 5, 2]
    assert found(draft) == []


@pytest.mark.parametrize(
    ("label", "heading", "field"),
    [
        ("Lĩnh vực kinh tế", "Đơn vị", ("kt",)),
        ("Kinh tế", "Nội dung", ("kt",)),
        ("An Ninh", "Đơn vị", None),
    ],
)
def test_one_field_alone_is_a_field_where_no_units_are_listed(
    label: str, heading: str, field: tuple[str, ...] | None
) -> None:
    draft = understood(f"{TITLE}\n| {heading} | Tổng số | Tập thể | Cá nhân |\n| {label} | 10 | 6 | 4 |")
    assert [row.at.get("field") for row in draft.tables[0].rows] == [field]


@pytest.mark.parametrize(
    "closing",
    [
        "Tổng số có {} (mười ba) mô hình./.",
        "Danh sách này có {} mô hình./.",
        "(Danh sách gồm {} mô hình)",
        "Ấn định danh sách có {} mô hình./.",
        "Ấn định danh sách này gồm {} (ba) mô hình.",
        "Danh sách trên có {} mô hình, trong đó tập thể 2, cá nhân 1",
        "(Tổng số: {} mô hình)",
    ],
)
def test_the_line_that_closes_a_list_states_its_total(closing: str) -> None:
    def drawing(count: int) -> str:
        return f"""
            DANH SÁCH mô hình “Dân vận khéo” năm 2024
            | STT | Tên mô hình | Lĩnh vực |
            | 1 | Hũ gạo | Kinh tế |
            | 2 | Đường hoa | VH-XH |
            | 3 | Camera | QP-AN |
            {closing.format(count)}
            """

    agreeing, differing = understood(drawing(3)), understood(drawing(13))
    assert [(said.stated, said.computed) for said in agreeing.tables[0].statements] == [(3, 3)]
    assert found(agreeing) == []
    assert found(differing) == [("stated-total-differs", "A6")]


def test_a_line_over_a_list_states_its_total() -> None:
    def drawing(line: str) -> str:
        return f"""
            DANH SÁCH mô hình “Dân vận khéo” năm 2024
            {line}
            | STT | Tên mô hình | Lĩnh vực |
            | 1 | Hũ gạo | Kinh tế |
            | 2 | Đường hoa | VH-XH |
            """

    assert found(understood(drawing("(Tổng số: 02 mô hình)"))) == []
    assert found(understood(drawing("(Tổng số: 15 mô hình)"))) == [("stated-total-differs", "A2")]
    assert found(understood(drawing("Tổng cộng: 15 mô hình"))) == [("stated-total-differs", "A2")]


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("DANH SÁCH 02 mô hình “Dân vận khéo” năm 2024", False),
        ("DANH SÁCH 15 mô hình “Dân vận khéo” năm 2024", True),
        ("DANH SÁCH đề nghị công nhận 15 mô hình “Dân vận khéo” năm 2024", True),
        ("DANH SÁCH mô hình “Dân vận khéo” năm 2024 (gồm 15 mô hình)", True),
        ("DANH SÁCH mô hình “Dân vận khéo” năm 2024 - Tổng số: 15 mô hình", True),
        ("DANH SÁCH 01 mô hình tập thể và 01 mô hình cá nhân “Dân vận khéo” năm 2024", False),
        ("DANH SÁCH đăng ký mỗi đơn vị 01 mô hình “Dân vận khéo” năm 2024", False),
        ("DANH SÁCH đăng ký “Dân vận khéo” năm 2024 (01 mô hình/chi bộ)", False),
    ],
)
def test_a_title_may_state_how_many_models_its_list_holds(title: str, asked: bool) -> None:
    draft = understood(f"""
        {title}
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Hũ gạo | Kinh tế |
        | 2 | Đường hoa | VH-XH |
        """)
    assert found(draft) == ([("stated-total-differs", "A1")] if asked else [])


def test_a_total_over_two_lists_is_of_none_of_them_alone() -> None:
    draft = understood("""
        DANH SÁCH mô hình “Dân vận khéo” năm 2024
        (Tổng số: 02 mô hình)
        A. TẬP THỂ
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Hũ gạo | Kinh tế |
        B. CÁ NHÂN
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Đường hoa | VH-XH |
        """)
    assert found(draft) == []


def test_figures_typed_as_texts_count_members_and_mark_no_models() -> None:
    draft = understood(f"""
        {TITLE}
        | STT | Nội dung | Tổng | Tập thể | Cá nhân |
        | 1 | KT | '1 | '1 | - |
        | 2 | VHXH | '1 | - | '1 |
        """)
    assert not draft.tables[0].models
    assert [row.figures[0].value for row in draft.tables[0].rows] == [1, 1]


@pytest.mark.parametrize(
    "beside", ["Số thôn, tổ dân phố", "Số tổ dân phố", "Tổng số thôn", "Số khu dân cư", "Điểm thi đua", "Xếp thứ"]
)
def test_how_many_villages_a_commune_has_and_how_it_was_ranked_are_no_models(beside: str) -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Tổng số | KT | VHXH | {beside} |
        | 1 | Xã A | 5 | 3 | 2 | 4 |
        """)
    assert (found(draft), figures(draft)) == ([], {"Xã A": [5, 3, 2]})


@pytest.mark.parametrize("headed", ["Tập thể, cá nhân", "Tập thể/cá nhân", "TT, CN", "Tên tập thể, cá nhân"])
def test_collectives_and_persons_under_one_heading_are_named_and_not_of_a_kind(headed: str) -> None:
    draft = understood(f"""
        DANH SÁCH mô hình “Dân vận khéo” được công nhận năm 2024
        | TT | {headed} | Tên mô hình | Lĩnh vực |
        | A | TẬP THỂ | | |
        | 1 | Hội Phụ nữ xã Liêm Cần | Hũ gạo tình thương | VHXH |
        | B | CÁ NHÂN | | |
        | 1 | Ông Lã Văn Thử, xã Liêm Cần | Nuôi ong lấy mật | KT |
        """)
    assert [(model.unit_text, model.at["holder"]) for model in draft.tables[0].models] == [
        ("Hội Phụ nữ xã Liêm Cần", ("tapthe",)),
        ("Ông Lã Văn Thử, xã Liêm Cần", ("canhan",)),
    ]
    assert not found(draft)


@pytest.mark.parametrize(
    "cells", [("Tập thể", "Cá nhân"), ("TT", "CN"), ("TT", "Nhóm Phụ Nữ"), ("Nhóm hộ", "Nông dân")]
)
def test_kinds_under_collective_or_person_go_on_saying_the_holder(cells: tuple[str, str]) -> None:
    draft = understood(f"""
        DANH SÁCH mô hình “Dân vận khéo” năm 2024
        | TT | Tập thể/cá nhân | Tên mô hình | Đơn vị |
        | 1 | {cells[0]} | Hũ gạo tình thương | Xã Liêm Cần |
        | 2 | {cells[1]} | Nuôi ong lấy mật | Xã Thanh Hà |
        """)
    assert [model.unit_text for model in draft.tables[0].models] == ["Xã Liêm Cần", "Xã Thanh Hà"]
    asked = {cell for code, cell in found(draft) if code == "holder-unknown"}
    stated = {model.cell for model in draft.tables[0].models if "holder" in model.at}
    assert len(asked) + len(stated) == 2


@pytest.mark.parametrize("beside", ["Địa chỉ", "Đơn vị", "Đơn vị đề nghị"])
def test_who_is_named_stands_in_the_place_that_the_column_beside_names(beside: str, tmp_path: Path) -> None:
    rows: list[Row] = [
        (1, "Hội LHPN", "Xã Liêm Cần", "Hũ gạo tình thương"),
        (2, "Ông Lại Văn Đấu", "Xã Thanh Hà", "Nuôi ong lấy mật"),
        (3, "Bà Lò Thị Pánh", "Xã Liêm Lạ", "Trồng dưa lưới"),
        (4, "Nguyễn Văn Tý", "Thôn Đông", "Sân chơi cho trẻ"),
        (5, "Phòng Tư pháp", "Thị trấn Kiện Khê", "Góc sách của làng"),
    ]
    path = tmp_path / "ds.xlsx"
    title = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
    save(path, "HUYỆN ỦY THANH LIÊM", title, [("TT", "Tập thể, cá nhân", beside, "Tên mô hình"), *rows])
    store = ("--store", str(tmp_path / "danvan.db"))
    told = danvan_json("ingest", str(path), *store, "--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
    asked = [
        (found["code"], found["cell"]) for found in told["files"][0]["findings"] if found["severity"] == "question"
    ]
    assert sorted((code, cell[0]) for code, cell in asked) == [("unit-ambiguous", "B"), ("unit-unknown", "C")]
    by_unit = danvan_json("summarize", "--year", "2024", "--by", "unit", *store)
    assert sorted(cell["value"] for cell in by_unit["cells"]) == [1, 1, 3]


@pytest.mark.parametrize(
    "summed", ["(3)=(4)+…+(7)", "3=4+...+7", "(3) = (4) ÷ (7)", "3=4+..+7", "3 (=4+5+6+7)", "=4+5+6+7"]
)
@pytest.mark.parametrize("shape", ["({})", "{}"])
def test_columns_are_numbered_whatever_way_one_says_that_it_sums_others(summed: str, shape: str) -> None:
    numbers = " | ".join(shape.format(n) for n in (4, 5, 6, 7))
    draft = understood(f"""
        {TITLE}
        | STT | Đơn vị | Tổng số | Kinh tế | VHXH | QPAN | HTCT |
        | {shape.format(1)} | {shape.format(2)} | {summed} | {numbers} |
        | 1 | Xã Liêm Cần | 12 | 3 | 5 | 2 | 2 |
        | | Tổng cộng | 12 | 3 | 5 | 2 | 2 |
        """)
    assert figures(draft) == {"Xã Liêm Cần": [12, 3, 5, 2, 2]}
    assert not found(draft)


def test_a_model_called_like_an_equation_is_a_model() -> None:
    draft = understood(f"""
        {TITLE}
        | STT | Tên mô hình | Lĩnh vực | Ghi chú |
        | 1 | =1+1 | | |
        """)
    assert [model.name for model in draft.tables[0].models] == ["=1+1"]


def test_a_row_that_counts_up_under_an_equation_is_no_numbering_without_its_numbers() -> None:
    draft = understood(f"""
        {TITLE}
        | STT | Đơn vị | Tổng số | Kinh tế | VHXH |
        | 1 | Xã Liêm Cần | =4+5 | 4 | 5 |
        """)
    assert [row.label for row in draft.tables[0].rows] == ["Xã Liêm Cần"]


@pytest.mark.parametrize("second", ["5 | 3 | 2", " | | "])
def test_the_second_level_of_a_table_heads_blocks_numbered_anew_and_is_no_unit_beside_them(second: str) -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Tổng số | KT | VHXH |
        | A | CẤP XÃ | 10 | 6 | 4 |
        | I | Khối xã | 10 | 6 | 4 |
        | 1 | Xã Liêm Sơn | 6 | 4 | 2 |
        | 2 | Xã Thanh Hà | 4 | 2 | 2 |
        | B | CẤP HUYỆN | {second} |
        | I | Khối MTTQ, đoàn thể | 3 | 2 | 1 |
        | 1 | Hội Nông dân huyện | 3 | 2 | 1 |
        | II | Khối cơ quan | 2 | 1 | 1 |
        | 1 | Phòng Tư pháp | 2 | 1 | 1 |
        | | TỔNG CỘNG | 15 | 9 | 6 |
        """)
    assert figures(draft) == {
        "Xã Liêm Sơn": [6, 4, 2],
        "Xã Thanh Hà": [4, 2, 2],
        "Hội Nông dân huyện": [3, 2, 1],
        "Phòng Tư pháp": [2, 1, 1],
    }
    assert [(row.at["level"], row.at["block"]) for row in draft.tables[0].rows[2:]] == [
        (("huyen",), ("doanthe",)),
        (("huyen",), ("coquan",)),
    ]
    assert found(draft) == []


@pytest.mark.parametrize("total", ["", "| | Tổng cộng | 33 |"])
@pytest.mark.parametrize(("number", "dash"), [("-", ""), ("+", ""), ("", "- ")])
def test_units_behind_a_dash_below_their_numbered_block_are_its_parts(number: str, dash: str, total: str) -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Số mô hình |
        | 1 | Khối xã, thị trấn | 30 |
        | {number} | {dash}Xã A | 10 |
        | {number} | {dash}Xã B | 20 |
        | 2 | Khối cơ quan | 3 |
        | {number} | {dash}Công an huyện | 2 |
        | {number} | {dash}Hội Phụ nữ huyện | 1 |
        {total}
        """)
    units = {row.unit_text: row.figures[0].value for row in draft.tables[0].rows}
    assert units == {"Xã A": 10, "Xã B": 20, "Công an huyện": 2, "Hội Phụ nữ huyện": 1}
    assert found(draft) == []


def test_a_numbered_block_that_differs_from_its_units_is_asked() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Số mô hình |
        | 1 | Khối xã, thị trấn | 31 |
        | - | Xã A | 10 |
        | - | Xã B | 20 |
        """)
    assert figures(draft) == {"Xã A": [10], "Xã B": [20]}
    assert found(draft) == [("stated-total-differs", "C3")]


def test_bodies_behind_a_dash_tell_their_communes_total_once_more() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Tổng số | KT | VHXH |
        | I | Khối xã, thị trấn | 30 | 14 | 16 |
        | 1 | Xã A | 10 | 4 | 6 |
        | - | Công an xã | 4 | 4 | 0 |
        | - | Hội Phụ nữ xã | 6 | 0 | 6 |
        | + | Chi hội Đông | 2 | 0 | 2 |
        | + | Chi hội Tây | 4 | 0 | 4 |
        | 2 | Xã B | 20 | 10 | 10 |
        | - | Hội Nông dân xã | 20 | | |
        """)
    assert figures(draft) == {"Xã A": [10, 4, 6], "Xã B": [20, 10, 10]}
    assert found(draft) == []


def test_bodies_behind_a_dash_stand_beside_their_commune_where_the_total_counts_both() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Số mô hình |
        | 1 | Xã A | 10 |
        | - | Hội Nông dân xã | 4 |
        | 2 | Xã B | 20 |
        | | Tổng cộng | 34 |
        """)
    assert figures(draft) == {"Xã A": [10], "Hội Nông dân xã": [4], "Xã B": [20]}
    assert found(draft) == []


@pytest.mark.parametrize(
    ("total", "counted", "asked"),
    [
        ("", {"Hội Nông dân xã": [4], "Xã B": [20]}, [("stated-total-differs", "C3")]),
        ("| | Tổng cộng | 30 |", {"Xã A": [10], "Xã B": [20]}, []),
    ],
)
def test_bodies_behind_a_dash_that_are_less_than_their_commune_are_asked_unless_the_total_tells(
    total: str, counted: dict[str, list[int]], asked: list[tuple[str, str]]
) -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Số mô hình |
        | 1 | Xã A | 10 |
        | - | Hội Nông dân xã | 4 |
        | 2 | Xã B | 20 |
        {total}
        """)
    assert figures(draft) == counted
    assert found(draft) == asked


def test_a_split_behind_a_dash_in_the_column_of_numbers_is_of_the_unit_above() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Số mô hình |
        | 1 | Xã A | 10 |
        | - | Tập thể | 4 |
        | - | Cá nhân | 6 |
        | | Tổng cộng | 10 |
        """)
    (row,) = draft.tables[0].rows
    assert [(figure.at, figure.value) for figure in row.figures] == [
        ({}, 10),
        ({"holder": ("tapthe",)}, 4),
        ({"holder": ("canhan",)}, 6),
    ]
    assert found(draft) == []


def test_a_number_before_a_unit_needs_no_stop() -> None:
    draft = understood(f"""
        {TITLE}
        | Đơn vị | Số mô hình |
        | I. Khối xã, thị trấn | 30 |
        | 1 Xã A | 10 |
        | 2 Xã B | 20 |
        """)
    assert [row.unit_text for row in draft.tables[0].rows] == ["Xã A", "Xã B"]
    assert found(draft) == []


@pytest.mark.parametrize("headed", ["Tập thể, cá nhân", "Tập thể/cá nhân", "TT, CN", "Tên tập thể, cá nhân"])
def test_who_was_awarded_may_be_all_that_a_list_of_awards_tells(headed: str) -> None:
    draft = understood(f"""
        DANH SÁCH tập thể, cá nhân được khen thưởng trong phong trào “Dân vận khéo” năm 2024
        | TT. | {headed} | Lĩnh vực |
        | 1 | Hội Nông dân xã Liêm Sơn | Kinh tế |
        | 2 | Ông Lại Văn Đấu, thôn Đông | VH-XH |
        """)
    (table,) = draft.tables
    assert table.models == []
    assert [(row.label, row.unit_text, [amount.code for amount in row.amounts]) for row in table.rows] == [
        ("Hội Nông dân xã Liêm Sơn", "Hội Nông dân xã Liêm Sơn", ["khenthuong"]),
        ("Ông Lại Văn Đấu, thôn Đông", None, ["khenthuong"]),
    ]
    assert found(draft) == []


@pytest.mark.parametrize(
    "labels",
    [
        ("Cộng cụm 1", "Cộng cụm 2"),
        ("Tổng cụm", "Tổng cụm"),
        ("Tiểu cộng", "Tiểu cộng"),
        ("Cộng khối xã", "Cộng nhóm 2"),
        ("Cộng I", "Cộng II"),
    ],
)
@pytest.mark.parametrize("grand", ["| | Tổng cộng | 20 | 11 | 9 |", ""])
@pytest.mark.parametrize("heads", [("| I | Cụm thi đua số 1 |", "| II | Cụm thi đua số 2 |"), ("", "")])
def test_sums_below_clusters_of_units_count_nothing(
    labels: tuple[str, str], grand: str, heads: tuple[str, str]
) -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Tổng số | KT | VHXH |
        {heads[0]}
        | 1 | Xã A | 5 | 3 | 2 |
        | 2 | Xã B | 4 | 2 | 2 |
        | | {labels[0]} | 9 | 5 | 4 |
        {heads[1]}
        | 1 | Xã C | 6 | 3 | 3 |
        | 2 | Xã D | 5 | 3 | 2 |
        | | {labels[1]} | 11 | 6 | 5 |
        {grand}
        """)
    assert figures(draft) == {"Xã A": [5, 3, 2], "Xã B": [4, 2, 2], "Xã C": [6, 3, 3], "Xã D": [5, 3, 2]}
    assert found(draft) == []


@pytest.mark.parametrize("label", ["Cộng cụm", "Cộng"])
@pytest.mark.parametrize(
    ("first", "second", "asked"),
    [
        ("8 | 5 | 4", "11 | 6 | 5", [("C5", 9)]),
        ("9 | 5 | 4", "12 | 6 | 4", [("C8", 11), ("E8", 5)]),
    ],
)
def test_a_sum_below_a_cluster_that_differs_is_compared_with_the_cluster(
    label: str, first: str, second: str, asked: list[tuple[str, int]]
) -> None:
    """It was compared with all units of the table, figure by figure."""
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Tổng số | KT | VHXH |
        | 1 | Xã A | 5 | 3 | 2 |
        | 2 | Xã B | 4 | 2 | 2 |
        | | {label} | {first} |
        | 3 | Xã C | 6 | 3 | 3 |
        | 4 | Xã D | 5 | 3 | 2 |
        | | {label} | {second} |
        """)
    assert [(one.cell, one.seen["computed"]) for one in draft.findings] == asked


@pytest.mark.parametrize("last", ["", "| | Cộng | 6 |"])
@pytest.mark.parametrize(("stated", "asked"), [(16, [15]), (15, [])])
def test_a_sum_that_ends_the_table_is_compared_with_all_of_it(last: str, stated: int, asked: list[int]) -> None:
    """Right below another sum it was compared with the rows between the two, which are none."""
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Tổng số |
        | 1 | Xã A | 5 |
        | 2 | Xã B | 4 |
        | | Cộng | 9 |
        | 3 | Xã C | 6 |
        {last}
        | | Tổng số | {stated} |
        """)
    assert [one.seen["computed"] for one in draft.findings] == asked


@pytest.mark.parametrize(("first", "second"), [("a)", "b)"), ("a", "b"), ("-", "-"), ("", "")])
@pytest.mark.parametrize("between", ["", "| | Trong đó: | | | |"])
def test_what_parts_a_commune_is_told_by_letters_dashes_or_by_its_sums(first: str, second: str, between: str) -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Tổng số | KT | VHXH |
        | 1 | Xã A | 10 | 4 | 6 |
        {between}
        | {first} | Công an xã | 4 | 4 | 0 |
        | {second} | Hội Phụ nữ xã | 6 | 0 | 6 |
        | 2 | Xã B | 20 | 10 | 10 |
        """)
    assert figures(draft) == {"Xã A": [10, 4, 6], "Xã B": [20, 10, 10]}
    assert found(draft) == []


@pytest.mark.parametrize("total", ["", "| | Tổng cộng | 15 |"])
def test_units_without_a_number_that_add_up_by_chance_are_no_parts_of_the_unit_above(total: str) -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Số mô hình |
        | 1 | Xã A | 2 |
        | 2 | Xã B | 5 |
        | | Công an huyện | 2 |
        | | Hội Phụ nữ huyện | 3 |
        | 3 | Xã C | 3 |
        {total}
        """)
    assert figures(draft) == {
        "Xã A": [2], "Xã B": [5], "Công an huyện": [2], "Hội Phụ nữ huyện": [3], "Xã C": [3],
    }  # fmt: skip
    assert found(draft) == []


def test_a_split_behind_a_dash_below_the_police_is_theirs() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Số mô hình |
        | I | Xã A | 10 |
        | 1 | Công an xã | 4 |
        | - | Tập thể | 3 |
        | - | Cá nhân | 1 |
        | 2 | Hội Phụ nữ xã | 6 |
        """)
    assert figures(draft) == {"Công an xã": [4, 3, 1], "Hội Phụ nữ xã": [6]}
    assert found(draft) == []


def test_of_a_commune_that_states_its_total_alone_the_bodies_tell_the_fields() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Tổng số | KT | VHXH | QPAN |
        | 1 | Xã A | 10 | | | |
        | - | Hội Nông dân xã | 4 | 4 | 0 | 0 |
        | - | Hội Phụ nữ xã | 6 | 0 | 6 | 0 |
        | 2 | Xã B | 20 | 10 | 10 | 0 |
        | | Tổng cộng | 30 | 14 | 16 | 0 |
        """)
    assert figures(draft) == {"Hội Nông dân xã": [4, 4, 0, 0], "Hội Phụ nữ xã": [6, 0, 6, 0], "Xã B": [20, 10, 10, 0]}
    assert found(draft) == []


def test_a_part_that_cannot_be_read_is_asked_and_its_unit_counts() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Số mô hình |
        | 1 | Xã A | 10 |
        | - | Hội Nông dân xã | nhiều |
        | - | Hội Phụ nữ xã | 6 |
        | 2 | Xã B | 20 |
        | | Tổng cộng | 30 |
        """)
    assert figures(draft) == {"Xã A": [10], "Xã B": [20]}
    assert found(draft) == [("total-unreadable", "C4")]


def test_communes_under_one_head_are_named_without_their_status() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Nội dung | Tổng số | Đơn vị | < |
        | ^ | ^ | ^ | Liêm Phong | Thanh Hà |
        | 1 | Kinh tế | 5 | 3 | 2 |
        | 2 | VH-XH | 4 | 2 | 2 |
        """)
    assert [row.unit_text for row in draft.tables[0].rows] == ["Liêm Phong", "Thanh Hà"]
    assert found(draft) == []


def test_last_years_column_is_headed_by_its_year_though_typed_as_a_text() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | '2023 | Tổng số | KT | VHXH |
        | 1 | Xã A | 9 | 5 | 3 | 2 |
        """)
    assert figures(draft) == {"Xã A": [5, 3, 2]}


@pytest.mark.parametrize("part", ["Trong đó: MTTQ xã", "- Trong đó: MTTQ xã", "Trong đó Hội Nông dân xã"])
@pytest.mark.parametrize("total", ["| | Tổng cộng | 9 | 5 | 4 |", ""])
def test_a_row_within_the_row_above_adds_nothing(part: str, total: str) -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Tổng số | KT | VHXH |
        | 1 | Xã A | 5 | 3 | 2 |
        | | {part} | 2 | 1 | 1 |
        | 2 | Xã B | 4 | 2 | 2 |
        {total}
        """)
    assert figures(draft) == {"Xã A": [5, 3, 2], "Xã B": [4, 2, 2]}
    assert found(draft) == []


@pytest.mark.parametrize("part", ["Trong đó: Tập thể", "Trong đó tập thể", "- Tập thể"])
def test_a_row_within_the_row_above_that_names_a_member_parts_it(part: str) -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Tổng số |
        | 1 | Xã A | 5 |
        | | {part} | 2 |
        | 2 | Xã B | 4 |
        | | Tổng cộng | 9 |
        """)
    assert [(row.label, [(figure.at, figure.value) for figure in row.figures]) for row in draft.tables[0].rows] == [
        ("Xã A", [({}, 5), ({"holder": ("tapthe",)}, 2)]), ("Xã B", [({}, 4)])
    ]  # fmt: skip
    assert found(draft) == []


def test_what_a_unit_grew_and_shrank_by_is_no_part_of_its_models() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Tổng số | KT | VHXH | Tăng | Giảm |
        | 1 | Xã A | 5 | 3 | 2 | 2 | 0 |
        | 2 | Xã B | 4 | 2 | 2 | 0 | 1 |
        """)
    assert figures(draft) == {"Xã A": [5, 3, 2], "Xã B": [4, 2, 2]}
    assert found(draft) == []


def test_columns_of_parts_of_one_field_add_up(tmp_path: Path) -> None:
    """“Văn hóa | Xã hội” are both of the field “Văn hóa - xã hội”, and every cell of them is behind its figure."""
    head: Row = ("TT", "Đơn vị", "Tổng số", "Kinh tế", "Văn hóa", "Xã hội", "Quốc phòng", "An ninh", "HTCT")
    rows: list[Row] = [(1, "Xã Liêm Sơn", 20, 4, 3, 5, 2, 1, 5), ("", "Tổng cộng", 20, 4, 3, 5, 2, 1, 5)]
    path = save(tmp_path / "xa.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", TITLE, [head, *rows])
    store = str(tmp_path / "danvan.db")
    document = danvan_json("ingest", str(path), "--store", store)
    assert (document["accepted"], document["questions"], document["files"][0]["findings"]) == (1, 0, [])
    table = danvan_json("summarize", "--year", "2024", "--by", "field", "--store", store)
    assert {"+".join(cell["field"]): cell["value"] for cell in table["cells"]} == {
        "kt": 4, "vhxh": 8, "qpan": 3, "htct": 5,
    }  # fmt: skip
    traced = danvan_json("trace", "--year", "2024", "--field", "vhxh", "--store", store)
    assert (traced["value"], [(one["cell"], one["value"]) for one in traced["sources"]]) == (8, [("E8", 3), ("F8", 5)])
    checks = danvan_json("reconcile", "--year", "2024", "--store", store)["checks"]
    assert {check["verdict"] for check in checks} == {"agrees"}


def test_parts_of_one_field_are_checked_against_the_total_together(tmp_path: Path) -> None:
    head: Row = ("TT", "Đơn vị", "Tổng số", "Kinh tế", "Văn hóa", "Xã hội", "QP-AN", "HTCT")
    path = save(tmp_path / "xa.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", TITLE, [head, (1, "Xã Liêm Sơn", 10, 4, 3, 5, 2, 1)])
    (file,) = danvan_json("ingest", str(path), "--store", str(tmp_path / "danvan.db"))["files"]
    assert [(one["code"], one["cell"]) for one in file["findings"]] == [("parts-exceed-whole", "C8")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("VHXH", "Văn hóa - xã hội"),
        ("VHXH", "Xã hội"),
        ("Văn hóa", "Văn hóa"),
        ("An ninh", "ANTT"),
        ("QPAN", "An ninh"),
    ],
)
def test_columns_of_one_field_that_are_no_parts_of_it_are_refused(one: str, other: str) -> None:
    draft = understood(f"{TITLE}\n| TT | Đơn vị | Kinh tế | {one} | {other} |\n| 1 | Xã A | 3 | 2 | 2 |")
    assert found(draft) == [("two-columns-one-meaning", "E2")]


@pytest.mark.parametrize(
    ("labels", "asked"), [(("Văn hóa", "Xã hội"), []), (("VHXH", "Văn hóa - xã hội"), [("unit-on-two-rows", "B10")])]
)
def test_rows_of_one_field_in_a_list_of_contents_all_count(
    tmp_path: Path, labels: tuple[str, str], asked: list[tuple[str, str]]
) -> None:
    rows: list[Row] = [(1, "Kinh tế", 4), (2, labels[0], 3), (3, labels[1], 5), (4, "QPAN", 2)]
    path = save(tmp_path / "xa.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", TITLE, [("TT", "Nội dung", "Số lượng"), *rows])
    store = str(tmp_path / "danvan.db")
    (file,) = danvan_json("ingest", str(path), "--store", store)["files"]
    assert [(one["code"], one["cell"]) for one in file["findings"] if one["severity"] == "question"] == asked
    assert danvan_json("summarize", "--year", "2024", "--by", "field", "--store", store)["total"] == 14


@pytest.mark.parametrize(
    ("labels", "asked"), [(("Văn hóa", "Xã hội"), []), (("VHXH", "Văn hóa - xã hội"), [("unit-on-two-rows", "B10")])]
)
def test_rows_of_one_field_under_columns_of_units_all_count(
    tmp_path: Path, labels: tuple[str, str], asked: list[tuple[str, str]]
) -> None:
    """Of two rows the larger counted, without a word."""
    fields: list[Row] = [
        (1, "Kinh tế", 4, 1),
        (2, labels[0], 3, 2),
        (3, labels[1], 5, 2),
        (4, "QPAN", 2, 3),
        (5, "HTCT", 5, 3),
    ]
    table: list[Row] = [("TT", "Lĩnh vực", "Xã Liêm Sơn", "Xã Liêm Túc"), *fields]
    path = save(tmp_path / "huyen.xlsx", "BAN DÂN VẬN", TITLE, table)
    store = str(tmp_path / "danvan.db")
    (file,) = danvan_json("ingest", str(path), "--store", store)["files"]
    assert [(one["code"], one["cell"]) for one in file["findings"] if one["severity"] == "question"] == asked
    table_of_year = danvan_json("summarize", "--year", "2024", "--by", "field", "--store", store)
    assert table_of_year["total"] == 30


@pytest.mark.parametrize(
    "rows",
    [
        [("2", "Số mô hình được công nhận", 9), ("", "Trong đó:", ""), ("", "- Cấp xã", 7), ("", "- Cấp huyện", 2)],
        [("2", "Số mô hình được công nhận", 9), ("", "+ Cấp xã công nhận", 7), ("", "+ Cấp huyện công nhận", 2)],
        [("2", "Số mô hình được công nhận", 9), ("2.1", "Cấp xã", 7), ("2.2", "Cấp huyện", 2)],
    ],
)
def test_of_a_figure_that_rows_below_part_by_level_nothing_is_of_the_senders_own_level(
    tmp_path: Path, rows: list[Row]
) -> None:
    """All nine were the commune's, beside the district's two."""
    table: list[Row] = [("TT", "Nội dung", "Số lượng"), (1, "Tổng số mô hình đăng ký", 12), *rows]
    path = save(tmp_path / "xa.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", TITLE, table)
    store = str(tmp_path / "danvan.db")
    assert danvan_json("ingest", str(path), "--store", store)["accepted"] == 1
    recognised = danvan_json("summarize", "--year", "2024", "--stage", "congnhan", "--by", "level", "--store", store)
    assert recognised["total"] == 9
    assert {"+".join(cell["level"]): cell["value"] for cell in recognised["cells"]} == {"xa": 7, "huyen": 2}


@pytest.mark.parametrize(
    ("headings", "values"),
    [
        ("| Tổng số MH, ĐH | Mô hình | Điển hình |", ("12 | 10 | 2", "9 | 9 | 0")),
        ("| Mô hình | Điển hình | Tổng cộng |", ("10 | 2 | 12", "9 | 0 | 9")),
    ],
)
def test_models_and_examples_beside_their_sum_count_once(headings: str, values: tuple[str, str]) -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị {headings}
        | 1 | Xã A | {values[0]} |
        | 2 | Xã B | {values[1]} |
        """)
    assert figures(draft) == {"Xã A": [12], "Xã B": [9]}
    assert found(draft) == []


@pytest.mark.parametrize("values", ["10 | 2 | 13", "10 | 2 | 10"])
def test_models_and_examples_beside_what_is_no_sum_of_them_are_refused(values: str) -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Mô hình | Điển hình | Tổng cộng |
        | 1 | Xã A | {values} |
        """)
    assert {code for code, _ in found(draft)} == {"two-columns-one-meaning"}


@pytest.mark.parametrize(
    "headings", ["Kế hoạch | Thực hiện", "KH | TH", "Chỉ tiêu giao | Đã thực hiện", "Năm 2023 | Thực hiện"]
)
def test_what_was_done_of_a_plan_is_of_the_stage_that_the_row_names(headings: str) -> None:
    """The registered and the recognised were added up as models carried out."""
    draft = understood(f"""
        {TITLE}
        | TT | Chỉ tiêu | ĐVT | {headings} |
        | 1 | Số mô hình đăng ký | MH | 10 | 12 |
        | 2 | Số mô hình được công nhận | MH | 8 | 9 |
        """)
    counted = [(row.at["stage"], [(f.at, f.value) for f in row.figures]) for row in draft.tables[0].rows]
    assert counted == [(("dangky",), [({}, 12)]), (("congnhan",), [({}, 9)])]
    assert found(draft) == []


def test_what_was_done_of_a_plan_is_of_the_stage_that_the_title_names() -> None:
    draft = understood("""
        KẾT QUẢ CÔNG NHẬN MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | TT | Đơn vị | Kế hoạch | Thực hiện |
        | 1 | Xã A | 10 | 12 |
        """)
    assert (draft.tables[0].stage, figures(draft)) == ("congnhan", {"Xã A": [12]})
    assert draft.tables[0].rows[0].figures[0].at == {}


def test_carried_out_beside_registered_is_a_stage_as_before() -> None:
    draft = understood(f"{TITLE}\n| TT | Lĩnh vực | Đăng ký | Thực hiện |\n| 1 | Kinh tế | 10 | 9 |")
    assert [figure.at["stage"] for figure in draft.tables[0].rows[0].figures] == [("dangky",), ("xaydung",)]


def test_a_figure_whose_row_and_column_name_two_stages_is_asked_and_not_counted() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Nội dung | Đăng ký | Công nhận |
        | 1 | Số mô hình đăng ký | 10 | 7 |
        | 2 | Số mô hình được công nhận | | 8 |
        """)
    assert figures(draft) == {"Số mô hình đăng ký": [10, None], "Số mô hình được công nhận": [None, 8]}
    assert found(draft) == [("column-holds-numbers", "D3")]


def test_names_of_some_models_behind_the_figures_of_their_fields_are_a_remark() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Lĩnh vực | Số mô hình đăng ký | Số mô hình hiệu quả | Tên mô hình tiêu biểu |
        | 1 | Kinh tế | 5 | 4 | Nuôi dê |
        | 2 | VHXH | 4 | 4 | Đường hoa |
        | 3 | QPAN | 2 | 1 | |
        | | Cộng | 11 | 9 | |
        """)
    assert figures(draft) == {"Kinh tế": [5, 4], "VHXH": [4, 4], "QPAN": [2, 1]}
    assert [row.at for row in draft.tables[0].rows] == [{"field": (field,)} for field in ("kt", "vhxh", "qpan")]
    assert found(draft) == []


# --- a unit named once for several rows, and what these count


def counted(path: Path, by: str, *more: str) -> dict[str, int]:
    """What is summarised of a workbook that was taken in, by one dimension; units by their names."""
    told = danvan_json("summarize", "--year", "2024", "--by", by, *more, "--store", str(path / "danvan.db"))
    names = told["labels"].get("unit", {})
    return {"+".join(names.get(code, code) for code in cell[by]): cell["value"] for cell in told["cells"]}


def asked(path: Path, table: list[Row], *merged: str) -> list[tuple[str, str]]:
    """Take in a district's table, and what is found beside notes."""
    book = save(path / "huyen.xlsx", "BAN DÂN VẬN HUYỆN ỦY THANH LIÊM", TITLE, table)
    if merged:
        opened = load_workbook(book)
        for ranges in merged:
            opened.worksheets[0].merge_cells(ranges)
        opened.save(book)
    (file,) = danvan_json(
        "ingest", str(book), "--store", str(path / "danvan.db"), "--home", "Huyện Thanh Liêm, Tỉnh Hà Nam"
    )["files"]
    return [(one["code"], one["cell"]) for one in file["findings"] if one["severity"] != "note"]


_BY_HOLDER: list[Row] = [
    ("TT", "Đơn vị", "Loại hình", "KT", "VHXH", "Tổng"),
    (1, "Xã Liêm Sơn", "Tập thể", 4, 3, 7),
    ("", "", "Cá nhân", 1, 1, 2),
    (2, "Xã Liêm Phong", "Tập thể", 4, 2, 6),
    ("", "", "Cá nhân", 0, 1, 1),
]


@pytest.mark.parametrize(
    "totals",
    [
        [],
        [("", "Tổng cộng", "", 9, 7, 16)],
        [("", "Tổng", "Tập thể", 8, 5, 13), ("", "", "Cá nhân", 1, 2, 3)],
        [("", "Tổng", "Tập thể", 8, 5, 13), ("", "", "Cá nhân", 1, 2, 3), ("", "Tổng cộng", "", 9, 7, 16)],
    ],
)
def test_rows_that_leave_their_unit_blank_are_of_the_unit_above(tmp_path: Path, totals: list[Row]) -> None:
    """They were the district's own, or lost as words under the table: nine for sixteen, without a question."""
    assert asked(tmp_path, _BY_HOLDER + totals) == []
    assert counted(tmp_path, "holder") == {"tapthe": 13, "canhan": 3}
    assert counted(tmp_path, "field") == {"kt": 9, "vhxh": 7}
    assert counted(tmp_path, "unit") == {"Xã Liêm Sơn": 9, "Xã Liêm Phong": 7}


def test_totals_of_members_are_checked_against_the_rows_of_each(tmp_path: Path) -> None:
    totals: list[Row] = [("", "Tổng", "Tập thể", 8, 5, 13), ("", "", "Cá nhân", 1, 2, 4)]
    assert asked(tmp_path, _BY_HOLDER + totals) == [("stated-total-differs", "F13")]


def test_totals_of_each_unit_stand_between(tmp_path: Path) -> None:
    head, first, second, third, fourth = _BY_HOLDER
    sums: list[Row] = [("", "", "Cộng", 5, 4, 9), ("", "Cộng", "", 4, 3, 7)]
    assert asked(tmp_path, [head, first, second, sums[0], third, fourth, sums[1]]) == []
    assert counted(tmp_path, "unit") == {"Xã Liêm Sơn": 9, "Xã Liêm Phong": 7}


def test_members_further_left_run_on_too(tmp_path: Path) -> None:
    table: list[Row] = [
        ("TT", "Đơn vị", "Loại hình", "Lĩnh vực", "Số mô hình"),
        (1, "Xã Liêm Sơn", "Tập thể", "KT", 7),
        ("", "", "", "VHXH", 2),
        ("", "", "Cá nhân", "KT", 1),
        ("", "", "", "VHXH", 3),
    ]
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "holder") == {"tapthe": 9, "canhan": 4}
    assert counted(tmp_path, "field") == {"kt": 8, "vhxh": 5}


@pytest.mark.parametrize("number", ["", 2])
def test_a_row_without_a_unit_that_tells_nothing_new_is_asked_and_does_not_count(
    tmp_path: Path, number: str | int
) -> None:
    table: list[Row] = [
        ("TT", "Đơn vị", "Lĩnh vực", "Số mô hình"),
        (1, "Xã Liêm Sơn", "KT", 7),
        (number, "", "KT" if number == "" else "VHXH", 2),
    ]
    assert asked(tmp_path, table) == [("row-without-name", "B9")]
    assert counted(tmp_path, "unit") == {"Xã Liêm Sơn": 7}


@pytest.mark.parametrize("heading", ["Nội dung", "Chỉ tiêu"])
@pytest.mark.parametrize("unit", ["Xã Liêm Phong", ""])
def test_what_a_row_counts_beside_its_unit_is_said_by_its_content(tmp_path: Path, heading: str, unit: str) -> None:
    """All were models carried out, and the households, too."""
    table: list[Row] = [
        ("TT", "Đơn vị", heading, "Số lượng"),
        (1, "Xã Liêm Sơn", "Số mô hình đăng ký", 7),
        ("", "Xã Liêm Sơn" if unit else "", "Số mô hình được công nhận", 5),
        ("", "Xã Liêm Sơn" if unit else "", "Số hộ tham gia", 500),
        (2, "Xã Liêm Phong", "Số mô hình đăng ký", 6),
        ("", unit, "Số mô hình được công nhận", 4),
    ]
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "stage") == {"dangky": 13, "xaydung": 9, "denghi": 9, "congnhan": 9}


def test_a_content_that_nobody_knows_is_asked_and_does_not_count(tmp_path: Path) -> None:
    table: list[Row] = [
        ("TT", "Đơn vị", "Nội dung", "Số lượng"),
        (1, "Xã Liêm Sơn", "Tổng số mô hình", 7),
        ("", "", "Mô hình kinh tế", 5),
        ("", "", "Giao lưu bóng chuyền", 3),
    ]
    assert asked(tmp_path, table) == [("column-holds-numbers", "C10")]
    assert counted(tmp_path, "unit") == {"Xã Liêm Sơn": 7}


def test_members_before_units_run_on_in_a_table_of_figures(tmp_path: Path) -> None:
    table: list[Row] = [
        ("TT", "Lĩnh vực", "Đơn vị", "Số mô hình"),
        (1, "Kinh tế", "Xã Liêm Sơn", 5),
        ("", "", "Xã Liêm Phong", 3),
        (2, "VHXH", "Xã Liêm Sơn", 4),
        ("", "", "Xã Liêm Phong", 2),
        ("", "Cộng", "", 14),
    ]
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "field") == {"kt": 8, "vhxh": 6}
    assert counted(tmp_path, "unit") == {"Xã Liêm Sơn": 9, "Xã Liêm Phong": 5}


@pytest.mark.parametrize(("heading", "by"), [("Loại hình", "tapthe canhan"), ("Lĩnh vực", "kt vhxh")])
def test_what_rows_count_beside_members_is_said_by_their_content(heading: str, by: str) -> None:
    one, other = by.split()
    draft = understood(f"""
        {TITLE}
        | TT | {heading} | Nội dung | Số lượng |
        | 1 | {one if one == "kt" else "Tập thể"} | Đăng ký | 5 |
        | | | Công nhận | 3 |
        | 2 | {other if other == "vhxh" else "Cá nhân"} | Đăng ký | 4 |
        | | | Công nhận | 2 |
        """)
    dimension = "field" if one == "kt" else "holder"
    told = [(row.at[dimension], row.at["stage"], row.figures[0].value) for row in draft.tables[0].rows]
    stages = (("dangky",), ("congnhan",))
    assert told == [
        ((m,), s, v) for (m, s), v in zip([(m, s) for m in (one, other) for s in stages], (5, 3, 4, 2), strict=True)
    ]
    assert found(draft) == []


@pytest.mark.parametrize(("collectives", "findings"), [(13, []), (12, [("stated-total-differs", "E9")])])
def test_rows_with_a_dash_below_the_total_part_it_and_are_checked(
    collectives: int, findings: list[tuple[str, str]]
) -> None:
    """They were taken for parts of the last unit, and the file was refused."""
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | KT | VHXH | Tổng |
        | 1 | Xã A | 5 | 4 | 9 |
        | | - Tập thể | 4 | 3 | 7 |
        | | - Cá nhân | 1 | 1 | 2 |
        | 2 | Xã B | 3 | 3 | 6 |
        | | - Tập thể | 3 | 3 | 6 |
        | | Tổng | 8 | 7 | 15 |
        | | - Tập thể | 7 | 6 | {collectives} |
        | | - Cá nhân | 1 | 1 | 2 |
        """)
    assert found(draft) == findings
    assert [row.label for row in draft.tables[0].rows] == ["Xã A", "Xã B"]


def test_a_total_beside_members_is_of_all_of_them(tmp_path: Path) -> None:
    table: list[Row] = [
        ("Đơn vị", "Chỉ tiêu", "Đăng ký", "Công nhận"),
        ("Xã Liêm Sơn", "Tổng số", 9, 7),
        ("", "Kinh tế", 5, 4),
        ("", "VHXH", 4, 3),
    ]
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "stage") == {"dangky": 9, "xaydung": 7, "denghi": 7, "congnhan": 7}
    assert counted(tmp_path, "field", "--stage", "dangky") == {"kt": 5, "vhxh": 4}


@pytest.mark.parametrize(("whole", "findings"), [(9, []), (8, ["two-columns-one-meaning"])])
def test_a_total_before_the_members_that_part_it_counts_once(tmp_path: Path, whole: int, findings: list[str]) -> None:
    table: list[Row] = [
        ("TT", "Đơn vị", "Tổng số", "Lĩnh vực", "Số lượng"),
        (1, "Xã Liêm Sơn", whole, "Kinh tế", 5),
        ("", "", "", "VHXH", 4),
        (2, "Xã Liêm Phong", 6, "Kinh tế", 6),
    ]
    assert [code for code, _ in asked(tmp_path, table)] == findings
    assert findings or counted(tmp_path, "field") == {"kt": 11, "vhxh": 4}


@pytest.mark.parametrize("below", ["^", ""])
def test_contents_before_members_say_what_is_counted_of_each(below: str) -> None:
    """All were models carried out, and the first row was lost as the total of the others."""
    draft = understood(f"""
        {TITLE}
        | TT | Nội dung | Lĩnh vực | Số lượng |
        | 1 | Tổng số mô hình | Kinh tế | 5 |
        | {below} | {below} | VHXH | 4 |
        | 2 | Mô hình được công nhận | Kinh tế | 3 |
        | {below} | {below} | VHXH | 2 |
        """)
    told = [(row.at["field"], row.at.get("stage"), row.figures[0].value) for row in draft.tables[0].rows]
    assert told == [
        (("kt",), None, 5),
        (("vhxh",), None, 4),
        (("kt",), ("congnhan",), 3),
        (("vhxh",), ("congnhan",), 2),
    ]
    assert found(draft) == []


@pytest.mark.parametrize(("last", "this"), [(2023, 2024), ("Năm 2023", "Năm 2024")])
def test_rows_of_another_year_only_compare_where_a_column_says_so(
    tmp_path: Path, last: str | int, this: str | int
) -> None:
    """Last year's figure was the unit's of this year."""
    table: list[Row] = [
        ("TT", "Đơn vị", "Năm", "Số mô hình"),
        (1, "Xã Liêm Sơn", last, 8),
        ("", "", this, 9),
        (2, "Xã Liêm Phong", last, 5),
        ("", "", this, 6),
    ]
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "unit") == {"Xã Liêm Sơn": 9, "Xã Liêm Phong": 6}


@pytest.mark.parametrize(("heading", "periods"), [("Năm", (2022, 2023)), ("Quý", ("I", "II")), ("Năm", (2023, 2023))])
def test_rows_of_other_periods_than_the_titles_are_refused(heading: str, periods: tuple[object, object]) -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | {heading} | Số mô hình |
        | 1 | Xã A | {periods[0]} | 2 |
        | 2 | Xã B | {periods[1]} | 3 |
        """)
    assert ("several-years", "C2") in found(draft)


def test_groups_in_a_column_of_contents_head_the_units_below(tmp_path: Path) -> None:
    table: list[Row] = [
        ("TT", "Nội dung", "Đơn vị", "Số lượng"),
        ("I", "Số mô hình đăng ký", "", 12),
        (1, "", "Xã Liêm Sơn", 7),
        (2, "", "Xã Liêm Phong", 5),
        ("II", "Số mô hình được công nhận", "", 11),
        (1, "", "Xã Liêm Sơn", 6),
        (2, "", "Xã Liêm Phong", 5),
    ]
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "stage") == {"dangky": 12, "xaydung": 11, "denghi": 11, "congnhan": 11}


def test_members_before_units_and_behind_them_run_on(tmp_path: Path) -> None:
    table: list[Row] = [
        ("TT", "Loại hình", "Đơn vị", "Lĩnh vực", "Số mô hình"),
        (1, "Tập thể", "Xã Liêm Sơn", "KT", 5),
        ("", "", "", "VHXH", 3),
        ("", "", "Xã Liêm Phong", "KT", 4),
        ("", "", "", "VHXH", 2),
        (2, "Cá nhân", "Xã Liêm Sơn", "KT", 1),
        ("", "", "", "VHXH", 2),
        ("", "Tổng cộng", "", "", 17),
    ]
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "holder") == {"tapthe": 14, "canhan": 3}
    assert counted(tmp_path, "unit") == {"Xã Liêm Sơn": 11, "Xã Liêm Phong": 6}


def test_tt_over_figures_behind_units_is_the_collective() -> None:
    draft = understood(f"""
        {TITLE}
        | Đơn vị | TT | Cá nhân | Tổng |
        | Xã A | 7 | 4 | 11 |
        | Xã B | 2 | 1 | 3 |
        """)
    assert [figure.at for figure in draft.tables[0].rows[0].figures] == [
        {"holder": ("tapthe",)},
        {"holder": ("canhan",)},
        {},
    ]


def of_units(*contents: tuple[str, int, int]) -> list[Row]:
    """Two communes, each with these contents and its figures."""
    rows: list[Row] = [("TT", "Đơn vị", "Nội dung", "Số lượng")]
    for number, unit in enumerate(("Xã Liêm Sơn", "Xã Liêm Phong"), 1):
        rows += [
            (number, unit, said, figures[number - 1]) if not place else ("", "", said, figures[number - 1])
            for place, (said, *figures) in enumerate(contents)
        ]
    return rows


def test_newly_registered_beside_carried_on_of_a_unit_is_new(tmp_path: Path) -> None:
    """It was of another stage, and the year's models lacked it."""
    table = of_units(("Tổng số mô hình", 9, 6), ("Đăng ký mới", 3, 1), ("Duy trì", 6, 5), ("Được công nhận", 5, 4))
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "origin", "--stage", "xaydung") == {"moi": 4, "duytri": 11}
    assert counted(tmp_path, "unit", "--stage", "congnhan") == {"Xã Liêm Sơn": 5, "Xã Liêm Phong": 4}


@pytest.mark.parametrize("mark", ["- {}", "Trong đó: {}", "+ {}"])
def test_what_parts_a_stage_of_a_unit_is_of_that_stage(tmp_path: Path, mark: str) -> None:
    parts = (mark.format("Kinh tế"), "- VHXH")
    table = of_units(
        ("Số mô hình đăng ký", 9, 6), (parts[0], 5, 3), (parts[1], 4, 3),
        ("Số mô hình được công nhận", 6, 5), (parts[0], 3, 3), (parts[1], 3, 2),
    )  # fmt: skip
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "field", "--stage", "dangky") == {"kt": 8, "vhxh": 7}
    assert counted(tmp_path, "field", "--stage", "congnhan") == {"kt": 6, "vhxh": 5}


def test_what_may_part_a_stage_of_a_unit_or_not_is_asked(tmp_path: Path) -> None:
    table = of_units(("Số mô hình đăng ký", 9, 6), ("Tập thể", 7, 5), ("Cá nhân", 1, 1))
    assert {code for code, _ in asked(tmp_path, table)} == {"column-holds-numbers"}
    assert counted(tmp_path, "unit", "--stage", "dangky") == {"Xã Liêm Sơn": 9, "Xã Liêm Phong": 6}


def test_what_adds_up_to_a_stage_of_a_unit_parts_it(tmp_path: Path) -> None:
    table = of_units(("Số mô hình đăng ký", 9, 6), ("Tập thể", 7, 5), ("Cá nhân", 2, 1))
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "holder", "--stage", "dangky") == {"tapthe": 12, "canhan": 3}


def test_a_second_split_of_a_unit_without_a_total_is_asked_and_not_added(tmp_path: Path) -> None:
    table = of_units(("- Tập thể", 7, 5), ("- Cá nhân", 2, 1), ("- Cấp xã", 6, 5), ("- Cấp huyện", 3, 1))
    assert {code for code, _ in asked(tmp_path, table)} == {"column-holds-numbers"}
    assert counted(tmp_path, "holder") == {"tapthe": 12, "canhan": 3}


def test_several_splits_of_a_units_total_lie_inside_it(tmp_path: Path) -> None:
    table = of_units(
        ("Tổng số mô hình", 9, 6), ("- Tập thể", 7, 5), ("- Cá nhân", 2, 1), ("- Kinh tế", 5, 3), ("- VHXH", 4, 3)
    )
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "holder") == {"tapthe": 12, "canhan": 3}
    assert counted(tmp_path, "field") == {"kt": 8, "vhxh": 7}


def test_two_splits_of_one_stage_without_its_total_are_asked_and_not_added(tmp_path: Path) -> None:
    table = of_units(
        ("Tập thể được công nhận", 4, 3),
        ("Cá nhân được công nhận", 1, 1),
        ("Cấp xã công nhận", 3, 3),
        ("Cấp huyện công nhận", 2, 1),
    )
    assert {code for code, _ in asked(tmp_path, table)} == {"column-holds-numbers"}
    assert counted(tmp_path, "unit", "--stage", "congnhan") == {"Xã Liêm Sơn": 5, "Xã Liêm Phong": 4}


def test_what_is_not_set_below_a_stage_is_no_part_of_it_though_others_are(tmp_path: Path) -> None:
    table = of_units(("Số mô hình đăng ký", 9, 6), ("- Kinh tế", 5, 3), ("- VHXH", 4, 3), ("Duy trì", 6, 5))
    assert {code for code, _ in asked(tmp_path, table)} == {"column-holds-numbers"}
    assert counted(tmp_path, "unit", "--stage", "dangky") == {"Xã Liêm Sơn": 9, "Xã Liêm Phong": 6}


def test_a_second_split_of_a_total_left_blank_is_asked(tmp_path: Path) -> None:
    table = of_units(("- Tập thể", 7, 5), ("- Cá nhân", 2, 1), ("- Kinh tế", 5, 3), ("- VHXH", 4, 3))
    blank: list[Row] = [(1, "Xã Liêm Sơn", "Tổng số mô hình", ""), *[("", "", *row[2:]) for row in table[1:5]]]
    assert {code for code, _ in asked(tmp_path, [table[0], *blank])} == {"column-holds-numbers"}
    assert counted(tmp_path, "holder") == {"tapthe": 7, "canhan": 2}


def under_lines(*contents: tuple[object, str, object, object], heads: tuple[str, str] = ("I", "II")) -> list[Row]:
    """Two communes as lines, each over these contents: number, what it says, the figures of both."""
    rows: list[Row] = [("TT", "Nội dung", "Số lượng")]
    for place, unit in enumerate(("XÃ LIÊM SƠN", "Xã Liêm Phong")):
        rows.append((heads[place], unit, ""))
        rows += [(number, said, figures[place]) for number, said, *figures in contents]
    return rows


def test_contents_under_the_line_of_a_unit_are_of_that_unit(tmp_path: Path) -> None:
    """The second split was added to the first, and of the second unit nothing counted where money stood between."""
    table = under_lines(
        (1, "Số mô hình đăng ký", 9, 6), ("", "- Tập thể", 7, 5), ("", "- Cá nhân", 2, 1), ("", "- Kinh tế", 5, 6),
        ("", "- VHXH", 4, ""), (2, "Kinh phí (triệu đồng)", 500, 400), (3, "Số mô hình được công nhận", 5, "-"),
    )  # fmt: skip
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "unit", "--stage", "dangky") == {"Xã Liêm Sơn": 9, "Xã Liêm Phong": 6}
    assert counted(tmp_path, "holder", "--stage", "dangky") == {"tapthe": 12, "canhan": 3}
    assert counted(tmp_path, "field", "--stage", "dangky") == {"kt": 11, "vhxh": 4}
    assert counted(tmp_path, "unit", "--stage", "congnhan")["Xã Liêm Sơn"] == 5


def test_a_content_without_a_number_among_numbered_ones_is_a_part_of_the_one_above(tmp_path: Path) -> None:
    table = under_lines((1, "Số mô hình đăng ký", 9, 6), ("", "Tập thể", 7, 5))
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "holder", "--stage", "dangky") == {"tapthe": 12, "": 3}


def test_lines_of_units_are_found_below_lines_of_others_and_above_their_sum(tmp_path: Path) -> None:
    contents = ((1, "Số mô hình đăng ký", 9, 6), (2, "Tổng số mô hình được công nhận", 5, 4))
    head, *rows = under_lines(*contents)
    total: list[Row] = [
        ("III", "Tổng cộng", ""),
        (1, "Số mô hình đăng ký", 15),
        (2, "Tổng số mô hình được công nhận", 9),
    ]
    table = [head, ("(1)", "(2)", "(3)"), ("A", "CỤM SỐ 1", ""), *rows[:3], ("B", "CỤM SỐ 2", ""), *rows[3:], *total]
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "unit", "--stage", "dangky") == {"Xã Liêm Sơn": 9, "Xã Liêm Phong": 6}
    assert counted(tmp_path, "unit", "--stage", "congnhan") == {"Xã Liêm Sơn": 5, "Xã Liêm Phong": 4}
    total[2] = (2, "Tổng số mô hình được công nhận", 10)
    assert asked(tmp_path, [head, *rows, *total]) == [("stated-total-differs", "C16")]


def test_lines_of_units_without_a_column_of_numbers_give_the_cells_as_they_stand(tmp_path: Path) -> None:
    table = [row[1:] for row in under_lines(("", "Số mô hình đăng ký", 9, 6), ("", "- Tập thể", 7, 7))]
    (finding,) = asked(tmp_path, table)
    assert finding == ("parts-exceed-whole", "B12")
    draft = understood(f"""
        {TITLE}
        | Đơn vị, nội dung | Số lượng |
        | XÃ LIÊM SƠN | |
        | Số mô hình đăng ký | 9 |
        | - Tập thể | 7 |
        """)
    (row,) = draft.tables[0].rows
    assert (row.unit_text, row.cell, [figure.cell for figure in row.figures]) == ("XÃ LIÊM SƠN", "A3", ["B4", "B5"])


def test_the_foot_below_lines_of_units_is_no_content_and_a_unit_without_contents_says_nothing() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Nội dung | Số lượng |
        | I | XÃ LIÊM SƠN | |
        | 1 | Số mô hình đăng ký | 9 |
        | | - Tập thể | 7 |
        | II | XÃ LIÊM TÚC | |
        | III | XÃ LIÊM PHONG | |
        | 1 | Số mô hình đăng ký | 6 |
        | | - Tập thể | 5 |
        |  |  |  |
        | Nơi nhận: | | |
        | - Ban Dân vận Tỉnh ủy; | | |
        | - Lưu: VP. | | |
        """)
    assert figures(draft) == {"XÃ LIÊM SƠN": [9, 7], "XÃ LIÊM PHONG": [6, 5]}
    assert found(draft) == []


def test_what_contents_are_counted_in_tells_which_are_no_models(tmp_path: Path) -> None:
    table: list[Row] = [("TT", "Nội dung", "ĐVT", "Kết quả")]
    for number, unit, figures in (("I", "XÃ LIÊM SƠN", (9, 7, 2, 5, 2)), ("II", "XÃ LIÊM PHONG", (6, 5, 1, 4, 1))):
        said = ("Số mô hình đăng ký", "- Tập thể", "- Cá nhân", "Số mô hình được công nhận", "Số lớp tập huấn")
        table.append((number, unit, "", ""))
        table += [("", one, "lớp" if "lớp" in one else "mô hình", n) for one, n in zip(said, figures, strict=True)]
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "holder", "--stage", "dangky") == {"tapthe": 12, "canhan": 3}
    assert counted(tmp_path, "unit", "--stage", "congnhan") == {"Xã Liêm Sơn": 5, "Xã Liêm Phong": 4}


def test_what_is_found_under_the_line_of_a_unit_speaks_of_the_cells_as_they_stand() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Nội dung | Số lượng |
        | I | XÃ LIÊM SƠN | |
        | 1 | Số mô hình đăng ký | 19 |
        | II | XÃ LIÊM PHONG | |
        | 1 | Số mô hình đăng ký | 6 |
        | III | Tổng cộng | |
        | 1 | Số mô hình đăng ký | 97 |
        """)
    (finding,) = [one for one in draft.findings if one.severity != "note"]
    assert (finding.code, finding.cell) == ("stated-total-differs", "C8")
    assert "C4" in str(finding.seen["mend"])


@pytest.mark.parametrize(("collectives", "findings"), [(12, []), (13, [("stated-total-differs", "C18")])])
def test_the_sum_of_parts_below_lines_of_units_is_checked(
    tmp_path: Path, collectives: int, findings: list[tuple[str, str]]
) -> None:
    contents = ((1, "Số mô hình đăng ký", 9, 6), ("", "- Tập thể", 7, 5), (2, "Số mô hình được công nhận", 5, 4))
    total: list[Row] = [("III", "Tổng cộng", ""), (1, "Số mô hình đăng ký", 15), ("", "- Tập thể", collectives)]
    assert asked(tmp_path, [*under_lines(*contents), *total]) == findings


def test_a_dash_beside_the_line_of_a_unit_leaves_it_a_line(tmp_path: Path) -> None:
    rows: list[Row] = [(*row, "") for row in under_lines((1, "Số mô hình đăng ký", 9, 6), ("", "- Tập thể", 7, 5))]
    rows[0] = ("TT", "Nội dung", "Số lượng", "Ghi chú")
    rows[4] = ("II", "Xã Liêm Phong", "-", "")
    assert asked(tmp_path, rows) == []
    assert counted(tmp_path, "unit", "--stage", "dangky") == {"Xã Liêm Sơn": 9, "Xã Liêm Phong": 6}


@pytest.mark.parametrize("between", [[], [("", "Theo tổng hợp của Mặt trận", "")]])
def test_a_second_split_under_the_line_of_a_unit_is_asked_and_not_added(tmp_path: Path, between: list[Row]) -> None:
    table = under_lines(("", "Kinh tế", 5, 4), ("", "VHXH", 4, 2), ("", "Tập thể", 7, 5), ("", "Cá nhân", 2, 1))
    table[4:4] = between
    assert "column-holds-numbers" in {code for code, _ in asked(tmp_path, table)}
    assert counted(tmp_path, "unit") == {"Xã Liêm Sơn": 9, "Xã Liêm Phong": 6}


@pytest.mark.parametrize(
    ("kept", "new", "stage"),
    [
        ("Duy trì được công nhận", "Xây dựng mới được công nhận", "congnhan"),
        ("Duy trì đăng ký", "Mới đăng ký", "dangky"),
        ("Đăng ký duy trì", "Đăng ký mới", "dangky"),
    ],
)
def test_what_goes_on_and_is_at_a_stage_says_both(tmp_path: Path, kept: str, new: str, stage: str) -> None:
    """It was carried out and recognised, and of no origin."""
    table = of_units(
        ("Số mô hình được công nhận" if stage == "congnhan" else "Số mô hình đăng ký", 9, 6), (kept, 5, 4), (new, 4, 2)
    )
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "origin", "--stage", stage) == {"moi": 6, "duytri": 9}


def test_a_total_of_a_stage_beside_a_blank_unit_is_of_that_stage(tmp_path: Path) -> None:
    """It was of none, and so carried out."""
    table = of_units(("Số mô hình đăng ký", 9, 6), ("Tổng số mô hình được công nhận", 5, 4))
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "unit", "--stage", "congnhan") == {"Xã Liêm Sơn": 5, "Xã Liêm Phong": 4}


@pytest.mark.parametrize("numbers", [True, False])
@pytest.mark.parametrize("figures", [(5, 4), (1, 0)])
def test_one_total_of_a_stage_for_each_unit_is_of_that_stage(
    tmp_path: Path, numbers: bool, figures: tuple[int, int]
) -> None:
    table = of_units(("Tổng số mô hình được công nhận", *figures))
    assert asked(tmp_path, table if numbers else [row[1:] for row in table]) == []
    given = counted(tmp_path, "unit", "--stage", "congnhan")
    assert [given.get(unit, 0) for unit in ("Xã Liêm Sơn", "Xã Liêm Phong")] == [*figures]


def test_all_models_in_a_row_under_units_over_columns_are_their_total(tmp_path: Path) -> None:
    table: list[Row] = [
        ("TT", "Nội dung", "Xã Liêm Sơn", "Xã Liêm Phong"),
        (1, "Số mô hình", 9, 6),
        (2, "Trong đó: Tập thể", 7, 5),
        (3, "- Cá nhân", 2, 1),
        (4, "Số mô hình được công nhận", 5, 4),
        (5, "Trong đó: Tập thể", 4, 4),
        (6, "- Cá nhân", 1, ""),
    ]
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "holder", "--stage", "xaydung") == {"tapthe": 12, "canhan": 3}
    assert counted(tmp_path, "holder", "--stage", "congnhan") == {"tapthe": 8, "canhan": 1}


def test_parts_of_two_totals_of_a_district_are_parts_of_each(tmp_path: Path) -> None:
    """What was registered counted again beside what was built, and no collective among them."""
    table: list[Row] = [
        ("TT", "Chỉ tiêu", "Số lượng"),
        (1, "Số mô hình đã đăng ký", 19), ("", "Tập thể", 9), ("", "Cá nhân", 10),
        (2, "Số mô hình", 10), ("", "Tập thể", 6), ("", "Cá nhân", 4),
    ]  # fmt: skip
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "holder", "--stage", "dangky") == {"tapthe": 9, "canhan": 10}
    assert counted(tmp_path, "holder", "--stage", "xaydung") == {"tapthe": 6, "canhan": 4}


@pytest.mark.parametrize("heading", ["Nội dung", "Lĩnh vực", "Chỉ tiêu"])
def test_one_and_nought_under_units_over_columns_count(tmp_path: Path, heading: str) -> None:
    """They were taken for ticks, and the file had no table."""
    table: list[Row] = [
        ("TT", heading, "Xã Liêm Sơn", "Xã Liêm Phong"),
        (1, "Kinh tế", 1, 0),
        (2, "Văn hóa - xã hội", 1, 1),
    ]
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "field") == {"kt": 1, "vhxh": 2}
    assert counted(tmp_path, "unit") == {"Xã Liêm Sơn": 2, "Xã Liêm Phong": 1}


def test_models_ticked_under_units_over_columns_are_a_list(tmp_path: Path) -> None:
    table: list[Row] = [
        ("TT", "Nội dung", "Xã Liêm Sơn", "Xã Liêm Phong"),
        (1, "Trồng hoa ven đường", 1, ""),
        (2, "Thắp sáng đường quê", 1, 1),
    ]
    assert asked(tmp_path, table) != []
    assert counted(tmp_path, "unit") == {"Huyện Thanh Liêm": 2}


def test_one_unit_over_the_only_column_of_figures_is_their_unit(tmp_path: Path) -> None:
    """The file had no table."""
    table: list[Row] = [
        ("TT", "Nội dung", "Xã Liêm Sơn"),
        (1, "Số mô hình đăng ký", 9), ("", "- Kinh tế", 5), ("", "- VHXH", 4),
        (2, "Số mô hình được công nhận", 7),
    ]  # fmt: skip
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "field", "--stage", "dangky") == {"kt": 5, "vhxh": 4}
    assert counted(tmp_path, "unit", "--stage", "congnhan") == {"Xã Liêm Sơn": 7}


def listed(*rows: Row) -> list[Row]:
    """A list of models of a district."""
    return [("STT", "Tên mô hình", "Lĩnh vực", "Số lượng"), *rows]


@pytest.mark.parametrize(
    "own", [("1", "1", "1"), ("1", "2", "3"), ("-", "-", "-"), ("", "", ""), ("1.1", "1.2", "2.1")]
)
@pytest.mark.parametrize("stated", [("", ""), (2, 1)])
def test_communes_numbered_among_themselves_head_the_models_between_them(
    tmp_path: Path, own: tuple[str, ...], stated: tuple[int | str, ...]
) -> None:
    """The second was a model, and with a count beside it the first was one, too."""
    table = listed(
        (1, "Xã Liêm Sơn", "", stated[0]), (own[0], "Hũ gạo", "VHXH", ""), (own[1], "Nuôi ong", "KT", ""),
        (2, "Xã Liêm Phong", "", stated[1]), (own[2], "Vườn mẫu", "KT", ""),
    )  # fmt: skip
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "unit") == {"Xã Liêm Sơn": 2, "Xã Liêm Phong": 1}
    assert counted(tmp_path, "field") == {"kt": 2, "vhxh": 1}


def test_fields_numbered_anew_inside_each_group_head_the_models_between_them(tmp_path: Path) -> None:
    table: list[Row] = [
        ("STT", "Tên mô hình", "Đơn vị"),
        ("I", "Mô hình mới", ""),
        (1, "Lĩnh vực kinh tế", ""), (1, "Hũ gạo", "Xã Liêm Sơn"),
        (2, "Lĩnh vực văn hóa - xã hội", ""), (2, "Vườn mẫu", "Xã Liêm Sơn"),
        ("II", "Mô hình duy trì", ""),
        (1, "Lĩnh vực kinh tế", ""), (3, "Camera an ninh", "Xã Liêm Phong"),
    ]  # fmt: skip
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "field") == {"kt": 2, "vhxh": 1}
    assert counted(tmp_path, "origin") == {"moi": 2, "duytri": 1}


def test_models_called_like_fields_are_models_where_their_numbers_run_on(tmp_path: Path) -> None:
    table: list[Row] = [
        ("STT", "Tên mô hình", "Đơn vị"),
        (1, "Hũ gạo", "Xã Liêm Sơn"), (2, "An ninh trật tự", ""), (3, "Vườn mẫu", "Xã Liêm Sơn"),
        (4, "Phát triển kinh tế", ""), (5, "Camera", "Xã Liêm Sơn"),
    ]  # fmt: skip
    asked(tmp_path, table)
    assert sum(counted(tmp_path, "unit").values()) == 5


@pytest.mark.parametrize("sum_of", ["Cộng {}", "Tổng cộng {}", "Cộng của {}", "Cộng {}: 1 mô hình"])
@pytest.mark.parametrize("body", ["Phòng Tư pháp", "Hội LHPN huyện", "UBND xã Liêm Sơn", "X. Liêm Sơn"])
def test_a_subtotal_of_a_body_is_no_model(tmp_path: Path, sum_of: str, body: str) -> None:
    table = listed(
        ("A", body, "", ""), (1, "Vườn mẫu", "KT", ""), ("", sum_of.format(body), "", "" if ":" in sum_of else 1),
        ("B", "Phòng Y tế", "", ""), (1, "Nuôi ong", "KT", ""),
    )  # fmt: skip
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "field") == {"kt": 2}


def test_a_subtotal_of_a_body_is_held_against_that_bodys_models(tmp_path: Path) -> None:
    """It was compared with the whole list, which happened to be as many."""
    table = listed(
        ("A", "Phòng Tư pháp", "", ""), (1, "Vườn mẫu", "KT", ""), ("", "Cộng Phòng Tư pháp", "", 2),
        ("B", "Phòng Y tế", "", ""), (1, "Nuôi ong", "KT", ""),
    )  # fmt: skip
    assert asked(tmp_path, table) == [("stated-total-differs", "D10")]


def test_what_is_called_tong_may_be_somebody(tmp_path: Path) -> None:
    table = listed((1, "Nuôi ong", "KT", ""), (2, "Tổng Công ty Điện lực thắp sáng đường quê", "VHXH", ""))
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "field") == {"kt": 1, "vhxh": 1}


def test_an_office_below_a_commune_is_the_districts_where_communes_have_none(tmp_path: Path) -> None:
    table = listed(
        ("", "Xã Liêm Sơn", "", ""), (1, "Hũ gạo", "VHXH", ""),
        ("", "Phòng Tư pháp", "", ""), (1, "Vườn mẫu", "KT", ""), (2, "Nuôi ong", "KT", ""),
        ("", "Hội Nông dân xã", "", ""), (1, "Trồng cam", "KT", ""),
    )  # fmt: skip
    asked(tmp_path, table)
    assert counted(tmp_path, "unit") == {"Xã Liêm Sơn": 2, "Huyện Thanh Liêm": 2}
    assert counted(tmp_path, "level") == {"xa": 2, "huyen": 2}


@pytest.mark.parametrize("mark", ["{}.", "{}/", "{}"])
def test_newly_registered_beside_carried_on_is_new_however_the_groups_are_numbered(tmp_path: Path, mark: str) -> None:
    table = listed(
        (mark.format("I"), "Mô hình đăng ký mới", "", ""), (1, "Vườn mẫu", "KT", ""),
        (mark.format("II"), "Mô hình duy trì", "", ""), (1, "Nuôi ong", "KT", ""),
    )  # fmt: skip
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "origin", "--stage", "xaydung") == {"moi": 1, "duytri": 1}


@pytest.mark.parametrize("second", ["Duy trì", "Mới"])
def test_how_models_came_takes_nothing_from_their_being_recognised(tmp_path: Path, second: str) -> None:
    table: list[Row] = [
        ("STT", "Tên mô hình", "Đơn vị", "Tình trạng"),
        ("I", "Mô hình được công nhận", "", ""),
        (1, "Vườn mẫu", "Xã Liêm Sơn", "Duy trì"), (2, "Nuôi ong", "Xã Liêm Sơn", second),
    ]  # fmt: skip
    assert asked(tmp_path, table) == []
    assert sum(counted(tmp_path, "unit", "--stage", "congnhan").values()) == 2


@pytest.mark.parametrize("merged", [True, False])
def test_each_units_number_stands_once_before_its_two_models(tmp_path: Path, merged: bool) -> None:
    """The field of every second model was lost, and merged cells were refused."""
    table: list[Row] = [
        ("TT", "Đơn vị", "Số mô hình", "Tên mô hình", "Lĩnh vực"),
        (1, "Xã Liêm Sơn", 2, "Vườn mẫu", "KT"), ("", "", "", "Camera", "QPAN"),
        (2, "Xã Liêm Phong", 2, "Hũ gạo", "VHXH"), ("", "", "", "Nuôi ong", "KT"),
    ]  # fmt: skip
    ranges = [f"{c}{row}:{c}{row + 1}" for c in "ABC" for row in (8, 10)] if merged else []
    assert asked(tmp_path, table, *ranges) == []
    assert counted(tmp_path, "field") == {"kt": 2, "vhxh": 1, "qpan": 1}
    assert counted(tmp_path, "unit") == {"Xã Liêm Sơn": 2, "Xã Liêm Phong": 2}


def test_sums_of_groups_over_ticks_make_no_table_of_figures(tmp_path: Path) -> None:
    table: list[Row] = [
        ("STT", "Đơn vị", "Nội dung mô hình", "Tập thể", "Cá nhân"),
        ("I", "Lĩnh vực kinh tế", "", 2, 1),
        (1, "Xã Liêm Sơn", "Vườn mẫu", "x", ""), (2, "Xã Liêm Sơn", "Nuôi ong", "", "x"), (3, "Xã Liêm Sơn", "Hũ gạo", "x", ""),
    ]  # fmt: skip
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "holder") == {"tapthe": 2, "canhan": 1}


def test_the_number_of_a_groups_models_beside_it_is_no_sentence_about_them(tmp_path: Path) -> None:
    table: list[Row] = [
        ("STT", "Nội dung", "Đơn vị thực hiện"),
        ("I", "Lĩnh vực kinh tế", "2 mô hình"), (1, "Vườn mẫu", "Xã Liêm Sơn"), (2, "Nuôi ong", "Xã Liêm Sơn"),
        ("II", "Lĩnh vực văn hóa - xã hội", "1 mô hình"), (1, "Hũ gạo", "Xã Liêm Phong"),
    ]  # fmt: skip
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "field") == {"kt": 2, "vhxh": 1}


def test_remarks_of_one_column_tell_how_models_came_alike(tmp_path: Path) -> None:
    """Beside "Mới" and "Duy trì" the third was of no origin; alone it may be what is proposed."""
    rows = [(1, "Hũ gạo", "VHXH", "Mới"), (2, "Nuôi ong", "KT", "Duy trì"), (3, "Vườn mẫu", "KT", "Nhân rộng")]
    heads = ("STT", "Tên mô hình", "Lĩnh vực", "Ghi chú")
    assert asked(tmp_path, [heads, *rows]) == []
    assert counted(tmp_path, "origin") == {"moi": 1, "duytri": 1, "nhanrong": 1}


def test_members_below_each_unit_without_a_dash_part_its_figures(tmp_path: Path) -> None:
    """They were the sender's, and the unit's split was lost."""
    table: list[Row] = [
        ("TT", "Đơn vị", "Số mô hình"),
        (1, "Xã Liêm Sơn", 6), ("", "Tập thể", 6), ("", "Cá nhân", 0),
        (2, "Xã Liêm Phong", 0),
        (3, "Xã Thanh Hà", 5), ("", "Tập thể", 3), ("", "Cá nhân", 2),
        ("", "Tổng cộng", 11),
    ]  # fmt: skip
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "holder") == {"tapthe": 9, "canhan": 2, "": 0}
    assert counted(tmp_path, "unit") == {"Xã Liêm Sơn": 6, "Xã Liêm Phong": 0, "Xã Thanh Hà": 5}


def test_members_below_all_units_are_no_parts_of_the_last_one() -> None:
    draft = understood(f"""
        {TITLE}
        | TT | Đơn vị | Số mô hình |
        | 1 | Xã A | 6 |
        | 2 | Xã B | 5 |
        | | Tập thể | 9 |
        | | Cá nhân | 2 |
        """)
    assert figures(draft) == {"Xã A": [6], "Xã B": [5], "Tập thể": [9], "Cá nhân": [2]}


@pytest.mark.parametrize("later", ["Mô hình chuyển sang năm 2025", "Tiếp tục duy trì năm 2025", "Đăng ký năm 2025"])
def test_what_is_to_go_on_in_a_later_year_is_no_figure_of_this_one(tmp_path: Path, later: str) -> None:
    """It was carried on in the table's own year."""
    table: list[Row] = [
        ("TT", "Nội dung", "Số lượng"),
        (1, "Số mô hình đăng ký", 9), (2, "Số mô hình được công nhận", 5), (3, later, 7),
    ]  # fmt: skip
    asked(tmp_path, table)
    assert counted(tmp_path, "unit", "--stage", "dangky") == {"Huyện Thanh Liêm": 9}
    assert 7 not in counted(tmp_path, "unit", "--stage", "xaydung").values()


def test_what_goes_on_in_the_tables_own_year_counts(tmp_path: Path) -> None:
    table: list[Row] = [
        ("TT", "Nội dung", "Số lượng"),
        (1, "Mô hình xây dựng mới", 4), (2, "Mô hình tiếp tục duy trì năm 2024", 7),
    ]  # fmt: skip
    assert asked(tmp_path, table) == []
    assert counted(tmp_path, "origin") == {"moi": 4, "duytri": 7}


SPLIT = "| TT | Đơn vị | Tổng số | KT | VHXH |\n| 1 | Xã A | 10 | 6 | 4 |\n| 2 | Xã B | 8 | 4 | 4 |"


@pytest.mark.parametrize(
    ("drawing", "cell"),
    [
        (f"{TITLE}\n{SPLIT}\n| | Tổng cộng: 19 mô hình |", "B5"),
        (f"{TITLE}\n{SPLIT}\n| | Tổng số mô hình: 19 |", "B5"),
        (f"{TITLE}\n{SPLIT}\n| Ấn định: 19 mô hình |", "A5"),
        (f"{TITLE}\n{SPLIT}\n| | Toàn huyện có 2/2 xã xây dựng được 19 mô hình, tăng 3 so với năm 2023 |", "B5"),
        (f"{TITLE}\n{SPLIT}\n| | Tổng cộng | 18 | 10 | 8 |\n| | Toàn huyện có 19 mô hình “Dân vận khéo” |", "B6"),
        (f"{TITLE} (tổng số: 19 mô hình)\n{SPLIT}", "A1"),
        (f"{TITLE}\nTổng số: 19 mô hình\n{SPLIT}", "A2"),
    ],
)
def test_a_total_in_words_is_compared_with_the_figures_of_a_table(drawing: str, cell: str) -> None:
    draft = understood(drawing)
    assert [(f.code, f.cell, f.seen["computed"]) for f in draft.findings] == [("stated-total-differs", cell, 18)]
    assert [said.computed for said in understood(drawing.replace("19", "18")).tables[0].statements][-1] == 18
    assert not found(understood(drawing.replace("19", "18")))


@pytest.mark.parametrize("open_cell", ["", "5"])
def test_a_total_in_words_is_compared_with_a_split_that_is_closed_and_filled(open_cell: str) -> None:
    head = "| TT | Đơn vị | Tập thể | Cá nhân |\n| 1 | Xã A | 6 | 4 |"
    draft = understood(f"{TITLE}\n{head}\n| 2 | Xã B | 4 | {open_cell} |\n| | Tổng cộng: 18 mô hình |")
    assert [said.computed for said in draft.tables[0].statements] == [19 if open_cell else None]


@pytest.mark.parametrize(
    "line",
    [
        "Toàn huyện có 2 xã có mô hình",
        "Tổng số 2 đơn vị",
        "Toàn huyện có 7 mô hình kinh tế",
        "Tổng cộng cấp xã: 7 mô hình",
        "Toàn huyện có 5 mô hình được công nhận",
        "Năm 2023 toàn huyện có 16 mô hình",
    ],
)
def test_a_line_that_counts_others_or_some_of_them_is_no_total_of_all_figures(line: str) -> None:
    assert found(understood(f"{TITLE}\n{SPLIT}\n| | {line} |")) == []
