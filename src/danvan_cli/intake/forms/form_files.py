"""Saved forms as files: `forms/*.toml` of a workspace, written by danvan (`form_writing`), mended by a person in Notepad."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from danvan_cli import indicators, vocabulary
from danvan_cli.errors import UsageError
from danvan_cli.intake.forms.known_forms import KnownColumn, KnownForm
from danvan_cli.intake.forms.plain_words import NotUnderstoodError, PlainWords, unknown
from danvan_cli.intake.sheets.view import Column
from danvan_cli.intake.words.headings import reader
from danvan_cli.settings import line_of

FOLDER = "forms"
TABLES, COLUMNS, LETTER, HEADING, UNDERSTOOD, MEANING = "bang", "cac-cot", "cot", "tieu-de", "danvan-hieu", "nghia"
_LETTERS = re.compile(r"[A-Z]{1,3}")
_LABELS = ("label", "unit", "registering_unit", "address", "parent", "content", "measure")


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
            raise UsageError(
                "form-unreadable", file=self.name, line=line_of(error) or "?", reason=str(error)
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
