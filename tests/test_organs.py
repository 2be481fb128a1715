"""Letterheads: the organs' names have dates, and so have the committees they belong to."""

from datetime import date

import pytest

from danvan_cli import units
from danvan_cli.errors import UsageError
from danvan_cli.units import organs
from danvan_cli.units.organs import Letterhead

REGISTER = units.load()
ORGANS = organs.load(REGISTER)
HA_NAM, THANH_LIEM, NINH_BINH, DONG_NAI, LIEN_SON = "35", "351", "37@2025-07-01", "75@2025-07-01", "13432"
END_2024, END_2025, END_2026 = date(2024, 12, 31), date(2025, 12, 31), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("home", "day", "parent", "issuer", "place"),
    [
        (HA_NAM, END_2024, "Tỉnh ủy Hà Nam", "Ban Dân vận", "Hà Nam"),
        (THANH_LIEM, END_2024, "Huyện ủy Thanh Liêm", "Ban Dân vận", "Thanh Liêm"),
        (HA_NAM, date(2025, 6, 30), "Tỉnh ủy Hà Nam", "Ban Tuyên giáo và Dân vận", "Hà Nam"),
        (HA_NAM, END_2026, "Tỉnh ủy Ninh Bình", "Ban Tuyên giáo và Dân vận", "Ninh Bình"),
        (NINH_BINH, END_2026, "Tỉnh ủy Ninh Bình", "Ban Tuyên giáo và Dân vận", "Ninh Bình"),
        (NINH_BINH, END_2024, "Tỉnh ủy Ninh Bình", "Ban Tuyên giáo và Dân vận", "Ninh Bình"),
        (DONG_NAI, END_2025, "Tỉnh ủy Đồng Nai", "Ban Tuyên giáo và Dân vận", "Đồng Nai"),
        (DONG_NAI, END_2026, "Thành ủy Đồng Nai", "Ban Tuyên giáo và Dân vận", "Đồng Nai"),
    ],
)
def test_an_organ_is_named_as_on_the_day_and_at_the_place(
    home: str, day: date, parent: str, issuer: str, place: str
) -> None:
    lines = ORGANS.lines(Letterhead(organ="dan-van"), home, day)
    assert lines == {"parent": parent, "issuer": issuer, "place": place}


def test_a_district_that_ended_has_no_letterhead_and_of_communes_only_the_committee_is_known() -> None:
    assert ORGANS.lines(Letterhead(organ="dan-van"), THANH_LIEM, END_2026) == {}
    assert ORGANS.lines(Letterhead(organ="dan-van"), LIEN_SON, END_2024) == {
        "parent": "Đảng ủy xã Liên Sơn",
        "place": "Liên Sơn",
    }


def test_a_province_that_decided_early_has_its_own_day() -> None:
    february = date(2025, 2, 20)
    assert ORGANS.name_on("dan-van", "82", february) == "Ban Tuyên giáo và Dân vận"  # Tiền Giang, 6/2/2025
    assert ORGANS.name_on("dan-van", HA_NAM, february) == "Ban Dân vận"


@pytest.mark.parametrize(
    ("written", "day", "printed"),
    [
        ("Ban Dân vận Huyện ủy Thanh Liêm", END_2024, "Ban Dân vận Huyện ủy Thanh Liêm"),
        ("Ban Dân vận Tỉnh ủy Hà Nam", END_2026, "Ban Tuyên giáo và Dân vận Tỉnh ủy Ninh Bình"),
        ("BAN DÂN VẬN TỈNH ỦY HÀ NAM", END_2026, "BAN TUYÊN GIÁO VÀ DÂN VẬN TỈNH ỦY NINH BÌNH"),
        ("Tỉnh ủy Hà Nam", END_2026, "Tỉnh ủy Ninh Bình"),
        ("Tỉnh uỷ Hà Nam", END_2024, "Tỉnh uỷ Hà Nam"),
        ("Hội Liên hiệp Phụ nữ tỉnh", END_2026, "Hội Liên hiệp Phụ nữ tỉnh"),
        ("Ban Dân vận Huyện ủy Thanh Liêm", END_2026, None),
        ("Thành ủy Phủ Lý", END_2026, None),
    ],
)
def test_a_line_as_written_is_put_in_its_time(written: str, day: date, printed: str | None) -> None:
    assert ORGANS.lines(Letterhead(issuer=written), HA_NAM, day).get("issuer") == printed


def test_a_line_as_written_goes_before_the_organ_s() -> None:
    lines = ORGANS.lines(Letterhead(organ="dan-van", issuer="Ban Chỉ đạo"), HA_NAM, END_2024)
    assert lines["issuer"] == "Ban Chỉ đạo"
    assert lines["parent"] == "Tỉnh ủy Hà Nam"


def test_an_unknown_organ_is_refused() -> None:
    with pytest.raises(UsageError) as refused:
        ORGANS.lines(Letterhead(organ="dan-van-kheo"), HA_NAM, END_2024)
    assert refused.value.code == "organ-unknown"
