"""The report as PDF: `danvan export -o bao-cao.pdf`."""

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typst
from docx import Document
from pypdf import PdfReader
from pypdf.generic import ContentStream

from commanding import danvan
from danvan_cli import messages, shipped
from danvan_cli.tables.reports.report import Report, Section
from danvan_cli.tables.reports.report_sentences import Told
from danvan_cli.tables.table import Line, Listing, Table
from danvan_cli.writers import letterhead, safe
from danvan_cli.writers.printed import lay_out
from danvan_cli.writers.reports import report_document, report_pdf
from test_reports import Office, hostile
from test_writers import PAYLOADS, by_field_and_level, by_unit, of_models, poisoned, turned
from workbooks import register

MILLIMETRE = 72 / 25.4
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy áàảãạ ắằẳẵặ ấầẩẫậ éèẻẽẹ ếềểễệ íìỉĩị óòỏõọ ốồổỗộ ớờởỡợ úùủũụ ứừửữự ýỳỷỹỵ"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Five models of two communes: three of the economy, two of culture."""
    office = Office(tmp_path)
    register(tmp_path / "thu" / "a.xlsx", "Xã Thanh Hà", [("Hũ gạo", "kt"), ("Nuôi ong", "kt"), ("Đèn đường", "vhxh")])
    register(tmp_path / "thu" / "b.xlsx", "Xã Liêm Sơn", [("Vườn rau", "kt"), ("Thư viện", "vhxh")])
    office.ingest(tmp_path / "thu")
    return office


def report_of(*contents: Table | Listing, **more: Any) -> Report:
    """A report of these tables."""
    sections = tuple(Section(f"bang-{place}", content) for place, content in enumerate(contents))
    plain = replace(hostile("x"), sections=sections, period="2024", silent=(), notes=(), paragraphs=())
    return replace(plain, **more)


def pages(report: Report | bytes, *, profile: str = "party-2018") -> list[Any]:
    content = report if isinstance(report, bytes) else report_pdf.file(report, profile=profile)
    return list(PdfReader(io.BytesIO(content)).pages)


def shown(page: Any) -> str:
    """The words of a page, however its lines were broken."""
    return " ".join(page.extract_text().replace("\u200b", "").split())


def squeezed(text: str) -> str:
    """Without any space: words may be cut at the end of a line."""
    return re.sub(r"\s+", "", text.replace("\u200b", ""))


class TestTheReport:
    def test_it_says_what_the_word_report_says(self, office: Office) -> None:
        first, contents, table, *_ = pages(office.export("a.pdf").read_bytes())
        (paper,) = office.papers()
        for words in (
            "ĐẢNG CỘNG SẢN VIỆT NAM",
            "Kết quả phong trào thi đua “Dân vận khéo” năm 2024",
            "Năm 2024, huyện Thanh Liêm xây dựng và nhân rộng được 5 mô hình “Dân vận khéo”.",
            "[Người soạn viết: Đánh giá ưu điểm",
            "Nơi nhận:",
            "TRƯỞNG BAN",
        ):
            assert words in shown(first)
        assert "Biểu số 1. Mô hình “Dân vận khéo” chia theo lĩnh vực và cấp" in shown(contents)
        assert "1 Kinh tế 3 2 Văn hóa - xã hội 2" in shown(table)
        assert paper["code"] in shown(table)

    @pytest.mark.parametrize(
        ("issuer", "lines"),
        [
            ("Ban Dân vận Tỉnh ủy Hà Nam", ["BAN DÂN VẬN", "TỈNH ỦY HÀ NAM"]),
            ("Ban Dân vận Huyện ủy Thanh Liêm", ["BAN DÂN VẬN", "HUYỆN ỦY THANH LIÊM"]),
            ("Ban Dân vận Huyện uỷ Thanh Liêm", ["BAN DÂN VẬN", "HUYỆN UỶ THANH LIÊM"]),
            ("Ban Tuyên giáo và Dân vận Tỉnh ủy Hà Nam", ["BAN TUYÊN GIÁO", "VÀ DÂN VẬN", "TỈNH ỦY HÀ NAM"]),
            ("Ủy ban nhân dân huyện Thanh Liêm", ["ỦY BAN NHÂN DÂN", "HUYỆN THANH LIÊM"]),
        ],
    )
    def test_the_name_of_an_office_is_broken_before_its_committee_there_and_in_word(
        self, issuer: str, lines: list[str]
    ) -> None:
        report = replace(report_of(by_field_and_level()), headings={"issuer": issuer, "parent": "Tỉnh ủy Hà Nam"})
        first = [line.strip() for line in pages(report)[0].extract_text().splitlines()]
        at = first.index(lines[0])
        assert first[at : at + len(lines)] == lines
        letterhead = Document(io.BytesIO(report_document.file(report))).tables[0]
        assert "\n".join(lines) in letterhead.cell(0, 0).text

    def test_the_code_stands_under_every_page_and_its_number_above_every_page_but_the_first(
        self, office: Office
    ) -> None:
        found = pages(office.export("a.pdf").read_bytes())
        (paper,) = office.papers()
        for place, page in enumerate(found, start=1):
            assert re.search(rf"Mã bản in {paper['code']} · dấu số liệu( [0-9a-f]{{4}}){{4}}$", shown(page))
            assert shown(page).startswith(f"{place} ") == (place > 1)

    def test_a_table_stands_under_its_title_as_it_does_in_word(self, office: Office) -> None:
        _, _, table, *_ = pages(office.export("a.pdf").read_bytes())
        word = Document(str(office.export("a.docx")))
        start = next(at for at, one in enumerate(word.paragraphs) if one.text == "Biểu số 1")
        above = [one.text for one in word.paragraphs[start : start + 5]]
        assert above[-1] == "(Đơn vị tính: mô hình)"
        assert " ".join(above) in shown(table)
        assert "Ghi chú: - " in shown(table)

    def test_a_list_says_below_its_title_whose_it_is(self) -> None:
        listing = replace(of_models("Hũ gạo"), about="Huyện Thanh Liêm")
        assert "DANH SÁCH MÔ HÌNH Huyện Thanh Liêm (Kèm theo" in shown(pages(report_of(listing))[-1])

    def test_pdf_word_and_workbook_are_one_paper(self, office: Office) -> None:
        for name in ("a.pdf", "a.docx", "a.xlsx"):
            office.export(name)
        (paper,) = office.papers()
        assert len(paper["printings"]) == 3

    def test_the_same_report_gives_the_same_bytes_dated_by_its_figures(self, office: Office) -> None:
        assert office.export("a.pdf").read_bytes() == office.export("b.pdf").read_bytes()
        report = report_of(by_field_and_level())
        about = PdfReader(io.BytesIO(report_pdf.file(report))).metadata
        assert about is not None
        assert about.creation_date == report.as_of.replace(microsecond=0)
        assert about.title == report.title

    def test_a_workbook_comes_back_as_pdf(self, office: Office) -> None:
        office.export("a.xlsx")
        (paper,) = office.papers()
        again = office.folder / "lai.pdf"
        assert danvan("papers", paper["code"], "-o", str(again), "--store", office.store).code == 0
        assert paper["code"] in shown(pages(again.read_bytes())[0])

    def test_it_is_no_mail(self, office: Office) -> None:
        said = office.run("ingest", str(office.export("a.pdf")), "--jobs", "1")
        assert "bỏ qua 1" in said.stdout + said.stderr

    def test_it_speaks_english_when_asked(self) -> None:
        with messages.speaking("en"):
            assert "REPORT" in shown(pages(report_of(by_field_and_level()))[0])

    def test_without_typst_the_package_is_named(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(report_pdf, "find_spec", lambda _: None)
        said = office.run("export", "--year", "2024", "-o", str(office.folder / "a.pdf"))
        assert said.refused == "pdf-needs"
        assert 'pip install "danvan[pdf]"' in messages.text("error", "pdf-needs")
        assert office.papers() == []


class TestItsForm:
    @pytest.mark.parametrize("profile", ["party-2018", "party-2026", "state-2020"])
    def test_pages_and_margins_are_those_of_the_official_form(self, profile: str) -> None:
        form = shipped.toml("profiles", f"{profile}.toml")
        found = pages(report_of(by_field_and_level()), profile=profile)
        margins = {side: size * MILLIMETRE for side, size in form["page"]["margins"].items()}
        for number, page in enumerate(found, start=1):
            assert (page.mediabox.width, page.mediabox.height) == pytest.approx(
                (210 * MILLIMETRE, 297 * MILLIMETRE), 0.01
            )
            places = [at for at in words_at(page) if at[1] > margins["bottom"]]
            assert min(x for x, _ in places) >= margins["left"] - 1
            above = [y for _, y in places if y > page.mediabox.height - margins["top"]]
            assert len(above) == (number > 1)  # the number of the page
        assert form["letterhead"]["right"][0]["text"] in shown(found[0])
        assert form["signature"]["right"][-1] in shown(found[0])

    @pytest.mark.parametrize("bundled", [False, True])
    def test_all_vietnamese_letters_are_in_its_fonts(self, monkeypatch: pytest.MonkeyPatch, bundled: bool) -> None:
        if bundled:  # a machine that has no font at all
            monkeypatch.setattr(report_pdf, "_fonts", lambda: typst.Fonts(include_system_fonts=False))
        assert shipped.toml("pdf", "fonts.toml")["instead"][-1] == "Libertinus Serif"  # the one that is everywhere
        both = f"{LETTERS} {LETTERS.upper()}"
        for profile in ("party-2018", "state-2020"):
            report = report_of(by_field_and_level(), paragraphs=(Told(both, both, both),))
            first = pages(report, profile=profile)[0]
            assert squeezed(shown(first)).count(squeezed(both)) == 3
            assert missing_glyphs(first) == 0
        odd = report_of(by_field_and_level(), paragraphs=(Told("", "\ua000", ""),))
        assert missing_glyphs(pages(odd)[0]) == 1  # a letter that no font has is seen by this test

    def test_which_font_stands_in_is_told(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        class Bare:
            def families(self) -> list[str]:
                return ["Libertinus Serif"]

        assert report_pdf.font_instead("party-2018") != ("Times New Roman", "Liberation Serif")
        monkeypatch.setattr(report_pdf, "_fonts", Bare)
        assert report_pdf.font_instead("party-2018") == ("Times New Roman", "Libertinus Serif")

    def test_headings_are_merged_and_come_again_on_every_page(self) -> None:
        found = pages(report_of(by_unit(90)))
        tables = [shown(page) for page in found[2:]]
        assert len(tables) > 1
        assert all("(1) (2) (3)" in text for text in tables)

    def test_wide_tables_and_long_lists_lie_on_their_side(self) -> None:
        name = "Mô hình vận động Nhân dân hiến đất mở rộng đường liên thôn"
        listing = Listing("Danh sách", ("Tên mô hình", "Đơn vị", "Địa chỉ", "Ghi chú"), ((name, name, name, name),))
        found = pages(report_of(by_field_and_level(), with_columns(7), listing, of_models("Hũ gạo")))
        lies = [page.mediabox.width > page.mediabox.height for page in found]
        assert lies == [False, False, False, True, True, False]

    @pytest.mark.parametrize("columns", [7, 12, 20])
    def test_however_many_columns_nothing_leaves_the_page(self, columns: int) -> None:
        for make in (with_columns(columns), turned(by_unit(columns))):
            for page in pages(report_of(make))[2:]:
                assert max(x for x, _ in words_at(page)) < page.mediabox.width - 15 * MILLIMETRE

    def test_more_than_a_thousand_rows_are_left_to_the_workbook(self) -> None:
        long = of_models(*[f"Mô hình {place}" for place in range(1001)])
        found = pages(report_of(long, by_unit(1001)))
        assert len(found) == 4
        for page in found[2:]:
            assert "Biểu có 1.001 dòng, xem sổ Excel cùng mã: danvan papers P-7K3F -o bo-bieu.xlsx" in shown(page)


def with_columns(count: int) -> Table:
    """Two lines of so many columns."""
    table = by_field_and_level()
    figures = tuple(range(1000, 1000 + count))
    return replace(
        table,
        columns=tuple(f"Cột {place}" for place in range(count)),
        lines=tuple(Line(label, figures, sum(figures)) for label in ("Kinh tế", *[f"Dòng {n}" for n in range(count)])),
        column_totals=tuple(figure * (count + 1) for figure in figures),
        total=sum(figures) * (count + 1),
    )


def missing_glyphs(page: Any) -> int:
    """How often a page shows the sign for a letter that its font has not got: glyph 0."""
    drawn = [what for what, sign in ContentStream(page.get_contents(), page.pdf).operations if sign in (b"TJ", b"Tj")]
    texts = [part for (what,) in drawn for part in (what if isinstance(what, list) else [what])]
    return sum(text.count("\0") for text in texts if isinstance(text, str))


def words_at(page: Any) -> list[tuple[float, float]]:
    """Where on the page its pieces of text begin."""
    found: list[tuple[float, float]] = []

    def seen(text: str, matrix: list[float], place: list[float], *_: object) -> None:
        if text.strip():
            x, y = place[4], place[5]
            found.append((x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5]))

    page.extract_text(visitor_text=seen)
    return found


class TestHostileWords:
    @pytest.mark.parametrize(
        "text",
        [
            *PAYLOADS, "#panic()", '#eval("1+1")', "$x^2$", "*đậm* _nghiêng_ `mã`", "= Tiêu đề", '#read("/etc/passwd")',
            "@nhan", "<nhan>", "\\u{41}", "// ghi chú", "/* */", "~ -- --- ...", "https://example.invalid/a", "]#[", '"',
        ],
    )  # fmt: skip
    def test_they_come_out_as_plain_text(self, text: str) -> None:
        report = replace(hostile(text), period="2024")
        reader = PdfReader(io.BytesIO(report_pdf.file(report)))
        said = squeezed("".join(page.extract_text() for page in reader.pages))
        kept = squeezed(safe.plain(text)).replace("＝", "")
        assert kept in said.replace("＝", "")
        for page in reader.pages:
            for link in page.get("/Annots") or []:
                assert link.get_object().get("/A", {}).get("/S", "/GoTo") == "/GoTo"
        assert not reader.attachments

    def test_a_word_without_end_stays_in_its_column(self) -> None:
        long = "x" * 40_000
        found = pages(report_of(of_models(long), poisoned("y" * 300)))
        assert safe.CUT.split()[-1] in shown(found[-2]) or any("đã cắt" in shown(page) for page in found)
        for page in found[2:]:
            assert max(x for x, _ in words_at(page)) < page.mediabox.width - 15 * MILLIMETRE


class TestATableThatIsLongAndWide:
    """120 units and fourteen columns: more fields and merged ones than a page is wide."""

    @staticmethod
    def long_and_wide() -> Table:
        table = by_unit()
        columns = tuple(f"Lĩnh vực thứ {place}" for place in range(13))
        lines = tuple(Line(line.label, (1,) * 13, 13) for line in table.lines)
        return replace(table, columns=columns, lines=lines, column_totals=(len(lines),) * 13, total=13 * len(lines))

    def test_pdf_shows_every_unit_on_a_line_and_cuts_no_number(self) -> None:
        table = self.long_and_wide()
        aside, grid = report_pdf._figure_grid(lay_out(table), letterhead.profile("party-2018"))
        assert aside
        assert len(grid["rows"]) == len(table.lines) + 1
        assert min(grid["widths"]) > 0
        said = squeezed("".join(page.extract_text() for page in pages(report_of(table))))
        assert all(squeezed(line.label) in said for line in table.lines)

    def test_word_shows_every_unit_on_a_line_of_no_more_columns_than_word_knows(self) -> None:
        table = self.long_and_wide()
        shown = Document(io.BytesIO(report_document.file(report_of(table)))).tables[-1]
        assert (len(shown.rows), len(shown.columns)) == (3 + len(table.lines) + 1, 2 + 14)
        assert all(column.width > 0 for column in shown.columns)


def test_the_sum_under_a_list_is_bold_and_has_no_number_of_its_own() -> None:
    listing = Listing(
        "Tình hình gửi", ("Khối", "Đã gửi"), (("Xã, phường", 5), ("Đoàn thể", 1), ("Cộng", 6)), summed=True
    )
    _, grid = report_pdf._list_grid(listing, letterhead.profile("party-2018"))
    assert [row[0]["text"] for row in grid["rows"]] == ["1", "2", ""]
    assert [cell["bold"] for cell in grid["rows"][-1][1:]] == [True, True]
