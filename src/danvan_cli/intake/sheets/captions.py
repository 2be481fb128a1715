"""Captions: a line over a table says whose, which and at what stage the tables under it are, until the next of its rank.

"1. Xã A", "a) Lĩnh vực kinh tế", "Biểu 2: Lĩnh vực kinh tế", "Mô hình tập thể:", "II. MÔ HÌNH ĐỀ NGHỊ CÔNG NHẬN". (counting.md 1, 3, 4)
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from danvan_cli.intake.grid import address
from danvan_cli.intake.sheets.lifecycle import stages_of_group, years_of
from danvan_cli.intake.sheets.view import View
from danvan_cli.intake.words.groups import Group
from danvan_cli.intake.words.headings import Reader, phrases
from danvan_cli.intake.words.numbering import cell_numbering, numbered_text, row_number, small_letter
from danvan_cli.intake.words.row_texts import is_body, is_one_body, is_place, place_rank
from danvan_cli.intake.words.stated_counts import without_count
from danvan_cli.intake.words.title_lines import is_letterhead, is_title
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Coordinates

_RANK = "caption"


@dataclass(slots=True)
class Caption:
    """One line, and what it says as a group."""

    group: Group
    numbering: str
    rank: frozenset[str]  # the dimensions it speaks about, the unit by the rank of its place
    stage: str | None = None  # the one stage that it titles its tables for

    def fellow(self, other: "Caption") -> bool:
        """Whether the other takes its place."""
        return bool(self.numbering and self.numbering == other.numbering) or self.rank == other.rank


@dataclass(slots=True)
class Captions:
    """The captions over one header, outer ones first."""

    all: list[Caption] = field(default_factory=list)
    own: list[Caption] = field(default_factory=list)  # of them those that stand right above it
    told: frozenset[str] = frozenset()  # of "unit" and "stage": what tables of the sheet are told apart by

    @property
    def groups(self) -> list[Group]:
        """What they say about each row."""
        return [caption.group for caption in self.all if caption.group.says]

    @property
    def anew(self) -> list[Group]:
        """The same for another table: totals that a caption states are checked where it stands."""
        own = [caption.group for caption in self.own]
        return [group if group in own else replace(group, stated=[], members=[]) for group in self.groups]

    @property
    def stage(self) -> str | None:
        """The stage that the tables under them answer."""
        return next((caption.stage for caption in reversed(self.all) if caption.stage), None)

    @property
    def rows(self) -> dict[int, list[Group]]:
        """Their own rows, and the groups in force from there on."""
        outer = [caption for caption in self.all if caption not in self.own]
        found: dict[int, list[Group]] = {}
        for size, caption in enumerate(self.own, 1):
            found[caption.group.row] = [one.group for one in (*outer, *self.own[:size]) if one.group.says]
        return found

    @property
    def units(self) -> dict[int, Group]:
        """Their own rows that name the unit of a table among others: they do not tell whose file it is."""
        own = (caption.group for caption in self.own) if "unit" in self.told else ()
        return {group.row: group for group in own if group.place}


def read_captions(view: View, heads: Sequence[Sequence[int]], reader: Reader, *, beside: bool) -> list[Captions]:
    """The captions over every header. `heads`: the lines above each; `beside`: other tables stand beside them."""
    runs = [_run(view, head, reader) for head in heads]
    _by_origin([caption for run in runs for caption in run], reader)
    kept = [_with_fellows(run, runs[:place] + runs[place + 1 :], beside=beside) for place, run in enumerate(runs)]
    told = _telling_apart(kept, view, 1 if beside else 2)
    for caption in (caption for run in kept for caption in run):
        _settle(caption, kept, told, view)
    found: list[Captions] = []
    stack: list[Caption] = []
    for head, own in zip(heads, kept, strict=True):
        if _begins_anew(view, head, own):
            stack = []
        for caption in own:
            depth = next((depth for depth, other in enumerate(stack) if caption.fellow(other)), len(stack))
            stack = [*stack[:depth], caption]
        found.append(Captions(stack, own, told))
    return found


def _by_origin(captions: Sequence[Caption], reader: Reader) -> None:
    """Where captions tell origins apart, "ĐĂNG KÝ MỚI" beside "DUY TRÌ" is one, and no list of registrations."""
    origins = [caption.group.at for caption in captions if caption.group.at.keys() == {"origin"}]
    for caption in captions if origins else ():
        group = caption.group
        at = reader.beside_origins(without_count(numbered_text(group.text)[2])[0], group.at, origins)
        caption.rank, group.at = caption.rank - group.at.keys() | at.keys(), at


def names_member(text: str, reader: Reader) -> bool:
    """Whether a line names members or a unit, and so may be a caption."""
    return _caption(0, 0, text, reader) is not None


def _run(view: View, head: Sequence[int], reader: Reader) -> list[Caption]:
    """The captions right above a header, outer ones first: each of another rank."""
    run: list[Caption] = []
    for row in reversed(head):
        if not view.filled[row]:
            continue
        line = _line(view, row)
        caption = _caption(row, *line, reader) if line else None
        if caption is None or any(caption.fellow(other) for other in run):
            break
        run.insert(0, caption)
    return run


def _line(view: View, row: int) -> tuple[int, str] | None:
    """The one text of a row and its column; its number may have a cell of its own: "I | XÃ A"."""
    *before, column = view.filled[row] or (-1,)
    text = view.rows[row][column] if column >= 0 else None
    if not isinstance(text, str) or len(before) > 1:
        return None
    if not before:
        return column, text
    number = view.rows[row][before[0]]
    return (column, f"{str(number).strip('( .):/–—-')}. {text}") if cell_numbering(number) else None


def _caption(row: int, column: int, text: str, reader: Reader) -> Caption | None:
    numbering, _, rest = numbered_text(text)
    if is_title(text):
        numbering, rest = "", _after_number(text)
        if not (rest and reader.coordinates(without_count(rest)[0], row=True)):
            return None
    elif not numbering and (small := small_letter(text)):
        numbering, rest = "small", small
    before, _, after = rest.partition(":")
    if after.strip() and reader.heading(before).name == "unit":
        rest = after
    plain, count = without_count(rest)
    group = Group(row, address(row, column), text, numbering)
    group.at = _at(plain, reader)
    group.years = years_of(group.at, plain)
    placed = _placed(plain)
    if placed or (numbering and is_body(plain) and (not group.at or is_one_body(plain, group.at))):
        group.place = plain
    if not group.says:
        return None
    if count is not None:
        group.stated.append((count, group.cell, {}, None))
    unit = {place_rank(placed) if placed else "place"} if group.place else set()
    return Caption(group, numbering, frozenset(group.at) | unit)


def _after_number(title: str) -> str:
    """What a numbered title is about: "Biểu 2: Lĩnh vực kinh tế"; of one without a number nothing."""
    opening = phrases("title", "opens").starts(fold(title)) or ""
    rest = title.split()[len(opening.split()) :]
    numbering, _, about = numbered_text(" ".join(rest[1:] if rest and fold(rest[0]) == fold("số") else rest))
    return about if numbering else ""


def _at(plain: str, reader: Reader) -> Coordinates:
    at = reader.coordinates(plain, row=True) or {}
    stages = () if at else stages_of_group(plain)
    return {"stage": stages} if stages else at


def _placed(plain: str) -> str | None:
    """The place that a line names, or whose body: "Đảng ủy xã Diễn Kỷ"."""
    if is_place(plain):
        return plain
    words = plain.split()
    places = (" ".join(words[start:]) for start in range(1, len(words))) if is_body(plain) else ()
    return next((place for place in places if is_place(place)), None)


def _with_fellows(run: list[Caption], others: list[list[Caption]], *, beside: bool) -> list[Caption]:
    """The captions down from the last line that only titles its table: one without a number, and without a fellow."""
    for place in range(len(run) - 1, -1, -1):
        caption = run[place]
        fellows = [
            other for one in others for other in one if caption.fellow(other) and other.group.text != caption.group.text
        ]
        if not (caption.numbering or beside or fellows):
            return run[place + 1 :]
    return run


def _telling_apart(runs: list[list[Caption]], view: View, several: int) -> frozenset[str]:
    """What tells the tables of a sheet apart, so that none of it is said of all of them."""
    captions = [caption for run in runs for caption in run]
    units = {fold(caption.group.place) for caption in captions if caption.group.place}
    stages = {caption.group.at["stage"] for caption in captions if len(caption.group.at.get("stage", ())) == 1}
    by_unit = len(units) >= several or any(_goes_on(view, caption) for caption in captions if caption.group.place)
    return frozenset(name for name, told in (("unit", by_unit), ("stage", len(stages) >= several)) if told)


def _goes_on(view: View, caption: Caption) -> bool:
    """Whether units are told by rows below as by a caption: "I. XÃ A" over the header, "II. XÃ B" among what stands under it."""
    kind, own, _ = numbered_text(caption.group.text)
    for row in range(caption.group.row + 1, view.height) if kind else ():
        if line := _line(view, row):
            numbering, label, rest = numbered_text(line[1])
            plain, _ = without_count(rest)
            if numbering == kind and label != own and (is_place(plain) or is_body(plain)):
                return True
    return False


def _settle(caption: Caption, runs: list[list[Caption]], told: frozenset[str], view: View) -> None:
    """A stage that tells tables apart is the table's; among fellows, and where rows number anew, no row ends a caption."""
    group = caption.group
    stages = group.at.get("stage", ())
    if "stage" in told and len(stages) == 1:
        caption.stage = stages[0]
        group.at = {dimension: members for dimension, members in group.at.items() if dimension != "stage"}
    alone = sum(other.numbering == caption.numbering for run in runs for other in run) < 2  # itself
    if not (alone and caption.numbering in ("roman", "letter")) or _numbers_anew(view, caption):
        group.numbering = _RANK


def _numbers_anew(view: View, caption: Caption) -> bool:
    """Whether the rows below number as a caption does from its own number on: "I" again below "I. TẬP THỂ", and no "II"."""
    for row in range(caption.group.row + 1, view.height):
        value = view.rows[row][view.filled[row][0]] if view.filled[row] else None
        if isinstance(value, str) and (said := row_number(value))[0] == caption.numbering:
            return said == row_number(caption.group.text)
    return False


def _begins_anew(view: View, head: Sequence[int], own: list[Caption]) -> bool:
    """Whether a title or letterhead stands above: what was said before holds no longer."""
    rows = {caption.group.row for caption in own}
    texts = [view.rows[row][column] for row in head if row not in rows for column in view.filled[row]]
    return any(isinstance(text, str) and (is_title(text) or is_letterhead(text)) for text in texts)
