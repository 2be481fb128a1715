"""A table's figures as lines and columns: in which order, under which labels, and what a line without a figure says."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from danvan_cli import messages
from danvan_cli.ledger.books.verdicts import Standing
from danvan_cli.ledger.standing.margins import Filter, Number
from danvan_cli.ledger.store import Ledger
from danvan_cli.periods import Period
from danvan_cli.tables.selection.geography import bracketed
from danvan_cli.tables.selection.query import Question
from danvan_cli.tables.table import Line, Table
from danvan_cli.vietnamese import enumerated
from danvan_cli.vocabulary import MemberSet

At = tuple[MemberSet, ...]
"""The members of a line or cell on the dimensions of its table, in their order."""


def lay_out(question: Question, table: Table) -> Table:
    """Lines by all dimensions but the last, columns by the last of several; gaps and zeros told apart."""
    ledger = question.ledger
    if not table.by:
        line = Line(messages.text("screen", "total"), (), table.total)
        return replace(table, lines=(line,), row_head="")
    down, across, rows, columns = grid_of(question, table)
    apart = apart_of(question, table.by)
    values = {cell.at: cell.value for cell in table.cells}
    in_line: dict[At, list[Number]] = defaultdict(list)
    for cell in table.cells:
        if cell.value is not None:
            in_line[cell.at[: len(down)]].append(cell.value)
    lines = []
    for row in rows:
        found = [
            values[*row, column] if (*row, column) in values else _absent(question, table, (*row, column))
            for column in columns
        ]
        known = in_line.get(row, ())
        total = sum(known) if known else (sum_of_known(found) if columns else _absent(question, table, row))
        if across in apart and columns:
            total = None
        lines.append(Line(_line_label(table, ledger, down, row), tuple(found), total))
    return replace(
        table,
        row_head=" · ".join(head_of(ledger, dimension) for dimension in down),
        column_head=head_of(ledger, across) if across and columns else "",
        columns=tuple(_label(table, ledger, across, column) for column in columns) if across else (),
        lines=tuple(lines),
        column_totals=tuple(
            None if apart & set(down) else sum_of_known([line.values[place] for line in lines])
            for place in range(len(columns))
        ),
    )


def grid_of(question: Question, table: Table) -> tuple[tuple[str, ...], str | None, list[At], list[MemberSet]]:
    """The dimensions of lines and of columns, and the keys of both in their order."""
    if not table.by:
        return (), None, [()], []
    down, across = (table.by, None) if len(table.by) == 1 else (table.by[:-1], table.by[-1])
    rows = _keys(question, table, len(down), down)
    columns = _columns(question, table, across) if across else []
    if columns == [()]:  # nobody states the last dimension: one column of figures says as much
        columns = []
    return down, across, rows, columns


def apart_of(question: Question, by: Sequence[str]) -> frozenset[str]:
    """The dimensions of a table whose members are never added: stages; and levels of decisions, each with its own acts."""
    levels = question.each_level and not question.selectors.one_level
    return frozenset(by) & {"stage", *(("level",) if levels else ())}


def order_of(question: Question, by: Sequence[str], at: At) -> tuple[object, ...]:
    """The place of a line or cell among others."""
    return tuple(_place(question, dimension, members) for dimension, members in zip(by, at, strict=True))


def _place(question: Question, dimension: str, members: MemberSet) -> tuple[object, ...]:
    if dimension == "unit":
        return question.geography.order(members)
    return question.ledger.vocabulary.order(dimension, members)


def _keys(question: Question, table: Table, depth: int, down: Sequence[str]) -> list[At]:
    """The lines to print: those with figures, and of a single dimension every member a closed split would have."""
    keys = {cell.at[:depth] for cell in table.cells}
    if len(down) == 1 and down[0] in ("field", "holder") and table.cells and down[0] not in question.selectors.filters:
        on = Period(table.period).last
        keys |= {((code,),) for code in question.ledger.vocabulary[down[0]].closing(on)}
    return sorted(keys, key=lambda key: order_of(question, down, key))


def _columns(question: Question, table: Table, across: str) -> list[MemberSet]:
    found = {cell.at[-1] for cell in table.cells}
    return sorted(found, key=lambda members: _place(question, across, members))


def _absent(question: Question, table: Table, at: At) -> Number | None:
    """A line or cell without a figure: 0 where those who answered would have said so, else not reported."""
    filters = dict(question.selectors.filters)
    rows: list[Standing] | None = None
    for dimension, members in zip(table.by, at, strict=False):
        if dimension == "unit":
            rows = question.lines.get(members, [])
        elif dimension == "stage" or not members:
            return None
        else:
            filters[dimension] = Filter(frozenset(members), exact=len(members) > 1)
    if any(chosen.exact for chosen in filters.values()):
        return None
    asked = question.answers((), rows, filters)
    return 0 if asked and all(found.answer.value == 0 for found in asked) else None


def _line_label(table: Table, ledger: Ledger, down: Sequence[str], row: At) -> str:
    return " · ".join(_label(table, ledger, dimension, members) for dimension, members in zip(down, row, strict=True))


def _label(table: Table, ledger: Ledger, dimension: str, members: MemberSet) -> str:
    if dimension == "unit" and members:
        return bracketed(table.labels[dimension][code] for code in members)
    return label_of(ledger, dimension, members)


def head_of(ledger: Ledger, dimension: str) -> str:
    """The name of a dimension as a column head."""
    if dimension == "unit":
        return messages.text("screen", "unit")
    return ledger.vocabulary[dimension].title


def label_of(ledger: Ledger, dimension: str, members: MemberSet) -> str:
    """A set of members as people read it: "Huyện và xã"; the empty one: "Chưa nêu"."""
    if not members:
        return messages.text("screen", "not-stated")
    if dimension == "unit":
        return bracketed(map(ledger.register.name_of, members))
    known = ledger.vocabulary[dimension]
    names = [known.name(code, short=len(members) > 1) for code in known.members if code in members]
    return enumerated(names, messages.text("screen", "and"))


def sum_of_known(values: Sequence[Number | None]) -> Number | None:
    """What is known of several figures, together; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None
