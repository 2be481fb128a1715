"""Archives of returns (.zip): looked into without unpacking anything onto the disk; limits hold for each file inside."""

import struct
import zipfile
from typing import BinaryIO

from danvan_cli.intake.files.unreadable import Unreadable, limits, too_large
from danvan_cli.intake.files.zips import BROKEN, open_zip

_LOCAL, _LOCAL_HEADER = b"PK\x03\x04", 30  # bytes before the member's name


def members(file: BinaryIO) -> list[zipfile.ZipInfo]:
    """The files inside, in one order; Unreadable where nobody may look."""
    with open_zip(file) as archive:
        inside = [member for member in archive.infolist() if not member.is_dir()]
    if len(inside) > limits().members:
        raise too_large("members")
    if any(member.flag_bits & 1 for member in inside):
        raise Unreadable("encrypted")
    said = sum(member.file_size for member in inside)  # more does not come out: reading ends there
    if said > limits().archive:
        raise too_large("archive")
    return sorted(inside, key=lambda member: (member.filename.casefold(), member.filename))


def read_member(file: BinaryIO, member: zipfile.ZipInfo) -> bytes:
    """The bytes of one file inside, counted while inflating. The directory is not read again: it may be long."""
    try:
        file.seek(member.header_offset)
        head = file.read(_LOCAL_HEADER)
        if not head.startswith(_LOCAL):
            raise Unreadable("damaged")
        name, extra = struct.unpack_from("<HH", head, 26)
        file.seek(name + extra, 1)
        with zipfile.ZipExtFile(file, "r", member) as part:  # it looks whether the sum of the bytes is right, too
            content = part.read(limits().file + 1)
    except BROKEN as error:
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
