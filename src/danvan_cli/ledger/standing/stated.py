"""What one return says about one unit at one stage: the atom of which standing is decided. (counting.md 3 and 9)"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from functools import lru_cache
from itertools import chain, zip_longest
from typing import NamedTuple

from danvan_cli.findings import Finding
from danvan_cli.ledger.standing.margins import At, Margin, Number, canonical, margins_of_base, margins_of_models
from danvan_cli.periods import Period, day_of
from danvan_cli.returns import DECISIONS, Base, Kind, Reach, Return
from danvan_cli.vocabulary import Vocabulary


class Via(IntEnum):
    """How a return comes to speak about a stage; the lower answers before the higher. (counting.md 3)"""

    TITLED = 0
    SHOWN = 1
    IMPLIED = 2


class Alike(NamedTuple):
    """What many rows of a register share."""

    unit: str
    at: At
    stages: tuple[str, ...]
    registered: int | None


@dataclass(frozen=True, slots=True)
class Rows:
    """What settling needs to know of the models of a register, by columns: there are many, and they differ in little."""

    alike: Sequence[Alike] = ()
    places: Sequence[int] = ()  # of each row in `alike`
    names: Sequence[str] = ()  # as they are written; settling reads them where it needs them: `Filed.written`
    keys: Sequence[str] = ()  # the names for matching
    beside: Sequence[str] = ()  # their indicators as they are kept, where any has some: a list that differs is another
    cells: Sequence[str] = ()  # where they stand; the same
    codes: Sequence[str | None] = ()  # where any has one
    whose: Sequence[str | None] = ()  # what they write of their unit; read as names and cells are

    def __len__(self) -> int:
        return len(self.places)

    def of(self, row: int) -> Alike:
        """What a row shares with others."""
        return self.alike[self.places[row]]

    def counted(self, rows: Iterable[int]) -> list[tuple[At, int]]:
        """How many of these rows stand at which coordinates."""
        counts = Counter(map(self.places.__getitem__, rows))
        return [(self.alike[place].at, count) for place, count in counts.items()]


class Named(NamedTuple):
    """What tells the models of a register from others, by columns."""

    keys: Sequence[str]  # the names for matching
    codes: Sequence[str | None]  # where any has one
    places: Sequence[int]  # of each row in `ats`
    ats: Sequence[At]

    def counted(self, rows: Iterable[int]) -> list[tuple[At, int]]:
        """How many of these rows stand at which coordinates."""
        counts = Counter(map(self.places.__getitem__, rows))
        return [(self.ats[place], count) for place, count in counts.items()]


class Written(NamedTuple):
    """The names of a register's models as they are written, their cells, and what they write of their unit."""

    names: Sequence[str]
    cells: Sequence[str]
    whose: Sequence[str | None]


class AtHand:
    """Lists as they are written: so many that a period of some hundred returns is read once; of more the others again."""

    def __init__(self, read: Callable[[int], Written]) -> None:
        self._read = lru_cache(maxsize=_READ_AGAIN)(read)
        self._kept: dict[int, Written] = {}
        self._rows = 0

    def keep(self, ret: int, rows: Rows) -> Rows:
        """What settling needs of a list always: all but its names and cells, which are kept at hand while there is room."""
        if self._rows + len(rows) <= _AT_HAND:
            self._kept[ret] = Written(rows.names, rows.cells, rows.whose)
            self._rows += len(rows)
        return Rows(rows.alike, rows.places, (), rows.keys, rows.beside, (), rows.codes)

    def of(self, ret: int) -> Written:
        """A list's names and cells."""
        return self._kept.get(ret) or self._read(ret)


_AT_HAND = 100_000  # rows
_READ_AGAIN = 256  # lists: as many as a place and its bodies may send


@dataclass(frozen=True, slots=True)
class Hand:
    """Who typed a return from its paper, when, and for which ledger, where not for this one."""

    typist: str
    typed: str
    origin: str


@dataclass(slots=True)
class Filed:
    """A return in the ledger, with what settling needs to know of its file. `ret` is without its models: see `models`."""

    id: int
    ret: Return
    models: Rows
    written: Callable[[], Written]  # their names and cells: a year of returns has too many to hold, see `AtHand`
    came: str  # when its bytes were first taken in, here or by a lower office: the date of an undated document
    sha256: str
    mail: int
    place: int  # which of its file's tables, from the top
    questioned: bool  # an open question touches it: it counts provisionally
    decided: tuple[tuple[Finding, str], ...] = ()  # questions inside it that were answered
    hand: Hand | None = None  # where danvan did not read it itself
    joined: int = 0  # of how many rows its one base is made, where these part one total: see `one_total`

    @property
    def dated(self) -> date:
        """The document's date, by which the newer is told. (counting.md 5)"""
        return self.ret.dated or day_of(self.came)


def figure_of(ret: Return, names: int) -> int:
    """How many models a return tells of: its names, or its figures of the stage at which they are most."""
    stages: dict[str, int] = defaultdict(int)
    for base in ret.bases:
        stages[base.scope.stage] += whole_of(base)
    return names or max(stages.values(), default=0)


def whole_of(base: Base) -> int:
    """The stated figure, else what the fullest split gives."""
    sums: dict[frozenset[str], int] = defaultdict(int)
    for seen in base.observations:
        sums[frozenset(seen.at)] += seen.value or 0
    return sums.get(frozenset(), max(sums.values(), default=0))


def read_of(ret: Return, names: int) -> tuple[int, int]:
    """What was read in a return, in short: how many models, and what all its cells make, which tells splits apart."""
    cells = sum(seen.value or 0 for base in ret.bases for seen in base.observations)
    return figure_of(ret, names), names or cells


@dataclass(slots=True)
class Stated:
    """One return's figure about one unit (or a place with all below it) at one stage, with its margins."""

    filed: Filed
    unit: str
    reach: Reach
    stage: str
    via: Via
    kind: Kind
    fixed: At
    said: At  # of them what somebody said, and what does not only follow from the unit
    rows: tuple[int, ...]  # places in ret.models (register) or ret.bases as they are kept (matrix: one, or all joined)
    margins: tuple[Margin, ...]

    @property
    def reporter(self) -> str:
        """Whose return says it."""
        return self.filed.ret.reporter

    @property
    def value(self) -> Number:
        """The base's own figure: the largest that any margin gives."""
        return max((margin.total for margin in self.margins), default=0)

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it this one among all, whatever the order of ingest."""
        return (self.filed.sha256, self.filed.place, self.unit, self.stage, self.fixed, self.rows)


ALONE = "*"
"""The stage of figures that count no models: indicators and awards in tables of their own."""

UNSAID = "xaydung"
"""The stage of a list that says none: it is the list sent for it, as much as one titled so. (counting.md 3)"""

_ALSO_BUILT = ("xaydung", "dangky")
_ALSO_PROPOSED = ("denghi", "xaydung", "dangky")
IMPLIES: dict[str, tuple[str, ...]] = {
    "ghinhan": ("dangky",),
    "khongghinhan": ("dangky",),
    "xaydung": ("dangky",),
    "hieuqua": _ALSO_BUILT,
    "denghi": _ALSO_BUILT,
    "congnhan": _ALSO_PROPOSED,
    "khongcongnhan": _ALSO_PROPOSED,
    "tieubieu": _ALSO_PROPOSED,
    "chonnhanrong": _ALSO_PROPOSED,
}
"""Stages that a row at a stage also counts at. What is not there implies nothing. (counting.md 3)"""

REGISTERING = frozenset({"dangky", "ghinhan", "khongghinhan"})
"""The stages of a model before anybody builds it: who has told of these alone has sent nothing on a later one. (counting.md 10)"""

_EITHER_OR = (("ghinhan", "khongghinhan"), ("congnhan", "khongcongnhan"))


def statements(filed: Filed, vocabulary: Vocabulary) -> Iterator[Stated]:
    """All that a return says, by unit and stage."""
    if filed.ret.kind is Kind.REGISTER:
        yield from _of_register(filed)
    else:
        yield from _of_matrix(filed, vocabulary)


def stages_shown(filed: Filed) -> set[str]:
    """The stages that the rows of a return show, implied ones aside; what says none is at the one that needs no saying."""
    shown = {stage for alike in filed.models.alike for stage in alike.stages}
    shown |= {base.scope.stage for base in filed.ret.bases}
    return shown or {UNSAID}


def sent_for(filed: Filed) -> str | None:
    """The stage that a return is the list for: titled so, or saying none at all; None where only its rows say some."""
    return filed.ret.stage or (UNSAID if stages_shown(filed) == {UNSAID} else None)


def act_of(filed: Filed) -> tuple[str, ...]:
    """The stages that are told of together by what a return is the list for: recognised or refused is one act."""
    stage = sent_for(filed)
    return next((pair for pair in _EITHER_OR if stage in pair), (stage,) if stage else ())


@lru_cache(maxsize=1024)
def stages_of(shown: tuple[str, ...], registered_elsewhere: bool) -> dict[str, bool]:
    """The stages a row counts at: True where it shows the stage, False where that is implied.

    What was registered in another year does not imply a registration in this one.
    """
    found = dict.fromkeys(shown, True)
    for stage in shown:
        for implied in IMPLIES.get(stage, ()):
            if not (implied == "dangky" and registered_elsewhere):
                found.setdefault(implied, False)
    return found


def _registered_elsewhere(ret: Return, alike: Alike) -> bool:
    return alike.registered not in (None, *Period(ret.period).years)


def names_at(stage: str, returns: Iterable[Filed]) -> set[str]:
    """The folded names of the models that lists count at a stage, shown there or implied."""
    found: set[str] = set()
    for filed in returns:
        models = filed.models
        there = [stage in stages_of(one.stages, _registered_elsewhere(filed.ret, one)) for one in models.alike]
        found.update(key for key, place in zip(models.keys, models.places, strict=True) if there[place])
    return found


def _of_register(filed: Filed) -> Iterator[Stated]:
    ret = filed.ret
    models = filed.models
    rows: list[list[int]] = [[] for _ in models.alike]
    for row, place in enumerate(models.places):
        rows[place].append(row)
    standing: dict[tuple[str, str], list[int]] = defaultdict(list)  # places in `alike`
    shown: set[str] = set()  # by any row: the list is then sent for the stage, and its rows that imply it count along
    for place, alike in enumerate(models.alike):
        for stage, is_shown in stages_of(alike.stages, _registered_elsewhere(ret, alike)).items():
            standing[alike.unit, stage].append(place)
            if is_shown:
                shown.add(stage)
    if not models:  # "không có mô hình": heard, with 0
        standing[ret.reporter, ret.stage or UNSAID] = []
        shown.add(ret.stage or UNSAID)
    own_stage = sent_for(filed)
    fixed = canonical(ret.fixed)
    told: dict[
        tuple[int, ...], tuple[tuple[int, ...], tuple[Margin, ...]]
    ] = {}  # most count at several stages together
    for (unit, stage), places in standing.items():
        if (together := tuple(places)) not in told:
            counts = [(models.alike[place].at, len(rows[place])) for place in together]
            of_these = tuple(sorted(chain.from_iterable(rows[place] for place in together)))
            told[together] = of_these, margins_of_models(counts, ret.fixed)
        via = Via.TITLED if stage == own_stage else Via.SHOWN if stage in shown else Via.IMPLIED
        yield Stated(
            filed=filed,
            unit=unit,
            reach=Reach.OWN,
            stage=stage,
            via=via,
            kind=Kind.REGISTER,
            fixed=fixed,
            said=fixed,
            rows=told[together][0],
            margins=told[together][1],
        )


def _of_matrix(filed: Filed, vocabulary: Vocabulary) -> Iterator[Stated]:
    ret = filed.ret
    on = Period(ret.period).last
    by_row: dict[tuple[str, str], list[tuple[int, Base]]] = defaultdict(list)
    for place, base in enumerate(ret.bases):
        by_row[base.cell, base.scope.unit].append((place, base))
    for row in _stages_down(list(by_row.values())):
        own = {}
        for place, base in row:
            margins = margins_of_base(base, vocabulary, on)
            if (
                filed.joined
            ):  # rows count as they are: what they make together is no "at least", though a member has no row
                whole = max((margin.total for margin in margins), default=0)
                margins = tuple(replace(margin, closed=margin.closed or margin.total == whole) for margin in margins)
            if not margins:
                if base.indicators:
                    yield _matrix_stated(filed, base, place, ALONE, Via.TITLED, ())
                continue
            stage = base.scope.stage
            via = Via.TITLED if stage == (ret.stage or UNSAID) else Via.SHOWN
            own[stage] = _matrix_stated(filed, base, place, stage, via, margins)
        yield from own.values()
        yield from _implied(own)


def _stages_down(rows: list[list[tuple[int, Base]]]) -> list[list[tuple[int, Base]]]:
    """Rows as they imply stages: where the stages of one figure stand under one another, they are one row."""
    joined: dict[tuple[object, ...], list[list[tuple[int, Base]]]] = defaultdict(list)
    for row in rows:
        scope = row[0][1].scope
        joined[scope.unit, scope.reach, canonical(scope.fixed)].append(row)
    found = []
    for group in joined.values():
        stages = [base.scope.stage for row in group for _, base in row]
        found += [[part for row in group for part in row]] if len(set(stages)) == len(stages) else group
    return found


def _implied(own: dict[str, Stated]) -> Iterator[Stated]:
    """What a matrix row implies: for each stage the widest of the figures that imply it. (counting.md 3)"""
    for target in {implied for stage in own for implied in IMPLIES.get(stage, ())} - own.keys():
        sources = [stage for stage in own if target in IMPLIES.get(stage, ())]
        choices = [tuple(stage for stage in pair if stage in sources) for pair in _EITHER_OR]
        choices += [(stage,) for stage in sources]
        widest = max(
            (choice for choice in choices if choice), key=lambda choice: sum(own[stage].value for stage in choice)
        )
        for source in widest:
            stated = own[source]
            base = stated.filed.ret.bases[stated.rows[0]]
            via = Via.TITLED if target == stated.filed.ret.stage else Via.IMPLIED
            implied = _matrix_stated(stated.filed, base, stated.rows[0], target, via, stated.margins)
            if stated.reach is Reach.BELOW and source in DECISIONS and target not in DECISIONS:
                implied = _of_any_level(implied)
            yield implied


def _of_any_level(stated: Stated) -> Stated:
    """What a decision implies of many units speaks for all of them: its level is that of the decision. (counting.md 3)"""
    return replace(stated, fixed=_without_level(stated.fixed), said=_without_level(stated.said))


def _without_level(at: At) -> At:
    return tuple(one for one in at if one[0] != "level")


def _matrix_stated(filed: Filed, base: Base, place: int, stage: str, via: Via, margins: tuple[Margin, ...]) -> Stated:
    scope = base.scope
    fixed, said = canonical(scope.fixed), canonical(scope.said)
    rows = tuple(range(filed.joined)) or (place,)
    return Stated(filed, scope.unit, scope.reach, stage, via, Kind.MATRIX, fixed, said, rows, margins)


def signature(filed: Filed) -> tuple[object, ...]:
    """The figures and names of a return, whatever cells and files they stand in: equal ones say the same."""
    ret = filed.ret
    years = Period(ret.period).years
    alike = [
        (one.unit, one.at, tuple(sorted(stages_of(one.stages, one.registered not in (None, *years)).items())))
        for one in filed.models.alike
    ]
    models = sorted(
        (key, alike[place], beside or "")
        for key, place, beside in zip_longest(filed.models.keys, filed.models.places, filed.models.beside)
    )
    bases = sorted(
        (
            base.scope.unit,
            base.scope.reach.value,
            base.scope.stage,
            canonical(base.scope.said),
            tuple(sorted((canonical(seen.at), seen.value) for seen in base.observations if seen.value is not None)),
            tuple(
                sorted(
                    (code, canonical(one.at), one.value, one.bound, str(one.upper or ""))
                    for code, amounts in base.indicators.items()
                    for one in amounts
                )
            ),
        )
        for base in ret.bases
    )
    return (ret.kind.value, ret.stage or "", canonical(ret.fixed), tuple(models), tuple(bases))


def names_of(returns: Iterable[Filed]) -> set[str]:
    """The folded names of all models in these returns."""
    return {key for filed in returns for key in filed.models.keys}
