"""From workbooks in a folder to figures: what an official does on the day the mail comes in."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate

from commanding import danvan, danvan_json
from danvan_cli import messages, shipped
from danvan_cli.errors import UsageError
from danvan_cli.ledger.taking_in import in_hand
from danvan_cli.tables.selection.selectors import parse_by
from workbooks import Row, matrix, register, save

COMMUNES = {"Xã Liêm Sơn": 5, "Xã Thanh Hà": 4, "Thị trấn Kiện Khê": 3}
FIELDS = ("kt", "vhxh", "qpan", "htct")


def mail(folder: Path) -> Path:
    """Three communes' lists."""
    for commune, count in COMMUNES.items():
        models = [(f"Mô hình {commune} số {number}", FIELDS[number % 4]) for number in range(count)]
        register(folder / f"BC DVK {commune}.xlsx", commune, models)
    return folder


def by_unit(store: Path, *more: str) -> dict[str, int]:
    document = danvan_json("summarize", "--year", "2024", "--by", "unit", "--store", str(store), *more)
    return {document["labels"]["unit"][cell["unit"][0]]: cell["value"] for cell in document["cells"]}


def outcomes(document: dict[str, Any]) -> dict[str, str]:
    return {Path(file["path"]).name: file["outcome"] for file in document["files"]}


def found(document: dict[str, Any], name: str) -> list[tuple[str, str, str | None]]:
    """(code, severity, cell) of what is wrong or asked in one file."""
    return [
        (finding["code"], finding["severity"], finding["cell"])
        for file in document["files"]
        if Path(file["path"]).name == name
        for finding in file["findings"]
        if finding["severity"] != "note"
    ]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "kho" / "danvan.db"


@pytest.fixture(autouse=True)
def _folder(store: Path) -> None:
    store.parent.mkdir()


def test_three_lists_in_a_folder_become_a_table_by_unit(tmp_path: Path, store: Path) -> None:
    document = danvan_json("ingest", str(mail(tmp_path / "thu-den")), "--store", str(store))
    assert document["accepted"] == 3
    assert by_unit(store) == COMMUNES


@pytest.mark.parametrize("home", ["Huyện Thanh Liêm, Tỉnh Hà Nam", None])
def test_the_home_may_be_said_or_follow_from_the_names_together(tmp_path: Path, store: Path, home: str | None) -> None:
    for commune, count in COMMUNES.items():
        rows = [(number, f"Mô hình {commune} {number}", "Kinh tế") for number in range(1, count + 1)]
        table = [("TT", "Tên mô hình, điển hình", "Lĩnh vực"), *rows]
        save(tmp_path / "in" / f"{commune}.xlsx", commune.upper(), "Danh sách mô hình năm 2024", table, parent="")
    said = ["--home", home] if home else []
    document = danvan_json("ingest", str(tmp_path / "in"), "--store", str(store), *said)
    assert document["accepted"] == 3, document
    assert by_unit(store) == COMMUNES


def test_a_district_table_over_its_communes_doubles_nothing(tmp_path: Path, store: Path) -> None:
    folder = mail(tmp_path / "in")
    rows = [
        (1, "Xã Liêm Sơn", 5, 1, 2, 1, 1),
        (2, "Xã Thanh Hà", 4, 1, 1, 1, 1),
        (3, "Xã Liêm Túc", 2, 2, 0, "-", None),
    ]
    matrix(
        folder / "tong hop huyen.xlsx", "BAN DÂN VẬN HUYỆN ỦY THANH LIÊM", [*rows, (None, "Tổng cộng", 11, 4, 3, 2, 2)]
    )
    danvan_json("ingest", str(folder), "--store", str(store))
    assert by_unit(store) == {**COMMUNES, "Xã Liêm Túc": 2}


FAULTS = [
    ("count-not-whole", (1, "Xã Liêm Túc", 1.597, 1, 0, 0, 0), "C8"),
    ("count-negative", (1, "Xã Liêm Túc", 5, -1, 6, 0, 0), "D8"),
    ("count-unreadable", (1, "Xã Liêm Túc", 5, "nhiều", 5, 0, 0), "D8"),
    ("count-too-large", (1, "Xã Liêm Túc", 10**20, 1, 0, 0, 0), "C8"),
    ("count-too-large", (1, "Xã Liêm Túc", 5, "99999999999999999999", 0, 0, 0), "D8"),
    ("parts-exceed-whole", (1, "Xã Liêm Túc", 10, 4, 3, 2, 2), "C8"),
    ("unit-outside-home", (1, "Xã Văn Xá, thị xã Kim Bảng", 5, 5, 0, 0, 0), "B8"),
]


@pytest.mark.parametrize(("code", "row", "cell"), FAULTS)
def test_a_fault_refuses_its_file_at_its_cell_and_no_other(
    tmp_path: Path, store: Path, code: str, row: tuple[object, ...], cell: str
) -> None:
    folder = mail(tmp_path / "in")
    matrix(folder / "hong.xlsx", "BAN DÂN VẬN HUYỆN ỦY THANH LIÊM", [row])
    said = danvan("ingest", str(folder), "--store", str(store), "--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
    assert said.code == 1
    again = danvan_json("check", str(folder), "--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
    assert (code, "error", cell) in found(again, "hong.xlsx")
    assert outcomes(again)["hong.xlsx"] == "refused"
    assert by_unit(store) == COMMUNES


def test_a_check_reads_as_the_store_would(tmp_path: Path, store: Path) -> None:
    store.parent.mkdir(exist_ok=True)
    (store.parent / "danvan.toml").write_text('home = "Thị xã Kim Bảng, Tỉnh Hà Nam"', encoding="utf-8")
    folder = mail(tmp_path / "in")
    for said in (
        danvan_json("check", str(folder), "--store", str(store)),
        danvan_json("ingest", str(folder), "--store", str(store)),
    ):
        assert {finding[0] for name in outcomes(said) for finding in found(said, name)} >= {"unit-outside-home"}


def test_a_unit_on_two_rows_of_a_matrix_counts_twice_and_is_asked(tmp_path: Path, store: Path) -> None:
    rows = [
        (1, "Xã Liêm Sơn", 4, 4, 0, 0, 0),
        (2, "Xã Liêm Túc", 5, 5, 0, 0, 0),
        (3, "Liêm Sơn", 4, 4, 0, 0, 0),
    ]
    matrix(tmp_path / "in" / "huyen.xlsx", "BAN DÂN VẬN HUYỆN ỦY THANH LIÊM", rows)
    document = danvan_json("ingest", str(tmp_path / "in"), "--store", str(store))
    assert found(document, "huyen.xlsx") == [("unit-on-two-rows", "question", "B10")]
    assert by_unit(store) == {"Xã Liêm Sơn": 8, "Xã Liêm Túc": 5}


@pytest.mark.parametrize(("again", "asked"), [("Kinh tế", ["B10"]), ("Quốc phòng - an ninh", [])])
def test_a_field_on_two_rows_of_a_units_own_table_is_asked_whatever_its_figures(
    tmp_path: Path, store: Path, again: str, asked: list[str]
) -> None:
    rows: list[Row] = [("TT", "Lĩnh vực", "Số mô hình", "Tập thể", "Cá nhân")]
    rows += [(1, "Kinh tế", 5, 3, 2), (2, "Văn hóa - xã hội", 4, 4, 0), (3, again, 3, 2, 1)]
    title = "BIỂU TỔNG HỢP mô hình “Dân vận khéo” năm 2024"
    save(tmp_path / "in" / "xa.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", title, rows)
    document = danvan_json("ingest", str(tmp_path / "in"), "--store", str(store))
    assert [one[2] for one in found(document, "xa.xlsx") if one[0] == "unit-on-two-rows"] == asked
    assert by_unit(store) == {"Xã Liêm Sơn": 12}


def test_villages_of_one_commune_and_parts_of_one_unit_are_not_the_same_row_twice(tmp_path: Path, store: Path) -> None:
    rows = [
        ("I", "Xã Liêm Sơn", None, None, None, None, None),
        (1, "Thôn Đông", 2, 2, 0, 0, 0),
        (2, "Thôn Đoài", 2, 2, 0, 0, 0),
        ("II", "Xã Liêm Túc", None, None, None, None, None),
        (1, "Thôn Đông", 2, 2, 0, 0, 0),
        (None, "- Tập thể", 1, 1, 0, 0, 0),
        (None, "- Cá nhân", 1, 1, 0, 0, 0),
    ]
    matrix(tmp_path / "in" / "huyen.xlsx", "BAN DÂN VẬN HUYỆN ỦY THANH LIÊM", rows)
    document = danvan_json("ingest", str(tmp_path / "in"), "--store", str(store))
    assert found(document, "huyen.xlsx") == []


def test_title_and_file_name_of_two_years_refuse_the_file(tmp_path: Path, store: Path) -> None:
    folder = mail(tmp_path / "in")
    register(folder / "Xã Liêm Túc 2023.xlsx", "Xã Liêm Túc", [("A", "kt")])
    document = danvan_json("ingest", str(folder), "--store", str(store))
    assert found(document, "Xã Liêm Túc 2023.xlsx")[0][0] == "period-contradicted"
    assert document["refused"] == 1


def test_a_file_of_nobody_is_refused(tmp_path: Path, store: Path) -> None:
    folder = mail(tmp_path / "in")
    save(
        folder / "bc.xlsx",
        "",
        "Danh sách mô hình năm 2024",
        [("STT", "Tên mô hình", "Lĩnh vực"), (1, "A", "Kinh tế")],
        parent="",
    )
    document = danvan_json("ingest", str(folder), "--store", str(store))
    assert ("reporter-unknown", "error", "A5") in found(document, "bc.xlsx")


def test_questions_count_provisionally_and_refuse_when_strict(tmp_path: Path, store: Path) -> None:
    folder = mail(tmp_path / "in")
    register(folder / "liem-tuc.xlsx", "Xã Liêm Túc", [("A", "kt"), ("B", "Môi trường")], total="Tổng cộng: 3 mô hình")
    document = danvan_json("ingest", str(folder), "--store", str(store))
    asked = found(document, "liem-tuc.xlsx")
    assert ("field-unknown", "question", "E9") in asked
    assert ("stated-total-differs", "question", "B10") in asked
    assert document["questions"] == 2
    table = danvan_json("summarize", "--year", "2024", "--by", "field", "--store", str(store))
    assert table["provisional"] is True
    assert {"field": [], "value": 1} in table["cells"]
    strict = danvan_json("check", str(folder), "--strict")
    assert outcomes(strict)["liem-tuc.xlsx"] == "refused"


@pytest.mark.parametrize(("strict", "code"), [((), 0), (("--strict",), 1)])
@pytest.mark.parametrize("unit", ["Xã Liêm Sơn", None])
def test_what_is_asked_only_beside_others_refuses_no_file_but_ends_strictly_in_errors(
    tmp_path: Path, store: Path, strict: tuple[str, ...], code: int, unit: str | None
) -> None:
    """A commune's row about its neighbour is asked once all has been settled."""
    head = ("STT", "Tên mô hình", "Đơn vị thực hiện", "Lĩnh vực")
    rows = [head, (1, "Nuôi ong", "Thôn 1", "KT"), (2, "Hũ gạo", unit, "KT")]
    save(tmp_path / "in" / "a.xlsx", "ĐẢNG ỦY XÃ THANH HÀ", "DANH SÁCH mô hình “Dân vận khéo” năm 2024", rows)
    told = danvan("ingest", str(tmp_path / "in"), "--store", str(store), *strict, "--format", "json")
    document = json.loads(told.stdout)
    assert (document["accepted"], document["questions"]) == (1, int(unit is not None))
    assert told.code == (code if unit else 0)


def test_the_same_mail_twice_changes_nothing_and_a_correction_replaces(tmp_path: Path, store: Path) -> None:
    folder = mail(tmp_path / "in")
    first = danvan_json("ingest", str(folder), "--store", str(store))
    again = danvan_json("ingest", str(folder), "--store", str(store))
    assert (again["unchanged"], again["accepted"]) == (3, 0)
    assert [file["returns"] for file in again["files"]] == [file["returns"] for file in first["files"]]
    shutil.copy(folder / "BC DVK Xã Liêm Sơn.xlsx", folder / "BC DVK Xã Liêm Sơn (1).xlsx")
    copied = danvan_json("ingest", str(folder), "--store", str(store))
    assert (copied["unchanged"], copied["accepted"]) == (4, 0)
    models = [(f"Mô hình Xã Thanh Hà số {number}", "kt") for number in range(6)]
    head = [("STT", "Tên mô hình", "Lĩnh vực"), *((n, name, "KT") for n, (name, _) in enumerate(models, 1))]
    save(
        folder / "sửa.xlsx",
        "ĐẢNG ỦY XÃ THANH HÀ",
        "Danh sách mô hình năm 2024",
        head,
        dated="ngày 12 tháng 12 năm 2024",
    )
    corrected = danvan_json("ingest", str(folder), "--store", str(store))
    assert corrected["superseded"] == 1
    assert by_unit(store)["Xã Thanh Hà"] == 6


def test_a_refused_correction_leaves_the_older_standing_and_is_read_again(tmp_path: Path, store: Path) -> None:
    folder = mail(tmp_path / "in")
    danvan_json("ingest", str(folder), "--store", str(store))
    matrix(folder / "sua.xlsx", "ĐẢNG ỦY XÃ THANH HÀ", [(1, "Xã Thanh Hà", 10, 4, 3, 2, 2)])
    assert danvan_json("ingest", str(folder), "--store", str(store))["refused"] == 1
    assert by_unit(store) == COMMUNES
    assert danvan_json("ingest", str(folder), "--store", str(store))["refused"] == 1


def test_a_file_refused_for_its_name_alone_is_put_right_by_a_new_name(tmp_path: Path, store: Path) -> None:
    """The commune that it had been named for stood for ever after as one that sent what does not count."""

    def left_out() -> int:
        danvan_json("ingest", str(folder), "--store", str(store))
        coverage = danvan_json("summarize", "--year", "2024", "--store", str(store))["coverage"]
        return len(coverage["left_out"])

    folder = mail(tmp_path / "in")
    named = register(folder / "DVK Xã Thanh Thủy.xlsx", "Xã Liêm Thuận", [("A", "kt")])
    other = folder / "DVK Xã Thanh Tâm.xlsx"
    other.write_bytes(named.read_bytes())
    assert left_out() == 2
    named.rename(folder / "DVK Xã Liêm Thuận.xlsx")
    assert left_out() == 1  # the copy, which lies there still


def test_a_refused_copy_is_not_gone_because_its_folder_is_not_seen_from_here(tmp_path: Path, store: Path) -> None:
    """The same bytes taken in from elsewhere say nothing of the copy that another commune's folder holds."""
    there, here = mail(tmp_path / "in") / "cũ", tmp_path / "đến"
    copy = register(there / "DVK Xã Thanh Thủy.xlsx", "Xã Liêm Thuận", [("A", "kt")])
    danvan_json("ingest", str(tmp_path / "in"), "--store", str(store))
    here.mkdir()
    (here / "DVK Xã Liêm Thuận.xlsx").write_bytes(copy.read_bytes())
    there.rename(tmp_path / "cất đi")
    danvan_json("ingest", str(here), "--store", str(store))
    coverage = danvan_json("summarize", "--year", "2024", "--store", str(store))["coverage"]
    assert len(coverage["left_out"]) == 1


def test_tables_say_whose_later_file_was_refused_until_it_is_put_right(tmp_path: Path, store: Path) -> None:
    def told(*more: str) -> dict[str, str]:
        table = danvan_json("summarize", "--year", "2024", "--store", str(store), *more)
        assert (table["coverage"]["received"], table["coverage"]["left_out"]) == (3 if not more else 1, [])
        return {note["code"]: note["message"] for note in table["notes"]}

    folder = mail(tmp_path / "in")
    matrix(folder / "A truoc.xlsx", "ĐẢNG ỦY XÃ LIÊM SƠN", [(1, "Xã Liêm Sơn", 10, 4, 3, 2, 2)])
    danvan_json("ingest", str(folder / "A truoc.xlsx"), "--store", str(store))
    danvan_json("ingest", str(folder), "--store", str(store))
    assert "refused-later" not in told()  # what stands came after it
    wrong = matrix(folder / "sua.xlsx", "ĐẢNG ỦY XÃ THANH HÀ", [(1, "Xã Thanh Hà", 10, 4, 3, 2, 2)])
    danvan_json("ingest", str(folder), "--store", str(store))
    assert "(1 đơn vị): Xã Thanh Hà" in told()["refused-later"]
    store.unlink()
    danvan_json("ingest", str(folder), "--store", str(store))  # in one run nobody knows which is the later
    assert "(2 đơn vị): Xã Liêm Sơn, Xã Thanh Hà" in told()["refused-later"]
    models = [(f"Mô hình Xã Liêm Sơn số {number}", FIELDS[number % 4]) for number in range(5)]
    register(folder / "A truoc.xlsx", "Xã Liêm Sơn", models)
    danvan_json("ingest", str(folder), "--store", str(store))
    assert "refused-later" not in told("--unit", "Xã Liêm Sơn")
    register(wrong, "Xã Thanh Hà", [(f"Mô hình Xã Thanh Hà số {number}", FIELDS[number]) for number in range(4)])
    danvan_json("ingest", str(folder), "--store", str(store))
    assert "refused-later" not in told()


def later(folder: Path, name: str, models: int, day: int) -> Path:
    """A list of Xã Thanh Hà of a day in December."""
    table: list[Row] = [("TT", "Tên mô hình", "Lĩnh vực")]
    table += [(number, f"Mô hình số {number}", "Kinh tế") for number in range(1, models + 1)]
    dated = f"ngày {day:02} tháng 12 năm 2024"
    return save(folder / name, "ĐẢNG ỦY XÃ THANH HÀ", "Danh sách mô hình “Dân vận khéo” năm 2024", table, dated=dated)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_question_that_a_later_file_raises_at_an_earlier_one_is_told(
    tmp_path: Path, store: Path, order: tuple[int, int]
) -> None:
    lists = [later(tmp_path, "A.xlsx", 4, 5), later(tmp_path, "B.xlsx", 10, 5)]
    first, second = (lists[place] for place in order)
    alone = danvan_json("ingest", str(first), "--store", str(store))
    assert (alone["questions"], alone.get("raised")) == (0, None)
    run = danvan_json("ingest", str(second), "--store", str(store), "--dry-run")
    assert run["questions"] == 0  # nothing is settled
    run = danvan_json("ingest", str(second), "--store", str(store))
    validate(run, json.loads((shipped.folder() / "schemas" / "ingest.schema.json").read_text(encoding="utf-8")))
    told = [(file["path"], one["code"]) for file in (*run["files"], *run.get("raised", [])) for one in file["findings"]]
    assert (run["questions"], [code for _, code in told]) == (1, ["same-date-differs"])
    other = register(tmp_path / "C.xlsx", "Xã Liêm Sơn", [("Camera an ninh", "qpan")])
    third = danvan_json("ingest", str(other), "--store", str(store))
    assert (third["questions"], third.get("raised")) == (0, None)  # it was told
    store.unlink()
    danvan("ingest", str(first), "--store", str(store))
    assert (
        Path(told[0][0]).name
        in danvan("ingest", str(second), "--store", str(store)).stdout.partition("Câu hỏi (1 câu")[2]
    )


def test_an_older_version_that_comes_late_is_told_not_to_count(tmp_path: Path, store: Path) -> None:
    danvan("ingest", str(later(tmp_path, "v2.xlsx", 6, 9)), "--store", str(store))
    late = later(tmp_path, "v1.xlsx", 4, 5)
    document = danvan_json("ingest", str(late), "--store", str(tmp_path / "khac.db"))
    assert document["files"][0]["findings"] == []
    shown = danvan("ingest", str(late), "--store", str(store)).stdout
    assert "không tính 1/1 bảng của tệp: đã có bản mới hơn, v2.xlsx" in shown
    assert by_unit(store) == {"Xã Thanh Hà": 6}


def test_other_mail_is_kept_waiting_or_ignored_and_said_so(tmp_path: Path, store: Path) -> None:
    folder = mail(tmp_path / "in")
    (folder / "Xã Liêm Túc.pdf").write_bytes(b"%PDF-1.4 trang")
    (folder / "~$BC DVK.xlsx").write_bytes(b"x")
    (folder / "hong.xlsx").write_bytes(b"PK\x03\x04 khong phai zip")
    document = danvan_json("ingest", str(folder), "--store", str(store))
    assert outcomes(document)["Xã Liêm Túc.pdf"] == "waiting"
    assert outcomes(document)["~$BC DVK.xlsx"] == "ignored"
    assert found(document, "hong.xlsx")[0][:2] == ("unreadable-file", "error")
    table = danvan_json("summarize", "--year", "2024", "--store", str(store))
    assert {"name": "Xã Liêm Túc", "reason": "waiting"}.items() <= table["coverage"]["left_out"][0].items()


def test_a_folder_of_scans_alone_waits_too(tmp_path: Path, store: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "anh.jpg").write_bytes(b"\xff\xd8\xff\xe0 anh")
    assert outcomes(danvan_json("ingest", str(folder), "--store", str(store))) == {"anh.jpg": "waiting"}


def test_a_table_of_ours_among_the_mail_is_no_return(tmp_path: Path, store: Path) -> None:
    folder = mail(tmp_path / "in")
    danvan_json("ingest", str(folder), "--store", str(store))
    assert danvan("summarize", "--year", "2024", "--store", str(store), "-o", str(folder / "bang.xlsx")).code == 0
    assert outcomes(danvan_json("ingest", str(folder), "--store", str(store)))["bang.xlsx"] == "ignored"


def test_a_dry_run_keeps_nothing(tmp_path: Path, store: Path) -> None:
    danvan_json("ingest", str(mail(tmp_path / "in")), "--dry-run", "--store", str(store))
    assert not store.exists()


def test_wrong_usage_says_what_is_right(tmp_path: Path, store: Path) -> None:
    assert danvan("ingest", str(tmp_path / "khong-co"), "--store", str(store)).refused == "path-missing"
    assert danvan("summarize", "--year", "2024", "--store", str(store)).refused == "store-missing"
    store.touch()  # as a synchronised folder leaves it
    assert danvan("summarize", "--year", "2024", "--store", str(store)).refused == "store-missing"
    assert store.stat().st_size == 0
    danvan_json("ingest", str(mail(tmp_path / "in")), "--store", str(store))
    for arguments, refused in (
        (["--year", "hai nghìn"], "period-unreadable"),
        (["--year", "2024", "--years", "2021-2023"], "year-or-years"),
        (["--year", "2024", "--by", "mau"], "dimension-unknown"),
        (["--year", "2024", "--field", "thể thao"], "member-unknown"),
        (["--year", "2024", "--field", "kt,none"], "none-stands-alone"),
        (["--year", "2024", "--field", "none+kt"], "none-stands-alone"),
        (["--year", "2024", "--unit", "Xã Không Có"], "unit-unknown"),
        (["--year", "2024", "--as-of", "hôm qua"], "time-unreadable"),
    ):
        said = danvan("summarize", *arguments, "--store", str(store))
        assert (said.code, said.refused) == (2, refused)


@pytest.mark.parametrize("said", ["Lĩnh vực,Đơn vị", "linhvuc,donvi", "field,unit"])
def test_a_table_is_split_by_dimensions_as_they_are_called(tmp_path: Path, store: Path, said: str) -> None:
    danvan_json("ingest", str(mail(tmp_path / "in")), "--store", str(store))
    assert danvan_json("summarize", "--year", "2024", "--by", said, "--store", str(store))["by"] == ["field", "unit"]


def test_who_splits_by_nothing_known_is_told_codes_and_names() -> None:
    with messages.speaking("vi"), pytest.raises(UsageError) as stopped:
        parse_by("mau")
    assert "field (lĩnh vực)" in str(stopped.value.seen["dimensions"])
    assert "unit (đơn vị)" in str(stopped.value.seen["dimensions"])


def test_a_year_without_figures_is_told_those_that_have_some(tmp_path: Path, store: Path) -> None:
    danvan_json("ingest", str(mail(tmp_path / "in")), "--store", str(store))
    said = danvan("reconcile", "--year", "2030", "--store", str(store)).stdout
    assert "Chưa có gì để đối chiếu năm 2030. Có số liệu: năm 2024." in " ".join(said.split())


@pytest.mark.parametrize(
    "command",
    [
        "--help",
        "export --help",
        "summarize --year 2024 --store {store}",
        "summarize --year 2024 --by unit,field --chart --store {store}",
        "compare 2022 2023 2024 --store {store}",
        "models --year 2024 --store {store}",
        "trace --year 2024 --store {store}",
        "papers --store {store}",
    ],
)
def test_light_commands_load_nothing_heavy(tmp_path: Path, store: Path, command: str) -> None:
    import subprocess
    import sys

    danvan_json("ingest", str(mail(tmp_path / "in")), "--store", str(store))
    look = (
        "import sys; sys.argv = ['danvan', *sys.argv[1:]]\n"
        "from danvan_cli.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'openpyxl', 'numpy', 'xlsxwriter', 'jinja2', 'python_calamine', 'docx', 'typst', 'lxml'}\n"
        "assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()"
    )
    arguments = [part.format(store=store) for part in command.split()]
    done = subprocess.run([sys.executable, "-c", look, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("subtitle", "table", "cell"),
    [
        ("năm 2026", [("STT", "Tên mô hình", "Lĩnh vực", "Cấp"), (1, "A", "KT", "Xã"), (2, "B", "KT", "Huyện")], "D9"),
        ("năm 2026", [("STT", "Tên mô hình", "Cấp xã", "Cấp huyện"), (1, "A", "x", None), (2, "B", None, "x")], "D9"),
        ("năm 2026", [("STT", "Tên mô hình", "Lĩnh vực"), ("I", "CẤP HUYỆN", None), (1, "B", "KT")], "B8"),
        ("cấp huyện năm 2026", [("STT", "Tên mô hình", "Lĩnh vực"), (1, "A", "KT"), (2, "B", "KT")], "A5"),
    ],
)
def test_district_level_after_the_reform_is_asked_about_where_it_is_said(
    tmp_path: Path, store: Path, subtitle: str, table: list[Row], cell: str
) -> None:
    title = f"Danh sách mô hình “Dân vận khéo” {subtitle}"
    save(tmp_path / "in" / "a.xlsx", "ĐẢNG ỦY XÃ GIA VIỄN", title, table, parent="TỈNH ỦY NINH BÌNH")
    document = danvan_json("ingest", str(tmp_path / "in"), "--store", str(store))
    assert ("level-without-existence", "question", cell) in found(document, "a.xlsx")


def test_a_workspace_allows_other_limits_and_the_refusal_says_how(tmp_path: Path) -> None:
    path = register(tmp_path / "thu-den" / "a.xlsx", "Xã Liêm Sơn", [(f"Mô hình {n}", "kt") for n in range(40)])
    (tmp_path / "danvan.toml").write_text("[limits]\ncells = 1000\nfile-mb = 5\n", encoding="utf-8")
    store = ("--store", str(tmp_path / "danvan.db"), "--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
    assert danvan("ingest", str(path), *store).code == 0
    register(path, "Xã Liêm Sơn", [(f"Mô hình {n}", "kt") for n in range(400)])
    said = danvan("ingest", str(path), *store)
    assert said.code == 1
    assert "quá 1.000 ô (nâng giới hạn: danvan.toml, mục [limits], cells)" in " ".join(said.stdout.split())
    (tmp_path / "danvan.toml").write_text("[limits]\ncell = 1000\n", encoding="utf-8")
    assert danvan("ingest", str(path), *store).refused == "settings-unknown"


def test_what_memory_has_no_room_for_lies_aside_and_is_kept_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = shipped.folder() / "samples" / "mot-tinh-2026"
    held = danvan_json("ingest", str(sample), "--store", str(tmp_path / "held.db"))
    monkeypatch.setattr(in_hand, "_ROOM", 0)
    assert danvan_json("ingest", str(sample), "--store", str(tmp_path / "aside.db")) == held
    tables = [
        danvan_json("summarize", "--year", "2026", "--by", "unit,field", "--store", str(tmp_path / f"{name}.db"))
        for name in ("held", "aside")
    ]
    assert tables[0]["cells"] == tables[1]["cells"]
