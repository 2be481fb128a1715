"""A lower office's ledger in one file: a plain zip of a manifest, one JSON document and originals, sealed by a digest of all of it.

Whatever comes from outside is hostile until it was read: nothing of a bundle is used before every part of it was checked.
"""

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, BinaryIO, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from danvan_cli.errors import DanvanError
from danvan_cli.intake.files.unreadable import Unreadable, limits
from danvan_cli.intake.mail import opened
from danvan_cli.settings import MEBIBYTE

VERSION = 1  # the newest that is understood, and the one that is written
MANIFEST, CONTENTS, ORIGINALS = "danvan-bundle.json", "ledger.json", "originals/"

MAX_BUNDLE = 2048 * MEBIBYTE
MAX_INFLATED = 4096 * MEBIBYTE
MAX_DOCUMENT = 64 * MEBIBYTE
MAX_PARTS = 60_000  # what a zip file holds without its extension for large ones

_SEAL = 64  # letters of a digest, at the very end of the file
_END = struct.Struct("<4s4H2LH")  # of a zip file: its last record, before the seal
_LARGE = b"PK\x06\x07"  # of a zip file with the extension for large ones
_LARGE_SIZE = 20
_BEGINNING = (1980, 1, 1, 0, 0, 0)
_CHUNK = MEBIBYTE
_FAST_CLOCK = timedelta(days=1)
_BROKEN = (
    zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, zlib.error, EOFError, RuntimeError, KeyError,
)  # fmt: skip


def _is_moment(text: str) -> str:
    if datetime.fromisoformat(text).isoformat(timespec="microseconds") != text or not text.endswith("+00:00"):
        raise ValueError(text)
    return text


Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Identity = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Moment = Annotated[str, StringConstraints(max_length=32), AfterValidator(_is_moment)]
Text = Annotated[str, StringConstraints(max_length=131_072)]
"""What a cell (32,767 letters), a path or an argument of a command line may hold: all that is kept was one of these."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Sum(_Part):
    """By which a part is known again."""

    sha256: Digest
    size: Annotated[int, Field(ge=0, le=MAX_DOCUMENT)]


class Manifest(_Part):
    """Who made a bundle, when, of what, and every part of it."""

    format: Literal["danvan-bundle"]
    version: Literal[1]
    ledger: Identity
    unit: Text
    unit_name: Text
    maker: Text
    made: Moment
    parts: Annotated[dict[str, Sum], Field(max_length=MAX_PARTS)]


class SentReading(_Part):
    """Under which terms the lower office read a file."""

    home: Text | None
    home_said: bool
    around: Text | None
    period: Text | None
    unit: Text | None


class SentFigure(_Part):
    """One figure as it was typed."""

    at: dict[Text, Annotated[tuple[Text, ...], Field(strict=False)]]
    value: Annotated[int, Field(ge=0, lt=2**53)]


class SentEntry(_Part):
    """What a person typed from a paper: in a workbook, or figure by figure (none: "không có mô hình")."""

    typist: Text
    typed: Moment
    origin: Identity
    form: Digest | None
    form_path: Text | None
    stage: Text | None
    dated: Text | None
    figures: list[SentFigure]


class SentMail(_Part):
    """One file that the lower office keeps, and how it is read there."""

    path: Text
    sha256: Digest
    outcome: Literal["accepted", "refused", "waiting"]
    unit: Text
    period: Text | None
    came: Moment
    reading: SentReading | None
    entry: SentEntry | None
    said: Annotated[list[tuple[int, int]], Field(max_length=1000)]  # how many models, and all cells, table by table


class SentDecision(_Part):
    """One answer to a question, or that it was taken back."""

    key: Text
    answer: Text | None
    code: Text
    sheet: Text | None
    cell: Text | None
    seen: dict[Text, Text | int]
    path: Text
    decider: Text
    why: Text
    origin: Identity
    decided: Moment


class SentWithdrawal(_Part):
    """That a document was withdrawn, and whether that was undone."""

    sha256: Digest
    unit: Text
    period: Text | None
    who: Text
    reason: Text
    origin: Identity
    since: Moment
    undone: Moment | None
    undone_by: Text | None
    undone_why: Text | None


class SentCode(_Part):
    """A permanent code that a form gave to a model."""

    unit: Text
    key: Text
    code: Text
    coined: bool
    origin: Identity


class Contents(_Part):
    """All that is known of the originals, and the codes by which models in them are known."""

    mail: list[SentMail]
    decisions: list[SentDecision]
    withdrawals: list[SentWithdrawal]
    codes: list[SentCode]


class Bundle:
    """A bundle whose every part was checked. Use `open_bundle`."""

    def __init__(self, archive: zipfile.ZipFile, sha256: str, manifest: Manifest, contents: Contents) -> None:
        self._archive = archive
        self.sha256 = sha256
        self.manifest = manifest
        self.contents = contents

    def original(self, digest: str) -> bytes:
        """An original, byte for byte; checked again, for the file may be changed meanwhile."""
        return _part(self._archive, ORIGINALS + digest, self.manifest.parts[ORIGINALS + digest])


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────


def write_bundle(
    draft: Path, head: Mapping[str, str], contents: Contents, sizes: Mapping[str, int], content: Callable[[str], bytes]
) -> None:
    """Write a bundle into an empty file. `sizes`: digests of its originals; `content`: their bytes."""
    document = contents.model_dump_json().encode()
    parts = {CONTENTS: Sum(sha256=hashlib.sha256(document).hexdigest(), size=len(document))}
    parts |= {ORIGINALS + digest: Sum(sha256=digest, size=size) for digest, size in sorted(sizes.items())}
    if len(document) > MAX_DOCUMENT or len(parts) > MAX_PARTS or sum(one.size for one in parts.values()) > MAX_BUNDLE:
        raise DanvanError("bundle-too-large")
    manifest = Manifest(format="danvan-bundle", version=1, parts=parts, **head)
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = b"0" * _SEAL
        _put(archive, MANIFEST, manifest.model_dump_json(indent=1).encode())
        _put(archive, CONTENTS, document)
        for digest in sorted(sizes):
            _put(archive, ORIGINALS + digest, content(digest))
    with draft.open("rb+") as file:
        seal, size = _digest(file)
        file.seek(size)
        file.write(seal.encode())


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    member = zipfile.ZipInfo(name, _BEGINNING)
    member.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(member, content)


def _digest(file: BinaryIO) -> tuple[str, int]:
    """The digest of all before the seal, and how long that is."""
    size = file.seek(0, 2) - _SEAL
    file.seek(0)
    found, left = hashlib.sha256(), size
    while left > 0 and (chunk := file.read(min(_CHUNK, left))):
        found.update(chunk)
        left -= len(chunk)
    return found.hexdigest(), size


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def open_bundle(path: Path) -> Iterator[Bundle]:
    """A bundle, checked whole. Errors: DanvanError where one thing in it is not as its maker wrote it."""
    try:
        with opened(path) as file:
            seal = _sealed(file, path)
            with _archive(file, path) as archive:
                manifest = _manifest(archive, path)
                _check_parts(archive, manifest, path)
                contents = _contents(archive, manifest, path)
                yield Bundle(archive, seal, manifest, contents)
    except Unreadable as unreadable:
        raise DanvanError("file-unreadable", path=str(path), reason=unreadable.finding.seen["reason"]) from unreadable


def _sealed(file: BinaryIO, path: Path) -> str:
    """The digest that the file ends with, where it is that of all before it."""
    size = file.seek(0, 2)
    file.seek(0)
    if size < _END.size + _SEAL or file.read(4) != b"PK\x03\x04":
        raise DanvanError("bundle-unknown", path=str(path))
    if size > MAX_BUNDLE:
        raise DanvanError("bundle-unsound", path=str(path))
    found, before = _digest(file)
    file.seek(before)
    if file.read(_SEAL) != found.encode():
        raise DanvanError("bundle-damaged", path=str(path))
    return found


@contextmanager
def _archive(file: BinaryIO, path: Path) -> Iterator[zipfile.ZipFile]:
    """The zip file, once its last record says that its directory is one that can be looked at."""
    size = file.seek(0, 2)
    file.seek(size - _SEAL - _END.size - _LARGE_SIZE)
    large, last = file.read(_LARGE_SIZE), file.read(_END.size)
    magic, _, _, here, parts, length, _, comment = _END.unpack(last)
    sound = magic == b"PK\x05\x06" and here == parts <= MAX_PARTS + 1 and comment == _SEAL
    if not sound or large.startswith(_LARGE) or length > MAX_DOCUMENT:
        raise DanvanError("bundle-unsound", path=str(path))
    try:
        archive = zipfile.ZipFile(file)
    except _BROKEN as error:
        raise DanvanError("bundle-damaged", path=str(path)) from error
    with archive:
        yield archive


class _Version(BaseModel):
    """What every version of the format says first."""

    format: Literal["danvan-bundle"]
    version: int


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    content = _read(archive, MANIFEST, MAX_DOCUMENT, path)
    try:
        if _Version.model_validate_json(content).version > VERSION:
            raise DanvanError("bundle-newer", path=str(path))
        manifest = Manifest.model_validate_json(content)
    except ValidationError as error:
        raise DanvanError("bundle-unsound", path=str(path)) from error
    if datetime.fromisoformat(manifest.made) > datetime.now(UTC) + _FAST_CLOCK:
        raise DanvanError("bundle-from-tomorrow", path=str(path), made=manifest.made[:10])
    return manifest


def _check_parts(archive: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    """Every part is there once and as it was written, under a name that says what it is; nothing else is there."""
    names = [member.filename for member in archive.infolist()]
    expected = {ORIGINALS + one.sha256 for name, one in manifest.parts.items() if name != CONTENTS}
    sizes = [one.size for one in manifest.parts.values()]
    sound = sorted(names) == sorted([MANIFEST, *manifest.parts]) and manifest.parts.keys() == {CONTENTS, *expected}
    plain = all(member.compress_type == zipfile.ZIP_DEFLATED for member in archive.infolist())
    if not sound or not plain or sum(sizes) > MAX_INFLATED:
        raise DanvanError("bundle-unsound", path=str(path))
    for name, one in manifest.parts.items():
        if name != CONTENTS and one.size > limits().file:
            raise DanvanError("bundle-unsound", path=str(path))
        try:
            _part(archive, name, one)
        except DanvanError as error:
            raise DanvanError("bundle-damaged", path=str(path)) from error


def _contents(archive: zipfile.ZipFile, manifest: Manifest, path: Path) -> Contents:
    try:
        contents = Contents.model_validate_json(_part(archive, CONTENTS, manifest.parts[CONTENTS]))
    except ValidationError as error:
        raise DanvanError("bundle-unsound", path=str(path)) from error
    wanted = {one.sha256 for one in contents.mail}
    wanted |= {one.entry.form for one in contents.mail if one.entry and one.entry.form}
    later = [one.came for one in contents.mail if one.came > manifest.made]
    later += [one.entry.typed for one in contents.mail if one.entry and one.entry.typed > manifest.made]
    later += [one.decided for one in contents.decisions if one.decided > manifest.made]
    later += [one.since for one in contents.withdrawals if one.since > manifest.made]
    if later or {ORIGINALS + digest for digest in wanted} != manifest.parts.keys() - {CONTENTS}:
        raise DanvanError("bundle-unsound", path=str(path))
    return contents


def _part(archive: zipfile.ZipFile, name: str, known: Sum) -> bytes:
    content = _read(archive, name, known.size, Path(name))
    if len(content) != known.size or hashlib.sha256(content).hexdigest() != known.sha256:
        raise DanvanError("bundle-damaged", path=name)
    return content


def _read(archive: zipfile.ZipFile, name: str, most: int, path: Path) -> bytes:
    """The bytes of one member, counted while inflating."""
    try:
        with archive.open(name) as part:
            content = part.read(most + 1)
    except _BROKEN as error:
        raise DanvanError("bundle-damaged", path=str(path)) from error
    if len(content) > most:
        raise DanvanError("bundle-unsound", path=str(path))
    return content
