"""Every sentence a user can meet is there, in both languages."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import danvan_cli
from danvan_cli import messages, shipped
from danvan_cli.cli.app import app
from danvan_cli.findings import CATALOGUE
from danvan_cli.messages import LANGUAGES

SOURCES = [path.read_text(encoding="utf-8") for path in Path(danvan_cli.__file__).parent.rglob("*.py")]
README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


@cache
def sections(language: str) -> dict[str, dict[str, Any]]:
    """The files of a language as TOML reads them; no two say the same."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted((shipped.folder() / "messages" / language).glob("*.toml")):
        for section, sentences in tomllib.loads(file.read_text(encoding="utf-8")).items():
            assert not found.get(section, {}).keys() & sentences.keys(), (file.name, section)
            found.setdefault(section, {}).update(sentences)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_section_is_read_alone_as_it_stands_in_the_files(language: str) -> None:
    with messages.speaking(language):
        assert {name: messages.section(name) for name in sections(language)} == sections(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_its_sentence_and_its_advice(language: str) -> None:
    missing = [
        f"{section}.{code}"
        for section in ("finding", "hint")
        for code in CATALOGUE
        if not sections(language)[section].get(code)
    ]
    assert missing == []


def test_both_languages_say_the_same_things() -> None:
    vi, en = sections("vi"), sections("en")
    assert {(section, code) for section in vi for code in vi[section]} == {
        (section, code) for section in en for code in en[section]
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_that_stops_a_run_has_its_sentence(language: str) -> None:
    raised = {code for source in SOURCES for code in re.findall(r'(?:Danvan|Usage)Error\(\s*"([a-z-]+)"', source)}
    assert raised
    assert {code for code in raised if not sections(language)["error"].get(code)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_that_stops_a_run_fills_its_sentence(language: str) -> None:
    calls = [node for source in SOURCES for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    known = {code: {name for _, name, _, _ in Formatter().parse(said) if name} for code, said in errors(language)}
    told = [
        (call.args[0].value, {word.arg for word in call.keywords})
        for call in calls
        if ast.unparse(call.func) in ("DanvanError", "UsageError")
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ]
    assert told
    assert [(code, gaps) for code, said in told if None not in said and (gaps := known[str(code)] - said)] == []


def errors(language: str) -> list[tuple[str, str]]:
    return list(sections(language)["error"].items())


def test_a_gap_in_a_sentence_shows_itself_instead_of_failing() -> None:
    assert "{seen}" in messages.text("finding", "field-unknown")


def test_every_command_is_documented() -> None:
    names = [command.name for command in app.registered_commands]
    assert [name for name in names if f"danvan {name}" not in README] == []
