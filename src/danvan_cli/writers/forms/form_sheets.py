"""The sheets beside the one to fill in: how to fill it in, and (hidden) the lists it offers."""

from xlsxwriter import Workbook

from danvan_cli.intake.forms.filled_forms import words
from danvan_cli.intake.grid import address
from danvan_cli.periods import Period
from danvan_cli.tables.forms import Form
from danvan_cli.vocabulary import Vocabulary
from danvan_cli.writers import typography
from danvan_cli.writers.forms.form_columns import FormColumn, members_on
from danvan_cli.writers.letterhead import Profile
from danvan_cli.writers.paper import Paper
from danvan_cli.writers.safe import cell_text

_SIZE = 13.0


def write_guide(book: Workbook, name: str, form: Form, vocabulary: Vocabulary, profile: Profile) -> int:
    """How to fill the form in. Gives the number of its rows."""
    said = words()["guide"]
    paper = Paper(book, name, profile, [40, profile.room - 40])
    written = 0
    for text, size in ((said["title"], 15.0), (f"{form.name}, {Period(form.period).name}", 14.0)):
        paper.line(text, size, bold=True)
        written += 1
    paper.next()
    advice = [*said.get("carried" if form.carried else "", ()), *said[form.layout], *said["all"]]
    for number, text in enumerate(advice, start=1):
        _item(paper, f"{number}.", text)
        written += 1
    if form.layout != "matrix":
        paper.next()
        paper.line(said["fields_head"], _SIZE, bold=True, align="left")
        written += 1
        for member in members_on(form, vocabulary, "field"):
            _item(paper, "-", member.label["vi"])
            written += 1
    paper.sheet.fit_to_pages(1, 1)  # it is read beside the form, on one page
    paper.sheet.protect("", {"format_columns": True, "format_rows": True})
    return written


def _item(paper: Paper, mark: str, text: str) -> None:
    paper.text(paper.row, 0, mark, _SIZE, valign="top")
    paper.text(paper.row, 1, text, _SIZE, align="left", valign="top")
    paper.next(typography.height(typography.lines(text, paper.widths[1] - 20, _SIZE), _SIZE))


def write_lists(book: Workbook, name: str, columns: list[FormColumn]) -> tuple[int, dict[FormColumn, str]]:
    """The lists to choose from, one a column of a hidden sheet. Gives its rows, and where each list stands."""
    sheet = book.add_worksheet(name)
    places: dict[FormColumn, str] = {}
    for column in columns:
        if column.choices:
            letter = len(places)
            for row, text in enumerate(column.choices):
                sheet.write_string(row, letter, cell_text(text))
            places[column] = f"='{name}'!{_letters(letter)}$1:{_letters(letter)}${len(column.choices)}"
    sheet.hide()
    sheet.protect("")
    return max((len(column.choices) for column in columns), default=0), places


def _letters(column: int) -> str:
    return f"${address(0, column)[:-1]}"
