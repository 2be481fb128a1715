"""Files appear whole or not at all: written beside the target, then renamed over it."""

import errno
import os
from pathlib import Path

from danvan_cli.errors import DanvanError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def put(path: Path, content: bytes) -> None:
    """Put `content` at `path`; what stood there stays untouched unless all of it could be written."""
    target = Path(os.path.realpath(path))  # a link keeps pointing to what it points to
    draft = target.with_name(f".{target.name[:80]}.{os.getpid()}.tmp")
    if target.exists() and not (target.is_file() and os.access(target, os.W_OK)):
        raise DanvanError("output-not-writable", path=path)
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o777)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise DanvanError("output-disk-full" if error.errno in _FULL else "output-not-writable", path=path) from error
