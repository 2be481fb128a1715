"""The phrases of a title that say a stage, an origin, a supplement, and what they stand over. (counting.md 3)"""

from functools import cache

from danvan_cli.intake.words.headings import phrases, words
from danvan_cli.intake.words.movement import without_movement
from danvan_cli.vietnamese import bare, fold


@cache
def _title_phrases(kind: str, ascii_only: bool) -> dict[str, list[tuple[list[str], str, bool]]]:
    """Phrases of a kind by their first word, the longest first; and whether they speak of building, which may be of something else."""
    found: dict[str, list[tuple[list[str], str, bool]]] = {}
    key = bare if ascii_only else fold
    said: dict[str, str] = words()["title"][kind]
    built = [text for text, code in said.items() if code == "xaydung"]
    planned = (f"{plan} {text}" for plan in words()["title"]["planned"] for text in built if plan not in text)
    told = {**dict.fromkeys(planned, "dangky"), **said}
    split = [(key(text).split(), code, code == "xaydung" or text not in said) for text, code in told.items()]
    for phrase, code, builds in sorted(split, key=lambda item: -len(item[0])):
        found.setdefault(phrase[0], []).append((phrase, code, builds))
    return found


def stages_in(text: str) -> tuple[list[str], list[str]]:
    """The stages that a text names, from left to right, and the words that name none."""
    plain = without_movement(text)
    codes, rest = _parsed(fold(plain), "stage", fold(plain) == bare(plain))
    return [code for code in codes if code], rest


def phrases_in(folded: str, kind: str, ascii_only: bool) -> list[str]:
    """The codes of the phrases of a kind, from left to right, the longest at each place."""
    return _parsed(folded, kind, ascii_only)[0]


def _parsed(folded: str, kind: str, ascii_only: bool) -> tuple[list[str], list[str]]:
    """The codes of the phrases of a kind, and the words outside of them."""
    tokens = folded.split()
    starts = _title_phrases(kind, ascii_only)
    codes: list[str] = []
    rest: list[str] = []
    position = 0
    while position < len(tokens):
        for phrase, code, builds in starts.get(tokens[position], ()):
            if tokens[position : position + len(phrase)] == phrase:
                position += len(phrase)
                codes.append("" if builds and _has_theme(tokens[position:]) else code)
                break
        else:
            rest.append(tokens[position])
            position += 1
    return codes, rest


def _has_theme(after: list[str]) -> bool:
    """Whether something else than models is built or done: "xây dựng đời sống văn hóa", "thực hiện phong trào"."""
    return bool(after) and not after[0].isdigit() and phrases("title", "built").starts(" ".join(after)) is None


def holds(folded: str, kind: str, ascii_only: bool) -> bool:
    """Whether a text holds one of the phrases of a kind."""
    key = bare if ascii_only else fold
    return any(f" {key(phrase)} " in f" {folded} " for phrase in words()["title"][kind])
