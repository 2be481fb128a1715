"""Names that were answered, written to a workspace's `vocabulary.toml`: what stands there stays as it is."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator

from danvan_cli.vietnamese import fold, in_doubt
from danvan_cli.vocabulary import MemberSet, Vocabulary

Word = tuple[str, MemberSet, str]
"""Dimension, members, the text as it was written."""


def unknown(words: Iterable[Word], vocabulary: Vocabulary) -> list[Word]:
    """Those that the vocabulary does not know. A text of several members, or in doubt, has no place in it."""
    return [
        (dimension, members, text)
        for dimension, members, text in words
        if len(members) == 1 and not in_doubt(text) and vocabulary[dimension].match_folded(fold(text)) is None
    ]


def learn(toml: str, word: Word) -> str | None:
    """The file with one more alias; None where it is written so that only a person can add it."""
    text = word[2]
    table, alias = table_of(word), json.dumps(text, ensure_ascii=False)
    if text in _aliases(toml, word):
        return toml
    head = re.search(rf"^\[{re.escape(table)}\][^\n]*(\n|\Z)", toml, re.MULTILINE)
    if head is None:
        longer = f"{toml.rstrip()}\n\n[{table}]\naliases = [{alias}]\n".lstrip("\n")
    else:
        below = toml[head.end() :]
        own = below[: found.start()] if (found := re.search(r"^\[", below, re.MULTILINE)) else below
        listed = re.search(r"^aliases\s*=\s*\[", own, re.MULTILINE)
        place = head.end() + (listed.end() if listed else 0)
        said = (
            f"{alias}," + ("" if own[listed.end() :].startswith("\n") else " ") if listed else f"aliases = [{alias}]\n"
        )
        before = toml[:place] if listed or toml[:place].endswith("\n") else toml[:place] + "\n"
        longer = before + said + toml[place:]
    return longer if text in _aliases(longer, word) else None


def learnt(toml: str, text: str) -> Iterator[Word]:
    """What a file says that a text means: a decision that is taken back, or made otherwise, changes nothing there."""
    for dimension, said in tomllib.loads(toml).items():
        for member, entry in said.get("members", {}).items():
            yield from (
                (dimension, (member,), alias) for alias in entry.get("aliases", ()) if fold(alias) == fold(text)
            )


def _aliases(toml: str, word: Word) -> list[str]:
    dimension, (member,), _ = word
    try:
        return list(tomllib.loads(toml)[dimension]["members"][member]["aliases"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError):
        return []


def table_of(word: Word) -> str:
    """Where in the file an alias stands."""
    dimension, (member,), _ = word
    return f"{dimension}.members.{member}"
