"""The marked copy that goes back to a unit: its own workbook or document, else a workbook copied from what was read."""

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module

from lxml import etree

from danvan_cli import messages
from danvan_cli.findings import Finding
from danvan_cli.intake.files.file_kinds import FileKind, kind_of
from danvan_cli.intake.files.reading import read, unlocked
from danvan_cli.intake.files.stamp import read_stamp
from danvan_cli.intake.files.unreadable import Unreadable
from danvan_cli.writers.marked.copied import as_workbook
from danvan_cli.writers.marked.marked_workbook import mark_workbook
from danvan_cli.writers.package import Marked, NotMarkable

__all__ = ["Marked", "mark", "may_go_back"]

_HARMLESS = ("no-table-in-word", "empty", "not-a-workbook")  # reasons of files that a person can open all the same


def may_go_back(findings: Sequence[Finding]) -> bool:
    """Whether a copy of the file may be sent: not of one that may harm whoever opens it."""
    return all(found.code != "unreadable-file" or found.seen.get("why") in _HARMLESS for found in findings)


def mark(
    content: bytes, name: str, *, findings: Sequence[Finding], digest: str, password: str | None = None
) -> Marked | None:
    """The marked copy of a file, in Vietnamese; None where nothing in it can be marked.

    `digest`: the sha256 of the mail that it answers, which the copy bears as our stamp. A file that its sender has
    closed with a password goes back closed with it. Made in a worker.
    """
    plain = _unlocked(content, None)
    secret = password if plain is None else None
    if plain is None:
        plain = _unlocked(content, secret)
    if plain is None:
        return None
    with messages.speaking("vi"):
        marked = _mark_itself(plain, name, findings, digest) or _mark_copy(plain, name, findings, digest)
    if marked and secret:
        from danvan_cli.intake.files.encrypted import locked  # noqa: PLC0415 - few files are, and its libraries are heavy

        return replace(marked, content=locked(marked.content, secret), locked=True)
    return marked


def _unlocked(content: bytes, password: str | None) -> bytes | None:
    try:
        return unlocked(content, password)
    except Unreadable:
        return None


def _mark_itself(content: bytes, name: str, findings: Sequence[Finding], digest: str) -> Marked | None:
    try:
        kind = kind_of(content)
        if kind is FileKind.WORKBOOK:
            return mark_workbook(content, name, findings, digest, copied=False)
        if kind is FileKind.WORD:
            marked: Marked = import_module("danvan_cli.writers.marked.marked_document").mark_document(
                content, name, findings, digest
            )
            return marked
    except (NotMarkable, KeyError, etree.LxmlError, ValueError):
        pass  # its figures may be read all the same
    return None


def _mark_copy(content: bytes, name: str, findings: Sequence[Finding], digest: str) -> Marked | None:
    """What was read of it, as a workbook; a form of ours stays one."""
    grids, _ = read(content)
    if not grids:
        return None
    copy, found = as_workbook(grids, findings)
    return mark_workbook(copy, name, found, digest, copied=True, stamp=read_stamp(content))
