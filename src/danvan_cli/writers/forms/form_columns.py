"""The columns of a form: what each asks for, and what it offers to choose from. (data/forms.toml, the workspace's vocabulary)"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from danvan_cli.intake.forms.filled_forms import words
from danvan_cli.periods import Period
from danvan_cli.tables.forms import Form
from danvan_cli.vocabulary import Member, Vocabulary


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column. `kind`: number, name, code, text, list, units, tick; of a matrix unit, total, count."""

    head: str
    kind: str
    width: int
    over: str = ""  # the heading over it and its neighbours
    of: str = ""  # the dimension it asks for
    member: str = ""  # whose tick or count it holds
    choices: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()  # of the choices


def columns_of(form: Form, vocabulary: Vocabulary) -> list[FormColumn]:
    """The columns of a form, from left to right."""
    if form.layout == "matrix":
        return list(_matrix(form, vocabulary))
    shape = "carried" if form.carried and form.layout == "register" else form.layout
    return [_column(entry, form, vocabulary) for entry in words()["columns"][shape]]


def _column(entry: dict[str, Any], form: Form, vocabulary: Vocabulary) -> FormColumn:
    choices: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    if entry["kind"] == "list":
        members = members_on(form, vocabulary, entry["of"])
        members = [member for member in members if member.code in entry.get("members", [member.code])]
        choices, codes = tuple(member.label["vi"] for member in members), tuple(member.code for member in members)
    elif entry["kind"] == "units":
        choices = form.units
    elif entry["kind"] == "tick":
        choices = (words()["tick"],)
    return FormColumn(
        entry["head"], entry["kind"], entry["width"], entry.get("over", ""), entry.get("of", ""),
        entry.get("member", ""), choices, codes,
    )  # fmt: skip


def members_on(form: Form, vocabulary: Vocabulary, dimension: str) -> list[Member]:
    """The members of a dimension that exist in the form's period: no district level any more in 2026."""
    first = Period(form.period).first
    return [member for member in vocabulary[dimension].members.values() if not (member.until and member.until < first)]


def _matrix(form: Form, vocabulary: Vocabulary) -> Iterator[FormColumn]:
    """Unit and total; the fields that make it up; its other splits; then figures at stages of their own."""
    shape = words()["matrix"]
    yield FormColumn(shape["number"], "number", 40)
    yield FormColumn(shape["unit"], "unit", 170)
    yield FormColumn(shape["total"], "total", 58)
    fields = members_on(form, vocabulary, "field")
    for member in fields:
        if member.closes or member.code == "khac":
            yield _count(member, shape["field"], "field")
    for dimension in shape["splits"]:
        for member in members_on(form, vocabulary, dimension):
            yield _count(member, shape["within"], dimension)
    for member in members_on(form, vocabulary, "stage"):
        if member.code in shape["stages"]:
            yield _count(member, shape["stages_over"], "stage")


def _count(member: Member, over: str, dimension: str) -> FormColumn:
    head = member.short["vi"]
    return FormColumn(head, "count", 54 if len(head) < 12 else 70, over, dimension, member.code)
