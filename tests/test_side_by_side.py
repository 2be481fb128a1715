"""Lists of one reporter that stand side by side are one list: what one implies stands beside what another shows. (counting.md 3, 5)"""

from datetime import date
from itertools import permutations

import pytest

from danvan_cli.returns import Return
from returned import LIEM_SON, THANH_HA, THANH_LIEM, Desk, at, body, register

UNION = body("Hội Liên hiệp Phụ nữ", LIEM_SON)
BEFORE, AFTER = date(2024, 12, 10), date(2024, 12, 15)


def names(first: int, last: int, **said: str) -> list[tuple[str, dict[str, str]]]:
    return [(f"Mô hình số {number}", dict(said)) for number in range(first, last + 1)]


def listed(*rows: list[tuple[str, dict[str, str]]], dated: date = BEFORE, **of: str) -> Return:
    """A list that is titled for no stage: some of its rows may show one. `of`: what its title fixes."""
    return register(LIEM_SON, [row for some in rows for row in some], fixed=at(**of), dated=dated)


def added(*rows: list[tuple[str, dict[str, str]]], dated: date = AFTER) -> Return:
    """“Danh sách bổ sung”."""
    return register(LIEM_SON, [row for some in rows for row in some], supplement=True, dated=dated)


@pytest.mark.parametrize("order", list(permutations(range(2))))
@pytest.mark.parametrize(
    ("first", "supplement", "recognised"),
    [
        (listed(names(1, 3, stages="congnhan")), added(names(4, 4)), 3),
        (listed(names(1, 3)), added(names(4, 4, stages="congnhan")), 1),
        (listed(names(1, 2, stages="hieuqua"), names(3, 3, stages="xaydung")), added(names(4, 4)), None),
        (listed(names(1, 3, stages="congnhan")), added(names(4, 4, unit=UNION)), 3),  # of a union of the commune
        (listed(names(1, 3, stages="congnhan", unit=UNION)), added(names(4, 4)), 3),
        (listed(names(1, 2, stages="hieuqua"), names(3, 3, unit=UNION)), added(names(4, 4, unit=UNION)), None),
    ],
)
def test_a_supplement_adds_to_a_list_whatever_stages_the_rows_of_either_show(
    desk: Desk, first: Return, supplement: Return, recognised: int | None, order: tuple[int, ...]
) -> None:
    desk.file(*((first, supplement)[place] for place in order))
    assert (desk.total(stage="xaydung"), desk.total(stage="dangky"), desk.told) == (4, 4, [])
    assert desk.total(stage="congnhan") == recognised


def test_a_name_that_a_supplement_repeats_with_another_status_counts_once_as_built(desk: Desk) -> None:
    desk.file(listed(names(1, 3, stages="congnhan")), added(names(3, 4)))
    assert (desk.total(stage="xaydung"), desk.total(stage="congnhan")) == (4, 3)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (at(field="kt"), at(field="qpan")),
        (at(holder="tapthe"), at(holder="canhan")),
        (at(origin="moi"), at(origin="duytri")),
    ],
)
def test_a_file_for_each_field_holder_or_origin_is_one_list(
    desk: Desk, one: dict[str, tuple[str, ...]], other: dict[str, tuple[str, ...]]
) -> None:
    desk.file(
        register(LIEM_SON, names(1, 2, stages="congnhan"), fixed=one),
        register(LIEM_SON, [*names(2, 2), *names(3, 3, stages="congnhan")], fixed=other),  # a name is chosen by many
    )
    assert (desk.total(stage="xaydung"), desk.total(stage="congnhan"), desk.told) == (4, 3, [])


def test_lists_of_hamlets_are_one_list_of_their_commune(desk: Desk) -> None:
    recognised, built = listed(names(1, 2, stages="congnhan")), listed(names(3, 4))
    desk.file(*(ret.model_copy(update={"part": part}) for ret, part in ((recognised, "thôn 1"), (built, "thôn 2"))))
    assert desk.total(stage="xaydung") == 4


@pytest.mark.parametrize("stages", [("congnhan", "xaydung"), ("xaydung", "congnhan")])
def test_a_list_of_the_commune_and_one_of_its_unions_that_share_no_name_are_one(
    desk: Desk, stages: tuple[str, str]
) -> None:
    desk.file(listed(names(1, 2, stages=stages[0])), listed(names(3, 3, stages=stages[1], unit=UNION)))
    assert (desk.total(stage="xaydung"), desk.told) == (3, [])


def test_a_list_that_may_add_to_another_adds_until_it_is_decided(desk: Desk) -> None:
    desk.file(
        listed(names(1, 1, stages="hieuqua"), names(2, 2)),
        listed(names(3, 4), dated=AFTER),
    )
    assert (desk.total(stage="xaydung"), desk.told) == (4, ["adds-or-replaces"])
    assert desk.table(stage="xaydung").provisional


class TestWhatRestatesStillDoes:
    """A list for a later stage says again what was built; it adds nothing to it. (counting.md 3)"""

    def test_a_later_list_of_those_recognised_is_no_supplement(self, desk: Desk) -> None:
        desk.file(listed(names(1, 3)), listed(names(2, 5, stages="congnhan"), dated=AFTER))
        assert (desk.total(stage="xaydung"), desk.total(stage="congnhan")) == (3, 4)

    def test_nor_is_one_of_a_field_that_has_a_list_already(self, desk: Desk) -> None:
        desk.file(
            listed(names(1, 3), field="kt"),
            listed(names(4, 5), field="qpan"),
            listed(names(3, 7, stages="congnhan"), dated=AFTER, field="kt"),
        )
        assert (desk.total(stage="xaydung"), desk.total(stage="congnhan")) == (5, 5)

    def test_a_list_titled_for_what_was_recognised_restates_though_a_supplement_stands_beside_it(
        self, desk: Desk
    ) -> None:
        desk.file(
            listed(names(1, 3)),
            added(names(4, 4)),
            register(LIEM_SON, names(4, 6), stage="congnhan", dated=date(2024, 12, 20)),
        )
        assert (desk.total(stage="xaydung"), desk.total(stage="congnhan")) == (4, 3)

    def test_registrations_of_spring_are_not_added_up_with_what_december_implies(self, desk: Desk) -> None:
        desk.file(
            register(LIEM_SON, names(1, 5), stage="dangky", dated=date(2024, 3, 10)),
            listed(names(1, 2, stages="congnhan")),
            added(names(6, 6)),
        )
        assert (desk.total(stage="dangky"), desk.total(stage="xaydung")) == (5, 3)

    def test_a_union_s_models_that_a_list_of_the_commune_names_too_are_told_once(self, desk: Desk) -> None:
        desk.file(listed(names(1, 3)), listed(names(3, 4, stages="congnhan", unit=UNION), dated=AFTER))
        assert desk.total(stage="xaydung") == 3

    def test_a_newer_list_of_all_takes_the_older_one_s_place(self, desk: Desk) -> None:
        desk.file(
            listed(names(1, 3, stages="congnhan")), added(names(4, 4)), listed(names(1, 5), dated=date(2024, 12, 20))
        )
        assert desk.total(stage="xaydung") == 5

    def test_what_a_district_implies_of_a_commune_is_no_list_of_it_beside_the_district_s_own_models(
        self, desk: Desk
    ) -> None:
        """It would be believed before what the commune's own list implies. (counting.md 4)"""
        desk.file(
            register(THANH_LIEM, names(1, 2)),
            register(THANH_LIEM, names(3, 3, stages="congnhan", unit=LIEM_SON)),
            listed(names(4, 6, stages="congnhan")),
        )
        assert desk.figures("unit", stage="xaydung") == {THANH_LIEM: 2, LIEM_SON: 3}

    def test_the_list_of_another_commune_is_another_list(self, desk: Desk) -> None:
        desk.file(listed(names(1, 3, stages="congnhan")), register(THANH_HA, names(1, 1), supplement=True))
        assert desk.figures("unit", stage="xaydung") == {LIEM_SON: 3, THANH_HA: 1}
