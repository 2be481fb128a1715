"""Which part of the reporter sent a table, one that the register does not know: a hamlet, a party cell, a team. (counting.md 5)"""

from danvan_cli.intake.identity.evidence import Clue, Evidence, Source, unit_said, without_version
from danvan_cli.units import Register, place_of
from danvan_cli.units.parts import part_named
from danvan_cli.vietnamese import clean, fold

_ADDRESS = fold("địa chỉ")


def part_of(evidence: Evidence, table: int, register: Register, reporter: str) -> str | None:
    """The part that the most trusted of the clues of a table names.

    The first letterhead holds for tables that have none. Folders are of many files, and name no part.
    """
    heads = [clue for clue in evidence.clues if clue.source is Source.LETTERHEAD]
    clues = [clue for clue in heads if clue.table == table] or heads[:1]
    clues += [clue for clue in evidence.clues if clue.table == table and clue.source is not Source.LETTERHEAD]
    clues += [clue for clue in evidence.clues if clue.source is Source.FILE]
    whole = register.get(place_of(reporter)).short
    return next((part for clue in clues if (part := _named(clue, register, whole))), None)


def _named(clue: Clue, register: Register, whole: str) -> str | None:
    if clue.source is Source.LETTERHEAD:
        text = " | ".join(line for _, line in clue.lines if not fold(line).startswith(_ADDRESS))
        return part_named(register, text, whole, heads=True)
    if clue.source is Source.TITLE:
        said = unit_said(clue.text)
        return part_named(register, said or clue.text, whole, heads=said is not None)
    return part_named(register, without_version(clean(clue.text)).replace("_", " "), whole, strung=True)
