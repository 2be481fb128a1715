"""`danvan layout`: how each sheet of a file was understood; on request as a form that a person mends."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from danvan_cli.cli import options
from danvan_cli.cli.options import Language, Workspace, path_argument, path_option, told
from danvan_cli.cli.speech import Exit, emit, leave, say

if TYPE_CHECKING:
    from danvan_cli.intake.draft import DraftFile


def layout(
    file: Annotated[Path, path_argument(help=told("file"))],
    save: Annotated[Path | None, path_option("--save", help=told("layout-save"))] = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    home: options.HomeOption = None,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.errors import DanvanError, UsageError
    from danvan_cli.findings import Severity
    from danvan_cli.intake.checks.belongs import judge
    from danvan_cli.intake.crew.workers import Task, at_work
    from danvan_cli.intake.files.unreadable import Unreadable
    from danvan_cli.intake.forms.form_files import FOLDER, read_forms
    from danvan_cli.intake.mail import MailKind, collect, read_bytes
    from danvan_cli.intake.sheets.layout import describe
    from danvan_cli.intake.understand import write_down
    from danvan_cli.intake.words.movement import speak_as
    from danvan_cli.writers.safe import plain

    target = _target(save, store.parent / FOLDER) if save else None
    space = options.workspace(store, home)
    read_forms(store.parent)
    speak_as(store.parent)
    mails = collect([file])
    if len(mails) != 1 or mails[0].kind is not MailKind.RETURN:
        raise UsageError("not-a-workbook", path=str(file))
    try:
        content = read_bytes(mails[0])
    except Unreadable as unreadable:
        raise DanvanError("file-unreadable", path=str(file), reason=unreadable.finding.seen["reason"]) from unreadable
    with at_work(write_down, 1) as crew:  # a file that kills its reader must not kill the command
        work = partial(write_down, workspace=store.parent)
        task = next(iter(crew.do(work, [Task(mails[0].path.name, content)])))
    if task.finding:
        raise DanvanError("file-unreadable", path=str(file), reason=task.finding.seen["reason"])
    draft, layouts, form = task.answer
    judged = judge(draft, mails[0].shown)
    if draft.tables:
        emit(plain(_whose(draft, mails[0].shown, space)) + "\n")
    for sheet in layouts:
        said = dict.fromkeys(one.sentence for one in judged if one.table.sheet == sheet.sheet)
        lines = describe(sheet)
        width = max((len(head) for head, _ in lines[1:]), default=0)
        for place, (head, rest) in enumerate(lines):
            span = f"{head:<{width}}  " if head else ""
            emit(plain(f"  {span}{rest}" if place else rest) + "\n")
            for sentence in said if place == 0 else ():
                emit(plain(f"  {sentence}") + "\n")
    for found in draft.findings:
        where = " › ".join(part for part in (found.sheet, found.cell) if part)
        emit(plain(f"{where}  {found.message}".strip()) + "\n")
    if target:
        _put(target, form, file, store.parent / FOLDER)
    if any(found.severity is Severity.ERROR for found in draft.findings):
        leave(Exit.ERRORS_IN_DATA)


def _whose(draft: "DraftFile", path: str, space: Workspace) -> str:
    """Whose file it is and of when, as far as the file and the home tell."""
    from danvan_cli.intake.identity.evidence import gather
    from danvan_cli.intake.identity.home import settle_home, voice_of
    from danvan_cli.intake.identity.identify import identify
    from danvan_cli.messages import text
    from danvan_cli.periods import Period

    register, evidence = space.register, gather(draft, path)
    around = settle_home([voice_of(evidence, register)], space.home, register)
    found = identify(draft, evidence, home=around, register=register, vocabulary=space.vocabulary)
    unit = register.full_name(found.reporter) if found.reporter else text("layout", "unit-unknown")
    period = Period(found.period).name if found.period else text("layout", "period-unknown")
    return text("layout", "whose", unit=unit, period=period)


def _target(save: Path, folder: Path) -> Path:
    """Where the form goes: a bare name beside the other forms of the workspace. Never over another file."""
    from danvan_cli.errors import UsageError

    if save.name in ("", ".."):
        raise UsageError("form-name-needed")
    named = save if save.suffix == ".toml" else save.with_name(f"{save.name}.toml")
    target = folder / named.name if len(save.parts) == 1 else named
    if target.exists():
        raise UsageError("form-exists", path=str(target))
    return target


def _put(target: Path, form: str, file: Path, folder: Path) -> None:
    """Write it as old editors on Windows like it: with a mark of its encoding and their ends of lines."""
    from danvan_cli.errors import UsageError
    from danvan_cli.messages import text
    from danvan_cli.writers import beside

    if not form:
        raise UsageError("form-nothing", path=str(file))
    beside.folder(target.parent)
    beside.put(target, form.replace("\n", "\r\n").encode("utf-8-sig"))
    say(text("screen", "form-saved", path=str(target)))
    if target.parent.resolve() != folder.resolve():
        say(text("screen", "form-elsewhere", folder=str(folder)))
