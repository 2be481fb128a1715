"""Zip files from strangers: opened only where their directory can be read in little room."""

import struct
import zipfile
import zlib
from typing import BinaryIO

from danvan_cli.intake.files.unreadable import Unreadable, limits, too_large

BROKEN = (
    zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error, zlib.error, EOFError, RuntimeError, KeyError,
)  # fmt: skip
"""What a damaged zip file may raise when it is opened or one of its members is read."""

_ENTRY = 1024  # bytes in the directory for one member: its name, its dates; genuine ones take a tenth
_END, _WIDE_END = b"PK\x05\x06", b"PK\x06\x06"
_END_SIZE, _WIDE_END_SIZE = 22, 56
_TAIL = _WIDE_END_SIZE + 20 + _END_SIZE + 0xFFFF  # bytes in which the ends of the directory stand


def open_zip(file: BinaryIO) -> zipfile.ZipFile:
    """A zip file, open; Unreadable where it is none, or where its directory is too large to be looked at."""
    try:
        if _directory(file) > limits().members * _ENTRY:
            raise too_large("members")
        return zipfile.ZipFile(file)
    except BROKEN as error:
        raise Unreadable("damaged") from error


def _directory(file: BinaryIO) -> int:
    """How many bytes the directory takes, by whatever in the tail may say so."""
    file.seek(max(file.seek(0, 2) - _TAIL, 0))
    tail = file.read(_TAIL)
    file.seek(0)
    said = [0]
    for sign, size, form, place in ((_END, _END_SIZE, "<L", 12), (_WIDE_END, _WIDE_END_SIZE, "<Q", 40)):
        at = tail.find(sign)
        while 0 <= at <= len(tail) - size:
            said.append(struct.unpack_from(form, tail, at + place)[0])
            at = tail.find(sign, at + 1)
    return max(one for one in said if one != 0xFFFFFFFF)  # which says: look at the wide end
