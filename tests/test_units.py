"""The register of units and what texts mean in it: real names of Vietnam's units."""

import time
from datetime import date

import pytest

from danvan_cli import units
from danvan_cli.intake.identity.evidence import spelled
from danvan_cli.units import eras as unit_eras
from danvan_cli.units import facts as unit_facts
from danvan_cli.units.eras import OLD_UNTIL, Era
from danvan_cli.vietnamese import bare

REGISTER = units.load()
OLD, NEW = date(2024, 12, 31), date(2026, 12, 31)
HA_NAM, KIM_BANG, THANH_LIEM, LIEN_SON = "35", "350", "351", "13432"
GIA_LAI = "52@2025-07-01"


def find(text: str, within: str | None = KIM_BANG, on: date | None = OLD, about: str | None = None) -> units.Match:
    return REGISTER.find(text, within, on, about)


# --- the register


def test_both_registers_are_whole() -> None:
    old, new = REGISTER.eras
    counts = [sum(REGISTER.get(code).level == level for code in old.codes) for level in ("tinh", "huyen", "xa")]
    assert counts == [63, 696, 10035]
    assert [sum(REGISTER.get(code).level == level for code in new.codes) for level in ("tinh", "huyen", "xa")] == [
        34,
        0,
        3321,
    ]
    islands = [code for code in old.codes if REGISTER.get(code).level == "huyen" and not REGISTER.children(code)]
    assert sorted(map(REGISTER.name_of, islands)) == [
        "Huyện Bạch Long Vĩ",
        "Huyện Côn Đảo",
        "Huyện Cồn Cỏ",
        "Huyện Hoàng Sa",
        "Huyện Lý Sơn",
    ]


def test_keys_of_the_data_are_what_texts_are_matched_with() -> None:
    for era in REGISTER.eras:
        assert all(
            bare(REGISTER.get(code).short).replace(" ", "") == era.line(code).key or era.line(code).key[-1].isdigit()
            for code in era.codes
        )


def test_it_loads_quickly() -> None:
    def load() -> float:
        started = time.process_time()
        assert HA_NAM in Era(OLD_UNTIL, "", None, OLD_UNTIL)
        return time.process_time() - started

    assert min(load() for _ in range(5)) < 0.03


def test_both_registers_with_all_that_is_known_load_quickly() -> None:
    def load() -> float:
        unit_eras._columns_of.cache_clear()
        unit_facts.load.cache_clear()
        started = time.process_time()
        register = units.Register()
        assert [register.get(code).level for code in (HA_NAM, "37@2025-07-01")] == ["tinh", "tinh"]
        return time.process_time() - started

    assert min(load() for _ in range(5)) < 0.03


def test_a_code_means_one_unit_for_all_times() -> None:
    assert [REGISTER.get(code).name for code in ("80", "80@2025-07-01")] == ["Tỉnh Long An", "Tỉnh Tây Ninh"]
    old, new = REGISTER.get("80"), REGISTER.get("80@2025-07-01")
    assert (old.valid_until, new.valid_from) == (date(2025, 6, 30), date(2025, 7, 1))


def test_what_lies_under_what() -> None:
    assert REGISTER.ancestors(LIEN_SON) == (KIM_BANG, HA_NAM)
    assert REGISTER.is_below("351/công an", THANH_LIEM)
    assert not REGISTER.is_below(THANH_LIEM, THANH_LIEM)
    assert REGISTER.province_of("13432/hội nông dân") == HA_NAM
    assert REGISTER.has_places_below(THANH_LIEM)
    assert not REGISTER.has_places_below("351/công an")
    assert len(REGISTER.places_below(HA_NAM)) == 6 + len(
        [code for district in REGISTER.children(HA_NAM) for code in REGISTER.children(district)]
    )


def test_kinds_levels_and_blocks() -> None:
    unit = REGISTER.get(LIEN_SON)
    assert (unit.name, unit.short, unit.kind, unit.level, unit.block, unit.is_place) == (
        "Xã Liên Sơn",
        "Liên Sơn",
        "xa",
        "xa",
        "xaphuong",
        True,
    )
    blocks = {
        text: REGISTER.get(find(text, about=KIM_BANG).codes[0]).block
        for text in ("Hội Nông dân", "Công an thị xã", "Ban CHQS thị xã", "Phòng Nội vụ", "Trường Tiểu học Liên Sơn")
    }
    assert list(blocks.values()) == ["doanthe", "llvt", "llvt", "coquan", "coquan"]
    assert REGISTER.get(HA_NAM).block is REGISTER.get(KIM_BANG).block is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hội Nông dân xã Liên Sơn", "Hội Nông dân xã Liên Sơn"),
        ("HTX dịch vụ hoà bình", "Hợp tác xã Dịch Vụ Hòa Bình thị xã Kim Bảng"),
        ("PHÒNG TÀI CHÍNH - KẾ HOẠCH", "Phòng Tài chính - Kế hoạch thị xã Kim Bảng"),
    ],
)
def test_a_body_is_made_again_from_its_code(text: str, name: str) -> None:
    code = find(text, about=KIM_BANG).codes[0]
    assert units.Register().get(code).name == name


def test_an_unknown_code_is_not_in_the_register() -> None:
    assert "99999" not in REGISTER
    with pytest.raises(KeyError):
        REGISTER.get("99999")


# --- names


@pytest.mark.parametrize(
    "text",
    [
        "Xã Liên Sơn",
        "xã liên sơn",
        "XÃ LIÊN SƠN",
        "Liên Sơn",
        "X. Liên Sơn",
        "xã Liên Sơn - thị xã Kim Bảng",
        "Liên Sơn, Kim Bảng, Hà Nam",
        "Đảng ủy xã Liên Sơn",
        "Đảng uỷ Liên Sơn",
        "UBND xã Liên Sơn",
        "Đảng ủy, HĐND, UBND, UBMTTQ xã Liên Sơn",
        "Khối Dân vận xã Liên Sơn",
        "BCĐ phong trào thi đua Dân vận khéo xã Liên Sơn",
        "MTTQ và các đoàn thể xã Liên Sơn",
        "Xã\u00a0Liên Sơn",
    ],
)
def test_many_ways_to_write_one_commune(text: str) -> None:
    assert find(text).code == LIEN_SON
    assert not find(text).notes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("T. Hà Nam", HA_NAM),
        ("Tỉnh ủy Hà Nam", HA_NAM),
        ("H. Thanh Liêm", THANH_LIEM),
        ("Huyện ủy Thanh Liêm", THANH_LIEM),
        ("TX. Kim Bảng", KIM_BANG),
        ("TX Kim Bảng", KIM_BANG),
        ("TP. Phủ Lý", "347"),
        ("TT. Kiện Khê", "13441"),
        ("P. Quế", "13384"),
        ("Ban Dân vận Huyện ủy Thanh Liêm", THANH_LIEM),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", HA_NAM),
        ("Phường Hoà Mạc", "13324"),
    ],
)
def test_prefixes_and_committees(text: str, code: str) -> None:
    assert find(text, HA_NAM, about=HA_NAM).code == code


def test_numbered_wards_and_districts() -> None:
    assert find("Quận 01", "79").code == find("Q1", "79").code == "760"
    assert find("P.1, Quận 5", "79").code == find("Phường 01 quận 5", "79").code == "27325"
    assert find("1", "79").code is None


@pytest.mark.parametrize("number", ["III", "iii", "III.", "3", "03"])
def test_a_ward_that_is_only_a_number_needs_its_status_word(number: str) -> None:
    vi_thanh = find("Thành phố Vị Thanh, Tỉnh Hậu Giang", None).code
    assert find(number, vi_thanh).codes == ()
    assert find("Phường III", vi_thanh).code == find("P. III", None).code == "31321"


def test_another_status_word_is_noted() -> None:
    assert (find("Huyện Kim Bảng", HA_NAM).code, find("Huyện Kim Bảng", HA_NAM).notes) == (
        KIM_BANG,
        ("unit-status-differs",),
    )


def test_a_former_commune_is_an_alias() -> None:
    assert (find("Xã Nhật Tân").code, find("Xã Nhật Tân").notes) == ("13402", ("alias-used",))


def test_a_name_typed_without_accents_is_read_in_the_home() -> None:
    assert (find("xa lien son").code, find("LienSon").notes) == (LIEN_SON, ("alias-used",))


def test_a_likeness_without_accents_only_asks() -> None:
    assert find("Huyện Ba Tô", "51").candidates == ("535",)
    assert find("Huyện Ba Tô", "51").ambiguous
    assert [find(text, "51").code for text in ("Xã Ba Tô", "Huyện Ba Tơ")] == ["21523", "535"]
    assert find("ba to", "51").ambiguous


def test_a_name_that_repeats_is_ambiguous_without_a_home() -> None:
    found = find("Châu Thành", None)
    assert found.ambiguous
    assert len([code for code in found.candidates if REGISTER.get(code).kind == "huyen"]) >= 9


def test_the_day_chooses_the_register() -> None:
    assert [find("Tỉnh Tây Ninh", None, day).code for day in (OLD, NEW)] == ["72", "80@2025-07-01"]
    assert find("Phường Kim Bảng", "37@2025-07-01", NEW).code == "13384@2025-07-01"
    assert find("Huyện Thanh Liêm, Tỉnh Hà Nam", None, NEW).code == THANH_LIEM  # nothing is refused for dates alone
    assert find("Xã Liêm Hà", "37@2025-07-01", None).code == "13456@2025-07-01"


def test_a_unit_outside_is_told_from_one_that_is_nowhere() -> None:
    assert find("Xã Liêm Sơn").outside
    assert find("Sở Tư pháp", THANH_LIEM, about=THANH_LIEM).candidates == ("35/sở tư pháp",)
    nowhere = find("Xã Không Có")
    assert (nowhere.code, nowhere.candidates, nowhere.outside) == (None, (), False)


# --- bodies


@pytest.mark.parametrize(
    "text",
    [
        "Hội Nông dân xã Liên Sơn",
        "HND xã Liên Sơn",
        "Hội nông dân Liên Sơn",
        "HỘI NÔNG DÂN XÃ LIÊN SƠN",
        "BCH Hội Nông dân xã Liên Sơn",
        "Hội Nông dân Việt Nam xã Liên Sơn",
    ],
)
def test_one_body_however_it_is_written(text: str) -> None:
    assert find(text).code == "13432/hội nông dân"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hội Liên hiệp Phụ nữ xã Liên Sơn", "13432/hội liên hiệp phụ nữ"),
        ("Hội LHPN xã Liên Sơn", "13432/hội liên hiệp phụ nữ"),
        ("Đoàn TNCS HCM xã Liên Sơn", "13432/đoàn thanh niên"),
        ("Đoàn TNCSHCM xã Liên Sơn", "13432/đoàn thanh niên"),
        ("Đoàn xã Liên Sơn", "13432/đoàn thanh niên"),
        ("Thị đoàn Kim Bảng", "350/đoàn thanh niên"),
        ("Hội CCB xã Liên Sơn", "13432/hội cựu chiến binh"),
        ("Công an thị xã", "350/công an"),
        ("Đảng ủy Công an thị xã", "350/công an"),
        ("Phòng Giáo dục và Đào tạo", "350/phòng giáo dục và đào tạo"),
        ("Phòng Lao động - Thương binh và Xã hội thị xã", "350/phòng lao động thương binh và xã hội"),
        ("Trạm Y tế xã Liên Sơn", "13432/trạm y tế"),
        ("Trường TH Liên Sơn", "13432/trường tiểu học"),
        ("Trường Tiểu học xã Liên Sơn", "13432/trường tiểu học"),
        ("Văn phòng Thị ủy", "350/văn phòng cấp ủy"),
        ("Văn phòng HĐND và UBND", "350/văn phòng hđnd và ubnd"),
    ],
)
def test_bodies_stand_under_their_place(text: str, code: str) -> None:
    assert find(text, about=KIM_BANG).code == code


@pytest.mark.parametrize(
    "text", ["Kho bạc nhà nước Thới Lai", "BHXH Thới Lai", "TTYT Thới Lai", "Trường THPT Thới Lai"]
)
def test_what_only_districts_have_is_the_district_s_though_its_town_is_called_alike(text: str) -> None:
    """The row was asked about and counted for the district, beside the body's own list."""
    assert (find(text, "927", about="927").code or "").startswith("927/")
    assert set(find("Công an Thới Lai", "927", about="927").candidates) == {"927/công an", "31258/công an"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("TPHCM", "79"),
        ("Quận 1, TPHCM", "760"),
        ("Sở Nội vụ TPHCM", "79/sở nội vụ"),
        ("Hội LHPN TP.HN", "01/hội liên hiệp phụ nữ"),
        ("TP Vũng Tàu, tỉnh BR-VT", "747"),
        ("Huyện Phong Điền, tỉnh TT-Huế", "476"),
    ],
)
def test_places_that_all_write_short_are_found_so(text: str, code: str) -> None:
    assert find(text, None).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CA XÃ LIÊN SƠN", "13432/công an"),
        ("Mô hình “Dân vận khéo” của CA xã Liên Sơn", "13432/công an"),
        ("Phụ nữ xã Liên Sơn", "13432/hội liên hiệp phụ nữ"),
        ("Mô hình vận động phụ nữ xã Liên Sơn", "13432"),
    ],
)
def test_a_body_s_short_name_is_one_where_it_is_printed_like_a_name(text: str, code: str) -> None:
    assert REGISTER.scan(text, KIM_BANG, OLD)[-1].code == code


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Phường Tân Hòa - Thành phố Buôn Ma Thuột", "Phường Tân Hòa, Thành phố Buôn Ma Thuột, Tỉnh Đắk Lắk"),
        ("PHƯỜNG TÂN BÌNH THÀNH PHỐ HẢI DƯƠNG", "Phường Tân Bình, Thành phố Hải Dương, Tỉnh Hải Dương"),
        ("phuong tan phu thanh pho pho yen", "Phường Tân Phú, Thành phố Phổ Yên, Tỉnh Thái Nguyên"),
        ("Xã Tân Thành - Thành phố Cà Mau", "Xã Tân Thành, Thành phố Cà Mau, Tỉnh Cà Mau"),
    ],
)
def test_the_city_behind_a_name_lends_it_no_word(text: str, name: str) -> None:
    """There are a Tân Hòa Thành, a Tân Bình Thạnh: the longest name is not always the one that is meant."""
    code = find(text, None).code
    assert code is not None
    assert REGISTER.full_name(code) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Báo cáo phường An Nhơn Nam 2026", ["Phường An Nhơn Nam"]),
        ("Báo cáo phường An Nhơn năm 2026", ["Phường An Nhơn"]),
        ("bao cao phuong an nhon nam", ["Phường An Nhơn Nam"]),
        ("bao cao phuong an nhon 2026", ["Phường An Nhơn"]),
        ("bao cao phuong an nhon nam nam 2026", ["Phường An Nhơn Nam"]),
        ("Bao cao phuong an nhon nam 2026", ["Phường An Nhơn", "Phường An Nhơn Nam"]),
        ("Bao Cao Phuong An Nhon Nam 2026", ["Phường An Nhơn", "Phường An Nhơn Nam"]),
        ("BaoCaoPhuongAnNhonNam2026", ["Phường An Nhơn", "Phường An Nhơn Nam"]),
        ("BAO CAO XA PHU MY NAM 2026", ["Xã Phù Mỹ", "Xã Phù Mỹ Nam"]),
    ],
)
def test_a_name_without_accents_that_the_year_may_have_lent_its_last_word_is_asked_about(
    text: str, names: list[str]
) -> None:
    """Without accents it is Nam or năm, however it is printed."""
    [match] = REGISTER.scan(spelled(text), GIA_LAI, NEW)
    assert sorted(map(REGISTER.name_of, match.codes)) == names
    assert match.ambiguous == (len(names) > 1)


def test_the_year_is_no_word_of_a_commune_that_a_letterhead_names() -> None:
    [match] = REGISTER.scan("UBND PHƯỜNG AN NHƠN NĂM 2026", GIA_LAI, NEW, expected=True)
    assert REGISTER.name_of(match.code or "") == "Phường An Nhơn"


def test_a_name_that_ends_like_the_year_is_whole_where_it_is_written_so() -> None:
    [match] = REGISTER.scan("Xã Long Bình, thị xã Ngã Năm 2024", None, OLD)
    assert REGISTER.full_name(match.code or "") == "Xã Long Bình, Thị xã Ngã Năm, Tỉnh Sóc Trăng"


def test_a_name_that_a_body_behind_it_may_have_lent_its_last_word_is_asked_about() -> None:
    """There are a Tân Long and a Tân Long Hội in Huyện Mang Thít."""
    mang_thit = find("Huyện Mang Thít, Tỉnh Vĩnh Long", None).code
    [match] = REGISTER.scan("Danh sách của xã Tân Long Hội Nông dân năm 2024", mang_thit, OLD)
    assert sorted(map(REGISTER.name_of, match.candidates)) == ["Xã Tân Long", "Xã Tân Long Hội"]


@pytest.mark.parametrize(
    ("text", "home", "name"),
    [
        ("bao cao phuong ha nam 2026", "Tỉnh Ninh Bình", "Phường Hà Nam"),
        ("ds phuong thanh nam 2026", "Tỉnh Ninh Bình", "Phường Thành Nam"),  # Xã Thanh lies far away
        ("xa thuan nam 2026", "Tỉnh Khánh Hòa", "Xã Thuận Nam"),
    ],
)
def test_a_name_that_only_ends_like_the_year_is_whole_where_nothing_near_has_the_rest(
    text: str, home: str, name: str
) -> None:
    [match] = REGISTER.scan(spelled(text), find(home, None, NEW).code, NEW)
    assert match.code is not None
    assert REGISTER.name_of(match.code) == name


def test_an_agency_of_the_province_stands_under_the_province() -> None:
    assert (
        find("Sở Tư pháp", HA_NAM, about="13432").code == find("Sở Tư pháp tỉnh Hà Nam", HA_NAM).code == "35/sở tư pháp"
    )
    assert find("Bộ CHQS tỉnh", HA_NAM, about=THANH_LIEM).code == "35/bộ chỉ huy quân sự"


@pytest.mark.parametrize(
    "text",
    [
        "Thôn 3",
        "Tổ dân phố số 5",
        "Chi bộ thôn Đồng",
        "Gia đình ông Nguyễn Văn A",
        "Đ/c Trần Văn B",
        "Giáo xứ Kim Bảng",
        "CLB dưỡng sinh",
        "Hộ bà Lê Thị C, thôn 2",
    ],
)
def test_villages_cells_families_and_parishes_are_text(text: str) -> None:
    assert find(text).is_text


@pytest.mark.parametrize(
    "text",
    [
        "Hội Nông dân và Hội Phụ nữ xã Liên Sơn",
        "Xã Liên Sơn và xã Thanh Sơn",
        "Hội PN, Đoàn TN xã Liên Sơn",
        "Hội Nông dân phối hợp Hội Phụ nữ",
    ],
)
def test_two_together_are_no_single_unit(text: str) -> None:
    assert find(text).together


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Chi bộ thôn Đồng, xã Liên Sơn", LIEN_SON),
        ("Hộ bà Lê Thị B, thôn 5 xã Liên Sơn", LIEN_SON),
        ("Số 5 đường Lý Thái Tổ, phường Quế", "13384"),
    ],
)
def test_an_address_belongs_to_its_place(text: str, code: str) -> None:
    assert find(text).code == code


def test_reading_two_hundred_rows_is_quick_once_warm() -> None:
    texts = [f"{body} xã Liên Sơn" for body in ("Hội Nông dân", "Công an", "UBND", "Đoàn Thanh niên")] * 50

    def read() -> float:
        started = time.process_time()
        for text in texts:
            find(text)
        return time.process_time() - started

    assert min(read() for _ in range(5)) < 0.002


# --- a status word alone

DIEN_BIEN_PHU, BA_DINH = "094", "001"


@pytest.mark.parametrize(
    ("text", "about", "code"),
    [
        ("Trung tâm Y tế thành phố", DIEN_BIEN_PHU, "094/trung tâm y tế"),
        ("Hội Liên hiệp Phụ nữ TP", DIEN_BIEN_PHU, "094/hội liên hiệp phụ nữ"),
        ("Thành đoàn", DIEN_BIEN_PHU, "094/đoàn thanh niên"),
        ("UBND thành phố", DIEN_BIEN_PHU, DIEN_BIEN_PHU),
        ("thành phố", DIEN_BIEN_PHU, DIEN_BIEN_PHU),
        ("Công an thị xã", KIM_BANG, "350/công an"),
        ("Công an quận", BA_DINH, "001/công an"),
        ("Công an xã", LIEN_SON, "13432/công an"),
        ("Toàn xã", LIEN_SON, LIEN_SON),
    ],
)
def test_a_status_word_alone_means_the_nearest_unit_of_that_status(text: str, about: str, code: str) -> None:
    assert find(text, within=REGISTER.at_level(about, "huyen"), about=about).code == code


def test_the_city_of_a_quarter_is_the_central_city() -> None:
    assert find("Công an thành phố", within="01", about=BA_DINH).code == "01/công an"


def test_a_status_word_of_a_unit_above_the_home_is_outside() -> None:
    assert find("Công an tỉnh", within=DIEN_BIEN_PHU, about=DIEN_BIEN_PHU).outside
    assert find("UBND tỉnh", within=DIEN_BIEN_PHU, about=DIEN_BIEN_PHU).outside


def test_a_status_word_that_the_register_gives_otherwise_is_noted_and_a_city_is_no_rural_district() -> None:
    found = find("Công an huyện", about=KIM_BANG)
    assert (found.code, found.notes) == ("350/công an", ("unit-status-differs",))
    assert find("Công an thành phố", within=THANH_LIEM, about=THANH_LIEM).codes == ()
    assert find("Công an huyện", within="37@2025-07-01", on=NEW, about="37@2025-07-01").codes == ()


# --- names that are written like others


@pytest.mark.parametrize("text", ["Trạm Tấu", "Tram Tau"])
def test_a_name_of_two_places_that_begins_like_a_body_is_asked_about_and_no_body(text: str) -> None:
    found = find(text, find("Huyện Trạm Tấu, Tỉnh Yên Bái", None).code)
    assert {"Thị trấn Trạm Tấu", "Xã Trạm Tấu"} <= set(map(REGISTER.name_of, found.candidates))


def test_a_name_without_accents_that_is_written_so_is_asked_about_unless_it_is_known_to_be_written_out() -> None:
    """In Huyện Nga Sơn there are a Nga Thanh and a Nga Thành."""
    nga_son = find("Huyện Nga Sơn, Tỉnh Thanh Hóa", None).code
    assert sorted(map(REGISTER.name_of, find("Nga Thanh", nga_son).candidates)) == ["Xã Nga Thanh", "Xã Nga Thành"]
    assert REGISTER.name_of(REGISTER.find("Nga Thanh", nga_son, OLD, accents=True).code or "") == "Xã Nga Thanh"


@pytest.mark.parametrize("text", ["Báo cáo xã Trường Xuânn", "Bao cao xa Truong Xuann", "Báo cáo xã Phòng Mê"])
def test_an_unknown_name_behind_its_status_word_is_no_body(text: str) -> None:
    assert REGISTER.scan(text, KIM_BANG, OLD) == ()


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Xuân Trường Đà Lạt 2026", "Tỉnh Lâm Đồng"),
        ("An Trường A 2024", "Tỉnh Trà Vinh"),
        ("P Xuân Trường Đà Lạt 2026", "Tỉnh Lâm Đồng"),
    ],
)
def test_a_word_of_a_communes_name_is_no_school(text: str, home: str) -> None:
    day = NEW if "2026" in text else OLD
    assert REGISTER.scan(text, find(home, None, day).code, day) == ()


# --- texts that are no units


@pytest.mark.parametrize(
    "text",
    [
        "Nhà văn hóa thôn Hạ", "nha van hoa thon Ha", "Nhà họp thôn 3", "Hội trường thôn 3", "Điểm trường thôn Hạ", "Trạm bơm Hạ",
        "Tuyến đường thôn Hạ", "Khu dân cư số 3", "Ấp 3", "Xóm Trại", "5 thôn", "13/13 thôn", "Chi bộ thôn Hạ", "Bí thư chi bộ thôn Hạ",
        "Hộ ông Nguyễn Văn A", "Hộ bà Trần Thị B", "Nguyễn Văn An", "Lê Đình Cảnh", "Chi hội phụ nữ thôn Nội", "Nhà ông Ba", "Giáo xứ Hạ",
    ],
)  # fmt: skip
def test_houses_villages_and_persons_are_text(text: str) -> None:
    found = find(text, about=LIEN_SON)
    assert (found.is_text, found.codes) == (True, ())


@pytest.mark.parametrize(
    ("name", "district"), [("Mai Đình", "016"), ("Toàn Thắng", "331"), ("Trung Tâm", "133"), ("Quan Hoa", "005")]
)
def test_a_commune_that_begins_like_a_person_or_a_word_is_a_commune(name: str, district: str) -> None:
    assert REGISTER.get(find(name, within=district).code or "").short == name


# --- short words


@pytest.mark.parametrize(
    ("text", "name", "block"),
    [
        ("Hội LHPN", "Hội Liên hiệp Phụ nữ", "doanthe"),
        ("Hội ND xã", "Hội Nông dân", "doanthe"),
        ("CCB", "Hội Cựu chiến binh", "doanthe"),
        ("ĐTN", "Đoàn Thanh niên", "doanthe"),
        ("LĐLĐ", "Liên đoàn Lao động", "doanthe"),
        ("Hội NNCĐDC/dioxin", "Hội Nạn nhân chất độc da cam", "doanthe"),
        ("CA xã", "Công an", "llvt"),
        ("CAX", "Công an", "llvt"),
        ("BCHQS", "Ban Chỉ huy Quân sự", "llvt"),
        ("BCH QS xã", "Ban Chỉ huy Quân sự", "llvt"),
        ("TTYT", "Trung tâm Y tế", "coquan"),
        ("TYT xã", "Trạm Y tế", "coquan"),
        ("Phòng NN&PTNT", "Phòng Nông nghiệp và Phát triển nông thôn", "coquan"),
        ("Phòng GD-ĐT", "Phòng Giáo dục và Đào tạo", "coquan"),
        ("Phòng VH-TT", "Phòng Văn hóa và Thông tin", "coquan"),
        ("Phòng LĐ-TB&XH", "Phòng Lao động - Thương binh và Xã hội", "coquan"),
        ("VP HĐND-UBND", "Văn phòng HĐND và UBND", "coquan"),
        ("BQL dự án", "Ban Quản lý dự án", "coquan"),
        ("NHCSXH", "Ngân hàng Chính sách xã hội", "coquan"),
        ("MN Liên Sơn", "Trường Mầm non", "coquan"),
        ("TH&THCS Liên Sơn", "Trường Tiểu học và THCS", "coquan"),
        ("truong tieu hoc Lien Son", "Trường Tiểu học", "coquan"),
        ("Công ty TNHH An Phú", "Công ty TNHH An Phú", "coquan"),
    ],
)
def test_short_names_are_the_same_body_with_its_block(text: str, name: str, block: str) -> None:
    unit = REGISTER.get(find(text, about=LIEN_SON).codes[0])
    assert (unit.short, unit.block, unit.parent) == (name, block, LIEN_SON)


def test_all_ways_to_write_an_agency_are_one_unit() -> None:
    texts = ["Sở NN&PTNT", "Sở NN-PTNT", "SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN", "Sở Nông nghiệp và PTNT tỉnh Hà Nam"]
    assert {find(text, within=HA_NAM, about=HA_NAM).code for text in texts} == {
        "35/sở nông nghiệp và phát triển nông thôn"
    }


def test_the_mttq_of_a_place_speaks_for_it() -> None:
    assert {
        find(text, about=LIEN_SON).code for text in ("UBMTTQ", "UBMTTQ xã", "UB MTTQ VN xã", "BTT UBMTTQVN XÃ")
    } == {LIEN_SON}


def test_a_school_of_a_commune_whose_name_ends_like_a_village() -> None:
    assert REGISTER.full_name(find("Trường Tiểu học Nội Thôn", within="045").code or "").startswith(
        "Trường Tiểu học xã Nội Thôn"
    )


# --- units of another time


def test_a_district_named_after_its_end_is_asked_about_and_not_refused() -> None:
    found = find("Huyện Con Cuông", within="40@2025-07-01", on=NEW)
    assert (found.code, found.outside, found.candidates) == (None, False, ("422",))


def test_a_status_word_in_brackets_does_not_reach_into_the_next_organ() -> None:
    found = REGISTER.scan("HUYỆN ỦY CAI LẬY (HUYỆN) ĐẢNG ỦY XÃ MỸ THÀNH BẮC", "820", OLD, expected=True)
    assert [match.code for match in found] == ["820", "28441"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TT. Long Phú (Thị trấn)", "Thị trấn Long Phú"),
        ("X. Long Phú (Xã)", "Xã Long Phú"),
        ("Long Phú (xã)", "Xã Long Phú"),
        ("Long Phú (thị trấn)", "Thị trấn Long Phú"),
    ],
)
def test_a_status_in_brackets_behind_the_name_tells_twins_apart(text: str, name: str) -> None:
    register = REGISTER
    district = register.find("Huyện Long Phú, Tỉnh Sóc Trăng").code
    assert register.name_of(register.find(text, within=district).code or "") == name


def test_a_school_that_says_its_place_twice_is_the_same_school() -> None:
    found = {REGISTER.find(text, HA_NAM).code for text in ("Trường THCS Liêm Sơn", "Trường THCS Liêm Sơn, xã Liêm Sơn")}
    assert len(found) == 1


@pytest.mark.parametrize("text", ["Thành phố Ninh Bình", "TP Ninh Bình", "TP. Ninh Bình, tỉnh Ninh Bình"])
def test_a_city_that_bore_the_name_of_its_province_is_the_city_by_its_name_of_today(text: str) -> None:
    found = REGISTER.find(text, "37", OLD)
    assert (REGISTER.name_of(found.code or ""), found.notes) == ("Thành phố Hoa Lư", ("alias-used",))
    scanned = REGISTER.scan("UBND TỈNH NINH BÌNH UBND THÀNH PHỐ NINH BÌNH", "37", OLD, expected=True)
    assert [match.code for match in scanned] == ["37", found.code]


def test_a_city_is_never_the_province_of_its_name() -> None:
    assert REGISTER.find("Tỉnh Ninh Bình").code != REGISTER.find("Thành phố Ninh Bình").code


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hội Làm vườn", "Hội Sinh vật cảnh"),
        ("Liên đoàn Lao động", "Công đoàn Giáo dục"),
        ("Liên đoàn Lao động", "Công đoàn ngành Giáo dục"),
        ("Liên đoàn Lao động", "Công đoàn các Khu công nghiệp"),
        ("Công an", "Công đoàn Công an"),
        ("Hội Nông dân", "Quỹ Hỗ trợ Nông dân"),
    ],
)
def test_bodies_of_like_names_are_two(one: str, other: str) -> None:
    codes = {REGISTER.find(name, "351", OLD, "351").code for name in (one, other)}
    assert len(codes) == 2
    assert None not in codes


@pytest.mark.parametrize(
    ("letterhead", "issuer"),
    [
        ("TỈNH ỦY | VĂN PHÒNG TỈNH ỦY", "văn phòng cấp ủy"),
        ("TỈNH ỦY VĂN PHÒNG TỈNH ỦY", "văn phòng cấp ủy"),
        ("TỈNH ỦY | ỦY BAN KIỂM TRA TỈNH ỦY", "ủy ban kiểm tra"),
        ("TỈNH ỦY | BAN TUYÊN GIÁO VÀ DÂN VẬN", ""),
        ("TỈNH ỦY | ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH", "đảng ủy các cơ quan đảng"),
    ],
)
def test_an_organ_below_a_province_s_committee_without_the_province_s_name_is_read_whole(
    letterhead: str, issuer: str
) -> None:
    scanned = REGISTER.scan(letterhead, "04@2025-07-01", NEW, expected=True)
    assert [match.code for match in scanned] == ["04@2025-07-01", f"04@2025-07-01/{issuer}".rstrip("/")]


@pytest.mark.parametrize("above", ["TRUNG ƯƠNG ĐOÀN", "TW ĐOÀN", "T.Ư ĐOÀN", "TRUNG ƯƠNG ĐOÀN TNCS HỒ CHÍ MINH"])
def test_below_the_central_committee_of_the_youth_union_stands_a_province_s(above: str) -> None:
    """The end of the line was none: "Đoàn tỉnh", and "Đoàn Hà Nam" a province that nobody knows."""
    scanned = REGISTER.scan(f"{above} | TỈNH ĐOÀN HÀ NAM", HA_NAM, OLD, expected=True)
    assert scanned[-1].code == "35/đoàn thanh niên"


@pytest.mark.parametrize(
    ("letterhead", "code"),
    [
        ("TỈNH ỦY HÀ NAM | VĂN PHÒNG", "35/văn phòng cấp ủy"),
        ("UBND TỈNH HÀ NAM | VĂN PHÒNG", "35/văn phòng ubnd"),
        ("HĐND TỈNH HÀ NAM | VĂN PHÒNG", "35/văn phòng đoàn đbqh và hđnd"),
        ("ĐOÀN ĐBQH VÀ HĐND TỈNH HÀ NAM | VĂN PHÒNG", "35/văn phòng đoàn đbqh và hđnd"),
        ("THÀNH ỦY PHỦ LÝ | VĂN PHÒNG", "347/văn phòng cấp ủy"),
        ("HUYỆN ỦY THANH LIÊM | VĂN PHÒNG", "351/văn phòng cấp ủy"),
        ("HUYEN UY THANH LIEM | VAN PHONG", "351/văn phòng cấp ủy"),
        ("UBND HUYỆN THANH LIÊM | VĂN PHÒNG", "351/văn phòng hđnd và ubnd"),
        ("HĐND - UBND HUYỆN THANH LIÊM | VĂN PHÒNG", "351/văn phòng hđnd và ubnd"),
        ("ỦY BAN MTTQ VIỆT NAM HUYỆN THANH LIÊM | VĂN PHÒNG", "351/văn phòng mặt trận tổ quốc"),
    ],
)
def test_an_office_called_so_alone_is_that_of_the_organ_above_it(letterhead: str, code: str) -> None:
    assert REGISTER.scan(letterhead, HA_NAM, OLD, expected=True)[-1].code == code


@pytest.mark.parametrize(
    ("place", "meant"),
    [
        (HA_NAM, ("35/văn phòng cấp ủy", "35/văn phòng ubnd")),
        (THANH_LIEM, ("351/văn phòng cấp ủy", "351/văn phòng hđnd và ubnd")),
    ],
)
def test_an_office_called_so_alone_in_a_row_may_be_the_committee_s_or_the_government_s(
    place: str, meant: tuple[str, ...]
) -> None:
    assert find("Văn phòng", place, about=place).candidates == meant


@pytest.mark.parametrize(
    ("place", "texts"),
    [
        (HA_NAM, ("TỈNH ỦY HÀ NAM | VĂN PHÒNG", "Văn phòng Tỉnh ủy")),
        (HA_NAM, ("UBND TỈNH HÀ NAM | VĂN PHÒNG", "Văn phòng UBND tỉnh", "VP HĐND và UBND tỉnh")),
        (HA_NAM, ("VĂN PHÒNG ĐOÀN ĐBQH VÀ HĐND TỈNH HÀ NAM", "VP HĐND tỉnh", "VP Đoàn ĐBQH & HĐND")),
        (THANH_LIEM, ("HUYỆN ỦY THANH LIÊM | VĂN PHÒNG", "Văn phòng Huyện ủy")),
        (THANH_LIEM, ("UBND HUYỆN THANH LIÊM | VĂN PHÒNG HĐND VÀ UBND", "VP HĐND-UBND", "VP UBND", "VP HĐND huyện")),
        (HA_NAM, ("SỞ Y TẾ HÀ NAM | BỆNH VIỆN ĐA KHOA TỈNH", "Bệnh viện Đa khoa tỉnh")),
        (HA_NAM, ("TỔNG CỤC THUẾ | CỤC THUẾ TỈNH HÀ NAM", "Cục Thuế tỉnh", "Thuế tỉnh")),
        (HA_NAM, ("CỤC THUẾ | THUẾ TỈNH HÀ NAM", "Thuế tỉnh", "Cục Thuế")),
        (HA_NAM, ("BỘ CHỈ HUY QUÂN SỰ TỈNH HÀ NAM", "BCHQS tỉnh", "Quân sự tỉnh", "QS tỉnh", "Đảng ủy Quân sự tỉnh")),
        (THANH_LIEM, ("BAN CHQS HUYỆN THANH LIÊM", "BCHQS huyện", "Quân sự huyện", "Đảng ủy Quân sự huyện")),
    ],
)
def test_a_body_of_the_letterhead_is_the_one_that_a_row_writes_short(place: str, texts: tuple[str, ...]) -> None:
    letterhead, *rows = texts
    codes = {REGISTER.scan(letterhead, place, OLD, expected=True)[-1].code}
    codes |= {find(row, place, OLD, place).code for row in rows}
    assert len(codes) == 1
    assert None not in codes


@pytest.mark.parametrize(
    ("text", "within", "code"),
    [
        ("Trường Đại học Hoa Lư", "37@2025-07-01", "37@2025-07-01/trường đại học hoa lư"),
        ("Trường Cao đẳng Y tế Hà Nam", HA_NAM, "35/trường cao đẳng y tế"),
        ("Trường Cao đẳng nghề Thanh Liêm", THANH_LIEM, "351/trường cao đẳng nghề"),
        ("Trường THCS Liên Sơn", HA_NAM, "13432/trường thcs"),
    ],
)
def test_a_university_does_not_stand_in_the_commune_that_bears_its_name(text: str, within: str, code: str) -> None:
    assert find(text, within, NEW if "@" in within else OLD, within).code == code


@pytest.mark.parametrize(
    ("letterhead", "code"),
    [
        ("TỈNH ỦY HÀ NAM | BÁO HÀ NAM", "35/báo đảng"),
        ("TỈNH ỦY HÀ NAM | BÁO CÁO", "35"),
        ("TỈNH ỦY HÀ NAM | BÁO CÁO AN TOÀN", "35"),
    ],
)
def test_a_newspaper_is_told_by_its_place_and_a_report_is_none(letterhead: str, code: str) -> None:
    assert REGISTER.scan(letterhead, HA_NAM, OLD, expected=True)[-1].code == code
    assert find("Báo Hà Nam", HA_NAM, about=HA_NAM).code == "35/báo đảng"


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Phòng Giáo dục và Đào tạo", "Phòng Giáo dục"),
        ("Phòng Lao động - Thương binh và Xã hội", "Phòng Lao động"),
        ("Phòng Tài nguyên và Môi trường", "Phòng Tài nguyên"),
        ("Phòng Văn hóa và Thông tin", "Phòng Văn hóa"),
        ("Phòng Tài chính - Kế hoạch", "Phòng Tài chính"),
        ("Phòng Nông nghiệp và Phát triển nông thôn", "Phòng Nông nghiệp"),
        ("Phòng Nông nghiệp và Phát triển nông thôn", "Phòng NN"),
        ("Trung tâm Văn hóa, Thông tin", "Trung tâm VH-TT"),
        ("Trung tâm Văn hóa - Thể thao", "Trung tâm VHTT huyện"),
        ("Trung tâm Văn hóa, Thông tin và Thể thao", "Trung tâm VHTT&TT"),
    ],
)
def test_a_district_s_department_is_the_same_under_its_short_name(full: str, short: str) -> None:
    assert find(short, THANH_LIEM, about=THANH_LIEM).code == find(full, THANH_LIEM, about=THANH_LIEM).code


@pytest.mark.parametrize(
    ("place", "one", "other"),
    [
        (THANH_LIEM, "Phòng Kinh tế", "Phòng Kinh tế và Hạ tầng"),  # of a town and of a district
        (THANH_LIEM, "Phòng Lao động", "Phòng Lao động tiền lương"),
        (THANH_LIEM, "Phòng Nông nghiệp", "Phòng Nông nghiệp và Môi trường"),  # of 2025
        (HA_NAM, "Sở Nông nghiệp", "Sở Nông nghiệp và Môi trường"),
        (HA_NAM, "Sở Văn hóa", "Sở Văn hóa và Thể thao"),
    ],
)
def test_a_short_name_that_may_be_another_department_s_is_not_guessed(place: str, one: str, other: str) -> None:
    assert len({find(text, place, about=place).code for text in (one, other)} - {None}) == 2


def test_a_short_name_means_what_there_is_at_its_level() -> None:
    commune = REGISTER.find("Xã Liêm Hà", "37@2025-07-01", NEW).code or ""
    assert REGISTER.name_of(find("Phòng Văn hóa", commune, NEW, commune).code or "") == (
        "Phòng Văn hóa - Xã hội xã Liêm Hà"
    )


@pytest.mark.parametrize(
    ("letterhead", "code"),
    [
        ("CÔNG AN TỈNH HÀ NAM | PHÒNG CÔNG TÁC ĐẢNG VÀ CÔNG TÁC CHÍNH TRỊ", "35/công an"),
        ("CÔNG AN TỈNH HÀ NAM | PHÒNG CÔNG TÁC ĐẢNG | VÀ CÔNG TÁC CHÍNH TRỊ", "35/công an"),
        ("BỘ CHQS TỈNH HÀ NAM | PHÒNG CHÍNH TRỊ", "35/bộ chỉ huy quân sự"),
        ("BỘ CHỈ HUY BĐBP TỈNH HÀ NAM | PHÒNG CHÍNH TRỊ", "35/bộ đội biên phòng"),
        ("TỈNH ĐOÀN HÀ NAM | BAN PHONG TRÀO", "35/đoàn thanh niên"),
        ("HỘI LHPN TỈNH HÀ NAM | BAN TỔ CHỨC", "35/hội liên hiệp phụ nữ"),
        ("SỞ Y TẾ HÀ NAM | VĂN PHÒNG", "35/sở y tế"),
        ("SỞ Y TẾ TỈNH HÀ NAM | THANH TRA", "35/sở y tế"),
        ("HỘI LHPN HUYỆN THANH LIÊM | BAN THƯỜNG VỤ", "351/hội liên hiệp phụ nữ"),
        ("CÔNG AN HUYỆN THANH LIÊM | ĐẢNG ỦY", "351/công an"),
    ],
)
def test_a_department_that_every_body_has_signs_for_the_body_above_it(letterhead: str, code: str) -> None:
    assert REGISTER.scan(letterhead, HA_NAM, OLD, expected=True)[-1].code == code


@pytest.mark.parametrize(
    ("letterhead", "code"),
    [
        ("TỈNH ỦY HÀ NAM | BAN TỔ CHỨC", "35/ban tổ chức"),
        ("UBND TỈNH HÀ NAM | THANH TRA", "35/thanh tra"),
        ("THANH TRA TỈNH HÀ NAM | THANH TRA HUYỆN THANH LIÊM", "351/thanh tra"),
        ("SỞ Y TẾ HÀ NAM | CHI CỤC DÂN SỐ", "35/chi cục dân số"),
        ("CÔNG AN TỈNH HÀ NAM | PHÒNG CẢNH SÁT GIAO THÔNG", "35/phòng cảnh sát giao thông"),
        ("CÔNG AN TỈNH HÀ NAM | CÔNG AN HUYỆN THANH LIÊM", "351/công an"),
        ("PHÒNG GD&ĐT HUYỆN THANH LIÊM | TRƯỜNG THCS KIỆN KHÊ", "13441/trường thcs"),
    ],
)
def test_what_carries_models_out_by_itself_is_a_body_of_its_own_below_another(letterhead: str, code: str) -> None:
    assert REGISTER.scan(letterhead, HA_NAM, OLD, expected=True)[-1].code == code


@pytest.mark.parametrize(
    "letterhead",
    [
        "TỈNH ĐOÀN HÀ NAM",
        "TỈNH ĐOÀN HÀ NAM | BAN CHẤP HÀNH",
        "TỈNH ĐOÀN HÀ NAM | BAN THƯỜNG VỤ",
        "BTV TỈNH ĐOÀN HÀ NAM",
    ],
)
def test_a_youth_union_is_not_hidden_by_a_commune_whose_name_its_words_make(letterhead: str) -> None:
    """Xã Đoan Hạ: no province is called so."""
    assert [match.code for match in REGISTER.scan(letterhead, HA_NAM, OLD, expected=True)] == ["35/đoàn thanh niên"]


@pytest.mark.parametrize("department", ["SỞ Y TẾ HÀ NAM", "SỞ Y TẾ TỈNH HÀ NAM", "SỞ Y TẾ"])
@pytest.mark.parametrize("home", [HA_NAM, THANH_LIEM])
def test_a_department_s_name_ends_with_its_line_of_the_letterhead(department: str, home: str) -> None:
    scanned = REGISTER.scan(f"{department} | TRUNG TÂM Y TẾ HUYỆN THANH LIÊM", home, OLD, expected=True)
    assert scanned[-1].code == "351/trung tâm y tế"


def test_a_department_s_name_goes_on_in_the_next_line_of_the_letterhead() -> None:
    text = "UBND TỈNH HÀ NAM | SỞ NÔNG NGHIỆP | VÀ PHÁT TRIỂN NÔNG THÔN"
    assert REGISTER.scan(text, HA_NAM, OLD, expected=True)[-1].code == "35/sở nông nghiệp và phát triển nông thôn"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tòa án nhân dân khu vực 3", "Tòa án nhân dân khu vực 5"),
        ("VKSND khu vực 3", "Viện kiểm sát nhân dân khu vực 5"),
        ("Thuế tỉnh Cao Bằng", "Thuế cơ sở 2 tỉnh Cao Bằng"),
        ("Tòa án nhân dân tỉnh", "TAND khu vực 1"),
        ("Ban Quản lý các khu công nghiệp tỉnh Cao Bằng", "Ban Quản lý dự án tỉnh Cao Bằng"),
    ],
)
def test_offices_of_a_region_are_bodies_of_the_province_each_of_its_own(one: str, other: str) -> None:
    scanned = [REGISTER.scan(text.upper(), "04@2025-07-01", NEW, expected=True) for text in (one, other)]
    codes = [match.code or "" for matches in scanned for match in matches]
    assert len(set(codes)) == 2
    assert all(code.startswith("04@2025-07-01/") for code in codes)


@pytest.mark.parametrize("agency", ["SỞ TÀI CHÍNH", "SỞ XÂY DỰNG", "BAN DÂN TỘC"])
def test_an_agency_on_one_line_with_the_committee_above_it_is_no_province_s_name(agency: str) -> None:
    scanned = REGISTER.scan(f"UBND TỈNH {agency}", "04@2025-07-01", NEW, expected=True)
    assert [match.code for match in scanned] == ["04@2025-07-01", f"04@2025-07-01/{agency.lower()}"]


def test_a_commune_s_name_with_a_slip_that_begins_like_a_school_s_is_no_school() -> None:
    scanned = REGISTER.scan("ĐẢNG ỦY XÃ TRƯỜNG SƠNN", "44@2025-07-01", NEW, expected=True)
    assert not any(match.code for match in scanned)


@pytest.mark.parametrize("name", ["NHÀ KHÁCH", "SAMCO CHI NHÁNH", "ĐOÀN LUẬT SƯ"])
def test_a_body_nobody_knows_is_not_its_place_in_a_letterhead_either(name: str) -> None:
    (match,) = REGISTER.scan(f"{name} TỈNH CAO BẰNG", "04@2025-07-01", NEW, expected=True)
    assert (match.code, match.strange_at) == (None, ("04@2025-07-01",))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH CAO BẰNG", "Đảng ủy các cơ quan Đảng tỉnh Cao Bằng"),
        ("ĐẢNG ỦY UBND TỈNH CAO BẰNG", "Đảng ủy Ủy ban nhân dân tỉnh Cao Bằng"),
        ("ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH CAO BẰNG", "Đảng ủy Khối các cơ quan tỉnh Cao Bằng"),
    ],
)
def test_the_party_committees_of_2025_are_printed_by_their_own_names(written: str, name: str) -> None:
    (match,) = REGISTER.scan(written, "04@2025-07-01", NEW, expected=True)
    assert REGISTER.name_of(match.code or "") == name


@pytest.mark.parametrize(
    ("letterhead", "code"),
    [
        ("THÀNH ỦY THÀNH PHỐ HỒ CHÍ MINH", "79@2025-07-01"),
        ("TỈNH ỦY TỈNH HÀ NAM", "35"),
        ("HUYỆN ỦY HUYỆN THANH LIÊM", "351"),
        ("HUYỆN ỦY TĨNH GIA", "407"),
    ],
)
def test_a_committee_may_say_the_status_of_its_place_twice(letterhead: str, code: str) -> None:
    assert [match.code for match in REGISTER.scan(letterhead, None, None, expected=True)] == [code]


@pytest.mark.parametrize("mark", ["²", "③", "⑫"])
def test_a_raised_or_circled_figure_is_a_mark_and_no_number_of_a_district(mark: str) -> None:
    """As notes are marked, in letterheads and names of files: Python calls it a digit, and it is no number."""
    for text in (f"Quận {mark}", f"Hội Nông dân quận {mark} tháng đầu năm", f"quận 6 tháng {mark}", f"Phường {mark}"):
        for home in (None, "79"):
            assert REGISTER.find(text, home).code is None
            assert all(match.code is None for match in REGISTER.scan(f"{text}, năm 2024", home))


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Cán bộ Hội Phụ nữ xã", "hội liên hiệp phụ nữ"),
        ("Cán bộ, chiến sĩ Ban CHQS xã", "ban chỉ huy quân sự"),
        ("Giáo viên, học sinh Trường THCS Trần Phú", "trường thcs trần phú"),
        ("ND", "hội nông dân"),
        ("PN xã", "hội liên hiệp phụ nữ"),
    ],
)
def test_the_people_of_a_body_are_the_body(text: str, body: str) -> None:
    assert find(text, about=LIEN_SON).code == f"{LIEN_SON}/{body}"


def test_people_of_no_body_are_no_unit() -> None:
    assert all(
        find(text, about=LIEN_SON).is_text for text in ("Người có uy tín", "Lực lượng dân quân", "Tiểu thương chợ")
    )


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("ĐU Công an tỉnh", "Công an tỉnh"),
        ("ĐU UBND tỉnh", "Đảng ủy UBND tỉnh"),
        ("ĐU các CQ Đảng tỉnh", "Đảng ủy các cơ quan Đảng tỉnh"),
        ("ĐU xã Liên Sơn", "Xã Liên Sơn"),
        ("Báo và PT-TH Hà Nam", "Báo và Phát thanh, Truyền hình Hà Nam"),
        ("VNPT Hà Nam", "Viễn thông Hà Nam"),
    ],
)
def test_short_names_of_a_province_s_organs_are_theirs(short: str, full: str) -> None:
    assert find(short, HA_NAM, about=HA_NAM).code == find(full, HA_NAM, about=HA_NAM).code is not None
