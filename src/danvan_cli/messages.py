"""The message catalogue: every sentence a user sees, in Vietnamese and English (`data/messages/vi/`, `en/`)."""

from collections.abc import Iterator
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


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language for a while: what goes to a unit is Vietnamese, whoever sends it."""
    before = _language
    speak(language)
    try:
        yield
    finally:
        speak(before)


@cache
def _catalogue(language: str) -> dict[str, dict[str, Any]]:
    """Section to code to sentence, gathered from all files of the language."""
    sections: dict[str, dict[str, Any]] = {}
    for file in sorted((shipped.folder() / "messages" / language).glob("*.toml")):
        for section, sentences in shipped.toml("messages", language, file.name).items():
            sections.setdefault(section, {}).update(sentences)
    return sections


def text(section: str, code: str, /, **seen: object) -> str:
    """The sentence `code` of `section`, filled in with what was seen; empty where the catalogue has none."""
    template = _catalogue(_language).get(section, {}).get(code, "")
    return str(template).format_map(_Seen(seen)) if template else ""


def section(name: str) -> dict[str, Any]:
    """A whole section of the catalogue, in its order."""
    return _catalogue(_language).get(name, {})


class _Seen(dict[str, object]):
    """Leaves a gap visible (`{name}`) instead of failing on it."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
