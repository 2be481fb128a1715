"""The kept file that a person means: by its digest or its path; where several could be meant they are listed."""

from collections.abc import Iterable, Sequence
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from danvan_cli.cli.options import Workspace
from danvan_cli.errors import UsageError
from danvan_cli.messages import text
from danvan_cli.periods import Period
from danvan_cli.writers.safe import plain

if TYPE_CHECKING:
    from danvan_cli.ledger.books.archive import Kept
    from danvan_cli.ledger.store import Ledger

_SHOWN = 20
_SHORT = 12


def called(ledger: "Ledger", name: str) -> list["Kept"]:
    """All kept files that are called so, or whose copy lies there under another name; there is at least one."""
    found = ledger.archive.find(name)
    if not found and (copy := Path(name)).is_file():
        with copy.open("rb") as file:
            found = ledger.archive.find(file_digest(file, "sha256").hexdigest())
    if not found:
        raise UsageError("kept-unknown", text=plain(name))
    return found


def several(space: Workspace, name: str, found: Sequence["Kept"], code: str) -> UsageError:
    """What to say where several could be meant: each with what tells it from the others."""
    lines = list(dict.fromkeys(_line(space, one) for one in found))
    shown = "".join(f"\n  {line}" for line in lines[:_SHOWN])
    more = f"\n  {text('audit', 'and-more', count=len(lines) - _SHOWN)}" if len(lines) > _SHOWN else ""
    return UsageError(code, text=plain(name), candidates=shown + more)


def _line(space: Workspace, kept: "Kept") -> str:
    said: Iterable[str | None] = (
        kept.sha256[:_SHORT],
        plain(kept.path),
        space.register.name_of(kept.unit) if kept.unit else None,
        Period(kept.period).name if kept.period else None,
    )
    return "  ".join(filter(None, said))
