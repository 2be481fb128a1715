"""Files with a password: opened with the one that the user gives, never guessed, and closed with it again."""

from io import BytesIO

from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import FileFormatError, InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile

from danvan_cli.intake.unreadable import MAX_FILE, Unreadable, too_large


def decrypted(content: bytes, password: str | None) -> bytes:
    """The file inside; Unreadable without the right password."""
    if not password:
        raise Unreadable("encrypted")
    into = BytesIO()
    try:
        file = OfficeFile(BytesIO(content))
        file.load_key(password=password)
        file.decrypt(into)
    except (InvalidKeyError, FileFormatError) as error:
        raise Unreadable("wrong-password") from error
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except Exception as error:  # damaged in any of the ways a container can be
        raise Unreadable("wrong-password") from error
    found = into.getvalue()
    if len(found) > MAX_FILE:
        raise too_large("file", MAX_FILE, "bytes")
    return found


def locked(content: bytes, password: str) -> bytes:
    """A workbook or document closed with a password."""
    into = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(password, into)
    return into.getvalue()
