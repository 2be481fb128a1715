"""Of which total the columns of a split are parts, where they do not say it: "Tổng số mô hình đăng ký | KT | VHXH". (counting.md 1, 3)"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from danvan_cli.findings import Finding
from danvan_cli.intake.grid import address
from danvan_cli.intake.sheets.profiles import Profile
from danvan_cli.intake.sheets.view import Column, Columns, View
from danvan_cli.intake.words.headings import HEADING_ORDER, Reader, Says, phrases, without_asides
from danvan_cli.intake.words.numbering import numbered_text
from danvan_cli.intake.words.numbers import read_count
from danvan_cli.intake.words.row_texts import unbulleted
from danvan_cli.intake.words.title_phrases import stages_in
from danvan_cli.vietnamese import fold

_BUILT = "xaydung"


def join_splits(columns: Columns, view: View, body: list[int], reader: Reader, title: str) -> None:
    """Splits that name no stage are of the total before them whose parts they are.

    Beside a total without a stage they are that one's, but for a head that says it of them: "Cấp công nhận". What adds
    up to no total is of that right before it, unless the title says of which stage all figures are.
    """
    figures = columns.figures
    loose = [column for column in figures if column.at and "stage" not in column.at]
    if not loose or any(column.unit for column in figures):
        return
    plain = [column for column in figures if not column.at]
    wholes = [] if plain else _wholes(figures)
    for split in _splits(figures):
        named = _named_above(split, reader)
        if not (named or wholes):
            continue
        sums = _sums(view, body, split)
        if any(_agree(sums, _sums(view, body, [column])) for column in plain):
            continue
        left = [(stage, whole) for stage, whole in wholes if whole[-1].index < split[0].index]
        adding = [stage for stage, whole in left if _agree(sums, _sums(view, body, whole))]
        before = _right_before(figures, split)
        stage = named or (before if before in adding else next(iter(adding), ""))
        if not stage and left and not stages_in(fold(title))[0] and _parts_what_is_before(split):
            stage = before
        for column in split if stage else ():
            column.at = {**column.at, "stage": (stage,)}


def join_wholes(columns: Columns, view: View, body: list[int], stage: str | None, sheet: str) -> None:
    """A total without a stage beside one of the stage that it would be of: "Tổng số | Đang thực hiện" are not added up.

    `stage`: what the table is titled for. A total that says in all rows what one of a stage says is that one; of which
    stage any other is, nobody knows.
    """
    unsaid = {"stage": (stage or _BUILT,)}
    plain = [column for column in columns.figures if not (column.at or column.unit)]
    staged = [column for column in columns.figures if column.at.keys() == {"stage"} and not column.unit]
    meant = next((column for column in staged if column.at == unsaid), None)
    for column in plain if meant else ():
        sums = _sums(view, body, [column])
        if any(sums == _sums(view, body, [other]) for other in staged):
            column.role = "unused"
        elif meant and any(value is not None for value in _sums(view, body, [meant])):
            seen: dict[str, str | int] = {"column": meant.heading, "other": column.heading}
            cell = address(meant.heading_row, meant.index)
            columns.findings.append(Finding("two-columns-one-meaning", sheet, cell, seen))


def join_kinds(columns: Columns, view: View, body: list[int]) -> None:
    """Of columns that all count models one may be the sum of the others in every row: "Mô hình | Điển hình | Tổng" is counted once."""
    plain = [column for column in columns.figures if not (column.at or column.unit)]
    for whole in plain if len(plain) > 2 else ():
        parts = [column for column in plain if column is not whole]
        sums = _sums(view, body, [whole])
        if any(sums) and sums == _sums(view, body, parts):
            for column in parts:
                column.role = "unused"
            return


def whole_before_members(columns: Columns, view: View, body: list[int]) -> None:
    """A total stated once for the rows that part it, each with a figure of its own, says the same again.

    "Xã A | 9 | Kinh tế | 5", and below it " | | VHXH | 4", where it does so every time.
    """
    plain = [column for column in columns.figures if not (column.at or column.unit)]
    if len(plain) != 2 or not any(
        plain[0].index < column.index < plain[1].index for role in HEADING_ORDER for column in columns.of(role)
    ):
        return
    wholes, parts = (_sums(view, body, [column]) for column in plain)
    stated: list[tuple[int, list[int]]] = []
    for whole, part in zip(wholes, parts, strict=True):
        if whole is not None:
            stated.append((whole, []))
        if part is not None and stated:
            stated[-1][1].append(part)
    parted = [(whole, own) for whole, own in stated if own]
    if any(len(own) > 1 for _, own in parted) and all(whole == sum(own) for whole, own in parted):
        plain[0].role = "unused"


def what_is_done(columns: Columns, profiles: dict[int, Profile], reader: Reader) -> None:
    """“Thực hiện” beside a plan, or over rows that name stages of their own, is what became of it, and no stage.

    "Số mô hình đăng ký | Kế hoạch 10 | Thực hiện 12" are twelve registered.
    """
    done = [
        one for one in columns.figures if one.at.get("stage") == (_BUILT,) and phrases("rows", "done").has(_leaf(one))
    ]
    if not done:
        return
    plans = [column for column in columns.of("indicator") if phrases("rows", "plans").has(_leaf(column))]
    label = columns.label
    labels = profiles[label.index].texts if label and label.index in profiles else ()
    if plans or any("stage" in (reader.coordinates(_named(text), row=True) or {}) for text in labels):
        for column in done:
            column.at = {dimension: members for dimension, members in column.at.items() if dimension != "stage"}


def _leaf(column: Column) -> str:
    return without_asides(column.path[-1]) if column.path else ""


def _named(label: str) -> str:
    return unbulleted(numbered_text(label)[2])


def part_ended(columns: Columns, view: View, body: list[int], title: str) -> None:
    """Those that ended, beside a total that names no stage, may be within it: "Tổng số 5 | Duy trì 4 | Không duy trì 1".

    They are not only where what runs gives the total without them, or where they are one of several stages told apart;
    else it is asked what their figures are. What was registered or recognised holds them all the same.
    """
    plain = [column for column in columns.figures if not (column.at or column.unit)]
    ended = [column for column in columns.figures if column.at == {"stage": ("ketthuc",)} and not column.unit]
    if len(plain) != 1 or not ended or not any(_sums(view, body, ended)) or {*stages_in(fold(title))[0]} - {_BUILT}:
        return
    if any("stage" in column.at and column not in ended for column in columns.figures):
        return
    running = [column for column in columns.figures if column.at.keys() == {"origin"}]
    if not running or not _agree(_sums(view, body, running), _sums(view, body, plain)):
        for column in ended:
            column.role, column.at = "unknown", {}


def _wholes(figures: Sequence[Column]) -> list[tuple[str, list[Column]]]:
    """The stages that columns state, each with the column of its total, else with its splits."""
    found: list[tuple[str, list[Column]]] = []
    staged = [column for column in figures if len(column.at.get("stage", ())) == 1]
    for stage in dict.fromkeys(column.at["stage"][0] for column in staged):
        own = [column for column in staged if column.at["stage"][0] == stage]
        totals = [column for column in own if len(column.at) == 1]
        parts = {dims: list(split) for dims, split in groupby(own, lambda column: frozenset(column.at))}
        found += [(stage, [column]) for column in totals] or [(stage, split) for split in parts.values()]
    return found


def _splits(figures: Sequence[Column]) -> list[list[Column]]:
    """Neighbours that part the same dimensions and name no stage."""
    runs = groupby(figures, lambda column: frozenset(column.at))
    return [list(run) for dims, run in runs if dims and "stage" not in dims]


def _named_above(split: Sequence[Column], reader: Reader) -> str:
    """The stage that the head over a split names beside the dimension; that models are carried out says nothing of it."""
    heads = {text for column in split for text in column.path[:-1] if reader.heading(text).says is Says.DIMENSION}
    stages = {stage for head in heads for stage in _stages_of(head)}
    return stages.pop() if len(stages) == 1 else ""


@lru_cache(maxsize=1024)
def _stages_of(head: str) -> frozenset[str]:
    return frozenset(stages_in(fold(head))[0]) - {_BUILT}


def _right_before(figures: Sequence[Column], split: Sequence[Column]) -> str:
    """The stage of the one total that stands before a split and those beside it; empty: none, or several in a row."""
    before = [column for column in figures if column.index < split[0].index]
    while before and before[-1].at and "stage" not in before[-1].at:
        before.pop()
    totals = [column.at.keys() == {"stage"} and len(column.at["stage"]) == 1 for column in before[-2:]]
    return before[-1].at["stage"][0] if totals in ([True], [False, True]) else ""


def _parts_what_is_before(split: Sequence[Column]) -> bool:
    """Whether columns are surely parts: several members beside one another, or one under "Trong đó"."""
    return len(split) > 1 or any(phrases("within", "exact").starts(fold(text)) for text in split[0].path)


def _sums(view: View, body: list[int], columns: Sequence[Column]) -> list[int | None]:
    """What columns give together, row by row; None where all are blank."""
    found: list[int | None] = []
    for row in body:
        stated = [read_count(view.rows[row][column.index]).value for column in columns]
        values = [value for value in stated if value is not None]
        found.append(sum(values) if values else None)
    return found


def _agree(parts: list[int | None], whole: list[int | None]) -> bool:
    """Whether parts give their whole in most rows that state both; in the others it is asked."""
    both = [(one, other) for one, other in zip(parts, whole, strict=True) if one is not None and other is not None]
    return sum(one == other for one, other in both) * 2 > len(both)
