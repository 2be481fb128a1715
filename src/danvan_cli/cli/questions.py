"""What `danvan decide` shows: open questions with their answers, decisions made; on the screen and as documents."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from textwrap import fill
from typing import Any

from danvan_cli.answers import OF_NAMES, OF_UNITS
from danvan_cli.cli.options import Workspace
from danvan_cli.findings import Finding
from danvan_cli.ledger.asking import (
    Choice,
    Question,
    choices_of,
    label_of,
    matter_of,
    open_questions,
    row_of,
    rows_named,
)
from danvan_cli.ledger.books.decisions import Asked, Decision
from danvan_cli.ledger.standing.margins import margins_of_base
from danvan_cli.ledger.store import Ledger
from danvan_cli.messages import text
from danvan_cli.periods import Period
from danvan_cli.returns import Return
from danvan_cli.vietnamese import number
from danvan_cli.writers import questions as workbook
from danvan_cli.writers.safe import plain

SHOWN = 20


class Evidence:
    """What stands at the places of questions, read from the ledger once."""

    def __init__(
        self, space: Workspace, ledger: Ledger, questions: Sequence[Question], most: int | None = None
    ) -> None:
        self.space, self.ledger = space, ledger
        places = [place for question in questions for place in question.places[:most]]
        self._contested = ledger.decisions.contested()
        self._rows = rows_named(ledger, (place.mail for place in places if place.finding.cell))

    def of(self, question: Question, most: int | None = None) -> list[tuple[Asked, str]]:
        """The places of a question with what stands there; of a question between two returns both."""
        found = [(place, self._at(place)) for place in question.places[:most]]
        for place in question.places[:most]:
            other = str(place.finding.seen.get("other", ""))
            if place.finding.code == "two-versions":
                sheets = {**place.finding.seen, "other": ""}
                twin = replace(place, finding=Finding(place.finding.code, str(place.finding.seen["one"]), None, sheets))
                found.append((twin, self._at(twin)))
            for kept in [kept for kept in self.ledger.kept.with_digest(other) if kept.id != place.mail][:1]:
                if place.finding.code in OF_NAMES:
                    seen = place.finding.seen
                    row = Finding(place.finding.code, str(seen["other_sheet"]), str(seen["other_cell"]), seen)
                    found.append((Asked(kept.id, kept.path, kept.sha256, row), str(seen["other_name"])))
                    continue
                twin = Asked(kept.id, kept.path, kept.sha256, Finding(place.finding.code))
                found.append((twin, self._at(twin)))
        return found

    def answers(self, question: Question) -> str:
        """The answers that contradict each other, each with who gave it and when."""
        said = self._contested.get(question.key, ())
        lines = [
            text(
                "exchange",
                "said-already",
                who=one.decider,
                day=_day(one.decided or one.moment),
                answer=answer_of(self.space, one),
            )
            for one in said
        ]
        return text("exchange", "said-differently", answers="; ".join(lines)) if said else ""

    def _at(self, place: Asked) -> str:
        """What a row is about; where no cell is named what the return says."""
        found = place.finding
        if found.cell:
            return self._rows.get((place.mail, found.sheet or "", row_of(found.cell)), "") or found.message
        returns = [ret for ret in self.ledger.returns.of_mail(place.mail) if found.sheet in (None, ret.sheet)]
        return "; ".join(map(self._in_short, returns)) or found.message

    def _in_short(self, ret: Return) -> str:
        """A return in a few words: whose, how many, of which day."""
        on = Period(ret.period).last
        whole = [
            max((m.total for m in margins_of_base(base, self.space.vocabulary, on)), default=0) for base in ret.bases
        ]
        count = number(len(ret.models) or sum(whole))
        told = text("screen", "return-told", unit=self.space.register.name_of(ret.reporter), count=count)
        return told + (text("screen", "return-dated", day=ret.dated.strftime("%d/%m/%Y")) if ret.dated else "")


def _day(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone().strftime("%d/%m/%Y")


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
    evidence = Evidence(space, ledger, questions[:SHOWN], most=1)
    for question in questions[:SHOWN]:
        yield ""
        yield from lines_of_one(space, question, evidence)
    if len(questions) > SHOWN:
        yield text("screen", "questions-more", count=number(len(questions) - SHOWN))
    yield ""
    yield text("screen", "next-answer", number=questions[0].number)


def lines_of_raised(ledger: Ledger, before: Collection[str]) -> Iterator[str]:
    """Questions that are open only now: what was just done made danvan ask them, perhaps of quite other files. `before`: keys."""
    raised = [question for question in open_questions(ledger) if question.key not in before]
    if raised:
        yield text("screen", "raised-head", count=number(len(raised)))
    for question in raised[:SHOWN]:
        yield f"{question.number:>5}  {plain(question.finding.message)}"
        yield f"       {where(question.places[0])}"
    if len(raised) > SHOWN:
        yield text("screen", "questions-more", count=number(len(raised) - SHOWN))


def keys_open(ledger: Ledger) -> set[str]:
    """What is asked now."""
    return {question.key for question in open_questions(ledger)}


def lines_of_one(space: Workspace, question: Question, evidence: Evidence) -> Iterator[str]:
    """One question with its first place and its answers."""
    yield f"{question.number:>3}  {plain(question.finding.message)}"
    shown = evidence.of(question, most=1)
    if len(question.places) > 1:
        count, files = number(len(question.places)), number(question.files)
        yield f"     {text('screen', 'question-first', where=_place_told(*shown[0]), count=count, files=files)}"
    else:
        yield from (f"     {_place_told(place, stands)}" for place, stands in shown)
    if contested := evidence.answers(question):
        yield fill(plain(contested), 80, initial_indent="     ", subsequent_indent="       ", break_long_words=False)
    answers = text("screen", "question-answers", answers=numbered(choices(space, question), question))
    yield fill(answers, 80, initial_indent="     ", subsequent_indent="       ", break_long_words=False)


def _place_told(place: Asked, stands: str) -> str:
    return where(place) + (f" ({plain(stands)})" if stands != place.finding.message else "")


def document_of(space: Workspace, ledger: Ledger, questions: Sequence[Question]) -> dict[str, Any]:
    """The contract of `decide --format json`."""
    evidence = Evidence(space, ledger, questions)
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
                        "text": stands,
                    }
                    for place, stands in evidence.of(question)
                ],
                "contested": evidence.answers(question) or None,
                "answers": [{"code": choice.answer, "label": choice.label} for choice in choices(space, question)],
            }
            for question in questions
        ]
    }


def sheet_of(space: Workspace, ledger: Ledger, questions: Sequence[Question]) -> list[workbook.Asked]:
    """The same as the workbook shows it."""
    evidence = Evidence(space, ledger, questions)
    return [
        workbook.Asked(
            number=question.number,
            key=question.key,
            asked=" · ".join(filter(None, (question.finding.message, evidence.answers(question)))),
            choices=tuple(choice.label for choice in choices(space, question)),
            evidence=tuple(
                (place.path, place.finding.sheet or "", place.finding.cell or "", stands)
                for place, stands in evidence.of(question)
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
                "asked": matter_of(decision.finding),
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
