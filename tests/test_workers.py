"""Whatever a file does to its reader, it alone is refused, and the others come back in their order."""

import multiprocessing
import pickle
import pickletools
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator

import pytest

import breaking
import slow_to_start
from danvan_cli import messages
from danvan_cli.intake.crew import waking, workers
from danvan_cli.intake.crew.worker import serve
from danvan_cli.intake.crew.workers import Task, at_work
from danvan_cli.intake.files.unreadable import limits

POSIX = pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit the address space")


def sent(contents: list[bytes]) -> list[Task]:
    return [Task(f"{number:02}.xlsx", content) for number, content in enumerate(contents)]


def done(tasks: Iterable[Task], jobs: int | None = None) -> Iterator[Task]:
    """The tasks as they come back, from a crew of that size."""
    held = list(tasks) if isinstance(tasks, list) else tasks
    with at_work(breaking.understand, len(held) if isinstance(held, list) else 30, jobs) as crew:
        yield from crew.do(breaking.understand, held)


def answers(contents: list[bytes], jobs: int | None = None) -> list[object]:
    """Per file what was understood, or why not."""
    return [task.finding.seen["why"] if task.finding else task.answer for task in done(sent(contents), jobs)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_only_the_guilty_files_are_refused(jobs: int) -> None:
    contents = [b"a", b"abort", b"b", b"exit", b"memory", b"c", b"raise", b"abort", b"d"]
    expected = [
        "00.xlsx: a",
        "crashed",
        "02.xlsx: b",
        "crashed",
        "memory",
        "05.xlsx: c",
        "crashed",
        "crashed",
        "08.xlsx: d",
    ]
    assert answers(contents, jobs) == expected


def test_a_file_that_takes_for_ever_is_stopped(allowed: Callable[..., None]) -> None:
    allowed(seconds=1)
    assert answers([b"a", b"sleep", b"b"]) == ["00.xlsx: a", "timeout", "02.xlsx: b"]


def test_the_time_of_a_file_begins_when_its_worker_is_ready(
    allowed: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a server whose copies they are, workers import for themselves."""
    monkeypatch.setattr(waking, "get_all_start_methods", lambda: ["spawn"])
    allowed(seconds=slow_to_start.SECONDS - 1)
    with at_work(slow_to_start.understand, 3) as crew:
        done = list(crew.do(slow_to_start.understand, sent([b"a", b"sleep", b"b"])))
    assert [task.finding.seen["why"] if task.finding else task.answer for task in done] == [
        "00.xlsx: a",
        "timeout",
        "02.xlsx: b",
    ]


def test_workers_wake_before_anything_of_weight_is_imported() -> None:
    """Else their imports would begin when ours are half done."""
    look = (
        "import sys, danvan_cli.__main__, danvan_cli.intake.crew.waking;"
        "sys.exit(any(m in sys.modules for m in ('pydantic', 'typer', 'sqlite3', 'json')))"
    )
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0


def test_a_worker_imports_nothing_of_weight_before_it_has_no_ear_for_ctrl_c() -> None:
    """What it is sent to begin with is of Python only, so that nothing else is imported to read it."""
    look = "import sys, danvan_cli.intake.crew.worker as w; sys.exit(any(m in sys.modules for m in ('pydantic', 'lxml', 'json')))"
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0
    begun = pickle.dumps((serve, "vi", limits().model_dump(), 2, "json"))
    named = {text for code, text, _ in pickletools.genops(begun) if isinstance(text, str) and "danvan_cli" in text}
    assert named == {"danvan_cli.intake.crew.worker"}


@POSIX
def test_memory_is_one_budget_that_workers_share() -> None:
    assert answers([b"is there much"] * 4, 2) == ["no"] * 4
    assert answers([b"is there much"] * 4, 1) == ["yes"] * 4


@POSIX
def test_a_file_that_needs_more_than_its_share_is_read_again_alone_and_the_order_is_kept() -> None:
    contents = [b"a", b"much", b"much or die", b"b", b"is there much", b"memory", b"abort", b"c"]
    expected = ["00.xlsx: a", str(breaking.MUCH), "02.xlsx", "03.xlsx: b", "no", "memory", "crashed", "07.xlsx: c"]
    assert answers(contents, 2) == expected


def test_order_is_kept_over_more_files_than_the_window() -> None:
    tasks = sent([str(number).encode() for number in range(40)])
    assert list(done(tasks, 2)) == tasks


def test_no_more_files_are_held_than_the_window_allows() -> None:
    read = []

    def coming() -> Iterator[Task]:
        for task in sent([b"a"] * 30):
            read.append(task)
            yield task

    given = done(coming(), 1)
    next(given)
    assert len(read) == workers.WINDOW
    given.close()  # type: ignore[attr-defined]


def test_what_is_done_beforehand_keeps_its_turn() -> None:
    tasks = [*sent([b"a", b"b"]), Task("anh.jpg", b"abort", done=True), *sent([b"c"])]
    assert [task.answer for task in done(tasks)] == ["00.xlsx: a", "01.xlsx: b", None, "00.xlsx: c"]


def test_workers_are_silent_and_speak_the_language_of_the_run(capfd: pytest.CaptureFixture[str]) -> None:
    messages.speak("en")
    try:
        assert answers([b"speak"]) == ["en"]
    finally:
        messages.speak("vi")
    assert capfd.readouterr().out == ""


def test_nobody_is_left_behind_when_the_run_is_interrupted() -> None:
    coming = done(sent([b"a", b"sleep", b"sleep"]))
    next(coming)
    with pytest.raises(KeyboardInterrupt):
        coming.throw(KeyboardInterrupt)  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_no_mail_is_no_work() -> None:
    assert list(done([])) == []
