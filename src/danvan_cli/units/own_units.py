"""What a workspace says of units beyond the shipped register: names put right, other names, agencies. (`units.toml`)"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from danvan_cli import settings
from danvan_cli.errors import UsageError

FILE = "units.toml"


class OwnBody(BaseModel):
    """`[[body]]`: an agency, enterprise, school … that the shipped words do not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    kind: Literal["agency", "enterprise", "school", "union", "front", "police", "military"] = "agency"
    level: Literal["tinh", "huyen", "xa"] | None = None  # it stands under the place of that level
    aliases: tuple[str, ...] = ()


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    names: dict[str, str] = {}  # code = "Xã Liên Sơn"
    aliases: dict[str, tuple[str, ...]] = {}  # code = ["Liên Sơn mới"]
    body: tuple[OwnBody, ...] = ()


@dataclass(frozen=True)
class OwnUnits:
    """The whole file."""

    names: Mapping[str, str]
    aliases: Mapping[str, tuple[str, ...]]
    bodies: tuple[Mapping[str, Any], ...]


NOTHING = OwnUnits({}, {}, ())
"""What holds where a workspace says nothing."""


def load(workspace: Path) -> OwnUnits:
    """The workspace's own units; NOTHING where it has no such file."""
    file = workspace / FILE
    if not file.is_file():
        return NOTHING
    try:
        said = _File.model_validate(settings.read(file))
    except ValidationError as error:
        names = ", ".join(".".join(map(str, fault["loc"])) for fault in error.errors())
        raise UsageError("settings-unknown", file=str(file), names=names) from error
    bodies = tuple(body.model_dump(exclude_none=True) for body in said.body)
    return OwnUnits(said.names, said.aliases, bodies)


def check(own: OwnUnits, *, is_code: Callable[[str], bool], is_name: Callable[[str], bool]) -> None:
    """Refuse codes that no place bears, and names without a status word: they would put nothing right."""
    for code in (*own.names, *own.aliases):
        if "/" in code or not is_code(code):
            raise UsageError("own-unit-unknown", file=FILE, unit=code)
    for name in own.names.values():
        if not is_name(name):
            raise UsageError("own-unit-nameless", file=FILE, name=name)
