"""Checks between lists of one sender, and between what several say of the same: figures for many, second-hand ones."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from danvan_cli.ledger.books.verdicts import Standing
from danvan_cli.ledger.standing.margins import Filter, Number, ask
from danvan_cli.ledger.standing.settled import COUNTED
from danvan_cli.returns import DECISIONS
from danvan_cli.returns import Kind as TableKind
from danvan_cli.tables.reconcile.check import Check
from danvan_cli.tables.reconcile.ground import Ground, of_members, of_units_left_out
from danvan_cli.units import succession
from danvan_cli.vocabulary import MemberSet


def between_returns(ground: Ground) -> Iterator[Check]:
    """All checks of one list against another."""
    yield from registers_and_matrices(ground)
    yield from _parents_and_children(ground)
    yield from taken_over(ground)
    yield from second_hand(ground)


# --- one sender's list of names, and its figures for the same


def registers_and_matrices(ground: Ground) -> Iterator[Check]:
    """A sender's figures against its own list of names, of the same unit and stage; of decisions, of the same level's."""
    own: dict[tuple[str, str, MemberSet], list[Standing]] = defaultdict(list)
    figured = {row.reporter for row in ground.explicit if row.kind != TableKind.REGISTER}
    for row in ground.explicit:
        if row.reporter in figured and row.reach == "own" and row.reason != "restated-in-another-list":
            level = dict(row.fixed).get("level", ()) if row.stage in DECISIONS else ()
            own[row.stage, row.reporter, level].append(row)
    for (stage, reporter, _), rows in own.items():
        registers = [row for row in rows if row.kind == TableKind.REGISTER]
        matrices: dict[tuple[str, str], list[Standing]] = defaultdict(list)
        for row in rows:
            if row.kind != TableKind.REGISTER:
                matrices[row.unit, _fixed(ground, row)].append(row)
        if not registers or not matrices:
            continue
        units = {unit for unit, _ in matrices}
        about: dict[str, list[Standing]] = defaultdict(list)  # unit → its own rows, and those of bodies without figures
        for row in registers:
            about[row.unit if row.unit in units else row.unit.partition("/")[0]].append(row)
        for (unit, _), figures in matrices.items():
            if not ground.question.inside(unit):
                continue
            named = about.get(unit)
            if not named:
                continue
            parts = [_named(row, figures[0]) for row in named]
            yield from ground.check(
                "register-matrix",
                unit,
                stage,
                sum(map(ground.figure, figures)),
                parts,
                places=ground.places_of([*figures, *named]),
                says="register-matrix",
                reporter=ground.name(reporter),
                why="names-cannot-say",
            )


def _inside(row: Standing, unit: str) -> bool:
    """Whether a row is about a body inside a place."""
    return row.unit.partition("/")[0] == unit


def _fixed(ground: Ground, row: Standing) -> str:
    return ground.members(of_units_left_out(dict(row.fixed)))


def _named(row: Standing, figure: Standing) -> Number | None:
    """How many models of a list are of the members that a matrix fixes; its own rows only, not what lies inside it."""
    fixed = of_units_left_out(dict(figure.fixed))
    if not fixed:
        return len(row.rows)
    return of_members(row._replace(margins=row.margins[:1]), fixed)


# --- a place's figure for all below it, and what those say themselves


def _parents_and_children(ground: Ground) -> Iterator[Check]:
    for row in ground.explicit:
        if row.reach != "below" or not ground.question.inside(row.unit):
            continue
        heard = [
            one
            for one in ground.counted_in[row.stage, row.unit]
            if _another(one, row) and _is_about_some(ground, row, one)
        ]
        parts = [_of_the_same(row, one) for one in heard]
        if not any(part is not None for part in parts):
            continue
        silent = _silent(ground, row, heard)
        unable = [ground.name(one.unit) for one, part in zip(heard, parts, strict=True) if part is None]
        yield from ground.check(
            "parent-children",
            row.unit,
            row.stage,
            ground.figure(row),
            [*parts, *[None] * len(silent)],
            places=ground.places_of([row, *heard]),
            says="parent-children",
            reporter=ground.name(row.reporter),
            about=ground.members(dict(row.fixed)),
            silent=ground.names(silent),
            count=len(silent),
            unable=", ".join(dict.fromkeys(unable)),
            why="children-cannot-say" if unable else "children-silent",
            if_more="children-silent" if silent else "children-cannot-say" if unable else "return-missing",
            if_less="overlap-or-late",
        )


def _another(one: Standing, row: Standing) -> bool:
    """Whether a counted figure is another word than the parent's own for its children."""
    return one is not row and (one.reporter != row.reporter or (one.standing == "own" and one.reach == "own"))


def _is_about_some(ground: Ground, row: Standing, one: Standing) -> bool:
    """Whether a figure is about some of those that a figure for many is about: of its level and block."""
    fixed = dict(row.fixed)
    level, block = fixed.get("level"), fixed.get("block")
    if one.reach == "below":
        said = dict(one.fixed)
        return not (level and said.get("level") and not set(level) & set(said["level"]))
    unit = ground.register.get(one.unit)
    if level and unit.level not in level:
        return False
    return not (block and unit.block is not None and unit.block not in block)


def _of_the_same(row: Standing, one: Standing) -> Number | None:
    """How much of a figure is of the members that a figure for many fixes; None where it cannot say."""
    if one.reach != "below":
        return of_members(one, dict(row.fixed))
    filters = {dim: Filter(frozenset(members)) for dim, members in row.fixed}
    return ask(one.margins, filters, (), one.fixed).value


def _silent(ground: Ground, row: Standing, heard: Sequence[Standing]) -> list[str]:
    """The highest places of which nothing is heard, of those that a figure for many is about."""
    register = ground.register
    block, level = dict(row.fixed).get("block"), dict(row.fixed).get("level")
    if block and block != ("xaphuong",):
        return []
    known = succession.of(register)
    spoken = {register.place_around(one.unit) for one in heard}
    below = {place for unit in spoken for place in known.around(unit) if place != unit}
    whole = {one.unit for one in heard if one.reach == "below"}

    def left(place: str) -> Iterator[str]:
        for child in register.children(place):
            if not register.get(child).is_place or child in whole:
                continue
            if child in below or (level and register.get(child).level not in level):
                yield from left(child)
            elif not known.heard(child, spoken):
                yield child

    return list(left(row.unit))


# --- a unit that took over, and what those it was made of had said


def taken_over(ground: Ground) -> Iterator[Check]:
    """A unit's figure against the claims of those it was made of; what was divided before cannot be compared."""
    successors, predecessors = ground.register.successors, ground.register.predecessors
    claims: dict[tuple[str, str], list[Standing]] = defaultdict(list)
    for row in ground.explicit:
        if row.reason == "successor-has-spoken" and row.reach == "own":
            claims[row.stage, row.unit].append(row)
    took_over = {(stage, new) for stage, unit in claims for new in successors(unit)}
    for stage, unit in sorted(took_over):
        counted = [row for row in ground.counted_in[stage, unit] if row.unit == unit]
        if not counted or not ground.question.inside(unit):
            continue
        former = [claims[stage, code] for code in predecessors(unit)]
        whole = [successors(code) == (unit,) for code in predecessors(unit)]
        parts = [
            sum(map(ground.figure, rows)) if rows and alone else None for rows, alone in zip(former, whole, strict=True)
        ]
        said = [row for rows in former for row in rows]
        yield from ground.check(
            "taken-over",
            unit,
            stage,
            sum(map(ground.figure, counted)),
            parts,
            places=ground.places_of([*counted, *said]),
            says="taken-over",
            former=ground.names([row.unit for row in said]),
            why="former-silent-or-divided",
            if_more="former-silent-or-divided" if None in parts else "",
        )


# --- what one says of another, and what that one says itself


def second_hand(ground: Ground) -> Iterator[Check]:
    """What somebody says of another against what that one says itself."""
    said: dict[tuple[str, str, str, int, str], list[Standing]] = defaultdict(list)
    for row in ground.explicit:
        told = row.standing == "claim" and row.reason in ("said-by-a-nearer-one", "place-has-spoken")
        official = row.reason == "official-channel" and ground.said_itself[row.stage, row.unit]
        if (told or official) and row.reach == "own" and row.reporter != row.unit and ground.question.inside(row.unit):
            said[row.stage, row.unit, row.reporter, row.ret, _fixed(ground, row)].append(row)
    for (stage, unit, reporter, _, _), rows in said.items():
        if stage in DECISIONS:
            continue  # these are checked against the decisions themselves
        own = _heard_of(ground, stage, unit)
        yield from ground.check(
            "second-hand",
            unit,
            stage,
            sum(map(ground.figure, rows)),
            [_own(ground, one, rows[0]) for one in own] or [None],
            places=ground.places_of([*rows, *own]),
            says="second-hand-nearer" if own and own[0].reporter != unit else "second-hand",
            reporter=ground.name(reporter),
            about=ground.name(unit),
            who=ground.name(own[0].reporter if own else ground.register.place_around(unit)),
            why="own-cannot-say" if own else "place-names-no-body",
        )


def _own(ground: Ground, row: Standing, told: Standing) -> Number | None:
    """How much of what a unit says itself is of the members that somebody else's figure fixes."""
    fixed = of_units_left_out(dict(told.fixed))
    return of_members(row, fixed) if fixed else ground.figure(row)


def _heard_of(ground: Ground, stage: str, unit: str) -> list[Standing]:
    """What a unit says itself, of its bodies too; else what stands of it."""
    own = [row for row in ground.said_itself[stage, unit] if row.unit == unit or _inside(row, unit)]
    # a hamlet's list that its commune's holds says nothing more
    new = {row.ret for row in own if not _told_elsewhere(row)}
    own = [row for row in own if row.ret in new or not new]
    return own or [row for row in ground.counted_in[stage, unit] if row.unit == unit and row.standing in COUNTED]


def _told_elsewhere(row: Standing) -> bool:
    """Whether all models of a list stand in another."""
    return row.kind == TableKind.REGISTER and bool(row.without) and len(row.without) == len(row.rows)
