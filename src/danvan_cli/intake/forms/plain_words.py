"""What a column means, in plain words: those that danvan writes into a saved form, and those that a person may write there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from danvan_cli import messages
from danvan_cli.intake.sheets.view import Column
from danvan_cli.intake.words.headings import HEADING_ORDER, Reader, Says, phrases, words
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Coordinates, MemberSet

UNUSED = "unused"
"""The role of a column that nobody is to read."""

_UNKNOWN = "unknown"
_NOT_OFFERED = ("stt-more", "total", "examined", "measured", "indicator", UNUSED, _UNKNOWN)
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a column is declared to be: what `Column` keeps of its meaning."""

    role: str
    at: Coordinates = field(default_factory=dict, hash=False)
    measure: str = ""
    unit: str = ""
    examines: bool = False


class NotUnderstoodError(Exception):
    """Words that mean no column. `near`: what may have been meant."""

    def __init__(self, near: tuple[str, ...]) -> None:
        super().__init__(near)
        self.near = near


class PlainWords:
    """Meanings to words and back, with the vocabulary and the indicators of one workspace. Both languages are read."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._roles: dict[str, Meant] = {}
        self._keys: dict[str, str] = {}  # what may stand before a colon: a dimension, "unit" or "indicator"
        self._members: dict[tuple[str, str], MemberSet] = {}
        self._indicators: dict[str, str] = {}
        for language in messages.LANGUAGES:
            with messages.speaking(language):
                self._learn()

    def _learn(self) -> None:
        """The words of the language spoken now."""
        for role in messages.section("layout-column"):
            if role != "measured":
                self._roles.setdefault(fold(_word(role)), _role(role))
        for dimension in HEADING_ORDER:
            named = self.reader.vocabulary[dimension]
            for name in (
                self._dimension(dimension),
                _word(dimension),
                dimension,
                *words()["dimension"][dimension]["exact"],
            ):
                self._keys.setdefault(fold(name), dimension)
            self._roles.setdefault(fold(self._dimension(dimension)), Meant(dimension))
            for code, member in named.members.items():
                for name in (code, *member.label.values(), *member.short.values()):
                    self._members.setdefault((dimension, fold(name)), (code,))
        self._keys |= {fold(_word("unit")): "unit", fold(_word("measured")): "indicator"}
        for code, indicator in self.reader.indicators.known.items():
            for name in (code, indicator.name, *indicator.aliases):
                self._indicators.setdefault(fold(name), code)

    # --- to words

    def said(self, column: Column) -> str:
        """The meaning of a column that was read."""
        role = column.role.removesuffix("-more")
        if role == "label" and column.hint in ("unit", "content", *HEADING_ORDER):
            role = column.hint
        at = [self._at(dimension, members) for dimension, members in column.at.items() if members]
        if column.measure:
            return "; ".join((f"{_word('measured')}: {self.reader.indicators[column.measure].name}", *at))
        if role == "coordinate":
            whose = [f"{_word('unit')}: {column.unit}"] if column.unit else []
            return "; ".join((*whose, *at)) or _word("total")
        if role == "stage" and column.examines:
            return _word("examined")
        if role == "name":
            return "; ".join((_word(role), *at))  # "Cá nhân" over names says whose they all are
        return (self._dimension(role) if role in HEADING_ORDER else _word(role)) or unknown()

    def _dimension(self, dimension: str) -> str:
        return self.reader.vocabulary[dimension].title.lower()

    def _at(self, dimension: str, members: MemberSet) -> str:
        names = (self.reader.vocabulary[dimension].name(code) for code in members)
        return f"{self._dimension(dimension)}: {' + '.join(names)}"

    def offered(self) -> Iterator[tuple[str, str, list[str]]]:
        """All words that may be used, in the language spoken now: a heading of the list, what stands between them, the words."""
        section = messages.section("layout-column")
        texts = [role for role in section if role not in (*_NOT_OFFERED, *HEADING_ORDER)]
        yield "texts", "·", [*map(_word, texts), *map(self._dimension, HEADING_ORDER), _word("examined")]
        yield "counts", "·", [_word("total")]
        for dimension in HEADING_ORDER:
            named = self.reader.vocabulary[dimension]
            first, *others = map(named.name, named.members)
            yield "", "|", [f"{self._dimension(dimension)}: {first}", *others]
        yield "indicators", "·", [_lowered(indicator.name) for indicator in self.reader.indicators.known.values()]
        yield "nothing", "·", [_word(UNUSED), _word("indicator"), _word(_UNKNOWN)]

    # --- from words

    def meant(self, text: str) -> Meant | None:
        """What words mean; None: not declared. Raises NotUnderstoodError."""
        parts = [part.strip() for part in text.split(";") if part.strip()]
        found = [self._one(part) for part in parts]
        if not found:
            return None
        if len(found) == 1:
            return found[0] if found[0].role != _UNKNOWN else None
        at: Coordinates = {}
        for one in found:
            if one.role not in ("name", "coordinate", "indicator") or one.at.keys() & at.keys():
                raise NotUnderstoodError(())
            at |= one.at
        measures = [one.measure for one in found if one.measure]
        if len(measures) > 1 or any(one.role == "indicator" and not one.measure for one in found):
            raise NotUnderstoodError(())
        names = sum(one.role == "name" for one in found)
        if names > 1 or (names and (measures or any(one.unit for one in found))):
            raise NotUnderstoodError(())
        role = "indicator" if measures else "name" if names else "coordinate"
        return Meant(role, at, "".join(measures), next((one.unit for one in found if one.unit), ""))

    def _one(self, part: str) -> Meant:
        key, colon, value = part.partition(":")
        if colon and (over := self._keys.get(fold(key))):
            return self._under(over, value.strip(), part)
        folded = fold(_BRACKETS.sub(" ", part)) or fold(part)
        if found := self._roles.get(fold(part)) or self._roles.get(folded):
            return found
        if code := self._indicator(part):
            return Meant("indicator", measure=code)
        heading = self.reader.heading(part)
        if heading.exact and heading.says in (Says.ATTRIBUTE, Says.DIMENSION):
            return Meant(heading.name)
        if phrases("neutral", "exact").has(folded):
            return Meant("coordinate")
        return self._member(part)

    def _under(self, over: str, value: str, part: str) -> Meant:
        """What stands behind a colon."""
        if over == "unit" and value:
            return Meant("coordinate", unit=value)
        if over == "indicator" and (code := self._indicator(value)):
            return Meant("indicator", measure=code)
        if over not in HEADING_ORDER:
            raise NotUnderstoodError(self._near(value or part))
        found = [self._of(over, name) for name in value.split("+")]
        if not all(found):
            raise NotUnderstoodError(tuple(self._at(over, (code,)) for code in self.reader.vocabulary[over].members))
        return Meant("coordinate", {over: tuple(sorted({code for one in found for code in one or ()}))})

    def _indicator(self, text: str) -> str | None:
        return self._indicators.get(fold(text)) or self._indicators.get(fold(_BRACKETS.sub(" ", text)))

    def _of(self, dimension: str, name: str) -> MemberSet | None:
        return self._members.get((dimension, fold(name))) or self.reader.members(dimension, name)

    def _member(self, part: str) -> Meant:
        """A member without its dimension: only where no other dimension has one of that name."""
        found = {dimension: members for dimension in HEADING_ORDER if (members := self._of(dimension, part))}
        if len(found) == 1:
            return Meant("coordinate", found)
        raise NotUnderstoodError(tuple(self._at(*one) for one in found.items()) or self._near(part))

    def _near(self, part: str) -> tuple[str, ...]:
        known = {fold(word): word for _, between, offered in self.offered() for word in offered if between == "·"}
        for dimension in HEADING_ORDER:
            for code in self.reader.vocabulary[dimension].members:
                word = self._at(dimension, (code,))
                known[fold(word)] = word
        return tuple(known[near] for near in get_close_matches(fold(part), known, 3, 0.6))


def unknown() -> str:
    """The words for a column that nobody declared."""
    return _word(_UNKNOWN)


def _lowered(name: str) -> str:
    """A name inside a sentence."""
    return name[:1].lower() + name[1:]


def _word(role: str) -> str:
    return messages.text("layout-column", role)


def _role(role: str) -> Meant:
    if role == "total":
        return Meant("coordinate")
    return Meant("stage", examines=True) if role == "examined" else Meant(role.removesuffix("-more"))
