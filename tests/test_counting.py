"""The cases of counting.md, one test each: what counts, exactly."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from danvan_cli.ledger import store
from danvan_cli.ledger.asking import open_questions
from danvan_cli.ledger.deciding import Given, Setting, decide
from danvan_cli.ledger.standing import stated
from danvan_cli.returns import Return
from danvan_cli.tables.inquiry import Inquiry
from danvan_cli.tables.origins import with_sources
from danvan_cli.tables.selection.selectors import Selectors, parse_by
from danvan_cli.tables.trace import trace
from returned import HA_NAM, KIM_BANG, LIEM_SON, LIEM_TUC, THANH_HA, THANH_LIEM, UNITS, Desk, at, body, matrix, register


def names(count: int, stem: str = "Mô hình") -> list[str]:
    return [f"{stem} số {number}" for number in range(1, count + 1)]


def _by_members(
    dimension: str,
    dated: date | None = None,
    whose: str = LIEM_SON,
    fixed: Mapping[str, tuple[str, ...]] | None = None,
    /,
    **figures: int,
) -> Return:
    """A commune's table with the members of one dimension down the side; or another's ("351 below")."""
    sender, *_ = whose.split()
    return matrix(sender, [(f"{whose} {dimension}={member}", {"": count}) for member, count in figures.items()],
                  dated=dated, fixed=fixed)  # fmt: skip


class TestBasesAndMargins:
    def test_fields_below_their_total_leave_the_rest_not_stated(self, desk: Desk) -> None:
        figures = {"": 385, "field=kt": 10, "field=vhxh": 24, "field=qpan": 10, "field=htct": 11,
                   "block=xaphuong": 366, "block=coquan": 19}  # fmt: skip
        desk.file(matrix(KIM_BANG, [(f"{KIM_BANG} below", figures)]))
        assert desk.figures("field") == {"kt": 10, "vhxh": 24, "qpan": 10, "htct": 11, "": 330}
        assert desk.figures("block") == {"xaphuong": 366, "coquan": 19}
        assert desk.total() == 385
        assert desk.total(field="none") == 330
        assert desk.total(block="coquan") == 19

    def test_new_ones_by_field_are_a_margin_of_all(self, desk: Desk) -> None:
        desk.file(
            matrix(HA_NAM, [(f"{HA_NAM} below", {
                "": 1597, "level=tinh": 127, "level=huyen+xa": 1470,
                "origin=moi,field=htct": 27, "origin=moi,field=kt": 40, "origin=moi,field=vhxh": 172,
            })]),
        )  # fmt: skip
        assert desk.figures("level") == {"tinh": 127, "huyen+xa": 1470}
        assert desk.figures("field") == {"": 1597}
        assert desk.figures("field", origin="moi") == {"kt": 40, "vhxh": 172, "htct": 27}
        assert (desk.total(), desk.total(origin="moi")) == (1597, 239)
        assert desk.total(origin="moi", field="qpan") is None

    def test_new_ones_in_a_file_of_their_own_are_a_margin_too(self, desk: Desk) -> None:
        desk.file(
            matrix(HA_NAM, [(f"{HA_NAM} below", {"": 1597, "level=tinh": 127, "level=huyen+xa": 1470})]),
            matrix(HA_NAM, [(f"{HA_NAM} below", {"field=htct": 27, "field=kt": 40, "field=vhxh": 172})],
                   fixed=at(origin="moi")),
        )  # fmt: skip
        assert desk.total() == 1597
        assert desk.figures("level") == {"tinh": 127, "huyen+xa": 1470}
        assert desk.figures("field", origin="moi") == {"kt": 40, "vhxh": 172, "htct": 27}
        assert desk.total(origin="moi") == 239

    @pytest.mark.parametrize("reverse", [False, True])
    def test_one_paper_by_field_and_one_by_holder_part_one_total(self, desk: Desk, *, reverse: bool) -> None:
        """Two small tables of one day with members down the side had counted 6 for 3 without a word."""
        papers = [_by_members("holder", tapthe=2, canhan=1), _by_members("field", kt=2, vhxh=1, qpan=0, htct=0)]
        desk.file(*(reversed(papers) if reverse else papers))
        assert (desk.total(), desk.told) == (3, [])
        assert desk.figures("field") == {"kt": 2, "vhxh": 1, "qpan": 0, "htct": 0}
        assert desk.figures("holder") == {"tapthe": 2, "canhan": 1}
        assert desk.total(holder="canhan") == 1

    def test_papers_of_one_day_that_part_one_total_otherwise_and_differ_are_asked_about(self, desk: Desk) -> None:
        desk.file(_by_members("holder", tapthe=2, canhan=2), _by_members("field", kt=2, vhxh=1, qpan=0, htct=0))
        assert (desk.total(), desk.told) == (None, ["same-date-differs"])

    @pytest.mark.parametrize(
        ("days", "total", "asked"),
        [((5, 9), 3, []), ((9, 5), 4, []), ((5, 5), None, ["same-date-differs"])],
        ids=["corrected", "outdated", "of one day"],
    )
    def test_members_down_the_side_are_the_same_paper_as_columns(
        self, desk: Desk, days: tuple[int, int], total: int | None, asked: list[str]
    ) -> None:
        """A newer table with fields down the side had counted nothing beside an older one with fields as columns."""
        columns, rows = (date(2024, 12, day) for day in days)
        whole = {"": 4, "field=kt": 2, "field=vhxh": 2, "field=qpan": 0, "field=htct": 0}
        desk.file(
            matrix(LIEM_SON, [(LIEM_SON, whole)], dated=columns),
            _by_members("field", rows, kt=2, vhxh=1, qpan=0, htct=0),
        )
        assert (desk.total(), desk.told) == (total, asked)

    def test_a_few_members_of_a_total_lie_inside_it_whatever_they_make(self, desk: Desk) -> None:
        desk.file(matrix(LIEM_SON, [(LIEM_SON, {"": 4})]), _by_members("field", kt=2, vhxh=1))
        assert (desk.total(), desk.told) == (4, [])
        assert desk.figures("field") == {"kt": 2, "vhxh": 1, "": 1}

    def test_a_commune_s_levels_and_fields_part_one_total(self, desk: Desk) -> None:
        desk.file(_by_members("level", huyen=1, xa=2), _by_members("field", kt=2, vhxh=1, qpan=0, htct=0))
        assert (desk.total(), desk.told) == (3, [])
        assert desk.figures("level") == {"huyen": 1, "xa": 2}

    @pytest.mark.parametrize("whose", [body("Hội Liên hiệp Phụ nữ", THANH_LIEM), f"{THANH_LIEM} below"])
    @pytest.mark.parametrize(
        ("day", "dimension", "figures", "total", "asked"),
        [
            (5, "field", {"kt": 2, "vhxh": 1, "qpan": 0, "htct": 0}, 3, []),
            (5, "field", {"kt": 1, "vhxh": 1, "qpan": 0, "htct": 0}, 3, ["inside-exceeds-whole"]),
            (9, "field", {"kt": 1, "vhxh": 0, "qpan": 0, "htct": 0}, 3, ["inside-exceeds-whole"]),
            (5, "holder", {"tapthe": 3, "canhan": 1}, 4, []),
        ],
    )
    def test_levels_lie_in_the_total_that_a_union_or_district_parts_otherwise_in_another_paper(
        self, desk: Desk, whose: str, day: int, dimension: str, figures: dict[str, int], total: int, asked: list[str]
    ) -> None:
        """Where they differed a union's were added up; a district's fields were dropped."""
        levels = _by_members("level", date(2024, 12, 5), whose, huyen=1, xa=2)
        desk.file(levels, _by_members(dimension, date(2024, 12, day), whose, **figures))
        assert (desk.total(), desk.told) == (total, asked)

    @pytest.mark.parametrize(
        ("day", "blocks", "total", "asked"),
        [
            (5, {"xaphuong": 11, "coquan": 2}, 13, []),
            (5, {"xaphuong": 11, "coquan": 1}, None, ["same-date-differs"]),
            (9, {"xaphuong": 11, "coquan": 1}, 12, []),
        ],
        ids=["agree", "of one day", "corrected"],
    )
    def test_a_district_s_levels_and_blocks_part_one_total(
        self, desk: Desk, day: int, blocks: dict[str, int], total: int | None, asked: list[str]
    ) -> None:
        """Where they differed the row that was largest had taken the place of the other table, whose total was larger."""
        levels = _by_members("level", date(2024, 12, 5), f"{THANH_LIEM} below", huyen=3, xa=10)
        desk.file(levels, _by_members("block", date(2024, 12, day), f"{THANH_LIEM} below", **blocks))
        assert (desk.total(), desk.told) == (total, asked)

    @pytest.mark.parametrize("reverse", [False, True])
    def test_new_ones_by_holder_lie_in_the_total_of_all_by_field(self, desk: Desk, *, reverse: bool) -> None:
        """They lay in none of the rows "Kinh tế", "VH-XH", …, so 31 counted for 22 without a word."""
        fields = _by_members("field", kt=12, vhxh=5, qpan=3, htct=2)
        papers = [fields, _by_members("holder", None, LIEM_SON, at(origin="moi"), tapthe=7, canhan=2)]
        desk.file(*(reversed(papers) if reverse else papers))
        assert (desk.total(), desk.told) == (22, [])
        assert desk.figures("field") == {"kt": 12, "vhxh": 5, "qpan": 3, "htct": 2}
        assert desk.figures("origin") == {"moi": 9, "": 13}
        assert desk.figures("holder", origin="moi") == {"tapthe": 7, "canhan": 2}

    def test_a_newer_table_of_all_takes_the_older_one_s_place_beside_new_ones(self, desk: Desk) -> None:
        days = date(2024, 12, 5), date(2024, 12, 9)
        desk.file(
            *(_by_members("field", day, kt=kt, vhxh=5, qpan=3, htct=2) for kt, day in zip((12, 11), days, strict=True))
        )
        desk.file(_by_members("holder", None, LIEM_SON, at(origin="moi"), tapthe=7, canhan=2))
        assert (desk.total(), desk.told) == (21, [])
        assert desk.figures("origin") == {"moi": 9, "": 12}

    def test_more_new_ones_than_all_are_asked_about(self, desk: Desk) -> None:
        desk.file(
            _by_members("field", kt=2, vhxh=1, qpan=0, htct=0),
            _by_members("holder", None, LIEM_SON, at(origin="moi"), tapthe=4, canhan=1),
        )
        assert desk.told == ["inside-exceeds-whole"]

    def test_new_ones_by_field_lie_in_the_rows_of_all_by_field(self, desk: Desk) -> None:
        fields = _by_members("field", kt=12, vhxh=5, qpan=3, htct=2)
        desk.file(fields, _by_members("field", None, LIEM_SON, at(origin="moi"), kt=4, vhxh=3, qpan=1, htct=1))
        assert (desk.total(), desk.told) == (22, [])
        assert desk.figures("field,origin")["kt moi"] == 4
        assert desk.figures("field,origin")["kt "] == 8

    @pytest.mark.parametrize(
        ("first", "second", "total"),
        [
            ({"origin": "duytri"}, {"origin": "moi"}, 31),  # neither holds the other
            ({"field": "kt"}, {"field": "vhxh"}, 31),
        ],
    )
    def test_tables_of_different_members_add_up(
        self, desk: Desk, first: dict[str, str], second: dict[str, str], total: int
    ) -> None:
        desk.file(
            _by_members("level", None, LIEM_SON, at(**first), huyen=12, xa=10),
            _by_members("holder", None, LIEM_SON, at(**second), tapthe=7, canhan=2),
        )
        assert (desk.total(), desk.told) == (total, [])

    def test_a_list_of_individuals_of_another_paper_lies_in_the_total_by_field(self, desk: Desk) -> None:
        persons = register(LIEM_SON, names(3), fixed=at(holder="canhan"))
        desk.file(_by_members("field", kt=12, vhxh=5, qpan=3, htct=2), persons)
        assert (desk.total(), desk.told) == (22, [])
        assert desk.figures("holder") == {"canhan": 3, "": 19}

    def test_villages_and_fields_down_the_side_part_one_total(self, desk: Desk) -> None:
        villages = matrix(LIEM_SON, [(LIEM_SON, {"": 2}), (LIEM_SON, {"": 1})])
        desk.file(villages, _by_members("field", kt=2, vhxh=1, qpan=0, htct=0))
        assert (desk.total(), desk.told) == (3, [])
        assert desk.figures("field") == {"kt": 2, "vhxh": 1, "qpan": 0, "htct": 0}

    @pytest.mark.parametrize(("count", "asked"), [(2, []), (5, ["register-matrix-differ"])])
    def test_a_row_of_one_field_is_compared_with_what_the_list_names_of_it(
        self, desk: Desk, count: int, asked: list[str]
    ) -> None:
        """A list of 3, 2 of them kinh tế, beside the one figure "Kinh tế 2" had been asked about: 3 or 2?"""
        rows = [("Hũ gạo", {"field": "kt"}), ("Nuôi ong", {"field": "kt"}), ("Bếp ấm", {"field": "vhxh"})]
        desk.file(register(LIEM_SON, rows), _by_members("field", kt=count))
        assert (desk.total(), desk.told) == (3, asked)

    @pytest.mark.parametrize("others", [1, 7])
    def test_where_the_figure_of_one_field_is_right_the_list_names_those_of_the_others(
        self, desk: Desk, tmp_path: Path, others: int
    ) -> None:
        """The figure took the place of the whole list: the model of another field was gone."""
        rows = [("Hũ gạo", {"field": "kt"}), *((name, {"field": "vhxh"}) for name in names(others))]
        desk.file(register(LIEM_SON, rows), _by_members("field", kt=5))
        (question,) = open_questions(desk.ledger)
        given = Given(question.key, "matrix", question.finding, question.places[0].path)
        decide(desk.ledger, [given], "Lan", Setting(tmp_path))
        assert desk.figures("field") == {"kt": 5, "vhxh": others}
        assert (desk.total(), desk.total(stage="dangky")) == (5 + others, 5 + others)

    def test_a_newer_paper_by_field_takes_the_place_of_one_by_holder(self, desk: Desk) -> None:
        first, last = date(2024, 12, 5), date(2024, 12, 9)
        desk.file(_by_members("field", last, kt=2, vhxh=2), _by_members("holder", first, tapthe=2, canhan=1))
        assert (desk.total(), desk.told) == (4, [])

    def test_new_ones_of_one_field_only_are_shown_by_origin_as_those_of_several_are(self, desk: Desk) -> None:
        whole = {"": 14, "field=kt": 6, "field=vhxh": 8}
        desk.file(
            matrix(THANH_LIEM, [
                (LIEM_SON, {**whole, "origin=moi,field=kt": 2, "origin=moi,field=vhxh": 1}),
                (LIEM_TUC, {**whole, "origin=moi,field=kt": None, "origin=moi,field=vhxh": 1}),
            ]),
        )  # fmt: skip
        assert desk.total(origin="moi") == 4
        assert desk.figures("origin") == {"moi": 4, "": 24}
        assert desk.figures("field") == {"kt": 12, "vhxh": 16}

    def test_a_line_gives_the_same_whatever_it_is_split_by(self, desk: Desk) -> None:
        desk.file(
            matrix(HA_NAM, [(f"{HA_NAM} below", {
                "": 1597, "level=tinh": 127, "level=huyen+xa": 1470,
                "origin=moi,field=htct": 27, "origin=moi,field=kt": 40, "origin=moi,field=vhxh": 172,
            })]),
        )  # fmt: skip
        assert desk.total(field="none") == 1597
        assert desk.figures("origin", field="none") == {
            "": 1597
        }  # of the new ones 239 have a field, but no line is of them
        assert desk.figures("level", field="none") == {"tinh": 127, "huyen+xa": 1470}

    def test_one_matrix_per_field_adds_up(self, desk: Desk) -> None:
        for field, value in (("kt", 41), ("vhxh", 112), ("qpan", 35), ("htct", 23)):
            desk.file(matrix(KIM_BANG, [(f"{KIM_BANG} below field={field}", {"": value})], fixed=at(field=field)))
        assert desk.figures("field") == {"kt": 41, "vhxh": 112, "qpan": 35, "htct": 23}
        assert desk.total() == 211
        assert desk.told == []

    def test_without_a_total_and_a_closed_split_the_largest_open_sum_counts_and_is_told_as_at_least(
        self, desk: Desk
    ) -> None:
        def told(**asked: Any) -> list[str]:
            return [note.message for note in desk.table("field", **asked).notes if note.code == "at-least"]

        whole = {"field=kt": 2, "field=vhxh": 1, "field=qpan": 0, "field=htct": 0}
        desk.file(matrix(THANH_HA, [(THANH_HA, whole)]), matrix(LIEM_TUC, [(LIEM_TUC, {"": 5, "field=kt": 1})]))
        desk.file(register(HA_NAM, names(2)))
        assert (desk.total(), told()) == (10, [])
        desk.file(matrix(LIEM_SON, [(LIEM_SON, {"field=kt": 4, "field=vhxh": None, "origin=moi": 3})]))
        assert desk.total() == 14
        (note,) = told()
        assert f"(1 đơn vị): {UNITS.name_of(LIEM_SON)} (4)" in note
        assert (desk.total(field="kt"), told(field="kt")) == (7, [])  # its cell is what it is

    def test_blanks_beside_a_proven_total_are_zero(self, desk: Desk) -> None:
        blank = {"field=vhxh": None, "field=qpan": None, "field=htct": None}
        desk.file(matrix(LIEM_SON, [(LIEM_SON, {"": 5, "field=kt": 5, **blank})]))
        assert desk.figures("field") == {"kt": 5, "vhxh": 0, "qpan": 0, "htct": 0}

    def test_blanks_beside_a_total_of_none_are_zero(self, desk: Desk) -> None:
        blank = {"field=kt": None, "field=vhxh": None, "field=qpan": None, "field=htct": None}
        desk.file(matrix(LIEM_SON, [(LIEM_SON, {"": 0, **blank})]))
        assert desk.figures("field") == {"kt": 0, "vhxh": 0, "qpan": 0, "htct": 0}

    def test_blanks_beside_a_larger_total_are_not_stated(self, desk: Desk) -> None:
        blank = {"field=vhxh": None, "field=qpan": None, "field=htct": None}
        desk.file(matrix(LIEM_SON, [(LIEM_SON, {"": 8, "field=kt": 5, **blank})]))
        assert desk.figures("field") == {"kt": 5, "": 3}
        assert desk.total(field="qpan") is None

    def test_the_total_is_the_same_whatever_it_is_split_by(self, desk: Desk) -> None:
        desk.file(matrix(LIEM_SON, [(LIEM_SON, {
            "": 10, "field=kt": 4, "field=vhxh": 3, "holder=tapthe": 9, "holder=canhan": 1})]))  # fmt: skip
        for by in ("", "field", "holder", "field,holder", "holder,field,level", "unit,field"):
            table = desk.table(by)
            assert table.total == 10
            assert sum(cell.value or 0 for cell in table.cells) == 10

    def test_a_margin_known_alone_is_named(self, desk: Desk) -> None:
        desk.file(
            matrix(
                LIEM_SON, [(LIEM_SON, {"": 10, "field=kt": 4, "field=vhxh": 6, "holder=tapthe": 9, "holder=canhan": 1})]
            )
        )
        assert "margin-known-alone" in desk.notes("field,holder")

    def test_a_list_of_one_level_does_not_lie_in_a_list_of_another(self, desk: Desk) -> None:
        district = [("Hũ gạo", {"unit": THANH_HA, "level": "huyen"}), ("Bếp ăn", {"unit": LIEM_TUC, "level": "huyen"})]
        communes = [("Tuyến phố", {"unit": THANH_HA}), ("Chi bộ", {"unit": LIEM_SON})]
        desk.file(register(THANH_LIEM, district, fixed=at(level="huyen")), register(THANH_LIEM, communes))
        assert desk.figures("level") == {"huyen": 2, "xa": 2}


class TestSetsOfMembers:
    def test_a_merged_line_is_never_split(self, desk: Desk) -> None:
        desk.file(matrix(HA_NAM, [(f"{HA_NAM} below", {"level=tinh": 127, "level=huyen+xa": 1470})]))
        assert desk.total(level="xa") is None
        assert desk.total(level="huyen,xa") == 1470
        assert desk.total(level="huyen+xa") == 1470
        assert "left-out-overlap" in desk.notes(level="xa")

    def test_a_merged_line_is_no_zero_beside_lists_that_have_none(self, desk: Desk) -> None:
        """Hà Nam: what its bodies list is of the province; how many of 1.470 are the communes' nobody says."""
        desk.file(register(body("Sở Tư pháp", HA_NAM), [("A", {"level": "tinh"}), ("B", {"level": "tinh"})]))
        assert desk.total(level="xa") == 0
        desk.file(matrix(HA_NAM, [(f"{HA_NAM} below", {"level=tinh": 2, "level=huyen+xa": 1470})]))
        assert desk.total(level="xa") is None
        assert desk.total() == 1472

    def test_only_what_may_be_asked_for_is_told_as_left_out(self, desk: Desk) -> None:
        """A figure of the commune is none of the district's: nobody failed to split it."""
        desk.file(matrix(LIEM_SON, [(LIEM_SON, {"": 13})], fixed=at(level="xa")))
        desk.file(matrix(HA_NAM, [(body("Sở Tư pháp", HA_NAM), {"": 7})], fixed=at(level="tinh")))
        assert desk.total(level="huyen") is None
        for level in ("huyen", "huyen+xa", "none"):
            assert "left-out-cannot-say" not in desk.notes(level=level)
            asked = desk.selectors(stage="xaydung", level=level)
            assert not trace(desk.ledger, asked).left_out
        assert "left-out-cannot-say" in desk.notes(level="xa", field="kt")

    def test_a_union_takes_its_members_and_their_merged_line(self, desk: Desk) -> None:
        desk.file(
            register(LIEM_SON, [("A", {"field": "kt"}), ("B", {"field": "kt+vhxh"}), ("C", {"field": "qpan"}), "D"])
        )
        assert desk.total(field="kt,vhxh") == 2
        assert desk.total(field="kt+vhxh") == 1
        assert desk.total(field="none") == 1
        assert desk.figures("field") == {"kt": 1, "kt+vhxh": 1, "qpan": 1, "": 1}

    def test_a_list_of_another_field_is_not_said_to_be_indivisible(self, desk: Desk) -> None:
        desk.file(register(LIEM_SON, names(4, "Kinh tế"), fixed=at(field="kt")))
        desk.file(register(LIEM_SON, names(3, "Văn hóa"), fixed=at(field="vhxh")))
        assert desk.total(field="kt") == 4
        assert "left-out-cannot-say" not in desk.notes(field="kt")

    def test_a_figure_of_no_field_is_said_to_be_indivisible(self, desk: Desk) -> None:
        desk.file(matrix(LIEM_SON, [(LIEM_SON, {"": 4})]))
        assert desk.total(field="kt") is None
        assert "left-out-cannot-say" in desk.notes(field="kt")


class TestStages:
    def test_registration_in_march_and_proposal_in_december(self, desk: Desk) -> None:
        march = register(HA_NAM, names(272), stage="dangky", dated=date(2024, 3, 5))
        december = register(
            HA_NAM, [(name, {"stages": "dangky+denghi"}) for name in names(191)], dated=date(2024, 12, 20)
        )
        desk.file(march, december)
        assert desk.total(stage="dangky") == 272
        assert desk.total(stage="denghi") == 191

    @pytest.mark.parametrize(
        ("tables", "built"),
        [
            ({"denghi": 12, "congnhan": 8}, 12),  # those recognised are of those proposed
            ({"denghi": 8, "congnhan": 12}, 12),
            ({"congnhan": 8, "khongcongnhan": 3}, 11),  # of two tables none is in both
            ({"denghi": 12, "congnhan": 8, "khongcongnhan": 3}, 12),
        ],
    )
    def test_tables_for_later_stages_imply_each_model_once(
        self, desk: Desk, tables: dict[str, int], built: int
    ) -> None:
        """Those proposed and those recognised of them had been added to what was carried out, of which nobody had sent a table."""
        desk.file(*(matrix(LIEM_SON, [(LIEM_SON, {"": count})], stage=stage) for stage, count in tables.items()))
        assert desk.total(stage="xaydung") == desk.total(stage="dangky") == built
        assert {stage: desk.total(stage=stage) for stage in tables} == tables
        assert desk.told == []

    @pytest.mark.parametrize("titled", [True, False])
    def test_tables_of_different_fields_for_later_stages_imply_all_their_models(
        self, desk: Desk, *, titled: bool
    ) -> None:
        told = (("congnhan", "kt", 8), ("denghi", "vhxh", 3))
        desk.file(
            *(
                matrix(LIEM_SON, [(LIEM_SON, {"": count})], stage=stage, fixed=at(field=field))
                if titled
                else matrix(LIEM_SON, [(f"{LIEM_SON} field={field}", {"": count})], stage=stage)
                for stage, field, count in told
            )
        )
        assert desk.figures("field", stage="xaydung") == {"kt": 8, "vhxh": 3}

    def test_statuses_in_one_register(self, desk: Desk) -> None:
        rows = [(name, {"stages": "congnhan"}) for name in names(6, "Đạt")]
        rows += [(name, {"stages": "dangky"}) for name in names(4, "Mới")]
        desk.file(register(LIEM_SON, rows))
        assert desk.total(stage="dangky") == 10
        assert desk.total(stage="congnhan") == 6
        assert desk.total(stage="xaydung") == 6
        assert desk.total(stage="ghinhan") is None

    def test_a_list_that_shows_a_stage_answers_for_all_its_rows_whosever_they_are(self, desk: Desk) -> None:
        mixed = [("Hũ gạo", {"stages": "congnhan"}), ("Nuôi ong", {"stages": "denghi"})]
        mixed += [("Tiếng kẻng", {"stages": "xaydung", "unit": f"{LIEM_SON}/công an"})]
        desk.file(register(LIEM_SON, mixed))
        assert desk.total(stage="xaydung") == 3
        assert desk.total(stage="dangky") == 3
        assert desk.total(stage="congnhan") == 1

    def test_a_column_of_another_levels_decisions_is_a_claim_beside_that_levels_own_list(self, desk: Desk) -> None:
        desk.file(
            matrix(THANH_LIEM, [(LIEM_SON, {"level=xa": 8})], stage="congnhan"),
            register(LIEM_SON, names(5), stage="congnhan"),
        )
        assert desk.total(stage="congnhan") == 5

    def test_columns_of_two_levels_decisions_are_the_words_of_two_bodies(self, desk: Desk) -> None:
        desk.file(
            matrix(THANH_LIEM, [(LIEM_SON, {"level=xa": 8, "level=huyen": 3})], stage="congnhan"),
            register(LIEM_SON, names(5), stage="congnhan"),
        )
        assert desk.total(stage="congnhan", level="xa") == 5
        assert desk.total(stage="congnhan", level="huyen") == 3

    def test_what_was_registered_in_another_year_does_not_imply_registration(self, desk: Desk) -> None:
        desk.file(
            register(LIEM_SON, [("A", {"stages": "congnhan", "registered": 2023}), ("B", {"stages": "congnhan"})])
        )
        assert desk.total(stage="dangky") == 1

    def test_stages_are_never_added(self, desk: Desk) -> None:
        rows = [("A", {"stages": "congnhan"}), ("B", {"stages": "dangky"})]
        desk.file(register(LIEM_SON, rows))
        assert desk.table("stage").total is None
        assert desk.table().by == ("stage",)

    def test_a_matrix_column_of_recognised_ones_is_another_stage(self, desk: Desk) -> None:
        desk.file(matrix(LIEM_SON, [(LIEM_SON, {"": 20, "field=kt": 20, "stage=congnhan": 12})]))
        assert desk.total() == 20
        assert desk.total(stage="congnhan") == 12
        assert desk.total(stage="dangky") == 20

    def test_a_matrix_of_several_stages_does_not_add_to_the_one_titled_for_one_of_them(self, desk: Desk) -> None:
        new = {"": 9, "origin=moi": 2}
        desk.file(
            matrix(LIEM_SON, [(LIEM_SON, {"": 8, "stage=dangky": 10})], dated=date(2024, 12, 5)),
            matrix(LIEM_SON, [(LIEM_SON, new)], stage="xaydung", dated=date(2024, 12, 9)),
            matrix(THANH_HA, [(THANH_HA, {"": 7, "stage=dangky": 8})], fixed=at(field="kt")),
            matrix(THANH_HA, [(THANH_HA, {"": 4})], fixed=at(field="vhxh"), stage="xaydung"),
        )
        assert desk.figures("unit", stage="xaydung") == {LIEM_SON: 9, THANH_HA: 11}
        assert desk.total(stage="dangky", unit=LIEM_SON) == 10

    def test_a_list_that_says_no_stage_is_sent_for_the_one_that_is_built(self, desk: Desk) -> None:
        desk.file(register(LIEM_SON, names(3, "Kinh tế"), stage="xaydung", fixed=at(field="kt")))
        desk.file(register(LIEM_SON, names(4, "Văn hóa"), fixed=at(field="vhxh")))
        assert desk.figures("field") == {"kt": 3, "vhxh": 4}
        assert desk.told == []

    def test_a_supplement_titled_for_it_is_added_to_a_list_that_says_none(self, desk: Desk) -> None:
        desk.file(register(LIEM_SON, names(20)))
        desk.file(register(LIEM_SON, names(3, "Thêm"), stage="xaydung", supplement=True, dated=date(2024, 12, 12)))
        assert desk.total() == 23

    def test_a_years_list_that_tells_which_bodies_carry_out_what_was_registered_registers_nothing_more(
        self, desk: Desk
    ) -> None:
        union = body("Hội Nông dân", LIEM_SON)
        of_the_union = [(name, {"unit": union}) for name in [*names(10)[6:], "Đàn bò"]]
        desk.file(
            register(LIEM_SON, names(10), stage="dangky", dated=date(2024, 3, 5)),
            register(LIEM_SON, [*names(6), *of_the_union], dated=date(2024, 12, 5)),
        )
        assert (desk.total(stage="dangky"), desk.total(stage="xaydung")) == (10, 11)

    def test_a_district_s_list_without_units_is_not_told_again_by_one_that_names_its_communes(self, desk: Desk) -> None:
        where = [(name, {"unit": (LIEM_SON, LIEM_TUC)[row % 2]}) for row, name in enumerate(names(12))]
        desk.file(
            register(THANH_LIEM, names(12), dated=date(2024, 12, 5)),
            register(THANH_LIEM, where[:5], stage="congnhan", dated=date(2024, 12, 20)),
        )
        assert desk.total(stage="xaydung") == 12
        assert desk.total(stage="congnhan") == 5

    def test_a_union_that_later_names_its_unions_below_tells_no_model_twice(self, desk: Desk) -> None:
        union, below = body("Hội Nông dân", THANH_LIEM), body("Hội Nông dân", LIEM_SON)
        line = [(name, {"unit": below}) for name in names(4)]
        desk.file(
            register(union, names(6), stage="dangky", dated=date(2024, 3, 5)),
            register(union, names(6), dated=date(2024, 12, 5)),
            register(union, [*line, *names(6)[4:]], stage="congnhan", dated=date(2024, 12, 9)),
        )
        assert (desk.total(stage="dangky"), desk.total(stage="xaydung")) == (6, 6)

    def test_a_name_registered_for_a_commune_is_not_registered_again_for_a_body_of_it(self, desk: Desk) -> None:
        farmers, women = body("Hội Nông dân", LIEM_SON), body("Hội Phụ nữ", LIEM_SON)
        of_the_farmers, of_the_women = ("Đàn bò", {"unit": farmers}), ("Mô hình số 2", {"unit": women})
        desk.file(
            register(LIEM_SON, [*names(4), of_the_farmers], stage="dangky", dated=date(2024, 3, 5)),
            register(LIEM_SON, [*names(1), of_the_women, of_the_farmers], dated=date(2024, 12, 5)),
        )
        assert (desk.total(stage="dangky"), desk.total(stage="xaydung")) == (5, 3)

    def test_what_a_body_registered_is_not_registered_again_by_a_years_list_without_units(self, desk: Desk) -> None:
        union = body("Hội Nông dân", LIEM_SON)
        march = [(name, {"unit": union}) for name in names(4)]
        desk.file(
            register(LIEM_SON, march, stage="dangky", dated=date(2024, 3, 5)),
            register(LIEM_SON, names(4), dated=date(2024, 12, 5)),
        )
        assert (desk.total(stage="dangky"), desk.total(stage="xaydung")) == (4, 4)

    def test_two_later_lists_imply_each_name_once_though_one_of_them_names_the_bodies(self, desk: Desk) -> None:
        union = body("Hội Nông dân", LIEM_SON)
        desk.file(
            register(LIEM_SON, names(10), dated=date(2024, 12, 5)),
            register(LIEM_SON, [(name, {"unit": union}) for name in names(4)], stage="congnhan"),
        )
        assert (desk.total(stage="xaydung"), desk.total(stage="dangky")) == (10, 10)

    @pytest.mark.parametrize(
        ("registered", "total"),
        [
            ({}, 2),
            ({"supplement": True}, 3),  # the list that it supplements was not sent
            ({"fixed": {"origin": ("moi",)}}, 3),  # it speaks of new ones only
        ],
    )
    def test_a_commune_s_registrations_speak_of_bodies_that_only_its_later_list_names(
        self, desk: Desk, registered: dict[str, Any], total: int
    ) -> None:
        farmers, youth = (body(name, LIEM_SON) for name in ("Hội Nông dân", "Đoàn Thanh niên"))
        march: list[str | tuple[str, dict[str, str]]] = ["A", ("B", {"unit": farmers})]
        desk.file(
            register(LIEM_SON, march, stage="dangky", dated=date(2024, 3, 5), **registered),
            register(LIEM_SON, [*march, ("C", {"unit": youth})], dated=date(2024, 12, 5)),
        )
        assert (desk.total(stage="dangky"), desk.total(stage="xaydung")) == (total, 3)

    @pytest.mark.parametrize(
        ("about", "own", "total"), [(LIEM_SON, False, 2), (LIEM_SON, True, 3), (LIEM_TUC, False, 3)]
    )
    def test_a_district_s_registrations_speak_of_bodies_that_only_a_commune_s_later_list_names(
        self, desk: Desk, about: str, *, own: bool, total: int
    ) -> None:
        """A name written otherwise in December had been registered twice."""
        farmers = body("Hội Nông dân", LIEM_SON)
        march = [("A", {"unit": about}), ("B", {"unit": about})]
        later: list[str | tuple[str, dict[str, str]]] = ["A"] if about == LIEM_SON else []
        whose = farmers if own else LIEM_SON
        desk.file(
            register(THANH_LIEM, march, stage="dangky", dated=date(2024, 3, 5)),
            register(whose, [*([] if own else later), ("Hũ gạo", {"unit": farmers})], dated=date(2024, 12, 5)),
        )
        assert desk.total(stage="dangky") == total

    def test_a_district_s_registrations_of_its_communes_say_nothing_of_its_own_offices(self, desk: Desk) -> None:
        office = body("Phòng Nội vụ", THANH_LIEM)
        march = [("A", {"unit": LIEM_SON})]
        desk.file(
            register(THANH_LIEM, march, stage="dangky", dated=date(2024, 3, 5)),
            register(THANH_LIEM, [*march, ("C", {"unit": office})], dated=date(2024, 12, 5)),
        )
        assert desk.total(stage="dangky") == 2

    @pytest.mark.parametrize("status", ["congnhan", "hieuqua", "xaydung"])
    def test_who_sent_a_list_of_models_with_their_status_is_not_silent_on_what_was_built(
        self, desk: Desk, status: str
    ) -> None:
        """A district's count had taken the place of the commune's names, or been added to those of its union."""
        union = body("Hội Liên hiệp Phụ nữ", LIEM_SON)
        own = [("A", {"stages": status, "field": "kt"}), ("B", {"stages": status, "field": "kt", "unit": union})]
        desk.file(
            register(LIEM_SON, own),
            matrix(THANH_LIEM, [(LIEM_SON, {"": 1}), (LIEM_TUC, {"": 4})]),
        )
        assert desk.total() == 6
        assert desk.figures("field") == {"kt": 2, "": 4}

    @pytest.mark.parametrize("stage", ["denghi", "tieubieu"])
    def test_a_district_s_count_of_a_commune_holds_the_bodies_that_only_a_list_of_some_stage_names(
        self, desk: Desk, stage: str
    ) -> None:
        union = body("Hội Liên hiệp Phụ nữ", LIEM_SON)
        desk.file(
            register(LIEM_SON, ["A", ("B", {"unit": union})], stage=stage),
            matrix(THANH_LIEM, [(LIEM_SON, {"": 3}), (LIEM_TUC, {"": 2})]),
        )
        assert desk.total() == 5

    def test_a_later_list_still_answers_for_communes_that_the_list_of_the_stage_does_not_name(self, desk: Desk) -> None:
        everywhere = [(name, {"unit": (LIEM_SON, LIEM_TUC)[row % 2]}) for row, name in enumerate(names(6))]
        desk.file(
            register(THANH_LIEM, [*everywhere[::2], "Của huyện"], stage="dangky", dated=date(2024, 3, 5)),
            register(THANH_LIEM, everywhere, dated=date(2024, 12, 5)),
        )
        assert desk.figures("unit", stage="dangky") == {LIEM_SON: 3, LIEM_TUC: 3, THANH_LIEM: 1}

    def test_a_list_of_the_district_level_says_nothing_of_what_its_communes_registered(self, desk: Desk) -> None:
        communes = [(name, {"unit": LIEM_SON}) for name in names(5)]
        desk.file(
            register(THANH_LIEM, names(2, "Cấp huyện"), stage="dangky", fixed=at(level="huyen")),
            register(THANH_LIEM, communes, dated=date(2024, 12, 5)),
        )
        assert desk.total(stage="dangky") == 7


class TestWhoIsBelieved:
    def test_a_register_beside_its_matrix_counts_once(self, desk: Desk) -> None:
        desk.file(register(LIEM_SON, names(35)), matrix(LIEM_SON, [(LIEM_SON, {"": 35})]))
        assert desk.total() == 35
        assert desk.told == []

    def test_a_register_that_differs_from_its_matrix_is_asked_about(self, desk: Desk) -> None:
        desk.file(register(LIEM_SON, names(35)), matrix(LIEM_SON, [(LIEM_SON, {"": 36})]))
        assert desk.total() == 35
        assert desk.told == ["register-matrix-differ"]
        assert desk.table().provisional

    def test_tables_of_one_document_for_several_fields_all_answer(self, desk: Desk) -> None:
        """One says what it is of, the rows of the others were recognised: they are parts of one list."""
        economy = register(LIEM_SON, names(3), stage="xaydung", fixed=at(field="kt"))
        culture = register(LIEM_SON, names(5)[3:], stage="congnhan", fixed=at(field="vhxh"), sheet="Biểu 2")
        desk.file_together(economy, culture)
        assert (desk.total(stage="xaydung"), desk.total(stage="congnhan"), desk.told) == (5, 2, [])

    def test_tables_of_one_document_for_several_fields_answer_for_the_bodies_that_they_name(self, desk: Desk) -> None:
        """The table of one field names no union, and says nothing of what the union does in the field of another."""
        union = body("Hội Liên hiệp Phụ nữ", LIEM_SON)
        economy = register(
            LIEM_SON, [*names(1), *((name, {"unit": union}) for name in names(3)[1:])], fixed=at(field="kt")
        )
        culture = register(
            LIEM_SON, [(name, {"stages": "dangky"}) for name in names(5)[3:]], fixed=at(field="vhxh"), sheet="Biểu 2"
        )
        desk.file_together(economy, culture)
        assert desk.figures("field", stage="dangky") == {"kt": 3, "vhxh": 2}

    def test_a_table_of_one_field_counts_though_only_that_of_another_about_a_union_shows_the_stage(
        self, desk: Desk
    ) -> None:
        union = body("Hội Liên hiệp Phụ nữ", LIEM_SON)
        culture = register(LIEM_SON, [("Hũ gạo", {"stages": "hieuqua"})], fixed=at(field="vhxh"))
        party = register(
            LIEM_SON, [("Đường hoa", {"unit": union, "stages": "xaydung"})], fixed=at(field="htct"), sheet="Biểu 2"
        )
        desk.file_together(culture, party)
        assert desk.figures("field", stage="xaydung") == {"vhxh": 1, "htct": 1}

    def test_a_table_of_the_same_field_restates_what_another_of_its_document_says(self, desk: Desk) -> None:
        built = register(LIEM_SON, names(5), stage="xaydung", fixed=at(field="kt"))
        recognised = register(LIEM_SON, names(2), stage="congnhan", fixed=at(field="kt"), sheet="Biểu 2")
        desk.file_together(built, recognised)
        assert (desk.total(stage="xaydung"), desk.total(stage="congnhan")) == (5, 2)

    def test_a_later_document_for_another_field_restates_earlier_stages_only(self, desk: Desk) -> None:
        desk.file(
            register(LIEM_SON, names(3), stage="xaydung", fixed=at(field="kt")),
            register(LIEM_SON, names(5)[3:], stage="congnhan", fixed=at(field="vhxh")),
        )
        assert desk.total(stage="xaydung") == 3

    def test_a_list_that_names_bodies_of_its_place_is_beside_the_figure_of_the_place(self, desk: Desk) -> None:
        union, clinic = body("Hội Nông dân", LIEM_SON), body("Trạm Y tế", LIEM_SON)
        desk.file(
            register(LIEM_SON, [("Hũ gạo", {"unit": union}), ("Đường hoa", {"unit": clinic}), "Nuôi ong"]),
            matrix(LIEM_SON, [(LIEM_SON, {"": 3})]),
        )
        assert (desk.total(), desk.told) == (3, [])

    def test_a_list_that_names_only_bodies_is_not_added_to_the_figure_of_their_place(self, desk: Desk) -> None:
        union = body("Hội Nông dân", LIEM_SON)
        desk.file(
            register(LIEM_SON, [("Hũ gạo", {"unit": union}), ("Đường hoa", {"unit": union})]),
            matrix(LIEM_SON, [(LIEM_SON, {"": 2})]),
        )
        assert (desk.total(), desk.told) == (2, [])

    def test_a_figure_of_a_place_beside_figures_of_its_bodies_is_its_own_alone(self, desk: Desk) -> None:
        union = body("Hội Nông dân", LIEM_SON)
        desk.file(
            register(LIEM_SON, [("Hũ gạo", {"unit": union}), "Nuôi ong"]),
            matrix(LIEM_SON, [(LIEM_SON, {"": 1}), (union, {"": 1})]),
        )
        assert (desk.total(), desk.told) == (2, [])

    def test_a_list_with_decisions_in_some_rows_is_still_before_the_sum_beside_it(self, desk: Desk) -> None:
        desk.file(
            register(
                LIEM_SON, [("Hũ gạo", {"stages": "congnhan", "holder": "tapthe"}), ("Nuôi ong", {"holder": "canhan"})]
            ),
            matrix(LIEM_SON, [(LIEM_SON, {"": 2, "field=kt": 2})]),
        )
        assert desk.figures("holder", stage="xaydung") == {"tapthe": 1, "canhan": 1}
        assert desk.told == []

    @pytest.mark.parametrize("one_file", [True, False])
    @pytest.mark.parametrize(
        ("figures", "asked", "htct"),
        [
            ({"": 11, "field=htct": 2}, ["register-matrix-differ"], 1),
            ({"": 9, "field=htct": 0}, ["register-matrix-differ"], 1),
            ({"": 10, "field=htct": 1}, [], 1),
        ],
        ids=["says more", "says less", "agrees"],
    )
    def test_a_list_for_each_field_counts_before_the_table_of_them_all(
        self, desk: Desk, figures: dict[str, int], asked: list[str], htct: int, *, one_file: bool
    ) -> None:
        """A table of one more than its lists had counted, without a word. (counting.md 4)"""
        counts = {"kt": 3, "vhxh": 4, "qpan": 2, "htct": 1}
        lists = [register(LIEM_SON, names(count, field), fixed=at(field=field)) for field, count in counts.items()]
        table = matrix(LIEM_SON, [(LIEM_SON, {"field=kt": 3, "field=vhxh": 4, "field=qpan": 2, **figures})])
        (desk.file_together if one_file else desk.file)(table, *lists)
        assert (desk.total(), desk.told) == (10, asked)
        assert desk.figures("field") == {"kt": 3, "vhxh": 4, "qpan": 2, "htct": htct}
        assert [one.finding.cell for one in open_questions(desk.ledger)] == ["B10" for _ in asked]

    def test_lists_of_some_fields_lie_in_the_table_of_them_all(self, desk: Desk) -> None:
        counts = {"kt": 3, "vhxh": 4, "qpan": 2}
        lists = [register(LIEM_SON, names(count, field), fixed=at(field=field)) for field, count in counts.items()]
        figures = {f"field={field}": count for field, count in counts.items()}
        desk.file_together(matrix(LIEM_SON, [(LIEM_SON, {"": 11, **figures, "field=htct": 2})]), *lists)
        assert (desk.total(), desk.told, desk.figures("field")) == (11, [], {**counts, "htct": 2})

    def test_a_level_figure_stands_for_the_silent_rest(self, desk: Desk) -> None:
        communes = UNITS.places_below(THANH_LIEM)[:16]
        district = matrix(
            THANH_LIEM, [(f"{THANH_LIEM} below level=huyen", {"": 15}), (f"{THANH_LIEM} below level=xa", {"": 50})]
        )
        desk.file(district, register(communes[0], names(22)))
        assert desk.figures("level") == {"huyen": 15, "xa": 50}
        cells = {cell.at: cell for cell in desk.table("level").cells}
        assert cells[("xa",),].second_hand == 28
        assert cells[("huyen",),].second_hand == 0
        assert desk.total(level="xa") == 50

    def test_of_a_commune_that_sent_its_list_only_its_silent_body_is_named_as_told_by_the_district(
        self, desk: Desk
    ) -> None:
        police = f"{LIEM_SON}/công an"
        copied = [(name, {"unit": LIEM_SON}) for name in names(3)]
        desk.file(
            register(LIEM_SON, names(3)),
            register(THANH_LIEM, [*copied, ("Camera an ninh", {"unit": police})]),
        )
        assert desk.total() == 4
        (said,) = [note.message for note in desk.table().notes if note.code == "second-hand"]
        assert said == f"Chưa tự gửi, tính theo biểu của Huyện Thanh Liêm: {UNITS.name_of(police)} (1)."

    def test_notes_on_a_table_by_stage_add_no_stages(self, desk: Desk) -> None:
        first, second, *_ = UNITS.places_below(THANH_LIEM)
        figures = {"stage=dangky": 9, "stage=xaydung": 5}
        desk.file(
            matrix(THANH_LIEM, [(first, figures), (second, {"stage=dangky": 4, "stage=xaydung": 2})]),
            matrix(
                LIEM_TUC, [(LIEM_TUC, {"stage=dangky,field=kt": 8, "stage=xaydung,field=kt": 7, "stage=xaydung": 8})]
            ),
        )
        table = desk.table("stage,field")
        said = [note.message for note in table.notes]
        names = UNITS.name_of(first), UNITS.name_of(second)
        assert [one for one in said if names[0] in one] == [
            f"Đăng ký: Chưa tự gửi, tính theo biểu của Huyện Thanh Liêm: {names[0]} (9), {names[1]} (4).",
            f"Xây dựng: Chưa tự gửi, tính theo biểu của Huyện Thanh Liêm: {names[0]} (5), {names[1]} (2).",
        ]
        assert [one.partition(" ")[0] for one in said if "chưa nêu" in one] == ["Đăng", "Xây"]

    def test_a_proven_zero_is_one_whatever_else_the_table_is_split_by(self, desk: Desk) -> None:
        union = body("Hội Nông dân xã Liêm Sơn", LIEM_SON)
        desk.file(
            register(union, [("A", {"field": "kt", "block": "doanthe"}), ("B", {"field": "vhxh", "block": "doanthe"})]),
            register(LIEM_SON, [("C", {"field": "qpan", "block": "xaphuong"})]),
        )
        plain, blocks = desk.table("unit,field"), desk.table("block,unit,field")
        assert [line.values for line in plain.lines] == [(0, 0, 1), (1, 1, 0)]
        assert sorted(line.values for line in blocks.lines) == [(0, 0, 1), (1, 1, 0)]

    def test_when_all_have_spoken_theirs_alone_count(self, desk: Desk) -> None:
        communes = UNITS.places_below(THANH_LIEM)
        desk.file(
            matrix(THANH_LIEM, [(f"{THANH_LIEM} below level=xa", {"": 50})]),
            *(
                matrix(code, [(code, {"": 47 - 3 * (len(communes) - 1) if place == 0 else 3})])
                for place, code in enumerate(communes)
            ),
        )
        assert desk.total(level="xa") == 47
        assert "gap" in desk.notes(level="xa")

    def test_a_province_row_for_a_district_stands_for_its_silent_communes(self, desk: Desk) -> None:
        first, second, *_ = UNITS.places_below(KIM_BANG)
        desk.file(
            matrix(HA_NAM, [(f"{KIM_BANG} below", {"": 85}), (f"{THANH_LIEM} below", {"": 10})]),
            register(first, names(28, "Một")),
            register(second, names(20, "Hai")),
        )
        assert desk.total(unit=KIM_BANG) == 85
        assert sum(cell.second_hand for cell in desk.table("unit", unit=KIM_BANG).cells) == 37
        assert desk.total() == 95

    def test_a_district_level_figure_and_a_province_row_for_one_of_its_communes(self, desk: Desk) -> None:
        commune = UNITS.places_below(KIM_BANG)[0]
        desk.file(matrix(KIM_BANG, [(f"{KIM_BANG} below level=xa", {"": 50})]), matrix(HA_NAM, [(commune, {"": 10})]))
        assert desk.total() == 50
        assert desk.figures("unit") == {commune: 10, KIM_BANG: 40}
        assert sum(cell.second_hand for cell in desk.table("unit").cells) == 50

    def test_a_district_table_over_communes_that_sent_doubles_nothing(self, desk: Desk) -> None:
        communes = UNITS.places_below(THANH_LIEM)
        desk.file(
            matrix(THANH_LIEM, [(code, {"": 5, "field=kt": 5}) for code in communes]),
            *(register(code, [(name, {"field": "kt"}) for name in names(5, code)]) for code in communes[2:]),
        )
        table = desk.table("unit")
        assert table.total == 5 * len(communes)
        assert sum(cell.second_hand for cell in table.cells) == 10
        assert table.coverage.second_hand == 2
        assert table.coverage.received == len(communes) - 2 + 1

    def test_a_district_that_lists_its_own_bodies_is_no_unit_that_others_speak_for(self, desk: Desk) -> None:
        union, commune = body("Hội Liên hiệp Phụ nữ", THANH_LIEM), UNITS.places_below(THANH_LIEM)[0]
        desk.file(register(THANH_LIEM, [("Hũ gạo", {"unit": union}), ("Đường hoa", {"unit": commune})]))
        coverage = desk.table("unit").coverage
        assert (coverage.received, coverage.counted, coverage.second_hand) == (1, 1, 1)

    def test_the_same_model_of_a_commune_and_its_union_counts_once(self, desk: Desk) -> None:
        union = body("Hội Liên hiệp Phụ nữ", LIEM_SON)
        desk.file(
            register(LIEM_SON, [("Hũ gạo", {"field": "kt"}), ("Đường hoa", {"field": "vhxh"})]),
            register(union, [("“Hũ gạo”", {"field": "vhxh"})]),
        )
        assert desk.total() == 2
        assert desk.figures("field") == {"vhxh": 2}

    def test_names_like_one_another_are_asked_about_though_there_is_no_room_to_keep_lists_at_hand(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(stated, "_AT_HAND", 0)
        union = body("Hội Liên hiệp Phụ nữ", LIEM_SON)
        desk.file(register(LIEM_SON, ["Hũ gạo tiết kiệm", "Đường hoa"]), register(union, ["Mô hình hủ gạo tiết kiệm"]))
        assert desk.total() == 3
        (asked,) = open_questions(desk.ledger)
        (place,) = asked.places
        assert place.finding.seen["name"] == "Hũ gạo tiết kiệm"
        assert place.finding.seen["other_name"] == "Mô hình hủ gạo tiết kiệm"

    def test_a_model_in_a_list_of_new_ones_too_counts_once_among_them(self, desk: Desk) -> None:
        union = body("Hội Liên hiệp Phụ nữ", LIEM_SON)
        desk.file(
            register(LIEM_SON, ["Hũ gạo", "Camera an ninh", "Đường hoa"]),
            register(LIEM_SON, ["Hũ gạo", "Đường hoa"], fixed=at(origin="moi")),
            register(union, [("Hũ gạo", {"origin": "moi"})]),
        )
        assert (desk.total(), desk.total(origin="moi")) == (3, 2)

    def test_a_row_naming_a_body_gives_way_to_its_own_list(self, desk: Desk) -> None:
        union = body("Hội Liên hiệp Phụ nữ", LIEM_SON)
        desk.file(register(LIEM_SON, [("Hũ gạo", {"unit": union}), ("Đường hoa", {})]))
        assert desk.total() == 2
        desk.file(register(union, ["Hũ gạo", "Nhà sạch"]))
        assert desk.total() == 3

    def test_a_union_speaks_for_places_only_while_they_are_silent(self, desk: Desk) -> None:
        union = body("Hội Liên hiệp Phụ nữ tỉnh", HA_NAM)
        women = {place: body("Hội Liên hiệp Phụ nữ", place) for place in (LIEM_SON, THANH_HA)}
        commune: list[str | tuple[str, dict[str, str]]] = [*names(8, "Xã")]
        commune += [(name, {"unit": women[LIEM_SON]}) for name in names(4, "Hội A")]
        desk.file(
            register(LIEM_SON, commune),
            matrix(union, [(union, {"": 2}), (women[LIEM_SON], {"": 4}), (women[THANH_HA], {"": 3})]),
        )
        assert desk.total() == 17
        desk.file(
            register(THANH_HA, [*names(6, "B"), *((name, {"unit": women[THANH_HA]}) for name in names(3, "Hội B"))])
        )
        assert desk.total() == 23

    def test_a_bodys_own_word_tells_nothing_of_the_bodies_beside_it(self, desk: Desk) -> None:
        bloc, justice, health = (
            body(f"{name} tỉnh Hà Nam", HA_NAM) for name in ("Đảng ủy UBND", "Sở Tư pháp", "Sở Y tế")
        )
        rows = [(bloc, {"": 1}), (justice, {"": 2}), (health, {"": 4})]
        desk.file(matrix(bloc, rows), register(justice, names(3)))
        assert desk.total() == 1 + 3 + 4

    def test_a_communes_police_tells_nothing_of_its_women(self, desk: Desk) -> None:
        union = body("Hội Phụ nữ tỉnh Hà Nam", HA_NAM)
        police, women = (body(f"{name} xã Liêm Sơn", LIEM_SON) for name in ("Công an", "Hội Phụ nữ"))
        desk.file(matrix(union, [(women, {"": 4})]), register(police, names(1, "Camera")))
        assert desk.total() == 5
        desk.file(register(women, names(3, "Hũ gạo")))
        assert desk.total() == 4
        desk.file(register(LIEM_SON, names(7)))
        assert desk.total() == 11

    def test_equally_near_voices_cancel_out_and_are_asked_about(self, desk: Desk) -> None:
        one, other = body("Hội Nông dân tỉnh", HA_NAM), body("Tỉnh đoàn", HA_NAM)
        desk.file(matrix(one, [(LIEM_SON, {"": 3})]), matrix(other, [(LIEM_SON, {"": 4})]))
        assert desk.total() is None
        assert desk.told == ["equally-near-claims"]
        (question,) = open_questions(desk.ledger)
        given = Given(question.key, other, question.finding, question.places[0].path)
        decide(desk.ledger, [given], "Lan", Setting(Path()))
        assert desk.total() == 4
        desk.file(register(LIEM_SON, names(6)))
        assert desk.total() == 6

    def test_of_two_unions_above_that_speak_for_a_commune_s_women_the_district_s_is_the_nearer(
        self, desk: Desk
    ) -> None:
        near, far, women = (body("Hội Liên hiệp Phụ nữ", place) for place in (THANH_LIEM, HA_NAM, LIEM_SON))
        desk.file(matrix(far, [(women, {"": 4})]), register(near, [(name, {"unit": women}) for name in names(3)]))
        assert (desk.total(), desk.told) == (3, [])

    def test_a_union_s_list_for_a_stage_is_before_what_another_s_only_implies(self, desk: Desk) -> None:
        near, far, women = (body("Hội Liên hiệp Phụ nữ", place) for place in (THANH_LIEM, HA_NAM, LIEM_SON))
        desk.file(matrix(near, [(women, {"": 3})], stage="denghi"), matrix(far, [(women, {"": 7})], stage="dangky"))
        assert (desk.total(stage="dangky"), desk.total(stage="denghi"), desk.told) == (7, 3, [])

    def test_a_union_s_figure_of_a_commune_is_of_the_union_there_and_not_counted_beside_a_nearer_one_s(
        self, desk: Desk
    ) -> None:
        near, far, women = (body("Hội Liên hiệp Phụ nữ", place) for place in (THANH_LIEM, HA_NAM, LIEM_SON))
        desk.file(matrix(far, [(LIEM_SON, {"": 4})]), matrix(near, [(women, {"": 3})]))
        assert (desk.total(), desk.told) == (3, [])
        desk.file(matrix(near, [(THANH_HA, {"": 2})]), matrix(far, [(body("Hội Phụ nữ", THANH_HA), {"": 5})]))
        assert desk.total() == 3 + 2

    def test_a_district_s_figure_for_its_communes_stands_for_the_bodies_of_the_silent_ones_too(
        self, desk: Desk
    ) -> None:
        union = body("Hội Liên hiệp Phụ nữ", HA_NAM)
        women = [body("Hội Liên hiệp Phụ nữ", place) for place in (LIEM_SON, THANH_HA, THANH_LIEM)]
        desk.file(matrix(union, [(one, {"": 4}) for one in women]), register(LIEM_SON, names(10)))
        assert desk.total() == 10 + 4 + 4
        desk.file(matrix(THANH_LIEM, [(f"{THANH_LIEM} below level=xa", {"": 12})]))
        assert desk.figures("level") == {"xa": 12, "huyen": 4}
        desk.file(register(THANH_HA, names(1, "Khác")))
        assert desk.total(level="xa") == 12

    def test_what_a_district_tells_of_both_levels_in_one_row_is_left_level_by_level(self, desk: Desk) -> None:
        """Beside three of a commune "cấp huyện 4, cấp xã 12" was 13 of no level, and of the communes' level 3."""
        desk.file(matrix(THANH_LIEM, [(f"{THANH_LIEM} below", {"level=huyen": 4, "level=xa": 12})]))
        desk.file(register(LIEM_SON, names(3)))
        assert desk.figures("level") == {"huyen": 4, "xa": 12}
        assert (desk.total(), desk.total(level="xa"), desk.total(level="huyen"), desk.told) == (16, 12, 4, [])
        desk.file(register(LIEM_TUC, names(10)))  # more than it tells of the communes
        assert (desk.total(), desk.figures("level")) == (13 + 4, {"xa": 13, "huyen": 4})

    @pytest.mark.parametrize("total", [{}, {"": 65}], ids=["no total", "total"])
    @pytest.mark.parametrize(
        ("sent", "xa", "marked"),
        [
            ({}, 50, 65),
            ({0: 22}, 50, 28),
            ({0: 55}, 55, 0),
            ({**dict.fromkeys(range(30), 3), 0: 5}, None, 0),
            (dict.fromkeys(range(30), 0), 0, 0),
        ],
        ids=["none has sent", "one has", "one has sent more", "all have", "all have none"],
    )
    def test_levels_in_one_row_are_judged_each_as_rows_of_their_own_are(
        self, desk: Desk, total: dict[str, int], sent: dict[int, int], xa: int | None, marked: int
    ) -> None:
        """Once all communes had sent, what the row told of them beyond theirs stood for a district that had spoken by it."""
        desk.file(matrix(THANH_LIEM, [(f"{THANH_LIEM} below", {**total, "level=huyen": 15, "level=xa": 50})]))
        communes = UNITS.places_below(THANH_LIEM)
        own = {communes[place]: count for place, count in sent.items() if place < len(communes)}
        desk.file(*(register(code, names(count, code)) for code, count in own.items()))
        heard = sum(own.values())
        assert desk.total() == 15 + (heard if xa is None else xa)
        assert {code: count for code, count in desk.figures("level").items() if count} == {
            "huyen": 15, **({"xa": heard if xa is None else xa} if heard or xa else {})
        }  # fmt: skip
        assert (desk.total(level="xa"), desk.total(level="huyen")) == (heard if xa is None else xa, 15)
        assert sum(cell.second_hand for cell in desk.table("level").cells) == marked
        assert ("gap" in desk.notes()) == (heard != 50 and (len(own) == len(communes) or heard > 50))

    def test_levels_that_are_split_by_field_too_are_judged_each(self, desk: Desk) -> None:
        """Of "cấp huyện › kinh tế", "cấp xã › kinh tế", … nothing had a level once a commune had sent."""
        crossed = {
            "level=huyen,field=kt": 9,
            "level=huyen,field=vhxh": 6,
            "level=xa,field=kt": 30,
            "level=xa,field=vhxh": 20,
        }
        desk.file(matrix(THANH_LIEM, [(f"{THANH_LIEM} below", crossed)]))
        first, *others = UNITS.places_below(THANH_LIEM)
        desk.file(register(first, names(2)))
        assert (desk.total(), desk.total(level="xa"), desk.figures("level")) == (65, 50, {"huyen": 15, "xa": 50})
        desk.file(*(register(code, names(2, code)) for code in others))
        heard = 2 * len(others) + 2
        assert (desk.total(), desk.figures("level")) == (15 + heard, {"huyen": 15, "xa": heard})
        assert desk.figures("field", level="huyen") == {"kt": 9, "vhxh": 6}

    def test_a_province_s_row_of_both_levels_stands_for_a_district_that_is_silent_itself(self, desk: Desk) -> None:
        communes = UNITS.places_below(THANH_LIEM)
        desk.file(matrix(HA_NAM, [(f"{THANH_LIEM} below", {"": 65, "level=huyen": 15, "level=xa": 50})]))
        desk.file(*(register(code, names(2, code)) for code in communes))
        assert desk.figures("level") == {"huyen": 15, "xa": 2 * len(communes)}
        assert sum(cell.second_hand for cell in desk.table("level").cells) == 15
        desk.file(register(THANH_LIEM, names(9, "Huyện")))
        assert desk.figures("level") == {"huyen": 9, "xa": 2 * len(communes)}

    def test_a_district_s_row_of_both_levels_lies_in_the_province_s_of_both(self, desk: Desk) -> None:
        desk.file(
            matrix(THANH_LIEM, [(f"{THANH_LIEM} below", {"level=huyen": 4, "level=xa": 12})]),
            matrix(HA_NAM, [(f"{HA_NAM} below", {"level=tinh": 5, "level=huyen": 10, "level=xa": 40})]),
            register(LIEM_SON, names(3)),
        )
        assert (desk.figures("level"), desk.told) == ({"tinh": 5, "huyen": 10, "xa": 40}, [])
        assert (desk.total(), desk.total(unit=THANH_LIEM), desk.total(level="xa")) == (55, 16, 40)
        desk.file(*(register(code, names(1, code)) for code in UNITS.places_below(THANH_LIEM) if code != LIEM_SON))
        assert (desk.figures("level"), desk.total()) == ({"tinh": 5, "huyen": 10, "xa": 40}, 55)

    def test_what_a_total_says_of_no_level_is_judged_with_the_whole(self, desk: Desk) -> None:
        """Nobody knows of whom the five are: those that are not of the communes may be the district's own."""
        desk.file(matrix(THANH_LIEM, [(f"{THANH_LIEM} below", {"": 70, "level=huyen": 15, "level=xa": 50})]))
        desk.file(*(register(code, names(1, code)) for code in UNITS.places_below(THANH_LIEM)))
        assert desk.total() == 70

    @pytest.mark.parametrize("as_rows", [False, True], ids=["columns", "rows"])
    def test_blocks_are_judged_each_whether_in_one_row_or_in_rows_of_their_own(
        self, desk: Desk, *, as_rows: bool
    ) -> None:
        """A district is of no block: it had been silent in that of its communes."""
        blocks = {"block=coquan": 15, "block=xaphuong": 50}
        rows = [(f"{THANH_LIEM} below {block}", {"": count}) for block, count in blocks.items()]
        desk.file(matrix(THANH_LIEM, rows if as_rows else [(f"{THANH_LIEM} below", {"": 65, **blocks})]))
        first, *others = UNITS.places_below(THANH_LIEM)
        desk.file(*(register(code, [(name, {"block": "xaphuong"}) for name in names(2, code)]) for code in others))
        assert (desk.figures("block"), desk.total()) == ({"coquan": 15, "xaphuong": 50}, 65)
        desk.file(register(first, [("Hũ gạo", {"block": "xaphuong"})]))
        heard = 2 * len(others) + 1
        assert desk.figures("block") == {"coquan": 15, "xaphuong": heard}
        assert (desk.total(), desk.total(block="xaphuong"), desk.total(block="coquan")) == (15 + heard, heard, 15)
        assert "gap" in desk.notes()

    def test_what_the_province_says_of_its_own_level_stands_beside_a_district_s_total(self, desk: Desk) -> None:
        desk.file(
            matrix(HA_NAM, [(f"{HA_NAM} below level=tinh", {"": 13}), (f"{HA_NAM} below level=huyen", {"": 9})]),
            matrix(THANH_LIEM, [(f"{THANH_LIEM} below", {"": 30})]),
        )
        assert (desk.total(), desk.total(level="tinh"), desk.told) == (13 + 30, 13, ["overlapping-claims"])

    def test_whose_word_counts_is_asked_though_one_of_them_names_its_own_body_there_too(self, desk: Desk) -> None:
        police, farmers, there = (
            body(name, place)
            for name, place in (("Công an", THANH_LIEM), ("Hội Nông dân", THANH_LIEM), ("Hội Nông dân", LIEM_SON))
        )
        desk.file(matrix(police, [(LIEM_SON, {"": 5})]), matrix(farmers, [(LIEM_SON, {"": 4}), (there, {"": 1})]))
        assert (desk.total(), desk.told) == (1, ["equally-near-claims"])

    def test_a_commune_that_lists_its_bodies_only_has_spoken(self, desk: Desk) -> None:
        union, farmers = body("Hội Liên hiệp Phụ nữ", LIEM_SON), body("Hội Nông dân", LIEM_SON)
        desk.file(register(LIEM_SON, [("Hũ gạo", {"unit": union}), ("Camera", {"unit": farmers})]))
        desk.file(matrix(THANH_LIEM, [(LIEM_SON, {"": 2}), (THANH_HA, {"": 4})]))
        assert desk.total() == 6
        assert desk.total(unit=LIEM_SON) == 2

    def test_its_district_s_level_figure_does_not_stand_for_it_either(self, desk: Desk) -> None:
        union = body("Hội Liên hiệp Phụ nữ", LIEM_SON)
        others = [code for code in UNITS.places_below(THANH_LIEM) if code != LIEM_SON]
        desk.file(*(register(code, names(1, UNITS.name_of(code))) for code in others))
        desk.file(register(LIEM_SON, [("Hũ gạo", {"unit": union})]))
        desk.file(matrix(THANH_LIEM, [(f"{THANH_LIEM} below level=xa", {"": len(others) + 5})]))
        assert desk.total() == len(others) + 1

    def test_what_is_said_of_a_unit_beside_is_not_counted_and_asked(self, desk: Desk) -> None:
        desk.file(register(LIEM_SON, ["Hũ gạo", ("Camera", {"unit": THANH_HA})]))
        assert desk.total() == 1
        assert desk.told == ["row-of-another-unit"]
        (asked,) = open_questions(desk.ledger)
        assert asked.finding.cell == "B11"

    def test_a_district_list_that_repeats_its_communes_lists_is_asked_about(self, desk: Desk) -> None:
        desk.file(register(LIEM_SON, names(3, "A")), register(THANH_HA, names(3, "B")))
        desk.file(register(THANH_LIEM, [*names(3, "A"), *names(3, "B")]))
        assert desk.total() == 12
        assert desk.told == ["repeats-lists-below"]

    def test_so_is_a_district_s_union_s_list_that_repeats_them(self, desk: Desk) -> None:
        """Four models counted twice without a word."""
        union = body("Hội Liên hiệp Phụ nữ", THANH_LIEM)
        desk.file(register(LIEM_SON, names(5)), register(union, names(4)))
        assert (desk.total(), desk.told) == (9, ["repeats-lists-below"])

    def test_a_district_s_list_of_as_many_as_its_matrix_of_communes_names_theirs_and_is_asked(self, desk: Desk) -> None:
        desk.file(register(THANH_LIEM, [("Hũ gạo", {"field": "kt"}), ("Camera", {"field": "qpan"})]))
        desk.file(matrix(THANH_LIEM, [(LIEM_SON, {"field=kt": 1}), (THANH_HA, {"field=qpan": 1})]))
        assert desk.total() == desk.total(stage="dangky") == 2
        assert desk.told == ["list-names-those-below"]
        desk.file(register(LIEM_SON, names(3)))  # what a commune sends itself takes the place of its row alone
        assert desk.total() == 4

    def test_so_does_a_union_s_list_beside_its_figures_by_communes(self, desk: Desk) -> None:
        union = body("Hội Liên hiệp Phụ nữ", THANH_LIEM)
        below = body("Hội Liên hiệp Phụ nữ", LIEM_SON)
        desk.file(register(union, names(3)), matrix(union, [(below, {"": 1}), (THANH_HA, {"": 2})]))
        assert desk.total() == 3
        assert desk.told == ["list-names-those-below"]

    def test_it_is_asked_too_where_both_only_imply_the_stage(self, desk: Desk) -> None:
        desk.file(register(THANH_LIEM, names(3), stage="hieuqua"))
        desk.file(matrix(THANH_LIEM, [(LIEM_SON, {"": 1}), (THANH_HA, {"": 2})], stage="denghi"))
        assert desk.total(stage="xaydung") == 3
        assert desk.told == ["list-names-those-below"]

    def test_a_district_s_list_with_other_fields_than_its_communes_is_its_own(self, desk: Desk) -> None:
        desk.file(register(THANH_LIEM, [("Hũ gạo", {"field": "kt"}), ("Camera", {"field": "kt"})]))
        desk.file(matrix(THANH_LIEM, [(LIEM_SON, {"field=kt": 1}), (THANH_HA, {"field=qpan": 1})]))
        assert desk.total() == 4
        assert desk.told == []

    def test_a_name_or_two_in_common_with_a_commune_is_chance(self, desk: Desk) -> None:
        desk.file(register(LIEM_SON, names(3)), register(THANH_LIEM, [*names(2), *names(9, "Khác")]))
        assert desk.total() == 14
        assert desk.told == []

    @pytest.mark.parametrize(("figure", "total"), [(4, 4), (5, 7)], ids=["the same", "others"])
    def test_a_district_that_says_whose_a_communes_figures_are_adds_none(
        self, desk: Desk, figure: int, total: int
    ) -> None:
        """The commune only counts, the district names its models, some of its police: these had counted again."""
        police = body("Công an xã", LIEM_SON)
        told = [(name, {"unit": LIEM_SON}) for name in names(2)] + [
            (name, {"unit": police}) for name in names(2, "Camera")
        ]
        desk.file(matrix(LIEM_SON, [(LIEM_SON, {"": figure})]), register(THANH_LIEM, told))
        assert desk.total() == total
        assert desk.told == []


class TestRevisions:
    def test_a_supplement_is_added(self, desk: Desk) -> None:
        desk.file(
            register(LIEM_SON, names(20), dated=date(2024, 12, 5)),
            register(LIEM_SON, names(3, "Thêm"), dated=date(2024, 12, 12), supplement=True),
        )
        assert desk.total() == 23
        assert desk.told == []

    def test_a_list_sent_again_with_the_bodies_that_carry_its_models_out_replaces_the_one_without(
        self, desk: Desk
    ) -> None:
        union = body("Hội Nông dân", LIEM_SON)
        desk.file(
            register(LIEM_SON, names(4), dated=date(2024, 12, 5)),
            register(LIEM_SON, [(name, {"unit": union}) for name in names(5)], dated=date(2024, 12, 9)),
        )
        assert (desk.total(), desk.told) == (5, [])

    def test_a_district_s_list_sent_again_with_the_communes_of_its_models_replaces_the_first(self, desk: Desk) -> None:
        where = [(name, {"unit": (LIEM_SON, LIEM_TUC)[row % 2]}) for row, name in enumerate(names(12))]
        desk.file(
            register(THANH_LIEM, names(12), dated=date(2024, 12, 5)),
            register(THANH_LIEM, where, dated=date(2024, 12, 9)),
        )
        assert (desk.total(), desk.told) == (12, [])
        assert desk.figures("unit") == {LIEM_SON: 6, LIEM_TUC: 6}

    def test_a_union_s_list_sent_again_with_its_unions_below_replaces_the_first(self, desk: Desk) -> None:
        union, below = body("Hội Nông dân", THANH_LIEM), body("Hội Nông dân", LIEM_SON)
        desk.file(
            register(union, names(5), dated=date(2024, 12, 5)),
            register(union, [(name, {"unit": below}) for name in names(5)], dated=date(2024, 12, 9)),
        )
        assert (desk.total(), desk.told) == (5, [])

    def test_a_list_of_communes_that_holds_most_names_of_the_district_s_own_is_asked_about(self, desk: Desk) -> None:
        communes = [(name, {"unit": LIEM_SON}) for name in names(9)]
        desk.file(
            register(THANH_LIEM, names(4), dated=date(2024, 12, 5)),
            register(THANH_LIEM, communes, dated=date(2024, 12, 9)),
        )
        assert (desk.total(), desk.told) == (4, ["adds-or-replaces"])

    def test_the_district_s_own_list_and_that_of_its_communes_add_up(self, desk: Desk) -> None:
        communes = [(name, {"unit": LIEM_SON}) for name in [*names(2), *names(7, "Khác")]]
        desk.file(
            register(THANH_LIEM, names(2), dated=date(2024, 12, 5)),
            register(THANH_LIEM, communes, dated=date(2024, 12, 9)),
        )
        assert (desk.total(), desk.told) == (11, [])

    def test_a_later_list_of_some_bodies_names_alone_is_asked_and_the_whole_stands(self, desk: Desk) -> None:
        union = body("Hội Nông dân", LIEM_SON)
        desk.file(
            register(LIEM_SON, names(9), dated=date(2024, 12, 5)),
            register(LIEM_SON, [(name, {"unit": union}) for name in names(3)], dated=date(2024, 12, 9)),
        )
        assert (desk.total(), desk.told) == (9, ["adds-or-replaces"])

    def test_the_list_of_a_place_and_that_of_its_bodies_add_up(self, desk: Desk) -> None:
        union = body("Hội Nông dân", LIEM_SON)
        desk.file(
            register(LIEM_SON, names(4), dated=date(2024, 12, 5)),
            register(LIEM_SON, [(name, {"unit": union}) for name in names(3, "Khác")], dated=date(2024, 12, 9)),
        )
        assert (desk.total(), desk.told) == (7, [])

    def test_a_supplement_repeating_names_counts_them_once(self, desk: Desk) -> None:
        desk.file(
            register(LIEM_SON, names(20), dated=date(2024, 12, 5)),
            register(LIEM_SON, names(22)[18:], dated=date(2024, 12, 12), supplement=True),
        )
        assert desk.total() == 22

    @pytest.mark.parametrize(
        ("title", "supplement", "listed", "total", "asked"),
        [
            ("Danh sách bổ sung", True, ["F"], 6, []),
            ("Danh sách bổ sung", True, ["D", "E", "F"], 6, []),  # and takes in the former
            ("Danh sách bổ sung", True, ["E", "F"], 6, ["adds-or-replaces"]),  # or left D out
            ("Danh sách bổ sung (Thay thế danh sách bổ sung ngày 12/12/2024)", True, ["E", "F"], 5, []),
            ("Danh sách bổ sung (Thay thế danh sách đã gửi)", True, ["F"], 6, ["adds-or-replaces"]),
            ("Danh sách", False, ["A", "B"], 4, []),  # a version of the list beside its supplement
            ("Danh sách", False, ["A", "B", "C", "D", "E"], 5, []),
            ("Danh sách", False, ["A", "B", "C", "E"], 5, ["adds-or-replaces"]),
            ("Danh sách (Thay thế các danh sách đã gửi)", False, ["A", "B"], 4, ["adds-or-replaces"]),
        ],
    )
    def test_a_supplement_is_compared_by_names_with_what_comes_after_it(
        self, desk: Desk, title: str, supplement: bool, listed: list[str], total: int, asked: list[str]
    ) -> None:
        desk.file(
            register(LIEM_SON, ["A", "B", "C"], dated=date(2024, 12, 5)),
            register(LIEM_SON, ["D", "E"], dated=date(2024, 12, 12), supplement=True),
        )
        later = register(LIEM_SON, listed, dated=date(2024, 12, 20), supplement=supplement)
        desk.file(later.model_copy(update={"title": title}))
        assert (desk.total(), [code for code in desk.told if code != "models-vanished"]) == (total, asked)

    @pytest.mark.parametrize(
        ("figure", "day", "asked"),
        [(4, 5, []), (6, 20, []), (4, 20, ["register-matrix-differ"]), (5, 5, ["register-matrix-differ"])],
    )
    def test_figures_of_the_time_before_a_supplement_are_set_against_the_list_of_then(
        self, desk: Desk, figure: int, day: int, asked: list[str]
    ) -> None:
        desk.file(
            register(LIEM_SON, names(4), dated=date(2024, 12, 5)),
            matrix(LIEM_SON, [(LIEM_SON, {"": figure})], dated=date(2024, 12, day)),
            register(LIEM_SON, names(2, "Thêm"), dated=date(2024, 12, 12), supplement=True),
        )
        assert (desk.total(), desk.told) == (6, asked)

    def test_what_is_heard_without_a_field_is_counted_off_once_from_rows_by_field(self, desk: Desk) -> None:
        """It was taken from each row, and 29 stood for 32."""
        rows = [(f"{THANH_LIEM} below", {"field=kt": 12}), (f"{THANH_LIEM} below", {"field=qpan": 20})]
        desk.file(matrix(HA_NAM, rows), register(LIEM_SON, names(3)))
        assert desk.total() == 32
        assert desk.figures("unit") == {THANH_LIEM: 29, LIEM_SON: 3}

    @pytest.mark.parametrize(
        ("day", "total", "asked"), [(12, 9, []), (1, 2, ["register-matrix-differ"])], ids=["later", "held in it"]
    )
    def test_a_supplement_adds_to_figures_too(self, desk: Desk, day: int, total: int, asked: list[str]) -> None:
        """A list titled "bổ sung" had taken the place of the table that it adds to."""
        desk.file(
            matrix(LIEM_SON, [(LIEM_SON, {"": 7})], dated=date(2024, 12, 5)),
            register(LIEM_SON, names(2), dated=date(2024, 12, day), supplement=True),
        )
        assert (desk.total(), desk.told) == (total, asked)

    def test_a_supplement_that_repeats_a_name_at_a_later_stage_counts_it_there(self, desk: Desk) -> None:
        """It was left out at every stage, and nobody had been recognised."""
        desk.file(
            register(LIEM_SON, ["A", "B"], dated=date(2024, 12, 5)),
            register(LIEM_SON, [("A", {"stages": "congnhan"}), ("D", {"stages": "xaydung"})], supplement=True),
        )
        assert (desk.total(stage="xaydung"), desk.total(stage="congnhan")) == (3, 1)

    def test_a_name_of_a_supplement_about_new_ones_that_stands_elsewhere_counts_once(self, desk: Desk) -> None:
        women = body("Hội Phụ nữ xã Liêm Sơn", LIEM_SON)
        desk.file(
            register(LIEM_SON, []),
            register(LIEM_SON, ["A"], fixed={"origin": ("moi",)}, supplement=True),
            register(LIEM_SON, [("A", {"unit": women})], supplement=True),
        )
        table = desk.table()
        assert table.total == 1
        desk.check_trace(table, stage="xaydung")

    def test_a_supplement_is_no_whole_that_holds_a_list_of_new_ones(self, desk: Desk) -> None:
        desk.file(
            register(LIEM_SON, ["A", "B"], fixed={"origin": ("moi",)}),
            register(LIEM_SON, ["A", "B", "C"], supplement=True),
        )
        assert desk.figures("origin") == {"moi": 2, "": 1}
        desk.check_trace(desk.table("origin"), stage="xaydung")

    def test_a_list_of_new_ones_and_its_supplement_are_one_part_of_the_whole(self, desk: Desk) -> None:
        desk.file(
            matrix(LIEM_SON, [(LIEM_SON, {"": 9})]),
            register(LIEM_SON, ["A", "B"], fixed={"origin": ("moi",)}, supplement=True),
            register(LIEM_SON, ["B", "C", "D"], fixed={"origin": ("moi",)}, supplement=True),
        )
        assert desk.figures("origin") == {"moi": 4, "": 5}
        assert desk.total(stage="xaydung", origin="moi") == 4

    def test_new_ones_in_a_row_of_their_own_make_figures_no_other_than_the_list(self, desk: Desk) -> None:
        rows: list[tuple[str, dict[str, int | None]]] = [(LIEM_SON, {"": 10}), (f"{LIEM_SON} origin=moi", {"": 4})]
        desk.file(register(LIEM_SON, names(10)), matrix(LIEM_SON, rows))
        assert (desk.total(), desk.told) == (10, [])
        desk.file(register(THANH_HA, names(9)), matrix(THANH_HA, [(THANH_HA, {"": 10})]))
        assert (desk.total(), desk.told) == (19, ["register-matrix-differ"])

    def test_the_newer_document_replaces_in_any_order(self, desk: Desk) -> None:
        desk.file(
            register(LIEM_SON, names(21), dated=date(2024, 12, 9)),
            register(LIEM_SON, names(20), dated=date(2024, 12, 5)),
        )
        assert desk.total() == 21
        desk.file(register(LIEM_SON, names(19), dated=date(2024, 12, 12)))
        assert desk.total() == 19

    @pytest.mark.parametrize("titles", [(None, "xaydung"), ("xaydung", None)])
    def test_a_correction_is_one_though_only_one_of_the_two_is_titled_for_what_was_carried_out(
        self, desk: Desk, titles: tuple[str | None, str | None]
    ) -> None:
        days = (date(2024, 12, 3), date(2024, 12, 18))
        desk.file(
            *(
                register(LIEM_SON, names(n), stage=title, dated=day)
                for n, title, day in zip((8, 9), titles, days, strict=True)
            )
        )
        assert (desk.total(), desk.told) == (9, [])

    def test_a_copy_with_the_same_figures_counts_once_without_a_question(self, desk: Desk) -> None:
        desk.file(*(register(LIEM_SON, names(7), dated=date(2024, 12, 5)) for _ in range(2)))
        assert desk.total() == 7
        assert desk.told == []

    def test_a_correction_of_the_year_of_registration_alone_replaces(self, desk: Desk) -> None:
        corrected = [(name, {"registered": 2023}) for name in names(3)]
        desk.file(
            register(LIEM_SON, names(10), dated=date(2024, 12, 5)),
            register(LIEM_SON, [*corrected, *names(10)[3:]], dated=date(2024, 12, 9)),
        )
        assert (desk.total(), desk.total(stage="dangky")) == (10, 7)

    def test_the_year_of_the_return_beside_some_names_makes_no_other_list(self, desk: Desk) -> None:
        of_this_year = [(name, {"registered": 2024}) for name in names(10)]
        desk.file(*(register(LIEM_SON, rows, dated=date(2024, 12, 5)) for rows in (names(10), of_this_year)))
        assert (desk.total(), desk.told) == (10, [])

    def test_two_that_differ_on_one_day_leave_what_stood_before(self, desk: Desk) -> None:
        desk.file(register(LIEM_SON, names(5), dated=date(2024, 12, 1)))
        desk.file(*(register(LIEM_SON, names(count), dated=date(2024, 12, 5)) for count in (7, 8)))
        assert desk.total() == 5
        assert "same-date-differs" in desk.told

    def test_a_list_of_some_members_that_shares_no_name_with_the_list_of_all_is_added_and_asked(
        self, desk: Desk
    ) -> None:
        desk.file(register(LIEM_SON, names(2)), register(LIEM_SON, ["Bà Ba"], fixed=at(holder="canhan")))
        assert desk.total() == 3
        assert desk.told == ["adds-or-replaces"]

    def test_a_list_of_some_members_that_names_some_of_all_is_a_margin(self, desk: Desk) -> None:
        desk.file(register(LIEM_SON, names(4)), register(LIEM_SON, names(2), fixed=at(holder="canhan")))
        assert desk.total() == 4
        assert desk.told == []

    def test_no_name_in_common_is_added_and_asked(self, desk: Desk) -> None:
        desk.file(
            register(LIEM_SON, names(5), dated=date(2024, 12, 1)),
            register(LIEM_SON, names(4, "Khác"), dated=date(2024, 12, 5)),
        )
        assert desk.total() == 9
        assert desk.told == ["adds-or-replaces"]
        assert desk.table().provisional

    def test_some_names_in_common_is_asked_and_the_older_stands(self, desk: Desk) -> None:
        newer = [*names(2), *names(6, "Khác")]
        desk.file(
            register(LIEM_SON, names(9), dated=date(2024, 12, 1)), register(LIEM_SON, newer, dated=date(2024, 12, 5))
        )
        assert desk.total() == 9
        assert desk.told == ["adds-or-replaces"]

    def test_an_undated_list_of_the_early_morning_is_of_that_day_and_not_of_the_day_before(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(store, "now", lambda: "2024-12-09T23:30:00.000000+00:00")  # 6:30 on the 10th in Vietnam
        desk.file(register(LIEM_SON, names(20), dated=date(2024, 12, 9)), register(LIEM_SON, names(21)))
        assert (desk.total(), desk.told) == (21, [])
        (delivery,) = [one for one in desk.ledger.deliveries.of(["2024"]) if one.dated is None]
        assert delivery.day == date(2024, 12, 10)

    def test_figures_that_were_replaced_do_not_come_back_unasked(self, desk: Desk) -> None:
        desk.file(
            matrix(LIEM_SON, [(LIEM_SON, {"": 5})], dated=date(2024, 12, 1)),
            matrix(LIEM_SON, [(LIEM_SON, {"": 6})], dated=date(2024, 12, 5)),
            matrix(LIEM_SON, [(LIEM_SON, {"": 5})], dated=date(2024, 12, 9)),
        )
        assert desk.total() == 6
        assert desk.told == ["returns-to-superseded"]

    def test_lists_of_other_units_stand_side_by_side(self, desk: Desk) -> None:
        desk.file(
            register(THANH_LIEM, [(name, {"unit": LIEM_SON}) for name in names(4)], dated=date(2024, 12, 1)),
            register(THANH_LIEM, [(name, {"unit": THANH_HA}) for name in names(3)], dated=date(2024, 12, 5)),
        )
        assert desk.total() == 7

    def test_a_matrix_over_more_units_replaces_the_one_over_fewer(self, desk: Desk) -> None:
        desk.file(
            matrix(THANH_LIEM, [(LIEM_SON, {"": 4}), (THANH_HA, {"": 4})], dated=date(2024, 12, 1)),
            matrix(
                THANH_LIEM, [(LIEM_SON, {"": 5}), (THANH_HA, {"": 5}), (LIEM_TUC, {"": 5})], dated=date(2024, 12, 5)
            ),
        )
        assert desk.total() == 15

    def test_a_district_without_models_of_its_own_takes_back_nothing_that_it_told_of_its_communes_unasked(
        self, desk: Desk
    ) -> None:
        desk.file(matrix(THANH_LIEM, [(LIEM_SON, {"": 4}), (THANH_HA, {"": 3})], dated=date(2024, 12, 5)))
        desk.file(register(KIM_BANG, [("A", {"unit": UNITS.places_below(KIM_BANG)[0]})], dated=date(2024, 12, 5)))
        desk.file(*(register(code, [], dated=date(2024, 12, 9)) for code in (THANH_LIEM, KIM_BANG)))
        assert (desk.total(), desk.told) == (8, ["overlapping-returns", "overlapping-returns"])
        assert desk.table().provisional

    def test_a_district_s_own_row_is_no_newer_total_of_all_below_it(self, desk: Desk) -> None:
        police = body("Công an", THANH_LIEM)
        own: list[tuple[str, dict[str, int | None]]] = [(THANH_LIEM, {"": 5}), (police, {"": 3})]
        desk.file(
            matrix(THANH_LIEM, [(f"{THANH_LIEM} below", {"": 85})], dated=date(2024, 12, 5)),
            matrix(THANH_LIEM, own, dated=date(2024, 12, 9)),
        )
        assert (desk.total(), desk.told) == (85, ["overlapping-returns"])

    def test_a_district_s_own_row_and_those_of_some_communes_are_a_part_of_its_total(self, desk: Desk) -> None:
        desk.file(
            matrix(THANH_LIEM, [(f"{THANH_LIEM} below", {"": 85})], dated=date(2024, 12, 5)),
            matrix(THANH_LIEM, [(THANH_LIEM, {"": 5}), (LIEM_SON, {"": 10})], dated=date(2024, 12, 9)),
        )
        assert (desk.total(), desk.told) == (85, ["overlapping-returns"])
        assert desk.table().provisional

    def test_a_newer_total_of_all_below_a_district_holds_its_own_row_and_those_of_some_communes(
        self, desk: Desk
    ) -> None:
        desk.file(
            matrix(THANH_LIEM, [(THANH_LIEM, {"": 5}), (LIEM_SON, {"": 10})], dated=date(2024, 12, 5)),
            matrix(THANH_LIEM, [(f"{THANH_LIEM} below", {"": 85})], dated=date(2024, 12, 9)),
        )
        assert (desk.total(), desk.told) == (85, [])

    @pytest.mark.parametrize(
        "rows",
        [
            pytest.param(
                [(THANH_LIEM, 5), *((code, 6) for code in UNITS.places_below(THANH_LIEM))], id="all are named"
            ),
            pytest.param([(THANH_LIEM, 5), (LIEM_SON, 80)], id="those that are named make the total"),
        ],
    )
    def test_a_table_of_all_communes_takes_the_place_of_the_district_s_total(
        self, desk: Desk, rows: list[tuple[str, int]]
    ) -> None:
        desk.file(
            matrix(THANH_LIEM, [(f"{THANH_LIEM} below", {"": 85})], dated=date(2024, 12, 5)),
            matrix(THANH_LIEM, [(code, {"": figure}) for code, figure in rows], dated=date(2024, 12, 9)),
        )
        assert (desk.total(), desk.told) == (sum(figure for _, figure in rows), [])
        assert desk.total(unit=LIEM_SON) == dict(rows)[LIEM_SON]

    def test_a_district_without_models_of_its_own_takes_back_no_total_of_all_below_it_unasked(self, desk: Desk) -> None:
        desk.file(
            matrix(THANH_LIEM, [(f"{THANH_LIEM} below", {"": 85})], dated=date(2024, 12, 5)),
            register(THANH_LIEM, [], dated=date(2024, 12, 9)),
        )
        assert (desk.total(), desk.told) == (85, ["overlapping-returns"])

    @pytest.mark.parametrize("stage", [None, "denghi"])
    @pytest.mark.parametrize(
        ("days", "built", "told"),
        [
            pytest.param((5, 9), 2, [], id="the list is the newer word"),
            pytest.param((9, 5), 2, ["overlapping-returns"], id="takes nothing back unasked"),
            pytest.param((5, 5), None, ["same-date-differs"], id="of one day"),
        ],
    )
    def test_who_lists_models_at_work_has_built_some_whatever_it_said_before(
        self, desk: Desk, days: tuple[int, int], built: int | None, told: list[str], stage: str | None
    ) -> None:
        """A list titled "đề nghị công nhận" beside "không có mô hình" had built 0 without a word."""
        nil, listed = (date(2024, 12, day) for day in days)
        rows: list[tuple[str, dict[str, str]]] = [
            ("Hũ gạo", {"stages": "hieuqua"}),
            ("Đường hoa", {"stages": "denghi"}),
        ]
        desk.file(register(LIEM_SON, [], dated=nil), register(LIEM_SON, rows, stage=stage, dated=listed))
        assert (desk.total(stage="xaydung"), desk.told) == (built, told)

    def test_a_newer_total_that_all_communes_rows_make_is_asked_about_by_nobody(self, desk: Desk) -> None:
        communes = UNITS.places_below(THANH_LIEM)
        desk.file(
            matrix(THANH_LIEM, [(unit, {"": 2}) for unit in (THANH_LIEM, *communes)], dated=date(2024, 12, 5)),
            matrix(THANH_LIEM, [(f"{THANH_LIEM} below", {"": 2 + 2 * len(communes)})], dated=date(2024, 12, 9)),
        )
        assert (desk.total(), desk.told) == (2 + 2 * len(communes), [])

    def test_who_registers_none_may_propose_models_of_earlier_years(self, desk: Desk) -> None:
        desk.file(register(LIEM_SON, names(2), stage="denghi"), register(LIEM_SON, [], stage="dangky"))
        assert (desk.total(stage="dangky"), desk.total(stage="denghi"), desk.told) == (0, 2, [])

    def test_where_all_say_that_there_is_none_or_nobody_speaks_the_one_cell_is_the_total(self, desk: Desk) -> None:
        assert desk.figures("") == {"": None}
        desk.file(register(LIEM_SON, []))
        assert (desk.figures(""), desk.total()) == ({"": 0}, 0)

    def test_registrations_stand_where_nothing_was_built(self, desk: Desk) -> None:
        rows = [("Hũ gạo", {"stages": "dangky"})]
        desk.file(register(LIEM_SON, rows, dated=date(2024, 3, 5)), register(LIEM_SON, [], dated=date(2024, 12, 9)))
        assert (desk.total(stage="dangky"), desk.total(stage="xaydung"), desk.told) == (1, 0, [])


class TestPeriodsAndTime:
    def test_a_year_takes_returns_of_that_year_only(self, desk: Desk) -> None:
        desk.file(register(LIEM_SON, names(3), period="2024-H1"), register(LIEM_SON, names(5), period="2024"))
        assert desk.total() == 5
        assert desk.total(period="2024-H1") == 3

    def test_the_past_never_changes(self, desk: Desk) -> None:
        desk.file(register(LIEM_SON, names(3), dated=date(2024, 12, 1)))
        moment = desk.table().as_of.isoformat()
        before = desk.ledger.verdicts.standing(["2024"])
        from danvan_cli.ledger.books.rows import now

        moment = now()
        desk.file(register(LIEM_SON, names(5), dated=date(2024, 12, 5)))
        assert desk.total() == 5
        assert desk.ledger.verdicts.standing(["2024"], as_of=moment) == before

    def test_over_years_a_model_carried_on_counts_once(self, desk: Desk) -> None:
        desk.file(
            register(LIEM_SON, names(5), period="2023"),
            register(LIEM_SON, [*names(3), *names(4, "Mới")], period="2024"),
            matrix(THANH_HA, [(THANH_HA, {"": 6})], period="2023"),
            matrix(THANH_HA, [(THANH_HA, {"": 7})], period="2024"),
        )
        assert desk.span("2023/2024", (2023, 2024)).total == 9 + 13
        assert "carried-on-may-repeat" in {note.code for note in desk.span("2023/2024", (2023, 2024)).notes}
        assert desk.span("2023/2024", (2023, 2024), sum_years=True).total == 12 + 13

    def test_the_exact_span_answers_before_its_years(self, desk: Desk) -> None:
        desk.file(
            register(LIEM_SON, names(5), period="2023"),
            register(LIEM_SON, names(8), period="2021/2023"),
            register(THANH_HA, names(4), period="2022"),
        )
        table = desk.span("2021/2023", (2021, 2022, 2023))
        assert table.total == 12
        assert "years-missing" in {note.code for note in table.notes}


def test_what_is_implied_is_the_widest_of_the_lists_not_their_sum(desk: Desk) -> None:
    desk.file(
        matrix(LIEM_SON, [(LIEM_SON, {"": 20})]),
        register(LIEM_SON, names(8), stage="congnhan"),
        register(THANH_HA, names(10)),
        register(THANH_HA, [*names(4), "Khác"], stage="congnhan"),
    )
    assert desk.total(stage="congnhan") == 8 + 5
    assert desk.total(stage="dangky") == 20 + 11
    assert desk.total(stage="xaydung") == 20 + 10


def test_what_a_list_and_a_matrix_for_one_stage_imply_is_what_counts_of_them_there(desk: Desk, tmp_path: Path) -> None:
    desk.file(register(LIEM_SON, names(3)), matrix(LIEM_SON, [(LIEM_SON, {"": 5})]))
    assert (desk.total(stage="xaydung"), desk.total(stage="dangky")) == (3, 3)
    (question,) = open_questions(desk.ledger)
    assert question.finding.code == "register-matrix-differ"
    given = Given(question.key, "matrix", question.finding, question.places[0].path)
    decide(desk.ledger, [given], "Lan", Setting(tmp_path))
    assert (desk.total(stage="xaydung"), desk.total(stage="dangky")) == (5, 5)


def test_a_unit_without_models_is_no_source_of_a_figure_that_is_not_there(desk: Desk) -> None:
    desk.file(register(LIEM_SON, [("A", {"field": "kt"}), ("B", {"holder": "tapthe"})]), register(THANH_HA, []))
    asked = Inquiry(Selectors(period="2024"), parse_by("field,holder"))
    table = with_sources(desk.ledger, asked, asked.table(desk.ledger))
    last = len(table.columns)
    for traced in table.sources:
        line, column = traced.place
        if line < len(table.lines):
            printed = table.lines[line]
            assert traced.value == (printed.total if column == last else printed.values[column]), traced.label


def test_no_model_and_figures_of_another_day_are_two_words_on_one_matter(desk: Desk) -> None:
    desk.file(
        register(LIEM_SON, [], dated=date(2024, 12, 1)),
        matrix(LIEM_SON, [(LIEM_SON, {"": 5})], dated=date(2024, 12, 5)),
        matrix(THANH_HA, [(THANH_HA, {"": 7})], dated=date(2024, 12, 1)),
        register(THANH_HA, [], dated=date(2024, 12, 5)),
    )
    assert desk.figures("unit") == {LIEM_SON: 5, THANH_HA: 7}
    assert desk.told == ["overlapping-returns"]
    assert desk.table().provisional


def test_a_list_is_taken_back_by_no_model_only_where_somebody_says_so(desk: Desk) -> None:
    """Three models had become none, unasked, by a letter that somebody keyed in for the wrong commune."""
    desk.file(
        register(LIEM_SON, names(3), dated=date(2024, 12, 1)),
        register(LIEM_SON, [], dated=date(2024, 12, 5)),
    )
    assert (desk.total(), desk.told) == (3, ["overlapping-returns"])


def test_no_model_after_a_table_of_noughts_says_nothing_else(desk: Desk) -> None:
    desk.file(
        matrix(LIEM_SON, [(LIEM_SON, {"": 0})], dated=date(2024, 12, 1)),
        register(LIEM_SON, [], dated=date(2024, 12, 5)),
        register(THANH_HA, [], dated=date(2024, 12, 1)),
        register(THANH_HA, [], dated=date(2024, 12, 5)),
        register(LIEM_TUC, [], dated=date(2024, 12, 5)),
        register(LIEM_TUC, names(2), dated=date(2024, 12, 1), stage="dangky"),
    )
    assert (desk.figures("unit"), desk.told) == ({LIEM_SON: 0, THANH_HA: 0, LIEM_TUC: 0}, [])
    assert desk.total(stage="dangky") == 2


def test_no_model_at_all_and_some_new_ones_are_two_words_on_one_matter_too(desk: Desk) -> None:
    new = at(origin="moi")
    desk.file(
        register(LIEM_SON, [], dated=date(2024, 12, 1)),
        register(LIEM_SON, ["Hũ gạo"], fixed=new, dated=date(2024, 12, 5)),
        matrix(THANH_HA, [(THANH_HA, {"": 7})], fixed=new, dated=date(2024, 12, 1)),
        register(THANH_HA, [], dated=date(2024, 12, 5)),
        register(LIEM_TUC, [], dated=date(2024, 12, 5)),
        matrix(LIEM_TUC, [(LIEM_TUC, {"": 3})], fixed=new, dated=date(2024, 12, 5)),
    )
    assert desk.figures("unit") == {LIEM_SON: 1, THANH_HA: 7}
    assert desk.told == ["overlapping-returns", "same-date-differs"]


def test_no_model_and_figures_of_one_day_are_asked_about(desk: Desk) -> None:
    desk.file(register(LIEM_SON, []), matrix(LIEM_SON, [(LIEM_SON, {"": 5})]))
    assert desk.total() is None
    assert desk.told == ["same-date-differs"]


@pytest.mark.parametrize("dates", [(3, 4), (4, 3)])
def test_of_two_mended_copies_the_one_of_the_later_date_stands_in_whatever_order_they_come(
    desk: Desk, dates: tuple[int, int]
) -> None:
    """Both are dated before the file that they answer."""
    desk.file(register(LIEM_SON, names(5), dated=date(2024, 12, 5)))
    (first,) = desk.ledger.kept.with_outcome("accepted")
    for day in dates:
        again = register(LIEM_SON, names(day), dated=date(2024, 12, day))
        desk.file(again.model_copy(update={"answers": first.sha256}))
    assert desk.total() == 4


def test_a_marked_copy_mended_once_more_takes_the_place_of_the_one_before(desk: Desk) -> None:
    """Both copies answer the same file and carry its date: the later one is the answer."""
    day = date(2024, 12, 5)
    desk.file(register(LIEM_SON, names(5), dated=day))
    (first,) = desk.ledger.kept.with_outcome("accepted")
    for count in (6, 4):
        again = register(LIEM_SON, names(count), dated=day)
        desk.file(again.model_copy(update={"answers": first.sha256}))
        assert desk.total() == count
    assert desk.told == ["models-vanished"]
