"""Saved forms as files: `forms/*.toml` of a workspace, written by danvan, mended by a person in Notepad."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from danvan_cli import indicators, messages, vocabulary
from danvan_cli.errors import UsageError
from danvan_cli.intake.draft import DraftFile
from danvan_cli.intake.grid import Grid
from danvan_cli.intake.headings import reader
from danvan_cli.intake.known_forms import MOST_HEADER_ROWS, KnownColumn, KnownForm, fingerprint, headed
from danvan_cli.intake.layout import SheetLayout, TableLayout
from danvan_cli.intake.numbers import is_number
from danvan_cli.intake.plain_words import NotUnderstoodError, PlainWords, unknown
from danvan_cli.intake.recognise import Column, Header, View, header_at
from danvan_cli.intake.titles import is_letterhead

FOLDER = "forms"
TABLES, COLUMNS, LETTER, HEADING, UNDERSTOOD, MEANING = "bang", "cac-cot", "cot", "tieu-de", "danvan-hieu", "nghia"
_LETTERS = re.compile(r"[A-Z]{1,3}")
_LINE = re.compile(r"\(at line (\d+)")
_MOST_CANDIDATES = 3
_LONGEST_HEADING = 100  # letters; what is longer is no heading
_LABELS = ("label", "unit", "registering_unit", "address", "parent", "content", "measure")


# --- reading


@cache
def load(workspace: Path | None) -> tuple[KnownForm, ...]:
    """The forms of a workspace, read once."""
    return read_forms(workspace)


def read_forms(workspace: Path | None) -> tuple[KnownForm, ...]:
    """The forms of a workspace. Raises UsageError, which names the file and the place in it."""
    folder = workspace / FOLDER if workspace else None
    if folder is None or not folder.is_dir():
        return ()
    words = PlainWords(reader(vocabulary.load(workspace), indicators.load(workspace)))
    found: dict[tuple[str, ...], KnownForm] = {}
    for file in sorted(folder.glob("*.toml")):
        for form in _File(file, words).forms():
            other = found.setdefault(form.fingerprint, form)
            if other is not form:
                raise UsageError("form-twice", file=form.name, other=other.name)
    return tuple(found.values())


@dataclass(frozen=True)
class _File:
    """One file being read."""

    path: Path
    words: PlainWords

    @property
    def name(self) -> str:
        return f"{FOLDER}/{self.path.name}"

    def forms(self) -> Iterator[KnownForm]:
        """Its tables. One in which nobody declared anything is none: danvan offers rows that may be no header."""
        try:
            text = self.path.read_bytes().decode("utf-8-sig")
            content = tomllib.loads(text)
        except UnicodeDecodeError as error:
            raise UsageError("form-not-utf8", file=self.name) from error
        except tomllib.TOMLDecodeError as error:
            line = _LINE.search(str(error))
            raise UsageError(
                "form-unreadable", file=self.name, line=line[1] if line else "?", reason=str(error)
            ) from error
        tables = content.pop(TABLES, None)
        if content or not isinstance(tables, list):
            raise UsageError("form-key", file=self.name, key=", ".join(content) or TABLES)
        for number, table in enumerate(tables, 1):
            form = KnownForm(self.name, tuple(self._columns(number, table, text)))
            if any(column.meant for column in form.columns):
                self._must_stand(number, form)
                yield form

    def _columns(self, number: int, table: Any, text: str) -> Iterator[KnownColumn]:
        columns = table.get(COLUMNS) if isinstance(table, dict) and table.keys() == {COLUMNS} else None
        if not isinstance(columns, list):
            raise UsageError("form-key", file=self.name, key=f"{TABLES} {number}: {COLUMNS}")
        last = -1
        for column in columns:
            where = f"{TABLES} {number}, {COLUMNS}"
            if not isinstance(column, dict) or not {LETTER, HEADING, MEANING} <= column.keys() <= _KEYS:
                raise UsageError("form-key", file=self.name, key=f"{where}: {column}")
            if any(not isinstance(value, str) for value in column.values()) or not _LETTERS.fullmatch(column[LETTER]):
                raise UsageError("form-key", file=self.name, key=f"{where}: {column[LETTER]}")
            index = _index(column[LETTER])
            if index <= last:
                raise UsageError("form-key", file=self.name, key=f"{where}: {column[LETTER]}")
            last = index
            yield self._column(number, index, column, text)

    def _column(self, number: int, index: int, column: Mapping[str, str], text: str) -> KnownColumn:
        path = tuple(part.strip() for part in column[HEADING].split("›") if part.strip())
        try:
            meant = self.words.meant(column[MEANING])
        except NotUnderstoodError as error:
            near = " · ".join(error.near) or "–"
            line = next((n for n, row in enumerate(text.split("\n"), 1) if f'"{column[MEANING]}"' in row), "?")
            seen = {"table": number, "column": column[LETTER], "heading": column[HEADING], "said": column[MEANING]}
            raise UsageError("form-meaning-unknown", file=self.name, line=line, near=near, **seen) from error
        words = self._own(index, column[MEANING])
        explained = meant is not None and words != self._own(index, column.get(UNDERSTOOD, ""))
        return KnownColumn(index, path, column[MEANING], meant, words, explained)

    def _own(self, index: int, said: str) -> str:
        """A meaning in danvan's own words, however somebody wrote it."""
        try:
            meant = self.words.meant(said)
        except NotUnderstoodError:
            return ""
        if meant is None:
            return unknown()
        column = Column(
            index, (), meant.role, meant.at, measure=meant.measure, unit=meant.unit, examines=meant.examines
        )
        return self.words.said(column)

    def _must_stand(self, number: int, form: KnownForm) -> None:
        """A list needs its names; a matrix its figures, and what they are about."""
        roles = [column.meant.role for column in form.columns if column.meant]
        measured = any(column.meant and column.meant.measure for column in form.columns)
        figures = roles.count("coordinate")
        about = any(role in _LABELS or role in vocabulary.DIMENSIONS for role in roles)
        if "name" not in roles and figures < 2 and not ((figures or measured) and about):
            raise UsageError("form-incomplete", file=self.name, table=number)


_KEYS = frozenset((LETTER, HEADING, UNDERSTOOD, MEANING))


def _index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


# --- writing


def write_down(draft: DraftFile, grids: Sequence[Grid], layouts: Sequence[SheetLayout], words: PlainWords) -> str:
    """How a file was read, as a form to mend: its tables, or the rows of a sheet that may be a header.

    Tables that a saved form explains already are left out. Empty: there is nothing to write.
    """
    tables = _read_tables(layouts)
    blocks = [_block(_heading("read", table), _columns_of(table.read_as), words) for table in tables]
    empty = {table.sheet for table in draft.tables if table.none_stated}
    for grid, layout in zip(grids, layouts, strict=True):
        if not layout.tables and layout.sheet not in empty:
            blocks += _candidates(View(grid), words)
    return "".join((_head(words), *blocks)) if blocks else ""


def _read_tables(layouts: Sequence[SheetLayout]) -> list["_Read"]:
    """The tables that danvan read by itself; of those with one header the one that holds most."""
    found: dict[tuple[str, ...], _Read] = {}
    for layout in layouts:
        for table in layout.tables:
            one = _Read(layout.sheet, table)
            key = fingerprint([column.path for column in one.read_as if column.path])
            if not table.form and (key not in found or found[key].table.counted < table.counted):
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


def _candidates(view: View, words: PlainWords) -> list[str]:
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
        blocks.append(_block(intro, [(column, column) for column in headed(header)], words, declared=False))
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


def _block(intro: str, columns: list[tuple[Column, Column]], words: PlainWords, *, declared: bool = True) -> str:
    """One table. What danvan did not read itself is left to the person, with what danvan would think of it beside."""
    rows = []
    for column, meaning in columns:
        said = words.said(meaning)
        own = said if declared else unknown()
        hint = _text("maybe", said=said) if said != own else ""
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
