"""Vietnamese text: cleaned once, folded for matching, sorted by the alphabet."""

from decimal import Decimal

import pytest

from danvan_cli.vietnamese import bare, clean, enumerated, fold, has_accents, number, share, sort_key


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("Kinh\u00a0 tế\n", "Kinh tế"),
        ("Kinh te\u0302\u0301", "Kinh tế"),
        ("Kinh te\u0301\u0302", "Kinh tế"),
        ("\u00d0oàn", "Đoàn"),
        ("Đo\u200bàn", "Đoàn"),
        ("plain  text", "plain text"),
        ("A \u2010 B \u2011 C \u2012 D \u2015 E \u2212 F \u207b G", "A - B - C - D - E - F - G"),
    ],
)
def test_texts_are_seen_as_people_see_them(typed: str, seen: str) -> None:
    assert clean(typed) == seen


def test_tone_placement_dashes_and_case_do_not_matter_for_matching() -> None:
    assert fold("Hòa - THỦY") == fold("hoà thuỷ")
    assert fold("Ba Tô") != fold("Ba Tơ")
    assert bare("Ba Tô") == bare("Ba Tơ") == "ba to"
    assert has_accents("Đất")
    assert not has_accents("Kinh te")


def test_the_alphabet_puts_shapes_before_tones() -> None:
    ordered = ["An", "Ăn", "Ân", "Ba", "Bà", "Bá Đông", "Da", "Đa", "Ea", "Ê", "Ơ", "Ư"]
    assert sorted(["Ư", "Ơ", "Ê", "Ea", "Đa", "Da", "Bá Đông", "Bà", "Ba", "Ân", "Ăn", "An"], key=sort_key) == ordered


@pytest.mark.parametrize(
    ("names", "label"),
    [
        (["Xã"], "Xã"),
        (["Huyện", "Xã"], "Huyện và xã"),
        (["Kinh tế", "Văn hóa - xã hội", "QP-AN"], "Kinh tế, văn hóa - xã hội và QP-AN"),
    ],
)
def test_merged_names_are_one_label(names: list[str], label: str) -> None:
    assert enumerated(names, "và") == label


def test_numbers_are_printed_with_points() -> None:
    assert number(1597) == "1.597"
    assert number(-1597) == "-1.597"


def test_a_small_decrease_keeps_its_sign() -> None:
    assert [number(Decimal(change)) for change in ("-0.4", "-1.5", "0.4", "-0.0")] == ["-0,4", "-1,5", "0,4", "0"]


def test_any_text_has_its_place_in_the_alphabet() -> None:
    assert sort_key("Hũ gạo") < sort_key("Hũ gạo" + "\u0301" * 3)
    assert sort_key("\u0301")
    assert sort_key("")


def test_shares_are_rounded_as_offices_round() -> None:
    assert [str(share(part, whole)) for part, whole in ((5, 16), (-5, 16), (1, 400), (3, 2), (0, 7))] == [
        "31.3",
        "-31.3",
        "0.3",
        "150",
        "0",
    ]
