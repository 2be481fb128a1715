"""The set-up of workbook and document, read back, is what the data of the official form say; hostile words in a whole set."""

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn

from commanding import danvan
from danvan_cli import shipped
from danvan_cli.writers import compose_report, safe
from danvan_cli.writers.letterhead import BLANK, profile
from test_dangerous import folder
from test_reports import Office, hostile, office, sheets, texts, words
from test_writers import by_unit
from workbooks import register

__all__ = ["folder", "office"]  # the fixtures

PROFILES = ["party-2018", "party-2026", "state-2020"]
OFFICE = 'parent = "Huyện ủy Thanh Liêm"\nissuer = "Ban Dân vận Huyện ủy Thanh Liêm"\nplace = "Thanh Liêm"\n'


def form(name: str) -> dict[str, Any]:
    return shipped.toml("profiles", f"{name}.toml")


def said_in(sheet: Any, text: str) -> Any:
    """The cell that says this."""
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)


@pytest.mark.parametrize("name", PROFILES)
class TestTheSheetsOfTheForm:
    @pytest.fixture
    def found(self, office: Office, name: str) -> dict[str, Any]:
        (office.space / "danvan.toml").write_text(OFFICE, encoding="utf-8")
        return sheets(office.export("a.xlsx", "--profile", name))

    def test_every_sheet_is_a4_on_its_side_one_page_wide_with_its_margins(
        self, found: dict[str, Any], name: str
    ) -> None:
        margins = form(name)["page"]["margins"]
        for sheet in found.values():
            set_up = sheet.page_setup
            assert (set_up.paperSize, set_up.orientation, set_up.fitToWidth or 1) == (9, "landscape", 1)
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert {side: getattr(sheet.page_margins, side) * 25.4 for side in margins} == pytest.approx(margins)

    def test_columns_are_measured_in_a_font_that_is_there(self, found: dict[str, Any], name: str) -> None:
        book = found["Mục lục"].parent
        assert (book._fonts[0].name, book._fonts[0].sz) == (form(name)["font"], 11)
        room = profile(name).room
        pixels = [
            sum(one.width * 7 * (one.max - one.min + 1) for one in found[f"Biểu {n}"].column_dimensions.values())
            for n in (1, 2, 3)
        ]
        assert pixels == pytest.approx([room] * 3, rel=0.02)

    def test_titles_tables_notes_and_letterhead_have_the_sizes_of_the_form(
        self, found: dict[str, Any], name: str
    ) -> None:
        asked, first = form(name), found["Biểu 1"]
        assert said_in(first, "MÔ HÌNH “DÂN VẬN KHÉO” CHIA THEO LĨNH VỰC VÀ CẤP").font.sz == asked["sizes"]["title"]
        assert said_in(first, "STT").font.sz == asked["sizes"]["table"]
        assert said_in(first, "Ghi chú:").font.sz == asked["sizes"]["notes"]
        cover, head = found["Mục lục"], asked["letterhead"]
        for line in head["right"]:
            font = said_in(cover, line["text"]).font
            assert (font.sz, font.b) == (line["size"], line["bold"])
        issuer = said_in(cover, "BAN DÂN VẬN HUYỆN ỦY THANH LIÊM").font
        assert (issuer.sz, issuer.b) == (head["issuer"]["size"], head["issuer"]["bold"])
        date = said_in(cover, head["date"].replace("{place}", "Thanh Liêm")).font
        assert (date.sz, date.i) == (head["date_size"], True)

    def test_the_set_is_signed_as_the_form_says(self, found: dict[str, Any], name: str) -> None:
        signs = [title for title, sheet in found.items() if form(name)["signature"]["right"][1] in texts(sheet)]
        annexes = [title for title in found if title.startswith("Biểu ") and not title.startswith("Biểu đồ")]
        assert signs == (["Mục lục", *annexes] if form(name)["annex"]["signed"] == "each" else ["Mục lục"])
        for title in annexes:
            said = texts(found[title])
            assert title.replace("Biểu", "Biểu số") in said
            assert any(
                one.startswith("(Kèm theo Báo cáo số") and "của Ban Dân vận Huyện ủy Thanh Liêm)" in one for one in said
            )

    def test_heads_come_again_on_every_page(self, found: dict[str, Any], name: str) -> None:
        assert name in PROFILES
        for title, sheet in found.items():
            if title.startswith("Biểu ") and not title.startswith("Biểu đồ"):
                first = int(sheet.print_title_rows.split(":")[0].replace("$", ""))
                assert sheet.cell(first, 1).value == "STT"


@pytest.mark.parametrize("name", PROFILES)
class TestThePagesOfTheForm:
    @pytest.fixture
    def document(self, office: Office, name: str) -> Any:
        (office.space / "danvan.toml").write_text(OFFICE, encoding="utf-8")
        return Document(str(office.export("a.docx", "--profile", name)))

    def test_the_report_stands_upright_and_its_tables_lie_on_their_side(self, document: Any, name: str) -> None:
        margins = form(name)["page"]["margins"]
        upright, aside = document.sections
        assert (upright.orientation, aside.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
        for section in document.sections:
            got = {side: getattr(section, f"{side}_margin").mm for side in margins}
            assert got == pytest.approx(margins, abs=0.1)

    def test_letterhead_and_body_have_the_sizes_of_the_form(self, document: Any, name: str) -> None:
        asked = form(name)
        head, (left, right) = asked["letterhead"], document.tables[0].rows[0].cells
        runs = {run.text: run for cell in (left, right) for one in cell.paragraphs for run in one.runs}
        for line in head["right"]:
            assert (runs[line["text"]].font.size.pt, runs[line["text"]].bold) == (line["size"], line["bold"])
        assert runs["HUYỆN ỦY THANH LIÊM"].font.size.pt == head["parent"]["size"]
        issuer = [run for text, run in runs.items() if text and text in "BAN DÂN VẬN HUYỆN ỦY THANH LIÊM" and run.bold]
        assert {run.font.size.pt for run in issuer} == {head["issuer"]["size"]}
        assert document.styles["Normal"].font.size.pt == asked["sizes"]["body"]

    def test_no_word_of_the_office_stands_alone_on_a_line(self, document: Any, name: str) -> None:
        assert name in PROFILES
        lines = [one.text for one in document.tables[0].rows[0].cells[0].paragraphs]
        issuer = next(text for text in lines if "BAN DÂN VẬN" in text).split("\n")
        assert len(issuer) == 2
        assert all(len(part.split()) >= 3 for part in issuer)

    def test_pages_are_numbered_above_but_for_the_first(self, document: Any, name: str) -> None:
        first, aside = document.sections
        assert first.different_first_page_header_footer
        assert not first.first_page_header.paragraphs[0].text
        (field,) = first.header._element.iter(qn("w:fldSimple"))
        assert field.get(qn("w:instr")) == "PAGE"
        sizes = {int(size.get(qn("w:val"))) / 2 for size in field.iter(qn("w:sz"))}
        assert sizes == {form(name)["sizes"]["page"]}
        assert aside.header.is_linked_to_previous

    def test_the_one_who_signs_and_to_whom_it_goes_stand_together(self, document: Any, name: str) -> None:
        asked, table = form(name), document.tables[1]
        (row,) = table.rows
        assert row._tr.trPr.find(qn("w:cantSplit")) is not None
        to = row.cells[0].paragraphs[0].runs[0]
        assert to.text == "Nơi nhận:"
        assert to.font.size.pt == asked["copies"]["head"]["size"]
        assert bool(to.underline) is asked["copies"]["head"].get("underline", False)
        assert row.cells[1].text.split("\n") == [*asked["signature"]["right"], "", "", "", BLANK]
        assert table.alignment == WD_TABLE_ALIGNMENT.CENTER


class TestWhatTheReportSays:
    def test_recognised_models_are_not_said_to_be_built(self, tmp_path: Path) -> None:
        store = str(tmp_path / "danvan.db")
        danvan("ingest", str(shipped.folder() / "samples" / "ben-tre-2024"), "--store", store, "--jobs", "1")
        out = tmp_path / "a.docx"
        assert danvan("export", "--year", "2024", "--stage", "congnhan", "-o", str(out), "--store", store).code == 0
        said = "\n".join(words(out))
        assert "Năm 2024, tỉnh Bến Tre có 187 mô hình “Dân vận khéo” được công nhận." in said
        assert "đăng ký 272, ghi nhận 242, không ghi nhận 30" in said
        assert "trong đó" not in said  # one level is no split

    def test_a_report_of_one_field_says_so_wherever_it_gives_a_figure(self, office: Office) -> None:
        path = office.export("a.docx", "--field", "kt")
        said = words(path)
        assert any("xây dựng và nhân rộng được 5 mô hình “Dân vận khéo” lĩnh vực kinh tế;" in one for one in said)
        assert "Kết quả phong trào thi đua “Dân vận khéo” năm 2024 · lĩnh vực kinh tế" in said
        assert said.count("Lĩnh vực kinh tế · Huyện Thanh Liêm · năm 2024 · Xây dựng") > 2

    def test_steps_that_only_follow_from_the_last_are_not_told(self, office: Office) -> None:
        assert not any("Theo từng bước" in text for text in words(office.export("a.docx")))


class TestRevised:
    def test_figures_that_an_earlier_set_has_otherwise_bear_r(self, office: Office) -> None:
        office.export("a.xlsx")
        (before,) = office.papers()
        register(office.folder / "muon" / "a.xlsx", "Xã Liêm Cần", [("Muộn", "kt")])
        office.ingest(office.folder / "muon")
        later = sheets(office.export("b.xlsx"), cached=True)
        revised = {
            (cell.value, '"r"' in cell.number_format)
            for row in later["Biểu 1"].iter_rows()
            for cell in row
            if isinstance(cell.value, int) and cell.number_format != "General" and cell.alignment.horizontal == "right"
        }
        assert {(14, True), (6, True), (3, False)} <= revised  # the total, the economy; the district's own are the same
        assert any(f"{before['code']}" in text for text in texts(later["Mục lục"]))
        assert office.export("c.xlsx").read_bytes() == office.export("d.xlsx").read_bytes()

    def test_a_single_table_looks_at_sets_and_a_set_at_single_tables(self, office: Office) -> None:
        office.export("a.xlsx")
        register(office.folder / "muon" / "a.xlsx", "Xã Liêm Cần", [("Muộn", "kt")])
        office.ingest(office.folder / "muon")
        said = office.run("summarize", "--year", "2024", "--by", "field,level", "--format", "md").stdout
        assert "14r" in said
        said = office.run("summarize", "--year", "2024", "--by", "origin", "--format", "md").stdout
        assert "r" not in said.rpartition("Cộng")[2].partition("\n")[0]  # that set did not print it

    def test_a_set_of_the_same_figures_bears_none(self, office: Office) -> None:
        office.export("a.xlsx")
        assert not any('"r"' in cell.number_format for cell in cells(office.export("b.xlsx", "--report", "cap-huyen")))


def cells(path: Path) -> Iterator[Any]:
    return (cell for sheet in sheets(path).values() for row in sheet.iter_rows() for cell in row)


@pytest.fixture
def poisoned_office(folder: Path, tmp_path: Path) -> Office:
    """Hostile words as names of models, units, fields, sheets and files, in the letterhead and in the declaration."""
    office = Office(tmp_path)
    shutil.copy(folder / "danvan.db", office.store)
    (office.space / "danvan.toml").write_text(
        'parent = "=1+1"\nissuer = "<b>@SUM(A1)</b>"\nplace = "\\u202emailto:a@example.invalid"\n', encoding="utf-8"
    )
    office.declare(
        "rieng",
        'title = { vi = "=1+1 {period} http://example.invalid/a" }\n'
        '[[table]]\nid = "a"\nby = ["unit", "field"]\nchart = true\n'
        'title = { vi = "=HYPERLINK(1) · =2+2" }\nnotes = [{ vi = "@SUM(A1:A9)" }]\n'
        '[[table]]\nid = "b"\nkind = "models"\ntitle = { vi = "www.example.invalid" }\n'
        '[[paragraph]]\nheading = { vi = "=3+3" }\nwrite = { vi = "\\u001b[2J" }\n'
        'sentences = [{ of = "a", says = { vi = "<script>{total}</script>" } }, { of = "a", says = { vi = "; =1+1" } }]\n',
    )
    return office


class TestHostileWords:
    def test_a_whole_set_of_them_is_plain_text_in_both_forms(self, poisoned_office: Office) -> None:
        book = poisoned_office.export("a.xlsx", "--report", "rieng")
        for cell in cells(book):
            assert cell.data_type != "f" or cell.value.startswith("=SUM(")
            assert cell.hyperlink is None or cell.hyperlink.location.startswith("'")
        shown = {str(cell.value) for cell in cells(book)}
        assert {"=1+1", "@SUM(A1:A9)", "{=1+1}", "=HYPERLINK(1)"} <= {text.removeprefix("- ") for text in shown}
        document = poisoned_office.export("a.docx", "--report", "rieng")
        assert any(text.startswith("=1+1 năm 2024") for text in words(document))
        for path in (book, document):
            with zipfile.ZipFile(path) as parts:
                for part in (part for part in parts.namelist() if part.endswith((".xml", ".rels"))):
                    text = parts.read(part)
                    ET.fromstring(text)
                    assert b'TargetMode="External"' not in text
                    assert b"w:instrText" not in text
                    assert not any(sign.encode() in text for sign in "\u202e\u2066\x1b")

    def test_forty_thousand_letters_end_where_a_cell_ends_and_say_so(self, tmp_path: Path) -> None:
        for ending in (".xlsx", ".docx"):
            path = tmp_path / f"a{ending}"
            path.write_bytes(compose_report(hostile("x" * 40_000), path, profile="state-2020"))
            found = {str(cell.value) for cell in cells(path)} if ending == ".xlsx" else set(words(path))
            assert any(text.endswith(safe.CUT) for text in found)

    def test_long_names_of_units_leave_a_table_on_its_page(self, tmp_path: Path) -> None:
        table = by_unit(3)
        table = replace(table, lines=tuple(replace(line, label="Ủy ban " * 60) for line in table.lines))
        report = replace(hostile("x"), sections=(replace(hostile("x").sections[0], content=table),))
        path = tmp_path / "a.docx"
        path.write_bytes(compose_report(report, path, profile="party-2018"))
        for one in Document(str(path)).tables[2:]:
            assert sum(column.width.mm for column in one.columns) == pytest.approx(252, abs=1)
