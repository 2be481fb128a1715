"""Who is in the figures and who is not. (counting.md 10)"""

from collections.abc import Sequence

from danvan_cli.tables.query import Asked, Question
from danvan_cli.tables.table import Coverage


def coverage_of(question: Question, answered: Sequence[Asked]) -> Coverage:
    """Units that sent, units that count by their own word or by others', mail held but not counted.

    Without a roster nobody can be called missing: `expected` is None and `missing` empty.
    """
    register = question.ledger.register
    reporting = {unit for unit in question.reporting if question.inside(unit)}
    own: set[str] = set()
    second: set[str] = set()
    for asked in answered:
        row = asked.standing
        unit = question.line_of(row)
        said_itself = row.standing == "own" or row.unit == row.reporter  # a place's figure for all below it, itself one
        (own if said_itself else second).add(unit)
    left_out = []
    for outcome in ("refused", "waiting"):
        for mail in question.ledger.mail(outcome=outcome, as_of=question.selectors.as_of):
            of_period = mail.period in (None, *question.selectors.periods)
            if mail.unit and mail.unit not in reporting and question.inside(mail.unit) and of_period:
                left_out.append((mail.unit, register.name_of(mail.unit), outcome))
    return Coverage(
        expected=None,
        received=len(reporting),
        counted=len(own),
        second_hand=len(second - own),
        left_out=tuple(sorted(set(left_out))),
    )
