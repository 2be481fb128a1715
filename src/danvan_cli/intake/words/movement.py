"""What texts say of the movement: its names, models, awards, other movements, other matters. The words are data."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from danvan_cli import indicators, settings
from danvan_cli.intake.words.headings import Phrases
from danvan_cli.intake.words.headings import phrases as heading_phrases
from danvan_cli.units import bodies
from danvan_cli.vietnamese import bare, fold

_BEFORE_NUMBER = re.compile(r"(?<=[^\W\d])(?=\d)")  # "DVK2024"
_ASIDES = re.compile(r"[(\[][^()\[\]]*[)\]]")
_TITLES = 4096  # of a run most are the same: what was said of them is remembered

_spoken: dict[str, Mapping[str, Any]] = {}


def speak_as(workspace: Path | None) -> None:
    """Know the movement by this workspace's words from here on: `movement.toml` beside its store adds to the shipped one."""
    found = _load(workspace)
    if found != _words():
        _spoken["words"] = found
        for known in (
            _phrases,
            _movement,
            _others,
            _awards,
            _countable,
            _forms_of_models,
            _other,
            _undone,
            counted_instead,
            undone,
            without_bodies,
        ):
            known.cache_clear()


@cache
def _load(workspace: Path | None = None) -> Mapping[str, Any]:
    words = settings.words("movement.toml", workspace, added=None)
    if workspace and (own := workspace / "movement.toml").is_file():
        from danvan_cli.own_words import check_movement  # noqa: PLC0415 - few workspaces have words, and it is heavy

        check_movement(words, indicators.load(workspace).known, own)
    return words


def _words() -> Mapping[str, Any]:
    return _spoken.get("words") or _load()


@cache
def _phrases(*path: str) -> Phrases:
    found: Any = _words()
    for key in path:
        found = found[key]
    return Phrases(found)


def names_movement(text: str) -> bool:
    """Whether a text names the movement."""
    padded = f" {_BEFORE_NUMBER.sub(' ', fold(text))} "
    return any(form in padded for form, _, _ in _movement())


def names_its_leaders(text: str) -> bool:
    """Whether a text names who leads the movement: "Ban Dân vận", "công tác dân vận"."""
    return _phrases("led_by").inside(fold(text)) is not None


def without_movement(text: str) -> str:
    """The text without the movement's own name; "mô hình Dân vận khéo" stays "mô hình"."""
    padded = f" {fold(text)} "
    if not any(form in padded for form, _, _ in _movement()):
        return text
    for _, pattern, left in _movement():
        text = pattern.sub(left, text)
    return " ".join(text.split())


@cache
def _movement() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """The movement's names, with and without accents: folded between spaces, as a pattern, and what is left of them."""
    found = []
    for phrase in _words()["names"]:
        left = " phong trào " if phrase.startswith("phong trào") else " "
        for form, folded, rest in ((phrase, fold(phrase), left), (bare(phrase), bare(phrase), bare(left))):
            found.append((f" {folded} ", re.compile(rf"(?<!\w){form}(?!\w)", re.IGNORECASE), rest))
    return tuple(found)


def speaks_of_models(text: str) -> bool:
    """Whether a text speaks of models at all."""
    return _phrases("models", "words").inside(fold(text)) is not None


def lists_persons(title: str) -> bool:
    """Whether a title may be over names of persons who are models themselves: "Danh sách cá nhân điển hình"."""
    return _phrases("persons", "listed").inside(fold(title)) is not None


def lists_others(title: str) -> bool:
    """Whether a title is over names of persons who are none: "Danh sách thành viên Ban Chỉ đạo"."""
    return _phrases("persons", "others").inside(fold(title)) is not None


def speaks_of_our_models(text: str, *, fields: bool = False) -> bool:
    """Whether a text speaks of models and of no other kind of them: "Mô hình năm 2024", not "Mô hình trồng lúa".

    `fields`: those of a field are ours, too ("Mô hình kinh tế").
    """
    models = _phrases("models", "words")
    following = [_phrases("models", "followed_by"), *([_phrases("unsaid", "words")] if fields else [])]
    tokens = fold(_ASIDES.sub(" ", text)).split()
    for place in range(len(tokens)):
        word = models.starts(" ".join(tokens[place:]))
        if word is None:
            continue
        rest = tokens[place + len(word.split()) :]
        if not rest or rest[0].isdigit() or any(said.starts(" ".join(rest)) for said in following):
            return True
    return False


def other_movement(text: str) -> str | None:
    """Another movement that a text names, not only as the theme of ours: "Dân vận khéo" trong phòng chống tội phạm."""
    return _other(text, "movements")


def other_matter(text: str) -> str | None:
    """A matter of other offices that a text speaks of, not only as the theme of our movement."""
    return _other(text, "matters")


@lru_cache(_TITLES)
def _other(text: str, kind: str) -> str | None:
    folded = _cut(fold(_BEFORE_NUMBER.sub(" ", text)), _words()["others"]["beside"])
    padded, plain = f" {folded} ", folded.isascii()  # without accents only in a text that has none
    named = (phrase for phrase, *forms in _others(kind) if forms[plain] in padded)
    return next((phrase for phrase in named if not _is_theme(folded, phrase)), None)


@cache
def _others(kind: str) -> tuple[tuple[str, str, str], ...]:
    """Phrases of others, each as it is written, and as it is looked for in texts with accents and without."""
    return tuple((phrase, f" {fold(phrase)} ", f" {bare(phrase)} ") for phrase in _words()["others"][kind])


def _is_theme(folded: str, phrase: str) -> bool:
    """Whether the words between the movement's name and a phrase after it make that phrase its theme."""
    padded = f" {folded} "
    named = max((padded.find(form) + len(form) for form, _, _ in _movement() if form in padded), default=0)
    found = padded.find(f" {(bare if folded.isascii() else fold)(phrase)} ", max(named - 1, 0))
    between = padded[named:found].split() if 0 < named <= found else []
    if not _phrases("others", "themes").starts(" ".join(between)):
        return False
    rest = (" ".join(between[place:]) for place in range(len(between)))
    return not any(_phrases("others", "joins").starts(said) or said[0].isdigit() for said in rest)


@lru_cache(_TITLES)
def without_bodies(text: str) -> str:
    """The text without the bodies that report: "… của Liên đoàn Lao động huyện A" speaks of no labour.

    A body's name is one after "của" or before a place; "Tổng hợp bảo hiểm xã hội" speaks of insurance.
    """
    known = bodies.load()
    words = tuple(fold(text).split())
    accents = not " ".join(words).isascii()
    kept: list[str] = []
    at = 0
    while at < len(words):
        organ = known.organs.at(words, at, accents=accents)
        if organ is None or organ[1].weak or known.everyday.at(words, at, accents=accents):
            kept.append(words[at])
            at += 1
            continue
        end = at + organ[0]
        if organ[1].body and organ[1].body.open:
            while end < len(words) and not (
                words[end].isdigit() or words[end] in _placed() or known.ends.at(words, end, accents=accents)
            ):
                end += 1
        placed = " ".join(words[end : end + 2]) in _placed() or (end < len(words) and words[end] in _placed())
        reports = (kept and kept[-1] in _of()) or (placed and not says_what_it_is_about(" ".join(kept)))
        kept += () if reports else words[at:end]
        at = end
    return text if len(kept) == len(words) else " ".join(kept)


@cache
def _of() -> frozenset[str]:
    return frozenset(form for word in ("của", "do", "tại", "thuộc") for form in (fold(word), bare(word)))


class Counted(NamedTuple):
    """What a title counts instead of models, and whether it is a plan or a target: no result, whatever its columns say."""

    what: str
    planned: bool


@lru_cache(_TITLES)
def counted_instead(title: str) -> Counted | None:
    """What a title counts that is no models: "Tổng hợp số lớp tập huấn …"; what follows "mô hình" is said of models."""
    text = f" {_cut(fold(_ASIDES.sub(' ', title)), _words()['counted']['beside'])} "
    models = _begins(text, _forms_of_models())
    for planned, what, forms in _countable():
        begins = _begins(text, forms)
        if begins is not None and (models is None or begins <= models):
            return Counted(what, planned)
    return None


@lru_cache(_TITLES)
def undone(title: str) -> str:
    """What a title says was not done, or taken back: "mô hình chưa triển khai", "… bị thu hồi quyết định công nhận"; empty: nothing."""
    text = f" {fold(title)} "
    return next((what for what, forms in _undone() if _begins(text, forms) is not None), "")


@cache
def _undone() -> tuple[tuple[str, tuple[str, ...]], ...]:
    longest_first = sorted(_words()["counted"]["undone"], key=len, reverse=True)
    return tuple((what, _padded((what,))) for what in longest_first)


@cache
def _countable() -> tuple[tuple[bool, str, tuple[str, ...]], ...]:
    """What may be counted instead, plans first: whether it is planned, what it is, its forms between spaces."""
    words = _words()["counted"]
    return tuple(
        (planned, what, _padded((what,)))
        for planned, phrases in ((True, words["plans"]), (False, words["things"]))
        for what in phrases
    )


@cache
def _forms_of_models() -> tuple[str, ...]:
    return _padded(_words()["models"]["words"])


def _padded(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(f" {form} " for form in _both(phrases))


def _begins(padded: str, forms: Iterable[str]) -> int | None:
    """Where the first of the forms of a phrase begins in a text, with or without accents."""
    return min((place for form in forms if (place := padded.find(form)) >= 0), default=None)


def says_what_it_is_about(text: str) -> bool:
    """Whether a title says what it lists or sums, beyond period, unit, stage and field."""
    openings = (heading_phrases("title", "opens"), _phrases("unsaid", "words"), _phrases("models", "followed_by"))
    tokens = fold(_ASIDES.sub(" ", text)).split()
    while tokens:
        rest = " ".join(tokens)
        said = next(filter(None, (phrases.starts(rest) for phrases in openings)), None)
        if said in _placed():
            return False  # a unit's name follows
        if said is None and not _NUMBERING.fullmatch(tokens[0]):
            return True
        tokens = tokens[len(said.split()) if said else 1 :]
    return False


_NUMBERING = re.compile(r"\d+|[ivx]+|[a-zđ]")


@cache
def _placed() -> frozenset[str]:
    status = ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tỉnh")
    return frozenset((*map(fold, (*status, "của", "tại")), *map(bare, status)))


class TitledAwards(NamedTuple):
    """The awards that a table's title lists or sums: their indicator, and whether they are only proposed."""

    code: str
    proposed: bool


def titled_awards(title: str, headings: Iterable[str] = ()) -> TitledAwards | None:
    """The awards that a title speaks of, if they are what the table is about.

    "Mô hình … và khen thưởng" speaks of both: its columns tell. "Mô hình … đề nghị khen thưởng" over names and fields
    of models lists models.
    """
    words = _words()
    padded = f" {_cut(fold(title), words['awarding']['beside'])} "
    found = [(padded.find(f" {form} "), code) for form, code in _awards() if f" {form} " in padded]
    if not found:
        return None
    before = padded[: min(place for place, _ in found)].split()
    joined = any(_ends(before, phrase) for phrase in words["awarding"]["joins"])
    if joined and speaks_of_models(title):
        return None
    codes = {code for _, code in found}
    proposed = any(f" {form} " in f" {' '.join(before)} " for form in _both(words["awarding"]["proposes"]))
    if proposed and speaks_of_models(" ".join(before)) and _list_models(headings):
        return None
    if proposed:
        return TitledAwards(words["awarding"]["proposed"], proposed=True)
    return TitledAwards(codes.pop() if len(codes) == 1 else words["awarding"]["any"], proposed=False)


def _list_models(headings: Iterable[str]) -> bool:
    """Whether headings are those of a register of models: names of models and their fields."""
    folded = [fold(heading) for heading in headings]
    return all(any(map(_phrases("awarding", column).inside, folded)) for column in ("names", "fields"))


@cache
def _awards() -> tuple[tuple[str, str], ...]:
    return tuple((form, code) for phrase, code in _words()["awards"].items() for form in _both((phrase,)))


def _ends(tokens: list[str], phrase: str) -> bool:
    return any(tokens[-len(form.split()) :] == form.split() for form in _both((phrase,)))


def _both(phrases: Iterable[str]) -> list[str]:
    """The phrases folded, with and without accents."""
    return [form for phrase in phrases for form in (fold(phrase), bare(phrase))]


def _cut(folded: str, phrases: Iterable[str]) -> str:
    padded = f" {folded} "
    for form in _both(phrases):
        padded = padded.replace(f" {form} ", "  ")
    return " ".join(padded.split())
