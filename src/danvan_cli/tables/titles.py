"""What an answer says of itself: when and where, of which stage, what it is limited to, and by what it is split."""

from collections.abc import Iterable, Mapping

from danvan_cli import messages
from danvan_cli.ledger.standing.margins import Filter
from danvan_cli.ledger.store import Ledger
from danvan_cli.periods import Period
from danvan_cli.tables.arrangement import head_of, label_of
from danvan_cli.tables.selection.query import FUNNEL, Question
from danvan_cli.tables.table import Table
from danvan_cli.vietnamese import enumerated, inside


def title_of(question: Question, table: Table) -> str:
    """The title of a table of counts: a part is never printed as if it were the whole."""
    filters, measure = question.selectors.filters, question.selectors.measure
    split = split_of(question.ledger, table.by, filters)
    heard = question.said.units or question.reporting
    unit = table.unit[1] or messages.text("screen", "several-units" if heard else "no-units")
    stage = table.stage_name.lower() or messages.text("screen", "stages")
    return messages.text(
        "screen",
        ("title" if split else "title-plain") + ("-measured" if measure else ""),
        measure=measure.name if measure else "",
        period=table.period_name,
        unit=question.geography.titled(unit),
        stage=_joined(stage, limits_of(question.ledger, filters)),
        by=split,
    )


def scope_of(question: Question) -> str:
    """What a list is of, as its title has it: "năm 2024 · Xã Liêm Sơn · công nhận · loại hình cá nhân"."""
    ledger, selectors = question.ledger, question.selectors
    unit = question.geography.titled(ledger.register.name_of(question.unit)) if question.unit else ""
    stage = "" if question.stage == FUNNEL else ledger.vocabulary["stage"].name(question.stage).lower()
    return _joined(Period(selectors.period).name, unit, stage, limits_of(ledger, selectors.filters))


def limits_of(ledger: Ledger, filters: Mapping[str, Filter]) -> str:
    """The filters of an answer in words: "lĩnh vực kinh tế, cấp huyện và xã"; nothing where there are none. (counting.md 2)"""
    return ", ".join(_limit(ledger, dimension, chosen) for dimension, chosen in filters.items())


def _limit(ledger: Ledger, dimension: str, chosen: Filter) -> str:
    code = "limit-not-stated" if chosen.none else "limit-merged" if chosen.exact else "limit"
    members = inside(label_of(ledger, dimension, tuple(sorted(chosen.members))))
    return messages.text("screen", code, dimension=head_of(ledger, dimension).lower(), members=members)


def split_of(ledger: Ledger, by: Iterable[str], filters: Mapping[str, Filter]) -> str:
    """By what an answer is split: "đơn vị, lĩnh vực và cấp". What its filters leave one line of is no split of it."""
    heads = [head_of(ledger, one) for one in by if not (one in filters and _is_one_line(filters[one]))]
    return enumerated(heads, messages.text("screen", "and")).lower() if heads else ""


def _is_one_line(chosen: Filter) -> bool:
    return chosen.is_line or len(chosen.members) == 1


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
