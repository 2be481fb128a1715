"""What the texts of cells and headings mean: whole texts only, in any order of their words. (domain.md "Aliases")"""

import pytest

from danvan_cli.vocabulary import load

FIELD = load()["field"]


@pytest.mark.parametrize(
    ("member", "texts"),
    [
        ("kt", ("Kinh tế", "LV kinh tế", "Lĩnh vực phát triển kinh tế", "PTKT", "kinh te", "Phát triển KT ở cơ sở")),
        ("vhxh", ("Văn hóa - xã hội", "VĂN HOÁ-XÃ HỘI", "VH - XH", "xã hội, văn hóa", "van hoa xa hoi")),
        ("qpan", ("QP-AN", "An ninh - quốc phòng", "Bảo đảm quốc phòng, an ninh", "Giữ vững an ninh trật tự", "ANTT")),
        (
            "htct",
            ("XD HTCT", "Xây dựng hệ thống chính trị ở cơ sở", "Xây dựng HTCT trong sạch, vững mạnh", "Xây dựng Đảng"),
        ),
    ],
)
def test_a_field_however_it_is_written(member: str, texts: tuple[str, ...]) -> None:
    assert {text: FIELD.match(text) for text in texts} == dict.fromkeys(texts, (member,))


@pytest.mark.parametrize("text", ["Kinh tế - xã hội", "KT-XH", "KT, VHXH", "Văn hóa xã hội và kinh tế"])
def test_a_text_may_name_two_fields(text: str) -> None:
    assert FIELD.match(text) == ("kt", "vhxh")


@pytest.mark.parametrize("text", ["Kinh tế, giảm nghèo", "Môi trường", "ở cơ sở", "vững mạnh", "Kinh tê", ""])
def test_one_word_that_nothing_explains_leaves_a_text_unknown(text: str) -> None:
    """It is asked about, and never guessed."""
    assert FIELD.match(text) is None
