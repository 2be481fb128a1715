"""A form that nobody understood: saved, explained by a person, and from then on read exactly; drift is said, never guessed."""

import ast
import re
from pathlib import Path

import pytest

from commanding import danvan, danvan_json
from danvan_cli import messages, shipped
from danvan_cli.intake.draft import DraftFile
from danvan_cli.intake.extract import understand_grids
from danvan_cli.intake.forms.form_files import read_forms
from danvan_cli.intake.forms.form_writing import write_down
from danvan_cli.intake.forms.plain_words import Meant, NotUnderstoodError, PlainWords
from danvan_cli.intake.grid import Grid
from danvan_cli.intake.sheets.layout import SheetLayout
from danvan_cli.intake.understand import write_down as save_down
from danvan_cli.intake.words.headings import reader
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import load
from drawing import draw
from filling import Filled
from workbooks import Row, register, save

HOME = ("--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
WORDS = PlainWords(reader(load()))
HEAD = ("TT", "Nội dung thực hiện dân vận", "Bộ phận", "M1", "M2", "M3", "M4", "KP")
MEANINGS = {
    "Bộ phận": "đơn vị",
    "M1": "Kinh tế",
    "M2": "vhxh",
    "M3": "lĩnh vực: an ninh, quốc phòng",
    "M4": "field: party and political system",
    "KP": "kinh phí (triệu đồng)",
}


# --- a workspace, its mail, and an official with Notepad


@pytest.fixture
def space(tmp_path: Path) -> Path:
    (tmp_path / "kho").mkdir()
    return tmp_path / "kho"


def store(space: Path) -> tuple[str, str]:
    return ("--store", str(space / "danvan.db"))


def odd(path: Path, commune: str, ticks: str, head: Row = HEAD, *, empty_rows: int = 0) -> Path:
    """A list in a form that only the office knows: per model which of M1-M4 is ticked."""
    rows: list[Row] = [
        (place, f"Mô hình {commune} số {place}", None, *("x" if m == one else None for m in "1234"), 10)
        for place, one in enumerate(ticks, 1)
    ]
    gap: list[Row] = [()] * empty_rows
    return save(path, f"ĐẢNG ỦY XÃ {commune.upper()}", "DANH SÁCH mô hình “Dân vận khéo” năm 2024", [*gap, head, *rows])


def mend(form: Path, meanings: dict[str, str]) -> None:
    """What a person does: the words after `nghia =` of some headings."""
    lines = form.read_bytes().decode("utf-8-sig").split("\r\n")
    for place, line in enumerate(lines):
        heading = re.search(r'tieu-de = "(.*?)"', line)
        if heading and heading[1] in meanings:
            lines[place] = f'{line[: line.index("nghia =")]}nghia = "{meanings[heading[1]]}" }},'
    form.write_bytes("\r\n".join(lines).encode("utf-8-sig"))


@pytest.fixture
def explained(tmp_path: Path, space: Path) -> Path:
    """The odd form, saved and explained."""
    danvan("layout", str(odd(tmp_path / "mau.xlsx", "Liêm Sơn", "12")), "--save", "mau", *store(space))
    mend(space / "forms" / "mau.toml", MEANINGS)
    return space / "forms" / "mau.toml"


def fields(space: Path, by: str = "field") -> dict[str, int]:
    document = danvan_json("summarize", "--year", "2024", "--by", by, *store(space))
    return {"+".join(cell[by]): cell["value"] for cell in document["cells"] if cell["value"]}


def errors(document: dict[str, list[dict[str, object]]], name: str) -> list[tuple[object, object, object]]:
    files = [file for file in document["files"] if str(file["path"]).endswith(name)]
    found = [finding for file in files for finding in file["findings"]]  # type: ignore[attr-defined]
    return [(f["code"], f["cell"], f["message"]) for f in found if f["severity"] == "error"]


# --- the way of a form


def test_what_nobody_understood_counts_exactly_once_it_is_explained(
    tmp_path: Path, space: Path, explained: Path
) -> None:
    mail = tmp_path / "thu-den"
    odd(mail / "a.xlsx", "Liêm Sơn", "1124")
    odd(mail / "b.xlsx", "Thanh Hà", "333", empty_rows=3)  # another head, other rows
    odd(mail / "c.xlsx", "Liêm Túc", "24")
    register(mail / "d.xlsx", "xã Thanh Tâm", [("Hũ gạo", "kt"), ("Đường hoa", "vhxh")])  # an ordinary list
    document = danvan_json("ingest", str(mail), *HOME, *store(space))
    assert document["accepted"] == 4
    assert not [finding for file in document["files"][:3] for finding in file["findings"]]
    assert fields(space) == {"kt": 3, "vhxh": 3, "qpan": 3, "htct": 2}
    money = danvan_json("summarize", "--year", "2024", "--measure", "kinhphi", "--by", "", *store(space))
    assert money["total"] == 9 * 10_000_000


def test_without_the_form_its_fields_are_not_understood(tmp_path: Path, space: Path) -> None:
    danvan_json("ingest", str(odd(tmp_path / "a.xlsx", "Liêm Sơn", "1124")), *HOME, *store(space))
    assert fields(space) == {"": 4}


def test_a_drifted_form_is_reported_at_its_cell_and_the_other_files_are_kept(
    tmp_path: Path, space: Path, explained: Path
) -> None:
    mail = tmp_path / "thu-den"
    odd(mail / "a.xlsx", "Liêm Sơn", "1124")
    odd(mail / "doi-ten.xlsx", "Thanh Hà", "12", (*HEAD[:5], "M5", *HEAD[6:]))
    odd(mail / "doi-cho.xlsx", "Liêm Túc", "12", (*HEAD[:3], "M2", "M1", *HEAD[5:]))
    odd(mail / "them.xlsx", "Thanh Tâm", "12", (*HEAD[:3], "M0", *HEAD[3:]))
    odd(mail / "bot.xlsx", "Liêm Thuận", "12", (*HEAD[:3], *HEAD[4:]))
    document = danvan_json("ingest", str(mail), *HOME, *store(space))
    assert (document["accepted"], document["refused"]) == (1, 4)
    said = {name: errors(document, f"{name}.xlsx") for name in ("doi-ten", "doi-cho", "them", "bot")}
    assert {name: [(code, cell) for code, cell, _ in found] for name, found in said.items()} == {
        "doi-ten": [("form-drift", "F7")],
        "doi-cho": [("form-drift", "D7")],
        "them": [("form-drift", "D7")],
        "bot": [("form-drift", "D7")],
    }
    assert "“M3” → “M5”" in str(said["doi-ten"][0][2])
    assert "đổi chỗ “M2”, “M1”" in str(said["doi-cho"][0][2])
    assert "thêm “M0” (cột D)" in str(said["them"][0][2])
    assert "thiếu “M1”" in str(said["bot"][0][2])
    assert fields(space) == {"kt": 2, "vhxh": 1, "htct": 1}


def test_next_years_print_of_a_form_is_the_same_form_and_swapped_years_are_not(tmp_path: Path) -> None:
    first = "| TT | Phòng | Kỳ 2023 | Kỳ 2024 | Nơi |\n| 1 | Xã A | 3 | 4 | x |"
    forms = explain(first, {"Phòng": "đơn vị", "Kỳ 2023": "không dùng", "Kỳ 2024": "số mô hình"}, tmp_path)
    later = understood(first.replace("2024", "2025").replace("2023", "2024"), forms)
    assert [[f.value for f in row.figures] for row in later.tables[0].rows] == [[4]]
    swapped = understood("| TT | Phòng | Kỳ 2024 | Kỳ 2023 | Nơi |\n| 1 | Xã A | 4 | 3 | x |", forms)
    assert [(f.code, f.cell) for f in swapped.findings] == [("form-drift", "C1")]


def test_rows_that_may_be_a_header_are_offered_where_no_table_was_seen(tmp_path: Path, space: Path) -> None:
    head: Row = ("Việc làm", "Mảng", "Kết")
    rows: list[Row] = [("Hũ gạo", "Kinh tế", 1), ("Đường hoa", "VHXH", 1)]
    path = save(tmp_path / "e.xlsx", "ĐẢNG ỦY XÃ THANH TÂM", "DANH SÁCH mô hình “Dân vận khéo” năm 2024", [head, *rows])
    assert danvan("layout", str(path), "--save", "e.toml", *store(space)).code == 1
    assert "Dòng 7 có thể là tiêu đề" in (space / "forms" / "e.toml").read_text(encoding="utf-8-sig")
    assert danvan_json("ingest", str(path), *HOME, *store(space))["refused"] == 1  # nobody has declared anything yet
    mend(space / "forms" / "e.toml", {"Việc làm": "tên mô hình", "Mảng": "lĩnh vực", "Kết": "không dùng"})
    assert danvan_json("ingest", str(path), *HOME, *store(space))["accepted"] == 1
    assert fields(space) == {"kt": 1, "vhxh": 1}


def test_layout_names_the_form_and_a_table_that_has_one_is_not_saved_again(
    tmp_path: Path, space: Path, explained: Path
) -> None:
    path = odd(tmp_path / "a.xlsx", "Liêm Sơn", "1124")
    said = danvan("layout", str(path), *store(space)).stdout
    assert "tiêu đề (theo forms/mau.toml)" in said
    assert "C đơn vị · D-G lĩnh vực: Kinh tế, Văn hóa - xã hội" in said
    assert danvan("layout", str(path), "--save", "khac", *store(space)).refused == "form-nothing"


def test_a_drifted_form_is_saved_with_what_the_old_one_says_beside_it(
    tmp_path: Path, space: Path, explained: Path
) -> None:
    path = odd(tmp_path / "a.xlsx", "Liêm Sơn", "12", (*HEAD[:5], "M5", *HEAD[6:]))
    danvan("layout", str(path), "--save", "moi", *store(space))
    lines = (space / "forms" / "moi.toml").read_text(encoding="utf-8-sig").split("\n")
    beside = {column: line for line in lines for column in ("D", "F") if f'cot = "{column}"' in line}
    assert beside["D"].endswith('nghia = "chưa rõ" },  # forms/mau.toml: Kinh tế')
    assert beside["F"].endswith('nghia = "chưa rõ" },')
    mend(space / "forms" / "moi.toml", {**MEANINGS, "M5": "lĩnh vực: ntm"})
    assert danvan_json("ingest", str(path), *HOME, *store(space))["accepted"] == 1


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_a_form_needs_a_name(tmp_path: Path, space: Path, name: str) -> None:
    path = odd(tmp_path / "a.xlsx", "Liêm Sơn", "1124")
    assert danvan("layout", str(path), "--save", name, *store(space)).refused == "form-name-needed"


def test_no_file_is_written_over_and_a_form_elsewhere_is_said_to_have_no_effect(tmp_path: Path, space: Path) -> None:
    path = odd(tmp_path / "a.xlsx", "Liêm Sơn", "1124")
    elsewhere = danvan("layout", str(path), "--save", str(tmp_path / "x.toml"), *store(space))
    assert str(space / "forms") in elsewhere.stderr
    before = (tmp_path / "x.toml").read_bytes()
    assert danvan("layout", str(path), "--save", str(tmp_path / "x.toml"), *store(space)).refused == "form-exists"
    assert (tmp_path / "x.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "refused"),
    [
        ('nghia = "đơn vị"', 'nghia = "đơn vĩ"', "form-meaning-unknown"),
        ('nghia = "đơn vị"', "nghia = đơn vị", "form-unreadable"),
        ('nghia = "đơn vị"', 'nghĩa = "đơn vị"', "form-unreadable"),
        ('nghia = "đơn vị"', 'y-nghia = "đơn vị"', "form-key"),
        ('cot = "C"', 'cot = "Z"', "form-key"),
        ('nghia = "tên mô hình"', 'nghia = "không dùng"', None),
        ("[[bang]]", "[bang]", "form-key"),
        ("[[bang]]", 'nam = "2024"\r\n[[bang]]', "form-key"),
        ("MẪU", "\udcff", "form-not-utf8"),
    ],
)
def test_a_badly_written_form_stops_the_run_with_a_sentence(
    tmp_path: Path, space: Path, explained: Path, old: str, new: str, refused: str | None
) -> None:
    text = explained.read_bytes().decode("utf-8-sig")
    assert old in text
    explained.write_bytes(text.replace(old, new, 1).encode("utf-8", "surrogateescape"))
    path = odd(tmp_path / "a.xlsx", "Liêm Sơn", "1124")
    assert danvan("ingest", str(path), *HOME, *store(space)).refused == (refused or "")


def test_the_sentence_names_file_line_and_what_may_have_been_meant(space: Path, explained: Path) -> None:
    explained.write_bytes(explained.read_bytes().replace('nghia = "đơn vị"'.encode(), 'nghia = "đơn vĩ"'.encode()))
    line = next(n for n, row in enumerate(explained.read_text(encoding="utf-8-sig").split("\n"), 1) if "đơn vĩ" in row)
    with pytest.raises(Exception, match="form-meaning-unknown") as stopped:
        read_forms(space)
    sentence = messages.text("error", "form-meaning-unknown", **stopped.value.seen)  # type: ignore[attr-defined]
    assert f"forms/mau.toml, dòng {line}" in sentence
    assert "cột C “Bộ phận”" in sentence
    assert "Có phải: đơn vị" in sentence


def test_a_form_that_says_too_little_and_one_said_twice_stop_the_run(space: Path, explained: Path) -> None:
    twin = explained.with_name("hai.toml")
    twin.write_bytes(explained.read_bytes())
    with pytest.raises(Exception, match="form-twice"):
        read_forms(space)
    twin.unlink()
    mend(explained, dict.fromkeys(HEAD, "không dùng"))
    with pytest.raises(Exception, match="form-incomplete"):
        read_forms(space)


# --- drawn


def saved(drawing: str | list[Grid]) -> str:
    """How a sheet was read, as a form."""
    grids = [draw(drawing)] if isinstance(drawing, str) else drawing
    draft, layouts = understand_grids(grids, "bao-cao.xlsx", load())
    return write_down(draft, grids, layouts, WORDS)


def test_a_table_that_goes_on_from_another_sheet_is_shown_and_writes_no_form_of_its_own() -> None:
    """The sheet with more rows had no header row to speak of: `danvan layout` died of it."""
    first = draw("| STT | Tên mô hình | Lĩnh vực |\n| 1 | Hũ gạo | Kinh tế |", "Sheet1")
    more = draw("| 2 | Tiếng kẻng | QP-AN |\n| 3 | Ánh sáng | Kinh tế |\n| 4 | Đường hoa | VH-XH |", "Sheet2")
    keyed = draw("| Tổng số mô hình: | 12 |\n| Trong đó: tập thể | 8 |\n| cá nhân | 4 |")
    assert saved([first, more]) == saved([first])
    assert saved([keyed]) == ""


def forms_of(text: str, folder: Path) -> Path:
    (folder / "forms").mkdir(exist_ok=True)
    (folder / "forms" / "mau.toml").write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    return folder


def explain(drawing: str, meanings: dict[str, str], folder: Path) -> Path:
    """A workspace with the form of a drawn sheet, explained."""
    forms_of(saved(drawing), folder)
    mend(folder / "forms" / "mau.toml", meanings)
    return folder


def read(drawing: str | list[Grid], folder: Path | None) -> tuple[DraftFile, list[SheetLayout]]:
    grids = [draw(drawing)] if isinstance(drawing, str) else drawing
    return understand_grids(grids, "bao-cao.xlsx", load(), forms=read_forms(folder))


def understood(drawing: str, folder: Path | None) -> DraftFile:
    return read(drawing, folder)[0]


def drawings() -> list[str]:
    """All sheets that the tests of layouts draw: their texts with two rows of cells or more."""
    files = sorted(Path(__file__).parent.glob("test_*.py"))
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    texts = (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    drawn = ("\n".join(line.strip() for line in text.strip("\n").split("\n")) for text in texts)
    return [text for text in dict.fromkeys(drawn) if len(re.findall(r"^\| .*\|$", text, re.MULTILINE)) > 1]


DRAWINGS = drawings()


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_a_saved_form_that_nobody_edited_reads_the_same_as_without_it(drawing: str, tmp_path: Path) -> None:
    before, layouts = read(drawing, None)
    text = saved(drawing)
    draft, again = read(drawing, forms_of(text, tmp_path) if text else None)
    assert (draft.tables, draft.findings) == (before.tables, before.findings)
    assert [layout.classes for layout in again] == [layout.classes for layout in layouts]
    tables = [table for layout in again for table in layout.tables]
    told = [
        table for table in tables if table.header_rows and table.read_as
    ]  # what was set in another order has no form
    assert all(table.form == "forms/mau.toml" for table in told)


def test_all_shapes_are_among_the_drawn_sheets() -> None:
    drafts = [read(drawing, None)[0] for drawing in DRAWINGS]
    kinds = [table.kind for draft in drafts for table in draft.tables]
    assert kinds.count("matrix") > 20
    assert kinds.count("register") > 20
    assert sum(len(draft.tables) > 1 for draft in drafts) > 2


@pytest.mark.parametrize("sample", ["ha-nam-2024", "ben-tre-2024", "hoang-mai-2022", "long-an-2024"])
def test_the_forms_of_a_sample_read_its_files_the_same(sample: str, tmp_path: Path) -> None:
    files = [file for file in sorted((shipped.folder() / "samples" / sample).rglob("*.xlsx")) if file.is_file()][:12]
    forms: dict[str, str] = {}
    before = {}
    for file in files:
        draft, layouts, text = save_down(file.read_bytes(), file.name, tmp_path / "no-forms")
        before[file] = (draft.tables, draft.findings)
        forms[text[text.find("[[bang]]") :]] = text if layouts else ""
    (tmp_path / "forms").mkdir()
    for number, text in enumerate(filter(None, forms.values())):
        (tmp_path / "forms" / f"{number}.toml").write_text(text, encoding="utf-8")
    for file in files:
        draft, layouts, _ = save_down(file.read_bytes(), file.name, tmp_path)
        assert (draft.tables, draft.findings) == before[file]
        assert any(table.form for layout in layouts for table in layout.tables)


# --- words


ORDINARY = """
    | STT | Tên mô hình | Đơn vị thực hiện | Lĩnh vực | Ghi chú |
    | 1 | Hũ gạo | Xã A | Kinh tế | |
    | 2 | Đường hoa | Xã A | VHXH | |
    """


@pytest.mark.parametrize(
    "other",
    [
        ORDINARY,
        ORDINARY.replace("Ghi chú", "Năm đăng ký"),
        ORDINARY.replace("| Đơn vị thực hiện |", "| Địa chỉ |"),
        "| Đơn vị | Tổng số | KT | VHXH |\n| Xã A | 3 | 1 | 2 |",
    ],
)
def test_an_ordinary_form_is_never_refused_for_looking_like_a_saved_one(other: str, tmp_path: Path) -> None:
    like = ORDINARY.replace("Ghi chú", "Số lượng").replace("| |\n", "| 1 |\n")
    folder = explain(like, {"Số lượng": "không dùng"}, tmp_path)
    before, after = read(other, None)[0], read(other, folder)[0]
    assert (after.tables, after.findings) == (before.tables, before.findings)


def test_an_ordinary_list_keeps_its_meaning_though_another_form_declares_one_of_its_headings_away(
    tmp_path: Path,
) -> None:
    folder = explain(ORDINARY, {"Lĩnh vực": "không dùng"}, tmp_path)
    assert "field" not in understood(ORDINARY, folder).tables[0].models[0].at
    other = ORDINARY.replace("Ghi chú", "Năm đăng ký").replace("Đơn vị thực hiện", "Địa chỉ")
    assert understood(other, folder).tables == understood(other, None).tables
    added = ORDINARY.replace("Ghi chú |", "Ghi chú | Năm đăng ký |")
    assert [f.code for f in understood(added, folder).findings] == ["form-drift"]


def test_a_form_of_ours_is_known_by_its_stamp_whatever_was_saved(tmp_path: Path, space: Path) -> None:
    danvan("template", "--year", "2024", "--unit", "Xã Liêm Sơn", *HOME, "-o", str(tmp_path))
    blank = next(tmp_path.glob("*.xlsx"))
    filled = Filled(blank)
    heads = [head for head in filled.heads if fold(head) == fold("Lĩnh vực")]
    filled.write(0, {"Tên mô hình": "Hũ gạo", heads[0]: "Kinh tế"})
    filled.book.save(tmp_path / "xa.xlsx")
    before = save_down((tmp_path / "xa.xlsx").read_bytes(), "xa.xlsx", None)[0]
    danvan("layout", str(tmp_path / "xa.xlsx"), "--save", "ours", *store(space))
    mend(space / "forms" / "ours.toml", {heads[0]: "không dùng"})
    after, layouts, _ = save_down((tmp_path / "xa.xlsx").read_bytes(), "xa.xlsx", space)
    assert after.tables == before.tables
    assert not any(table.form for layout in layouts for table in layout.tables)


def test_an_ordinary_form_saved_as_it_was_read_never_drifts(tmp_path: Path) -> None:
    folder = explain(ORDINARY, {}, tmp_path)
    changed = ORDINARY.replace("Lĩnh vực", "Lĩnh vực hoạt động").replace("| STT |", "| Số TT |")
    assert read(changed, folder)[0].findings == read(changed, None)[0].findings == []


def test_a_heading_that_was_declared_away_is_not_counted_under_a_like_name(tmp_path: Path) -> None:
    drawing = "| TT | Đơn vị | Tổng | KT | VHXH |\n| 1 | Xã A | 9 | 1 | 2 |"
    folder = explain(drawing, {"Tổng": "không dùng"}, tmp_path)
    assert [f.at for f in understood(drawing, folder).tables[0].rows[0].figures] == [
        {"field": ("kt",)},
        {"field": ("vhxh",)},
    ]
    drifted = understood(drawing.replace("Tổng", "Tổng số"), folder)
    assert [(f.code, f.cell) for f in drifted.findings] == [("form-drift", "C1")]


def test_a_header_of_two_rows_that_nobody_knew_is_found_under_any_head(tmp_path: Path) -> None:
    drawing = """
        | Phòng | Mảng việc | < | Kỳ |
        | ^ | P1 | P2 | ^ |
        | Xã A | 3 | 4 | x |
        """
    folder = explain(drawing, {"Phòng": "đơn vị", "Mảng việc › P1": "kt", "Mảng việc › P2": "vhxh"}, tmp_path)
    lower = "ĐẢNG ỦY XÃ A\nBIỂU TỔNG HỢP\n" + "\n".join(line.strip() for line in drawing.strip().split("\n"))
    for sheet, cell in ((drawing, "B3"), (lower, "B5")):
        draft = understood(sheet, folder)
        assert [(f.at, f.value) for f in draft.tables[0].rows[0].figures] == [
            ({"field": ("kt",)}, 3),
            ({"field": ("vhxh",)}, 4),
        ]
        assert draft.tables[0].rows[0].figures[0].cell == cell


def test_all_checks_hold_under_a_form_too(tmp_path: Path) -> None:
    drawing = "| Phòng | Cả thảy | P1 | P2 |\n| Xã A | 3 | 1 | 2 |\n| Xã B | 4 | 2 | 2 |\n| Tổng cộng | 8 | 3 | 4 |"
    folder = explain(drawing, {"Phòng": "đơn vị", "Cả thảy": "tổng số", "P1": "kt", "P2": "vhxh"}, tmp_path)
    said = [(f.code, f.cell) for f in understood(drawing.replace("| 2 | 2 |", "| 1.5f | 2 |"), folder).findings]
    assert ("stated-total-differs", "B4") in said
    assert ("count-not-whole", "C3") in said


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Tên mô hình", Meant("name")),
        ("TÊN MH", Meant("name")),
        ("lĩnh vực", Meant("field")),
        ("chủ thể", Meant("holder")),
        ("chủ thể: tập thể", Meant("coordinate", {"holder": ("tapthe",)})),
        ("lĩnh vực: kinh tế; cấp: xã", Meant("coordinate", {"field": ("kt",), "level": ("xa",)})),
        ("lĩnh vực: KT + VHXH", Meant("coordinate", {"field": ("kt", "vhxh")})),
        ("tổng số", Meant("coordinate")),
        ("ghi chú", Meant("note")),
        ("không dùng", Meant("unused")),
        ("số hộ", Meant("indicator", measure="ho")),
        ("chỉ tiêu: khen thưởng; loại hình: cá nhân", Meant("indicator", {"holder": ("canhan",)}, "khenthuong")),
        ("đơn vị: Xã Liêm Sơn", Meant("coordinate", unit="Xã Liêm Sơn")),
        ("kết quả thẩm định", Meant("stage", examines=True)),
        ("name of model", Meant("name")),
        ("stage: recognised", Meant("coordinate", {"stage": ("congnhan",)})),
        ("not used", Meant("unused")),
        ("chưa rõ", None),
        ("", None),
    ],
)
def test_meanings_are_read_from_plain_words_of_both_languages(said: str, meant: Meant | None) -> None:
    assert WORDS.meant(said) == meant


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("lĩnh vuc kinh te x", "lĩnh vực: Kinh tế"),
        ("ghi trú", "ghi chú"),
        ("xã", "cấp: Xã"),
        ("cấp: thôn bản", "cấp: Xã"),
        ("tên mô hình; ghi chú", None),
        ("lĩnh vực: kinh tế; lĩnh vực: vhxh", None),
    ],
)
def test_words_that_mean_nothing_or_two_things_are_asked_back(said: str, near: str | None) -> None:
    with pytest.raises(NotUnderstoodError) as asked:
        WORDS.meant(said)
    assert near is None or near in asked.value.near


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_word_that_the_file_offers_may_be_used(language: str) -> None:
    with messages.speaking(language):
        for _, between, offered in WORDS.offered():
            dimension = offered[0].split(":")[0]
            for word in offered if between == "·" else (offered[0], *(f"{dimension}: {o}" for o in offered[1:])):
                WORDS.meant(word)
