"""Returns drawn by hand for the cases of counting.md, and a desk that keeps them and answers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from danvan_cli import units, vocabulary
from danvan_cli.intake.grid import address
from danvan_cli.ledger.books.rows import prepare
from danvan_cli.ledger.opening import open_ledger
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.ledger.store import Ledger
from danvan_cli.returns import Base, Kind, Model, Observation, Reach, Return, Scope
from danvan_cli.tables.rollup import roll_up
from danvan_cli.tables.selection.selectors import Selectors, parse_by, parse_filter
from danvan_cli.tables.table import Table
from danvan_cli.tables.trace import trace

WORDS = vocabulary.load()
UNITS = units.load()
HA_NAM, THANH_LIEM, KIM_BANG = "35", "351", "350"
LIEM_SON, THANH_HA, LIEM_TUC = "13483", "13453", "13480"


def body(name: str, place: str) -> str:
    """The code of a body under a place."""
    found = UNITS.find(name, about=place).code
    assert found, name
    return found


def at(**members: str) -> dict[str, tuple[str, ...]]:
    """Coordinates by code: `field="kt"`, `level="huyen+xa"`."""
    return {dimension: tuple(sorted(codes.split("+"))) for dimension, codes in members.items()}


def register(
    reporter: str,
    names: Sequence[str | tuple[str, Mapping[str, object]]],
    *,
    period: str = "2024",
    stage: str | None = None,
    fixed: Mapping[str, tuple[str, ...]] | None = None,
    dated: date | None = None,
    supplement: bool = False,
    sheet: str = "Biểu 1",
) -> Return:
    """Draw a register: names, or (name, attributes) with unit, field, level, holder, stages, registered."""
    models = []
    for row, entry in enumerate(names):
        name, said = (entry, {}) if isinstance(entry, str) else entry
        more = dict(said)
        unit = str(more.pop("unit", reporter))
        stages = tuple(str(more.pop("stages", stage or "xaydung")).split("+"))
        registered = more.pop("registered", None)
        coordinates = {"level": (UNITS.get(unit).level,), **at(**{key: str(value) for key, value in more.items()})}
        models.append(
            Model(
                name=name,
                cell=address(9 + row, 1),
                unit=unit,
                at={**coordinates, **(fixed or {})},
                stages=stages,
                registered=registered if isinstance(registered, int) else None,
            )
        )
    return Return(
        reporter=reporter,
        period=period,
        stage=stage,
        kind=Kind.REGISTER,
        sheet=sheet,
        fixed=dict(fixed or {}),
        supplement=supplement,
        dated=dated,
        models=tuple(models),
    )


def matrix(
    reporter: str,
    rows: Sequence[tuple[str, Mapping[str, int | None]]],
    *,
    period: str = "2024",
    stage: str | None = None,
    fixed: Mapping[str, tuple[str, ...]] | None = None,
    dated: date | None = None,
    supplement: bool = False,
    sheet: str = "Biểu 2",
) -> Return:
    """A matrix: (unit, figures) with figures by "field=kt,holder=tapthe" ("" is the total).

    A unit written "351 below level=xa" is a figure for many; a row's fixed members follow its unit.
    """
    bases = []
    for row, (who, figures) in enumerate(rows):
        said = [part for part in who.split(" ") if part == "below" or "=" in part]
        unit = " ".join(part for part in who.split(" ") if part not in said)
        reach = Reach.BELOW if "below" in said else Reach.OWN
        own = at(**dict(part.split("=") for part in said if "=" in part))
        by_stage: dict[str, list[Observation]] = {}
        for column, (key, value) in enumerate(figures.items()):
            coordinates = at(**dict(part.split("=") for part in key.split(",") if part))
            shown = coordinates.pop("stage", (stage or "xaydung",))[0]
            by_stage.setdefault(shown, []).append(
                Observation(at=coordinates, value=value, cell=address(9 + row, 2 + column))
            )
        split_by_level = any("level=" in key for key in figures)
        level = {} if reach is Reach.BELOW or split_by_level else {"level": (UNITS.get(unit).level,)}
        for shown, seen in by_stage.items():
            inferred = tuple(set(level) - {*(fixed or {}), *own})
            scope = Scope(
                unit=unit, reach=reach, stage=shown, fixed={**level, **(fixed or {}), **own}, inferred=inferred
            )
            bases.append(
                Base(scope=scope, cell=address(9 + row, 1), label=UNITS.name_of(unit), observations=tuple(seen))
            )
    return Return(
        reporter=reporter,
        period=period,
        stage=stage,
        kind=Kind.MATRIX,
        sheet=sheet,
        fixed=dict(fixed or {}),
        supplement=supplement,
        dated=dated,
        bases=tuple(bases),
    )


class Desk:
    """A ledger in a folder of its own, and short questions to it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.ledger: Ledger = stack.enter_context(open_ledger(folder / "danvan.db", UNITS, WORDS, create=True))
        self.told: list[str] = []
        self._files = 0
        self._said: Counter[str] = Counter()

    def file(self, *returns: Return) -> "Desk":
        """Keep these returns, each as a file of its own, and settle."""
        for ret in returns:
            self._keep(ret)
        return self._settle()

    def file_together(self, *tables: Return) -> "Desk":
        """Keep these as the tables of one file, and settle."""
        self._keep(*tables)
        return self._settle()

    def _keep(self, *tables: Return) -> None:
        self._files += 1
        said = "".join(ret.model_dump_json() for ret in tables)
        self._said[said] += 1
        content = f"{said}{self._said[said]}".encode()  # bytes tell files apart, not the order they came in
        self.ledger.keep(
            path=f"{self._files}.xlsx",
            content=content,
            outcome="accepted",
            unit=tables[0].reporter,
            period=tables[0].period,
            findings=[],
            returns=[prepare(ret) for ret in tables],
        )

    def _settle(self) -> "Desk":
        for found in self.ledger.settle().values():
            self.told += [detail.code for detail in found if not isinstance(detail, int)]
        return self

    def table(
        self,
        by: str = "",
        *,
        period: str = "2024",
        unit: str | None = None,
        stage: str | None = None,
        each_level: bool = False,
        **filters: Any,
    ) -> Table:
        """A roll-up."""
        chosen = {dimension: parse_filter(dimension, text, WORDS) for dimension, text in filters.items()}
        asked = Selectors(period=period, unit=unit, stage=stage, filters=chosen, each_level=each_level)
        return roll_up(self.ledger, asked, parse_by(by))

    def span(self, period: str, years: tuple[int, ...], *, sum_years: bool = False) -> Table:
        """A roll-up over years."""
        return roll_up(self.ledger, Selectors(period=period, years=years, sum_years=sum_years), ())

    def figures(self, by: str, **asked: Any) -> dict[str, Number | None]:
        """The cells of a roll-up, by their members: "kt", "huyen+xa", "" for not stated."""
        cells = self.table(by, **asked).cells
        return {" ".join("+".join(members) for members in cell.at): cell.value for cell in cells}

    def total(self, **asked: Any) -> Number | None:
        """One figure; and its trace must add up to it."""
        table = self.table(**asked)
        if table.stage is not None:
            self.check_trace(table, **asked)
        return table.total

    def selectors(self, *, stage: str, each_level: bool = False, **filters: str) -> Selectors:
        """What is asked, as commands hand it on."""
        chosen = {dimension: parse_filter(dimension, text, WORDS) for dimension, text in filters.items()}
        return Selectors(period="2024", stage=stage, filters=chosen, each_level=each_level)

    def check_trace(self, table: Table, **asked: Any) -> None:
        """Every figure is the sum of its traced cells. (counting.md 9)"""
        filters = {key: value for key, value in asked.items() if key not in ("period", "unit", "stage")}
        chosen = {dimension: parse_filter(dimension, text, WORDS) for dimension, text in filters.items()}
        selectors = Selectors(
            period=asked.get("period", "2024"), unit=asked.get("unit"), stage=table.stage, filters=chosen
        )
        found = trace(self.ledger, selectors)
        assert found.value == table.total
        assert sum(source.value for source in found.sources) == (table.total or 0)

    def notes(self, by: str = "", **asked: Any) -> set[str]:
        """The codes of a table's notes."""
        return {note.code for note in self.table(by, **asked).notes}
