"""Where the tables of a sheet are, and what each of their columns means. (domain.md "How returns look")"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from danvan_cli.intake.grid import Value
from danvan_cli.intake.sheets.column_periods import names_time
from danvan_cli.intake.sheets.view import Column, View
from danvan_cli.intake.words.headings import Meaning, Reader, Says, phrases
from danvan_cli.intake.words.movement import names_movement
from danvan_cli.intake.words.numbers import is_nil, is_number
from danvan_cli.intake.words.row_texts import is_place
from danvan_cli.vietnamese import fold

_COLUMN_NUMBER = re.compile(  # "(4)", "A", "(3)=(4)+…+(7)", "(3=4+5)", "3 (=4+5)", "=4+5"
    r"[(\[]?\s*(?:(?P<label>\d{1,2}|[A-Z]{1,2}|[a-z])\s*[)\]]?\s*(?:[(\[]?\s*=.*)?|=.*)", re.DOTALL
)
_ALPHABET = 26
_LONGEST_COLUMN_NUMBER = 80  # letters: "(3)=(4)+(5)+…" of a dozen columns
_DITTOS = frozenset(('"', "''", "”", "″", "“", "〃", ",,", "//", '""'))
_MOST_HEADER_ROWS = 4


@dataclass(slots=True)
class Header:
    """The header rows of a table, and its columns by index."""

    first: int
    last: int
    columns: dict[int, Column]
    form: str = ""  # the saved form that says what the columns mean

    @property
    def signature(self) -> tuple[tuple[int, str], ...]:
        """What two prints of one header have in common."""
        return tuple((index, fold(column.heading)) for index, column in sorted(self.columns.items()))

    def meets(self, other: "Header") -> bool:
        """Whether they have a row in common."""
        return self.first <= other.last and other.first <= self.last


def find_headers(view: View, reader: Reader) -> list[Header]:
    """All headers of a sheet, from top to bottom."""
    headers: list[Header] = []
    row = 0
    while row < view.height:
        filled = view.filled[row]
        if (
            not filled
            or type(view.rows[row][filled[0]]) is int  # a number of a row, though it may look like a year
            or _is_figure(view.rows[row][filled[-1]])
            or not (_may_head(view, reader, row) or _heads_figures(view, reader, row))
        ):
            row += 1
            continue
        first = _upwards(view, reader, row, headers[-1].last + 1 if headers else 0)
        last = _downwards(view, reader, first, row)
        again = _printed_again(view, headers[-1], row) if headers else None
        found = again if again and again.first <= first and last <= again.last else header_at(view, reader, first, last)
        headers.append(found)
        row = found.last + 1
    return headers


def _printed_again(view: View, header: Header, row: int) -> Header | None:
    """The header in the same words around that row, though its cells may no longer be merged as those above."""
    for above in range(header.first, header.last + 1):
        first = row - (above - header.first)
        last = first + header.last - header.first
        if first > header.last and view.rows[first : last + 1] == view.rows[header.first : header.last + 1]:
            return Header(first, last, header.columns)
    return None


def header_at(view: View, reader: Reader, first: int, last: int) -> Header:
    """The header that these rows are."""
    return Header(first, last, _columns(view, reader, first, last))


def _may_head(view: View, reader: Reader, row: int) -> bool:
    """Whether a row names things as headings do: two attributes, or one over several members, and no figures."""
    filled = view.filled[row]
    if len(filled) < 2:
        return False
    values = view.rows[row]
    if not any(isinstance(value := values[column], str) and reader.is_known(value) for column in filled):
        return False
    anchors, coordinates, places, exact = 0, 0, 0, False
    seen: set[tuple[str, str]] = set()
    for column in filled:
        value = values[column]
        if not isinstance(value, str):
            if isinstance(value, int) and 1990 <= value <= 2100:
                continue
            return False
        if _figure(value) or is_nil(value):
            return False  # "Mô hình dân vận khéo | -"
        if value.endswith(":") and not fold(value).startswith(("trong", "chia")):
            continue
        meaning = reader.heading(value)
        if meaning.name == "stt" and column != filled[0]:
            continue  # beside "Kinh tế" and "Mới", "TT" is a collective
        if meaning.says is Says.COORDINATE:
            if column == filled[0] and meaning.at.keys() == {"level"} and _names_rows(view, row):
                anchors, exact = anchors + 1, exact or meaning.exact  # "Xã, thị trấn | Tổng số"
                continue
            if meaning.at in _HOLDERS and _over_names(view, row, column):
                anchors, exact = anchors + 1, exact or meaning.exact  # "TT | Cá nhân"
                continue
            coordinates += 1
        elif meaning.says is Says.UNKNOWN:
            places += is_place(value)
            coordinates += names_time(value, reader)
        elif meaning.says in (Says.ATTRIBUTE, Says.DIMENSION, Says.NEUTRAL, Says.WITHIN, Says.INDICATOR):
            if (meaning.exact or len(value) <= 60) and (meaning.says, meaning.name) not in seen:
                anchors += 1
                exact = exact or (meaning.exact and meaning.says is not Says.INDICATOR)
            if meaning.says is not Says.INDICATOR:
                seen.add((meaning.says, meaning.name))
    return exact and (anchors >= 2 or (anchors >= 1 and (coordinates >= 2 or places >= 2)))


def _heads_figures(view: View, reader: Reader, row: int) -> bool:
    """Whether a row names nothing but what is counted, right over figures: "Kinh tế | VH-XH" over "5 | 3", "Tổng số mô hình" over "12".

    What stands left of the figures may name them; nobody needs to say over it that it does.
    """
    below = row + 1
    if below >= view.height or not view.filled[below]:
        return False
    filled, values = view.filled[row], view.rows[row]
    if not any(is_number(view.rows[below][column]) for column in filled):
        return False  # lines of a letterhead, as most: nobody need read them
    beside = [column for column in view.filled[below] if column not in filled]
    if len(beside) > 1 or any(column > filled[0] for column in beside):
        return False
    counted = 0
    for column in filled:
        heading, value = values[column], view.rows[below][column]
        if type(heading) is not str or heading.endswith(":"):
            return False
        meaning = reader.heading(heading)
        if meaning.says is Says.ATTRIBUTE and meaning.name in _ASIDE:
            continue
        if (
            meaning.says not in (Says.COORDINATE, Says.NEUTRAL)
            or not meaning.exact
            or not (value is None or is_number(value))
        ):
            return False
        counted += value is not None
    whole = reader.heading(view.text(row, filled[0])).says is Says.NEUTRAL
    return counted > 1 or (counted == 1 and whole and not beside)


_ASIDE = frozenset(("stt", "note"))


def _names_rows(view: View, row: int) -> bool:
    """Whether the row below a heading begins with a text, and all beside it are figures."""
    below = next((one for one in range(row + 1, view.height) if view.filled[one]), row)
    first, *others = (view.rows[below][column] for column in view.filled[below])
    same = view.filled[below][0] == view.filled[row][0]
    return same and type(first) is str and bool(others) and all(map(is_number, others))


_HOLDERS = ({"holder": ("canhan",)}, {"holder": ("tapthe",)})


def _over_names(view: View, row: int, column: int) -> bool:
    """Whether a name stands below a heading: two words at least."""
    below = view.rows[row + 1][column] if row + 1 < view.height else None
    return type(below) is str and " " in below.strip()


def _is_figure(value: Value) -> bool:
    """Whether a cell's first look already shows a figure: no heading."""
    return type(value) is int and not 1990 <= value <= 2100


def _upwards(view: View, reader: Reader, row: int, floor: int) -> int:
    """The first header row: group heads may stand over a row of headings ("Lĩnh vực" above, STT below)."""
    while row > floor:
        above = view.filled[row - 1]
        if not above or above[0] == 0 or len(view.filled[row]) <= len(above):
            return row
        if view.span(row - 1, above[0]) == 1 and reader.heading(view.text(row, above[0])).says is Says.ATTRIBUTE:
            return row  # a line over STT or the name is a caption
        if len(above) == 1 and view.span(row - 1, above[0]) == 1 and _ends_title(view.text(row - 1, above[0])):
            return row  # "Các mô hình “Dân vận khéo” năm 2024", "(mô hình tập thể)" in a middle column
        if above == view.filled[row][:1]:
            return row  # alone over the first heading, wherever the table begins: the end of a title
        width = sum(view.span(row - 1, column) for column in above)
        said = [reader.heading(view.text(row - 1, column)).says for column in above]
        heads = len(above) > 1 and set(said) == {Says.COORDINATE}  # "Tập thể | Cá nhân" over the fields of each
        if Says.UNKNOWN in said or Says.ATTRIBUTE in said or (width >= len(view.filled[row]) and not heads):
            return row
        row -= 1
    return row


def _ends_title(text: str) -> bool:
    """Whether a line in one cell right over the headings is the end of a title: it names the movement, or stands in brackets."""
    return names_movement(text) or (text.startswith("(") and text.endswith(")"))


def _downwards(view: View, reader: Reader, first: int, last: int) -> int:
    """The last header row: through merges that reach down, and rows of sub-headings."""
    while last + 1 < view.height and last + 1 - first < _MOST_HEADER_ROWS:
        reach = max((view.covered[last, c][2] for c in range(view.width) if (last, c) in view.covered), default=last)
        if reach == last and _goes_on_below_a_blank(view, reader, first, last):
            last += 1  # headings of three rows whose merges were lost: a .csv has none
        if not (reach > last or _is_subheading(view, reader, first, last)):
            break
        if reach > last and not view.filled[last + 1] and not any(view.filled[r] for r in range(last + 1, reach + 1)):
            return min(reach, view.height - 1)
        if reach > last and any(_figure(view.rows[last + 1][c]) for c in view.filled[last + 1]):
            break
        last += 1
    return last


def _goes_on_below_a_blank(view: View, reader: Reader, first: int, last: int) -> bool:
    """Whether the row after a blank one holds nothing but headings, two at least, and none under STT or the name."""
    below = last + 2
    if below >= view.height or view.filled[last + 1] or len(view.filled[below]) < 2:
        return False
    if not _leading(view, reader, first, last).isdisjoint(view.filled[below]):
        return False
    texts = [view.rows[below][column] for column in view.filled[below]]
    return all(isinstance(text, str) and reader.heading(text).exact for text in texts)


_YEARS = frozenset(map(str, range(1990, 2101)))


def _figure(value: Value) -> bool:
    return is_number(value) and not (isinstance(value, int | str) and str(value) in _YEARS)


def _is_subheading(view: View, reader: Reader, first: int, last: int) -> bool:
    """Whether the row below a header row still heads: texts that mean something, none under STT or the name."""
    row = last + 1
    filled = view.filled[row]
    if not filled or is_column_numbers(view, row):
        return False
    leading = _leading(view, reader, first, last) - _umbrellas(view, reader, last, filled)
    known = 0
    for column in filled:
        value = view.rows[row][column]
        if not isinstance(value, str) or column in leading or is_number(value) or len(value) > 80:
            return False
        above = next((view.text(r, column) for r in range(last, first - 1, -1) if view.text(r, column)), "")
        if above and reader.heading(above).says is Says.ATTRIBUTE and view.span(last, column) == 1 and len(filled) == 1:
            return False
        meaning = reader.heading(value)
        known += (
            meaning.says is not Says.UNKNOWN
            or "\n" in value
            or is_place(value)
            or (len(filled) > 1 and names_time(value, reader))
        )
    return known * 2 >= len(filled) and known > 0


def _umbrellas(view: View, reader: Reader, last: int, below: list[int]) -> set[int]:
    """The headings that stand over several others without being merged over them, though they could head a column."""
    found = set()
    for column, right in pairwise([*view.filled[last], view.width]):
        texts = [view.text(last + 1, one) for one in below if column <= one < right]
        if len(texts) > 1 and all(reader.heading(text).says is not Says.UNKNOWN for text in texts):
            found.add(column)
    return found


def _leading(view: View, reader: Reader, first: int, last: int) -> set[int]:
    """The columns of STT, name and label: nothing stands under them in a header."""
    leading = set()
    for row in range(first, last + 1):
        for column in view.filled[row]:
            meaning = reader.heading(view.text(row, column))
            if (
                meaning.says is Says.ATTRIBUTE
                and meaning.name in ("stt", "name", "unit")
                and view.span(row, column) == 1
            ) or (column == 0 and (meaning.says is Says.DIMENSION or meaning.name == "content")):
                leading.add(column)
    return leading


def is_column_numbers(view: View, row: int) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), -1 -2 -3, A B 1 2, (4)=(5)+…+(8)."""
    filled = view.filled[row]
    if len(filled) < 2:
        return False
    values = view.rows[row]
    plain: list[int] = []
    letters: list[int] = []
    unsaid = 0
    for column in filled:
        value = values[column]
        if type(value) is int:
            plain.append(abs(value))
        elif (
            isinstance(value, str)
            and len(value) <= _LONGEST_COLUMN_NUMBER
            and (number := _COLUMN_NUMBER.fullmatch(value.strip()))
        ):
            label = number["label"] or (str(plain[-1] + 1) if plain else "")  # "=4+5" between 2 and 4
            unsaid += number["label"] is None
            if label.isdigit():
                plain.append(int(label))
            elif label and plain and not letters:
                return False  # "1 | KT | 2", "1 | A | 2": an economy, a village of one letter beside their number
            elif label:
                letters.append(_letter_column(label))
        else:
            return False
    if any(b - a != 1 for a, b in (*pairwise(plain), *pairwise(letters))) or plain[:1] not in ([], [0], [1], [2], [3]):
        return False
    if letters and letters[0] >= _ALPHABET:
        return False  # "KT", "CN": no column's letters where none stand before them
    return len(plain) - unsaid >= 2 or (
        len(letters) >= 2 and len(letters) + len(plain) == len(filled) and not letters[0]
    )


def _letter_column(label: str) -> int:
    """Which column a letter is: A 0, Z 25, AA 26."""
    place = 0
    for letter in label.lower():
        place = place * _ALPHABET + ord(letter) - ord("a") + 1
    return place - 1


def _columns(view: View, reader: Reader, first: int, last: int) -> dict[int, Column]:
    columns: dict[int, Column] = {}
    for index in range(view.width):
        texts: list[tuple[int, str]] = []
        for row in range(first, last + 1):
            text = view.text(row, index) or _from_left(view, row, index, first, last)
            if text and (not texts or texts[-1][1] != text):
                texts.append((row, text))
        if texts:
            columns[index] = _column(reader, index, texts)
    return columns


def _from_left(view: View, row: int, index: int, first: int, last: int) -> str:
    """The head that stands to the left without being merged over its columns: both have headings below."""
    if row == last or (row, index) in view.covered or not _below(view, row, index, last):
        return ""
    for left in range(index - 1, -1, -1):
        if (row, left) in view.covered and view.span(row, left) > 1:
            return ""
        if text := view.text(row, left):
            return text if _below(view, row, left, last) else ""
        if not _below(view, row, left, last):
            return ""
        if any(view.text(above, left) != view.text(above, index) for above in range(first, row)):
            return ""
    return ""


def _below(view: View, row: int, column: int, last: int) -> bool:
    own = view.covered.get((row, column))
    return any(
        view.text(below, column) and (own is None or view.covered.get((below, column)) != own)
        for below in range(row + 1, last + 1)
    )


def _column(reader: Reader, index: int, texts: list[tuple[int, str]]) -> Column:
    """A column's meaning, from its headings read from top to bottom."""
    column = Column(index, tuple(text for _, text in texts), "unknown", heading_row=texts[-1][0])
    meanings: list[Meaning] = []
    for position, (_, text) in enumerate(texts):
        meaning = reader.heading(text, column.hint)
        if meaning.says is Says.ATTRIBUTE and position < len(texts) - 1 and (at := reader.coordinates(text)):
            meaning = Meaning(Says.COORDINATE, at=at)  # over other headings "Mô hình đăng ký" is no name
        if meaning.says is Says.DIMENSION and position < len(texts) - 1:
            column.hint = meaning.name
        meanings.append(meaning)
    leaf = meanings[-1]
    if leaf.says is Says.UNKNOWN and len(texts) > 1:
        joined = reader.heading(" ".join(column.path))
        leaf = joined if joined.exact or joined.says is Says.COORDINATE else leaf
        if reader.heads_days(column.path[-1]) and any("stage" in meaning.at for meaning in meanings[:-1]):
            leaf = Meaning(Says.COORDINATE)  # "Ghi nhận › Ngày" over days shows the stage
    for meaning in (*meanings[:-1], leaf):
        column.at.update(meaning.at)
    column.exact = leaf.exact
    above = {meaning.says for meaning in meanings[:-1]}
    if Says.INDICATOR in above or leaf.says is Says.INDICATOR:
        column.role = "indicator"
    elif leaf.says in (Says.ATTRIBUTE, Says.DIMENSION):
        column.role = leaf.name
    elif leaf.says is Says.COORDINATE or (leaf.says is Says.NEUTRAL and len(texts) >= 1):
        column.role = "coordinate"
    if column.role not in ("coordinate", "unknown"):
        column.at = {}
    return column


def is_ditto(value: Value) -> bool:
    """Whether a cell says "as above"."""
    return isinstance(value, str) and len(value) <= 12 and _is_ditto(value)


@lru_cache(maxsize=4096)
def _is_ditto(text: str) -> bool:
    return phrases("rows", "ditto").has(fold(text)) or text.strip() in _DITTOS
