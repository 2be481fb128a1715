"""The message catalogue: every sentence a user sees, in Vietnamese and English (`data/messages/vi/`, `en/`)."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from danvan_cli import shipped

LANGUAGES = ("vi", "en")
_language = "vi"


def speak(language: str) -> None:
    """Choose the language of everything said from here on."""
    global _language  # noqa: PLW0603 - one process speaks one language, chosen once by the command line
    _language = language


def language() -> str:
    """The language spoken now: `vi` or `en`."""
    return _language


def labelled(label: Mapping[str, str]) -> str:
    """What a label is in the language spoken now; in Vietnamese where it is given in no other."""
    return label.get(_language) or label["vi"]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language for a while: what goes to a unit is Vietnamese, whoever sends it."""
    before = _language
    speak(language)
    try:
        yield
    finally:
        speak(before)


_HEAD = re.compile(r"^\[([a-z-]+)(\.[a-z-]+)?\]$", re.MULTILINE)


@cache
def _written(language: str) -> dict[str, str]:
    """Section to its lines, gathered from all files of the language, and not read yet: that takes longer than many a command."""
    own, inner = defaultdict[str, str](str), defaultdict[str, str](str)
    for file in sorted((shipped.folder() / "messages" / language).glob("*.toml")):
        _, *parts = _HEAD.split(file.read_text(encoding="utf-8"))
        for name, table, lines in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            if table:
                inner[name] += f"[{table[1:]}]{lines}"
            else:
                own[name] += lines
    return {name: own[name] + inner[name] for name in [*own, *inner]}


@cache
def _section(language: str, name: str) -> dict[str, Any]:
    return tomllib.loads(_written(language).get(name, ""))


def text(section: str, code: str, /, **seen: object) -> str:
    """The sentence `code` of `section`, filled in with what was seen; empty where the catalogue has none."""
    template = _section(_language, section).get(code, "")
    return str(template).format_map(_Seen(seen)) if template else ""


def section(name: str) -> dict[str, Any]:
    """A whole section of the catalogue, in its order."""
    return _section(_language, name)


class _Seen(dict[str, object]):
    """Leaves a gap visible (`{name}`) instead of failing on it."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
