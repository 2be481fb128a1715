"""What can be answered to a question, and the key by which an answer holds whenever the same thing is asked. (counting.md 8)"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from danvan_cli.findings import Finding, Severity
from danvan_cli.vietnamese import as_asked, fold

AS_READ = "as-read"
"""The answer that changes no figure: what counts meanwhile is right."""

LEAVE_OUT = "leave-out"
"""The answer that what was asked about counts nothing."""

DIMENSION_OF = {
    "field-unknown": "field",
    "level-unknown": "level",
    "holder-unknown": "holder",
    "stage-unknown": "stage",
    "origin-unknown": "origin",
    "group-not-understood": "field",  # most are; its answer may name another dimension
}
"""Questions about a text: one answer serves all files. An answer is a dimension with members: `field=vhxh`."""

OF_UNITS = frozenset({"unit-unknown", "unit-ambiguous"})
"""Questions about a name: one answer serves all files of a home. An answer is a unit's code, or that its rows do not count."""

WHOSE = OF_UNITS | {"equally-near-claims", "recognised-of-several"}
"""All questions whose answer is a unit's code."""

OF_NAMES = frozenset({"names-alike"})
"""Questions about two names in one place: one answer serves all files and years."""

ANSWERS: dict[str, tuple[str, ...]] = {
    "unit-unknown": (AS_READ, LEAVE_OUT),
    "unit-blank": (AS_READ, "above"),
    "hidden-rows-with-data": (AS_READ, LEAVE_OUT),
    "other-movement-named": (AS_READ, LEAVE_OUT),
    "hidden-sheet-with-data": (AS_READ, LEAVE_OUT),
    "row-given-up": (AS_READ, LEAVE_OUT),
    "registered-later": (AS_READ, LEAVE_OUT),
    "empty-return": (AS_READ, "mistake"),
    "duplicate-row": (AS_READ, "one"),
    "duplicate-code": (AS_READ, "one"),
    "register-matrix-differ": (AS_READ, "matrix"),
    "register-matrix-split-differs": (AS_READ, "matrix"),
    "adds-or-replaces": ("adds", "replaces"),
    "supplement-matrix": (AS_READ, "replaces"),
    "overlapping-returns": (AS_READ, "replaces", "adds"),
    "part-differs-from-whole": (AS_READ, "replaces"),
    "returns-to-superseded": (AS_READ, "replaces"),
    "same-date-differs": ("this", "other", "adds"),
    "two-versions": ("this", "other"),
    "typed-differently": ("this", "other"),
    "repeats-lists-below": (AS_READ, "once"),
    "list-names-those-below": (AS_READ, "both"),
    "level-beside-list": (AS_READ, "both"),
    "new-or-registered": (AS_READ, "registered"),
    "bodies-beside-place": (AS_READ, "both"),
    "names-beside-whole": (AS_READ, "within"),
    "inside-exceeds-whole": (AS_READ, "whole"),
    "names-alike": (AS_READ, "same"),
}
"""The answers of all other questions; those not named here can only be confirmed. Their words are in `[answers.CODE]`."""

_TOLD_BY = {
    "hidden-rows-with-data": ("rows",),
    "other-movement-named": ("rows",),
    "row-given-up": ("rows",),
    "registered-later": ("rows",),
    "duplicate-row": ("name",),
    "duplicate-code": ("code",),
    "split-below-base": ("cells",),
    "funnel-broken": ("before",),
    "stated-total-differs": ("text",),
    "equally-near-claims": ("unit",),
    "overlapping-claims": ("unit",),
    "recognised-of-several": ("name",),
    "row-of-another-unit": ("unit",),
    "outlier": ("unit",),
    "typed-differently": ("typed", "other_typed"),
    "read-otherwise-there": ("there",),
    "file-of-two-units": ("units",),
}
"""What of a finding tells it from others of its code at one place."""

_READING = frozenset(
    {
        *DIMENSION_OF,
        *OF_UNITS,
        "hidden-rows-with-data",
        "other-movement-named",
        "hidden-sheet-with-data",
        "row-given-up",
        "registered-later",
        "two-ticks",
        "unit-blank",
    }
)


def answers_to(found: Finding) -> tuple[str, ...]:
    """The answers to a question of no text and no unit; rows are left out only where it says which."""
    answers = ANSWERS.get(found.code, (AS_READ,))
    if "rows" in _TOLD_BY.get(found.code, ()) and "rows" not in found.seen:
        return tuple(answer for answer in answers if answer != LEAVE_OUT)
    return answers


def changes_reading(code: str) -> bool:
    """Whether an answer is applied where the file is read: its original is then read again."""
    return code in _READING


def same_model(unit: str, name: str) -> str:
    """How a question about rows that may be one model tells them: `name` as it is matched."""
    return f"{unit} {name}"


def key_of(found: Finding, digest: str) -> str:
    """What was asked: the text where one answer serves all files, else this file, place and matter."""
    if found.code in DIMENSION_OF:
        return _dump([DIMENSION_OF[found.code], as_asked(str(found.seen["seen"]))])
    if found.code in OF_UNITS:
        return _dump(["unit", found.seen.get("within", ""), fold(str(found.seen["text"]))])
    if found.code in OF_NAMES:
        names = [fold(str(found.seen[name])) for name in ("name", "other_name")]
        return _dump([found.code, found.seen["place"], found.seen["body"], *names])
    telling = (name for name in _TOLD_BY.get(found.code, ()) if name != "rows" or name in found.seen)
    told = [found.seen.get(name, "") for name in ("other", *telling)]
    return _dump([found.code, digest, found.sheet or "", found.cell or "", *told])


def _dump(parts: list[str | int]) -> str:
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Answers:
    """The answers that stand at one moment, by what was asked."""

    by_key: Mapping[str, str] = field(default_factory=dict)

    def to(self, found: Finding, digest: str) -> str | None:
        """The answer to a question; None: it is open. Errors cannot be decided away."""
        return self.by_key.get(key_of(found, digest)) if self.by_key and found.severity is not Severity.ERROR else None

    def leave_open(self, found: Finding, digest: str) -> bool:
        """Whether a finding is a question that nobody has answered."""
        return found.severity is Severity.QUESTION and self.to(found, digest) is None

    @cached_property
    def words(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """What texts were said to mean: dimension, folded text, members."""
        found = []
        for key, answer in self.by_key.items():
            asked, *rest = json.loads(key)
            dimension, told, members = answer.partition("=")
            if told and asked in DIMENSION_OF.values():
                found.append((dimension, str(rest[0]), tuple(sorted(members.split("+")))))
        return tuple(sorted(found))

    def of_file(self, digest: str) -> list[tuple[str, str, str, str, str]]:
        """What changes how one file is read: code, sheet, cell, what else tells it, answer."""
        found = []
        for key, answer in self.by_key.items():
            code, *rest = json.loads(key)
            if code in _READING and rest[0] == digest and answer != AS_READ:
                sheet, cell, *told = rest[1:]
                found.append((code, sheet, cell, str(told[-1]), answer))
        return found


NONE = Answers()
