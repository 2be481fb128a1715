"""Of which total a split is, where only the total says its stage: columns behind it, rows under it. (counting.md 1, 3)"""

import pytest

from danvan_cli.vocabulary import Coordinates
from drawing import found, understood

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
