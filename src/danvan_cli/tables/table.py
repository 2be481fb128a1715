"""Figures by rows and columns, with coverage and notes: every printed thing is a Table, and writers see nothing else."""

from dataclasses import dataclass, field
from datetime import datetime

from danvan_cli import messages
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.vocabulary import MemberSet

NOT_REPORTED = "…"  # as in the statistical yearbooks; a dash means zero there


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of an answer: a set of member codes per dimension of `by` (empty: not stated). None: not reported."""

    at: tuple[MemberSet, ...]  # in the order of Table.by
    value: Number | None
    second_hand: Number = 0  # how much of the value others said
    provisional: Number = 0  # how much of it waits for an answer


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who is in the figures. `expected` is None without a roster. (counting.md 10)"""

    expected: int | None
    received: int
    counted: int
    second_hand: int
    left_out: tuple[tuple[str, str, str], ...] = ()  # unit code, name, reason
    missing: tuple[tuple[str, str], ...] = ()  # unit code, name
    # without a roster: what the register of places lets one say
    places: tuple[tuple[str, int, int], ...] = ()  # level, how many have sent, how many there are
    bodies: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader of the table must know: a code and its sentence in the language spoken now."""

    code: str
    message: str


def note(code: str, /, **seen: str | int) -> Note:
    """A note in the words of the catalogue."""
    return Note(code, messages.text("note", code, **seen))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the printed table: its label, its figures by column, its sum as its own query gives it."""

    label: str
    values: tuple[Number | None, ...]
    total: Number | None


@dataclass(frozen=True, slots=True)
class Behind:
    """One cell behind a figure, in words."""

    path: str
    sheet: str
    cell: str
    value: Number
    text: str
    unit: str
    reporter: str
    standing: str


@dataclass(frozen=True, slots=True)
class Traced:
    """One figure with the cells that add up to it; a total without cells is the sum of the figures it stands for."""

    place: tuple[int, int]  # line and column, the totals' behind the last
    label: str
    value: Number
    cells: tuple[Behind, ...] = ()
    more: int = 0  # cells that are not listed
    rest: Number = 0  # what they add up to
    command: str = ""  # what lists them all


@dataclass(frozen=True, slots=True)
class Table:
    """An answer. `cells` are the finest asked for; `lines` × `columns` are the same laid out for print."""

    title: str
    period: str
    period_name: str  # "năm 2024"
    unit: tuple[str, str]  # code and name; ("", "") where several homes are asked together
    stage: str | None
    stage_name: str
    measure: str
    counted_in: str  # "mô hình", "hộ"
    by: tuple[str, ...]
    cells: tuple[Cell, ...]
    total: Number | None
    provisional: bool
    coverage: Coverage
    notes: tuple[Note, ...]
    labels: dict[str, dict[str, str]]  # dimension → code → label
    as_of: datetime
    # laid out: rows by the first dimension(s), columns by the last one of two
    row_head: str = ""  # "Lĩnh vực"
    column_head: str = ""  # "Cấp"; empty: one column of figures
    columns: tuple[str, ...] = ()  # labels of the columns, without the total
    lines: tuple[Line, ...] = ()
    column_totals: tuple[Number | None, ...] = ()
    additive: bool = True  # False: shares or periods, whose totals are no sums
    covered: str = ""  # the period that `coverage` is about, where several stand side by side
    preliminary: bool = False  # the period is not locked
    # figures that a paper before has otherwise: line and column, the totals' behind the last
    revised: tuple[tuple[int, int], ...] = ()
    sources: tuple[Traced, ...] = ()  # where they were asked for, in the order of the lines
    headings: dict[str, str] = field(default_factory=dict)  # letterhead: parent, issuer, place (known only with a home)


@dataclass(frozen=True, slots=True)
class Listing:
    """A plain list (models, sources): headings and rows of text, number or nothing."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str | Number | None, ...], ...]
    notes: tuple[Note, ...] = ()
    summed: bool = False  # the last row is the sum of what stands above it
    about: str = ""  # whose list it is, where the title does not say
