"""Decisions of bodies, level by level: whose word counts, and a model recognised by several counted once. (counting.md 3)"""

from itertools import permutations
from pathlib import Path

import pytest

from danvan_cli import units
from danvan_cli.errors import UsageError
from danvan_cli.ledger.asking import open_questions
from danvan_cli.ledger.deciding import Given, Setting, decide
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.returns import Return
from danvan_cli.tables.rollup import roll_up
from danvan_cli.tables.selection.selectors import Selectors
from danvan_cli.tables.trace import trace
from returned import HA_NAM, LIEM_SON, THANH_HA, THANH_LIEM, Desk, at, body, matrix, register


def names(count: int, stem: str = "Mô hình") -> list[str]:
    return [f"{stem} số {number}" for number in range(1, count + 1)]


def decided(by: str, level: str, count: int, *, unit: str = LIEM_SON) -> Return:
    """A decision that names so many models of a unit."""
    rows = [(name, {"unit": unit, "level": level}) for name in names(count)]
    return register(by, rows, stage="congnhan", fixed=at(level=level))


def ten_models() -> list[Return]:
    """Ten models; the commune recognises eight of them, the district five of those, the province two of those."""
    lists = [decided(LIEM_SON, "xa", 8), decided(THANH_LIEM, "huyen", 5), decided(HA_NAM, "tinh", 2)]
    return [register(LIEM_SON, names(10)), *lists]


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_a_model_recognised_at_several_levels_counts_once_at_the_highest(desk: Desk, order: tuple[int, ...]) -> None:
    lists = ten_models()
    desk.file(*(lists[place] for place in order))
    assert desk.total(stage="xaydung") == 10
    assert desk.total(stage="congnhan") == 8
    assert desk.figures("level", stage="congnhan") == {"tinh": 2, "huyen": 3, "xa": 3}
    assert [desk.total(stage="congnhan", level=level) for level in ("xa", "huyen", "tinh")] == [3, 3, 2]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_two_communes_with_a_model_of_one_name_the_district_recognised_only_one(
    desk: Desk, order: tuple[int, ...]
) -> None:
    lists = [
        register(LIEM_SON, ["Hũ gạo"], stage="congnhan", fixed=at(level="xa")),
        register(THANH_HA, ["Hũ gạo"], stage="congnhan", fixed=at(level="xa")),
        register(THANH_LIEM, ["Hũ gạo"], stage="congnhan", fixed=at(level="huyen")),
    ]
    desk.file(*(lists[place] for place in order))
    assert desk.figures("level", stage="congnhan") == {"huyen": 1, "xa": 1}
    assert desk.total(stage="congnhan") == 2
    assert desk.table(stage="congnhan").provisional


@pytest.mark.parametrize(("answer", "left"), [(LIEM_SON, THANH_HA), (THANH_HA, LIEM_SON)])
def test_of_which_commune_the_district_recognised_a_model_that_two_have_is_asked(
    desk: Desk, answer: str, left: str
) -> None:
    """The total is the same; which commune keeps its own was settled by the order of their codes."""
    desk.file(*(register(place, ["Hũ gạo"], stage="congnhan", fixed=at(level="xa")) for place in (LIEM_SON, THANH_HA)))
    desk.file(register(THANH_LIEM, ["Hũ gạo"], stage="congnhan", fixed=at(level="huyen")))
    (question,) = open_questions(desk.ledger)
    assert question.finding.code == "recognised-of-several"
    given = Given(question.key, answer, question.finding, question.places[0].path)
    decide(desk.ledger, [given], "Lan", Setting(Path()))
    assert desk.figures("unit", stage="congnhan", level="xa") == {left: 1, answer: 0}
    assert (desk.total(stage="congnhan"), desk.table(stage="congnhan").provisional) == (2, False)


@pytest.mark.parametrize(
    "district",
    [
        [("Hũ gạo", {"unit": THANH_HA})],  # says whose
        ["Hũ gạo", "Hũ gạo"],  # both
        ["Camera"],
    ],
)
def test_whose_a_recognised_model_is_is_not_asked_where_it_is_known(
    desk: Desk, district: list[str | tuple[str, dict[str, str]]]
) -> None:
    desk.file(*(register(place, ["Hũ gạo"], stage="congnhan", fixed=at(level="xa")) for place in (LIEM_SON, THANH_HA)))
    desk.file(register(THANH_LIEM, district, stage="congnhan", fixed=at(level="huyen")))
    assert "recognised-of-several" not in desk.told


def test_a_model_that_commune_district_and_province_recognised_leaves_its_namesake_elsewhere_alone(desk: Desk) -> None:
    lists = [decided(LIEM_SON, "xa", 1), decided(THANH_HA, "xa", 1, unit=THANH_HA)]
    lists += [decided(THANH_LIEM, "huyen", 1, unit=THANH_LIEM), decided(HA_NAM, "tinh", 1, unit=HA_NAM)]
    desk.file(*lists)
    assert desk.figures("level", stage="congnhan") == {"tinh": 1, "xa": 1}


# figures for many about decisions of the body above


BELOW = f"{THANH_LIEM} below"


def test_what_a_district_says_of_the_provinces_decisions_counts_while_the_province_is_silent(desk: Desk) -> None:
    """It went to the claims, since no place in a district is of the province's level: the answer was nothing at all."""
    desk.file(matrix(THANH_LIEM, [(BELOW, {"field=kt": 5, "field=vhxh": 3})], stage="congnhan", fixed=at(level="tinh")))
    assert desk.figures("field", stage="congnhan") == {"kt": 5, "vhxh": 3}
    assert (desk.total(stage="xaydung"), desk.table(stage="congnhan").cells[0].second_hand) == (8, 8)


def test_the_provinces_own_rows_about_its_districts_are_its_word_on_its_decisions(desk: Desk) -> None:
    rows = [(BELOW, {"": 3}), ("350 below", {"": 2}), (body("Sở Y tế", HA_NAM), {"": 1})]
    desk.file(matrix(HA_NAM, rows, stage="congnhan", fixed=at(level="tinh")))
    assert (desk.total(stage="congnhan"), desk.table(stage="congnhan").cells[0].second_hand) == (6, 0)
    desk.file(matrix(THANH_LIEM, [(BELOW, {"": 9})], stage="congnhan", fixed=at(level="tinh")))
    assert desk.total(stage="congnhan") == 6


def test_what_communes_say_of_the_provinces_decisions_is_taken_off_what_their_district_says(desk: Desk) -> None:
    desk.file(
        matrix(LIEM_SON, [(LIEM_SON, {"": 2})], stage="congnhan", fixed=at(level="tinh")),
        matrix(THANH_LIEM, [(BELOW, {"": 5})], stage="congnhan", fixed=at(level="tinh")),
    )
    assert desk.figures("unit", stage="congnhan") == {LIEM_SON: 2, THANH_LIEM: 3}


def test_a_districts_figure_for_a_level_above_it_counts(desk: Desk) -> None:
    desk.file(matrix(THANH_LIEM, [(BELOW, {"field=kt": 5, "field=vhxh": 3})], fixed=at(level="tinh")))
    assert desk.figures("level") == {"tinh": 8}


def test_a_districts_figure_for_the_provinces_level_is_a_claim_once_the_province_has_told_its_own(desk: Desk) -> None:
    """The province's 10 and what a district says of them were 18."""
    desk.file(register(HA_NAM, names(10)))
    desk.file(matrix(THANH_LIEM, [(BELOW, {"": 8})], fixed=at(level="tinh")))
    assert desk.figures("level") == {"tinh": 10}


def test_the_grass_roots_are_the_communes(desk: Desk) -> None:
    desk.file(matrix(THANH_LIEM, [(BELOW, {"": 8})], fixed=at(level="coso")))
    assert desk.total() == 8
    desk.file(register(LIEM_SON, names(3)))
    assert desk.total() == 8


def test_each_level_prints_what_each_did_and_adds_nothing(desk: Desk) -> None:
    desk.file(*ten_models())
    table = desk.table("level", stage="congnhan", each_level=True)
    assert desk.figures("level", stage="congnhan", each_level=True) == {"tinh": 2, "huyen": 5, "xa": 8}
    assert (table.total, table.column_totals) == (None, ())
    assert desk.figures("", stage="congnhan", each_level=True) == {"tinh": 2, "huyen": 5, "xa": 8}
    assert desk.table("field", stage="congnhan", each_level=True, level="huyen").total == 5
    assert "each-level" in {note.code for note in table.notes}


def test_decisions_of_which_nobody_states_the_level_stand_in_their_lines(desk: Desk) -> None:
    desk.file(matrix(HA_NAM, [(f"{HA_NAM} below", {"field=kt": 4, "field=vhxh": 3})], stage="congnhan"))
    table = desk.table("field", stage="congnhan", each_level=True)
    assert {line.label: (line.values, line.total) for line in table.lines if line.total} == {
        "Kinh tế": ((), 4),
        "Văn hóa - xã hội": ((), 3),
    }


def test_over_years_a_model_that_a_level_recognised_again_counts_once_in_its_line(desk: Desk) -> None:
    for year, others in (("2023", names(3)), ("2024", names(4))):
        rows = [(name, {"unit": LIEM_SON, "level": "xa"}) for name in others]
        desk.file(register(LIEM_SON, rows, stage="congnhan", fixed=at(level="xa"), period=year))
    span = Selectors("2023/2024", (2023, 2024), stage="congnhan", each_level=True)

    def acts() -> dict[str, Number | None]:
        return {cell.at[0][0]: cell.value for cell in roll_up(desk.ledger, span, ("level",)).cells}

    assert acts() == {"xa": 4}
    higher = [(name, {"unit": LIEM_SON, "level": "huyen"}) for name in names(2)]
    for year in ("2023", "2024"):
        desk.file(register(THANH_LIEM, higher, stage="congnhan", fixed=at(level="huyen"), period=year))
    assert acts() == {"xa": 4, "huyen": 2}


def test_new_ones_of_a_list_that_a_higher_level_recognised_too_count_there_alone(desk: Desk) -> None:
    desk.file(decided(LIEM_SON, "xa", 8))
    desk.file(
        register(
            LIEM_SON,
            [(name, {"level": "xa"}) for name in names(4)],
            stage="congnhan",
            fixed=at(level="xa", origin="moi"),
        )
    )
    rows = [(name, {"unit": LIEM_SON, "level": "huyen", "origin": "moi"}) for name in names(1)]
    desk.file(register(THANH_LIEM, rows, stage="congnhan", fixed=at(level="huyen")))
    assert desk.figures("level", stage="congnhan", origin="moi") == {"huyen": 1, "xa": 3}
    assert desk.total(stage="congnhan", origin="moi") == 4
    chosen = desk.selectors(stage="congnhan", each_level=True, level="xa", origin="moi")
    found = trace(desk.ledger, chosen)
    assert found.value == sum(source.value for source in found.sources) == 4


def test_the_trace_of_one_level_s_acts_adds_up_to_them(desk: Desk) -> None:
    desk.file(*ten_models())
    chosen = desk.selectors(stage="congnhan", each_level=True, level="xa")
    found = trace(desk.ledger, chosen)
    assert found.value == sum(source.value for source in found.sources) == 8
    with pytest.raises(UsageError):
        trace(desk.ledger, Selectors(period="2024", stage="congnhan", each_level=True))


def test_a_district_s_decision_outranks_what_its_commune_says_of_it(desk: Desk) -> None:
    desk.file(matrix(LIEM_SON, [(LIEM_SON, {"": 12})], stage="congnhan", fixed=at(level="huyen")))
    assert desk.total(stage="congnhan", level="huyen") == 12
    desk.file(decided(THANH_LIEM, "huyen", 9))
    assert desk.figures("level", stage="congnhan") == {"huyen": 9}


def test_a_silent_district_s_decisions_are_believed_of_its_communes_and_marked(desk: Desk) -> None:
    desk.file(decided(LIEM_SON, "huyen", 4), decided(THANH_HA, "huyen", 3, unit=THANH_HA))
    assert desk.figures("level", stage="congnhan") == {"huyen": 7}
    assert "decisions-told" in desk.notes(stage="congnhan")


def test_levels_that_decided_about_other_models_add_up(desk: Desk) -> None:
    mine = register(LIEM_SON, names(3, "Của xã"), stage="congnhan")
    theirs = register(
        THANH_LIEM, [(name, {"unit": LIEM_SON, "level": "huyen"}) for name in names(2, "Khác")], stage="congnhan"
    )
    desk.file(mine, theirs)
    assert desk.figures("level", stage="congnhan") == {"huyen": 2, "xa": 3}
    assert desk.total(stage="congnhan") == 5


def test_a_decision_without_a_column_of_units_speaks_of_all_below(desk: Desk) -> None:
    desk.file(decided(LIEM_SON, "xa", 8), decided(THANH_LIEM, "huyen", 5, unit=THANH_LIEM))
    assert desk.figures("level", stage="congnhan") == {"huyen": 5, "xa": 3}


def test_a_union_s_row_that_its_commune_and_its_district_recognised_counts_once(desk: Desk) -> None:
    union = body("Hội Liên hiệp Phụ nữ", LIEM_SON)
    desk.file(decided(LIEM_SON, "xa", 2, unit=union), decided(THANH_LIEM, "huyen", 1, unit=union))
    assert desk.figures("level", stage="congnhan") == {"huyen": 1, "xa": 1}


def test_levels_without_names_are_printed_apart_and_not_added(desk: Desk) -> None:
    desk.file(decided(LIEM_SON, "xa", 8))
    desk.file(matrix(THANH_LIEM, [(f"{THANH_LIEM} below level=huyen", {"": 9})], stage="congnhan"))
    table = desk.table("", stage="congnhan")
    assert table.total is None
    assert desk.figures("", stage="congnhan") == {"huyen": 9, "xa": 8}
    assert "levels-without-names" in {note.code for note in table.notes}
    assert desk.table("level", stage="congnhan", level="huyen").total == 9


def told(by: str, figures: dict[str, int | None], *, unit: str = LIEM_SON) -> Return:
    """A row of figures whose columns state the levels that decided."""
    return matrix(by, [(unit, figures)], stage="congnhan")


def test_a_column_of_the_districts_decisions_is_a_claim_beside_the_districts_own_list(desk: Desk) -> None:
    desk.file(told(LIEM_SON, {"level=huyen": 7}), decided(THANH_LIEM, "huyen", 5))
    assert desk.figures("level", stage="congnhan") == {"huyen": 5}
    assert desk.told == []


def test_a_column_of_the_districts_decisions_is_not_the_communes_own_list_of_names(desk: Desk) -> None:
    desk.file(decided(LIEM_SON, "xa", 8), told(LIEM_SON, {"level=huyen": 7}), decided(THANH_LIEM, "huyen", 5))
    assert desk.figures("level", stage="congnhan", each_level=True) == {"xa": 8, "huyen": 5}
    assert desk.total(stage="congnhan") == 8
    assert desk.told == []


def test_columns_of_several_levels_are_the_words_of_several_bodies_and_are_not_added(desk: Desk) -> None:
    desk.file(told(LIEM_SON, {"level=xa": 8, "level=huyen": 7, "level=tinh": 2}))
    assert desk.table(stage="congnhan").total is None
    assert "decisions-told" in desk.notes(stage="congnhan")
    desk.file(decided(THANH_LIEM, "huyen", 5))
    assert desk.figures("level", stage="congnhan") == {"xa": 8, "huyen": 5, "tinh": 2}


def test_columns_that_all_bodies_answered_change_nothing(desk: Desk) -> None:
    desk.file(*ten_models(), told(LIEM_SON, {"level=xa": 8, "level=huyen": 7, "level=tinh": 4}))
    assert desk.total(stage="congnhan") == 8
    assert desk.figures("level", stage="congnhan", each_level=True) == {"tinh": 2, "huyen": 5, "xa": 8}


def test_a_row_of_fields_and_levels_stays_whole_until_another_answers_for_a_level(desk: Desk) -> None:
    figures: dict[str, int | None] = {"": 17, "level=xa": 10, "level=huyen": 7}
    desk.file(told(LIEM_SON, {**figures, "field=kt": 9, "field=vhxh": 8, "field=qpan": 0, "field=htct": 0}))
    assert desk.figures("field", stage="congnhan") == {"kt": 9, "vhxh": 8, "qpan": 0, "htct": 0}
    assert desk.total(stage="congnhan") == 17
    desk.file(decided(THANH_LIEM, "huyen", 5))
    assert desk.figures("level", stage="congnhan") == {"xa": 10, "huyen": 5}


def test_what_a_row_states_of_no_level_adds_nothing_beside_a_levels_own_list(desk: Desk) -> None:
    desk.file(told(LIEM_SON, {"": 12, "level=xa": 3, "level=huyen": 7}))
    assert desk.total(stage="congnhan") == 12
    desk.file(decided(THANH_LIEM, "huyen", 5))
    assert desk.figures("level", stage="congnhan") == {"xa": 3, "huyen": 5}


def test_a_provinces_columns_for_a_district_speak_only_for_the_levels_that_are_silent(desk: Desk) -> None:
    desk.file(told(HA_NAM, {"level=huyen": 15, "level=xa": 50}, unit=f"{THANH_LIEM} below"))
    assert desk.figures("level", stage="congnhan") == {"huyen": 15, "xa": 50}
    desk.file(decided(THANH_LIEM, "huyen", 12, unit=LIEM_SON))
    assert desk.figures("level", stage="congnhan") == {"huyen": 12, "xa": 50}


def test_the_trace_of_a_levels_column_is_its_cell(desk: Desk) -> None:
    desk.file(told(LIEM_SON, {"level=xa": 8, "level=huyen": 7}), decided(THANH_LIEM, "huyen", 5))
    chosen = desk.selectors(stage="congnhan", each_level=True, level="xa")
    assert [(source.cell, source.value) for source in trace(desk.ledger, chosen).sources] == [("C10", 8)]


def test_the_funnel_adds_no_acts_of_levels_without_names(desk: Desk) -> None:
    """Nor does the note on other stages: 8 of the commune and 5 of the district are not 13."""
    desk.file(register(LIEM_SON, names(10), stage="dangky"), decided(LIEM_SON, "xa", 8))
    desk.file(matrix(THANH_LIEM, [(f"{LIEM_SON} level=huyen", {"": 5})], stage="congnhan"))
    table = desk.table("stage")
    assert {cell.at[0][0]: cell.value for cell in table.cells if cell.at[0][0] in ("dangky", "congnhan")} == {
        "dangky": 10,
        "congnhan": None,
    }
    assert [note.message for note in table.notes if note.code == "levels-without-names"] == [
        (
            "Công nhận: Các cấp cùng quyết định mà không nêu tên mô hình, không biết mô hình nào trùng: "
            "huyện 5, xã 8 (lượt từng cấp, không cộng)."
        )
    ]
    assert [note.message for note in desk.table("", stage="dangky").notes if note.code == "other-stages"] == [
        "Còn có: công nhận huyện 5, xã 8 (lượt từng cấp, không cộng)."
    ]


def test_the_level_of_a_decision_is_not_that_of_the_models_it_implies(desk: Desk) -> None:
    """A district's "9 công nhận cấp huyện" below it was 9 models of its own level beside the 10 that its communes built."""
    communes = units.load().children(THANH_LIEM)
    desk.file(*(register(commune, names(10)) for commune in communes))
    built = 10 * len(communes)
    desk.file(matrix(THANH_LIEM, [(BELOW, {"": 9})], stage="congnhan", fixed=at(level="huyen")))
    assert (desk.total(stage="xaydung"), desk.total(stage="dangky")) == (built, built)
    assert desk.figures("level", stage="congnhan") == {"huyen": 9}


class TestAModelThatOneListGivesToTheCommuneAndAnotherToItsUnion:
    """The province names the commune, the commune its women's union: one model, two decisions. (counting.md 3 and 6)"""

    UNION = body("Hội Liên hiệp Phụ nữ", LIEM_SON)

    def decisions(self, higher: str, *more: tuple[str, dict[str, str]]) -> list[Return]:
        of_commune = [("Mô hình hũ gạo tình thương", {"unit": self.UNION, "level": "xa"}), ("Camera", {"level": "xa"})]
        of_province = [(higher, {"unit": LIEM_SON, "level": "tinh"})]
        return [
            register(LIEM_SON, [*of_commune, *more], stage="congnhan", fixed=at(level="xa")),
            register(HA_NAM, of_province, stage="congnhan", fixed=at(level="tinh")),
        ]

    @pytest.mark.parametrize("order", list(permutations(range(2))))
    def test_it_counts_at_the_higher_level(self, desk: Desk, order: tuple[int, ...]) -> None:
        lists = self.decisions("Mô hình hũ gạo tình thương")
        desk.file(*(lists[place] for place in order))
        assert desk.figures("level", stage="congnhan") == {"tinh": 1, "xa": 1}
        assert (desk.total(stage="congnhan", level="tinh"), desk.total(stage="congnhan")) == (1, 2)
        assert desk.figures("level", stage="congnhan", each_level=True) == {"tinh": 1, "xa": 2}

    def test_what_each_of_them_built_is_still_one_model(self, desk: Desk) -> None:
        desk.file(*self.decisions("Mô hình hũ gạo tình thương"))
        assert desk.total(stage="xaydung") == 2

    def test_two_lists_of_one_level_count_it_once_with_what_the_union_says(self, desk: Desk) -> None:
        desk.file(
            register(LIEM_SON, [("Hũ gạo", {"level": "xa"})], stage="congnhan", fixed=at(level="xa")),
            register(self.UNION, [("Hũ gạo", {"level": "xa"})], stage="congnhan", fixed=at(level="xa")),
        )
        assert desk.figures("level", stage="congnhan") == {"xa": 1}

    def test_another_model_of_that_name_stays_the_commune_s(self, desk: Desk) -> None:
        """The province recognised one, the commune two of that name."""
        farmers = ("Mô hình hũ gạo tình thương", {"unit": body("Hội Nông dân", LIEM_SON), "level": "xa"})
        desk.file(*self.decisions("Mô hình hũ gạo tình thương", farmers))
        assert desk.figures("level", stage="congnhan") == {"tinh": 1, "xa": 2}

    def test_names_that_are_almost_one_are_asked_and_are_then_one_at_the_higher_level(self, desk: Desk) -> None:
        desk.file(*self.decisions("Mô hình hũ gạo tình thươngg"))
        assert (desk.total(stage="congnhan"), desk.told) == (3, ["names-alike"])
        (question,) = open_questions(desk.ledger)
        given = Given(question.key, "same", question.finding, question.places[0].path)
        decide(desk.ledger, [given], "Lan", Setting(Path()))
        assert desk.figures("level", stage="congnhan") == {"tinh": 1, "xa": 1}
        assert desk.figures("level", stage="congnhan", each_level=True) == {"tinh": 1, "xa": 2}
