"""What a row of a register says beside its coordinates: code, year, dates, decisions, notes; and where it stands in life."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from danvan_cli.findings import Finding
from danvan_cli.intake.draft import DraftModel
from danvan_cli.intake.grid import Broken, Value, address
from danvan_cli.intake.rows.ended import ended_rows
from danvan_cli.intake.rows.measured import Measured
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.sheets.columns import TEXT_ROLES
from danvan_cli.intake.sheets.lifecycle import REFUSAL, Life, Said, as_text, proves, year_in
from danvan_cli.intake.sheets.view import Column
from danvan_cli.intake.words.numbers import YEARS, broken, is_nil
from danvan_cli.vietnamese import fold

_RUNNING = frozenset(("xaydung", "hieuqua"))
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROLES = frozenset(("registered", "code", *TEXT_ROLES, "unknown", "indicator"))


class _Stand(NamedTuple):
    """Where rows of one life stand. Few lives differ among many rows: each is settled once."""

    life: Life
    stages: tuple[str, ...]
    registered: int | None


class Attributes:
    """Reads the columns of one register that state no coordinates, and settles the stages of its rows."""

    def __init__(self, table: TableReader, titled: str | None) -> None:
        columns = table.columns
        self.table = table
        self.titled = titled  # the stage that the table is titled for
        others = [column for column in columns.all if column.role in _ROLES and not column.measure]
        self.measured = Measured(table)
        steps = [column for column in columns.all if "stage" in column.at or column.role == "stage" or proves(column)]
        self.staged = bool(steps)  # some column shows stages
        self.followed = len(steps) > 1  # a life-cycle list: several columns follow a model from stage to stage
        self.tickable = frozenset(stage for column in columns.figures for stage in column.at.get("stage", ()))
        self.adding = frozenset(
            column.index for column in columns.all if (column.role == "registered" and self.followed) or proves(column)
        )
        apart = not self.followed and not self.adding  # nothing but stages adds to a life: column by column is faster
        self.apart = others if apart else []
        self.others = {} if apart else table.filled_in(others)
        self.lives: list[Life | None] = []  # what the rows show, until the columns apart are read
        self.ended = ended_rows(table)
        self.stands: dict[tuple[int, tuple[str, ...], int | None], _Stand] = {}

    def read(self, model: DraftModel, shown: Life | None) -> None:
        """All attributes of a row; `shown`: the stages that its cells show. See `close`."""
        if self.measured.columns:
            model.amounts = self.measured.amounts(model.row)
            model.texts.update(self.measured.texts(model.row))
        if model.row in self.ended:
            shown = self._ended(model, shown)
        if self.apart:
            self.lives.append(shown)
            return
        others = self.others.get(model.row, ())
        plain = shown is not None and not self.followed and not any(c.index in self.adding for c, _ in others)
        life = shown.copy() if shown and not plain else None
        for column, value in others:
            self._attribute(column, value, model, life)
        if life is not None:
            self._settle(model, life)
        elif shown is not None:
            self._settle_plain(model, shown)

    def close(self, models: Sequence[DraftModel]) -> list[Finding]:
        """The columns that go apart, each for all rows at once, for there are many; then what these show."""
        for column in self.apart:
            name = None if column.role in ("registered", "code") else _name(column)
            values = self.table.view.column(column.index)
            for model in models:
                value = values[model.row]
                if type(value) is str and name and name not in model.texts:
                    model.texts[name] = value
                elif type(value) is int and value in YEARS and column.role == "registered":
                    model.registered = value
                elif value is not None:
                    self._attribute(column, value, model, None)
        for model, shown in zip(models, self.lives, strict=bool(self.apart)):
            if shown is not None:
                self._settle_plain(model, shown)
        return self.measured.close()

    def _ended(self, model: DraftModel, shown: Life | None) -> Life | None:
        """What a remark adds to the life of a model: that it ended. Where it is of no list of those that run, nothing needs asking."""
        said, around = self.ended[model.row], model.stages or ((self.titled,) if self.titled else ())
        running = _RUNNING.issuperset(around)
        if shown and shown.by_status:
            running = running and not _RUNNING.isdisjoint(shown.shown)
        if said.asked and running:
            self.table.found("stage-unknown", model.row, said.column, seen=said.text, column=said.heading, mend="")
        if not said.stages:
            return shown
        life = shown.copy() if shown else Life()
        if before := [stage for stage in life.shown if stage in _RUNNING and life.by_status]:
            names = [self.table.reader.vocabulary["stage"].name(stage).lower() for stage in (*said.stages, *before)]
            self.table.found(
                "stages-out-of-order", model.row, said.column, name=model.name, one=names[0], other=names[-1]
            )
        life.by_status = life.by_status or running
        life.add(Said(said.stages), said.column)
        return life

    def _settle_plain(self, model: DraftModel, shown: Life) -> None:
        """The same where nothing else of the row adds to its life."""
        key = (id(shown), model.stages, model.registered)
        stand = self.stands.get(key)
        if stand is None:
            found = len(self.table.findings)
            self._settle(model, shown.copy())
            if len(self.table.findings) == found and not shown.texts and not shown.years:
                self.stands[key] = _Stand(shown, model.stages, model.registered)
        else:
            model.stages, model.registered = stand.stages, stand.registered

    def _attribute(self, column: Column, value: Value, model: DraftModel, life: Life | None) -> None:
        if isinstance(value, Broken):
            self.table.found(broken(value), model.row, column.index, column=column.heading)
            return
        text = as_text(value)
        if column.role == "registered":
            model.registered, bare = _year(text)
            if not bare:
                model.texts["registered"] = text
                if (
                    life is not None and model.registered and self.followed
                ):  # a day shows the stage, a bare year does not
                    life.add(Said(("dangky",), year=model.registered), column.index)
        elif column.role == "code":
            if fold(text) and not is_nil(value):  # a dash is no code: models that have none are not one
                model.code = text
        else:
            if column.role in TEXT_ROLES and life is not None and not is_nil(value):
                self._decided(column, text, life)
            before = model.texts.get(name := _name(column))
            model.texts[name] = f"{before}; {text}" if before else text

    def _decided(self, column: Column, text: str, life: Life) -> None:
        """A decision's number beside an outcome proves it; where no outcome stands, it is the outcome."""
        stage = proves(column)
        if stage and not {stage, REFUSAL.get(stage, "")} & life.shown.keys():
            life.add(Said((stage,), year=year_in(text)), column.index)

    def _settle(self, model: DraftModel, life: Life) -> None:
        """The stages of a row: those it shows, and the one that its group or the title names where no column could."""
        around = model.stages or ((self.titled,) if self.titled else ())
        if model.registered is not None and not life.shown and not around and self.followed:
            life.add(Said(("dangky",), year=model.registered), self.table.label)
        self._ask(model, life, around)
        if life.shown and (life.by_status or self.tickable.intersection(around)):
            model.stages = life.stages
        elif life.shown:
            titled = () if "khongghinhan" in life.shown else around  # its status, not the title, says where it stands
            model.stages = tuple(dict.fromkeys((*titled, *life.stages)))
        model.years = life.years
        model.texts.update({name: text for name, text in life.texts.items() if name not in model.texts})
        model.registered = model.registered or life.years.get("dangky")

    def _ask(self, model: DraftModel, life: Life, around: tuple[str, ...]) -> None:
        contradiction = life.contradiction()
        if contradiction:
            names = [self.table.reader.vocabulary["stage"].name(stage).lower() for stage in contradiction]
            code = "stages-contradict" if contradiction in REFUSAL.items() else "stages-out-of-order"
            seen: dict[str, str | int] = {"name": model.name, "one": names[0], "other": names[1]}
            cell = address(model.row, life.shown[contradiction[1]])
            self.table.findings.append(Finding(code, self.table.sheet, cell, seen))
        elif len(self.tickable) > 1 and "dangky" in self.tickable and not life.shown and not around:
            self.table.found("stage-blank", model.row, self.table.label, name=model.name)


@lru_cache(maxsize=1024)
def _year(text: str) -> tuple[int | None, bool]:
    """The first year in a text, and whether it is all of it."""
    found = _YEAR.search(text)
    return (int(found[0]), found[0] == text) if found else (None, False)


def _name(column: Column) -> str:
    """Under which name the texts of a column are kept."""
    return column.role if column.role in TEXT_ROLES else column.heading or column.letter
