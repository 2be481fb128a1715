"""Models that a place and a body inside it both list: how many count once, how many are still asked, and where they stand. (counting.md 6)"""

from collections import defaultdict
from typing import Any

from danvan_cli import messages
from danvan_cli.ledger.standing.margins import Number
from danvan_cli.ledger.standing.settled import Twin
from danvan_cli.tables.selection.geography import path_key
from danvan_cli.tables.selection.query import Question
from danvan_cli.tables.table import Listing
from danvan_cli.tables.titles import scope_of
from danvan_cli.vietnamese import number


class ToldTwice:
    """The models in an answer that two tell of. `once`: counted once; `asked`: rows that count twice until somebody decides."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.ledger = question.ledger
        filters, selectors = question.selectors.filters, question.selectors
        known = self.ledger.verdicts.twins(selectors.periods, as_of=selectors.as_of)
        named = {twin.ret for twin in known}
        standing: dict[int, set[int]] = defaultdict(set)
        for row in question.statements if named else ():
            if row.ret in named:
                standing[row.ret].update(row.rows)
        self.twins = [
            twin
            for twin in known
            if twin.stage == question.stage
            and twin.row in standing[twin.ret]
            and all(
                chosen.takes(dict(question.counted_at(twin.at)).get(dimension, ()))
                for dimension, chosen in filters.items()
            )
        ]
        self.once = sum(twin.once for twin in self.twins)
        self.asked = len({(twin.ret, twin.row) for twin in self.twins if not twin.once})

    @property
    def total(self) -> Number:
        """The figure that these models are in."""
        return sum(asked.answer.value or 0 for asked in self.question.answers(()))

    def listing(self) -> Listing:
        """Both rows of every such model, and why it counts once or is asked; totals before and after in the title."""
        totals = {"before": self.total + self.once, "after": self.total, "least": self.total - self.asked}
        title = messages.text(
            "twins",
            "title",
            period=scope_of(self.question),
            once=number(self.once),
            asked=number(self.asked),
            **{name: number(value) for name, value in totals.items()},
        )
        rows = tuple(
            (
                count,
                one["unit"]["name"],
                one["name"],
                _where(one),
                one["other"]["unit"]["name"],
                one["other"]["name"],
                _where(one["other"]),
                messages.text("twins", one["how"]),
            )
            for count, one in enumerate(self._documents(), start=1)
        )
        heads = ("number", "place", "name", "source", "body", "other-name", "other-source", "how")
        return Listing(title, tuple(messages.text("twins", f"head-{head}") for head in heads), rows)

    def document(self) -> dict[str, Any]:
        """The contract of `models --twins --format json`."""
        return {
            "total": self.total,
            "before": self.total + self.once,
            "least": self.total - self.asked,
            "twins": self._documents(),
        }

    def _documents(self) -> list[dict[str, Any]]:
        models = {ret: self.ledger.returns.models_of(ret) for twin in self.twins for ret in (twin.ret, twin.other_ret)}
        sources = {ret: self.ledger.returns.source(ret) for ret in models}
        register = self.ledger.register

        def row(ret: int, place: int) -> dict[str, Any]:
            path, _, sheet, _ = sources[ret]
            model = models[ret][place]
            return {"code": model.code, "name": model.name, "path": path, "sheet": sheet, "cell": model.cell}

        def unit(code: str) -> dict[str, str]:
            return {"code": code, "name": register.name_of(code)}

        def order(twin: Twin) -> tuple[object, ...]:
            return (path_key(register, twin.place), twin.once, sources[twin.ret][0], twin.row)

        return [
            {
                **row(twin.ret, twin.row),
                "unit": unit(twin.place),
                "other": {**row(twin.other_ret, twin.other_row), "unit": unit(twin.body)},
                "how": twin.how,
            }
            for twin in sorted(self.twins, key=order)
        ]


def _where(row: dict[str, Any]) -> str:
    return f"{row['path']} › {row['sheet']} › {row['cell']}"
