"""Notes on units and time: the geography a table is shown in, what could not be shared out there, the break at the reform."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from danvan_cli.ledger.standing.margins import Number
from danvan_cli.ledger.standing.settled import COUNTED
from danvan_cli.periods import REFORM, Period, register_day
from danvan_cli.tables.selection.geography import bracketed
from danvan_cli.tables.selection.query import FUNNEL, Asked, Question
from danvan_cli.tables.table import Note, Table, note
from danvan_cli.units import place_of
from danvan_cli.vietnamese import number, some, sort_key

SHOWN = 5

_OF_ANOTHER_TIME = ("successor-has-spoken", "predecessors-have-spoken")
"""Why a figure gave way to that of units of before or after the reform."""


def geography_notes(question: Question, table: Table, answered: Sequence[Asked]) -> Iterator[Note]:
    """All of them, in one order."""
    yield from _another_time(question)
    yield from _more_today(question)
    yield from _partly_spoken(question)
    yield from _told_outside(question)
    era = question.geography.era
    if era is not None:
        yield (
            note("geography-since", day=f"{era.since:%d/%m/%Y}")
            if era.since
            else note("geography-until", day=f"{era.until:%d/%m/%Y}")
        )
    yield from _two_times(question, answered)
    if era is None:
        return
    yield from _shared_out(question, answered)
    yield from _not_shared_out(question, table, answered)
    yield from _partly_inside(question)


def _another_time(question: Question) -> Iterator[Note]:
    """The unit asked for was not there in the period, and no geography was asked for in which it is."""
    register, asked, period = question.ledger.register, question.unit, question.selectors.period
    if asked is None or question.geography.era or question.selectors.years or asked not in register:
        return
    era = register.era_of(asked)
    if era not in register.eras_on(register_day(period)):
        code = "unit-not-yet" if era.since else "unit-no-longer"
        day = f"{era.since or era.until:%d/%m/%Y}"
        yield note(code, unit=register.name_of(asked), day=day, period=Period(period).name, geography=day)


def _more_today(question: Question) -> Iterator[Note]:
    """The province asked for took over others that have figures of the period, and these are not in the table."""
    register, asked = question.ledger.register, question.unit
    if asked is None or question.geography.era or register.era_of(asked).until is None:
        return
    today = register.counterpart(asked, REFORM)
    others = [old for old in register.predecessors(today) if old != asked] if today else []
    heard = {register.province_of(unit) for unit, standing in question.said.units if standing in COUNTED}
    if found := [register.name_of(old) for old in others if old in heard]:
        yield note("unit-holds-more-today", unit=register.name_of(asked), others=", ".join(found))


def _two_times(question: Question, answered: Iterable[Asked]) -> Iterator[Note]:
    """The break: units of before and of after the reform in one table."""
    era_of = question.ledger.register.era_of
    said = (
        question.shared[one.standing.key].whole if one.standing.key in question.shared else one.standing
        for one in answered
        if one.answer.value is not None
    )
    eras = {era_of(row.unit).day for row in said}
    if len(eras) > 1:
        since = max(era.since for era in question.ledger.register.eras if era.since)
        yield note("two-geographies", day=f"{since:%d/%m/%Y}")


def _shared_out(question: Question, answered: Iterable[Asked]) -> Iterator[Note]:
    """What a published key gave, and whose key it is."""
    name = question.ledger.register.name_of
    parts: dict[tuple[str, str], dict[str, Number]] = defaultdict(lambda: defaultdict(int))
    for one in answered:
        shared = question.shared.get(one.standing.key)
        if shared is not None and one.answer.value is not None:
            parts[question.line_of(shared.whole), shared.key.source][one.standing.unit] += one.answer.value
    for unit, source in sorted(parts, key=lambda key: (sort_key(name(key[0])), key)):
        shares = ", ".join(f"{name(code)} {number(value)}" for code, value in sorted(parts[unit, source].items()))
        yield note("shared-out", unit=name(unit), parts=shares, source=source)


def _not_shared_out(question: Question, table: Table, answered: Iterable[Asked]) -> Iterator[Note]:
    """Figures of divided units on a line of all their parts, of ended units on their own, of units that were made of several."""
    name, era = question.ledger.register.name_of, question.geography.era
    divided: dict[tuple[str, ...], dict[str, Number]] = defaultdict(lambda: defaultdict(int))
    kept: dict[str, Number] = defaultdict(int)
    for one in answered:
        if not one.answer.value:
            continue
        members, unit = question.shown_at(one.standing), question.line_of(one.standing)
        if len(members) > 1:
            divided[members][unit] += one.answer.value
        elif question.geography.is_foreign(members[0]):
            kept[unit] += one.answer.value
    lines = [
        f"{bracketed(map(name, members))} {number(sum(units.values()))} ({', '.join(map(name, units))})"
        for members, units in sorted(divided.items())
    ]
    if lines:
        count = sum(sum(units.values()) for units in divided.values())
        yield note("divided", count=number(count), what=table.counted_in, lines=some(lines, SHOWN, "; "))
    if kept:
        units = sorted(kept, key=lambda code: (sort_key(name(code)), code))
        listed = some([f"{name(code)} {number(kept[code])}" for code in units], SHOWN, "; ")
        code = "ended-apart" if era is not None and era.since else "new-apart"
        yield note(code, count=number(sum(kept.values())), what=table.counted_in, units=listed)


def _partly_inside(question: Question) -> Iterator[Note]:
    """Figures of units that lie partly in the one asked for: not in the answer, and not lost."""
    name = question.ledger.register.name_of
    for row in () if question.selectors.measure else question.beyond(question.stage):
        if row.reach != "below":
            line = bracketed(map(name, question.shown_at(row)))
            yield note("left-out-partly-inside", unit=name(question.line_of(row)), line=line, count=number(row.value))


def _partly_spoken(question: Question) -> Iterator[Note]:
    """Old units whose figure counts though some of their parts have sent: what both tell may be told twice."""
    name = question.ledger.register.name_of
    pairs = [f"{name(unit)} – {name(other)}" for unit, other in question.remarked("divided-partly-spoken")]
    if pairs:
        yield note("divided-partly-spoken", count=number(len(pairs)), pairs=some(pairs, SHOWN, "; "))


def _told_outside(question: Question) -> Iterator[Note]:
    """Units of the table whose figures gave way to those of another time's units that lie outside the one asked for."""
    asked, register = question.unit, question.ledger.register
    if asked is None:
        return
    name = register.name_of
    found: dict[str, list[str]] = {}
    for row in question.all if question.stage == FUNNEL else question.told:
        if row.reason in _OF_ANOTHER_TIME and question.inside(row.unit):
            place = place_of(row.unit)
            believed = [*register.successors(place), *register.predecessors(place)]
            if outside := [code for code in believed if not question.inside(code)]:
                found[row.unit] = outside
    pairs = [
        f"{name(unit)} – {', '.join(map(name, others))}"
        for unit, others in sorted(found.items(), key=lambda pair: (sort_key(name(pair[0])), pair[0]))
    ]
    if pairs:
        yield note("told-outside", count=number(len(pairs)), unit=name(asked), pairs=some(pairs, SHOWN, "; "))
