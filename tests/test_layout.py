"""Where tables are, what their columns mean, what their titles fix; every row accounted for."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from commanding import danvan
from danvan_cli import messages, shipped
from danvan_cli.findings import CATALOGUE
from danvan_cli.intake.files.cells import to_grid
from danvan_cli.intake.grid import Value
from danvan_cli.intake.sheets.layout import RowClass, describe
from danvan_cli.intake.words.headings import Says, reader
from danvan_cli.intake.words.numbers import read_count
from danvan_cli.intake.words.titles import read_title
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Coordinates, load
from drawing import draw, found, read, understood
from workbooks import register

WORDS = reader(load())


@pytest.mark.parametrize(
    ("heading", "at"),
    [
        ("KT", {"field": ("kt",)}),
        ("Văn hóa, xã hội", {"field": ("vhxh",)}),
        ("XD Đảng, HTCT", {"field": ("htct",)}),
        ("An ninh - quốc phòng", {"field": ("qpan",)}),
        ("Lĩnh vực phát triển kinh tế", {"field": ("kt",)}),
        ("Kinh tế, văn hóa - xã hội", {"field": ("kt", "vhxh")}),
        ("Cấp huyện và xã", {"level": ("huyen", "xa")}),
        ("Cấp huyện công nhận", {"level": ("huyen",), "stage": ("congnhan",)}),
        ("Số mô hình được công nhận", {"stage": ("congnhan",)}),
        ("Trong đó mô hình mới", {"origin": ("moi",)}),
        ("Trong đó: Mới", {"origin": ("moi",)}),
        ("Xây dựng và nhân rộng", {"stage": ("xaydung",)}),
        ("Số mô hình đăng ký mới", {"stage": ("dangky",)}),
        ("Khối xã, phường", {"block": ("xaphuong",)}),
        ("Tập thể lĩnh vực kinh tế", {"holder": ("tapthe",), "field": ("kt",)}),
        ("Không ghi nhận", {"stage": ("khongghinhan",)}),
        ("1. Kinh tế", {"field": ("kt",)}),
        ("II. Văn hóa - xã hội", {"field": ("vhxh",)}),
        ("1.2) Cấp xã", {"level": ("xa",)}),
        ("Kinh tế¹", {"field": ("kt",)}),
    ],
)
def test_a_heading_names_coordinates(heading: str, at: Coordinates) -> None:
    assert WORDS.heading(heading).at == at


def test_a_field_s_number_is_no_part_of_its_name() -> None:
    """As lists to choose from give it: the member is found behind its number, and nothing else is."""
    draft = understood("""
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Cánh đồng một giống | 1. Kinh tế |
        | 2 | Đường hoa tự quản | (2) Văn hóa - xã hội |
        | 3 | Camera an ninh | LV3: QP-AN |
        | 4 | Hòm thư góp ý | d) XD HTCT |
        | 5 | Ba xã một chợ | 3 xã |
        """)
    (table,) = draft.tables
    assert [model.at.get("field") for model in table.models] == [("kt",), ("vhxh",), ("qpan",), ("htct",), None]
    assert [found.cell for found in draft.findings if found.code == "field-unknown"] == ["C6"]


@pytest.mark.parametrize("heading", ["Tổng số", "1. Tổng số", "a) Tổng số mô hình", "Tổng số²", "Tổng số (mô hình)"])
def test_a_heading_is_the_number_itself_whatever_numbers_it(heading: str) -> None:
    assert WORDS.heading(heading).says is Says.NEUTRAL


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Tên mô hình, điển hình “Dân vận khéo”", "name"),
        ("TEN MO HINH", "name"),
        ("Đơn vị, địa chỉ thực hiện", "unit"),
        ("Địa chỉ", "address"),
        ("Đơn vị đăng ký", "registering_unit"),
        ("Tập thể/Cá nhân", "holder"),
        ("Năm đăng ký", "registered"),
        ("Lĩnh vực", "field"),
        ("Cấp công nhận", "level"),
        ("Trạng thái", "stage"),
        ("Đơn vị tính", "measure"),
    ],
)
def test_a_heading_names_an_attribute(heading: str, name: str) -> None:
    assert WORDS.heading(heading).name == name


@pytest.mark.parametrize("heading", ["Tỷ lệ %", "KT (%)", "Số hộ tham gia", "Kinh phí (triệu đồng)", "Số thôn"])
def test_other_numbers_are_no_counts_of_models(heading: str) -> None:
    assert WORDS.heading(heading).says is Says.INDICATOR


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ("1.597", 1597),
        ("01", 1),
        (" 12 ", 12),
        ("12 mô hình", 12),
        ("-", 0),
        ("–", 0),
        ("0", 0),
        (None, None),
        (7, 7),
        (7.0, 7),
        ("1 597", 1597),
        ("35,0", 35),
        ("1.000,00", 1000),
        ("1.000,000", 1000),
        ("không", 0),
        ("Không có", 0),
        ("Không có mô hình", 0),
    ],
)
def test_counts_are_read_by_vietnamese_rules(value: Value, count: int | None) -> None:
    read_one = read_count(value)
    assert (read_one.value, read_one.wrong) == (count, "")


@pytest.mark.parametrize(
    ("value", "wrong", "seen"),
    [
        (1.597, "count-not-whole", "1,597"),
        (2.5, "count-not-whole", "2,5"),
        (-3, "count-negative", "-3"),
        ("hơn 30", "count-unreadable", "hơn 30"),
        ("x", "count-unreadable", "x"),
        ("chưa có", "count-unreadable", "chưa có"),
        (True, "count-unreadable", "TRUE"),
        (timedelta(days=2), "count-unreadable", "48:00:00"),
        (date(2023, 2, 3), "count-unreadable", "03/02/2023"),
        (datetime(2023, 2, 3, 7, 30), "count-unreadable", "03/02/2023 07:30"),  # noqa: DTZ001 - a cell has no zone
        (int(1e308), "count-too-large", "1E+308"),
        (1e-09, "count-not-whole", "1E-09"),
        ("1,597", "count-not-whole", "1,597"),
        ("2,000", "count-not-whole", "2,000"),
        (float("nan"), "count-unreadable", "nan"),
    ],
)
def test_what_is_no_count_is_named_never_guessed(value: Value, wrong: str, seen: str) -> None:
    read_one = read_count(value)
    assert (read_one.value, read_one.wrong, read_one.seen) == (None, wrong, seen)


@pytest.mark.parametrize(
    ("typed", "value"), [(4.0000000000000009, 4), (3.9999999999999996, 4), (4.00000001, 4.00000001), (2.5, 2.5)]
)
def test_a_float_that_a_sheet_shows_as_a_whole_number_is_that_number(typed: float, value: float) -> None:
    """A formula's noise was refused as "số lẻ: 4"; what a sheet shows with a fraction stays one."""
    assert to_grid("S", [[typed]]).rows == [[value]]


def test_a_float_typed_for_thousands_is_offered_as_thousands() -> None:
    assert "1.597" in read_count(1.597).finding("S", "A1").hint
    assert "2.000" in read_count("2,000").finding("S", "A1").hint
    assert "(" not in read_count(2.25001).finding("S", "A1").hint


@pytest.mark.parametrize(
    ("lines", "sheet", "stage", "fixed"),
    [
        (["DANH SÁCH ĐĂNG KÝ", "mô hình “Dân vận khéo” năm 2024"], "Sheet1", "dangky", {}),
        (["BIỂU TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO ĐƯỢC CÔNG NHẬN CẤP TỈNH"], "Sheet1", "congnhan", {"level": ("tinh",)}),
        (["Danh sách đăng ký, xây dựng và công nhận mô hình"], "Sheet1", None, {}),
        (["Tình hình đăng ký và công nhận mô hình"], "Sheet1", None, {}),
        (["Danh sách mô hình đề nghị công nhận"], "Sheet1", "denghi", {}),
        (["Danh sách mô hình xây dựng và nhân rộng"], "Sheet1", "xaydung", {}),
        (["Danh sách đăng ký mới"], "Sheet1", "dangky", {"origin": ("moi",)}),
        (["Danh sách đăng ký mới nhất"], "Sheet1", "dangky", {}),
        (["Danh sách mô hình đăng ký"], "Đăng ký mới", "dangky", {}),
        (["Danh sách mô hình"], "Đăng ký mới", "dangky", {"origin": ("moi",)}),
        (["Danh sách mô hình được duy trì, nhân rộng năm 2024"], "Sheet1", None, {"origin": ("duytri", "nhanrong")}),
        (["Danh sách mô hình duy trì, đăng ký mới"], "Sheet1", "dangky", {}),
        (["Danh sách mô hình dừng hoạt động"], "Sheet1", "ketthuc", {}),
        (["Danh sách mô hình không duy trì được"], "Sheet1", "ketthuc", {}),
        (["Kế hoạch xây dựng mô hình năm 2024"], "Sheet1", "dangky", {}),
        (["Kết quả thực hiện Kế hoạch xây dựng mô hình"], "Sheet1", "xaydung", {}),
        (["Danh sách mô hình được biểu dương tại hội nghị"], "Sheet1", "tieubieu", {}),
        (
            ["Danh sách mô hình mới lĩnh vực kinh tế của cấp ủy các cấp"],
            "Sheet1",
            None,
            {"origin": ("moi",), "field": ("kt",)},
        ),
        (["Danh sách mô hình trên các lĩnh vực kinh tế, văn hóa"], "Sheet1", None, {}),
        (["Biểu tổng hợp điển hình tập thể, cá nhân"], "Công nhận", "congnhan", {}),
        (["Danh sách cá nhân tiêu biểu"], "Sheet1", "tieubieu", {"holder": ("canhan",)}),
        (
            ["DANH SÁCH", "mô hình “Dân vận khéo” tiêu biểu được công nhận cấp tỉnh năm 2026"],
            "Sheet1",
            "congnhan",
            {"level": ("tinh",)},
        ),
        (["Danh sach mo hinh Dan van kheo tieu bieu duoc cong nhan"], "Sheet1", "congnhan", {}),
        (["Danh sách tập thể và cá nhân tiêu biểu được công nhận"], "Sheet1", "congnhan", {}),
        (["Danh sách đề nghị công nhận mô hình “Dân vận khéo” tiêu biểu"], "Sheet1", "denghi", {}),
        (["Danh sách đăng ký mô hình “Dân vận khéo” tiêu biểu năm 2026"], "Sheet1", "dangky", {}),
        (["Danh sách mô hình tiêu biểu được chọn nhân rộng"], "Sheet1", "chonnhanrong", {}),
        (["Danh sách mô hình được công nhận, mô hình tiêu biểu"], "Sheet1", None, {}),
        (["Danh sách mô hình đăng ký và mô hình tiêu biểu"], "Sheet1", None, {}),
        (["Danh sách đăng ký và công nhận mô hình tiêu biểu"], "Sheet1", None, {}),
        (["Danh sách mô hình xây dựng, tiêu biểu"], "Sheet1", None, {}),
        (["Danh sách mô hình tiêu biểu cấp tỉnh"], "Sheet1", "tieubieu", {"level": ("tinh",)}),
        (["BAN CHỈ ĐẠO XÂY DỰNG NÔNG THÔN MỚI", "DANH SÁCH MÔ HÌNH"], "Sheet1", None, {}),
        (["ĐẢNG ỦY KHỐI CƠ QUAN TỈNH", "Danh sách mô hình"], "Sheet1", None, {}),
        (["Danh sách mô hình khối cơ quan, đơn vị"], "Sheet1", None, {"block": ("coquan",)}),
        (["Danh sách mô hình cấp huyện, xã"], "Sheet1", None, {"level": ("huyen", "xa")}),
        (["Danh sách mô hình", "(Kèm theo Quyết định công nhận số 5)"], "KT", None, {"field": ("kt",)}),
        (["Danh sách mô hình"], "Cấp xã", None, {"level": ("xa",)}),
        (["Kết quả thực hiện phong trào thi đua Dân vận khéo"], "Sheet1", None, {}),
        (["Danh sách đăng ký các mô hình “Dân vận khéo” thực hiện năm 2026"], "Sheet1", "dangky", {}),
        (["Danh sách mô hình đăng ký để xây dựng năm 2026"], "Sheet1", "dangky", {}),
        (["Kết quả đăng ký và thực hiện mô hình"], "Sheet1", None, {}),
    ],
)
def test_a_title_fixes_a_stage_and_members(lines: list[str], sheet: str, stage: str | None, fixed: Coordinates) -> None:
    title = read_title(lines, sheet, "bao-cao.xlsx", WORDS)
    assert (title.stage, title.fixed) == (stage, fixed)


@pytest.mark.parametrize(
    ("lines", "fixed"),
    [
        (["DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO CẤP", "TỈNH NĂM 2024"], {"level": ("tinh",)}),
        (["DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO CẤP", "HUYỆN, XÃ NĂM 2024"], {"level": ("huyen", "xa")}),
        (["DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO CẤP", "HUYỆN THANH LIÊM NĂM 2024"], {}),
        (["DANH SÁCH MÔ HÌNH THEO CẤP", "HUYỆN, XÃ NĂM 2024"], {}),
        (["DANH SÁCH MÔ HÌNH LĨNH VỰC", "KINH TẾ NĂM 2024"], {"field": ("kt",)}),
        (["DANH SÁCH MÔ HÌNH LĨNH VỰC KINH TẾ,", "VĂN HÓA - XÃ HỘI NĂM 2024"], {"field": ("kt", "vhxh")}),
        (["DANH SÁCH MÔ HÌNH LĨNH VỰC KINH TẾ", "XÃ HỘI SƠN NĂM 2024"], {"field": ("kt",)}),
        (["DANH SÁCH MÔ HÌNH TẬP", "THỂ NĂM 2024"], {"holder": ("tapthe",)}),
        (["DANH SÁCH MÔ HÌNH TẬP THỂ", "VÀ CÁ NHÂN NĂM 2024"], {}),
        (["DANH SÁCH MÔ HÌNH", "MỚI NĂM 2024"], {"origin": ("moi",)}),
        (["DANH SÁCH MÔ HÌNH XÂY DỰNG NÔNG THÔN", "MỚI NĂM 2024"], {}),
        (["DANH SÁCH MÔ HÌNH CẤP XÃ", "CỦA ỦY BAN NHÂN DÂN CẤP HUYỆN"], {"level": ("xa",)}),
    ],
)
def test_a_title_broken_inside_a_phrase_says_it_all_the_same(lines: list[str], fixed: Coordinates) -> None:
    assert read_title(lines, "Sheet1", "", WORDS).fixed == fixed


@pytest.mark.parametrize(
    ("said", "levels"),
    [
        ("cấp huyện xã Liêm Sơn", {"huyen"}),
        ("cấp tỉnh xã Liêm Sơn", {"tinh"}),
        ("cấp huyện của xã Liêm Sơn", {"huyen"}),
        ("cấp huyện, xã Liêm Sơn", {"huyen"}),
        ("cấp huyện phường Liêm Chính", {"huyen"}),
        ("cấp tỉnh huyện Thanh Liêm", {"tinh"}),
        ("cấp huyện, xã tỉnh Hà Nam", {"huyen", "xa"}),
        ("cấp huyện, xã huyện Thanh Liêm", {"huyen", "xa"}),
        ("cấp huyện, xã", {"huyen", "xa"}),
        ("cấp huyện, xã được công nhận", {"huyen", "xa"}),
        ("cấp huyện và cấp xã", {"huyen", "xa"}),
        ("cấp huyện, xã lĩnh vực kinh tế", {"huyen", "xa"}),
    ],
)
def test_a_place_named_behind_a_level_is_no_second_level(said: str, levels: set[str]) -> None:
    title = f"Danh sách mô hình “Dân vận khéo” {said} năm 2024"
    for written in (title, title.upper()):
        assert set(read_title([written], "Sheet1", "", WORDS).fixed["level"]) == levels


@pytest.mark.parametrize(
    ("lines", "stage"),
    [
        (["DANH SÁCH ĐĂNG KÝ", "xây dựng mô hình “Dân vận khéo” năm 2026"], "dangky"),
        (["DANH SACH DANG KY", "xay dung mo hinh Dan van kheo nam 2026"], "dangky"),
        (["DANH SÁCH ĐĂNG KÝ MÔ HÌNH DÂN VẬN KHÉO", "THỰC HIỆN NĂM 2026"], "dangky"),
        (["DANH SÁCH MÔ HÌNH KHÔNG", "ĐƯỢC CÔNG NHẬN NĂM 2026"], "khongcongnhan"),
        (["DANH SÁCH MÔ HÌNH ĐỀ NGHỊ", "CẤP TỈNH CÔNG NHẬN"], "denghi"),
        (["DANH SÁCH MÔ HÌNH ĐĂNG KÝ", "(đã được công nhận)"], None),
        (["TỔNG HỢP CỦA BAN CHỈ ĐẠO TỈNH", "KẾT QUẢ GHI NHẬN"], "ghinhan"),
    ],
)
def test_a_title_broken_over_two_lines_says_what_it_says_on_one(lines: list[str], stage: str | None) -> None:
    """Registered "xây dựng mô hình" on the second line counted as built, "không" before "được công nhận" as recognised."""
    assert read_title(lines, "Sheet1", "", WORDS).stage == stage


@pytest.mark.parametrize(
    ("title", "sheet", "origins"),
    [
        ("DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO” DUY TRÌ, NHÂN RỘNG NĂM 2024", "Sheet1", ("duytri", "nhanrong")),
        ("Danh sách mô hình “Dân vận khéo” (duy trì và nhân rộng) năm 2024", "Sheet1", ("duytri", "nhanrong")),
        ("DANH SACH MO HINH DAN VAN KHEO DUY TRI, NHAN RONG NAM 2024", "Sheet1", ("duytri", "nhanrong")),
        ("DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO” DUY TRÌ, NHÂN RỘNG NĂM 2024", "Nhân rộng", ("nhanrong",)),
        ("DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2024", "Sheet1", ("duytri",)),  # the file's name alone
    ],
)
def test_a_title_of_two_origins_is_of_both_whatever_the_file_is_called(
    title: str, sheet: str, origins: tuple[str, ...]
) -> None:
    """All of them were of the one that the file is named for; a sheet for each says which."""
    assert read_title([title], sheet, "duy tri.xlsx", WORDS).fixed == {"origin": origins}


@pytest.mark.parametrize(
    "title",
    [
        "KẾT QUẢ XÂY DỰNG, DUY TRÌ VÀ NHÂN RỘNG MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2024",
        "KẾT QUẢ XÂY DỰNG MÔ HÌNH, DUY TRÌ VÀ NHÂN RỘNG MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2024",
        "DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO” MỚI, DUY TRÌ, NHÂN RỘNG NĂM 2024",
        "DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO” MỚI VÀ DUY TRÌ NĂM 2024",
    ],
)
def test_what_is_done_with_models_or_all_their_origins_say_none(title: str) -> None:
    assert "origin" not in read_title([title], "Sheet1", "ds.xlsx", WORDS).fixed


def test_the_file_name_speaks_where_title_and_sheet_say_nothing() -> None:
    title = read_title(["DANH SÁCH MÔ HÌNH"], "Sheet1", "danh-sach_dang-ky_cap-xa.xlsx", WORDS)
    assert (title.stage, title.fixed) == ("dangky", {"level": ("xa",)})


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("DANH SÁCH đăng ký mô hình “Dân vận khéo” của Ban Quản lý dự án đầu tư xây dựng huyện Đô Lương", "dangky"),
        ("DANH SÁCH đăng ký mô hình “Dân vận khéo” trong đầu tư xây dựng đường giao thông", "dangky"),
        ("DANH SÁCH mô hình “Dân vận khéo” của Văn phòng Đăng ký đất đai huyện Đô Lương", None),
        ("DANH SÁCH mô hình “Dân vận khéo” của Phòng Quản lý đăng ký kinh doanh huyện Đô Lương", None),
        ("DANH SÁCH mô hình “Dân vận khéo” của Phòng Quản lý xây dựng huyện Đô Lương", None),
        ("DANH SÁCH mô hình “Dân vận khéo” của Đội Quản lý trật tự xây dựng huyện Đô Lương", None),
        ("DANH SÁCH mô hình “Dân vận khéo” của Phòng Nội vụ huyện Đô Lương đăng ký năm 2024", "dangky"),
        ("DANH SÁCH mô hình “Dân vận khéo” của Phòng Nội vụ được công nhận cấp huyện", "congnhan"),
        ("DANH SÁCH mô hình “Dân vận khéo” đề nghị cấp huyện công nhận năm 2024", "denghi"),
        ("DANH SACH MO HINH DAN VAN KHEO DE NGHI CAP HUYEN CONG NHAN", "denghi"),
        ("MÔ HÌNH DÂN VẬN KHÉO TIÊU BIỂU ĐỀ NGHỊ CẤP TRÊN KHEN THƯỞNG", "tieubieu"),
        ("* Mô hình tiêu biểu đề nghị tỉnh biểu dương: 01 mô hình", "tieubieu"),
        ("DANH SACH MO HINH TIEU BIEU DE NGHI TINH KHEN THUONG", "tieubieu"),
        ("Danh sách mô hình đề nghị Ban Thường vụ công nhận, biểu dương", "denghi"),
        ("Danh sách mô hình đề nghị công nhận và khen thưởng", "denghi"),
        ("DANH SÁCH mô hình “Dân vận khéo” đề nghị Ban Chỉ đạo huyện xét, công nhận năm 2024", "denghi"),
        ("DANH SÁCH mô hình “Dân vận khéo” trình cấp huyện công nhận", "denghi"),
        ("DANH SÁCH mô hình “Dân vận khéo” trình công nhận", "denghi"),
        ("DANH SÁCH mô hình “Dân vận khéo” của chương trình được công nhận", "congnhan"),
        ("DANH SÁCH đề nghị khen thưởng mô hình “Dân vận khéo” được công nhận năm 2024", "congnhan"),
        ("DANH SÁCH mô hình “Dân vận khéo” đề nghị và được công nhận", None),
    ],
)
def test_words_of_stages_in_an_agencys_name_say_no_stage(title: str, stage: str | None) -> None:
    assert read_title([title], "Sheet1", "", WORDS).stage == stage


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Mô hình đăng ký trong xây dựng đời sống văn hóa", "dangky"),
        ("MO HINH DE NGHI CONG NHAN TRONG XAY DUNG DOI SONG VAN HOA", "denghi"),
        ("Mô hình xây dựng nông thôn mới", None),
        ("Xây dựng gia đình hạnh phúc", None),
        ("Xây dựng khối đại đoàn kết", None),
        ("Thực hiện nếp sống văn minh", None),
        ("Kết quả thực hiện phong trào thi đua", None),
        ("Ban Xây dựng", None),
        ("Sở Xây dựng", None),
        ("Mô hình đăng ký của Sở Xây dựng", "dangky"),
        ("Mô hình đăng ký xây dựng năm 2024", "dangky"),
        ("Mô hình xây dựng mới", None),
        ("Mô hình xây dựng năm 2024", "xaydung"),
        ("Kết quả xây dựng mô hình", "xaydung"),
        ("Mô hình đang thực hiện", "xaydung"),
    ],
)
def test_what_is_built_beside_models_is_a_theme_and_no_stage(text: str, stage: str | None) -> None:
    assert read_title([text], "Sheet1", "", WORDS).stage == stage
    assert read_title(["DANH SÁCH"], text, "", WORDS).stage == stage


def test_a_supplement_is_titled_so() -> None:
    assert read_title(["DANH SÁCH BỔ SUNG MÔ HÌNH"], "Sheet1", "", WORDS).supplement
    assert not read_title(["DANH SÁCH MÔ HÌNH (sửa đổi, bổ sung)"], "Sheet1", "", WORDS).supplement


def test_a_column_overrules_the_title() -> None:
    draft = understood("""
        DANH SÁCH MÔ HÌNH LĨNH VỰC KINH TẾ CẤP XÃ
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Hũ gạo | VHXH |
        """)
    assert draft.tables[0].fixed == {"level": ("xa",)}


HEADERS = [
    """
    | STT | Tên mô hình | Lĩnh vực | < | Loại hình | < |
    | ^ | ^ | KT | VHXH | Tập thể | Cá nhân |
    | 1 | Hũ gạo | x | | x | |
    """,
    """
    | STT | Tên mô hình | Lĩnh vực | | Loại hình | |
    | | | KT | VHXH | Tập thể | Cá nhân |
    | (1) | (2) | (3) | (4) | (5) | (6) |
    | 1 | Hũ gạo | x | | x | |
    """,
    """
    | | | Lĩnh vực | < | Loại hình | < |
    | STT | Tên mô hình | KT | VHXH | Tập thể | Cá nhân |
    | A | B | 1 | 2 | 3 | 4 |
    | 1 | Hũ gạo | x | | x | |
    """,
    """
    | STT | Tên mô hình | Phân loại | < | < | < |
    | ^ | ^ | Lĩnh vực | < | Loại hình | < |
    | ^ | ^ | KT | VHXH | TT | CN |
    | -1 | -2 | -3 | -4 | -5 | -6 |
    | 1 | Hũ gạo | x | | x | |
    """,
    """
    | Năm | Đơn vị | Cấp |
    | 2024 | Xã Liên Sơn | Xã |

    | STT | Tên mô hình | Lĩnh vực | | Loại hình | |
    | | | KT | VHXH | Tập thể | Cá nhân |
    | 1 | Hũ gạo | x | | x | |
    """,
]


@pytest.mark.parametrize("drawing", HEADERS)
def test_a_header_is_found_in_all_its_clothes(drawing: str) -> None:
    draft = understood(drawing)
    assert [(m.name, m.at) for m in draft.tables[0].models] == [("Hũ gạo", {"field": ("kt",), "holder": ("tapthe",)})]
    assert not found(draft)


def test_a_header_far_down_below_a_letterhead() -> None:
    lines = "\n".join("| HUYỆN ỦY THANH LIÊM | | ĐẢNG CỘNG SẢN VIỆT NAM |" for _ in range(18))
    draft = understood(lines + "\n| STT | Tên mô hình | Đơn vị |\n| 1 | Hũ gạo | Hội Phụ nữ |")
    assert draft.tables[0].models[0].cell == "B20"


def test_every_row_has_a_class_and_the_gaps_do_not_end_a_table() -> None:
    drawing = (
        """
        DANH SÁCH
        | STT | Tên mô hình | Đơn vị |
        | 1 | Hũ gạo | Xã A |
        """
        + "\n" * 150
        + """
        | STT | Tên mô hình | Đơn vị |
        | (1) | (2) | (3) |
        | 2 | Đường hoa | Xã A |
        | 3 | | |
        | | Tổng cộng: 2 mô hình | |
        | | Ghi chú: đã rà soát | |
        | | NGƯỜI LẬP BIỂU | TM. BAN CHỈ ĐẠO |
        | | Nguyễn Văn Lập | Trần Thị Duyệt |
        """
    )
    draft, layouts = read("\n".join(line.strip() for line in drawing.strip("\n").split("\n")))
    classes = [row.row_class for row in layouts[0].rows]
    assert len(draft.tables[0].models) == 2
    assert [c for c in classes if c is not RowClass.BLANK] == [
        RowClass.HEAD, RowClass.HEADER, RowClass.DATA, RowClass.REPEATED, RowClass.NUMBERS, RowClass.DATA,
        RowClass.TOTAL, RowClass.NOTE, RowClass.FOOT, RowClass.FOOT,
    ]  # fmt: skip
    assert len(layouts[0].rows) == len(draw("\n".join(line.strip() for line in drawing.strip("\n").split("\n"))).rows)


def test_two_tables_one_below_the_other() -> None:
    draft = understood("""
        DANH SÁCH MÔ HÌNH ĐĂNG KÝ
        | STT | Tên mô hình | Đơn vị |
        | 1 | Hũ gạo | Xã A |
        | | NGƯỜI LẬP BIỂU | |

        DANH SÁCH MÔ HÌNH ĐƯỢC CÔNG NHẬN
        | STT | Tên mô hình | Đơn vị |
        | 1 | Hũ gạo | Xã A |

        BIỂU TỔNG HỢP
        | Lĩnh vực | Đăng ký | Công nhận |
        | Kinh tế | 2 | 1 |
        """)
    assert [(t.kind, t.stage, t.title) for t in draft.tables] == [
        ("register", "dangky", "DANH SÁCH MÔ HÌNH ĐĂNG KÝ"),
        ("register", "congnhan", "DANH SÁCH MÔ HÌNH ĐƯỢC CÔNG NHẬN"),
        ("matrix", None, "BIỂU TỔNG HỢP"),
    ]


def test_a_second_list_beside_the_first_that_names_nothing_refuses_the_file() -> None:
    draft = understood("""
        | STT | Tên mô hình | STT | Tên mô hình |
        | 1 | Hũ gạo | | |
        | 2 | Đường hoa | | |
        """)
    assert found(draft) == [("side-by-side-tables", "C1")] or found(draft) == [("side-by-side-tables", "D1")]


def test_a_text_below_the_last_number_of_a_list_with_nothing_beside_it_is_asked_about() -> None:
    def asked(*last: str) -> tuple[int, list[tuple[str, str | None]]]:
        draft = understood(
            "\n".join(("| TT | Tên mô hình | Lĩnh vực |", "| 1 | Hũ gạo | KT |", "| 2 | Đàn ong | KT |", *last))
        )
        return len(draft.tables[0].models), found(draft)

    assert asked("| | Biểu này thay cho biểu đã gửi | |") == (3, [("row-may-be-note", "B4")])
    assert asked("| | Đường hoa | VHXH |") == (3, [])
    assert asked("| | Ghi chú: thay cho biểu đã gửi | |") == (2, [])
    assert asked("Tổng cộng: 2 mô hình", "| | Biểu này thay cho biểu đã gửi | |") == (2, [])
    bare = understood("| Tên mô hình | Lĩnh vực |\n| Hũ gạo | KT |\n| Đàn ong | KT |\n| Bếp ăn sớm mai | |")
    assert (len(bare.tables[0].models), found(bare)) == (3, [])


@pytest.mark.parametrize("name", ["?", "x", "nt", "…", "'12", "-nt-"])
def test_what_stands_in_the_place_of_a_name_and_is_none_names_no_model(name: str) -> None:
    draft = understood(
        f"| TT | Tên mô hình | Lĩnh vực |\n| 1 | Hũ gạo | KT |\n| 2 | {name} | VHXH |\n| 3 | Đàn ong | KT |"
    )
    assert [model.name for model in draft.tables[0].models] == ["Hũ gạo", "Đàn ong"]
    assert found(draft) == [("row-without-name", "B3")]


def test_two_columns_of_ticks_under_one_heading_refuse_the_file_but_culture_and_society_are_two() -> None:
    def ticks(one: str, other: str) -> list[tuple[str, str | None]]:
        return found(
            understood(f"""
            | STT | Tên mô hình | Lĩnh vực | < | < |
            | ^ | ^ | Kinh tế | {one} | {other} |
            | 1 | Hũ gạo | x | | |
            | 2 | Đường hoa | | x | |
            | 3 | Tiếng kẻng | | | x |
            """)
        )

    assert ticks("VH-XH", "VH - XH") == [("two-columns-one-meaning", "E2")]
    assert ticks("Văn hóa", "Xã hội") == ticks("VH-XH", "QP-AN") == []


def test_two_columns_of_one_meaning_refuse_the_file_but_unit_and_address_are_two() -> None:
    assert ("two-columns-one-meaning", "D1") in found(
        understood("""
        | STT | Tên mô hình | Lĩnh vực | Lĩnh vực hoạt động |
        | 1 | Hũ gạo | KT | VHXH |
        """)
    )
    draft = understood("""
        | STT | Tên mô hình | Đơn vị thực hiện | Địa chỉ | Đơn vị đăng ký |
        | 1 | Hũ gạo | Hội Phụ nữ | Thôn 1 | Xã A |
        """)
    assert not found(draft)
    assert draft.tables[0].models[0].unit_text == "Hội Phụ nữ"
    assert draft.tables[0].models[0].texts["address"] == "Thôn 1"


def test_hidden_rows_and_sheets_count_and_are_asked() -> None:
    draft = understood(
        draw(
            """
            | STT | Tên mô hình | Đơn vị |
            | 1 | Hũ gạo | Xã A |
            | 2 | Đường hoa | Xã A |
            """,
            "Biểu 1",
            visible=False,
            hidden=(3,),
        )
    )
    assert found(draft) == [("hidden-rows-with-data", "A3"), ("hidden-sheet-with-data", None)]
    assert len(draft.tables[0].models) == 2


def test_a_file_without_a_table_is_refused_unless_it_says_there_is_no_model() -> None:
    assert found(understood("| Kính gửi | Ban Dân vận |")) == [("no-table-found", None)]
    draft = understood("BÁO CÁO\nNăm 2024 đơn vị không có mô hình nào đăng ký")
    assert not found(draft)
    assert draft.tables[0].none_stated


def test_an_empty_list_is_asked_and_a_row_that_says_none_is_believed() -> None:
    assert found(understood("| STT | Tên mô hình | Đơn vị |")) == [("empty-return", "B1")]
    draft = understood("| STT | Tên mô hình | Đơn vị |\n| | Không có | |")
    assert (found(draft), draft.tables[0].none_stated) == ([], True)
    draft = understood("| STT | Tên mô hình | Đơn vị |\n| Năm 2024, xã không có mô hình đăng ký | < | < |")
    assert (found(draft), draft.tables[0].none_stated) == ([], True)
    draft = understood("| STT | Tên mô hình | Đơn vị |\nTổng cộng: 00 mô hình")
    assert (found(draft), draft.tables[0].none_stated) == ([], True)


@pytest.mark.parametrize("none", ["Không có", "Không", "(Không có mô hình)", "...", "………"])
@pytest.mark.parametrize("number", ["", "1"])
def test_a_group_that_says_it_holds_none_holds_no_model(none: str, number: str) -> None:
    draft = understood(f"""
    | STT | Tên mô hình | Đơn vị |
    | I | LĨNH VỰC KINH TẾ (1 mô hình) | |
    | 1 | Nuôi ong | Thôn Đông |
    | II | LĨNH VỰC QUỐC PHÒNG - AN NINH (0 mô hình) | |
    | {number} | {none} | |
    | III | LĨNH VỰC VĂN HÓA - XÃ HỘI | |
    | 1 | Hũ gạo | Thôn Đoài |
    Tổng cộng: 2 mô hình
    """)
    assert [model.name for model in draft.tables[0].models] == ["Nuôi ong", "Hũ gạo"]
    assert not found(draft)


def test_dots_in_place_of_a_name_are_asked_about_where_the_row_says_more() -> None:
    draft = understood("""
    | STT | Tên mô hình | Đơn vị |
    | 1 | Nuôi ong | Thôn Đông |
    | 2 | …… | Thôn Đoài |
    """)
    assert [model.name for model in draft.tables[0].models] == ["Nuôi ong"]
    assert found(draft) == [("row-without-name", "B3")]


def test_the_head_and_a_sheet_named_after_a_place_go_to_the_identifier() -> None:
    draft = understood(draw("ĐẢNG ỦY XÃ LIÊN SƠN\n| STT | Tên mô hình |\n| 1 | Hũ gạo |", "Xã Liên Sơn"))
    assert draft.tables[0].head == [("A1", "ĐẢNG ỦY XÃ LIÊN SƠN"), ("", "Xã Liên Sơn")]
    assert draft.head == [("Xã Liên Sơn", "A1", "ĐẢNG ỦY XÃ LIÊN SƠN"), ("Xã Liên Sơn", "", "Xã Liên Sơn")]


def test_a_layout_is_told_in_ten_seconds() -> None:
    _, layouts = read("""
        DANH SÁCH
        | STT | Tên mô hình | KT | VHXH |
        | 1 | Hũ gạo | x | |
        | 2 | Đường hoa | | x |
        | | Tổng cộng | 1 | 2 |
        | | NGƯỜI LẬP BIỂU | | |
        """)
    assert describe(layouts[0]) == [
        ("", "Sheet1   danh sách, 2 mô hình"),
        ("1", "đầu văn bản"),
        ("2", "tiêu đề   A STT · B tên mô hình · C-D lĩnh vực: Kinh tế, Văn hóa - xã hội (đánh dấu)"),
        ("3-4", "2 dòng"),
        ("5", "tổng: 1, lệch: ghi 2, đếm 1"),
        ("6", "bỏ qua: nơi nhận, ký tên"),
    ]


def test_a_layout_says_what_holds_for_a_table_and_for_each_of_its_groups() -> None:
    """What the title and the group rows fix stands in no column: nobody else would see that it was read right."""
    _, layouts = read("""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO CẤP HUYỆN ĐƯỢC CÔNG NHẬN NĂM 2024
        | STT | Tên mô hình | Đơn vị |
        | I | LĨNH VỰC KINH TẾ (1 mô hình) | |
        | 1 | Hũ gạo | |
        | II | LĨNH VỰC VĂN HÓA - XÃ HỘI | |
        | III | HỘI NÔNG DÂN XÃ LIÊM SƠN | |
        | 1 | Đường hoa | |
        """)
    assert describe(layouts[0]) == [
        ("", "Sheet1   danh sách, 2 mô hình"),
        ("", "cả bảng: trạng thái Công nhận · cấp Huyện"),
        ("1", "đầu văn bản"),
        ("2", "tiêu đề   A STT · B tên mô hình · C đơn vị"),
        ("3", "nhóm: Kinh tế 1 (khớp)"),
        ("4", "1 dòng"),
        ("5", "nhóm: Văn hóa - xã hội"),
        ("6", "nhóm: HỘI NÔNG DÂN XÃ LIÊM SƠN"),
        ("7", "1 dòng"),
    ]


@pytest.mark.parametrize(
    "tenth", ["X. TRƯỜNG THPT THANH LIÊM (1 mô hình)", "X. Trường THPT Thanh Liêm", "X. Xã Liêm Túc: 1 mô hình"]
)
def test_the_tenth_group_is_numbered_x_though_a_commune_may_be_written_so(tenth: str) -> None:
    """Its rows had been counted in the ninth as well, and what that stated been asked about."""
    draft, _ = read(f"""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | Lĩnh vực | Ghi chú |
        IX. HUYỆN ĐOÀN THANH LIÊM (1 mô hình)
        | 1 | Hũ gạo | KT | |
        {tenth}
        | 2 | Đường hoa | VHXH | |
        """)
    assert found(draft) == []


@pytest.mark.parametrize(
    ("heading", "rows", "cell"),
    [
        ("| TT | Đơn vị | Số mô hình năm 2023 |", "| 1 | Thôn 1 | 4 |", "C2"),
        ("| TT | Đơn vị | KT năm 2023 | VHXH năm 2023 |", "| 1 | Thôn 1 | 4 | 2 |", "C2"),
        ("| TT | Tên mô hình năm 2023 | Lĩnh vực |", "| 1 | Hũ gạo | KT |", "B2"),
        ("| TT | Đơn vị | Số mô hình năm 2024 |", "| 1 | Thôn 1 | 4 |", None),
        ("| TT | Đơn vị | Duy trì từ năm 2023 |", "| 1 | Thôn 1 | 4 |", None),
        ("| TT | Tên mô hình đăng ký năm 2023 | Lĩnh vực |", "| 1 | Hũ gạo | KT |", None),
        ("| TT | Tên mô hình | Lĩnh vực | Công nhận năm 2023 |", "| 1 | Hũ gạo | KT | x |", None),
    ],
)
def test_a_table_all_of_whose_headings_are_of_another_year_than_its_title_is_refused(
    heading: str, rows: str, cell: str | None
) -> None:
    """Last year's form under a new title, or the other way round: its figures had been counted for the title's year."""
    draft = understood(f"""
        BIỂU TỔNG HỢP MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2024
        {heading}
        {rows}
        """)
    assert [one for one in found(draft) if one[0] == "several-years"] == ([("several-years", cell)] if cell else [])


@pytest.mark.parametrize(
    ("group", "total", "wrong"),
    [
        ("I. LĨNH VỰC KINH TẾ (3,5 mô hình)", "Tổng cộng: 2 mô hình", [("count-not-whole", "A3")]),
        ("I. LĨNH VỰC KINH TẾ: 1.5", "Tổng cộng: 2 mô hình", [("count-not-whole", "A3")]),
        ("I. LĨNH VỰC KINH TẾ (-2 mô hình)", "Tổng cộng: 2 mô hình", [("count-negative", "A3")]),
        ("I. LĨNH VỰC KINH TẾ (02 mô hình)", "Tổng cộng: 2,5 mô hình", [("count-not-whole", "A6")]),
        ("I. LĨNH VỰC KINH TẾ - 2 mô hình", "| Tổng cộng | 2,5 mô hình | |", [("count-not-whole", "B6")]),
        ("I. LĨNH VỰC KINH TẾ - 2 mô hình", "| Tổng cộng | -2 mô hình | |", [("count-negative", "B6")]),
        ("I. LĨNH VỰC KINH TẾ: - 02 mô hình", "Tổng cộng: 2,0 mô hình", []),
        ("I. LĨNH VỰC KINH TẾ - 2 mô hình", "Tổng cộng: 2 mô hình (1,5 tỷ đồng)", []),
    ],
)
def test_the_number_that_a_text_states_is_a_count_as_in_any_cell(
    group: str, total: str, wrong: list[tuple[str, str]]
) -> None:
    """A number of “3,5 mô hình” had been read as 3, "1.5" as 15, and in a cell beside "Tổng cộng" as nothing."""
    draft = understood(f"""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | Ghi chú |
        {group}
        | 1 | Hũ gạo | |
        | 2 | Đường hoa | |
        {total}
        """)
    assert found(draft) == wrong


def test_a_layout_says_whose_the_file_is_and_of_when(tmp_path: Path) -> None:
    known = register(tmp_path / "a.xlsx", "Xã Liêm Sơn", [("Hũ gạo", "kt")])
    store = ("--store", str(tmp_path / "danvan.db"))
    shown = danvan("layout", str(known), "--home", "Huyện Thanh Liêm, Tỉnh Hà Nam", *store).stdout
    assert "Của: Xã Liêm Sơn, Huyện Thanh Liêm, Tỉnh Hà Nam · năm 2024" in shown
    nobody = register(tmp_path / "b.xlsx", "Xã Sao Hỏa", [("Hũ gạo", "kt")])
    unknown = danvan("layout", str(nobody), *store).stdout
    assert "Của: chưa rõ đơn vị (ghi --unit, --home khi nhận) · năm 2024" in unknown


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_finding_of_this_reading_has_its_words_in_both_languages(language: str) -> None:
    messages.speak(language)
    try:
        own = shipped.toml("messages", language, "intake.toml")
        assert own["finding"].keys() == own["hint"].keys()
        assert own["finding"].keys() <= CATALOGUE.keys()
    finally:
        messages.speak("vi")


@pytest.mark.parametrize("text", ["Lĩnh vực Quốc phòng - an ninh", "XÂY DỰNG HỆ THỐNG CHÍNH TRỊ", "mặt trận Tổ quốc"])
def test_what_is_folded_folds_to_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_rows_numbered_like_years_are_rows() -> None:
    head = "| TT | Tên mô hình | Loại hình | Lĩnh vực | Cấp |"
    rows = [f"| {number} | Hũ gạo thứ {number} | TT | KT | Xã |" for number in range(1985, 2105)]
    assert [len(table.models) for table in understood("\n".join([head, *rows])).tables] == [120]


def test_the_letter_of_an_office_is_no_number_before_a_field() -> None:
    """A commune's "P. Kinh tế" looks after a model of whatever field."""
    draft = understood("""
        | STT | Tên mô hình | Phòng theo dõi |
        | 1 | Hũ gạo tình thương | P. Kinh tế |
        | 2 | Đường hoa tự quản | P.Văn hóa - Xã hội |
        """)
    assert [(model.at, model.texts) for model in draft.tables[0].models] == [
        ({}, {"Phòng theo dõi": "P. Kinh tế"}),
        ({}, {"Phòng theo dõi": "P.Văn hóa - Xã hội"}),
    ]


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Thời gian", "ngày 05/12/2024"),
        ("Số quyết định", "Quyết định, ngày 05 tháng 12 năm 2024"),
        ("Người phụ trách", "Bí thư chi bộ thôn 3"),
        ("Ghi chú", "Ra mắt ngày 05 tháng 12 năm 2024"),
    ],
)
def test_a_day_or_a_post_beside_a_model_is_no_signature(heading: str, said: str) -> None:
    draft = understood(f"""
        | Tên mô hình | {heading} |
        | Hũ gạo tình thương | {said} |
        | Đường hoa tự quản | |
        | Camera an ninh | {said} |
        | NGƯỜI LẬP | Liên Sơn, ngày 05 tháng 12 năm 2024 |
        | NGƯỜI KIỂM TRA | BÍ THƯ |
        | Nguyễn Văn A | Trần Thị B |
        """)
    assert [model.name for model in draft.tables[0].models] == [
        "Hũ gạo tình thương", "Đường hoa tự quản", "Camera an ninh",
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["Thời gian", "Người phụ trách", "Ghi chú"])
def test_a_letters_day_beside_its_organ_is_one_whatever_heads_the_column(heading: str) -> None:
    draft = understood(f"""
        | Tên mô hình | Đơn vị | {heading} |
        | Hũ gạo tình thương | Xã A | 2024 |
        | ĐẢNG ỦY XÃ | | Liên Sơn, ngày 05 tháng 12 năm 2024 |
        """)
    assert [model.name for model in draft.tables[0].models] == ["Hũ gạo tình thương"]


def test_a_group_behind_a_star_or_in_brackets_heads_the_rows_below_it() -> None:
    draft = understood("""
        | STT | Tên mô hình | Ghi chú |
        | * Xã Liên Sơn | < | < |
        | (Lĩnh vực kinh tế) | < | < |
        | 1 | Hũ gạo tình thương | |
        | (Các mô hình dưới đây là mô hình mới) | < | < |
        | 2 | Đường hoa tự quản | |
        | * Xã Thi Sơn | < | < |
        | 1 | Camera an ninh | |
        """)
    assert [(model.name, model.unit_text, model.at) for model in draft.tables[0].models] == [
        ("Hũ gạo tình thương", "Xã Liên Sơn", {"field": ("kt",)}),
        ("Đường hoa tự quản", "Xã Liên Sơn", {"field": ("kt",)}),
        ("Camera an ninh", "Xã Thi Sơn", {}),
    ]


def test_in_brackets_too_there_is_none() -> None:
    draft = understood("| STT | Tên mô hình | Đơn vị |\n| (Không có mô hình) | < | < |")
    assert draft.tables[0].none_stated
    assert found(draft) == []


def test_a_body_without_a_number_heads_the_models_numbered_anew_below_it() -> None:
    draft = understood("""
        | STT | Tên mô hình | Lĩnh vực |
        | | Hội Phụ nữ xã | |
        | 1 | Hũ gạo tình thương | KT |
        | 2 | Đường hoa tự quản | VHXH |
        | | Trạm Y tế xã | |
        | 1 | Nụ cười người bệnh | VHXH |
        | | Hội Nông dân giúp nhau | KT |
        """)
    assert [(model.name, model.unit_text) for model in draft.tables[0].models] == [
        ("Hũ gạo tình thương", "Hội Phụ nữ xã"),
        ("Đường hoa tự quản", "Hội Phụ nữ xã"),
        ("Nụ cười người bệnh", "Trạm Y tế xã"),
        ("Hội Nông dân giúp nhau", "Trạm Y tế xã"),
    ]


@pytest.mark.parametrize("line", ["Các mô hình “Dân vận khéo” năm 2024", "(mô hình tập thể)"])
def test_a_title_in_a_middle_column_right_over_the_headings_is_no_heading(line: str) -> None:
    """It was taken for a heading over "Lĩnh vực", and its year, holder or stage was lost."""
    draft = understood(f"""
        | ĐẢNG ỦY XÃ LIÊM SƠN | | | |
        | | | THỐNG KÊ | |
        | | | {line} | |
        | STT | Tên mô hình | Lĩnh vực | Ghi chú |
        | 1 | Hũ gạo | Kinh tế | |
    """)
    assert line in draft.tables[0].title


@pytest.mark.parametrize("heading", ["Xã, thị trấn", "Xã/phường", "Tên xã, thị trấn", "Các xã, thị trấn"])
@pytest.mark.parametrize("total", ["Tổng số", "Số mô hình"])
@pytest.mark.parametrize("kind", ["Xã ", ""])
def test_two_columns_of_places_and_figures_are_a_table(kind: str, total: str, heading: str) -> None:
    (table,) = understood(f"| {heading} | {total} |\n| {kind}Liêm Sơn | 3 |\n| {kind}Liêm Cần | 2 |").tables
    assert [(row.unit_text, row.figures[0].value) for row in table.rows] == [
        (f"{kind}Liêm Sơn", 3), (f"{kind}Liêm Cần", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        ("DANH SÁCH mô hình lĩnh vực xây dựng hệ thống chính trị Xã Văn Tiến", ("htct",)),
        ("DANH SÁCH MÔ HÌNH LĨNH VỰC KINH TẾ XÃ VĂN TIẾN NĂM 2024", ("kt",)),
        ("danh sach mo hinh linh vuc kinh te xa Van Tien", ("kt",)),
        ("DANH SÁCH mô hình lĩnh vực kinh tế, văn xã năm 2024", ("kt", "vhxh")),
        ("DANH SÁCH mô hình lĩnh vực kinh tế - xã hội năm 2024", ("kt", "vhxh")),
        ("DANH SÁCH mô hình lĩnh vực văn xã Văn Tiến", ("vhxh",)),
        ("DANH SÁCH mô hình lĩnh vực kinh tế xã Hội Sơn", ("kt",)),
        ("DANH SÁCH mô hình lĩnh vực kinh tế xã Hội Thanh năm 2024", ("kt",)),
        ("DANH SÁCH mô hình lĩnh vực Kinh tế Xã Hội Sơn năm 2024", ("kt",)),
        ("DANH SÁCH mô hình lĩnh vực Kinh tế Xã Hội Năm 2024", ("kt", "vhxh")),
        ("DANH SÁCH MÔ HÌNH LĨNH VỰC KINH TẾ XÃ HỘI SƠN NĂM 2024", ("kt",)),
        ("danh sach mo hinh linh vuc kinh te xa hoi son, huyen Anh Son", ("kt",)),
        ("DANH SÁCH mô hình lĩnh vực văn hóa - xã hội xã Hội Sơn", ("vhxh",)),
        ("Danh sách mô hình lĩnh vực Kinh Tế Xã Hội Năm 2024", ("kt", "vhxh")),
        ("DANH SÁCH MÔ HÌNH LĨNH VỰC VĂN HÓA - XÃ HỘI AN NINH NĂM 2024", ("qpan", "vhxh")),
        ("DANH SÁCH MÔ HÌNH LĨNH VỰC KINH TẾ - XÃ HỘI HUYỆN ANH SƠN", ("kt", "vhxh")),
    ],
)
def test_a_commune_named_behind_the_field_of_a_title_is_no_part_of_the_field(
    title: str, fields: tuple[str, ...]
) -> None:
    assert read_title([title], "Sheet1", "", WORDS).fixed["field"] == fields


@pytest.mark.parametrize("number", ["(00 mô hình)", ": không", ""])
@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        ("| Tuyến phố sạch đẹp | < | < |", [("group-not-understood", "A3")]),
        ("| Tuyến phố sạch đẹp | | |", [("row-without-name", "B3")]),
        ("| II | LĨNH VỰC CHƯA RÕ | |", [("empty-return", "B1")]),
    ],
)
def test_of_a_list_without_models_is_asked_once_at_the_row_that_may_be_one_else_for_the_list(
    number: str, rows: str, asked: list[tuple[str, str]]
) -> None:
    draft = understood(f"| STT | Tên mô hình | Đơn vị |\n| I | LĨNH VỰC KINH TẾ {number} | |\n{rows}")
    assert found(draft) == asked


@pytest.mark.parametrize("label", ["VH-XH", "Xã Liêm Sơn"])
def test_the_last_row_counts_though_nobody_numbers_it_and_its_figure_is_a_word(label: str) -> None:
    heading, other = ("Lĩnh vực", "Kinh tế") if label == "VH-XH" else ("Đơn vị", "Xã Liêm Túc")
    drawing = f"""
        | TỔNG HỢP mô hình “Dân vận khéo” năm 2024 | < |
        | {heading} | Số mô hình |
        | {other} | 3 |
        | {label} | {{}} |
        """
    none, unclear = understood(drawing.format("không có")), understood(drawing.format("hơn 5"))
    assert [row.figures[0].value for row in none.tables[0].rows] == [3, 0]
    assert (found(none), found(unclear)) == ([], [("count-unreadable", "B4")])


def test_two_offices_that_sign_below_a_table_are_no_unit_with_words_for_figures() -> None:
    draft = understood("""
        | TỔNG HỢP mô hình “Dân vận khéo” năm 2024 | < |
        | Đơn vị | Số mô hình |
        | Xã Liêm Túc | 3 |
        | HỘI PHỤ NỮ XÃ | ĐẢNG ỦY XÃ |
        | CHỦ TỊCH | BÍ THƯ |
        """)
    assert ([row.unit_text for row in draft.tables[0].rows], found(draft)) == (["Xã Liêm Túc"], [])


@pytest.mark.parametrize(
    ("headings", "figures"),
    [
        ("| Kinh tế | VH-XH |", "| 5 | 3 |"),
        ("| Số mô hình đăng ký | Số mô hình được công nhận |", "| 5 | 3 |"),
        ("| Tập thể | Cá nhân | Ghi chú |", "| 1 | 0 | |"),
        ("| Tổng số mô hình |", "| 0 |"),
        ("| Số lượng mô hình | Ghi chú |", "| 12 | |"),
        ("| | Kinh tế | VH-XH |", "| Tập thể | 5 | 3 |"),
    ],
)
def test_headings_that_only_say_what_is_counted_head_the_figures_right_below_them(headings: str, figures: str) -> None:
    draft = understood(f"| KẾT QUẢ mô hình “Dân vận khéo” năm 2024 |\n{headings}\n{figures}")
    said = [int(cell) for cell in figures.replace("|", " ").split() if cell.isdigit()]
    (row,) = draft.tables[0].rows
    assert ([figure.value for figure in row.figures], found(draft)) == (said, [])


@pytest.mark.parametrize("below", ["| Nuôi ong | Hũ gạo |", "| | |", "| Tập thể | x |"])
def test_headings_that_only_say_what_is_counted_head_nothing_but_figures(below: str) -> None:
    draft = understood(f"| KẾT QUẢ mô hình “Dân vận khéo” năm 2024 |\n| Kinh tế | VH-XH |\n{below}")
    assert found(draft) == [("no-table-found", None)]


@pytest.mark.parametrize("heading", ["Số lượng", "Kết quả"])
@pytest.mark.parametrize(("figure", "count"), [("0", 0), ("1", 1), ("Không có", 0), ("-", 0)])
@pytest.mark.parametrize("content", ["Số mô hình", "Mô hình dân vận khéo"])
def test_a_row_of_contents_that_counts_one_model_or_none_is_no_model_of_that_name(
    heading: str, figure: str, count: int, content: str
) -> None:
    draft = understood(f"""
        | KẾT QUẢ phong trào “Dân vận khéo” năm 2024 | < |
        | Nội dung | {heading} |
        | {content} | {figure} |
        """)
    (table,) = draft.tables
    assert (table.models, [f.value for row in table.rows for f in row.figures]) == ([], [count])
    assert found(draft) == []


def test_contents_over_a_blank_cell_state_no_number_and_that_is_asked() -> None:
    draft = understood("""
        | KẾT QUẢ phong trào “Dân vận khéo” năm 2024 | < |
        | Nội dung | Số lượng |
        | Số mô hình tập thể | |
        """)
    assert found(draft)


@pytest.mark.parametrize("said", ["Số mô hình duy trì", "Mô hình duy trì", "Số mô hình đang duy trì", "Số duy trì"])
def test_models_carried_on_are_an_origin_however_their_number_is_headed(said: str) -> None:
    assert WORDS.heading(said).at == {"origin": ("duytri",)}


_TITLE = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"


@pytest.mark.parametrize(
    ("heads", "holder", "names"),
    [
        ("TT | Tập thể | Lĩnh vực", "tapthe", ("Chi hội Nông dân thôn Đông", "Ban công tác mặt trận thôn Đoài")),
        ("TT | Tập thể | Lĩnh vực", "tapthe", ("Nuôi ong lấy mật", "Trồng chè sạch")),
        ("TT | Tên tập thể | Lĩnh vực", "tapthe", ("Hội Nông dân xã", "Hội Phụ nữ xã")),
        ("TT | Cá nhân | Lĩnh vực", "canhan", ("Đỗ Văn Na", "Lê Thị Na")),
    ],
)
def test_a_list_headed_with_who_holds_its_models_names_them(heads: str, holder: str, names: tuple[str, str]) -> None:
    draft = understood(f"{_TITLE}\n| {heads} |\n| 1 | {names[0]} | Kinh tế |\n| 2 | {names[1]} | VH-XH |")
    assert [model.name for model in draft.tables[0].models] == [*names]
    fields = [{"field": ("kt",), "holder": (holder,)}, {"field": ("vhxh",), "holder": (holder,)}]
    assert ([model.at for model in draft.tables[0].models], found(draft)) == (fields, [])


def test_crosses_beside_who_holds_the_models_say_of_which_field_they_are() -> None:
    draft = understood(
        f"{_TITLE}\n| TT | Tập thể | KT | VHXH |\n| 1 | Hội Nông dân xã | x | |\n| 2 | Hội Phụ nữ xã | | x |"
    )
    assert [model.at["field"] for model in draft.tables[0].models] == [("kt",), ("vhxh",)]


def test_collectives_alone_are_listed_and_beside_names_of_models_they_hold_them() -> None:
    alone = understood(f"{_TITLE}\n| TT | Tập thể |\n| 1 | Hội Nông dân xã |\n| 2 | Hội Phụ nữ xã |")
    assert len(alone.tables[0].models) == 2
    beside = understood(
        f"{_TITLE}\n| TT | Tập thể | Tên mô hình |\n| 1 | Hội Nông dân xã | Nuôi ong |\n| 2 | Hội Phụ nữ xã | Hũ gạo |"
    )
    assert [(model.name, model.unit_text) for model in beside.tables[0].models] == [
        ("Nuôi ong", "Hội Nông dân xã"), ("Hũ gạo", "Hội Phụ nữ xã"),
    ]  # fmt: skip
    counted = understood(f"{_TITLE}\n| TT | Lĩnh vực | Tập thể |\n| 1 | Kinh tế | 4 |\n| 2 | VH-XH | 5 |")
    assert [figure.value for row in counted.tables[0].rows for figure in row.figures] == [4, 5]


def test_one_column_of_names_alone_is_a_list() -> None:
    draft = understood(
        f"{_TITLE}\n| Tên mô hình |\n| Nuôi ong lấy mật |\n| Mô hình an ninh trật tự |\n| Tổng cộng: 2 mô hình |"
    )
    assert [model.name for model in draft.tables[0].models] == ["Nuôi ong lấy mật", "Mô hình an ninh trật tự"]
    grouped = understood(f"{_TITLE}\n| Tên mô hình |\n| Hội Nông dân xã |\n| Nuôi ong |\n| Hội Phụ nữ xã |\n| Hũ gạo |")
    assert [model.unit_text for model in grouped.tables[0].models] == ["Hội Nông dân xã", "Hội Phụ nữ xã"]


def test_lines_about_one_model_under_one_another_are_no_list() -> None:
    draft = understood(
        f"{_TITLE}\n| Tên mô hình |\n| Nuôi ong lấy mật |\n| Nội dung |\n| Giúp hộ nghèo có thêm thu nhập |"
    )
    assert found(draft) == [("no-table-found", None)]


def test_headings_pasted_again_without_their_merges_are_those_above() -> None:
    draft = understood("""
        | TT | Tên mô hình | Thông tin chung | < | Ghi chú |
        | ^ | ^ | ^ | < | ^ |
        | ^ | ^ | Loại hình | Lĩnh vực | ^ |
        | 1 | Nuôi ong dưới tán rừng | Tập thể | KT | |
        | TT | Tên mô hình | Thông tin chung | | Ghi chú |
        | | | | | |
        | | | Loại hình | Lĩnh vực | |
        | 2 | Hũ gạo tình thương | Cá nhân | VH-XH | |
        | Tổng cộng: 2 mô hình | < | < | < | < |
        """)
    (table,) = draft.tables
    assert [model.at for model in table.models] == [
        {"field": ("kt",), "holder": ("tapthe",)},
        {"field": ("vhxh",), "holder": ("canhan",)},
    ]
    assert not found(draft)


def test_headings_of_three_rows_that_lost_their_merges_are_headings() -> None:
    draft = understood("""
        | TT | Tên mô hình | Thông tin chung | | LV |
        | | | | | |
        | | | Đơn vị thực hiện | Tập thể/Cá nhân | |
        | 1 | Nuôi ong dưới tán rừng | Thôn 2 | T.thể | KT |
        | 2 | Hũ gạo tình thương | Thôn 3 | C.nhân | VH-XH |
        """)
    assert [model.at for model in draft.tables[0].models] == [
        {"field": ("kt",), "holder": ("tapthe",)},
        {"field": ("vhxh",), "holder": ("canhan",)},
    ]
    assert not found(draft)
