"""The data that ships with danvan: `data/` in the repository, `danvan_cli/data/` in an installed wheel."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

OUR_TABLE = "danvan:table"
"""The stamp on workbooks that danvan writes: its own tables are no mail, wherever they lie. (design.md "Reading names")"""


@cache
def folder() -> Path:
    """The shipped data folder, wherever this copy of danvan lives."""
    installed = Path(__file__).parent / "data"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "data"


def toml(*parts: str) -> dict[str, Any]:
    """One shipped TOML file, read."""
    return tomllib.loads(folder().joinpath(*parts).read_text(encoding="utf-8"))
