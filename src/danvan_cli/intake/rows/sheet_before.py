"""A list or table that goes on over the next sheet: without a title, often without a heading, its rows numbered on. (domain.md L1, L4)"""

from dataclasses import dataclass, replace

from danvan_cli.intake.grid import Value
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.sheets.parts import are_prints_of_one
from danvan_cli.intake.sheets.recognise import Header, header_at
from danvan_cli.intake.sheets.view import View
from danvan_cli.intake.words.groups import Group
from danvan_cli.intake.words.headings import Reader
from danvan_cli.intake.words.numbering import cell_numbering
from danvan_cli.intake.words.titles import Title


@dataclass(frozen=True, slots=True)
class Last:
    """The last table of a sheet, for a sheet after it that may go on with it."""

    view: View
    header: Header
    reading: TableReader
    title: Title

    @property
    def groups(self) -> list[Group]:
        """The groups that were open at its end; what they state is checked where it stands."""
        return [replace(group, stated=[], members=[]) for group in self.reading.groups.stack]

    def is_alike(self, header: Header) -> bool:
        """Whether a header is this one, printed again."""
        return are_prints_of_one(self.header, header)

    def goes_on(self, view: View, body: list[int]) -> bool:
        """Whether rows are numbered on: the first with the number after the last one here, or as the next group."""
        number = next(
            (_number(self.reading.view.rows[row], self.reading.stt) for row in reversed(self.reading.data)), 0
        )
        open_groups = {group.numbering for group in self.reading.groups.stack} - {"", "arabic", "dotted"}
        for row in body:
            numbering = next((one for c in self.reading.stt if (one := cell_numbering(view.at(row, c)))), "")
            if numbering == "arabic":
                return number > 0 and _number(view.rows[row], self.reading.stt) == number + 1
            if numbering:
                return numbering in open_groups
        return False

    def titles(self, title: Title, *, goes_on: bool) -> Title:
        """The title of a table that has none of its own: this one's; what it fixes only where the rows go on."""
        if goes_on:
            return replace(self.title, fixed={**self.title.fixed, **title.fixed})
        return title if title.stage_said else replace(title, text=self.title.text, stage=self.title.stage)


def going_on(view: View, before: Last | None, words: Reader) -> list[Header]:
    """The header of the sheet before, over the rows of a sheet that has none and goes on with it."""
    if before is None or before.header.form or view.width < len(before.header.columns) - 1:
        return []
    if view.width <= max(before.reading.stt, default=-1):  # notes in column A behind a table that begins in B
        return []
    if not before.goes_on(view, [row for row in range(view.height) if view.filled[row]]):
        return []
    columns = header_at(before.view, words, before.header.first, before.header.last).columns
    return [Header(0, -1, {index: column for index, column in columns.items() if index < view.width})]


def _number(values: list[Value], stt: list[int]) -> int:
    """The number that a row bears; 0: none."""
    for column in stt:
        value = values[column]
        if type(value) is int:
            return value
        if isinstance(value, str) and value.strip(" .").isdecimal():
            return int(value.strip(" ."))
    return 0
