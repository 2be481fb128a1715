"""What a reader of a table must know beside its figures: gaps, second-hand figures, what was left out, other stages."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from danvan_cli import messages
from danvan_cli.answers import key_of
from danvan_cli.ledger.asking import label_of, matter_of
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.ledger.standing.stated import Via
from danvan_cli.tables.coverage import after_lock
from danvan_cli.tables.notes.geography_notes import geography_notes
from danvan_cli.tables.notes.identity_notes import SHOWN_UNITS, lives_told, official_gaps, told_twice
from danvan_cli.tables.notes.second_hand_notes import believed_decisions, gaps, second_hand
from danvan_cli.tables.reconcile.checks import contradictions
from danvan_cli.tables.selection.measured import WITHIN
from danvan_cli.tables.selection.query import FUNNEL, Asked, Question
from danvan_cli.tables.table import Note, Table
from danvan_cli.tables.table import note as _note
from danvan_cli.vietnamese import number, some, sort_key

SHOWN_MISSING = 20
SHOWN_DECISIONS = 5


def notes_of(question: Question, table: Table, answered: Sequence[Asked]) -> tuple[Note, ...]:
    """All notes of a table, in one order: doubts first, then sources, then what else there is."""
    found = [
        *_stage_by_stage(_provisional, question, table, answered),
        *_locked(question),
        *_missing(question, table),
        *_refused(question),
        *_decided(question),
        *_stage_by_stage(_not_stated, question, table, answered),
        *_stage_by_stage(_at_least, question, table, answered),
        *_measured(question),
        *_stage_by_stage(second_hand, question, table, answered),
        *_stage_by_stage(_implied, question, table, answered),
        *believed_decisions(question, answered),
        *gaps(question),
        *_contradicted(question),
        *_published(question, table),
        *official_gaps(question),
        *_stage_by_stage(_left_out, question, table, answered),
        *_alone(question, table, answered),
        *told_twice(question, table),
        *_overlaps(question),
        *_left_to_places(question),
        *_each_level(question),
        *(_stage_by_stage(_levels_not_added, question, table, answered) if "stage" in table.by else ()),
        *_span(question, answered),
        *geography_notes(question, table, answered),
        *_other_stages(question, table),
    ]
    return tuple(found)


_Told = Callable[[Question, Table, Sequence[Asked]], list[Note]]


def _stage_by_stage(told: _Told, question: Question, table: Table, answered: Sequence[Asked]) -> list[Note]:
    """What is told with figures of a table by stage is told of each stage alone: they are never added. (counting.md 3)"""
    if "stage" not in table.by:
        return told(question, table, answered)
    place, known = table.by.index("stage"), question.ledger.vocabulary["stage"]
    found = []
    for stage in known.members:
        rows = [asked for asked in answered if asked.standing.stage == stage]
        cells = tuple(cell for cell in table.cells if cell.at[place] == (stage,))
        part = replace(table, cells=cells, total=sum(asked.answer.value or 0 for asked in rows))
        notes = told(question, part, rows) if rows else []
        found += [replace(note, message=f"{known.name(stage)}: {note.message}") for note in notes]
    return found


def _provisional(_: Question, table: Table, answered: Sequence[Asked]) -> list[Note]:
    waiting = sum(asked.answer.value or 0 for asked in answered if asked.standing.provisional)
    if not waiting:  # who waits without counting meanwhile is named by the coverage
        return []
    return [_note("provisional", count=number(waiting), what=table.counted_in)]


def _locked(question: Question) -> list[Note]:
    """That the figures are those of a lock, and how much came after it."""
    lock = question.lock
    if lock is None:
        return []
    waiting = sum(one.outcome == "accepted" for one in after_lock(question))
    more = messages.text("note", "locked-waiting", count=waiting) if waiting else ""
    return [_note("locked", day=lock.day, who=lock.who, reason=lock.reason, more=more)]


def _missing(question: Question, table: Table) -> list[Note]:
    """Who should have reported and has not; who has without being on the list. (counting.md 10)"""
    coverage = table.coverage
    if coverage.expected is None:
        return []
    found = []
    if coverage.missing:
        names = [name for _, name in coverage.missing]
        listed = some(names, SHOWN_MISSING)
        found.append(_note("missing", count=number(len(names)), expected=number(coverage.expected), units=listed))
    roster = question.ledger.roster.listed(question.selectors.period, as_of=question.selectors.as_of) or {}
    beyond = sorted(
        (
            question.ledger.register.name_of(unit)
            for unit in question.reporting - roster.keys()
            if question.inside(unit)
        ),
        key=sort_key,
    )
    if beyond:
        found.append(_note("beyond-roster", count=len(beyond), units=some(beyond, SHOWN_UNITS)))
    return found


def _refused(question: Question) -> list[Note]:
    """Whose later file was refused, so that what was sent before stands. (counting.md 5)"""
    refused = {
        unit
        for period in question.selectors.periods
        for unit in question.ledger.kept.refused_later(period, as_of=question.known_at(period))
    }
    name = question.ledger.register.name_of
    names = sorted((name(unit) for unit in refused & question.reporting if question.inside(unit)), key=sort_key)
    return [_note("refused-later", count=number(len(names)), units=some(names, SHOWN_MISSING))] if names else []


def _decided(question: Question) -> list[Note]:
    """What people have decided about the files behind the table, with who and when."""
    ledger, as_of = question.ledger, question.selectors.as_of
    standing = ledger.decisions.standing(as_of)
    if not standing:
        return []
    behind = {row.ret for row in question.all if question.inside(row.unit)}
    asked = ledger.decisions.asked_of(behind, as_of)
    keys = {key_of(one.finding, one.sha256) for one in asked}
    made = [decision for key, decision in standing.items() if key in keys]
    found = []
    for decision in made[:SHOWN_DECISIONS]:
        answer = label_of(decision.finding, decision.answer or "", ledger.vocabulary, ledger.register)
        day = datetime.fromisoformat(decision.moment).astimezone().strftime("%d/%m/%Y")
        seen = {"asked": matter_of(decision.finding), "answer": answer, "who": decision.decider, "day": day}
        found.append(_note("decided-why" if decision.why else "decided", why=decision.why, **seen))
    if len(made) > SHOWN_DECISIONS:
        numbers = ledger.decisions.numbers(())
        rest = ", ".join(str(numbers[decision.key]) for decision in made[SHOWN_DECISIONS:])
        found.append(_note("decided-more", count=len(made) - SHOWN_DECISIONS, numbers=rest))
    return found


def _not_stated(_: Question, table: Table, __: Sequence[Asked]) -> list[Note]:
    """How much of the total no line shows."""
    found = []
    for place, dimension in enumerate(table.by):
        if dimension in ("unit", "stage"):
            continue
        rest = sum(cell.value or 0 for cell in table.cells if not cell.at[place])
        stated = any(cell.at[place] for cell in table.cells)
        if rest and stated:
            name = messages.text("dimension", dimension)
            whole = number(table.total or 0)
            found.append(_note("not-stated", count=number(rest), total=whole, what=table.counted_in, dimension=name))
    return found


def _at_least(question: Question, _: Table, answered: Sequence[Asked]) -> list[Note]:
    """Whose matrix states no total and leaves every split open: its largest sum counts, and there may be more. (counting.md 1)

    Under filters its cells say exactly what is asked for.
    """
    if question.selectors.measure or question.selectors.filters:
        return []
    found: dict[str, Number] = defaultdict(int)
    for asked in answered:
        margins, value = asked.standing.margins, asked.answer.value
        if value and not any(margin.closed and margin.total == value for margin in margins):
            found[asked.standing.unit] += value
    name = question.ledger.register.name_of
    units = sorted(found, key=lambda code: (sort_key(name(code)), code))
    listed = [f"{name(code)} ({number(found[code])})" for code in units]
    return [_note("at-least", count=number(len(units)), units=some(listed, SHOWN_UNITS))] if listed else []


def _implied(question: Question, table: Table, answered: Sequence[Asked]) -> list[Note]:
    """How much is known only because later stages imply it: nobody sent a list of the stage itself. (counting.md 3)"""
    following = [asked for asked in answered if asked.standing.via == Via.IMPLIED]
    count = sum(asked.answer.value or 0 for asked in following)
    if not count:
        return []
    stage = question.ledger.vocabulary["stage"].name(following[0].standing.stage).lower()
    return [_note("implied", count=number(count), what=table.counted_in, stage=stage)]


def _measured(question: Question) -> list[Note]:
    """What must be known of an indicator's sum: who says nothing of it, and which amounts are no exact ones."""
    measure = question.selectors.measure
    if measure is None:
        return []
    said = len(question.statements)
    told = "measure-said-by" if said else "measure-said-by-nobody"
    found = [_note(told, said=number(said), silent=number(question.silent))] if question.silent else []
    if question.alone_left_out:
        found.append(_note("measure-alone-left-out", count=number(question.alone_left_out)))
    kinds = {code for row in question.statements for code in question.said_by[0].kinds_of(row)}
    if kinds:
        names = ", ".join(part.name for part in measure.parts if part.code in kinds)
        found.append(_note("measure-by-kinds", kinds=names))
    pieces = [piece for row in question.statements for piece in question.said_by[0].pieces(row)]
    wider = [piece for piece in pieces if piece.bound == WITHIN]
    if wider:
        names = ", ".join(part.name for part in measure.parts if part.within)
        found.append(_note("measure-within", count=number(len(wider)), kinds=names))
    bounded = [piece for piece in pieces if piece.bound and piece.bound != WITHIN]
    if bounded:
        found.append(_note("measure-bounded", count=number(len(bounded))))
    return found


def _contradicted(question: Question) -> list[Note]:
    """How many figures of other returns differ from those that count: shown, never mended."""
    selectors = question.selectors
    if selectors.measure or selectors.years or question.stage == FUNNEL:
        return []
    kinds = Counter(check.kind.code for check in contradictions(question))
    if not kinds:
        return []
    told = "; ".join(f"{messages.text('check-kind', kind).lower()} {number(count)}" for kind, count in kinds.items())
    return [_note("contradicted", count=number(sum(kinds.values())), kinds=told)]


def _published(question: Question, table: Table) -> list[Note]:
    """Published figures about exactly what the table is about, where they say something else."""
    selectors = question.selectors
    if selectors.measure or selectors.years or table.total is None:
        return []
    about = {dim: (chosen.members, chosen.exact) for dim, chosen in selectors.filters.items()}
    found = []
    for kept in question.ledger.published.holding([selectors.period], as_of=selectors.as_of):
        figure = kept.figure
        same = {dim: (frozenset(codes), False) for dim, codes in figure.fixed} == about
        if same and figure.unit == table.unit[0] and figure.stage == table.stage and figure.stated != table.total:
            seen = {"who": figure.who, "stated": number(figure.stated), "value": number(table.total)}
            found.append(
                _note(
                    "published-differs",
                    **seen,
                    gap=number(max(figure.stated - table.total, table.total - figure.stated)),
                )
            )
    return found


def _left_out(question: Question, table: Table, answered: Sequence[Asked]) -> list[Note]:
    """Figures that cannot satisfy the filters, or only overlap them."""
    found = []
    silent = sum(asked.standing.value for asked in answered if not asked.answer.overlap and question.cannot_say(asked))
    overlap = sum(asked.answer.overlap for asked in answered)
    if question.selectors.filters and silent:
        found.append(_note("left-out-cannot-say", count=number(silent), what=table.counted_in))
    if overlap:
        found.append(_note("left-out-overlap", count=number(overlap), what=table.counted_in))
    name = question.ledger.register.name_of
    stages = sorted({asked.standing.stage for asked in answered}) if "stage" in table.by else [question.stage]
    for row in () if question.selectors.measure else question.beyond(*stages):
        if row.reach == "below":
            found.append(_note("left-out-not-divisible", reporter=name(row.reporter), count=number(row.value)))
    return found


def _alone(question: Question, table: Table, answered: Sequence[Asked]) -> list[Note]:
    """Where a line or column would show more if asked alone: a margin known, but not crossed. (counting.md 1)

    Of a base with one margin nothing is known alone.
    """
    dims = [dimension for dimension in table.by if dimension not in ("unit", "stage")]
    if len(dims) < 2 or question.stage == FUNNEL or "stage" in table.by:
        return []
    several = [asked for asked in answered if len(asked.standing.margins) > 1]
    rows = [asked.standing for asked in several]
    names: list[str] = []
    for dimension in dims:
        place = table.by.index(dimension)
        shown: dict[tuple[str, ...], Number] = defaultdict(int)
        for cell in table.cells:
            shown[cell.at[place]] += cell.value or 0
        more: dict[tuple[str, ...], Number] = defaultdict(int)
        for sign, asked in (
            *((1, one) for one in question.answers((dimension,), rows)),
            *((-1, one) for one in several),
        ):
            for at, value in asked.answer.cells:
                more[dict(at).get(dimension, ())] += sign * value
        for members, value in sorted(more.items()):
            if members and value > 0:
                labels = [question.ledger.vocabulary[dimension].name(code) for code in members]
                names.append(f"{', '.join(labels)} {number(shown.get(members, 0) + value)}")
    return [_note("margin-known-alone", lines="; ".join(names))] if names else []


def _overlaps(question: Question) -> list[Note]:
    """Places and bodies whose figures add up though matrices hide the names. (counting.md 6)"""
    name = question.ledger.register.name_of
    pairs = [f"{name(unit)} – {name(other)}" for unit, other in question.remarked("overlap-possible")]
    return [_note("overlap-possible", count=number(len(pairs)), pairs=some(pairs, SHOWN_UNITS, "; "))] if pairs else []


def _left_to_places(question: Question) -> list[Note]:
    """What organisations say of bodies inside places that have sent theirs: taken to be among these. (counting.md 4)"""
    name = question.ledger.register.name_of
    pairs = [f"{name(reporter)} – {name(unit)}" for unit, reporter in question.remarked("left-to-places")]
    return [_note("left-to-places", count=number(len(pairs)), pairs=some(pairs, SHOWN_UNITS, "; "))] if pairs else []


def _span(question: Question, answered: Sequence[Asked]) -> list[Note]:
    selectors = question.selectors
    if not selectors.years:
        return []
    answering = {asked.standing.period for asked in answered}
    found = []
    yearly = [asked for asked in answered if asked.standing.period != selectors.period]
    if len(answering - {selectors.period}) > 1 and selectors.sum_years:
        found.append(_note("sum-of-years"))
    elif (
        len(answering - {selectors.period}) > 1
        and not selectors.stock
        and any(asked.standing.kind == "matrix" for asked in yearly)
    ):
        found.append(_note("carried-on-may-repeat"))
    if selectors.period not in answering or len(answering) > 1:
        found += lives_told(question)
        missing = [str(year) for year in selectors.years if str(year) not in answering]
        if missing and len(selectors.years) > 1:
            found.append(_note("years-missing", years=", ".join(missing)))
    return found


def _other_stages(question: Question, table: Table) -> list[Note]:
    """Other stages present are named, never added. (counting.md 3)"""
    if "stage" in table.by:
        return [_note("stages-not-added")]
    if question.selectors.measure:
        return []
    known = question.ledger.vocabulary["stage"]
    named = []
    for stage in known.members:
        if stage == question.stage or not question.said.stages.get(stage):
            continue
        rows = question.at(stage)
        if all(row.via == Via.IMPLIED for row in rows):
            continue
        found = question.answers((), rows)
        values = [one.answer.value for one in found if one.answer.value is not None]
        apart = _level_by_level(question, found)
        if values:
            named.append(f"{known.name(stage).lower()} {apart or number(sum(values))}")
    return [_note("other-stages", stages=", ".join(named))] if named else []


def _each_level(question: Question) -> list[Note]:
    """Acts of several levels: a model that two of them recognised is in both lines."""
    if not question.each_level:
        return [_note("each-level-undecided")] if question.selectors.each_level else []
    return [_note("each-level" if question.selectors.each_level else "levels-without-names")]


def _levels_not_added(question: Question, _: Table, answered: Sequence[Asked]) -> list[Note]:
    """Of a stage in a table by stage: what each level decided, where that has no sum."""
    acts = _level_by_level(question, answered)
    return [replace(_note("levels-not-added", levels=acts), code="levels-without-names")] if acts else []


def _level_by_level(question: Question, answered: Sequence[Asked]) -> str:
    """The acts of levels that are not added."""
    known = question.ledger.vocabulary
    acts = sorted(question.levels_apart(answered).items(), key=lambda act: known.order("level", act[0]))
    told = [f"{' + '.join(map(known['level'].name, level)).lower()} {number(value)}" for level, value in acts]
    return messages.text("screen", "level-acts", levels=", ".join(told)) if told else ""
