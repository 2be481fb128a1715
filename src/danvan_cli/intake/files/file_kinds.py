"""What a file is, by its bytes: each kind that danvan can read, and those it cannot."""

import re
from enum import StrEnum
from io import BytesIO

from danvan_cli.intake.files.encodings import wide_encoding
from danvan_cli.intake.files.old_container import root_names
from danvan_cli.intake.files.zips import open_zip

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "encryptedpackage"
_BOOKS = ("workbook", "book")
# [MS-XLS]: the stream of a workbook with a password begins with BOF, perhaps WriteProtect, then FilePass
_LOCKED_BOOK = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(!doctype\s+html|html|head|table|meta|body|div|style)",
    re.IGNORECASE | re.DOTALL,
)
_NAMES = (b"workbook.bin", b"word", b"content.xml")  # of which a container of anything but a plain workbook has one
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 64 * 1024


class FileKind(StrEnum):
    """Kinds of files by content."""

    WORKBOOK = "workbook"  # .xlsx, .xlsm
    BINARY_WORKBOOK = "binary-workbook"  # .xlsb
    OLD_WORKBOOK = "old-workbook"  # .xls
    OPEN_DOCUMENT = "open-document"  # .ods
    WORD = "word"  # .docx
    MARKUP = "markup"  # html, also saved as .xls
    TEXT = "text"  # .csv
    ENCRYPTED = "encrypted"
    OTHER = "other"


def kind_of(content: bytes) -> FileKind:
    """The kind of a file. A container that is damaged is taken for a workbook: its reader says what is wrong."""
    if content.startswith(_ZIP):
        return _of_zip(content)
    if content.startswith(_OLE):
        names = root_names(content)
        if _ENCRYPTED in names:
            return FileKind.ENCRYPTED
        if names and not names.intersection(_BOOKS):
            return FileKind.OTHER
        return FileKind.ENCRYPTED if _LOCKED_BOOK.search(content) else FileKind.OLD_WORKBOOK
    sample = content[:_SAMPLE]
    if wide := wide_encoding(content):
        sample = sample.decode(wide, "replace").removeprefix("\ufeff").encode("utf-8", "replace")
    if _MARKUP.match(sample):
        return FileKind.MARKUP
    if not _NO_TEXT.search(sample):
        return FileKind.TEXT
    return FileKind.OTHER


def is_encrypted(content: bytes) -> bool:
    """Whether a password closes a file: told without a look into what most files are."""
    return content.startswith(_OLE) and kind_of(content) is FileKind.ENCRYPTED


def _of_zip(content: bytes) -> FileKind:
    small = content.lower()  # names of parts stand plainly in a container
    if not any(name in small for name in _NAMES):
        return FileKind.WORKBOOK
    try:
        with open_zip(BytesIO(content)) as archive:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()}
    except Exception:  # noqa: BLE001 - whatever is wrong with it, the reader of workbooks says so
        return FileKind.WORKBOOK
    if "xl/workbook.bin" in names:
        return FileKind.BINARY_WORKBOOK
    if any(name.startswith("word/") for name in names):
        return FileKind.WORD
    if "content.xml" in names:
        return FileKind.OPEN_DOCUMENT
    return FileKind.WORKBOOK
