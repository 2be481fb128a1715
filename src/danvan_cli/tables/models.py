"""The list of models that stand: the named rows behind the figures."""

from dataclasses import dataclass

from danvan_cli.ledger.books.verdicts import Standing
from danvan_cli.ledger.standing.margins import Number, canonical
from danvan_cli.returns import Amounts, Model
from danvan_cli.tables.selection.geography import path_key
from danvan_cli.tables.selection.query import FUNNEL, Question
from danvan_cli.tables.selection.selectors import stage_needed
from danvan_cli.vietnamese import bare, fold, has_accents, sort_key
from danvan_cli.vocabulary import MemberSet


@dataclass(frozen=True, slots=True)
class ListedModel:
    """One standing model with all that is known of it."""

    code: str | None
    name: str
    unit: str
    reporter: str
    field: MemberSet
    level: MemberSet
    holder: MemberSet
    stages: tuple[str, ...]
    period: str
    path: str
    sheet: str
    cell: str
    indicators: Amounts


def list_models(question: Question, *, find: str | None = None) -> list[ListedModel]:
    """The models that stand at the stage asked for, by unit, then by name. Figures of matrices have no names: see `unnamed`."""
    if question.stage == FUNNEL:
        raise stage_needed(question.by_stage, question.ledger.vocabulary)
    listed = []
    for row in question.statements:
        if _names(question, row):
            listed += _of(question, row, find)
    listed += [model for row in _shared_whole(question) for model in _of(question, row, find)]
    register = question.ledger.register
    return sorted(
        listed, key=lambda model: (path_key(register, model.unit), sort_key(model.name), model.path, model.cell)
    )


def unnamed(question: Question) -> Number | None:
    """How many models count of which no name is listed: they are figures of matrices, or were typed as figures.

    None where nobody can say: several levels decided, and did not name which models are the same.
    """
    listed = {row.key for row in _shared_whole(question)}
    found = [
        asked
        for asked in question.answers(())
        if not _names(question, asked.standing)
        and not (asked.standing.key in question.shared and question.shared[asked.standing.key].whole.key in listed)
    ]
    return None if question.levels_apart(found) else sum(asked.answer.value or 0 for asked in found)


def _names(question: Question, row: Standing) -> bool:
    """Whether a statement names its models: of one shared out by a key nobody says which of its names are whose."""
    return row.kind == "register" and row.key not in question.shared


def _shared_whole(question: Question) -> list[Standing]:
    """Lists of divided units all of whose parts are asked for."""
    wholes = {one.whole.key: one.whole for one in question.shared.values() if one.whole.stage == question.stage}
    return [row for row in wholes.values() if row.kind == "register" and question.inside(row.unit)]


def _of(question: Question, row: Standing, find: str | None) -> list[ListedModel]:
    filters = question.selectors.filters.items()
    path, _, sheet, reporter = question.ledger.returns.source(row.ret)
    models = question.ledger.returns.models_of(row.ret)
    found = []
    for place in row.rows:
        model = models[place]
        at = dict(question.counted_at(canonical(dict(row.fixed), model.at)))
        taken = all(chosen.takes(at.get(dimension, ())) for dimension, chosen in filters)
        if place in row.without or not taken or (find and not _holds(model, find)):
            continue
        found.append(
            ListedModel(
                code=model.code,
                name=model.name,
                unit=model.unit,
                reporter=reporter,
                field=at.get("field", ()),
                level=at.get("level", ()),
                holder=at.get("holder", ()),
                stages=model.stages,
                period=row.period,
                path=path,
                sheet=sheet,
                cell=model.cell,
                indicators=model.indicators,
            )
        )
    return found


def _holds(model: Model, text: str) -> bool:
    """Found by its words; typed without accents, found without accents."""
    return fold(text) in fold(model.name) if has_accents(text) else bare(text) in bare(model.name)
