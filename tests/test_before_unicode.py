"""Text from before Unicode under a font that tells nothing: made Unicode where it is old, never touched where it is not."""

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

import other_files
from danvan_cli.intake.files.encodings import decoded
from danvan_cli.intake.files.file_kinds import FileKind, kind_of
from danvan_cli.intake.files.legacy_text import _tables, modernise, surely_of
from danvan_cli.intake.files.reading import read
from danvan_cli.units import load
from drawing import draw

ENCODINGS = ("tcvn3", "vni")
ONSETS = re.findall(r"\S+", "b ch c d đ gh gi g h kh k l m ngh ng nh n ph qu r s th tr t v x")
RIMES = re.findall(
    r"\S+",
    "a ach anh ang ac am an ap at oa oach oang oan ăng ăc ăm ăn ăp ăt âng âc âm ân âp ât e ec em en ep et ê êch ênh"
    " êm ên i ich inh im in ip it o ong oc om on op ot ô ông ôc ôm ôn ơ ơm ơn ơp u ung uc um un ut ư ưng ưc ưm y"
    " iêng iêc iêm iên iêt yên uông uôc uôn ương ươc ươm ươn ươt uyên uyêt ia ua ưa ai ao au ay âu ây eo êu iu iêu oi"
    " ôi ơi ui uôi ưi ươi ưu ươu oai oay uy uya uê",
)
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LIST = """
    | DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2024 |
    | TT | Tên mô hình | Đơn vị | Lĩnh vực | Số quyết định |
    | 1 | Tiếng kẻng an ninh | Xã Diễn Kỷ | Kinh tế | 45-QĐ/HU |
    | 2 | Hũ gạo “tình thương” – xóm 3 ✓ | Xã Diễn Mỹ | Văn hóa - xã hội | 46-QĐ/HU |
    | 3 | Tổ tự quản | Xã Hồng | Kinh tế | |
    | | Cộng | 3 | | |
    """


@cache
def letters(encoding: str) -> dict[str, str]:
    """What is meant to what is written."""
    found: dict[str, str] = {}
    for written, meant in _tables()[encoding].items():
        found.setdefault(meant, written)
    return found


def written_in(text: str, encoding: str) -> str:
    """A text as people wrote it in an encoding; TCVN3 has no capitals with tones."""
    known = letters(encoding)
    return "".join(known.get(letter, known.get(letter.lower(), letter)) for letter in text)


def syllables() -> Iterator[str]:
    for onset in ONSETS:
        for rime in RIMES:
            for tone in TONES:
                for place, letter in enumerate(rime):
                    if letter in "aăâeêioôơuưy":
                        yield normalize("NFC", f"{onset}{rime[: place + 1]}{tone}{rime[place + 1 :]}")


@cache
def communes() -> tuple[str, ...]:
    register = load()
    return tuple({register.name_of(code) for era in register.eras for code in era.codes})


def modern(texts: list[str]) -> list[str]:
    raw = [[text] for text in texts]
    modernise(raw, None)
    return [text for (text,) in raw]


# --- real Unicode is never touched


def test_no_vietnamese_syllable_is_taken_for_old_text() -> None:
    for case in (str, str.capitalize, str.upper):
        assert not [text for text in map(case, syllables()) if surely_of(text)]


def test_no_name_of_a_place_is_changed() -> None:
    assert modern(list(communes())) == list(communes())


@given(st.lists(st.lists(st.sampled_from(list(syllables())), min_size=1, max_size=5).map(" ".join), max_size=8))
def test_a_sheet_of_unicode_stays_as_it_is(texts: list[str]) -> None:
    assert modern(texts) == texts


@pytest.mark.parametrize("text", ["Sân bóng 20m×30m", "45-QÐ/HU", "Café Zalo®", "“Nhà” – “Xóm” ✓", "Quán Gò"])
def test_signs_of_every_writing_tell_nothing(text: str) -> None:
    assert modern([text] * 5) == [text] * 5


def test_unicode_among_old_texts_stays() -> None:
    old = [written_in(text, "tcvn3") for text in ("Kinh tế", "Tổ tự quản", "Tiếng kẻng", "Cộng")]
    assert modern([*old, "Xã Ba Tơ", "Hà Nam", "Xã Ba"]) == [
        "Kinh tế", "Tổ tự quản", "Tiếng kẻng", "Cộng", "Xã Ba Tơ", "Hà Nam", "Xã Ba",
    ]  # fmt: skip


# --- old text becomes what it was


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_names_written_of_old_and_read_again_are_themselves(encoding: str) -> None:
    names = [name.lower() for name in communes() if "đăk" not in name.lower()]
    read_again = modern([written_in(name, encoding) for name in names])
    strange = [name for name, again in zip(names, read_again, strict=True) if name != again]
    assert len(strange) < len(names) * 0.03  # names of other tongues: left alone, never mangled
    assert not [name for name in strange if modern([name]) != [name]]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_quotes_ticks_and_abbreviations_do_not_keep_a_sheet_from_being_read(encoding: str) -> None:
    grid = draw(LIST, "Biểu 1")
    raw = [["" if value is None else value for value in row] for row in grid.rows]
    wanted = [[value.lower() if isinstance(value, str) else value for value in row] for row in raw]
    old = [[written_in(value, encoding) if isinstance(value, str) else value for value in row] for row in raw]
    modernise(old, None)
    assert [[value.lower() if isinstance(value, str) else value for value in row] for row in old] == wanted


def test_a_lone_unicode_letter_d_in_an_old_text_decides_nothing() -> None:
    assert modern(["Đ" + written_in("ảng ủy xã Hồng", "tcvn3")]) == ["Đảng ủy xã Hồng"]


# --- whole files


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_text_file_from_before_unicode_is_read(encoding: str, sign: str) -> None:
    text = other_files.delimited(draw(LIST, "CSV"), sign).replace("✓", "x").replace("–", "-")
    content = written_in(text.replace("“", '"').replace("”", '"'), encoding).encode("latin-1")
    (grid,) = read(content)[0]
    assert grid.rows[2][3] == "Kinh tế"
    assert grid.rows[5][1] == "Cộng"


def windows_1258(text: str) -> bytes:
    """Letters with hat or horn, the tone behind them."""
    out = b""
    for letter in text:
        marks = normalize("NFD", letter)
        tone = "".join(mark for mark in marks if mark in TONES)
        base = normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            out += (base + tone).encode("cp1258")
    return out


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_one_field_that_looks_old_does_not_make_a_file_of_windows_1258_old(sign: str) -> None:
    text = other_files.delimited(draw(LIST, "CSV"), sign).replace("✓", "x")
    assert decoded(windows_1258(text)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_files_are_read_with_and_without_a_first_sign(encoding: str) -> None:
    text = other_files.delimited(draw(LIST, "CSV"))
    text += "\r\n" if len(text) % 2 else ""
    (grid,) = read(text.encode(encoding))[0]
    assert grid.rows[4][1] == "Tổ tự quản"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_web_page_in_utf_16_is_read(encoding: str) -> None:
    page = f"<html><head><meta charset='utf-16'></head>{other_files.page(draw(LIST, 'x'))[6:]}".encode(encoding)
    assert kind_of(page) is FileKind.MARKUP
    (grid,) = read(page)[0]
    assert "Kinh tế" in [value for row in grid.rows for value in row]


def test_bytes_with_zeros_are_no_text() -> None:
    assert kind_of(bytes(range(256)) * 20) is FileKind.OTHER
    assert kind_of(b"\x00" * 4096) is FileKind.OTHER
