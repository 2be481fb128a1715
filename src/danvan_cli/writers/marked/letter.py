"""The letter that goes back to a unit with its return: what to mend, where, and how. A Word file on the office's own form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danvan_cli import messages
from danvan_cli.findings import RANK, Finding
from danvan_cli.writers.letter_page import LetterPage
from danvan_cli.writers.letterhead import BLANK, Profile
from danvan_cli.writers.letterhead import profile as profile_named
from danvan_cli.writers.marked.marked_list import advice, say

_MOST_LINES = 60
_MOST_CELLS = 12
_WIDTHS = (14, 36, 64, 51)  # millimetres between the margins


@dataclass(frozen=True, slots=True)
class Letter:
    """What one letter is about."""

    file: str  # the sender's file
    unit: str  # "Xã Liêm Sơn"; empty: not known
    period: str  # "năm 2024"; empty: not known
    findings: tuple[Finding, ...]
    marked: str  # the name of the marked copy; empty: the file could not be marked
    copied: bool  # the marked copy is in another format than the file
    locked: bool  # the marked copy opens with the sender's own password
    refused: bool
    headings: dict[str, str]  # parent, issuer, place of the office that writes


def letter_file(letter: Letter, *, profile: str = "party-2018") -> bytes:
    """The letter's bytes, in Vietnamese."""
    with messages.speaking("vi"):
        return _written(letter, profile_named(profile))


def _written(letter: Letter, form: Profile) -> bytes:
    page = LetterPage(form)
    about = say("about", period=letter.period)
    page.heads(letter.headings, about)
    page.paragraph(say("to", unit=letter.unit or BLANK), 14, bold=True, centre=True, after=10)
    severe = sum(RANK[found.severity] == 0 for found in letter.findings)
    asked = len(letter.findings) - severe
    page.paragraph(say("received", file=letter.file, period=letter.period), 14, indent=True)
    verdict = ("refused" if asked else "refused-plainly") if letter.refused else "provisional"
    page.paragraph(say(verdict, errors=severe, questions=asked), 14, indent=True)
    how = ("use-copy" if letter.copied else "use-marked") if letter.marked else "use-table"
    page.paragraph(say(how, file=letter.marked), 14, indent=True)
    if letter.locked:
        page.paragraph(say("use-password"), 14, indent=True)
    page.paragraph(say("send-back"), 14, indent=True, after=8)
    heads = [say(f"head-{code}") for code in ("number", "place", "message", "hint")]
    page.table(heads, list(_rows(letter.findings)), _WIDTHS)
    page.paragraph("", 8)
    page.signatures()
    return page.file(about)


def _rows(findings: Sequence[Finding]) -> Iterator[list[str]]:
    """What was found: one line for what is said alike, with its cells."""
    grouped: dict[tuple[int, str, str, str], list[Finding]] = {}
    for found in findings:
        grouped.setdefault((RANK[found.severity], found.sheet or "", found.message, advice(found)), []).append(found)
    shown = sorted(grouped.items(), key=lambda item: item[0][0])
    for number, ((rank, sheet, message, hint), same) in enumerate(shown[:_MOST_LINES], start=1):
        cells = [found.cell for found in same if found.cell]
        more = "" if len(cells) <= _MOST_CELLS else f" … ({len(cells)})"
        place = " › ".join(part for part in (sheet, ", ".join(cells[:_MOST_CELLS]) + more) if part)
        weight = say("error" if rank == 0 else "question")
        yield [str(number), place or say("whole-file"), f"{weight}: {message}", hint]
    if len(shown) > _MOST_LINES:
        yield ["", "", say("more", count=len(shown) - _MOST_LINES), ""]
