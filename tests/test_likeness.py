"""Names that are almost one, as they are found among many, against the rule said plainly. (counting.md 6)"""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from danvan_cli import shipped
from danvan_cli.ledger.standing.likeness import ALIKE, near_names
from danvan_cli.vietnamese import bare, fold

PLACES = ("Liêm Sơn", "Thanh Liêm", "Hà Nam")
KNOWN = shipped.toml("likeness.toml")
OPENINGS = [bare(text).split() for text in KNOWN["openings"]]
ENDINGS = [bare(text).split() for text in (*KNOWN["endings"], *PLACES)]
VILLAGES = [fold(text).split() for text in KNOWN["villages"]]

WORDS = [
    "hũ", "hủ", "gạo", "tiết", "kiệm", "tình", "thương", "camera", "ca", "mera", "an", "ninh", "anninh", "đường", "hoa", "bản", "bàn", "khu",
    "phố", "thôn", "Trung", "Đông", "1", "2", "số", "sạch", "nhà", "sàch", "nhạ", "hsạc", "anhà",
]  # fmt: skip
SAID = [*WORDS, *KNOWN["openings"], *KNOWN["endings"], *KNOWN["villages"], *PLACES]
LONGEST_VILLAGE = 5
VILLAGE = st.tuples(st.sampled_from(KNOWN["villages"]), st.sampled_from(["Trung", "Đông", "2"])).map(list)
names = st.tuples(
    st.lists(st.sampled_from(KNOWN["openings"]), max_size=1),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5),
    st.one_of(st.just([]), VILLAGE),
    st.lists(st.sampled_from([*KNOWN["endings"], *PLACES]), max_size=1),
).map(lambda parts: [word for part in parts for word in part])


@st.composite
def changed(draw: st.DrawFn, name: list[str]) -> list[str]:
    """A name with a word more, less, in another place, or written together with the next."""
    place, word = draw(st.integers(0, len(name))), draw(st.sampled_from(SAID))
    before, after = name[:place], name[place:]
    return draw(
        st.sampled_from(
            [[*before, word, *after], [*before, *after[1:]], [*before, word, *after[1:]], after + before,
             [*before, "".join(after[:2]), *after[2:]]]
        )
    )  # fmt: skip


@st.composite
def told(draw: st.DrawFn) -> tuple[set[str], set[str]]:
    """Names of a place, and names of its bodies: most of them nearly the same."""
    own = draw(st.lists(names, min_size=1, max_size=5))
    theirs = draw(st.lists(names, max_size=2))
    for name in draw(st.lists(st.sampled_from(own), max_size=6)):
        once = draw(changed(name))
        theirs.append(draw(st.sampled_from([once, draw(changed(once))])))
    return {fold(" ".join(name)) for name in own}, {fold(" ".join(name)) for name in theirs}


@given(told())
def test_what_is_found_among_many_is_what_is_found_pair_by_pair(told: tuple[set[str], set[str]]) -> None:
    own, theirs = told
    found = {
        (name, near.name): (near.likeness, near.vaguer)
        for name, some in near_names(own, theirs, PLACES).items()
        for near in some
    }
    assert found == {
        (one, other): how for one in own for other in theirs if one != other and (how := almost_one(one, other))
    }


def test_the_same_letters_in_other_words_are_another_name() -> None:
    """Of a long name two words may change letters, and nearly all of it stays."""
    one, other = (
        fold(f"Vận động hội viên nông dân trồng hoa ven đường cái, {end}") for end in ("nhà sạch", "shà nạch")
    )
    assert near_names([one], [other], PLACES) == {}


def almost_one(one: str, other: str) -> tuple[int, bool] | None:
    """How alike two names are, and whether one is vaguer; None: they are two."""
    (mine, here), (theirs, there) = read(one), read(other)
    more, less = Counter(mine) - Counter(theirs), Counter(theirs) - Counter(mine)
    if max(more.total(), less.total()) > 1 and "".join(mine) != "".join(theirs):
        return None
    if (here and there and here != there) or numbers(mine) != numbers(theirs):
        return None
    forms = [(" ".join(words), " ".join(sorted(words)), "".join(words)) for words in (mine, theirs)]
    likeness = max(fuzz.ratio(form, other_form) for form, other_form in zip(*forms, strict=True))
    return (int(likeness), here != there) if likeness >= ALIKE else None


def read(name: str) -> tuple[list[str], list[str]]:
    """The words of a name that tell something, all of them where none does; and its village."""
    written = name.split()
    words = [bare(word) for word in written]
    start, end = 0, len(words)
    while length := at_start(OPENINGS, words[start:end]):
        start += length
    while length := at_start([ending[::-1] for ending in ENDINGS], words[start:end][::-1]):
        end -= length
    for place in range(max(start + 1, end - LONGEST_VILLAGE), end):
        if length := at_start(VILLAGES, written[place:end]):
            return words[start:place], words[place + length : end]
    return words[start:end] or words, []


def at_start(phrases: list[list[str]], words: list[str]) -> int:
    """How many words the longest of the phrases has with which these words begin; 0: they begin with none."""
    return max((len(phrase) for phrase in phrases if words[: len(phrase)] == phrase), default=0)


def numbers(words: list[str]) -> list[str]:
    return sorted(word for word in words if any(letter.isdigit() for letter in word))
