"""A workspace: the folder with the store, and optionally `danvan.toml` and `vocabulary.toml` beside it."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from danvan_cli.errors import UsageError
from danvan_cli.findings import CATALOGUE, RANK, Severity


class Settings(BaseModel):
    """What `danvan.toml` may say."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: str | None = None  # "Huyện Thanh Liêm, Tỉnh Hà Nam"
    stage: str | None = None  # the stage of tables when none is asked for
    parent: str | None = None  # letterhead: the organ above
    issuer: str | None = None  # letterhead: the organ that issues the tables
    place: str | None = None  # the place beside the date
    profile: str = "party-2018"
    severity: dict[str, Severity] = {}  # findings that this workspace takes more seriously: "alias-used" = "question"


def load(workspace: Path) -> Settings:
    """The settings of the workspace; what is not there has its default."""
    file = workspace / "danvan.toml"
    if not file.is_file():
        return Settings()
    try:
        found = Settings.model_validate(tomllib.loads(file.read_text(encoding="utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError("settings-unreadable", file=str(file), reason=str(error)) from error
    except ValidationError as error:
        names = ", ".join(str(part) for fault in error.errors() for part in fault["loc"])
        raise UsageError("settings-unknown", file=str(file), names=names) from error
    for code, severity in found.severity.items():
        if code not in CATALOGUE:
            raise UsageError("severity-unknown", file=str(file), named=code)
        if RANK[severity] > RANK[CATALOGUE[code]]:
            raise UsageError("severity-lowered", file=str(file), named=code, severity=str(severity))
    return found
