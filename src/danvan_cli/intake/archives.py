"""Archives of returns (.zip): looked into without unpacking anything onto the disk; limits hold for each file inside."""

import struct
import zipfile
import zlib
from typing import BinaryIO

from danvan_cli.intake.unreadable import Unreadable, limits, too_large

_UTF8 = 0x800
_BROKEN = (
    zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error, zlib.error, EOFError, RuntimeError, KeyError,
)  # fmt: skip


def members(file: BinaryIO) -> list[str]:
    """The names of the files inside, in one order; Unreadable where nobody may look."""
    try:
        with zipfile.ZipFile(file) as archive:
            inside = [member for member in archive.infolist() if not member.is_dir()]
    except _BROKEN as error:
        raise Unreadable("damaged") from error
    if len(inside) > limits().members:
        raise too_large("members")
    if any(member.flag_bits & 1 for member in inside):
        raise Unreadable("encrypted")
    said = sum(member.file_size for member in inside)  # more does not come out: reading ends there
    if said > limits().archive:
        raise too_large("archive")
    return sorted({member.filename for member in inside}, key=lambda name: (name.casefold(), name))


def read_member(file: BinaryIO, name: str) -> bytes:
    """The bytes of one file inside, counted while inflating."""
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as archive, archive.open(name) as part:
            content = part.read(limits().file + 1)
    except _BROKEN as error:
        raise Unreadable("damaged") from error
    if len(content) > limits().file:
        raise too_large("file")
    return content


def shown(name: str) -> str:
    """A name as its sender saw it: many programs on Windows write UTF-8 and do not say so."""
    plain = name.replace("\\", "/").lstrip("/")
    try:
        return plain.encode("cp437").decode("utf-8")
    except UnicodeError:
        return plain
