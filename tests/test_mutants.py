"""Two thousand damaged files: each is read or refused, and danvan fails on none. (hostile.md; 50,000: scripts/mutants.py)"""

from collections import Counter

from drawing import draw
from mutants import mutants, originals, outcome, verdicts
from other_files import delimited, old_workbook, open_document, page, word

LIST = draw("""
ĐẢNG ỦY XÃ LIÊM SƠN, HUYỆN THANH LIÊM, TỈNH HÀ NAM
DANH SÁCH mô hình “Dân vận khéo” năm 2024
| STT | Tên mô hình | Lĩnh vực | Loại hình |
| 1 | Hũ gạo | Kinh tế | Tập thể |
| 2 | Ánh sáng | Văn hóa - xã hội | Cá nhân |
| 3 | Tổ tự quản | Quốc phòng - an ninh | Tập thể |
| Tổng cộng | 3 | | |
""")
OTHERS = [
    old_workbook(LIST), open_document(LIST), word(LIST), page(LIST).encode(), delimited(LIST).encode("utf-8-sig"),
]  # fmt: skip


def survived(files: list[bytes], count: int) -> None:
    """Every mutant is read or refused; the damage is felt, and does not end everything at the door."""
    found: Counter[str] = Counter()
    for content, said in verdicts(mutants(files, count, seed=2026), count):
        assert not said.startswith("failed"), (content, said)
        found[said] += 1
    assert found.total() == count
    assert min(found["refused"], found["read"]) > count // 10


def test_no_damage_to_a_workbook_makes_danvan_fail() -> None:
    files = originals()
    assert len(files) > 20
    survived(files, 1_400)


def test_no_damage_to_a_file_of_another_kind_makes_danvan_fail() -> None:
    assert {outcome(one, "Xã Liêm Sơn.xlsx") for one in OTHERS} == {"read"}
    survived(OTHERS, 600)
