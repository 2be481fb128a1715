"""The lives of models over years: what is carried on, new, ended; one model is one life, whatever unit takes it over. (counting.md 7)"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from danvan_cli.ledger.books.given_codes import by_model, contested
from danvan_cli.ledger.books.verdicts import Standing
from danvan_cli.ledger.standing.margins import At
from danvan_cli.ledger.standing.stated import Named
from danvan_cli.ledger.store import Ledger
from danvan_cli.vietnamese import number

Row = tuple[str, int, int]
"""Key of a statement's verdict, return, place in it."""


@dataclass(slots=True, eq=False)
class Life:
    """One model over the years: the rows that named it first and last, and the year in which somebody says it ended."""

    first: Row
    last: Row
    named: str  # the year of its last row
    ended: str | None = None
    codes: set[str] | None = None  # where it has some


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
        named: dict[int, Named] | None = None,
        as_of: str | None = None,
    ) -> None:
        """`named`: the models of returns that were read already, for another stage; what is read here is added."""
        self.ledger = ledger
        self.lives: list[Life] = []
        self.years: list[Year] = []
        given = ledger.codes.all(as_of=as_of)
        self._given = by_model(given)
        self.contested = contested(given)
        self.doubtful: set[tuple[str, str]] = set()  # of these, those that a row has
        self._known: dict[str, dict[str, list[Life]]] = defaultdict(dict)  # by unit, by name or code
        self._coded = {unit for unit, _ in self._given}
        self._named: dict[int, Named] = {} if named is None else named
        by_year, ends = _by_period(listed), _by_period(ended)
        self._twins: dict[
            tuple[str, int, int], tuple[str, int, int]
        ] = {}  # either row: the other's unit, return, place
        for twin in ledger.verdicts.twins(by_year, as_of=as_of):
            if twin.once:
                self._twins[twin.stage, twin.other_ret, twin.other_row] = (twin.place, twin.ret, twin.row)
                self._twins[twin.stage, twin.ret, twin.row] = (twin.body, twin.other_ret, twin.other_row)
        self._beside = {(stage, ret) for stage, ret, _ in self._twins}
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
        for row in self._lists(listed):
            follow = self._follow_plainly if self._is_plain(row) else self._follow
            went_on, again = follow(row, period)
            carried, revived = carried + went_on, revived + again
        return carried, revived

    def _follow_plainly(self, row: Standing, period: str) -> tuple[int, int]:
        """The same for one list whose models are known by their unit and name alone: the most of lists."""
        carried = revived = 0
        known, names, ret = self._known[row.unit], self._named[row.ret].keys, row.ret
        for place in _counting(row):
            here = (row.key, ret, place)
            lives = known.get(names[place], ())
            for life in lives:
                if life.named == period:
                    continue  # rows of one year are never joined
                carried += 1
                if life.ended is not None:
                    revived, life.ended = revived + 1, None
                life.last, life.named = here, period
                break
            else:
                known[names[place]] = [*lives, self._begin(here, period)]
        return carried, revived

    def _follow(self, row: Standing, period: str) -> tuple[int, int]:
        """The same for a list with codes, with twins, or of a unit that others were made into."""
        carried = revived = 0
        for place, marks, codes in self._marked(row):
            here = (row.key, row.ret, place)
            life = self._find(marks, codes, period)
            if life is None:
                life = self._begin(here, period)
            else:
                carried, revived = carried + 1, revived + (life.ended is not None)
                life.last, life.named, life.ended = here, period, None
            if codes:
                life.codes = codes | (life.codes or set())
            for unit, name in marks:
                lives = self._known[unit].setdefault(name, [])
                if life not in lives:
                    lives.append(life)
        return carried, revived

    def _begin(self, row: Row, period: str) -> Life:
        life = Life(row, row, period)
        self.lives.append(life)
        return life

    def _end(self, period: str, ended: Sequence[Standing]) -> int:
        over = 0
        for row in self._lists(ended):
            for _, marks, codes in self._marked(row):
                life = self._find(marks, codes, None)
                if life:
                    life.ended, over = period, over + 1
        return over

    def _lists(self, said: Sequence[Standing]) -> list[Standing]:
        """The lists of names among these, read, in an order that does not depend on when they came."""
        lists = sorted((row for row in said if row.kind == "register"), key=lambda one: one.key)
        self._read({row.ret for row in lists})
        return lists

    def _is_plain(self, row: Standing) -> bool:
        """Whether a list's models have nothing but their names by which they are known."""
        codes = row.unit in self._coded or any(self._named[row.ret].codes)
        return not codes and (row.stage, row.ret) not in self._beside and len(self._units(row.unit)) == 1

    def _marked(self, row: Standing) -> Iterator[tuple[int, list[tuple[str, str]], set[str]]]:
        """The rows of a list that count, with the marks by which each is known: unit and code before unit and name."""
        named, units = self._named[row.ret], self._units(row.unit)
        for place in _counting(row):
            codes, marks = self._marks(units, named, place)
            twin = self._twins.get((row.stage, row.ret, place))
            if twin:
                unit, ret, other = twin
                self._read({ret})
                marks += self._marks(self._units(unit), self._named[ret], other)[1]
            yield place, marks, codes

    def _units(self, unit: str) -> tuple[str, ...]:
        """A unit, and those that it was made from: their models are its own."""
        return (unit, *self.ledger.register.predecessors(unit))

    def _marks(self, units: tuple[str, ...], named: Named, place: int) -> tuple[set[str], list[tuple[str, str]]]:
        unit, key = units[0], named.keys[place]
        written = ((named.codes[place] if named.codes else None) or "").upper()
        codes = (written,) if written else self._given.get((unit, key), ())
        if not codes:  # the most of rows
            return set(), [(one, key) for one in units]
        self.doubtful |= {(unit, code) for code in codes} & self.contested.keys()
        known = [code for code in codes if (unit, code) not in self.contested]
        names = [*(f"{code}*" for code in known), key]  # a star is in no folded name
        return set(known), [(one, name) for name in names for one in units]

    def _find(self, marks: Sequence[tuple[str, str]], codes: set[str], period: str | None) -> Life | None:
        """The life that a row continues: none that another row of the year has taken. No period: that it ends."""
        for unit, name in marks:
            by_name = not name.endswith("*")
            for life in self._known[unit].get(name, ()):
                other = by_name and codes and life.codes and codes.isdisjoint(life.codes)
                if not other and period != life.named and not (period is None and life.ended):
                    return life
        return None

    def _read(self, returns: set[int]) -> None:
        self._named.update(self.ledger.returns.named_in(returns - self._named.keys()))

    def counted(self, ret: int, rows: Iterable[int]) -> list[tuple[At, int]]:
        """How many of a list's rows stand at which coordinates."""
        return self._named[ret].counted(rows)


def _counting(row: Standing) -> Iterable[int]:
    """The rows of a list that count."""
    without = frozenset(row.without)
    return [place for place in row.rows if place not in without] if without else row.rows


def _by_period(rows: Iterable[Standing]) -> dict[str, list[Standing]]:
    found: dict[str, list[Standing]] = defaultdict(list)
    for row in rows:
        found[row.period].append(row)
    return found
