"""Rows of a matrix named for the whole that it is about: a total over the other rows, or that unit's own. (counting.md 1, 4)"""

from dataclasses import dataclass

from danvan_cli.findings import Finding
from danvan_cli.intake.draft import DraftFigure, DraftRow, DraftStatement, DraftTable
from danvan_cli.intake.mending import mends_of
from danvan_cli.units import Register, place_of
from danvan_cli.units.eras import STATUSES, key_of, status_of
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import OF_PLACES

_ENOUGH_TO_SUM = 2  # rows, or figures that agree; one equal to another may be chance
_STATUS_WORDS = frozenset(map(fold, STATUSES))

_Sums = list[tuple[DraftFigure, list[DraftFigure]]]
"""The figures of a row, and those of the others in the column of each."""


@dataclass(frozen=True)
class WholeRows:
    """Tells which rows of a table are totals over its others, once it is known whose it is."""

    table: DraftTable
    reporter: str
    subject: str  # whom it is about
    register: Register
    found: list[Finding]

    def is_total(self, row: DraftRow, unit: str) -> bool:
        """Whether a row is a total of all others: never counted, but checked, and asked about where it differs. (counting.md 1)

        "Huyện Thanh Liêm" is where it adds up its communes. Any row that is named for the whole is, where it stands as
        totals do and adds up the others, or nearly: it may as well be what the unit does itself, but not both are counted.
        """
        if unit not in (place_of(self.reporter), self.subject):
            return False
        over_places = bool(row.unit_text) and self.register.has_places_below(unit)
        as_total = self._stands_as_total(row)
        if not (over_places or as_total):
            return False
        if not (self.adds_up(row) or (as_total and self._may_add_up(row))):
            return False
        rows = tuple(other.row for other in self.table.rows if other is not row)
        for figure, parts in self._sums(row):
            self._state(row, figure, parts, rows)
        return True

    def adds_up(self, row: DraftRow) -> bool:
        """Whether a row says nothing but the sums over all other rows."""
        sums = [(figure.value, _added(parts)) for figure, parts in self._sums(row)]
        enough = len(self.table.rows) > _ENOUGH_TO_SUM and any(added for _, added in sums)
        return enough and all(stated == added for stated, added in sums)

    def _sums(self, row: DraftRow) -> _Sums:
        others = [other.figures for other in self.table.rows if other is not row]
        return [
            (figure, [figures[place] for figures in others if place < len(figures)])
            for place, figure in enumerate(row.figures)
            if figure.value is not None
        ]

    def _may_add_up(self, row: DraftRow) -> bool:
        """Whether a row may be meant as the sum of the others: some of its figures are, or it is more than each, or half of all.

        A few models of a district under many of its communes are its own.
        """
        sums = [(figure.value or 0, _added(parts)) for figure, parts in self._sums(row)]
        own, of_all = sum(stated for stated, _ in sums), sum(added for _, added in sums)
        places = [place for place, figure in enumerate(row.figures) if figure.value is not None]
        each = [
            sum(other.figures[place].value or 0 for place in places if place < len(other.figures))
            for other in self.table.rows
            if other is not row
        ]
        agreeing = sum(1 for stated, added in sums if stated and stated == added)
        return bool(own and of_all) and (agreeing >= _ENOUGH_TO_SUM or own > max(each) or own * 2 >= of_all)

    def _stands_as_total(self, row: DraftRow) -> bool:
        """Whether a row is named for the whole, and stands over or under units with no number of its own.

        No total of the table counts it, too.
        """
        rows = self.table.rows
        others = [other for other in rows if other is not row]
        edge = len(others) >= _ENOUGH_TO_SUM and (row is rows[0] or row is rows[-1])
        if not edge or row.numbered or not row.at.keys() <= OF_PLACES:
            return False
        organs = all(other.numbered for other in others) and self.adds_up(row)  # "Đảng bộ xã" under its numbered cells
        if not self._names_whole(row, organs=organs):
            return False
        beside = all(
            (other.unit_text or (row.unit_text and not other.at))
            and other.at.keys() <= OF_PLACES
            and fold(other.label) != fold(row.label)
            for other in others
        )
        counted = any(
            said.kind == "total" and said.stated and said.stated == said.computed and row.row in said.rows
            for said in self.table.statements
        )
        return beside and not counted

    def _names_whole(self, row: DraftRow, *, organs: bool) -> bool:
        """Whether a row names whom the table is about, "Xã Liêm Sơn", "Cả huyện", or nobody: "Tổng hợp".

        `organs`: so does one that speaks for the place; else it may have models of its own.
        """
        if not (row.unit_text or row.at):
            return True
        text = row.unit_text or row.label
        if not row.unit_text and fold(text) not in _STATUS_WORDS:
            return False  # "Cấp huyện" is a level
        mentions = self.register.read(text, expected=True).mentions
        if len(mentions) != 1 or mentions[0].strange:
            return False
        (named,) = mentions
        _, _, body = self.subject.partition("/")
        if named.body and (not body or named.body != self.register.bodies.recall(body)[0]):
            return False
        if named.organ and not (named.body or organs):
            return False
        whole = self.register.name_of(place_of(self.subject))
        if named.places:
            return bool(named.places[0].status) and key_of(named.places[0].name) == key_of(whole)
        return named.status == (status_of(whole) or ("",))[0] or bool(named.body and not named.status)

    def _state(self, row: DraftRow, figure: DraftFigure, parts: list[DraftFigure], rows: tuple[int, ...]) -> None:
        """Keep a figure of a total as what it states of the other rows, and ask where they give another."""
        stated, computed, text = figure.value or 0, _added(parts), " ".join(row.label.split())
        said = DraftStatement("total", figure.cell, row.label, dict(figure.at), stated, computed, rows)
        self.table.statements.append(said)
        if stated != computed:
            cells = [(part.cell, part.value) for part in parts if part.value is not None]
            seen: dict[str, str | int] = {"stated": stated, "computed": computed, "text": text}
            seen["mend"] = mends_of(cells, stated, figure.cell)
            self.found.append(Finding("stated-total-differs", self.table.sheet, figure.cell, seen))


def _added(figures: list[DraftFigure]) -> int:
    return sum(figure.value or 0 for figure in figures)
