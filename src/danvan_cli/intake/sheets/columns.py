"""What the columns of a table are, once their cells are looked at too: the name, the unit, figures, ticks, texts."""

import re
from itertools import pairwise

from danvan_cli.intake.sheets.column_periods import (
    leave_other_years,
    leave_parts,
    leave_what_goes_on_later,
    part_by_years,
    periods_as_figures,
)
from danvan_cli.intake.sheets.column_questions import ask_about
from danvan_cli.intake.sheets.column_splits import (
    join_kinds,
    join_splits,
    part_ended,
    what_is_done,
    whole_before_members,
)
from danvan_cli.intake.sheets.contents import (
    as_those_beside,
    asks_who,
    look_inside,
    mend_abbreviations,
    names_somebody,
    number_column,
    over_members,
    results_as_statuses,
    says_what,
    shortened_cn,
    told_by_names,
    units_over_columns,
    ways_of_parting,
    what_rows_count,
    who_is_named,
    who_is_where,
    years_of_stages,
)
from danvan_cli.intake.sheets.lifecycle import settle_outcomes
from danvan_cli.intake.sheets.measures import mark_awarded, mark_measured
from danvan_cli.intake.sheets.names_again import names_again
from danvan_cli.intake.sheets.names_by_kind import name_by_kind
from danvan_cli.intake.sheets.over_columns import heed_what_is_over
from danvan_cli.intake.sheets.profiles import Profile, look_into, reads
from danvan_cli.intake.sheets.recognise import Header
from danvan_cli.intake.sheets.view import Column, Columns, View
from danvan_cli.intake.words.headings import HEADING_ORDER, Reader, Says, phrases, without_asides
from danvan_cli.intake.words.movement import TitledAwards, lists_others, lists_persons, speaks_of_models
from danvan_cli.intake.words.row_texts import is_body, is_place
from danvan_cli.vietnamese import fold

TEXT_ROLES = (
    "note", "address", "head", "contact", "content", "outcome", "decision", "decided", "decider", "score", "rank",
    "comment", "since", "unit_code", "registering_unit", "other_unit",
)  # fmt: skip
_CARRYING = (("thực hiện",), ("chủ trì", "xây dựng", "triển khai"))


def settle(
    view: View,
    header: Header,
    body: list[int],
    sheet: str,
    reader: Reader,
    awards: TitledAwards | None = None,
    *,
    title: str = "",
    period: str = "",
    below_register: bool = False,
) -> Columns:
    """The columns of a table from headings and cells together.

    `awards`: those that its title lists or sums. `period`: the year that its title names, or a part of one. `below_register`: one stands above
    it on the sheet.
    """
    columns = [column for _, column in sorted(header.columns.items())]
    profiles = look_into(view, body, {column.index for column in columns if column.role == "stt"})
    columns = [column for column in columns if column.path or column.index in profiles]
    _as_headed_twice(columns, view, profiles)
    for index in sorted(profiles.keys() - {column.index for column in columns}):
        columns.append(Column(index, (), "unknown", heading_row=header.last))
    columns.sort(key=lambda column: column.index)
    free = [column for column in columns if not column.declared]  # all of them, but under a saved form
    mend_abbreviations(free, profiles)
    name_by_kind(free, profiles, reader, view, body)
    names_again(free, view, body, reader)
    roles = {column.role for column in columns}
    if not roles.isdisjoint(("name", "content")):
        told_by_names(free, profiles, view, body, reader)
    if "name" in roles:
        who_is_named(free, view, body, reader)
    for column in columns:
        if column.declared:
            column.named = names_somebody(column, profiles.get(column.index, Profile()), reader)
        else:
            look_inside(column, profiles.get(column.index, Profile()), reader)
    over_members(free, profiles, reader)
    results_as_statuses(free, profiles, reader)
    what_rows_count(free, profiles, reader)
    as_those_beside(free, reader)
    shortened_cn(free, reader)
    who_is_where(free, profiles)
    if "name" not in roles:
        ways_of_parting(free, profiles, reader)
    _without_heading(free, view, header)
    number_column(columns, profiles)
    mark_measured(free, reader)
    if awards:
        mark_awarded(free, profiles, awards, reader)
    units_over_columns(free, profiles, view, body, reader)
    year = period[:4]
    settled = Columns(None, columns, year=year)
    settled.side_by_side = len(settled.of("name")) > 1 or len(settled.of("stt")) > 1
    if header.form:
        _declared_kind(settled, profiles)
    else:
        if below_register and not (settled.first("name") or settled.first("content")) and settled.first("stt"):
            _persons_as_names(settled)
        if awards:
            _name_the_awarded(settled, profiles, reader)
        else:
            _name_the_holders(settled, profiles, reader, title)
            _names_held_alike(settled, reader)
        _results_as_figures(settled, profiles, reader)
        periods_as_figures(settled, profiles, reader, period)
        _choose_kind(settled, profiles, reader)
        _choose_units(settled, profiles)
    if settled.kind == "register":
        years_of_stages(free, profiles, reader)
    settle_outcomes(free)
    leave_what_goes_on_later(settled, profiles)
    if settled.kind == "matrix":
        heed_what_is_over(settled, reader)
    if settled.kind == "matrix" and year:
        part_by_years(settled, profiles, view, body)
        leave_other_years(settled, profiles, view, body)
        leave_parts(settled, profiles, period, view, body)
    if settled.kind == "matrix" and not header.form:
        what_is_done(settled, profiles, reader)
        join_splits(settled, view, body, reader, title)
        join_kinds(settled, view, body)
        whole_before_members(settled, view, body)
        part_ended(settled, view, body, title)
    if settled.kind:
        ask_about(settled, profiles, sheet, reader)
    return settled


def _as_headed_twice(columns: list[Column], view: View, profiles: dict[int, Profile]) -> None:
    """One heading merged over several columns heads those that hold something."""
    for column, right in pairwise(columns):
        merge = view.covered.get((right.heading_row, right.index))
        if merge is None or merge != view.covered.get((column.heading_row, column.index)):
            continue
        if right.declared != column.declared:
            continue  # somebody told them apart
        if right.index not in profiles or column.role == "stt":
            right.role = "blank" if right.index not in profiles else column.role + "-more"
        elif column.index not in profiles:
            column.role = "blank"
    columns[:] = [column for column in columns if column.role != "blank"]


def _without_heading(columns: list[Column], view: View, header: Header) -> None:
    """Under a heading over several columns that have their own, one that has none is of nobody knows what.

    Under "Trong đó: mô hình mới" it is no total of the new ones; under "Tổng số" it could be nothing else.
    """
    parted = {
        view.covered.get((row, column.index)) for column in columns for row in range(header.first, column.heading_row)
    }
    for column in columns:
        over = view.covered.get((column.heading_row, column.index))
        if column.at and over in parted and over and over[1] < over[3] and over[2] < header.last:
            column.role, column.at = "unknown", {}


def _persons_as_names(columns: Columns) -> None:
    """Persons listed under a list of models are models of their own: "II. CÁ NHÂN", headed "Họ và tên"."""
    person = columns.first("head")
    if person and not columns.figures:
        person.role = "name"


def _results_as_figures(columns: Columns, profiles: dict[int, Profile], reader: Reader) -> None:
    """“Chỉ tiêu | Kết quả” over numbers beside stages, fields and totals: how many there were, and not what became of each."""
    content = (
        columns.first("counted")
        or columns.first("content")
        or next(filter(None, map(columns.first, HEADING_ORDER)), None)
    )
    if columns.first("name") or columns.figures or not content:
        return
    texts = profiles.get(content.index, Profile()).texts
    counts = content.role == "stage" and all(map(speaks_of_models, texts))  # "Số mô hình đăng ký"
    if content.role in HEADING_ORDER and not counts and (columns.first("unit") or max(texts.values(), default=0) > 1):
        return  # a list of models whose names nobody gave may say what each of one field has reached
    counted = sum(times for text, times in texts.items() if says_what(text, reader))
    if not any(reader.coordinates(text, row=True) or _names_whole(text, reader) for text in texts):
        return
    for column in (*columns.of("stage"), *columns.of("outcome")):
        if _holds_figures(profiles.get(column.index, Profile())) and counted * 2 > sum(texts.values()):
            column.role = "coordinate"


def _holds_figures(profile: Profile) -> bool:
    """Whether a column's cells are blank or numbers, one and nought ("không có") among them, and neither words nor crosses."""
    figures = profile.numbers + profile.ticks - profile.marks
    return not (profile.marks or profile.dates) and (figures > profile.texting or not profile.texting)


def _names_whole(text: str, reader: Reader) -> bool:
    """Whether a text is of all models: "Tổng số mô hình", "Mô hình “Dân vận khéo”"."""
    said = reader.heading(text)
    return said.says is Says.NEUTRAL or (said.exact and said.name == "name")


def _counts_contents(columns: Columns, profiles: dict[int, Profile], reader: Reader) -> bool:
    """Whether rows of contents say what is counted, though it be one or none: "Số mô hình | 0" names no model."""
    content = columns.first("content")
    told = [profiles.get(column.index, Profile()) for column in columns.figures]
    if not content or not all(map(_holds_figures, told)):
        return False
    texts = profiles.get(content.index, Profile()).texts
    return sum(times for text, times in texts.items() if says_what(text, reader)) * 2 > sum(texts.values())


def _counts_unknown(columns: Columns, content: Column, profiles: dict[int, Profile], reader: Reader) -> bool:
    """Whether rows of contents say what is counted, under headings of figures that nobody knows."""
    texts = profiles.get(content.index, Profile()).texts
    unknown = [profiles[column.index] for column in columns.of("unknown") if column.index in profiles and column.path]
    figures = any(_holds_figures(profile) for profile in unknown)
    return figures and bool(texts) and all(says_what(text, reader) for text in texts)


def _choose_kind(columns: Columns, profiles: dict[int, Profile], reader: Reader) -> None:
    name = columns.first("name")
    held = [profiles.get(column.index, Profile()) for column in columns.figures]
    # beside names of models "Xây dựng mới (năm)" over 2024 is ticked with the year
    many = max((one.many for one in held if name is None or one.many > one.years), default=0)
    ticked = sum(one.marks for one in held) > sum(one.numbers for one in held)  # its groups have sums beside them
    if name is None and not (held and (many or _counts_contents(columns, profiles, reader)) and not ticked):
        name = columns.first("content")
        if name and _counts_unknown(columns, name, profiles, reader):
            return  # "Nội dung | Kỳ trước | Trong kỳ | Lũy kế": no list of models called "Mô hình kinh tế"
        if name and profiles.get(name.index, Profile()).texting:
            name.role = "name"
        else:
            name = None
    if name is not None:
        profile = profiles.get(name.index, Profile())
        about = _counted_by_names(columns, name, many, profiles, reader)
        figured = max((one.numbers + one.ticks for one in held), default=0)
        few = many * 2 < max(profile.texting, 1) or figured * 2 <= profile.texting  # "2" once over two names of a unit
        if (few and not about) or not held:  # rows named for fields count models, though few
            columns.kind = "register"
            return
        told = columns.first("unit") or columns.first("parent") or _members_before_figures(columns, name)
        name.role = "note" if told else "label"
        if name.role == "label":
            name.hint = about
    if columns.figures:
        label = _choose_label(columns, profiles)
        first = profiles.get(columns.figures[0].index)  # "Tổng số mô hình" over "12"
        alone = first is not None and _holds_figures(first) and first.numbers + first.ticks <= 1
        if label or len(columns.figures) >= 2 or alone:
            columns.kind = "matrix"
    elif (
        name is None
        and any(column.measure and column.index in profiles for column in columns.all)
        and _choose_label(columns, profiles)
        and not columns.of("field")  # rows that say their field are models, under a heading that nobody knows
    ):
        columns.kind, columns.measures_only = "matrix", True


def _members_before_figures(columns: Columns, name: Column) -> bool:
    """Whether rows are told by a column of members, and names stand behind their figures: "Lĩnh vực | Số lượng | Tên mô hình tiêu biểu"."""
    first = min(column.index for column in columns.figures)
    return name.index > first and any(column.index < first for role in HEADING_ORDER for column in columns.of(role))


def _counted_by_names(columns: Columns, name: Column, many: int, profiles: dict[int, Profile], reader: Reader) -> str:
    """The dimension whose members the rows count; none where they name models that are ticked, though named like members."""
    marked = not many and any(profiles.get(column.index, Profile()).marks for column in columns.figures)
    if marked or not columns.figures or fold("tên") in fold(name.heading).split():
        return ""
    about = _names_members(profiles.get(name.index, Profile()), reader)
    return "" if any(about in column.at for column in columns.figures) else about


def _names_members(profile: Profile, reader: Reader) -> str:
    """The dimension whose members the texts of a column are; they are few, so a hundred different texts are none."""
    if len(profile.texts) > _MOST_MEMBERS:
        return ""
    return next((dimension for dimension in HEADING_ORDER if reads(profile, dimension, reader)), "")


_MOST_MEMBERS = 50


def _name_the_awarded(columns: Columns, profiles: dict[int, Profile], reader: Reader) -> None:
    """A list of who was awarded, without figures: "Họ và tên", "Tên tập thể, cá nhân" is what its rows are about."""
    if columns.first("name") or any(c.measure and profiles.get(c.index, Profile()).numbers for c in columns.all):
        return
    units = columns.of("unit")
    asked = [column for column in columns.all if asks_who(column, profiles.get(column.index, Profile()), reader)]
    candidates = [*columns.of("head"), *(units[:1] if len(units) > 1 else ()), *asked, *columns.of("unknown")]
    for column in candidates:
        if profiles.get(column.index, Profile()).texting:
            column.role, column.at = "name", {}
            return


def _name_the_holders(columns: Columns, profiles: dict[int, Profile], reader: Reader, title: str) -> None:
    """Who holds the models is what a list is about where nothing else is: headed "Cá nhân", "Tập thể", or "Họ và tên" of persons.

    "Họ và tên" only under a title about such models. A committee's members are no models, whatever stands over their names.
    """
    if columns.first("name") or columns.first("content"):
        return
    counted = (profiles.get(column.index, Profile()) for column in columns.figures if not column.named)
    telling = [one for one in counted if one.ticks + one.numbers > one.marks]  # crosses say of which field each is
    if telling or any(column.measure for column in columns.all):
        return
    if lists_others(title):
        return
    asked = [c for c in columns.all if c.path and (c.named or c.role in ("unknown", "unit"))]  # "Tên tập thể" is a unit
    held = [(column, said) for column in asked if (said := reader.holder_named(column.path[-1])) and len(said) == 1]
    if len({said for _, said in held}) > 1:
        return  # "Tập thể | Cá nhân": a name stands in one of them
    if lists_persons(title):
        held += [(one, ("canhan",)) for one in columns.of("head") if _NAME in fold(one.heading).split()]
    for column, said in held[:1]:
        told = any(other.role == "holder" for other in columns.all)
        column.role, column.named, column.at = "name", False, {} if told else {"holder": said}


def _names_held_alike(columns: Columns, reader: Reader) -> None:
    """Under "Tên mô hình (tập thể)" all are held so, where no other column tells it row by row."""
    name = columns.first("name")
    if name is None or name.at or any(c.named or c.role == "holder" or "holder" in c.at for c in columns.all):
        return
    said = [held for aside in _ASIDE.findall(name.heading) if (held := reader.members("holder", aside))]
    if len(said) == 1 and len(said[0]) == 1:
        name.at = {"holder": said[0]}


_ASIDE = re.compile(r"\(([^()]{2,40})\)")

_NAME = fold("tên")  # "Họ và tên", no "Chức vụ"


def _declared_kind(columns: Columns, profiles: dict[int, Profile]) -> None:
    """Under a saved form the person decides: with a name it is a list, else a matrix."""
    columns.kind = "register" if columns.first("name") else "matrix"
    if columns.kind == "matrix":
        _choose_label(columns, profiles)


def _choose_label(columns: Columns, profiles: dict[int, Profile]) -> Column | None:
    """The column that says what the rows of a matrix are about."""
    for role in (
        "label",
        "unit",
        "registering_unit",
        "address",
        "parent",
        *HEADING_ORDER,
        "content",
        "unknown",
        "measure",
    ):
        for column in columns.of(role):
            first = min(c.index for c in columns.all if c.role == "coordinate" or c.measure)
            if role in ("unknown", "content", "measure") and column.index > first:
                continue
            profile = profiles.get(column.index, Profile())
            if profile.texting or role not in ("unknown", "measure"):
                if role in ("unit", "registering_unit", "address", "parent"):
                    column.hint = "unit"
                elif role == "content" or role in HEADING_ORDER:
                    column.hint = role
                elif (
                    role == "label"
                    and not column.hint
                    and phrases("attribute", "name", "holds").inside(fold(column.heading))
                ):
                    column.hint = "name"  # "Tên mô hình | Số lượng"
                column.role = "label"
                return column
    return None


def _choose_units(columns: Columns, profiles: dict[int, Profile]) -> None:
    """The unit that carries a model out comes before the one that registers it, an address stands in for it.

    Of several addresses the one that names most places and bodies: "Phạm vi | Địa chỉ" over "Liên thôn | Xã Liêm Túc".
    """
    units = columns.of("unit")
    if len(units) > 1:
        ranks = {column.index: _rank(column) for column in units}
        best = min(ranks.values())
        if list(ranks.values()).count(best) == 1:
            for column in units:
                column.role = "unit" if ranks[column.index] == best else "other_unit"
    if columns.kind == "register" and not units:
        for role in ("registering_unit", "parent", "address"):
            if found := columns.of(role):
                max(found, key=lambda column: _names_units(column, profiles)).role = "unit"
                return


def _names_units(column: Column, profiles: dict[int, Profile]) -> tuple[int, bool]:
    """How many cells of a column name a place or a body; and whether it is headed with nothing that could be a level, too."""
    texts = profiles.get(column.index, Profile()).texts
    named = sum(times for text, times in texts.items() if any(is_place(part) or is_body(part) for part in _parts(text)))
    heading = without_asides(column.path[-1]) if column.path else ""
    return named, not phrases("dimension", "level", "over_members").has(heading)


def _parts(text: str) -> list[str]:
    """The parts of an address, and the place that ends it: "Thôn 3, xã Liêm Túc"."""
    return [part.strip() for part in _BETWEEN_PARTS.split(text)]


_BETWEEN_PARTS = re.compile(r"[,;()]| - | – |\n")


def _rank(column: Column) -> int:
    folded = f" {fold(column.path[-1] if column.path else '')} "
    for rank, wanted in enumerate(_CARRYING):
        if any(f" {fold(phrase)} " in folded for phrase in wanted):
            return rank
    return len(_CARRYING)
