"""A column of names whose heading says what kind of models they are: "Mô hình tiêu biểu", "Mô hình mới", "Điển hình"."""

from danvan_cli.intake.sheets.names_again import repeats
from danvan_cli.intake.sheets.profiles import Profile, reads
from danvan_cli.intake.sheets.view import Column, View
from danvan_cli.intake.words.headings import HEADING_ORDER, Reader, phrases, without_asides
from danvan_cli.intake.words.row_texts import is_body, is_place
from danvan_cli.vietnamese import fold

_MAY_BE_KINDS = frozenset(("coordinate", "unknown", *HEADING_ORDER))


def name_by_kind(
    columns: list[Column], profiles: dict[int, Profile], reader: Reader, view: View, body: list[int]
) -> None:
    """Where no column is headed as names are, the one of texts under such a heading holds them, and it holds for all of them.

    Of several it is the first, where the others repeat its names. What another column tells row by row is that column's: "Mô hình kinh tế | Lĩnh vực".
    """
    if any(column.role == "name" for column in columns):
        return
    found = [column for column in columns if _names_kind(column, profiles.get(column.index, Profile()), reader)]
    if found and all(repeats(view, body, found[0], other) for other in found[1:]):
        name = found[0]
        told = {c.role for c in columns} | {dimension for c in columns if c is not name for dimension in c.at}
        name.role = "name"
        name.at = {dimension: members for dimension, members in name.at.items() if dimension not in told}


def _names_kind(column: Column, profile: Profile, reader: Reader) -> bool:
    """Whether a heading begins with models, over texts that are neither members, nor units, nor again and again the same."""
    if column.declared or column.role not in _MAY_BE_KINDS or not column.path:
        return False
    if not phrases("attribute", "name", "kinds").starts(fold(without_asides(column.path[-1]))):
        return False
    if (
        not profile.texting
        or profile.numbers + profile.ticks + profile.dates
        or len(profile.texts) * 2 <= profile.texting
    ):
        return False
    units = sum(times for text, times in profile.texts.items() if is_place(text) or is_body(text))
    return units * 2 <= profile.texting and not any(reads(profile, dimension, reader) for dimension in HEADING_ORDER)
