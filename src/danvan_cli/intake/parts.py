"""Tables under one another: which lines are whose head, and which headers are one, printed again."""

from dataclasses import dataclass, field

from danvan_cli.intake.captions import Captions, read_captions
from danvan_cli.intake.grid import Broken, address
from danvan_cli.intake.headings import Reader
from danvan_cli.intake.movement import TitledAwards
from danvan_cli.intake.numbers import is_number
from danvan_cli.intake.recognise import Header, View
from danvan_cli.intake.rows import Group, foot_mark, turns_page
from danvan_cli.intake.titles import is_sum, is_sum_to_come, is_title, read_title
from danvan_cli.vietnamese import fold


@dataclass(slots=True)
class Part:
    """A table of a sheet before it is read: its header, the lines above it, its rows."""

    header: Header
    head: list[int]
    captions: Captions
    awards: TitledAwards | None = None  # the awards that its title lists or sums
    body: list[int] = field(default_factory=list)
    repeated: list[Header] = field(default_factory=list)
    captioned: dict[int, list[Group]] = field(default_factory=dict)  # rows of captions in its body, and what they say
    units: list[Group] = field(default_factory=list)  # the captions that name the unit of a table among others
    under: "Part | None" = None  # the part under whose title it stands, too: only a caption tells them apart

    @property
    def titled(self) -> "Part":
        """The part that has the title over it."""
        return self.under.titled if self.under else self


def parts_of(view: View, headers: list[Header], words: Reader, *, beside: bool) -> list[Part]:
    """The tables of a sheet from top to bottom. `beside`: other tables stand beside them."""
    floors = [0, *(header.last + 1 for header in headers)]
    heads = [
        _lines_above(view, header, floor) if place else list(range(header.first))
        for place, (header, floor) in enumerate(zip(headers, floors, strict=False))
    ]
    parts: list[Part] = []
    over = read_captions(view, heads, words, beside=beside)
    for header, head, captions in zip(headers, heads, over, strict=True):
        last = parts[-1] if parts else None
        alike = last is not None and _alike(last.header, header) and not _titled_anew(view, last, head, words)
        if last and alike and last.captions.stage == captions.stage:
            last.repeated.append(header)
            last.captioned |= captions.rows
        else:
            parts.append(Part(header, head, captions, under=last if alike else None))
        parts[-1].units += captions.units.values()
    for position, part in enumerate(parts):
        end = view.height
        if position + 1 < len(parts):
            following = parts[position + 1]
            end = min([following.header.first, *following.head])
        again = {row for header in part.repeated for row in range(header.first, header.last + 1)}
        part.body = [row for row in range(part.header.last + 1, end) if row not in again]
    return parts


def _lines_above(view: View, header: Header, floor: int) -> list[int]:
    """The lone lines right above a later header: its title, not rows of the table before."""
    lines: list[int] = []
    for row in range(header.first - 1, floor - 1, -1):
        filled = view.filled[row]
        values = [view.rows[row][column] for column in filled]
        if len(filled) > 2 or any(not isinstance(value, str) or is_number(value) for value in values):
            break
        if values and (
            "foot" in [foot_mark(str(value)) for value in values]
            or is_sum(str(values[0]))
            or turns_page(str(values[0]))
        ):
            break
        lines.insert(0, row)
    while lines and not view.filled[lines[0]]:
        lines.pop(0)
    return lines


def _titled_anew(view: View, part: Part, head: list[int], words: Reader) -> bool:
    """Whether a header printed again stands under a title of its own: other than the first one, or for other members."""
    lines, old = ([text for _, text in texts_of(view, rows)] for rows in (head, part.head))
    known = set(map(fold, old))
    titles = [line for line in lines if is_title(line) or is_sum_to_come(line)]
    if any(fold(title) not in known for title in titles):
        return True
    fixed = read_title(lines, "", "", words).fixed if titles else {}
    return bool(fixed) and fixed != read_title(old, "", "", words).fixed


def texts_of(view: View, rows: list[int]) -> list[tuple[str, str]]:
    """What stands in rows, with its cells."""
    return [
        (address(row, column), str(value))
        for row in rows
        for column in view.filled[row]
        if (value := view.rows[row][column]) is not None and not isinstance(value, Broken)
    ]


def _alike(header: Header, other: Header) -> bool:
    """Whether two headers are prints of one."""
    first, second = set(header.signature), set(other.signature)
    return len(first & second) * 5 >= 4 * max(len(first), len(second))
