"""Several tables in one file: beside and under one another, transposed, crossed, old and new."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from commanding import danvan, danvan_json
from drawing import draw, found, understood

HOME = "Huyện Thanh Liêm, Tỉnh Hà Nam"
OWN = "HUYỆN ỦY THANH LIÊM\nĐẢNG ỦY XÃ LIÊM SƠN\n"
BOARD = "HUYỆN ỦY THANH LIÊM\nBAN DÂN VẬN\n"
MATRIX = "BIỂU TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024\n"
LIST = "DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024\n| STT | Tên mô hình | Lĩnh vực |\n"

Answer = tuple[int | None, dict[str, int | None]]


class Desk:
    """Drawn sheets saved as a workbook, taken in, and asked about."""

    def __init__(self, folder: Path, **sheets: str) -> None:
        book = Workbook()
        book.remove(book.worksheets[0])
        for name, text in sheets.items():
            grid, sheet = draw(text), book.create_sheet(name)
            for r, row in enumerate(grid.rows, 1):
                for c, value in enumerate(row, 1):
                    if value is not None:
                        sheet.cell(r, c).value = value
            for top, left, bottom, right in grid.merges:
                sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        book.save(folder / "mail.xlsx")
        self.store = ("--store", str(folder / "danvan.db"))
        told = danvan_json("ingest", str(folder / "mail.xlsx"), *self.store, "--home", HOME)
        self.found = [f["code"] for f in told["files"][0]["findings"]]
        self.asked = [f["code"] for f in told["files"][0]["findings"] if f["severity"] != "note"]

    def ask(self, by: str = "", **selectors: str) -> Answer:
        """Total and cells."""
        more = [part for key, value in selectors.items() for part in (f"--{key}", value)]
        told = danvan_json("summarize", "--year", "2024", "--by", by, *self.store, *more)
        cells = {" ".join("+".join(cell[d]) for d in told["by"]): cell["value"] for cell in told["cells"]}
        return told["total"], cells

    def traced(self, **selectors: str) -> int:
        """The sum of the traced cells."""
        more = [part for key, value in selectors.items() for part in (f"--{key}", value)]
        return sum(s["value"] for s in danvan_json("trace", "--year", "2024", *self.store, *more)["sources"])


# --- none on one sheet, some on another

_NONE = "DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO {}NĂM 2024\n| STT | Tên mô hình | Loại hình | Lĩnh vực |\n| | Không có mô hình | | |"
_FOUR = "DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO {}NĂM 2024\n| STT | Tên mô hình | Loại hình | Lĩnh vực |\n" + "\n".join(
    f"| {number} | {name} | Tập thể | KT |"
    for number, name in enumerate(("Hũ gạo", "Camera", "Nuôi ong", "Vườn mẫu"), 1)
)


def test_none_at_all_on_one_sheet_and_new_ones_on_another_are_asked_about(tmp_path: Path) -> None:
    desk = Desk(tmp_path, A=OWN + _NONE.format(""), B=OWN + _FOUR.format("MỚI "))
    assert (desk.ask(), desk.asked) == ((4, {"": 4}), ["inside-exceeds-whole"])


def test_none_of_the_others_on_a_sheet_beside_is_no_other_version(tmp_path: Path) -> None:
    desk = Desk(tmp_path, A=OWN + _NONE.format("CÁ NHÂN "), B=OWN + _FOUR.format("TẬP THỂ "))
    assert (desk.ask(), desk.asked) == ((4, {"": 4}), [])


# --- beside one another


def test_lists_beside_one_another_are_read_each_with_its_title_and_total() -> None:
    draft = understood("""
        | DANH SÁCH MÔ HÌNH LĨNH VỰC KINH TẾ NĂM 2024 | < | < | | DANH SÁCH MÔ HÌNH LĨNH VỰC VĂN HÓA XÃ HỘI NĂM 2024 | < | < |
        | STT | Tên mô hình | Đơn vị | | STT | Tên mô hình | Đơn vị |
        | 1 | Nuôi ong | Xã An Nội | | 1 | Hũ gạo | Xã An Nội |
        | 2 | Đan lát | Xã Bồ Đề | | 2 | Đọc sách | Xã Bồ Đề |
        | | | | | 3 | Nhà sạch | Xã Bồ Đề |
        | Tổng cộng: 2 mô hình | < | < | | Tổng cộng: 3 mô hình | < | < |
        """)
    assert [(t.fixed, [m.cell for m in t.models]) for t in draft.tables] == [
        ({"field": ("kt",)}, ["B3", "B4"]),
        ({"field": ("vhxh",)}, ["F3", "F4", "F5"]),
    ]
    assert [(s.stated, s.computed) for t in draft.tables for s in t.statements] == [(2, 2), (3, 3)]
    assert not found(draft)


def test_one_list_in_two_columns_is_one_list() -> None:
    draft = understood("""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | Lĩnh vực | STT | Tên mô hình | Lĩnh vực |
        | 1 | Nuôi ong | KT | 4 | Hũ gạo | VHXH |
        | 2 | Đan lát | KT | 5 | Đọc sách | VHXH |
        | 3 | Camera | QPAN | | Tổng cộng: 5 mô hình | |
        """)
    assert [len(t.models) for t in draft.tables] == [5]
    assert [(s.stated, s.computed) for s in draft.tables[0].statements] == [(5, 5)]
    assert not found(draft)


def test_groups_beside_one_another_under_one_title_are_one_list() -> None:
    draft = understood("""
        | HUYỆN ỦY THANH LIÊM | < | < | ĐẢNG CỘNG SẢN VIỆT NAM | < | < |
        | ĐẢNG ỦY XÃ LIÊM SƠN | < | < | Liêm Sơn, ngày 5 tháng 12 năm 2024 | < | < |
        | DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024 | < | < | < | < | < |
        | I. LĨNH VỰC KINH TẾ | < | < | II. LĨNH VỰC VĂN HÓA XÃ HỘI | < | < |
        | STT | Tên mô hình | Đơn vị | STT | Tên mô hình | Đơn vị |
        | 1 | Nuôi ong | Xã An Nội | 1 | Hũ gạo | Xã An Nội |
        | 2 | Đan lát | Xã Bồ Đề | 2 | Đọc sách | Xã Bồ Đề |
        | Nơi nhận: | | | | T/M BAN THƯỜNG VỤ | |
        """)
    assert [[m.at["field"] for m in t.models] for t in draft.tables] == [[("kt",), ("kt",), ("vhxh",), ("vhxh",)]]
    assert not found(draft)


def test_a_small_table_of_totals_beside_a_list_counts_nothing_more(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        B=OWN
        + """
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | Lĩnh vực | | TỔNG HỢP | |
        | 1 | Nuôi ong | KT | | Lĩnh vực | Số lượng |
        | 2 | Đan lát | KT | | Kinh tế | 2 |
        | 3 | Camera | QPAN | | Quốc phòng - an ninh | 1 |
        | 4 | Hũ gạo | VHXH | | Văn hóa - xã hội | 1 |
        | | | | | Tổng | 4 |
        """.replace("        ", ""),
    )
    assert desk.ask("field") == (4, {"kt": 2, "vhxh": 1, "qpan": 1})
    assert not desk.asked


def test_matrices_beside_one_another_speak_of_their_own_stage(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        B=BOARD
        + """
| BIỂU 1: MÔ HÌNH ĐĂNG KÝ NĂM 2024 | < | < | < | | BIỂU 2: MÔ HÌNH ĐƯỢC CÔNG NHẬN NĂM 2024 | < | < | < |
| TT | Đơn vị | KT | VHXH | | TT | Đơn vị | KT | VHXH |
| 1 | Xã Liêm Sơn | 3 | 4 | | 1 | Xã Liêm Sơn | 2 | 2 |
| 2 | Xã Liêm Túc | 5 | 6 | | 2 | Xã Liêm Túc | 4 | 3 |
| | Tổng | 8 | 10 | | | Tổng | 6 | 5 |
""",
    )
    assert desk.ask("field", stage="dangky") == (18, {"kt": 8, "vhxh": 10})
    assert desk.ask("field", stage="congnhan") == (11, {"kt": 6, "vhxh": 5})
    assert not desk.asked


def test_a_blank_column_inside_a_table_does_not_part_it() -> None:
    draft = understood("""
        BIỂU TỔNG HỢP NĂM 2024
        | TT | Đơn vị | | Tổng số | KT | VHXH | | Tập thể | Cá nhân |
        | 1 | Xã Bồ Đề | | 7 | 3 | 4 | | 6 | 1 |
        """)
    assert [[f.value for f in r.figures] for t in draft.tables for r in t.rows] == [[7, 3, 4, 6, 1]]


def test_tables_beside_one_another_may_stand_over_one_that_is_alone() -> None:
    draft = understood("""
        | DANH SÁCH MÔ HÌNH LĨNH VỰC KINH TẾ NĂM 2024 | < | < | | DANH SÁCH MÔ HÌNH LĨNH VỰC VĂN HÓA XÃ HỘI NĂM 2024 | < | < |
        | STT | Tên mô hình | Đơn vị | | STT | Tên mô hình | Đơn vị |
        | 1 | Nuôi ong | Xã An Nội | | 1 | Hũ gạo | Xã An Nội |
        | STT | Tên mô hình | Đơn vị | | STT | Tên mô hình | Đơn vị |
        | 2 | Đan lát | Xã An Nội | | 2 | Đọc sách | Xã An Nội |
        | Biểu 3. DANH SÁCH MÔ HÌNH LĨNH VỰC QUỐC PHÒNG AN NINH NĂM 2024 | < | < | < | < | < | < |
        | STT | Tên mô hình | | Đơn vị | Ghi chú | | |
        | 1 | Camera | | Xã An Nội | | | |
        """)
    assert [(t.fixed["field"], [m.name for m in t.models]) for t in draft.tables] == [
        (("kt",), ["Nuôi ong", "Đan lát"]),
        (("vhxh",), ["Hũ gạo", "Đọc sách"]),
        (("qpan",), ["Camera"]),
    ]


FIELDS_AND_HOLDERS = """
| TT | Đơn vị | Tổng số | Kinh tế | VH-XH | QP-AN | HTCT | | TT | Đơn vị | {total}Tập thể | Cá nhân |
| 1 | Xã Liêm Sơn | 10 | 1 | 2 | 3 | 4 | | 1 | Xã Liêm Sơn | {son}6 | 4 |
| 2 | Xã Liêm Phong | 20 | 5 | 5 | 5 | 5 | | 2 | Xã Liêm Phong | {phong}{held} | 9 |
"""


@pytest.mark.parametrize("totals", [{"total": "Tổng số | ", "son": "10 | ", "phong": "20 | "}, {}])
def test_matrices_beside_one_another_that_split_the_same_units_otherwise_count_once(
    tmp_path: Path, totals: dict[str, str]
) -> None:
    said = {"total": "", "son": "", "phong": "", **totals}
    desk = Desk(tmp_path, Biểu=BOARD + MATRIX + FIELDS_AND_HOLDERS.format(held=11, **said))
    assert desk.ask("field") == (30, {"kt": 6, "vhxh": 7, "qpan": 8, "htct": 9})
    assert desk.ask("holder") == (30, {"tapthe": 17, "canhan": 13})
    assert not desk.asked


def test_two_splits_beside_one_another_that_contradict_each_other_are_asked_and_never_added(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Biểu=BOARD + MATRIX + FIELDS_AND_HOLDERS.format(held=12, total="", son="", phong=""))
    assert desk.asked == ["two-versions"]
    assert desk.ask()[0] is None


def test_a_matrix_printed_beside_itself_counts_once(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        Biểu=f"""{BOARD}{MATRIX}
| TT | Đơn vị | Tổng số | Mới | | TT | Đơn vị | Tổng số | Mới |
| 1 | Xã Liêm Sơn | 10 | 4 | | 1 | Xã Liêm Sơn | 10 | 4 |
| 2 | Xã Liêm Phong | 20 | 5 | | 2 | Xã Liêm Phong | 20 | 5 |
""",
    )
    assert desk.ask()[0] == 30


def test_members_in_rows_beside_one_another_are_two_splits_of_one_total(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        Biểu=f"""{OWN}{MATRIX}
| TT | Nội dung | Số lượng | | TT | Nội dung | Số lượng |
| 1 | Kinh tế | 5 | | 1 | Tập thể | 6 |
| 2 | Văn hóa - xã hội | 4 | | 2 | Cá nhân | 3 |
""",
    )
    assert desk.ask("field") == (9, {"kt": 5, "vhxh": 4})
    assert desk.ask("holder") == (9, {"tapthe": 6, "canhan": 3})


# --- transposed and crossed


def test_stages_down_and_levels_across(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        B=OWN
        + MATRIX
        + """
| STT | Nội dung | Tổng số | Cấp tỉnh | Cấp huyện | Cấp xã |
| 1 | Đăng ký | 60 | 10 | 20 | 30 |
| 2 | Ghi nhận | 50 | 8 | 17 | 25 |
| 3 | Đề nghị công nhận | 40 | 6 | 14 | 20 |
| 4 | Công nhận | 30 | 5 | 10 | 15 |
""",
    )
    assert desk.ask("level", stage="dangky") == (60, {"tinh": 10, "huyen": 20, "xa": 30})
    assert desk.ask("level", stage="congnhan") == (30, {"tinh": 5, "huyen": 10, "xa": 15})
    assert desk.ask(stage="xaydung")[0] == 40  # the widest of what implies it, never their sum


def test_units_across_and_everything_down(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        B=BOARD
        + MATRIX
        + """
| Chỉ tiêu | Xã Liêm Sơn | Xã Liêm Túc | Xã Thanh Hà | Tổng cộng |
| Tổng số mô hình | 10 | 5 | 3 | 18 |
| - Kinh tế | 4 | 2 | 1 | 7 |
| - Văn hóa - xã hội | 3 | 2 | 1 | 6 |
| - Quốc phòng - an ninh | 2 | 1 | 1 | 4 |
| - Xây dựng hệ thống chính trị | 1 | 0 | 0 | 1 |
| Tập thể | 9 | 4 | 3 | 16 |
| Cá nhân | 1 | 1 | 0 | 2 |
| Số mô hình đăng ký | 12 | 6 | 4 | 22 |
| Số mô hình được công nhận | 8 | 3 | 2 | 13 |
""",
    )
    assert not desk.asked
    assert desk.ask("field", stage="xaydung") == (18, {"kt": 7, "vhxh": 6, "qpan": 4, "htct": 1})
    assert desk.ask("holder", stage="xaydung") == (18, {"tapthe": 16, "canhan": 2})
    assert sorted(filter(None, desk.ask("unit", stage="dangky")[1].values())) == [4, 6, 12]
    assert desk.ask(stage="congnhan")[0] == 13


def test_a_wrong_total_over_units_is_asked() -> None:
    draft = understood("""
        | Chỉ tiêu | Xã Liêm Sơn | Xã Liêm Túc | Tổng cộng |
        | Tổng số mô hình | 10 | 5 | 16 |
        | - Kinh tế | 4 | 2 | 6 |
        | - Văn hóa - xã hội | 6 | 3 | 9 |
        | Tập thể | 10 | 5 | 15 |
        """)
    assert found(draft) == [("stated-total-differs", "D2")]


@pytest.mark.parametrize("last", ["Tập thể | CN", "TT | Cá nhân", "Tập thể | Cá nhân", "TT | CN"])
def test_three_header_rows_cross_field_and_holder_though_they_are_abbreviated(tmp_path: Path, last: str) -> None:
    desk = Desk(
        tmp_path,
        B=OWN
        + MATRIX
        + f"""
| TT | Tên đơn vị | Tổng số mô hình | Trong đó | < | < | < | < | < | < | < |
| ^ | ^ | ^ | Kinh tế | < | VHXH | < | QPAN | < | HTCT | < |
| ^ | ^ | ^ | TT | CN | {last} | TT | CN | {last} |
| 1 | Xã Liêm Sơn | 10 | 4 | 1 | 2 | - | 1 | | 1 | 1 |
""",
    )
    assert not desk.asked
    assert desk.ask("field") == (10, {"kt": 5, "vhxh": 2, "qpan": 1, "htct": 2})
    assert desk.ask("holder") == (10, {"tapthe": 8, "canhan": 2})
    assert desk.ask(field="kt", holder="canhan")[0] == 1


def test_headings_cross_stage_and_level() -> None:
    draft = understood("""
        | STT | Đơn vị | Mô hình đăng ký | < | < | Mô hình được công nhận | < | < |
        | ^ | ^ | Tổng số | Trong đó | < | Tổng số | Trong đó | < |
        | ^ | ^ | ^ | Cấp huyện | Cấp xã | ^ | Cấp huyện | Cấp xã |
        | 1 | Xã An Nội | 10 | 6 | 4 | 4 | 1 | 3 |
        """)
    registered, recognised = {"stage": ("dangky",)}, {"stage": ("congnhan",)}
    assert [f.at for f in draft.tables[0].rows[0].figures] == [
        registered,
        {**registered, "level": ("huyen",)},
        {**registered, "level": ("xa",)},
        recognised,
        {**recognised, "level": ("huyen",)},
        {**recognised, "level": ("xa",)},
    ]


# --- one total, parted in several tables


def test_tables_that_part_one_total_by_field_holder_and_level_are_not_added_up(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        B1=BOARD
        + MATRIX
        + """
| TT | Đơn vị | Tổng số | KT | VHXH | QPAN | HTCT |
| 1 | Xã Liêm Sơn | 10 | 4 | 3 | 2 | 1 |
| 2 | Xã Liêm Túc | 6 | 2 | 2 | 1 | 1 |

BIỂU 2. TỔNG HỢP THEO CẤP
| TT | Đơn vị | Tổng số | Cấp huyện | Cấp xã |
| 1 | Xã Liêm Sơn | 10 | 8 | 2 |
| 2 | Xã Liêm Túc | 6 | 6 | 0 |
""",
        B2=BOARD
        + MATRIX
        + """
| TT | Đơn vị | Tổng số | Tập thể | Cá nhân |
| 1 | Xã Liêm Sơn | 10 | 8 | 2 |
| 2 | Xã Liêm Túc | 6 | 6 | 0 |
""",
    )
    assert not desk.asked
    assert desk.ask("field") == (16, {"kt": 6, "vhxh": 5, "qpan": 3, "htct": 2})
    assert desk.ask("holder") == (16, {"tapthe": 14, "canhan": 2})
    assert desk.ask("level") == (16, {"huyen": 14, "xa": 2})
    assert desk.ask(holder="canhan")[0] == desk.traced(holder="canhan") == 2


def test_lists_of_contents_that_part_one_total_are_not_added_up(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        B=OWN
        + MATRIX
        + """
Biểu 1. Theo lĩnh vực
| TT | Lĩnh vực | Số mô hình |
| 1 | Kinh tế | 4 |
| 2 | Văn hóa - xã hội | 6 |
| | Tổng cộng | 10 |

Biểu 2. Theo loại hình
| TT | Loại hình | Số mô hình |
| 1 | Tập thể | 8 |
| 2 | Cá nhân | 2 |
| | Tổng cộng | 10 |
""",
    )
    assert desk.ask("field") == (10, {"kt": 4, "vhxh": 6})
    assert desk.ask("holder") == (10, {"tapthe": 8, "canhan": 2})


@pytest.mark.parametrize(
    ("said", "rows", "total", "by", "cells"),
    [
        (("XÂY DỰNG ", ""), "| 1 | Tập thể | 19 |\n| 2 | Cá nhân | 3 |", 22, "holder", {"tapthe": 19, "canhan": 3}),
        (("", " MỚI"), "| 1 | Tập thể | 7 |\n| 2 | Cá nhân | 2 |", 22, "origin", {"moi": 9, "": 13}),
        (("", " TẬP THỂ"), "| 1 | Xây dựng mới | 7 |\n| 2 | Duy trì | 12 |", 22, "holder", {"tapthe": 19, "": 3}),
        (("ĐĂNG KÝ ", ""), "| 1 | Tập thể | 19 |\n| 2 | Cá nhân | 2 |", 21, "holder", {"tapthe": 19, "canhan": 2}),
    ],
)
def test_sheets_of_which_only_one_says_more_in_its_title_are_not_added_up(
    tmp_path: Path, said: tuple[str, str], rows: str, total: int, by: str, cells: dict[str, int]
) -> None:
    """The last are two matters: what was registered, and what was carried out."""
    before, after = said
    first = MATRIX.replace("TỔNG HỢP ", f"TỔNG HỢP {before}")
    fields = "| 1 | Kinh tế | 12 |\n| 2 | VH-XH | 5 |\n| 3 | QP-AN | 3 |\n| 4 | HTCT | 2 |"
    second = MATRIX.replace(" NĂM", f"{after} NĂM")
    desk = Desk(
        tmp_path,
        A=f"{OWN}{first}| TT | Lĩnh vực | Số mô hình |\n{fields}",
        B=f"{OWN}{second}| TT | Nội dung | Số mô hình |\n{rows}",
    )
    assert not desk.asked
    assert desk.ask(by) == (total, cells)


# --- one title over several tables

_REGISTERED = "BIỂU TỔNG HỢP ĐĂNG KÝ MÔ HÌNH DÂN VẬN KHÉO NĂM 2024\n"
_BY_FIELD = "| TT | Đơn vị | Tổng số | KT | VHXH | QPAN | HTCT |\n| 1 | Xã Liêm Sơn | 10 | 4 | 3 | 2 | 1 |\n| 2 | Xã Liêm Túc | 6 | 2 | 2 | 1 | 1 |\n"
_BY_HOLDER = (
    "| TT | Đơn vị | Tổng số | Tập thể | Cá nhân |\n| 1 | Xã Liêm Sơn | 10 | 8 | 2 |\n| 2 | Xã Liêm Túc | 6 | 5 | 1 |\n"
)
_OF_OTHERS = "| TT | Đơn vị | Tổng số | Mới | Duy trì |\n| 1 | Phòng Nội vụ | 4 | 4 | 0 |\n| 2 | Hội Nông dân huyện | 2 | 1 | 1 |\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("", ""),
        ("", "Đơn vị tính: mô hình\n"),
        ("a) Theo lĩnh vực\n", "b) Theo loại hình\n"),
        ("Biểu 1. Theo lĩnh vực\n", "Biểu 2. Theo loại hình\n"),
        ("I. TỔNG HỢP THEO LĨNH VỰC\n", "II. TỔNG HỢP THEO LOẠI HÌNH\n"),
    ],
)
def test_a_title_over_two_tables_of_different_columns_says_the_stage_of_both(
    tmp_path: Path, first: str, second: str
) -> None:
    """The second, under no title of its own, had been carried out, which nobody had reported."""
    desk = Desk(tmp_path, B=f"{BOARD}{_REGISTERED}{first}{_BY_FIELD}\n{second}{_BY_HOLDER}")
    assert not desk.asked
    assert desk.ask("stage") == (None, {"dangky": 16})
    assert desk.ask("field") == (16, {"kt": 6, "vhxh": 5, "qpan": 3, "htct": 2})
    assert desk.ask("holder") == (16, {"tapthe": 13, "canhan": 3})


@pytest.mark.parametrize(
    ("said", "by", "member"),
    [("LĨNH VỰC KINH TẾ", "field", "kt"), ("TẬP THỂ", "holder", "tapthe"), ("CẤP HUYỆN", "level", "huyen")],
)
def test_the_members_of_a_title_hold_for_a_second_table_of_other_units(
    tmp_path: Path, said: str, by: str, member: str
) -> None:
    units = "| TT | Đơn vị | Số mô hình |\n| 1 | Xã Liêm Sơn | 10 |\n| 2 | Xã Liêm Túc | 6 |\n"
    title = MATRIX.replace(" NĂM", f" {said} NĂM")
    desk = Desk(tmp_path, B=f"{BOARD}{title}I. KHỐI XÃ, THỊ TRẤN\n{units}\nII. KHỐI CƠ QUAN\n{_OF_OTHERS}")
    assert not desk.asked
    assert desk.ask(by) == (22, {member: 22})
    assert desk.ask("origin") == (22, {"": 16, "moi": 5, "duytri": 1})


@pytest.mark.parametrize(
    ("line", "stage"),
    [
        ("BIỂU TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024", None),
        ("BIỂU TỔNG HỢP", None),
        ("KẾT QUẢ THỰC HIỆN", "xaydung"),
        ("MÔ HÌNH ĐƯỢC CÔNG NHẬN", "congnhan"),
        ("II. MÔ HÌNH ĐƯỢC CÔNG NHẬN", None),  # as its rows say
        ("HUYỆN ỦY THANH LIÊM\nBAN DÂN VẬN\nBIỂU TỔNG HỢP THEO LOẠI HÌNH", None),
    ],
)
def test_a_second_table_with_a_title_or_a_stage_of_its_own_keeps_it(line: str, stage: str | None) -> None:
    draft = understood(f"{BOARD}{_REGISTERED}{_BY_FIELD}\n{line}\n{_BY_HOLDER}")
    assert [table.stage for table in draft.tables] == ["dangky", stage]


def test_what_is_numbered_on_under_a_title_takes_nothing_from_what_titles_the_table_before() -> None:
    first, second = "1. Số mô hình đăng ký theo lĩnh vực\n", "2. Theo loại hình\n"
    draft = understood(f"{BOARD}{MATRIX}{first}{_BY_FIELD}\n{second}{_BY_HOLDER}")
    assert [table.stage for table in draft.tables] == ["dangky", None]


def test_a_second_table_whose_columns_say_a_stage_is_not_sent_for_the_one_of_the_title_over_both(
    tmp_path: Path,
) -> None:
    done = _BY_HOLDER.replace("Tổng số", "Số mô hình đã thực hiện").replace("| 10 | 8 |", "| 9 | 7 |")
    desk = Desk(tmp_path, B=f"{BOARD}{_REGISTERED}{_BY_FIELD}\n{done}")
    assert not desk.asked
    assert desk.ask("stage") == (None, {"dangky": 16, "xaydung": 15})
    assert desk.ask("holder") == (15, {"tapthe": 12, "canhan": 3})


def test_what_the_columns_of_a_second_table_say_goes_before_the_title_over_both() -> None:
    title = MATRIX.replace(" NĂM", " MỚI NĂM")
    draft = understood(f"{BOARD}{title}{_BY_HOLDER}\n{_OF_OTHERS}")
    assert [table.fixed for table in draft.tables] == [{"origin": ("moi",)}, {}]


# --- versions


def names(count: int, first: int = 1) -> str:
    return "".join(f"| {n} | Mô hình số {n + first - 1} | Kinh tế |\n" for n in range(1, count + 1))


@pytest.mark.parametrize(
    ("older", "newer"), [("Biểu 1 cũ", "Biểu 1"), ("Biểu 1", "Biểu 1 sửa"), ("Lần 1", "Lần 2"), ("Cũ", "Mới")]
)
def test_the_older_version_of_an_annex_is_left_out_where_the_sheets_names_say_which(
    tmp_path: Path, older: str, newer: str
) -> None:
    desk = Desk(tmp_path, **{older: OWN + LIST + names(10), newer: OWN + LIST + names(12)})
    assert desk.ask("origin") == (12, {"": 12})
    assert desk.found == ["older-version-left-out"]


def test_two_versions_that_nobody_tells_apart_are_asked_and_never_both_counted(tmp_path: Path) -> None:
    desk = Desk(tmp_path, B1=OWN + LIST + names(10), B2=OWN + LIST + names(12))
    assert desk.asked == ["two-versions"]
    assert desk.ask()[0] is None


def test_the_same_annex_twice_counts_once_without_a_question(tmp_path: Path) -> None:
    desk = Desk(tmp_path, B1=OWN + LIST + names(10), B2=OWN + LIST + names(10))
    assert desk.ask()[0] == 10
    assert not desk.asked


def test_lists_of_one_file_that_share_no_name_go_on_from_each_other(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Thon1=OWN + LIST + names(10), Thon2=OWN + LIST + names(12, 50))
    assert desk.ask()[0] == 22
    assert not desk.asked


def test_a_list_of_persons_beside_the_list_of_models_counts_where_it_names_others(tmp_path: Path) -> None:
    persons = LIST.replace("DANH SÁCH MÔ HÌNH", "DANH SÁCH CÁ NHÂN ĐIỂN HÌNH")
    assert persons != LIST
    desk = Desk(tmp_path, A=OWN + LIST + names(2), B=OWN + persons + names(1, 50))
    assert desk.ask()[0] == 3
    assert not desk.asked


def test_old_and_new_models_are_no_versions(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Cũ=OWN + LIST + names(10), Mới=OWN + LIST + names(12, 50))
    assert desk.ask("origin") == (22, {"moi": 12, "duytri": 10})


def test_an_older_version_with_an_error_does_not_refuse_the_newer(tmp_path: Path) -> None:
    head = OWN + MATRIX + "| TT | Đơn vị | Tổng số | KT | VHXH |\n"
    desk = Desk(
        tmp_path,
        **{
            "Biểu cũ": head + "| 1 | Xã Liêm Sơn | 5 | 4 | x1 |\n",
            "Biểu mới": head + "| 1 | Xã Liêm Sơn | 9 | 4 | 5 |\n",
        },
    )
    assert desk.ask("field") == (9, {"kt": 4, "vhxh": 5})
    assert danvan("models", "--year", "2024", *desk.store).code == 0


def test_a_list_of_all_beside_a_sheet_for_each_field_shows_the_fields(tmp_path: Path) -> None:
    plain = LIST.replace("Lĩnh vực", "Ghi chú")

    def rows(count: int, first: int = 1) -> str:
        return OWN + plain + names(count, first).replace("Kinh tế", "")

    desk = Desk(tmp_path, **{"Tổng hợp": rows(8), "Kinh tế": rows(5), "VH-XH": rows(3, 6)})
    assert desk.ask("field") == (8, {"kt": 5, "vhxh": 3})
    assert desk.traced(field="vhxh") == 3
    assert not desk.asked


REGISTER_TITLE = "DANH SÁCH ĐĂNG KÝ mô hình “Dân vận khéo” năm 2024"


@pytest.mark.parametrize(
    "headings", ["| STT | Tên mô hình | Lĩnh vực |", "(Tiếp theo)\n| STT | Tên mô hình | Lĩnh vực |", ""]
)
def test_a_list_goes_on_over_the_next_sheet(headings: str) -> None:
    draft = understood(
        f"{REGISTER_TITLE}\n| STT | Tên mô hình | Lĩnh vực |\n| 1 | Hũ gạo | Kinh tế |\n| 2 | Đường hoa | VH-XH |",
        f"{headings}\n| 3 | Tiếng kẻng | QP-AN |\n| 4 | Ánh sáng | Kinh tế |\n| | Tổng cộng: 04 mô hình |".strip(),
    )
    assert [(model.name, model.at) for table in draft.tables for model in table.models] == [
        ("Hũ gạo", {"field": ("kt",)}),
        ("Đường hoa", {"field": ("vhxh",)}),
        ("Tiếng kẻng", {"field": ("qpan",)}),
        ("Ánh sáng", {"field": ("kt",)}),
    ]
    assert [table.stage for table in draft.tables] == ["dangky", "dangky"]
    assert found(draft) == []


def test_notes_on_the_next_sheet_do_not_go_on_with_a_list_that_begins_in_column_b() -> None:
    draft = understood(
        f"{REGISTER_TITLE}\n| | STT | Tên mô hình |\n| | 1 | Hũ gạo |\n| | 2 | Đường hoa |",
        "Hướng dẫn điền biểu\n1. Mỗi mô hình ghi một dòng.\n2. Gửi trước ngày 10 tháng 12.",
    )
    assert [model.name for table in draft.tables for model in table.models] == ["Hũ gạo", "Đường hoa"]
    assert found(draft) == []


@pytest.mark.parametrize("headings", ["| STT | Tên mô hình | Đơn vị |", ""])
def test_a_group_goes_on_over_the_next_sheet(headings: str) -> None:
    draft = understood(
        f"{REGISTER_TITLE}\n| STT | Tên mô hình | Đơn vị |\n| I | Kinh tế | |\n| 1 | Hũ gạo | Hội Nông dân |",
        f"{headings}\n| 2 | Đường hoa | Hội Nông dân |\n| II | VH-XH | |\n| 3 | Ánh sáng | Hội Nông dân |".strip(),
    )
    assert [(model.name, model.at) for table in draft.tables for model in table.models] == [
        ("Hũ gạo", {"field": ("kt",)}), ("Đường hoa", {"field": ("kt",)}), ("Ánh sáng", {"field": ("vhxh",)})
    ]  # fmt: skip


def test_a_total_of_ticks_over_two_sheets_counts_a_row_ticked_twice_in_both_columns() -> None:
    head = "| STT | Tên mô hình | KT | VHXH |"
    draft = understood(
        f"{REGISTER_TITLE}\n{head}\n| 1 | Hũ gạo | x | x |\n| | Cộng: 1 mô hình | 1 | 1 |",
        f"{head}\n| 2 | Đường hoa | | x |\n| | Tổng cộng: 2 mô hình | 1 | 2 |",
    )
    assert [one.code for one in draft.findings if one.code == "stated-total-differs"] == []


@pytest.mark.parametrize("headings", ["| TT | Đơn vị | Tổng số | KT | VHXH |", ""])
@pytest.mark.parametrize("total", [14, 15])
def test_a_table_of_figures_goes_on_over_the_next_sheet_and_its_total_over_both(headings: str, total: int) -> None:
    draft = understood(
        "BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024\n| TT | Đơn vị | Tổng số | KT | VHXH |\n| 1 | Xã A | 5 | 3 | 2 |",
        draw(f"{headings}\n| 2 | Xã B | 9 | 4 | 5 |\n| | Tổng cộng | {total} | 7 | 7 |".strip(), "Tiếp"),
    )
    assert [row.label for table in draft.tables for row in table.rows] == ["Xã A", "Xã B"]
    assert len(found(draft)) == (total != 14)


def test_rows_without_headings_that_are_numbered_anew_are_asked() -> None:
    draft = understood(
        f"{REGISTER_TITLE}\n| STT | Tên mô hình | Lĩnh vực |\n| 1 | Hũ gạo | Kinh tế |\n| 2 | Đường hoa | VH-XH |",
        "| 1 | Tiếng kẻng | QP-AN |\n| 2 | Ánh sáng | Kinh tế |",
    )
    assert [model.name for table in draft.tables for model in table.models] == ["Hũ gạo", "Đường hoa"]
    assert found(draft) == [("rows-without-heading", "A1")]


@pytest.mark.parametrize(
    ("last", "asked"),
    [
        ("Tổng cộng: 3 mô hình", []),
        ("Tổng cộng: 2 mô hình", [("stated-total-differs", "A3")]),
        ("| | Tổng cộng | 1 | 2 |", []),
        ("| | Tổng cộng | 2 | 1 |", [("stated-total-differs", "C3")]),
    ],
)
def test_the_total_of_a_list_that_goes_on_over_two_sheets_is_of_both(last: str, asked: list[tuple[str, str]]) -> None:
    heading = "| TT | Tên mô hình | KT | VHXH |"
    one = f"{heading}\n| 1 | Hũ gạo tình thương | x | |\n| 2 | Đường hoa | | x |"
    draft = understood(one, f"{heading}\n| 3 | Bếp ăn sớm mai | | x |\n{last}")
    assert found(draft) == asked


def test_a_total_over_the_first_of_several_sheets_may_be_of_all() -> None:
    sheets = [f"| TT | Đơn vị | Tổng số |\n| 1 | Xã {name} | 5 |" for name in "AB"]
    total = "\n| | Tổng cộng | {} |"
    assert found(understood(sheets[0] + total.format(10), sheets[1])) == []
    assert found(understood(sheets[0] + total.format(5), sheets[1])) == []
    assert found(understood(sheets[0] + total.format(10), sheets[1] + total.format(5))) == [
        ("stated-total-differs", "C3")
    ]


def test_a_list_that_goes_on_over_a_sheet_without_headings_is_asked_and_not_lost() -> None:
    def asked(*sheets: str) -> list[tuple[str, str | None, str | None]]:
        draft = understood(*sheets)
        return [(f.code, f.sheet, f.cell) for f in draft.findings if f.severity != "note"]

    one = f"{LIST}| 1 | Hũ gạo tình thương | KT |\n| 2 | Đường hoa | VHXH |"
    lost = [("rows-without-heading", "Sheet2", "A1")]
    assert asked(one, "| 3 | Bếp ăn sớm mai | KT |\n| 4 | Đàn ong | KT |\n| | Tổng cộng: 4 mô hình | |") == []
    assert asked(one, "| 4 | Bếp ăn sớm mai | KT |\n| 5 | Đàn ong | KT |") == lost
    assert asked("| 3 | Bếp ăn sớm mai | KT |\n| 4 | Đàn ong | KT |", one) == [("rows-without-heading", "Sheet1", "A1")]
    assert asked(one, "| 1 | Bếp ăn sớm mai | Kinh tế |") == lost
    assert asked(one, "Cách ghi biểu\n| 1 | Mỗi mô hình một dòng |\n| 2 | Gửi trước ngày 15/12 |") == []
    assert asked(one, "| TT | Họ và tên | Điện thoại |\n| 1 | Trần Thị Lá | 0912 |") == []


BY_LEVEL = """
| TT | Cấp | Số mô hình |
| 1 | Cấp huyện | 3 |
| 2 | Cấp xã | 10 |
| | Tổng cộng | 13 |
"""
NEW = "BIỂU TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO MỚI NĂM 2024\n"


@pytest.mark.parametrize(
    ("parts", "by", "shown"),
    [
        ("| TT | Loại hình | Số mô hình |\n| 1 | Tập thể | 3 |\n| 2 | Cá nhân | 1 |", "holder", {"tapthe": 3, "canhan": 1}),
        ("| TT | Lĩnh vực | Số mô hình |\n| 1 | Kinh tế | 1 |\n| 2 | QP-AN | 3 |", "field", {"kt": 1, "qpan": 3}),
        ("| TT | Khối | Số mô hình |\n| 1 | Khối xã, phường | 3 |\n| 2 | Khối cơ quan | 1 |", "block", {"xaphuong": 3, "coquan": 1}),
    ],
)  # fmt: skip
def test_new_models_by_another_dimension_lie_inside_a_districts_table_by_level(
    parts: str, by: str, shown: dict[str, int], tmp_path: Path
) -> None:
    desk = Desk(tmp_path, A=BOARD + MATRIX + BY_LEVEL, B=BOARD + NEW + parts)
    assert desk.ask("level") == (13, {"huyen": 3, "xa": 10})
    assert desk.ask("origin") == (13, {"moi": 4, "": 9})
    total, split = desk.ask(by, origin="moi")
    assert (total, {member: count for member, count in split.items() if count}) == (4, shown)


def test_a_table_by_level_that_holds_others_is_no_at_least_and_speaks_for_the_silent(tmp_path: Path) -> None:
    new = "| TT | Loại hình | Số mô hình |\n| 1 | Tập thể | 3 |\n| 2 | Cá nhân | 1 |"
    desk = Desk(tmp_path, A=BOARD + MATRIX + BY_LEVEL, B=BOARD + NEW + new)
    own = "| 1 | Hũ gạo tình thương | Kinh tế |\n| 2 | Camera an ninh | QP-AN |"
    (tmp_path / "xa").mkdir()
    Desk(tmp_path / "xa", A=OWN + LIST + own)
    danvan("ingest", str(tmp_path / "xa" / "mail.xlsx"), *desk.store, "--home", HOME)
    assert desk.ask("level") == (13, {"huyen": 3, "xa": 10})
    told = danvan_json("summarize", "--year", "2024", "--by", "unit", *desk.store)
    assert [cell["value"] for cell in told["cells"]] == [11, 2]
    assert "at-least" not in {note["code"] for note in told["notes"]}


@pytest.mark.parametrize(("agencies", "asked", "total"), [(2, [], 13), (1, ["two-versions"], None)])
def test_levels_and_blocks_of_a_district_on_two_sheets_part_one_total(
    agencies: int, asked: list[str], total: int | None, tmp_path: Path
) -> None:
    """Where they differed the larger row of the smaller table had counted, without a word."""
    blocks = f"| TT | Khối | Số mô hình |\n| 1 | Khối xã, phường | 11 |\n| 2 | Khối cơ quan | {agencies} |"
    desk = Desk(tmp_path, A=BOARD + MATRIX + BY_LEVEL, B=BOARD + MATRIX + blocks)
    assert (desk.asked, desk.ask()[0]) == (asked, total)


def test_a_list_of_individuals_lies_inside_the_same_files_table_by_field(tmp_path: Path) -> None:
    """It lay in none of the table's rows, so both counted without a word."""
    desk = Desk(
        tmp_path,
        DS=OWN
        + LIST.replace("KHÉO", "KHÉO CÁ NHÂN")
        + """
| 1 | Nuôi ong lấy mật | Kinh tế |
| 2 | Ngõ sáng ven đê | QP-AN |
""",
        TH=OWN
        + MATRIX
        + """
| STT | Lĩnh vực | Số mô hình |
| 1 | Kinh tế | 4 |
| 2 | VH-XH | 2 |
| 3 | QP-AN | 1 |
""",
    )
    assert not desk.asked
    assert desk.ask("field") == (7, {"kt": 4, "vhxh": 2, "qpan": 1})
    assert desk.ask(holder="canhan")[0] == desk.traced(holder="canhan") == 2


@pytest.mark.parametrize(("counted", "asked", "total"), [(2, False, 4), (3, True, 4)])
def test_a_sheet_per_field_beside_their_sum_is_counted_once(
    tmp_path: Path, counted: int, asked: bool, total: int
) -> None:
    """Both counted without a word: each sheet names the models of one row of the table."""
    desk = Desk(
        tmp_path,
        TH=OWN + MATRIX + f"\n| STT | Lĩnh vực | Số mô hình |\n| 1 | Kinh tế | {counted} |\n| 2 | VH-XH | 2 |",
        KT=OWN
        + LIST.replace("KHÉO", "KHÉO LĨNH VỰC KINH TẾ").replace("Lĩnh vực", "Ghi chú")
        + "| 1 | Nuôi ong lấy mật | |\n| 2 | Tổ nuôi bò | |",
        VH=OWN
        + LIST.replace("KHÉO", "KHÉO LĨNH VỰC VĂN HÓA - XÃ HỘI").replace("Lĩnh vực", "Ghi chú")
        + "| 1 | Đường hoa | |\n| 2 | Bếp ăn | |",
    )
    assert desk.ask("field") == (total, {"kt": 2, "vhxh": 2})
    assert ("register-matrix-differ" in desk.found) is asked


@pytest.mark.parametrize(
    "closing",
    [
        "Danh sách này gồm 03 mô hình",
        "(Danh sách này có 03 mô hình)",
        "Danh sách trên gồm có 3 mô hình./.",
        "Ấn định danh sách này gồm 03 mô hình",
        "Tổng cộng: ba (03) mô hình",
    ],
)
def test_a_sentence_that_closes_a_list_with_its_number_is_no_title_of_the_next(closing: str) -> None:
    first, second = understood(f"""
        DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2024
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Đường hoa bờ sông | Kinh tế |
        | 2 | Ngõ sáng ven đê | QP-AN |
        {closing}
        DANH SÁCH ĐIỂN HÌNH CÁ NHÂN “DÂN VẬN KHÉO” NĂM 2024
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Hũ gạo tình thương | Kinh tế |
        | 2 | Tiếng kẻng bình yên | QP-AN |
        """).tables
    assert [(said.stated, said.computed) for said in first.statements] == [(3, 2)]
    assert second.title == "DANH SÁCH ĐIỂN HÌNH CÁ NHÂN “DÂN VẬN KHÉO” NĂM 2024"


@pytest.mark.parametrize("line", ["Danh sách này gồm 01 mô hình", "(Danh sách gồm 01 mô hình)"])
def test_such_a_sentence_right_under_a_title_is_of_the_list_below(line: str) -> None:
    first, second = understood(f"""
        DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2024
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Đường hoa bờ sông | Kinh tế |
        DANH SÁCH ĐIỂN HÌNH CÁ NHÂN “DÂN VẬN KHÉO” NĂM 2024
        {line}
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Hũ gạo tình thương | Kinh tế |
        """).tables
    assert not first.statements
    assert second.title.startswith("DANH SÁCH ĐIỂN HÌNH CÁ NHÂN")


@pytest.mark.parametrize("column", ["", "| "])
@pytest.mark.parametrize("words", ["mười ba (13)", "một trăm linh hai (102)", "năm (05)"])
def test_a_total_in_words_before_its_figures_is_no_model(words: str, column: str) -> None:
    (table,) = understood(f"""
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Đường hoa bờ sông | Kinh tế |
        | 2 | Ngõ sáng ven đê | QP-AN |
        | {column}Tổng cộng: {words} mô hình | |
        """).tables
    assert len(table.models) == 2
    assert len(table.statements) == 1
