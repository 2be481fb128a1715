"""The outcome of settling: a verdict for every statement, with its reason."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from danvan_cli.answers import NONE, Answers
from danvan_cli.findings import Finding
from danvan_cli.ledger.standing.margins import At, Margin, Number, margins_of_models
from danvan_cli.ledger.standing.stated import Filed, Stated
from danvan_cli.returns import Kind

COUNTED = frozenset({"own", "second-hand", "rest"})
"""Standings whose figures are in the answers; all others say why theirs are not."""

STEPPED_BACK = frozenset({"superseded", "copy", "held"})
"""Standings of what gave way whole, return by return: it is not even a claim about what counts."""


@dataclass(slots=True, eq=False)
class Verdict:
    """What was decided about one statement: whether it counts, as what, why, and with which figures."""

    stated: Stated
    standing: str  # own, second-hand, rest · claim, superseded, copy, held, margin
    reason: str
    margins: tuple[Margin, ...]
    without: tuple[int, ...] = ()  # rows that stand elsewhere already (duplicates)
    heard: tuple["Verdict", ...] = ()  # rest: what is taken off the stated figure
    splits: tuple[tuple["Verdict", ...], ...] = ()  # bases inside this one: margins of it, those that make one together
    higher: tuple[int, ...] = ()  # of `without`: rows that a body of a higher level recognised too
    acts: tuple[Margin, ...] = ()  # a decision's own figures, those rows among them: what each level did
    provisional: bool = False
    value: Number = 0

    @property
    def names(self) -> Sequence[str]:
        """The keys of the models that it counts; none where figures hide the names."""
        keys = self.stated.filed.models.keys
        if self.stated.kind is not Kind.REGISTER:
            return ()
        if not self.without and len(self.stated.rows) == len(keys):
            return keys
        without = frozenset(self.without)
        return [keys[row] for row in self.stated.rows if row not in without]

    @property
    def nested(self) -> Sequence["Verdict"]:
        """The bases inside this one."""
        return [one for parts in self.splits for one in parts]

    def leave_out(self, rows: Sequence[int], *, to_higher: bool = False) -> None:
        """Count a register, and the lists inside it, without these rows: they stand elsewhere.

        `to_higher`: a body of a higher level recognised the same; what this level did is kept beside.
        """
        if not rows:
            return
        if to_higher:
            self.acts, self.higher = self.acts or self.margins, (*self.higher, *rows)
        self.without = (*self.without, *rows)
        without, keys = frozenset(self.without), self.stated.filed.models.keys
        left = [row for row in self.stated.rows if row not in without]
        named = Counter(keys[row] for row in left) if self.splits else Counter[str]()
        for one in self.nested:
            one.leave_out(one.beyond({keys[row]: named[keys[row]] for row in rows}), to_higher=to_higher)
        self.margins = (
            *margins_of_models(self.stated.filed.models.counted(left), self.stated.filed.ret.fixed),
            *(margin for parts in self.splits for margin in joined(parts, self.stated)),
        )

    def beyond(self, most: Mapping[str, int]) -> list[int]:
        """The rows of these names that a register counts beyond so many of each."""
        told = Counter[str]()
        found = []
        if self.stated.kind is Kind.REGISTER:
            keys, without = self.stated.filed.models.keys, frozenset(self.without)
            for row in self.stated.rows:
                if keys[row] in most and row not in without:
                    told[keys[row]] += 1
                    found += [row] if told[keys[row]] > most[keys[row]] else []
        return found

    @property
    def second_hand(self) -> bool:
        """Whether somebody else says it of those it is about."""
        return self.standing != "own"


def joined(parts: Sequence[Verdict], host: Stated) -> list[Margin]:
    """The margins that bases make together inside another base: like splits joined into one."""
    around = dict(host.said)
    narrows = frozenset(
        name for verdict in parts for name, members in verdict.stated.said if around.get(name) != members
    )
    found: dict[frozenset[str], dict[At, Number]] = defaultdict(lambda: defaultdict(int))
    for verdict in parts:
        for margin in verdict.margins:
            for at, value in margin.cells:
                found[margin.dims][at] += value
    return [
        Margin(dims, closed=False, cells=tuple(sorted(cells.items())), narrows=narrows) for dims, cells in found.items()
    ]


class Twin(NamedTuple):
    """A row of a place's list that is, or may be, the model in a row of a body inside it. (counting.md 6)"""

    stage: str
    place: str
    body: str
    ret: int
    row: int
    other_ret: int
    other_row: int
    how: str  # code, name, decided: they are one · asked: both count meanwhile
    at: At  # of the row that is left out, or would be

    @property
    def once(self) -> bool:
        """Whether they count as one."""
        return self.how != "asked"


@dataclass(slots=True)
class Settled:
    """The outcome for one period: a verdict for every statement, questions between returns, notes for tables."""

    verdicts: list[Verdict] = field(default_factory=list)
    findings: list[tuple[int, Finding]] = field(default_factory=list)  # return, question
    notes: list[tuple[str, str, str, str]] = field(default_factory=list)  # stage, code, unit, other unit
    twins: list[Twin] = field(default_factory=list)
    replaced_by: dict[int, int] = field(default_factory=dict)
    answers: Answers = NONE

    def ask(self, filed: Filed, finding: Finding) -> str | None:
        """A question at a return; gives its answer where somebody has decided."""
        self.findings.append((filed.id, finding))
        return self.answers.to(finding, filed.sha256)
