"""Rows that speak for others: groups for those below them, totals for those above. (domain.md "How returns look")"""

from dataclasses import dataclass, field

from danvan_cli.intake.words.row_texts import of_a_body, place_rank, stands_together
from danvan_cli.vocabulary import Coordinates


@dataclass(slots=True)
class Group:
    """A row that speaks for the rows below it: a member, a place, or a text nobody knows."""

    row: int
    cell: str
    text: str
    numbering: str  # "roman", "letter", "arabic", "dotted"; empty: none
    at: Coordinates = field(default_factory=dict)
    place: str | None = None
    sorts: bool = False  # it names kinds of units, as a block does, and says nothing of their figures
    stated: list[tuple[int, str, Coordinates, int | None]] = field(default_factory=list)  # count, cell, at, column
    members: list[int] = field(default_factory=list)  # the rows it turned out to hold
    years: dict[str, int] = field(default_factory=dict)  # stage → the year in which it says that it was reached

    @property
    def says(self) -> frozenset[str]:
        """The dimensions it speaks about; places are one per rank: a commune's group stands inside its district's.

        A body that is a block, too, stands beside other bodies: "Công an xã", "Hội Phụ nữ xã".
        """
        if self.place:
            return frozenset(self.at.keys() - {"block"}) | {place_rank(self.place)}
        return frozenset(self.at) | ({"block"} if self.sorts else set())


@dataclass(slots=True)
class Groups:
    """The group rows around the row being read, outer ones first."""

    stack: list[Group] = field(default_factory=list)
    seen: list[Group] = field(default_factory=list)

    def enter(self, group: Group) -> None:
        """A group of the same numbering or dimension replaces the former, with all that was inside it."""
        self.leave(group)
        self.stack.append(group)
        self.seen.append(group)

    def open(self, captions: list[Group]) -> None:
        """The captions over a header: what was open before has ended, but for what is around a group of the innermost's kind.

        "A. TẬP THỂ", I, II, III, and the header of the next page below "IV. …": that is still of the collectives.
        """
        own = captions[-1] if captions else None
        fellow = next((depth for depth, other in enumerate(self.stack) if own and other.says == own.says), None)
        if own and fellow is None and self.stack and self.stack[-1].row == own.row - 1:
            known = any(other.says == own.says for other in self.seen)  # "B. CÁ NHÂN", and below it "1. …" as under A
            fellow = len(self.stack) if known else None
        self.stack = list(captions) if own is None or fellow is None else [*self.stack[:fellow], own]
        self.seen += [group for group in captions if not any(group is other for other in self.seen)]

    def leave(self, group: Group, *, data: bool = False) -> None:
        """What was open ends before a group of its kind, and before a row of figures that is shaped like one."""
        for depth, other in enumerate(self.stack):
            same_number = bool(group.numbering) and other.numbering == group.numbering
            same_words = bool(group.says) and other.says == group.says and (bool(group.at) or not data)
            beside = bool(other.place) and place_rank(other.place or "") == "place" and not of_a_body(group.text)
            inside = other.says and stands_together(group.text) and not beside
            says_nothing = not data and not group.says and not inside
            if same_number or same_words or (says_nothing and not group.numbering and not other.numbering):
                del self.stack[depth:]
                break

    @property
    def at(self) -> Coordinates:
        """The coordinates that the groups give, inner before outer."""
        found: Coordinates = {}
        for group in self.stack:
            found.update(group.at)
        return found

    @property
    def places(self) -> list[Group]:
        """The groups that name places or bodies, outer ones first."""
        return [group for group in self.stack if group.place]


@dataclass(slots=True)
class Total:
    """A total row that was met: its text, its figures, the groups it stood in, the data rows before it."""

    row: int
    text: str
    figures: list[tuple[int, int]]  # column, stated
    stack: list[Group]
    before: int  # data rows above it
    of_models: bool = (
        False  # a column beside says that it is of all models, and so of no stage: "Tổng cộng | Số mô hình"
    )
