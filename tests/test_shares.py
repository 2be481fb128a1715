"""Percentages beside counts: one that no whole numbers can give is noted at its cell."""

from decimal import Decimal

import pytest

from danvan_cli.findings import Severity
from danvan_cli.intake.grid import Value
from danvan_cli.intake.rows.shares import percentage
from drawing import draw, understood


def noted(
    *shares: Value, counts: tuple[tuple[int | None, int | None], ...] = ((12, 10),), heading: str = "Tỷ lệ (%)"
) -> list[str]:
    """The cells of impossible percentages of a table: one unit a row with its total, what reached the goal, the percentage."""
    grid = draw(f"| TT | Đơn vị | Tổng số | Đạt | {heading} |" + "\n| 1 | Xã An Nội | ? | ? | ? |" * len(shares))
    for row, share in enumerate(shares, start=1):
        grid.rows[row][1:] = [f"Xã An Nội {row}", *counts[min(row, len(counts)) - 1], share]
    return [str(f.cell) for f in understood(grid).findings if f.code == "percentage-impossible"]


@pytest.mark.parametrize(
    "share",
    ["83,33%", "83.33%", "83,3", "83%", 83.33, 0.8333, 10 / 12, 5 / 6, 83, 1, 0, "100%", "-", None, "tốt", "58,3%"],
)
def test_a_part_of_a_whole_number_is_possible_however_it_is_written(share: Value) -> None:
    assert noted(share) == []


@pytest.mark.parametrize("share", ["83,07%", "83.07", 83.07, 0.8307, "84%", "83,4%", 0.834])
def test_a_percentage_that_no_whole_numbers_of_its_row_give_is_noted_at_its_cell(share: Value) -> None:
    assert noted(share) == ["E2"]


def test_what_is_noted_is_shown_with_the_counts_and_refuses_nothing() -> None:
    draft = understood("| TT | Đơn vị | Tổng số | Đạt | Tỷ lệ (%) |\n| 1 | Xã An Nội | 12 | 10 | 83,07% |")
    (finding,) = [f for f in draft.findings if f.code == "percentage-impossible"]
    assert finding.severity is Severity.NOTE
    assert finding.seen == {"seen": "83,07%", "counts": "12, 10"}


def test_nothing_is_said_where_no_count_stands_or_more_than_all_is_claimed() -> None:
    assert noted("83,07%", counts=((None, None),)) == []
    assert noted("183,07%") == []
    assert noted("0,7") == []  # a share, or less than one per cent?


def test_of_large_numbers_every_percentage_is_possible() -> None:
    assert noted("83,07%", counts=((10000, 8307),)) == []
    assert noted("83,07%", counts=((12000, 10000),)) == []


def test_a_column_may_state_parts_of_its_total_instead() -> None:
    rows = [(5, "14,29%"), (13, "37,14%"), (17, "48,57%")]
    drawing = "| TT | Đơn vị | Tổng số | Tỷ lệ % |\n" + "\n".join(
        f"| {i} | Xã {i} | {n} | {p} |" for i, (n, p) in enumerate(rows, 1)
    )
    assert not [f for f in understood(drawing).findings if f.code == "percentage-impossible"]


def test_parts_of_the_sum_of_a_split_are_possible() -> None:
    draft = understood("| TT | Đơn vị | KT | VHXH | Tỷ lệ KT (%) |\n| 1 | Xã An Nội | 3 | 4 | 42,86 |")
    assert not [f for f in draft.findings if f.code == "percentage-impossible"]


def test_percentages_of_households_are_no_parts_of_models() -> None:
    assert noted("83,07%", heading="Tỷ lệ số hộ tham gia (%)") == []


def test_where_every_row_fails_the_whole_is_not_in_the_table() -> None:
    assert noted("83,07%", "41,91%", "77,77%") == []
    assert noted("83,07%", "83,33%", "75%") == ["E2"]


def test_a_percentage_keeps_the_decimals_it_is_written_with() -> None:
    assert [percentage(value) for value in ("83,0%", 0.8307, 83.5, "83")] == [
        Decimal("83.0"), Decimal("83.07"), Decimal("83.5"), Decimal(83),
    ]  # fmt: skip
