"""A register: every row names a model, its attributes and coordinates come from columns, ticks and group rows. (L1-L3)"""

from danvan_cli.intake.draft import DraftTable
from danvan_cli.intake.grid import Broken, Value, address
from danvan_cli.intake.rows.group_rows import asks_who, group_of, lists_bodies, says_member
from danvan_cli.intake.rows.model_rows import RegisterReader
from danvan_cli.intake.rows.plain_rows import settle_plain
from danvan_cli.intake.rows.row_splits import names_whole
from danvan_cli.intake.rows.rows_below import labels_below, next_filled, numbers_anew
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.rows.told_in_names import told_in_names
from danvan_cli.intake.rows.totals import check
from danvan_cli.intake.sheets.columns import TEXT_ROLES
from danvan_cli.intake.sheets.layout import RowClass
from danvan_cli.intake.sheets.recognise import is_ditto
from danvan_cli.intake.words.body_names import names_body_only
from danvan_cli.intake.words.headings import Says
from danvan_cli.intake.words.numbering import numbered_text
from danvan_cli.intake.words.numbers import UNREADABLE, Count, is_number, is_tick, read_count
from danvan_cli.intake.words.row_texts import (
    compares,
    foot_mark,
    may_remark,
    names_none,
    part_of_above,
    says_none,
    unbulleted,
)
from danvan_cli.intake.words.stated_counts import is_total, parts_listed, tells_counts, without_count
from danvan_cli.vietnamese import fold

_MODEL = (RowClass.DATA, "")
_OF_WHICH = fold("trong đó")
_PART = (RowClass.NOTE, "part-of-above")
_MOST_LINES = 12  # of texts about one model, a row each


def read_register(table: TableReader, draft: DraftTable) -> None:
    """All rows of a register: groups, models, totals, rows without a name."""
    rows = RegisterReader(table, draft.stage)
    table.bare = _mostly_lone(table)
    sentences = _counted_in_sentences(table)
    for row in table.body:
        if row in table.captions:
            rows.open(row)
            continue
        if row in table.classes:
            continue
        if row in sentences:
            column, text = sentences[row]
            table.findings.append(Count(None, UNREADABLE, text).finding(table.sheet, address(row, column)))
            table.mark(row, RowClass.UNKNOWN, "no-name")
            continue
        if row in table.sure and draft.models:
            _add_model(rows, row, str(table.view.rows[row][table.label]), draft)
            continue
        if row in table.sure:
            _read_model(rows, row, draft)
            continue
        if settle_plain(table, row) or _settle_none(table, row, draft) or _settle_parts(table, row, draft):
            continue
        group = group_of(table, row, lone_is_data=table.bare)
        if group:
            rows.enter(group)
            table.mark(row, RowClass.GROUP)
            continue
        _read_model(rows, row, draft)
    rows.numbers.settle(draft)
    table.findings += [*rows.close(), *rows.attributes.close(draft.models)]
    told_in_names(draft.models, table.reader)
    ticks = {model.row: model for model in draft.models}
    draft.statements = check(table, lambda column, covered: _count(table, column, covered), lambda row: ticks[row].at)
    draft.none_stated |= not draft.models and any(without_count(total.text)[1] == 0 for total in table.totals)
    if not (draft.models or draft.none_stated or sentences):
        table.empty()


def _settle_parts(table: TableReader, row: int, draft: DraftTable) -> bool:
    """A line above the models that lists the parts of their number: "Trong đó: Kinh tế 5, VH-XH 7". True: the row is settled."""
    filled = table.view.filled[row]
    text = table.view.rows[row][filled[0]]
    if draft.models or len(filled) > 1 or type(text) is not str or not parts_listed(part_of_above(text)):
        return False
    table.mark(row, RowClass.NOTE, "other-figures")
    return True


def _counted_in_sentences(table: TableReader) -> dict[int, tuple[int, str]]:
    """The rows of contents that name no model but what is counted, and tell how many in a sentence: where, and which.

    "Nội dung | Kết quả" over "Số mô hình đăng ký | 15 (tập thể 10, cá nhân 5)" is no list of one model.
    """
    label, found = table.columns.label, {}
    if label is None or table.reader.heading(label.heading).name != "content":
        return {}
    for row in table.body:
        name = table.view.rows[row][table.label]
        beside = (c for c in table.view.filled[row] if c != table.label and c not in table.stt)
        told = next(
            ((c, text) for c in beside if type(text := table.view.rows[row][c]) is str and tells_counts(text)), None
        )
        if told and type(name) is str and _says_what(table, name) and not _heads_models(table, row):
            found[row] = told
    heading = all(table.numbering(row) in _OF_GROUPS for row in found)
    return {} if heading and found and _names_models(table, {column for column, _ in found.values()}) else found


_OF_GROUPS = ("roman", "letter")


def _names_models(table: TableReader, telling: set[int]) -> bool:
    """Whether the rows with plain numbers all name models, and tell nothing where lines with roman ones tell how many those are."""
    numbered = [row for row in table.body if table.numbering(row) == "arabic"]
    return bool(numbered) and all(
        type(name := table.view.rows[row][table.label]) is str
        and not _says_what(table, name)
        and telling.isdisjoint(table.view.filled[row])
        for row in numbered
    )


def _says_what(table: TableReader, name: str) -> bool:
    plain = unbulleted(numbered_text(name)[2])
    return bool(table.reader.coordinates(plain, row=True)) or names_whole(table, plain)


def _heads_models(table: TableReader, row: int) -> bool:
    """Whether a line with a roman numeral stands over the first of its own models: "I | Lĩnh vực kinh tế | 2 mô hình"."""
    below = table.view.rows[next_filled(table, row)][table.label]
    own = table.numbering(row) in _OF_GROUPS and numbers_anew(table, row)
    return own and type(below) is str and not _says_what(table, below)


def _mostly_lone(table: TableReader) -> bool:
    """Whether most rows hold nothing but one text, beside a number perhaps: a bare list of names."""
    filled = [table.view.filled[row] for row in table.body if table.view.filled[row]]
    few = len(table.stt) + 1
    return sum(1 for one in filled if len(one) <= few and len([c for c in one if c not in table.stt]) == 1) * 2 > len(
        filled
    )


def _settle_none(table: TableReader, row: int, draft: DraftTable) -> bool:
    """A row that says where its name belongs that there is none, in a group perhaps. True: the row is settled."""
    values, filled = table.view.rows[row], table.view.filled[row]
    name = values[table.label]
    alone = values[filled[0]] if len(filled) == 1 else None
    sentence = not draft.models and type(alone) is str and says_none(alone)  # "Năm 2024, xã không có mô hình đăng ký"
    if not sentence and (type(name) is not str or not names_none(name)):
        return False
    if sentence or fold(str(name)):
        draft.none_stated |= not draft.models
        table.mark(row, RowClass.NOTE, "none-stated")
        return True
    beside = (values[column] for column in filled if column != table.label and column not in table.stt)
    if any(not isinstance(value, str) or fold(value) for value in beside):
        table.mark(row, RowClass.UNKNOWN, "no-name")
        table.nameless(row)
    else:
        table.mark(row, RowClass.BLANK)
    return True


def _read_model(rows: RegisterReader, row: int, draft: DraftTable) -> None:
    table = rows.table
    if table.is_paragraph(row) and (draft.models or not says_none(str(table.view.rows[row][0]))):
        table.mark(row, RowClass.NOTE, "below-table")
        return
    name, source = table.view.down(row, table.label)
    if isinstance(name, Broken):
        table.found("error-cell" if name is Broken.ERROR else "formula-without-value", row, table.label, column="")
        table.mark(row, RowClass.UNKNOWN, "no-name")
        return
    if name is not None and source != row and table.numbering(row) != "arabic":
        table.mark(row, RowClass.NOTE, "part-of-above")
        if any(c in table.ruled for c in table.view.filled[row]):
            table.nameless(row)
        return
    if _goes_on(table, row, name, draft):
        table.mark(row, RowClass.NOTE, "part-of-above")
        return
    if name is None or is_number(name) or _says_no_name(name):
        texts = [str(value) for c in table.view.filled[row] if isinstance(value := table.view.rows[row][c], str)]
        if not draft.models and any(says_none(text) for text in texts):
            draft.none_stated = True
            table.mark(row, RowClass.NOTE, "none-stated")
            return
        if name is None and _names_member_only(table, row):
            table.mark(row, RowClass.NOTE, "none-stated")
            return
        if _adds_up(table, row):
            table.mark(row, RowClass.TOTAL, "adds-up")
            return
        table.mark(row, RowClass.UNKNOWN, "no-name")
        table.nameless(row)
        return
    text = str(name).strip()
    if fold(text).startswith(_OF_WHICH) and not table.numbering(row):  # "Trong đó: theo cấp: huyện 1; theo lĩnh vực: …"
        table.mark(row, RowClass.NOTE, "other-figures")
        return
    if not draft.models and says_none(text):
        draft.none_stated = True
        table.mark(row, RowClass.NOTE, "none-stated")
        return
    alone = table.view.filled[row] == [table.label] and table.last_strong >= 0
    last = row > table.last_strong
    if alone and last and compares(text):
        table.mark(row, RowClass.NOTE, "below-table")
        return
    remark = last and (may_remark(text) or names_body_only(text))
    if (alone and (table.numbered or remark)) or _may_head(table, row, text, alone=alone):
        table.found("row-may-be-note", row, table.label, seen=text)  # no number, and nothing beside it
    _add_model(rows, row, text, draft)


def _may_head(table: TableReader, row: int, text: str, *, alone: bool) -> bool:
    """Whether a line without a number, among models that say more, may head the rows below it.

    It is called like a field, "Mô hình an ninh trật tự", or like a body, and says of no field that it is its own.
    """
    if table.numbering(row):
        return False
    if names_body_only(text) and not says_member(table, row) and _heads_other_names(table, row):
        return True
    at = table.reader.coordinates(unbulleted(text), row=True) or {} if alone else {}
    return at.keys() == {"field"} and row < table.last_strong and not table.bare


def _heads_other_names(table: TableReader, row: int) -> bool:
    """Whether names that are no bodies' stand below a body's, in a list where models say a field, or nothing tells them apart."""
    if table.stated_dimensions:
        return row < table.last_strong and not table.bare and not lists_bodies(table)
    if table.sure or asks_who(table):
        return False  # its number would tell; "Tên mô hình, điển hình" lists bodies
    _, below = next(labels_below(table, row), (row, ""))
    return not (names_body_only(below) or foot_mark(below) or is_total(below, table.reader, figures=False) or not below)


def _names_member_only(table: TableReader, row: int) -> bool:
    """Whether a row without a name holds its number and, before the place of names, a field: it has no model, "4 | HTCT | | "."""
    filled = [column for column in table.view.filled[row] if column not in table.stt]
    return len(filled) == 1 and filled[0] < table.label and table.roles.get(filled[0]) == "field"


def _says_no_name(name: Value) -> bool:
    """Whether what stands in the place of a name is none: "?", "x", "nt"."""
    said = fold(str(name))
    return not said or (len(said) < _ANY_NAME and (is_tick(name) or is_ditto(name)))


_ANY_NAME = 3  # letters: "như trên" may be a name, "A" too


def _goes_on(table: TableReader, row: int, name: Value, draft: DraftTable) -> bool:
    """Whether a row without a number goes on with the model above it: the rest of its name, or more lines of texts about it."""
    above = table.classes.get(row - 1, _MODEL)
    if not draft.models or table.stt_value(row) is not None or above not in (_MODEL, _PART):
        return False
    if not table.data[-1] < row <= table.data[-1] + _MOST_LINES:
        return False
    filled = table.view.filled[row]
    if name is None:
        return all(table.roles.get(c) in TEXT_ROLES and isinstance(table.view.rows[row][c], str) for c in filled)
    if filled != [table.label] or not table.numbered:
        return False
    if _tells_of_model(table, str(name)):
        return True
    if not str(name).strip()[:1].islower() or _says_no_name(name):
        return False
    draft.models[-1].name += f" {str(name).strip()}"
    return True


def _tells_of_model(table: TableReader, text: str) -> bool:
    """Whether a line says of the model above it what a column could: "- Mục tiêu: 20 đàn", "Chủ nhiệm: ông An"."""
    heading, colon, _ = unbulleted(text).partition(":")
    meaning = table.reader.heading(heading.strip()) if colon else None
    if meaning is None or not meaning.exact:
        return False
    return meaning.name == "stage" or (meaning.says is Says.ATTRIBUTE and meaning.name != "name")


def _adds_up(table: TableReader, row: int) -> bool:
    """Whether a row of nothing but figures, one above 1 at least, is the sum of the ticks above it."""
    figures = {c: read_count(table.view.rows[row][c]).value for c in table.view.filled[row] if c not in table.stt}
    sums = all(c in table.ruled and figure == _count(table, c, table.data) for c, figure in figures.items())
    return sums and any(figure and figure > 1 for figure in figures.values())


def _add_model(rows: RegisterReader, row: int, name: str, draft: DraftTable) -> None:
    table = rows.table
    draft.models.append(rows.model(row, name))
    table.data.append(row)
    for group in table.groups.stack:
        group.members.append(row)
    table.classes[row] = _MODEL


def _count(table: TableReader, column: int | None, rows: list[int]) -> int | None:
    """What rows of a register give: their number, or the ticks of a column."""
    ruled = next((c for c in table.columns.figures if c.index == column), None)
    if ruled is None or not ruled.at:
        return len(rows)
    return sum(1 for row in rows if column in table.ticked.get(row, ()))
