"""Answers read what they need and no more: one stage of a year, list by list, and are written as they are made."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.ledger.books.rows import dump_margins, load_margins
from danvan_cli.ledger.books.verdicts import Standing, Verdicts
from danvan_cli.ledger.standing.margins import Margin, canonical
from danvan_cli.tables.trace import trace
from danvan_cli.writers.json_file import pieces, text
from returned import LIEM_SON, LIEM_TUC, THANH_HA, THANH_LIEM, Desk, at, body, matrix, register


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The stages whose verdicts were read."""
    stages: list[str | None] = []
    reads = Verdicts.standing

    def noted(self: Verdicts, *periods: Any, stage: str | None = None, as_of: str | None = None) -> list[Standing]:
        stages.append(stage)
        return reads(self, *periods, stage=stage, as_of=as_of)

    monkeypatch.setattr(Verdicts, "standing", noted)
    return stages


def test_a_table_of_one_stage_reads_no_verdict_of_what_only_follows_from_it(desk: Desk, read: list[str | None]) -> None:
    desk.file(register(LIEM_SON, ["Hũ gạo", "Đường hoa"]))
    read.clear()
    assert desk.table("field").total == 2
    assert set(read) == {"xaydung", "*"}
    read.clear()
    assert desk.table("stage").column_totals == ()
    assert set(read) == {"xaydung", "dangky", "*"}


def test_other_stages_with_lists_of_their_own_are_still_named(desk: Desk) -> None:
    desk.file(register(LIEM_SON, ["Hũ gạo", "Đường hoa"]), register(LIEM_TUC, ["Tổ tự quản"], stage="congnhan"))
    (note,) = [note.message for note in desk.table("field").notes if note.code == "other-stages"]
    assert "1" in note


def test_units_with_nothing_left_of_their_own_stand_with_zero_wherever_others_have_a_figure(desk: Desk) -> None:
    union = body("Hội Nông dân", LIEM_TUC)
    desk.file(
        register(LIEM_SON, [("Hũ gạo", {"field": "kt"}), ("Đường hoa", {"field": "vhxh"})]),
        register(LIEM_TUC, []), register(union, [], fixed=at(field="kt")),
    )  # fmt: skip
    cells = {(*unit, *field): cell.value for cell in desk.table("unit,field").cells for unit, field in [cell.at]}
    assert cells == {
        (LIEM_SON, "kt"): 1, (LIEM_SON, "vhxh"): 1, (LIEM_TUC, "kt"): 0, (LIEM_TUC, "vhxh"): 0, (union, "kt"): 0,
    }  # fmt: skip


def test_a_margin_known_alone_is_named_with_all_that_stands_of_it(desk: Desk) -> None:
    desk.file(
        matrix(LIEM_SON, [(LIEM_SON, {"": 9, "field=kt": 5, "holder=tapthe": 4})]),
        register(THANH_HA, [("Hũ gạo", {"field": "kt", "holder": "tapthe"})]),
    )
    (note,) = [note.message for note in desk.table("field,holder").notes if note.code == "margin-known-alone"]
    assert " 5" in note


def test_the_cells_of_a_trace_are_found_again_each_time(desk: Desk) -> None:
    desk.file(register(LIEM_SON, ["Hũ gạo", "Đường hoa"]), matrix(THANH_LIEM, [(LIEM_TUC, {"": 3})]))
    found = trace(desk.ledger, desk.selectors(stage="xaydung"))
    assert [source.value for source in found.sources] == [source.value for source in found.sources]
    assert sum(source.value for source in found.sources) == found.value == 5


# --- what is stored, and what is written

_CODES = st.text("abcdefgh", min_size=1, max_size=3)
_ATS = st.dictionaries(_CODES, st.lists(_CODES, max_size=3, unique=True).map(lambda codes: tuple(sorted(codes)))).map(
    canonical
)
_MARGINS = st.lists(
    st.builds(Margin, st.frozensets(_CODES), st.booleans(), st.lists(st.tuples(_ATS, st.integers())).map(tuple))
).map(tuple)


@given(_MARGINS)
def test_margins_come_back_as_they_were_kept(margins: tuple[Margin, ...]) -> None:
    assert load_margins(dump_margins(margins)) == margins


_PLAIN = st.characters(exclude_categories=["Cs"], max_codepoint=0x7E)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(_PLAIN),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(_PLAIN), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(_PLAIN), _VALUES, max_size=4))
def test_a_document_is_written_as_python_writes_it(document: dict[str, Any]) -> None:
    assert text(document) == json.dumps(document, ensure_ascii=False, indent=2) + "\n"


@given(st.lists(_VALUES, max_size=4))
def test_a_list_that_is_made_while_it_is_written_reads_as_if_it_had_been_whole(members: list[Any]) -> None:
    written = list(pieces({"before": 1, "members": iter(members), "after": 2}))
    assert json.loads("".join(written)) == {"before": 1, "members": members, "after": 2}
    lines = "".join(written).splitlines()
    listed = [f"    {json.dumps(member, ensure_ascii=False)}" for member in members]
    assert [line.rstrip(",") for line in lines[3 : 3 + len(members)]] == [line.rstrip(",") for line in listed]
    assert len(written) > len(members)
