"""Labels that name nothing among rows of members: "Thể thao" between kinh tế and QPAN is a field nobody knows, no unit."""

from collections.abc import Mapping, Sequence

from danvan_cli.intake.draft import DraftRow, DraftStatement
from danvan_cli.intake.mending import member_like
from danvan_cli.intake.rows.row_splits import names_whole
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.words.row_texts import is_body, is_place
from danvan_cli.vocabulary import Coordinates

_ASKED = frozenset(("field", "level", "holder", "origin"))


def ask_about_labels(
    table: TableReader,
    rows: Sequence[DraftRow],
    own_at: Mapping[int, Coordinates],
    statements: Sequence[DraftStatement],
) -> None:
    """Ask what such labels are. Their rows are parts like their fellows: of none of the members, and no whole that holds them.

    Where the totals are those of the fellows alone, the rows are something else, and stay as they are.
    """
    fellows = [row for row in rows if own_at.get(row.row)]
    named = {tuple(own_at[row.row].items()) for row in fellows}
    dimensions = {dimension for at in named for dimension, _ in at}
    strangers = [row for row in rows if own_at.get(row.row) == {} and _is_strange(table, row)]
    if len(dimensions) != 1 or not dimensions <= _ASKED or not strangers:
        return
    (dimension,) = dimensions
    label = table.columns.label
    headed = label is not None and label.hint == dimension  # "Lĩnh vực": all below are such, known or not
    if not headed and (len(named) < 2 or len(strangers) >= len(fellows)):
        return
    if any(said.kind == "total" and said.computed != said.stated for said in statements) and _left_out(
        strangers, statements
    ):
        return
    for row in strangers:
        text, row.unit_text, row.unclear = row.unit_text or row.label, None, (*row.unclear, dimension)
        mend = member_like(dimension, text, table.reader.vocabulary)
        seen = {"seen": text, "column": label.heading if label else "", "mend": mend}
        table.found(f"{dimension}-unknown", row.row, table.label, **seen)


def _is_strange(table: TableReader, row: DraftRow) -> bool:
    text = row.unit_text
    if not text or is_place(text) or is_body(text) or not any(figure.value for figure in row.figures):
        return False
    return not names_whole(table, text)


def _left_out(strangers: Sequence[DraftRow], statements: Sequence[DraftStatement]) -> bool:
    """Whether a total over all rows is what these rows do not add to."""
    for said in statements:
        column = said.cell.rstrip("0123456789")
        theirs = [f.value or 0 for row in strangers for f in row.figures if f.cell.rstrip("0123456789") == column]
        if said.kind == "total" and said.computed and said.computed - sum(theirs) == said.stated:
            return True
    return False
