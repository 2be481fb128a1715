"""One check: a stated figure against what others give, what a missing part means, and the verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

from danvan_cli import shipped
from danvan_cli.errors import UsageError
from danvan_cli.findings import Severity
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.vietnamese import share


class Missing(StrEnum):
    """What a part that nobody states means, and whether the check is listed then: the modes of VTL 2 (check_hierarchy)."""

    NON_NULL = "non_null"
    NON_ZERO = "non_zero"
    PARTIAL_NULL = "partial_null"
    PARTIAL_ZERO = "partial_zero"
    ALWAYS_NULL = "always_null"
    ALWAYS_ZERO = "always_zero"

    @property
    def is_zero(self) -> bool:
        """Whether a missing part counts as 0."""
        return self in (Missing.NON_ZERO, Missing.PARTIAL_ZERO, Missing.ALWAYS_ZERO)

    def lists(self, stated: Number | None, parts: Sequence[Number | None]) -> bool:
        """Whether a check of these figures is listed at all."""
        known = [part for part in parts if part is not None]
        match self:
            case Missing.NON_NULL:
                return stated is not None and len(known) == len(parts)
            case Missing.NON_ZERO:
                return bool(stated) or any(known)
            case Missing.PARTIAL_NULL | Missing.PARTIAL_ZERO:
                return bool(known)
            case _:
                return True


class Outcome(StrEnum):
    """What came of a check."""

    DIFFERS = "differs"
    NOT_COMPARABLE = "not-comparable"
    AGREES = "agrees"


class Relation(StrEnum):
    """What the stated figure is to the parts: their sum, or a bound of it."""

    EQUAL = "equal"
    AT_MOST = "at-most"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of check: what a missing part means in it, and how grave a difference is."""

    code: str
    missing: Missing
    more: Severity
    less: Severity


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure of a check stands. `cell` None: it is counted from the rows of the sheet."""

    path: str
    sheet: str | None = None
    cell: str | None = None
    value: Number | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A stated figure and what others give, with what came of it. `why`: the code of the sentence that explains it."""

    kind: Kind
    unit: str
    period: str
    stage: str
    stated: Number | None
    computed: Number | None
    outcome: Outcome
    seen: Mapping[str, object]
    why: str = ""
    places: tuple[Place, ...] = ()

    @property
    def gap(self) -> Number | None:
        """By how much the stated figure is more (less: negative) than what the others give; None: nobody can say."""
        if self.outcome is Outcome.AGREES:
            return 0  # a bound that holds leaves no gap
        if self.outcome is Outcome.NOT_COMPARABLE or self.stated is None or self.computed is None:
            return None
        return self.stated - self.computed

    @property
    def per_cent(self) -> Decimal | None:
        """The gap as a share of the stated figure, to one decimal."""
        if self.gap is None or not self.stated:
            return None
        return share(abs(Decimal(self.gap)), self.stated)

    @property
    def severity(self) -> Severity | None:
        """How grave the difference is; None where there is none."""
        if self.outcome is not Outcome.DIFFERS:
            return None
        return self.kind.more if (self.gap or 0) > 0 else self.kind.less


@dataclass(frozen=True, slots=True)
class Weighed:
    """What came of weighing a stated figure against its parts."""

    stated: Number | None
    computed: Number | None
    outcome: Outcome

    @property
    def is_more(self) -> bool:
        """Whether the stated figure is the greater."""
        return (self.stated or 0) > (self.computed or 0)


def weigh(
    stated: Number | None,
    parts: Sequence[Number | None],
    missing: Missing,
    relation: Relation = Relation.EQUAL,
    *,
    adds: bool = True,
) -> Weighed | None:
    """The verdict on a stated figure and its parts (None: not stated); None where such a check is not listed.

    `adds`: what is missing can only add to the parts, so that parts above their total differ already.
    """
    if not missing.lists(stated, parts):
        return None
    known = [part for part in parts if part is not None]
    computed = sum(known) if known or missing.is_zero else None
    if stated is None or computed is None:
        return Weighed(stated, computed, Outcome.NOT_COMPARABLE)
    if computed > stated and (adds or len(known) == len(parts)):
        return Weighed(stated, computed, Outcome.DIFFERS)
    if len(known) < len(parts) and not missing.is_zero:
        return Weighed(stated, computed, Outcome.NOT_COMPARABLE)
    agrees = computed == stated or relation is Relation.AT_MOST
    return Weighed(stated, computed, Outcome.AGREES if agrees else Outcome.DIFFERS)


@dataclass(frozen=True, slots=True)
class Step:
    """An identity of the funnel: stages that add up to a stage, or cannot exceed it."""

    whole: str
    parts: tuple[str, ...]
    relation: Relation


@dataclass(frozen=True)
class Kinds:
    """All kinds of checks as they are shipped, and as a workspace wants them."""

    known: Mapping[str, Kind] = field(default_factory=dict)
    funnel: tuple[Step, ...] = ()

    def __getitem__(self, code: str) -> Kind:
        return self.known[code]

    def order(self, code: str) -> int:
        """The place of a kind among all."""
        return self._places[code]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {code: place for place, code in enumerate(self.known)}


def load(chosen: Mapping[str, str] | None = None) -> Kinds:
    """The shipped kinds; `chosen`: kind to the mode that a workspace has for it."""
    chosen = chosen or {}
    data = _data()
    if unknown := chosen.keys() - data["kinds"].keys():
        raise UsageError("check-unknown", kind=", ".join(sorted(unknown)), known=", ".join(data["kinds"]))
    return Kinds(
        {
            code: Kind(code, Missing(chosen.get(code, said["missing"])), Severity(said["more"]), Severity(said["less"]))
            for code, said in data["kinds"].items()
        },
        tuple(Step(said["whole"], tuple(said["parts"]), Relation(said["relation"])) for said in data["funnel"]),
    )


@cache
def _data() -> dict[str, Any]:
    return shipped.toml("checks.toml")
