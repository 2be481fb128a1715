"""The cells behind every figure of a table, for the sheet of sources in a workbook."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from danvan_cli import messages
from danvan_cli.indicators import RATIO
from danvan_cli.ledger.store import Ledger
from danvan_cli.tables.arrangement import At, grid_of
from danvan_cli.tables.inquiry import Inquiry
from danvan_cli.tables.rollup import members_of
from danvan_cli.tables.selection.query import Question
from danvan_cli.tables.table import Behind, Table, Traced
from danvan_cli.tables.trace import Source, Sources
from danvan_cli.vocabulary import MemberSet

MOST = 10_000
"""So many cells are listed; of more, every figure lists its first ones and says what the others add up to."""
LEAST = 5


def with_sources(ledger: Ledger, inquiry: Inquiry, table: Table, most: int | None = None) -> Table:
    """The table with the cells behind its figures, so many in all. Shares have none: their parts have."""
    measure = inquiry.selectors.measure
    if measure and measure.kind == RATIO:
        return table
    question = inquiry.put_to(ledger)
    found = _by_figure(question, table)
    count = sum(map(len, found.values()))
    limit = MOST if most is None else most
    of_each = max(LEAST, limit // max(len(found), 1)) if count > limit else count
    return replace(table, sources=tuple(_traced(question, table, found, of_each)))


def _by_figure(question: Question, table: Table) -> Mapping[At, list[Source]]:
    """The sources of every cell of a table, by its coordinates."""
    behind = Sources(question)
    dims = [dimension for dimension in table.by if dimension not in ("unit", "stage")]
    staged = "stage" in table.by
    rows = [row for rows in question.by_stage.values() for row in rows] if staged else question.statements
    stated = {cell.at for cell in table.cells}
    unsaid = {cell.at for cell in table.cells if cell.value is None}  # levels' acts, which are added nowhere
    found: dict[At, list[Source]] = defaultdict(list)
    for row in rows:
        for at, source in behind.split(row, question.selectors.filters, dims):
            known = dict(at)
            key = tuple(members_of(question, row, dimension, known) for dimension in table.by)
            if key not in unsaid and (
                source.value or key in stated
            ):  # "none" is told of a unit, not of every line that no cell states
                found[key].append(source)
    return found


def _traced(question: Question, table: Table, found: Mapping[At, list[Source]], most: int) -> Iterator[Traced]:
    """The totals of columns first, then every line: its total, then its figures."""
    _, across, rows, columns = grid_of(question, table)
    last, total = len(table.columns), messages.text("screen", "total")
    for column, (label, value) in enumerate(zip(table.columns, table.column_totals, strict=False)):
        if value:
            yield Traced((len(table.lines), column), f"{total} · {label}", value)
    if table.total and (last or len(table.lines) > 1):
        yield Traced((len(table.lines), last), total, table.total)
    for number, (row, line) in enumerate(zip(rows, table.lines, strict=True)):
        if not columns:
            key = (*row, ()) if across else row
            yield from _figure(question, table, (number, last), key, line.label, found.get(key, ()), most)
            continue
        if line.total:
            yield Traced((number, last), f"{line.label} · {total}", line.total)
        for place, (members, label) in enumerate(zip(columns, table.columns, strict=True)):
            key, named = (*row, members), f"{line.label} · {label}"
            yield from _figure(question, table, (number, place), key, named, found.get(key, ()), most)


def _figure(
    question: Question, table: Table, place: tuple[int, int], key: At, label: str, cells: Sequence[Source], most: int
) -> Iterator[Traced]:
    """One figure with its cells; one without any (none, not reported) has no source."""
    if not cells:
        return
    left = cells[most:]
    yield Traced(
        place,
        label,
        sum(one.value for one in cells),
        tuple(_behind(question, one) for one in cells[:most]),
        len(left),
        sum(one.value for one in left),
        command_of(question, table, key) if left else "",
    )


def _behind(question: Question, one: Source) -> Behind:
    name = question.ledger.register.name_of
    standing = messages.text("standing", one.standing)
    return Behind(
        one.path, one.sheet, one.cell or "", one.value, one.text, name(one.unit), name(one.reporter), standing
    )


def command_of(question: Question, table: Table, key: At) -> str:
    """The command that lists every cell behind a figure."""
    asked = question.selectors
    words = ["danvan trace", f"--years {asked.years[0]}-{asked.years[-1]}" if asked.years else f"--year {asked.period}"]
    chosen: dict[str, str] = {
        name: "none" if one.none else ("+" if one.exact else ",").join(sorted(one.members))
        for name, one in asked.filters.items()
    }
    chosen |= {name: _option(members) for name, members in zip(table.by, key, strict=True)}
    if "unit" in table.by:
        chosen["unit"] = _unit_behind(question, key[table.by.index("unit")])
    elif asked.unit:
        chosen["unit"] = asked.unit
    if asked.geography:
        chosen["geography"] = asked.geography.isoformat()
    if table.stage and "stage" not in chosen:
        chosen["stage"] = table.stage
    if asked.measure:
        chosen["measure"] = asked.measure.code
    if asked.as_of:
        chosen["as-of"] = asked.as_of
    words += [f"--{name}" for name in ("sum-years", "stock", "each-level") if getattr(asked, name.replace("-", "_"))]
    return " ".join([*words, *(f'--{name} "{value}"' for name, value in chosen.items())])


def _unit_behind(question: Question, members: MemberSet) -> str:
    """The unit of a line; of a line of several that nobody can share out the one that was divided."""
    if len(members) == 1:
        return members[0]
    return next(question.line_of(row) for row in question.statements if question.shown_at(row) == members)


def _option(members: MemberSet) -> str:
    return "+".join(members) or "none"
