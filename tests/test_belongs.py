"""A table counts only where it belongs to the movement; an award is never a model."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from commanding import danvan, danvan_json
from workbooks import Row, save

COMMUNES = ("Xã Liêm Sơn", "Xã Liêm Túc", "Xã Liêm Thuận")
HOME = "Huyện Thanh Liêm, Tỉnh Hà Nam"
TOTALS: list[Row] = [("STT", "Đơn vị", "Tổng số", "Tập thể", "Cá nhân")]
TOTALS += [(number, unit, 5, 3, 2) for number, unit in enumerate(COMMUNES, 1)]
NAMES: list[Row] = [("STT", "Tên mô hình", "Đơn vị", "Lĩnh vực")]
NAMES += [(number, f"Tiếng kẻng {unit}", unit, "Kinh tế") for number, unit in enumerate(COMMUNES, 1)]


class Office:
    """A district's desk: what comes in, what is found, what counts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = ("--store", str(folder / "danvan.db"))

    def sheet(
        self,
        title: str,
        table: Sequence[Row],
        *,
        name: str = "bieu 2024",
        issuer: str = "PHÒNG NỘI VỤ",
        into: str = "thu",
    ) -> Path:
        """A workbook of one sheet; its letterhead names a district and an office that is not the movement's."""
        path = self.folder / into / f"{name}.xlsx"
        return save(path, issuer, title, table, parent="HUYỆN THANH LIÊM")

    def codes(self, path: Path) -> list[str]:
        """The findings of a file, notes too."""
        file = danvan_json("ingest", str(path), "--home", HOME, *self.store)["files"][0]
        return [found["code"] for found in file["findings"]]

    def counted(self, measure: str = "models") -> object:
        """The sum of 2024."""
        return danvan_json("summarize", "--year", "2024", "--by", "", "--measure", measure, *self.store)["total"]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A desk with an empty ledger."""
    return Office(tmp_path)


@pytest.mark.parametrize(
    "title",
    [
        "BIỂU TỔNG HỢP DỰ TOÁN NGÂN SÁCH năm 2024",
        "BẢNG THANH TOÁN TIỀN LƯƠNG năm 2024",
        "THỐNG KÊ HỌC SINH THEO XÃ năm 2024",
        "KẾT QUẢ TIÊM CHỦNG THEO XÃ năm 2024",
        "BIỂU SỐ LIỆU ĐẢNG VIÊN năm 2024",
        "SỔ KIỂM KÊ TÀI SẢN năm 2024",
        "TÌNH HÌNH GIẢI QUYẾT ĐƠN THƯ năm 2024",
        "TỔNG HỢP HỘ NGHÈO THEO XÓM năm 2024",
        "KẾT QUẢ CẤP GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT năm 2024",
        "BIỂU TỔNG HỢP SỰ KIỆN năm 2024",
        "KẾT QUẢ CHUYỂN ĐỔI VỊ TRÍ VIỆC năm 2024",
        "BIỂU TỔNG HỢP MÔ HÌNH PHÒNG CHỐNG TỘI PHẠM năm 2024",
        "BIỂU TỔNG HỢP MÔ HÌNH TRỒNG LÚA CHẤT LƯỢNG CAO năm 2024",
        "BIỂU TỔNG HỢP MÔ HÌNH LUÂN CANH năm 2024",
        "BIỂU TỔNG HỢP KHEN THƯỞNG năm 2024",
    ],
)
def test_figures_of_other_matters_are_refused_and_none_is_kept(office: Office, title: str) -> None:
    assert office.codes(office.sheet(title, TOTALS)) == ["not-of-the-movement"]
    assert office.counted() is None
    assert office.counted("khenthuong") is None


@pytest.mark.parametrize(
    "title",
    [
        "THỐNG KÊ TIN BÀI TUYÊN TRUYỀN VỀ DÂN VẬN KHÉO năm 2024",
        "TỔNG HỢP SỐ LỚP TẬP HUẤN DÂN VẬN KHÉO năm 2024",
        "TONG HOP SO LOP TAP HUAN DAN VAN KHEO nam 2024",
        "CHỈ TIÊU GIAO MÔ HÌNH DÂN VẬN KHÉO năm 2024",
        "KẾ HOẠCH KIỂM TRA CÔNG TÁC DÂN VẬN KHÉO năm 2024",
        "LỊCH KHẢO SÁT MÔ HÌNH DÂN VẬN KHÉO năm 2024",
        "DỰ TOÁN KINH PHÍ HỖ TRỢ MÔ HÌNH DÂN VẬN KHÉO năm 2024",
        "TỔNG HỢP KINH PHÍ MÔ HÌNH DÂN VẬN KHÉO năm 2024",
    ],
)
def test_what_the_movement_counts_beside_models_is_refused_with_the_reason(office: Office, title: str) -> None:
    assert office.codes(office.sheet(title, TOTALS)) == ["not-of-the-movement"]
    assert office.counted() is None


@pytest.mark.parametrize(
    "title",
    [
        "KẾT QUẢ THỰC HIỆN CHỈ TIÊU MÔ HÌNH DÂN VẬN KHÉO năm 2024",
        "KẾT QUẢ THỰC HIỆN CHỈ TIÊU GIAO MÔ HÌNH DÂN VẬN KHÉO năm 2024",
        "BÁO CÁO KẾT QUẢ XÂY DỰNG MÔ HÌNH DÂN VẬN KHÉO năm 2024",
        "TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO VÀ KINH PHÍ năm 2024",
        "TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO (kèm theo Kế hoạch kiểm tra số 5-KH/BDV) năm 2024",
    ],
)
def test_results_of_models_are_taken_whatever_they_are_measured_by(office: Office, title: str) -> None:
    assert office.codes(office.sheet(title, TOTALS)) == []
    assert office.counted() == 15


@pytest.mark.parametrize("opening", ["KẾ HOẠCH", "ĐĂNG KÝ", "KẾ HOẠCH ĐĂNG KÝ"])
def test_a_plan_that_lists_models_to_build_is_a_list_of_models(office: Office, opening: str) -> None:
    assert office.codes(office.sheet(f"{opening} XÂY DỰNG MÔ HÌNH DÂN VẬN KHÉO NĂM 2024", NAMES)) == []


@pytest.mark.parametrize(
    "said",
    [
        "CHƯA TRIỂN KHAI",
        "KHÔNG ĐĂNG KÝ",
        "THÔI CÔNG NHẬN",
        "BỊ THU HỒI QUYẾT ĐỊNH CÔNG NHẬN",
        "HỦY QUYẾT ĐỊNH CÔNG NHẬN",
    ],
)
def test_models_of_which_a_title_says_what_was_not_done_or_taken_back_are_none(office: Office, said: str) -> None:
    """They counted as carried out, registered, recognised: the word before the stage was not seen."""
    assert office.codes(office.sheet(f"DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO {said} năm 2024", NAMES)) == [
        "not-of-the-movement"
    ]


@pytest.mark.parametrize(
    ("said", "stages"),
    [
        ("ĐÃ ĐĂNG KÝ NHƯNG CHƯA TRIỂN KHAI", ["dangky"]),
        ("CHƯA HIỆU QUẢ", ["dangky", "xaydung"]),
        ("CHƯA ĐỀ NGHỊ CÔNG NHẬN", ["dangky", "xaydung"]),
        ("KHÔNG CÒN HOẠT ĐỘNG", ["ketthuc"]),
        ("KHÔNG CÔNG NHẬN", ["dangky", "denghi", "khongcongnhan", "xaydung"]),
    ],
)
def test_a_title_names_no_stage_that_it_denies(office: Office, said: str, stages: list[str]) -> None:
    assert office.codes(office.sheet(f"DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO {said} năm 2024", NAMES)) == []
    cells = danvan_json("summarize", "--year", "2024", "--by", "stage", *office.store)["cells"]
    assert sorted(cell["stage"][0] for cell in cells if cell["value"]) == stages


def test_targets_that_units_register_are_models_registered_and_none_built(office: Office) -> None:
    assert office.codes(office.sheet("ĐĂNG KÝ CHỈ TIÊU MÔ HÌNH DÂN VẬN KHÉO năm 2024", TOTALS)) == []
    cells = danvan_json("summarize", "--year", "2024", "--by", "stage", *office.store)["cells"]
    assert [(cell["stage"], cell["value"]) for cell in cells] == [(["dangky"], 15)]


def test_money_beside_a_column_of_models_leaves_the_models(office: Office) -> None:
    table: list[Row] = [("STT", "Đơn vị", "Tổng số mô hình", "Kinh phí (triệu đồng)")]
    table += [(number, unit, 5, 20) for number, unit in enumerate(COMMUNES, 1)]
    assert office.codes(office.sheet("TỔNG HỢP KINH PHÍ MÔ HÌNH DÂN VẬN KHÉO năm 2024", table)) == []
    assert (office.counted(), office.counted("kinhphi")) == (15, 60_000_000)


def test_a_list_of_models_of_another_movement_is_refused(office: Office) -> None:
    assert office.codes(office.sheet("DANH SÁCH MÔ HÌNH KHUYẾN HỌC năm 2024", NAMES)) == ["not-of-the-movement"]


def test_a_budget_in_a_folder_of_the_movement_is_still_a_budget(office: Office) -> None:
    path = office.sheet("BIỂU DỰ TOÁN NGÂN SÁCH năm 2024", TOTALS, into="Dân vận khéo 2024")
    assert office.codes(path) == ["not-of-the-movement"]


@pytest.mark.parametrize(
    ("title", "name", "issuer", "into"),
    [
        ("BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024", "bieu", "PHÒNG NỘI VỤ", "thu"),
        ("BIỂU TỔNG HỢP năm 2024", "DVK2024", "PHÒNG NỘI VỤ", "thu"),
        ("BIỂU TỔNG HỢP năm 2024", "bieu", "PHÒNG NỘI VỤ", "dan van kheo"),
        ("BIỂU TỔNG HỢP năm 2024", "bieu", "BAN DÂN VẬN", "thu"),
        ("KẾT QUẢ THỰC HIỆN PHONG TRÀO THI ĐUA năm 2024", "bieu", "BAN TUYÊN GIÁO VÀ DÂN VẬN", "thu"),
        ("MÔ HÌNH KINH TẾ năm 2024", "bieu", "BAN DÂN VẬN", "thu"),
    ],
)
def test_title_file_folder_or_letterhead_show_that_a_table_is_ours(
    office: Office, title: str, name: str, issuer: str, into: str
) -> None:
    assert office.codes(office.sheet(title, TOTALS, name=name, issuer=issuer, into=into)) == []
    assert office.counted() == 15


@pytest.mark.parametrize("into", ["thu", "Dân vận khéo 2024"])
@pytest.mark.parametrize(
    "title", ["KẾ HOẠCH HỌP GIAO BAN KHỐI DÂN VẬN năm 2024", "CHƯƠNG TRÌNH CÔNG TÁC DÂN VẬN năm 2024"]
)
def test_what_the_office_that_leads_the_movement_plans_is_no_list_of_models(
    office: Office, title: str, into: str
) -> None:
    table: list[Row] = [("STT", "Nội dung", "Thành phần", "Thời gian"), (1, "Giao ban tháng 1", "Toàn khối", "8 giờ")]
    path = office.sheet(title, table, issuer="BAN DÂN VẬN HUYỆN ỦY", into=into)
    assert office.codes(path) == ["not-of-the-movement"]


def test_what_only_an_office_of_the_movement_sends_speaks_of_models_or_is_not_ours(office: Office) -> None:
    table: list[Row] = [("STT", "Nội dung", "Thời gian"), (1, "Thăm gia đình chính sách", "tháng 7")]
    path = office.sheet("CÁC HOẠT ĐỘNG TRI ÂN năm 2024", table, issuer="BAN DÂN VẬN HUYỆN ỦY")
    assert office.codes(path) == ["not-of-the-movement"]


def test_criteria_of_new_rural_communes_are_another_matter_whatever_the_file_is_called(office: Office) -> None:
    path = office.sheet("ĐÁNH GIÁ TIÊU CHÍ NÔNG THÔN MỚI năm 2024", TOTALS, name="DVK 2024")
    assert office.codes(path) == ["not-of-the-movement"]


@pytest.mark.parametrize("table", [TOTALS, NAMES])
def test_models_of_no_named_movement_count_and_are_asked(office: Office, table: list[Row]) -> None:
    assert office.codes(office.sheet("TỔNG HỢP MÔ HÌNH ĐIỂN HÌNH năm 2024", table)) == ["movement-not-named"]
    assert office.counted() in (15, 3)


def test_a_name_heading_alone_speaks_of_models(office: Office) -> None:
    assert office.codes(office.sheet("DANH SÁCH năm 2024", NAMES)) == ["movement-not-named"]


def test_names_of_models_name_the_movement_too(office: Office) -> None:
    table = [NAMES[0], (1, "Dân vận khéo trong hiến đất làm đường", "Xã Liêm Sơn", "Kinh tế")]
    assert office.codes(office.sheet("DANH SÁCH năm 2024", table)) == []


def test_a_title_of_two_movements_is_asked(office: Office) -> None:
    title = "TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO VÀ MÔ HÌNH AN NINH TRẬT TỰ năm 2024"
    assert office.codes(office.sheet(title, TOTALS)) == ["other-movement-named"]


def test_a_workspace_adds_its_own_names_of_other_movements_and_other_matters(office: Office) -> None:
    choirs = office.sheet("DANH SÁCH MÔ HÌNH “DÂN VẬN KHÉO” VÀ CA ĐOÀN LIÊN XÃ năm 2024", NAMES)
    assert office.codes(choirs) == []
    (office.folder / "movement.toml").write_text('[others]\nmovements = ["ca đoàn liên xã"]\n', encoding="utf-8")
    assert office.codes(choirs) == ["other-movement-named"]
    assert office.codes(office.sheet("MÔ HÌNH KHUYẾN HỌC năm 2024", NAMES, name="khác")) == ["not-of-the-movement"]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("MÔ HÌNH “DÂN VẬN KHÉO” năm 2024", "thuộc “Dân vận khéo”, theo “MÔ HÌNH “DÂN VẬN KHÉO” năm 2024”"),
        ("TỔNG HỢP MÔ HÌNH ĐIỂN HÌNH năm 2024", "chưa rõ, sẽ hỏi: nói về mô hình nhưng không nêu “Dân vận khéo”"),
        ("MÔ HÌNH DÂN VẬN KHÉO VÀ KHUYẾN HỌC", "chưa rõ, sẽ hỏi: vừa là “Dân vận khéo” vừa nói về “khuyến học”"),
        ("MÔ HÌNH KHUYẾN HỌC năm 2024", "không thuộc “Dân vận khéo”, không tính: nói về “khuyến học”"),
    ],
)
def test_how_a_file_was_understood_says_whether_it_is_of_the_movement(office: Office, title: str, said: str) -> None:
    shown = danvan("layout", str(office.sheet(title, TOTALS)), *office.store).stdout
    assert shown.splitlines()[2] == f"  {said}"


def test_words_of_a_workspace_that_cannot_be_read_stop_the_run(office: Office) -> None:
    (office.folder / "movement.toml").write_text("[others\n", encoding="utf-8")
    path = str(office.sheet("DANH SÁCH", NAMES))
    assert danvan("ingest", path, *office.store).refused == "settings-unreadable"
    assert danvan("layout", path, *office.store).refused == "settings-unreadable"


def test_a_union_called_like_another_movement_reports_ours(office: Office) -> None:
    title = "BIỂU TỔNG HỢP mô hình “Dân vận khéo” của Hội Khuyến học năm 2024"
    assert "other-movement-named" not in office.codes(office.sheet(title, TOTALS))


@pytest.mark.parametrize(
    "body", ["Liên đoàn Lao động", "Chi cục Thuế", "Bảo hiểm xã hội", "Phòng Lao động - Thương binh và Xã hội"]
)
def test_the_name_of_the_body_that_reports_is_no_other_matter(office: Office, body: str) -> None:
    unit = f"{body} huyện Thanh Liêm"
    table = [TOTALS[0], (1, unit, 5, 3, 2)]
    path = office.sheet(f"BIỂU TỔNG HỢP năm 2024 của {unit}", table, name=unit, issuer=unit, into="Dân vận khéo 2024")
    assert office.codes(path) == ["unit-new"]
    assert office.counted() == 5


def test_a_matter_called_like_a_body_is_still_another_matter(office: Office) -> None:
    path = office.sheet("TỔNG HỢP BẢO HIỂM XÃ HỘI năm 2024", TOTALS, into="Dân vận khéo 2024")
    assert office.codes(path) == ["not-of-the-movement"]


@pytest.mark.parametrize(("sheet", "codes"), [("KQ", []), ("TH", []), ("Hộ nghèo", ["not-of-the-movement"])])
def test_a_sheets_name_speaks_only_where_it_names_another_matter(office: Office, sheet: str, codes: list[str]) -> None:
    path = two_sheets(office.folder / "Dân vận khéo/a.xlsx", ("BIỂU TỔNG HỢP năm 2024", TOTALS), sheets=[sheet])
    assert office.codes(path) == codes


@pytest.mark.parametrize(
    "about", ["Hội LHPN huyện Thanh Liêm", "toàn xã", "điểm", "trong lĩnh vực kinh tế", "công trình, phần việc"]
)
def test_models_in_a_file_of_the_movement_are_ours_whatever_they_are_called(office: Office, about: str) -> None:
    title = f"DANH SÁCH mô hình {about} năm 2024"
    assert "movement-not-named" not in office.codes(office.sheet(title, NAMES, into="Dân vận khéo 2024"))


def test_models_of_another_matter_in_a_file_of_the_movement_are_asked(office: Office) -> None:
    path = office.sheet("DANH SÁCH mô hình bảo vệ môi trường năm 2024", NAMES, into="Dân vận khéo 2024")
    assert office.codes(path) == ["other-movement-named"]


@pytest.mark.parametrize(
    "about",
    [
        "mô hình “Dân vận khéo” tham gia phòng chống tội phạm",
        "mô hình “Dân vận khéo” xây dựng đời sống văn hóa",
        "mô hình Dân vận khéo gắn với học tập và làm theo tư tưởng Hồ Chí Minh",
        "công trình, phần việc “Dân vận khéo”",
    ],
)
def test_the_theme_of_our_models_is_no_other_movement(office: Office, about: str) -> None:
    assert office.codes(office.sheet(f"BIỂU TỔNG HỢP {about} năm 2024", TOTALS)) == []


@pytest.mark.parametrize("second", ["và mô hình khuyến học", "và khuyến học", "trong xã và mô hình khuyến học"])
def test_a_movement_joined_to_ours_is_no_theme(office: Office, second: str) -> None:
    path = office.sheet(f"TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO {second} năm 2024", TOTALS)
    assert office.codes(path) == ["other-movement-named"]


def two_sheets(path: Path, *titled: tuple[str, list[Row]], sheets: Sequence[str] = ()) -> Path:
    """A workbook with a sheet for each title and table."""
    book = Workbook()
    book.remove(book.active)
    for number, (title, table) in enumerate(titled, 1):
        sheet = book.create_sheet(sheets[number - 1] if sheets else f"Biểu {number}")
        for row in (["HUYỆN THANH LIÊM"], ["PHÒNG NỘI VỤ"], [], [title], [], *map(list, table)):
            sheet.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def test_a_unit_that_says_it_has_no_models_is_heard_and_asked(office: Office) -> None:
    path = two_sheets(office.folder / "thu/Phòng Nội vụ.xlsx", ("Đơn vị không có mô hình nào trong năm 2024", []))
    assert office.codes(path) == ["movement-not-named"]


OURS = "BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024"


def test_a_budget_beside_a_table_of_ours_is_named_and_left_out(office: Office) -> None:
    negative: list[Row] = [TOTALS[0], (1, "Xã Liêm Sơn", -5, 3, 2)]
    path = two_sheets(office.folder / "thu/a.xlsx", (OURS, TOTALS), ("DỰ TOÁN NGÂN SÁCH năm 2024", negative))
    assert office.codes(path) == ["table-left-out"]
    assert office.counted() == 15


def test_targets_beside_results_are_named_and_left_out(office: Office) -> None:
    targets = ("CHỈ TIÊU GIAO MÔ HÌNH DÂN VẬN KHÉO năm 2024", TOTALS)
    assert office.codes(two_sheets(office.folder / "thu/a.xlsx", (OURS, TOTALS), targets)) == ["table-left-out"]
    assert office.counted() == 15


def test_a_sheet_that_says_nothing_of_itself_belongs_to_its_workbook(office: Office) -> None:
    other = [TOTALS[0], (1, "Xã Liêm Cần", 7, 4, 3)]
    path = two_sheets(office.folder / "thu/a.xlsx", (OURS, TOTALS), ("BIỂU TỔNG HỢP năm 2024", other))
    assert office.codes(path) == []
    assert office.counted() == 22


def test_a_table_of_awards_counts_awards_and_no_models(office: Office) -> None:
    assert office.codes(office.sheet("TỔNG HỢP KHEN THƯỞNG phong trào “Dân vận khéo” năm 2024", TOTALS)) == []
    assert (office.counted(), office.counted("khenthuong")) == (None, 15)


def test_awards_that_are_proposed_are_neither_given_nor_a_stage_of_models(office: Office) -> None:
    assert office.codes(office.sheet("TỔNG HỢP ĐỀ NGHỊ KHEN THƯỞNG “Dân vận khéo” năm 2024", TOTALS)) == []
    assert [office.counted(measure) for measure in ("models", "khenthuong", "denghikhen")] == [None, None, 15]


def test_awards_beside_models_in_one_workbook_leave_the_models_alone(office: Office) -> None:
    awards = ("TỔNG HỢP KHEN THƯỞNG năm 2024", TOTALS)
    assert office.codes(two_sheets(office.folder / "thu/a.xlsx", (OURS, TOTALS), awards)) == []
    assert (office.counted(), office.counted("khenthuong")) == (15, 15)


def test_a_list_of_people_awarded_counts_each_in_the_form_given(office: Office) -> None:
    table: list[Row] = [
        ("STT", "Họ và tên, tên tập thể", "Đơn vị", "Tập thể/Cá nhân", "Hình thức khen"),
        (1, "Ban Mặt trận thôn", "Xã Liêm Sơn", "Tập thể", "Giấy khen"),
        (2, "Nguyễn Văn Mẫu", "Xã Liêm Sơn", "Cá nhân", "Giấy khen"),
        (3, "Trần Thị Mẫu", "Xã Liêm Túc", "Cá nhân", "Bằng khen UBND tỉnh"),
    ]
    title = "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC KHEN THƯỞNG phong trào “Dân vận khéo” năm 2024"
    assert office.codes(office.sheet(title, table)) == []
    assert [office.counted(measure) for measure in ("models", "giaykhen", "bangkhen")] == [None, 2, 1]


def test_a_list_of_awards_alone_is_no_word_that_there_is_no_model(office: Office) -> None:
    awards: list[Row] = [("STT", "Tên tập thể, cá nhân", "Đơn vị", "Hình thức khen thưởng")]
    awards += [(1, "Chi hội Nông dân thôn 1", COMMUNES[0], "Giấy khen"), (2, "Ông Mẫu", COMMUNES[1], "Giấy khen")]
    title = "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN trong phong trào “Dân vận khéo” năm 2024"
    assert office.codes(office.sheet(title, awards)) == []
    assert (office.counted(), office.counted("giaykhen")) == (None, 2)
    told = danvan_json("status", "--year", "2024", *office.store)
    assert told["received"] == 0
    assert [(one["name"], one["state"]) for one in told["units"]] == [("Phòng Nội vụ huyện Thanh Liêm", "not-sent")]
    assert "Mới gửi khen thưởng, chỉ tiêu; chưa báo mô hình (1): Phòng Nội vụ huyện Thanh Liêm" in " ".join(
        danvan("status", "--year", "2024", *office.store).stdout.split()
    )
    office.codes(office.sheet("DANH SÁCH mô hình “Dân vận khéo” năm 2024", NAMES, name="mo hinh 2024"))
    told = danvan_json("status", "--year", "2024", *office.store)
    assert (told["received"], office.counted(), office.counted("giaykhen")) == (1, 3, 2)


def test_models_under_a_title_of_awards_are_asked(office: Office) -> None:
    title = "DANH SÁCH ĐIỂN HÌNH “Dân vận khéo” ĐƯỢC TẶNG BẰNG KHEN năm 2024"
    assert office.codes(office.sheet(title, NAMES)) == ["awards-not-models"]
    assert (office.counted(), office.counted("bangkhen")) == (None, 3)


def test_models_proposed_for_an_award_are_a_register_of_models(office: Office) -> None:
    path = office.sheet("DANH SÁCH mô hình “Dân vận khéo” tiêu biểu được đề nghị khen thưởng năm 2024", NAMES)
    (stored,) = danvan_json("ingest", str(path), "--home", HOME, *office.store)["files"]
    assert stored["findings"] == []
    assert [(one["stage"], one["models"]) for one in stored["returns"]] == [("tieubieu", 3)]
    assert office.counted("denghikhen") is None


@pytest.mark.parametrize("heading", ["Lĩnh vực", "LV"])
def test_lv_is_short_for_field(office: Office, heading: str) -> None:
    table: list[Row] = [("STT", "Tên mô hình", "Đơn vị", heading), (1, "Tiếng kẻng", COMMUNES[0], "LV kinh tế")]
    path = office.sheet("DANH SÁCH mô hình “Dân vận khéo” năm 2024", table)
    (stored,) = danvan_json("ingest", str(path), "--home", HOME, *office.store)["files"]
    assert stored["findings"] == []
    by_field = danvan_json("summarize", "--year", "2024", "--by", "field", *office.store)
    assert [(cell["field"], cell["value"]) for cell in by_field["cells"]] == [(["kt"], 1)]


def test_lv_before_a_field_heads_its_column(office: Office) -> None:
    table: list[Row] = [("STT", "Đơn vị", "Tổng số", "LV kinh tế", "LV văn hóa - xã hội"), (1, COMMUNES[0], 5, 3, 2)]
    assert office.codes(office.sheet("TỔNG HỢP mô hình “Dân vận khéo” năm 2024", table)) == []
    by_field = danvan_json("summarize", "--year", "2024", "--by", "field", *office.store)
    assert sum(cell["value"] for cell in by_field["cells"]) == 5
    assert {tuple(cell["field"]): cell["value"] for cell in by_field["cells"]}[("kt",)] == 3


def test_a_title_of_models_and_awards_keeps_its_models(office: Office) -> None:
    table: list[Row] = [("STT", "Đơn vị", "Tổng số mô hình", "Số tập thể được khen thưởng", "Đề nghị khen thưởng")]
    table += [(number, unit, 5, 3, 2) for number, unit in enumerate(COMMUNES, 1)]
    assert office.codes(office.sheet("KẾT QUẢ mô hình “Dân vận khéo” và khen thưởng năm 2024", table)) == []
    assert [office.counted(measure) for measure in ("models", "khenthuong", "denghikhen")] == [15, 9, 6]


def test_a_register_with_a_column_of_awards_stays_a_register(office: Office) -> None:
    table = [(*NAMES[0], "Đề nghị khen thưởng"), *((*row, "Bằng khen") for row in NAMES[1:])]
    assert office.codes(office.sheet("DANH SÁCH mô hình “Dân vận khéo” năm 2024", table)) == []
    assert [office.counted(measure) for measure in ("models", "bangkhen", "denghikhen")] == [3, None, 3]
