"""What readers must know of figures that somebody else gave: whose they are, what they stand for, how they differ from the units' own."""

from collections import defaultdict
from collections.abc import Sequence

from danvan_cli.ledger.books.verdicts import Standing
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.returns import DECISIONS
from danvan_cli.tables.notes.identity_notes import SHOWN_UNITS
from danvan_cli.tables.selection.query import Asked, Question
from danvan_cli.tables.table import Note, Table
from danvan_cli.tables.table import note as _note
from danvan_cli.units import place_of, succession
from danvan_cli.vietnamese import number, some, sort_key


def second_hand(question: Question, table: Table, answered: Sequence[Asked]) -> list[Note]:
    """Whose figures somebody else gave, and what stands for the silent rest."""
    said: dict[str, dict[str, Number]] = defaultdict(lambda: defaultdict(int))
    rest: dict[str, Number] = defaultdict(int)
    name = question.ledger.register.name_of
    spoken = {question.line_of(asked.standing) for asked in answered if asked.standing.standing == "own"}
    for asked in answered:
        row, value = asked.standing, asked.answer.value
        line = question.line_of(row)
        if value and row.standing == "second-hand" and line != row.reporter:  # a place naming its own bodies is no news
            said[row.reporter][row.unit if line in spoken else line] += value  # silent is its body, not the commune
        elif value and row.standing == "rest":
            rest[row.reporter] += value
    found = []
    for reporter in sorted(said, key=lambda code: (sort_key(name(code)), code)):
        units = sorted(said[reporter], key=lambda code: (sort_key(name(code)), code))
        listed = [f"{name(code)} ({number(said[reporter][code])})" for code in units]
        found.append(_note("second-hand", units=some(listed, SHOWN_UNITS), reporter=name(reporter)))
    for reporter in sorted(rest, key=lambda code: (sort_key(name(code)), code)):
        found.append(_note("silent-rest", count=number(rest[reporter]), what=table.counted_in, reporter=name(reporter)))
    return found


def believed_decisions(question: Question, answered: Sequence[Asked]) -> list[Note]:
    """Decisions that units tell of themselves, because the body of that level has sent none."""
    told: dict[str, Number] = defaultdict(int)
    for asked in answered:
        row, level = asked.standing, dict(asked.standing.fixed).get("level", ())
        if (
            question.stage in DECISIONS
            and row.standing == "second-hand"
            and question.line_of(row) == row.reporter
            and level
        ):
            told[level[0]] += asked.answer.value or 0
    level_name = question.ledger.vocabulary["level"].name
    return [
        _note("decisions-told", count=number(count), level=level_name(code).lower())
        for code, count in sorted(told.items())
        if count
    ]


def gaps(question: Question) -> list[Note]:
    """Where somebody's figure for many differs from what those many say themselves: shown, never mended."""
    name = question.ledger.register.name_of
    stated = [
        row
        for row in (() if question.selectors.measure else question.told)
        if row.reason in ("all-have-spoken", "others-say-as-much") and question.inside(row.unit)
    ]
    inside = _within(question, {row.unit for row in stated})
    found = []
    for row in stated:
        heard = _heard(question, row, inside[row.unit])
        if heard != row.value:
            seen: dict[str, str | int] = {
                "reporter": name(row.reporter),
                "stated": number(row.value),
                "heard": number(heard),
            }
            found.append(_note("gap", **seen, gap=number(max(row.value - heard, heard - row.value))))
    return found


def _within(question: Question, places: set[str]) -> dict[str, list[Standing]]:
    """What counts of the units in these places, of whatever time the two are."""
    register = question.ledger.register
    around, eras = succession.of(register).around, {register.era_of(place) for place in places}
    found: dict[str, list[Standing]] = {place: [] for place in places}
    bodies: dict[str, list[Standing]] = defaultdict(list)  # they lie where their place does
    for row in question.statements if places else ():
        bodies[place_of(row.unit)].append(row)
    for where, rows in bodies.items():
        for place in places.intersection(around(where, eras)):
            found[place] += rows
    return found


def _heard(question: Question, row: Standing, inside: Sequence[Standing]) -> Number:
    """What the units in a place say themselves of what somebody states of it."""
    register, fixed = question.ledger.register, dict(row.fixed)
    level, block = fixed.get("level"), fixed.get("block")
    if not (level or block):
        return sum([other.value for other in inside])
    units = ((register.get(other.unit), other.value) for other in inside)
    return sum(
        value
        for unit, value in units
        if not (level and unit.level not in level) and not (block and unit.block not in block)
    )
