"""Life-cycle lists: a row stands at every stage it shows, and keeps the dates and numbers that prove it. (L5; counting.md 3)"""

from datetime import date
from pathlib import Path

import pytest

from commanding import danvan, danvan_json
from drawing import found, understood
from workbooks import Row, save

HEAD = """
    DANH SÁCH THEO DÕI MÔ HÌNH "DÂN VẬN KHÉO" NĂM 2024
    | STT | Mã | Tên mô hình | Đơn vị | Lĩnh vực | Đăng ký | Thẩm định | < | < | Đề nghị | Kết quả | < | < | Điểm | Ghi chú |
    | ^ | ^ | ^ | ^ | ^ | ^ | Ghi nhận | Không ghi nhận | Góp ý | ^ | Đạt | Không đạt | Số QĐ | ^ | ^ |
    """


def stages(drawing: str) -> list[tuple[str, ...]]:
    """The stages of each model, sorted."""
    return [tuple(sorted(model.stages)) for model in understood(drawing).tables[0].models]


def test_a_row_stands_at_every_stage_it_shows_and_its_proofs_are_kept() -> None:
    draft = understood(
        HEAD
        + """
        | (1) | (2) | (3) | (4) | (5) | (6) | (7) | (8) | (9) | (10) | (11) | (12) | (13) | (14) | (15) |
        | 1 | BT-24-01 | Nuôi ong | Xã An Nội | KT | 15/3/2024 | x | | | x | x | | 12-QĐ/BDV ngày 5/12/2024 | 92 | |
        | 2 | BT-24-02 | Hũ gạo | Xã An Nội | VHXH | 2024-03-15 | x | | Làm rõ | x | | x | | 45 | |
        | 3 | BT-24-03 | Camera | Xã Bồ Đề | QPAN | x | | x | trùng | | | | | | |
        | | | Tổng cộng | | | 3 | 2 | 1 | | 2 | 1 | 1 | | | |
        """
    )
    models = draft.tables[0].models
    assert [tuple(sorted(m.stages)) for m in models] == [
        ("congnhan", "dangky", "denghi", "ghinhan"),
        ("dangky", "denghi", "ghinhan", "khongcongnhan"),
        ("dangky", "khongghinhan"),
    ]
    assert [m.registered for m in models] == [2024, 2024, None]
    assert models[0].texts == {"dangky": "15/3/2024", "decision": "12-QĐ/BDV ngày 5/12/2024", "score": "92"}
    assert models[1].texts == {"dangky": "15/03/2024", "comment": "Làm rõ", "score": "45"}
    assert [s.computed for s in draft.tables[0].statements] == [3, 2, 1, 2, 1, 1]
    assert not found(draft)


@pytest.mark.parametrize(
    ("head", "cell", "shown"),
    [
        ("Công nhận", "12-QĐ/BDVTU", ("congnhan",)),
        ("Công nhận", "QĐ số 12-QĐ/BDVTU ngày 05/12/2024", ("congnhan",)),
        ("Công nhận", "Không đạt", ("khongcongnhan",)),
        ("Công nhận", "Không công nhận", ("khongcongnhan",)),
        ("Công nhận", "chưa", ()),
        ("Công nhận", "Chưa được", ()),
        ("Công nhận", "Chưa công nhận", ()),
        ("Ghi nhận", "Chưa được ghi nhận", ()),
        ("Ngày công nhận", "5/12/2024", ("congnhan",)),
        ("Ghi nhận", "Đồng ý", ("ghinhan",)),
        ("Ghi nhận", "Không đồng ý", ("khongghinhan",)),
        ("Đăng ký", "Tháng 3/2024", ("dangky",)),
        ("Đề nghị", "Không", ()),
        ("Số QĐ công nhận", "12-QĐ/BDVTU", ("congnhan",)),
        ("Kết quả", "Đạt (QĐ số 12-QĐ/BDVTU)", ("congnhan",)),
        ("Kết quả", "QĐ 12-QĐ/BDVTU", ("congnhan",)),
        ("Kết quả", "Không đạt", ("khongcongnhan",)),
    ],
)
def test_words_dates_and_decisions_say_at_which_stage_a_row_stands(
    head: str, cell: str, shown: tuple[str, ...]
) -> None:
    drawing = f"""
        | STT | Tên mô hình | Đơn vị | {head} |
        | 1 | Nuôi ong | Xã An Nội | {cell} |
        | 2 | Hũ gạo | Xã An Nội | {cell} |
        """
    assert stages(drawing) == [shown, shown]
    assert not found(understood(drawing))


@pytest.mark.parametrize("head", ["Trạng thái", "Tình trạng", "Kết quả"])
def test_a_status_that_names_the_deciding_level_is_a_status_though_every_row_has_one(head: str) -> None:
    drawing = f"""
        DANH SÁCH MÔ HÌNH "DÂN VẬN KHÉO" NĂM 2024
        | STT | Tên mô hình | Lĩnh vực | {head} |
        | 1 | Nuôi ong | KT | Công nhận cấp huyện |
        | 2 | Hũ gạo | VHXH | Công nhận cấp xã |
        | 3 | Camera | QPAN | Công nhận cấp xã |
        """
    assert stages(drawing) == [("congnhan",)] * 3
    assert [model.at["level"] for model in understood(drawing).tables[0].models] == [("huyen",), ("xa",), ("xa",)]


@pytest.mark.parametrize("status", ["Chưa công nhận", "Chưa được công nhận", "Chưa ghi nhận"])
def test_what_is_not_yet_recognised_is_not_refused(status: str) -> None:
    """It was counted as refused, and as proposed with that: what stands at present is asked, as "Chờ công nhận" is."""
    draft = understood(f"""
        DANH SÁCH MÔ HÌNH "DÂN VẬN KHÉO" NĂM 2024
        | STT | Tên mô hình | Trạng thái |
        | 1 | Nuôi ong | {status} |
        | 2 | Hũ gạo | Công nhận |
        | 3 | Camera | Không công nhận |
        """)
    assert [model.stages for model in draft.tables[0].models] == [(), ("congnhan",), ("khongcongnhan",)]
    assert found(draft) == [("stage-unknown", "C3")]


@pytest.mark.parametrize(
    "status", ["Công nhận/Không công nhận", "Đạt / Không đạt", "Không đạt/Đạt", "☑ Đạt ☐ Không đạt"]
)
def test_a_status_that_leaves_both_outcomes_to_choose_from_is_asked(status: str) -> None:
    """Words were taken as a set: what a form prints for both was a refusal."""
    draft = understood(f"""
        DANH SÁCH MÔ HÌNH "DÂN VẬN KHÉO" NĂM 2024
        | STT | Tên mô hình | Kết quả |
        | 1 | Nuôi ong | {status} |
        | 2 | Hũ gạo | Đề nghị công nhận |
        | 3 | Camera | Không đạt |
        """)
    assert [model.stages for model in draft.tables[0].models] == [(), ("denghi",), ("khongcongnhan",)]
    assert found(draft) == [("stage-unknown", "C3")]


def test_words_that_come_again_and_again_beside_a_status_are_asked_about() -> None:
    said = ["Công nhận", "Hoạt động tốt", "Hoạt động tốt", "Hoạt động tốt"]
    rows = "".join(f"\n| {n} | Việc số {n} | KT | {status} |" for n, status in enumerate(said, 1))
    drawing = f"DANH SÁCH MÔ HÌNH NĂM 2024\n| STT | Tên mô hình | Lĩnh vực | Tình trạng |{rows}"
    assert stages(drawing) == [("congnhan",), (), (), ()]
    assert {code for code, _ in found(understood(drawing))} == {"stage-unknown"}


@pytest.mark.parametrize("head", ["Trạng thái", "Tình trạng", "Tình trạng mô hình", "Kết quả công nhận"])
@pytest.mark.parametrize(
    "others", [("Chờ thẩm định", "Đang hoàn thiện hồ sơ", "Chưa rõ"), ("Thu gom rác tại 3 thôn, hai tuần một lần",) * 3]
)
def test_what_nobody_knows_under_a_heading_of_nothing_but_the_status_is_asked(
    head: str, others: tuple[str, ...]
) -> None:
    """Fewer than half were statuses, so none was one: what was recognised counted as built, and so did all else."""
    said = ["Công nhận", *others]
    rows = "".join(f"\n| {n} | Việc số {n} | KT | {status} |" for n, status in enumerate(said, 1))
    draft = understood(f"DANH SÁCH MÔ HÌNH NĂM 2024\n| STT | Tên mô hình | Lĩnh vực | {head} |{rows}")
    assert [model.stages for model in draft.tables[0].models] == [("congnhan",), (), (), ()]
    assert found(draft) == [("stage-unknown", f"D{row}") for row in (4, 5, 6)]


def test_short_texts_under_a_status_are_asked_though_none_is_known_and_sentences_are_results() -> None:
    drawing = (
        "DANH SÁCH MÔ HÌNH NĂM 2024\n| STT | Tên mô hình | Tình trạng |\n| 1 | Nuôi ong | {} |\n| 2 | Hũ gạo | {} |"
    )
    assert found(understood(drawing.format("Chờ thẩm định", "Chưa trình"))) == [
        ("stage-unknown", "C3"),
        ("stage-unknown", "C4"),
    ]
    sentences = "Vận động 30 hộ hiến đất làm đường", "Thu gom 2 tấn rác ở các thôn"
    assert found(understood(drawing.format(*sentences))) == []


def test_results_told_in_sentences_are_no_statuses() -> None:
    said = ["Công nhận", "Vận động 30 hộ hiến đất", "Thu gom 2 tấn rác", "Trồng 500 m hoa"]
    rows = "".join(f"\n| {n} | Việc số {n} | KT | {status} |" for n, status in enumerate(said, 1))
    drawing = f"DANH SÁCH MÔ HÌNH NĂM 2024\n| STT | Tên mô hình | Lĩnh vực | Kết quả |{rows}"
    assert stages(drawing) == [()] * 4


def test_the_decision_is_kept_with_its_day_and_who_took_it() -> None:
    draft = understood("""
        | STT | Tên mô hình | Đơn vị | Kết quả | Ngày quyết định | Cơ quan quyết định | Xếp loại |
        | 1 | Nuôi ong | Xã An Nội | Đạt, QĐ số 12-QĐ/BDVTU | 2024-12-05 | Ban Dân vận Tỉnh ủy | Tốt |
        """)
    assert draft.tables[0].models[0].texts == {
        "decision": "QĐ số 12-QĐ/BDVTU",
        "decided": "05/12/2024",
        "decider": "Ban Dân vận Tỉnh ủy",
        "rank": "Tốt",
    }
    assert not found(draft)


def test_two_outcomes_of_one_act_are_asked_and_neither_counts() -> None:
    drawing = """
        | STT | Tên mô hình | Đơn vị | Ghi nhận | Không ghi nhận | Công nhận | Không công nhận |
        | 1 | Nuôi ong | Xã An Nội | x | x | | |
        | 2 | Hũ gạo | Xã An Nội | x | | x | x |
        """
    assert stages(drawing) == [("dangky",), ("denghi", "ghinhan")]
    assert found(understood(drawing)) == [("stages-contradict", "E2"), ("stages-contradict", "G3")]


def test_what_was_not_endorsed_and_yet_recognised_is_asked() -> None:
    drawing = """
        | STT | Tên mô hình | Đơn vị | Ghi nhận | Không ghi nhận | Công nhận |
        | 1 | Nuôi ong | Xã An Nội | | x | x |
        """
    assert stages(drawing) == [("congnhan", "khongghinhan")]
    assert found(understood(drawing)) == [("stages-out-of-order", "F2")]


def test_dat_under_examination_is_an_endorsement_where_recognition_has_its_own_column() -> None:
    drawing = """
        | STT | Tên mô hình | Đơn vị | Thẩm định | < | Công nhận | < |
        | ^ | ^ | ^ | Đạt | Không đạt | Đạt | Không đạt |
        | 1 | Nuôi ong | Xã An Nội | x | | x | |
        | 2 | Hũ gạo | Xã An Nội | | x | | |
        | 3 | Camera | Xã An Nội | x | | | x |
        """
    assert stages(drawing) == [("congnhan", "ghinhan"), ("khongghinhan",), ("ghinhan", "khongcongnhan")]
    assert not found(understood(drawing))


def test_group_rows_name_stages_in_sentences() -> None:
    draft = understood("""
        DANH SÁCH MÔ HÌNH "DÂN VẬN KHÉO" NĂM 2024
        | STT | Tên mô hình | Đơn vị | Lĩnh vực | Số QĐ |
        | I | Mô hình được công nhận | | | |
        | 1 | Nuôi ong | Xã An Nội | KT | 12-QĐ |
        | II. Mô hình không được công nhận (1 mô hình) | < | < | < | < |
        | 1 | Camera | Xã Bồ Đề | QPAN | |
        | III. Mô hình đăng ký nhưng không được ghi nhận: 1 mô hình | < | < | < | < |
        | 1 | Đan lát | Xã Bồ Đề | KT | |
        """)
    assert [m.stages for m in draft.tables[0].models] == [
        ("congnhan",),
        ("khongcongnhan",),
        ("dangky", "khongghinhan"),
    ]
    assert not found(draft)


def test_a_row_of_a_life_cycle_list_that_is_marked_nowhere_is_asked() -> None:
    drawing = """
        | STT | Tên mô hình | Đơn vị | Đăng ký | Ghi nhận | Công nhận |
        | 1 | Nuôi ong | Xã An Nội | x | x | |
        | 2 | Hũ gạo | Xã An Nội | | | |
        """
    assert found(understood(drawing)) == [("stage-blank", "B3")]


def rows_of(count: int, *more: object) -> list[Row]:
    return [(n, f"Mô hình thứ {n}", "Xã Liêm Sơn", "Kinh tế", *more) for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("title", "head", "more"),
    [
        ("DANH SÁCH theo dõi mô hình “Dân vận khéo” năm 2024", ("Đăng ký", "Đề nghị"), (date(2024, 3, 15), "x")),
        ("DANH SÁCH mô hình “Dân vận khéo” đề nghị công nhận năm 2024", ("Đăng ký", "Điểm"), ("15/3/2024", 90)),
        (
            "DANH SÁCH mô hình “Dân vận khéo” đề nghị công nhận năm 2024",
            ("Ngày đăng ký", "Thẩm định"),
            ("15/3/2024", "Ghi nhận"),
        ),
    ],
)
def test_registered_in_march_proposed_in_december(
    tmp_path: Path, title: str, head: tuple[str, ...], more: tuple[object, ...]
) -> None:
    columns: Row = ("STT", "Tên mô hình", "Đơn vị", "Lĩnh vực")
    board = "BAN CHỈ ĐẠO HUYỆN THANH LIÊM"
    march = "DANH SÁCH đăng ký mô hình “Dân vận khéo” năm 2024"
    save(tmp_path / "a" / "3.xlsx", board, march, [columns, *rows_of(272)], dated="ngày 15 tháng 3 năm 2024")
    save(tmp_path / "a" / "12.xlsx", board, title, [(*columns, *head), *rows_of(191, *more)])
    store = ("--store", str(tmp_path / "danvan.db"))
    assert danvan("ingest", str(tmp_path / "a"), *store, "--home", "Huyện Thanh Liêm, Tỉnh Hà Nam").code == 0
    totals = [
        danvan_json("summarize", "--year", "2024", "--stage", stage, "--by", "", *store)["total"]
        for stage in ("dangky", "denghi", "xaydung")
    ]
    assert totals == [272, 191, 191]


def test_a_registration_of_an_earlier_year_is_none_of_this_year(tmp_path: Path) -> None:
    table: list[Row] = [
        ("STT", "Tên mô hình", "Đơn vị", "Đăng ký", "Đề nghị"),
        (1, "Nuôi ong", "Xã Liêm Sơn", "15/3/2024", "x"),
        (2, "Hũ gạo", "Xã Liêm Sơn", "15/3/2023", "x"),
        (3, "Camera", "Xã Liêm Sơn", "10/4/2023", None),
    ]
    save(tmp_path / "a" / "12.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH mô hình “Dân vận khéo” năm 2024", table)
    store = ("--store", str(tmp_path / "danvan.db"))
    danvan("ingest", str(tmp_path / "a"), *store, "--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
    totals = [
        danvan_json("summarize", "--year", "2024", "--stage", stage, "--by", "", *store)["total"]
        for stage in ("dangky", "denghi", "xaydung")
    ]
    assert totals == [1, 2, 3]


def test_a_status_of_an_earlier_year_is_none_of_this_year(tmp_path: Path) -> None:
    table: list[Row] = [
        ("STT", "Tên mô hình", "Lĩnh vực", "Trạng thái"),
        (1, "Nuôi ong", "Kinh tế", "Công nhận"),
        (2, "Hũ gạo", "VHXH", "Công nhận năm 2023"),
        (3, "Camera", "QPAN", "Đăng ký"),
    ]
    save(tmp_path / "a" / "12.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH mô hình “Dân vận khéo” năm 2024", table)
    store = ("--store", str(tmp_path / "danvan.db"))
    danvan("ingest", str(tmp_path / "a"), *store, "--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
    totals = [
        danvan_json("summarize", "--year", "2024", "--stage", stage, "--by", "", *store)["total"]
        for stage in ("congnhan", "xaydung")
    ]
    assert totals == [1, 2]  # what was recognised before goes on


@pytest.mark.parametrize(
    ("figures", "asked"),
    [
        ((272, 242, 30, 191, 187), []),
        ((272, 240, 30, 191, 187), ["funnel-broken"]),
        ((272, 242, 30, 243, 187), ["funnel-broken"]),
        ((272, 242, 30, 191, 192), ["funnel-broken"]),
        ((None, 242, 30, 191, 187), []),
    ],
)
def test_the_steps_of_a_funnel_are_checked(tmp_path: Path, figures: tuple[int | None, ...], asked: list[str]) -> None:
    table: list[Row] = [
        ("STT", "Đơn vị", "Đăng ký", "Ghi nhận", "Không ghi nhận", "Đề nghị", "Công nhận"),
        (1, "Xã Liêm Sơn", *figures),
    ]
    save(tmp_path / "1.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", "BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024", table)
    told = danvan_json("check", str(tmp_path / "1.xlsx"), "--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
    assert [f["code"] for f in told["files"][0]["findings"] if f["severity"] != "note"] == asked


@pytest.mark.parametrize(
    ("steps", "cells"),
    [
        ({"Đăng ký": 5, "Công nhận": 7}, ["D8"]),
        ({"Đăng ký": 5, "Công nhận": 5}, []),
        ({"Đăng ký": 5, "Công nhận": 3, "Không công nhận": 3}, ["D8"]),
        ({"Đăng ký": 5, "Ghi nhận": 6}, ["D8"]),
        ({"Đăng ký": 5, "Đề nghị": 6, "Công nhận": 7}, ["D8", "E8"]),
        ({"Đăng ký": 5, "Đề nghị": None, "Công nhận": 7}, ["E8"]),
        ({"Xây dựng": 5, "Hiệu quả": 6}, ["D8"]),
        ({"Xây dựng": 5, "Tiêu biểu": 6}, ["D8"]),
        ({"Đăng ký": 5, "Xây dựng": 12}, []),  # most are carried on from earlier years
        ({"Hiệu quả": 5, "Đề nghị": 6}, []),  # what is proposed need not be found effective before
    ],
)
def test_a_step_has_no_more_models_than_the_nearest_step_before_it(
    tmp_path: Path, steps: dict[str, int | None], cells: list[str]
) -> None:
    table: list[Row] = [("STT", "Đơn vị", *steps), (1, "Xã Liêm Sơn", *steps.values())]
    save(tmp_path / "1.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", "BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024", table)
    told = danvan_json("check", str(tmp_path / "1.xlsx"), "--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
    asked = [(f["code"], f["cell"]) for f in told["files"][0]["findings"] if f["severity"] != "note"]
    assert asked == [("funnel-broken", cell) for cell in cells]


@pytest.mark.parametrize(
    ("heading", "stage"),
    [
        ("Đăng ký đầu năm", "dangky"),
        ("Đề nghị xét công nhận", "denghi"),
        ("Xét công nhận", "denghi"),
        ("BCĐ ghi nhận", "ghinhan"),
        ("Ban Chỉ đạo ghi nhận", "ghinhan"),
        ("Công nhận cuối năm", "congnhan"),
        ("Kết quả 6 tháng cuối năm: công nhận", "congnhan"),
    ],
)
def test_who_and_when_in_the_year_beside_a_stage_are_filler(heading: str, stage: str) -> None:
    draft = understood(f"""
        DANH SÁCH THEO DÕI MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | {heading} |
        | 1 | Nuôi ong | x |
        | 2 | Hũ gạo | 05/12/2024 |
        """)
    assert [model.stages for model in draft.tables[0].models] == [(stage,), (stage,)]
    assert not found(draft)


@pytest.mark.parametrize("cells", [("x", "x"), ("2024-12-05", "x"), ("2024-12-05", "2024-12-06")])
def test_ticks_or_days_under_a_heading_nobody_understands_are_asked(cells: tuple[str, str]) -> None:
    draft = understood(f"""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | Qua vòng hai |
        | 1 | Nuôi ong | {cells[0]} |
        | 2 | Hũ gạo | {cells[1]} |
        """)
    assert found(draft) == [("column-holds-ticks", "C2")]


@pytest.mark.parametrize("day", ["2024-05-03", "03/05/2024"])
def test_a_day_under_a_stage_is_that_stage_and_a_number_beside_it_is_no_question(day: str) -> None:
    drawing = f"""
        | STT | Mô hình | Đơn vị | Đăng ký | < | Ghi nhận | < | Công nhận | < |
        | ^ | ^ | ^ | Ngày | Số văn bản | Ngày | Số văn bản | Ngày | Số QĐ |
        | 1 | Hũ gạo | Xã An Nội | {day} | 1-CV | {day} | 2-CV | {day} | 5-QĐ |
        | 2 | Bếp ăn | Xã An Nội | {day} | 1-CV | {day} | 2-CV | | |
        | 3 | Camera | Xã Bồ Đề | {day} | 1-CV | | | | |
        """
    assert stages(drawing) == [("congnhan", "dangky", "ghinhan"), ("dangky", "ghinhan"), ("dangky",)]
    assert not found(understood(drawing))


def test_a_body_that_tells_a_level_is_no_filler() -> None:
    draft = understood("""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | BCĐ huyện công nhận |
        | 1 | Nuôi ong | x |
        """)
    assert [(model.stages, model.at) for model in draft.tables[0].models] == [(("congnhan",), {"level": ("huyen",)})]


def test_what_was_not_endorsed_is_none_of_those_built_whatever_the_title_says() -> None:
    table = """
        KẾT QUẢ XÂY DỰNG MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | Đăng ký | Thẩm định | < | Kết quả |
        | ^ | ^ | ^ | Ghi nhận | Không ghi nhận | Đạt |
        | 1 | Hũ gạo | x | x | | x |
        | 2 | Nuôi ong | x | | x | |
        """
    assert stages(table) == [("congnhan", "dangky", "ghinhan", "xaydung"), ("dangky", "khongghinhan")]


def test_results_that_are_statuses_and_nothing_else_are_the_status() -> None:
    """Headed "Kết quả thực hiện" they were texts, and a model that was only registered counted as one carried out."""
    head = "DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024\n| TT | Tên mô hình | Kết quả thực hiện |\n"
    rows = "| 1 | Hũ gạo | Đăng ký |\n| 2 | Nuôi ong | Được công nhận |\n| 3 | Ngõ sáng | {} |"
    assert stages(head + rows.format("Tiêu biểu")) == [("dangky",), ("congnhan",), ("tieubieu",)]
    assert stages(head + rows.format("Vận động 20 hộ hiến đất")) == [(), (), ()]


@pytest.mark.parametrize(
    ("first", "second", "stages"),
    [
        ("Được công nhận", "", [("congnhan",), ()]),
        ("Đã công nhận", "Không công nhận", [("congnhan",), ("khongcongnhan",)]),
        ("Đăng ký", "Đăng ký", [(), ()]),  # nothing that was decided
        ("Được công nhận", "Thu 20 triệu đồng", [(), ()]),
    ],
)
def test_remarks_are_the_status_where_they_hold_nothing_but_what_was_recognised(
    first: str, second: str, stages: list[tuple[str, ...]]
) -> None:
    draft = understood(f"| TT | Tên mô hình | Ghi chú |\n| 1 | Nuôi ong | {first} |\n| 2 | Hũ gạo | {second} |")
    assert [model.stages for model in draft.tables[0].models] == stages


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        ("Tên mô hình | Đơn vị | Ghi chú", "{name} | Thôn Đông | {said}"),
        ("Tên mô hình | Đơn vị | Kết quả duy trì", "{name} | Thôn Đông | {said}"),
        ("Tên mô hình | Đơn vị | Kết quả thực hiện", "{name} | Thôn Đông | {said}"),
        ("Tên mô hình | Đơn vị | Tình trạng", "{name} | Thôn Đông | {said}"),
        ("Tên mô hình | Đơn vị |", "{name} | Thôn Đông | {said}"),
        ("Tên mô hình | Đơn vị | Ghi chú", "{name} ({said}) | Thôn Đông | "),
    ],
)
@pytest.mark.parametrize("said", ["Dừng hoạt động", "đã giải thể", "không duy trì", "Ngừng hoạt động từ tháng 6"])
def test_a_model_that_is_said_to_run_no_more_is_at_its_end_or_asked_about(heads: str, cells: str, said: str) -> None:
    running = "Đang hoạt động" if "Tình trạng" in heads else "Giúp 12 hộ thoát nghèo"
    names = ("Nuôi ong lấy mật", "Trồng chè sạch", "Hũ gạo tình thương")
    last = f"| 3 | {cells.format(name=names[2], said=said)} |"
    rows = [f"| {n} | {name} | Thôn Nam | {running} |" for n, name in enumerate(names[:2], 1)]
    draft = understood("\n".join(("DANH SÁCH mô hình “Dân vận khéo” năm 2024", f"| TT | {heads} |", *rows, last)))
    asked = [code for code, _ in found(draft)]
    assert "ketthuc" not in {stage for model in draft.tables[0].models[:2] for stage in model.stages}
    assert (draft.tables[0].models[2].stages, asked) == (
        ((), ["stage-unknown"]) if "tháng" in said else (("ketthuc",), [])
    )


@pytest.mark.parametrize(
    "said",
    ["Đã giải thể 2 tụ điểm ma túy", "Không còn hộ nghèo", "Dừng đỗ xe đúng nơi quy định", "Kết thúc năm thu 20 triệu đồng", "Không", ""],
)  # fmt: skip
def test_what_a_model_brought_to_an_end_is_a_result(said: str) -> None:
    draft = understood(f"| TT | Tên mô hình | Ghi chú |\n| 1 | Nuôi ong | {said} |\n| 2 | Hũ gạo | Thu 20 triệu đồng |")
    assert ([model.stages for model in draft.tables[0].models], found(draft)) == ([(), ()], [])


@pytest.mark.parametrize(
    ("title", "stages"),
    [("đăng ký", ("dangky", "ketthuc")), ("được công nhận", ("congnhan", "ketthuc")), ("xây dựng", ("ketthuc",))],
)
def test_what_was_registered_or_recognised_before_its_end_stays_so(title: str, stages: tuple[str, ...]) -> None:
    draft = understood(f"""
        DANH SÁCH mô hình “Dân vận khéo” {title} năm 2024
        | TT | Tên mô hình | Ghi chú |
        | 1 | Nuôi ong lấy mật | Đã giải thể |
        | 2 | Hũ gạo tình thương | |
        """)
    assert [model.stages for model in draft.tables[0].models] == [stages, ()]


def test_a_status_of_those_that_run_beside_a_remark_on_the_end_is_asked_about() -> None:
    draft = understood("""
        | TT | Tên mô hình | Trạng thái | Ghi chú |
        | 1 | Nuôi ong lấy mật | Đang thực hiện | Đã giải thể |
        | 2 | Hũ gạo tình thương | Đang thực hiện | |
        """)
    assert found(draft) == [("stages-out-of-order", "D2")]


def test_a_model_that_does_not_run_yet_is_asked_about_where_those_that_run_are_listed() -> None:
    drawing = "DANH SÁCH mô hình “Dân vận khéo” {} năm 2024\n| TT | Tên mô hình | Ghi chú |\n| 1 | Nuôi ong | Chưa triển khai |\n| 2 | Hũ gạo | |"
    assert found(understood(drawing.format(""))) == [("stage-unknown", "C3")]
    assert found(understood(drawing.format("đăng ký"))) == []


def test_a_status_that_says_how_a_model_came_is_an_origin_of_one_that_runs() -> None:
    draft = understood("""
        | TT | Tên mô hình | Tình trạng |
        | 1 | Nuôi ong lấy mật | Đang duy trì |
        | 2 | Hũ gạo tình thương | Mới xây dựng |
        | 3 | Đường hoa | Đã công nhận |
        | 4 | Trồng cam | Đăng ký mới |
        | 5 | Camera an ninh | Mới |
        """)
    assert [(model.at, model.stages) for model in draft.tables[0].models] == [
        ({"origin": ("duytri",)}, ("xaydung",)),
        ({"origin": ("moi",)}, ()),
        ({}, ("congnhan",)),
        ({"origin": ("moi",)}, ("dangky",)),
        ({"origin": ("moi",)}, ()),
    ]
    assert found(draft) == []


NAMED_AGAIN = """
    DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
    | STT | Đơn vị | {first} | {second} | {third} |
    | 1 | Xã Liêm Cần | Nuôi ong | Nuôi ong | Nuôi ong |
    | 2 | Xã Liêm Sơn | Hũ gạo | Mô hình hũ gạo | |
    | 3 | Xã Liêm Túc | Camera an ninh | | Không |
    | | Tổng cộng | 3 | 2 | 1 |
    """


@pytest.mark.parametrize(
    "heads",
    [
        ("Mô hình đăng ký", "Mô hình được công nhận", "Mô hình tiêu biểu"),
        ("Tên mô hình", "Tên mô hình được công nhận", "Tên mô hình tiêu biểu"),
        ("Mô hình xây dựng", "Mô hình công nhận", "Mô hình tiêu biểu"),
    ],
)
def test_a_stage_is_ticked_by_naming_the_model_once_more(heads: tuple[str, str, str]) -> None:
    """The names repeated under “Mô hình được công nhận” were remarks: nobody was recognised."""
    draft = understood(NAMED_AGAIN.format(**dict(zip(("first", "second", "third"), heads, strict=True))))
    assert [model.stages for model in draft.tables[0].models] == [("congnhan", "tieubieu"), ("congnhan",), ()]
    assert [(said.stated, said.computed) for said in draft.tables[0].statements] == [(3, 3), (2, 2), (1, 1)]
    assert found(draft) == []


@pytest.mark.parametrize("other", ["Hũ gạo", "Đường hoa"])
def test_another_model_named_under_the_stage_of_a_row_is_asked_about(other: str) -> None:
    draft = understood(f"""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Đơn vị | Mô hình đăng ký | Mô hình được công nhận |
        | 1 | Xã Liêm Cần | Nuôi ong | {other} |
        | 2 | Xã Liêm Sơn | Hũ gạo | |
        """)
    assert [model.stages for model in draft.tables[0].models] == [(), ()]
    assert found(draft) == [("tick-not-understood", "D3")]


@pytest.mark.parametrize("head", ["Năm công nhận", "Được công nhận năm", "Thời gian công nhận", "Ngày công nhận"])
def test_the_year_in_which_a_model_was_recognised_says_that_it_was(head: str, tmp_path: Path) -> None:
    """“Năm công nhận” was kept as a text, and nobody was recognised."""
    table: list[Row] = [
        ("STT", "Tên mô hình", "Lĩnh vực", head),
        (1, "Nuôi ong", "Kinh tế", 2024),
        (2, "Hũ gạo", "VHXH", 2023),
        (3, "Camera", "QPAN", None),
    ]
    save(tmp_path / "a" / "12.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", "DANH SÁCH mô hình “Dân vận khéo” năm 2024", table)
    store = ("--store", str(tmp_path / "danvan.db"))
    danvan("ingest", str(tmp_path / "a"), *store, "--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
    totals = [
        danvan_json("summarize", "--year", "2024", "--stage", stage, "--by", "", *store)["total"]
        for stage in ("congnhan", "xaydung")
    ]
    assert totals == [1, 3]


def test_a_year_of_recognition_counts_nothing_beside_figures() -> None:
    draft = understood(
        "| TT | Đơn vị | Năm công nhận | KT | VHXH |\n| 1 | Xã An Nội | 2019 | 1 | 2 |\n| 2 | Xã Bồ Đề | 2021 | 3 | 0 |"
    )
    assert [[figure.value for figure in row.figures] for row in draft.tables[0].rows] == [[1, 2], [3, 0]]


@pytest.mark.parametrize(
    ("head", "ends"),
    [
        ("Ngày kết thúc", ("2024-12-31", "2026-12-31")),
        ("Năm kết thúc", ("2024", "2026")),
        ("Thời gian kết thúc", ("31/12/2024", "2026")),
    ],
)
def test_when_models_end_may_be_a_plan_and_is_asked(head: str, ends: tuple[str, str]) -> None:
    """A list with the days until which its models run had them ended, and none of them carried out."""
    draft = understood(f"""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | Năm bắt đầu | {head} |
        | 1 | Nuôi ong | 2022 | {ends[0]} |
        | 2 | Hũ gạo | 2024 | {ends[1]} |
        """)
    assert [model.stages for model in draft.tables[0].models] == [(), ()]
    assert found(draft) == [("column-holds-ticks", "D2")]


@pytest.mark.parametrize("said", ["Xây dựng năm 2022, đã dừng", "Đã xây dựng, dừng hoạt động"])
def test_what_was_built_and_has_ended_since_runs_no_more(said: str) -> None:
    """It ran in the year of the list, and where the year of its building was named it had not even ended."""
    drawing = f"""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | Trạng thái |
        | 1 | Nuôi ong | Đang thực hiện |
        | 2 | Hũ gạo | {said} |
        """
    assert stages(drawing) == [("xaydung",), ("ketthuc",)]
    grouped = f"""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình |
        | I | Mô hình {said} |
        | 1 | Hũ gạo |
        """
    (model,) = understood(grouped).tables[0].models
    assert (model.stages, model.years) == (("ketthuc",), {})


def test_short_results_beside_statuses_are_asked_about() -> None:
    """“Được công nhận” beside “Hoàn thành” was a result, and nobody was recognised."""
    draft = understood("""
        DANH SÁCH ĐĂNG KÝ MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | Kết quả thực hiện |
        | 1 | Nuôi ong | Được công nhận |
        | 2 | Hũ gạo | Hoàn thành |
        """)
    assert [model.stages for model in draft.tables[0].models] == [("congnhan",), ()]
    assert found(draft) == [("stage-unknown", "C4")]


def test_statuses_under_headings_that_nobody_knows_are_asked_about() -> None:
    draft = understood("""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | Năm 2023 | Năm 2024 |
        | 1 | Nuôi ong | Đăng ký | Công nhận |
        | 2 | Hũ gạo | | Đăng ký |
        """)
    assert found(draft) == [("column-holds-ticks", "C2"), ("column-holds-ticks", "D2")]


@pytest.mark.parametrize(("head", "asked"), [("Đề nghị công nhận cấp", ["column-holds-ticks"]), ("Cấp đề nghị", [])])
def test_levels_under_a_stage_are_levels_and_whether_they_show_it_is_asked(head: str, asked: list[str]) -> None:
    draft = understood(f"""
        DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024
        | STT | Tên mô hình | {head} |
        | 1 | Nuôi ong | Huyện |
        | 2 | Hũ gạo | |
        """)
    assert [model.at for model in draft.tables[0].models] == [{"level": ("huyen",)}, {}]
    assert [code for code, _ in found(draft)] == asked
