"""Groups whose text nobody knows, and those of another movement: each is asked about."""

from collections import Counter

from danvan_cli.findings import Finding
from danvan_cli.intake.draft import DraftGroup, DraftTable
from danvan_cli.intake.grid import runs
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.sheets.layout import RowClass
from danvan_cli.intake.words.groups import Group
from danvan_cli.intake.words.headings import Says
from danvan_cli.intake.words.movement import other_movement
from danvan_cli.intake.words.numbering import numbered_text
from danvan_cli.intake.words.row_texts import is_bare_name, stands_together
from danvan_cli.intake.words.stated_counts import without_count
from danvan_cli.vietnamese import fold


def ask_about_groups(table: TableReader, draft: DraftTable) -> None:
    """A group whose text nobody knows is asked: as a field where its fellows are fields.

    The names of places among them are told apart when it is known whose the list is (`identity/named_groups.py`).
    """
    words, kind = table.reader, table.columns.kind
    fellows = Counter(group.numbering for group in table.groups.seen if group.says)
    fields = Counter(group.numbering for group in table.groups.seen if "field" in group.at)
    empty = [one for one in table.findings if one.code == "empty-return"]
    for group in table.groups.seen:
        plain, _ = without_count(numbered_text(group.text)[2])
        decided = bool(words.decided(plain))
        if empty and (group.numbering or group.stated):
            continue  # it heads nothing
        if kind == "matrix" and not (group.members or group.stated):
            continue  # it heads what counts no models: "Công tác lãnh đạo" over numbers of documents
        if (
            (group.says and not decided)
            or (group.members and stands_together(plain))
            or (kind == "matrix" and words.heading(plain.rstrip(": ")).says in (Says.WITHIN, Says.DIMENSION))
        ):
            continue
        if table.totals and table.classes.get(group.row) == (RowClass.GROUP, "sums-up"):
            continue
        if words.heading(plain).says in (Says.NEUTRAL, Says.WITHIN) or words.heading(plain).name == "name":
            continue
        if group.members and (other := other_movement(plain)):
            rows = runs([one + 1 for one in (group.row, *group.members)])
            seen: dict[str, str | int] = {"title": plain, "about": other, "rows": rows}
            table.findings.append(Finding("other-movement-named", table.sheet, group.cell, seen))
            continue
        of_fields = fields[group.numbering] * 2 > fellows[group.numbering] or fold("lĩnh vực") in fold(plain)
        code = "field-unknown" if of_fields else "group-not-understood"
        asked = Finding(code, table.sheet, group.cell, {"seen": plain, "column": ""})
        table.findings.append(asked)
        if kind == "register" and code == "group-not-understood" and _may_name_places(table, group):
            draft.named_only.append(DraftGroup(plain, tuple(group.members), asked))
    if len(table.findings) > len(empty):  # a row that nobody knows is asked about: not that there is none, too
        table.findings = [one for one in table.findings if one not in empty]


def _may_name_places(table: TableReader, group: Group) -> bool:
    """Whether a numbered group is only a name, and its fellows name units, too: "I | Thanh Hà", "II | Xã Liêm Sơn"."""
    fellows = [other for other in table.groups.seen if other.numbering == group.numbering and other.members]
    return bool(group.numbering) and len(fellows) > 1 and all(map(_may_name_units, fellows))


def _may_name_units(group: Group) -> bool:
    if group.says:
        return bool(group.place) or group.says <= {"level", "block"}
    plain, _ = without_count(numbered_text(group.text)[2])
    return is_bare_name(plain.title() if plain.isupper() else plain)
