"""How a file was read, written down as a form that a person mends: one line a column, all words that may be used on top."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from danvan_cli import messages
from danvan_cli.intake.draft import DraftFile
from danvan_cli.intake.forms.form_files import COLUMNS, HEADING, LETTER, MEANING, TABLES, UNDERSTOOD
from danvan_cli.intake.forms.known_forms import MOST_HEADER_ROWS, KnownForm, Path, fingerprint, headed
from danvan_cli.intake.forms.plain_words import PlainWords, unknown
from danvan_cli.intake.grid import Grid
from danvan_cli.intake.sheets.layout import SheetLayout, TableLayout
from danvan_cli.intake.sheets.recognise import Header, header_at
from danvan_cli.intake.sheets.view import Column, View
from danvan_cli.intake.words.numbers import is_number
from danvan_cli.intake.words.title_lines import is_letterhead

_MOST_CANDIDATES = 3
_LONGEST_HEADING = 100  # letters; what is longer is no heading

Elsewhere = Mapping[str, tuple[str, str]]
"""What saved forms say of a heading: the words, and the form."""


def write_down(
    draft: DraftFile,
    grids: Sequence[Grid],
    layouts: Sequence[SheetLayout],
    words: PlainWords,
    known: Sequence[KnownForm] = (),
) -> str:
    """How a file was read, as a form to mend: its tables, or the rows of a sheet that may be a header.

    Tables that a saved form explains already are left out; what `known` forms say of the same headings stands beside
    the others. Empty: there is nothing to write.
    """
    elsewhere = {
        _key(column.path): (column.said, form.name) for form in known for column in form.columns if column.explained
    }
    blocks = [
        _block(_heading("read", table), _columns_of(table.read_as), words, elsewhere) for table in _read_tables(layouts)
    ]
    empty = {table.sheet for table in draft.tables if table.none_stated}
    for grid, layout in zip(grids, layouts, strict=True):
        if not layout.tables and layout.sheet not in empty:
            blocks += _candidates(View(grid), words, elsewhere)
    return "".join((_head(words), *blocks)) if blocks else ""


def _key(path: Path) -> str:
    return fingerprint([path])[0]


def _read_tables(layouts: Sequence[SheetLayout]) -> list["_Read"]:
    """The tables that danvan read by itself; of those with one header the one that holds most."""
    found: dict[tuple[str, ...], _Read] = {}
    for layout in layouts:
        for table in layout.tables:
            one = _Read(layout.sheet, table)
            key = fingerprint([column.path for column in one.read_as if column.path])
            headed = bool(
                table.header_rows and table.read_as
            )  # not by another sheet, or by nobody: a form is known by its headings
            if headed and not table.form and (key not in found or found[key].table.counted < table.counted):
                found[key] = one
    return list(found.values())


@dataclass(frozen=True)
class _Read:
    """A table and its sheet."""

    sheet: str
    table: TableLayout

    @property
    def read_as(self) -> Sequence[Column]:
        return self.table.read_as


def _heading(code: str, read: _Read) -> str:
    rows = read.table.header_rows
    return _text(code, sheet=read.sheet, rows=_span(rows[0], rows[-1]))


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def _columns_of(columns: Sequence[Column]) -> list[tuple[Column, Column]]:
    """The columns, each with the one that has its meaning: of two under one merged heading the one that holds something."""
    found = []
    for place, column in enumerate(columns):
        beside = [columns[near] for near in (place - 1, place + 1) if 0 <= near < len(columns)]
        same = (one for one in beside if one.path == column.path and one.role != "blank")
        found.append((column, next(same, column) if column.role == "blank" else column))
    return found


def _candidates(view: View, words: PlainWords, elsewhere: Elsewhere) -> list[str]:
    """The rows of a sheet without a table that look most like a header, from top to bottom."""
    chosen: list[Header] = []
    for score, row in sorted((-_likeness(view, row), row) for row in range(view.height)):
        header = header_at(view, words.reader, row, _reach(view, row))
        if score and not any(header.meets(other) for other in chosen):
            chosen.append(header)
        if not score or len(chosen) == _MOST_CANDIDATES:
            break
    blocks = []
    for header in sorted(chosen, key=lambda one: one.first):
        intro = _text("candidate", sheet=view.grid.sheet, rows=_span(header.first + 1, header.last + 1))
        columns = [(column, column) for column in headed(header)]
        blocks.append(_block(intro, columns, words, elsewhere, declared=False))
    return blocks


def _likeness(view: View, row: int) -> int:
    """How much a row looks like a header: texts of its own, and something below them. 0: not at all."""
    filled = set(view.filled[row])
    values = [view.rows[row][column] for column in filled]
    if any(not isinstance(value, str) or len(value) > _LONGEST_HEADING or is_number(value) for value in values):
        return 0
    if all(is_letterhead(str(value)) for value in values):
        return 0
    heads = {over for column in filled for over in range(column, column + view.span(row, column))}
    end = _reach(view, row) + 1
    below = next((set(view.filled[r]) for r in range(end, min(end + 2, view.height)) if view.filled[r]), set())
    alike = len(heads & below)
    return len(heads) + alike if len(filled) > 1 and alike > 1 else 0


def _reach(view: View, row: int) -> int:
    """The last row of a header that begins in this one, by its merges: below a wide one stand others."""
    last = row
    for column in view.filled[row]:
        merge = view.covered.get((row, column))
        if merge:
            last = max(last, merge[2] + (merge[3] > merge[1] and merge[2] + 1 < view.height))
    return min(last, row + MOST_HEADER_ROWS - 1)


def _block(
    intro: str,
    columns: list[tuple[Column, Column]],
    words: PlainWords,
    elsewhere: Elsewhere,
    *,
    declared: bool = True,
) -> str:
    """One table. What danvan did not read itself is left to the person, with what may be meant beside it."""
    rows = []
    for column, meaning in columns:
        said = words.said(meaning)
        own = said if declared else unknown()
        other, form = elsewhere.get(_key(column.path), ("", ""))
        hint = _text("elsewhere", form=form, said=other) if form else _text("maybe", said=said) if said != own else ""
        rows.append(((column.letter, _shown(column), own, own), hint))
    widths = [max(len(_quoted(row[place])) for row, _ in rows) for place in range(4)]
    lines = [f"# {line}" for line in intro.split("\n")]
    lines += [f"[[{TABLES}]]", f"{COLUMNS} = ["]
    for row, hint in rows:
        cells = [
            f"{key} = {_quoted(text) + ',':<{width + 1}}" for key, text, width in zip(_ORDER, row, widths, strict=True)
        ]
        cells[-1] = f"{MEANING} = {_quoted(row[-1])}"
        lines.append(f"  {{ {' '.join(cells)} }},{f'  # {hint}' if hint else ''}")
    return "\n".join(("", *lines, "]", ""))


def _shown(column: Column) -> str:
    """The headings of a column on one line; the sign between them stands nowhere else."""
    return " › ".join(text.replace("›", ">") for text in column.path)


_ORDER = (LETTER, HEADING, UNDERSTOOD, MEANING)


def _quoted(text: str) -> str:
    """A TOML string on one line."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in plain) + '"'


def _head(words: PlainWords) -> str:
    """What the file is, how to mend it, and all words that may be used."""
    lines = _text("head").split("\n")
    for code, between, offered in words.offered():
        if code:
            lines += ["", *_text(code).split("\n")]
        lines += _wrapped(offered, between)
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)


def _wrapped(offered: list[str], between: str) -> Iterator[str]:
    line = f"   {offered[0]}"
    for word in offered[1:]:
        if len(line) + len(word) > _WIDTH:
            yield f"{line} {between}"
            line = f"      {word}"
        else:
            line += f" {between} {word}"
    yield line


_WIDTH = 110


def _text(code: str, **seen: object) -> str:
    return messages.text("form", code, **seen)
