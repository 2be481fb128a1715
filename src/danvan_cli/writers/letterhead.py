"""Official forms: what stands around a table on paper, by profile. (domain.md "Official documents"; data/profiles/)"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from danvan_cli import messages, shipped
from danvan_cli.errors import UsageError
from danvan_cli.writers import typography
from danvan_cli.writers.safe import cell_text

BLANK = "………………………"
"""Where the clerk writes by hand what is not known."""


@dataclass(frozen=True, slots=True)
class Line:
    """One centred line of text."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False

    def broken(self, room: float) -> list[str]:
        """Its text as it stands in so many millimetres: the committee whose organ it is begins a line of its own."""
        pixels = room / 25.4 * 96
        whole = typography.width(self.text, self.size, bold=self.bold) <= pixels
        parts = [self.text] if whole else _before_a_committee().split(self.text)
        return [line for part in parts for line in typography.balanced(part, pixels, self.size, bold=self.bold)]


@dataclass(frozen=True)
class Profile:
    """Fonts, sizes, margins and marks of one official form."""

    font: str
    page: Mapping[str, Any]
    letterhead: Mapping[str, Any]
    sizes: Mapping[str, float]
    signature: Mapping[str, list[str]]
    copies: Mapping[str, Mapping[str, Any]]
    annex: Mapping[str, Any]

    @property
    def room(self) -> int:
        """Pixels between the margins of the page, less a little for what printers add."""
        margins = self.page["margins"]
        return int((self.page["width"] - margins["left"] - margins["right"]) / 25.4 * 96) - 12

    @property
    def page_height(self) -> int:
        """Pixels between the margins from top to bottom, less the same."""
        margins = self.page["margins"]
        return int((self.page["height"] - margins["top"] - margins["bottom"]) / 25.4 * 96) - 12

    def annexed(self, known: Mapping[str, str]) -> str:
        """Which report a table goes with, as it stands under the title of an annex: its number and day are written by hand."""
        issuer = cell_text(known.get("issuer", ""))
        whose = messages.text("report", "annexed-of", issuer=issuer) if issuer else ""
        sign = self.letterhead["number"]["report"]
        return messages.text("report", "annexed", number=sign[:1].lower() + sign[1:].replace(":", ""), whose=whose)

    def heads(self, known: Mapping[str, str], *, kind: str = "report") -> list[tuple[Line, Line]]:
        """The letterhead, left and right halves line by line; dotted blanks for what is not known.

        `kind`: papers are numbered by what they are, a `report` or a `letter` (công văn).
        """
        words = self.letterhead
        parent = Line(cell_text(known.get("parent", "")).upper() or BLANK, **words["parent"])
        issuer = Line(cell_text(known.get("issuer", "")).upper() or BLANK, **words["issuer"])
        mark = Line(words["left_mark"], issuer.size) if words["left_mark"] else _rule(issuer, 0.4)
        place = cell_text(known.get("place", "")) or "……………"
        date = Line(words["date"].replace("{place}", place), words["date_size"], italic=True)
        right = [Line(**line) for line in words["right"]]
        rule = _rule(right[-1], 1.0)
        nothing = Line("", words["date_size"])
        left = [parent, issuer, mark, Line(words["number"][kind], words["date_size"])]
        right = [*right, rule, *[nothing] * (2 - len(right)), date]
        return list(zip(left, right, strict=True))

    def closes(self, to: str = "") -> tuple[list[Line], list[Line]]:
        """How a letter or report ends: to whom it goes, on the left, and who signs, on the right."""
        head, line, size = self.copies["head"], self.copies["line"], self.sizes["signature"]
        copies = [Line(_say("addressees"), **head), Line(to or _say("as-above"), **line), Line(_say("filed"), **line)]
        signed = [Line(text, size, bold=True) for text in self.signature["right"]]
        return copies, [*signed, *[Line("", size)] * 3, Line(BLANK, size)]

    def signatures(self) -> list[tuple[Line, Line]]:
        """The signature block, left and right halves line by line."""
        size = self.sizes["signature"]
        left = [Line(text, size, bold=True) for text in self.signature["left"]]
        right = [Line(text, size, bold=True) for text in self.signature["right"]]
        nothing = Line("", size)
        longer = max(len(left), len(right))
        left += [nothing] * (longer - len(left))
        right += [nothing] * (longer - len(right))
        return list(zip(left, right, strict=True))


@cache
def _before_a_committee() -> re.Pattern[str]:
    """The space before "Tỉnh ủy", "Huyện uỷ" …: one word each, though written as two."""
    committees = {" ".join(name.split()[:2]) for name in shipped.toml("organs.toml")["committees"].values()}
    either = "|".join(sorted(committees)).replace("ủy", "(?:ủy|uỷ)")
    return re.compile(rf" (?=(?:{either})\b)", re.IGNORECASE)


def _say(code: str) -> str:
    return messages.text("marked", code)


def _rule(under: Line, share: float) -> Line:
    """A line drawn under another, over a share of its length."""
    dash = typography.width("—", under.size)
    count = max(3, round(typography.width(under.text, under.size, bold=under.bold) * share / dash))
    return Line("—" * count, under.size)


@cache
def profile(name: str) -> Profile:
    """A shipped profile by its name."""
    known = sorted(path.stem for path in (shipped.folder() / "profiles").glob("*.toml"))
    if name not in known:
        raise UsageError("profile-unknown", profile=name, known=", ".join(known))
    words = shipped.toml("profiles", f"{name}.toml")
    return Profile(**{part.name: words[part.name] for part in fields(Profile)})
