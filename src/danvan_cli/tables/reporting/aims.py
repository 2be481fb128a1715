"""What is aimed at, as a list of the office says: how many models, of whom, at which stage, in which field."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from danvan_cli.findings import Finding
from danvan_cli.intake.office_lists import Line, unit_of
from danvan_cli.intake.words.headings import phrases
from danvan_cli.intake.words.numbers import read_count
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.units import Register
from danvan_cli.units.eras import STATUSES
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import MemberSet, Vocabulary

_EACH = re.compile(r"^(mỗi|từng|các|tất cả các|tất cả|mọi|each|every|all)\s+", re.IGNORECASE)
_AT_LEAST = re.compile(r"^(tối thiểu|ít nhất|từ|đạt|≥|>=|at least)\s*|\s*(trở lên|or more)$", re.IGNORECASE)
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(%?)")
_RATIO = re.compile(r"^(?:tỷ lệ|tỉ lệ|ratio)?\s*(.+?)\s*(?:/|\btrên\b|\bso với\b)\s*(.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Aim:
    """One row of the list: of each unit it is about, at least so much is expected.

    `stage` empty: the stage of tables. `whole`: a share of the models at that stage, in per cent.
    """

    about: str  # as the list says: "Xã, phường"
    target: Number
    unit: str = ""  # one unit; else all of a block, of a kind of place, or of a sort of body
    block: str = ""
    kind: str = ""
    body: str = ""
    stage: str = ""
    whole: str = ""
    field: MemberSet = ()

    def is_about(self, code: str, block: str | None, register: Register) -> bool:
        """Whether it aims at this unit."""
        if self.unit:
            return code == self.unit
        if self.block:
            return block == self.block
        return register.get(code).kind == self.kind if self.kind else code.partition("/")[2] == self.body


def aims_of(
    lines: Sequence[Line],
    *,
    register: Register,
    vocabulary: Vocabulary,
    home: str | None,
    day: date | None,
) -> tuple[list[Aim], list[Finding]]:
    """The aims of a list, and what is unclear in it."""
    aims: list[Aim] = []
    faults: list[Finding] = []
    for line in lines:
        who = _who(line, register, vocabulary, home, day)
        stages = _stages(line, vocabulary)
        fields = vocabulary["field"].match(line.text("field")) if line.text("field") else ()
        target = _target(line, share=not isinstance(stages, Finding) and bool(stages[1]))
        wrong = [found for found in (who, stages, target) if isinstance(found, Finding)]
        if fields is None:
            wrong.append(line.fault("list-value-unreadable", "field"))
        if wrong or isinstance(who, Finding) or isinstance(stages, Finding) or isinstance(target, Finding):
            faults += wrong
            continue
        aims.append(Aim(line.text("unit"), target, **who, stage=stages[0], whole=stages[1], field=fields or ()))
    return aims, faults


def _who(
    line: Line, register: Register, vocabulary: Vocabulary, home: str | None, day: date | None
) -> dict[str, str] | Finding:
    """A block, a kind of place, the whole home, each body of a sort, or one unit."""
    text = line.text("unit")
    plain = _EACH.sub("", text)
    block = vocabulary["block"].match(plain)
    if block and len(block) == 1:
        return {"block": block[0]}
    kind = next((kind for status, kind in STATUSES.items() if fold(status) == fold(plain)), "")
    if kind:
        return {"kind": kind}
    if home and phrases("rows", "total").has(fold(text)):
        return {"unit": home}
    if plain != text:
        line = Line(line.sheet, {**line.cells, "unit": (plain, line.cells["unit"][1])})
    unit = unit_of(line, register, home, day)
    if isinstance(unit, Finding):
        return unit
    return {"body": unit.partition("/")[2]} if plain != text and "/" in unit else {"unit": unit}


def _stages(line: Line, vocabulary: Vocabulary) -> tuple[str, str] | Finding:
    """The stage aimed at, and the one it is a share of ("công nhận/đăng ký")."""
    text = line.text("stage")
    if not text:
        return "", ""
    ratio = _RATIO.match(text)
    read = [_stage(part, vocabulary) for part in (ratio.groups() if ratio else (text,))]
    if not all(read):
        return line.fault("list-value-unreadable", "stage")
    return read[0], read[1] if ratio else ""


def _stage(text: str, vocabulary: Vocabulary) -> str:
    known = vocabulary["stage"]
    if text.strip() in known.members:
        return text.strip()
    found = known.match(text)
    return found[0] if found and len(found) == 1 else ""


def _target(line: Line, *, share: bool) -> Number | Finding:
    value, _ = line.cells.get("target", (None, ""))
    if value is None:
        return line.lack("targets", "target")
    if isinstance(value, str):
        value = _AT_LEAST.sub("", value.strip())
    if share:
        return _share(value) or line.fault("list-value-unreadable", "target")
    count = read_count(value)
    if count.wrong or count.value is None:
        return line.fault("list-value-unreadable", "target")
    return count.value


def _share(value: object) -> Number | None:
    """Per cent; without its sign, what is not above 1 is the share itself, as cells formatted as percentages hold it."""
    found = _SHARE.fullmatch(str(value))
    if not found:
        return None
    share = Decimal(found[1].replace(",", "."))
    if not found[2] and share <= 1:
        share *= 100
    return share.normalize() + 0 if share <= 100 else None
