"""What the cells of a column hold: ticks, figures, dates, texts, each different value looked at once."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from danvan_cli.intake.grid import Value
from danvan_cli.intake.sheets.view import View
from danvan_cli.intake.words.headings import Reader
from danvan_cli.intake.words.numbers import YEARS, is_fraction, is_nil, is_number, is_tick

_MORE_THAN_A_MARK = 20  # letters: no tick, dash or number is so long


@dataclass(slots=True)
class Profile:
    """What the cells of a column hold."""

    ticks: int = 0
    marks: int = 0  # ticks that are no number: "x"
    numbers: int = 0
    many: int = 0  # numbers above one
    years: int = 0  # of them: those that may be years
    dates: int = 0
    texting: int = 0  # cells that hold texts
    texts: dict[str, int] = field(default_factory=dict)  # each text, and how often it stands there


def look_into(view: View, body: list[int], numbering: set[int]) -> dict[int, Profile]:
    """The columns that hold anything. Of those that number the rows it is only said that they do."""
    found: dict[int, Profile] = {}
    for index, values in enumerate(zip(*(view.rows[row] for row in body), strict=True)):
        if index in numbering:
            if numbers := len(values) - values.count(None):
                found[index] = Profile(numbers=numbers)
            continue
        counts = Counter(values)
        del counts[None]
        if counts:
            profile = found[index] = Profile()
            for value, times in counts.items():
                if type(value) is str and len(value) > _MORE_THAN_A_MARK:
                    profile.texts[value] = times
                else:
                    _note(profile, value, times)
            profile.texting = sum(profile.texts.values())
    return found


def _note(profile: Profile, value: Value, times: int) -> None:
    if type(value) is int:
        profile.ticks += times if value == 1 else 0
        profile.numbers += times if value not in (0, 1) else 0
        profile.many += times if value > 1 else 0
        profile.years += times if value in YEARS else 0
    elif is_tick(value):
        profile.ticks += times
        profile.marks += 0 if is_number(value) else times
    elif is_nil(value):
        pass
    elif is_number(value) or is_fraction(value):
        profile.numbers += times
        profile.many += 0 if isinstance(value, (int, float)) and value <= 1 else times
    elif isinstance(value, str):
        profile.texts[value] = times
    elif isinstance(value, date):
        profile.dates += times


def reads(profile: Profile, dimension: str, reader: Reader, share: float = 0.5) -> bool:
    """Whether the texts of a column are members of a dimension, at least that share of them."""
    total = profile.texting
    known = sum(count for text, count in profile.texts.items() if reader.members(dimension, text))
    return total > 0 and known >= share * total
