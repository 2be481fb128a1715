"""The properties that a user or a program has given to an old Office file (.xls): named texts in a stream of their own.

[MS-OLEPS]: the stream holds sets of properties; the user-defined one names its own in a dictionary.
"""

import struct
from collections.abc import Iterator
from io import StringIO
from unicodedata import normalize
from uuid import UUID

from xlrd.compdoc import CompDoc, CompDocError

from danvan_cli.intake.files.old_container import number_at

_STREAM = "\x05DocumentSummaryInformation"
_USER_DEFINED = UUID("D5CDD505-2E9C-101B-9397-08002B2CF9AE").bytes_le
_SETS = 28  # where the list of sets begins
_DICTIONARY, _CODEPAGE = 0, 1  # numbers of properties
_UTF16 = 1200
_ANSI_TEXT, _WIDE_TEXT = 0x1E, 0x1F
_MOST = 1_000  # properties


def old_properties(content: bytes) -> dict[str, str]:
    """The user-defined properties that are texts; none where the file is damaged: its reader says what is wrong."""
    try:
        stream = CompDoc(content, logfile=StringIO()).get_named_stream(_STREAM)
        return dict(_texts(stream)) if stream else {}
    except (CompDocError, struct.error, IndexError, LookupError, UnicodeError, AssertionError):
        return {}


def _texts(stream: bytes) -> Iterator[tuple[str, str]]:
    for number in range(number_at(stream, 24)):
        about = _SETS + 20 * number
        if stream[about : about + 16] == _USER_DEFINED:
            yield from _set_texts(stream[number_at(stream, about + 16) :])


def _set_texts(part: bytes) -> Iterator[tuple[str, str]]:
    count = min(number_at(part, 4), _MOST)
    places = {number_at(part, 8 + 8 * one): number_at(part, 12 + 8 * one) for one in range(count)}
    page = struct.unpack_from("<H", part, places[_CODEPAGE] + 4)[0] if _CODEPAGE in places else 1252
    names = dict(_names(part, places[_DICTIONARY], page)) if _DICTIONARY in places else {}
    for number, name in names.items():
        at = places.get(number)
        kind = number_at(part, at) if at is not None else 0
        if at is not None and kind in (_ANSI_TEXT, _WIDE_TEXT):
            wide = kind == _WIDE_TEXT
            size = number_at(part, at + 4) * (2 if wide else 1)
            yield name, _text(part[at + 8 : at + 8 + size], _UTF16 if wide else page)


def _names(part: bytes, at: int, page: int) -> Iterator[tuple[int, str]]:
    """The dictionary: number and name of each property, wide names at whole words."""
    count, at = min(number_at(part, at), _MOST), at + 4
    for _ in range(count):
        number, letters = struct.unpack_from("<II", part, at)
        size = letters * (2 if page == _UTF16 else 1)
        yield number, _text(part[at + 8 : at + 8 + size], page)
        at += 8 + (size + 3 & ~3 if page == _UTF16 else size)


def _text(raw: bytes, page: int) -> str:
    encoding = {_UTF16: "utf-16-le", 65001: "utf-8"}.get(page, f"cp{page}")
    return normalize("NFC", raw.decode(encoding, "replace").rstrip("\0"))  # cp1258 writes its marks behind the letters
