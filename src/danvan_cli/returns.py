"""The schemas of what is kept: Return, Model, Base, Observation, Claim, Scope. Checked by pydantic, nothing coerced."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from danvan_cli.vocabulary import DIMENSIONS, MemberSet

UnitCode = Annotated[str, StringConstraints(min_length=1)]
PeriodCode = Annotated[str, StringConstraints(min_length=4)]
Count = Annotated[int, Field(ge=0, strict=True)]
StageCode = Annotated[str, StringConstraints(min_length=1)]
Name = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


def _of_known_dimensions(at: dict[str, MemberSet]) -> dict[str, MemberSet]:
    for dimension, members in at.items():
        sound = len(members) == 1 or (members and tuple(sorted(set(members))) == members)
        if not sound or dimension not in DIMENSIONS:
            msg = f"not a coordinate: {dimension}={members}"
            raise ValueError(msg)
    return at


Coordinates = Annotated[dict[str, MemberSet], AfterValidator(_of_known_dimensions)]
"""Dimension to a non-empty sorted set of members; what is absent is not stated. (counting.md 2)"""


class _Schema(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Reach(StrEnum):
    """Whom a figure speaks for: the unit alone, or the place with all below it. (counting.md 4)"""

    OWN = "own"
    BELOW = "below"


class Scope(_Schema):
    """What a figure speaks about: the unit and its reach, the stage, and the members fixed for all of it."""

    unit: UnitCode
    reach: Reach = Reach.OWN
    stage: StageCode
    fixed: Coordinates = {}


class Observation(_Schema):
    """A figure at coordinates with its cell. `value` None: the cell is blank (not zero)."""

    at: Coordinates = {}
    value: Count | None
    cell: str


class Model(_Schema):
    """One named initiative: a row of a register. Counts 1 at every stage it shows or implies."""

    name: Name
    cell: str
    unit: UnitCode
    unit_text: str | None = None
    at: Coordinates = {}
    stages: tuple[StageCode, ...]
    registered: int | None = None
    code: str | None = None
    texts: dict[str, str] = {}


class Base(_Schema):
    """A matrix row at one stage: one figure and its splits (margins), which are never added to each other. (counting.md 1)"""

    scope: Scope
    cell: str
    label: str
    observations: tuple[Observation, ...]


class Claim(_Schema):
    """A statement about a sum: never counted, always checked."""

    kind: Literal["total", "group"]
    cell: str
    text: str
    at: Coordinates = {}
    stated: Count
    computed: Count | None


class Kind(StrEnum):
    """How a table says its figures: by naming models, or by counting them."""

    REGISTER = "register"
    MATRIX = "matrix"


class Return(_Schema):
    """What one reporter says in one table about one scope."""

    reporter: UnitCode
    period: PeriodCode
    stage: StageCode | None  # titled for it; None: the rows show theirs, else xaydung
    kind: Kind
    sheet: str
    title: str = ""
    fixed: Coordinates = {}
    supplement: bool = False
    dated: date | None = None
    number: str | None = None
    answers: str | None = None  # sha256 of the file it was sent back for: our stamp says so
    models: tuple[Model, ...] = ()
    bases: tuple[Base, ...] = ()
    claims: tuple[Claim, ...] = ()
