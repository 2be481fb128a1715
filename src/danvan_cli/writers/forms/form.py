"""The workbook that a unit fills in: fixed heads, cells to write in, lists to choose from, limits that explain themselves.

Good in Excel and LibreOffice, on screen and on A4. What it returns with is read like any other return.
"""

import io
from collections import Counter
from datetime import datetime, time
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from danvan_cli.intake.files.stamp import OURS, Stamp
from danvan_cli.intake.forms.filled_forms import words
from danvan_cli.periods import Period
from danvan_cli.tables.carried import Carried
from danvan_cli.tables.forms import Form
from danvan_cli.vocabulary import Vocabulary
from danvan_cli.writers import typography
from danvan_cli.writers.forms.form_columns import FormColumn, columns_of
from danvan_cli.writers.forms.form_limits import Limits
from danvan_cli.writers.forms.form_sheets import write_guide, write_lists
from danvan_cli.writers.letterhead import Profile
from danvan_cli.writers.letterhead import profile as profile_named
from danvan_cli.writers.paper import COUNT, OPTIONS, PADDING, Paper
from danvan_cli.writers.safe import cell_text

PAPER = "#FFFBE6"  # cells to write in
_SHADE = "#EDEDED"  # heads
_PROTECTION = {"format_columns": True, "format_rows": True, "select_locked_cells": True, "select_unlocked_cells": True}
_MARGINS = {"top": 15, "bottom": 15, "left": 15, "right": 10}  # a working paper: more room than a document has
_SIZE = 11.0


def form_file(form: Form, vocabulary: Vocabulary, *, profile: str = "party-2018") -> bytes:
    """The workbook's bytes. The same form gives the same bytes."""
    out = io.BytesIO()
    book = Workbook(out, OPTIONS)
    names = words()["sheets"]
    title = _title(form)
    created = datetime.combine(Period(form.period).first, time())  # no clock: the same form has the same bytes
    book.set_properties({"title": cell_text(f"{title} - {form.name}")[:255], "author": "danvan", "created": created})
    columns = columns_of(form, vocabulary)
    sheet = _FormSheet(book, names[form.layout], form, columns, profile_named(profile))
    guide_rows = write_guide(book, names["guide"], form, vocabulary, profile_named(profile))
    lists_rows, places = write_lists(book, names["lists"], columns)
    sheet.fill(title, places)
    stamp = Stamp(
        layout=form.layout,
        version=words()["version"],
        unit=form.unit,
        period=form.period,
        carried=form.carried,
        sheets=((names["guide"], guide_rows), (names["lists"], lists_rows)),
        heads=tuple((column.over, column.head) if column.over else (column.head,) for column in columns),
        codes=tuple(model.code for model in form.models),
    )
    for name, value in stamp.properties().items():
        book.set_custom_property(name, value, "text")
    book.close()
    return out.getvalue()


def _title(form: Form) -> str:
    key = {"register": "title", "matrix": "title_matrix", "life-cycle": "title_life_cycle"}[form.layout]
    return str(words()[key]).format(period=Period(form.period).name)


class _FormSheet:
    """The sheet to fill in, laid out from top to bottom."""

    def __init__(self, book: Workbook, name: str, form: Form, columns: list[FormColumn], profile: Profile) -> None:
        self.form, self.columns, self.profile = form, columns, profile
        self.paper = Paper(book, name, profile, [column.width for column in columns])
        self.sheet = self.paper.sheet
        self.sheet.set_margins(**{side: millimetres / 25.4 for side, millimetres in _MARGINS.items()})
        self.label = next(place for place, column in enumerate(columns) if column.kind in ("name", "unit"))
        self.top = self.bottom = 0  # the first and last line to fill in

    def fill(self, title: str, places: dict[FormColumn, str]) -> None:
        """Everything, and then the lock."""
        self._head(title)
        live = self.paper.row
        self.paper.next(typography.height(1, _SIZE))
        self._headings()
        self.top, self.bottom = self.paper.row, self.paper.row + self.form.lines - 1
        self._lines()
        self._totals()
        self._live(live)
        Limits(self.paper.book, self.sheet, self.columns, self.top, self.bottom).set(places, self.label)
        self._signatures()
        self.sheet.protect("", _PROTECTION)
        self.sheet.print_area(0, 0, self.paper.row - 1, self.paper.last)
        self.sheet.activate()

    def _head(self, title: str) -> None:
        form = self.form
        heads = self.profile.heads({"parent": form.parent, "issuer": form.name, "place": form.place})
        for left, right in heads[:-1]:
            self.paper.halves(left, right)
        split = self.paper.middle
        number, dated = heads[-1]
        row = self.paper.row
        look: dict[str, Any] = {"locked": False, "bg_color": PAPER}
        self.paper.block((row, 0, row, split - 1), number.text, number.size, **look)
        self.paper.block((row, split, row, self.paper.last), dated.text, dated.size, italic=True, **look)
        self.paper.next(typography.height(1, dated.size))
        self.paper.next()
        sizes = self.profile.sizes
        self.paper.line(title, sizes["title"], bold=True)
        self.paper.line(words()["unit_line"].format(unit=form.full_name), sizes["subtitle"], bold=True)
        self.paper.line(words()["guide_line"], _SIZE, italic=True)

    def _headings(self) -> None:
        """One row of headings, or two where some have a common one; printed again on every page."""
        paper, top = self.paper, self.paper.row
        deep = any(column.over for column in self.columns)
        look: dict[str, Any] = {"bold": True, "border": 1, "bg_color": _SHADE}
        start = 0
        while start < len(self.columns):
            over = self.columns[start].over
            end = start
            while over and end + 1 < len(self.columns) and self.columns[end + 1].over == over:
                end += 1
            if over:
                paper.block((top, start, top, end), over, _SIZE, **look)
                for place in range(start, end + 1):
                    paper.text(top + 1, place, self.columns[place].head, _SIZE - 1, **look)
            else:
                paper.block((top, start, top + deep, start), self.columns[start].head, _SIZE, **look)
            start = end + 1
        if deep:
            paper.next(typography.height(1, _SIZE) + 2)
        paper.next(max(self._head_height(column, deep=deep) for column in self.columns))
        self.sheet.repeat_rows(top, paper.row - 1)
        self.sheet.freeze_panes(paper.row, self.label + 1)

    def _head_height(self, column: FormColumn, *, deep: bool) -> int:
        size = _SIZE - 1 if column.over else _SIZE
        lines = typography.lines(column.head, column.width - PADDING // 2, size, bold=True)
        first = typography.height(1, _SIZE) + 2 if deep and not column.over else 0
        return typography.height(lines, size) - first

    def _lines(self) -> None:
        """The lines to fill in: numbered, with what is known already."""
        for line in range(self.form.lines):
            row = self.top + line
            known = self.form.models[line] if line < len(self.form.models) else None
            count = 1
            for place, column in enumerate(self.columns):
                self._cell(row, place, column, line, known)
                text = cell_text(self._written(column, line, known))
                count = max(count, typography.lines(text, column.width - PADDING, _SIZE))
            self.paper.next(typography.height(count, _SIZE) if count > 1 else 0)  # else it grows with what is written

    def _cell(self, row: int, place: int, column: FormColumn, line: int, known: Carried | None) -> None:
        fixed = column.kind in ("number", "unit", "total") or (
            column.kind in ("name", "code") and (known is not None or (column.kind == "code" and self.form.carried))
        )
        look: dict[str, Any] = {"border": 1, "locked": fixed}
        if not fixed:
            look["bg_color"] = PAPER
        if column.kind == "number":
            self.paper.number(row, place, line + 1, _SIZE, align="center", **look)
        elif column.kind == "total":
            fields = [at for at, other in enumerate(self.columns) if other.of == "field"]
            cells = (
                f"{xl_rowcol_to_cell(row, fields[0], col_abs=True)}:{xl_rowcol_to_cell(row, fields[-1], col_abs=True)}"
            )
            formula = f'=IF(COUNT({cells})=0,"",SUM({cells})+N("{OURS}"))'
            style = self.paper.style(_SIZE, bold=True, num_format=COUNT, **look)
            self.sheet.write_formula(row, place, formula, style, "")
        elif column.kind == "count":
            self.sheet.write_blank(row, place, None, self.paper.style(_SIZE, num_format=COUNT, **look))
        else:
            align = "center" if column.kind in ("tick", "code") else "left"
            look |= {"indent": 1} if align == "left" else {}
            style = self.paper.style(_SIZE, align=align, num_format="@", quote_prefix=bool(known), **look)
            if text := self._written(column, line, known):
                self.sheet.write_string(row, place, cell_text(text), style)
            else:
                self.sheet.write_blank(row, place, None, style)

    def _written(self, column: FormColumn, line: int, known: Carried | None) -> str:
        """What stands in a cell before anybody fills it in."""
        return self._known(column, known) if known else self.form.units[line] if column.kind == "unit" else ""

    def _known(self, column: FormColumn, known: Carried) -> str:
        """What the ledger knows of a model that is carried on."""
        if column.kind in ("code", "name"):
            return str(known.code if column.kind == "code" else known.name)
        if column.kind == "units":
            return str(known.unit_text or (known.unit_name if known.unit != self.form.unit else ""))
        if column.kind == "list" and column.of in ("field", "level", "holder"):
            members = getattr(known, column.of)
            return (
                column.choices[column.codes.index(members[0])]
                if len(members) == 1 and members[0] in column.codes
                else ""
            )
        if column.kind == "list" and column.of == "origin":
            return column.choices[column.codes.index("duytri")] if "duytri" in column.codes else ""
        return ""

    def _area(self, place: int) -> str:
        return str(xl_range_abs(self.top, place, self.bottom, place))

    def _counted(self) -> str:
        """A formula's part: how many names are written, "không có mô hình" aside."""
        names = self._area(self.label)
        return f'(SUMPRODUCT(--(LEN(TRIM({names}))>0))-COUNTIF({names},"{words()["none"]}*"))'

    def _totals(self) -> None:
        """The line that ends the form: sums of what stands above, counted by the workbook itself."""
        row, paper = self.paper.row, self.paper
        look: dict[str, Any] = {"bold": True, "border": 1, "bg_color": _SHADE}
        matrix = self.form.layout == "matrix"
        last = self.label if matrix else self.label - 1
        paper.block((row, 0, row, last), words()["total"], _SIZE, **look)
        for place in range(last + 1, len(self.columns)):
            column, area = self.columns[place], self._area(place)
            formula = ""
            if column.kind in ("total", "count"):
                formula = f'=SUM({area})+N("{OURS}")'
            elif column.kind == "tick":
                formula = f'=COUNTIF({area},"{words()["tick"]}")+N("{OURS}")'
            elif place == self.label:
                formula = f'={self._counted()}+N("{OURS}")'
            if formula:
                known = len(self.form.models) if place == self.label else 0
                self.sheet.write_formula(row, place, formula, paper.style(_SIZE, num_format=COUNT, **look), known)
            else:
                self.sheet.write_blank(row, place, None, paper.style(_SIZE, **look))
        paper.next(26)

    def _live(self, row: int) -> None:
        """Above the headings, always in sight: how many models are written, and how many of each field."""
        look: dict[str, Any] = {"bold": True, "align": "left", "font_color": "#1F4E79"}
        self.paper.block((row, 0, row, self.paper.last), "", _SIZE, **look)
        style = self.paper.style(_SIZE, quote_prefix=True, **look)
        if self.form.layout == "matrix":
            place = next(at for at, column in enumerate(self.columns) if column.kind == "total")
            filled, units = f'SUMPRODUCT(--({self._area(place)}<>""))', f"/{self.form.lines}{words()['live_units']}"
            said = f'{filled}&"{units}"&SUM({self._area(place)})&"{words()["live_models"]}"'
            now = f"0{units}0{words()['live_models']}"
        else:
            said = f'{self._counted()}&"{words()["live_models"]}"'
            now = f"{len(self.form.models)}{words()['live_models']}"
            for place, column in enumerate(self.columns):
                if column.kind == "list" and column.of == "field":
                    for label in column.choices:
                        count = f'COUNTIF({self._area(place)},"{_criterion(label)}")'
                        said += f'&IF({count}>0," · {_quoted(label)}: "&{count},"")'
                    held = Counter(self._known(column, known) for known in self.form.models)
                    now += "".join(f" · {label}: {held[label]}" for label in column.choices if held[label])
        formula = f'=IF(N("{OURS}")=0,"{words()["live"]}"&{said},"")'
        self.sheet.write_formula(row, 0, formula, style, words()["live"] + now)

    def _signatures(self) -> None:
        """Who signs; the names are typed below."""
        paper = self.paper
        paper.next()
        for left, right in self.profile.signatures():
            paper.halves(left, right)
        for _ in range(3):
            paper.next(22)
        row, split = paper.row, paper.middle
        for first, last in ((0, split - 1), (split, paper.last)):
            paper.block((row, first, row, last), "", _SIZE, locked=False, bold=True)
        paper.next(24)


def _quoted(text: str) -> str:
    return cell_text(text).replace('"', '""')


def _criterion(text: str) -> str:
    """A text as COUNTIF compares it: its wild cards are letters."""
    for sign in "~*?":
        text = text.replace(sign, f"~{sign}")
    return _quoted(text)
