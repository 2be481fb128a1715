"""The schemas of what is kept: Return, Model, Base, Observation, Claim, Scope. Checked by pydantic, nothing coerced."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from danvan_cli.vocabulary import DIMENSIONS, MemberSet

UnitCode = Annotated[str, StringConstraints(min_length=1)]
PeriodCode = Annotated[str, StringConstraints(min_length=4)]
Count = Annotated[int, Field(ge=0, lt=2**53, strict=True)]  # what a store, a sheet and JSON hold exactly
StageCode = Annotated[str, StringConstraints(min_length=1)]
Name = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


def _of_known_dimensions(at: dict[str, MemberSet]) -> dict[str, MemberSet]:
    _sound(tuple(at.items()))
    return at


@lru_cache(maxsize=65536)
def _sound(at: tuple[tuple[str, MemberSet], ...]) -> None:
    """Few coordinates differ among very many rows: each is looked at once."""
    for dimension, members in at:
        in_order = len(members) == 1 or (members and tuple(sorted(set(members))) == members)
        if not in_order or dimension not in DIMENSIONS:
            msg = f"not a coordinate: {dimension}={members}"
            raise ValueError(msg)


Coordinates = Annotated[dict[str, MemberSet], AfterValidator(_of_known_dimensions)]
"""Dimension to a non-empty sorted set of members; what is absent is not stated. (counting.md 2)"""


class _Schema(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


DECISIONS = frozenset({"ghinhan", "khongghinhan", "congnhan", "khongcongnhan", "tieubieu", "chonnhanrong"})
"""Stages that are acts of the deciding body of a level, not of the unit. (counting.md 3)"""


class Reach(StrEnum):
    """Whom a figure speaks for: the unit alone, or the place with all below it. (counting.md 4)"""

    OWN = "own"
    BELOW = "below"


class Scope(_Schema):
    """What a figure speaks about: the unit and its reach, the stage, and the members fixed for all of it.

    `inferred`: dimensions of `fixed` that nobody said; they follow from the unit and set no figure apart.
    """

    unit: UnitCode
    reach: Reach = Reach.OWN
    stage: StageCode
    fixed: Coordinates = {}
    inferred: tuple[str, ...] = ()

    @property
    def said(self) -> dict[str, MemberSet]:
        """The members that title, sheet or row fix. Whether two figures are one, or one lies in the other, is told by these."""
        return {dimension: members for dimension, members in self.fixed.items() if dimension not in self.inferred}


class Observation(_Schema):
    """A figure at coordinates with its cell. `value` None: the cell is blank (not zero)."""

    at: Coordinates = {}
    value: Count | None
    cell: str


class Amount(_Schema):
    """An amount of an indicator in its canonical unit, with its cell. A bounded one is no value but a limit of it."""

    at: Coordinates = {}
    value: Decimal
    bound: Literal["", "at-least", "at-most", "about"] = ""
    upper: Decimal | None = None  # the end of a range, where the value is its beginning
    cell: str


Amounts = dict[str, tuple[Amount, ...]]
"""Indicator code to its amounts: several where they differ in coordinates."""


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
    indicators: Amounts = {}


class Base(_Schema):
    """A matrix row at one stage: one figure and its splits (margins), which are never added to each other. (counting.md 1)"""

    scope: Scope
    cell: str
    label: str
    observations: tuple[Observation, ...]
    indicators: Amounts = {}


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
