"""Who is in the figures and who is not. (counting.md 10)"""

from collections.abc import Sequence
from dataclasses import dataclass

from danvan_cli import messages
from danvan_cli.ledger.books.deliveries import Delivery
from danvan_cli.periods import register_day
from danvan_cli.tables.selection.geography import path_key
from danvan_cli.tables.selection.query import Asked, Question
from danvan_cli.tables.table import Coverage
from danvan_cli.units.tree import is_body
from danvan_cli.vietnamese import number


@dataclass(frozen=True, slots=True)
class Census:
    """Who has sent among the places that the register knows: what can be said of coverage without a roster."""

    places: tuple[tuple[str, int, int], ...] = ()  # level, how many of it have sent, how many there are
    bodies: int = 0  # bodies that have sent; how many there are nobody knows
    silent: tuple[str, ...] = ()  # places of those levels that have sent nothing that counts


def coverage_of(question: Question, answered: Sequence[Asked]) -> Coverage:
    """Units that sent, units that count by their own word or by others', mail held but not counted, who is missing.

    Without a roster nobody can be called missing: `expected` is None and `missing` empty. With one, `received` is how
    many of those on it have sent.
    """
    register, selectors = question.ledger.register, question.selectors
    reporting = {unit for unit in question.reporting if question.inside(unit)}
    own: set[str] = set()
    second: set[str] = set()
    for asked in answered:
        row = asked.standing
        unit = question.line_of(row)
        said_itself = row.standing == "own" or row.reporter in (row.unit, unit)  # of all below it, or of its own bodies
        (own if said_itself else second).add(unit)
    left_out = [
        (mail.unit, register.name_of(mail.unit), mail.outcome)
        for mail in question.ledger.deliveries.held(selectors.periods, as_of=selectors.as_of)
        if mail.unit and mail.unit not in reporting and question.inside(mail.unit)
    ]
    heard = {asked.standing.reporter for asked in answered}
    held = {row.reporter for row in question.told if row.standing == "held" and question.inside(row.reporter)}
    left_out += [(unit, register.name_of(unit), "question") for unit in held - heard]
    roster = question.ledger.roster.listed(selectors.period, as_of=selectors.as_of)
    expected = None if roster is None else {unit for unit in roster if question.inside(unit)}
    silent = (expected or set()) - reporting - {unit for unit, _, _ in left_out}
    found = census(question) if expected is None else Census()
    return Coverage(
        expected=None if expected is None else len(expected),
        received=len(reporting if expected is None else reporting & expected),
        counted=len(own),
        second_hand=len(second - own),
        left_out=tuple(sorted(set(left_out))),
        missing=tuple(
            (unit, register.name_of(unit)) for unit in sorted(silent, key=lambda unit: path_key(register, unit))
        ),
        places=found.places,
        bodies=found.bodies,
    )


def after_lock(question: Question) -> list[Delivery]:
    """What came for the period after it was locked, and waits for it to be unlocked. The same file read again is no news."""
    if question.lock is None:
        return []
    read, periods = question.ledger.deliveries.of, question.selectors.periods
    before = read(periods, as_of=question.lock.since)
    known = {one.mail for one in before} | {one.sha256 for one in before}
    return [
        one
        for one in read(periods, as_of=question.asked_at)
        if one.mail not in known
        and one.sha256 not in known
        and one.period in (None, question.selectors.period)
        and (one.unit is None or question.inside(one.unit))
    ]


def census(question: Question) -> Census:
    """Who has sent among the places below the one asked for; nothing where no place is asked for, or none lies below."""
    register = question.ledger.register
    below = _places_below(question)
    sent = {unit for unit in question.reporting if question.inside(unit)}
    by_level: dict[str, list[str]] = {}
    for code in below:
        by_level.setdefault(register.get(code).level, []).append(code)
    heard = {level: codes for level, codes in by_level.items() if sent.intersection(codes)}
    asked = heard or dict(list(by_level.items())[-1:])
    return Census(
        tuple((level, len(sent.intersection(codes)), len(codes)) for level, codes in asked.items()),
        sum(map(is_body, sent)),
        tuple(code for codes in asked.values() for code in codes if code not in sent),
    )


def _places_below(question: Question) -> tuple[str, ...]:
    """The places below the one asked for: in another geography those of the period that lie in it, if it had one only.

    Nobody can say of places that were not yet, or no longer, there that they should have sent.
    """
    register, around = question.ledger.register, question.unit
    if around is None or question.geography.era is None:
        return register.places_below(around) if around else ()
    eras = register.eras_on(register_day(question.selectors.period))
    if len(eras) > 1:
        return ()
    parts = question.geography.succession.spread(around, eras[0])
    if register.era_of(around) is eras[0]:
        return register.places_below(around)
    inside = (place for part in parts for place in (part, *register.places_below(part)))
    return tuple(place for place in inside if register.parent(place) and question.inside(place))


def in_words(expected: int | None, received: int, places: Sequence[tuple[str, int, int]] = (), bodies: int = 0) -> str:
    """Who has sent, as tables say it: "118/120 đơn vị báo cáo"; "117/120 xã; 23 cơ quan …" where there is no roster."""
    if expected is not None:
        return messages.text("coverage", "roster", received=number(received), expected=number(expected))
    if not places:
        return messages.text("coverage", "open", received=number(received))
    parts = [messages.text("coverage", level, sent=number(sent), known=number(known)) for level, sent, known in places]
    if bodies:
        parts.append(messages.text("coverage", "bodies", count=number(bodies)))
    return messages.text("coverage", "places", parts="; ".join(parts))
