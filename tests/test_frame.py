"""A table handed over to the statistician: what is not reported stays unknown."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from danvan_cli.tables.frame import frame_of
from returned import HA_NAM, LIEM_SON, THANH_HA, Desk, matrix, register


def test_a_frame_holds_the_cells_of_the_table_and_their_sum(desk: Desk) -> None:
    desk.file(
        register(LIEM_SON, [("A", {"field": "kt"}), ("B", {"field": "kt"}), ("C", {"field": "vhxh"}), "D"]),
        matrix(THANH_HA, [(THANH_HA, {"": 5, "field=kt": 5})], dated=date(2024, 12, 1)),
    )
    frame = frame_of(desk.table("field", unit=HA_NAM))
    assert dict(zip(frame["field"], frame["value"], strict=True)) == {"kt": 7, "vhxh": 1, "": 1}
    assert frame["value"].sum(min_count=1) == desk.total()


def test_fractions_of_an_indicator_stay_fractions(desk: Desk) -> None:
    desk.file(register(LIEM_SON, [("A", {"field": "kt"}), "B"]))
    table = desk.table("field")
    tons = replace(table, cells=tuple(replace(cell, value=Decimal("9.8")) for cell in table.cells))
    assert frame_of(tons)["value"].sum(min_count=1) == pytest.approx(19.6)


def test_what_is_not_reported_is_unknown_and_not_zero(desk: Desk) -> None:
    desk.file(register(LIEM_SON, ["A"]))
    frame = frame_of(desk.table("field", field="qpan"))
    assert pd.isna(frame["value"].sum(min_count=1))
