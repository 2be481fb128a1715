"""Notes on who and what is one: models told twice, models followed over years, units beside their official channel."""

from collections import defaultdict

from danvan_cli import messages
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.tables.selection.query import Question
from danvan_cli.tables.table import Note, Table, note
from danvan_cli.tables.twins import ToldTwice
from danvan_cli.units import place_of
from danvan_cli.vietnamese import number, some, sort_key

SHOWN_UNITS = 5


def official_gaps(question: Question) -> list[Note]:
    """Where units say otherwise of themselves than the official channel says of them: shown, never mended."""
    name = question.ledger.register.name_of
    told: dict[tuple[str, str], Number] = defaultdict(int)  # unit, reporter
    for row in question.statements:
        if row.reason == "official-channel" and question.selectors.measure is None:
            told[row.unit, row.reporter] += row.value
    own: dict[str, Number] = defaultdict(int)
    for row in question.told:
        itself = row.reporter in (row.unit, place_of(row.unit))  # with what it says of bodies inside it
        if row.reason == "official-channel" and itself:
            own[row.reporter] += row.value
    found = []
    for reporter in sorted({reporter for _, reporter in told}, key=lambda code: (sort_key(name(code)), code)):
        units = [unit for unit, other in told if other == reporter and unit in own and own[unit] != told[unit, other]]
        listed = [
            messages.text(
                "note", "official-gap", unit=name(unit), own=number(own[unit]), told=number(told[unit, reporter])
            )
            for unit in sorted(units, key=lambda code: (sort_key(name(code)), code))
        ]
        if listed:
            found.append(note("official-gaps", reporter=name(reporter), units=some(listed, SHOWN_UNITS, "; ")))
    return found


def told_twice(question: Question, table: Table) -> list[Note]:
    """Models that a place and a body inside it both list, with the total without and with what was found. (counting.md 6)"""
    if question.selectors.measure or question.selectors.years or table.total is None:
        return []
    told = ToldTwice(question)
    found = []
    for code, count, before, after in (
        ("twins-once", told.once, table.total + told.once, table.total),
        ("twins-possible", told.asked, table.total, table.total - told.asked),
    ):
        if count:
            totals = {"before": number(before), "after": number(after)}
            found.append(note(code, count=number(count), what=table.counted_in, **totals))
    return found


def lives_told(question: Question) -> list[Note]:
    """How the models named in the years were carried on, came and ended; and which stand though nobody names them now."""
    selectors = question.selectors
    lives = question.lives
    if lives is None or selectors.measure:
        return []
    found = []
    figures_only = any(row.kind == "matrix" and row.value for row in question.statements)
    if not lives.lives and figures_only:
        found.append(note("lives-unnamed"))
    elif len(lives.years) > 1 and not selectors.filters:
        told = [messages.text("note", "lives-year", **year.told()) for year in lives.years]
        code = "lives-of-lists" if figures_only else "lives"
        found.append(note(code, count=number(len(lives.lives)), years="; ".join(told)))
    if lives.doubtful:
        codes = sorted({code for _, code in lives.doubtful})
        found.append(note("codes-contested", count=number(len(codes)), codes=some(codes, SHOWN_UNITS)))
    if not selectors.stock:
        return found
    last = max((life.named for life in lives.lives), default="")
    unnamed = sum(life.named < last for life in lives.alive)
    if unnamed and not selectors.filters:
        found.append(note("stock-unnamed", count=number(unnamed), year=last))
    if any(row.kind == "matrix" for row in question.statements):
        found.append(note("stock-of-figures"))
    return found
