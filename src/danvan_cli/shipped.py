"""What ships with danvan: its data (`data/` in the repository, `danvan_cli/data/` in an installed wheel), told apart by digests."""

import tomllib
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

OUR_TABLE = "danvan:table"
"""The stamp on workbooks that danvan writes: its own tables are no mail, wherever they lie. (hostile.md "In the folder")"""


@cache
def folder() -> Path:
    """The shipped data folder, wherever this copy of danvan lives."""
    installed = Path(__file__).parent / "data"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "data"


def toml(*parts: str) -> dict[str, Any]:
    """One shipped TOML file, read."""
    return tomllib.loads(folder().joinpath(*parts).read_text(encoding="utf-8"))


def digest(folder: Path, patterns: Iterable[str]) -> str:
    """Over the names and the bytes of the files in a folder that fit: the same as long as nothing of them has changed."""
    found = sha256()
    for file in sorted(file for pattern in patterns for file in folder.glob(pattern) if file.is_file()):
        found.update(f"{file.relative_to(folder).as_posix()}\0{sha256(file.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()
