"""Remarks beside models that tell an origin and nothing else: "MH mới", where no column asks for it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from danvan_cli.findings import Finding
from danvan_cli.intake.grid import Value, address
from danvan_cli.intake.rows.meanings import Meanings
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.words.headings import phrases
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Coordinates, MemberSet


@dataclass(slots=True)
class Remarks:
    """The columns of remarks of one list, as far as they tell origins."""

    table: TableReader
    meanings: Meanings
    columns: dict[int, dict[Value, MemberSet]] = field(init=False)  # those that tell an origin, and by which texts
    _first: dict[str, tuple[int, int, MemberSet]] = field(default_factory=dict)  # text → where it was first understood

    def __post_init__(self) -> None:
        self.columns = dict(self._telling())

    def _telling(self) -> Iterator[tuple[int, dict[Value, MemberSet]]]:
        columns = self.table.columns.all
        if any(column.role == "origin" or "origin" in column.at for column in columns):
            return
        for column in columns:
            texts = set(self.table.view.column(column.index)) if column.role == "note" else ()
            told: dict[Value, MemberSet] = {
                text: members
                for text in texts
                if isinstance(text, str) and (members := self.meanings.members("origin", text))
            }
            if any(not phrases("answer", "proposed").has(fold(str(text))) for text in told):
                yield column.index, told  # "Tiếp tục", "Nhân rộng" alone may be what is proposed

    def tell(self, row: int, at: Coordinates) -> None:
        """Adds the origin that a row's remark tells."""
        for column, meant in self.columns.items():
            text = self.table.view.column(column)[row]
            if members := meant.get(text):
                at["origin"] = members
                self._first.setdefault(str(text), (row, column, members))

    def notes(self) -> list[Finding]:
        """How remarks were understood that are no member's own name, at the first of each."""
        name = self.table.reader.vocabulary["origin"].name
        return [
            Finding("alias-used", self.table.sheet, address(row, column), {"text": text, "unit": name(members[0])})
            for text, (row, column, members) in self._first.items()
            if fold(text) != fold(name(members[0]))
        ]
