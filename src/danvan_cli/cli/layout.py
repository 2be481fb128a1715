"""`danvan layout`: how each sheet of a file was understood."""

from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.cli import options
from danvan_cli.cli.options import Language, told
from danvan_cli.cli.speech import Exit, emit, leave


def layout(
    file: Annotated[Path, typer.Argument(help=told("file"))],
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.errors import DanvanError, UsageError
    from danvan_cli.findings import Severity
    from danvan_cli.intake.layout import describe
    from danvan_cli.intake.mail import MailKind, collect, read_bytes
    from danvan_cli.intake.understand import look_at
    from danvan_cli.intake.unreadable import Unreadable
    from danvan_cli.intake.workers import Task, at_work
    from danvan_cli.writers.safe import plain

    mails = collect([file])
    if len(mails) != 1 or mails[0].kind is not MailKind.RETURN:
        raise UsageError("not-a-workbook", path=str(file))
    try:
        content = read_bytes(mails[0])
    except Unreadable as unreadable:
        raise DanvanError("file-unreadable", path=str(file), reason=unreadable.finding.message) from unreadable
    with at_work(look_at, 1) as crew:  # a file that kills its reader must not kill the command
        task = next(iter(crew.do(look_at, [Task(file.name, content)])))
    if task.finding:
        raise DanvanError("file-unreadable", path=str(file), reason=task.finding.message)
    draft, layouts = task.answer
    for sheet in layouts:
        lines = describe(sheet)
        width = max((len(head) for head, _ in lines[1:]), default=0)
        for place, (head, rest) in enumerate(lines):
            emit(plain(f"{head}   {rest}".strip() if place == 0 else f"  {head:<{width}}  {rest}") + "\n")
    for found in draft.findings:
        where = " › ".join(part for part in (found.sheet, found.cell) if part)
        emit(plain(f"{where}  {found.message}".strip()) + "\n")
    if any(found.severity is Severity.ERROR for found in draft.findings):
        leave(Exit.ERRORS_IN_DATA)
