"""The models a unit carries into a new year, each with its permanent code."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from danvan_cli.ledger.books.given_codes import by_model
from danvan_cli.ledger.standing.codes import abbreviation
from danvan_cli.ledger.standing.margins import canonical
from danvan_cli.ledger.store import Ledger
from danvan_cli.returns import Model
from danvan_cli.tables.selection.query import Question
from danvan_cli.tables.selection.selectors import Selectors
from danvan_cli.units import Register, place_of
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import MemberSet

_BUILT, _REGISTERED, _ENDED = "xaydung", "dangky", "ketthuc"


@dataclass(frozen=True, slots=True)
class Carried:
    """One model of the year before, as a form lists it."""

    code: str
    name: str
    unit: str
    unit_name: str
    unit_text: str | None  # as its list wrote it, where that is no unit of the register: a village, a person
    field: MemberSet
    level: MemberSet
    holder: MemberSet
    year: int  # since when it is known
    coined: bool = False  # its code, just now


def carried_on(ledger: Ledger, unit: str, period: str) -> list[Carried]:
    """The unit's models that stood in `period`, carried out or registered and not ended, its own before its bodies'.

    A commune's are those of the bodies inside it, too; of a place with places below only its own.
    """
    question = Question(ledger, Selectors(period=period, unit=unit, stage=_BUILT))
    found: dict[tuple[str, str], Carried] = {}
    ended: set[tuple[str, str]] = set()
    for stage in (_ENDED, _BUILT, _REGISTERED):
        for model, fixed in _models(ledger, question, stage, unit):
            key = (model.unit, fold(model.name))
            if stage == _ENDED or _ENDED in model.stages:
                ended.add(key)
            elif key not in ended and key not in found:
                found[key] = _carried(ledger.register, model, fixed, period)
    listed = [model for key, model in found.items() if key not in ended]
    by_unit: dict[str, list[Carried]] = defaultdict(list)
    for one in listed:
        by_unit[one.unit].append(one)
    given = by_model(ledger.codes.all())
    coded = {
        (one.unit, one.name): one
        for of_unit, own in by_unit.items()
        for one in _coded(ledger.register, of_unit, own, given)
    }
    listed.sort(key=lambda one: (one.unit != unit, one.unit_name))
    return [coded[one.unit, one.name] for one in listed]


def _models(ledger: Ledger, question: Question, stage: str, unit: str) -> Iterator[tuple[Model, dict[str, MemberSet]]]:
    """The named models that stand at a stage and are the unit's own, list by list, as the lists order them."""
    rows = [row for row in question.at(stage) if row.kind == "register"]
    rows = [row for row in rows if row.unit == unit or (place_of(row.unit) == unit and "/" not in unit)]
    for row in sorted(rows, key=lambda row: ledger.returns.source(row.ret)[1:]):
        models = ledger.returns.models_of(row.ret)
        for place in row.rows:
            if place not in row.without:
                yield models[place], dict(canonical(dict(row.fixed), models[place].at))


def _carried(register: Register, model: Model, at: dict[str, MemberSet], period: str) -> Carried:
    known = model.unit_text and register.find(model.unit_text, register.parent(place_of(model.unit)), None, model.unit)
    text = model.unit_text if known and known.code != model.unit else None
    own = (register.get(model.unit).level,)
    level = at.get("level", ())
    return Carried(
        code=model.code or "",
        name=model.name,
        unit=model.unit,
        unit_name=register.name_of(model.unit),
        unit_text=text,
        field=at.get("field", ()),
        level=() if level == own else level,
        holder=at.get("holder", ()),
        year=model.registered or int(period[:4]),
    )


def _coded(
    register: Register, unit: str, models: Iterable[Carried], given: Mapping[tuple[str, str], tuple[str, ...]]
) -> Iterator[Carried]:
    """Each with a code: its own, the one it was given before, else the next free one of its unit and year."""
    listed = [replace(one, code=one.code or given.get((one.unit, fold(one.name)), ("",))[0]) for one in models]
    taken = {one.code.upper() for one in listed if one.code}
    taken.update(*(codes for (of, _), codes in given.items() if of == unit))
    stem = abbreviation(register, unit)
    for one in listed:
        if one.code:
            yield one
            continue
        number = 1
        while (code := f"{stem}-{one.year % 100:02}-{number:02}") in taken:
            number += 1
        taken.add(code)
        yield replace(one, code=code, coined=True)
