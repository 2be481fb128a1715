"""What a comment cites is in the repository: the page, and its part that is named; and so is what a page tells of the code."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CITING = ("src", "tests", "scripts", "benchmarks", "data", "docs")
TEXTS = {".toml", ".md", ".css", ".js", ".html", ".typ"}
"""Files of which every line is looked at; of programs only what they say about themselves."""

_PAGE = re.compile(
    r"""(?<![\w/.-])((?:[\w-]+/)*[\w-]+\.md)\b`?(?P<parts>(?:(?:,? | and )(?:\d+\b|L\d|"[^"\n]+"),?)*)"""
)
_PART = re.compile(r'"([^"]+)"|(L?\d+)')
_MODULE = re.compile(r"`(?!data/)((?:\w+/)*[a-z_\d]+)(?:\.py|((?:\.\w+)+))`(?: \((`_\w+`(?:, `_\w+`)*)\))?")
_ENDINGS = {*TEXTS, ".json", ".txt", ".csv", ".db", ".xlsx", ".xls", ".docx"}
"""What stands behind the dot of a file that is no program: `danvan.toml`, where `periods.REFORM` names what a module holds."""
_NAMED = re.compile(r"^(?:#+ |- \*\*|\*\*)(.+)$", re.MULTILINE)


def _said(file: Path) -> str:
    """What a file says: a program in its docstrings and comments."""
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py" or ".md" not in text:
        return text if file.suffix in TEXTS else ""
    described = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, described)]
    loose = [
        node.value.value
        for holder in nodes
        for node in holder.body
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]
    comments = (
        one.string for one in tokenize.generate_tokens(io.StringIO(text).readline) if one.type == tokenize.COMMENT
    )
    return "\n".join([*loose, *comments])


def citations(text: str) -> Iterator[tuple[str, str]]:
    """Each page that a text cites, with each part of it that is named; none: the page alone."""
    for found in _PAGE.finditer(text):
        parts = [quoted or short for quoted, short in _PART.findall(found["parts"])]
        yield from ((found[1], part) for part in parts or [""])


def _page(name: str, file: Path) -> Path | None:
    """Where a page lies: as it is called from the repository, among the documents, or beside what cites it."""
    return next((one for one in (ROOT / name, ROOT / "docs" / name, file.parent / name) if one.is_file()), None)


@cache
def _parts(page: Path) -> tuple[str, ...]:
    """What stands in the headings of a page, and in bold at the beginning of its lines."""
    return tuple(_NAMED.findall(page.read_text(encoding="utf-8")))


def _has(page: Path, part: str) -> bool:
    return not part or any(re.match(rf"{re.escape(part)}(?!\w)", named) for named in _parts(page))


@pytest.mark.parametrize("folder", CITING)
def test_every_page_that_is_cited_is_there_with_the_part_that_is_named(folder: str) -> None:
    files = [file for file in sorted((ROOT / folder).rglob("*")) if file.suffix in {*TEXTS, ".py"}]
    assert files
    astray = [
        (str(file.relative_to(ROOT)), name, part)
        for file in files
        for name, part in citations(_said(file))
        if (page := _page(name, file)) is None or not _has(page, part)
    ]
    assert astray == []


def test_a_citation_names_one_part_of_a_page_or_several() -> None:
    assert list(citations('(domain.md "Text"; counting.md 1, 3 and 8)')) == [
        ("domain.md", "Text"), ("counting.md", "1"), ("counting.md", "3"), ("counting.md", "8"),
    ]  # fmt: skip
    assert list(citations("(domain.md, L3)")) == [("domain.md", "L3")]
    assert list(citations("the rule of `counting.md` 4: see docs/units.md")) == [
        ("counting.md", "4"), ("docs/units.md", ""),
    ]  # fmt: skip
    assert not list(citations("-o bang.xlsx, *.md"))


def modules(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each module that a page tells of, with what is said to be in it: `a/b.py` (`_c`), `b.C.d`."""
    for found in _MODULE.finditer(text):
        inside = found[2].split(".")[1:] if found[2] else []
        if found[2] not in _ENDINGS:
            yield f"{found[1]}.py", [*inside, *re.findall(r"\w+", found[3] or "")]


def _defines(program: str, name: str) -> bool:
    return re.search(rf"^\s*(?:(?:def|class) {name}\b|{name}\b ?[:=])", program, re.MULTILINE) is not None


def test_what_a_page_tells_of_a_module_is_in_it() -> None:
    programs = {file.as_posix(): file for folder in CITING for file in (ROOT / folder).rglob("*.py")}
    told = [
        (page, *one)
        for page in [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]
        for one in modules(page.read_text(encoding="utf-8"))
    ]
    assert len({page.name for page, _, _ in told}) > 3
    astray = []
    for page, module, names in told:
        lies = [file.read_text(encoding="utf-8") for path, file in programs.items() if path.endswith(f"/{module}")]
        missing = [name for name in names if not any(_defines(program, name) for program in lies)]
        astray += [(page.name, module, missing)] if missing or not lies else []
    assert astray == []


def test_a_module_is_told_with_what_is_in_it() -> None:
    assert list(modules("`sheets/parts.py` (`_closes`, `_title`), `periods.REFORM`, `danvan.toml`, `words/a.B.c`")) == [
        ("sheets/parts.py", ["_closes", "_title"]), ("periods.py", ["REFORM"]), ("words/a.py", ["B", "c"]),
    ]  # fmt: skip
