"""A header that is almost a known form's: what has changed, and whether anything explained would be read otherwise."""

from collections import Counter
from difflib import SequenceMatcher

from danvan_cli import messages
from danvan_cli.findings import Finding
from danvan_cli.intake.forms.known_forms import KnownColumn, Near, fingerprint_of, headed
from danvan_cli.intake.forms.plain_words import PlainWords
from danvan_cli.intake.grid import address
from danvan_cli.intake.sheets.view import Column
from danvan_cli.intake.words.headings import Reader

_SHOWN = 6  # changes that are named
_BUT_ONE = 5 / 6  # of the headings: so many must be the same where danvan knows every heading of the sheet


def drift(near: Near, read: dict[int, Column], sheet: str, reader: Reader) -> list[Finding]:
    """What is said of it: something, where a column that somebody explained would be read as something else.

    `read`: the columns as danvan understood them by itself, none where it saw no table. Where nothing explained is at
    stake (an ordinary list that looks like the form), there is nothing to say.
    """
    words = PlainWords(reader)
    old, new = near.form.headed, headed(near.header)
    paired = _paired(near)
    same = _same(near) if near.share >= _BUT_ONE or not _ordinary(near, read) else {}
    at_stake = any(
        known.explained
        and (column := paired.get(place))
        and _read_otherwise(known, column, read.get(column.index), words, same=place in same)
        for place, known in enumerate(old)
    )
    if not at_stake and (read or not any(known.explained and place in paired for place, known in enumerate(old))):
        return []
    changes = _changes(near, paired)
    first = changes[0][0] if changes else new[0]
    seen: dict[str, str | int] = {"form": near.form.name, "changes": "; ".join(text for _, text in changes[:_SHOWN])}
    return [Finding("form-drift", sheet, address(first.heading_row, first.index), seen)]


def _ordinary(near: Near, read: dict[int, Column]) -> bool:
    """Whether danvan knows every heading of the table by itself."""
    columns = [read[column.index] for column in headed(near.header) if column.index in read]
    return bool(columns) and all(one.measure or one.role not in ("unknown", "indicator") for one in columns)


def _read_otherwise(known: KnownColumn, column: Column, read: Column | None, words: PlainWords, *, same: bool) -> bool:
    """Whether danvan takes the column for something else than was declared; a new heading only where it is no other thing's."""
    if read is None:
        return False  # it holds nothing
    if words.said(read) == known.words:
        return False
    return same or read.role == "unknown" or _akin(known.path[-1], column.path[-1])


def _akin(text: str, other: str) -> bool:
    """Whether one heading is the other with words more or less: "Tổng", "Tổng số"."""
    one, two = set(text.lower().split()), set(other.lower().split())
    return one <= two or two <= one


def _same(near: Near) -> dict[int, Column]:
    """The columns whose headings are the same, wherever they stand."""
    left: dict[str, list[Column]] = {}
    for text, column in zip(fingerprint_of(near.header), headed(near.header), strict=True):
        left.setdefault(text, []).append(column)
    return {place: left[text].pop(0) for place, text in enumerate(near.form.fingerprint) if left.get(text)}


def _paired(near: Near) -> dict[int, Column]:
    """The columns of the form that are still there: under the same heading, or under another in the same place."""
    found = _same(near)
    new = headed(near.header)
    taken = {column.index for column in found.values()}
    matcher = SequenceMatcher(None, near.form.fingerprint, fingerprint_of(near.header), autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag != "replace" or end - start != other_end - other_start:
            continue
        for place, column in zip(range(start, end), new[other_start:other_end], strict=True):
            if place not in found and column.index not in taken:
                found[place] = column
                taken.add(column.index)
    return found


def _changes(near: Near, paired: dict[int, Column]) -> list[tuple[Column, str]]:
    """What has changed, from left to right, each at a column of the sheet."""
    old, new = near.form.headed, headed(near.header)
    same = _same(near)
    found: list[tuple[Column, str]] = []
    for place, known in enumerate(old):
        column = paired.get(place)
        if column is None:
            beside = new[min(place, len(new) - 1)]
            found.append((beside, _text("missing", old=" › ".join(known.path))))
        elif place not in same:
            found.append((column, _text("changed", old=" › ".join(known.path), new=column.heading)))
    held = {column.index for column in paired.values()}
    found += [
        (column, _text("added", new=column.heading, column=column.letter)) for column in new if column.index not in held
    ]
    order = [column.index for _, column in sorted(paired.items())]
    moved = Counter(index for index, right in zip(order, sorted(order), strict=True) if index != right)
    if moved and not found:
        column = near.header.columns[min(moved)]
        found.append(
            (column, _text("moved", columns=", ".join(f"“{near.header.columns[i].heading}”" for i in sorted(moved))))
        )
    return sorted(found, key=lambda change: change[0].index)


def _text(code: str, **seen: object) -> str:
    return messages.text("form-drift", code, **seen)
