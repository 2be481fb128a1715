"""The letter that reminds a unit of its return, and the list by which an office writes or calls them all."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xlsxwriter import Workbook

from danvan_cli import messages, shipped
from danvan_cli.tables.places.unit_words import day_of
from danvan_cli.writers import typography
from danvan_cli.writers.letter_page import LetterPage
from danvan_cli.writers.letterhead import profile as profile_named
from danvan_cli.writers.paper import OPTIONS
from danvan_cli.writers.safe import cell_text

_WIDTHS = (6, 34, 24, 28, 30, 12, 10, 34, 44)  # of the list, in letters
_LETTER, _MARGIN, _SIZE = 7, 10, 11  # pixels of a letter, and beside a text; points


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one reminder is about. A unit that came late is asked to be in time; one that is silent, to send."""

    unit: str  # "Xã Liêm Sơn"
    above: str
    block: str
    contact: str
    period: str  # "năm 2024"
    covers: tuple[date, date] | None  # where the reporting year is no calendar year
    deadline: date | None
    day: date  # the day it is written
    came: date | None  # when its return came, late; None: it is silent
    refused: bool  # what came was refused: it is to be mended and sent again
    said_by: str  # who reports of it meanwhile
    file: str  # the letter's own name
    headings: dict[str, str]  # parent, issuer, place of the office that writes

    @property
    def days(self) -> int:
        """How many days late it came, or it is by now; 0: there is time."""
        return max(((self.came or self.day) - self.deadline).days, 0) if self.deadline else 0

    @property
    def state(self) -> str:
        """Its case, in a few words."""
        if self.came:
            return _say("listed-refused" if self.refused else "listed-late")
        return _say("listed-overdue" if self.days else "listed-silent")


def _say(code: str, **seen: object) -> str:
    return messages.text("reminder", code, **seen)


def reminder_file(reminder: Reminder, *, profile: str = "party-2018") -> bytes:
    """The letter's bytes, in Vietnamese."""
    with messages.speaking("vi"):
        page = LetterPage(profile_named(profile))
        about = _say("about-late" if reminder.came else "about", period=reminder.period)
        page.heads(reminder.headings, about)
        page.paragraph(_say("to", unit=reminder.unit), 14, bold=True, centre=True, after=10)
        for code in _sentences(reminder):
            page.paragraph(
                _say(
                    code, period=reminder.period, deadline=day_of(reminder.deadline), day=day_of(reminder.day),
                    came=day_of(reminder.came), days=reminder.days, reporter=reminder.said_by,
                    first=day_of(reminder.covers and reminder.covers[0]), last=day_of(reminder.covers and reminder.covers[1]),
                ), 14, indent=True,
            )  # fmt: skip
        page.paragraph(_say("closing"), 14, indent=True, after=14)
        page.signatures()
        return page.file(about)


def _sentences(reminder: Reminder) -> list[str]:
    if reminder.came:
        return ["came-late", *(["mend"] if reminder.refused else []), "next-time"]
    sentences = ["overdue" if reminder.days else "silent-by" if reminder.deadline else "silent"]
    if reminder.said_by:
        sentences.append("said-by")
    return [*sentences, *(["covers"] if reminder.covers else []), "send", "nil"]


def merge_list(reminders: Sequence[Reminder]) -> bytes:
    """The list as a mail merge reads it: headings in the first row, a unit a row, nothing else."""
    with messages.speaking("vi"):
        out = io.BytesIO()
        book = Workbook(out, OPTIONS)
        book.set_properties({"title": _say("list-name"), "author": "danvan", "category": shipped.OUR_TABLE})
        sheet = book.add_worksheet(_say("list-sheet"))
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1})
        plain = book.add_format({"valign": "top", "text_wrap": True, "quote_prefix": True, "border": 1})
        figure = book.add_format({"valign": "top", "border": 1})
        codes = ("number", "unit", "block", "above", "contact", "deadline", "days", "state", "file")
        for column, (code, width) in enumerate(zip(codes, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, _say(f"head-{code}"), head)
        for row, one in enumerate(reminders, start=1):
            sheet.write_number(row, 0, row, figure)
            texts = {
                1: one.unit,
                2: one.block,
                3: one.above,
                4: one.contact,
                5: day_of(one.deadline),
                7: one.state,
                8: one.file,
            }
            for column, text in texts.items():
                sheet.write_string(row, column, cell_text(text), plain)
            sheet.write_number(row, 6, one.days, figure)
            lines = (
                typography.lines(cell_text(text), _WIDTHS[column] * _LETTER - _MARGIN, _SIZE)
                for column, text in texts.items()
            )
            sheet.set_row_pixels(row, typography.height(max(lines), _SIZE))  # LibreOffice fits no heights by itself
        sheet.set_row_pixels(0, 40)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(len(reminders), 1), len(codes) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        book.close()
        return out.getvalue()
