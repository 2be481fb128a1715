"""What is found in somebody's data: an error, a question or a note, with its place. Collected, never raised."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from danvan_cli import messages


class Severity(StrEnum):
    """error refuses the file; question counts provisionally and is asked once; note informs."""

    ERROR = "error"
    QUESTION = "question"
    NOTE = "note"


RANK = {Severity.ERROR: 0, Severity.QUESTION: 1, Severity.NOTE: 2}

# Every code danvan can find, with its severity. Its words are in `data/messages/{vi,en}/*.toml`:
# `[finding]` what was seen, `[hint]` what to do. (counting.md 8)
CATALOGUE: dict[str, Severity] = {
    # the file and its sheets
    "unreadable-file": Severity.ERROR,
    "readers-differ": Severity.ERROR,
    "read-by-one": Severity.NOTE,
    "no-table-found": Severity.ERROR,
    "not-of-the-movement": Severity.ERROR,  # a budget, another movement: no figure of it may count
    "table-left-out": Severity.NOTE,  # the same beside tables that are ours
    "movement-not-named": Severity.QUESTION,
    "other-movement-named": Severity.QUESTION,
    "awards-not-models": Severity.QUESTION,
    "side-by-side-tables": Severity.ERROR,
    "error-cell": Severity.ERROR,
    "formula-without-value": Severity.ERROR,
    "hidden-sheet-with-data": Severity.QUESTION,
    "hidden-rows-with-data": Severity.QUESTION,
    "value-under-merge": Severity.NOTE,
    "repaired-text": Severity.NOTE,
    "legacy-text": Severity.NOTE,
    "empty-return": Severity.QUESTION,
    "template-unfilled": Severity.ERROR,  # silent, not "không có mô hình": nothing of it may count
    "row-outside-form": Severity.ERROR,
    "form-heading-changed": Severity.ERROR,
    "form-column-missing": Severity.ERROR,
    "model-not-answered": Severity.QUESTION,
    "model-taken-out": Severity.QUESTION,
    "table-not-sound": Severity.ERROR,
    # whose and when
    "reporter-unknown": Severity.ERROR,
    "reporter-ambiguous": Severity.ERROR,
    "reporter-contradicted": Severity.ERROR,
    "period-unknown": Severity.ERROR,
    "period-contradicted": Severity.ERROR,
    "tables-of-several-periods": Severity.ERROR,  # told by `--year` to be of one, they would be added up
    "period-wider-than-name": Severity.QUESTION,
    "period-overruled": Severity.NOTE,
    "unit-unknown": Severity.QUESTION,
    "unit-ambiguous": Severity.QUESTION,
    "unit-blank": Severity.QUESTION,
    "reporter-no-longer": Severity.ERROR,
    "unit-outside-home": Severity.ERROR,
    "unit-new": Severity.NOTE,
    "unit-status-differs": Severity.NOTE,
    "level-without-existence": Severity.QUESTION,
    # columns and texts
    "column-not-understood": Severity.NOTE,
    "column-holds-numbers": Severity.QUESTION,
    "column-holds-ticks": Severity.QUESTION,
    "figure-may-be-day": Severity.QUESTION,
    "figure-may-be-year": Severity.QUESTION,
    "two-columns-one-meaning": Severity.ERROR,
    "several-years": Severity.ERROR,
    "form-drift": Severity.ERROR,  # read either way, an explained column would be guessed
    "hidden-columns-with-data": Severity.NOTE,
    "field-unknown": Severity.QUESTION,
    "field-blank": Severity.NOTE,
    "level-unknown": Severity.QUESTION,
    "holder-unknown": Severity.QUESTION,
    "stage-unknown": Severity.QUESTION,
    "origin-unknown": Severity.QUESTION,
    "block-differs": Severity.NOTE,
    "alias-used": Severity.NOTE,
    "two-ticks": Severity.QUESTION,
    "tick-not-understood": Severity.QUESTION,
    "group-not-understood": Severity.QUESTION,
    "stages-contradict": Severity.QUESTION,
    "stages-out-of-order": Severity.QUESTION,
    "stage-blank": Severity.QUESTION,
    "row-without-name": Severity.QUESTION,
    "rows-without-heading": Severity.QUESTION,
    "row-may-be-note": Severity.QUESTION,
    "row-states-number": Severity.QUESTION,
    "row-names-several": Severity.QUESTION,
    "row-given-up": Severity.QUESTION,
    "registered-later": Severity.QUESTION,
    # numbers
    "count-not-whole": Severity.ERROR,
    "count-negative": Severity.ERROR,
    "count-merged": Severity.ERROR,
    "count-unreadable": Severity.ERROR,
    "count-too-large": Severity.ERROR,
    "percentage-impossible": Severity.NOTE,
    # sums
    "parts-exceed-whole": Severity.ERROR,
    "cell-exceeds-cell": Severity.ERROR,
    "closed-splits-differ": Severity.ERROR,
    "split-below-base": Severity.QUESTION,
    "funnel-broken": Severity.QUESTION,
    "amount-not-read": Severity.NOTE,
    "amounts-alike": Severity.NOTE,
    "amount-with-point": Severity.NOTE,
    "stated-amount-differs": Severity.QUESTION,
    "total-not-computed": Severity.NOTE,
    "total-unreadable": Severity.QUESTION,
    "total-alone": Severity.QUESTION,
    "stated-total-differs": Severity.QUESTION,
    "duplicate-row": Severity.QUESTION,
    "duplicate-code": Severity.QUESTION,
    "unit-on-two-rows": Severity.QUESTION,
    "register-matrix-differ": Severity.QUESTION,
    "register-matrix-split-differs": Severity.QUESTION,
    # between returns
    "adds-or-replaces": Severity.QUESTION,
    "supplement-matrix": Severity.QUESTION,
    "overlapping-returns": Severity.QUESTION,
    "part-differs-from-whole": Severity.QUESTION,
    "same-date-differs": Severity.QUESTION,
    "decided-in-a-circle": Severity.QUESTION,
    "two-versions": Severity.QUESTION,
    "typed-differently": Severity.QUESTION,
    "read-otherwise-there": Severity.QUESTION,
    "file-of-two-units": Severity.QUESTION,
    "older-version-left-out": Severity.NOTE,
    "earlier-year-compares": Severity.NOTE,
    "returns-to-superseded": Severity.QUESTION,
    "withdrawn-before": Severity.NOTE,  # its bytes came again; it stays withdrawn
    "newer-stands": Severity.NOTE,  # it came late, or in one run with what replaces it
    "period-locked": Severity.NOTE,  # kept, and waits
    "equally-near-claims": Severity.QUESTION,
    "overlapping-claims": Severity.QUESTION,
    "models-vanished": Severity.NOTE,
    "outlier": Severity.QUESTION,
    "row-of-another-unit": Severity.QUESTION,
    "repeats-lists-below": Severity.QUESTION,
    "list-names-those-below": Severity.QUESTION,
    "recognised-of-several": Severity.QUESTION,
    "level-beside-list": Severity.QUESTION,
    "new-or-registered": Severity.QUESTION,
    "bodies-beside-place": Severity.QUESTION,
    "names-beside-whole": Severity.QUESTION,
    "inside-exceeds-whole": Severity.QUESTION,
    "names-alike": Severity.QUESTION,
    # lists that the office keeps itself: rosters, targets
    "list-unit-unclear": Severity.ERROR,
    "list-unit-outside": Severity.ERROR,
    "list-value-missing": Severity.ERROR,
    "list-value-unreadable": Severity.ERROR,
    "list-row-twice": Severity.ERROR,
}


_raised: dict[str, Severity] = {}


def raise_severities(raised: Mapping[str, Severity]) -> None:
    """Take these findings more seriously from here on: what `[severity]` of a workspace says. Nothing is ever lowered."""
    for code, severity in raised.items():
        if RANK[severity] > RANK[CATALOGUE[code]]:
            msg = f"{code} cannot be lowered to {severity}"
            raise ValueError(msg)
    _raised.clear()
    _raised.update(raised)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a finding means: its group, why it is one, and its sentences with gaps where something seen will stand."""

    code: str
    severity: Severity
    group: str
    seen: str
    why: str
    advice: str


def explanations() -> list[Explanation]:
    """All findings danvan knows, by group, in the language spoken now."""
    return [
        Explanation(
            code=code,
            severity=CATALOGUE[code],
            group=messages.text("explain-group", group),
            seen=_GAP.sub("…", messages.text("finding", code)),
            why=why,
            advice=_GAP.sub("…", messages.text("hint", code)),
        )
        for group, codes in messages.section("explain").items()
        for code, why in codes.items()
    ]


_GAP = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `seen` fills the sentence of `code`; `sheet` and `cell` are null where it is about the file."""

    code: str
    sheet: str | None = None
    cell: str | None = None
    seen: dict[str, str | int] = field(default_factory=dict, hash=False)

    @property
    def severity(self) -> Severity:
        """What this finding does to the file it is in."""
        return _raised.get(self.code) or CATALOGUE[self.code]

    @property
    def message(self) -> str:
        """What was seen, as one sentence; of what somebody wrote without end its beginning."""
        return messages.text("finding", self.code, **{name: _begun(value) for name, value in self.seen.items()})

    @property
    def hint(self) -> str:
        """What to do about it; where it is found for several reasons, about this one."""
        why = self.seen.get("why")
        said = messages.text("hint", f"{self.code}-{why}", **self.seen) if why else ""
        return " ".join(filter(None, (said or messages.text("hint", self.code, **self.seen), self.mend)))

    @property
    def mend(self) -> str:
        """What would solve it, where that is known: a hint, never applied."""
        return str(self.seen.get("mend", ""))

    @property
    def document(self) -> dict[str, str | None]:
        """Itself in every contract of `--format json`."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "sheet": self.sheet,
            "cell": self.cell,
            "message": self.message,
            "hint": self.hint,
        }


_SHOWN = 300  # letters of one text: some lines of a screen; lists of names stay below


def _begun(seen: str | int) -> str | int:
    return f"{seen[:_SHOWN].rstrip()} …" if isinstance(seen, str) and len(seen) > _SHOWN else seen


_DIGITS = re.compile(r"(\d+)")


def by_weight(finding: Finding) -> tuple[int, str, str, list[str | int]]:
    """The one order in which findings of a file are shown: worst first, then by sheet, matter and cell, C9 before C10."""
    cell = [int(part) if part.isdecimal() else part for part in _DIGITS.split(finding.cell or "")]
    return (RANK[finding.severity], finding.sheet or "", finding.code, cell)
