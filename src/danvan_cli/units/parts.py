"""Parts of a unit that send lists of their own and are none of the register: a hamlet, a party cell, a branch, a team. (counting.md 5)"""

from danvan_cli.units.places import PlaceNames
from danvan_cli.units.tree import UnitTree
from danvan_cli.units.words import LINE
from danvan_cli.vietnamese import bare, fold

_COMMA, _DIGITS = 2, 3


def part_named(tree: UnitTree, text: str, whole: str, *, heads: bool = False, strung: bool = False) -> str | None:
    """The part that a text names last, folded: "thôn 1", "chi bộ thôn 1"; None: it names none.

    `whole`: the name of the place around, which is none of the part's own. `heads`: the text is a letterhead, each line an
    organ's. `strung`: it is a name of a sheet or file, which strings words together. Else it is a title.
    """
    return _Parts(tree, text, whole, heads=heads, strung=strung).last()


class _Parts(PlaceNames):
    def __init__(self, tree: UnitTree, text: str, whole: str, *, heads: bool, strung: bool) -> None:
        super().__init__(tree, text, expected=heads)
        self._whole, self._heads, self._strung = bare(whole).split(), heads, strung

    def last(self) -> str | None:
        """The last one named: of "CHI BỘ CƠ QUAN | TỔ ĐẢNG 1" the lower."""
        found, at, fresh = None, 0, True
        while at < len(self._words):
            fresh = fresh or self._breaks[at] > (0 if self._strung else _COMMA - 1)
            end = self._end_of_part(at, fresh=fresh)
            if end:
                found = " ".join(str(int(word)) if word.isdecimal() else word for word in self._words[at:end])
                at, fresh = end, True
            else:
                at, fresh = self._past(at)
        return found

    def _end_of_part(self, at: int, *, fresh: bool) -> int:
        """Where a part's name ends that begins here; 0: none does."""
        bodies, accents = self._bodies, self._accents
        always = bodies.parts.at(self._words, at, accents=accents)
        word = always or bodies.parts_in_heads.at(self._words, at, accents=accents)
        organ = bodies.organs.at(self._words, at, accents=accents)
        if not word or (organ and organ[0] > word[0]) or bodies.voices_of_all.at(self._words, at, accents=accents):
            return 0
        begins = at + word[0]
        numbered = begins < len(self._words) and self._words[begins].isdecimal() and not self._ends(begins)
        if not (numbered or (fresh and (always or self._heads))):
            return 0  # "mô hình tổ tự quản" names no team that sends a list
        end = begins
        while end < len(self._words) and not self._ends(end, own=end > begins):
            end += 1
        return end if end > begins and not self._names_none(begins, end) else 0

    def _names_none(self, begins: int, end: int) -> bool:
        """Whether the words behind "thôn", "chi bộ" are no name: "thôn, xóm", "chi bộ trực thuộc …"."""
        if self._bodies.after_parts.at(self._words, begins, accents=self._accents):
            return True
        sorts = (self._bodies.parts, self._bodies.parts_in_heads)
        found = [sort.at(self._words, begins, accents=self._accents) for sort in sorts]
        return any(one and begins + one[0] == end for one in found)

    def _ends(self, at: int, *, own: bool = False) -> bool:
        """Whether something else than a part's own name begins here; `own`: some of it stands before."""
        if self._words[at].isdecimal() and self._breaks[at] < LINE:
            return len(self._words[at]) > _DIGITS  # a year; "thôn 1, 2" are two
        if self._breaks[at] >= _COMMA or self._names_year(at) or self._named_status(at) or self._lone_status(at):
            return True
        if own and self._bare[at : at + len(self._whole)] == tuple(self._whole):
            return True
        organ = self._bodies.organs.at(self._words, at, accents=self._accents)
        if own and organ and organ[1].body is None and not organ[1].weak:
            return True
        return not self._heads and bool(self._bodies.ends.at(self._words, at, accents=self._accents))

    def _past(self, at: int) -> tuple[int, bool]:
        """Past what is no part; and whether a part may begin behind it."""
        bodies, accents = self._bodies, self._accents
        if before := bodies.before_parts.at(self._words, at, accents=accents):
            return at + before[0], True
        if self._strung:
            noise = bodies.names.at(self._words, at, accents=accents)
            many = noise and noise[0] == 1 and self._words[at] in _MANY
            if noise and not many:
                return at + noise[0], True
            if self._words[at].isdecimal() and len(self._words[at]) > _DIGITS:
                return at + 1, True
            status = self._status(at)
            if status and (end := self._name_after(at + status[0], status[1])[0]) > at + status[0]:
                return end, True
        return at + 1, False


_MANY = frozenset((fold("các"), "cac"))
