"""Hints that would solve a finding: named where one or two cells explain a sum, and only then; never applied."""

import pytest

from danvan_cli.intake.mending import member_like, mends_of, name_like
from danvan_cli.vocabulary import load
from drawing import understood

WORDS = load()


@pytest.mark.parametrize(
    ("parts", "stated", "told"),
    [
        ({"C7": 12, "C8": 5}, 26, "C7 là 21 thay vì 12"),
        ({"C7": 12, "C8": 50}, 26, "C9 là 62 thay vì 26"),
        ({"C7": 2, "C8": 51}, 2051, "C7 là 2.000 thay vì 2"),
        ({"C7": 7, "C8": 50, "C9": 31}, 119, "hai lần C9 (31)"),
        ({"C7": 7, "C8": 50, "C9": 31}, 81, "thiếu C7 (7)"),
        ({"C7": 9, "C8": 12, "C9": 23, "C10": 34}, 87, "hai lần C7 (9)."),  # and three rows that may be swapped
        ({"C7": 100, "C8": 16}, 611, "C9 là 116 thay vì 611"),
        ({"C7": 611, "C8": 5}, 121, "C7 là 116 thay vì 611"),
    ],
)
def test_the_cell_that_would_make_a_total_right_is_named(parts: dict[str, int], stated: int, told: str) -> None:
    assert told in mends_of(list(parts.items()), stated, f"C{7 + len(parts)}")


def test_nothing_is_named_where_nothing_or_too_much_would_explain_it() -> None:
    assert mends_of([("C7", 4), ("C8", 5)], 100, "C9") == ""
    assert mends_of([(f"C{row}", 1) for row in range(7, 17)], 9, "C17") == ""


def test_a_failing_total_is_told_with_its_hint_and_stays_as_it_is() -> None:
    draft = understood("""
        | TT | Đơn vị | Tổng số | KT | VHXH |
        | 1 | Xã A | 12 | 10 | 2 |
        | 2 | Xã B | 5 | 4 | 1 |
        | | Tổng cộng | 26 | 14 | 3 |
        """)
    (found,) = [found for found in draft.findings if found.code == "stated-total-differs"]
    assert "C2 là 21 thay vì 12" in found.hint
    assert draft.tables[0].rows[0].figures[0].value == 12


@pytest.mark.parametrize(("text", "meant"), [("Kinh tê", "Kinh tế"), ("Văn hoá xả hội", "Văn hóa - xã hội")])
def test_a_mistyped_field_is_asked_with_the_name_it_is_like(text: str, meant: str) -> None:
    assert meant in member_like("field", text, WORDS)
    assert member_like("field", "Chuyện khác hẳn", WORDS) == ""


def test_a_name_like_a_unit_is_suggested_and_never_taken() -> None:
    names = ("Xã Liêm Sơn", "Xã Ba Tơ", "Xã Ba Tô")
    assert name_like("xã Liêm Sơnn", names) == "Có phải là “Xã Liêm Sơn”?"
    assert name_like("xã Ba Ta", names).count("“") == 2


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Xã Diễn Lạ Hoắc", None),
        ("Xã Diễn Thanh Bình", None),
        ("Xã Diễn Phuc", "Xã Diễn Phúc"),
        ("x. Diễn Phúcc", "Xã Diễn Phúc"),
        ("TT DiễnPhúc", "Xã Diễn Phúc"),
    ],
)
def test_a_unit_is_suggested_only_where_its_own_words_are_near(text: str, meant: str | None) -> None:
    names = ("Xã Diễn Phúc", "Xã Diễn Hoa", "Xã Diễn Thành")
    assert name_like(text, names) == (f"Có phải là “{meant}”?" if meant else "")


# --- one row or one column off


def hints_of(table: str) -> dict[str | None, str]:
    return {
        found.cell: str(found.seen.get("mend", ""))
        for found in understood(table).findings
        if found.code == "stated-total-differs"
    }


def test_totals_of_groups_that_slipped_by_a_row_are_named() -> None:
    told = hints_of("""
        | TT | Đơn vị | Tổng số | KT | VHXH |
        | I | KHỐI XÃ | 31 | 17 | 14 |
        | 1 | Xã A | 12 | 7 | 5 |
        | 2 | Xã B | 8 | 3 | 5 |
        | II | KHỐI CƠ QUAN | 20 | 10 | 10 |
        | 1 | Công an | 17 | 9 | 8 |
        | 2 | Quân sự | 14 | 8 | 6 |
        | | Tổng cộng | 51 | 27 | 24 |
        """)
    assert told["C2"] == "C2 (31) bằng đúng tổng phải có ở C5: các dòng tổng bị lệch?"
    assert told["C5"] == "C5 (20) bằng đúng tổng phải có ở C2: các dòng tổng bị lệch?"


def test_a_row_whose_figures_slipped_by_a_column_is_named() -> None:
    told = hints_of("""
        | TT | Đơn vị | KT | VHXH | QPAN | HTCT |
        | 1 | Xã A | 7 | 15 | 2 | 4 |
        | 2 | Xã B | | 23 | 11 | 6 |
        | 3 | Xã C | 9 | 18 | 5 | 1 |
        | | Tổng cộng | 39 | 44 | 13 | 5 |
        """)
    assert set(told.values()) == {"nếu dời số liệu của dòng có ô C3 sang trái một cột thì các tổng đúng"}


def test_no_slip_is_named_where_it_would_not_make_all_totals_right() -> None:
    told = hints_of("""
        | TT | Đơn vị | KT | VHXH | QPAN | HTCT |
        | 1 | Xã A | 7 | 15 | 2 | 4 |
        | 2 | Xã B | | 23 | 11 | 6 |
        | | Tổng cộng | 30 | 27 | 9 | 5 |
        """)
    assert not [text for text in told.values() if "một cột" in text]
