"""The schemas of what is kept: Return, Model, Base, Observation, Claim, Scope. Checked by pydantic, nothing coerced."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import repeat
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, InstanceOf, StringConstraints, ValidationError

from danvan_cli.vocabulary import DIMENSIONS, MemberSet

UnitCode = Annotated[str, StringConstraints(min_length=1)]
PeriodCode = Annotated[str, StringConstraints(min_length=4)]
Count = Annotated[int, Field(ge=0, lt=2**53, strict=True)]  # what a store, a sheet and JSON hold exactly
StageCode = Annotated[str, StringConstraints(min_length=1)]
Name = Annotated[str, StringConstraints(min_length=1)]


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
    `unclear`: dimensions of which a member is said that nobody knows; the figure is a part beside its fellows, no whole.
    """

    unit: UnitCode
    reach: Reach = Reach.OWN
    stage: StageCode
    fixed: Coordinates = {}
    inferred: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()

    @property
    def said(self) -> dict[str, MemberSet]:
        """The members that title, sheet or row fix. Whether two figures are one, or one lies in the other, is told by these."""
        said = {dimension: members for dimension, members in self.fixed.items() if dimension not in self.inferred}
        return {**dict.fromkeys(self.unclear, ()), **said} if self.unclear else said


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


_NONE: dict[str, Any] = {}  # what rows say nothing of; nobody writes into it


class Model(NamedTuple):
    """One named initiative: a row of a register. Counts 1 at every stage it shows or implies. Its return checks it."""

    name: str
    cell: str
    unit: str
    stages: tuple[str, ...]
    unit_text: str | None = None
    at: dict[str, MemberSet] = _NONE
    registered: int | None = None
    code: str | None = None
    texts: dict[str, str] = _NONE
    indicators: Amounts = _NONE


class _Rows(_Schema, strict=True):
    """The rows of a register by columns; of what many rows share each different one."""

    name: tuple[Name, ...]
    cell: tuple[str, ...]
    unit: set[UnitCode]
    stages: set[tuple[StageCode, ...]]
    unit_text: set[str | None]
    at: list[Coordinates]
    registered: set[int | None]
    code: set[str | None]
    texts: list[dict[str, str]]
    indicators: list[Amounts]


def _of_sound_rows(models: tuple[Model, ...]) -> tuple[Model, ...]:
    """Rows are very many: they are checked by columns, a fifth of the time of one by one."""
    name, cell, unit, stages, unit_text, at, registered, code, texts, indicators = columns_of(models)
    try:
        _Rows(
            name=name, cell=cell, unit=set(unit), stages=set(stages), unit_text=set(unit_text),
            at=list({id(one): one for one in at}.values()), registered=set(registered), code=set(code),
            texts=list(filter(None, texts)), indicators=list(filter(None, indicators)),
        )  # fmt: skip
    except ValidationError as error:
        raise ValueError(reason(error)) from error
    return models


def columns_of(models: Sequence[Model]) -> Iterable[tuple[Any, ...]]:
    """What the rows of a register say, by columns."""
    return zip(*models, strict=True) if models else repeat((), len(Model._fields))


def reason(error: ValidationError) -> str:
    """What the schemas refuse, as one line."""
    return "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:3])


Models = Annotated[tuple[InstanceOf[Model], ...], AfterValidator(_of_sound_rows)]


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
    former: str | None = None  # the commune, merged since, under whose name it was sent: see `units.merged`
    front: bool = False  # the Front of its place sent it: its head, title or name of the file says so
    part: str | None = None  # the part of its reporter that sent it, folded: see `units.parts`
    models: Models = ()
    bases: tuple[Base, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def adds(self) -> bool:
        """Whether it adds to others of its reporter: titled a supplement, or sent by a part of it. (counting.md 5)"""
        return self.supplement or self.part is not None
