"""The form that prevents errors: what we make, filled in lawfully, asks nothing; filled in by pasting, it is caught."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.packaging.custom import StringProperty

from commanding import danvan, danvan_json
from danvan_cli import units, vocabulary
from danvan_cli.intake.files.stamp import Stamp, read_stamp
from danvan_cli.intake.identity.home import Home
from danvan_cli.intake.words.numbers import is_number
from danvan_cli.intake.words.row_texts import says_none
from danvan_cli.ledger.standing.codes import abbreviation
from danvan_cli.ledger.taking_in.examination import Examined, Terms, examine
from danvan_cli.tables.forms import Form, form_of
from danvan_cli.vietnamese import fold
from danvan_cli.writers.forms.form import form_file
from danvan_cli.writers.forms.form_columns import columns_of
from filling import Filled, Line
from workbooks import register as drawn_list
from workbooks import save

UNITS, WORDS = units.load(), vocabulary.load()
DAY = date(2026, 1, 1)
PROVINCE = "Tỉnh Ninh Bình"
COMMUNE = UNITS.find("Xã Liêm Hà, Tỉnh Ninh Bình", on=DAY).code or ""
HOME = UNITS.find(PROVINCE, on=DAY).code or ""


def made(layout: str, unit: str = COMMUNE) -> tuple[Form, bytes]:
    form = form_of(UNITS, unit, "2026", layout)
    return form, form_file(form, WORDS)


REGISTER, REGISTER_FILE = made("register")
MATRIX, MATRIX_FILE = made("matrix", HOME)
LIFE, LIFE_FILE = made("life-cycle")


def returned(content: bytes, path: str = "thu-den/bao cao.xlsx", **terms: str) -> Examined:
    """A form that came back, examined as ingest examines it."""
    home = Home(HOME) if "home" not in terms else Home(terms["home"])
    asked = Terms(home, terms.get("period"), terms.get("unit"), strict=False, workspace=None)
    return examine(content, path, asked)


def found(examined: Examined) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.cell) for finding in examined.findings if finding.severity != "note"]


# --- made


@pytest.mark.parametrize("content", [REGISTER_FILE, MATRIX_FILE, LIFE_FILE])
def test_a_form_bears_its_unit_and_period_as_a_stamp(content: bytes) -> None:
    stamp = read_stamp(content)
    assert stamp is not None
    assert (stamp.period, stamp.version) == ("2026", "1")
    assert stamp.unit in (COMMUNE, HOME)


def test_heads_are_locked_without_a_password_and_cells_to_fill_in_are_open() -> None:
    form = Filled(REGISTER_FILE)
    assert form.sheet.protection.sheet
    assert not form.sheet.protection.password
    assert form.is_open(0, "Tên mô hình")
    assert not form.is_open(0, "STT")
    assert all(form.sheet.cell(row, 1).protection.locked for row in range(form.top - 6, form.top))


def test_lists_offer_the_labels_of_the_vocabulary_that_exist_in_that_year() -> None:
    columns = {column.of: column.choices for column in columns_of(REGISTER, WORDS) if column.kind == "list"}
    assert columns["field"] == tuple(member.label["vi"] for member in WORDS["field"].members.values())
    assert columns["level"] == ("Tỉnh", "Xã", "Cơ sở")


def test_every_choice_of_every_list_means_one_member() -> None:
    for column in [*columns_of(REGISTER, WORDS), *columns_of(LIFE, WORDS)]:
        if column.kind == "list":
            assert [WORDS[column.of].match(choice) for choice in column.choices] == [(code,) for code in column.codes]


def test_limits_speak_vietnamese() -> None:
    for content in (REGISTER_FILE, MATRIX_FILE, LIFE_FILE):
        sheet = load_workbook(BytesIO(content)).worksheets[0]
        rules = sheet.data_validations.dataValidation
        assert rules
        assert all(rule.error and rule.errorTitle and not rule.error.isascii() for rule in rules)


def test_a_form_prints_on_a4_with_its_heads_repeated() -> None:
    form = Filled(MATRIX_FILE)
    assert (form.sheet.page_setup.paperSize, form.sheet.page_setup.orientation) == (9, "landscape")
    assert form.sheet.print_title_rows == f"${form.top - 2}:${form.top - 1}"


def test_the_lists_are_hidden_and_the_guide_is_not() -> None:
    book = load_workbook(BytesIO(REGISTER_FILE))
    assert {sheet.title: sheet.sheet_state for sheet in book} == {
        "Danh sách": "visible",
        "Hướng dẫn": "visible",
        "Danh mục": "hidden",
    }
    assert book["Hướng dẫn"].page_setup.fitToHeight != 0  # 0: on as many pages as it takes


def test_the_same_form_has_the_same_bytes() -> None:
    assert form_file(REGISTER, WORDS) == REGISTER_FILE


def test_every_place_below_the_home_gets_its_own_workbook(tmp_path: Path) -> None:
    said = danvan("template", "--year", "2024", "--home", "Huyện Thanh Liêm, Tỉnh Hà Nam", "--all", "-o", str(tmp_path))
    assert said.code == 0
    communes = UNITS.children(UNITS.find("Huyện Thanh Liêm, Tỉnh Hà Nam", on=date(2024, 1, 1)).code or "")
    stamps = [read_stamp(path.read_bytes()) for path in tmp_path.iterdir()]
    assert {stamp.unit for stamp in stamps if stamp} == set(communes)


def test_a_form_that_somebody_may_have_filled_in_is_never_written_over(tmp_path: Path) -> None:
    asked = ("template", "--year", "2024", "--home", "Huyện Thanh Liêm, Tỉnh Hà Nam", "--all", "-o", str(tmp_path))
    danvan(*asked)
    made = sorted(tmp_path.iterdir())
    made[0].write_bytes(b"filled in")
    made[1].unlink()
    said = danvan(*asked)
    assert made[0].read_bytes() == b"filled in"
    assert read_stamp(made[1].read_bytes())
    assert f"Đã ghi 1 biểu mẫu năm 2024 vào {tmp_path}" in said.stderr
    assert f"Đã có sẵn {len(made) - 1} tệp" in said.stderr


def test_a_matrix_for_all_is_one_workbook_with_a_row_per_unit(tmp_path: Path) -> None:
    danvan("template", "--year", "2026", "--home", PROVINCE, "--all", "--layout", "matrix", "-o", str(tmp_path))
    (path,) = tmp_path.iterdir()
    form = Filled(path)
    names = [form.sheet.cell(form.top + line, 2).value for line in range(len(UNITS.children(HOME)))]
    assert names == [UNITS.name_of(code) for code in UNITS.children(HOME)]


def test_a_name_of_several_provinces_is_that_of_the_one_all_of_whose_units_reported(tmp_path: Path) -> None:
    asked = ("template", "--year", "2026", "--unit", "Xã Bình Sơn", "--store", str(tmp_path / "danvan.db"))
    assert danvan(*asked, "-o", str(tmp_path / "truoc")).refused == "unit-ambiguous"
    assert not (tmp_path / "danvan.db").exists()
    for commune in ("Xã Liêm Hà", "Xã Bình Lục"):
        drawn_list(tmp_path / "thu" / f"{commune}.xlsx", commune, [(f"Hũ gạo {commune}", "kt")], year="2026")
    danvan("ingest", str(tmp_path / "thu"), "--home", PROVINCE, "--store", str(tmp_path / "danvan.db"))
    assert danvan(*asked, "-o", str(tmp_path / "mau")).code == 0
    (form,) = (tmp_path / "mau").iterdir()
    stamp = read_stamp(form.read_bytes())
    assert stamp is not None
    assert UNITS.full_name(stamp.unit or "") == f"Xã Bình Sơn, {PROVINCE}"


def test_without_unit_home_or_all_nothing_is_made(tmp_path: Path) -> None:
    assert danvan("template", "--year", "2026", "-o", str(tmp_path)).refused == "unit-or-all"
    assert danvan("template", "--year", "2026", "--all", "-o", str(tmp_path)).refused == "all-without-home"


# --- filled in lawfully

_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))
_TRICKY = st.sampled_from(
    [
        "Tổng cộng 5", "Cộng đồng an toàn", "I. Kinh tế", "Xã Liêm Hà", "Ghi chú", "=1+1", "@a", "Nơi nhận: dân", "A",
        "A. TẬP THỂ", "Kinh tế (12 mô hình)", "x", "-", "0", "*", "T/M BAN THƯỜNG VỤ", "như trên", "nt", "STT", "1.597",
        "Tên mô hình", "Toàn tỉnh chung sức", "Công nhận", "Hũ gạo tình thương", "Tổ tự quản số 1",
    ]
)  # fmt: skip
_TEXT = st.one_of(_TRICKY, st.text(_LETTERS, min_size=1, max_size=60)).filter(lambda text: bool(text.strip()))
_NAMES = st.lists(
    _TEXT.filter(lambda text: len(fold(text)) >= 3 and not (says_none(text) or is_number(text) or text.isdigit())),
    min_size=1,
    max_size=12,
    unique_by=fold,
)


def _choices(form: Form, kinds: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {column.head: column.choices for column in columns_of(form, WORDS) if column.kind in kinds}


@st.composite
def lists(draw: st.DrawFn, form: Form = REGISTER) -> list[Line]:
    """Lines of a list as the form allows them: names that differ, choices from the lists, texts within their length."""
    offered = _choices(form, ("list", "units"))
    ticks = _choices(form, ("tick",))
    texts = [column.head for column in columns_of(form, WORDS) if column.kind == "text"]
    lines: list[Line] = []
    for name in draw(_NAMES):
        line: dict[str, object] = {"Tên mô hình": name}
        for head, choices in offered.items():
            line[head] = draw(st.one_of(st.none(), st.sampled_from(choices)))
        for head in ticks:
            line[head] = draw(st.sampled_from((None, "x")))
        if line.get("Ghi nhận") and line.get("Không ghi nhận"):
            line["Không ghi nhận"] = None
        if line.get("Không ghi nhận"):  # nothing follows a refusal
            line.update({head: None for head in ("Đề nghị", "Kết quả") if head in line})
        if ticks and not any(line.get(head) for head in (*ticks, "Kết quả")):
            line[next(iter(ticks))] = "x"
        for head in texts:
            line[head] = draw(st.one_of(st.none(), _TEXT))
        lines.append(line)
    return lines


_ABOUT_TEXTS = ("repaired-text", "legacy-text")  # hypothesis writes letters that no keyboard has


def _lawful(examined: Examined, stamp: Stamp | None) -> None:
    assert stamp is not None
    assert [finding.code for finding in examined.findings if finding.code not in _ABOUT_TEXTS] == []
    assert not examined.refused
    assert (examined.reporter, examined.period) == (stamp.unit, "2026")


SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(lists())
def test_a_list_filled_in_lawfully_is_accepted_without_a_question(lines: list[Line]) -> None:
    content = Filled(REGISTER_FILE).fill(lines).bytes()
    examined = returned(content)
    _lawful(examined, read_stamp(content))
    assert [received.models for received in examined.received] == [len(lines)]


@st.composite
def matrices(draw: st.DrawFn) -> list[Line]:
    """Lines of a matrix as the form allows them: parts that make their total, or leave some of it unsaid."""
    columns = columns_of(MATRIX, WORDS)

    def heads(dimension: str) -> list[str]:
        return [column.head for column in columns if column.kind == "count" and column.of == dimension]

    lines: list[Line] = []
    for _ in range(draw(st.integers(1, 6))):
        line: dict[str, object] = {head: draw(st.one_of(st.none(), st.integers(0, 300))) for head in heads("field")}
        total = sum(value for value in line.values() if isinstance(value, int))
        for dimension in ("holder", "origin"):
            if draw(st.booleans()):
                rest = total
                for head in heads(dimension)[:-1]:
                    line[head] = draw(st.integers(0, rest))
                    rest -= int(str(line[head]))
                line[heads(dimension)[-1]] = rest
            else:
                line[heads(dimension)[0]] = draw(st.one_of(st.none(), st.integers(0, total)))
        for head in heads("stage"):
            line[head] = draw(st.one_of(st.none(), st.integers(0, 300)))
        steps = [head for head in ("Đăng ký", "Đề nghị công nhận", "Công nhận") if isinstance(line[head], int)]
        fewer = sorted((int(str(line[head])) for head in steps), reverse=True)
        line |= dict(zip(steps, fewer, strict=True))  # no step has more than the one before it
        lines.append(line)
    lines[0] = {**lines[0], "Kinh tế": 3, "Tập thể": None, "Cá nhân": None, "Mới": None, "Duy trì": None}
    lines[0] = {**lines[0], "Nhân rộng": None}
    return lines


@SLOW
@given(matrices())
def test_a_matrix_filled_in_lawfully_is_accepted_without_a_question(lines: list[Line]) -> None:
    content = Filled(MATRIX_FILE).fill(lines).bytes()
    _lawful(returned(content), read_stamp(content))


@SLOW
@example([{"Tên mô hình": "I. Kinh tế", "Đăng ký": "x"}])
@given(lists(LIFE))
def test_a_life_cycle_list_filled_in_lawfully_is_accepted_without_a_question(lines: list[Line]) -> None:
    content = Filled(LIFE_FILE).fill(lines).bytes()
    examined = returned(content)
    _lawful(examined, read_stamp(content))
    assert [received.models for received in examined.received] == [len(lines)]


def test_forms_filled_in_become_figures_through_the_command_line(tmp_path: Path) -> None:
    store = str(tmp_path / "danvan.db")
    forms, mail = tmp_path / "mau", tmp_path / "thu-den"
    danvan(
        "template",
        "--year",
        "2026",
        "--unit",
        "Xã Liêm Hà",
        "--unit",
        "Phường Phủ Lý",
        "--home",
        PROVINCE,
        "-o",
        str(forms),
    )
    for path, names in zip(sorted(forms.iterdir()), (["Hũ gạo", "Đường hoa"], ["Camera an ninh"]), strict=True):
        lines: list[Line] = [{"Tên mô hình": name, "Lĩnh vực": "Kinh tế"} for name in names]
        Filled(path).fill(lines).save(mail / path.name)
    document = danvan_json("ingest", str(mail), "--store", store)
    assert (document["accepted"], document["questions"]) == (2, 0)
    table = danvan_json("summarize", "--year", "2026", "--by", "unit,field", "--store", store)
    values = {table["labels"]["unit"][cell["unit"][0]]: cell["value"] for cell in table["cells"]}
    assert values == {"Phường Phủ Lý": 2, "Xã Liêm Hà": 1}


def test_a_unit_without_models_says_so_in_the_first_line() -> None:
    examined = returned(Filled(REGISTER_FILE).fill([{"Tên mô hình": "Không có mô hình"}]).bytes())
    assert found(examined) == []
    assert [received.models for received in examined.received] == [0]


# --- filled in unlawfully


def test_an_unfilled_form_is_no_word_that_there_are_no_models() -> None:
    for content in (REGISTER_FILE, MATRIX_FILE, LIFE_FILE, Filled(REGISTER_FILE).bytes()):
        examined = returned(content)
        assert found(examined) == [("template-unfilled", None)]
        assert examined.refused
        assert examined.reporter in (COMMUNE, HOME)  # whose it is, is known: sent, not counted


@pytest.mark.parametrize(
    ("head", "pasted", "code"),
    [
        ("Kinh tế", "nhiều", "count-unreadable"),
        ("Kinh tế", -2, "count-negative"),
        ("Kinh tế", 1.5, "count-not-whole"),
        ("Tập thể", "hơn 3", "count-unreadable"),
    ],
)
def test_what_is_pasted_over_a_count_is_found_at_its_cell(head: str, pasted: object, code: str) -> None:
    form = Filled(MATRIX_FILE).fill([{"Kinh tế": 4, "Văn hóa - xã hội": 2}, {head: pasted}])
    assert (code, form.cell(1, head)) in found(returned(form.bytes()))


@pytest.mark.parametrize(
    ("head", "pasted", "code"),
    [
        ("Lĩnh vực", "Môi trường", "field-unknown"),
        ("Cấp", "Liên xã", "level-unknown"),
        ("Tập thể/ Cá nhân", "Cả hai bên", "holder-unknown"),
        ("Trạng thái", "Sắp xong", "stage-unknown"),
        ("Mới/ Duy trì/ Nhân rộng", "Chưa rõ", "origin-unknown"),
    ],
)
def test_what_is_pasted_over_a_list_is_found_at_its_cell(head: str, pasted: str, code: str) -> None:
    form = Filled(REGISTER_FILE).fill([{"Tên mô hình": "Hũ gạo"}, {"Tên mô hình": "Đường hoa", head: pasted}])
    assert found(returned(form.bytes())) == [(code, form.cell(1, head))]


def test_one_name_pasted_at_two_units_is_found_though_elsewhere_it_would_be_two_models() -> None:
    units = _choices(REGISTER, ("units",))["Đơn vị thực hiện"]
    form = Filled(REGISTER_FILE).fill(
        [{"Tên mô hình": "Hũ gạo", "Đơn vị thực hiện": unit} for unit in (None, units[1], units[2])]
    )
    (asked,) = [finding for finding in returned(form.bytes()).findings if finding.severity != "note"]
    assert (asked.code, asked.cell, asked.seen["count"]) == ("duplicate-row", form.cell(1, "Tên mô hình"), 3)


@pytest.mark.parametrize("head", ["Lĩnh vực", "Cấp", "Đơn vị thực hiện", "Trạng thái"])
def test_a_heading_that_was_written_over_is_found_at_its_cell(head: str) -> None:
    form = Filled(REGISTER_FILE).fill([{"Tên mô hình": "Hũ gạo"}, {"Tên mô hình": "Đường hoa"}])
    cell = form.cell(-1, head)
    form.sheet[cell].value = "Chủ đề"
    examined = returned(form.bytes())
    assert ("form-heading-changed", cell) in found(examined)
    assert examined.refused


@pytest.mark.parametrize(
    ("made", "head"),
    [
        *(
            (MATRIX_FILE, head)
            for head in ("Tổng số", "Văn hóa - xã hội", "Mới", "Công nhận", "Trong đó", "Số mô hình được")
        ),
        *((LIFE_FILE, head) for head in ("Lĩnh vực", "Ghi nhận", "Thẩm định", "Kết quả")),
    ],
)
@pytest.mark.parametrize("pasted", ["Chủ đề", "Kinh tế"])
def test_a_heading_written_over_is_found_in_every_form(made: bytes, head: str, pasted: str) -> None:
    form = Filled(made)
    if made is LIFE_FILE:
        form.fill([{"Tên mô hình": "Hũ gạo", "Đăng ký": "x"}, {"Tên mô hình": "Đường hoa", "Đăng ký": "x"}])
    else:
        form.fill([{"Kinh tế": 4, "Văn hóa - xã hội": 2}, {"Kinh tế": 1}])
    cell = next(cell.coordinate for row in form.sheet.iter_rows() for cell in row if cell.value == head)
    form.sheet[cell].value = pasted
    examined = returned(form.bytes())
    assert ("form-heading-changed", cell) in found(examined)
    assert examined.refused


def drawn(made: bytes) -> Filled:
    """A form of a few lines, whichever it is."""
    if made is MATRIX_FILE:
        return Filled(made).fill([{"Kinh tế": 4, "Văn hóa - xã hội": 2}, {"Kinh tế": 1}])
    tick = {"Đăng ký": "x"} if made is LIFE_FILE else {}
    return Filled(made).fill([{"Tên mô hình": "Hũ gạo", **tick}, {"Tên mô hình": "Đường hoa", **tick}])


@pytest.mark.parametrize(
    ("made", "one", "other"),
    [
        (MATRIX_FILE, "Kinh tế", "Văn hóa - xã hội"),
        (MATRIX_FILE, "Tập thể", "Nhân rộng"),
        (REGISTER_FILE, "Lĩnh vực", "Cấp"),
        (LIFE_FILE, "Ghi nhận", "Không ghi nhận"),
    ],
)
def test_two_headings_that_changed_places_are_both_found(made: bytes, one: str, other: str) -> None:
    form = drawn(made)
    there, where = (cell for row in form.sheet.iter_rows() for cell in row if cell.value in (one, other))
    there.value, where.value = where.value, there.value
    examined = returned(form.bytes())
    changed = {cell for code, cell in found(examined) if code == "form-heading-changed"}
    assert changed == {there.coordinate, where.coordinate}
    assert examined.refused


def test_a_column_that_was_taken_out_is_missed_by_its_name_alone() -> None:
    form = drawn(REGISTER_FILE)
    form.sheet.delete_cols(form.heads["Cấp"])
    examined = returned(form.bytes())
    (missed,) = [finding for finding in examined.findings if finding.code.startswith("form-")]
    assert (missed.code, missed.seen["head"], examined.refused) == ("form-column-missing", "Cấp", True)


def test_a_column_that_was_put_in_changes_no_heading() -> None:
    form = drawn(REGISTER_FILE)
    form.sheet.insert_cols(form.heads["Cấp"])
    form.sheet.cell(form.top - 1, form.heads["Cấp"]).value = "Người nhập"
    assert [code for code, _ in found(returned(form.bytes())) if code.startswith("form-")] == []


@pytest.mark.parametrize("made", [REGISTER_FILE, MATRIX_FILE, LIFE_FILE])
def test_a_form_without_its_headings_is_not_taken_for_an_empty_one(made: bytes) -> None:
    form = drawn(made)
    deep = 1 if made is REGISTER_FILE else 2
    for merge in list(form.sheet.merged_cells.ranges):
        if form.top - deep <= merge.min_row < form.top:
            form.sheet.unmerge_cells(str(merge))
    form.sheet.delete_rows(form.top - deep, deep)
    examined = returned(form.bytes())
    assert {code for code, _ in found(examined)} == {"form-heading-changed"}
    assert examined.refused


def test_a_name_pasted_into_the_line_of_totals_is_found_at_its_cell() -> None:
    form = drawn(REGISTER_FILE).write(REGISTER.lines, {"Tên mô hình": "Đèn đường"})
    examined = returned(form.bytes())
    assert ("row-outside-form", form.cell(REGISTER.lines, "Tên mô hình")) in found(examined)
    assert examined.refused


def test_parts_pasted_above_their_total_are_found() -> None:
    form = Filled(MATRIX_FILE).fill([{"Kinh tế": 4, "Văn hóa - xã hội": 0, "Quốc phòng - an ninh": 0}])
    form.write(0, {"Xây dựng Đảng, HTCT": 0, "Lĩnh vực khác": 0, "Tập thể": 3, "Cá nhân": 3})
    assert [code for code, _ in found(returned(form.bytes()))] == ["closed-splits-differ"]


@pytest.mark.parametrize("below", [1, 6, 12])
def test_a_row_below_the_end_of_the_form_is_found_at_its_cell(below: int) -> None:
    form = Filled(REGISTER_FILE).fill([{"Tên mô hình": "Hũ gạo"}])
    line = REGISTER.lines + below
    form.write(line, {"Tên mô hình": "Đường hoa", "Lĩnh vực": "Kinh tế"})
    examined = returned(form.bytes())
    assert ("row-outside-form", form.cell(line, "Tên mô hình")) in found(examined)
    assert examined.refused


def test_more_written_on_a_sheet_of_ours_is_read_like_any_other() -> None:
    form = Filled(REGISTER_FILE).fill([{"Tên mô hình": "Hũ gạo"}])
    guide = form.book["Hướng dẫn"]
    for row, values in enumerate(
        [("STT", "Tên mô hình", "Lĩnh vực"), (1, "Đường hoa", "Kinh tế"), (2, "Đèn", "Kinh tế")]
    ):
        for column, value in enumerate(values, start=1):
            guide.cell(60 + row, column).value = value
    examined = returned(form.bytes())
    assert sum(received.models for received in examined.received) == 3 or found(examined)


# --- the stamp

THANH_HA = "Xã Thanh Bình, Tỉnh Ninh Bình"


def filled() -> bytes:
    return Filled(REGISTER_FILE).fill([{"Tên mô hình": "Hũ gạo"}]).bytes()


def test_the_stamp_is_believed_where_the_head_was_made_unreadable() -> None:
    form = Filled(filled())
    for row in range(1, form.top - 3):
        for cell in form.sheet[row]:
            if isinstance(cell.value, str):
                cell.value = re.sub("Liêm Hà|LIÊM HÀ", "?", cell.value)
    examined = returned(form.bytes())
    assert (examined.reporter, examined.period, examined.refused) == (COMMUNE, "2026", False)


def test_a_stamp_needs_no_home_and_tells_it() -> None:
    examined = examine(filled(), "a.xlsx", Terms(None, None, None, strict=False, workspace=None))
    assert examined.reporter == COMMUNE


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"unit": THANH_HA}, "reporter-contradicted"),
        ({"period": "2025"}, "period-contradicted"),
        ({"home": "40"}, "unit-outside-home"),
    ],
)
def test_a_stamp_that_says_otherwise_than_asked_refuses(terms: dict[str, str], code: str) -> None:
    examined = returned(filled(), **terms)
    assert [finding for finding, _ in found(examined)] == [code]
    assert examined.refused


def test_asking_for_what_the_stamp_says_is_no_contradiction() -> None:
    assert found(returned(filled(), unit="Xã Liêm Hà", period="2026")) == []


@pytest.mark.parametrize(
    ("written", "code"), [("năm 2026", "period-contradicted"), ("Xã Liêm Hà", "reporter-contradicted")]
)
def test_a_title_that_says_otherwise_than_the_stamp_refuses(written: str, code: str) -> None:
    other = {"năm 2026": "năm 2025", "Xã Liêm Hà": "Xã Thanh Bình"}[written]
    form = Filled(filled())
    for row in range(1, form.top):
        for cell in form.sheet[row]:
            if isinstance(cell.value, str) and not cell.value.startswith("="):
                cell.value = cell.value.replace(written, other).replace(written.upper(), other.upper())
    assert code in [finding for finding, _ in found(returned(form.bytes()))]


def test_a_file_named_after_another_commune_refuses() -> None:
    examined = returned(filled(), "thu-den/Xã Thanh Bình.xlsx")
    assert [finding for finding, _ in found(examined)] == ["reporter-contradicted"]


def test_a_stamp_of_nonsense_is_no_stamp() -> None:
    form = Filled(filled())
    for property_ in form.book.custom_doc_props.props:
        if property_.name in ("danvan.unit", "danvan.period"):
            property_.value = "??"
    examined = returned(form.bytes())
    assert (examined.reporter, examined.period) == (COMMUNE, "2026")  # the head says it


# --- from the ledger

OLD_HOME = "Huyện Thanh Liêm, Tỉnh Hà Nam"


@pytest.fixture
def kept(tmp_path: Path) -> str:
    """A store with a commune's list of 2023."""
    head = ("STT", "Tên mô hình", "Đơn vị thực hiện", "Loại hình", "Lĩnh vực", "Trạng thái")
    rows = [
        (1, "Hũ gạo tình thương", "Hội Phụ nữ xã", "Tập thể", "Kinh tế", "Công nhận"),
        (2, "Đường hoa", "Thôn Đoài", "Tập thể", "VH-XH", None),
        (3, "Camera an ninh", None, "Tập thể", "An ninh - quốc phòng", "Đăng ký"),
        (4, "Chợ quê", None, "Cá nhân", "Kinh tế", "Kết thúc"),
    ]
    save(
        tmp_path / "2023" / "Xã Liêm Sơn.xlsx",
        "ĐẢNG ỦY XÃ LIÊM SƠN",
        "DANH SÁCH mô hình “Dân vận khéo” năm 2023",
        [head, *rows],
        dated="ngày 05 tháng 12 năm 2023",
    )
    store = str(tmp_path / "danvan.db")
    assert danvan_json("ingest", str(tmp_path / "2023"), "--store", store)["accepted"] == 1
    return store


def carried_form(tmp_path: Path, store: str, *more: str) -> Filled:
    folder = tmp_path / "mau" / "".join(more)
    said = danvan(
        "template", "--year", "2024", "--unit", "Xã Liêm Sơn", "--home", OLD_HOME, "--from-ledger", "--store", store,
        "-o", str(folder), *more,
    )  # fmt: skip
    assert said.code == 0, said
    (path,) = folder.iterdir()
    return Filled(path)


def listed(form: Filled) -> dict[str, str]:
    """Code to name, as the form lists them."""
    rows = [
        (form.sheet.cell(form.top + line, 2).value, form.sheet.cell(form.top + line, 3).value) for line in range(60)
    ]
    return {str(code): str(name) for code, name in rows if code}


def test_a_line_is_as_high_as_the_longest_of_what_is_written_in_it_already(tmp_path: Path) -> None:
    head = ("STT", "Tên mô hình", "Đơn vị thực hiện", "Loại hình", "Lĩnh vực")
    rows = [
        (1, "Hũ gạo", None, "Tập thể", "Xây dựng Đảng, hệ thống chính trị"),
        (2, "Đường hoa", None, None, "Kinh tế"),
    ]
    title = "DANH SÁCH mô hình “Dân vận khéo” năm 2023"
    save(tmp_path / "2023" / "Xã Liêm Sơn.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", title, [head, *rows])
    store = str(tmp_path / "danvan.db")
    assert danvan_json("ingest", str(tmp_path / "2023"), "--store", store, "--home", OLD_HOME)["accepted"] == 1
    form = carried_form(tmp_path, store)
    lines = {form.sheet.cell(form.top + line, 3).value: form.top + line for line in range(2)}
    assert form.sheet.row_dimensions[lines["Hũ gạo"]].height > 40  # three lines of its field
    assert not form.sheet.row_dimensions[lines["Đường hoa"]].height


def test_a_form_from_the_ledger_lists_what_is_carried_on_and_not_what_ended(tmp_path: Path, kept: str) -> None:
    form = carried_form(tmp_path, kept)
    assert listed(form) == {
        "LS-23-01": "Đường hoa",
        "LS-23-02": "Camera an ninh",
        "HLHPNLS-23-01": "Hũ gạo tình thương",
    }
    assert not form.is_open(0, "Tên mô hình")
    assert not form.is_open(0, "Mã")
    assert form.is_open(3, "Tên mô hình")


def test_codes_are_the_same_whenever_the_form_is_made(tmp_path: Path, kept: str) -> None:
    assert listed(carried_form(tmp_path, kept)) == listed(carried_form(tmp_path, kept, "--layout", "life-cycle"))


def test_ticked_and_added_to_it_counts_and_keeps_its_codes(tmp_path: Path, kept: str) -> None:
    form = carried_form(tmp_path, kept)
    form.write(0, {"Đang thực hiện": "x", "Công nhận": "x", "Khen thưởng": "Giấy khen"})
    form.write(1, {"Kết thúc": "x"}).write(2, {"Đang thực hiện": "x"})
    form.write(3, {"Tên mô hình": "Ánh sáng đường quê", "Lĩnh vực": "Kinh tế", "Đang thực hiện": "x"})
    form.save(tmp_path / "2024" / "liem son.xlsx")
    document = danvan_json("ingest", str(tmp_path / "2024"), "--store", kept)
    (file,) = document["files"]
    assert file["outcome"] == "accepted"
    assert [finding for finding in file["findings"] if finding["severity"] != "note"] == []

    def names(stage: str) -> dict[str, str | None]:
        models = danvan_json("models", "--year", "2024", "--stage", stage, "--store", kept)["models"]
        return {model["name"]: model["code"] for model in models}

    assert names("xaydung") == {
        "Đường hoa": "LS-23-01",
        "Hũ gạo tình thương": "HLHPNLS-23-01",
        "Ánh sáng đường quê": None,
    }
    assert names("ketthuc") == {"Camera an ninh": "LS-23-02"}
    again = tmp_path / "2025"
    danvan("template", "--year", "2025", "--unit", "13483", "--from-ledger", "--store", kept, "-o", str(again))
    assert listed(Filled(next(again.iterdir()))) == {
        "LS-23-01": "Đường hoa",
        "LS-24-01": "Ánh sáng đường quê",
        "HLHPNLS-23-01": "Hũ gạo tình thương",
    }


def test_a_listed_model_without_a_result_is_asked_about(tmp_path: Path, kept: str) -> None:
    form = carried_form(tmp_path, kept).write(0, {"Đang thực hiện": "x"})
    examined = returned(form.bytes(), home="351")
    assert found(examined) == [("model-not-answered", form.cell(line, "Tên mô hình")) for line in (1, 2)]


def test_a_form_from_the_ledger_sent_back_as_it_was_is_unfilled(tmp_path: Path, kept: str) -> None:
    assert found(returned(carried_form(tmp_path, kept).bytes(), home="351")) == [("template-unfilled", None)]


def ticked(form: Filled) -> Filled:
    """All listed models are said to go on."""
    for line in range(len(listed(form))):
        form.write(line, {"Đang thực hiện": "x"})
    return form


@pytest.mark.parametrize(("answer", "total"), [("one", 2), ("as-read", 3)])
def test_one_code_on_two_rows_is_asked_and_counts_as_answered(
    tmp_path: Path, kept: str, answer: str, total: int
) -> None:
    form = ticked(carried_form(tmp_path, kept)).write(1, {"Mã": "LS-23-01"})
    form.save(tmp_path / "2024" / "liem son.xlsx")
    danvan_json("ingest", str(tmp_path / "2024"), "--store", kept)
    (asked,) = [one for one in danvan_json("decide", "--store", kept)["questions"] if one["code"] == "duplicate-code"]
    assert asked["places"][0]["cell"] == form.cell(1, "Tên mô hình")
    danvan("decide", str(asked["number"]), answer, "--store", kept, "--by", "Lan")
    assert danvan_json("summarize", "--year", "2024", "--by", "", "--store", kept)["total"] == total


def test_a_listed_model_whose_row_was_deleted_is_asked_about_by_its_code(tmp_path: Path, kept: str) -> None:
    form = ticked(carried_form(tmp_path, kept))
    form.sheet.delete_rows(form.top + 1)
    (asked,) = [finding for finding in returned(form.bytes(), home="351").findings if finding.severity != "note"]
    assert (asked.code, asked.seen["codes"]) == ("model-taken-out", "LS-23-02")


def test_a_form_from_before_codes_were_kept_in_it_asks_about_none(tmp_path: Path, kept: str) -> None:
    form = ticked(carried_form(tmp_path, kept))
    form.sheet.delete_rows(form.top + 1)
    del form.book.custom_doc_props["danvan.codes-000"]
    assert found(returned(form.bytes(), home="351")) == []


def test_more_codes_than_one_property_holds_are_all_kept() -> None:
    codes = tuple(f"HLHPNLIEMSON-26-{number:02}" for number in range(40))
    said = Stamp(layout="register", codes=codes).properties()
    assert max(map(len, said.values())) < 256
    form = Filled(REGISTER_FILE)
    for name, value in said.items():
        if "codes" in name:
            form.book.custom_doc_props.append(StringProperty(name=name, value=value))
    stamp = read_stamp(form.bytes())
    assert stamp is not None
    assert stamp.codes == codes


def test_one_name_with_two_codes_is_two_models(tmp_path: Path, kept: str) -> None:
    form = ticked(carried_form(tmp_path, kept)).write(1, {"Tên mô hình": "Đường hoa"})
    assert "duplicate-row" not in [code for code, _ in found(returned(form.bytes(), home="351"))]


@pytest.mark.parametrize(
    "unit", ["Xã Liêm Sơn, Huyện Thanh Liêm, Tỉnh Hà Nam", "Xã Ba Tô, Huyện Ba Tơ, Tỉnh Quảng Ngãi"]
)
def test_codes_of_neighbours_differ(unit: str) -> None:
    code = UNITS.find(unit, on=date(2024, 1, 1)).code or ""
    siblings = UNITS.children(UNITS.parent(code) or "")
    shorts = [abbreviation(UNITS, sibling) for sibling in siblings]
    assert len(set(shorts)) == len(shorts)
    assert all(short.isascii() and short.isalnum() for short in shorts)


def test_a_model_renamed_on_its_form_is_known_by_the_code_the_form_gave(tmp_path: Path) -> None:
    store, home = str(tmp_path / "danvan.db"), "Huyện Thanh Liêm, Tỉnh Hà Nam"
    drawn_list(tmp_path / "2024" / "BC DVK Xã Liêm Sơn.xlsx", "Xã Liêm Sơn", [("Hũ gạo", "kt"), ("Camera", "qpan")])
    danvan_json("ingest", str(tmp_path / "2024"), "--store", store, "--home", home)
    forms = tmp_path / "bieu-mau"
    asked = ("--year", "2025", "--unit", "Xã Liêm Sơn", "--from-ledger", "-o", str(forms))
    assert danvan("template", *asked, "--store", store, "--home", home).code == 0
    (form,) = forms.glob("*.xlsx")
    book = load_workbook(form)
    sheet = book.worksheets[0]
    named = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Hũ gạo")
    named.value = "Hũ gạo tình thương xóm 3"
    for row in (named.row, named.row + 1):
        sheet.cell(row, 9).value = "x"  # Đang thực hiện
    book.save(form)
    assert danvan_json("ingest", str(form), "--store", store, "--home", home)["accepted"] == 1
    span = danvan_json("summarize", "--years", "2024-2025", "--by", "", "--store", store, "--home", home)
    assert span["total"] == 2
