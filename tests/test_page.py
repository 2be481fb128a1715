"""The report as one page: read without scripts, nothing fetched, every figure opened down to its cells."""

import base64
import hashlib
import json
import os
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from commanding import danvan, danvan_json
from danvan_cli import messages
from danvan_cli.tables.reports.report import Report, Section
from danvan_cli.tables.table import Behind, Coverage, Table, Traced
from danvan_cli.writers import compose_report, safe
from danvan_cli.writers.plot import colours_of
from danvan_cli.writers.printed import lay_out
from danvan_cli.writers.reports.page_charts import shares_of
from danvan_cli.writers.reports.page_sheets import HELD, IN_PAGE
from danvan_cli.writers.reports.page_sources import MOST
from test_reports import GOLDEN, HOME, Office, hostile, office, words
from test_writers import PAYLOADS, by_unit, of_models
from workbooks import matrix, register

__all__ = ["office"]


def page_of(path: Path) -> Any:
    """The page as a browser takes it apart."""
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def composed(report: Report) -> Any:
    return html.document_fromstring(compose_report(report, Path("a.html"), profile="party-2018").decode())


def data_of(page: Any) -> dict[str, Any]:
    return dict(json.loads(page.get_element_by_id("data").text))


def lines(table: Any) -> list[list[str]]:
    return [[" ".join(cell.text_content().split()) for cell in row] for row in table.iter("tr")]


def report_of(*contents: Any) -> Report:
    """A report with nothing of others' but these tables and lists."""
    sections = tuple(Section(f"t{place}", content) for place, content in enumerate(contents, start=1))
    table = by_unit(3)
    return replace(hostile("x"), main=table, sections=sections, silent=(), notes=(), headings={})


class TestItsContent:
    def test_it_is_written_as_its_golden_text(self, office: Office) -> None:
        page = page_of(office.export("a.html"))
        for script in (*page.iter("script"), *page.iter("style")):
            script.text = None
        texts = (" ".join(text.split()) for text in page.itertext())
        found = "\n".join(text for text in texts if text) + "\n"
        found = re.sub(r"\d\d/\d\d/\d{4} \d\d:\d\d", "…", re.sub(r"P-[0-9A-Z]{4,}", "…", found))
        found = re.sub(r"(?:[0-9a-f]{4} ){3}[0-9a-f]{4}", "…", found)
        golden = GOLDEN / "report-page.txt"
        if os.environ.get("UPDATE_GOLDEN"):
            golden.write_text(found, encoding="utf-8")
        assert found == golden.read_text(encoding="utf-8")

    def test_every_table_has_the_figures_of_the_others_forms(self, office: Office) -> None:
        table = by_unit(12)
        (shown,) = composed(report_of(table)).find_class("scroll")[0].iter("table")
        printed = lay_out(table)
        assert lines(shown)[2:] == [[row.label, *map(str, row.all)] for row in printed.body]

    def test_page_workbook_and_document_are_one_paper_with_one_code(self, office: Office) -> None:
        office.export("a.xlsx")
        page = page_of(office.export("a.html"))
        office.export("a.docx")
        (paper,) = office.papers()
        assert len(paper["printings"]) == 3
        assert paper["code"] in page.find(".//footer").text_content()
        (style,) = [style.text for style in page.iter("style") if "@bottom-left" in style.text]
        assert paper["code"] in style

    def test_the_same_report_gives_the_same_bytes(self, office: Office) -> None:
        assert office.export("a.html").read_bytes() == office.export("b.htm").read_bytes()

    def test_a_workbook_comes_back_as_the_page_of_its_day(self, office: Office) -> None:
        office.export("a.xlsx")
        before = office.export("a.html").read_bytes()
        (paper,) = office.papers()
        register(office.folder / "muon" / "a.xlsx", "Xã Liêm Cần", [("Nuôi ong gửi muộn", "kt")])
        office.ingest(office.folder / "muon")
        for name in ("lai.html", "lai.htm"):
            again = office.folder / name
            assert danvan("papers", paper["code"], "-o", str(again), "--store", office.store).code == 0
            assert again.read_bytes() == before
        assert office.export("c.html", "--as-of", paper["known_at"]).read_bytes() != before  # another code
        assert "Nuôi ong" not in (office.folder / "c.html").read_text(encoding="utf-8")

    def test_put_back_among_the_mail_it_is_known_and_not_counted_again(self, office: Office) -> None:
        office.ingest(office.export(f"{office.folder}/thu/bao-cao.html").parent)
        assert danvan_json("summarize", "--year", "2024", "--store", office.store)["total"] == 13
        files = danvan_json("ingest", str(office.folder / "thu"), "--store", office.store, "--home", HOME)["files"]
        assert [one["outcome"] for one in files if one["path"].endswith(".html")] == ["ignored"]

    def test_what_a_person_must_write_has_no_place_on_it(self, office: Office) -> None:
        said = page_of(office.export("a.html")).text_content()
        assert "[Người soạn viết" not in said
        assert "Phương hướng, nhiệm vụ" not in said
        assert "\nKết quả xây dựng và nhân rộng mô hình" in said

    @pytest.mark.parametrize("language", messages.LANGUAGES)
    def test_all_its_words_are_of_the_catalogue(self, office: Office, language: str) -> None:
        with messages.speaking(language):
            page = page_of(office.export("a.html"))
            heading = messages.text("page", "figures")
        assert page.get("lang") == language
        assert page.get_element_by_id("figures").text == heading
        assert all(data_of(page)["words"].values())
        assert not page.xpath(
            "//@aria-label[not(normalize-space())] | //button[not(normalize-space()) and not(@hidden)]"
        )

    def test_who_is_missing_is_named_with_the_share_that_has_sent(self) -> None:
        missing = tuple((str(n), f"Xã {n}") for n in range(60))
        coverage = Coverage(80, 20, 20, 0, (("x", "Xã Bình An", "waiting"),), missing)
        report = report_of(by_unit(3))
        page = composed(replace(report, main=replace(report.main, coverage=coverage)))
        said = page.get_element_by_id("coverage").getparent().text_content()
        assert "20/80 đơn vị báo cáo" in said
        assert "20/80 đơn vị báo cáo: 25%" in said
        assert "chờ nhập tay (1): Xã Bình An" in said
        assert all(name in said for _, name in missing)

    def test_the_whole_and_its_parts_stand_first(self, office: Office) -> None:
        cards = page_of(office.export("a.html")).find_class("cards")[0]
        shown = {one.findtext("dt") or one.text_content(): one.findtext("dd") for one in cards}
        assert list(shown.values()) == ["13", "5", "4", "2", "2"]

    def test_where_fields_are_not_known_the_levels_stand_first(self, tmp_path: Path) -> None:
        office = Office(tmp_path)
        matrix(tmp_path / "thu" / "a.xlsx", "ĐẢNG ỦY XÃ LIÊM CẦN", [(1, "Xã Liêm Cần", 9, None, None, None, None)])
        office.ingest(tmp_path / "thu")
        (cards,) = page_of(office.export("a.html")).find_class("cards")
        assert [one.text for one in cards.iter("dd")] == ["9"]

    def test_of_many_units_the_fields_stand_first(self) -> None:
        report = report_of(by_unit(3))
        cards = composed(replace(report, main=replace(report.main, by=("unit", "field")))).find_class("cards")[0]
        assert [one.text for one in cards.iter("dd")] == ["3.015", "6", "0", "3", "3.006", "0"]


class TestItsCharts:
    def test_bars_have_the_colours_of_the_workbooks_charts(self, office: Office) -> None:
        page = page_of(office.export("a.html"))
        fills = {
            bar.findtext("span"): bar.find("svg/rect").get("fill") for bar in page.xpath("//figure[1]//li[svg/rect]")
        }
        assert fills["Kinh tế"] == "#E69F00"

    def test_what_is_merged_has_the_colour_of_no_field_beside_it(self) -> None:
        table = by_unit(3)
        merged = ("Kinh tế và Văn hóa - xã hội", "Văn hóa - xã hội và Quốc phòng - an ninh")
        found = colours_of(table, [*table.columns, *merged])
        assert len(set(found)) == len(found)

    def test_every_bar_says_its_figure_when_pointed_at_and_beside_it(self, office: Office) -> None:
        bars = page_of(office.export("a.html")).xpath("//section[@id='bieu-linh-vuc-cap']//figure//li[svg/rect]")
        assert bars
        for bar in bars:
            assert bar.find("svg/rect/title").text.endswith(f": {bar.find_class('value')[0].text}")

    def test_shares_of_units_are_of_the_whole_and_in_pieces_that_add_up(self) -> None:
        table = replace(by_unit(3), by=("unit", "field"))
        chart = shares_of(table, lay_out(table))
        assert chart is not None
        (group,) = chart.groups
        assert [bar.name[-1] for bar in group.bars] == ["3", "2", "1"]
        assert group.bars[0].value == "1.007 (33,4%)"
        for bar in group.bars:
            length = sum(piece.length for piece in bar.pieces)
            assert bar.pieces[-1].left + bar.pieces[-1].length == pytest.approx(length, abs=0.2)

    def test_a_unit_whose_parts_do_not_add_up_has_one_bar(self) -> None:
        table = replace(by_unit(3), by=("unit", "field"))
        first = replace(table.lines[0], total=5000)
        table = replace(table, lines=(first, *table.lines[1:]))
        chart = shares_of(table, lay_out(table))
        assert chart is not None
        assert [len(bar.pieces) for bar in chart.groups[0].bars] == [1, 3, 3]

    def test_of_many_units_the_greatest_are_drawn_and_it_says_so(self) -> None:
        table = replace(by_unit(60), by=("unit", "field"))
        chart = shares_of(table, lay_out(table))
        assert chart is not None
        assert len(chart.groups[0].bars) == 40
        assert chart.note.startswith("40 đơn vị có nhiều nhất trong 60")


class TestItsSources:
    def test_the_cells_behind_a_figure_add_up_to_it(self, office: Office) -> None:
        page = page_of(office.export("a.html"))
        data, seen = data_of(page), 0
        for table in page.xpath("//table[@data-sheet]"):
            rows = table.find("tbody").findall("tr")
            for place, (cells, *more) in data["tables"][table.get("data-sheet")]["figures"].items():
                line, column = map(int, place.split(","))
                figure = rows[line][column + 1]
                assert sum(data["cells"][one][-1] for one in cells) == int(figure.get("data-n"))
                assert not more
                seen += 1
        assert seen > 20

    def test_a_cell_is_told_once_with_its_file_sheet_and_address(self, office: Office) -> None:
        data = data_of(page_of(office.export("a.html")))
        told = [tuple(data["texts"][text] for text in cell[:-1]) for cell in data["cells"]]
        assert len(set(told)) == len(told)
        path = str(office.folder / "thu" / "0.xlsx")
        assert ("Xã Thanh Hà 0", "Xã Thanh Hà", "Xã Thanh Hà", path) in {one[:4] for one in told}
        assert all(sheet and cell for _, _, _, _, sheet, cell, _ in told)

    def test_more_cells_than_a_page_holds_are_left_to_the_workbook(self) -> None:
        table = traced(by_unit(2), MOST + 1)
        page = composed(report_of(table))
        assert data_of(page)["tables"]["t1"]["figures"] == {}
        assert f"{safe.plain('20.001')} ô nguồn" in page.text_content()
        assert data_of(composed(report_of(traced(by_unit(2), 3))))["tables"]["t1"]["figures"] == {"0,0": [[0, 1, 2]]}

    def test_what_is_not_listed_is_said_with_what_lists_it(self) -> None:
        table = traced(by_unit(2), 2)
        one = replace(table.sources[0], more=1200, rest=Decimal("1200.5"), command='danvan trace --unit "x"')
        data = data_of(composed(report_of(replace(table, sources=(one,)))))
        assert data["tables"]["t1"]["figures"] == {"0,0": [[0, 1], "1.200", "1.200,5", 'danvan trace --unit "x"']}


def traced(table: Table, count: int) -> Table:
    cells = tuple(
        Behind("a.xlsx", "Biểu 1", f"B{n}", 1, f"Mô hình {n}", "Xã A", "Xã A", "tự báo cáo") for n in range(count)
    )
    return replace(table, sources=(Traced((0, 0), "Xã A", count, cells),))


class TestItsSafety:
    def test_its_policy_lets_nothing_run_or_be_fetched_but_what_it_holds(self, office: Office) -> None:
        page = page_of(office.export("a.html"))
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
        assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
        runs = [script for script in page.iter("script") if script.get("type") is None]
        assert rules["script-src"].split() == [digest(script.text) for script in runs]
        assert rules["style-src"].split() == [digest(style.text) for style in page.iter("style")]
        assert page.find("head")[2].get("http-equiv")  # before anything that it speaks of

    @pytest.mark.parametrize(
        "text", ["x", *PAYLOADS, "</script><script>alert(1)</script>", "<!--<script>", "\u2028</style>"]
    )
    def test_hostile_words_stay_words(self, text: str) -> None:
        report = replace(hostile(text), unit=("x", text))
        table = traced(report.main, 1)
        behind = replace(table.sources[0].cells[0], path=text, sheet=text, cell=text, text=text, unit=text)
        table = replace(table, sources=(replace(table.sources[0], cells=(behind,)),))
        report = replace(report, sections=(Section("a", table, chart=True), *report.sections[1:]))
        written = compose_report(report, Path("a.html"), profile="party-2018").decode()
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", written)
        page = html.document_fromstring(written)
        shape = [(one.tag, *sorted(one.attrib)) for one in page.iter()]
        assert shape == [(one.tag, *sorted(one.attrib)) for one in composed(harmless(report)).iter()]
        shown = " ".join(safe.plain(text).split())
        assert any(shown in " ".join(cell.text_content().split()) for cell in page.xpath("//tbody//th"))
        assert safe.plain(text) in data_of(page)["texts"]
        assert not page.xpath("//@src | //@style | //@*[starts-with(name(), 'on')]")
        assert all(link.startswith("#") for link in page.xpath("//@href"))

    def test_a_name_of_forty_thousand_letters_is_there_and_does_not_fill_the_screen(self) -> None:
        name = "Hũ gạo " * 6000
        page = composed(report_of(of_models(name)))
        (box,) = page.xpath("//tbody//th/div")
        assert (box.get("class"), box.get("tabindex")) == ("long", "0")
        assert box.text == name


def harmless(report: Report) -> Report:
    """The same report with a word that does nothing where others' words were."""
    plain = replace(hostile("x"), unit=("x", "x"))
    table = traced(plain.main, 1)
    return replace(plain, sections=(Section("a", table, chart=True), *plain.sections[1:]))


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


class TestItsTables:
    def test_they_are_tables_to_a_screen_reader(self, office: Office) -> None:
        for table in page_of(office.export("a.html")).xpath("//table[@data-sheet]"):
            assert table.find("caption").text.startswith("Biểu ")
            assert all(head.get("scope") in ("col", "colgroup") for head in table.find("thead").iter("th"))
            for row in table.xpath("tbody/tr | tfoot/tr"):
                assert [cell.get("scope") for cell in row.iter("th")] == ["row"]
            width = len(table.xpath("tbody/tr")[0])
            assert sorted(int(head) for head in table.xpath("thead//@data-column")) == list(range(width))

    def test_blank_zero_and_not_reported_are_three_things(self) -> None:
        listing = replace(of_models("Hũ gạo"), rows=((1, "Hũ gạo", None, 0, Decimal("9.8")),))
        (row,) = composed(report_of(listing)).xpath("//tbody/tr")
        assert [(cell.text, cell.get("data-n")) for cell in row] == [
            ("Hũ gạo", None),
            (None, None),
            ("0", "0"),
            ("9,8", "9.8"),
        ]
        unknown = composed(report_of(by_unit(1))).xpath("//tbody/tr/td[5]")[0]
        assert (unknown.text, unknown.get("data-n")) == ("…", None)

    def test_the_line_of_totals_of_a_list_is_never_sorted_among_the_others(self) -> None:
        rows = ((1, "Xã", None, 3, 4), (2, "Cộng", None, 3, 4))
        listing = replace(of_models("a", "b"), rows=rows, summed=True)
        page = composed(report_of(listing))
        assert [row[0] for row in lines(page.xpath("//tfoot")[0])] == ["Cộng"]
        assert len(page.xpath("//tbody/tr")) == 1

    @pytest.mark.parametrize(
        ("count", "in_page", "in_data", "told"),
        [(IN_PAGE, IN_PAGE, 0, False), (IN_PAGE + 1, IN_PAGE, 1, False), (HELD + 1, IN_PAGE, 0, True)],
    )
    def test_long_lists_are_held_in_the_data_and_very_long_ones_left_to_the_workbook(
        self, count: int, in_page: int, in_data: int, told: bool
    ) -> None:
        page = composed(report_of(of_models(*(f"Mô hình {n}" for n in range(count)))))
        assert len(page.xpath("//tbody/tr")) == in_page
        rows = data_of(page)["tables"]["t1"]["rows"]
        assert len(rows) == in_data
        assert not rows or rows[0] == [f"Mô hình {IN_PAGE}", "Xã Bình An", "", "Tập thể"]
        assert ("danvan papers P-7K3F -o bo-bieu.xlsx" in page.text_content()) is told


def test_the_document_says_the_same_sentences(office: Office) -> None:
    said = page_of(office.export("a.html")).get_element_by_id("summary").getparent()
    document = words(office.export("a.docx"))
    told = [paragraph.text for paragraph in said.iter("p")]
    assert told
    assert all(text in document for text in told)


class TestOneTable:
    def test_a_table_leaves_as_a_page_under_its_code_with_its_cells(self, office: Office) -> None:
        target = office.folder / "bang.html"
        assert office.run("summarize", "--year", "2024", "--by", "field", "-o", str(target)).code == 0
        page = page_of(target)
        (paper,) = office.papers()
        assert f"Mã bản in {paper['code']}" in page.text_content()
        (shown,) = (table for table in page.iter("table") if table.get("data-sheet"))
        assert ["Kinh tế", "5"] in lines(shown)
        assert data_of(page)["tables"]["table"]["figures"]
        again = office.folder / "in-lai.html"
        assert danvan("papers", paper["code"], "-o", str(again), "--store", office.store).code == 0
        assert again.read_bytes() == target.read_bytes()

    def test_a_comparison_leaves_so_too_and_a_list_says_what_it_can(self, office: Office) -> None:
        target = office.folder / "so-sanh.html"
        assert office.run("compare", "2023", "2024", "-o", str(target)).code == 0
        assert page_of(target).get_element_by_id("data") is not None
        said = office.run("models", "--year", "2024", "-o", str(office.folder / "ds.html"))
        assert (said.code, said.refused) == (2, "output-ending-unknown")
