"""What cells of a form take: lists, limits, and what is shown red at once. Messages in Vietnamese, at most 255 letters."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from danvan_cli.intake.forms.filled_forms import words
from danvan_cli.intake.sheets.lifecycle import AFTER, REFUSAL
from danvan_cli.writers.forms.form_columns import FormColumn

_RED = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}

_FUNNEL = ("dangky", "denghi", "congnhan")
"""Steps of a model's life as a form counts them: none has more than the one before."""


class Limits:
    """Sets the limits of all columns of a form, between its first and last line."""

    def __init__(self, book: Workbook, sheet: Worksheet, columns: list[FormColumn], top: int, bottom: int) -> None:
        self.sheet, self.columns, self.top, self.bottom = sheet, columns, top, bottom
        self.red = book.add_format(_RED)

    def set(self, places: dict[FormColumn, str], label: int) -> None:
        """All limits. `places`: where the lists to choose from stand."""
        for place, column in enumerate(self.columns):
            rule = self._rule(place, column, places)
            if rule:
                self.sheet.data_validation(self.top, place, self.bottom, place, {"ignore_blank": True, **rule})
        if self.columns[label].kind == "name":
            self._red(label, label, f'AND({self._at(label)}<>"",{self._same(label)}>1)')
            inputs = [at for at, column in enumerate(self.columns) if column.kind not in ("number", "code", "name")]
            row = f"{self._at(inputs[0])}:{self._at(inputs[-1])}"
            self._red(label, label, f'AND({self._at(label)}="",COUNTA({row})>0)')
            self._without_step(label)
        self._against_each_other()
        self._funnel()
        for dimension in words()["matrix"]["splits"]:
            self._differing(dimension)

    def _rule(self, place: int, column: FormColumn, places: dict[FormColumn, str]) -> dict[str, Any] | None:
        said, limits = words()["messages"], words()["limits"]
        if column.kind in ("list", "units", "tick"):
            kind = "list" if column.kind == "list" else column.kind
            rule = {"validate": "list", "source": places[column], **_told(said, kind)}
            return rule | ({"error_type": "information"} if column.kind == "units" else {})
        if column.kind == "name":
            limit = limits["name"]
            length, least = f"LEN(TRIM({self._at(place)}))", limits["name_least"]
            value = f"=AND({length}>={least},{length}<={limit},ISERROR(VALUE({self._at(place)})),{self._same(place)}=1)"
            return {"validate": "custom", "value": value, **_told(said, "name", limit=limit, least=least)}
        if column.kind in ("text", "code"):
            limit = limits["code" if column.kind == "code" else "text"]
            return {
                "validate": "length",
                "criteria": "<=",
                "value": limit,
                **_told(said, "text", limit=limit),
            }
        if column.kind != "count":
            return None
        if column.of in words()["matrix"]["splits"]:
            return self._split(place, column)
        whole = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": limits["count"]}
        return whole | _told(said, "count")

    def _split(self, place: int, column: FormColumn) -> dict[str, Any]:
        """A part of the total: whole, and with its fellows no more than it."""
        own, cell = self._of(column.of), self._at(place)
        parts, whole = self._cells(own), self._cells(self._of("field"))
        heads = ", ".join(self.columns[at].head for at in own)
        value = f"=AND(ISNUMBER({cell}),{cell}=INT({cell}),{cell}>=0,SUM({parts})<=SUM({whole}))"
        return {"validate": "custom", "value": value, **_told(words()["messages"], "split", heads=heads)}

    def _differing(self, dimension: str) -> None:
        """A split that is filled and does not make the total is red. (counting.md 1: closed splits)"""
        own = self._of(dimension)
        closing = [at for at in own if self.columns[at].member != "nhanrong"]
        if own:
            filled = "+".join(f"COUNT({self._at(at)})" for at in closing)
            parts, whole = self._cells(own), self._cells(self._of("field"))
            self._red(own[0], own[-1], f"AND({filled}={len(closing)},SUM({parts})<>SUM({whole}))")

    def _against_each_other(self) -> None:
        """Endorsed and not endorsed at once is red, and so is a step after a refusal."""
        steps = [at for at, column in enumerate(self.columns) if column.kind == "tick"]
        steps += [at for at, column in enumerate(self.columns) if column.kind == "list" and column.of == "stage"]
        stages = {at: {self.columns[at].member, *self.columns[at].codes} for at in steps}
        never = [({one}, {other}) for one, other in (*REFUSAL.items(), ("xaydung", "ketthuc"))]
        never += [({refusal}, set(later)) for refusal, later in AFTER.items()]
        for one in steps:
            for other in steps:
                if one != other and any(stages[one] == a and stages[other] & b for a, b in never):
                    for at in (one, other):
                        self._red(at, at, f'AND({self._at(one)}<>"",{self._at(other)}<>"")')

    def _without_step(self, label: int) -> None:
        """A model that is marked at no step is red. (counting.md 3: a row counts at the stages it shows)"""
        steps = [at for at, column in enumerate(self.columns) if column.of == "stage"]
        if any(self.columns[at].kind == "tick" for at in steps):
            blank = ",".join(f'{self._at(at)}=""' for at in steps)
            self._red(label, label, f'AND({self._at(label)}<>"",{blank})')

    def _funnel(self) -> None:
        """A step with more than the nearest one before it that is filled in is red. (domain.md "The funnel")"""
        by_member = {self.columns[at].member: at for at in self._of("stage")}
        steps = [by_member[stage] for stage in _FUNNEL if stage in by_member]
        for place, step in enumerate(steps[1:], start=1):
            before = self._at(steps[0])
            for earlier in steps[1:place]:
                before = f"IF(ISNUMBER({self._at(earlier)}),{self._at(earlier)},{before})"
            self._red(step, step, f"AND(ISNUMBER({before}),N({self._at(step)})>N({before}))")

    def _of(self, dimension: str) -> list[int]:
        return [at for at, column in enumerate(self.columns) if column.kind == "count" and column.of == dimension]

    def _cells(self, places: list[int]) -> str:
        return f"{self._at(places[0])}:{self._at(places[-1])}"

    def _at(self, place: int) -> str:
        """The cell of the first line, as rules for all lines name it."""
        return str(xl_rowcol_to_cell(self.top, place, col_abs=True))

    def _same(self, place: int) -> str:
        area = xl_range_abs(self.top, place, self.bottom, place)
        return f"SUMPRODUCT(--({area}={self._at(place)}))"

    def _red(self, first: int, last: int, formula: str) -> None:
        rule = {"type": "formula", "criteria": f"={formula}", "format": self.red}
        self.sheet.conditional_format(self.top, first, self.bottom, last, rule)


def _told(said: dict[str, str], kind: str, **seen: object) -> dict[str, Any]:
    """What Excel says when the limit is passed."""
    return {"error_title": said[f"{kind}_title"][:32], "error_message": said[kind].format(**seen)[:255]}
