"""Dimensions and their members, and how the texts of returns are matched to them. The words are data."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from danvan_cli import messages, settings
from danvan_cli.errors import UsageError
from danvan_cli.vietnamese import bare, fold

DIMENSIONS = ("field", "level", "holder", "origin", "block", "stage")

OF_PLACES = frozenset(("level", "block"))
"""Figures by these may speak of others too: they part a total only where they add up to it, and else lie inside it. (counting.md 4)"""

MemberSet = tuple[str, ...]
"""A sorted set of member codes; the empty one means *not stated*. (counting.md 2)"""

Coordinates = dict[str, MemberSet]
"""Dimension code to members. A dimension that is not there is not stated."""

_CODE = re.compile(r"[a-z0-9-]+")
"""What a member's code may be: whatever else has a meaning where codes are typed (`kt+vhxh`) or kept."""

Decided = tuple[tuple[str, str, MemberSet], ...]
"""Dimension, folded text, members: what people answered that texts mean."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a dimension: `kt` of `field`."""

    code: str
    label: Mapping[str, str]
    short: Mapping[str, str]
    aliases: tuple[str, ...]
    parent: str | None
    closes: bool
    until: date | None
    parts: tuple[tuple[str, ...], ...] = ()  # what it is made of, each as it may be called


@dataclass(frozen=True)
class Dimension:
    """A dimension with its members in printing order."""

    code: str
    label: Mapping[str, str]
    members: Mapping[str, Member]
    noise: tuple[str, ...] = field(default=())

    @property
    def title(self) -> str:
        """What it is called in the language spoken now."""
        return messages.labelled(self.label)

    @cached_property
    def _aliases(self) -> list[tuple[frozenset[str], str, bool]]:
        """Word sets to members, longest first; the flag says it is the member's own label."""
        found: dict[frozenset[str], tuple[str, bool]] = {}
        for member in self.members.values():
            for alias in member.aliases:
                found.setdefault(frozenset(fold(alias).split()), (member.code, False))
            found[frozenset(fold(member.label["vi"]).split())] = (member.code, True)
        return sorted(((words, code, own) for words, (code, own) in found.items()), key=lambda item: -len(item[0]))

    @cached_property
    def _noise(self) -> frozenset[str]:
        return frozenset(word for phrase in self.noise for word in fold(phrase).split())

    @cached_property
    def _words(self) -> frozenset[str]:
        """All words that a text may be made of: one word more, and it means no member."""
        return self._noise.union(*(words for words, _, _ in self._aliases))

    @cached_property
    def _bare_aliases(self) -> list[tuple[frozenset[str], str, bool]]:
        found = {frozenset(bare(" ".join(words)).split()): code for words, code, _ in reversed(self._aliases)}
        return sorted(((words, code, False) for words, code in found.items()), key=lambda item: -len(item[0]))

    @cached_property
    def _bare_noise(self) -> frozenset[str]:
        return frozenset(bare(word) for word in self._noise)

    @cached_property
    def _bare_words(self) -> frozenset[str]:
        return self._bare_noise.union(*(words for words, _, _ in self._bare_aliases))

    def match(self, text: str) -> MemberSet | None:
        """The members a whole text means (several for "kinh tế, văn hóa - xã hội"), or None if it means none.

        Words are matched as sets, in any order; text typed without any accent is matched without accents.
        """
        return self.match_folded(fold(text))

    def match_folded(self, folded: str) -> MemberSet | None:
        """The same for a text that is folded already."""
        if not folded:
            return None
        words = frozenset(folded.split())
        found = _cover(words, self._aliases, self._noise) if words <= self._words else None
        if found is None and folded.isascii():
            found = _cover(words, self._bare_aliases, self._bare_noise) if words <= self._bare_words else None
        return found

    @cached_property
    def _parts(self) -> dict[frozenset[str], tuple[str, int]]:
        return {
            frozenset(fold(called).split()) - self._noise: (member.code, place)
            for member in self.members.values()
            for place, part in enumerate(member.parts)
            for called in part
        }

    def part(self, folded: str) -> tuple[str, int] | None:
        """The part of a member that a folded text names, by the member and its place in it: "văn hóa" of vhxh."""
        return self._parts.get(frozenset(folded.split()) - self._noise)

    def closing(self, on: date | None = None) -> frozenset[str]:
        """The members that a closed split must cover (counting.md 1), on that day."""
        return frozenset(
            member.code
            for member in self.members.values()
            if member.closes and not (on and member.until and member.until < on)
        )

    def name(self, code: str, *, short: bool = False) -> str:
        """A member's label in the language spoken now."""
        member = self.members.get(code)
        if member is None:
            return code
        return (member.short if short else member.label).get(messages.language()) or member.label["vi"]


def _cover(
    words: frozenset[str], aliases: Iterable[tuple[frozenset[str], str, bool]], noise: frozenset[str]
) -> MemberSet | None:
    """The members whose aliases, longest first, use up all words; None if a word stays unexplained."""
    left, found = words, set()
    for alias, code, _ in aliases:
        if alias <= left:
            found.add(code)
            left -= alias
            if not left:
                break
    if not found or left - noise:
        return None
    return tuple(sorted(found))


@dataclass(frozen=True)
class Vocabulary:
    """All dimensions of a workspace."""

    dimensions: Mapping[str, Dimension]
    decided: Decided = ()  # what somebody said that texts mean which no member is called

    def __getitem__(self, dimension: str) -> Dimension:
        return self.dimensions[dimension]

    def order(self, dimension: str, members: MemberSet) -> tuple[int, ...]:
        """Where a set of members stands in print: by its first member; merged after single; not stated last."""
        codes = list(self.dimensions[dimension].members) if dimension in self.dimensions else []
        places = sorted(codes.index(code) if code in codes else len(codes) for code in members)
        return (0, len(places), *places) if len(places) == 1 else (1, *places) if places else (2,)


@cache
def load(workspace: Path | None = None, decided: Decided = ()) -> Vocabulary:
    """The shipped vocabulary, overridden key by key by `vocabulary.toml` of the workspace, with what was `decided`."""
    if decided:
        return replace(load(workspace), decided=decided)
    own = workspace / "vocabulary.toml" if workspace else None
    if workspace and not (own and own.is_file()):
        return load()  # the very same: what was read of it serves all
    words = settings.words("vocabulary.toml", workspace)
    if own:
        from danvan_cli.own_words import check_vocabulary  # noqa: PLC0415 - few workspaces have words, and it is heavy

        check_vocabulary(words, DIMENSIONS, own)
    return Vocabulary({code: _dimension(code, words[code]) for code in DIMENSIONS})


def _dimension(code: str, words: Mapping[str, Any]) -> Dimension:
    for member in words["members"]:
        if not _CODE.fullmatch(member):
            raise UsageError("member-code", dimension=code, member=member)
    members = {
        member: Member(
            code=member,
            label=entry["label"],
            short=entry.get("short", entry["label"]),
            aliases=tuple(entry.get("aliases", ())),
            parent=entry.get("parent"),
            closes=entry.get("closes", True),
            until=entry.get("until"),
            parts=tuple(map(tuple, entry.get("parts", ()))),
        )
        for member, entry in words["members"].items()
    }
    return Dimension(code, words["label"], members, tuple(words.get("noise", ())))
