"""One list of questions over all files: every question once, with its places, and the answers that can be given."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import PurePath

from danvan_cli import messages
from danvan_cli.answers import ANSWERS, AS_READ, DIMENSION_OF, OF_UNITS, WHOSE, answers_to, key_of
from danvan_cli.errors import UsageError
from danvan_cli.findings import Finding
from danvan_cli.ledger.books.decisions import Asked
from danvan_cli.ledger.store import Ledger
from danvan_cli.units import Register
from danvan_cli.vietnamese import fold
from danvan_cli.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, wherever it is asked: its number, the finding at its first place, all its places."""

    number: int
    key: str
    finding: Finding
    places: tuple[Asked, ...]

    @property
    def files(self) -> int:
        """How many files ask it."""
        return len({place.mail for place in self.places})


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that can be given: as it is kept, and as people read it."""

    answer: str
    label: str


def open_questions(ledger: Ledger) -> list[Question]:
    """All questions that nobody has answered and that still matter, by their numbers."""
    answers = ledger.decisions.answers()
    return [
        replace(one, places=mattering)
        for one in all_questions(ledger)
        if answers.to(one.finding, one.places[0].sha256) is None
        and (mattering := tuple(place for place in one.places if place.matters))
    ]


def all_questions(ledger: Ledger) -> list[Question]:
    """The same with those that were answered, or have settled themselves. Of those met first today the most frequent first."""
    places: dict[str, list[Asked]] = {}
    for asked in ledger.decisions.asked():
        places.setdefault(key_of(asked.finding, asked.sha256), []).append(asked)
    ordered = sorted(places, key=lambda key: -len(places[key]))
    with ledger.transaction():
        numbers = ledger.decisions.numbers(ordered)
    found = [Question(numbers[key], key, _telling(ledger, places[key][0]), tuple(places[key])) for key in ordered]
    return sorted(found, key=lambda question: question.number)


def _telling(ledger: Ledger, asked: Asked) -> Finding:
    """The finding with the names of its files: answers speak of them."""
    seen = {"file": PurePath(asked.path).name, **asked.finding.seen}
    others = ledger.kept.with_digest(str(seen.get("other", "")))
    if others:
        seen["other_file"] = PurePath(others[0].path).name
    return replace(asked.finding, seen=seen)


def choices_of(found: Finding, vocabulary: Vocabulary, register: Register) -> list[Choice]:
    """The answers to a question, the one that changes nothing first."""
    if found.code in DIMENSION_OF:
        dimension = DIMENSION_OF[found.code]
        answers = [AS_READ, *(f"{dimension}={code}" for code in vocabulary[dimension].members)]
    elif found.code in WHOSE:
        codes = filter(None, str(found.seen.get("codes", "")).split(";"))
        answers = [*ANSWERS.get(found.code, (AS_READ,)), *codes]
    elif found.code == "two-ticks" and "between" in found.seen:
        dimension, _, members = str(found.seen["between"]).partition("=")
        answers = [AS_READ, *(f"{dimension}={code}" for code in members.split("+"))]
    else:
        answers = list(answers_to(found))
    return [Choice(answer, label_of(found, answer, vocabulary, register)) for answer in answers]


def label_of(found: Finding, answer: str, vocabulary: Vocabulary, register: Register) -> str:
    """An answer as people read it."""
    said = messages.text(f"answer-{found.code}", answer, **found.seen) or messages.text("answer", answer, **found.seen)
    dimension, told, members = answer.partition("=")
    if not said and told:
        said = messages.text("answer", "and").join(map(vocabulary[dimension].name, members.split("+")))
        if dimension != DIMENSION_OF.get(found.code, dimension):
            said = f"{messages.text('dimension', dimension)}: {said}"
    return said or register.full_name(answer)


def matter_of(found: Finding) -> str:
    """What a decision is about: what was seen, without what counted meanwhile."""
    return messages.text("matter", found.code, **found.seen, message=found.message) or found.message


def parse_answer(
    text: str, found: Finding, vocabulary: Vocabulary, register: Register, find_unit: Callable[[str], str]
) -> str:
    """The answer that a person types: its place in the list, its code, its words or their beginning; a unit by name."""
    choices = choices_of(found, vocabulary, register)
    typed = text.strip()
    for choice in choices:
        said = (choice.answer, choice.answer.partition("=")[2])
        if typed and (typed in said or fold(typed) == fold(choice.label)):
            return choice.answer
    if typed.isdecimal() and 1 <= int(typed) <= len(choices):
        return choices[int(typed) - 1].answer
    begun = [choice.answer for choice in choices if fold(typed) and fold(choice.label).startswith(fold(typed))]
    if len(begun) == 1:
        return begun[0]
    if found.code in OF_UNITS:
        return find_unit(typed)
    if found.code in DIMENSION_OF and (members := _members(typed, DIMENSION_OF[found.code], vocabulary)):
        return members
    known = "; ".join(f"{place} {choice.label}" for place, choice in enumerate(choices, start=1))
    raise UsageError("answer-unknown", text=typed, known=known)


def _members(text: str, dimension: str, vocabulary: Vocabulary) -> str | None:
    """Merged members (`kt+vhxh`), or members of another dimension (`level=xa`)."""
    name, told, said = text.partition("=")
    if told and name in vocabulary.dimensions:
        dimension, text = name, said
    if dimension not in vocabulary.dimensions:
        return None
    known = vocabulary[dimension]
    codes = text.replace(",", "+").replace(" ", "").split("+")
    members = tuple(sorted(codes)) if set(codes) <= known.members.keys() else known.match(text)
    return f"{dimension}={'+'.join(members)}" if members else None


def is_answer(answer: str, found: Finding, vocabulary: Vocabulary, register: Register) -> bool:
    """Whether somebody elsewhere answered what can be answered here."""
    if answer == AS_READ:
        return AS_READ in ANSWERS.get(found.code, (AS_READ,))
    if found.code in DIMENSION_OF or found.code == "two-ticks":
        return _members(answer, DIMENSION_OF.get(found.code, ""), vocabulary) == answer
    if found.code in WHOSE and answer not in ANSWERS.get(found.code, ()):
        return answer in register and register.get(answer).code == answer
    return answer in answers_to(found)


def rows_named(ledger: Ledger, mails: Iterable[int]) -> dict[tuple[int, str, str], str]:
    """Mail, sheet and row to what the row is about: the evidence beside a question."""
    found: dict[tuple[int, str, str], str] = {}
    for mail in set(mails):
        for ret in ledger.returns.of_mail(mail):
            for cell, name in (
                *((model.cell, model.name) for model in ret.models),
                *((base.cell, base.label) for base in ret.bases),
            ):
                found[mail, ret.sheet, row_of(cell)] = name
    return found


def row_of(cell: str | None) -> str:
    """A cell's place without its column: "B12" stands in row 12, "bảng 2 C3" in row 3 of table 2."""
    before, _, address = (cell or "").rpartition(" ")
    return f"{before} {address.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}".strip()
