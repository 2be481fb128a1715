"""Every row of a sheet is accounted for: read = counted + refused + named as not data, whatever stands between. (counting.md 9)"""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from danvan_cli.intake.sheets.layout import RowClass
from drawing import read

TITLE = 'BIỂU mô hình "Dân vận khéo" năm 2024'
REGISTER = [TITLE, "| STT | Tên mô hình | Đơn vị | Lĩnh vực | Ghi chú |"]
MATRIX = [TITLE, "| STT | Đơn vị | Tổng số | Kinh tế | VH-XH | Ghi chú |"]
FEET = ["", "| | Nơi nhận: | | | T/M BAN THƯỜNG VỤ |"]

BETWEEN = st.sampled_from(
    ["", "| I | Kinh tế | | | |", "| | Tổng cộng: 7 mô hình | | | |", "| (1) | (2) | (3) | (4) | (5) |",
     "| STT | Tên mô hình | Đơn vị | Lĩnh vực | Ghi chú |", "| | | | | gửi sau |", "| Ghi chú: số liệu tính đến 15/11 | < | < | < | < |"]
)  # fmt: skip
MODELS = st.builds(
    "| {} | Mô hình {} | {} | {} | |".format,
    st.integers(1, 99),
    st.sampled_from(["nuôi ong", "hũ gạo tình thương", "camera an ninh", "5 không 3 sạch", "#REF!"]),
    st.sampled_from(["", "Xã Liêm Sơn", "Hội Phụ nữ xã", "nt"]),
    st.sampled_from(["Kinh tế", "VH-XH", "môi trường", ""]),
)
COUNTS = st.one_of(st.integers(0, 40).map(str), st.sampled_from(["", "-", "1.5f", "#REF!", "mười", "=?"]))
FIGURES = st.builds(
    "| {} | {} | {} | {} | {} | |".format,
    st.integers(1, 99),
    st.sampled_from(["Xã Liêm Sơn", "Xã Liêm Túc", "Hội Phụ nữ", "Công an xã"]),
    COUNTS,
    COUNTS,
    COUNTS,
)
SUMS = st.sampled_from(
    ["", "| | Tổng cộng | 7 | 3 | 4 | |", "| (1) | (2) | (3) | (4) | (5) | (6) |", "| I | Khối xã | | | | |"]
)


@st.composite
def sheets(draw: st.DrawFn) -> tuple[str, set[int]]:
    """A register or a matrix with all that people put between its rows; and which of its lines hold models or figures."""
    head, own, between = draw(st.sampled_from([(REGISTER, MODELS, BETWEEN), (MATRIX, FIGURES, SUMS)]))
    lines = draw(st.lists(st.one_of(own, own, between), min_size=1, max_size=9))
    told = {number for number, line in enumerate(lines, len(head) + 1) if re.match(r"\| \d+ \|", line)}
    return "\n".join([*head, *lines, *FEET]), told


LAST = "| 1 | Xã Liêm Sơn | | | | |"  # of a unit that reports nothing, below a total and a heading


@settings(max_examples=150, deadline=None)
@example(("\n".join([*MATRIX, "| | Tổng cộng | 7 | 3 | 4 | |", LAST, *FEET]), {4}))
@example(("\n".join([*MATRIX, "| | Tổng cộng | 7 | 3 | 4 | |", "| I | Khối xã | | | | |", LAST, *FEET]), {5}))
@example(("\n".join([*MATRIX, LAST, "| I | Khối xã | | | | |", "| 2 | Xã Liêm Túc | 3 | 1 | 2 | |", *FEET]), {3, 5}))
@given(sheets())
def test_rows_read_are_those_that_count_those_refused_and_those_named_as_no_data(sheet: tuple[str, set[int]]) -> None:
    drawing, told = sheet
    draft, (layout,) = read(drawing)
    rows = {row_class: {row.number for row in layout.rows if row.row_class is row_class} for row_class in RowClass}
    cells = [
        cell
        for table in draft.tables
        for cell in (*(model.cell for model in table.models), *(row.cell for row in table.rows))
    ]
    counted = list(map(_row, cells))
    found = {_row(finding.cell) for finding in draft.findings if finding.cell}
    assert [row.number for row in layout.rows] == list(range(1, drawing.count("\n") + 2))
    assert sorted(counted) == sorted(rows[RowClass.DATA])  # each once
    assert sum(table.counted for table in layout.tables) == len(counted)
    assert rows[RowClass.UNKNOWN] <= found
    assert told <= rows[RowClass.DATA] | found  # what holds something to count is never passed over in silence


def _row(cell: str) -> int:
    return int(re.sub(r"\D", "", cell))
