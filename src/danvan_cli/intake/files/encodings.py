"""Bytes of text files to letters: Unicode where they say so or obey it, else what Vietnamese Windows wrote."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from unicodedata import normalize

from danvan_cli.intake.files.legacy_text import syllables
from danvan_cli.intake.files.unreadable import Unreadable

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4096
_MOST_ZEROS = 0.02  # of the bytes that bear letters, where the others are high halves of UTF-16
_FEWEST_ZEROS = 0.2  # high halves that are zero: digits, spaces and plain letters


def decoded(content: bytes) -> str:
    """The text of a file; Unreadable where no encoding fits: a wrong letter is worse than no text."""
    wide = wide_encoding(content)
    if wide:
        return _as(content, wide).removeprefix("\ufeff")
    if content.startswith(BOM_UTF8):
        return _as(content, "utf-8-sig")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(content, 0, _HEAD)
    if declared and declared[1].lower() in {b"windows-1258", b"cp1258"}:
        return normalize("NFC", _as(content, "cp1258"))
    return _of_windows(content)


def wide_encoding(content: bytes) -> str | None:
    """The UTF-16 that a file is in, said by its first bytes or seen by the zeros between its letters."""
    if content.startswith(BOM_UTF16_LE):
        return "utf-16-le"
    if content.startswith(BOM_UTF16_BE):
        return "utf-16-be"
    head = content[:_HEAD]
    if len(content) % 2 or b"\x00" not in head:
        return None
    even, odd = (head[start::2].count(0) / (len(head) / 2) for start in (0, 1))
    if odd >= _FEWEST_ZEROS and even <= _MOST_ZEROS:
        return "utf-16-le"
    if even >= _FEWEST_ZEROS and odd <= _MOST_ZEROS:
        return "utf-16-be"
    return None


def _of_windows(content: bytes) -> str:
    """The reading that gives more Vietnamese words: Windows-1258, or letters of before Unicode, made so cell by cell."""
    try:
        western = content.decode("cp1252")
    except UnicodeDecodeError:
        western = content.decode("latin-1")
    old = max(syllables(western, encoding) for encoding in ("tcvn3", "vni"))
    try:
        vietnamese = normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError:
        if old:
            return western
        raise Unreadable("encoding") from None
    return western if old > syllables(vietnamese) else vietnamese


def _as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("encoding") from error
