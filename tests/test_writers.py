"""The printed forms of an answer: the screen, CSV, JSON, Markdown and the official workbook."""

import csv
import errno
import io
import json
import os
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from markdown_it.token import Token

from danvan_cli import messages, shipped, writers
from danvan_cli.errors import DanvanError, UsageError
from danvan_cli.tables.table import Cell, Coverage, Line, Listing, Note, Table
from danvan_cli.writers import beside, safe, typography

GOLDEN = Path(__file__).parent / "golden"
HANOI = timezone(timedelta(hours=7))
FIELDS = {
    "kt": "Kinh tế",
    "vhxh": "Văn hóa - xã hội",
    "qpan": "Quốc phòng - an ninh",
    "htct": "Xây dựng Đảng, hệ thống chính trị",
}
LEVELS = {"tinh": "Tỉnh", "huyen": "Huyện", "xa": "Xã"}
COLUMNS = (("tinh",), ("huyen",), ("xa",), ("huyen", "xa"))
FIGURES = {
    "kt": (12, 31, 96, 9),
    "vhxh": (28, 102, 1469, None),
    "qpan": (9, 17, 58, 0),
    "htct": (15, 40, 113, None),
    "": (None, None, None, 5),
}

# What a clerk, a prankster or a thief may write into a name.
PAYLOADS = [
    "=1+1",
    '=HYPERLINK("http://example.invalid","x")',
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "Hũ gạo\n=1+1",
    "{=1+1}",
    "=cmd|' /C calc'!A0",
    "Hũ gạo;=1+1",
    "＝1+1",
    "http://example.invalid/a",
    "www.example.invalid",
    "external:C:\\a.xlsx",
    "mailto:a@example.invalid",
    "[bấm](javascript:alert(1))",
    "![ảnh](http://example.invalid/a.png)",
    "<script>alert(1)</script>",
    "<b>đậm</b> &amp; `mã` *nghiêng* ~~xóa~~",
    "a|b",
    "[red]đỏ[/red]",
    "\x1b[2J\x1b]0;x\x07",
    "\x9b2J",
    "a\u202eb\u2066c",
    "\udcff\ud800\ufffe",
    "# tiêu đề",
    "1. một",
    "_x0041_",
    "'=1+1",
]


def by_field_and_level() -> Table:
    cells = tuple(
        Cell(((field,) if field else (), at), value, provisional=2 if (field, at) == ("kt", ("xa",)) else 0)
        for field, figures in FIGURES.items()
        for at, value in zip(COLUMNS, figures, strict=True)
        if value is not None
    )
    columns = tuple(sum(figures[i] or 0 for figures in FIGURES.values()) for i in range(4))
    return Table(
        title="Mô hình “Dân vận khéo” năm 2024 · Tỉnh Long An · xây dựng, theo lĩnh vực và cấp",
        period="2024",
        period_name="năm 2024",
        unit=("t80", "Tỉnh Long An"),
        stage="xaydung",
        stage_name="Xây dựng",
        measure="models",
        counted_in="mô hình",
        by=("field", "level"),
        cells=cells,
        total=sum(columns),
        provisional=True,
        coverage=Coverage(188, 187, 186, 1, (("x1", "Xã Bình An", "ảnh chụp"),), (("x2", "Xã Liêm Hà"),)),
        notes=(Note("other-stages", "Còn có: đăng ký 1.012."),),
        labels={"field": FIELDS, "level": LEVELS},
        as_of=datetime(2026, 11, 22, 9, 15, tzinfo=HANOI),
        row_head="Lĩnh vực",
        column_head="Cấp",
        columns=("Tỉnh", "Huyện", "Xã", "Huyện và xã"),
        lines=tuple(
            Line(FIELDS.get(field, "Chưa nêu"), figures, sum(figure or 0 for figure in figures))
            for field, figures in FIGURES.items()
        ),
        column_totals=columns,
    )


def by_field() -> Table:
    table = by_field_and_level()
    return replace(
        table,
        by=("field",),
        cells=tuple(Cell((cell.at[0],), cell.value) for cell in table.cells),
        column_head="",
        columns=(),
        column_totals=(),
        lines=tuple(Line(line.label, (), line.total) for line in table.lines),
    )


def by_unit(count: int = 120) -> Table:
    lines = tuple(Line(f"Xã Thạnh Phước {i}", (i, 0, 1, 1000 + i, None), i + 1 + 1000 + i) for i in range(1, count + 1))
    sums = tuple(sum(line.values[i] or 0 for line in lines) for i in range(5))
    return replace(
        by_field_and_level(),
        row_head="Đơn vị",
        column_head="Lĩnh vực",
        columns=(*FIELDS.values(), "Chưa nêu"),
        lines=lines,
        column_totals=sums,
        total=sum(sums),
    )


def turned(table: Table) -> Table:
    return replace(
        table,
        row_head=table.column_head,
        column_head=table.row_head,
        columns=tuple(line.label for line in table.lines),
        lines=tuple(
            Line(head, tuple(line.values[i] for line in table.lines), table.column_totals[i])
            for i, head in enumerate(table.columns)
        ),
        column_totals=tuple(line.total for line in table.lines),
    )


def of_models(*names: str) -> Listing:
    rows = tuple((place, name, "Xã Bình An", None, "Tập thể") for place, name in enumerate(names, start=1))
    return Listing("Danh sách mô hình", ("TT", "Tên mô hình", "Đơn vị", "Lĩnh vực", "Chủ thể"), rows)


def poisoned(text: str) -> Table:
    """The text wherever somebody else's words reach a table."""
    table = by_field_and_level()
    return replace(
        table,
        title=text,
        unit=("x", text),
        labels={"field": dict.fromkeys(FIELDS, text), "level": dict.fromkeys(LEVELS, text)},
        coverage=Coverage(None, 1, 1, 0, (("x", text, text),), (("x", text),)),
        notes=(Note("n", text),),
        row_head=text,
        column_head=text,
        columns=(text,) * 4,
        lines=tuple(replace(line, label=text) for line in table.lines),
        headings={"parent": text, "issuer": text, "place": text},
    )


def sheet_of(content: Table | Listing, tmp_path: Path, profile: str = "party-2018") -> Any:
    path = tmp_path / "bang.xlsx"
    writers.write(content, path, profile=profile)
    return openpyxl.load_workbook(path).active


def test_a_list_without_a_row_is_numbered_once_too(tmp_path: Path) -> None:
    sheet = sheet_of(Listing("Đơn vị phải gửi báo cáo", ("STT", "Đơn vị"), ()), tmp_path)
    heads = [cell.value for row in sheet.iter_rows() for cell in row if cell.value in ("STT", "Đơn vị")]
    assert heads == ["STT", "Đơn vị"]


def texts_of(sheet: Any) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def find(sheet: Any, text: str | int) -> Any:
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)


# --- golden files


@pytest.mark.parametrize(
    ("name", "make", "form"),
    [
        ("by-field-and-level.txt", by_field_and_level, "table"),
        ("by-field-and-level.csv", by_field_and_level, "csv"),
        ("by-field-and-level.json", by_field_and_level, "json"),
        ("by-field-and-level.md", by_field_and_level, "md"),
        ("by-field.txt", by_field, "table"),
        ("by-field.md", by_field, "md"),
        ("models.txt", lambda: of_models("Hũ gạo tình thương", "Tuyến đường hoa"), "table"),
        ("models.csv", lambda: of_models("Hũ gạo tình thương", "Tuyến đường hoa"), "csv"),
        ("models.json", lambda: of_models("Hũ gạo tình thương", "Tuyến đường hoa"), "json"),
        ("models.md", lambda: of_models("Hũ gạo tình thương", "Tuyến đường hoa"), "md"),
    ],
)
def test_each_form_is_written_as_its_golden_file(name: str, make: Callable[[], Any], form: str) -> None:
    found = writers.render(make(), form)
    golden = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, encoding="utf-8", newline="")
    assert found == golden.read_bytes().decode()


# --- the screen


def test_a_usual_table_fits_80_columns() -> None:
    assert max(map(len, writers.render(by_field_and_level(), "table").splitlines())) <= 80


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("make", [lambda: by_unit(30), lambda: turned(by_unit(30))])
def test_on_the_screen_no_number_is_cut_however_wide_the_table(make: Callable[[], Any], width: int) -> None:
    shown = writers.render(make(), "table", width=width)
    assert max(map(len, shown.splitlines())) <= width
    words = shown.split()
    assert all(f"1.{i:03}" in words for i in range(1, 31))


def test_a_table_with_many_columns_and_few_lines_is_turned() -> None:
    shown = writers.render(turned(by_unit(30)), "table")
    assert any(line.startswith("  Xã Thạnh Phước 30") for line in shown.splitlines())


def test_a_gap_is_no_zero_on_the_screen() -> None:
    line = next(line for line in writers.render(by_field_and_level(), "table").splitlines() if "Văn hóa" in line)
    assert line.split()[-5:] == ["28", "102", "1.469", "…", "1.599"]
    line = next(line for line in writers.render(by_field_and_level(), "table").splitlines() if "Quốc phòng" in line)
    assert line.split()[-2:] == ["0", "84"]


def test_a_total_that_its_cells_do_not_make_is_marked_and_explained() -> None:
    table = replace(by_field(), total=2334)
    shown = writers.render(table, "table")
    assert "2.334*" in shown
    assert "* không bằng tổng" in shown


def test_stages_are_not_added_even_on_paper(tmp_path: Path) -> None:
    table = replace(
        by_field(),
        by=("stage",),
        total=None,
        lines=(Line("Đăng ký", (), 272), Line("Công nhận", (), 187)),
        cells=(Cell((("dangky",),), 272), Cell((("congnhan",),), 187)),
    )
    assert "Cộng" not in writers.render(table, "table")
    assert "Cộng" not in texts_of(sheet_of(table, tmp_path))


def test_stages_side_by_side_have_totals_down_but_not_across() -> None:
    table = replace(
        by_field_and_level(),
        by=("field", "stage"),
        total=None,
        columns=("Đăng ký", "Công nhận"),
        lines=(Line("Kinh tế", (5, 3), 8), Line("Khác", (2, 1), 3)),
        column_totals=(7, 4),
    )
    lines = writers.render(table, "table").splitlines()
    assert next(line for line in lines if "Kinh tế" in line).split() == ["Kinh", "tế", "5", "3"]
    assert next(line for line in lines if "Cộng" in line).split() == ["Cộng", "7", "4"]


def test_one_figure_is_a_table_without_a_line_of_totals() -> None:
    table = replace(
        by_field(), by=(), cells=(Cell((), 1597),), total=1597, row_head="", lines=(Line("Cộng", (), 1597),)
    )
    assert writers.render(table, "table").count("1.597") == 1


def test_what_the_title_does_not_say_is_said_beside_it() -> None:
    shown = writers.render(replace(by_field(), title="Mô hình theo lĩnh vực"), "table")
    assert shown.startswith("Mô hình theo lĩnh vực · Tỉnh Long An · năm 2024 · Xây dựng · tạm tính")


def test_a_list_too_wide_for_the_screen_becomes_paragraphs() -> None:
    shown = writers.render(of_models("Hũ gạo tình thương " * 5), "table")
    assert shown.splitlines()[2].startswith("1. Hũ gạo tình thương")
    assert max(map(len, shown.splitlines())) <= 80


def test_the_screen_speaks_english_when_asked() -> None:
    messages.speak("en")
    try:
        assert "provisional" in writers.render(by_field(), "table")
    finally:
        messages.speak("vi")


def test_both_languages_say_the_same_things() -> None:
    vietnamese, english = (shipped.toml("messages", language, "writers.toml") for language in ("vi", "en"))
    assert {s: set(codes) for s, codes in vietnamese.items()} == {s: set(codes) for s, codes in english.items()}


# --- JSON


@pytest.mark.parametrize("name", ["summarize", "ingest", "trace", "models"])
def test_the_schemas_are_sound(name: str) -> None:
    Draft202012Validator.check_schema(shipped_schema(name))


def shipped_schema(name: str) -> Any:
    return json.loads((shipped.folder() / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("make", [by_field_and_level, by_field, lambda: by_unit(3), lambda: poisoned("=1+1")])
def test_json_obeys_the_contract(make: Callable[[], Any]) -> None:
    document = json.loads(writers.render(make(), "json"))
    Draft202012Validator(shipped_schema("summarize")).validate(document)


def test_json_has_every_cell_with_a_sorted_list_of_codes_per_dimension() -> None:
    document = json.loads(writers.render(by_field_and_level(), "json"))
    assert {"field": ["kt"], "level": ["huyen", "xa"], "value": 9} in document["cells"]
    assert {"field": [], "level": ["huyen", "xa"], "value": 5} in document["cells"]
    assert document["as_of"] == "2026-11-22T09:15:00+07:00"
    assert document["unit"] == {"code": "t80", "name": "Tỉnh Long An"}


def test_json_takes_a_ready_document_of_another_contract() -> None:
    assert json.loads(writers.render({"value": 3, "sources": []}, "json")) == {"value": 3, "sources": []}


@pytest.mark.parametrize("text", PAYLOADS)
def test_json_keeps_texts_and_gives_a_terminal_nothing_to_obey(text: str) -> None:
    written = writers.render({"name": text}, "json")
    assert not any(
        (ord(char) < 32 and char != "\n") or 0x7F <= ord(char) <= 0x9F or char in "\u202e\u2066" for char in written
    )
    assert written.encode()
    if "\udcff" not in text:
        assert json.loads(written) == {"name": text}


# --- CSV


def test_csv_in_a_file_has_the_mark_excel_needs_and_on_stdout_none(tmp_path: Path) -> None:
    writers.write(by_field(), tmp_path / "bang.CSV")
    assert (tmp_path / "bang.CSV").read_bytes().startswith("\ufeffLĩnh vực,field,Số mô hình\r\n".encode())
    assert writers.render(by_field(), "csv").startswith("Lĩnh vực,field,Số mô hình\nKinh tế,kt,12\n")


@pytest.mark.parametrize("text", PAYLOADS)
@pytest.mark.parametrize("separator", [",", ";"])
def test_csv_holds_no_formula_however_it_is_cut(text: str, separator: str) -> None:
    for content in (poisoned(text), of_models(text)):
        for row in csv.reader(io.StringIO(writers.render(content, "csv")), delimiter=separator):
            for cell in row:
                lines = cell.replace('"', "").splitlines() or [""]
                assert not any(line.strip().startswith(("=", "+", "-", "@", "＝")) for line in lines)


def test_csv_leaves_ordinary_texts_alone() -> None:
    assert safe.csv_cell("Văn hóa - xã hội") == "Văn hóa - xã hội"
    assert safe.csv_cell("Hũ gạo; bếp ăn") == "Hũ gạo; bếp ăn"


# --- Markdown


@pytest.mark.parametrize("text", PAYLOADS)
def test_markdown_shows_texts_letter_by_letter(text: str) -> None:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for content in (poisoned(text), of_models(text)):
        tokens = parser.parse(writers.render(content, "md"))
        inside = [child for token in tokens for child in token.children or []]
        assert {child.type for child in inside} <= {"text", "text_special", "strong_open", "strong_close"}
        assert {token.tag for token in tokens} <= {
            "h1",
            "p",
            "ul",
            "li",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "",
        }
        columns = {len(content.headings)} if isinstance(content, Listing) else {6}
        shown = ["".join(child.content for child in token.children or []) for token in tokens if token.type == "inline"]
        assert any(" ".join(safe.plain(text).split()) in " ".join(one.split()) for one in shown)
        assert {sum(t.type in ("td_open", "th_open") for t in row) for row in rows_of(tokens)} == columns


def rows_of(tokens: Sequence[Token]) -> list[list[Token]]:
    rows: list[list[Token]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        if rows:
            rows[-1].append(token)
    return rows


# --- the workbook


def test_xlsx_holds_the_table_with_live_totals_and_their_cached_values(tmp_path: Path) -> None:
    sheet = sheet_of(by_field_and_level(), tmp_path)
    first = find(sheet, "Kinh tế").row
    assert [cell.value for cell in sheet[first]] == [1, "Kinh tế", 12, 31, 96, 9, f"=SUM(C{first}:F{first})"]
    assert sheet.cell(first + 1, 6).value == "…"
    assert sheet.cell(first + 2, 6).value == 0
    foot = find(sheet, "Cộng").row if find(sheet, "Cộng").column == 1 else first + 5
    assert [cell.value for cell in sheet[foot]][2:] == [f"=SUM({c}{first}:{c}{foot - 1})" for c in "CDEFG"]
    cached = openpyxl.load_workbook(tmp_path / "bang.xlsx", data_only=True).active
    assert [cell.value for cell in cached[foot]][2:] == [64, 190, 1736, 14, 2004]
    assert cached.cell(first + 1, 7).value == 1599


def test_xlsx_shows_numbers_as_vietnamese_papers_do(tmp_path: Path) -> None:
    sheet = sheet_of(by_field_and_level(), tmp_path)
    figure = find(sheet, 1469)
    assert figure.number_format == "[$-42A]#,##0_)"
    assert (figure.font.name, figure.alignment.horizontal) == ("Times New Roman", "right")


def test_xlsx_never_writes_a_formula_that_gives_another_number(tmp_path: Path) -> None:
    table = by_field_and_level()
    lines = (replace(table.lines[0], total=200), *table.lines[1:])
    table = replace(table, lines=lines, column_totals=(99, *table.column_totals[1:]), total=3000)
    sheet = sheet_of(table, tmp_path)
    assert find(sheet, 200).number_format == '[$-42A]#,##0"*"_)'
    assert find(sheet, 99).number_format == '[$-42A]#,##0"*"_)'
    assert find(sheet, 3000).number_format == '[$-42A]#,##0"*"_)'
    assert any("không bằng tổng" in text for text in texts_of(sheet))


@pytest.mark.parametrize("make", [by_field_and_level, by_field, by_unit, lambda: turned(by_unit())])
def test_xlsx_formulas_say_what_their_cached_values_say(make: Callable[[], Any], tmp_path: Path) -> None:
    sheet = sheet_of(make(), tmp_path)
    cached = openpyxl.load_workbook(tmp_path / "bang.xlsx", data_only=True).active
    formulas = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas
    for cell in formulas:
        area = cached[cell.value.removeprefix("=SUM(").removesuffix(")")]
        held = [one.value for row in area for one in row if isinstance(one.value, int)]
        assert sum(held) == cached[cell.coordinate].value


def test_xlsx_prints_on_a4_landscape_one_page_wide_with_repeated_headings(tmp_path: Path) -> None:
    sheet = sheet_of(by_unit(), tmp_path)
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    top = find(sheet, "STT").row
    assert sheet.print_title_rows == f"${top}:${top + 2}"
    assert sheet.page_margins.left == pytest.approx(30 / 25.4)
    assert [sheet.cell(top + 2, column).value for column in (1, 2, 8)] == ["(1)", "(2)", "(8)"]
    assert {f"A{top}:A{top + 1}", f"C{top}:G{top}", f"H{top}:H{top + 1}"} <= {
        str(area) for area in sheet.merged_cells.ranges
    }


def test_a_table_of_120_units_as_columns_is_turned_on_paper(tmp_path: Path) -> None:
    sheet = sheet_of(turned(by_unit()), tmp_path)
    assert sheet.max_column == 8
    assert find(sheet, "Xã Thạnh Phước 120").column == 2


def test_xlsx_leaves_dotted_blanks_for_what_is_not_known(tmp_path: Path) -> None:
    texts = texts_of(sheet_of(by_field(), tmp_path))
    assert texts[1] == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert set(texts[0]) == {"…"}
    assert "*" in texts
    assert any(text.endswith("ngày …… tháng …… năm ……") for text in texts)
    assert {"NGƯỜI LẬP BIỂU", "TRƯỞNG BAN", "(Đơn vị tính: mô hình)"} <= set(texts)


def test_xlsx_names_the_organ_that_issues_it(tmp_path: Path) -> None:
    known = {"parent": "Tỉnh ủy Long An", "issuer": "Ban Dân vận", "place": "Long An"}
    texts = texts_of(sheet_of(replace(by_field(), headings=known), tmp_path))
    assert {"TỈNH ỦY LONG AN", "BAN DÂN VẬN", "Long An, ngày …… tháng …… năm ……"} <= set(texts)


def test_state_organs_write_under_the_national_motto(tmp_path: Path) -> None:
    texts = texts_of(sheet_of(by_field(), tmp_path, profile="state-2020"))
    assert {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "CHỦ TỊCH"} <= set(texts)


def test_xlsx_says_its_title_above_and_provisional_beside_it(tmp_path: Path) -> None:
    texts = texts_of(sheet_of(by_field(), tmp_path))
    assert "MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2024" in texts
    assert "(tạm tính)" in texts


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        writers.write(by_unit(5), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    properties = openpyxl.load_workbook(tmp_path / "a.xlsx").properties
    assert (properties.creator, str(properties.created)) == ("danvan", "2026-11-22 02:15:00")


@pytest.mark.parametrize("text", PAYLOADS)
def test_xlsx_holds_no_formula_or_link_but_our_sums(text: str, tmp_path: Path) -> None:
    for content in (poisoned(text), of_models(text)):
        sheet = sheet_of(content, tmp_path)
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                assert cell.data_type != "f" or cell.value.startswith("=SUM(")
        assert any(safe.plain(text) == found for found in texts_of(sheet))
        with zipfile.ZipFile(tmp_path / "bang.xlsx") as parts:
            for name in parts.namelist():
                ET.fromstring(parts.read(name))
                assert "externalLink" not in name


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    sheet = sheet_of(of_models("ề𝐀" * 20_000), tmp_path)
    long = next(text for text in texts_of(sheet) if len(text) > 1000)
    assert long.endswith("[văn bản dài, đã cắt]")
    assert len(long.encode("utf-16-le")) // 2 <= 32_767


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Mô hình “Dân vận khéo” năm 2024 theo đơn vị", "Mô hình “Dân vận khéo” năm 2024"),
        ("[a]:b*c?d/e\\f", "a b c d e f"),
        ("'''", "Biểu"),
        ("History", "Biểu"),
        ("x" * 40, "x" * 31),
    ],
)
def test_sheet_names_are_such_as_excel_takes(title: str, name: str) -> None:
    assert safe.sheet_name(title, "Biểu") == name


def test_a_list_is_numbered_once(tmp_path: Path) -> None:
    sheet = sheet_of(of_models("Hũ gạo", "Tuyến đường hoa"), tmp_path)
    top = find(sheet, "STT").row
    assert [cell.value for cell in sheet[top + 2]][:3] == [2, "Tuyến đường hoa", "Xã Bình An"]
    assert sheet.auto_filter.ref == f"A{top}:E{top + 2}"


def test_rows_are_as_high_as_their_texts_need(tmp_path: Path) -> None:
    sheet = sheet_of(of_models("Hũ gạo", "Hũ gạo tình thương giúp đỡ hộ nghèo " * 5), tmp_path)
    top = find(sheet, "STT").row
    assert sheet.row_dimensions[top + 2].height > 2 * sheet.row_dimensions[top + 1].height


def test_an_empty_list_is_written_in_every_form(tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.csv", "a.json", "a.md"):
        writers.write(of_models(), tmp_path / name)
    assert "Không có dòng nào." in writers.render(of_models(), "table")


def test_words_are_measured_like_times_new_roman() -> None:
    assert typography.width("0" * 10, 12) == pytest.approx(10 * 8 * 1.03)
    assert typography.lines("một hai ba", 40, 12) > 1


# --- files


def test_a_form_nobody_knows_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="output-ending-unknown"):
        writers.write(by_field(), tmp_path / "bang.doc")
    with pytest.raises(UsageError, match="output-of-reports-only"):
        writers.write(by_field(), tmp_path / "bang.docx")
    with pytest.raises(UsageError, match="format-unknown"):
        writers.render(by_field(), "pdf")
    with pytest.raises(UsageError, match="profile-unknown"):
        writers.write(by_field(), tmp_path / "bang.xlsx", profile="../party-2018")


@pytest.mark.parametrize("place", ["no/such/folder/a.csv", "folder.csv"])
def test_what_cannot_be_written_is_one_sentence(place: str, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(DanvanError) as stopped:
        writers.write(by_field(), tmp_path / place)
    assert "Không ghi được" in messages.text("error", stopped.value.code, **stopped.value.seen)


def test_a_full_disk_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "bang.csv"
    target.write_text("cũ", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DanvanError, match="output-disk-full"):
        writers.write(by_field(), target)
    assert target.read_text(encoding="utf-8") == "cũ"
    assert [path.name for path in tmp_path.iterdir()] == ["bang.csv"]


def test_a_file_another_program_holds_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "bang.csv"
    target.write_text("cũ", encoding="utf-8")

    def held(*_: object) -> None:
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(DanvanError, match="output-not-writable"):
        writers.write(by_field(), target)
    assert [path.name for path in tmp_path.iterdir()] == ["bang.csv"]


def test_devices_are_not_replaced_by_files() -> None:
    with pytest.raises(DanvanError, match="output-not-writable"):
        beside.put(Path(os.devnull), b"x")
    assert not Path(os.devnull).is_file()


def test_a_name_that_windows_does_not_take_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def invalid(*_: object, **__: object) -> None:
        raise OSError(errno.EINVAL, "Invalid name")

    monkeypatch.setattr(Path, "open", invalid)
    monkeypatch.setattr(Path, "unlink", invalid)
    with pytest.raises(DanvanError, match="output-not-writable") as raised:
        beside.put(tmp_path / "a?b.xlsx", b"x")
    assert "tên có dấu không dùng được" in messages.text("error", raised.value.code, **raised.value.seen)


def test_the_screen_gives_a_terminal_nothing_to_obey() -> None:
    for text in PAYLOADS:
        for content in (poisoned(text), of_models(text)):
            shown = writers.render(content, "table")
            assert shown.encode()
            assert all(char.isprintable() or char in "\n\u00a0" for char in shown)
    assert "[red]đỏ[/red]" in writers.render(of_models("[red]đỏ[/red]"), "table")
