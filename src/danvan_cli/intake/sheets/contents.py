"""What the cells of columns tell of them where their headings leave it open."""

from collections.abc import Sequence
from itertools import pairwise

from danvan_cli.intake.grid import Value
from danvan_cli.intake.sheets.column_periods import ONLY_YEAR
from danvan_cli.intake.sheets.lifecycle import is_asked, is_short, tells
from danvan_cli.intake.sheets.measures import counts_other_things, row_indicator
from danvan_cli.intake.sheets.profiles import Profile, reads
from danvan_cli.intake.sheets.view import Column, View
from danvan_cli.intake.words.headings import HEADING_ORDER, Reader, Says, phrases, without_asides
from danvan_cli.intake.words.numbering import numbered_text
from danvan_cli.intake.words.numbers import is_number, read_count
from danvan_cli.intake.words.row_texts import is_body, is_place, unbulleted
from danvan_cli.intake.words.stated_counts import is_total
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Coordinates, MemberSet


def mend_abbreviations(columns: list[Column], profiles: dict[int, Profile]) -> None:
    """TT beside CN or "Cá nhân" is "tập thể", not the number of a row: that stands before what it numbers, and over no figures."""
    numbered = False
    for place, column in enumerate(columns):
        behind = place > 0 and all(_holds_numbers(one, profiles) for one in columns[place : place + 2])
        if beside := person_beside(columns, place, numbered=numbered or behind):
            together = column.path[:-1] == beside.path[:-1]
            column.role, column.at = "coordinate", {**(beside.at if together else column.at), "holder": ("tapthe",)}
        numbered = numbered or column.role == "stt"


def _holds_numbers(column: Column, profiles: dict[int, Profile]) -> bool:
    profile = profiles.get(column.index, Profile())
    return profile.numbers > 0 and not profile.texting + profile.dates + profile.marks


def person_beside(columns: Sequence[Column], place: int, *, numbered: bool) -> Column | None:
    """The column of individuals beside one headed TT, which so is the collective: CN, or "Cá nhân" under one head with it.

    `numbered`: the rows are numbered further left, and so not by this one.
    """
    column = columns[place]
    if not column.path or fold(column.path[-1]) != "tt":
        return None
    for other in (place - 1, place + 1):
        if not 0 <= other < len(columns):
            continue
        beside = columns[other]
        together = column.path[:-1] == beside.path[:-1]
        shortened = other > place and bool(beside.path) and fold(beside.path[-1]) == "cn"
        person = beside.at.get("holder") == ("canhan",)
        if shortened or (person and together and (len(column.path) > 1 or numbered)):
            return beside
    return None


def told_by_names(
    columns: list[Column], profiles: dict[int, Profile], view: View, body: list[int], reader: Reader
) -> None:
    """One column names the collective, another the person, and no row both: which is filled tells the holder.

    "Tập thể thực hiện | Cá nhân thực hiện" are ticked by naming, whatever else their headings could say.
    """
    asked = {
        column.index: members
        for column in columns
        if (members := _asks_for_holder(column, profiles.get(column.index, Profile()), reader))
    }
    if sorted(asked.values()) != [("canhan",), ("tapthe",)]:
        return
    one, other = (view.column(index) for index in asked)
    if not any(_is_text(one[row]) and _is_text(other[row]) for row in body):
        for column in columns:
            if column.index in asked:
                column.role, column.at = "coordinate", {"holder": asked[column.index]}


def who_is_named(columns: list[Column], view: View, body: list[int], reader: Reader) -> None:
    """“Tập thể, cá nhân” over names asks who it is, not of which kind: the unit, within what a column beside it names.

    "Hội LHPN | Xã Liêm Cần" is the union in that commune, "Ông Lại Văn Đấu | Xã Liêm Cần" that commune.
    """
    asking = [c for c in columns if c.role in _WHO and c.path and reader.holder_named(c.path[-1]) == _BOTH]
    models = [view.column(column.index) for column in columns if column.role == "name"]
    for column in asking:
        cells = view.column(column.index)
        if not any(map(_is_name, {text for row in body if isinstance(text := cells[row], str)})):
            continue
        texts = {
            text for row in body if any(_is_text(names[row]) for names in models) if isinstance(text := cells[row], str)
        }
        if texts and all(map(reader.holder_told, texts)):
            column.role, column.at = "holder", {}  # "Tập thể Chi bộ ấp 1": both
            continue
        if not _name_somebody(texts, reader):
            continue
        column.role, column.at = "unit", {}
        if not any(other.role == "parent" for other in columns):
            beside = [other for role in _AROUND for other in columns if other.role == role and other is not column]
            for around in beside[:1]:
                around.role = "parent"


def ways_of_parting(columns: Sequence[Column], profiles: dict[int, Profile], reader: Reader) -> None:
    """“Theo lĩnh vực”, “Theo loại hình” beside "Kinh tế", "Tập thể": they only say of what the members beside them are."""
    texting = [(column, texts) for column in columns if (texts := profiles.get(column.index, Profile()).texts)]
    for (column, ways), (_, members) in pairwise(texting):
        if len(ways) > _MOST_WAYS or len(members) > _MOST_MEMBERS:
            continue
        said = {reader.heading(text).says for text in ways if not is_total(text, reader, figures=True)}
        if Says.DIMENSION in said and said <= {Says.DIMENSION, Says.ATTRIBUTE}:
            named = (text for text in members if not is_total(text, reader, figures=True))
            if all(reader.coordinates(text, row=True) for text in named):
                column.role, column.at = "note", {}


_MOST_WAYS = len(HEADING_ORDER) + 1  # and a total
_MOST_MEMBERS = 50


def who_is_where(columns: list[Column], profiles: dict[int, Profile]) -> None:
    """A column of places is the unit's under whatever heading, where a list of models has no other: else all would be the sender's."""
    if any(column.role in OF_WHERE for column in columns) or not any(column.role == "name" for column in columns):
        return
    for column in columns:
        nobodys = column.role == "unknown" or (column.role == "coordinate" and not column.at)
        texts = profiles.get(column.index, Profile()).texts if nobodys and column.path else {}
        if texts and sum(map(is_place, texts)) * 2 > len(texts):
            column.role = "unit"
            return


OF_WHERE = frozenset(("unit", "address", "registering_unit", "other_unit", "parent"))
"""Roles of columns that say where a model is, or whose."""


def shortened_cn(columns: Sequence[Column], reader: Reader) -> None:
    """CN is "công nhận" beside "ĐK", with a level ("Cấp xã CN"), and over TT and CN; "cá nhân" beside the collective.

    Nobody sets individuals beside what was registered, or parts them so. With neither beside it nobody knows: it is asked.
    """
    collective = any(other.at.get("holder") == ("tapthe",) for other in columns)
    for column in (one for one in columns if one.at.get("holder")):
        *over, leaf = column.path or ("",)
        if "stage" not in column.at and reader.holder_named(leaf) and any(map(_recognised, over)):
            column.at = {**column.at, "stage": ("congnhan",)}
        elif not collective and column.at["holder"] == ("canhan",) and _SHORT in fold(leaf).split():
            beside = (other for other in columns if other is not column and other.path[:-1] == column.path[:-1])
            if "level" in column.at or any(other.at.get("stage") == ("dangky",) for other in beside):
                elsewhere = {dimension: at for dimension, at in column.at.items() if dimension != "holder"}
                column.at = {**elsewhere, "stage": ("congnhan",)}
            else:
                column.role, column.at = "unknown", {}


_SHORT = "cn"


def _recognised(text: str) -> bool:
    tokens = fold(text).split()
    return _SHORT in tokens and not {"tt", fold("tập")} & {*tokens}


def asks_who(column: Column, profile: Profile, reader: Reader) -> bool:
    """Whether a column asks for collectives and persons alike, and names them: "Tập thể, cá nhân" of a list of awards."""
    asks = column.role in _WHO and bool(column.path) and reader.holder_named(column.path[-1]) == _BOTH
    return asks and bool(profile.texts) and _name_somebody(set(profile.texts), reader)


_BOTH = ("canhan", "tapthe")
_WHO = ("holder", "unit", "coordinate")  # "Tập thể/cá nhân", "Tên tập thể, cá nhân", "TT, CN"
_AROUND = ("unit", "address", "registering_unit")


def _name_somebody(cells: set[str], reader: Reader) -> bool:
    """Whether texts are names: none is a holder, and most are bodies or written with capitals inside; "nhóm hộ" is a kind."""
    if any(reader.members("holder", text) for text in cells):
        return False
    return sum(map(_is_name, cells)) * 2 > len(cells)


def _is_name(text: str) -> bool:
    return is_body(text) or any(word[0].isupper() for word in text.split()[1:])


def _asks_for_holder(column: Column, profile: Profile, reader: Reader) -> MemberSet | None:
    if not column.path or not profile.texting or profile.texting < profile.ticks + profile.numbers:
        return None
    if any(map(reader.coordinates, column.path[:-1])):
        return None
    return reader.holder_named(column.path[-1]) or reader.told_in_brackets(column.path[-1]).get("holder")


def _is_text(value: Value) -> bool:
    return isinstance(value, str) and not is_number(value)


def names_somebody(column: Column, profile: Profile, reader: Reader) -> bool:
    return (
        column.role == "coordinate"
        and column.at.keys() == {"holder"}
        and profile.texting > profile.ticks + profile.numbers
        and not reads(profile, "holder", reader)
    )


def look_inside(column: Column, profile: Profile, reader: Reader) -> None:
    texts, figures = profile.texting, profile.ticks + profile.numbers
    if column.named or names_somebody(column, profile, reader):
        column.named = True
    elif column.role == "coordinate" and texts > figures and texts > 0:
        _as_texts(column, profile, reader)
    elif column.role == "coordinate" and figures > texts:
        column.at = _with_brackets(column, column.at, reader)
    elif column.role in ("name", "unit", "address") and figures > texts:
        column.at = _along(column, reader)
        column.role = "coordinate" if column.at or column.role == "name" else "unknown"
    elif column.role == "unit" and reads(profile, "holder", reader, _NEARLY_ALL):
        column.role = "holder"  # "Chủ thể thực hiện" over "Tập thể" and "Cá nhân"
    elif column.role == "content" and figures > texts:
        column.role = "indicator"
    elif column.role in HEADING_ORDER and figures > texts and not column.exact:
        column.hint, column.role = column.role, "unknown"
    elif column.role == "stage" and _tells_origins(profile, reader):
        column.role = "origin"  # "Tình trạng" over "Mới" and "Duy trì"
    elif column.role in HEADING_ORDER and texts and not reads(profile, column.role, reader):
        other = next((dimension for dimension in HEADING_ORDER if reads(profile, dimension, reader)), None)
        if other and column.role != "field":
            column.role = other
        elif column.role == "stage" and not (tells(profile, (), reader) or is_asked(column.path[-1], profile, reader)):
            column.role = "outcome"
    elif column.role == "unknown" and column.path and profile.many and ONLY_YEAR.fullmatch(column.path[-1]):
        column.role = "coordinate"
    elif column.role == "unknown" and texts > figures and column.path:
        dimensions = ("field", "level", "holder", "origin")
        found = next((one for one in dimensions if reads(profile, one, reader, _NEARLY_ALL)), None)
        column.role = found or column.role


def _tells_origins(profile: Profile, reader: Reader) -> bool:
    """Whether all texts of a column are origins, and not as well the stages of a list: "Đăng ký mới" beside "Duy trì"."""
    if not reads(profile, "origin", reader, 1):
        return False
    return len({reader.members("origin", text) for text in profile.texts}) > 1 or not reads(profile, "stage", reader, 1)


_NEARLY_ALL = 0.9  # of a column's texts


def over_members(columns: Sequence[Column], profiles: dict[int, Profile], reader: Reader) -> None:
    """What is headed with a word of other things, too, and holds members only: "Quy mô" over "Huyện" and "Xã" is the level.

    Not beside a column that is headed with the dimension's own name.
    """
    for column in columns:
        profile = profiles.get(column.index, Profile())
        if column.role not in _OF_OTHERS or not column.path or profile.ticks + profile.numbers + profile.dates:
            continue
        for dimension in HEADING_ORDER:
            may = phrases("dimension", dimension, "over_members").has(without_asides(column.path[-1]))
            if may and reads(profile, dimension, reader, 1) and not _states(columns, dimension):
                column.role = dimension
                break


_OF_OTHERS = ("indicator", "address", "unknown")


def _states(columns: Sequence[Column], dimension: str) -> bool:
    return any(column.role == dimension or dimension in column.at for column in columns)


def what_rows_count(columns: Sequence[Column], profiles: dict[int, Profile], reader: Reader) -> None:
    """“Nội dung”, “Chỉ tiêu” beside units or members and before figures says what these are: "Số mô hình đăng ký", "Số hộ tham gia".

    “Năm” there says of which year they are.
    """
    figures = [one.index for one in columns if one.role in _COUNTING and _may_count(profiles.get(one.index))]
    before = [column for column in columns if column.path and column.index < min(figures, default=0)]
    roles = {column.role for column in before}
    if roles.isdisjoint({*OF_WHERE, *HEADING_ORDER}) or any(column.role == "name" for column in columns):
        return
    what = next((one for one in before if _says_what(one, profiles.get(one.index, Profile()), reader)), None)
    if what is None and "content" in roles:
        return  # which names models
    for column in before:
        if phrases("rows", "periods").has(without_asides(column.path[-1])) and column.index in profiles:
            column.role = "year"
    if what:
        texts = profiles[what.index]
        of_one = (one for one in ("origin", *HEADING_ORDER) if one not in roles and reads(texts, one, reader, 1))
        origins = any(reader.members("origin", text) for text in texts.texts)  # "Duy trì" beside "Được công nhận"
        role = next(of_one, "counted")
        what.role = "counted" if role == "stage" and origins else role


def _may_count(profile: Profile | None) -> bool:
    """Whether the cells of a column are numbers only, 0 and 1 among them."""
    return profile is not None and not (profile.texting or profile.marks or profile.dates)


def _says_what(column: Column, profile: Profile, reader: Reader) -> bool:
    if column.role not in _SAYING_WHAT or profile.ticks + profile.numbers + profile.dates:
        return False
    return sum(times for text, times in profile.texts.items() if says_what(text, reader)) * 2 > profile.texting


_COUNTING = ("coordinate", "outcome", "stage", "unknown", "indicator")
_SAYING_WHAT = ("content", "indicator", "unknown")


def says_what(text: str, reader: Reader) -> bool:
    """Whether a text says what is counted: members, all models, households; a model's name does so by chance only."""
    plain = unbulleted(numbered_text(text)[2])
    said = reader.heading(plain)
    whole = said.says is Says.NEUTRAL or (said.exact and said.name == "name")
    return whole or counts_other_things(plain, reader) or bool(reader.coordinates(plain, row=True))


def results_as_statuses(columns: list[Column], profiles: dict[int, Profile], reader: Reader) -> None:
    """“Kết quả thực hiện” over "Đăng ký", "Được công nhận" is the status, where no column is headed so; beside them short words
    are asked ("Hoàn thành"), sentences and figures say what came of the models. “Ghi chú” is where it holds nothing but
    what was recognised, or was not.
    """
    if any(column.role == "stage" or "stage" in column.at for column in columns):
        return
    for column in columns:
        profile = profiles.get(column.index, Profile())
        share = 0.5 if all(map(is_short, profile.texts)) else _NEARLY_ALL
        if column.role == "outcome" and not profile.numbers and reads(profile, "stage", reader, share):
            column.role = "stage"
        elif column.role == "note" and not profile.numbers and reads(profile, "stage", reader, 1):
            told = {reader.members("stage", text) for text in profile.texts}
            column.role = "stage" if ("congnhan",) in told else "note"


def years_of_stages(columns: Sequence[Column], profiles: dict[int, Profile], reader: Reader) -> None:
    """Years beside models under "Năm công nhận" say when each was recognised, and so that it was; over no models they count nothing."""
    for column in columns:
        profile = profiles.get(column.index, Profile())
        if column.role not in ("since", "unknown") or not column.path or profile.numbers != profile.years:
            continue
        if profile.years > profile.texting and (stage := reader.stage_of_years(column.path[-1])):
            column.role, column.at = "coordinate", {"stage": stage}


def _along(column: Column, reader: Reader) -> Coordinates:
    """The coordinates that all headings of a column name: over figures "Mô hình đăng ký" is a stage, no name."""
    at: Coordinates = {}
    for text in column.path:
        at.update(reader.coordinates(text) or {})
    return _with_brackets(column, at, reader)


def _with_brackets(column: Column, at: Coordinates, reader: Reader) -> Coordinates:
    """The coordinates with what brackets add; "Đăng ký (mới)" is a stage and no origin."""
    added = {name: said for text in column.path for name, said in reader.told_in_brackets(text).items()}
    if "stage" in at:
        added.pop("origin", None)
    return {**added, **at}


def _as_texts(column: Column, profile: Profile, reader: Reader) -> None:
    """A heading that could be a member, over texts: "Xã, phường" is then the unit, "Công nhận" a status."""
    to_tick = "field" in column.at or (column.hint in column.at and column.hint != "stage")
    for dimension in (*column.at, *(() if to_tick else HEADING_ORDER)):
        if reads(profile, dimension, reader):
            column.role, column.at = dimension, {}
            return
    if to_tick:
        return  # "Cấp" over "Tỉnh | Huyện | Xã", or a field: members to tick, whatever somebody wrote below ("Đạt")
    if "level" in column.at or "block" in column.at:
        column.role, column.at = ("unit" if column.at.get("level") in (("xa",), None) else "parent"), {}
    elif "stage" in column.at and profile.dates == 0 and not tells(profile, column.at["stage"], reader):
        if phrases("attribute", "name", "kinds").starts(without_asides(column.path[-1])):
            column.named = True  # "Mô hình tiêu biểu" names some: of the rows, or others, which is asked
        else:
            column.role, column.at = "outcome", {}


def as_those_beside(columns: list[Column], reader: Reader) -> None:
    """What could be of two dimensions is of that beside it: "Xã, phường" beside "Cơ quan" a block, "Duy trì" beside "Mới" an origin."""
    by_parent: dict[tuple[str, ...], list[Column]] = {}
    counting = [column for column in columns if column.role == "coordinate" and column.path]
    for column in counting:
        by_parent.setdefault(column.path[:-1], []).append(column)
    for siblings in by_parent.values():
        levels = [c for c in siblings if "level" in c.at and fold("cấp") not in fold(c.path[-1]).split()]
        if any("block" in c.at for c in siblings) and all(c.at["level"] == ("xa",) for c in levels):
            _turn(levels, "level", "block", reader)
    _new_beside_kept(counting, reader)


def _new_beside_kept(columns: list[Column], reader: Reader) -> None:
    """“Đăng ký mới” beside "Duy trì" is an origin under and over members, too; a stage that another heading names stays."""
    beside: dict[tuple[str, ...], dict[str, Coordinates]] = {}
    for column in columns:
        for depth, text in enumerate(column.path):
            hint = column.hint if depth + 1 == len(column.path) else ""
            said = reader.coordinates(text, hint) or reader.told_in_brackets(text)
            beside.setdefault(column.path[:depth], {})[text] = said
    for column in columns:
        along = [beside[column.path[:depth]][text] for depth, text in enumerate(column.path)]
        for depth, text in enumerate(column.path):
            told = reader.beside_origins(text, along[depth], beside[column.path[:depth]].values())
            if told is along[depth]:
                continue
            stages = [said["stage"] for place, said in enumerate(along) if place != depth and "stage" in said]
            members = {name: at for name, at in column.at.items() if name != "stage"}
            column.at = {**members, **told, **({"stage": stages[-1]} if stages else {})}


def _turn(columns: list[Column], dimension: str, other: str, reader: Reader) -> None:
    for column in columns:
        if members := reader.members(other, column.path[-1]):
            del column.at[dimension]
            column.at[other] = members


def number_column(columns: list[Column], profiles: dict[int, Profile]) -> None:
    """Numbers without a heading to the left of all else number the rows."""
    if columns and not any(column.role == "stt" for column in columns):
        first = columns[0]
        profile = profiles.get(first.index, Profile())
        if not first.path and not first.declared and profile.numbers + profile.ticks > profile.texting:
            first.role = "stt"


def units_over_columns(
    columns: list[Column], profiles: dict[int, Profile], view: View, body: list[int], reader: Reader
) -> None:
    """Contents in the rows, units over the columns: where the column is headed so, or every row of figures says what it counts.

    Over or under a unit's name stages or members may part its columns: "Xã A › Đăng ký", "Đăng ký › Xã A".
    """
    units = {
        column.index: unit
        for column in columns
        if (profile := profiles.get(column.index)) and not profile.texting
        and (unit := _unit_over(column, reader))
    }  # fmt: skip
    label = next((c for c in columns if c.role != "stt" and (p := profiles.get(c.index)) and p.texting), None)
    if label and len(units) < 2:
        units = units | _names_that_part_the_total(columns, profiles, view, body, reader)
    held = [profiles[index] for index in units]
    many = any(profile.many for profile in held)
    if not units or label is None or (not many and any(profile.marks for profile in held)):
        return
    several = len(set(units.values())) > 1
    if not several and any(column.role == "coordinate" for column in columns):
        return  # "Xã A › Đăng ký" beside nobody else's
    figured = (view.rows[row] for row in body if any(view.rows[row][index] is not None for index in units))
    texts = [text for row in figured if isinstance(text := row[label.index], str)]
    headed = several and many and label.role == "content" and not any(column.role == "name" for column in columns)
    counts = many or len(texts) == len(set(texts)) > 0  # one and nought count, where each row is of something else
    if not (headed or (counts and all(_is_content(text, reader) for text in texts))):
        return
    for column in columns:
        if column.index in units:
            column.role, column.unit = "coordinate", units[column.index]
        elif column.role == "unknown" and column.path and several and is_total(column.path[-1], reader, figures=True):
            column.role = "coordinate"  # "Toàn huyện" beside its communes


def _unit_over(column: Column, reader: Reader) -> str:
    """The unit that a column of figures is headed with; empty: none."""
    if column.role == "unknown" and column.path and (is_place(column.path[-1]) or is_body(column.path[-1])):
        return column.path[-1]
    if column.role == "unknown" and len(column.path) > 1 and reader.heading(column.path[-2]).name == "unit":
        return column.path[-1]  # "Đơn vị › Liêm Phong"
    over = (text for text in column.path[:-1] if is_place(text) and reader.coordinates(text) is None)
    return next(over, "") if column.role == "coordinate" else ""


def _names_that_part_the_total(
    columns: list[Column], profiles: dict[int, Profile], view: View, body: list[int], reader: Reader
) -> dict[int, str]:
    """Bare names over columns that make up the total in every row are units': "Nghĩa Dũng | Kỳ Sơn | Tổng". Else none."""
    figured = [c for c in columns if c.path and (p := profiles.get(c.index)) and not p.texting and not p.marks]
    named = {c.index: c.path[-1] for c in figured if c.role == "unknown" and _is_bare_name(c.path[-1])}
    wholes = [c.index for c in figured if is_total(c.path[-1], reader, figures=True)]
    if len(wholes) != 1 or len(named) < 2:
        return {}
    for row in (view.rows[row] for row in body if view.rows[row][wholes[0]] is not None):
        parts, whole = [read_count(row[index]) for index in named], read_count(row[wholes[0]])
        if whole.wrong or any(part.wrong for part in parts) or sum(part.value or 0 for part in parts) != whole.value:
            return {}
    return named


def _is_bare_name(text: str) -> bool:
    return all(word[:1].isupper() for word in text.split())


def _is_content(text: str, reader: Reader) -> bool:
    """Whether a row of figures says what it counts, is about an indicator, or sums up."""
    plain = unbulleted(numbered_text(text)[2])
    return bool(says_what(text, reader) or row_indicator(plain, reader) or is_total(plain, reader, figures=True))
