"""Why a figure changed, kind by kind, between two moments of one ledger."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from danvan_cli import messages
from danvan_cli.errors import UsageError
from danvan_cli.ledger.books.rows import now
from danvan_cli.tables.compared.bridge import KINDS, Bridge, bridge
from danvan_cli.tables.compared.bridge_lists import sentence_of, signed
from danvan_cli.tables.inquiry import Inquiry
from danvan_cli.tables.selection.selectors import Selectors
from returned import HA_NAM, LIEM_SON, LIEM_TUC, THANH_HA, THANH_LIEM, UNITS, Desk, body, matrix, register


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with ExitStack() as stack:
        yield Desk(tmp_path, stack)


def since(
    desk: Desk,
    moment: str,
    *,
    stage: str = "xaydung",
    period: str = "2024",
    years: tuple[int, ...] = (),
    each_level: bool = False,
) -> Bridge:
    asked = Inquiry(Selectors(period, stage=stage, years=years, each_level=each_level))
    found = bridge(desk.ledger, asked.at(moment), asked)
    assert sum(part.delta for part in found.parts) == found.difference
    return found


def kinds(found: Bridge) -> list[tuple[str, object]]:
    return [(part.kind, part.delta) for part in found.parts]


def names(count: int, word: str = "Mô hình") -> list[str]:
    return [f"{word} {number}" for number in range(count)]


def test_the_figure_for_the_silent_rest_falls_as_they_speak(desk: Desk) -> None:
    desk.file(matrix(THANH_LIEM, [(f"{THANH_LIEM} below level=xa", {"": 50})]))
    moment = now()
    desk.file(register(LIEM_SON, names(22)))
    assert kinds(since(desk, moment)) == [("late", 22), ("second-hand", -22)]


def test_a_union_that_speaks_for_itself_takes_the_place_of_what_its_place_said(desk: Desk) -> None:
    """counting.md 4: B silent 17; B sends 9, those 3 inside: 23, and the difference says why."""
    women = body("Hội Liên hiệp Phụ nữ", THANH_HA)
    sons = body("Hội Liên hiệp Phụ nữ", LIEM_SON)
    union = body("Hội Liên hiệp Phụ nữ tỉnh", HA_NAM)
    commune: list[str | tuple[str, dict[str, object]]] = [*names(8)]
    commune += [(name, {"unit": sons}) for name in names(4, "Hội")]
    desk.file(register(LIEM_SON, commune))
    desk.file(matrix(union, [(union, {"": 2}), (sons, {"": 4}), (women, {"": 3})]))
    moment = now()
    desk.file(register(THANH_HA, [*names(6), *((name, {"unit": women}) for name in names(3, "Hội"))]))
    found = since(desk, moment)
    assert (found.then, found.now) == (17, 23)
    assert kinds(found) == [("late", 9), ("second-hand", -3)]


def test_a_model_that_a_higher_level_recognises_too_is_told_as_such(desk: Desk) -> None:
    desk.file(register(LIEM_SON, names(5), stage="congnhan", fixed={"level": ("xa",)}))
    moment = now()
    decided = [(name, {"unit": LIEM_SON}) for name in names(2)]
    desk.file(register(THANH_LIEM, decided, stage="congnhan", fixed={"level": ("huyen",)}))
    found = since(desk, moment, stage="congnhan")
    assert found.difference == 0
    assert sorted(kinds(found)) == [("higher", -2), ("late", 2)]


def test_two_that_speak_for_a_silent_unit_leave_a_question(desk: Desk) -> None:
    farmers, youth = body("Hội Nông dân tỉnh", HA_NAM), body("Tỉnh đoàn", HA_NAM)
    inside = body("Hội Nông dân", THANH_HA)
    desk.file(matrix(farmers, [(inside, {"": 3})]))
    moment = now()
    desk.file(matrix(youth, [(inside, {"": 4})]))
    assert kinds(since(desk, moment)) == [("question", -3)]


def test_a_model_of_an_earlier_year_counts_in_a_span_once(desk: Desk) -> None:
    desk.file(register(LIEM_SON, names(4), period="2024"))
    moment = now()
    desk.file(register(LIEM_SON, names(3), period="2023"))
    found = since(desk, moment, period="2023/2024", years=(2023, 2024))
    assert (found.then, found.now) == (4, 4)
    assert kinds(found) == [("late", 3), ("carried-on", -3)]


def test_a_unit_that_goes_on_under_another_code_is_a_reform(desk: Desk) -> None:
    old = next(
        code
        for code in UNITS.places_below(HA_NAM)
        if any(
            UNITS.name_of(other) == UNITS.name_of(code)
            for other in UNITS.places_below(UNITS.find("Tỉnh Ninh Bình", on=date(2026, 1, 1)).code or "")
        )
    )
    ninh_binh = UNITS.find("Tỉnh Ninh Bình", on=date(2026, 1, 1)).code or ""
    new = next(code for code in UNITS.places_below(ninh_binh) if UNITS.name_of(code) == UNITS.name_of(old))
    desk.file(register(old, names(5), period="2025"))
    moment = now()
    with desk.ledger.transaction():
        desk.ledger.withdrawals.withdraw([1], "Lan", "đơn vị mới gửi lại")
    desk.file(register(new, names(7), period="2025"))
    found = since(desk, moment, period="2025")
    assert kinds(found) == [("reform", 2)]
    assert [len(found.parts[0].then), len(found.parts[0].now)] == [5, 7]


def test_a_withdrawal_that_is_undone_is_told(desk: Desk) -> None:
    desk.file(register(LIEM_SON, names(5)), register(LIEM_TUC, names(2)))
    with desk.ledger.transaction():
        desk.ledger.withdrawals.withdraw([1], "Lan", "nhầm")
    desk.ledger.settle()
    moment = now()
    with desk.ledger.transaction():
        desk.ledger.withdrawals.undo([1], "Lan", "")
    desk.ledger.settle()
    assert kinds(since(desk, moment)) == [("withdrawal", 5)]


def test_what_comes_back_when_its_correction_is_withdrawn_is_one_part(desk: Desk) -> None:
    desk.file(register(LIEM_SON, names(5), dated=date(2024, 12, 1)))
    desk.file(register(LIEM_SON, names(7), dated=date(2024, 12, 9)))
    moment = now()
    with desk.ledger.transaction():
        desk.ledger.withdrawals.withdraw([2], "Lan", "nhầm")
    desk.ledger.settle()
    assert kinds(since(desk, moment)) == [("withdrawal", -2)]


def test_levels_are_not_added_and_so_have_no_bridge_together(desk: Desk) -> None:
    desk.file(register(LIEM_SON, names(5), stage="congnhan", fixed={"level": ("xa",)}))
    with pytest.raises(UsageError, match="level-needed"):
        since(desk, now(), stage="congnhan", each_level=True)


def test_the_sentence_calls_units_what_they_are(desk: Desk) -> None:
    moment = now()
    youth = body("Đoàn Thanh niên", LIEM_SON)
    desk.file(register(LIEM_SON, names(2)), register(LIEM_TUC, names(3, "Túc")))
    assert sentence_of(since(desk, moment), UNITS) == "chưa có → 5: +5 (2 xã nộp sau thời điểm ấy)"
    desk.file(register(youth, names(1, "Đoàn")))
    assert sentence_of(since(desk, moment), UNITS) == "chưa có → 6: +6 (3 đơn vị nộp sau thời điểm ấy)"


def test_a_paper_that_the_same_question_no_longer_gives_is_told_as_another_way_of_counting(desk: Desk) -> None:
    desk.file(register(LIEM_SON, names(5)))
    asked = Inquiry(Selectors("2024", stage="xaydung"))
    found = bridge(desk.ledger, asked.at(now()), asked, stated=7)
    assert (found.then, found.now, kinds(found)) == (7, 5, [("rules", -2)])


@pytest.mark.parametrize(("value", "text"), [(1021, "+1.021"), (-4, "−4"), (0, "±0")])
def test_differences_have_signs(value: int, text: str) -> None:
    assert signed(value) == text


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_kind_of_change_has_its_words(language: str) -> None:
    with messages.speaking(language):
        assert all(messages.text("bridge", kind) and messages.text("bridge", f"one-{kind}") for kind in KINDS)
