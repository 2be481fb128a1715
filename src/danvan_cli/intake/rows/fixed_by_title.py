"""What a title fixes for the rows of its table that say nothing themselves: "Danh sách mô hình lĩnh vực kinh tế"."""

from danvan_cli.intake.draft import DraftModel, DraftRow, DraftTable
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.words.titles import Title
from danvan_cli.vocabulary import Coordinates, MemberSet


def fix_by_title(draft: DraftTable, title: Title, table: TableReader) -> None:
    """What the title fixes, where no column or row states that dimension itself; where they do, for rows that say nothing."""
    # "cá nhân: không có" is said of what the title fixes, whatever columns it has
    if not (draft.models or draft.rows):
        draft.fixed = dict(title.fixed)
        return
    grouped: set[str] = set().union(*(group.at for group in table.groups.seen))
    stated = grouped.union(table.stated_dimensions, *(row.at for row in draft.rows))
    draft.fixed = {dimension: members for dimension, members in title.fixed.items() if dimension not in stated}
    asked = {row for group in table.groups.seen if not group.says for row in group.members}
    for dimension in title.fixed.keys() & table.stated_dimensions:
        unsure = {row for row, dimensions in table.asked.items() if dimension in dimensions}
        filled = _fill_blanks(draft, dimension, title.fixed[dimension], asked | unsure)
        said = {"dimension": table.reader.vocabulary[dimension].title.lower(), "count": filled}
        table.findings = [one for one in table.findings if (one.code, one.seen) != ("field-blank", said)]
    grouped -= table.stated_dimensions
    outside = {dimension: members for dimension, members in title.fixed.items() if dimension in grouped}
    loose: list[DraftModel | DraftRow] = [*draft.models, *(row for row in draft.rows if row.unit_text)]
    for one in loose if outside else ():
        if one.row not in asked:
            one.at = {**outside, **one.at}


def _fill_blanks(draft: DraftTable, dimension: str, members: MemberSet, asked: set[int]) -> int:
    """A list's column takes nothing from the title: not where it is blank, nor where all its rows say the same.

    Gives how many blanks the title fills.
    """
    rows = [model.at.get(dimension) for model in draft.models]
    blank = [model for model in draft.models if dimension not in model.at and model.row not in asked]
    told = rows.count(members)
    if rows and told + len(blank) == len(rows):  # as if there were no such column
        draft.fixed[dimension] = members
        shared: dict[int, Coordinates] = {}  # many rows say the same, and share it
        for model in draft.models if told else ():
            left = {name: said for name, said in model.at.items() if name != dimension}
            model.at = shared.setdefault(id(model.at), left)
    elif {member for said in rows for member in said or ()} <= {*members}:
        filled: dict[int, Coordinates] = {}
        for model in blank:
            model.at = filled.setdefault(id(model.at), {dimension: members, **model.at})
    else:
        return 0
    return len(blank)
