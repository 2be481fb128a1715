"""Answers as they come in, typed or in a workbook: understood, kept, and told."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from danvan_cli import learning, vocabulary
from danvan_cli.answers import DIMENSION_OF
from danvan_cli.cli import questions as shown
from danvan_cli.cli.by_hand import login, one_file
from danvan_cli.cli.options import Format, Workspace, unit_code
from danvan_cli.cli.speech import ask, emit, say
from danvan_cli.errors import DanvanError, UsageError
from danvan_cli.findings import raise_severities
from danvan_cli.intake.files.unreadable import Unreadable
from danvan_cli.ledger.asking import Question, all_questions, label_of, matter_of, open_questions, parse_answer
from danvan_cli.ledger.deciding import Given, Setting, decide
from danvan_cli.ledger.store import Ledger
from danvan_cli.messages import text
from danvan_cli.writers import beside, render
from danvan_cli.writers import questions as workbook
from danvan_cli.writers.safe import plain


class Desk:
    """Where questions of one ledger are shown and answered."""

    def __init__(self, space: Workspace, ledger: Ledger, by: str | None, password: str | None) -> None:
        self.space, self.ledger, self.by = space, ledger, (by or "").strip()
        raise_severities(space.settings.severity)
        self.setting = Setting(space.store.parent, space.settings.severity, password)

    # --- showing

    def show(self, form: Format) -> None:
        """The open questions."""
        found = open_questions(self.ledger)
        if form is Format.JSON:
            emit(render(shown.document_of(self.space, self.ledger, found), "json"))
        else:
            self._emit(*shown.lines_of(self.space, self.ledger, found))

    def show_decisions(self, form: Format) -> None:
        """All decisions that were made."""
        document = shown.decisions_of(self.space, self.ledger)
        if form is Format.JSON:
            emit(render(document, "json"))
        else:
            self._emit(*shown.lines_of_decisions(document))

    def write(self, path: Path) -> None:
        """The open questions as a workbook to be filled in."""
        if path.suffix.lower() != ".xlsx":
            raise UsageError("output-ending-unknown", path=path, known=".xlsx")
        asked = shown.sheet_of(self.space, self.ledger, open_questions(self.ledger))
        if not asked:
            say(text("screen", "no-questions"))
            return
        beside.put(path, workbook.file(asked, path.name, profile=self.space.settings.profile))
        say(text("screen", "written", path=str(path)))

    # --- deciding

    def answer(self, number: int, typed: str | None, why: str) -> None:
        """One question by its number. A later answer takes an earlier one's place."""
        question = next((one for one in all_questions(self.ledger) if one.number == number), None)
        if question is None:
            raise UsageError("question-unknown", number=number)
        if typed is None:
            found = shown.choices(self.space, question)
            raise UsageError("answer-needed", number=number, known=shown.numbered(found, question))
        self._decide([self._given(question, typed, why)])

    def ask_all(self) -> None:
        """One question after the other, as long as somebody answers."""
        questions = open_questions(self.ledger)
        evidence = shown.Evidence(self.space, self.ledger, questions, most=1)
        if not questions:
            say(text("screen", "no-questions"))
        for question in questions:
            if question.key not in {one.key for one in open_questions(self.ledger)}:
                continue  # another answer has settled it
            for line in shown.lines_of_one(self.space, question, evidence):
                say(line)
            if not self._asked(question):
                break
            say()

    def _asked(self, question: Question) -> bool:
        """Ask until the answer is understood; whether to go on."""
        while typed := ask("     " + text("screen", "ask-answer")):
            if typed.strip().lower() == "q":
                return False
            try:
                self._decide([self._given(question, typed, "")], left=False)
            except UsageError as error:
                say("     " + text("error", error.code, **error.seen))
            else:
                return True
        return typed is not None

    def apply(self, path: Path) -> None:
        """A workbook with answers: all of them, or none where one is not understood."""
        _, content = one_file(path)
        try:
            lines = workbook.read(content)
        except Unreadable as unreadable:
            raise DanvanError(
                "file-unreadable", path=str(path), reason=unreadable.finding.seen["reason"]
            ) from unreadable
        every = {workbook.mark(one.key): one for one in all_questions(self.ledger)}
        numbers = {workbook.mark(key): number for key, number in self.ledger.decisions.numbers(()).items()}
        if lines is None or any(numbers.get(line.mark) != line.number for line in lines):
            raise UsageError("answers-of-another", path=str(path))
        answers = self.ledger.decisions.answers()
        given, wrong = [], []
        for line in lines:
            question = every.get(line.mark)
            if not line.answer:
                continue
            try:
                one = self._given(question, line.answer, line.why) if question else None
            except UsageError as error:
                wrong.append(f"  {line.number}  {text('error', error.code, **error.seen)}")
                continue
            standing = answers.by_key.get(one.key) if one else None
            if one is None or standing not in (None, one.answer):
                say(text("screen", "answer-closed", number=line.number))
            else:
                given.append(one)
        if wrong:
            raise UsageError("answers-several", path=str(path), count=len(wrong), lines="\n".join(wrong))
        self._decide(given)
        blank = sum(not line.answer for line in lines)
        if blank:
            say(text("screen", "answers-left", count=blank))

    def take_back(self, number: int, why: str) -> None:
        """Undo what was decided about a question."""
        keys = {called: key for key, called in self.ledger.decisions.numbers(()).items()}
        decision = self.ledger.decisions.standing().get(keys.get(number, ""))
        if decision is None:
            raise UsageError("decision-unknown", number=number)
        self._decide([Given(decision.key, None, decision.finding, decision.path, why)])

    def learn(self) -> None:
        """Write the names that were answered to the vocabulary beside the store."""
        path, words = self._own_words, []
        for decision in self.ledger.decisions.standing().values():
            dimension, told, members = (decision.answer or "").partition("=")
            if told and decision.finding.code in DIMENSION_OF:
                words.append((dimension, tuple(members.split("+")), str(decision.finding.seen["seen"])))
        new = learning.unknown(words, vocabulary.load(self.space.store.parent))
        toml = path.read_text(encoding="utf-8") if path.is_file() else ""
        for word in new:
            learnt = learning.learn(toml, word)
            if learnt is None:
                table = learning.table_of(word)
                raise UsageError("vocabulary-not-written", path=str(path), text=word[2], table=table)
            toml = learnt
        if new:
            beside.put(path, toml.encode())
        say(text("screen", "learned", count=len(new), path=str(path)))

    def _given(self, question: Question, typed: str, why: str) -> Given:
        first = question.places[0]
        answer = parse_answer(
            typed,
            question.finding,
            self.space.vocabulary,
            self.space.register,
            lambda name: unit_code(self.space, self.ledger, name, self._period(first.mail)),
        )
        return Given(question.key, answer, question.finding, first.path, why.strip())

    def _period(self, mail: int) -> str:
        return self.ledger.returns.of_mail(mail)[0].period

    def _decide(self, given: Sequence[Given], *, left: bool = True) -> None:
        before = shown.keys_open(self.ledger) | {one.key for one in given}
        done = decide(self.ledger, given, self.by or login(), self.setting)
        numbers = self.ledger.decisions.numbers(())
        for one in done.news:
            asked, number = plain(matter_of(one.finding)), numbers[one.key]
            if one.answer is None:
                self._emit(text("screen", "undone-one", number=number, asked=asked))
                continue
            label = label_of(one.finding, one.answer, self.space.vocabulary, self.space.register)
            self._emit(text("screen", "decided-one", number=number, asked=asked, answer=plain(label)))
        self._emit(*self._answered_by_words(done.news))
        if given and not done.news:
            self._emit(text("screen", "nothing-decided"))
        if done.read_again:
            self._emit(text("screen", "read-again", count=done.read_again))
        self._emit(*shown.lines_of_raised(self.ledger, before))
        if left:
            count = len(open_questions(self.ledger))
            self._emit(text("screen", "questions-left", count=count))
            if count:
                say(text("screen", "next-decide"))
            elif periods := self.ledger.periods():
                say(text("screen", "next-summarize", period=periods[-1]))

    @property
    def _own_words(self) -> Path:
        return self.space.store.parent / "vocabulary.toml"

    def _answered_by_words(self, given: Sequence[Given]) -> Iterator[str]:
        """What the workspace's own vocabulary goes on answering, whatever was decided now: it is asked before decisions are."""
        if not self._own_words.is_file():
            return
        toml = self._own_words.read_text(encoding="utf-8")
        for one in given:
            if one.finding.code not in DIMENSION_OF:
                continue
            for word in learning.learnt(toml, str(one.finding.seen["seen"])):
                dimension, members, alias = word
                if one.answer != f"{dimension}={'+'.join(members)}":
                    label = " + ".join(self.space.vocabulary[dimension].name(code) for code in members)
                    yield text(
                        "screen", "learned-answers", text=plain(alias), members=label, path=str(self._own_words),
                        table=learning.table_of(word),
                    )  # fmt: skip

    @staticmethod
    def _emit(*lines: str) -> None:
        emit("".join(f"{line}\n" for line in lines))
