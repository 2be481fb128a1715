"""Of which total the rows under it are parts, where they do not say it: "Số mô hình đăng ký 14", "- Kinh tế 4". (counting.md 1, 3)"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from danvan_cli.intake.draft import DraftRow
from danvan_cli.intake.rows.table import PROPERTIES, TableReader
from danvan_cli.intake.sheets.layout import RowClass
from danvan_cli.intake.words.headings import Says, phrases
from danvan_cli.intake.words.numbering import numbered_text
from danvan_cli.intake.words.row_texts import bulleted, part_of_above, unbulleted
from danvan_cli.intake.words.stated_counts import is_total
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Coordinates, MemberSet


@dataclass(frozen=True, slots=True)
class _Whole:
    """A row that states a total of its own. Without a stage it is that of the table."""

    row: int
    stage: str
    figures: Mapping[int, int]  # column → stated
    sums_up: bool  # it says "tổng", and so may stand below its parts


def join_splits(table: TableReader, rows: Sequence[DraftRow], own_at: Mapping[int, Coordinates]) -> None:
    """Rows of members that name no stage are of the total above them whose parts they are.

    Of several it is that to which they add up, else that right above them where they stand under it.
    """
    wholes = _wholes(table, rows, own_at)
    if not any(whole.stage for whole in wholes):
        return
    headed = {
        row: group.row for group in table.groups.seen if "stage" in group.at for row in group.members
    }  # a group that names a stage parts what is above it from what is below
    loose = [row for row in rows if own_at.get(row.row) and "stage" not in own_at[row.row]]

    tops = [whole.row for whole in wholes]

    def place(row: DraftRow) -> tuple[object, ...]:
        return bisect_left(tops, row.row), headed.get(row.row, -1), frozenset(own_at[row.row]), _rank(table, row)

    for _, run in groupby(loose, place):
        split = list(run)
        head, at = headed.get(split[0].row, -1), bisect_left(tops, split[0].row)
        first, last = bisect_right(tops, head), at if head >= 0 else len(wholes)
        above = wholes[max(first, at - _NEAR) : at]
        if above:
            whole = _whole_of(table, split, above, alone=last - first == 1)
        else:  # "Tổng số" may stand below its parts
            whole = next((one for one in wholes[first:last] if one.sums_up), None)
        if whole and whole.stage:
            for row in split:
                row.at = {**row.at, "stage": (whole.stage,)}


def onto_totals(table: TableReader, rows: Sequence[DraftRow], own_at: Mapping[int, Coordinates]) -> list[DraftRow]:
    """A list about nobody but its sender: rows that part a stage's total are margins of it, and stand with it as one base.

    Levels and blocks speak of others too, and stay rows of their own; so do all where two rows are totals of one stage.
    """
    totals: dict[MemberSet, list[DraftRow]] = {}
    for row in rows:
        own, plain = own_at.get(row.row, {}), unbulleted(numbered_text(row.label)[2])
        if not row.parent_text and (own.keys() == {"stage"} or (not own and names_whole(table, plain))):
            totals.setdefault(row.at.get("stage", ()), []).append(row)
    kept: list[DraftRow] = []
    for row in rows:
        own = {name: members for name, members in own_at.get(row.row, {}).items() if name != "stage"}
        hosts = totals.get(row.at.get("stage", ()), [])
        alike = len(hosts) == 1 and {**hosts[0].at, **own} == row.at
        if not own or not own.keys() <= PROPERTIES or not alike or row.unit_text:
            kept.append(row)
            continue
        host = hosts[0]
        host.figures += [
            replace(one, at={**own, **one.at}, text=f"{unbulleted(row.label)} › {one.text}") for one in row.figures
        ]
        host.amounts += [replace(one, at={**own, **one.at}) for one in row.amounts]
        table.mark(row.row, RowClass.DATA, "split-of-above")
    return kept


_NEAR = 24  # totals above a split among which its own is looked for


def splits_of_rows(named: Mapping[int, Coordinates]) -> dict[int, int]:
    """Rows of members that part the row of another dimension above them, with that row: "Kinh tế 5", "- Tập thể 4".

    They do where rows of that dimension go on below them; its members then stand once each. `named`: row → its label's.
    """
    dims = {row: tuple(at) for row, at in named.items()}
    runs = [(kind, list(rows)) for kind, rows in groupby(named, dims.__getitem__)]
    pairs = {
        (before[0], inner[0])
        for before, inner, after in zip(runs, runs[1:], runs[2:], strict=False)
        if before[0] == after[0] and {before[0], inner[0]} <= _PART_ONE_ANOTHER
    }
    if not pairs:
        return {}
    found: dict[int, int] = {}
    members = Counter((kind, *named[row].values()) for row, kind in dims.items())
    again = {kind for (kind, *_), times in members.items() if times > 1}
    for (outer, hosts), (inner, parts) in pairwise(runs):
        if (outer, inner) in pairs and outer not in again:
            told: list[Coordinates] = []
            for row in parts:
                if named[row] in told:
                    break  # what is said once more is of all
                told.append(named[row])
                found[row] = hosts[-1]
    return found


_PART_ONE_ANOTHER = frozenset((("field",), ("holder",), ("origin",)))


def names_whole(table: TableReader, text: str) -> bool:
    """Whether a text is of all models: "Số mô hình “Dân vận khéo”"."""
    said = table.reader.heading(text)
    return said.says is Says.NEUTRAL or (said.says is Says.ATTRIBUTE and said.name == "name")


def names_models(table: TableReader, text: str) -> bool:
    """Whether a text says itself that it counts models, all or some: "Số mô hình tập thể"."""
    if phrases("rows", "models").inside(fold(text)) and table.reader.coordinates(text, row=True):
        return True
    return names_whole(table, text)


def _wholes(table: TableReader, rows: Sequence[DraftRow], own_at: Mapping[int, Coordinates]) -> list[_Whole]:
    """The totals of a list, from top to bottom."""
    found = [_Whole(total.row, "", dict(total.figures), sums_up=True) for total in table.totals]
    for row in rows:
        own, plain = own_at.get(row.row, {}), unbulleted(numbered_text(row.label)[2])
        stages = own.get("stage", ())
        of_one_stage = own.keys() == {"stage"} and len(stages) == 1
        if of_one_stage or (not own and names_whole(table, plain)):
            sums_up = is_total(plain, table.reader, figures=True)
            found.append(_Whole(row.row, "".join(stages), _figures(table, [row]), sums_up))
    return sorted(found, key=lambda whole: whole.row)


def _whole_of(table: TableReader, split: Sequence[DraftRow], above: Sequence[_Whole], *, alone: bool) -> _Whole | None:
    near, parts = above[-1], _figures(table, split)
    adding = [whole for whole in above if _compare(parts, whole) == 0]
    if adding:
        return near if near in adding else adding[-1]
    beside = _rank(table, split[0]) == (False, table.numbering(near.row))
    return None if beside and (not alone or _compare(parts, near) > 0) else near


def _rank(table: TableReader, row: DraftRow) -> tuple[bool, str]:
    """How a row is set off from those above it: by a dash or "Trong đó", by its numbering."""
    return bulleted(row.label) or bool(part_of_above(row.label)), table.numbering(row.row)


def _figures(table: TableReader, rows: Sequence[DraftRow]) -> dict[int, int]:
    """What rows state together, column by column."""
    found: dict[int, int] = {}
    for row in rows:
        for column, figure in zip(table.columns.figures, row.figures, strict=False):  # a host has its split behind them
            if figure.value is not None:
                found[column.index] = found.get(column.index, 0) + figure.value
    return found


def _compare(parts: Mapping[int, int], whole: _Whole) -> int:
    """0 where parts give their whole in all columns, 1 where they are more in one, else -1."""
    over = [parts.get(column, 0) - stated for column, stated in whole.figures.items()]
    return -1 if not over else 0 if not any(over) else 1 if max(over) > 0 else -1
