"""Where a text names places: with a status word or bare, the longest name that the registers know."""

import re
from dataclasses import dataclass, replace

from danvan_cli.units.bodies import Phrases
from danvan_cli.units.tree import UnitTree
from danvan_cli.units.words import Words
from danvan_cli.vietnamese import fold

LONGEST_NAME = 7
_YEAR = re.compile(r"20\d\d")
_NAM, _THANG = fold("năm"), fold("tháng")
_MONTHS = 12
_NUMERAL = re.compile(r"\d+|[ivxl]+")

_STATUS_WORDS = {
    "tỉnh": "tinh", "t": "tinh", "thành phố": "thanhpho", "tp": "thanhpho", "thị xã": "thixa", "tx": "thixa",
    "thị trấn": "thitran", "tt": "thitran", "huyện": "huyen", "h": "huyen", "quận": "quan", "q": "quan",
    "xã": "xa", "x": "xa", "phường": "phuong", "p": "phuong", "f": "phuong", "đặc khu": "dackhu", "đk": "dackhu",
}  # fmt: skip
_STATUSES: Phrases[str] = Phrases([*_STATUS_WORDS.items()], shortest=2)
LEVELS_OF_STATUS = {
    "tinh": ("tinh",), "thanhpho": ("tinh", "huyen"), "huyen": ("huyen",), "quan": ("huyen",), "thixa": ("huyen",),
    "xa": ("xa",), "phuong": ("xa",), "thitran": ("xa",), "dackhu": ("xa",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A place as written. Without a key only its level is named ("Công an xã")."""

    status: str | None
    name: str  # folded
    key: str
    accents: bool
    perhaps: "Place | None" = None  # what its words may name as well: "an nhon nam | 2026", "Tân Long Hội | Nông dân"


class PlaceNames(Words):
    """The places in the words of a text. `expected`: the whole text should be a unit; else it is running text."""

    def __init__(self, tree: UnitTree, text: str, *, expected: bool, accents: bool = False) -> None:
        super().__init__(tree.bodies, text, accents=accents)
        self._tree, self._eras = tree, tree.eras
        self._expected = expected

    def _status(self, at: int) -> tuple[int, str] | None:
        found = _STATUSES.at(self._words, at, accents=self._accents)
        if not found:
            return None
        if len(self._words[at]) == 1 and not (self._dotted[at] or (self._expected and self._name(at + 1, found[1])[1])):
            return None
        return None if self._stands_before_another(at + found[0], found[1]) else found

    def _stands_before_another(self, at: int, status: str) -> bool:
        """Whether, typed without accents, another status word follows whose name reaches further: "dk phuong Dong A" is no Đặc khu Phương Đông."""
        another = None if self._accents or at >= len(self._words) else _STATUSES.at(self._words, at, accents=False)
        if another is None:
            return False
        return self._name(at + another[0], another[1])[0] > max(at + another[0], self._name(at, status)[0])

    def _named_status(self, at: int) -> Place | None:
        """The place that begins here with its status word."""
        status = self._status(at)
        return self._name_after(at + status[0], status[1])[1] if status else None

    def _lone_status(self, at: int) -> bool:
        """Whether a status word stands here without a name: "Công an xã"."""
        status = self._status(at)
        return bool(status) and self._ends_here(at + status[0])  # type: ignore[index]

    def _ends_here(self, at: int) -> bool:
        """Whether a name ends before this word; in running text also where something else begins: "công an huyện năm 2024"."""
        return self._breaks[at] > 0 or self._names_months(at) or (not self._expected and self._ends_own_name(at))

    def _name_after(self, at: int, status: str) -> tuple[int, Place | None]:
        """The name behind a status word, which does not reach over a break into the next organ: "… (huyện) Đảng ủy xã …".

        Nor is it the beginning of a longer organ's: "TỈNH ỦY VĂN PHÒNG TỈNH ỦY" names no place called Văn Phòng.
        """
        if not self._begins_organ(at):
            return self._name(at, status)
        end, place = (at, None) if self._breaks[at] else self._name(at, status)
        organ = self._bodies.organs.at(self._words, at, accents=self._accents)
        return (at, None) if organ and at + organ[0] > end else (end, place)

    def _name(self, at: int, status: str | None) -> tuple[int, Place | None]:
        """The longest known name of a place that begins here."""
        if self._names_months(at):
            return at, None
        end = at
        while end < len(self._words) and end < at + LONGEST_NAME and (end == at or self._breaks[end] < 2):
            end += 1
        for stop in range(end, at, -1):
            place = self._known_place(at, stop, status)
            if place and at < stop - 1 and self._names_months(stop - 1):
                continue  # of "Phòng Nội vụ quận 6 tháng đầu năm" the number is none of a quận
            if place and at < stop - 1 and (self._names_year(stop - 1) or self._begins_organ(stop - 1)):
                place = replace(place, perhaps=self._known_place(at, stop - 1, status))
            if place:
                return stop, place
        return at, None

    def _bare_name(self, at: int) -> int:
        """Where a place's name without its status word ends that begins like a body's: "Trường Xuân" is no school."""
        end, place = self._name(at, None)
        if place and place.key[-1].isdecimal() and self._status(at):
            return at  # "quận 6" is not without it
        if not place or (self._expected and not (self._breaks[end] or self._names_year(end))):
            return at
        return end if self._is_written(place) else at

    def _known_place(self, at: int, stop: int, status: str | None) -> Place | None:
        """The place of exactly these words; in running text, and before a year, as it is written ("cấp xã, hội": no Xã Hời)."""
        key = "" if self._runs_into_status(at, stop) else self._key(at, stop, status)
        if not key or not any(key in era.named or key in era.aliased for era in self._eras):
            return None
        place = self._place(at, stop, status)
        as_written = self._accents and (not self._expected or self._names_year(stop - 1))
        return place if not as_written or self._is_written(place) else None

    def _names_year(self, at: int) -> bool:
        """Whether a year is named here: "năm 2026"; typed without accents it may be Nam, the end of a name."""
        word = self._words[at]
        named = word == _NAM or (word == "nam" and not self._accents)
        return named and at + 1 < len(self._words) and _YEAR.fullmatch(self._words[at + 1]) is not None

    def _names_months(self, at: int) -> bool:
        """Whether a part of a year is named here: "quận 6 tháng đầu năm 2024" is no Quận 6, "quận 6 tháng 11" is."""
        words = self._words[at : at + 3]
        if len(words) < 2 or not words[0].isdecimal() or int(words[0]) > _MONTHS or self._breaks[at + 1]:
            return False
        named = words[1] == _THANG or (words[1] == "thang" and not self._accents)
        return named and not (len(words) > 2 and words[2].isdecimal() and int(words[2]) <= _MONTHS)

    def _runs_into_status(self, at: int, stop: int) -> bool:
        """Whether the last word of a name that ends here begins a status: "Phường Tân An - Thành | phố …"."""
        status = _STATUSES.at(self._words, stop - 1, accents=self._accents) if at < stop - 1 else None
        return status is not None and status[0] > 1

    def _key(self, at: int, end: int, status: str | None) -> str:
        """The key of a name: a number is none without its status word; in Arabic figures it stands in the key, too."""
        key = "".join(self._bare[at:end])
        if is_numeral(key) and not status:
            return ""
        return f"{status}{int(key)}" if key.isdecimal() else key

    def _may_be(self, place: Place) -> bool:
        """Whether a place of its status may be called so: there is an Xã Đoan Hạ, and no province ("Tỉnh đoàn Hà Nam")."""
        levels = LEVELS_OF_STATUS.get(place.status or "", ())
        codes = (code for era in self._eras for found in (era.named, era.aliased) for code in found.get(place.key, ()))
        return any(self._tree.get(code).level in levels for code in codes)

    def _is_written(self, place: Place) -> bool:
        """Whether a place is called so, accents and all."""
        codes = (code for era in self._eras for code in era.named.get(place.key, ()))
        return any(same_name(place.name, self._tree.get(code).short) or place.key[-1].isdecimal() for code in codes)

    def _place(self, at: int, end: int, status: str | None) -> Place:
        words = self._words[at:end]
        if all(map(str.isdecimal, words)):
            words = (str(int("".join(words))),)
        return Place(status, " ".join(words), self._key(at, end, status), self._accents)

    def _begins_organ(self, at: int) -> bool:
        found = self._bodies.organs.at(self._words, at, accents=self._accents)
        return bool(found) and not found[1].weak and (found[0] > 1 or found[1].body is None)  # type: ignore[index]

    def _ends_own_name(self, at: int) -> bool:
        long_number = self._words[at].isdecimal() and len(self._words[at]) > 3
        return long_number or bool(self._bodies.ends.at(self._words, at, accents=self._accents))


def is_numeral(key: str) -> bool:
    """Whether a name is only a number, Arabic or Roman: alone it numbers what follows ("III. Lĩnh vực …")."""
    return _NUMERAL.fullmatch(key) is not None


def same_name(folded: str, name: str) -> bool:
    """Whether a folded text is a name, whatever its spaces and apostrophes."""
    return folded.replace(" ", "") == fold(name).replace(" ", "")
