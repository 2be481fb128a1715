"""The official set of a period: declared reports, one workbook, one code on every page."""

import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn

from commanding import Said, danvan, danvan_json
from danvan_cli import messages, shipped
from danvan_cli.tables.reports.report import Report, Section
from danvan_cli.tables.reports.report_sentences import Told
from danvan_cli.tables.table import Listing
from danvan_cli.writers import compose_report, safe
from danvan_cli.writers.document_table import put_list
from test_writers import PAYLOADS, by_unit, of_models, poisoned
from workbooks import SHORT, matrix, register, save

HOME = "Huyện Thanh Liêm, Tỉnh Hà Nam"
GOLDEN = Path(__file__).parent / "golden"
COMMUNES = ["Xã Thanh Hà", "Xã Thanh Nghị", "Xã Liêm Sơn", "Xã Liêm Túc"]
FIELDS = ("kt", "vhxh", "qpan", "htct")


class Office:
    """A store with the returns of a district, and its reports."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.space = folder / "kho"
        self.space.mkdir()
        self.store = str(self.space / "danvan.db")

    def run(self, *arguments: str) -> Said:
        return danvan(*arguments, "--store", self.store, "--home", HOME)

    def ingest(self, mail: Path) -> None:
        said = self.run("ingest", str(mail), "--jobs", "1")
        assert said.code == 0, said.stdout

    def export(self, name: str = "bo-bieu.xlsx", *more: str) -> Path:
        said = self.run("export", "--year", "2024", "-o", str(self.folder / name), *more)
        assert said.code == 0, said
        return self.folder / name

    def papers(self) -> list[dict[str, Any]]:
        return list(danvan_json("papers", "--store", self.store)["papers"])

    def declare(self, name: str, text: str) -> None:
        (self.space / "reports").mkdir(exist_ok=True)
        (self.space / "reports" / f"{name}.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Ten models of four communes: two of every field, two more of the economy; three of the women's union of the district."""
    office = Office(tmp_path)
    for place, commune in enumerate(COMMUNES):
        own = [(f"{commune} {n}", FIELDS[(place + n) % 4]) for n in range(2)]
        own += [(f"{commune} thêm", "kt")] if place < 2 else []
        register(tmp_path / "thu" / f"{place}.xlsx", commune, own)
    head = ("STT", "Tên mô hình", "Đơn vị thực hiện", "Loại hình", "Lĩnh vực", "Ghi chú")
    union = [
        (n, f"Phụ nữ {n}", None, "Tập thể", SHORT[field], None) for n, field in enumerate(("kt", "vhxh", "vhxh"), 1)
    ]
    title = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"
    save(tmp_path / "thu" / "pn.xlsx", "HỘI LIÊN HIỆP PHỤ NỮ HUYỆN THANH LIÊM", title, [head, *union])
    office.ingest(tmp_path / "thu")
    return office


def sheets(path: Path, *, cached: bool = False) -> dict[str, Any]:
    book = openpyxl.load_workbook(path, data_only=cached)
    return {sheet.title: sheet for sheet in book.worksheets}


def texts(sheet: Any) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def linked(sheet: Any) -> dict[str, str]:
    """Where each cell with a link leads to."""
    cells = (cell for row in sheet.iter_rows() for cell in row if cell.hyperlink)
    return {cell.coordinate: cell.hyperlink.location for cell in cells}


def grid(sheet: Any) -> str:
    """A sheet as text: what stands in each row."""
    rows = ([str(cell.value) for cell in row if cell.value is not None] for row in sheet.iter_rows())
    return "\n".join(" | ".join(row) for row in rows if row)


ONE = 'title = { vi = "Riêng {period}" }\n[[table]]\nid = "a"\nby = ["field"]\ntitle = { vi = "Theo lĩnh vực" }\n'


AFTER = '[[table]]\nid = "b"\ntitle = { vi = "Biểu sau" }\n'


class TestDeclaredReports:
    def test_the_three_shipped_reports_can_be_printed(self, office: Office) -> None:
        for name in ("tong-hop-nam", "cap-huyen", "chuyen-de"):
            assert "Biểu 1" in sheets(office.export(f"{name}.xlsx", "--report", name))

    @pytest.mark.parametrize("language", messages.LANGUAGES)
    def test_both_languages_have_all_titles(self, office: Office, language: str) -> None:
        with messages.speaking(language):
            first = sheets(office.export())
        name = {"vi": "Mục lục", "en": "Contents"}[language]
        assert name in first

    def test_an_office_declares_its_own_report_and_overrules_a_shipped_one(self, office: Office) -> None:
        office.declare("rieng", ONE)
        office.declare("cap-huyen", ONE)
        for name in ("rieng", "cap-huyen"):
            found = sheets(office.export(f"{name}.xlsx", "--report", name))
            assert list(found)[:2] == ["Mục lục", "Biểu 1"]
            assert "RIÊNG NĂM 2024" in texts(found["Mục lục"])

    @pytest.mark.parametrize(
        ("text", "refused"),
        [
            ('title = { vi = "x" }', "report-unusable"),
            (ONE + "widht = 3\n", "report-unusable"),
            (ONE.replace("Riêng {period}", "Riêng {nam}"), "report-unusable"),
            (ONE.replace("Riêng {period}", "Riêng {period"), "report-unusable"),
            (ONE.replace('["field"]', '"field"'), "report-unusable"),
            (ONE + ONE.partition("\n")[2], "report-table-twice"),
            (ONE + 'kind = "models"\n', "report-without-counts"),
            (ONE + '[[paragraph]]\nsentences = [{ of = "b", says = { vi = "x" } }]\n', "report-table-unknown"),
            (ONE.replace('["field"]', '["mau"]'), "dimension-unknown"),
            (ONE + 'filters = { level = "lang" }\n', "member-unknown"),
            (ONE + 'filters = { mau = "do" }\n', "report-unusable"),
            (ONE + AFTER + 'kind = "compare"\nby = ["field", "level"]\n', "report-by-compare"),
            (ONE + AFTER + 'kind = "models"\nby = ["field"]\n', "report-by-models"),
            (ONE + '[[paragraph]]\nsentences = [{ of = "a", says = { vi = "{change}" } }]\n', "report-sentence-mute"),
            (
                ONE + '[[paragraph]]\nsentences = [{ of = "a", stage = "xong", says = { vi = "x" } }]\n',
                "member-unknown",
            ),
            (ONE + 'measure = "voi"\n', "measure-unknown"),
            ("title = ", "settings-unreadable"),
        ],
    )
    def test_what_is_no_report_is_refused_in_a_sentence(self, office: Office, text: str, refused: str) -> None:
        office.declare("rieng", text)
        out = office.folder / "a.xlsx"
        assert office.run("export", "--year", "2024", "--report", "rieng", "-o", str(out)).refused == refused
        assert not out.exists()
        assert office.papers() == []

    def test_the_fault_is_named_with_its_place(self, office: Office) -> None:
        from danvan_cli.errors import UsageError
        from danvan_cli.tables.reports.report_shapes import load

        office.declare("rieng", ONE + "widht = 3\n")
        with pytest.raises(UsageError) as stopped:
            load("rieng", office.space)
        assert stopped.value.seen["faults"] == "table › 1 › widht: không có mục nào tên như vậy"

    def test_an_unknown_report_names_those_that_there_are(self, office: Office) -> None:
        said = office.run(
            "export", "--year", "2024", "--report", "../tong-hop-nam", "-o", str(office.folder / "a.xlsx")
        )
        assert said.refused == "report-unknown"

    def test_a_period_without_figures_is_no_report(self, office: Office) -> None:
        said = office.run("export", "--year", "2019", "-o", str(office.folder / "a.xlsx"))
        assert said.refused == "report-empty"

    def test_where_only_several_stages_are_known_danvan_asks_which(self, tmp_path: Path) -> None:
        store = str(tmp_path / "danvan.db")
        danvan("ingest", str(shipped.folder() / "samples" / "ben-tre-2024"), "--store", store, "--jobs", "1")
        asked = ("export", "--year", "2024", "-o", str(tmp_path / "a.xlsx"), "--store", store)
        assert danvan(*asked).refused == "stage-needed"
        assert danvan(*asked, "--stage", "congnhan").code == 0
        assert 187 in figures(sheets(tmp_path / "a.xlsx", cached=True)["Biểu 1"])


class TestTheWorkbook:
    def test_it_is_written_as_its_golden_grid(self, office: Office) -> None:
        found = "\n\n".join(f"## {name}\n{grid(sheet)}" for name, sheet in sheets(office.export()).items())
        found = re.sub(r"P-[0-9A-Z]{4,}|(?:[0-9a-f]{4} ){3}[0-9a-f]{4}", "…", found)
        found = re.sub(r"\d\d/\d\d/\d{4} \d\d:\d\d", "…", found).replace(str(office.folder), "")
        golden = GOLDEN / "report.txt"
        if os.environ.get("UPDATE_GOLDEN"):
            golden.write_text(found, encoding="utf-8")
        assert found == golden.read_text(encoding="utf-8")

    def test_the_contents_lead_to_every_table(self, office: Office) -> None:
        found = sheets(office.export())
        links = set(linked(found["Mục lục"]).values())
        tables = [name for name in found if name.startswith("Biểu ") and not name.startswith("Biểu đồ")]
        assert links == {f"'{name}'!A1" for name in tables}

    def test_every_figure_leads_to_its_own_sources(self, office: Office) -> None:
        found = sheets(office.export(), cached=True)
        sources, seen = found["Nguồn số liệu"], set()
        for name, sheet in found.items():
            for at, place in linked(sheet).items() if name.startswith("Biểu ") else ():
                row = int(place.rpartition("!A")[2])
                assert sources.cell(row, 1).value == sheet[at].value
                seen.add((name, row))
        assert len({row for _, row in seen}) == len(seen) > 30

    def test_formulas_say_what_their_cached_values_say(self, office: Office) -> None:
        path = office.export()
        cached = sheets(path, cached=True)
        formulas = 0
        for name, sheet in sheets(path).items():
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                area = cached[name][cell.value.removeprefix("=SUM(").removesuffix(")")]
                held = [one.value for row in area for one in row if isinstance(one.value, int)]
                assert sum(held) == cached[name][cell.coordinate].value
                formulas += 1
        assert formulas > 10

    def test_the_code_and_the_page_stand_under_every_page(self, office: Office) -> None:
        found = sheets(office.export())
        (paper,) = office.papers()
        for sheet in found.values():
            assert paper["code"] in sheet.oddFooter.left.text
            assert "&P/&N" in sheet.oddFooter.center.text
            assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")

    @pytest.mark.parametrize("profile", ["party-2018", "party-2026", "state-2020"])
    def test_fonts_and_margins_are_those_of_the_official_form(self, office: Office, profile: str) -> None:
        form = shipped.toml("profiles", f"{profile}.toml")
        for sheet in sheets(office.export("a.xlsx", "--profile", profile)).values():
            margins = {side: getattr(sheet.page_margins, side) * 25.4 for side in form["page"]["margins"]}
            assert margins == pytest.approx(form["page"]["margins"])
            assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {
                form["font"]
            }
        right = [line["text"] for line in form["letterhead"]["right"]]
        assert set(right) <= set(texts(sheets(office.folder / "a.xlsx")["Mục lục"]))

    def test_a_field_has_one_colour_in_all_charts(self, office: Office) -> None:
        path = office.export()
        seen: dict[str, set[str]] = {}
        for chart in charts(path):
            for series in chart.iter(tag("ser")):
                name = series.findtext(f"{tag('tx')}//{tag('v')}") or ""
                colour = series.find(f"{tag('spPr')}//{{{DRAWING}}}srgbClr")
                assert colour is not None
                seen.setdefault(name, set()).add(colour.attrib["val"])
        said = shipped.toml("colours.toml")["field"]
        assert seen["Kinh tế"] == {said["kt"].removeprefix("#")}
        assert all(len(colours) == 1 for colours in seen.values())

    def test_what_is_not_reported_has_no_zero_over_its_bar(self, tmp_path: Path) -> None:
        office = Office(tmp_path)
        matrix(tmp_path / "thu" / "a.xlsx", "ĐẢNG ỦY XÃ LIÊM CẦN", [(1, "Xã Liêm Cần", 9, 4, 3, None, None)])
        register(tmp_path / "thu" / "b.xlsx", "Xã Thanh Hà", [("Hũ gạo", "kt"), ("Nuôi ong", "qpan")])
        office.ingest(tmp_path / "thu")
        deleted = [label for chart in charts(office.export()) for label in chart.iter(tag("delete"))]
        unknown = [
            cell for row in sheets(tmp_path / "bo-bieu.xlsx")["Biểu 2"].iter_rows() for cell in row if cell.value == "…"
        ]
        assert len([one for one in deleted if one.attrib.get("val") == "1"]) >= len(unknown)

    def test_tables_without_figures_are_named_instead_of_printed(self, office: Office) -> None:
        said = office.run("export", "--year", "2024", "-o", str(office.folder / "a.xlsx"))
        assert "So với năm trước" in said.stderr
        assert any("So với năm trước" in text for text in texts(sheets(office.folder / "a.xlsx")["Mục lục"]))

    def test_the_year_before_stands_beside_this_one(self, office: Office) -> None:
        register(office.folder / "cu" / "a.xlsx", "Xã Thanh Hà", [("Hũ gạo", "kt")], year="2023")
        office.ingest(office.folder / "cu")
        found = grid(next(s for s in sheets(office.export()).values() if "SO VỚI NĂM TRƯỚC" in grid(s)))
        assert "Cộng | 1 | 13 | 12 | 1200" in found

    @pytest.mark.parametrize("text", PAYLOADS)
    def test_hostile_words_come_out_as_plain_text(self, office: Office, tmp_path: Path, text: str) -> None:
        path = tmp_path / "a.xlsx"
        path.write_bytes(compose_report(hostile(text), path, profile="party-2018"))
        shown: set[str] = set()
        for sheet in sheets(path).values():
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                assert cell.data_type != "f" or cell.value.startswith("=SUM(")
                assert cell.hyperlink is None or cell.hyperlink.location.startswith("'")
                shown.add(str(cell.value))
        assert safe.plain(text) in shown
        with zipfile.ZipFile(path) as parts:
            for name in parts.namelist():
                ET.fromstring(parts.read(name))
                assert "externalLink" not in name


def hostile(text: str) -> Report:
    """A report with these words wherever somebody else's reach it."""
    table = poisoned(text)
    return Report(
        title=text,
        period="2024",
        period_name="năm 2024",
        unit=("x", text),
        as_of=table.as_of,
        headings=table.headings,
        main=table,
        sections=(Section("a", table, chart=True), Section("b", replace(of_models(text), title=text))),
        silent=(text,),
        notes=table.notes,
        paragraphs=(Told(text, text, text),),
        paper="P-7K3F",
        fingerprint="0" * 64,
    )


CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def tag(name: str) -> str:
    return f"{{{CHART}}}{name}"


def charts(path: Path) -> Iterator[ET.Element]:
    with zipfile.ZipFile(path) as parts:
        found = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
        assert found
        yield from (ET.fromstring(parts.read(name)) for name in found)


def words(path: Path) -> list[str]:
    """The paragraphs of a document."""
    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


class TestTheDocument:
    def test_a_row_is_no_higher_for_an_empty_cell(self) -> None:
        """Of a paragraph without a text its mark makes the height, and that is as large as the body of the report."""
        document = Document()
        put_list(document, Listing("Danh sách", ("Tên mô hình", "Số hộ"), (("Hũ gạo", None),)), 250)
        _, row = document.tables[0].rows
        number, name, empty = (cell.paragraphs[0] for cell in row.cells)
        assert (number.text, name.text, empty.text) == ("1", "Hũ gạo", "")
        mark = empty._p.pPr.find(f"{qn('w:rPr')}/{qn('w:sz')}")
        assert mark.get(qn("w:val")) == str(int(name.runs[0].font.size.pt * 2))

    def test_it_is_written_as_its_golden_text(self, office: Office) -> None:
        document = Document(str(office.export("a.docx")))
        rows = ["\n".join(" | ".join(cell.text for cell in row.cells) for row in one.rows) for one in document.tables]
        found = "\n".join(paragraph.text for paragraph in document.paragraphs) + "\n\n" + "\n\n".join(rows) + "\n"
        found = re.sub(r"\d\d/\d\d/\d{4} \d\d:\d\d", "…", re.sub(r"P-[0-9A-Z]{4,}", "…", found))
        golden = GOLDEN / "report-document.txt"
        if os.environ.get("UPDATE_GOLDEN"):
            golden.write_text(found, encoding="utf-8")
        assert found == golden.read_text(encoding="utf-8")

    def test_a_province_says_what_it_knows_and_nothing_more(self, tmp_path: Path) -> None:
        store = str(tmp_path / "danvan.db")
        danvan("ingest", str(shipped.folder() / "samples" / "ha-nam-2024"), "--store", store, "--jobs", "1")
        assert danvan("export", "--year", "2024", "-o", str(tmp_path / "a.docx"), "--store", store).code == 0
        said = "\n".join(words(tmp_path / "a.docx"))
        assert "Năm 2024, tỉnh Hà Nam xây dựng và nhân rộng được 1.597 mô hình" in said
        assert "; trong đó, cấp tỉnh 127, cấp huyện và xã 1.470." in said
        assert "Chia theo tính chất: mới 239, chưa nêu tính chất 1.358." in said
        assert (
            "Mô hình mới chia theo lĩnh vực: kinh tế 40; văn hóa - xã hội 172; xây dựng Đảng, hệ thống chính trị 27."
            in said
        )
        assert "Chia theo lĩnh vực:" not in said.replace("Mô hình mới chia theo lĩnh vực:", "")
        assert "So với năm" not in "\n".join(words(tmp_path / "a.docx")[:20])

    def test_it_says_who_is_missing(self, office: Office) -> None:
        assert office.run("roster", "--year", "2024", "--from-register").code == 0
        assert any("/16 đơn vị báo cáo" in text for text in words(office.export("a.docx")))

    def test_growth_is_told_against_the_year_before(self, office: Office) -> None:
        register(office.folder / "cu" / "a.xlsx", "Xã Thanh Hà", [(f"Cũ {n}", "kt") for n in range(20)], year="2023")
        office.ingest(office.folder / "cu")
        assert "Số mô hình giảm 7 (35%) so với năm 2023 (20)." in words(office.export("a.docx"))

    def test_what_a_person_must_write_is_marked(self, office: Office) -> None:
        paragraphs = Document(str(office.export("a.docx"))).paragraphs
        marked = [run.text for one in paragraphs for run in one.runs if run.font.highlight_color is not None]
        assert len(marked) == 3
        assert all(text.startswith("[Người soạn viết:") for text in marked)

    def test_nothing_stands_between_the_signature_and_the_annex_and_no_page_ends_within_it(
        self, office: Office
    ) -> None:
        body = Document(str(office.export("a.docx"))).element.body
        (turn,) = (one for one in body if one.find(".//" + qn("w:sectPr")) is not None and one is not body[-1])
        before = turn.getprevious()
        assert before.tag == qn("w:tbl")  # the small line that Word wants behind a table bears the section's end
        (row,) = before.iter(qn("w:tr"))
        assert row.find(".//" + qn("w:cantSplit")) is not None

    def test_workbook_and_document_are_one_paper_with_one_code(self, office: Office) -> None:
        office.export("a.xlsx")
        document = Document(str(office.export("a.docx")))
        (paper,) = office.papers()
        assert len(paper["printings"]) == 2
        assert paper["code"] in document.sections[0].footer.paragraphs[0].text
        assert document.core_properties.keywords == paper["code"]

    def test_the_same_report_gives_the_same_bytes(self, office: Office) -> None:
        assert office.export("a.docx").read_bytes() == office.export("b.docx").read_bytes()

    def test_a_workbook_comes_back_as_a_document_with_the_figures_of_its_day(self, office: Office) -> None:
        office.export("a.xlsx")
        (paper,) = office.papers()
        before = words(office.export("a.docx"))
        register(office.folder / "muon" / "a.xlsx", "Xã Liêm Cần", [("Muộn", "kt")])
        office.ingest(office.folder / "muon")
        again = str(office.folder / "lai.docx")
        assert danvan("papers", paper["code"], "-o", again, "--store", office.store).code == 0
        assert words(Path(again)) == before

    @pytest.mark.parametrize("profile", ["party-2018", "party-2026", "state-2020"])
    def test_its_pages_and_fonts_are_those_of_the_official_form(self, office: Office, profile: str) -> None:
        form = shipped.toml("profiles", f"{profile}.toml")
        document = Document(str(office.export("a.docx", "--profile", profile)))
        assert document.styles["Normal"].font.name == form["font"]
        for section in document.sections:
            for side, size in form["page"]["margins"].items():
                assert getattr(section, f"{side}_margin").mm == pytest.approx(size, abs=0.1)
        upright, aside = (
            (one.page_width.mm, one.page_height.mm) for one in document.sections if one.page_width and one.page_height
        )
        assert upright == pytest.approx((210, 297), abs=0.1)
        assert aside == pytest.approx((297, 210), abs=0.1)
        assert form["letterhead"]["right"][0]["text"] in document.tables[0].rows[0].cells[1].text

    @pytest.mark.parametrize("text", PAYLOADS)
    def test_hostile_words_stay_words(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "a.docx"
        path.write_bytes(compose_report(hostile(text), path, profile="party-2018"))
        assert any(" ".join(safe.plain(text).split()) in one for one in words(path))
        with zipfile.ZipFile(path) as parts:
            for name in (name for name in parts.namelist() if name.endswith((".xml", ".rels"))):
                ET.fromstring(parts.read(name))
                assert b"TargetMode" not in parts.read(name)

    def test_very_long_lists_and_tables_are_left_to_the_workbook(self, tmp_path: Path) -> None:
        report = hostile("x")
        long = replace(of_models(*[f"Mô hình {n}" for n in range(1001)]), title="Danh sách")
        path = tmp_path / "a.docx"
        report = replace(report, sections=(*report.sections, Section("c", long), Section("d", by_unit(1001))))
        path.write_bytes(compose_report(report, path, profile="party-2018"))
        elsewhere = "- Biểu có 1.001 dòng, xem sổ Excel cùng mã: danvan papers P-7K3F -o bo-bieu.xlsx"
        assert words(path).count(elsewhere) == 2
        assert len(Document(str(path)).tables) == 4


class TestThePaper:
    def test_a_report_is_one_paper_and_comes_back_byte_for_byte(self, office: Office) -> None:
        before = office.export().read_bytes()
        (paper,) = office.papers()
        assert (paper["total"], paper["title"]) == (13, "Kết quả phong trào thi đua “Dân vận khéo” năm 2024")
        register(office.folder / "muon" / "a.xlsx", "Xã Liêm Cần", [("Muộn", "kt")])
        office.ingest(office.folder / "muon")
        said = danvan("papers", paper["code"], "-o", str(office.folder / "lai.xlsx"), "--store", office.store)
        assert said.code == 0, said
        assert (office.folder / "lai.xlsx").read_bytes() == before

    def test_the_same_report_again_is_the_same_paper_with_the_same_bytes(self, office: Office) -> None:
        assert office.export("a.xlsx").read_bytes() == office.export("b.xlsx").read_bytes()
        (paper,) = office.papers()
        assert len(paper["printings"]) == 2

    def test_as_of_gives_the_figures_of_that_day(self, office: Office) -> None:
        office.export("a.xlsx")
        (paper,) = office.papers()
        register(office.folder / "muon" / "a.xlsx", "Xã Liêm Cần", [("Muộn", "kt")])
        office.ingest(office.folder / "muon")
        office.export("b.xlsx")
        office.export("c.xlsx", "--as-of", paper["known_at"])
        first, later, again = (sheets(office.folder / name, cached=True) for name in ("a.xlsx", "b.xlsx", "c.xlsx"))
        assert figures(first["Biểu 1"]) == figures(again["Biểu 1"]) != figures(later["Biểu 1"])

    @pytest.mark.parametrize("ending", ["xlsx", "docx"])
    def test_as_of_gives_every_word_of_that_day_but_the_code(self, office: Office, ending: str) -> None:
        first = office.export(f"a.{ending}")
        (paper,) = office.papers()
        register(office.folder / "muon" / "a.xlsx", "Xã Liêm Cần", [("Muộn", "kt")])
        office.ingest(office.folder / "muon")
        office.export(f"b.{ending}")
        again = office.export(f"c.{ending}", "--as-of", paper["known_at"])
        assert inside(again) == inside(first) != inside(office.folder / f"b.{ending}")

    def test_why_its_total_changed_is_told_from_its_code(self, office: Office) -> None:
        office.export()
        (paper,) = office.papers()
        register(office.folder / "muon" / "a.xlsx", "Xã Liêm Cần", [("Muộn", "kt")])
        office.ingest(office.folder / "muon")
        said = danvan("diff", "--paper", paper["code"], "--store", office.store)
        assert "13 → 14: +1 (1 xã nộp sau thời điểm ấy)" in said.stdout

    def test_a_report_that_could_not_be_written_never_left(self, office: Office) -> None:
        nowhere = str(office.folder / "khong-co" / "a.xlsx")
        assert office.run("export", "--year", "2024", "-o", nowhere).refused == "output-not-writable"
        assert office.papers() == []

    def test_other_endings_are_refused(self, office: Office) -> None:
        assert office.run("export", "--year", "2024", "-o", "a.csv").refused == "output-ending-unknown"


def inside(path: Path) -> dict[str, str]:
    """Every part of a package, without the code and the fingerprint."""
    with zipfile.ZipFile(path) as parts:
        texts = {name: parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")}
    return {name: re.sub(r"P-[0-9A-Z]{4,}|(?:[0-9a-f]{4} ){3}[0-9a-f]{4}", "…", text) for name, text in texts.items()}


def figures(sheet: Any) -> list[int]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int)]
