"""Files with a password: opened with the one that the user gives (or Excel itself gave), never guessed, and closed with it again."""

from io import BytesIO

from msoffcrypto import OfficeFile
from msoffcrypto.format.ooxml import OOXMLFile

from danvan_cli.intake.files.unreadable import Unreadable, limits, too_large

_EXCELS_OWN = "VelvetSweatshop"  # with it Excel closes workbooks whose structure is protected, and opens them unasked


def decrypted(content: bytes, password: str | None) -> bytes:
    """The file inside; Unreadable without the right password."""
    tried = [*filter(None, (password,)), _EXCELS_OWN]
    found = next((plain for one in tried if (plain := _opened(content, one)) is not None), None)
    if found is None:
        raise Unreadable("wrong-password" if password else "encrypted")
    if len(found) > limits().file:
        raise too_large("file")
    return found


def _opened(content: bytes, password: str) -> bytes | None:
    into = BytesIO()
    try:
        file = OfficeFile(BytesIO(content))
        file.load_key(password=password)
        file.decrypt(into)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - a wrong password, or damaged in any of the ways a container can be
        return None
    return into.getvalue()


def locked(content: bytes, password: str) -> bytes:
    """A workbook or document closed with a password."""
    into = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(password, into)
    return into.getvalue()
