"""A workspace: the folder with the store, and optionally beside it `danvan.toml`, and words that overrule the shipped ones."""

import re
import tomllib
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from danvan_cli import shipped
from danvan_cli.errors import UsageError
from danvan_cli.findings import CATALOGUE, RANK, Severity


def _day_of_a_year(text: str) -> str:
    date.fromisoformat(f"2023-{text}")  # no 29 February: the day must be there every year
    return text


DayOfYear = Annotated[str, AfterValidator(_day_of_a_year)]
"""`12-15`: month and day."""


class Reporting(BaseModel):
    """`[reporting]` of `danvan.toml`: when returns are due, when the reporting year ends, through whom figures come."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    deadline: DayOfYear | None = None  # every year; January to June: of the year after
    deadlines: dict[str, date] = {}  # of single periods: 2024-H1 = 2024-06-20
    cut_off: DayOfYear | None = Field(None, alias="cut-off")  # its last day, where it is not 31/12
    via: Literal["huyen", "tinh"] | None = (
        None  # the level whose rows about units are the official channel (counting.md 4)
    )
    places_include_bodies: bool = Field(
        True, alias="places-include-bodies"
    )  # a place's list holds the bodies inside it


USUAL = Reporting()
"""What holds where a workspace says nothing."""


MEBIBYTE = 1024 * 1024


class Limits(BaseModel):
    """`[limits]` of `danvan.toml`: what a file from outside may at most be, and take to be read. (hostile.md)"""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    file_mb: int = Field(50, alias="file-mb", ge=1)
    archive_mb: int = Field(1_000, alias="archive-mb", ge=1)  # all files of an archive together
    inflated_mb: int = Field(128, alias="inflated-mb", ge=1)  # counted while inflating; genuine files: 60
    ratio: int = Field(300, ge=10)  # inflated to packed, where it inflates to much; genuine files: 121
    members: int = Field(5_000, ge=1)  # parts of a package, or files of an archive; genuine files: 1,033
    cells: int = Field(5_000_000, ge=1_000)  # from A1 to the last filled cell, all sheets together
    seconds: int = Field(20, ge=1)  # to read one file
    memory_mb: int = Field(640, alias="memory-mb", ge=256)  # address space of all that read, together
    cross_check: bool = Field(False, alias="cross-check")  # read by a second library, too, and refuse where they differ

    @property
    def file(self) -> int:
        """Bytes of a file."""
        return self.file_mb * MEBIBYTE

    @property
    def archive(self) -> int:
        """Bytes of all files of an archive."""
        return self.archive_mb * MEBIBYTE

    @property
    def inflated(self) -> int:
        """Bytes of all that a package inflates to."""
        return self.inflated_mb * MEBIBYTE

    @property
    def memory(self) -> int:
        """Bytes of address space."""
        return self.memory_mb * MEBIBYTE


MissingParts = Literal["non_null", "non_zero", "partial_null", "partial_zero", "always_null", "always_zero"]
"""What a part that nobody states means in a check. (`data/checks.toml`)"""


class Settings(BaseModel):
    """What `danvan.toml` may say."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: str | None = None  # "Huyện Thanh Liêm, Tỉnh Hà Nam"
    stage: str | None = None  # the stage of tables when none is asked for
    organ: str | None = None  # letterhead: the organ that issues the tables, by its code in organs.toml
    parent: str | None = None  # letterhead: the organ above
    issuer: str | None = None  # letterhead: the organ that issues the tables
    place: str | None = None  # the place beside the date
    profile: str = "party-2018"
    reporting: Reporting = Reporting()
    limits: Limits = Limits()
    reconcile: dict[
        str, MissingParts
    ] = {}  # kind of check to what its missing parts mean: parent-children = "partial_null"
    severity: dict[str, Severity] = {}  # findings that this workspace takes more seriously: "alias-used" = "question"


def load(workspace: Path) -> Settings:
    """The settings of the workspace; what is not there has its default."""
    file = workspace / "danvan.toml"
    if not file.is_file():
        return Settings()
    try:
        found = Settings.model_validate(read(file))
    except ValidationError as error:
        names = ", ".join(str(part) for fault in error.errors() for part in fault["loc"])
        raise UsageError("settings-unknown", file=str(file), names=names) from error
    for code, severity in found.severity.items():
        if code not in CATALOGUE:
            raise UsageError("severity-unknown", file=str(file), named=code)
        if RANK[severity] > RANK[CATALOGUE[code]]:
            raise UsageError("severity-lowered", file=str(file), named=code, severity=str(severity))
    return found


def words(name: str, workspace: Path | None, *, added: Collection[str] | None = ("aliases",)) -> dict[str, Any]:
    """A shipped file of words, overridden key by key by the workspace's own of the same name.

    `added`: the keys whose lists the workspace only adds to; None: all.
    """
    found = shipped.toml(name)
    own = workspace / name if workspace else None
    if own and own.is_file():
        _override(found, read(own), added)
    return found


def _override(shipped_words: dict[str, Any], own: Mapping[str, Any], added: Collection[str] | None) -> None:
    for key, value in own.items():
        there = shipped_words.get(key)
        if isinstance(value, dict) and isinstance(there, dict):
            _override(there, value, added)
        elif isinstance(value, list) and isinstance(there, list) and (added is None or key in added):
            shipped_words[key] = [*there, *value]
        else:
            shipped_words[key] = value


def read(file: Path) -> dict[str, Any]:
    """A file of a workspace; UsageError where it is no TOML."""
    try:
        written = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("settings-not-utf8", file=str(file)) from error
    try:
        return tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        near = line_of(error) or len(written.splitlines())
        raise UsageError("settings-unreadable", file=str(file), line=near, reason=str(error)) from error


def line_of(error: tomllib.TOMLDecodeError) -> str:
    """The line where the reader of TOML stopped; empty: at the end."""
    line = re.search(r"\(at line (\d+)", str(error))
    return line[1] if line else ""
