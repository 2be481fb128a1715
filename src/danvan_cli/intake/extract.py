"""Grids to what a file says: every sheet's tables found, their rows read, every row accounted for."""

from collections.abc import Sequence

from danvan_cli.findings import Finding
from danvan_cli.indicators import Indicators
from danvan_cli.intake.draft import DraftFile, DraftTable
from danvan_cli.intake.forms.drift import drift
from danvan_cli.intake.forms.known_forms import KnownForm, Near, with_known
from danvan_cli.intake.grid import Grid, address
from danvan_cli.intake.rows.continued import check_continued
from danvan_cli.intake.rows.fixed_by_title import fix_by_title
from danvan_cli.intake.rows.given_up import OUT, ask_given_up
from danvan_cli.intake.rows.matrices import MatrixReader
from danvan_cli.intake.rows.one_total import part_one_total
from danvan_cli.intake.rows.registers import read_register
from danvan_cli.intake.rows.reshape import name_awards, one_list
from danvan_cli.intake.rows.sheet_before import Last, going_on
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.rows.titled_origins import tell_new_from_kept
from danvan_cli.intake.rows.totals import stated_above
from danvan_cli.intake.rows.unknown_groups import ask_about_groups
from danvan_cli.intake.sheets.column_splits import join_wholes
from danvan_cli.intake.sheets.earlier_years import OwnYear, own_year
from danvan_cli.intake.sheets.keyed import keyed, lone_names
from danvan_cli.intake.sheets.layout import (
    ColumnLayout,
    RowClass,
    SheetLayout,
    TableLayout,
    meaning_of,
    members_named,
    titled_for,
)
from danvan_cli.intake.sheets.names_in_two import names_in_two
from danvan_cli.intake.sheets.panes import Band, bands, panes
from danvan_cli.intake.sheets.parts import Part, lines_of, texts_of
from danvan_cli.intake.sheets.rearranged import Rearranged
from danvan_cli.intake.sheets.recognise import Header, find_headers, is_column_numbers
from danvan_cli.intake.sheets.sheet_tables import Tables
from danvan_cli.intake.sheets.turned import turned
from danvan_cli.intake.sheets.units_over_contents import units_over_contents
from danvan_cli.intake.sheets.versions import leave_out_older
from danvan_cli.intake.sheets.view import Column, Columns, View
from danvan_cli.intake.sheets.written_once import members_run_on, units_run_on
from danvan_cli.intake.words.headings import HEADING_ORDER, Reader, phrases, reader, without_asides
from danvan_cli.intake.words.movement import TitledAwards, speaks_of_models
from danvan_cli.intake.words.numbering import cell_numbering
from danvan_cli.intake.words.row_texts import in_brackets, says_none
from danvan_cli.intake.words.title_lines import is_letterhead, names_place
from danvan_cli.intake.words.titles import Title, read_title
from danvan_cli.periods import readings
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Vocabulary

_BLANK = (RowClass.BLANK, "")
_LINES_OF_A_COVER = 20


def understand_grids(
    grids: list[Grid],
    name: str,
    vocabulary: Vocabulary,
    indicators: Indicators | None = None,
    forms: Sequence[KnownForm] = (),
) -> tuple[DraftFile, list[SheetLayout]]:
    """What a file's sheets say, and how each was understood. `name`: the file's, for what the titles leave open."""
    draft = DraftFile(sheets=[grid.sheet for grid in grids])
    layouts, headless = [], list[Finding]()
    words = reader(vocabulary, indicators)
    before: _Sheet | None = None
    for grid in grids:
        draft.findings += grid.findings
        sheet = _Sheet(grid, name, words, draft, forms, before=before)
        layouts.append(sheet.read())
        before = sheet if sheet.last else before
        headless += sheet.headless
    if draft.tables:
        draft.findings += headless
    if not draft.tables and not any(found.code == "form-drift" for found in draft.findings):
        draft.findings.append(Finding("no-table-found"))
    leave_out_older(draft)
    check_continued(draft)
    tell_new_from_kept(draft)
    part_one_total(draft)
    return draft, layouts


class _Sheet:
    """One sheet being read."""

    def __init__(
        self,
        grid: Grid,
        name: str,
        words: Reader,
        draft: DraftFile,
        forms: Sequence[KnownForm] = (),
        *,
        beside: bool = False,
        before: "_Sheet | None" = None,
    ) -> None:
        self.view = View(grid)
        self.before = before.last if before else None
        self.last: Last | None = None  # the last table of the sheet, for the sheet after it
        self.beside = beside  # other tables stand beside this one
        self.grid = grid
        self.name = name
        self.words = words
        self.draft = draft
        self.forms = forms
        self.near: list[Near] = []  # headers that are almost a known form's
        self.layout = SheetLayout(grid.sheet, grid.visible)
        self.classes: dict[int, tuple[RowClass, str]] = {}
        self.headless: list[Finding] = []  # rows of a table whose headings are on another sheet, or nowhere

    def read(self) -> SheetLayout:
        """All tables of the sheet, then the class of every row."""
        before = len(self.draft.tables)
        if other := turned(self.view, self.words):
            return self._read_rearranged(other)
        headers = self._headers()
        if other := names_in_two(self.view, headers) or units_over_contents(self.view, headers, self.words):
            return self._read_rearranged(other)
        if own := own_year(self.view, headers):
            return self._read_own_year(own)
        headers = headers or going_on(self.view, self.before, self.words)
        headers = headers or keyed(self.view, self.words) or lone_names(self.view, self.words)
        beside = bands(self.view, headers, self.words)
        for band in beside:
            self._read_band(band)
        if not beside:
            self._read_tables(headers)
        if len(self.draft.tables) == before:
            self._without_table()
        elif not self.grid.visible and any(t.models or t.rows for t in self.draft.tables[before:]):
            self.draft.findings.append(Finding("hidden-sheet-with-data", self.grid.sheet))
        self._account()
        return self.layout

    def _read_own_year(self, own: OwnYear) -> SheetLayout:
        """The table of the title's year; those of the years before only compare."""
        sheet = _Sheet(own.grid, self.name, self.words, self.draft, self.forms)
        self.layout = sheet.read()
        self.draft.findings += own.findings
        self.classes = {row: said for row, said in sheet.classes.items() if row not in own.left}
        self.classes |= {row: (RowClass.NOTE, "other-figures") for row in own.left if self.view.filled[row]}
        self._account()
        return self.layout

    def _read_rearranged(self, order: Rearranged) -> SheetLayout:
        """A list read in another order; what is said of it stands in the cells of this sheet."""
        draft = DraftFile()
        sheet = _Sheet(order.grid, self.name, self.words, draft)
        self.layout = sheet.read()
        for table in draft.tables:
            order.back(table)
        for shown in self.layout.tables:
            order.layout(shown)
        self.draft.tables += draft.tables
        self.draft.head += [(name, order.cells.get(cell, cell), text) for name, cell, text in draft.head]
        self.draft.findings += map(order.finding, draft.findings)
        self.classes = {row: said for row, said in sheet.classes.items() if row not in order.rows} | order.rows
        self._account()
        return self.layout

    def _headers(self) -> list[Header]:
        """The headers of the sheet; those of known forms with their declared meanings."""
        headers, self.near = with_known(self.view, find_headers(self.view, self.words), self.words, self.forms)
        return headers

    def _read_tables(self, headers: list[Header]) -> None:
        """Tables under one another; then whether a header is a known form's that has drifted."""
        settled = Tables(self.view, self.words, self.name, self.beside).find(headers)
        for part, columns in settled:
            self._read(part, columns, alone=len(settled) == 1 and not self.beside)
        for near in self.near:
            over = (c for p, c in settled if any(h.meets(near.header) for h in (p.header, *p.repeated)))
            read = {column.index: column for columns in over for column in columns.all}
            self.draft.findings += drift(near, read, self.grid.sheet, self.words)

    def _read_band(self, band: Band) -> None:
        """Tables beside one another, each alone; those under one title are one list in several columns."""
        before = len(self.draft.tables)
        for grid in panes(self.view, band):
            pane = _Sheet(grid, self.name, self.words, self.draft, self.forms, beside=len(band.blocks) > 1)
            pane._read_tables(pane._headers())
            self.layout.tables += pane.layout.tables
            for row, said in pane.classes.items():
                if said[0] is RowClass.DATA or self.classes.get(row, _BLANK) == _BLANK:
                    self.classes[row] = said
        tables = self.draft.tables[before:]
        if len(tables) == len(band.blocks):
            self.draft.tables[before:] = one_list(tables, self.draft)

    def _read(self, part: Part, columns: Columns, *, alone: bool) -> None:
        head = texts_of(self.view, [row for row in part.head if row not in part.captions.units])
        title = self._title(part, columns.figures)
        untitled = len(head) < 2 and (not title.text or in_brackets(title.text)) and not names_place(self.grid.sheet)
        before = self.before if untitled and self.before and self.before.is_alike(part.header) else None
        goes_on = before is not None and before.goes_on(self.view, part.body)
        if before:
            title = before.titles(title, goes_on=goes_on)
        for row in part.head:
            self.classes[row] = (RowClass.HEAD if self.view.filled[row] else RowClass.BLANK, "")
        if names_place(self.grid.sheet):
            head.append(("", self.grid.sheet))
        table = DraftTable(
            self.grid.sheet, columns.kind or "register", title.text, title.stage, {}, title.supplement, head=head,
            headings=tuple(column.heading for column in columns.all), form=part.header.form,
            numbered_on=goes_on, of_parts=self._of_parts(columns),
        )  # fmt: skip
        if columns.kind == "matrix" and not part.header.form:
            join_wholes(columns, self.view, part.body, title.stage, self.grid.sheet)
        if columns.kind == "matrix":
            units_run_on(self.view, columns, part.body, self.words)
        members_run_on(self.view, columns, part.body, self.words)
        self.draft.findings += columns.findings
        reading = TableReader(
            self.view, columns, self.words, self.grid.sheet, part.body, _unit_line(head), part.captioned
        )
        for row in range(part.header.first, part.header.last + 1):
            self.classes[row] = (RowClass.HEADER, "")
        for header in part.repeated:
            for row in range(header.first, header.last + 1):
                self.classes[row] = (RowClass.REPEATED, "")
        self.classes |= dict.fromkeys(part.again, (RowClass.REPEATED, ""))
        self._column_numbers(part, reading)
        if columns.side_by_side:
            for row in part.body:
                reading.mark(row, RowClass.UNKNOWN if self.view.filled[row] else RowClass.BLANK, "side-by-side")
        else:
            reading.groups.open(before.groups if before and goes_on else part.captions.anew)
            self.classes |= dict.fromkeys(part.captions.rows, (RowClass.GROUP, ""))
            if columns.kind == "register":
                read_register(reading, table)
                models: int | None = len(reading.data)
            else:
                models = self._matrix(reading, table)
            if alone:
                table.statements += stated_above(reading, head, models)
            if part.awards:
                self._awarded(table, part.awards)
            table.captions = [(group.cell, group.place) for group in part.units if group.place]
            own = (caption.group for caption in part.captions.own)
            table.members = [(group.cell, group.text) for group in own if not group.place]
            ask_about_groups(reading, table)
            fix_by_title(table, title, reading)
        self._hidden_columns(reading)
        self.draft.findings += reading.findings
        self._hidden(reading)
        self._of_a_later_year(reading)
        settled = {model.row for model in table.models if not OUT.isdisjoint(model.stages)}
        self.draft.findings += ask_given_up(reading, settled)
        self.classes.update(reading.classes)
        self.draft.tables.append(table)
        self.last = Last(self.view, part.header, reading, title)
        known = set(self.draft.head)
        self.draft.head += [line for cell, text in head if (line := (self.grid.sheet, cell, text)) not in known]
        self._lay_out(part, columns, table, reading)

    def _title(self, part: Part, figures: Sequence[Column]) -> Title:
        """What a part's own lines say, then the title that it shares; a caption says the stage before they do."""
        own, over = (lines_of(self.view, rows) for rows in (part.own, part.over(self.view)))
        title = read_title(own, self.grid.sheet, self.name, self.words, over=over)
        captioned = [caption.group.at["stage"] for caption in part.captions.own if "stage" in caption.group.at]
        staged = captioned or [column.at.get("stage", ()) for column in figures]
        if part.under and all(staged) and {*staged} - {(title.stage,)}:
            title.stage = None  # its rows or columns say theirs, and it is none that the shared title is for
        if stage := part.captions.stage:
            said = [caption.group.text for caption in part.captions.all if caption.stage == stage]
            title.text, title.stage = " ".join(filter(None, (title.text, *said))), stage
        return title

    def _column_numbers(self, part: Part, reading: TableReader) -> None:
        for header in (part.header, *part.repeated):
            row = header.last + 1
            while row < self.view.height and not self.view.filled[row]:
                row += 1
            if row in part.body and is_column_numbers(self.view, row):
                reading.mark(row, RowClass.NUMBERS)

    def _of_parts(self, columns: Columns) -> bool:
        """Whether the units of a table stand under a heading of villages, addresses or cells of the party."""
        column = columns.first("unit") if columns.kind == "register" else columns.label
        heading = column.path[-1] if column and column.path else ""
        own = phrases("own_parts", "exact").has(without_asides(heading))
        return own or self.words.heading(heading).name == "address"

    def _matrix(self, table: TableReader, draft: DraftTable) -> int | None:
        """Reads a table of figures; how many models they are in all, where they tell."""
        matrix = MatrixReader(table)
        draft.statements = matrix.read()
        draft.rows = matrix.rows
        if matrix.rows_of_amounts or table.findings or table.columns.measures_only:
            return matrix.figures.sum(None, table.data)
        if not any(figure.value is not None for row in draft.rows for figure in row.figures):
            table.empty()
        if not draft.rows:
            draft.kind = "register"  # figures of nobody: as a list without models
        return matrix.figures.sum(None, table.data)

    def _awarded(self, table: DraftTable, awards: TitledAwards) -> None:
        """A table titled for awards names no models; where it speaks of models all the same, it is asked."""
        models = table.kind == "register"
        table.stage = None
        name_awards(table, awards, self.words.indicators)
        if speaks_of_models(table.title) or (models and any(map(speaks_of_models, table.headings))):
            cell = next((cell for cell, text in table.head if text in table.title), None)
            self.draft.findings.append(Finding("awards-not-models", table.sheet, cell, {"title": table.title}))

    def _hidden(self, table: TableReader) -> None:
        hidden = [row for row in table.data if row in self.grid.hidden_rows]
        run: list[int] = []
        for row in [*hidden, -1]:
            if run and row != run[-1] + 1:
                span = str(run[0] + 1) if len(run) == 1 else f"{run[0] + 1}-{run[-1] + 1}"
                table_cell = address(run[0], self.view.filled[run[0]][0])
                self.draft.findings.append(
                    Finding("hidden-rows-with-data", self.grid.sheet, table_cell, {"rows": span, "count": len(run)})
                )
                run = []
            run.append(row)

    def _of_a_later_year(self, table: TableReader) -> None:
        """Groups of the year after the table's: "MÔ HÌNH ĐĂNG KÝ NĂM 2025" in a list of 2024. An earlier year may be when they began."""
        year = table.columns.year
        later = [
            g for g in table.groups.seen if year and g.members and any(code[:4] > year for code in readings(g.text))
        ]
        if later:
            places = ", ".join(f"{group.cell} “{group.text}”" for group in later)
            self.draft.findings.append(
                Finding("several-years", self.grid.sheet, later[0].cell, {"places": f"{year}, {places}"})
            )

    def _hidden_columns(self, table: TableReader) -> None:
        """Columns that nobody sees and that say what counts, or as what: they count, and it is said."""
        for column in table.columns.all if self.grid.hidden_columns else ():
            tells = column in table.columns.figures or column.role in {*HEADING_ORDER, "name", "unit"}
            if tells and column.index in self.grid.hidden_columns:
                row = next((row for row in table.data if column.index in self.view.filled[row]), None)
                if row is not None:
                    table.found("hidden-columns-with-data", row, column.index, column=column.heading or column.letter)

    def _lay_out(self, part: Part, columns: Columns, table: DraftTable, reading: TableReader) -> None:
        vocabulary = self.words.vocabulary
        measured = {c.index: (self.words.indicators[c.measure].name, "") for c in columns.all if c.measure}
        shown = [
            ColumnLayout(c.letter, c.heading, *measured.get(c.index) or meaning_of(c.role, c.at, vocabulary))
            for c in columns.all
        ]
        last = max((row for row in part.body if self.view.filled[row]), default=part.header.last)
        titled = {**({"stage": (table.stage,)} if table.stage else {}), **table.fixed}
        groups = {
            group.row + 1: ", ".join(filter(None, (group.place, members_named(group.at, vocabulary))))
            or f"“{group.text}”"
            for group in reading.groups.seen
        }
        self.layout.tables.append(
            TableLayout(
                table.kind, part.header.first + 1, last + 1, tuple(range(part.header.first + 1, part.header.last + 2)),
                shown, table.statements, len(table.models) + len(table.rows),
                [column for _, column in sorted({**part.header.columns, **{c.index: c for c in columns.all}}.items())],
                part.header.form, titled_for(titled, vocabulary), groups,
            )
        )  # fmt: skip

    def _without_table(self) -> None:
        """A sheet without a table: perhaps it says that there is no model."""
        lines = texts_of(self.view, [row for row in range(self.view.height) if self.view.filled[row]])
        for row in range(self.view.height):
            if self.view.filled[row]:
                self.classes[row] = (RowClass.UNKNOWN, "no-table")
        self._ask_about_headless()
        says_so = any(says_none(text) and len(fold(text).split()) > 2 for _, text in lines)
        headed = len(lines) <= _LINES_OF_A_COVER and any(is_letterhead(text) for _, text in lines)
        may_cover = headed and self.grid.visible and not self.draft.tables
        if says_so or may_cover:
            title = read_title([text for _, text in lines], self.grid.sheet, self.name, self.words)
            table = DraftTable(
                self.grid.sheet,
                "register",
                title.text,
                title.stage,
                title.fixed,
                title.supplement,
                head=lines,
                none_stated=says_so,
            )
        if may_cover and not says_so:
            self.draft.cover = self.draft.cover or table
        if says_so:
            self.draft.tables.append(table)
            self.draft.head += [(self.grid.sheet, cell, text) for cell, text in lines]
            for row in self.classes:
                self.classes[row] = (RowClass.HEAD, "")

    def _ask_about_headless(self) -> None:
        """Numbered rows with no headings over them go on a list of another sheet: whose columns are whose is not said here."""
        before = sum(len(table.models) + len(table.rows) for table in self.draft.tables)
        found: list[int] = []
        for row, filled in enumerate(self.view.filled):
            values = self.view.rows[row]
            if filled and cell_numbering(values[filled[0]], "") == "arabic":
                goes_on = len(filled) == 2 and str(values[filled[0]]).strip(".) ") == str(before + len(found) + 1)
                found += [row] if len(filled) > 2 or goes_on else []
            elif not found and len(filled) > 1:
                return  # headings that nobody knows, over what is no list of models
        if found:
            cell = address(found[0], self.view.filled[found[0]][0])
            self.headless.append(Finding("rows-without-heading", self.grid.sheet, cell, {"count": len(found)}))

    def _account(self) -> None:
        unknown, blank = (RowClass.UNKNOWN, ""), (RowClass.BLANK, "")
        self.layout.classes = [
            self.classes.get(row, unknown if filled else blank) for row, filled in enumerate(self.view.filled)
        ]


def _unit_line(head: list[tuple[str, str]]) -> str:
    """The line that says in what a table is counted: "Đơn vị tính: triệu đồng"."""
    starts = (fold("đơn vị tính"), fold("đvt"))
    return next((text for _, text in reversed(head) if fold(text).startswith(starts)), "")
