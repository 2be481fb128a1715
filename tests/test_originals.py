"""A kept original comes back byte for byte, by its digest or its path, and writes over nothing in silence."""

import hashlib
from pathlib import Path

import pytest

from commanding import Said, danvan, danvan_json
from workbooks import register

HOME = "Huyện Thanh Liêm, Tỉnh Hà Nam"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "kho"
    folder.mkdir()
    return folder / "danvan.db"


@pytest.fixture
def mail(tmp_path: Path, store: Path) -> list[Path]:
    """Two communes' lists under one file name, taken in from two folders."""
    files = [
        register(tmp_path / "thu-den" / str(place) / "danh sách.xlsx", commune, [(f"Mô hình {commune}", "kt")])
        for place, commune in enumerate(("Xã Liêm Sơn", "Xã Liêm Túc"))
    ]
    danvan_json("ingest", str(tmp_path / "thu-den"), "--store", str(store), "--home", HOME)
    return files


def source(store: Path, name: str, output: Path, *more: str) -> Said:
    return danvan("source", name, "-o", str(output), "--store", str(store), *more)


def test_the_path_that_the_trace_shows_gives_the_bytes_that_came(tmp_path: Path, store: Path, mail: list[Path]) -> None:
    traced = danvan_json("trace", "--year", "2024", "--unit", "Xã Liêm Sơn", "--store", str(store))["sources"]
    assert source(store, traced[0]["path"], tmp_path / "lai.xlsx").code == 0
    assert (tmp_path / "lai.xlsx").read_bytes() == mail[0].read_bytes()


def test_six_letters_of_the_digest_are_enough_and_five_are_none(tmp_path: Path, store: Path, mail: list[Path]) -> None:
    digest = hashlib.sha256(mail[1].read_bytes()).hexdigest()
    assert source(store, digest[:6].upper(), tmp_path / "lai.xlsx").code == 0
    assert (tmp_path / "lai.xlsx").read_bytes() == mail[1].read_bytes()
    assert source(store, digest[:5], tmp_path / "khac.xlsx").refused == "kept-unknown"


def test_the_end_of_a_path_is_enough_where_it_names_one_file(tmp_path: Path, store: Path, mail: list[Path]) -> None:
    assert source(store, "1\\danh sách.xlsx", tmp_path / "lai.xlsx").code == 0
    assert (tmp_path / "lai.xlsx").read_bytes() == mail[1].read_bytes()


def test_where_several_files_could_be_meant_they_are_listed(
    tmp_path: Path, store: Path, mail: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from danvan_cli.cli.app import app
    from danvan_cli.cli.speech import run

    output = tmp_path / "lai.xlsx"
    monkeypatch.setattr("sys.argv", ["danvan", "source", "danh sách.xlsx", "-o", str(output), "--store", str(store)])
    with pytest.raises(SystemExit) as left:
        run(app)
    told = capsys.readouterr().err
    assert left.value.code == 2
    assert all(hashlib.sha256(file.read_bytes()).hexdigest()[:12] in told for file in mail)
    assert "Xã Liêm Sơn" in told
    assert "Xã Liêm Túc" in told
    assert not output.exists()


def test_an_existing_file_is_written_over_only_on_demand(tmp_path: Path, store: Path, mail: list[Path]) -> None:
    output = tmp_path / "lai.xlsx"
    output.write_bytes(b"cua toi")
    assert source(store, "0/danh sách.xlsx", output).refused == "output-exists"
    assert output.read_bytes() == b"cua toi"
    assert source(store, "0/danh sách.xlsx", output, "--force").code == 0
    assert output.read_bytes() == mail[0].read_bytes()


def test_the_workbook_in_which_figures_were_typed_comes_back_too(tmp_path: Path, store: Path) -> None:
    paper = tmp_path / "Xã Liêm Túc 2024.jpg"
    paper.write_bytes(b"\xff\xd8\xff\xe0 anh")
    typed = register(tmp_path / "da-dien.xlsx", "Xã Liêm Túc", [("Hũ gạo tình thương", "vhxh")])
    entered = danvan(
        "enter", "--unit", "Xã Liêm Túc", "--source", str(paper), "--store", str(store), "--home", HOME, str(typed)
    )
    assert entered.code == 0
    for file in (paper, typed):
        assert source(store, file.name, tmp_path / f"lai-{file.name}").code == 0
        assert (tmp_path / f"lai-{file.name}").read_bytes() == file.read_bytes()
