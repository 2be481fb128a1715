"""Group rows: a line inside a table that says what the rows below it have in common. (domain.md, L3)"""

from functools import lru_cache

from danvan_cli.intake.grid import address
from danvan_cli.intake.rows.rows_below import (
    followed_by_items,
    heads_models,
    heads_numbers,
    labels_below,
    members_below,
    next_filled,
    numbers_anew,
    numbers_its_own,
    over_items,
    over_number,
    over_units,
)
from danvan_cli.intake.rows.table import TableReader
from danvan_cli.intake.rows.total_rows import tell_no_count
from danvan_cli.intake.sheets.column_periods import ONLY_YEAR
from danvan_cli.intake.sheets.contents import OF_WHERE
from danvan_cli.intake.sheets.lifecycle import stages_of_group, without_what_ended, years_of
from danvan_cli.intake.words.body_names import names_bodies, names_body_only
from danvan_cli.intake.words.groups import Group
from danvan_cli.intake.words.headings import HEADING_ORDER, phrases
from danvan_cli.intake.words.movement import speaks_of_models
from danvan_cli.intake.words.numbering import numbered_text
from danvan_cli.intake.words.numbers import is_number, read_count
from danvan_cli.intake.words.row_texts import (
    is_body,
    is_commune_without_accents,
    is_one_body,
    is_place,
    marked,
    names_none,
    stands_together,
    unbulleted,
)
from danvan_cli.intake.words.stated_counts import is_total, part_counted, without_count
from danvan_cli.vietnamese import fold


def group_of(table: TableReader, row: int, *, lone_is_data: bool) -> Group | None:
    """The group that a row opens, or None: the row is a model, or figures."""
    filled = table.view.filled[row]
    values = table.view.rows[row]
    if table.columns.kind == "register" and table.view.down(row, table.label)[1] < row:
        return None  # more about the model whose name is merged down to here
    text_column = _says_of_what(table, row, filled)
    text = values[text_column]
    if not isinstance(text, str):
        return None
    extras = [c for c in filled if c != text_column and c not in table.stt and c not in table.measured]
    register = table.columns.kind == "register"
    remarks = [c for c in extras if register and isinstance(values[c], str) and not is_number(values[c])]
    if not _may_stand_beside_group(table, row, remarks):
        return None
    extras = [c for c in extras if c not in remarks]
    numbers = [
        c
        for c in extras
        if read_count(values[c]).value is not None and not (isinstance(values[c], str) and not is_number(values[c]))
    ]
    if register and (len(extras) > len(numbers) or any(c not in table.ruled for c in numbers[1:])):
        return None
    numbering = table.numbering(row) if text_column not in table.stt else ""
    inner, label, rest = numbered_text(text, table.last_letter)
    if numbering and inner and numbering != inner:
        inner, rest = "", text
    plain, count = without_count(rest)
    plain, numbering = unbulleted(plain), numbering or inner
    led = part_counted(plain) if count is None and numbering and speaks_of_models(plain) else None
    if led and table.reader.coordinates(led[0], row=True):
        plain, count = led  # "I | 4 mô hình lĩnh vực kinh tế"
    group = Group(row, address(row, text_column), text, numbering)
    typed_bare = is_commune_without_accents(plain)
    said = {} if typed_bare else table.reader.coordinates(plain, row=True) or {}
    group.at = table.among_others(plain, said)
    group.years = years_of(said, plain) if without_what_ended(said) is said else {}
    unsaid = "block" not in group.at if table.columns.kind == "matrix" else not group.at
    if unsaid and names_kinds_of_places(plain):
        group.sorts = not members_below(table, row)
        group.at = {} if group.sorts else group.at
    if not group.at and (stages := stages_of_group(plain)):
        group.at = {"stage": stages}
    if ((typed_bare or is_place(plain)) and "field" not in group.at) or (
        (is_body(plain) or names_bodies(plain)) and not group.sorts and (not group.at or is_one_body(plain, group.at))
    ):
        group.place = plain
    counts = _counted_beside(table, row, group, remarks)
    counted, remarks = count is not None or bool(counts), [c for c in remarks if c not in counts]
    if remarks:
        if not _heads_past(table, row, group, plain, remarks):
            return None
    elif not _is_group(table, row, group, text_column, plain, extras, counted=counted, lone_is_data=lone_is_data):
        return None
    table.met_group(numbering, str(label or table.stt_value(row)).strip(".) ")[:1])
    if not tell_no_count(table, row, text_column, text) and count is not None:
        group.stated.append((count, group.cell, {}, None))
    for column, told in counts.items():
        group.stated.append((told, address(row, column), {}, None))
    for column in numbers:
        stated = read_count(values[column]).value
        if stated is not None and not (column not in table.ruled and group.stated):
            at = next((c.at for c in table.columns.figures if c.index == column), {})
            group.stated.append((stated, address(row, column), at, column if column in table.ruled else None))
    return group


def _says_of_what(table: TableReader, row: int, filled: list[int]) -> int:
    """The column of a line's text: the label's, else the first text; a remark only where the numbers' column has no more than a number."""
    values = table.view.rows[row]
    if table.label in filled:
        return table.label
    texts = [column for column in filled if isinstance(values[column], str)]
    beside = [column for column in texts if column not in table.stt]
    if beside and all(table.roles.get(column) == "note" for column in beside):
        for column in texts:
            inner, _, rest = numbered_text(str(values[column]), table.last_letter)
            if column in table.stt and inner and rest:
                return column
    return next(iter(beside), filled[0])


def _counted_beside(table: TableReader, row: int, group: Group, remarks: list[int]) -> dict[int, int]:
    """The number of models that a group's remark states, and nothing else: "I | LĨNH VỰC KINH TẾ | | 2 mô hình"."""
    if not group.at or group.numbering not in ("roman", "letter"):
        return {}
    notes = [column for column in remarks if table.roles.get(column) == "note"]
    told = {column: without_count(f"I ({table.view.rows[row][column]})") for column in notes}
    return {column: count for column, (rest, count) in told.items() if rest == "I" and count is not None}


def _is_group(
    table: TableReader,
    row: int,
    group: Group,
    column: int,
    plain: str,
    extras: list[int],
    *,
    counted: bool,
    lone_is_data: bool,
) -> bool:
    shaped = group.numbering in ("roman", "letter")
    span = table.view.span(row, column)
    wide = (
        span >= _WIDE
        or (column not in (table.label, *table.stt) and column < table.label)
        or (column in table.stt and table.label not in table.view.filled[row])
    )
    known = bool(group.says)
    loud = plain.isupper() and len(plain) > 2
    if table.columns.kind == "matrix" and group.numbering == "arabic":
        return True  # rows numbered 1.1 may follow: the reader of matrices looks
    if group.numbering in ("arabic", "dotted") and table.stt_value(row) is not None and column not in table.stt:
        if row in table.heads or over_items(table, row, group):
            return True  # "1 | Kinh tế", "1 | Hội Nông dân xã" over "- | Hũ gạo"
        if group.place and is_place(plain):
            return not extras and (wide or followed_by_items(table, row) or heads_numbers(table, row, group))
        beside = any(one.numbering == group.numbering and one.says == group.says for one in table.groups.stack)
        heads = beside and (known or stands_together(plain))  # "2 | Cá nhân" after the group "1 | Tập thể"
        if known and heads_numbers(table, row, group):
            return True  # "1. | Công an xã | 3" over its models 1, 2, 3; "2.1 | Cá nhân" over the models 8, 9
        return not extras and (heads or numbers_its_own(table, row))
    if shaped:
        return True
    if not extras and not loud and span < _WIDE and _may_be_model(table, row, group, plain):
        return False
    if group.numbering:
        known = known or (column in table.stt and stands_together(plain))  # "2. Thôn Phú Gia" over a header again
        return known and (not extras or (table.columns.kind == "register" and numbers_anew(table, row)))
    if table.columns.kind == "register" and extras and not known:
        return False
    if wide and (known or loud or plain.endswith(":") or span >= _WIDE):
        return True
    if plain.endswith(":") or group.text.rstrip().endswith(":"):
        return True
    if table.numbered and table.stt_value(row) is None and not group.at and (known or stands_together(plain)):
        if (not extras or loud) and numbers_anew(table, row):
            return True  # "Hội Phụ nữ xã" over its models
        if not extras and (counted or loud) and over_number(table, row):
            return True  # "Hội Phụ nữ xã (2 mô hình)" over its models 7 and 8
    counted_apart = {one.index for one in table.columns.figures if not one.at}  # "Số lượng": how many the group holds
    bare_line = counted_apart.issuperset(extras) and (column in table.stt or table.stt_value(row) is None)
    if table.columns.kind == "register" and bare_line:
        if _names_who(table, row, plain) or ONLY_YEAR.fullmatch(plain):
            return True  # "Hội Nông dân xã" over models that nobody numbers, or that are numbered on and on
        if names_body_only(plain) and lists_bodies(table):
            return False
    if not known:
        return False
    if counted and not extras and not table.numbered and _counts_models(group, plain):
        return True  # "Hội Nông dân xã (2 mô hình)" over models that nobody numbers
    strong_text = loud or table.numbering(row) not in ("arabic", "dotted")  # "a)", "-" before it number no model
    if group.at or group.sorts:
        heads = table.numbered or loud or not lone_is_data or marked(plain) or _parts_list(table, group)
        return strong_text and (heads or (not extras and not group.place and over_units(table, row, group)))
    return strong_text and is_place(plain) and (table.numbered or loud or not lone_is_data)


_WIDE = 3  # columns


def _may_be_model(table: TableReader, row: int, group: Group, plain: str) -> bool:
    """Whether a bare line of a list may be a model that is called like a field: "An ninh trật tự" in the midst of models.

    It heads rows where the numbers go past it, or where the list has several such lines; "Mô hình an ninh trật tự" only
    where none of the models stands above the first of them.
    """
    if group.at.keys() != {"field"} or marked(plain) or table.columns.kind != "register" or plain.endswith(":"):
        return False
    if table.numbering(row) or (table.bare and not table.numbered):
        return False
    named = phrases("rows", "models").starts(fold(plain)) is not None
    if table.numbered:
        return named and _leave_room(table, next_filled(table, row))
    before = bool(table.data) and not any("field" in other.at for other in table.groups.seen)
    return (before or named) and not (_parted_by_fields(table) and not (before and named))


def _parted_by_fields(table: TableReader) -> bool:
    """Whether several lines of a list say no more than a field each, and not all the same."""
    if table.parted_by_fields is None:
        lines = (table.view.rows[row][table.label] for row in table.body if table.view.filled[row] == [table.label])
        said = {without_count(unbulleted(text))[0] for text in lines if type(text) is str}
        fields = {at["field"] for text in said if (at := table.reader.coordinates(text, row=True)) and "field" in at}
        table.parted_by_fields = len(fields) > 1
    return table.parted_by_fields


def _may_stand_beside_group(table: TableReader, row: int, remarks: list[int]) -> bool:
    """Whether texts beside a line could be of those it heads: where they are, who answers for them, or that there are none."""
    return all(
        table.roles.get(column) in _REMARKS or names_none(str(table.view.rows[row][column])) for column in remarks
    )


_REMARKS = OF_WHERE | {"note", "head", "contact", "unit_code", "comment"}


def _heads_past(table: TableReader, row: int, group: Group, plain: str, remarks: list[int]) -> bool:
    """Whether a line with a remark heads rows, for their numbers go past it: "Hội Nông dân xã | Trụ sở UBND" between 2 and 3."""
    shaped, loud = group.numbering in ("roman", "letter"), plain.isupper() and len(plain) > 2
    if group.numbering and not shaped:
        return numbers_its_own(table, row)
    if names_body_only(plain) or is_place(plain):
        known = not lists_bodies(table)
    else:  # a model may be called like a field, and then it says where it is
        known = bool(group.at or group.sorts) and (
            shaped or loud or marked(plain) or OF_WHERE.isdisjoint(map(table.roles.get, remarks))
        )
    if not (known or (shaped and loud)):
        return False
    for below, label in labels_below(table, row):
        if is_total(label, table.reader, figures=False):
            break
        if table.numbering(below) in ("arabic", "dotted"):
            return shaped or not _leave_room(table, below)
        named, _ = without_count(unbulleted(label))
        if not (names_body_only(named) or is_place(named) or table.reader.coordinates(named, row=True)):
            return False
    return any(other.numbering == group.numbering and other.members for other in table.groups.seen)


def _leave_room(table: TableReader, below: int) -> bool:
    """Whether the numbers of the models around a line leave one out, as if it were the line's: 2 above it, 4 below."""
    numbers = [table.stt_value(row) for row in (*table.data[-1:], below)]
    above, after = numbers if len(numbers) > 1 else (None, None)
    return isinstance(above, int) and isinstance(after, int) and after > above + 1


def _names_who(table: TableReader, row: int, plain: str) -> bool:
    """Whether a line names who carries out the models below it: a body, a village, or several. Where such are listed it is one of them."""
    if not (names_body_only(plain) or is_place(plain)) or lists_bodies(table):
        return False
    heads = (other.numbering == "" and bool(other.members) for other in table.groups.seen)
    return heads_models(table, row) or any(heads)


def lists_bodies(table: TableReader) -> bool:
    """Whether a list names bodies, as "Tên mô hình, điển hình" may: one at least says more than its name, or none does of anything."""
    if table.lists_bodies is None:
        tells = _tells_more if table.sure else _tells_of_model  # a body without a number or a field may head models
        models = (row for row in table.sure or table.strong if tells(table, row))
        telling = {str(table.view.rows[row][table.label]) for row in models}
        table.lists_bodies = any(map(names_body_only, telling)) if telling else asks_who(table)
    return table.lists_bodies


def asks_who(table: TableReader) -> bool:
    """Whether the heading of the names asks for bodies or people, too: "Tên mô hình, điển hình"."""
    label = table.columns.label
    return label is not None and fold(label.heading).endswith(_ASKS_WHO)


def _tells_more(table: TableReader, row: int) -> bool:
    """Whether a row says more than a name and figures: sums stand beside groups, too."""
    beside = [column for column in table.view.filled[row] if column != table.label and column not in table.stt]
    return any(not is_number(table.view.rows[row][column]) for column in beside)


def _tells_of_model(table: TableReader, row: int) -> bool:
    """Whether a row says more than who and where, where there are columns for it: a field, a cross."""
    return says_member(table, row) if table.stated_dimensions else _tells_more(table, row)


def says_member(table: TableReader, row: int) -> bool:
    """Whether a row says anything in the columns of fields, levels, holders, stages; a number sums up."""
    of_members = (c for c in table.view.filled[row] if c in table.ruled or table.roles.get(c) in HEADING_ORDER)
    return any(not is_number(table.view.rows[row][column]) for column in of_members)


_ASKS_WHO = (fold("điển hình"), fold("tập thể"), fold("cá nhân"), fold("đơn vị"))


def _parts_list(table: TableReader, group: Group) -> bool:
    """Whether a bare list opens with a member, and so with a group, and names others of its dimension further down.

    "Kinh tế", and below its models "Văn hóa - xã hội"; a model may be called "An ninh trật tự", but no list begins so twice.
    """
    if table.parted_by is None:
        texts = [text for row in table.body if type(text := table.view.rows[row][table.label]) is str]
        texts = list(dict.fromkeys(text for text in texts if not is_total(text, table.reader, figures=False)))
        first = next((text for text in texts if not (is_place(text) or names_body_only(text))), "")
        opening = table.reader.coordinates(first, row=True) or {} if first else {}
        dimension = next(iter(opening), "")
        main = table.reader.vocabulary[dimension].closing() if dimension else frozenset()
        known = {members for text in texts if dimension and (members := table.reader.members(dimension, text))}
        table.parted_by = dimension if sum(main.issuperset(members) for members in known) > 1 else ""
    return table.parted_by in group.at


def _counts_models(group: Group, plain: str) -> bool:
    """Whether what stands behind a group's words says that it is a number of models."""
    models = phrases("rows", "models")
    return models.inside(fold(group.text)) is not None and models.inside(fold(plain)) is None


@lru_cache(maxsize=1024)
def names_kinds_of_places(text: str) -> bool:
    """Whether a text only names places by their kinds: "Các huyện, thị xã, thành phố" are units, no level of their models.

    Party committees under one are such units too: "Khối các đảng ủy trực thuộc Tỉnh ủy".
    """
    folded = fold(text)
    left, said = f" {folded} ", 0
    for kind in sorted(phrases("rows", "kinds").whole, key=len, reverse=True):
        said += left.count(f" {kind} ")
        left = left.replace(f" {kind} ", " ")
    around = set(left.split())
    several = said > 1 or bool(around & {fold("các"), fold("khối")})
    if not said and folded.startswith((fold("các"), fold("khối"))):  # "Đảng ủy Khối" is one committee
        said += phrases("rows", "committees").inside(folded) is not None
    return said > 0 and several and phrases("rows", "around_kinds").whole.issuperset(around)
