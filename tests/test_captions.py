"""Captions over tables: a line says whose, which and at what stage the tables under it are. (counting.md 1, 3, 4)"""

from pathlib import Path

import pytest
from openpyxl import Workbook

from commanding import danvan_json
from danvan_cli.intake.draft import DraftFile
from danvan_cli.intake.extract import understand_grids
from danvan_cli.intake.files.stacked import Table, stack
from danvan_cli.vocabulary import load
from drawing import draw, found, read, understood

HOME = "Huyện Thanh Liêm, Tỉnh Hà Nam"
TITLE = "DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024"
BOARD = f"HUYỆN ỦY THANH LIÊM\nBAN DÂN VẬN\n{TITLE}\n"
COMMUNES = ("Liêm Sơn", "Liêm Phong", "Thanh Hà")


def listing(caption: str, *names: str) -> str:
    """A list of two columns under its caption."""
    rows = "\n".join(f"| {number} | {name} |" for number, name in enumerate(names, 1))
    return f"{caption}\n| STT | Tên mô hình |\n{rows}\n"


def matrix(caption: str, son: int, phong: int) -> str:
    """A matrix of two communes with its total under its caption."""
    return f"""{caption}
| STT | Đơn vị | Tổng số | KT | VHXH |
| 1 | Xã Liêm Sơn | {son + 1} | {son} | 1 |
| 2 | Xã Liêm Phong | {phong + 2} | {phong} | 2 |
| | Cộng | {son + phong + 3} | {son + phong} | 3 |

"""


class Mail:
    """One drawn sheet, sent in under a name, and what danvan then counts."""

    def __init__(self, folder: Path, drawing: str, name: str = "Huyện Thanh Liêm 2024.xlsx") -> None:
        book = Workbook()
        sheet = book.worksheets[0]
        for r, row in enumerate(draw(drawing).rows, 1):
            for c, value in enumerate(row, 1):
                sheet.cell(r, c).value = value
        book.save(folder / name)
        self.store = ("--store", str(folder / "danvan.db"))
        (self.told,) = danvan_json("ingest", str(folder / name), *self.store, "--home", HOME)["files"]
        self.asked = [f["code"] for f in self.told["findings"] if f["severity"] != "note"]
        self.reporters = {told["reporter"]["name"] for told in self.told["returns"]}

    def figures(self, by: str, *more: str) -> dict[str, int]:
        """The figures by a dimension, units by their names."""
        told = danvan_json("summarize", "--year", "2024", "--by", by, *self.store, *more)
        names = told["labels"].get("unit", {})
        return {"+".join(names.get(code, code) for code in cell[by]): cell["value"] for cell in told["cells"]}


def document(*blocks: str | list[list[str]]) -> DraftFile:
    """What a Word file of paragraphs and tables says."""
    return understand_grids(stack([b if isinstance(b, str) else Table(b) for b in blocks]), "bc.docx", load())[0]


# --- whose


@pytest.mark.parametrize(
    "caption", ["{n}. Xã {name}", "Xã {name}", "XÃ {loud}", "{n}. Đảng ủy xã {name}", "Đơn vị: Xã {name}"]
)
def test_captions_of_communes_in_a_districts_file_name_the_units_of_their_tables(tmp_path: Path, caption: str) -> None:
    lists = [
        listing(caption.format(n=n, name=name, loud=name.upper()), f"Hũ gạo {name}", f"Nuôi ong {name}")
        for n, name in enumerate(COMMUNES, 1)
    ]
    mail = Mail(tmp_path, BOARD + "\n".join(lists))
    assert mail.reporters == {"Huyện Thanh Liêm"}
    assert mail.figures("unit") == {f"Xã {name}": 2 for name in COMMUNES}
    assert not mail.asked


@pytest.mark.parametrize("again", ["", "| STT | Tên mô hình |\n"])
@pytest.mark.parametrize(
    ("first", "second"), [("| I | {} |", "| II | {} |"), ("I. {}", "II. {}"), ("| 1 | {} |", "| 2 | {} |")]
)
def test_numbered_communes_of_which_only_the_first_stands_over_the_header_tell_their_rows_and_not_whose_file_it_is(
    tmp_path: Path, first: str, second: str, again: str
) -> None:
    drawing = f"""{BOARD}
{first.format("XÃ LIÊM SƠN")}
| STT | Tên mô hình |
| 1 | Nuôi dê |
| 2 | Đường hoa |
{second.format("XÃ LIÊM PHONG")}
{again}| 1 | Hũ gạo |
"""
    mail = Mail(tmp_path, drawing, "danh sách.xlsx")
    assert mail.reporters == {"Huyện Thanh Liêm"}
    assert mail.figures("unit") == {"Xã Liêm Sơn": 2, "Xã Liêm Phong": 1}
    assert not mail.asked


def test_a_commune_in_a_caption_that_nobody_knows_is_asked(tmp_path: Path) -> None:
    mail = Mail(tmp_path, BOARD + listing("1. Xã Liêm Sơn", "Hũ gạo") + listing("2. Xã Không Đâu", "Nuôi ong"))
    assert mail.asked == ["unit-unknown"]
    assert mail.reporters == {"Huyện Thanh Liêm"}


def test_a_communes_own_file_with_captions_of_other_communes_is_a_contradiction(tmp_path: Path) -> None:
    own = f"HUYỆN ỦY THANH LIÊM\nĐẢNG ỦY XÃ LIÊM SƠN\n{TITLE}\n"
    mail = Mail(tmp_path, own + listing("Xã Liêm Sơn", "Hũ gạo") + listing("Xã Thanh Hà", "Nuôi ong"), "bc 2024.xlsx")
    assert mail.asked == ["reporter-contradicted"]
    assert mail.told["outcome"] == "refused"


def test_a_file_that_only_captions_its_communes_is_of_the_place_right_above_them(tmp_path: Path) -> None:
    lists = [listing(f"Xã {name}", f"Hũ gạo {name}") for name in COMMUNES]
    mail = Mail(tmp_path, f"{TITLE}\n" + "\n".join(lists), "tong hop 2024.xlsx")
    assert mail.reporters == {"Huyện Thanh Liêm"}
    assert mail.figures("unit") == {f"Xã {name}": 1 for name in COMMUNES}


@pytest.mark.parametrize(
    "captions",
    [
        ("Biểu 1: Lĩnh vực KINH TẾ", "2. Lĩnh vực VH-XH", "Biểu 4: Lĩnh vực HTCT"),
        ("1. Lĩnh vực KINH TẾ", "Biểu số 02: Lĩnh vực VH-XH", "III. Lĩnh vực HTCT"),
        ("PHỤ LỤC I. LĨNH VỰC KINH TẾ", "Lĩnh vực VH-XH", "Bảng 3 - Lĩnh vực HTCT"),
        ("Biểu 1: Lĩnh vực KINH TẾ", "Biểu 2: Lĩnh vực VH-XH", "Biểu 3: Lĩnh vực HTCT"),
        ("I- LĨNH VỰC KINH TẾ", "II- Lĩnh vực VH-XH", "III-Lĩnh vực HTCT"),
        ("1- Lĩnh vực KINH TẾ", "2-Lĩnh vực VH-XH", "3 – Lĩnh vực HTCT"),
    ],
)
def test_tables_under_headings_of_several_kinds_all_count(tmp_path: Path, captions: tuple[str, str, str]) -> None:
    first, second, third = captions
    mail = Mail(
        tmp_path,
        f"ĐẢNG ỦY XÃ LIÊM SƠN\n{TITLE}\n"
        + listing(first, "Hũ gạo")
        + listing(f"\n{second}", "Đèn đường")
        + listing(f"\n{third}", "Một cửa", "Chi bộ mẫu"),
        "bc 2024.xlsx",
    )
    assert mail.figures("field") == {"kt": 1, "vhxh": 1, "htct": 2}
    assert not mail.asked


@pytest.mark.parametrize("later", ["II. Lĩnh vực văn hóa - xã hội", "| II | Lĩnh vực văn hóa - xã hội |"])
def test_what_a_title_says_holds_for_the_rows_before_a_group_says_otherwise(later: str) -> None:
    draft = understood(f"""
    DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO LĨNH VỰC KINH TẾ NĂM 2024
    | STT | Tên mô hình |
    | 1 | Hũ gạo |
    {later}
    | 1 | Đèn đường |
    """)
    assert [model.at.get("field") for table in draft.tables for model in table.models] == [("kt",), ("vhxh",)]
    assert not found(draft)


def test_what_a_title_says_is_not_said_of_a_group_that_nobody_knows() -> None:
    draft = understood("""
    DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO LĨNH VỰC KINH TẾ NĂM 2024
    | STT | Tên mô hình |
    | 1 | Hũ gạo |
    | II | Lĩnh vực văn hóa - xã hội |
    | 1 | Đèn đường |
    | III | Lĩnh vực vũ trụ |
    | 1 | Trạm không gian |
    """)
    fields = [model.at.get("field") for table in draft.tables for model in table.models]
    assert fields == [("kt",), ("vhxh",), None]
    assert [code for code, _ in found(draft)] == ["field-unknown"]


def test_a_caption_holds_until_the_next_of_its_rank() -> None:
    draft = understood(
        BOARD
        + listing("I. XÃ LIÊM SƠN\n1. Lĩnh vực kinh tế", "Nuôi ong", "Đan lát")
        + listing("2. Lĩnh vực văn hóa - xã hội", "Hũ gạo")
        + listing("II. XÃ THANH HÀ\n1. Lĩnh vực kinh tế", "Trồng sen")
        + listing("III. XÃ LIÊM PHONG", "Camera")
    )
    assert [(m.name, m.unit_text, m.at.get("field")) for t in draft.tables for m in t.models] == [
        ("Nuôi ong", "XÃ LIÊM SƠN", ("kt",)),
        ("Đan lát", "XÃ LIÊM SƠN", ("kt",)),
        ("Hũ gạo", "XÃ LIÊM SƠN", ("vhxh",)),
        ("Trồng sen", "XÃ THANH HÀ", ("kt",)),
        ("Camera", "XÃ LIÊM PHONG", None),
    ]
    assert not found(draft)


def test_a_new_title_ends_what_captions_said() -> None:
    draft = understood(
        BOARD
        + listing("1. Mô hình tập thể", "Nuôi ong")
        + listing("2. Mô hình cá nhân", "Hũ gạo")
        + listing("DANH SÁCH MÔ HÌNH ĐĂNG KÝ NĂM 2024", "Camera")
    )
    assert [[m.at.get("holder") for m in t.models] for t in draft.tables] == [[("tapthe",), ("canhan",)], [None]]


# --- which members


@pytest.mark.parametrize(
    ("captions", "dimension", "members"),
    [
        (("1. Mô hình tập thể", "2. Mô hình cá nhân"), "holder", ("tapthe", "canhan")),
        (("1. Mô hình mới", "2. Mô hình duy trì"), "origin", ("moi", "duytri")),
        (("1. Cấp huyện", "2. Cấp xã"), "level", ("huyen", "xa")),
        (("Biểu số 1. Mô hình cấp huyện", "Biểu số 2. Mô hình cấp xã"), "level", ("huyen", "xa")),
        (("A. TẬP THỂ", "B. CÁ NHÂN"), "holder", ("tapthe", "canhan")),
        (("Tập thể", "Cá nhân"), "holder", ("tapthe", "canhan")),
    ],
)
def test_matrices_under_one_another_count_for_the_member_of_their_caption(
    tmp_path: Path, captions: tuple[str, str], dimension: str, members: tuple[str, str]
) -> None:
    board = "HUYỆN ỦY THANH LIÊM\nBAN DÂN VẬN\nTỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024\n"
    mail = Mail(tmp_path, board + matrix(captions[0], 5, 2) + matrix(captions[1], 4, 1))
    assert mail.figures(dimension) == dict(zip(members, (10, 8), strict=True))
    assert not mail.asked


@pytest.mark.parametrize(
    "caption",
    ["{letter}) Mô hình trên lĩnh vực {name}", "Lĩnh vực {name}", "Lĩnh vực {name}:", "{n}. Lĩnh vực {name}", "{loud}"],
)
def test_captions_in_a_document_say_the_field_of_their_table(caption: str) -> None:
    head = ["TT", "Tên mô hình"]
    first, second = (
        caption.format(n=n, letter="ab"[n - 1], name=name, loud=name.upper())
        for n, name in enumerate(("kinh tế", "văn hóa - xã hội"), 1)
    )
    draft = document(TITLE, first, [head, ["1", "Nuôi ong"]], second, [head, ["1", "Hũ gạo"], ["2", "Nhà sạch"]])
    assert [m.at.get("field") for t in draft.tables for m in t.models] == [("kt",), ("vhxh",), ("vhxh",)]
    assert not found(draft)


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize(
    ("left", "right", "dimension", "members"),
    [
        ("Lĩnh vực kinh tế", "Lĩnh vực văn hóa - xã hội", "field", ("kt", "vhxh")),
        ("KINH TẾ", "VĂN HÓA - XÃ HỘI", "field", ("kt", "vhxh")),
        ("Cấp huyện", "Cấp xã", "level", ("huyen", "xa")),
        ("Tập thể", "Cá nhân", "holder", ("tapthe", "canhan")),
    ],
)
def test_captions_beside_one_another_say_the_members_of_their_lists(
    left: str, right: str, dimension: str, members: tuple[str, str], *, merged: bool
) -> None:
    over = " < | < |" if merged else " | |"
    draft = understood(
        f"""{TITLE}
| {left} |{over} | {right} |{over}
| TT | Tên mô hình | Đơn vị | | TT | Tên mô hình | Đơn vị |
| 1 | Nuôi ong | Xã Liêm Sơn | | 1 | Hũ gạo | Xã Liêm Sơn |
| 2 | Đan lát | Xã Thanh Hà | | | | |
"""
    )
    assert [m.at.get(dimension) for t in draft.tables for m in t.models] == [(members[0],)] * 2 + [(members[1],)]
    assert not found(draft)


def test_a_line_without_fellows_titles_its_table_as_before() -> None:
    draft = understood(BOARD + listing("Lĩnh vực kinh tế", "Nuôi ong"))
    assert [(t.fixed, [m.at for m in t.models]) for t in draft.tables] == [({"field": ("kt",)}, [{}])]


# --- full titles


@pytest.mark.parametrize("title", ["TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO {}", "BIỂU TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO {}"])
@pytest.mark.parametrize(
    ("titled", "dimension", "members"),
    [
        (("LĨNH VỰC KINH TẾ", "LĨNH VỰC VĂN HÓA - XÃ HỘI"), "field", ("kt", "vhxh")),
        (("TẬP THỂ", "CÁ NHÂN"), "holder", ("tapthe", "canhan")),
        (("CẤP HUYỆN", "CẤP XÃ"), "level", ("huyen", "xa")),
    ],
)
def test_every_matrix_counts_for_the_member_of_its_own_title(
    tmp_path: Path, title: str, titled: tuple[str, str], dimension: str, members: tuple[str, str]
) -> None:
    """Matrices under one another that split by what their titles leave open."""
    first, second = (
        f"""{title.format(one)}
Năm 2024
| STT | Đơn vị | Tổng số | Mới | Duy trì |
| 1 | Xã Liêm Sơn | {count} | {count} | 0 |
| 2 | Xã Liêm Phong | 3 | 1 | 2 |
| | Tổng cộng | {count + 3} | {count + 1} | 2 |

"""
        for one, count in zip(titled, (5, 6), strict=True)
    )
    mail = Mail(tmp_path, "HUYỆN ỦY THANH LIÊM\nBAN DÂN VẬN\n" + first + second)
    assert mail.figures(dimension) == dict(zip(members, (8, 9), strict=True))
    assert not mail.asked


def test_the_second_line_of_a_title_tells_tables_apart_too() -> None:
    first, second = (
        f"TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO\nLĨNH VỰC {field}\nNăm 2024\n| STT | Đơn vị | Tổng số | Mới |\n| 1 | Xã Liêm Sơn | 5 | 2 |\n\n"
        for field in ("KINH TẾ", "VĂN HÓA - XÃ HỘI")
    )
    draft = understood(first + second)
    assert [(table.fixed, len(table.rows)) for table in draft.tables] == [
        ({"field": ("kt",)}, 1),
        ({"field": ("vhxh",)}, 1),
    ]
    assert not found(draft)


def test_matrices_in_a_document_count_each_for_the_field_of_its_title() -> None:
    head = ["TT", "Đơn vị", "Tổng số", "Tập thể", "Cá nhân"]
    title = "TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO LĨNH VỰC {}"
    draft = document(
        title.format("KINH TẾ"),
        [head, ["1", "Xã Liêm Sơn", "3", "2", "1"], ["", "Cộng", "3", "2", "1"]],
        title.format("VĂN HÓA - XÃ HỘI"),
        [head, ["1", "Xã Liêm Sơn", "4", "2", "2"], ["", "Cộng", "4", "2", "2"]],
    )
    assert [(table.fixed, len(table.rows)) for table in draft.tables] == [
        ({"field": ("kt",)}, 1),
        ({"field": ("vhxh",)}, 1),
    ]
    assert not found(draft)


# --- at what stage


def test_each_list_answers_for_the_stage_of_its_caption(tmp_path: Path) -> None:
    names = ("Nuôi ong", "Hũ gạo", "Camera")
    mail = Mail(
        tmp_path,
        BOARD
        + listing("I. MÔ HÌNH ĐĂNG KÝ", *names)
        + listing("II. MÔ HÌNH ĐỀ NGHỊ CÔNG NHẬN", *names[:2])
        + listing("III. MÔ HÌNH ĐƯỢC CÔNG NHẬN", *names[:1]),
    )
    counted = {
        stage: sum(mail.figures("field", "--stage", stage).values()) for stage in ("dangky", "denghi", "congnhan")
    }
    assert counted == {"dangky": 3, "denghi": 2, "congnhan": 1}
    assert not mail.asked


def test_the_layout_shows_captions_as_lines_that_speak_for_the_rows_below() -> None:
    _, (layout,) = read(BOARD + listing("Mô hình tập thể:", "Nuôi ong") + listing("Mô hình cá nhân:", "Hũ gạo"))
    assert [row.number for row in layout.rows if row.row_class == "group"] == [4, 7]


# --- sums to come


SUMMED = ("TỔNG SỐ MÔ HÌNH LĨNH VỰC KINH TẾ", "TỔNG SỐ MÔ HÌNH LĨNH VỰC VĂN HÓA - XÃ HỘI")


@pytest.mark.parametrize("line", ["{}", "| {} | < | < | < |"])
def test_a_title_that_says_what_is_summed_below_is_a_caption_and_no_total(line: str) -> None:
    tables = [
        f"""{line.format(title)}
| STT | Đơn vị | Tập thể | Cá nhân |
| 1 | Xã Liêm Sơn | {held} | 0 |
| 2 | Xã Liêm Phong | {held} | 1 |
"""
        for title, held in zip(SUMMED, (3, 5), strict=True)
    ]
    for gap in ("", "\n"):
        draft = understood(BOARD + gap.join(tables))
        rows = [(row.at["field"], row.figures[0].value) for table in draft.tables for row in table.rows]
        assert rows == [(("kt",), 3)] * 2 + [(("vhxh",), 5)] * 2
        assert (found(draft), [table.statements for table in draft.tables]) == ([], [[], []])


def test_such_a_title_over_a_second_list_begins_it(tmp_path: Path) -> None:
    draft = understood(BOARD + matrix("", 3, 4) + listing(SUMMED[1], "Đường hoa", "Hũ gạo"))
    assert [(table.kind, table.fixed) for table in draft.tables] == [("matrix", {}), ("register", {"field": ("vhxh",)})]


@pytest.mark.parametrize("line", ["Tổng số mô hình lĩnh vực kinh tế: 12", "Tổng số mô hình", "Tổng số: 12 mô hình"])
def test_a_sum_above_the_next_header_still_ends_the_table_before(line: str) -> None:
    draft = understood(BOARD + listing("", "Đường hoa", "Hũ gạo") + listing(line, "Tổ hòa giải"))
    assert [(len(table.models), table.fixed) for table in draft.tables] == [(3, {})]


@pytest.mark.parametrize(
    "captions",
    [
        ("I. KINH TẾ", "II. VĂN HÓA - XÃ HỘI", "III. LĨNH VỰC QUỐC PHÒNG - AN NINH", "IV. XÂY DỰNG HỆ THỐNG CHÍNH TRỊ"),
        ("LĨNH VỰC KINH TẾ", "LĨNH VỰC VĂN HÓA - XÃ HỘI", "LĨNH VỰC QUỐC PHÒNG - AN NINH", "HỆ THỐNG CHÍNH TRỊ"),
        ("I. CẤP HUYỆN", "II. CẤP XÃ"),
        ("V. MÔ HÌNH TẬP THỂ", "VII. MÔ HÌNH CÁ NHÂN"),
    ],
)
@pytest.mark.parametrize("extra", ["Ghi chú", "Tập thể/ cá nhân"])
def test_a_caption_of_a_field_level_or_holder_names_no_unit_whatever_its_number(
    tmp_path: Path, captions: tuple[str, ...], extra: str
) -> None:
    own = f"HUYỆN ỦY THANH LIÊM\nĐẢNG ỦY XÃ LIÊM SƠN\n{TITLE}\n"
    lists = [listing(caption, f"Hũ gạo {n}", f"Nuôi ong {n}") for n, caption in enumerate(captions)]
    lists[1::2] = [one.replace("| Tên mô hình |", f"| Tên mô hình | {extra} |") for one in lists[1::2]]  # other columns
    mail = Mail(tmp_path, own + "\n".join(lists), "bc 2024.xlsx")
    assert (mail.reporters, mail.asked) == ({"Xã Liêm Sơn"}, [])
    assert sum(mail.figures("field").values()) == 2 * len(captions)


# --- what stands between tables

SENTENCE = "Các mô hình nêu trên hoạt động nền nếp, được nhân dân đồng tình ủng hộ."


@pytest.mark.parametrize("above", ["II. LĨNH VỰC VĂN HÓA - XÃ HỘI", None])
@pytest.mark.parametrize("columns", [("STT", "Tên mô hình", "Ghi chú"), ("Tên mô hình", "Đơn vị thực hiện", "Ghi chú")])
@pytest.mark.parametrize("sentence", [SENTENCE, f"{SENTENCE}\nTrên đây là kết quả của đơn vị.", "Trang 2"])
def test_a_sentence_between_tables_of_a_document_is_no_row(
    columns: tuple[str, ...], above: str | None, sentence: str
) -> None:
    numbered = columns[0] == "STT"
    rows = [["1", "Nuôi ong", "Tốt"] if numbered else ["Nuôi ong", "Thôn Đoài", ""], ["2", "Đan lát", ""]]
    rows = rows if numbered else [rows[0], ["Đan lát", "Thôn Đông", "Tốt"]]
    blocks: list[str | list[list[str]]] = [BOARD, TITLE, "I. LĨNH VỰC KINH TẾ", [list(columns), *rows], sentence]
    draft = document(*blocks, *([above] if above else []), [list(columns), *rows], sentence)
    assert [m.name for t in draft.tables for m in t.models] == ["Nuôi ong", "Đan lát"] * 2
    assert not found(draft)


def test_a_sum_and_a_word_of_no_models_between_tables_of_a_document_are_heard() -> None:
    head = ["STT", "Tên mô hình", "Ghi chú"]
    draft = document(TITLE, [head, ["1", "Nuôi ong", ""]], "Tổng cộng: 2 mô hình", [head, ["1", "Hũ gạo", ""]])
    assert [s.stated for t in draft.tables for s in t.statements] == [2]
    assert [t.none_stated for t in document(TITLE, [head], "Không có mô hình").tables] == [True]


@pytest.mark.parametrize("line", ["Trang 2", "Page 2/3", "- Trang 2 -", "Trang số 2", "Page 2 of 3"])
def test_the_number_of_a_page_is_no_row(line: str) -> None:
    register = "| STT | Tên mô hình | Ghi chú |\n| 1 | Nuôi ong | |\n{}\n| 2 | Đan lát | Tốt |"
    matrix = "| TT | Đơn vị | Tổng số |\n| 1 | Xã Liêm Sơn | 3 |\n{}\n| 2 | Xã Thanh Hà | 2 |"
    bare = "| Tên mô hình | Ghi chú |\n| Nuôi ong | Tốt |\n{}\n| Đan lát | Tốt |"
    for table in (register, matrix, bare):
        for drawn in (line, f"| | {line} | |"):
            draft = understood(f"{TITLE}\n{table.format(drawn)}")
            assert [len(t.models) + len(t.rows) for t in draft.tables] == [2]
            assert not found(draft)


def test_groups_numbered_from_one_again_stand_inside_a_caption_numbered_so() -> None:
    draft = understood("""
        DANH SÁCH mô hình “Dân vận khéo” năm 2024
        I. TẬP THỂ
        | STT | Tên mô hình | Ghi chú |
        | I | LĨNH VỰC KINH TẾ | |
        | 1 | Hũ gạo | |
        | II | LĨNH VỰC QUỐC PHÒNG - AN NINH | |
        | 1 | Camera | |
        | II | CÁ NHÂN | |
        | 1 | Nuôi ong | |
        """)
    assert [model.at for model in draft.tables[0].models] == [
        {"field": ("kt",), "holder": ("tapthe",)}, {"field": ("qpan",), "holder": ("tapthe",)}, {"holder": ("canhan",)},
    ]  # fmt: skip
    assert not found(draft)
