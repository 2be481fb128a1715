"""What goes back to units: for every return with errors or questions its marked copy and a letter."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePath

from danvan_cli.cli.options import Workspace
from danvan_cli.cli.speech import say
from danvan_cli.findings import Finding, Severity, by_weight
from danvan_cli.intake.crew.workers import Task, at_work
from danvan_cli.intake.files.unreadable import Unreadable
from danvan_cli.intake.mail import Mail, read_bytes
from danvan_cli.ledger.taking_in.run import FileReport, Run
from danvan_cli.messages import speaking, text
from danvan_cli.periods import Period
from danvan_cli.writers import beside
from danvan_cli.writers.marked.letter import Letter, letter_file
from danvan_cli.writers.marked.marked_copy import Marked, mark, may_go_back
from danvan_cli.writers.safe import file_stem


def give_back(space: Workspace, run: Run, mails: Sequence[Mail], folder: Path, password: str | None = None) -> None:
    """Write all marked copies and letters of a run, and say how many. `password`: of the files that have one."""
    by_path: dict[str, list[Mail]] = {}  # an archive may hold two files of one name
    for mail in mails:
        by_path.setdefault(mail.shown, []).append(mail)
    asked = [report for report in run.files if _asked(report) and report.outcome not in ("ignored", "waiting")]
    if asked:
        beside.folder(folder)
    taken: set[str] = set()
    marked = 0
    with at_work(mark, len(asked), 1) as crew:
        for report in asked:
            findings = sorted(_asked(report), key=by_weight)
            stem = free_name(file_stem(PurePath(report.path.replace("\\", "/")).stem), taken)
            work = partial(mark, findings=findings, digest=report.sha256 or "", password=password)
            tasks = [_taken_up(report, by_path[report.path])] if may_go_back(findings) else []
            answer = next((task.answer for task in crew.do(work, tasks)), None)
            copy: Marked | None = answer if isinstance(answer, Marked) else None
            with speaking("vi"):
                name = f"{stem} - {text('marked', 'name')}{copy.ending}" if copy else ""
                letter = f"{stem} - {text('marked', 'letter-name')}.docx"
            if copy:
                beside.put(folder / name, copy.content)
                marked += 1
            about = Letter(
                file=PurePath(report.path).name,
                unit=space.register.name_of(report.unit) if report.unit else "",
                period=_period(report),
                findings=tuple(findings),
                marked=name,
                copied=bool(copy and copy.copied),
                locked=bool(copy and copy.locked),
                refused=report.outcome == "refused",
                headings=space.office(None),
            )
            beside.put(folder / letter, letter_file(about, profile=space.settings.profile))
    say(text("screen", "annotated", folder=str(folder), marked=marked, letters=len(asked)))


def _taken_up(report: FileReport, mails: Sequence[Mail]) -> Task:
    """The very file that was read; one that is another by now, or cannot be read any more, gets a letter only."""
    for mail in mails:
        with suppress(Unreadable):
            content = read_bytes(mail)
            if sha256(content).hexdigest() == report.sha256:
                return Task(report.path, content)
    return Task(report.path, b"", done=True)


def _asked(report: FileReport) -> list[Finding]:
    return [found for found in report.findings if found.severity is not Severity.NOTE]


def _period(report: FileReport) -> str:
    with speaking("vi"):
        return Period(report.period).name if report.period else ""


def free_name(stem: str, taken: set[str]) -> str:
    """A name that no other file of this run has: names repeat in folders, and case is no difference everywhere."""
    number, name = 1, stem
    while name.casefold() in taken:
        number += 1
        name = f"{stem} ({number})"
    taken.add(name.casefold())
    return name
