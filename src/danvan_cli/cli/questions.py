"""What `danvan decide` shows: open questions with their answers, decisions made; on the screen and as documents."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from textwrap import fill
from typing import Any

from danvan_cli.answers import OF_UNITS
from danvan_cli.cli.options import Workspace
from danvan_cli.ledger.asking import Choice, Question, choices_of, label_of, row_of, rows_named
from danvan_cli.ledger.decisions import Asked, Decision
from danvan_cli.ledger.store import Ledger
from danvan_cli.messages import text
from danvan_cli.vietnamese import number
from danvan_cli.writers import questions as workbook
from danvan_cli.writers.safe import plain

SHOWN = 20


class Evidence:
    """What stands at the places of questions, read from the ledger once."""

    def __init__(self, ledger: Ledger, questions: Sequence[Question], most: int | None = None) -> None:
        places = [place for question in questions for place in question.places[:most]]
        self._rows = rows_named(ledger, (place.mail for place in places if place.finding.cell))

    def at(self, place: Asked) -> str:
        """What the row of a place is about, else what was seen there."""
        found = place.finding
        row = self._rows.get((place.mail, found.sheet or "", row_of(found.cell)), "") if found.cell else ""
        return row or found.message


def where(place: Asked) -> str:
    """File, sheet and cell."""
    return plain(" › ".join(part for part in (place.path, place.finding.sheet, place.finding.cell) if part))


def choices(space: Workspace, question: Question) -> list[Choice]:
    """The answers to a question, in the order in which they are numbered."""
    return choices_of(question.finding, space.vocabulary, space.register)


def numbered(found: Sequence[Choice], question: Question) -> str:
    """The answers as one line to choose from."""
    listed = [f"{place} {choice.label}" for place, choice in enumerate(found, start=1)]
    if question.finding.code in OF_UNITS:
        listed.append(text("screen", "unit-by-name"))
    return plain(" · ".join(listed))


def lines_of(space: Workspace, ledger: Ledger, questions: Sequence[Question]) -> Iterator[str]:
    """The open questions, and how they are answered."""
    if not questions:
        yield text("screen", "no-questions")
        return
    places = sum(len(question.places) for question in questions)
    yield text("screen", "questions-head", count=number(len(questions)), places=number(places))
    evidence = Evidence(ledger, questions[:SHOWN], most=1)
    for question in questions[:SHOWN]:
        yield ""
        yield from lines_of_one(space, question, evidence)
    if len(questions) > SHOWN:
        yield text("screen", "questions-more", count=number(len(questions) - SHOWN))
    yield ""
    yield text("screen", "next-answer", number=questions[0].number)


def lines_of_one(space: Workspace, question: Question, evidence: Evidence) -> Iterator[str]:
    """One question with its first place and its answers."""
    yield f"{question.number:>3}  {plain(question.finding.message)}"
    first = question.places[0]
    place, stands = where(first), evidence.at(first)
    if stands != first.finding.message:
        place = f"{place} ({plain(stands)})"
    more = len(question.places) > 1
    count, files = number(len(question.places)), number(question.files)
    yield f"     {text('screen', 'question-first', where=place, count=count, files=files) if more else place}"
    answers = text("screen", "question-answers", answers=numbered(choices(space, question), question))
    yield fill(answers, 80, initial_indent="     ", subsequent_indent="       ", break_long_words=False)


def document_of(space: Workspace, ledger: Ledger, questions: Sequence[Question]) -> dict[str, Any]:
    """The contract of `decide --format json`."""
    evidence = Evidence(ledger, questions)
    return {
        "questions": [
            {
                "number": question.number,
                "code": question.finding.code,
                "message": question.finding.message,
                "hint": question.finding.hint,
                "files": question.files,
                "places": [
                    {
                        "path": place.path,
                        "sha256": place.sha256,
                        "sheet": place.finding.sheet,
                        "cell": place.finding.cell,
                        "text": evidence.at(place),
                    }
                    for place in question.places
                ],
                "answers": [{"code": choice.answer, "label": choice.label} for choice in choices(space, question)],
            }
            for question in questions
        ]
    }


def sheet_of(space: Workspace, ledger: Ledger, questions: Sequence[Question]) -> list[workbook.Asked]:
    """The same as the workbook shows it."""
    evidence = Evidence(ledger, questions)
    return [
        workbook.Asked(
            number=question.number,
            key=question.key,
            asked=question.finding.message,
            choices=tuple(choice.label for choice in choices(space, question)),
            evidence=tuple(
                (place.path, place.finding.sheet or "", place.finding.cell or "", evidence.at(place))
                for place in question.places
            ),
            by_name=question.finding.code in OF_UNITS,
        )
        for question in questions
    ]


def decisions_of(space: Workspace, ledger: Ledger) -> dict[str, Any]:
    """The contract of `decide --list --format json`: all that was decided, in its order, and what of it stands."""
    log, standing = ledger.decisions.log(), ledger.decisions.standing()
    numbers = ledger.decisions.numbers(decision.key for decision in log)
    return {
        "decisions": [
            {
                "number": numbers[decision.key],
                "code": decision.finding.code,
                "asked": decision.finding.message,
                "answer": decision.answer,
                "label": answer_of(space, decision),
                "by": decision.decider,
                "why": decision.why,
                "at": decision.moment,
                "stands": standing.get(decision.key) == decision,
            }
            for decision in log
        ]
    }


def answer_of(space: Workspace, decision: Decision) -> str:
    """What was decided, as people read it."""
    if decision.answer is None:
        return text("screen", "decision-undone")
    return label_of(decision.finding, decision.answer, space.vocabulary, space.register)


def lines_of_decisions(document: dict[str, Any]) -> Iterator[str]:
    """The decisions on the screen."""
    if not document["decisions"]:
        yield text("screen", "no-decisions")
    for one in document["decisions"]:
        said = text("screen", "decision-line", number=one["number"], asked=one["asked"], answer=one["label"])
        day = datetime.fromisoformat(one["at"]).astimezone().strftime("%d/%m/%Y %H:%M")
        by = text("screen", "decision-by", who=one["by"], day=day)
        yield plain(said)
        yield plain(f"     {by}{': ' if one['why'] else ''}{one['why']}")
