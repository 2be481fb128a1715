"""What is decided between returns: it acts where standing is settled, and nowhere else. (counting.md 5 and 8)"""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from danvan_cli.ledger.asking import Question, open_questions
from danvan_cli.ledger.deciding import Given, Setting, decide
from danvan_cli.returns import Return
from returned import HA_NAM, KIM_BANG, LIEM_SON, LIEM_TUC, THANH_HA, THANH_LIEM, UNITS, Desk, at, body, matrix, register

NAMES = [f"Mô hình số {number}" for number in range(1, 7)]
COMMITTEE = body("Đảng ủy Khối các cơ quan tỉnh", HA_NAM)
HEALTH, JUSTICE = body("Sở Y tế", HA_NAM), body("Sở Tư pháp", HA_NAM)
EARLY, LATE, LATEST = date(2024, 12, 5), date(2024, 12, 9), date(2024, 12, 20)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with ExitStack() as stack:
        yield Desk(tmp_path, stack)


def answer(desk: Desk, code: str, said: str | None) -> None:
    """Answer the one question of this code; None takes the answer back."""
    asked = [one for one in open_questions(desk.ledger) if one.finding.code == code]
    keys = [(one.key, one.finding) for one in asked] or [
        (key, one.finding) for key, one in desk.ledger.decisions.standing().items() if one.finding.code == code
    ]
    ((key, finding),) = keys
    decide(desk.ledger, [Given(key, said, finding, "")], "Lan", Setting(Path()))


def counted(desk: Desk) -> tuple[object, bool]:
    table = desk.table()
    return table.total, table.provisional


def districts(*units: str, dated: date, count: int = 4) -> Return:
    return matrix(THANH_LIEM, [(unit, {"": count}) for unit in units], dated=dated)


def supplement() -> Return:
    return matrix(LIEM_SON, [(LIEM_SON, {"": 3})], dated=LATE, supplement=True)


COMMUNES = UNITS.places_below(THANH_LIEM)


def total_of_all(count: int) -> Return:
    return matrix(THANH_LIEM, [(f"{THANH_LIEM} below", {"": count})], dated=LATE)


CASES = [
    # returns, question, before, answer → after
    pytest.param(
        [districts(THANH_LIEM, *COMMUNES, dated=EARLY, count=1), total_of_all(40)],
        "overlapping-returns", 1 + len(COMMUNES), {"as-read": 1 + len(COMMUNES), "replaces": 40, "adds": 1 + len(COMMUNES)},
        id="a newer total of a district whose communes all were named",
    ),
    pytest.param(
        [districts(*COMMUNES, dated=EARLY, count=2), total_of_all(9)],
        "overlapping-returns", 2 * len(COMMUNES), {"as-read": 2 * len(COMMUNES), "replaces": 9},
        id="a newer total below what its communes were said to make",
    ),
    pytest.param(
        [register(LIEM_SON, NAMES[:4], dated=EARLY), register(LIEM_SON, [NAMES[0], "Hũ gạo", "Ong"], dated=LATE)],
        "adds-or-replaces", 4, {"adds": 6, "replaces": 3}, id="a list that shares a quarter of the names",
    ),
    pytest.param(
        [matrix(LIEM_SON, [(LIEM_SON, {"": 9})], dated=EARLY), supplement()],
        "supplement-matrix", 12, {"as-read": 12, "replaces": 3}, id="a supplementary matrix",
    ),
    pytest.param(
        [districts(LIEM_SON, LIEM_TUC, dated=EARLY), districts(LIEM_TUC, THANH_HA, dated=LATE, count=5)],
        "overlapping-returns", 8, {"as-read": 8, "replaces": 10, "adds": 18}, id="two matrices over some of the same",
    ),
    pytest.param(
        [
            matrix(LIEM_SON, [(LIEM_SON, {"": count})], dated=dated)
            for count, dated in ((9, EARLY), (7, LATE), (9, LATEST))
        ],
        "returns-to-superseded", 7, {"as-read": 7, "replaces": 9}, id="a return to figures that were replaced",
    ),
    pytest.param(
        [matrix(LIEM_SON, [(LIEM_SON, {"": count})], dated=EARLY) for count in (9, 7)],
        "same-date-differs", None, {"this": 7, "other": 9, "adds": 16}, id="two matrices of one day",  # by their bytes
    ),
    pytest.param(
        [districts(LIEM_SON, LIEM_TUC, dated=EARLY), districts(LIEM_SON, dated=LATE, count=6)],
        "part-differs-from-whole", 8, {"as-read": 8, "replaces": 6}, id="a newer part that differs",
    ),
    pytest.param(
        [matrix(KIM_BANG, [(LIEM_SON, {"": 4})]), matrix(LIEM_TUC, [(LIEM_TUC, {"": 2})])],
        "row-of-another-unit", 2, {"as-read": 2}, id="a row about a unit of others",
    ),
    pytest.param(
        [register(LIEM_SON, NAMES[:4]), register(THANH_LIEM, [*NAMES[:4], "Ong"])],
        "repeats-lists-below", 9, {"as-read": 9, "once": 5}, id="a district's copy of its communes' lists",
    ),
    pytest.param(
        [register(THANH_LIEM, NAMES[:4]), districts(LIEM_SON, LIEM_TUC, dated=EARLY, count=2)],
        "list-names-those-below", 4, {"as-read": 4, "both": 8}, id="a list without units, as long as the matrix below",
    ),
    pytest.param(
        [
            register(LIEM_SON, [(name, {"field": "kt"}) for name in NAMES[:4]]),
            matrix(LIEM_SON, [(LIEM_SON, {"": 4, "field=kt": 1, "field=vhxh": 3})]),
        ],
        "register-matrix-split-differs", 4, {"as-read": 4, "matrix": 4}, id="a list and a table that split it otherwise",
    ),
    pytest.param(
        [register(LIEM_SON, NAMES[:4]), matrix(LIEM_SON, [(LIEM_SON, {"": 3})], fixed=at(level="huyen"))],
        "level-beside-list", 4, {"as-read": 4, "both": 7}, id="figures of a level, a list that says none",
    ),
    pytest.param(
        [
            register(LIEM_SON, NAMES[:3], fixed=at(origin="duytri")),
            register(LIEM_SON, NAMES[3:5], fixed=at(origin="moi"), stage="dangky", dated=EARLY),
        ],
        "new-or-registered", 5, {"as-read": 5, "registered": 3}, id="newly registered beside undated ones that go on",
    ),
    pytest.param(
        [register(HA_NAM, NAMES[:4]), matrix(COMMITTEE, [(HEALTH, {"": 2}), (JUSTICE, {"": 1})])],
        "bodies-beside-place", 4, {"as-read": 4, "both": 7}, id="agencies beside a list of the province",
    ),
    pytest.param(
        [register(LIEM_SON, NAMES[:4]), register(LIEM_SON, [*NAMES[:2], "Ong"], fixed={"origin": ("moi",)})],
        "names-beside-whole", 5, {"as-read": 5, "within": 4}, id="new ones, not all of them on the list of all",
    ),
    pytest.param(
        [
            matrix(LIEM_SON, [(LIEM_SON, {"": 10})]),
            matrix(LIEM_SON, [(LIEM_SON, {"": 13})], fixed={"origin": ("moi",)}),
        ],
        "inside-exceeds-whole", 13, {"as-read": 13, "whole": 10}, id="more new ones than all",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("returns", "code", "before", "answers"), CASES)
def test_each_answer_counts_what_it_says_and_can_be_taken_back(
    desk: Desk, returns: list[Return], code: str, before: int | None, answers: dict[str, int]
) -> None:
    desk.file(*returns)
    open_before = counted(desk)
    assert open_before[0] == before
    for said, total in answers.items():
        answer(desk, code, said)
        assert counted(desk) == (total, False), said
        assert "decided" in desk.notes()
        desk.total()  # and its trace adds up to it
        answer(desk, code, None)
        assert counted(desk) == open_before


def test_a_list_that_was_said_to_be_added_names_a_model_once_like_one_titled_so(desk: Desk) -> None:
    more = [*NAMES[3:], "Hũ gạo", "Đàn bò", "Đường hoa", "Ong"]
    desk.file(register(LIEM_SON, NAMES, dated=EARLY), register(LIEM_SON, more, dated=EARLY))
    answer(desk, "same-date-differs", "adds")
    assert counted(desk) == (10, False)


def test_a_later_answer_takes_an_earlier_ones_place(desk: Desk) -> None:
    desk.file(*(matrix(LIEM_SON, [(LIEM_SON, {"": count})], dated=EARLY) for count in (9, 7)))
    (question,) = open_questions(desk.ledger)
    totals = []
    for said in ("other", "this", "other", None, "this"):
        decide(desk.ledger, [Given(question.key, said, question.finding, "")], "Lan", Setting(Path()))
        totals.append(desk.total())
    assert totals[0] == totals[2] != totals[1] == totals[4]
    assert totals[3] is None
    assert [one.answer for one in desk.ledger.decisions.log()] == ["other", "this", "other", None, "this"]


def test_a_decision_about_two_files_does_not_hold_for_a_third(desk: Desk) -> None:
    desk.file(register(LIEM_SON, ["A", "B"], dated=EARLY), register(LIEM_SON, ["C"], dated=LATE))
    answer(desk, "adds-or-replaces", "replaces")
    assert counted(desk) == (1, False)
    desk.file(register(LIEM_SON, ["D", "E", "G"], dated=LATEST))
    assert counted(desk) == (4, True)


def one_model_each(*names: str) -> list[Return]:
    """A file for each model, as communes send the forms of registration, day after day."""
    return [register(LIEM_SON, [name], dated=date(2024, 12, day)) for day, name in enumerate(names, start=1)]


def test_a_unit_that_sends_a_file_for_each_model_is_asked_of_each_once(desk: Desk) -> None:
    desk.file(*one_model_each(*NAMES))
    assert counted(desk) == (6, True)
    asked = open_questions(desk.ledger)
    assert len(asked) == 5
    decide(desk.ledger, [Given(one.key, "adds", one.finding, "") for one in asked], "Lan", Setting(Path()))
    assert (open_questions(desk.ledger), counted(desk)) == ([], (6, False))


def test_a_list_that_replaced_the_one_before_is_asked_of_what_stands_before_that(desk: Desk) -> None:
    desk.file(*one_model_each("A", "B", "C"))
    (of_b, of_c) = open_questions(desk.ledger)
    decide(desk.ledger, [Given(of_b.key, "adds", of_b.finding, "")], "Lan", Setting(Path()))
    decide(desk.ledger, [Given(of_c.key, "replaces", of_c.finding, "")], "Lan", Setting(Path()))
    assert counted(desk) == (2, True)
    answer_open(desk, "replaces")
    assert counted(desk) == (1, False)


def test_what_a_list_was_said_to_replace_stays_replaced_though_another_comes_between(desk: Desk) -> None:
    first, between, last = one_model_each("A", "B", "C")
    desk.file(first, last)
    answer_open(desk, "replaces")
    desk.file(between)
    assert counted(desk) == (2, True)
    for one in open_questions(desk.ledger):
        decide(desk.ledger, [Given(one.key, "adds", one.finding, "")], "Lan", Setting(Path()))
    assert counted(desk) == (2, False)


def answer_open(desk: Desk, said: str) -> None:
    """Answer the one question that is open."""
    (one,) = open_questions(desk.ledger)
    decide(desk.ledger, [Given(one.key, said, one.finding, "")], "Lan", Setting(Path()))


def test_the_loser_of_one_question_is_asked_about_no_more(desk: Desk) -> None:
    desk.file(*(matrix(LIEM_SON, [(LIEM_SON, {"": count})], dated=EARLY) for count in (5, 6, 7)))
    assert len(open_questions(desk.ledger)) == 3
    question = open_questions(desk.ledger)[0]
    decide(desk.ledger, [Given(question.key, "this", question.finding, "")], "Lan", Setting(Path()))
    (left,) = open_questions(desk.ledger)
    decide(desk.ledger, [Given(left.key, "this", left.finding, "")], "Lan", Setting(Path()))
    assert open_questions(desk.ledger) == []
    assert counted(desk)[0] in (5, 6, 7)


def test_answers_that_form_a_circle_choose_none_and_say_so_until_one_is_taken_back(desk: Desk) -> None:
    desk.file(*(matrix(LIEM_SON, [(LIEM_SON, {"": count})], dated=EARLY) for count in (5, 6, 7)))
    between: dict[frozenset[str], Question] = {}
    for one in open_questions(desk.ledger):
        between[frozenset((one.places[0].sha256, str(one.finding.seen["other"])))] = one
    a, b, c = sorted({digest for pair in between for digest in pair})

    def prefer(winner: str, loser: str) -> None:
        question = between[frozenset((winner, loser))]
        said = "this" if question.places[0].sha256 == winner else "other"
        decide(desk.ledger, [Given(question.key, said, question.finding, "")], "Lan", Setting(Path()))

    prefer(a, b)
    prefer(b, c)
    settled = counted(desk)
    assert settled[0] in (5, 6, 7)
    assert open_questions(desk.ledger) == []
    prefer(c, a)
    assert counted(desk) == (None, True)
    assert [one.finding.code for one in open_questions(desk.ledger)] == ["decided-in-a-circle"]
    prefer(a, c)
    assert counted(desk) == settled
    assert open_questions(desk.ledger) == []


def test_an_outlier_is_confirmed(desk: Desk) -> None:
    desk.file(register(LIEM_SON, [f"A {n}" for n in range(5)], period="2023"))
    desk.file(register(LIEM_SON, [f"B {n}" for n in range(60)]))
    assert counted(desk) == (60, True)
    answer(desk, "outlier", "as-read")
    assert counted(desk) == (60, False)


def test_what_a_district_fixes_for_all_may_be_said_twice(desk: Desk) -> None:
    desk.file(matrix(THANH_LIEM, [(f"{THANH_LIEM} below", {"": 9})], fixed=at(level="xa")))
    desk.file(matrix(HA_NAM, [(f"{THANH_LIEM} below", {"": 8})], fixed=at(origin="moi")))
    assert [one.finding.code for one in open_questions(desk.ledger)] == ["overlapping-claims"]
    before, provisional = counted(desk)
    assert provisional
    answer(desk, "overlapping-claims", "as-read")
    assert counted(desk) == (before, False)
    assert open_questions(desk.ledger) == []
