"""The office's own Word document, filled by `danvan export --template`."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.shared import Mm

from commanding import Said, danvan
from danvan_cli import messages, shipped
from danvan_cli.errors import UsageError
from danvan_cli.vietnamese import bare
from danvan_cli.writers import safe
from danvan_cli.writers.reports import blanks
from danvan_cli.writers.reports.filled_document import OfficeDocument
from test_reports import Office, hostile
from test_writers import PAYLOADS
from workbooks import register

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Five models of two communes: three of the economy, two of culture."""
    office = Office(tmp_path)
    register(tmp_path / "thu" / "a.xlsx", "Xã Thanh Hà", [("Hũ gạo", "kt"), ("Nuôi ong", "kt"), ("Đèn đường", "vhxh")])
    register(tmp_path / "thu" / "b.xlsx", "Xã Liêm Sơn", [("Vườn rau", "kt"), ("Thư viện", "vhxh")])
    office.ingest(tmp_path / "thu")
    return office


def template(office: Office, *paragraphs: str, drawn: Callable[[Any], None] = lambda _: None) -> Path:
    """A document of these paragraphs, each in one run."""
    document: Any = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    drawn(document)
    path = office.folder / "mau.docx"
    document.save(str(path))
    return path


def export(office: Office, *more: str, name: str = "ra.docx") -> Said:
    mau = str(office.folder / "mau.docx")
    return office.run("export", "--year", "2024", "--template", mau, "-o", str(office.folder / name), *more)


def filled(office: Office, *paragraphs: str, drawn: Callable[[Any], None] = lambda _: None) -> Any:
    """The document after the blanks of these paragraphs were filled."""
    template(office, *paragraphs, drawn=drawn)
    said = export(office)
    assert said.code == 0, said
    return Document(str(office.folder / "ra.docx"))


def lines(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def faults(office: Office, *paragraphs: str) -> str:
    """Why the blanks of these paragraphs cannot be filled; nothing was written, and no paper left."""
    path = template(office, *paragraphs)
    with messages.speaking("vi"):
        assert export(office).refused == "template-unfillable"
    assert not (office.folder / "ra.docx").exists()
    assert office.papers() == []
    with pytest.raises(UsageError) as stopped:
        OfficeDocument(path.read_bytes(), "mau.docx").fill(hostile("x"))
    return str(stopped.value.seen["faults"])


class TestBlanks:
    def test_a_sentence_of_the_office_is_filled(self, office: Office) -> None:
        said = "Trong {{ky}}, {{don_vi}} có {{tong}} mô hình; trong đó kinh tế {{so:linh-vuc-cap:kinh tế}}."
        assert lines(filled(office, said)) == ["Trong năm 2024, huyện Thanh Liêm có 5 mô hình; trong đó kinh tế 3."]

    def test_names_are_taken_as_people_type_them(self, office: Office) -> None:
        assert lines(filled(office, "{{ Tổng }} {{nam }} {{tong : Linh-vuc-cap}}")) == ["5 2024 5"]

    def test_it_is_written_in_capitals_as_the_blank_is(self, office: Office) -> None:
        assert lines(filled(office, "{{don_vi}}, {{Don_vi}}, {{DON_VI}}")) == [
            "huyện Thanh Liêm, Huyện Thanh Liêm, HUYỆN THANH LIÊM"
        ]

    def test_lines_columns_and_cells_are_named_with_or_without_accents(self, office: Office) -> None:
        said = "{{so:linh-vuc-cap:Văn hóa - xã hội}} {{so:linh-vuc-cap:xa}} {{so:linh-vuc-cap:kinh te:xã}}"
        assert lines(filled(office, said)) == ["2 5 3"]

    def test_every_blank_that_is_told_of_can_be_filled(self, office: Office) -> None:
        told = [name for name in messages.section("blank") if name not in ("so", "bang", "doan_van")]
        assert {bare(name) for name in told} == set(blanks._TEXTS)
        known = 'parent = "HUYỆN ỦY"\nissuer = "BAN DÂN VẬN"\nplace = "Thanh Liêm"\n'
        (office.space / "danvan.toml").write_text(known, encoding="utf-8")
        document = filled(office, *(f"{{{{{name}}}}}" for name in told))
        assert all(text and "{" not in text for text in lines(document))

    def test_what_a_person_must_write_stays(self, office: Office) -> None:
        assert lines(filled(office, "Số ……-BC/BDV, {{ky}}", "[điền tay]", "{một ngoặc}")) == [
            "Số ……-BC/BDV, năm 2024", "[điền tay]", "{một ngoặc}",
        ]  # fmt: skip

    def test_a_blank_that_word_split_over_runs_keeps_the_look_of_the_first(self, office: Office) -> None:
        def split(document: Any) -> None:
            paragraph = document.add_paragraph()
            for text, bold in (("Có {{t", True), ("on", False), ("g}} mô", False), (" hình", False)):
                paragraph.add_run(text).bold = bold

        paragraph = filled(office, drawn=split).paragraphs[0]
        assert [(run.text, run.bold) for run in paragraph.runs] == [
            ("Có 5", True), ("", False), (" mô", False), (" hình", False),
        ]  # fmt: skip

    def test_heads_feet_tables_and_text_boxes_are_filled_too(self, office: Office) -> None:
        def drawn(document: Any) -> None:
            section = document.sections[0]
            section.header.paragraphs[0].text = "{{DON_VI}}"
            section.footer.paragraphs[0].text = "{{ma}} · {{dau}}"
            document.add_table(1, 1).cell(0, 0).text = "Tổng: {{tong}}"
            box = f'<w:r xmlns:w="{WORD}"><w:pict><w:txbxContent><w:p><w:r><w:t>{{{{nam}}}}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>'
            document.add_paragraph("Khung: ")._p.append(parse_xml(box))

        document = filled(office, drawn=drawn)
        (paper,) = office.papers()
        assert document.sections[0].header.paragraphs[0].text == "HUYỆN THANH LIÊM"
        assert document.sections[0].footer.paragraphs[0].text.startswith(f"{paper['code']} · ")
        assert document.tables[0].cell(0, 0).text == "Tổng: 5"
        assert "2024" in [node.text for node in document.element.body.iter(f"{{{WORD}}}t")]

    @pytest.mark.parametrize("text", PAYLOADS)
    def test_hostile_words_come_out_as_plain_text(self, text: str) -> None:
        report = replace(hostile(text), period="2024")
        document: Any = Document()
        for blank in ("{{tieu_de}}", "{{don_vi}}", "{{doan_van}}", "{{bang:b}}"):
            document.add_paragraph(blank)
        out = Document(io.BytesIO(OfficeDocument(saved(document), "mau.docx").fill(report)))
        assert safe.plain(text) in {paragraph.text for paragraph in out.paragraphs}
        for part in out.part.package.iter_parts():
            assert all(not one.is_external for one in part.rels.values())
        assert len(out.tables) == 1

    def test_what_a_value_says_is_never_a_blank(self) -> None:
        document: Any = Document()
        document.add_paragraph("{{tieu_de}} {{ky}}")
        report = replace(hostile("{{tong}}"), period="2024")
        out = Document(io.BytesIO(OfficeDocument(saved(document), "mau.docx").fill(report)))
        assert lines(out) == ["{{tong}} năm 2024"]


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class TestWholeParagraphs:
    def test_the_paragraphs_of_the_report_take_the_look_of_the_blank(self, office: Office) -> None:
        def drawn(document: Any) -> None:
            document.add_paragraph().add_run("{{doan_van}}").font.name = "Arial"

        document = filled(office, drawn=drawn)
        assert any(text.startswith("Năm 2024, huyện Thanh Liêm xây dựng") for text in lines(document))
        runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
        assert {run.font.name for run in runs} == {"Arial"}
        assert [run.text[:16] for run in runs if run.font.highlight_color] == ["[Người soạn viết"] * 3

    def test_a_table_stands_in_its_place_with_its_notes(self, office: Office) -> None:
        document = filled(office, "Trước", "{{bang:linh-vuc-cap}}", "Sau")
        (table,) = document.tables
        assert [cell.text for cell in table.rows[3].cells] == ["1", "Kinh tế", "3"]
        body = [child.tag.rpartition("}")[2] for child in document.element.body]
        assert body[:2] == ["p", "tbl"]
        assert lines(document)[0] == "Trước"
        assert lines(document)[-1] == "Sau"
        assert any(line.startswith("- 2/16 xã đã gửi") for line in lines(document))
        assert not any("Mục lục" in text for text in lines(document))

    def test_it_needs_no_style_of_the_document(self, office: Office) -> None:
        (table,) = filled(office, "{{bang:linh-vuc-cap}}").tables
        assert table._tbl.tblPr.find(f"{{{WORD}}}tblStyle") is None
        assert table._tbl.tblPr.find(f"{{{WORD}}}tblBorders") is not None

    def test_it_is_as_wide_as_its_own_section(self, office: Office) -> None:
        def drawn(document: Any) -> None:
            document.add_paragraph("{{bang:linh-vuc-cap}}")
            section = document.add_section(WD_SECTION.NEW_PAGE)
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Mm(297), Mm(210)
            document.add_paragraph("{{bang:don-vi}}")

        document = filled(office, drawn=drawn)
        first, second = (sum(column.width.mm for column in table.columns) for table in document.tables)
        rooms = [one.page_width.mm - one.left_margin.mm - one.right_margin.mm for one in document.sections]
        assert [first, second] == pytest.approx(rooms, abs=1)
        assert len(document.sections) == 2

    def test_a_table_in_the_last_paragraph_of_a_section_leaves_the_section(self, office: Office) -> None:
        def drawn(document: Any) -> None:
            document.add_paragraph("{{doan_van}}")
            document.add_section(WD_SECTION.NEW_PAGE)

        document = filled(office, drawn=drawn)
        assert len(document.sections) == 2


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("{{tongso}}", "{{tongso}}: không có chỗ điền nào tên như vậy"),
            ("{{tong + 1}}", "{{tong + 1}}: không có chỗ điền nào"),
            ("{{''.__class__}}", "{{''.__class__}}: không có chỗ điền nào"),
            ("{{bang:khong-co}}", "{{bang:khong-co}}: báo cáo không có biểu ấy, hoặc biểu ấy chưa có số liệu"),
            ("{{tong:so-voi-nam-truoc}}", "chưa có số liệu"),
            ("Biểu: {{bang:a}}", "{{bang:a}}: phải đứng riêng một đoạn"),
            ("{{doan_van}} {{tong}}", "{{doan_van}}: phải đứng riêng một đoạn"),
            ("{{tong", "dấu ngoặc không đủ đôi"),
            ("{{to\nng}}", "dấu ngoặc không đủ đôi"),
            ("tong}}", "dấu ngoặc không đủ đôi"),
            ("không có gì", "mẫu không có chỗ điền nào"),
        ],
    )
    def test_what_cannot_be_filled_is_named_before_anything_is_written(
        self, office: Office, text: str, told: str
    ) -> None:
        assert told in faults(office, text)

    def test_all_of_them_are_named_at_once(self, office: Office) -> None:
        told = faults(office, "{{mot}} {{hai}}", "{{ba}}")
        assert [line.split(":")[0] for line in told.splitlines()] == ["  - {{hai}}", "  - {{mot}}", "  - {{ba}}"]

    def test_what_is_not_reported_is_not_left_blank(self, office: Office) -> None:
        template(office, "{{so:mo-hinh-moi:kinh tế}}", "{{co_quan}}")
        said = export(office)
        assert said.refused == "template-unfillable"

    def test_what_the_letterhead_lacks_is_asked_for_where_it_is_written(self, office: Office) -> None:
        path = template(office, "{{co_quan}}", "{{co_quan_tren}}", "{{dia_danh}}", "{{ma}}")
        assert export(office).refused == "template-unfillable"
        with messages.speaking("vi"), pytest.raises(UsageError) as stopped:
            OfficeDocument(path.read_bytes(), "mau.docx").fill(replace(hostile("x"), headings={}, paper=""))
        of_blank = {line.partition(":")[0].strip(" -"): line for line in str(stopped.value.seen["faults"]).splitlines()}
        for blank, key in (("{{co_quan}}", "issuer"), ("{{co_quan_tren}}", "parent"), ("{{dia_danh}}", "place")):
            assert "danvan.toml" in of_blank[blank]
            assert f'{key} = "…"' in of_blank[blank]
        assert "danvan.toml" not in of_blank["{{ma}}"]

    def test_a_table_goes_on_the_page_only(self, office: Office) -> None:
        template(office, drawn=lambda document: setattr(document.add_table(1, 1).cell(0, 0), "text", "{{bang:khoi}}"))
        assert export(office).refused == "template-unfillable"

    @pytest.mark.parametrize(
        "content",
        [b"", b"{{tong}}", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600],
    )
    def test_what_is_no_document_is_refused(self, office: Office, content: bytes) -> None:
        (office.folder / "mau.docx").write_bytes(content)
        assert export(office).refused in ("template-unusable", "file-unreadable")

    @pytest.mark.parametrize(
        ("part", "before", "after"),
        [
            ("word/document.xml", b"<w:document", b'<!DOCTYPE w [<!ENTITY a "b">]><w:document'),
            ("[Content_Types].xml", b"document.main+xml", b"document.macroEnabled.main+xml"),
            ("word/document.xml", b"</w:document>", b""),
            (
                "[Content_Types].xml",
                b"</Types>",
                b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
            ),
            ("[Content_Types].xml", b"</Types>", b""),
        ],
    )
    def test_what_may_do_harm_is_refused(self, office: Office, part: str, before: bytes, after: bytes) -> None:
        path = template(office, "{{tong}}")
        path.write_bytes(changed(path.read_bytes(), part, before, after))
        assert export(office).refused == "template-unusable"

    def test_a_package_that_does_not_say_what_it_holds_is_refused(self, office: Office) -> None:
        path = template(office, "{{tong}}")
        path.write_bytes(without(path.read_bytes(), "[Content_Types].xml"))
        assert export(office).refused == "template-unusable"

    def test_remarks_between_its_marks_change_nothing(self, office: Office) -> None:
        path = template(office, "Có {{tong}} mô hình")
        for part, before, after in (
            ("word/document.xml", b"{{tong}}", b"{{to<!-- a --><?b c?>ng}}"),
            ("word/_rels/document.xml.rels", b"</Relationships>", b"<!-- a --></Relationships>"),
            ("[Content_Types].xml", b"</Types>", b"<!-- a --><?b c?></Types>"),
        ):
            path.write_bytes(changed(path.read_bytes(), part, before, after))
        assert export(office).code == 0
        (paragraph,) = Document(str(office.folder / "ra.docx")).paragraphs
        assert paragraph.text == "Có 5 mô hình"

    @pytest.mark.parametrize("width", [b"99999999999999999999", b"100", b"x"])
    def test_a_page_of_no_known_size_is_taken_for_the_official_one(self, office: Office, width: bytes) -> None:
        path = template(office, "{{bang:khoi}}", "{{bang:danh-sach}}")
        path.write_bytes(changed(path.read_bytes(), "word/document.xml", b'w:w="12240"', b'w:w="' + width + b'"'))
        assert export(office).code == 0

    def test_a_name_without_end_is_named_by_its_beginning(self) -> None:
        assert len(str(blanks.Fault("unknown", "x" * 50_000))) < 200

    def test_a_document_too_large_is_refused(self, office: Office) -> None:
        template(office, "{{tong}}")
        (office.space / "danvan.toml").write_text("[limits]\nmembers = 3\n", encoding="utf-8")
        assert export(office).refused == "template-unusable"

    def test_only_word_is_filled(self, office: Office) -> None:
        template(office, "{{tong}}")
        assert export(office, name="ra.xlsx").refused == "template-for-word-only"


def changed(content: bytes, part: str, before: bytes, after: bytes) -> bytes:
    """The same package with other bytes in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(out, "w") as packed:
        for name in parts.namelist():
            packed.writestr(name, parts.read(name).replace(before, after) if name == part else parts.read(name))
    return out.getvalue()


def without(content: bytes, part: str) -> bytes:
    """The same package without one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(out, "w") as packed:
        for name in parts.namelist():
            if name != part:
                packed.writestr(name, parts.read(name))
    return out.getvalue()


class TestThePaper:
    def test_nothing_else_of_the_document_changes(self, office: Office) -> None:
        path = template(office, "Có {{tong}}")
        assert export(office).code == 0
        with zipfile.ZipFile(path) as before, zipfile.ZipFile(office.folder / "ra.docx") as after:
            assert before.namelist() == after.namelist()
            other = {name for name in before.namelist() if before.read(name) != after.read(name)}
        assert other == {"word/document.xml", "docProps/core.xml"}

    def test_a_document_that_says_nothing_of_itself_says_whose_it_is(self, office: Office) -> None:
        path = template(office, "Có {{tong}}")
        bare_one = io.BytesIO()
        with zipfile.ZipFile(path) as parts, zipfile.ZipFile(bare_one, "w") as packed:
            for name in parts.namelist():
                kept = re.sub(rb"<(?:Override|Relationship) [^>]*core[^>]*>", b"", parts.read(name))
                if "core.xml" not in name:
                    packed.writestr(name, kept)
        path.write_bytes(bare_one.getvalue())
        assert export(office).code == 0
        assert Document(str(office.folder / "ra.docx")).core_properties.category == shipped.OUR_TABLE
        assert "bỏ qua 1" in office.run("ingest", str(office.folder / "ra.docx"), "--jobs", "1").stdout

    def test_a_word_template_becomes_a_document(self, office: Office) -> None:
        path = template(office, "Có {{tong}}")
        path.write_bytes(changed(path.read_bytes(), "[Content_Types].xml", b"document.main+xml", b"template.main+xml"))
        assert export(office).code == 0
        assert lines(Document(str(office.folder / "ra.docx"))) == ["Có 5"]

    def test_it_is_a_paper_that_says_its_template_and_comes_back(self, office: Office) -> None:
        template(office, "Có {{tong}}, {{ma}}")
        said = export(office)
        (paper,) = office.papers()
        assert "(mẫu " in paper["title"]
        about = Document(str(office.folder / "ra.docx")).core_properties
        assert about.keywords == paper["code"]
        assert about.comments.startswith(f"Mã bản in {paper['code']} · dấu số liệu ")
        assert paper["code"] in said.stderr
        before = (office.folder / "ra.docx").read_bytes()
        register(office.folder / "muon" / "a.xlsx", "Xã Liêm Cần", [("Muộn", "kt")])
        office.ingest(office.folder / "muon")
        again = str(office.folder / "lai.docx")
        assert danvan("papers", paper["code"], "-o", again, "--store", office.store).code == 0
        assert Path(again).read_bytes() == before

    def test_another_template_is_another_paper_and_the_same_one_the_same(self, office: Office) -> None:
        for text, times in (("Có {{tong}}", 2), ("Được {{tong}}", 1)):
            template(office, text)
            for _ in range(times):
                assert export(office).code == 0
        assert sorted(len(paper["printings"]) for paper in office.papers()) == [1, 2]

    @pytest.mark.parametrize(("text", "told"), [("{{tong}}", True), ("{{tong}} {{ma}}", False)])
    def test_a_template_without_the_code_is_told(self, office: Office, text: str, told: bool) -> None:
        template(office, text)
        assert ("không có {{ma}}" in export(office).stderr) is told

    def test_it_is_no_mail(self, office: Office) -> None:
        filled(office, "{{bang:danh-sach}}", "{{bang:linh-vuc-cap}}")
        said = office.run("ingest", str(office.folder / "ra.docx"), "--jobs", "1")
        assert "bỏ qua 1" in said.stdout + said.stderr

    def test_very_long_tables_are_left_to_the_workbook(self, office: Office) -> None:
        models = [(f"Mô hình số {place}", "kt") for place in range(1001)]
        register(office.folder / "dai" / "a.xlsx", "Xã Liêm Cần", models)
        office.ingest(office.folder / "dai")
        document = filled(office, "{{bang:danh-sach}}")
        assert document.tables == []
        assert any("Biểu có 1.006 dòng" in text for text in lines(document))
