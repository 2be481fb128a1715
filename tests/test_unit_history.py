"""The register through time: nobody is orphaned, and what is told of places names its day, its resolution, its source."""

from datetime import date, timedelta

import pytest

from danvan_cli import units
from danvan_cli.units import facts as unit_facts
from danvan_cli.units.eras import MARK, status_of
from danvan_cli.units.history import Event, History

REGISTER = units.load()
OLD, NEW = REGISTER.eras
HISTORY = History(REGISTER)
EVENTS = HISTORY.events()
KIM_BANG, KIM_BANG_WARD, DONG_NAI, THU_DUC = "350", f"13384{MARK}", f"75{MARK}", "769"


def at(level: str, codes: list[str]) -> list[str]:
    return [code for code in codes if REGISTER.get(code).level == level]


def happened(code: str) -> list[tuple[str, date, str | None]]:
    return [(event.kind, event.day, event.resolution) for event in HISTORY.outcomes(code)]


# --- the whole country


def test_no_province_and_no_commune_of_the_eve_is_orphaned() -> None:
    orphans = [code for level in ("tinh", "xa") for code in at(level, OLD.codes) if not REGISTER.successors(code)]
    assert orphans == []


def test_no_unit_of_today_is_orphaned() -> None:
    assert [code for code in NEW.codes if not REGISTER.predecessors(code)] == []


def test_every_district_ended_by_a_resolution_and_its_communes_live_on() -> None:
    """Of a district nothing became; an island district without communes became a special zone, whole."""
    told = {event.before[0].code: event.resolution for event in EVENTS if event.kind == "abolish"}
    islands = []
    for code in at("huyen", OLD.codes):
        communes = REGISTER.children(code)
        if communes:
            assert told[code] == "203/2025/QH15"
            assert all(REGISTER.successors(commune) for commune in communes)
        else:
            islands.append(code)
            assert [REGISTER.get(new).kind for new in REGISTER.successors(code)] == ["dackhu"]
    assert sorted(islands) == ["318", "471", "498", "536", "755"]
    assert len(told) == 691


def test_what_became_of_units_goes_both_ways() -> None:
    for code in OLD.codes:
        assert all(code in REGISTER.predecessors(new) for new in REGISTER.successors(code))
    for code in NEW.codes:
        assert all(code in REGISTER.successors(old) for old in REGISTER.predecessors(code))


def test_no_commune_crosses_its_province() -> None:
    for code in at("xa", OLD.codes):
        into = REGISTER.successors(REGISTER.province_of(code))
        assert {REGISTER.province_of(new) for new in REGISTER.successors(code)} == set(into)


def test_the_seeds_went_where_the_country_says() -> None:
    into = {REGISTER.name_of(old): REGISTER.name_of(REGISTER.successors(old)[0]) for old in ("35", "83", "80", "40")}
    assert into == {
        "Tỉnh Hà Nam": "Tỉnh Ninh Bình",
        "Tỉnh Bến Tre": "Tỉnh Vĩnh Long",
        "Tỉnh Long An": "Tỉnh Tây Ninh",
        "Tỉnh Nghệ An": "Tỉnh Nghệ An",
    }


@pytest.mark.parametrize(
    ("old", "news"),
    [
        ("00556", ["Xã Phù Đổng", "Xã Thuận An"]),  # Đặng Xá, Gia Lâm
        ("31379", ["Xã Phú Hữu"]),  # Phú Tân, Châu Thành, Hậu Giang
        ("31582", ["Xã Thuận Hòa"]),  # Phú Tân, Châu Thành, Sóc Trăng
        ("25462", ["Phường Tân Ninh"]),  # Phường 4, Tây Ninh
        ("27691", ["Phường Long An"]),  # Phường 4, Tân An, Long An
    ],
)
def test_twins_of_one_province_of_today_are_not_mixed_up(old: str, news: list[str]) -> None:
    assert [REGISTER.name_of(code) for code in REGISTER.successors(old)] == news


# --- events


def test_every_event_names_its_source_and_how_sure_it_is() -> None:
    sources = unit_facts.load().sources
    assert {event.source for event in EVENTS} <= sources.keys()
    assert {event.certainty for event in EVENTS} <= {"text", "told", "inferred", "unconfirmed"}
    assert all(event.resolution for event in EVENTS if event.certainty in ("text", "told"))
    assert all(event.after is None or event.certainty != "text" for event in EVENTS)


def test_an_inferred_event_lies_between_two_lists_and_claims_no_day() -> None:
    inferred = [event for event in EVENTS if event.certainty == "inferred"]
    assert len(inferred) > 1000
    assert all(event.after and event.after < event.day and event.resolution is None for event in inferred)


def test_every_known_day_belongs_to_an_event_of_the_lists() -> None:
    told = {party.official for event in EVENTS if event.certainty == "told" for party in event.became}
    assert unit_facts.load().known.keys() <= told


def test_a_ward_came_from_three_communes_of_a_district_that_bore_its_name() -> None:
    (formed,) = HISTORY.origins(HISTORY.party(KIM_BANG_WARD))
    assert (formed.kind, formed.day, formed.resolution) == ("merge", date(2025, 7, 1), "1674/NQ-UBTVQH15")
    assert [party.official for party in formed.before] == ["13384", "13417", "13423"]


def test_a_divided_commune_is_told_once_with_all_its_parts() -> None:
    divided = [code for code in at("xa", OLD.codes) if len(REGISTER.successors(code)) > 1]
    assert len(divided) == 441
    for code in divided:
        (event,) = HISTORY.outcomes(code)
        assert event.kind == "divide"
        assert tuple(party.code for party in event.became) == REGISTER.successors(code)


def test_a_city_of_three_districts_names_them_though_no_register_holds_them() -> None:
    (event,) = HISTORY.origins(HISTORY.party(THU_DUC))
    assert [party.name for party in event.before] == ["Quận 2", "Quận Thủ Đức", "Quận 9"]
    assert (event.day, event.resolution, event.certainty) == (date(2021, 1, 1), "1111/NQ-UBTVQH14", "told")


def test_events_of_a_span_are_those_that_may_lie_in_it() -> None:
    def kinds(since: date, until: date) -> set[str]:
        return {event.kind for event in HISTORY.events(KIM_BANG, since, until)}

    assert kinds(date(2024, 1, 1), date(2024, 12, 31)) == {"merge", "status"}
    assert kinds(date(2025, 7, 1), date(2025, 7, 1)) == {"merge", "abolish"}
    assert kinds(date(2026, 1, 1), date(2026, 12, 31)) == set()


# --- names in time


def test_three_provinces_became_cities_each_on_its_own_day() -> None:
    cities = {
        REGISTER.name_of(event.became[0].official): (event.day, event.resolution, event.certainty)
        for event in EVENTS
        if event.day.year == 2026 and REGISTER.get(event.became[0].official).level == "tinh"
    }
    assert cities == {
        "Thành phố Đồng Nai": (date(2026, 4, 30), "30/2026/QH16", "told"),
        "Thành phố Quảng Ninh": (date(2026, 9, 1), "36/2026/QH16", "told"),
        "Thành phố Bắc Ninh": (date(2026, 9, 20), "39/2026/QH16", "told"),
    }


def test_a_place_bears_the_name_of_the_day_and_keeps_its_code() -> None:
    names = [REGISTER.name_on(DONG_NAI, day) for day in (date(2025, 7, 1), date(2026, 4, 29), date(2026, 4, 30), None)]
    assert names == ["Tỉnh Đồng Nai", "Tỉnh Đồng Nai", "Thành phố Đồng Nai", "Thành phố Đồng Nai"]
    assert REGISTER.kinds(DONG_NAI) == ("tinh", "thanhpho")
    assert REGISTER.counterpart("75", date(2026, 12, 31)) == DONG_NAI


def test_only_what_is_sure_enough_changes_names(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = unit_facts.load()
    doubted = unit_facts.Renaming(f"37{MARK}", date(2026, 10, 1), "Thành phố Ninh Bình", None, "unconfirmed", "bao")
    told = unit_facts.Facts(facts.reform, (*facts.renamings, doubted), facts.known, facts.sources)
    monkeypatch.setattr(unit_facts, "load", lambda: told)
    register = units.Register()
    assert register.name_of(doubted.code) == "Tỉnh Ninh Bình"
    (event,) = History(register).outcomes(doubted.code)
    assert (event.certainty, event.became[0].name) == ("unconfirmed", "Thành phố Ninh Bình")


def test_every_name_taken_has_a_status_word_and_belongs_to_a_place_of_today() -> None:
    for one in unit_facts.load().renamings:
        assert one.code in NEW
        assert status_of(one.name)
        assert one.name != NEW.line(one.code).name


def test_the_changes_of_2026_are_those_of_the_resolutions() -> None:
    counts: dict[str | None, int] = {}
    for one in unit_facts.load().renamings:
        counts[one.resolution] = counts.get(one.resolution, 0) + 1
    assert counts == {
        "30/2026/QH16": 1, "237/NQ-UBTVQH16": 10, "36/2026/QH16": 1, "39/2026/QH16": 1, "388/NQ-UBTVQH16": 12,
    }  # fmt: skip


def is_whole(event: Event) -> bool:
    return event.kind in ("end", "found") or bool(event.before and event.became)


def test_an_event_names_both_sides_unless_nobody_tells() -> None:
    told = [event for event in EVENTS if event.kind != "abolish" and not is_whole(event)]
    assert {event.kind for event in told} == {"divide"}  # of two districts of the earlier lists, whose parts are named
    assert len(told) == 2
    assert len([event for event in EVENTS if event.kind == "end"]) == 16


def test_what_lies_between_two_lists_is_not_told_by_the_day_of_the_first() -> None:
    between = next(event for event in EVENTS if event.after)
    assert between.after
    assert between not in HISTORY.events(until=between.after)
    assert between in HISTORY.events(until=between.after + timedelta(days=1))
    assert between in HISTORY.events(since=between.day, until=between.day)
