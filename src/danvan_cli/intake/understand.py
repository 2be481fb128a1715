"""One file's bytes to what it says: read, recognise, extract. Runs inside a worker process."""

from pathlib import Path

from danvan_cli import indicators, vocabulary
from danvan_cli.answers import NONE, Answers
from danvan_cli.findings import Severity
from danvan_cli.intake.answered import choose_ticks, leave_out, run_units_on
from danvan_cli.intake.document_places import name_places
from danvan_cli.intake.draft import DraftFile
from danvan_cli.intake.extract import understand_grids
from danvan_cli.intake.files.reading import read, unlocked
from danvan_cli.intake.files.stamp import read_stamp
from danvan_cli.intake.files.unreadable import Unreadable
from danvan_cli.intake.forms import form_files, form_writing
from danvan_cli.intake.forms.filled_forms import check_form, without_ours
from danvan_cli.intake.forms.plain_words import PlainWords
from danvan_cli.intake.grid import Grid
from danvan_cli.intake.sheets.layout import SheetLayout
from danvan_cli.intake.words import movement
from danvan_cli.intake.words.headings import reader


def understand(
    content: bytes,
    name: str,
    workspace: Path | None = None,
    password: str | None = None,
    answers: Answers = NONE,
    digest: str = "",
) -> DraftFile:
    """What a workbook says, before it is known whose it is. `digest`: of the file that answers speak of."""
    return _look(content, name, workspace, password, answers, digest)[0]


def write_down(
    content: bytes, name: str, workspace: Path | None = None, password: str | None = None
) -> tuple[DraftFile, list[SheetLayout], str]:
    """The same, with how each sheet was understood, and a form to mend that says so; empty where there is nothing to say."""
    draft, layouts, grids = _look(content, name, workspace, password)
    words = PlainWords(reader(vocabulary.load(workspace), indicators.load(workspace)))
    return draft, layouts, form_writing.write_down(draft, grids, layouts, words, form_files.load(workspace))


def _look(
    content: bytes,
    name: str,
    workspace: Path | None,
    password: str | None,
    answers: Answers = NONE,
    digest: str = "",
) -> tuple[DraftFile, list[SheetLayout], list[Grid]]:
    try:
        content = unlocked(content, password)
        grids, findings = read(content)
        if any(found.severity is Severity.ERROR for found in findings):
            return DraftFile(findings=findings), [], []
        stamp = read_stamp(content)
    except Unreadable as unreadable:
        return DraftFile(findings=[unreadable.finding]), [], []
    movement.speak_as(workspace)
    answered = answers.of_file(digest)
    grids, left_out = leave_out(grids, answered)
    if stamp:
        grids = without_ours(grids, stamp)
    words = vocabulary.load(workspace, answers.words)
    forms = () if stamp and stamp.is_form else form_files.load(workspace)  # our own forms are known by their stamp
    draft, layouts = understand_grids(grids, name, words, indicators.load(workspace), forms)
    name_places(draft, grids)
    choose_ticks(draft, answered)
    run_units_on(draft, answered)
    draft.stamp = stamp
    draft.findings = [*findings, *left_out, *draft.findings]
    if stamp and stamp.is_form:
        check_form(draft, grids, layouts, stamp, words)
    return draft, layouts, grids
