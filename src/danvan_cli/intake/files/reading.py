"""The one door for files: their bytes tell what they are, whatever the name says, and each kind has its reader."""

from collections.abc import Callable
from importlib import import_module

from danvan_cli.findings import Finding
from danvan_cli.intake.files.file_kinds import FileKind, is_encrypted, kind_of
from danvan_cli.intake.files.unreadable import Unreadable, limits, too_large
from danvan_cli.intake.grid import Grid

_READERS = {
    FileKind.WORKBOOK: ("workbook", "read_workbook"),
    FileKind.BINARY_WORKBOOK: ("binary_workbook", "read_binary_workbook"),
    FileKind.OLD_WORKBOOK: ("old_workbook", "read_old_workbook"),
    FileKind.OPEN_DOCUMENT: ("open_document", "read_open_document"),
    FileKind.WORD: ("word", "read_word"),
    FileKind.MARKUP: ("markup", "read_markup"),
    FileKind.TEXT: ("delimited", "read_delimited"),
}
"""Readers by kind, imported when the first file of the kind comes: most runs see workbooks only."""

_XML_WITHOUT_MEMORY = 2  # lxml.etree.ErrorTypes.ERR_NO_MEMORY: it says so in an error of syntax


def read(content: bytes, password: str | None = None) -> tuple[list[Grid], list[Finding]]:
    """All sheets or tables in their order; no grid and the finding `unreadable-file` where the file cannot be trusted.

    The findings are about the file as a whole; what is found on one sheet stands in its Grid.
    """
    try:
        plain = unlocked(content, password)
        grids = _read(plain)
        return grids, _differing(plain, grids) if limits().cross_check else []
    except Unreadable as unreadable:
        return [], [unreadable.finding]


def _differing(content: bytes, grids: list[Grid]) -> list[Finding]:
    from danvan_cli.intake.files.second_reader import differing  # noqa: PLC0415 - only where it is asked for

    return differing(content, kind_of(content), grids)


def unlocked(content: bytes, password: str | None) -> bytes:
    """A file without its password, if it has one; Unreadable without the right password."""
    if not content:
        raise Unreadable("no-bytes")
    if len(content) > limits().file:
        raise too_large("file")
    if not is_encrypted(content):
        return content
    from danvan_cli.intake.files.encrypted import decrypted  # noqa: PLC0415 - few files are, and its libraries are heavy

    return decrypted(content, password)


def _read(content: bytes) -> list[Grid]:
    kind = kind_of(content)
    if kind not in _READERS:
        raise Unreadable("not-a-workbook")
    try:
        grids = _reader(kind)(content)
    except (Unreadable, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a Rust panic is no Exception
        if getattr(error, "code", None) == _XML_WITHOUT_MEMORY:
            raise MemoryError from error
        raise Unreadable("damaged") from error
    if not any(value is not None for grid in grids for row in grid.rows for value in row):
        raise Unreadable("empty")
    return grids


def _reader(kind: FileKind) -> Callable[[bytes], list[Grid]]:
    module, name = _READERS[kind]
    found: Callable[[bytes], list[Grid]] = getattr(import_module(f"danvan_cli.intake.files.{module}"), name)
    return found
