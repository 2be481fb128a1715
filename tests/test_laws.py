"""What must always hold, over generated histories of returns. (counting.md 9)"""

import random
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan_cli.ledger.asking import choices_of, open_questions
from danvan_cli.ledger.books.rows import now
from danvan_cli.ledger.deciding import Given, Setting, decide
from danvan_cli.ledger.standing.margins import Filter, ask, canonical, margins_of_models
from danvan_cli.returns import Return
from danvan_cli.tables.compared.bridge import bridge
from danvan_cli.tables.inquiry import Inquiry
from danvan_cli.tables.origins import with_sources
from danvan_cli.tables.selection.selectors import parse_by
from returned import HA_NAM, LIEM_SON, THANH_LIEM, UNITS, WORDS, Desk, at, body, matrix, register

COMMUNES = UNITS.places_below(THANH_LIEM)[:4]
BODIES = [body("Hội Nông dân", COMMUNES[0]), body("Công an", THANH_LIEM), body("Sở Tư pháp", HA_NAM)]
REPORTERS = [*COMMUNES, *BODIES, THANH_LIEM, HA_NAM]
FIELDS = ("kt", "vhxh", "qpan", "htct", "kt+vhxh")
STAGES = ("xaydung", "xaydung", "dangky", "congnhan", "dangky+congnhan")
DATES = [date(2024, 12, day) for day in (1, 5, 9)]

reporters = st.sampled_from(REPORTERS)
ALMOST = ["Hũ gạo tình thương", "Mô hình hủ gạo tình thương", "Mô hình “Tình thương hũ gạo” tại xã"]
names = st.sampled_from([*(f"Mô hình {letter}" for letter in "ABCDEFGHIK"), *ALMOST])


@st.composite
def registers(draw: st.DrawFn) -> Return:
    reporter = draw(reporters)
    below = [code for code in REPORTERS if UNITS.is_below(code, reporter)]
    rows: list[tuple[str, dict[str, str]]] = []
    chosen: list[str] = draw(st.lists(names, max_size=8))
    for name in chosen:
        said: dict[str, str] = {"stages": draw(st.sampled_from(STAGES))}
        if bool(below) and draw(st.booleans()):
            said["unit"] = draw(st.sampled_from(below))
        if draw(st.booleans()):
            said["field"] = draw(st.sampled_from(FIELDS))
        if draw(st.booleans()):
            said["holder"] = draw(st.sampled_from(("tapthe", "canhan")))
        rows.append((name, said))
    fixed = draw(st.sampled_from([None, None, at(origin="moi")]))
    supplement = draw(st.integers(0, 5)) == 0
    return register(reporter, rows, dated=draw(st.sampled_from(DATES)), fixed=fixed, supplement=supplement)


@st.composite
def figures(draw: st.DrawFn) -> dict[str, int | None]:
    parts: dict[str, int | None] = {
        f"field={code}": draw(st.one_of(st.none(), st.integers(0, 9))) for code in ("kt", "vhxh", "qpan", "htct")
    }
    whole = sum(value or 0 for value in parts.values()) + draw(st.sampled_from([0, 0, 3]))
    said: dict[str, int | None] = {**parts}
    if draw(st.booleans()):
        said = {"": whole, **parts}
        if draw(st.booleans()):
            held = draw(st.integers(0, whole))
            said |= {"holder=tapthe": held, "holder=canhan": whole - held}
        if draw(st.booleans()):
            said["stage=congnhan"] = draw(st.integers(0, whole))
    return said


@st.composite
def matrices(draw: st.DrawFn) -> Return:
    reporter = draw(reporters)
    below = [code for code in REPORTERS if UNITS.is_below(code, reporter)]
    rows: list[tuple[str, dict[str, int | None]]] = []
    if UNITS.has_places_below(reporter) and draw(st.booleans()):
        said = draw(figures())
        fixed = draw(st.sampled_from(["", " level=xa", " field=kt"]))
        if "field" in fixed:  # a row about one field has no columns of fields
            said = {key: value for key, value in said.items() if "field" not in key} | {"": 9}
        rows.append((f"{reporter} below{fixed}", said))
    else:
        chosen = draw(st.lists(st.sampled_from([reporter, *below]), min_size=1, max_size=4, unique=True))
        for code in chosen:
            reach = " below" if code != reporter and UNITS.has_places_below(code) else ""
            rows.append((f"{code}{reach}", draw(figures())))
    return matrix(reporter, rows, dated=draw(st.sampled_from(DATES)))


histories = st.lists(st.one_of(registers(), matrices()), min_size=1, max_size=7)
thorough = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def answers(desk: Desk) -> dict[str, object]:
    """All that a desk says about its year, in every split."""
    said: dict[str, object] = {}
    for stage in ("xaydung", "dangky", "congnhan", "denghi"):
        for by in ("", "field", "unit", "level", "field,holder", "unit,field"):
            table = desk.table(by, stage=stage)
            said[f"{stage} {by}"] = (
                table.total,
                sorted((cell.at, cell.value, cell.second_hand) for cell in table.cells),
            )
    return said


@given(history=histories, seed=st.integers())
@thorough
def test_the_order_of_ingest_is_irrelevant(history: list[Return], seed: int) -> None:
    shuffled = random.Random(seed).sample(history, len(history))
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        at_once, one_by_one = Path(folder, "a"), Path(folder, "b")
        at_once.mkdir()
        one_by_one.mkdir()
        first = Desk(at_once, stack).file(*history)
        second = Desk(one_by_one, stack)
        for ret in shuffled:
            second.file(ret)
        assert answers(first) == answers(second)


@given(history=histories)
@thorough
def test_twice_is_once(history: list[Return]) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        desk = Desk(Path(folder), stack).file(*history)
        before = answers(desk)
        clear = not any(ret.supplement for ret in history) and "returns-to-superseded" not in desk.told
        desk.file(*history)
        if clear:
            assert answers(desk) == before


def test_of_two_matrices_of_one_day_the_one_that_also_says_none_is_shown_whatever_their_bytes(tmp_path: Path) -> None:
    """One leaves a field blank that the other gives as 0: the same figures, and which is first is chance."""
    for sheet in "ABCDEFGH":
        with ExitStack() as stack:
            (tmp_path / sheet).mkdir()
            desk = Desk(tmp_path / sheet, stack)
            desk.file(matrix(LIEM_SON, [(LIEM_SON, {"field=htct": 0})], sheet=sheet))
            desk.file(matrix(LIEM_SON, [(LIEM_SON, {"field=vhxh": 0, "field=htct": 0})]))
            assert desk.figures("field") == {"vhxh": 0, "htct": 0}


@given(history=histories, extra=st.one_of(registers(), matrices()))
@thorough
def test_withdrawing_restores(history: list[Return], extra: Return) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        desk = Desk(Path(folder), stack).file(*history)
        before = answers(desk)
        desk.file(extra)
        with_it = answers(desk)
        last = len(history) + 1
        with desk.ledger.transaction():
            desk.ledger.withdrawals.withdraw((last,), "văn thư", "gửi nhầm")
        desk.ledger.settle()
        assert answers(desk) == before
        assert desk.ledger.audit.verify().damaged == []
        with desk.ledger.transaction():
            desk.ledger.withdrawals.undo((last,), "văn thư", "")
        desk.ledger.settle()
        assert answers(desk) == with_it


@given(history=histories)
@thorough
def test_the_total_does_not_depend_on_the_split_and_nothing_is_lost(history: list[Return]) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        desk = Desk(Path(folder), stack).file(*history)
        for stage in ("xaydung", "dangky", "congnhan"):
            total = desk.table(stage=stage).total
            if "levels-without-names" in desk.notes(stage=stage):
                assert total is None
                continue
            for by in ("field", "unit", "level", "holder,field", "unit,field,holder", "origin", "block,unit"):
                table = desk.table(by, stage=stage)
                assert table.total == total
                assert sum(cell.value or 0 for cell in table.cells) == (total or 0)


@given(history=histories, field=st.sampled_from([None, "kt", "kt,vhxh", "kt+vhxh", "none"]))
@thorough
def test_every_figure_is_the_sum_of_its_traced_cells(history: list[Return], field: str | None) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        desk = Desk(Path(folder), stack).file(*history)
        filters: dict[str, Any] = {"field": field} if field else {}
        for stage in ("xaydung", "dangky", "congnhan"):
            if "levels-without-names" not in desk.notes(stage=stage):
                desk.check_trace(desk.table(stage=stage, **filters), stage=stage, **filters)


@given(history=histories)
@thorough
def test_a_parent_is_its_own_and_its_children(history: list[Return]) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        desk = Desk(Path(folder), stack).file(*history)
        lines = desk.table("unit", unit=THANH_LIEM, stage="xaydung")
        children = sum(desk.table(unit=code, stage="xaydung").total or 0 for code in COMMUNES)
        own = sum(
            cell.value or 0
            for cell in lines.cells
            if not any(code == cell.at[0][0] or UNITS.is_below(cell.at[0][0], code) for code in COMMUNES)
        )
        assert (lines.total or 0) == children + own


def decided(desk: Desk, folder: str, given: Sequence[Given]) -> None:
    for one in given:
        decide(desk.ledger, [one], "Lan", Setting(Path(folder)))


@given(history=histories, seed=st.integers())
@thorough
def test_answers_hold_in_any_order_and_taking_them_back_restores(history: list[Return], seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        desks = []
        for name in "ab":
            Path(folder, name).mkdir()
            desks.append(Desk(Path(folder, name), stack).file(*history))
        before = answers(desks[0])
        given = []
        for question in open_questions(desks[0].ledger):
            choices = choices_of(question.finding, WORDS, UNITS)
            answer = choices[sha256(f"{question.key}{seed}".encode()).digest()[0] % len(choices)].answer
            given.append(Given(question.key, answer, question.finding, question.places[0].path))
        decided(desks[0], folder, given)
        decided(desks[1], folder, random.Random(seed).sample(given, len(given)))
        assert answers(desks[0]) == answers(desks[1])
        decided(desks[0], folder, given)
        assert answers(desks[0]) == answers(desks[1])
        decided(desks[0], folder, [replace(one, answer=None) for one in given])
        assert answers(desks[0]) == before


@given(history=histories, cut=st.integers(0, 7), seed=st.integers())
@thorough
def test_every_bridge_adds_up_to_the_difference_and_its_cells_to_each_part(
    history: list[Return], cut: int, seed: int
) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        desk = Desk(Path(folder), stack).file(*history[:cut])
        since = now()
        desk.file(*history[cut:])
        kept = desk.ledger.kept.with_outcome("accepted")
        if kept and chance.random() < 0.5:
            with desk.ledger.transaction():
                desk.ledger.withdrawals.withdraw([chance.choice(kept).id], "Lan", "gửi nhầm")
            desk.ledger.settle()
        filters: list[dict[str, Any]] = [{}, {"field": "kt"}, {"level": "xa"}, {"field": "none"}, {"holder": "canhan"}]
        for stage in ("xaydung", "dangky", "congnhan"):
            asked = [Inquiry(desk.selectors(stage=stage, **chosen)) for chosen in filters]
            for one in asked:
                for other in (one, chance.choice(asked)):
                    if any(each.put_to(desk.ledger).each_level for each in (one.at(since), other)):
                        continue  # what each level decided is never one figure
                    found = bridge(desk.ledger, one.at(since), other)
                    assert found.then == one.at(since).table(desk.ledger).total
                    assert found.now == other.table(desk.ledger).total
                    assert sum(part.delta for part in found.parts) == found.difference
                    assert all(part.kind != "rules" for part in found.parts)
                    for part in found.parts:
                        cells = sum(cell.value for cell in part.now) - sum(cell.value for cell in part.then)
                        assert cells == part.delta == part.now_value - part.then_value


@given(history=histories)
@thorough
def test_every_figure_of_every_table_is_the_sum_of_its_sources(history: list[Return]) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        desk = Desk(Path(folder), stack).file(*history)
        for by in ("", "field", "unit", "level,field", "unit,holder", "stage"):
            inquiry = Inquiry(desk.selectors(stage="xaydung"), parse_by(by))
            table = with_sources(desk.ledger, inquiry, inquiry.table(desk.ledger))
            traced = {one.place: one for one in table.sources}
            for number, line in enumerate(table.lines):
                for column, value in enumerate((*line.values, *(() if line.values else (line.total,)))):
                    one = traced.get((number, column))
                    assert (one.value if one else 0) == (value or 0)
                    assert sum(cell.value for cell in (one.cells if one else ())) == (value or 0)


@given(st.lists(st.tuples(*(st.sampled_from(["", "a", "b", "a+b"]) for _ in range(2))), max_size=6), st.data())
def test_a_zero_is_proven_only_where_no_row_can_lie(rows: list[tuple[str, str]], data: st.DataObject) -> None:
    """Every row is, for all that it states, in one field and at one level: none may be one that was asked for."""
    dims = ("field", "level")
    counted = [
        (canonical({dim: tuple(said.split("+")) for dim, said in zip(dims, row, strict=True) if said}), 1)
        for row in rows
    ]
    asked = data.draw(st.dictionaries(st.sampled_from(dims), st.sampled_from(["a", "b"]), min_size=1))
    filters = {dim: Filter(frozenset((code,))) for dim, code in asked.items()}
    said = ask(margins_of_models(counted, {}), filters, (), ()).value
    may_lie = [row for row, _ in counted if all(code in dict(row).get(dim, ("a", "b")) for dim, code in asked.items())]
    if said == 0:
        assert not may_lie
