"""Files appear whole or not at all: written beside the target, then renamed over it; and the folders they go to."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from danvan_cli.errors import DanvanError, UsageError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def put(path: Path, content: bytes, *, over: bool = True) -> None:
    """Put `content` at `path`; what stood there stays untouched unless all of it could be written."""
    with drafted(path, over=over) as draft, draft.open("wb") as file:
        file.write(content)


@contextmanager
def drafted(path: Path, *, over: bool = True) -> Iterator[Path]:
    """An empty file beside `path` to be filled, which takes its place once it is. `over` False: nothing may stand there."""
    target = Path(os.path.realpath(path))  # a link keeps pointing to what it points to
    draft = target.with_name(f".{target.name[:80]}.{os.getpid()}.tmp")
    if target.exists() and not over:
        raise UsageError("output-exists", path=path)
    if target.exists() and not (target.is_file() and os.access(target, os.W_OK)):
        raise DanvanError("output-not-writable", path=path)
    try:
        draft.open("xb").close()
        yield draft
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o777)
        draft.replace(target)
    except OSError as error:
        raise DanvanError("output-disk-full" if error.errno in _FULL else "output-not-writable", path=path) from error
    finally:
        with suppress(OSError):  # Windows takes it ill that a name with a `?` is removed, too
            draft.unlink(missing_ok=True)


_OF_FILES = frozenset({".xlsx", ".xls", ".docx", ".doc", ".pdf", ".csv", ".html", ".json", ".md", ".zip"})
"""Whoever gives such a name has one file in mind: a folder of that name would look like a spoilt file."""


def check_folder(path: Path) -> None:
    """DanvanError where files cannot go into this folder, which need not be there yet: known before a long run, not after it."""
    if path.suffix.lower() in _OF_FILES and not path.exists():
        raise UsageError("folder-named-as-file", path=path, folder=path.with_suffix(""))
    there = next(place for place in (path.absolute(), *path.absolute().parents) if place.exists())
    if not (there.is_dir() and os.access(there, os.W_OK)):
        raise DanvanError("folder-not-usable", path=path)


def folder(path: Path) -> Path:
    """The folder, made where it is not there."""
    check_folder(path)
    path.mkdir(parents=True, exist_ok=True)
    return path
