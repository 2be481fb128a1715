"""Tables under one another: which lines are whose head, and which headers are one, printed again."""

from dataclasses import dataclass, field
from itertools import chain, dropwhile, groupby, takewhile

from danvan_cli.intake.grid import Broken, Value, address
from danvan_cli.intake.sheets.captions import Captions, read_captions
from danvan_cli.intake.sheets.recognise import Header
from danvan_cli.intake.sheets.view import View
from danvan_cli.intake.words.groups import Group
from danvan_cli.intake.words.headings import Reader
from danvan_cli.intake.words.movement import TitledAwards
from danvan_cli.intake.words.numbering import numbered_text
from danvan_cli.intake.words.numbers import is_number
from danvan_cli.intake.words.row_texts import dates_document, foot_mark
from danvan_cli.intake.words.stated_counts import turns_page
from danvan_cli.intake.words.title_lines import (
    counts_list,
    is_issuer,
    is_letterhead,
    is_motto,
    is_sum,
    is_sum_to_come,
    is_title,
    ranked_as,
)
from danvan_cli.intake.words.titles import read_title
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
    again: set[int] = field(default_factory=set)  # rows of its letterhead and title, printed again at a page break
    captioned: dict[int, list[Group]] = field(default_factory=dict)  # rows of captions in its body, and what they say
    units: list[Group] = field(default_factory=list)  # the captions that name the unit of a table among others
    under: "Part | None" = None  # the part under whose title it stands, too: it has no whole title of its own

    @property
    def titled(self) -> "Part":
        """The part that has the title over it."""
        return self.under.titled if self.under else self

    @property
    def own(self) -> list[int]:
        """The lines right above it that are no captions."""
        return [row for row in self.head if row not in self.captions.rows]

    def over(self, view: View) -> list[int]:
        """The lines of the title that it shares: down to the first that its own lines go on numbering, which titles another table."""
        kinds = {ranked_as(line) for line in lines_of(view, self.head)} - {""}
        shared = self.titled.own if self.under else []
        return list(takewhile(lambda row: kinds.isdisjoint(map(ranked_as, lines_of(view, [row]))), shared))


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
        anew = last and _titled_anew(view, last, head, captions, words)
        alike = last and are_prints_of_one(last.header, header) and not anew
        if last and alike and last.captions.stage == captions.stage:
            last.repeated.append(header)
            last.captioned |= captions.rows
            last.again |= set(head) - captions.rows.keys() if head and _has_motto(view, head[0]) else set()
        else:
            shared = last and (not anew or _is_numbered_on(view, last.titled, head))
            parts.append(Part(header, head, captions, under=last if shared else None))
        parts[-1].units += captions.units.values()
    for position, part in enumerate(parts):
        end = view.height
        if position + 1 < len(parts):
            following = parts[position + 1]
            end = min([following.header.first, *following.head])
        heads_again = {row for header in part.repeated for row in range(header.first, header.last + 1)}
        part.body = [row for row in range(part.header.last + 1, end) if row not in heads_again]
        part.again |= _printed_again(view, part.titled.head, part.body)
        part.body = [row for row in part.body if row not in part.again]
    return parts


def _printed_again(view: View, head: list[int], body: list[int]) -> set[int]:
    """The rows of a letterhead that was printed again below the header: lines of the head word by word, a motto among them."""
    lines = [text for _, text in texts_of(view, head)]
    mottoes = {fold(line) for line in lines if is_motto(line)}
    most = max((len(view.filled[row]) for row in head), default=0) if mottoes else 0
    beside = (view.rows[row] for row in body if len(view.filled[row]) <= most)  # as many as a line has
    if mottoes.isdisjoint(fold(value) for value in set(chain.from_iterable(beside)) if isinstance(value, str)):
        return set()  # the most of tables
    known = set(map(fold, lines))
    filled = [row for row in body if view.filled[row]]
    runs = groupby(filled, key=lambda row: all(fold(text) in known for _, text in texts_of(view, [row])))
    alike = [list(rows) for same, rows in runs if same]
    return {row for rows in alike if any(_has_motto(view, row) for row in rows) for row in rows}


def _has_motto(view: View, row: int) -> bool:
    return any(is_motto(text) for _, text in texts_of(view, [row]))


def _lines_above(view: View, header: Header, floor: int) -> list[int]:
    """The lone lines right above a later header: its letterhead and title, not rows of the table before."""
    lines: list[int] = []
    closed = False  # what stands further up is the foot of the table before, unless a letterhead begins there
    titled: list[int] = []
    for row in range(header.first - 1, floor - 1, -1):
        filled = view.filled[row]
        values = [view.rows[row][column] for column in filled]
        if len(filled) > 2 or any(not isinstance(value, str) or is_number(value) for value in values):
            break
        lines.insert(0, row)
        closed = closed or (_closes(values) and not _dates_a_letter(view, row, floor))
        closed = closed or (_counts_list(values) and not _titled_above(view, row, floor))
        if not closed or _has_motto(view, row):
            titled = lines.copy()
    while titled and not view.filled[titled[0]]:
        titled.pop(0)
    return titled


def _closes(values: list[Value]) -> bool:
    """Whether a line ends what stands above it: a date, a signature, a sum."""
    return bool(values) and (
        "foot" in [foot_mark(str(value)) for value in values]
        or is_sum(str(values[0]))
        or turns_page(str(values[0])) != ""
    )


def _counts_list(values: list[Value]) -> bool:
    return bool(values) and counts_list(str(values[0]))


def _titled_above(view: View, row: int, floor: int) -> bool:
    """Whether a line stands right under a title: it says how many the list below holds."""
    above = next((one for one in range(row - 1, floor - 1, -1) if view.filled[one]), None)
    said = [text for _, text in texts_of(view, [row if above is None else above])]
    return above is not None and len(said) == 1 and is_title(said[0]) and not counts_list(said[0])


def _dates_a_letter(view: View, row: int, floor: int) -> bool:
    """Whether a line only dates the letterhead above it: its number, its "*" or its issuer stands there, no signature."""
    above = next((one for one in range(row - 1, floor - 1, -1) if view.filled[one]), None)
    said = [text for _, text in texts_of(view, [row] if above is None else [above, row])]
    return above is not None and all(
        dates_document(text) or (is_letterhead(text) and foot_mark(text) != "foot" and not is_sum(text))
        for text in said
    )


def _titled_anew(view: View, part: Part, head: list[int], captions: Captions, words: Reader) -> bool:
    """Whether a header printed again stands under a title or letterhead of its own: other than the first one, or for
    other members. A caption ("Biểu 2: Lĩnh vực kinh tế") is none.
    """
    lines, old = ([text for _, text in texts_of(view, rows)] for rows in (head, part.head))
    known = set(map(fold, old))
    captioned = {caption.group.text for caption in captions.own}
    titles = [line for line in lines if (is_title(line) and line not in captioned) or is_sum_to_come(line)]
    headed = bool(titles) or any(map(is_motto, lines))
    issuers = [line for line in lines if is_issuer(line) and not numbered_text(line)[0]] if headed else []
    if any(fold(line) not in known for line in (*titles, *issuers)):
        return True
    fixed = read_title(lines, "", "", words).fixed if titles else {}
    return bool(fixed) and fixed != read_title(old, "", "", words).fixed


def _is_numbered_on(view: View, titled: Part, head: list[int]) -> bool:
    """Whether the title of a later table goes on under the one over all of them: "Biểu 2. Theo cấp", as "Biểu 1. …" stands above."""
    lines, above = lines_of(view, head), lines_of(view, titled.head)
    kind = next((ranked_as(line) for line in lines if is_title(line)), "")
    if not kind or any(is_motto(line) or (is_issuer(line) and not numbered_text(line)[0]) for line in lines):
        return False
    below_title = list(dropwhile(lambda line: not is_title(line), above))[1:]
    return any(ranked_as(line) == kind for line in below_title)


def texts_of(view: View, rows: list[int]) -> list[tuple[str, str]]:
    """What stands in rows, with its cells."""
    return [
        (address(row, column), str(value))
        for row in rows
        for column in view.filled[row]
        if (value := view.rows[row][column]) is not None and not isinstance(value, Broken)
    ]


def lines_of(view: View, head: list[int]) -> list[str]:
    """The texts above a table that are no table themselves."""
    return [text for _, text in texts_of(view, [row for row in head if len(view.filled[row]) <= 2])]


def are_prints_of_one(header: Header, other: Header) -> bool:
    """Whether two headers are prints of one."""
    first, second = set(header.signature), set(other.signature)
    return len(first & second) * 5 >= 4 * max(len(first), len(second))
