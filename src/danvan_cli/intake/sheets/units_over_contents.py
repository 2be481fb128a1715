"""Tables whose units stand as lines over what is counted of each: "I | Xã A", and below it "1 | Số mô hình đăng ký | 9".

They are read as tables that name the unit beside each content, and what is said of them goes back to the cells where it stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from danvan_cli.intake.grid import Value, address
from danvan_cli.intake.sheets.contents import says_what
from danvan_cli.intake.sheets.layout import RowClass
from danvan_cli.intake.sheets.rearranged import Rearranged, with_column
from danvan_cli.intake.sheets.recognise import Header, is_column_numbers
from danvan_cli.intake.sheets.view import View
from danvan_cli.intake.words.headings import Reader
from danvan_cli.intake.words.numbering import numbered_text
from danvan_cli.intake.words.numbers import is_nil, is_number
from danvan_cli.intake.words.row_texts import bulleted, foot_mark, is_body, is_place, part_of_above, unbulleted, within
from danvan_cli.intake.words.stated_counts import is_total

_UNIT, _CONTENT = "Đơn vị", "Nội dung"


@dataclass
class _Block:
    """A unit's line, and the rows below it that say what is counted of it."""

    row: int
    column: int
    text: str
    contents: dict[int, str] = field(default_factory=dict)


def units_over_contents(view: View, headers: Sequence[Header], reader: Reader) -> Rearranged | None:
    """The same sheet with a column more, of units, before that of contents, where its only table is such a one."""
    label = _label(view, headers)
    blocks = _blocks(view, headers, label, reader) if label is not None else []
    if label is None or not _say_what_counts(blocks, reader):
        return None
    grid = with_column(view.grid, label)
    for header in headers:
        for row in range(header.first, header.last + 1):
            grid.rows[row][label] = grid.rows[row][label + 1] = None
        grid.rows[header.last][label], grid.rows[header.last][label + 1] = _UNIT, _CONTENT
    grid.merges = [m for m in grid.merges if m[2] < headers[0].first or m[1] > label + 1 or m[3] < label]
    cells = {address(row, label + 1): address(row, label) for row in range(view.height)}
    for number, block in enumerate(blocks, 1):
        first, last = min(block.contents), max(block.contents)
        for row in _set_below(view, block, label):
            grid.rows[row][label + 1] = f"- {block.contents[row]}"
        for row in (block.row, *range(first, last + 1)):
            grid.rows[row][:label] = [None] * label
        grid.rows[block.row] = [None] * (view.width + 1)
        grid.rows[first][label] = block.text
        grid.rows[first][:label] = [number] * label
        cells[address(first, label)] = address(block.row, block.column)
        grid.merges += [(first, label, last, label)] if last > first else []
    for row in range(view.height):
        cells |= {address(row, column + 1): address(row, column) for column in range(label + 1, view.width)}
    lines = {block.row: (RowClass.GROUP, "") for block in blocks}
    return Rearranged(grid, cells, lines, added=label, groups={block.row + 1: block.text for block in blocks})


def _set_below(view: View, block: _Block, label: int) -> list[int]:
    """Of numbered contents those without a number, that lie below the one above: "1 | Đăng ký", " | Tập thể"."""
    blank = [row for row in block.contents if not any(view.rows[row][:label])]
    return blank if len(blank) < len(block.contents) else []


def _label(view: View, headers: Sequence[Header]) -> int | None:
    """The column that names units and contents in turn, where no other says either, of the only table of a sheet."""
    if not headers or headers[0].form or len({header.signature for header in headers}) > 1:
        return None
    if any(column.role == "name" for column in headers[0].columns.values()):
        return None
    columns = sorted(headers[0].columns.values(), key=lambda column: column.index)
    body = view.rows[headers[0].last + 1 :]
    counting = (one.index for one in columns if one.role != "stt" and any(is_number(row[one.index]) for row in body))
    figures = next(counting, 0)
    texts = [column for column in columns if column.role not in ("stt", "measure") and column.index < figures]
    return texts[0].index if len(texts) == 1 and texts[0].role in _NAMING and texts[0].index <= 1 else None


_NAMING = ("content", "unit", "label", "indicator", "unknown")


def _blocks(view: View, headers: Sequence[Header], label: int, reader: Reader) -> list[_Block]:
    """The units with their contents, and all of them together; none where a row of figures is of neither."""
    headed = {row for header in headers for row in range(header.first, header.last + 1)}
    found: list[_Block] = []
    over = False  # the line above may head units: "CỤM SỐ 1"
    ended = False  # the foot has begun
    for row in range(headers[0].last + 1, view.height):
        filled = view.filled[row]
        if row in headed or not filled or is_column_numbers(view, row):
            continue
        column = label if label in filled else filled[0]
        text = view.rows[row][column]
        plain = unbulleted(numbered_text(text)[2]) if isinstance(text, str) else ""
        names_unit = is_place(plain) or is_body(plain)
        beside = [view.rows[row][one] for one in filled if one > label]
        line = names_unit and column <= label and all(map(is_nil, beside))
        if not line and any(map(_may_count, beside)):
            if not found or names_unit or over or ended or column != label:
                return []
            found[-1].contents[row] = plain
        elif foot_mark(str(text)) == "foot":
            ended = True
        elif beside and not line:
            over = True
        elif ended:
            continue
        elif names_unit or (found and is_total(plain, reader, figures=True)):
            found.append(_Block(row, column, plain))
            over = False
        elif found and (bulleted(str(text)) or part_of_above(plain)):
            found[-1].contents[row] = plain  # a part of which there is none
        elif not within(plain):
            over = True
    return [block for block in found if block.contents]


def _may_count(value: Value) -> bool:
    return is_number(value) or is_nil(value)


def _say_what_counts(blocks: Sequence[_Block], reader: Reader) -> bool:
    """Whether most rows under units say what they count, and none of them sums up all units."""
    units = [block.contents.values() for block in blocks if not is_total(block.text, reader, figures=True)]
    texts = [text for contents in units for text in contents]
    sums = {sum(is_total(text, reader, figures=True) for text in contents) for contents in units}
    return len(sums) == 1 and sum(says_what(text, reader) for text in texts) * 2 > len(texts)
