"""The lives of models over years: what is carried on, new, ended; one model is one life, whatever unit takes it over. (counting.md 7)"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from danvan_cli.ledger.given_codes import by_model, contested
from danvan_cli.ledger.margins import At
from danvan_cli.ledger.stated import Rows
from danvan_cli.ledger.store import Ledger
from danvan_cli.ledger.verdicts import Standing
from danvan_cli.vietnamese import number

Row = tuple[str, int, int]
"""Key of a statement's verdict, return, place in it."""


@dataclass(slots=True, eq=False)
class Life:
    """One model over the years: the rows that name it, year by year, and the year in which somebody says it ended."""

    codes: set[str] = field(default_factory=set)
    rows: dict[str, Row] = field(default_factory=dict)
    ended: str | None = None

    @property
    def first(self) -> Row:
        """The row that named it first."""
        return self.rows[min(self.rows)]

    @property
    def last(self) -> Row:
        """The row that named it last."""
        return self.rows[max(self.rows)]


@dataclass(frozen=True, slots=True)
class Year:
    """How a year changed what is in operation."""

    period: str
    carried_on: int
    new: int
    ended: int
    standing: int  # at its end

    def told(self) -> dict[str, str]:
        """Its figures as they are printed."""
        counts = {"carried": self.carried_on, "new": self.new, "ended": self.ended, "standing": self.standing}
        return {"year": self.period, **{name: number(count) for name, count in counts.items()}}


class Lives:
    """The models named at one stage in the years of a span.

    A row continues a life of its unit, of the units that this one was made from, or of its twin at a place or body:
    that of its code, else that of its name, where not both have codes. Of one year each row is a model of its own.
    """

    def __init__(
        self,
        ledger: Ledger,
        listed: Iterable[Standing],
        ended: Iterable[Standing],
        *,
        rows: dict[int, Rows] | None = None,
        as_of: str | None = None,
    ) -> None:
        """`rows`: of returns that were read already, for another stage; what is read here is added."""
        self.ledger = ledger
        self.lives: list[Life] = []
        self.years: list[Year] = []
        given = ledger.codes.all(as_of=as_of)
        self._given = by_model(given)
        self.contested = contested(given)
        self.doubtful: set[tuple[str, str]] = set()  # of these, those that a row has
        self._known: dict[tuple[str, str], list[Life]] = defaultdict(list)  # unit and name or code
        self._rows: dict[int, Rows] = {} if rows is None else rows
        by_year, ends = _by_period(listed), _by_period(ended)
        self._twins = {
            (twin.stage, twin.other_ret, twin.other_row): twin
            for twin in ledger.verdicts.twins(by_year, as_of=as_of)
            if twin.once
        }
        standing = 0
        for period in sorted(by_year.keys() | ends.keys()):
            known = len(self.lives)
            carried, revived = self._continue(period, by_year.get(period, []))
            new = len(self.lives) - known
            over = self._end(period, ends.get(period, []))
            standing += new + revived - over
            self.years.append(Year(period, carried, new, over, standing))

    @property
    def alive(self) -> list[Life]:
        """The lives that nobody says have ended."""
        return [life for life in self.lives if life.ended is None]

    def _continue(self, period: str, listed: Sequence[Standing]) -> tuple[int, int]:
        """Take a year's rows in; gives how many lives go on, and how many of these had ended before."""
        carried = revived = 0
        met: list[tuple[Life, list[tuple[str, str]]]] = []
        for row, place, marks, codes in self._named(listed):
            life = self._find(marks, codes, period)
            if life is None:
                life = Life()
                self.lives.append(life)
            else:
                carried += 1
                revived += life.ended is not None
            life.ended = None
            life.codes |= codes
            life.rows[period] = (row.key, row.ret, place)
            met.append((life, marks))
        for life, marks in met:  # rows of one year are told apart by it, not joined
            for mark in marks:
                if life not in self._known[mark]:
                    self._known[mark].append(life)
        return carried, revived

    def _end(self, period: str, ended: Sequence[Standing]) -> int:
        over = 0
        closed: set[int] = set()
        for _, _, marks, codes in self._named(ended):
            life = self._find(marks, codes, None, closed)
            if life:
                closed.add(id(life))
                life.ended, over = period, over + 1
        return over

    def _named(self, said: Sequence[Standing]) -> Iterator[tuple[Standing, int, list[tuple[str, str]], set[str]]]:
        """The rows that count, with the marks by which each is known: unit and code before unit and name."""
        for row in sorted(said, key=lambda one: one.key):
            if row.kind != "register":
                continue
            rows, without, units = self._of(row.ret), frozenset(row.without), self._units(row.unit)
            for place in row.rows:
                if place in without:
                    continue
                codes, marks = self._marks(units, rows, place)
                twin = self._twins.get((row.stage, row.ret, place))
                marks += self._marks(self._units(twin.place), self._of(twin.ret), twin.row)[1] if twin else []
                yield row, place, marks, codes

    def _units(self, unit: str) -> tuple[str, ...]:
        """A unit, and those that it was made from: their models are its own."""
        return (unit, *self.ledger.register.predecessors(unit))

    def _marks(self, units: tuple[str, ...], rows: Rows, place: int) -> tuple[set[str], list[tuple[str, str]]]:
        unit, key = units[0], rows.keys[place]
        written = ((rows.codes[place] if rows.codes else None) or "").upper()
        codes = (written,) if written else self._given.get((unit, key), ())
        if not codes:  # the most of rows
            return set(), [(one, key) for one in units]
        self.doubtful |= {(unit, code) for code in codes} & self.contested.keys()
        known = [code for code in codes if (unit, code) not in self.contested]
        names = [*(f"{code}*" for code in known), key]  # a star is in no folded name
        return set(known), [(one, name) for name in names for one in units]

    def _find(
        self, marks: Sequence[tuple[str, str]], codes: set[str], period: str | None, closed: Iterable[int] = ()
    ) -> Life | None:
        """The life that a row continues: none that another row of the year has taken."""
        for mark in marks:
            for life in self._known.get(mark, ()):
                by_name = not mark[1].endswith("*")
                other = by_name and codes and life.codes and codes.isdisjoint(life.codes)
                if (
                    not other
                    and period not in life.rows
                    and id(life) not in closed
                    and not (period is None and life.ended)
                ):
                    return life
        return None

    def _of(self, ret: int) -> Rows:
        if ret not in self._rows:
            self._rows[ret] = self.ledger.rows_of(ret)
        return self._rows[ret]

    def at(self, row: Row) -> At:
        """The coordinates of a row."""
        return self._of(row[1]).of(row[2]).at


def _by_period(rows: Iterable[Standing]) -> dict[str, list[Standing]]:
    found: dict[str, list[Standing]] = defaultdict(list)
    for row in rows:
        found[row.period].append(row)
    return found
