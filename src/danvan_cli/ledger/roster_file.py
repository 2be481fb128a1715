"""Who must report, as a list of the office says: names resolved inside the home, blocks, contacts, deadlines."""

from collections.abc import Sequence
from datetime import date, datetime

from danvan_cli.findings import Finding
from danvan_cli.intake.office_lists import Line, unit_of
from danvan_cli.ledger.books.roster import Expected
from danvan_cli.periods import parse_day
from danvan_cli.units import Register
from danvan_cli.vocabulary import Vocabulary


def expected_of(
    lines: Sequence[Line],
    source: str,
    register: Register,
    vocabulary: Vocabulary,
    *,
    home: str | None,
    day: date | None,
) -> tuple[list[Expected], list[Finding]]:
    """The units of a list, and what is unclear in it. A row that names a block is the heading of those below it."""
    entries: dict[str, Expected] = {}
    faults: list[Finding] = []
    group: str | None = None
    for line in lines:
        heading = vocabulary["block"].match(line.text("unit"))
        if heading and len(heading) == 1 and len(line.cells) == 1:
            group = heading[0]
            continue
        unit = unit_of(line, register, home, day)
        if isinstance(unit, Finding):
            faults.append(unit)
            continue
        block, deadline = _block(line, vocabulary), _deadline(line)
        faults += [found for found in (block, deadline) if isinstance(found, Finding)]
        if isinstance(block, Finding) or isinstance(deadline, Finding):
            continue
        block = block or group
        own = register.get(unit).block
        entry = Expected(unit, block if block != own else None, line.text("contact"), deadline, source)
        if entries.setdefault(unit, entry) != entry:
            faults.append(line.fault("list-row-twice", "unit", unit=register.name_of(unit)))
    return list(entries.values()), faults


def _block(line: Line, vocabulary: Vocabulary) -> str | Finding | None:
    text = line.text("block")
    found = vocabulary["block"].match(text) if text else None
    if text and not (found and len(found) == 1):
        return line.fault("list-value-unreadable", "block")
    return found[0] if found else None


def _deadline(line: Line) -> date | Finding | None:
    value, _ = line.cells.get("deadline", (None, ""))
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return parse_day(str(value)) or line.fault("list-value-unreadable", "deadline")
