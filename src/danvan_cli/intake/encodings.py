"""Bytes of text files to letters: Unicode where they say so or obey it, else what Vietnamese Windows wrote."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from unicodedata import normalize

from danvan_cli.intake.legacy_text import surely_of
from danvan_cli.intake.unreadable import Unreadable

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4096


def decoded(content: bytes) -> str:
    """The text of a file; Unreadable where no encoding fits: a wrong letter is worse than no text."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _as(content, "utf-16")
    if content.startswith(BOM_UTF8):
        return _as(content, "utf-8-sig")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(content, 0, _HEAD)
    if declared and declared[1].lower() in {b"windows-1258", b"cp1258"}:
        return normalize("NFC", _as(content, "cp1258"))
    western = content.decode("latin-1")
    if any(surely_of(line) for line in re.split(r"[\r\n,;\t<>]+", western)):
        return western  # from before Unicode: made Unicode cell by cell
    return normalize("NFC", _as(content, "cp1258"))


def _as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("encoding") from error
