"""What a table says of what its rows count, “Đơn vị | Nội dung | Số lượng”, over drawn ones in all the layouts that offices use. (counting.md 1)"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from commanding import danvan_json
from workbooks import Row, save

HOME = "Huyện Thanh Liêm, Tỉnh Hà Nam"
UNITS = ("Xã Liêm Sơn", "Xã Liêm Phong", "Xã Thanh Hà")
WHOLE = {
    "dangky": ("Số mô hình đăng ký", "Đăng ký", "Tổng số mô hình đăng ký"),
    "congnhan": ("Số mô hình được công nhận", "Công nhận", "Tổng số mô hình được công nhận"),
    "xaydung": ("Tổng số mô hình", "Số mô hình", "Số mô hình đang thực hiện"),
}
PARTS = {
    "holder": {"tapthe": ("Tập thể", "Mô hình tập thể"), "canhan": ("Cá nhân", "Số mô hình cá nhân")},
    "field": {
        "kt": ("Kinh tế", "Lĩnh vực kinh tế"),
        "vhxh": ("Văn hóa - xã hội", "VHXH"),
        "qpan": ("QPAN", "Lĩnh vực QP-AN"),
    },
    "origin": {"moi": ("Xây dựng mới", "Mới"), "duytri": ("Duy trì", "Duy trì")},
}
Content = tuple[str, str, str, str]
"""What a row says, and of which stage, dimension and member it is; of a total the last two are empty, of households all are."""


@dataclass(frozen=True)
class Drawn:
    """A table, how its cells are merged, and what it says."""

    rows: list[Row]
    merged: list[tuple[int, int, int]]  # first and last row below the headings, and column
    truth: dict[tuple[str, str], dict[str, int]]  # stage and dimension → unit or member → how many
    contents: list[Content]


@st.composite
def tables(draw: st.DrawFn, plain: bool) -> Drawn:
    """One; a `plain` one states every total, and sets its parts below it."""
    units = draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=3, unique=True))
    stages = draw(st.sampled_from([("dangky",), ("congnhan",), ("dangky", "congnhan"), ("xaydung", "congnhan")]))
    contents: list[Content] = []
    for stage in stages:
        splits = draw(st.lists(st.sampled_from(sorted(PARTS)), max_size=2, unique=True))
        mark = draw(st.sampled_from(["- {}", "+ {}", "Trong đó: {}"] if plain else ["- {}", "{}", "a) {}"]))
        if plain or not splits or stage != "xaydung" or draw(st.booleans()):
            contents.append((draw(st.sampled_from(WHOLE[stage])), stage, "", ""))
        for dimension in splits:
            for place, (member, words) in enumerate(PARTS[dimension].items()):
                said = draw(st.sampled_from(words))
                text = f"- {said}" if mark.startswith("Trong") and place else mark.format(said)
                contents.append((text, stage, dimension, member))
    if draw(st.booleans()):
        contents.append(("Số hộ tham gia", "", "", ""))
    members = [
        (holder, field, origin)
        for holder in PARTS["holder"]
        for field in PARTS["field"]
        for origin in ("moi", "duytri")
    ]
    told: dict[tuple[str, str], dict[tuple[str, ...], int]] = {}
    for unit in units:
        above: dict[tuple[str, ...], int] = dict.fromkeys(members, 4)
        for stage in stages:
            above = told[unit, stage] = {one: draw(st.integers(0, most)) for one, most in above.items()}

    def count(unit: str, content: Content) -> int:
        _, stage, dimension, member = content
        if not stage:
            return 517
        place = list(PARTS).index(dimension) if dimension else 0
        return sum(n for one, n in told[unit, stage].items() if not dimension or one[place] == member)

    layout = draw(st.sampled_from(LAYOUTS))
    rows, merged = layout(units, contents, count)
    truth = {}
    for _, stage, dimension, _ in contents:
        if stage:
            of_unit: dict[str, int] = {unit: count(unit, ("", stage, "", "")) for unit in units}
            parts = {m: sum(count(unit, ("", stage, dimension, m)) for unit in units) for m in PARTS.get(dimension, {})}
            truth[stage, dimension or "unit"] = parts or of_unit
    return Drawn(rows, merged, truth, contents)


Count = Callable[[str, Content], int]
Laid = tuple[list[Row], list[tuple[int, int, int]]]


def beside(units: Sequence[str], contents: Sequence[Content], count: Count) -> Laid:
    """Each unit stands once, beside the first of its contents."""
    rows: list[Row] = [("TT", "Đơn vị", "Nội dung", "Số lượng")]
    for number, unit in enumerate(units, 1):
        for place, content in enumerate(contents):
            first = (number, unit) if not place else ("", "")
            rows.append((*first, content[0], count(unit, content)))
    return rows, []


def merged(units: Sequence[str], contents: Sequence[Content], count: Count) -> Laid:
    """The same in merged cells."""
    rows, _ = beside(units, contents, count)
    rows[0] = ("TT", "Đơn vị", "Chỉ tiêu", "Số lượng")
    size = len(contents)
    return rows, [(1 + at * size, (at + 1) * size, column) for at in range(len(units)) for column in (1, 2)]


def repeated(units: Sequence[str], contents: Sequence[Content], count: Count) -> Laid:
    """Each unit stands beside each of its contents."""
    rows: list[Row] = [("TT", "Đơn vị", "Nội dung", "Số lượng")]
    rows += [(at, unit, one[0], count(unit, one)) for at, unit in enumerate(units, 1) for one in contents]
    return rows, []


def under_lines(units: Sequence[str], contents: Sequence[Content], count: Count) -> Laid:
    """Each unit is a line over its contents, of which only the totals are numbered."""
    rows: list[Row] = [("TT", "Đơn vị, nội dung", "Số mô hình")]
    for roman, unit in zip(("I", "II", "III"), units, strict=False):
        rows.append((roman, unit.upper(), ""))
        number = 0
        for content in contents:
            number += not content[2]
            rows.append((number if not content[2] else "", content[0], count(unit, content)))
    return rows, []


def without_numbers(units: Sequence[str], contents: Sequence[Content], count: Count) -> Laid:
    """The same without a column of numbers."""
    rows, _ = under_lines(units, contents, count)
    return [row[1:] for row in rows], []


def with_their_sum(units: Sequence[str], contents: Sequence[Content], count: Count) -> Laid:
    """The same, and all units together below them."""
    rows, _ = under_lines(units, contents, count)
    rows += [("IV", "Tổng cộng", ""), *(("", one[0], sum(count(unit, one) for unit in units)) for one in contents)]
    return rows, []


def over_columns(units: Sequence[str], contents: Sequence[Content], count: Count) -> Laid:
    """The units stand over the columns."""
    rows: list[Row] = [("TT", "Nội dung", *units)]
    rows += [(at, one[0], *(count(unit, one) for unit in units)) for at, one in enumerate(contents, 1)]
    return rows, []


LAYOUTS = (beside, merged, repeated, under_lines, without_numbers, with_their_sum, over_columns)


def figures(drawn: Drawn) -> tuple[list[str], dict[tuple[str, str], dict[str, int]]]:
    """What is found beside notes in a district's table, and what it gives, as far as it says something."""
    with tempfile.TemporaryDirectory() as folder:
        path, store = Path(folder, "huyen.xlsx"), ("--store", str(Path(folder, "danvan.db")))
        save(path, "HUYỆN ỦY THANH LIÊM", "BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024", drawn.rows)
        book = load_workbook(path)
        for first, last, column in drawn.merged:
            book.worksheets[0].merge_cells(
                start_row=7 + first, end_row=7 + last, start_column=column, end_column=column
            )
        book.save(path)
        (file,) = danvan_json("ingest", str(path), *store, "--home", HOME)["files"]
        given = {}
        for stage, dimension in drawn.truth:
            told = danvan_json("summarize", "--year", "2024", "--stage", stage, "--by", dimension, *store)
            names = told["labels"].get("unit", {})
            cells = {"+".join(names.get(code, code) for code in one[dimension]): one["value"] for one in told["cells"]}
            given[stage, dimension] = {name: value for name, value in cells.items() if value}
        return [one["code"] for one in file["findings"] if one["severity"] != "note"], given


def expected(drawn: Drawn) -> dict[tuple[str, str], dict[str, int]]:
    return {what: {name: n for name, n in parts.items() if n} for what, parts in drawn.truth.items()}


drawing = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(drawn=tables(plain=True))
@drawing
def test_totals_with_their_parts_below_them_count_so_in_every_layout(drawn: Drawn) -> None:
    findings, given_back = figures(drawn)
    assert findings == []
    assert given_back == expected(drawn)


@given(drawn=tables(plain=False))
@drawing
def test_what_parts_what_is_read_right_or_asked(drawn: Drawn) -> None:
    findings, given_back = figures(drawn)
    assert findings or given_back == expected(drawn)
