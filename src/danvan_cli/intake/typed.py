"""Figures that a person reads off a scan or a letter, as the draft of a return: one row, a figure and its splits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from danvan_cli import messages
from danvan_cli.errors import UsageError
from danvan_cli.intake.draft import DraftFigure, DraftFile, DraftRow, DraftTable
from danvan_cli.intake.words.numbers import BLANK, Count, read_count
from danvan_cli.messages import speaking
from danvan_cli.periods import Period
from danvan_cli.vocabulary import DIMENSIONS, Coordinates, MemberSet, Vocabulary

_ASKED = ("field", "holder")
_ASKED_OF_PLACES = ("level",)  # of those with places below them

_Key = tuple[tuple[str, MemberSet], ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """One figure as it was typed. `at` {}: the whole."""

    at: Coordinates
    count: Count


def asked(vocabulary: Vocabulary, period: str, *, with_levels: bool) -> Iterator[Coordinates]:
    """What is asked for one by one, in order: the whole, then every field and holder (and level)."""
    yield {}
    for dimension in (*_ASKED, *(_ASKED_OF_PLACES if with_levels else ())):
        for code in _members(vocabulary, dimension, Period(period).first):
            yield {dimension: (code,)}


def parse_figure(text: str, vocabulary: Vocabulary) -> Typed:
    """`kt=4`, `tập thể=7`, `huyen+xa=50` (a merged line), `kt,tapthe=3` (the cell of both)."""
    words, equals, figure = text.rpartition("=")
    if not equals or not words.strip():
        raise UsageError("figure-unreadable", text=text)
    whole = _meanings(words, vocabulary)  # names have commas in them
    at: Coordinates = {}
    for part in [words] if whole else words.split(","):
        dimension, members = _coordinate(part.strip(), vocabulary)
        if dimension in at:
            raise UsageError("dimension-twice", text=words)
        at[dimension] = members
    return Typed(at, read_count(figure))


def label_of(at: Coordinates, vocabulary: Vocabulary) -> str:
    """What a figure is called, in the language spoken now."""
    if not at:
        return messages.text("typed", "whole")
    return ", ".join(
        " + ".join(vocabulary[dimension].name(code) for code in at[dimension])
        for dimension in sorted(at, key=DIMENSIONS.index)
    )


def draft_of(figures: Sequence[Typed], name: str, stage: str | None, period: str, vocabulary: Vocabulary) -> DraftFile:
    """Typed figures as a matrix of one row. Their places are their names, in the language of the papers.

    Where a dimension is counted by, the other members that would close it are blank cells: not reported, or proven zeros.
    """
    with speaking("vi"):
        sheet, draft = messages.text("typed", "sheet"), DraftFile()
        row = DraftRow(0, name, name, None, None, {}, [])
        for typed in _complete(figures, vocabulary, Period(period).first):
            label = label_of(typed.at, vocabulary)
            row.figures.append(DraftFigure(typed.at, typed.count.value, label, label))
            if typed.count.wrong:
                draft.findings.append(typed.count.finding(sheet, label))
        draft.tables.append(DraftTable(sheet, "matrix", "", stage, {}, supplement=False, rows=[row]))
    return draft


def none_at_all(stage: str | None) -> DraftFile:
    """The letter that says "không có mô hình"."""
    with speaking("vi"):
        sheet = messages.text("typed", "sheet")
    return DraftFile([DraftTable(sheet, "register", "", stage, {}, supplement=False, none_stated=True)])


def _complete(figures: Sequence[Typed], vocabulary: Vocabulary, on: date) -> list[Typed]:
    """The figures in the order of the vocabulary, whatever order they were typed in, and the blanks beside them."""
    said = [typed for typed in figures if typed.count != BLANK]
    by_place: dict[_Key, Typed] = {}
    split: dict[str, set[str]] = {}
    for typed in said:
        if _key(typed.at) in by_place:
            raise UsageError("figure-twice", label=label_of(typed.at, vocabulary))
        by_place[_key(typed.at)] = typed
        if len(typed.at) == 1:
            ((dimension, members),) = typed.at.items()
            split.setdefault(dimension, set()).update(members)
    split.pop("stage", None)
    for dimension, counted in split.items():
        for code in vocabulary[dimension].closing(on) - counted:
            at: Coordinates = {dimension: (code,)}
            by_place[_key(at)] = Typed(at, BLANK)

    def order(typed: Typed) -> tuple[object, ...]:
        places = [DIMENSIONS.index(dimension) for dimension in sorted(typed.at, key=DIMENSIONS.index)]
        return (
            len(places),
            places,
            [vocabulary.order(dimension, typed.at[dimension]) for dimension in sorted(typed.at)],
        )

    return sorted(by_place.values(), key=order)


def _key(at: Coordinates) -> _Key:
    return tuple(sorted(at.items()))


def _members(vocabulary: Vocabulary, dimension: str, on: date) -> list[str]:
    """The members that exist on that day."""
    return [
        member.code for member in vocabulary[dimension].members.values() if not (member.until and member.until < on)
    ]


def _coordinate(text: str, vocabulary: Vocabulary) -> tuple[str, MemberSet]:
    """The one dimension that these members are of."""
    found = _meanings(text, vocabulary)
    if len(found) == 1:
        return found[0]
    meant = found or [(dimension, tuple(vocabulary[dimension].members)) for dimension in _ASKED]
    choices = ", ".join(f"{code} ({vocabulary[dimension].name(code)})" for dimension, codes in meant for code in codes)
    raise UsageError("member-ambiguous" if found else "member-not-counted", text=text, members=choices)


def _meanings(text: str, vocabulary: Vocabulary) -> list[tuple[str, MemberSet]]:
    """What members may mean, dimension by dimension: codes mean one thing, words may mean several."""
    parts = [part.strip() for part in text.split("+")]
    found: list[tuple[str, MemberSet]] = []
    for dimension in DIMENSIONS:
        known = vocabulary[dimension]
        if all(part in known.members for part in parts):
            return [(dimension, tuple(sorted(set(parts))))]
        matched = [(part,) if part in known.members else known.match(part) for part in parts]
        if all(matched):
            found.append((dimension, tuple(sorted({code for members in matched for code in members or ()}))))
    return found
