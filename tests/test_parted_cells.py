"""Members of a split that are parted once more, "Kinh tế: Tập thể | Cá nhân": what they make, and what they may not. (counting.md 1)"""

from collections.abc import Mapping

import pytest

from danvan_cli.intake.checks.rules import check
from returned import LIEM_SON, WORDS, Desk, matrix

Figures = Mapping[str, int | None]
OTHERS: Figures = {"field=vhxh": 3, "field=qpan": 2, "field=htct": 1}
FIELDS = {"kt": 4, "vhxh": 3, "qpan": 2, "htct": 1}


def parted(first: int | None, second: int | None, by: tuple[str, str] = ("holder=tapthe", "holder=canhan")) -> Figures:
    """The two parts of KT."""
    return {f"field=kt,{by[0]}": first, f"field=kt,{by[1]}": second}


def asked(figures: Figures) -> list[tuple[str, str | None]]:
    """What is wrong or asked in one row of a matrix, whose figures stand from C10 on."""
    return [(one.code, one.cell) for one in check(matrix(LIEM_SON, [(LIEM_SON, figures)]), WORDS)]


@pytest.mark.parametrize("total", [{"": 10}, {}])
def test_a_field_that_only_its_parts_state_is_what_they_make(desk: Desk, total: Figures) -> None:
    """It was not stated beside a total, and left out of what counts without one."""
    desk.file(matrix(LIEM_SON, [(LIEM_SON, {**total, **parted(3, 1), **OTHERS})]))
    assert desk.figures("field") == FIELDS
    assert desk.figures("holder") == {"tapthe": 3, "canhan": 1, "": 6}
    assert desk.total() == 10
    assert [desk.total(field="kt"), desk.total(holder="tapthe"), desk.total(field="vhxh")] == [4, 3, 3]
    assert desk.total(field="vhxh", holder="tapthe") is None


def test_fields_that_are_parted_by_different_dimensions_are_one_split(desk: Desk) -> None:
    new = {"field=vhxh,origin=moi": 1, "field=vhxh,origin=duytri": 2}
    desk.file(matrix(LIEM_SON, [(LIEM_SON, {"": 10, **parted(3, 1), **new, "field=qpan": 2, "field=htct": 1})]))
    assert desk.figures("field") == FIELDS
    assert desk.figures("origin") == {"moi": 1, "duytri": 2, "": 7}


def test_a_field_s_blank_total_is_what_its_parts_make(desk: Desk) -> None:
    desk.file(matrix(LIEM_SON, [(LIEM_SON, {"": 10, "field=kt": None, **parted(3, 1), **OTHERS})]))
    assert desk.figures("field") == FIELDS


def test_what_is_known_of_all_is_not_taken_from_the_parts_of_one_field(desk: Desk) -> None:
    desk.file(matrix(LIEM_SON, [(LIEM_SON, {"": 10, **parted(3, 1), **OTHERS, "holder=tapthe": 7})]))
    assert desk.figures("field") == FIELDS
    assert desk.figures("holder") == {"tapthe": 7, "": 3}


def test_parts_that_do_not_cover_a_field_are_not_all_of_it(desk: Desk) -> None:
    desk.file(matrix(LIEM_SON, [(LIEM_SON, {"": 10, "field=kt,origin=moi": 3, **OTHERS})]))
    assert desk.figures("field") == {"vhxh": 3, "qpan": 2, "htct": 1, "": 4}


@pytest.mark.parametrize(("total", "code"), [(9, "parts-exceed-whole"), (11, "split-below-base")])
def test_such_a_split_is_held_against_the_total(total: int, code: str) -> None:
    assert asked({"": total, **parted(3, 1), **OTHERS}) == [(code, "C10")]
    assert asked({"": 10, **parted(3, 1), **OTHERS}) == []


@pytest.mark.parametrize("by", [("holder=tapthe", "holder=canhan"), ("origin=moi", "origin=duytri")])
def test_parts_of_one_cell_are_never_more_than_it(by: tuple[str, str]) -> None:
    """3 + 2 of 4 were taken in without a word: each alone is less than 4."""
    assert asked({"": 10, "field=kt": 4, **parted(3, 2, by), **OTHERS}) == [("parts-exceed-whole", "D10")]
    assert asked({"": 10, "field=kt": 4, **parted(3, 1, by), **OTHERS}) == []


def test_fields_whose_parts_make_the_total_together_are_each_held_against_their_own() -> None:
    others = {"field=vhxh": 3, "field=qpan": 2, "field=htct": 1, "field=vhxh,holder=tapthe": 2,
              "field=vhxh,holder=canhan": 0, "field=qpan,holder=tapthe": 2, "field=qpan,holder=canhan": 0,
              "field=htct,holder=tapthe": 0, "field=htct,holder=canhan": 1}  # fmt: skip
    assert asked({"": 10, "field=kt": 4, **parted(3, 2), **others}) == [("parts-exceed-whole", "D10")]
    assert asked({"": 9, "field=kt": 4, **parted(3, 1), **others | {"field=vhxh": 2}}) == []


def test_a_part_that_exceeds_its_cell_alone_is_told_once() -> None:
    assert asked({"": 10, "field=kt": 4, **parted(5, 1), **OTHERS}) == [("cell-exceeds-cell", "E10")]


@pytest.mark.parametrize("rest", [None, 1])
def test_parts_that_cover_their_cell_and_make_less_are_asked(rest: int | None) -> None:
    """A blank beside them is not reported: then nothing says that they should make it."""
    asks = [("split-below-base", "D10")] if rest else []
    assert asked({"": 10, "field=kt": 4, **parted(2, rest), **OTHERS}) == asks


def test_new_ones_of_each_field_need_not_make_it() -> None:
    new = {"field=kt,origin=moi": 1, "field=vhxh,origin=moi": 0}
    assert asked({"": 10, "field=kt": 4, **OTHERS, **new}) == []
