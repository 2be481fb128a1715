"""Whose return a file is, about when, and which unit each of its rows means. (reading.md "Reading names and dates", counting.md 4, 7)"""

from dataclasses import dataclass, replace
from datetime import date

from danvan_cli.answers import NONE, Answers
from danvan_cli.errors import UsageError
from danvan_cli.findings import Finding
from danvan_cli.intake.draft import DraftFile
from danvan_cli.intake.identity.compose import compose
from danvan_cli.intake.identity.evidence import Clue, Evidence, Source, in_quarters, is_beside, of_path, periods_of
from danvan_cli.intake.identity.fronts import is_the_front_s
from danvan_cli.intake.identity.home import Home
from danvan_cli.intake.identity.row_units import RowUnits
from danvan_cli.intake.identity.sending_parts import part_of
from danvan_cli.intake.identity.whose import Whose, stamp
from danvan_cli.periods import Period, begun, is_later, is_term_of_plan, parse, register_day
from danvan_cli.returns import Return
from danvan_cli.units import Register
from danvan_cli.units.merged import merged_name
from danvan_cli.vietnamese import has_accents
from danvan_cli.vocabulary import Vocabulary

_REPORTED_BY = 6
"""The month after which nobody sends last year's lists any more."""

_OUTSIDE = ("unit-outside-home", "reporter-no-longer")
"""Findings that say whose file it is, and that it is read for nobody here."""


@dataclass(frozen=True, slots=True)
class Identified:
    """What identify adds to a draft: its returns, what was found, whose and when it is."""

    returns: tuple[Return, ...]
    findings: tuple[Finding, ...]
    reporter: str | None
    period: str | None
    answered: tuple[Finding, ...] = ()  # questions of the draft that are none, now that it is known whose it is


def identify(
    draft: DraftFile,
    evidence: Evidence,
    *,
    home: Home | None,
    register: Register,
    vocabulary: Vocabulary,
    period: str | None = None,
    unit: str | None = None,
    answers: Answers = NONE,
    typed: bool = False,
) -> Identified:
    """The returns of a draft. Nothing is left out silently: what is not understood is a finding.

    `typed`: `unit` and `period` are those of a paper from which somebody typed this; what is written here must not deny them.
    """
    found: list[Finding] = []
    evidence = _spelled_out(evidence, home, register)
    settled = _said_period(period, evidence, found, typed=typed) if period else _period(evidence, found)
    if _tables_of_several_periods(evidence, settled, found):
        settled = None
    day = register_day(settled)
    whose = Whose(register, home, day, evidence)
    says = whose.typed if typed else whose.said
    reporter = says(unit, found) if unit else whose.reporter(found)
    if reporter is None or settled is None or any(finding.code in _OUTSIDE for finding in found):
        return Identified((), tuple(found), reporter, settled)
    reporter = whose.as_rows_write(reporter, draft)
    day = whose.around.day or register.era_of(reporter).day
    rows = RowUnits(register, reporter, whose.around.home, day, answers, accents=_has_accents(draft))
    former = merged_name(register, evidence.names, reporter, Period(settled).first)
    front = is_the_front_s(evidence, register, reporter)
    parts = [part_of(evidence, number, register, reporter) for number in range(len(draft.tables))]
    said = {"former": former, "front": front} if former or front else {}
    answered: list[Finding] = []
    returns = tuple(
        ret.model_copy(update=said) if said else ret
        for ret in compose(draft, reporter, settled, whose.subjects, parts, rows, vocabulary, found, answered)
    )
    units = rows.findings
    if draft.stamp and draft.stamp.is_form:  # which asks for the bodies that carry models out, known before or not
        units = [finding for finding in units if finding.code != "unit-new"]
    return Identified(returns, (*found, *units), reporter, settled, tuple(answered))


def unit_of_name(path: str, home: Home | None, register: Register) -> str | None:
    """The unit that a file's name tells, else its folder; None when unsure. For mail that cannot be read yet."""
    evidence = _of_name(path, home, register)
    period = _period(evidence, [])
    whose = Whose(register, home, register_day(period), evidence)
    reporter = whose.reporter([])
    return (
        reporter
        if reporter and (whose.around.home is None or register.is_within(reporter, whose.around.home))
        else None
    )


def period_of_name(path: str, home: Home | None, register: Register) -> str | None:
    """The period that a file's name tells, else its folder; None when neither does."""
    return _period(_of_name(path, home, register), [])


def _of_name(path: str, home: Home | None, register: Register) -> Evidence:
    """What the names of a file and of its folders offer."""
    return _spelled_out(Evidence(path, list(of_path(path))), home, register)


def _spelled_out(evidence: Evidence, home: Home | None, register: Register) -> Evidence:
    clues = [in_quarters(clue, register, home.code if home else None) for clue in evidence.clues]
    return replace(evidence, clues=clues)


def _has_accents(draft: DraftFile) -> bool:
    """Whether most of the units of its rows are written with accents: those without are so by their names."""
    texts = {text for table in draft.tables for text in table.unit_texts}
    return sum(map(has_accents, texts)) * 2 > len(texts)


# --- when


def _said_period(text: str, evidence: Evidence, found: list[Finding], *, typed: bool) -> str | None:
    period = parse(text)
    if period is None:
        raise UsageError("period-unreadable", text=text)
    stamped = evidence.stamped_period
    if stamped and not _agree(stamped, period.code):
        found.append(_two_periods(stamped, stamp(), period.code, Clue(Source.STAMP, f"--year {text}")))
        return None
    named = [(code, clue) for code, clue in _periods_told(evidence) if clue.source is not Source.FOLDER]
    for code, clue in named[:1]:
        if not _agree(code, period.code):
            denied = typed and clue.source < Source.FILE  # the name of the file is the paper's
            how = "period-contradicted" if denied else "period-overruled"
            found.append(_two_periods(code, clue, period.code, Clue(clue.source, text), how))
            return None if denied else period.code
    return period.code


def _periods_told(evidence: Evidence) -> list[tuple[str, Clue]]:
    """What tells a period, the most trusted first: title, sheet and file; folders only where these are silent, but for asides."""
    said = [(code, clue) for clue in evidence.clues if clue.source < Source.FOLDER for code in periods_of(clue)]
    if evidence.stamped_period:
        said.append((evidence.stamped_period, stamp()))
    filed = [(code, clue) for clue in evidence.folders for code in periods_of(clue)][:1]
    return _trusted_first(_without_asides(said, filed) or filed)


def _period(evidence: Evidence, found: list[Finding]) -> str | None:
    """The period that a file tells; what tells it must agree."""
    told = _periods_told(evidence)
    if not told or _is_long_since(told, evidence.dated):
        found.append(Finding("period-unknown"))
        return None
    (chosen, first), *others = told
    sheets = {code for code, clue in told if clue.source is Source.SHEET}  # several share out the title's period
    for code, clue in others:
        if not _agree(chosen, code):
            found.append(_two_periods(chosen, first, code, clue))
            return None
        named = clue.source is Source.FILE or (clue.source is Source.SHEET and len(sheets) == 1)
        if named and _is_less(Period(code), Period(chosen)):
            sheets.clear()  # asked once
            found.append(_two_periods(chosen, first, code, clue, "period-wider-than-name"))
    return chosen


def _is_long_since(told: list[tuple[str, Clue]], dated: date | None) -> bool:
    """Whether nothing but the year since when models go on is told, and the document is of a later one: "duy trì từ năm 2023"."""
    if dated is None or any(dated <= date(Period(code).first.year + 1, _REPORTED_BY, 30) for code, _ in told):
        return False
    return all(code in begun(clue.text) for code, clue in told)


def _without_asides(said: list[tuple[str, Clue]], filed: list[tuple[str, Clue]]) -> list[tuple[str, Clue]]:
    """What tells a period, without the days and spans in asides where a year is told beside them. (counting.md 7)"""
    plain = [(code, clue) for code, clue in said if not is_beside(code, clue)]
    told = [Period(code) for code, _ in plain or filed]
    return [one for one in said if one in plain or not any(_gives_way(*one, named) for named in told)]


def _gives_way(code: str, clue: Clue, named: Period) -> bool:
    """Whether an aside only says up to when the list of the named period is, or what its models carry out.

    "(giai đoạn 2021-2023)" beside 2023, its last year, may be the table's own; one month is when a list was written.
    """
    held = Period(code)
    if named.first.month == named.last.month:
        return False
    if held.is_stock:
        return named.contains(held)
    return held.contains(named) and (named.last < held.last or is_term_of_plan(clue.text))


def _trusted_first(said: list[tuple[str, Clue]]) -> list[tuple[str, Clue]]:
    """What tells a period, without the years since when the models of a later list go on."""
    codes = {code for code, _ in said}
    if len(codes) > 1:
        said = [(code, clue) for code, clue in said if code not in begun(clue.text) or not is_later(codes, code)]
    return sorted(said, key=lambda item: item[1].source)


def _tables_of_several_periods(evidence: Evidence, settled: str | None, found: list[Finding]) -> bool:
    """Whether the tables of a file are each of another period, "2023", "2024": no `--year` makes one return of them.

    Under titles that were only copied the names of the sheets tell. The span that holds all of them may have them apart,
    but not a part of it beside the whole: "6 THÁNG ĐẦU NĂM 2023", "NĂM 2023". The term of a plan that one carries out is no
    period of its table beside a year. (counting.md 7)
    """
    by_table: dict[int, list[tuple[str, Clue]]] = {}
    said = [(code, clue) for clue in evidence.clues for code in periods_of(clue)]
    plain = _without_asides(said, [])
    for code, clue in said:
        if clue.table is not None and ((code, clue) in plain or not is_term_of_plan(clue.text)):
            by_table.setdefault(clue.table, []).append((code, clue))
    told = [_trusted_first(said) for said in by_table.values() if said]
    for each in ([said[0] for said in told], [said[-1] for said in told if said[-1][1].source is Source.SHEET]):
        codes = dict.fromkeys(code for code, _ in each)
        if not any(_is_part(one, other) for one in codes for other in codes):
            if all(_agree(each[0][0], code) for code in codes):
                continue
            if settled and all(Period(settled).contains(Period(code)) for code in codes):
                continue
        last = each[-1][1]
        one_sheet = all(clue.sheet == last.sheet for _, clue in each)
        places = ((clue.cell if one_sheet else clue.sheet, Period(code).name) for code, clue in each)
        seen: dict[str, str | int] = {"places": ", ".join(f"“{place}” {name}" for place, name in places)}
        found[:] = [finding for finding in found if finding.code not in _OF_TWO_PERIODS]
        found.append(Finding("tables-of-several-periods", last.sheet, last.cell, seen))
        return True
    return False


_OF_TWO_PERIODS = ("period-contradicted", "period-overruled", "period-wider-than-name")


def _two_periods(one: str, first: Clue, other: str, clue: Clue, code: str = "period-contradicted") -> Finding:
    place = clue if clue.sheet else first
    seen: dict[str, str | int] = {
        "one": Period(one).name,
        "one_text": first.text,
        "other": Period(other).name,
        "other_text": clue.text,
    }
    return Finding(code, place.sheet, place.cell, seen)


def _is_less(named: Period, titled: Period) -> bool:
    """Whether a file or its sheet is named for some months of the period in its title; one month is when it was written."""
    return named != titled and titled.contains(named) and named.first.month != named.last.month


def _is_part(one: str, other: str) -> bool:
    """Whether one period is a part of the other that has figures of its own; a year is closed in October or November, too."""
    part, whole = Period(one), Period(other)
    closed = part.first == whole.first and part.last.month >= _CLOSING
    return not whole.is_stock and not part.is_stock and not closed and _is_less(part, whole)


_CLOSING = 10  # the month from which on a year's report is written


def _agree(one: str, other: str) -> bool:
    first, second = Period(one), Period(other)
    return first.contains(second) or second.contains(first)
