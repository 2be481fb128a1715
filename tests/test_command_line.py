"""What the command line says of itself, and of what it cannot understand: in the user's language, with what to do."""

import io
import os
import re
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from commanding import danvan
from danvan_cli.__main__ import spoken
from danvan_cli.cli import speech
from danvan_cli.cli.app import app
from danvan_cli.cli.options import moment
from danvan_cli.errors import UsageError

ENGLISH = re.compile(
    r"\b(?:usage|options|commands|arguments|show|exit|error|missing|invalid|required|default)\b", re.IGNORECASE
)


def command_line(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The installed command, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "danvan_cli", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("typed", [("--help",), ("claim", "--help"), ("summarize", "--help")])
@pytest.mark.parametrize("before", [True, False])
def test_help_is_given_in_the_language_that_is_typed_before_or_behind(typed: tuple[str, ...], *, before: bool) -> None:
    said = command_line(*(("--lang", "en", *typed) if before else (*typed, "--lang", "en")))
    assert said.returncode == 0
    assert said.stdout.startswith("Usage: ")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["sumarize"], "Không có lệnh “sumarize”. Có lẽ là: summarize"),
        (["units", "fnd"], "Không có lệnh “fnd”. Có lẽ là: find"),
        (["summarize", "--yeer", "2024"], "Lệnh này không có tùy chọn --yeer. Có lẽ là: --year, --years"),
        (["reconcile", "--year", "2024", "--field", "kt"], "Lệnh này không có tùy chọn --field."),
        (["summarize", "--year"], "Sau --year phải có một giá trị."),
        (["summarize", "--chart=3"], "--chart không có giá trị đi kèm."),
        (["summarize", "--format", "exe"], "--format chỉ nhận một trong: table, json, csv, md."),
        (["summarize", "Xã", "Liên", "Sơn"], "Thừa: Xã Liên Sơn. Tên có dấu cách thì đặt trong ngoặc kép."),
        (["models", "--top", "0"], "--top phải là một số nguyên từ 1 trở lên."),
        (["ingest", "--jobs", "nhiều", "."], "--jobs phải là một số nguyên từ 1 đến 64."),
        (["claim", "take-back", "x"], "số-thứ-tự phải là một số nguyên."),
        (["layout"], "Còn thiếu tệp: Một tệp báo cáo (Excel, Word, CSV …)."),
        (["papers", "--lang", "fr"], "--lang chỉ nhận một trong: vi, en."),
        (["template", "--year", "2026"], "Còn thiếu --output / -o: Thư mục để ghi các biểu mẫu."),
        (
            ["summarize", "--field", "kt", "--field", "vhxh"],
            "--field ghi hai lần, chỉ lần sau có hiệu lực: ghi một lần thôi.",
        ),
        (["template", "-o", "."], "Còn thiếu --year: Kỳ báo cáo của biểu mẫu, ví dụ 2026."),
    ],
)
def test_what_was_mistyped_is_told_with_the_way_to_its_help(typed: list[str], said: str) -> None:
    mistyped = danvan(*typed)
    assert mistyped.code == 2
    sentence, way = mistyped.stderr.strip().splitlines()
    assert sentence == said
    assert re.fullmatch(
        r"Xem cách dùng: \S+( (?:summarize|reconcile|units|models|ingest|papers|claim take-back|layout|template))? --help",
        way,
    )
    assert mistyped.stdout == ""


@pytest.mark.parametrize("command", [[], ["summarize"], ["template"], ["claim"], ["claim", "add"], ["roster"]])
def test_help_is_vietnamese_throughout(command: list[str]) -> None:
    shown = danvan(*command, "--help")
    assert shown.code == 0
    told = re.sub(r"[-<(“\[:]\S+|\b[A-Z_]{4,}\b", "", shown.stdout)  # options, values and variables are what is typed
    assert not ENGLISH.findall(told)
    assert "Xem trợ giúp này." in shown.stdout


@pytest.mark.parametrize("group", [(), ("claim",), ("units",)])
def test_the_list_of_commands_cuts_no_sentence(group: tuple[str, ...]) -> None:
    shown = danvan(*group, "--help").stdout
    assert "..." not in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_help_offers_no_form_that_a_command_then_refuses(tmp_path: Path) -> None:
    for command in ("ingest", "check", "decide", "enter", "nil", "receive"):
        assert "--format <table|json> " in danvan(command, "--help").stdout
    assert danvan("check", str(tmp_path), "--format", "csv").refused == "format-not-here"


def test_help_speaks_english_where_that_is_asked_for() -> None:
    shown = command_line("ingest", "--help", "--lang", "en")
    assert shown.stdout.startswith("Usage: ")
    assert "Show this help." in shown.stdout
    assert "[default: danvan.db]" in " ".join(shown.stdout.split()).replace("environment variable: DANVAN_STORE; ", "")


def test_every_command_is_listed_whichever_is_asked_for() -> None:
    listed = command_line("--help")
    near = command_line("ingst", "--help")
    assert listed.returncode == 0
    assert [line.split()[0] for line in listed.stdout.partition("Lệnh:")[2].splitlines() if line.strip()][:3] == [
        "ingest", "check", "decide",
    ]  # fmt: skip
    assert near.returncode == 2
    assert "Có lẽ là: ingest" in near.stderr


def test_a_command_takes_what_it_takes_though_only_its_own_was_worked_out() -> None:
    assert "--year" in command_line("summarize", "--help").stdout
    assert "take-back" in command_line("claim", "--help").stdout


class Slow(io.RawIOBase):
    """A pipe that takes a few bytes at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.taken = b""

    def writable(self) -> bool:
        return True

    def write(self, some: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        self.taken += bytes(some[:7])
        return len(bytes(some[:7]))


def test_an_unbuffered_stream_says_all_of_it_though_its_pipe_takes_little_at_once() -> None:
    pipe = Slow()
    unbuffered = io.TextIOWrapper(pipe, encoding="cp1258", write_through=True)  # type: ignore[type-var]
    stream = spoken(unbuffered)
    stream.write("Lĩnh vực kinh tế: 1.597\n" * 100)
    stream.flush()
    assert pipe.taken.decode("utf-8") == "Lĩnh vực kinh tế: 1.597\n" * 100


def test_a_command_that_is_interrupted_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(_: str) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("danvan_cli.cli.explain.emit", stopped)
    with pytest.raises(SystemExit) as ended:
        speech.run(lambda **how: app(["explain"], **how))
    assert ended.value.code == 130
    assert "Đã dừng theo yêu cầu" in capsys.readouterr().err


def test_a_command_that_is_interrupted_before_it_begins_says_so() -> None:
    pressed = """
import sys

class Pressed:
    def find_spec(self, name, *_):
        if name == "danvan_cli.cli.app":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Pressed())
sys.argv = ["danvan", "explain"]
from danvan_cli.__main__ import main
main()
"""
    said = subprocess.run([sys.executable, "-c", pressed], capture_output=True, encoding="utf-8", check=False)
    assert (said.returncode, said.stderr.count("\n")) == (130, 1)
    assert said.stderr.startswith("Đã dừng theo yêu cầu.")


def test_what_is_typed_on_windows_is_taken_as_it_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.xlsx").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AB", "xyz")
    monkeypatch.setattr("typer.core.os", SimpleNamespace(name="nt", environ=os.environ))
    for typed in ("*", "?.xlsx", "$AB", "~"):
        monkeypatch.setattr(sys, "argv", ["danvan", "explain", typed])
        with pytest.raises(SystemExit):
            speech.run(app)
        assert f"“{typed}”" in capsys.readouterr().err


LONG = ("units", "events", "--format", "json")
"""A command that says more than a pipe holds."""


def test_whoever_has_read_enough_ends_no_command_with_an_error() -> None:
    command = [sys.executable, "-m", "danvan_cli", *LONG]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.read(1) == b"{"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_full_disk_is_one_sentence_whatever_was_left_to_say() -> None:
    with Path("/dev/full").open("wb") as full:
        said = subprocess.run(
            [sys.executable, "-m", "danvan_cli", "explain", "field-unknown"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert said.returncode == 3
    assert said.stderr.decode().strip() == "Máy báo lỗi: đĩa đã đầy."


@pytest.mark.skipif(os.name == "nt", reason="streams are closed by the shell of other systems")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_command_works_though_nobody_can_hear_it(closed: str) -> None:
    said = subprocess.run(
        ["sh", "-c", f'"$0" -m danvan_cli explain {closed}', sys.executable], capture_output=True, check=False
    )
    assert (said.returncode, said.stderr) == (0, b"")


@pytest.mark.parametrize("typed", ["2024-11-15", "15/11/2024", "20241115"])
def test_a_bare_day_means_its_end_however_it_is_written(typed: str) -> None:
    assert moment(typed) == moment("2024-11-15T23:59:59.999999")


@pytest.mark.parametrize("typed", ["", "15/11", "0001-01-01", "9999-12-31T23:59-20:00"])
def test_a_time_that_is_none_is_told(typed: str) -> None:
    with pytest.raises(UsageError, match="time-unreadable"):
        moment(typed)


def test_a_time_before_the_clock_of_windows_began_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class OnWindows(datetime):
        def astimezone(self, tz: object = None) -> "OnWindows":
            raise OSError(22, "Invalid argument")

    monkeypatch.setattr("danvan_cli.cli.options.datetime", OnWindows)
    with pytest.raises(UsageError, match="time-unreadable"):
        moment("1969-12-31")


def test_whether_a_path_can_be_read_is_told_by_who_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typer would ask beforehand, and refuse a whole command for one file of many."""
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.R_OK)
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    assert danvan("check", str(tmp_path), str(tmp_path / "a.jpg")).code == 0
    output = tmp_path / "b.xlsx"
    output.touch()
    store = ("--store", str(tmp_path / "danvan.db"))
    assert danvan("ingest", str(tmp_path / "a.jpg"), *store).code == 0
    assert danvan("summarize", "--year", "2024", "-o", str(output), *store).code == 0
    assert output.stat().st_size


def test_a_badly_written_setting_is_told_with_its_line_and_no_english(tmp_path: Path) -> None:
    settings = tmp_path / "danvan.toml"
    store = ("--store", str(tmp_path / "danvan.db"))
    settings.write_text('home = "Huyện Thanh Liêm, Tỉnh Hà Nam"\nparent = "Tỉnh ủy\n', encoding="utf-8")
    said = command_line("ingest", str(tmp_path), *store)
    assert (said.returncode, said.stdout) == (2, "")
    assert "danvan.toml, gần dòng 2: viết sai" in said.stderr
    assert "Illegal" not in said.stderr
    settings.write_bytes('home = "Huyện Thanh Liêm"'.encode("utf-16"))
    assert danvan("ingest", str(tmp_path), *store).refused == "settings-not-utf8"
