"""A unit that took over speaks for what it was made of: of the two only one counts at a stage of a period."""

import random
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commanding import danvan_json
from danvan_cli.returns import Return
from danvan_cli.tables.rollup import roll_up
from danvan_cli.tables.selection.selectors import Selectors
from danvan_cli.tables.trace import trace
from returned import HA_NAM, KIM_BANG, THANH_HA, THANH_LIEM, UNITS, Desk, at, body, matrix, register

NINH_BINH = "37@2025-07-01"
LIEM_HA = UNITS.successors(THANH_HA)[0]
LIEM_PHONG, _, THANH_HUONG = UNITS.predecessors(LIEM_HA)
TIEN_NOI = "13354"
TIEN_SON, PHUONG_HA_NAM = UNITS.successors(TIEN_NOI)
IN_2025 = {"period": "2025"}


def names(count: int, what: str = "Mô hình") -> list[str]:
    return [f"{what} số {place}" for place in range(count)]


def listed(unit: str, count: int, what: str = "Mô hình", stage: str | None = None) -> Return:
    return register(unit, names(count, what), period="2025", stage=stage)


def counted(unit: str, count: int) -> Return:
    return matrix(unit, [(unit, {"": count})], period="2025")


def rules(desk: Desk, stage: str = "xaydung") -> set[str]:
    return {one.rule for one in trace(desk.ledger, Selectors(period="2025", stage=stage)).left_out}


@pytest.mark.parametrize("form", [listed, counted])
def test_twelve_and_eight_registered_again_as_twenty_stay_twenty(tmp_path: Path, form: Callable[..., Return]) -> None:
    returns = (form(LIEM_PHONG, 12), form(THANH_HA, 8), form(LIEM_HA, 20))
    for place, order in enumerate(permutations(returns)):
        folder = tmp_path / str(place)
        folder.mkdir()
        with ExitStack() as stack:
            desk = Desk(folder, stack)
            for ret in order:
                desk.file(ret)
            assert desk.total(**IN_2025) == 20
            assert desk.figures("unit", **IN_2025) == {LIEM_HA: 20}
            assert rules(desk) == {"successor-has-spoken"}


def test_also_where_only_some_of_them_had_sent_and_where_it_has_fewer_or_none(desk: Desk) -> None:
    desk.file(listed(LIEM_PHONG, 12))
    assert desk.total(**IN_2025) == 12
    desk.file(listed(LIEM_HA, 9, "Tổ"))
    assert desk.total(**IN_2025) == 9
    desk.file(listed(KIM_BANG, 3))  # others are not touched
    assert desk.total(**IN_2025) == 12


def test_the_old_district_s_table_says_whose_figures_stand_outside_it(desk: Desk) -> None:
    desk.file(listed(LIEM_PHONG, 12), listed(THANH_HA, 8))
    assert desk.total(**IN_2025, unit=THANH_LIEM) == 20
    assert "told-outside" not in desk.notes(**IN_2025, unit=THANH_LIEM)
    desk.file(listed(LIEM_HA, 20))
    assert not desk.total(**IN_2025, unit=THANH_LIEM)
    (told,) = [
        one.message
        for one in roll_up(desk.ledger, Selectors(period="2025", unit=THANH_LIEM), ()).notes
        if one.code == "told-outside"
    ]
    assert "Xã Liêm Phong – Xã Liêm Hà" in told
    assert "Xã Thanh Hà – Xã Liêm Hà" in told
    assert "told-outside" not in desk.notes(**IN_2025)
    of_today = Selectors(period="2025", unit=THANH_LIEM, geography=date(2025, 7, 1))
    assert roll_up(desk.ledger, of_today, ()).total == 20
    assert "told-outside" not in {one.code for one in roll_up(desk.ledger, of_today, ()).notes}


def test_a_return_of_another_period_or_stage_leaves_them(desk: Desk) -> None:
    desk.file(listed(THANH_HA, 8), register(LIEM_HA, names(20), period="2026"))
    assert desk.total(**IN_2025) == 8
    desk.file(listed(THANH_HA, 5, stage="dangky"), listed(LIEM_HA, 20))
    assert desk.total(**IN_2025, stage="xaydung") == 20


def test_a_divided_unit_counts_until_all_its_parts_have_spoken(desk: Desk) -> None:
    desk.file(listed(TIEN_NOI, 12), listed(TIEN_SON, 20, "Tổ"))
    assert desk.total(**IN_2025) == 32
    assert "divided-partly-spoken" in desk.notes(**IN_2025)
    desk.file(listed(PHUONG_HA_NAM, 7, "Việc"))
    assert desk.total(**IN_2025) == 27
    assert "divided-partly-spoken" not in desk.notes(**IN_2025)


def test_a_list_for_the_stage_goes_before_what_a_later_one_only_implies(desk: Desk) -> None:
    """Registered in March by the three communes; the list of December implies that all of it was registered."""
    for unit, count in zip(UNITS.predecessors(LIEM_HA), (12, 5, 8), strict=True):
        desk.file(listed(unit, count, f"Tổ {unit}", stage="dangky"))
    desk.file(listed(LIEM_HA, 20, stage="xaydung"))
    assert desk.total(**IN_2025, stage="dangky") == 25
    assert rules(desk, "dangky") == {"predecessors-have-spoken"}
    assert desk.total(**IN_2025, stage="xaydung") == 20


def test_a_province_s_row_about_the_new_commune_gives_way_to_all_its_communes_of_before(desk: Desk) -> None:
    row = matrix(NINH_BINH, [(LIEM_HA, {"": 30})], period="2025")
    desk.file(listed(LIEM_PHONG, 12), row)
    assert desk.total(**IN_2025) == 30  # two of the three were silent
    desk.file(listed(UNITS.predecessors(LIEM_HA)[1], 6, "Tổ"), listed(THANH_HUONG, 8, "Việc"))
    assert desk.total(**IN_2025) == 26


def test_a_district_s_figure_for_its_communes_is_filled_by_what_took_them_over(desk: Desk) -> None:
    district = matrix(THANH_LIEM, [(f"{THANH_LIEM} below level=xa", {"": 50})], period="2025")
    desk.file(district, listed(LIEM_HA, 22))
    assert desk.total(**IN_2025) == 50
    wholly = [
        new
        for new in UNITS.children(NINH_BINH)
        if (made_of := UNITS.predecessors(new)) and all(UNITS.is_below(code, THANH_LIEM) for code in made_of)
    ]
    desk.file(*(listed(code, 3, code) for code in wholly if code != LIEM_HA))
    crossing = {code for old in UNITS.children(THANH_LIEM) for code in UNITS.successors(old) if code not in wholly}
    desk.file(*(listed(code, 3, code) for code in crossing))
    assert desk.total(**IN_2025) == 22 + 3 * (len(wholly) - 1 + len(crossing))
    assert "all-have-spoken" in rules(desk)


def test_a_province_s_total_takes_the_place_of_those_of_the_provinces_it_was_made_of(desk: Desk) -> None:
    old = [matrix(code, [(f"{code} below", {"": 100})], period="2025") for code in UNITS.predecessors(NINH_BINH)]
    desk.file(*old)
    assert desk.total(**IN_2025) == 300
    desk.file(matrix(NINH_BINH, [(f"{NINH_BINH} below", {"": 250})], period="2025"), listed(THANH_HA, 8))
    assert desk.total(**IN_2025) == 250
    assert rules(desk) == {"successor-has-spoken"}


def test_what_a_commune_said_of_its_bodies_goes_with_it_and_a_body_s_own_list_meets_the_new_one(desk: Desk) -> None:
    women = body("Hội Liên hiệp Phụ nữ", THANH_HA)
    commune = register(THANH_HA, [*names(6), *((name, {"unit": women}) for name in names(3, "Tổ"))], period="2025")
    desk.file(commune)
    assert desk.total(**IN_2025) == 9
    desk.file(listed(LIEM_HA, 20))
    assert desk.total(**IN_2025) == 20
    desk.file(register(women, [*names(2), *names(3, "Tổ")], period="2025"))
    assert desk.total(**IN_2025) == 23  # two of its five are in the new commune's list


def test_decisions_of_a_level_leave_those_of_other_levels_alone(desk: Desk) -> None:
    fixed = at(level="xa")
    for unit, count in ((LIEM_PHONG, 5), (LIEM_HA, 9)):
        desk.file(register(unit, names(count), period="2025", stage="congnhan", fixed=fixed))
    rows = [(name, {"unit": LIEM_PHONG}) for name in names(3, "Tổ")]
    desk.file(register(HA_NAM, rows, period="2025", stage="congnhan", fixed=at(level="tinh")))
    assert desk.figures("level", **IN_2025, stage="congnhan") == {"xa": 9, "tinh": 3}


def test_what_a_district_s_decisions_of_a_level_imply_for_the_silent_is_traced(desk: Desk) -> None:
    decided = matrix(THANH_LIEM, [(f"{THANH_LIEM} below level=xa", {"": 2})], period="2025", stage="congnhan")
    desk.file(listed(LIEM_PHONG, 1), decided)
    traced = trace(desk.ledger, Selectors(period="2025", stage="xaydung"))
    assert sum(source.value for source in traced.sources) == desk.total(**IN_2025) == 2


def test_reconcile_shows_what_the_old_units_had_said(desk: Desk, tmp_path: Path) -> None:
    desk.file(counted(LIEM_PHONG, 12), counted(THANH_HA, 8), counted(LIEM_HA, 17))
    asked = ("--year", "2025", "--store", str(tmp_path / "danvan.db"))
    checks = [one for one in danvan_json("reconcile", *asked)["checks"] if one["kind"] == "taken-over"]
    assert [(one["unit"]["code"], one["stated"], one["computed"], one["gap"]) for one in checks] == [
        (LIEM_HA, 17, 20, -3)
    ]


UNITS_OF_BOTH = (
    *UNITS.predecessors(LIEM_HA), LIEM_HA, TIEN_NOI, TIEN_SON, PHUONG_HA_NAM, THANH_LIEM, HA_NAM, NINH_BINH,
    body("Hội Liên hiệp Phụ nữ", THANH_HA), body("Hội Liên hiệp Phụ nữ", LIEM_HA), body("Hội Nông dân", HA_NAM),
)  # fmt: skip


@st.composite
def returns(draw: st.DrawFn) -> Return:
    """A list or figures of a unit of either time, about itself or about those below it."""
    reporter = draw(st.sampled_from(UNITS_OF_BOTH))
    below = [code for code in UNITS_OF_BOTH if UNITS.is_within(code, reporter)]
    stage = draw(st.sampled_from((None, "dangky", "congnhan")))
    dated = date(2025, 12, draw(st.sampled_from((1, 5, 9))))
    if draw(st.booleans()):
        rows = [(name, {"unit": draw(st.sampled_from(below))}) for name in draw(st.lists(st.sampled_from("ABCDEFG")))]
        return register(reporter, rows, period="2025", stage=stage, dated=dated)
    if UNITS.has_places_below(reporter) and draw(st.booleans()):
        who = f"{reporter} below{draw(st.sampled_from(('', ' level=xa')))}"
        return matrix(reporter, [(who, {"": draw(st.integers(0, 30))})], period="2025", stage=stage, dated=dated)
    figures = [(code, {"": draw(st.integers(0, 9))}) for code in draw(st.sets(st.sampled_from(below), min_size=1))]
    return matrix(reporter, sorted(figures), period="2025", stage=stage, dated=dated)


@given(history=st.lists(returns(), min_size=2, max_size=7), seed=st.integers())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_came_first_the_answers_are_the_same_and_add_up_in_every_geography(
    history: list[Return], seed: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        said = []
        for name, order in (
            ("a", [history]),
            ("b", [[ret] for ret in random.Random(seed).sample(history, len(history))]),
        ):
            Path(folder, name).mkdir()
            desk = Desk(Path(folder, name), stack)
            for some in order:
                desk.file(*some)
            said.append([answers(desk, stage) for stage in ("xaydung", "dangky", "congnhan")])
        assert said[0] == said[1]


def answers(desk: Desk, stage: str) -> list[object]:
    """What a desk says in every geography; every split has one total, and every trace adds up to it."""
    found: list[object] = []
    for day in (None, *(era.day for era in UNITS.eras)):
        for unit in (None, NINH_BINH, THANH_HA):
            chosen = Selectors(period="2025", stage=stage, unit=unit, geography=day)
            tables = [roll_up(desk.ledger, chosen, by) for by in ((), ("unit",), ("level", "unit"))]
            found.append([[(cell.at, cell.value) for cell in table.cells] for table in tables])
            if "levels-without-names" in {note.code for note in tables[0].notes}:
                continue
            assert len({table.total for table in tables}) == 1
            traced = trace(desk.ledger, chosen)
            assert sum(source.value for source in traced.sources) == (tables[0].total or 0)
    return found


# --- beside the year before


@pytest.mark.parametrize(("sent", "count", "asked"), [(3, 90, True), (3, 30, False), (2, 90, False)])
def test_a_unit_that_took_over_whole_ones_is_held_against_these_together_if_all_had_sent(
    desk: Desk, sent: int, count: int, asked: bool
) -> None:
    for unit in UNITS.predecessors(LIEM_HA)[:sent]:
        desk.file(matrix(unit, [(unit, {"": 7})], period="2024"))
    desk.file(counted(LIEM_HA, count))
    assert desk.told == (["outlier"] if asked else [])


def test_a_part_of_a_divided_unit_is_held_against_nothing(desk: Desk) -> None:
    desk.file(matrix(TIEN_NOI, [(TIEN_NOI, {"": 7})], period="2024"), counted(TIEN_SON, 90))
    assert desk.told == []
