"""What the texts of a list's cells mean: each different text is worked out once."""

from dataclasses import dataclass, field

from danvan_cli.intake.sheets.lifecycle import planned
from danvan_cli.intake.words.headings import Reader
from danvan_cli.vietnamese import in_doubt
from danvan_cli.vocabulary import MemberSet


@dataclass(slots=True)
class Meanings:
    """The members that texts name, by dimension and text; None: nobody knows the text."""

    reader: Reader
    known: dict[tuple[str, str], MemberSet | None] = field(default_factory=dict)

    def members(self, dimension: str, text: str) -> MemberSet | None:
        """The members of a dimension that a cell's text names."""
        key = dimension, text
        if key not in self.known:
            self.known[key] = self._meaning(dimension, text)
        return self.known[key]

    def _meaning(self, dimension: str, text: str) -> MemberSet | None:
        found = self.reader.members(dimension, text)
        if found is None and dimension == "holder" and (told := self.reader.holder_told(text)):
            found = told[0]
        if found is None and not in_doubt(text):
            at = self.reader.coordinates(text, dimension)
            found = at.get(dimension) if at and len(at) == 1 else None
        return found or (planned(text) if dimension == "stage" else None)
