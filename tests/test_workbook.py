"""Workbooks as they really are: what the reading library hides is put back, what cannot be trusted is refused."""

import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter

from danvan_cli.intake.files import unreadable
from danvan_cli.intake.files.reading import read as read_workbook
from danvan_cli.intake.grid import Broken, Grid
from other_files import old_container

SHEET = "xl/worksheets/sheet1.xml"


def drawn(
    rows: Sequence[Sequence[object]], *, merges: Sequence[str] = (), sheets: Sequence[str] = ("Biểu 1",)
) -> bytes:
    """A workbook with these rows on its first sheet; the other sheets are empty."""
    into = BytesIO()
    book = xlsxwriter.Workbook(into, {"in_memory": True})
    made = [book.add_worksheet(name) for name in sheets]
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, datetime):
                made[0].write_datetime(r, c, value, book.add_format({"num_format": "dd/mm/yyyy"}))
            elif value is not None:
                made[0].write(r, c, value)
    for merge in merges:
        made[0].merge_range(merge, rows[0][0])
    book.close()
    return into.getvalue()


def patched(content: bytes, change: Callable[[bytes], bytes], path: str = SHEET) -> bytes:
    into = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            part = old.read(member)
            new.writestr(member.filename, change(part) if member.filename == path else part)
    return into.getvalue()


def with_data(xml: str, columns: str = "") -> bytes:
    """A workbook whose first sheet has this as its rows."""

    def change(part: bytes) -> bytes:
        data = f"{columns}<sheetData>{xml}</sheetData>".encode()
        return re.sub(rb"<sheetData ?/?>(.*</sheetData>)?", lambda _: data, part, flags=re.DOTALL)

    return patched(drawn([["x"]]), change)


def grid(content: bytes) -> Grid:
    grids, findings = read_workbook(content)
    assert not [found for found in findings if found.code == "unreadable-file"], findings
    return grids[0]


def refusal(content: bytes) -> str:
    grids, findings = read_workbook(content)
    assert grids == []
    assert [found.code for found in findings] == ["unreadable-file"]
    assert findings[0].message
    assert "{" not in findings[0].message + findings[0].hint
    return str(findings[0].seen["why"])


class TestValues:
    def test_texts_are_cleaned_and_blank_texts_are_nothing(self) -> None:
        assert grid(drawn([["  Tên\nmô hình ", "Liêm\u00a0Sơn", "  ", "x"]])).rows == [
            ["Tên mô hình", "Liêm Sơn", None, "x"]
        ]

    def test_whole_numbers_are_whole_and_fractions_stay(self) -> None:
        row = grid(drawn([[1597, 1.597, 0, 1e20, -1]])).rows[0]
        assert row == [1597, 1.597, 0, 10**20, -1]
        assert [type(value) for value in row] == [int, float, int, int, int]

    def test_true_is_not_one(self) -> None:
        row = grid(drawn([[True, 1, False, 0]])).rows[0]
        assert [(type(value), value) for value in row] == [(bool, True), (int, 1), (bool, False), (int, 0)]

    def test_dates_stay_dates(self) -> None:
        value = grid(drawn([[datetime(2024, 12, 5)]])).rows[0][0]  # noqa: DTZ001
        assert isinstance(value, date)
        assert (value.year, value.month, value.day) == (2024, 12, 5)

    def test_all_rows_begin_at_a1_and_are_equally_long(self) -> None:
        assert grid(with_data('<row r="3"><c r="C3"><v>5</v></c></row>')).rows == [
            [None] * 3,
            [None] * 3,
            [None, None, 5],
        ]

    def test_rows_and_cells_without_references_are_counted(self) -> None:
        data = '<row><c><v>1</v></c><c t="e"><v>#N/A</v></c></row><row><c><v>2</v></c><c><f>A1+1</f></c></row>'
        assert grid(with_data(data)).rows == [[1, Broken.ERROR], [2, Broken.UNCOMPUTED]]

    def test_inline_rich_and_formula_texts_count(self) -> None:
        data = (
            '<row r="1"><c r="A1" t="inlineStr"><is><r><t xml:space="preserve">Xã </t></r><r><t>Liêm Sơn</t></r></is></c>'
            '<c r="B1" t="str"><f>A1&amp;""</f><v>a</v></c></row>'
        )
        assert grid(with_data(data)).rows == [["Xã Liêm Sơn", "a"]]

    def test_a_wrong_dimension_loses_nothing(self) -> None:
        content = patched(drawn([["a", "b"], ["c", "d"]]), lambda part: part.replace(b'ref="A1:B2"', b'ref="A1"'))
        assert grid(content).rows == [["a", "b"], ["c", "d"]]

    def test_repaired_letters_are_noted_once_per_sheet(self) -> None:
        found = grid(drawn([["đủ", "Ðảng"], ["tie\u0301\u0302ng", "tê\u0301ng"]]))
        assert found.rows == [["đủ", "Đảng"], ["tiếng", "tếng"]]
        assert [(note.code, note.cell, note.seen) for note in found.findings] == [("repaired-text", "B1", {"count": 2})]

    def test_whatever_dash_was_typed_is_a_dash(self) -> None:
        found = grid(drawn([["Độc lập \u2011 Tự do", "\u2212", "VH\u2010XH", "KT \u2013 XH"]]))
        assert (found.rows, found.findings) == ([["Độc lập - Tự do", "-", "VH-XH", "KT \u2013 XH"]], [])

    def test_decomposed_letters_and_spaces_are_no_repair(self) -> None:
        assert grid(drawn([["Liêm So\u031bn  x"]])).findings == []


class TestBrokenCells:
    def test_errors_and_formulas_without_results_are_never_blanks(self) -> None:
        data = (
            '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><f>SUM(A1:A2)</f></c><c r="C1"><f>1+1</f><v></v></c>'
            '<c r="D1"><f>1+1</f><v>2</v></c><c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="F1"><f t="shared" si="0"/><v/></c>'
            "</row>"
        )
        assert grid(with_data(data)).rows == [
            [Broken.ERROR, Broken.UNCOMPUTED, Broken.UNCOMPUTED, 2, Broken.ERROR, Broken.UNCOMPUTED]
        ]

    @pytest.mark.parametrize("computed", [0, 3])
    def test_a_program_that_computes_nothing_and_writes_0_gives_no_result(self, computed: int) -> None:
        into = BytesIO()
        book = xlsxwriter.Workbook(into, {"in_memory": True})
        sheet = book.add_worksheet("Biểu 1")
        sheet.write_row(0, 0, [1, 2, 0])
        sheet.write_formula(0, 3, "=SUM(A1:C1)", None, computed)
        sheet.write_formula(0, 4, "=C1", None, 0)
        book.close()
        never = [Broken.UNCOMPUTED, Broken.UNCOMPUTED]
        assert grid(into.getvalue()).rows == [[1, 2, 0, *([computed, 0] if computed else never)]]

    def test_a_formula_whose_result_is_an_empty_text_is_blank(self) -> None:
        assert grid(
            with_data('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c></row>')
        ).rows == [[None, 1]]

    def test_a_broken_last_row_makes_the_sheet_longer(self) -> None:
        data = '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="B3"><f>SUM(A1)</f></c></row>'
        assert grid(with_data(data)).rows == [[1, None], [None, None], [None, Broken.UNCOMPUTED]]

    def test_not_a_number_is_broken(self) -> None:
        data = '<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>1e999</v></c></row>'
        assert grid(with_data(data)).rows == [[Broken.ERROR, Broken.ERROR]]

    @pytest.mark.parametrize(
        "clothes",
        [
            lambda part: part.replace(b'"', b"'"),
            lambda part: re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", part).replace(b"xmlns=", b"xmlns:x="),
            lambda part: re.sub(rb"(\w)=\"", rb'\1 = "', part),
            lambda part: part.replace(b"><", b">\n  <"),
            lambda part: part.replace(b"<row", b"<!-- <c t='e'> --><row"),
            lambda part: part.replace(b' r="', b'\n r="'),
            lambda part: part.replace(b"spreadsheetml/2006/main", b"x").replace(
                b"http://schemas.openxmlformats.org/x", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
            ),
        ],
    )
    def test_xml_in_other_clothes_says_the_same(self, clothes: Callable[[bytes], bytes]) -> None:
        data = (
            '<row r="1"><c r="A1"><v>7</v></c><c r="B1" t="e"><v>#N/A</v></c></row>'
            '<row r="2" hidden="1"><c r="A2"><f>A1</f></c></row>'
        )
        found = grid(patched(with_data(data, '<cols><col min="2" max="2" hidden="1"/></cols>'), clothes))
        assert found.rows == [[7, Broken.ERROR], [Broken.UNCOMPUTED, None]]
        assert (found.hidden_rows, found.hidden_columns) == (frozenset({1}), frozenset({1}))


class TestWhatIsHidden:
    def test_hidden_rows_columns_and_sheets_are_known(self) -> None:
        into = BytesIO()
        book = xlsxwriter.Workbook(into)
        shown, hidden, chart = book.add_worksheet("A & B"), book.add_worksheet(" ẩn"), book.add_chartsheet("Đồ thị")
        pie = book.add_chart({"type": "pie"})
        pie.add_series({"values": "='A & B'!$A$1:$A$2"})
        chart.set_chart(pie)
        hidden.hide()
        for r in range(4):
            shown.write_row(r, 0, [1, 2, 3])
        hidden.write(0, 0, 5)
        shown.set_row(2, None, None, {"hidden": True})
        shown.set_column("B:XFD", None, None, {"hidden": True})
        book.close()
        first, second = read_workbook(into.getvalue())[0]
        assert (first.sheet, first.visible, first.hidden_rows, first.hidden_columns) == (
            "A & B",
            True,
            frozenset({2}),
            frozenset({1, 2}),
        )
        assert (second.sheet, second.visible, second.rows) == (" ẩn", False, [[5]])

    def test_cells_with_a_line_through_them_are_known(self) -> None:
        into = BytesIO()
        book = xlsxwriter.Workbook(into)
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Nuôi ong", "KT"])
        sheet.write(1, 0, "Nuôi ruồi", book.add_format({"font_strikeout": True}))
        sheet.write(1, 1, "KT", book.add_format({"bold": True}))
        book.close()
        assert read_workbook(into.getvalue())[0][0].struck == {(1, 0)}

    def test_an_empty_sheet_beside_a_full_one_is_an_empty_grid(self) -> None:
        grids, findings = read_workbook(drawn([["x"]], sheets=("Biểu 1", "Sheet2")))
        assert [(one.sheet, one.rows) for one in grids] == [("Biểu 1", [["x"]]), ("Sheet2", [])]
        assert findings == []

    def test_only_the_first_value_under_a_merge_counts(self) -> None:
        data = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>9</v></c></row>'
        merged = patched(
            with_data(data),
            lambda part: part.replace(
                b"</sheetData>",
                b'</sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:A9"/></mergeCells>',
            ),
        )
        found = grid(merged)
        assert found.rows == [[1, None], [1, 9]]
        assert found.merges == [(0, 0, 0, 1)]
        assert [(note.code, note.cell, note.seen) for note in found.findings] == [
            ("value-under-merge", "B1", {"count": 1})
        ]

    def test_the_same_value_under_a_merge_needs_no_note(self) -> None:
        data = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
        merged = patched(
            with_data(data),
            lambda part: part.replace(
                b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells>'
            ),
        )
        assert grid(merged).rows == [[1], [None]]
        assert grid(merged).findings == []

    def test_a_merge_over_the_whole_sheet_costs_nothing(self) -> None:
        merged = patched(
            drawn([["a", "b"]]),
            lambda part: part.replace(
                b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            ),
        )
        assert grid(merged).merges == [(0, 0, 0, 1)]


class TestRefused:
    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"", "no-bytes"),
            (b"STT T\xc3\xaan", "not-a-workbook"),
            (b"PK\x03\x04", "damaged"),
            (drawn([["x"]])[:-200], "damaged"),
            (drawn([]), "empty"),
            (drawn([[" "]]), "empty"),
            (old_container("EncryptedPackage"), "encrypted"),
            (old_container("Catalog"), "not-a-workbook"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "Workbook".encode("utf-16-le"), "damaged"),
            (patched(drawn([["x"]]), lambda _: b""), "damaged"),
            (patched(drawn([["x"]]), lambda part: part[:-40]), "damaged"),
            (patched(drawn([["x"]]), lambda part: part.replace(b"\n<", b'\n<!DOCTYPE a [<!ENTITY b "c">]><', 1)), "unsafe"),
            (patched(drawn([["x"]]), lambda part: part.decode().encode("utf-16")), "encoding"),
            (patched(drawn([["x"]]), lambda part: part.replace(b"UTF-8", b"UTF-7")), "encoding"),
            (patched(drawn([["x"]]), lambda part: part.replace(b"sheet1", b"sheet7"), "xl/_rels/workbook.xml.rels"), "damaged"),
            (patched(drawn([["x"]]), lambda part: part.replace(b'Count="1"', b'Count="4294967295"'), "xl/sharedStrings.xml"), "unsafe"),
            (with_data('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'), "damaged"),
            (with_data('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'), "too-large-cells"),
            (with_data('<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="XFD900000"><f>A1</f></c></row>'), "too-large-cells"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_trusted_is_refused_with_its_reason(self, content: bytes, why: str) -> None:
        assert refusal(content) == why

    @pytest.mark.parametrize("why", ["empty", "no-bytes", "changed", "vanished"])
    def test_what_saving_it_again_cannot_mend_is_not_told_to_be_saved_again(self, why: str) -> None:
        assert "lưu lại dạng .xlsx" not in unreadable.Unreadable(why).finding.hint

    def test_a_flipped_bit_in_the_rows_is_found(self) -> None:
        content = bytearray(drawn([[f"mô hình {r}", r] for r in range(40)]))
        with zipfile.ZipFile(BytesIO(content)) as archive:
            at = archive.getinfo(SHEET).header_offset + 200
        content[at] ^= 0x10
        assert refusal(bytes(content)) == "damaged"

    def test_content_is_counted_while_inflating(self, allowed: Callable[..., None]) -> None:
        allowed(inflated_mb=1)
        assert refusal(patched(drawn([["x"]]), lambda part: part + b" " * 1_100_000)) == "too-large-inflated"

    def test_content_packed_as_no_usual_file_is_refused(self, allowed: Callable[..., None]) -> None:
        bomb = patched(drawn([["x"]]), lambda part: part + b" " * 20_000_000)
        assert refusal(bomb) == "too-large-ratio"
        allowed(ratio=10_000)
        assert grid(bomb).rows == [["x"]]

    def test_a_workbook_of_too_many_members_is_refused(self, allowed: Callable[..., None]) -> None:
        allowed(members=3)
        assert refusal(drawn([["x"]])) == "too-large-members"

    @pytest.mark.parametrize(
        "written", [b"<v>1<!-- -->2</v>", b"<v><![CDATA[12]]></v>", b"<v>1</v><v>2</v>", b"<v>1<?x?>2</v>"]
    )
    def test_a_number_that_the_reader_would_take_a_part_of_is_refused(self, written: bytes) -> None:
        assert refusal(patched(drawn([["x", 12]]), lambda part: part.replace(b"<v>12</v>", written))) == "unsafe"

    @pytest.mark.parametrize(
        "cell",
        [
            '<c r="B1" t="inlineStr"><is><t>4</t></is><v>5</v></c>',
            '<c r="B1" t="str"><v>4</v><is><t>5</t></is></c>',
            '<c r="B1" t="inlineStr"><is><t>4</t></is><is><t>5</t></is></c>',
            '<c r="B1" t="inlineStr"><v>4</v></c>',
            '<c r="B1"><v>4</v><f>2+2</f></c>',
            '<c r="B1"><v>&#52;</v></c>',
            '<c r="B1"><f>40+4</f><v>4&#52;</v></c>',
        ],
    )
    @pytest.mark.parametrize("prefix", ["", "x:"])
    def test_a_cell_that_the_reader_would_take_for_another_or_for_a_blank_is_refused(
        self, cell: str, prefix: str
    ) -> None:
        content = with_data(f'<row r="1">{cell}</row>')
        named = re.compile(rb"<(/?)(?=[a-zA-Z])")
        if prefix:
            content = patched(content, lambda part: named.sub(rb"<\1x:", part).replace(b"xmlns=", b"xmlns:x="))
        assert refusal(content) == "unsafe"

    def test_the_place_of_a_text_before_the_first_is_none(self) -> None:
        assert refusal(with_data('<row r="1"><c r="B1" t="s"><v>-1</v></c></row>')) == "unsafe"

    def test_cells_that_only_look_so_are_read(self) -> None:
        data = (
            '<row r="1"><c r="A1" t="str"><f>"a"</f><v>a&#52;</v></c><c r="B1"><v>-1</v></c>'
            '<c r="C1" t="inlineStr"><is><t>&#52;</t></is></c><c r="D1" t="inlineStr"/><c r="E1"><v>5</v></c></row>'
        )
        assert grid(with_data(data)).rows == [["a4", -1, "4", None, 5]]

    def test_rows_after_the_end_of_the_rows_refuse_the_file(self) -> None:
        more = b'</sheetData><sheetData><row r="9"><c r="A9"><v>1</v></c></row></sheetData>'
        assert refusal(patched(drawn([["x"]]), lambda part: part.replace(b"</sheetData>", more))) == "unsafe"

    def test_it_is_refused_too_where_the_sheet_begins_without_a_declaration(self) -> None:
        def written(part: bytes) -> bytes:
            return part[part.index(b"<worksheet") :].replace(b"<v>12</v>", b"<v>1<?x?>2</v>")

        assert refusal(patched(drawn([["x", 12]]), written)) == "unsafe"

    def test_two_parts_of_one_name_are_refused(self) -> None:
        into = BytesIO(drawn([["x"]]))
        with zipfile.ZipFile(into, "a") as archive:
            archive.writestr(SHEET.upper(), b"<worksheet/>")
        assert refusal(into.getvalue()) == "unsafe"

    def test_a_zip_that_is_no_workbook_is_refused(self) -> None:
        into = BytesIO()
        with zipfile.ZipFile(into, "w") as archive:
            archive.writestr("xl/a.txt", b"")
        assert refusal(into.getvalue()) == "not-a-workbook"

    @pytest.mark.parametrize(
        ("limit", "most", "setting"),
        [
            ("file", "50 MB", "file-mb"),
            ("archive", "1.000 MB", "archive-mb"),
            ("inflated", "128 MB", "inflated-mb"),
            ("ratio", "300 lần", "ratio"),
            ("members", "5.000 phần", "members"),
            ("cells", "5.000.000 ô", "cells"),
        ],
    )
    def test_a_limit_is_named_with_what_it_allows_and_how_to_raise_it(
        self, limit: str, most: str, setting: str
    ) -> None:
        message = unreadable.too_large(limit).finding.message
        assert most in message
        assert f"[limits], {setting})" in message


def test_sheets_are_found_by_absolute_and_relative_targets() -> None:
    absolute = patched(
        drawn([["x"]]), lambda part: part.replace(b'"worksheets/', b'"/xl/worksheets/'), "xl/_rels/workbook.xml.rels"
    )
    assert grid(absolute).rows == [["x"]]
