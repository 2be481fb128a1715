"""The tables of a sheet: which rows belong to each, and what its columns are, once heads and cells are looked at together."""

from dataclasses import dataclass
from pathlib import PurePath

from danvan_cli.intake.grid import Value
from danvan_cli.intake.sheets.columns import settle
from danvan_cli.intake.sheets.days import restore_days
from danvan_cli.intake.sheets.parts import Part, lines_of, parts_of, texts_of
from danvan_cli.intake.sheets.recognise import Header, is_column_numbers
from danvan_cli.intake.sheets.view import Columns, View
from danvan_cli.intake.words.headings import Reader
from danvan_cli.intake.words.movement import names_movement, titled_awards
from danvan_cli.intake.words.numbers import is_number
from danvan_cli.intake.words.row_texts import foot_mark, is_body, is_place
from danvan_cli.intake.words.stated_counts import is_total, total_scope
from danvan_cli.intake.words.title_lines import title_lines
from danvan_cli.periods import readings

_COLUMN_LABEL = 9  # letters of a cell that only numbers its column, at most


@dataclass(frozen=True, slots=True)
class Tables:
    """Finds the tables under the headers of a sheet."""

    view: View
    words: Reader
    name: str  # the file's
    beside: bool  # other tables stand beside these

    def find(self, headers: list[Header]) -> list[tuple[Part, Columns]]:
        """The tables with their columns; a header without a table under it is a line above the next one."""
        while True:
            parts = parts_of(self.view, headers, self.words, beside=self.beside)
            settled = self._columns(parts)
            dropped = [
                part.header
                for position, (part, columns) in enumerate(settled)
                if not part.header.form
                and (
                    columns.kind is None
                    or self._is_parameters(settled, position)
                    or (columns.measures_only and not part.awards and not self._of_the_movement(parts[: position + 1]))
                )
            ]
            if not dropped:
                return settled
            headers = [header for header in headers if header not in dropped]

    def _columns(self, parts: list[Part]) -> list[tuple[Part, Columns]]:
        """The tables with their columns, from top to bottom."""
        found: list[tuple[Part, Columns]] = []
        for part in parts:
            below = bool(found) and found[-1][1].kind == "register"
            headings = [column.heading for column in part.header.columns.values()]
            over, own = (" ".join(title_lines(lines_of(self.view, rows))) for rows in (part.over(self.view), part.head))
            title = f"{over} {own}".strip()
            part.awards = titled_awards(title, headings)
            telling = self._telling(part.body)
            restore_days(self.view, part.header, telling)
            columns = settle(
                self.view,
                part.header,
                telling,
                self.view.grid.sheet,
                self.words,
                part.awards,
                title=title,
                period=self._period(own, over),
                below_register=below,
            )
            columns.spans = any("/" in said for said in readings(title))
            found.append((part, columns))
        return found

    def _period(self, *titles: str) -> str:
        """The period within a year that a table speaks about: its title's, else the sheet's, else the file's."""
        said = (*titles, self.view.grid.sheet, PurePath(self.name).stem)
        return next((_period_of(one) for one in said if readings(one)), "")

    def _telling(self, body: list[int]) -> list[int]:
        """The rows whose cells tell what a column holds: neither totals, column numbers nor signatures."""
        telling = []
        for row in body[: self._signed(body)]:
            values, filled = self.view.rows[row], self.view.filled[row]
            if not filled:
                continue
            first, last = values[filled[0]], values[filled[-1]]
            second = values[filled[1]] if len(filled) > 1 else None
            if type(first) is str and is_total(first, self.words, figures=False) and not self._is_content(row, first):
                continue
            if type(second) is str:
                if is_total(second, self.words, figures=False) and not self._is_counted(first, second):
                    continue
                if len(second) > _COLUMN_LABEL and second[0].isalpha():
                    telling.append(row)
                    continue
            lengthy = type(last) is str and len(last) >= _COLUMN_LABEL
            if len(filled) > 2 and not lengthy and is_column_numbers(self.view, row):
                continue
            telling.append(row)
        return telling

    def _is_counted(self, before: Value, text: str) -> bool:
        """Whether a total says what is counted of a unit, or of a stage: "Xã A | Tổng số mô hình", "1 | Tổng số mô hình đăng ký"."""
        return _names_unit(before) or (isinstance(before, int) and self._names_stage(text))

    def _is_content(self, row: int, text: str) -> bool:
        """Whether a total says of what stage a unit's figures are, which a row above names: " | | Tổng số mô hình đăng ký | 9"."""
        return self.view.filled[row][0] > 1 and self._names_stage(text)

    def _names_stage(self, text: str) -> bool:
        return "stage" in total_scope(text, self.words)[1]

    def _signed(self, body: list[int]) -> int:
        """How many rows stand before the signatures at the end: what is written there fills no column."""
        start = len(body)
        for position in range(len(body) - 1, -1, -1):
            values = [self.view.rows[body[position]][column] for column in self.view.filled[body[position]]]
            if len(values) > 3 or any(not isinstance(value, str) or is_number(value) for value in values):
                break
            if any(foot_mark(str(value)) == "foot" for value in values):
                start = position
        return start

    def _is_parameters(self, settled: list[tuple[Part, Columns]], position: int) -> bool:
        """Whether a table of one or two rows without numbering only sets parameters for the one right below it."""
        if position + 1 == len(settled):
            return False
        (part, columns), (next_part, next_columns) = settled[position], settled[position + 1]
        filled = [row for row in part.body if self.view.filled[row]]
        return (
            len(filled) <= 2
            and not columns.first("stt")
            and not any(column.at for column in columns.figures)
            and next_part.header.first - part.header.last <= 5
            and len(next_columns.all) > len(columns.all)
        )

    def _of_the_movement(self, parts: list[Part]) -> bool:
        """Whether a table that counts no models belongs to the movement: its head, one above, sheet or file names it."""
        said = [
            self.view.grid.sheet,
            self.name,
            *(text for part in parts for _, text in texts_of(self.view, part.head)),
        ]
        return any(names_movement(text) for text in said)


def _period_of(text: str) -> str:
    """The one year that a text speaks about, or a part of it; empty: none, or several."""
    said = readings(text)
    return said[0] if len(said) == 1 and said[0][:4].isdigit() and "/" not in said[0] else ""


def _names_unit(value: Value) -> bool:
    return isinstance(value, str) and (is_place(value) or is_body(value))
