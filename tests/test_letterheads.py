"""A letterhead inside a table, at its top or printed again at a page break, is no row of it. (domain.md "How returns look")"""

import pytest

import other_files
from danvan_cli.intake.files.reading import read as read_file
from danvan_cli.intake.grid import Grid
from danvan_cli.intake.sheets.layout import RowClass
from drawing import draw, found, read, understood

STATE = """
| UBND HUYỆN THANH LIÊM | < | < | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM | < | < | < |
| UBND XÃ LIÊM SƠN | < | < | Độc lập - Tự do - Hạnh phúc | < | < | < |
| Số: 45/BC-UBND | < | < | Liêm Sơn, ngày 05 tháng 12 năm 2024 | < | < | < |"""
PARTY = """
| HUYỆN ỦY THANH LIÊM | < | < | < | < | < | < |
| ĐẢNG ỦY XÃ LIÊM SƠN | < | < | ĐẢNG CỘNG SẢN VIỆT NAM | < | < | < |
| * | < | < | Liêm Sơn, ngày 05 tháng 12 năm 2024 | < | < | < |"""
TITLE = """
| DANH SÁCH | < | < | < | < | < | < |
| mô hình “Dân vận khéo” năm 2024 | < | < | < | < | < | < |"""
REGISTER = (
    """
| STT | Tên mô hình | Lĩnh vực | Đơn vị thực hiện | Loại hình | Năm | Ghi chú |""",
    """
| 1 | Nuôi ong | Kinh tế | Thôn Đoài | Tập thể | 2024 | |
| 2 | Hũ gạo | VHXH | Thôn Đông | Tập thể | 2024 | |""",
    """
| 3 | Đường hoa | VHXH | Thôn Đông | Cá nhân | 2024 | |
| | Tổng cộng: 3 mô hình | | | | | |""",
)
MATRIX = (
    """
| TT | Đơn vị | Tổng số | Lĩnh vực | < | < | < |
| ^ | ^ | ^ | KT | VHXH | QPAN | HTCT |""",
    """
| 1 | Hội Nông dân | 10 | 4 | 3 | 2 | 1 |""",
    """
| 2 | Đoàn Thanh niên | 3 | 1 | 1 | 1 | 0 |
| | Tổng cộng | 13 | 5 | 4 | 3 | 1 |""",
)


def counted(*drawings: str | Grid) -> tuple[list[int], list[tuple[str, str | None]]]:
    """The models, or rows of figures, of each table, and what was found."""
    draft = understood(*drawings)
    return [len(table.models) + len(table.rows) for table in draft.tables], found(draft)


@pytest.mark.parametrize("table", [REGISTER, MATRIX])
@pytest.mark.parametrize("letterhead", [STATE, PARTY])
@pytest.mark.parametrize(
    "page_break",
    [
        "{letterhead}{head}",
        "{letterhead}{title}{head}",
        "{letterhead}",
        "\n| |{letterhead}\n| |{title}\n| |{head}\n| |",
    ],
)
def test_a_letterhead_printed_again_at_a_page_break_is_no_row(
    table: tuple[str, str, str], letterhead: str, page_break: str
) -> None:
    head, above, below = table
    between = page_break.format(letterhead=letterhead, title=TITLE, head=head)
    rows = len([line for line in (above + below).split("\n") if line]) - 1
    assert counted(letterhead + TITLE + head + above + between + below) == ([rows], [])


def test_a_letterhead_printed_again_with_another_date_is_no_row() -> None:
    head, above, below = REGISTER
    again = STATE.replace("05 tháng", "06 tháng")
    assert counted(STATE + TITLE + head + above + again + head + below) == ([3], [])


def test_a_letterhead_over_the_next_table_is_its_head_and_no_row_of_the_one_before() -> None:
    register, matrix = "".join(REGISTER), "".join(MATRIX)
    signed = "\n| Nơi nhận: | < | < | TM. ỦY BAN NHÂN DÂN | < | < | < |"
    draft, layouts = read(f"{STATE}{TITLE}{register}{signed}{PARTY}\n| BIỂU TỔNG HỢP MÔ HÌNH | < | < |{matrix}")
    assert [len(table.models) + len(table.rows) for table in draft.tables] == [3, 2]
    assert found(draft) == []
    assert "ĐẢNG ỦY XÃ LIÊM SƠN" in [text for _, text in draft.tables[1].head]
    assert len(layouts[0].tables) == 2


def test_the_letterhead_of_another_body_over_the_same_headings_opens_a_table_of_its_own() -> None:
    head, above, below = REGISTER
    other = STATE.replace("LIÊM SƠN", "LIÊM TÚC")
    draft = understood(STATE + TITLE + head + above + other + TITLE + head + below.replace(": 3", ": 1"))
    assert [len(table.models) for table in draft.tables] == [2, 1]
    assert "UBND XÃ LIÊM TÚC" in [text for _, text in draft.tables[1].head]


@pytest.mark.parametrize(
    "letterhead",
    [
        "\nHUYỆN ỦY THANH LIÊM\nĐẢNG ỦY XÃ {name}\n*",
        "\nHUYỆN ỦY THANH LIÊM\nĐẢNG ỦY XÃ {name}\nSố 12-BC/ĐU\nngày 05 tháng 12 năm 2024",
        "\nHUYỆN ỦY THANH LIÊM ĐẢNG CỘNG SẢN VIỆT NAM\nĐẢNG ỦY XÃ {name}\nSố 12-BC/ĐU Liêm Túc, ngày 05 tháng 12 năm 2024",
    ],
)
@pytest.mark.parametrize("signed", ["", "\n| Nơi nhận: | < | < | TM. ỦY BAN NHÂN DÂN | < | < | < |"])
def test_a_plain_letterhead_of_another_body_opens_a_table_of_its_own_too(letterhead: str, signed: str) -> None:
    head, above, below = REGISTER
    one, other = (letterhead.format(name=name) for name in ("LIÊM SƠN", "LIÊM TÚC"))
    draft = understood(one + TITLE + head + above + signed + other + TITLE + head + below.replace(": 3", ": 1"))
    assert [len(table.models) for table in draft.tables] == [2, 1]
    assert "ĐẢNG ỦY XÃ LIÊM TÚC" in [text for _, text in draft.tables[1].head]


def test_a_row_that_repeats_a_line_of_the_head_without_a_letterhead_around_it_is_read_like_any_other() -> None:
    head, above, below = REGISTER
    title = "\n| Xã Liêm Sơn | < | < | < | < | < | < |" + TITLE
    layout = read(title + head + above + "\n| Xã Liêm Sơn | < | < | < | < | < | < |" + below)[1][0]
    assert layout.classes[6] == (RowClass.GROUP, "")


def test_a_letterhead_in_a_table_of_its_own_between_two_pages_of_a_document_is_no_row() -> None:
    letterhead = draw(
        "| UBND HUYỆN THANH LIÊM\\nUBND XÃ LIÊM SƠN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n| Số: 45/BC-UBND | Liêm Sơn, ngày 05 tháng 12 năm 2024 |"
    )
    head, above, below = REGISTER
    content = other_files.word(letterhead, "DANH SÁCH MÔ HÌNH", draw(head + above), letterhead, draw(head + below))
    assert counted(read_file(content)[0][0]) == ([3], [])
