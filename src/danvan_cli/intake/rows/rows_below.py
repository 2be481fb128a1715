"""What stands right below a line of a list, by which it is told whether the line heads it or is a model itself."""

from bisect import bisect_right
from collections.abc import Iterator

from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.words.body_names import names_body_only
from danvan_cli.intake.words.groups import Group
from danvan_cli.intake.words.numbering import cell_numbering
from danvan_cli.intake.words.row_texts import foot_mark, is_body, is_place, unbulleted
from danvan_cli.intake.words.stated_counts import is_total, without_count

_MOST_EMPTY = 8  # members and bodies that follow one another without any model
_AFTER_NUMBERS = (".", ")", "/", ":", "-")
_PARTS = frozenset(("field", "holder", "origin"))


def next_filled(table: TableReader, row: int) -> int:
    """The next row that holds anything; the row itself where none does."""
    later = range(bisect_right(table.body, row), len(table.body))
    return next((table.body[place] for place in later if table.view.filled[table.body[place]]), row)


def labels_below(table: TableReader, row: int) -> Iterator[tuple[int, str]]:
    """The next rows with their labels, as far as each holds a text there; a few, for what heads nothing ends soon."""
    for _ in range(_MOST_EMPTY):
        below = next_filled(table, row)
        label = table.view.rows[below][table.label]
        if below == row or not isinstance(label, str):
            return
        yield below, label
        row = below


def numbers_anew(table: TableReader, row: int) -> bool:
    """Whether the next row is the first of a numbering."""
    return table.starts_anew(next_filled(table, row))


def numbers_its_own(table: TableReader, row: int) -> bool:
    """Whether the next row is numbered inside this one: 1.1 under 1."""
    own, below = (str(table.stt_value(one)).strip(".) ") for one in (row, next_filled(table, row)))
    return below in (f"{own}.1", f"{own}.01")


def over_number(table: TableReader, row: int) -> bool:
    """Whether the next row is a model by its number and what it says beside its name, where anybody says anything."""
    below = next_filled(table, row)
    if table.numbering(below) != "arabic" or below == row:
        return False
    beside = [column for column in table.view.filled[below] if column not in table.stt and column != table.label]
    return bool(beside) or not any(column.role not in ("stt", "name") for column in table.columns.all)


def heads_numbers(table: TableReader, row: int, group: Group) -> bool:
    """Whether a numbered row that names a member or a body heads rows of another numbering: 1, 2 under 3, or 8, 9 under "3." or 2.1."""
    below = next_filled(table, row)
    if below == row:
        return False  # the last row of all: "1 | Mô hình an ninh trật tự"
    if table.starts_anew(below):
        return True
    own, other = (str(table.stt_value(one)).strip()[-1:] for one in (row, below))
    marked_so = own in _AFTER_NUMBERS and other not in _AFTER_NUMBERS
    return (group.numbering == "dotted" or marked_so) and over_number(table, row)


def followed_by_items(table: TableReader, row: int) -> bool:
    """Whether the rows below a numbered place number anew: it heads them, it is no model."""
    position = table.body.index(row)
    for below in table.body[position + 1 : position + 6]:
        if table.view.filled[below]:
            value, own = table.stt_value(below), table.stt_value(row)
            return (
                value is None
                or value == 1
                or str(value).strip(". ") == "1"
                or cell_numbering(value) == "dotted"
                or (isinstance(value, str) and not cell_numbering(value) and value != own)
            )
    return False


def heads_models(table: TableReader, row: int) -> bool:
    """Whether a model stands below a line, or below others of its kind that hold none: none of them says more than a name."""
    for below, label in labels_below(table, row):
        plain, _ = without_count(unbulleted(label))
        if (
            table.numbering(below)
            or table.view.filled[below] != [table.label]
            or not (names_body_only(plain) or is_place(plain))
        ):
            return not (foot_mark(label) or is_total(label, table.reader, figures=False))
    return False


def over_items(table: TableReader, row: int, group: Group) -> bool:
    """Whether models without a number stand below a numbered line, or below the one right after it: that holds none.

    What names no member heads them where they say more of themselves, and no line with a number does.
    """
    for below, label in labels_below(table, row):
        if table.numbering(below) not in ("arabic", "dotted"):
            ends = foot_mark(label) or is_total(label, table.reader, figures=False)
            headed = bool(group.at) or (below in table.strong and not table.sure)
            return headed and not table.numbering(below) and not ends
        texts = [column for column in table.view.filled[below] if isinstance(table.view.rows[below][column], str)]
        if [column for column in texts if column not in table.stt] != [table.label]:
            return False
        plain, _ = without_count(label)
        if not (is_body(plain) or table.reader.coordinates(plain, row=True)):
            return False
    return False


def label_below(table: TableReader, row: int) -> str:
    """The label of the next row, where it has figures."""
    below = next_filled(table, row)
    filled = table.view.filled[below]
    label = table.view.rows[below][table.label] if table.label in filled else None
    return label if isinstance(label, str) and any(column in table.ruled for column in filled) else ""


def over_units(table: TableReader, row: int, group: Group) -> bool:
    """Whether a block without figures heads a unit of its kind that has them: "Lực lượng vũ trang" over "Công an huyện".

    Over a commune it is a silent unit beside it.
    """
    below = label_below(table, row)
    if table.columns.kind != "matrix" or not below or group.says != {"block"}:
        return False
    communes = group.sorts or "xaphuong" in group.at.get("block", ())
    unit = not table.reader.coordinates(unbulleted(below), row=True)
    return unit and (communes or not is_place(below))


def members_below(table: TableReader, row: int) -> bool:
    """Whether the next row parts the figures of this one: "Huyện, thị xã" over "Tập thể" is a level, over units it sorts them."""
    return bool((table.reader.coordinates(unbulleted(label_below(table, row)), row=True) or {}).keys() & _PARTS)
