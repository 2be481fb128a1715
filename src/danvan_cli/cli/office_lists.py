"""What `roster` and `status --targets` share: a list of the office is read whole, or its unclear cells are told."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from danvan_cli.cli.by_hand import one_file
from danvan_cli.cli.speech import Exit, leave, say
from danvan_cli.findings import Finding
from danvan_cli.intake.office_lists import Line, read_list
from danvan_cli.messages import text
from danvan_cli.writers.safe import plain

Entry = TypeVar("Entry")


def read_whole(
    paths: list[Path], kind: str, meaning: Callable[[list[Line], str], tuple[list[Entry], list[Finding]]]
) -> list[Entry]:
    """What all lists say; where a cell of any is unclear, it is told and the command ends: half a list misleads."""
    entries: list[Entry] = []
    faults: list[tuple[str, Finding]] = []
    for path in paths:
        mail, content = one_file(path)
        lines = read_list(content, mail.shown, kind)
        broken = [found for line in lines for found in line.broken]
        said, unclear = ([], broken) if broken else meaning(lines, path.name)
        entries += said
        faults += [(path.name, found) for found in unclear]
    if faults:
        say(text("screen", "list-unclear", count=len(faults)))
        for name, found in faults:
            say(f"  {plain(name)} › {plain(found.sheet or '')} › {found.cell}  {plain(found.message)}")
            say(f"      {found.hint}")
        leave(Exit.ERRORS_IN_DATA)
    return entries
