"""Whatever a file does to its reader, it alone is refused, and the others come back in their order."""

import multiprocessing
from pathlib import Path

import pytest

import breaking
from danvan_cli import messages
from danvan_cli.intake import workers
from danvan_cli.intake.mail import Mail, MailKind
from danvan_cli.intake.workers import understand_all


def sent(folder: Path, contents: list[bytes], kind: MailKind = MailKind.RETURN) -> list[Mail]:
    made = []
    for number, content in enumerate(contents):
        path = folder / f"{number:02}.xlsx"
        path.write_bytes(content)
        made.append(Mail(path, str(path), kind))
    return made


def answers(mails: list[Mail], jobs: int | None = None) -> list[object]:
    """Per file what was understood, or why not."""
    told: list[object] = []
    for _, _, draft in understand_all(mails, breaking.understand, jobs):
        told.append(draft.sheets[0] if draft.sheets else draft.findings[0].seen["why"] if draft.findings else None)
    return told


@pytest.mark.parametrize("jobs", [1, 2])
def test_only_the_guilty_files_are_refused(tmp_path: Path, jobs: int) -> None:
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
    assert answers(sent(tmp_path, contents), jobs) == expected


def test_a_file_that_takes_for_ever_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "TIME_LIMIT", 1.0)
    assert answers(sent(tmp_path, [b"a", b"sleep", b"b"])) == ["00.xlsx: a", "timeout", "02.xlsx: b"]


def test_order_is_kept_over_more_files_than_the_window(tmp_path: Path) -> None:
    contents = [str(number).encode() for number in range(40)]
    mails = sent(tmp_path, contents)
    given = list(understand_all(mails, breaking.understand, 2))
    assert [mail for mail, _, _ in given] == mails
    assert [content for _, content, _ in given] == contents


def test_no_more_files_are_held_than_the_window_allows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = []

    def counted(mail: Mail) -> bytes:
        read.append(mail)
        return mail.path.read_bytes()

    monkeypatch.setattr(workers, "read_bytes", counted)
    coming = understand_all(sent(tmp_path, [b"a"] * 30), breaking.understand, 1)
    next(coming)
    assert len(read) == workers.WINDOW
    coming.close()


def test_waiting_mail_is_held_and_ignored_mail_is_not_opened(tmp_path: Path) -> None:
    (waiting,) = sent(tmp_path, [b"%PDF"], MailKind.WAITING)
    ignored = Mail(tmp_path / "gone.exe", "gone.exe", MailKind.IGNORED, "program")
    first, second = understand_all([waiting, ignored], breaking.understand)
    assert (first[1], first[2].findings) == (b"%PDF", [])
    assert (second[1], second[2].findings) == (None, [])


def test_a_file_that_vanished_is_refused(tmp_path: Path) -> None:
    gone = Mail(tmp_path / "x.xlsx", "x.xlsx", MailKind.RETURN)
    ((_, content, draft),) = understand_all([gone], breaking.understand)
    assert content is None
    assert draft.findings[0].seen["why"] == "vanished"


def test_workers_are_silent_and_speak_the_language_of_the_run(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    messages.speak("en")
    try:
        assert answers(sent(tmp_path, [b"speak"])) == ["en"]
    finally:
        messages.speak("vi")
    assert capfd.readouterr().out == ""


def test_nobody_is_left_behind_when_the_run_is_interrupted(tmp_path: Path) -> None:
    coming = understand_all(sent(tmp_path, [b"a", b"sleep", b"sleep"]), breaking.understand)
    next(coming)
    with pytest.raises(KeyboardInterrupt):
        coming.throw(KeyboardInterrupt)
    assert not multiprocessing.active_children()


def test_no_mail_is_no_work() -> None:
    assert list(understand_all([], breaking.understand)) == []
