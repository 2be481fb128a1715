"""A file taken in before is read again when danvan knows more than it did then; what reads the same stays as it is."""

from pathlib import Path
from typing import Any

import pytest

from commanding import danvan, danvan_json
from danvan_cli import vocabulary
from danvan_cli.intake import knowledge
from workbooks import register

HOME = ("--home", "Huyện Thanh Liêm, Tỉnh Hà Nam")
GREEN = '[field.members.kt]\naliases = ["Môi trường xanh"]\n'


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "kho").mkdir()
    return tmp_path / "kho" / "danvan.db"


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    models = [("Hũ gạo", "kt"), ("Tuyến đường hoa", "Môi trường xanh")]
    return register(tmp_path / "thu-den" / "BC Xã Liêm Sơn.xlsx", "Xã Liêm Sơn", models)


def ingest(store: Path, path: Path, *more: str) -> dict[str, Any]:
    (file,) = danvan_json("ingest", str(path), "--store", str(store), *HOME, *more)["files"]
    return dict(file)


def by_field(store: Path) -> dict[str, int]:
    cells = danvan_json("summarize", "--year", "2024", "--by", "field", "--store", str(store))["cells"]
    return {"+".join(cell["field"]): cell["value"] for cell in cells}


def happened(store: Path) -> list[str]:
    return [event["event"] for event in danvan_json("history", "--year", "2024", "--store", str(store))["events"]]


def say_more(store: Path, words: str) -> None:
    (store.parent / "vocabulary.toml").write_text(words, encoding="utf-8")
    vocabulary.load.cache_clear()


def test_a_word_learnt_later_is_read_in_what_was_taken_in_before(store: Path, sent: Path) -> None:
    assert ingest(store, sent)["outcome"] == "accepted"
    assert by_field(store) == {"kt": 1, "": 1}
    say_more(store, GREEN)
    again = ingest(store, sent)
    assert (again["outcome"], again["findings"]) == ("superseded", [])
    assert by_field(store) == {"kt": 2}
    assert ingest(store, sent)["outcome"] == "unchanged"
    assert happened(store) == ["taken-in", "read-again"]
    assert danvan("verify", "--store", str(store)).code == 0


def test_a_copy_of_it_elsewhere_takes_its_place_too_and_is_not_counted_beside_it(store: Path, sent: Path) -> None:
    ingest(store, sent)
    say_more(store, GREEN)
    copy = sent.parent / "nữa" / sent.name
    copy.parent.mkdir()
    copy.write_bytes(sent.read_bytes())
    assert ingest(store, copy)["outcome"] == "superseded"
    assert by_field(store) == {"kt": 2}


def test_people_are_told_that_it_reads_otherwise_now(store: Path, sent: Path) -> None:
    ingest(store, sent)
    say_more(store, GREEN)
    told = danvan("ingest", str(sent), "--store", str(store), *HOME).stdout
    assert "1 tệp đã nhận trước đây nay đọc khác" in told
    assert "nay đọc khác" not in danvan("ingest", str(sent), "--store", str(store), *HOME).stdout


def test_what_the_new_words_do_not_touch_is_unchanged_and_leaves_no_trace(store: Path, sent: Path) -> None:
    ingest(store, sent)
    say_more(store, '[field.members.kt]\naliases = ["Chuyện khác"]\n')
    assert ingest(store, sent)["outcome"] == "unchanged"
    assert happened(store) == ["taken-in"]


def test_a_danvan_that_reads_better_reads_again(store: Path, sent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    monkeypatch.setattr(
        "danvan_cli.ledger.taking_in.acceptance._read_again", lambda reads, *_: looked.extend(map(str, reads))
    )
    ingest(store, sent)
    ingest(store, sent)
    assert looked == []
    monkeypatch.setattr(knowledge, "_own", lambda: "another danvan")
    ingest(store, sent)
    assert len(looked) == 1


@pytest.mark.parametrize("file", ["vocabulary.toml", "indicators.toml", "movement.toml", "forms/biểu.toml"])
def test_words_and_forms_of_the_workspace_are_part_of_what_danvan_knows(tmp_path: Path, file: str) -> None:
    before = knowledge.fingerprint(tmp_path, {})
    (tmp_path / "danvan.toml").write_text('issuer = "BAN DÂN VẬN"\n', encoding="utf-8")
    assert knowledge.fingerprint(tmp_path, {}) == before
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text("# hôm nay\n", encoding="utf-8")
    known = knowledge.fingerprint(tmp_path, {})
    (tmp_path / file).write_text("# hôm sau\n", encoding="utf-8")
    assert len({before, known, knowledge.fingerprint(tmp_path, {})}) == 3


def test_it_is_read_under_the_terms_under_which_it_came(store: Path, sent: Path) -> None:
    nameless = sent.rename(sent.with_name("bieu.xlsx"))
    ingest(store, nameless, "--unit", "Hội Nông dân xã Liêm Sơn")
    say_more(store, GREEN)
    again = ingest(store, nameless)
    (ret,) = again["returns"]
    assert (again["outcome"], ret["reporter"]["name"]) == ("superseded", "Hội Nông dân xã Liêm Sơn")
    assert by_field(store) == {"kt": 2}


def test_what_was_taken_back_does_not_come_back_by_being_read_again(store: Path, sent: Path) -> None:
    ingest(store, sent)
    danvan("withdraw", str(sent), "--reason", "nhầm", "--by", "văn thư", "--store", str(store))
    say_more(store, GREEN)
    again = ingest(store, sent)
    assert (again["outcome"], [one["code"] for one in again["findings"]]) == (
        "unchanged",
        ["field-unknown", "withdrawn-before"],
    )
    assert by_field(store) == {}


def test_a_reading_that_is_refused_now_leaves_the_older_standing(store: Path, sent: Path) -> None:
    ingest(store, sent)
    (store.parent / "danvan.toml").write_text('[severity]\nfield-unknown = "error"\n', encoding="utf-8")
    assert [ingest(store, sent)["outcome"] for _ in range(2)] == ["refused", "refused"]
    assert by_field(store) == {"kt": 1, "": 1}
    (store.parent / "danvan.toml").unlink()
    assert ingest(store, sent)["outcome"] == "unchanged"


def test_a_document_read_again_and_then_withdrawn_was_not_received(store: Path, sent: Path) -> None:
    ingest(store, sent)
    say_more(store, GREEN)
    ingest(store, sent)
    assert danvan("withdraw", str(sent), "--reason", "gửi nhầm", "--by", "Lan", "--store", str(store)).code == 0
    coverage = danvan_json("summarize", "--year", "2024", "--store", str(store))["coverage"]
    assert (coverage["received"], coverage["counted"]) == (0, 0)
