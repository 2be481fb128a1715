"""Returns out of a draft whose reporter and period are known: scopes, reach, levels and blocks. (counting.md 1, 4)"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from danvan_cli.findings import Finding
from danvan_cli.intake.draft import (
    DraftAmount,
    DraftFigure,
    DraftFile,
    DraftModel,
    DraftRow,
    DraftTable,
)
from danvan_cli.intake.identity.city_levels import with_levels_of_cities
from danvan_cli.intake.identity.covering import day_of_report
from danvan_cli.intake.identity.evidence import document_head
from danvan_cli.intake.identity.named_groups import with_places
from danvan_cli.intake.identity.row_units import RowUnits
from danvan_cli.intake.identity.whole_rows import WholeRows
from danvan_cli.periods import Period
from danvan_cli.returns import (
    DECISIONS,
    Amount,
    Amounts,
    Base,
    Claim,
    Kind,
    Model,
    Observation,
    Reach,
    Return,
    Scope,
    reason,
)
from danvan_cli.units import Register, place_of
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Coordinates, MemberSet, Vocabulary

_BUILT = "xaydung"


def compose(
    draft: DraftFile,
    reporter: str,
    period: str,
    subjects: dict[int, str],
    parts: Sequence[str | None],
    rows: RowUnits,
    vocabulary: Vocabulary,
    found: list[Finding],
    answered: list[Finding],
) -> Iterator[Return]:
    """One return per table. `answered`: what was asked before it was known whose the tables are."""
    for number, drawn in enumerate(draft.tables):
        subject = subjects.get(number, reporter)
        table = with_places(drawn, subject, rows)
        answered += [group.asked for group in table.named_only]
        table, told = with_levels_of_cities(table, subject, rows.register)
        answered += told
        scribe = _Scribe(table, reporter, parts[number], period, subject, rows, vocabulary, found)
        head = document_head(draft, table)
        models, bases = list(scribe.models()), list(scribe.bases())
        if not (draft.stamp and draft.stamp.is_form):  # in ours a blank unit is the reporter's
            blank = scribe.blank_units(models)
            found += scribe.ask_about_blanks(blank)
            models = scribe.run_on(models, blank) if table.units_run_on else models
        found += _level_without_existence(table, bases, Period(period), vocabulary)
        others = [other.fixed for other in draft.tables if other is not drawn]
        fixed = scribe.setting_apart(models, bases, others)
        said: dict[str, Any] = {
            "reporter": reporter,
            "period": period,
            "stage": table.stage,
            "kind": Kind(table.kind),
            "sheet": table.sheet,
            "title": table.title,
            "fixed": fixed,
            "supplement": table.supplement,
            "dated": head.dated or day_of_report(draft, table, rows.register, reporter),
            "number": head.number,
            "part": parts[number],
            "answers": draft.stamp.answers if draft.stamp else None,
            "models": tuple(models),
            "bases": tuple(bases),
            "claims": tuple(scribe.claims()),
        }
        try:
            yield Return.model_validate(said)
        except ValidationError as error:
            found.append(Finding("table-not-sound", table.sheet, None, {"reason": reason(error)}))


def _level_without_existence(
    table: DraftTable, bases: list[Base], period: Period, vocabulary: Vocabulary
) -> Iterator[Finding]:
    """A title, a row or a figure says a level that no longer existed: district level ended on 30/6/2025.

    A column of an old form that is left blank or holds zeros says nothing was done there, and that is so.
    """
    levels = vocabulary["level"].members.items()
    ended = {code for code, member in levels if member.until and member.until < period.first}
    if not ended:
        return
    lines = [(len(text), cell) for cell, text in table.head if fold(text) in fold(table.title)]
    said: list[tuple[str | None, Coordinates]] = [(max(lines)[1] if lines else None, table.fixed)]
    said += [(model.level_cell or model.cell, model.at) for model in table.models]
    figures = [(base, seen) for base in bases for seen in base.observations if seen.value]
    said += [(seen.cell, {**base.scope.said, **seen.at}) for base, seen in figures]
    touched = [(cell, level) for cell, at in said for level in sorted(ended & set(at.get("level", ())))]
    if touched:
        cell, level = touched[0]
        seen: dict[str, str | int] = {
            "level": vocabulary["level"].name(level).lower(), "period": period.name, "count": len(touched),
        }  # fmt: skip
        yield Finding("level-without-existence", table.sheet, cell, seen)


def _level_and_block(draft: DraftModel) -> set[tuple[str, MemberSet]]:
    """What a row says of whose its model is, beside its unit."""
    return {(dimension, draft.at[dimension]) for dimension in ("level", "block") if dimension in draft.at}


def _indicators(drafts: list[DraftAmount]) -> Amounts:
    """The amounts beside a model or a figure, by indicator."""
    found: dict[str, list[Amount]] = defaultdict(list)
    for draft in drafts:
        found[draft.code].append(
            Amount.model_validate(
                {"at": draft.at, "value": draft.value, "bound": draft.bound, "upper": draft.upper, "cell": draft.cell}
            )
        )
    return {code: tuple(amounts) for code, amounts in sorted(found.items())}


def _parted_by_levels(rows: Sequence[DraftRow]) -> Iterator[int]:
    """The rows whose figures others of theirs part by level: "Được công nhận 9", "Cấp xã 7", "Cấp huyện 2" are of no level."""
    of_levels: dict[object, list[DraftRow]] = defaultdict(list)
    for row in rows:
        if "level" in row.at:
            of_levels[_but_for_level(row)].append(row)
    for row in rows if of_levels else ():
        parts = of_levels.get(_but_for_level(row), ()) if "level" not in row.at else ()
        if len(parts) > 1 and _values(row) and _values(row) == sum(map(_values, parts), Counter()):
            yield row.row


def _but_for_level(row: DraftRow) -> object:
    return row.unit_text, row.parent_text, frozenset((name, at) for name, at in row.at.items() if name != "level")


def _values(row: DraftRow) -> Counter[object]:
    return Counter({frozenset(figure.at.items()): figure.value for figure in row.figures if figure.value})


_Blank = tuple[DraftModel, Model, Model]
"""A row that leaves its unit blank, the one above that names one, and the row as it counts meanwhile."""


class _Scribe:
    """Writes the rows of one table as models and bases."""

    def __init__(
        self,
        table: DraftTable,
        reporter: str,
        part: str | None,
        period: str,
        subject: str,
        rows: RowUnits,
        vocabulary: Vocabulary,
        found: list[Finding],
    ) -> None:
        self.table, self.reporter, self.period, self.subject = table, reporter, period, subject
        self.part = part
        self.rows, self.found = rows, found
        self.register: Register = rows.register
        self.vocabulary = vocabulary
        self.wholes = WholeRows(table, reporter, subject, rows.register, found)
        self.known: dict[tuple[str, int], Coordinates] = {}
        self.listed: dict[str | None, bool] = {}
        self.counted: list[DraftModel] = []  # rows of a register that somebody did not answer to leave out
        levels = (figure.value for row in table.rows for figure in row.figures if "level" in figure.at)
        self.blank_levels = all(value is None for value in levels)  # columns of an old form that nobody filled
        self.by_levels = set(_parted_by_levels(table.rows))

    # --- registers

    def models(self) -> Iterator[Model]:
        """The rows of a register, each about its unit."""
        stages = (self.table.stage or _BUILT,)
        since = Period(self.period).first.year
        for draft in self.table.models:
            unit = self.rows.unit(
                draft.unit_text,
                self.table.sheet,
                draft.unit_cell or draft.cell,
                parent=draft.parent_text,
                parent_cell=draft.parent_cell,
                subject=self.subject,
                listed=self._is_listed(draft.unit_text),
                of_parts=self.table.of_parts,
            )
            if unit is None:
                continue
            self.counted.append(draft)
            yield Model(
                draft.name,
                draft.cell,
                unit,
                (self._reached(draft, since) if draft.years else draft.stages) or stages,
                draft.unit_text,
                self._completed(draft, unit),
                draft.registered,
                draft.code,
                draft.texts,
                _indicators(draft.amounts) if draft.amounts else {},
            )

    def blank_units(self, models: Sequence[Model]) -> list[_Blank]:
        """In a list of places, rows that leave their unit blank below one that names another: its own, or the reporter's."""
        rows = list(zip(self.counted, models, strict=True))
        above: Model | None = None
        blank: list[_Blank] = []
        for draft, model in rows:
            if draft.unit_text:
                above = model
            elif above and draft.unit_cell and not draft.parent_text and above.unit != model.unit:
                blank.append((draft, above, model))
        own = place_of(self.subject)
        if not blank or not self.rows.lists_places(self.table.unit_texts, own):
            return []
        places = [draft for draft, model in rows if draft.unit_text and own != model.unit == place_of(model.unit)]
        of_places = {said for draft in places for said in _level_and_block(draft)}
        # else its level tells that it is own
        return [one for one in blank if of_places.issuperset(_level_and_block(one[0]))]

    def ask_about_blanks(self, unclear: Sequence[_Blank]) -> Iterator[Finding]:
        """One question for all of a table."""
        if unclear:
            draft, above, model = unclear[0]
            seen: dict[str, str | int] = {
                "count": len(unclear), "unit": self.register.name_of(model.unit), "above": above.unit_text or "",
            }  # fmt: skip
            yield Finding("unit-blank", self.table.sheet, draft.unit_cell, seen)

    def run_on(self, models: Sequence[Model], unclear: Sequence[_Blank]) -> list[Model]:
        """The same, where somebody said that a unit above holds for the rows that leave theirs blank."""
        moved = {
            draft.cell: model._replace(unit=above.unit, at=self._completed(draft, above.unit))
            for draft, above, model in unclear
        }
        return [moved.get(model.cell, model) for model in models]

    def _reached(self, draft: DraftModel, since: int) -> tuple[str, ...]:
        """The stages that the row shows, but those that its own dates put before this period."""
        return tuple(
            stage for stage in draft.stages if stage == self.table.stage or draft.years.get(stage, since) >= since
        )

    def _completed(self, draft: DraftModel, unit: str) -> Coordinates:
        """The same for every row that says the same: there are many, and the table keeps what they say.

        What a row says in words that nobody knows is asked, and not stated meanwhile. (counting.md 8)
        """
        if draft.unclear:
            return self._complete({**draft.at}, unit, draft.cell, but={"level"} & {*draft.unclear})
        key = (unit, id(draft.at))
        known = self.known.get(key)
        if known is None:
            known = self.known[key] = self._complete({**draft.at}, unit, draft.cell)
        return known

    # --- matrices

    def bases(self) -> Iterator[Base]:
        """The rows of a matrix: per row and stage one base."""
        for row in self.table.rows:
            unit = self.rows.unit(
                row.unit_text,
                self.table.sheet,
                row.cell,
                parent=row.parent_text,
                subject=self.subject,
                listed=self._is_listed(row.unit_text) and not self.wholes.adds_up(row),
                of_parts=self.table.of_parts,
            )
            if unit is None or self.wholes.is_total(row, unit):
                continue
            reach = self._reach(row, unit)
            by_stage: dict[str, list[DraftFigure]] = defaultdict(list)
            for figure in row.figures:
                by_stage[self._stage(row, figure)].append(figure)
            of_amounts = self._stage_of_amounts(row, by_stage) if row.amounts else None
            for stage, figures in by_stage.items():
                yield self._base(row, unit, reach, stage, figures, row.amounts if stage == of_amounts else [])

    def _is_listed(self, text: str | None) -> bool:
        """Whether a row named as the place spoken of stands among the places below it: "Đô Lương" is the thị trấn there."""
        listed = self.listed.get(text)
        if listed is None:
            place = place_of(self.subject)
            listed = self.rows.is_namesake(text, place) and self.rows.lists_places(self.table.unit_texts, place)
            self.listed[text] = listed
        return listed

    def _stage(self, row: DraftRow, figure: DraftFigure) -> str:
        said = figure.at.get("stage") or row.at.get("stage") or ()
        return said[0] if len(said) == 1 else self.table.stage or _BUILT

    def _stage_of_amounts(self, row: DraftRow, by_stage: dict[str, list[DraftFigure]]) -> str:
        """The stage whose figure a row's amounts stand beside: the table's own, else its first; without figures, alone."""
        said = row.at.get("stage") or ()
        usual = said[0] if len(said) == 1 else self.table.stage or _BUILT
        if not by_stage:
            by_stage[usual] = []
        return usual if usual in by_stage else next(iter(by_stage))

    def _base(
        self,
        row: DraftRow,
        unit: str,
        reach: Reach,
        stage: str,
        figures: list[DraftFigure],
        amounts: list[DraftAmount],
    ) -> Base:
        said_of = [figure for figure in row.figures if not (self.blank_levels and "level" in figure.at)]
        figures = [figure for figure in figures if not (self.blank_levels and "level" in figure.at)]
        split = {*row.unclear, *(dimension for figure in said_of for dimension in figure.at)}
        fixed = {**self.table.fixed, **{name: members for name, members in row.at.items() if name != "stage"}}
        fixed.pop("stage", None)
        said = dict(fixed)
        if row.row in self.by_levels:
            split.add("level")
        if reach is Reach.OWN:
            fixed = self._complete(fixed, unit, row.cell, but=split, stage=stage)
        elif stage in DECISIONS and not {"level"} & {*fixed, *split}:
            fixed["level"] = self._own_level
        inferred = tuple(sorted(name for name in fixed if fixed[name] != said.get(name)))
        return Base(
            scope=Scope(unit=unit, reach=reach, stage=stage, fixed=fixed, inferred=inferred, unclear=row.unclear),
            cell=row.cell,
            label=row.label,
            observations=tuple(
                Observation(
                    at={name: members for name, members in figure.at.items() if name != "stage"},
                    value=figure.value,
                    cell=figure.cell,
                )
                for figure in figures
            ),
            indicators=_indicators(amounts),
        )

    def _reach(self, row: DraftRow, unit: str) -> Reach:
        """Whom a row speaks for: a place with places below for all of them, unless it is the reporter's own row among others.

        A party cell of a district's speaks for nobody else; two bodies of a place together for none below it.
        """
        if not self.register.has_places_below(unit) or (self.part and unit == place_of(self.reporter)):
            return Reach.OWN
        named = self.register.read(row.unit_text or "", expected=True).mentions
        if len(named) > 1 and all(mention.body for mention in named):
            return Reach.OWN
        if row.unit_text and unit in (place_of(self.reporter), self.subject) and len(self.table.rows) > 1:
            return Reach.OWN
        return Reach.BELOW

    # --- level and block

    def setting_apart(self, models: list[Model], bases: list[Base], others: Sequence[Coordinates]) -> Coordinates:
        """What the table fixes beyond what its units are anyway: "cấp xã" over a commune's list sets nothing apart.

        `others`: what the other tables of the file fix. Beside "cấp huyện" "cấp xã" does set apart.
        """
        fixed = {**self.table.fixed}
        units = {model.unit for model in models} | {base.scope.unit for base in bases}
        if not units or any(base.scope.reach is Reach.BELOW for base in bases):
            return fixed
        for dimension in ("level", "block"):
            own = {self._block(unit) if dimension == "block" else self.register.get(unit).level for unit in units}
            if dimension not in fixed or {members for members in own if members} != {fixed[dimension][0]}:
                continue
            if any(other.get(dimension, fixed[dimension]) != fixed[dimension] for other in others):
                continue
            members = fixed.pop(dimension)
            shared = {id(model.at): {dimension: members, **model.at} for model in models}
            models[:] = [model._replace(at=shared[id(model.at)]) for model in models]
            for place, base in enumerate(bases):
                if base.scope.fixed.get(dimension) == members:
                    inferred = tuple(sorted({*base.scope.inferred, dimension}))
                    bases[place] = base.model_copy(
                        update={"scope": base.scope.model_copy(update={"inferred": inferred})}
                    )
        return fixed

    @property
    def _own_level(self) -> MemberSet:
        """The reporter's: a list of decisions that names no level speaks of it. (counting.md 3)"""
        return (self.register.get(self.reporter).level,)

    def _complete(
        self, at: Coordinates, unit: str, cell: str, but: set[str] | None = None, stage: str | None = None
    ) -> Coordinates:
        """Level and block of the unit where nothing else says them; the unit's own block before a group's."""
        but, known = but or set(), self.register.get(unit)
        if "level" not in at and "level" not in self.table.fixed and "level" not in but:
            at["level"] = self._own_level if (stage or self.table.stage) in DECISIONS else (known.level,)
        block = self._block(unit)
        if block and "block" not in but:
            said: MemberSet | None = at.get("block") or self.table.fixed.get("block")
            if said and block not in said:
                names = self.vocabulary["block"].name
                seen: dict[str, str | int] = {
                    "unit": known.name,
                    "said": ", ".join(map(names, said)),
                    "own": names(block),
                }
                self.found.append(Finding("block-differs", self.table.sheet, cell, seen))
            if said != (block,):
                at["block"] = (block,)
        return at

    def _block(self, unit: str) -> str | None:
        """The block of a unit; of a part of the reporter's force the reporter's: a Phòng of the Công an is no agency."""
        whose = self.reporter if self.register.is_part(unit, self.reporter) else unit
        return self.register.get(whose).block

    # --- statements

    def claims(self) -> Iterator[Claim]:
        """Totals over rows: never counted, always checked."""
        for said in self.table.statements:
            kind = "group" if said.kind == "group" else "total"
            at = {name: members for name, members in said.at.items() if members}
            yield Claim(kind=kind, cell=said.cell, text=said.text, at=at, stated=said.stated, computed=said.computed)
