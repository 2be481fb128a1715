"""Returns out of a draft whose reporter and period are known: scopes, reach, levels and blocks. (counting.md 1, 4)"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from danvan_cli.findings import Finding
from danvan_cli.intake.draft import Coordinates, DraftFigure, DraftFile, DraftRow, DraftTable
from danvan_cli.intake.evidence import document_head
from danvan_cli.intake.row_units import RowUnits
from danvan_cli.returns import Base, Claim, Kind, Observation, Reach, Return, Scope
from danvan_cli.units import Register, place_of
from danvan_cli.vocabulary import MemberSet, Vocabulary

_BUILT = "xaydung"


def compose(
    draft: DraftFile,
    reporter: str,
    period: str,
    subjects: dict[int, str],
    rows: RowUnits,
    vocabulary: Vocabulary,
    found: list[Finding],
) -> Iterator[Return]:
    """One return per table."""
    for number, table in enumerate(draft.tables):
        scribe = _Scribe(table, reporter, subjects.get(number, reporter), rows, vocabulary, found)
        head = document_head(draft, table)
        said = {
            "reporter": reporter,
            "period": period,
            "stage": table.stage,
            "kind": Kind(table.kind),
            "sheet": table.sheet,
            "title": table.title,
            "fixed": table.fixed,
            "supplement": table.supplement,
            "dated": head.dated,
            "number": head.number,
            "answers": draft.stamp.answers if draft.stamp else None,
            "models": tuple(scribe.models()),
            "bases": tuple(scribe.bases()),
            "claims": tuple(scribe.claims()),
        }
        try:
            yield Return.model_validate(said)  # all rows at once: a third of the time of one by one
        except ValidationError as error:
            found.append(Finding("table-not-sound", table.sheet, None, {"reason": _reason(error)}))


def _reason(error: ValidationError) -> str:
    return "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:3])


class _Scribe:
    """Writes the rows of one table as models and bases."""

    def __init__(
        self,
        table: DraftTable,
        reporter: str,
        subject: str,
        rows: RowUnits,
        vocabulary: Vocabulary,
        found: list[Finding],
    ) -> None:
        self.table, self.reporter, self.subject = table, reporter, subject
        self.rows, self.found = rows, found
        self.register: Register = rows.register
        self.vocabulary = vocabulary
        self.known: dict[tuple[str, tuple[tuple[str, MemberSet], ...]], Coordinates] = {}

    # --- registers

    def models(self) -> Iterator[dict[str, Any]]:
        """The rows of a register, each about its unit."""
        stages = (self.table.stage or _BUILT,)
        for draft in self.table.models:
            unit = self.rows.unit(
                draft.unit_text,
                self.table.sheet,
                draft.unit_cell or draft.cell,
                parent=draft.parent_text,
                subject=self.subject,
            )
            yield {
                "name": draft.name,
                "cell": draft.cell,
                "unit": unit,
                "unit_text": draft.unit_text,
                "at": self._completed(draft.at, unit, draft.cell),
                "stages": draft.stages or stages,
                "registered": draft.registered,
                "code": draft.code,
                "texts": {name: text for name, text in draft.texts.items() if text},
            }

    def _completed(self, at: Coordinates, unit: str, cell: str) -> Coordinates:
        """The same for every row that says the same: there are many."""
        key = (unit, tuple(at.items()))
        if key not in self.known:
            self.known[key] = self._complete({**at}, unit, cell)
        return self.known[key]

    # --- matrices

    def bases(self) -> Iterator[Base]:
        """The rows of a matrix: per row and stage one base."""
        for row in self.table.rows:
            unit = self.rows.unit(
                row.unit_text, self.table.sheet, row.cell, parent=row.parent_text, subject=self.subject
            )
            reach = self._reach(row, unit)
            by_stage: dict[str, list[DraftFigure]] = defaultdict(list)
            for figure in row.figures:
                by_stage[self._stage(row, figure)].append(figure)
            for stage, figures in by_stage.items():
                yield self._base(row, unit, reach, stage, figures)

    def _stage(self, row: DraftRow, figure: DraftFigure) -> str:
        said = figure.at.get("stage") or row.at.get("stage") or ()
        return said[0] if len(said) == 1 else self.table.stage or _BUILT

    def _base(self, row: DraftRow, unit: str, reach: Reach, stage: str, figures: list[DraftFigure]) -> Base:
        split = {dimension for figure in row.figures for dimension in figure.at}
        fixed = {**self.table.fixed, **{name: members for name, members in row.at.items() if name != "stage"}}
        fixed.pop("stage", None)
        if reach is Reach.OWN:
            fixed = self._complete(fixed, unit, row.cell, but=split)
        return Base(
            scope=Scope(unit=unit, reach=reach, stage=stage, fixed=fixed),
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
        )

    def _reach(self, row: DraftRow, unit: str) -> Reach:
        """Whom a row speaks for: a place with places below for all of them, unless it is the reporter's own row among others."""
        if not self.register.has_places_below(unit):
            return Reach.OWN
        if row.unit_text and unit in (place_of(self.reporter), self.subject) and len(self.table.rows) > 1:
            return Reach.OWN
        return Reach.BELOW

    # --- level and block

    def _complete(self, at: Coordinates, unit: str, cell: str, but: set[str] | None = None) -> Coordinates:
        """Level and block of the unit where nothing else says them; the unit's own block before a group's."""
        but, known = but or set(), self.register.get(unit)
        if "level" not in at and "level" not in self.table.fixed and "level" not in but:
            at["level"] = (known.level,)
        if known.block and "block" not in but:
            said: MemberSet | None = at.get("block") or self.table.fixed.get("block")
            if said and known.block not in said:
                names = self.vocabulary["block"].name
                seen: dict[str, str | int] = {
                    "unit": known.name,
                    "said": ", ".join(map(names, said)),
                    "own": names(known.block),
                }
                self.found.append(Finding("block-differs", self.table.sheet, cell, seen))
            if said != (known.block,):
                at["block"] = (known.block,)
        return at

    # --- statements

    def claims(self) -> Iterator[Claim]:
        """Totals over rows: never counted, always checked."""
        for said in self.table.statements:
            kind = "group" if said.kind == "group" else "total"
            at = {name: members for name, members in said.at.items() if members}
            yield Claim(kind=kind, cell=said.cell, text=said.text, at=at, stated=said.stated, computed=said.computed)
