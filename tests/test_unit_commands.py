"""`danvan units`: places by name, by code, as trees, event by event; and what a workspace says of them."""

import json
from pathlib import Path

import pytest
from jsonschema import validate

from commanding import danvan, danvan_json
from danvan_cli import shipped, units
from danvan_cli.errors import UsageError
from danvan_cli.intake.knowledge import fingerprint
from danvan_cli.units.eras import MARK

KIM_BANG_WARD = f"13384{MARK}"


def obeys(document: dict[str, object], name: str) -> None:
    validate(document, json.loads((shipped.folder() / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")))


def candidates(*arguments: str) -> dict[str, str]:
    document = danvan_json("units", "find", *arguments)
    obeys(document, "units-find")
    return {entry["full_name"]: entry["match"] for entry in document["candidates"]}


# --- find


def test_a_name_that_lives_on_as_something_else_is_told_from_its_past() -> None:
    assert candidates("Kim Bảng") == {
        "Thị xã Kim Bảng, Tỉnh Hà Nam": "same",
        "Xã Kim Bảng, Huyện Thanh Chương, Tỉnh Nghệ An": "same",
        "Phường Kim Bảng, Tỉnh Ninh Bình": "same",
        "Xã Kim Bảng, Tỉnh Nghệ An": "same",
    }
    said = danvan("units", "find", "Kim Bảng", "--on", "31/12/2026", "--within", "Tỉnh Ninh Bình")
    assert said.code == 0
    assert "13384@2025-07-01" in said.stdout
    assert "chỉ gồm 3 trong 17 xã, phường, thị trấn của" in said.stdout


def test_a_ward_of_today_is_not_taken_for_a_commune_of_its_name_elsewhere_in_the_past() -> None:
    assert candidates("Phường Kim Bảng", "--on", "2024-12-31") == {
        "Xã Kim Bảng, Huyện Thanh Chương, Tỉnh Nghệ An": "other-status",
        "Phường Kim Bảng, Tỉnh Ninh Bình": "same",
    }


def test_ten_districts_of_one_name_are_a_question() -> None:
    document = danvan_json("units", "find", "H. Châu Thành", "--on", "2024-12-31")
    assert document["decided"] is None
    assert len(document["candidates"]) == 10
    assert [note["code"] for note in document["notes"]] == ["unit-ambiguous"]
    (one,) = candidates("H. Châu Thành, T. Long An", "--on", "2024-12-31")
    assert one == "Huyện Châu Thành, Tỉnh Long An"


def test_a_district_and_the_town_of_its_name_are_both_told() -> None:
    assert set(candidates("Châu Thành", "--on", "2024-12-31", "--within", "Tỉnh Bến Tre")) == {
        "Huyện Châu Thành, Tỉnh Bến Tre",
        "Thị trấn Châu Thành, Huyện Châu Thành, Tỉnh Bến Tre",
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ba Tô", {"Xã Ba Tô, Huyện Ba Tơ, Tỉnh Quảng Ngãi": "same"}),
        ("huyện Ba Tơ", {"Huyện Ba Tơ, Tỉnh Quảng Ngãi": "same"}),
        ("TT. Ba Tơ", {"Thị trấn Ba Tơ, Huyện Ba Tơ, Tỉnh Quảng Ngãi": "same"}),
        ("X. Ba Tô, H. Ba Tơ", {"Xã Ba Tô, Huyện Ba Tơ, Tỉnh Quảng Ngãi": "same"}),
    ],
)
def test_twins_told_apart_by_accents_are_told_apart(text: str, found: dict[str, str]) -> None:
    assert candidates(text, "--on", "2024-12-31", "--within", "Tỉnh Quảng Ngãi") == found


def test_twins_typed_without_accents_are_asked_about() -> None:
    found = candidates("Ba To", "--on", "2024-12-31", "--within", "51")
    assert set(found) == {
        "Huyện Ba Tơ, Tỉnh Quảng Ngãi",
        "Thị trấn Ba Tơ, Huyện Ba Tơ, Tỉnh Quảng Ngãi",
        "Xã Ba Tô, Huyện Ba Tơ, Tỉnh Quảng Ngãi",
    }


@pytest.mark.parametrize(
    ("text", "name", "match"),
    [
        ("TP. Phủ Lý", "Thành phố Phủ Lý, Tỉnh Hà Nam", "same"),
        ("TX. Duy Tiên", "Thị xã Duy Tiên, Tỉnh Hà Nam", "same"),
        ("huyện Kim Bảng", "Thị xã Kim Bảng, Tỉnh Hà Nam", "other-status"),
        ("TT. Quế", "Phường Quế, Thị xã Kim Bảng, Tỉnh Hà Nam", "other-status"),
        ("P. Quế, TX Kim Bảng", "Phường Quế, Thị xã Kim Bảng, Tỉnh Hà Nam", "same"),
        ("xã Hoà Hậu", "Xã Hòa Hậu, Huyện Lý Nhân, Tỉnh Hà Nam", "same"),
        ("xã Nhật Tân", "Phường Tân Tựu, Thị xã Kim Bảng, Tỉnh Hà Nam", "former"),
        ("T. Hà Nam", "Tỉnh Hà Nam", "same"),
    ],
)
def test_prefixes_tones_and_former_names(text: str, name: str, match: str) -> None:
    assert candidates(text, "--on", "31/12/2024", "--within", "35") == {name: match}


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("Phường Kim Bảng", {"17791": "other-status", "13384@2025-07-01": "same"}),
        ("Thành phố Quảng Ninh", {"456": "other-status", "22@2025-07-01": "same"}),
        ("TP.HCM", {"79": "former", "79@2025-07-01": "former"}),
    ],
)
def test_each_of_several_places_of_a_name_is_told_with_how_it_fits(text: str, matches: dict[str, str]) -> None:
    found = danvan_json("units", "find", text)["candidates"]
    assert {one["code"]: one["match"] for one in found} == matches


def test_a_city_of_2026_is_found_by_both_its_names() -> None:
    for text in ("Tỉnh Đồng Nai", "Thành phố Đồng Nai", "TP Đồng Nai"):
        assert candidates(text, "--on", "31/12/2026") == {"Thành phố Đồng Nai": "same"}
    assert candidates("Tỉnh Thừa Thiên Huế", "--on", "2024-12-31") == {"Thành phố Huế": "former"}


def test_a_commune_that_is_gone_is_told_with_what_took_it_over() -> None:
    document = danvan_json("units", "find", "Xã Quỳnh Hưng", "--within", "40", "--on", "2024-12-31")
    (former,) = document["former"]
    assert (former["name"], former["event"]["became"][0]["name"]) == ("Xã Quỳnh Hưng", "Xã Bình Sơn")


def test_nothing_found_says_what_to_do() -> None:
    said = danvan("units", "find", "Xã Không Có Đâu")
    assert said.code == 0
    assert "Không có nơi nào mang tên này." in said.stdout


# --- show


def test_a_history_is_drawn_as_a_tree() -> None:
    said = danvan("units", "show", KIM_BANG_WARD)
    assert said.stdout.splitlines()[:8] == [
        "Phường Kim Bảng, Tỉnh Ninh Bình",
        "├── mã 13384@2025-07-01 · cấp xã · từ 01/07/2025",
        "├── Phường Kim Bảng, Tỉnh Ninh Bình chỉ gồm 3 trong 17 xã, phường, thị trấn của",
        "│   Thị xã Kim Bảng, Tỉnh Hà Nam: hai nơi khác nhau cùng tên.",
        "└── có từ",
        "    └── 01/07/2025 · sáp nhập · Nghị quyết 1674/NQ-UBTVQH15",
        "        ├── Phường Quế, Thị xã Kim Bảng, Tỉnh Hà Nam [13384]",
        "        │   └── giữa 01/10/2022 và 30/06/2025 · đổi loại · chưa rõ nghị quyết ·",
    ]
    assert max(map(len, said.stdout.splitlines())) <= 80


def test_a_district_shows_how_it_ended_and_where_its_communes_went() -> None:
    said = danvan("units", "show", "thị xã Kim Bảng, Hà Nam")
    assert "01/07/2025 · bỏ cấp huyện · Nghị quyết 203/2025/QH15" in said.stdout
    assert "Phường Kim Bảng, Tỉnh Ninh Bình [13384@2025-07-01]: 3/17" in said.stdout


def test_a_history_speaks_english_too() -> None:
    said = danvan("units", "show", "350", "--lang", "en")
    assert said.code == 0


@pytest.mark.parametrize("code", ["35", "350", "13432", "00556", "536", "769", KIM_BANG_WARD, f"75{MARK}", f"01{MARK}"])
def test_every_sort_of_place_has_its_document_and_its_list(code: str) -> None:
    document = danvan_json("units", "show", code)
    obeys(document, "units-show")
    assert document["unit"]["code"] == code
    lines = danvan("units", "show", code, "--format", "csv").stdout.splitlines()
    assert len(lines) == 1 + len(document["events"])


def test_a_name_of_several_places_is_asked_about_with_codes() -> None:
    said = danvan("units", "show", "Kim Bảng")
    assert (said.code, said.refused) == (2, "unit-ambiguous")


# --- tree and events


def test_the_country_is_34_provinces_today_and_63_on_the_eve() -> None:
    today, eve = danvan("units", "tree").stdout, danvan("units", "tree", "--on", "30/6/2025").stdout
    assert len(today.splitlines()) == 1 + 34
    assert len(eve.splitlines()) == 1 + 63
    assert "Thành phố Đồng Nai [75@2025-07-01] · 95 xã, phường" in today
    assert "Tỉnh Đồng Nai" in danvan("units", "tree", "--on", "1/1/2026").stdout


def test_a_district_and_what_lies_below_it() -> None:
    said = danvan("units", "tree", "350")
    assert len(said.stdout.splitlines()) == 1 + 17
    assert len(danvan("units", "tree", "350", "--format", "csv").stdout.splitlines()) == 2 + 17


@pytest.mark.parametrize(
    ("code", "day"), [("351", "1/1/2026"), ("Tỉnh Hà Nam", "1/7/2025"), (KIM_BANG_WARD, "30/6/2025")]
)
def test_no_tree_is_drawn_of_a_place_on_a_day_on_which_there_was_none(code: str, day: str) -> None:
    assert danvan("units", "tree", code, "--on", day).refused == "unit-of-another-time"


def test_a_span_of_events_that_ends_before_it_begins_is_refused() -> None:
    assert danvan("units", "events", "350", "--from", "1/1/2026", "--to", "31/12/2025").refused == "days-reversed"


def test_events_of_a_place_in_a_span() -> None:
    document = danvan_json("units", "events", f"75{MARK}", "--from", "1/1/2026", "--to", "31/12/2026")
    obeys(document, "units-events")
    assert len(document["events"]) == 11
    assert danvan("units", "events", "--from", "mai").refused == "day-unreadable"


def test_events_of_the_country_leave_the_communes_to_who_asks_for_them() -> None:
    said = danvan("units", "events", "--from", "1/1/2026")
    assert "Thành phố Quảng Ninh" in said.stdout
    assert "22 sự kiện cấp xã không in ở đây" in said.stdout
    assert len(danvan("units", "events", "--from", "1/1/2026", "--format", "csv").stdout.splitlines()) == 1 + 25


# --- the workspace's own units


OWN = """
[names]
"13432" = "Xã Liên Sơn Mới"

[aliases]
"13384" = ["Quế Sơn Thượng"]

[[body]]
name = "Công ty Xi măng Núi Xanh"
kind = "enterprise"
aliases = ["xi măng núi xanh"]
"""


def test_a_workspace_corrects_names_and_adds_names_and_agencies(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_text(OWN, encoding="utf-8")
    register = units.load(tmp_path)
    assert register.name_of("13432") == "Xã Liên Sơn Mới"
    assert register.find("xã Liên Sơn Mới", "350").code == "13432"
    assert register.find("xã Liên Sơn", "350").code == "13432"
    assert register.find("Quế Sơn Thượng", "350").code == "13384"
    found = register.find("Xi măng Núi Xanh thị xã Kim Bảng", "350")
    assert register.get(found.codes[0]).kind == "enterprise"
    assert units.load().name_of("13432") == "Xã Liên Sơn"
    said = danvan("units", "find", "Liên Sơn Mới", "--store", str(tmp_path / "danvan.db"))
    assert "Xã Liên Sơn Mới, Thị xã Kim Bảng" in said.stdout


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[names]\n"99999" = "Xã Đâu Đó"\n', "own-unit-unknown"),
        ('[names]\n"13432" = "Liên Sơn"\n', "own-unit-nameless"),
        ('[[body]]\nname = "Công ty"\nkind = "congty"\n', "settings-unknown"),
        ("[names\n", "settings-unreadable"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "units.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        units.load(tmp_path)
    assert refused.value.code == code


def test_mail_is_read_again_when_the_workspace_names_units(tmp_path: Path) -> None:
    before = fingerprint(tmp_path, {})
    (tmp_path / "units.toml").write_text(OWN, encoding="utf-8")
    assert fingerprint(tmp_path, {}) != before


def test_a_workspace_without_its_own_units_shares_the_shipped_register(tmp_path: Path) -> None:
    assert units.load(tmp_path) is units.load()
