"""What a PATH holds: returns, mail that waits for a person, and what is no mail at all. Nothing is passed over silently."""

import errno
import os
import stat
import sys
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache, cached_property
from glob import glob
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from danvan_cli import shipped
from danvan_cli.errors import UsageError
from danvan_cli.intake.files import archives
from danvan_cli.intake.files.old_container import root_names
from danvan_cli.intake.files.unreadable import Unreadable, limits, too_large
from danvan_cli.intake.files.zips import BROKEN, open_zip

_HEAD = 64
_PROPERTIES = 64 * 1024
_META = 256  # where a page says what wrote it
_BEGINNING = 64 * 1024  # of a text: headings stand there, and this process reads no more of what a stranger sent
_FLAGS = os.O_RDONLY
for _flag in ("O_BINARY", "O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK"):
    _FLAGS |= getattr(os, _flag, 0)  # not every system has each
_LONGEST = 259 if sys.platform == "win32" else 4095  # letters of a path
_ENDINGS_OF_ARCHIVES = ("", ".zip")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


class MailKind(StrEnum):
    """What is done with a file: read it, keep it for a person, or leave it where it is."""

    RETURN = "return"
    WAITING = "waiting"
    IGNORED = "ignored"


@dataclass(frozen=True)
class Mail:
    """One file, looked into when somebody asks: of thousands the first is read before the last is opened."""

    path: Path
    shown: str  # the argument joined with the path below it; bytes that are not UTF-8 as \xNN
    told: tuple[MailKind, str] | None = None  # what it is, where its name or what lies around it tells
    member: zipfile.ZipInfo | None = None  # where it is inside an archive
    passes: Unreadable | None = None  # of an archive: the limit for which nobody looks inside

    @property
    def kind(self) -> MailKind:
        """What is done with it."""
        return self._look[0]

    @property
    def reason(self) -> str:
        """A code of `[reason]` in the messages: what it is, or why it cannot be opened."""
        return self._look[1]

    @cached_property
    def _look(self) -> tuple[MailKind, str]:
        return self.told or _kind(self.path)


def collect(paths: Sequence[Path]) -> list[Mail]:
    """All files in the order of the arguments, folders and patterns by name; a file that is reached twice appears once."""
    whole = " ".join(map(str, paths))  # a shell makes several of a path with spaces
    if os.path.lexists(whole) and not all(map(os.path.lexists, paths)):
        raise UsageError("path-without-quotes", path=_shown(Path(whole)))
    found: list[Mail] = []
    seen: set[str] = set()
    for path in paths:
        for named in _named(path):
            found += _below(named, seen, asked_for=True)
    return found


def read_bytes(mail: Mail) -> bytes:
    """The file's bytes; Unreadable where it is no regular file, not ours to open, or too large."""
    if mail.passes:
        raise mail.passes
    with opened(mail.path) as file:
        if mail.member:
            return archives.read_member(file, mail.member)
        content = file.read(limits().file + 1)
    if len(content) > limits().file:
        raise too_large("file")
    return content


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A regular file, open for reading; never waits on a pipe, never follows a link that was put there meanwhile."""
    try:
        with os.fdopen(os.open(os.path.realpath(path), _FLAGS), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Unreadable("not-regular")
            if file.read(1) is None:  # the system calls it a file, and it gives when it likes: its own logs
                raise Unreadable("not-regular")
            file.seek(0)
            yield file
    except OSError as error:
        raise _unreachable(error, path) from error


def _unreachable(error: OSError, path: Path) -> Unreadable:
    """An operating system's refusal in an official's words."""
    if error.errno in {errno.EACCES, errno.EPERM}:
        return Unreadable("denied")
    # of a path too long Windows says that it is not there
    if error.errno == errno.ENAMETOOLONG or len(str(path.absolute())) > _LONGEST:
        return Unreadable("path-too-long")
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return Unreadable("vanished")
    return Unreadable("unreachable", detail=errno.errorcode.get(error.errno or 0, type(error).__name__))


# ── walking ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _named(path: Path) -> list[Path]:
    """The path; where there is none of that name, all that fit it as a pattern: the shells of Windows leave `*` as it is."""
    if os.path.lexists(path):
        return [path]
    fitting = [Path(one) for one in glob(str(path).replace("[", "[[]"))]  # noqa: PTH207 - it begins wherever; brackets belong to names
    if not fitting:
        raise UsageError("path-with-quote" if '"' in str(path) else "path-missing", path=_shown(path))
    return sorted(fitting, key=lambda path: (str(path).casefold(), str(path)))


def _below(path: Path, seen: set[str], *, asked_for: bool = False) -> Iterator[Mail]:
    """The file, or what the folder holds. What was named on the command line is not left out for being hidden."""
    ignored = _ignored_by_name(path.name) or ("hidden" if path.name.startswith(".") else "")
    if asked_for and ignored == "hidden":
        ignored = ""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield from _once(path, seen, _not_reached(path, error, ignored))
        return
    if stat.S_ISDIR(mode) and ignored not in {"hidden", "system"}:
        if not asked_for and _leads_above(path):
            yield Mail(path, _shown(path), (MailKind.IGNORED, "link-loop"))
        else:
            yield from _folder(path, seen)
    elif ignored:
        yield from _once(path, seen, (MailKind.IGNORED, ignored))
    elif not stat.S_ISREG(mode):
        yield from _once(path, seen, (MailKind.IGNORED, "not-regular"))
    elif path.suffix.lower() in _ENDINGS_OF_ARCHIVES:
        told = _kind(path)
        inside = list(_archived(path)) if told[1] == "archive" and _real(path) not in seen else []
        if inside:
            seen.add(_real(path))
            yield from inside
        else:
            yield from _once(path, seen, told)
    else:
        yield from _once(path, seen)


def _archived(path: Path) -> Iterator[Mail]:
    """What a .zip holds; an archive inside it waits, and so does one that cannot be opened; a bomb is refused."""
    try:
        with opened(path) as file:
            for member in archives.members(file):
                shown = f"{_shown(path)}/{archives.shown(member.filename)}"
                last = PurePosixPath(shown).name
                ignored = _ignored_by_name(last) or ("hidden" if last.startswith(".") else "")
                if ignored:
                    yield Mail(path, shown, (MailKind.IGNORED, ignored), member)
                    continue
                try:
                    content = archives.read_member(file, member)
                    ending = PurePosixPath(last).suffix.lower()
                    told = _kind_by(_inside(BytesIO(content), ending), ending)
                except Unreadable as unreadable:
                    told = MailKind.RETURN, unreadable.reason
                yield Mail(path, shown, told, member)
    except Unreadable as unreadable:
        if unreadable.reason.startswith("too-large"):
            yield Mail(path, _shown(path), (MailKind.RETURN, unreadable.reason), passes=unreadable)


def _folder(path: Path, seen: set[str]) -> Iterator[Mail]:
    """What a folder holds, by name. A link to a folder that was walked already adds nothing."""
    real = _real(path)
    if real in seen:
        return
    seen.add(real)
    try:
        inside = sorted(path.iterdir(), key=lambda file: (file.name.casefold(), file.name))
    except OSError as error:
        yield Mail(path, _shown(path), (MailKind.RETURN, _unreachable(error, path).reason))
        return
    for file in inside:
        yield from _below(file, seen)


def _leads_above(path: Path) -> bool:
    """Whether a folder holds the one it stands in: a link to `..`, to the disk; nobody sent what lies all around."""
    return Path(_real(path.parent)).is_relative_to(_real(path))


def _once(path: Path, seen: set[str], told: tuple[MailKind, str] | None = None) -> Iterator[Mail]:
    real = _real(path)
    if real not in seen:
        seen.add(real)
        yield Mail(path, _shown(path), told)


def _not_reached(path: Path, error: OSError, ignored: str) -> tuple[MailKind, str]:
    if ignored:
        return MailKind.IGNORED, ignored
    if error.errno == errno.ELOOP:
        return MailKind.IGNORED, "link-loop"
    if path.is_symlink() and error.errno == errno.ENOENT:
        return MailKind.IGNORED, "link-broken"
    return MailKind.RETURN, _unreachable(error, path).reason


def _real(path: Path) -> str:
    """The one name of a file, however it was reached."""
    try:
        return os.path.normcase(os.path.realpath(path))
    except OSError:
        return os.path.normcase(path.absolute())


def _shown(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "backslashreplace")


# ── what a file is ───────────────────────────────────────────────────────────────────────────────────────────────


@cache
def _known() -> dict[str, Any]:
    return shipped.toml("mail.toml")


def _ignored_by_name(name: str) -> str:
    for entry in _known()["ignored"]:
        if any(fnmatchcase(name.lower(), pattern) for pattern in entry["names"]):
            return str(entry["reason"])
    return ""


def _kind(path: Path) -> tuple[MailKind, str]:
    """By its first bytes; where they tell nothing, by its ending; a file that cannot be opened will be refused."""
    try:
        with opened(path) as file:
            inside = _inside(file, path.suffix.lower())
    except Unreadable as unreadable:
        return MailKind.RETURN, unreadable.reason
    return _kind_by(inside, path.suffix.lower())


def _kind_by(inside: str, ending: str) -> tuple[MailKind, str]:
    if inside in ("own", "sent"):
        return MailKind.IGNORED, inside
    if inside == "bundle":  # a zip file that is no document: an archive, unless it calls itself something else
        return (MailKind.WAITING, "archive") if ending in _ENDINGS_OF_ARCHIVES else (MailKind.RETURN, "")
    by_ending = next((kind for kind, endings in _known()["endings"].items() if ending in endings), "")
    if inside == "return" or (inside in ("encrypted", "open-document") and not by_ending):
        return MailKind.RETURN, ""
    if inside in ("encrypted", "open-document"):
        return MailKind.WAITING, by_ending
    if inside:
        return MailKind.WAITING, inside
    if ending in _known()["returns"]:
        return MailKind.RETURN, ""
    return MailKind.WAITING, by_ending or "unknown"


def _inside(file: BinaryIO, ending: str) -> str:
    """What the bytes say: a kind of `mail.toml`, or nothing. Texts without a magic of their own are read where it may be a table."""
    head = file.read(_HEAD)
    for magic in _known()["magic"]:
        at = magic.get("at", 0)
        if head.startswith(bytes.fromhex(magic["bytes"]), at):
            kind = str(magic["kind"])
            ours = kind == "pdf" and shipped.OUR_TABLE.encode() in head + file.read(limits().file)
            return "own" if ours else kind
    if head.startswith(b"PK"):
        return _inside_zip(file)
    if head.startswith(b"<!DOCTYPE html>"):
        if shipped.OUR_TABLE.encode() in head + file.read(_META):  # a page of ours put back among the mail
            return "own"
        file.seek(len(head))
    if head.startswith(_OLE):
        return _inside_ole(head + file.read(limits().file))
    if ending in _known()["returns_by_headings"] and _has_headings(_beginning(head + file.read(_BEGINNING))):
        return "return"
    return ""


def _beginning(content: bytes) -> bytes:
    """The whole lines that a text begins with; nothing where its first goes on beyond what is looked at."""
    from danvan_cli.intake.files.encodings import wide_encoding  # noqa: PLC0415 - few files are texts, and its words are many

    if len(content) < _BEGINNING:
        return content
    end = content.rfind(b"\n")
    return content[: max(end - end % 2, 0)] if wide_encoding(content) else content[: max(end, 0)]


def _has_headings(content: bytes) -> bool:
    """Whether a text holds a table with headings that we know."""
    from danvan_cli import indicators, vocabulary  # noqa: PLC0415 - few files are texts, and words are many
    from danvan_cli.intake.files.reading import read  # noqa: PLC0415
    from danvan_cli.intake.sheets.recognise import find_headers  # noqa: PLC0415
    from danvan_cli.intake.sheets.view import View  # noqa: PLC0415
    from danvan_cli.intake.words.headings import reader  # noqa: PLC0415

    words = reader(vocabulary.load(), indicators.load())
    return any(find_headers(View(grid), words) for grid in read(content)[0])


def _inside_zip(file: BinaryIO) -> str:
    if file.seek(0, os.SEEK_END) > limits().file:
        return ""
    try:
        with open_zip(file) as archive:
            names = [name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()]
            if _is_our_table(archive):
                return "own"
    except Unreadable:
        return ""
    for entry in _known()["zip"]:
        if any(name.startswith(entry["begins"]) for name in names):
            return str(entry["kind"])
    return "bundle" if names and "[content_types].xml" not in names else ""


def _is_our_table(archive: zipfile.ZipFile) -> bool:
    """Whether danvan wrote it: a table of ours put back among the mail would count everything twice."""
    try:
        with archive.open("docProps/core.xml") as part:
            return shipped.OUR_TABLE.encode() in part.read(_PROPERTIES)
    except BROKEN:
        return False  # the reader will say what is wrong with it


def _inside_ole(content: bytes) -> str:
    names = root_names(content)
    for entry in _known()["ole"]:
        if any(name.startswith(entry["begins"]) for name in names):
            return str(entry["kind"])
    return ""
