"""The home: the place inside which names are read. Said, or found where all names together fit one place only. (reading.md "Reading names and dates")"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from danvan_cli.errors import UsageError
from danvan_cli.intake.identity.evidence import Evidence, Source, of_path, periods_of, units_of
from danvan_cli.periods import REFORM, register_day
from danvan_cli.units import Register, place_of

_SEVERAL = 2
_MOST = 0.75  # a stray file among many does not hide where the others belong


@dataclass(frozen=True, slots=True)
class Home:
    """Where names are read. `folders`: narrower homes of single folders of the run, as their names together told them, or the one commune of all."""

    code: str
    said: bool = True
    folders: dict[str, str] = field(default_factory=dict, compare=False)

    def around(self, path: str) -> tuple[str, str]:
        """The home and the narrowest place around a file: inside them its names are read."""
        return self.code, self.folders.get(folder_of(path), self.code)


@dataclass(frozen=True, slots=True)
class Voice:
    """What one file says of where it belongs: the provinces and districts that fit its reporter, and the places it may be of."""

    path: str
    day: date | None
    places: frozenset[str]
    own: frozenset[str] = frozenset()


def voice_of(evidence: Evidence, register: Register) -> Voice:
    """The voice of a file, by all its clues."""
    day = _day(evidence)
    codes, above = _named(evidence, day, register)
    homes = _homes(codes, register) if codes else (place for place in above if register.has_places_below(place))
    return Voice(evidence.path, day, frozenset(homes), frozenset(map(place_of, codes)))


def voice_of_name(path: str, register: Register) -> Voice:
    """What the names of a file and of its folders say alone."""
    return voice_of(Evidence(path, list(of_path(path))), register)


def settle_home(
    voices: Sequence[Voice], explicit: str | None, register: Register, reporters: Iterable[str] = ()
) -> Home | None:
    """The home of a run: the one that is said; else the only place that the names of its files and the ledger's reporters fit."""
    if explicit:
        said = _said_home(explicit, register, [voice.day for voice in voices])
        return Home(said, said=True, folders=_folders(voices, register, said))
    votes = [set(voice.places) for voice in voices if voice.places]
    votes += [set(_homes([code], register)) for code in reporters if code in register]
    code = _only_fit(votes, register)
    return Home(code, said=False, folders=_folders(voices, register, code)) if code else None


def _said_home(text: str, register: Register, days: Sequence[date | None]) -> str:
    if text in register:
        return text
    known = Counter(day for day in days if day).most_common(2)
    decided = len(known) == 1 or (known and known[0][1] > known[1][1])  # else a name of both times is asked about
    found = register.find(text, on=known[0][0] if decided else None)
    if found.code is None:
        candidates = register.full_names(found.candidates)
        raise UsageError("home-ambiguous" if found.candidates else "home-unknown", text=text, candidates=candidates)
    return register.counterpart(found.code, REFORM) or found.code  # of a province's name: with all that it was made of


def _folders(voices: Sequence[Voice], register: Register, home: str) -> dict[str, str]:
    filed: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        if voice.places:
            filed[folder_of(voice.path)].append(voice)
    found = {}
    for folder, inside in filed.items():
        code = _only_fit([set(voice.places) for voice in inside], register)
        if told := _one_commune(inside, code or home, register) or code:
            found[folder] = told
    return found


def _one_commune(voices: Sequence[Voice], around: str, register: Register) -> str | None:
    """The commune of which are all files that name a place, several at least: one alone may lie among those of others."""
    named = [voice.own for voice in voices if voice.own]
    if len(named) < _SEVERAL:
        return None
    shared = [code for code in frozenset.intersection(*named) if not register.has_places_below(code)]
    inside = [code for code in shared if register.is_within(code, around)]
    return inside[0] if len(inside) == 1 else None


def folder_of(path: str) -> str:
    """The folder a file lies in."""
    return str(PurePath(path.replace("\\", "/")).parent)


def _day(evidence: Evidence) -> date | None:
    if evidence.stamped_period:
        return register_day(evidence.stamped_period)
    for clue in evidence.clues:
        for code in periods_of(clue):
            return register_day(code)
    return None


def _named(evidence: Evidence, day: date | None, register: Register) -> tuple[set[str], set[str]]:
    """The units that a file's reporter may be, and the places that its folders name."""
    if evidence.stamped_unit and evidence.stamped_unit in register:
        return {evidence.stamped_unit}, set()
    above = {
        place for clue in evidence.folders for match in units_of(clue, register, None, day) for place in match.codes
    }
    for source in (Source.LETTERHEAD, Source.TITLE, Source.SHEET, Source.FILE):
        codes = [
            code
            for clue in evidence.clues
            if clue.source is source
            for match in units_of(clue, register, None, day)[-1:]
            for code in match.codes
        ]
        if codes:
            inside = [code for code in codes if any(register.is_within(code, place) for place in above)]
            return set(inside or codes), above
    return set(), above


def _homes(codes: Iterable[str], register: Register) -> Iterator[str]:
    for code in codes:
        yield from (
            place for place in (place_of(code), *register.ancestors(place_of(code))) if register.has_places_below(place)
        )


def _only_fit(votes: Sequence[set[str]], register: Register) -> str | None:
    """The lowest place that (nearly) all votes fit, where there is only one such."""
    counted = Counter(place for vote in votes for place in vote)
    best = max(counted.values(), default=0)
    if not best or best < _MOST * len(votes):
        return None
    fitting = [place for place, count in counted.items() if count == best]
    lowest = [place for place in fitting if not any(register.is_below(other, place) for other in fitting)]
    if len(lowest) > 1:
        lowest = list({register.province_of(place) for place in lowest})
    return lowest[0] if len(lowest) == 1 else None
