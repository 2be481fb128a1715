"""Which tables of a file belong to the movement: what is of other matters stores no figure, what is in doubt is asked."""

from collections.abc import Iterator
from enum import IntEnum
from itertools import chain
from pathlib import PurePath
from typing import NamedTuple

from danvan_cli import messages
from danvan_cli.findings import Finding
from danvan_cli.intake.draft import DraftFile, DraftTable
from danvan_cli.intake.identity.evidence import of_path, spelled
from danvan_cli.intake.words.movement import (
    counted_instead,
    names_its_leaders,
    names_movement,
    other_matter,
    other_movement,
    says_what_it_is_about,
    speaks_of_models,
    speaks_of_our_models,
    titled_awards,
    undone,
    without_bodies,
)
from danvan_cli.intake.words.title_lines import is_generic_sheet
from danvan_cli.vietnamese import clean

_SHOWN = 80  # letters of a title that a sentence quotes


class Named(IntEnum):
    """Where the movement is named, the nearest first."""

    OWN = 0  # in the table's own head, sheet name, headings or models
    DOCUMENT = 1  # in the head of the document around it
    AROUND = 2  # by the file's other sheets, its name or its folders
    LED = 3  # only those who lead it are named
    NOWHERE = 4


def set_apart(draft: DraftFile, path: str) -> None:
    """Take the tables that are not of the movement out of a draft, and say so; the file's other tables stay."""
    if draft.stamp is not None:
        return  # we made it
    asked: list[Finding] = []
    kept: list[DraftTable] = []
    apart: list[Finding] = []
    for table, code, about, _ in judge(draft, path):
        if code in ("", *_ASKED):
            kept.append(table)
            asked += [_finding(code, table, path, about)] if code else []
        else:
            apart.append(_finding("not-of-the-movement", table, path, about, why=code))
    if not kept and apart:
        draft.tables, draft.findings = [], list({(one.sheet, one.message): one for one in apart}.values())
        return
    gone = {one.sheet for one in apart} - {table.sheet for table in kept}
    draft.tables = kept
    draft.head = [line for line in draft.head if line[0] not in gone]
    draft.findings = [found for found in draft.findings if found.sheet not in gone]
    draft.findings += [*asked, *(Finding("table-left-out", one.sheet, one.cell, one.seen) for one in apart)]


class Judged(NamedTuple):
    """What is said of a table: nothing (it is ours), a question, or the reason why it is not ours."""

    table: DraftTable
    code: str
    about: str
    by: str  # the text that names the movement, or those who lead it; empty: none does

    @property
    def sentence(self) -> str:
        """The same in the language spoken now."""
        if self.code in _ASKED:
            return messages.text("movement", self.code, about=self.about)
        if self.code:
            return messages.text("movement", "not-ours", why=messages.text("not-ours", self.code, about=self.about))
        by = _shortened(self.by)
        return messages.text("movement", "ours", text=by) if by else messages.text("movement", "ours-beside")


def judge(draft: DraftFile, path: str) -> list[Judged]:
    """Whether each table of a file is of the movement, and by which words."""
    if draft.stamp is not None:
        return [Judged(table, "", "", "danvan") for table in draft.tables]
    named = [_named(draft, table, path) for table in draft.tables]
    beside = any(how <= Named.DOCUMENT for how, _ in named)
    return [
        Judged(table, *_judge(table, min(how, Named.AROUND) if beside else how, path, beside=beside), table.form or by)
        for table, (how, by) in zip(draft.tables, named, strict=True)
    ]


_ASKED = ("movement-not-named", "other-movement-named")


def _judge(table: DraftTable, named: Named, path: str, *, beside: bool) -> tuple[str, str]:
    """What is to be said of a table, and what it is about: nothing, a question, or the reason why it is not ours.

    `beside`: a table of the same file surely is ours.
    """
    if table.form:
        return "", ""  # somebody explained this form to us
    title = without_bodies(_says(table, beside=beside) or _stem(path))
    if (counted := counted_instead(title)) and (counted.planned or _only_figures(table)):
        return "counted-instead", counted.what
    if table.stage is None and (what := undone(title)):
        return "undone", what
    of_models = any(speaks_of_models(text) for text in (title, *table.headings))
    if other := other_movement(title):
        return ("other-movement-named" if named <= Named.DOCUMENT else "other-movement"), other
    matter = other_matter(title)
    if matter and not of_models:
        return ("other-movement-named" if named is Named.OWN else "other-matter"), matter
    if named <= Named.DOCUMENT:
        return "", ""
    if named is Named.AROUND and speaks_of_models(title):
        return ("other-movement-named", matter) if matter and not speaks_of_our_models(title) else ("", "")
    if named <= Named.LED:
        return _doubted(title, of_models=of_models, beside=beside, led=named is Named.LED), ""
    if not of_models:
        return "unnamed", ""
    ours = speaks_of_our_models(title) if speaks_of_models(title) else any(map(speaks_of_our_models, table.headings))
    return ("movement-not-named" if ours and not matter else "other-models"), ""


def _doubted(title: str, *, of_models: bool, beside: bool, led: bool) -> str:
    """What is said of a table where only what stands around it names the movement. `led`: only those who lead it are named."""
    if speaks_of_models(title):
        return "" if speaks_of_our_models(title, fields=True) else "movement-not-named"
    if of_models or not says_what_it_is_about(title) or (beside and titled_awards(title)):
        return ""
    return "unnamed" if beside or led else "movement-not-named"


def _named(draft: DraftFile, table: DraftTable, path: str) -> tuple[Named, str]:
    """How near to a table the movement is named, and in which text."""
    document = [text for sheet, _, text in draft.head if sheet == table.sheet]
    cover = (text for _, text in draft.cover.head) if draft.cover else ()
    around = chain(_names(path), map(spelled, draft.sheets), cover)
    for how, texts in ((Named.OWN, _own(table)), (Named.DOCUMENT, document), (Named.AROUND, around)):
        if by := next(filter(names_movement, texts), ""):
            return how, by
    led = next(filter(names_its_leaders, chain(_own(table), document, _names(path))), "")
    return (Named.LED if led else Named.NOWHERE), led


def _names(path: str) -> Iterator[str]:
    return (spelled(clue.text) for clue in of_path(path))


def _only_figures(table: DraftTable) -> bool:
    """Whether a table has figures, and no heading that says they count models."""
    figures = bool(table.models) or any(row.figures for row in table.rows)
    return figures and not any(map(speaks_of_models, table.headings))


def _own(table: DraftTable) -> Iterator[str]:
    yield from (text for _, text in table.head)
    yield from (table.title, spelled(table.sheet), *table.headings)
    yield from (model.name for model in table.models)
    yield from (row.label for row in table.rows)


def _says(table: DraftTable, *, beside: bool) -> str:
    """What a table says it is about: its title and its sheet's name.

    A sheet's name ("TH", "Tràng Sơn") tells only other matters and models apart; beside ours it titles an untitled table.
    """
    sheet = "" if is_generic_sheet(table.sheet) else spelled(table.sheet)
    if not (beside and not table.title) and not any(
        tells(sheet) for tells in (other_movement, other_matter, speaks_of_models)
    ):
        sheet = ""
    return clean(f"{table.title} {sheet}")


def _stem(path: str) -> str:
    return spelled(PurePath(path.replace("\\", "/")).stem)


def _shortened(text: str) -> str:
    text = clean(text)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"


def _finding(code: str, table: DraftTable, path: str, about: str, why: str = "") -> Finding:
    title = clean(table.title) or spelled(table.sheet) or _stem(path)
    seen: dict[str, str | int] = {"title": _shortened(title), "about": about}
    if why:
        seen["why"] = messages.text("not-ours", why, about=about)
    cell = next((cell for cell, text in table.head if cell and clean(text) and clean(text) in title), None)
    return Finding(code, table.sheet, cell, seen)
