"""The workbook of open questions: evidence beside each, a drop-down of its answers; and the answers read back."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from danvan_cli import messages, shipped
from danvan_cli.intake.files.workbook import read_workbook
from danvan_cli.writers import typography
from danvan_cli.writers.letterhead import profile as profile_named
from danvan_cli.writers.paper import OPTIONS, PADDING, Paper
from danvan_cli.writers.safe import cell_text

_SIZE = 12
_WIDTHS = (46, 230, 56, 330, 220, 130)
_EVIDENCE = (46, 300, 120, 60, 460)
_KEY = len(_WIDTHS)  # the hidden column by which a question is known again
_SHOWN = 4
_LONGEST = 250  # letters of a choice: drop-downs hold no more


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the workbook shows it."""

    number: int
    key: str
    asked: str
    choices: tuple[str, ...]
    evidence: tuple[tuple[str, str, str, str], ...]  # file, sheet, cell, what stands there
    by_name: bool = False  # a unit's name may be typed, too


@dataclass(frozen=True, slots=True)
class Answered:
    """One line of the workbook as it comes back."""

    number: int
    mark: str
    answer: str
    why: str


def say(code: str, /, **seen: object) -> str:
    """A word of this workbook."""
    return messages.text("decide", code, **seen)


def mark(key: str) -> str:
    """By what a question is known again, whatever its number."""
    return sha256(key.encode()).hexdigest()[:16]


def file(questions: Sequence[Asked], name: str, *, profile: str = "party-2018") -> bytes:
    """The workbook's bytes; `name` is what the file will be called."""
    out = io.BytesIO()
    book = Workbook(out, OPTIONS)
    book.set_properties({"title": say("title"), "author": "danvan", "category": shipped.OUR_TABLE})
    paper = Paper(book, say("sheet"), profile_named(profile), _WIDTHS)
    evidence = Paper(book, say("evidence"), profile_named(profile), _EVIDENCE)
    lists = book.add_worksheet(say("choices"))
    lists.hide()
    _head(paper, ("number", "asked", "places", "evidence", "answer", "why"), say("advice", file=name))
    _head(evidence, ("number", "file", "sheet", "cell", "stands"), "")
    for place, question in enumerate(questions):
        for row, choice in enumerate(question.choices):
            lists.write_string(row, place, cell_text(choice)[:_LONGEST])
        _question(paper, question, place)
        for line in question.evidence:
            _line(evidence, (str(question.number), *line))
    paper.sheet.set_column(_KEY, _KEY, None, None, {"hidden": True})
    paper.sheet.print_area(0, 0, paper.row - 1, paper.last)
    book.close()
    return out.getvalue()


def _head(paper: Paper, heads: Sequence[str], advice: str) -> None:
    paper.line(say("title").upper(), 14, bold=True)
    if advice:
        paper.line(advice, _SIZE, italic=True, align="left")
    top = paper.row
    for column, head in enumerate(heads):
        paper.text(top, column, say(f"head-{head}"), _SIZE, bold=True, border=1, bg_color="#E7EEF7")
    paper.next(typography.height(1, _SIZE))
    paper.sheet.freeze_panes(top + 1, 0)
    paper.sheet.repeat_rows(top)


def _question(paper: Paper, question: Asked, place: int) -> None:
    shown = [" › ".join(filter(None, where)) + (f": {text}" if text else "") for *where, text in question.evidence]
    if len(shown) > _SHOWN:
        shown = [*shown[:_SHOWN], say("more", count=len(shown) - _SHOWN)]
    row = paper.row
    _line(
        paper,
        (str(question.number), question.asked, str(len(question.evidence)), "\n".join(shown), "", ""),
        least=2,
        wanted=(4, 5),
    )
    paper.sheet.write_string(row, _KEY, mark(question.key))
    column = xl_col_to_name(place)
    paper.sheet.data_validation(
        row,
        4,
        row,
        4,
        {
            "validate": "list",
            "source": f"='{say('choices')}'!${column}$1:${column}${len(question.choices)}",
            "input_title": f"{say('head-number')} {question.number}",
            "input_message": say("pick-unit" if question.by_name else "pick"),
            "error_type": "warning" if question.by_name else "stop",
            "error_message": say("pick"),
        },
    )


def _line(paper: Paper, texts: Sequence[str], *, least: int = 1, wanted: Sequence[int] = ()) -> None:
    lines = least
    for column, text in enumerate(texts):
        look = {"bg_color": "#FFF8E1"} if column in wanted else {}
        align = "center" if text.isdecimal() else "left"
        paper.sheet.write_string(
            paper.row,
            column,
            "\n".join(map(cell_text, text.split("\n"))),
            paper.style(_SIZE, align=align, valign="top", border=1, quote_prefix=True, **look),
        )
        room = paper.widths[column] - PADDING
        lines = max(lines, sum(typography.lines(part, room, _SIZE) for part in text.split("\n")))
    paper.next(typography.height(lines, _SIZE))


def read(content: bytes) -> list[Answered] | None:
    """The lines of such a workbook, the blank ones too; None where it is no workbook of questions."""
    found = []
    for grid in read_workbook(content):
        for values in grid.rows:
            number, key = values[0], values[_KEY] if len(values) > _KEY else None
            if isinstance(key, str) and str(number).strip().isdecimal():
                answer, why = (str(value).strip() if value is not None else "" for value in values[4:6])
                found.append(Answered(int(str(number)), key, answer, why))
    return found or None
