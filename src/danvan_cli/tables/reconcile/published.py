"""Checks of published figures that the user gave: each against what stands of the same."""

from collections.abc import Iterator

from danvan_cli.ledger.standing.margins import At, Filter, Number
from danvan_cli.tables.reconcile.check import Check, Place
from danvan_cli.tables.reconcile.ground import Ground
from danvan_cli.tables.selection.query import Question
from danvan_cli.tables.selection.selectors import Selectors


def published_figures(ground: Ground) -> Iterator[Check]:
    """Every published figure of the period about a unit asked for."""
    as_of = ground.question.selectors.as_of
    answers: dict[tuple[str, str, At], Question] = {}
    for kept in ground.ledger.published.holding([ground.period], as_of=as_of):
        figure = kept.figure
        if not ground.question.inside(figure.unit):
            continue
        about = (figure.unit, figure.stage, figure.fixed)
        if about not in answers:
            of = {dim: Filter(frozenset(members)) for dim, members in figure.fixed}
            selectors = Selectors(ground.period, unit=figure.unit, stage=figure.stage, filters=of, as_of=as_of)
            answers[about] = Question(ground.ledger, selectors, said=ground.question.said)
        value, why = stands(answers[about])
        yield from ground.check(
            "published",
            figure.unit,
            figure.stage,
            figure.stated,
            [value],
            places=(Place(figure.source or figure.who, None, None, figure.stated),),
            says="published",
            who=figure.who,
            about=f" ({ground.members(dict(figure.fixed))})" if figure.fixed else "",
            number=kept.number,
            why=why,
        )


def stands(question: Question) -> tuple[Number | None, str]:
    """What stands of a published figure's matter, as `summarize` says it; else why nobody can say."""
    if not question.statements:
        return None, "nothing-stands"
    if question.each_level and not question.selectors.one_level:
        return None, "levels-unnamed"
    found = question.together(question.answers(()))
    return found, "" if found is not None else "figures-cannot-say"
