"""Forms that a person has explained: where their header stands, its columns mean what was declared.

A form is known by its headings alone: not by the rows they stand in, their looks, nor what stands above.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from danvan_cli.intake.forms.plain_words import Meant
from danvan_cli.intake.grid import Value
from danvan_cli.intake.sheets.recognise import Header, header_at
from danvan_cli.intake.sheets.view import Column, View
from danvan_cli.intake.words.headings import Reader
from danvan_cli.intake.words.numbers import is_number
from danvan_cli.vietnamese import fold

MOST_HEADER_ROWS = 5
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FEWEST_ALIKE = 3  # headings that two headers must share before one is taken for the other changed
_SHARE_ALIKE = 2 / 3

Path = tuple[str, ...]
"""The headings of a column, from top to bottom."""


@dataclass(frozen=True, slots=True)
class KnownColumn:
    """One column of a form. `meant` None: nobody declared it, it is recognised as ever."""

    index: int
    path: Path
    said: str = ""  # the words in the file
    meant: Meant | None = None
    words: str = ""  # the same meaning in danvan's own words
    explained: bool = False  # the person says something else than danvan understood by itself


@dataclass(frozen=True)
class KnownForm:
    """One table of a saved form. `name`: its file as it is shown."""

    name: str
    columns: tuple[KnownColumn, ...]

    @cached_property
    def headed(self) -> list[KnownColumn]:
        """The columns that have a heading, in order."""
        return [column for column in self.columns if column.path]

    @cached_property
    def fingerprint(self) -> tuple[str, ...]:
        """What all prints of its header have in common."""
        return fingerprint([column.path for column in self.headed])

    @cached_property
    def texts(self) -> frozenset[str]:
        """All its headings, each once."""
        return texts_of(self.fingerprint)

    @property
    def explains(self) -> bool:
        """Whether it says anything that danvan would not see by itself."""
        return any(column.explained for column in self.columns)


@dataclass(frozen=True)
class Near:
    """A header that is almost a form's, but not quite."""

    form: KnownForm
    header: Header

    @property
    def share(self) -> float:
        """The share of all their headings that is the same."""
        return self.alike / max(len(self.form.texts), len(texts_of(fingerprint_of(self.header))))

    @cached_property
    def alike(self) -> int:
        """How many headings they share."""
        return len(self.form.texts & texts_of(fingerprint_of(self.header)))


def fingerprint(paths: Sequence[Path]) -> tuple[str, ...]:
    """Headings as they are compared. Years count from the latest: next year's print of a form is the same form."""
    latest = max((int(year) for path in paths for text in path for year in _YEAR.findall(text)), default=0)

    def plain(text: str) -> str:
        return fold(_YEAR.sub(lambda year: f" y{latest - int(year[0])} ", text))

    return tuple(" › ".join(map(plain, path)) for path in paths)


def fingerprint_of(header: Header) -> tuple[str, ...]:
    """The same of a header in a sheet."""
    return fingerprint([column.path for column in headed(header)])


def texts_of(print_: Iterable[str]) -> frozenset[str]:
    """All headings of a fingerprint, each once."""
    return frozenset(text for path in print_ for text in path.split(" › "))


def headed(header: Header) -> list[Column]:
    """The columns of a header that have a heading, in order."""
    return [column for _, column in sorted(header.columns.items()) if column.path]


def with_known(
    view: View, headers: list[Header], reader: Reader, forms: Sequence[KnownForm]
) -> tuple[list[Header], list[Near]]:
    """The headers of a sheet, those of known forms with their declared meanings; and those that are almost known."""
    if not forms:
        return headers, []
    by_print = {form.fingerprint: form for form in forms}
    known = [header for header in headers if _declare(header, by_print.get(fingerprint_of(header)), view)]
    near: list[Near] = []
    for row in _candidates(view, forms):
        if any(header.first <= row <= header.last for header in known):
            continue
        depths = range(min(MOST_HEADER_ROWS, view.height - row))
        tried = [header_at(view, reader, row, row + depth) for depth in depths]
        found = next((one for one in tried if _declare(one, by_print.get(fingerprint_of(one)), view)), None)
        if found:
            found.last = max(
                [found.last, *(merge[2] for c in range(view.width) if (merge := view.covered.get((found.last, c))))]
            )
            known.append(found)
        else:
            near += _nearest(tried, forms)
    left = [header for header in headers if not any(header.meets(one) for one in known)]
    return sorted([*known, *left], key=lambda header: header.first), list(_without_doubles(near, known))


def _candidates(view: View, forms: Sequence[KnownForm]) -> Iterator[int]:
    """The rows in which a heading of a form stands, and no figure at either end."""
    texts = frozenset[str]().union(*(form.texts for form in forms))
    for row, filled in enumerate(view.filled):
        values = view.rows[row]
        if not filled or _figure(values[filled[0]]) or _figure(values[filled[-1]]):
            continue
        if any(isinstance(value := values[c], str) and _as_text(value) in texts for c in filled):
            yield row


def _as_text(heading: str) -> str:
    return fingerprint([(heading,)])[0]


def _figure(value: Value) -> bool:
    return is_number(value) and not (isinstance(value, int) and 1990 <= value <= 2100)


def _declare(header: Header, form: KnownForm | None, view: View) -> bool:
    """Give the columns of a header the meanings of its form, if it has one."""
    if form is None:
        return False
    shift = 0
    columns = iter(headed(header))
    header.form = form.name
    for known in form.columns:
        if known.path:
            column = next(columns)
            shift = column.index - known.index
        else:
            index = known.index + shift
            if index in header.columns or not 0 <= index < view.width:
                continue
            column = header.columns[index] = Column(index, (), "unknown", heading_row=header.last)
        if known.meant:
            meant = known.meant
            column.role, column.at, column.measure, column.unit = meant.role, {**meant.at}, meant.measure, meant.unit
            column.examines, column.declared, column.hint = meant.examines, known.said, ""
    return True


def _nearest(tried: list[Header], forms: Sequence[KnownForm]) -> list[Near]:
    """The form that a header almost is. Two thirds of the headings must be the same: others are other forms."""
    found = []
    for header, form in ((header, form) for header in tried for form in forms if form.explains):
        near = Near(form, header)
        if near.alike >= _FEWEST_ALIKE and near.share >= _SHARE_ALIKE:
            found.append((near.share, near))
    return [max(found, key=lambda one: one[0])[1]] if found else []


def _without_doubles(near: list[Near], known: list[Header]) -> Iterator[Near]:
    taken = list(known)
    for one in sorted(near, key=lambda one: -one.alike):
        if not any(one.header.meets(other) for other in taken):
            taken.append(one.header)
            yield one
