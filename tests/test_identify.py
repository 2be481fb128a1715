"""Whose, when, where: drafts drawn as data, with real units and invented models."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from danvan_cli import units, vocabulary
from danvan_cli.errors import UsageError
from danvan_cli.findings import Finding, Severity
from danvan_cli.intake.draft import DraftFigure, DraftFile, DraftModel, DraftRow, DraftStatement, DraftTable
from danvan_cli.intake.extract import understand_grids
from danvan_cli.intake.identity.evidence import Clue, Evidence, Source, document_head, gather, units_of
from danvan_cli.intake.identity.home import Home, Voice, settle_home, voice_of
from danvan_cli.intake.identity.identify import Identified, identify, period_of_name, unit_of_name
from danvan_cli.intake.identity.whose import Told, Whose
from danvan_cli.returns import Reach
from danvan_cli.units.eras import MARK
from danvan_cli.vietnamese import bare
from danvan_cli.vocabulary import Coordinates
from drawing import draw

REGISTER = units.load()
WORDS = vocabulary.load()
THANH_LIEM, LIEM_SON, KIM_BANG, LIEN_SON, HA_NAM = "351", "13483", "350", "13432", "35"
NINH_BINH, LIEM_HA = "37@2025-07-01", "13456@2025-07-01"


def model(unit: str | None = None, row: int = 12, at: Coordinates | None = None) -> DraftModel:
    return DraftModel(row, f"B{row}", f"Mô hình thử {row}", unit, f"C{row}" if unit else None, None, at or {}, ())


def row(
    label: str,
    figures: Sequence[tuple[Coordinates, int | None]],
    unit: str | None = None,
    at: Coordinates | None = None,
    number: int = 9,
    parent: str | None = None,
) -> DraftRow:
    drawn = [
        DraftFigure(where, value, f"{chr(67 + place)}{number}", "") for place, (where, value) in enumerate(figures)
    ]
    return DraftRow(number, f"B{number}", label, unit, parent, at or {}, drawn)


def table(
    *lines: str, kind: str = "register", sheet: str = "Biểu 1", title: str | None = None, **more: Any
) -> DraftTable:
    head = [(f"A{number}", line) for number, line in enumerate(lines, 1)]
    titles = [line for line in lines if line.lower().startswith(("danh sách", "biểu", "mô hình"))]
    return DraftTable(
        sheet,
        kind,
        " ".join(titles) if title is None else title,
        more.pop("stage", None),
        more.pop("fixed", {}),
        more.pop("supplement", False),
        head=head,
        **more,
    )


def draft(*tables: DraftTable) -> DraftFile:
    return DraftFile(tables=list(tables), sheets=[one.sheet for one in tables])


def read(file: DraftFile, path: str = "bao-cao.xlsx", home: str | None = THANH_LIEM, **more: Any) -> Identified:
    return identify(
        file,
        gather(file, path),
        home=Home(home, said=True) if home else None,
        register=REGISTER,
        vocabulary=WORDS,
        **more,
    )


def codes(found: Identified) -> list[str]:
    return [finding.code for finding in found.findings if finding.severity is not Severity.NOTE]


TITLE = "DANH SÁCH mô hình “Dân vận khéo” năm 2024"


# --- reporter


@pytest.mark.parametrize(
    ("letterhead", "reporter"),
    [
        (["HUYỆN ỦY THANH LIÊM", "ĐẢNG ỦY XÃ LIÊM SƠN", "*"], LIEM_SON),
        (["ĐẢNG BỘ HUYỆN THANH LIÊM ĐẢNG ỦY XÃ LIÊM SƠN *", "ĐẢNG CỘNG SẢN VIỆT NAM"], LIEM_SON),
        (
            [
                "UBND HUYỆN THANH LIÊM",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "UBND XÃ LIÊM SƠN",
                "Độc lập - Tự do - Hạnh phúc",
            ],
            LIEM_SON,
        ),
        (["TỈNH ỦY HÀ NAM", "HUYỆN ỦY THANH LIÊM"], THANH_LIEM),
        (["BAN CHỈ ĐẠO CÔNG TÁC DÂN VẬN HUYỆN THANH LIÊM"], THANH_LIEM),
        (["HUYỆN ỦY THANH LIÊM", "BAN DÂN VẬN", "*", "Số 12-BC/BDVHU"], THANH_LIEM),
        (["CÔNG AN TỈNH HÀ NAM", "CÔNG AN HUYỆN THANH LIÊM"], "351/công an"),
        (["HỘI NÔNG DÂN HUYỆN THANH LIÊM", "HỘI NÔNG DÂN XÃ LIÊM SƠN"], "13483/hội nông dân"),
        (["MẶT TRẬN TỔ QUỐC VIỆT NAM", "ỦY BAN MTTQ HUYỆN THANH LIÊM"], THANH_LIEM),
        (["ỦY BAN MTTQ HUYỆN THANH LIÊM", "ỦY BAN MTTQ XÃ LIÊM SƠN"], "13483"),
        (["ỦY BAN MTTQ HUYỆN THANH LIÊM", "HỘI NÔNG DÂN"], "351/hội nông dân"),
        (["UBND HUYỆN THANH LIÊM", "PHÒNG NỘI VỤ"], "351/phòng nội vụ"),
        (["UBND HUYỆN", "THANH LIÊM"], THANH_LIEM),
        (["UBND HUYỆN THANH LIÊM", "PHÒNG GIÁO DỤC", "VÀ ĐÀO TẠO"], "351/phòng giáo dục và đào tạo"),
    ],
)
def test_the_lowest_issuer_of_the_letterhead_reports(letterhead: list[str], reporter: str) -> None:
    found = read(draft(table(*letterhead, TITLE, models=[model()])))
    assert (found.reporter, codes(found)) == (reporter, [])


@pytest.mark.parametrize(
    ("home", "letterhead", "reporter"),
    [
        ("Quận Bình Thạnh, TP. Hồ Chí Minh", ["UBND QUẬN BÌNH THẠNH", "TRUNG TÂM Y TẾ"], "{}/trung tâm y tế"),
        ("Thành phố Hòa Bình, tỉnh Hòa Bình", ["TỈNH ỦY HÒA BÌNH", "THÀNH ỦY HÒA BÌNH"], "{}"),
        (
            "Huyện Tân Biên, tỉnh Tây Ninh",
            ["UBND HUYỆN TÂN BIÊN", "TRUNG TÂM Y TẾ HUYỆN TÂN BIÊN"],
            "{}/trung tâm y tế",
        ),
    ],
)
def test_no_name_reaches_over_the_end_of_a_line_of_the_letterhead(
    home: str, letterhead: list[str], reporter: str
) -> None:
    code = REGISTER.find(home, None, date(2022, 12, 31)).code
    title = "DANH SÁCH mô hình “Dân vận khéo” năm 2022"
    found = read(draft(table(*letterhead, title, models=[model()])), home=code)
    assert (found.reporter, codes(found)) == (reporter.format(code), [])


def test_the_title_tells_where_there_is_no_letterhead() -> None:
    assert read(draft(table("DANH SÁCH mô hình “Dân vận khéo” xã Liêm Sơn năm 2024"))).reporter == LIEM_SON


@pytest.mark.parametrize(
    "path",
    [
        "BC DVK 2024 xa Liem Son.xlsx",
        "LiemSon_2024.xlsx",
        "thu/liem-son (1).xlsx",
        "Xã Liêm Sơn/bao cao 2024.xlsx",
        "thu/DS mô hình Liêm Sơn.XLSX",
    ],
)
def test_names_of_file_and_folder_tell_where_the_sheet_is_silent(path: str) -> None:
    assert read(draft(table(TITLE, title=TITLE)), path).reporter == LIEM_SON


@pytest.mark.parametrize("line", ["theo dõi mô hình “Dân vận khéo” năm 2024", "THEO DÕI, ĐÁNH GIÁ MÔ HÌNH NĂM 2024"])
@pytest.mark.parametrize("opening", ["BIỂU", "BẢNG"])
def test_the_title_goes_on_below_the_word_that_opens_it(opening: str, line: str) -> None:
    found = read(draft(table("UBND XÃ LIÊM SƠN", opening, line, title=f"{opening} {line}", models=[model()])))
    assert (found.reporter, found.period, codes(found)) == (LIEM_SON, "2024", [])


def test_a_cover_sheet_tells_whose_and_when_where_no_table_has_a_head() -> None:
    cover = draw(
        """
        ĐẢNG ỦY XÃ LIÊM SƠN
        BÁO CÁO
        Kết quả phong trào thi đua “Dân vận khéo” năm 2024
        Tháng 12 năm 2024
        """,
        "Bìa",
    )
    listed = """
        | STT | Tên mô hình | Lĩnh vực |
        | 1 | Trồng lúa | KT |
        """
    file = understand_grids([cover, draw(listed, "DS")], "bao-cao.xlsx", WORDS)[0]
    told = read(file)
    assert (told.reporter, told.period) == (LIEM_SON, "2024")
    headed = f"ĐẢNG ỦY XÃ LIÊN SƠN\nDANH SÁCH mô hình “Dân vận khéo” năm 2023\n{listed.strip()}"
    file = understand_grids([cover, draw(headed, "DS")], "bao-cao.xlsx", WORDS)[0]
    assert read(file, home=KIM_BANG).period == "2023"  # a table's own head is nearer


def test_a_cover_sheet_tells_what_the_titles_behind_it_leave_out() -> None:
    cover = draw("HUYỆN ỦY THANH LIÊM\nBAN DÂN VẬN\nHỒ SƠ\nMÔ HÌNH DÂN VẬN KHÉO\nNĂM 2024", "Bìa")
    rows = "| STT | Tên mô hình | Đơn vị |\n| 1 | Trồng lúa | Xã Liêm Sơn |"

    def of(title: str, path: str = "ho-so.xlsx") -> Identified:
        sheets = [cover, draw(f"{title}\n{rows}", "Kinh tế")]
        return read(understand_grids(sheets, path, WORDS)[0], path)

    told = of("DANH SÁCH MÔ HÌNH LĨNH VỰC KINH TẾ")
    assert (told.reporter, told.period) == (THANH_LIEM, "2024")
    assert of("DANH SÁCH MÔ HÌNH NĂM 2023").period == "2023"
    assert of("DANH SÁCH MÔ HÌNH NĂM 2024", "Xã Liêm Sơn.xlsx").reporter == LIEM_SON  # its form, filled in below it


@pytest.mark.parametrize("heading", ["Thôn", "Địa chỉ", "Nơi thực hiện", "Chi bộ", "Tên ấp", "Đơn vị"])
def test_bare_names_under_a_heading_of_villages_are_a_commune_s_own(heading: str) -> None:
    """Each village was asked about as a unit that nobody knows; one is called like a commune of the district."""
    head = "ĐẢNG ỦY XÃ LIÊM SƠN\nDANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024\n"

    def told(*lines: str) -> Identified:
        return read(understand_grids([draw(head + "\n".join(lines), "DS")], "bao-cao.xlsx", WORDS)[0])

    twin = "Liêm Túc" if heading != "Đơn vị" else "Mai Cầu"  # there it may be the other commune
    names = [f"| {n} | Mô hình {n} | {name} | KT |" for n, name in enumerate(("Hà Thượng", twin, "Lại An"), 1)]
    listed = told(f"| STT | Tên mô hình | {heading} | Lĩnh vực |", *names)
    counted = told(f"| {heading} | KT | VHXH |", "| Hà Thượng | 1 | 1 |", "| Số 5 | 0 | 1 |", "| 6 | 1 | 1 |")
    assert not codes(listed)
    assert codes(counted) == (["unit-unknown"] if heading == "Đơn vị" else [])  # of the "6"
    assert {model.unit for ret in listed.returns for model in ret.models} == {LIEM_SON}
    assert sum(seen.value or 0 for ret in counted.returns for base in ret.bases for seen in base.observations) == 5


@pytest.mark.parametrize("heading", ["Thôn", "Đơn vị"])
@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("Nông Trường", LIEM_SON),
        ("Lâm Trường 2", LIEM_SON),
        ("Nông trường Sao Vàng", f"{LIEM_SON}/nông trường sao vàng"),
        ("Công An", f"{LIEM_SON}/công an"),
    ],
)
def test_a_village_may_bear_the_word_of_an_enterprise_that_has_a_name_of_its_own(
    heading: str, name: str, whose: str
) -> None:
    """“Nông Trường” among villages became a state farm: its figures were an agency's, and not the commune's."""
    head = "ĐẢNG ỦY XÃ LIÊM SƠN\nTỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NĂM 2024\n"
    drawing = f"{head}| {heading} | KT | VHXH |\n| {name} | 1 | 1 |\n| Hà Thượng | 0 | 1 |\n| Mai Cầu | 1 | 1 |"
    counted = read(understand_grids([draw(drawing, "DS")], "bao-cao.xlsx", WORDS)[0])
    assert (codes(counted), {base.scope.unit for ret in counted.returns for base in ret.bases}) == (
        [],
        {LIEM_SON, whose},
    )


def test_a_line_for_the_unit_that_nobody_filled_in_says_nothing() -> None:
    told = read(draft(table("Đơn vị: ..................", TITLE, models=[model()])), "Xã Liêm Sơn.xlsx")
    assert (told.reporter, codes(told)) == (LIEM_SON, [])


def test_what_is_not_written_as_a_village_s_name_is_asked_about() -> None:
    head = "ĐẢNG ỦY XÃ LIÊM SƠN\nDANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024\n| STT | Tên mô hình | Đơn vị |\n"
    for name in ("Xã Không Có", "HKD Hoa Sen", "nhiều hộ"):
        grids = [draw(f"{head}| 1 | Mô hình | {name} |", "DS")]
        assert "unit-unknown" in codes(read(understand_grids(grids, "bao-cao.xlsx", WORDS)[0])), name


def test_a_sheet_named_after_the_commune_tells_the_reporter() -> None:
    assert read(draft(table(TITLE, sheet="Liêm Sơn"))).reporter == LIEM_SON


@pytest.mark.parametrize(
    "agency",
    ["SAMCO", "Nhà khách", "Nhà Văn hóa", "Xí nghiệp Thủy lợi", "Hạt Giao thông", "Vườn quốc gia"],
)
@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("DANH SÁCH mô hình “Dân vận khéo” năm 2024 của {} huyện Thanh Liêm", "x.xlsx"),
        ("DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2024 CỦA {} HUYỆN THANH LIÊM", "x.xlsx"),
        ("DANH SÁCH mô hình “Dân vận khéo” {} huyện Thanh Liêm năm 2024", "x.xlsx"),
        (TITLE, "{} huyện Thanh Liêm.xlsx"),
        (TITLE, "BC DVK 2024 {} huyện Thanh Liêm.xlsx"),
    ],
)
def test_a_body_of_no_known_kind_is_asked_about_and_never_its_place(agency: str, title: str, path: str) -> None:
    said = agency.upper() if title.isupper() else agency
    found = read(draft(table("UBND HUYỆN THANH LIÊM", title.format(said), models=[model()])), path.format(agency))
    assert (found.reporter, codes(found)) == (None, ["reporter-unknown"])


@pytest.mark.parametrize("organ", ["Bảo tàng", "Thư viện"])
@pytest.mark.parametrize("named", ["{} tỉnh", "{} tỉnh Hà Nam"])
def test_a_museum_or_library_in_a_letterhead_is_itself_and_not_the_province(organ: str, named: str) -> None:
    head = table("UBND TỈNH HÀ NAM", named.format(organ).upper(), TITLE, models=[model()])
    assert read(draft(head), home=HA_NAM).reporter == f"{HA_NAM}/{organ.lower()}"


NAMES = ["scan", "new", "fw", "zalo", "Hoa", "Document", "Nguyễn Văn A -", "SAMCO"]


@pytest.mark.parametrize("words", NAMES)
@pytest.mark.parametrize("home", [THANH_LIEM, HA_NAM, None])
@pytest.mark.parametrize("head", [("HUYỆN ỦY THANH LIÊM", "ĐẢNG ỦY XÃ LIÊM SƠN"), ("UBND XÃ LIÊM SƠN",)])
def test_beside_a_plain_letterhead_unknown_words_in_the_files_name_make_no_body(
    head: tuple[str, ...], home: str | None, words: str
) -> None:
    for name in (f"{words} xa Liem Son", f"{words} bao cao xã Liêm Sơn", f"{words} huyện Thanh Liêm"):
        found = read(draft(table(*head, TITLE, models=[model()])), f"{name}.xlsx", home)
        assert (found.reporter, codes(found)) == (LIEM_SON, [])


@pytest.mark.parametrize("words", NAMES)
def test_beside_a_letterhead_unknown_words_before_another_commune_are_a_contradiction(words: str) -> None:
    head = table("HUYỆN ỦY THANH LIÊM", "ĐẢNG ỦY XÃ LIÊM SƠN", TITLE, models=[model()])
    assert codes(read(draft(head), f"{words} xã Thanh Hà.xlsx")) == ["reporter-contradicted"]


@pytest.mark.parametrize("order", list(permutations((HA_NAM, THANH_LIEM, KIM_BANG))))
def test_a_province_and_two_of_its_districts_are_a_contradiction_of_the_two(order: tuple[str, ...]) -> None:
    told = [Told(Clue(Source.FILE, REGISTER.name_of(code)), (code,), sure=True) for code in order]
    found: list[Finding] = []
    assert Whose(REGISTER, None, None, Evidence("x.xlsx"))._one_line(told, found) is None
    assert {str(found[0].seen["one"]), str(found[0].seen["other"])} == {
        "Huyện Thanh Liêm, Tỉnh Hà Nam",
        "Thị xã Kim Bảng, Tỉnh Hà Nam",
    }


@pytest.mark.parametrize("paper", ["QĐ", "Quyết định", "QD", "Quyet dinh 99", "Danh sách kèm theo QĐ", "QĐ công nhận"])
def test_a_decision_named_in_the_files_name_is_a_paper_and_no_body(paper: str) -> None:
    head = table("TỈNH ỦY HÀ NAM", TITLE, models=[model()])
    assert read(draft(head), f"{paper} tỉnh Hà Nam.xlsx", HA_NAM).reporter == HA_NAM


@pytest.mark.parametrize("longer", ["Đông", "Hạ", "Tiên", "Đông Thượng"])
@pytest.mark.parametrize(
    ("lines", "path"),
    [
        (("ĐẢNG ỦY XÃ LIÊM SƠN {loud}", TITLE), "x.xlsx"),
        (("HUYỆN ỦY THANH LIÊM", "UBND xã Liêm Sơn {longer}", TITLE), "x.xlsx"),
        (("DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO” XÃ LIÊM SƠN {loud} NĂM 2024",), "x.xlsx"),
        (("DANH SÁCH mô hình “Dân vận khéo” năm 2024 của xã Liêm Sơn {longer}, huyện Thanh Liêm",), "x.xlsx"),
        (("DANH SÁCH mô hình xã Liêm Sơn {longer} huyện Thanh Liêm năm 2024",), "x.xlsx"),
        ((TITLE,), "Xã Liêm Sơn {longer} DVK 2024.xlsx"),
        ((TITLE,), "BC DVK 2024 xã Liêm Sơn {longer}.xlsx"),
        ((TITLE,), "bc dvk xa liem son {plain} 2024.xlsx"),
    ],
)
@pytest.mark.parametrize("home", [THANH_LIEM, None])
def test_a_commune_that_nobody_knows_is_not_the_one_whose_name_its_own_begins_with(
    home: str | None, lines: tuple[str, ...], path: str, longer: str
) -> None:
    said = {"longer": longer, "loud": longer.upper(), "plain": bare(longer)}
    file = draft(table(*(line.format(**said) for line in lines), models=[model()]))
    found = read(file, path.format(**said), home)
    assert (found.reporter, codes(found)) == (None, ["reporter-unknown"])


@pytest.mark.parametrize(
    "organ",
    ["BAN CHỈ ĐẠO", "KHỐI DÂN VẬN", "BAN CHỈ ĐẠO DÂN VẬN KHÉO", "BAN THƯỜNG TRỰC", "HỘI NÔNG DÂN", "*", "BCĐ XÃ"],
)
@pytest.mark.parametrize("commune", ["ĐẢNG ỦY XÃ LIÊM SƠNN", "UBND PHƯỜNG MÂY TRẮNG"])
def test_an_organ_below_a_commune_that_nobody_knows_is_not_the_districts(commune: str, organ: str) -> None:
    found = read(draft(table("HUYỆN ỦY THANH LIÊM", commune, organ, TITLE, models=[model()])))
    assert [(one.code, one.cell) for one in found.findings] == [("reporter-unknown", "A2")]


@pytest.mark.parametrize(
    ("commune", "reporter"),
    [
        ("ĐẢNG ỦY XÃ MÂY TRẮNG", None),
        ("UBND PHƯỜNG ABCD", None),
        ("ĐẢNG ỦY XÃ LIÊM SƠNG", LIEM_SON),
        ("UBND XÃ LIEM SON", LIEM_SON),
    ],
)
def test_a_title_does_not_tell_for_a_letterhead_of_a_commune_that_nobody_knows(
    commune: str, reporter: str | None
) -> None:
    """A title copied from another commune's form had made its figures that one's; one name misspelt is one name."""
    title = "DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO CỦA XÃ LIÊM SƠN NĂM 2024"
    found = read(draft(table("HUYỆN ỦY THANH LIÊM", commune, title, models=[model()])))
    assert found.reporter == reporter
    assert [(one.code, one.cell) for one in found.findings] == ([] if reporter else [("reporter-unknown", "A2")])


@pytest.mark.parametrize("dash", ["-", "–", "—", "\u2010", "\u2011", "\u2212", "\u207b"])
def test_a_motto_is_no_office_whatever_its_dashes(dash: str) -> None:
    lines = ("UBND HUYỆN THANH LIÊM", "UBND XÃ LIÊM SƠN", f"Độc lập {dash} Tự do {dash} Hạnh phúc", TITLE)
    found = read(draft(table(*lines, models=[model()])))
    assert (found.reporter, codes(found)) == (LIEM_SON, [])


@pytest.mark.parametrize("number", ["Số 83–BC/ĐU", "Số: 83 – BC/ĐU", "Số 83—BC/ĐU", "Số 83-BC/ĐU", "Số: 8/BC–VP"])
def test_a_documents_number_is_no_office_whatever_its_dash(number: str) -> None:
    lines = ("HUYỆN ỦY THANH LIÊM", "ĐẢNG ỦY XÃ LIÊM SƠN", number, TITLE)
    file = draft(table(*lines, models=[model()]))
    found = read(file)
    assert (found.reporter, codes(found)) == (LIEM_SON, [])
    assert document_head(file, file.tables[0]).number == number.partition(" ")[2].replace(" ", "")


@pytest.mark.parametrize("above", ["PHỤ LỤC 1", "Mẫu số 02/DVK", "Biểu số 01", "Số liệu đến ngày 30/11"])
@pytest.mark.parametrize("motto", ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM"])
def test_what_stands_above_a_letterhead_is_the_titles_and_does_not_end_it(above: str, motto: str) -> None:
    lines = (above, "CÔNG AN TỈNH HÀ NAM", motto, "CÔNG AN HUYỆN THANH LIÊM", TITLE)
    found = read(draft(table(*lines, title=f"{above} {TITLE}", models=[model()])))
    assert (found.reporter, codes(found)) == ("351/công an", [])


@pytest.mark.parametrize("words", ["XANH LÁ", "XANH LÁ CÂY", "BAN", "ANH", "VÌ", "MỚI", "CŨ", "Xanh Lá", "xanh lá"])
@pytest.mark.parametrize("issuer", ["ĐẢNG ỦY XÃ LIÊM SƠN", "UBND xã Liêm Sơn", "HỘI NÔNG DÂN XÃ LIÊM SƠN"])
def test_a_letterhead_names_no_commune_whose_name_goes_on_in_words_that_mean_nothing_else(
    issuer: str, words: str
) -> None:
    found = read(draft(table("HUYỆN ỦY THANH LIÊM", f"{issuer} {words}", TITLE, models=[model()])))
    assert [(one.code, one.cell) for one in found.findings] == [("reporter-unknown", "A2")]


@pytest.mark.parametrize(
    "after",
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CHXHCN VIỆT NAM", "ĐẢNG CSVN", "- BAN CHỈ ĐẠO", "BAN CHỈ ĐẠO", "KHỐI DÂN VẬN",
        "Số 12-BC/ĐU", "HUYỆN THANH LIÊM", "CHI BỘ THÔN 3", "NĂM 2024", "(Hà Nam)", "BÁO CÁO", "NHIỆM KỲ 2020-2025",
    ],
)  # fmt: skip
def test_what_letterheads_say_behind_a_commune_makes_its_name_no_longer(after: str) -> None:
    found = read(draft(table("HUYỆN ỦY THANH LIÊM", f"ĐẢNG ỦY XÃ LIÊM SƠN {after}", TITLE, models=[model()])))
    assert (found.reporter, codes(found)) == (LIEM_SON, [])


@pytest.mark.parametrize(
    ("title", "path"),
    [
        (f"{TITLE} huyện Thanh Liêm", "x.xlsx"),
        (TITLE, "Huyện Thanh Liêm/x.xlsx"),
        (TITLE, "xa Liem Son.xlsx"),
        (TITLE, "liem son/x.xlsx"),
    ],
)
def test_a_place_written_with_other_accents_is_asked_about_unless_something_names_it_as_it_is(
    title: str, path: str
) -> None:
    file = draft(table("ĐẢNG ỦY XÃ LIÊM SỚN", title, models=[model()]))
    assert codes(read(file, path)) == ["reporter-ambiguous"]
    assert read(file, "Xã Liêm Sơn.xlsx").reporter == LIEM_SON


def test_a_province_that_the_title_names_does_not_report_for_a_ward_that_two_districts_have() -> None:
    title = f"{TITLE} tỉnh Quảng Ngãi"
    found = read(draft(table("ĐẢNG ỦY PHƯỜNG NGUYỄN NGHIÊM", title, models=[model()])), home="51")
    assert (found.reporter, codes(found)) == (None, ["reporter-ambiguous"])


def test_an_organ_below_a_commune_that_two_districts_have_is_asked_about_with_it() -> None:
    lines = ("TỈNH ỦY QUẢNG NGÃI", "ĐẢNG ỦY PHƯỜNG NGUYỄN NGHIÊM", "BAN CHỈ ĐẠO", TITLE)
    found = read(draft(table(*lines, models=[model()])), home="51")
    assert (found.reporter, codes(found)) == (None, ["reporter-ambiguous"])


@pytest.mark.parametrize(
    "after",
    [
        "năm 2024", "(lần 2)", "huyện Thanh Liêm", "Thanh Liêm Hà Nam", "đăng ký", "Đoàn kết, sáng tạo", "thực hiện tốt", "- Hoa",
        "NHIỆM KỲ 2020-2025", "TRIỂN KHAI", "HOẠT ĐỘNG HIỆU QUẢ", "ĐẠT CHUẨN", "Tổng hợp", "Nguyễn Văn A", "học tập Bác",
        "THAM GIA PHONG TRÀO", "HOÀN THÀNH", "CÓ HIỆU QUẢ", "THAM GIA", "LẬP", "Hà Nam",
    ],
)  # fmt: skip
def test_what_a_title_says_after_a_commune_makes_its_name_no_longer(after: str) -> None:
    title = f"DANH SÁCH mô hình “Dân vận khéo” xã Liêm Sơn {after}"
    title = title.upper() if after.isupper() else title
    assert read(draft(table(title, models=[model()])), "2024.xlsx").reporter == LIEM_SON


@pytest.mark.parametrize("words", NAMES)
def test_a_districts_letterhead_tells_nothing_of_an_unknown_body_of_its_commune(words: str) -> None:
    head = table("TỈNH ỦY HÀ NAM", "HUYỆN ỦY THANH LIÊM", TITLE, models=[model()])
    assert codes(read(draft(head), f"{words} xã Liêm Sơn.xlsx")) == ["reporter-unknown"]


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("học tập phong cách Hồ Chí Minh xã Liêm Sơn", "x.xlsx"),
        ("bảo vệ môi trường xã Liêm Sơn", "x.xlsx"),
        ("của cán bộ và Nhân dân xã Liêm Sơn", "x.xlsx"),
        ("của Thôn 3 xã Liêm Sơn", "x.xlsx"),
        ("", "KQ thuc hien DVK xa Liem Son.xlsx"),
        ("", "Mau 02 Xa Liem Son nop lan 2.xlsx"),
        ("", "Thôn Đông xã Liêm Sơn.xlsx"),
        ("", "Khối Dân vận xã Liêm Sơn.xlsx"),
        ("", "Ha Nam_Thanh Liem_xa Liem Son.xlsx"),
        ("", "Cong van xa Liem Son.xlsx"),
    ],
)
def test_everyday_words_before_a_place_name_no_body(words: str, path: str) -> None:
    title = f"DANH SÁCH mô hình “Dân vận khéo” năm 2024 {words}".strip()
    assert read(draft(table(title, models=[model()])), path).reporter == LIEM_SON


FIELDS = [
    "quốc phòng - an ninh", "Quốc phòng – An ninh", "quốc phòng, an ninh", "quốc phòng và an ninh", "an ninh - quốc phòng", "QP-AN", "VH-XH",
    "kinh tế", "văn hóa - xã hội", "xây dựng Đảng, hệ thống chính trị", "Cải cách hành chính", "Tôn giáo",
]  # fmt: skip


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_named_before_or_behind_a_place_is_no_body_there(field: str) -> None:
    before = f"Danh sách mô hình “Dân vận khéo” lĩnh vực {field} xã Liêm Sơn năm 2024"
    behind = f"Mô hình “Dân vận khéo” xã Liêm Sơn lĩnh vực {field} năm 2024"
    for title in (before, before.upper(), behind, behind.upper()):
        assert read(draft(table(title, models=[model()]))).reporter == LIEM_SON
        said = read(draft(table("HUYỆN ỦY THANH LIÊM", "ĐẢNG ỦY XÃ LIÊM SƠN", title, models=[model()])))
        assert (said.reporter, codes(said)) == (LIEM_SON, [])
    for name in (f"Biểu {field} xã Liêm Sơn", f"{field} xã Liêm Sơn"):
        assert read(draft(table(TITLE, models=[model()])), f"{name}.xlsx".replace("/", " ")).reporter == LIEM_SON


@pytest.mark.parametrize("body", ["Phòng An ninh", "Phòng Quốc phòng - An ninh", "Phòng Y tế"])
def test_a_body_that_looks_after_a_field_stays_one(body: str) -> None:
    title = f"DANH SÁCH mô hình “Dân vận khéo” lĩnh vực quốc phòng - an ninh của {body} huyện Thanh Liêm"
    found = read(draft(table("UBND HUYỆN THANH LIÊM", title, models=[model()])), "2024.xlsx")
    assert found.reporter == f"351/{body.lower().replace(' - ', ' ')}"


def test_a_commune_reports_though_the_title_speaks_of_an_unknown_body_of_the_district() -> None:
    title = "DANH SÁCH mô hình “Dân vận khéo” năm 2024 của SAMCO huyện Thanh Liêm"
    assert (
        read(draft(table("HUYỆN ỦY THANH LIÊM", "ĐẢNG ỦY XÃ LIÊM SƠN", title, models=[model()]))).reporter == LIEM_SON
    )


@pytest.mark.parametrize("team", ["đội quản lý thị trường số 4", "đội quản lý trật tự xây dựng"])
def test_a_team_of_the_district_is_a_body_of_its_own(team: str) -> None:
    name = team.capitalize()
    title = f"DANH SÁCH mô hình “Dân vận khéo” năm 2024 của {name} huyện Thanh Liêm"
    assert read(draft(table("UBND HUYỆN THANH LIÊM", title, models=[model()]))).reporter == f"351/{team}"
    assert REGISTER.find(name, THANH_LIEM, None, THANH_LIEM).code == f"351/{team}"


def test_what_an_agency_registers_is_in_its_name_in_running_text_too() -> None:
    name = "Phòng Quản lý đăng ký kinh doanh"
    title = f"DANH SÁCH mô hình “Dân vận khéo” của {name} huyện Thanh Liêm năm 2024"
    for issuer in (name.upper(), f"{name.upper()} HUYỆN THANH LIÊM"):
        found = read(draft(table("UBND HUYỆN THANH LIÊM", issuer, title, models=[model()])))
        assert (found.reporter, codes(found)) == (f"351/{name.lower()}", [])


@pytest.mark.parametrize("cut", ["ỦY B…", "ỦY B...", "ỦY BAN", "ỦY BAN MTTQVN", "ỦY BAN MẶT TRẬN TỔ QU…"])
def test_a_committee_whose_name_is_cut_off_is_its_places(cut: str) -> None:
    place = read(draft(table("UBND XÃ LIÊM SƠN", TITLE, models=[model()]))).reporter
    for head in (("UBND XÃ LIÊM SƠN", cut), (f"UBND XÃ LIÊM SƠN | {cut}",)):
        found = read(draft(table(*head, TITLE, models=[model()])), "BC xã Liêm Sơn.xlsx")
        assert (found.reporter, codes(found)) == (place, [])


@pytest.mark.parametrize("name", ["Công đoàn Xây dựng", "Công đoàn ngành Xây dựng"])
def test_the_union_of_a_trade_is_not_the_union_of_the_place(name: str) -> None:
    assert REGISTER.find(f"{name} huyện Thanh Liêm", THANH_LIEM).code == "351/công đoàn xây dựng"
    assert REGISTER.find("Công đoàn huyện Thanh Liêm", THANH_LIEM).code == "351/liên đoàn lao động"


def test_a_districts_folder_is_the_home_and_no_reporter() -> None:
    found = read(draft(table(TITLE)), "Thanh Liem/bao cao.xlsx", home=None)
    assert (found.reporter, codes(found)) == (None, ["reporter-unknown"])


def test_title_and_file_name_of_two_communes_are_an_error_at_the_cell() -> None:
    found = read(draft(table("DANH SÁCH mô hình xã Liêm Sơn năm 2024")), "Thanh Ha.xlsx")
    assert [(one.code, one.sheet, one.cell) for one in found.findings] == [("reporter-contradicted", "Biểu 1", "A1")]
    assert not found.returns


def test_letterhead_and_title_of_two_communes_are_an_error() -> None:
    found = read(draft(table("ĐẢNG ỦY XÃ THANH HÀ", "DANH SÁCH mô hình xã Liêm Sơn năm 2024")))
    assert codes(found) == ["reporter-contradicted"]


def test_nothing_known_is_no_reporter() -> None:
    assert codes(read(draft(table(TITLE)))) == ["reporter-unknown"]


def test_an_ambiguous_reporter_shows_its_candidates() -> None:
    found = read(draft(table("DANH SÁCH mô hình xã Liên Sơn năm 2024")), home=None)
    assert codes(found) == ["reporter-ambiguous"]
    assert "Kim Bảng" in str(found.findings[0].seen["candidates"])


def test_a_folder_above_makes_an_ambiguous_name_clear() -> None:
    assert (
        read(draft(table("DANH SÁCH mô hình xã Liên Sơn năm 2024")), "Kim Bang/x.xlsx", home=None).reporter == LIEN_SON
    )


@pytest.mark.parametrize("line", ["Đơn vị: Trường THCS Lê Lợi", "Đơn vị báo cáo: Hội Nông dân"])
def test_a_body_named_again_without_its_place_is_the_one_of_the_letterhead(line: str) -> None:
    body = line.partition(": ")[2]
    head = ["ĐẢNG ỦY XÃ LIÊM SƠN", body.upper(), "*", TITLE, line]
    found = read(draft(table(*head, models=[model()])), home=HA_NAM)
    assert (found.reporter, codes(found)) == (f"{LIEM_SON}/{body.lower()}", [])


@pytest.mark.parametrize("home", [HA_NAM, THANH_LIEM])
def test_a_school_in_the_folder_of_a_commune_is_no_school_of_the_home(home: str) -> None:
    found = read(draft(table(TITLE, models=[model()])), "Xã Liêm Sơn/Trường THCS Lê Lợi.xlsx", home=home)
    assert (found.reporter, codes(found)) == (f"{LIEM_SON}/trường thcs lê lợi", [])


def test_a_name_of_several_wards_is_not_the_only_one_of_another_province_that_todays_home_was_made_of() -> None:
    title = "DANH SÁCH mô hình “Dân vận khéo” Phường 4 năm 2019"
    found = read(draft(table(title, models=[model()])), home="79@2025-07-01")
    assert (found.reporter, codes(found)) == (None, ["reporter-ambiguous"])


def test_the_folder_tells_which_of_several_wards_is_meant_in_the_provinces_that_todays_home_was_made_of() -> None:
    file = draft(table("DANH SÁCH mô hình “Dân vận khéo” Phường 4 năm 2019", models=[model()]))
    found = read(file, "Quận 5/Phường 4.xlsx", home="79@2025-07-01")
    assert (REGISTER.full_name(found.reporter or ""), codes(found)) == ("Phường 4, Quận 5, Thành phố Hồ Chí Minh", [])


@pytest.mark.parametrize(
    ("home", "name", "reporter"),
    [
        (THANH_LIEM, "Bao cao Hội Nông dân huyện 6 tháng đầu năm 2024", "351/hội nông dân"),
        (THANH_LIEM, "Hội Nông dân huyện 9 tháng 2024", "351/hội nông dân"),
        ("774", "Hội Nông dân quận 6 tháng đầu năm 2024", "774/hội nông dân"),
        ("493", "Phòng Giáo dục và Đào tạo quận 6 tháng đầu năm 2024", "493/phòng giáo dục và đào tạo"),
        ("493", "Phong Noi vu quan 6 thang dau nam 2024", "493/phòng nội vụ"),
        ("79", "Phòng Nội vụ quận 6 6 tháng đầu năm 2024", "775/phòng nội vụ"),
        ("79", "Phòng Nội vụ Quận 6 năm 2024", "775/phòng nội vụ"),
        ("774", "Hoi Nong dan quan 6 thang dau nam 2024", "774/hội nông dân"),
        ("79", "Hội Nông dân quận 6 tháng 11 năm 2024", "775/hội nông dân"),
        ("79", "Hội Nông dân quận 5 6 tháng đầu năm 2024", "774/hội nông dân"),
    ],
)
def test_the_months_of_a_half_year_are_no_name_of_a_district(home: str, name: str, reporter: str) -> None:
    file = draft(table("DANH SÁCH mô hình “Dân vận khéo”", models=[model()]))
    assert read(file, f"{name}.xlsx", home=home).reporter == reporter


@pytest.mark.parametrize(
    ("home", "around"), [("Huyện Thọ Xuân", "Huyện Thọ Xuân"), ("Tỉnh Thanh Hóa", "Huyện Thọ Xuân")]
)
def test_a_school_whose_name_is_followed_by_its_districts_is_the_same_without_though_a_town_is_called_so(
    home: str, around: str
) -> None:
    home, around = (REGISTER.find(text, None, date(2024, 12, 31)).code or "" for text in (home, around))
    line = "Đơn vị: Trường THPT Lê Lợi Thọ Xuân"
    assert read(draft(table(TITLE, line, models=[model()])), home=home).reporter == f"{around}/trường thpt lê lợi"


def test_a_schools_own_name_ends_before_the_months_of_a_half_year() -> None:
    file = draft(table("DANH SÁCH mô hình “Dân vận khéo”", models=[model()]))
    found = read(file, "Danh sach DVK Trường THPT Lê Lợi 6 tháng đầu năm 2024.xlsx")
    assert (found.reporter, codes(found)) == (f"{THANH_LIEM}/trường thpt lê lợi", [])


def test_a_reporter_outside_the_home_is_an_error_at_its_cell() -> None:
    found = read(draft(table("DANH SÁCH mô hình xã Liên Sơn năm 2024")))
    assert [(one.code, one.cell) for one in found.findings] == [("unit-outside-home", "A1")]


def test_the_user_overrules_every_clue() -> None:
    assert read(draft(table("DANH SÁCH xã Thanh Hà năm 2024")), unit="Xã Liêm Sơn").reporter == LIEM_SON
    with pytest.raises(UsageError):
        read(draft(table(TITLE)), unit="Xã Không Có")


def test_a_cited_document_names_no_reporter() -> None:
    found = read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", TITLE, "(Kèm theo Báo cáo số 12-BC/ĐU của Đảng ủy xã Thanh Hà)")))
    assert found.reporter == LIEM_SON


def test_the_fields_of_a_title_name_no_commune() -> None:
    assert (
        read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH mô hình quốc phòng - an ninh, cấp xã năm 2024"))).reporter
        == LIEM_SON
    )


CULTURE = "Phòng Văn hóa và Thông tin huyện Thanh Liêm"


@pytest.mark.parametrize("says_whose", [True, False])
def test_a_sheet_may_bear_a_name_that_excel_cut(says_whose: bool) -> None:
    names = ("Liêm Sơn", "Thanh Hà", CULTURE)
    sheets = [
        table(f"{TITLE} {name if says_whose else ''}".strip(), sheet=name[:31], models=[model()]) for name in names
    ]
    assert sheets[-1].sheet.endswith("Thông tin huyệ")
    found = read(draft(*sheets), "Huyện Thanh Liêm.xlsx")
    units = {one.unit for report in found.returns for one in report.models}
    assert (found.reporter, units) == (THANH_LIEM, {LIEM_SON, "13453", "351/phòng văn hóa và thông tin"})
    assert codes(found) == []


@pytest.mark.parametrize("name", ["Ban Chỉ huy Quân sự xã Liêm Sơn", "Trường Tiểu học Nguyễn Thái Học"])
def test_a_sheet_whose_name_just_fits_is_named_in_full(name: str) -> None:
    assert len(name) == 31
    alone, said = draft(table(TITLE, sheet=name, models=[model()])), REGISTER.find(name, LIEM_SON, None, LIEM_SON).code
    assert read(alone, "Xã Liêm Sơn/x.xlsx").reporter == said


def test_sheets_of_several_communes_are_second_hand_in_a_districts_file() -> None:
    found = read(
        draft(*(table(TITLE, sheet=name, models=[model()]) for name in ("Liêm Sơn", "Thanh Hà"))),
        "Huyen Thanh Liem.xlsx",
    )
    assert found.reporter == THANH_LIEM
    assert [one.models[0].unit for one in found.returns] == [LIEM_SON, "13453"]


def test_a_province_of_today_has_its_communes_directly_below() -> None:
    title = "DANH SÁCH mô hình “Dân vận khéo” xã Liêm Hà năm 2026"
    home = "37@2025-07-01"
    assert read(draft(table(title)), home=home).reporter == "13456@2025-07-01"
    assert (
        read(draft(table("TỈNH ỦY NINH BÌNH", "ĐẢNG ỦY PHƯỜNG KIM BẢNG", "DANH SÁCH năm 2025")), home=home).reporter
        == "13384@2025-07-01"
    )


def test_the_home_of_one_time_is_read_as_its_namesake_of_another() -> None:
    assert read(draft(table("DANH SÁCH mô hình phường Hoàng Mai năm 2026")), home="40").reporter == "17110@2025-07-01"


@pytest.mark.parametrize(
    ("lines", "reporter"),
    [
        (["TỈNH ỦY NINH BÌNH", "Ninh Bình, ngày 10 tháng 6 năm 2025"], "37"),
        (["TỈNH ỦY NINH BÌNH", "Ninh Bình, ngày 10 tháng 12 năm 2025"], NINH_BINH),
        (["HUYỆN ỦY THANH LIÊM", "ĐẢNG ỦY XÃ THANH HÀ", "ngày 10 tháng 12 năm 2025"], "13453"),
        (["TỈNH ỦY NINH BÌNH", "ĐẢNG ỦY XÃ LIÊM HÀ", "ngày 10 tháng 6 năm 2025"], LIEM_HA),
    ],
)
def test_without_a_home_the_day_of_the_document_tells_provinces_of_2025_apart_and_never_refuses(
    lines: list[str], reporter: str
) -> None:
    assert read(draft(table(*lines, TITLE_2025)), home=None).reporter == reporter


@pytest.mark.parametrize(
    ("home", "lines", "reporter"),
    [
        (HA_NAM, ("TỈNH ỦY NINH BÌNH", "ĐẢNG ỦY XÃ LIÊM HÀ", "DANH SÁCH năm 2026"), LIEM_HA),
        (THANH_LIEM, ("TỈNH ỦY NINH BÌNH", "ĐẢNG ỦY XÃ LIÊM HÀ", "DANH SÁCH năm 2026"), LIEM_HA),
        (THANH_LIEM, ("TỈNH ỦY NINH BÌNH", "ĐẢNG ỦY XÃ LIÊM HÀ", "DANH SÁCH năm 2025"), LIEM_HA),
        (NINH_BINH, ("HUYỆN ỦY THANH LIÊM", "ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH năm 2024"), LIEM_SON),
        (NINH_BINH, ("HUYỆN ỦY THANH LIÊM", "ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH năm 2025"), LIEM_SON),
        (NINH_BINH, ("HUYỆN ỦY GIA VIỄN", "ĐẢNG ỦY XÃ TIẾN THẮNG", "DANH SÁCH năm 2024"), "14506"),
        (LIEM_HA, ("HUYỆN ỦY THANH LIÊM", "ĐẢNG ỦY XÃ THANH HÀ", "DANH SÁCH năm 2024"), "13453"),
    ],
)
def test_a_home_goes_on_in_what_it_became_and_in_all_that_it_was_made_of(
    home: str, lines: Sequence[str], reporter: str
) -> None:
    found = read(draft(table(*lines)), home=home)
    assert (found.reporter, codes(found)) == (reporter, [])


def test_outside_all_that_the_home_was_made_of_is_outside_the_home() -> None:
    found = read(draft(table("HUYỆN ỦY CON CUÔNG", "ĐẢNG ỦY XÃ MÔN SƠN", "DANH SÁCH năm 2024")), home=NINH_BINH)
    assert codes(found) == ["unit-outside-home"]
    assert "Tỉnh Hà Nam" in str(next(one.seen["home"] for one in found.findings if one.code == "unit-outside-home"))


def test_a_name_that_several_provinces_had_of_which_the_home_was_made_is_asked_about() -> None:
    found = read(draft(table("ĐẢNG ỦY XÃ TIẾN THẮNG", "DANH SÁCH năm 2024")), home=NINH_BINH)
    assert (found.reporter, codes(found)) == (None, ["reporter-ambiguous"])
    candidates = str(found.findings[0].seen["candidates"])
    assert ("Huyện Lý Nhân" in candidates, "Huyện Gia Viễn" in candidates, candidates.count(";")) == (True, True, 1)


# --- period


@pytest.mark.parametrize(
    ("title", "path", "period"),
    [
        ("DANH SÁCH mô hình năm 2024", "x.xlsx", "2024"),
        ("DANH SÁCH mô hình giai đoạn 2021-2023", "x.xlsx", "2021/2023"),
        ("DANH SÁCH mô hình", "Liem Son 2023.xlsx", "2023"),
        ("DANH SÁCH mô hình", "2022/Liem Son.xlsx", "2022"),
        ("DANH SÁCH mô hình năm 2024", "2022/Liem Son.xlsx", "2024"),
        ("DANH SÁCH mô hình 6 tháng đầu năm 2024", "BC 2024.xlsx", "2024-H1"),
    ],
)
def test_title_then_file_then_folder_tell_the_period(title: str, path: str, period: str) -> None:
    assert read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", title)), path).period == period


def test_title_and_file_name_of_two_years_are_an_error_at_the_titles_cell() -> None:
    found = read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", TITLE)), "BC DVK 2023.xlsx")
    assert [(one.code, one.cell) for one in found.findings] == [("period-contradicted", "A2")]


@pytest.mark.parametrize(
    ("title", "path", "asked"),
    [
        (TITLE, "BC 6 thang dau nam 2024.xlsx", ["period-wider-than-name"]),
        (TITLE, "BC quy III nam 2024.xlsx", ["period-wider-than-name"]),
        (TITLE, "BC thang 12 nam 2024.xlsx", []),
        ("DANH SÁCH mô hình 6 tháng đầu năm 2024", "BC 2024.xlsx", []),
        ("DANH SÁCH mô hình 9 tháng đầu năm 2024", "BC 6 thang dau nam 2024.xlsx", ["period-wider-than-name"]),
    ],
)
def test_a_file_that_is_named_for_a_part_of_its_titles_period_counts_for_the_title_and_is_asked_about(
    title: str, path: str, asked: list[str]
) -> None:
    found = read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", title)), path)
    assert [one.code for one in found.findings if one.severity is Severity.QUESTION] == asked
    assert found.returns


@pytest.mark.parametrize(
    ("sheet", "asked"), [("6 tháng 2024", ["period-wider-than-name"]), ("Năm 2024", []), ("Tháng 12.2024", [])]
)
def test_a_sheet_that_is_named_for_a_part_of_its_titles_period_is_asked_about_as_a_file_is(
    sheet: str, asked: list[str]
) -> None:
    found = read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", TITLE, sheet=sheet)), "BC.xlsx")
    assert [one.code for one in found.findings if one.severity is Severity.QUESTION] == asked
    assert [ret.period for ret in found.returns] == ["2024"]


def test_sheets_that_share_out_their_titles_year_are_not_asked_about() -> None:
    each = [table("ĐẢNG ỦY XÃ LIÊM SƠN", TITLE, sheet=f"Quý {quarter} 2024") for quarter in ("I", "II", "III", "IV")]
    assert codes(read(draft(*each), "BC.xlsx")) == []


@pytest.mark.parametrize(("month", "refused"), [("13", ["period-unknown"]), ("12", [])])
def test_a_month_that_no_year_has_is_no_period(month: str, refused: list[str]) -> None:
    """It was taken for the whole year."""
    found = read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", f"DANH SÁCH mô hình tháng {month} năm 2024")), "BC.xlsx")
    assert codes(found) == refused


@pytest.mark.parametrize(
    ("title", "path", "said", "noted"),
    [
        (TITLE, "BC.xlsx", "2023", [("period-overruled", "A2")]),
        ("DANH SÁCH mô hình “Dân vận khéo”", "BC 2024.xlsx", "2023", [("period-overruled", None)]),
        (TITLE, "BC.xlsx", "2024", []),
        (TITLE, "BC.xlsx", "2024-H1", []),
        (TITLE, "2023/BC.xlsx", "2024", []),
        ("DANH SÁCH mô hình “Dân vận khéo”", "2024/BC.xlsx", "2023", []),
    ],
)
def test_a_title_of_another_period_than_was_said_is_noted(
    title: str, path: str, said: str, noted: list[tuple[str, str | None]]
) -> None:
    found = read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", title)), path, period=said)
    assert [(one.code, one.cell) for one in found.findings] == noted
    assert [ret.period for ret in found.returns] == [said]


UP_TO, BETWEEN = "(Số liệu tính đến ngày 30/11/2023)", "(Số liệu từ ngày 15/12/2022 đến ngày 14/12/2023)"
PLAN = "(Thực hiện Đề án giai đoạn 2021-2025)"


@pytest.mark.parametrize("line", [UP_TO, BETWEEN, PLAN, "Lũy kế đến 30/11/2023", "(giai đoạn 2021-2025)"])
@pytest.mark.parametrize(
    ("path", "sheet"), [("DS năm 2023.xlsx", "Biểu 1"), ("DS.xlsx", "Năm 2023"), ("Năm 2023/DS.xlsx", "Biểu 1")]
)
def test_beside_a_year_in_any_name_an_aside_tells_no_other_period(line: str, path: str, sheet: str) -> None:
    apart = draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH mô hình", line, sheet=sheet))
    assert (read(apart, path).period, codes(read(apart, path))) == ("2023", [])
    within = draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", f"DANH SÁCH mô hình ({line.strip('()')})", sheet=sheet))
    assert (read(within, path).period, codes(read(within, path))) == ("2023", [])


@pytest.mark.parametrize(
    ("lines", "path", "period"),
    [
        (("DANH SÁCH mô hình", UP_TO), "DS.xlsx", "..2023-11-30"),
        (("DANH SÁCH mô hình", PLAN), "DS.xlsx", "2021/2025"),
        (("DANH SÁCH mô hình", UP_TO), "Năm 2024/DS.xlsx", "..2023-11-30"),
        (("DANH SÁCH mô hình", UP_TO), "DS tháng 11-2023.xlsx", "..2023-11-30"),
        (("DANH SÁCH mô hình", "(giai đoạn 2021-2023)"), "Năm 2023/DS.xlsx", "2021/2023"),
        (("DANH SÁCH mô hình", "(Thực hiện Đề án giai đoạn 2021-2023)"), "Năm 2023/DS.xlsx", "2023"),
        (("DANH SÁCH mô hình", "(Số liệu tính đến 15/6/2023)"), "DS 6 tháng đầu năm 2023.xlsx", "2023-H1"),
        (("DANH SÁCH mô hình tính đến 15/6/2022",), "Năm 2022/DS.xlsx", "..2022-06-15"),
        (("DANH SÁCH mô hình tính đến 15/6/2022",), "DS năm 2022.xlsx", "..2022-06-15"),
        (("BIỂU TỔNG HỢP mô hình", "Giai đoạn 2021-2023"), "Năm 2023/DS.xlsx", "2021/2023"),
    ],
)
def test_a_stock_or_a_span_is_the_period_where_the_title_itself_says_it_or_no_year_is_told(
    lines: Sequence[str], path: str, period: str
) -> None:
    found = read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", *lines)), path)
    assert (found.period, codes(found)) == (period, [])


def test_an_aside_about_a_day_of_another_year_than_the_files_name_is_an_error() -> None:
    found = read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH mô hình", UP_TO)), "DS năm 2022.xlsx")
    assert codes(found) == ["period-contradicted"]


def test_two_years_in_one_title_are_an_error() -> None:
    assert codes(read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH năm 2024 và 2025")))) == ["period-contradicted"]


@pytest.mark.parametrize("line", ["(tiếp tục thực hiện từ năm 2024)", "tiếp tục duy trì các mô hình năm 2024"])
def test_the_year_since_when_models_go_on_is_no_second_period_of_a_later_list(line: str) -> None:
    titled = draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH mô hình năm 2025", line))
    assert (read(titled).period, codes(read(titled))) == ("2025", [])
    earlier = draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH mô hình năm 2023", line))
    assert codes(read(earlier)) == ["period-contradicted"]


@pytest.mark.parametrize(
    ("day", "told", "asked"),
    [("05/12/2024", None, ["period-unknown"]), ("05/01/2024", "2023", []), ("05/12/2023", "2023", [])],
)
def test_the_year_since_when_models_go_on_is_not_that_of_a_document_written_long_after(
    day: str, told: str | None, asked: list[str]
) -> None:
    """The list of December 2024 counted in 2023, without a word."""
    title = "DANH SÁCH mô hình “Dân vận khéo” duy trì từ năm 2023"
    found = read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", f"Liêm Sơn, ngày {day}", title, models=[model()])))
    assert (found.period, codes(found)) == (told, asked)


@pytest.mark.parametrize("period", [None, "2025"])
@pytest.mark.parametrize(
    ("titles", "sheets"),
    [
        (("DANH SÁCH mô hình năm 2024", "DANH SÁCH mô hình năm 2025"), ("Biểu 1", "Biểu 2")),
        (("DANH SÁCH mô hình", "DANH SÁCH mô hình"), ("Năm 2024", "Năm 2025")),
        (("DANH SÁCH mô hình năm 2025", "DANH SÁCH mô hình năm 2025"), ("2024", "2025")),
    ],
)
def test_sheets_of_several_years_are_to_be_sent_apart_whatever_year_is_told(
    titles: tuple[str, str], sheets: tuple[str, str], period: str | None
) -> None:
    tables = [table("ĐẢNG ỦY XÃ LIÊM SƠN", title, sheet=sheet) for title, sheet in zip(titles, sheets, strict=True)]
    found = read(draft(*tables), period=period)
    assert codes(found) == ["tables-of-several-periods"]
    assert found.findings[0].seen["places"] == f"“{sheets[0]}” năm 2024, “{sheets[1]}” năm 2025"
    assert not found.returns


PLAN = (
    "Thực hiện Kế hoạch số 13-KH/HU ngày 15/02/2021 về phong trào thi đua giai đoạn 2021-2025, đơn vị báo cáo như sau:"
)


def test_the_term_of_a_plan_over_one_table_is_no_other_period_than_the_year_of_the_file() -> None:
    first = table("ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH mô hình năm 2023", sheet="Sheet1")
    second = table("ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH mô hình", PLAN, sheet="Sheet2")
    found = read(draft(first, second), "DVK xã Liêm Sơn 2023.xlsx")
    assert (found.period, codes(found)) == ("2023", [])


@pytest.mark.parametrize("titled", ["DANH SÁCH mô hình giai đoạn 2021-2025", "DANH SÁCH mô hình (giai đoạn 2021-2025)"])
def test_a_table_titled_with_a_span_is_of_it_beside_one_of_a_year(titled: str) -> None:
    first = table("ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH mô hình năm 2023", sheet="Sheet1")
    second = table("ĐẢNG ỦY XÃ LIÊM SƠN", titled, sheet="Sheet2")
    assert codes(read(draft(first, second), "DVK xã Liêm Sơn 2023.xlsx")) == ["tables-of-several-periods"]


def test_a_span_may_have_a_sheet_for_each_of_its_years() -> None:
    years = [table("ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH mô hình", sheet=f"Năm {year}") for year in (2021, 2022, 2023)]
    assert read(draft(*years), period="2021-2023").period == "2021/2023"
    assert codes(read(draft(*years), period="2022-2023")) == ["tables-of-several-periods"]


@pytest.mark.parametrize("period", [None, "2025"])
@pytest.mark.parametrize("part", ["6 THÁNG ĐẦU NĂM 2025", "QUÝ III/2025", "9 tháng năm 2025"])
@pytest.mark.parametrize("whole_first", [True, False])
def test_a_part_of_the_year_and_the_year_are_to_be_sent_apart(part: str, whole_first: bool, period: str | None) -> None:
    """Both were lists of the half-year, or both of the year."""
    titles = [f"DANH SÁCH mô hình {part}", "DANH SÁCH mô hình NĂM 2025"]
    tables = [table("ĐẢNG ỦY XÃ LIÊM SƠN", title) for title in (reversed(titles) if whole_first else titles)]
    assert codes(read(draft(*tables), period=period)) == ["tables-of-several-periods"]


@pytest.mark.parametrize("closing", ["11 THÁNG NĂM 2025", "THÁNG 11/2025", "(số liệu tính đến 15/11/2025)"])
def test_the_day_on_which_a_years_figures_were_closed_is_no_second_period(closing: str) -> None:
    tables = [table("ĐẢNG ỦY XÃ LIÊM SƠN", f"DANH SÁCH mô hình {said}") for said in ("NĂM 2025", closing)]
    assert codes(read(draft(*tables))) == []


def test_no_period_is_an_error_and_the_user_can_tell_it() -> None:
    file = draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH mô hình"))
    assert codes(read(file)) == ["period-unknown"]
    assert read(file, period="2024").period == "2024"


def test_a_ward_of_today_is_no_former_ward_of_a_city_that_had_its_name_and_the_provinces() -> None:
    """Phường Ninh Xá of the old city was merged before the reform; the city of today, once the province, has one again."""
    lines = ("THÀNH ỦY BẮC NINH", "ĐẢNG ỦY PHƯỜNG NINH XÁ", "Ninh Xá, ngày 05 tháng 12 năm 2025")
    title = "DANH SÁCH mô hình trên địa bàn phường Ninh Xá năm 2025"
    for home in (None, "24@2025-07-01"):
        found = read(draft(table(*lines, title)), "Phuong Ninh Xa.xlsx", home)
        assert found.reporter == "09445@2025-07-01"


@pytest.mark.parametrize(
    ("name", "body"), [("TH huyện Thanh Liêm.xlsx", ""), ("Trường TH Liêm Sơn.xlsx", "trường tiểu học")]
)
def test_th_before_a_place_in_a_files_name_is_a_summary_and_no_primary_school(name: str, body: str) -> None:
    (clue,) = [clue for clue in gather(draft(), name).clues if clue.source is Source.FILE]
    (found,) = units_of(clue, REGISTER, THANH_LIEM, None)
    assert str(found.code).partition("/")[2] == body


@pytest.mark.parametrize(
    ("name", "reporter"),
    [
        ("hop nhat.xlsx", None), ("DVK hợp nhất 2024.xlsx", None),
        ("xa hop nhat.xlsx", "08014"), ("Xã Hợp Nhất - hợp nhất.xlsx", "08014"),
    ],
)  # fmt: skip
def test_a_files_name_that_says_it_was_put_together_names_no_commune_called_so(name: str, reporter: str | None) -> None:
    """All that several had sent counted as Xã Hợp Nhất's."""
    assert read(draft(table(TITLE)), name, "230").reporter == reporter


def test_date_and_number_of_the_document_are_no_period() -> None:
    found = read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", "Số 12-BC/ĐU", "Liêm Sơn, ngày 05 tháng 12 năm 2023", TITLE)))
    one = found.returns[0]
    assert (found.period, one.dated, one.number) == ("2024", date(2023, 12, 5), "12-BC/ĐU")


@pytest.mark.parametrize("day", ["05/12/2023", "5.12.2023", "05-12-2023"])
def test_the_day_of_a_document_is_read_in_figures_too_and_its_place_names_no_reporter(day: str) -> None:
    lines = ("UBND HUYỆN THANH LIÊM", "UBND XÃ LIÊM SƠN", f"Liêm Sơn, ngày {day}", TITLE)
    one = read(draft(table(*lines))).returns[0]
    assert (one.reporter, one.dated) == (LIEM_SON, date(2023, 12, 5))


def test_a_day_without_its_figures_is_the_date_line_all_the_same() -> None:
    found = read(draft(table("UBND XÃ LIÊM SƠN", "Liêm Sơn, ngày …/…/2024", TITLE)))
    assert (found.reporter, found.returns[0].dated) == (LIEM_SON, None)


@pytest.mark.parametrize(
    ("issuer", "line", "reporter"),
    [
        ("ĐẢNG ỦY XÃ LIÊM SƠN", "Liêm Sơn, ngày 5/12/2024", LIEM_SON),
        ("ĐẢNG ỦY XÃ LIÊM SƠN", "Ngày 05.12.2024", LIEM_SON),
        ("HUYỆN ỦY THANH LIÊM", "Thanh Liêm, ngày 05-12-2024", THANH_LIEM),
    ],
)
def test_a_day_written_in_figures_dates_the_letter_and_names_no_issuer(issuer: str, line: str, reporter: str) -> None:
    found = read(draft(table(issuer, line, TITLE, models=[model()])))
    assert (found.reporter, found.returns[0].dated, codes(found)) == (reporter, date(2024, 12, 5), [])


def test_a_place_with_a_number_dates_its_letter_in_figures_too() -> None:
    gia_tan = REGISTER.find("Xã Gia Tân 1, Huyện Thống Nhất, Tỉnh Đồng Nai").code
    found = read(draft(table("ĐẢNG ỦY XÃ GIA TÂN 1", "Gia Tân 1, ngày 4/12/2024", TITLE)), home=None)
    assert (found.reporter, codes(found)) == (gia_tan, [])


def test_a_day_that_a_title_names_is_not_the_documents() -> None:
    found = read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", TITLE, "Số liệu tính đến ngày 30/11/2024", models=[model()])))
    assert found.returns[0].dated is None


@pytest.mark.parametrize(
    ("lines", "dated"),
    [
        (["(Kèm theo Báo cáo số 12-BC/ĐU, ngày 05/12/2024 của Đảng ủy xã Liêm Sơn)"], date(2024, 12, 5)),
        (["(Kèm theo Báo cáo số 12-BC/ĐU ngày 05 tháng 12 năm 2024)"], date(2024, 12, 5)),
        (["(Kèm theo Báo cáo số 12-BC/ĐU", "ngày 05/12/2024 của Đảng ủy xã Liêm Sơn)"], date(2024, 12, 5)),
        (["(Ban hành kèm theo Hướng dẫn số 05-HD/BDVTU ngày 10/01/2024)"], None),  # by which the form was sent out
        (["(Kèm theo Công văn số 7-CV/BDVHU ngày 10/10/2024)"], None),
        (["(Kèm theo Báo cáo số 9-BC/ĐU ngày 01/12/2024 của Đảng ủy xã Thanh Hà)"], None),  # copied
        (["(Kèm theo Báo cáo số … ngày …/12/2024)"], None),
        (["Liêm Sơn, ngày 07/12/2024", "(Kèm theo Báo cáo số 12-BC/ĐU ngày 05/12/2024)"], date(2024, 12, 7)),
    ],
)
def test_a_table_bears_the_day_of_its_senders_report_where_it_has_none_of_its_own(
    lines: list[str], dated: date | None
) -> None:
    """Revisions are told by their days: an undated one counted as of the day that it came."""
    found = read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", TITLE, *lines, models=[model()])))
    assert (found.reporter, found.returns[0].dated) == (LIEM_SON, dated)


# --- home


def files(*names: str) -> list[Voice]:
    return [voice_of(gather(draft(table(TITLE)), name), REGISTER) for name in names]


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("q3.xlsx", "2024"),
        ("BC DVK Q3 2024.xlsx", "2024-Q3"),
        ("Q.III-2024.xlsx", "2024-Q3"),
        ("Q3/bieu 2024.xlsx", "2024"),
    ],
)
def test_q3_in_a_name_is_the_quarter_and_no_quan_of_another_city(name: str, period: str) -> None:
    title = "DANH SÁCH mô hình “Dân vận khéo”" + (" năm 2024" if period == "2024" else "")
    found = read(draft(table("HUYỆN ỦY THANH LIÊM", "BAN DÂN VẬN", title, models=[model()])), name)
    assert (found.reporter, found.period, codes(found)) == (THANH_LIEM, period, [])


@pytest.mark.parametrize("home", ["79@2025-07-01", "79", "770"])
def test_q3_in_a_name_is_the_quan_where_the_home_has_one(home: str) -> None:
    found = read(draft(table(TITLE, models=[model()])), "BC DVK Q3 2024.xlsx", home)
    assert (found.reporter, found.period, codes(found)) == ("770", "2024", [])


@pytest.mark.parametrize(
    ("name", "home", "period"),
    [
        ("Q3 2024/Xã Liêm Sơn.pdf", THANH_LIEM, "2024-Q3"),
        ("Xã Liêm Sơn Q3 2024.pdf", THANH_LIEM, "2024-Q3"),
        ("Quận ủy Q3 2024.pdf", "79", "2024"),
    ],
)
def test_mail_that_waits_is_of_the_quarter_that_a_return_of_its_name_would_be_of(
    name: str, home: str, period: str
) -> None:
    assert period_of_name(name, Home(home, said=True), REGISTER) == period
    returned = read(draft(table("DANH SÁCH mô hình “Dân vận khéo”", models=[model()])), name, home)
    assert returned.period == period


def test_names_together_fit_one_district_only() -> None:
    home = settle_home(
        files("thu/Xã Liêm Sơn.xlsx", "thu/Xã Thanh Hà.xlsx", "thu/Thị trấn Kiện Khê.xlsx"), None, REGISTER
    )
    assert home == Home(THANH_LIEM, said=False)


def test_names_of_several_districts_fit_the_province() -> None:
    assert settle_home(
        files("Huyện Thanh Liêm.xlsx", "Huyện Bình Lục.xlsx", "Sở Tư pháp.xlsx"), None, REGISTER
    ) == Home(HA_NAM, said=False)


@pytest.mark.parametrize("folder", ["Thanh Liêm", "huyen Thanh Liem", "H. Thanh Liêm 2024"])
def test_a_folder_named_after_the_district_is_the_home(folder: str) -> None:
    assert settle_home(files(f"{folder}/Thanh Hà.xlsx", f"{folder}/Thanh Hải.xlsx"), None, REGISTER) == Home(
        THANH_LIEM, said=False
    )


def test_letterheads_name_the_home() -> None:
    letter = draft(table("HUYỆN ỦY KIM BẢNG", "ĐẢNG ỦY XÃ LIÊN SƠN", TITLE))
    assert settle_home([voice_of(gather(letter, "a.xlsx"), REGISTER)], None, REGISTER) == Home(KIM_BANG, said=False)


def test_reporters_of_the_ledger_help_to_find_the_home() -> None:
    assert settle_home(files("Xã Liên Sơn.xlsx"), None, REGISTER, ["13438", "13429", KIM_BANG]) == Home(
        KIM_BANG, said=False
    )


def test_names_that_fit_several_districts_settle_no_home() -> None:
    assert settle_home(files("Xã Liên Sơn.xlsx"), None, REGISTER) is None


def test_the_home_that_is_said_holds() -> None:
    assert settle_home([], "Huyện Thanh Liêm, Tỉnh Hà Nam", REGISTER) == Home(THANH_LIEM, said=True)
    with pytest.raises(UsageError):
        settle_home([], "Châu Thành", REGISTER)


def test_a_home_said_by_a_province_s_name_is_the_province_of_today_whatever_the_year_of_the_files() -> None:
    assert settle_home(files("Huyện Gia Viễn 2024.xlsx"), "Tỉnh Ninh Bình", REGISTER) == Home(NINH_BINH, said=True)
    assert settle_home(files("Huyện Kim Bảng 2024.xlsx"), "Tỉnh Hà Nam", REGISTER) == Home(HA_NAM, said=True)


@pytest.mark.parametrize("order", [1, -1])
def test_a_home_said_by_a_name_of_both_times_is_asked_about_where_as_many_files_are_of_each(order: int) -> None:
    """Thành phố Quy Nhơn, Phường Quy Nhơn: which file's name comes first tells nothing."""
    days = (date(2025, 6, 30), date(2025, 7, 1))
    voices = [Voice(f"{day}.xlsx", day, frozenset()) for day in days][::order]
    with pytest.raises(UsageError) as refused:
        settle_home(voices, "Quy Nhơn", REGISTER)
    assert refused.value.code == "home-ambiguous"
    home = settle_home([*voices, voices[0]], "Quy Nhơn", REGISTER)
    assert home
    assert REGISTER.era_of(home.code).day == voices[0].day


def test_a_stray_file_does_not_hide_the_home() -> None:
    names = ["Xã Liêm Sơn", "Xã Thanh Hà", "Thị trấn Kiện Khê", "Xã Liêm Túc", "Huyện Ba Tơ"]
    assert settle_home(files(*(f"{name}.xlsx" for name in names)), None, REGISTER) == Home(THANH_LIEM, said=False)


def test_mail_that_cannot_be_read_tells_its_unit_by_its_name() -> None:
    home = Home(THANH_LIEM, said=True)
    assert unit_of_name("thu/anh chup xa Liem Son.jpg", home, REGISTER) == LIEM_SON
    assert unit_of_name("thu/scan 001.pdf", home, REGISTER) is None
    assert unit_of_name("thu/xa Lien Son.pdf", home, REGISTER) is None


# --- units of rows


def unit_of(text: str | None) -> tuple[str | None, list[str]]:
    found = read(draft(table("HUYỆN ỦY THANH LIÊM", TITLE, models=[model(text)])))
    return (found.returns[0].models[0].unit if found.returns else None), codes(found)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        (None, THANH_LIEM),
        ("Xã Liêm Sơn", LIEM_SON),
        ("Liêm Sơn", LIEM_SON),
        ("xã Liêm Sơn, huyện Thanh Liêm", LIEM_SON),
        ("Hội Nông dân xã Liêm Sơn", "13483/hội nông dân"),
        ("HND Liêm Sơn", "13483/hội nông dân"),
        ("Công an huyện", "351/công an"),
        ("Đảng ủy xã Liêm Sơn", LIEM_SON),
        ("Hội Phụ nữ", "351/hội liên hiệp phụ nữ"),
        ("Chi bộ thôn Đồng, xã Liêm Sơn", LIEM_SON),
        ("Thôn 3", THANH_LIEM),
        ("Gia đình ông Nguyễn Văn A", THANH_LIEM),
        ("Giáo xứ Lãng Vân", THANH_LIEM),
        ("CLB dưỡng sinh", THANH_LIEM),
        ("Hội Nông dân và Hội Phụ nữ xã Liêm Sơn", LIEM_SON),  # two of one commune: both stand there
        ("Hội LHPN, Đoàn TN xã Liêm Sơn", LIEM_SON),
        ("Hội LHPN xã Liêm Sơn và Đoàn TN", LIEM_SON),
        ("Hội LHPN xã Liêm Sơn, Đoàn TN xã", LIEM_SON),
        ("Hội Nông dân xã Liêm Sơn phối hợp Công an xã Liêm Sơn", LIEM_SON),
        ("Trạm Y tế, Hội LHPN xã Liêm Sơn", LIEM_SON),
        ("Hội CCB xã Liêm Sơn xã Liêm Sơn", "13483/hội cựu chiến binh"),
        ("Hội Nông dân xã Liêm Sơn, Hội LHPN xã Thanh Hà", THANH_LIEM),
        ("Hội Nông dân, Hội LHPN xã Liêm Sơn và xã Thanh Hà", THANH_LIEM),
        ("Hội Nông dân huyện, Hội LHPN xã Liêm Sơn", THANH_LIEM),
        ("Phòng Nội vụ và Hội Nông dân xã Liêm Sơn", THANH_LIEM),  # the district's Phòng
        ("Liên đoàn Lao động, Hội Nông dân xã Liêm Sơn", THANH_LIEM),
        ("Trường THCS Thanh Hà và Hội CCB xã Liêm Sơn", THANH_LIEM),
        ("Xã Liêm Sơn, xã Thanh Hà phối hợp", THANH_LIEM),
    ],
)
def test_a_row_belongs_to_the_unit_it_names(text: str | None, unit: str | None) -> None:
    assert unit_of(text) == (unit, [])


@pytest.mark.parametrize(
    ("head", "file", "reporter"),
    [
        (["ĐẢNG ỦY XÃ BA TƠ", "HỘI NÔNG DÂN XÃ BA TƠ"], "DVK 2025 Hoi Nong dan xa Ba To.xlsx", "Hội Nông dân xã Ba Tơ"),
        (["HUYỆN ỦY BA TƠ", "ĐẢNG ỦY XÃ BA TIÊU"], "DVK 2025 xa Ba Tieu.xlsx", "Xã Ba Tiêu"),  # as it was before 1/7
    ],
)
def test_a_letterhead_with_accents_tells_of_which_half_of_2025_its_unit_is(
    head: list[str], file: str, reporter: str
) -> None:
    """There was a thị trấn Ba Tơ beside a xã Ba Tô, which the file's name seemed to be."""
    found = read(draft(table(*head, TITLE.replace("2024", "2025"), models=[model()])), file, home="51@2025-07-01")
    assert codes(found) == []
    assert found.reporter
    assert REGISTER.name_of(found.reporter) == reporter


def test_a_cell_of_a_health_station_whose_letterhead_says_twice_where_it_is_sends_no_list_of_the_commune() -> None:
    """A row that says it twice is read; a whole list of a cell would take the place of the commune's own."""
    head = ["ĐẢNG ỦY XÃ LIÊM SƠN", "CHI BỘ TRẠM Y TẾ XÃ LIÊM SƠN"]
    assert codes(read(draft(table(*head, TITLE, models=[model()])))) == ["reporter-unknown"]


def test_two_bodies_of_a_commune_stay_with_the_one_of_them_that_reports() -> None:
    """A row of the commune would be no row of its own: nobody would count it."""
    rows = [model("Hội Nông dân và Hội LHPN xã Liêm Sơn")]
    found = read(draft(table("HỘI NÔNG DÂN XÃ LIÊM SƠN", TITLE, models=rows)))
    assert found.returns[0].models[0].unit == "13483/hội nông dân"


def test_two_bodies_of_a_district_speak_for_none_of_its_communes() -> None:
    rows = [
        row(name, [({}, 3)], name, number=9 + n)
        for n, name in enumerate(("Hội ND, Hội LHPN huyện Kim Bảng", "Huyện Thanh Liêm"))
    ]
    scopes = [
        base.scope
        for base in read(draft(table("TỈNH ỦY HÀ NAM", TITLE, kind="matrix", rows=rows)), home=HA_NAM).returns[0].bases
    ]
    assert [(scope.unit, scope.reach) for scope in scopes] == [(KIM_BANG, Reach.OWN), (THANH_LIEM, Reach.BELOW)]


def test_a_unit_that_is_not_found_stays_with_the_reporter_as_a_question() -> None:
    found = read(draft(table("HUYỆN ỦY THANH LIÊM", TITLE, models=[model("Xã Không Có")])))
    assert found.returns[0].models[0].unit == THANH_LIEM
    assert [(one.code, one.cell) for one in found.findings] == [("unit-unknown", "C12")]


def test_a_likeness_without_accents_only_asks() -> None:
    unit, asked = unit_of("Xã Liêm Sờn")
    assert (unit, asked) == (THANH_LIEM, ["unit-ambiguous"])


@pytest.mark.parametrize(
    ("others", "asked"), [(["Sa Pả", "Hàm Rồng"], []), (["Ham Rong", "Cau May"], ["unit-ambiguous"])]
)
def test_a_name_that_bears_no_accents_is_written_out_among_names_that_bear_them(
    others: list[str], asked: list[str]
) -> None:
    """In Thị xã Sa Pa there are a Phường Sa Pa and a Phường Sa Pả."""
    sa_pa = REGISTER.find("Thị xã Sa Pa, Tỉnh Lào Cai", on=date(2024, 12, 1)).code
    rows = [row(name, [({}, 3)], name, number=9 + place) for place, name in enumerate(["Sa Pa", *others])]
    found = read(draft(table("THỊ ỦY SA PA", TITLE, kind="matrix", rows=rows)), home=sa_pa)
    assert codes(found) == asked
    unit = found.returns[0].bases[0].scope.unit
    assert REGISTER.name_of(unit) == ("Thị xã Sa Pa" if asked else "Phường Sa Pa")


@pytest.mark.parametrize("home", ["35", None])
@pytest.mark.parametrize(
    ("year", "head", "unit"),
    [
        (2024, "ĐẢNG ỦY XÃ LIÊM SƠN", "xã Đông Hưng, tỉnh Thái Bình"),
        (2024, "ĐẢNG ỦY XÃ LIÊM SƠN", "Xã Đông Hưng, tỉnh Hưng Yên"),  # as it is called since 1/7/2025
        (2024, "ĐẢNG ỦY XÃ LIÊM SƠN", "Hội LHPN huyện Kiến Xương"),
        (2026, "ĐẢNG ỦY XÃ LIÊM HÀ", "xã Kim Trung, huyện Hưng Hà, tỉnh Thái Bình"),  # as it was called before
    ],
)
def test_a_row_of_a_place_that_only_lies_in_another_province_is_an_error(
    home: str | None, year: int, head: str, unit: str
) -> None:
    """It was asked whose it was, and counted with the sender's."""
    title = TITLE.replace("2024", str(year))
    found = read(
        draft(table(head, title, models=[model(unit)])), home=home and ("37@2025-07-01" if year > 2025 else home)
    )
    assert codes(found) == ["unit-outside-home"]


@pytest.mark.parametrize("home", ["35", None])
def test_a_row_of_another_district_s_commune_is_of_that_one_and_lies_inside_the_home(home: str | None) -> None:
    """It was refused: “Xã Đồn Xá, Huyện Bình Lục, Tỉnh Hà Nam, ngoài Tỉnh Hà Nam”."""
    found = read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", TITLE, models=[model("Xã Đồn Xá, huyện Bình Lục")])), home=home)
    assert (REGISTER.name_of(found.returns[0].models[0].unit), codes(found)) == ("Xã Đồn Xá", [])


def test_a_row_that_may_be_of_very_many_places_can_be_answered_with_each_of_them() -> None:
    """Châu Thành is a district of ten provinces: a sentence names a few and says how many more there are."""
    found = read(draft(table("HUYỆN ỦY THANH LIÊM", TITLE, models=[model("Huyện Châu Thành")])), home=None)
    (asked,) = (finding for finding in found.findings if finding.code == "unit-ambiguous")
    answers = str(asked.seen["codes"]).split(";")
    assert {REGISTER.name_of(code) for code in answers} == {"Huyện Châu Thành"}
    assert str(asked.seen["candidates"]).endswith(f"; … (+{len(answers) - 5})")


def test_a_row_outside_the_home_is_an_error_at_its_cell() -> None:
    found = read(draft(table("HUYỆN ỦY THANH LIÊM", TITLE, models=[model("Xã Liên Sơn")])))
    assert [(one.code, one.cell) for one in found.findings] == [("unit-outside-home", "C12")]


def test_a_new_body_is_said_once() -> None:
    bodies = [model("Hội Nông dân xã Liêm Sơn", number) for number in (12, 13)] + [model("Công an huyện", 14)]
    found = read(draft(table("HUYỆN ỦY THANH LIÊM", TITLE, models=bodies)))
    assert [one.code for one in found.findings] == ["unit-new", "unit-new"]


def test_a_group_row_narrows_the_names_below_it() -> None:
    rows = [
        row("Liên Sơn", [({}, 3)], "Liên Sơn", number=9, parent="THỊ XÃ KIM BẢNG"),
        row("Thanh Hà", [({}, 3)], "Thanh Hà", number=10, parent="HUYỆN THANH LIÊM"),
    ]
    found = read(draft(table("TỈNH ỦY HÀ NAM", TITLE, kind="matrix", rows=rows)), home=HA_NAM)
    assert [base.scope.unit for base in found.returns[0].bases] == [LIEN_SON, "13453"]


# --- scopes


def bases(
    *rows: DraftRow, letterhead: str = "HUYỆN ỦY THANH LIÊM", home: str = THANH_LIEM
) -> list[tuple[str, Reach, str, Coordinates]]:
    found = read(draft(table(letterhead, TITLE, kind="matrix", rows=list(rows))), home=home)
    assert codes(found) == []
    return [(base.scope.unit, base.scope.reach, base.scope.stage, base.scope.fixed) for base in found.returns[0].bases]


def test_rows_of_communes_speak_for_themselves_and_the_districts_own_row_for_itself() -> None:
    drawn = bases(
        row("Xã Liêm Sơn", [({}, 3)], "Xã Liêm Sơn"), row("Huyện Thanh Liêm", [({}, 2)], "Huyện Thanh Liêm", number=10)
    )
    assert drawn == [
        (LIEM_SON, Reach.OWN, "xaydung", {"level": ("xa",), "block": ("xaphuong",)}),
        (THANH_LIEM, Reach.OWN, "xaydung", {"level": ("huyen",)}),
    ]


def test_a_districts_only_row_speaks_for_all_below_it() -> None:
    assert bases(row("Huyện Thanh Liêm", [({}, 50)], "Huyện Thanh Liêm")) == [(THANH_LIEM, Reach.BELOW, "xaydung", {})]


def test_a_district_in_a_provinces_table_speaks_for_all_below_it() -> None:
    drawn = bases(
        row("Bình Lục", [({}, 5)], "Bình Lục"),
        row("Thanh Liêm", [({}, 5)], "Thanh Liêm"),
        letterhead="TỈNH ỦY HÀ NAM",
        home=HA_NAM,
    )
    assert drawn == [("352", Reach.BELOW, "xaydung", {}), ("351", Reach.BELOW, "xaydung", {})]


def test_rows_of_levels_speak_for_the_place_with_all_below_it() -> None:
    drawn = bases(
        row("Cấp huyện", [({}, 15)], at={"level": ("huyen",)}), row("Cấp xã", [({}, 50)], at={"level": ("xa",)})
    )
    assert drawn == [
        (THANH_LIEM, Reach.BELOW, "xaydung", {"level": ("huyen",)}),
        (THANH_LIEM, Reach.BELOW, "xaydung", {"level": ("xa",)}),
    ]


def test_a_communes_row_without_a_unit_is_its_own() -> None:
    assert bases(row("Kinh tế", [({}, 4)], at={"field": ("kt",)}), letterhead="ĐẢNG ỦY XÃ LIÊM SƠN") == [
        (LIEM_SON, Reach.OWN, "xaydung", {"field": ("kt",), "level": ("xa",), "block": ("xaphuong",)})
    ]


def test_stages_in_columns_make_a_base_each() -> None:
    file = draft(
        table(
            "ĐẢNG ỦY XÃ LIÊM SƠN",
            TITLE,
            kind="matrix",
            rows=[
                row("Tổng", [({"stage": ("dangky",)}, 9), ({"stage": ("congnhan",), "field": ("kt",)}, None), ({}, 7)])
            ],
        )
    )
    drawn = read(file).returns[0].bases
    assert [base.scope.stage for base in drawn] == ["dangky", "congnhan", "xaydung"]
    assert (drawn[1].observations[0].at, drawn[1].observations[0].value) == ({"field": ("kt",)}, None)


def test_no_level_is_added_beside_a_split_by_level() -> None:
    figures: list[tuple[Coordinates, int | None]] = [({"level": ("xa",)}, 3), ({"level": ("huyen",)}, 1)]
    assert bases(row("Xã Liêm Sơn", figures, "Xã Liêm Sơn"))[0][3] == {"block": ("xaphuong",)}


def test_the_units_own_block_goes_before_its_groups() -> None:
    found = read(
        draft(
            table(
                "HUYỆN ỦY THANH LIÊM",
                TITLE,
                kind="matrix",
                rows=[row("Công an huyện", [({}, 2)], "Công an huyện", {"block": ("coquan",)})],
            )
        )
    )
    assert found.returns[0].bases[0].scope.fixed["block"] == ("llvt",)
    assert "block-differs" in [one.code for one in found.findings]


def test_models_take_their_level_from_the_row_then_the_title_then_the_unit() -> None:
    fixed = {"level": ("tinh",)}
    said = read(
        draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", TITLE, models=[model(), model(row=13, at={"level": ("huyen",)})]))
    ).returns[0]
    titled = read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", TITLE, models=[model()], fixed=fixed))).returns[0]
    assert [one.at["level"] for one in said.models] == [("xa",), ("huyen",)]
    assert (titled.fixed, "level" in titled.models[0].at) == (fixed, False)


def test_no_models_is_said_and_kept() -> None:
    found = read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", TITLE, none_stated=True)))
    assert [(one.reporter, one.models) for one in found.returns] == [(LIEM_SON, ())]


def test_statements_become_claims() -> None:
    said = DraftStatement("total", "B40", "Tổng cộng: 13", {}, 13, 12)
    found = read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", TITLE, models=[model()], statements=[said])))
    assert [(one.stated, one.computed) for one in found.returns[0].claims] == [(13, 12)]


def test_what_the_schemas_refuse_becomes_a_finding() -> None:
    found = read(draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", TITLE, models=[model(at={"field": ()})])))
    assert (codes(found), found.returns) == (["table-not-sound"], ())


# --- bodies and clues together


def test_a_body_without_a_place_stands_under_the_place_that_other_clues_tell() -> None:
    assert (
        read(draft(table("DANH SÁCH mô hình xã Liêm Sơn năm 2024")), "Hội Nông dân.xlsx").reporter
        == "13483/hội nông dân"
    )
    assert read(draft(table(TITLE)), "Cong an huyen.xlsx").reporter == "351/công an"


def test_an_issuer_that_the_register_does_not_know_is_not_healed_by_a_file_name() -> None:
    found = read(draft(table("ĐẢNG ỦY XÃ KHÔNG CÓ", TITLE)), "Thanh Ha.xlsx")
    assert [(one.code, one.cell) for one in found.findings] == [("reporter-unknown", "A1")]


@pytest.mark.parametrize(
    ("name", "code"),
    [("Xã Đoàn Kết", "04858"), ("xa doan ket", "04858"), ("Đoàn Kết", "04858")],
)
def test_a_commune_whose_name_begins_like_a_body_is_a_commune(name: str, code: str) -> None:
    found = read(draft(table(TITLE)), f"{name}.xlsx", home=REGISTER.parent(code))
    assert REGISTER.name_of(found.reporter or "") == "Xã Đoàn Kết"


def test_every_commune_of_a_province_is_read_from_letterhead_title_and_file_name() -> None:
    communes = [code for district in REGISTER.children(HA_NAM) for code in REGISTER.children(district)]
    for code in communes:
        unit, district = REGISTER.get(code), REGISTER.get(REGISTER.ancestors(code)[0])
        files = [
            (table(f"ĐẢNG BỘ {district.name.upper()} ĐẢNG ỦY {unit.name.upper()} *", TITLE), "a.xlsx"),
            (table(f"DANH SÁCH mô hình {unit.name.lower()} năm 2024"), "a.xlsx"),
            (table(TITLE), f"BC DVK {unit.name} 2024.xlsx"),
        ]
        assert {read(draft(one), path, home=unit.parent).reporter for one, path in files} == {code}


# --- agencies, unions and their parents


@pytest.mark.parametrize(
    ("named", "body"),
    [
        ("Phòng Nội vụ huyện Thanh Liêm", "phòng nội vụ"),
        ("phòng Văn hóa và Thông tin huyện Thanh Liêm", "phòng văn hóa và thông tin"),
        ("Trung tâm Y tế huyện", "trung tâm y tế"),
        ("Ban Quản lý dự án huyện Thanh Liêm", "ban quản lý dự án"),
        ("Ngân hàng CSXH huyện Thanh Liêm", "ngân hàng chính sách xã hội"),
        ("Chi cục Thuế huyện Thanh Liêm", "chi cục thuế"),
        ("Đảng ủy Quân sự huyện Thanh Liêm", "ban chỉ huy quân sự"),
        ("Phòng Tư pháp", "phòng tư pháp"),
        ("Công an huyện", "công an"),
    ],
)
def test_an_agency_named_in_the_title_or_the_file_name_is_a_body_of_its_own(named: str, body: str) -> None:
    title = read(draft(table(f"DANH SÁCH mô hình “Dân vận khéo” của {named} năm 2024")))
    name = read(draft(table(TITLE)), f"05 {named} 2024.xlsx")
    assert [title.reporter, name.reporter] == [f"{THANH_LIEM}/{body}"] * 2


@pytest.mark.parametrize(
    "name", ["qs", "QS tinh Ha Nam", "Quan su tinh", "BCHQS tinh", "Bo CHQS tinh", "Ban CHQS tỉnh"]
)
def test_the_military_of_a_province_is_the_same_however_its_file_is_named(name: str) -> None:
    letterhead = table("BỘ TƯ LỆNH QUÂN KHU 3", "BỘ CHỈ HUY QUÂN SỰ TỈNH HÀ NAM", TITLE)
    assert read(draft(letterhead), f"{name}.xlsx", home=HA_NAM).reporter == f"{HA_NAM}/bộ chỉ huy quân sự"


@pytest.mark.parametrize(
    ("letterhead", "name", "code"),
    [
        (("UBND TỈNH HÀ NAM", "VĂN PHÒNG"), "Van phong", "35/văn phòng ubnd"),
        (("TỈNH ỦY HÀ NAM", "VĂN PHÒNG"), "Văn phòng 2024", "35/văn phòng cấp ủy"),
        (("BỘ CHQS TỈNH HÀ NAM", "PHÒNG CHÍNH TRỊ"), "Phòng Chính trị", "35/bộ chỉ huy quân sự"),
    ],
)
def test_a_file_named_by_the_department_that_signs_is_that_of_its_letterhead(
    letterhead: tuple[str, str], name: str, code: str
) -> None:
    assert read(draft(table(*letterhead, TITLE)), f"{name}.xlsx", home=HA_NAM).reporter == code


def test_a_file_named_by_another_department_than_signs_contradicts_its_letterhead() -> None:
    found = read(draft(table("BỘ CHQS TỈNH HÀ NAM", "PHÒNG CHÍNH TRỊ", TITLE)), "Phòng Tham mưu.xlsx", home=HA_NAM)
    assert codes(found) == ["reporter-contradicted"]


@pytest.mark.parametrize("agency", ["Phòng Kinh tế", "Trung tâm Phục vụ hành chính công", "Phòng Văn hóa - Xã hội"])
def test_a_commune_of_today_has_agencies_of_its_own(agency: str) -> None:
    found = read(draft(table(f"DANH SÁCH mô hình của {agency} xã Liêm Hà năm 2026")), home="37@2025-07-01")
    assert REGISTER.name_of(found.reporter or "") == f"{agency} xã Liêm Hà"


@pytest.mark.parametrize(
    "about",
    [
        "trong phòng, chống dịch bệnh huyện Thanh Liêm",
        "do ban hành ở huyện Thanh Liêm",
        "hội viên nông dân huyện Thanh Liêm",
        "phòng học thông minh của huyện Thanh Liêm",
        "bảo đảm an ninh trật tự huyện Thanh Liêm",
    ],
)
def test_everyday_words_in_a_title_make_no_agency(about: str) -> None:
    assert read(draft(table(f"DANH SÁCH mô hình “Dân vận khéo” {about} năm 2024"))).reporter == THANH_LIEM


def test_an_agency_is_the_same_in_letterhead_and_title() -> None:
    head = ["UBND HUYỆN THANH LIÊM", "PHÒNG TƯ PHÁP HUYỆN THANH LIÊM"]
    found = read(draft(table(*head, "DANH SÁCH mô hình năm 2024 của Phòng Tư pháp huyện Thanh Liêm")))
    assert (found.reporter, codes(found)) == ("351/phòng tư pháp", [])


@pytest.mark.parametrize(
    ("parent", "issuer", "code"),
    [
        ("HỘI NÔNG DÂN TỈNH HÀ NAM", "Hội Nông dân huyện Thanh Liêm", "351/hội nông dân"),
        ("CÔNG AN TỈNH HÀ NAM", "Công an huyện Thanh Liêm", "351/công an"),
        ("HỘI LHPN HUYỆN THANH LIÊM", "Hội LHPN xã Liêm Sơn", "13483/hội liên hiệp phụ nữ"),
    ],
)
def test_a_union_under_its_parent_union_is_the_issuer_also_where_the_title_names_it(
    parent: str, issuer: str, code: str
) -> None:
    found = read(draft(table(parent, issuer.upper(), f"DANH SÁCH mô hình năm 2024 của {issuer}")))
    assert (found.reporter, codes(found)) == (code, [])


# --- names typed without accents, copies


@pytest.mark.parametrize(
    ("letterhead", "name", "code"),
    [
        ("PHÒNG NỘI VỤ", "Phong Noi vu - DVK 2024", "351/phòng nội vụ"),
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Phong Giao duc", "351/phòng giáo dục và đào tạo"),
        ("PHÒNG TÀI CHÍNH - KẾ HOẠCH", "phong Tai chinh huyen", "351/phòng tài chính kế hoạch"),
        ("BỆNH VIỆN ĐA KHOA HUYỆN THANH LIÊM", "Benh vien Da khoa huyen Thanh Liem", "351/bệnh viện đa khoa"),
        ("TRƯỜNG THPT DUY TÂN HUYỆN THANH LIÊM", "Truong THPT Duy Tan huyen Thanh Liem", "351/trường thpt duy tân"),
    ],
)
def test_a_body_typed_without_accents_in_the_file_name_is_that_of_the_letterhead(
    letterhead: str, name: str, code: str
) -> None:
    found = read(draft(table("UBND HUYỆN THANH LIÊM", letterhead, TITLE)), f"{name}.xlsx")
    assert (found.reporter, codes(found)) == (code, [])


def test_a_body_that_only_an_accentless_file_name_tells_is_written_as_its_rows_write_it() -> None:
    names = {
        "Phong Giao duc va dao tao huyen Thanh Liem": "Phòng Giáo dục và Đào tạo",
        "Truong THPT Duy Tan huyen Thanh Liem": "Trường THPT Duy Tân",
    }
    for name, body in names.items():
        found = read(draft(table(TITLE, models=[model(body), model(row=13)])), f"{name}.xlsx")
        assert REGISTER.name_of(found.reporter or "") == f"{body} huyện Thanh Liêm"
        assert {one.unit for one in found.returns[0].models} == {found.reporter}


def test_a_commune_whose_accentless_name_looks_like_a_body_is_told_by_the_letterhead() -> None:
    van_don = REGISTER.find("Huyện Vân Đồn, Tỉnh Quảng Ninh").code
    head = ("UBND HUYỆN VÂN ĐỒN", "UBND XÃ BẢN SEN", TITLE)
    for name in ("danh sach mo hinh Ban Sen", "ban Xuan Hoa"):
        found = read(draft(table(*head)), f"{name}.xlsx", home=van_don)
        assert (REGISTER.name_of(found.reporter or ""), codes(found)) == ("Xã Bản Sen", [])


@pytest.mark.parametrize(
    ("home", "name", "commune"),
    [
        ("Huyện Kiến Thụy, Thành phố Hải Phòng", "danh_sach_mo_hinh_Doan_Xa", "Xã Đoàn Xá"),
        ("Huyện An Lão, Thành phố Hải Phòng", "danh sach mo hinh Truong Thanh", "Xã Trường Thành"),
    ],
)
def test_a_commune_of_the_home_is_told_by_its_accentless_name_before_a_union_or_a_school(
    home: str, name: str, commune: str
) -> None:
    found = read(draft(table(TITLE)), f"{name}.xlsx", home=REGISTER.find(home).code)
    assert (REGISTER.name_of(found.reporter or ""), codes(found)) == (commune, [])


@pytest.mark.parametrize(
    ("name", "home", "unit"),
    [
        ("Kim Bang 2024 xa Lien Son", HA_NAM, "Xã Liên Sơn"),  # the district is only where the commune lies
        ("Kim Bang 2024 Hoi Nong dan xa Lien Son", HA_NAM, "Hội Nông dân xã Liên Sơn"),
        ("Liem Son nam 2024", THANH_LIEM, "Xã Liêm Sơn"),
        ("Truong THCS Liem Son nam 2024", THANH_LIEM, "Trường THCS xã Liêm Sơn"),
        ("Truong Phu nam 2026", "44@2025-07-01", "Xã Trường Phú"),  # no school called Phu Nam
        ("Truong Son nam 2024", "38", None),  # two communes, and no school called Sơn
        ("P.Xuân Trường - Đà Lạt 2026", "68@2025-07-01", "Phường Xuân Trường - Đà Lạt"),
        ("Phuong Duc Thang 2024", "01", None),  # Xã Phượng Dực or Phường Đức Thắng
        ("Quy Nhon nam 2026", "52@2025-07-01", None),  # there is a Quy Nhơn Nam as well
        ("phuong quy nhon nam 2026", "52@2025-07-01", None),
        ("Quy Nhơn Nam 2026", "52@2025-07-01", "Phường Quy Nhơn Nam"),
        ("Quy Nhơn năm 2026", "52@2025-07-01", "Phường Quy Nhơn"),
        ("Long Biên 2024", "01", None),  # the district, or the ward in it: nothing stands beside it as in a list
        ("Quận Long Biên 2024", "01", "Quận Long Biên"),
        ("dk phuong Dong A 2026", "37@2025-07-01", "Phường Đông A"),  # đăng ký: no Đặc khu Phương Đông
        ("DS dk xa Yen Cuong 2026", "37@2025-07-01", "Xã Yên Cường"),
        ("dk Phu Quoc 2026", "91@2025-07-01", "Đặc khu Phú Quốc"),
        ("ĐK phường Đông A 2026", "37@2025-07-01", "Phường Đông A"),
    ],
)
def test_a_files_name_that_may_be_of_two_decides_nothing(name: str, home: str, unit: str | None) -> None:
    found = read(draft(table(TITLE.removesuffix(" năm 2024"))), f"{name}.xlsx", home=home)
    assert (found.reporter and REGISTER.name_of(found.reporter)) == unit


def names_that_begin_like_others() -> Iterator[str]:
    """The communes and districts of which another of their province bears the name with a word more, and those others."""
    for era in REGISTER.eras:
        named: dict[tuple[str, str], list[str]] = {}
        for code in era.codes:
            named.setdefault((REGISTER.province_of(code), bare(REGISTER.get(code).short)), []).append(code)
        for (province, name), codes in named.items():
            shorter = named.get((province, name.rpartition(" ")[0]), [])
            yield from (code for code in (*codes, *shorter) if shorter and REGISTER.get(code).level != "tinh")


@pytest.mark.parametrize("name", ["bao cao {plain} nam {year}", "DVK {plain} {year}", "{name} năm {year}"])
def test_no_unit_is_taken_for_one_whose_name_has_a_word_more_or_less(name: str) -> None:
    asked = 0
    units = set(names_that_begin_like_others())
    for code in units:
        unit, year = REGISTER.get(code), 2026 if MARK in code else 2024
        path = name.format(plain=bare(unit.name), name=unit.name, year=year)
        found = unit_of_name(f"{path}.xlsx", Home(REGISTER.province_of(code)), REGISTER)
        assert found in (code, None), path
        asked += found is None
    assert len(units) > 300
    assert asked < len(units) // 6


def test_a_letterhead_tells_which_of_two_a_files_name_means() -> None:
    for ward in ("Phường Quy Nhơn", "Phường Quy Nhơn Nam"):
        lines = (f"UBND {ward.upper()}", "DANH SÁCH mô hình “Dân vận khéo” năm 2026")
        found = read(draft(table(*lines)), "phuong quy nhon nam 2026.xlsx", home="52@2025-07-01")
        assert (REGISTER.name_of(found.reporter or ""), codes(found)) == (ward, [])


@pytest.mark.parametrize("path", ["BC DVK Trường THCS Thanh Hà (1) năm 2024.xlsx", "Trường THCS Thanh Hà (1).xlsx"])
@pytest.mark.parametrize("letterhead", [("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO HUYỆN THANH LIÊM", "TRƯỜNG THCS THANH HÀ"), ()])
def test_the_number_of_a_copy_is_no_part_of_a_name_wherever_it_stands(letterhead: tuple[str, ...], path: str) -> None:
    assert read(draft(table(*letterhead, TITLE)), path).reporter == "13453/trường thcs"


@pytest.mark.parametrize(
    "mark",
    [
        "(bản 2) nam 2024", "nam 2024", "bản sửa 2024", "ban cuoi", "lần 2", "v2", "_v2.1", "(chính thức)", "đã sửa", "bản in", "(bản sửa lần 2)",
        "(sua ngay 5.12)", "bản gửi huyện", "Final", "FINAL (2)", "- Copy (3)", "hoàn chỉnh", "(mới)", "Bản sửa lần 3",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["Trường Mầm non Hoa Mai", "Truong Mam non Hoa Mai"])
def test_what_a_files_name_says_of_its_version_is_no_part_of_a_bodys_name(name: str, mark: str) -> None:
    assert read(draft(table(TITLE)), f"{name} {mark}.xlsx").reporter == "351/trường mầm non hoa mai"


@pytest.mark.parametrize("name", ["Bản Mới", "Bản 2", "Hoa Ban 2"])
def test_a_word_with_a_capital_is_a_bodys_name_and_no_version(name: str) -> None:
    assert read(draft(table(TITLE)), f"Trường Mầm non {name}.xlsx").reporter == f"351/trường mầm non {name.lower()}"


def test_the_mark_of_a_copy_is_no_number_of_a_commune() -> None:
    luc_ngan = REGISTER.find("Huyện Lục Ngạn, Tỉnh Bắc Giang").code
    found = read(draft(table("UBND XÃ TÂN LẬP", TITLE)), "Xã Tân Lập (1).xlsx", home=luc_ngan)
    assert (REGISTER.name_of(found.reporter or ""), codes(found)) == ("Xã Tân Lập", [])
    tan_phuoc = REGISTER.find("Huyện Tân Phước, Tỉnh Tiền Giang").code
    found = read(draft(table(TITLE)), "Xã Tân Lập (1).xlsx", home=tan_phuoc)
    assert REGISTER.name_of(found.reporter or "") == "Xã Tân Lập 1"


def test_the_wards_named_huong_are_no_plan() -> None:
    for ward, home in (("Phường Hương Chữ", "Thị xã Hương Trà"), ("Phường Hương Long", "Quận Phú Xuân")):
        code = REGISTER.find(f"{home}, Thành phố Huế", on=date(2024, 12, 1)).code
        for title in (f"DANH SÁCH mô hình “Dân vận khéo” {ward.lower()} năm 2024", "DANH SÁCH mô hình"):
            found = read(draft(table(title)), f"{ward} 2024.xlsx", home=code)
            assert (REGISTER.name_of(found.reporter or ""), found.period) == (ward, "2024")


# --- names right below a place

DO_LUONG = REGISTER.find("Huyện Đô Lương, Tỉnh Nghệ An", on=date(2024, 12, 1)).code or ""


def test_a_sheet_called_town_is_the_only_town_of_the_district() -> None:
    sheets = (table("HUYỆN ỦY ĐÔ LƯƠNG", TITLE, sheet=name, models=[model()]) for name in ("Tràng Sơn", "Thị trấn"))
    found = read(draft(*sheets), home=DO_LUONG)
    assert found.reporter == DO_LUONG
    units = [REGISTER.name_of(one.models[0].unit) for one in found.returns]
    assert (units, codes(found)) == (["Xã Tràng Sơn", "Thị trấn Đô Lương"], [])


def test_a_sheet_called_town_is_asked_about_where_the_district_has_several() -> None:
    sheets = (table("HUYỆN ỦY GIA LÂM", TITLE, sheet=name, models=[model()]) for name in ("Yên Thường", "Thị trấn"))
    found = read(draft(*sheets), home=REGISTER.find("Huyện Gia Lâm, Thành phố Hà Nội").code)
    assert [(one.code, one.sheet) for one in found.findings] == [("unit-ambiguous", "Thị trấn")]


def own_table(*labels: str, figures: Sequence[int], home: str = DO_LUONG) -> tuple[list[str], list[str]]:
    rows = [
        row(label, [({}, figure)], label, number=9 + place)
        for place, (label, figure) in enumerate(zip(labels, figures, strict=True))
    ]
    found = read(draft(table("HUYỆN ỦY ĐÔ LƯƠNG", TITLE, kind="matrix", rows=rows)), home=home)
    return [REGISTER.name_of(base.scope.unit) for base in found.returns[0].bases], codes(found)


def test_a_town_named_as_its_district_is_meant_among_the_communes_of_the_districts_own_table() -> None:
    for home in (DO_LUONG, REGISTER.parent(DO_LUONG) or ""):  # the province's office reads it as the district's
        drawn = own_table("Đô Lương", "Bắc Sơn", figures=(2, 4), home=home)
        assert drawn == (["Thị trấn Đô Lương", "Xã Bắc Sơn"], [])
    listed = [model("Đô Lương"), model("Bắc Sơn", 13)]
    found = read(draft(table("HUYỆN ỦY ĐÔ LƯƠNG", TITLE, models=listed)), home=DO_LUONG)
    assert [REGISTER.name_of(one.unit) for one in found.returns[0].models] == ["Thị trấn Đô Lương", "Xã Bắc Sơn"]


def test_a_city_named_as_its_province_is_meant_among_the_districts_though_a_commune_in_it_has_that_name_too() -> None:
    hoa_binh = REGISTER.find("Tỉnh Hòa Bình", None, date(2022, 12, 1)).code or ""
    rows = [row(label, [({}, 5)], label, number=place) for place, label in enumerate(("Hòa Bình", "Kim Bôi"), 9)]
    title = "BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2022"
    found = read(draft(table("TỈNH ỦY HÒA BÌNH", title, kind="matrix", rows=rows)), home=hoa_binh)
    units = [REGISTER.name_of(base.scope.unit) for base in found.returns[0].bases]
    assert (units, codes(found)) == (["Thành phố Hòa Bình", "Huyện Kim Bôi"], [])


def test_a_row_named_as_town_and_district_is_asked_about_where_it_adds_up_the_others_or_stands_alone() -> None:
    alone, asked = own_table("Đô Lương", figures=(6,))
    assert (alone, asked) == (["Huyện Đô Lương"], ["unit-ambiguous"])
    assert own_table("Tràng Sơn", "Bắc Sơn", "Đô Lương", figures=(2, 4, 6))[1] == ["unit-ambiguous"]


def test_a_row_that_only_says_number_of_models_is_the_reporters() -> None:
    drawn = bases(row("Số mô hình", [({}, 3)], "Số mô hình “Dân vận khéo”"), letterhead="ĐẢNG ỦY XÃ LIÊM SƠN")
    assert [unit for unit, *_ in drawn] == [LIEM_SON]


# --- lone status words, other times


def test_a_citys_own_matrix_names_its_bodies_by_the_status_word_alone() -> None:
    labels = ["Trung tâm Y tế thành phố", "Hội Liên hiệp Phụ nữ thành phố", "Phường Thanh Bình"]
    rows = [row(label, [({}, 3)], label, number=9 + place) for place, label in enumerate(labels)]
    found = read(draft(table("THÀNH ỦY ĐIỆN BIÊN PHỦ", "BAN DÂN VẬN", TITLE, kind="matrix", rows=rows)), home="094")
    assert codes(found) == []
    assert [base.scope.unit for base in found.returns[0].bases][:2] == [
        "094/trung tâm y tế",
        "094/hội liên hiệp phụ nữ",
    ]


def test_houses_of_villages_in_the_unit_column_are_no_question() -> None:
    found = read(
        draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", TITLE, models=[model("Nhà văn hóa thôn Hạ"), model("Hộ ông Ba", 13)]))
    )
    assert codes(found) == []
    assert {one.unit for one in found.returns[0].models} == {LIEM_SON}


def listed(letterhead: str, *named: str | None) -> Identified:
    """A list with a column of units, C; None: its cell is blank."""
    rows = [
        DraftModel(row, f"B{row}", f"Mô hình thử {row}", unit, f"C{row}", None, {}, ())
        for row, unit in enumerate(named, 4)
    ]
    return read(draft(table(letterhead, TITLE, models=rows)))


def test_a_blank_unit_below_a_commune_is_asked_once_for_the_list_and_stays_with_the_reporter() -> None:
    found = listed("HUYỆN ỦY THANH LIÊM", "Xã Liêm Sơn", None, "Công an huyện", None, None)
    (asked,) = (one for one in found.findings if one.severity is Severity.QUESTION)
    assert (asked.code, asked.cell) == ("unit-blank", "C5")
    assert (asked.seen["count"], asked.seen["above"]) == (3, "Xã Liêm Sơn")
    assert [one.unit for one in found.returns[0].models if one.unit_text is None] == [THANH_LIEM] * 3


@pytest.mark.parametrize(
    ("letterhead", "named"),
    [
        ("HUYỆN ỦY THANH LIÊM", (None, "Xã Liêm Sơn", "Xã Thanh Hà")),
        ("HUYỆN ỦY THANH LIÊM", ("Xã Liêm Sơn", "Huyện Thanh Liêm", None)),
        ("HUYỆN ỦY THANH LIÊM", (None, None)),
        ("ĐẢNG ỦY XÃ LIÊM SƠN", ("Thôn Hạ", None, "Xã Liêm Sơn", None)),
    ],
)
def test_a_blank_unit_that_can_be_the_reporters_alone_is_no_question(
    letterhead: str, named: tuple[str | None, ...]
) -> None:
    assert codes(listed(letterhead, *named)) == []


def test_a_blank_unit_beside_the_level_of_the_reporter_is_the_reporters() -> None:
    def asked(level: str) -> list[str]:
        rows = [(4, "Xã Liêm Sơn", "xa"), (5, None, level), (6, "Công an huyện", "huyen")]
        listed = [
            DraftModel(row, f"B{row}", f"Mô hình thử {row}", unit, f"C{row}", None, {"level": (at,)}, ())
            for row, unit, at in rows
        ]
        found = read(draft(table("HUYỆN ỦY THANH LIÊM", TITLE, models=listed)))
        return [one.code for one in found.findings if one.severity is Severity.QUESTION]

    assert (asked("huyen"), asked("xa")) == ([], ["unit-blank"])


TITLE_2025 = "DANH SÁCH mô hình “Dân vận khéo” năm 2025"
NGHE_AN_NOW = "40@2025-07-01"


@pytest.mark.parametrize(
    ("lines", "reporter", "text", "unit"),
    [
        (["TỈNH ỦY NGHỆ AN", "HUYỆN ỦY CON CUÔNG"], "422", "Xã Môn Sơn", "17263"),
        (["HUYỆN ỦY CON CUÔNG", "ĐẢNG ỦY XÃ MÔN SƠN"], "17263", "Công an xã", "17263/công an"),
        (["TỈNH ỦY NGHỆ AN", "ĐẢNG ỦY XÃ CON CUÔNG"], "17254@2025-07-01", "Xã Con Cuông", "17254@2025-07-01"),
        (["TỈNH ỦY NGHỆ AN", "Nghệ An, ngày 20 tháng 6 năm 2025"], "40", "Huyện Con Cuông", "422"),
        (["TỈNH ỦY NGHỆ AN", "Nghệ An, ngày 20 tháng 12 năm 2025"], NGHE_AN_NOW, "Xã Con Cuông", "17254@2025-07-01"),
    ],
)
def test_a_return_about_all_of_2025_belongs_to_the_register_its_head_speaks_of(
    lines: list[str], reporter: str, text: str, unit: str
) -> None:
    found = read(draft(table(*lines, TITLE_2025, models=[model(text)])), home=NGHE_AN_NOW)
    assert (found.reporter, codes(found)) == (reporter, [])
    assert [one.unit for one in found.returns[0].models] == [unit]


def test_a_province_that_names_districts_after_their_end_is_asked() -> None:
    lines = ("TỈNH ỦY NGHỆ AN", "BAN TUYÊN GIÁO VÀ DÂN VẬN", "BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2026")
    rows = [row("Huyện Con Cuông", [({}, 3)], "Huyện Con Cuông")]
    found = read(draft(table(*lines, kind="matrix", rows=rows)), home=NGHE_AN_NOW)
    assert codes(found) == ["unit-ambiguous"]
    assert [base.scope.unit for base in found.returns[0].bases] == [NGHE_AN_NOW]


@pytest.mark.parametrize(
    "name",
    [
        "Bao cao dan van kheo Xã Liêm Sơn",
        "Tong_hop_Xã_Liêm_Sơn",
        "Bao_cao_mo_hinh_nam_2024_Xã_Liêm_Sơn",
        "danh sach Xã Liêm Sơn",
    ],
)
def test_everyday_words_without_accents_before_a_place_with_them_name_no_body(name: str) -> None:
    matches = units_of(Clue(Source.FILE, name), REGISTER, REGISTER.find("Huyện Thanh Liêm, Tỉnh Hà Nam").code, None)
    assert [REGISTER.name_of(match.code) for match in matches if match.code] == ["Xã Liêm Sơn"]
    assert not any(match.strange_at for match in matches)


@pytest.mark.parametrize("mark", ["DỰ THẢO", "DỰ THẢO DANH SÁCH", "Dự thảo lần 2", "HỒ SƠ"])
def test_a_draft_is_of_whom_its_letterhead_names_though_a_place_is_called_like_its_first_syllable(mark: str) -> None:
    drawn = draft(table("ĐẢNG ỦY XÃ LIÊM SƠN", mark, "Mô hình năm 2024", models=[model()]))
    told = read(drawn, "du thao Xã Liêm Sơn.xlsx")
    assert (told.reporter, codes(told)) == (LIEM_SON, [])


@pytest.mark.parametrize("name", ["04 co quan dang", "DU cac co quan Dang", "khoi dang 2024", "cac ban dang"])
def test_an_everyday_word_typed_without_accents_names_no_place_called_so(name: str) -> None:
    drawn = draft(table("TỈNH ỦY HÀ NAM", "ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH", "Mô hình năm 2024", models=[model()]))
    (returned,) = read(drawn, f"{name}.xlsx", HA_NAM).returns
    assert returned.reporter == f"{HA_NAM}/đảng ủy các cơ quan đảng"
    assert codes(read(draft(table("HUYỆN ỦY THANH LIÊM", "ĐẢNG ỦY XÃ LIÊM SƠN", TITLE)), "xa Dang.xlsx"))


@pytest.mark.parametrize("name", ["THPT", "TRƯỜNG THPT", "Truong THPT", "Báo cáo THPT năm 2024"])
def test_a_file_named_for_the_sort_of_a_body_contradicts_no_body_of_that_sort(name: str) -> None:
    head = ("SỞ GIÁO DỤC VÀ ĐÀO TẠO HÀ NAM", "TRƯỜNG THPT THANH LIÊM A", "DANH SÁCH mô hình năm 2024")
    found = read(draft(table(*head, models=[model()])), f"{name}.xlsx", HA_NAM)
    (returned,) = found.returns
    assert returned.reporter == f"{HA_NAM}/trường thpt thanh liêm a"


@pytest.mark.parametrize(
    "letterhead",
    [
        ("HUYỆN ỦY THANH LIÊM", "ĐẢNG ỦY PHƯỜNG MỸ ĐÌNH 1"),
        ("HUYỆN ỦY KIM BẢNG", "ĐẢNG ỦY XÃ LIÊM SƠN"),
        ("TỈNH ỦY HÀ NAM", "HUYỆN ỦY GIỒNG TRÔM"),
    ],
)
@pytest.mark.parametrize("home", [None, HA_NAM])
def test_a_place_under_one_in_which_it_does_not_lie_is_refused(letterhead: tuple[str, str], home: str | None) -> None:
    found = read(draft(table(*letterhead, "DANH SÁCH mô hình năm 2024", models=[model()])), home=home)
    assert not found.returns
    assert [one.cell for one in found.findings if one.code in ("reporter-contradicted", "unit-outside-home")] == ["A2"]


@pytest.mark.parametrize(
    "letterhead",
    [
        ("THÀNH ỦY HÀ NỘI", "QUẬN ỦY NAM TỪ LIÊM", "ĐẢNG ỦY PHƯỜNG MỸ ĐÌNH 1"),
        ("TỈNH ỦY NINH BÌNH", "ĐẢNG ỦY XÃ LIÊM HÀ"),
        ("TỈNH ỦY HÀ NAM", "ĐẢNG ỦY XÃ LIÊM HÀ"),
        ("HUYỆN ỦY THANH LIÊM", "ĐẢNG ỦY XÃ LIÊM HÀ"),
        ("TỈNH ỦY NINH BÌNH", "HUYỆN ỦY THANH LIÊM", "ĐẢNG ỦY XÃ LIÊM SƠN"),
    ],
)
def test_a_place_lies_in_one_of_another_time_that_holds_some_of_it(letterhead: tuple[str, ...]) -> None:
    head = [*letterhead, "DANH SÁCH mô hình năm 2025"]
    assert read(draft(table(*head, models=[model()])), home=None).returns


@pytest.mark.parametrize("name", ["Trường", "Truong", "BC Trường năm 2024", "Trường MN"])
def test_a_file_named_for_a_wider_sort_of_body_contradicts_none_of_a_sort_within_it(name: str) -> None:
    head = ("UBND HUYỆN THANH LIÊM", "TRƯỜNG MẦM NON LIÊM SƠN", "DANH SÁCH mô hình năm 2024")
    (returned,) = read(draft(table(*head, models=[model()])), f"{name}.xlsx").returns
    assert returned.reporter == f"{LIEM_SON}/trường mầm non"


@pytest.mark.parametrize("name", ["Trường THCS", "Công an", "THPT huyện Kim Bảng", "Trường THPT Kim Bảng B"])
def test_a_file_named_for_another_body_contradicts_its_letterhead(name: str) -> None:
    head = ("SỞ GIÁO DỤC VÀ ĐÀO TẠO HÀ NAM", "TRƯỜNG THPT THANH LIÊM A", "DANH SÁCH mô hình năm 2024")
    found = read(draft(table(*head, models=[model()])), f"{name}.xlsx", HA_NAM)
    assert ("reporter-contradicted", "A2") in [(one.code, one.cell) for one in found.findings]


def test_a_number_behind_a_commune_in_a_letterhead_makes_it_one_that_nobody_knows() -> None:
    head = ("HUYỆN ỦY THANH LIÊM", "ĐẢNG ỦY XÃ LIÊM SƠN 2", "DANH SÁCH mô hình năm 2024")
    found = read(draft(table(*head, models=[model()])), "BC xa Liem Son 2.xlsx")
    assert not found.returns
    assert [(one.code, one.cell) for one in found.findings] == [("reporter-unknown", "A2")]


@pytest.mark.parametrize("name", ["BC xa Liem Son 2", "Xã Liêm Sơn 2", "Xã Liêm Sơn (2)"])
def test_a_number_behind_a_commune_in_a_files_name_is_that_of_a_copy(name: str) -> None:
    found = read(draft(table("DANH SÁCH mô hình năm 2024", models=[model()])), f"{name}.xlsx")
    assert [one.reporter for one in found.returns] == [LIEM_SON]


@pytest.mark.parametrize(
    "term",
    [
        "KHÓA XXI", "KHOÁ XV, NHIỆM KỲ 2020-2025", "KHÓA 21 (NHIỆM KỲ 2020 - 2025)", "LẦN THỨ XX",
        "NHIỆM KỲ 2020-2025",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("above", "issuer", "unit"),
    [
        ("HUYỆN ỦY THANH LIÊM", "ĐẢNG ỦY XÃ LIÊM SƠN", LIEM_SON),
        ("TỈNH ỦY HÀ NAM", "BAN CHẤP HÀNH ĐẢNG BỘ HUYỆN THANH LIÊM", THANH_LIEM),
        ("XÃ LIÊM SƠN", "HỘI ĐỒNG NHÂN DÂN XÃ", LIEM_SON),
        ("UBND TỈNH HÀ NAM", "SỞ TƯ PHÁP", f"{HA_NAM}/sở tư pháp"),
    ],
)
def test_the_term_of_an_organ_says_nothing_about_its_place(above: str, issuer: str, unit: str, term: str) -> None:
    found = read(draft(table(above, f"{issuer} {term}", "DANH SÁCH mô hình năm 2024", models=[model()])), home=HA_NAM)
    assert [one.reporter for one in found.returns] == [unit]


def test_a_field_that_makes_as_much_as_all_others_together_is_no_total_of_the_district() -> None:
    """Such a row was left out without a word, as "Huyện Thanh Liêm" under its communes is."""
    figures = (("Kinh tế", "kt", 5), ("Văn hóa - xã hội", "vhxh", 12), ("QP-AN", "qpan", 5), ("HTCT", "htct", 2))
    lines = [
        row(label, [({}, count)], at={"field": (code,)}, number=9 + place)
        for place, (label, code, count) in enumerate(figures)
    ]
    matrix = table("HUYỆN ỦY THANH LIÊM", "Danh sách năm 2024", kind="matrix", rows=lines)
    (ret,) = read(draft(matrix)).returns
    assert [base.observations[0].value for base in ret.bases] == [5, 12, 5, 2]


LAI_CHAU, KHUN_HA, LE_LOI = "12@2025-07-01", "03430@2025-07-01", "03487@2025-07-01"


@pytest.mark.parametrize(
    ("letterhead", "around", "unit", "asked"),
    [
        (["ĐẢNG ỦY XÃ KHUN HÁ"], None, KHUN_HA, ["unit-ambiguous"]),
        (["UBND XÃ KHUN HÁ", "TRƯỜNG THCS LÊ LỢI"], None, f"{KHUN_HA}/trường thcs lê lợi", []),
        (["ĐẢNG ỦY XÃ KHUN HÁ"], "Xã Khun Há", f"{KHUN_HA}/trường thcs lê lợi", []),
        (["TỈNH ỦY LAI CHÂU"], "Xã Khun Há", f"{KHUN_HA}/trường thcs lê lợi", []),
        (["TỈNH ỦY LAI CHÂU"], None, f"{LE_LOI}/trường thcs", []),
    ],
)
def test_a_communes_school_named_after_a_person_is_not_that_of_a_commune_of_this_name_elsewhere(
    letterhead: list[str], around: str | None, unit: str, asked: list[str]
) -> None:
    told = replace(model("Trường THCS Lê Lợi"), parent_text=around, parent_cell="D12" if around else None)
    title = "DANH SÁCH mô hình “Dân vận khéo” năm 2026"
    found = read(draft(table(*letterhead, title, models=[told])), home=LAI_CHAU)
    assert ([one.unit for one in found.returns[0].models], codes(found)) == ([unit], asked)
    said = read(draft(table(*letterhead, title, models=[model("Trường THCS xã Lê Lợi")])), home=LAI_CHAU)
    assert [one.unit for one in said.returns[0].models] == [f"{LE_LOI}/trường thcs"]


BESIDE = ("Xã Khun Há", "Hội Nông dân xã Khun Há")


@pytest.mark.parametrize(
    ("name", "beside", "reporter", "asked"),
    [
        ("Trường THCS Lê Quý Đôn", BESIDE, f"{KHUN_HA}/trường thcs lê quý đôn", []),
        ("Công an xã", BESIDE, f"{KHUN_HA}/công an", []),
        ("Trường THCS Lê Quý Đôn", (), None, ["reporter-unknown"]),
        ("Trường THCS Lê Quý Đôn", BESIDE[:1], None, ["reporter-unknown"]),
        ("Trường THCS Lê Quý Đôn", (*BESIDE, "Xã Bản Bo"), None, ["reporter-unknown"]),
        ("Công an xã", (*BESIDE, "Xã Bản Bo"), None, ["reporter-ambiguous"]),
        ("Hội Nông dân", BESIDE, "12@2025-07-01/hội nông dân", []),
        ("Trường THPT Lê Quý Đôn", BESIDE, "12@2025-07-01/trường thpt lê quý đôn", []),
        ("Sở Y tế", BESIDE, "12@2025-07-01/sở y tế", []),
    ],
)
def test_a_body_that_only_communes_have_is_of_the_one_commune_that_the_files_beside_it_name_else_it_is_asked(
    name: str, beside: tuple[str, ...], reporter: str | None, asked: list[str]
) -> None:
    file = draft(table("DANH SÁCH mô hình “Dân vận khéo” năm 2026", models=[model()]))
    voices = [voice_of(gather(file, f"thư/{one}.xlsx"), REGISTER) for one in (*beside, name)]
    home, path = settle_home(voices, "Tỉnh Lai Châu", REGISTER), f"thư/{name}.xlsx"
    found = identify(file, gather(file, path), home=home, register=REGISTER, vocabulary=WORDS)
    assert (found.reporter, codes(found)) == (reporter, asked)


def test_a_school_of_a_district_that_nobody_places_is_still_the_districts() -> None:
    assert read(draft(table(TITLE)), "Trường THCS Lê Lợi.xlsx").reporter == f"{THANH_LIEM}/trường thcs lê lợi"


# --- rows of a place's table, each of its own commune


def units_of_rows(home: str, year: int, *labels: str) -> tuple[list[str], list[str]]:
    """Whose the rows of a place's table are, and what is asked about them."""
    rows = "\n".join(f"| {number} | {label} | 4 | 1 | 3 |" for number, label in enumerate(labels, 1))
    heads = f"BIỂU TỔNG HỢP\nmô hình “Dân vận khéo” năm {year}\n| TT | Đơn vị | Tổng số | KT | VH-XH |\n"
    issuer = REGISTER.name_of(home).upper()
    file, _ = understand_grids([draw(f"BAN DÂN VẬN {issuer}\n{heads}{rows}")], "tong hop.xlsx", WORDS)
    found = read(file, "tong hop.xlsx", home)
    assert all(not {"field", "origin"} & base.scope.fixed.keys() for one in found.returns for base in one.bases)
    return [REGISTER.name_of(base.scope.unit) for one in found.returns for base in one.bases], codes(found)


@pytest.mark.parametrize(
    ("home", "label", "unit"),
    [
        ("018", "Xa Duong Xa", "Xã Dương Xá"),
        ("311", "Phuong Duong Quan", "Phường Dương Quan"),
        ("866", "Xa Tinh Thoi", "Xã Tịnh Thới"),
        ("455", "Xa Cu Nam", "Xã Cự Nẫm"),
        ("101", "X. Xa Dung", "Xã Xa Dung"),
        ("428", "Thi tran Dung", "Thị trấn Dùng"),
        ("168", "Thị trấn Đu", "Thị trấn Đu"),
        ("168", "TT Đu", "Thị trấn Đu"),
        ("417", "Xã Keng Đu", "Xã Keng Đu"),
    ],
)
def test_a_commune_s_row_is_no_level_field_or_party_committee(home: str, label: str, unit: str) -> None:
    assert units_of_rows(home, 2023, label) == ([unit], [])


def test_the_ward_of_its_province_s_name_is_the_row_among_communes() -> None:
    units = ["Phường Nông Trang", "Phường Phú Thọ", "Phường Việt Trì"]
    assert units_of_rows("25@2025-07-01", 2026, *(unit.removeprefix("Phường ") for unit in units)) == (units, [])


def test_a_name_of_two_communes_of_today_is_asked_about_though_one_was_called_so_before() -> None:
    assert units_of_rows("51@2025-07-01", 2026, "Xa Ba To", "Xã Ba Tơ", "Xã Ba Tô")[1] == ["unit-ambiguous"]
    assert units_of_rows("51@2025-07-01", 2026, "Xã Ba Tơ", "Xã Ba Tô") == (["Xã Ba Tơ", "Xã Ba Tô"], [])


@pytest.mark.parametrize(
    ("home", "label", "unit"),
    [("018", "Xa Duong Xa", "Xã Dương Xá"), ("311", "Phuong Duong Quan", "Phường Dương Quan"), ("455", "Xa Cu Nam", "Xã Cự Nẫm")],
)  # fmt: skip
def test_a_commune_typed_without_accents_over_its_models_is_no_level_or_origin(
    home: str, label: str, unit: str
) -> None:
    sheet = draw(
        """
        BAN DÂN VẬN HUYỆN
        DANH SÁCH mô hình “Dân vận khéo” năm 2023
        | TT | Tên mô hình | Lĩnh vực |
        | I | XA | |
        | 1 | Hũ gạo tình thương | KT |
        | 2 | Camera an ninh | QPAN |
        """.replace("BAN DÂN VẬN HUYỆN", f"BAN DÂN VẬN {REGISTER.name_of(home).upper()}").replace("XA", label)
    )
    found = read(understand_grids([sheet], "danh sach.xlsx", WORDS)[0], "danh sach.xlsx", home)
    (listed,) = found.returns
    assert [REGISTER.name_of(one.unit) for one in listed.models] == [unit, unit]
    assert codes(found) == []


def levels_in(home: str, *said: str) -> tuple[list[tuple[str, ...] | None], list[str]]:
    """Of which levels the models of a commune's register are that say so, and what stays asked."""
    commune, _, district = home.partition(", ")
    rows = "".join(f"| {number} | Đường hoa {number} | {level} |\n" for number, level in enumerate(said, 1))
    sheet = draw(f"| DANH SÁCH mô hình “Dân vận khéo” năm 2023 |\n| STT | Tên mô hình | Cấp |\n{rows}")
    path = f"{commune}.xlsx"
    file = understand_grids([sheet], path, WORDS)[0]
    found = read(file, path, REGISTER.find(district).code)
    asked = [one.code for one in file.findings if one.severity is Severity.QUESTION and one not in found.answered]
    return [one.at.get("level") for one in found.returns[0].models], asked + codes(found)


@pytest.mark.parametrize("city", ["Thành phố", "cấp thành phố", "TP"])
@pytest.mark.parametrize(
    ("commune", "level"),
    [
        ("Phường Lộc Tiến, Thành phố Bảo Lộc, Tỉnh Lâm Đồng", "huyen"),
        ("Phường Đằng Lâm, Quận Hải An, Thành phố Hải Phòng", "tinh"),
        ("Xã Đồng Bài, Huyện Cát Hải, Thành phố Hải Phòng", "tinh"),
    ],
)
def test_a_citys_level_is_that_of_the_city_around(commune: str, level: str, city: str) -> None:
    assert levels_in(commune, city, "Xã") == ([(level,), ("xa",)], [])


@pytest.mark.parametrize(
    "commune",
    ["Xã Liêm Sơn, Huyện Thanh Liêm, Tỉnh Hà Nam", "Phường Linh Xuân, Thành phố Thủ Đức, Thành phố Hồ Chí Minh"],
)
def test_without_a_city_around_or_with_two_its_level_is_asked_and_not_stated(commune: str) -> None:
    assert levels_in(commune, "Thành phố", "Xã", "") == ([None, ("xa",), ("xa",)], ["level-unknown"])


def test_a_level_that_nobody_knows_is_not_stated_meanwhile_and_a_blank_one_is_the_communes() -> None:
    commune = "Xã Liêm Sơn, Huyện Thanh Liêm, Tỉnh Hà Nam"
    assert levels_in(commune, "Cấp khu vực", "Huyện", "") == ([None, ("huyen",), ("xa",)], ["level-unknown"])


def test_a_tick_under_a_level_that_nobody_knows_states_none() -> None:
    sheet = draw(
        """
| DANH SÁCH mô hình “Dân vận khéo” năm 2023 | < | < | < | < |
| STT | Tên mô hình | Cấp | < | < |
| ^ | ^ | Thành phố | Huyện | Xã |
| 1 | Đường hoa | x | | |
| 2 | Hũ gạo | | x | |
| 3 | Tiếng kẻng | | | |"""
    )
    found = read(understand_grids([sheet], "Xã Liêm Sơn.xlsx", WORDS)[0], "Xã Liêm Sơn.xlsx")
    assert [one.at.get("level") for one in found.returns[0].models] == [None, ("huyen",), ("xa",)]
